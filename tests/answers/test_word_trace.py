"""Every character of the words is read into the rule, is a known qualifier, or is listed here with its reason."""

from __future__ import annotations

import pytest

from sec_rules.answers.word_trace import reason, trace_words
from sec_rules.engine.legal_text import words_of
from sec_rules.lang import Version
from sec_rules.loading import load

VERSIONS = [(c, v) for c in load().clauses for v in c.versions]
NAMED = [f"{c.label}#{v.in_force}" for c, v in VERSIONS]

# The words that are not executable. The rule beside them is declared by hand; it is short, and should stay so.
NOT_EXECUTABLE = {
    "G5.27", "G8.16", "G8.17", "G8.18", "G8.19", "G8.30", "G8.40", "G8.44C", "G8.48", "G8.49", "G8.50",
    "G8.assurance_status", "G8.second_user_system", "G8.triage_facility",
}  # fmt: skip


@pytest.mark.parametrize(("clause", "version"), VERSIONS, ids=NAMED)
def test_every_character_but_white_space_is_accounted_for_once(clause, version):
    from sec_rules.answers.word_trace import provision_of

    provision = provision_of(clause, version)
    if provision is None:
        assert clause.label == "G8.44C"
        assert [a.text for a in trace_words(clause, version)] == [words_of(clause, version)]
        return
    taken: dict[tuple[str, int], int] = {}
    for part in trace_words(clause, version):
        for at in range(part.place.start, part.place.end):
            taken[part.place.provision, at] = taken.get((part.place.provision, at), 0) + 1
    for part in provision.walk():
        for at, character in enumerate(part.text):
            assert taken.get((part.label, at), 0) == 1 or character.isspace(), (part.label, at, character)


@pytest.mark.parametrize(("clause", "version"), VERSIONS, ids=NAMED)
def test_what_is_not_executable_is_on_the_list_and_says_why(clause, version):
    left = [a for a in trace_words(clause, version) if a.how == "not executable"]
    assert bool(left) is (clause.label in NOT_EXECUTABLE)
    assert all(a.became and a.became != "not accounted for" for a in left)


def test_the_list_is_no_longer_than_it_must_be():
    assert {c.label for c, v in VERSIONS if reason(v)} == NOT_EXECUTABLE


def test_a_word_that_the_rule_does_not_use_would_be_seen(monkeypatch):
    from sec_rules.answers import word_trace

    clause = load().clause("G8.41")
    version: Version = clause.versions[0]
    words = word_trace.words_of(clause, version).replace("exceeds 250,000", "exceeds 250,000 in the parish")
    monkeypatch.setattr(word_trace, "words_of", lambda *_: words)
    left = [a.text for a in trace_words(clause, version) if a.how == "not executable"]
    assert "parish" in " ".join(left)


def test_each_phrase_says_what_it_became():
    became = {a.text: a.became for a in trace_words(load().clause("G8.42"), load().clause("G8.42").versions[0])}
    assert became["a Supplier Party"] == "the User is a Supplier Party"
    assert became["five"] == "the figure 5"
    assert became["is equal to or less than"] == "the comparison 'is at most'"
    assert became["250,000"] == "the figure 250,000"
    assert became["in the immediately following year"] == "in the second year after the initial assessment"
    assert became["a User Security Self-Assessment"] == "SELF"
    assert became["through one or more Smart Metering Systems"] == "a qualifier of a defined term"
