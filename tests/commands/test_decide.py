"""`decide` and what `check` shows of it: a record beside the draft, in every form of the report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sec_rules.cli import main
from sec_rules.documents.readers import open_draft

TEXT = "G8.49 The Panel shall keep the the report.\n\nG8.50 The Panel shall send  it.\n"
WHO = ["--by", "Ann Other", "--dated", "28 November 2026"]


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft of two sentences, with a finding in each."""
    path = tmp_path / "d.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def decide(draft: Path, *arguments: str) -> int:
    return main(["decide", str(draft), *arguments, "--quiet"])


def report(draft: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> dict:
    main(["check", str(draft), "--json", *arguments])
    return json.loads(capsys.readouterr().out)


def test_a_decision_is_shown_in_every_form_of_the_report(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = report(draft, capsys)
    assert decide(draft, "1", "--as", "out-of-scope", "--because", "another paper has it", *WHO) == 0
    said = "Out of scope by Ann Other on 28 November 2026: another paper has it."
    out = draft.with_name("out.docx")
    for form in ("text", "html", "sarif", "github"):
        main(["check", str(draft), "--format", form])
        assert said in " ".join(capsys.readouterr().out.split()), form
    main(["check", str(draft), "--format", "docx", "--out", str(out)])
    assert any(said in aside.text for aside in open_draft(out).asides)
    after = report(draft, capsys)
    (told,) = after["decisions"]
    assert (told["about"], told["standing"]) == (after["cards"][0]["id"], "stands")
    assert {**after, "decisions": []} == before


def test_a_new_version_carries_what_is_the_same_and_it_is_confirmed_again(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in ("1", "2"):
        decide(draft, number, "--as", "dissent", "--because", "we do not like it", *WHO)
    new = draft.with_name("e.md")
    new.write_text(TEXT.replace("send  it", "send it"), encoding="utf-8")
    found = report(new, capsys, "--since", str(draft))
    assert [d["standing"] for d in found["decisions"]] == ["carried", "lapsed"]
    assert (found["since"]["draft"], len(found["since"]["mends"]), found["since"]["adds"]) == ("d.md", 1, [])
    again = ["--by", "Bob", "--dated", "2026-12-01"]
    assert decide(new, "--reconfirm", "--since", str(draft), *again) == 0
    (told,) = report(new, capsys)["decisions"]
    assert (told["by"], told["reconfirmed_by"], told["standing"]) == ("Ann Other", "Bob", "stands")
    # What is confirmed already is not confirmed twice.
    assert decide(new, "--reconfirm", "--since", str(draft), *again) == 2


def test_open_words_are_settled_by_the_record(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft.write_text("G8.16 Each User shall, in Scotland, do as the Panel says of its assessment.\n", encoding="utf-8")
    (place,) = report(draft, capsys)["open"]
    settle = ["--as", "settled", "--way", "nothing", "--because", "it is about Scotland"]
    assert decide(draft, place["id"], *settle, *WHO) == 0
    found = report(draft, capsys)
    assert [p["settled"]["because"] for p in found["open"] if p["id"] == place["id"]] == ["it is about Scotland"]
    assert len(found["assumptions"]) == 1


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["9", "--as", "agreed", "--because", "r"], "'9' is no card and no open place of d.md; the report has 2 cards"),
        (["1", "--as", "agreed"], "Give --because REASON"),
        (["1", "--because", "r"], "What was decided?"),
        ([], "Of which card?"),
        (["--reconfirm"], "nothing to confirm"),
        (["1", "--reconfirm"], "give no card"),
        (["1", "--as", "agreed", "--because", "r", "--way", "nothing"], "--way goes with --as settled"),
        (["1", "--as", "settled", "--because", "r", "--way", "nothing"], "--way is about an open place"),
        (["baseline", "--as", "agreed"], "The baseline is confirmed"),
        (["1", "--as", "agreed", "--because", "r", "--decisions", "d.md"], "is the draft itself"),
    ],
)
def test_what_cannot_be_recorded_is_said_and_nothing_is_written(
    draft: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    expected: str,
) -> None:
    monkeypatch.chdir(draft.parent)
    assert decide(Path("d.md"), *arguments, *WHO) == 2
    assert expected in capsys.readouterr().err
    assert [path.name for path in draft.parent.iterdir()] == ["d.md"]


def test_a_record_with_a_mistake_is_not_added_to(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = draft.with_name("d.decisions.toml")
    record.write_text("[[decision]]\nabout = 3\n", encoding="utf-8")
    assert decide(draft, "1", "--as", "agreed", "--because", "r", *WHO) == 2
    assert "d.decisions.toml: decision 1: 'about' should be given" in capsys.readouterr().err
    assert main(["check", str(draft)]) == 2
    assert record.read_text(encoding="utf-8") == "[[decision]]\nabout = 3\n"
