"""Which text a document stands on: whether its look shows changes, and words that differ from those held unmarked."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.shared import RGBColor

from sec_rules.documents.readers import open_draft
from sec_rules.documents.readers.docx import read_docx
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.documents.readers.pdf import read_pdf
from sec_rules.drafting.draft import Draft, hold_against
from sec_rules.engine import legal_text
from sec_rules.errors import UsageError
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment
from tests.documents.pdf.made import pdf, underlined, words

CODE = load()
ON = CODE.newest_day(assessment)


def held(label: str) -> str:
    clause = CODE.clause(label)
    version = clause.on(ON)
    assert version is not None
    return legal_text.words_of(clause, version)


# Text between < and > is struck, between [ and ] underlined, both in a colour.


def word_file(*texts: str) -> bytes:
    document, packed = docx.Document(), io.BytesIO()
    for text in texts:
        paragraph = document.add_paragraph()
        run, look = "", ""
        for c in f"{text}\0":
            if c not in "<>[]\0":
                run += c
                continue
            if run:
                made = paragraph.add_run(run)
                made.font.strike, made.font.underline = (look == "<") or None, (look == "[") or None
                made.font.color.rgb = RGBColor(0xC0, 0, 0) if look else None
            run, look = "", c if c in "<[" else ""
    document.save(packed)
    return packed.getvalue()


def draft(*texts: str, said: bool | None = None) -> Draft:
    return hold_against(read_docx(word_file(*texts), "draft.docx", formatting_is_redline=said), CODE)


def statuses(given: Draft) -> dict[str, str]:
    return {shown.label: shown.status for shown in given.shown}


G8_41 = held("G8.41")
LOWERED = G8_41.replace("250,000", "200,000")
SHOWN = G8_41.replace("250,000", "<250,000>[200,000]")


def test_a_redline_by_look_whose_old_words_are_those_held_is_one():
    assert draft(SHOWN).document.revisions == 2
    assert statuses(draft(SHOWN)) == {"G8.41": "changed"}
    assert draft(SHOWN).accepted.provisions[0].text == LOWERED.removeprefix("G8.41 ")
    # What stands outside every clause is no change of it.
    assert draft("[Questions to Ann]", "<withdrawn>", SHOWN).document.revisions == 2


@pytest.mark.parametrize(
    "look", [lambda words: f"[{words}]", lambda words: words.replace("User", "[User]"), lambda words: f"<{words}>"]
)
def test_a_look_outside_every_clause_makes_no_redline(look):
    given = draft(look("Every User is asked for its views"), LOWERED)
    assert given.document.revisions == 0
    assert statuses(given) == {"G8.41": "changed"}


def test_what_is_underlined_in_the_words_held_is_only_emphasis():
    given = draft(G8_41.replace("Supplier Party", "[Supplier Party]"))
    assert (given.document.revisions, statuses(given)) == (0, {"G8.41": "unchanged"})


@pytest.mark.parametrize(
    "text",
    [
        LOWERED.replace("200,000", "<200,000>[180,000]"),
        LOWERED.replace("Full", "<Full>[Verification]", 1),
        G8_41.replace("exceeds", "is at least").replace("250,000", "<200,000>[250,000]"),
    ],
)
def test_struck_words_that_are_not_the_text_held_are_asked_about_once(text):
    with pytest.raises(UsageError, match=r"G8\.41 is not what it says in any version") as asked:
        draft(text)
    assert "Say --formatting-is-redline if it is, --no-formatting-is-redline if it is only a look." in str(asked.value)
    assert draft(text, said=True).document.revisions == 2
    assert draft(text, said=False).document.revisions == 0


def test_tracked_changes_and_a_look_are_asked_about_only_inside_a_clause():
    def both(*texts: str, said: bool | None = None) -> Draft:
        document = docx.Document(io.BytesIO(word_file(*texts)))
        run = document.paragraphs[-1].runs[-1]._r
        inserted = run.makeelement(f"{{{run.nsmap['w']}}}ins", {f"{{{run.nsmap['w']}}}id": "1"})
        run.addprevious(inserted)
        inserted.append(run)
        packed = io.BytesIO()
        document.save(packed)
        return hold_against(read_docx(packed.getvalue(), "draft.docx", formatting_is_redline=said), CODE)

    assert both("[Questions to Ann]", "see [ann@example.org]", G8_41).document.revisions == 1
    with pytest.raises(UsageError, match="tracked changes, and besides"):
        both(SHOWN, "G8.48A Each User shall pay.")
    assert both(SHOWN, "G8.48A Each User shall pay.", said=False).document.revisions == 1


def test_a_new_clause_that_is_underlined_alone_is_read_as_it_stands_with_a_note():
    given = draft("G8.99 Each User [shall pay what the Panel asks for].")
    assert given.document.revisions == 0
    assert any("--formatting-is-redline would" in note for note in given.document.notes)


def test_in_a_text_that_is_not_held_struck_words_are_a_change():
    given = draft("H1.1.1 Each Party [shall] <must>[may] pay.", "H1.1.2 Each Party shall report.")
    assert given.document.revisions == 3


# Words that differ though no mark shows a change.


def marked(text: str) -> Draft:
    return hold_against(read_markdown(text, "draft.md"), CODE)


TRACKED = "\n\n" + G8_41.replace("250,000", "{~~250,000~>200,000~~}")
G8_42, G8_47 = held("G8.42"), held("G8.47")


@pytest.mark.parametrize(
    ("edited", "file", "code"),
    [
        (G8_42.replace("250,000", "200,000"), "200,000", "250,000"),
        (G8_42.replace("five times", "four times"), "four", "five"),
        (G8_42.replace("is equal to or less than", "is less than"), "", "equal to or"),
        (G8_47.replace("a Full User", "a Verification User", 1), "Verification", "Full"),
        (G8_47.replace("to a User Security Self-Assessment", "to a Full User Security Assessment", 1), None, None),
    ],
)
def test_an_edit_that_no_mark_shows_is_told_beside_the_words_held_which_stay_the_base(edited, file, code):
    given = marked(edited + TRACKED)
    (shown,) = (s for s in given.shown if s.label != "G8.41")
    if file is not None:
        assert [(each.file, each.code) for each in shown.unmarked] == [(file, code)]
    assert (shown.status, shown.mismatch) == ("changed", None)
    assert given.base.ruleset(assessment, given.base_on).rules == CODE.ruleset(assessment, given.base_on).rules


def test_the_finding_names_both_figures_and_stands_at_those_of_the_file():
    found = check(read_markdown(G8_42.replace("250,000", "200,000") + TRACKED, "draft.md"), CODE, assessment)
    (said,) = (f for f in found.findings if f.code == "AM906")
    assert (said.clause, said.snippet, said.severity.value) == ("G8.42", "200,000", "warning")
    assert (
        "The file says '200,000' where the Code of 28 February 2019 has '250,000', and the change is not marked"
        in said.message
    )
    assert {c.direction for c in found.changes or ()} == {"heavier"}


def test_old_words_that_are_marked_as_taken_out_are_believed():
    given = marked(G8_41.replace("250,000", "{~~300,000~>200,000~~}"))
    (shown,) = given.shown
    assert shown.mismatch is not None
    assert shown.unmarked == ()


def test_words_only_that_differ_are_no_edit_of_the_rule():
    given = marked(G8_42.replace("it shall", "that User shall") + TRACKED)
    assert all(shown.unmarked == () for shown in given.shown)


def test_the_figures_of_a_clean_file_are_told_beside_those_held(tmp_path: Path):
    (tmp_path / "draft.md").write_text(LOWERED, encoding="utf-8")
    draft = hold_against(open_draft(tmp_path / "draft.md"), CODE)
    (shown,) = draft.shown
    assert [(each.file, each.code) for each in shown.unmarked] == [("200,000", "250,000")]
    assert (
        shown.unmarked[0].beside(draft.held_as)
        == "The file says '200,000' where the Code of 28 February 2019 has '250,000'"
    )
    instructed = marked('In Section G8.41, for "250,000" substitute "200,000".')
    assert [s.unmarked for s in instructed.shown] == [()]


def test_lines_under_words_outside_every_clause_of_a_pdf_are_no_changes_of_it() -> None:
    half = words("An order about", 72, 780) + underlined("the sale", 147, 780) + words("of goods", 192, 780)
    clause = words("1.1 The buyer pays", 72, 740) + underlined("the price", 167, 740) + words("at once.", 217, 740)
    read = read_pdf(pdf(half + clause), "x.pdf")
    assert read.by_look is not None
    marked = hold_against(read, CODE).document
    assert marked.revisions == 0
    assert not marked.is_redline
