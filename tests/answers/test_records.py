"""Records: what assess gives is answered the same again, and a change of the Code is reported by clause and kind."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from sec_rules.answers.records import read, replay
from sec_rules.cli import main
from sec_rules.engine.code import Code
from sec_rules.errors import DocumentError
from sec_rules.lang import Standing
from sec_rules.loading import load
from sec_rules.rulebook.facts import domestic_premises, non_domestic_premises, supplier_party

ASSESSED = [
    ["assess", "--on", "2020-01-01", "--supplier-party", "--domestic-premises", "200000", "--non-domestic-premises",
     "10000", "--years-since-initial", "1"],
    ["assess", "--on", "2018-01-01", "--supplier-party", "--domestic-premises", "0", "--shared-supplier-premises",
     "250001"],
    ["assess", "--on", "2020-01-01", "--supplier-party", "--domestic-premises", "240000..260000",
     "--non-domestic-premises", "0", "--years-since-initial", "1"],
    ["assess", "--on", "2020-01-01"],
    ["ask", "status_effect", "--on", "2020-02-26", "--assurance-status", "deferred"],
    ["ask", "latest_date", "--on", "2020-02-26", "--category", "SELF", "--years-since-initial", "2",
     "--assessment-day", "2020-03-01", "--previous-began", "2019-02-01"],
]  # fmt: skip


def record(tmp_path: Path, command: list[str]) -> Path:
    file = tmp_path / "record.json"
    main([*command, "--json", "--out", str(file)])
    return file


@pytest.mark.parametrize("command", ASSESSED, ids=[" ".join(c[:4]) for c in ASSESSED])
def test_a_record_is_answered_the_same_again(tmp_path: Path, command: list[str]) -> None:
    file = record(tmp_path, command)
    found = replay(load(), read(str(file)))
    assert found.same
    assert found.explained
    assert found.differences == ()
    assert main(["replay", str(file)]) == 0


def of(tmp_path: Path) -> dict[str, object]:
    return read(str(record(tmp_path, ASSESSED[0])))


def changed(label: str, **changes: Any) -> Code:
    clause = load().clause(label)
    newest, *others = clause.versions
    mine = evolve(clause, versions=(evolve(newest, **changes), *others))
    return Code(tuple(mine if c.label == label else c for c in load().clauses))


def test_a_correction_of_the_rule_is_named(tmp_path: Path) -> None:
    held = of(tmp_path)
    (rule,) = load().clause("G8.42").versions[0].rules
    weighted = domestic_premises + 5 * non_domestic_premises
    code = changed("G8.42", rules=(evolve(rule, applies=supplier_party & weighted.is_less_than(250_000)),))
    found = replay(code, held)
    assert (found.same, found.was, found.becomes) == (False, "VERIFICATION", None)
    assert [(d.clause, d.kind, d.decides) for d in found.differences] == [("G8.42", "correction", True)]


def test_an_amendment_is_named_with_what_brought_it_in(tmp_path: Path) -> None:
    held = of(tmp_path)
    clause = load().clause("G8.42")
    newer = evolve(clause.versions[0], in_force=date(2019, 12, 1), brought_in_by="a later modification")
    code = Code(
        tuple(evolve(clause, versions=(newer, *clause.versions)) if c.label == "G8.42" else c for c in load().clauses)
    )
    (difference,) = replay(code, held).differences
    assert (difference.kind, difference.decides) == ("amendment", True)
    assert "a later modification" in difference.says


def test_a_clause_that_has_gone_or_come_is_named(tmp_path: Path) -> None:
    held = of(tmp_path)
    gone = replay(Code(tuple(c for c in load().clauses if c.label != "G8.42")), held)
    assert [(d.clause, d.kind) for d in gone.differences] == [("G8.42", "removed")]
    held["clauses"] = [c for c in held["clauses"] if c["clause"] != "G8.45"]  # type: ignore[attr-defined,index]
    (came,) = replay(load(), held).differences
    assert (came.clause, came.kind, came.decides) == ("G8.45", "added", False)


def test_other_words_or_another_standing_of_the_same_rule_leave_the_answer_the_same(tmp_path: Path) -> None:
    held = of(tmp_path)
    words = load().clause("G8.42").versions[0].words
    found = replay(changed("G8.42", words=evolve(words, sha256="0" * 64)), held)
    assert found.same
    assert [d.kind for d in found.differences] == ["words"]
    found = replay(changed("G8.42", standing=Standing.VERBATIM), held)
    assert (found.same, [d.kind for d in found.differences]) == (True, ["standing"])


def test_a_record_that_keeps_no_clauses_is_still_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    held = of(tmp_path)
    del held["clauses"]
    held["outcome"] = "FULL"
    file = tmp_path / "old.json"
    file.write_text(json.dumps(held), encoding="utf-8")
    assert main(["replay", str(file)]) == 1
    assert "keeps no clauses" in capsys.readouterr().out


BAD = [
    ("{", "is no JSON"),
    ("[]", "one JSON object"),
    ("{}", "it has no question, on, facts, outcome, because"),
    ('{"question": "assessment", "on": "soon", "facts": {}, "outcome": null, "because": []}',
     "'soon', which is no day"),
    ('{"question": "weather", "on": "2020-01-01", "facts": {}, "outcome": null, "because": []}',
     "is no question"),
    ('{"question": "assessment", "on": "2020-01-01", "facts": [], "outcome": null, "because": []}', "an object"),
    ('{"question": "assessment", "on": "2020-01-01", "facts": {}, "outcome": null, "because": 3}', "a list"),
    ('{"schema_version": 9, "question": "assessment", "on": "2020-01-01", "facts": {}, "outcome": null, "because": []}',
     "schema_version 9"),
    ('{"question": "assessment", "on": "2020-01-01", "facts": {}, "outcome": null, "because": [], '
     '"ranges": {"domestic_premises": {"from": 3}}}', "whole numbers 'from' and 'to'"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "says"), BAD)
def test_what_is_no_record_is_reported(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "bad.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError, match=says):
        replay(load(), read(str(file)))
    assert main(["replay", str(file)]) == 2


def test_a_record_that_is_not_there_is_reported() -> None:
    with pytest.raises(DocumentError, match="cannot be read"):
        read("nowhere")
