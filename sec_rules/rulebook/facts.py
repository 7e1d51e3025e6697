"""What a caller can tell us of a User: the facts, in the order in which tables and ties list them."""

from __future__ import annotations

from datetime import date
from typing import Final

from attrs import evolve

from sec_rules.lang import DAY, Condition, Count, Rank, YesNo
from sec_rules.lang.expressions import Anchor, Gauge

supplier_party: Final = YesNo("supplier_party", "the User is a Supplier Party", party="Supplier Party", rank=Rank(0, 0))
network_party: Final = YesNo("network_party", "the User is a Network Party", party="Network Party", rank=Rank(1, 1))

# A home is supplied with electricity and with gas, each through a system of its own (recollected, not confirmed).
_OF_HOMES: Final = Gauge(
    names=("systems", "system", "smart metering systems", "smart metering system", "sms"),
    most=2,
    because="no premises without a Smart Metering System, and no home with more than two (recollected, not confirmed)",
    apart="Premises, Smart Metering Systems, devices and metering points are different units; give premises, or Smart "
    "Metering Systems as '300000 systems'.",
)
_OF_BUSINESSES: Final = evolve(
    _OF_HOMES, most=None, because="no premises without a Smart Metering System; at one there may be many"
)

domestic_premises: Final = Count(
    "domestic_premises",
    "Domestic Premises supplied with electricity and/or gas through one or more Smart Metering Systems for "
    "which the User is the Responsible Supplier (a home with both fuels is one premises)",
    "premises",
    short="Domestic Premises",
    rank=Rank(2, 7),
    gauge=_OF_HOMES,
)
non_domestic_premises: Final = Count(
    "non_domestic_premises",
    "Non-Domestic Premises supplied with electricity and/or gas through one or more Smart Metering Systems "
    "for which the User is the Responsible Supplier",
    "premises",
    short="Non-Domestic Premises",
    rank=Rank(3, 6),
    gauge=_OF_BUSINESSES,
)
network_premises: Final = Count(
    "network_premises",
    "Domestic Premises supplied with electricity and/or gas through one or more Smart Metering Systems for which "
    "the User is the Electricity Distributor and/or the Gas Transporter (not every connection)",
    "premises",
    short="Domestic Premises as Electricity Distributor and/or Gas Transporter",
    rank=Rank(4, 5),
    gauge=_OF_HOMES,
)
shared_supplier_premises: Final = Count(
    "shared_supplier_premises",
    "Domestic Premises of other Users with which the User shares Shared Resources, as suppliers, not already "
    "counted (mattered until SECMP0044)",
    "premises",
    short="shared supplier premises",
    rank=Rank(5, 3),
    gauge=_OF_HOMES,
)
shared_network_premises: Final = Count(
    "shared_network_premises",
    "Domestic Premises of other Users with which the User shares Shared Resources, as network parties, not "
    "already counted (mattered until SECMP0044)",
    "premises",
    short="shared network premises",
    rank=Rank(6, 4),
    gauge=_OF_HOMES,
)
INITIAL_ASSESSMENT: Final = Anchor(
    what="the initial assessment",
    given="initial_assessment",
    cycle=3,
    because="the annual assessments begin in the year after the initial one",
    from_its_year="the guidance",
    due="assessment",
    unsettled="whether the Code means calendar years or rolling ones is not settled",
)
# Kept by the range of the fact itself, so no proof has to take it for granted.
YEARS_BEGIN_AT_ONE: Final = (
    "years-begin-at-one",
    "The annual assessments begin in the year after that of the initial assessment, which is year 1.",
)
years_since_initial: Final = Count(
    "years_since_initial",
    "years since the year of the initial Full User Security Assessment; 1 is the first year after it, which "
    'the administrator\'s guidance calls "year 2"',
    "years",
    counts_years=True,
    anchor=INITIAL_ASSESSMENT,
    short="years since the initial assessment",
    from_because=YEARS_BEGIN_AT_ONE,
    rank=Rank(7, 2),
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
SMALLEST_FIRST: Final[tuple[YesNo | Count, ...]] = tuple(sorted(FACTS, key=lambda fact: fact.rank.least))

neither_supplier_nor_network: Final[Condition] = ~supplier_party & ~network_party

first_year: Final = years_since_initial.is_exactly(1)
second_year: Final = years_since_initial.is_exactly(2)
third_year: Final = years_since_initial.is_exactly(3)
fourth_year_on: Final = years_since_initial.is_at_least(4)

# Facts of the other questions.

_ALWAYS: Final = date.min
_FIRST_DAY: Final = date(2015, 1, 1).toordinal()
_LAST_DAY: Final = date(2199, 12, 31).toordinal()


def _day(name: str, meaning: str, short: str) -> Count:
    return Count(name, meaning, DAY, at_least=_FIRST_DAY, at_most=_LAST_DAY, short=short)


non_domestic_metering_points: Final = Count(
    "non_domestic_metering_points",
    "metering points at Non-Domestic Premises for which the User is the Responsible Supplier (no version held counts "
    "them; a respondent to the SECMP0059 consultation would)",
    "metering points",
    short="Non-Domestic Metering Points",
)
category: Final = Count(
    "category",
    "the category of security assessment that is due: SELF, VERIFICATION or FULL",
    "category",
    at_least=1,
    at_most=3,
    short="category",
    names=((_ALWAYS, ("SELF", "VERIFICATION", "FULL")),),
)
kind_of_assessment: Final = Count(
    "kind_of_assessment",
    "the kind of security assessment: SELF, VERIFICATION, FULL or FOLLOW_UP",
    "kind",
    at_least=1,
    at_most=4,
    short="kind of assessment",
    names=((_ALWAYS, ("SELF", "VERIFICATION", "FULL", "FOLLOW_UP")),),
)
assurance_status: Final = Count(
    "assurance_status",
    "the assurance status set after an assessment, by the name it has on the day (approved, approved subject to, "
    "deferred, rejected; until 26 February 2020 approved, approved subject to, provisionally approved, deferred)",
    "status",
    at_least=1,
    at_most=4,
    short="assurance status",
    names=(
        (date(2020, 2, 27), ("approved", "approved subject to", "deferred", "rejected")),
        (_ALWAYS, ("approved", "approved subject to", "provisionally approved", "deferred")),
    ),
)
assessment_day: Final = _day(
    "assessment_day",
    "the day on which the assessment is carried out or, for a self-assessment, submitted",
    "day of the assessment",
)
last_day_of_year: Final = _day(
    "last_day_of_year", "the last day of the year in which the assessment is due", "last day of the year"
)
thirteen_months_on: Final = _day(
    "thirteen_months_on",
    "the day thirteen months after the previous assessment began",
    "day thirteen months after the previous assessment began",
)
twelve_months_on: Final = _day(
    "twelve_months_on",
    "the day twelve months after the fieldwork of the second year ended",
    "day twelve months after the fieldwork of the second year ended",
)
live_user: Final = YesNo("live_user", "the User is live")
on_shared_resource: Final = YesNo("on_shared_resource", "the User is on a Shared Resource Provider")
return_day: Final = _day("return_day", "the day on which the return is made", "day of the return")
six_months_on: Final = _day(
    "six_months_on", "the day six months after the last return", "day six months after the last return"
)
second_user_system: Final = YesNo("second_user_system", "the User is to use a second User System")
sub_committee_told: Final = YesNo("sub_committee_told", "the User has told the Security Sub-Committee of it")
triage_facility: Final = YesNo("triage_facility", "the User has a triage facility")
user_roles: Final = Count(
    "user_roles",
    "the number of User Roles in which the User acts",
    "roles",
    at_least=1,
    at_most=100,
    short="User Roles",
)

OTHER_FACTS: Final[tuple[YesNo | Count, ...]] = (
    non_domestic_metering_points,
    category,
    kind_of_assessment,
    assurance_status,
    assessment_day,
    last_day_of_year,
    thirteen_months_on,
    twelve_months_on,
    live_user,
    on_shared_resource,
    return_day,
    six_months_on,
    second_user_system,
    sub_committee_told,
    triage_facility,
    user_roles,
)
EVERY_FACT: Final = BY_NAME | {fact.name: fact for fact in OTHER_FACTS}

self_due: Final = category.is_exactly(1)
verification_or_full_due: Final = category.is_at_least(2)
third_of_three: Final = years_since_initial.turn(3, of=3)

is_self: Final = kind_of_assessment.is_exactly(1)
is_verification: Final = kind_of_assessment.is_exactly(2)
is_full: Final = kind_of_assessment.is_exactly(3)
is_follow_up: Final = kind_of_assessment.is_exactly(4)

# The first two statuses kept their names on 27 February 2020; the third and the fourth are known by their place.
status_approved: Final = assurance_status.is_exactly(1)
status_approved_subject_to: Final = assurance_status.is_exactly(2)
status_third: Final = assurance_status.is_exactly(3)
status_fourth: Final = assurance_status.is_exactly(4)
