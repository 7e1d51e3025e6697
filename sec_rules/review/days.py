"""The line of days of a draft: from when and until when which text governs whom, as far as its words say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final, Literal

from attrs import evolve, frozen

from sec_rules._patterns import compiled
from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.times import saves
from sec_rules.drafting.open_places import OpenPlace
from sec_rules.engine.calendar_years import cycle_of
from sec_rules.engine.code import bears
from sec_rules.engine.english.numerals import cardinal, in_full
from sec_rules.lang import Question
from sec_rules.lang.citations import clause_of
from sec_rules.lang.lists import joined
from sec_rules.review.state import read_of
from sec_rules.review.text.surroundings import quoted

# What governs: the text as it stands, the text as it was checked, that with some amendments only, or it is not claimed.
Governs = Literal["existing", "proposed", "partly", "not-claimed"]
# How the day is known from which a draft has effect: its words say it, whoever asks gives it, or nothing does.
Known = Literal["said", "given", "not-said"]

_ONE_DAY: Final = timedelta(days=1)
_MOST_QUOTED: Final = 140
_MOST_NAMED: Final = 6
_EVERY_USER: Final = "every User"
# Open words of these kinds may say anything, also when or for whom the draft has effect; others only what it says.
_MAY_SAY_WHEN: Final = frozenset({"sentence", "instruction", "object"})
_OF_TIME: Final = compiled(
    r"\b(?:commenc(?:e[sd]?|ing|ement)|transition(?:al|ary)?|transitory|sunset|"
    r"(?:take|takes|taking|taken|have|has|having|come|comes|coming|came|brought|enters?|put) (?:into )?"
    r"(?:effect|force|operation)|with effect|effective (?:date|day|from|on)|in force (?:from|on|until)|"
    r"(?:ceases?|ceasing) to (?:have effect|apply)|expires? on|"
    r"implement(?:ation|ed|s)? (?:date|day|on|in|release)|(?:date|day) of implementation|"
    r"until\b.{1,60}\b(?:otherwise|date|day)|"
    r"(?:begun|began|started|notified|under way|in progress) (?:before|on|at|when))\b",
    re.IGNORECASE,
)


@frozen
class Governed:
    """Whom a text governs in a stretch of time, which text that is, in words, and the words of the draft that say so.

    `provisions` are the clauses of which it is the text; `because` is "" where no words of the draft say it.
    """

    whom: str
    text: Governs
    says: str
    provisions: tuple[str, ...] = ()
    because: str = ""


@frozen
class Stretch:
    """A stretch of time: its first and last day, None for one that is not known or that it does not have.

    `when` names it as a sentence begins. `checked` is true of the time for which the draft was checked.
    """

    when: str
    first: date | None
    last: date | None
    governs: tuple[Governed, ...]
    checked: bool = False


@frozen
class LineOfDays:
    """The stretches of time that a draft makes, in their order, and how the day of its commencement is known.

    `commences` is that day, None where it is not known; `checked_on` the day for which the draft was checked, and
    `because` says how both are known. `beside` are words of the draft that speak of time and were not taken for a day
    or for whom it governs, in sentences.
    """

    known: Known
    commences: date | None
    checked_on: date
    because: str
    stretches: tuple[Stretch, ...]
    beside: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """Which text governs whom when, a sentence for each stretch and each group of Users in it."""
        return tuple(f"{each.when}, for {one.whom}: {one.says}." for each in self.stretches for one in each.governs)


def line_of_days(draft: Draft, question: Question, *, yearly: bool) -> LineOfDays | None:
    """The line of days of a draft; None where it changes no provision, or none of the Code.

    `yearly` is whether what falls due for those concerned turns on the years since their initial assessment.
    """
    changed = _changed(draft)
    if not draft.scheme.of_the_code or not (changed or draft.open or draft.times.days):
        return None
    found = _Line(draft, changed)
    stretches = tuple(_governed(each, draft, question, yearly=yearly) for each in found.stretches())
    return LineOfDays(
        found.known,
        found.commences,
        draft.on,
        found.because,
        stretches,
        tuple(_beside(draft)),
    )


def days_said(draft: Draft) -> str:
    """From when a draft says that it has effect, in a sentence; "" where it names no day."""
    days = draft.times.days
    if not days:
        return ""
    if len(days) == 1 and _Line(draft, _changed(draft)).commences == days[0]:
        return f"According to the draft, it has effect from {in_full(days[0])}."
    return f"It names days from or until which parts of it have effect: {joined(map(in_full, days))}."


def names_no_day(draft: Draft) -> bool:
    """Whether a draft that changes provisions does not say from when it has effect, and nobody gave a day."""
    return bool(_changed(draft)) and _Line(draft, ()).known == "not-said"


def _changed(draft: Draft) -> tuple[str, ...]:
    return tuple(shown.label for shown in draft.shown if shown.status != "unchanged")


@frozen
class _Line:
    """The days of a draft, before anything is said of whom its texts govern."""

    draft: Draft
    changed: tuple[str, ...]

    @property
    def known(self) -> Known:
        times = self.draft.times
        return "said" if times.days else "given" if times.given is not None else "not-said"

    @property
    def commences(self) -> date | None:
        """The first day on which an amendment, or the draft as a whole, has effect."""
        times = self.draft.times
        if not times.days:
            return times.given
        if times.amendments and any(times.holding(None)):
            return None
        return next((day for day in times.days if any(times.holding(day)) or day == times.said), None)

    @property
    def because(self) -> str:
        draft, on = self.draft, in_full(self.draft.on)
        if self.known == "given":
            return f"The draft names no day; {on} was given for this check."
        if self.known == "not-said":
            return (
                f"The draft does not say from which day it has effect. It was checked as if from {on}, the day after "
                "that of the text that it was held against."
            )
        undated = sum(not period.bounded for _, period in draft.times.amendments)
        if undated:
            which = "one amendment it names" if undated == 1 else f"{cardinal(undated)} amendments it names"
            return f"The days are those that the draft says; for {which} none."
        if draft.times.given is not None and draft.times.given not in draft.times.days:
            return f"The days are those that the draft says; it was checked as the text stands on {on}."
        return "The days are those that the draft says."

    def stretches(self) -> Iterator[Stretch]:
        """The stretches of time, each with the text that governs every User."""
        if self.known == "not-said":
            yield self._stretch("Until the draft has effect", None, None, (), checked=False)
            yield self._stretch("From then on", None, None, None, checked=True)
            return
        days = self.draft.times.days or tuple(day for day in (self.commences,) if day is not None)
        yield self._between(None, days[0] - _ONE_DAY)
        for first, after in zip(days, (*days[1:], None), strict=True):
            yield self._between(first, None if after is None else after - _ONE_DAY)

    def _between(self, first: date | None, last: date | None) -> Stretch:
        on = self.draft.on
        checked = (first is None or first <= on) and (last is None or on <= last)
        if first is None and last is not None:
            when = f"Until and including {in_full(last)}"
        elif first is not None and last is not None and first != last:
            when = f"From {in_full(first)} until and including {in_full(last)}"
        else:
            when = f"{'On' if last is not None else 'From'} {in_full(first or on)}"
        return self._stretch(when, first, last, self._holding(first), checked=checked)

    def _holding(self, day: date | None) -> tuple[str, ...] | None:
        """The amendments that hold on a day; None for all that the draft was checked with."""
        times = self.draft.times
        if not times.amendments or not times.days:
            begun = day is not None and (self.commences is None or day >= self.commences)
            return None if begun else ()
        holding = times.holding(day)
        if holding == times.holding(self.draft.on) and any(holding):
            return None
        return tuple(words for (words, _), holds in zip(times.amendments, holding, strict=True) if holds)

    def _stretch(
        self, when: str, first: date | None, last: date | None, holding: tuple[str, ...] | None, *, checked: bool
    ) -> Stretch:
        of = f" of {_named(self.changed)}" if self.changed else ""
        if holding is None:
            governed = Governed(_EVERY_USER, "proposed", f"the proposed text{of}", self.changed)
        elif not holding:
            governed = Governed(_EVERY_USER, "existing", f"the existing text{of}", self.changed)
        else:
            governed = Governed(_EVERY_USER, "partly", _with_some(holding, first))
        return Stretch(when, first, last, (governed,), checked)


def _with_some(amendments: Sequence[str], first: date | None) -> str:
    first_two = joined([quoted(words, _MOST_QUOTED) for words in amendments[:2]])
    more = f" and {cardinal(len(amendments) - 2)} more" if len(amendments) > 2 else ""
    one = f"with one amendment, {first_two}"
    which = one if len(amendments) == 1 else f"with {cardinal(len(amendments))} amendments, {first_two}{more}"
    how = f"; --on {first.isoformat()} checks it" if first is not None else ", and from when that holds is not said"
    return f"the text {which}, which was not checked here{how}"


def _named(labels: Sequence[str]) -> str:
    shown, more = labels[:_MOST_NAMED], len(labels) - _MOST_NAMED
    return joined((*shown, f"{more} more") if more > 0 else tuple(shown))


# Whom a text governs, where that is not every User, or not known.


def _governed(stretch: Stretch, draft: Draft, question: Question, *, yearly: bool) -> Stretch:
    """The stretch with the groups of Users for whom another text governs, or of whom nothing is claimed."""
    (first, *_) = stretch.governs
    before = tuple(_of_earlier_versions(draft, question))
    if first.text == "existing":
        return evolve(stretch, governs=(first, *before) if stretch.last is not None else stretch.governs)
    unread = tuple(p for p in draft.open if p.kind in _MAY_SAY_WHEN and p.id not in draft.times.elsewhen)
    if unread or read_of(draft, question) == "nothing-read":
        return evolve(stretch, governs=(_not_claimed(unread),))
    kept = tuple(_kept(place) for place in draft.settled if _is_kept(place))
    if kept:
        return evolve(stretch, governs=(*kept, evolve(first, whom="all others")))
    if yearly:
        return evolve(stretch, governs=(_MID_CYCLE, evolve(first, whom="every other User")))
    return stretch


def _is_kept(place: OpenPlace) -> bool:
    return place.settled is not None and place.settled.by == "as it was read" and saves(place.text)


def _kept(place: OpenPlace) -> Governed:
    words = " ".join(place.text.split())
    return Governed(
        "the assessments that the draft leaves as they are",
        "existing",
        f"the existing text, by {quoted(words, _MOST_QUOTED)}",
        because=words,
    )


_MID_CYCLE: Final = Governed(
    "a User whose cycle of years is then running",
    "not-claimed",
    "not known, since the draft does not say whether such a User goes by its text at once or after that cycle",
)


def _not_claimed(unread: Sequence[OpenPlace]) -> Governed:
    if not unread:
        return Governed(_EVERY_USER, "not-claimed", "not claimed, since no provision was read")
    # Of what was not read that is quoted which speaks of time; instructions before the text that they amend.
    telling = sorted(unread, key=lambda place: (_OF_TIME.search(place.text) is None, place.kind != "instruction"))
    words = " ".join(telling[0].text.split())
    more = f" and {cardinal(len(unread) - 1)} more" if len(unread) > 1 else ""
    says = f"not claimed, since what may say it was not read: {quoted(words, _MOST_QUOTED)}{more}"
    return Governed(_EVERY_USER, "not-claimed", says, because=words)


def _of_earlier_versions(draft: Draft, question: Question) -> Iterator[Governed]:
    """What is not settled of the standing text: whom a version governs that came in within the cycle of a User."""
    said: dict[str, list[str]] = {}
    cycle = cycle_of(draft.base.rulebook.every_fact)
    for clause, version in draft.base.standing(draft.base_on):
        transition = version.transition
        if transition is None or transition.governs is not None:
            continue
        running = version.in_force > date(draft.base_on.year - cycle + 1, 1, 1)
        if running and any(bears(rule, question) for rule in version.rules):
            said.setdefault(transition.says, []).append(clause.label)
    for says, labels in said.items():
        settled = f"not known: {says[:1].lower()}{says[1:].rstrip('.')}"
        yield Governed("a User in the cycle of years that was then running", "not-claimed", settled, tuple(labels))


# Words of time beside.


def _beside(draft: Draft) -> Iterator[str]:
    """What the draft says of time besides: words that are no rule, and that were read as bearing on no answer."""
    changed = set(_changed(draft))
    told: set[str] = set()
    for text, where in (*_words_beside(draft, changed), *_settled(draft)):
        words = " ".join(text.split())
        if words not in told and _OF_TIME.search(words):
            told.add(words)
            yield f"{where}: {quoted(words, _MOST_QUOTED)}"


def _words_beside(draft: Draft, changed: set[str]) -> Iterable[tuple[str, str]]:
    for entry in draft.books.ledger(View.ACCEPTED).entries:
        if entry.kind in ("furniture", "heading", "outside", "definition") and (
            not entry.limb or clause_of(entry.limb) in changed
        ):
            where = entry.limb or entry.place or "The draft"
            yield entry.text, where[:1].upper() + where[1:]


def _settled(draft: Draft) -> Iterable[tuple[str, str]]:
    """Passages that somebody settled, so that when they hold is that person's word."""
    for place in draft.settled:
        if place.settled is not None and not _is_kept(place):
            where = place.clause or place.place or "The draft"
            yield place.text, f"{where[:1].upper()}{where[1:]}, settled by {place.settled.by}"
