"""Where in a draft a proof's failure or a change stands: the words of the clauses that cause it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from sec_rules.analysis.invariants import Failure
from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft, ShownClause
from sec_rules.drafting.grammar.clause_reader import ReadClause
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.errors import CodeError
from sec_rules.lang import Amount, Answers, Comparison, Place, Rule, Times, YesNo
from sec_rules.lang.citations import clause_of
from sec_rules.lang.formulas import linear
from sec_rules.lang.traversal import walk
from sec_rules.review.findings import Case, Check, Finding, Found, Related, finding
from sec_rules.review.findings.edits import Edit
from sec_rules.span import Span


@frozen
class Anchor(Span):
    """A span of a provision's own text in one view."""

    provision: Provision
    view: View


def anchors(draft: Draft, labels: Iterable[str], witness: Mapping[str, bool | int] | None = None) -> tuple[Anchor, ...]:
    """One anchor for each clause or limb the draft shows among `labels`, clauses that it changes first.

    `witness` is the case that something happens to: of several comparisons, the one is taken on whose edge it lies.
    """
    shown = {s.label: s for s in draft.shown}
    given = [(label, shown[clause_of(label)]) for label in labels if clause_of(label) in shown]
    given.sort(key=lambda pair: pair[1].status in ("unchanged", "words"))
    found = [_anchor(label, clause, witness or {}) for label, clause in given]
    # Of the clause's condition and its limbs, what the draft changes comes first.
    return tuple(anchor for anchor, _ in sorted(found, key=lambda pair: -pair[1]))


def cause(
    draft: Draft, edits: Iterable[Edit], labels: Sequence[str], witness: Mapping[str, bool | int] | None = None
) -> tuple[Anchor, ...]:
    """Anchors for the changes behind it, then for what `labels` name; without either, for the clauses it changes."""
    behind = anchors(draft, (edit.label for edit in edits), witness)
    found = (*behind, *(a for a in anchors(draft, labels, witness) if a not in behind))
    if behind:
        return found
    if any(s.status in ("changed", "added", "deleted") for s in draft.shown if s.label in {_clause(a) for a in found}):
        return found
    changed = [s.label for s in draft.shown if s.status in ("deleted", "changed", "added") and not s.outside]
    return (*anchors(draft, changed, witness), *found)


def _clause(anchor: Anchor) -> str:
    return clause_of(anchor.provision.label)


def _anchor(label: str, shown: ShownClause, witness: Mapping[str, bool | int]) -> tuple[Anchor, int]:
    """Where a clause or limb stands, and how the draft changes it there: 0 not, 1 a figure, 2 which way it compares."""
    read, view = (shown.after, View.ACCEPTED) if shown.after is not None else (shown.before, View.ORIGINAL)
    assert read is not None, "a clause is shown in one view at least"
    before = shown.before.rules if shown.before is not None else shown.held.rules if shown.held is not None else ()
    place, changed = _place(label, read, before if shown.after is not None else (), witness)
    provision = next((p for p in read.provision.walk() if place and p.label == place.provision), None)
    if place is None or provision is None:
        text = read.provision.text
        return Anchor(0, len(text.split("\n")[0]), read.provision, view), changed
    return Anchor(place.start, place.end, provision, view), changed


def _place(
    label: str, read: ReadClause, before: Sequence[Rule], witness: Mapping[str, bool | int]
) -> tuple[Place | None, int]:
    """The limb's outcome; of a clause, the figure or the comparison that decides to whom it applies.

    The second value says whether the draft changes just that: 1 where it does, 2 where it turns a comparison.
    """
    old_limbs = {(limb.label, limb.outcome, limb.when) for r in before if isinstance(r, Answers) for limb in r.limbs}
    old_nodes = [node for r in before if isinstance(r, Answers) for node in _conditions(r)]
    for rule in read.rules:
        if not isinstance(rule, Answers):
            continue
        for limb in rule.limbs:
            if limb.label and read.label + limb.label == label:
                return limb.place, int((limb.label, limb.outcome, limb.when) not in old_limbs)
        nodes = [n for n in _conditions(rule) if n.place is not None]
        changed = [n for n in nodes if n not in old_nodes]
        if nodes:
            # Without a case, what is said last is what does not go with the rest.
            best = min(reversed(changed or nodes), key=lambda n: _distance(n, witness))
            place = best.place
            assert place is not None, "only nodes with a place are kept"
            weight = _weight(best, old_nodes)
            if weight is not None:
                return weight, 1
            whole = place if isinstance(best, Comparison) else _joined(place, nodes[0].place)
            return _joined(whole, _right(best)), 2 if _turned(best, old_nodes) else int(bool(changed))
        if rule.limbs:
            return rule.limbs[0].place, 0
    return None, 0


