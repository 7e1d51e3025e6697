"""The record of decisions as a file: what is written is read again, and nothing in it is changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from sec_rules.errors import UsageError
from sec_rules.review.decision_record import added, beside, parsed, read_record, unsettled
from sec_rules.review.decisions import BASELINE, CONFIRMED, Decision, Ties

TIES = Ties(words="a", definitions="b", baseline="c", consequences="d")
ONE = Decision(
    about="0123456789ab",
    decided="agreed",
    because="the group asked for it",
    by="Ann Other",
    on=date(2026, 11, 28),
    draft="f" * 64,
    version="0.2.0",
    says="G8.41: it changes",
    ties=TIES,
)


def test_a_record_lies_beside_its_draft() -> None:
    assert beside(Path("in/a draft.v2.docx")) == Path("in/a draft.v2.decisions.toml")


@settings(max_examples=30, deadline=None)
@given(text=st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip))
def test_whatever_people_write_is_read_again(text: str) -> None:
    made = evolve(ONE, because=text, by=text, says=text)
    assert parsed(added("", (made,)), "r").decisions == (made,)


@pytest.mark.parametrize(
    "made",
    [
        evolve(ONE, decided="out of scope"),
        evolve(ONE, ties=None, says=""),
        evolve(ONE, about="0123abcd", decided="settled", way="same-as 89abcdef"),
        evolve(ONE, about=BASELINE, decided=CONFIRMED, because=""),
        evolve(ONE, reconfirmed_by="Bob", reconfirmed_on=date(2026, 12, 1)),
    ],
)
def test_a_decision_is_read_as_it_was_written(made: Decision) -> None:
    assert parsed(added("", (made,)), "r").decisions == (made,)


@pytest.mark.parametrize("before", ["", "# our notes\n", "# no end of the line", "# Windows\r\n", "\n\n"])
def test_what_stands_in_it_stays(before: str) -> None:
    text = added(added(before, (ONE,)), (evolve(ONE, decided="deferred"),))
    assert text.startswith(before)
    assert [d.decided for d in parsed(text, "r").decisions] == ["agreed", "deferred"]
    assert before.count("\r\n") == 0 or text.count("\n") == text.count("\r\n")


WRITTEN = added("", (ONE,))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[decision]\n", "is no TOML"),
        (WRITTEN + "x = 1\n", "decision 1: 'x' is not known"),
        ("y = 1\n" + WRITTEN, "'y' is not known at the top"),
        (WRITTEN.replace('"agreed"', '"fine"'), "'decided' should be agreed or action or"),
        (WRITTEN.replace('"the group asked for it"', '" "'), "'because' should give a reason"),
        (WRITTEN.replace('"Ann Other"', "7"), "'by' should be given"),
        (WRITTEN.replace("on = 2026-11-28", 'on = "2026-11-28"'), "'on' should be a day"),
        (WRITTEN.replace("on = 2026-11-28", "on = 2026-11-28T10:00:00"), "'on' should be a day"),
        (WRITTEN.replace('words = "a", ', ""), "'ties' should be a table of words"),
        (WRITTEN + 'way = "no-effect"\n', "'way' is for what is settled"),
        (WRITTEN.replace('"agreed"', '"settled"\nway = "gone"'), "settles nothing"),
        ("decision = 3\n", "should be written [[decision]]"),
        (WRITTEN.replace('"0123456789ab"', '"baseline"'), "'decided' should be confirmed"),
    ],
)
def test_every_problem_is_said_with_its_place(text: str, expected: str) -> None:
    with pytest.raises(UsageError) as caught:
        parsed(text, "a.decisions.toml")
    assert expected in str(caught.value)
    assert "a.decisions.toml" in str(caught.value)


def test_all_problems_are_said_at_once(tmp_path: Path) -> None:
    path = tmp_path / "d.decisions.toml"
    path.write_text(WRITTEN.replace('"agreed"', '"fine"') + "\n" + WRITTEN.replace('"Ann Other"', '""'), "utf-8-sig")
    with pytest.raises(UsageError, match=r"decision 1: .*decision 2: 'by'"):
        read_record(path)


def test_a_settlement_is_taken_out_and_all_else_stays_as_it_is() -> None:
    settled = evolve(ONE, about="0123abcd", decided="settled", way="nothing")
    # What looks like a decision in what somebody wrote is none.
    quoting = "# Kept.\n" + added("", (evolve(ONE, because='so\n[[decision]]\nabout = "0123abcd"'),)).replace(
        "so\\n[[decision]]\\n", "so\n[[decision]]\n"
    )
    quoting = quoting.replace('because = "so\n', 'because = """so\n').replace('\\"0123abcd\\""', '"0123abcd\\""""')
    before, after = quoting, "\n" + added("", (evolve(ONE, about="89abcdef", decided="settled", way="nothing"),))
    whole = added(before, (settled,)) + "# Kept too.\n" + after
    assert len(parsed(whole, "r").decisions) == 3
    left = unsettled(whole, "0123abcd")
    assert [d.about for d in parsed(left, "r").decisions] == [ONE.about, "89abcdef"]
    assert left.startswith(before)
    assert "# Kept too.\n" in left
    assert unsettled(left, "0123abcd") == left
