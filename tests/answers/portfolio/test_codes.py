"""Cell codes: every cell is answered as the atlas and the reference say, and what a code cannot tell is refused."""

from datetime import date

import pytest
from attrs import evolve

from sec_rules.analysis.atlas import build
from sec_rules.answers.portfolio.codes import Cells, Flag, Place, Steps, everyone, someone, wide_value
from sec_rules.engine.evaluation import answering
from sec_rules.errors import EngineError
from sec_rules.lang import ALWAYS, Count
from sec_rules.loading import load
from sec_rules.rulebook.facts import domestic_premises, non_domestic_premises, supplier_party, years_since_initial
from sec_rules.rulebook.questions import assessment
from tests.beside import beside

AFTER, DRAFTED = date(2019, 2, 28), date(2019, 3, 1)
REGIMES = [date(2017, 1, 1), date(2018, 11, 29), date(2019, 2, 27), AFTER]


def code_of(cells, facts):
    """The code of facts, worked out by hand from what the digits are said to be."""
    code = 0
    for digit, worth in cells.strides():
        match digit:
            case Flag(fact):
                value = int(facts[fact.name])
            case Steps(terms, figures):
                total = sum(weight * facts[count.name] for count, weight in terms)
                value = sum(total >= figure for figure in figures)
            case Place(count, of):
                value = (facts[count.name] - 1) % of
        code += value * worth
    return code


def drafted(**changes):
    clause = load().clause("G8.41")
    version = clause.on(AFTER)
    rules = tuple(evolve(rule, **changes) for rule in version.rules)
    return load().with_draft([evolve(clause, versions=(evolve(version, in_force=DRAFTED, rules=rules),))], on=DRAFTED)


@pytest.mark.parametrize("on", REGIMES)
def test_the_answer_of_a_code_is_that_of_the_reference_for_all_who_have_it(on):
    regime = load().regime(assessment, on)
    cells = Cells(regime)
    for row in (*(cell.witness for cell in build(regime.ruleset).cells), *beside(regime.ruleset)):
        columns, answer = cells.answer(code_of(cells, row)), regime._by_reference(row, on)
        assert columns["outcome"] == (answer.outcome.name if answer.outcome else None)
        assert columns["because"] == ", ".join(
            dict.fromkeys(c for b in answering(regime.ruleset, row) for c in b.cites)
        )
        assert columns["doubts"] == (" ".join(f"{clause}: {unsure}" for clause, unsure in answer.doubts) or None)


def test_the_digits_are_the_flags_the_sums_with_all_their_figures_and_the_places_in_a_cycle():
    digits = Cells(load().regime(assessment, AFTER)).digits
    assert Flag(supplier_party) in digits
    weighted = ((domestic_premises, 1), (non_domestic_premises, 5))
    assert Steps(weighted, (250_001,)) in digits
    assert Place(years_since_initial, 3) in digits
    assert Steps(((years_since_initial, 1),), (2, 3, 4)) in digits


def test_codes_that_break_an_assumption_are_left_out():
    cells = Cells(load().regime(assessment, AFTER))
    allowed = set(cells.allowed())
    assert len(allowed) == cells.size * 3 // 4
    both = {f.name: True for f in cells.reads if f.name.endswith("party")}
    facts = {f.name: 1 for f in cells.reads} | both
    assert code_of(cells, facts) not in allowed


def test_more_cells_than_a_code_can_tell_are_refused():
    condition = ALWAYS
    for number in range(63):
        condition = condition & Count(f"count{number}", "a count", "units").exceeds(5)
    with pytest.raises(EngineError, match="more than one code of 62 bits can tell"):
        Cells(drafted(applies=supplier_party & condition).regime(assessment, DRAFTED))


def test_a_sum_that_may_not_fit_into_64_bits_is_refused():
    far = (10**10 * domestic_premises + non_domestic_premises).exceeds(7)
    with pytest.raises(EngineError, match="may not fit into 64 bits"):
        Cells(drafted(applies=supplier_party & far).regime(assessment, DRAFTED))


