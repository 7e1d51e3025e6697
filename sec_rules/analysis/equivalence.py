"""Whether two clauses say the same: limb by limb, proved where the conditions are not written alike."""

from __future__ import annotations

from collections.abc import Iterable

from sec_rules.errors import CodeError
from sec_rules.lang import Answers, Deems, Defines, Named, Redirects, Rule
from sec_rules.lang.formulas import All, Any, Formula, Literal, formula
from sec_rules.lang.traversal import facts_of_rules, of_rule


def same(one: Iterable[Rule], two: Iterable[Rule]) -> bool:
    """Whether two clauses' rules are shown to say the same."""
    return difference(one, two) is None


def difference(one: Iterable[Rule], two: Iterable[Rule]) -> str | None:
    """In words, the first difference between two clauses' rules; None where they are shown to say the same.

    What is not proved within the budget is told as a difference.
    """
    first, second = (sorted(r, key=_kind_and_name) for r in (one, two))
    if [type(r) for r in first] != [type(r) for r in second]:
        return f"one is {_kinds(first)}, the other {_kinds(second)}"
    return next((d for a, b in zip(first, second, strict=True) if (d := _differ(a, b)) is not None), None)


def _kind_and_name(rule: Rule) -> tuple[str, str]:
    """Definitions and deemings stand in no order that matters; answers stay in theirs."""
    name = rule.name if isinstance(rule, Defines) else rule.count.name if isinstance(rule, Deems) else ""
    return type(rule).__name__, name


def _kinds(rules: list[Rule]) -> str:
    return " and ".join(type(r).__name__ for r in rules) or "nothing"


def _differ(one: Rule, two: Rule) -> str | None:
    if one == two or (isinstance(one, Redirects) and isinstance(two, Redirects)):
        return None
    if isinstance(one, Answers) and isinstance(two, Answers):
        return _answers(one, two)
    if isinstance(one, Deems) and isinstance(two, Deems):
        alike = (set(one.on), one.count, set(one.includes), set(one.excludes)) == (
            set(two.on),
            two.count,
            set(two.includes),
            set(two.excludes),
        )
        return None if alike else f"one counts {_deemed(one)}, the other {_deemed(two)}"
    if isinstance(one, Defines) and isinstance(two, Defines):
        return None if _defines(one) == _defines(two) else f"'{one.name}' is defined otherwise"
    return "the rules differ"


def _deemed(rule: Deems) -> str:
    parts = [
        f"{how} {', '.join(getattr(p, 'name', 'an amount') for p in parts)}"
        for how, parts in (("with", rule.includes), ("without", rule.excludes))
        if parts
    ]
    return f"{rule.count.name} {' and '.join(parts) or 'as it is'} for {' and '.join(rule.on)}"


def _defines(rule: Defines) -> tuple[object, ...]:
    from sec_rules.lang.formulas import linear

    try:
        weights, constant = linear(rule.amount)
    except CodeError:
        return (rule.name, rule.amount, set(rule.within))
    return (rule.name, weights, constant, set(rule.within))


def _answers(one: Answers, two: Answers) -> str | None:
    if one.question != two.question:
        return f"one answers the question '{one.question.name}', the other '{two.question.name}'"
    for what in ("yields_to", "prevails_over", "stands_beside"):
        if set(getattr(one, what)) != set(getattr(two, what)):
            return f"{what.replace('_', ' ')} differs"
    if [limb.label for limb in one.limbs] != [limb.label for limb in two.limbs]:
        return "the paragraphs differ"
    try:
        gates = [All((formula(r.applies), formula(r.unless, holds=False))) for r in (one, two)]
        if not alike(gates[0], gates[1], one, two):
            return "to whom it applies differs"
        for a, b in zip(one.limbs, two.limbs, strict=True):
            if a.outcome != b.outcome:
                return f"the assessment of {a.label or 'the clause'} differs"
            if not alike(All((gates[0], formula(a.when))), All((gates[1], formula(b.when))), one, two):
                return f"when {a.label or 'the clause'} applies differs"
    except CodeError:
        # An amount by name has no value here; the nodes themselves are compared, places aside.
        named = any(isinstance(n, Named) for r in (one, two) for n in of_rule(r))
        return None if named and one == two else "an amount by name differs"
    return None


def alike(one: Formula, two: Formula, *rules: Rule) -> bool:
    """Whether two formulas are shown to hold for the same facts.

    It is seen at once where they are written alike, else proved. What is not proved within the budget is not shown.
    """
    if _canonical(one) == _canonical(two):
        return True
    from sec_rules.engine.solver import OutOfBudget, Solver

    try:
        return Solver(facts_of_rules(rules)).equivalent(one, two)
    except OutOfBudget:
        return False


def _canonical(of: Formula) -> object:
    match of:
        case Literal():
            return of
        case All() | Any():
            parts: set[object] = set()
            for part in of.parts:
                inner = _canonical(part)
                if isinstance(inner, tuple) and inner[0] is type(of):
                    parts |= inner[1]
                else:
                    parts.add(inner)
            return next(iter(parts)) if len(parts) == 1 else (type(of), frozenset(parts))
