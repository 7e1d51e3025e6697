"""Sentences that can be read in several ways: which, and for whom they differ; each worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from sec_rules.analysis.invariants import answers_at
from sec_rules.drafting.grammar.choices import Several
from sec_rules.drafting.grammar.clause_reader import ReadClause, read_clause
from sec_rules.drafting.grammar.settlements import settled, settlement
from sec_rules.drafting.grammar.text_reader import read_text
from sec_rules.drafting.grammar.vocabulary import vocabulary
from sec_rules.engine.code import Code
from sec_rules.lang import Source
from sec_rules.rulebook.questions import assessment

DAY = date(2020, 1, 1)
SUPPLIED = (
    "supplied with electricity and/or gas through one or more Smart Metering Systems for which it is the Responsible "
    "Supplier"
)
D = f"the number of Domestic Premises {SUPPLIED}"
N = f"the number of Non-Domestic Premises {SUPPLIED}"
FULL = "it shall be subject to a Full User Security Assessment in each year after the year of its initial Full User "
YES, NO = "a Full User Security Assessment", "nothing"


def clause(condition: str, more: str = "") -> str:
    """G8.41 about Supplier Parties, with a condition of it."""
    return f"G8.41 Where a User is a Supplier Party and {condition}, {FULL}Security Assessment.{more}"


def read(text: str) -> ReadClause:
    return read_text(text)[0]


def ways(text: str) -> Several:
    (found,) = read(text).several
    return found


def bears(clause: ReadClause, domestic: int, non_domestic: int) -> tuple[str, ...]:
    """What a clause makes due in the first year; "?" for what may fall due."""
    code = Code((clause.clause(DAY, "draft", Source("draft", "a draft")),))
    ruleset = code.ruleset(assessment, DAY)
    facts: dict[str, int | bool] = dict.fromkeys(code.facts(DAY, assessment), 0)
    facts |= {"supplier_party": True, "network_party": False, "years_since_initial": 1}
    given = answers_at(ruleset, facts | {"domestic_premises": domestic, "non_domestic_premises": non_domestic})
    return tuple("?" if b.depends else getattr(b.outcome, "name", "?") for b in given)


# The words, what falls due by each reading for the first for whom they differ, and that User's premises.
DIFFERENT = {
    f"{D} exceeds 100 or {N} exceeds 50 and {D} is less than 10": ((YES, NO), (101, 0)),
    f"{N} exceeds 50 and {D} exceeds 100 or {D} exceeds 200": ((YES, NO), (201, 0)),
    f"{D} exceeds 100 and is less than 200 or is exactly 5": ((YES, NO), (5, 0)),
    f"{D} exceeds 50 or is exactly 20 and {N} exceeds 3": ((YES, NO), (51, 0)),
    # What "not" denies: the first comparison, or both; the first condition, or all that follow.
    f"{D} is not less than 5 or more than 100": ((YES, NO), (101, 0)),
    f"{D} is not more than 100 or less than 5": ((YES, NO), (0, 0)),
    f"it is not the case that {N} exceeds 3 or {D} exceeds 100": ((YES, NO), (101, 0)),
    f"it is not the case that {N} exceeds 3 and {D} is less than 100": ((NO, YES), (100, 0)),
    f"{D} exceeds three hundred (200)": ((NO, YES), (201, 0)),
    f"{D} exceeds 200 (three hundred)": ((NO, YES), (201, 0)),
    f"{N} exceeds 5 and {D} exceeds 100 or {N} exceeds 5 and {D} exceeds 200": ((YES, YES, NO, NO), (101, 6)),
    f"{D} exceeds 5 and does not exceed ninety (100)": ((NO, YES), (91, 0)),
    f"{N} is less than 5 and {D} exceeds 9 and {N} exceeds 2 or {D} is exactly 4": ((YES, NO, YES), (4, 0)),
}


@pytest.mark.parametrize(("words", "meant"), DIFFERENT.items(), ids=map(str, range(len(DIFFERENT))))
def test_readings_that_differ_are_shown_with_the_first_user_for_whom_they_do(
    words: str, meant: tuple[tuple[str, ...], tuple[int, int]]
) -> None:
    due, (domestic, non_domestic) = meant
    found = ways(clause(words))
    assert found.differing is not None
    witness = found.differing.witness
    assert (witness["domestic_premises"], witness.get("non_domestic_premises", 0)) == (domestic, non_domestic)
    assert found.differing.due == due
    assert len(found.readings) == len(due)
    assert bears(read(clause(words)), domestic, non_domestic) == ("?",)


AFTER = "after the year of its initial Full User Security Assessment"
SELF = "a User Security Self-Assessment"
# Words that may belong to one of the things that they stand beside, or to all: what falls due by each reading for the
# first for whom they differ, their Domestic Premises, and the year.
ATTACHED = {
    f"A Supplier Party shall be subject to {YES} in the first year {AFTER} and to {SELF} in the immediately following "
    f"year where {D} exceeds 5": ((NO, YES), 0, 1),
    f"A Supplier Party shall be subject to {YES} in the first year {AFTER} and to {SELF} in the immediately following "
    f"year, unless {D} exceeds 5": ((NO, YES), 6, 1),
    f"A Supplier Party shall be subject to {YES} and to {SELF} in the first year {AFTER}": ((YES, NO), 0, 2),
    f"Where a User is a Supplier Party and {D} exceeds 100 or {N} exceeds 5, and where {D} is less than 50, it shall "
    f"be subject to {YES} in each year {AFTER}": ((NO, YES), 101, 1),
    f"Where a User is a Supplier Party and {D} exceeds 100, {D} is exactly 5 or {N} exceeds 50 and {D} is less than "
    f"10, it shall be subject to {YES} in each year {AFTER}": ((YES, YES, NO), 101, 1),
    f"Where a User is a Supplier Party and {D} exceeds 100, {N} exceeds 5 and {D} is less than 200 or {D} is exactly "
    f"3, it shall be subject to {YES} in each year {AFTER}": ((YES, NO, NO), 3, 1),
    f"A Supplier Party shall be subject to {YES} in the first year {AFTER}; the User shall be subject to {SELF} in the "
    f"immediately following year where {D} exceeds 5": ((NO, YES), 0, 1),
}


@pytest.mark.parametrize(("words", "meant"), ATTACHED.items(), ids=map(str, range(len(ATTACHED))))
def test_words_at_an_end_may_belong_to_the_last_thing_or_to_each(
    words: str, meant: tuple[tuple[str, ...], int, int]
) -> None:
    due, domestic, year = meant
    found = ways(f"G8.41 {words}.")
    assert found.differing is not None
    witness = found.differing.witness
    assert (witness.get("domestic_premises", 0), witness.get("years_since_initial", 1)) == (domestic, year)
    assert found.differing.due == due


# Words at an end that can belong to one thing only, or in whatever way they are taken say the same.
ATTACHED_ONCE = (
    f"A Supplier Party shall be subject to {YES} in the first year {AFTER} and to {SELF} in the immediately following "
    "year",
    f"A Supplier Party shall be subject to {YES} in each year {AFTER} where {D} exceeds 5",
    f"A Supplier Party shall be subject to {SELF} or, where {D} exceeds 5, to {YES} in each year {AFTER}",
    f"Where a User is a Supplier Party and {D} exceeds 100, and where {N} exceeds 5, it shall be subject to {YES} in "
    f"each year {AFTER}",
)


@pytest.mark.parametrize("words", ATTACHED_ONCE, ids=map(str, range(len(ATTACHED_ONCE))))
def test_words_that_belong_to_one_thing_leave_no_choice(words: str) -> None:
    given = read(f"G8.41 {words}.")
    assert given.several == ()
    assert given.whole


# Words that can be read in several ways, by each of which the same falls due for everybody.
ALIKE = (
    f"{D} exceeds 250 or {N} exceeds 50 and {D} exceeds 10",
    f"{D} is exactly 5 or exceeds 100 and is less than 200",
    f"{N} exceeds 60 or {D} exceeds 5 and {N} exceeds 50",
    f"{D} exceeds 5 and {N} exceeds 50 or {D} exceeds 100",
)


@pytest.mark.parametrize("words", ALIKE, ids=map(str, range(len(ALIKE))))
def test_readings_that_differ_for_nobody_are_read_and_noted(words: str) -> None:
    given = read(clause(words))
    assert [each.differing for each in given.several] == [None]
    assert given.whole
    assert given.rules == given.bounded


# Words whose joining is settled, or of one kind.
SETTLED = (
    f"either {D} exceeds 100 or {N} exceeds 50 and {D} is less than 10",
    f"{D} exceeds 100 and {N} exceeds 50 and {D} is less than 10",
    f"{D} exceeds 100 or {N} exceeds 50 or {D} is exactly 10",
    f"{D} exceeds 100 and is less than 200",
    f"{D} exceeds one hundred (100)",
    f"{D} is not less than 5 or is more than 100",
    f"{D} does not exceed 100 or {N} does not exceed 5",
    f"it is not the case that {D} exceeds 100",
)


@pytest.mark.parametrize("words", SETTLED, ids=map(str, range(len(SETTLED))))
def test_words_that_can_be_read_in_one_way_have_no_others(words: str) -> None:
    assert read(clause(words)).several == ()


def test_an_or_before_another_party_is_settled() -> None:
    text = clause(
        f"{D} exceeds 100 or is a Network Party and the number of Domestic Premises for which it is the "
        "Electricity Distributor exceeds 200"
    )
    assert read(text).several == ()


# What is said of some Users only where one reading is meant, and of whom in any case.
BEARING = (
    (f"{D} exceeds 100 or {N} exceeds 50 and {D} is less than 10", {(101, 0): "?", (9, 51): "FULL", (50, 51): ""}),
    (f"{N} exceeds 50 and {D} exceeds 100 or {D} exceeds 200", {(101, 51): "FULL", (201, 0): "?", (100, 51): ""}),
    (f"{D} exceeds three hundred (200)", {(200, 0): "", (201, 0): "?", (300, 0): "?", (301, 0): "FULL"}),
)


@pytest.mark.parametrize(("words", "due"), BEARING, ids=map(str, range(len(BEARING))))
def test_what_every_reading_says_is_said_and_what_one_says_is_open(words: str, due: dict[tuple[int, int], str]) -> None:
    given = read(clause(words))
    assert not given.whole
    assert {user: "".join(bears(given, *user)) for user in due} == due


MIXED = f"{D} exceeds 100 or {N} exceeds 50 and {D} is less than 10"


def test_an_other_case_is_what_no_reading_before_it_has() -> None:
    other = " In any other case, it shall be subject to a User Security Self-Assessment in each year after the year "
    given = read(clause(MIXED, other + "of its initial Full User Security Assessment."))
    assert [bears(given, *user) for user in ((9, 51), (50, 51), (101, 0))] == [("FULL",), ("SELF",), ("?", "?")]


def test_an_exception_can_be_read_in_several_ways_too() -> None:
    given = read(clause(f"{D} exceeds 5", "").replace(", it shall", f", unless {MIXED}, it shall"))
    # Excepted by each reading, by none, and by the first alone.
    assert [bears(given, *user) for user in ((9, 51), (50, 51), (101, 0))] == [(), ("FULL",), ("?",)]


def test_listed_conditions_joined_with_and_and_or_can_be_read_in_several_ways() -> None:
    listed = f":\n\n(i) {D} exceeds 100; or\n\n(ii) {N} exceeds 50; and\n\n(iii) {D} is less than 10"
    text = clause(listed).replace("Supplier Party and :", "Supplier Party and:")
    assert bears(read(text), 101, 0) == ("?",)


# Sentences of which it is not known in which ways they can be read: they may do anything.
OPEN = (
    # More ways than are compared.
    " and ".join(f"{D} exceeds {n} or {N} exceeds {n}" for n in (10, 20, 30, 40)),
    f"{D} exceeds three hundred (200) or {N} exceeds 50 and {D} is less than 10 or {N} exceeds sixty (70)",
    # Words that are not read stand among them.
    f"{D} in Scotland exceeds 100 or {N} exceeds 50 and {D} is less than 10",
)


@pytest.mark.parametrize("words", OPEN, ids=map(str, range(len(OPEN))))
def test_words_whose_readings_are_not_known_stay_open(words: str) -> None:
    given = read(clause(words))
    assert not given.whole
    assert given.several == ()
    assert not given.executable or {o.kind for o in given.openings} == {"sentence"}


def test_a_name_whose_meaning_can_be_read_in_several_ways_names_nobody() -> None:
    named = f'G8.40A "Major Supplier" means a Supplier Party for which {MIXED}.'
    use = f"G8.41 Each Major Supplier shall be subject to {YES} in each year after the year of its initial Full User "
    text = f"{named}\n\n{use}Security Assessment."
    definition, use_of_it = read_text(text)
    assert [sentence.why for sentence in definition.sentences] == [
        "it can be read in 2 ways that mean different things"
    ]
    assert not use_of_it.whole


def test_somebody_can_settle_which_reading_is_meant() -> None:
    first = read(clause(MIXED))
    (opening,) = first.openings
    for number, due in ((1, ("FULL",)), (2, ())):
        said = settled([[settlement(f"{opening.id}=reading {number}: the sponsor says so", "the record")]])
        given = read_clause(first.provision, vocabulary((first.provision,), settled=said))
        assert given.whole
        assert bears(given, 101, 0) == due
        assert next(iter(given.assumed)).endswith(
            f"is taken in its reading {number}, because the sponsor says so (the record)."
        )


def test_a_reading_that_there_is_not_settles_nothing() -> None:
    first = read(clause(MIXED))
    (opening,) = first.openings
    said = settled([[settlement(f"{opening.id}=reading 3: the sponsor says so", "the record")]])
    assert not read_clause(first.provision, vocabulary((first.provision,), settled=said)).whole


def test_the_readings_are_told_in_words() -> None:
    told = ways(clause(MIXED)).told
    assert "either its Domestic Premises exceed 100 or (its Non-Domestic Premises exceed 50 and its " in told
    assert "(either its Domestic Premises exceed 100 or its Non-Domestic Premises exceed 50) and its Domestic" in told
    assert told.endswith(f"first for a Supplier Party with 101 Domestic Premises: {YES} by (1) and {NO} by (2).")


@pytest.mark.parametrize(
    "condition",
    [
        f"{D} exceeds 100, {N} exceeds 5 and the number in Scotland of Domestic Premises {SUPPLIED} is less than 200 "
        f"and {D} is less than 300",
        f"{D} exceeds 100, {N} exceeds 5 or the number in Scotland of Domestic Premises {SUPPLIED} is less than 200 "
        f"or {D} is exactly 2",
    ],
)
def test_words_that_are_not_read_in_a_series_that_goes_on_are_open_in_the_rule(condition: str) -> None:
    first = read(clause(condition))
    assert first.openings
    assert "?" in bears(first, 150, 6) or "?" in bears(first, 2, 0) or not first.rules


GAP = (
    "(a) in the first year after the year of its initial Full User Security Assessment, to a Verification User "
    "Security Assessment;\n\n(b) in the third year after the year of its initial Full User Security Assessment, to a "
    "User Security Self-Assessment; and\n\n(c) in each year thereafter, to a category of security assessment which "
    "repeats the annual sequence of paragraphs (a) and (b)."
)


def test_to_settle_which_reading_is_meant_settles_no_guess_of_a_sequence_beside_it() -> None:
    condition = f"{D} exceeds 100 or {N} exceeds 50 and {D} is less than 10"
    first = read(f"G8.41 Where a User is a Supplier Party and {condition}, it shall be subject:\n\n{GAP}")
    assert sorted(opening.kind for opening in first.openings) == ["outcome", "reading"]
    reading = next(opening for opening in first.openings if opening.kind == "reading")
    said = settled([[settlement(f"{reading.id}=reading 1: the sponsor says so", "the record")]])
    given = read_clause(first.provision, vocabulary((first.provision,), settled=said))
    assert not given.whole
