"""A second solver agrees on the questions besides the assessment: their cells, and every mutant of their clauses."""

from collections.abc import Iterator
from functools import cache

import pytest

from sec_rules.analysis.atlas import build, refine
from sec_rules.analysis.invariants import EVERY_LIMB_CAN_APPLY, gaps, limbs, overlaps, verdict
from sec_rules.engine.code import HELD_FROM
from sec_rules.engine.linking import Ruleset, facts_of
from sec_rules.engine.solver import Solver
from sec_rules.lang import Question
from sec_rules.lang.formulas import All
from sec_rules.lang.traversal import facts_of_rules
from sec_rules.loading import load
from sec_rules.rulebook.facts import SMALLEST_FIRST
from sec_rules.rulebook.questions import QUESTIONS, assessment
from tests.analysis.isl_sets import Sets, isl
from tests.mutation.rules import mutants_of

OTHERS = tuple(question for question in QUESTIONS.values() if question is not assessment)
CODE = load()
DAYS = sorted({max(v.in_force, HELD_FROM) for clause in CODE.clauses for v in clause.versions})
RULES = [rule for clause in CODE.clauses for version in clause.versions for rule in version.rules]
KNOWN = {fact.name: fact for fact in (*SMALLEST_FIRST, *facts_of_rules(RULES))}
# Each side keeps what it has worked out: most of a mutant is the Code as it stands.
MADE: dict[tuple[str, ...], Sets] = {}
SOLVER = Solver(KNOWN.values(), most_steps=10_000_000_000)


def sets_of(*rulesets: Ruleset) -> Sets:
    """Sets of the facts that rulesets read, and of those that assumptions are about."""
    read = {name for ruleset in rulesets for name in facts_of(ruleset)} - {fact.name for fact in SMALLEST_FIRST}
    facts = (*SMALLEST_FIRST, *(KNOWN[name] for name in sorted(read)))
    return MADE.setdefault(tuple(f.name for f in facts), Sets(facts=facts))


@pytest.mark.parametrize("question", OTHERS, ids=lambda q: q.name)
def test_isl_agrees_on_every_cell_of_every_day(question: Question) -> None:
    for on in (day for day in DAYS if question.first_day is None or question.first_day <= day):
        atlas = build(CODE.ruleset(question, on), KNOWN)
        sets = sets_of(atlas.ruleset)
        cells = [sets.within(All(cell.literals)) for cell in atlas.cells]
        for number, cell in enumerate(cells):
            assert not cell.is_empty()
            assert all(cell.is_disjoint(other) for other in cells[:number])
        assert sets.union(cells).is_equal(sets.space)
        for branch in atlas.ruleset.branches:
            answering = (s for cell, s in zip(atlas.cells, cells, strict=True) if branch in cell.answers)
            assert sets.union(answering).is_equal(sets.within(branch.when))


def _mutants() -> Iterator[tuple[str, Ruleset, Ruleset]]:
    """The slip, the ruleset without it, and the ruleset with it."""
    for clause in CODE.clauses:
        for mutant in mutants_of(clause):
            on = max(mutant.version.in_force, HELD_FROM)
            slipped = mutant.put_into(CODE)
            for question in OTHERS:
                one, two = CODE.ruleset(question, on), slipped.ruleset(question, on)
                if one.rules != two.rules:
                    yield f"{mutant.label} {mutant.of} {mutant.what}", one, two


@cache
def mutants() -> list[tuple[str, Ruleset, Ruleset]]:
    """The slip, the ruleset without it, and the ruleset with it."""
    return list(_mutants())


def test_there_are_mutants_of_every_question_that_clauses_answer() -> None:
    assert {ruleset.question.name for _, ruleset, _ in mutants()} == {question.name for question in OTHERS}
    assert len(mutants()) > 250


@pytest.mark.parametrize("part", range(4))
def test_isl_agrees_on_gaps_overlaps_reach_and_sameness_of_every_mutant(part: int) -> None:
    for what, original, mutant in mutants()[part::4]:
        sets, atlas = sets_of(original, mutant), build(mutant, KNOWN, solver=SOLVER)
        answers = [sets.within(branch.when) for branch in mutant.branches]
        nobody = sets.space.subtract(sets.union(answers))
        twice = sets.union(one.intersect(two) for n, one in enumerate(answers) for two in answers[:n])
        assert bool(gaps(atlas)) == (not nobody.is_empty()), what
        assert bool(overlaps(atlas)) == (not twice.is_empty()), what
        for failure in (*gaps(atlas), *overlaps(atlas)):
            where = nobody if failure.kind == "gap" else twice
            assert within(failure.witness, where, sets), what
        able = {b.label for b, answer in zip(mutant.branches, answers, strict=True) if not answer.is_empty()}
        unreachable = {label for f in verdict(EVERY_LIMB_CAN_APPLY, atlas).failures for label in f.labels}
        assert unreachable == set(limbs(mutant)) - able, what
        assert same_by_z3(original, mutant) == same_by_isl(original, mutant, sets), what


def within(witness, where, sets: Sets) -> bool:
    """Whether a case lies in a set; facts it does not tell may be anything."""
    fixed = " and ".join(f"{name} = {int(value)}" for name, value in witness.items() if name in sets.names)
    return not where.intersect(isl.Set(f"{{ [{', '.join(sets.names)}] : {fixed or '0 = 0'} }}")).is_empty()


def same_by_z3(one: Ruleset, two: Ruleset) -> bool:
    return all(
        {(b.label, b.outcome) for b in cell.one} == {(b.label, b.outcome) for b in cell.two}
        for cell in refine(one, two, SOLVER)
    )


def same_by_isl(one: Ruleset, two: Ruleset, sets: Sets) -> bool:
    keys = {(b.label, b.outcome) for ruleset in (one, two) for b in ruleset.branches}
    each = (
        [
            sets.union(sets.within(b.when) for b in ruleset.branches if (b.label, b.outcome) == key)
            for ruleset in (one, two)
        ]
        for key in keys
    )
    return all(before.is_equal(after) for before, after in each)
