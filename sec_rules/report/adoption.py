"""Adopted words held against our rules, as text and as data."""

from __future__ import annotations

from collections.abc import Iterator

from sec_rules.drafting.adoption import Adopted, Adoption
from sec_rules.report.layout import page, wrapped

Json = dict[str, object]


def as_text(given: Adoption, *, kept: bool) -> str:
    """The report of `adopt`: clause by clause whether our rule means the same, something else, or was not read."""
    what = "Kept on this computer; answers cite it as verbatim" if kept else "Nothing kept"
    lines = [
        wrapped(f"{given.text.name}: {given.same} of {len(given.clauses)} clauses mean the same as ours. {what}."),
        "",
    ]
    for clause in given.clauses:
        lines.extend(_clause(clause))
    if given.not_shown:
        lines.append(wrapped(f"Not in it, and so still of our restatement: {', '.join(given.not_shown)}.", "  "))
    return page(lines)


def _clause(given: Adopted) -> Iterator[str]:
    match given.meaning:
        case "same":
            yield f"  {given.label}  means the same (proved)"
        case "unread":
            yield wrapped(f"{given.label}  could not be read: {given.why}", "      ", "  ")
        case "other":
            yield wrapped(f"{given.label}  means something else: {given.why}", "      ", "  ")
    if given.smallest:
        yield wrapped(f"smallest case: {given.smallest}", "        ", "      ")
    if given.moved:
        yield wrapped(f"the numbers moved: it means what we hold as {given.moved}", "        ", "      ")


def as_data(given: Adoption) -> Json:
    """`adopt --json`, without the schema version."""
    return {
        "name": given.text.name,
        "sha256": given.text.sha256,
        "on": given.text.on.isoformat(),
        "clauses": [
            {
                "label": c.label,
                "meaning": c.meaning,
                "why": c.why or None,
                "smallest": c.smallest or None,
                "held": c.ours,
                "moved": c.moved or None,
            }
            for c in given.clauses
        ],
        "not_shown": list(given.not_shown),
    }
