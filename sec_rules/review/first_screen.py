"""What a first screen says of a checked draft: what it does, what is wrong, what was not read, what not checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sec_rules.analysis.comparison import Change
from sec_rules.drafting.draft import Draft, ShownClause
from sec_rules.drafting.notes import in_words
from sec_rules.drafting.open_places import OpenPlace
from sec_rules.engine.code import bears
from sec_rules.engine.english.rules import rule_in_words
from sec_rules.lang import Question, Standing, Version
from sec_rules.lang.citations import clause_of
from sec_rules.lang.lists import joined
from sec_rules.review.cards import Card
from sec_rules.review.effect.conformance import Conformance
from sec_rules.review.fates import as_given, clauses_quoted, counted, labels, other_changes, where_in
from sec_rules.review.passages import colliding, not_possible, told
from sec_rules.review.review import Review
from sec_rules.review.text import edited

# What a first screen can hold; the rest is counted, and reported at its clause.
MOST_REPORTED: Final = 4
_MOST_DONE: Final = 5
_MOST_REPLACED: Final = 2
_MOST_OF_A_RULE: Final = 400
# The check that finds what stands in square brackets.
_IN_BRACKETS: Final = "PH202"
# The checks that find what was not read.
_NOT_READ: Final = frozenset({"EX001", "EX002"})


def does(result: Review, told: Iterable[Card]) -> Iterator[str]:
    """What the draft does, in sentences."""
    draft = result.draft
    changing = [card for card in told if card.effects]
    yield from _effects(changing, draft)
    left = draft.assumed_of_discretion
    yield from left
    yield from _without_a_direction(draft)
    unsettled = [change for change in result.changes or () if change.depends_on]
    if unsettled:
        whom = joined(tuple(dict.fromkeys(_party(change) for change in unsettled)))
        due = result.question.noun.partition(" ")[2]
        yield f"The {due} of {whom} may change, depending on what the words listed below do."
    if changing or unsettled:
        return
    if result.because:
        yield _not_worked_out(result)
        yield from as_given(draft)
    elif draft.restates:
        bracketed = any(f.code == _IN_BRACKETS for f in result.findings)
        stands = ", if what stands in square brackets is settled as it is" if bracketed else ""
        yield _restating(draft, result.question, stands)
    elif result.state == "not-all-read" and not result.drafting_only:
        due = result.question.noun.partition(" ")[2]
        yield f"Nothing that was read changes any User's {due}; what was not read may."
    elif not result.drafting_only and draft.scheme.of_the_code and result.state != "nothing-read":
        yield f"{'Apart from that, no' if left else 'No'}{_users(result.question)}."
        yield from other_changes(draft)
    elif draft.scheme.of_the_code and not result.drafting_only:
        nothing = (
            f"No provision that decides {result.question.noun} was read in it. What else it does was not considered."
        )
        yield "What it does was not worked out: see below." if draft.failed else nothing
        yield from clauses_quoted(draft)
    else:
        yield "What the text does was not examined."
        yield from clauses_quoted(draft)


def _without_a_direction(draft: Draft) -> Iterator[str]:
    """What falls due, and whose it is, under clauses that let somebody direct otherwise, where nobody does."""
    for read in (shown.after for shown in draft.shown if shown.after is not None):
        said = " ".join(rule_in_words(rule) for rule in read.rules)
        if read.left_to_somebody and len(said) <= _MOST_OF_A_RULE:
            yield f"{read.label} without that: {said}"


def _restating(draft: Draft, question: Question, stands: str) -> str:
    """What is said of a draft that says what the Code says: that it does nothing only where its words are those held.

    `stands` is on what condition.
    """
    words = [shown for shown in draft.shown if shown.status in ("words", "changed")]
    differ, unknown = ([s.label for s in words if (s.before is not None) is known] for known in (True, False))
    if all(shown.status == "unchanged" for shown in draft.shown):
        return f"Nothing{stands}: this is already {draft.held_as}."
    said = [f"the words of {labels(differ)} differ from those held"] if differ else []
    said += [f"no words of {labels(unknown)} are held to compare"] if unknown else []
    return "; ".join((f"No{_users(question)}{stands}", *said)) + "."


def _users(question: Question) -> str:
    return f" User's {question.noun.partition(' ')[2]} would change"


def _not_worked_out(result: Review) -> str:
    """That nothing can be said of what changes, and why: what was not read stands below, other reasons here."""
    if result.draft.open and not result.drafting_only:
        return "What it changes was not worked out, because not all of it was read: see below."
    return result.because


def _effects(changing: Iterable[Card], draft: Draft) -> Iterator[str]:
    """What changes for whom, five lines at most: the first of each cause, then others of them; the rest is counted."""
    told = [
        (i, f"{where_in(card, draft)}{_by_what(card, draft, i)}: {said}")
        for card in changing
        for i, said in enumerate(" ".join(filter(None, pair)) for pair in card.from_what)
    ]
    most = _MOST_DONE if len(told) <= _MOST_DONE else _MOST_DONE - 1
    first = sorted(range(len(told)), key=lambda at: (told[at][0] > 0, at))[:most]
    yield from (told[at][1] for at in sorted(first))
    if len(told) > most:
        yield f"And {len(told) - most} more below."


def _by_what(card: Card, draft: Draft, number: int) -> str:
    """The words replaced by which a card has its first effect, in brackets; of more than a few none.

    Of a draft without marks it is not known word by word what its writer replaced.
    """
    few = draft.document.is_redline and len({each.in_words for each in card.replaced}) in range(1, _MOST_REPLACED + 1)
    return f" ({edited.told(card.replaced)})" if few and not number else ""


def _party(change: Change) -> str:
    """Whose answer changes, in the first words of it: what they count and when is for the card."""
    return re.split(r" whose |, ", change.where, maxsplit=1)[0]


def wrong(result: Review, cards: Iterable[Card], conformance: Conformance | None) -> Iterator[str]:
    """What is wrong, in sentences."""
    astray, draft = conformance, result.draft
    if astray is not None and astray.exact is False:
        yield f"It does not do exactly what {astray.name} states."
    # What was not read is listed by itself.
    found = [card for card in cards if card.wrong and not (draft.open and set(card.codes) <= _NOT_READ)]
    for card in found[:MOST_REPORTED]:
        yield from card.wrong_by_kind(where_in(card, draft))
    for note, clause in _hidden(result).items():
        yield f"{clause}: {note} If those words count, the fault may not be there."
    yield from not_possible(draft)
    yield from colliding(draft)
    if len(found) > MOST_REPORTED:
        yield f"And {counted(len(found) - MOST_REPORTED, 'one more', 'more')}; see the cards."


def _hidden(result: Review) -> dict[str, str]:
    """The words that the page does not show in clauses that leave a gap or overlap, as notes say it, by clause."""
    failing = {c for v in result.verdicts for f in v.failures if f.kind in ("gap", "overlap") for c in f.clauses}
    places = {
        source.paragraph.place: provision.label
        for provision in result.draft.accepted.walk()
        if clause_of(provision.label) in failing
        for source in provision.sources
    }
    unseen = (each for each in result.draft.document.unseen if each.words.strip() and each.place in places)
    return {in_words(each): places[each.place] for each in unseen}


def unchecked(result: Review) -> Iterator[str]:
    """What was not checked, in sentences."""
    draft = result.draft
    if not draft.scheme.of_the_code:
        yield from draft.document.notes
        yield "What the text says, and its merits."
        return
    outside = [s.label for s in draft.shown if s.outside]
    if outside:
        yield (
            f"{labels(outside)} {'does' if len(outside) == 1 else 'do'} not bear on {result.question.noun}: only "
            f"{'its' if len(outside) == 1 else 'their'} wording was checked."
        )
    open_, undecided = [v for v in result.verdicts if v.holds is None], result.undecided
    if any(v.depends_on for v in open_) or (open_ and draft.open):
        yield "Whether there are gaps, overlaps or similar faults: words that could cause or cure them were not read."
    elif open_ or undecided:
        which = "the invariants" if open_ else counted(len(undecided), "one more invariant", "further invariants")
        why = (*open_, *undecided)[0].statement.removeprefix("Not decided: ").rstrip(".")
        yield f"Whether {which} {'hold' if open_ or len(undecided) > 1 else 'holds'}: {why[:1].lower()}{why[1:]}."
    if result.because:
        yield "Who would be affected, and how."
    restated = _restated(draft) if result.state != "nothing-read" else []
    if restated:
        yield (
            f"The official words of {labels(restated)}. The draft does not set "
            f"{'it' if len(restated) == 1 else 'them'} out, so our unofficial text was used."
        )
    hidden = _hidden(result)
    yield from (note for note in draft.document.notes if note not in hidden)
    yield f"The rest of {draft.scheme.says}, and the merits of the change."


def unread(result: Review) -> Iterator[str]:
    """What was not read, in sentences."""
    draft = result.draft
    if result.drafting_only:
        yield "What the draft says was not looked at."
        return
    if result.state == "nothing-read":
        yield f"No provision that decides {result.question.noun} was read."
    places = tuple(_each_once(draft.open))
    for place in places[:MOST_REPORTED]:
        where = place.clause or place.place or "The draft"
        yield f"{where[:1].upper()}{where[1:]}: {told(place, draft, result.question)}"
    if len(places) > MOST_REPORTED:
        yield f"And {counted(len(places) - MOST_REPORTED, 'one more place', 'more places')}."


def _each_once(places: Sequence[OpenPlace]) -> Iterator[OpenPlace]:
    """The places without clauses that are open only because of an instruction, which is itself among them."""
    instructions = [place for place in places if place.kind == "instruction" and place.ways]
    for place in places:
        told = (other for other in instructions if other is not place and place.why.endswith(f": {other.why}"))
        if place.kind != "instruction" or not any(told):
            yield place


def _restated(draft: Draft) -> list[str]:
    set_out = {s.label for s in draft.shown if _sets_out(s, draft)}
    standing, question = draft.base.standing(draft.base_on), draft.proposed.rulebook.question
    return [c.label for c, v in standing if c.label not in set_out and _restates(v, question)]


def _sets_out(shown: ShownClause, draft: Draft) -> bool:
    """Whether a draft has the words of a clause itself, and not only those that it changes or that it deletes."""
    if any(read is not None and read.provision.omits for read in (shown.before, shown.after)):
        return False
    if draft.document.is_redline:
        return True
    return shown.after is not None and not (
        shown.after.provision.partial or shown.after.provision.changed or shown.after.blocked
    )


def _restates(version: Version, question: Question) -> bool:
    said = any(bears(rule, question) for rule in version.rules)
    return said and version.standing is Standing.RECONSTRUCTED
