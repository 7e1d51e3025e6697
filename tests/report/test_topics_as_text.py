"""The pages at a terminal."""

from __future__ import annotations

import pytest

from sec_rules.answers.topics import Topic, topics
from sec_rules.report.as_text import Ink
from sec_rules.report.topics_as_text import listed, shown


def page(text: str, ink: Ink | None = None) -> str:
    return shown(Topic("a", "A", "B.", text), ink or Ink())


def test_a_table_that_fits_stands_in_columns() -> None:
    assert page("| status | meaning |\n|---|---|\n| 0 | done |\n") == "  status  meaning\n  0       done\n"


def test_a_wide_table_of_two_columns_has_its_second_one_wrapped() -> None:
    text = page(f"| a | b |\n|---|---|\n| `x` | {'word ' * 20} |\n")
    assert all(len(line) <= 80 for line in text.splitlines())
    assert text.startswith("  x  word word")
    assert text.splitlines()[1].startswith("     word")


def test_a_wide_table_of_more_columns_is_spelt_out_row_by_row_without_its_empty_cells() -> None:
    text = page(f"| a | b | c |\n|---|---|---|\n| one | {('ww ' * 24).strip()} |  |\n| two | x | y |\n")
    assert text == f"  one\n      b: {('ww ' * 24).strip()}\n  two\n      b: x; c: y\n"


def test_a_link_to_another_page_says_how_it_is_shown_and_any_other_is_its_words() -> None:
    assert page("See [that](cli.md) and [a file](../lang/clauses.py).") == "See that (sec-rules help cli) and a file.\n"


def test_what_is_verbatim_stands_as_it_is() -> None:
    assert page("```sh\na  | b\n\n* c\n```\n") == "    a  | b\n\n    * c\n"


@pytest.mark.parametrize("topic", topics(), ids=lambda t: t.name)
def test_a_page_keeps_within_the_width_but_for_what_is_verbatim_and_words_that_are_long(topic: Topic) -> None:
    wide = [line for line in shown(topic).splitlines() if len(line) > 80 and not line.startswith("    ")]
    assert wide == []


def test_headings_and_what_is_verbatim_stand_out_in_colour_only() -> None:
    assert page("# T\n\n```sh\nx\n```\n", Ink(True)) == "\x1b[1mT\x1b[0m\n\n\x1b[36m    x\x1b[0m\n"
    assert "\x1b" not in "".join(map(shown, topics()))


def test_the_list_has_a_line_for_each_topic() -> None:
    lines = listed(topics()).splitlines()[2:]
    assert [line.split()[0] for line in lines] == [t.name for t in topics()]
    assert all(line.endswith(t.says) and len(line) <= 80 for line, t in zip(lines, topics(), strict=True))
