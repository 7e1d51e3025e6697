"""The note for a meeting: its table, what is confirmed, whom it concerns, and that it stays within two pages."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from sec_rules._version import __version__
from sec_rules.documents.document import View
from sec_rules.documents.readers import open_draft
from sec_rules.documents.readers.docx import read_docx
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.loading import load
from sec_rules.report import as_html, note_as_docx
from sec_rules.review.decisions import BASELINE, CONFIRMED, Decision, Record
from sec_rules.review.moved import Moved, Rows
from sec_rules.review.note import Note, note_on
from sec_rules.review.review import check
from sec_rules.review.summary import Summary, decided, summarised
from sec_rules.rulebook.questions import assessment
from tests.report.chromium import found
from tests.report.large import large

DRAFT = Path(__file__).resolve().parents[2] / "legal_text" / "drafts" / "secmp0059.docx"


@pytest.fixture(scope="module")
def secmp0059() -> Summary:
    return summarised(check(open_draft(DRAFT), load(), assessment))


@pytest.fixture(scope="module")
def note(secmp0059: Summary) -> Note:
    return note_on(secmp0059)


def test_the_table_has_a_row_for_each_card(note: Note, secmp0059: Summary) -> None:
    assert [row.provision for row in note.rows] == ["G8.41 and G8.42", "G8.47(a)", "G8.44(c)"]
    verified = note.rows[1]
    assert "to a User Security Self-Assessment;" in verified.baseline
    assert "to a Verification User Security Assessment;" in verified.proposed
    assert verified.question == "Is this effect meant?"
    # Of two blanks the draft inserts one.
    blanks = note.rows[2]
    assert (blanks.baseline, blanks.question) == ("(not these words)", "None. A correction is proposed.")
    assert "Full User  Security Assessment" in blanks.proposed
    assert note.title == "SECMP0059: proposed changes to Section G8"


def test_a_fault_asks_what_should_apply() -> None:
    text = (DRAFT.with_suffix(".md")).read_text(encoding="utf-8").replace("equal to or less than", "less than")
    rows = note_on(summarised(check(read_markdown(text, "d.md"), load(), assessment))).rows
    assert rows[0].question.startswith("Which provision should apply to Supplier Parties whose")


def test_the_baseline_is_unconfirmed_until_somebody_confirms_it(secmp0059: Summary) -> None:
    draft = secmp0059.result.draft
    assert "27 February 2019" in note_on(secmp0059).unconfirmed
    assert note_on(secmp0059, confirmed_by="Ann Other").unconfirmed == ""
    made = Decision(
        about=BASELINE,
        decided=CONFIRMED,
        because="",
        by="Bob",
        on=date(2026, 11, 29),
        draft=draft.document.sha256,
        version=__version__,
    )
    confirmed = note_on(decided(secmp0059, [Record(name="r", decisions=(made,))]))
    assert confirmed.unconfirmed == ""
    assert "Confirmed by Bob on 29 November 2026." in confirmed.baseline
    other = evolve(made, draft="0" * 64)
    again = note_on(decided(secmp0059, [Record(name="r", decisions=(other,))])).unconfirmed
    assert again.startswith("To be confirmed again, of the draft as it is now: ")
    assert again.endswith("onfirmed by Bob on 29 November 2026.")


def test_who_is_affected_is_counted_and_never_named(secmp0059: Summary) -> None:
    moving = {card.id: Rows(3, 1) for card in secmp0059.cards if card.changes}
    told = note_on(evolve(secmp0059, moved=Moved("users.csv", 40, of=moving))).affected
    assert "In users.csv the answers of 3 of 40 rows change, and of 1 it is not known." in told[0]
    assert told[-1] == "Of 40 rows in users.csv 6 would get another answer."


def test_the_word_file_says_what_the_page_says(note: Note) -> None:
    words = " ".join(p.text for p in read_docx(note_as_docx.dumps(note), "n.docx").view(View.ACCEPTED))
    for said in (note.title, note.unconfirmed, *note.does, *note.affected, *(row.effect for row in note.rows)):
        assert " ".join(said.split()) in " ".join(words.split())
    assert note_as_docx.dumps(note) == note_as_docx.dumps(note)


def _of(name: str) -> Summary:
    if name == "large":
        return summarised(large(12))
    faults = "".join(
        f"G8.{i} {{++The Panel shall keep the the report of each Assessor, and shall send  it to [TBC].++}}\n\n"
        for i in range(51, 62)
    )
    text = DRAFT.with_suffix(".md").read_text(encoding="utf-8").replace("250,000", "240,000") + f"\n\n{faults}"
    return summarised(check(read_markdown(text, "d.md"), load(), assessment))


@pytest.mark.parametrize("name", ["large", "faulty"])
def test_it_prints_on_two_pages_however_long_the_draft_is(name: str, tmp_path: Path) -> None:
    browser: Any = found()
    if browser is None or shutil.which("pdfinfo") is None:
        pytest.skip("chromium or pdfinfo is not installed")
    page, target = tmp_path / "note.html", tmp_path / "note.pdf"
    page.write_text(as_html.note(note_on(_of(name))), encoding="utf-8")
    browser.run(page, f"--print-to-pdf={target}", "--no-pdf-header-footer")
    told = subprocess.run(["pdfinfo", str(target)], capture_output=True, text=True, check=True).stdout
    assert int(told.partition("Pages:")[2].split()[0]) <= 2
