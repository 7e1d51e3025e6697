"""The page in a real Chromium: as one file from the disk with no host in reach, and served by `sec-rules serve`.

Skipped unless the variable PLAYWRIGHT names the folder of playwright-core; npm, Node and a Chromium are needed too.
With AXE_CORE, the script of axe-core, it also says what that finds; with SHOTS, a folder, it puts the pictures there
that the documentation shows (those in tests/page/pictures); PAGE names a page that is built already.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from sec_rules.cli import main
from sec_rules.documents.document import Mark
from sec_rules.documents.readers.docx import read_docx
from tests.documents.pdf.made import pdf, words
from tests.page.built import built, skip_unless_driven
from tests.report.chromium import found
from tests.rulebooks.test_rulebooks import DRAFT

ROOT = Path(__file__).resolve().parents[2]
DRIVER = Path(__file__).with_name("driving.mjs")
MISUSE = Path(__file__).with_name("misusing.mjs")
HOSTILE = """G8.40 The <script>document.title = 'run'</script> Users "
shall </script><svg onload="document.title='run'"> {{ 7 * 7 }} report.
"""
# A rulebook that tries to carry a draft elsewhere, and to keep it where another page could look.
HOSTILE_BOOK = """
import json

import js

from sec_rules.report import as_html

reached = {}
for name in ("indexedDB", "caches", "BroadcastChannel", "Worker", "WebSocket", "EventSource"):
    reached[name] = hasattr(js, name)
for address in ("https://example.invalid/", "HOST"):
    try:
        asked = js.XMLHttpRequest.new()
        asked.open("GET", address, False)
        asked.send()
        reached[address] = True
    except Exception:
        reached[address] = False
