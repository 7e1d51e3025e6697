"""`review`, and `check --format docx`: what is written beside a draft, and what is refused."""

from __future__ import annotations

import shutil
import zipfile
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
    assert said.startswith("No gap or conflict found in what was read. On our unofficial text, the provisions")
    assert str(draft.with_name("draft.reviewed.docx")) in said
    assert draft.read_bytes() == DRAFT.read_bytes()
    assert "<html" in draft.with_name("draft.report.html").read_text(encoding="utf-8")
    comments = open_draft(draft.with_name("draft.reviewed.docx")).asides
    assert [c.text.partition(":")[0] for c in comments] == ["G8.41 and G8.42", "G8.44(c)", "G8.47(a)"]


def test_a_second_review_of_the_same_draft_writes_the_same(draft: Path) -> None:
    main(["review", str(draft), "--fix", "--quiet"])
    first = draft.with_name("draft.reviewed.docx").read_bytes()
    main(["review", str(draft), "--fix", "--quiet"])
    assert draft.with_name("draft.reviewed.docx").read_bytes() == first


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A draft of one sentence, which is checked at once."""
    draft = tmp_path / "draft.md"
    draft.write_text("H1.1 Each User shall shall pay.\n", encoding="utf-8")
    return draft


def test_a_review_beside_edited_files_takes_new_names_and_says_so(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["review", str(small), "--quiet"])
    word, page = small.with_name("draft.reviewed.docx"), small.with_name("draft.report.html")
    written, of_page = word.read_bytes(), page.read_bytes()
    with zipfile.ZipFile(word, "a") as archive:
        archive.writestr("docProps/thumbnail.txt", "a colleague's")
    edited = word.read_bytes()
    assert main(["review", str(small)]) == 1
    said = capsys.readouterr().out
    assert (word.read_bytes(), page.read_bytes()) == (edited, of_page)
    assert f"{word} is not as sec-rules wrote it, and left alone." in said
    assert small.with_name("draft.reviewed-2.docx").read_bytes() == written
    assert str(small.with_name("draft.report-2.html")) in said
    # The next one is written over what is ours, and makes no third.
    main(["review", str(small), "--quiet", "--ignore", "TY"])
    assert small.with_name("draft.reviewed-2.docx").read_bytes() != written
    assert sorted(path.name for path in small.parent.iterdir()) == [
        "draft.md",
        "draft.report-2.html",
        "draft.report.html",
        "draft.reviewed-2.docx",
        "draft.reviewed.docx",
    ]


def test_where_a_page_cannot_be_written_no_word_file_and_no_baseline_is(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small.with_name("draft.report.html").mkdir()
    baseline = ["--baseline", str(small.with_name("b.json")), "--write-baseline", "--because", "as agreed"]
    assert main(["review", str(small), *baseline]) == 2
    assert "draft.report.html' cannot be written: it is a folder." in capsys.readouterr().err
    assert sorted(path.name for path in small.parent.iterdir()) == ["draft.md", "draft.report.html"]


def test_an_answer_is_not_written_over_a_file_of_somebodys_own(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = small.with_name("notes.html")
    own.write_text("my notes", encoding="utf-8")
    check = ["check", str(small), "--format", "html", "--out", str(own)]
    assert main(check) == 2
    assert "is there and is not as sec-rules wrote it" in capsys.readouterr().err
    assert own.read_text(encoding="utf-8") == "my notes"
    assert main([*check, "--overwrite"]) == 1
    assert main([*check, "--all"]) == 1


def test_review_runs_the_checks_that_are_chosen(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", str(draft), "--ignore", "TY", "--fail-on", "warning", "--quiet"]) == 0
    comments = open_draft(draft.with_name("draft.reviewed.docx")).asides
    assert [c.text.partition(":")[0] for c in comments] == ["G8.41 and G8.42", "G8.47(a)"]
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
