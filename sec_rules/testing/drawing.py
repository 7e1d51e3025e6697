"""What is drawn: Users near the figures of the rules (for sums too), conditions, and whole Codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from itertools import product
from operator import or_

from sec_rules.atoms import Bound, reach
from sec_rules.boundaries import Facts, boundaries, facts_read, within_assumptions
from sec_rules.code import HELD_FROM, Code
from sec_rules.errors import ExtraError
from sec_rules.facts import BY_NAME, FACTS, years_since_initial
from sec_rules.lang import (
    ALWAYS,
    NEVER,
    Answers,
    Both,
    Clause,
    Comparison,
    Condition,
    Count,
    Doubt,
    Either,
    Figure,
    Limb,
    Not,
    Outcome,
    Relation,
    Standing,
    Sum,
    Turn,
    Undetermined,
    Version,
    Words,
    YesNo,
)
from sec_rules.linking import Law
from sec_rules.questions import assessment

try:
    from hypothesis import strategies as st
except ImportError as error:
    raise ExtraError("sec_rules.testing needs Hypothesis; install 'sec-rules[test]'.") from error

# The first years tell almost all; the others are drawn too, but seldom.
FIRST_YEARS = 12


def users(law: Law, facts: Mapping[str, YesNo | Count] = BY_NAME) -> st.SearchStrategy[Facts]:
    """The facts of Users, by name, every one of `facts` and of those that the law reads given.

    Within the declared assumptions, and close to where the law changes its answer.
    """
    every = dict(facts) | {fact.name: fact for fact in facts_read(law)}
    flags = [name for name, fact in every.items() if isinstance(fact, YesNo)]
    parties = [dict(zip(flags, values, strict=True)) for values in product((False, True), repeat=len(flags))]
    counts = {name: counts_near_boundaries(law, f) for name, f in every.items() if isinstance(f, Count)}
    parts = [st.sampled_from([p for p in parties if within_assumptions(p)]), st.fixed_dictionaries(counts)]
    sums = tuple(bound for bound in boundaries(law) if len(bound.terms) > 1)
    drawn = st.tuples(*parts)
    if sums:
        drawn |= st.tuples(*parts, st.sampled_from(sums).flatmap(_at_boundary))
    return drawn.map(_put).filter(within_assumptions)


def counts_near_boundaries(law: Law, count: Count) -> st.SearchStrategy[int]:
    """Values of a count: those beside the figures that the law compares it with, its ends, and any at all."""
    near = _near(law, count)
    usual = FIRST_YEARS if count == years_since_initial else max(near[:-1])
    every = st.integers(count.at_least, count.at_most)
    return st.sampled_from(near) | st.integers(count.at_least, usual) | every


def conditions(facts: Iterable[YesNo | Count] = FACTS) -> st.SearchStrategy[Condition]:
    """Conditions of every kind that the notation has, over the facts given."""
    flags = [fact for fact in facts if isinstance(fact, YesNo)]
    counts = [fact for fact in facts if isinstance(fact, Count)]
    weighted = st.tuples(st.sampled_from(counts), st.sampled_from((1, 1, 2, 5, 3, -1)))
    sums = st.lists(weighted, min_size=1, max_size=3, unique_by=lambda term: term[0]).map(
        lambda terms: Sum(tuple(weight * count for count, weight in terms))
    )
    figures = st.sampled_from((0, 1, 2, 3, 4, 7, 250_000, 250_001, 1_000_000_000)).map(Figure)
    compared = st.builds(Comparison, sums, st.sampled_from(Relation), figures | st.sampled_from(counts))
    turns = st.integers(1, 4).flatmap(
        lambda of: st.builds(Turn, st.sampled_from(counts), st.integers(1, of), st.just(of))
    )
    return st.recursive(
        st.sampled_from(flags) | compared | turns | st.sampled_from((ALWAYS, NEVER)),
        lambda inner: (
            st.lists(inner, min_size=2, max_size=3).map(tuple).flatmap(lambda c: st.sampled_from((Both(c), Either(c))))
            | inner.map(Not)
        ),
        max_leaves=5,
    )


def codes(facts: Iterable[YesNo | Count] = FACTS) -> st.SearchStrategy[Code]:
    """A Code of one to three clauses that answer `assessment` by any conditions, with gaps, overlaps and doubts.

    They are in force from 2017-01-01. What an engine says of such a Code, and of Users drawn by `users`, should be
    what the reference says.
    """
    outcomes: st.SearchStrategy[Outcome | Undetermined] = st.sampled_from(
        (*assessment.outcomes, Undetermined("The words do not settle it."))
    )
    condition = conditions(tuple(facts))
    limbs = st.lists(st.tuples(condition, outcomes), min_size=1, max_size=3).map(
        lambda given: tuple(Limb(f"({'abc'[n]})", when, outcome) for n, (when, outcome) in enumerate(given))
    )
    rules = st.builds(
        Answers, question=st.just(assessment), applies=condition, limbs=limbs, unless=st.just(NEVER) | condition
    )
    doubt = st.builds(Doubt, unsure=st.just("Something is."), when=condition, evidence=st.just(()))
    return st.lists(st.tuples(rules, st.lists(doubt, max_size=1)), min_size=1, max_size=3).map(_code)


def _code(given: Iterable[tuple[Answers, list[Doubt]]]) -> Code:
    return Code(
        tuple(
            Clause(
                label=f"G8.{90 + number}",
                title="drawn at random",
                versions=(
                    Version(
                        in_force=HELD_FROM,
                        brought_in_by="a test",
                        words=Words(f"{HELD_FROM}", ""),
                        standing=Standing.PROPOSED,
                        evidence=(),
                        rules=(rule,),
                        doubts=tuple(doubts),
                    ),
                ),
            )
            for number, (rule, doubts) in enumerate(given)
        )
    )


def _near(law: Law, count: Count) -> list[int]:
    """The values beside each figure, other counts being as low as they can be, and the ends of the range."""
    values = {count.at_least, count.at_least + 1, count.at_most}
    for bound in boundaries(law):
        weights = dict(bound.terms)
        if count in weights:
            others, _ = reach(term for term in bound.terms if term[0] != count)
            at = (bound.at_least - others) // weights[count]
            values.update(range(at - 2, at + 2))
    return sorted(value for value in values if count.at_least <= value <= count.at_most)


def _at_boundary(bound: Bound) -> st.SearchStrategy[Facts]:
    """Counts that add up to a figure, one less, or one more."""
    sums = st.sampled_from((bound.at_least, bound.at_least - 1, bound.at_least + 1))
    return sums.flatmap(lambda total: _adding_up(_heaviest_first(bound.terms), total))


def _heaviest_first(terms: Iterable[tuple[Count, int]]) -> tuple[tuple[Count, int], ...]:
    return tuple(sorted(terms, key=lambda term: -abs(term[1])))


def _adding_up(terms: tuple[tuple[Count, int], ...], total: int) -> st.SearchStrategy[Facts]:
    """Weighted counts that add up to a total, as far as their ranges allow; the last one takes what is left."""
    (count, weight), *others = terms
    if not others:
        value = min(max(total // weight, count.at_least), count.at_most)
        return st.just({count.name: value})
    low, high = reach(others)
    ends = sorted(((total - low) // weight, -((high - total) // weight)))
    least, most = max(ends[0], count.at_least), min(ends[1], count.at_most)
    values = st.integers(least, most) if least <= most else st.just(count.at_least)
    return values.flatmap(
        lambda value: _adding_up(tuple(others), total - weight * value).map(lambda rest: {count.name: value} | rest)
    )


def _put(parts: tuple[Facts, ...]) -> Facts:
    return reduce(or_, parts)
