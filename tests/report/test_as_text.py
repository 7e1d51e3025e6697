"""The report as text: eighty columns, words marked, the plane in characters, and nothing a terminal would obey."""

from __future__ import annotations

from pathlib import Path

import pytest

import sec_rules
from sec_rules.cli import main
from sec_rules.documents.readers import open_draft
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.report import as_text
from sec_rules.report.plane_as_text import plane_in_characters
from sec_rules.review.review import Review, check
from sec_rules.review.summary import effects_of, summarised
from sec_rules.rulebook.questions import assessment

ROOT = Path(__file__).resolve().parents[2]
SECMP0059 = ROOT / "legal_text" / "drafts" / "secmp0059.docx"
HOSTILE = "\x1b[31mred\x1b[0m \x07 \u202eabc " + "x" * 200


@pytest.fixture(scope="module")
def secmp0059() -> Review:
    return check(open_draft(str(SECMP0059)), sec_rules.load(), assessment)


def test_the_verdict_comes_first(secmp0059: Review) -> None:
    first = as_text.checked(summarised(secmp0059)).split("\n\n", 1)[0]
    own = "The existing G8.41, G8.42, G8.44 and G8.47 are taken from the draft"
    compared = f"{own}; all else is from our unofficial text of the Code as at 27 February 2019."
    assert " ".join(first.split()).casefold() == f"{secmp0059.verdict} {compared}".casefold()


def test_what_it_does_what_is_wrong_and_what_is_not_known_stand_before_the_cards(secmp0059: Review) -> None:
    head, _, rest = as_text.checked(summarised(secmp0059)).partition("\nCARDS\n")
    titles = ["WHAT IT DOES", "WHAT IS WRONG", "WHAT WAS NOT READ OR UNDERSTOOD", "WHAT WAS NOT CHECKED"]
    assert [line for line in head.splitlines() if line.isupper()] == titles
    said = [" ".join(part.split()) for part in head.split("\n\n")]
    assert said[1].count(" - ") == 3
    assert "would have a Full User Security Assessment every year" in said[1]
    assert said[2].endswith("- G8.44(c): There are two spaces where one should be.")
    assert "- The official words of G8.45. The draft does not set it out" in said[4]
    assert len(head.splitlines()) <= 50
    assert "PR005" not in head
    assert rest


@pytest.mark.parametrize("colour", [False, True])
def test_no_line_is_wider_than_eighty_columns(secmp0059: Review, colour: bool) -> None:
    text = as_text.checked(summarised(secmp0059), as_text.Ink(colour))
    for code in ("1", "31", "32", "33", "36", "0"):
        text = text.replace(f"\x1b[{code}m", "")
    assert [line for line in text.splitlines() if len(line) > 80] == []
    assert "\x1b" not in text


def test_a_terminal_is_told_nothing_by_the_words_of_a_draft() -> None:
    words = f"G8.41 Where a User is a Supplier Party{HOSTILE}, it shall be  subject to a Full assessment.\n"
    text = as_text.checked(summarised(check(read_markdown(words, f"{HOSTILE[:9]}.md"), sec_rules.load(), assessment)))
    assert all(c.isprintable() or c == "\n" for c in text)
    assert "<U+001B>" in text
    assert [line for line in text.splitlines() if len(line) > 80] == []


def test_the_mark_stands_under_the_two_spaces(secmp0059: Review) -> None:
    lines = as_text.checked(summarised(secmp0059)).splitlines()
    (at,) = (n for n, line in enumerate(lines) if set(line.strip()) == {"^"})
    start = lines[at].index("^")
    assert lines[at].strip() == "^^"
    assert lines[at - 1][start : start + 2] == "\u00b7\u00b7"
    assert lines[at - 1][:start].endswith("User")


def test_each_character_of_the_plane_is_the_answer_in_the_middle_of_its_place(secmp0059: Review) -> None:
    (drawing,) = effects_of(secmp0059.draft, assessment).drawings
    lines = list(plane_in_characters(drawing.plane))
    rows = [line.split("|", 1)[1] for line in lines if "|" in line]
    meant = {line.strip()[0]: line for line in lines if line.startswith("    ") and line[4:5].strip()}
    assert {len(row) for row in rows} == {54}
    for up, row in enumerate(reversed(rows)):
        for across, sign in enumerate(row):
            # 300,000 by 60,000 premises on 54 by 12 characters.
            domestic, non_domestic = (2 * across + 1) * 300_000 // 108, (2 * up + 1) * 60_000 // 24
            large, would_be = domestic > 250_000, domestic + 5 * non_domestic > 250_000
            found = drawing.plane.region_of(domestic, non_domestic)
            assert found is not None
            assert ("Full every year, as now" in meant[sign]) is large
            assert ("then Full every year" in meant[sign]) is (would_be and not large)
            assert found.changes is (would_be and not large)


def test_the_one_figure_that_has_two_answers_is_drawn_all_along_its_line() -> None:
    draft = 'In Section G8.41, for "exceeds 250,000" substitute "is 250,000 or more".\n'
    (drawing,) = effects_of(
        check(read_markdown(draft, "at.md"), sec_rules.load(), assessment).draft, assessment
    ).drawings
    rows = [line.split("|", 1)[1] for line in plane_in_characters(drawing.plane) if "|" in line]
    # From 50,000 in the second row down to 250,000 at the foot.
    assert all("?" in row for row in rows[1:])
    assert rows[-1].index("?") > rows[1].index("?")
    assert rows[-1].rindex("?") == 45


def test_nothing_is_drawn_and_no_section_is_left_empty_where_nothing_changes() -> None:
    words = (ROOT / "legal_text" / "g8" / "g8_45.md").read_text(encoding="utf-8").split("\n## ")[1].partition("\n")[2]
    text = as_text.checked(summarised(check(read_markdown(words, "g8_45.md"), sec_rules.load(), assessment)))
    assert "- Nothing: this is already the Code of 28 February 2019." in text
    assert "No User's assessment would change." in " ".join(text.split())
    assert "THE PLANE" not in text
    assert "WHAT CHANGES" not in text


def test_quiet_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SECMP0059), "--quiet"]) == 0
    assert capsys.readouterr().out == ""


def test_the_plane_of_another_pair_is_drawn_on_demand(capsys: pytest.CaptureFixture[str]) -> None:
    pair = "network_premises,shared_network_premises"
    assert main(["compare", "2018-11-28", "2019-02-28", "--plane", pair]) == 0
    out = capsys.readouterr().out
    assert "THE PLANE: NETWORK PARTIES" in out
    assert [line for line in out.splitlines() if len(line) > 80] == []


def test_a_pair_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SECMP0059), "--plane", "domestic"]) == 2
    assert "'domestic' is no fact that can be drawn; did you mean" in capsys.readouterr().err
