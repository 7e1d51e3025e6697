"""The Code as pages: one a clause, an index that searches, every link between them leading somewhere."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

import pytest
from lxml import html

import sec_rules
from sec_rules.answers.codebook import Book, book
from sec_rules.answers.topics import topics
from sec_rules.cli import main
from sec_rules.engine.legal_text import words_of
from sec_rules.report import as_html
from sec_rules.review.checks import all_checks
from sec_rules.review.findings import Check
from sec_rules.rulebook.outcomes import OF_EACH_ROLE
from sec_rules.rulebook.questions import assessment

CODE = sec_rules.load()


@pytest.fixture(scope="module")
def whole() -> Book:
    return book(CODE, assessment)


@pytest.fixture(scope="module")
def pages(whole: Book) -> dict[str, html.HtmlElement]:
    return {name: html.document_fromstring(page) for name, page in as_html.site(whole, all_checks(), topics())}


def said(element: html.HtmlElement) -> str:
    """The words of an element, white space evened."""
    return " ".join(str(element.text_content()).split())


def test_there_is_a_page_for_each_clause_check_and_topic_and_an_index(pages: dict[str, html.HtmlElement]) -> None:
    wanted = {f"{clause.label.lower().replace('.', '_')}.html" for clause in CODE.clauses}
    wanted |= {f"{check.code.lower()}.html" for check in all_checks()} | {f"help_{t.name}.html" for t in topics()}
    assert set(pages) == wanted | {"index.html"}


def test_every_link_leads_to_a_page_or_a_place_in_it(pages: dict[str, html.HtmlElement]) -> None:
    for name, page in pages.items():
        for target in page.xpath("//@href"):
            file, _, place = target.partition("#")
            assert not file or file in pages, (name, target)
            assert not place or pages[file or name].get_element_by_id(place) is not None, (name, target)


@pytest.mark.parametrize("check", all_checks(), ids=lambda c: c.code)
def test_the_page_of_a_check_holds_its_reason_and_both_examples(
    check: Check, pages: dict[str, html.HtmlElement]
) -> None:
    page = " ".join(said(pages[f"{check.code.lower()}.html"]).replace("\u00b7", " ").split())
    for words in (check.title, check.why, check.bad.split("\n")[0].strip(), check.good.split("\n")[0].strip()):
        assert " ".join(words.split()) in page


def test_the_page_of_a_topic_holds_its_examples_as_they_stand_and_links_to_the_others(
    pages: dict[str, html.HtmlElement],
) -> None:
    page = pages["help_cli.html"]
    assert said(page.find(".//h1")) == "The commands"
    assert any("$ sec-rules prove --on 2020-01-01\n" in (pre.text or "") for pre in page.iter("pre"))
    assert "help_json_version_2.html" in page.xpath("//@href")
    assert not page.xpath("//*[contains(text(), '](')]")


@pytest.mark.parametrize("clause", CODE.clauses, ids=lambda c: c.label)
def test_the_page_of_a_clause_holds_the_words_of_every_version_and_what_they_rest_on(
    clause: Any, pages: dict[str, html.HtmlElement]
) -> None:
    page = said(pages[f"{clause.label.lower().replace('.', '_')}.html"])
    for version in clause.versions:
        assert " ".join(words_of(clause, version).split()) in page
        for evidence in version.evidence if clause.label != "G8.44C" else ():
            assert evidence.source.title in page
            assert evidence.mark.value in page


def test_a_version_that_follows_another_is_shown_as_a_redline(pages: dict[str, html.HtmlElement]) -> None:
    (changed,) = pages["g8_47.html"].xpath("//section[@aria-labelledby='steps']")
    # "a User Security Self-Assessment" became "a Verification User Security Assessment".
    assert [said(e) for e in changed.iter("del")] == ["[deleted: Self-]"]
    assert [said(e) for e in changed.iter("ins")] == ["[inserted: Verification ]"]


def test_a_clause_that_has_ended_says_since_when(pages: dict[str, html.HtmlElement]) -> None:
    clause = CODE.clause("G8.43")
    assert clause.ceased is not None
    assert f"It says nothing from {as_html.in_full(clause.ceased)} on" in said(pages["g8_43.html"])


def test_the_plane_of_a_network_clause_is_that_of_network_parties(whole: Book) -> None:
    parties = {e.label: [d.plane.party for d in e.effects.drawings] for e in whole.entries}
    assert parties["G8.44"] == ["Network Parties"]
    assert parties["G8.41"] == ["Supplier Parties"]
    assert parties["G8.47"] == []


def test_a_clause_that_answers_another_question_is_explained_by_that_question(
    pages: dict[str, html.HtmlElement],
) -> None:
    page = pages["g8_16.html"]
    (years,), (invariants,) = (page.xpath(f"//section[@aria-labelledby='{name}']") for name in ("years", "invariants"))
    assert {said(cell) for cell in years.xpath(".//td")} == {OF_EACH_ROLE.title}
    assert "Year" not in said(years)
    assert "premises" not in said(invariants)
    assert "A later day is never in time where an earlier one is too late." in said(pages["g8_50.html"])


def test_the_tests_of_a_clause_are_shown_as_sentences(pages: dict[str, html.HtmlElement]) -> None:
    (tests,) = pages["g8_41.html"].xpath("//section[@aria-labelledby='tests']")
    assert "A full assessment falls due every year." in said(tests)


def test_a_point_of_a_consultation_stands_with_the_clause_that_answers_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = """
        title = "A consultation"
        [[respondent]]
        name = "Somebody"
        [[respondent.point]]
        raised = "Does it <b>count</b>?"
        answer = "It does."
        case = [{ because = ["G8.42(b)"] }]
        [[respondent.point]]
        raised = "Something else."
        answer = "No."
        case = [{ because = ["G8.44(a)"] }, { kind = "invariant" }]
    """
    (tmp_path / "consultations").mkdir()
    (tmp_path / "consultations" / "one.toml").write_text(asked, encoding="utf-8")
    monkeypatch.setattr("sec_rules.answers.codebook.folder", lambda: tmp_path)
    page = html.document_fromstring(as_html.explained(book(CODE, assessment, ["G8.42"])))
    (points,) = page.xpath("//section[@aria-labelledby='points']")
    assert "Somebody" in said(points)
    assert "Does it <b>count</b>?" in said(points)
    assert "Something else." not in said(page)


def test_the_index_runs_its_one_script_and_no_other(pages: dict[str, html.HtmlElement]) -> None:
    (script,) = pages["index.html"].iter("script")
    digest = base64.b64encode(hashlib.sha256((script.text or "").encode()).digest()).decode()
    (policy,) = pages["index.html"].xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert f"script-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert all(not list(page.iter("script")) for name, page in pages.items() if name != "index.html")


def test_without_a_script_the_index_is_a_list_of_all_clauses(pages: dict[str, html.HtmlElement]) -> None:
    rows = pages["index.html"].xpath("//li[@data-text]")
    assert [said(row).split()[0] for row in rows] == [c.label for c in CODE.clauses]
    assert pages["index.html"].get_element_by_id("searching").get("hidden") is not None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("five times", ["G8.41", "G8.42"]),
        ("NETWORK party exceeds", ["G8.44"]),
        ("no such words", []),
        ("g8.44c", ["G8.44C"]),
    ],
)
def test_the_search_finds_the_clauses_that_hold_all_the_words(
    browser: Any, tmp_path: Path, whole: Book, words: str, found: list[str]
) -> None:
    page = tmp_path / "index.html"
    page.write_text(dict(as_html.site(whole, all_checks()))["index.html"], encoding="utf-8")
    ask = f"""
        const field = document.getElementById("search");
        field.value = {words!r};
        field.dispatchEvent(new Event("input"));
        window.answer = [...document.querySelectorAll("[data-text]:not([hidden]) a")].map(a => a.textContent);
    """
    assert browser.evaluated(page, ask) == found


def test_the_command_writes_the_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", "--site", str(tmp_path / "new" / "site")]) == 0
    assert capsys.readouterr().out == ""
    assert (
        len(list((tmp_path / "new" / "site").glob("*.html")))
        == len(CODE.clauses) + len(all_checks()) + len(topics()) + 1
    )
    taken = tmp_path / "file"
    taken.write_text("")
    assert main(["docs", "--site", str(taken)]) == 2
    assert "cannot be made" in capsys.readouterr().err
    assert taken.read_text() == ""


@pytest.mark.parametrize("citation", ["G8.42", "G8.42(b)", "G8.44C", "G8.43", "TY101"])
def test_explain_gives_a_page(citation: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", citation, "--format", "html"]) == 0
    page = html.document_fromstring(capsys.readouterr().out)
    (heading,) = page.iter("h1")
    assert said(heading).startswith(citation)


def test_the_page_of_a_citation_on_record_says_where_it_leads_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "G8.44C", "--format", "html"]) == 0
    page = html.document_fromstring(capsys.readouterr().out)
    (heading,) = page.iter("h1")
    assert "leads to G8.44(c)" in said(heading)
    assert "a capital suffix is how the Code numbers insertions" in said(page)
