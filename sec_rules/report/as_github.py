"""Findings as the commands by which a job on GitHub marks lines of a change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sec_rules.checking import Checked
from sec_rules.drafting.remarks import Remark, Severity
from sec_rules.report.lines import line_of

_KINDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def dumps(results: Sequence[Checked], names: Sequence[str]) -> str:
    """One command a finding, and one for each check that failed itself. `names` are the drafts' paths as given."""
    return "".join(line + "\n" for r, name in zip(results, names, strict=True) for line in _lines(r, name))


def _lines(result: Checked, name: str) -> Iterator[str]:
    for remark in result.remarks:
        yield _command(remark, name)
    for fault in result.faults:
        yield f"::error title={_property(fault.code)} failed::{_message(fault.message)}"


def _command(remark: Remark, name: str) -> str:
    line = line_of(remark)
    where = f"file={_property(name)}" + (f",line={line}" if line is not None else "")
    title = _property(f"{remark.code} {remark.clause}".strip())
    return f"::{_KINDS[remark.severity]} {where},title={title}::{_message(remark.message)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
