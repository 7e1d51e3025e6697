"""Ranges of paragraphs: what is missing between their ends."""

from __future__ import annotations

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment


def messages(steps: str, cited: str) -> list[str]:
    items = "\n\n".join(f"{step} the record {step[1:-1]}." for step in steps.split())
    draft = f"G8.51 Each User shall keep what paragraphs {cited} name:\n\n{items}\n"
    return [
        r.message for r in check(read_markdown(draft, "draft.md"), load(), assessment).findings if r.code == "XR402"
    ]


@pytest.mark.parametrize(
    ("steps", "cited", "message"),
    [
        ("(i) (ii) (iv)", "(i) to (iv)", "'(i) to (iv)' still includes (iii), which is not there."),
        ("(9) (10) (12)", "(9) to (12)", "'(9) to (12)' still includes (11), which is not there."),
        ("(a) (aa) (ac)", "(aa) to (ac)", "'(aa) to (ac)' still includes (ab), which is not there."),
        ("(za) (b)", "(za) to (b)", "'(za) to (b)' still includes (a), which is not there."),
        ("(a) (c)", "(a) to (c)", "'(a) to (c)' still includes (b), which is not there."),
        ("(i) (ii) (iii)", "(iii) to (i)", "The range (iii) to (i) runs backwards."),
    ],
)
def test_a_range_that_leaps_or_runs_backwards_is_reported(steps: str, cited: str, message: str) -> None:
    assert messages(steps, cited) == [message]


@pytest.mark.parametrize(
    ("steps", "cited"),
    [
        ("(i) (ii) (iii) (iv)", "(i) to (iv)"),
        ("(9) (10) (11) (12)", "(9) to (12)"),
        ("(a) (aa) (ab) (b)", "(a) to (b)"),
        ("(h) (i) (j)", "(h) to (j)"),
    ],
)
def test_a_range_of_which_each_is_there_is_not(steps: str, cited: str) -> None:
    assert messages(steps, cited) == []


def test_a_member_of_a_range_that_the_draft_deletes_is_named() -> None:
    text = "G8.51 Each User shall keep what paragraphs (a) to (c) name:\n\n(a) one;\n\n{--(b) two;--}\n\n(c) three.\n"
    found = check(read_markdown(text, "draft.md"), load(), assessment).findings
    assert [f.message for f in found if f.code == "XR402"] == [
        "'(a) to (c)' still includes (b), which the draft would omit."
    ]
