"""Rules that fire as events come in: each duty, what is late or corrected, and both engines alike."""

import importlib.util
from datetime import date

import pytest
from attrs import evolve

from sec_rules.answers.watch import watching
from sec_rules.answers.watch.firing import ByReference
from sec_rules.engine import durable
from sec_rules.errors import EngineError, EventError, ExtraError, UsageError
from sec_rules.lang import Turn, YesNo
from sec_rules.lang.formulas import Bound
from tests.answers.watch.streams import (
    CODE,
    SMALL,
    day,
    entries,
    event,
    facts,
    fired,
    held_on,
    histories,
    in_order,
    initial,
    out_of_order,
    standing,
)

needs_durable = pytest.mark.skipif(
    importlib.util.find_spec("durable") is None, reason="durable_rules is not installed (Python 3.13, or Windows)"
)

BEGUN = (facts("2018-06-01", **SMALL), initial(began="2018-05-01"))


def short(firings):
    return [(f.rule, f.on.isoformat(), f.outcome, f.because, f.latest and f.latest.isoformat()) for f in firings]


# What falls due.


def test_an_assessment_falls_due_as_its_year_begins_with_its_clause_and_its_latest_day():
    found = fired(*BEGUN, held_on("2019-03-01", "VERIFICATION", began="2019-02-01"), day("2020-03-02"))
    assert short(found) == [
        ("assessment_due", "2019-01-01", "VERIFICATION", ("G8.42(a)",), "2019-12-31"),
        ("assessment_due", "2020-01-01", "SELF", ("G8.42(b)",), "2020-03-01"),
        ("assessment_late", "2020-03-02", "SELF", ("G8.42(b)",), "2020-03-01"),
    ]
    assert [(f.year, f.years, f.latest_because) for f in found] == [
        (2019, 1, ("G8.40",)),
        (2020, 2, ("G8.50",)),
        (2020, 2, ("G8.50",)),
    ]
    assert "thirteen months" in found[1].doubts[0][1]
    assert {f.event for f in found} == {"day 2020-03-02"}


def test_the_third_year_is_counted_from_the_end_of_the_second_years_fieldwork():
    held = (held_on("2019-03-01", "VERIFICATION"), held_on("2020-03-01", "SELF", fieldwork_ended="2020-02-20"))
    assert short(fired(*BEGUN, *held, day("2021-02-21")))[-2:] == [
        ("assessment_due", "2021-01-01", "FULL", ("G8.42(c)",), "2021-02-20"),
        ("assessment_late", "2021-02-21", "FULL", ("G8.42(c)",), "2021-02-20"),
    ]


def test_a_latest_day_in_the_next_year_is_still_watched():
    began = "2019-12-20"
    held = held_on("2019-12-30", "VERIFICATION", began=began)
    late = fired(*BEGUN, held, day("2021-01-20"), rule="assessment_late")
    assert late == []
    (late,) = fired(*BEGUN, held, day("2021-01-21"), rule="assessment_late")
    assert (late.year, late.on, late.latest) == (2020, date(2021, 1, 21), date(2021, 1, 20))
    in_january = held_on("2021-01-10", "SELF", year=2020)
    assert fired(*BEGUN, held, in_january, day("2021-01-21"), rule="assessment_late") == []


def test_where_the_latest_day_is_not_known_nothing_is_late_and_it_is_said_what_it_needs():
    found = fired(*BEGUN, held_on("2019-03-01", "VERIFICATION"), day("2020-12-31"))
    assert short(found)[-1] == ("assessment_due", "2020-01-01", "SELF", ("G8.42(b)",), None)
    assert found[-1].latest_needs == ("previous_began",)


