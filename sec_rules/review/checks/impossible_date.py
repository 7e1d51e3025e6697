"""QT705: an impossible date, a wrong weekday, an end before its start."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.lang.number_words import MONTHS
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, each_provision
from sec_rules.span import just_before

_SHORT: Final = {m[:3]: i + 1 for i, m in enumerate(MONTHS)} | {"sept": 9}
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH: Final = "|".join((*MONTHS, *_SHORT))
_DATE: Final = compiled(
    rf"(?:(?P<weekday>{'|'.join(_DAYS)}),?\s+(?:the\s+)?)?(?<![\w.,/-])(?P<day>\d{{1,2}})(?:st|"
    rf"nd|rd|th)?\s+(?:of\s+|day\s+of\s+)?(?P<month>{_MONTH})\.?,?(?:\s+(?P<year>(?:1[89]|"
    rf"20)\d\d))?\b"
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>(?:1[89]|20)\d\d)\b"
    r"|(?<![\d/.-])(?P<day3>\d{1,2})[/.](?P<month3>\d{1,2})[/.](?P<year3>(?:1[89]|20)\d\d)(?![\d/])"
    r"|(?<![\d/.-])(?P<year4>(?:1[89]|20)\d\d)-(?P<month4>\d\d)-(?P<day4>\d\d)(?![\d-])",
    re.IGNORECASE,
)
# What every date has, in a few signs: a month by its name, which begins with a capital, or two numbers side by side.
_HINT: Final = compiled(rf"\b(?:{'|'.join(f'[{m[0].upper()}](?i:{m[1:3]})' for m in MONTHS)})|\d[/.]\d|\d-\d\d-\d")
_SPAN: Final = compiled(
    r"\s*(?:\(inclusive\)\s*)?,?\s*(?:to|until|till|up\s+to|through|and(?:\s+(?:ending|"
    r"ends|expiring|finishing|terminating|ceasing)\s+(?:on|with|at))?|ending\s+on|"
    r"ends\s+on|\u2013|-)\s*(?:and\s+including\s+|the\s+end\s+of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_FROM: Final = compiled(
    r"\b(?:from|between|beginning|commencing|starting|begins|starts|commences|" r"period)\b[\w\s,]{0,25}$",
    re.IGNORECASE,
)
_ENDS: Final = compiled(r"\b(?:ending|ends|expiring|finishing|until)\b", re.IGNORECASE)


def _look(provision: Provision, draft: Draft, view: View) -> Iterator[Found]:
    text = provision.text
    if _HINT.search(text) is None:
        return
    last: tuple[re.Match[str], date] | None = None
    for match in _DATE.finditer(text):
        if not (match["month"] or match["month2"] or "M")[0].isupper():
            # "may" and "march" are words too.
            continue
        year, month, day = _parts(match)
        given = _day(year, month, day)
        if given is None:
            yield Found(match.start(), match.end(), f"There is no day '{match.group()}'.")
            last = None
            continue
        weekday = match["weekday"]
        if weekday and year is not None and _DAYS[given.weekday()] != weekday.lower():
            words = f"{match.group()[len(weekday) :].strip(' ,')} is a {_DAYS[given.weekday()].capitalize()}."
            yield Found(match.start(), match.end(), words)
        if last is not None and year is not None and given < last[1] and _span(text, last[0], match):
            yield Found(last[0].start(), match.end(), "This period ends before it starts.")
        last = (match, given) if year is not None else None


def _span(text: str, one: re.Match[str], two: re.Match[str]) -> bool:
    between = text[one.end() : two.start()]
    opened = _FROM.search(just_before(text, one.start())) is not None
    return bool(_SPAN.match(between)) and (opened or bool(_ENDS.search(between)))


def _parts(match: re.Match[str]) -> tuple[int | None, int, int]:
    """Year (None where it is not given), month and day as written."""
    if match["day3"]:
        month = int(match["month3"])
        return int(match["year3"]), month, int(match["day3"])
    if match["year4"]:
        return int(match["year4"]), int(match["month4"]), int(match["day4"])
    name = (match["month"] or match["month2"]).lower()
    year = match["year"] or match["year2"]
    return int(year) if year else None, _SHORT[name[:3]], int(match["day"] or match["day2"])


def _day(year: int | None, month: int, day: int) -> date | None:
    """The day; a year that is not given is taken for a leap year."""
    try:
        return date(year or 2000, month, day)
    except ValueError:
        return None


CHECK: Final = Check(
    code="QT705",
    title="impossible date, wrong weekday, or an end before its start",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.PROVISION,
    why="A day that there is not never comes, and what hangs on it never happens.",
    bad="G8.41 Each User shall tell the Panel of its premises on or before «31 February 2019».",
    good="G8.41 Each User shall tell the Panel of its premises on or before 28 February 2019.",
    look=each_provision(_look),
)
