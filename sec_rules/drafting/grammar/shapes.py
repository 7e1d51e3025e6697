"""Every way in which a grammar can put kinds of phrase together.

A grammar is a text of rules in the notation of Lark: `name: part part | part -> other_name`, with `( )`, `|`, `?`, `*`
and `+`. Names in capitals are kinds of phrase. What a rule whose name begins with `_` holds stands in the rule around
it, and so does the only part of one written `?name`. No rule may begin with itself.

Each part of the grammar is looked for once at each place, and only where the next phrase may begin it; so the work
grows with the cube of the phrases at worst, however many ways there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from attrs import field, frozen, mutable

# The name of the rule that a whole sentence is.
START: Final = "start"
_NOWHERE: Final[tuple[int, ...]] = ()
# Parts within parts, as deep as a sentence is gone into: what people write takes less than half of it.
DEEPEST: Final = 120
# A rule goes on in the lines below it that are set in.
_RULE: Final = re.compile(r"^\S.*(?:\n[ \t].*|\n(?=\n*[ \t]))*", re.MULTILINE)
_TOKEN: Final = re.compile(r"->|\w+|[()|?*+:]")
_ENDS_A_ROW: Final = frozenset(("", ")", "|", "->"))


class Shape(NamedTuple):
    """A rule and what it holds, in order: shapes, and phrases by their numbers."""

    name: str
    parts: tuple[Shape | int, ...]


# What stands next to each other at a place.
Parts = tuple[Shape | int, ...]


class TooDeep(Exception):
    """A sentence whose parts stand within each other deeper than is gone into."""


@frozen
class Halt:
    """How many phrases were read, and the kinds expected after them."""

    at: int
    expected: frozenset[str]


@mutable(eq=False)
class _Row:
    """The kinds of phrase of a sentence, with what is known already of where parts end and in which ways."""

    kinds: Sequence[str]
    most: int
    ends: dict[tuple[_Part, int], tuple[int, ...]] = field(factory=dict)
    ways: dict[tuple[_Part, int, int], tuple[Parts, ...]] = field(factory=dict)
    expected: list[set[frozenset[str]]] = field(init=False)
    furthest: int = 0
    depth: int = 0

    def __attrs_post_init__(self) -> None:
        self.expected = [set() for _ in range(len(self.kinds) + 1)]

    def deeper(self) -> None:
        """Goes one part deeper; raises `TooDeep` past the deepest."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise TooDeep


@mutable(eq=False)
class _Part:
    """A part of a grammar: the kinds of phrase that may begin it, and whether it may be `empty`."""

    begins: frozenset[str] = field(default=frozenset(), init=False)
    empty: bool = field(default=False, init=False)

    def ends(self, row: _Row, start: int) -> tuple[int, ...]:
        """Every place at which the part may end that begins at `start`."""
        if start == len(row.kinds) or row.kinds[start] not in self.begins:
            row.expected[start].add(self.begins)
            return (start,) if self.empty else _NOWHERE
        found = row.ends.get((self, start))
        if found is None:
            row.deeper()
            found = row.ends[self, start] = tuple(self._ends(row, start))
            row.depth -= 1
        return found

    def ways(self, row: _Row, start: int, end: int) -> tuple[Parts, ...]:
        """The ways in which the part may run from `start` to `end`, where it may; one more than `most` at most."""
        found = row.ways.get((self, start, end))
        if found is None:
            row.deeper()
            found = row.ways[self, start, end] = _first(self._ways(row, start, end), row.most + 1)
            row.depth -= 1
        return found

    def learn(self) -> bool:
        """Works out what may begin the part, from what is known of the parts it holds; whether that was news."""
        begins, empty = self._begins()
        news = (begins, empty) != (self.begins, self.empty)
        self.begins, self.empty = begins, empty
        return news

    def _begins(self) -> tuple[frozenset[str], bool]:
        raise NotImplementedError

    def _ends(self, row: _Row, start: int) -> Iterable[int]:
        """Every place at which the part may end, once, where the phrase at `start` may begin it."""
        raise NotImplementedError

    def _ways(self, row: _Row, start: int, end: int) -> Iterator[Parts]:
        raise NotImplementedError


def _first(given: Iterator[Parts], most: int) -> tuple[Parts, ...]:
    """The first different ones, as many as `most`."""
    seen: dict[Parts, None] = {}
    for each in given:
        seen[each] = None
        if len(seen) == most:
            break
    return tuple(seen)


