"""What falls due in one case and what in another, within one paragraph or sentence; worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from sec_rules.analysis.invariants import answers_at
from sec_rules.drafting.grammar.text_reader import read_text
from sec_rules.engine.code import Code
from sec_rules.lang import Source
from sec_rules.rulebook.questions import assessment

V = "a Verification User Security Assessment"
S = "a User Security Self-Assessment"
F = "a Full User Security Assessment"
AFTER = "after the year of its initial Full User Security Assessment"
NUMBER = (
    "the number of Domestic Premises supplied with electricity and/or gas through one or more Smart Metering Systems "
    "for which it is the Electricity Distributor and/or the Gas Transporter"
)
DAY = date(2020, 1, 1)


def due(text: str, counts: tuple[int, ...] = (1_000, 1_001), years: int = 5) -> str:
    """What falls due each year, by first letters, for each count; "." for nothing, "&" between two; "?" if open."""
    code = Code(tuple(read.clause(DAY, "draft", Source("draft", "a draft")) for read in read_text(text)))
    ruleset = code.ruleset(assessment, DAY)
    if ruleset.left_open:
        return "?"
    facts: dict[str, int | bool] = dict.fromkeys(code.facts(DAY, assessment), 0)
    facts |= {"supplier_party": False, "network_party": True}
    found = []
    for count in counts:
        given = [
            answers_at(ruleset, facts | {"network_premises": count, "years_since_initial": year})
            for year in range(1, years + 1)
        ]
        found.append("".join("&".join(getattr(a.outcome, "name", "?")[0] for a in each) or "." for each in given))
    return " ".join(found)


def sequence(first: str = f"to {V}", second: str = f"to {S}", last: str = "") -> str:
    """The Code's sequence for a Network Party of 9,000 premises or fewer, with other words in a paragraph."""
    return (
        f"G8.45 Where a User is a Network Party and {NUMBER} is equal to or less than 9,000, it shall be subject:\n\n"
        f"(a) in the first year {AFTER}, {first};\n\n(b) in the immediately following year, {second};\n\n"
        f"(c) in the next following year, to {F}; and\n\n(d) in each year thereafter, to a category of security "
        f"assessment which repeats the annual sequence of paragraphs (a) to (c){last}."
    )


