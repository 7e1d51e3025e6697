"""`review`, and `check --format docx`: what is written beside a draft, and what is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sec_rules.cli import main
from sec_rules.documents.readers import open_draft

DRAFT = Path(__file__).resolve().parents[2] / "legal_text" / "drafts" / "secmp0059.docx"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A copy of the draft of SECMP0059."""
    return Path(shutil.copy(DRAFT, tmp_path / "draft.docx"))


def test_review_writes_the_file_with_comments_and_a_page_beside_the_draft(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["review", str(draft)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Proved. No gap or overlap")
    assert str(draft.with_name("draft.reviewed.docx")) in said
    assert draft.read_bytes() == DRAFT.read_bytes()
    assert "<html" in draft.with_name("draft.report.html").read_text(encoding="utf-8")
    comments = open_draft(draft.with_name("draft.reviewed.docx")).asides
    assert {c.text[:5] for c in comments} == {"TY101", "PR005"}


def test_a_second_review_of_the_same_draft_writes_the_same(draft: Path) -> None:
    main(["review", str(draft), "--fix", "--quiet"])
    first = draft.with_name("draft.reviewed.docx").read_bytes()
    main(["review", str(draft), "--fix", "--quiet"])
    assert draft.with_name("draft.reviewed.docx").read_bytes() == first


def test_review_runs_the_checks_that_are_chosen(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", str(draft), "--ignore", "TY", "--fail-on", "warning", "--quiet"]) == 0
    comments = open_draft(draft.with_name("draft.reviewed.docx")).asides
    assert {c.text[:5] for c in comments} == {"PR005"}
    draft.with_name("sec-rules.toml").write_text('fail-on = "warning"\n', encoding="utf-8")
    assert main(["review", str(draft), "--config", str(draft.with_name("sec-rules.toml")), "--quiet"]) == 1
    assert main(["review", str(draft), "--select", "QQ"]) == 2
    assert "'QQ' is no code of a check" in capsys.readouterr().err


def test_the_exit_status_is_that_of_the_check(draft: Path) -> None:
    out = str(draft.with_name("out.docx"))
    assert main(["check", str(draft), "--format", "docx", "--out", out, "--fail-on", "warning"]) == 1
    assert open_draft(out).asides


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--format", "docx"], "say where it goes with --out FILE"),
        (["--format", "docx", "--out", "draft.docx"], "is the draft itself, which is never written over"),
        (["draft.docx", "--format", "docx", "--out", "x.docx"], "takes one draft"),
        (["--limit", "paragraphs=3"], "has 20 paragraphs; at most 3 are read"),
    ],
)
def test_what_is_refused_is_said_and_nothing_is_written(
    arguments: list[str],
    expected: str,
    draft: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(draft.parent)
    assert main(["check", "draft.docx", *arguments]) == 2
    assert expected in capsys.readouterr().err
    assert [p.name for p in draft.parent.iterdir()] == ["draft.docx"]
    assert draft.read_bytes() == DRAFT.read_bytes()
