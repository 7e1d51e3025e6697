"""The latest day of an assessment, as text and as data."""

from __future__ import annotations

from datetime import date

from sec_rules.engine.deadlines import Latest
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


def as_data(given: Latest, category: str, on: date) -> Json:
    """`ask latest_date --json` without a day, without the schema version."""
    return {
        "question": "latest_date",
        "on": on.isoformat(),
        "category": category,
        "latest": given.day.isoformat() if given.day else None,
        "says": given.says or None,
        "because": list(given.because),
        "needs": list(given.needs),
        "doubts": [{"clause": clause, "doubt": unsure} for clause, unsure in given.doubts],
        "recollected": [{"clause": clause, "what": what} for clause, what in given.recollected],
    }
