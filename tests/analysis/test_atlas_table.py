"""The atlas as a table: with neighbours, in the fewest sentences, and exported."""

import csv
import io
import json
from datetime import date
from functools import cache

import pytest
from attrs import evolve

from sec_rules.analysis.atlas import atlas_of
from sec_rules.analysis.atlas_table import sentence, table
from sec_rules.analysis.invariants import answers_at
from sec_rules.analysis.minimal_cover import groups
from sec_rules.cli import main
from sec_rules.engine.decision_tree import grow
from sec_rules.engine.english.years import split_years
from sec_rules.engine.reference import holds
from sec_rules.engine.solver import OutOfBudget, Solver
from sec_rules.lang import NEVER, Count, Undetermined
from sec_rules.lang.formulas import formula
from sec_rules.loading import load
from sec_rules.rulebook.facts import FACTS, domestic_premises
from sec_rules.rulebook.questions import assessment

BEFORE, TODAY, DRAFTED = date(2019, 2, 27), date(2019, 2, 28), date(2019, 3, 1)
DAYS = [date(2017, 1, 1), date(2018, 11, 29), BEFORE, TODAY]


@cache
def tabled(on=TODAY):
    return table(atlas_of(load(), assessment, on=on))


@cache
def atlas(on=TODAY):
    return atlas_of(load(), assessment, on=on)


# Neighbours.


def test_neighbours_are_one_step_apart_and_mutual():
    rows = {row.number: row for row in tabled().rows}
    large = rows[1]
    assert large.because == ("G8.41",)
    for row in rows.values():
        assert row.number not in row.neighbours
        assert all(row.number in rows[n].neighbours for n in row.neighbours)
    by = {r.because: r.number for r in rows.values()}
    # One more premises takes a small supplier over the threshold; one more year takes it from (a) to (b), never to (c).
    assert by[("G8.42(a)",)] in large.neighbours
    assert by[("G8.42(b)",)] in rows[by[("G8.42(a)",)]].neighbours
    assert by[("G8.42(c)",)] not in rows[by[("G8.42(a)",)]].neighbours
    # Nobody comes from one party to the other in one step: nobody may be both.
    assert by[("G8.44(a)",)] not in large.neighbours


def test_that_cells_are_neighbours_shows_in_users_one_step_apart():
    cells = atlas().cells
    found = set()
    for fact in FACTS:
        for number, cell in enumerate(cells):
            for facts in _around(cell.witness, fact):
                other = next((n for n, c in enumerate(cells) if all(holds(m, facts) for m in c.literals)), None)
                if other not in (None, number):
                    found.add((number + 1, other + 1))
    listed = {(row.number, n) for row in tabled().rows for n in row.neighbours}
    assert found <= listed
    assert len(found) > 20


def _around(witness, fact):
    if isinstance(fact, Count):
        values = (witness[fact.name] - 1, witness[fact.name] + 1)
        return [witness | {fact.name: v} for v in values if fact.at_least <= v <= fact.at_most]
    return [witness | {fact.name: not witness[fact.name]}]


# Sentences.


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_the_sentences_say_of_everybody_what_the_cells_say_and_nothing_else(on):
    cells, solver = atlas(on).cells, atlas(on).solver
    for group in groups(cells, solver, lambda cell: (cell.outcome, tuple(b.clause for b in cell.answers))):
        mine = [cells[n] for n in group.members]
        others = [cell for cell in cells if cell not in mine]
        for part in group.parts:
            for cell in others:
                who, years = split_years(cell.literals)
                apart = not years.mask & part.years.mask
                assert apart or not solver.satisfiable(*solver.granted, *part.literals, *who)
        for cell in mine:
            who, years = split_years(cell.literals)
            reached = 0
            for part in group.parts:
                if all(solver.implies(who, literal) for literal in part.literals):
                    reached |= part.years.mask
            assert reached & years.mask == years.mask


def test_by_clause_and_outcome_thirteen_kinds_take_twelve_sentences():
    # The large network parties are verified in two years of three, which is one sentence.
    assert len(tabled().sentences) == 12
    assert tabled().notes == ()


def test_by_outcome_alone_eight_sentences_do():
    found = groups(atlas().cells, atlas().solver, lambda cell: cell.outcome)
    assert {group.fewest for group in found} == {True}
    full = next(g for g in found if atlas().cells[g.members[0]].outcome.name == "FULL")
    # Everybody in the third year of each three; and large suppliers (who are no network parties) always.
    assert sorted(len(part.literals) for part in full.parts) == [0, 3]
    assert sum(len(group.parts) for group in found) <= 8


