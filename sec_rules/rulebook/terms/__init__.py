"""Defined terms of Section A: those that our clauses use, restated with evidence, and others known by name."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from sec_rules.rulebook.terms.section_a import TERMS as TERMS
from sec_rules.rulebook.terms.section_a import Term as Term


@cache
def names() -> frozenset[str]:
    """The names of terms that Section A or the law that it points to defines, held by name only."""
    text = files(__name__).joinpath("names.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
