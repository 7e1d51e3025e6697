"""The report as a page: what it says, in which order, and that no word of a draft breaks out of it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from lxml import html

import sec_rules
from sec_rules.cli import main
from sec_rules.documents.document import Document
from sec_rules.documents.readers import open_draft
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.report import as_html, as_json, as_text
from sec_rules.review.review import Review, check
from sec_rules.review.summary import consequences, summarised
from sec_rules.review.together import together
from sec_rules.rulebook.questions import assessment
from tests.report.large import CLAUSES, large

ROOT = Path(__file__).resolve().parents[2]
SECMP0059 = ROOT / "legal_text" / "drafts" / "secmp0059.docx"
# A gap at exactly 250,000, words that are not read, a finding, and a clause that bears on nothing.
FAULTY = """
G8.41 Where a User is a Supplier Party and the number of Domestic Premises {++and of  other things ++}supplied with
electricity and/or gas through one or more Smart Metering Systems for which it is the Responsible Supplier exceeds
250,000, it shall be subject to a Full User Security Assessment in each year after the year of its initial Full User
Security Assessment.

G8.49 {++The DCC shall help.++}
"""


def checked(text: str, name: str = "draft.md") -> Review:
    """A draft in CriticMarkup, checked."""
    document: Document = read_markdown(text, name)
    return check(document, sec_rules.load(), assessment)


@pytest.fixture(scope="module")
def secmp0059() -> Review:
    return check(open_draft(str(SECMP0059)), sec_rules.load(), assessment)


@pytest.fixture(scope="module")
def page(secmp0059: Review) -> html.HtmlElement:
    return html.document_fromstring(as_html.checked(consequences(secmp0059)))


def said(element: html.HtmlElement) -> str:
    """The words of an element, white space evened."""
    return " ".join(str(element.text_content()).split())


def test_the_sections_stand_in_the_order_in_which_a_working_group_asks(page: html.HtmlElement) -> None:
    wanted = ["does", "wrong", "unread", "unchecked", "cards", "clauses", "invariants", "plane", "years", "terms"]
    ids = [e.get("id") for e in page.iter() if e.get("id") in wanted]
    assert ids == wanted


def test_the_verdict_is_that_of_the_text_and_of_json(secmp0059: Review, page: html.HtmlElement) -> None:
    (verdict,) = page.find_class("verdict")
    assert said(verdict).casefold() == secmp0059.verdict.casefold()
    assert as_json.checked(summarised(secmp0059))["verdict"] == secmp0059.verdict


def test_it_never_says_sound_valid_or_compliant(secmp0059: Review) -> None:
    for result in (secmp0059, checked(FAULTY)):
        words = said(html.document_fromstring(as_html.checked(consequences(result))).find(".//body"))
        assert re.search(r"\b(?:sound|valid|compliant)\b", words, re.IGNORECASE) is None


def test_the_inserted_words_are_said_in_hidden_words_too(page: html.HtmlElement) -> None:
    inserted = [said(e) for e in page.iter("ins")]
    assert "[inserted: the sum of ]" in inserted
    assert "[deleted: User Security Self-Assessment]" in [said(e) for e in page.iter("del")]


def test_the_file_is_named_by_its_hash(secmp0059: Review, page: html.HtmlElement) -> None:
    (footer,) = page.iter("footer")
    assert hashlib.sha256(SECMP0059.read_bytes()).hexdigest() in said(footer)
    assert sec_rules.__version__ in said(footer)


def test_the_content_policy_allows_the_one_style_sheet_and_nothing_else(page: html.HtmlElement) -> None:
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = page.iter("style")
    digest = base64.b64encode(hashlib.sha256((style.text or "").encode()).digest()).decode()
    assert "default-src 'none'" in policy
    assert f"style-src 'sha256-{digest}'" in policy
    assert not page.xpath("//@style | //script | //link | //img | //iframe | //@*[starts-with(name(), 'on')]")
    assert not re.search(r"url\(|@import", style.text or "")


def test_nothing_points_out_of_the_page(page: html.HtmlElement) -> None:
    ids = {e.get("id") for e in page.iter() if e.get("id")}
    targets = page.xpath("//@href | //@src | //@*[local-name()='href']")
    assert targets
    assert [t for t in targets if not t.startswith("#") or t.removeprefix("#") not in ids] == []


def test_what_was_not_read_stands_in_the_first_screen() -> None:
    page = html.document_fromstring(as_html.checked(consequences(checked(FAULTY))))
    (unread,) = page.xpath("//section[@aria-labelledby='unread']")
    (unchecked,) = page.xpath("//section[@aria-labelledby='unchecked']")
    assert "G8.41: \u201cand of other things\u201d" in said(unread)
    assert "G8.49 does not bear on an assessment" in said(unchecked)
    # Of what is proved of nothing, no text that it would rest on is named.
    assert "restatement" not in said(unchecked)


def test_what_the_reader_of_the_document_says_of_it_stands_there_too(secmp0059: Review) -> None:
    document = evolve(secmp0059.draft.document, notes=("Two tables were passed over.",))
    result = evolve(secmp0059, draft=evolve(secmp0059.draft, document=document))
    page = html.document_fromstring(as_html.checked(consequences(result)))
    (unchecked,) = page.xpath("//section[@aria-labelledby='unchecked']")
    assert "Two tables were passed over." in said(unchecked)
    assert "Two tables were passed over." in as_text.checked(summarised(result))


def test_a_failing_invariant_is_worked_through_on_the_page() -> None:
    draft = 'In Section G8.41, for "exceeds 250,000" substitute "is 250,000 or more".\n'
    page = html.document_fromstring(as_html.checked(consequences(checked(draft))))
    (invariants,) = page.xpath("//section[@aria-labelledby='invariants']")
    assert "250,000 + 5 \u00d7 0 = 250,000, so yes. Answer: Full User Security Assessment by G8.41." in said(invariants)


def test_a_draft_that_changes_nothing_gives_a_report_that_says_so() -> None:
    words = (ROOT / "legal_text" / "g8" / "g8_45.md").read_text(encoding="utf-8").split("\n## ")[1].partition("\n")[2]
    page = html.document_fromstring(as_html.checked(consequences(checked(words))))
    assert "Nothing was found." in said(page)
    assert "Nothing: this is already the Code of 28 February 2019." in said(page)
    assert "The draft changes no clause." in said(page)


HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp;amp; &#x3C;",
    '"><svg onload=alert(1)>',
    "{{ 7 * 7 }} {% raw %}",
    "\u202eabc\u202d \u2066def",
    "x" * 5_000,
    "\x01\x1f",
    "\x00",
    "\ufeff\u200b\u00ad",
    "\ud800",
]


@pytest.mark.parametrize("words", HOSTILE, ids=lambda w: ascii(w[:12]))
def test_words_that_try_to_break_out_of_the_page_stay_words(words: str) -> None:
    text = f"G8.41 Where a User {{++{words}++}} is a Supplier Party, it shall be subject to a Full assessment.\n\n"
    out = as_html.checked(consequences(checked(text + f"G8.42 {words}\n", f"{words[:40]}.md")))
    page = html.document_fromstring(out.encode("utf-8"))
    assert not page.xpath("//script | //img | //svg[@onload] | //@onerror | //@onload")
    assert len(list(page.iter("style"))) == 1
    shown = said(page)
    if words.isprintable():
        assert " ".join(words.split()) in shown
    # What nobody can see, or turns the line about, is shown by its number and never as itself.
    for hidden in set(words) - {c for c in words if c.isprintable()}:
        assert hidden not in out
    assert not re.search(r"49 ", shown) or "7 * 7" in shown


def test_several_drafts_stand_on_one_page_with_anchors_of_their_own(secmp0059: Review) -> None:
    other = checked(FAULTY)
    page = html.document_fromstring(
        as_html.several([consequences(secmp0059), consequences(other)], together([secmp0059, other], assessment))
    )
    ids = [e.get("id") for e in page.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    assert "G8.41 is changed by secmp0059.docx and draft.md, and the order matters." in said(page)


def test_the_command_writes_the_page_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "report.html"
    assert main(["check", str(SECMP0059), "--format", "html", "--out", str(target)]) == 0
    assert capsys.readouterr().out == ""
    written = target.read_text(encoding="utf-8")
    assert main(["check", str(SECMP0059), "--format", "html"]) == 0
    assert capsys.readouterr().out == written


def test_a_report_of_two_thousand_clauses_and_findings_is_whole_and_under_ten_megabytes() -> None:
    result = large()
    out = as_html.checked(consequences(result))
    page = html.document_fromstring(out)
    assert [a.find("h3").get("id") for a in page.iter("article")] == [s.label for s in result.draft.shown]
    assert len(page.find_class("finding")) == len(summarised(result).cards) >= CLAUSES
    assert len(out.encode("utf-8")) < 10_000_000


def test_a_long_list_is_laid_out_in_parts_and_a_short_one_whole(secmp0059: Review) -> None:
    parts = html.document_fromstring(as_html.checked(consequences(large()))).find_class("batch")
    assert max(len(part.xpath("./article | ./*[contains(@class, 'finding')]")) for part in parts) == 20
    assert not html.document_fromstring(as_html.checked(consequences(secmp0059))).find_class("batch")


def _texts(result: Review) -> tuple[str, str]:
    """The report as text and as a page, white space evened."""
    body = html.document_fromstring(as_html.checked(consequences(result))).find(".//body")
    return " ".join(as_text.checked(summarised(result)).split()), said(body)


@pytest.mark.parametrize("draft", ["secmp0059", FAULTY, 'In Section G8.41, for "exceeds" substitute "is at least".\n'])
def test_the_same_figures_stand_in_page_text_and_json(secmp0059: Review, draft: str) -> None:
    result = secmp0059 if draft == "secmp0059" else checked(draft)
    data: dict[str, Any] = as_json.checked(summarised(result))
    for text in _texts(result):
        assert data["verdict"].casefold() in text.casefold()
        assert all(sentence in text for card in data["cards"] for sentence in (*card["says"], *card["follows"]))
        assert all(one["statement"] in text for one in data["invariants"])
        assert all(" ".join(sentence.split()) in text for sentence in data["not_checked"])
        for change in data["changes"]:
            # JSON tells a change apart by its doubts; people read those of one kind as one.
            assert all(doubt["doubt"] in text for doubt in change["doubts"])
        assert all(card["smallest"] in text for card in data["cards"] if card["smallest"])
        for card in data["cards"]:
            assert all(group["where"][1:] in text for group in card["who"])
        for day in (result.draft.on, result.draft.base_on):
            assert as_html.in_full(day) in text


def test_the_years_of_json_are_those_of_the_page(secmp0059: Review) -> None:
    data: dict[str, Any] = as_json.checked(summarised(secmp0059))
    page = html.document_fromstring(as_html.checked(consequences(secmp0059)))
    rows = page.xpath("//table[contains(@class, 'years')]/tbody/tr")
    assert len(rows) == len(data["kinds"])
    for row, kind in zip(rows, data["kinds"], strict=True):
        assert said(row.find("th")).casefold() == kind["where"].casefold()
        shown = [[chip.text_content() for chip in cell.find_class("chip")] for cell in row.findall("td")[:3]]
        years = ((kind[side]["first"] + kind[side]["then_over_and_over"] * 3)[:3] for side in ("now", "then"))
        now, then = ([assessment.outcome(name).called for name in named] for named in years)
        assert shown == [[a, b] if a != b else [a] for a, b in zip(now, then, strict=True)]


# What a draft was said to do.

STATED = ROOT / "legal_text" / "drafts" / "secmp0059.effect.toml"


def intended_in(page: str) -> html.HtmlElement:
    (section,) = html.document_fromstring(page).xpath("//section[@aria-labelledby='intended']")
    return section


def test_what_a_draft_was_said_to_do_is_reported_change_by_change(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SECMP0059), "--format", "html"]) == 0
    out = capsys.readouterr().out
    section = intended_in(out)
    assert "Exact. The draft does the 3 changes that secmp0059.effect.toml states" in said(section)
    stated = tomllib.loads(STATED.read_text(encoding="utf-8"))["change"]
    for change, shown in zip(stated, section.find_class("change"), strict=True):
        assert f"Where {change['who']}, in year {change['years']['turn']} of every 3." in said(shown)
        assert [chip.text for chip in shown.find_class("chip")] == [
            assessment.outcome(change[side]).called for side in ("was", "becomes")
        ]
        assert said(shown).endswith("Done for all of them.")
    cards = html.document_fromstring(out).xpath("//section[@aria-labelledby='cards']")[0]
    assert said(cards).count("Matches the effect that secmp0059.effect.toml states.") == 2


@pytest.mark.parametrize("command", ["check", "compare"])
def test_what_is_claimed_in_vain_and_what_is_not_intended_stand_there_with_the_smallest_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    wrong = tmp_path / "wrong.effect.toml"
    text = STATED.read_text(encoding="utf-8")
    wrong.write_text(text.replace("less than 250,000 and the sum", "less than 200,000 and the sum", 1))
    asked = ["2019-02-27", str(SECMP0059)] if command == "compare" else [str(SECMP0059)]
    assert main([command, *asked, "--effect", str(wrong), "--format", "html"]) == 1
    section = intended_in(capsys.readouterr().out)
    assert main([command, *asked, "--effect", str(wrong), "--json"]) == 1
    strays = json.loads(capsys.readouterr().out)["intended"]["strays"]
    assert {stray["kind"] for stray in strays} == {"not intended"}
    assert all(stray["message"] in said(section) and "smallest case" in stray["message"] for stray in strays)
    assert "Besides." in said(section)


def test_a_draft_of_which_nothing_was_stated_has_no_such_section(secmp0059: Review) -> None:
    assert "intended" not in as_html.checked(consequences(secmp0059))


def test_an_outcome_is_drawn_as_heavy_as_it_is_among_those_of_its_question(secmp0059: Review) -> None:
    page = html.document_fromstring(as_html.checked(consequences(secmp0059)))
    drawn = {chip.text: chip.get("class") for chip in page.find_class("chip")}
    assert drawn == {"Self-Assessment": "chip w1", "Verification": "chip w2", "Full": "chip w3"}
    drawing = page.xpath("//svg[contains(@class, 'plane')]")[0]
    # Full every year is the darkest there is, and its Users are full dots in the insets.
    assert [g.get("class").split()[1] for g in drawing.find_class("region")] == ["t1", "t3", "t3"]
    assert page.xpath("//circle[@class='g full']")


def test_each_open_place_stands_with_the_id_that_settles_it_in_both_forms() -> None:
    result = checked(FAULTY)
    assert result.draft.open
    page_says = said(html.document_fromstring(as_html.checked(consequences(result))).find(".//body"))
    text_says = as_text.checked(summarised(result))
    for place in result.draft.open:
        assert f"{place.id}: " in page_says
        assert f"{place.id}: " in text_says
        # The first screen is for those who settle nothing.
        assert place.id not in text_says.partition("Draft: ")[0]
