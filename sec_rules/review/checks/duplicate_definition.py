"""DT503: a term defined twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.review.findings import Check, FixKind, Found, Related, Scope, Severity, whole_draft
from sec_rules.review.text.defined_terms import defined
from sec_rules.review.text.definitions import Definition


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    seen: dict[str, list[Definition]] = {}
    for definition in defined(layout):
        for other in seen.get(definition.key, ()):
            if _meet(definition, other):
                related = (Related(other.place.start, other.place.end, other.provision.label),)
                message = f"'{definition.term}' is defined twice, here and in {other.provision.label}."
                place = definition.place
                yield definition.provision, Found(place.start, place.end, message, related=related)
                break
        seen.setdefault(definition.key, []).append(definition)


def _meet(one: Definition, other: Definition) -> bool:
    """Whether the reaches of two definitions have provisions in common, as far as their words tell."""
    if one.means.endswith(("meaning", "meanings")) or other.means.endswith(("meaning", "meanings")):
        # One of them only says where the other stands.
        return False
    if not one.reach or not other.reach or one.reach.casefold() == other.reach.casefold():
        same_word = one.reach.casefold() in ("paragraph", "sub-paragraph")
        return not same_word or one.provision.label == other.provision.label
    return False


CHECK: Final = Check(
    code="DT503",
    title="term defined twice",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.DRAFT,
    why="Two definitions of one term are two meanings, and the reader must choose.",
    bad=(
        'G8.44A The "Assurance Rulebook" means the document that the Panel publishes.\n'
        "\n"
        'G8.44B Each User shall comply with the Assurance Rulebook. The "«Assurance Rulebook»" means the rules '
        "that the Authority approves."
    ),
    good=(
        'G8.44A The "Assurance Rulebook" means the document that the Panel publishes.\n'
        "\n"
        "G8.44B Each User shall comply with the Assurance Rulebook."
    ),
    look=whole_draft(_look),
)
