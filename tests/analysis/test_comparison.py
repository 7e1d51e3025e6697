"""Two rulesets side by side: what changes for whom. D and N are the numbers of Domestic and Non-Domestic Premises."""

from datetime import date

import pytest
from attrs import evolve

from sec_rules.analysis.comparison import compare, overall, without_doubts
from sec_rules.engine.reference import holds
from sec_rules.lang import Undetermined
from sec_rules.loading import load
from sec_rules.rulebook.facts import BY_NAME, domestic_premises, non_domestic_premises, supplier_party
from sec_rules.rulebook.outcomes import SELF, VERIFICATION
from sec_rules.rulebook.questions import assessment

BEFORE, AFTER, DRAFTED = date(2019, 2, 27), date(2019, 2, 28), date(2019, 3, 1)
weighted = domestic_premises + 5 * non_domestic_premises


def ruleset(on):
    return load().ruleset(assessment, on)


def drafted(of, change, **renamed):
    """The ruleset with a draft in it that changes the rule of one clause, or gives the rule to another label."""
    code = load()
    clause = code.clause(of)
    version = clause.on(AFTER)
    rules = tuple(change(rule) for rule in version.rules)
    new = evolve(clause, versions=(evolve(version, in_force=DRAFTED, rules=rules),), **renamed)
    gone = [of] if renamed else []
    return code.with_draft([new], deleted=gone, on=DRAFTED).ruleset(assessment, DRAFTED)


def user(**facts):
    """The facts of a User of which nothing but these is above the least there can be."""
    nothing = dict.fromkeys(["supplier_party", "network_party"], False)
    nothing |= dict.fromkeys(["domestic_premises", "non_domestic_premises", "network_premises"], 0)
    nothing |= {"shared_supplier_premises": 0, "shared_network_premises": 0, "years_since_initial": 1}
    return nothing | facts


# 28 February 2019.

NO_DOMESTIC = "G8.42: Before SECMP0059 the words, taken literally"
SHARED = "G8.42: The day on which SECMP0044 took premises"

# D is at most 250,000 before and D + 5N above it after: the least N is 1, with D = 249,996. No domestic premises: N is
# at least 50,001. The shared premises matter where D with them is above 250,000, so the least is 1, with D = 250,000.
SUPPLIERS = [
    ((), {"domestic_premises": 249_996, "non_domestic_premises": 1}),
    ((NO_DOMESTIC,), {"non_domestic_premises": 50_001}),
    ((SHARED,), {"domestic_premises": 250_000, "non_domestic_premises": 1, "shared_supplier_premises": 1}),
    ((NO_DOMESTIC, SHARED), {"non_domestic_premises": 50_001, "shared_supplier_premises": 250_001}),
]


def unsure(doubts):
    return tuple(f"{clause}: {unsure}" for clause, unsure in doubts)


def starts(doubts, expected):
    return len(doubts) == len(expected) and all(d.startswith(e) for d, e in zip(unsure(doubts), expected, strict=True))


def test_secmp0059_makes_nine_changes_all_heavier():
    changes = compare(ruleset(BEFORE), ruleset(AFTER))
    assert [(c.was, c.becomes, c.direction) for c in changes] == [
        *[("VERIFICATION", "FULL", "heavier")] * 4,
        *[("SELF", "FULL", "heavier")] * 4,
        ("SELF", "VERIFICATION", "heavier"),
    ]


@pytest.mark.parametrize(("start", "was", "limb", "year"), [(0, "VERIFICATION", "(a)", 1), (4, "SELF", "(b)", 2)])
@pytest.mark.parametrize("number", range(4))
def test_suppliers_whose_non_domestic_premises_weigh_are_assessed_in_full(start, was, limb, year, number):
    change = compare(ruleset(BEFORE), ruleset(AFTER))[start + number]
    doubts, least = SUPPLIERS[number]
    assert starts(change.doubts, doubts)
    assert change.witness == user(supplier_party=True, years_since_initial=year, **least)
    assert (change.was, change.was_because, change.because) == (was, (f"G8.42{limb}", "G8.42(d)"), ("G8.41",))
    assert change.where.startswith("Supplier Parties whose Domestic Premises are ")
    turn = "first" if year == 1 else "second"
    assert change.where.endswith(f", in the {turn} of each three years after the initial assessment")


