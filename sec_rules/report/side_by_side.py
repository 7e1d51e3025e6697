"""Options for one change side by side, as text, as a page and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sec_rules.answers.portfolio.impact import Counted
from sec_rules.report import as_html as pages
from sec_rules.report import as_json as data
from sec_rules.report.layout import PLAIN, Ink, page, wrapped
from sec_rules.report.portfolio import counted_as_json
from sec_rules.review.side_by_side import Option

Options = Sequence[tuple[Option, Counted | None]]


def as_json(base: str, options: Options) -> data.Json:
    """`compare A B C --json`, without the schema version."""
    return {
        "from": base,
        "options": [
            data.compared(one.comparison)
            | {"invariants": data.invariants(one.verdicts)}
            | ({"portfolio": counted_as_json(rows)} if rows else {})
            for one, rows in options
        ],
    }


def as_html(options: Options, about: str = "") -> str:
    """A page: all options in one table, the invariants of each in another, then each by itself."""
    return pages.options(options, about)


def as_text(options: Options, ink: Ink = PLAIN) -> str:
    """What each option does, to whom, to how many, and which invariants hold, one option after the other."""
    lines: list[str] = []
    for one, rows in options:
        lines += [*([""] if lines else []), ink(one.name, "heading"), *_option(one, rows)]
    return page(lines, ink)


def _option(one: Option, rows: Counted | None) -> Iterator[str]:
    yield wrapped(one.comparison.verdict, "  ")
    for group in one.comparison.effects.changed:
        where = f"{group.where[:1].upper()}{group.where[1:]}"
        yield wrapped(f"{where} {one.question.would_have} {group.becomes.in_a_sentence}.", "    ", "  - ")
    if rows is not None:
        yield wrapped(rows.moved, "  ")
    yield wrapped(one.invariants, "  ")
    for verdict in one.verdicts:
        if verdict.holds is not True:
            state = "Fails" if verdict.holds is False else "Not claimed"
            told = [failure.message for failure in verdict.failures] or [verdict.statement]
            yield from (wrapped(f"{state}: {said}", "    ", "  - ") for said in told)
