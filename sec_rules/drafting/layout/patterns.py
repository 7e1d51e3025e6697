"""Files of forms, which a lawyer can read: a name and what it is called, and one form a line.

In a form (...) groups, | parts, ? makes optional, [x] is a class, \\ takes a sign as it is, (?=...) and (?!...) look
ahead, and (?P<name>...) gives a part of it a name; {NAME} stands for the words given for NAME at the head of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from attrs import frozen

from sec_rules.drafting.layout.beginnings import Beginnings


@frozen
class Forms:
    """The forms of a file, each with its {NAMES} put in.

    `rows` are pairs of a name and its forms, in order; `called` says what each name is called in a message; `words` are
    those put in for {NAMES}.
    """

    rows: tuple[tuple[str, tuple[str, ...]], ...]
    called: Mapping[str, str]
    words: Mapping[str, str]


@cache
def forms_of(package: str, file: str, given: tuple[tuple[str, str], ...] = ()) -> Forms:
    """The forms in a file of a package; `given` are words for {NAMES} that it does not say itself."""
    text = files(package).joinpath(file).read_text(encoding="utf-8")
    words = dict(given)
    rows: list[tuple[str, list[str]]] = []
    called: dict[str, str] = {}
    for line in text.splitlines():
        if line.startswith("{"):
            key, _, value = line.partition(" = ")
            words[key.strip("{}")] = _filled(value, words)
        elif line.startswith("    "):
            rows[-1][1].append(_filled(line.strip(), words))
        elif line and not line.startswith("#"):
            name, _, says = line.partition(":")
            called[name] = says.strip()
            rows.append((name, []))
    return Forms(tuple((name, tuple(forms)) for name, forms in rows), called, words)


def _filled(form: str, words: Mapping[str, str]) -> str:
    """A form as a regular expression: plain groups do not capture, {NAMES} are put in."""
    plain = re.sub(r"(?<!\\)\((?!\?)", "(?:", form)
    return re.sub(r"\{([A-Z_]+)\}", lambda m: f"(?:{words[m[1]]})", plain)


class Table:
    """Rows of a name and an expression, tried in order; each is compiled at the first place where it may match.

    Rows that begin with `head`, where one is given, match only where `first` does, which is tried before them: of many
    that begin with one long expression one is compiled then, in most places.
    """

    def __init__(self, rows: Iterable[tuple[str, str]], flags: int = 0, head: str = "", first: str = "") -> None:
        self._rows = tuple(rows)
        self._flags = flags
        self._first = first
        self._headed = frozenset(n for n, (_, form) in enumerate(self._rows) if head and form.startswith(head))
        self._begin = Beginnings(tuple(pattern for _, pattern in self._rows))
        self._compiled: dict[str, re.Pattern[str]] = {}

    def matches(self, text: str, position: int, end: int) -> Iterator[tuple[str, re.Match[str]]]:
        """What matches at a place of `text[:end]`, the first row first."""
        rows = self._begin.at(text, position)
        if not self._headed.isdisjoint(rows) and self._match(self._first, text, position, end) is None:
            rows = tuple(row for row in rows if row not in self._headed)
        for row in rows:
            name, form = self._rows[row]
            match = self._match(form, text, position, end)
            if match is not None:
                yield name, match

    def _match(self, form: str, text: str, position: int, end: int) -> re.Match[str] | None:
        pattern = self._compiled.get(form)
        if pattern is None:
            pattern = self._compiled[form] = re.compile(form, self._flags)
        return pattern.match(text, position, end)
