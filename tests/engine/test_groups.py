"""Facts tied together by comparisons, and the ways in which these can go."""

import pytest

from sec_rules.engine import groups as engine_groups
from sec_rules.engine.groups import NotSaid, groups_of
from sec_rules.lang import Count, YesNo
from sec_rules.lang.formulas import atoms, formula

flag, other = YesNo("flag", ""), YesNo("other", "")
few, many, year = Count("few", "", "", at_most=10), Count("many", "", ""), Count("year", "", "", at_least=1, at_most=9)


def groups(*conditions):
    return groups_of(atom for condition in conditions for atom in atoms(formula(condition)))


def test_facts_that_no_comparison_ties_stand_apart():
    found = groups(flag & few.exceeds(3), other | (few + many).exceeds(20))
    assert [group.facts for group in found] == [(flag,), (other,), (few, many)]


def test_a_comparison_ties_groups_that_stood_apart_before():
    (group,) = groups(few.exceeds(3), many.exceeds(4), (few + many).exceeds(20))
    assert set(group.facts) == {few, many}


def test_a_count_goes_the_ways_that_its_figures_and_places_in_the_cycle_allow():
    (group,) = groups(year.exceeds(4), year.turn(1, of=2))
    assert set(group.ways) == {(False, True), (False, False), (True, True), (True, False)}
    # From 5 to 5 it is past the figure, and in the first place of the cycle.
    assert [way for n, way in enumerate(group.ways) if group.within()(5, 5) >> n & 1] == [(True, True)]


@pytest.mark.parametrize("low", range(1, 10))
@pytest.mark.parametrize("cycle", [2, 3, 4])
def test_in_a_range_a_count_goes_the_ways_of_the_values_in_it(low, cycle):
    (group,) = groups(year.exceeds(2), year.is_at_most(6), year.turn(2, of=cycle))
    for high in range(low, 10):
        expected = {(v > 2, v > 6, v % cycle == 2 % cycle) for v in range(low, high + 1)}
        assert {way for n, way in enumerate(group.ways) if group.within()(low, high) >> n & 1} == expected


def test_ways_that_no_values_go_are_left_out():
    (group,) = groups((few + 5 * many).exceeds(20), (few + 5 * many).exceeds(30))
    assert set(group.ways) == {(False, False), (True, False), (True, True)}


def test_a_cycle_of_a_count_that_is_added_to_another_has_no_table():
    with pytest.raises(NotSaid):
        groups((year + few).exceeds(8), year.turn(1, of=3))


def test_a_cycle_too_long_to_be_counted_out_has_no_table():
    with pytest.raises(NotSaid):
        groups(many.turn(1, of=999), many.turn(1, of=1_000))


@pytest.mark.parametrize(("most", "said"), [(3, True), (2, False)])
def test_as_many_ways_as_a_table_may_have_are_told_and_no_more(most, said, monkeypatch):
    monkeypatch.setattr(engine_groups, "MOST_WAYS", most)
    ties = (few + 5 * many).exceeds(20), (few + 5 * many).exceeds(30)
    if said:
        assert len(groups(*ties)[0].ways) == 3
    else:
        with pytest.raises(NotSaid):
            groups(*ties)