# What stands in paragraph (b), and what falls due for 1,000 and for 1,001 premises.
SECOND_YEARS = {
    f"to {S}, provided that a User for which that number exceeds 1,000 shall instead be subject to {F} in that "
    "year": "VSFVS VFFVF",
    f"to {S}, unless that number exceeds 1,000, in which case to {V}": "VSFVS VVFVV",
    f"to {V} if, but only if, that number exceeds 1,000, and otherwise to {S}": "VSFVS VVFVV",
    f"to {S} or, where that number exceeds 1,000, to {V}": "VSFVS VVFVV",
    f"in the case of a User for which that number exceeds 1,000, to {V} and, in the case of any other such User, to "
    f"{S}": "VSFVS VVFVV",
    f"(where that number is 1,000 or less) to no assessment or (where it is more than 1,000) to {S}": "VEFVE VSFVS",
    f"to {S}, save that where that number exceeds 1,000 it shall be subject to {V}": "VSFVS VVFVV",
    f"to {S}, but if that number exceeds 1,000 it shall be subject to {V} instead": "VSFVS VVFVV",
    f"to {V} where that number exceeds 1,000 and to {S} where it is 1,000 or less": "VSFVS VVFVV",
    f"to {S} (or, if that number is more than 1,000, to {F})": "VSFVS VFFVF",
    f"in the case of a User other than one for which that number exceeds 1,000, to {V} and, in the case of any other "
    f"such User, to {S}": "VVFVV VSFVS",
    f"to {S}, provided that such a User for which that number is 1,000 shall instead undergo {F}": "VFFVF VSFVS",
    f"to {V} unless that number is 1,000 or less and to {S} otherwise": "VSFVS VVFVV",
    f"to {S} unless that number exceeds 1,000, and in any other case to {F}": "VSFVS VFFVF",
    # The cases leave a gap, and the letter of the words says so.
    f"to {V} where that number exceeds 1,001 and to {S} where it is less than 1,001": "VSFVS V.FV.",
    # Both cases take in 1,000.
    f"to {V} where that number is 1,000 or more and to {S} where it is 1,000 or less": "VV&SFVV&S VVFVV",
}
# What does not settle which falls due, or may add to it.
UNSETTLED = (
    f"to {S}, provided that a User for which that number exceeds 1,000 shall also be subject to {F} in that year",
    f"to {S} and, where that number exceeds 1,000, to {V}",
    f"to {V} where that number exceeds 1,000, and to {S}",
    f"to {S}, provided that a Supplier Party shall instead be subject to {F}",
    f"to {S}, unless that number exceeds 1,000, in which case the Panel may direct {V}",
    f"to {S} or, where that number exceeds 1,000 and it so elects, to {V}",
    f"in the case of any other such User, to {S} and, in the case of a User for which that number exceeds 1,000, to "
    f"{V}",
    f"not, in the case of a User for which that number exceeds 1,000, to {S} but to {V}",
    f"to {S}, unless that number has at any time exceeded 1,000, in which case to {V}",
    f"to {S} or otherwise to {V}",
    f"to {S} or to {V}",
    f"to {S}, provided that a User for which that number exceeds 1,000 shall not instead be subject to {V}",
    f"to {S}, unless that number exceeds 1,000, in which case to {V} if it so wishes",
    f"to {S}, provided that a User for which that number exceeds 1,000 may instead undergo {F} in that year",
    f"to {S}, save that a User for which that number exceeds 1,000 shall not be so subject",
    f"to {V} where that number exceeded 1,000 in the preceding year and to {S} where it did not",
    f"to {S}, provided that a User for which that number exceeds 1,000 shall instead be subject to {F} in the year "
    "after that year",
    f"to {S}, provided that no User for which that number exceeds 1,000 shall be subject to {F} in that year",
    f"to {S} or, where that number exceeds 1,000, to {V} at its option",
    f"to {S} if, and not only if, that number exceeds 1,000, and otherwise to {V}",
    f"to {V} unless the Panel otherwise directs, and to {S} otherwise",
    f"to {V} where it exceeds its peers and to {S} where it does not",
)


@pytest.mark.parametrize(("words", "falls_due"), SECOND_YEARS.items(), ids=map(str, range(len(SECOND_YEARS))))
def test_each_case_of_a_paragraph_has_what_its_words_say(words: str, falls_due: str) -> None:
    assert due(sequence(second=words)) == falls_due


@pytest.mark.parametrize("words", UNSETTLED, ids=range(len(UNSETTLED)))
def test_cases_that_are_not_settled_stay_open(words: str) -> None:
    assert due(sequence(second=words)) == "?"


def test_a_proviso_at_the_end_of_a_list_may_be_one_of_each_paragraph() -> None:
    assert due(sequence(last=f", provided that where that number exceeds 1,000 it shall be subject to {F}")) == "?"


IT = f"G8.45 Where a User is a Network Party and {NUMBER} is equal to or less than 9,000, it shall be subject to"
PROVISOS = {
    f"{IT} {F} in each year {AFTER}, provided that a Network Party for which that number is less than 1,001 shall "
    f"instead be subject to {S} in each such year.": "SSSSS FFFFF",
    f"{IT} {F} in each year {AFTER}, unless that number is 1,000 or less, in which case it shall be subject to "
    f"{S}.": "SSSSS FFFFF",
    f"{IT} {F} in each year {AFTER} or, if that number is 1,000, to {S}.": "SSSSS FFFFF",
    f"G8.45 Where a User is a Network Party (other than one for which {NUMBER} is 1,000) it shall be subject to {F} in "
    f"each year {AFTER}.": "..... FFFFF",
    f"{IT} {F} in each year {AFTER}, except that any such User for which that number exceeds 1,000 shall be subject to "
    f"{S} in the second year {AFTER}.": "FFFFF FSFFF",
    # Of whom the first words speak alone, so that a proviso on another party is one on those who are both.
    f"G8.45 Where a User is a Network Party, it shall be subject to {F} in each year {AFTER}, provided that a Supplier "
    f"Party shall instead be subject to {S} in that year.": "FFFFF FFFFF",
}
PROVISOS_UNSETTLED = (
    f"{IT} {F} in each year {AFTER}, provided that a Supplier Party shall be subject to {S}.",
    f"{IT} {F} in each year {AFTER}, provided that such a User shall also be subject to {S} where that number "
    "exceeds 9.",
    f"{IT} {F} in each year {AFTER}, unless that number is 1,000 or less, in which case the Panel may choose.",
    f"{IT} {F} in each year {AFTER} and, if that number is 1,000, to {S}.",
    f"{IT} {F} in each year {AFTER}, provided that a User with a clean record shall instead be subject to {S}.",
)


