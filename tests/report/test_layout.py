"""One wrapping of text: eighty columns, and no character that a terminal would obey or that nobody can see."""

from __future__ import annotations

import json
import sys
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from sec_rules.cli import main
from sec_rules.report.layout import Ink, json_object, page, visible, wrapped
from sec_rules.review.summary import summarised
from sec_rules.rulebook.questions import assessment

# C0, C1 (the eight-bit form of ESC [ among them), what turns a line about, and what has no width.
OBEYED = ("\x00", "\x07", "\x08", "\x0b", "\r", "\x1b", "\x7f", "\x85", "\x9b", "\u200b", "\u202e", "\u2066", "\ufeff")


@pytest.mark.parametrize("character", OBEYED, ids=ascii)
def test_what_a_terminal_obeys_is_shown_by_its_number(character: str) -> None:
    assert visible(f"a{character}b") == f"a<U+{ord(character):04X}>b"


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\tb", "a\u00a0b", "\u201ca\u201d \u2265 \u00e9", ""], ids=ascii)
def test_words_spaces_and_ends_of_lines_stay(text: str) -> None:
    assert visible(text) == text


def test_every_control_character_and_every_change_of_direction_is_shown() -> None:
    for number in range(sys.maxunicode + 1):
        character = chr(number)
        if character not in "\n\t" and unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            assert character not in visible(character)


def test_numbers_are_counted_in_the_width_of_a_line() -> None:
    lines = wrapped("\x1b[2J " * 40 + "x" * 200, "    ", "  - ").splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0].startswith("  - <U+001B>[2J")
    assert all(line.startswith("    ") for line in lines[1:])


def test_a_word_with_a_hyphen_stays_whole() -> None:
    assert wrapped(f"{'x' * 75} non-domestic").splitlines() == ["x" * 75, "non-domestic"]


def test_the_only_sequences_in_a_coloured_page_are_those_of_its_ink() -> None:
    printed = page([Ink(True)("a\x1b[31mb", "error"), "c\x1b]0;d\x07"], Ink(True))
    assert printed == "\x1b[31ma<U+001B>[31mb\x1b[0m\nc<U+001B>]0;d<U+0007>\n"


def test_a_page_without_colour_has_no_sequence_at_all() -> None:
    assert page(["a \x1b[31mb\x1b[0m"]) == "a <U+001B>[31mb<U+001B>[0m\n"


def test_json_escapes_what_is_not_seen_and_says_the_same() -> None:
    data = {"said": "\x1b\x9b\u202e\ufeff\U000e0041 \u2265\u00a0"}
    text = json_object(data)
    assert json.loads(text) == data
    assert text == visible(text)
    assert "\u2265\u00a0" in text


# Every command that tells words of a draft, over a draft that would take the terminal over.

TAKES_OVER = "\x1b]0;OWNED\x07\x1b[2J\x9b31m\u202e\u2066\r\x08"
CLAUSE = (
    f"G8.41 Where a User is a Supplier Party and the {TAKES_OVER}number  of Domestic Premises exceeds 250,000, it "
    "shall be subject to a Full User Security Assessment in each year after the year of its initial Full User Security "
    "Assessment.\n"
)
DRAFT = f"""{CLAUSE}
G8.47A Not  {TAKES_OVER}used the the [TBC] ::error::{TAKES_OVER} <!-- sec-rules: {TAKES_OVER} -->

G8.47B Not  \x1b[2Jused.
"""
ASKED = (
    *(("check", "DRAFT", "--format", name) for name in ("text", "json", "html", "redline", "sarif", "github")),
    ("check", "DRAFT", "DRAFT"),
    ("check", "DRAFT", "--fix", "--diff"),
    ("check", "DRAFT", "--fix", "--out", "OUT"),
    ("check", "DRAFT", "--against", "DRAFT"),
    ("check", "DRAFT", "--baseline", "DRAFT"),
    ("check", "DRAFT", "--effect", "DRAFT"),
    ("check", "DRAFT", "--on", TAKES_OVER),
    ("review", "DRAFT"),
    ("compare", "2018-01-01", "DRAFT"),
    ("compare", TAKES_OVER, "DRAFT"),
    ("list", "--draft", "DRAFT"),
    *(("atlas", "--draft", "DRAFT", "--format", name) for name in ("text", "json", "csv", "markdown")),
    ("prove", "--draft", "DRAFT"),
    ("explain", TAKES_OVER),
    ("adopt", "DRAFT", "--dry-run", "--on", "2019-03-01"),
    ("adopt", "DRAFT", "--dry-run", "--on", "2019-03-01", "--json"),
)


@pytest.mark.parametrize("arguments", ASKED, ids=ascii)
def test_no_command_lets_a_draft_reach_the_terminal(
    arguments: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "a\x1b[2J\u202e.md"
    draft.write_bytes(DRAFT.encode())
    names = {"DRAFT": str(draft), "OUT": str(tmp_path / "b\x1b[2J.md")}
    main([names.get(given, given) for given in arguments])
    said = capsys.readouterr()
    assert said.out + said.err
    assert [c for c in said.out + said.err if c != "\n" and not c.isprintable() and c != "\u00a0"] == []


def test_a_reason_in_a_draft_is_harmless_beside_colours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from sec_rules.documents.readers.markdown import read_markdown
    from sec_rules.loading import load
    from sec_rules.report import as_text
    from sec_rules.review.review import check

    result = check(read_markdown(DRAFT, "a\x1b[31m.md"), load(), assessment, on=date(2019, 6, 1))
    text = as_text.checked(summarised(result), Ink(True))
    for code in ("0", "1", "31", "32", "33", "36"):
        text = text.replace(f"\x1b[{code}m", "")
    assert "\x1b" not in text
