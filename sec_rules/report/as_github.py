"""Findings as the commands by which a job on GitHub marks lines of a change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sec_rules.report.layout import line_of, page
from sec_rules.review.findings import Finding, Severity
from sec_rules.review.review import Review

_KINDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def dumps(results: Sequence[Review], names: Sequence[str]) -> str:
    """The verdict of each draft, a command for each finding, and one for each check that failed itself.

    `names` are the drafts' paths as given.
    """
    return page(line for r, name in zip(results, names, strict=True) for line in _lines(r, name))


def _lines(result: Review, name: str) -> Iterator[str]:
    yield f"::notice file={_property(name)},title=sec-rules::{_message(result.verdict)}"
    for finding in result.findings:
        yield _command(finding, name)
    for fault in result.faults:
        yield f"::error title={_property(fault.code)} failed::{_message(fault.message)}"


def _command(finding: Finding, name: str) -> str:
    line = line_of(finding)
    where = f"file={_property(name)}" + (f",line={line}" if line is not None else "")
    title = _property(f"{finding.code} {finding.clause}".strip())
    return f"::{_KINDS[finding.severity]} {where},title={title}::{_message(finding.message)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
