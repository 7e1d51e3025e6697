"""durable_rules as a second opinion: it says what the reference says, or there is an error that names both."""

import importlib.util
import os
import signal
import subprocess
import sys
import threading
from collections import OrderedDict
from datetime import date

import pytest
from attrs import evolve

from sec_rules.cli import main
from sec_rules.engine import durable
from sec_rules.engine.evaluation import answering
from sec_rules.errors import EngineError, ExtraError, FactError
from sec_rules.lang import ALWAYS, Count
from sec_rules.lang.formulas import formula
from sec_rules.loading import load
from sec_rules.rulebook.facts import domestic_premises, non_domestic_premises, supplier_party, years_since_initial
from sec_rules.rulebook.questions import assessment
from tests.beside import beside

BEFORE, AFTER, DRAFTED = date(2019, 2, 27), date(2019, 2, 28), date(2019, 3, 1)
# One day of each state of the Code, and the days on either side of each change.
REGIMES = [date(2017, 1, 1), date(2018, 11, 28), date(2018, 11, 29), BEFORE, AFTER, date(2020, 1, 1)]
LARGE = {
    "supplier_party": True,
    "network_party": False,
    "domestic_premises": 200_000,
    "non_domestic_premises": 10_001,
    "network_premises": 0,
    "shared_supplier_premises": 0,
    "shared_network_premises": 0,
    "years_since_initial": 1,
}
SMALL = LARGE | {"non_domestic_premises": 10_000}

needs_durable = pytest.mark.skipif(
    importlib.util.find_spec("durable") is None, reason="durable_rules is not installed (Python 3.13, or Windows)"
)


def ruleset(on=AFTER):
    return load().ruleset(assessment, on)


def drafted(label="G8.41", **changes):
    """The Code with one clause changed."""
    code = load()
    clause = code.clause(label)
    version = clause.on(AFTER)
    rules = tuple(evolve(rule, **changes) for rule in version.rules)
    return code.with_draft([evolve(clause, versions=(evolve(version, in_force=DRAFTED, rules=rules),))], on=DRAFTED)


# Agreement.


@needs_durable
@pytest.mark.parametrize("on", REGIMES)
def test_both_engines_answer_alike_in_every_cell_and_beside_every_figure(on):
    from sec_rules.analysis.atlas import build

    witnesses = [cell.witness for cell in build(ruleset(on)).cells]
    for row in (*witnesses, *beside(ruleset(on))):
        assert durable.fired(ruleset(on), row) == answering(ruleset(on), row)


@needs_durable
def test_an_answer_of_the_durable_engine_is_the_answer_of_the_reference():
    for facts in (LARGE, SMALL):
        assert load().ask(assessment, facts, on=AFTER, engine="durable") == load().ask(assessment, facts, on=AFTER)


@needs_durable
def test_counts_at_the_upper_ends_of_their_ranges_do_not_wrap_round():
    # Five times a thousand million does not fit in 32 bits.
    most = LARGE | {"domestic_premises": 1_000_000_000, "non_domestic_premises": 1_000_000_000}
    assert load().ask(assessment, most, on=AFTER, engine="durable").because == ("G8.41",)
    last = SMALL | {"years_since_initial": 1_000}
    assert load().ask(assessment, last, on=AFTER, engine="durable").because == ("G8.42(d)", "G8.42(a)")


@needs_durable
def test_where_nobody_or_several_answer_durable_rules_says_so_too():
    gap = load().with_draft([], deleted=["G8.42"], on=DRAFTED)
    assert gap.ask(assessment, SMALL, on=DRAFTED, engine="durable").because == ()
    both = drafted(applies=supplier_party & (domestic_premises + 5 * non_domestic_premises).is_at_least(250_000))
    found = both.ask(assessment, SMALL, on=DRAFTED, engine="durable")
    assert (found.outcome, found.because) == (None, ("G8.41", "G8.42(a)"))


# Disagreement.


@needs_durable
def test_a_disagreement_is_an_error_that_names_both_answers():
    other = answering(ruleset(), SMALL)
    with pytest.raises(EngineError) as caught:
        durable.confirm(ruleset(), LARGE, other)
    assert "by the reference the answer is G8.42(a), by durable_rules G8.41." in str(caught.value)
    with pytest.raises(EngineError, match=r"by the reference the answer is none, by durable_rules G8\.41\."):
        durable.confirm(ruleset(), LARGE, ())


