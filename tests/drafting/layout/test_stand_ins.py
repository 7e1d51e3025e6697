"""References of any text read as those of the Code, and found back: by label and by place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sec_rules.drafting.layout.stand_ins import stand_in, stood_in
from sec_rules.lang.citations import scan
from sec_rules.span import Span

CITED = [
    ("The buyer pays under clause 12.3(a)(ii).", ["12.3(a)(ii)"]),
    ("See clauses 2.1, 2.2(a) and 14 and paragraph 4 of Schedule 8.", ["2.1", "2.2(a)", "14", "Schedule 8, 4"]),
    ("Under Schedule 2, paragraph 4(1), it ends.", ["Schedule 2, 4(1)"]),
    ("Article 5(2) and regulation 7(1)(b) apply.", ["Article 5(2)", "7(1)(b)"]),
    ("Condition 12 and condition 12.3 hold.", ["Condition 12", "12.3"]),
    ("It is done under CC.6.1.2 and B1.1.", ["CC.6.1.2", "B1.1"]),
    ("Clauses 3.1 to 3.4 end.", ["3.1", "3.4"]),
    ("Within clause 2 and 30 days it ends, at 5.5 per cent.", ["2"]),
    ("A notice of 12.3 pages, \u201cclause 9.9\u201d struck out.", []),
]


@pytest.mark.parametrize(("text", "expected"), CITED)
def test_each_reference_stands_for_the_label_that_it_names(text: str, expected: list[str]) -> None:
    stood = stood_in(text)
    assert [stood.label(str(found.label)) for found in scan(stood.text)] == expected


@pytest.mark.parametrize("text", [text for text, _ in CITED])
def test_what_is_put_in_is_found_back_where_it_stood(text: str) -> None:
    stood = stood_in(text)
    for part in stood.parts:
        if part.label:
            assert stood.span(part).start == part.of.start
            assert part.of.words_in(text) in part.label
    assert stood.span(Span(0, len(stood.text))) == Span(0, len(text))


@given(st.lists(st.integers(1, 30), min_size=1, max_size=4), st.sampled_from(["", "(a)", "(b)(ii)"]))
def test_a_label_stands_for_itself_only(numbers: list[int], steps: str) -> None:
    label = ".".join(map(str, numbers)) + steps
    stood = stood_in("Nothing is cited.", (label,))
    assert stood.label(stand_in(label, stood)) == label
