"""Which provisions a draft renumbers and takes out."""

from __future__ import annotations

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import hold_against
from sec_rules.loading import load
from sec_rules.review.text.renumbering import deleted_paragraphs

LIST = "G8.60 Each User shall:\n\n(a) keep a record;\n\n(b) show it:\n\n(i) once; and\n\n(ii) in full; and\n\n(c) pay."


@pytest.mark.parametrize(
    ("old", "gone"),
    [
        ("(c) pay.", ("G8.60(c)",)),
        ("(ii) in full; and", ("G8.60(b)(ii)",)),
        # Of a paragraph that goes with all below it that one is told, and of a clause that goes none.
        ("(b) show it:\n\n(i) once; and\n\n(ii) in full; and", ("G8.60(b)",)),
        (LIST, ()),
        ("in full", ()),
    ],
)
def test_paragraphs_taken_out_of_what_stays_are_told(old: str, gone: tuple[str, ...]) -> None:
    marked = "\n\n".join(f"{{--{paragraph}--}}" for paragraph in old.split("\n\n"))
    text = LIST.replace(old, marked) + "\n\nG8.61 Each User shall do so yearly.\n"
    assert deleted_paragraphs(hold_against(read_markdown(text, "draft.md"), load())) == gone
