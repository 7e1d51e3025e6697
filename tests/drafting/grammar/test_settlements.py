"""Open places settled: as what their words are taken, with a reason that every result names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sec_rules.cli import main
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import Draft, hold_against
from sec_rules.drafting.grammar.settlements import settled, settlement
from sec_rules.errors import UsageError
from sec_rules.loading import load
from sec_rules.review.review import Review, check
from sec_rules.review.settings import read
from sec_rules.rulebook.outcomes import FULL, VERIFICATION
from sec_rules.rulebook.questions import assessment

CODE = load()
G841 = (
    "G8.41 Where a User is a dormant Supplier Party and the sum of the number of Domestic Premises and five times the "
    "number of Non-Domestic Premises exceeds 250,000, it shall be subject to a Full User Security Assessment in each "
    "year after the year of its initial Full User Security Assessment."
)
LARGE = {"supplier_party": True, "network_party": False, "domestic_premises": 300_000, "non_domestic_premises": 0}


def draft(words: str, *texts: str, given: tuple[str, ...] = ()) -> Draft:
    found = settled([[settlement(text, "--settle") for text in texts]], given)
    return hold_against(read_markdown(words, "draft.md"), CODE, settled=found)


def checked(words: str, *texts: str, given: tuple[str, ...] = ()) -> Review:
    found = settled([[settlement(text, "--settle") for text in texts]], given)
    return check(read_markdown(words, "draft.md"), CODE, assessment, settled=found)


def only_id(words: str) -> str:
    (place,) = draft(words).open
    return place.id


def answer(of: Draft) -> object:
    return of.proposed.ask(assessment, LARGE | {"years_since_initial": 1}, on=of.on).outcome


def test_words_taken_to_have_no_effect_are_proved_of_on_an_assumption_that_every_result_names() -> None:
    result = checked(G841, f"{only_id(G841)}=no-effect: it only describes")
    assert (result.state, result.draft.open) == ("proved", ())
    assert result.verdict.startswith("No gap or conflict found in what was read, on 1 assumption. ")
    says = "'a dormant' in G8.41 is taken not to affect who answers, because it only describes (--settle)."
    assert [says in v.assumed for v in result.verdicts] == [True, True, True]
    found = result.draft.proposed.ask(assessment, LARGE | {"years_since_initial": 1}, on=result.draft.on)
    assert (found.outcome, found.assumptions) == (FULL, (says,))


def test_words_taken_as_a_condition_only_narrow_until_its_value_is_given() -> None:
    settling = f"{(name := only_id(G841))}=condition: the Panel keeps a list"
    open_still = checked(G841, settling)
    one = next(v for v in open_still.verdicts if v.invariant == "exactly-one-answer")
    assert (one.holds, one.depends_on, [f.kind for f in one.may_fail]) == (None, (name,), ["gap"])
    assert open_still.state == "not-all-read"
    assert checked(G841, settling, given=(f"{name}=yes",)).state == "proved"
    assert checked(G841, settling, given=(f"{name}=no",)).state == "fault"
    assert [answer(draft(G841, settling, given=(f"{name}={value}",))) for value in ("yes", "no")] == [FULL, None]


def test_the_same_words_in_two_clauses_are_two_unknowns_until_they_are_settled_as_one() -> None:
    wales = "{} For the purposes of Section G8.4{}, the number of Domestic Premises shall include Domestic Premises in "
    wales += "Wales."
    both = f"{wales.format('G8.43', 1)}\n\n{wales.format('G8.43A', 2)}"
    first, second = (place.id for place in draft(both).open)
    assert first != second
    verdicts = [checked(both, *texts).verdicts[0].holds for texts in ((), (f"{second}=same-as {first}: one list",))]
    assert verdicts == [None, True]


def test_a_count_described_otherwise_is_another_until_it_is_settled_as_the_same() -> None:
    words = (
        "G8.45 Where a User is a Network Party and the number of Domestic Premises {--supplied with electricity and/or "
        "gas through one or more Smart Metering Systems --}for which it is the Electricity Distributor and/or the Gas "
        "Transporter is equal to or less than 250,000, it shall be subject to a User Security Self-Assessment in each "
        "year after the year of its initial Full User Security Assessment."
    )
    before = checked(words)
    assert [place.kind for place in before.draft.open] == ["count"]
    after = checked(words, f"{before.draft.open[0].id}=same-count: the definition says so")
    assert after.draft.open == ()
    assert (before.verdicts[0].holds, after.verdicts[0].holds) == (None, True)


@pytest.mark.parametrize(
    "words",
    [
        f"{G841.replace('a dormant', 'a')} No User shall be so subject in its third year.",
        f"{G841.replace('a dormant', 'a')}\n\n## Transitional: until 2031\n\nG8.48A Not used.",
    ],
)
def test_a_sentence_or_a_heading_taken_to_bear_on_nothing_is_an_assumption(words: str) -> None:
    name = only_id(words)
    assert checked(words).verdicts[0].holds is None
    result = checked(words, f"{name}=nothing: a note of the editor")
    assert (result.state, result.verdicts[0].holds) == ("proved", True)
    assert any("is taken to bear on nothing" in sentence for sentence in result.verdicts[0].assumed)


def test_a_sentence_that_stands_alone_in_a_clause_is_an_assumption_too() -> None:
    words = f"{G841.replace('a dormant', 'a')}\n\nG8.60 The flurbs shall gleam."
    result = checked(words, f"{only_id(words)}=nothing: a joke")
    assert (result.state, result.draft.unmet) == ("proved", ())
    assert result.verdict.startswith("No gap or conflict found in what was read, on 1 assumption. ")


@pytest.mark.parametrize("unread", ["a Light-Touch Review", "an Abridged Full User Security Assessment"])
def test_what_falls_due_is_settled_as_an_outcome_that_is_known(unread: str) -> None:
    words = f"""G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject:
