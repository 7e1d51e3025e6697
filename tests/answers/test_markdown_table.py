"""Tables in Markdown: what stands in a cell stays in it."""

from __future__ import annotations

from sec_rules.answers.markdown_table import markdown_table
from sec_rules.report.markdown import Table, blocks


def test_a_table_has_its_head_a_rule_and_a_line_a_row() -> None:
    assert markdown_table(("a", "b"), [("1", "2"), ("3", "")]) == "| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 |  |\n"


def test_a_bar_in_a_cell_parts_no_cells() -> None:
    written = markdown_table(("either | or", "b"), [("1|2", "|")])
    assert blocks(written) == (Table(("either | or", "b"), (("1|2", "|"),)),)
