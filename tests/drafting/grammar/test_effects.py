"""What falls due in which year, in the many ways in which a sequence is said; worked out by hand, year by year."""

from __future__ import annotations

from datetime import date

import pytest

from sec_rules.analysis.invariants import answers_at
from sec_rules.drafting.grammar.text_reader import read_text
from sec_rules.engine.code import Code
from sec_rules.lang import Answers, Source
from sec_rules.rulebook.questions import assessment

V = "a Verification User Security Assessment"
S = "a User Security Self-Assessment"
F = "a Full User Security Assessment"
AFTER = "the year of its initial Full User Security Assessment"
IT = (
    "Where a User is a Network Party and the number of Domestic Premises for which it is the Electricity Distributor "
    "and/or the Gas Transporter is not more than 9,000, it "
)
PARTY = "A Network Party serving as distributor or transporter not more than 9,000 Domestic Premises shall "
YOU = "If you are a Network Party with 9,000 Domestic Premises or fewer, "
DAY = date(2020, 1, 1)


def in_years(words: str, years: int = 7) -> str:
    """What falls due in each year of a Network Party of 9,000 premises, by first letters; "." for nothing; "?" open."""
    code = Code(tuple(read.clause(DAY, "draft", Source("draft", "a draft")) for read in read_text(f"G8.45 {words}")))
    ruleset = code.ruleset(assessment, DAY)
    if ruleset.left_open:
        return "?"
    facts: dict[str, int | bool] = dict.fromkeys(code.facts(DAY, assessment), 0)
    facts |= {"supplier_party": False, "network_party": True, "network_premises": 9_000}
    found = ""
    for year in range(1, years + 1):
        answers = answers_at(ruleset, facts | {"years_since_initial": year})
        found += "".join(getattr(answer.outcome, "name", "?")[0] for answer in answers) or "."
    return found


