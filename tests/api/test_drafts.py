"""A draft checked from wherever it comes, and two sides compared whatever they are."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

import sec_rules

OVERLAP = 'In Section G8.41, for "exceeds 250,000" substitute "is 250,000 or more".\n'
MORE = 'In Section G8.41, for "exceeds 250,000" substitute "exceeds 240,000".\n'


def codes(review: sec_rules.Review) -> set[str]:
    return {finding.code for finding in review.findings}


@pytest.fixture(scope="module")
def overlap() -> sec_rules.Review:
    return sec_rules.check(OVERLAP.encode())


def test_a_draft_is_checked_without_a_code_or_a_question(overlap: sec_rules.Review) -> None:
    assert overlap.state == "fault"
    assert "PR002" in codes(overlap)
    assert overlap.question is sec_rules.assessment


def as_path(folder: Path) -> object:
    path = folder / "draft.md"
    path.write_text(OVERLAP)
    return path


SOURCES: dict[str, Callable[[Path], object]] = {
    "path": as_path,
    "path as text": lambda folder: str(as_path(folder)),
    "open file": lambda folder: io.BytesIO(OVERLAP.encode()),
    "open text": lambda folder: io.StringIO(OVERLAP),
    "document": lambda folder: sec_rules.open_draft(OVERLAP.encode(), "draft.md"),
}


@pytest.mark.parametrize("source", SOURCES)
def test_a_draft_comes_as_people_have_it(source: str, tmp_path: Path, overlap: sec_rules.Review) -> None:
    document = sec_rules.open_draft(SOURCES[source](tmp_path))  # type: ignore[arg-type]
    assert document == overlap.draft.document


def test_a_file_that_is_open_keeps_its_name(tmp_path: Path) -> None:
    path = tmp_path / "mine.md"
    path.write_text(OVERLAP)
    with path.open("rb") as file:
        assert sec_rules.open_draft(file).name == "mine.md"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "draft.md is empty"),
        (b"%PDF-1.7 and no more", "draft.pdf"),
        (b"PK\x03\x04 and no more", "draft.docx"),
        (b"\xff\xfe", "draft.md is text in UTF-16: save it as UTF-8"),
    ],
)
def test_bytes_that_are_no_draft_are_refused_under_the_name_of_what_they_look_like(data: bytes, says: str) -> None:
    with pytest.raises((sec_rules.DocumentError, sec_rules.ExtraError)) as refused:
        sec_rules.open_draft(data)
    assert says in str(refused.value) or "pypdf" in str(refused.value)


WRONG: dict[str, Callable[[], object]] = {
    "a path, bytes, an open file or a Document": lambda: sec_rules.check(5),  # type: ignore[arg-type]
    "a Code": lambda: sec_rules.check(OVERLAP.encode(), sec_rules.assessment),  # type: ignore[arg-type]
    "a Question": lambda: sec_rules.check(OVERLAP.encode(), None, "assessment"),  # type: ignore[arg-type]
    "a day and not a time": lambda: sec_rules.compare(datetime(2019, 1, 1), date(2020, 1, 1)),
}


@pytest.mark.parametrize("expected", WRONG)
def test_an_argument_of_the_wrong_kind_gets_a_sentence(expected: str) -> None:
    with pytest.raises(sec_rules.ArgumentError, match=f"should be {expected}"):
        WRONG[expected]()


def test_checks_are_selected_and_places_settled_as_for_the_command() -> None:
    assert codes(sec_rules.check(OVERLAP.encode(), select=["PR002"])) == {"PR002"}
    assert "PR002" not in codes(sec_rules.check(OVERLAP.encode(), ignore=["PR002"]))
    with pytest.raises(sec_rules.UsageError, match="is no code of a check"):
        sec_rules.check(OVERLAP.encode(), select=["ZZ1"])
    assert sec_rules.check(OVERLAP.encode(), drafting_only=True).verdicts == ()


def test_two_days_are_compared() -> None:
    found = sec_rules.compare(date(2019, 2, 27), date(2019, 2, 28))
    assert (found.old, found.new, found.state) == ("2019-02-27", "2019-02-28", "proved")
    assert {change.direction for change in found.found.merged} == {"heavier"}


def test_a_day_is_compared_with_a_draft_a_review_and_a_code() -> None:
    day = date(2020, 1, 1)
    review = sec_rules.check(MORE.encode())
    proposed = (review.draft.proposed, review.draft.on)
    sides = [sec_rules.compare(day, side).found.changes for side in (MORE.encode(), review, proposed)]
    assert sides[0] == sides[1] == sides[2] != ()
    # Above the new figure and up to the old one G8.41 and G8.42 both answer.
    assert {(change.becomes, change.direction) for change in sides[0]} == {(None, "undecided")}


def test_what_is_open_in_a_draft_counts_where_it_is_a_side() -> None:
    found = sec_rules.compare(date(2020, 1, 1), b"G8.41 Where a User is a Supplier Party in Scotland, it shall do so.")
    assert found.state != "proved"
