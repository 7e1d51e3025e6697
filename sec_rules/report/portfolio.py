"""A portfolio's answers, summed up: as JSON and as text for a person."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date

from sec_rules.answers.portfolio.files import Assessed, Tally
from sec_rules.answers.portfolio.impact import Counted
from sec_rules.answers.portfolio.moved import Named
from sec_rules.engine.english.numerals import in_full
from sec_rules.lang.lists import joined
from sec_rules.report.layout import page, wrapped
from sec_rules.review.moved import LatestRows, Moved

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
    return page(lines).rstrip() + "\n"


def counted_as_json(given: Counted) -> Json:
    """`compare --portfolio --json`: what the rows come to; those of each change stand in `changes`."""
    return {
        "name": given.name,
        "rows": given.of.rows,
        "tallies": [_tally(tally, True) for tally in given.of.tallies],
        "undetermined": given.of.undetermined,
        "doubted": given.of.doubted,
        "notes": list(given.of.notes),
        "changes": [
            {
                "where": change.where,
                "was": change.was,
                "becomes": change.becomes,
                "direction": change.direction,
                "witness": dict(change.witness),
                "rows": met.rows,
                "undecided": met.undecided,
            }
            for change, met in given.changes
        ],
    }


def counted_as_text(given: Counted) -> str:
    """The rows of a portfolio by outcome and by change, in lines of at most 80 characters."""
    rows = "1 row" if given.of.rows == 1 else f"{given.of.rows:,} rows"
    lines = ["", f"{rows} in {given.name}."]
    if given.of.tallies:
        lines += ["", *_changes(given.of.tallies)]
    if given.merged:
        lines += ["", "Rows of each change:"]
    for change, met in given.merged:
        of_whom = f"{met.rows:,}" + (f" (and {met.undecided:,} of which it is not known)" if met.undecided else "")
        said = f"{change.was or NONE} to {change.becomes or NONE}: {of_whom}, where {change.where}."
        lines.append(wrapped(said, "    ", "  "))
    if given.of.doubted:
        lines += ["", f"{given.of.doubted:,} with a doubt about the text."]
    lines += [wrapped(note) for note in given.of.notes]
    return page(lines)


def moved_as_json(given: Moved) -> Json:
    """`check --portfolio --json`: how many rows each card moves."""
    return {
        "name": given.name,
        "rows": given.rows,
        "undetermined": given.undetermined,
        "because": given.because or None,
        "cards": [
            {"card": card, "rows": of.rows, "undecided": of.undecided, "latest": _latest(given.latest.get(card))}
            for card, of in given.of.items()
        ],
        "notes": list(given.notes),
    }


def _latest(given: LatestRows | None) -> Json | None:
    if given is None:
        return None
    return {"earlier": given.earlier, "later": given.later, "same": given.same, "unknown": given.unknown}


Names = Sequence[tuple[str, Sequence[Named]]]


def names_as_text(given: Names) -> str:
    """Who they are that the cards of each draft move, for a person to read."""
    lines: list[str] = []
    for draft, rows in given:
        lines += ["", f"Whom {draft} moves, which is for your own eyes:"]
        cards: dict[tuple[str, ...], list[str]] = {}
        for row in rows:
            cards.setdefault(row.provisions, []).append(_who(row))
        lines += [wrapped(f"{joined(where)}: {', '.join(who)}.", "    ", "  ") for where, who in cards.items()]
        lines += [] if rows else ["  nobody"]
    return page(lines)


def _who(row: Named) -> str:
    return f"{row.who} (latest day {row.latest})" if row.latest in ("earlier", "later") else row.who


def names_as_csv(given: Names) -> str:
    """The same as a CSV file, a row for each; text that a spreadsheet would take for a formula is made harmless."""
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("draft", "card", "provisions", "user", "latest"))
    for draft, rows in given:
        table.writerows((_harmless(draft), r.card, joined(r.provisions), _harmless(r.who), r.latest) for r in rows)
    return out.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


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