@needs_durable
def test_a_fault_in_what_durable_rules_is_told_comes_out_at_the_figure_it_moves(monkeypatch):
    def wrong(bound, holds, facts):
        return right(evolve(bound, at_least=bound.at_least + (1 if len(bound.terms) > 1 else 0)), holds, facts)

    right = durable._bound
    monkeypatch.setattr(durable, "_bound", wrong)
    code = drafted(unless=supplier_party & ~supplier_party)  # a ruleset that no other test has loaded
    with pytest.raises(EngineError, match=r"disagree .* by the reference the answer is G8\.41"):
        code.ask(assessment, LARGE | {"domestic_premises": 199_996}, on=DRAFTED, engine="durable")


# Facts.


@needs_durable
def test_a_missing_fact_is_refused_by_name_since_durable_rules_would_take_it_for_met():
    partly = {name: value for name, value in LARGE.items() if name not in ("domestic_premises", "years_since_initial")}
    with pytest.raises(EngineError, match=r"not given: domestic_premises, years_since_initial\."):
        load().ask(assessment, partly, on=AFTER, engine="durable")


@needs_durable
def test_a_fact_that_no_clause_reads_may_be_missing():
    partly = {name: value for name, value in LARGE.items() if not name.startswith("shared")}
    assert load().ask(assessment, partly, on=AFTER, engine="durable").because == ("G8.41",)
    with pytest.raises(EngineError, match="shared_supplier_premises"):
        load().ask(assessment, partly, on=date(2018, 11, 28), engine="durable")


@needs_durable
@pytest.mark.parametrize("value", ["250001", 250_000.5, True, -1, 2**63, 10**30, float("inf"), [1]])
def test_what_does_not_pass_validation_never_reaches_durable_rules(value):
    with pytest.raises(FactError, match="'domestic_premises' should be a whole number"):
        load().ask(assessment, LARGE | {"domestic_premises": value}, on=AFTER, engine="durable")
    with pytest.raises(EngineError, match="'domestic_premises' cannot be"):
        durable.fired(ruleset(), LARGE | {"domestic_premises": value})


# Refusals.


@needs_durable
def test_figures_beyond_what_was_found_to_be_exact_are_refused():
    far = drafted(applies=supplier_party & (2_000 * domestic_premises + non_domestic_premises).exceeds(250_000))
    assert far.ask(assessment, LARGE, on=DRAFTED).because == ("G8.41",)
    with pytest.raises(EngineError, match="exact for numbers up to 1,000,000,000,000; here they may reach"):
        far.ask(assessment, LARGE, on=DRAFTED, engine="durable")


@needs_durable
def test_two_facts_of_one_name_are_refused():
    other = Count("domestic_premises", "the same name, another range", "premises", at_most=5)
    clash = drafted(applies=supplier_party & domestic_premises.exceeds(9) & other.exceeds(3))
    with pytest.raises(EngineError, match="'domestic_premises' stands for two facts"):
        durable.fired(clash.ruleset(assessment, DRAFTED), LARGE)


@needs_durable
def test_a_rule_that_can_be_met_in_too_many_ways_is_refused_and_one_that_needs_several_rules_is_not():
    def pairs(number):
        counts = [Count(f"count_{n}", "a count", "units") for n in range(2 * number)]
        condition = ALWAYS
        for one, two in zip(counts[::2], counts[1::2], strict=True):
            condition = condition & (one.exceeds(5) | two.exceeds(5))
        return drafted(
            applies=supplier_party & condition, limbs=load().clause("G8.41").on(AFTER).rules[0].limbs
        ), counts

    code, counts = pairs(8)
    facts = {c.name: 6 if n % 2 else 0 for n, c in enumerate(counts)}
    for facts_now in (facts, facts | {"count_3": 5}):
        found = code.ask(assessment, SMALL | facts_now, on=DRAFTED, engine="durable")
        assert found == code.ask(assessment, SMALL | facts_now, on=DRAFTED)
    assert code.ask(assessment, SMALL | facts, on=DRAFTED).because == ("G8.41", "G8.42(a)")
    code, counts = pairs(12)
    with pytest.raises(EngineError, match="met in 4,096 ways"):
        code.ask(assessment, SMALL | {c.name: 6 for c in counts}, on=DRAFTED, engine="durable")


