"""A schedule as a table, as data, as CSV and as a calendar."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from sec_rules.answers.schedule import Year
from sec_rules.report import reasons
from sec_rules.report.layout import page, visible, wrapped

Json = dict[str, object]
_WIDEST: Final = 75
_LINE_END: Final = "\n"
# Behind the first stands the count of years, by the name that it has in the rulebook.
COLUMNS = ("year", "outcome", "because", "counts", "change", "latest", "doubts")


def as_text(years: Sequence[Year], note: str, asked: str = "assessment") -> str:
    """The report of `schedule`: a line a year, then what changes and why, the doubts, and what is not known.

    `asked` is what is asked for, in a word.
    """
    counted = any(year.years is not None for year in years)
    after = f"{'after':<7}" if counted else ""
    lines = [
        wrapped(note, "  ", ""),
        "",
        f"{'year':<6}{after}{asked:<14}{'by':<22}{'latest' if counted else ''}".rstrip(),
    ]
    for year in years:
        head = f"{year.on.year:<6}{f'{year.years:<7}' if counted else ''}{_outcome(year):<14}"
        lines.append(f"{head}{' '.join(year.answer.because):<22}{_latest(year)}".rstrip())
    for year in years:
        lines.extend(_notes(year))
    for doubt in dict.fromkeys(d for year in years for d in year.doubts):
        which = _years([y for y in years if doubt in y.doubts])
        lines.append(wrapped(f"doubt on {doubt[0]} ({which}): {doubt[1]}", "    ", "  "))
    for clause, what in dict.fromkeys(r for y in years for r in _recollected(y)):
        lines.append(wrapped(f"recollected and not confirmed, of {clause}: {what}", "    ", "  "))
    for doubt in dict.fromkeys(d for year in years if year.latest for d in year.latest.doubts):
        lines.append(wrapped(f"doubt on the latest days, {doubt[0]}: {doubt[1]}", "    ", "  "))
    return page(lines)


def _years(years: Sequence[Year]) -> str:
    numbers = [year.on.year for year in years]
    return f"{numbers[0]} to {numbers[-1]}" if len(numbers) > 2 else " and ".join(str(n) for n in numbers)


def _outcome(year: Year) -> str:
    return year.answer.outcome.name if year.answer.outcome else "undetermined"


def _latest(year: Year) -> str:
    if year.latest is None:
        return ""
    if year.latest.day is not None:
        return year.latest.day.isoformat()
    return f"needs {' and '.join(year.latest.needs)}" if year.latest.needs else "not known"


def _recollected(year: Year) -> tuple[tuple[str, str], ...]:
    return (*year.reasons.recollected, *(year.latest.recollected if year.latest else ()))


def _notes(year: Year) -> Iterator[str]:
    if year.change:
        yield wrapped(f"{year.on.year}: {year.change}", "    ", "  ")
    if year.answer.undetermined:
        yield wrapped(f"{year.on.year}: {year.answer.undetermined}", "    ", "  ")
    yield from (wrapped(f"{year.on.year}: {said}", "    ", "  ") for said in reasons.decided(year.reasons.decided_if))
    if year.governed_on is not None:
        yield wrapped(
            f"{year.on.year}: governed by the Code of {year.governed_on}, to the end of the cycle", "    ", "  "
        )
    for near in year.reasons.nearest:
        if near.years_on == 0 and not year.change:
            yield wrapped(f"{year.on.year} would change with: {near.says}.", "    ", "  ")


def as_data(years: Sequence[Year], note: str) -> Json:
    """`schedule --json`, without the schema version."""
    return {"note": note, "years": [_year(year) for year in years]}


def _year(year: Year) -> Json:
    found = year.latest
    return {
        "year": year.on.year,
        "on": year.on.isoformat(),
        **({year.counted: year.years} if year.counted else {}),
        "counts": dict(year.counts),
        "outcome": year.answer.outcome.name if year.answer.outcome else None,
        "undetermined": year.answer.undetermined,
        "because": list(year.answer.because),
        "standing": year.answer.standing.value if year.answer.standing else None,
        "reasons": reasons.as_data(year.reasons),
        "change": year.change or None,
        "latest": found.day.isoformat() if found and found.day else None,
        "latest_because": list(found.because) if found else [],
        "latest_needs": list(found.needs) if found else [],
        "latest_doubts": [{"clause": c, "doubt": d} for c, d in found.doubts] if found else [],
        "recollected": [{"clause": clause, "what": what} for clause, what in _recollected(year)],
        "governed_on": year.governed_on.isoformat() if year.governed_on else None,
        "doubts": [{"clause": clause, "doubt": unsure} for clause, unsure in year.doubts],
    }


def as_csv(years: Sequence[Year]) -> str:
    """The schedule as a table for a spreadsheet, a row a year."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    counted = next((year.counted for year in years if year.counted), "")
    rows.writerow((COLUMNS[0], *([counted] if counted else []), *COLUMNS[1:]))
    for year in years:
        counts = "; ".join(f"{name}={value}" for name, value in year.counts.items())
        because, doubts = " ".join(year.answer.because), "; ".join(f"{c}: {d}" for c, d in year.doubts)
        outcome = year.answer.outcome.name if year.answer.outcome else ""
        day = year.latest.day.isoformat() if year.latest and year.latest.day else ""
        number = [year.years] if counted else []
        rows.writerow((year.on.year, *number, outcome, because, counts, year.change, day, doubts))
    return visible(out.getvalue())


