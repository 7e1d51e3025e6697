"""A draft checked against what it is meant to do: exact, or what it does besides and what it does not achieve."""

import json
from datetime import date
from pathlib import Path

import pytest

from sec_rules.analysis.atlas import sole
from sec_rules.analysis.invariants import answers_at
from sec_rules.cli import main
from sec_rules.engine.legal_text import folder
from sec_rules.engine.reference import holds
from sec_rules.errors import EffectError
from sec_rules.loading import load
from sec_rules.review.effect.conformance import conformance_of
from sec_rules.review.effect.statement import read_statement
from sec_rules.rulebook.questions import assessment

BEFORE, TODAY = date(2019, 2, 27), date(2019, 2, 28)
DRAFTS = folder() / "drafts"
STATED = DRAFTS / "secmp0059.effect.toml"
HELD = ("G8.41", "G8.42", "G8.44", "G8.45", "G8.47")


def ruleset(on):
    return load().ruleset(assessment, on)


def held(tmp_path, text, old=BEFORE, new=TODAY):
    return conformance_of(read(tmp_path, text), ruleset(old), ruleset(new))


def read(tmp_path, text):
    path = tmp_path / "my.effect.toml"
    path.write_text(text, encoding="utf-8")
    return read_statement(path, HELD, load().rulebook)


def changed(old, new):
    text = STATED.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new)


def user(**facts):
    """The facts of a User of which nothing but these is above the least there can be."""
    nothing = dict.fromkeys(["supplier_party", "network_party"], False)
    nothing |= dict.fromkeys(["domestic_premises", "non_domestic_premises", "network_premises"], 0)
    nothing |= {"shared_supplier_premises": 0, "shared_network_premises": 0, "years_since_initial": 1}
    return nothing | facts


# Exact, or not.


def test_secmp0059_does_exactly_what_is_stated_of_it():
    found = conformance_of(read_statement(STATED, HELD, load().rulebook), ruleset(BEFORE), ruleset(TODAY))
    assert (found.exact, found.strays, found.claims) == (True, (), 3)


def test_a_statement_that_claims_too_little_and_too_much_is_refused_with_the_smallest_case_both_ways(tmp_path):
    # Where D is from 249,991 to 250,000 the change is real and no longer stated; with six in place of five it is
    # stated for some for whom nothing changes.
    less = held(tmp_path, changed("is equal to or less than 250,000 and", "is equal to or less than 249,990 and"))
    assert [(s.kind, s.claim, s.was, s.becomes) for s in less.strays] == [
        ("not intended", None, "VERIFICATION", "FULL"),
        ("not intended", None, "SELF", "FULL"),
    ]
    # The least: N as low as can be, so 1, and D + 5 above 250,000.
    assert less.strays[0].witness == user(supplier_party=True, domestic_premises=249_996, non_domestic_premises=1)
    more = held(tmp_path, changed("five times", "six times"))
    assert {(s.kind, s.claim, s.was, s.becomes) for s in more.strays} == {
        ("in vain", 1, "VERIFICATION", "VERIFICATION"),
        ("in vain", 2, "SELF", "SELF"),
    }
    # D + 6N is above 250,000 and D + 5N is not: N = 1 and D = 249,995.
    assert more.strays[0].witness == user(supplier_party=True, domestic_premises=249_995, non_domestic_premises=1)
    assert more.strays[0].message.startswith(
        "Stated but not achieved: change 1 states VERIFICATION to become FULL; for Supplier Parties"
    )
    assert not less.exact
    assert not more.exact


def test_a_change_that_is_not_stated_is_named(tmp_path):
    text = STATED.read_text(encoding="utf-8")
    without = text[: text.rindex("[[change]]")]
    (stray,) = held(tmp_path, without).strays
    assert stray.message == (
        "Not intended: for Users that are neither a Supplier Party nor a Network Party, in the first of each three "
        "years after the initial assessment, SELF becomes VERIFICATION, by G8.47 (smallest case: a User that is "
        "neither a Supplier Party nor a Network Party, in the first year after the initial assessment)."
    )


