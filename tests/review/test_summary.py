"""The first screen: what it says of a draft of which not all was read, and of invariants that nobody adopted."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from sec_rules.documents.document import Unseen, View
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.errors import UsageError
from sec_rules.loading import load
from sec_rules.review import settings
from sec_rules.review.cards import EXISTING, Card
from sec_rules.review.findings import Finding, Severity
from sec_rules.review.review import check
from sec_rules.review.selection import Selection
from sec_rules.review.summary import Summary, summarised
from sec_rules.rulebook.questions import assessment

SUPPLIER = (
    "G8.41 Where a User is a Supplier Party{} and the sum of the number of Domestic Premises and five times the number "
    "of Non-Domestic Premises, in each case supplied with electricity and/or gas through one or more Smart Metering "
    "Systems for which it is the Responsible Supplier, exceeds 250,000, it shall be subject to a Full User Security "
    "Assessment in each year after the year of its initial Full User Security Assessment.\n"
)
NEITHER = (
    "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject to a {} in each year "
    "after the year of its initial Full User Security Assessment.\n"
)


def told(text: str, selection: Selection | None = None) -> Summary:
    return summarised(check(read_markdown(text, "d.md"), load(), assessment, selection=selection))


@pytest.mark.parametrize("open_", [" in Scotland", " of good standing"])
def test_what_depends_on_unread_words_is_not_said_to_change_nothing(open_: str) -> None:
    given = told(SUPPLIER.format(open_))
    assert given.result.state == "not-all-read"
    assert "may change, depending on what the words listed below do." in given.does[0]
    assert "Supplier Parties" in given.does[0]
    assert not any("changes no outcome" in said for said in given.does)
    assert open_.strip() in given.unread[0]
    # It is told once, under what was not read, and nothing else is wrong.
    assert given.wrong == ()
    assert given.found_nothing == "No fault was found in the part that was read."


def test_a_count_described_otherwise_is_told_by_what_is_gone() -> None:
    gone = "through one or more Smart Metering Systems "
    (said,) = told(SUPPLIER.format("").replace(gone, f"{{--{gone}--}}")).unread
    assert f"no longer includes '{gone.strip()}'" in said


def test_every_kind_of_fault_and_every_change_of_one_cause_has_its_line() -> None:
    # Below 43,000 Domestic Premises and above it is another answer; at the figure are two, and beyond it none.
    text = (
        "G8.41 Where a User is a Supplier Party and the number of Domestic Premises for which it is the Responsible "
        "Supplier is less than 43,000, it shall be subject to a Full User Security Assessment in each year after the "
        "year of its initial Full User Security Assessment.\n\n"
        "G8.42 Where a User is a Supplier Party and the number of Domestic Premises for which it is the Responsible "
        "Supplier is at least 42,000 and at most 50,000, it shall be subject to a User Security Self-Assessment in "
        "each year after the year of its initial Full User Security Assessment.\n"
    )
    given = told(text)
    wrong = " ".join(given.wrong)
    assert "No clause applies to Supplier Parties" in wrong
    assert "G8.41 and G8.42 both apply to Supplier Parties" in wrong
    assert "G8.41 requires a Full User Security Assessment and G8.42 requires a User Security Self-Assessment." in wrong
    (card,) = (card for card in given.cards if card.effects)
    # Seven changes of one cause: four of them and how many more there are.
    assert len(card.newly) == 7
    assert len(given.does) == 5
    for would, line in zip(card.newly[:4], given.does[:4], strict=True):
        assert line.startswith(f"G8.41 and G8.42: {would} Under the existing text they have ")
    assert given.does[4] == "And 3 more below."


def test_five_changes_of_one_cause_are_all_told() -> None:
    # Domestic Premises alone count in G8.41, which leaves those with few of them and many others to none.
    text = (
        SUPPLIER.format("")
        .replace("the sum of ", "")
        .replace(" and five times the number of Non-Domestic Premises, in each case", "")
    )
    given = told(text)
    lines = [would for card in given.cards for would in card.newly]
    assert 0 < len(lines) <= 5
    assert len(given.does) == len(lines)


def test_what_a_change_is_from_is_told_of_each() -> None:
    card = Card(
        provisions=("G8.41",),
        severity=Severity.NOTE,
        effects=("A.", f"{EXISTING} X.", "B.", f"{EXISTING} X.", "C.", f"{EXISTING} Y.", "D."),
        leading=Finding(0, 0, "PR005", Severity.NOTE, "G8.41", View.ACCEPTED, "", ""),
    )
    assert card.from_what == (("A.", f"{EXISTING} X."), ("B.", f"{EXISTING} X."), ("C.", f"{EXISTING} Y."), ("D.", ""))
    given = evolve(told(SUPPLIER.format("")), cards=(card,))
    assert given.does == (
        "G8.41: A. Under the existing text they have X.",
        "G8.41: B. Under the existing text they have X.",
        "G8.41: C. Under the existing text they have Y.",
        "G8.41: D.",
    )


def test_a_new_clause_and_a_deleted_one_are_said_to_be_such() -> None:
    new = SUPPLIER.format("").replace("G8.41", "G8.41A").replace("250,000", "1,000,000")
    assert told(new).does[0].startswith("G8.41A (new): ")
    assert (
        told("Delete Section G8.47(b).\n").does[0].startswith("G8.47(c) and G8.47(d), and G8.47(b), which is deleted: ")
    )


def test_words_that_the_page_hides_stand_beside_the_fault_that_they_may_mend() -> None:
    seen = read_markdown(SUPPLIER.format("").replace("exceeds 250,000", "exceeds 250,001"), "d.md")
    document = evolve(seen, unseen=(Unseen("not more than", seen.paragraphs[0].place, "white on white", 0),))
    given = summarised(check(document, load(), assessment))
    assert given.result.state == "fault"
    *_, last = given.wrong
    assert last.startswith("G8.41: The file contains 'not more than', which cannot be seen on the page")
    assert last.endswith("If those words count, the fault may not be there.")
    assert given.read_all == (
        "Words that the page does not show: \u201cnot more than\u201d. "
        "All others that could affect these results were read."
    )


def test_words_not_read_are_shown_among_those_around_them_with_the_clauses_that_lack_them() -> None:
    (said,) = told(
        SUPPLIER.format("").replace("Domestic Premises and five", "Domestic Premises in Scotland and five")
    ).unread
    assert said.startswith(
        "G8.41: \u201cin Scotland\u201d, in \u201c... of the number of Domestic Premises in Scotland and five times "
        "the number of ...\u201d; G8.42"
    )
    assert "on the same numbers" in said
    assert "no such words" in said


def test_of_a_text_that_decides_nothing_the_words_are_quoted() -> None:
    given = told("H3.4 The DCC shall, on receipt of a notice under Section H3.2, respond within 5 Working Days.\n")
    assert given.does[1].startswith("H3.4: \u201cThe DCC shall, on receipt of a notice under Section H3.2")
    assert given.compared_with == ""
    unread = told('In Section G8.99, for "exceeds 250,000" substitute "exceeds 200,000".\n')
    assert unread.does == ("What it does was not worked out: see below.",)
    assert unread.found_nothing == "Nothing could be checked, because nothing was read."
    assert "G8.99 is not in the text that is held" in unread.unread[1]


def test_an_instruction_that_amends_what_one_not_read_may_amend_is_named() -> None:
    odd = '2. For paragraph (b) substitute "(b) in the next year, to a Full User Security Assessment;".\n\n'
    read = (
        'In Section G8.47(b), for "User Security Self-Assessment" substitute "Verification User Security Assessment".\n'
    )
    (said,) = told(odd + read).wrong
    assert said == (
        f"Line 3 amends G8.47(b): \u201c{read.strip()}\u201d It may conflict with line 1, which was not read and "
        "may amend it too."
    )
    assert not any("conflict" in said for said in told(read).wrong)


def test_every_edition_compared_with_is_named() -> None:
    said = told(NEITHER.format("User Security Self-Assessment")).compared_with
    assert said == "Compared with our unofficial text of the Code as at 28 February 2019."


def test_what_nobody_adopted_is_folded_and_what_somebody_adopted_is_wrong(tmp_path: Path) -> None:
    text = NEITHER.format("User Security Self-Assessment")
    observed = told(text)
    assert observed.wrong == ()
    folded = [said for card in observed.cards for said in card.follows]
    assert any("nobody has adopted it as policy: Nobody is left to self-assessments" in said for said in folded)
    file = tmp_path / "sec-rules.toml"
    file.write_text('[adopted-invariants]\n"never-two-self-assessments-running" = "the Panel, May 2027"\n', "utf-8")
    adopted = told(text, settings.read(file))
    assert any("It was adopted: the Panel, May 2027." in said for card in adopted.cards for said in card.wrong)
    assert (
        "Fault. Of the provisions read, on unofficial text, an adopted invariant that no longer holds was found."
        in (adopted.result.verdict)
    )
    assert [v.invariant for v in adopted.result.verdicts if v.holds is False] == ["never-two-self-assessments-running"]
    assert adopted.result.fails("error")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"no-such" = "the Panel"\n', "'no-such' is no policy invariant; known are"),
        ('"exactly-one-answer" = "the Panel"\n', "is no policy invariant"),
        ('"more-never-lighter" = " "\n', "should be a table of names, each with its source"),
    ],
)
def test_an_adoption_of_what_is_not_there_is_refused(tmp_path: Path, text: str, expected: str) -> None:
    file = tmp_path / "sec-rules.toml"
    file.write_text(f"[adopted-invariants]\n{text}", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        settings.read(file)
    assert expected in str(caught.value)


def test_two_overlaps_of_one_cause_have_a_line_each() -> None:
    given = told(SUPPLIER.format("").replace("G8.41", "G8.41A").replace("250,000", "100,000"))
    assert [said.partition(" both apply")[0] for said in given.wrong[:2]] == [
        "G8.41A (new): G8.41 and G8.41A",
        "G8.41A (new): G8.41A and G8.42",
    ]


def test_of_a_clause_that_was_not_read_it_is_not_said_that_it_decides_nothing() -> None:
    given = told(SUPPLIER.format(" which is not in administration"))
    assert given.result.state == "nothing-read"
    assert given.unread[0] == "No provision that decides an assessment was read."
    assert given.unread[1].startswith("G8.41: ")
    assert not any("sets out no provision" in said for said in given.does)
