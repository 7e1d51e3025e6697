"""The Code: clauses found, dated and asked; with a draft in it; and what it refuses."""

import copy
import os
import pickle
import subprocess
import sys
from datetime import date, datetime, timedelta

import pytest
from attrs import evolve

import sec_rules
from sec_rules.engine.code import HELD_FROM, HELD_TO, Code, limbs_of
from sec_rules.engine.evaluation import text_reference
from sec_rules.errors import CitationError, CodeError, DayError, FactError, UsageError
from sec_rules.lang import ALWAYS, DAY, Answers, Clause, Count, Limb, Standing, TextSource, Version, Words, YesNo
from sec_rules.lang.citations import Label
from sec_rules.loading import load
from sec_rules.rulebook.facts import EVERY_FACT, domestic_premises, supplier_party
from sec_rules.rulebook.outcomes import FULL, SELF, VERIFICATION
from sec_rules.rulebook.questions import assessment

FIRST_DAY = date(2017, 1, 1)
LAST_WITH_SHARED, SECMP0044 = date(2018, 11, 28), date(2018, 11, 29)
LAST_BEFORE, SECMP0059 = date(2019, 2, 27), date(2019, 2, 28)
DRAFTED = date(2020, 1, 1)
CODE = load()
BEARING = ["G8.41", "G8.42", "G8.43", "G8.44", "G8.44C", "G8.45", "G8.46", "G8.47"]
LARGE = {"supplier_party": True, "domestic_premises": 250_001}
NOTHING = {"supplier_party": False, "network_party": False, "domestic_premises": 0, "non_domestic_premises": 0}
NOTHING |= {"network_premises": 0, "shared_supplier_premises": 0, "shared_network_premises": 0}
NOTHING |= {"years_since_initial": 1}


def ask(code=CODE, on=DRAFTED, engine="python", **facts):
    return code.ask(assessment, NOTHING | facts, on=on, engine=engine)


def drafted(label, applies, outcome=FULL, on=DRAFTED):
    """A clause as a draft would bring it in: one rule for those to whom it applies."""
    version = Version(
        in_force=on,
        brought_in_by="a draft",
        words=Words("a.docx", "", TextSource.DRAFT),
        standing=Standing.PROPOSED,
        evidence=(),
        rules=(Answers(question=assessment, applies=applies, limbs=(Limb("", ALWAYS, outcome),)),),
    )
    return Clause(label=label, title="", versions=(version,))


def labels(code, on):
    return [clause.label for clause, _ in code.standing(on) if clause.label in BEARING]


# Clauses found.


def test_every_clause_module_is_in_the_code_in_the_order_of_labels():
    assert [clause.label for clause in CODE.clauses if clause.label in BEARING] == BEARING


def test_it_is_loaded_once():
    assert load() is load()


def test_a_clause_is_found_by_its_label():
    assert CODE.clause("G8.42").label == "G8.42"


def test_a_label_that_is_not_held_is_refused_with_the_nearest():
    code = Code(tuple(CODE.clause(label) for label in ("G8.41", "G8.42", "G8.44", "G8.47")))
    with pytest.raises(CitationError) as error:
        code.clause("G8.43")
    assert str(error.value) == "G8.43 is not held; the nearest provisions held are G8.42, G8.44, G8.41."


def test_two_clauses_with_one_label_are_refused():
    with pytest.raises(CodeError, match=r"Two clauses carry the label G8\.41\."):
        Code((CODE.clause("G8.41"), drafted("G8.41", ALWAYS)))


@pytest.mark.parametrize("change", [lambda v: v[::-1], lambda v: (v[0], v[0]), lambda v: ()])
def test_versions_out_of_order_are_refused(change):
    clause = CODE.clause("G8.41")
    with pytest.raises(CodeError, match=r"The versions of G8\.41 should run from the newest to the oldest day\."):
        Code((evolve(clause, versions=change(clause.versions)),))


# Where a citation leads.


@pytest.mark.parametrize(
    ("citation", "leads_to", "clause"),
    [
        ("G8.42", Label("G", ("8", "42")), "G8.42"),
        ("Section G8.42 (b)", Label("G", ("8", "42"), steps=("(b)",)), "G8.42"),
        (Label("G", ("8", "42"), steps=("(d)",)), Label("G", ("8", "42"), steps=("(d)",)), "G8.42"),
        ("G8.43", Label("G", ("8", "43")), "G8.43"),  # though it has ceased
    ],
)
def test_a_citation_leads_to_its_clause(citation, leads_to, clause):
    assert CODE.resolve(citation) == (leads_to, CODE.clause(clause), None)


