"""What the Code decides, and its outcomes in order of weight."""

from __future__ import annotations

from typing import Final

from sec_rules.facts import (
    domestic_premises,
    network_premises,
    non_domestic_premises,
    shared_network_premises,
    shared_supplier_premises,
)
from sec_rules.lang import Outcome, Question

SELF: Final = Outcome("SELF", "User Security Self-Assessment", 1)
VERIFICATION: Final = Outcome("VERIFICATION", "Verification User Security Assessment", 2)
FULL: Final = Outcome("FULL", "Full User Security Assessment", 3)

assessment: Final = Question(
    "assessment",
    "Which security assessment must the User undergo in this year?",
    (SELF, VERIFICATION, FULL),
    (
        domestic_premises,
        non_domestic_premises,
        network_premises,
        shared_supplier_premises,
        shared_network_premises,
    ),
)

QUESTIONS: Final = {assessment.name: assessment}
