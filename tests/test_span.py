"""A stretch of text: its words, what lies in it, what two have in common."""

from __future__ import annotations

import re

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from sec_rules.span import Span, matched

TEXT = "Each User shall keep a record."
SPANS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda ends: Span(min(ends), max(ends)))


@frozen
class _Named(Span):
    name: str


def test_a_span_gives_its_words() -> None:
    assert Span(5, 9).words_in(TEXT) == "User"
    assert Span(5, 5).words_in(TEXT) == ""


@pytest.mark.parametrize(("at", "inside"), [(4, False), (5, True), (8, True), (9, False)])
def test_a_span_ends_before_its_end(at: int, inside: bool) -> None:
    assert (at in Span(5, 9)) is inside


@pytest.mark.parametrize(
    ("other", "common"),
    [
        (Span(0, 5), None),
        (Span(0, 6), Span(5, 6)),
        (Span(6, 8), Span(6, 8)),
        (Span(8, 20), Span(8, 9)),
        (Span(9, 20), None),
        (Span(7, 7), None),
    ],
)
def test_spans_that_only_adjoin_have_nothing_in_common(other: Span, common: Span | None) -> None:
    assert Span(5, 9).overlap(other) == common


@given(SPANS, SPANS)
def test_what_two_spans_have_in_common_is_the_characters_that_lie_in_both(one: Span, two: Span) -> None:
    common = one.overlap(two)
    both = [at for at in range(31) if at in one and at in two]
    assert both == ([] if common is None else list(range(common.start, common.end)))
    assert one.overlaps(two) is two.overlaps(one)
    assert one.overlaps(two) or common is None


def test_a_place_inside_a_span_overlaps_it_and_has_no_character_in_common_with_it() -> None:
    assert Span(5, 9).overlaps(Span(7, 7))
    assert Span(5, 9).overlap(Span(7, 7)) is None


@given(SPANS, SPANS)
def test_a_span_widened_to_another_takes_in_both_and_no_more(one: Span, two: Span) -> None:
    wide = one.to(two)
    assert {wide.start, wide.end} <= {one.start, one.end, two.start, two.end}
    assert all(at in wide for at in range(31) if at in one or at in two)


def test_what_a_span_carries_besides_stays_with_it() -> None:
    named = _Named(5, 9, "User")
    assert named.shifted(3) == _Named(8, 12, "User")
    assert named.to(Span(0, 4)) == _Named(0, 9, "User")


def test_a_match_and_its_groups_give_spans() -> None:
    match = re.search(r"Each (?P<who>\w+)", TEXT)
    assert match is not None
    assert (matched(match), matched(match, "who")) == (Span(0, 9), Span(5, 9))
