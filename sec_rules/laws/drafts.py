"""The laws beyond the first three, of a draft: which no longer hold, and which did not hold before either."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from sec_rules.code import Code
from sec_rules.lang import Question
from sec_rules.laws.declaring import Unchanged
from sec_rules.laws.library import FIRST, LAWS
from sec_rules.laws.proving import principle, prove, prove_all
from sec_rules.laws.verdicts import Verdict
from sec_rules.nodes import figures


def further(proposed: Code, question: Question, on: date) -> tuple[Verdict, ...]:
    """The verdicts on the laws stated for a day, of the Code with a draft in it, beyond the first three.

    Laws of two days and of other numbers are left out: no words of a draft can break them. So is a law about a figure
    where the draft moves the figure and the law holds of that one: the draft means to, and the change is told.
    """
    laws = [law for law in LAWS if law not in FIRST and not isinstance(law.says, Unchanged)]
    verdicts = prove_all(proposed, question, on, laws=laws)
    return tuple(v for v in verdicts if v.holds is not False or not _moved(proposed, question, on, v))


def _moved(proposed: Code, question: Question, on: date, failing: Verdict) -> bool:
    """Whether a law about a figure holds of another figure that the proposed text states."""
    stated = principle(failing.law)
    if stated.at is None:
        return False
    law = proposed.law(question, on)
    others = sorted({figure.value for rule in law.rules for figure in figures(rule.rule)})
    elsewhere = [evolve(stated, says=stated.at(other)) for other in others]
    return any(v.holds for v in prove(law, proposed.facts(on), laws=elsewhere, code=proposed))


def known(base: Code, question: Question, on: date, verdicts: tuple[Verdict, ...]) -> frozenset[str]:
    """The messages of failures that the base text has too; looked for only where something fails."""
    failing = [principle(v.law) for v in verdicts if v.holds is False]
    if not failing:
        return frozenset()
    found = prove(base.law(question, on), base.facts(on), laws=failing, code=base)
    return frozenset(f.message for v in found for f in v.failures)