@pytest.mark.parametrize(
    ("citation", "says"),
    [
        ("G8.42(e)", "G8.42 has no paragraph (e); it has (a), (b), (c), (d)."),
        ("G8.42(b)(i)", "G8.42 has no paragraph (b)(i); it has (a), (b), (c), (d)."),
        ("G8.41(a)", "G8.41 has no paragraph (a); it has no paragraphs."),
        ("G8.43(a)", "G8.43 has no paragraph (a); it has no paragraphs."),
        ("the annual table", "'the annual table' is no citation this Code knows; write it like G8.42, G8.42(b) or "
         "'Section G8.42 (b)'."),
    ],
)  # fmt: skip
def test_a_citation_that_leads_nowhere_says_what_there_is(citation, says):
    with pytest.raises(CitationError) as error:
        CODE.resolve(citation)
    assert str(error.value) == says


def test_a_redirect_is_followed_until_a_clause_takes_its_label():
    target, clause, redirect = CODE.resolve("G8.44C")
    assert (str(target), clause.label) == ("G8.44(c)", "G8.44")
    assert redirect is not None
    official = CODE.with_draft([drafted("G8.44C", supplier_party)], on=DRAFTED)
    assert official.resolve("G8.44C") == (Label("G", ("8", "44C")), official.clause("G8.44C"), None)


def test_the_limbs_of_a_clause_are_those_of_all_its_versions():
    assert limbs_of(CODE.clause("G8.42")) == ("(a)", "(b)", "(c)", "(d)")
    assert limbs_of(CODE.clause("G8.41")) == ()


# What stands on a day.


@pytest.mark.parametrize(
    ("on", "standing"),
    [
        (FIRST_DAY, BEARING),
        (LAST_WITH_SHARED, BEARING),
        (SECMP0044, [label for label in BEARING if label not in ("G8.43", "G8.46")]),
        (SECMP0059, [label for label in BEARING if label not in ("G8.43", "G8.46")]),
    ],
)
def test_the_clauses_that_stand_are_those_of_the_day(on, standing):
    assert labels(CODE, on) == standing


@pytest.mark.parametrize(("on", "began"), [(LAST_BEFORE, FIRST_DAY), (SECMP0059, SECMP0059)])
def test_each_stands_in_the_version_of_the_day(on, began):
    assert {c.label: v.in_force for c, v in CODE.standing(on)}["G8.42"] == began


@pytest.mark.parametrize("on", [date(2016, 12, 31), date(1, 1, 1)])
@pytest.mark.parametrize(
    "asked",
    [CODE.standing, CODE.as_of, lambda on: CODE.ruleset(assessment, on), lambda on: CODE.ask(assessment, {}, on=on)],
)
def test_a_day_before_the_code_is_held_is_refused(on, asked):
    with pytest.raises(DayError) as error:
        asked(on)
    assert str(error.value) == f"The Code is held from 2017-01-01, by convention; {on} is earlier."


@pytest.mark.parametrize("on", ["2020-01-01", None, 2020, datetime(2020, 1, 1)])
def test_what_is_no_date_is_refused(on):
    with pytest.raises(DayError, match="'on' should be a date, got "):
        CODE.ask(assessment, LARGE, on=on)


def test_the_day_has_no_default_and_no_place():
    with pytest.raises(TypeError, match="on"):
        CODE.ask(assessment, LARGE)
    with pytest.raises(TypeError):
        CODE.ask(assessment, LARGE, DRAFTED)


def test_the_code_of_a_day_holds_nothing_that_commences_later():
    code = CODE.as_of(LAST_BEFORE)
    assert max(v.in_force for c in code.clauses for v in c.versions) <= LAST_BEFORE
    assert labels(code, DRAFTED) == labels(CODE, LAST_BEFORE)
    assert ask(code, on=DRAFTED, supplier_party=True, non_domestic_premises=50_001).outcome == VERIFICATION
    assert ask(CODE, on=DRAFTED, supplier_party=True, non_domestic_premises=50_001).outcome == FULL


def test_what_ceases_later_stands_on_in_the_code_of_a_day_and_what_has_ceased_is_gone():
    assert "G8.43" in labels(CODE.as_of(LAST_WITH_SHARED), DRAFTED)
    assert "G8.43" not in [clause.label for clause in CODE.as_of(SECMP0044).clauses]


