"""Instructions carried out: where the provisions come to stand."""

from __future__ import annotations

from sec_rules.checking import check
from sec_rules.code import load
from sec_rules.drafting.readers.markdown import read_markdown

DRAFT = """In Section G8.44, for "exceeds 250,000" substitute "exceeds 200,000".

In Section G8.45, for "is equal to or less than 250,000" substitute "is equal to or less than 200,000".

After Section G8.45 insert:

G8.45A Not used.
"""


def test_a_clause_changed_by_an_instruction_stands_where_its_label_puts_it_beside_one_that_is_given() -> None:
    result = check(read_markdown(DRAFT, "draft.md"), load())
    assert [p.label for p in result.draft.accepted.provisions] == ["G8.44", "G8.45", "G8.45A"]
    assert "NU302" not in {r.code for r in result.remarks}
