"""Styles: what a paragraph or a run has by the style it names, inherited properties too."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final
from xml.etree.ElementTree import Element

from attrs import define, field, frozen

from sec_rules.documents.word.colours import colour_of, half_points, marker, shading
from sec_rules.documents.word.elements import attribute, children, descendants, first, kind, number, on, path

_PLAIN_COLOURS: Final = frozenset({"", "auto", "000000"})


@frozen
class Numbered:
    """What properties say of numbering: the list and the level in it, each None where nothing is said of it."""

    list: int | None = None
    level: int | None = None

    def over(self, other: Numbered) -> Numbered:
        """These properties, and where they are silent the others."""
        return Numbered(
            other.list if self.list is None else self.list, other.level if self.level is None else self.level
        )


@frozen
class Look:
    """The look of a run as far as a redline, a note to oneself or whether it is seen at all needs it.

    Each is None where nothing is said of it. `size` is in half-points, `colour` and `behind` in hexadecimal, "" where
    they cannot be told. `raised` is a superscript.
    """

    struck: bool | None = None
    underlined: bool | None = None
    coloured: bool | None = None
    hidden: bool | None = None
    highlighted: bool | None = None
    size: int | None = None
    colour: str | None = None
    behind: str | None = None
    raised: bool | None = None

    def over(self, other: Look) -> Look:
        """This look, and where it is silent the other."""
        return Look(
            other.struck if self.struck is None else self.struck,
            other.underlined if self.underlined is None else self.underlined,
            other.coloured if self.coloured is None else self.coloured,
            other.hidden if self.hidden is None else self.hidden,
            other.highlighted if self.highlighted is None else self.highlighted,
            other.size if self.size is None else self.size,
            other.colour if self.colour is None else self.colour,
            other.behind if self.behind is None else self.behind,
            other.raised if self.raised is None else self.raised,
        )


@frozen
class Numberings:
    """What the properties of one paragraph say of its numbering, after the changes and before them."""

    new: Numbered
    new_style: str
    old: Numbered
    old_style: str


SILENT: Final = Look()
# Word itself bases no style on more than some ten others in a line.
DEEPEST: Final = 100


@frozen
class Style:
    """One style as the file has it. `outline` is the level at which it is a heading, None where it is none."""

    id: str
    name: str
    based_on: str
    numbered: Numbered
    outline: int | None
    look: Look
    shading: str | None = None


@define
class Styles:
    """The styles of a document, by id."""

    by_id: dict[str, Style] = field(factory=dict)
    default: str = ""
    base: Look = SILENT
    _looks: dict[str, Look] = field(factory=dict, init=False)

    def line(self, style: str) -> Iterator[Style]:
        """The style and those it is based on, nearest first; a circle ends where it would begin again."""
        seen: set[str] = set()
        while style in self.by_id and style not in seen:
            seen.add(style)
            yield self.by_id[style]
            style = self.by_id[style].based_on

    def deepest(self) -> str | None:
        """A style that is based on more than `DEEPEST` others in a line; None where there is none."""
        depths: dict[str, int] = {}
        for style in self.by_id:
            line: list[str] = []
            while style in self.by_id and style not in depths:
                depths[style] = 0
                line.append(style)
                style = self.by_id[style].based_on
            for above in reversed(line):
                depths[above] = depths.get(style, 0) + 1
                style = above
        return next((style for style, depth in depths.items() if depth > DEEPEST), None)

    def look(self, style: str) -> Look:
        """The look that a style gives, inherited properties too."""
        if style not in self._looks:
            look = SILENT
            for each in self.line(style):
                look = look.over(each.look)
            self._looks[style] = look
        return self._looks[style]

    def shading(self, style: str) -> str | None:
        """What colour a style puts behind a paragraph or a table; None where it puts none, "" where it is not plain."""
        return next((each.shading for each in self.line(style) if each.shading is not None), None)

    @cached_property
    def headings(self) -> frozenset[str]:
        """The ids of styles that make a paragraph a heading, by name or by outline level, inherited ones too."""
        return frozenset(s for s in self.by_id if any(_is_heading(x) for x in self.line(s)))

    @cached_property
    def contents(self) -> frozenset[str]:
        """The ids of styles of which lists of contents are made."""
        return frozenset(
            s for s in self.by_id if any(x.name.startswith(("toc ", "table of figures")) for x in self.line(s))
        )


def _is_heading(style: Style) -> bool:
    return style.name.startswith("heading") or style.name == "title" or style.outline is not None


def read_styles(root: Element) -> Styles:
    """The styles of the part `styles.xml`."""
    styles = Styles(base=look(path(root, "docDefaults", "rPrDefault", "rPr")))
    for element in children(root, "style"):
        properties = first(element, "pPr")
        style = Style(
            attribute(element, "styleId"),
            attribute(first(element, "name"), "val").casefold(),
            attribute(first(element, "basedOn"), "val"),
            numbered(properties),
            outline(properties),
            look(first(element, "rPr")),
            _shading_of(element),
        )
        styles.by_id.setdefault(style.id, style)
        if attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true", "on"):
            styles.default = style.id
    return styles


def numbered(properties: Element | None) -> Numbered:
    """What the properties of a paragraph or a style say of its numbering."""
    given = first(properties, "numPr")
    if given is None:
        return Numbered()
    return Numbered(number(first(given, "numId")), number(first(given, "ilvl")))


def outline(properties: Element | None) -> int | None:
    """The level at which the properties make a paragraph a heading; 9 is body text."""
    level = number(first(properties, "outlineLvl"))
    return level if level is not None and 0 <= level < 9 else None


def look(properties: Element | None) -> Look:
    """What the properties of a run say of its look."""
    if properties is None or not len(properties):
        return SILENT
    struck: bool | None = None
    underlined: bool | None = None
    coloured: bool | None = None
    hidden: bool | None = None
    highlighted: bool | None = None
    size: int | None = None
    colour: str | None = None
    behind: str | None = None
    raised: bool | None = None
    for child in properties:
        name = kind(child)
        if name in ("strike", "dstrike"):
            struck = on(child) or bool(struck)
        elif name == "u":
            underlined = attribute(child, "val") not in ("", "none")
        elif name == "color":
            plain = attribute(child, "val").casefold() in _PLAIN_COLOURS
            coloured = not plain or bool(attribute(child, "themeColor") not in ("", "text1"))
            colour = colour_of(child)
        elif name == "vanish":
            hidden = on(child)
        elif name == "highlight":
            highlighted = attribute(child, "val") not in ("", "none", "white")
            behind = marker(attribute(child, "val")) if behind is None or highlighted else behind
        elif name == "shd":
            behind = shading(child) if behind is None else behind
        elif name == "sz":
            size = half_points(attribute(child, "val"))
        elif name == "vertAlign":
            raised = attribute(child, "val") == "superscript"
    found = (struck, underlined, coloured, hidden, highlighted, size, colour, behind, raised)
    return Look(*found) if any(x is not None for x in found) else SILENT


def style_of(properties: Element | None, name: str = "pStyle") -> str:
    """The id of the style that properties name; "" where they name none."""
    return attribute(path(properties, name), "val")


def _shading_of(style: Element) -> str | None:
    """The colour that a style puts behind; "" where only some rows or columns of a table have it."""
    own = path(style, "pPr", "shd")
    if own is not None:
        return shading(own)
    return "" if attribute(style, "type") == "table" and any(True for _ in descendants(style, "shd")) else None


def numberings_of(properties: Element | None, style: str) -> Numberings:
    """What the properties of a paragraph in a style say of its numbering, and said before they were changed."""
    new = numbered(properties)
    old, old_style = new, style
    change = path(properties, "pPrChange", "pPr")
    if change is not None:
        old, old_style = numbered(change), style_of(change) or style
    elif path(properties, "numPr", "ins") is not None:
        old = Numbered()
    return Numberings(new, style, old, old_style)
