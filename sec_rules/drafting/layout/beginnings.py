"""Which forms may stand at a place of a text, told by how each begins: only those are compiled and tried.

Of some five hundred forms a text needs a tenth; and of those that it needs, each place may hold a handful.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from attrs import frozen

from sec_rules.drafting.layout.labels import INVISIBLE

# Of how many signs a beginning is at most; where a form has many, they are cut shorter.
_LONGEST: Final = 10
_SHORT: Final = 3
_MOST: Final = 60
# How far white space in a row is looked through.
_FURTHEST: Final = 200
# How many beginnings of places are remembered before all are forgotten.
_REMEMBERED: Final = 20_000

# In a beginning a space stands for any white space or sign that does not print, and 0 for any digit.
_SPACE: Final = " "
_SPACES: Final = re.compile(" +")
_UNSEEN: Final = frozenset((*INVISIBLE, "\x81"))
_DIGIT: Final = "0"
_PLAIN: Final = {
    ord(c): _SPACE if c.isspace() else _DIGIT if c.isdecimal() else c.lower() for c in map(chr, range(128))
}
_KINDS_OF_SIGN: Final = {r"\s": _SPACE, r"\n": _SPACE, r"\t": _SPACE, r"\d": _DIGIT}

_OPEN: Final = r"(?P<open>\((?:\?(?:P<\w+>|[a-z]*-?[a-z]*:|<?[=!]))?)"
_CLASS: Final = r"\[\^?\]?(?:\\.|[^\]\\])*\]"
_ATOM: Final = re.compile(
    rf"{_OPEN}|(?P<shut>\))|(?P<or>\|)|(?P<class>{_CLASS})|(?P<edge>\\[bB]|[$^])"
    r"|(?P<plain>[\w -]+(?![?*+{]))|(?:\\u[0-9a-f]{4}|\\.|.)",
    re.DOTALL,
)
_BORDER: Final = re.compile(rf"(?:{_CLASS}|\\.|[^\[\\()|])*(?:{_OPEN}|(?P<shut>\))|(?P<or>\|))", re.DOTALL)
_OFTEN: Final = re.compile(r"(?:[?*+]|\{\d+(?:,\d*)?\})[?+]?")
_ONE: Final = r"\\u[0-9a-f]{4}|\\.|[^\\]"
_IN_CLASS: Final = re.compile(rf"(?P<first>{_ONE})(?:-(?P<last>{_ONE}))?", re.DOTALL)
# Signs that an expression in which capitals make no difference takes for one of the first 128.
_FOLDED: Final = {0x130: "i", 0x131: "i", 0x17F: "s", 0x212A: "k"}


@frozen
class _Found:
    """The beginnings of a part: those that what comes next still belongs to, and those that are whole."""

    going: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()


_NOTHING: Final = _Found(going=frozenset({""}))
_ANYTHING: Final = _Found(whole=frozenset({""}))


def beginnings(pattern: str) -> tuple[str, ...] | None:
    """How a text may begin that a regular expression matches, in small letters; None where it may begin with anything.

    A text that the expression matches begins with one of them; one that begins so need not match.
    """
    found = _Reader(pattern).alternatives()
    texts = found.going | found.whole
    return None if "" in texts else tuple(sorted(texts))


class _Reader:
    """Reads an expression from left to right, each part at most once."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def alternatives(self) -> _Found:
        """The beginnings of what stands up to the bracket that closes, or to the end."""
        ends, whole = set[str](), set[str]()
        going = {""}
        while (atom := self._next(bool(going))) is not None and atom["shut"] is None:
            if atom["or"] is not None:
                ends |= going
                going = {""}
                continue
            part = self._part(atom)
            whole |= _joined(going, part.whole)
            further = _joined(going, part.going)
            if len(further) + len(whole) > _MOST:
                further, whole = _cut(further), _cut(whole)
                going = {text for text in further if len(text) < _SHORT}
            else:
                going = {text for text in further if len(text) < _LONGEST}
            whole |= further - going
        return _Found(frozenset(ends | going), frozenset(whole))

    def _next(self, wanted: bool) -> re.Match[str] | None:
        """The next part; where none is wanted, the next that stands between alternatives or behind them."""
        depth = 0
        while (atom := (_ATOM if wanted else _BORDER).match(self._pattern, self._at)) is not None:
            self._at = atom.end()
            if wanted or (not depth and atom["open"] is None):
                return atom
            depth += 1 if atom["open"] else -1 if atom["shut"] else 0
        return None

    def _part(self, atom: re.Match[str]) -> _Found:
        """The beginnings of one part, with how often it may stand there."""
        if atom["edge"] is not None:
            return _NOTHING
        if atom["plain"] is not None:
            return _Found(going=frozenset({_normal(atom[0])}))
        if (bracket := atom["open"]) is not None:
            inside = self.alternatives()
            part = _NOTHING if bracket.endswith(("=", "!")) else inside
        else:
            part = _in_class(atom["class"]) if atom["class"] else _sign(atom[0])
        often = _OFTEN.match(self._pattern, self._at)
        if often is None:
            return part
        self._at = often.end()
        if often[0][0] in "?*" or often[0].startswith("{0"):
            part = _Found(part.going | {""}, part.whole)
        if often[0][0] == "?" or part.going <= {"", _SPACE}:
            return part
        # What may stand there more than once goes on in a way that is not followed, but for white space.
        return _Found(part.going & {""}, part.whole | (part.going - {""}))