def _weight(node: Comparison | YesNo, before: Sequence[Comparison | YesNo]) -> Place | None:
    """The first weight of what is compared that is another than before, where the comparison itself is as it was."""
    old = [n for n in before if isinstance(n, Comparison)]
    if not isinstance(node, Comparison) or node in old:
        return None
    alike = [n for n in old if (n.relation, n.right) == (node.relation, node.right)]
    weights = {part.figure for n in alike for part in walk(n.left) if isinstance(part, Times)}
    changed = (part.figure for part in walk(node.left) if isinstance(part, Times) and part.figure not in weights)
    return next((figure.place for figure in changed), None) if alike else None


def _turned(node: Comparison | YesNo, before: Sequence[Comparison | YesNo]) -> bool:
    """Whether a comparison goes another way than all those that the clause had before."""
    ways = {n.relation for n in before if isinstance(n, Comparison)}
    return isinstance(node, Comparison) and bool(ways) and node.relation not in ways


def differing(shown: ShownClause) -> Place | None:
    """The first comparison of a clause's old words that the version held does not have; None where there is none."""
    if shown.before is None or shown.held is None:
        return None
    held = [n for r in shown.held.rules if isinstance(r, Answers) for n in _conditions(r)]
    for rule in shown.before.rules:
        for node in _conditions(rule) if isinstance(rule, Answers) else ():
            if node not in held and node.place is not None:
                return _joined(node.place, _right(node))
    return None


def _right(node: Comparison | YesNo) -> Place | None:
    return getattr(node.right, "place", None) if isinstance(node, Comparison) else None


def _conditions(rule: Answers) -> list[Comparison | YesNo]:
    """The comparisons on which a rule turns; where it has none, the yes/no facts."""
    nodes = [*walk(rule.applies), *walk(rule.unless)]
    comparisons: list[Comparison | YesNo] = [n for n in nodes if isinstance(n, Comparison)]
    return comparisons or [n for n in nodes if isinstance(n, YesNo)]


def _distance(node: Comparison | YesNo, witness: Mapping[str, bool | int]) -> int:
    """How far a case lies from the edge of a comparison; far where that cannot be known."""
    if not isinstance(node, Comparison) or not witness:
        return 0
    left, right = _value(node.left, witness), _value(node.right, witness)
    return abs(left - right) if left is not None and right is not None else 10**12


def _value(amount: Amount, witness: Mapping[str, bool | int]) -> int | None:
    try:
        weights, constant = linear(amount)
    except CodeError:
        return None
    return constant + sum(weight * int(witness.get(count.name, 0)) for count, weight in weights.items())


def _joined(one: Place, two: Place | None) -> Place:
    if two is None or two.provision != one.provision:
        return one
    return one.to(two)


def failures(case: Case, check: Check, invariant: str, kind: str) -> Iterator[Finding]:
    """A finding for each failure of a kind, at the words that cause it."""
    for verdict in case.verdicts:
        if verdict.invariant == invariant:
            for failure in verdict.failures:
                if failure.kind == kind:
                    yield finding_of(case, check, failure)


def finding_of(case: Case, check: Check, failure: Failure) -> Finding:
    """A finding on one failure of an invariant, at the words that cause it."""
    labels = tuple(dict.fromkeys((*failure.clauses, *failure.labels)))
    edits = case.edits.behind(failure.told_apart)
    # Whom nobody answers is first looked for in the clause that is gone.
    gone = case.draft.deleted if failure.kind == "gap" else ()
    found = (*anchors(case.draft, gone, failure.witness), *cause(case.draft, edits, labels, failure.witness))
    return at(check, found, failure.message, known=failure.message in case.known, causes=edits)


def at(
    check: Check, found: Sequence[Anchor], message: str, *, known: bool = False, causes: Iterable[Edit] = ()
) -> Finding:
    """A finding at the first of the anchors, related to the others; `causes` are the changes it follows from."""
    if not found:
        labels = tuple(edit.label for edit in causes)
        return Finding(0, 0, check.code, check.severity, "", View.ACCEPTED, "", message, known, causes=labels)
    first, *others = found
    related = tuple(
        dict.fromkeys(Related(a.start, a.end, a.provision.label) for a in others if a.provision != first.provision)
    )
    return finding(
        check,
        first.provision,
        Found(first.start, first.end, message, related=related),
        known=known,
        view=first.view,
        causes=causes,
    )
