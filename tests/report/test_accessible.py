"""What makes the pages usable by everyone and can be checked without a browser."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from tests.report.pages import page_of

ROOT = Path(__file__).resolve().parents[2]
STYLE = (ROOT / "sec_rules" / "report" / "templates" / "report.css").read_text(encoding="utf-8")
# Text of this size or weight may have a contrast of 3; everything here is held to the 4.5 of other text.
ENOUGH = 4.5
NAMES = [
    "secmp0059",
    "faulty",
    "together",
    "compared",
    "explained",
    "record",
    "check",
    "index with topics",
    "a topic",
]


def test_there_are_tables_and_drawings_to_look_at() -> None:
    drawn = [name for name in NAMES if "<svg" in page_of(name) and "<table" in page_of(name)]
    assert {"secmp0059", "faulty", "together", "compared", "explained"} <= set(drawn)


@pytest.fixture(params=NAMES)
def page(request: pytest.FixtureRequest) -> html.HtmlElement:
    return html.document_fromstring(page_of(request.param))


def test_the_language_is_said_and_the_page_has_a_title(page: html.HtmlElement) -> None:
    assert page.get("lang") == "en-GB"
    assert (page.findtext(".//title") or "").strip()


def test_there_is_one_heading_of_the_first_level_and_no_level_is_left_out(page: html.HtmlElement) -> None:
    levels = [int(e.tag[1]) for e in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_landmarks_are_there_and_told_apart(page: html.HtmlElement) -> None:
    assert [len(list(page.iter(tag))) for tag in ("main", "header", "footer")] == [1, 1, 1]
    names = []
    for landmark in page.xpath("//nav | //section | //*[@role='region']"):
        label = landmark.get("aria-label")
        by = [page.get_element_by_id(i) for i in (landmark.get("aria-labelledby") or "").split()]
        names.append((landmark.tag, label or " ".join(e.text_content() for e in by)))
    assert all(name for _, name in names)
    assert len(names) == len(set(names))


def test_the_way_past_the_head_is_the_first_link_and_leads_to_the_content(page: html.HtmlElement) -> None:
    first = next(page.iter("a"))
    assert page.get_element_by_id(str(first.get("href")).removeprefix("#")).tag == "main"


def test_every_heading_of_a_table_says_what_it_heads_and_every_table_has_a_caption(page: html.HtmlElement) -> None:
    assert [e for e in page.iter("th") if e.get("scope") not in ("row", "col", "rowgroup")] == []
    assert [t for t in page.iter("table") if not (t.findtext("caption") or "").strip()] == []


def test_what_scrolls_can_be_reached_by_keyboard_and_has_a_name(page: html.HtmlElement) -> None:
    for scrolling in page.find_class("scroll"):
        assert scrolling.get("tabindex") == "0"
        assert scrolling.get("role") == "region"
        assert scrolling.get("aria-label")


def test_every_drawing_has_a_name_and_what_it_refers_to_is_there(page: html.HtmlElement) -> None:
    ids = [e.get("id") for e in page.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    drawings = list(page.iter("svg"))
    for drawing in drawings:
        assert drawing.get("role") == "img"
        assert set(str(drawing.get("aria-labelledby")).split()) <= set(ids)
    used = re.findall(r"url\(#([^)]+)\)", html.tostring(page, encoding="unicode"))
    assert set(used) <= set(ids)


def test_what_changes_is_said_in_words_and_not_by_colour_alone(page: html.HtmlElement) -> None:
    for cell in page.xpath("//td[contains(@class, 'changed')]"):
        assert "change" in cell.text_content() or "by the sum" in cell.text_content()
    for mark, word in (("ins", "inserted"), ("del", "deleted")):
        assert all(word in e.text_content() or "step" in e.getparent().get("class", "") for e in page.iter(mark))


# Colours.


def colours(scheme: str) -> dict[str, str]:
    """The colours of a scheme, by name."""
    light, _, dark = STYLE.partition("@media (prefers-color-scheme: dark)")
    dark = dark.split("\n}\n", 1)[0]
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    return found | (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark)) if scheme == "dark" else {})


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def coloured() -> Iterator[tuple[str, str, str]]:
    """Each rule that colours text: its selector, and the names of the colours of the text and of what is behind it."""
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", STYLE):
        text = re.search(r"(?:^|[\s;])color: var\(--([\w-]+)\)", body)
        behind = re.search(r"background(?:-color)?: var\(--([\w-]+)\)", body)
        for ground in [behind[1]] if behind else ["paper", "panel"]:
            if text or behind:
                yield selector.strip(), text[1] if text else "ink", ground


def test_the_contrast_is_that_of_the_standard() -> None:
    # Black on white is 21, and the example of the standard's understanding document: #767676 on white is 4.54.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_enough_contrast(scheme: str) -> None:
    named = colours(scheme)
    pairs = list(coloured())
    assert len(pairs) > 30
    faint = {(s, text, ground) for s, text, ground in pairs if contrast(named[text], named[ground]) < ENOUGH}
    assert faint == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), [("proposed", "heavy"), ("now", "light"), ("hatch", "heavy")])
def test_lines_of_a_drawing_stand_out_from_what_they_cross(scheme: str, line: str, ground: str) -> None:
    named = colours(scheme)
    found = re.search(rf"\.{line} \{{ stroke: var\(--([\w-]+)\)", STYLE)
    assert found is not None
    assert contrast(named[found[1]], named[ground]) >= 3


def test_colours_of_the_readers_own_choosing_and_print_are_provided_for() -> None:
    assert "(forced-colors: active)" in STYLE
    assert "@media print" in STYLE
