"""Cards: one for each cause, with the consequence first, the words that are edited, and all that follows from them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from sec_rules.documents.readers import open_draft
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.loading import load
from sec_rules.review.cards import Card
from sec_rules.review.effect.conformance import conformance_of_draft
from sec_rules.review.review import check
from sec_rules.review.summary import Summary, summarised
from sec_rules.rulebook.questions import assessment

DRAFTS = Path(__file__).resolve().parents[2] / "legal_text" / "drafts"
HEAD = (
    "Where a User is a Supplier Party and the sum of the number of Domestic Premises and five times the number of "
    "Non-Domestic Premises, in each case supplied with electricity and/or gas through one or more Smart Metering "
    "Systems for which it is the Responsible Supplier, "
)
FULL_EVERY = (
    ", it shall be subject to a Full User Security Assessment in each year after the year of its initial Full User "
    "Security Assessment."
)
LIMBS = (
    ", it shall be subject:\n\n(a) in the first year after the year of its initial Full User Security Assessment, to "
    "a Verification User Security Assessment;\n\n(b) in the immediately following year, to a User Security "
    "Self-Assessment;\n\n(c) in the next following year, to a Full User Security Assessment; and\n\n(d) in each year "
    "thereafter, to a category of security assessment which repeats the annual sequence of paragraphs (a) to (c)."
)
NEITHER = "G8.47 Where a User is neither a Supplier Party nor a Network Party"


def g41(compares: str) -> str:
    return f"G8.41 {HEAD}{compares}{FULL_EVERY}\n\n"


def g42(compares: str) -> str:
    return f"G8.42 {HEAD}{compares}{LIMBS}\n\n"


@cache
def told(text: str) -> Summary:
    """A draft checked; nothing is changed in what is given."""
    return summarised(check(read_markdown(text, "draft.md"), load(), assessment))


def card(text: str) -> Card:
    """The one card of a draft."""
    (only,) = told(text).cards
    return only


@pytest.mark.parametrize(
    ("text", "edited"),
    [
        (g41("exceeds {~~250,000~>200,000~~}"), ("G8.41",)),
        (g42("is equal to or less than {~~250,000~>300,000~~}"), ("G8.42",)),
        (g41("exceeds 250,000") + g42("is equal to or less than {~~250,000~>200,000~~}"), ("G8.42",)),
        (g41("exceeds {~~250,000~>200,000~~}") + g42("is equal to or less than 250,000"), ("G8.41",)),
        (g41("{~~exceeds 250,000~>is 250,000 or more~~}"), ("G8.41",)),
        (g41("exceeds 250,000").replace("{", "").replace("five times", "{~~five~>six~~} times"), ("G8.41",)),
        (g42("is {--equal to or --}less than 250,000"), ("G8.42",)),
    ],
)
def test_one_figure_or_word_that_is_changed_in_one_of_two_twins_is_one_card(text: str, edited: tuple[str, ...]) -> None:
    found = card(text)
    assert (found.provisions, found.severity.value) == (edited, "error")
    assert {f.id for f in found.findings} == {f.id for f in told(text).result.findings}
    # What is said stands at words of the clause that is edited, never of the one that nobody touched.
    assert found.leading.clause in edited
    assert [label for label, _ in found.redline] == list(edited)


def test_a_figure_moved_in_both_twins_is_one_card_of_both() -> None:
    found = card(g41("exceeds {~~250,000~>200,000~~}") + g42("is equal to or less than {~~250,000~>200,000~~}"))
    assert found.provisions == ("G8.41", "G8.42")
    said, now = found.says
    assert "would have a Full User Security Assessment every year" in said
    assert now.startswith("Under the existing text they have a Verification User Security Assessment,")
    assert found.smallest.startswith("a Supplier Party with 200,001 Domestic Premises")


@pytest.mark.parametrize(
    ("clause", "party"),
    [("G8.47", NEITHER), ("G8.42", f"G8.42 {HEAD}is equal to or less than 250,000")],
)
def test_a_list_restated_as_one_rule_is_one_card_of_the_clause(clause: str, party: str) -> None:
    found = card(f"{party}{FULL_EVERY}")
    assert found.provisions == (clause,)
    assert "would have a Full User Security Assessment every year." in found.says[0]


def test_figures_that_no_mark_shows_are_told_on_the_card_of_what_they_change() -> None:
    marked = f"{NEITHER}{LIMBS}".replace("Verification", "{~~Verification~>Full~~}")
    found = told(g41("exceeds 200,000") + g42("is equal to or less than 200,000") + marked).cards
    assert [(c.provisions, c.codes[0]) for c in found] == [(("G8.41", "G8.42"), "AM906"), (("G8.47(a)",), "PR005")]
    # Of two places with the same words that is meant which stands where the Code has others.
    limbs = LIMBS.replace("Verification", "Full")
    (unmarked,) = told(f"{NEITHER}{limbs}\n\n{g41('exceeds {~~250,000~>250,000 or so~~}')}").cards[:1]
    assert (unmarked.provisions, unmarked.codes[0]) == (("G8.47(a)",), "AM906")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            g41("is 250,000") + g42("does not exceed 250,000"),
            "What decides is “is 250,000” in G8.41 and “does not exceed 250,000” in G8.42.",
        ),
        (
            f"G8.41A {HEAD}exceeds 900,000{FULL_EVERY}",
            "This is because G8.41 is not changed, and no words say which prevails.",
        ),
    ],
)
def test_the_words_on_which_a_fault_turns_are_quoted_once(text: str, words: str) -> None:
    assert card(text).deciding == words
    # Two figures at which a gap lies are told by the finding on them.
    assert card(g42("is less than 250,000")).deciding == ""


def test_limbs_edited_for_themselves_are_cards_of_their_own() -> None:
    limbs = LIMBS.replace("Verification", "{~~Verification~>Full~~}").replace(
        "User Security Self-Assessment", "{~~User Security Self-Assessment~>Verification User Security Assessment~~}"
    )
    found = told(f"{NEITHER}{limbs}").cards
    assert [c.provisions for c in found] == [("G8.47(a)",), ("G8.47(b)",)]
    assert [c.leading.clause for c in found] == ["G8.47(a)", "G8.47(b)"]


def test_a_clause_put_in_is_one_card_however_many_it_overlaps() -> None:
    text = f"G8.44A {{++Where a User is a Supplier Party{FULL_EVERY}++}}\n"
    found = card(text)
    assert found.provisions == ("G8.44A",)
    assert len(found.failures) >= 2


def test_a_clause_taken_out_and_the_references_left_to_it_are_one_card() -> None:
    gone = "\n\n".join(f"{{--{line}--}}" for line in f"{NEITHER}{LIMBS}".split("\n\n"))
    found = told(f"{gone}\n\nG8.48 The Panel shall publish a report of what Section G8.47 says.\n").cards
    assert [c.provisions for c in found] == [("G8.47",)]
    assert set(found[0].codes) == {"PR001", "PR005", "XR407", "AM903"}
    assert card(gone).codes[0] == "PR001"


def test_words_at_fault_are_a_card_of_their_own_beside_an_edit() -> None:
    found = told(g41("exceeds {~~250,000~>200,000~~}") + "G8.49 {++The Panel shall publish the the report.++}\n").cards
    assert [c.codes[0] for c in found][:2] == ["PR002", "TY102"]


def test_every_finding_and_every_change_has_one_card() -> None:
    for summary in (told(g41("exceeds {~~250,000~>200,000~~}")), told(g42("is less than 250,000"))):
        ids = [f.id for c in summary.cards for f in c.findings]
        assert sorted(ids) == sorted(f.id for f in summary.result.findings)
        assert sum(len(c.each_change) for c in summary.cards) == len(summary.result.changes or ())


def test_an_effect_that_is_stated_is_said_to_match_and_is_no_finding(tmp_path: Path) -> None:
    result = check(open_draft(DRAFTS / "secmp0059.md"), load(), assessment)
    stated = tmp_path / "x.effect.toml"
    text = (DRAFTS / "secmp0059.effect.toml").read_text(encoding="utf-8")
    stated.write_text(f'entered_by = "Ann Other"\n{text}', encoding="utf-8")
    given = summarised(result, conformance=conformance_of_draft(stated, result.draft, assessment))
    assert [c.provisions for c in given.cards] == [("G8.41", "G8.42"), ("G8.47(a)",), ("G8.44(c)",)]
    assert [c.intended for c in given.cards] == ["Matches the effect entered by Ann Other."] * 2 + [""]
    assert [f.code for f in given.result.findings] == ["TY101"]
    # Another effect than that stated stays a finding.
    stated.write_text(text.replace('becomes = "VERIFICATION"', 'becomes = "FULL"'), encoding="utf-8")
    other = summarised(result, conformance=conformance_of_draft(stated, result.draft, assessment))
    assert [bool(c.intended) for c in other.cards] == [True, False, False]
    assert [f.code for f in other.result.findings] == ["TY101", "PR005"]


@pytest.mark.parametrize(
    ("clause", "first"),
    [(f"{NEITHER}{LIMBS}", "G8.47"), (f"{g42('is equal to or less than 250,000').strip()}", "G8.42")],
)
def test_limbs_that_change_places_are_one_card_and_told_year_by_year(clause: str, first: str) -> None:
    lighter, heavier = "User Security Self-Assessment", "Verification User Security Assessment"
    marked = clause.replace(f"to a {heavier}", f"to a {{~~{heavier}~>{lighter}~~}}")
    marked = marked.replace(f"year, to a {lighter}", f"year, to a {{~~{lighter}~>{heavier}~~}}")
    found = card(marked)
    assert found.provisions == (f"{first}(a)", f"{first}(b)")
    assert (
        f"would have a {lighter}, a {heavier} and a Full User Security Assessment in turn, year after year"
        in found.effects[0]
    )
    line, *_ = told(marked).does
    assert f"(\u201c{heavier}\u201d and \u201c{lighter}\u201d change places)" in line


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (
            g42("is equal to or less than 250,000").replace("and the sum", "{~~and~>or~~} the sum"),
            "“and” after “a Supplier Party” becomes “or” in G8.42",
        ),
        (
            f"{NEITHER}{LIMBS}".replace(
                "neither a Supplier Party nor a Network", "{~~neither a Supplier Party nor a Network~>not a Supplier~~}"
            ),
            "“neither a Supplier Party nor a Network” becomes “not a Supplier” in G8.47",
        ),
    ],
)
def test_the_words_replaced_are_quoted_as_the_cause_of_a_fault(text: str, cause: str) -> None:
    assert card(text).deciding == f"This is because {cause}."
