"""Provisions of other codes in words of their own, each with its meaning noted before it was read.

A file is a rulebook's facts and words, and provisions: a `text`, and what it `means`, for each outcome the condition
under which it is the answer, in the notation of Python; where none of them holds there is no answer. `base` is text
that is held already, which the provision stands beside or amends. `told` is what became of it when it was last read:
right, or open. A reading that answers otherwise for anybody tried is a misreading.

    python -m tests.rulebooks.own_words.reading [FILE ...]     says of each provision what becomes of it
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any, Final

from attrs import evolve, frozen

import sec_rules
from sec_rules.notation import Count, Rulebook
from tests.rulebooks.corrected.cases import rulebook_of

HERE: Final = Path(__file__).parent
RIGHT, OPEN, MISREAD = "right", "open", "misread"
# What tells of a provision that it is not read whole, or not carried out.
_TOLD: Final = ("EX001", "EX002", "AM901")


@frozen
class Provision:
    """A provision in the words of a rulebook, what it means, and what became of it when it was last read."""

    book: Rulebook
    text: str
    means: Mapping[str, str]
    told: str

    @property
    def verdict(self) -> str:
        """Whether it is read right, left open, or misread."""
        review = sec_rules.check(self.text.encode(), sec_rules.load(rulebook=self.book), everything=True)
        draft = review.draft
        if draft.open or draft.failed or any(f.code in _TOLD for f in review.findings):
            return OPEN
        code, question = draft.proposed, self.book.question
        for facts in self._tried():
            wanted = {name for name, when in self.means.items() if eval(when, {}, dict(facts))}
            answered = _answered(code, question, facts, draft.on)
            if answered != wanted:
                return f"{MISREAD}: {facts}: {answered or 'no answer'} and not {wanted or 'no answer'}"
        return RIGHT

    def _tried(self) -> Iterator[dict[str, Any]]:
        """Facts below, at and above each number that the meaning or the text has, in every combination."""
        named = {int(n) for when in self.means.values() for n in re.findall(r"\d+", when)}
        numbers = sorted({max(n + d, 0) for n in named | {0} for d in (-1, 0, 1)})
        facts = self.book.facts
        values = [([n for n in numbers if n >= f.at_least] if isinstance(f, Count) else [False, True]) for f in facts]
        for combination in product(*values):
            yield {f.name: value for f, value in zip(facts, combination, strict=True)}


def _answered(code: sec_rules.Code, question: sec_rules.Question, facts: dict[str, Any], on: Any) -> set[str]:
    """The outcome that is the answer, or those of the clauses that all answer."""
    try:
        answer = code.ask(question, facts, on=on)
    except sec_rules.CodeError as error:
        return {name for name in (o.name for o in question.outcomes) if name in str(error)}
    return {answer.outcome.name} if answer.outcome is not None else set()


def provisions(path: Path) -> list[Provision]:
    """The provisions of one file."""
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    book = rulebook_of(path.stem, given)
    return [
        Provision(evolve(book, written=one.get("base", "")), one["text"], one["means"], one.get("told", ""))
        for one in given["provisions"]
    ]


if __name__ == "__main__":
    for file in map(Path, sys.argv[1:] or sorted(HERE.glob("*.toml"))):
        for each in provisions(file):
            print(f"{each.verdict:8} {file.stem}: {' '.join(each.text.split())[:110]}")
