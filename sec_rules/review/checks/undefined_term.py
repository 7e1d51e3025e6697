"""DT501: a capitalised term used but not defined."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.lang.citations import clause_of
from sec_rules.lang.lists import joined
from sec_rules.review.findings import Case, Check, Finding, FixKind, Found, Scope, Severity, whole_draft
from sec_rules.review.findings.conventions import Conventions
from sec_rules.review.text.defined_terms import (
    Use,
    defined,
    defined_outside,
    spelled_nearly,
    standing,
    unknown,
    whole_phrase,
)
from sec_rules.review.text.definitions import folded
from sec_rules.review.text.miswritten_terms import miswritten
from sec_rules.review.text.placeholders import unfilled


def _look(case: Case, check: Check) -> Iterator[Finding]:
    yield from whole_draft(partial(_undefined, case.conventions))(case, check)


def _undefined(conventions: Conventions, layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    given = {d.key for view in (draft.original, draft.accepted) for d in (*defined(view), *defined_outside(view))}
    rulebook = draft.proposed.rulebook
    named = (*conventions.words, *rulebook.user, *(phrase for said in rulebook.words for phrase in said.phrases))
    known = standing() | given | {folded(w) for w in (*named, *(f.name for f in rulebook.figures))}
    known |= parts_of_headings(layout)
    known |= _names_of_the_text(layout, known)
    # A term known that is only written in another way is reported as that.
    other = {(p.label, at) for p, f, _ in miswritten(layout) for at in range(f.start, f.end)}
    reported: dict[str, tuple[Provision, Use]] = {}
    clauses: dict[str, dict[str, None]] = {}
    for provision in layout.walk():
        shown = tuple(unfilled(provision, draft))
        for use in unknown(provision, known):
            # What stands straight after a quotation mark is reported as a word and not used.
            quoted = provision.text[use.start - 1 : use.start] in _MARKS
            if not quoted and (provision.label, use.start) not in other and not any(use.start in s for s in shown):
                reported.setdefault(folded(use.words), (provision, use))
                clauses.setdefault(folded(use.words), {})[clause_of(provision.label)] = None
    for term, (provision, use) in reported.items():
        where = "its rulebook" if draft.scheme.held else "the part of Section A that we hold"
        others = [clause for clause in clauses[term] if clause != clause_of(provision.label)]
        too = f" {joined(others)} {'uses' if len(others) == 1 else 'use'} it too." if others else ""
        yield provision, Found(use.start, use.end, f"{_message(use, where)}{too}")


def _message(use: Use, where: str) -> str:
    meant = spelled_nearly(use.words)
    if meant:
        misspelt = f"\u201c{use.words}\u201d may be a misspelling of \u201c{meant}\u201d."
        return f"{misspelt} As written, it is not defined in the draft or in {where}."
    words = whole_phrase(use)
    return f"\u201c{words}\u201d is capitalised like a defined term, but is not defined in the draft or in {where}."


def _names_of_the_text(layout: Layout, known: frozenset[str]) -> set[str]:
    """What a text calls itself in a definition, folded: "means this Framework Deed"."""
    uses = (use for provision in layout.walk() for use in unknown(provision, known))
    return {folded(use.words) for use in uses if _SELF.search(use.provision.text[: use.start][-_NEAR:])}


_SELF: Final = compiled(r"\b(?:means?|refers? to)\s+(?:this|these)\s+$")
_NEAR: Final = 40
_MARKS: Final = ("\u201c", '"', "\u2018", "'")


def parts_of_headings(layout: Layout) -> set[str]:
    """The headings of a view, folded: a text may name its own parts in capitals."""
    return {folded(heading) for heading in layout.headings}


CHECK: Final = Check(
    code="DT501",
    title="capitalised term used but not defined",
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    scope=Scope.DRAFT,
    why=(
        "A capital says that the meaning is given somewhere. Where it is not, the reader supplies one. Terms of "
        "Section A are known by name; others can be put into the project's own word list."
    ),
    bad="G8.41 Each User shall comply with the «Assurance Rulebook» in each year.",
    good=(
        "G8.41 Each User shall comply with the Assurance Rulebook in each year. For the purposes of this Section, "
        'the "Assurance Rulebook" means the document that the Panel publishes.'
    ),
    look=_look,
)
