"""Every mutant of every clause, run as a user runs it: none survives, and the tables are those of such a run."""

import json
import subprocess
import sys
from datetime import date

import pytest
from attrs import evolve

from sec_rules.analysis.invariants import answers_at
from sec_rules.engine.legal_text import folder
from sec_rules.lang import NEVER, YesNo
from sec_rules.loading import load
from sec_rules.rulebook.questions import assessment
from tests.mutation.__main__ import main
from tests.mutation.killing import noticed
from tests.mutation.phrases import word_mutants
from tests.mutation.rules import mutants_of
from tests.mutation.running import shared_out

LABELS = [clause.label for clause in load().clauses]
TABLES = (folder() / "mutations.md").read_text(encoding="utf-8").splitlines()
TODAY = date(2019, 2, 28)


# Several clauses a process, and a test for each process, so that both processors have one.
@pytest.mark.parametrize("labels", shared_out(LABELS, 3), ids=" ".join)
def test_no_mutant_of_the_clauses_survives_and_the_documents_say_so(labels):
    # In a process of its own: the rows are tests, and run in a test session of theirs.
    command = [sys.executable, "-m", "tests.mutation", *labels, "--jobs", "1", "--format", "markdown"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    for label in labels:
        printed = [line for line in run.stdout.splitlines() if line.startswith((f"| {label} ", f"- {label} "))]
        assert printed
        assert [line for line in printed if line not in TABLES] == [], "run: python -m tests.mutation --format markdown"


def test_every_clause_is_run_and_none_twice():
    assert sorted(label for group in shared_out(LABELS, 3) for label in group) == sorted(LABELS)


def test_the_tables_are_of_every_clause():
    by_clause = [line.split("|")[1].strip() for line in TABLES if line.startswith("| G") and line.count("|") == 10]
    assert by_clause == LABELS
    assert any("none survive" in line for line in TABLES)


# What is a mutant, and who notices it.


def mutants(label):
    return mutants_of(load().clause(label))


def one(label, of, what):
    (found,) = (m for m in mutants(label) if m.of == of and m.what == what)
    return found


def test_each_kind_of_slip_is_made():
    kinds = {m.kind for label in LABELS for m in mutants(label)}
    assert kinds >= {
        "and/or", "commencement", "comparison", "dropped condition", "dropped limb", "fact", "figure", "limb order",
        "outcome", "weight", "redirect", "include/exclude",
    }  # fmt: skip


def test_an_exception_and_a_precedence_can_be_dropped():
    clause = load().clause("G8.41")
    version = clause.on(TODAY)
    directs = YesNo("directs", "the Panel directs otherwise", decided_by="the Panel")
    rule = evolve(version.rules[0], unless=directs, yields_to=("G8.42",))
    found = mutants_of(evolve(clause, versions=(evolve(version, rules=(rule,)),)))
    dropped = {m.what: m.version.rules[0] for m in found if m.kind == "dropped exception"}
    assert dropped["the exception dropped"].unless == NEVER
    assert dropped["yields to G8.42 dropped"].yields_to == ()


def test_no_two_mutants_of_a_clause_are_the_same_and_none_is_the_clause():
    for label in LABELS:
        clauses = [m.clause for m in mutants(label)]
        assert load().clause(label) not in clauses
        assert len({repr(c) for c in clauses}) == len(clauses)


def test_a_slip_that_breaks_an_invariant_is_noticed_by_it_and_by_the_words():
    found = noticed(one("G8.41", TODAY, "250,001 for 250,000"), load())
    assert found.invariant == "exactly-one-answer on 2019-02-28"
    assert "to whom it applies differs" in found.words
    assert not found.survives


def test_an_outcome_that_keeps_every_invariant_is_noticed_by_the_words_alone():
    # A full assessment of large network parties in their second year breaks no invariant: it is only not what the
    # words say.
    found = noticed(one("G8.44", date(2017, 1, 1), "FULL for VERIFICATION in (b)"), load())
    assert (found.invariant, found.equivalent) == ("", False)
    assert "the assessment of (b) differs" in found.words


def test_a_slip_that_changes_nothing_is_proved_to_change_nothing():
    # There is no year before the first, so "at most 1" and "exactly 1" are the same years.
    found = noticed(one("G8.42", TODAY, "in (a), 'is at most' for 'is exactly' (turned round)"), load())
    assert (found.equivalent, found.invariant, found.words) == (True, "", "")


def test_a_day_is_noticed_by_the_heading_of_the_words():
    found = noticed(one("G8.42", TODAY, "begins on 2019-03-01 for 2019-02-28"), load())
    assert found.words.endswith("is in force from 2019-03-01; its words stand under 2019-02-28.")


def test_a_mutant_that_nobody_notices_survives():
    silent = noticed(one("G8.44C", date(2017, 1, 1), "to G8.44(a) for G8.44(c)"), load())
    assert silent.survives  # rows aside: only those of the citation notice
    assert not evolve(silent, rows="a row").survives


def test_what_is_proved_of_a_mutant_shows_in_the_reference():
    code, users = load(), 0
    for label in ("G8.41", "G8.45"):
        for mutant in mutants(label):
            found = noticed(mutant, code)
            ruleset, changed = (c.ruleset(assessment, TODAY) for c in (code, mutant.put_into(code)))
            for year in range(1, 8):
                for premises in (0, 1, 249_995, 250_000, 250_001):
                    facts = dict.fromkeys(("domestic_premises", "network_premises"), premises)
                    facts |= {"non_domestic_premises": 1, "years_since_initial": year}
                    facts |= {"shared_supplier_premises": 0, "shared_network_premises": 0}
                    for supplier, network in ((True, False), (False, True), (False, False)):
                        facts |= {"supplier_party": supplier, "network_party": network}
                        if found.equivalent:
                            assert answers_at(ruleset, facts) == answers_at(changed, facts)
                            users += 1
    assert users > 300


# Words.


def words(label, **wanted):
    return [m for m in word_mutants(load().clause(label)) if all(getattr(m, k) == v for k, v in wanted.items())]


@pytest.mark.parametrize(
    ("label", "phrase", "put", "noticed"),
    [
        ("G8.41", "exceeds", "is equal to or less than", "another rule"),
        ("G8.41", "250,000", "25,000", "another rule"),
        ("G8.41", "five", "six", "another rule"),
        ("G8.47", "neither", "either", "not read"),
        ("G8.47", "is", "is not", "not read"),
        ("G8.41", "is", "is not", "another rule"),
        ("G8.41", "in each year", "in the first year", "another rule"),
        ("G8.41", "supplied with electricity and/or gas", "", "same rule"),
        ("G8.42", "in the first year", "", "not read"),
    ],
)
def test_a_slip_in_the_words_is_noticed_or_proved_to_be_the_same_rule(label, phrase, put, noticed):
    found = [m for m in words(label) if m.put == put and m.phrase == phrase]
    if not found:
        found = [m for m in words(label) if phrase in m.phrase and (put in m.put if put else m.kind == "deleted")]
    assert {m.noticed for m in found} == {noticed}


def test_every_phrase_of_every_version_is_deleted_and_doubled():
    found = words("G8.41", of="2019-02-28")
    assert {m.phrase for m in found if m.kind == "deleted"} == {m.phrase for m in found if m.kind == "doubled"}
    text = " ".join(m.phrase for m in found if m.kind == "deleted")
    for part in (
        "a Supplier Party",
        "the sum of",
        "five times",
        "Non-Domestic Premises",
        "exceeds",
        "250,000",
        "Full User",
    ):
        assert part in text


# On the command line.


def test_the_json_tells_every_mutant(capsys):
    assert main(["G8.43", "--no-rows", "--jobs", "1", "--json"]) == 0
    (clause,) = json.loads(capsys.readouterr().out)["clauses"]
    assert (clause["clause"], clause["rows_run"]) == ("G8.43", False)
    assert len(clause["rules"]) == len(mutants("G8.43"))


def test_a_clause_that_is_not_held_is_refused(capsys):
    assert main(["G8.99"]) == 2
    assert "G8.99 is not held" in capsys.readouterr().err


def test_without_rows_it_says_so_and_the_redirect_survives(capsys):
    assert main(["G8.44C", "--no-rows", "--jobs", "1"]) == 1
    out = capsys.readouterr().out
    assert "Rows were not run" in out
    assert "Survives: G8.44C of 2017-01-01, redirect: to G8.44(a) for G8.44(c)." in out