def test_an_assessment_is_met_by_one_as_heavy_and_by_none_lighter_nor_by_a_follow_up():
    def late(*held):
        return fired(*BEGUN, *held, day("2020-01-01"), rule="assessment_late")

    assert late(held_on("2019-05-01", "VERIFICATION")) == []
    assert late(held_on("2019-05-01", "FULL")) == []
    assert late(held_on("2019-05-01", "VERIFICATION", year=2019), held_on("2019-06-01", "FOLLOW_UP")) == []
    assert [f.year for f in late(held_on("2019-05-01", "SELF"))] == [2019]
    assert [f.year for f in late(held_on("2019-05-01", "FOLLOW_UP"))] == [2019]
    assert [f.year for f in late()] == [2019]


def test_what_is_due_is_not_determined_until_the_facts_are_known():
    told = facts("2019-02-01", domestic_premises=100)
    unknown = (facts("2018-06-01", supplier_party=True, network_party=False), initial())
    found = fired(*unknown, day("2019-01-05"), told, day("2019-02-01"), rule="assessment_due")
    assert [(f.on.isoformat(), f.outcome, f.needs, f.event == "day 2019-01-05") for f in found] == [
        ("2019-01-01", None, ("domestic_premises",), True),
        ("2019-02-01", "VERIFICATION", (), False),
    ]


def test_before_the_initial_assessment_nothing_falls_due():
    assert fired(facts("2018-06-01", **SMALL), day("2021-01-01"), rule="assessment_due") == []


# A threshold crossed.


def test_crossing_a_threshold_tells_what_the_next_assessment_is_and_would_have_been():
    after = (day("2020-01-01"), facts("2020-02-01", id="grown", non_domestic_premises=10_001), day("2020-02-01"))
    (crossed,) = fired(*BEGUN, *after, rule="threshold_crossed")
    assert (crossed.was, crossed.was_because, crossed.direction) == ("SELF", ("G8.42(b)",), "heavier")
    assert (crossed.outcome, crossed.because, crossed.year, crossed.event) == ("FULL", ("G8.41",), 2020, "grown")
    held = held_on("2020-01-20", "SELF")
    (crossed,) = fired(*BEGUN, day("2020-01-01"), held, *after[1:], rule="threshold_crossed")
    assert (crossed.was, crossed.outcome, crossed.year, crossed.years) == ("FULL", "FULL", 2021, 3)
    assert (crossed.was_because, crossed.because, crossed.latest) == (("G8.42(c)",), ("G8.41",), None)


def test_a_count_that_stays_on_its_side_of_the_figure_crosses_nothing():
    grown = facts("2020-02-01", domestic_premises=200_000, non_domestic_premises=10_000)
    for more in (grown, facts("2020-02-01", domestic_premises=250_000, non_domestic_premises=0)):
        assert fired(*BEGUN, more, day("2020-02-01"), rule="threshold_crossed") == []


def test_falling_back_below_the_threshold_carries_its_doubt():
    large = facts("2018-06-01", **SMALL | {"domestic_premises": 250_001})
    fallen = facts("2020-02-01", domestic_premises=250_000, non_domestic_premises=0)
    (crossed,) = fired(large, initial(), fallen, day("2020-02-01"), rule="threshold_crossed")
    assert (crossed.was, crossed.outcome, crossed.direction) == ("FULL", "SELF", "lighter")
    assert any("What place in the cycle" in unsure for _, unsure in crossed.doubts)


def test_what_was_not_known_before_is_not_crossed():
    unknown = facts("2018-06-01", supplier_party=True, network_party=False)
    assert fired(unknown, initial(), facts("2020-02-01", **SMALL), day("2020-02-01"), rule="threshold_crossed") == []


def test_another_party_and_another_code_are_told_apart_from_a_threshold():
    other = facts("2020-02-01", supplier_party=False, network_party=True, network_premises=250_001)
    (changed,) = fired(*BEGUN, other, day("2020-02-01"), rule="party_changed")
    assert (changed.was_because, changed.because) == (("G8.42(b)",), ("G8.44(b)",))
    weighed = facts("2018-06-01", **SMALL | {"non_domestic_premises": 10_001})
    (changed,) = fired(weighed, initial(), day("2019-03-05"), rule="code_changed")
    assert (changed.on, changed.was, changed.outcome) == (date(2019, 2, 28), "VERIFICATION", "FULL")
    assert any("mid-cycle" in unsure for _, unsure in changed.doubts)