def test_two_facts_of_one_name_are_refused():
    other = Count("domestic_premises", "the same name, another range", "premises", at_most=5)
    both = domestic_premises.exceeds(9) & other.exceeds(3)
    with pytest.raises(EngineError, match="'domestic_premises' stands for two facts"):
        Cells(drafted(applies=supplier_party & both).regime(assessment, DRAFTED))


def test_a_clause_of_a_turn_that_never_comes_answers_nobody():
    never = years_since_initial.turn(5, of=3)
    regime = drafted(applies=supplier_party & never).regime(assessment, DRAFTED)
    cells = Cells(regime)
    assert all(cells.answer(code)["because"] != "G8.41" for code in cells.allowed())


def wide_of(cells, facts):
    return sum(wide_value(digit, facts) * worth for digit, worth in cells.wide_strides())


def with_holes(cells, on, every):
    """Rows beside the figures, each with another set of facts missing."""
    names = [fact.name for fact in cells.reads]
    for number, row in enumerate([*beside(load().ruleset(assessment, on))][::every]):
        yield {n: v for n, v in row.items() if n in names and not number >> names.index(n) & 1}


@pytest.mark.parametrize("on", REGIMES)
def test_one_user_stands_for_all_of_a_code_that_tells_missing_facts(on):
    cells = Cells(load().regime(assessment, on))
    for facts in with_holes(cells, on, 97):
        code = wide_of(cells, facts)
        found = someone(cells.digits, code)
        assert found is not None
        assert set(found) == set(facts)
        assert wide_of(cells, found) == code
        assert cells.of_wide(code) == cells.settled(facts)


def test_everyone_is_of_a_code_that_is_answered_ahead():
    cells = Cells(load().regime(assessment, AFTER))
    ahead = cells.ahead()
    for facts in with_holes(cells, AFTER, 97):
        code = wide_of(cells, facts)
        assert ahead[code] == cells.of_wide(code)


def test_each_code_that_somebody_has_is_found_once():
    cells = Cells(load().regime(assessment, AFTER))
    found = everyone(cells.digits)
    assert all(wide_of(cells, facts) == code for code, facts in found.items())
    some = range(0, cells.wide_size, 29)
    assert [code for code in some if code in found] == [c for c in some if someone(cells.digits, c) is not None]


def test_who_breaks_an_assumption_is_not_answered_ahead():
    cells = Cells(load().regime(assessment, AFTER))
    both = {"supplier_party": True, "network_party": True}
    whole = {fact.name: 1 for fact in cells.reads} | both
    assert not {wide_of(cells, both), wide_of(cells, whole)} & set(cells.ahead())


def test_where_too_many_codes_are_possible_none_is_answered_ahead():
    counts = [Count(f"count_{n}", "A count.", "premises", 0, 1_000_000) for n in range(12)]
    assert everyone([Steps(((count, 1),), (5,)) for count in counts[:3]]).keys() == set(range(27))
    assert everyone([Steps(((count, 1),), (5,)) for count in counts]) is None
    assert everyone([Steps(tuple((count, 1) for count in counts), (5, 700))]) is None


def test_a_code_that_tells_missing_facts_is_that_of_a_cell_where_none_are():
    cells = Cells(load().regime(assessment, AFTER))
    for facts in [*beside(load().ruleset(assessment, AFTER))][::97]:
        assert cells.whole(wide_of(cells, facts)) == code_of(cells, facts)
        assert cells.whole(wide_of(cells, facts | {"supplier_party": True})) is not None
        assert cells.whole(wide_of(cells, {n: v for n, v in facts.items() if n != "supplier_party"})) is None


def test_nobody_is_found_where_facts_would_have_to_be_two_things_at_once():
    flag, count = Flag(supplier_party), Steps(((domestic_premises, 1),), (5, 10))
    both = Steps(((domestic_premises, 1), (non_domestic_premises, 5)), (5,))
    # At least 10 alone, and less than 5 with what is added to it.
    assert someone((count, both), 2) is None
    assert someone((flag, count, both), 1 + 3 * (2 + 4 * 1)) == {
        "supplier_party": True,
        "domestic_premises": 10,
        "non_domestic_premises": 0,
    }
