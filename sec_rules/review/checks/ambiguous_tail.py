"""LI604: text after a list that could belong to the last item only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, whole_draft
from sec_rules.review.text.lists import lists

_QUALIFIES: Final = compiled(
    r"\s*(?:(?:and\s+)?(?:which|who|whom|whose|where|when|that|if|unless|until|"
    r"except|save|other\s+than|provided\s+that|"
    r"to\s+the\s+extent|so\s+long\s+as|for\s+so\s+long|within|during|after|before|"
    r"without|including|excluding|together\s+with|"
    r"being|as\s+(?:the\s+case\s+may\s+be|determined|set\s+out|specified|amended)|"
    r"(?:supplied|provided|approved|made|given|issued)\s+(?:by|to|through|"
    r"under|with)))\b",
    re.IGNORECASE,
)
_ALL: Final = compiled(
    r"\b(?:in\s+(?:each|either|any|every)\s+case|in\s+all\s+cases|in\s+aggregate|"
    r"each\s+of\s+which|all\s+of\s+which)\b",
    re.IGNORECASE,
)


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    for clause in layout.provisions:
        for found in lists(clause):
            if found.closing is None or len(found.items) < 2 or found.items[-1].mark == ".":
                continue
            text = found.closing.words_in(found.parent.text)
            match = _QUALIFIES.match(text)
            if match and text.lstrip()[:1].islower() and not _ALL.search(text[:60]):
                last = found.items[-1].provision.step
                words = f"Do these words belong to all items of the list, or to {last} only?"
                start = found.closing.start + len(text) - len(text.lstrip())
                yield found.parent, Found(start, found.closing.start + match.end(), words)


CHECK: Final = Check(
    code="LI604",
    title="text after a list that could belong to the last item only",
    severity=Severity.NOTE,
    fix=FixKind.NONE,
    scope=Scope.PROVISION,
    why="Words after a list may narrow every item or only the last, and the layout alone says which.",
    bad=(
        "G8.41 Each User shall keep a record of:\n"
        "\n"
        "(a) its Domestic Premises; and\n"
        "\n"
        "(b) its Non-Domestic Premises,\n"
        "\n"
        "«which» are supplied through a Smart Metering System."
    ),
    good=(
        "G8.41 Each User shall keep a record of:\n"
        "\n"
        "(a) its Domestic Premises; and\n"
        "\n"
        "(b) its Non-Domestic Premises,\n"
        "\n"
        "in each case supplied through a Smart Metering System."
    ),
    look=whole_draft(_look),
)
