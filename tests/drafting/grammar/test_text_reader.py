"""Sentences and clauses that speak of each other, with what falls due on both sides of each boundary in them.

The rows of a draft give a User (a Supplier Party by its Domestic and Non-Domestic Premises, a Network Party by its
premises, or neither), a year after the initial assessment, and what falls due then by the words, worked out by hand.
"""

from __future__ import annotations

import re
from functools import cache

import pytest

from sec_rules.analysis.invariants import answers_at
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import Draft, hold_against
from sec_rules.loading import load
from sec_rules.rulebook.questions import assessment

INITIAL = "the year of its initial Full User Security Assessment"
FULL = "a Full User Security Assessment"
VERIFICATION = "a Verification User Security Assessment"
SELF = "a User Security Self-Assessment"
NEITHER = "A User which is neither a Supplier Party nor a Network Party"
SUM = (
    "the sum of the number of Domestic Premises and five times the number of Non-Domestic Premises for which it is the "
    "Responsible Supplier"
)
SHORT = {"F": "FULL", "V": "VERIFICATION", "S": "SELF", "E": "EXEMPT"}


@cache
def held(text: str) -> Draft:
    return hold_against(read_markdown(text.replace("\n", "\n\n"), "draft.md"), load())


def due(text: str, user: str, year: int) -> str:
    """What falls due for a User in a year, by first letters; "" where nothing answers."""
    draft = held(text)
    kind, *figures = user.split()
    numbers = [int(figure.replace(",", "")) for figure in figures]
    facts: dict[str, int | bool] = dict.fromkeys(draft.proposed.facts(draft.on, assessment), 0)
    facts |= {"supplier_party": kind == "supplier", "network_party": kind == "network", "years_since_initial": year}
    if kind == "supplier":
        facts |= dict(zip(("domestic_premises", "non_domestic_premises"), numbers, strict=True))
    elif kind == "network":
        facts |= {"network_premises": numbers[0]}
    answers = answers_at(draft.proposed.ruleset(assessment, draft.on), facts)
    names = {name: letter for letter, name in SHORT.items()}
    return "".join(sorted(names[getattr(answer.outcome, "name", "")] for answer in answers))


