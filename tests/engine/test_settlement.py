"""What is settled with facts missing, by look-ups: held against everybody there could be, and against the solver."""

from datetime import date
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sec_rules.engine import traces
from sec_rules.engine.evaluation import Regime, answer_fields, answering, doubts_met
from sec_rules.engine.linking import Branch, LinkedRule, Ruleset
from sec_rules.engine.missing_facts import settle
from sec_rules.engine.ranges import Range
from sec_rules.engine.results import result_of
from sec_rules.errors import AssumptionError, FactError
from sec_rules.lang import ALWAYS, Answers, Count, Limb, Outcome, Question, YesNo
from sec_rules.lang.formulas import formula
from sec_rules.loading import load
from sec_rules.rulebook.facts import domestic_premises, non_domestic_premises
from sec_rules.rulebook.questions import QUESTIONS, assessment, latest_date
from sec_rules.testing import codes, users

DAY = date(2020, 1, 1)

# A ruleset of a few clauses over small counts, so that everybody there could be can be asked.

FLAG = YesNo("flag", "")
A, B, C = (Count(name, "", "", at_most=3) for name in "abc")
YEAR = Count("year", "", "", at_least=1, at_most=5)
FACTS = {fact.name: fact for fact in (FLAG, A, B, C, YEAR)}
OUTCOMES = [Outcome(name, "", weight) for weight, name in enumerate(["LIGHT", "HEAVY"])]


def values_of(fact):
    return (False, True) if isinstance(fact, YesNo) else tuple(range(fact.at_least, fact.at_most + 1))


EVERYBODY = [dict(zip(FACTS, values, strict=True)) for values in product(*map(values_of, FACTS.values()))]

sums = st.builds(
    lambda a, b, c, least: (a * A + b * B + c * C).is_at_least(least) if a or b or c else FLAG,
    st.integers(-2, 2), st.integers(-3, 3), st.integers(0, 1), st.integers(-3, 9),
)  # fmt: skip
turns = st.integers(1, 3).map(lambda turn: YEAR.turn(turn, of=3))
atoms = st.one_of(sums, turns, st.just(FLAG), st.integers(1, 5).map(YEAR.exceeds), st.integers(0, 3).map(A.exceeds))
conditions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: two[0] & two[1]),
        st.tuples(inner, inner).map(lambda two: two[0] | two[1]),
        inner.map(lambda one: ~one),
    ),
    max_leaves=4,
)


def ruleset_of(clauses) -> Ruleset:
    question = Question("question", "", tuple(OUTCOMES), tuple(FACTS.values()))
    version = load().clauses[0].versions[0]
    rules = []
    for number, (condition, outcome) in enumerate(clauses):
        label = f"G9.{number}"
        branch = Branch(label, "", (label,), formula(condition), OUTCOMES[outcome])
        limbs = (Limb("", ALWAYS, OUTCOMES[outcome]),)
        rules.append(
            LinkedRule(
                label,
                version,
                Answers(question=question, applies=condition, limbs=limbs),
                formula(condition),
                (branch,),
            )
        )
    return Ruleset(question, DAY, tuple(rules), (), ())


def expected(ruleset, everybody, given_facts):
    """Who may answer, what it needs and the outcome, by what everybody there could be was answered."""
    bounds = {n: (v.low, v.high) if isinstance(v, Range) else (v, v) for n, v in given_facts.items()}
    found = [
        (p, answers) for p, answers in everybody if all(low <= p[name] <= high for name, (low, high) in bounds.items())
    ]
    may = tuple(b for b in ruleset.branches if any(b in answers for _, answers in found))
    missing = [n for n in FACTS if not (n in given_facts and not isinstance(given_facts[n], Range))]

    def settles(names):
        seen = {}
        return all(seen.setdefault(tuple(p[n] for n in names), result_of(a)) == result_of(a) for p, a in found)

    needs = next(names for size in range(len(missing) + 1) for names in combinations(missing, size) if settles(names))
    (sole, *others) = {result_of(answers) for _, answers in found}
    return may, needs, None if others or not isinstance(sole, Outcome) else sole


clauses = st.lists(st.tuples(conditions, st.integers(0, 1)), min_size=1, max_size=4)
ranges = st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(lambda two: two[0] < two[1]).map(lambda t: Range(*t))
given_facts = st.fixed_dictionaries(
    {},
    optional={
        "flag": st.booleans(),
        **{name: st.one_of(st.integers(0, 3), ranges) for name in "abc"},
        "year": st.one_of(st.integers(1, 5), st.just(Range(2, 4)), st.just(Range(3, 5))),
    },
)


@settings(max_examples=25, deadline=None)
@given(clauses, st.lists(given_facts, min_size=6, max_size=6))
def test_it_is_what_asking_everybody_comes_to(drawn, patterns):
    ruleset = ruleset_of(drawn)
    regime = Regime(ruleset, FACTS)
    everybody = [(person, answering(ruleset, person)) for person in EVERYBODY]
    for known in patterns:
        answer = regime.answer(known, DAY)
        may, needs, outcome = expected(ruleset, everybody, known)
        assert (answer.needs, answer.outcome) == (needs, outcome)
        cites = tuple(dict.fromkeys(cited for branch in may for cited in branch.cites))
        assert answer.because == (() if needs else cites)


# The Code and drafts, against the solver.


