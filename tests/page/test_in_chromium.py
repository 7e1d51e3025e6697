"""The built page in a real Chromium: from the disk, with no host in reach, a draft is dropped and answered.

Skipped unless the variable PLAYWRIGHT names the folder of playwright-core; npm, Node and a Chromium are needed too.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from sec_rules.cli import main
from sec_rules.documents.document import Mark
from sec_rules.documents.readers.docx import read_docx
from tests.report.chromium import found

ROOT = Path(__file__).resolve().parents[2]
DRIVER = Path(__file__).with_name("driving.mjs")
HOSTILE = """G8.40 The <script>document.title = 'run'</script> Users "
shall </script><svg onload="document.title='run'"> {{ 7 * 7 }} report.
"""


USERS = """name,supplier_party,network_party,domestic_premises,non_domestic_premises,years_since_initial
Between,true,false,260000,0,1
Small,true,false,1000,0,1
Other,false,false,0,0,1
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("page")


@pytest.fixture(scope="module")
def page(folder: Path) -> Path:
    """The page, built once; a test that asks for it is skipped where it cannot be driven."""
    if not os.environ.get("PLAYWRIGHT") or shutil.which("node") is None or found() is None:
        pytest.skip("no PLAYWRIGHT with the folder of playwright-core, no Node or no Chromium")
    built = folder / "sec-rules.html"
    assert main(["page", "--out", str(built), "--quiet"]) == 0
    return built


@pytest.fixture(scope="module")
def seen(page: Path, folder: Path) -> dict[str, Any]:
    """What a person sees who drops the SECMP0059 Word file, follows and accepts cards, and drops worse files."""
    draft, broken, hostile = folder / "secmp0059.docx", folder / "broken.docx", folder / "hostile.md"
    shutil.copy(ROOT / "legal_text" / "drafts" / "secmp0059.docx", draft)
    broken.write_bytes(draft.read_bytes()[:-200])
    hostile.write_text(HOSTILE, encoding="utf-8")
    browser = found()
    assert browser is not None
    users = folder / "users.csv"
    users.write_text(USERS, encoding="utf-8")
    files = (page, folder, browser.program, users, draft, broken, hostile)
    command = ["node", str(DRIVER), *map(str, files)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert ran.returncode == 0, ran.stderr[-2_000:]
    answer: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return answer


def test_nothing_is_asked_for_but_the_page_itself(seen: dict[str, Any]) -> None:
    assert set(seen["asked"]) <= {"file", "blob"}
    assert seen["asked"].count("file") == 1
    assert seen["faults"] == []
    assert seen["first"].startswith("Nothing that you put here leaves this machine")


def test_the_file_is_no_larger_than_is_sent_by_post(page: Path) -> None:
    assert page.stat().st_size < 15_000_000


def test_the_answer_is_that_of_the_command_to_the_byte(
    seen: dict[str, Any], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", str(folder / "secmp0059.docx"), "--no-config", "--json"])
    assert (folder / "secmp0059.json").read_text(encoding="utf-8") == capsys.readouterr().out
    assert (seen["refused"], seen["state"]) == ("", "Proved")


def test_words_lead_to_cards_and_cards_to_words(seen: dict[str, Any]) -> None:
    assert seen["focused"].startswith("card-")
    assert "0" in seen["back"].split()


def test_what_is_accepted_leaves_the_cards_with_its_reason(seen: dict[str, Any]) -> None:
    assert seen["left"] == len(seen["cards"]) - 1
    assert "Accepted: taken over as it stands (A. Person, 2026-11-29)" in seen["accepted"]


def test_a_twin_that_is_changed_alone_leaves_a_gap_with_its_smallest_user(seen: dict[str, Any]) -> None:
    assert seen["changed"]["state"] == "Fault"
    gap = next(card for card in seen["changed"]["cards"] if card.startswith("1 error"))
    assert "250,001 Domestic Premises" in gap
    assert "the other twin follows" in seen["afterwards"]["accepted"]
    assert seen["afterwards"]["refused"] == ""


def test_of_a_portfolio_each_card_says_how_many_move(seen: dict[str, Any]) -> None:
    assert seen["users"]["says"].startswith("users.csv: 3 Users, 2 get another answer")
    assert seen["users"]["cards"]


def test_the_word_file_that_is_saved_holds_the_comments(seen: dict[str, Any], folder: Path) -> None:
    assert seen["saved"] == ["secmp0059.json", "secmp0059.reviewed.docx", "secmp0059.reviewed.docx"]
    document = read_docx((folder / "secmp0059.reviewed.docx").read_bytes(), "saved.docx")
    comments = [aside for aside in document.asides if (aside.author or "").startswith("sec-rules")]
    assert len(comments) >= 2
    # What was changed on the screen is a tracked change of the file.
    assert any(p.text == "300,000" and p.mark is Mark.INSERTED for x in document.paragraphs for p in x.pieces)


def test_libre_office_opens_the_word_file_with_the_comments_in_place(seen: dict[str, Any], folder: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    own = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [office, own, "--headless", "--convert-to", "odt", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / seen["saved"][1])], capture_output=True, timeout=120, check=True)
    back = [office, own, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "again")]
    subprocess.run([*back, str(folder / "secmp0059.reviewed.odt")], capture_output=True, timeout=120, check=True)
    again = read_docx((folder / "again" / "secmp0059.reviewed.docx").read_bytes(), "again.docx")
    mine = [aside for aside in again.asides if (aside.author or "").startswith("sec-rules")]
    assert len(mine) >= 2


def test_a_broken_file_is_refused_by_the_sentence_of_the_command(
    seen: dict[str, Any], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(folder / "broken.docx")]) == 2
    assert f"sec-rules: {seen['broken.docx']['refused']}\n" == capsys.readouterr().err


def test_words_of_a_draft_never_run(seen: dict[str, Any]) -> None:
    for words in ("<script>", "<svg onload=", "{{ 7 * 7 }}"):
        assert words in seen["hostile.md"]["text"]
    assert seen["hostile.md"]["title"].startswith("sec-rules")


def test_the_page_fits_a_phone(seen: dict[str, Any]) -> None:
    assert seen["narrow"] <= 390
