"""Findings that somebody accepts: in a baseline or in a comment, always with a reason."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from sec_rules._version import __version__
from sec_rules.cli import main
from sec_rules.documents.document import View
from sec_rules.documents.readers.docx import read_docx
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.documents.word.annotation import Note, annotate
from sec_rules.documents.word.locations import in_paragraph
from sec_rules.errors import UsageError
from sec_rules.loading import load
from sec_rules.review.acceptance import MEETS_NONE, NO_REASON, accept, read_baseline, written_baseline
from sec_rules.review.review import Review, check
from sec_rules.review.selection import Selection
from sec_rules.review.summary import summarised
from sec_rules.rulebook.questions import assessment
from sec_rules.span import Span

DRAFT = Path(__file__).resolve().parents[2] / "legal_text" / "drafts" / "secmp0059.docx"
CODE = load()
GAP = (
    "G8.41 Where a User is a Supplier Party and the number of Domestic Premises exceeds {}, it shall be subject to a "
    "Full User Security Assessment annually."
)


def result() -> Review:
    return check(read_docx(DRAFT.read_bytes(), DRAFT.name), CODE, assessment)


def with_comment(text: str, words: str = "Full User") -> bytes:
    """The draft of SECMP0059 with a comment of a drafter."""
    data = DRAFT.read_bytes()
    document = read_docx(data, DRAFT.name)
    paragraph = next(p for p in document.view(View.ACCEPTED) if "Full User  Security" in p.text)
    at = paragraph.text.index(words)
    out = annotate(data, document, [Note(tuple(in_paragraph(paragraph, Span(at, at + len(words)))), (text,))])
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/comments.xml"] = parts["word/comments.xml"].replace(
        b'w:author="sec-rules', b'w:author="Ann of sec-rules'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("comment", "because"),
    [
        ("sec-rules: ignore TY101 because it is in the text in force", "it is in the text in force"),
        ("sec-rules: ignore TY101, since it stands so in the Code", "it stands so in the Code"),
        ("Sec-rules ignore ty101: as agreed on 3 May", "as agreed on 3 May"),
        ("sec-rules: ignore XR402 and TY101 because both are old", "both are old"),
        ("sec-rules: ignore TY101 \u2014 typed so on purpose", "typed so on purpose"),
    ],
)
def test_a_comment_in_the_document_accepts_a_finding_with_its_reason(comment: str, because: str) -> None:
    found = accept(check(read_docx(with_comment(comment), "draft.docx"), CODE, assessment), comments=True)
    assert [(r.code, r.accepted) for r in found.accepted] == [("TY101", because)]
    assert not [r for r in found.findings if r.code == "TY101"]
    by = f"a comment of Ann of sec-rules {__version__} at paragraph 13"
    assert found.verdict.endswith(f"; 1 finding is accepted by {by}.")
    assert {r.accepted_by for r in found.accepted} == {by}
    assert not found.fails("warning")


def test_a_comment_accepts_nothing_unless_the_settings_let_it(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    codes = ("PR001", "PR002", "PR003", "ALL")
    notes = "".join(f"{{>>sec-rules: ignore {code} as agreed<<}}" for code in codes)
    draft.write_text(GAP.format("260,000") + notes + "<!-- sec-rules: ignore PR001, as agreed -->", encoding="utf-8")
    found = accept(check(read_markdown(draft.read_text(encoding="utf-8"), "draft.md"), CODE, assessment))
    assert (found.accepted, found.state, found.fails("error")) == ((), "fault", True)
    said = [r.message for r in found.findings if r.code == MEETS_NONE.code]
    assert (
        "A comment at line 1 ignores PR001, which the settings do not let a comment do (accept-by-comment = true does)."
        in said
    )
    settings = tmp_path / "s.toml"
    statuses = []
    for line in ("accept-by-comment = false", "accept-by-comment = true", "accept-by-comment = 1"):
        settings.write_text(line, encoding="utf-8")
        statuses.append(main(["check", str(draft), "--config", str(settings), "--quiet"]))
    assert statuses == [1, 0, 2]


@pytest.mark.parametrize(
    "comment", ["sec-rules: ignore TY101", "sec-rules: ignore TY101 because", "sec-rules: ignore TY101."]
)
def test_an_ignore_without_a_reason_is_a_finding(comment: str) -> None:
    found = accept(check(read_docx(with_comment(comment), "draft.docx"), CODE, assessment), comments=True)
    codes = [r.code for r in found.findings if r.code != "PR005"]
    assert codes == [NO_REASON.code, "TY101"]
    (said,) = (r for r in found.findings if r.code == NO_REASON.code)
    assert said.clause == "G8.44(c)"
    assert (
        said.message
        == f"A comment of Ann of sec-rules {__version__} at paragraph 13 ignores TY101 and does not say why."
    )


def test_an_ignore_that_meets_nothing_is_a_finding() -> None:
    found = accept(
        check(read_docx(with_comment("sec-rules: ignore TY102 because of this"), "draft.docx"), CODE, assessment),
        comments=True,
    )
    assert [r.code for r in found.findings if r.code != "PR005"] == [MEETS_NONE.code, "TY101"]


def test_an_ignore_reaches_no_further_than_its_paragraph() -> None:
    data = DRAFT.read_bytes()
    document = read_docx(data, DRAFT.name)
    other = document.view(View.ACCEPTED)[2]
    out = annotate(
        data, document, [Note(tuple(in_paragraph(other, Span(0, 5))), ("sec-rules: ignore TY101 because so",))]
    )
    found = accept(check(read_docx(out, "draft.docx"), CODE, assessment), comments=True)
    assert not found.accepted


def test_any_other_comment_is_only_a_comment() -> None:
    found = accept(
        check(read_docx(with_comment("Please tell sec-rules to ignore TY101 because"), "draft.docx"), CODE, assessment),
        comments=True,
    )
    assert not found.accepted
    assert not [r for r in found.findings if r.code.startswith("IG")]


SPACED = "G8.44A Each Network Party shall keep a record  of its premises.{}\n\nG8.44B The Panel shall publish  it.\n"
BECAUSE = "sec-rules: ignore TY101 because the table is taken over"


@pytest.mark.parametrize("note", ["{>>%s<<}", " {>>%s<<}", "\n\n{>>%s<<}", "\n<!-- %s -->", "\n\n<!--\n%s\n-->"])
def test_a_comment_in_markdown_is_about_its_paragraph_or_the_one_before_it(note: str) -> None:
    found = accept(
        check(read_markdown(SPACED.format(note.replace("%s", BECAUSE)), "draft.md"), CODE, assessment), comments=True
    )
    assert [(r.clause, r.code, r.accepted) for r in found.accepted] == [("G8.44A", "TY101", "the table is taken over")]
    assert [r.clause for r in found.findings if r.code == "TY101"] == ["G8.44B"]


def test_a_comment_in_markdown_that_speaks_to_somebody_else_accepts_nothing() -> None:
    found = accept(
        check(read_markdown(SPACED.format("{>>ignore TY101<<} <!-- ignore TY101 -->"), "draft.md"), CODE, assessment),
        comments=True,
    )
    assert [r.clause for r in found.findings if r.code == "TY101"] == ["G8.44A", "G8.44B"]


def test_the_codes_of_acceptance_are_chosen_as_any_other() -> None:
    draft = read_markdown(SPACED.format("{>>sec-rules: ignore TY101<<}"), "draft.md")
    assert "IG901" in [r.code for r in accept(check(draft, CODE, assessment)).findings]
    without = check(draft, CODE, assessment, selection=Selection(ignore=("IG9",)))
    assert "IG901" not in [r.code for r in accept(without).findings]


def test_a_baseline_accepts_what_it_was_written_from() -> None:
    text = written_baseline([result()], (), "agreed")
    found = accept(result(), read_baseline(text, "base.json"))
    assert found.findings == ()
    assert {r.accepted for r in found.accepted} == {"agreed"}
    assert written_baseline([found], read_baseline(text, "base.json"), "") == text
    assert [r.accepted for r in accept(result(), read_baseline(text, "b"), everything=True).findings] == ["agreed"] * 4


def test_a_baseline_without_reasons_accepts_nothing_and_says_so() -> None:
    text = written_baseline([result()], (), "")
    found = accept(result(), read_baseline(text, "base.json"), name="base.json")
    assert not found.accepted
    said = [r.message for r in found.findings if r.code == NO_REASON.code]
    assert len(said) == 4
    assert "base.json accepts TY101 in G8.44(c) and does not say why." in said


def test_a_finding_of_a_proof_is_accepted_only_while_it_says_the_same() -> None:
    def of(figure: str) -> Review:
        return check(read_markdown(GAP.format(figure), "draft.md"), CODE, assessment)

    gap, larger = of("260,000"), of("270,000")
    baseline = read_baseline(written_baseline([gap], (), "known"), "b")
    assert gap.fails("error")
    assert not accept(gap, baseline).fails("error")
    assert accept(larger, baseline).fails("error")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("not JSON", "it is not JSON"),
        ("[]", "no baseline of schema version 1"),
        ('{"schema_version": 2, "accepted": []}', "no baseline of schema version 1"),
        ('{"schema_version": 1}', "it has no list 'accepted'"),
        ('{"schema_version": 1, "accepted": [{"because": "x"}]}', "finding 1 should have an 'id'"),
        ('{"schema_version": 1, "accepted": [{"id": 3}]}', "finding 1 should have an 'id'"),
    ],
)
def test_what_is_no_baseline_is_said(text: str, expected: str) -> None:
    with pytest.raises(UsageError, match=r"base\.json") as error:
        read_baseline(text, "base.json")
    assert expected in str(error.value)


def test_the_command_writes_and_reads_a_baseline(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft, base = str(shutil.copy(DRAFT, tmp_path / "d.docx")), str(tmp_path / "base.json")
    assert main(["check", draft, "--baseline", base]) == 2
    assert "There is no baseline" in capsys.readouterr().err
    assert main(["check", draft, "--write-baseline"]) == 2
    assert main(["check", draft, "--baseline", base, "--because", "x"]) == 2
    assert main(["check", draft, "--baseline", base, "--write-baseline", "--because", "ok", "--fail-on", "note"]) == 0
    assert main(["check", draft, "--baseline", base, "--fail-on", "note"]) == 0
    assert main(["check", draft, "--fail-on", "note"]) == 1
    capsys.readouterr()
    main(["check", draft, "--baseline", base, "--json", "--all"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert {f["accepted"] for f in findings if f["code"] == "TY101"} == {"ok"}
    assert main(["check", draft, "--baseline", draft, "--write-baseline"]) == 2


def test_a_baseline_may_say_who_accepts_and_when() -> None:
    reviewed = result()
    rows = json.loads(written_baseline([reviewed], (), "as it was"))
    for row in rows["accepted"]:
        row |= {"by": "Ann Other", "on": "2026-11-29"}
    baseline = read_baseline(json.dumps(rows), "b.json")
    accepted = accept(reviewed, baseline)
    assert {f.accepted_by for f in accepted.accepted} == {"Ann Other on 29 November 2026"}
    # It is kept when a baseline is written anew.
    assert read_baseline(written_baseline([accepted], baseline, ""), "b.json") == baseline


def test_a_day_of_a_baseline_that_is_none_is_refused() -> None:
    row = {"id": "a", "because": "b", "by": "Ann", "on": "29/11/2026"}
    with pytest.raises(UsageError, match="finding 1 should have for 'on' a day such as 2026-11-29, got '29/11/2026'"):
        read_baseline(json.dumps({"schema_version": 1, "accepted": [row]}), "b.json")


@pytest.mark.parametrize("everything", [False, True])
def test_what_a_draft_does_is_told_alike_whether_its_fault_is_accepted_or_not(everything: bool) -> None:
    reviewed = check(read_markdown(GAP.format("300,000"), "gap.md"), CODE, assessment)
    before = {card.id: card for card in summarised(reviewed).cards}
    proofs = [row for row in read_baseline(written_baseline([reviewed], (), "x"), "b.json") if row.code == "PR001"]
    assert proofs
    after = summarised(accept(reviewed, proofs, everything=everything)).cards
    assert [card.effects for card in after] == [before[card.id].effects for card in after]
    none = "None of the provisions read would state an assessment"
    assert any(none in said for card in after for said in card.effects)
    codes = {said for card in after for said in card.accepted}
    assert codes == ({"PR001 accepted by the baseline: x."} if everything else set())
