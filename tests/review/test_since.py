"""A new version of a draft beside an older one: what it mends, adds and leaves."""

from __future__ import annotations

from functools import cache

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.review.since import Since, since
from sec_rules.review.summary import Summary, summarised
from sec_rules.rulebook.questions import assessment

FIGURE = (
    "G8.41 Where a User is a Supplier Party and the sum of the number of Domestic Premises and five times the number "
    "of Non-Domestic Premises, in each case supplied with electricity and/or gas through one or more Smart Metering "
    "Systems for which it is the Responsible Supplier, exceeds {{~~250,000~>{}~~}}, "
    "it shall be subject to a Full User Security Assessment in each year after the year of its initial Full User "
    "Security Assessment.\n\n"
)
TYPO = "G8.49 {++The Panel shall keep the the report.++}\n\n"


@cache
def told(text: str, name: str = "new.md") -> Summary:
    """A draft checked."""
    return summarised(check(read_markdown(text, name), load(), assessment))


def beside(old: str, new: str) -> Since:
    """What the new text does beside the old one."""
    one, two = told(old, "old.md"), told(new)
    return since(one.result, one.cards, two.result, two.cards)


def test_what_is_gone_is_mended_what_is_new_is_added_and_the_rest_is_left() -> None:
    found = beside(
        FIGURE.format("200,000") + TYPO, FIGURE.format("200,000") + "G8.50 {++The Panel shall keep the report..++}\n\n"
    )
    assert [s.partition(":")[0] for s in found.mends] == ["G8.49"]
    assert [s.partition(":")[0] for s in found.adds] == ["G8.50"]
    (left,) = found.leaves
    assert left.startswith("G8.41 and G8.42 both apply to Supplier Parties")
    assert found.says == "Since old.md: mends 1, adds 1, leaves 1."
    assert (found.no_longer, found.newly) == ((), ())


def test_a_fault_that_only_moves_is_left_and_both_are_shown() -> None:
    found = beside(FIGURE.format("200,000"), FIGURE.format("210,000"))
    (left,) = found.leaves
    assert "210,000" in left.partition("(The older version: ")[0]
    assert "200,000" in left.partition("(The older version: ")[2]
    assert found.mends == found.adds == ()
    # What it does otherwise than before is told apart from what is wrong.
    assert "200,000" in found.no_longer[0]
    assert "210,000" in found.newly[0]


def test_words_that_are_not_read_are_added_and_mended_like_a_fault() -> None:
    clear, open_ = FIGURE.format("250,000"), FIGURE.format("250,000").replace("exceeds", "in Scotland exceeds")
    assert "not read" in beside(clear, open_).adds[0]
    assert "not read" in beside(open_, clear).mends[0]


def test_the_same_file_mends_and_adds_nothing() -> None:
    found = beside(TYPO, TYPO)
    assert found.says == "Since old.md: mends nothing, adds nothing, leaves 1."
    assert found.beside == ("Both are the same file.",)


def test_a_fault_that_is_no_longer_claimed_is_not_mended() -> None:
    found = beside(FIGURE.format("200,000"), FIGURE.format("200,000") + "G8.50 {++No User counts a shed.++}\n\n")
    assert found.mends == ()
    (unsure,) = found.unsure
    assert unsure.startswith("G8.41 and G8.42 both apply to Supplier Parties")


def test_a_fault_that_became_one_of_another_kind_is_mended_and_another_is_added() -> None:
    found = beside(FIGURE.format("200,000"), FIGURE.format("300,000"))
    assert found.says == "Since old.md: mends 1, adds 1, leaves nothing."
    assert "both apply to" in found.mends[0]
    assert "None of the provisions read applies to" in found.adds[0]
