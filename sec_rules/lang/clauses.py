"""A clause and its versions.

A clause declared in Python and a clause read from a Word file are the same type, `Clause`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from sec_rules.lang.provenance import Doubt, Evidence, Modification, Standing, Transition, Words
from sec_rules.lang.rules import Rule


@frozen(kw_only=True)
class Version:
    """A clause as it stands from one day on, until the next version begins.

    `brought_in_by` is a modification, or says in words what brought it in where no modification is known.
    `by_hand` says why the words are not read by the grammar, where they are not: the rule is then declared by hand
    and not proved equal to them. `assumed` are sentences on what is taken for granted in reading them.
    """

    in_force: date
    brought_in_by: Modification | str
    words: Words
    standing: Standing
    evidence: tuple[Evidence, ...]
    rules: tuple[Rule, ...]
    doubts: tuple[Doubt, ...] = ()
    transition: Transition | None = None
    by_hand: str = ""
    assumed: tuple[str, ...] = ()


@frozen(kw_only=True)
class Clause:
    """A clause and its versions, newest first. `ceased` is the first day on which it says nothing."""

    label: str
    title: str
    versions: tuple[Version, ...]
    ceased: date | None = None
    ceased_by: Modification | str = ""

    def on(self, day: date) -> Version | None:
        """The version in force on a day, or None."""
        if self.ceased is not None and day >= self.ceased:
            return None
        return next((v for v in self.versions if v.in_force <= day), None)

    def spans(self) -> Iterator[tuple[Version, date, date | None]]:
        """Each version with its first day and the first day it no longer stands (None: it stands still)."""
        ends = self.ceased
        for version in self.versions:
            yield version, version.in_force, ends
            ends = version.in_force