LEADS = '<meta http-equiv="refresh" content="0;url=HOST"><a href="HOST">a</a>'
as_html.plane = lambda *_: LEADS + '<iframe src="HOST"></iframe><p>drawn</p>'
RULEBOOK = evolve(RULEBOOK, title=json.dumps(reached))
"""
WATCHED = "G8.40 The Panel shall publish the report.\n"
USERS = (
    ("name", "Supplier Party", "network_party", "domestic_premises", "non_domestic_premises", "years_since_initial"),
    ("Between", True, False, 260_000, 0, 1),
    ("Small", True, False, 1_000, 0, 1),
    ("Other", False, False, 0, 0, 1),
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page, built once; a test that asks for it is skipped where it cannot be driven."""
    skip_unless_driven()
    return built(tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="module", params=["file", "served"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp(str(request.param))


@pytest.fixture(scope="module")
def seen(page: Path, folder: Path) -> dict[str, Any]:
    """What a person sees who drops the SECMP0059 Word file, goes through all of it, and drops worse files."""
    draft, broken, hostile, large = (folder / n for n in ("secmp0059.docx", "broken.docx", "hostile.md", "large.docx"))
    deep = nested(folder / "deep.docx")
    shutil.copy(ROOT / "legal_text" / "drafts" / "secmp0059.docx", draft)
    broken.write_bytes(draft.read_bytes()[:-200])
    hostile.write_text(HOSTILE, encoding="utf-8")
    with large.open("wb") as file:
        file.truncate(100_000_000)
    printed = folder / "printed.pdf"
    printed.write_bytes(pdf(words("G8.40 The Panel shall publish the the report.", 72, 700)))
    if folder.name.startswith("file"):
        return driven(page.as_uri(), folder, portfolio(folder), "", draft, broken, deep, large, printed, hostile)
    pytest.importorskip("uvicorn", reason="the extra serve is not installed")
    watched = folder / "watched.md"
    watched.write_text(WATCHED, encoding="utf-8")
    with served(watched) as address:
        return driven(address, folder, workbook(folder), str(watched), draft, broken, deep, large, printed, hostile)


@pytest.fixture(scope="module")
def misused(page: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a person sees of the file where something goes wrong."""
    folder = tmp_path_factory.mktemp("misused")
    # The scripts and styles are what the content policy allows, whatever the page carries.
    lean = folder / "lean.html"
    lean.write_bytes(re.sub(rb'(id="carried-[a-z-]+" data-size=")\d+(">)[^<]*', rb"\g<1>0\2", page.read_bytes()))
    slow = folder / "slow.md"
    slow.write_text(
        "\n".join(f"G8.{n} The Panel shall publish report {n}.\n" for n in range(60, 460)), encoding="utf-8"
    )
    (folder / "esos.md").write_text(DRAFT, encoding="utf-8")
    book = (ROOT / "tests" / "rulebooks" / "esos.py").read_text(encoding="utf-8")
    (folder / "esos.py").write_text(book, encoding="utf-8")
    (folder / "hostile_book.py").write_text(book + HOSTILE_BOOK, encoding="utf-8")
    with without_room(folder / "full") as full:
        return scripted(MISUSE, page.as_uri(), folder, slow, full, lean.as_uri()) | {"folder": folder}


@pytest.fixture(scope="module")
def ruled(misused: dict[str, Any]) -> dict[str, Any]:
    """What a person sees who has drafts checked by a rulebook of their own."""
    told: dict[str, Any] = misused["ruled"]
    return told


@contextmanager
def without_room(folder: Path) -> Iterator[Path]:
    """A folder on a disk of a few kilobytes; where none can be had, a path that can hold no file at all."""
    folder.mkdir()
    disk = ["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(disk, capture_output=True, check=False).returncode:
        folder.rmdir()
        folder.touch()
        yield folder
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def nested(path: Path, levels: int = 50_000) -> Path:
    """A Word file whose elements stand so deep in each other that a browser has no room for it."""
    shutil.copy(ROOT / "legal_text" / "drafts" / "secmp0059.docx", path)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    inside = "<w:sdt>" * levels + "</w:sdt>" * levels
    with zipfile.ZipFile(path) as given:
        parts = {name: given.read(name) for name in given.namelist()}
    parts["word/document.xml"] = f'<w:document xmlns:w="{space}"><w:body>{inside}</w:body></w:document>'.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return path


def driven(address: str, folder: Path, users: Path, watched: str, *drafts: Path) -> dict[str, Any]:
    return scripted(DRIVER, address, folder, users, watched, *drafts)


def scripted(script: Path, address: str, folder: Path, *arguments: Path | str) -> dict[str, Any]:
    browser = found()
    assert browser is not None
    command = ["node", str(script), address, str(folder), browser.program, *map(str, arguments)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert ran.returncode == 0, ran.stderr[-2_000:]
    answer: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return answer


@contextmanager
def served(draft: Path) -> Iterator[str]:
    """The address at which the page is served."""
    command = [sys.executable, "-m", "sec_rules", "serve", str(draft)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        try:
            assert server.stdout is not None
            yield next(word for word in server.stdout.readline().split() if word.startswith("http"))
        finally:
            server.terminate()


def portfolio(folder: Path) -> Path:
    users = folder / "users.csv"
    users.write_text("".join(",".join(map(str, row)) + "\n" for row in USERS), encoding="utf-8")
    return users


def workbook(folder: Path) -> Path:
    """The same rows as an Excel workbook."""
    import xlsxwriter

    users = folder / "users.xlsx"
    with xlsxwriter.Workbook(users) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(USERS):
            sheet.write_row(at, 0, row)
    return users


def test_nothing_is_asked_for_but_the_page_itself(seen: dict[str, Any]) -> None:
    assert seen["faults"] == []
    if "file" in seen["asked"]:
        assert set(seen["asked"]) <= {"file", "blob"}
        assert seen["asked"].count("file") == 1
    else:
        assert {address.split("/")[2].split(":")[0] for address in seen["asked"]} == {"127.0.0.1"}
    assert seen["first"].startswith("Nothing that you put here leaves this machine")


def test_a_press_of_the_field_raises_a_chooser(seen: dict[str, Any]) -> None:
    # That of the browser's picker stands for no field; the drafts and the Users came in by that of the field.
    assert seen["picker"] == ["selectMultiple", False]
    assert seen["cards"]


def test_the_file_is_no_larger_than_is_sent_by_post(page: Path) -> None:
    assert page.stat().st_size < 15_000_000


def test_the_answer_is_that_of_the_command_to_the_byte(
    seen: dict[str, Any], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = folder / "alone"
    alone.mkdir()
    shutil.copy(folder / "secmp0059.docx", alone)
    main(["check", str(alone / "secmp0059.docx"), "--no-config", "--json"])
    assert (folder / "secmp0059.unconfirmed.json").read_text(encoding="utf-8") == capsys.readouterr().out
    # With what it is meant to do and what was decided, as it was confirmed and saved, beside it.
    for name in ("secmp0059.effect.toml", "secmp0059.decisions.toml"):
        shutil.copy(folder / name, alone)
    main(["check", str(alone / "secmp0059.docx"), "--no-config", "--json"])
    assert (folder / "secmp0059.json").read_text(encoding="utf-8") == capsys.readouterr().out
    assert (seen["refused"], seen["state"]) == ("", "No gap or conflict found in what was read")


def test_words_lead_to_cards_and_cards_to_words(seen: dict[str, Any]) -> None:
    assert seen["focused"].startswith("card-")
    assert "0" in seen["back"].split()


def test_what_is_accepted_leaves_the_cards_with_its_reason(seen: dict[str, Any]) -> None:
    assert seen["kept"] == len(seen["cards"]) - 1
    assert "Accepted by A. Person on 29 November 2026: taken over as it stands." in seen["accepted"]


def test_nobody_confirms_without_a_name(seen: dict[str, Any]) -> None:
    assert seen["nameless"] == ["Give your name first: it is recorded beside what you confirm.", "by"]


def test_a_twin_that_is_changed_alone_leaves_a_gap_with_its_smallest_user(seen: dict[str, Any]) -> None:
    assert seen["changed"]["state"] == "Fault"
    gap = next(card for card in seen["changed"]["cards"] if card.startswith("1 error"))
    assert "250,001 Domestic Premises" in gap
    assert "exceeds 250,000, it shall be subject" in seen["changing"]
    # Of several findings of a card none is accepted that was not ticked.
    several, ticked, asks_still = seen["accepting"]
    assert (several > 1, ticked, asks_still) == (True, 0, True)
    assert "Accepted by A. Person on 29 November 2026: the other twin follows." in seen["afterwards"]["accepted"]
    assert "None of the provisions read would state an assessment" in seen["afterwards"]["accepted"]
    assert seen["afterwards"]["left"] == "1 card is left to look at; 1 card is accepted."
    assert seen["afterwards"]["refused"] == ""


def test_of_a_portfolio_each_card_says_how_many_move(seen: dict[str, Any]) -> None:
    left = "1 would be left with no answer, or with more than one"
    told = rf"Of 3 rows in users\.(csv|xlsx) 1 would get another answer and {left}\."
    assert re.fullmatch(told, seen["users"]["says"])
    assert any("the answer of 1 of 3 rows changes. They are: Between." in said for said in seen["users"]["cards"])


def test_messages_stand_beside_what_was_pressed_and_saving_says_the_name(seen: dict[str, Any]) -> None:
    words, is_beside, is_seen = seen["beside"]
    assert words.startswith("Select words within one paragraph of the draft first.")
    assert (is_beside, is_seen) == (True, True)
    assert seen["done"].startswith("Saved as secmp0059.changed.unconfirmed.reviewed.docx, ")


def test_the_line_of_days_is_on_the_screen(seen: dict[str, Any]) -> None:
    assert "The latest day of the assessment that falls due in 2019" in seen["days"]


def test_the_word_file_that_is_saved_holds_the_comments(seen: dict[str, Any], folder: Path) -> None:
    assert seen["saved"] == [
        "secmp0059.unconfirmed.json",
        "secmp0059.effect.toml",
        "secmp0059.decisions.toml",
        "secmp0059.json",
        "secmp0059.note.docx",
        "secmp0059.reviewed.docx",
        "secmp0059.changed.unconfirmed.schedule.ics",
        "secmp0059.changed.unconfirmed.reviewed.docx",
    ]
    document = read_docx((folder / seen["saved"][-1]).read_bytes(), "saved.docx")
    comments = [aside for aside in document.asides if (aside.author or "").startswith("sec-rules")]
    assert len(comments) >= 2
    assert any("Accepted by A. Person on 29 November 2026: the other twin follows." in one.text for one in comments)
    # What was changed on the screen is a tracked change of the file, under the name of whoever changed it.
    put = [p for x in document.paragraphs for p in x.pieces if p.text == "300,000" and p.mark is Mark.INSERTED]
    assert ["A. Person" in {r.author for r in p.revisions} for p in put] == [True]


def test_libre_office_opens_the_word_file_with_the_comments_in_place(seen: dict[str, Any], folder: Path) -> None:
    if folder.name.startswith("served"):
        # It is that of the file of its own, made by the same code.
        assert seen["saved"][-1] == "secmp0059.changed.unconfirmed.reviewed.docx"
        return
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    own = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    # It opens the file and writes what it has read of it.
    command = [office, own, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "again")]
    subprocess.run([*command, str(folder / "secmp0059.reviewed.docx")], capture_output=True, timeout=120, check=True)
    again = read_docx((folder / "again" / "secmp0059.reviewed.docx").read_bytes(), "again.docx")
    mine = [aside for aside in again.asides if (aside.author or "").startswith("sec-rules")]
    assert len(mine) >= 2


@pytest.mark.parametrize("name", ["broken.docx", "deep.docx"])
def test_a_broken_file_is_refused_by_the_sentence_of_the_command(
    seen: dict[str, Any], folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["check", str(folder / name)]) == 2
    assert f"sec-rules: {seen[name]['refused']}\n" == capsys.readouterr().err


def test_a_pdf_is_read(seen: dict[str, Any]) -> None:
    assert seen["printed.pdf"]["refused"] == ""
    assert "The Panel shall publish the the" in seen["printed.pdf"]["text"]


def test_words_of_a_draft_never_run(seen: dict[str, Any]) -> None:
    for said in ("<script>", "<svg onload=", "{{ 7 * 7 }}"):
        assert said in seen["hostile.md"]["text"]
    assert seen["hostile.md"]["title"].startswith("sec-rules")


def test_the_page_fits_a_phone(seen: dict[str, Any]) -> None:
    assert max(seen["narrowAtFirst"], seen["narrow"]) <= 390


def test_three_questions_are_open_until_somebody_confirms_them(seen: dict[str, Any]) -> None:
    assert seen["left"][0].startswith("3 of 3 not confirmed")
    assert seen["left"][1] == "all three are confirmed."
    # The text and the day are confirmed of a draft as it stands, and this one is another by then.
    assert seen["left"][2].startswith("2 of 3 not confirmed")
    assert seen["effect"] == "The draft does exactly this: proved."
    # What was confirmed of the effect still stands when the draft is changed, and it no longer does that.
    assert seen["changed"]["effect"] == "The draft does not do exactly this."


def test_what_is_decided_and_who_confirmed_is_kept(seen: dict[str, Any]) -> None:
    assert "Deferred by A. Person on 29 November 2026: the group meets again." in seen["deferred"]
    assert "Recorded: 1 deferred." in seen["recorded"]
    assert "Confirmed by A. Person" in seen["recorded"]


def test_a_fix_is_made_by_its_button(seen: dict[str, Any]) -> None:
    assert seen["mended"] == [len(seen["cards"]) - 1, ""]


def test_one_user_is_answered_now_and_as_proposed_and_in_the_years_ahead(seen: dict[str, Any], folder: Path) -> None:
    now, proposed = seen["sides"]
    assert "Full User Security Assessment" in now
    assert "No provision applies" in proposed
    assert seen["years"].count("not determined") == 6
    assert (folder / "secmp0059.changed.unconfirmed.schedule.ics").read_bytes().count(b"BEGIN:VEVENT") == 6


def test_the_answer_of_one_user_follows_the_draft(seen: dict[str, Any]) -> None:
    (now, proposed), years = seen["askedAgain"]
    assert "Full User Security Assessment" in now
    assert "Full User Security Assessment" in proposed
    assert "not determined" not in years
    # They stand while the days and the plane are opened, and give way when the draft has changed.
    assert seen["firstAnswers"] == [1, 0]


def test_the_plane_is_drawn_and_an_option_stands_beside_the_draft(seen: dict[str, Any]) -> None:
    assert seen["plane"] >= 1
    assert seen["options"] == 2


def test_too_large_a_file_and_too_many_are_refused_before_they_are_read(seen: dict[str, Any]) -> None:
    assert seen["large.docx"]["refused"] == "large.docx has 100,000,000 bytes; a draft has at most 50,000,000."
    assert seen["many"] == "These are 21 drafts; at most 20 are checked at once."


def test_axe_core_finds_nothing(seen: dict[str, Any]) -> None:
    if not os.environ.get("AXE_CORE"):
        pytest.skip("no AXE_CORE with the script of axe-core")
    assert seen["axe"] == []


def test_a_file_is_checked_again_when_another_program_saves_it(seen: dict[str, Any]) -> None:
    # The page waited for the words that were added to the file; it would have given up after a minute.
    assert "G8.39" in seen["again"]
    assert seen.get("shown", "watched.md") == "watched.md"


def test_an_old_browser_is_told_what_it_lacks(misused: dict[str, Any]) -> None:
    *lacking, full, unable = misused["old"]
    names = ("WebAssembly", "streams that unpack", "workers", "dialogs", "newer lists")
    begins, ends = (
        "This browser is too old for the page: it lacks ",
        "A current Edge, Chrome, Firefox or Safari has them.",
    )
    assert lacking == [f"{begins}{name}. {ends}" for name in names]
    # A store that is full, and an engine that starts neither from the memory that is carried nor anew.
    assert full.startswith("The page cannot start in this browser: no space. A current Edge")
    assert unable.startswith("The page cannot start in this browser: no such memory. A current Edge")


def test_where_the_memory_cannot_be_restored_python_starts_anew(misused: dict[str, Any]) -> None:
    assert misused["anew"] == [[False, True], "pasted.md"]


def test_nothing_is_lost_where_there_is_no_room_to_save_it(misused: dict[str, Any]) -> None:
    (state, is_there, refused, done), again = misused["full"]
    assert (state, is_there, refused) == ("canceled", True, "")
    assert "If the download fails, nothing here is lost." in done
    assert again[:3] == ["completed", True, ""]


def test_twenty_drafts_are_checked_side_by_side(misused: dict[str, Any]) -> None:
    assert misused["twenty"] == ["", 20, 20]
    assert misused["whileBusy"].startswith("Something else is still being done: put it in again when that has ended")


def test_nothing_that_is_dropped_runs_or_is_asked_for(misused: dict[str, Any]) -> None:
    hostile = misused["hostile"]
    assert hostile["refused"] == ""
    # They are shown as the words they are.
    script = "<script>globalThis.ran = 1</script>"
    assert {script, f"</style>{script}", "{{ 7 * 7 }}"} <= set(hostile["shows"])
    assert hostile["cards"] >= 1
    assert (hostile["ran"], hostile["elements"]) == ("", 0)
    assert (misused["blocked"], misused["faults"]) == ([], [])
    assert set(misused["asked"]) <= {"file", "blob"}


def test_a_long_draft_is_drawn_with_pauses_and_laid_out_where_it_is_seen(misused: dict[str, Any]) -> None:
    assert misused["long"] == [True, 4_000, 4_000, "auto"]


def test_a_stop_ends_the_worker_and_another_takes_its_place(misused: dict[str, Any]) -> None:
    assert misused["stopped"] == ["Stopped.", "Stopped."]
    assert misused["afterStop"] == ["", "draft 2.md", ""]


def test_a_failure_of_the_engine_is_said_and_outlived(misused: dict[str, Any]) -> None:
    assert "IndexError" in misused["failed"]
    assert misused["afterFailure"] == ["", "draft 3.md"]


def test_a_tab_closed_in_the_middle_of_a_check_leaves_nothing_behind(seen: dict[str, Any]) -> None:
    assert not [name for name in seen["leftBehind"] if name.endswith((".partial", ".crdownload"))]


def test_a_closed_tab_asks_first_and_leaves_nothing_behind(misused: dict[str, Any]) -> None:
    assert misused["asks"] == "beforeunload"
    assert misused["stored"] == ["", 0, 0, 0, 0]
    assert misused["fresh"] == [True, False]
    assert not [name for name in misused["left"] if name.endswith((".partial", ".crdownload"))]


def test_the_page_prints_what_it_found(misused: dict[str, Any]) -> None:
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext is not installed")
    printed = subprocess.run(
        [reader, str(misused["folder"] / "printed.pdf"), "-"], capture_output=True, text=True, check=True
    )
    assert "draft 3.md" in printed.stdout
    assert "The Panel shall publish the the report 3." in " ".join(printed.stdout.split())
    assert "Accept" not in printed.stdout


def test_a_rulebook_is_run_when_somebody_said_so_and_checks_by_its_own_words(ruled: dict[str, Any]) -> None:
    assert ruled["cancelled"] == ["esos.py was not run.", False]
    state, kicker, day = ruled["checked"]
    assert (state, kicker) == (
        "Fault",
        "Schedule 1 of the Energy Savings Opportunity Scheme Regulations 2014, as corrected",
    )
    assert "Smart Energy Code" not in day
    assert ruled["form"] == [["Employees", "Euro of turnover", "Euro of balance sheet total"], True]
    assert ruled["off"] == [
        "Smart Energy Code, Section G8 \u00b7 security assessments",
        "Not checked for effect",
        False,
    ]


def test_a_hostile_rulebook_reaches_nothing_and_leads_nowhere(ruled: dict[str, Any]) -> None:
    assert set(ruled["hostile"].values()) == {False}
    assert ruled["drawn"] == ["drawn", 0]
    assert ruled["where"] is True
    # It did try.
    assert "https://example.invalid/" in ruled["tried"]
    assert ruled["reached"] == 0
