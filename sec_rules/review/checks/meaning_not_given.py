"""DT505: "has the meaning given in X", but X does not give it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, whole_draft
from sec_rules.review.text.defined_terms import defined, forms
from sec_rules.review.text.definitions import definitions, folded
from sec_rules.review.text.provision_index import omits
from sec_rules.review.text.reference_targets import Cited, cited_in, words_of
from sec_rules.span import just_before

_GIVEN: Final = compiled(
    r"(?:given|ascribed|assigned|set\s+out|attributed|specified)\s+(?:to\s+(?:it|"
    r"that\s+(?:term|expression)|them|those\s+terms)\s+)?(?:in|by|under)\s*(?:the\s+definition\s+in\s+)?$|"
    r"^\s*(?:as\s+)?(?:in|under)\s*$"
)
_AS_DEFINED: Final = compiled(
    r"(?<![\w-])(?P<term>(?:[A-Z][\w-]+\s+){1,8})\(?(?:as|being\s+as|within\s+the\s+meaning)\s*(?:defined\s+(?:in|"
    r"by|under|for\s+the\s+purposes\s+of)|given\s+in|of)\s*$"
)


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    by_place: dict[str, set[str]] = {}
    for d in defined(layout):
        if not d.means.endswith(("meaning", "meanings")):
            by_place.setdefault(d.provision.label, set()).add(d.key)
    for provision in layout.walk():
        for term, cited in _claims(layout, provision):
            there = layout.find(cited.label)
            if there is None or any(omits(line) for p in there.walk() for line in p.text.split("\n")):
                continue
            given = {key for p in there.walk() for key in by_place.get(p.label, ())}
            if not any(form in given for form in forms(folded(term))):
                message = f"{cited.label} does not give '{term}' a meaning."
                place = words_of(cited)
                yield provision, Found(place.start, place.end, message)


def _claims(layout: Layout, provision: Provision) -> Iterator[tuple[str, Cited]]:
    """Each term of which a provision says that another gives its meaning, and the reference to that other."""
    references = sorted(cited_in(layout, provision), key=_begins)
    for d in definitions(provision):
        if d.means.endswith(("meaning", "meanings")):
            for cited in references[bisect_left(references, d.body.start, key=_begins) :]:
                if cited.expression.start not in d.body:
                    break
                if _GIVEN.search(just_before(d.body.words_in(provision.text), cited.expression.start - d.body.start)):
                    yield d.term, cited
                    break
    for cited in references:
        named = _AS_DEFINED.search(just_before(provision.text, cited.expression.start))
        if named is not None:
            yield _without_article(named["term"]), cited


def _begins(cited: Cited) -> int:
    return cited.expression.start


def _without_article(words: str) -> str:
    return re.sub(r"^(?:The|A|An|Each|Any|Every|Where|If)\s+", "", " ".join(words.split()))


CHECK: Final = Check(
    code="DT505",
    title='"has the meaning given in X", but X does not give it',
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.DRAFT,
    why="The term has then no meaning at all.",
    bad=(
        'G8.44A The "Assurance Rulebook" has the meaning given to it in «Section G8.44B».\n'
        "\n"
        "G8.44B Each User shall comply with the Assurance Rulebook."
    ),
    good=(
        'G8.44A The "Assurance Rulebook" has the meaning given to it in Section G8.44B.\n'
        "\n"
        'G8.44B Each User shall comply with the Assurance Rulebook. The "Assurance Rulebook" means the document '
        "that the Panel publishes."
    ),
    look=whole_draft(_look),
)