@pytest.mark.parametrize(("words", "falls_due"), PROVISOS.items(), ids=map(str, range(len(PROVISOS))))
def test_a_proviso_takes_the_place_of_the_duty_where_it_applies(words: str, falls_due: str) -> None:
    assert due(words) == falls_due


@pytest.mark.parametrize("words", PROVISOS_UNSETTLED, ids=range(len(PROVISOS_UNSETTLED)))
def test_a_proviso_that_is_not_settled_stays_open(words: str) -> None:
    assert due(words) == "?"


BAND = (
    f"G8.45 Where a User is a Network Party and {NUMBER} is equal to or less than 9,000 but more than 1,000, it shall "
    f"be subject to {S} in each year {AFTER}. "
)
SMALL = "A Network Party for which that number is 1,000 or less "
EXEMPTIONS = {
    f"{SMALL}is exempt from the duty in Section G8.40 to undergo a security assessment.": "EEEEE SSSSS",
    f"{SMALL}shall be subject to no security assessment.": "EEEEE SSSSS",
    f"{SMALL}shall be subject to no assessment under Section G8.40 in any year {AFTER}.": "EEEEE SSSSS",
    "A Network Party need not undergo a security assessment in any year for which that number is 1,000 or less.": (
        "EEEEE SSSSS"
    ),
    f"{SMALL}is relieved of the obligation under Section G8.40 to undergo any security assessment.": "EEEEE SSSSS",
    "Where that number is 1,000 or less, a Network Party is excused from every security assessment.": "EEEEE SSSSS",
    f"{SMALL}shall not be required to undergo any User Security Assessment under Section G8.40.": "EEEEE SSSSS",
    f"{SMALL}is exempt from Section G8.40.": "EEEEE SSSSS",
    f"{SMALL}is exempt from the requirement of Section G8.40 in the second year {AFTER}, and in each other year shall "
    f"be subject to {S}.": "SESSS SSSSS",
    "A Network Party need not undergo a security assessment unless that number exceeds 1,000.": "EEEEE SSSSS",
    # Another duty of whom the first rule leaves out.
    f"{SMALL}shall likewise be subject to {S} in each such year.": "SSSSS SSSSS",
    f"{SMALL}shall equally be subject to {F} in each such year.": "FFFFF SSSSS",
}
EXEMPTIONS_IN_PART = (
    f"{SMALL}is exempt from the duty in Section G8.41 to undergo a security assessment.",
    f"{SMALL}is exempt from the duty to undergo {F}.",
    f"{SMALL}is not exempt from the duty in Section G8.40 to undergo a security assessment.",
    f"{SMALL}may be exempted from the duty in Section G8.40 to undergo a security assessment.",
    f"{SMALL}is exempt from the cost of a security assessment.",
    f"{SMALL}need not undergo a security assessment more than once in each year.",
    f"{SMALL}is exempt from the duty in Section G8.60 to undergo a security assessment.",
    "A Network Party need only undergo a security assessment in any year for which that number is 1,000 or less.",
    f"{SMALL}is exempt from the duty in Section G8.40 to undergo a security assessment at its own premises.",
    f"{SMALL}shall be subject to no assessment under Section G8.44.",
    f"{SMALL}is exempt from the duty in Section G8.40 to undergo a security assessment in any year in which it has no "
    "Smart Metering Systems.",
    f"{SMALL}shall be subject to no assessment under Section G8.40 other than {S}.",
    f"{SMALL}is exempt from Section G8.40(a).",
    f"{SMALL}need not undergo more than one security assessment.",
    f"No {SMALL[2:]}is exempt from the duty in Section G8.40 to undergo a security assessment.",
    f"{SMALL}is exempt from the duty in Section G8.40 to undergo a security assessment before its first year.",
)


