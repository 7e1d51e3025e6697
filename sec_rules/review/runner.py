"""The checks run on a draft: what they find, and which of them failed themselves."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

from sec_rules.drafting.draft import Draft
from sec_rules.drafting.grammar.progress import come
from sec_rules.lang.citations import clause_of
from sec_rules.review.findings import Case, Check, Finding, in_order
from sec_rules.review.text.cross_references import whole_sections
from sec_rules.review.text.provision_index import ProvisionIndex
from sec_rules.review.text.reference_targets import citations


@frozen
class Fault:
    """A check that failed itself: its code, and what went wrong where in the program."""

    code: str
    message: str


def run(case: Case, checks: Iterable[Check]) -> tuple[tuple[Finding, ...], tuple[Fault, ...]]:
    """What the checks find, in order. A check that raises is a fault of its own, and the others still run."""
    found: list[Finding] = []
    faults: list[Fault] = []
    wanted = tuple(checks)
    for number, check in enumerate(wanted):
        come("check", number + 1, len(wanted))
        try:
            found.extend(tuple(check.look(case, check)))
        except Exception as error:
            faults.append(Fault(check.code, _in_words(error)))
    return in_order(found), tuple(faults)


def _in_words(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    where = f", {Path(frames[-1].filename).name} line {frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}: {error}{where}"


def not_looked_up(draft: Draft) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The provisions cited in the proposed text that are neither in it nor held, each with where it is cited."""
    index = ProvisionIndex(draft.accepted, draft)
    found: dict[str, dict[str, None]] = {}
    for cited in citations(draft.accepted):
        clause = clause_of(cited.label)
        if not index.clause(clause) and index.may_exist(clause) and clause not in index.deleted:
            found.setdefault(clause, {})[cited.provision.label] = None
    for provision in draft.accepted.walk():
        for whole in whole_sections(provision.text):
            if not provision.label.startswith(whole.label):
                found.setdefault(f"Section {whole.label}", {})[provision.label] = None
    return tuple((label, tuple(places)) for label, places in sorted(found.items()))
