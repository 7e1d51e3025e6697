"""Hypothesis strategies for whoever tests with these rules, rows at their boundaries, and the invariants as tests.

    from datetime import date
    import pytest
    import sec_rules
    from hypothesis import given
    from sec_rules.testing import invariant_tests, rows, users

    code, on = sec_rules.load(), date(2020, 1, 1)
    ruleset = code.ruleset(sec_rules.assessment, on)

    @given(users(ruleset))
    def test_our_own_table_says_the_same(facts): ...

    @pytest.mark.parametrize("facts", rows(ruleset))
    def test_our_own_table_says_the_same_at_each_boundary(facts): ...

    test_exactly_one_answer = invariant_tests(code, sec_rules.assessment, on)["exactly-one-answer"]

Plain whole numbers almost never meet a threshold. `users` draws a boundary of the rules first, and then the rest;
`rows` gives the boundaries themselves, the same ones each time. Needs the extra `testing`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial, reduce
from itertools import product
from operator import or_

from sec_rules.analysis.atlas import cited, sole
from sec_rules.analysis.boundaries import Facts, boundaries, facts_read, within_assumptions
from sec_rules.analysis.boundary_rows import BoundaryRow, boundary_rows
from sec_rules.analysis.invariants import (
    Answered,
    Everywhere,
    ForEach,
    Growing,
    Invariant,
    Pair,
    Related,
    Somewhere,
    Unchanged,
    answers_at,
    invariant_named,
    limbs,
    stated_of,
)
from sec_rules.analysis.invariants.relational import relation
from sec_rules.analysis.invariants.stability import said
from sec_rules.engine.code import HELD_FROM, Code
from sec_rules.engine.english.regions import called, case
from sec_rules.engine.linking import Ruleset, facts_of
from sec_rules.engine.reference import holds
from sec_rules.errors import ExtraError, UsageError
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
    Question,
    Relation,
    Standing,
    Sum,
    Turn,
    Undetermined,
    Version,
    Words,
    YesNo,
    years_among,
)
from sec_rules.lang.formulas import All, Any, Bound, Formula, Literal, reach
from sec_rules.lang.lists import joined
from sec_rules.loading import held

__all__ = [
    "Facts",
    "boundaries",
    "codes",
    "conditions",
    "counts_near_boundaries",
    "invariant_test",
    "invariant_tests",
    "rows",
    "users",
]

try:
    from hypothesis import HealthCheck, Phase, assume, find, given, settings
    from hypothesis import strategies as st
    from hypothesis.errors import NoSuchExample
except ImportError as error:
    raise ExtraError("sec_rules.testing needs Hypothesis; install 'sec-rules[testing]'.") from error

# The first years tell almost all; the others are drawn too, but seldom.
FIRST_YEARS = 12
# Of more rows than these, only those are drawn first in which one count alone brings a figure.
MOST_FIRST = 70


def users(ruleset: Ruleset, facts: Mapping[str, YesNo | Count] | None = None) -> st.SearchStrategy[Facts]:
    """The facts of Users, by name: every one of `facts`, else of the question, and those that the ruleset reads.

    Within the declared assumptions. A boundary is drawn first, then the rest: the `rows` come first, each once, so that
    in a hundred Users each boundary of the Code is met; then Users that stand at a boundary and of whom all that does
    not put them there is drawn, and any at all.
    """
    asked = _asked(ruleset, facts)
    edges = boundary_rows(ruleset, asked)
    anybody = _anybody(ruleset, asked)
    if not edges:
        return anybody
    beside = st.tuples(st.sampled_from(edges), anybody).map(_at_edge).filter(_within(ruleset))
    # Of one list, Hypothesis draws a row once only, since nothing more is drawn with it; so all of them come within the
    # first examples, and what it goes on with is the one entry that is no row.
    every = len(edges) <= MOST_FIRST
    firsts: list[Facts | None] = [None, *(edge.facts for edge in edges if every or edge.plain)]
    return st.sampled_from(firsts).flatmap(lambda row: beside | anybody if row is None else st.just(dict(row)))


def rows(ruleset: Ruleset, facts: Mapping[str, YesNo | Count] | None = None) -> list[Facts]:
    """The boundary rows of a ruleset, for `pytest.mark.parametrize`: the same ones, in one order, each time.

    For each figure of each clause the last User on one side of it and the first on the other, of every kind that the
    clause speaks of; where counts are added up, with the figure in each of them alone and in all together.
    """
    return [dict(edge.facts) for edge in boundary_rows(ruleset, _asked(ruleset, facts))]


def _asked(ruleset: Ruleset, facts: Mapping[str, YesNo | Count] | None) -> Mapping[str, YesNo | Count]:
    return {fact.name: fact for fact in ruleset.question.facts} if facts is None else facts


def _at_edge(drawn: tuple[BoundaryRow, Facts]) -> Facts:
    edge, rest = drawn
    return rest | {name: value for name, value in edge.facts.items() if name in edge.tied}


def _anybody(ruleset: Ruleset, facts: Mapping[str, YesNo | Count]) -> st.SearchStrategy[Facts]:
    every = dict(facts) | {fact.name: fact for fact in facts_read(ruleset)}
    flags = [name for name, fact in every.items() if isinstance(fact, YesNo)]
    parties = [dict(zip(flags, values, strict=True)) for values in product((False, True), repeat=len(flags))]
    counts = {name: counts_near_boundaries(ruleset, f) for name, f in every.items() if isinstance(f, Count)}
    possible = [p for p in parties if within_assumptions(p, ruleset.assumptions)]
    parts = [st.sampled_from(possible), st.fixed_dictionaries(counts)]
    sums = tuple(bound for bound in boundaries(ruleset) if len(bound.terms) > 1)
    drawn = st.tuples(*parts)
    if sums:
        drawn |= st.tuples(*parts, st.sampled_from(sums).flatmap(_at_boundary))
    return drawn.map(_put).filter(_within(ruleset))


def _within(ruleset: Ruleset) -> Callable[[Facts], bool]:
    return partial(within_assumptions, assumptions=ruleset.assumptions)


def counts_near_boundaries(ruleset: Ruleset, count: Count) -> st.SearchStrategy[int]:
    """Values of a count: those beside the figures that the ruleset compares it with, its ends, and any at all."""
    near = _near(ruleset, count)
    usual = FIRST_YEARS if count.counts_years else max(near[:-1])
    every = st.integers(count.at_least, count.at_most)
    return st.sampled_from(near) | st.integers(count.at_least, usual) | every


def _usual() -> Question:
    """The question that is asked where none is named, with its facts."""
    return held().rulebook.question


def conditions(facts: Iterable[YesNo | Count] = ()) -> st.SearchStrategy[Condition]:
    """Conditions of every kind that the notation has, over the facts given; without any, over those of `assessment`."""
    known = tuple(facts) or _usual().facts
    flags = [fact for fact in known if isinstance(fact, YesNo)]
    counts = [fact for fact in known if isinstance(fact, Count)]
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


def codes(facts: Iterable[YesNo | Count] = ()) -> st.SearchStrategy[Code]:
    """A Code of one to three clauses that answer `assessment` by any conditions, with gaps, overlaps and doubts.

    They are in force from 2017-01-01. What an engine says of such a Code, and of Users drawn by `users`, should be
    what the reference says.
    """
    outcomes: st.SearchStrategy[Outcome | Undetermined] = st.sampled_from(
        (*_usual().outcomes, Undetermined("The words do not settle it."))
    )
    condition = conditions(tuple(facts))
    limbs = st.lists(st.tuples(condition, outcomes), min_size=1, max_size=3).map(
        lambda given: tuple(Limb(f"({'abc'[n]})", when, outcome) for n, (when, outcome) in enumerate(given))
    )
    rules = st.builds(
        Answers, question=st.just(_usual()), applies=condition, limbs=limbs, unless=st.just(NEVER) | condition
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


def _near(ruleset: Ruleset, count: Count) -> list[int]:
    """The values beside each figure, other counts being as low as they can be, and the ends of the range."""
    values = {count.at_least, count.at_least + 1, count.at_most}
    for bound in boundaries(ruleset):
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


LONGEST_SEARCH = 5_000
# The message names the smallest case and the provisions; which lines of ours were run explains nothing to a user.
_PHASES = [phase for phase in Phase if phase is not Phase.explain]

Test = Callable[[], None]


def invariant_test(
    invariant_or_name: Invariant | str, ruleset: Ruleset, *, code: Code | None = None, max_examples: int = 100
) -> Callable[[], None]:
    """A Hypothesis test of an invariant, by declaration or by name, on a ruleset of a question.

    Calling it draws Users and raises `AssertionError` with the smallest case found that breaks the invariant. An
    invariant of two days or of other numbers needs the `code`.
    """
    declared = invariant_named(invariant_or_name) if isinstance(invariant_or_name, str) else invariant_or_name
    wanted = settings(max_examples=max_examples, deadline=None, suppress_health_check=list(HealthCheck), phases=_PHASES)
    match declared.says:
        case Everywhere(says):
            return _everywhere(declared, says, ruleset, wanted)
        case Growing(says):
            return _growing(declared, says, ruleset, wanted)
        case Somewhere(says):
            return _somewhere(declared, says, ruleset, wanted)
        case Related() as related:
            return _related(declared, related, ruleset, wanted)
        case ForEach(relations):
            return _every([_related(declared, related, ruleset, wanted) for _, related in relations(ruleset)])
        case Unchanged(pairs):
            if code is None:
                raise UsageError(
                    f"The invariant {declared.name} is about a Code, not about one day of it; give the code."
                )
            return _every([_unchanged(declared, p, wanted) for p in pairs(code, ruleset.question, ruleset.day)])


def invariant_tests(
    code: Code,
    question: Question,
    on: date,
    *,
    invariants: Iterable[Invariant] | None = None,
    max_examples: int = 100,
) -> dict[str, Callable[[], None]]:
    """The invariants that are stated of a question on a day as Hypothesis tests, by name, for `parametrize`.

    They are those that are declared and those that the Code brings along, or the ones given.
    """
    ruleset = code.ruleset(question, on)
    return {
        invariant.name: invariant_test(invariant, ruleset, code=code, max_examples=max_examples)
        for invariant in (stated_of(code) if invariants is None else invariants)
        if invariant.stated_for(question, on)
    }


def _one(facts: Facts, ruleset: Ruleset) -> str:
    """One User as a phrase, with the facts of one's own that the ruleset reads."""
    return case(facts, among=facts_read(ruleset))


