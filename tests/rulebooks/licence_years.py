"""What a licence-holder hands in year by year after the grant of its licence: made up, to count years from another day.

An account in the first two years and in any year of more than 1,000 customers, a return in the others.
"""

from __future__ import annotations

from typing import Final

from sec_rules.notation import Anchor, Count, Outcome, Question, Rulebook, Says

GRANT: Final = Anchor(what="the grant of the licence", given="granted", because="nothing is handed in before that")
customers: Final = Count("customers", "customers of the licence-holder", "customers", short="customers")
licensed: Final = Count(
    "licensed_years",
    "years since the year of the grant of the licence",
    "years",
    counts_years=True,
    anchor=GRANT,
    short="licensed years",
)

RETURN: Final = Outcome("RETURN", "return", 1)
ACCOUNT: Final = Outcome("ACCOUNT", "account", 2)

paper: Final = Question(
    "paper",
    "What must the licence-holder hand in?",
    (RETURN, ACCOUNT),
    (customers,),
    facts=(customers, licensed),
    noun="a paper",
)

RULEBOOK: Final = Rulebook(
    name="licence_years",
    title="the Licence Rules",
    questions=(paper,),
    user=("licence-holder",),
    words=(
        Says(customers, ("customers",)),
        Says(licensed, ("licensed years",)),
        Says(RETURN, ("return",)),
        Says(ACCOUNT, ("account",)),
    ),
    duties=("shall hand in",),
    written="""
1. A licence-holder shall hand in an account where its licensed years are 2 or fewer, or where its customers exceed
1,000.

2. A licence-holder shall hand in a return where its licensed years exceed 2 and its customers are 1,000 or fewer.
""",
)