def agree(regime, facts, on):
    """That the answer is what the solver alone makes of it, where the reference cannot tell."""
    answer = regime.answer(facts, on)
    within = {name: value for name, value in facts.items() if isinstance(value, Range)}
    if answering(regime.ruleset, answer.facts) is None:
        answers, why, needs = settle(regime.ruleset, answer.facts, regime.known, within)
        doubts = doubts_met(regime.ruleset, answer.facts, (branch.clause for branch in answers))
        fields = answer_fields(regime.ruleset, answers, doubts, why, needs, answer.assumptions)
        assert {name: getattr(answer, name) for name in fields} == fields, facts


def some_missing(facts, data):
    """Facts, of which some are taken out and some widened to ranges."""
    left = {}
    for name, value in facts.items():
        kept = data.draw(st.sampled_from(["known", "missing", "range"]), label=name)
        by = data.draw(st.sampled_from([1, 3, 100_000])) if kept == "range" else 0
        if kept == "range" and not isinstance(value, bool) and value + by <= 1_000:
            left[name] = Range(value, value + by)
        elif kept != "missing":
            left[name] = value
    return left


@settings(max_examples=8, deadline=None)
@given(st.sampled_from([date(2017, 6, 1), date(2018, 12, 1), DAY]), st.data())
def test_it_is_what_the_solver_says(on, data):
    regime = load().regime(assessment, on)
    agree(regime, some_missing(data.draw(users(regime.ruleset)), data), on)


@settings(max_examples=8, deadline=None)
@given(codes(), st.data())
def test_it_is_what_the_solver_says_of_rules_that_nobody_wrote(code, data):
    regime = code.regime(assessment, DAY)
    agree(regime, some_missing(data.draw(users(regime.ruleset)), data), DAY)


@settings(max_examples=8, deadline=None)
@given(st.data())
def test_it_is_what_the_solver_says_where_days_are_compared(data):
    regime = load().regime(latest_date, DAY)
    days = st.integers(737_000, 737_004)
    facts = {
        name: data.draw(days if fact.unit == "day" else st.integers(1, 3), label=name)
        for name, fact in regime.known.items()
    }
    agree(regime, {name: value for name, value in facts.items() if data.draw(st.booleans())}, DAY)


RANGED = [
    # No number of steps of 5 leads one of 7 and 8 past the figure and not the other.
    ({"domestic_premises": Range(7, 8)}, False),
    ({"domestic_premises": Range(5, 6)}, True),
]


@pytest.mark.parametrize(("within", "needed"), RANGED)
def test_a_range_is_needed_exactly_only_where_some_value_of_the_rest_makes_it_matter(within, needed):
    answer = load().ask(assessment, {"supplier_party": True, "years_since_initial": 1, **within}, on=DAY)
    assert ("domestic_premises" in answer.needs) is needed
    assert "non_domestic_premises" in answer.needs


def known_in_part(regime):
    """One User, of whom every set of facts is missing in turn."""
    values = {name: True if isinstance(fact, YesNo) else fact.at_least + 1 for name, fact in regime.known.items()}
    values |= {"network_party": False} if "network_party" in values else {}
    for size in range(len(values)):
        for names in combinations(values, size):
            yield {name: values[name] for name in names}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_no_question_of_the_code_is_put_to_the_solver_whatever_is_missing(question, monkeypatch):
    monkeypatch.setattr("sec_rules.engine.solver.Solver.__init__", None)
    regime = load().regime(question, DAY)
    for facts in known_in_part(regime):
        assert regime.answer(facts, DAY).facts == facts


def test_a_draft_that_no_table_holds_is_put_to_the_solver_and_that_is_kept():
    # A turn of a count that is added to another.
    odd = (domestic_premises + non_domestic_premises).exceeds(10) & domestic_premises.turn(1, of=2)
    regime = Regime(ruleset_of([(odd, 0)]), {f.name: f for f in (domestic_premises, non_domestic_premises)})
    for _ in range(2):
        assert regime.answer({"domestic_premises": 3}, DAY).needs == ("non_domestic_premises",)
    assert regime._by_solver.cache_info().hits == 1


# What is kept.


def test_what_is_kept_stays_bounded_whatever_is_asked(monkeypatch):
    monkeypatch.setattr(traces, "MOST_KEPT", 100)
    regime = Regime(load().ruleset(assessment, DAY), load().facts(DAY, assessment))
    kept = []
    for low in range(0, 500_000, 1_250):
        regime.answer({"domestic_premises": Range(low, 500_000), "non_domestic_premises": low // 10}, DAY)
    for facts in known_in_part(regime):
        regime.answer(facts, DAY)
        kept.append(regime._settled.__self__._kept)
    assert max(kept) <= 100 + 10


def test_none_is_missing_and_a_range_is_no_fact_of_the_answer():
    answer = load().ask(
        assessment,
        {"supplier_party": True, "network_premises": None, "domestic_premises": Range(250_001, 250_002)},
        on=DAY,
    )
    assert (str(answer.outcome), answer.facts) == ("FULL", {"supplier_party": True})


def test_what_cannot_be_is_refused_however_often_it_was_asked_before():
    for _ in range(3):
        with pytest.raises(AssumptionError):
            load().ask(assessment, {"supplier_party": True, "network_party": True}, on=DAY)
        with pytest.raises(FactError, match="domestic_premises"):
            load().ask(assessment, {"domestic_premises": -1}, on=DAY)
        with pytest.raises(FactError, match="domestic_premises"):
            load().ask(assessment, {"domestic_premises": Range(5, 10**10)}, on=DAY)
        with pytest.raises(FactError, match="premisses"):
            load().ask(assessment, {"supplier_party": True, "premisses": 1}, on=DAY)
