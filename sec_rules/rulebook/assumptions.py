"""What a proof may take for granted, each with its citation."""

from __future__ import annotations

from typing import Final

from sec_rules.lang import Evidence, Mark
from sec_rules.lang.rulebooks import Assumption
from sec_rules.rulebook.facts import network_party, supplier_party
from sec_rules.rulebook.sources import RECOLLECTION

PARTIES_EXCLUDE: Final = Assumption(
    "party-categories-exclude-each-other",
    "Nobody is both a Supplier Party and a Network Party.",
    ~(supplier_party & network_party),
    Evidence(RECOLLECTION, "party categories exclude each other", Mark.RECOLLECTED),
    leaves_out="Users that are both a Supplier Party and a Network Party",
)

ASSUMPTIONS: Final = (PARTIES_EXCLUDE,)
