"""Which findings tell a failure of an invariant, and in which words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sec_rules.analysis.invariants import Failure
from sec_rules.review.findings import Finding


def failed(failure: Failure, findings: Iterable[Finding]) -> str:
    """The sentence on a failure, as the finding has it that says more of it: who adopted the invariant."""
    said = next((f.message for f in findings if said_in((f.message,), failure)), failure.message)
    return re.sub(r" \(smallest case: [^()]*\)", "", said)


def said_in(messages: Iterable[str], failure: Failure) -> bool:
    """Whether one of the messages tells a failure."""
    return any(failure.message in message for message in messages)
