"""The laws beyond the first three, of a draft: which no longer hold, and which did not hold before either."""

from __future__ import annotations

from datetime import date

from sec_rules.code import Code
from sec_rules.lang import Question
from sec_rules.laws.declaring import Unchanged
from sec_rules.laws.library import FIRST, LAWS
from sec_rules.laws.proving import principle, prove, prove_all
from sec_rules.laws.verdicts import Verdict


def further(proposed: Code, question: Question, on: date) -> tuple[Verdict, ...]:
    """The verdicts on the laws stated for a day, of the Code with a draft in it, beyond the first three.

    Laws of two days and of other numbers are left out: no words of a draft can break them.
    """
    laws = [law for law in LAWS if law not in FIRST and not isinstance(law.says, Unchanged)]
    return prove_all(proposed, question, on, laws=laws)


def known(base: Code, question: Question, on: date, verdicts: tuple[Verdict, ...]) -> frozenset[str]:
    """The messages of failures that the base text has too; looked for only where something fails."""
    failing = [principle(v.law) for v in verdicts if v.holds is False]
    if not failing:
        return frozenset()
    found = prove(base.law(question, on), base.facts(on), laws=failing, code=base)
    return frozenset(f.message for v in found for f in v.failures)
