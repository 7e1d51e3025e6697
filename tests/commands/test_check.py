"""Several drafts at once: each alone unless they are asked for as one change, and files of other texts left alone."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from sec_rules.cli import main
from tests.documents.word.conftest import made

ROOT = Path(__file__).resolve().parents[2]
# Each by itself is without a fault; both together would leave nobody between the two figures out, but take some twice.
UP = 'In Section G8.41, for "exceeds 250,000" substitute "exceeds 260,000".\n\n'
BOTH = UP + 'In Section G8.42, for "equal to or less than 250,000" substitute "equal to or less than 260,000".\n'
NOTES = "# Notes\n\nA readme of a project, with a step or two.\n\n1. Install it.\n"


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.md").write_text(BOTH)
    (tmp_path / "two.md").write_text(BOTH.replace("260,000", "270,000"))
    (tmp_path / "notes.md").write_text(NOTES)
    return tmp_path


def test_drafts_that_pass_alone_pass_the_hook_however_many_they_are(
    drafts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = [main(["check", "--fail-on", "error", name]) for name in ("one.md", "two.md")]
    assert alone == [0, 0]
    capsys.readouterr()
    assert main(["check", "one.md", "two.md"]) == 1
    assert main(["check", "--no-together", "one.md", "two.md"]) == 0
    assert "together" not in capsys.readouterr().out.split("two.md")[-1].lower()


def test_the_json_has_each_draft_alone(drafts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--no-together", "one.md", "two.md", "--json"])
    data = json.loads(capsys.readouterr().out)
    assert [report["draft"]["name"] for report in data["reports"]] == ["one.md", "two.md"]
    assert data["together"] is None


@pytest.mark.parametrize("form", ["sarif", "github"])
def test_what_marks_lines_takes_each_draft_alone_unless_asked(form: str, drafts: Path) -> None:
    assert main(["check", "one.md", "two.md", "--format", form]) == 0
    assert main(["check", "one.md", "two.md", "--format", form, "--together"]) == 1


def test_files_of_other_texts_are_left_alone_and_named(drafts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "notes.md"]) == 1
    capsys.readouterr()
    assert main(["check", "--leave-others", "notes.md"]) == 0
    assert capsys.readouterr().out == (
        "Left alone, since it is not taken for the text of the Smart Energy Code: notes.md.\n"
    )
    assert main(["check", "--leave-others", "notes.md", "one.md", "--format", "github"]) == 0
    printed = capsys.readouterr().out
    assert "one.md" in printed
    assert "notes.md" not in printed
    assert main(["check", "--leave-others", "notes.md", "--format", "html", "--out", "a.html"]) == 2


def test_of_a_word_file_of_another_text_the_drafting_alone_counts(
    drafts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, words, status in (("right", "The buyer pays.", 0), ("wrong", "The buyer pays (less tax.", 1)):
        body = f"<w:p><w:r><w:t>1.1 {words}</w:t></w:r></w:p>"
        (drafts / f"{name}.docx").write_bytes(made(body))
        assert main(["check", "--leave-others", f"{name}.docx"]) == status
        assert "Drafting only." in capsys.readouterr().out
    assert main(["check", "right.docx"]) == 1


OTHERS = {
    "templates.md": b"# A page of a project\n\nWrite {++ before what is put in.\n",
    "old.md": b"caf\xe9 and other notes\n",
    "wide.txt": "notes".encode("utf-16"),
    "empty.md": b"",
}


def test_a_file_of_another_text_that_is_no_draft_is_left_alone_and_one_of_the_code_is_not(
    drafts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, data in OTHERS.items():
        (drafts / name).write_bytes(data)
    assert main(["check", "--leave-others", *OTHERS, "one.md"]) == 0
    assert (
        "they are not taken for the text of the Smart Energy Code: templates.md, old.md, wide.txt and empty.md."
        in " ".join(capsys.readouterr().out.split())
    )
    assert main(["check", *OTHERS]) == 2
    (drafts / "ours.md").write_text('In Section G8.41, for "250,000" substitute {++ "300,000".', encoding="utf-8")
    assert main(["check", "--leave-others", "ours.md"]) == 2
    assert main(["check", "--leave-others", "gone.md"]) == 2


@pytest.mark.skipif(os.name != "posix", reason="pipes are made so on POSIX alone")
def test_a_pipe_among_files_of_other_texts_is_refused_and_not_waited_for(
    drafts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(drafts / "pipe.md")
    assert main(["check", "--leave-others", "pipe.md"]) == 2
    assert "'pipe.md' is a pipe or a device and no file" in capsys.readouterr().err


def test_the_hook_checks_each_alone_and_leaves_others_alone() -> None:
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert "entry: sec-rules check --no-together --leave-others\n" in hook
    assert "entry: sec-rules check --no-together --drafting-only\n" in hook
