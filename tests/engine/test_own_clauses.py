"""Clauses of one's own beside the Code: told wherever those of the Code are, and refused where they clash."""

import json
import pickle
import re
from datetime import date
from importlib.metadata import EntryPoint

import pytest
from attrs import evolve

import sec_rules
import sec_rules.testing
from sec_rules import loading
from sec_rules.analysis.invariants import Everywhere, Growing, Invariant, Related, Somewhere, Standpoint, two_users
from sec_rules.answers.records import replay
from sec_rules.cli import main
from sec_rules.errors import ArgumentError, CodeError
from sec_rules.lang import (
    ALWAYS,
    DAY,
    Answers,
    Clause,
    Count,
    Evidence,
    Limb,
    Mark,
    Outcome,
    Question,
    Source,
    Standing,
    TextSource,
    Version,
    Words,
    YesNo,
)  # fmt: skip
from sec_rules.loading import held
from sec_rules.rulebook.facts import domestic_premises, supplier_party
from sec_rules.testing import invariant_test, invariant_tests, rows

ON = date(2022, 1, 1)
LOW, HIGH = Outcome("INTERNAL", "an internal audit", 1), Outcome("EXTERNAL", "an external audit", 2)
contractors = Count("contractors", "people of contractors", "people", short="contractors")
joined_on = Count(
    "joined_on", "the day on which it joined", DAY, at_least=730_000, at_most=740_000, short="day it joined"
)
abroad = YesNo("abroad", "it works abroad")
audit = Question(
    "audit", "Which audit?", (LOW, HIGH), (domestic_premises, contractors),
    facts=(domestic_premises, contractors, joined_on, abroad), more="More never makes the audit lighter.",
)  # fmt: skip
weighed = domestic_premises + 100 * contractors


def clause(label, applies, outcome, words="Above 50,000 it is external.", question=audit):
    version = Version(
        in_force=date(2021, 1, 1),
        brought_in_by="Board paper 7",
        words=Words("2021-01-01", "", text=words),
        standing=Standing.VERBATIM,
        evidence=(Evidence(Source("board", "Board paper 7"), "all", Mark.PUBLISHED),),
        rules=(Answers(question=question, applies=applies, limbs=(Limb("", ALWAYS, outcome),)),),
        by_hand="in-house",
    )
    return Clause(label=label, title="In-house audit", versions=(version,))


POLICY = (
    clause("IH1", weighed.exceeds(50_000) | abroad, HIGH),
    clause("IH2", weighed.is_at_most(50_000) & ~abroad, LOW),
)
CODE = held().with_clauses(POLICY)
FACTS = {"domestic_premises": 40_000, "contractors": 101, "joined_on": date(2020, 5, 1), "abroad": False}


def test_it_is_answered_with_its_own_words_and_cites_no_file():
    answer = CODE.ask(audit, FACTS, on=ON)
    assert (answer.outcome, answer.because, answer.text) == (HIGH, ("IH1",), None)
    assert [marked.text for marked in answer.words] == ["Above 50,000 it is external."]
    assert answer.reasons.nearest[-1].fact == "contractors"
    assert answer.facts_as_given["joined_on"] == date(2020, 5, 1)


def test_its_record_is_read_and_asked_again():
    record = json.loads(json.dumps(CODE.ask(audit, FACTS, on=ON).to_dict()))
    assert record["facts"]["joined_on"] == "2020-05-01"
    assert replay(CODE, record).same


def test_the_code_lists_its_questions_and_facts_and_those_of_the_rulebook_first():
    assert next(iter(CODE.questions)) == "assessment"
    assert list(CODE.questions)[-1] == "audit"
    assert CODE.every_fact["contractors"] is contractors
    assert list(CODE.every_fact)[:2] == ["supplier_party", "network_party"]
    assert pickle.loads(pickle.dumps(CODE)) == CODE


def test_it_is_explained_and_cited_as_people_write_it():
    explained = sec_rules.explain(CODE, " IH1 ")
    assert explained.versions[0].words == "Above 50,000 it is external."
    assert "100 times its contractors exceed 50,000" in explained.versions[0].reads_as
    assert sec_rules.explain(held().with_clauses([clause("IH1", ALWAYS, LOW, "")]), "IH1").versions[0].words == ""


