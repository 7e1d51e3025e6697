"""Amending instructions: "In Section G8.47(a), for "X" substitute "Y".", "Delete Section G8.43."

An instruction is no legal text. It is read from left to right as a row of acts: a provision it turns to, words to
put in the place of others, provisions to delete, and text (in quotation marks, or in the paragraphs below) to put
somewhere. What is left over makes it an instruction that is not understood, and never one that is half carried out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final, Literal

from attrs import evolve, field, frozen, mutable

from sec_rules.drafting.layout.front_matter import notes_the_document
from sec_rules.drafting.layout.patterns import Forms, forms_of
from sec_rules.lang.citations import CLAUSE, REFERENCE, SECTION, STEPS, Range, clause_of, ranges, references
from sec_rules.lang.steps import STEP
from sec_rules.span import Span, matched

Where = Literal["after", "before", "end", "beginning", "for"]


@frozen
class Edit:
    """Words to be put in place of others in one provision; `old` must stand there exactly once, unless `each`.

    With `to` it is done in each provision from `at` to that one. With `up_to` all from `old` to those words is meant,
    or to the end of the provision where it is empty. `given` is where the instruction gives the old words, in the
    instruction's own text. `nth` is the place meant among several, -1 for the last; `opening` that it is looked for
    only before the first paragraph of `at`.
    """

    at: str
    old: str
    new: str
    given: Span
    each: bool = False
    up_to: str | None = None
    to: str = ""
    nth: int = 0
    opening: bool = False


@frozen
class Addition:
    """Words to be put at the end or the beginning of a provision, or of each from `at` to `to`."""

    at: str
    new: str
    where: Where
    to: str = ""


@frozen
class Deletion:
    """A provision to be deleted, or all from `at` to `to` with what was inserted between them."""

    at: str
    to: str = ""


@frozen
class Placing:
    """Where text goes: in the place of provisions, beside one, or at one of its ends.

    `words` is the text where the instruction gives it in quotation marks; else it stands in the paragraphs below.
    `replaces` are all those in whose place it goes, `at` the first of them.
    """

    at: str
    where: Where
    words: str | None = None
    replaces: tuple[Range, ...] = ()

    @property
    def for_several(self) -> bool:
        """Whether text goes in the place of more than one provision."""
        return any(str(each) != self.at for each in self.replaces)


Act = Edit | Addition | Deletion | Placing


@frozen
class Instruction:
    """One amending instruction: what it does in order, and the provision that it turns to last.

    `left` is what was not understood; an instruction that has any is not carried out. `speaks_of` are the labels in it.
    """

    text: str
    acts: tuple[Act, ...] = ()
    turns_to: str | None = None
    left: str = ""

    @property
    def understood(self) -> bool:
        """Whether all of it was."""
        return not self.left

    @property
    def speaks_of(self) -> tuple[str, ...]:
        """The labels of the clauses in it, and of the one it turns to."""
        named = (clause_of(label) for label in (*references(self.text), *((self.turns_to or "",))))
        return tuple(dict.fromkeys(label for label in named if label))


def _forms() -> Forms:
    """`instructions.txt`, with its {NAMES} put in."""
    # Capitals make a difference in a label: one read in part would be another provision.
    given = (
        ("STEP", f"(?-i:{STEP})"),
        ("PARAGRAPH", f"(?-i:{CLAUSE}{STEPS})"),
        ("REFERENCE", f"(?-i:{REFERENCE})"),
        ("SECTION", f"(?-i:{SECTION})"),
    )
    return forms_of(__package__ or "", "instructions.txt", given)


_WAYS_TO_QUOTE: Final = 5
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "last": -1}
_ORDINAL: Final = re.compile(rf"\b(?:{'|'.join(_ORDINALS)})\b", re.IGNORECASE)
_OPENING: Final = re.compile(r"^(?:the )?(?:opening|introductory)\s+words\b(?:\s+(?:of|in|to)\s+)?", re.IGNORECASE)


def _quoted(name: str) -> str:
    """Words in quotation marks of one kind, or a figure without, called so."""
    marks = (("\u201c", "\u201d"), ('"', '"'), ("\u2018", "\u2019"), ("'", "'"))
    ways = [f"{a}(?P<{name}{i}>[^{a}{b}]*){b}" for i, (a, b) in enumerate(marks)]
    # A figure needs no marks around it.
    ways.append(rf"(?<![\w,.])(?P<{name}{len(marks)}>\d{{1,3}}(?:,\d{{3}})+)(?![\w,]|\.\d)")
    return "(?:" + "|".join(ways) + ")"


@cache
def _compiled(form: str) -> re.Pattern[str]:
    named = re.sub(r"\[(old|new|last)\]", lambda m: _quoted(m[1]), form)
    spaced = re.sub(r" (?=\?)", r"(?:\\s+)", named).replace(" ", r"\s+")
    return re.compile(spaced, re.IGNORECASE | re.DOTALL)


def _span(match: re.Match[str], name: str) -> Span | None:
    """Where words in quotation marks stand, whichever marks they are."""
    spans = (matched(match, f"{name}{i}") for i in range(_WAYS_TO_QUOTE) if f"{name}{i}" in match.re.groupindex)
    return next((span for span in spans if span.start >= 0), None)


@mutable
class _Reading:
    """Reads an instruction; remembers the provisions it has turned to.

    `before` are the edits of the instruction above it. `opening` is true of their opening words alone; `refused` once
    something is asked for that cannot be done.
    """

    text: str
    targets: tuple[Range, ...] = ()
    before: tuple[Edit, ...] = ()
    acts: list[Act] = field(factory=list)
    opening: bool = False
    refused: bool = False

    def words(self, match: re.Match[str], name: str) -> str | None:
        span = _span(match, name)
        return None if span is None else span.words_in(self.text)

    def turn(self, match: re.Match[str]) -> tuple[Range, ...]:
        """The provisions that a reference names, which become those spoken of."""
        if "at" in match.re.groupindex and match["at"]:
            opening = _OPENING.match(match["at"])
            self.opening = opening is not None
            named = match["at"][opening.end() :] if opening is not None else match["at"]
            self.targets = tuple(_named(named, self.targets)) if named else self.targets
        return self.targets

    def whole(self, match: re.Match[str]) -> tuple[Range, ...]:
        """The same, of which not the opening words alone may be meant."""
        targets = self.turn(match)
        self.refused = self.refused or self.opening
        return targets

    def put_for(self, match: re.Match[str]) -> None:
        """Text in the place of all the provisions that a reference names."""
        targets = self.whole(match)
        if targets:
            self.acts.append(Placing(targets[0].first, "for", self.words(match, "new"), targets))

    # One method for each kind of act.

    def turning(self, match: re.Match[str]) -> None:
        self.turn(match)

    def edit(self, match: re.Match[str]) -> None:
        span = _span(match, "old")
        assert span is not None, "every form of an edit gives the old words"
        old, new = span.words_in(self.text), self.words(match, "new") or ""
        where = (match.groupdict().get("where") or "").casefold()
        if where == "after":
            new = _spaced(old, new)
        elif where == "before":
            new = _spaced(new, old)
        each = (match.groupdict().get("each") or "").strip()
        ordinal = _ORDINAL.search(each)
        nth = 0 if ordinal is None else _ORDINALS[ordinal.group().casefold()]
        up_to = (self.words(match, "last") or "") if "last0" in match.re.groupindex else None
        targets = self.turn(match)
        edit = Edit("", old, new, span, bool(each) and not nth, up_to, nth=nth, opening=self.opening)
        self.acts += [evolve(edit, at=at.first, to=_end(at)) for at in targets]

    def again(self, match: re.Match[str]) -> None:
        done = [act for act in self.acts if isinstance(act, Edit)]
        edits = done if self.acts else self.before
        self.refused = self.refused or not edits or len(done) < len(self.acts)
        once = dict.fromkeys(evolve(edit, at="", to="") for edit in edits)
        targets = self.turn(match)
        self.acts += [evolve(edit, at=at.first, to=_end(at)) for at in targets for edit in once]

    def adding(self, match: re.Match[str]) -> None:
        where: Where = "end" if match["where"].casefold() == "end" else "beginning"
        words = self.words(match, "new")
        for at in self.whole(match):
            self.acts.append(Placing(at.last, where) if words is None else Addition(at.first, words, where, _end(at)))

    def deletion(self, match: re.Match[str]) -> None:
        if match.groupdict().get("then"):
            self.put_for(match)
        else:
            self.acts += [Deletion(at.first, _end(at)) for at in self.whole(match)]

    def replacing(self, match: re.Match[str]) -> None:
        self.put_for(match)

    def placing(self, match: re.Match[str]) -> None:
        where: Where = "before" if (match.groupdict().get("where") or "").casefold() == "before" else "after"
        section = match.groupdict().get("section")
        if section:
            self.targets = (Range(section, section),)
        targets = self.whole(match)
        at = "" if not targets else targets[0].first if where == "before" else targets[-1].last
        self.acts.append(Placing(at, where, self.words(match, "new")))


@cache
def _acts() -> tuple[tuple[re.Pattern[str], Callable[[_Reading, re.Match[str]], None]], ...]:
    """Each form, and the method of `_Reading` that it is named for."""
    return tuple((_compiled(form), getattr(_Reading, name)) for name, forms in _forms().rows for form in forms)


# Between acts: signs, joining words, and the letters of a list.
_BETWEEN: Final = re.compile(
    r"[\s,;:.\u2014\u2013-]*(?:(?:and|then|also|further|in addition|by)\b[\s,;:\u2014\u2013-]*)*"
    rf"(?:{STEP}\s+(?=[a-z\u201c\"]))?",
    re.IGNORECASE,
)
# What a deed begins an instruction with, and what says from when it is to be carried out.
_SOLEMN: Final = re.compile(
    r"\s*(?:(?:and |now |provided always(?: and)? )?"
    r"(?:this deed (?:further )?witnesseth|it is hereby (?:further )?(?:agreed|declared|provided)"
    r"|the parties hereby agree)(?: and (?:agreed|declared))? that,? )",
    re.IGNORECASE,
)
_DATED: Final = re.compile(
    r"\s*(?:as |with effect )?(?:from|on|until) (?:and including |and after )?(?:the )?(?=\w)", re.IGNORECASE
)
_NUMBERED: Final = re.compile(
    rf"\s*(?:\d{{1,3}}[A-Z]?\s*\.?\s*[\u2014\u2013-]\s*(?:{STEP}\s*)?|\d{{1,2}}[.)]\s+|{STEP}\s*|[\u2022*-]\s+|\d+(?:\.\d+)+\s+)?"
)
_CHANGES: Final = re.compile(
    r"\b(?:substitut|insert|replac|delet|omit|remov|repeal|leave out|leaving out|strike|amend|renumber"
    r"|add(?:ed|ing)?\b|revok|written|likewise|similarly|the same|the like"
    r"|ceases? to have|(?:shall|should)(?: now)? (?:read|become))",
    re.IGNORECASE,
)
# Without one of these a line names a change, and makes none: "Section G8.42: removal of the second year".
_ORDERS: Final = re.compile(
    r"\b(?:shall|is|are|be|substitute|insert|delete|omit|replace|remove|amend|repeal|leave|strike|read|add|renumber)\b",
    re.IGNORECASE,
)
_SAYS: Final = re.compile(r"\b(?:is|are)\b", re.IGNORECASE)
_OPENS: Final = re.compile(
    r"(?:in|within|at|to|by|amend|after|before|immediately|following|for|delete|"
    r"omit|remove|repeal|revoke|leave|strike|replace|make|the same|the like|likewise|similarly|each|every|all|"
    r"substitute|insert|add|renumber|re-number|the words?|the figures?|"
    r"the following|(?:an? |the )?new |(?:sections?|clauses?|conditions?|paragraphs?) |"
    rf"{CLAUSE}|[\"\u201c\u2018'])",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(CLAUSE)
_ENOUGH_CITED: Final = re.compile(rf"(?:Sections?|Clauses?|Conditions?|paragraphs?)\s+[A-Z(]|{CLAUSE}", re.IGNORECASE)


_PATH: Final = re.compile(rf"(?:{STEP})+")
_SIGNS: Final = " \t\n.;:,\u2014\u2013-"


def instruction(text: str, within: str | None = None, before: tuple[Edit, ...] = ()) -> Instruction | None:
    """The instruction that a paragraph gives; None where it is none.

    `within` is the provision that a paragraph above turned to: "In Section G8.41: (a) for ... substitute ...". `before`
    are the edits of the one above, which this one may ask for once more: "The same amendment is made in Section G8.42."
    """
    if not _CHANGES.search(text) and not (within is None and _turns_only(text)):
        return None
    start = _number_before(text, within)
    solemn = _SOLEMN.match(text, start)
    start = start if solemn is None else solemn.end()
    if _DATED.match(text, start) and _LABEL.search(text, start) and _opens_behind(text, start):
        # From which day the words are changed is not carried out.
        return Instruction(text, (), None, text[start:].strip(_SIGNS))
    if not _OPENS.match(text, start):
        return None
    reading = _Reading(text, (Range(within, within),) if within else (), before)
    end = _read(reading, start)
    left = re.sub(r"(?:^|(?<=[\s;,]))(?:and|or)$", "", text[end:].strip(_SIGNS)).strip(_SIGNS)
    if left and reading.acts and isinstance(reading.acts[-1], Placing) and ":" in text[end : end + 2]:
        reading.acts[-1], left = evolve(reading.acts[-1], words=left), ""
    if reading.refused:
        return Instruction(text, (), None, text[start:].strip(_SIGNS))
    if _SAYS.search(left) and notes_the_document(left):
        left = ""
    if not reading.acts and (left or not reading.targets) and (notes_the_document(text) or not _ORDERS.search(text)):
        return None
    if not reading.acts and not reading.targets:
        unread = _ENOUGH_CITED.search(text) and not _is_clause(text, start)
        return Instruction(text, (), None, left or text) if unread else None
    if end == start:
        return None if within or _is_clause(text, start) else Instruction(text, (), None, left)
    if left and not reading.acts and not _CHANGES.search(left):
        return None
    return Instruction(text, tuple(reading.acts), reading.targets[-1].last if reading.targets else None, left)


def _opens_behind(text: str, start: int) -> bool:
    """Whether an instruction may begin behind the words that say from when it holds."""
    dated = re.finditer(r"[,)\d]\s+", text[start : start + 200])
    return any(_read(_Reading(text), start + m.end()) > start + m.end() for m in dated)


def _turns_only(text: str) -> bool:
    """Whether a paragraph only names a provision: "In Section G8.41:"."""
    form = _compiled(f"\\s*(?:in|within) {_forms().words['PLACE']}\\s*[:\u2014\u2013-]+\\s*")
    return form.fullmatch(text, _number_before(text, None)) is not None


def _number_before(text: str, within: str | None) -> int:
    numbered = _NUMBERED.match(text)
    assert numbered is not None
    # A lettered paragraph is an instruction only where one above says what it is about.
    lettered = text[: numbered.end()].strip()[:1] == "(" and not text[: numbered.end()].strip()[1:-1].isdigit()
    return 0 if lettered and within is None else numbered.end()


def _is_clause(text: str, start: int) -> bool:
    """Whether a paragraph begins with a label that it may be the text of."""
    return _LABEL.match(text, start) is not None


def _read(reading: _Reading, start: int) -> int:
    """Reads acts from `start` on; where nothing more is understood."""
    position = start
    while True:
        between = _BETWEEN.match(reading.text, position)
        at = between.end() if between is not None and position > start else position
        found = next(((m, act) for form, act in _acts() if (m := form.match(reading.text, at))), None)
        if found is None:
            return position
        match, act = found
        act(reading, match)
        position = match.end()


def _end(of: Range) -> str:
    """Where a range ends; "" where it is a single provision."""
    return of.last if of.last != of.first else ""


def _named(text: str, before: tuple[Range, ...]) -> Iterator[Range]:
    """What references name, "paragraph (a) of Section G8.47" spelt as G8.47(a).

    A paragraph without a Section is one of each Section spoken of before.
    """
    below = _paths(re.sub(_compiled(_forms().words["LABEL"]), "", text))
    if not below:
        yield from ranges(text)
        return
    spoken_of = dict.fromkeys(clause_of(label) for each in before for label in references(str(each)))
    for stem in references(text) or spoken_of:
        yield from ranges(stem + below)


def _paths(text: str) -> str:
    """The steps in a list of paragraphs as they stand behind a label: "(a), (b)(i) to (iii)"."""
    found, end = "", 0
    for match in _PATH.finditer(text):
        found += (" to " if text[end : match.start()].strip() == "to" else ", ") + match.group()
        end = match.end()
    return found.removeprefix(", ")


def _spaced(one: str, two: str) -> str:
    tight = one.endswith(" ") or two.startswith((" ", ",", ";", ".", ":"))
    return one + ("" if tight else " ") + two
