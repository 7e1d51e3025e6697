"""What the existing text gives to whom under the clauses that a draft changes, where its own effect is not known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import takewhile
from typing import Final

from attrs import evolve

from sec_rules._patterns import compiled
from sec_rules.analysis.contents import Content, GivenFacts, Remembered, content, given_facts
from sec_rules.analysis.plane.impact import Row
from sec_rules.analysis.programmes import Programme, ProgrammeGroup, programmes_of
from sec_rules.documents.document import Mark
from sec_rules.drafting import sides
from sec_rules.drafting.base_text import held_words
from sec_rules.drafting.draft import Draft
from sec_rules.engine.english.numerals import plural
from sec_rules.engine.linking import link
from sec_rules.engine.solver import one_budget
from sec_rules.errors import EngineError
from sec_rules.lang import Count, Question, Unread, is_party, is_year, parties_among
from sec_rules.lang.citations import CLAUSE, clause_of, order
from sec_rules.lang.lists import joined
from sec_rules.lang.traversal import facts_of_rules
from sec_rules.review.text import edited
from sec_rules.review.text.defined_terms import is_a_slip
from sec_rules.review.text.redline import Redline, redlines


def given_by(clause: str, draft: Draft, question: Question) -> Iterator[str]:
    """Who has what under one clause of the existing text, a sentence for each group of Users; nothing where unknown."""
    for group in _groups_of(clause, draft, question):
        settled = all(due.outcome is not None for due in (*group.now.first, *group.now.cycle))
        if settled and group.now.because:
            yield f"Under the existing {clause}, {group.where} {question.have} {group.now.in_a_sentence}."


def counts_of(clauses: Collection[str], draft: Draft, question: Question) -> tuple[Count, ...]:
    """The counts on which some clauses of the existing text turn, the years left aside."""
    by_clause = _by_clause(draft, question)
    return tuple(dict.fromkeys(count for clause in clauses for count in by_clause.get(clause, ())))


def parties_counting(draft: Draft, question: Question) -> Mapping[Count, str]:
    """The one party whose rules turn on a count, as a sentence calls them ("Network Parties"), by count."""
    found: dict[Count, set[str]] = {}
    for rule in (rule for side in sides.rulesets(draft, question) for rule in (side.exact or side.rules)):
        facts = tuple(facts_of_rules((rule.rule,)))
        parties = {party.party for party in parties_among(facts)}
        for count in (f for f in facts if isinstance(f, Count) and not is_year(f)):
            found.setdefault(count, set()).update(parties or {""})
    return {count: plural(party) for count, (party, *more) in found.items() if party and not more}


def beside(unclear: Iterable[str], changed: Collection[str], draft: Draft, question: Question) -> Iterator[str]:
    """What follows for clauses whose new words are not understood from those that are left as they are, in sentences.

    Users whom such a clause takes in besides may fall under another too; those whom it leaves out may fall under none.
    """
    by_clause, due = _by_clause(draft, question), question.due
    marked = redlines(draft)
    for clause in unclear:
        if clause in by_clause and clause in marked and is_rewritten(marked[clause]):
            yield f"Users that have {question.noun} under the existing {clause} may have none stated for them."
            continue
        own_words = (
            [each for each in edited.replaced(marked[clause]) if each.label == clause] if clause in marked else []
        )
        if clause in marked and not any(_of_whom(each, marked[clause]) for each in own_words):
            continue
        if own_words and all(_takes_out(each) for each in own_words):
            yield _left_without(f"excepted from {clause} by the words inserted", question)
            continue
        on_the_same = [c for c, own in by_clause.items() if c != clause and own & by_clause.get(clause, set())]
        twins = [c for c in on_the_same if c not in changed]
        if own_words and all(_adds_a_condition(each, marked[clause], question) for each in own_words):
            are = f": {joined(twins)} {'is' if len(twins) == 1 else 'are'} not changed" if twins else ""
            without = _left_without(f"whom the words inserted leave out of {clause}", question)
            yield f"{without.removesuffix('.')}{are}."
            continue
        for other in (c for c in on_the_same if c in changed):
            yield from _still(clause, other, marked)
            yield from _still(other, clause, marked)
        still = [said for twin in twins for said in _still_in_ours(twin, clause, own_words, draft)]
        yield from still
        if twins and not still:
            are = "is" if len(twins) == 1 else "are"
            yield f"{joined(twins)} {are} not changed to match {clause}: {_BOTH_OR_NEITHER}"
        elif clause in by_clause and not by_clause[clause]:
            yield f"A User to whom {clause} as drafted gave no {due} may have none stated for it."


def alike_now(changed: Collection[str], rows: Iterable[Row], draft: Draft, question: Question) -> Iterator[str]:
    """That a clause changed would give the same as one on the same numbers that is left, which it did not so far."""
    given: dict[str, tuple[set[Programme], set[Programme]]] = {}
    for group in (row.group for row in rows):
        for side, programme in enumerate((group.now, group.becomes)):
            clauses = {clause_of(label) for label in programme.because}
            if len(clauses) == 1:
                given.setdefault(clauses.pop(), (set(), set()))[side].add(programme)
    by_clause = _by_clause(draft, question)
    for one in sorted(given.keys() & changed, key=order):
        for other in sorted(given.keys() - set(changed), key=order):
            (was, becomes), (others_was, others_become) = given[one], given[other]
            twins = by_clause.get(one, set()) & by_clause.get(other, set())
            if twins and len(becomes) == 1 and becomes == others_become and was != others_was:
                yield f"{joined(sorted((one, other), key=order))} would then give the same results."


def _of_whom(change: edited.Replaced, marked: Redline) -> bool:
    """Whether words that are changed may say whom a clause reaches, and not only what falls due under it.

    That is said before its "shall"; behind it, where a condition is put in or taken out. What is changed in paragraphs
    alone is what falls due.
    """
    text = _proposed(marked)
    shall, at = _SHALL.search(text), text.find(change.left)
    same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(change.was, change.becomes, strict=False))))
    if _SHALL.search(change.was):
        return _CONDITION.search(" ".join(_differing(change))) is not None
    behind = shall is not None and at >= 0 and shall.start() < at + change.left.find(change.becomes) + same
    return not behind or _CONDITION.search(" ".join(_differing(change))) is not None


def _proposed(marked: Redline) -> str:
    """A clause as it will be, in one line."""
    return " ".join(" ".join("".join(run.text for run in line.runs) for line in marked.proposed).split())


def _says_whom(change: edited.Replaced, marked: Redline) -> bool:
    """Whether words that are put in stand before the "shall" of a clause, where it is said whom it reaches."""
    text = _proposed(marked)
    shall, at = _SHALL.search(text), text.find(change.left)
    return shall is not None and at >= 0 and at + change.left.find(change.becomes) < shall.start()


def _differing(change: edited.Replaced) -> Iterator[str]:
    """The words that stand on one side of a change and not on the other."""
    was, becomes = (Counter(_WORD.findall(words.casefold())) for words in (change.was, change.becomes))
    yield from ((was - becomes) + (becomes - was)).elements()


def _left_without(what: str, question: Question) -> str:
    due = question.due
    return f"A User {what} may have no {due} stated for it."


def moved_alike(rows: Iterable[Row], question: Question) -> Iterator[str]:
    """Who would come under other clauses with the same results, in sentences."""
    for group in (row.group for row in rows if row.group.now == row.group.becomes):
        was, becomes = ({clause_of(label) for label in side.because} for side in (group.now, group.becomes))
        if was and becomes and was.isdisjoint(becomes):
            now, then = (joined(sorted(clauses, key=order)) for clauses in (was, becomes))
            due = f"{question.due}s"
            yield f"{group.where} would come under {then} in place of {now}, with the same {due} as now."


def loosened(draft: Draft, question: Question) -> Iterator[str]:
    """What may be due no more, where words on duty or on years are changed in a clause that is not understood."""
    due, answering = question.due, _by_clause(draft, question)
    unclear, marked = {clause_of(place.clause) for place in draft.open}, redlines(draft)
    for clause in sorted(unclear & marked.keys() & answering.keys(), key=order):
        replaced = [each for each in edited.replaced(marked[clause]) if not each.whole]
        if is_rewritten(marked[clause]):
            continue
        if any(_SHALL.search(each.was) and not _BINDS.search(each.becomes) for each in replaced):
            yield f"Without \u201cshall\u201d, {clause} may require no {due}."
        # Of whom words only take out, it is said that nothing may be stated for them.
        due_when = (
            each
            for each in replaced
            if each.label != clause or not (_says_whom(each, marked[clause]) or _takes_out(each))
        )
        if any(_YEARS.search(f"{each.was} {each.becomes}") for each in due_when):
            yield f"The change to {clause} may leave years in which no {due} is stated."


def disapplied(draft: Draft, question: Question) -> Iterator[str]:
    """What follows for the Users for whom a clause that was not read says that another does not apply, in sentences."""
    answering = _by_clause(draft, question)
    said = ((p.clause, m) for p in draft.open if p.kind == "sentence" for m in NOT_APPLYING.finditer(p.text))
    for clause, match in said:
        if match[1] in answering and clause_of(clause) != match[1]:
            yield _left_without(f"that {clause} takes out of {match[1]}", question)


def is_rewritten(marked: Redline) -> bool:
    """Whether so little is left of a clause that it is another one under its number."""
    kept = (run.text for line in marked.marked if line.mark is Mark.KEPT for run in line.runs if run.mark is Mark.KEPT)
    return sum(map(len, kept)) * _PART_LEFT < sum(len(run.text) for line in marked.now for run in line.runs)


def only_narrows(clause: str, draft: Draft, question: Question) -> bool:
    """Whether the words that a draft changes of a clause can but take Users out of it, whatever they mean."""
    marked = redlines(draft).get(clause)
    changes = edited.replaced(marked) if marked is not None else ()
    return (
        marked is not None
        and bool(changes)
        and all(
            each.label == clause and (_takes_out(each) or _adds_a_condition(each, marked, question)) for each in changes
        )
    )


def _adds_a_condition(change: edited.Replaced, marked: Redline, question: Question) -> bool:
    """Whether words are put in that a User must meet besides: they describe a party further, or stand behind a figure.

    Where something is denied before them, or they give a choice themselves, they may take others in. What describes
    something that is counted changes the number.
    """
    if change.was or change.whole or not _DESCRIBES.match(change.becomes) or _WIDENS.search(change.becomes):
        return False
    text = _proposed(marked)
    at = text.find(change.left)
    before = text[: at + change.left.find(change.becomes)].rstrip() if at >= 0 else ""
    parties = "|".join(re.escape(party.party) for party in question.facts if is_party(party))
    names = re.search(rf"\b(?:{parties}),?$", before) if parties else None
    behind_a_figure = _FIGURE.search(before) and _JOINS.match(change.becomes)
    return bool(names or behind_a_figure) and not _SHALL.search(before) and not _DENIES.search(before)


def _takes_out(change: edited.Replaced) -> bool:
    """Whether words that are put in, and replace none, can but take some out of a clause."""
    return not change.was and _EXCEPTS.match(change.becomes) is not None


# How words begin that describe a party further, or that join a condition to others; what makes them a choice, and
# what turns round what they do.
_DESCRIBES: Final = compiled(
    r"[\s,(]*(?:and|but|that|which|who|whose|with|without|in|on|of|under|within|outside|holding|having|being|situated|"
    r"located|operating|registered|established|licensed|other than|excluding|except|save|not being|apart from)\b",
    re.IGNORECASE,
)
_JOINS: Final = compiled(r"[\s,(]*(?:and|but)\b", re.IGNORECASE)
_WIDENS: Final = compiled(r"\b(?:or|either|also|includ\w+|deemed|treated|regarded)\b", re.IGNORECASE)
_FIGURE: Final = compiled(r"\d,?$")
_DENIES: Final = compiled(r"\b(?:not|neither|nor|no|never|none|unless|except|other than|save|without)\b", re.IGNORECASE)
# Of a clause of which less than one part in so many is kept another stands under its number.
_PART_LEFT: Final = 3
_LONE_FIGURE: Final = compiled(r"\d[\d,]*")
_YEARS: Final = compiled(r"\b(?:years?|annual|annually|biennial|triennial)\b", re.IGNORECASE)
_BINDS: Final = compiled(r"\b(?:shall|must|will|is to|are to)\b", re.IGNORECASE)
_SHALL: Final = compiled(r"\bshall\b")
_WORD: Final = compiled(r"[^\W_]+")
NOT_APPLYING: Final = compiled(
    rf"\bSection ({CLAUSE}) (?:(?:shall|will|does|do|is|are) not|no longer|ceases? to) (?:apply|applies)\b"
)
_CONDITION: Final = compiled(r"\b(?:if|where|when|unless|except|save|provided|only|who|which|that)\b", re.IGNORECASE)
_EXCEPTS: Final = compiled(r"[\s,(]*(?:unless|(?:save|except) (?:where|if|when|that|to the extent))\b", re.IGNORECASE)
_BOTH_OR_NEITHER: Final = "it is not known whether some Users would fall under both, or under neither."


def _still(clause: str, other: str, marked: Mapping[str, Redline]) -> Iterator[str]:
    """That words which are replaced in one clause still stand in another; a slip of spelling is told by itself."""
    if clause not in marked or other not in marked:
        return
    stands = " ".join(run.text for line in marked[other].proposed for run in line.runs)
    for each in edited.replaced(marked[clause]):
        still = bool(each.was and each.becomes) and _stands_in(stands, each.was)
        if still and not is_a_slip(each.was.casefold(), each.becomes.casefold()):
            yield _still_says(other, clause, each)


def _still_in_ours(twin: str, clause: str, changes: Iterable[edited.Replaced], draft: Draft) -> Iterator[str]:
    """That a figure which is replaced in a clause still stands in one that the draft leaves, as our text has it."""
    ours = held_words(draft.base, twin, {c.label: v for c, v in draft.base.standing(draft.base_on)})
    for each in changes:
        is_a_figure = _LONE_FIGURE.fullmatch(each.was) and _LONE_FIGURE.fullmatch(each.becomes)
        if is_a_figure and ours is not None and _stands_in(ours[0].whole, each.was):
            yield _still_says(twin, clause, each)


def _stands_in(text: str, words: str) -> bool:
    """Whether words stand in a text, and not as part of others: of "250,000" "50,000" is a part."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _still_says(other: str, clause: str, change: edited.Replaced) -> str:
    return f"In {clause} {edited.told((change,))}, and {other} still says “{change.was}”: {_BOTH_OR_NEITHER}"


