"""The words of the procedure around the assessments, as `procedure.txt` lists them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def procedure() -> Mapping[str, frozenset[str]]:
    """The lists of words, by the names that the file gives them; all in small letters."""
    found: dict[str, list[str]] = {}
    words: list[str] = []
    text = files(__package__ or "").joinpath("procedure.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("    "):
            words.extend(line.split())
        elif line and not line.startswith("#"):
            words = found[line.rstrip(":")] = []
    return {name: frozenset(given) for name, given in found.items()}
