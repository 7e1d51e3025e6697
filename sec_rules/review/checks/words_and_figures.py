"""QT704: words and figures that disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.grammar import numbers
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, each_provision

NUMBER: Final = numbers.NumberPattern(rf"(?<![\w.]){numbers.NUMBER}", hint=rf"\w\s*\(\s*{numbers.BEGINS}")
# The words of a number that stand before those read, however they are joined to them: "two seventy (270)",
# "twenty-three thousand, one hundred two (23,102)". What is read is then no number of its own.
_GOES_ON: Final = compiled(
    r"\b(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|thousand|[mb]illion)"
    r"[\s\u00ad\u2010-\u2014-]*|(?:hundred|thousand|[mb]illion),?\s+(?:and\s+)?)$",
    re.IGNORECASE,
)


def _look(provision: Provision, draft: Draft, view: View) -> Iterator[Found]:
    for match in NUMBER.finditer(provision.text):
        if "(" not in match.group() or _GOES_ON.search(provision.text, max(0, match.start() - 40), match.start()):
            continue
        number = numbers.read(match.group())
        if number.other is not None:
            message = f"The words say {number.value:,}, the figures {number.other:,}."
            yield Found(match.start(), match.end(), message)


CHECK: Final = Check(
    code="QT704",
    title="words and figures disagree",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.PROVISION,
    why="A number given twice is two statements of law, and a change of one of them leaves the reader to guess.",
    bad="G8.41 Each User shall within «thirty (45)» days of the assessment tell the Panel of its premises.",
    good="G8.41 Each User shall within forty-five (45) days of the assessment tell the Panel of its premises.",
    look=each_provision(_look),
)
