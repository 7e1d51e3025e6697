"""DT508: a definition that uses itself, or a circle of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.review.findings import Check, FixKind, Found, Related, Scope, Severity, whole_draft
from sec_rules.review.text.defined_terms import defined, forms, standing
from sec_rules.review.text.definitions import Definition, folded
from sec_rules.span import Span


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    given = [d for d in defined(layout) if d.means.startswith(("means", "mean", "shall mean", "is defined"))]
    by_key = {d.key: d for d in given}
    names = standing() | set(by_key)
    uses = {d.key: [u for u in _uses(d, names) if u[0] in by_key] for d in given}
    reported: set[frozenset[str]] = set()
    for definition in given:
        circle = _circle(definition.key, uses)
        if circle and frozenset(circle) not in reported:
            reported.add(frozenset(circle))
            yield _found(definition, circle, uses, by_key)


def _uses(definition: Definition, names: frozenset[str] | set[str]) -> Iterator[tuple[str, Provision, Span]]:
    """The terms that a definition's words use, the longest that stand there."""
    places = [(definition.provision, definition.body)]
    if definition.provision.children:
        places += [(p, Span(0, len(p.text))) for c in definition.provision.children for p in c.walk()]
    for provision, place in places:
        for run in _RUN.finditer(provision.text, place.start, place.end):
            for key, at in _terms_in(run, names):
                # A name that the term is a part of ("the Delaware Partnership Act") is another thing.
                if key != definition.key or folded(run.group()) in forms(definition.key):
                    yield key, provision, at


_RUN: Final = compiled(r"[A-Z][\w'\u2019-]*(?:\s+(?:(?:of|and|for|the|in)\s+)?[A-Z][\w'\u2019-]*)*")


def _terms_in(run: re.Match[str], names: frozenset[str] | set[str]) -> Iterator[tuple[str, Span]]:
    tokens = list(re.finditer(r"\S+", run.group()))
    i = 0
    while i < len(tokens):
        for j in range(min(len(tokens), i + 8), i, -1):
            words = run.group()[tokens[i].start() : tokens[j - 1].end()]
            key = next((f for f in forms(folded(words)) if f in names), None)
            if key is not None:
                yield key, Span(tokens[i].start(), tokens[j - 1].end()).shifted(run.start())
                i = j - 1
                break
        i += 1


def _circle(key: str, uses: Mapping[str, Sequence[tuple[str, Provision, Span]]]) -> list[str]:
    """The shortest way from a term over the terms that its definition uses back to it; empty where there is none."""
    ways = [[key]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for used, *_ in uses.get(way[-1], ()):
            if used == key:
                return way
            if used not in seen:
                seen.add(used)
                ways.append([*way, used])
    return []


def _found(
    definition: Definition,
    circle: Sequence[str],
    uses: Mapping[str, Sequence[tuple[str, Provision, Span]]],
    by_key: Mapping[str, Definition],
) -> tuple[Provision, Found]:
    following = circle[1] if len(circle) > 1 else definition.key
    _, provision, at = next(u for u in uses[definition.key] if u[0] == following)
    if len(circle) == 1:
        return provision, Found(at.start, at.end, f"'{definition.term}' is defined by way of itself.")
    way = ", ".join(f"'{by_key[k].term}'" for k in circle)
    related = tuple(Related(by_key[k].place.start, by_key[k].place.end, by_key[k].provision.label) for k in circle[1:])
    return provision, Found(at.start, at.end, f"These terms are defined by way of each other: {way}.", related=related)


CHECK: Final = Check(
    code="DT508",
    title="definition that uses itself, or a circle of definitions",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.DRAFT,
    why="A term that needs itself to be understood has no meaning.",
    bad=(
        'G8.44A For the purposes of this Section, the "Assurance Rulebook" means the «Assurance Rulebook» that '
        "the Panel publishes."
    ),
    good=(
        'G8.44A For the purposes of this Section, the "Assurance Rulebook" means the document that the Panel publishes.'
    ),
    look=whole_draft(_look),
)