@needs_durable
def test_more_conditions_than_durable_rules_can_hold_are_put_into_several_rule_sets_or_refused():
    def years(number):
        condition = ALWAYS
        for year in range(3, 3 + number):
            condition = condition & years_since_initial.turn(1, of=year)
        return drafted("G8.47", applies=~supplier_party & condition)

    facts = SMALL | {"supplier_party": False, "domestic_premises": 0}
    for code in (years(70), years(110)):
        found = code.ask(assessment, facts | {"years_since_initial": 1}, on=DRAFTED, engine="durable")
        assert found.because == ("G8.47(a)",)
        assert code.ask(assessment, facts | {"years_since_initial": 2}, on=DRAFTED, engine="durable").because == ()
    with pytest.raises(EngineError, match=r"cannot hold a rule of 5[0-9][0-9] conditions"):
        years(499).ask(assessment, facts | {"years_since_initial": 1}, on=DRAFTED, engine="durable")


def test_a_property_is_given_no_name_that_durable_rules_would_take_for_another(monkeypatch):
    # Its hash, by the test vectors of FNV-1a.
    assert (durable._hash(""), durable._hash("a"), durable._hash("foobar")) == (0x811C9DC5, 0xE40C292C, 0xBF9CF968)
    names = [name for name, _ in zip(durable._names_apart({"id", "zero"}), range(3), strict=False)]
    assert names == ["f0", "f1", "f2"]
    hashed = {"f1": durable._hash("f0"), "f3": durable._hash("id")}
    monkeypatch.setattr(durable, "_hash", lambda name, right=durable._hash: hashed.get(name, right(name)))
    names = [name for name, _ in zip(durable._names_apart({"id", "zero"}), range(3), strict=False)]
    assert names == ["f0", "f2", "f4"]


# Where it is not installed.


