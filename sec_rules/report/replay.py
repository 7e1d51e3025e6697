"""A record that was asked again, as text and as data."""

from __future__ import annotations

from sec_rules.answers.records import Replayed
from sec_rules.report.layout import page, wrapped

Json = dict[str, object]


def as_text(given: Replayed) -> str:
    """The report of `replay`: whether the answer is the same, and what differs."""
    was, becomes = given.was or "not determined", given.becomes or "not determined"
    if given.same:
        lines = [wrapped(f"The same: {becomes} by {_by(given.because)}, on {given.on}.")]
    else:
        lines = [
            wrapped(
                f"Not the same: {was} by {_by(given.was_because)} in the record (version {given.was_version}), "
                f"{becomes} by {_by(given.because)} now (version {given.version}), on {given.on}."
            )
        ]
    for difference in given.differences:
        decides = "decides it: " if difference.decides else ""
        lines.append(wrapped(f"{difference.kind}, {decides}{difference.says}", "    ", "  "))
    if not given.same and not given.explained:
        lines.append(wrapped("The record keeps no clauses, so what made the difference is not known.", "  "))
    elif not given.same and not given.differences:
        lines.append(wrapped("The clauses are the same; the program reads them otherwise.", "  "))
    return page(lines)


def _by(labels: tuple[str, ...]) -> str:
    return " and ".join(labels) or "no provision"


def as_data(given: Replayed) -> Json:
    """`replay --json`, without the schema version."""
    return {
        "question": given.question,
        "on": given.on.isoformat(),
        "same": given.same,
        "was": given.was,
        "becomes": given.becomes,
        "was_because": list(given.was_because),
        "because": list(given.because),
        "was_version": given.was_version,
        "version": given.version,
        "differences": [
            {"clause": d.clause, "kind": d.kind, "says": d.says, "decides": d.decides} for d in given.differences
        ],
    }
