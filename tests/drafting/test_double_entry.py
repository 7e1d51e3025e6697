"""The double entry: each clause module is proved equal to what its words in `legal_text/` parse to.

Then each kind of slip is made, in the words and in the module, and must be reported with both files named.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from attrs import evolve

from sec_rules.answers.word_trace import is_read
from sec_rules.engine.legal_text import digest, file_of, folder, module_of, words_of
from sec_rules.lang import ALWAYS, Answers, Deems, Limb, Repeats
from sec_rules.loading import load
from sec_rules.rulebook.facts import (
    domestic_premises,
    fourth_year_on,
    neither_supplier_nor_network,
    network_party,
    network_premises,
    non_domestic_premises,
    second_year,
    shared_network_premises,
    shared_supplier_premises,
    supplier_party,
    years_since_initial,
)
from sec_rules.rulebook.outcomes import FULL, SELF, VERIFICATION
from tests.double_entry import faults, faults_of

OLD, NEW = date(2017, 1, 1), date(2019, 2, 28)
VERSIONS = [(clause.label, version.in_force) for clause in load().clauses for version in clause.versions]
READ = [(clause.label, v.in_force) for clause in load().clauses for v in clause.versions if is_read(v)]


def held(label, day):
    clause = load().clause(label)
    version = clause.on(day)
    assert version.in_force == day
    return clause, version, words_of(clause, version)


# What must hold.


@pytest.mark.parametrize("label", [clause.label for clause in load().clauses])
def test_the_module_says_what_its_words_say(label):
    assert faults(load().clause(label)) == ()


def test_every_version_that_bears_on_the_assessment_is_read():
    both = ["G8.41", "G8.42", "G8.47"]
    once = ["G8.43", "G8.44", "G8.45", "G8.46"]
    assert {(label, OLD) for label in both + once} | {(label, NEW) for label in both} <= set(READ)


def test_a_redirect_is_not():
    assert ("G8.44C", OLD) in set(VERSIONS) - set(READ)


@pytest.mark.parametrize(("label", "day"), VERSIONS)
def test_the_module_names_its_words_by_their_digest(label, day):
    _, version, words = held(label, day)
    assert digest(words) == version.words.sha256
    assert version.words.heading == str(day)


@pytest.mark.parametrize("label", [clause.label for clause in load().clauses])
def test_the_words_file_has_a_heading_for_each_version_newest_first_and_no_other(label):
    clause = load().clause(label)
    text = (folder().parent / file_of(label)).read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [version.words.heading for version in clause.versions]
    assert text.splitlines()[0] == f"# {label} {clause.title}"
    assert "Our own restatement, not the text of the Smart Energy Code, which prevails." in text


# One slip in the words. Their digest is put right, so that only the meaning can tell.

FIRST = "in the first year after the year of its initial Full User Security Assessment, to a "
WORDS = [
    # A figure, in figures and in words.
    ("G8.41", NEW, "250,000", "250,001", "to whom it applies differs"),
    ("G8.41", OLD, "250,000", "25,000", "to whom it applies differs"),
    ("G8.42", NEW, "250,000", "249,999", "to whom it applies differs"),
    ("G8.44", OLD, "250,000", "two hundred and fifty thousand and one", "to whom it applies differs"),
    ("G8.45", OLD, "250,000", "250,001", "to whom it applies differs"),
    # The comparison.
    ("G8.41", NEW, "exceeds 250,000", "is equal to or greater than 250,000", "to whom it applies differs"),
    ("G8.41", OLD, "exceeds 250,000", "is equal to or less than 250,000", "to whom it applies differs"),
    ("G8.42", NEW, "is equal to or less than 250,000", "is less than 250,000", "to whom it applies differs"),
    ("G8.42", OLD, "is equal to or less than 250,000", "does not exceed 249,999", "to whom it applies differs"),
    ("G8.44", OLD, "exceeds 250,000", "is at least 250,000", "to whom it applies differs"),
    ("G8.45", OLD, "is equal to or less than 250,000", "exceeds 250,000", "to whom it applies differs"),
    # The weight.
    ("G8.41", NEW, "five times", "six times", "to whom it applies differs"),
    ("G8.41", NEW, "five times ", "", "to whom it applies differs"),
    ("G8.42", NEW, "five times", "four times", "to whom it applies differs"),
    # What is counted.
    ("G8.41", NEW, "Non-Domestic Premises", "Domestic Premises", "to whom it applies differs"),
    ("G8.41", OLD, "the number of Domestic", "the number of Non-Domestic", "to whom it applies differs"),
    # The party.
    ("G8.41", NEW, "is a Supplier Party", "is not a Network Party", "to whom it applies differs"),
    ("G8.42", OLD, "is a Supplier Party", "is not a Supplier Party", "to whom it applies differs"),
    ("G8.44", OLD, "is a Network Party", "is a Supplier Party", "to whom it applies differs"),
    ("G8.47", NEW, "neither a Supplier Party nor a Network Party", "not a Supplier Party", "to whom it applies"),
    # The assessment of a clause, or of a limb.
    ("G8.41", NEW, "to a Full User", "to a Verification User", "the assessment of the clause differs"),
    ("G8.42", NEW, "to a Verification User", "to a Full User", "the assessment of (a) differs"),
    ("G8.42", OLD, "to a User Security Self-Assessment", "to a Full User Security Assessment", "the assessment of (b)"),
    ("G8.42", OLD, "next following year, to a Full", "next following year, to a Verification", "the assessment of (c)"),
    ("G8.44", OLD, "following year, to a Verification User", "following year, to a Full User", "the assessment of (b)"),
    ("G8.47", NEW, FIRST + "Verification User Security Assessment", FIRST + "User Security Self-Assessment", "of (a)"),
    ("G8.47", OLD, FIRST + "User Security Self-Assessment", FIRST + "Full User Security Assessment", "of (a) differs"),
    # The years, and what is repeated.
    ("G8.42", NEW, "(c) in the next following year", "(c) in the second year", "when (c) applies differs"),
    ("G8.42", NEW, "paragraphs (a) to (c)", "paragraphs (b) to (c)", "the assessment of (d) differs"),
    ("G8.45", OLD, "paragraphs (a) to (c)", "paragraphs (a) to (b)", "the assessment of (d) differs"),
    # A paragraph that has gone.
    ("G8.44", OLD, "; and\n\n(d) in each year thereafter, to a category of security assessment which repeats the "
     "annual sequence of paragraphs (a) to (c).", ".", "the paragraphs differ"),
    # What is deemed, for which clauses, and which way.
    ("G8.43", OLD, "deemed to include", "deemed to exclude", "premises without shared_supplier_premises"),
    ("G8.43", OLD, "Sections G8.41 and G8.42", "Section G8.41", "for G8.41"),
    ("G8.46", OLD, "Sections G8.44 and G8.45", "Sections G8.44 to G8.47", "for G8.44 and G8.45"),
    ("G8.46", OLD, "shall be deemed to include", "shall disregard", "without shared_network_premises"),
    # An exception, and precedence.
    ("G8.41", NEW, "exceeds 250,000,", "exceeds 250,000, unless it is a Network Party,", "to whom it applies differs"),
    ("G8.41", NEW, "Where a User", "Subject to Section G8.42, where a User", "yields to differs"),
    ("G8.44", OLD, "Where a User", "Notwithstanding Section G8.45, where a User", "prevails over differs"),
    ("G8.45", OLD, "Where a User", "Without prejudice to Section G8.44, where a User", "stands beside differs"),
]  # fmt: skip


@pytest.mark.parametrize(("label", "day", "words", "slip", "says"), WORDS)
def test_a_slip_in_the_words_is_reported(label, day, words, slip, says):
    clause, version, text = held(label, day)
    assert words in text
    slipped = text.replace(words, slip, 1)
    version = evolve(version, words=evolve(version.words, sha256=digest(slipped)))
    (fault,) = faults_of(clause, version, slipped)
    assert fault.startswith(f"{module_of(label)} and {file_of(label)}#{day} do not say the same: ")
    assert says in fault


def test_limbs_in_another_order_are_reported():
    clause, version, text = held("G8.42", NEW)
    first, second = "to a Verification User Security Assessment", "to a User Security Self-Assessment"
    slipped = text.replace(first, "X").replace(second, first).replace("X", second)
    version = evolve(version, words=evolve(version.words, sha256=digest(slipped)))
    (fault,) = faults_of(clause, version, slipped)
    assert "the assessment of (a) differs" in fault


def test_what_is_reported_tells_what_each_side_says():
    clause, version, text = held("G8.41", OLD)
    slipped = text.replace("exceeds", "is at least")
    version = evolve(version, words=evolve(version.words, sha256=digest(slipped)))
    (fault,) = faults_of(clause, version, slipped)
    assert "The module: Where the User is a Supplier Party and its Domestic Premises exceed 250,000, it is" in fault
    assert "The words: Where the User is a Supplier Party and its Domestic Premises are at least 250,000, it" in fault


# Words that mean the same are no fault of meaning, and still not the words that the module names.

SAME = [
    ("G8.41", NEW, "exceeds", "is more than"),
    ("G8.41", NEW, "250,000", "two hundred and fifty thousand"),
    ("G8.41", NEW, "exceeds 250,000", "is equal to or greater than 250,001"),
    ("G8.42", NEW, "is equal to or less than", "does not exceed"),
    ("G8.42", OLD, "the immediately following year", "the second year"),
    ("G8.43", OLD, "Sections G8.41 and G8.42", "Sections G8.42 and G8.41"),
]


@pytest.mark.parametrize(("label", "day", "words", "others"), SAME)
def test_other_words_of_the_same_meaning_are_known_by_the_digest_alone(label, day, words, others):
    clause, version, text = held(label, day)
    assert words in text
    (fault,) = faults_of(clause, version, text.replace(words, others, 1))
    assert fault == (
        f"{module_of(label)} names words of SHA-256 {version.words.sha256}; those of {file_of(label)}#{day} have "
        f"{digest(text.replace(words, others, 1))}."
    )


# Every character of the words is read.


@pytest.mark.parametrize(("label", "day"), READ)
def test_a_word_that_the_rule_does_not_use_is_reported(label, day):
    clause, version, text = held(label, day)
    stray = re.sub("( Premises|Network Party)", r"\1 in the parish", text, count=1)
    assert stray != text
    found = [f for f in faults_of(clause, version, stray) if "SHA-256" not in f]
    assert found
    assert all(module_of(label) in f and f"{file_of(label)}#{day}" in f for f in found)
    assert any("parish" in f for f in found)


@pytest.mark.parametrize(("label", "day"), READ)
def test_a_sentence_that_is_no_rule_is_reported(label, day):
    clause, version, text = held(label, day)
    more = f"{text} The Panel may direct such other security assessment as it thinks fit."
    assert any("is not read as a rule" in f for f in faults_of(clause, version, more))


@pytest.mark.parametrize(
    ("change", "states"),
    [
        (lambda text: text.replace("G8.41", "G8.40"), "G8.40"),
        (lambda text: text + "\n\nG8.48 " + text.removeprefix("G8.41 "), "G8.41, G8.48"),
        (lambda text: "Nothing.", "no clause"),
    ],
)
def test_words_of_another_clause_are_reported(change, states):
    clause, version, text = held("G8.41", NEW)
    found = list(faults_of(clause, version, change(text)))
    assert found[-1] == (f"legal_text/g8/g8_41.md#2019-02-28 should state G8.41 and nothing else; it states {states}.")


# One slip in the module.


def applying(condition):
    return lambda rule: evolve(rule, applies=condition)


def limb(which, **changes):
    return lambda rule: evolve(rule, limbs=tuple(evolve(m, **changes) if m.label == which else m for m in rule.limbs))


def deeming(**changes):
    return lambda rule: evolve(rule, **changes)


weighted = domestic_premises + 5 * non_domestic_premises
MODULE = [
    # A figure, a comparison, a weight, what is counted, the party.
    ("G8.41", NEW, applying(supplier_party & weighted.exceeds(250_001)), "to whom it applies differs"),
    ("G8.41", NEW, applying(supplier_party & weighted.is_at_least(250_000)), "to whom it applies differs"),
    ("G8.42", NEW, applying(supplier_party & weighted.is_less_than(250_000)), "to whom it applies differs"),
    ("G8.41", NEW, applying(supplier_party & (domestic_premises + 4 * non_domestic_premises).exceeds(250_000)),
     "to whom it applies differs"),
    ("G8.41", OLD, applying(supplier_party & weighted.exceeds(250_000)), "to whom it applies differs"),
    ("G8.44", OLD, applying(network_party & domestic_premises.exceeds(250_000)), "to whom it applies differs"),
    ("G8.45", OLD, applying(~network_party & network_premises.is_at_most(250_000)), "to whom it applies differs"),
    ("G8.47", NEW, applying(~supplier_party), "to whom it applies differs"),
    ("G8.47", OLD, applying(neither_supplier_nor_network | network_party), "to whom it applies differs"),
    # The outcome, the year and the place of a limb.
    ("G8.41", NEW, limb("", outcome=VERIFICATION), "the assessment of the clause differs"),
    ("G8.42", NEW, limb("(a)", outcome=FULL), "the assessment of (a) differs"),
    ("G8.42", OLD, limb("(d)", outcome=Repeats("(b)", "(c)")), "the assessment of (d) differs"),
    ("G8.44", OLD, limb("(b)", outcome=SELF), "the assessment of (b) differs"),
    ("G8.45", OLD, limb("(b)", when=years_since_initial.is_exactly(3)), "when (b) applies differs"),
    ("G8.47", NEW, limb("(d)", when=years_since_initial.is_at_least(5)), "when (d) applies differs"),
    ("G8.47", NEW, limb("(b)", label="(bb)"), "the paragraphs differ"),
    ("G8.42", NEW, lambda rule: evolve(rule, limbs=rule.limbs[::-1]), "the paragraphs differ"),
    ("G8.42", NEW, lambda rule: evolve(rule, limbs=rule.limbs[:3]), "the paragraphs differ"),
    ("G8.41", NEW, lambda rule: evolve(rule, limbs=(*rule.limbs, Limb("(b)", second_year, SELF))), "the paragraphs"),
    # Exceptions and precedence.
    ("G8.41", NEW, lambda rule: evolve(rule, unless=network_party), "to whom it applies differs"),
    ("G8.41", NEW, lambda rule: evolve(rule, yields_to=("G8.42",)), "yields to differs"),
    ("G8.42", NEW, lambda rule: evolve(rule, prevails_over=("G8.41",)), "prevails over differs"),
    # Deeming.
    ("G8.43", OLD, deeming(includes=(shared_network_premises,)),
     "one counts domestic_premises with shared_network_premises for G8.41"),
    ("G8.43", OLD, deeming(on=("G8.41",)), "for G8.41"),
    ("G8.46", OLD, deeming(count=domestic_premises),
     "one counts domestic_premises with shared_network_premises for G8.44 and G8.45"),
    ("G8.46", OLD, deeming(includes=(), excludes=(shared_network_premises,)),
     "one counts network_premises without shared_network_premises"),
    # Another kind of rule.
    ("G8.43", OLD, lambda rule: load().clause("G8.41").on(OLD).rules[0], "one is Answers, the other Deems"),
    ("G8.41", OLD, lambda rule: Deems(on=("G8.42",), count=domestic_premises, includes=(shared_supplier_premises,)),
     "one is Deems, the other Answers"),
]  # fmt: skip


@pytest.mark.parametrize(("label", "day", "change", "says"), MODULE)
def test_a_slip_in_the_module_is_reported(label, day, change, says):
    clause, version, text = held(label, day)
    slipped = evolve(version, rules=tuple(change(rule) for rule in version.rules))
    assert slipped != version
    (fault,) = faults_of(clause, slipped, text)
    assert fault.startswith(f"{module_of(label)} and {file_of(label)}#{day} do not say the same: ")
    assert says in fault


def test_a_slip_in_an_older_version_is_reported():
    clause = load().clause("G8.42")
    newest, oldest = clause.versions
    slipped = evolve(oldest, rules=tuple(limb("(a)", outcome=FULL)(rule) for rule in oldest.rules))
    (fault,) = faults(evolve(clause, versions=(newest, slipped)))
    assert "legal_text/g8/g8_42.md#2017-01-01 do not say the same: the assessment of (a) differs" in fault


def test_a_rule_written_otherwise_in_the_module_is_no_fault():
    clause, version, text = held("G8.42", NEW)
    otherwise = supplier_party & ~(non_domestic_premises * 5 + domestic_premises).is_at_least(250_001)
    (rule,) = version.rules
    assert isinstance(rule, Answers)
    again = evolve(rule, applies=ALWAYS & otherwise)
    again = limb("(d)", when=~years_since_initial.is_at_most(3))(again)
    assert again != rule
    assert again.limbs[3].when != fourth_year_on
    assert list(faults_of(clause, evolve(version, rules=(again,)), text)) == []


def test_the_words_of_a_redirect_are_known_by_their_digest_alone():
    clause, version, text = held("G8.44C", OLD)
    assert list(faults_of(clause, version, text)) == []
    (fault,) = faults_of(clause, version, text + " No more.")
    assert fault.startswith("sec_rules/clauses/g8/g8_44c.py names words of SHA-256 ")
