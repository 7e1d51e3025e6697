"""Each form of sentence that drafters use, and the rule it must become.

A row gives the words in the place of "..." in a clause that sets a full assessment every year, and the
condition they must mean, written by hand in the notation.
"""

from __future__ import annotations

import pytest

from sec_rules.analysis.equivalence import difference
from sec_rules.drafting.grammar.clause_reader import ReadClause
from sec_rules.drafting.grammar.text_reader import read_text
from sec_rules.engine.reference import holds
from sec_rules.lang import (
    ALWAYS,
    NEVER,
    Answers,
    Condition,
    Deems,
    Defines,
    Figure,
    Limb,
    Named,
    NotUsed,
    Outcome,
    Repeats,
    Rule,
    Times,
    YesNo,
)
from sec_rules.lang.formulas import formula
from sec_rules.rulebook.facts import domestic_premises as D
from sec_rules.rulebook.facts import network_party as NP
from sec_rules.rulebook.facts import network_premises as C
from sec_rules.rulebook.facts import non_domestic_premises as N
from sec_rules.rulebook.facts import shared_network_premises, shared_supplier_premises
from sec_rules.rulebook.facts import supplier_party as SP
from sec_rules.rulebook.facts import years_since_initial as year
from sec_rules.rulebook.outcomes import FULL, SELF, VERIFICATION
from sec_rules.rulebook.questions import assessment

FULL_EVERY_YEAR = (
    "it shall be subject to a Full User Security Assessment in each year after the year of its initial Full User "
    "Security Assessment."
)
DP = "the number of Domestic Premises"
NDP = "the number of Non-Domestic Premises"
RS = (
    "supplied with electricity and/or gas through one or more Smart Metering Systems for which it is the Responsible "
    "Supplier"
)
ED = (
    "supplied with electricity and/or gas through one or more Smart Metering Systems for which it is the Electricity "
    "Distributor and/or the Gas Transporter"
)


def full(applies: Condition, unless: Condition = NEVER, **ties: tuple[str, ...]) -> Answers:
    return Answers(question=assessment, applies=applies, limbs=(Limb("", ALWAYS, FULL),), unless=unless, **ties)


def sequence(applies: Condition, *outcomes: Outcome) -> Answers:
    steps = "abcdefgh"
    limbs = [Limb(f"({steps[i]})", year.is_exactly(i + 1), o) for i, o in enumerate(outcomes)]
    last = len(outcomes)
    repeat = Repeats("(a)", f"({steps[last - 1]})")
    limbs.append(Limb(f"({steps[last]})", year.is_at_least(last + 1), repeat))
    return Answers(question=assessment, applies=applies, limbs=tuple(limbs))


def read_one(words: str) -> ReadClause:
    (read,) = read_text(words)
    return read


def assert_reads(words: str, *rules: Rule) -> None:
    read = read_one(words)
    assert not read.sentences, [s.why for s in read.sentences]
    assert not read.words, [p.text for p in read.words]
    assert difference(read.rules, rules) is None, (difference(read.rules, rules), read.rules)


