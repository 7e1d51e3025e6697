"""What can come of a question with facts missing, and how that is said."""

from sec_rules.engine.results import reason, result_of
from sec_rules.loading import load
from sec_rules.rulebook.outcomes import FULL, SELF
from sec_rules.rulebook.questions import assessment
from tests.engine.test_missing_facts import TODAY


def branches():
    return load().ruleset(assessment, TODAY).branches


def test_nobody_and_several_are_results_of_their_own():
    one, two = branches()[:2]
    assert result_of((one,)) == one.outcome
    assert len({result_of(()), result_of((one,)), result_of((one, two))}) == 3


def test_of_one_result_that_is_an_answer_there_is_nothing_to_say():
    assert reason({FULL}, branches()[:1]) is None


def test_of_no_result_at_all_the_assumptions_are_what_is_broken():
    assert reason(set(), ()) == "These facts cannot be together under the declared assumptions."


def test_results_are_named_from_the_lightest_to_none_and_ranges_are_not_exact():
    said = reason({result_of(()), FULL, SELF}, (), ("domestic_premises",), {"domestic_premises"})
    assert said == (
        "It could be SELF, FULL or no answer: that depends on domestic_premises, which is not given exactly."
    )
