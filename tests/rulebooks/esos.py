"""The qualification test of the Energy Savings Opportunity Scheme, restated: as it was made, and as it was corrected.

Schedule 1, paragraph 1, of S.I. 2014/1643. As it was made the first limb wanted a balance sheet total "of" a sum, and
the second one "not exceeding" it; the words "in excess" were put in later.
"""

from __future__ import annotations

from typing import Final

from attrs import evolve

from sec_rules.notation import Count, Evidence, Mark, Outcome, Question, Rulebook, Says, Source, Unit

employees: Final = Count("employees", "persons whom the undertaking employs", "persons", short="employees")
turnover: Final = Count("turnover", "annual turnover in euro", "euro", at_most=10**12, short="euro of turnover")
balance: Final = Count(
    "balance_sheet", "annual balance sheet total in euro", "euro", at_most=10**12, short="euro of balance sheet total"
)

OUTSIDE: Final = Outcome("OUTSIDE", "a small or medium undertaking, outside the scheme", 1)
LARGE: Final = Outcome("LARGE", "a large undertaking, which takes part in the scheme", 2)

qualification: Final = Question(
    "qualification",
    "Is the undertaking large, so that it takes part in the scheme?",
    (OUTSIDE, LARGE),
    (employees, turnover, balance),
    facts=(employees, turnover, balance),
    more="A larger undertaking is never outside where a smaller one takes part.",
    noun="a size",
    takes_amounts=True,
)

_MADE: Final = """1. An undertaking is a large undertaking where:
(a) it employs at least 250 persons; or
(b) its annual turnover exceeds 50 million euro and its balance sheet total is equal to 43 million euro.

2. An undertaking is a small or medium undertaking where it employs fewer than 250 persons and either:
(a) its annual turnover does not exceed 50 million euro; or
(b) its balance sheet total does not exceed 43 million euro.
"""

AS_MADE: Final = Rulebook(
    name="esos-made",
    title="Schedule 1 of the Energy Savings Opportunity Scheme Regulations 2014, as made",
    questions=(qualification,),
    user=("undertaking",),
    units=(Unit("euro", "euro"),),
    words=(
        Says(employees, ("employees", "persons"), verbs=("employs",)),
        Says(turnover, ("annual turnover", "turnover")),
        Says(balance, ("annual balance sheet total", "balance sheet total")),
        Says(LARGE, ("large undertaking",)),
        Says(OUTSIDE, ("small or medium undertaking",)),
    ),
    numbering="instrument",
    written=_MADE,
    evidence=(Evidence(Source("si_2014_1643", "S.I. 2014/1643, Schedule 1"), "the whole test", Mark.PUBLISHED),),
)

RULEBOOK: Final = evolve(
    AS_MADE,
    name="esos",
    title="Schedule 1 of the Energy Savings Opportunity Scheme Regulations 2014, as corrected",
    written=_MADE.replace("is equal to 43 million euro", "exceeds 43 million euro"),
)