def _by_clause(draft: Draft, question: Question) -> dict[str, set[Count]]:
    """The counts of each clause of the existing text that answers."""
    old, _ = sides.rulesets(draft, question)
    by_clause: dict[str, set[Count]] = {}
    for rule in old.rules:
        counts = (f for f in facts_of_rules((rule.rule,)) if isinstance(f, Count) and not is_year(f))
        by_clause.setdefault(rule.clause, set()).update(counts)
    return by_clause


def _groups_of(clause: str, draft: Draft, question: Question) -> tuple[ProgrammeGroup, ...]:
    """All Users by what one clause of the existing text gives them, whatever the others say."""
    base, on = draft.base, draft.base_on
    # Beside text that was not read no answer is settled; what one clause says by itself is.
    read = [(c, v) for c, v in base.standing(on) if not any(isinstance(rule, Unread) for rule in v.rules)]
    old = link(question, on, read, base.rulebook.assumptions)
    own = tuple(rule for rule in old.rules if rule.clause == clause)
    if not own or clause in {label for label, _ in old.left_open} or not draft.scheme.of_the_code:
        return ()
    with one_budget():
        return _groups(content(evolve(old, rules=own, exact=())), given_facts(sides.facts(draft, question)))


@Remembered
def _groups(existing: Content, given: GivenFacts) -> tuple[ProgrammeGroup, ...]:
    try:
        return programmes_of(existing.of, existing.of, given.of or {}).groups()
    except EngineError:
        return ()