def test_the_order_is_that_of_the_smallest_cases_and_does_not_change():
    assert table(atlas_of(load(), assessment, on=TODAY)) == tabled()


def test_a_gap_and_an_overlap_and_an_open_outcome_have_sentences_too():
    branch = atlas().cells[0].answers[0]
    opened = evolve(branch, outcome=Undetermined("the text is silent"))
    assert sentence("users", ()) == "Users: no provision answers."
    assert sentence("users", (branch, branch)) == "Users: several provisions answer (G8.41)."
    assert sentence("users", (opened,)) == "Users: not settled: the text is silent (G8.41)."


# Bounds.


def test_more_cells_than_the_bound_are_not_worked_out_in_part():
    figures = [formula(domestic_premises.exceeds(n)) for n in range(30)]
    assert len(grow(figures, Solver(FACTS))) == 31
    with pytest.raises(OutOfBudget, match=r"There are more than 10 cells; they were not all worked out\."):
        grow(figures, Solver(FACTS), most=10)


def test_a_solver_makes_no_more_checks_than_stated():
    solver = Solver(most_steps=30)
    asked = [formula(domestic_premises.exceeds(n)) for n in range(10)]
    with pytest.raises(OutOfBudget, match=r"gave up within its budget \(30 steps\)"):
        assert [solver.satisfiable(one) for one in asked]


# Exports.


def printed(capsys, *arguments):
    assert main(["atlas", *arguments]) == 0
    return capsys.readouterr().out


def test_each_line_of_the_csv_is_answered_as_it_says(capsys):
    rows = list(csv.DictReader(io.StringIO(printed(capsys, "--on", "2019-02-28", "--format", "csv"))))
    assert len(rows) == 25
    for row in rows:
        facts = {f.name: int(row[f.name]) if isinstance(f, Count) else row[f.name] == "true" for f in FACTS}
        answers = answers_at(load().ruleset(assessment, TODAY), facts)
        assert (row["outcome"], row["because"]) == (answers[0].outcome.name, " ".join(answers[0].cites))


def test_the_json_holds_every_cell_and_each_in_a_sentence(capsys):
    data = json.loads(printed(capsys, "--on", "2019-02-28", "--json"))
    assert (data["schema_version"], data["on"], len(data["cells"])) == (2, "2019-02-28", 25)
    assert data["assumptions"] == ["party-categories-exclude-each-other"]
    assert {n for sentence in data["sentences"] for n in sentence["cells"]} == set(range(1, 26))


def test_the_markdown_is_a_table_of_all_cells(capsys):
    lines = printed(capsys, "--format", "markdown").splitlines()
    # A line for the head, one for the rule below it, and one for each cell.
    assert sum(line.startswith("| ") for line in lines) == 27
    assert len({line.count("|") for line in lines if line.startswith("|")}) == 1


@pytest.mark.parametrize("of", [["--on", "2019-02-27"], ["--draft", "legal_text/drafts/secmp0059.md"]], ids=str)
def test_the_markdown_is_what_the_export_is(capsys, of):
    told = printed(capsys, *of, "--format", "markdown")
    assert main(["export", "--to", "markdown", *of]) == 0
    assert capsys.readouterr().out == told


def test_the_markdown_of_a_draft_that_was_not_all_read_says_so(capsys, tmp_path):
    (tmp_path / "d.md").write_text("G8.47 Where a User is of good repute, it shall be left alone in years to come.\n")
    assert "- G8.47 was not read: " in printed(capsys, "--draft", str(tmp_path / "d.md"), "--format", "markdown")


def test_the_text_is_no_wider_than_a_terminal(capsys):
    assert max(map(len, printed(capsys, "--on", "2017-01-01").splitlines())) <= 80


def test_an_invariant_with_a_gap_is_tabled_with_it():
    code = load()
    clause = code.clause("G8.41")
    version = clause.on(TODAY)
    rules = tuple(evolve(rule, applies=NEVER) for rule in version.rules)
    drafted = code.with_draft([evolve(clause, versions=(evolve(version, in_force=DRAFTED, rules=rules),))], on=DRAFTED)
    found = table(atlas_of(drafted, assessment, on=DRAFTED))
    (row,) = (r for r in found.rows if not r.because)
    assert (row.outcome, row.sentence[-23:]) == (None, ": no provision answers.")
