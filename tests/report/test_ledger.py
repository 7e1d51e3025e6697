"""The reading ledger as a person and as a program are given it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sec_rules.cli import main

LONG = "No " + "very " * 60 + "long line ends."
DRAFT = f"""# Proposed legal text

G8.48A The Panel shall publish {{~~a report~>a summary~~}}.

{LONG}
"""


@pytest.fixture
def draft(tmp_path: Path) -> str:
    path = tmp_path / "draft.md"
    path.write_text(DRAFT, encoding="utf-8")
    return str(path)


def test_the_entries_of_each_view_add_up_to_their_sum(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--ledger", draft, "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    signs = len("".join(DRAFT.split())) - len("{~~areport~>~~}")
    assert data["ledger"]["accepted"]["sum"] == data["held"]["accepted"]["counted"] == signs
    assert data["ledger"]["markup"]["sum"] == signs + len("areport")
    for view, entries in data["entries"].items():
        for kind in data["ledger"][view]:
            found = sum(e["characters"] for e in entries if kind in ("sum", e["entry"]))
            assert data["ledger"][view][kind] == found
    assert main(["check", draft, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["ledger"] == data["ledger"]


def test_the_text_has_every_entry_and_shortens_long_words(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--ledger", draft]) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "BEFORE THE CHANGES" in said
    assert "G8.48A, line 3 label G8.48A = the label of G8.48A outside The Panel shall publish a report." in said
    assert "outside The Panel shall publish a summary. = read as prose that bears on no question" in said
    assert LONG not in said
    assert " \u2026 " in said
    assert main(["explain", "--ledger", draft, "--json"]) == 1
    assert LONG in capsys.readouterr().out


def test_a_ledger_is_asked_of_a_draft_and_of_nothing_beside(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 2
    assert main(["explain", "G8.41", "--ledger", draft]) == 2
    assert "Give a CITATION or a check, or a draft with --ledger." in capsys.readouterr().err
    assert main(["explain", "--ledger", draft, "--out", draft]) == 2
    assert Path(draft).read_text(encoding="utf-8") == DRAFT
