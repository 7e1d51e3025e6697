"""What the phrases of the grammar stand for in the Smart Energy Code, which is written in them."""

from __future__ import annotations

from typing import Final

from sec_rules.lang.terminals import Terminals
from sec_rules.rulebook import facts, outcomes

TERMINALS: Final = Terminals(
    outcomes={
        "FULL": outcomes.FULL,
        "VERIFICATION": outcomes.VERIFICATION,
        "SELF": outcomes.SELF,
        "NONE_DUE": outcomes.EXEMPT,
        "EXEMPTION": outcomes.EXEMPT,
    },
    parties={"supplier": facts.supplier_party, "network": facts.network_party},
    counts={
        ("DOMESTIC", "supplier", False): facts.domestic_premises,
        ("NON_DOMESTIC", "supplier", False): facts.non_domestic_premises,
        ("METERING_POINTS", "supplier", False): facts.non_domestic_metering_points,
        ("DOMESTIC", "network", False): facts.network_premises,
        ("DOMESTIC", "supplier", True): facts.shared_supplier_premises,
        ("DOMESTIC", "network", True): facts.shared_network_premises,
    },
    duty_in="G8.40",
)
