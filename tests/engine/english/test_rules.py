"""English for cells and for rules."""

from datetime import date

import pytest

from sec_rules.engine.decision_tree import grow
from sec_rules.engine.english.numerals import ordinal
from sec_rules.engine.english.regions import case, region
from sec_rules.engine.english.rules import rule_in_words
from sec_rules.engine.english.years import EVERY_YEAR, Years
from sec_rules.engine.solver import Solver
from sec_rules.lang import ALWAYS, Answers, Deems, Defines, Limb, Named, NotUsed, Repeats, Undetermined, Unread, YesNo
from sec_rules.lang.formulas import Literal, formula
from sec_rules.loading import load
from sec_rules.rulebook.facts import (
    domestic_premises,
    first_year,
    neither_supplier_nor_network,
    network_party,
    network_premises,
    non_domestic_premises,
    second_year,
    supplier_party,
    third_year,
    years_since_initial,
)
from sec_rules.rulebook.questions import FULL, SELF, VERIFICATION, assessment

weighted = domestic_premises + 5 * non_domestic_premises
directs = YesNo("directs", "the Panel directs otherwise", decided_by="the Panel")
stationed = YesNo("stationed", "the User is a Shared Resource Provider")


def where(*conditions):
    """The phrase for facts that meet conditions which are literals, or literals joined by "and"."""
    literals = []
    for condition in conditions:
        found = formula(condition)
        literals.extend((found,) if isinstance(found, Literal) else found.parts)
    return region(literals, Solver())


@pytest.mark.parametrize(
    ("conditions", "phrase"),
    [
        ([], "all Users"),
        ([supplier_party], "Supplier Parties"),
        ([network_party], "Network Parties"),
        ([~supplier_party], "Users that are not Supplier Parties"),
        ([~network_party], "Users that are not Network Parties"),
        ([neither_supplier_nor_network], "Users that are neither Supplier Party nor Network Party"),
        ([supplier_party, network_party], "Users that are both Supplier Party and Network Party"),
        ([first_year], "all Users, in the first year after the initial assessment"),
        ([directs], 'all Users, where "the Panel directs otherwise" is the case'),
        ([~directs], 'all Users, where "the Panel directs otherwise" is not the case'),
        ([~stationed], "all Users, unless the User is a Shared Resource Provider"),
        ([domestic_premises.exceeds(5)], "Users whose Domestic Premises are at least 6"),
    ],
)
def test_a_region_says_who(conditions, phrase):
    assert where(*conditions) == phrase


@pytest.mark.parametrize(
    ("condition", "phrase"),
    [
        (domestic_premises.exceeds(250_000), "exceed 250,000"),
        (domestic_premises.is_at_least(250_000), "are at least 250,000"),
        (domestic_premises.is_at_most(250_000), "are at most 250,000"),
        (domestic_premises.is_less_than(250_000), "are less than 250,000"),
        (domestic_premises.exceeds(249_999), "are at least 250,000"),
        (domestic_premises.is_at_most(249_999), "are less than 250,000"),
        (domestic_premises.is_exactly(250_000), "are exactly 250,000"),
        (domestic_premises.is_exactly(0), "are exactly 0"),
        (domestic_premises.is_at_least(1), "are at least 1"),
        (
            domestic_premises.exceeds(50_000) & domestic_premises.is_at_most(90_000),
            "exceed 50,000 and are at most 90,000",
        ),
        (
            domestic_premises.is_at_least(1) & domestic_premises.is_at_most(250_000),
            "are at least 1 and at most 250,000",
        ),
    ],
)
def test_a_bound_is_told_with_the_rounder_figure(condition, phrase):
    assert where(condition) == f"Users whose Domestic Premises {phrase}"


def test_a_weighted_sum_is_told_as_it_is_read_aloud():
    phrase = "Users whose Domestic Premises plus five times Non-Domestic Premises exceed 250,000"
    assert where(weighted.exceeds(250_000)) == phrase


def test_what_is_multiplied_is_told_after_what_is_not():
    phrase = "Users whose Non-Domestic Premises plus twice Domestic Premises exceed 100"
    assert where((2 * domestic_premises + non_domestic_premises).exceeds(100)) == phrase


def test_a_multiple_alone_is_told_by_the_count_itself():
    assert where((5 * non_domestic_premises).exceeds(250_000)) == "Users whose Non-Domestic Premises exceed 50,000"


def test_two_counts_compared_are_told_as_a_comparison():
    assert where(domestic_premises.exceeds(network_premises)) == "Users whose Domestic Premises exceed network premises"
    assert where(domestic_premises.is_at_most(network_premises)).endswith("are at most network premises")


def test_the_suppliers_that_secmp0059_reaches_are_told_in_one_phrase():
    phrase = where(
        supplier_party,
        ~network_party,
        domestic_premises.is_at_most(250_000),
        weighted.exceeds(250_000),
        years_since_initial.turn(1, of=3),
    )
    assert phrase == (
        "Supplier Parties whose Domestic Premises are at most 250,000 and whose Domestic Premises plus five times "
        "Non-Domestic Premises exceed 250,000, in the first of each three years after the initial assessment"
    )


def test_what_the_rest_implies_is_left_out():
    # 250,001 Domestic Premises are above the weighted threshold by themselves.
    phrase = where(domestic_premises.exceeds(250_000), weighted.exceeds(250_000))
    assert phrase == "Users whose Domestic Premises exceed 250,000"
    phrase = where(domestic_premises.is_at_most(250_000), weighted.is_at_most(250_000))
    assert phrase == "Users whose Domestic Premises plus five times Non-Domestic Premises are at most 250,000"


