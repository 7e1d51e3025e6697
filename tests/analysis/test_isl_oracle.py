"""A second solver over exact integer sets (isl) agrees: on the atlas, on every verdict, and on what changes."""

from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

import pytest
from attrs import evolve

from sec_rules.analysis.atlas import build, refine, sole
from sec_rules.analysis.comparison import compare
from sec_rules.analysis.invariants import (
    EVERY_LIMB_CAN_APPLY,
    INVARIANTS,
    MORE_NEVER_LIGHTER,
    Failure,
    ForEach,
    Invariant,
    Related,
    Unchanged,
    answers_at,
    gaps,
    limbs,
    overlaps,
    prove,
    verdict,
)
from sec_rules.analysis.invariants.relational import breaches, failure, relation, seen
from sec_rules.engine.code import HELD_FROM
from sec_rules.engine.linking import Ruleset, facts_of
from sec_rules.engine.solver import Solver
from sec_rules.lang import Count, YesNo
from sec_rules.lang.formulas import All, Formula, formula
from sec_rules.loading import load
from sec_rules.rulebook.assumptions import ASSUMPTIONS
from sec_rules.rulebook.facts import FACTS, SMALLEST_FIRST, years_since_initial
from sec_rules.rulebook.questions import assessment
from tests.analysis.isl_sets import GROWN, Sets, in_isl
from tests.mutation.rules import mutants_of

isl = pytest.importorskip("islpy")


def ruleset(on: date) -> Ruleset:
    return load().ruleset(assessment, on)


DAYS = [date(2017, 1, 1), date(2018, 11, 28), date(2018, 11, 29), date(2019, 2, 27), date(2019, 2, 28)]


@pytest.mark.parametrize("on", DAYS)
def test_isl_agrees_that_the_cells_exclude_each_other_and_cover_everything(on: date) -> None:
    sets, atlas = Sets(), build(ruleset(on))
    cells = [sets.of(All(cell.literals)) for cell in atlas.cells]
    for number, cell in enumerate(cells):
        assert all(cell.is_disjoint(other) for other in cells[:number])
        assert not cell.is_empty()
    assert sets.union(cells).is_equal(sets.space)


@pytest.mark.parametrize("on", DAYS)
def test_isl_agrees_on_the_answers_and_the_smallest_case_of_every_cell(on: date) -> None:
    sets, atlas = Sets(), build(ruleset(on))
    for branch in atlas.ruleset.branches:
        cells = (sets.of(All(cell.literals)) for cell in atlas.cells if branch in cell.answers)
        assert sets.union(cells).is_equal(sets.of(branch.when).intersect(sets.space))
    for cell in atlas.cells:
        assert sets.least(sets.of(All(cell.literals))) == cell.witness


@pytest.mark.parametrize(
    ("old", "new"), [(DAYS[3], DAYS[4]), (DAYS[1], DAYS[2]), (DAYS[4], DAYS[3]), (DAYS[0], DAYS[4])]
)
def test_isl_agrees_on_what_changes_and_on_the_smallest_case_of_every_change(old: date, new: date) -> None:
    sets = Sets()
    before, after = (sets.answering(ruleset(on).branches) for on in (old, new))
    changed = {(a.name, b.name): x.intersect(y) for a, x in before.items() for b, y in after.items() if a != b}
    joint = [cell for cell in refine(ruleset(old), ruleset(new), Solver(FACTS)) if sole(cell.one) != sole(cell.two)]
    assert sets.union(changed.values()).is_equal(sets.union(sets.of(All(cell.literals)) for cell in joint))
    least = {pair: sets.least(found) for pair, found in changed.items() if not found.is_empty()}
    for pair, witness in least.items():
        witnesses = [c.witness for c in compare(ruleset(old), ruleset(new)) if (c.was, c.becomes) == pair]
        assert min(witnesses, key=lambda w: [w[name] for name in sets.names]) == witness
    assert {(c.was, c.becomes) for c in compare(ruleset(old), ruleset(new))} == set(least)


