"""DT502: a term defined and never used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.engine.legal_text import words_of
from sec_rules.lang import TextSource
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, whole_draft
from sec_rules.review.text.defined_terms import defined, mentioned

_POINTS: Final = frozenset(("a", "an", "the", "this", "these", "that", "those", "such", "our", "your", "its", "their"))


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    given = tuple(d for d in defined(layout) if d.means != "other words")
    if not given:
        return
    sites = Counter(d.key for d in given)
    keys = frozenset(sites)
    mentions = Counter(key for p in layout.walk() for key in mentioned(p.text, keys))
    held = {key for words in _around(layout, draft) for key in mentioned(words, keys)}
    words = " ".join(p.text for p in layout.walk())
    for definition in given:
        key = definition.key
        count = mentions[key] if definition.term[:1].isupper() else words.count(definition.term)
        count += len(pointed.findall(words)) if (pointed := _pointing_at(definition.term)) else 0
        if count <= sites[key] and key not in held:
            message = f"'{definition.term}' is defined and never used."
            yield definition.provision, Found(definition.place.start, definition.place.end, message)


def _pointing_at(term: str) -> re.Pattern[str] | None:
    """What uses a term that begins with a word such as "this": a sentence does not write that word in capitals.

    None for any other term. The definition itself is no such use, since its term stands there as it is given.
    """
    first, _, name = term.partition(" ")
    if first.lower() not in _POINTS or not name:
        return None
    other = first.lower() if first[:1].isupper() else first.capitalize()
    return compiled(rf"(?<!\w){other}\s+{re.escape(name)}(?!\w)")


def _around(layout: Layout, draft: Draft) -> Iterator[str]:
    """The words of the clauses held that the draft does not show."""
    code, day = (draft.base, draft.base_on) if layout.view is View.ORIGINAL else (draft.proposed, draft.on)
    for clause, version in code.standing(day):
        if layout.find(clause.label) is None and version.words.source is not TextSource.DRAFT:
            yield words_of(clause, version)


CHECK: Final = Check(
    code="DT502",
    title="term defined and never used",
    severity=Severity.NOTE,
    fix=FixKind.NONE,
    scope=Scope.DRAFT,
    why="A definition without a use is left over, or the term is written in another way where it was meant.",
    bad=(
        'G8.41 Each User shall keep a record of its premises. For the purposes of this Section, the "«Assurance '
        'Rulebook»" means the document that the Panel publishes.'
    ),
    good=(
        "G8.41 Each User shall comply with the Assurance Rulebook in each year. For the purposes of this Section, "
        'the "Assurance Rulebook" means the document that the Panel publishes.'
    ),
    look=whole_draft(_look),
)
