"""What a redline replaces, in a few words."""

from __future__ import annotations

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.review.summary import summarised
from sec_rules.review.text.edited import Replaced, relabelled, replaced, told
from sec_rules.review.text.redline import redlines
from sec_rules.rulebook.questions import assessment
from tests.review.test_cards import HEAD, LIMBS, NEITHER


def said(text: str) -> str:
    """What is told of the one clause of a draft."""
    (redline,) = redlines(check(read_markdown(text, "draft.md"), load(), assessment).draft).values()
    return told(replaced(redline))


G41 = f"G8.41 {HEAD}exceeds 250,000, it shall be subject to a Full User Security Assessment."


@pytest.mark.parametrize(
    ("words", "marked", "tells"),
    [
        ("five times", "{~~five~>ten~~} times", "“five” becomes “ten”"),
        ("and the sum", "{--and--} the sum", "“and” after “a Supplier Party” is deleted"),
        (
            "Premises and",
            "Premises {++and any other premises++} and",
            "“and any other premises” is inserted after “of Domestic Premises”",
        ),
        ("exceeds 250,000", "{++is at least++}{--exceeds--} 250,000", "“exceeds” becomes “is at least”"),
        (
            "number of Domestic Premises and five",
            "{~~number~>count~~} of Domestic Premises and {~~five~>six~~}",
            "“number” after “sum of the” becomes “count” and “five” becomes “six”",
        ),
    ],
)
def test_words_replaced_are_told_as_they_are_marked(words: str, marked: str, tells: str) -> None:
    assert said(G41.replace(words, marked, 1)) == tells


def test_changes_in_several_limbs_are_told_with_their_places() -> None:
    text = f"{NEITHER}{LIMBS}".replace("Verification", "{~~Verification~>Full~~}").replace("next", "{~~next~>fourth~~}")
    assert said(text) == "“Verification” becomes “Full” in G8.47(a) and “next” becomes “fourth” in G8.47(c)"


def test_a_clause_without_marks_or_wholly_put_in_replaces_nothing() -> None:
    assert said("G8.47A {++Where a User is a Supplier Party, it shall tell the Panel.++}") == ""
    assert said(f"{NEITHER}{LIMBS}") == ""


def test_where_nothing_is_worked_out_the_words_replaced_and_what_a_deleted_clause_gave_are_told() -> None:
    gone = "\n\n".join(f"{{--{line}--}}" for line in f"{NEITHER}{LIMBS}".split("\n\n"))
    duty = (
        "G8.40 A User {++that is a Supplier Party ++}shall undergo a security assessment in each year after the year "
        "of its initial Full User Security Assessment, of the category for which the Sections below provide.\n\n"
    )
    does = summarised(check(read_markdown(duty + gone, "draft.md"), load(), assessment)).does
    assert "G8.40: “that is a Supplier Party” is inserted after “A User”." in does
    assert any(line.startswith("Under the existing G8.47, ") for line in does)
    assert "What these Users would have under the draft was not worked out." in does


@pytest.mark.parametrize(
    ("steps", "tells"),
    [
        ("{--(a)--}{++(b)++} pay; and\n\n{--(b)--}{++(c)++} answer.", "(a) and (b) become (b) and (c)"),
        ("{--(a)--}{++(b)++} pay.", "(a) becomes (b)"),
        ("(a) pay; and\n\n(b) answer.", ""),
        (
            "{--(a)--}{++(b)++} pay;\n\n{--(b)--}{++(c)++} answer; and\n\n{--(c)--}{++(d)++} keep it.",
            "(a) to (c) become (b) to (d)",
        ),
    ],
)
def test_paragraphs_under_another_label_are_told_by_their_labels(steps: str, tells: str) -> None:
    new = "{++(a) keep a record;++}\n\n" if tells else ""
    draft = check(read_markdown(f"G8.60 Each User shall:\n\n{new}{steps}\n", "draft.md"), load(), assessment).draft
    assert relabelled(redlines(draft)["G8.60"]) == tells


@pytest.mark.parametrize(("changes", "more"), [(3, ""), (4, "1 more change"), (5, "2 more changes")])
def test_of_many_changes_the_first_are_told_and_how_many_more_there_are(changes: int, more: str) -> None:
    words = [Replaced("G8.41", f"old{i}", f"new{i}", "", "") for i in range(changes)]
    assert told(words).endswith(more or "“old2” becomes “new2”")
    assert ("more" in told(words)) is bool(more)


@pytest.mark.parametrize(
    ("clause", "old", "new", "tells"),
    [
        (
            "G8.42",
            "a Supplier Party",
            "a Supplier Party or a Network Party",
            "“or a Network Party” is inserted after “a Supplier Party”",
        ),
        ("G8.42", "a Supplier Party", "a Supplier Party or Party", "“or Party” is inserted after “a Supplier Party”"),
        (
            "G8.42",
            "is equal to",
            "is less than or equal to",
            "“less than or” is inserted after “Responsible Supplier, is”",
        ),
        ("G8.48", "none is found", "the Panel decides", "“none is found” becomes “the Panel decides”"),
        ("G8.49", "help with finding", "find", "“help with finding” becomes “find”"),
    ],
)
def test_words_that_an_instruction_puts_in_are_told_whole_and_from_the_word_that_joins_them(
    clause: str, old: str, new: str, tells: str
) -> None:
    assert said(f'1. In Section {clause}, for "{old}" substitute "{new}".\n') == tells
