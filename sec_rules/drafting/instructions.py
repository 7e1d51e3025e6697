"""Amending instructions: "In Section G8.47(a), for "X" substitute "Y".", "Delete Section G8.43."

An instruction is no legal text. Some only say what the text below them is ("Replace Section G8.42 with:");
others change words, or end a clause, by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from attrs import frozen

from sec_rules.citation import references

# In the forms below a space is any white space, and {NAME} the words given for NAME here.
_NAMES: Final = {
    "LABEL": r"[A-Z]\d{1,2}\s?\.\s?\d{1,3}[A-Z]{0,3}(?:\s?\([a-z0-9]{1,4}\))*",
    "STEPS": r"paragraphs? \([a-z]{1,4}\)(?:\([ivx]+\))?",
    "OLD": r"(?:the (?:words?|figures?|number) )?[\"\u201c\u2018'](?P<old>[^\"\u201c\u201d]*?)[\"\u201d\u2019']",
    "NEW": r"(?:the (?:words?|figures?|number) )?[\"\u201c\u2018'](?P<new>[^\"\u201c\u201d]*?)[\"\u201d\u2019']",
    "IS": "(?:is|are|shall be)",
    "THERE": "(?:there (?:is|shall be) )?",
    "NEXT": "(?: the following)?(?: (?:new )?(?:Sections?|text|wording))?",
    "ENDS": r"\s*[:.;\u2014-]*\s*",
}
_NAMES["REF"] = "(?:(?:{STEPS} of )?Sections? )?{LABEL}(?:,? (?:paragraph|limb) \\([a-z]{1,4}\\))?"
_NAMES["REFS"] = "{REF}(?:(?:, | and |, and | to ){REF})*"

_DELETING: Final = (
    "(?:Delete|Omit|Remove|Repeal) (?:(?:the whole|all) of )?(?P<target>{REFS})(?: in (?:its|their) entirety)?",
    "(?P<target>{REFS}) {IS} (?:deleted|omitted|removed|repealed)(?: in (?:its|their) entirety)?",
)
_ABOVE_TEXT: Final = (
    "(?:Immediately )?(?:after|before|following) {REF},? {THERE}insert(?:ed)?(?: (?:a |the following )?new {REFS})?"
    "{NEXT}",
    "(?:Replace|Amend|Substitute) (?P<target>{REFS})(?: in (?:its|their) entirety)?"
    "(?: (?:with|by|as follows|to read(?: as follows)?|so that it reads))?{NEXT}",
    "For (?P<target>{REFS}),? {THERE}substitute(?:d)?{NEXT}",
    "Insert (?:a |the following )?new (?:Sections? )?{REFS}(?: after {REF})?(?: as follows)?",
    "(?P<target>{REFS}) {IS} (?:amended|replaced)(?: (?:as follows|with|by|to read(?: as follows)?))?{NEXT}",
)
_EDITING: Final = (
    "(?:for|in place of|instead of) {OLD},? {THERE}(?:substitute|insert|put|read)d? {NEW}",
    "(?:replace|delete|omit) {OLD},? (?:with|by|and (?:substitute|insert|replace (?:it|them) with)) {NEW}",
    "substitute {NEW} for {OLD}",
    "(?P<where>after|before) {OLD},? {THERE}(?:insert|add)(?:ed)? {NEW}",
    "(?:insert|add) {NEW} (?P<where>after|before) {OLD}",
    "(?:delete|omit|remove|leave out) {OLD}",
    "{OLD} {IS} (?:replaced|substituted) (?:with|by) {NEW}",
)
_IN: Final = r"\s*(?:In|Amend|At|Within) (?P<at>{REF})\s*[,:]?\s*(?P<rest>.+)"
_CHANGING: Final = re.compile(r"\b(?:substitut|insert|replac|delet|omit|remov|add)", re.IGNORECASE)


def _filled(form: str) -> str:
    """A form with the words for its {NAMES} put in."""
    return re.sub(r"\{([A-Z]+)\}", lambda m: _filled(_NAMES[m[1]]), form)


@cache
def _compiled(form: str) -> re.Pattern[str]:
    spaced = re.sub(r" (?=\?)", r"(?:\\s+)", _filled(form)).replace(" ", r"\s+")
    return re.compile(spaced, re.IGNORECASE | re.DOTALL)


def _whole(forms: tuple[str, ...], text: str) -> re.Match[str] | None:
    """The match of the first form that is all of the text."""
    return next((m for f in forms if (m := _compiled(r"\s*" + f + "{ENDS}").fullmatch(text))), None)


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
    deleting = _whole(_DELETING, text)
    if deleting is not None:
        return Instruction(text, deletes=references(deleting["target"]))
    above = _whole(_ABOVE_TEXT, text)
    if above is not None:
        labels = _labels(above.groupdict().get("target") or "")
        return Instruction(text, replaces=labels[0] if len(labels) == 1 else None)
    inside = _compiled(_IN).fullmatch(text)
    if inside is not None and _CHANGING.search(inside["rest"]):
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
    for form in _EDITING:
        for match in _compiled(form).finditer(text, start):
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
