"""Who takes part in the third Energy Company Obligation, restated, with the thresholds of each of its phases.

A licence-holder takes part where it has more domestic customers than the phase's number, and supplies more
electricity or more gas than the phase's amount. The figures are those of the administrator's page for suppliers.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from sec_rules.notation import Count, Evidence, Mark, NamedFigure, Outcome, Question, Rulebook, Says, Source, Unit

customers: Final = Count("customers", "domestic customers of the licence-holder", "customers", short="customers")
electricity: Final = Count("electricity", "electricity supplied in GWh", "GWh", short="GWh of electricity")
gas: Final = Count("gas", "gas supplied in GWh", "GWh", short="GWh of gas")

OUTSIDE: Final = Outcome("OUTSIDE", "no participant in the phase", 1)
PARTICIPANT: Final = Outcome("PARTICIPANT", "a participant in the phase", 2)

participation: Final = Question(
    "participation",
    "Does the licence-holder take part in the phase?",
    (OUTSIDE, PARTICIPANT),
    (customers, electricity, gas),
    facts=(customers, electricity, gas),
    more="A licence-holder with more customers or more supply is never outside where one with fewer takes part.",
    noun="a part in the obligation",
    takes_amounts=True,
)

_PAGE: Final = Evidence(
    Source("ofgem_eco3_suppliers", "Ofgem, Energy Company Obligation, page for energy suppliers"),
    "the numbers of customers and amounts of supply of each phase of ECO3",
    Mark.PUBLISHED,
)
_PHASES: Final = (date(2021, 4, 1), date(2020, 4, 1), date(2019, 4, 1), date(2018, 12, 3))


def _figure(name: str, label: str, *values: int) -> NamedFigure:
    """A figure of the phases, the newest first."""
    return NamedFigure(name, tuple(zip(_PHASES, values, strict=True)), label, (_PAGE,))


RULEBOOK: Final = Rulebook(
    name="eco3",
    title="the thresholds of the Energy Company Obligation of 2018",
    questions=(participation,),
    user=("licence-holder",),
    units=(Unit("GWh", "GWh"), Unit("TWh", "GWh", 1000)),
    words=(
        Says(customers, ("domestic customers",), verbs=("supplies",)),
        Says(electricity, ("electricity supply", "supply of electricity")),
        Says(gas, ("gas supply", "supply of gas")),
        Says(PARTICIPANT, ("participant",)),
        Says(OUTSIDE, ("outside the obligation",)),
    ),
    figures=(
        _figure("Customer Threshold", "Figure 1", 150_000, 150_000, 200_000, 250_000),
        _figure("Electricity Threshold", "Figure 2", 300, 300, 400, 500),
        _figure("Gas Threshold", "Figure 3", 700, 700, 1_100, 1_400),
    ),
    held_since=date(2018, 12, 3),
    evidence=(_PAGE,),
    written="""
1. A licence-holder is a participant where its domestic customers exceed the Customer Threshold and either:
(a) its electricity supply exceeds the Electricity Threshold; or
(b) its gas supply exceeds the Gas Threshold.

2. A licence-holder is outside the obligation where:
(a) its domestic customers do not exceed the Customer Threshold; or
(b) its electricity supply is at most the Electricity Threshold and its gas supply is at most the Gas Threshold.
""",
)