# The other duties.


def test_a_return_is_due_six_months_after_the_last_and_late_the_day_after():
    live = facts("2018-06-01", live_user=True, on_shared_resource=True)
    stream = (live, event("return", "2018-08-31"), day("2019-03-01"), event("return", "2019-03-01", id="r"))
    assert short(fired(*stream)) == [
        ("return_due", "2018-06-01", None, (), None),
        ("return_due", "2018-08-31", "RETURN_IN_TIME", ("G5.27",), "2019-02-28"),
        ("return_due", "2019-03-01", "RETURN_IN_TIME", ("G5.27",), "2019-09-01"),
        ("return_late", "2019-03-01", "RETURN_LATE", ("G5.27",), "2019-02-28"),
    ]
    assert fired(facts("2018-06-01", live_user=False, on_shared_resource=True), *stream[1:]) == []


def test_the_sub_committee_is_told_first_from_the_day_on_which_the_clause_came():
    second = facts("2019-01-10", second_user_system=True, sub_committee_told=False, id="second")
    (found,) = fired(second, day("2019-02-27"), day("2019-03-03"))
    assert (found.rule, found.on, found.event) == ("notice_first", date(2019, 2, 28), "day 2019-03-03")
    again = facts("2019-05-01", second_user_system=True, domestic_premises=5)
    assert len(fired(second, again, day("2019-05-01"), rule="notice_first")) == 1
    told = facts("2019-02-01", sub_committee_told=True)
    assert fired(second, told, day("2019-05-01")) == []
    assert fired(facts("2019-05-01", second_user_system=True), day("2019-05-01")) == []


@pytest.mark.parametrize(
    ("on", "status", "outcome"),
    [
        ("2019-06-01", "approved", None),
        ("2019-06-01", "approved subject to", "STEPS_FOLLOW"),
        ("2020-02-26", "deferred", "FULL_AGAIN"),
        ("2020-02-27", "deferred", "NOT_YET"),
        ("2020-02-27", "rejected", "FULL_AGAIN"),
    ],
)
def test_a_status_after_which_something_is_to_be_done(on, status, outcome):
    given = event("status", on, status=status, id="s")
    found = fired(*BEGUN, given, day(on), rule="status_to_cure")
    assert [(f.outcome, f.event, f.because[0].partition("(")[0]) for f in found] == (
        [(outcome, "s", "G8.assurance_status")] if outcome else []
    )


# Time, late events, corrections.


def test_only_day_events_move_time():
    assert entries(*BEGUN, facts("2021-02-01", domestic_premises=900_000)) == ()
    assert {e.firing.on for e in entries(*BEGUN, day("2019-01-01"))} == {date(2019, 1, 1)}
    assert entries(*BEGUN, day("2018-12-31")) == ()


def test_a_late_event_withdraws_what_no_longer_follows_and_nothing_else():
    stream = (*BEGUN, day("2019-01-01"), day("2020-01-10"))
    late = held_on("2019-05-01", "VERIFICATION", id="late", began="2019-04-01")
    before = entries(*stream)
    after = entries(*stream, late)[len(before) :]
    assert {(e.what, e.firing.rule, e.firing.year, e.event) for e in after} == {
        ("withdrawn", "assessment_due", 2020, "late"),
        ("withdrawn", "assessment_late", 2019, "late"),
        ("fired", "assessment_due", 2020, "late"),
    }
    assert len(after) == 3
    assert standing((*before, *after)).keys() == standing(entries(*BEGUN, late, *stream[2:])).keys()


def test_a_corrected_event_withdraws_what_no_longer_follows_and_a_second_correction_brings_it_back():
    grown = facts("2020-02-01", id="g", domestic_premises=250_001)
    stream = (*BEGUN, day("2020-02-01"), grown)
    less = facts("2020-02-01", id="g2", corrects="g", domestic_premises=200_000)
    more = facts("2020-02-01", id="g3", corrects="g2", domestic_premises=250_002)
    found = entries(*stream, less, more)
    told = [(e.what, e.event) for e in found if e.firing.rule == "threshold_crossed"]
    assert told == [("fired", "g"), ("withdrawn", "g2"), ("fired", "g3")]
    assert len({e.firing.id for e in found if e.firing.rule == "threshold_crossed"}) == 1