def test_cells_and_cases_name_its_facts():
    cells = sec_rules.atlas(CODE, audit, on=ON).cells
    assert {answer.outcome for cell in cells for answer in cell.answers} == {LOW, HIGH}
    gap = held().with_clauses(POLICY[:1])
    (verdict,) = (v for v in sec_rules.prove(gap, audit, on=ON) if v.invariant == "exactly-one-answer")
    assert "a User with 0 Domestic Premises and 0 contractors, unless it works abroad" in verdict.message


def test_it_is_compared_and_has_rows_at_its_boundaries():
    found = sec_rules.compare((CODE, date(2020, 12, 31)), (CODE, ON), audit)
    assert {change["becomes"] for change in found.to_dict()["changes"]} == {"INTERNAL", "EXTERNAL"}
    at = [row for row in rows(CODE.ruleset(audit, ON)) if row["domestic_premises"] + 100 * row["contractors"] == 50_000]
    assert all(row.keys() == {fact.name for fact in audit.facts} for row in at)
    assert len(at) > 2


def _not_heavier(before, after):
    return before is None or after is None or after.weight <= before.weight


OWN = (
    Invariant("never-heavier", "More premises never make the audit heavier.", Growing(_not_heavier), question="audit"),
    Invariant(
        "nobody-external", "Nobody is audited from outside.",
        Everywhere(lambda answers: all(branch.outcome != HIGH for branch in answers)), question="audit",
    ),
    Invariant("all-abroad", "Each clause reaches somebody abroad.", Somewhere(lambda label, answers: False),
              question="audit"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("never-heavier", "More premises never make the audit heavier. Not so: for a User"),
        ("nobody-external", "Nobody is audited from outside. Not so for "),
        ("all-abroad", "Each clause reaches somebody abroad. Not so of IH1, for anybody."),
    ],
)
def test_an_invariant_of_ones_own_that_fails_is_told_in_its_own_words(name, says, monkeypatch):
    monkeypatch.setattr(sec_rules.testing, "LONGEST_SEARCH", 20)  # whoever there is is soon found
    code = held().with_clauses(POLICY, invariants=OWN)
    (verdict,) = sec_rules.prove(code, audit, on=ON, invariants=[name])
    assert (verdict.holds, verdict.message.startswith(says)) == (False, True)
    assert "lighter" not in verdict.message
    assert "may answer" not in verdict.message
    with pytest.raises(AssertionError, match=verdict.statement):
        invariant_test(OWN[[own.name for own in OWN].index(name)], code.ruleset(audit, ON), max_examples=40)()


def test_invariants_of_ones_own_stand_beside_the_declared_ones_and_go_on_with_the_code():
    code = held().with_clauses(POLICY, invariants=OWN)
    names = {"exactly-one-answer", "never-heavier"}
    assert names <= {verdict.invariant for verdict in sec_rules.prove(code, audit, on=ON)}
    assert names <= invariant_tests(code, audit, ON).keys()
    assert code.as_of(ON).invariants == code.with_draft([], on=ON).invariants == OWN
    assert "never-heavier" not in {v.invariant for v in sec_rules.prove(CODE, audit, on=ON)}


def test_one_with_the_name_of_a_declared_one_is_refused():
    taken = evolve(OWN[0], name="exactly-one-answer")
    with pytest.raises(CodeError, match="'exactly-one-answer' is the name of a declared invariant"):
        sec_rules.prove(held().with_clauses(POLICY, invariants=[taken]), audit, on=ON)


SUPPLIERS_ARE_FULL = Invariant(
    "large-is-full", "The board wants each large supplier assessed in full.",
    Related(
        (Standpoint(),), lambda outcomes: outcomes == (sec_rules.FULL,),
        where=lambda user: user(supplier_party & domestic_premises.exceeds(250_000)),
    ), question="assessment", first_day=date(2019, 2, 28),
)  # fmt: skip
NOT_HEAVIER = Invariant("premises-are-nothing", "Premises weigh nothing.", Growing(_not_heavier), question="assessment")
RAISED = (
    b'In Section G8.41, for "exceeds 250,000" substitute "exceeds 300,000".\n\n'
    b'In Section G8.42, for "equal to or less than 250,000" substitute "equal to or less than 300,000".'
)


