"""Hypothesis strategies for whoever tests with these rules, and the laws as Hypothesis tests.

    from datetime import date
    import sec_rules
    from hypothesis import given
    from sec_rules.testing import law_test, users

    law = sec_rules.load().law(sec_rules.assessment, date(2020, 1, 1))

    @given(users(law))
    def test_our_own_table_says_the_same(facts): ...

    test_exactly_one_answer = law_test("exactly-one-answer", law)

Plain whole numbers almost never meet a threshold. These strategies draw from the figures of the rules: one
below, at, and one above each, for sums too ("Domestic Premises plus five times Non-Domestic Premises").
Needs the extra `test`.
"""

from __future__ import annotations

from sec_rules.boundaries import Facts, boundaries
from sec_rules.testing.drawing import codes, conditions, counts_near_boundaries, users
from sec_rules.testing.law_tests import law_test

__all__ = ["Facts", "boundaries", "codes", "conditions", "counts_near_boundaries", "law_test", "users"]
