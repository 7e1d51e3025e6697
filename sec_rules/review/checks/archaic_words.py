"""LG802: archaic words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, each_provision

_ARCHAIC: Final = {
    "forthwith": "immediately",
    "hereinafter": "below",
    "hereinbefore": "above",
    "hereby": "",
    "herein": "in this Section",
    "hereof": "of this Section",
    "hereto": "to this Section",
    "hereunder": "under this Section",
    "heretofore": "until now",
    "hereafter": "after this",
    "aforesaid": "",
    "aforementioned": "",
    "abovementioned": "",
    "thereof": "of it",
    "therein": "in it",
    "thereto": "to it",
    "thereunder": "under it",
    "therefrom": "from it",
    "thereby": "by that",
    "therewith": "with it",
    "thereupon": "then",
    "whereupon": "and then",
    "whereof": "of which",
    "wherein": "in which",
    "whereas": "",
    "witnesseth": "",
    "notwithstanding the foregoing": "despite that",
    "provided that": "but",
    "provided always that": "but",
    "in witness whereof": "",
    "the said": "the",
    "inter alia": "among other things",
    "mutatis mutandis": "with the necessary changes",
    "save as": "except as",
    "in lieu of": "instead of",
    "ab initio": "from the start",
    "pursuant to": "under",
    "prior to": "before",
    "subsequent to": "after",
    "hitherto": "until now",
    "viz": "namely",
}
_WORDS: Final = compiled(
    r"\b(?:" + "|".join(sorted(map(re.escape, _ARCHAIC), key=len, reverse=True)).replace(r"\ ", r"\s+") + r")\b",
    re.IGNORECASE,
)


def _look(provision: Provision, draft: Draft, view: View) -> Iterator[Found]:
    for match in _WORDS.finditer(provision.text):
        plain = _ARCHAIC[" ".join(match.group().casefold().split())]
        message = f"'{match.group()}' is an archaic word" + (f"; plainer: '{plain}'." if plain else "; it can go.")
        yield Found(match.start(), match.end(), message)


CHECK: Final = Check(
    code="LG802",
    title="archaic words",
    severity=Severity.NOTE,
    fix=FixKind.NONE,
    scope=Scope.PROVISION,
    why="Plain words say the same and are read alike by everybody.",
    bad="G8.41 A User shall «forthwith» undergo a Full User Security Assessment.",
    good="G8.41 A User shall immediately undergo a Full User Security Assessment.",
    on=False,
    look=each_provision(_look),
)