# Mutants: every one that `python -m tests.mutation` makes, on the day on which the version with the slip begins.


def _mutants() -> Iterator[tuple[str, Ruleset, Ruleset]]:
    """The slip, the ruleset without it, and the ruleset with it."""
    code = load()
    for clause in code.clauses:
        for mutant in mutants_of(clause):
            on = max(mutant.version.in_force, HELD_FROM)
            one, two = (c.ruleset(assessment, on) for c in (code, mutant.put_into(code)))
            if one.rules != two.rules:
                yield f"{mutant.label} {mutant.of} {mutant.what}", one, two


@cache
def mutants() -> list[tuple[str, Ruleset, Ruleset]]:
    """The slip, the ruleset without it, and the ruleset with it."""
    return list(_mutants())


# One for all mutants on each side, each keeping what it has worked out: most of a mutant is the Code as it stands.
SHARED = Sets()
SOLVER = Solver(assessment.facts, most_steps=10_000_000_000)


def smallest(failures):
    order = [fact.name for fact in SMALLEST_FIRST]
    return min((f.witness for f in failures), key=lambda w: [w[name] for name in order], default=None)


@pytest.mark.parametrize("part", range(8))
def test_isl_agrees_on_every_verdict_over_every_mutant(part: int) -> None:
    for what, original, mutant in mutants()[part::8]:
        if mutant.unread:
            assert {v.holds for v in prove(mutant)} == {None}, what
            continue
        atlas = build(mutant, solver=SOLVER)
        answers = [SHARED.within(branch.when) for branch in mutant.branches]
        pairs = (one.intersect(two) for n, one in enumerate(answers) for two in answers[:n])
        assert smallest(gaps(atlas)) == SHARED.least(SHARED.space.subtract(SHARED.union(answers))), what
        assert smallest(overlaps(atlas)) == SHARED.least(SHARED.union(pairs)), what
        never = verdict(EVERY_LIMB_CAN_APPLY, atlas)
        able = {b.label for b, answer in zip(mutant.branches, answers, strict=True) if not answer.is_empty()}
        assert {label for f in never.failures for label in f.labels} == set(limbs(mutant)) - able, what
        lighter = verdict(MORE_NEVER_LIGHTER, atlas)
        assert {f.grown[0]: (f.witness, f.grown[1]) for f in lighter.failures} == dict(lighter_steps(mutant)), what
        assert alike(original, mutant) == (answered(original) == answered(mutant)), what


class Answered(dict):
    """Who is answered by each limb with each outcome, compared as sets of facts."""

    def __eq__(self, other: object) -> bool:
        assert isinstance(other, Answered)
        nobody = SHARED.nothing()
        return all(self.get(key, nobody).is_equal(other.get(key, nobody)) for key in self.keys() | other.keys())


def answered(given: Ruleset) -> Answered:
    found = Answered()
    for branch in given.branches:
        key = (branch.label, branch.outcome)
        found[key] = found.get(key, SHARED.nothing()).union(SHARED.within(branch.when))
    return found


def alike(one: Ruleset, two: Ruleset) -> bool:
    """What the mutation run takes for proved to be no change, the order of answers aside."""
    said = lambda answers: {(b.label, b.outcome) for b in answers}  # noqa: E731
    return all(said(cell.one) == said(cell.two) for cell in refine(one, two, SOLVER))


@lru_cache
def growing_in(count: Count) -> Sets:
    return Sets(count)


