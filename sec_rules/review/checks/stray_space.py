"""TY101: two or more spaces, a space before punctuation, a space at the end, an invisible character."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.labels import INVISIBLE
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.review.findings import Check, Fix, FixKind, Found, Scope, Severity, each_provision
from sec_rules.span import Span, matched

# The kinds of a space inside a bracket, and of one at which a word joiner stands; of others none is asked.
BRACKETED: Final = "bracketed"
JOINED: Final = "joined"
_WORD_JOINER: Final = "\u2060"
_SPACE: Final = "[ \u00a0\u2002-\u200a\t]"
_SPACES: Final = compiled(rf"(?<=\S){_SPACE}[{INVISIBLE}]*{_SPACE}[{INVISIBLE} \u00a0\u2002-\u200a\t]*(?=\S)")
_BEFORE: Final = compiled(r"(?<=[\w)\]\"\u201d])[ \u00a0]+(?=[,;:.?!](?:\s|$))(?!\.\s?\.)")
# A mark set between two names, with more than one space on both sides ("The Society  \u00b7  Founded in 1900").
_SET_APART: Final = "\u00b7\u2022|"
# What a line gives a value for, in the head of a file: "last_modified : 2023".
# How the marks are called before which no space stands.
MARKS: Final = {
    ",": "comma",
    ";": "semicolon",
    ":": "colon",
    ".": "full stop",
    "?": "question mark",
    "!": "exclamation mark",
}
_FEW_WORDS: Final = 2
_KEY: Final = compiled(r"\w+(?: \w+){0,3}")
_INSIDE: Final = compiled(r"(?<=[(\[])[ \u00a0]+(?=\w)|(?<=\w)[ \u00a0]+(?=[)\]])")
_UNSEEN: Final = compiled(rf"(?<![^\x00-\x7f\u2010-\u203a])[{INVISIBLE}]+(?![^\x00-\x7f\u2010-\u203a])")


def _look(provision: Provision, draft: Draft, view: View) -> Iterator[Found]:
    text = provision.text
    taken: list[Span] = []
    for match in _SPACES.finditer(text):
        apart = text[match.start() - 1] in _SET_APART or text[match.end()] in _SET_APART
        if not apart and not _BEFORE.match(text, match.start()):
            taken.append(matched(match))
            message = f"There are {_in_words(match.group())} where one should be."
            yield Found(match.start(), match.end(), message, Fix(True, " "), kind=_kind(match.group()))
    for match in _BEFORE.finditer(text):
        if text[match.end()] == ":" and _KEY.fullmatch(text, text.rfind("\n", 0, match.start()) + 1, match.start()):
            continue
        before = " ".join(text[: match.start()].split()[-_FEW_WORDS:])
        said = f"There is a space before the {MARKS[text[match.end()]]} after '{before}'."
        yield Found(match.start(), match.end(), said, Fix(True, ""))
    for match in _INSIDE.finditer(text):
        yield Found(match.start(), match.end(), "There is a space inside a bracket.", Fix(True, ""), kind=BRACKETED)
    for match in _UNSEEN.finditer(text):
        if not any(match.start() in span for span in taken):
            words = f"There is a character here that does not show: {_names(match.group())}."
            yield Found(match.start(), match.end(), words, Fix(True, ""), kind=_kind(match.group()))
    yield from _trailing(provision)


def _trailing(provision: Provision) -> Iterator[Found]:
    for part in provision.order:
        if isinstance(part, Span):
            text = part.words_in(provision.text)
            kept = text.rstrip(" \u00a0\t")
            if kept and len(kept) < len(text):
                start = part.start + len(kept)
                yield Found(start, part.end, "There is a space at the end of the paragraph.", Fix(True, ""))


def _kind(characters: str) -> str:
    return JOINED if _WORD_JOINER in characters else ""


def _in_words(spaces: str) -> str:
    count = sum(c not in INVISIBLE for c in spaces)
    words = "two spaces" if count == 2 else f"{count} spaces"
    unseen = "".join(c for c in spaces if c in INVISIBLE)
    return f"{words}, and {_names(unseen)} between them," if unseen else words


def _names(characters: str) -> str:
    return ", ".join(dict.fromkeys(f"{unicodedata.name(c, 'unnamed')} (U+{ord(c):04X})" for c in characters))


CHECK: Final = Check(
    code="TY101",
    title="doubled space, space before punctuation, trailing space, invisible character",
    severity=Severity.WARNING,
    fix=FixKind.SAFE,
    scope=Scope.PROVISION,
    why=(
        "A doubled space becomes part of the Code and breaks searches; E.ON found one in the text of SECMP0059. A "
        "character that does not show does the same, and nobody sees why."
    ),
    bad=(
        "G8.41 Where a User is a Supplier Party, it shall be subject to a Full User«  »Security Assessment in "
        "each year."
    ),
    good=(
        "G8.41 Where a User is a Supplier Party, it shall be subject to a Full User Security Assessment in each year."
    ),
    look=each_provision(_look),
)
