"""XR402: the ends and members of a range such as "(a) to (c)" exist, in order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.lang.citations import clause_of, order, stands_in
from sec_rules.lang.steps import step_range
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, whole_draft
from sec_rules.review.text.cross_references import Expression, Target, expressions
from sec_rules.review.text.provision_index import ProvisionIndex, omits
from sec_rules.review.text.reference_targets import begins_late, is_of_another


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    index = ProvisionIndex(layout, draft)
    of_another = is_of_another(index)
    for provision in layout.walk():
        for expression in expressions(provision.text, of_the_code=layout.of_the_code):
            for one, two in pairwise(expression.targets):
                if not two.through or of_another(one.word):
                    continue
                problem = (
                    _of_clauses(index, one, two)
                    if not two.steps
                    else _of_steps(layout, draft, provision, expression, one, two)
                )
                if problem:
                    start = expression.word_start if one is expression.targets[0] else one.start
                    yield provision, Found(start, two.end, problem.message, lacks=problem.lacks)


class _Problem(NamedTuple):
    """What is said of a range, and the label of the paragraph that it lacks, if it is that."""

    message: str
    lacks: str = ""


def _of_clauses(index: ProvisionIndex, one: Target, two: Target) -> _Problem | None:
    for target in (one, two):
        if not index.clause(target.clause) and not index.may_exist(target.clause):
            return _Problem(index.lacks(target.clause))
    if order(two.clause) <= order(one.clause):
        return _Problem(f"The range {one.clause} to {two.clause} runs backwards.")
    return None


def _of_steps(
    layout: Layout, draft: Draft, provision: Provision, expression: Expression, one: Target, two: Target
) -> _Problem | None:
    own = clause_of(provision.label)
    cited = one.clause or (expression.of if expression.of[:1] not in ("", "(") else "")
    stem = (cited or own) + (expression.of if expression.of.startswith("(") else "") + "".join(one.steps[:-1])
    clause = layout.find(stem)
    if clause is not None and not layout.of_the_code and begins_late(clause):
        return None
    if clause is None or any(omits(line) for p in clause.walk() for line in p.text.split("\n")):
        return None
    first, last = one.steps[-1], two.steps[-1]
    old = draft.original.find(stem) if layout.view is View.ACCEPTED else None
    deleted = {child.step for p in old.walk() for child in p.children} if old is not None else set()
    # A range inside a paragraph may mean the paragraph's own sub-paragraphs.
    candidates = [clause, *(p for p in clause.walk() if p.children and stands_in(provision.label, p.label))]
    series = [[child.step for child in p.children] for p in candidates if p.children]
    if any(first in steps and last in steps for steps in series):
        steps = next(s for s in series if first in s and last in s)
        if steps.index(first) >= steps.index(last):
            return _Problem(f"The range {first} to {last} runs backwards.")
        return None if cited else _gap(steps[steps.index(first) : steps.index(last) + 1], steps, deleted)
    if not series and not cited:
        return None
    have = ", ".join(series[0]) if series else "no paragraphs"
    gone = next((s for s in (first, last) if not any(s in steps for steps in series)), last)
    return _Problem(f"{clause.label} has no paragraph {gone}; it has {have}.", clause.label + gone)


def _gap(steps: Sequence[str], siblings: Sequence[str], deleted: Collection[str]) -> _Problem | None:
    """What is said of a member missing between the ends of a range; `deleted` are those that the draft takes out."""
    meant = step_range(steps[0], steps[-1], siblings)
    for before, missing in pairwise(meant):
        if missing not in steps and before in steps:
            why = "which the draft would omit" if missing in deleted else "which is not there"
            return _Problem(f"'{steps[0]} to {steps[-1]}' still includes {missing}, {why}.")
    return None


CHECK: Final = Check(
    code="XR402",
    title="a range whose ends or members are not there, or that runs backwards",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.DRAFT,
    why="A sequence is repeated by naming its paragraphs; a range that is off by one repeats another sequence.",
    bad=(
        "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject:\n"
        "\n"
        "(a) in the first year after the year of its initial Full User Security Assessment, to a Full User "
        "Security Assessment;\n"
        "\n"
        "(b) in the immediately following year, to a User Security Self-Assessment; and\n"
        "\n"
        "(c) in each year thereafter, to a category which repeats the annual sequence of «paragraphs (a) to (d)»."
    ),
    good=(
        "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject:\n"
        "\n"
        "(a) in the first year after the year of its initial Full User Security Assessment, to a Full User "
        "Security Assessment;\n"
        "\n"
        "(b) in the immediately following year, to a User Security Self-Assessment; and\n"
        "\n"
        "(c) in each year thereafter, to a category which repeats the annual sequence of paragraphs (a) to (b)."
    ),
    look=whole_draft(_look),
)
