"""The first screen: what it says of a draft of which not all was read, and of invariants that nobody adopted."""

from __future__ import annotations

from pathlib import Path

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.errors import UsageError
from sec_rules.loading import load
from sec_rules.review import settings
from sec_rules.review.cards import EXISTING
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
    assert "may change, depending on the words listed below." in given.does[0]
    assert "Supplier Parties" in given.does[0]
    assert not any("changes no outcome" in said for said in given.does)
    assert open_.strip() in given.unread[0]
    # It is told once, under what was not read, and nothing else is wrong.
    assert given.wrong == ()
    assert given.found_nothing == "No fault was found in the part that was read."


def test_a_count_described_otherwise_is_told_by_what_is_gone() -> None:
    gone = "through one or more Smart Metering Systems "
    (said,) = told(SUPPLIER.format("").replace(gone, f"{{--{gone}--}}")).unread
    assert f"no longer '{gone.strip()}'" in said


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
    assert "No clause applies to Supplier Parties" in " ".join(given.wrong)
    assert "G8.41 and G8.42 both apply to Supplier Parties" in " ".join(given.wrong)
    assert "see the card" not in " ".join(given.does)
    assert len(given.does) <= 5
    lines = [said for card in given.cards for said in card.effects if not said.startswith(EXISTING)]
    shown = [line for line in lines if any(line in said for said in given.does)]
    assert len(shown) == min(len(lines), 5) or given.does[-1] == f"And {len(lines) - len(shown)} more below."


def test_an_instruction_that_amends_what_one_not_read_may_amend_is_named() -> None:
    odd = '2. For paragraph (b) substitute "(b) in the next year, to a Full User Security Assessment;".\n\n'
    read = (
        'In Section G8.47(b), for "User Security Self-Assessment" substitute "Verification User Security Assessment".\n'
    )
    (*_, last) = told(odd + read).unread
    assert last.startswith("Line 3 was read, but may collide with what was not: \u201cIn Section G8.47(b), for")
    assert not any("may collide" in said for said in told(read).unread)


def test_every_edition_compared_with_is_named() -> None:
    said = told(NEITHER.format("User Security Self-Assessment")).compared_with
    assert said == "Compared with the Code of 28 February 2019, in our unofficial text."


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
