"""TY101: two or more spaces, a space before punctuation, a space at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sec_rules.drafting.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.provisions import Part, Provision
from sec_rules.drafting.remarks import Check, Fix, FixKind, Found, Severity, each_provision

_SPACES: Final = re.compile(r"(?<=\S)[ \u00a0\u2002-\u200a]{2,}(?=\S)")
_BEFORE: Final = re.compile(r"(?<=\w)[ \u00a0]+(?=[,;:.](?:\s|$))")


def _look(provision: Provision, draft: Draft, view: View) -> Iterator[Found]:
    for match in _SPACES.finditer(provision.text):
        if not _BEFORE.match(provision.text, match.start()):
            count = len(match.group())
            words = "two spaces" if count == 2 else f"{count} spaces"
            yield Found(match.start(), match.end(), f"There are {words} where one should be.", Fix(True, " "))
    for match in _BEFORE.finditer(provision.text):
        mark = provision.text[match.end()]
        yield Found(match.start(), match.end(), f"There is a space before '{mark}'.", Fix(True, ""))
    for part in provision.order:
        if isinstance(part, Part):
            text = provision.text[part.start : part.end]
            kept = text.rstrip(" \u00a0")
            if kept and len(kept) < len(text):
                start = part.start + len(kept)
                yield Found(start, part.end, "There is a space at the end of the paragraph.", Fix(True, ""))


CHECK: Final = Check(
    code="TY101",
    title="doubled space, space before punctuation, trailing space",
    severity=Severity.WARNING,
    fix=FixKind.SAFE,
    why="A doubled space becomes part of the Code and breaks searches; E.ON found one in the text of SECMP0059.",
    bad="to a Full User  Security Assessment; and",
    good="to a Full User Security Assessment; and",
    look=each_provision(_look),
)
