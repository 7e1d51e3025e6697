"""A page of a PDF as it is drawn: its characters in the order of the file, and its thin horizontal lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from attrs import define, evolve, field, frozen

from sec_rules.documents.pdf.fonts import Font, font_of

Matrix = tuple[float, float, float, float, float, float]
UNKNOWN: Final = "\ufffd"
_UNIT: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# How thin a line must be to be drawn through words, and how deep forms are followed.
_THIN: Final = 2.0
_DEEPEST: Final = 8
# A segment of a path, and the sides of a box; how slim a box must be to look like a line at any scale.
_SEGMENT: Final = re.compile(rb"[\d.]\s+l\s")
_BOX: Final = re.compile(rb"(-?\d*\.?\d+)\s+(-?\d*\.?\d+)\s+re\b")
_SLIM: Final = 0.3
_FILLING: Final = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
_STROKING: Final = frozenset({b"S", b"s", b"B", b"B*", b"b", b"b*"})
_COLOUR: Final = {b"rg": False, b"g": False, b"k": False, b"sc": False, b"scn": False} | {
    b"RG": True, b"G": True, b"K": True, b"SC": True, b"SCN": True,
}  # fmt: skip


@frozen
class Character:
    """A character on a page, in points: from `left` to `right` on a baseline, how large, in which colour."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    colour: tuple[float, ...]

    @property
    def middle(self) -> float:
        """Halfway between its sides."""
        return (self.left + self.right) / 2


@frozen
class Rule:
    """A thin horizontal line on a page, in points."""

    left: float
    right: float
    height: float
    colour: tuple[float, ...]


@frozen
class _State:
    """What the operators of a page have set."""

    matrix: Matrix = _UNIT
    font: Font | None = None
    size: float = 0.0
    between: float = 0.0
    blanks: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    fill: tuple[float, ...] = ()
    stroke: tuple[float, ...] = ()


