"""Which provisions an amending instruction is about."""

from __future__ import annotations

import pytest

from sec_rules.drafting.layout.instructions import Deletion, Edit, Placing, instruction
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


@pytest.mark.parametrize(
    ("words", "placed"),
    [
        ("The following clauses are added at the end of Section G8.", [("after", "G8", "")]),
        ("At the end of Section G8 insert:", [("after", "G8", "")]),
        ("New clauses G8.51 and G8.52 are inserted after clause G8.50.", [("after", "G8.50", "")]),
        ("The following is substituted for Sections G8.41 to G8.47.", [("for", "G8.41", "G8.41 to G8.47")]),
        (
            "Replace Sections G8.41 and G8.42 with the following, and insert Sections G8.55 and G8.56.",
            [("for", "G8.41", "G8.41, G8.42"), ("after", "G8.56", "")],
        ),
        (
            "Clause G8.41 is replaced, a new clause G8.41A is inserted after it, and clause G8.42 is restated.",
            [("for", "G8.41", "G8.41"), ("after", "G8.41", ""), ("for", "G8.42", "G8.42")],
        ),
    ],
)
def test_where_text_goes_is_told_however_the_instruction_is_put(words: str, placed: list[tuple[str, str, str]]) -> None:
    found = instruction(words)
    assert found is not None
    assert found.understood
    acts = [act for act in found.acts if isinstance(act, Placing)]
    assert [(act.where, act.at, ", ".join(map(str, act.replaces))) for act in acts] == placed


@pytest.mark.parametrize("words", ["In Section G8.42:", "Section G8.42 is amended as follows:", "Amend Section G8.42"])
def test_an_instruction_turns_to_the_provision_that_those_below_it_change(words: str) -> None:
    found = instruction(words)
    assert found is not None
    assert found.understood
    assert found.turns_to == "G8.42"
    assert found.acts == ()


@pytest.mark.parametrize(
    "words",
    [
        'In Section G8.44, for "250,000" there is to be substituted, wherever occurring, "400,000".',
        'In Section G8.44, for "250,000" substitute, in both places, "400,000".',
        'In Section G8.44 replace, in each place, "250,000" with "400,000".',
    ],
)
def test_words_behind_where_they_are_to_stand_are_those_put_in(words: str) -> None:
    found = instruction(words)
    assert found is not None
    assert found.understood
    assert [(act.old, act.new) for act in found.acts if isinstance(act, Edit)] == [("250,000", "400,000")]
