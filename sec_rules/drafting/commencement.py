"""From which day the amendments of a draft have effect, as its own words say, and which of them hold on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from attrs import evolve, frozen

from sec_rules.documents.document import View
from sec_rules.drafting.grammar.settlements import NOTHING, Settlement
from sec_rules.drafting.layout.instructions import Instruction, Placing
from sec_rules.drafting.layout.provisions import Layout
from sec_rules.drafting.layout.times import Period, days_of_change, period_before, saves
from sec_rules.drafting.open_places import OpenPlace
from sec_rules.engine.code import HELD_FROM
from sec_rules.engine.english.numerals import in_full


@frozen
class Times:
    """What is known of when a draft has effect.

    `said` is the one day from which it says that it does, None where it says none; `amendments` are the words of the
    amendments that it makes, each with the time in which it holds; `given` is the day that somebody asked about.
    `elsewhen` are the ids of open places that only say that another time than the one checked is not settled.
    """

    said: date | None = None
    amendments: tuple[tuple[str, Period], ...] = ()
    given: date | None = None
    elsewhen: frozenset[str] = frozenset()

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which something begins, or no longer holds, as the draft says them."""
        return days_of_change((*(period for _, period in self.amendments), Period(self.said)))

    def holding(self, day: date | None) -> tuple[bool, ...]:
        """Of each amendment whether it holds on a day; None is any day before all that are named."""
        return tuple(_holds(period, day) for _, period in self.amendments)


UNTIMED: Final = Times()


@frozen
class Timing:
    """The layout with the amendments that hold on a day, that day and why it is taken (None: the draft says none).

    `notes` say which amendments do not hold on it; `open` is what is not settled of the time.
    """

    layout: Layout
    times: Times
    on: date | None = None
    because: str = ""
    notes: tuple[str, ...] = ()
    open: tuple[OpenPlace, ...] = ()


def timed(layout: Layout, on: date | None, called: str, *, redline: bool = False) -> Timing:
    """The amendments of a layout that hold on a day; on the day from which the draft says they do, where none is given.

    Where different amendments hold on different days, the last such day is taken, and the days before it are open.
    `called` is what a sentence calls the text that is amended. The clauses of clean text may say the day too, at their
    head; those of a `redline` may have said it for long.
    """
    days_said = layout.commencing | (frozenset() if redline else frozenset(_said_at_head(layout)))
    first = next(iter(days_said)) if len(days_said) == 1 else None
    periods = [_period(each, first) for each in layout.instructions]
    pairs = [(each, period) for each, period in zip(layout.instructions, periods, strict=True) if each.acts]
    acting = [period for _, period in pairs]
    times = Times(first, tuple((" ".join(each.text.split()), period) for each, period in pairs), on)
    if not any(period.bounded for period in acting) and first is None:
        return Timing(layout, times)
    days = (None, *days_of_change((*acting, Period(first))))
    held = [(day, [_holds(period, day) for period in acting]) for day in days]
    some = [(day, which) for day, which in held if any(which) or (not acting and day == first)]
    if on is None and not some:
        return Timing(layout, times)
    day = on or some[-1][0]
    instructions = tuple(_on(day, *pair) for pair in zip(layout.instructions, periods, strict=True))
    open_ = (*_elsewhere(layout.instructions, periods, some, on), *_before(layout, first, on))
    because = ""
    if on is None and day is not None:
        because = f"The draft says that it takes effect on {in_full(day)}, so it stands on {called} of the day before."
    return Timing(
        evolve(layout, instructions=instructions),
        evolve(times, elsewhen=frozenset(place.id for place in open_)),
        day,
        because,
        tuple(_notes(instructions)),
        open_,
    )


def _said_at_head(layout: Layout) -> Iterator[date]:
    """The days from which clauses say at their head that they hold."""
    for provision in layout.provisions:
        found = period_before(provision.text, 0)
        if found is not None and found[0].first is not None and found[0].last is None and found[0].first > HELD_FROM:
            yield found[0].first


def _period(of: Instruction, first: date | None) -> Period:
    return evolve(of.period, first=first) if of.period.first is None else of.period


def _holds(period: Period, day: date | None) -> bool:
    """Whether a period holds on a day; None is any day before all that are named."""
    return period.first is None if day is None else day in period


def _on(day: date | None, of: Instruction, period: Period) -> Instruction:
    """The instruction as it is to be carried out on a day: idle, and why, where it does not hold then."""
    if _holds(period, day) or not of.acts:
        return of
    ended = period.last is not None and day is not None and period.last < day
    when = f"until {in_full(period.last)}" if ended and period.last else f"from {in_full(period.first or date.min)}"
    if any(isinstance(act, Placing) and act.words is None for act in of.acts):
        # The text below it cannot be told from what another gives.
        return evolve(of, left=f"has effect only {when}, and the text that it gives cannot be left aside")
    return evolve(of, idle=f"has effect only {when}")


def _notes(instructions: Iterable[Instruction]) -> Iterator[str]:
    """Which instructions do not hold on the day, and until when those do that end."""
    for each in instructions:
        if each.idle:
            yield f"'{each.text.strip()}' {each.idle}, so it is not carried out on this day."
        elif each.period.last is not None and each.acts:
            yield f"'{each.text.strip()}' is taken to hold until and including {in_full(each.period.last)}."


def _elsewhere(
    instructions: Sequence[Instruction],
    periods: Sequence[Period],
    some: Sequence[tuple[date | None, list[bool]]],
    on: date | None,
) -> Iterator[OpenPlace]:
    """The time in which other amendments of the draft hold than on the day that is taken."""
    other = [day for day, which in some[:-1] if which != some[-1][1]]
    if on is not None or not other:
        return
    until = some[-1][0]
    assert until is not None, "only the first of some times has no day"
    pairs = zip(instructions, periods, strict=True)
    text = next(each.text for each, period in pairs if period.bounded and each.acts)
    days = [in_full(day) if day is not None else "its commencement" for day in other]
    why = (
        f"not all changes hold from the same day: from {days[0]} to {in_full(until - timedelta(days=1))} others do "
        f"than from {in_full(until)}, for which the draft is checked; check that time with --on"
    )
    yield OpenPlace("instruction", "", "", View.ACCEPTED, 0, len(text), text, why)


def _before(layout: Layout, first: date | None, on: date | None) -> Iterator[OpenPlace]:
    """What the draft gives whole, where it takes effect only after the day asked about."""
    if first is None or on is None or on >= first or not layout.provisions:
        return
    given = layout.provisions[0]
    why = f"the draft takes effect on {in_full(first)}, after the day asked about"
    yield OpenPlace("instruction", given.label, given.place, View.ACCEPTED, 0, len(given.text), given.whole, why)


def left_aside(place: OpenPlace) -> OpenPlace:
    """An open sentence that only leaves assessments begun earlier as they are, settled so; any other as it is."""
    if place.kind != "sentence" or place.settled is not None or not saves(place.text):
        return place
    because = (
        "it leaves only assessments begun earlier as they are: they keep the text in force until then, and what is "
        "said here is of the others"
    )
    return evolve(place, settled=Settlement(place.id, NOTHING, because, "as it was read"))
