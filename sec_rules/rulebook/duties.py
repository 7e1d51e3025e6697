"""What is looked out for as events come in: whose answers oblige a User, and the facts that events tell of."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from sec_rules.lang import Count, Outcome, Question, YesNo
from sec_rules.rulebook import assumptions, facts, outcomes, questions


@frozen
class Duty:
    """A rule that fires when the answer to a question comes to be one of the outcomes that oblige."""

    rule: str
    question: Question
    obliging: tuple[Outcome, ...]


# The yearly assessment, the weight of whose outcomes says which assessment does for which.
ASSESSMENT: Final = questions.assessment
LATEST: Final = questions.latest_date
YEARS: Final = facts.years_since_initial

RETURN: Final = Duty("return_due", questions.shared_resource_return, (outcomes.RETURN_IN_TIME, outcomes.RETURN_LATE))
RETURN_LATE: Final = Duty("return_late", questions.shared_resource_return, (outcomes.RETURN_LATE,))
RETURN_DAY: Final = facts.return_day
NEXT_RETURN: Final = facts.six_months_on

NOTICE: Final = Duty("notice_first", questions.notify_second_system, (outcomes.TELL_FIRST,))

STATUS: Final = Duty(
    "status_to_cure",
    questions.status_effect,
    (outcomes.STEPS_FOLLOW, outcomes.NOT_YET, outcomes.FULL_AGAIN),
)
STATUS_GIVEN: Final = facts.assurance_status

# Kinds of assessment that an event may tell of; the last is never the one that is due.
KINDS: Final = ("SELF", "VERIFICATION", "FULL", "FOLLOW_UP")
INITIAL_KIND: Final = "FULL"
OUTSIDE_THE_YEARS: Final = "FOLLOW_UP"

PARTIES: Final[tuple[YesNo, ...]] = (facts.supplier_party, facts.network_party)
# What no event may tell otherwise.
GRANTED: Final = assumptions.ASSUMPTIONS
# The years are counted as days pass, so that no event tells of them.
TOLD: Final[dict[str, YesNo | Count]] = {
    fact.name: fact
    for fact in (
        *(fact for fact in facts.FACTS if fact is not YEARS),
        facts.live_user,
        facts.on_shared_resource,
        facts.second_user_system,
        facts.sub_committee_told,
    )
}