COUNTS = [
    (f"{DP} {RS} exceeds 250,000", D.exceeds(250_000)),
    (f"{DP} for which it is the Responsible Supplier exceeds 250,000", D.exceeds(250_000)),
    (f"{DP} exceeds 250,000", D.exceeds(250_000)),
    ("its Domestic Premises exceed 250,000", D.exceeds(250_000)),
    ("the aggregate number of Domestic Premises exceeds 250,000", D.exceeds(250_000)),
    (f"{NDP} {RS} exceeds 50,000", N.exceeds(50_000)),
    ("the number of non-domestic premises exceeds 50,000", N.exceeds(50_000)),
    (f"{DP} supplied through one or more Smart Metering Systems exceeds 250,000", D.exceeds(250_000)),
    (f"{DP} supplied with electricity or gas exceeds 250,000", D.exceeds(250_000)),
    ("it supplies more than 250,000 Domestic Premises", D.exceeds(250_000)),
    ("it has fewer than 250,000 Domestic Premises", D.is_less_than(250_000)),
]
ARITHMETIC = [
    (f"the sum of {DP} and {NDP} exceeds 250,000", (D + N).exceeds(250_000)),
    (f"the aggregate of {DP} and {NDP} exceeds 250,000", (D + N).exceeds(250_000)),
    (f"the total of {DP} and five times {NDP} exceeds 250,000", (D + 5 * N).exceeds(250_000)),
    (f"{DP} plus {NDP} exceeds 250,000", (D + N).exceeds(250_000)),
    (f"{DP} together with five times {NDP} exceeds 250,000", (D + 5 * N).exceeds(250_000)),
    (f"five times {NDP} added to {DP} exceeds 250,000", (D + 5 * N).exceeds(250_000)),
    (f"the sum of {DP} and {NDP} multiplied by five (5) exceeds 250,000", (D + 5 * N).exceeds(250_000)),
    (f"{DP} plus {NDP} multiplied by five exceeds 250,000", (D + 5 * N).exceeds(250_000)),
    (f"{DP} plus twice {NDP} exceeds 250,000", (D + 2 * N).exceeds(250_000)),
    (f"five times the sum of {DP} and {NDP} exceeds 250,000", (5 * (D + N)).exceeds(250_000)),
    (f"the sum of: (a) {DP}; and (b) five times {NDP}, exceeds 250,000", (D + 5 * N).exceeds(250_000)),
    (f"the sum of:\n\n(a) {DP}; and\n\n(b) five times {NDP},\n\nexceeds 250,000", (D + 5 * N).exceeds(250_000)),
    (
        f"the sum of {DP} and five times {NDP}, in each case {RS}, exceeds 250,000",
        (D + 5 * N).exceeds(250_000),
    ),
    ("the number of Domestic Premises and Non-Domestic Premises exceeds 300,000", (D + N).exceeds(300_000)),
    (f"{DP} exceeds five times {NDP}", D.exceeds(5 * N)),
    (f"{DP} exceeds the sum of {NDP} and 7", None),
]
COMPARISONS = [
    ("exceeds 250,000", D.exceeds(250_000)),
    ("is more than 250,000", D.exceeds(250_000)),
    ("is greater than 250,000", D.exceeds(250_000)),
    ("is above 250,000", D.exceeds(250_000)),
    ("is in excess of 250,000", D.exceeds(250_000)),
    ("is less than 250,000", D.is_less_than(250_000)),
    ("is fewer than 250,000", D.is_less_than(250_000)),
    ("is below 250,000", D.is_less_than(250_000)),
    ("is equal to or less than 250,000", D.is_at_most(250_000)),
    ("is less than or equal to 250,000", D.is_at_most(250_000)),
    ("is equal to, or less than, 250,000", D.is_at_most(250_000)),
    ("does not exceed 250,000", D.is_at_most(250_000)),
    ("do not exceed 250,000", D.is_at_most(250_000)),
    ("is not more than 250,000", D.is_at_most(250_000)),
    ("is no more than 250,000", D.is_at_most(250_000)),
    ("is at most 250,000", D.is_at_most(250_000)),
    ("is 250,000 or fewer", D.is_at_most(250_000)),
    ("is 250,000 or less", D.is_at_most(250_000)),
    ("is at least 250,000", D.is_at_least(250_000)),
    ("is not less than 250,000", D.is_at_least(250_000)),
    ("is equal to or greater than 250,000", D.is_at_least(250_000)),
    ("is greater than or equal to 250,000", D.is_at_least(250_000)),
    ("is 250,000 or more", D.is_at_least(250_000)),
    ("equals or exceeds 250,000", D.is_at_least(250_000)),
    ("is not fewer than 250,000", D.is_at_least(250_000)),
    ("is equal to 250,000", D.is_exactly(250_000)),
    ("is more than 100,000 but not more than 250,000", D.exceeds(100_000) & D.is_at_most(250_000)),
    ("exceeds 100,000 but does not exceed 250,000", D.exceeds(100_000) & D.is_at_most(250_000)),
    ("exceeds 100,000 and is less than 250,000", D.exceeds(100_000) & D.is_less_than(250_000)),
    ("is between 100,000 and 250,000 (inclusive)", D.is_at_least(100_000) & D.is_at_most(250_000)),
    ("is less than 10 or more than 20", D.is_less_than(10) | D.exceeds(20)),
    ("exceeds 250000", D.exceeds(250_000)),
    ("exceeds two hundred and fifty thousand", D.exceeds(250_000)),
    ("exceeds two hundred and fifty thousand (250,000)", D.exceeds(250_000)),
    ("exceeds 250,000 (two hundred and fifty thousand)", D.exceeds(250_000)),
    ("exceeds 250,000 Domestic Premises", D.exceeds(250_000)),
    ("EXCEEDS 250,000", D.exceeds(250_000)),
    ("exceeds\u00a0250,000", D.exceeds(250_000)),
    ("exceeds\n250,000", D.exceeds(250_000)),
    ("exceeds, 250,000", D.exceeds(250_000)),
]
DX, NX, CX = D.exceeds(250_000), N.exceeds(50_000), C.exceeds(250_000)
JOINS = [
    (f"{DP} exceeds 250,000 and {NDP} exceeds 50,000", DX & NX),
    (f"{DP} exceeds 250,000 or {NDP} exceeds 50,000", DX | NX),
    (f"{DP} exceeds 250,000 and/or {NDP} exceeds 50,000", DX | NX),
    (f"either {DP} exceeds 250,000 or {NDP} exceeds 50,000", DX | NX),
    (f"both {DP} exceeds 250,000 and {NDP} exceeds 50,000", DX & NX),
    (
        f"either {DP} exceeds 250,000 or {NDP} exceeds 50,000 and {NDP} is less than 90,000",
        (DX | NX) & N.is_less_than(90_000),
    ),
    (
        f"{DP} exceeds 250,000 or {NDP} exceeds 50,000 and {NDP} is less than 90,000",
        DX | (NX & N.is_less_than(90_000)),
    ),
    (f":\n\n(a) {DP} exceeds 250,000; or\n\n(b) {NDP} exceeds 50,000,\n\n", DX | NX),
    (f":\n\n(a) {DP} exceeds 250,000; and\n\n(b) {NDP} exceeds 50,000,\n\n", DX & NX),
    (f"either:\n\n(a) {DP} exceeds 250,000; or\n\n(b) {NDP} exceeds 50,000,\n\n", DX | NX),
    (f"any of the following applies:\n\n(a) {DP} exceeds 250,000;\n\n(b) {NDP} exceeds 50,000,\n\n", DX | NX),
    (f"(a) {DP} exceeds 250,000; or (b) {NDP} exceeds 50,000", DX | NX),
]


