"""The words of the procedure around the assessments, as `procedure.txt` lists them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def procedure() -> Mapping[str, frozenset[str]]:
    """The lists of words, by the names that the file gives them; all in small letters."""
    return word_lists(files(__package__ or "").joinpath("procedure.txt").read_text(encoding="utf-8"))


@cache
def doings() -> Mapping[str, frozenset[str]]:
    """The lists of words judged one by one, as `doings.txt` has them."""
    return word_lists(files(__package__ or "").joinpath("doings.txt").read_text(encoding="utf-8"))


@cache
def plain_words() -> Mapping[str, frozenset[str]]:
    """The ordinary words of English that were judged to settle nothing, as `plain_words.txt` has them."""
    return word_lists(files(__package__ or "").joinpath("plain_words.txt").read_text(encoding="utf-8"))


@cache
def parts_of_speech() -> Mapping[str, frozenset[str]]:
    """Ordinary words by the parts of speech that each may be, as `parts_of_speech.txt` has them."""
    return word_lists(files(__package__ or "").joinpath("parts_of_speech.txt").read_text(encoding="utf-8"))


@cache
def reaching() -> Mapping[str, frozenset[str]]:
    """How the words of a sentence reach a question that is followed clause by clause, as `reaching.txt` lists them."""
    return word_lists(files(__package__ or "").joinpath("reaching.txt").read_text(encoding="utf-8"))


def word_lists(text: str) -> Mapping[str, frozenset[str]]:
    """The lists of a text: a name and a colon, and lines of words below it set in by four spaces.

    An underscore stands for a space; lines that begin with # are comments.
    """
    found: dict[str, list[str]] = {}
    words: list[str] = []
    for line in text.splitlines():
        if line.startswith("    "):
            words.extend(word.casefold().replace("_", " ") for word in line.split())
        elif line and not line.startswith("#"):
            words = found[line.rstrip(":")] = []
    return {name: frozenset(given) for name, given in found.items()}
