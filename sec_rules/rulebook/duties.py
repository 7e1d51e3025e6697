"""What is looked out for as events come in: whose answers oblige a User, and the facts that events tell of."""

from __future__ import annotations

from typing import Final

from sec_rules.lang.watched import Duty, Returned, Watched, Yearly
from sec_rules.rulebook import facts, outcomes, questions

_LATE: Final = (outcomes.RETURN_LATE,)
RETURN: Final = Duty(
    "return_due",
    "A return of the number of Smart Metering Systems is due",
    questions.shared_resource_return,
    (outcomes.RETURN_IN_TIME, outcomes.RETURN_LATE),
    until=facts.six_months_on,
    late=_LATE,
)
RETURN_LATE: Final = Duty(
    "return_late",
    "The return of the number of Smart Metering Systems is late",
    questions.shared_resource_return,
    _LATE,
    until=facts.six_months_on,
)
NOTICE: Final = Duty(
    "notice_first",
    "The Security Sub-Committee must be told before a second User System is used",
    questions.notify_second_system,
    (outcomes.TELL_FIRST,),
)
STATUS: Final = Duty(
    "status_to_cure",
    "A status was given after which something is to be done",
    questions.status_effect,
    (outcomes.STEPS_FOLLOW, outcomes.NOT_YET, outcomes.FULL_AGAIN),
)

# The years are counted as days pass, so that no event tells of them.
_TOLD: Final = (
    *(fact for fact in facts.FACTS if fact is not facts.years_since_initial),
    facts.live_user,
    facts.on_shared_resource,
    facts.second_user_system,
    facts.sub_committee_told,
)
# The weight of the outcomes of the yearly assessment says which does for which.
WATCHED: Final = Watched(
    question=questions.assessment,
    told={fact.name: fact for fact in _TOLD},
    duties=(RETURN, RETURN_LATE, NOTICE, STATUS),
    yearly=Yearly(
        years=facts.years_since_initial,
        latest=questions.latest_date,
        kinds=("SELF", "VERIFICATION", "FULL", "FOLLOW_UP"),
        initial="FULL",
        outside="FOLLOW_UP",
    ),
    status=facts.assurance_status,
    returned=Returned(day=facts.return_day, until=facts.six_months_on),
)