def lighter_steps(mutant: Ruleset) -> Iterator:
    for count in (count for count in assessment.more_never_lighter if count.name in facts_of(mutant)):
        sets = growing_in(count)
        before, after = sets.answering(mutant.branches), sets.answering(mutant.branches, grown=True)
        more = isl.Set(f"{{ [{', '.join(sets.names)}] : {GROWN} > {count.name} }}")
        steps = (x.intersect(y) for a, x in before.items() for b, y in after.items() if b.weight < a.weight)
        least = sets.least(sets.union(steps).intersect(more))
        if least is not None:
            yield count.name, ({n: v for n, v in least.items() if n != GROWN}, least[GROWN])


def test_there_are_mutants_of_every_clause_and_some_are_no_change() -> None:
    assert {what.split()[0] for what, _, _ in mutants()} == {
        "G8.41",
        "G8.42",
        "G8.43",
        "G8.44",
        "G8.45",
        "G8.46",
        "G8.47",
    }
    assert len(mutants()) > 280
    first_year = [m for m in mutants() if m[0].endswith("in (a), 'is at most' for 'is exactly' (turned round)")]
    assert len(first_year) == 6
    assert all(alike(original, mutant) for _, original, mutant in first_year)


# Invariants of several Users, and of one in several years.


class Several(Sets):
    """Formulas about several Users as sets of the facts of all of them."""

    def __init__(self, related: Related) -> None:
        marks = {user.mark: user.own for user in related.users if user.own}
        own = [(f.name + mark, f) for mark, names in marks.items() for f in SMALLEST_FIRST if f.name in names]
        later = max(user.later for user in related.users)
        facts = [*((f.name, f) for f in SMALLEST_FIRST), *own]
        self.grows, self.made, self.apart = None, {}, {}
        self.marked = {name: name.replace("'", "_") for name, _ in facts}
        self.names = list(self.marked.values())
        last = {years_since_initial: later}
        ranges = [
            (name, *((0, 1) if isinstance(f, YesNo) else (f.at_least, f.at_most - last.get(f, 0)))) for name, f in facts
        ]
        self.ranges = " and ".join(f"{low} <= {self.marked[name]} <= {high}" for name, low, high in ranges)
        assumed = (seen(formula(a.holds), user) for user in related.users for a in ASSUMPTIONS)
        self.space = self.of(All((relation(related), *assumed)))

    def of(self, given: Formula, *, grown: bool = False):
        return isl.Set(f"{{ [{', '.join(self.names)}] : {self.ranges} and {in_isl(given, self.marked)} }}")

    def breaking(self, given: Ruleset, related: Related):
        """Where the outcomes of all Users are not as the invariant says; one User after the other, what is empty
        left out.
        """
        each = []
        for user in related.users:
            branches = tuple(evolve(b, when=seen(b.when, user)) for b in given.branches)
            each.append({o: found.coalesce() for o, found in self.answering(branches).items()})
        return self.union(self._breaking(related, each, self.space, ()))

    def _breaking(self, related: Related, each, reached, outcomes) -> Iterator:
        if reached.is_empty():
            return
        if len(outcomes) == len(each):
            if not related.says(outcomes):
                yield reached
            return
        for outcome, found in each[len(outcomes)].items():
            yield from self._breaking(related, each, reached.intersect(found), (*outcomes, outcome))


def relations(declared: Invariant, given: Ruleset) -> list[Related]:
    match declared.says:
        case Related() as related:
            return [related]
        case ForEach(of):
            return [related for _, related in of(given)]
    return []


STATED = [
    (p, on)
    for p in INVARIANTS
    for on in (DAYS[1], DAYS[3], DAYS[4])
    if p.stated_for(assessment, on) and relations(p, ruleset(on))
]


@pytest.mark.parametrize(("declared", "on"), STATED, ids=lambda x: getattr(x, "name", str(x)))
def test_isl_agrees_on_every_invariant_of_several_users(declared: Invariant, on: date) -> None:
    found = [Several(related).breaking(ruleset(on), related).is_empty() for related in relations(declared, ruleset(on))]
    assert all(found) == verdict(declared, build(ruleset(on))).holds