def rows(given: list[tuple[str, Condition | None]]) -> list[object]:
    return [
        pytest.param(words, meaning, id=" ".join(words.split())[:90]) for words, meaning in given if meaning is not None
    ]


@pytest.mark.parametrize(("words", "meaning"), rows(COUNTS + ARITHMETIC + JOINS))
def test_a_supplier_condition_reads_as_it_says(words: str, meaning: Condition) -> None:
    assert_reads(f"G8.41 Where a User is a Supplier Party and {words}, {FULL_EVERY_YEAR}", full(SP & meaning))


@pytest.mark.parametrize(("words", "meaning"), rows(COMPARISONS))
def test_a_comparison_reads_as_it_says(words: str, meaning: Condition) -> None:
    assert_reads(f"G8.41 Where a User is a Supplier Party and {DP} {RS} {words}, {FULL_EVERY_YEAR}", full(SP & meaning))


WHO = [
    ("Where a User is a Supplier Party", SP),
    ("Where a User is a Network Party", NP),
    ("Where a User is neither a Supplier Party nor a Network Party", ~SP & ~NP),
    ("Where a User is not a Supplier Party", ~SP),
    ("Where a User is not a Supplier Party and is not a Network Party", ~SP & ~NP),
    ("Where a User is not a Supplier Party or a Network Party", ~SP & ~NP),
    ("Where a User is a Supplier Party or a Network Party", SP | NP),
    (f"Where a User is a Network Party and {DP} {ED} exceeds 250,000", NP & CX),
    (f"Where a User is a Network Party and {DP} exceeds 250,000", NP & CX),
    (f"If a User is a Supplier Party and {DP} exceeds 250,000", SP & DX),
    (
        f"Where a User is a Supplier Party and {DP} exceeds 250,000, or is a Network Party and {DP} exceeds 250,000",
        (SP & DX) | (NP & CX),
    ),
    (f"Where a User is a Supplier Party and {DP} exceeds 250,000 or {NDP} exceeds 50,000", SP & (DX | NX)),
    (f"Where:\n\n(a) a User is a Supplier Party; and\n\n(b) {DP} exceeds 250,000", SP & DX),
    ("Where a User:\n\n(a) is a Supplier Party; and\n\n(b) has more than 250,000 Domestic Premises", SP & DX),
]


