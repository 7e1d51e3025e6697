"""Which provisions an amending instruction is about."""

from __future__ import annotations

import pytest

from sec_rules.drafting.layout.instructions import Deletion, instruction
from sec_rules.lang.citations import Range

DELETED = [
    ("Delete Section G8.42(viii).", "G8.42(viii)"),
    ("Delete Section G8.42 (xxviii).", "G8.42(xxviii)"),
    ("Delete Sections G8.42(i) to G8.42(iii).", "G8.42(i) to G8.42(iii)"),
    ("Delete paragraphs (9) to (12) of Section G8.42.", "G8.42(9) to G8.42(12)"),
    ("Omit paragraphs (aa) to (ac) of Section G8.42.", "G8.42(aa) to G8.42(ac)"),
    ("Delete paragraphs (za) to (b) of Section G8.42.", "G8.42(za) to G8.42(b)"),
    ("Delete paragraphs (a), and (c) to (e) of Section G8.42.", "G8.42(a), G8.42(c) to G8.42(e)"),
    ("Delete paragraph (b)(i) to (iii) of Section G8.42.", "G8.42(b)(i) to G8.42(b)(iii)"),
    ("Delete Section G8.42(a) to (c).", "G8.42(a) to G8.42(c)"),
    ("Delete Section G8.42(a), (c) and (b)(i) to (iii).", "G8.42(a), G8.42(c), G8.42(b)(i) to G8.42(b)(iii)"),
    ("Sections G8.44A to G8.44C are deleted.", "G8.44A to G8.44C"),
]


@pytest.mark.parametrize(("words", "deleted"), DELETED)
def test_each_provision_that_an_instruction_deletes_is_meant_and_no_other(words: str, deleted: str) -> None:
    found = instruction(words)
    assert found is not None
    assert found.understood
    acts = [act for act in found.acts if isinstance(act, Deletion)]
    assert acts == list(found.acts)
    assert [str(Range(act.at, act.to or act.at)) for act in acts] == deleted.split(", ")


@pytest.mark.parametrize(
    "words", ["Delete Section G8.42(B).", "Delete Section G8.42 (B).", "Delete Section G8.42 and (c)."]
)
def test_a_label_that_is_read_in_part_only_is_not_understood(words: str) -> None:
    found = instruction(words)
    assert found is not None
    assert not found.understood
