"""The command line as a person meets it: one clear sentence for each mistake, exit status 2, nothing written."""

from __future__ import annotations

import zipfile
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path

import pytest

from sec_rules.cli import main
from sec_rules.commands.days import day, is_day

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
    ("draft.xyz", b"x", "a draft is a .docx, .md, .txt or .pdf file, not .xyz"),
    ("draft", b"x", "has no ending that says of what form it is"),
    (".~lock.d.docx#", b"x", "by which a word processor marks a document that is open"),
    ("rich.docx", b"{\\rtf1 G8.41}", "is in Rich Text Format (.rtf), whatever its name"),
    ("printed.docx", b"%PDF-1.7", "is a PDF, whatever its name"),
    ("saved.docx", b"<!DOCTYPE html><p>G8.41</p>", "is a web page, whatever its name"),
    ("wide.txt", "G8.41".encode("utf-16"), "is text in UTF-16: save it as UTF-8"),
    ("cut.pdf", b"%PDF-1.4", "cut short or broken; it cannot be read as a PDF"),
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
    (["frob"], "There is no command 'frob'; see sec-rules --help."),
    (["chek", "x.md"], "There is no command 'chek'; did you mean check?"),
    (["Check", "x.md"], "did you mean check?"),
    ([], "Which command?"),
    (["--vesion"], "'sec-rules' takes no '--vesion'; did you mean --version?"),
    (["-help"], "'sec-rules' takes no '-help'; did you mean --help?"),
    (["check", "\u2014json", "x.md"], "does not begin with two hyphens, as a flag of 'sec-rules' does: write --json."),
    (["check", "\u2013-on", "2019-02-28"], "write --on."),
    (["check", "/all", "x.md"], "write --all."),
    (["check", "x.md", "--on"], "--on needs a value behind it."),
    (["check", "x.md", "--name"], "'--name' may be --names or --names-to: write it in full."),
    (["check", "./"], ". is a folder; a draft is a file."),
    (["check", "/"], "/ is a folder; a draft is a file."),
    (["check", ""], ". is a folder; a draft is a file."),
    (["check", ".."], ".. is a folder; a draft is a file."),
    (["compare", "2019-02-27"], "'sec-rules compare' needs B too."),
    (
        ["check", "x.md", "--format", "zzz"],
        "--format takes text, json, html, docx, note, redline, sarif or github, not 'zzz'",
    ),
    (["check", "x.md", "--fail-om", "note"], "takes no '--fail-om'; did you mean --fail-on?"),
    (["check", "x.md", "--format", "htm"], "not 'htm'; did you mean html?"),
    (["assess", "--on", "31/02/2019"], "'31/02/2019' is no day; write it as 2019-02-28 or 28/02/2019"),
    (["list", "--on", "02/28/2019"], "the day stands before the month"),
    (["list", "--on", "28/2/19"], "write the year in full"),
    (["list", "--on", "today"], "no clock is read"),
    (["list", "--on", "Monday 28 February 2019"], "28 February 2019 is a Thursday"),
    (["list", "--on", "28 Foo 2019"], "'28 Foo 2019' is no day"),
    (["check"], "DRAFT"),
    (["check", "--frob", "x.md"], "--frob"),
]


@pytest.mark.parametrize(("argv", "says"), WRONG, ids=[" ".join(w[0]) for w in WRONG])
def test_a_wrong_use_says_what_is_wrong(capsys: pytest.CaptureFixture[str], argv: list[str], says: str) -> None:
    assert says in could_not(capsys, *argv)


@pytest.mark.parametrize(
    "written",
    [
        "2019-02-28",
        "2019/02/28",
        "20190228",
        "28/02/2019",
        "28.02.2019",
        "28-02-2019",
        "28/2/2019",
        "28 02 2019",
        "28\u201302\u20132019",
        "28 February 2019",
        "28 Feb 2019",
        "28 Feb. 2019",
        "28-Feb-2019",
        "28feb2019",
        "28th February 2019",
        "the 28th of February, 2019",
        "Thursday 28 February 2019",
        "Thurs, 28 Feb 2019",
        "February 28, 2019",
        "Feb 28th 2019",
        "2019 February 28",
        " 28 FEBRUARY 2019 ",
    ],
)
def test_a_day_is_taken_as_people_write_it(written: str) -> None:
    assert day(written) == date(2019, 2, 28)
    assert is_day(written)


@pytest.mark.parametrize("written", ["28 Foo 2019", "tomorrow", "draft 1.md", "28 02 19", "2019", "G8.41"])
def test_what_names_no_day_is_not_taken_for_one(written: str) -> None:
    assert not is_day(written)
    with pytest.raises(ArgumentTypeError, match="is no day"):
        day(written)


def test_a_missing_file_is_told_with_the_nearest_there_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "secmp0059.md").write_text("x", encoding="utf-8")
    assert "did you mean secmp0059.md?" in could_not(capsys, "check", str(tmp_path / "secmp0095.md"))
    assert "and no folder" in could_not(capsys, "check", str(tmp_path / "drafts" / "secmp0059.md"))
    assert "no file there is called so" in could_not(capsys, "check", str(tmp_path / "*.md"))


def test_one_unreadable_clause_leaves_the_others_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "draft.md"
    text = (DRAFTS / "secmp0059.md").read_text(encoding="utf-8")
    draft.write_text(text + "\n{++G8.48 Such Users as the Panel thinks fit shall undergo a security assessment.++}\n")
    assert main(["check", str(draft)]) == 1
    printed = capsys.readouterr().out
    assert "G8.48" in printed
    assert "TY101" in printed
    assert "not claimed" in printed
