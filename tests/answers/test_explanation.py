"""A clause explained: where a citation leads, its words, the rule in words, its versions and which one stands."""

from datetime import date

import pytest
from attrs import evolve

from sec_rules.answers.explanation import explain, explain_check
from sec_rules.errors import CitationError, DayError
from sec_rules.lang import TextSource, Words
from sec_rules.loading import load

FIRST_DAY, SECMP0044, SECMP0059 = date(2017, 1, 1), date(2018, 11, 29), date(2019, 2, 28)
CODE = load()


def test_every_version_is_explained_newest_first_with_the_day_it_ends():
    found = explain(CODE, "G8.42")
    assert [(v.version.in_force, v.until) for v in found.versions] == [(SECMP0059, None), (FIRST_DAY, SECMP0059)]
    assert [(v.version.in_force, v.until) for v in explain(CODE, "G8.43").versions] == [(FIRST_DAY, SECMP0044)]
    assert (found.cited, found.leads_to, found.title) == (
        "G8.42",
        "G8.42",
        "Supplier Parties at or below the threshold",
    )
    assert (found.readings, found.recorded, found.note) == ((), "", "")


def test_the_words_and_the_rule_in_words_stand_side_by_side():
    newest, oldest = explain(CODE, "G8.41").versions
    assert "the sum of the number of Domestic Premises and five times the number of Non-Domestic" in newest.words
    assert newest.reads_as == (
        "Where the User is a Supplier Party and its Domestic Premises plus five times its Non-Domestic Premises exceed "
        "250,000, it is subject to a Full User Security Assessment, in every year after the initial assessment."
    )
    assert "Non-Domestic" not in oldest.words
    assert "Non-Domestic" not in oldest.reads_as


@pytest.mark.parametrize("citation", ["G8.42(b)", "Section G8.42 (b)"])
def test_a_paragraph_is_explained_without_the_others(citation):
    found = explain(CODE, citation)
    assert (found.cited, found.leads_to) == ("G8.42(b)", "G8.42(b)")
    for version in found.versions:
        assert version.words == "(b) in the immediately following year, to a User Security Self-Assessment;"
        assert "(b) in the second year after the initial assessment, to a User Security Self-Assessment" in (
            version.reads_as
        )
        assert not any(step in version.reads_as for step in ("(a)", "(c)", "(d)"))


@pytest.mark.parametrize(
    ("on", "current"),
    [
        (None, [True, False]),
        (date(2019, 2, 27), [False, True]),
        (SECMP0059, [True, False]),
        (date(2030, 1, 1), [True, False]),
    ],
)
def test_the_version_of_the_day_is_marked(on, current):
    assert [v.current for v in explain(CODE, "G8.42", on=on).versions] == current


@pytest.mark.parametrize(("on", "current"), [(date(2018, 11, 28), [True]), (SECMP0044, [False]), (None, [False])])
def test_of_a_clause_that_has_ceased_none_is_marked(on, current):
    assert [v.current for v in explain(CODE, "G8.46", on=on).versions] == current


def test_a_day_on_which_the_code_is_not_held_is_refused():
    with pytest.raises(DayError, match="The Code is held from 2017-01-01, by convention; 2016-12-31 is earlier"):
        explain(CODE, "G8.42", on=date(2016, 12, 31))


@pytest.mark.parametrize("citation", ["G8.99", "G8.42(z)", "G8.44c", "nothing", ""])
def test_a_citation_that_leads_nowhere_is_refused(citation):
    with pytest.raises(CitationError):
        explain(CODE, citation)


def test_the_evidence_and_the_standing_come_with_each_version():
    for version in explain(CODE, "G8.41").versions:
        assert version.version.standing.value == "reconstructed"
        assert version.version.evidence
    said = [e.supports for e in explain(CODE, "G8.41").versions[0].version.evidence]
    assert any("which numbers the supplier tests have after SECMP0059 is unconfirmed" in s for s in said)


def test_a_drafted_version_is_explained_by_its_rule_and_its_words_stand_in_the_draft():
    clause = CODE.clause("G8.41")
    new = evolve(clause.versions[0], in_force=date(2020, 1, 1), words=Words("a.docx", "", TextSource.DRAFT))
    code = CODE.with_draft([evolve(clause, versions=(new,))], on=date(2020, 1, 1))
    drafted, *held = explain(code, "G8.41").versions
    assert (drafted.words, drafted.until, drafted.current) == ("", None, True)
    assert "exceed 250,000" in drafted.reads_as
    assert all(v.words for v in held)


def test_a_paragraph_that_only_an_older_version_had_is_explained_by_that_version():
    clause = CODE.clause("G8.42")
    (rule,) = clause.versions[0].rules
    short = evolve(clause.versions[0], rules=(evolve(rule, limbs=rule.limbs[:3]),))
    code = type(CODE)((evolve(clause, versions=(short, clause.versions[1])),))
    assert [v.version.in_force for v in explain(code, "G8.42(d)").versions] == [FIRST_DAY]


@pytest.mark.parametrize("code", ["XR402", "xr402", " xr402 "])
def test_a_drafting_check_is_found_by_its_code(code):
    found = explain_check(code)
    assert found is not None
    assert found.code == "XR402"
    assert found.why
    assert found.bad
    assert found.good


@pytest.mark.parametrize("code", ["XR499", "G8.42", "", "XR"])
def test_what_is_no_check_is_none(code):
    assert explain_check(code) is None


@pytest.mark.parametrize("label", ["G8.40", "G8.triage_facility"])
def test_of_every_clause_the_newest_version_is_the_current_one_whatever_question_it_answers(label):
    # G8.40 last changed on 1 August 2019 and triage began on 3 November 2022, after any clause on assessments.
    assert next(v.current for v in explain(CODE, label).versions)
