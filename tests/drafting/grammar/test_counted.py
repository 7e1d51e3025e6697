"""That the words which say what is counted are part of the count."""

from __future__ import annotations

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import Draft, hold_against
from sec_rules.loading import load

CODE = load()
NETWORK = (
    "G8.44 Where a User is a Network Party and the number of Domestic Premises {}exceeds 250,000, it shall be subject "
    "to a Full User Security Assessment in each year after the year of its initial Full User Security Assessment."
)
WHOLE = "supplied with electricity and/or gas through one or more Smart Metering Systems for which it is {} "
BOTH = "the Electricity Distributor and/or the Gas Transporter"


def held(words: str) -> Draft:
    return hold_against(read_markdown(words, "draft.md"), CODE)


def counts(draft: Draft) -> list[str]:
    return [place.why for place in draft.open if place.kind == "count"]


@pytest.mark.parametrize(
    ("described", "gone"),
    [
        ("{--" + WHOLE.format(BOTH) + "--}", "through one or more Smart Metering Systems"),
        (WHOLE.format(BOTH).replace("through", "{--through").replace("Systems ", "Systems --}"), "through"),
        (WHOLE.format("the Electricity Distributor {--and/or the Gas Transporter--}"), "the Gas Transporter"),
    ],
)
def test_words_taken_out_of_a_count_by_a_redline_make_it_another(described: str, gone: str) -> None:
    (why,) = counts(held(NETWORK.format(described)))
    assert "the description of what is counted no longer" in why
    assert gone in why


def test_a_redline_that_leaves_the_description_alone_counts_the_same() -> None:
    assert counts(held(NETWORK.format(WHOLE.format(BOTH)).replace("250,000", "{--250,000--}{++300,000++}"))) == []


@pytest.mark.parametrize("described", ["", WHOLE.format(BOTH)])
def test_a_clause_given_whole_may_describe_its_count_in_short(described: str) -> None:
    assert counts(held(NETWORK.format(described))) == []


@pytest.mark.parametrize("role", ["the Gas Transporter", "the Electricity Distributor"])
def test_one_role_of_a_network_party_is_not_the_count_of_the_code(role: str) -> None:
    assert counts(held(NETWORK.format(WHOLE.format(role)))) == [f"it counts only premises for which it is {role}"]


BOTH_ROLES = "for which it is both the Electricity Distributor and the Gas Transporter"
TWO_FUELS = "supplied with both electricity and gas"


@pytest.mark.parametrize(
    ("words", "other", "says"),
    [
        (BOTH, "the Electricity Distributor and the Gas Transporter", BOTH_ROLES),
        (BOTH, "the Gas Transporter and the Electricity Distributor", BOTH_ROLES),
        (BOTH, "the Electricity Distributor, and the Gas Transporter", BOTH_ROLES),
    ],
)
def test_roles_that_both_have_to_be_had_make_fewer_premises(words: str, other: str, says: str) -> None:
    assert counts(held(NETWORK.format(WHOLE.format(other)))) == [f"it counts only premises {says}"]
    redlined = NETWORK.format(WHOLE.format(f"{{--{words}--}}{{++{other}++}}"))
    assert counts(held(redlined)) == [f"the description of what is counted now includes '{says}'"]


def test_both_fuels_together_are_not_the_count_of_the_code() -> None:
    draft = held(NETWORK.format(WHOLE.format(BOTH)).replace("and/or gas", "and gas"))
    assert draft.open


@pytest.mark.parametrize(
    "words", ["after {--the year of --}its initial", "{--after the year of--}{++following++} its initial"]
)
def test_years_that_no_longer_run_from_the_year_of_the_initial_assessment_are_others(words: str) -> None:
    (why,) = counts(held(NETWORK.format("").replace("after the year of its initial", words)))
    assert "now includes 'years that follow the initial assessment itself, and not its year'" in why


def test_years_that_run_from_that_year_in_other_words_are_the_same() -> None:
    words = NETWORK.format("").replace("after the year", "{--after--}{++following++} the year")
    assert counts(held(words)) == []
