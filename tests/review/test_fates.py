"""What a draft does to the provisions that it shows, in the words of a first screen."""

from __future__ import annotations

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.loading import load
from sec_rules.review.carding import cards
from sec_rules.review.fates import as_given, clauses_quoted, labels, where_in
from sec_rules.review.review import Review, check
from sec_rules.review.summary import effects_of
from sec_rules.rulebook.questions import assessment


def checked(text: str) -> Review:
    return check(read_markdown(text, "d.md"), load(), assessment)


def where(text: str) -> list[str]:
    result = checked(text)
    return [where_in(card, result.draft) for card in cards(result, effects_of(result.draft, assessment))]


def test_what_goes_is_told_apart_from_what_changes() -> None:
    assert where("Delete Section G8.47.\n") == ["G8.47 (deleted)"]
    assert "G8.47(c) and G8.47(d), and G8.47(b), which is deleted" in where("Delete Section G8.47(b).\n")


def test_a_clause_that_a_redline_makes_not_used_is_not_new() -> None:
    steps = "".join(
        f"{{--({step}) in the {which} year after its initial Full User Security Assessment, to a {kind};--}}\n\n"
        for step, which, kind in (
            ("a", "first", "Verification User Security Assessment"),
            ("b", "second", "User Security Self-Assessment"),
        )
    )
    opens = "G8.47 {--Where a User is neither a Supplier Party nor a Network Party, it shall be subject:--}"
    assert set(where(f"{opens}{{++Not used.++}}\n\n{steps}")) == {"G8.47"}


def test_of_a_draft_not_all_read_what_is_new_and_what_was_carried_out_is_said() -> None:
    one = 'In Section G8.47(b), for "User Security Self-Assessment" substitute "Full User Security Assessment".'
    new = "G8.48A No User shall be so subject in its third year.\n\n"
    given = list(as_given(checked(f"{new}{one}\n").draft, assessment))
    assert given[:2] == [
        "Instruction: \u201cIn Section G8.47(b), for \u2018User Security Self-Assessment\u2019 substitute "
        "\u2018Full User Security Assessment\u2019.\u201d",
        f"G8.48A (not in our unofficial text): \u201c{new.split(' ', 1)[1].strip()}\u201d",
    ]
    assert given[2].startswith("Under the existing G8.47, Users that are neither a Supplier Party nor a Network Party ")


def test_clauses_that_decide_nothing_are_quoted_and_others_counted() -> None:
    given = list(clauses_quoted(checked("".join(f"C5.{n} The Board meets.\n\n" for n in range(1, 6))).draft))
    assert given[:1] == ["C5.1: \u201cThe Board meets.\u201d"]
    assert given[3:] == ["And 2 more clauses."]


def test_labels_beyond_the_first_few_are_counted() -> None:
    assert labels(["G8.1", "G8.2"]) == "G8.1 and G8.2"
    assert labels(f"G8.{n}" for n in range(10)).endswith("G8.7 and 2 more")