@pytest.mark.parametrize("kind", ["policy", "formal"])
def test_a_draft_that_breaks_one_has_a_fault_in_its_words_and_one_that_was_broken_before_is_known(kind):
    code = held().with_clauses((), invariants=[evolve(SUPPLIERS_ARE_FULL, kind=kind), NOT_HEAVIER])
    review = sec_rules.check(RAISED, code, everything=True, select=["PR006"])
    found = [f for f in review.findings if f.code == "PR006"]
    (new,) = (f for f in found if not f.known)
    assert new.message.startswith("The board wants each large supplier assessed in full. Not so: for a Supplier Party ")
    assert (new.severity.value, review.state) == ("error", "fault")
    assert {f.message.split(".")[0] for f in found if f.known} == {"Premises weigh nothing"}
    assert review.verdict.startswith(
        "Fault. An adopted invariant no longer holds. An adopted invariant does not hold, and did not before. "
    )


def test_one_that_a_draft_breaks_stands_wherever_invariants_do():
    code = held().with_clauses((), invariants=[SUPPLIERS_ARE_FULL])
    review = sec_rules.check(RAISED, code, select=["ALL"], ignore=["PR006"])
    assert {v.invariant: v.holds for v in review.verdicts} == {
        "exactly-one-answer": True, "more-never-lighter": True, "every-limb-can-apply": True, "large-is-full": False,
    }  # fmt: skip
    assert review.fails("error")
    said = json.loads(sec_rules.check(RAISED, code).to_json())
    assert [one["invariant"] for one in said["invariants"] if one["holds"] is False] == ["large-is-full"]
    assert said["state"] == "fault"
    kept = sec_rules.check(RAISED.replace(b"300,000", b"200,000"), code)
    assert {v.holds for v in kept.verdicts} == {True}


def test_one_is_proved_on_each_of_its_days_throughout(installed, capsys):
    installed("beside")
    assert main(["prove", "--question", "audit", "--throughout"]) == 1
    printed = capsys.readouterr().out
    assert "2017-01-01 to 2020-12-31: no clause answers yet" in printed
    assert "FAILS  More premises never make the audit heavier." in printed
    # As many as the first line counts, and under each the smallest case.
    assert (
        f"Of {printed.count('  FAILS  ') + printed.count('  holds  ')} proofs {printed.count('  FAILS  ')} fail"
        in printed
    )
    assert printed.count("- Not so: ") >= printed.count("  FAILS  ")
    assert "More premises never make the audit heavier. Not so" not in printed
    installed("beside")
    main(["prove", "--question", "audit", "--throughout", "--json"])
    given = json.loads(capsys.readouterr().out)
    failing = [one for regime in given["regimes"] for one in regime["invariants"] if one["holds"] is False]
    assert given["state"] == "fault"
    assert failing
    assert all(one["witness"] is not None for one in failing)


def test_cases_name_facts_of_ones_own_wherever_they_are_told():
    nothing = Invariant(
        "contractors-are-nothing", "Contractors do not matter.",
        two_users((contractors,), lambda *_: ALWAYS, lambda outcomes: outcomes[0] == outcomes[1]), question="audit",
    )  # fmt: skip
    code = held().with_clauses(POLICY, invariants=[nothing])
    (verdict,) = sec_rules.prove(code, audit, on=ON, invariants=["contractors-are-nothing"])
    assert verdict.message == (
        "Contractors do not matter. Not so: for a User with 0 Domestic Premises and 0 contractors, unless it works "
        "abroad, it is an internal audit (IH2); for a User with 0 Domestic Premises and 501 contractors, unless it "
        "works abroad, it is an external audit (IH1)."
    )
    heavier = sec_rules.compare((code, date(2020, 12, 31)), (code, ON), audit)
    assert "Smallest: a User with 501 contractors." in heavier._repr_html_()
    assert "a User with 0 Domestic Premises and 501 contractors" in sec_rules.export(code, audit, "markdown", on=ON)


def test_its_statement_in_SQL_reads_the_columns_that_its_question_asks():
    sql = sec_rules.export(CODE, audit, "sql", on=ON)
    columns = re.findall(r"^--   (\w+):", sql, re.MULTILINE)
    assert sorted(columns) == ["abroad", "contractors", "domestic_premises"]
    assert "network_party" in sec_rules.export(CODE, sec_rules.assessment, "sql", on=ON)


