"""Numbers of shapes that no other test has, and what is no number at all: each text is read, at worst by its places."""

from __future__ import annotations

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment

CODE = load()
SHAPES = {
    "ARTICLE I\nNAME\n\nSection 1. It is Oak.\n\nSection 2. It sits in Ely.\n\nARTICLE II\nSEAT\n\nSection 1. Any.": (
        "Article I", "Article I(1)", "Article I(2)", "Article II", "Article II(1)",
    ),
    "1. A.\n\n2. Annex A applies.\n\nANNEX A\n\nA.1 The fee is ten.\n\nA.2 It is paid.": ("1", "2", "A.1", "A.2"),
    "\u00a7 1 Scope\n\n(1) It is for boats.\n\n(2) No raft is one.\n\n\u00a7 2 Duties\n\n(1) The owner registers.": (
        "1", "1(1)", "1(2)", "2", "2(1)",
    ),
    "\u00a71. Boats are free.\n\n\u00a72. Rafts pay.": ("1", "2"),
    "Rule 1. Players wear boots.\n\nRule 2. A match has two halves.": ("1", "2"),
    "Clause 1 - Terms\n\nA day is a day.\n\nClause 2 - Payment\n\n2.1 One pays.\n\n2.2 One signs.": (
        "1", "2", "2.1", "2.2",
    ),
    "1) One pays.\n\n2) One brings:\n\n   a) goods; and\n\n   b) papers.\n\n3) Both agree.": (
        "1", "2", "2(a)", "2(b)", "3",
    ),
    "Condition 1. Terms\n\n1.1 Words mean things.\n\nCondition 2. Money\n\n2.1 The licensee shall pay.": (
        "Condition 1", "1.1", "Condition 2", "2.1",
    ),
    "1. It is made.\n\nSCHEDULE 1\nFees\n\n1. The fee is ten.\n\nSCHEDULE 2\nForms\n\n1. It is below.": (
        "1", "Schedule 1, 1", "Schedule 2, 1",
    ),
    "1. A pays.\n\n1.1 A pays cash.\n\nARTICLE I\n\nSection 1. B pays.\n\nSection 2. B rests.": (
        "1", "1.1", "Article I", "Article I(1)", "Article I(2)",
    ),
    "Part A\n\n1. One.\n\n2. Two.\n\nPart B\n\n1. Three.": ("1", "2", "Part B, 1"),
    "1. \u0627\u0644\u0628\u0627\u0626\u0639.\n\n2. \u0627\u0644\u0645\u0634\u062a\u0631\u064a.": ("1", "2"),
    "1.1.1.1.1 A rests.\n\n1.1.1.1.2 B rests.": ("1.1.1.1.1", "1.1.1.1.2"),
    "1. The price is paid in\nfull on the day.\n\n2. A receipt is given on the\nsame day.": ("1", "2"),
    "1. A\x00 pays.": ("1",),
    "The club is open.\n\nMembers pay.": ("line 1", "line 3"),
    "123456789. A pays.": ("line 1",),
    "Hello": ("line 1",),
    " \n\n ": (),
}  # fmt: skip


@pytest.mark.parametrize("text", SHAPES, ids=range(len(SHAPES)))
def test_each_number_is_the_label_of_its_provision(text: str) -> None:
    review = check(read_markdown(text, "text.md"), CODE, assessment)
    assert tuple(p.label for p in review.draft.accepted.walk()) == SHAPES[text]
    assert review.findings == ()
    assert "G8" not in review.verdict


@pytest.mark.parametrize("text", ["1." * 400 + " A pays.", "(" * 500 + "a) A pays.", "1\n" * 500, "\u2022 " * 300])
def test_a_text_of_marks_alone_is_read_too(text: str) -> None:
    assert check(read_markdown(text, "text.md"), CODE, assessment).verdict


def test_definitions_in_single_quotation_marks_need_no_joining_word() -> None:
    text = "1. For the purposes of this:\n\n(1) 'ship' means a vessel;\n\n(2) \u2018port\u2019 means a harbour."
    assert check(read_markdown(text, "text.md"), CODE, assessment).findings == ()
