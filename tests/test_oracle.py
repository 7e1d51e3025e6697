"""A second solver over exact integer sets (isl) agrees: on the atlas, on every verdict, and on what changes."""

from collections.abc import Iterator
from datetime import date

import pytest
from attrs import evolve

from sec_rules.assumptions import ASSUMPTIONS
from sec_rules.atlas import build, refine, sole
from sec_rules.atoms import All, Bound, Formula, Literal, formula
from sec_rules.backends.solver import Solver
from sec_rules.code import load
from sec_rules.compare import compare
from sec_rules.facts import SMALLEST_FIRST
from sec_rules.lang import Both, Comparison, Count, Figure, Outcome, Relation, Sum, Times, Turn, YesNo
from sec_rules.laws import EVERY_LIMB_CAN_APPLY, MORE_NEVER_LIGHTER, gaps, overlaps, prove, verdict
from sec_rules.linking import Branch, Law, facts_of
from sec_rules.questions import assessment

isl = pytest.importorskip("islpy")

TODAY, DRAFTED = date(2019, 2, 28), date(2019, 3, 1)
GROWN = "grown"


class Sets:
    """Formulas as sets of facts, in the order in which the smallest case is the least."""

    def __init__(self, grows: Count | None = None) -> None:
        self.grows = grows
        self.names = [fact.name for fact in SMALLEST_FIRST] + ([GROWN] if grows else [])
        ranges = [(f.name, *((0, 1) if isinstance(f, YesNo) else (f.at_least, f.at_most))) for f in SMALLEST_FIRST]
        ranges += [(GROWN, grows.at_least, grows.at_most)] if grows else []
        self.ranges = " and ".join(f"{low} <= {name} <= {high}" for name, low, high in ranges)
        self.space = self.of(All(tuple(formula(a.holds) for a in ASSUMPTIONS)))

    def of(self, given: Formula, *, grown: bool = False):
        names = {fact.name: fact.name for fact in SMALLEST_FIRST}
        if grown and self.grows:
            names[self.grows.name] = GROWN
        return isl.Set(f"{{ [{', '.join(self.names)}] : {self.ranges} and {_text(given, names)} }}")

    def nothing(self):
        return self.space.subtract(self.space)

    def union(self, sets):
        found = self.nothing()
        for one in sets:
            found = found.union(one)
        return found

    def answering(self, branches: tuple[Branch, ...], *, grown: bool = False):
        """Who gets each outcome from exactly one branch."""
        sets = [self.of(branch.when, grown=grown).intersect(self.space) for branch in branches]
        found = {}
        for number, branch in enumerate(branches):
            if isinstance(branch.outcome, Outcome):
                alone = sets[number].subtract(self.union(sets[:number] + sets[number + 1 :]))
                found[branch.outcome] = found.get(branch.outcome, self.nothing()).union(alone)
        return found

    def least(self, found):
        """The smallest case of a set, by name; None of an empty one."""
        if found.is_empty():
            return None
        point = found.lexmin().sample_point()
        values = [point.get_coordinate_val(isl.dim_type.set, n).to_python() for n in range(len(self.names))]
        return dict(zip(self.names, values, strict=True))


def _text(given: Formula, names: dict[str, str]) -> str:
    if isinstance(given, Literal):
        return ("" if given.holds else "not ") + f"({_atom(given.atom, names)})"
    if not given.parts:
        return "(0 = 0)" if isinstance(given, All) else "(0 = 1)"
    joined = (" and " if isinstance(given, All) else " or ").join(_text(part, names) for part in given.parts)
    return f"({joined})"


def _atom(atom, names: dict[str, str]) -> str:
    match atom:
        case YesNo(name):
            return f"{names[name]} = 1"
        case Turn(count, turn, of):
            return f"({names[count.name]} - {turn}) mod {of} = 0"
        case Bound(terms, at_least):
            return " + ".join(f"{weight} * {names[count.name]}" for count, weight in terms) + f" >= {at_least}"
    raise TypeError(atom)


def law(on: date) -> Law:
    return load().law(assessment, on)


DAYS = [date(2017, 1, 1), date(2018, 11, 28), date(2018, 11, 29), date(2019, 2, 27), date(2019, 2, 28)]


@pytest.mark.parametrize("on", DAYS)
def test_isl_agrees_that_the_cells_exclude_each_other_and_cover_everything(on: date) -> None:
    sets, atlas = Sets(), build(law(on))
    cells = [sets.of(All(cell.literals)) for cell in atlas.cells]
    for number, cell in enumerate(cells):
        assert all(cell.is_disjoint(other) for other in cells[:number])
        assert not cell.is_empty()
    assert sets.union(cells).is_equal(sets.space)


@pytest.mark.parametrize("on", DAYS)
def test_isl_agrees_on_the_answers_and_the_smallest_case_of_every_cell(on: date) -> None:
    sets, atlas = Sets(), build(law(on))
    for branch in atlas.law.branches:
        cells = (sets.of(All(cell.literals)) for cell in atlas.cells if branch in cell.answers)
        assert sets.union(cells).is_equal(sets.of(branch.when).intersect(sets.space))
    for cell in atlas.cells:
        assert sets.least(sets.of(All(cell.literals))) == cell.witness


