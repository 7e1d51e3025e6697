"""PH202: square brackets left in operative text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.lang.number_words import MONTHS
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, each_provision
from sec_rules.review.text.placeholders import placeholders
from sec_rules.span import matched

_BRACKETS: Final = compiled(r"\[(?P<inside>[^\[\]]*)\](?!\()")
_RIGHT: Final = compiled(
    r"\s*(?:not used|intentionally (?:left )?blank|intentionally omitted|reserved|"
    r"spare|deleted|omitted|\.{3,}|\u2026|sic|\*{3,})\.?\s*",
    re.IGNORECASE,
)
# When something was done, as acts and minutes note it: "[Certified on 15th of August, 2025]", "[October 2001]".
_WHEN: Final = compiled(
    r"(?:[A-Z]\w+ (?:on |in )?(?:the )?)?(?:\d{1,2}(?:st|nd|rd|th)? (?:day )?(?:of )?)?"
    rf"(?:{'|'.join(month.title() for month in MONTHS)}),? (?:\d{{1,2}}, )?\d{{4}}"
)
_SEALED: Final = compiled(r"(?:signature|signed|seal|stamp|L\.?S\.?):?", re.IGNORECASE)


def _look(provision: Provision, draft: Draft, view: View) -> Iterator[Found]:
    notes = tuple(placeholders(provision.text))
    for match in _BRACKETS.finditer(provision.text):
        # In the middle of a word they say how it may be read, or was altered: "[sub]processor", "[s]he".
        inside_a_word = match["inside"].isalpha() and match["inside"].islower() and _in_a_word(provision.text, match)
        explained = inside_a_word or any(matched(match).overlaps(note) for note in notes)
        if not explained and not any(x.fullmatch(match["inside"].strip()) for x in (_RIGHT, _WHEN, _SEALED)):
            words = f"'{match['inside']}' stands in square brackets: is it settled?"
            yield Found(match.start(), match.end(), words)


def _in_a_word(text: str, match: re.Match[str]) -> bool:
    """Whether a word goes on right before or right behind brackets."""
    return text[match.start() - 1 : match.start()].isalpha() or text[match.end() : match.end() + 1].isalpha()


CHECK: Final = Check(
    code="PH202",
    title="square brackets left in operative text",
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    scope=Scope.PROVISION,
    why="Words in square brackets are words that were still to be agreed.",
    bad=(
        "G8.41 Where a User supplies more than «[250,000]» Domestic Premises, it shall be subject to a Full User "
        "Security Assessment in each year."
    ),
    good=(
        "G8.41 Where a User supplies more than 250,000 Domestic Premises, it shall be subject to a Full User "
        "Security Assessment in each year.\n"
        "\n"
        "G8.43 [Not used]"
    ),
    look=each_provision(_look),
)
