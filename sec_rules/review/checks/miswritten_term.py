"""DT504: a defined term in other capitals, a wrong plural or another hyphenation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, whole_draft
from sec_rules.review.text.miswritten_terms import miswritten

_USER: Final = compiled(
    r"\b(?i:an?|the|each|any|every|that|such|all|no)\s+(?P<word>users?)\b(?![-\u2019'])(?!\s+(?:interfaces?|"
    r"accounts?|names?|ids?|guides?|manuals?|"
    r"access|groups?|experience|data|credentials?|devices?|equipment|stories|story|testing)\b)"
)


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    for provision, at, right in miswritten(layout):
        yield (
            provision,
            Found(at.start, at.end, f"'{at.words_in(provision.text)}' may be meant for the defined term '{right}'."),
        )
    for provision in layout.walk():
        for match in _USER.finditer(provision.text):
            word = match["word"]
            message = f"'{word}' may be meant for the defined term '{word.capitalize()}'."
            yield provision, Found(match.start("word"), match.end("word"), message)


CHECK: Final = Check(
    code="DT504",
    title="defined term in other case, plural or hyphenation",
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    scope=Scope.PROVISION,
    why="In the Code a capital is what points to the definition; without it the words have their ordinary meaning.",
    bad=(
        "G8.41 Where a User is a «supplier party», it shall be subject to a Full User Security Assessment in each year."
    ),
    good=(
        "G8.41 Where a User is a Supplier Party, it shall be subject to a Full User Security Assessment in each year."
    ),
    look=whole_draft(_look),
)