@pytest.mark.parametrize(("words", "meaning"), rows(WHO))
def test_whom_a_clause_is_about_reads_as_it_says(words: str, meaning: Condition) -> None:
    gap = "\n\n" if "\n(b)" in words else " "
    assert_reads(f"G8.41 {words},{gap}{FULL_EVERY_YEAR}", full(meaning))


SUBJECTS = [
    ("A User which is a Supplier Party", SP),
    ("A User that is a Supplier Party", SP),
    ("Each User being a Supplier Party", SP),
    ("Every User which is neither a Supplier Party nor a Network Party", ~SP & ~NP),
    ("A Supplier Party", SP),
    ("Each Supplier Party whose Domestic Premises exceed 250,000", SP & DX),
    (f"A User which is a Supplier Party and for which {DP} exceeds 250,000", SP & DX),
    (f"A User which is a Supplier Party and {DP} for which it is the Responsible Supplier exceeds 250,000", SP & DX),
    ("A Supplier Party with more than 250,000 Domestic Premises", SP & DX),
]
DUTIES = [
    "shall be subject to a Full User Security Assessment",
    "must undergo a Full User Security Assessment",
    "is required to undergo a Full User Security Assessment",
    "shall undergo a Full User Security Assessment",
    "must be subject to a Full User Security Assessment",
]
EVERY_YEAR = [
    "in each year after the year of its initial Full User Security Assessment",
    "annually thereafter",
    "in each year thereafter",
    "in every year after the year of its initial Full User Security Assessment",
    "annually",
]


@pytest.mark.parametrize(("words", "meaning"), rows(SUBJECTS))
def test_a_subject_with_its_conditions_reads_as_it_says(words: str, meaning: Condition) -> None:
    duty = "shall undergo a Full User Security Assessment in each year thereafter."
    assert_reads(f"G8.41 {words} {duty}", full(meaning))


@pytest.mark.parametrize("duty", DUTIES)
@pytest.mark.parametrize("years", EVERY_YEAR)
def test_every_duty_in_every_year_reads_alike(duty: str, years: str) -> None:
    assert_reads(f"G8.41 Where a User is a Supplier Party, it {duty} {years}.", full(SP))
    assert_reads(f"G8.41 {years[:1].upper()}{years[1:]}, a User which is a Supplier Party {duty}.", full(SP))


INITIAL = "the year of its initial Full User Security Assessment"
F, V, S = (
    "a Full User Security Assessment",
    "a Verification User Security Assessment",
    "a User Security Self-Assessment",
)


def test_the_sequence_of_three_years_of_the_Code_reads_as_it_says() -> None:
    words = (
        f"G8.42 Where a User is a Supplier Party, it shall be subject:\n\n(a) in the first year after {INITIAL}, "
        f"to {V};\n\n(b) in the immediately following year, to {S};\n\n(c) in the next following year, to {F}; and\n\n"
        "(d) in each year thereafter, to a category of security assessment which repeats the annual sequence of "
        "paragraphs (a) to (c)."
    )
    assert_reads(words, sequence(SP, VERIFICATION, SELF, FULL))


