"""That nothing of a draft is passed over: what is not read is an open place, and nothing is claimed beside one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import Draft, hold_against
from sec_rules.errors import DocumentError
from sec_rules.lang import TextSource
from sec_rules.loading import load
from sec_rules.review.review import Checked, check
from sec_rules.rulebook.questions import assessment

CODE = load()
G841 = (
    "G8.41 Where a User is a Supplier Party and the sum of the number of Domestic Premises and five times the number "
    "of Non-Domestic Premises exceeds 250,000, it shall be subject to a Full User Security Assessment in each year "
    "after the year of its initial Full User Security Assessment."
)
LOWER = 'In Section G8.44, for "250,000" substitute "400,000".'


def held(words: str) -> Draft:
    return hold_against(read_markdown(words, "draft.md"), CODE)


def checked(words: str) -> Checked:
    return check(read_markdown(words, "draft.md"), CODE, assessment)


@pytest.mark.parametrize(
    ("words", "kind", "text"),
    [
        (G841.replace("a Supplier Party", "a dormant Supplier Party"), "condition", "dormant"),
        (G841.replace("Supplier Party and", "Supplier Party holding a gas licence and"), "condition", "holding a gas"),
        (G841.replace("each year after", "each winter after"), "sentence", "each winter after"),
        (f"{G841} No User shall be so subject in its third year.", "sentence", "No User shall be so subject"),
        (f"{LOWER}\n\nSection G8.45 is revoked.", "sentence", "Section G8.45 is revoked"),
        (f"{LOWER}\n\nMake the same change in Section G8.45.", "sentence", "Make the same change"),
        (f"Until 2031 the following has no effect.\n\n{G841}", "sentence", "Until 2031"),
        (f"{G841}\n\n## Transitional: until 2031\n\n{G841.replace('G8.41', 'G8.42')}", "sentence", "Transitional"),
        (f"{G841}\n\nG8.48A This Section shall lapse on 31 December 2019.", "sentence", "This Section shall lapse"),
        ("In Section G8.49, for \u201cX\u201d substitute \u201cY\u201d.", "instruction", "In Section G8.49"),
    ],
)
def test_what_is_not_read_is_open_with_its_words(words: str, kind: str, text: str) -> None:
    assert [place.kind for place in held(words).open if text in place.text] == [kind]
    result = checked(words)
    assert result.state in ("not-all-read", "nothing-read")
    assert result.verdicts[0].holds is None
    assert result.fails("error")


@pytest.mark.parametrize(
    "beside",
    [
        "",
        "\n\nG8.48A Each User shall notify the Panel of a change of its number of premises.",
        "\n\n## Reports\n\nG8.48A The Panel shall publish a summary of the reports of the year.",
        "\n\nG8.48A \u201cWorking Day\u201d means any day other than a Saturday or a Sunday.",
    ],
)
def test_procedure_beside_a_clause_opens_nothing(beside: str) -> None:
    draft = held(f"# Proposed legal text\n\n## Supplier Parties\n\n{G841}{beside}")
    assert draft.open == ()


def test_the_title_of_a_document_gives_no_scope_and_says_so_by_where_it_stands() -> None:
    title = "Metering points in place of Non-Domestic Premises"
    assert held(f"# {title}\n\n{G841}").open == ()
    assert [p.text for p in held(f"{G841}\n\n# {title}\n\n{G841.replace('G8.41', 'G8.42')}").open] == [title]


def test_beside_a_clause_that_is_not_read_no_answer_is_settled() -> None:
    draft = held(f"{G841}\n\nG8.48A This Section shall lapse on 31 December 2019.")
    facts = {"supplier_party": False, "network_party": False, "years_since_initial": 1}
    answer = draft.proposed.ask(assessment, facts, on=draft.on)
    assert answer.outcome is None
    assert answer.undetermined is not None
    assert answer.undetermined.startswith("G8.48A was not read")
    assert draft.base.ask(assessment, facts, on=draft.base_on).outcome is not None


def test_words_outside_every_clause_are_looked_for_nowhere_beside_the_draft() -> None:
    result = checked("Some words that stand in no clause.\n\nDelete Section G8.45.")
    assert result.faults == ()
    assert [place.place for place in result.draft.open] == ["line 1"]
    (stray,) = (v for c, v in result.draft.proposed.standing(result.draft.on) if c.label == "line 1")
    assert stray.words.source is TextSource.DRAFT


def test_an_open_place_keeps_its_name_while_its_words_do() -> None:
    dormant = G841.replace("a Supplier Party", "a dormant Supplier Party")
    (one,), (two,) = held(dormant).open, held(f"# A title\n\n{dormant}").open
    assert one.id == two.id
    assert one.place != two.place


def test_a_draft_of_another_section_is_told_that_nothing_was_read() -> None:
    result = checked("H1.5 Personal data shall be processed lawfully.")
    assert result.state == "nothing-read"
    assert result.verdict.startswith("Nothing read. No provision that decides an assessment was read")
    assert "gap" not in result.verdict


def test_a_fault_that_is_there_outranks_what_was_not_read() -> None:
    result = checked(G841.replace("exceeds 250,000", "exceeds 260,000"))
    assert result.state == "fault"
    assert result.verdict.startswith("Fault. Found in the 1 clause read: a gap")


# A word put in anywhere, and a run of words taken out, from the words of no example.

WORDS = G841.split(" ")


@settings(max_examples=60, deadline=None)
@given(at=st.integers(1, len(WORDS)), word=st.from_regex(r"\A[b-df-hj-np-tv-z]{4,9}\Z"))
def test_a_word_put_in_anywhere_is_never_passed_over(at: int, word: str) -> None:
    draft = held(" ".join((*WORDS[:at], word, *WORDS[at:])))
    assert draft.open


@settings(max_examples=60, deadline=None)
@given(at=st.integers(1, len(WORDS) - 1), many=st.integers(1, 7))
def test_a_run_of_words_taken_out_changes_the_rule_or_opens_something_or_says_the_same(at: int, many: int) -> None:
    whole = held(G841)
    try:
        cut = held(" ".join((*WORDS[:at], *WORDS[at + many :])))
    except DocumentError:
        return
    if cut.open or not cut.shown or cut.shown[0].label != "G8.41":
        return
    gone = " ".join(WORDS[at : at + many]).strip(",")
    before, after = (d.proposed.ruleset(assessment, date(2019, 3, 1)).rules for d in (whole, cut))
    assert [rule.rule for rule in before] != [rule.rule for rule in after] or gone in SAYS_NOTHING, gone


# Judged by hand, from every run of up to seven words: without these the clause says the same.
SAYS_NOTHING = {
    "a": "an article",
    "the": "an article",
    "it": "whose duty it is stands before",
    "to": "'subject a Full User Security Assessment' misses a preposition and says no other thing",
    "to a": "the same",
    "in": "'each year' says as much as 'in each year'",
    "a User": "'Where is a Supplier Party' leaves no other subject",
    "number of": "'the Domestic Premises' added to others are their number",
    "the number of": "the same",
    "of the number": "the same",
    "sum of the": "'the number of X and five times the number of Y' is their sum, with a doubt that says so",
    "the sum of": "the same",
    "the sum of the": "the same",
    "sum of the number of": "the same",
    "the sum of the number of": "the same",
    "the year of": "'after its initial Full User Security Assessment' counts from the same year",
    "year of its": "the same",
}


def test_an_instruction_that_was_not_carried_out_says_where_it_stands() -> None:
    found = held(f"{G841}\n\nIn Section G8.49, for \u201cX\u201d substitute \u201cY\u201d.").open
    assert [p.place for p in found if p.text.startswith("In Section G8.49")] == ["line 3"]


def test_a_clause_whose_rule_cannot_be_put_together_is_open_and_says_why() -> None:
    words = G841.split(", it shall")[0] + (
        ", it shall be subject:\n\n(a) in the first year, to a Full User Security Assessment; and\n\n(b) in each year "
        "thereafter, to a category of security assessment which repeats the annual sequence of paragraphs (a) to (b)."
    )
    result = checked(words)
    (place,) = result.draft.open
    assert (place.kind, place.clause) == ("outcome", "G8.41")
    assert "of which it is one itself" in place.why
    assert any(f.code == "EX001" and place.why[:20] in f.message for f in result.findings)


@pytest.mark.parametrize(
    ("line", "opened"),
    [
        ("Supplier Parties\t7", False),
        ("G8.42 Supplier Parties ........ 12", False),
        ("Version 1.0 for consultation\t2", False),
        ("No User is subject to any assessment\t3", True),
        ("(c) in the third year, to a Full User Security Assessment\t4", True),
        ("Transitional: until 2031\t5", True),
    ],
)
def test_a_line_of_contents_is_furniture_only_where_it_says_no_more(line: str, opened: bool) -> None:
    assert bool(held(f"# Proposed legal text\n\n{line}\n\n{G841}").open) is opened
