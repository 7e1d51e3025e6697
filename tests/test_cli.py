"""The command line as a person meets it: one clear sentence for each mistake, exit status 2, nothing written."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from sec_rules.cli import main
from sec_rules.commands.options import day, is_day

DRAFTS = Path(__file__).resolve().parent.parent / "legal_text" / "drafts"
ON = ["--on", "2020-01-01", "--supplier-party"]


def could_not(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    """What a command that cannot be done says; it prints nothing else."""
    assert main([str(a) for a in argv]) == 2
    printed = capsys.readouterr()
    assert not printed.out
    assert printed.err.startswith("sec-rules: ")
    assert printed.err.count("\n") == 1
    assert "Traceback" not in printed.err
    return printed.err


FILES = [
    ("nothing.docx", None, "There is no file"),
    ("text.docx", b"hello", "is not a Word document"),
    ("cut.docx", b"PK\x03\x04broken", "cut short or broken"),
    ("empty.docx", b"", "is empty"),
    ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word document"),
    *((f"draft{form}", b"x", "save it as .docx") for form in (".doc", ".rtf", ".odt", ".docm")),
    ("draft.xyz", b"x", "is not known"),
    ("~$d.docx", b"x", "by which Word marks a document that is open; give the document itself"),
    ("spaces.txt", b" " * 1_000_000, "holds no text"),
    ("latin.md", b"G8.41 \xff", "(byte 6 does not fit): save it as UTF-8"),
]


@pytest.mark.parametrize(("name", "data", "says"), FILES, ids=[f[0] for f in FILES])
def test_a_file_that_is_no_draft_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes | None, says: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert says in could_not(capsys, "check", str(tmp_path / name), "--out", str(tmp_path / "report"))
    assert not (tmp_path / "report").exists()


def test_a_file_too_large_for_a_draft_is_refused_unread(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (tmp_path / "spaces.txt").open("wb") as large:
        large.truncate(200_000_000)
    assert "200,000,000 bytes" in could_not(capsys, "check", str(tmp_path / "spaces.txt"))


def test_a_folder_and_a_zip_without_a_document_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "folder.docx").mkdir()
    assert "is a folder" in could_not(capsys, "check", str(tmp_path / "folder.docx"))
    with zipfile.ZipFile(tmp_path / "zip.docx", "w") as package:
        package.writestr("a.txt", "x")
    assert "without a Word document" in could_not(capsys, "check", str(tmp_path / "zip.docx"))


WRONG = [
    (["assess", *ON, "--domestic-premises", "-1"], "'domestic_premises' should be a whole number"),
    (["assess", *ON, "--domestic-premises", "250000.4"], "got '250000.4'"),
    (["assess", *ON, "--domestic-premises", '"250000"'], "should be a whole number"),
    (["assess", *ON, "--network-party"], "party-categories-exclude-each-other"),
    (["assess", "--on", "2020-13-01"], "is no day"),
    (["assess", "--on", "2016-12-31", "--supplier-party"], "held from 2017-01-01"),
    (["assess", "--supplier-party"], "On which day?"),
    (["explain", "G9.99"], "the nearest provisions held"),
    (["compare", "2019-02-27", "tomorrow"], "is neither a day"),
    (["frob"], "invalid choice"),
    (["chek", "x.md"], "Did you mean 'check'?"),
    (["check", "x.md", "--fail-om", "note"], "takes no '--fail-om'; did you mean --fail-on?"),
    (["check", "x.md", "--format", "htm"], "Did you mean 'html'?"),
    (["assess", "--on", "31/02/2019"], "'31/02/2019' is no day; write it as 2019-02-28 or 28/02/2019"),
    (["check"], "DRAFT"),
    (["check", "--frob", "x.md"], "--frob"),
]


@pytest.mark.parametrize(("argv", "says"), WRONG, ids=[" ".join(w[0]) for w in WRONG])
def test_a_wrong_use_says_what_is_wrong(capsys: pytest.CaptureFixture[str], argv: list[str], says: str) -> None:
    assert says in could_not(capsys, *argv)


@pytest.mark.parametrize(
    "written", ["28/02/2019", "28.02.2019", "28-02-2019", "28 February 2019", "28 Feb 2019", "2019/02/28", "28/2/2019"]
)
def test_a_day_is_taken_as_people_write_it(written: str) -> None:
    assert day(written) == date(2019, 2, 28)
    assert is_day(written)


def test_one_unreadable_clause_leaves_the_others_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "draft.md"
    text = (DRAFTS / "secmp0059.md").read_text(encoding="utf-8")
    draft.write_text(text + "\n{++G8.48 Such Users as the Panel thinks fit shall undergo a security assessment.++}\n")
    assert main(["check", str(draft)]) == 1
    printed = capsys.readouterr().out
    assert "G8.48" in printed
    assert "TY101" in printed
    assert "not claimed" in printed
