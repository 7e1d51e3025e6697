"""Tables of amendments: each row is an instruction, whatever the columns are called; what says more stays open."""

from __future__ import annotations

import pytest

from sec_rules.documents.document import View
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.layout.instructions import Edit, instruction
from sec_rules.drafting.layout.layout import lay_out
from sec_rules.drafting.layout.provisions import Layout


def laid_out(text: str) -> Layout:
    return lay_out(read_markdown(text, "text").view(View.ACCEPTED), View.ACCEPTED)


def table(*rows: str) -> str:
    head, *others = rows
    return "\n".join((f"| {head} |", "|" + " --- |" * (head.count("|") + 1), *(f"| {row} |" for row in others)))


HEADS = (
    "Provision | Words to be deleted | Words to be inserted",
    "Item | Provision | Words to be omitted | Words to be inserted in their place",
    "No. | Section | Existing words | Replacement words",
    "1. Provision | 2. Words replaced | 3. Words substituted",
    "Section of the Code | Current text | Text to be inserted instead",
)
ONE = ("G8.41 | 250,000 | 300,000", "G8.42(b) | a User Security Self-Assessment | no assessment")


@pytest.mark.parametrize("head", HEADS)
def test_a_row_is_the_instruction_that_its_columns_say(head: str) -> None:
    rows = [f"{n} | {row}" if head.count("|") == 3 else row for n, row in enumerate(ONE, 1)]
    found = laid_out(table(head, *rows))
    acts = [act for each in found.instructions for act in each.acts]
    assert [(a.at, a.old, a.new) for a in acts if isinstance(a, Edit)] == [
        ("G8.41", "250,000", "300,000"),
        ("G8.42(b)", "a User Security Self-Assessment", "no assessment"),
    ]
    assert all(each.understood for each in found.instructions)
    assert [cell.text for cell in found.columns] == head.split(" | ")


@pytest.mark.parametrize("number", ["1", "(1)", "1.", "(1) in Scotland"])
def test_a_number_before_a_row_says_nothing_and_another_word_may(number: str) -> None:
    found = laid_out(table("Item | Section | For | Substitute", f"{number} | G8.41 | 250,000 | 300,000"))
    assert all(each.understood for each in found.instructions) is (number != "(1) in Scotland")


LEAD = "In each provision listed in the first column of the table, for the words in the second column substitute the "
COLUMNS = table("Provision | For | Substitute", "G8.41 | 250,000 | 300,000")
READ = (
    f"{LEAD}words in the third column:",
    "In every Section named in column 1 below, for the text in column 2 there is substituted the text in column 3:",
)
OPEN = (
    LEAD.replace("second", "third") + "words in the second column:",
    LEAD.replace("the table", "the table other than Section G8.41") + "words in the third column:",
    f"{LEAD}words in the third column, if the Panel so directs:",
    f"{LEAD}words in the fourth column:",
    "The amendments in the table have effect only in Scotland.",
)


@pytest.mark.parametrize("lead", READ)
def test_a_sentence_that_says_only_what_columns_hold_is_read_with_them(lead: str) -> None:
    assert lead in [each.text for each in laid_out(f"{lead}\n\n{COLUMNS}").columns]


@pytest.mark.parametrize("lead", OPEN)
def test_a_sentence_above_a_table_that_says_more_is_not_read_with_it(lead: str) -> None:
    assert lead not in [each.text for each in laid_out(f"{lead}\n\n{COLUMNS}").columns]


def test_words_go_before_the_mark_at_an_end_that_an_instruction_names() -> None:
    words = 'At the end of paragraph (b) of Section G8.44, before the semi-colon, insert "where it is more than 5".'
    found = instruction(words)
    assert found is not None
    assert found.understood
    assert [getattr(act, "before", None) for act in found.acts] == [";"]
    for other in (words.replace("the semi", "the second semi"), words.replace("paragraph (b) of ", "")):
        unread = instruction(other)
        assert unread is not None
        assert not unread.understood