SEQUENCES = [
    (
        f"it shall be subject: (a) in the first year after {INITIAL}, to {V}; (b) in the second year, to {F}; and (c) "
        "in each year thereafter, to a category which repeats the annual sequence of paragraphs (a) to (b)",
        (VERIFICATION, FULL),
    ),
    (
        f"it must undergo:\n(a) {V} in the first year after {INITIAL};\n(b) {S} in the second year after {INITIAL};\n"
        f"(c) {S} in the third year after {INITIAL};\n(d) {F} in the fourth year after {INITIAL}; and\n"
        "(e) in each subsequent year, the sequence of paragraphs (a) to (d), repeated",
        (VERIFICATION, SELF, SELF, FULL),
    ),
    (
        f"it shall be subject:\n(a) in the first year after {INITIAL}, to {V};\n(b) in the following year, to {S};\n"
        f"(c) in the year after that, to {V};\n(d) in the next following year, to {S};\n(e) in the fifth year, "
        f"to {V};\n(f) in the sixth year, to {F}; and\n(g) annually thereafter, to an assessment of the category that "
        "repeats the sequence set out in paragraphs (a) to (f) above",
        (VERIFICATION, SELF, VERIFICATION, SELF, VERIFICATION, FULL),
    ),
]


@pytest.mark.parametrize(("words", "outcomes"), SEQUENCES, ids=["two years", "four years", "six years"])
def test_sequences_of_other_lengths_read_as_they_say(words: str, outcomes: tuple[Outcome, ...]) -> None:
    assert_reads(f"G8.42 Where a User is a Supplier Party, {words}.", sequence(SP, *outcomes))


@pytest.mark.parametrize("steps", ["i ii iii iv", "v vi vii viii", "9 10 11 12", "aa ab ac ad", "za a b c"])
def test_a_sequence_is_repeated_however_its_paragraphs_are_counted(steps: str) -> None:
    first, second, third, last = (f"({step})" for step in steps.split())
    words = (
        f"G8.42 Where a User is a Supplier Party, it shall be subject:\n\n{first} in the first year after {INITIAL}, "
        f"to {V};\n\n{second} in the immediately following year, to {S};\n\n{third} in the next following year, to "
        f"{F}; and\n\n{last} in each year thereafter, to a category of security assessment which repeats the annual "
        f"sequence of paragraphs {first} to {third}."
    )
    (clause,) = read_text(words)
    (rule,) = clause.rules
    assert isinstance(rule, Answers)
    assert [limb.label for limb in rule.limbs] == [first, second, third, last]
    assert rule.limbs[-1].outcome == Repeats(first, third)


def test_a_sequence_that_ends_in_one_kind_every_year_reads_as_it_says() -> None:
    words = (
        f"G8.42 Where a User is a Supplier Party, it shall be subject:\n(a) in the first year after {INITIAL}, "
        f"to {V}; and\n(b) in each year thereafter, to {F}."
    )
    limbs = (Limb("(a)", year.is_exactly(1), VERIFICATION), Limb("(b)", year.is_at_least(2), FULL))
    assert_reads(words, Answers(question=assessment, applies=SP, limbs=limbs))


def test_limbs_with_conditions_of_their_own_read_as_they_say() -> None:
    words = (
        f"G8.42 A User which is a Supplier Party shall be subject:\n(a) where {DP} exceeds 250,000, to {F} "
        f"in each year; and\n(b) where {DP} does not exceed 250,000, to {V} in each year."
    )
    limbs = (Limb("(a)", DX, FULL), Limb("(b)", D.is_at_most(250_000), VERIFICATION))
    assert_reads(words, Answers(question=assessment, applies=SP, limbs=limbs))


EXCEPTIONS = ["unless", "except where", "other than where", "save where"]


@pytest.mark.parametrize("word", EXCEPTIONS)
def test_an_exception_reads_as_it_says_after_the_duty_and_before_it(word: str) -> None:
    duty = FULL_EVERY_YEAR.rstrip(".")
    assert_reads(
        f"G8.41 Where a User is a Supplier Party, {duty}, {word} {DP} is less than 10.", full(SP, D.is_less_than(10))
    )
    assert_reads(
        f"G8.41 Where a User is a Supplier Party, {word} {DP} is less than 10, {duty}.", full(SP, D.is_less_than(10))
    )


