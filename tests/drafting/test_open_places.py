"""That nothing of a draft is passed over: what is not read is an open place, and nothing is claimed beside one."""

from __future__ import annotations

import random
from itertools import islice

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import Draft, hold_against
from sec_rules.lang import TextSource
from sec_rules.loading import load
from sec_rules.review.review import Review, check
from sec_rules.rulebook.questions import assessment
from tests.drafting.meaning import Change, additions, deletions, passed_over, says_nothing

CODE = load()
G841 = (
    "G8.41 Where a User is a Supplier Party and the sum of the number of Domestic Premises and five times the number "
    "of Non-Domestic Premises exceeds 250,000, it shall be subject to a Full User Security Assessment in each year "
    "after the year of its initial Full User Security Assessment."
)
LOWER = 'In Section G8.44, for "250,000" substitute "400,000".'


def held(words: str) -> Draft:
    return hold_against(read_markdown(words, "draft.md"), CODE)


def checked(words: str) -> Review:
    return check(read_markdown(words, "draft.md"), CODE, assessment)


@pytest.mark.parametrize(
    ("words", "kind", "text"),
    [
        (G841.replace("a Supplier Party", "a dormant Supplier Party"), "condition", "dormant"),
        (G841.replace("Supplier Party and", "Supplier Party holding a gas licence and"), "condition", "holding a gas"),
        (G841.replace("each year after", "each winter after"), "sentence", "each winter after"),
        (f"{G841} No User shall be so subject in its third year.", "sentence", "No User shall be so subject"),
        (f"{LOWER}\n\nSection G8.45 is suspended.", "sentence", "Section G8.45 is suspended"),
        (f"{LOWER}\n\nMake a like change in Section G8.45.", "instruction", "Make a like change"),
        (f"Until 2031 the following has no effect.\n\n{G841}", "sentence", "Until 2031"),
        (f"{G841}\n\n## Transitional: until 2031\n\n{G841.replace('G8.41', 'G8.42')}", "sentence", "Transitional"),
        (f"{G841}\n\nG8.48A This Section shall lapse on 31 December 2019.", "sentence", "This Section shall lapse"),
        ("In Section G8.49, for \u201cX\u201d substitute \u201cY\u201d.", "instruction", "In Section G8.49"),
    ],
)
def test_what_is_not_read_is_open_with_its_words(words: str, kind: str, text: str) -> None:
    assert [place.kind for place in held(words).open if text in place.text] == [kind]
    result = checked(words)
    assert result.state in ("not-all-read", "nothing-read")
    assert result.verdicts[0].holds is None
    assert result.fails("error")


@pytest.mark.parametrize(
    "beside",
    [
        "",
        "\n\nG8.48A Each User shall notify the Panel of a change of its number of premises.",
        "\n\n## Reports\n\nG8.48A The Panel shall publish a summary of the reports of the year.",
        "\n\nG8.48A \u201cWorking Day\u201d means any day other than a Saturday or a Sunday.",
    ],
)
def test_procedure_beside_a_clause_opens_nothing(beside: str) -> None:
    draft = held(f"# Proposed legal text\n\n## Supplier Parties\n\n{G841}{beside}")
    assert draft.open == ()


def test_the_title_of_a_document_gives_no_scope_and_says_so_by_where_it_stands() -> None:
    title = "Metering points in place of Non-Domestic Premises"
    assert held(f"# {title}\n\n{G841}").open == ()
    assert [p.text for p in held(f"{G841}\n\n# {title}\n\n{G841.replace('G8.41', 'G8.42')}").open] == [title]


@pytest.mark.parametrize("title", ["DCP 4xx \u2013 Legal Text", "Part D: Frequency of assessments", "Thresholds"])
def test_an_unmarked_title_over_instructions_is_a_title(title: str) -> None:
    assert held(f"{title}\n\n{LOWER}").open == ()


@pytest.mark.parametrize(
    "title",
    [
        "Supplier Parties: Uprating of the threshold",
        "Removal of Non-Domestic Premises from the count",
        "SECMP0059: Recasting of the sequence for smaller Supplier Parties",
        "Network Parties: two-year cycle (version 0.2)",
    ],
)
def test_a_title_that_says_what_is_changed_gives_no_scope(title: str) -> None:
    assert held(f"# {title}\n\n{G841}").open == ()


@pytest.mark.parametrize(
    "title",
    [
        "Suppliers of industrial consumers",
        "Users holding stock",
        "Network Parties (Wales)",
        "Isles of Scilly",
        "Premises read by hand",
        "Exemption of co-operatives",
        "Suspension of assessments",
        "Supplier Parties with Non-Domestic Premises",
        "Participation of prepayment suppliers",
        "GB",
    ],
)
def test_a_title_with_other_words_may_say_for_whom(title: str) -> None:
    assert [p.text for p in held(f"# {title}\n\n{G841}").open] == [title]


