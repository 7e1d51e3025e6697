"""What the Code decides, and its outcomes in order of weight."""

from __future__ import annotations

from datetime import date
from typing import Final

from sec_rules.lang import Outcome, Question
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
    facts=FACTS,
    noun="an assessment",
    brief="more premises never mean a lighter assessment",
)

# What is asked besides.

IN_TIME: Final = Outcome("IN_TIME", "in time", 1)
LATE: Final = Outcome("LATE", "too late", 2)

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
)

OF_EACH_ROLE: Final = Outcome(
    "OF_EACH_ROLE",
    "the independent assessor looks at compliance with Sections G3 to G6 in each of the User's User Roles",
    3,
)
OF_RISK: Final = Outcome(
    "OF_RISK", "it is looked at whether risk has materially increased since the last full assessment", 2
)
BY_THE_USER: Final = Outcome("BY_THE_USER", "the User assesses itself, and the assessment is reviewed", 1)
OF_WHAT_WAS_FOUND: Final = Outcome("OF_WHAT_WAS_FOUND", "it follows up what an earlier assessment found", 2)

assessment_content: Final = Question(
    "assessment_content",
    "What is a security assessment of this kind?",
    (BY_THE_USER, OF_RISK, OF_WHAT_WAS_FOUND, OF_EACH_ROLE),
    facts=(kind_of_assessment,),
)

NOTHING_FURTHER: Final = Outcome("NOTHING_FURTHER", "approved; nothing further follows from the status", 1)
STEPS_FOLLOW: Final = Outcome("STEPS_FOLLOW", "approved, subject to what the status names, which is to be done", 2)
NOT_YET: Final = Outcome("NOT_YET", "not yet approved for good; what is missing is to be put right", 3)
FULL_AGAIN: Final = Outcome("FULL_AGAIN", "not approved; a further Full User Security Assessment may be required", 4)

status_effect: Final = Question(
    "status_effect",
    "What does the assurance status mean, and what follows from it?",
    (NOTHING_FURTHER, STEPS_FOLLOW, NOT_YET, FULL_AGAIN),
    (assurance_status,),
    facts=(assurance_status,),
    more="A status further down the list never has a lighter effect.",
)

NO_DUTY: Final = Outcome("NO_DUTY", "there is nothing to tell", 1)
TOLD: Final = Outcome("TOLD", "the Security Sub-Committee has been told, as it must be", 2)
TELL_FIRST: Final = Outcome("TELL_FIRST", "the Security Sub-Committee must be told before the system is used", 3)

notify_second_system: Final = Question(
    "notify_second_system",
    "Must the User tell the Security Sub-Committee before it uses a second User System?",
    (NO_DUTY, TOLD, TELL_FIRST),
    facts=(second_user_system, sub_committee_told),
    first_day=date(2019, 2, 28),
)

ONE_ROLE: Final = Outcome("ONE_ROLE", "one assessment, of its one User Role", 1)
ONE_FOR_ALL: Final = Outcome("ONE_FOR_ALL", "one assessment, which may cover all its User Roles", 2)

several_roles: Final = Question(
    "several_roles",
    "Is a User with several User Roles assessed more than once?",
    (ONE_ROLE, ONE_FOR_ALL),
    (user_roles,),
    facts=(user_roles,),
    more="More User Roles never make the answer lighter.",
)

NO_COUNT: Final = Outcome("NO_COUNT", "no number of premises is needed", 1)
AS_IT_STANDS: Final = Outcome(
    "AS_IT_STANDS", "the number as it stands when the category of each annual assessment falls to be found", 2
)

when_counted: Final = Question(
    "when_counted",
    "As of when is the number of premises counted?",
    (NO_COUNT, AS_IT_STANDS),
    facts=(supplier_party, network_party),
)

NO_RETURN: Final = Outcome("NO_RETURN", "no return is due", 1)
RETURN_IN_TIME: Final = Outcome(
    "RETURN_IN_TIME", "a return of the number of Smart Metering Systems is due every six months, and is in time", 2
)
RETURN_LATE: Final = Outcome(
    "RETURN_LATE", "a return of the number of Smart Metering Systems is due every six months, and is too late", 3
)

shared_resource_return: Final = Question(
    "shared_resource_return",
    "Must the User report how many Smart Metering Systems it has, and is the return in time?",
    (NO_RETURN, RETURN_IN_TIME, RETURN_LATE),
    (return_day,),
    facts=(live_user, on_shared_resource, return_day, six_months_on),
    more="A later day is never in time where an earlier one is too late.",
)

NOT_APART: Final = Outcome("NOT_APART", "there is nothing to assess apart", 1)
APART: Final = Outcome("APART", "the triage facility is assessed apart", 2)

triage: Final = Question(
    "triage",
    "Is a triage facility assessed apart?",
    (NOT_APART, APART),
    facts=(triage_facility,),
    first_day=date(2022, 11, 3),
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
