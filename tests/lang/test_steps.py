"""Steps below a clause: how they are ranged, what follows what, and how a list of them is counted."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sec_rules.lang.steps import (
    Series,
    beside,
    follows,
    letters,
    numbers,
    presupposed,
    series_of,
    spelled,
    step_order,
    step_range,
    style,
)

RANGES = [
    ("(a) to (c)", "(a) (b) (c)"),
    ("(i) to (iii)", "(i) (ii) (iii)"),
    ("(viii) to (xi)", "(viii) (ix) (x) (xi)"),
    ("(9) to (12)", "(9) (10) (11) (12)"),
    ("(aa) to (ac)", "(aa) (ab) (ac)"),
    ("(a) to (ab)", "(a) (aa) (ab)"),
    # What may have been inserted behind (aa) is not made up.
    ("(aa) to (c)", "(aa) (b) (c)"),
    ("(za) to (c)", "(za) (a) (b) (c)"),
    ("(9A) to (11)", "(9A) (10) (11)"),
    ("(iia) to (iv)", "(iia) (iii) (iv)"),
    # (i) is a letter beside letters, and else the first of the roman numbers.
    ("(h) to (j)", "(h) (i) (j)"),
    ("(g) to (i)", "(g) (h) (i)"),
    ("(i) to (v)", "(i) (ii) (iii) (iv) (v)"),
    # Backwards, and from one way of counting to another.
    ("(c) to (a)", "(c) (a)"),
    ("(1) to (b)", "(1) (b)"),
    ("(h) to (iii)", "(h) (iii)"),
]


@pytest.mark.parametrize(("written", "meant"), RANGES)
def test_a_range_means_what_a_lawyer_means(written, meant):
    first, last = written.split(" to ")
    assert step_range(first, last) == tuple(meant.split())


def test_letters_beside_a_range_make_letters_of_its_ends():
    assert step_range("(i)", "(k)") == step_range("(i)", "(k)", ["(h)", "(i)"]) == ("(i)", "(j)", "(k)")
    assert step_range("(i)", "(v)", ["(h)", "(i)"])[:3] == ("(i)", "(j)", "(k)")


IN_ORDER = (
    "(9) (9A) (10) (zza) (za) (zb) (a) (aza) (aa) (aaa) (ab) (b) (h) (i) (ia) (ii) (iv) (j) (v) (vi) (ix) (x) (xi)"
)


def test_steps_stand_in_the_order_in_which_a_clause_has_them():
    steps = IN_ORDER.split()
    assert sorted(random.Random(0).sample(steps, len(steps)), key=step_order) == steps


@pytest.mark.parametrize(
    "pair",
    [
        "(a) (b)",
        "(h) (i)",
        "(i) (ii)",
        "(i) (j)",
        "(9) (10)",
        "(a) (aa)",
        "(ab) (b)",
        "(za) (a)",
        "(iia) (iii)",
        "(17) (17a)",
    ],
)
def test_what_can_stand_right_behind_another_follows_it(pair):
    assert follows(*pair.split())


@pytest.mark.parametrize("pair", ["(a) (c)", "(b) (a)", "(a) (i)", "(h) (ii)", "(iii) (j)", "(1) (b)", "(9) (11)"])
def test_what_begins_another_list_or_leaps_does_not_follow(pair):
    assert not follows(*pair.split())


@pytest.mark.parametrize(("given", "needed"), [("b", "a"), ("aa", "a"), ("za", "a"), ("zza", "za"), ("ab", "aa")])
def test_a_number_presupposes_the_one_that_it_is_put_beside(given, needed):
    assert presupposed(letters(given)) == letters(needed)


def test_behind_z_letters_are_counted_on():
    ((_, y),), ((_, z),), (after,) = numbers(("(y)", "(z)", "(aa)"), Series.LETTERS)
    assert (y, z, after) == (25, 26, (0, 27))


@pytest.mark.parametrize(
    ("path", "step", "meant"),
    [
        ("(b)(i)", "(iii)", "(b)(iii)"),
        ("(b)(i)", "(c)", "(c)"),
        ("(b)(h)", "(i)", "(b)(i)"),
        ("(b)(2)", "(3)", "(b)(3)"),
        # Behind nothing that it can come after, it stands in the list that was last.
        ("(b)(c)", "(a)", "(b)(a)"),
    ],
)
def test_a_step_alone_stands_beside_the_one_that_it_can_come_after(path, step, meant):
    parts = tuple(f"({part}" for part in path.split("(")[1:])
    assert "".join(beside(parts, step)) == meant


@pytest.mark.parametrize(
    ("steps", "series"),
    [
        ("(a) (b)", Series.LETTERS),
        ("(h) (i)", Series.LETTERS),
        ("(i) (ii)", Series.ROMANS),
        ("(iii) (iv)", Series.ROMANS),
        ("(1) (2)", Series.DIGITS),
        ("(1) (b)", None),
        # Letters in a row that are as long as words are no numbers.
        ("(aaaa) (bbbb)", None),
    ],
)
def test_the_steps_of_a_list_tell_together_how_it_is_counted(steps, series):
    assert series_of(steps.split()) is series


@pytest.mark.parametrize(
    ("step", "series"),
    [
        ("(i)", Series.ROMANS),
        ("(h)", Series.LETTERS),
        ("(viii)", Series.ROMANS),
        ("(aa)", Series.LETTERS),
        ("(12)", Series.DIGITS),
    ],
)
def test_a_step_that_stands_alone_is_counted_as_it_is_most_often(step, series):
    assert style(step) is series


@given(st.integers(1, 49), st.lists(st.tuples(st.integers(-2, 0), st.integers(1, 25)), max_size=2))
def test_a_number_that_is_spelled_is_counted_as_the_same_number(place, inserted):
    for series in Series:
        first = (0, min(place, 25) if series is Series.LETTERS else place)
        number = (first, *(inserted if series is Series.DIGITS else ()))
        assert numbers([spelled(number, series)], series) == (number,)


@pytest.mark.parametrize("steps", ["(y) (z) (aa) (ab) (ac)", "(y) (z) (aa) (bb) (cc)"])
def test_letters_go_on_behind_the_last(steps):
    counted = numbers(steps.split(), Series.LETTERS)
    assert [number[0][1] for number in counted] == [25, 26, 27, 28, 29]
    assert spelled(counted[2], Series.LETTERS) == "(aa)"