def test_the_last_common_day_is_the_last_on_which_one_span_of_each_group_stood():
    old, new = [(FIRST_DAY, SECMP0059)], [(SECMP0059, None)]
    shared = [(FIRST_DAY, SECMP0044)]
    assert CODE.last_common_day([old]) == LAST_BEFORE
    assert CODE.last_common_day([old, shared]) == LAST_WITH_SHARED
    assert CODE.last_common_day([[*old, *new], shared]) == LAST_WITH_SHARED
    assert CODE.last_common_day([old, new]) is None
    assert HELD_FROM == FIRST_DAY


def test_a_day_on_which_the_code_is_not_held_is_refused():
    assert CODE.standing(HELD_FROM) != CODE.standing(HELD_TO)
    for day, says in ((HELD_FROM - timedelta(days=1), "is earlier"), (HELD_TO + timedelta(days=1), "is later")):
        with pytest.raises(DayError, match=says):
            ask(CODE, on=day, **LARGE)
    assert {fact.at_most for fact in EVERY_FACT.values() if isinstance(fact, Count) and fact.unit == DAY} == {
        HELD_TO.toordinal()
    }


# With a draft in it.


def test_a_drafted_clause_takes_the_place_of_its_label_from_its_day():
    code = CODE.with_draft([drafted("G8.41", supplier_party & domestic_premises.exceeds(100), SELF)], on=DRAFTED)
    found = ask(code, **LARGE)
    assert (found.because, found.outcome, found.standing) == (("G8.41",), SELF, Standing.PROPOSED)
    assert found.text == "a.docx#G8.41"
    before = ask(code, on=date(2019, 12, 31), **LARGE)
    assert (before.outcome, before.standing) == (FULL, Standing.RECONSTRUCTED)
    assert code.clause("G8.41").title == "Supplier Parties above the threshold"


def test_a_new_label_is_an_inserted_clause():
    code = CODE.with_draft([drafted("G8.44A", supplier_party)], on=DRAFTED)
    assert [c.label for c in code.clauses if c.label.startswith("G8.44")] == ["G8.44", "G8.44A", "G8.44C"]
    assert ask(code, **LARGE).because == ("G8.41", "G8.44A")


def test_a_deleted_clause_ends_on_the_day_of_the_draft():
    code = CODE.with_draft([], deleted=["G8.41", "G8.99"], on=DRAFTED)
    assert ask(code, on=date(2019, 12, 31), **LARGE).because == ("G8.41",)
    found = ask(code, **LARGE)
    assert (found.outcome, found.because, found.text) == (None, (), None)
    assert found.undetermined == "No clause answers for these facts."


def test_a_draft_stands_on_the_day_before_and_on_nothing_later():
    code = CODE.with_draft([], on=date(2019, 1, 1))
    assert ask(code, supplier_party=True, non_domestic_premises=50_001).outcome == VERIFICATION


def test_what_commences_on_the_day_of_a_draft_is_not_in_it():
    code = CODE.with_draft([], on=SECMP0059)
    assert ask(code, on=SECMP0059, supplier_party=True, non_domestic_premises=50_001).outcome == VERIFICATION


def test_a_version_that_begins_on_the_same_day_is_replaced():
    code = CODE.replacing([drafted("G8.41", supplier_party, SELF, on=SECMP0059)], on=SECMP0059)
    assert [v.in_force for v in code.clause("G8.41").versions] == [SECMP0059, FIRST_DAY]
    assert ask(code, **LARGE).outcome == SELF


def test_a_clause_that_has_ceased_can_be_drafted_anew():
    back = evolve(CODE.clause("G8.43").versions[0], in_force=DRAFTED)
    code = CODE.with_draft([evolve(CODE.clause("G8.43"), versions=(back,), ceased=None)], on=DRAFTED)
    facts = {"supplier_party": True, "domestic_premises": 200_000, "shared_supplier_premises": 50_001}
    assert ask(code, on=date(2019, 12, 31), **facts).because == ("G8.42(a)",)
    assert ask(code, **facts).because == ("G8.41",)


def test_in_the_whole_code_a_clause_cannot_cease_and_begin_again():
    with pytest.raises(CodeError, match=r"G8\.43 ceased on 2018-11-29; a clause cannot cease and begin again on 2020"):
        CODE.replacing([drafted("G8.43", ALWAYS)], on=DRAFTED)


def test_a_deletion_does_not_put_off_the_day_on_which_a_clause_ceased():
    assert CODE.replacing([], deleted=["G8.43"], on=DRAFTED).clause("G8.43").ceased == SECMP0044
    assert CODE.replacing([], deleted=["G8.43"], on=FIRST_DAY).clause("G8.43").ceased == FIRST_DAY


