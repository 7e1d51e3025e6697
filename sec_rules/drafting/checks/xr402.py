"""XR402: the ends and members of a range such as "(a) to (c)" exist, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from sec_rules.drafting.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.provisions import Provision
from sec_rules.drafting.remarks import Check, FixKind, Found, Severity, each_provision

_RANGE: Final = re.compile(
    r"(?P<clause>G8\.\d{1,3}[A-Z]{0,3}\s?)?(?:(?:paragraphs?|limbs?|sub-paragraphs?|items?)\s+)?"
    r"\((?P<first>[a-z]{1,5})\)\s+(?:to|through)\s+\((?P<last>[a-z]{1,5})\)"
    r"(?:\s+of\s+(?:Section\s+)?(?P<of>G8\.\d{1,3}[A-Z]{0,3}))?"
)


def _look(provision: Provision, draft: Draft, view: View) -> Iterator[Found]:
    for match in _RANGE.finditer(provision.text):
        cited = (match["clause"] or match["of"] or "").strip()
        problem = _problem(provision, draft, view, cited, f"({match['first']})", f"({match['last']})")
        if problem:
            yield Found(match.start(), match.end(), problem)


def _problem(provision: Provision, draft: Draft, view: View, cited: str, first: str, last: str) -> str | None:
    layout = draft.layout(view)
    own = provision.label.partition("(")[0]
    clause = layout.find(cited or own)
    if clause is None:
        return None
    # A range inside a paragraph may mean the paragraph's own sub-paragraphs.
    candidates = [clause, *(p for p in clause.walk() if p.children and provision.label.startswith(p.label))]
    lists = [[child.step for child in p.children] for p in candidates if p.children]
    if any(first in steps and last in steps for steps in lists):
        steps = next(s for s in lists if first in s and last in s)
        if steps.index(first) >= steps.index(last):
            return f"The range {first} to {last} runs backwards."
        return None if cited else _gap(steps[steps.index(first) : steps.index(last) + 1])
    have = ", ".join(lists[0]) if lists else "no paragraphs"
    gone = next((s for s in (first, last) if not any(s in steps for steps in lists)), last)
    return f"{clause.label} has no paragraph {gone}; it has {have}."


def _gap(steps: list[str]) -> str | None:
    """A member missing between the ends, where they are single letters."""
    letters = [s[1:-1] for s in steps]
    if any(len(x) != 1 for x in letters):
        return None
    for a, b in pairwise(letters):
        if ord(b) != ord(a) + 1:
            return f"The range {steps[0]} to {steps[-1]} leaps from ({a}) to ({b})."
    return None


CHECK: Final = Check(
    code="XR402",
    title="a range of paragraphs whose ends or members are not there",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    why="A sequence is repeated by naming its paragraphs; a range that is off by one repeats another sequence.",
    bad="(c) in each year thereafter, to a category which repeats the annual sequence of paragraphs (a) to (d)",
    good="(d) in each year thereafter, to a category which repeats the annual sequence of paragraphs (a) to (c)",
    look=each_provision(_look),
)