def test_a_correction_after_which_all_follows_as_before_withdraws_nothing():
    stream = (*BEGUN, day("2020-02-01"), facts("2020-02-01", id="g", domestic_premises=250_001))
    more = facts("2020-02-01", id="g2", corrects="g", domestic_premises=250_002)
    assert entries(*stream, more) == entries(*stream)


def test_an_event_that_is_cancelled_leaves_nothing_behind():
    stream = (*BEGUN, day("2020-02-01"), facts("2020-02-01", id="g", domestic_premises=250_001))
    cancel = {"event": "cancel", "user": "A", "corrects": "g"}
    assert standing(entries(*stream, cancel)).keys() == standing(entries(*stream[:-1])).keys()


def test_an_event_that_is_read_again_is_passed_over():
    stream = (*BEGUN, day("2019-01-05"))
    assert entries(*stream, *stream) == entries(*stream)


@pytest.mark.parametrize(
    ("events", "says"),
    [
        ([day("2019-01-05"), day("2019-01-04")], "Event 2: the day 2019-01-04 does not come after 2019-01-05"),
        ([initial(), initial("2019-06-01")], "the initial assessment was held on 2018-06-01 already"),
        ([event("status", "2019-01-01", status="approved")], "no assessment held by then"),
        ([initial(id="i"), event("status", "2019-01-01", status="approved"),
          {"event": "cancel", "user": "A", "corrects": "i"}], "no assessment held by then"),
        ([facts("2019-01-01", id="f", live_user=True), facts("2019-01-02", id="f", live_user=True)],
         "an event 'f' that says something else was read before"),
        ([{"event": "cancel", "user": "A", "corrects": "x"}], "it corrects 'x', which is no event that was read."),
        ([facts("2019-01-01", id="f", live_user=True), {"event": "cancel", "user": "B", "corrects": "f"}],
         "it is about 'B' and corrects an event about 'A'"),
        ([facts("2019-01-01", id="f", live_user=True), initial(corrects="f")],
         "it is of kind 'assessment' and corrects one of kind 'facts'"),
        ([day("2019-01-05"), {"event": "cancel", "user": "A", "corrects": "day 2019-01-05"}], "cannot be taken back"),
        ([facts("2019-01-01", supplier_party=True), facts("2019-01-02", id="n", network_party=True)],
         "with event 'n' of 2019-01-02: These facts break the assumption"),
        ([facts("2019-01-02", supplier_party=True), facts("2019-01-01", network_party=True)], "Nobody is both"),
        ([7], "Event 1: it should be a mapping, got int."),
    ],
)  # fmt: skip
def test_events_that_do_not_go_together_are_refused_in_a_sentence(events, says):
    with pytest.raises(EventError) as caught:
        entries(*events)
    assert says in str(caught.value)


def test_what_is_no_stream_of_events_and_no_engine_is_refused():
    with pytest.raises(UsageError, match="should be a path, an open file or mappings"):
        list(CODE.watch(7))
    with pytest.raises(UsageError, match="should be 'python' or 'durable', got 'rete'"):
        entries(engine="rete")


# However it is told, and by whichever engine.


EVERY_RULE = {
    "assessment_due", "assessment_late", "threshold_crossed", "code_changed",
    "return_due", "return_late", "notice_first", "status_to_cure",
}  # fmt: skip


@pytest.mark.parametrize(("seed", "fires"), [(1, EVERY_RULE), (2, {"assessment_due"})])
def test_a_history_that_is_told_late_or_corrected_comes_to_what_it_comes_to_told_in_order(seed, fires):
    by_user = histories(seed, 8)
    ordered = entries(*in_order(by_user), engine="python")
    otherwise = entries(*out_of_order(by_user, seed), engine="python")
    assert sum(e.what == "withdrawn" for e in otherwise) > 10
    assert standing(otherwise).keys() == standing(ordered).keys()
    assert {f.rule for f in standing(ordered).values()} >= fires


