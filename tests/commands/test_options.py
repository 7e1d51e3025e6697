"""Whatever a command reads, its answer is never written over it: every command, each of its inputs, by any name."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path

import pytest

from sec_rules.cli import main
from sec_rules.commands import Command, all_commands
from sec_rules.engine import legal_text

# A command, the argument that names the input, the file, and the command line; `--out` and the file come after it.
DAYS = ["--on", "2019-02-28"]
INPUTS = [
    ("check", "drafts", "d.docx", ["d.docx", "--format", "html"]),
    ("check", "drafts", "d.md", ["x.md", "d.md", "--json"]),
    ("check", "drafts", "d.md", ["d.md", "--fix", "--format", "text"]),
    ("check", "against", "old.docx", ["d.docx", "--against", "old.docx", "--format", "docx"]),
    ("check", "baseline", "base.toml", ["d.docx", "--baseline", "base.toml"]),
    ("check", "baseline", "base.toml", ["d.docx", "--baseline", "base.toml", "--write-baseline"]),
    ("check", "effect", "effect.toml", ["d.docx", "--effect", "effect.toml", "--format", "sarif"]),
    ("check", "effect", "e.effect.toml", ["e.docx"]),
    ("check", "decisions", "base.toml", ["d.docx", "--decisions", "base.toml"]),
    ("check", "portfolio", "p.csv", ["d.docx", "--portfolio", "p.csv", "--json"]),
    ("check", "since", "old.docx", ["d.docx", "--since", "old.docx", "--json"]),
    ("check", "config", "set.toml", ["d.docx", "--config", "set.toml", "--format", "github"]),
    ("check", "config", "sec-rules.toml", ["d.docx", "--format", "redline"]),
    ("compare", "old", "d.docx", ["d.docx", "x.docx", "--json"]),
    ("compare", "new", "d.docx", ["2019-02-27", "d.docx", "--format", "html"]),
    ("compare", "effect", "effect.toml", ["2019-02-27", "d.docx", "--effect", "effect.toml"]),
    ("compare", "portfolio", "p.csv", ["2019-02-27", "2019-02-28", "--portfolio", "p.csv"]),
    ("compare", "portfolio", "folder/q.csv", ["2019-02-27", "2019-02-28", "--portfolio", "folder"]),
    ("explain", "ledger", "d.docx", ["--ledger", "d.docx"]),
    ("explain", "against", "old.docx", ["--ledger", "d.docx", "--against", "old.docx"]),
    ("assess", "draft", "d.docx", ["--draft", "d.docx"]),
    ("assess", "portfolio", "p.csv", [*DAYS, "--portfolio", "p.csv"]),
    ("assess", "portfolio", "folder/q.csv", [*DAYS, "--portfolio", "folder/*.csv"]),
    ("ask", "draft", "d.docx", ["latest_date", "--draft", "d.docx"]),
    ("schedule", "draft", "d.docx", ["--draft", "d.docx", "--initial-assessment", "2018-01-01"]),
    ("schedule", "growth", "p.csv", [*DAYS, "--initial-assessment", "2018-01-01", "--growth", "p.csv"]),
    ("prove", "draft", "d.docx", ["--draft", "d.docx", "--json"]),
    ("list", "draft", "d.docx", ["--draft", "d.docx"]),
    ("atlas", "draft", "d.docx", ["--draft", "d.docx", "--format", "csv"]),
    ("export", "draft", "d.docx", ["--draft", "d.docx", "--to", "sql"]),
    ("replay", "draft", "d.docx", ["answer.json", "--draft", "d.docx"]),
    ("replay", "record", "answer.json", ["answer.json"]),
    ("adopt", "file", "d.md", ["d.md", *DAYS, "--dry-run"]),
    ("strip", "file", "d.docx", ["d.docx"]),
]
FILES = ("d.docx", "d.md", "old.docx", "base.toml", "effect.toml", "e.docx", "e.effect.toml", "set.toml", "p.csv")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with every file that is named above."""
    (tmp_path / "folder").mkdir()
    for name in (*FILES, "answer.json", "folder/q.csv"):
        (tmp_path / name).write_text(f"what is in {name}", encoding="utf-8")
    (tmp_path / "sec-rules.toml").write_text('fail-on = "note"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(capsys: pytest.CaptureFixture[str], folder: Path, argv: list[str]) -> str:
    """What is said of a command line that is refused, after which every file is as it was."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert main(argv) == 2
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    printed = capsys.readouterr()
    assert printed.out == ""
    return printed.err


@pytest.mark.parametrize("named", ["itself", "symbolic", "hard"])
@pytest.mark.parametrize(("command", "argument", "file", "argv"), INPUTS)
def test_an_answer_is_not_written_over_what_the_command_reads(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    named: str,
    command: str,
    argument: str,
    file: str,
    argv: list[str],
) -> None:
    out = file
    if named != "itself":
        out = f"link{Path(file).suffix}"
        link = folder / out
        link.symlink_to(folder / file) if named == "symbolic" else link.hardlink_to(folder / file)
    said = refused(capsys, folder, [command, *argv, "--out", out])
    assert f"'{out}' is " in said
    assert "itself" in said
    assert "which is never written over; give another file to write to." in said


def _parser(command: Command) -> ArgumentParser:
    parser = ArgumentParser()
    command.arguments(parser)
    return parser


def test_every_file_that_a_command_can_be_given_is_among_these() -> None:
    given = set()
    for command in all_commands():
        actions = _parser(command)._actions
        if any(action.dest == "out" for action in actions):
            metavars = ((a.dest, str(a.metavar).split("|")[-1]) for a in actions if a.dest != "out")
            files = {dest for dest, metavar in metavars if metavar in ("FILE", "DRAFT", "OLD", "RECORD", "A", "B")}
            given |= {(command.name, dest) for dest in files}
    assert given == {(command, argument) for command, argument, _, _ in INPUTS}


@pytest.mark.parametrize(
    "argv", [["explain", "G8.41"], ["consultation", "questions"], ["list"], ["prove"]], ids=lambda argv: argv[0]
)
def test_an_answer_is_not_written_over_words_of_the_code_or_an_adopted_copy(
    argv: list[str], folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "adopted").mkdir()
    (folder / "adopted" / "2019-02-28.json").write_text("{}", encoding="utf-8")
    monkeypatch.setenv("SEC_RULES_DATA", str(folder))
    monkeypatch.setattr(legal_text, "folder", lambda: folder / "folder")
    for out in ("adopted/2019-02-28.json", "folder/q.csv"):
        said = refused(capsys, folder, [*argv, "--out", out])
        assert f"'{out}' is in the folder of " in said
        assert "where nothing is written over" in said


# The other files that commands write.


@pytest.mark.parametrize(
    ("file", "called"),
    [
        ("d.docx", "the draft"),
        ("old.docx", "the older draft"),
        ("sec-rules.toml", "the settings"),
        ("e.effect.toml", "the statement of the intended effect"),
    ],
)
def test_a_baseline_is_not_written_over_what_the_command_reads(
    folder: Path, capsys: pytest.CaptureFixture[str], file: str, called: str
) -> None:
    argv = ["check", "d.docx", "--against", "old.docx", "--baseline", file, "--write-baseline", "--because", "known"]
    if called.endswith("effect"):
        argv += ["--effect", file]
    assert f"'{file}' is {called} itself" in refused(capsys, folder, argv)


@pytest.mark.parametrize(
    ("argv", "called"),
    [
        (["--against", "d.reviewed.docx"], "the older draft"),
        (["--baseline", "d.report.html"], "the baseline"),
        (["--baseline", "d.docx", "--write-baseline"], "the draft"),
    ],
)
def test_a_review_is_not_written_over_what_it_reads(
    folder: Path, capsys: pytest.CaptureFixture[str], argv: list[str], called: str
) -> None:
    assert f"is {called} itself" in refused(capsys, folder, ["review", "d.docx", *argv])


# A day on which the Code is not held.

OF_A_DAY = {command.name for command in all_commands() if "--on" in _parser(command)._option_string_actions}
TAKES = {
    "check": ["d.md"],
    "review": ["d.md"],
    "decide": ["d.md", "baseline", "--by", "A", "--dated", "2026-11-29"],
    "ask": ["triage"],
    "explain": ["XR402"],
    "compare": ["2019-02-27", "d.md"],
    "export": ["--to", "json"],
    "adopt": ["d.md"],
    "consultation": ["questions"],
    "replay": ["answer.json"],
}


@pytest.mark.parametrize("command", sorted(OF_A_DAY))
@pytest.mark.parametrize("day", ["0001-01-01", "1850-01-01", "2016-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_on_which_the_code_is_not_held_is_refused_by_every_command(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str, day: str
) -> None:
    said = refused(capsys, folder, [command, *TAKES.get(command, []), "--on", day])
    assert f"{day} is {'earlier' if day < '2017' else 'later'}" in said


@pytest.mark.parametrize("line", [["compare", "1850-01-01", "2020-01-01"], ["compare", "2020-01-01", "9999-12-31"]])
def test_neither_does_a_comparison_take_such_a_day(
    folder: Path, capsys: pytest.CaptureFixture[str], line: list[str]
) -> None:
    assert "The Code is held from" in (said := refused(capsys, folder, line)) or "Days are counted up to" in said


# What is no file.


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names on this system")
@pytest.mark.parametrize("linked", [False, True])
@pytest.mark.parametrize(
    ("pipe", "line"),
    [
        ("p.md", ["check", "p.md"]),
        ("p.docx", ["review", "p.docx"]),
        ("p.txt", ["check", "good.md", "--against", "p.txt"]),
        ("p.toml", ["check", "good.md", "--config", "p.toml"]),
        ("p.json", ["check", "good.md", "--baseline", "p.json"]),
        ("p.toml", ["check", "good.md", "--effect", "p.toml"]),
        ("p.md", ["compare", "2019-02-27", "p.md"]),
        ("p.pdf", ["assess", "--draft", "p.pdf"]),
        ("pipe.csv", ["assess", *DAYS, "--portfolio", "pipe.csv"]),
        ("p.parquet", ["assess", *DAYS, "--portfolio", "*.parquet"]),
        ("pipe.csv", ["schedule", *DAYS, "--initial-assessment", "2018-01-01", "--growth", "pipe.csv"]),
        ("p.json", ["replay", "p.json"]),
        ("p.md", ["adopt", "p.md", *DAYS, "--dry-run"]),
    ],
)
def test_a_pipe_or_a_link_to_one_is_refused_as_an_input(
    folder: Path, capsys: pytest.CaptureFixture[str], pipe: str, line: list[str], linked: bool
) -> None:
    (folder / "good.md").write_text("H1.1 Each User shall shall pay.", encoding="utf-8")
    (folder / "sec-rules.toml").unlink()
    os.mkfifo(folder / ("fifo" if linked else pipe))
    if linked:
        (folder / pipe).symlink_to("fifo")
    assert "is a pipe or a device and no file, so it is not read" in refused(capsys, folder, line)