def years(*given):
    return Years(sum(1 << year for year in given)).in_words()


def to_the_end(first, step=1):
    return range(first, years_since_initial.at_most + 1, step)


@pytest.mark.parametrize(
    ("given", "phrase"),
    [
        ([1], "in the first year after the initial assessment"),
        ([2], "in the second year after the initial assessment"),
        ([13], "in the 13th year after the initial assessment"),
        ([1, 2], "in the first and second years after the initial assessment"),
        ([1, 2, 3], "in the first three years after the initial assessment"),
        (to_the_end(4), "in every year from the fourth after the initial assessment"),
        ([1, *to_the_end(5)], "in the first year and every year from the fifth after the initial assessment"),
        ([1, 2, *to_the_end(4)], "in every year after the initial assessment except the third year"),
        (to_the_end(1, 3), "in the first of each three years after the initial assessment"),
        (
            [*to_the_end(1, 3), *to_the_end(2, 3)],
            "in the first and second of each three years after the initial assessment",
        ),
        (to_the_end(5, 3), "in the second of each three years after the initial assessment, from the fifth year on"),
        (
            [1, *to_the_end(5, 3)],
            "in the first year and in the second of each three years from the fifth year on, "
            "after the initial assessment",
        ),
        (to_the_end(1), ""),
        ([], "in no year"),
    ],
)
def test_years_are_told_as_the_shortest_pattern(given, phrase):
    assert years(*given) == phrase


@pytest.mark.parametrize("period", range(2, 7))
@pytest.mark.parametrize("start", [1, 2, 5, 9])
def test_every_pattern_of_turns_is_told_apart_from_every_other(period, start):
    told = {years(*to_the_end(start + turn, period)) for turn in range(period)}
    assert len(told) == period


def test_years_add_up_to_every_year():
    turns = [Years(sum(1 << y for y in to_the_end(turn, 3))) for turn in (1, 2, 3)]
    assert turns[0] | turns[1] | turns[2] == EVERY_YEAR


def test_one_user_is_told_with_the_counts_that_matter():
    facts = {"supplier_party": True, "network_party": False, "domestic_premises": 250_000, "non_domestic_premises": 0}
    facts |= {"network_premises": 0, "years_since_initial": 2}
    phrase = "a Supplier Party with 250,000 Domestic Premises, in the second year after the initial assessment"
    assert case(facts) == phrase
    spoken_of = [formula(weighted.is_at_most(250_000))]
    assert case(facts, spoken_of) == phrase.replace(" Premises,", " Premises and 0 Non-Domestic Premises,")


@pytest.mark.parametrize(
    ("number", "word"), [(1, "first"), (12, "twelfth"), (21, "21st"), (112, "112th"), (103, "103rd")]
)
def test_ordinals_are_words_up_to_twelve(number, word):
    assert ordinal(number) == word


# Rules.


def rule_of(label, day):
    (rule,) = load().clause(label).on(day).rules
    return rule


def test_a_clause_for_every_year_is_said_back_in_one_sentence():
    assert rule_in_words(rule_of("G8.41", date(2019, 2, 28))) == (
        "Where the User is a Supplier Party and its Domestic Premises plus five times its Non-Domestic Premises "
        "exceed 250,000, it is subject to a Full User Security Assessment, in every year after the initial assessment."
    )


def test_a_sequence_is_said_back_limb_by_limb():
    assert rule_in_words(rule_of("G8.47", date(2019, 2, 28))) == (
        "Where the User is neither a Supplier Party nor a Network Party, it is subject: "
        "(a) in the first year after the initial assessment, to a Verification User Security Assessment; "
        "(b) in the second year after the initial assessment, to a User Security Self-Assessment; "
        "(c) in the third year after the initial assessment, to a Full User Security Assessment; and "
        "(d) in every year from the fourth after the initial assessment, to what (a) to (c) say in turn, over and over."
    )


def test_a_deeming_clause_says_what_it_takes_in_and_leaves_out():
    assert rule_in_words(rule_of("G8.43", date(2018, 1, 1))) == (
        "For G8.41 and G8.42, the number of Domestic Premises takes in its shared supplier premises."
    )
    leaves_out = Deems(on=("G8.41",), count=domestic_premises, excludes=(network_premises,))
    assert rule_in_words(leaves_out) == "For G8.41, the number of Domestic Premises leaves out its network premises."


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
        "after the initial assessment, to what (a) says, over and over."
    )


def test_every_rule_held_can_be_said_back():
    rules = [rule for clause in load().clauses for version in clause.versions for rule in version.rules]
    assert all(rule_in_words(rule).endswith(".") for rule in rules)


def test_every_cell_of_a_tree_has_a_phrase_of_its_own():
    solver = Solver()
    leaves = grow([formula(c & y) for c in (supplier_party, network_party) for y in (first_year, second_year)], solver)
    told = [region(leaf.literals, solver) for leaf in leaves]
    assert len(set(told)) == len(told) > 4


def test_an_outcome_is_told_with_its_article():
    limb = Limb("", third_year, VERIFICATION)
    said = rule_in_words(Answers(question=assessment, applies=supplier_party, limbs=(limb, Limb("", first_year, FULL))))
    assert "to a Verification User Security Assessment; and in the first year" in said