class Both:
    """What durable_rules fires on each record, which is what the reference fires."""

    def __init__(self):
        self.records = 0

    def fired(self, rules, record, on):
        self.records += 1
        numbers = durable.met(rules.in_order, record, "the rules of a test")
        by_durable = frozenset(name for number, name in enumerate(rules.formulas) if number in numbers)
        assert by_durable == ByReference().fired(rules, record, on)
        return by_durable


def engines_agree(monkeypatch):
    """That on random histories durable_rules alone fires what the reference fires."""
    both = Both()
    monkeypatch.setitem(watching._ENGINES, "durable", both)
    entries(*out_of_order(histories(3, 8), 3), engine="durable")
    assert both.records > 100


@needs_durable
def test_both_engines_fire_alike_on_random_histories(monkeypatch):
    engines_agree(monkeypatch)


def _weighted_sum_moved(literal, facts):
    if isinstance(literal.atom, Bound) and len(literal.atom.terms) > 1:
        return evolve(literal, atom=evolve(literal.atom, at_least=literal.atom.at_least + 1))
    return literal


def _known_flags_ignored(literal, facts):
    if isinstance(literal.atom, YesNo) and literal.atom.name.startswith("known network"):
        return evolve(literal, atom=next(f for f in facts if isinstance(f, YesNo) and f.name.startswith("known dom")))
    return literal


def _days_off_by_one(literal, facts):
    if isinstance(literal.atom, Bound) and any(c.name.startswith("latest") for c, _ in literal.atom.terms):
        return evolve(literal, atom=evolve(literal.atom, at_least=literal.atom.at_least - 1))
    return literal


def _years_turned(literal, facts):
    if isinstance(literal.atom, Turn):
        return evolve(literal, atom=evolve(literal.atom, turn=literal.atom.turn % literal.atom.of + 1))
    return literal


@needs_durable
@pytest.mark.parametrize("mutant", [_weighted_sum_moved, _known_flags_ignored, _days_off_by_one, _years_turned])
def test_a_fault_put_into_the_rules_of_durable_rules_is_found_by_that_test(monkeypatch, mutant):
    right = durable._literal
    monkeypatch.setattr(durable, "_literal", lambda literal, facts: right(mutant(literal, facts), facts))
    with pytest.raises((AssertionError, EngineError)):
        engines_agree(monkeypatch)


@needs_durable
def test_a_disagreement_of_the_engines_is_an_error_that_names_both(monkeypatch):
    monkeypatch.setattr(durable, "met", lambda formulas, facts, called: frozenset())
    with pytest.raises(EngineError, match=r"by the reference due, due/\d+, by durable_rules nothing\."):
        entries(*BEGUN, day("2019-01-01"), engine="durable")


def test_without_durable_rules_the_reference_fires_and_the_engine_by_name_is_refused(monkeypatch):
    def missing():
        raise ExtraError("not here")

    monkeypatch.setattr(durable, "_durable", missing)
    assert entries(*BEGUN, day("2019-01-01"), engine=None) == entries(*BEGUN, day("2019-01-01"), engine="python")
    with pytest.raises(ExtraError):
        entries(engine="durable")


def test_a_watch_that_ends_early_gives_again_only_the_last_entry(tmp_path):
    events = (*BEGUN, day("2022-02-01"))
    every = [entry.number for entry in entries(*events)]
    assert len(every) > 4

    def some(number):
        given = watching.watch(CODE, events, state=tmp_path / "state", engine="python")
        return [entry.number for entry, _ in zip(given, range(number), strict=False)]

    # `zip` asks for one more than it gives, so that as many are noted as were given.
    assert [some(2), some(2)] == [every[:2], every[2:4]]
    given = watching.watch(CODE, events, state=tmp_path / "state", engine="python")
    assert next(given).number == every[4]
