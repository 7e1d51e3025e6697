"""What a generator pays for reinforcement, restated, before and after DCP265 said which of two rules comes first.

Schedule 22 of the DCUSA has a High Cost Cap (200 pounds for each kW, paragraph 1.15) and a voltage rule (paragraph
1.30: no more than one voltage level above the point of connection). Both could apply to one connection. The
administrator's view, on which it consulted, was that the voltage rule comes first.
"""

from __future__ import annotations

from typing import Final

from attrs import evolve

from sec_rules.notation import Count, Evidence, Mark, Outcome, Question, Rulebook, Says, Source, YesNo

cost: Final = Count("cost", "the cost of reinforcement in pounds", "pounds", short="pounds of reinforcement")
capacity: Final = Count("capacity", "the required capacity in kW", "kW", short="kW of required capacity")
above: Final = YesNo("above_one_level", "reinforcement is more than one voltage level above the point of connection")

ONE_LEVEL: Final = Outcome("ONE_LEVEL", "the cost of reinforcement up to one voltage level", 1)
APPORTIONED: Final = Outcome("APPORTIONED", "its share of the cost of reinforcement", 2)
EXCESS: Final = Outcome("EXCESS", "the cost above the High Cost Cap in full", 3)

contribution: Final = Question(
    "contribution",
    "What does the generator pay for reinforcement?",
    (ONE_LEVEL, APPORTIONED, EXCESS),
    (cost,),
    facts=(cost, capacity, above),
    more="A higher cost never means a lesser charge.",
    noun="a charge",
    takes_amounts=True,
)

_BEFORE: Final = """
1.15 Where its cost of reinforcement exceeds 200 times its required capacity, a generator shall pay the excess.

1.30 A generator which connects above one level shall pay for one level.

1.31 A generator which connects within one level and whose cost of reinforcement does not exceed 200 times its required
capacity shall pay its share.
"""
_EVIDENCE: Final = Evidence(
    Source("ofgem_voltage_rule", "Ofgem, consultation on whether the voltage rule precedes the High Cost Cap; DCP265"),
    "that both rules may apply, and which of them comes first",
    Mark.PUBLISHED,
)

BEFORE: Final = Rulebook(
    name="connection-charges-before",
    title="Schedule 22 of the DCUSA, on generation, before DCP265",
    questions=(contribution,),
    user=("generator",),
    words=(
        Says(cost, ("cost of reinforcement",)),
        Says(capacity, ("required capacity",)),
        Says(above, ("connects above one level",), denied=("connects within one level",)),
        Says(EXCESS, ("the excess",)),
        Says(ONE_LEVEL, ("for one level",)),
        Says(APPORTIONED, ("its share",)),
    ),
    duties=("shall pay",),
    numbering="dcusa",
    written=_BEFORE,
    evidence=(_EVIDENCE,),
)

RULEBOOK: Final = evolve(
    BEFORE,
    name="connection-charges",
    title="Schedule 22 of the DCUSA, on generation, after DCP265",
    written=_BEFORE.replace("1.15 Where", "1.15 Subject to paragraph 1.30, where"),
)
