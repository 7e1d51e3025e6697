"""Extracts: what a draft shows of a clause is changed, and what it does not show stays as it is held."""

from __future__ import annotations

from pathlib import Path

import pytest

from sec_rules.documents.readers import open_draft
from sec_rules.drafting.draft import Draft, hold_against
from sec_rules.loading import load
from sec_rules.rulebook.questions import assessment

CODE = load()
LETTERS = {"VERIFICATION": "V", "SELF": "S", "FULL": "F"}
WHOM = "Where a User is a Network Party, it shall be subject:"
YEARS = {
    "a": "in the first year after the year of its initial Full User Security Assessment, to a",
    "b": "in the immediately following year, to a",
    "c": "in the next following year, to a",
}
V, S, F = "Verification User Security Assessment", "User Security Self-Assessment", "Full User Security Assessment"


def draft(folder: Path, *paragraphs: str) -> Draft:
    file = folder / "draft.md"
    file.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return hold_against(open_draft(str(file)), CODE)


def six_years(given: Draft, *, premises: int = 100) -> str:
    """The first six years of a Network Party; "?" where no single clause answers, "-" where none does."""
    known = {"supplier_party": False, "network_party": True, "network_premises": premises}
    answers = [
        given.proposed.ask(assessment, {**known, "years_since_initial": year}, on=given.on) for year in range(1, 7)
    ]
    return "".join(LETTERS[a.outcome.name] if a.outcome else "?" if a.because else "-" for a in answers)


@pytest.mark.parametrize(
    ("paragraphs", "years"),
    [
        ([f"G8.45(a) {YEARS['a']} {{--{V}--}}{{++{F}++}};"], "FSFFSF"),
        ([f"G8.45 (a) {YEARS['a']} {{--{V}--}}{{++{F}++}};"], "FSFFSF"),
        ([f"G8.45(c) {YEARS['c']} {{--{F}--}}{{++{S}++}}; and"], "VSSVSS"),
        ([f"G8.45(b) {YEARS['b']} {{--{S}--}}{{++{F}++}};"], "VFFVFF"),
        (["G8.45", f"(b) {YEARS['b']} {{--{S}--}}{{++{F}++}};"], "VFFVFF"),
        ([f"G8.45(a) {YEARS['a']} {F};"], "FSFFSF"),
        ([f"G8.45(a) {YEARS['a']} {F};", f"G8.45(c) {YEARS['c']} {V}; and"], "FSVFSV"),
        ([f"G8.45(a) {YEARS['a']} {F};", f"(b) {YEARS['b']} {V};"], "FVFFVF"),
        # The opening words are shown, so these are all the paragraphs that there are to be.
        ([f"G8.45 {WHOM}", f"(a) {YEARS['a']} {F};", f"(b) {YEARS['b']} {V}."], "FV----"),
        ([f"G8.45 {WHOM}", f"G8.45(a) {YEARS['a']} {F};", f"G8.45(b) {YEARS['b']} {V}."], "FV----"),
        # They are shown where they are struck out, too.
        ([f"G8.45 {{--{WHOM}--}}", f"(a) {YEARS['a']} {F};", f"(b) {YEARS['b']} {V}."], "FV----"),
    ],
)
def test_the_paragraphs_of_a_clause_that_are_not_shown_stay(paragraphs: list[str], years: str, tmp_path: Path) -> None:
    given = draft(tmp_path, *paragraphs)
    assert not given.open
    # Where the draft says something of every Network Party, G8.44 stands beside it for the greater ones.
    assert six_years(given) == years
    if "Where" not in paragraphs[0]:
        assert six_years(given, premises=300_000) == "VVFVVF"


def test_a_new_clause_without_opening_words_takes_none_from_another(tmp_path: Path) -> None:
    given = draft(tmp_path, f"{{++G8.45A(a) {YEARS['a']} {F};++}}")
    assert [p.whole for p in given.accepted.provisions] == [f"(a) {YEARS['a']} {F};"]


@pytest.mark.parametrize("said", ["applies to it", "shall not apply", "and (d) have effect", "of this Section applies"])
def test_a_line_that_cites_a_paragraph_is_no_extract_of_its_clause(said: str, tmp_path: Path) -> None:
    given = draft(tmp_path, f"G8.47 {WHOM.replace('Network', 'Supplier')}", f"G8.45(c) {said}.")
    assert [p.label for p in given.accepted.provisions if p.label == "G8.45"] == []


MODIFIED = "Extract from Section G8.45 as it would be modified (paragraphs not shown are not modified):"
MARKED = "The relevant extract of Section G8.45 is shown below, with the proposed change marked."
OTHERS = "[the other paragraphs are unchanged]"
B, C = f"(b) {YEARS['b']} {F};", f"(c) {YEARS['c']} {V}; and"
STARS = "G8.45 * * * it shall be subject:"


@pytest.mark.parametrize(
    ("paragraphs", "years"),
    [
        (["Extract from Section G8.45 (paragraphs (a), (c) and (d) are not reproduced):", B], "VFFVFF"),
        ([MODIFIED, f'"{B}"'], "VFFVFF"),
        (["Extract from Section G8.45:", f'"... {C} ..."'], "VSVVSV"),
        ([MARKED, f'"{B}"'], "VFFVFF"),
        (["Excerpt from G8.45, paragraph (b) (the rest is unchanged)", B], "VFFVFF"),
        ([STARS, "(a) (unchanged)", B, "(c) and (d) [no change]"], "VFFVFF"),
        (["G8.45 [opening words unchanged]", "[paragraph (a) is unchanged]", B, OTHERS], "VFFVFF"),
    ],
)
def test_a_line_says_of_which_clause_an_extract_is(paragraphs: list[str], years: str, tmp_path: Path) -> None:
    given = draft(tmp_path, *paragraphs)
    assert not given.open
    assert six_years(given) == years


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["Extract from Section G8.45 (paragraphs not shown are deleted):", B],
        ["Extract from Section G8.45 (paragraph (d) is deleted; the rest is unchanged):", B],
        ["Extract from Section G8.45 as it would be modified in Scotland:", B],
        ["Extract from Section G8.45, to be read as if the rest were unchanged:", B],
        [STARS, B, "[paragraph (c) is deleted and paragraph (d) unchanged]"],
        [STARS, B, "(paragraph (c) is deleted and paragraph (d) is unchanged)"],
        ["G8.45 [opening words in Scotland unchanged]", B, "[rest unchanged]"],
        [STARS, B, "[the other paragraphs are unchanged until 2030]"],
        ["G8.45 * * * it shall not be subject:", B, "* * *"],
    ],
)
def test_a_line_that_says_more_than_that_the_rest_stands_is_not_taken_for_that(
    paragraphs: list[str], tmp_path: Path
) -> None:
    given = draft(tmp_path, *paragraphs)
    shown = [each.label for each in given.shown]
    assert given.open or given.failed or given.proposed.ruleset(assessment, given.on).left_open or "G8.45" not in shown
