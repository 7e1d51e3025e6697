"""The proposed text of SECMP0059, end to end: what is found, which invariants hold, and exactly who is affected."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest

from sec_rules.cli import main

DRAFTS = Path(__file__).resolve().parents[2] / "legal_text" / "drafts"


def check(path: Path, capsys: pytest.CaptureFixture[str], status: int = 0) -> dict:
    assert main(["check", str(path), "--json"]) == status
    return json.loads(capsys.readouterr().out)


def edited(tmp_path: Path, old: str, new: str) -> Path:
    text = (DRAFTS / "secmp0059.md").read_text(encoding="utf-8")
    assert old in text
    draft = tmp_path / "draft.md"
    draft.write_text(text.replace(old, new), encoding="utf-8")
    return draft


# The report of each document, by its name: the command is run once for each, and no test changes it.
REPORTS: dict[str, dict] = {}


@pytest.fixture(params=["secmp0059.docx", "secmp0059.md"])
def report(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> dict:
    if request.param not in REPORTS:
        REPORTS[request.param] = check(DRAFTS / request.param, capsys)
    return REPORTS[request.param]


def test_it_stands_on_the_text_of_27_february_2019(report: dict) -> None:
    assert (report["base_on"], report["on"]) == ("2019-02-27", "2019-02-28")


def test_the_doubled_space_is_found_at_its_place(report: dict) -> None:
    (found,) = (f for f in report["findings"] if f["code"] == "TY101")
    # "in the next following year, to a Full User  Security Assessment; and"
    assert (found["clause"], found["start"], found["end"]) == ("G8.44(c)", 42, 44)


def test_three_clauses_change_in_rule_and_one_in_words(report: dict) -> None:
    statuses = {c["label"]: c["status"] for c in report["clauses"]}
    assert statuses == {"G8.41": "changed", "G8.42": "changed", "G8.44": "words", "G8.47": "changed"}


def test_all_invariants_hold(report: dict) -> None:
    assert all(one["holds"] is True for one in report["invariants"])


def before(d: int, n: int, net: int, party: str, year: int) -> str:
    small = ("VERIFICATION", "SELF", "FULL")[(year - 1) % 3]
    if party == "supplier":
        return "FULL" if d > 250_000 else small
    if party == "network":
        return ("VERIFICATION", "VERIFICATION", "FULL")[(year - 1) % 3] if net > 250_000 else small
    return ("SELF", "SELF", "FULL")[(year - 1) % 3]


def after(d: int, n: int, net: int, party: str, year: int) -> str:
    small = ("VERIFICATION", "SELF", "FULL")[(year - 1) % 3]
    if party == "supplier":
        return "FULL" if d + 5 * n > 250_000 else small
    return before(d, n, net, party, year) if party == "network" else small


def test_the_changes_are_those_of_the_published_table_and_no_others(report: dict) -> None:
    kinds = {(c["was"], c["becomes"], c["direction"]) for c in report["changes"]}
    counts = [
        (0, 0),
        (250_000, 0),
        (249_999, 0),
        (250_000, 1),
        (250_001, 0),
        (0, 50_000),
        (0, 50_001),
        (100_000, 30_001),
    ]
    expected = {
        (before(d, n, net, party, year), after(d, n, net, party, year), "heavier")
        for (d, n), net, party, year in product(counts, (0, 250_001), ("supplier", "network", "neither"), range(1, 8))
        if before(d, n, net, party, year) != after(d, n, net, party, year)
    }
    assert kinds == expected
    for change in report["changes"]:
        w = change["witness"]
        party = "supplier" if w["supplier_party"] else "network" if w["network_party"] else "neither"
        facts = (w["domestic_premises"], w["non_domestic_premises"], w["network_premises"], party)
        assert before(*facts, w["years_since_initial"]) == change["was"]
        assert after(*facts, w["years_since_initial"]) == change["becomes"]


def test_suppliers_with_no_domestic_premises_carry_the_doubt_on_the_earlier_text(report: dict) -> None:
    for change in report["changes"]:
        none = change["witness"]["supplier_party"] and change["witness"]["domestic_premises"] == 0
        assert any("no Domestic Premises" in doubt["doubt"] for doubt in change["doubts"]) is none


def test_the_word_file_and_the_markdown_give_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    word, text = (check(DRAFTS / name, capsys) for name in ("secmp0059.docx", "secmp0059.md"))
    for key in ("base_on", "clauses", "invariants", "changes", "verdict"):
        assert word[key] == text[key]
    # "Paragraph 13" in one file is "line 31" in the other.
    found = [[f | {"place": ""} for f in report["findings"]] for report in (word, text)]
    assert found[0] == found[1]


def test_is_250_000_or_more_makes_an_overlap_at_exactly_250_000(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = edited(tmp_path, "{++,++} exceeds 250,000", "{++,++} {~~exceeds 250,000~>is 250,000 or more~~}")
    found = check(draft, capsys, 1)
    assert "PR002" in {f["code"] for f in found["findings"]}
    (ruleset,) = (x for x in found["invariants"] if x["invariant"] == "exactly-one-answer")
    assert ruleset["holds"] is False
    assert ruleset["witness"]["domestic_premises"] + 5 * ruleset["witness"]["non_domestic_premises"] == 250_000


def test_five_hundred_for_five_moves_the_smallest_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = check(edited(tmp_path, "five times", "five hundred times"), capsys, 0)
    smallest = found["changes"][0]["witness"]
    # 249,501 + 500 x 1 is the least that exceeds 250,000 with one Non-Domestic Premises.
    assert (smallest["domestic_premises"], smallest["non_domestic_premises"]) == (249_501, 1)


def test_a_struck_clause_leaves_a_gap(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "draft.md"
    words = (
        (DRAFTS.parent / "g8" / "g8_42.md").read_text(encoding="utf-8").split("## 2019-02-28\n")[1].split("\n## ")[0]
    )
    draft.write_text("\n\n".join(f"{{--{p}--}}" for p in words.strip().split("\n\n")), encoding="utf-8")
    found = check(draft, capsys, 1)
    assert found["clauses"][0]["status"] == "deleted"
    assert "PR001" in {f["code"] for f in found["findings"]}
