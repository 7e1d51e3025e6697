"""Texts that no scheme fits: none is refused, each place has a label of its own, and what is right is left alone."""

from __future__ import annotations

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.loading import load
from sec_rules.review.review import Review, check
from sec_rules.rulebook.questions import assessment

# A fault that any text can have, and that must be found in each.
FAULT = "The buyer pays the the price."
SCANNED = """AGREEMENT FOR SUPPLY Page 1

l.1 The Seller sells and the Buyer buys the
goods that are listed in the schedule, at
the price stated there. The goods are de-
livered to the Buyer's store.

Page 2 AGREEMENT FOR SUPPLY

1 .2 The price is paid in May. It is
not paid in June.
"""
TEXTS = {
    "no numbers": "The buyer pays in May.\n\nThe seller delivers in June.\n\nBoth parties keep records.",
    "two schemes": "1.1 The buyer pays.\n\n1.2 The seller delivers.\n\nArticle 1\n\n1. It binds.\n\n2. It ends.\n\n"
    "CC.6.1 A record is kept.\n\nCC.6.2 It is shown.",
    "numbers that begin again": "1. The buyer pays.\n\n2. The seller packs.\n\n1. The carrier loads.\n\n2. It ships.",
    "a scan turned to text": SCANNED,
    "tables only": "| Term | Means |\n|---|---|\n| Price | what is paid |\n| Goods | what is sold |",
    "right to left": "1.1 \u05d4\u05e7\u05d5\u05e0\u05d4 \u05de\u05e9\u05dc\u05dd.\n\n"
    "1.2 \u0627\u0644\u0645\u0634\u062a\u0631\u064a \u064a\u062f\u0641\u0639.",
    "signs only": "----\n\n****\n\n\u2022\n\n(a)\n\n1.",
    "one letter": "x",
}


def checked(text: str) -> Review:
    return check(read_markdown(text, "draft.md"), load(), assessment)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_fits_no_scheme_is_read_and_left_alone(text: str) -> None:
    review = checked(text)
    assert review.findings == ()
    assert review.faults == ()
    assert review.state == "nothing-read"
    assert "G8" not in review.verdict
    labels = [p.label for p in review.draft.accepted.walk()]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_fault_in_it_is_found(text: str) -> None:
    assert "TY102" in {f.code for f in checked(f"{text}\n\n{FAULT}\n").findings}
