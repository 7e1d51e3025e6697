"""The words that a finding is about, within their provision."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from sec_rules.drafting.draft import Draft
from sec_rules.review.findings import Finding

_CONTEXT: Final = 70


@frozen
class Excerpt:
    """Words found, with some that stand before and after; `cut` says on which sides there are more."""

    before: str
    words: str
    after: str
    cut: tuple[bool, bool]


def excerpt(finding: Finding, draft: Draft, context: int = _CONTEXT) -> Excerpt | None:
    """The words a finding is about, within their provision; None where it is about no words of the draft."""
    provision = draft.layout(finding.view).find(finding.clause)
    if provision is None or not finding.snippet or provision.text[finding.start : finding.end] != finding.snippet:
        return None
    text = provision.text
    start = _at_space(text, finding.start - context, forward=True)
    end = _at_space(text, finding.end + context, forward=False)
    start, end = min(start, finding.start), max(end, finding.end)
    return Excerpt(text[start : finding.start], finding.snippet, text[finding.end : end], (start > 0, end < len(text)))


def _at_space(text: str, at: int, *, forward: bool) -> int:
    """The place at a gap between words nearest to one, within a few characters."""
    if at <= 0 or at >= len(text):
        return max(0, min(at, len(text)))
    near = range(at, min(len(text), at + 20)) if forward else range(at, max(0, at - 20), -1)
    return next((i + forward for i in near if text[i].isspace()), at)
