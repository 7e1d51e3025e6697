"""What is printed is harmless and can be held by whatever it is printed to; what cannot be printed is one sentence."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sec_rules.cli import main
from sec_rules.commands.streams import fitting
from tests.commands.test_watch import STREAM

TEXT = "[●] “a” £5 \U0001f600 \udcff"


@pytest.mark.parametrize(
    ("encoding", "form", "expected"),
    [
        ("utf-8", "text", "[●] “a” £5 \U0001f600 <U+DCFF>"),
        ("cp1252", "text", "[<U+25CF>] “a” £5 <U+1F600> <U+DCFF>"),
        ("ascii", "text", "[<U+25CF>] <U+201C>a<U+201D> <U+00A3>5 <U+1F600> <U+DCFF>"),
        ("an encoding that is none", "text", "".join(f"<U+{ord(c):04X}>" for c in TEXT)),
        ("cp1252", "json", "[\\u25cf] \\u201ca\\u201d \\u00a35 \\ud83d\\ude00 \\udcff"),
        ("latin-1", "markup", "[&#x25CF;] &#x201C;a&#x201D; &#xA3;5 &#x1F600; &#xFFFD;"),
    ],
)
def test_what_an_encoding_cannot_hold_is_written_by_its_number(encoding, form, expected):
    assert fitting(TEXT, encoding, form) == expected


@pytest.mark.parametrize("form", ["text", "json", "markup"])
def test_what_an_encoding_holds_stays(form):
    assert fitting("[●] £5", "utf-8", form) == fitting("[●] £5", None, form) == "[●] £5"
    assert fitting("plain", "cp1252", form) == "plain"


class Stream(io.TextIOWrapper):
    """A stream that fails when it is written to, or only when what waits in it is sent on."""

    def __init__(self, error: OSError, *, late: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8")
        self.error, self.late = error, late

    def write(self, text: str) -> int:
        if self.late:
            return len(text)
        raise self.error

    def flush(self) -> None:
        if self.late:
            raise self.error


FULL = OSError(28, "No space left on device")


@pytest.mark.parametrize("line", [["help"], ["--help"], ["--version"], ["list", "--json"]])
@pytest.mark.parametrize("late", [False, True])
def test_an_output_that_is_full_is_one_sentence(line, late, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdout", Stream(FULL, late=late))
    assert main(line) == 2
    assert capsys.readouterr().err == "sec-rules: The answer cannot be printed: No space left on device.\n"


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize(("line", "status"), [(["help"], 0), (["check", "{fault}"], 1), (["watch", "{events}"], 2)])
def test_of_a_reader_that_has_gone_nobody_is_told_and_the_status_is_as_found(
    line, status, late, monkeypatch, capsys, tmp_path
):
    fault, events = tmp_path / "fault.md", tmp_path / "events.jsonl"
    fault.write_text("1. Section G8.47 is deleted.\n", encoding="utf-8")
    events.write_text("".join(json.dumps(each) + "\n" for each in STREAM), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", Stream(BrokenPipeError(32, "Broken pipe"), late=late))
    assert main([word.format(fault=fault, events=events) for word in line]) == status
    assert capsys.readouterr().err == ""


def test_an_output_that_is_closed_is_one_sentence_and_nothing_is_printed_where_nothing_is_asked(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["list"]) == 2
    assert capsys.readouterr().err == "sec-rules: The answer cannot be printed: it is closed.\n"
    assert main(["list", "--quiet"]) == 0


@pytest.mark.parametrize("stream", [None, Stream(FULL, late=False)])
def test_where_no_error_can_be_told_the_status_still_is(stream, monkeypatch):
    monkeypatch.setattr(sys, "stderr", stream)
    assert main(["check", "a draft that is not there.md"]) == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
def test_a_process_whose_output_is_full_says_no_more_at_its_end():
    with open("/dev/full", "w") as full:
        ran = subprocess.run([sys.executable, "-m", "sec_rules", "--version"], stdout=full, stderr=-1, check=False)
    assert (ran.returncode, ran.stderr) == (2, b"sec-rules: The answer cannot be printed: No space left on device.\n")


def test_a_word_outside_the_encoding_of_the_output_is_no_fault(tmp_path):
    draft = tmp_path / "draft.md"
    draft.write_text("H1.1 Each User shall pay [●] pounds.\n", encoding="utf-8")
    told = os.environ | {"PYTHONIOENCODING": "cp1252"}
    command = [sys.executable, "-m", "sec_rules", "check", str(draft), "--drafting-only", "--format", "redline"]
    ran = subprocess.run(command, stdout=-1, stderr=-1, env=told, check=False)
    assert (b"[<U+25CF>]" in ran.stdout, ran.stderr) == (True, b"")


ESCAPES = "\x1b]0;title\x07 \x1b[31mred\x1b[0m \x9b31m \u202egnirts \x7f"


@pytest.mark.parametrize("line", [["explain", ESCAPES], [ESCAPES], ["check", ESCAPES], ["ask", ESCAPES, "--json"]])
def test_what_was_typed_comes_back_harmless(line, capsys):
    assert main(line) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert all(c.isprintable() or c == "\n" for c in said.err)
