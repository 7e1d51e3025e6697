"""How far to the right the lines of a page begin, which tells a list from the clauses around it.

The library that reads a page says where each run of text stands; the lines are those that it reads without being asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pypdf import PageObject

# So many points are one blank of an indent.
_BLANK: Final = 6.0


def lines_with_indents(page: PageObject) -> tuple[str, ...]:
    """The lines of a page, each behind as many blanks as it is indented from the one furthest to the left."""
    lines: list[str] = [""]
    lefts: list[float | None] = [None]

    def take(text: str, around: Sequence[float], matrix: Sequence[float], *_: Any) -> None:
        for i, part in enumerate(text.split("\n")):
            if i:
                lines.append("")
                lefts.append(None)
            if not lines[-1].strip() and part.strip():
                lefts[-1] = None if i else matrix[4] * around[0] + matrix[5] * around[2] + around[4]
            lines[-1] += part

    text = page.extract_text(visitor_text=take)
    if "\n".join(lines) != text:
        return tuple(text.split("\n"))
    known = [left for line, left in zip(lines, lefts, strict=True) if left is not None and any(map(str.isalpha, line))]
    margin = min(known, default=0.0)
    return tuple(_indented(line, left, margin) for line, left in zip(lines, lefts, strict=True))


def _indented(line: str, left: float | None, margin: float) -> str:
    return line if left is None else " " * max(0, round((left - margin) / _BLANK)) + line.lstrip()
