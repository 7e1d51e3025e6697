"""TY105: no full stop, or doubled punctuation, at the end of a provision."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.labels import INVISIBLE
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.review.findings import Check, Fix, FixKind, Found, Scope, Severity, whole_draft
from sec_rules.review.text.provision_index import not_used, omits
from sec_rules.span import Span

# The kind of a finding of punctuation that stands twice, where others say that there is none.
DOUBLED: Final = "doubled"
_DOUBLED: Final = compiled(
    r"(?:(?<!\.)\.\.(?!\.)|(?<![;,:])[;,:]{2,}|[.;,:](?<!\.)[.]|\.[;,:]|[;,:]\.)(?=\s*$|\s+(?:and|or)\s*$)"
)
_SHORTENED: Final = compiled(
    r"\b(?:etc|No|Nos|Ltd|plc|Co|Inc|Jr|Jnr|Sr|Snr|Bros|Corp|Esq|e\.g|i\.e|a\.m|p\.m|[A-Z])\.$"
)
_JOINS: Final = compiled(r"\b(and|or)$", re.IGNORECASE)
_ENDED: Final = compiled(r"[.?!:\u3002\uff0e\u0964\u06d4\u061f\u2026][\"\u201d\u2019')\]]*$|[\"\u201d\u2019']\.?$")


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    for clause in layout.provisions:
        for provision in clause.walk():
            yield from ((provision, found) for found in _doubled(provision))
        yield from _last(clause)


def _doubled(provision: Provision) -> Iterator[Found]:
    for part in provision.order:
        if isinstance(part, Span) and not omits(part.words_in(provision.text)):
            match = _DOUBLED.search(provision.text, part.start, part.end)
            if match and not _SHORTENED.search(provision.text[part.start : match.start() + 1]):
                mark = match.group()[0] if match.group()[0] != "," else match.group()[-1]
                message = f"The paragraph ends with '{match.group()}'."
                yield Found(match.start(), match.end(), message, Fix(False, mark), kind=DOUBLED)


def _last(clause: Provision) -> Iterator[tuple[Provision, Found]]:
    """The end of a clause: its last words, which must close with a full stop."""
    provision = clause
    while provision.order and isinstance(last := provision.order[-1], Provision):
        provision = last
    part = provision.order[-1] if provision.order else None
    if not isinstance(part, Span):
        return
    words = part.words_in(provision.text).rstrip(f"{INVISIBLE} \u00a0\t\n")
    if (
        not words
        or omits(words)
        or not_used(provision)
        or words.startswith("[")
        or words.endswith("]")
        or _ENDED.search(words)
    ):
        return
    if len(words.split()) < 4 and not words.endswith((";", ",")) and provision is clause:
        return
    if _DOUBLED.search(words):
        return
    end = part.start + len(words)
    start = end - 1 if words[-1] in ";,:\u2014-" else part.start + words.rindex(words.split()[-1])
    replacement = "." if words[-1] in ";,\u2014-" else words.split()[-1] + "."
    yield provision, Found(start, end, _message(clause, provision, words), Fix(False, replacement))


def _message(clause: Provision, last: Provision, words: str) -> str:
    """That a clause does not end with a full stop; of one that ends with "and", that nothing follows."""
    joins = _JOINS.search(words)
    if joins:
        return f"{last.label} ends with \u201c{joins[1]}\u201d, but nothing follows."
    return (
        f"{last.label} does not end with a full stop{'' if last is clause else f', though {clause.label} ends there'}."
    )


CHECK: Final = Check(
    code="TY105",
    title="no full stop, or doubled punctuation, at the end of a provision",
    severity=Severity.WARNING,
    fix=FixKind.UNSAFE,
    scope=Scope.PROVISION,
    why="A clause that stops in the middle may have lost its end in the edit.",
    bad=(
        "G8.41 Where a User is a Supplier Party, it shall be subject to a Full User Security Assessment in each «year»"
    ),
    good=(
        "G8.41 Where a User is a Supplier Party, it shall be subject to a Full User Security Assessment in each year."
    ),
    look=whole_draft(_look),
)
