"""How a file of text parts its columns, as Excel writes it in one country or another, and whether lines are blank."""

from __future__ import annotations

import mmap
from pathlib import Path
from typing import Final

from attrs import frozen

# Excel writes the sign by which columns are parted into a first line of its own where it is told to.
_SAYS: Final = "sep="
# So much of a file holds the names of its columns.
_HEAD: Final = 1 << 16


@frozen
class Layout:
    """The sign between columns, and how many lines stand before their names."""

    separator: str
    before: int = 0


def layout_of(path: Path) -> Layout:
    """The layout of a file: commas, or semicolons or tabs where no comma stands among the names of the columns."""
    with path.open("rb") as file:
        return layout(file.read(_HEAD))


def layout(head: bytes) -> Layout:
    """The layout of a file that begins so."""
    lines = head[:_HEAD].decode("utf-8-sig", errors="replace").splitlines()
    first = lines[0] if lines else ""
    if first.lower().startswith(_SAYS) and len(first) > len(_SAYS):
        return Layout(first[len(_SAYS)], 1)
    return Layout("," if "," in first else next((mark for mark in (";", "\t") if mark in first), ","))


def has_blank_lines(path: Path, separator: str) -> bool:
    """Whether a line may be blank, or hold nothing but separators."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        return any(text.find(b"\n" + begun) >= 0 for begun in (b"\n", b"\r\n", separator.encode()))
