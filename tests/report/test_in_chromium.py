"""The pages in a browser: axe-core finds nothing, nothing is asked of a network, and print shows what is folded."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.report import as_html
from sec_rules.review.review import check
from sec_rules.review.summary import consequences
from sec_rules.rulebook.questions import assessment
from tests.report.chromium import A4, LAPTOP, PHONE
from tests.report.large import CLAUSES, large
from tests.report.pages import CODE, page_of


def dark(page: str) -> str:
    """The page as a reader sees it who asked for dark colours."""
    assert "(prefers-color-scheme: dark)" in page
    return page.replace("(prefers-color-scheme: dark)", "all").replace("color-scheme: light dark", "color-scheme: dark")


@pytest.mark.parametrize(
    ("name", "size", "scheme"),
    [
        ("secmp0059", LAPTOP, "light"),
        ("secmp0059", PHONE, "dark"),
        ("faulty", PHONE, "light"),
        ("unread", LAPTOP, "dark"),
        ("together", LAPTOP, "light"),
        ("compared", LAPTOP, "light"),
        ("options", PHONE, "light"),
        ("explained", LAPTOP, "light"),
        ("record", PHONE, "dark"),
        ("check", LAPTOP, "light"),
        ("check of the site", PHONE, "light"),
        ("index", PHONE, "light"),
    ],
)
def test_axe_core_finds_nothing_and_nothing_is_cut(
    browser: Any, axe_core: str, tmp_path: Path, name: str, size: tuple[int, int], scheme: str
) -> None:
    page = tmp_path / "page.html"
    page.write_text(dark(page_of(name)) if scheme == "dark" else page_of(name), encoding="utf-8")
    ask = (
        "window.answer = axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.flatMap("
        f"v => v.nodes.map(n => `${{v.id}}: ${{n.target.join(' ')}}: ${{n.failureSummary}}`)).concat({CUT}));"
    )
    assert browser.evaluated(page, f"{axe_core};{ask}", size) == []


# What is wider than the room it has: the page itself, and each part that would have to be scrolled sideways.
CUT = (
    "[document.documentElement, ...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth + 1)"
    ".map(e => `cut: ${e.tagName} ${e.getAttribute('aria-label')} ${e.scrollWidth} > ${e.clientWidth}`)"
)


@contextmanager
def recording() -> Iterator[tuple[int, list[str]]]:
    """A server on this machine that writes down what is asked of it, for whatever host."""
    asked: list[str] = []

    class Recorder(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        do_CONNECT = do_POST = do_HEAD = do_GET

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Recorder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port, asked
    finally:
        server.shutdown()


REACHING_OUT = """
G8.41 {++<img src="http://example.org/a.png"><link rel="stylesheet" href="http://example.org/b.css">
<script src="http://example.org/c.js"></script> url(http://example.org/d.png) http://example.org/e++}
"""


def test_a_page_asks_nothing_of_a_network(browser: Any, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    reaching = as_html.checked(consequences(check(read_markdown(REACHING_OUT, "out.md"), CODE, assessment)))
    assert "http://example.org/b.css" in reaching
    with recording() as (port, asked):
        proxy = (f"--proxy-server=http://127.0.0.1:{port}", "--proxy-bypass-list=<-loopback>")
        for text in (page_of("secmp0059"), reaching):
            page.write_text(text, encoding="utf-8")
            browser.run(page, "--dump-dom", *proxy)
            # The browser has errands of its own, to hosts that the page does not name.
            hosts = {urlsplit(path if "//" in path else f"//{path}").hostname or path for path in asked}
            assert [host for host in hosts if host in text] == []
        # The recorder does see a page that asks: the same words without the escaping.
        page.write_text('<img src="http://example.org/a.png">', encoding="utf-8")
        browser.run(page, "--dump-dom", *proxy)
        assert "http://example.org/a.png" in asked


def test_the_content_policy_lets_the_style_sheet_through_and_stops_what_is_slipped_in(
    browser: Any, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    slipped = '<script>document.title = "run"</script><p style="color: red">in</p></body>'
    page.write_text(page_of("secmp0059").replace("</body>", slipped), encoding="utf-8")
    ran = browser.run(page, "--dump-dom", "--enable-logging=stderr", "--v=0")
    assert "<title>run</title>" not in ran.stdout
    refused = [line for line in ran.stderr.splitlines() if "Content Security Policy" in line]
    assert any("script" in line for line in refused)
    page.write_text(page_of("secmp0059"), encoding="utf-8")
    ran = browser.run(page, "--dump-dom", "--enable-logging=stderr", "--v=0")
    assert [line for line in ran.stderr.splitlines() if "Content Security Policy" in line] == []


def test_printed_it_is_a_document_of_five_pages_that_reads_in_order(browser: Any, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    page, target = tmp_path / "page.html", tmp_path / "page.pdf"
    page.write_text(page_of("secmp0059"), encoding="utf-8")
    browser.run(page, f"--print-to-pdf={target}", "--no-pdf-header-footer")
    printed = subprocess.run(["pdftotext", "-layout", str(target), "-"], capture_output=True, text=True, check=True)
    words = " ".join(printed.stdout.split())
    headings = [
        "secmp0059.docx",
        "What it does",
        "What is wrong",
        "What follows, cause by cause",
        "The clauses, as they were and as they would be",
        "Invariants",
        "The decision plane",
    ]
    places = [words.index(heading) for heading in headings]
    assert places == sorted(places)
    # The marked text; the annex, and what is folded, are for the screen.
    assert words.count("neither a Supplier Party nor a Network Party, it shall be subject") == 1
    assert "Year by year, for each group of Users" not in words
    assert printed.stdout.count("\f") <= 5


@pytest.mark.parametrize("size", [PHONE, LAPTOP, A4])
def test_the_page_is_no_wider_than_the_screen(browser: Any, tmp_path: Path, size: tuple[int, int]) -> None:
    page = tmp_path / "page.html"
    for name in ("secmp0059", "unread"):
        page.write_text(page_of(name), encoding="utf-8")
        wide = "window.answer = document.documentElement.scrollWidth - document.documentElement.clientWidth;"
        assert browser.evaluated(page, wide, size) == 0


def test_the_first_screen_of_a_laptop_holds_the_answers(browser: Any, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(page_of("secmp0059"), encoding="utf-8")
    ask = "window.answer = document.querySelector('.answers').getBoundingClientRect().bottom <= innerHeight;"
    assert browser.evaluated(page, ask, LAPTOP) is True


def test_the_first_thing_a_keyboard_reaches_is_the_way_past_the_head(browser: Any, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(page_of("secmp0059"), encoding="utf-8")
    ask = """
        const reached = [...document.querySelectorAll('a[href], summary, [tabindex="0"]')];
        reached[0].focus();
        window.answer = [reached[0].textContent, reached[0].getBoundingClientRect().left >= 0,
                         document.querySelector(reached[0].getAttribute('href')).tagName];
    """
    assert browser.evaluated(page, ask) == ["Skip to the content", True, "MAIN"]


def test_a_clause_in_the_midst_of_two_thousand_is_gone_to_by_its_link(browser: Any, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(as_html.checked(consequences(large())), encoding="utf-8")
    middle = large().draft.shown[CLAUSES // 2].label
    ask = f"""location.hash = "{middle}";
        window.answer = new Promise(done => setTimeout(() => done(
            document.getElementById("{middle}").getBoundingClientRect().top), 500));"""
    assert 0 <= float(str(browser.evaluated(page, ask))) < 100


def test_a_list_that_is_laid_out_in_parts_is_printed_whole(browser: Any, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    page, target = tmp_path / "page.html", tmp_path / "page.pdf"
    result = large(50)
    page.write_text(as_html.checked(consequences(result)), encoding="utf-8")
    browser.run(page, f"--print-to-pdf={target}", "--no-pdf-header-footer")
    printed = subprocess.run(["pdftotext", str(target), "-"], capture_output=True, text=True, check=True).stdout
    assert all(f"Warning \u00b7 {s.label}\n" in printed for s in result.draft.shown)
    assert printed.count("Each User shall retain for") >= 100
    assert " ".join(printed.split()).count("The word 'of' stands twice.") >= 50
