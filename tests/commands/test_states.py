"""Every command leads with what may be said of the drafts it reads, and ends with the status that goes with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sec_rules.cli import main
from sec_rules.engine import legal_text
from sec_rules.loading import load

DAY = "2019-02-28"
CLAUSE = load().clause("G8.41")
TEXT = legal_text.words_of(CLAUSE, CLAUSE.versions[0])
DRAFTS = {
    "same.md": TEXT,
    "gap.md": TEXT.replace("250,000", "260,000"),
    "open.md": f"{TEXT}\n\nG8.42A Nothing in this Section shall apply in Scotland.",
    "lost.md": f"{TEXT}\n\nG8.42A Nothing in this Section shall apply in Scotland as set out in Section G8.142.",
    "nothing.md": 'In Section G8.99, for "exceeds" substitute "is at least".',
}


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a draft of each kind."""
    for name, text in DRAFTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ran(capsys: pytest.CaptureFixture[str], *line: str) -> tuple[int, str]:
    status = main(list(line))
    return status, capsys.readouterr().out


@pytest.mark.parametrize(
    ("draft", "state", "leads"),
    [
        ("same.md", "proved", "Proved. "),
        ("open.md", "not-all-read", "Not all read. "),
        ("nothing.md", "nothing-read", ""),
    ],
)
def test_a_comparison_leads_with_what_was_read(drafts, capsys, draft, state, leads):
    status, said = ran(capsys, "compare", DAY, draft)
    assert said.startswith(f"{leads or 'Not checked for effect. '}From the Code of 28 February 2019 to {draft}: ")
    assert status == (0 if state == "proved" else 1)
    told = json.loads(ran(capsys, "compare", DAY, draft, "--json")[1])
    assert told["state"] == state
    if state == "nothing-read":
        assert "Nothing, for anybody" not in said
        assert told["overall"] is None
        assert "no provision that decides an assessment was read" in told["changes_because"]
    page = ran(capsys, "compare", DAY, draft, "--format", "html")[1]
    assert f'<p class="verdict">{(leads or "Not checked for effect. ").rstrip()}' in page


def test_nothing_is_called_proved_beside_an_error_where_no_invariant_is_claimed(drafts, capsys):
    checked = json.loads(ran(capsys, "check", "lost.md", "--json")[1])
    assert (checked["state"], {i["holds"] for i in checked["invariants"]}) == ("fault", {None})
    assert "it is not known whether there are gaps, overlaps or similar faults" in checked["verdict"]
    assert "proved of" not in checked["verdict"]


@pytest.mark.parametrize(
    ("draft", "state", "leads"),
    [
        ("same.md", "proved", "Proved. The invariant holds"),
        ("gap.md", "fault", "Fault. The invariant fails"),
        ("open.md", "not-all-read", "Not all read. The invariant is not claimed"),
        ("nothing.md", "nothing-read", "Not checked for effect. The invariant holds"),
    ],
)
def test_a_proof_leads_with_its_state(drafts, capsys, draft, state, leads):
    line = ["prove", "--draft", draft, "--invariant", "exactly-one-answer"]
    status, said = ran(capsys, *line)
    assert said.startswith(leads)
    assert ("proved of our restatement" in said) is (state in ("proved", "fault"))
    assert status == (0 if state == "proved" else 1)
    assert json.loads(ran(capsys, *line, "--json")[1])["state"] == state


@pytest.mark.parametrize(
    ("names", "state"),
    [
        (("same.md", "nothing.md"), "not-all-read"),
        (("nothing.md", "same.md", "gap.md"), "fault"),
        (("same.md", "open.md"), "not-all-read"),
        (("nothing.md", "nothing.md"), "nothing-read"),
    ],
)
def test_several_drafts_together_have_a_state_too(drafts, capsys, names, state):
    status, said = ran(capsys, "check", *names, "--json")
    together = json.loads(said)["together"]
    assert (status, together["state"]) == (1, state)
    if "open.md" in names:
        assert {i["holds"] for i in together["invariants"]} == {None}


def test_nothing_is_said_to_change_nothing_where_a_count_may_be_another(
    drafts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    through = " through one or more Smart Metering Systems"
    assert through in TEXT
    (drafts / "counted.md").write_text(TEXT.replace(through, f"{{--{through}--}}"), encoding="utf-8")
    status, out = ran(capsys, "check", "counted.md")
    said = " ".join(out.split())
    assert (status, said.startswith("Not fully interpreted.")) == (1, True)
    assert "assessment would change" not in said
    assert "may have another assessment, or none." in said
