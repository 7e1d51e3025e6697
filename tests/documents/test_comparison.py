"""Two clean files compared as a draft, the redline of amending instructions, and PDF as text."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from pathlib import Path

import pytest

from sec_rules.cli import main
from sec_rules.documents.comparison import compared
from sec_rules.documents.document import View
from sec_rules.documents.readers import open_draft
from sec_rules.documents.readers.docx import read_docx
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.documents.readers.pdf import CAUTION, read_pdf
from sec_rules.drafting.layout.layout import lay_out
from sec_rules.errors import DocumentError, ExtraError
from sec_rules.loading import load
from sec_rules.report import as_critic_markup, as_docx
from sec_rules.review.comments import placed
from sec_rules.review.fixes.new_document import made
from sec_rules.review.review import Review, check
from sec_rules.review.summary import summarised
from sec_rules.review.text.redline import redlines
from sec_rules.rulebook.questions import assessment

DRAFT = Path(__file__).resolve().parents[2] / "legal_text" / "drafts" / "secmp0059.docx"
CODE = load()


def clean(view: View) -> bytes:
    """The draft of SECMP0059 with its changes rejected or accepted, by the XML alone."""
    with zipfile.ZipFile(DRAFT) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    drop, keep = ("ins", "del") if view is View.ORIGINAL else ("del", "ins")
    body = parts["word/document.xml"].decode()
    body = re.sub(rf"<w:{drop} [^>]*>.*?</w:{drop}>", "", body)
    body = re.sub(rf"</?w:{keep}(?: [^>]*)?>", "", body).replace("w:delText", "w:t")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in {**parts, "word/document.xml": body.encode()}.items():
            archive.writestr(name, content)
    return out.getvalue()


def results(result: Review) -> object:
    return (
        [(r.code, r.clause, r.start, r.end, r.message) for r in result.findings],
        [(s.label, s.status) for s in result.draft.shown],
        result.changes,
        result.draft.base_on,
    )


def test_two_clean_word_files_give_what_the_redline_of_them_gives() -> None:
    old, new = (read_docx(clean(v), f"{v.value}.docx") for v in (View.ORIGINAL, View.ACCEPTED))
    assert (old.revisions, new.revisions) == (0, 0)
    both = compared(old, new)
    redline = read_docx(DRAFT.read_bytes(), DRAFT.name)
    for view in (View.ORIGINAL, View.ACCEPTED):
        assert [p.text for p in both.view(view)] == [p.text for p in redline.view(view)]
    assert results(check(both, CODE, assessment)) == results(check(redline, CODE, assessment))


def test_comments_and_fixes_go_into_the_newer_file() -> None:
    old, data = read_docx(clean(View.ORIGINAL), "old.docx"), clean(View.ACCEPTED)
    result = check(compared(old, read_docx(data, "new.docx")), CODE, assessment)
    again = read_docx(as_docx.dumps(placed(summarised(result), data, fix=True)), "new.docx")
    assert [a.snippet for a in again.asides if a.text.endswith("TY101")] == ["  "]
    assert [p.text for p in again.view(View.ORIGINAL)] == [p.text for p in read_docx(data, "x").view(View.ACCEPTED)]
    assert "Full User Security Assessment; and" in again.view(View.ACCEPTED)[12].text


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("G8.44 One.", "G8.44 One.", "G8.44 One."),
        ("G8.44 It exceeds 5.", "G8.44 It exceeds 6.", "G8.44 It exceeds {--5--}{++6++}."),
        ("G8.44 One.\n\nG8.45 Two.", "G8.45 Two.", "{--G8.44 One.--}\n\nG8.45 Two."),
        ("G8.45 Two.", "G8.44 One.\n\nG8.45 Two.", "{++G8.44 One.++}\n\nG8.45 Two."),
        (
            "G8.44 Old words here.",
            "G8.45 Old words here.",
            "{--G8.44 Old words here.--}\n\n{++G8.45 Old words here.++}",
        ),
        (
            "G8.44 Either:\n\n(a) the one thing; or\n\n(b) the other thing.",
            "G8.44 Either:\n\n(a) the one thing; or\n\n(b) the other matter.",
            "G8.44 Either:\n\n(a) the one thing; or\n\n(b) the other {--thing--}{++matter++}.",
        ),
    ],
)
def test_paragraphs_are_paired_and_their_words_compared(old: str, new: str, expected: str) -> None:
    both = compared(read_markdown(old, "old.md"), read_markdown(new, "new.md"))
    for view, text in ((View.ORIGINAL, old), (View.ACCEPTED, new)):
        assert [p.text for p in both.view(view)] == text.split("\n\n")
    assert as_critic_markup.dumps(redlines(check(both, CODE, assessment).draft).values()).strip() == expected


def test_tracked_changes_of_the_files_are_taken_as_accepted_and_that_is_said() -> None:
    old = read_markdown("G8.44 {++A ++}User{-- or two--}.", "old.md")
    both = compared(old, read_markdown("G8.44 A Party.", "new.md"))
    assert [p.text for p in both.view(View.ORIGINAL)] == ["G8.44 A User."]
    assert both.notes == ("The tracked changes of old.md were taken as accepted before the two files were compared.",)


INSTRUCTIONS = """In Section G8.47(b), for "User Security Self-Assessment" substitute "Full User Security Assessment".

