"""What the Code decides, and its outcomes in order of weight."""

from __future__ import annotations

from datetime import date
from typing import Final

from sec_rules.lang import Question
from sec_rules.rulebook.facts import (
    FACTS,
    assessment_day,
    assurance_status,
    category,
    domestic_premises,
    kind_of_assessment,
    last_day_of_year,
    live_user,
    network_party,
    network_premises,
    non_domestic_premises,
    on_shared_resource,
    return_day,
    second_user_system,
    shared_network_premises,
    shared_supplier_premises,
    six_months_on,
    sub_committee_told,
    supplier_party,
    thirteen_months_on,
    triage_facility,
    twelve_months_on,
    user_roles,
    years_since_initial,
)
from sec_rules.rulebook.outcomes import (
    APART,
    AS_IT_STANDS,
    BY_THE_USER,
    EXEMPT,
    FULL,
    FULL_AGAIN,
    IN_TIME,
    LATE,
    NO_COUNT,
    NO_DUTY,
    NO_RETURN,
    NOT_APART,
    NOT_YET,
    NOTHING_FURTHER,
    OF_EACH_ROLE,
    OF_RISK,
    OF_WHAT_WAS_FOUND,
    ONE_FOR_ALL,
    ONE_ROLE,
    RETURN_IN_TIME,
    RETURN_LATE,
    SELF,
    STEPS_FOLLOW,
    TELL_FIRST,
    TOLD,
    VERIFICATION,
)

assessment: Final = Question(
    "assessment",
    "Which security assessment must the User undergo in this year?",
    (EXEMPT, SELF, VERIFICATION, FULL),
    (
        domestic_premises,
        non_domestic_premises,
        network_premises,
        shared_supplier_premises,
        shared_network_premises,
    ),
    facts=FACTS,
    noun="an assessment",
    more="More premises never lead to a lighter assessment.",
    brief="having more premises never leads to a lighter assessment",
    takes_amounts=True,
    by_years=True,
    drawn=(
        (domestic_premises, non_domestic_premises),
        (network_premises, shared_network_premises),
        (shared_supplier_premises, domestic_premises),
    ),
    names_noughts=False,
)

# What is asked besides.

latest_date: Final = Question(
    "latest_date",
    "By when must the assessment of this year be done; is a day in time?",
    (IN_TIME, LATE),
    (assessment_day,),
    facts=(
        category,
        years_since_initial,
        assessment_day,
        last_day_of_year,
        thirteen_months_on,
        twelve_months_on,
    ),
    more="A later day is never in time where an earlier one is too late.",
    names_noughts=False,
)

assessment_content: Final = Question(
    "assessment_content",
    "What is a security assessment of this kind?",
    (BY_THE_USER, OF_RISK, OF_WHAT_WAS_FOUND, OF_EACH_ROLE),
    facts=(kind_of_assessment,),
    names_noughts=False,
)

status_effect: Final = Question(
    "status_effect",
    "What does the assurance status mean, and what follows from it?",
    (NOTHING_FURTHER, STEPS_FOLLOW, NOT_YET, FULL_AGAIN),
    (assurance_status,),
    facts=(assurance_status,),
    more="A status further down the list never has a lighter effect.",
    names_noughts=False,
)

notify_second_system: Final = Question(
    "notify_second_system",
    "Must the User tell the Security Sub-Committee before it uses a second User System?",
    (NO_DUTY, TOLD, TELL_FIRST),
    facts=(second_user_system, sub_committee_told),
    first_day=date(2019, 2, 28),
    names_noughts=False,
)

several_roles: Final = Question(
    "several_roles",
    "Is a User with several User Roles assessed more than once?",
    (ONE_ROLE, ONE_FOR_ALL),
    (user_roles,),
    facts=(user_roles,),
    more="More User Roles never make the answer lighter.",
    names_noughts=False,
)

when_counted: Final = Question(
    "when_counted",
    "As of when is the number of premises counted?",
    (NO_COUNT, AS_IT_STANDS),
    facts=(supplier_party, network_party),
    names_noughts=False,
)

shared_resource_return: Final = Question(
    "shared_resource_return",
    "Must the User report how many Smart Metering Systems it has, and is the return in time?",
    (NO_RETURN, RETURN_IN_TIME, RETURN_LATE),
    (return_day,),
    facts=(live_user, on_shared_resource, return_day, six_months_on),
    more="A later day is never in time where an earlier one is too late.",
    names_noughts=False,
)

triage: Final = Question(
    "triage",
    "Is a triage facility assessed apart?",
    (NOT_APART, APART),
    facts=(triage_facility,),
    first_day=date(2022, 11, 3),
    names_noughts=False,
)

QUESTIONS: Final = {
    question.name: question
    for question in (
        assessment,
        latest_date,
        assessment_content,
        status_effect,
        notify_second_system,
        several_roles,
        when_counted,
        shared_resource_return,
        triage,
    )
}