PRECEDENCE = [
    ("Subject to Section G8.42", {"yields_to": ("G8.42",)}),
    ("Subject to Sections G8.42 and G8.44(c)", {"yields_to": ("G8.42", "G8.44(c)")}),
    ("Notwithstanding Section G8.42", {"prevails_over": ("G8.42",)}),
    ("Without prejudice to Section G8.42", {"stands_beside": ("G8.42",)}),
    ("Subject to Section G8.44(a) to (c)", {"yields_to": ("G8.44(a)", "G8.44(b)", "G8.44(c)")}),
    ("Subject to Sections G8.42 to G8.44", {"yields_to": ("G8.42", "G8.43", "G8.44")}),
]


@pytest.mark.parametrize(("words", "ties"), PRECEDENCE)
def test_precedence_is_held_as_data(words: str, ties: dict[str, tuple[str, ...]]) -> None:
    assert_reads(f"G8.41 {words}, where a User is a Supplier Party, {FULL_EVERY_YEAR}", full(SP, **ties))


DECISIONS = [
    ("the Security Sub-Committee directs that it be spared", "security_sub_committee_directs_that_it_be_spared"),
    ("the Panel has agreed to that", "panel_has_agreed_to_that"),
    ("in the opinion of the Panel the risk is low", "in_the_opinion_of_the_panel_the_risk_is_low"),
]


@pytest.mark.parametrize(("words", "name"), DECISIONS)
def test_somebodys_decision_becomes_a_fact_named_by_its_words(words: str, name: str) -> None:
    duty = FULL_EVERY_YEAR.rstrip(".")
    assert_reads(f"G8.41 Where a User is a Supplier Party, {duty}, save where {words}.", full(SP, YesNo(name, words)))


DEEMING = [
    (
        f"In assessing for the purposes of Sections G8.41 and G8.42 {DP}, that number shall be deemed to include "
        f"{DP} {RS.replace('it is', 'any other User with which it shares Shared Resources is')}.",
        Deems(on=("G8.41", "G8.42"), count=D, includes=(shared_supplier_premises,)),
    ),
    (
        "For the purposes of Sections G8.44 and G8.45, that number shall include the number of Domestic Premises for "
        "which any other User with which it shares Shared Resources is the Electricity Distributor and/or the Gas "
        "Transporter.",
        Deems(on=("G8.44", "G8.45"), count=C, includes=(shared_network_premises,)),
    ),
    (
        "For the purposes of Sections G8.41 and G8.42, the number of Domestic Premises for which a User is the "
        "Responsible Supplier shall exclude the Domestic Premises of other Users with which it shares Shared "
        "Resources.",
        Deems(on=("G8.41", "G8.42"), count=D, excludes=(shared_supplier_premises,)),
    ),
]


@pytest.mark.parametrize(("words", "rule"), DEEMING, ids=["deemed to include", "shall include", "shall exclude"])
def test_a_deeming_clause_reads_as_it_says(words: str, rule: Deems) -> None:
    assert_reads(f"G8.43 {words}", rule)


def test_an_amount_by_name_is_given_and_used() -> None:
    words = (
        "G8.41 Where a User is a Supplier Party and its Weighted Premises exceed 250,000, it shall undergo a Full User "
        "Security Assessment in each year. For the purposes of this Section, the \u201cWeighted Premises\u201d of a "
        f"User means {DP} plus twice {NDP}."
    )
    weighted = Named("Weighted Premises")
    twice = D + Times(Figure(2), N)
    assert_reads(words, full(SP & weighted.exceeds(250_000)), Defines(name="Weighted Premises", amount=twice))


@pytest.mark.parametrize(
    "words", ["Not used", "[Not used]", "Not used.", "Intentionally blank", "[Intentionally left blank]"]
)
def test_nothing_reads_as_nothing(words: str) -> None:
    assert_reads(f"G8.43 {words}", NotUsed())