def test_users_of_neither_party_get_a_verification_in_the_first_year():
    change = compare(ruleset(BEFORE), ruleset(AFTER))[-1]
    assert change.where == (
        "Users that are neither a Supplier Party nor a Network Party, in the first of each three years after the "
        "initial assessment"
    )
    assert (change.was_because, change.because) == (("G8.47(a)", "G8.47(d)"), ("G8.47(a)", "G8.47(d)"))
    assert (change.witness, change.doubts, change.question) == (user(), (), "assessment")


def test_the_same_change_without_doubts_on_the_old_words_is_reported_in_one_phrase():
    old = evolve(ruleset(BEFORE), doubts=())
    assert [(c.was, c.where) for c in compare(old, ruleset(AFTER))][:2] == [
        (was, f"Supplier Parties whose Domestic Premises are at most 250,000 and whose Domestic Premises plus five "
         f"times Non-Domestic Premises exceed 250,000, in the {turn} of each three years after the initial assessment")
        for was, turn in (("VERIFICATION", "first"), ("SELF", "second"))
    ]  # fmt: skip


def test_changes_that_differ_only_in_their_doubts_are_put_together_with_the_doubts_of_all():
    old, new = ruleset(BEFORE), ruleset(AFTER)
    found = compare(old, new)
    together = without_doubts(old, new, BY_NAME, found)
    assert [(c.was, c.becomes) for c in together] == list(dict.fromkeys((c.was, c.becomes) for c in found))
    assert len(together) < len(found)
    for one in together:
        alike = [c for c in found if (c.was, c.becomes) == (one.was, one.becomes)]
        assert set(one.doubts) == {doubt for c in alike for doubt in c.doubts}
    # Where nothing is doubtful there is nothing to put together.
    sure = compare(evolve(old, doubts=()), evolve(new, doubts=()))
    assert without_doubts(old, new, BY_NAME, sure) is sure


def test_the_other_way_round_everything_is_lighter():
    changes = compare(ruleset(AFTER), ruleset(BEFORE))
    assert {c.direction for c in changes} == {"lighter"}
    assert [(c.was, c.becomes) for c in changes if not c.doubts] == [
        ("FULL", "VERIFICATION"),
        ("FULL", "SELF"),
        ("VERIFICATION", "SELF"),
    ]


# 29 November 2018.


def test_secmp0044_makes_lighter_what_shared_premises_had_made_heavy():
    changes = compare(ruleset(date(2018, 11, 28)), ruleset(date(2018, 11, 29)))
    supplier, network = {"supplier_party": True}, {"network_party": True}
    shared = {"domestic_premises": 250_000, "shared_supplier_premises": 1}
    assert [(c.direction, c.was, c.becomes, len(c.doubts), c.witness) for c in changes] == [
        ("lighter", "FULL", "VERIFICATION", 1, user(**supplier, **shared)),
        ("lighter", "FULL", "SELF", 1, user(**supplier, **shared, years_since_initial=2)),
        ("lighter", "FULL", "VERIFICATION", 3, user(**supplier, shared_supplier_premises=250_001)),
        ("lighter", "FULL", "SELF", 3, user(**supplier, shared_supplier_premises=250_001, years_since_initial=2)),
        (
            "lighter",
            "VERIFICATION",
            "SELF",
            2,
            user(**network, network_premises=250_000, shared_network_premises=1, years_since_initial=2),
        ),
    ]


def test_a_doubt_of_a_deeming_clause_stands_with_the_answers_it_touches():
    (change,) = (
        c for c in compare(ruleset(date(2018, 11, 28)), ruleset(date(2018, 11, 29))) if c.witness["network_party"]
    )
    assert [clause for clause, _ in change.doubts] == ["G8.46", "G8.45"]


# What is a change, and what is not.


def test_a_ruleset_does_not_differ_from_itself():
    assert compare(ruleset(AFTER), ruleset(AFTER)) == ()


def test_another_clause_with_the_same_outcome_is_no_change():
    assert compare(ruleset(AFTER), drafted("G8.41", lambda rule: rule, label="G8.41A")) == ()


def test_a_figure_one_higher_changes_the_users_at_it():
    def higher(rule):
        return evolve(rule, applies=supplier_party & weighted.exceeds(250_001))

    (change,) = compare(ruleset(AFTER), drafted("G8.41", higher))
    assert (change.was, change.becomes, change.direction) == ("FULL", None, "undecided")
    assert (change.was_because, change.because) == (("G8.41",), ())
    assert change.witness == user(supplier_party=True, domestic_premises=250_001)
    assert change.where == (
        "Supplier Parties whose Domestic Premises plus five times Non-Domestic Premises are exactly 250,001"
    )


