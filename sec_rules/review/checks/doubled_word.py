"""TY102: a word doubled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.labels import INVISIBLE
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.review.findings import Check, Fix, FixKind, Found, Scope, Severity, each_provision
from sec_rules.span import Span

_DOUBLED: Final = compiled(rf"\b([^\W\d_]+)([\s{INVISIBLE}]+)\1\b(?!\s?[-\u2010\u2011]\w|['\u2019])", re.IGNORECASE)
# Not "from audit to audit to provide", nor what English says twice ("back to back to form").
_PAIR: Final = compiled(
    r"(?<!\bfrom )\b((?!(?:year|day|month|time|one|step|word|back|face|side|end)\b)[^\W\d_]+\s+[^\W\d_]+)(\s+)\1\b",
    re.IGNORECASE,
)
# Words that a sentence may rightly have twice in a row.
_TWICE: Final = frozenset({"that", "had"})


def _look(provision: Provision, draft: Draft, view: View) -> Iterator[Found]:
    for match in _DOUBLED.finditer(provision.text):
        word = match.group(1)
        if not _in_one_part(provision, match):
            continue
        other = match.group()[-len(word) :]
        if word.isupper() != other.isupper():
            # A heading and the sentence below it ("MEMBERSHIP", "Membership is open"), a form and its word ("DAY day").
            continue
        if word.casefold() not in _TWICE and not (len(word) == 1 and word.isupper()):
            yield Found(match.start(), match.end(), f"The word '{word}' stands twice.", Fix(True, word))
    for match in _PAIR.finditer(provision.text):
        words = match.group(1)
        if not _in_one_part(provision, match):
            continue
        first, second = words.casefold().split()
        # "marks or marks or names" joins three; what is doubled by a slip seldom ends with what joins.
        if first != second and second not in ("and", "or"):
            yield Found(match.start(), match.end(), f"The words '{words}' stand twice.", Fix(True, words))


def _in_one_part(provision: Provision, match: re.Match[str]) -> bool:
    """Whether words stand in one paragraph, and not at the end of one and the head of the next."""
    parts = (part for part in provision.order if isinstance(part, Span))
    return any(part.start <= match.start() and match.end() <= part.end for part in parts)


CHECK: Final = Check(
    code="TY102",
    title="a word doubled",
    severity=Severity.WARNING,
    fix=FixKind.SAFE,
    scope=Scope.PROVISION,
    why="A doubled word is left over from an edit, and may stand where another word was meant.",
    bad=(
        "G8.41 Where a User is a Supplier Party, it shall «be be» subject to a Full User Security Assessment in "
        "each year."
    ),
    good=(
        "G8.41 Where a User is a Supplier Party, it shall be subject to a Full User Security Assessment in each year."
    ),
    look=each_provision(_look),
)
