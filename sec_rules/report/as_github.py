"""Findings as the commands by which a job on GitHub marks lines of a change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sec_rules.report.layout import line_of, page
from sec_rules.review.findings import Finding, Severity
from sec_rules.review.fixes.text_locations import Region
from sec_rules.review.refusal import Refusal
from sec_rules.review.summary import Summary

_KINDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def dumps(
    given: Sequence[Summary],
    names: Sequence[str],
    places: Sequence[Mapping[str, Region]] = (),
    refused: Sequence[Refusal] = (),
) -> str:
    """The verdict of each draft, a command for each finding, one for each check that failed itself and for each draft
    that was not checked.

    `names` are the drafts' paths as given, `places` the regions of each file in which its findings stand, by their ids.
    """
    drafts = zip(given, names, places or [{}] * len(given), strict=True)
    lines = [line for one, name, where in drafts for line in _lines(one, name, where)]
    said = (f"::error file={_property(one.path)},title=not checked::{_message(one.named)}" for one in refused)
    return page((*lines, *said))


def _lines(given: Summary, name: str, where: Mapping[str, Region]) -> Iterator[str]:
    result = given.result
    for said in (result.verdict, *given.decisions.says):
        yield f"::notice file={_property(name)},title=sec-rules::{_message(said)}"
    for finding in result.findings:
        yield _command(finding, given.decided_of(finding), name, where.get(finding.id))
    for fault in result.faults:
        yield f"::error title={_property(fault.code)} failed::{_message(fault.message)}"


def _command(finding: Finding, decided: Sequence[str], name: str, region: Region | None) -> str:
    where = f"file={_property(name)}{_place(finding, region)}"
    title = _property(f"{finding.code} {finding.clause}".strip())
    return f"::{_KINDS[finding.severity]} {where},title={title}::{_message(' '.join((finding.message, *decided)))}"


def _place(finding: Finding, region: Region | None) -> str:
    """The line, and the first and the last column where the words stand on one line: GitHub has no other columns."""
    if region is None:
        line = line_of(finding)
        return "" if line is None else f",line={line}"
    if region.line != region.end_line:
        return f",line={region.line},endLine={region.end_line}"
    return f",line={region.line},col={region.column},endColumn={max(region.column, region.end_column - 1)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
