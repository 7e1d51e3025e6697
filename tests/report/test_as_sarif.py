"""SARIF: it is what the OASIS schema says, and leads to the places that were found."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from sec_rules.documents.readers import open_draft
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.engine.code import Code
from sec_rules.loading import load
from sec_rules.report import as_github, as_sarif
from sec_rules.review.checks import all_checks
from sec_rules.review.findings import Case, Check, Finding, FixKind, Scope, Severity
from sec_rules.review.fixes.text_locations import regions
from sec_rules.review.review import Review, check
from sec_rules.review.summary import summarised
from sec_rules.rulebook.questions import assessment

HERE = Path(__file__).parent
# The schema as OASIS publishes it, errata 01.
SCHEMA = json.loads((HERE / "sarif-2.1.0-errata01.json").read_text(encoding="utf-8"))
DRAFT = HERE.parents[1] / "legal_text" / "drafts" / "secmp0059.docx"
WORDS = "G8.51 Each User shall tell the the Panel of its 100% owned premises.\n\nG8.52 The Panel shall answer\n"


def valid(text: str) -> dict[str, object]:
    log = json.loads(text)
    jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(log)
    return log


@pytest.fixture(scope="module")
def code() -> Code:
    return load()


@pytest.fixture(scope="module")
def found(code: Code) -> Review:
    return check(read_markdown(WORDS, "a draft.md"), code, assessment)


def _raises(case: Case, check: Check) -> list[Finding]:
    raise ValueError("a fault: of the check, 100%")


def faulty() -> Check:
    return Check(
        code="ZZ999",
        title="t",
        severity=Severity.NOTE,
        fix=FixKind.NONE,
        scope=Scope.DRAFT,
        why="w.",
        bad="b",
        good="g",
        look=_raises,
    )


def test_the_log_of_the_proposed_text_is_valid(code):
    log = valid(as_sarif.dumps([summarised(check(open_draft(DRAFT), code, assessment))], [str(DRAFT)], all_checks()))
    assert {r["ruleId"] for r in log["runs"][0]["results"]} == {"TY101", "PR005"}


def test_the_log_of_several_drafts_is_valid_and_tells_them_apart(code, found):
    log = valid(as_sarif.dumps([summarised(found)] * 2, ["one draft.md", "two\\draft.md"], all_checks()))
    uris = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in log["runs"][0]["results"]]
    assert set(uris) == {"one%20draft.md", "two/draft.md"}


def test_a_finding_has_its_place_its_rule_and_a_fingerprint(found):
    run = valid(as_sarif.dumps([summarised(found)], ["draft.md"], all_checks()))["runs"][0]
    doubled = next(r for r in run["results"] if r["ruleId"] == "TY102")
    (finding,) = (r for r in found.findings if r.code == "TY102")
    place = doubled["locations"][0]
    assert place["physicalLocation"]["region"]["startLine"] == 1
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "G8.51"
    assert place["logicalLocations"][0]["properties"] == {"view": "accepted", "start": 21, "end": 28}
    assert run["tool"]["driver"]["rules"][doubled["ruleIndex"]]["id"] == "TY102"
    assert doubled["partialFingerprints"] == {"secRules/v1": finding.id}


def test_every_check_is_a_rule(found):
    run = valid(as_sarif.dumps([summarised(found)], ["draft.md"], all_checks()))["runs"][0]
    assert [r["id"] for r in run["tool"]["driver"]["rules"]] == [c.code for c in all_checks()]


def test_a_fault_of_a_check_is_reported_as_one(code):
    result = check(read_markdown(WORDS, "a.md"), code, assessment, checks=[faulty()])
    run = valid(as_sarif.dumps([summarised(result)], ["a.md"], all_checks()))["runs"][0]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["invocations"][0]["toolExecutionNotifications"][0]["descriptor"] == {"id": "ZZ999"}


def test_github_is_told_file_line_and_code_with_what_it_reads_as_signs_escaped(found):
    lines = as_github.dumps([summarised(found)], ["a,b:c.md"]).splitlines()
    assert "::warning file=a%2Cb%3Ac.md,line=1,title=TY102 G8.51::The word 'the' stands twice." in lines
    assert any(line.startswith("::warning file=a%2Cb%3Ac.md,line=3,title=TY105 G8.52::") for line in lines)


def test_github_is_told_of_a_fault(code):
    result = check(read_markdown(WORDS, "a.md"), code, assessment, checks=[faulty()])
    verdict, line = as_github.dumps([summarised(result)], ["a.md"]).splitlines()
    assert verdict.startswith("::notice file=a.md,title=sec-rules::Not checked for effect. ")
    assert line.startswith("::error title=ZZ999 failed::ValueError: a fault: of the check, 100%25, ")


# The region of a finding is that of the slip itself.


def test_the_region_holds_the_words_and_no_more() -> None:
    review = sec_rules_check(WORDS)
    places = [regions(review.draft, WORDS, review.findings)]
    run = valid(as_sarif.dumps([summarised(review)], ["draft.md"], all_checks(), places))["runs"][0]
    doubled = next(r for r in run["results"] if r["ruleId"] == "TY102")
    region = doubled["locations"][0]["physicalLocation"]["region"]
    column = WORDS.index("the the") + 1
    assert region == {
        "startLine": 1,
        "startColumn": column,
        "endLine": 1,
        "endColumn": column + len("the the"),
        "snippet": {"text": "the the"},
    }
    printed = as_github.dumps([summarised(review)], ["draft.md"], places)
    assert f"file=draft.md,line=1,col={column},endColumn={column + 6},title=TY102 G8.51::" in printed


def sec_rules_check(words: str) -> Review:
    return check(read_markdown(words, "draft.md"), load(), assessment)