def test_another_outcome_than_stated_is_both_in_vain_and_not_intended(tmp_path):
    wrong = changed('was = "SELF"\nbecomes = "VERIFICATION"', 'was = "SELF"\nbecomes = "FULL"')
    assert {(s.kind, s.claim) for s in held(tmp_path, wrong).strays} == {("in vain", 3), ("not intended", None)}


def test_the_right_outcome_by_another_clause_than_stated_is_reported(tmp_path):
    (stray,) = held(tmp_path, changed('by = ["G8.47"]', 'by = ["G8.42"]')).strays
    assert (stray.kind, stray.claim, stray.because) == ("by another clause", 3, ("G8.47",))


def test_a_smallest_case_shows_by_the_reference_what_is_claimed_of_it(tmp_path):
    for text in (changed("five times", "six times"), changed("turn = 1", "turn = 3"), changed("250,000", "25,000")):
        intended = read(tmp_path, text)
        for stray in conformance_of(intended, ruleset(BEFORE), ruleset(TODAY)).strays:
            was, becomes = (sole(answers_at(ruleset(on), stray.witness)) for on in (BEFORE, TODAY))
            assert (was.name, becomes.name) == (stray.was, stray.becomes)
            meeting = [c for c in intended.claims if holds(c.when, stray.witness)]
            if stray.kind == "not intended":
                assert was != becomes
                assert not any((c.was, c.becomes) == (was, becomes) for c in meeting)
            else:
                assert stray.claim in {c.number for c in meeting if (c.was, c.becomes) != (was, becomes)}


def test_years_are_stated_in_three_ways(tmp_path):
    for years, expected in (
        ("[1, 2]", {1, 2}),
        ("{ from = 4, to = 6 }", {4, 5, 6}),
        ("{ turn = 2, of = 3 }", {2, 5, 8}),
    ):
        (claim,) = read(
            tmp_path, f'[[change]]\nwho = "a User is a Network Party"\nyears = {years}\nwas = "none"\nbecomes = "FULL"'
        ).claims
        assert {
            y for y in range(1, 10) if holds(claim.when, user(network_party=True, years_since_initial=y))
        } == expected


def test_a_gap_can_be_stated_as_none(tmp_path):
    (claim,) = read(tmp_path, '[[change]]\nwho = "a User is a Network Party"\nwas = "FULL"\nbecomes = "none"').claims
    assert (claim.becomes, claim.by) == (None, ())


# Bad statements.

