"""Which provision each reference of a view leads to."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.lang.citations import clause_of, parent_of, path_of
from sec_rules.review.text.cross_references import Expression, Target, expressions
from sec_rules.review.text.provision_index import ProvisionIndex
from sec_rules.span import Span


@frozen
class Cited:
    """A reference, the provision it stands in, and the full label of what it names ("G8.44(c)").

    `ranged` is true where it begins or ends a range ("(a) to (c)"); `own` where it names a paragraph without a clause.
    """

    provision: Provision
    expression: Expression
    target: Target
    label: str
    ranged: bool
    own: bool


def citations(layout: Layout) -> Iterator[Cited]:
    """Every reference in a view, in order."""
    for provision in layout.walk():
        yield from cited_in(layout, provision)


def cited_in(layout: Layout, provision: Provision) -> Iterator[Cited]:
    """Every reference in one provision's own text."""
    for expression in expressions(provision.text, of_the_code=layout.of_the_code):
        targets = expression.targets
        for i, target in enumerate(targets):
            ranged = target.through or (i + 1 < len(targets) and targets[i + 1].through)
            own = not target.clause and expression.of[:1] in ("", "(")
            yield Cited(provision, expression, target, label_cited(layout, provision, expression, target), ranged, own)


def label_cited(layout: Layout, provision: Provision, expression: Expression, target: Target) -> str:
    """The full label of what a reference in a provision names."""
    if target.clause:
        return target.clause + target.path
    clause = clause_of(provision.label)
    if expression.of[:1] not in ("", "("):
        return expression.of + target.path
    if expression.of:
        return clause + expression.of + target.path
    return next((label for label in _nearby(provision, target) if layout.find(label)), clause + target.path)


def _nearby(provision: Provision, target: Target) -> Iterator[str]:
    """Where a step may stand: a paragraph is looked for from the clause down, a sub-paragraph from here up."""
    chain = [provision.label]
    while parent := parent_of(chain[-1]):
        chain.append(parent)
    if not target.word.lower().startswith("sub"):
        chain.reverse()
    yield from (label + target.path for label in chain)


def was_there(before: ProvisionIndex, cited: Cited) -> bool:
    """Whether what a reference names stood in the text before the changes."""
    clause, path = clause_of(cited.label), path_of(cited.label)
    if path:
        return before.layout.find(cited.label) is not None
    return before.layout.find(clause) is not None or clause in before.held


def words_of(cited: Cited) -> Span:
    """The place of one reference, its level word included where it is the first after it."""
    first = cited.expression.targets[0] is cited.target
    alone = len(cited.expression.targets) == 1
    start = cited.expression.word_start if first else cited.target.start
    return Span(start, cited.expression.end if alone else cited.target.end)
