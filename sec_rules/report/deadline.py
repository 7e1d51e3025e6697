"""The latest day of an assessment, as text and as data."""

from __future__ import annotations

from datetime import date

from sec_rules.engine.deadlines import Latest
from sec_rules.lang.deadlines import Deadlines
from sec_rules.report.layout import page, wrapped

Json = dict[str, object]


def as_text(given: Latest, category: str) -> str:
    """The report of `ask latest_date` without a day."""
    if given.day is None:
        needs = " and ".join("--" + name.replace("_", "-") for name in given.needs)
        return wrapped(f"Not determined: the latest day of a {category} needs {needs or 'more facts'}.") + "\n"
    lines = [
        f"No later than {given.day.day} {given.day:%B %Y} ({category})",
        wrapped(f"because of {' and '.join(given.because)}: {given.says}", "    ", "  "),
    ]
    lines.extend(wrapped(f"recollected and not confirmed, of {c}: {w}", "    ", "  ") for c, w in given.recollected)
    lines.extend(wrapped(f"doubt on {clause}: {unsure}", "    ", "  ") for clause, unsure in given.doubts)
    return page(lines)


def as_data(given: Latest, by: Deadlines, kind: str, on: date) -> Json:
    """`ask --json` of the question by when, without a day and without the schema version; `kind` is what is due."""
    return {
        "question": by.question.name,
        "on": on.isoformat(),
        by.kind.name: kind,
        "latest": given.day.isoformat() if given.day else None,
        "says": given.says or None,
        "because": list(given.because),
        "needs": list(given.needs),
        "doubts": [{"clause": clause, "doubt": unsure} for clause, unsure in given.doubts],
        "recollected": [{"clause": clause, "what": what} for clause, what in given.recollected],
    }
