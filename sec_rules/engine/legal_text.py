"""The words of each version, as they stand in `legal_text/`."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from sec_rules.errors import CodeError
from sec_rules.lang import Clause, TextSource, Version


@cache
def folder() -> Path:
    """`legal_text/`: inside the package when installed from a wheel, beside it in an editable install."""
    here = Path(__file__).resolve().parents[1]
    for candidate in (here / "legal_text", here.parent / "legal_text"):
        if candidate.is_dir():
            return candidate
    raise CodeError("The folder legal_text is neither in the package nor beside it; install the package again.")


def file_of(label: str) -> str:
    """Where the words of a clause stand, from the folder's parent: "legal_text/g8/g8_41.md"."""
    return f"legal_text/{_room(label)}.md"


def module_of(label: str) -> str:
    """Where the module of a clause stands: "sec_rules/clauses/g8/g8_41.py"."""
    return f"sec_rules/clauses/{_room(label)}.py"


def tests_of(label: str) -> str:
    """Where the tests of a clause stand, in the sources: "tests/clauses/g8/test_g8_41.py"."""
    section, _, name = _room(label).partition("/")
    return f"tests/clauses/{section}/test_{name}.py"


def _room(label: str) -> str:
    section, _, _ = label.partition(".")
    return f"{section.lower()}/{label.lower().replace('.', '_')}"


@cache
def _versions(label: str) -> dict[str, str]:
    path = folder().parent / file_of(label)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise CodeError(f"The words of {label} should stand in {file_of(label)}, which cannot be read.") from error
    _, *parts = text.split("\n## ")
    return {heading.strip(): body.strip() for heading, _, body in (part.partition("\n") for part in parts)}


def words_of(clause: Clause, version: Version) -> str:
    """The words of a version, label and all; "" for a clause of one's own that has none.

    `CodeError` where `legal_text/` does not hold them.
    """
    if version.words.source in (TextSource.OWN, TextSource.OFFICIAL):
        return version.words.text
    held = _versions(clause.label)
    if version.words.heading not in held:
        raise CodeError(f"{file_of(clause.label)} has no heading '{version.words.heading}'.")
    return held[version.words.heading]


def digest(words: str) -> str:
    """The SHA-256 by which a module names the words it stands for."""
    return hashlib.sha256(words.strip().encode("utf-8")).hexdigest()