@pytest.mark.parametrize(("words", "falls_due"), EXEMPTIONS.items(), ids=map(str, range(len(EXEMPTIONS))))
def test_an_exemption_is_an_answer_for_whom_it_names(words: str, falls_due: str) -> None:
    assert due(BAND + words) == falls_due


@pytest.mark.parametrize("words", EXEMPTIONS_IN_PART, ids=range(len(EXEMPTIONS_IN_PART)))
def test_what_frees_from_less_than_every_assessment_is_no_exemption(words: str) -> None:
    assert due(BAND + words) == "?"


def test_an_exemption_speaks_of_the_number_of_the_provision_that_it_names() -> None:
    exempt = (
        "G8.45A A User to which Section G8.45 applies need not undergo a security assessment in any year for which "
    )
    limit = (
        f"G8.45 Where a User is a Network Party and {NUMBER} exceeds 5,000, it shall be subject to {S} annually.\n\n"
    )
    assert due(f"{limit}{exempt}the number there mentioned is fewer than 7,000.", (5_000, 6_999, 7_000), 1) == ". S&E S"
    assert due(f"{exempt}the number there mentioned is fewer than 7,000.") == "?"


LEAD = (
    f"G8.45 Where a User is a Network Party and {NUMBER} is equal to or less than 9,000, it shall be subject, in the "
    f"years {AFTER},"
)
PAIRED = {
    f"{LEAD}:\n\n(a) in the first year {AFTER} and in the immediately following year, to {S} and {V} respectively;\n\n"
    f"(b) in the next following year, to {F}; and\n\n(c) in each year thereafter, to a category of security assessment "
    "which repeats the annual sequence of paragraphs (a) and (b).": "SVFSV SVFSV",
    f"{IT}, in the first, second and third years {AFTER}, {S}, {V} and {F} respectively, and in each year thereafter "
    "to a category of security assessment which repeats that annual sequence.": "SVFSV SVFSV",
    # A line between two paragraphs goes on with the first of them.
    f"{IT}:\n\n(a) in the first year {AFTER}\n\nand in the immediately following year, to {S} and {F} "
    f"respectively; and\n\n(b) in each year thereafter, to {V}.": "SFVVV SFVVV",
    f"{IT}:\n\n(a) in the first year {AFTER}, to {V};\n\n(b) in the immediately following year:\n\n(i) where that "
    f"number exceeds 1,000, to {F}; and\n\n(ii) in any other case, to {S}; and\n\n(c) in each year thereafter, to a "
    "category of security assessment which repeats the annual sequence of paragraphs (a) and (b).": "VSVSV VFVFV",
}
PAIRED_UNSETTLED = (
    f"{IT}, in the first, second and third years {AFTER}, to {S} and {V} respectively.",
    f"{IT}, in the first and second years {AFTER}, to {S}, {V} and {F} respectively.",
    f"{IT}:\n\n(a) in the first year {AFTER} and in the immediately following year, to {S} and {V} respectively or in "
    f"the other order; and\n\n(b) in each year thereafter, to {F}.",
    f"{IT}:\n\n(a) in the first year {AFTER} or in the immediately following year, to {S} and {V} respectively; "
    f"and\n\n(b) in each year thereafter, to {F}.",
)