@mutable(eq=False)
class _Kind(_Part):
    """One phrase of a kind."""

    kind: str

    def _begins(self) -> tuple[frozenset[str], bool]:
        return frozenset((self.kind,)), False

    def ends(self, row: _Row, start: int) -> tuple[int, ...]:
        # Looked for more often than any other part, and told at a glance: nothing to remember.
        if start == len(row.kinds) or row.kinds[start] != self.kind:
            row.expected[start].add(self.begins)
            return _NOWHERE
        if row.depth >= DEEPEST:
            raise TooDeep
        row.furthest = max(row.furthest, start + 1)
        return (start + 1,)

    def _ways(self, row: _Row, start: int, end: int) -> Iterator[Parts]:
        yield (start,)


@mutable(eq=False)
class _Nothing(_Part):
    """No phrase."""

    def _begins(self) -> tuple[frozenset[str], bool]:
        return frozenset(), True

    def _ends(self, row: _Row, start: int) -> Iterable[int]:
        return (start,)

    def _ways(self, row: _Row, start: int, end: int) -> Iterator[Parts]:
        yield ()


@mutable(eq=False)
class _Then(_Part):
    """One part behind another."""

    one: _Part
    two: _Part

    def _begins(self) -> tuple[frozenset[str], bool]:
        begins = self.one.begins | self.two.begins if self.one.empty else self.one.begins
        return begins, self.one.empty and self.two.empty

    def _ends(self, row: _Row, start: int) -> Iterable[int]:
        middles = self.one.ends(row, start)
        if len(middles) == 1:
            return self.two.ends(row, middles[0])
        found: dict[int, None] = {}
        for middle in middles:
            found.update(dict.fromkeys(self.two.ends(row, middle)))
        return found

    def _ways(self, row: _Row, start: int, end: int) -> Iterator[Parts]:
        for middle in self.one.ends(row, start):
            if end in self.two.ends(row, middle):
                for one in self.one.ways(row, start, middle):
                    yield from (one + two for two in self.two.ways(row, middle, end))


@mutable(eq=False)
class _Choice(_Part):
    """One of some parts; those that a kind of phrase may begin are told apart once for each kind."""

    _of_kind: dict[str, tuple[tuple[_Part | None, ...], frozenset[str]]] = field(factory=dict, init=False)

    @property
    def choices(self) -> tuple[_Part, ...]:
        """The parts of which it is one."""
        raise NotImplementedError

    def _begins(self) -> tuple[frozenset[str], bool]:
        begins = frozenset[str]().union(*(part.begins for part in self.choices))
        return begins, any(part.empty for part in self.choices)

    def _ends(self, row: _Row, start: int) -> Iterable[int]:
        may, others = self._begun_by(row.kinds[start])
        row.expected[start].add(others)
        if len(may) == 1 and may[0] is not None:
            return may[0].ends(row, start)
        found: dict[int, None] = {}
        for part in may:
            found.update(dict.fromkeys((start,) if part is None else part.ends(row, start)))
        return found

    def _begun_by(self, kind: str) -> tuple[tuple[_Part | None, ...], frozenset[str]]:
        """The parts that a phrase of a kind may begin, None for one that may be nothing; what begins the others."""
        known = self._of_kind.get(kind)
        if known is None:
            may = tuple(part if kind in part.begins else None for part in self.choices if _may(part, kind))
            others = frozenset[str]().union(*(part.begins for part in self.choices if kind not in part.begins))
            known = self._of_kind[kind] = may, others
        return known


def _may(part: _Part, kind: str) -> bool:
    return part.empty or kind in part.begins


@mutable(eq=False)
class _Either(_Choice):
    """One of some parts."""

    parts: tuple[_Part, ...]

    @property
    def choices(self) -> tuple[_Part, ...]:
        return self.parts

    def _ways(self, row: _Row, start: int, end: int) -> Iterator[Parts]:
        for part in self.parts:
            if end in part.ends(row, start):
                yield from part.ways(row, start, end)


@mutable(eq=False)
class _Often(_Part):
    """A part once or more."""

    part: _Part

    def _begins(self) -> tuple[frozenset[str], bool]:
        return self.part.begins, self.part.empty

    def _ends(self, row: _Row, start: int) -> Iterable[int]:
        found: dict[int, None] = {}
        frontier = list(self.part.ends(row, start))
        while frontier:
            end = frontier.pop()
            if end not in found:
                found[end] = None
                frontier.extend(self.part.ends(row, end))
        return found

    def _ways(self, row: _Row, start: int, end: int) -> Iterator[Parts]:
        for middle in self.part.ends(row, start):
            for one in self.part.ways(row, start, middle):
                if middle == end:
                    yield one
                elif middle > start and end in self.ends(row, middle):
                    yield from (one + more for more in self.ways(row, middle, end))


