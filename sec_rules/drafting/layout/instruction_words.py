"""The words of an amending instruction, each with a sign for what it does: puts in, takes out, names a provision.

The signs are an alphabet in which the forms of instructions are written, so that an act is known in whatever order its
parts stand. Words that do nothing fall away; the first that is in no list ends the reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Final

from attrs import evolve, frozen

from sec_rules.drafting.layout.patterns import Forms, Table, forms_of
from sec_rules.lang.citations import CLAUSE, REFERENCE, SECTION, STEPS
from sec_rules.lang.steps import STEP
from sec_rules.span import Span, matched

_JOINS: Final = {":": ":", "-": ":", "\u2013": ":", "\u2014": ":", ";": ".", "and": "&"}
_JOIN: Final = re.compile(r"and\b|[,:;.&\u2013\u2014-]", re.IGNORECASE)
_QUOTED: Final = re.compile(
    "\u201c(?P<a>[^\u201c\u201d]*)\u201d|\"(?P<b>[^\"]*)\"|\u2018(?P<c>[^\u2018\u2019]*)\u2019|'(?P<d>[^']*)'"
    '|\u00ab\\s?(?P<e>[^\u00ab\u00bb]*?)\\s?\u00bb|["\u201c\u201d\u201e](?P<f>[^"\u201c\u201d\u201e]*)["\u201c\u201d]'
    # A figure needs no marks around it.
    r"|(?<![\w,.])(?P<g>\d{1,3}(?:,\d{3})+)(?!\w|,\d|\.\d)"
)
_IN_MARKS: Final = re.compile('"[^"]*"|\u201c[^\u201c\u201d]*\u201d|\u2018[^\u2018\u2019]*\u2019')
# A term of the Code shows by its capitals where it begins and ends.
_TERM: Final = re.compile(r"[A-Z][\w-]+(?: [A-Z][\w-]+)*")
_ITEM: Final = re.compile(rf"{STEP}\s+(?=[a-z\u201c\"])")
_BLANK: Final = re.compile(r"\s*")

_NOWHERE: Final = Span(0, 0)


def quotations(text: str) -> tuple[Span, ...]:
    """Where words stand between quotation marks, the marks with them."""
    return tuple(Span(*match.span()) for match in _IN_MARKS.finditer(text))


@frozen
class Word(Span):
    """A word of an instruction: where it stands, and the sign for what it does.

    `words` is where words stand that the instruction speaks of; `last` those up to which it goes on, to the end where
    they are none; `side` says that what stands "before" or "after" them is meant.
    """

    sign: str
    words: Span = _NOWHERE
    last: Span | None = None
    side: str = ""


@frozen
class Form:
    """An act as it was found in a text: the words in its roles, and all its words."""

    source: str
    role: Mapping[str, Word]
    words: tuple[Word, ...]

    def text(self, role: str) -> str | None:
        """What stands in a role; None where nothing does."""
        word = self.role.get(role)
        return None if word is None else word.words_in(self.source)

    def given(self, role: str) -> str | None:
        """The words in quotation marks that stand in a role, without the marks; None where none do."""
        word = self.role.get(role)
        return None if word is None else word.words.words_in(self.source)

    def all_of(self, signs: str) -> tuple[str, ...]:
        """What the words say that have one of some signs, and no role."""
        taken = tuple(self.role.values())
        return tuple(w.words_in(self.source) for w in self.words if w.sign in signs and w not in taken)

    def first_of(self, signs: str) -> str | None:
        """The first of them; None where there is none."""
        return next(iter(self.all_of(signs)), None)


# The forms.

_ROLES: Final = {"old": "[Qq]", "new": "[Qq]", "text": "Q", "at": "@", "in": "[@p]", "ref": "[@i]"}
# What may stand between two signs of a form; behind the last one a place only where the act ends with it.
_SLOT: Final = "[pEKZ:,]*"
_LAST: Final = r"(?:[EKZ:]|(?<!,)p(?=[EK:]*(?:[,.&]|$))|,p(?=[.]|$))*"
_TURNS: Final = ("turning", "again", "passing", "adding")
_ATOM: Final = re.compile(
    r"\(\?[=!].*?\)|<(?P<role>[a-z]+)>(?P<maybe>\??)|(?P<sign>\[[^\[\]]*\]|[\w@.&,:])(?P<often>[?*]?)"
)


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The forms of acts over the signs of words, each with the kind of act."""
    return tuple(
        (name, _form(name, form))
        for name, forms in forms_of(__package__ or "", "instructions.txt").rows
        for form in forms
    )


def _form(name: str, form: str) -> re.Pattern[str]:
    slot, last, first = ("[:,]*", ":?", "") if name in _TURNS else (_SLOT, _LAST, _SLOT)
    first = "[@pEKZ:,]*" if name == "edit" else first
    atoms = _ATOM.sub(partial(_atom, slot), form)
    return re.compile(first + atoms.removesuffix(slot) + last)


def _atom(slot: str, match: re.Match[str]) -> str:
    """A part of a form, with what may stand behind it."""
    if match["role"] is not None:
        one = f"(?P<{match['role']}>{_ROLES[match['role']]}){slot}"
        return f"(?:{one})?" if match["maybe"] else one
    if match["sign"] is None:
        return match[0]
    return f"(?:{match['sign']}{slot}){match['often']}" if match["often"] else match["sign"] + slot


def signs_of(words: Sequence[Word]) -> str:
    """The signs of words in a row, over which the forms of acts are looked for."""
    return "".join(word.sign for word in words)


