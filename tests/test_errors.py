"""One tree of errors: everything raised on purpose is a SecRulesError, and all but the root are told apart."""

import pickle
import re

import pytest

import sec_rules
from sec_rules import errors
from sec_rules.errors import AssumptionError, EffectError, FactError, PortfolioError, SecRulesError, wrong_kind

ALL = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, Exception)]


def test_every_error_is_of_the_one_tree():
    assert all(issubclass(error, SecRulesError) for error in ALL)
    assert not issubclass(SecRulesError, (ValueError, KeyError, TypeError, OSError))


@pytest.mark.parametrize("error", ALL)
def test_an_error_stands_where_the_tree_in_the_docstring_draws_it(error):
    drawn = re.findall(r"^ *([│├└─ ]*)(\w+Error)\b", errors.__doc__, re.MULTILINE)
    depths = {name: len(branch) for branch, name in drawn}
    assert error.__name__ in depths
    parent = error.__bases__[0]
    above = [name for _, name in drawn[: [name for _, name in drawn].index(error.__name__)]]
    nearest = next((name for name in reversed(above) if depths[name] < depths[error.__name__]), "Exception")
    assert parent.__name__ == nearest


@pytest.mark.parametrize("error", ALL)
def test_an_error_can_be_caught_by_its_name_in_the_package_and_says_what_it_is_for(error):
    assert getattr(sec_rules, error.__name__) is error
    assert error.__doc__


@pytest.mark.parametrize("error", [e for e in ALL if not issubclass(e, (FactError, EffectError))])
def test_the_message_is_the_sentence_given(error):
    assert str(error("What is wrong, where, and what is expected.")) == "What is wrong, where, and what is expected."


@pytest.mark.parametrize("kind", [FactError, EffectError])
def test_an_error_of_several_problems_holds_them_apart_and_together(kind):
    error = kind(("One.", "Two."))
    assert (error.problems, str(error)) == (("One.", "Two."), "One. Two.")


def test_an_assumption_error_is_a_fact_error_that_names_the_assumption():
    error = AssumptionError("Nobody is both.", "party-categories-exclude-each-other")
    assert isinstance(error, FactError)
    assert (error.problems, error.assumption) == (("Nobody is both.",), "party-categories-exclude-each-other")


ARRIVING = [
    FactError(("One.", "Two.")),
    EffectError(("One.", "Two.")),
    AssumptionError("Nobody is both.", "a-name"),
    PortfolioError("Two rows.", ((1, ("One.",)),)),
]


@pytest.mark.parametrize("error", ARRIVING, ids=repr)
def test_an_error_of_another_process_arrives_whole(error):
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_an_argument_of_the_wrong_kind_is_named_with_what_was_given_and_is_a_type_error_too():
    error = wrong_kind("question", "a Question", "assessment")
    assert isinstance(error, (SecRulesError, TypeError))
    assert str(error) == "'question' should be a Question, got str: 'assessment'."
    assert len(str(wrong_kind("code", "a Code", "x" * 10_000))) < 150
