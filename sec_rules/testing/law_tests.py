"""The laws as Hypothesis tests: drawn Users, answered by the reference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial, reduce
from operator import or_

from hypothesis import HealthCheck, Phase, assume, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from sec_rules.atlas import cited, sole
from sec_rules.atoms import All, Any, Bound, Formula, Literal
from sec_rules.backends.prose import case
from sec_rules.backends.python import holds
from sec_rules.boundaries import Facts, within_assumptions
from sec_rules.code import Code
from sec_rules.errors import UsageError
from sec_rules.facts import years_since_initial
from sec_rules.lang import Count, Outcome, YesNo
from sec_rules.laws import (
    Answered,
    Everywhere,
    ForEach,
    Growing,
    Pair,
    Principle,
    Related,
    Somewhere,
    Unchanged,
    answers_at,
    limbs,
    principle,
)
from sec_rules.laws.related import relation
from sec_rules.laws.unchanged import said
from sec_rules.linking import Law, facts_of
from sec_rules.testing.drawing import counts_near_boundaries, users

LONGEST_SEARCH = 5_000
Test = Callable[[], None]


def law_test(
    law_or_name: Principle | str, law: Law, *, code: Code | None = None, max_examples: int = 100
) -> Callable[[], None]:
    """A Hypothesis test of a law, by declaration or by name, on a law of a question.

    Calling it draws Users and raises `AssertionError` with the smallest case found that breaks the law. A law of two
    days or of other numbers needs the `code`.
    """
    declared = principle(law_or_name) if isinstance(law_or_name, str) else law_or_name
    wanted = settings(max_examples=max_examples, deadline=None, suppress_health_check=list(HealthCheck))
    match declared.says:
        case Everywhere(says):
            return _everywhere(declared, says, law, wanted)
        case Growing(says):
            return _growing(declared, says, law, wanted)
        case Somewhere(says):
            return _somewhere(declared, says, law, wanted)
        case Related() as related:
            return _related(declared, related, law, wanted)
        case ForEach(relations):
            return _every([_related(declared, related, law, wanted) for _, related in relations(law)])
        case Unchanged(pairs):
            if code is None:
                raise UsageError(f"The law {declared.name} is about a Code, not about one day of it; give the code.")
            return _every([_unchanged(declared, p, wanted) for p in pairs(code, law.question, law.day)])


def _every(tests: Sequence[Test]) -> Test:
    def test() -> None:
        for each in tests:
            each()

    return test


def _everywhere(
    declared: Principle, says: Callable[[Answered], bool], law: Law, wanted: settings
) -> Callable[[], None]:
    @wanted
    @given(users(law))
    def test(facts: Facts) -> None:
        answers = answers_at(law, facts)
        assert says(answers), f"{declared.statement} Not so for {case(facts)}: {cited(answers) or 'nobody'} answers."

    return test


def _growing(
    declared: Principle, says: Callable[[Outcome | None, Outcome | None], bool], law: Law, wanted: settings
) -> Callable[[], None]:
    counts = [count for count in law.question.more_never_lighter if count.name in facts_of(law)]
    more = {count: counts_near_boundaries(law, count) for count in counts}
    pairs = st.sampled_from(counts).flatmap(lambda c: st.tuples(st.just(c), more[c])) if counts else st.nothing()

    @wanted
    @given(users(law), pairs)
    def test(facts: Facts, grown: tuple[Count, int]) -> None:
        count, value = grown
        assume(value > facts[count.name])
        before, after = answers_at(law, facts), answers_at(law, facts | {count.name: value})
        assert says(sole(before), sole(after)), (
            f"{declared.statement} Not so for {case(facts)}: {sole(before)} by {cited(before)}, but with "
            f"{value:,} {count.short} {sole(after)} by {cited(after)}."
        )

    return test if counts else _nothing_to_test


def _nothing_to_test() -> None:
    """The law reads no count that could grow."""


def _somewhere(
    declared: Principle, says: Callable[[str, Answered], bool], law: Law, wanted: settings
) -> Callable[[], None]:
    met: set[str] = set()

    @wanted
    @given(users(law))
    def draw(facts: Facts) -> None:
        answers = answers_at(law, facts)
        met.update(label for label in limbs(law) if says(label, answers))

    def test() -> None:
        draw()
        for label in limbs(law):
            if label not in met and not _found(users(law), partial(_meets, law, says, label)):
                raise AssertionError(f"{declared.statement} No User was found for {label}.")

    return test


def _meets(law: Law, says: Callable[[str, Answered], bool], label: str, facts: Facts) -> bool:
    return says(label, answers_at(law, facts))


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


def _related(declared: Principle, related: Related, law: Law, wanted: settings) -> Test:
    where = relation(related)

    @wanted
    @given(_several(related, law), st.data())
    def test(facts: Facts, data: st.DataObject) -> None:
        together = _put_right(facts, _one_way(where, data))
        each = [user.facts(together) for user in related.users]
        assume(holds(where, together) and all(_possible(one) for one in each))
        answers = [answers_at(law, one) for one in each]
        told = "; ".join(f"{case(f)}: {sole(a)} by {cited(a)}" for f, a in zip(each, answers, strict=True))
        assert related.says(tuple(sole(a) for a in answers)), f"{declared.statement} Not so for {told}."

    return test


def _several(related: Related, law: Law) -> st.SearchStrategy[Facts]:
    """The facts of all Users of a relation by their marked names."""
    marks = {user.mark: user.own for user in related.users if user.own}
    parts = [users(law)]
    for mark, own in marks.items():
        parts.append(users(law).map(partial(_marked, mark, own)))
    return st.tuples(*parts).map(lambda drawn: reduce(or_, drawn))


def _marked(mark: str, own: frozenset[str], facts: Facts) -> Facts:
    return {name + mark: value for name, value in facts.items() if name in own}


def _possible(facts: Facts) -> bool:
    return facts[years_since_initial.name] <= years_since_initial.at_most and within_assumptions(facts)


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


def _unchanged(declared: Principle, pair: Pair, wanted: settings) -> Test:
    @wanted
    @given(users(pair.one) | users(pair.two))
    def test(facts: Facts) -> None:
        every: Mapping[str, bool | int] = _filled(facts, pair)
        one, two = answers_at(pair.one, every), answers_at(pair.two, every)
        assert said(one, pair.renamed) == said(two, {}), (
            f"{declared.statement} Not so for {case(facts)}: {pair.says} ({cited(one)}, {cited(two)})."
        )

    return test


def _filled(facts: Facts, pair: Pair) -> Facts:
    """The facts with a no for each decision that only the other side of a pair reads."""
    return dict.fromkeys(facts_of(pair.one) | facts_of(pair.two), False) | facts
