"""XR408: the wrong word for a level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.drafting.layout.schemes import CODE
from sec_rules.lang.citations import depth_of
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, whole_draft
from sec_rules.review.text.reference_targets import Cited, citations


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    if draft.scheme.name != CODE.name:
        # What another text calls its provisions is only known roughly.
        return
    for cited in citations(layout):
        target, expression = cited.target, cited.expression
        if target is not expression.targets[0] or not expression.word:
            continue
        right = _right(layout, cited)
        word = expression.word
        if right and _level(word) != right:
            start, end = expression.word_start, expression.word_start + len(word)
            message = f"{cited.label} is a {right}, not a {_level(word)}."
            yield cited.provision, Found(start, end, message)


def _right(layout: Layout, cited: Cited) -> str:
    """The word that the level of what is cited asks for; "" where it is not known, or several do."""
    word = _level(cited.expression.word)
    if cited.target.clause:
        return "Section"
    there = layout.find(cited.label)
    if there is None or len(cited.target.steps) > 1:
        return "paragraph" if word in ("Section", "clause") else ""
    depth = depth_of(there.label)
    if word in ("limb", "item"):
        return ""
    return "paragraph" if depth == 1 else "sub-paragraph" if cited.expression.of == "" or word != "paragraph" else ""


def _level(word: str) -> str:
    """The level that a word names, in one form: Section, paragraph, sub-paragraph, limb, item, clause, condition."""
    plain = re.sub(r"[\s-]", "", word).lower().removesuffix("s")
    names = {"section": "Section", "subparagraph": "sub-paragraph", "subsection": "sub-section"}
    return names.get(plain, plain)


CHECK: Final = Check(
    code="XR408",
    title="wrong level word (Section, paragraph, sub-paragraph)",
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    scope=Scope.DRAFT,
    why=(
        "The Code calls its clauses Sections, what is below them paragraphs and what is below those "
        "sub-paragraphs; another word may be another place."
    ),
    bad="G8.41 Subject to «paragraph» G8.44, each User shall keep a record of its premises.",
    good="G8.41 Subject to Section G8.44, each User shall keep a record of its premises.",
    look=whole_draft(_look),
)
