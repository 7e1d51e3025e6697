"""Amending instructions: "In Section G8.47(a), for "X" substitute "Y".", "Delete Section G8.43."

An instruction is no legal text. It is read from left to right as a row of acts: a provision it turns to, words to
put in the place of others, provisions to delete, and text (in quotation marks, or in the paragraphs below) to put
somewhere. What is left over makes it an instruction that is not understood, and never one that is half carried out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, Literal

from attrs import evolve, field, frozen, mutable

from sec_rules.drafting.layout.front_matter import defined_term, notes_the_document
from sec_rules.drafting.layout.instruction_words import (
    Form,
    act_at,
    signs_of,
    without_labels,
    words_of,
)
from sec_rules.drafting.layout.parts_with_a_clause import without_parts
from sec_rules.drafting.layout.places_of_words import how_often, spaced
from sec_rules.drafting.layout.times import ALWAYS, Period, period_before, period_in
from sec_rules.lang.citations import CLAUSE, SECTION, Range, clause_of, path_of, ranges, references
from sec_rules.lang.steps import STEP
from sec_rules.span import Span

Where = Literal["after", "before", "end", "beginning", "for"]


@frozen
class Edit:
    """Words to be put in place of others in one provision; `old` must stand there exactly once, unless `each`.

    With `to` it is done in each provision from `at` to that one. With `up_to` all from `old` to those words is meant,
    or to the end of the provision where it is empty. `given` is where the instruction gives the old words, in the
    instruction's own text. `nth` is the place meant among several, -1 for the last; `times` how often it must stand
    there, with `each`; `opening` that it is looked for only before the first paragraph of `at`. With `from_start` all
    before the old words is meant too.
    """

    at: str
    old: str
    new: str
    given: Span
    each: bool = False
    up_to: str | None = None
    to: str = ""
    nth: int = 0
    times: int = 0
    opening: bool = False
    from_start: bool = False


@frozen
class Addition:
    """Words to be put at the end or the beginning of a provision, or of each from `at` to `to`.

    `before` is the mark at that end before which they go, which must stand there once.
    """

    at: str
    new: str
    where: Where
    to: str = ""
    before: str = ""


@frozen
class Deletion:
    """A provision to be deleted, or all from `at` to `to` with what was inserted between them.

    `parts` are the paragraphs that the instruction says it has: "(a) to (d)".
    """

    at: str
    to: str = ""
    parts: str = ""


@frozen
class Placing:
    """Where text goes: in the place of provisions, beside one, or at one of its ends.

    `words` is the text where the instruction gives it in quotation marks; else it stands in the paragraphs below.
    `replaces` are all those in whose place it goes, `at` the first of them, with the paragraphs in `parts`. `vacant`
    are the words, such as "Not used", that must be all that stands there.
    """

    at: str
    where: Where
    words: str | None = None
    replaces: tuple[Range, ...] = ()
    parts: str = ""
    vacant: str = ""

    @property
    def for_several(self) -> bool:
        """Whether text goes in the place of more than one provision."""
        return any(str(each) != self.at for each in self.replaces)


@frozen
class Renumbering:
    """Provisions that are given other numbers: `pairs` of the label that each has and the one it is to have."""

    at: str
    pairs: tuple[tuple[str, str], ...]


@frozen
class Transposition:
    """Words of one provision that change places; each must stand there once."""

    at: str
    one: str
    two: str


Act = Edit | Addition | Deletion | Placing | Renumbering | Transposition


@frozen
class Scope:
    """The provisions that an instruction turned to last; `opening` where their opening words alone are meant.

    `period` is when what stands below it has effect.
    """

    ranges: tuple[Range, ...]
    opening: bool = False
    period: Period = ALWAYS


@frozen
class Instruction:
    """One amending instruction: what it does in order, and what it turns to last, for those below it.

    `left` is what was not understood; an instruction that has any is not carried out. `speaks_of` are the labels in it.
    `period` is when it has effect; it is `idle`, in words, where that is not on the day asked about. `leaves`
    are provisions that it says stay as they are.
    """

    text: str
    acts: tuple[Act, ...] = ()
    scope: Scope | None = None
    left: str = ""
    period: Period = ALWAYS
    idle: str = ""
    leaves: tuple[Range, ...] = ()

    @property
    def turns_to(self) -> str | None:
        """The last provision that it turns to."""
        return self.scope.ranges[-1].last if self.scope is not None and self.scope.ranges else None

    @property
    def understood(self) -> bool:
        """Whether all of it was."""
        return not self.left

    @property
    def speaks_of(self) -> tuple[str, ...]:
        """The labels of the clauses in it, and of the one it turns to."""
        named = (clause_of(label) for label in (*references(self.text), *((self.turns_to or "",))))
        return tuple(dict.fromkeys(label for label in named if label))


_OPENING: Final = re.compile(r"^(?:the )?(?:opening|introductory)\s+words\b(?:\s+(?:of|in|to)\s+)?", re.IGNORECASE)
_PREPOSITION: Final = re.compile(r"^(?:within|in|from|of|to|under|as so|as)\s+(?:the text of\s+)?", re.IGNORECASE)
_OF_AN_END: Final = re.compile(r"^.*?\b(?P<which>end|beginning|start)\b(?:\s+(?:of|in)\s+)?", re.IGNORECASE | re.DOTALL)
_BEFORE_A_MARK: Final = re.compile(r",? (?:and )?(?:immediately )?before the .*$", re.IGNORECASE | re.DOTALL)
_SECTION_ALONE: Final = re.compile(rf"(?:this )?Section (?P<label>{SECTION})", re.IGNORECASE)
_SPOKEN_OF: Final = re.compile(r"it|that \w+", re.IGNORECASE)
_SEVERAL: Final = re.compile(r"(?:ment|ge|tion)s\b", re.IGNORECASE)


_NOT_USED: Final = "Not used"
# All that stands in a clause which keeps its label and says nothing.
_VACANT: Final = re.compile(r"\W*(?:Not used|Intentionally (?:left )?blank|Reserved|Spare)\W*", re.IGNORECASE)


@mutable
class _Reading:
    """Reads an instruction; remembers the provisions it has turned to.

    `before` are the edits of the instructions above it. `opening` is true of the opening words alone; `refused` once
    something is asked for that cannot be done. `leaves` are provisions that it says stay as they are.
    """

    text: str
    targets: tuple[Range, ...] = ()
    opening: bool = False
    before: tuple[Edit, ...] = ()
    acts: list[Act] = field(factory=list)
    refused: bool = False
    leaves: list[Range] = field(factory=list)

    def read(self, start: int) -> int:
        """Reads acts from `start` on; where nothing more is understood."""
        words = words_of(self.text, start)
        signs = signs_of(words)
        at, end = 0, start
        while at < len(words):
            found = act_at(self.text, words, signs, at)
            if found is None and words[at].sign in ".:&,W" and (end > start or words[at].sign == "W"):
                at += 1
                continue
            if found is None:
                break
            kind, form, at = found
            if kind not in ("turning", "again", "passing"):
                for place in form.all_of("@p" if kind == "edit" else "p"):
                    self.turn(place)
            _KINDS[kind](self, form)
            self.refused = self.refused or (kind in _NEEDS_A_PLACE and not self.targets)
            end = words[at - 1].end
        return end

    def turn(self, named: str) -> tuple[Range, ...]:
        """The provisions that a reference names, which become those spoken of."""
        named = _PREPOSITION.sub("", named)
        opening = _OPENING.match(named)
        self.opening = opening is not None
        named = named[opening.end() :] if opening is not None else named
        self.targets = tuple(_named(named, self.targets)) if named.strip() else self.targets
        return self.targets

    def whole(self, named: str | None) -> tuple[Range, ...]:
        """The same, of which not the opening words alone may be meant."""
        targets = self.turn(named) if named is not None else self.targets
        self.refused = self.refused or self.opening
        return targets

    # One method for each kind of act.

    def turning(self, form: Form) -> None:
        self.turn(form.text("in") or form.first_of("p@") or "")

    def passing(self, form: Form) -> None:
        """What says that something stays as it is does nothing; what it names must be so."""
        for said in form.all_of("j"):
            self.leaves += _named(said, self.targets)

    def edit(self, form: Form) -> None:
        old, new = form.given("old") or "", form.given("new") or ""
        beside = form.first_of("AB")
        if beside is not None:
            apart = " " if old.startswith((",", ";", ":", ".", ")")) and new[:1].isalnum() else ""
            new = apart + spaced(new, old) if "before" in beside.casefold() else spaced(old, new)
        nth = 0
        named = form.first_of("Z") or ""
        at_end = _OF_AN_END.match(named)
        if at_end is not None:
            nth = -1 if at_end["which"].casefold() == "end" else 1
            self.whole(named[at_end.end() :] or None)
        each, times, nth = how_often(form.first_of("E") or "", nth)
        word = form.role["old"]
        if times == len(self.targets) == 2 and not any(map(_end, self.targets)):
            each, times = False, 0  # "in both places": once in each of the two
        up_to = None if word.last is None else word.last.words_in(self.text)
        if word.side and new:
            new = spaced(old, new) if word.side == "after" else spaced(new, old)
        elif word.side:
            new = old
        edit = Edit("", old, new, word.words, each, up_to, nth=nth, times=times, opening=self.opening)
        edit = evolve(edit, from_start=word.side == "before")
        if _VACANT.fullmatch(old) and up_to is None and not word.side and self._fills(old, form.given("new")):
            return
        self.acts += [evolve(edit, at=at.first, to=_end(at)) for at in self.targets]

    def _fills(self, vacant: str, words: str | None) -> bool:
        """Takes words in the place of "Not used" as those of the clause, if one alone is meant and words are given."""
        at = self.targets[0] if len(self.targets) == 1 and not self.opening else None
        if at is None or not words or _end(at) or path_of(at.first):
            return False
        self.acts.append(Placing(at.first, "for", words, self.targets, vacant=vacant))
        return True

    def filling(self, form: Form) -> None:
        """Text below for a clause that says only "Not used": "Section G8.43 - for "Not used" substitute"."""
        targets = self.whole(form.text("at"))
        vacant = form.given("old")
        self.refused = self.refused or not targets or (vacant is not None and not _VACANT.fullmatch(vacant))
        for at in targets:
            if _end(at) or path_of(at.first):
                self.refused = True
            self.acts.append(Placing(at.first, "for", None, (at,), vacant=vacant or _NOT_USED))

    def omitting(self, form: Form) -> None:
        words = [form.role["old"], *(w for w in form.words if w.sign == "Q" and w is not form.role["old"])]
        for word in sorted(words, key=lambda each: each.start):
            old = Edit("", word.words.words_in(self.text), "", word.words, opening=self.opening)
            self.acts += [evolve(old, at=at.first, to=_end(at)) for at in self.targets]

    def edit_likewise(self, form: Form) -> None:
        alike = [act for act in self.acts if isinstance(act, Edit) and act.old == form.given("old")]
        self.refused = self.refused or not alike
        self.acts += [evolve(alike[-1], at=at.first, to=_end(at)) for at in self.targets if alike]

    def again(self, form: Form) -> None:
        done = [act for act in self.acts if isinstance(act, Edit)]
        edits = done if self.acts else self.before
        several = len({edit.at for edit in edits}) > 1
        once = tuple(dict.fromkeys(evolve(edit, at=path_of(edit.at) if several else "", to="") for edit in edits))
        one_meant = not self.acts and len(once) > 1 and not _SEVERAL.search(form.first_of("Y") or "")
        self.refused = self.refused or not edits or len(done) < len(self.acts) or one_meant
        for at in self.turn(form.text("in") or ""):
            for edit in once:
                below = "" if path_of(at.first) else edit.at
                to = _end(at)
                self.acts.append(evolve(edit, at=at.first + below, to=to + below if to else ""))

    def adding(self, form: Form) -> None:
        named = form.first_of("Z") or ""
        where = _OF_AN_END.match(named)
        at_end = where is None or where["which"].casefold() == "end"
        of = named[where.end() :] if where is not None else ""
        mark = _BEFORE_A_MARK.search(of)
        of = of[: mark.start()] if mark is not None else of
        before = "" if mark is None else ";" if "colon" in mark[0].casefold() else "."
        words = form.given("text")
        self.refused = self.refused or (mark is not None and (words is None or not path_of(of)))
        section = _SECTION_ALONE.fullmatch(of)
        if section is not None:
            self.targets = (Range(section["label"], section["label"]),)
            self.acts.append(Placing(section["label"], "after" if at_end else "before", words))
            return
        for at in self.whole(of or None):
            side: Where = "end" if at_end else "beginning"
            self.acts.append(
                Placing(at.last, side) if words is None else Addition(at.first, words, side, _end(at), before)
            )

    def deletion(self, form: Form) -> None:
        self.acts += [Deletion(at.first, _end(at)) for at in self.whole(form.text("at") or form.text("in"))]

    def replacing(self, form: Form) -> None:
        targets = self.whole(form.text("at"))
        # Words for "the existing text" of several provisions may be those of each, or of all together.
        several = len(targets) > 1 or any(map(_end, targets))
        self.refused = self.refused or ("at" not in form.role and several)
        if targets:
            self.acts.append(Placing(targets[0].first, "for", form.given("text"), targets))

    def placing(self, form: Form) -> None:
        where: Where = "before" if form.first_of("B") is not None else "after"
        named = form.text("ref") or form.text("at")
        if "old" in form.role:
            # Beside a definition, which stands in no clause held.
            self.acts.append(Placing("", where, form.given("text")))
            return
        targets = self.whole(None if named is None or _SPOKEN_OF.fullmatch(named) else named)
        at = "" if not targets else targets[0].first if where == "before" else targets[-1].last
        self.acts.append(Placing(at, where, form.given("text")))

    def renumbering(self, form: Form) -> None:
        old = [label for each in self.whole(form.text("at")) for label in references(str(each))]
        named = _PREPOSITION.sub("", form.first_of("a") or "")
        paragraphs = f"paragraph {named}" if named.startswith("(") else named
        new = [label for each in _named(paragraphs, self.targets) for label in references(str(each))]
        self.refused = self.refused or not old or len(old) != len(new)
        if not self.refused:
            self.acts.append(Renumbering(old[0], tuple(zip(old, new, strict=True))))

    def transposing(self, form: Form) -> None:
        one, two = form.given("old"), form.given("new")
        if one is not None and two is not None:
            self.refused = self.refused or self.opening
            self.acts += [Transposition(at.first, one, two) for at in self.targets]
            self.refused = self.refused or any(_end(at) for at in self.targets)
            return
        labels = [label for each in self.whole(form.text("at")) for label in references(str(each))]
        self.refused = self.refused or len(labels) != 2
        if not self.refused:
            self.acts.append(Renumbering(labels[0], ((labels[0], labels[1]), (labels[1], labels[0]))))


_NEEDS_A_PLACE: Final = frozenset(
    ["filling", "edit", "omitting", "edit_likewise", "adding", "deletion", "replacing", "again", "transposing"]
)
_KINDS: Final[Mapping[str, Callable[[_Reading, Form], None]]] = {
    name: getattr(_Reading, name)
    for name in (
        *_NEEDS_A_PLACE, "turning", "passing", "placing", "renumbering",
    )
}  # fmt: skip


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
    r"\s*(?:(?:Amendment|Change|Instruction|Step|Item)(?:\s+\d{1,2})?\s*[:.\u2014\u2013-]\s+)?"
    rf"(?:\d{{1,3}}[A-Z]?\s*\.?\s*[\u2014\u2013-]\s*(?:{STEP}\s*)?|\d{{1,2}}[.)]\s+|[A-H][.)]\s+(?=[A-Z])|{STEP}\s*|\([A-Z]\)\s+|[\u2022*-]\s+|\d+(?:\.\d+)+\s+)?"
)
_CHANGES: Final = re.compile(
    r"\b(?:substitut|insert|replac|delet|omit|remov|repeal|leave out|leaving out|strike|amend|renumber|add(?:ed|ing)?\b"
    r"|revok|cancel|written|chang|alter|modif|transpos|swap|put\b|becomes?\b|likewise|similarly|the same|the like"
    r"|back into use|reinstat|ceases? to have|(?:shall|should|must|to)(?: now)? (?:read|become|say)"
    r"|new (?:text|wording|provisions?|clauses?|sections?) (?:to go )?(?:immediately )?after\b"
    r"|(?:shall|should|must|to)(?: now)? be (?:read|(?:the (?:words? |figure )?)?[\"\u201c\u2018'\u00ab\d]))"
    r"|->|=>|\u2192",
    re.IGNORECASE,
)
# Without one of these a line names a change, and makes none: "Section G8.42: removal of the second year".
_ORDERS: Final = re.compile(
    r"\b(?:shall|should|is|are|be|substitute|insert|delete|omit|replace|remove|amend|repeal|revoke|cancel|leave|strike"
    r"|read|say|becomes?|add|renumber|transpose|swap|change|alter|modify)\b|->|=>|\u2192",
    re.IGNORECASE,
)
# What stands in the place of a clause that is gone, and deletes none: "G8.43 Deleted."
_GONE: Final = re.compile(rf"(?:Sections?\s+)?{CLAUSE}[.:]?\s+\[?[A-Z][a-z]+(?:ed)\W*$")
# A clause that an instruction above gives, and what it says.
_GIVEN_CLAUSE: Final = re.compile(
    rf"\s*[\"\u201c\u2018]\s*(?:(?:Section|Clause)\s+)?{CLAUSE}[.:]?(?:\s+[A-Z(\u2014]|\u2014\()"
)
_SAYS: Final = re.compile(r"\b(?:is|are)\b", re.IGNORECASE)
_OPENS: Final = re.compile(
    r"(?:in|within|at|to|by|amend|after|before|immediately|following|for|delete|"
    r"omit|remove|repeal|revoke|leave|strike|replace|make|the same|the like|likewise|similarly|each|every|all|"
    r"substitute|insert|add|renumber|re-number|(?:all )?the words?|the figures?|"
    r"the following|there (?:shall|is|are)|the (?:authority|panel|parties)\b|"
    r"(?:an? |the )?new |(?:sections?|clauses?|conditions?|paragraphs?) |"
    rf"{CLAUSE}|[\"\u201c\u2018'])",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(CLAUSE)
_ENOUGH_CITED: Final = re.compile(rf"(?:Sections?|Clauses?|Conditions?|paragraphs?)\s+[A-Z(]|{CLAUSE}", re.IGNORECASE)


_PATH: Final = re.compile(rf"(?:{STEP})+")
_SIGNS: Final = " \t\n.;:,\u2014\u2013-"


def instruction(text: str, within: Scope | None = None, before: tuple[Edit, ...] = ()) -> Instruction | None:
    """The instruction that a paragraph gives; None where it is none.

    `within` is what a paragraph above turned to: "In Section G8.41: (a) for ... substitute ...". `before` are the edits
    of those above, which this one may ask for once more: "The same amendment is made in Section G8.42."
    """
    if _GIVEN_CLAUSE.match(text):
        return None
    numbered = _number_before(text, within)
    promised = _SOLEMN.match(text, numbered)
    leading = period_before(text, numbered if promised is None else promised.end())
    if leading is not None and not text[leading[1] :].strip(_SIGNS):
        return Instruction(text, (), Scope((), period=leading[0]), period=leading[0])
    if _GONE.match(text) or (not _CHANGES.search(text) and not (within is None and _turns_only(text))):
        return None
    start = numbered if promised is None else promised.end()
    scope = within or Scope(())
    text, period, start, whole = *_in_time(text, start, scope.period), text
    if period is None:
        # A day that is not of the calendar, or is named otherwise.
        return Instruction(whole, (), None, whole[start:].strip(_SIGNS))
    reading = _Reading(text, scope.ranges, scope.opening, before)
    text, parts = without_parts(text)
    reading.text = text
    end = reading.read(start)
    _with_parts(reading, parts)
    left = re.sub(r"(?:^|(?<=[\s;,]))(?:and|or)$", "", text[end:].strip(_SIGNS)).strip(_SIGNS)
    if not _OPENS.match(text, start) and (left or not reading.acts):
        return None
    given = text.partition(":")[2].strip()
    if left and reading.acts and isinstance(reading.acts[-1], Placing) and defined_term(given):
        reading.acts[-1], left = evolve(reading.acts[-1], words=given), ""
    if left and reading.acts and isinstance(reading.acts[-1], Placing) and ":" in text[end - 1 : end + 2]:
        reading.acts[-1], left = evolve(reading.acts[-1], words=left), ""
        # A day in text that is given without quotation marks may be part of it.
        reading.refused = reading.refused or text != whole
    if reading.refused:
        return Instruction(whole, (), None, whole[start:].strip(_SIGNS))
    if _SAYS.search(left) and notes_the_document(left):
        left = ""
    if not reading.acts and (left or not reading.targets) and (notes_the_document(text) or not _ORDERS.search(text)):
        return None
    if not reading.acts and not reading.targets:
        unread = _ENOUGH_CITED.search(text) and not _is_clause(text, start)
        return Instruction(whole, (), None, left or text) if unread else None
    if end == start:
        return None if within or _is_clause(text, start) else Instruction(whole, (), None, left)
    if left and not reading.acts and not _CHANGES.search(left):
        return None
    turned = Scope(reading.targets, reading.opening, period) if reading.targets else None
    return Instruction(whole, tuple(reading.acts), turned, left, period, leaves=tuple(reading.leaves))


def _with_parts(reading: _Reading, parts: Mapping[str, str]) -> None:
    """Tells the acts of an instruction the paragraphs that it says a clause has; only one done to it all can know."""
    for label, steps in parts.items():
        of = [(n, act) for n, act in enumerate(reading.acts) if act.at == label]
        for number, act in of:
            whole = isinstance(act, Placing) and act.where == "for" and len(act.replaces) == 1
            if isinstance(act, Deletion | Placing) and (whole or isinstance(act, Deletion)) and not _several(act):
                reading.acts[number] = evolve(act, parts=steps)
            else:
                reading.refused = True
        reading.refused = reading.refused or not of


def _several(act: Deletion | Placing) -> bool:
    """Whether an act is done to more than one provision."""
    return act.for_several if isinstance(act, Placing) else bool(act.to)


def _in_time(text: str, start: int, above: Period) -> tuple[str, Period | None, int]:
    """The instruction without the words at its beginning or end that say when it has effect, and when that is.

    None where it is not known; what a lead-in says holds where the instruction says nothing.
    """
    found = period_before(text, start)
    if found is not None:
        return text, found[0], found[1]
    if _DATED.match(text, start) and _LABEL.search(text, start) and _opens_behind(text, start):
        return text, None, start
    named = period_in(text, start)
    if named is not None:
        # Blanks in their place keep all other words where they stand.
        blank = " " * (named[1].end - named[1].start)
        return text[: named[1].start] + blank + text[named[1].end :], named[0], start
    return text, above, start


def _opens_behind(text: str, start: int) -> bool:
    """Whether an instruction may begin behind the words that say from when it holds."""
    dated = re.finditer(r"(?:[,)\d]|\b[Dd]ate|\btime)\s+", text[start : start + 200])
    return any(_Reading(text).read(start + m.end()) > start + m.end() for m in dated)


def _turns_only(text: str) -> bool:
    """Whether a paragraph only names a provision: "In Section G8.41:"."""
    if not text.rstrip().endswith((":", "-", "\u2013", "\u2014")):
        return False
    words = words_of(text, _number_before(text, None))
    return [word.sign for word in words] == ["p", ":"] and not text[words[-1].end :].strip()


def _number_before(text: str, within: Scope | None) -> int:
    numbered = _NUMBERED.match(text)
    assert numbered is not None
    # A lettered paragraph is an instruction only where one above says what it is about.
    lettered = text[: numbered.end()].strip()[:1] == "(" and not text[: numbered.end()].strip()[1:-1].isdigit()
    return 0 if lettered and within is None else numbered.end()


def number_of(text: str) -> str:
    """The step at the head of an instruction, "(2)" of "3.—(2) In Section ..."; "" where there is none."""
    numbered = _NUMBERED.match(text)
    steps = re.findall(STEP, numbered.group()) if numbered is not None else []
    return steps[-1] if steps else ""


def _is_clause(text: str, start: int) -> bool:
    """Whether a paragraph begins with a label that it may be the text of."""
    return _LABEL.match(text, start) is not None


def _end(of: Range) -> str:
    """Where a range ends; "" where it is a single provision."""
    return of.last if of.last != of.first else ""


def _named(text: str, before: tuple[Range, ...]) -> Iterator[Range]:
    """What references name, "paragraph (a) of Section G8.47" spelt as G8.47(a).

    A paragraph without a Section is one of each Section spoken of before.
    """
    below = _paths(without_labels(text))
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
