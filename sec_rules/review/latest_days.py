"""Latest days that a draft moves: by when the next assessment must be done, under the standing text and the draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final, Literal

from attrs import evolve, field, frozen

from sec_rules.analysis.comparison import Change
from sec_rules.drafting.draft import Draft
from sec_rules.engine.calendar_years import cycle_of
from sec_rules.engine.code import Code
from sec_rules.engine.deadlines import counted_by, latest
from sec_rules.engine.english.numerals import in_full
from sec_rules.engine.english.regions import case
from sec_rules.lang import Outcome
from sec_rules.lang.lists import joined
from sec_rules.review.cards import Card
from sec_rules.review.review import Review

Way = Literal["earlier", "later", "same"]
_ONE_DAY: Final = timedelta(days=1)


@frozen
class LatestDay:
    """The latest day on one side: by which provisions, and the day where it is known.

    `outcome` is the name of what falls due, None for no single one, and `due` its title. `says` tells how the day is
    counted, or why it is not known; `needs` are the days that would have to be given.
    """

    outcome: str | None
    due: str
    day: date | None
    says: str
    because: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    doubts: tuple[tuple[str, str], ...] = ()

    @property
    def in_words(self) -> str:
        """What falls due and by when, with the provisions, as a sentence goes on."""
        what = f"{self.due}, " if self.due else ""
        when = f"by {in_full(self.day)}" if self.day is not None else self.says
        return f"{what}{when}{f' ({joined(self.because)})' if self.because else ''}"


@frozen
class Moves:
    """How the latest day moves for the smallest example of a change; `card` is the id of its card.

    `way` is None where it depends on days that are not given. Where it depends on one such day, `turns_on` names it:
    the latest day is `way_before` where that lies before `turns_at`, and `way_from` otherwise; None for the same day.
    `needed` says of such days what did what on them. `years` is the number of the year by the fact that is `counted`.
    """

    card: str
    provisions: tuple[str, ...]
    counted: str
    years: int
    example: str
    year: int
    now: LatestDay
    then: LatestDay
    way: Way | None = None
    turns_on: str = ""
    turns_at: date | None = None
    way_before: Way | None = None
    way_from: Way | None = None
    needed: Mapping[str, tuple[str, str]] = field(factory=dict, eq=False)

    @property
    def doubts(self) -> tuple[tuple[str, str], ...]:
        """What is unsure of the provisions by which the day is counted, each once."""
        return tuple(dict.fromkeys((*self.now.doubts, *self.then.doubts)))

    @property
    def compared(self) -> bool:
        """Whether both texts give a day, or say how it is counted."""
        return bool(self.now.because and self.then.because)

    @property
    def says(self) -> str:
        """Which way it moves, in a sentence."""
        if self.way is not None:
            return _WAYS[self.way]
        if self.turns_at is not None and self.way_before and self.way_from:
            what, did = self.needed[self.turns_on]
            return (
                f"{_WAYS[self.way_before].rstrip('.')} where {what} {did} before {in_full(self.turns_at)}, and "
                f"{_OTHERWISE[self.way_from]} where it {did} on or after that day."
            )
        for side, under in ((self.now, "the existing text"), (self.then, "the draft")):
            if not side.because:
                return f"Not compared: under {under} {side.says}."
        missing = dict.fromkeys((*self.now.needs, *self.then.needs))
        return f"Not known: it depends on when {joined([' '.join(self.needed[name]) for name in missing])}."


_WAYS: Final = {
    "earlier": "The latest day is earlier.",
    "later": "The latest day is later.",
    "same": "The latest day stays the same.",
}
_OTHERWISE: Final = {"earlier": "earlier", "later": "later", "same": "the same"}


def latest_days(result: Review, cards: Sequence[Card]) -> tuple[Moves, ...]:
    """How the latest day of the next assessment moves, for the smallest example of each change of each card.

    The year is that of the day for which the draft was checked. What follows from no single outcome, or from a draft
    that may itself change by when assessments are due, is not claimed, and why is said.
    """
    if not result.draft.scheme.of_the_code or result.drafting_only or result.draft.base.rulebook.deadlines is None:
        return ()
    why, years = _unclaimed(result), _years(result)
    changes = ((card, change) for card in cards for change in card.changes if _in_years(change, years))
    found = (_moves(card, change, result, why, int(change.witness[years])) for card, change in changes)
    # Where there is nothing to compare, one example of a card tells why.
    told = {(m.card, m.says if not m.compared else m.example): m for m in reversed(tuple(found))}
    return tuple(reversed(told.values()))


def latest_by_place(result: Review, card: Card, change: Change) -> tuple[Moves, ...]:
    """How the latest day moves for those whom a change concerns, by the place of the year in their cycle; () where it
    is about no years.
    """
    if not _in_years(change, _years(result)):
        return ()
    why = _unclaimed(result)
    return tuple(
        _moves(card, change, result, why, place)
        for place in range(1, cycle_of(result.draft.base.rulebook.every_fact) + 1)
    )


def needed(draft: Draft) -> Mapping[str, tuple[str, str]]:
    """The days that may have to be given beside the facts, by name: what did what on them."""
    by = draft.base.rulebook.deadlines
    return {} if by is None else by.needed


def _years(result: Review) -> str:
    """The name of the fact that counts years; "" where none does."""
    years = result.draft.base.rulebook.years
    return "" if years is None else years.name


def _in_years(change: Change, years: str) -> bool:
    return isinstance(change.witness.get(years), int)


def _unclaimed(result: Review) -> str:
    """Why the latest day under the draft is not claimed; "" where it is."""
    draft = result.draft
    if draft.open:
        return "not all of the draft was read, and what was not may set another day"
    counting = counted_by(draft.base)
    for shown in (each for each in draft.shown if each.status != "unchanged"):
        if shown.label in counting:
            return f"the draft changes {shown.label}, by which the day is counted, and was not read for that"
        before = {sentence.text for sentence in shown.before.sentences} if shown.before else set()
        if shown.after is not None and any(sentence.text not in before for sentence in shown.after.sentences):
            return f"the draft puts words into {shown.label} that are no rule and may set another day"
    return ""


@frozen
class _Side:
    """One of the two texts: its Code, the day of it, the outcome there, and why nothing is claimed of it."""

    code: Code
    on: date
    due: Outcome | None
    years: int
    why: str = ""

    def latest(self, given: Mapping[str, date]) -> LatestDay:
        """The latest day, counted from the days that are given."""
        name, title = (self.due.name, self.due.title) if self.due is not None else (None, "")
        if self.why:
            return LatestDay(name, title, None, f"it is not claimed, since {self.why}")
        if self.due is None:
            return LatestDay(name, title, None, "none, or more than one, falls due, so there is no latest day")
        if not self.due.weight:
            return LatestDay(name, title, None, "none falls due, so there is no latest day")
        found = latest(self.code, self.due.name, self.years, on=self.on, known=given)
        if not found.needs or given:
            return LatestDay(name, title, found.day, found.says, found.because, found.needs, found.doubts)
        # By which provision it is counted does not hang on which day it is.
        supposed = self.latest({name: date(self.on.year - 1, 7, 1) for name in found.needs})
        return evolve(supposed, day=None, needs=found.needs)


def _moves(card: Card, change: Change, result: Review, why: str, years: int) -> Moves:
    draft = result.draft
    outcomes = {outcome.name: outcome for outcome in result.question.outcomes}
    unread = "what falls due depends on words that were not read" if change.depends_on else ""
    was, becomes = (outcomes[name] if name else None for name in (change.was, change.becomes))
    old = _Side(draft.base, draft.base_on, was, years, unread)
    new = _Side(draft.proposed, draft.on, becomes, years, why or unread)
    found = Moves(
        card.id,
        card.provisions,
        _years(result),
        years,
        case(change.witness, among=change.facts),
        draft.on.year,
        old.latest({}),
        new.latest({}),
        needed=needed(draft),
    )
    return _turned(found, old, new)


def _turned(found: Moves, old: _Side, new: _Side) -> Moves:
    """With which way it moves; where that hangs on one day that is not given, from which value of it on."""
    needs = tuple(dict.fromkeys((*found.now.needs, *found.then.needs)))
    if len(needs) > 1 or not found.compared:
        return found
    if not needs:
        return evolve(found, way=_way(found.now.day, found.then.day))

    def way(day: date) -> Way | None:
        return _way(old.latest({needs[0]: day}).day, new.latest({needs[0]: day}).day)

    first, last = date(found.year - 1, 1, 1), date(found.year - 1, 12, 31)
    at_first, at_last = way(first), way(last)
    if at_first == at_last:
        return evolve(found, way=at_first)
    # Both sides only move on as the day does, so that there is one day from which it is as at the end.
    while first + _ONE_DAY < last:
        middle = first + (last - first) // 2
        first, last = (first, middle) if way(middle) == at_last else (middle, last)
    if way(first) != at_first:
        return found
    return evolve(found, turns_on=needs[0], turns_at=last, way_before=at_first, way_from=at_last)


def _way(now: date | None, then: date | None) -> Way | None:
    if now is None or then is None:
        return None
    return "same" if now == then else "earlier" if then < now else "later"
