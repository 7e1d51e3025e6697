"""Which sentences are shown to bear on no question, and which are not, however they are put."""

from __future__ import annotations

import pytest

from sec_rules.drafting.grammar.foreign import is_foreign, is_plain_heading, is_plain_title, term_defined

PROCEDURE = (
    "Each User shall notify the Security Sub-Committee within 10 Working Days of receiving the report of a Full User "
    "Security Assessment.",
    "The User Independent Security Assurance Service Provider shall provide a copy of its report to the Panel.",
    "Each Network Party shall keep a record of its premises.",
    "The DCC shall pay the reasonable costs of the Independent Assessor.",
    "Each User shall keep the contents of the report confidential and shall not disclose it to any person without the "
    "consent of the Panel.",
    "The Panel shall appoint the User Independent Security Assurance Service Provider for a period of three years.",
    "Each User shall pay the fees of the assessor within thirty (30) days of the invoice.",
    "Where a User is subject to a Full User Security Assessment, it shall give the assessor access to its premises.",
    "The Security Sub-Committee shall treat the report as confidential.",
    "The report shall have been published.",
    '"Working Day" means any day other than a Saturday, a Sunday or a public holiday.',
)
# Each begins like procedure, or says with a word of procedure what decides an assessment.
BEARING = (
    "Notwithstanding anything else in this Section, a Supplier Party shall be subject to no assessment in 2020.",
    "Sections G8.40 to G8.60 shall cease to have effect for a User with fewer than 1,000 Domestic Premises.",
    "No User shall be so subject in its third year.",
    'In this Section, "Supplier Party" means a Party that supplies electricity only.',
    "For the purposes of this Section G8, the number of Domestic Premises shall be deemed to include the number of "
    "Non-Domestic Premises.",
    "This Section shall lapse on 31 December 2019.",
    "No User with fewer than 1,000 premises is bound by what follows.",
    "Each User shall submit a User Security Self-Assessment in each year.",
    "Each User shall submit to a Full User Security Assessment.",
    "Each User shall ensure the completion of a Full User Security Assessment in each year.",
    "Each User shall arrange for a Full User Security Assessment in each year.",
    "The Panel may name a User as a Network Party.",
    "An assessment shall be made in each year.",
    "Each User is subject to a Full User Security Assessment and shall notify the Panel.",
    "The Panel may give a User a report in place of a User Security Assessment.",
    "Each User shall report 250,000 premises.",
    "The Panel shall publish the report and the User and the auditor shall comply.",
    '"Working Day" means any day, and no User shall be assessed on another.',
    "\u0411\u0435\u0437 \u043e\u0446\u0435\u043d\u043a\u0438.",
    "",
)


@pytest.mark.parametrize("sentence", PROCEDURE)
def test_procedure_and_terms_that_no_rule_could_use_bear_on_nothing(sentence: str) -> None:
    assert is_foreign(sentence)


@pytest.mark.parametrize("sentence", BEARING)
def test_whatever_else_a_sentence_says_it_bears(sentence: str) -> None:
    assert not is_foreign(sentence)


@pytest.mark.parametrize("sentence", PROCEDURE[:-1])
@pytest.mark.parametrize("word", ["exempt", "instead", "as", "deemed", "lapse", "undergo"])
def test_one_word_that_may_change_something_leaves_a_sentence_open(sentence: str, word: str) -> None:
    first, _, rest = sentence.partition(" ")
    assert not is_foreign(f"{first} {word} {rest}")


@pytest.mark.parametrize(
    "heading",
    [
        "Supplier Parties",
        "Section G: Security",
        "Categories of Security Assurance Assessment",
        "Other Users",
        "Remediation",
    ],
)
def test_a_heading_of_parties_and_matters_gives_no_scope(heading: str) -> None:
    assert is_plain_heading(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Storage in Scotland",
        "The following does not apply before 2030",
        "Transitional: until 2020",
        "Users in Scotland",
        "Second year",
    ],
)
def test_a_heading_that_may_give_scope_or_time_is_told_apart(heading: str) -> None:
    assert not is_plain_heading(heading)


def test_the_term_of_a_definition_is_found_where_the_sentence_does_nothing_else() -> None:
    assert term_defined("\u201cWeighted Premises\u201d has the meaning given in Section G8.") == "Weighted Premises"
    assert term_defined('"Site" means a place, and no User shall be assessed there.') == ""
    assert term_defined("A User shall keep a record.") == ""


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("SECMP0123", True),
        ("Sections G8.41 and G8.42", True),
        ("Recasting of the sequence", True),
        ("Users exempt", False),
        ("Draft Modification: the assessor's workload", True),
        ("Modification: courtesy and advance payment", True),
        ("Modification: courtesy and deferral", False),
        ("Modification: reports in winter", False),
        ("Modification: reports in Wales", False),
    ],
)
def test_a_title_of_labels_and_numbers_says_nothing_and_one_of_other_words_may(title: str, plain: bool) -> None:
    assert is_plain_title(title) is plain
