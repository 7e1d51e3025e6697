"""The part `numbering.xml`: lists and their levels, as the file defines them.

A list (`num`) takes its levels from an abstract one, which holds the counters; it may start levels anew or put others
in their place. An abstract list may stand for another through a style.
"""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from attrs import evolve, field, frozen

from sec_rules.documents.word.elements import MC, attribute, children, first, kind, number, on, path
from sec_rules.documents.word.styles import Styles

LEVELS: Final = 9
# Word writes at most some thirty signs around the numbers of a level.
LONGEST_TEXT: Final = 255


@frozen
class Level:
    """One level: where it starts, how its number is written, and the text around the numbers.

    `restart` is None where the number begins again after any higher level, 0 where it never does, else the level
    (from 1) after which it does. `legal` writes all numbers as decimals. `style` is the paragraph style linked to it.
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""


# What a level that is not defined says: Word shows nothing for it.
MISSING: Final = Level(start=0, form="none")


@frozen
class Numbering:
    """A list: the abstract one whose counters it uses, its levels, and those it starts anew."""

    abstract: int
    levels: dict[int, Level] = field(factory=dict)
    starts: dict[int, int] = field(factory=dict)
    name: str = ""

    def level(self, depth: int) -> Level:
        """The level of a depth from 0."""
        return self.levels.get(depth, MISSING)

    def longest(self) -> int:
        """How many characters the longest text of a level has."""
        return max((len(level.text) for level in self.levels.values()), default=0)

    def linked(self, style: str) -> int | None:
        """The depth of the level to which a paragraph style is linked."""
        return next((depth for depth, level in self.levels.items() if level.style == style), None)


@frozen
class _Abstract:
    id: int
    levels: dict[int, Level]
    stands_for: str
    defines: str
    name: str


def _built_in(number: int, name: str, *levels: tuple[str, str]) -> Numbering:
    return Numbering(number, {i: Level(1, form, text) for i, (form, text) in enumerate(levels)}, {}, name)


_DECIMAL, _LETTER, _ROMAN = "decimal", "lowerLetter", "lowerRoman"
# The lists that Word knows by name without a definition in the file.
BUILT_IN: Final = (
    _built_in(
        -1, "numberdefault", (_DECIMAL, "%1)"), (_LETTER, "%2)"), (_ROMAN, "%3)"), (_DECIMAL, "(%4)"),
        (_LETTER, "(%5)"), (_ROMAN, "(%6)"), (_DECIMAL, "%7."), (_LETTER, "%8."), (_ROMAN, "%9."),
    ),
    _built_in(
        -2, "outlinedefault", ("upperRoman", "%1."), ("upperLetter", "%2."), (_DECIMAL, "%3."), (_LETTER, "%4)"),
        (_DECIMAL, "(%5)"), (_LETTER, "(%6)"), (_ROMAN, "(%7)"), (_LETTER, "(%8)"), (_ROMAN, "(%9)"),
    ),
    _built_in(-3, "legaldefault", *((_DECIMAL, "".join(f"%{j}." for j in range(1, i + 1))) for i in range(1, 10))),
)  # fmt: skip


def read_numbering(root: Element, styles: Styles) -> dict[int, Numbering]:
    """The lists of a document by their number. What contradicts itself is left out; nothing raises."""
    abstracts: dict[int, _Abstract] = {}
    for element in children(root, "abstractNum"):
        identity = number(element, "abstractNumId")
        if identity is not None:
            abstracts.setdefault(identity, _abstract(identity, element))
    lists: dict[int, Element] = {}
    for element in children(root, "num"):
        identity = number(element, "numId")
        if identity is not None:
            lists.setdefault(identity, element)
    points = {i: number(first(e, "abstractNumId")) for i, e in lists.items()}
    found: dict[int, Numbering] = {}
    defining: dict[str, int] = {}
    for each in abstracts.values():
        defining.setdefault(each.defines, each.id)
    for identity, element in lists.items():
        abstract = _resolved(points[identity], abstracts, points, styles, defining)
        if abstract is not None:
            found[identity] = _overridden(abstract, element)
    return found


def _abstract(identity: int, element: Element) -> _Abstract:
    levels: dict[int, Level] = {}
    for level in children(element, "lvl"):
        depth = number(level, "ilvl")
        if depth is not None and 0 <= depth < LEVELS:
            levels.setdefault(depth, _level(level))
    stands_for = attribute(first(element, "numStyleLink"), "val")
    defines = attribute(first(element, "styleLink"), "val")
    return _Abstract(identity, levels, stands_for, defines, attribute(first(element, "name"), "val").casefold())


def _level(element: Element) -> Level:
    start = number(first(element, "start"))
    return Level(
        start=0 if start is None else start,
        form=_form(element),
        text=attribute(first(element, "lvlText"), "val"),
        restart=number(first(element, "lvlRestart")),
        legal=on(first(element, "isLgl")),
        style=attribute(first(element, "pStyle"), "val"),
    )


def _form(level: Element) -> str:
    given = first(level, "numFmt")
    if given is None:
        # A format that older programs do not know stands in a choice.
        for choice in level.iter(MC + "Choice"):
            given = first(choice, "numFmt")
            if given is not None:
                break
    form = attribute(given, "val") or "decimal"
    return attribute(given, "format") or form if form == "custom" else form


def _resolved(
    identity: int | None,
    abstracts: dict[int, _Abstract],
    points: dict[int, int | None],
    styles: Styles,
    defining: dict[str, int],
) -> _Abstract | None:
    """The abstract list that holds the levels: one may stand for another through a numbering style.

    `defining` gives the abstract list that defines a numbering style.
    """
    seen: set[int] = set()
    while identity in abstracts and identity not in seen:
        seen.add(identity)
        abstract = abstracts[identity]
        if not abstract.stands_for:
            return abstract
        style = styles.by_id.get(abstract.stands_for)
        through = points.get(style.numbered.list or 0) if style is not None else None
        defined = defining.get(abstract.stands_for)
        following = through if through is not None and through != identity else defined
        if following is None or following in seen:
            return abstract
        identity = following
    return None


def _overridden(abstract: _Abstract, element: Element) -> Numbering:
    levels = dict(abstract.levels)
    starts: dict[int, int] = {}
    for override in children(element, "lvlOverride"):
        depth = number(override, "ilvl")
        if depth is None or not 0 <= depth < LEVELS:
            continue
        own = path(override, "lvl")
        if own is not None:
            # A level put in the place of another keeps the link to a style where it names none.
            level = _level(own)
            levels[depth] = level if level.style else evolve(level, style=levels.get(depth, MISSING).style)
        start = number(first(override, "startOverride"))
        if start is not None:
            starts[depth] = start
    return Numbering(abstract.id, levels, starts, abstract.name)


def is_numbering(root: Element) -> bool:
    """Whether a part is one that defines lists."""
    return kind(root) == "numbering"
