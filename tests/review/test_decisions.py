"""Decisions: to what they are tied, and what becomes of them when the draft, the package or the baseline is another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from attrs import evolve

from sec_rules._version import __version__
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.loading import load
from sec_rules.review.decisions import BASELINE, CONFIRMED, Decision, Record, Tied, judged
from sec_rules.review.review import check
from sec_rules.review.summary import Summary, decided, summarised
from sec_rules.rulebook.questions import assessment

DAY = date(2026, 11, 28)
HEAD = (
    "G8.41 Where a User is a Supplier Party and the sum of the number of Domestic Premises and five times the number "
    "of Non-Domestic Premises, in each case supplied with electricity and/or gas through one or more Smart Metering "
    "Systems for which it is the Responsible Supplier, exceeds "
)
TAIL = (
    ", it shall be subject to a Full User Security Assessment in each year after the year of its initial Full User "
    "Security Assessment.\n\n"
)
BASE = f"{HEAD}{{~~250,000~>200,000~~}}{TAIL}"
TYPO = "G8.49 {++The Panel shall keep the the report by each Assessor.++}\n\n"
MEANS = 'G8.50 {{++In this Section, "Assessor" means {}.++}}\n\n'
FIRST = f"{BASE}{TYPO}{MEANS.format('a person appointed by the Panel')}"


@cache
def told(text: str, name: str = "draft.md", on: date | None = None) -> Summary:
    """A draft checked."""
    return summarised(check(read_markdown(text, name), load(), assessment, on=on))


def of(given: Summary, about: str, by: str = "Ann", **other: str) -> Decision:
    """A decision on a card of a draft, with all that it is tied to."""
    tied = Tied.of(given.result, given.cards)
    texts = {"decided": "agreed", "because": "as it was meant", "version": __version__, **other}
    draft = given.result.draft.document.sha256
    return Decision(about=about, by=by, on=DAY, draft=draft, says=tied.says(about), ties=tied.ties(about), **texts)


def card(given: Summary, code: str) -> str:
    """The id of the card with a finding of that code."""
    (found,) = (c.id for c in given.cards if code in c.codes)
    return found


def standing(decision: Decision, new: Summary) -> tuple[str, str]:
    """What becomes of a decision in a draft."""
    (found,) = judged(new.result, new.cards, [Record(name="r", decisions=(decision,))]).all
    return found.standing, found.why


def test_it_stands_for_the_very_draft() -> None:
    given = told(FIRST)
    assert standing(of(given, card(given, "PR002")), given) == ("stands", "")


def test_it_is_carried_where_another_part_of_the_draft_is_changed() -> None:
    decision = of(told(FIRST), card(told(FIRST), "PR002"))
    assert standing(decision, told(FIRST.replace("the the report", "the report"))) == ("carried", "")
    assert standing(evolve(decision, version="0.0.1"), told(FIRST)) == ("carried", "")


TO_A_TYPO = "TY102"


@pytest.mark.parametrize(
    ("code", "change", "why"),
    [
        ("PR002", lambda t: t.replace("~>200,000", "~>210,000"), "the words and consequences are no longer the same"),
        (TO_A_TYPO, lambda t: t.replace("shall keep", "shall hold"), "the words are no longer the same"),
        (TO_A_TYPO, lambda t: t.replace("by the Panel", "by Elexon"), "the definitions are no longer the same"),
        (TO_A_TYPO, lambda t: t.replace("the the", "the"), "what it was about is no longer found"),
    ],
)
def test_it_lapses_where_what_it_rests_on_is_another(code: str, change: Callable[[str], str], why: str) -> None:
    new = change(FIRST)
    assert new != FIRST
    assert standing(of(told(FIRST), card(told(FIRST), code)), told(new)) == ("lapsed", why)


def test_it_lapses_on_another_baseline() -> None:
    clean = FIRST.replace("{~~250,000~>200,000~~}", "200,000")
    old, new = told(clean, "a.md", date(2019, 2, 28)), told(f"{clean}\n", "a.md", date(2018, 2, 28))
    assert old.result.draft.base_on != new.result.draft.base_on
    assert standing(of(old, card(old, TO_A_TYPO)), new) == ("lapsed", "the baseline is no longer the same")


def test_without_ties_it_stands_for_that_file_alone() -> None:
    decision = evolve(of(told(FIRST), card(told(FIRST), "PR002")), ties=None)
    assert standing(decision, told(FIRST)) == ("stands", "")
    assert standing(decision, told(f"{FIRST}\n"))[0] == "lapsed"


def test_the_definitions_of_a_definition_are_cited_too() -> None:
    more = (
        MEANS.format("a Body of persons").replace("{", "{{").replace("}", "}}")
        + 'G8.51 {{++In this Section, "Body" means {}.++}}\n\n'
    )
    one, two = (told(f"{BASE}{TYPO}{more.format(what)}") for what in ("a company", "a firm"))
    assert standing(of(one, card(one, TO_A_TYPO)), two) == ("lapsed", "the definitions are no longer the same")


def test_agreeing_never_changes_the_state() -> None:
    given = told(FIRST)
    every = tuple(of(given, c.id) for c in given.cards)
    agreed = decided(given, [Record(name="r", decisions=every)])
    assert (agreed.result.state, agreed.wrong) == ("fault", given.wrong)
    assert agreed.decisions.says[0] == f"Recorded: {len(every)} agreed."


def test_the_last_word_of_each_person_counts() -> None:
    given = told(FIRST)
    about = card(given, "PR002")
    made = (of(given, about), of(given, about, decided="deferred"), of(given, about, by="Bob", decided="dissent"))
    found = judged(given.result, given.cards, [Record(name="r", decisions=made)])
    assert [each.decision.decided for each in found.of(about)] == ["deferred", "dissent"]
    assert found.says == ("Recorded: 1 deferred and 1 dissent.",)


def test_what_is_carried_and_what_lapsed_is_counted_and_said() -> None:
    given = told(FIRST)
    made = tuple(of(given, card(given, code)) for code in ("PR002", TO_A_TYPO))
    new = told(FIRST.replace("the the report", "the report"))
    found = judged(new.result, new.cards, [Record(name="r", decisions=made)])
    assert found.says[0] == "1 carried for reconfirmation, 1 lapsed because what it was about is no longer found."
    assert "It was about: G8.49:" in found.says[1]


def test_a_baseline_is_confirmed_of_the_text_and_the_day() -> None:
    given = told(FIRST)
    decision = of(given, BASELINE, decided=CONFIRMED)
    record = Record(name="r", decisions=(decision,))
    assert judged(given.result, given.cards, [record]).baseline is not None
    other = told(FIRST.replace("~>200,000", "~>210,000"))
    # The old words are the same, so it is carried; confirmed it is not until somebody says so of this draft.
    assert standing(decision, other) == ("carried", "")
    assert judged(other.result, other.cards, [record]).baseline is None
    assert standing(decision, told(FIRST.replace("{~~250,000~>", "{~~240,000~>")))[0] == "lapsed"


def test_what_is_settled_is_settled_for_that_draft_alone() -> None:
    text = BASE.replace("exceeds ", "in Scotland exceeds ")
    given = told(text)
    place = given.result.draft.open[0].id
    record = Record(name="r", decisions=(of(given, place, decided="settled", way="no-effect"),))
    (found,) = record.settlements(given.result.draft.document.sha256)
    assert (found.id, found.way, found.by) == (place, "no-effect", "r, Ann on 28 November 2026")
    again = check(read_markdown(text, "draft.md"), load(), assessment, settled={place: found})
    assert [p.id for p in again.draft.settled] == [place]
    assert standing(record.decisions[0], summarised(again)) == ("stands", "")
    assert record.settlements("another file") == ()
