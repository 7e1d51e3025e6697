"""From the paragraphs of one view to provisions: clauses, their paragraphs and sub-paragraphs.

A provision's own text is what stands under its label without the label and without its children; text that
goes on after the children (closing words) is part of it, after a line break. Offsets of findings are code
points of that text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import field, frozen

from sec_rules.drafting.document import Mark, Stretch, View, ViewedParagraph
from sec_rules.drafting.instructions import Instruction, instruction
from sec_rules.drafting.lexicon import INVISIBLE

_CLAUSE: Final = re.compile(
    rf"^[\s{INVISIBLE}]*(?:(?:Section|Clause)\s+)?(?P<label>[A-Z]\d{{1,2}}\s?\.\s?\d{{1,3}}[A-Z]{{0,3}})(?![\d\w(])[.:]?[\s{INVISIBLE}]*"
)
_STEP: Final = re.compile(rf"^[\s{INVISIBLE}]*(?P<label>\((?:[a-z]{{1,5}}|\d{{1,2}})\))[\s{INVISIBLE}]*")
_ROMAN: Final = re.compile(r"^\((?:x{0,3})(?:ix|iv|v?i{0,3})\)$")
_ROMANS: Final = [
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
    "xix",
    "xx",
]


@frozen
class Part:
    """A stretch of a provision's own text, `start` to `end`, that stands together."""

    start: int
    end: int