Delete Section G8.45.

After Section G8.44 insert:

G8.44A Where a User is a Network Party, it shall be subject to a Full User Security Assessment annually thereafter.

In Section G8.42(b), for "no such words" substitute "others".
"""


def test_the_result_of_instructions_is_a_redline_that_reads_back(tmp_path: Path) -> None:
    result = check(read_markdown(INSTRUCTIONS, "draft.md"), CODE, assessment)
    data = made(redlines(result.draft).values(), "draft.md")
    assert made(redlines(result.draft).values(), "draft.md") == data
    again = read_docx(data, "again.docx")
    for view in (View.ORIGINAL, View.ACCEPTED):
        shown = {p.label: p.whole for p in lay_out(again.view(view), view).provisions}
        assert shown == {p.label: p.whole for p in result.draft.layout(view).provisions}
    text = as_critic_markup.dumps(redlines(result.draft).values())
    marked = read_markdown(text, "again.md")
    assert {p.label: p.whole for p in lay_out(marked.view(View.ACCEPTED), View.ACCEPTED).provisions} == shown
    assert {p.author for q in again.paragraphs for p in q.pieces if p.revisions} == {"draft.md"}


def test_the_review_of_a_text_is_a_word_file_with_its_changes_and_comments(tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(INSTRUCTIONS, encoding="utf-8")
    main(["review", str(tmp_path / "draft.md"), "--quiet"])
    reviewed = open_draft(tmp_path / "draft.reviewed.docx")
    assert reviewed.revisions > 0
    (comment,) = (a for a in reviewed.asides if "no such words" in a.text)
    assert comment.snippet.startswith("(b)")


def pdf(drawn: str, annotations: str = "") -> bytes:
    """A PDF of one page on which that is drawn."""
    stream = drawn.encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> "
        + annotations.encode()
        + b" >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out = b"%PDF-1.4\n"
    places = []
    for i, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (i, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )


LINE = "BT /F1 10 Tf 72 700 Td (G8.44 Where a User is a Network Party, it shall undergo a Full User  Security) Tj "
TEXT = LINE + "0 -14 Td (Assessment annually thereafter.) Tj ET\n"


def test_a_pdf_is_read_as_text_with_what_cannot_be_known_said_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "draft.pdf").write_bytes(pdf(TEXT))
    main(["check", str(tmp_path / "draft.pdf")])
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith(f"Fault. {CAUTION}")
    assert "There are two spaces where one should be" in said
    assert "G8.44 changed" in said


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"hello", "is no PDF"),
        (b"%PDF-1.4\nnothing", "is cut short or broken"),
        (pdf("0 0 m"), "holds no text; a scanned page"),
        (pdf(TEXT)[:300], "is cut short or broken|is broken|holds no text"),
    ],
)
def test_what_is_no_readable_pdf_is_said(data: bytes, expected: str) -> None:
    with pytest.raises(DocumentError, match=expected):
        read_pdf(data, "draft.pdf")


def test_without_the_extra_its_name_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(ExtraError, match=r"needs the extra 'pdf'"):
        read_pdf(pdf(TEXT), "draft.pdf")