@pytest.mark.parametrize("limb", ["In Scotland", "For gas suppliers", "Suppliers in their fourth year", "Until 2030"])
def test_what_gives_scope_or_time_over_instructions_is_no_title(limb: str) -> None:
    assert [p.text for p in held(f"{limb}\n\n{LOWER}").open] == [limb]


@pytest.mark.parametrize(
    ("instruction", "clauses"),
    [
        # What it would do, and where, is understood; or only which provisions it names.
        ('In Section G8.42 and Section G8.44, omit "blue moon".', ["G8.42", "G8.44"]),
        ("Delete the words of Section G8.45 that seem odd.", ["G8.45"]),
        ("Make a like change in the Section above.", [""]),
    ],
)
def test_an_instruction_that_is_not_carried_out_stands_with_the_provision_that_it_would_change(
    instruction: str, clauses: list[str]
) -> None:
    found = [place for place in held(f"{LOWER}\n\n{instruction}").open if place.text == instruction]
    assert [place.clause for place in found] == clauses


def test_beside_a_clause_that_is_not_read_no_answer_is_settled() -> None:
    draft = held(f"{G841}\n\nG8.48A This Section shall lapse on 31 December 2019.")
    facts = {"supplier_party": False, "network_party": False, "years_since_initial": 1}
    answer = draft.proposed.ask(assessment, facts, on=draft.on)
    assert answer.outcome is None
    assert answer.undetermined is not None
    assert answer.undetermined.startswith("G8.48A was not read")
    assert draft.base.ask(assessment, facts, on=draft.base_on).outcome is not None


def test_words_outside_every_clause_are_looked_for_nowhere_beside_the_draft() -> None:
    result = checked("Some words that stand in no clause.\n\nDelete Section G8.45.")
    assert result.faults == ()
    assert [place.place for place in result.draft.open] == ["line 1"]
    (stray,) = (v for c, v in result.draft.proposed.standing(result.draft.on) if c.label == "line 1")
    assert stray.words.source is TextSource.DRAFT


def test_an_open_place_keeps_its_name_while_its_words_do() -> None:
    dormant = G841.replace("a Supplier Party", "a dormant Supplier Party")
    (one,), (two,) = held(dormant).open, held(f"# A title\n\n{dormant}").open
    assert one.id == two.id
    assert one.place != two.place


def test_a_draft_of_another_section_is_told_that_nothing_was_read() -> None:
    result = checked("H1.5 Personal data shall be processed lawfully.")
    assert result.state == "nothing-read"
    assert result.verdict.startswith("Not checked for effect. No provision that decides an assessment was read")
    assert "gap" not in result.verdict


def test_a_fault_that_is_there_outranks_what_was_not_read() -> None:
    result = checked(G841.replace("exceeds 250,000", "exceeds 260,000"))
    assert result.state == "fault"
    assert result.verdict.startswith("Fault. The draft leaves a gap (judged on our unofficial text of the other")


def test_no_word_put_in_or_taken_out_anywhere_is_passed_over() -> None:
    rng = random.Random(2019)
    # Two clauses have every construction of the five; the benchmark goes through all of them, a hundred thousand times.
    changes = (*islice(additions(rng, FUZZED), 1700), *islice(deletions(rng, FUZZED), 300))
    assert [change for change in changes if not says_nothing(change) and passed_over(change)] == []


@pytest.mark.parametrize(
    "change",
    [
        Change("G8.42", 47, added="whose"),  # "..., whose is equal to or less than 250,000"
        Change("G8.44", 33, taken_out="and/or"),  # "the Electricity Distributor the Gas Transporter"
    ],
)
def test_what_a_hundred_thousand_changes_left_over_is_told(change: Change) -> None:
    assert not passed_over(change)


FUZZED = ("G8.41", "G8.47")


LEADING_IN = 'In Section G8.45, for "250,000" substitute "300,000".\n\n## Access\n\nThe assessor shall:\n\n{}'
KEEPS = "(a) keep a register of its reports;"


@pytest.mark.parametrize(
    ("limbs", "opened"),
    [
        ((KEEPS, "(b) send the Panel a copy of each report; and", "(c) publish its fees."), 0),
        ((KEEPS, "(b) exempt small suppliers."), 3),
        ((KEEPS, "(b) publish its fees,", "save in Scotland."), 1),
    ],
)
def test_a_lead_in_outside_clauses_is_judged_with_each_of_its_limbs(limbs: tuple[str, ...], opened: int) -> None:
    draft = hold_against(read_markdown(LEADING_IN.format("\n\n".join(limbs)), "draft.md"), CODE)
    assert len(draft.open) == opened
