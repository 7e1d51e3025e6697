"""What a paragraph belongs to: its style and where its label stands take none of its words away."""

from __future__ import annotations

import pytest

from sec_rules.documents.document import Mark, View, ViewedParagraph
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.layout.layout import lay_out
from sec_rules.drafting.layout.provisions import Layout


def laid_out(*lines: str) -> Layout:
    """The provisions of lines; those that begin with "#" are styled as headings."""
    paragraphs = [
        ViewedParagraph(line.lstrip("# "), (), line.startswith("#"), f"line {i}") for i, line in enumerate(lines, 1)
    ]
    return lay_out(paragraphs, View.ACCEPTED)


def texts(layout: Layout) -> dict[str, str]:
    return {p.label: p.text for p in layout.walk()}


@pytest.mark.parametrize(("first", "second"), [("(a)", "(b)"), ("(i)", "(ii)"), ("(1)", "(2)")])
def test_limbs_in_the_style_of_a_heading_are_limbs(first: str, second: str) -> None:
    found = laid_out("G8.48 A User shall:", f"# {first} keep records; and", f"# {second} show.", "# Fees", "G8.49 X.")
    assert texts(found) == {
        "G8.48": "A User shall:",
        f"G8.48{first}": "keep records; and",
        f"G8.48{second}": "show.",
        "G8.49": "X.",
    }
    assert found.headings == ("Fees",)


@pytest.mark.parametrize(
    "words",
    [
        "and shall tell the Panel of each of them",
        "Each of them shall be kept for seven years.",
        "subject always to the following:",
    ],
)
def test_a_sentence_in_the_style_of_a_heading_is_text_of_the_clause_above(words: str) -> None:
    found = laid_out("G8.48 A User shall keep records,", f"# {words}", "G8.49 X.")
    assert texts(found) == {"G8.48": f"A User shall keep records,\n{words}", "G8.49": "X."}
    assert found.headings == ()


@pytest.mark.parametrize("heading", ["Fees", "Users: Fees", "Section H: Fees", "(x) Fees", "Part 2."])
def test_a_heading_between_clauses_ends_the_one_above(heading: str) -> None:
    found = laid_out("G8.48 A User shall keep records.", f"# {heading}", "Loose words.", "G8.49 X.")
    assert texts(found) == {"G8.48": "A User shall keep records.", "G8.49": "X."}
    assert found.headings == (heading,)
    assert [p.text for p in found.loose] == ["Loose words."]


def test_steps_under_a_heading_inside_a_clause_belong_to_it() -> None:
    found = laid_out(
        "G8.48 Records", "# What is kept", "A User shall keep:", "(a) names; and", "# More", "(b) dates.", "G8.49 X."
    )
    assert texts(found) == {
        "G8.48": "Records\nA User shall keep:",
        "G8.48(a)": "names; and",
        "G8.48(b)": "dates.",
        "G8.49": "X.",
    }
    assert found.headings == ("What is kept", "More")


@pytest.mark.parametrize("heading", ["Annex 1", "Schedule of fees", "Section H: Fees", "Part B"])
def test_steps_under_the_heading_of_another_part_belong_to_no_clause_above(heading: str) -> None:
    found = laid_out("G8.48 A User shall keep records.", f"# {heading}", "(a) names.", "G8.49 X.")
    assert "G8.48(a)" not in texts(found)
    assert [p.text for p in found.loose] == ["(a) names."]


def test_a_list_that_begins_again_under_a_heading_is_none_of_the_clause_above() -> None:
    found = laid_out("G8.48 A User shall:", "(a) keep names; and", "(b) keep dates.", "# Fees", "(a) one pound.")
    assert list(texts(found)) == ["G8.48", "G8.48(a)", "G8.48(b)"]
    assert [p.text for p in found.loose] == ["(a) one pound."]


@pytest.mark.parametrize(
    "words", ["Suppliers shall count", "where a User is", "in each year", "\u201cSmart\u201d means"]
)
def test_a_step_straight_after_the_label_opens_the_clause_and_its_first_limb(words: str) -> None:
    found = laid_out("G8.41 One.", f"G8.48 (a) {words} so;", "(b) networks shall not.")
    assert texts(found) == {"G8.41": "One.", "G8.48": "", "G8.48(a)": f"{words} so;", "G8.48(b)": "networks shall not."}


def test_a_list_below_a_step_straight_after_the_label_is_below_that_step() -> None:
    found = laid_out("G8.48 (1) Records shall be:", "(a) kept; and", "(b) shown.", "(2) Each User shall pay.")
    assert list(texts(found)) == ["G8.48", "G8.48(1)", "G8.48(1)(a)", "G8.48(1)(b)", "G8.48(2)"]


@pytest.mark.parametrize("words", ["applies to it.", "and (b) apply.", "is not used.", "above applies."])
def test_a_sentence_that_begins_with_a_citation_opens_no_clause(words: str) -> None:
    found = laid_out("G8.41 One.", f"G8.48(a) {words}", f"G8.48 (a) {words}")
    assert list(texts(found)) == ["G8.41"]


def test_a_heading_that_names_a_clause_whose_label_stands_below_over_its_text_is_a_heading() -> None:
    found = laid_out("# G8.44: Full first", "G8.44 A User shall keep records.", "(a) names.")
    assert texts(found) == {"G8.44": "A User shall keep records.", "G8.44(a)": "names."}
    assert found.headings == ("G8.44: Full first",)


