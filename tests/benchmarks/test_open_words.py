"""Drafts with open words: what twenty of them cost beside none.

    pytest tests/benchmarks/test_open_words.py --benchmark-only

Aim: a draft with twenty open words in all its clauses is checked within twice the time of the same draft with none.
"""

from __future__ import annotations

from datetime import date

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.engine.legal_text import words_of
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment

ON = date(2019, 2, 28)
CLAUSES = ("G8.41", "G8.42", "G8.44", "G8.45", "G8.47")
WORDS = ("dormant", "former", "foreign", "urban", "vacant", "partial", "remote", "formal", "novel", "local")
# Where an adjective fits: before the party, before what is counted, before what falls due.
PLACES = (
    *(" Supplier Party", " Network Party", " Domestic Premises", " Non-Domestic Premises"),
    *(" Verification User", " User Security Self"),
)


def draft(places: int) -> str:
    """The assessment clauses with an adjective at so many places."""
    code = load()
    text = "\n\n".join(words_of(clause, version) for clause, version in code.standing(ON) if clause.label in CLAUSES)
    put = 0
    for place in PLACES:
        start = 0
        while put < places and (at := text.find(place, start)) >= 0:
            word = f" {WORDS[put % len(WORDS)]}"
            text, start, put = text[:at] + word + text[at:], at + len(word) + len(place), put + 1
    return text


@pytest.mark.benchmark(group="a draft with open words")
@pytest.mark.parametrize("places", [0, 5, 20])
def test_a_draft_with_open_words_is_checked(benchmark: BenchmarkFixture, places: int) -> None:
    document = read_markdown(draft(places), "draft.md")
    result = benchmark(check, document, load(), assessment)
    assert len(result.draft.open) == places
    assert result.state == ("not-all-read" if places else "proved")
