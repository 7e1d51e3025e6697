"""XR401: a reference to a provision that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sec_rules.citation import references
from sec_rules.drafting.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.provisions import Provision
from sec_rules.drafting.remarks import Check, FixKind, Found, Severity, each_provision

_REFERENCE: Final = re.compile(r"(?<![\w.])G8\.\d{1,3}[A-Z]{0,3}(?:\s?\([a-z]{1,4}\))*(?![\w])")
_OWN: Final = re.compile(r"(?<!\w)paragraphs? (\([a-z]\))(?! (?:to|of|and|or)\b|,|\()", re.IGNORECASE)
# Clauses of Section G8 up to this number exist without being held.
_KNOWN_UP_TO: Final = 60


def _look(provision: Provision, draft: Draft, view: View) -> Iterator[Found]:
    layout = draft.layout(view)
    there = {p.label for p in layout.provisions} | _held(draft, view)
    for match in _REFERENCE.finditer(provision.text):
        label = references(match.group())[0]
        clause, _, step = label.partition("(")
        if clause not in there:
            if re.search(r"[A-Z]$", clause) or int(clause.partition(".")[2]) > _KNOWN_UP_TO:
                yield Found(
                    match.start(), match.end(), f"There is no Section {clause}, in the draft or in what is held."
                )
        elif step and not _has(draft, view, label):
            yield Found(match.start(), match.end(), f"Section {clause} has no paragraph {label.removeprefix(clause)}.")
    clause = provision.label.partition("(")[0]
    for match in _OWN.finditer(provision.text):
        before = provision.text[: match.start()]
        if (
            not _has(draft, view, clause + match.group(1))
            and _lists(draft, view, clause)
            and "Section" not in before[-12:]
        ):
            yield Found(match.start(), match.end(), f"{clause} has no paragraph {match.group(1)}.")


def _held(draft: Draft, view: View) -> set[str]:
    code, day = (draft.base, draft.base_on) if view is View.ORIGINAL else (draft.proposed, draft.on)
    standing = {c.label for c, _ in code.standing(day)}
    gone = {s.label for s in draft.shown if s.status == "deleted"} if view is View.ACCEPTED else set()
    return (standing | {c.label for c in code.clauses}) - gone


def _has(draft: Draft, view: View, label: str) -> bool:
    """Whether a paragraph is there; a clause whose paragraphs are not to hand is given the benefit."""
    clause = label.partition("(")[0]
    shown = draft.layout(view).find(clause)
    if shown is not None:
        return draft.layout(view).find(label) is not None
    held = _held_steps(draft, clause)
    return not held or label.removeprefix(clause) in held


def _lists(draft: Draft, view: View, clause: str) -> bool:
    shown = draft.layout(view).find(clause)
    return shown is not None and bool(shown.children)


def _held_steps(draft: Draft, clause: str) -> set[str]:
    from sec_rules.code import limbs_of

    return {step for c in draft.base.clauses if c.label == clause for step in limbs_of(c)}


CHECK: Final = Check(
    code="XR401",
    title="reference to a provision that is not there",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    why="A reference to nothing leaves the rule that rests on it without effect. Provisions of Section G8 up to G8.60 "
    "exist without being held here, so they are not reported.",
    bad="Subject to Section G8.44Z, a User shall",
    good="Subject to Section G8.44, a User shall",
    look=each_provision(_look),
)