def _every(tests: Sequence[Test]) -> Test:
    def test() -> None:
        for each in tests:
            each()

    return test


def _everywhere(
    declared: Invariant, says: Callable[[Answered], bool], ruleset: Ruleset, wanted: settings
) -> Callable[[], None]:
    @wanted
    @given(users(ruleset))
    def test(facts: Facts) -> None:
        answers = answers_at(ruleset, facts)
        answered = joined(cited(answers)) or "nobody"
        assert says(answers), f"{declared.statement} Not so for {_one(facts, ruleset)}: {answered} answers."

    return test


def _growing(
    declared: Invariant, says: Callable[[Outcome | None, Outcome | None], bool], ruleset: Ruleset, wanted: settings
) -> Callable[[], None]:
    counts = [count for count in ruleset.question.more_never_lighter if count.name in facts_of(ruleset)]
    more = {count: counts_near_boundaries(ruleset, count) for count in counts}
    pairs = st.sampled_from(counts).flatmap(lambda c: st.tuples(st.just(c), more[c])) if counts else st.nothing()

    @wanted
    @given(users(ruleset), pairs)
    def test(facts: Facts, grown: tuple[Count, int]) -> None:
        count, value = grown
        assume(value > facts[count.name])
        before, after = answers_at(ruleset, facts), answers_at(ruleset, facts | {count.name: value})
        assert says(sole(before), sole(after)), (
            f"{declared.statement} Not so for {_one(facts, ruleset)}: {sole(before)} by {joined(cited(before))}, but "
            f"with {value:,} {called(count)} {sole(after)} by {joined(cited(after))}."
        )

    return test if counts else _nothing_to_test


