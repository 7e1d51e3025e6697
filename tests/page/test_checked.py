"""What is kept from one request of the page to the next: enough that the next one is quick, and never more and more."""

from __future__ import annotations

import pytest

from sec_rules.page import checked
from sec_rules.page.checked import Checked
from sec_rules.review.review import Review

PARAGRAPHS = 12


def draft(number: int) -> bytes:
    return "\n\n".join(f"H1.{n} The Panel shall publish {number} reports." for n in range(1, PARAGRAPHS + 1)).encode()


def asked(*numbers: int) -> Checked:
    names = [{"name": f"{number}.md", "file": at} for at, number in enumerate(numbers)]
    return checked.checked({"drafts": names}, [draft(number) for number in numbers], lambda _: None)


@pytest.fixture
def reviewed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The drafts that were reviewed anew, by name, from a start at which nothing is kept."""
    names: list[str] = []
    review = checked.check

    def counted(document: object, *given: object, **more: object) -> Review:
        names.append(getattr(document, "name", ""))
        return review(document, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(checked, "check", counted)
    monkeypatch.setattr(checked, "_reviews", {})
    monkeypatch.setattr(checked, "_kept", [])
    return names


def test_the_reviews_of_earlier_drafts_are_kept_up_to_so_many_paragraphs(reviewed: list[str]) -> None:
    for number in range(8):
        asked(number)
    assert checked._MOST_PARAGRAPHS // PARAGRAPHS == 3
    assert len(checked._reviews) == 4
    asked(4)
    assert len(reviewed) == 8
    asked(3)
    assert reviewed[8:] == ["3.md"]


def test_all_drafts_of_the_last_request_are_kept_however_long_they_are(reviewed: list[str]) -> None:
    asked(*range(8))
    asked(*range(7), 9)
    assert reviewed == [*(f"{n}.md" for n in range(8)), "9.md"]