@pytest.mark.parametrize("heading", ["G8.44 No User shall pay", "G8.44 Nothing is kept."])
def test_a_heading_that_says_something_is_the_text_of_its_clause(heading: str) -> None:
    found = laid_out(f"# {heading}", "G8.44 A User shall keep records, and shall send them to the Panel.")
    assert [p.label for p in found.provisions] == ["G8.44", "G8.44"]


def test_of_several_that_an_instruction_replaces_each_has_the_text_under_its_label() -> None:
    found = laid_out(
        "Clause G8.41 is replaced, a new clause G8.41A is inserted after it, and clause G8.42 is restated.",
        *("G8.41 One.", "G8.41A Two.", "G8.42 Three."),
    )
    replaced = {p.label: p.given_for.at if p.given_for else "" for p in found.provisions}
    assert replaced == {"G8.41": "G8.41", "G8.41A": "", "G8.42": "G8.42"}


def test_words_without_a_label_at_the_end_of_a_section_are_no_provision() -> None:
    found = laid_out("At the end of Section G8 insert:", "A User shall keep records.")
    assert [p.text for p in found.loose] == ["A User shall keep records."]


def test_a_clause_that_begins_below_a_line_break_has_its_own_words_and_no_others() -> None:
    assert texts(laid_out("G8.48 One.\nG8.49 Two.\nG8.50 Three.")) == {
        "G8.48": "One.",
        "G8.49": "Two.",
        "G8.50": "Three.",
    }


def test_words_between_two_items_are_those_of_the_provision_whose_list_goes_on() -> None:
    between = "and, where it is late, of the following as well:"
    found = texts(
        laid_out("G8.48 A User shall tell:", "(1) the Panel:", "(a) of one;", "(b) of two;", between, "(c) of three.")
    )
    assert found["G8.48(1)"] == f"the Panel:\n{between}"
    assert found["G8.48(1)(c)"] == "of three."
    # Where the list ends there, they are more of its last item.
    found = texts(
        laid_out("G8.48 A User shall tell:", "(1) the Panel:", "(a) of one;", "(b) of two;", between, "G8.49 X.")
    )
    assert found["G8.48(1)"] == "the Panel:"


@pytest.mark.parametrize(
    ("text", "instructs", "gives"),
    [
        ('Legal text\nIn Section G8.44, omit "two".\nIn Section G8.45, omit "two".', 2, []),
        ("7. For Section G8.47 substitute\u2014\n\u201cG8.47.\u2014(1) Each User shall wait.\u201d", 1, ["G8.47"]),
        ('Delete Section G8.41 and replace with the following:\n"G8.41 Each User shall wait."', 1, ["G8.41"]),
        # What goes on from the line above, or stands in new text, instructs nothing.
        ('In Section G8.44, omit "two",\nIn Section G8.45, omit "two".', 1, []),
        ("In Section G8.44, for the words\namend the list substitute nothing.", 0, []),
        (
            'After Section G8.44 insert: "G8.44A It shall wait.\nIn Section G8.45, omit two. It shall."',
            1,
            ["G8.44A"],
        ),
    ],
)
def test_lines_of_one_paragraph_are_instructions_where_each_is_one(text: str, instructs: int, gives: list[str]) -> None:
    layout = laid_out(text)
    assert len([found for found in layout.instructions if found.understood]) == instructs
    assert [p.label for p in layout.provisions] == gives


def test_what_a_redline_marks_is_marked_where_it_stands_behind_the_label() -> None:
    paragraphs = read_markdown("G8.48 A {++new ++}User {++shall++} pay.", "draft.md").view(View.MARKUP)
    (provision,) = lay_out(paragraphs, View.MARKUP).provisions
    marked = [(provision.text[s.start : s.end], s.mark) for s in provision.stretches if s.mark is not Mark.KEPT]
    assert marked == [("new ", Mark.INSERTED), ("shall", Mark.INSERTED)]
    assert all(s.end <= len(provision.text) for s in provision.stretches)


@pytest.mark.parametrize("heading", ["Fees", "Records of premises"])
def test_a_line_that_reads_as_a_heading_between_clauses_is_one_without_a_mark(heading: str) -> None:
    found = laid_out("G8.48 A User pays.", heading, "G8.49 A User writes.")
    assert found.headings == (heading,)
    assert texts(found) == {"G8.48": "A User pays.", "G8.49": "A User writes."}


@pytest.mark.parametrize("number", ["# Section G8.42", "G8.42", "Section G8.42:", "# Clause G8.42"])
def test_a_number_alone_over_an_instruction_about_it_is_a_heading(number: str) -> None:
    found = laid_out(number, 'In Section G8.42(b), for "Full" substitute "Verification".')
    assert found.provisions == ()
    assert found.headings == (number.lstrip("# "),)


@pytest.mark.parametrize(
    "below", ['In Section G8.45(b), for "Full" substitute "Verification".', "A User shall undergo an assessment."]
)
def test_a_number_alone_over_anything_else_is_that_of_a_clause(below: str) -> None:
    assert [p.label for p in laid_out("# Section G8.42", below).provisions] == ["G8.42"]


@pytest.mark.parametrize(
    ("title", "headings"),
    [
        ("Other Users", ("Other Users",)),
        ("Users in Scotland", ("Users in Scotland",)),
        ("No User shall pay", ()),
    ],
)
def test_a_title_behind_a_number_is_told_from_the_text_below_it(title: str, headings: tuple[str, ...]) -> None:
    found = laid_out(f"# G8.44 {title}", "A User shall keep records.")
    assert found.headings == headings
    assert texts(found) == {
        "G8.44": "A User shall keep records." if headings else f"{title}\nA User shall keep records."
    }