def act_at(text: str, words: Sequence[Word], signs: str, at: int) -> tuple[str, Form, int] | None:
    """The act that begins with the word of that number: its kind, its form, and the number of the next word."""
    for kind, form in _forms():
        match = form.match(signs, at)
        if match is not None and match.end() > at:
            role = {name: words[match.start(name)] for name in form.groupindex if match.start(name) >= 0}
            return kind, Form(text, role, tuple(words[at : match.end()])), match.end()
    return None


# The words.


@cache
def _found() -> Forms:
    # Capitals make a difference in a label: one read in part would be another provision.
    given = (
        ("STEP", f"(?-i:{STEP})"),
        ("PARAGRAPH", f"(?-i:{CLAUSE}{STEPS})"),
        ("REFERENCE", f"(?-i:{REFERENCE})"),
        ("SECTION", f"(?-i:{SECTION})"),
    )
    return forms_of(__package__ or "", "words_of_instructions.txt", given)


@cache
def _lexicon() -> Table:
    """Each sign with the forms of its words, in the order in which they are tried; "" for what does nothing."""
    rows = (("" if name == "nothing" else name, form) for name, forms in _found().rows for form in forms)
    # Of what an instruction may do or leave alone much begins with a place.
    first = _expression(f"(?:{_found().words['PLACE']})")
    return Table(((name, _expression(form)) for name, form in rows), re.IGNORECASE | re.DOTALL, _opens(first), first)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(_expression(_found().words["LABEL"]), re.IGNORECASE | re.DOTALL)


def without_labels(text: str) -> str:
    """A text without the labels of clauses in it and what belongs to them."""
    return _label().sub("", text)


_HEADED: Final = re.compile(
    rf"(?:{CLAUSE}(?:{STEPS})?|\bSection\s+{SECTION}),?\s*\((?P<words>[A-Za-z][^()\d]{{2,120}})\)"
)
_STEP: Final = re.compile(STEP)
# Such words say how the provision came about, what is in it, or that it is whole.
_AS_IT_STANDS: Final = re.compile(
    r"as (?:so )?(?:omitted|inserted|substituted|amended|renumbered)|(?:now|currently|being)(?: not used)?"
    r"|(?:and|with|including) (?:all )?(?:of )?its (?:sub-)?paragraphs",
    re.IGNORECASE,
)


def headings_in_brackets(text: str) -> Iterator[Span]:
    """Where an instruction says something in brackets behind a label: "Section G8.41 (Second and later assessments)".

    What stands between quotation marks is no part of what it says.
    """
    unquoted = _IN_MARKS.sub(lambda quoted: " " * len(quoted[0]), text)
    for match in _HEADED.finditer(unquoted):
        if not (_AS_IT_STANDS.fullmatch(match["words"].strip()) or _STEP.fullmatch(f"({match['words']})")):
            yield matched(match, "words")


def _expression(form: str) -> str:
    spaced = re.sub(r" (?=\?)", r"(?:\\s+)", form).replace(" ", r"\s+")
    return rf"(?:{spaced}){_WHOLE}"


# A word does not end in the middle of another.
_WHOLE: Final = r"(?:(?<!\w)|(?!\w))"


def _opens(expression: str) -> str:
    """How an expression begins that goes on behind what another is for."""
    return expression.removesuffix(_WHOLE).removesuffix(")")


def words_of(text: str, start: int) -> tuple[Word, ...]:
    """The words of an instruction from `start` on, to the first that is in no list."""
    found: list[Word] = []
    at = start
    while (word := _word_at(text, _blank(text, at), found)) is not None:
        if word.sign:
            found.append(word)
        at = word.end
    return tuple(_ranged(found))


def _blank(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return at if blank is None else blank.end()


def _word_at(text: str, at: int, before: Sequence[Word]) -> Word | None:
    quoted = _QUOTED.match(text, at)
    if quoted is not None:
        return Word(*quoted.span(), "Q", Span(*quoted.span(quoted.lastgroup or 0)))
    item = _ITEM.match(text, at) if not before or before[-1].sign in ".:&," else None
    if item is not None:
        return Word(*item.span(), "")
    for sign, match in _lexicon().matches(text, at, len(text)):
        if match.end() > at:
            return Word(*match.span(), sign, Span(*match.span()))
    join = _JOIN.match(text, at)
    if join is not None:
        return Word(*join.span(), _JOINS.get(join.group().casefold(), join.group()))
    term = _TERM.match(text, at)
    return None if term is None else Word(*term.span(), "q", Span(*term.span()))


def _beside(words: Sequence[Word]) -> Iterator[Word]:
    """The words, with "the words after X" put together."""
    before: Word | None = None
    for word in words:
        if word.sign in "be":
            before = word
        elif before is not None and word.sign == "Q":
            side = "before" if before.sign == "b" else "after"
            yield evolve(word, start=before.start, side=side, last=_NOWHERE if side == "after" else None)
            before = None
        else:
            yield word


def _ranged(words: Sequence[Word]) -> Iterator[Word]:
    """The words, with "from X to Y" and "from X to the end" put together."""
    words = list(_beside(words))
    at = 0
    for found in re.finditer("(?<!C)U[Qq](?:V[Qq]|[GZ])", "".join(word.sign for word in words)):
        yield from words[at : found.start()]
        first, last = words[found.start() + 1], words[found.end() - 1]
        up_to = last.words if last.sign in "Qq" else Span(last.end, last.end)
        yield Word(words[found.start()].start, last.end, "Q", first.words, up_to)
        at = found.end()
    yield from words[at:]
