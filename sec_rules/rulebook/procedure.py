"""Lists of words that were judged once, as the files of words beside this module have them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def _lists(name: str) -> Mapping[str, frozenset[str]]:
    return word_lists(files(__package__ or "").joinpath(name).read_text(encoding="utf-8"))


def procedure() -> Mapping[str, frozenset[str]]:
    """The words of the procedure around the assessments, as `procedure.txt` names their lists; in small letters."""
    return _lists("procedure.txt")


def doings() -> Mapping[str, frozenset[str]]:
    """The lists of words judged one by one, as `doings.txt` has them."""
    return _lists("doings.txt")


def plain_words() -> Mapping[str, frozenset[str]]:
    """The ordinary words of English that were judged to settle nothing, as `plain_words.txt` has them."""
    return _lists("plain_words.txt")


def parts_of_speech() -> Mapping[str, frozenset[str]]:
    """Ordinary words by the parts of speech that each may be, as `parts_of_speech.txt` has them."""
    return _lists("parts_of_speech.txt")


def reaching() -> Mapping[str, frozenset[str]]:
    """How the words of a sentence reach a question that is followed clause by clause, as `reaching.txt` lists them."""
    return _lists("reaching.txt")


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
