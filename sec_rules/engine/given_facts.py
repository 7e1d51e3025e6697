"""Facts as a question is asked with them, for type checkers: each by its name, with what may be given of it."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from sec_rules.engine.ranges import Range
from sec_rules.lang import Outcome

# None is missing, and so is what is not given at all.
YesOrNo = bool | None
Number = int | Range | None
Day = date | None
Named = str | Outcome | None


class Facts(TypedDict, total=False):
    """Facts by name, for `Code.ask`: `facts: sec_rules.Facts = {"supplier_party": True}`. Any may be left out.

    What each means is said in `sec_rules.facts`; which a question is asked with, by its `facts`. The day of the initial
    assessment is given in the place of the years since.
    """

    initial_assessment: Day
    supplier_party: YesOrNo
    network_party: YesOrNo
    domestic_premises: Number
    non_domestic_premises: Number
    network_premises: Number
    shared_supplier_premises: Number
    shared_network_premises: Number
    years_since_initial: Number
    non_domestic_metering_points: Number
    category: Named
    kind_of_assessment: Named
    assurance_status: Named
    assessment_day: Day
    last_day_of_year: Day
    thirteen_months_on: Day
    twelve_months_on: Day
    live_user: YesOrNo
    on_shared_resource: YesOrNo
    return_day: Day
    six_months_on: Day
    second_user_system: YesOrNo
    sub_committee_told: YesOrNo
    triage_facility: YesOrNo
    user_roles: Number
