"""A clause as a redline: without what is put in it is the old text, without what is taken out the new one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sec_rules
from sec_rules.documents.document import Mark
from sec_rules.documents.readers import open_draft
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.layout.held_words import held_provision
from sec_rules.review.review import check
from sec_rules.review.text.redline import Line, compared, excerpt_of, redlines
from sec_rules.rulebook.questions import assessment

ROOT = Path(__file__).resolve().parents[3]
WORDS = st.lists(st.sampled_from(["a", "User", "is", "250,000", "shall", "(not)", "Party,", "Party;"]), min_size=1)


def words(lines: Iterable[Line], without: Mark | None = None) -> list[str]:
    """What lines say, word by word, once those with one mark are left out."""
    kept = (line for line in lines if line.mark is not without or without is None)
    said = (f"{line.step} {''.join(r.text for r in line.runs if r.mark is not without)}" for line in kept)
    return " ".join(said).split()


@given(WORDS, WORDS, st.lists(WORDS, max_size=3), st.lists(WORDS, max_size=3))
def test_what_is_marked_adds_up_to_both_sides(
    old: list[str], new: list[str], old_steps: list[list[str]], new_steps: list[list[str]]
) -> None:
    def clause(lead: list[str], steps: list[list[str]]) -> str:
        listed = (f"({'abc'[i]}) {' '.join(step)}" for i, step in enumerate(steps))
        return "\n\n".join((f"G8.41 Where {' '.join(lead)}", *listed))

    before, after = (held_provision("G8.41", clause(*side)) for side in ((old, old_steps), (new, new_steps)))
    redline = compared("G8.41", before, after)
    assert words(redline.marked, Mark.INSERTED) == words(redline.now)
    assert words(redline.marked, Mark.DELETED) == words(redline.proposed)
    if old == new and old_steps == new_steps:
        assert {run.mark for line in redline.marked for run in line.runs} <= {Mark.KEPT}


def test_the_marks_are_those_of_the_document_where_it_tracks_changes() -> None:
    result = check(open_draft(str(ROOT / "legal_text" / "drafts" / "secmp0059.docx")), sec_rules.load(), assessment)
    runs = [run for line in redlines(result.draft)["G8.41"].marked for run in line.runs]
    assert [run.text for run in runs if run.mark is Mark.INSERTED] == [
        "the sum of ",
        "and five times the number of Non-Domestic Premises, in each case ",
        ",",
    ]


@pytest.mark.parametrize("label", ["G8.41", "G8.42", "G8.44", "G8.47"])
def test_the_documents_own_marks_add_up_too(label: str) -> None:
    result = check(open_draft(str(ROOT / "legal_text" / "drafts" / "secmp0059.docx")), sec_rules.load(), assessment)
    redline = redlines(result.draft)[label]
    assert words(redline.marked, Mark.INSERTED) == words(redline.now)
    assert words(redline.marked, Mark.DELETED) == words(redline.proposed)


def test_a_new_clause_is_all_put_in_and_one_that_goes_all_taken_out() -> None:
    text = "G8.51 A User shall tell the DCC.\n\nDelete Section G8.45.\n"
    found = redlines(check(read_markdown(text, "draft.md"), sec_rules.load(), assessment).draft)
    for label, mark in (("G8.51", Mark.INSERTED), ("G8.45", Mark.DELETED)):
        marks = {run.mark for line in found[label].marked for run in line.runs}
        assert marks == {mark}
    assert found["G8.51"].now == ()
    assert found["G8.45"].proposed == ()


RENUMBERED = (
    "G8.60 Each User shall:\n\n(a) keep a record;\n\n{--(b) give notice of a change;--}\n\n"
    "{--(c)--}{++(b)++} pay for {--all--}{++its++} copies; and\n\n{--(d)--}{++(c)++} answer the Panel.\n"
)


def test_a_paragraph_that_stands_under_another_label_is_compared_with_itself() -> None:
    result = check(read_markdown(RENUMBERED, "draft.md"), sec_rules.load(), assessment)
    marked = redlines(result.draft)["G8.60"].marked
    assert [(line.stood, line.step, line.mark) for line in marked[1:]] == [
        ("", "(a)", Mark.KEPT),
        ("", "(b)", Mark.DELETED),
        ("(c)", "(b)", Mark.KEPT),
        ("(d)", "(c)", Mark.KEPT),
    ]
    assert [run.text.strip() for run in marked[3].runs if run.mark is not Mark.KEPT] == ["all", "its"]


def test_an_excerpt_shows_both_ends_of_what_stands_between_two_changes() -> None:
    between = "shall keep a record of each of its premises and of the day on which it was first supplied, and show it"
    before, after = (
        held_provision("G8.41", f"G8.41 A {who} {between} {when}.")
        for who, when in (("User", "yearly"), ("Party", "monthly"))
    )
    excerpt = excerpt_of(compared("G8.41", before, after), "G8.41")
    (kept,) = (run.text for run in excerpt[2:-2] if run.mark is Mark.KEPT and "\u2026" in run.text)
    start, end = kept.strip().split(" \u2026 ")
    assert between.startswith(start)
    assert between.endswith(end)
    assert len(kept) < len(between)