SEQUENCES = {
    f"{IT}shall be subject to {V} in the first year after {AFTER}, to {F} in the second, and thereafter to each in "
    "alternate years in that order.": "VFVFVFV",
    f"{IT}shall be subject to {V}, {S} and {F} in the first, second and third such years respectively, and in "
    "each later "
    "year to the category next in that rotation.": "VSFVSFV",
    f"{IT}shall be subject, in the first two years after {AFTER}, to {V} in each, and in the third year to {F}, "
    "the same "
    "order then being repeated every three years.": "VVFVVFV",
    f"{PARTY}be subject, over each successive period of three years beginning with the year after that of its initial "
    f"Full User Security Assessment, to:\n\n(a) {V} in the first year of the period;\n\n(b) {S} in the second; and\n\n"
    f"(c) {F} in the last.": "VSFVSFV",
    f"{PARTY}be subject to {S} in the first year, and {F} in the second year, of every period of two years.": "SFSFSFS",
    f"{PARTY}be bound to {V}, {S} and {F} in the first, second and third years of each triennium "
    "respectively.": "VSFVSFV",
    f"{PARTY}be subject to:\n\n(a) {V} in the first year following that of its initial Full User Security "
    "Assessment;\n\n"
    f"(b) {F} in the second; and\n\n(c) thereafter, those two categories by alternation.": "VFVFVFV",
    f"{PARTY}be subject in the first year after its initial Full User Security Assessment to {V}, in the one after to "
    f"{S}, in the one after that to {F}, and so on by threes.": "VSFVSFV",
    f"{IT}shall submit itself in the first of the said years to {V}, in the second to {S} and in the third to "
    f"{F}, and so "
    "from time to time in like order.": "VSFVSFV",
    f"{IT}shall submit itself in the first year to {V}, in the second to {S} and in the third to {F}, and so "
    "from three "
    "years to three years in perpetuity.": "VSFVSFV",
    f"{IT}will undergo first {V}, secondly {S} and thirdly {F}, year upon year, and will thereupon "
    "recommence.": "VSFVSFV",
    f"{IT}must obtain in the first of those years {V}, in the second {S} and in the third {F}, the same three to be "
    "repeated in order thereafter.": "VSFVSFV",
    f"{IT}must arrange {V}, {S} and {F} in successive years, and must keep to that order for as long as it remains a "
    "User.": "VSFVSFV",
    f"{IT}must complete {V} in year one after {AFTER}, {S} in year two and {F} in year three, after which the cycle "
    "starts over.": "VSFVSFV",
    f"{PARTY}undergo by turns, one a year, {V} and {F}.": "VFVFVFV",
    f"{PARTY}undergo each year {V}, saving every third year, when it shall undergo {F}.": "VVFVVFV",
    f"{PARTY}undergo in each year after {AFTER} {S}, save that in every second year it must instead undergo "
    f"{F}.": "SFSFSFS",
    f"{PARTY}be subject, in a repeating cycle of three years which begins in the year after {AFTER}, to {V}, {S} and "
    f"{F} in that order.": "VSFVSFV",
    f"{PARTY}be assessed in manner following, that is to say:\n\nFIRSTLY, in the year next after its initial Full User "
    "Security Assessment, by way of User Security Self-Assessment;\n\nSECONDLY, in the year then next, by way of Full "
    "User Security Assessment;\n\nAND LASTLY, in all years to come, by the like two assessments in the like "
    "order.": "SFSFSFS",
    f"{IT}must undergo the two categories in this order, year upon year, after {AFTER}: (1) Verification; (2) "
    "Full.": "VFVFVFV",
    f"{IT}must undergo:\n\n(a) in the first year after {AFTER}, {V};\n\n(b) in the second year, {F},\nand must repeat "
    "that sequence in each subsequent period of two years.": "VFVFVFV",
    f"{YOU}you have {V} one year, {S} the next and {F} the year after. Then you start over.": "VSFVSFV",
    f"{YOU}you must have a Verification assessment, then a Full assessment, one a year, and then repeat.": "VFVFVFV",
    f"{YOU}you have a Verification assessment, a Self-Assessment and a Full assessment in three years running, "
    "and do the "
    "same in the three years after that, and so on.": "VSFVSFV",
    f"{YOU}expect a Full assessment every third year and a Verification assessment in all the other years. We "
    "count the "
    "years from the one after your initial Full assessment.": "VVFVVFV",
    f"{YOU}your assessments go in this order, starting in the year after your initial Full User Security Assessment: "
    "Verification, Verification, Self-Assessment, Full. When you reach the end, begin again.": "VVSFVVS",
    f"{YOU}you now have a Full assessment every second year, beginning with the second year after your first ever Full "
    "assessment, and a Verification assessment in the years between.": "VFVFVFV",
    "A Network Party with 9,000 Domestic Premises or fewer takes three assessments in three years: Verification, then "
    "Self-Assessment, then Full. After year three it goes back to the beginning.": "VSFVSFV",
    f"In respect of each Network Party with 9,000 or fewer Domestic Premises there shall be carried out {V} in the "
    "first "
    f"year after {AFTER}, {S} in the second such year and {F} in the third such year, and thereafter in the same "
    "sequence.": "VSFVSFV",
    f"For a Network Party whose Domestic Premises number no more than 9,000, the assessments required are {V} in the "
    "first "
    f"year after {AFTER}, {S} in the second and {F} in the third, repeated in that order every three years.": "VSFVSFV",
    f"{IT}shall be subject to the following assessments in the following order, one in each year after {AFTER}: {V}; "
    f"{F}. "
    "The order is then repeated.": "VFVFVFV",
    f"A Network Party with 9,000 or fewer Domestic Premises must undergo {S} in each of the two years following "
    f"{AFTER} and "
    f"{F} in every year after those two years.": "SSFFFFF",
    "A Network Party the number of whose Domestic Premises is not above 9,000 shall undergo, in the year next "
    "following "
    f"{AFTER}, {V}; in the year next thereafter, {S}; and in the year next after that, {F}; and so on in rotation for "
    "ever.": "VSFVSFV",
    "If you are a Network Party serving 9,000 Domestic Premises or fewer, this is your three-year cycle: Year 1, "
    "Verification assessment; Year 2, Self-Assessment; Year 3, Full assessment. Year 1 is the year after your "
    "initial Full "
    "User Security Assessment. The cycle then repeats.": "VSFVSFV",
    "Network Parties with 9,000 or fewer Domestic Premises have a Verification assessment in Year 1, a "
    "Self-Assessment in "
    "Year 2 and a Full assessment in Year 3. The same pattern repeats every three years. Year 1 is the year after your "
    "initial Full assessment.": "VSFVSFV",
}
# Words that do not settle what falls due, beside those that do.
UNSETTLED = (
    f"{IT}shall undergo {V}, {S} and {F} in successive years.",
    f"{IT}shall undergo {V}, {S} and {F}, one a year.",
    f"{IT}shall undergo by turns, one a year, first {V}, thirdly {S} and secondly {F}.",
    f"{IT}shall be subject to {V} in the first year, and {F} in the second year, of every period of three years.",
    f"{IT}shall be subject to {V} in the first year and {F} in the last.",
    f"{IT}shall undergo {V} and {F} in three years running, and so on.",
    f"{PARTY}undergo the three categories in this order, year upon year: (1) Verification; (2) Full.",
    f"{PARTY}be subject to {V} in the first year, to {S} in the second, to {F} in the third, and so on by twos.",
    f"{PARTY}be subject:\n\n(a) to {V} in the first year after {AFTER};\n\n(b) to {F} in the second; and\n\n(c) "
    "thereafter, to those three categories by alternation.",
    f"{YOU}you have {V} one year, {S} the next and {F} the year after.",
    f"{IT}shall undergo {V} in the first year, {F} in the second, and in the fifth year so on in like order.",
)


@pytest.mark.parametrize(("words", "due"), SEQUENCES.items(), ids=map(str, range(len(SEQUENCES))))
def test_a_sequence_falls_due_as_its_words_say(words: str, due: str) -> None:
    assert in_years(words) == due


@pytest.mark.parametrize("words", UNSETTLED, ids=range(len(UNSETTLED)))
def test_words_that_do_not_settle_a_sequence_leave_it_open(words: str) -> None:
    assert in_years(words) == "?"


@pytest.mark.parametrize("number", [3, 10, 11, 21])
def test_a_row_of_assessments_is_read_however_long_it_is(number: int) -> None:
    row = ", ".join(f"a Full User Security Assessment (Year {year})" for year in range(1, number))
    said = f"{row} and a User Security Self-Assessment (Year {number})"
    (clause,) = read_text(f"G8.41 Each Supplier Party shall be subject, by rotation, to {said}.")
    (rule,) = clause.rules
    assert isinstance(rule, Answers)
    assert [limb.outcome.name for limb in rule.limbs][-1] == "SELF"
    assert not clause.sentences
