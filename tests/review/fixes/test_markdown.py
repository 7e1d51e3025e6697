"""Fixes in text and Markdown drafts: just the words at fault change, and the draft then has them no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from sec_rules.cli import main
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.engine.code import Code
from sec_rules.loading import load
from sec_rules.review.fixes.markdown import FixedText, fix_text
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment


@pytest.fixture(scope="module")
def code() -> Code:
    return load()


def fixed(code: Code, source: str, *, unsafe: bool = False) -> FixedText:
    result = check(read_markdown(source, "a.md"), code, assessment)
    return fix_text(result.draft, source, result.findings, unsafe=unsafe)


ROWS = [
    ("G8.51 Each User  shall tell the the Panel.\n", "G8.51 Each User shall tell the Panel.\n"),
    ("# Title\n\n> G8.51 Each **User**  shall tell it.\n", "# Title\n\n> G8.51 Each **User** shall tell it.\n"),
    (
        "---\nauthor: A\n---\n\nG8.51 Each User shall\ntell the\nthe Panel.\n",
        "---\nauthor: A\n---\n\nG8.51 Each User shall\ntell the Panel.\n",
    ),
    (
        "G8.51 Each User shall tell\u200b the Panel.\r\n\r\nG8.52 It  answers.\r\n",
        "G8.51 Each User shall tell the Panel.\r\n\r\nG8.52 It answers.\r\n",
    ),
    (
        "<!-- a  note -->\nG8.51 \u0417\u0434\u0440\u0430\u0432\u043e  each User shall go.\n",
        "<!-- a  note -->\nG8.51 \u0417\u0434\u0440\u0430\u0432\u043e each User shall go.\n",
    ),
    ("G8.51 Each User shall {++soon  ++}go.\n", "G8.51 Each User shall {++soon ++}go.\n"),
    ("G8.51 Each User shall {--  never--}{++now  ++}go on.\n", "G8.51 Each User shall {--  never--}{++now ++}go on.\n"),
]


@pytest.mark.parametrize(("source", "after"), ROWS)
def test_only_the_words_at_fault_change(code, source, after):
    result = fixed(code, source)
    assert result.text == after
    assert result.left == ()
    assert fixed(code, result.text).made == 0


def test_words_that_a_redline_keeps_are_changed_under_a_mark(code):
    source = "G8.51 Each User shall{++ also++} tell the Panel of its {--old--}{++new++} premises.\n"
    result = check(read_markdown(source, "a.md"), code, assessment, everything=True)
    assert fix_text(result.draft, source, result.findings).made == 0
    known = source.replace("of its", "of  its")
    result = check(read_markdown(known, "a.md"), code, assessment, everything=True)
    assert fix_text(result.draft, known, result.findings).text == known.replace("of  its", "of{~~  ~> ~~}its")


def test_what_can_change_the_meaning_is_mended_only_when_asked(code):
    source = "G8.51 Each Supplier Party shall tell the Panel\n"
    assert fixed(code, source).text == source
    assert fixed(code, source, unsafe=True).text == "G8.51 Each Supplier Party shall tell the Panel.\n"


def test_the_command_writes_another_file_and_never_the_draft(tmp_path: Path, capsys):
    draft = tmp_path / "draft.md"
    draft.write_text("G8.51 Each User  shall tell the Panel.\n", encoding="utf-8")
    out = tmp_path / "fixed.md"
    assert main(["check", str(draft), "--fix", "--out", str(out), "--no-config", "--drafting-only"]) == 0
    assert out.read_text(encoding="utf-8") == "G8.51 Each User shall tell the Panel.\n"
    assert capsys.readouterr().out == f"1 fix made, in {out}.\n"
    assert main(["check", str(draft), "--fix", "--out", str(draft), "--no-config"]) == 2
    assert main(["check", str(draft), "--fix", "--no-config"]) == 2
    assert main(["check", str(draft), "--unsafe-fixes", "--no-config"]) == 2
    assert main(["check", str(draft), "--fix", "--out", str(out), "--json", "--no-config"]) == 2
    assert "  shall" in draft.read_text(encoding="utf-8")


def test_the_difference_is_one_that_patch_reads(tmp_path: Path, capsys):
    draft = tmp_path / "draft.md"
    draft.write_text("G8.51 Each User  shall tell the Panel.", encoding="utf-8")
    main(["check", str(draft), "--diff", "--no-config"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[2:] == [
        "@@ -1 +1 @@",
        "-G8.51 Each User  shall tell the Panel.",
        "\\ No newline at end of file",
        "+G8.51 Each User shall tell the Panel.",
        "\\ No newline at end of file",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=ascii)
def test_a_fix_finds_its_line_however_lines_end(code, end: str):
    source = f"G8.51 Each User shall tell the Panel.{end}{end}G8.52 Each User  shall tell the Panel.{end}"
    assert fixed(code, source).text == source.replace("  ", " ")


def test_a_difference_is_told_line_by_line_where_another_character_ends_a_paragraph(tmp_path: Path, capsys):
    draft = tmp_path / "draft.md"
    draft.write_bytes(b"G8.51 Each User shall\x0btell the Panel.\n\nG8.52 Each User  shall tell the Panel.\n")
    main(["check", str(draft), "--diff", "--no-config"])
    assert "No newline" not in capsys.readouterr().out