@mutable(eq=False)
class _Rule(_Choice):
    """A rule: its name, whether its only part stands for it, and its forms, each with another name or "" for none."""

    name: str
    single: bool = False
    forms: tuple[tuple[_Part, str], ...] = ()

    @property
    def choices(self) -> tuple[_Part, ...]:
        return tuple(form for form, _ in self.forms)

    def _ways(self, row: _Row, start: int, end: int) -> Iterator[Parts]:
        for form, name in self.forms:
            if end in form.ends(row, start):
                yield from (self._said(parts, name) for parts in form.ways(row, start, end))

    def _said(self, parts: Parts, name: str) -> Parts:
        held = self.name.startswith("_") or (self.single and len(parts) == 1)
        return parts if held and not name else (Shape(name or self.name, parts),)


@frozen(eq=False)
class Grammar:
    """The rules of a grammar, put together for parsing."""

    start: _Part

    def shapes(self, kinds: Sequence[str], most: int) -> tuple[Shape, ...] | Halt:
        """The ways to read a row of kinds, one more than `most` at most; or where none goes on.

        Raises `TooDeep`.
        """
        row = _Row(kinds, most)
        end = len(kinds)
        if end not in self.start.ends(row, 0):
            return Halt(row.furthest, frozenset().union(*row.expected[row.furthest]))
        return tuple(shape for (shape,) in self.start.ways(row, 0, end) if isinstance(shape, Shape))


def grammar(text: str) -> Grammar:
    """The grammar that a text gives. `ValueError` for a rule that is named and not given."""
    reader = _Reader(text)
    parts = reader.parts
    while sum(part.learn() for part in parts):
        pass
    return Grammar(reader.rules[START])


class _Reader:
    """Reads the rules of a grammar."""

    def __init__(self, text: str) -> None:
        self.rules: dict[str, _Rule] = {}
        self.parts: list[_Part] = []
        self._kinds: dict[str, _Kind] = {}
        lines = (line.partition("//")[0].rstrip() for line in text.splitlines() if not line.startswith("%"))
        for rule in _RULE.findall("\n".join(lines)):
            self._give(rule)
        missing = sorted(name for name, rule in self.rules.items() if not rule.forms)
        if missing:
            raise ValueError(f"The grammar names rules that it does not give: {', '.join(missing)}.")

    def _give(self, written: str) -> None:
        """One rule."""
        self._tokens: list[str] = _TOKEN.findall(written)
        self._at = 0
        single = self._took("?")
        rule = self._rule(self._take())
        self._take()
        rule.single, rule.forms = single, tuple(self._forms())

    def _forms(self) -> Iterator[tuple[_Part, str]]:
        """What a rule may be, each with the name that it goes by instead."""
        while True:
            form = self._row()
            yield form, self._take() if self._took("->") else ""
            if not self._took("|"):
                return

    def _row(self) -> _Part:
        parts: list[_Part] = []
        while self._peek() not in _ENDS_A_ROW:
            parts.append(self._repeated(self._one()))
        if not parts:
            return self._made(_Nothing())
        row = parts.pop()
        while parts:
            row = self._made(_Then(parts.pop(), row))
        return row

    def _one(self) -> _Part:
        token = self._take()
        if token == "(":
            parts = [self._row()]
            while self._took("|"):
                parts.append(self._row())
            self._take()
            return self._made(_Either(tuple(parts))) if len(parts) > 1 else parts[0]
        if not token.isupper():
            return self._rule(token)
        if token not in self._kinds:
            self._kinds[token] = _Kind(token)
            self._made(self._kinds[token])
        return self._kinds[token]

    def _repeated(self, part: _Part) -> _Part:
        sign = self._peek()
        if sign not in ("?", "*", "+"):
            return part
        self._take()
        if sign != "?":
            part = self._made(_Often(part))
        return part if sign == "+" else self._made(_Either((part, self._made(_Nothing()))))

    def _rule(self, name: str) -> _Rule:
        if name not in self.rules:
            self.rules[name] = _Rule(name)
            self._made(self.rules[name])
        return self.rules[name]

    def _made(self, part: _Part) -> _Part:
        self.parts.append(part)
        return part

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1]

    def _took(self, token: str) -> bool:
        found = self._peek() == token
        self._at += found
        return found
