"""The notation: a clause reads as the Code says it, and what would mislead is refused."""

from datetime import date

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from sec_rules.lang import (
    ALWAYS,
    NEVER,
    Amount,
    Both,
    Clause,
    Comparison,
    Condition,
    Doubt,
    Either,
    Figure,
    Limb,
    Named,
    Not,
    Outcome,
    Place,
    Relation,
    Repeats,
    Standing,
    Sum,
    Times,
    Turn,
    Version,
    Words,
    YesNo,
)
from sec_rules.rulebook.facts import (
    domestic_premises,
    first_year,
    neither_supplier_nor_network,
    network_party,
    non_domestic_premises,
    supplier_party,
    years_since_initial,
)
from sec_rules.rulebook.outcomes import FULL, SELF, VERIFICATION
from sec_rules.rulebook.questions import assessment

D, N = domestic_premises, non_domestic_premises


# Amounts.


def test_a_condition_is_written_as_the_design_writes_it():
    assert supplier_party & (domestic_premises + 5 * non_domestic_premises).exceeds(250_000) == Both(
        (supplier_party, Comparison(Sum((D, Times(Figure(5), N))), Relation.EXCEEDS, Figure(250_000)))
    )


@pytest.mark.parametrize(
    ("compared", "relation"),
    [
        (D.exceeds(7), Relation.EXCEEDS),
        (D.is_at_most(7), Relation.AT_MOST),
        (D.is_at_least(7), Relation.AT_LEAST),
        (D.is_less_than(7), Relation.LESS_THAN),
        (D.is_exactly(7), Relation.EXACTLY),
    ],
)
def test_each_comparison_has_a_word_of_its_own(compared, relation):
    assert compared == Comparison(D, relation, Figure(7))


def test_two_amounts_may_be_compared():
    assert D.exceeds(5 * N) == Comparison(D, Relation.EXCEEDS, Times(Figure(5), N))


def test_sums_are_flat_whichever_way_they_are_added():
    assert D + N + 1 == D + (N + 1) == Sum((D, N, Figure(1)))
    assert Sum((Figure(1), D)) == 1 + D


def test_a_figure_may_stand_on_either_side_of_an_amount():
    assert 5 * N == N * 5 == Times(Figure(5), N)
    assert Times(Figure(2), Sum((D, N))) == 2 * (D + N)


def test_a_name_is_an_amount_like_any_other():
    weighted = Named("Weighted Premises")
    assert isinstance(weighted, Amount)
    assert (weighted + 1).exceeds(2).left == Sum((weighted, Figure(1)))


@pytest.mark.parametrize("sign", ["<", "<=", ">", ">="])
@pytest.mark.parametrize("right", ["250_000", "N"])
def test_amounts_are_not_compared_with_signs(sign, right):
    with pytest.raises(TypeError, match="not supported between"):
        eval(f"D {sign} {right}", {"D": D, "N": N})


def test_equality_asks_whether_two_nodes_are_one_and_makes_no_condition():
    assert (D == N) is False
    assert (domestic_premises == D) is True
    assert (D == 250_000) is False
    assert (supplier_party == network_party) is False


@pytest.mark.parametrize("wrong", ["D - N", "D * N", "D / 2", "D // 2", "-D", "D ** 2", "D % 3", "abs(D)"])
def test_there_is_no_other_arithmetic_so_every_condition_is_linear(wrong):
    made = None
    with pytest.raises((TypeError, ValueError)):
        made = eval(wrong, {"D": D, "N": N, "abs": abs})
    assert made is None


@pytest.mark.parametrize("wrong", [2.5, 250_000.0, True, "250000", None, supplier_party])
def test_a_figure_is_a_whole_number(wrong):
    for write in (D.exceeds, D.is_exactly, lambda value: D + value, lambda value: D * value, lambda value: value * D):
        with pytest.raises(TypeError, match="A figure is a whole number"):
            write(wrong)


# Conditions.


def test_conditions_are_joined_with_signs_and_stay_flat():
    one, two, three = D.exceeds(1), N.exceeds(2), first_year
    assert one & two & three == one & (two & three) == Both((one, two, three))
    assert one | two | three == one | (two | three) == Either((one, two, three))
    assert (one & two) | three == Either((Both((one, two)), three))
    assert ~one == Not(one)


def test_always_and_never_are_the_empty_joins():
    assert Both(()) == ALWAYS
    assert Either(()) == NEVER
    assert supplier_party & ALWAYS == Both((supplier_party,))


@pytest.mark.parametrize("condition", [supplier_party, first_year, ALWAYS, NEVER, ~supplier_party])
def test_a_condition_has_no_truth_of_its_own(condition):
    with pytest.raises(TypeError, match="join conditions with"):
        bool(condition)


@pytest.mark.parametrize(
    "slip", ["one and two", "one or two", "not one", "1 if one else 2", "all([one, two])", "any([one])"]
)
def test_a_slip_into_the_words_of_python_is_refused(slip):
    with pytest.raises(TypeError, match="A condition has no truth of its own"):
        eval(slip, {"one": supplier_party, "two": first_year, "all": all, "any": any})


def test_neither_is_written_out():
    assert neither_supplier_nor_network == Both((Not(supplier_party), Not(network_party)))


