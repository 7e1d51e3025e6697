"""How long a report takes beside the check it tells of: what follows from a draft, and the page.

    pytest tests/benchmarks/test_report.py --benchmark-only --benchmark-columns=median --benchmark-json=FILE

Aim: a page of 2,000 clauses with 2,000 findings and more opens in a second. That it is small and whole is asserted in
`tests/report/`; here is how long it takes to write and, in a headless Chromium, until something is painted and until
all is loaded and laid out, by the browser's own clock. Those stand in the file, as `extra_info`.
"""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any

import pytest

import sec_rules
from sec_rules.documents.readers import open_draft
from sec_rules.report import as_html, as_json, as_text
from sec_rules.review.review import Review, check
from sec_rules.review.summary import consequences, effects_of, summarised
from sec_rules.rulebook.questions import assessment
from tests.report import chromium
from tests.report.large import large

DRAFT = Path(__file__).resolve().parents[2] / "legal_text" / "drafts" / "secmp0059.docx"


@pytest.fixture(scope="module")
def secmp0059() -> Review:
    return check(open_draft(str(DRAFT)), sec_rules.load(), assessment)


@pytest.mark.benchmark(group="a report on SECMP0059")
def test_the_check_itself(benchmark: Any) -> None:
    document, code = open_draft(str(DRAFT)), sec_rules.load()
    benchmark(lambda: check(document, code, assessment))


@pytest.mark.benchmark(group="a report on SECMP0059")
def test_what_follows(benchmark: Any, secmp0059: Review) -> None:
    benchmark(lambda: effects_of(secmp0059.draft, assessment))


@pytest.mark.benchmark(group="a report on SECMP0059")
@pytest.mark.parametrize("form", ["page", "text", "json"])
def test_the_report(benchmark: Any, secmp0059: Review, form: str) -> None:
    forms = {
        "page": lambda: as_html.checked(consequences(secmp0059)),
        "text": lambda: as_text.checked(summarised(secmp0059)),
        "json": lambda: as_json.checked(summarised(secmp0059)),
    }
    benchmark(forms[form])


@pytest.mark.benchmark(group="a page of 2,000 clauses is written")
def test_a_page_of_two_thousand_clauses(benchmark: Any) -> None:
    result = large()
    benchmark.pedantic(lambda: as_html.checked(consequences(result)), rounds=3)


@pytest.mark.benchmark(group="a page is opened in Chromium")
@pytest.mark.parametrize("name", ["2,000 clauses", "SECMP0059"])
def test_a_page_is_opened(benchmark: Any, tmp_path: Path, secmp0059: Review, name: str) -> None:
    browser = chromium.found()
    if browser is None:
        pytest.skip("no Chromium is installed")
    page = tmp_path / "page.html"
    page.write_text(as_html.checked(consequences(secmp0059 if name == "SECMP0059" else large())), encoding="utf-8")
    seconds = []
    # What is timed is the browser's start with the page; what the page took of it stands beside.
    benchmark.pedantic(lambda: seconds.append(browser.opening(page)), rounds=7, warmup_rounds=1)
    painted, opened = (statistics.median(taken) for taken in zip(*seconds, strict=True))
    benchmark.extra_info.update(megabytes=round(page.stat().st_size / 1e6, 1), painted=painted, opened=opened)
