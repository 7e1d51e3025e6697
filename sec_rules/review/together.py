"""Several drafts in one Code: where they collide, and what they do together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from attrs import evolve, frozen

from sec_rules.analysis.comparison import Differences, differences
from sec_rules.analysis.equivalence import same
from sec_rules.analysis.invariants import Verdict, first_and_adopted
from sec_rules.analysis.invariants.verdicts import State, read_together
from sec_rules.drafting.draft import Draft
from sec_rules.engine.code import Code
from sec_rules.lang import Clause, Question
from sec_rules.review.review import Review
from sec_rules.review.state import read_of


@frozen
class Together:
    """Several drafts in one Code: clauses that more than one of them changes, and what they do together.

    `order_matters` names the clauses for which it makes a difference which draft comes last. `otherwise` says of each
    draft what changes for whom if it comes last, from what the order given comes to.
    """

    question: Question
    names: tuple[str, ...]
    collisions: tuple[tuple[str, tuple[str, ...]], ...]
    order_matters: tuple[str, ...]
    base_on: date
    verdicts: tuple[Verdict, ...]
    found: Differences
    otherwise: tuple[tuple[str, Differences], ...] = ()
    read: State = "proved"

    @property
    def state(self) -> State:
        """What may be said of all of them together: a fault where an invariant fails or the order matters."""
        if self.order_matters or any(v.holds is False for v in self.verdicts):
            return "fault"
        return "not-all-read" if self.read == "proved" and any(v.holds is None for v in self.verdicts) else self.read

    def fails(self) -> bool:
        """Whether the order matters, not all was read, or an invariant is not shown to hold of all drafts together."""
        return self.state != "proved"


def together(results: Sequence[Review], question: Question, adopted: Collection[str] = ()) -> Together:
    """Several drafts in the order given, on the newest of their base days; `adopted` are the names of the invariants
    of the library that somebody adopted.
    """
    drafts = [r.draft for r in results]
    base = max(drafts, key=lambda d: d.base_on)
    touched: dict[str, list[Draft]] = {}
    for draft in drafts:
        for label in (*(c.label for c in draft.changed), *draft.deleted):
            touched.setdefault(label, []).append(draft)
    collisions = {label: given for label, given in touched.items() if len(given) > 1}
    proposed = _one_after_another(drafts, base)
    ruleset, facts = proposed.ruleset(question, base.on), proposed.facts(base.on, question)
    order_matters = tuple(label for label, given in collisions.items() if not _agree(label, given))
    return Together(
        question,
        tuple(d.document.name for d in drafts),
        tuple((label, tuple(d.document.name for d in given)) for label, given in collisions.items()),
        order_matters,
        base.base_on,
        first_and_adopted(proposed, ruleset, facts, adopted),
        differences(base.base.ruleset(question, base.base_on), ruleset),
        tuple(_if_last(drafts, base, question, {id(d) for label in order_matters for d in collisions[label]})),
        read_together(read_of(d, question) for d in drafts),
    )


def _one_after_another(drafts: Sequence[Draft], base: Draft) -> Code:
    """The Code of the base with the drafts in it, each on top of those before."""
    proposed = base.base
    for draft in drafts:
        clauses = _from((*draft.changed, *draft.loose), base.on)
        proposed = proposed.replacing(clauses, deleted=draft.deleted, on=base.on)
    return proposed


def _if_last(
    drafts: Sequence[Draft], base: Draft, question: Question, colliding: set[int]
) -> Iterator[tuple[str, Differences]]:
    """What changes from the order given, for each draft in a collision that could come last and does not."""
    given = _one_after_another(drafts, base).ruleset(question, base.on)
    for draft in drafts[:-1]:
        if id(draft) in colliding:
            others = [other for other in drafts if other is not draft]
            ruleset = _one_after_another((*others, draft), base).ruleset(question, base.on)
            yield draft.document.name, differences(given, ruleset)


def _from(clauses: Iterable[Clause], day: date) -> Iterable[Clause]:
    """Drafted clauses, in force from one day."""
    return (evolve(c, versions=(evolve(c.versions[0], in_force=day),)) for c in clauses)


def _agree(label: str, drafts: Sequence[Draft]) -> bool:
    """Whether drafts that change one clause all make it say the same."""
    said = [next((c.versions[0].rules for c in d.changed if c.label == label), None) for d in drafts]
    first = said[0]
    return all(
        (one is None and first is None) or (one is not None and first is not None and same(one, first)) for one in said
    )
