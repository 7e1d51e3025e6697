"""The topics: one a page that ships, asked for by name, and what is said where there is none of that name."""

from __future__ import annotations

from importlib.resources import files

import pytest

from sec_rules.answers.topics import topic, topics
from sec_rules.errors import UsageError


def test_every_page_of_the_package_is_a_topic() -> None:
    pages = [page.name for page in files("sec_rules").joinpath("docs").iterdir()]
    assert [f"{t.name}.md" for t in topics()] == sorted(pages)
    assert {"cli", "contributing", "json_version_2", "output"} <= {t.name for t in topics()}


def test_a_page_begins_with_its_title_and_a_sentence_that_fits_a_line_of_the_list() -> None:
    for t in topics():
        assert t.text.startswith(f"# {t.title}\n\n{t.says}\n\n")
        assert t.says.endswith(".")
        assert len(t.says) <= 59


@pytest.mark.parametrize("asked", ["json_version_2", "json-version-2", "JSON version 2", "json_version_2.md"])
def test_a_topic_is_found_as_people_write_it(asked: str) -> None:
    assert topic(asked).name == "json_version_2"


@pytest.mark.parametrize(
    ("asked", "near"), [("drafting", "drafting_language"), ("pyhton", "python"), ("perf", "performance")]
)
def test_for_what_is_no_topic_the_nearest_is_named_and_all_that_are_known(asked: str, near: str) -> None:
    with pytest.raises(UsageError) as raised:
        topic(asked)
    said = str(raised.value)
    assert said.startswith(f"'{asked}' is no topic; did you mean {near}? Known are ")
    assert all(t.name in said for t in topics())


def test_for_what_is_near_to_none_the_known_ones_are_named() -> None:
    with pytest.raises(UsageError, match="'xyz' is no topic; known are cli, contributing, coverage, "):
        topic("xyz")
