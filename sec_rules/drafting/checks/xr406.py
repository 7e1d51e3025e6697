"""XR406: a reference silently re-pointed by renumbering."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sec_rules.drafting.checks.nu306 import renumbered
from sec_rules.drafting.checks.xr401 import words_of
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.provisions import Provision
from sec_rules.drafting.remarks import (
    Case,
    Check,
    FixKind,
    Found,
    Related,
    Remark,
    Scope,
    Severity,
    inserted,
    remark,
)
from sec_rules.drafting.resolving import Cited, citations


def _look(case: Case, check: Check) -> Iterator[Remark]:
    draft = case.draft
    if not draft.original.provisions:
        return
    moved = new_labels(draft)
    every = tuple(citations(draft.accepted))
    for cited in every:
        new = moved.get(cited.label)
        if new is None or new == cited.label or _within_another(cited, every):
            continue
        start, end = words_of(cited)
        if _untouched(draft, cited, start, end):
            there = draft.accepted.find(cited.label)
            leads = "another provision than before" if there else "no provision any more"
            message = f"{cited.label} was what is now {new}; renumbered, this reference leads to {leads}."
            related = (Related(new, 0, 0), Related(cited.label, 0, 0))
            yield remark(check, cited.provision, Found(start, end, message, related=related))


def _within_another(cited: Cited, every: Iterable[Cited]) -> bool:
    """Whether a reference is the end of a longer one: the Section of "paragraph (a) of Section G8.51"."""
    start, end = words_of(cited)
    spans = (words_of(other) for other in every if other.provision is cited.provision)
    return any(first <= start and end <= last and last - first > end - start for first, last in spans)


def new_labels(draft: Draft) -> dict[str, str]:
    """The labels under which clauses and paragraphs stood, to those that their words have after the draft."""
    moved = {old.label: new.label for old, new in renumbered(draft)}
    return moved | dict(_paragraphs(draft, moved))


def _paragraphs(draft: Draft, moved: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The paragraphs that keep their words and stand under another label after the draft."""
    for clause in draft.original.provisions:
        after = draft.accepted.find(moved.get(clause.label, clause.label))
        if after is None or not clause.children:
            continue
        now: dict[str, list[Provision]] = {}
        for provision in after.walk():
            now.setdefault(_words(provision), []).append(provision)
        for provision in clause.walk():
            if provision is clause:
                continue
            same = draft.accepted.find(after.label + provision.label[len(clause.label) :])
            found = now.get(_words(provision), [])
            if len(found) == 1 and (clause.label in moved or same is None or _words(same) != _words(provision)):
                yield provision.label, found[0].label


def _words(provision: Provision) -> str:
    return re.sub(r"[;,.]?\s*(?:\b(?:and|or))?\s*$", "", " ".join(provision.whole.split()))


def _untouched(draft: Draft, cited: Cited, start: int, end: int) -> bool:
    """Whether the reference stood so before the draft: its words were not changed, and were there."""
    if inserted(cited.provision, start, end):
        return False
    words = cited.provision.text[start:end]
    label = cited.provision.label
    clause = draft.original.find(label.partition("(")[0])
    places = (*(clause.walk() if clause else ()), *draft.original.walk())
    return any(words in p.text for p in places)


CHECK: Final = Check(
    code="XR406",
    title="a reference silently re-pointed by renumbering",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.CHANGES,
    why="The words of the reference are as they were, so no redline shows it, and yet it says something else.",
    bad=(
        "G8.41 Each User shall keep the record of «Section G8.45».\n"
        "\n"
        "{++G8.45 Each User shall tell the Panel of its premises.++}\n"
        "\n"
        "G8.{~~45~>46~~} The Panel shall publish a summary of the assessments of the year."
    ),
    good=(
        "G8.41 Each User shall keep the record of Section G8.45.\n"
        "\n"
        "{++G8.44A Each User shall tell the Panel of its premises.++}\n"
        "\n"
        "G8.45 The Panel shall publish a summary of the assessments of the year."
    ),
    look=_look,
)