# The words, and rows of a User, what falls due in years 1 to 4 ("" for nothing), all of them in turn.
DRAFTS = {
    "a number of the clause above": (
        "G8.44 Where a User is a Network Party and the number of Domestic Premises for which it is the Electricity "
        f"Distributor and/or the Gas Transporter exceeds 9,000, it must obtain {FULL} in each year after {INITIAL}.\n"
        f"G8.45 If that number is not more than 8,000, it must procure {VERIFICATION} in the first year, complete "
        f"{SELF} in the second year and procure {FULL} in the third year, repeating that sequence every three years.",
        [("network 8,000", "VSFV"), ("network 8,001", "...."), ("network 9,000", "...."), ("network 9,001", "FFFF")],
    ),
    "who the party is, in passing": (
        "G8.44 If the number of Domestic Premises for which the licensee (being a Network Party) is the Electricity "
        f"Distributor and/or the Gas Transporter exceeds 9,000, it must procure {FULL} in each year after {INITIAL}.\n"
        "G8.45 Not used.",
        [("network 9,000", "...."), ("network 9,001", "FFFF"), ("supplier 0 9,001", "VSFV")],
    ),
    "so many, as a Responsible Supplier, of either kind": (
        "G8.41 Where a User is a Supplier Party and is the Responsible Supplier for Smart Metering Systems at either:\n"
        "(a) more than 2,000 Domestic Premises; or\n(b) more than 100 Non-Domestic Premises,\n"
        f"it shall be subject to {FULL} in each year after {INITIAL}.\n"
        f"G8.42 Where a User is a Supplier Party to which Section G8.41 does not apply, it shall be subject to {SELF} "
        f"in the first year after {INITIAL}, and {VERIFICATION} in the second such year, and so on in that order.",
        [("supplier 2,000 100", "SVSV"), ("supplier 2,001 0", "FFFF"), ("supplier 0 101", "FFFF")],
    ),
    "none of one kind, in a paragraph with a comma": (
        f"G8.41 A Supplier Party must undergo {FULL} in each year after {INITIAL} where:\n"
        "(a) it is the Responsible Supplier for no Non-Domestic Premises and for more than 300 Domestic Premises; or\n"
        "(b) it is the Responsible Supplier for one or more Non-Domestic Premises, and the number of Domestic Premises "
        "together with five times the number of Non-Domestic Premises for which it is the Responsible Supplier is more "
        "than 200.\nG8.42 Not used.",
        [("supplier 300 0", "...."), ("supplier 301 0", "FFFF"), ("supplier 195 1", "."), ("supplier 196 1", "F")],
    ),
    "a kind of Users with a name": (
        "G8.41 A Supplier Party is a Large Supplier if it is the Responsible Supplier for at least 180 Domestic "
        f"Premises. A Large Supplier must undergo {FULL} in each year after {INITIAL}. Any other Supplier Party must "
        f"undergo {VERIFICATION} in each such year.\nG8.42 Not used.",
        [("supplier 179 9", "VVVV"), ("supplier 180 0", "FFFF"), ("network 500,000", "VVFV")],
    ),
    "a kind of Users whose name is given in another clause": (
        'G8.40 "Major Supplier" means a Supplier Party whose Domestic Premises exceed 300.\n'
        f"G8.41 A Major Supplier shall be subject to {FULL} in each year after {INITIAL}.\n"
        f"G8.42 Where a Supplier Party is not a Major Supplier, it shall be subject to {SELF} in each year after "
        f"{INITIAL}.",
        [("supplier 300 1,000", "SSSS"), ("supplier 301 0", "FFFF")],
    ),
    "a sum with a name for two clauses": (
        'G8.41 For the purposes of this Section and Section G8.42, the "Portfolio Score" of a Supplier Party '
        'is the sum '
        "of:\n(a) the number of Domestic Premises; and\n(b) four times the number of Non-Domestic Premises,\n"
        "which it supplies with electricity and/or gas through Smart Metering Systems for which it is the Responsible "
        f"Supplier. A Supplier Party with a Portfolio Score of 200 or above shall undergo {FULL} annually, commencing "
        "with the year following its initial Full User Security Assessment.\nG8.42 A Supplier Party with a Portfolio "
        f"Score below 200 shall undergo, in successive years commencing with that same year, {SELF}, "
        f"{VERIFICATION} and "
        f"{FULL}, and shall repeat that cycle thereafter.",
        [("supplier 196 0", "SVFS"), ("supplier 196 1", "FFFF"), ("supplier 199 0", "S"), ("supplier 200 0", "F")],
    ),
    "a sum with a name in small letters, given last": (
        "G8.41 If you are a Supplier Party and your weighted total is more than 230, you must have a Full User "
        "Security "
        "Assessment every year after your initial one.\nG8.42 If you are a Supplier Party and your weighted total is "
        "230 or less, you must have a Verification assessment in Year 1, a Self-Assessment in Year 2 and a Full "
        "assessment in Year 3, and then repeat.\nYour weighted total is the number of Domestic Premises plus "
        "five times "
        "the number of Non-Domestic Premises for which you are the Responsible Supplier.",
        [("supplier 225 1", "VSFV"), ("supplier 226 1", "FFFF")],
    ),
    "premises of both kinds": (
        "G8.41 If you are a Supplier Party and you are the Responsible Supplier for more than 150 premises (domestic "
        "and non-domestic added together), you must have a Full User Security Assessment every year after your initial "
        "one.\nG8.42 If you are a Supplier Party and you are the Responsible Supplier for 150 premises or fewer (added "
        "together in the same way), you must have a Self-Assessment every year after your initial one.",
        [("supplier 100 50", "SSSS"), ("supplier 100 51", "FFFF")],
    ),
    "two conditions that are not both met": (
        "G8.41 You must have a Full User Security Assessment every year after your initial one if you are a Supplier "
        "Party and, as Responsible Supplier, you supply both more than 150 Domestic Premises and more than 50 "
        "Non-Domestic Premises.\nG8.42 If you are a Supplier Party but you do not meet both of those conditions, you "
        "must have a Verification User Security Assessment in the first year, a User Security Self-Assessment in the "
        "second and a Full User Security Assessment in the third. Then repeat that pattern.",
        [("supplier 150 51", "VSFV"), ("supplier 151 50", "VSFV"), ("supplier 151 51", "FFFF")],
    ),
    "where it does not, in the next sentence": (
        f"G8.41 Where a Supplier Party's Domestic Premises exceed 300, it shall undergo {FULL} in each year after "
        f"{INITIAL}. Where they do not, it shall undergo {SELF} in each such year.\nG8.42 Not used.",
        [("supplier 300 0", "SSSS"), ("supplier 301 0", "FFFF"), ("network 0", "VSFV")],
    ),
    "in any other case, in the paragraph below": (
        "G8.41.\u2014(1) This Section applies to a Supplier Party.\n"
        f"(2) If its Domestic Premises exceed 300, it shall undergo {FULL} in each year after {INITIAL}.\n"
        f"(3) In any other case, it shall undergo {VERIFICATION} in each such year.\nG8.42 Not used.",
        [("supplier 300 0", "VVVV"), ("supplier 301 0", "FFFF"), ("neither", "VSFV")],
    ),
    "a sequence that goes back after its last year": (
        f"G8.47 {NEITHER} must have {SELF} in Year 1 and {FULL} in "
        "Year 2 after its initial Full User Security Assessment. After Year 2, start again at Year 1.",
        [("neither", "SFSF")],
    ),
    "by turns, with the second of them first": (
        f"G8.47 {NEITHER} must undergo, alternately, {VERIFICATION} "
        f"and {FULL}, beginning with {FULL}.",
        [("neither", "FVFV")],
    ),
    "a sum that another clause describes": (
        f"G8.41 Where a User is a Supplier Party and {SUM} exceeds 320, it shall be subject to {FULL} in each year "
        f"after {INITIAL}.\nG8.42 Where a User is a Supplier Party and the sum described in Section G8.41 is less than "
        f"310, it shall be subject to {SELF} in each year after {INITIAL}.",
        [("supplier 304 1", "SSSS"), ("supplier 305 1", "...."), ("supplier 315 1", "."), ("supplier 316 1", "FFFF")],
    ),
    "the greater of two amounts of another clause": (
        "G8.41 Each Supplier Party for which the greater of:\n(i) the number of Domestic Premises; and\n(ii) the "
        "product of eight (8) and the number of Non-Domestic Premises,\nsupplied by means of Smart Metering Systems in "
        f"respect of which it is the Responsible Supplier is more than 240 shall be subject to {FULL} in each year "
        f"after {INITIAL}.\nG8.42 Each Supplier Party for which the greater of the amounts in paragraphs (i) and (ii) "
        f"of Section G8.41 is not more than 240 shall be subject to {SELF} in each year after {INITIAL}.",
        [("supplier 240 30", "SSSS"), ("supplier 241 0", "FFFF"), ("supplier 0 31", "FFFF"), ("supplier 200 30", "S")],
    ),
    "the said number, which is the one compared with": (
        "G8.41 Every User being a Supplier Party whose Reckoned Premises exceed two hundred and eighty (280) in "
        "number "
        f"shall be subject to {FULL} in each year after {INITIAL}.\nG8.42 Every User being a Supplier Party whose "
        f"Reckoned Premises do not exceed the said number shall be subject to {VERIFICATION} in each year after "
        f'{INITIAL}.\nIn this Section and G8.41 "Reckoned Premises" shall mean the number of Domestic Premises '
        f'together '
        "with five times the number of Non-Domestic Premises for which it is the Responsible Supplier.",
        [("supplier 275 1", "VVVV"), ("supplier 276 1", "FFFF"), ("supplier 280 0", "V"), ("supplier 281 0", "F")],
    ),
    "those premises, of the clause above": (
        "G8.44 A User which is a Network Party must, if the number of Domestic Premises for which it is the "
        "Electricity "
        f"Distributor or the Gas Transporter exceeds 250, undergo {FULL} each year.\nG8.45 A User which is a Network "
        f"Party must, if those premises number 240 or under, undergo {SELF} each year.",
        [("network 240", "SSSS"), ("network 241", "...."), ("network 250", "...."), ("network 251", "FFFF")],
    ),
    "an amount that is greater, and named after its use": (
        "G8.41 If the licensee is a Supplier Party and its Relevant Premises Number is greater than 150, the licensee "
        f"must procure {FULL} in each year after {INITIAL}.\nG8.42 If the licensee is a Supplier Party and its "
        f"Relevant Premises Number is not greater than 150, the licensee must procure {SELF} in each such year.\n"
        '"Relevant Premises Number" means the number of Domestic Premises added to three times the number of '
        "Non-Domestic Premises for which the licensee is the Responsible Supplier.",
        [("supplier 147 1", "SSSS"), ("supplier 148 1", "FFFF")],
    ),
    "one each, respectively, and those who are neither": (
        f"G8.41 In every year after {INITIAL}, a User that is a Supplier Party, a User that is a Network Party and a "
        f"User that is neither shall be subject to {FULL}, {VERIFICATION} and {SELF} respectively.\nG8.42 Not used.\n"
        "G8.44 Not used.\nG8.45 Not used.\nG8.47 Not used.",
        [("supplier 1 1", "FFFF"), ("network 1", "VVVV"), ("neither", "SSSS")],
    ),
    "years with a name of their own": (
        "G8.41 Where the licensee is a Supplier Party, and its Total is greater than 300, the licensee must undergo "
        f"{FULL} in each Assessment Year.\nG8.42 Where the licensee is a Supplier Party and its Total is not greater "
        "than "
        f"300, the licensee must undergo:\n(a) in Assessment Year 1, {VERIFICATION};\n(b) in Assessment Year 2, "
        f"{FULL},\n"
        "and the cycle must begin again in Assessment Year 3.\nInterpretation\nFor the purposes of this condition:\n"
        "Assessment Year means each year after the year in which the licensee's initial Full User Security Assessment "
        "took place, numbered consecutively from 1.\nTotal means the number of Domestic Premises plus five times the "
        "number of Non-Domestic Premises, being in either case premises for which the licensee is the Responsible "
        "Supplier.",
        [("supplier 300 0", "VFVF"), ("supplier 296 1", "FFFF")],
    ),
    "the year after that of the initial one, numbered one": (
        "G8.45 Where the licensee is a Network Party responsible for not more than 250,000 Domestic Premises, it "
        "must:\n"
        "(a) in an odd-numbered year after its initial Full User Security Assessment, complete a User Security "
        "Self-Assessment; and\n(b) in an even-numbered year after that assessment, submit to a Full User Security "
        "Assessment.\nFor these purposes the year next after that of the initial Full User Security Assessment is "
        "numbered one.",
        [("network 250,000", "SFSF"), ("network 250,001", "VVFV")],
    ),
    "so long as the same be so many": (
        "G8.45 A Network Party, the Domestic Premises of which exceed not Two hundred and fifty thousand, "
        "shall:\n(i) so "
        f"long as the same be Fifty thousand or more, undergo each year {VERIFICATION}, saving every third year, "
        "when it "
        f"shall undergo {FULL}; and\n(ii) so long as the same be beneath Fifty thousand, undergo each year {SELF}, "
        "without any saving.",
        [("network 49,999", "SSSS"), ("network 50,000", "VVFV"), ("network 250,001", "VVFV")],
    ),
    "in place of what another clause lists": (
        "G8.42 Subject to Section G8.42B, a Supplier Party for which the sum of Domestic Premises and five times "
        f"Non-Domestic Premises is not more than 250,000 shall be subject to {VERIFICATION} in each year after "
        f"{INITIAL}.\n"
        "G8.42B A Supplier Party for which that sum is less than 5,000 shall, in place of the assessments listed in "
        f"Section G8.42, complete {SELF} annually.",
        [("supplier 4,994 1", "SSSS"), ("supplier 4,995 1", "VVVV"), ("supplier 250,000 0", "V")],
    ),
    "within neither limb": (
        f"G8.41 The licensee must undergo {FULL} in each year after {INITIAL} if it is a Supplier Party and:\n(a) it "
        "is "
        "the Responsible Supplier for more than 300 Domestic Premises; or\n(b) it is the Responsible Supplier for no "
        "Domestic Premises and for more than 30 Non-Domestic Premises.\nG8.42 A licensee that is a Supplier Party but "
        "falls within neither limb of paragraph G8.41 must instead undergo, in the years in question, the sequence "
        "Verification, Self-Assessment, Full, and then the same sequence again without limit of time.",
        [("supplier 300 31", "VSFV"), ("supplier 301 0", "FFFF"), ("supplier 0 31", "FFFF"), ("supplier 0 30", "VSFV")],
    ),
    "a figure that is another in later years": (
        "G8.41 Where a User is a Supplier Party and its Domestic Premises exceed the relevant number, it shall be "
        "subject "
        f"to {FULL} in each year after {INITIAL}.\nG8.42 Where a User is a Supplier Party and its Domestic Premises do "
        f"not exceed the relevant number, it shall be subject to {SELF} in each such year.\nG8.43 In Sections G8.41 "
        "and "
        'G8.42 "the relevant number" means:\n(a) in the first, second and third years after the year of the Supplier '
        "Party's initial Full User Security Assessment, 300;\n(b) in any later year, 250.",
        [("supplier 250 0", "SSSS"), ("supplier 251 0", "SSSF"), ("supplier 300 0", "SSSF"), ("supplier 301 0", "F")],
    ),
    "at least two of three": (
        f"G8.41 A Supplier Party must undergo {FULL} in each year after {INITIAL} if at least two of the following are "
        "true:\n(a) it is the Responsible Supplier for 1,000 or more Domestic Premises;\n(b) it is the Responsible "
        "Supplier for 50 or more Non-Domestic Premises;\n(c) the number of Domestic Premises plus five times the "
        "number "
        "of Non-Domestic Premises for which it is the Responsible Supplier is 2,000 or more.\nG8.42 Not used.",
        [("supplier 1,000 49", "...."), ("supplier 1,000 50", "F"), ("supplier 0 400", "F"), ("supplier 1,999 0", ".")],
    ),
    "years before the duty that are those of the first assessment alone": (
        "G8.45 A Network Party which is the Electricity Distributor or Gas Transporter for not more than 250,000 "
        "Domestic "
        f"Premises shall, in the first year after {INITIAL} and in every second year after it, be subject to "
        f"{VERIFICATION} and, in each intervening year, to {FULL}.",
        [("network 250,000", "VFVF"), ("network 250,001", "VVFV")],
    ),
}  # fmt: skip
ROWS = [
    (name, user, year, "" if outcome == "." else outcome)
    for name, (_, rows) in DRAFTS.items()
    for user, outcomes in rows
    for year, outcome in enumerate(outcomes, 1)
]