@define
class Drawing:
    """What is drawn on a page. `turned` is text that stands on no level line; a character that no table of its font
    names is `UNKNOWN`.
    """

    characters: list[Character] = field(factory=list)
    rules: list[Rule] = field(factory=list)
    turned: str = ""
    _state: _State = field(factory=_State)
    _kept: list[_State] = field(factory=list)
    _line: Matrix = _UNIT
    _text: Matrix = _UNIT
    _path: list[list[tuple[float, float]]] = field(factory=list)
    _fonts: dict[str, Font] = field(factory=dict)

    def draw(self, content: Any, resources: Any, depth: int = 0) -> None:
        """Carries out the operators of a page, and of the forms that it shows."""
        fonts = _under(resources, "/Font")
        for operands, operator in content.operations:
            if operator == b"Tf" and len(operands) == 2:
                self._state = evolve(self._state, font=self._font(fonts, operands[0]), size=float(operands[1]))
            elif operator == b"Do" and depth < _DEEPEST:
                self._form(_under(resources, "/XObject"), operands[0], resources, content, depth)
            else:
                self._carry_out(operator, operands)

    def _font(self, fonts: Any, name: str) -> Font | None:
        resource = fonts.get(name) if fonts is not None else None
        if resource is None:
            return None
        key = f"{id(resource.get_object())}"
        if key not in self._fonts:
            self._fonts[key] = font_of(resource.get_object())
        return self._fonts[key]

    def _form(self, forms: Any, name: str, resources: Any, content: Any, depth: int) -> None:
        form = forms.get(name) if forms is not None else None
        form = form.get_object() if form is not None else None
        if form is None or form.get("/Subtype") != "/Form":
            return
        before, kept = self._state, self._kept
        self._kept = []
        numbers = tuple(float(n) for n in form.get("/Matrix", _UNIT))
        self._state = evolve(before, matrix=_times(numbers, before.matrix))
        inner = form.get("/Resources")
        held = type(content)(form, content.pdf, "bytes")
        self.draw(held, inner.get_object() if inner is not None else resources, depth + 1)
        self._state, self._kept = before, kept

    def _carry_out(self, operator: bytes, operands: Sequence[Any]) -> None:
        if operator == b"TJ" and operands:
            for each in operands[0]:
                if isinstance(each, (int, float)):
                    self._on(-float(each) / 1000 * self._state.size * self._state.stretch)
                else:
                    self._show(each)
            return
        if operator in (b"Tj", b"'", b'"') and operands:
            if operator != b"Tj":
                self._next_line(0.0, -self._state.leading)
            self._show(operands[-1])
            return
        numbers = [float(o) for o in operands if isinstance(o, (int, float))]
        if operator in _COLOUR:
            colour = tuple(numbers)
            state = self._state
            self._state = evolve(state, stroke=colour) if _COLOUR[operator] else evolve(state, fill=colour)
        elif operator == b"q":
            self._kept.append(self._state)
        elif operator == b"Q":
            self._state = self._kept.pop() if self._kept else self._state
        elif operator == b"cm" and len(numbers) == 6:
            self._state = evolve(self._state, matrix=_times(tuple(numbers), self._state.matrix))
        elif not self._placed(operator, numbers):
            self._lined(operator, numbers)

    def _placed(self, operator: bytes, numbers: Sequence[float]) -> bool:
        """Carries out an operator that says where and how text stands; whether it is one."""
        setting = {b"Tc": "between", b"Tw": "blanks", b"TL": "leading", b"Ts": "rise", b"Tz": "stretch"}.get(operator)
        if operator == b"BT":
            self._line = self._text = _UNIT
        elif operator == b"Tm" and len(numbers) == 6:
            self._line = self._text = tuple(numbers)  # type: ignore[assignment]
        elif operator in (b"Td", b"TD") and len(numbers) == 2:
            if operator == b"TD":
                self._state = evolve(self._state, leading=-numbers[1])
            self._next_line(*numbers)
        elif operator == b"T*":
            self._next_line(0.0, -self._state.leading)
        elif setting is not None and numbers:
            changed: dict[str, Any] = {setting: numbers[0] / 100 if setting == "stretch" else numbers[0]}
            self._state = evolve(self._state, **changed)
        else:
            return False
        return True

    def _next_line(self, right: float, up: float) -> None:
        self._line = self._text = _times((1.0, 0.0, 0.0, 1.0, right, up), self._line)

    def _on(self, distance: float) -> None:
        self._text = _times((1.0, 0.0, 0.0, 1.0, distance, 0.0), self._text)

    def _show(self, string: Any) -> None:
        state = self._state
        data = bytes(string) if isinstance(string, (bytes, bytearray)) else string.original_bytes
        if state.font is None:
            return
        for glyph in state.font.glyphs(data):
            at = _times(self._text, state.matrix)
            width = glyph.width * state.size * state.stretch
            if abs(at[1]) >= 0.01 * abs(at[0]):
                self.turned += glyph.text or UNKNOWN
            else:
                x, y = at[4] + at[2] * state.rise, at[5] + at[3] * state.rise
                size = abs(state.size * at[3])
                self.characters.append(Character(glyph.text or UNKNOWN, x, x + width * at[0], y, size, state.fill))
            self._on(width + (state.between + (state.blanks if glyph.blank else 0.0)) * state.stretch)

    def _lined(self, operator: bytes, numbers: Sequence[float]) -> None:
        if operator == b"re" and len(numbers) == 4:
            x, y, width, height = numbers
            corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
            self._path.append([_at(self._state.matrix, *corner) for corner in corners])
        elif operator in (b"m", b"l") and len(numbers) == 2:
            point = _at(self._state.matrix, *numbers)
            if operator == b"m" or not self._path:
                self._path.append([point])
            else:
                self._path[-1].append(point)
        elif operator in (b"c", b"v", b"y"):
            # A curve is no line through words.
            self._path.append([])
        elif operator in _FILLING or operator in _STROKING:
            colour = self._state.fill if operator in _FILLING else self._state.stroke
            for points in self._path:
                xs, ys = [p[0] for p in points], [p[1] for p in points]
                if points and max(ys) - min(ys) <= _THIN < max(xs) - min(xs):
                    self.rules.append(Rule(min(xs), max(xs), (max(ys) + min(ys)) / 2, colour))
            self._path = []
        elif operator == b"n":
            self._path = []


def may_hold_lines(page: Any) -> bool:
    """Whether a page may draw thin lines, by a look at its operators: most pages of plain text do not."""
    contents = page.get_contents()
    if contents is None:
        return False
    resources = page.get("/Resources")
    forms = _under(resources.get_object() if resources is not None else None, "/XObject") or {}
    if any(each.get_object().get("/Subtype") == "/Form" for each in forms.values()):
        return True
    data = contents.get_data()
    boxes = (sorted((abs(float(one)), abs(float(two)))) for one, two in _BOX.findall(data))
    return _SEGMENT.search(data) is not None or any(thin <= _SLIM * long for thin, long in boxes)


def drawing_of(page: Any) -> Drawing:
    """What a page of pypdf draws."""
    from pypdf.generic import ContentStream

    drawn = Drawing()
    contents = page.get("/Contents")
    if contents is not None:
        resources = page.get("/Resources")
        content = ContentStream(contents.get_object(), page.pdf, "bytes")
        drawn.draw(content, resources.get_object() if resources is not None else None)
    return drawn


def _under(resources: Any, name: str) -> Any:
    held = resources.get(name) if resources is not None else None
    return held.get_object() if held is not None else None


def _times(one: Sequence[float], other: Sequence[float]) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]