GOOD = '[[change]]\nwho = "a User is a Network Party"\nwas = "SELF"\nbecomes = "FULL"\n'
BAD = {
    "an unknown outcome": (GOOD.replace("FULL", "FUL"), "'FUL' is no outcome of assessment; known are EXEMPT, SELF"),
    "an unknown clause": (GOOD + 'by = ["G8.99"]', "G8.99 is no clause that answers afterwards; those are G8.41"),
    "clauses that are no list": (GOOD + 'by = "G8.41"', "'by' should be a list of clauses"),
    "an unknown key": (GOOD + 'whom = "x"', "'whom' is not known; known are who, years, was, becomes, by"),
    "an unknown key at the top": ("day = 1\n" + GOOD, "'day' is not known at the top"),
    "no change at all": ('question = "assessment"', "It states no change"),
    "nothing that changes": (GOOD.replace("FULL", "SELF"), "it changes nothing: SELF stays SELF"),
    "who is missing": ('[[change]]\nwas = "SELF"\nbecomes = "FULL"', "'who' should be given"),
    "who cannot be read": (GOOD.replace("a Network Party", "a Flying Party"), "'who' cannot be read: the words"),
    "who has words that no rule uses": (GOOD.replace("Party", "Party in the parish"), "'who' cannot be read"),
    "who rests on a name": (GOOD.replace("is a Network Party", "has a Weight above 5"), "'who' cannot be read"),
    "years that are none": (GOOD + "years = [0]", "'years' should be a list such as"),
    "a turn beyond its cycle": (GOOD + "years = { turn = 4, of = 3 }", "'years' should be a list such as"),
    "years that are true": (GOOD + "years = [true]", "'years' should be a list such as"),
    "another question": ('question = "weather"\n' + GOOD, "'weather' is no question; known are assessment"),
    "no TOML": ("[[change", "is no TOML"),
    "a change that is no table": ("change = [1]", "Change 1 should be a table"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_mistake_in_a_statement_is_reported(name, tmp_path):
    text, says = BAD[name]
    with pytest.raises(EffectError) as caught:
        read(tmp_path, text)
    assert any(says in problem for problem in caught.value.problems)
    assert all(problem.startswith(("my.effect.toml: ", "'my.effect.toml' ")) for problem in caught.value.problems)


def test_all_mistakes_are_reported_at_once(tmp_path):
    with pytest.raises(EffectError) as caught:
        read(tmp_path, GOOD.replace("FULL", "FUL") + GOOD.replace("a Network Party", "a Flying Party"))
    assert len(caught.value.problems) == 2


def test_a_file_that_is_not_there_or_is_no_text_is_said_to_be_so(tmp_path):
    with pytest.raises(EffectError, match="cannot be read: No such file"):
        read_statement(tmp_path / "gone.effect.toml", HELD, load().rulebook)
    (tmp_path / "bytes.effect.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(EffectError, match="should be text in UTF-8"):
        read_statement(tmp_path / "bytes.effect.toml", HELD, load().rulebook)


# On the command line.


@pytest.mark.parametrize("name", ["secmp0059.docx", "secmp0059.md"])
def test_a_statement_beside_a_draft_is_found_and_proved(name, capsys):
    assert main(["check", str(DRAFTS / name), "--json"]) == 0
    intended = json.loads(capsys.readouterr().out)["intended"]
    assert intended.pop("stated")[2] == {
        "change": 3, "who": "a User is neither a Supplier Party nor a Network Party", "years": "year 1 of every 3",
        "was": "SELF", "becomes": "VERIFICATION", "by": ["G8.47"],
    }  # fmt: skip
    assert intended == {
        "name": "secmp0059.effect.toml", "state": "proved", "claims": 3, "exact": True, "because": None, "strays": [],
    }  # fmt: skip


def test_a_wrong_statement_makes_the_check_fail(tmp_path, capsys):
    wrong = tmp_path / "wrong.effect.toml"
    wrong.write_text(changed("five times", "six times"), encoding="utf-8")
    assert main(["check", str(DRAFTS / "secmp0059.docx"), "--effect", str(wrong)]) == 1
    assert "NOT EXACT" in capsys.readouterr().out
    assert main(["compare", "2019-02-27", "2019-02-28", "--effect", str(wrong)]) == 1
    assert main(["compare", "2019-02-27", "2019-02-28", "--effect", str(STATED)]) == 0


def test_one_statement_for_several_drafts_is_refused(capsys):
    drafts = [str(DRAFTS / "secmp0059.docx"), str(DRAFTS / "secmp0059.md")]
    assert main(["check", *drafts, "--effect", str(STATED)]) == 2
    assert "--effect is about one draft" in capsys.readouterr().err


def test_a_draft_of_which_not_all_is_read_is_checked_against_nothing(tmp_path, capsys):
    draft = tmp_path / "odd.md"
    draft.write_text("G8.47 Where a User is neither, such assessment as the Panel may direct.\n", encoding="utf-8")
    Path(tmp_path / "odd.effect.toml").write_text(GOOD, encoding="utf-8")
    assert main(["check", str(draft)]) == 1
    assert "not claimed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ("{ turn = 2, of = 3 }", "year 2 of every 3"),
        ("{ from = 4, to = 6 }", "years 4 to 6"),
        ("{ from = 4 }", "year 4 and every year after it"),
        ("[2]", "year 2"),
        ("[1, 2, 5]", "years 1, 2, 5"),
    ],
)
def test_the_years_of_a_stated_change_are_told_in_words(tmp_path, years, words):
    text = f'[[change]]\nwho = "a User is a Network Party"\nyears = {years}\nwas = "SELF"\nbecomes = "FULL"\n'
    assert read(tmp_path, text).claims[0].years == words
    assert read(tmp_path, text.replace(f"years = {years}\n", "")).claims[0].years == ""
