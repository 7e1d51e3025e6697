"""G8.44C: a citation on record that is no clause we hold; it leads to G8.44(c), and both readings are kept."""

from datetime import date

import pytest

from sec_rules.answers.explanation import explain
from sec_rules.clauses.g8.g8_44c import CLAUSE
from sec_rules.errors import CitationError
from sec_rules.lang import Mark, Redirects
from sec_rules.lang.citations import Label
from sec_rules.loading import load
from sec_rules.rulebook.sources import CONSULTATION, RECOLLECTION

BOTH_SIDES = [date(2019, 2, 27), date(2019, 2, 28)]
(REDIRECT,) = CLAUSE.versions[0].rules


@pytest.mark.parametrize("written", ["G8.44C", "Section G8.44C", "G 8.44C", " section G8.44C "])
def test_the_citation_leads_to_paragraph_c_of_g8_44(written):
    target, clause, redirect = load().resolve(written)
    assert target == Label("G", ("8", "44"), steps=("(c)",))
    assert (clause.label, redirect) == ("G8.44", REDIRECT)


def test_paragraph_c_of_g8_44_is_reached_without_it():
    assert load().resolve("G8.44(c)") == (Label("G", ("8", "44"), steps=("(c)",)), load().clause("G8.44"), None)


@pytest.mark.parametrize("other", ["G8.44A", "G8.44B", "G8.44D", "G8.44CA"])
def test_no_neighbour_is_on_record(other):
    with pytest.raises(CitationError, match=f"{other} is not held"):
        load().resolve(other)


def test_both_readings_are_kept_each_with_its_evidence():
    assert isinstance(REDIRECT, Redirects)
    paragraph, inserted = REDIRECT.readings
    assert (paragraph.leads_to, inserted.leads_to) == ("G8.44(c)", "G8.44C")
    assert "paragraph (c) of G8.44" in paragraph.says
    assert "a C implies an A and a B" in inserted.says
    assert "the separate test of 50,000 and the combined equation" in inserted.says
    assert [(e.source, e.mark) for e in paragraph.evidence] == [(CONSULTATION, Mark.INFERRED)]
    assert [(e.source, e.mark) for e in inserted.evidence] == [(RECOLLECTION, Mark.RECOLLECTED)]


def test_the_version_says_who_cites_it_and_what_was_found_there():
    (evidence,) = CLAUSE.versions[0].evidence
    assert evidence.source == CONSULTATION
    assert evidence.supports == 'E.ON cites "G8.44C", with a double space between "User" and "Security"'


@pytest.mark.parametrize("on", BOTH_SIDES, ids=str)
def test_its_words_say_just_that(quoted, on):
    for words in (
        "is cited by one respondent to the SECMP0059 consultation",
        "No clause of that label is held",
        "paragraph (c) of G8.44",
        "a clause that the proposed text inserted after G8.44",
        "until official words are adopted it leads to G8.44(c)",
    ):
        assert quoted("G8.44C", on, words)


@pytest.mark.parametrize("on", BOTH_SIDES, ids=str)
@pytest.mark.parametrize("who", ["supplier_party", "network_party"])
@pytest.mark.parametrize("year", [1, 3, 6])
def test_it_answers_nothing(ask, on, who, year):
    counts = {"domestic_premises": 250_001, "network_premises": 250_001, "non_domestic_premises": 50_001}
    found = ask(on, **{who: True}, years_since_initial=year, **counts)
    assert not any("G8.44C" in cited for cited in (*found.because, *(clause for clause, _ in found.doubts)))


def test_to_explain_it_is_to_explain_paragraph_c_with_both_readings():
    found, plain = explain(load(), "G8.44C"), explain(load(), "Section G8.44 (c)")
    assert (found.cited, found.leads_to) == ("G8.44C", "G8.44(c)")
    assert (plain.cited, plain.leads_to) == ("G8.44(c)", "G8.44(c)")
    assert found.versions == plain.versions
    assert found.readings == plain.readings == REDIRECT.readings
    assert (found.recorded, plain.recorded) == ("G8.44C", "G8.44C")
    assert "No clause of that label is held" in found.note
    assert plain.note == ""
