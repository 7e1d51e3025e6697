"""A checked draft as it stands on the screen: its own redline, the cards, and which card speaks of which words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import Final

from sec_rules.analysis.invariants.verdicts import OF_A_DRAFT
from sec_rules.documents.document import Paragraph, View
from sec_rules.drafting import sides
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.grammar.settlements import CONDITION, NO_EFFECT, NOTHING, OUTCOME, SAME_AS, SAME_COUNT
from sec_rules.drafting.open_places import OpenPlace
from sec_rules.engine.solver import Solver
from sec_rules.lang import Count, Question
from sec_rules.page.asking import form
from sec_rules.page.checked import Checked
from sec_rules.page.questions import questions
from sec_rules.page.users import label
from sec_rules.review.acceptance import Accepted
from sec_rules.review.cards import Card
from sec_rules.review.checks import all_checks
from sec_rules.review.decisions import NOTHING_RECORDED
from sec_rules.review.findings import Finding
from sec_rules.review.fixes.word_locations import places
from sec_rules.review.review import Review
from sec_rules.review.summary import Summary

Json = dict[str, object]
Places = list[tuple[int, int, int]]
# The verdict names a part of the report by its heading there; the page has another.
_HEADING: Final = "WHAT IS WRONG", "\u201cWhat to look at\u201d"
_MARKUP: Final = tuple(View).index(View.MARKUP)


def screen(found: Checked, which: int) -> Json:
    """What the page shows of a draft. A place is a paragraph as stored, and where the words begin and end in it."""
    given = found.summary(which)
    result, draft, document = given.result, given.result.draft, given.result.draft.document
    starts = [list(accumulate((len(x.text) for x in p.pieces), initial=0)) for p in document.paragraphs]
    return {
        "name": document.name,
        "title": given.title,
        "state": result.state,
        "says": OF_A_DRAFT[result.state],
        "verdict": result.verdict.replace(*_HEADING),
        "on": draft.on.isoformat(),
        "called": draft.proposed.rulebook.called,
        "questions": questions(found, which),
        "form": form(result),
        "does": list(given.does),
        "wrong": list(given.wrong),
        "found_nothing": given.found_nothing,
        "smallest": _what_is_smallest(result) if any(card.smallest for card in given.cards) else "",
        "notes": [*draft.assumed_of_phrases, *document.notes, *([document.caution] if document.caution else [])],
        "paragraphs": [_paragraph(p) for p in document.paragraphs],
        "cards": [_card(card, given, starts) for card in given.cards],
        "recorded": [said for said in given.decisions.says if said != NOTHING_RECORDED],
        "lapsed": [_lapsed(one) for one in found.accepted[which] if one.id not in {f.id for f in result.accepted}],
        "open": [_open(place, draft, result.question) for place in draft.open],
        "assumed": [{"id": p.id, "says": said} for p, said in zip(draft.settled, draft.assumed_of_places, strict=True)],
    }


def _what_is_smallest(result: Review) -> str:
    """By what rule a case is the smallest, where more than one number is counted: "" where there is but one."""
    counts = [
        fact for fact in Solver(sides.facts(result.draft, result.question).values()).facts if isinstance(fact, Count)
    ]
    names = [label(fact) for fact in counts if not fact.names]
    first, *others = names or [""]
    then = "".join(f", then the fewest {name}" for name in others)
    return f"The smallest case is the one with the fewest {first}{then}." if others else ""


def _paragraph(paragraph: Paragraph) -> Json:
    return {
        "number": paragraph.number[_MARKUP] or "",
        "heading": paragraph.heading,
        "runs": [[piece.text, piece.mark.value] for piece in paragraph.pieces],
    }


def _card(card: Card, given: Summary, starts: Sequence[Sequence[int]]) -> Json:
    draft = given.result.draft
    found = (place for finding in (card.leading, *card.findings) for place in _places(draft, finding, starts))
    return {
        "id": card.id,
        "severity": card.severity.value,
        "codes": list(card.codes),
        "checks": [_titles().get(code, "") for code in card.codes],
        "where": list(card.provisions),
        "told": list(card.told),
        "claims": card.is_of_edits,
        "follows": list(card.follows),
        "accepted": list(card.accepted),
        "is_accepted": card.is_accepted,
        "intended": card.intended,
        "redline": [[label, [[run.text, run.mark.value] for run in runs]] for label, runs in card.redline],
        "places": list(dict.fromkeys(found)),
        "decided": [judged.in_words for judged in given.decisions.of(card.id)],
        "findings": [_identity(finding) for finding in card.findings if not finding.accepted],
        "taken": [finding.id for finding in card.findings if finding.accepted],
        "fixes": [
            {"id": f.id, "old": f.snippet, "new": f.fix.replacement}
            for f in card.findings
            if f.fix is not None and f.view is View.ACCEPTED
        ],
    }


def _lapsed(accepted: Accepted) -> Json:
    """What was accepted and is not found any more, or says something else now."""
    return {"id": accepted.id, "code": accepted.code, "where": accepted.clause, "says": accepted.message}


@cache
def _titles() -> Mapping[str, str]:
    """What the checks are called, by code."""
    return {check.code: check.title for check in all_checks()}


def _identity(finding: Finding) -> Mapping[str, str]:
    """What a record of decisions holds of a finding."""
    return {
        "id": finding.id,
        "code": finding.code,
        "clause": finding.clause,
        "snippet": finding.snippet,
        "message": finding.message,
    }


def _places(draft: Draft, finding: Finding, starts: Sequence[Sequence[int]]) -> Places:
    found = places(draft, finding)
    begins = ((s, starts[s.paragraph][s.piece]) for s in found)
    return [(s.paragraph, begin + s.start, begin + s.end) for s, begin in begins]


# The ways of which one choice is all there is, and how each is said; a condition may be known to be met or not.
_SAID: Final = {
    NO_EFFECT: {"no-effect": "They do not affect who answers"},
    CONDITION: {
        "condition": "They are a condition, and it is not known whether it is met",
        "condition=yes": "They are a condition, and it is met",
        "condition=no": "They are a condition, and it is not met",
    },
    SAME_COUNT: {"same-count": "They count the same as before"},
    NOTHING: {"nothing": "It bears on nothing"},
}


def _open(place: OpenPlace, draft: Draft, question: Question) -> Json:
    return {
        "ways": [choice for way in place.ways for choice in _choices(way, place, draft, question)],
        "id": place.id,
        "where": place.clause or place.place,
        "text": place.text,
        "why": place.why,
    }


def _choices(way: str, place: OpenPlace, draft: Draft, question: Question) -> Iterator[tuple[str, str]]:
    """What a person chooses from, to settle a place in a way: as it is written, and as it is said."""
    if way == SAME_AS:
        for other in draft.open:
            if other.kind == place.kind and other.id != place.id:
                at = other.clause or other.place
                yield f"{SAME_AS} {other.id}", f"They mean the same as \u201c{other.text}\u201d in {at}"
    elif way == OUTCOME:
        yield from ((f"{OUTCOME} {outcome.name}", f"They mean: {outcome.title}") for outcome in question.outcomes)
    else:
        yield from _SAID[way].items()
