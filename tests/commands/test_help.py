"""`sec-rules help`: the list, a page, and what is no topic; plain through a pipe."""

from __future__ import annotations

import sys

import pytest

from sec_rules.answers.topics import topics
from sec_rules.cli import main


def test_without_a_topic_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(topics()) + 2


def test_a_topic_is_shown_plain_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "cli"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("THE COMMANDS\n")
    assert "\x1b" not in out
    assert "written by `sec-rules docs`" not in out


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_on_a_terminal_headings_stand_out_unless_no_color_is_set(
    no_color: str, coloured: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["help", "faq"]) == 0
    assert capsys.readouterr().out.startswith("\x1b[1m" if coloured else "WHAT PEOPLE ASK") is True


def test_what_is_no_topic_ends_with_2_and_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "covrage"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "did you mean coverage? Known are cli, contributing" in captured.err