@pytest.mark.parametrize(
    ("version", "system", "says"),
    [
        ((3, 11), "Linux", "is not installed: pip install 'sec-rules[durable]'."),
        ((3, 12), "Darwin", "is not installed: pip install 'sec-rules[durable]'."),
        ((3, 13), "Linux", 'works neither on Python 3.13 or later nor on Windows; engine="python" gives the same'),
        ((3, 12), "Windows", 'works neither on Python 3.13 or later nor on Windows; engine="python" gives the same'),
    ],
)
def test_where_durable_rules_is_absent_one_sentence_says_why_and_what_to_do(monkeypatch, capsys, version, system, says):
    monkeypatch.setitem(sys.modules, "durable", None)
    monkeypatch.setattr(durable.sys, "version_info", version)
    monkeypatch.setattr(durable.platform, "system", lambda: system)
    with pytest.raises(ExtraError) as caught:
        load().ask(assessment, LARGE, on=AFTER, engine="durable")
    assert says in str(caught.value)
    flags = [
        "--supplier-party",
        "--domestic-premises",
        "5",
        "--non-domestic-premises",
        "0",
        "--years-since-initial",
        "1",
    ]
    assert main(["assess", "--on", "2020-01-01", "--engine", "durable", *flags]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert says in err


# Threads, errors inside, and memory.


@needs_durable
def test_many_threads_ask_at_once_and_each_gets_its_own_answer():
    rows = [*beside(ruleset())][::7]
    expected = [answering(ruleset(), row) for row in rows]
    wrong = []

    def asking(start):
        for number in (*range(start, len(rows)), *range(start)):
            if durable.fired(ruleset(), rows[number]) != expected[number]:
                wrong.append(number)

    threads = [threading.Thread(target=asking, args=(n * 9,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@needs_durable
def test_after_an_error_inside_it_is_loaded_anew_and_answers_again(monkeypatch):
    assert durable.fired(ruleset(), LARGE) == answering(ruleset(), LARGE)
    with monkeypatch.context() as broken:
        broken.setattr(durable._Loaded, "_pumped", lambda self, handle, state: iter(()))
        with pytest.raises(EngineError, match="failed on 'assessment' on 2019-02-28: it did not get to its end"):
            durable.fired(ruleset(), LARGE)
    # What is left of it inside durable_rules may be in any state, so it is never asked again.
    assert id(ruleset().rules) not in durable._LOADED
    assert durable.fired(ruleset(), LARGE) == answering(ruleset(), LARGE)


@needs_durable
def test_an_engine_that_fires_without_end_is_stopped(monkeypatch):
    monkeypatch.setattr(durable._Loaded, "_pumped", lambda self, handle, state: iter(lambda: "0/0", None))
    with pytest.raises(EngineError, match="it fires more often than its rules can be met"):
        durable.fired(drafted(unless=supplier_party & ~supplier_party).ruleset(assessment, DRAFTED), LARGE)


@needs_durable
@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")
def test_a_child_forked_while_another_thread_is_asking_can_ask_too():
    stop = threading.Event()

    def asking():
        while not stop.is_set():
            durable.fired(ruleset(), LARGE)

    other = threading.Thread(target=asking)
    other.start()
    try:
        for _ in range(20):
            child = os.fork()
            if child == 0:
                signal.alarm(20)  # a child that waits for a lock nobody will let go of ends by this
                os._exit(0 if durable.fired(ruleset(), SMALL) == answering(ruleset(), SMALL) else 1)
            assert os.waitpid(child, 0)[1] == 0
    finally:
        stop.set()
        other.join()


@needs_durable
def test_rulesets_of_days_between_two_changes_are_loaded_once():
    durable.fired(ruleset(AFTER), LARGE)
    loaded = set(durable._LOADED)
    durable.fired(ruleset(date(2021, 5, 5)), LARGE)
    assert set(durable._LOADED) == loaded


MEMORY = """
import resource, sys
from datetime import date
from sec_rules.engine import durable
from sec_rules.engine.evaluation import answering
from sec_rules.loading import load
from tests.beside import beside
from sec_rules.rulebook.questions import assessment

def used():
    return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize()

code = load()
ruleset = code.ruleset(assessment, date(2020, 1, 1))
rows = list(beside(ruleset))[::11]
{ask}
before = used()
{times}
print(used() - before)
"""


def grown(ask, times):
    """The memory, in bytes, that a process grows by when it asks so often, after it has asked some already."""
    script = MEMORY.format(ask=ask, times=times)
    return int(subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout)


@needs_durable
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read from /proc")
def test_thirty_thousand_evaluations_keep_the_memory_flat():
    ask = "for n in range(5_000): durable.fired(ruleset, rows[n % len(rows)])"
    times = "for n in range(30_000): durable.fired(ruleset, rows[n % len(rows)])"
    # Twenty bytes each: less than any object that could be left behind.
    assert grown(ask, times) < 30_000 * 20


@needs_durable
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read from /proc")
def test_rulesets_that_are_no_longer_asked_about_are_unloaded():
    each = "durable.fired(load().as_of(date(2020, 1, 1)).ruleset(assessment, date(2020, 1, 1)), rows[n % len(rows)])"
    # A ruleset left loaded costs some 220,000 bytes for each of its rule sets.
    assert grown(f"for n in range(40): {each}", f"for n in range(200): {each}") < 200 * 40_000


# What needs no durable_rules.


def test_the_rules_of_a_ruleset_stand_in_as_few_rule_sets_as_can_hold_them_and_each_in_one(monkeypatch):
    monkeypatch.setattr(durable, "MOST_WAYS", 5)
    rule = formula((domestic_premises.exceeds(1) | non_domestic_premises.exceeds(2)) & supplier_party)
    rules = [(number, rule) for number in range(5)]
    packs = durable._packs(rules)
    # Each rule has two ways, so that two go together and the fifth is left over.
    assert [[number for number, _ in pack] for pack in packs] == [[0, 1], [2, 3], [4]]
    assert [each for pack in packs for each in pack] == rules


def test_rules_that_read_too_much_together_stand_apart(monkeypatch):
    monkeypatch.setattr(durable, "MOST_CONDITIONS", 3)
    rule = formula(domestic_premises.exceeds(1) & supplier_party)
    assert [len(pack) for pack in durable._packs([(number, rule) for number in range(3)])] == [1, 1, 1]


def test_of_many_rulesets_those_that_were_not_asked_for_longest_are_unloaded(monkeypatch):
    class Loaded:
        def __init__(self, key):
            self.key, self.is_loaded = key, True

        def unload(self):
            self.is_loaded = False

    monkeypatch.setattr(durable, "KEPT", 2)
    monkeypatch.setattr(durable, "_LOADED", OrderedDict())
    monkeypatch.setattr(durable, "_load", lambda key, *given: Loaded(key))
    keys = [(name,) for name in "abc"]
    first, second = (durable._loaded(key, list, None, "") for key in keys[:2])
    assert durable._loaded(keys[0], list, None, "") is first
    third = durable._loaded(keys[2], list, None, "")
    assert [each.is_loaded for each in (first, second, third)] == [True, False, True]