UNREAD = [
    (f"Where a User is a Supplier Party and {DP} exceeds, {FULL_EVERY_YEAR}", "from “it shall be subject to” onwards"),
    (
        "Where a User is a Supplier Party, it shall undergo such assessment as the Panel may direct.",
        "from “such assessment as the Panel” onwards",
    ),
    (
        f"Where a User is a Supplier Party and the number of Smart Metering Systems exceeds 9, {FULL_EVERY_YEAR}",
        "from “Smart Metering Systems exceeds 9,” onwards",
    ),
    (f"Where a User is a Supplier Party it shall in the following year be subject to {F}.", ""),
    (f"Where a User is not large, {FULL_EVERY_YEAR}", ""),
    (f"Where {DP} exceeds 250,000, {FULL_EVERY_YEAR}", "counted by no party"),
    (f"Where a User is a Supplier Party, it shall be subject in the following year to {F}.", "follows no year"),
    ("\u201cAct\u201d means this Gas Act.", "it says of 'Act' only which one is meant"),
]


def _years(named: str) -> str:
    return (
        f"G8.47 Where a User is a Network Party, it shall be subject:\n\n(a) in the first year after {INITIAL}, "
        f"to {V};\n\n(b) in the year following the year referred to in paragraph {named}, to {F}; and\n\n"
        "(c) in each year thereafter, to a category of security assessment which repeats the annual sequence of "
        "paragraphs (a) to (b)."
    )


def test_a_year_that_follows_the_year_of_the_paragraph_before_is_the_next() -> None:
    assert_reads(_years("(a)"), sequence(NP, VERIFICATION, FULL))


@pytest.mark.parametrize("named", ["(b)", "(c)"])
def test_a_year_that_follows_that_of_another_paragraph_is_not_read(named: str) -> None:
    assert "does not follow the year of the paragraph before" in read_one(_years(named)).sentences[0].why


@pytest.mark.parametrize(("words", "expected"), UNREAD)
def test_what_is_not_read_is_said_with_where_reading_stopped(words: str, expected: str) -> None:
    read = read_one(f"G8.41 {words}")
    assert not read.executable
    (sentence,) = read.sentences
    assert expected in sentence.why


def test_unknown_words_in_a_sentence_otherwise_read_are_listed_as_unread() -> None:
    words = f"G8.41 Where a User is a Supplier Party operating nationally and {DP} exceeds 250,000, {FULL_EVERY_YEAR}"
    read = read_one(words)
    assert read.executable
    assert [p.text for p in read.words] == ["operating", "nationally"]
    assert difference(read.rules, [full(SP & DX)]) is None
    place = read.words[0].place
    assert read.provision.text[place.start : place.end] == "operating"


def test_words_that_could_turn_the_meaning_round_are_never_left_out() -> None:
    read = read_one(f"G8.41 Where a User is a Supplier Party and scarcely {DP} exceeds 250,000, {FULL_EVERY_YEAR}")
    assert not read.executable


@pytest.mark.parametrize("words", ["is between 100 and 200", "is up to 200", "is from 100 to 200"])
def test_ends_that_are_not_settled_carry_a_doubt(words: str) -> None:
    read = read_one(f"G8.41 Where a User is a Supplier Party and {DP} {words}, {FULL_EVERY_YEAR}")
    assert read.executable
    assert len(read.doubts) == 1


@pytest.mark.parametrize("words", ["is between 100 and 200 (inclusive)", "is more than 99 but not more than 200"])
def test_ends_that_are_settled_carry_none(words: str) -> None:
    read = read_one(f"G8.41 Where a User is a Supplier Party and {DP} {words}, {FULL_EVERY_YEAR}")
    assert read.executable
    assert not read.doubts


def test_every_node_knows_its_place() -> None:
    read = read_one(f"G8.41 Where a User is a Supplier Party and {DP} exceeds 250,000, {FULL_EVERY_YEAR}")
    (rule,) = read.rules
    assert isinstance(rule, Answers)
    comparison = rule.applies.conditions[1]  # type: ignore[attr-defined]
    figure = comparison.right
    text = read.provision.text
    assert text[figure.place.start : figure.place.end] == "250,000"
    assert text[comparison.place.start : comparison.place.end] == "exceeds"
    assert text[rule.limbs[0].place.start : rule.limbs[0].place.end] == "a Full User Security Assessment"