# Some of the kinds of mutants of each clause; `tests/benchmarks` has all of them, which takes minutes.
@cache
def sample() -> list[tuple[str, Ruleset, Ruleset]]:
    each_kind = list(
        {(what.split()[0], what.split(" ", 2)[2].split(",")[0][:12]): m for m in mutants() for what in [m[0]]}.values()
    )
    return each_kind[:: max(1, len(each_kind) // 6)]


SAMPLED = 7


def test_each_mutant_of_the_sample_has_a_test() -> None:
    assert len(sample()) == SAMPLED


@pytest.mark.parametrize("number", range(SAMPLED))
def test_isl_agrees_on_the_smallest_case_of_every_invariant_that_a_mutant_breaks(number: int) -> None:
    what, _, mutant = sample()[number]
    agree_on_what_breaks(what, mutant)


def agree_on_what_breaks(what: str, mutant: Ruleset) -> None:
    """Asserts that both find the same smallest case of each invariant of several Users that a mutant breaks."""
    atlas = build(mutant)
    for declared in INVARIANTS:
        if declared.stated_for(assessment, mutant.day):
            for related in relations(declared, mutant):
                sets = Several(related)
                least = sets.least(sets.breaking(mutant, related))
                found = [b for b in breaches(atlas, related, ASSUMPTIONS) if not b.breaks]
                cases = failure(atlas, related, declared.statement, found).cases if found else None
                expected = (
                    None
                    if least is None
                    else tuple(
                        user.facts({name: least[marked] for name, marked in sets.marked.items()}, years_since_initial)
                        for user in related.users
                    )
                )
                assert (what, declared.name, _plain(cases)) == (what, declared.name, _plain(expected))


def _plain(cases):
    return None if cases is None else [{name: int(value) for name, value in case.items()} for case in cases]


# The proofs themselves: each counterexample is run through the reference.


@pytest.mark.parametrize("part", range(4))
def test_every_counterexample_shows_by_the_reference_what_is_claimed_of_it(part: int) -> None:
    shown = 0
    for what, _, mutant in mutants()[part::24]:
        invariants = [
            p for p in INVARIANTS if p.stated_for(assessment, mutant.day) and not isinstance(p.says, Unchanged)
        ]
        for found, declared in zip(prove(mutant, invariants=invariants), invariants, strict=True):
            for failing in found.failures:
                assert shows(failing, declared, mutant), (what, declared.name)
                shown += 1
    assert shown > 10


def shows(failing: Failure, declared: Invariant, given: Ruleset) -> bool:
    """Whether the smallest case of a failure, put to the reference, goes against the invariant."""
    if failing.witness is None:
        # Of a limb that can never apply there is no case: nobody who is drawn near the figures meets it either.
        return not any(b.label in failing.labels for f in drawn_near(given) for b in answers_at(given, f))
    answers = answers_at(given, failing.witness)
    match failing.kind:
        case "gap":
            return not answers
        case "overlap":
            return len(answers) > 1
        case "lighter":
            count, more = failing.grown
            after = sole(answers_at(given, failing.witness | {count: more}))
            before = sole(answers)
            return more > failing.witness[count] and after.weight < before.weight
    outcomes = tuple(sole(answers_at(given, facts)) for facts in failing.cases)
    same = [r for r in relations(declared, given) if len(r.users) == len(outcomes)]
    return any(not related.says(outcomes) for related in same)


def drawn_near(given: Ruleset) -> Iterator[dict[str, bool | int]]:
    """Users at and beside each figure, in the first years, of each party."""
    nothing = {f.name: False if isinstance(f, YesNo) else f.at_least for f in SMALLEST_FIRST}
    for year in range(1, 8):
        for party in ("supplier_party", "network_party", None):
            for number in (0, 249_999, 250_000, 250_001):
                counts = {"domestic_premises": number, "network_premises": number, "years_since_initial": year}
                yield nothing | counts | ({party: True} if party else {})
