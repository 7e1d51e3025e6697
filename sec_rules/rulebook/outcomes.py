"""The outcomes there are, lightest first within each question."""

from __future__ import annotations

from typing import Final

from sec_rules.lang import Outcome

# What a provision says that exempts: an answer, the lightest there is, where silence would be none.
EXEMPT: Final = Outcome("EXEMPT", "no security assessment", 0)
SELF: Final = Outcome("SELF", "User Security Self-Assessment", 1, "Self-Assessment")
VERIFICATION: Final = Outcome("VERIFICATION", "Verification User Security Assessment", 2, "Verification")
FULL: Final = Outcome("FULL", "Full User Security Assessment", 3, "Full")

IN_TIME: Final = Outcome("IN_TIME", "in time", 1)
LATE: Final = Outcome("LATE", "too late", 2)

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

NOTHING_FURTHER: Final = Outcome("NOTHING_FURTHER", "approved; nothing further follows from the status", 1)
STEPS_FOLLOW: Final = Outcome("STEPS_FOLLOW", "approved, subject to what the status names, which is to be done", 2)
NOT_YET: Final = Outcome("NOT_YET", "not yet approved for good; what is missing is to be put right", 3)
FULL_AGAIN: Final = Outcome("FULL_AGAIN", "not approved; a further Full User Security Assessment may be required", 4)

NO_DUTY: Final = Outcome("NO_DUTY", "there is nothing to tell", 1)
TOLD: Final = Outcome("TOLD", "the Security Sub-Committee has been told, as it must be", 2)
TELL_FIRST: Final = Outcome("TELL_FIRST", "the Security Sub-Committee must be told before the system is used", 3)

ONE_ROLE: Final = Outcome("ONE_ROLE", "one assessment, of its one User Role", 1)
ONE_FOR_ALL: Final = Outcome("ONE_FOR_ALL", "one assessment, which may cover all its User Roles", 2)

NO_COUNT: Final = Outcome("NO_COUNT", "no number of premises is needed", 1)
AS_IT_STANDS: Final = Outcome(
    "AS_IT_STANDS", "the number as it stands when the category of each annual assessment falls to be found", 2
)

NO_RETURN: Final = Outcome("NO_RETURN", "no return is due", 1)
RETURN_IN_TIME: Final = Outcome(
    "RETURN_IN_TIME", "a return of the number of Smart Metering Systems is due every six months, and is in time", 2
)
RETURN_LATE: Final = Outcome(
    "RETURN_LATE", "a return of the number of Smart Metering Systems is due every six months, and is too late", 3
)

NOT_APART: Final = Outcome("NOT_APART", "there is nothing to assess apart", 1)
APART: Final = Outcome("APART", "the triage facility is assessed apart", 2)