@pytest.mark.parametrize(("words", "falls_due"), PAIRED.items(), ids=map(str, range(len(PAIRED))))
def test_years_and_assessments_stand_beside_each_other_in_order(words: str, falls_due: str) -> None:
    assert due(words.replace("subject to,", "subject,").replace("subject to:", "subject:")) == falls_due


@pytest.mark.parametrize("words", PAIRED_UNSETTLED, ids=range(len(PAIRED_UNSETTLED)))
def test_years_and_assessments_that_do_not_fit_each_other_stay_open(words: str) -> None:
    assert due(words.replace("subject to,", "subject,").replace("subject to:", "subject:")) == "?"


AGAINST = (
    f"G8.45 Where a User is a Network Party, it shall be subject, in the years {AFTER}, to the category of security "
    f"assessment set out against {NUMBER}:\n\n"
)
BANDS = (
    "| {0} | First year | Immediately following year |\n| --- | --- | --- |\n"
    "| exceeds 1,000 | Full | Verification |\n| is equal to or less than 1,000 | Full | Self-Assessment |\n"
)
AGAIN = "\nand in each year thereafter, to a category of security assessment which repeats that annual sequence"
OF_DOMESTIC = BANDS.format("Number of Domestic Premises")


def test_a_table_stands_against_the_number_that_the_words_above_it_give() -> None:
    assert due(f"{AGAINST}{OF_DOMESTIC}{AGAIN}.") == "FSFSF FVFVF"


@pytest.mark.parametrize(
    "text",
    [
        f"{AGAINST}{OF_DOMESTIC}{AGAIN}, save in Scotland.",
        f"{AGAINST}{OF_DOMESTIC}{AGAIN.replace('in each year', 'in the second year')}.",
        f"{AGAINST}{OF_DOMESTIC}\nand in each year thereafter, to {F}, which repeats.",
        f"{AGAINST.replace('against', 'against half of')}{OF_DOMESTIC}{AGAIN}.",
        f"{AGAINST}{BANDS.format('Number of Non-Domestic Premises')}{AGAIN}.",
    ],
)
def test_words_beside_a_table_that_say_more_leave_it_open(text: str) -> None:
    assert due(text) == "?"


KINDS = (
    f"G8.41 Where a User is:\n\n(i) a Supplier Party; or\n\n(ii) a Network Party and {NUMBER} exceeds 1,000, it shall "
    f"be subject to {F} in each year {AFTER}.\n\n"
    f"G8.44 Where a User is a Network Party and {NUMBER} exceeds 500 and "
)
OTHERS = f", it shall be subject to {V} in each year {AFTER}."


@pytest.mark.parametrize(
    ("words", "falls_due"),
    [
        ("it is not a User to which Section G8.41(ii) applies", ". V F"),
        ("it is a User to which Section G8.41(ii) applies", ". . F&V"),
        ("it is not a User to which Section G8.41(i) applies", ". V F&V"),
        ("it is not a User to which Section G8.41 applies", ". V F"),
        ("it is not a User to which Section G8.41(iii) applies", "?"),
        ("it is not a User to which Section G8.99 applies", "?"),
        ("it is not only a User to which Section G8.41(ii) applies", "?"),
        ("it is not a User to which Section G8.41(ii) may apply", "?"),
    ],
)
def test_a_user_to_whom_a_paragraph_of_another_clause_applies_is_the_one_described_there(
    words: str, falls_due: str
) -> None:
    assert due(KINDS + words + OTHERS, (500, 501, 1_001), 1) == falls_due


@pytest.mark.parametrize(
    ("years", "falls_due"),
    [
        ("Years 1 and 3", "F.F.."),
        ("Years 2 to 3", ".FF.."),
        ("Year 4", "...F."),
        # Years that are named out of their order, or before the first, are none that anybody can count.
        ("Years 3 and 1", "?"),
        ("Years 0 and 1", "?"),
    ],
)
def test_years_are_named_by_their_numbers(years: str, falls_due: str) -> None:
    assert (
        due(f"G8.45 Where a User is a Network Party, it shall be subject to {F} in {years} {AFTER}.", (1,)) == falls_due
    )