@pytest.mark.parametrize("name", DRAFTS)
def test_everything_in_the_draft_is_read(name: str) -> None:
    assert [(place.kind, place.text, place.why) for place in held(DRAFTS[name][0]).open] == []


@pytest.mark.parametrize(("name", "user", "year", "outcome"), ROWS)
def test_what_falls_due_is_what_the_words_say(name: str, user: str, year: int, outcome: str) -> None:
    assert due(DRAFTS[name][0], user, year) == outcome


REFUSED = [
    # It is not said which two years are meant where three have been spoken of.
    f"G8.47 {NEITHER} must have {SELF} in the first year after "
    f"{INITIAL}, {SELF} in the second year and {FULL} in the third year, repeating that sequence every two years.",
    f"G8.47 {NEITHER} must have {SELF} in Year 1 and {FULL} in Year 2 "
    "after its initial Full User Security Assessment. After Year 3, start again at Year 1.",
    # There is no sequence, no number, no condition and nobody of whom it could be said.
    f"G8.47 {NEITHER} must have {SELF} in each year. Then repeat that pattern.",
    f"G8.41 If that number is less than 5, a Supplier Party must have {SELF} in each year after {INITIAL}.",
    f"G8.41 A Supplier Party must have {SELF} in each year after {INITIAL}. Where it does not, it must have {FULL} in "
    "each such year.",
    f"G8.41 A Large Supplier must have {FULL} in each year after {INITIAL}.",
    # Which of two amounts another clause compares, which figure of two, and a figure that there is not.
    "G8.41 Where a User is a Supplier Party which is the Responsible Supplier for more than 5 Domestic Premises and "
    "the "
    f"number of Non-Domestic Premises exceeds 7, it must have {FULL} in each year after {INITIAL}.\nG8.42 Where a "
    "User is "
    f"a Supplier Party and the number described in Section G8.41 is less than 5, it must have {SELF} in each such "
    "year.",
    f"G8.41 A Supplier Party whose Domestic Premises exceed 100 but do not exceed 200 must have {FULL} in each year "
    "after "
    f"{INITIAL}. A Supplier Party whose Domestic Premises do not exceed that number must have {SELF} in each such "
    "year.",
    f"G8.41 A Supplier Party whose Domestic Premises exceed the said number must have {SELF} in each year after "
    f"{INITIAL}.",
    f"G8.41 A Supplier Party whose Domestic Premises exceed 100 must have {FULL} in each year after {INITIAL}. A "
    "Supplier "
    f"Party whose Non-Domestic Premises do not exceed that number must have {SELF} in each such year.",
    # A year without a figure, and a list of which it is said in two ways how many of it there must be.
    "G8.41 Where a User is a Supplier Party and its Domestic Premises exceed the relevant number, it shall be "
    "subject to "
    f'{FULL} in each year after {INITIAL}.\nG8.43 In Section G8.41 "the relevant number" means:\n(a) in the first and '
    f"third years after {INITIAL}, 300;\n(b) in any later year, 250.",
    f"G8.41 A Supplier Party must undergo {FULL} in each year after {INITIAL} if at least two of the following are "
    "true:\n"
    "(a) it is the Responsible Supplier for 1,000 or more Domestic Premises; or\n(b) it is the Responsible Supplier "
    "for "
    "50 or more Non-Domestic Premises.",
    # "Both" of one.
    f"G8.41 A Supplier Party which is the Responsible Supplier for more than 150 Domestic Premises must have {FULL} in "
    f"each year after {INITIAL}. Where it does not meet both of those conditions, it must have {SELF} in each "
    "such year.",
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_speaks_of_nothing_that_was_said_is_not_read(text: str) -> None:
    assert held(text).open


def test_a_number_is_not_that_of_a_clause_which_an_instruction_changed() -> None:
    text = (
        'In Section G8.44, for "250,000" substitute "300,000".\n'
        f'After Section G8.44 insert: "G8.44A If that number exceeds 5, the User must have {FULL} in each year."'
    )
    assert any(re.search("that number", place.text) for place in held(text).open)


def test_a_year_without_anything_is_a_gap_and_whether_it_comes_again_is_open() -> None:
    text = (
        'In Section G8.42(c), for "in the next following year" substitute "in the fourth year after the year of its '
        'initial Full User Security Assessment".'
    )
    assert [due(text, "supplier 1 0", year) for year in (1, 2, 3, 4)] == ["V", "S", "", "F"]
    assert [(place.kind, place.clause) for place in held(text).open] == [("outcome", "G8.42(d)")]
