"""What a proof may take for granted, each with its citation."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from attrs import frozen

from sec_rules.lang import Condition, Evidence, Mark
from sec_rules.lang.formulas import facts_in, formula
from sec_rules.rulebook.facts import network_party, supplier_party
from sec_rules.rulebook.sources import RECOLLECTION


@frozen
class Assumption:
    """A statement that facts are taken to satisfy: its name, the words, the condition, the evidence."""

    name: str
    says: str
    holds: Condition
    evidence: Evidence


PARTIES_EXCLUDE: Final = Assumption(
    "party-categories-exclude-each-other",
    "Nobody is both a Supplier Party and a Network Party.",
    ~(supplier_party & network_party),
    Evidence(RECOLLECTION, "party categories exclude each other", Mark.RECOLLECTED),
)

ASSUMPTIONS: Final = (PARTIES_EXCLUDE,)

# Kept by the range of the fact itself, so no proof has to take it for granted.
YEARS_BEGIN_AT_ONE: Final = (
    "years-begin-at-one",
    "The annual assessments begin in the year after that of the initial assessment, which is year 1.",
)


def bearing_on(facts: Collection[str], among: Iterable[Assumption] = ASSUMPTIONS) -> tuple[Assumption, ...]:
    """The assumptions that say something of these facts, given by name, or of facts that they tie to these."""
    reads = {a: facts_in(formula(a.holds)) for a in among}
    known = set(facts)
    while more := {name for read in reads.values() if not read.isdisjoint(known) for name in read} - known:
        known |= more
    return tuple(a for a, read in reads.items() if not read.isdisjoint(known))
