"""`sec-rules watch`: events in, entries out, kept from one run to the next, and whole where the process is killed."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sec_rules.cli import main
from tests.answers.watch.streams import SMALL, day, facts, initial

STREAM = (facts("2018-06-01", **SMALL), initial(began="2018-05-01"), day("2019-01-05"), day("2020-01-05"))


def written(path: Path, *events: object) -> str:
    path.write_text("".join(json.dumps(e) + "\n" for e in events), encoding="utf-8")
    return str(path)


def printed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_entry_is_a_line_of_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["watch", written(tmp_path / "e.jsonl", *STREAM), "--json"]) == 0
    first, *_ = found = printed(capsys)
    assert [(e["entry"], e["rule"], e["on"]) for e in found] == [
        ("fired", "assessment_due", "2019-01-01"),
        ("fired", "assessment_due", "2020-01-01"),
        ("fired", "assessment_late", "2020-01-01"),
    ]
    assert first["schema_version"] == 2
    assert (first["outcome"], first["because"], first["event"]) == ("VERIFICATION", ["G8.42(a)"], "day 2019-01-05")
    assert first["latest"] == {
        "day": "2019-12-31",
        "because": ["G8.40"],
        "says": "the last day of the calendar year in which it is due",
        "needs": [],
    }
    assert {doubt["clause"] for doubt in first["doubts"]} == {"G8.40", "G8.42"}


def test_a_withdrawn_entry_names_what_and_after_which_event(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cancel = {"event": "cancel", "user": "A", "corrects": "i", "id": "c"}
    stream = (STREAM[0], initial(id="i"), day("2019-01-05"), cancel)
    assert main(["watch", written(tmp_path / "e.jsonl", *stream), "--json"]) == 0
    fired, withdrawn = printed(capsys)
    assert withdrawn == {
        "schema_version": 2, "entry": "withdrawn", "id": fired["id"], "event": "c",
        "rule": "assessment_due", "user": "A", "on": "2019-01-01",
    }  # fmt: skip


def test_standard_input_is_read_and_what_waits_is_counted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = "\n\n".join(json.dumps(e) for e in (*STREAM[:2], facts("2021-01-01", live_user=True)))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    assert main(["watch", "-"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "3 events are of days that have not come; a 'day' event brings them in.\n"
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["watch", "-"]) == 2


def test_a_line_that_cannot_be_taken_ends_the_run_and_leaves_what_was_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, state = tmp_path / "e.jsonl", str(tmp_path / "state.db")
    file.write_text("\n".join([*map(json.dumps, STREAM[:3]), "{", json.dumps(STREAM[3])]), encoding="utf-8")
    assert main(["watch", str(file), "--state", state, "--json"]) == 2
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert err.startswith(f"sec-rules: Line 4 of '{file}': it is no JSON")
    assert err.count("\n") == 1
    written(file, *STREAM)
    assert main(["watch", str(file), "--state", state, "--json"]) == 0
    assert [e["on"] for e in printed(capsys)] == ["2020-01-01", "2020-01-01"]


def test_what_cannot_be_read_or_would_be_written_over_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["watch", str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl' cannot be read: No such file" in capsys.readouterr().err
    file = written(tmp_path / "e.jsonl", *STREAM)
    assert main(["watch", file, "--state", file]) == 2
    assert "is the file of events itself" in capsys.readouterr().err


def test_a_name_that_a_terminal_would_obey_is_printed_harmless(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = {"user": "A\x1b[31m"}
    stream = (facts("2018-06-01", **SMALL) | names, initial() | names, day("2019-01-05"))
    assert main(["watch", written(tmp_path / "e.jsonl", *stream)]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "A<U+001B>[31m: fired" in out
    assert "falls due: VERIFICATION by G8.42(a). The latest day is" in " ".join(out.split())
    assert "Doubt on G8.40: Whether the year" in " ".join(out.split())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_process_that_is_killed_goes_on_with_all_that_fired(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    users = [f"U{n}" for n in range(12)]
    told = [e | {"user": user} for user in users for e in STREAM[:2]]
    file = written(tmp_path / "e.jsonl", *told, *(day(f"{year}-01-01") for year in range(2019, 2026)))
    whole = ["watch", file, "--json", "--engine", "python"]
    assert main(whole) == 0
    expected = capsys.readouterr().out.splitlines()
    command = [sys.executable, "-m", "sec_rules", *whole, "--state", str(tmp_path / "state.db")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
    assert process.stdout is not None
    before = [process.stdout.readline() for _ in range(20)]
    process.send_signal(signal.SIGKILL)
    before = "".join((*before, process.stdout.read())).split("\n")[:-1]
    process.wait()
    assert main([*whole, "--state", str(tmp_path / "state.db")]) == 0
    after = capsys.readouterr().out.splitlines()
    assert 20 <= len(before) < len(expected)
    assert before == expected[: len(before)]
    assert list(dict.fromkeys((*before, *after))) == expected