def test_the_code_itself_is_left_as_it_was():
    before = CODE.clauses
    CODE.with_draft([drafted("G8.41", ALWAYS)], deleted=["G8.42"], on=DRAFTED)
    assert CODE.clauses is before
    assert ask(**LARGE).because == ("G8.41",)


def test_a_decision_that_a_draft_rests_on_becomes_a_fact_of_that_code_alone():
    directs = YesNo("directs", "the Panel directs otherwise", decided_by="the Panel")
    code = CODE.with_draft([drafted("G8.41", supplier_party & directs)], on=DRAFTED)
    assert list(code.facts(DRAFTED, assessment)) == [*CODE.facts(DRAFTED, assessment), "directs"]
    assert ask(code, **LARGE, directs=True).because == ("G8.41",)
    with pytest.raises(FactError, match="'directs' is no fact the Code asks for"):
        ask(**LARGE, directs=True)
    with pytest.raises(FactError, match="'directs' should be true or false, got 1"):
        ask(code, **LARGE, directs=1)


# Asking.


def test_an_answer_names_what_it_rests_on():
    found = CODE.ask(assessment, NOTHING | LARGE, on=SECMP0059)
    assert (found.question, found.on, found.outcome, found.undetermined) == ("assessment", SECMP0059, FULL, None)
    assert (found.because, found.standing) == (("G8.41",), Standing.RECONSTRUCTED)
    assert found.text == "legal_text/g8/g8_41.md#2019-02-28"
    assert (found.needs, found.doubts, found.assumptions) == ((), (), ())
    assert found.facts == NOTHING | LARGE
    assert found.version == sec_rules.__version__


@pytest.mark.parametrize(
    ("years", "because"), [(2, ("G8.42(b)",)), (4, ("G8.42(d)", "G8.42(a)")), (6, ("G8.42(d)", "G8.42(c)"))]
)
def test_a_repeated_year_cites_the_limb_that_repeats_and_the_limb_it_repeats(years, because):
    assert ask(supplier_party=True, years_since_initial=years).because == because


def test_a_missing_fact_stays_missing():
    found = CODE.ask(
        assessment, {"supplier_party": True, "domestic_premises": 100, "network_premises": None}, on=DRAFTED
    )
    assert found.facts == {"supplier_party": True, "domestic_premises": 100}
    assert (found.outcome, found.needs) == (None, ("non_domestic_premises", "years_since_initial"))
    assert found.assumptions == ("party-categories-exclude-each-other",)


def test_a_doubt_shows_where_the_facts_meet_its_condition_or_may():
    given = {"supplier_party": True, "years_since_initial": 3}
    doubts = [CODE.ask(assessment, given | more, on=LAST_BEFORE).doubts for more in ({}, {"domestic_premises": 0})]
    assert all(any("no Domestic Premises" in unsure for _, unsure in found) for found in doubts)
    none = CODE.ask(assessment, given | {"domestic_premises": 1, "shared_supplier_premises": 0}, on=LAST_BEFORE)
    assert none.doubts == ()


def test_a_clause_that_applies_and_covers_no_year_is_named():
    clause = CODE.clause("G8.42")
    (rule,) = clause.versions[0].rules
    short = evolve(clause.versions[0], in_force=DRAFTED, rules=(evolve(rule, limbs=rule.limbs[:2]),))
    code = CODE.with_draft([evolve(clause, versions=(short,))], on=DRAFTED)
    found = ask(code, supplier_party=True, years_since_initial=3)
    assert (found.outcome, found.because) == (None, ())
    assert found.undetermined == "G8.42 applies, but none of its paragraphs covers this year."


@pytest.mark.parametrize("outcome", [FULL, SELF])
def test_two_clauses_that_answer_give_no_answer_even_where_they_agree(outcome):
    code = CODE.with_draft([drafted("G8.40", supplier_party, outcome)], on=DRAFTED)
    found = ask(code, **LARGE)
    assert (found.outcome, found.because) == (None, ("G8.40", "G8.41"))
    assert found.undetermined == "2 provisions answer at once: G8.40, G8.41."


def test_an_engine_that_is_not_known_is_refused():
    with pytest.raises(UsageError, match="'prolog' is no engine; known are python"):
        ask(engine="prolog", **LARGE)


