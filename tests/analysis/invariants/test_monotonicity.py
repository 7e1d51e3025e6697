"""Steps from one cell to another in which more of a count makes an answer lighter, or whatever else is not to be."""

from datetime import date
from random import Random

from sec_rules.analysis.atlas import build
from sec_rules.analysis.invariants.monotonicity import growing, smallest_step
from sec_rules.loading import load
from sec_rules.rulebook.questions import assessment

ATLAS = build(load().ruleset(assessment, date(2019, 2, 28)))


def never_heavier(one, other):
    return other.weight <= one.weight


def never_lighter(one, other):
    return one.weight <= other.weight


def test_steps_to_and_from_more_cells_are_those_that_the_cells_before_them_did_not_have():
    choice, found = Random(17), set()
    for count in growing(ATLAS.ruleset):
        for _ in range(60):
            one, *others = choice.sample(ATLAS.cells, 3)
            given, more = (others, [one]) if choice.random() < 0.5 else ([one], others)
            if smallest_step(ATLAS, given, count, never_heavier) is None:
                whole = smallest_step(ATLAS, (*given, *more), count, never_heavier)
                assert smallest_step(ATLAS, given, count, never_heavier, more=more) == whole
                found.add(str(whole))
    assert len(found) > 3


def test_a_step_goes_from_the_smallest_user_to_the_least_greater_count():
    count = next(iter(growing(ATLAS.ruleset)))
    facts, more = smallest_step(ATLAS, ATLAS.cells, count, never_heavier)
    before, after = (load().ask(assessment, each, on=date(2019, 2, 28)) for each in (facts, facts | {count.name: more}))
    assert before.outcome.weight < after.outcome.weight
    fewer = facts | {count.name: more - 1}
    assert load().ask(assessment, fewer, on=date(2019, 2, 28)).outcome.weight <= before.outcome.weight
    assert smallest_step(ATLAS, ATLAS.cells, count, never_lighter) is None
