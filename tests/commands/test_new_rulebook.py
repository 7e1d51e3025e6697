"""`sec-rules new-rulebook`: what it writes runs, and what is there stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from sec_rules.cli import main


def test_the_rulebook_that_is_written_is_proved_and_checks_a_draft(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    book, draft = tmp_path / "meters.py", tmp_path / "draft.md"
    assert main(["new-rulebook", str(book)]) == 0
    assert main(["prove", "--rulebook", str(book)]) == 0
    # A draft in another unit may have what lies between two of these.
    assert "Of kW only whole numbers were looked at" in capsys.readouterr().out
    draft.write_text(
        "2. A customer which is not an exporter shall install a half-hourly meter where its maximum demand exceeds "
        "150 kW.\n",
        encoding="utf-8",
    )
    capsys.readouterr()
    assert main(["check", str(draft), "--rulebook", str(book)]) == 1
    assert "exceed 100 and are at most 150" in " ".join(capsys.readouterr().out.split())


def test_a_file_that_is_there_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    book = tmp_path / "meters.py"
    book.write_text("mine\n", encoding="utf-8")
    assert main(["new-rulebook", str(book)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert book.read_text(encoding="utf-8") == "mine\n"
    assert main(["new-rulebook", str(tmp_path / "meters.txt")]) == 2
    assert "is no name of a Python file" in capsys.readouterr().err
