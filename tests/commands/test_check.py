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


# Files that cannot be read, of every kind there is: each has its own sentence, and the others keep their findings.
UNREADABLE = {
    "old.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "broken.docx": b"PK\x03\x04 and no more of it",
    "locked.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
    "empty.docx": b"",
    "gone.docx": None,
    "~$open.docx": b"\x05name",
    "half.md": b'In Section G8.41, for "250,000" substitute {++ "300,000".',
    "fault.effect": None,
}
FAULT = 'In Section G8.41, for "exceeds 250,000" substitute "exceeds 300,000".\n'


@pytest.fixture
def mixed(drafts: Path) -> list[str]:
    """A draft with a gap and one without a fault, about the files that cannot be read."""
    (drafts / "gap.md").write_text(FAULT)
    for name, data in UNREADABLE.items():
        if data is not None:
            (drafts / name).write_bytes(data)
    return ["gap.md", *UNREADABLE, "one.md"]


def test_a_file_that_cannot_be_read_leaves_the_others_their_findings(
    mixed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--no-together", "--leave-others", *mixed]) == 2
    printed = capsys.readouterr()
    said = [line for line in printed.err.splitlines() if line]
    assert len(said) == len(UNREADABLE)
    for name, sentence in zip(UNREADABLE, said, strict=True):
        assert sentence.startswith("sec-rules: ")
        assert name in sentence
    out = " ".join(printed.out.split())
    assert "gap.md" in out
    assert "PR001" in out
    assert "NOT CHECKED" in out
    assert "TOGETHER" not in out


def test_the_forms_for_machines_name_each_file_that_was_not_checked(
    mixed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--json", *mixed]) == 2
    data = json.loads(capsys.readouterr().out)
    assert [report["draft"]["name"] for report in data["reports"]] == ["gap.md", "one.md"]
    assert [one["draft"] for one in data["refused"]] == list(UNREADABLE)
    assert data["together"] is None
    assert main(["check", "--format", "sarif", *mixed[:-1]]) == 2
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    files = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]}
    assert {"gap.md", "old.docx", "gone.docx", "half.md"} <= files
    assert run["invocations"][0]["executionSuccessful"] is False
    assert main(["check", "--format", "github", *mixed[:-1]]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert sum("title=not checked::" in line for line in lines) == len(UNREADABLE)
    assert any(line.startswith("::error file=gap.md") for line in lines)
    assert main(["check", "--format", "html", "--out", "all.html", *mixed[:-1]]) == 2
    assert "<strong>Not checked.</strong> old.docx" in Path("all.html").read_text(encoding="utf-8")


def test_what_stands_beside_one_draft_and_cannot_be_read_is_told_of_that_one(
    drafts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (drafts / "two.effect.toml").write_text("change = what")
    (drafts / "gap.md").write_text(FAULT)
    assert main(["check", "--no-together", "two.md", "gap.md"]) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith("sec-rules: two.md: ")
    assert "PR001" in printed.out


def test_a_fault_of_the_program_over_one_file_is_the_worst_and_leaves_the_others(
    drafts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError("of the reader")

    monkeypatch.setattr("sec_rules.documents.readers.docx.read_docx", fails)
    (drafts / "any.docx").write_bytes(b"PK\x03\x04")
    (drafts / "gap.md").write_text(FAULT)
    assert main(["check", "--no-together", "any.docx", "gap.md"]) == 3
    printed = capsys.readouterr()
    assert "any.docx: a fault of the program, not of yours (ZeroDivisionError: of the reader)" in printed.err
    assert "PR001" in printed.out
    with pytest.raises(ZeroDivisionError):
        main(["check", "--no-together", "--debug", "any.docx", "gap.md"])


def test_what_is_wrong_for_all_of_them_is_said_once(drafts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "one.md", "two.md", "--on", "1850-01-01"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert main(["check", "gone.md", "there.md"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_a_text_without_provisions_has_no_redline(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft, out = tmp_path / "draft.md", tmp_path / "out.md"
    draft.write_text("# A heading alone\n", encoding="utf-8")
    assert main(["check", str(draft), "--format", "redline", "--out", str(out)]) == 2
    assert capsys.readouterr().err == f"sec-rules: {draft} has no provision to show.\n"
    assert not out.exists()
