"""A fuzz of meaning: a word put into a clause, or a run of words taken out, and whether anybody would be told.

The words are those of the documentation that comes with Python, and generated ones that are no words, so of no example.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from pydoc_data.topics import topics  # type: ignore[import-untyped]
from typing import Any

from attrs import frozen

from sec_rules.documents.document import View
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.grammar.clause_reader import ReadClause, read_clause
from sec_rules.drafting.grammar.counted import otherwise
from sec_rules.drafting.grammar.vocabulary import vocabulary
from sec_rules.drafting.layout.layout import lay_out
from sec_rules.engine.legal_text import words_of
from sec_rules.loading import load
from sec_rules.rulebook.questions import assessment

CLAUSES = ("G8.41", "G8.42", "G8.44", "G8.45", "G8.47")
LONGEST_RUN = 7
_JUDGED: dict[str, Any] = tomllib.loads((Path(__file__).parent / "says_nothing.toml").read_text(encoding="utf-8"))


@frozen
class Change:
    """Words put in (`added`) before the word `at` of a clause, or those taken out from there on."""

    clause: str
    at: int
    added: str = ""
    taken_out: str = ""

    @property
    def words(self) -> list[str]:
        """The words of the clause with the change."""
        words = texts()[self.clause].split()
        if self.added:
            return [*words[: self.at], self.added, *words[self.at :]]
        return [*words[: self.at], *words[self.at + len(self.taken_out.split()) :]]


@cache
def texts() -> dict[str, str]:
    """The words of the clauses that answer, as they stand on the newest day."""
    code = load()
    return {c.label: words_of(c, v) for c, v in code.standing(code.newest_day(assessment)) if c.label in CLAUSES}


@cache
def ordinary_words() -> tuple[str, ...]:
    """Words of English prose that was written about something else."""
    prose: dict[str, str] = topics
    return tuple(sorted({w.lower() for text in prose.values() for w in re.findall(r"\b[A-Za-z]{1,14}\b", text)}))


def additions(rng: random.Random, clauses: tuple[str, ...]) -> Iterator[Change]:
    """Words put in anywhere, without end: of ordinary English, and one in six no word at all."""
    while True:
        clause = rng.choice(clauses)
        invented = "".join(rng.choice("bcdfghjklmnpqrstvwzaeiou") for _ in range(rng.randint(3, 9)))
        word = invented if rng.random() < 1 / 6 else rng.choice(ordinary_words())
        yield Change(clause, rng.randint(1, len(texts()[clause].split())), added=word)


def deletions(rng: random.Random, clauses: tuple[str, ...]) -> Iterator[Change]:
    """Runs of up to seven words taken out anywhere, without end."""
    while True:
        clause = rng.choice(clauses)
        words = texts()[clause].split()
        at = rng.randrange(1, len(words))
        yield Change(clause, at, taken_out=" ".join(words[at : at + rng.randint(1, LONGEST_RUN)]))


@cache
def _as_it_stands(clause: str) -> ReadClause:
    (read,) = _read(texts()[clause])
    return read


def _read(text: str) -> tuple[ReadClause, ...]:
    """The clauses of a text; none where anything of it stands outside them."""
    layout = lay_out(read_markdown(text, "draft.md").view(View.ACCEPTED), View.ACCEPTED)
    if layout.instructions or layout.loose or layout.headed or layout.above:
        return ()
    return tuple(read_clause(provision, vocabulary(())) for provision in layout.provisions)


def passed_over(change: Change) -> bool:
    """Whether a change leaves the rule as it was, with nothing open and the same thing counted."""
    before, after = _as_it_stands(change.clause), _read(" ".join(change.words))
    if [read.label for read in after] != [change.clause] or not after[0].whole:
        return False
    return after[0].rules == before.rules and not otherwise(before.counts, after[0].counts)


def says_nothing(change: Change) -> bool:
    """Whether somebody has judged that the clause says the same with it."""
    if change.added:
        repeated = change.added in _JUDGED["added_where_a_sequence_is_repeated"]["words"]
        before = _JUDGED["added_before"].get(change.added)
        stands_so = before and " ".join(change.words[change.at + 1 :]).startswith(
            tuple(f"{words} " for words in before["words"])
        )
        return bool(change.added in _JUDGED["added"] or stands_so or (repeated and _in_what_repeats(change, 1)))
    run = change.taken_out.rstrip(",:;")
    left = " ".join(change.words[change.at - 12 :])
    return run in _JUDGED["taken_out"] or (
        _in_what_repeats(change, len(change.taken_out.split())) and ("repeats" in left or "sequence" in left)
    )


def _in_what_repeats(change: Change, many: int) -> bool:
    """Whether a change stands in the words by which a limb repeats the ones above it."""
    words = texts()[change.clause].split()
    return "(d)" in words and change.at > words.index("(d)")