def test_a_gap_that_is_closed_is_decided():
    def higher(rule):
        return evolve(rule, applies=supplier_party & weighted.exceeds(250_001))

    (change,) = compare(drafted("G8.41", higher), ruleset(AFTER))
    assert (change.was, change.becomes, change.direction) == (None, "FULL", "decided")


def test_an_overlap_is_undecided_even_where_both_outcomes_agree():
    def weak(rule):
        return evolve(rule, applies=supplier_party & weighted.is_at_least(250_000))

    changes = compare(ruleset(AFTER), drafted("G8.41", weak))
    assert {(c.was, c.becomes, c.direction, c.because) for c in changes} == {
        ("VERIFICATION", None, "undecided", ("G8.41", "G8.42(a)", "G8.42(d)")),
        ("SELF", None, "undecided", ("G8.41", "G8.42(b)", "G8.42(d)")),
        ("FULL", None, "undecided", ("G8.41", "G8.42(c)", "G8.42(d)")),
    }
    assert [c.was for c in changes] == ["FULL", "VERIFICATION", "SELF"]


def test_a_gap_in_place_of_an_overlap_is_no_change():
    def weak(rule):
        return evolve(rule, applies=supplier_party & weighted.is_at_least(250_000))

    def narrow(rule):
        return evolve(rule, applies=supplier_party & weighted.is_less_than(250_000))

    assert compare(drafted("G8.41", weak), drafted("G8.42", narrow)) == ()


def test_an_outcome_left_open_is_undecided():
    def opened(rule):
        first, *others = rule.limbs
        return evolve(rule, limbs=(evolve(first, outcome=Undetermined("the text is silent")), *others))

    (change,) = compare(ruleset(AFTER), drafted("G8.47", opened))
    assert (change.was, change.becomes, change.direction) == ("VERIFICATION", None, "undecided")


def test_an_outcome_of_the_same_weight_is_neither_heavier_nor_lighter():
    def renamed(rule):
        first, *others = rule.limbs
        return evolve(rule, limbs=(evolve(first, outcome=evolve(VERIFICATION, name="VISIT")), *others))

    (change,) = compare(ruleset(AFTER), drafted("G8.47", renamed))
    assert (change.was, change.becomes, change.direction) == ("VERIFICATION", "VISIT", "other")


def test_heavier_changes_come_before_lighter_ones_whoever_they_concern():
    def turned(rule):
        first, second, *others = rule.limbs
        return evolve(rule, limbs=(evolve(first, outcome=SELF), evolve(second, outcome=VERIFICATION), *others))

    changes = compare(ruleset(AFTER), drafted("G8.42", turned))
    assert [(c.direction, c.witness["years_since_initial"]) for c in changes] == [("heavier", 2), ("lighter", 1)]


# What it comes to.


def test_a_comparison_comes_to_one_of_four():
    def turned(rule):
        first, second, *others = rule.limbs
        return evolve(rule, limbs=(evolve(first, outcome=SELF), evolve(second, outcome=VERIFICATION), *others))

    assert overall(compare(ruleset(AFTER), ruleset(AFTER))).verdict == "equivalent"
    assert overall(compare(ruleset(BEFORE), ruleset(AFTER))).verdict == "heavier"
    assert overall(compare(ruleset(AFTER), ruleset(BEFORE))).verdict == "lighter"
    mixed = overall(compare(ruleset(AFTER), drafted("G8.42", turned)))
    assert (mixed.verdict, mixed.says) == (
        "incomparable",
        "Neither way for all: more onerous, less onerous, each for some.",
    )


def test_a_gap_is_not_comparable():
    code = load().with_draft([], deleted=["G8.41"], on=DRAFTED)
    found = overall(compare(ruleset(AFTER), code.ruleset(assessment, DRAFTED)))
    assert (found.verdict, found.says) == ("incomparable", "Neither way for all: no longer one answer, each for some.")


def test_whether_a_user_is_one_of_those_is_known_for_each_change():
    changes = compare(ruleset(BEFORE), ruleset(AFTER))
    bryt = user(supplier_party=True, domestic_premises=10, non_domestic_premises=49_999, years_since_initial=4)
    assert [c.becomes for c in changes if holds(c.when, bryt)] == ["FULL"]
    assert not any(holds(c.when, user(supplier_party=True, non_domestic_premises=50_000)) for c in changes)
    assert holds(changes[-1].when, {"supplier_party": False}) is None
