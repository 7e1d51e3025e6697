"""How long a report takes beside the check it tells of: what follows from a draft, and the page.

The page of 2,000 clauses is asserted to be small in `tests/report/`; here is how long it takes to write.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import sec_rules
from sec_rules.checking import Checked, check
from sec_rules.consequences import effects_of
from sec_rules.drafting.readers import open_draft
from sec_rules.report import as_html, as_json, as_text

DRAFT = Path(__file__).resolve().parents[2] / "legal_text" / "drafts" / "secmp0059.docx"


@pytest.fixture(scope="module")
def secmp0059() -> Checked:
    return check(open_draft(str(DRAFT)), sec_rules.load())


@pytest.mark.benchmark(group="a report on SECMP0059")
def test_the_check_itself(benchmark: Any) -> None:
    document, code = open_draft(str(DRAFT)), sec_rules.load()
    benchmark(lambda: check(document, code))


@pytest.mark.benchmark(group="a report on SECMP0059")
def test_what_follows(benchmark: Any, secmp0059: Checked) -> None:
    benchmark(lambda: effects_of(secmp0059.draft))


@pytest.mark.benchmark(group="a report on SECMP0059")
@pytest.mark.parametrize("form", ["page", "text", "json"])
def test_the_report(benchmark: Any, secmp0059: Checked, form: str) -> None:
    render = {"page": as_html.checked, "text": as_text.checked, "json": as_json.checked}[form]
    benchmark(lambda: render(secmp0059))


@pytest.mark.benchmark(group="a page of 2,000 clauses")
def test_a_page_of_two_thousand_clauses(benchmark: Any, secmp0059: Checked) -> None:
    shown = secmp0059.draft.shown
    many = tuple(evolve(shown[i % len(shown)], label=f"G{9 + i // 900}.{1 + i % 900}") for i in range(2_000))
    result = evolve(secmp0059, draft=evolve(secmp0059.draft, shown=many))
    benchmark.pedantic(lambda: as_html.checked(result), rounds=3)