(a) in the first year after the year of its initial Full User Security Assessment, to {unread};
(b) in each year thereafter, to a Full User Security Assessment."""
    (place,) = draft(words).open
    assert place.kind == "outcome"
    held = draft(words, f"{place.id}=outcome VERIFICATION: another name of it")
    other = {"supplier_party": False, "network_party": False, "years_since_initial": 1}
    found = held.proposed.ask(assessment, other, on=held.on)
    assert (held.open, found.outcome) == ((), VERIFICATION)
    assert found.assumptions == (f"'{place.text}' in G8.47(a) is taken to name VERIFICATION, {BECAUSE}",)


BECAUSE = "because another name of it (--settle)."


def test_words_that_stand_beside_no_outcome_name_none() -> None:
    text = f"{only_id(G841)}=outcome FULL: x"
    held = draft(G841, text)
    assert [one.id for one in held.unmet] == [text[:8]]
    assert [place.id for place in held.open] == [text[:8]]


def test_a_fault_that_words_do_not_make_stays_whatever_is_settled() -> None:
    gap = f"{G841}\n\nG8.45 Where a User is a Network Party and the number of Domestic Premises is less than 250,000, "
    gap += (
        "it shall be subject to a User Security Self-Assessment in each year after the year of its initial Full User "
    )
    gap += "Security Assessment."
    assert checked(gap).state == "fault"
    assert checked(gap, f"{only_id(gap)}=no-effect: it only describes").state == "fault"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("12345678=no-effect", "settles nothing"),
        ("12345678=harmless: x", "settles nothing"),
        ("1234=no-effect: x", "settles nothing"),
        ("12345678=same-as: x", "settles nothing"),
    ],
)
def test_what_settles_nothing_is_refused_with_the_ways_there_are(text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says) as refused:
        settlement(text, "--settle")
    assert "no-effect, condition, same-count, same-as ID, outcome NAME, reading N or nothing" in str(refused.value)


def test_two_settlements_that_disagree_are_an_error_and_two_that_agree_are_one() -> None:
    one, two = settlement("12345678=nothing: a logo", "--settle"), settlement("12345678=nothing: b", "sec-rules.toml")
    assert settled([[one], [two]]) == {"12345678": one}
    with pytest.raises(UsageError, match="settled twice and otherwise: nothing \\(--settle\\) and no-effect"):
        settled([[one], [settlement("12345678=no-effect: b", "sec-rules.toml")]])
    with pytest.raises(UsageError, match="not settled as a condition"):
        settled([[one]], ["12345678=yes"])
    condition = settlement("12345678=condition: x", "--settle")
    with pytest.raises(UsageError, match="as yes and as no"):
        settled([[condition]], ["12345678=yes", "12345678=no"])
    with pytest.raises(UsageError, match="ID=yes or ID=no"):
        settled([[condition]], ["12345678=perhaps"])


def test_settled_words_that_are_not_there_are_a_finding_and_refused_where_there_is_no_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "draft.md"
    path.write_text(G841, encoding="utf-8")
    gone = ["--settle", "deadbeef=no-effect: it was there"]
    assert main(["check", str(path), *gone, "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert [f["message"] for f in report["findings"] if f["code"] == "IG902"] == [
        "--settle settles deadbeef as no-effect, and no open place of that name can be settled so."
    ]
    assert main(["prove", "--draft", str(path), *gone]) == 2
    assert "no open place deadbeef" in capsys.readouterr().err


def test_the_settings_settle_too_and_the_report_lists_what_was_settled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (path := tmp_path / "draft.md").write_text(G841, encoding="utf-8")
    (config := tmp_path / "sec-rules.toml").write_text(
        f'settle = ["{only_id(G841)}=no-effect: it only describes"]\n', encoding="utf-8"
    )
    assert [one.way for one in read(config).settle] == ["no-effect"]
    assert main(["check", str(path), "--config", str(config), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    (place,) = report["open"]
    assert place["settled"] == {"as": "no-effect", "because": "it only describes", "by": "sec-rules.toml"}
    assert (report["state"], len(report["assumptions"])) == ("proved", 1)