@pytest.mark.parametrize("to", ["markdown", "sql", "dmn"])
def test_what_is_exported_does_not_call_rules_of_ones_own_the_code(to):
    assert "Rules beside the Code, and not advice." in sec_rules.export(CODE, audit, to, on=ON)
    assert "A restatement, not the Code" in sec_rules.export(CODE, sec_rules.triage, to, on=date(2023, 1, 1))


other = Question("audit", "Another?", (LOW, HIGH))
premises = Count("domestic_premises", "other premises", "homes")


@pytest.mark.parametrize(
    ("clauses", "says"),
    [
        ([clause("G8.41", ALWAYS, LOW)], "Two clauses carry the label G8.41."),
        ([clause("In house", ALWAYS, LOW)], "'In house' is no label of a clause; write one such as IH1, or IH1.2."),
        ([clause("IH1(a)", ALWAYS, LOW)], "'IH1(a)' is no label of a clause"),
        ([*POLICY, clause("IH3", ALWAYS, LOW, question=other)], "'audit' is the name of a question that is known"),
        ([clause("IH1", premises.exceeds(1), LOW)], "'domestic_premises' is the name of a fact that is known"),
    ],
)
def test_what_clashes_is_refused_in_a_sentence(clauses, says):
    with pytest.raises(CodeError) as caught:
        held().with_clauses(clauses)
    assert says in str(caught.value)


def test_what_is_no_clause_and_no_invariant_is_refused():
    for wrong in (3, [3], POLICY[0]):
        with pytest.raises(ArgumentError, match="'clauses' should be clauses"):
            held().with_clauses(wrong)
    with pytest.raises(ArgumentError, match="'invariants' should be invariants"):
        held().with_clauses(POLICY, invariants=["never"])
    with pytest.raises(CodeError, match="Two invariants have one name"):
        held().with_clauses(POLICY, invariants=[OWN[0], OWN[0]])


def test_words_of_the_package_are_not_cited_for_a_clause_of_ones_own():
    assert {v.words.source for c in CODE.clauses if c in CODE.clauses[-2:] for v in c.versions} == {TextSource.OWN}


# The entry point.


def beside(code):
    return code.with_clauses(POLICY, invariants=OWN[:1])


def no_code(code):
    return None


def clashing(code):
    return code.with_clauses([clause("G8.41", ALWAYS, LOW)])


@pytest.fixture
def installed(monkeypatch):
    """Says that a package with one entry point is installed."""

    def says(name):
        point = EntryPoint("policy", f"{__name__}:{name}", loading.ENTRY_POINTS)
        monkeypatch.setattr(EntryPoint, "load", lambda self: globals()[self.attr])
        monkeypatch.setattr(loading, "entry_points", lambda group: [point] if group == "sec_rules.clauses" else [])
        held.cache_clear()

    yield says
    monkeypatch.undo()
    held.cache_clear()


def test_a_package_puts_its_clauses_beside_the_code_for_every_command(installed, capsys):
    installed("beside")
    assert main(["ask", "audit", "--on", "2022-01-01", "--domestic-premises", "40000",
                 "--fact", "contractors=101", "--fact", "abroad=no"]) == 0  # fmt: skip
    assert "EXTERNAL" in capsys.readouterr().out
    assert main(["prove", "--question", "audit", "--on", "2022-01-01", "--invariant", "never-heavier"]) == 1
    assert "More premises never make the audit heavier." in " ".join(capsys.readouterr().out.split())
    assert main(["explain", "IH2"]) == 0
    assert "IH2" in capsys.readouterr().out
    answer = sec_rules.load().ask(audit, FACTS, on=ON)
    assert sec_rules.load().questions["audit"] is audit
    assert replay(sec_rules.load(), answer.to_dict()).same


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("no_code", "The entry point 'policy' of sec_rules.clauses should name a function that is given the Code"),
        ("clashing", "cannot add its clauses: Two clauses carry the label G8.41."),
    ],
)
def test_an_entry_point_that_does_not_do_that_is_refused_in_a_sentence(installed, capsys, name, says):
    installed(name)
    assert main(["list"]) == 2
    assert says in capsys.readouterr().err


def test_what_a_clause_reads_besides_its_question_is_a_fact_too():
    extra = Count("visits", "visits", "visits")
    rule = evolve(POLICY[0].versions[0].rules[0], applies=extra.exceeds(1))
    added = evolve(POLICY[0], versions=(evolve(POLICY[0].versions[0], rules=(rule,)),))
    assert held().with_clauses([added]).every_fact["visits"] is extra
