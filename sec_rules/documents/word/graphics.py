"""What a drawing, an object or an equation shows: the text boxes, pictures and words in it, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element

from attrs import frozen

from sec_rules.documents.document import Mark, View, signs
from sec_rules.documents.word.elements import DELETES, INSERTS, MC, branch, kind
from sec_rules.documents.xml import local

# The element that a relationship of the part leads to; None where there is none that can be read.
Leads = Callable[[str], Element | None]
# Told of each element in its order: whether what it shows is seen, which the code of a field is not.
Follows = Callable[[Element], bool]

_MATHS: Final = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}",
    "{http://purl.oclc.org/ooxml/officeDocument/math}",
)
_REFERS: Final = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)
_VML: Final = "{urn:schemas-microsoft-com:vml}"
# What stands in a row in an equation, though it is drawn above, below or beside what stands before it.
_BEFORE: Final = {"den": "/", "sup": "^", "sub": "_"}

_REVISED: Final = dict.fromkeys(INSERTS, Mark.INSERTED) | dict.fromkeys(DELETES, Mark.DELETED)
# What says how things look, in which no page shows a word.
_PROPERTIES: Final = frozenset({"pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sdtPr", "sectPr"})


@frozen
class Shown:
    """One thing shown: its kind, and its words, or the element that holds them as paragraphs.

    `coded` words are no text of the file but what a field or a drawing says; `in_views` are the words of each view,
    where a redline in it makes them differ.
    """

    kind: str
    words: str = ""
    holds: Element | None = None
    coded: bool = False
    in_views: tuple[str, str, str] | None = None

    @property
    def texts(self) -> tuple[str, str, str]:
        """The words of each view; of an equation its signs in a row."""
        if self.holds is not None:
            return equation(self.holds)
        return self.in_views or (self.words,) * 3

    @property
    def added(self) -> tuple[int, int, int]:
        """How many signs of the words of each view are no text of the file."""
        return added_to(self.holds) if self.holds is not None else (signs(self.words) * self.coded,) * 3


def is_equation(element: Element) -> bool:
    """Whether an element is an equation, or a paragraph of them."""
    return str(element.tag).startswith(_MATHS) and local(element) in ("oMath", "oMathPara")


def is_hidden(drawing: Element) -> bool:
    """Whether a drawing says that it is not shown."""
    return any(local(e) == "docPr" and e.get("hidden") in ("1", "true", "on") for e in drawing.iter())


def shown_in(element: Element, leads: Leads, follows: Follows = lambda _: True) -> Iterator[Shown]:
    """What a drawing, a picture, an object or anything that no reader knows shows."""
    if kind(element) == "contentPart":
        yield Shown("ink")
        return
    words: list[_Sign] = []
    found = tuple(_below(element, leads, follows, words, Mark.KEPT))
    if kind(element) == "object":
        # The picture that stands for an object is what the page shows of it.
        yield Shown("embedded object")
        found = tuple(shown for shown in found if shown.kind not in ("embedded object", "picture"))
    yield from found
    if any(w.text.strip() for w in words):
        called = "drawing" if kind(element) in ("drawing", "pict", "object") else "unknown element"
        one, two, three = (" ".join(w.text for w in words if w.mark.stands_in(view)).strip() for view in View)
        yield Shown(called, two, in_views=(one, two, three))


def _below(element: Element, leads: Leads, follows: Follows, words: list[_Sign], mark: Mark) -> Iterator[Shown]:
    """What is below an element, those words put by that stand in no box, each with what the redline does to it."""
    for child in element:
        name = local(child)
        if kind(child) in _PROPERTIES:
            continue
        seen = follows(child)
        revised = _REVISED.get(kind(child))
        within = mark if revised is None else mark.then(revised)
        if child.tag == MC + "AlternateContent":
            chosen = branch(child)
            if chosen is not None:
                yield from _below(chosen, leads, follows, words, mark)
        elif not seen:
            # Whatever it holds may end the code of the field.
            yield from _below(child, leads, follows, words, within)
        elif kind(child) == "txbxContent":
            yield Shown("text box", holds=child)
        elif _is_picture(child, name):
            yield Shown("picture")
        elif str(child.tag) == _VML + "textpath" and str(child.get("string") or "").strip():
            yield Shown("word art", str(child.get("string")).strip())
        elif name == "OLEObject" or kind(child) == "control":
            yield Shown("embedded object")
        elif name == "chart" and (root := leads(_relation(child))) is not None:
            yield Shown("chart", _words(root))
        elif name == "chart":
            yield Shown("chart")
        elif name == "relIds":
            root = leads(_relation(child, "dm"))
            yield Shown("diagram", _words(root) if root is not None else "")
        elif is_equation(child):
            yield Shown("equation", equation(child)[tuple(View).index(View.MARKUP)])
        else:
            if name in ("t", "delText"):
                words.append(_Sign(child.text or "", mark))
            yield from _below(child, leads, follows, words, within)


def _is_picture(element: Element, name: str) -> bool:
    """Whether an element draws a picture: by itself, or as what fills a shape."""
    if name in ("pic", "imagedata"):
        return True
    return name in ("blip", "fill", "contentPart", "model3d") and bool(_relation(element, "embed", "link", "id"))


def _relation(element: Element, *names: str) -> str:
    """The relationship that an element names, by any of these attributes."""
    values = (element.get(namespace + name) for name in names or ("id",) for namespace in _REFERS)
    return next((v for v in values if v), "")


def related(element: Element) -> str:
    """The relationship that an element names by its id; "" where it names none."""
    return _relation(element)


def _words(root: Element) -> str:
    """The words and values of a chart or a diagram."""
    return " ".join(e.text.strip() for e in root.iter() if _worded(e) and e.text and e.text.strip())


def _worded(element: Element) -> bool:
    return local(element) in ("t", "v")


def equation(element: Element) -> tuple[str, str, str]:
    """The signs of an equation in a row, in each view."""
    one, two, three = _in_each_view(_signs(element, Mark.KEPT))
    return one.strip(), two.strip(), three.strip()


def added_to(element: Element) -> tuple[int, int, int]:
    """How many of the signs of an equation in each view say how it is drawn, and are not in the file."""
    one, two, three = _in_each_view(sign for sign in _signs(element, Mark.KEPT) if sign.drawn)
    return len(one), len(two), len(three)


@frozen
class _Sign:
    """Signs of an equation, words of a drawing: what the redline does to them, and whether they say how it is drawn."""

    text: str
    mark: Mark
    drawn: bool = False


def _in_each_view(found: Iterable[_Sign]) -> tuple[str, str, str]:
    row = tuple(found)
    one, two, three = ("".join(s.text for s in row if s.mark.stands_in(view)) for view in View)
    return one, two, three


def _signs(element: Element, mark: Mark) -> Iterator[_Sign]:
    for child in element:
        name = local(child)
        if name == "t" or kind(child) == "delText":
            yield _Sign(child.text or "", mark)
        elif name == "chr":
            yield _Sign(next((str(v) for k, v in child.attrib.items() if str(k).endswith("val")), ""), mark)
        elif name in ("begChr", "endChr", "sepChr", "accPr"):
            continue
        else:
            if name in _BEFORE:
                yield _Sign(_BEFORE[name], mark, drawn=True)
            revised = _REVISED.get(kind(child))
            yield from _signs(child, mark.then(revised) if revised is not None else mark)
