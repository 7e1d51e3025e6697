"""The line of days and the latest days in the report: the same in text, on the page and as data."""

from __future__ import annotations

import pytest
from lxml import html

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.loading import load
from sec_rules.report import as_html, as_json, as_text
from sec_rules.review.note import note_on
from sec_rules.review.review import check
from sec_rules.review.summary import Consequences, consequences
from sec_rules.rulebook.questions import assessment

DATED = """These amendments take effect on 1 April 2031.

In Section G8.47(a), for "Verification User Security Assessment" substitute "Full User Security Assessment".

In Section G8.47(b), for "User Security Self-Assessment" substitute "Full User Security Assessment".
"""


@pytest.fixture(scope="module")
def given() -> Consequences:
    return consequences(check(read_markdown(DATED, "d.md"), load(), assessment))


def test_text_page_note_and_data_tell_the_same_of_each_stretch(given: Consequences) -> None:
    assert given.days is not None
    told = as_json.checked(given)["days"]
    assert isinstance(told, dict)
    assert [(each["from"], each["until"]) for each in told["stretches"]] == [
        (None, "2031-03-31"),
        ("2031-04-01", None),
    ]
    text = " ".join(as_text.checked(given).split())
    page = html.document_fromstring(as_html.checked(given))
    rows = page.xpath("//section[@aria-labelledby='time']//table[1]//tr/td[last()]")
    governs = [one for each in told["stretches"] for one in each["governs"]]
    assert [cell.text_content().casefold() for cell in rows[: len(governs)]] == [g["says"].casefold() for g in governs]
    for each in told["stretches"]:
        for one in each["governs"]:
            sentence = f"{each['when']}, for {one['whom']}: {one['says']}."
            assert sentence in text
            assert sentence in note_on(given).time


def test_the_latest_day_stands_with_its_clause_and_which_way_it_moves(given: Consequences) -> None:
    told = as_json.checked(given)["days"]
    assert isinstance(told, dict)
    second = next(move for move in told["latest"] if move["years_since_initial"] == 2)
    assert (second["now"]["because"], second["now"]["needs"]) == (["G8.50"], ["previous_began"])
    assert (second["then"]["because"], second["then"]["day"]) == (["G8.40(a)"], "2031-12-31")
    # Thirteen months after 30 November are over on 30 December, and after 1 December on 1 January.
    assert second["turns"] == {"on": "previous_began", "at": "2030-12-01", "before": "later", "from": "earlier"}
    text = " ".join(as_text.checked(given).split())
    assert second["says"] in text
    assert second["says"] in as_html.checked(given)
    assert any(second["says"] in said for said in note_on(given).time)
