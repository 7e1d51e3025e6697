"""XR404: a heading quoted with a reference that differs from the heading there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.lang.citations import SECTION
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, whole_draft
from sec_rules.review.text.cross_references import expressions

_QUOTED: Final = compiled(
    r"\s*(?:\(\s*[\"\u201c]?(?P<brackets>[A-Z][^()\"\u201c\u201d]{2,90}?)[\"\u201d]?\s*\)|"
    r",?\s*\(?(?:headed|entitled|titled)\s+[\"\u201c](?P<named>[^\"\u201d]{2,90})[\"\u201d])"
)
# A heading of the paper and not of a clause.
_OF_THE_PAPER: Final = compiled(
    rf"\b(?:proposed|changes?|draft(?:ing)?|legal text|redlin\w+|amend\w*|SECMP\d*|MP\d+|Section {SECTION}\b)",
    re.IGNORECASE,
)


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    for provision in layout.walk():
        for expression in expressions(provision.text, of_the_code=layout.of_the_code):
            quoted = _QUOTED.match(provision.text, expression.end)
            target = expression.targets[-1]
            there = layout.find(target.clause) if target.clause else None
            if quoted is None or there is None or not there.heading or _OF_THE_PAPER.search(there.heading):
                continue
            name = "brackets" if quoted["brackets"] else "named"
            if re.search(r"\b(?:means|is|are|shall|being|which|that)\b|^(?:The|A|An|As|In|If|Where)\b", quoted[name]):
                continue
            if _plain(quoted[name]) != _plain(there.heading):
                message = f"The heading of {there.label} is '{there.heading}'."
                yield provision, Found(quoted.start(name), quoted.end(name), message)


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", heading).casefold().split())


CHECK: Final = Check(
    code="XR404",
    title="a heading quoted with a reference that differs from the heading there",
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    scope=Scope.DRAFT,
    why=(
        "A heading is quoted so that the reader knows what is cited; a wrong one says that the number is wrong, "
        "or the heading has changed."
    ),
    bad=(
        "### Keeping of records\n"
        "\n"
        "G8.44A Each Network Party shall keep a record of its premises.\n"
        "\n"
        "### Publication\n"
        "\n"
        "G8.44B The Panel shall publish what Section G8.44A («Making of returns») brings in."
    ),
    good=(
        "### Keeping of records\n"
        "\n"
        "G8.44A Each Network Party shall keep a record of its premises.\n"
        "\n"
        "### Publication\n"
        "\n"
        "G8.44B The Panel shall publish what Section G8.44A (Keeping of records) brings in."
    ),
    look=whole_draft(_look),
)
