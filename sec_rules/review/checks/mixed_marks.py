"""TY104: kinds of quotation mark, dash or hyphen mixed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.review.findings import Check, Fix, FixKind, Found, Scope, Severity, whole_draft

_KINDS: Final = (
    ("double quotation marks", (re.compile(r'"'), re.compile("[\u201c\u201d]"))),
    ("apostrophes and single quotation marks", (re.compile(r"(?<=\w)'|'(?=\w)"), re.compile("[\u2018\u2019]"))),
    (
        "dashes between words",
        (re.compile(r"(?<=\s)-(?=\s)"), re.compile(r"(?<=\s)\u2013(?=\s)"), re.compile(r"\s?\u2014\s?")),
    ),
    ("hyphens", (re.compile(r"(?<=\w)-(?=\w)"), re.compile(r"(?<=\w)[\u2010\u2011](?=\w)"))),
)


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    for name, forms in _KINDS:
        found = [[(p, m) for p in layout.walk() for m in form.finditer(p.text)] for form in forms]
        used = [hits for hits in found if hits]
        if len(used) < 2:
            continue
        most = max(used, key=len)
        for hits in used:
            if hits is not most:
                yield from ((p, _found(m, name, most[0][1].group())) for p, m in hits)


def _found(match: re.Match[str], name: str, other: str) -> Found:
    message = f"The draft mixes kinds of {name}; most are like '{other.strip()}'."
    curly = match.group() in ("\u201c", "\u201d", '"')
    opens = match.start() == 0 or match.string[match.start() - 1] in " \n\t(["
    put = ("\u201c" if opens else "\u201d") if curly and other != '"' else other
    return Found(match.start(), match.end(), message, Fix(True, put))


CHECK: Final = Check(
    code="TY104",
    title="kinds of quotation mark, dash or hyphen mixed",
    severity=Severity.NOTE,
    fix=FixKind.SAFE,
    scope=Scope.DRAFT,
    why="Two kinds of one mark in a text defeat searches and show which words were pasted in.",
    bad=(
        'G8.41 In this Section “Relevant Count” means the count, “Relevant Year” means the year, and «"»Relevant '
        'User«"» means the User.'
    ),
    good="G8.41 In this Section “Relevant Count” means the count, and “Relevant User” means the User.",
    on=False,
    look=whole_draft(_look),
)
