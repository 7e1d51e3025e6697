"""The first screen: what it says of a draft of which not all was read, and of invariants that nobody adopted."""

from __future__ import annotations

from pathlib import Path

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.errors import UsageError
from sec_rules.loading import load
from sec_rules.review import settings
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
    assert "may change; that depends on words that were not read." in given.does[0]
    assert "Supplier Parties" in given.does[0]
    assert not any("changes no outcome" in said for said in given.does)
    assert open_.strip() in given.unread[0]
    # It is told once, under what was not read, and nothing else is wrong.
    assert given.wrong == ()
    assert given.found_nothing == "Nothing was found in what was read."


def test_a_count_described_otherwise_is_told_by_what_is_gone() -> None:
    gone = "through one or more Smart Metering Systems "
    (said,) = told(SUPPLIER.format("").replace(gone, f"{{--{gone}--}}")).unread
    assert f"no longer '{gone.strip()}'" in said


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
    assert "A policy invariant no longer holds." in adopted.result.verdict


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
