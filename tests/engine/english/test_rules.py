"""Rules said back in English."""

from datetime import date

import pytest
from attrs import evolve

from sec_rules.engine.english.rules import condition_in_words, rule_in_words
from sec_rules.lang import (
    ALWAYS,
    Answers,
    Both,
    Count,
    Deems,
    Defines,
    Limb,
    Named,
    Not,
    NotUsed,
    Outcome,
    Question,
    Repeats,
    Undetermined,
    Unread,
    YesNo,
)
from sec_rules.loading import load
from sec_rules.rulebook.facts import (
    domestic_premises,
    first_year,
    network_party,
    network_premises,
    non_domestic_premises,
    supplier_party,
    third_year,
)
from sec_rules.rulebook.outcomes import FULL, SELF, VERIFICATION
from sec_rules.rulebook.questions import assessment

weighted = domestic_premises + 5 * non_domestic_premises
directs = YesNo("directs", "the Panel directs otherwise", decided_by="the Panel")
stationed = YesNo("stationed", "the User is a Shared Resource Provider")


def rule_of(label, day):
    (rule,) = load().clause(label).on(day).rules
    return rule


def test_a_clause_for_every_year_is_said_back_in_one_sentence():
    assert rule_in_words(rule_of("G8.41", date(2019, 2, 28))) == (
        "Where the User is a Supplier Party and its Domestic Premises plus five times its Non-Domestic Premises "
        "exceed 250,000, it is subject to a Full User Security Assessment, in every year after the initial assessment."
    )


def test_a_rule_of_another_question_says_its_exception_and_to_what_it_gives_way():
    audit = Question("audit", "Which audit?", (Outcome("INTERNAL", "an internal audit", 1),))
    rule = Answers(
        question=audit,
        applies=ALWAYS,
        limbs=(Limb("", ALWAYS, audit.outcomes[0]),),
        unless=domestic_premises.exceeds(7),
        yields_to=("IH1",),
    )
    assert rule_in_words(rule) == (
        "Subject to IH1, in every case, unless its Domestic Premises exceed 7: an internal audit."
    )
    assert rule_in_words(evolve(rule, applies=stationed, yields_to=())) == (
        "Where the User is a Shared Resource Provider, unless its Domestic Premises exceed 7: an internal audit."
    )


def test_a_sequence_is_said_back_limb_by_limb():
    assert rule_in_words(rule_of("G8.47", date(2019, 2, 28))) == (
        "Where the User is neither a Supplier Party nor a Network Party, it is subject: "
        "(a) in the first year after the initial assessment, to a Verification User Security Assessment; "
        "(b) in the second year after the initial assessment, to a User Security Self-Assessment; "
        "(c) in the third year after the initial assessment, to a Full User Security Assessment; and "
        "(d) in every year from the fourth after the initial assessment, to what (a) to (c) say in turn, repeating."
    )


def test_a_deeming_clause_says_what_it_takes_in_and_leaves_out():
    assert rule_in_words(rule_of("G8.43", date(2018, 1, 1))) == (
        "For G8.41 and G8.42, the number of Domestic Premises takes in its shared supplier premises."
    )
    leaves_out = Deems(on=("G8.41",), count=domestic_premises, excludes=(network_premises,))
    assert (
        rule_in_words(leaves_out) == "For G8.41, the number of Domestic Premises leaves out its Domestic Premises as "
        "Electricity Distributor and/or Gas Transporter."
    )


def test_a_redirect_names_both_readings():
    said = rule_in_words(rule_of("G8.44C", date(2020, 1, 1)))
    assert said.startswith("A citation on record that is read as G8.44(c). It may stand for paragraph (c) of G8.44")


def test_what_says_nothing_and_what_was_not_read_is_said_so():
    assert rule_in_words(NotUsed()) == "Not used."
    assert rule_in_words(Unread("a number is expected after 'exceeds'.")) == (
        "Not read as a rule: a number is expected after 'exceeds'."
    )


def test_an_amount_by_name_is_said_back_with_its_meaning():
    assert rule_in_words(Defines(name="Weighted Premises", amount=weighted, within=("G8.41", "G8.42"))) == (
        '"Weighted Premises" means its Domestic Premises plus five times its Non-Domestic Premises, in G8.41 and G8.42.'
    )


def test_precedence_exceptions_and_alternatives_are_said_back():
    rule = Answers(
        question=assessment,
        applies=(supplier_party & Named("Weighted Premises").exceeds(9)) | ~network_party,
        unless=directs,
        limbs=(Limb("", ALWAYS, SELF),),
        yields_to=("G8.40",),
        prevails_over=("G8.44", "G8.45"),
        stands_beside=("G8.50",),
    )
    assert rule_in_words(rule) == (
        "Subject to G8.40, notwithstanding G8.44 and G8.45, without prejudice to G8.50, where either (the User is a "
        'Supplier Party and its Weighted Premises exceed 9) or the User is not a Network Party, unless "the Panel '
        'directs otherwise" is the case, it is subject to a User Security Self-Assessment, in every year after the '
        "initial assessment."
    )


def test_a_clause_about_everybody_with_an_open_outcome_is_said_back():
    limbs = (
        Limb("(a)", first_year & domestic_premises.is_at_most(2_000), Undetermined("the text is silent.")),
        Limb("(b)", ~first_year, Repeats("(a)", "(a)")),
    )
    assert rule_in_words(Answers(question=assessment, applies=ALWAYS, limbs=limbs)) == (
        "Every User is subject: (a) in the first year after the initial assessment, where its Domestic Premises are at "
        "most 2,000, to an assessment that is not settled (the text is silent); and (b) in every year from the second "
        "after the initial assessment, to what (a) says, repeating."
    )


def test_every_rule_held_can_be_said_back():
    rules = [rule for clause in load().clauses for version in clause.versions for rule in version.rules]
    assert all(rule_in_words(rule).endswith(".") for rule in rules)


def test_an_outcome_is_worded_with_its_article():
    limb = Limb("", third_year, VERIFICATION)
    said = rule_in_words(Answers(question=assessment, applies=supplier_party, limbs=(limb, Limb("", first_year, FULL))))
    assert "to a Verification User Security Assessment; and in the first year" in said


@pytest.mark.parametrize(
    ("says", "denied"),
    [
        ("the producer is a charity", "the producer is not a charity and its turnover exceed 5"),
        ("its goods are listed", "its goods are not listed and its turnover exceed 5"),
        # What "not" would deny is open in these, so that all of it is said to be denied, and nothing behind it.
        ("it is a bank or an insurer", "it is not so that (it is a bank or an insurer) and its turnover exceed 5"),
        ("it holds a licence", "it is not so that (it holds a licence) and its turnover exceed 5"),
    ],
)
def test_what_is_denied_does_not_run_on_into_what_follows(says: str, denied: str):
    turnover = Count("turnover", "the turnover", "pounds", short="turnover")
    assert condition_in_words(Both((Not(YesNo("so", says)), turnover.exceeds(5)))) == denied


def test_two_parties_that_somebody_is_not_are_said_with_neither_and_other_facts_each_apart() -> None:
    both = condition_in_words(Both((Not(supplier_party), Not(network_party))))
    assert both == "the User is neither a Supplier Party nor a Network Party"
    stationed = YesNo("stationed", "the User is a Shared Resource Provider")
    one = condition_in_words(Both((Not(supplier_party), Not(stationed))))
    assert "neither" not in one
    assert "Supplier Party" in one
    assert "Shared Resource Provider" in one
