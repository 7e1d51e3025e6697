"""TY102: a word doubled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sec_rules.drafting.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.provisions import Provision
from sec_rules.drafting.remarks import Check, Fix, FixKind, Found, Severity, each_provision

_DOUBLED: Final = re.compile(r"\b([^\W\d_]+)(\s+)\1\b", re.IGNORECASE)
# Words that a sentence may rightly have twice in a row.
_TWICE: Final = frozenset({"that", "had"})


def _look(provision: Provision, draft: Draft, view: View) -> Iterator[Found]:
    for match in _DOUBLED.finditer(provision.text):
        word = match.group(1)
        if word.casefold() not in _TWICE:
            yield Found(match.start(), match.end(), f"The word '{word}' stands twice.", Fix(True, word))


CHECK: Final = Check(
    code="TY102",
    title="a word doubled",
    severity=Severity.WARNING,
    fix=FixKind.SAFE,
    why="A doubled word is left over from an edit, and may stand where another word was meant.",
    bad="it shall be be subject to",
    good="it shall be subject to",
    look=each_provision(_look),
)
