"""Amending instructions: "In Section G8.47(a), for "X" substitute "Y".", "Delete Section G8.43."

An instruction is no legal text. Some only say what the text below them is ("Replace Section G8.42 with:");
others change words, or end a clause, by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen

from sec_rules.citation import references

_QUOTED: Final = r"[\"\u201c\u2018'](?P<{0}>[^\"\u201c\u201d]*?)[\"\u201d\u2019']"
_REF: Final = (
    r"(?:(?:[Pp]aragraphs? \([a-z]{1,4}\)(?:\([ivx]+\))? of )?[Ss]ections? )?"
    r"[A-Z]\d{1,2}\s?\.\s?\d{1,3}[A-Z]{0,3}(?:\s?\([a-z0-9]{1,4}\))*"
    r"(?:,? ?(?:paragraph|limb) \([a-z]{1,4}\))?"
)
_REFS: Final = rf"{_REF}(?:(?:, | and |, and | to ){_REF})*"
_DELETE: Final = re.compile(
    rf"^\s*(?:(?:Delete|Omit|Remove|Repeal)\s+(?:the whole of\s+|all of\s+)?(?P<one>{_REFS})(?:\s+in (?:its|their) entirety)?"
    rf"|(?P<two>{_REFS}) (?:is|are|shall be) (?:deleted|omitted|removed|repealed))(?: in (?:its|their) entirety)?\s*[.;]?\s*$"
)
_BELOW: Final = re.compile(
    rf"^\s*(?:(?:(?:After|Before|Following|Immediately after)\s+(?P<after>{_REF}),?\s+(?:there (?:is|shall be) )?"
    rf"insert(?:ed)?(?:\s+(?:a\s+|the\s+following\s+)?new\s+{_REFS}|\s+the following(?: new)?(?: Sections?)?|\s+a new Section)?)"
    rf"|(?:(?:Replace|Amend|Substitute)\s+(?P<target>{_REFS})(?:\s+(?:in its entirety\s+)?(?:with|by|as follows|to read(?: as follows)?|so that it reads))?"
    rf"(?: the following)?(?: (?:new )?(?:Section|text|wording))?)"
    rf"|(?:For (?P<for>{_REFS}),? (?:there (?:is|shall be) )?substitute(?:d)?(?: the following)?)"
    rf"|(?:Insert\s+(?:a\s+|the\s+following\s+)?new\s+(?:Sections?\s+)?{_REFS}(?: after {_REF})?(?:\s+as follows)?)"
    rf"|(?:(?P<amended>{_REFS}) (?:is|are|shall be) (?:amended|replaced)(?: (?:as follows|with(?: the following)?|by(?: the following)?|to read(?: as follows)?))?))\s*[:.\u2014-]*\s*$",
)
_IN: Final = re.compile(rf"^\s*(?:In|Amend|At|Within)\s+(?P<at>{_REF})\s*[,:]?\s*(?P<rest>.+)$", re.DOTALL)
_EDITS: Final = (
    re.compile(
        rf"(?:for|in place of|instead of)(?: the words?| the figures?)? {_QUOTED.format('old')},? "
        rf"(?:there (?:is|shall be) )?(?:substitute|insert|put|read)(?:d)?(?: the words?| the figures?)? {_QUOTED.format('new')}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:replace|delete|omit)(?: the words?| the figures?)? {_QUOTED.format('old')},? "
        rf"(?:with|by|and (?:substitute|insert|replace (?:it|them) with))(?: the words?| the figures?)? {_QUOTED.format('new')}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"substitute(?: the words?| the figures?)? {_QUOTED.format('new')} for(?: the words?| the figures?)? {_QUOTED.format('old')}",
        re.IGNORECASE,
    ),
    re.compile(rf"(?P<where>after|before)(?: the words?| the figures?)? {_QUOTED.format('old')},? (?:there (?:is|shall be) )?"
               rf"(?:insert|add)(?:ed)?(?: the words?| the figures?)? {_QUOTED.format('new')}", re.IGNORECASE),
    re.compile(rf"(?:insert|add)(?: the words?| the figures?)? {_QUOTED.format('new')} (?P<where>after|before)(?: the words?| the figures?)? "
               rf"{_QUOTED.format('old')}", re.IGNORECASE),
    re.compile(rf"(?:delete|omit|remove|leave out)(?: the words?| the figures?)? {_QUOTED.format('old')}", re.IGNORECASE),
    re.compile(rf"(?:the words?|the figures?) {_QUOTED.format('old')} (?:is|are|shall be) (?:replaced (?:with|by)|substituted (?:with|by))"
               rf"(?: the words?| the figures?)? {_QUOTED.format('new')}", re.IGNORECASE),
)  # fmt: skip


@frozen
class Edit:
    """Words to be put in place of others in one provision; `old` must stand there exactly once.

    `start` and `end` are where the instruction gives the old words, in the instruction's own text.
    """

    at: str
    old: str
    new: str
    start: int
    end: int


@frozen
class Instruction:
    """One amending instruction: what it deletes, what it edits, or which provision the text below replaces.

    `understood` is false where it begins like one and says something that is not known.
    """

    text: str
    deletes: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    replaces: str | None = None
    understood: bool = True


def instruction(text: str) -> Instruction | None:
    """The instruction that a paragraph gives; None where it is none."""
    deletes = _DELETE.match(text)
    if deletes is not None:
        return Instruction(text, deletes=references(deletes["one"] or deletes["two"]))
    below = _BELOW.match(text)
    if below is not None:
        target = below["target"] or below["for"] or below["amended"]
        labels = _labels(target) if target else ()
        return Instruction(text, replaces=labels[0] if len(labels) == 1 else None)
    inside = _IN.match(text)
    if inside is not None and re.search(
        r"\b(?:substitut|insert|replac|delet|omit|remov|add)", inside["rest"], re.IGNORECASE
    ):
        (at,) = _labels(inside["at"])[:1] or ("",)
        edits = tuple(_edits(text, at, inside.start("rest")))
        return Instruction(text, edits=edits, understood=bool(edits))
    return None


def _labels(text: str) -> tuple[str, ...]:
    """The labels of a reference, "paragraph (a) of Section G8.47" told as G8.47(a)."""
    found = references(text)
    of = re.match(r"[Pp]aragraphs? ((?:\([a-z]+\))+) of", text.strip())
    trailing = re.search(r",? ?(?:paragraph|limb) (\([a-z]+\))$", text.strip())
    if of and len(found) == 1:
        return (found[0] + of[1],)
    return (found[0] + trailing[1],) if trailing and len(found) == 1 else found


def _edits(text: str, at: str, start: int) -> Iterator[Edit]:
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, Edit]] = []
    for pattern in _EDITS:
        for match in pattern.finditer(text, start):
            if any(match.start() < e and s < match.end() for s, e in taken):
                continue
            taken.append(match.span())
            found.append((match.start(), _edit(match, at)))
    yield from (edit for _, edit in sorted(found, key=lambda f: f[0]))


def _edit(match: re.Match[str], at: str) -> Edit:
    parts = match.groupdict()
    old, new = parts["old"], parts.get("new") or ""
    where = (parts.get("where") or "").casefold()
    if where == "after":
        new = _spaced(old, new)
    elif where == "before":
        new = _spaced(new, old)
    return Edit(at, old, new, match.start("old"), match.end("old"))


def _spaced(one: str, two: str) -> str:
    tight = one.endswith(" ") or two.startswith((" ", ",", ";", ".", ":"))
    return one + ("" if tight else " ") + two
