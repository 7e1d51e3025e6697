"""What a caller can tell us of a User: the facts, in the order in which tables and ties list them."""

from __future__ import annotations

from typing import Final

from sec_rules.lang import Condition, Count, YesNo

supplier_party: Final = YesNo("supplier_party", "the User is a Supplier Party")
network_party: Final = YesNo("network_party", "the User is a Network Party")

domestic_premises: Final = Count(
    "domestic_premises",
    "Domestic Premises supplied with electricity and/or gas through one or more Smart Metering Systems for "
    "which the User is the Responsible Supplier (a home with both fuels is one premises)",
    "premises",
    short="Domestic Premises",
)
non_domestic_premises: Final = Count(
    "non_domestic_premises",
    "Non-Domestic Premises supplied with electricity and/or gas through one or more Smart Metering Systems "
    "for which the User is the Responsible Supplier",
    "premises",
    short="Non-Domestic Premises",
)
network_premises: Final = Count(
    "network_premises",
    "Domestic Premises supplied through one or more Smart Metering Systems for which the User is the "
    "Electricity Distributor and/or the Gas Transporter (not every connection)",
    "premises",
    short="network premises",
)
shared_supplier_premises: Final = Count(
    "shared_supplier_premises",
    "Domestic Premises of other Users with which the User shares Shared Resources, as suppliers, not already "
    "counted (mattered until SECMP0044)",
    "premises",
    short="shared supplier premises",
)
shared_network_premises: Final = Count(
    "shared_network_premises",
    "Domestic Premises of other Users with which the User shares Shared Resources, as network parties, not "
    "already counted (mattered until SECMP0044)",
    "premises",
    short="shared network premises",
)
years_since_initial: Final = Count(
    "years_since_initial",
    "years since the year of the initial Full User Security Assessment; 1 is the first year after it, which "
    'the administrator\'s guidance calls "year 2"',
    "years",
    at_least=1,
    at_most=1_000,
    short="years since the initial assessment",
)

FACTS: Final[tuple[YesNo | Count, ...]] = (
    supplier_party,
    network_party,
    domestic_premises,
    non_domestic_premises,
    network_premises,
    shared_supplier_premises,
    shared_network_premises,
    years_since_initial,
)
BY_NAME: Final = {fact.name: fact for fact in FACTS}

# The smallest case is the least in this order: who before when, when before how many.
SMALLEST_FIRST: Final[tuple[YesNo | Count, ...]] = (
    supplier_party,
    network_party,
    years_since_initial,
    shared_supplier_premises,
    shared_network_premises,
    network_premises,
    non_domestic_premises,
    domestic_premises,
)

neither_supplier_nor_network: Final[Condition] = ~supplier_party & ~network_party

first_year: Final = years_since_initial.is_exactly(1)
second_year: Final = years_since_initial.is_exactly(2)
third_year: Final = years_since_initial.is_exactly(3)
fourth_year_on: Final = years_since_initial.is_at_least(4)