def as_calendar(years: Sequence[Year], of: str = "the Smart Energy Code") -> str:
    """The schedule as an iCalendar file: an event a year, on the latest day or, where it is not known, on the day of
    the plan. `of` is what is restated.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sec-rules//schedule//EN"]
    for year in years:
        lines += ["BEGIN:VEVENT", *_event(year, of), "END:VEVENT"]
    return "".join(map(_folded, (*lines, "END:VCALENDAR")))


def _event(year: Year, of: str) -> Iterator[str]:
    day = _day(year)
    known = year.latest is not None and year.latest.day is not None
    yield f"UID:{_uid(year)}@sec-rules"
    # No clock: the same plan gives the same file.
    yield f"DTSTAMP:{year.on:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    unknown = "" if known or year.years is None else " (day of the plan; the latest day is not known)"
    yield f"SUMMARY:{_escaped(_title(year) + unknown)}"
    yield f"DESCRIPTION:{_escaped(_LINE_END.join(_description(year, of)))}"
    yield "TRANSP:TRANSPARENT"


def _escaped(text: str) -> str:
    """Text as a value of iCalendar (RFC 5545, 3.3.11); what cannot be seen is shown by its number."""
    return re.sub(r"[\\;,]", r"\\\g<0>", visible(text)).replace(_LINE_END, "\\n")


def _folded(line: str) -> str:
    """A line of at most 75 bytes, what is more on lines that begin with a blank (RFC 5545, 3.1)."""
    parts, size = [""], 0
    for character in line:
        taken = len(character.encode("utf-8", "replace"))
        if size + taken > _WIDEST:
            parts.append(" ")
            size = 1
        parts[-1] += character
        size += taken
    return "\r\n".join(parts) + "\r\n"


def _day(year: Year) -> date:
    return year.latest.day if year.latest and year.latest.day else year.on


def _title(year: Year) -> str:
    return (
        f"{year.answer.outcome.title} by {' and '.join(year.answer.because)}"
        if year.answer.outcome
        else "Not determined"
    )


def _description(year: Year, of: str) -> Iterator[str]:
    if year.says:
        yield f"{year.says[:1].upper()}{year.says[1:]}."
    yield from (f"{said}." for said in year.reasons.arithmetic)
    if year.change:
        yield f"Changed: {year.change}."
    if year.answer.undetermined:
        yield year.answer.undetermined
    yield from (
        f"Doubt on {clause}: {unsure}"
        for clause, unsure in (*year.doubts, *(year.latest.doubts if year.latest else ()))
    )
    yield f"From a restatement of {of}, which prevails. Not advice."


def _uid(year: Year) -> str:
    identity = f"{year.on} {year.years} {sorted(year.counts.items())} {year.answer.because}"
    return hashlib.sha256(identity.encode()).hexdigest()[:32]