@frozen
class Provision:
    """A clause, paragraph or sub-paragraph of one view.

    `step` is its own label ("G8.42", "(a)"), `label` the full one ("G8.42(a)"). `order` lists its own text
    and its children as they stand.
    """

    label: str
    step: str
    text: str
    order: tuple[Part | Provision, ...]
    stretches: tuple[Stretch, ...]
    place: str
    changed: bool = False
    label_changed: bool = False
    computed: bool = field(default=False)

    @property
    def children(self) -> tuple[Provision, ...]:
        """The provisions directly below."""
        return tuple(x for x in self.order if isinstance(x, Provision))

    def walk(self) -> Iterator[Provision]:
        """The provision and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def whole(self) -> str:
        """All the words: own text and those of the children with their labels, one line each."""
        lines = [x.step + " " + x.whole if isinstance(x, Provision) else self.text[x.start : x.end] for x in self.order]
        return "\n".join(line for line in lines if line)


@frozen
class Layout:
    """The provisions of one view, the headings between them, and text that stands in no provision."""

    view: View
    provisions: tuple[Provision, ...]
    headings: tuple[str, ...]
    loose: tuple[ViewedParagraph, ...]
    instructions: tuple[Instruction, ...] = ()

    def find(self, label: str) -> Provision | None:
        """The provision of that full label, at whatever depth."""
        return next((p for top in self.provisions for p in top.walk() if p.label == label), None)


class _Draft:
    """A provision while its paragraphs are being gathered."""

    def __init__(self, step: str, depth: int, place: str, label_changed: bool, parent: _Draft | None) -> None:
        self.step, self.depth, self.place, self.parent = step, depth, place, parent
        self.label: str = (parent.label if parent else "") + step
        self.label_changed = label_changed
        self.text = ""
        self.stretches: list[Stretch] = []
        self.order: list[Part | _Draft] = []
        self.touched = False

    def add(self, paragraph: ViewedParagraph, start: int) -> None:
        body = paragraph.text[start:]
        offset = len(self.text) + (1 if self.text else 0)
        self.text = f"{self.text}\n{body}" if self.text else body
        self.order.append(Part(offset, offset + len(body)))
        self.touched = self.touched or paragraph.touched
        for stretch in paragraph.stretches:
            first, last = max(stretch.start, start), stretch.end
            if last > first:
                self.stretches.append(Stretch(offset + first - start, offset + last - start, stretch.mark))

    def done(self) -> Provision:
        order = tuple(x.done() if isinstance(x, _Draft) else x for x in self.order)
        changed = self.touched or self.label_changed or any(s.mark is not Mark.KEPT for s in self.stretches)
        return Provision(
            self.label, self.step, self.text, order, tuple(self.stretches), self.place, changed, self.label_changed
        )


def lay_out(paragraphs: Iterable[ViewedParagraph], view: View) -> Layout:
    """The provisions among the paragraphs of a view."""
    tops: list[_Draft] = []
    headings: list[str] = []
    loose: list[ViewedParagraph] = []
    told: list[Instruction] = []
    current: _Draft | None = None
    for paragraph in paragraphs:
        if not paragraph.text.strip():
            continue
        order = instruction(paragraph.text)
        clause = clause_label(paragraph) if order is None else None
        if order is not None:
            told.append(order)
            current = None
            if order.replaces is not None and "(" in order.replaces:
                current = _extract(order.replaces, paragraph.place, tops)
        elif clause is not None:
            label, end = clause
            current = _Draft(label, 0, paragraph.place, _label_changed(paragraph, end), None)
            tops.append(current)
            _add(current, paragraph, end)
        elif paragraph.heading:
            headings.append(paragraph.text.strip())
            current = None
        elif current is None:
            loose.append(paragraph)
        else:
            current = _below(current, paragraph)
    return Layout(view, tuple(t.done() for t in tops), tuple(headings), tuple(loose), tuple(told))


def _extract(label: str, place: str, tops: list[_Draft]) -> _Draft:
    """A clause of which only one paragraph follows."""
    stem, _, _ = label.partition("(")
    draft = _Draft(stem, 0, place, False, None)
    tops.append(draft)
    return draft


def clause_label(paragraph: ViewedParagraph) -> tuple[str, int] | None:
    """The label of the clause that a paragraph opens, and where its text begins; None if it opens none.

    A label that the word processor computed counts like one that is typed.
    """
    if paragraph.number is not None:
        match = _CLAUSE.match(paragraph.number + " ")
        if match is not None:
            return _tidy(match["label"]), 0
    match = _CLAUSE.match(paragraph.text)
    if match is None or not _opens(paragraph.text, match.end()):
        return None
    return _tidy(match["label"]), match.end()


def _opens(text: str, end: int) -> bool:
    """Whether a label at the head opens a clause, and does not begin a sentence that cites one."""
    rest = text[end:]
    return not re.match(r"(?:\(|(?:and|or|to|shall|is|are|applies|does|of|above|below)\b)", rest) and not (
        text.lstrip().startswith(("Section", "Clause")) and rest[:1].islower()
    )


def _tidy(label: str) -> str:
    return re.sub(r"\s", "", label)


def _label_changed(paragraph: ViewedParagraph, end: int) -> bool:
    return any(s.mark is not Mark.KEPT and s.start < end for s in paragraph.stretches)


def _add(draft: _Draft, paragraph: ViewedParagraph, start: int) -> None:
    """Adds a paragraph that opened `draft`; a step typed straight after the label opens a child."""
    step = _STEP.match(paragraph.text[start:])
    if step is not None and paragraph.text[start + step.end() :].strip() and draft.depth == 0:
        _open(draft, step["label"], paragraph, start + step.end())
    else:
        draft.add(paragraph, start)


def _below(current: _Draft, paragraph: ViewedParagraph) -> _Draft:
    """Where a paragraph inside a clause belongs: the provision it opens or continues."""
    typed = _STEP.match(paragraph.number + " ") if paragraph.number is not None else None
    start = 0
    if typed is None:
        typed = _STEP.match(paragraph.text)
        start = typed.end() if typed else 0
    if typed is not None:
        parent = _parent(current, typed["label"])
        return _open(parent, typed["label"], paragraph, start)
    top = current
    while top.parent is not None:
        top = top.parent
    top.add(paragraph, len(paragraph.text) - len(paragraph.text.lstrip()))
    return top


def _open(parent: _Draft, step: str, paragraph: ViewedParagraph, start: int) -> _Draft:
    child = _Draft(step, parent.depth + 1, paragraph.place, _label_changed(paragraph, start), parent)
    parent.order.append(child)
    child.add(paragraph, start)
    return child


def _parent(current: _Draft, step: str) -> _Draft:
    """The provision under which a step stands: beside its predecessor, or below the open provision."""
    level = current
    while level.parent is not None:
        siblings = [x.step for x in level.parent.order if isinstance(x, _Draft)]
        if _follows(siblings[-1], step):
            return level.parent
        level = level.parent
    if current.parent is None:
        return current
    if _is_first(step):
        return current
    siblings_style = _style(current.step)
    return current.parent if _style(step) == siblings_style else current


def _follows(before: str, step: str) -> bool:
    """Whether `step` is the one after `before`: (a) (b), (i) (ii), (h) (i), (1) (2)."""
    one, two = before[1:-1], step[1:-1]
    if one.isdigit() and two.isdigit():
        return int(two) == int(one) + 1
    if one in _ROMANS and two in _ROMANS and _ROMANS.index(two) == _ROMANS.index(one) + 1:
        return True
    if len(one) == len(two) == 1 and ord(two) == ord(one) + 1:
        return True
    # (aa) is inserted after (a), and (b) follows it.
    return bool(
        one
        and two
        and one.isalpha()
        and two.isalpha()
        and {len(one), len(two)} == {1, 2}
        and (two[0] == one[0] or ord(two[0]) == ord(one[0]) + 1)
        and not (two in _ROMANS and two[0] == "i")
    )


def _is_first(step: str) -> bool:
    return step in ("(a)", "(i)", "(1)", "(aa)")


def _style(step: str) -> str:
    inner = step[1:-1]
    if inner.isdigit():
        return "digit"
    return "roman" if _ROMAN.match(step) and inner not in ("c", "d", "l", "m") else "letter"
