"""From when and until when an amendment has effect, where its words say so by a day of the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from attrs import frozen

from sec_rules.drafting.layout.instruction_words import quotations
from sec_rules.lang.citations import SECTION
from sec_rules.lang.number_words import MONTHS, ORDINALS, TENS, UNITS
from sec_rules.span import Span

_BELOW_100: Final = {
    word: n
    for n, word in enumerate(
        (*UNITS[1:], *(ten + rest for ten in TENS for rest in ("", *(f"-{u}" for u in UNITS[1:10])))), 1
    )
}

_MONTH: Final = "(?P<month>" + "|".join(f"{m[:3]}(?:{m[3:]})?" if m[3:] else m for m in MONTHS) + ")"
_ONES: Final = "|".join(sorted(UNITS[1:10], key=len, reverse=True))
_WORDED_YEAR: Final = (
    rf"two thousand(?: and)? (?P<worded>(?:{'|'.join(TENS)})(?:-(?:{_ONES}))?"
    rf"|{'|'.join(sorted(UNITS[10:], key=len, reverse=True))}|{_ONES})"
)
_ORDINAL: Final = "|".join(sorted(ORDINALS, key=len, reverse=True))
_DAY: Final = (
    rf"(?:the )?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?|(?P<ordinal>{_ORDINAL}))"
    rf"(?: day)?(?: of)? {_MONTH},? (?:(?P<year>\d{{4}})|{_WORDED_YEAR})\b"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})\b"
)
_EFFECT: Final = r"(?:as )?with effect (?:on and )?from(?: and including)?"
_FROM: Final = rf"(?:{_EFFECT}|(?:as )?(?:on and )?from(?: and (?:including|after|on))?|on(?: and after)?)"
_UNTIL: Final = r"(?:until|up to|before|ending (?:on|with))(?: (?:and including|the end of))?"
_ONLY: Final = r"(?:,? \(?(?:but not before|inclusive|and not before)\)?)?"
# What takes effect, what it was made by, and how it does.
_MADE: Final = "(?:amendments?|modifications?|changes?|instrument|order|regulations?|rules|deed|drafting|legal text)"
_BY: Final = (
    "(?: (?:made )?(?:by|in|set out in) (?:this|the|these)"
    " (?:paragraph|instrument|order|regulations?|deed|document|schedule|modification|article))?(?: above| below)?"
)
_TAKES: Final = (
    "(?:(?:shall|will|are to|is to|to) )?(?:come|take|have|apply)s?(?: (?:into )?(?:force|effect|operation))?"
)
_WHICH: Final = "(?:(?:this|these|the|all|each) )?(?:the )?(?:(?:above|foregoing|following|proposed) )?"
_EARLIER: Final = (
    "(?:before|at|by) (?:(?:they|it|this|these|the)(?: (?:amendments?|paragraph|instrument|order|changes?))?"
    f" (?:come|came|take|took|takes|comes)s? (?:into )?(?:force|effect)|(?:that|the) (?:date|day)|the commencement"
    f"(?: date)?|commencement|(?:{_DAY.replace('?P<', '?P<e_')}))"
)
_ASSESSMENT: Final = (
    "(?:any|an|the)? ?(?:(?:full|verification|user|security|self) )*assessments?(?: which| that)?"
    "(?: (?:has|have|had|was|were))?(?: already| been)*"
    " (?:begun|began|commenced|started|completed|undertaken|carried out|in progress|under ?way|notified|fallen due"
    "|fell due|due)"
)


def _compiled(form: str) -> re.Pattern[str]:
    # White space is gone through once: nothing behind it begins with more of it.
    return re.compile(re.sub(r" (?!\?)", r"\\s++", form), re.IGNORECASE)


_PERIOD: Final = (
    rf"(?:{_FROM} (?:{_DAY.replace('?P<', '?P<from_')}){_ONLY})?(?: ?(?:and )?(?P<until>{_UNTIL}) (?:{_DAY}){_ONLY})?"
)
_BEFORE: Final = _compiled(rf"\s*{_PERIOD},? ?")
_BEHIND: Final = _compiled(rf"(?:,|(?<!\s)) \(?{_PERIOD}\)?\W{{0,8}}$")
_AMONG: Final = _compiled(rf",? ?{_EFFECT} (?:{_DAY.replace('?P<', '?P<from_')}){_ONLY},?(?= (?!until|to\b))")
_NUMBER: Final = r"\W*(?:\d{1,3}\W{0,3}(?:\(\d\))?\s*|\(\w\)\s*)?"
# What an instrument says of its own name before it says from when it holds.
_CITED: Final = "(?: may be cited as [^.;]{3,160}? and)?"
_COMMENCES: Final = _compiled(
    rf"{_NUMBER}(?:commencement\W+)?{_WHICH}{_MADE}(?: (?:to|of|in) (?:the )?(?:code|sections? {SECTION}))?{_BY}"
    rf"{_CITED} {_TAKES} (?:on|{_FROM}) (?:{_DAY})\W*$"
)
# A title that says it: "Modification of the standard conditions \u2013 effective 1 April 2030".
_HEADED: Final = _compiled(
    rf"(?:proposed |legal text (?:of|for) (?:the )?)?{_MADE}"
    r"(?: (?:of|to) (?:the )?(?:standard (?:licence )?conditions?|conditions?|licences?|(?:smart energy )?code"
    rf"|agreement|section {SECTION}))?,? ?[(:,\u2013\u2014-]? ?"
    rf"(?:effective|in force|taking effect|coming into force|with effect)(?: (?:on|{_FROM}|from))? (?:{_DAY})\W*$"
)
_SAVES: Final = _compiled(
    rf"{_NUMBER}(?:transitional\W+|savings?\W+)?(?:{_WHICH}{_MADE}{_BY} (?:do|does|shall|will) not|nothing in"
    r" (?:(?:this|these) (?:paragraph|instrument|order|amendments?|changes|deed)"
    r"|paragraphs? \(\w{1,3}\)(?:(?:,| and| or| to) \(\w{1,3}\))*))"
    r" (?:affects?|apply to|applies to|apply in relation to)"
    rf" {_ASSESSMENT} {_EARLIER}\W*$"
)


@frozen
class Period:
    """From which day words have effect, and on which day last; None where nothing is said of it."""

    first: date | None = None
    last: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    @property
    def bounded(self) -> bool:
        """Whether anything is said of it."""
        return self != Period()


ALWAYS: Final = Period()


def period_before(text: str, start: int) -> tuple[Period, int] | None:
    """The period that words of a text begin with at a place, and where they end; None where they do not."""
    match = _BEFORE.match(text, start)
    return None if match is None or not match.group().strip() else _period(match)


def period_in(text: str, start: int) -> tuple[Period, Span] | None:
    """The period that a text names at its end, or in its midst, and where; None where it names none there."""
    quoted = quotations(text)
    for match in (_BEHIND.search(text, start), *_AMONG.finditer(text, start)):
        found = None if match is None else _period(match)
        if match is not None and found is not None and not any(match.start() in one for one in quoted):
            return found[0], Span(*match.span())
    return None


def commences(text: str) -> date | None:
    """The day on which a sentence says that the amendments take effect; None where it says nothing else, or no day."""
    said = " ".join(text.split())
    match = _COMMENCES.match(said) or _HEADED.match(said)
    return None if match is None else _day(match, "")


def saves(text: str) -> bool:
    """Whether a sentence only leaves assessments that were begun earlier as they are."""
    return _SAVES.match(" ".join(text.split())) is not None


def _period(match: re.Match[str]) -> tuple[Period, int] | None:
    first, last = _day(match, "from_"), _day(match, "")
    named = "from_month" in match.re.groupindex and (match["from_month"] or match["from_iso"])
    if (first is None and last is None) or (named and first is None):
        return None
    if last is not None and (match["until"] or "").casefold() == "before":
        last -= timedelta(days=1)
    return Period(first, last), match.end()


def _day(match: re.Match[str], prefix: str) -> date | None:
    """The day named, None where none is, or one that the calendar does not have."""

    def of(name: str) -> str:
        return (match[prefix + name] or "").casefold() if prefix + name in match.re.groupindex else ""

    try:
        if of("iso"):
            return date.fromisoformat(of("iso"))
        if not of("month"):
            return None
        month = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(of("month")[:3]))
        day = int(of("day")) if of("day") else ORDINALS.index(of("ordinal")) + 1
        return date(int(of("year")) if of("year") else 2000 + _BELOW_100[of("worded")], month, day)
    except ValueError:
        return None


def days_of_change(periods: Iterable[Period]) -> tuple[date, ...]:
    """The days on which one of some periods begins, or has just ended."""
    found: set[date] = set()
    for period in periods:
        if period.first is not None:
            found.add(period.first)
        if period.last is not None:
            found.add(period.last + timedelta(days=1))
    return tuple(sorted(found))