def _cut(texts: Iterable[str]) -> set[str]:
    return {text[:_SHORT] for text in texts}


def _joined(before: set[str], after: frozenset[str]) -> set[str]:
    return {(text + more).replace(_SPACE * 2, _SPACE)[:_LONGEST] for text in before for more in after}


@cache
def _sign(written: str) -> _Found:
    sign = _meant(written)
    return _ANYTHING if sign is None else _Found(going=frozenset({_normal(sign)}))


@cache
def _in_class(written: str) -> _Found:
    signs: set[str] = set()
    for each in _IN_CLASS.finditer(written[1:-1]):
        first, last = _meant(each["first"]), _meant(each["last"] or each["first"])
        if written[1] == "^" or first is None or last is None:
            return _ANYTHING
        signs |= {_normal(chr(n)) for n in range(ord(first), ord(last) + 1)}
    return _Found(going=frozenset(signs))


def _meant(written: str) -> str | None:
    """The sign that stands for those meant; None where they may be any."""
    if written in _KINDS_OF_SIGN:
        return _KINDS_OF_SIGN[written]
    if len(written) > 2:
        return chr(int(written[2:], 16))
    return None if written == "." or (len(written) == 2 and written[1].isalnum()) else written[-1]


def _normal(text: str) -> str:
    """A text as beginnings are written."""
    if text.isascii():
        return _SPACES.sub(_SPACE, text.translate(_PLAIN))
    small = text.translate(_FOLDED).lower()
    plain = "".join(_SPACE if c.isspace() or c in _UNSEEN else _DIGIT if c.isdecimal() else c for c in small)
    return _SPACES.sub(_SPACE, plain)


class Beginnings:
    """Rows of expressions, of which `at` gives the numbers of those that may match at a place, in order."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._rows: dict[str, list[int]] = {}
        self._found: dict[str, tuple[int, ...]] = {}
        for row, pattern in enumerate(patterns):
            for text in beginnings(pattern) or ("",):
                self._rows.setdefault(text, []).append(row)

    def at(self, text: str, position: int) -> tuple[int, ...]:
        """The numbers of the rows that may match there."""
        begins = text[position : position + _LONGEST]
        rows = self._found.get(begins)
        if rows is None:
            normal = _normal(begins)
            if len(begins) == _LONGEST > len(normal):
                # Of white space in a row one sign counts: what stands behind it is looked at too.
                further = text[position : position + _FURTHEST]
                normal = _normal(further)[:_LONGEST]
                return self._rows_of(normal, known=len(normal) == _LONGEST or len(further) < _FURTHEST)
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            rows = self._found[begins] = self._rows_of(normal)
        return rows

    def _rows_of(self, begins: str, *, known: bool = True) -> tuple[int, ...]:
        found = {row for length in range(len(begins) + 1) for row in self._rows.get(begins[:length], ())}
        if not known:
            found.update(row for text, rows in self._rows.items() if text.startswith(begins) for row in rows)
        return tuple(sorted(found))