@pytest.mark.parametrize(
    ("old", "new"), [(DAYS[3], DAYS[4]), (DAYS[1], DAYS[2]), (DAYS[4], DAYS[3]), (DAYS[0], DAYS[4])]
)
def test_isl_agrees_on_what_changes_and_on_the_smallest_case_of_every_change(old: date, new: date) -> None:
    sets = Sets()
    before, after = (sets.answering(law(on).branches) for on in (old, new))
    changed = {(a.name, b.name): x.intersect(y) for a, x in before.items() for b, y in after.items() if a != b}
    joint = [cell for cell in refine(law(old), law(new), Solver()) if sole(cell.one) != sole(cell.two)]
    assert sets.union(changed.values()).is_equal(sets.union(sets.of(All(cell.literals)) for cell in joint))
    least = {pair: sets.least(found) for pair, found in changed.items() if not found.is_empty()}
    for pair, witness in least.items():
        told = [c.witness for c in compare(law(old), law(new)) if (c.was, c.becomes) == pair]
        assert min(told, key=lambda w: [w[name] for name in sets.names]) == witness
    assert {(c.was, c.becomes) for c in compare(law(old), law(new))} == set(least)


# Mutants: one edit each to one clause.


def figures(amount) -> Iterator:
    """The amount with one of its figures one higher or one lower."""
    match amount:
        case Figure(value):
            yield from (Figure(value - 1), Figure(value + 1))
        case Times(figure, inner):
            yield from (Times(changed, inner) for changed in figures(figure))
        case Sum(parts):
            for number, part in enumerate(parts):
                yield from (Sum((*parts[:number], new, *parts[number + 1 :])) for new in figures(part))


def edits(condition) -> Iterator:
    """The condition with one edit: a figure, or a comparison that takes in its figure where it did not."""
    match condition:
        case Both(parts):
            for number, part in enumerate(parts):
                yield from (Both((*parts[:number], new, *parts[number + 1 :])) for new in edits(part))
        case Comparison(left, relation, right):
            yield from (Comparison(new, relation, right) for new in figures(left))
            yield from (Comparison(left, relation, new) for new in figures(right))
            yield from (Comparison(left, other, right) for other in Relation if other is not relation)


def mutants() -> Iterator[tuple[str, Law]]:
    code = load()
    for label in ("G8.41", "G8.42", "G8.44", "G8.45", "G8.47"):
        clause = code.clause(label)
        version = clause.on(TODAY)
        (rule,) = version.rules
        rules = [evolve(rule, applies=applies) for applies in edits(rule.applies)]
        rules += [evolve(rule, limbs=(*rule.limbs[:n], *rule.limbs[n + 1 :])) for n in range(len(rule.limbs))]
        rules += [
            evolve(rule, limbs=(*rule.limbs[:n], evolve(limb, outcome=outcome), *rule.limbs[n + 1 :]))
            for n, limb in enumerate(rule.limbs)
            for outcome in assessment.outcomes
            if isinstance(limb.outcome, Outcome) and outcome != limb.outcome
        ]
        for changed in rules:
            draft = evolve(clause, versions=(evolve(version, in_force=DRAFTED, rules=(changed,)),))
            yield label, code.with_draft([draft], on=DRAFTED).law(assessment, DRAFTED)
        yield label, code.with_draft([], deleted=[label], on=DRAFTED).law(assessment, DRAFTED)


MUTANTS = list(mutants())


def smallest(failures):
    order = [fact.name for fact in SMALLEST_FIRST]
    return min((f.witness for f in failures), key=lambda w: [w[name] for name in order], default=None)


@pytest.mark.parametrize("number", range(len(MUTANTS)))
def test_isl_agrees_on_every_verdict_over_a_mutant(number: int) -> None:
    _, mutant = MUTANTS[number]
    if mutant.unread:
        assert {v.holds for v in prove(mutant)} == {None}
        return
    sets, atlas = Sets(), build(mutant)
    answers = [sets.of(branch.when).intersect(sets.space) for branch in mutant.branches]
    pairs = (one.intersect(two) for n, one in enumerate(answers) for two in answers[:n])
    assert smallest(gaps(atlas)) == sets.least(sets.space.subtract(sets.union(answers)))
    assert smallest(overlaps(atlas)) == sets.least(sets.union(pairs))
    never = verdict(EVERY_LIMB_CAN_APPLY, atlas)
    unable = {b.label for b in mutant.branches} - {
        b.label for b, answer in zip(mutant.branches, answers, strict=True) if not answer.is_empty()
    }
    assert {label for f in never.failures for label in f.labels} == unable
    lighter = verdict(MORE_NEVER_LIGHTER, atlas)
    assert {f.grown[0]: (f.witness, f.grown[1]) for f in lighter.failures} == dict(lighter_steps(mutant))


def lighter_steps(mutant: Law) -> Iterator:
    for count in (count for count in assessment.more_never_lighter if count.name in facts_of(mutant)):
        sets = Sets(count)
        before, after = sets.answering(mutant.branches), sets.answering(mutant.branches, grown=True)
        more = isl.Set(f"{{ [{', '.join(sets.names)}] : {GROWN} > {count.name} }}")
        steps = (x.intersect(y) for a, x in before.items() for b, y in after.items() if b.weight < a.weight)
        least = sets.least(sets.union(steps).intersect(more))
        if least is not None:
            yield count.name, ({n: v for n, v in least.items() if n != GROWN}, least[GROWN])


def test_there_are_mutants_of_every_clause() -> None:
    assert {label for label, _ in MUTANTS} == {"G8.41", "G8.42", "G8.44", "G8.45", "G8.47"}
    assert len(MUTANTS) > 60