def test_a_turn_is_one_of_each_so_many():
    assert years_since_initial.turn(1, of=3) == Turn(years_since_initial, 1, 3)
    with pytest.raises(TypeError):
        years_since_initial.turn(1, 3)


def test_an_amount_is_no_condition_and_a_condition_no_amount():
    assert not isinstance(D, Condition)
    assert not isinstance(supplier_party, Amount)
    assert not isinstance(D.exceeds(1), Amount)


# Places, meanings and titles do not count.

HERE, THERE = Place(0, 9, "G8.41"), Place(20, 29, "G8.41")


@pytest.mark.parametrize(
    "node",
    [
        supplier_party,
        D,
        Figure(5),
        5 * N,
        D + N,
        Named("Weighted Premises"),
        D.exceeds(1),
        supplier_party & first_year,
        supplier_party | first_year,
        ~supplier_party,
        years_since_initial.turn(1, of=3),
        Limb("(a)", ALWAYS, FULL),
    ],
    ids=repr,
)
def test_where_a_node_stands_does_not_count(node):
    one, two = evolve(node, place=HERE), evolve(node, place=THERE)
    assert node == one == two
    assert hash(node) == hash(one) == hash(two)
    assert repr(node) == repr(one)


def test_what_a_fact_means_does_not_make_it_another_fact():
    assert YesNo("supplier_party", "said otherwise", decided_by="the Panel") == supplier_party
    assert YesNo("supplier", "the User is a Supplier Party") != supplier_party
    assert Outcome("FULL", "another title", 9) == FULL


@pytest.mark.parametrize("node", [D, supplier_party, Figure(5), first_year, FULL, assessment, Repeats("(a)", "(c)")])
def test_no_node_can_be_changed(node):
    with pytest.raises(FrozenInstanceError):
        node.name = "other"


def test_nodes_can_be_kept_in_sets():
    assert len({D, domestic_premises, N, D.exceeds(1), D.exceeds(1), D.exceeds(2)}) == 4


# Questions and outcomes.


def test_outcomes_are_ordered_by_weight_and_spoken_of_by_name():
    assert [o.name for o in sorted(assessment.outcomes, key=lambda o: o.weight)] == [
        *("EXEMPT", "SELF", "VERIFICATION", "FULL")
    ]
    assert SELF.weight < VERIFICATION.weight < FULL.weight
    assert str(FULL) == "FULL"
    assert assessment.outcome("VERIFICATION") == VERIFICATION
    with pytest.raises(KeyError):
        assessment.outcome("FOLLOW_UP")


# Clauses and their versions.


def version(day):
    return Version(
        in_force=day,
        brought_in_by="a modification",
        words=Words(str(day), ""),
        standing=Standing.PROPOSED,
        evidence=(),
        rules=(),
    )


FIRST, SECOND, CEASED = date(2017, 1, 1), date(2019, 2, 28), date(2020, 1, 1)
NEWER, OLDER = version(SECOND), version(FIRST)
STANDING = Clause(label="G8.90", title="", versions=(NEWER, OLDER))
GONE = evolve(STANDING, ceased=CEASED, ceased_by="a modification")


@pytest.mark.parametrize(
    ("clause", "day", "expected"),
    [
        (STANDING, date(2016, 12, 31), None),
        (STANDING, date(2017, 1, 1), OLDER),
        (STANDING, date(2019, 2, 27), OLDER),
        (STANDING, date(2019, 2, 28), NEWER),
        (STANDING, date(2020, 1, 1), NEWER),
        (GONE, date(2019, 12, 31), NEWER),
        (GONE, date(2020, 1, 1), None),
    ],
)
def test_a_version_stands_from_its_day_until_the_next_begins_or_the_clause_ceases(clause, day, expected):
    assert clause.on(day) == expected


def test_the_spans_of_a_clause_meet():
    assert list(STANDING.spans()) == [(NEWER, SECOND, None), (OLDER, FIRST, SECOND)]
    assert list(GONE.spans()) == [(NEWER, SECOND, CEASED), (OLDER, FIRST, SECOND)]


@pytest.mark.parametrize("left_out", ["in_force", "brought_in_by", "words", "standing", "evidence", "rules"])
def test_a_version_has_no_default_for_what_it_rests_on(left_out):
    given = {name: getattr(NEWER, name) for name in ("in_force", "brought_in_by", "words", "standing", "evidence")}
    given |= {"rules": ()}
    del given[left_out]
    with pytest.raises(TypeError, match=left_out):
        Version(**given)


def test_a_doubt_names_its_evidence():
    with pytest.raises(TypeError, match="evidence"):
        Doubt(unsure="something")


@pytest.mark.parametrize(
    ("first", "last", "day", "stands"),
    [
        (None, None, FIRST, True),
        (SECOND, None, date(2019, 2, 27), False),
        (SECOND, None, SECOND, True),
        (None, SECOND, SECOND, True),
        (None, SECOND, date(2019, 3, 1), False),
        (FIRST, SECOND, date(2018, 1, 1), True),
    ],
)
def test_a_doubt_concerns_the_days_from_its_first_to_its_last(first, last, day, stands):
    doubt = Doubt(unsure="something", evidence=(), first_day=first, last_day=last)
    assert doubt.stands_on(day) is stands