BY_TURNS = [
    (
        "be subject in successive years to a Verification User Security Assessment, to a further Verification User "
        "Security Assessment and to a Full User Security Assessment, and thereafter in like succession",
        "VVFVVFVV",
    ),
    (
        "undergo, by rotation, a Verification User Security Assessment, a User Security Self-Assessment and a Full "
        "User Security Assessment",
        "VSFVSFVS",
    ),
    ("undergo, alternately, a Verification User Security Assessment and a Full User Security Assessment", "VFVFVFVF"),
    (
        "undergo a Verification User Security Assessment in the first and second years and a Full User Security "
        "Assessment in the third year, repeating that sequence every three years",
        "VVFVVFVV",
    ),
    (
        "undergo a User Security Self-Assessment in the first year, and a Full User Security Assessment in the second "
        "year, and shall repeat that cycle thereafter",
        "SFSFSFSF",
    ),
    (
        "undergo a User Security Self-Assessment in the first year, and a Full User Security Assessment in the second "
        "year and in every year after the second",
        "SFFFFFFF",
    ),
    (
        "undergo in the third year after that of its initial Full User Security Assessment and in every third year "
        "thenceforth a Full User Security Assessment, and in all other years a Verification User Security Assessment",
        "VVFVVFVV",
    ),
]


def _in_year(when: Condition, number: int) -> bool:
    return holds(formula(when), {year.name: number}) is True


@pytest.mark.parametrize("who", ["A Network Party", "Where you are a Network Party, you", "Any licensee"])
@pytest.mark.parametrize(("duty", "years"), BY_TURNS)
def test_what_falls_due_by_turns_falls_due_in_those_years(who: str, duty: str, years: str) -> None:
    (clause,) = read_text(f"G8.44 {who} shall {duty}.")
    assert clause.sentences == ()
    (rule,) = clause.rules
    assert isinstance(rule, Answers)
    found = [[limb.outcome.name[0] for limb in rule.limbs if _in_year(limb.when, y)] for y in range(1, 9)]
    assert found == [[letter] for letter in years]


@pytest.mark.parametrize(
    "duty",
    [
        "undergo, in successive years, a Verification User Security Assessment and a Full User Security Assessment",
        "undergo a Full User Security Assessment in the third year, repeating that sequence every three years",
        "undergo, by rotation, a Verification User Security Assessment",
    ],
)
def test_a_sequence_of_which_the_years_are_not_settled_is_not_read(duty: str) -> None:
    (clause,) = read_text(f"G8.44 A Network Party shall {duty}.")
    assert clause.sentences


@pytest.mark.parametrize("who", ["A Supplier Party", "Each User"])
def test_who_another_section_does_not_apply_to_yields_to_that_section(who: str) -> None:
    (clause,) = read_text(
        f"G8.43 {who} to which Section G8.41 does not apply shall undergo a Full User Security Assessment annually."
    )
    (rule,) = clause.rules
    assert isinstance(rule, Answers)
    assert rule.yields_to == ("G8.41",)


@pytest.mark.parametrize(
    ("joined", "ways"),
    [
        ("{one} or {two}, and where {three}", [2]),
        ("{one} and {two}, and where {three}", []),
    ],
)
def test_or_beside_and_where_is_read_both_ways_since_either_may_join_first(joined: str, ways: list[int]) -> None:
    said = joined.format(
        one="the User is a Supplier Party",
        two="the number of Domestic Premises exceeds 300",
        three="the number of Non-Domestic Premises exceeds 10",
    )
    (clause,) = read_text(
        f"G8.41 Where {said}, it shall be subject to a Full User Security Assessment in each year after the year of "
        "its initial Full User Security Assessment."
    )
    assert clause.rules
    assert [len(several.readings) for several in clause.several] == ways


@pytest.mark.parametrize(
    ("numbers", "meaning"),
    [
        (
            "either the number of Domestic Premises or the number of Non-Domestic Premises exceeds",
            D.exceeds(300) | N.exceeds(300),
        ),
        (
            "both the number of Domestic Premises and the number of Non-Domestic Premises exceed",
            D.exceeds(300) & N.exceeds(300),
        ),
    ],
)
def test_numbers_compared_together_are_each_compared(numbers: str, meaning: Condition) -> None:
    assert_reads(f"G8.41 Where a User is a Supplier Party and {numbers} 300, {FULL_EVERY_YEAR}", full(SP & meaning))
