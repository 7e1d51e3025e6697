"""Findings as SARIF 2.1.0: what code hosts and editors read. Places are logical locations with offsets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sec_rules._version import __version__
from sec_rules.report.layout import json_object, line_of
from sec_rules.review.findings import Check, Finding, Severity
from sec_rules.review.fixes.text_locations import Region
from sec_rules.review.refusal import Refusal
from sec_rules.review.summary import Summary

Json = dict[str, object]
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


Places = Sequence[Mapping[str, Region]]
# What a result is called that says of a draft that it was not checked.
_NOT_CHECKED: Final = "not-checked"


def dumps(
    given: Sequence[Summary],
    names: Sequence[str],
    checks: Sequence[Check],
    places: Places = (),
    refused: Sequence[Refusal] = (),
) -> str:
    """The findings of one draft or several, as one log with one run; `names` are the drafts' paths as given.

    `places` are, for each draft, the regions of its file in which the findings stand, by their ids. A draft that was
    `refused` has one result that says why, and the run was no success.
    """
    return json_object(log(given, names, checks, places, refused))


def log(
    given: Sequence[Summary],
    names: Sequence[str],
    checks: Sequence[Check],
    places: Places = (),
    refused: Sequence[Refusal] = (),
) -> Json:
    """The log as data; `checks` are all there are."""
    rules = {c.code: i for i, c in enumerate(checks)}
    driver = {
        "name": "sec-rules",
        "semanticVersion": __version__,
        "informationUri": "https://pypi.org/project/sec-rules/",
        "rules": [_rule(c) for c in checks],
    }
    results = [one.result for one in given]
    found = [
        _result(finding, one.decided_of(finding), name, rules, where.get(finding.id))
        for one, name, where in zip(given, names, places or [{}] * len(given), strict=True)
        for finding in one.result.findings
    ]
    found.extend(_not_checked(one) for one in refused)
    invocation: Json = {"executionSuccessful": not (refused or any(r.faults for r in results))}
    faults: list[Json] = [
        {"level": "error", "message": {"text": f.message}, "descriptor": {"id": f.code}}
        for r in results
        for f in r.faults
    ]
    faults.extend(
        {
            "level": "error",
            "message": {"text": one.named},
            "descriptor": {"id": _NOT_CHECKED},
            "locations": [_file(one.path)],
        }
        for one in refused
    )
    if faults:
        invocation["toolExecutionNotifications"] = faults
    run: Json = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "artifacts": [
            {"location": {"uri": _uri(name)}, "hashes": {"sha-256": r.draft.document.sha256}}
            for r, name in zip(results, names, strict=True)
        ],
        "results": found,
        "properties": {
            "verdicts": [
                {"state": one.result.state, "verdict": one.result.verdict}
                | ({"decisions": list(one.decisions.says)} if one.decisions.says else {})
                for one in given
            ]
        },
    }
    return {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }


def _rule(check: Check) -> Json:
    return {
        "id": check.code,
        "name": check.code,
        "shortDescription": {"text": check.title},
        "fullDescription": {"text": check.why},
        "help": {"text": f"{check.why}\n\nBad:\n{check.bad}\n\nGood:\n{check.good}"},
        "defaultConfiguration": {"level": _LEVELS[check.severity], "enabled": check.on},
        "properties": {"scope": check.scope.value, "fix": check.fix.value},
    }


def _result(finding: Finding, decided: Sequence[str], name: str, rules: dict[str, int], region: Region | None) -> Json:
    result: Json = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(finding, name, region)],
        "partialFingerprints": {"secRules/v1": finding.id},
        "properties": {"known": finding.known, "view": finding.view.value}
        | ({"decisions": list(decided)} if decided else {}),
    }
    if finding.code in rules:
        result["ruleIndex"] = rules[finding.code]
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": i,
                "logicalLocations": [{"fullyQualifiedName": r.clause, "kind": "provision"}],
                "message": {"text": f"{r.clause}, from {r.start} to {r.end}"},
            }
            for i, r in enumerate(finding.related, 1)
        ]
    return result


def _not_checked(refused: Refusal) -> Json:
    return {
        "ruleId": _NOT_CHECKED,
        "level": "error",
        "message": {"text": refused.named},
        "locations": [_file(refused.path)],
    }


def _file(name: str) -> Json:
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(name)}}}


def _location(finding: Finding, name: str, region: Region | None) -> Json:
    physical: Json = {"artifactLocation": {"uri": _uri(name)}}
    line = line_of(finding)
    if region is not None:
        physical["region"] = _region(region)
    elif line is not None:
        physical["region"] = {"startLine": line}
    logical: Json = {
        "fullyQualifiedName": finding.clause or "the draft",
        "kind": "provision",
        "properties": {"view": finding.view.value, "start": finding.start, "end": finding.end},
    }
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def _region(region: Region) -> Json:
    return {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
        "snippet": {"text": region.text},
    }


def _uri(name: str) -> str:
    from urllib.parse import quote

    return quote(name.replace("\\", "/"), safe="/:")
