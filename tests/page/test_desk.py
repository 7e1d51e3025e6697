"""What the page is told: the answer of the command to the byte, its refusals, the screen, and the files it gives."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from sec_rules.cli import main
from sec_rules.page.desk import answered

ROOT = Path(__file__).resolve().parents[2]
DRAFTS = ROOT / "legal_text" / "drafts"
WORD = DRAFTS / "secmp0059.docx"
SENTENCE = b"G8.40 The Security Sub-Committee shall publish the the report.\n"


def ask(request: dict[str, Any], *files: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """The answer to a request, and its files; what is done meanwhile is passed over."""
    answer, made = answered(json.dumps(request), files, lambda _: None)
    return json.loads(answer), made


def drafts(*paths: Path) -> tuple[dict[str, Any], list[bytes]]:
    return {"drafts": [{"name": p.name, "file": i} for i, p in enumerate(paths)]}, [p.read_bytes() for p in paths]


def commanded(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    main(["check", *arguments, "--no-config", "--json"])
    return capsys.readouterr().out


@pytest.fixture(scope="module")
def secmp0059() -> dict[str, Any]:
    asked, files = drafts(WORD)
    (report,) = ask({"do": "check", **asked}, *files)[0]["reports"]
    return report


@pytest.mark.parametrize("name", ["secmp0059.docx", "metering_points.md"])
def test_the_answer_is_that_of_the_command_to_the_byte(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # In a folder of its own no statement of effect lies beside the draft.
    draft = tmp_path / name
    draft.write_bytes((DRAFTS / name).read_bytes())
    asked, files = drafts(draft)
    answer, (data,) = ask({"do": "give", "what": "json", **asked}, *files)
    assert answer == {"files": [f"{draft.stem}.json"]}
    assert data.decode() == commanded(capsys, str(draft))


def test_several_parts_of_one_modification_are_answered_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = tmp_path / "one.md", tmp_path / "two.md"
    one.write_bytes(SENTENCE)
    two.write_bytes(SENTENCE.replace(b"G8.40", b"G8.39"))
    asked, files = drafts(one, two)
    _, (data,) = ask({"do": "give", "what": "json", "how": "one", **asked}, *files)
    assert data.decode() == commanded(capsys, str(one), str(two))
    assert ask({"do": "check", "how": "options", **asked}, *files)[0]["together"] is None


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.doc", b"x"),
        ("a.docx", b"x"),
        ("a.docx", b""),
        ("a.md", b"\xff"),
        ("a.md", b" "),
        ("a", b"x"),
        ("a.md", b"\0"),
    ],
)
def test_what_the_command_refuses_is_refused_by_the_same_sentence(
    name: str, data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    assert main(["check", str(tmp_path / name)]) == 2
    said = capsys.readouterr().err.removeprefix("sec-rules: ").rstrip("\n")
    answer, made = ask({"do": "check", "drafts": [{"name": name, "file": 0}]}, data)
    assert (answer, made) == ({"refused": said}, [])


def test_what_this_version_does_not_know_is_refused() -> None:
    assert "does not know" in ask({"do": "sing"})[0]["refused"]
    asked, files = drafts(WORD.with_suffix(".md"))
    assert "does not know" in ask({"do": "give", "what": "song", **asked}, *files)[0]["refused"]


def test_the_screen_shows_every_word_of_the_redline_with_its_mark(secmp0059: dict[str, Any]) -> None:
    runs = [run for paragraph in secmp0059["paragraphs"] for run in paragraph["runs"]]
    assert {mark for _, mark in runs} >= {"kept", "inserted", "deleted"}
    assert (secmp0059["state"], secmp0059["says"]) == ("proved", "Proved")


def test_a_card_leads_to_the_words_it_speaks_of(secmp0059: dict[str, Any]) -> None:
    texts = ["".join(text for text, _ in p["runs"]) for p in secmp0059["paragraphs"]]
    for card in secmp0059["cards"]:
        assert card["places"]
        words = "".join(texts[paragraph][start:end] for paragraph, start, end in card["places"])
        assert words
        if card["codes"] == ["TY101"]:
            assert words == "  "


def test_what_is_accepted_goes_from_the_cards_with_its_reason(secmp0059: dict[str, Any]) -> None:
    card = next(c for c in secmp0059["cards"] if "TY101" in c["codes"])
    asked, files = drafts(WORD)
    accepted = [{**finding, "because": "as it was (A. Person, 2026-11-29)"} for finding in card["findings"]]
    (report,) = ask({"do": "check", "accepted": accepted, **asked}, *files)[0]["reports"]
    assert card["id"] not in [c["id"] for c in report["cards"]]
    assert report["verdict"].endswith("accepted by the record of decisions.")
    _, (record,) = ask({"do": "give", "what": "record", "accepted": accepted, **asked}, *files)
    because = {row["id"]: row["because"] for row in json.loads(record)["accepted"]}
    assert {because[finding["id"]] for finding in card["findings"]} == {"as it was (A. Person, 2026-11-29)"}


def test_the_word_file_comes_back_with_comments_under_a_new_name() -> None:
    asked, files = drafts(WORD)
    answer, (data,) = ask({"do": "give", "what": "docx", **asked}, *files)
    assert answer["files"] == ["secmp0059.reviewed.docx"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"w:comment " in archive.read("word/comments.xml")


def test_the_report_is_the_page_that_the_command_writes(tmp_path: Path) -> None:
    draft, out = tmp_path / "draft.md", tmp_path / "out.html"
    draft.write_bytes(SENTENCE)
    asked, files = drafts(draft)
    _, (page,) = ask({"do": "give", "what": "html", **asked}, *files)
    main(["check", str(draft), "--no-config", "--format", "html", "--out", str(out), "--quiet"])
    assert page == out.read_bytes()
