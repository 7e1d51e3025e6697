"""Instructions carried out: where the provisions come to stand."""

from __future__ import annotations

import pytest

from sec_rules.documents.document import View
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.layout.layout import lay_out
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment

DRAFT = """In Section G8.44, for "exceeds 250,000" substitute "exceeds 200,000".

In Section G8.45, for "is equal to or less than 250,000" substitute "is equal to or less than 200,000".

After Section G8.45 insert:

G8.45A Not used.
"""


def test_a_clause_changed_by_an_instruction_stands_where_its_label_puts_it_beside_one_that_is_given() -> None:
    result = check(read_markdown(DRAFT, "draft.md"), load(), assessment)
    assert [p.label for p in result.draft.accepted.provisions] == ["G8.44", "G8.45", "G8.45A"]
    assert "NU302" not in {r.code for r in result.findings}


@pytest.mark.parametrize(("opens", "closes"), [('"', '"'), ("\u201c", "\u201d")])
def test_the_marks_round_new_text_are_no_part_of_it_whichever_way_they_are_typed(opens: str, closes: str) -> None:
    text = (
        "After Section G8.47 insert:\n\n"
        f"{opens}G8.47A Each Network Party shall:\n\n(a) keep a record of its premises; and\n\n"
        f'(b) show it as the "Register" to the Panel.{closes}\n'
    )
    document = read_markdown(text, "draft.md")
    layout = lay_out(document.view(View.ACCEPTED), View.ACCEPTED)
    (clause,) = layout.provisions
    assert clause.text == "Each Network Party shall:"
    assert clause.whole.endswith('show it as the "Register" to the Panel.')
    assert not [r for r in check(document, load(), assessment).findings if r.code in ("TY103", "EX002")]


def _after(draft: str) -> tuple[list[str], list[str]]:
    """The provisions as they come to stand, and the instructions that were not carried out."""
    result = check(read_markdown(draft, "draft.md"), load(), assessment)
    failed = [r.message for r in result.findings if "not carried out" in r.message]
    return [p.label for p in result.draft.accepted.walk()], failed


def test_a_paragraph_that_is_not_there_is_reported_and_its_clause_stays() -> None:
    result = check(read_markdown("Delete Section G8.42(viii).\n", "draft.md"), load(), assessment)
    assert [r.message for r in result.findings] == [
        "This instruction was not carried out: G8.42 has no paragraph (viii)."
    ]
    assert result.draft.accepted.find("G8.42(a)") is not None


ROMANS = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]


@pytest.mark.parametrize(
    ("instruction", "gone"),
    [
        ("Delete Section G8.51(viii).", ["viii"]),
        ("Delete Sections G8.51(i) to G8.51(iii).", ["i", "ii", "iii"]),
        ("Delete paragraphs (vii) to (ix) of Section G8.51.", ["vii", "viii", "ix"]),
    ],
)
def test_paragraphs_are_deleted_and_those_beside_them_stay(instruction: str, gone: list[str]) -> None:
    items = "\n\n".join(f"({step}) record {step};" for step in ROMANS)
    provisions, failed = _after(f"G8.51 Each User shall keep:\n\n{items}\n\n{instruction}\n")
    assert provisions == ["G8.51", *(f"G8.51({step})" for step in ROMANS if step not in gone)]
    assert failed == []
