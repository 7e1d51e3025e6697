"""QT703: one idea in different comparison words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.review.findings import Check, FixKind, Found, Related, Scope, Severity, whole_draft

_FAMILIES: Final = (
    (
        "more than",
        {
            "exceeds": r"exceed(?:s|ing)?",
            "is more than": r"(?:is|are|be|being)\s+more\s+than(?!\s+or)",
            "is greater than": r"(?:is|are|be|being)\s+(?:greater|higher|larger)\s+than(?!\s+or)",
            "is above": r"(?:is|are|be|being)\s+above",
            "is in excess of": r"(?:is|are|be|being)\s+in\s+excess\s+of",
        },
    ),
    (
        "no more than",
        {
            "is equal to or less than": r"(?:is|are|be|being)\s+(?:equal\s+to,?\s+or\s+(?:less|fewer)\s+than|(?:less|"
            r"fewer)\s+than\s+or\s+equal\s+to)",
            "does not exceed": r"(?:does|do|did)\s+not\s+exceed|not\s+exceeding",
            "is not more than": r"(?:is|are|be|being)\s+(?:not|no)\s+(?:more|greater)\s+than",
            "is at most": r"(?:is|are|be|being)\s+at\s+most",
        },
    ),
    (
        "no less than",
        {
            "is at least": r"(?:is|are|be|being)\s+at\s+least",
            "is not less than": r"(?:is|are|be|being)\s+(?:not|no)\s+(?:less|fewer)\s+than",
            "is equal to or greater than": r"(?:is|are|be|being)\s+(?:equal\s+to,?\s+or\s+(?:greater|more)\s+than|"
            r"(?:greater|"
            r"more)\s+than\s+or\s+equal\s+to)",
            "equals or exceeds": r"equals?\s+or\s+exceeds?",
        },
    ),
    (
        "fewer than",
        {
            "is less than": r"(?:is|are|be|being)\s+less\s+than(?!\s+or)",
            "is fewer than": r"(?:is|are|be|being)\s+fewer\s+than(?!\s+or)",
            "is below": r"(?:is|are|be|being)\s+below",
        },
    ),
)
_NOT: Final = r"(?<!not )(?<!or )(?<!Not )"
_FIGURE: Final = (
    r"(?=\s+(?:an?\s+|the\s+)?(?:\w+\s+of\s+)?(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million)\b))"
)
_PATTERNS: Final = tuple(
    (
        idea,
        {
            name: re.compile(
                rf"{_NOT if name == 'exceeds' else ''}\b(?:{form}){_FIGURE}",
                re.IGNORECASE,
            )
            for name, form in words.items()
        },
    )
    for idea, words in _FAMILIES
)


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    for idea, patterns in _PATTERNS:
        hits = {n: [(p, m) for p in layout.walk() for m in pattern.finditer(p.text)] for n, pattern in patterns.items()}
        used = {name: found for name, found in hits.items() if found}
        if len(used) < 2:
            continue
        first = {name: _position(layout, found[0]) for name, found in used.items()}
        most = max(used, key=lambda name: (len(used[name]), -first[name]))
        for name, found in used.items():
            if name != most:
                message = f"'{name}' here and '{most}' elsewhere in the draft both say '{idea}': is one thing meant?"
                other, there = used[most][0]
                related = (Related(there.start(), there.end(), other.label),)
                yield from ((p, Found(m.start(), m.end(), message, related=related)) for p, m in found)


def _position(layout: Layout, hit: tuple[Provision, re.Match[str]]) -> int:
    return next(i for i, p in enumerate(layout.walk()) if p is hit[0])


CHECK: Final = Check(
    code="QT703",
    title="one idea in different comparison words",
    severity=Severity.NOTE,
    fix=FixKind.NONE,
    scope=Scope.DRAFT,
    why="Other words make the reader look for another meaning.",
    bad=(
        "G8.41 Where a User is a Supplier Party and the number of Domestic Premises exceeds 250,000, it shall be "
        "subject to a Full User Security Assessment in each year after the year of its initial Full User Security "
        "Assessment.\n"
        "\n"
        "G8.44 Where a User is a Network Party and the number of Domestic Premises «is greater than» 250,000, it "
        "shall be subject to a Full User Security Assessment in each year after the year of its initial Full User "
        "Security Assessment."
    ),
    good=(
        "G8.41 Where a User is a Supplier Party and the number of Domestic Premises exceeds 250,000, it shall be "
        "subject to a Full User Security Assessment in each year after the year of its initial Full User Security "
        "Assessment.\n"
        "\n"
        "G8.44 Where a User is a Network Party and the number of Domestic Premises exceeds 250,000, it shall be "
        "subject to a Full User Security Assessment in each year after the year of its initial Full User Security "
        "Assessment."
    ),
    look=whole_draft(_look),
)
