"""A portfolio's answers, summed up: as JSON and as text for a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sec_rules.portfolio import Assessed, Tally
from sec_rules.report.day import in_full

NONE = "no outcome"
Json = dict[str, object]


def as_json(given: Assessed, on: date, beside: str | None, written: str | None) -> Json:
    """`assess --portfolio --json`, without the schema version. `beside` names what the outcomes were held against."""
    return {
        "question": "assessment",
        "on": on.isoformat(),
        "beside": beside,
        "rows": given.rows,
        "tallies": [_tally(tally, given.beside) for tally in given.tallies],
        "undetermined": given.undetermined,
        "doubted": given.doubted,
        "notes": list(given.notes),
        "written": written,
    }


def _tally(tally: Tally, beside: bool) -> Json:
    if not beside:
        return {"outcome": tally.outcome, "rows": tally.rows}
    return {"was": tally.was, "becomes": tally.outcome, "direction": tally.direction, "rows": tally.rows}


def as_text(given: Assessed, on: date, beside: str | None, written: str | None) -> str:
    """The cross-tab of who changes, or how many rows have each outcome, in lines of at most 80 characters."""
    rows = "1 row" if given.rows == 1 else f"{given.rows:,} rows"
    lines = [f"{rows} on {in_full(on)}" + (f", beside {beside}." if beside else ".")]
    if given.tallies:
        lines += ["", *(_changes(given.tallies) if given.beside else _outcomes(given.tallies))]
    lines += ["", *_notes(given, written)]
    return "\n".join(lines).rstrip() + "\n"


def _outcomes(tallies: tuple[Tally, ...]) -> Iterator[str]:
    width = max(len(f"{t.rows:,}") for t in tallies)
    yield from (f"  {t.outcome or NONE:<14}{t.rows:>{width},}" for t in tallies)


def _changes(tallies: tuple[Tally, ...]) -> Iterator[str]:
    width = max(len("rows"), *(len(f"{t.rows:,}") for t in tallies))
    yield f"  {'was':<14}{'becomes':<14}{'':<11}{'rows':>{width}}"
    for t in tallies:
        yield f"  {t.was or NONE:<14}{t.outcome or NONE:<14}{t.direction or 'the same':<11}{t.rows:>{width},}"


def _notes(given: Assessed, written: str | None) -> Iterator[str]:
    if given.undetermined:
        yield f"{given.undetermined:,} without an outcome; the column 'undetermined' says why."
    if given.doubted:
        yield f"{given.doubted:,} with a doubt about the text; the column 'doubts' tells it."
    yield from given.notes
    if written:
        yield f"Written to {written}."
