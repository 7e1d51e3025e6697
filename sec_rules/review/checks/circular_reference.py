"""XR409: conditions that refer to each other in a circle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from sec_rules._patterns import compiled
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.lang.citations import stands_in
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, whole_draft
from sec_rules.review.findings.places import related_to
from sec_rules.review.text.reference_targets import Cited, citations, words_of

_YIELDS: Final = compiled(
    r"\b(?:subject\s+(?:always\s+)?to|except\s+(?:as|where|to\s+the\s+extent)[\w\s]{0,40}?(?:in|"
    r"under|by)|save\s+as[\w\s]{0,30}?(?:in|under|by)|"
    r"unless\s+(?:required\s+by|otherwise\s+\w+\s+(?:in|by|under))?|"
    r"(?:where|if|unless|provided\s+that|to\s+the\s+extent\s+that|except\s+where|"
    r"save\s+where)\s+(?:the\s+(?:conditions?|requirements?|criteria|tests?)\s+(?:of|"
    r"in)\s+)?)"
    r"\s*(?:the\s+(?:provisions|requirements|conditions|terms)\s+of\s+)?$",
    re.IGNORECASE,
)
_PREVAILS: Final = compiled(
    r"\b(?:notwithstanding|despite)\s+(?:the\s+provisions\s+of\s+|anything\s+in\s+)?$", re.IGNORECASE
)


@frozen
class _Edge:
    """One provision that gives way to another, and the reference that says so."""

    weak: str
    strong: str
    cited: Cited


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    edges = list(_edges(layout))
    within = _by_place(edges)
    reported: set[frozenset[str]] = set()
    for edge in edges:
        circle = _circle(edge, within)
        if not circle:
            continue
        labels = frozenset(label for e in circle for label in (e.weak, e.strong))
        if labels in reported:
            continue
        reported.add(labels)
        changed = [e for e in circle if e.cited.provision.changed]
        worst = (changed or circle)[-1]
        way = ", which gives way to ".join(dict.fromkeys(e.weak for e in circle))
        message = f"{way}, which gives way to {circle[0].weak}: each waits for the other."
        related = tuple(related_to(e.cited) for e in circle if e is not worst)
        place = words_of(worst.cited)
        yield worst.cited.provision, Found(place.start, place.end, message, related=related)


def _edges(layout: Layout) -> Iterator[_Edge]:
    for cited in citations(layout):
        # What a clause says of its own paragraphs, "notwithstanding paragraph (a)", waits for none of them.
        if cited.ranged or _is_within(cited):
            continue
        before = cited.provision.text[: cited.expression.start]
        here = cited.provision.label
        if _YIELDS.search(before[-120:]):
            yield _Edge(here, cited.label, cited)
        elif _PREVAILS.search(before[-80:]):
            yield _Edge(cited.label, here, cited)


def _is_within(cited: Cited) -> bool:
    here = cited.provision.label
    return stands_in(cited.label, here) or stands_in(here, cited.label)


def _by_place(edges: Iterable[_Edge]) -> Mapping[str, Sequence[_Edge]]:
    """The edges that begin in each place: a provision, or one of those that it stands in."""
    found: dict[str, list[_Edge]] = {}
    for edge in edges:
        ends = (i for i, sign in enumerate(edge.weak) if i and sign in "(.")
        for end in (*ends, len(edge.weak)):
            found.setdefault(edge.weak[:end], []).append(edge)
    return found


def _circle(edge: _Edge, within: Mapping[str, Sequence[_Edge]]) -> list[_Edge]:
    """The shortest way from where an edge leads back to where it starts, itself first; empty where there is none."""
    ways = [[edge]]
    seen = {edge.strong}
    while ways:
        way = ways.pop(0)
        for following in within.get(way[-1].strong, ()):
            if stands_in(edge.weak, following.strong) and (following is not edge or len(way) > 1):
                return [*way, following] if following is not edge else way
            if following.strong not in seen:
                seen.add(following.strong)
                ways.append([*way, following])
    return [edge] if stands_in(edge.weak, edge.strong) and edge.weak == edge.strong else []


CHECK: Final = Check(
    code="XR409",
    title="conditions that refer to each other in a circle",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.DRAFT,
    why="Two clauses of which each applies subject to the other settle nothing where both could apply.",
    bad=(
        "G8.44A Subject to Section G8.44B, each User shall keep a record of its premises.\n"
        "\n"
        "G8.44B Subject to «Section G8.44A», no User need keep a record of its premises."
    ),
    good=(
        "G8.44A Subject to Section G8.44B, each User shall keep a record of its premises.\n"
        "\n"
        "G8.44B No User with fewer than 10 premises need keep a record of them."
    ),
    look=whole_draft(_look),
)