def _nothing_to_test() -> None:
    """The ruleset reads no count that could grow."""


def _somewhere(
    declared: Invariant, says: Callable[[str, Answered], bool], ruleset: Ruleset, wanted: settings
) -> Callable[[], None]:
    met: set[str] = set()

    @wanted
    @given(users(ruleset))
    def draw(facts: Facts) -> None:
        answers = answers_at(ruleset, facts)
        met.update(label for label in limbs(ruleset) if says(label, answers))

    def test() -> None:
        draw()
        for label in limbs(ruleset):
            if label not in met and not _found(users(ruleset), partial(_meets, ruleset, says, label)):
                raise AssertionError(f"{declared.statement} No User was found for {label}.")

    return test


def _meets(ruleset: Ruleset, says: Callable[[str, Answered], bool], label: str, facts: Facts) -> bool:
    return says(label, answers_at(ruleset, facts))


def _found(among: st.SearchStrategy[Facts], wanted: Callable[[Facts], bool]) -> bool:
    # Whoever was not met by chance is looked for: bad luck is no reason for a test to fail.
    looking = settings(
        max_examples=LONGEST_SEARCH,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    try:
        find(among, wanted, settings=looking)
    except NoSuchExample:
        return False
    return True


def _related(declared: Invariant, related: Related, ruleset: Ruleset, wanted: settings) -> Test:
    where, years = relation(related), years_among(ruleset.question.facts)

    @wanted
    @given(_several(related, ruleset), st.data())
    def test(facts: Facts, data: st.DataObject) -> None:
        together = _put_right(facts, _one_way(where, data))
        each = [user.facts(together, years) for user in related.users]
        assume(holds(where, together) and all(_possible(one, ruleset, years) for one in each))
        answers = [answers_at(ruleset, one) for one in each]
        answered = "; ".join(
            f"{_one(f, ruleset)}: {sole(a)} by {joined(cited(a))}" for f, a in zip(each, answers, strict=True)
        )
        assert related.says(tuple(sole(a) for a in answers)), f"{declared.statement} Not so for {answered}."

    return test


def _several(related: Related, ruleset: Ruleset) -> st.SearchStrategy[Facts]:
    """The facts of all Users of a relation by their marked names.

    They are any Users: two that are both at a boundary are seldom told apart by what the relation is about.
    """
    anybody = _anybody(ruleset, _asked(ruleset, None))
    marks = {user.mark: user.own for user in related.users if user.own}
    parts = [anybody, *(anybody.map(partial(_marked, mark, own)) for mark, own in marks.items())]
    return st.tuples(*parts).map(lambda drawn: reduce(or_, drawn))


def _marked(mark: str, own: frozenset[str], facts: Facts) -> Facts:
    return {name + mark: value for name, value in facts.items() if name in own}


def _possible(facts: Facts, ruleset: Ruleset, years: Count | None) -> bool:
    in_range = years is None or facts.get(years.name, 1) <= years.at_most
    return in_range and within_assumptions(facts, ruleset.assumptions)


def _one_way(where: Formula, data: st.DataObject) -> list[Literal]:
    """Literals that together are one way for a relation to hold."""
    match where:
        case Literal():
            return [where]
        case All(parts):
            return [literal for part in parts for literal in _one_way(part, data)]
        case Any(parts):
            return _one_way(data.draw(st.sampled_from(parts)), data) if parts else []


def _put_right(facts: Facts, literals: Sequence[Literal]) -> Facts:
    """The facts, moved as little as it takes to meet the literals; a second pass for those that undo each other."""
    for literal in (*literals, *literals):
        if holds(literal, facts) is False:
            facts = facts | dict(_moved(literal, facts))
    return facts


def _moved(literal: Literal, facts: Facts) -> Iterable[tuple[str, bool | int]]:
    """What to change so that a yes/no fact is as the literal says, or a weighted count just reaches its figure."""
    match literal.atom:
        case YesNo(name):
            yield name, literal.holds
        case Bound(terms, at_least):
            target = at_least if literal.holds else at_least - 1
            total = sum(weight * facts[count.name] for count, weight in terms)
            # A fact of the last User, and one that weighs one, can make up any difference.
            for count, weight in sorted(terms, key=lambda term: (abs(term[1]), -len(term[0].name))):
                value = facts[count.name] + (target - total) // weight
                if abs(weight) == 1 and count.at_least <= value <= count.at_most:
                    yield count.name, value
                    return


def _unchanged(declared: Invariant, pair: Pair, wanted: settings) -> Test:
    @wanted
    @given(users(pair.one) | users(pair.two))
    def test(facts: Facts) -> None:
        every: Mapping[str, bool | int] = _filled(facts, pair)
        one, two = answers_at(pair.one, every), answers_at(pair.two, every)
        assert said(one, pair.renamed) == said(two, {}), (
            f"{declared.statement} Not so for {_one(facts, pair.one)}: {pair.says} "
            f"({joined(cited(one))}; {joined(cited(two))})."
        )

    return test


def _filled(facts: Facts, pair: Pair) -> Facts:
    """The facts with a no for each decision that only the other side of a pair reads."""
    return dict.fromkeys(facts_of(pair.one) | facts_of(pair.two), False) | facts
