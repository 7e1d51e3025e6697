"""What rules of one's own are written with: each name is that of the notation, and they suffice for a policy."""

from __future__ import annotations

from datetime import date

import sec_rules
from sec_rules import lang, notation
from sec_rules.analysis.invariants import declarations
from sec_rules.lang import compounds, deadlines, expressions, rulebooks


def test_each_name_is_that_of_its_module() -> None:
    homes = (compounds, deadlines, expressions, rulebooks, declarations)
    for name in notation.__all__:
        home = lang if name in lang.__all__ else next(room for room in homes if name in vars(room))
        assert getattr(notation, name) is vars(home)[name]
    assert len(set(notation.__all__)) == len(notation.__all__)


def test_they_suffice_for_a_policy_with_turns_and_doubts() -> None:
    n, premises, years = notation, sec_rules.facts.domestic_premises, sec_rules.facts.years_since_initial
    light, heavy = n.Outcome("LIGHT", "a light audit", 1), n.Outcome("HEAVY", "a heavy audit", 2)
    audit = n.Question("turns", "Which audit?", (light, heavy), (premises,), facts=(premises, years))
    paper = n.Evidence(n.Source("paper", "A paper"), "all of it", n.Mark.INFERRED)
    rule = n.Answers(
        question=audit,
        applies=n.ALWAYS,
        limbs=(
            n.Limb("(a)", n.Turn(years, 1, 2) | premises.exceeds(9), heavy),
            n.Limb("(b)", n.Turn(years, 2, 2) & premises.is_at_most(9), light),
        ),
    )
    version = n.Version(
        in_force=date(2021, 1, 1), brought_in_by="A paper", words=n.Words("2021-01-01", "", text="By turns."),
        standing=n.Standing.VERBATIM, evidence=(paper,), rules=(rule,), by_hand="in-house",
        doubts=(n.Doubt(unsure="Whether nine counts.", when=premises.is_exactly(9), evidence=(paper,)),),
    )  # fmt: skip
    code = sec_rules.load().with_clauses([n.Clause(label="TN1", title="By turns", versions=(version,))])
    answer = code.ask(audit, {"domestic_premises": 9, "years_since_initial": 4}, on=date(2022, 1, 1))
    assert (answer.outcome, answer.because, answer.doubts) == (light, ("TN1(b)",), (("TN1", "Whether nine counts."),))