@pytest.mark.parametrize("on", [LAST_WITH_SHARED, LAST_BEFORE, SECMP0059], ids=str)
@pytest.mark.parametrize(
    "facts",
    [
        {},
        LARGE,
        {"supplier_party": True, "domestic_premises": 250_000},
        {"supplier_party": True, "non_domestic_premises": 50_001, "years_since_initial": 5},
        {"supplier_party": True, "domestic_premises": 200_000, "shared_supplier_premises": 50_001},
        {"network_party": True, "network_premises": 250_001, "years_since_initial": 2},
    ],
)
def test_durable_rules_answers_the_same(on, facts):
    pytest.importorskip("durable", reason="durable_rules is not installed")
    assert ask(on=on, engine="durable", **facts) == ask(on=on, **facts)


# The hash of the clauses that decided.


def test_the_hash_is_that_of_the_clauses_that_decided():
    large, small = ask(**LARGE).ruleset, ask(supplier_party=True).ruleset
    assert large != small
    assert ask(**LARGE, years_since_initial=7).ruleset == large
    assert ask(supplier_party=True, years_since_initial=7).ruleset == small


def test_the_hash_changes_with_the_rule_and_with_its_day():
    assert ask(on=LAST_BEFORE, **LARGE).ruleset != ask(on=SECMP0059, **LARGE).ruleset
    clause = CODE.clause("G8.41")
    changes = {
        "figure": drafted("G8.41", supplier_party & domestic_premises.exceeds(250_000)),
        "another figure": drafted("G8.41", supplier_party & domestic_premises.exceeds(249_999)),
        "outcome": drafted("G8.41", supplier_party & domestic_premises.exceeds(250_000), SELF),
        "other clause": drafted("G8.41", supplier_party),
    }
    hashes = {ask(CODE.with_draft([new], on=DRAFTED), **LARGE).ruleset for new in changes.values()}
    assert len(hashes) == len(changes)
    again = evolve(clause, versions=(evolve(clause.versions[0], in_force=DRAFTED),))
    assert ask(CODE.with_draft([again], on=DRAFTED), **LARGE).ruleset != ask(**LARGE).ruleset
    words = evolve(clause.versions[0], words=Words("a.docx", "0", TextSource.DRAFT), evidence=())
    same = Code((evolve(clause, versions=(words, clause.versions[1])), *(c for c in CODE.clauses if c != clause)))
    assert ask(same, **LARGE).ruleset == ask(**LARGE).ruleset


def test_the_hash_is_the_same_in_every_process():
    script = (
        "import sec_rules, datetime; print(sec_rules.load().ask(sec_rules.assessment, "
        f"{NOTHING | LARGE!r}, on=datetime.date(2020, 1, 1)).ruleset)"
    )
    for seed in ("0", "1"):
        seeded = os.environ | {"PYTHONHASHSEED": seed}
        run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=seeded)
        assert run.stdout.strip() == ask(**LARGE).ruleset


# Where the words stand.


def test_the_reference_of_a_version_is_its_words_or_the_draft():
    clause = CODE.clause("G8.41")
    assert text_reference(clause.label, clause.versions[1]) == "legal_text/g8/g8_41.md#2017-01-01"
    new = drafted("G8.41", ALWAYS)
    assert text_reference(new.label, new.versions[0]) == "a.docx#G8.41"


@pytest.mark.parametrize(
    ("text", "meant"),
    [("assurance status", "G8.assurance_status"), ("8.42", "G8.42"), ("G8.48.9", "G8.48"), ("G842", "G8.42")],
)
def test_what_is_no_citation_is_refused_with_the_label_that_may_be_meant(text, meant):
    with pytest.raises(CitationError, match=rf"Did you mean {meant}\?"):
        load().resolve(text)


def test_what_is_near_to_no_label_is_refused_without_one():
    with pytest.raises(CitationError, match="write it like") as refused:
        load().resolve("weather")
    assert "Did you mean" not in str(refused.value)


def test_a_code_that_was_asked_is_a_value_like_any_other():
    ask(**LARGE)
    assert CODE == pickle.loads(pickle.dumps(CODE)) == copy.deepcopy(CODE)
    assert hash(pickle.loads(pickle.dumps(CODE))) == hash(CODE)


def test_a_clause_is_replaced_from_the_very_day_on_which_it_ceases():
    ceasing = CODE.clause("G8.43").ceased
    back = evolve(CODE.clause("G8.43").versions[0], in_force=ceasing)
    again = CODE.replacing([evolve(CODE.clause("G8.43"), versions=(back,), ceased=None)], on=ceasing)
    assert again.clause("G8.43").on(ceasing) == back
    later = ceasing + timedelta(days=1)
    with pytest.raises(CodeError, match="cannot cease and begin again"):
        CODE.replacing([evolve(CODE.clause("G8.43"), ceased=None)], on=later)
