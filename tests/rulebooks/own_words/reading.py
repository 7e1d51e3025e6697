"""Provisions of other codes in words of their own, each with its meaning noted before it was read.

A file is a rulebook's facts and words, and provisions: a `text`, and what it `means`, for each outcome the condition
under which it is the answer, in the notation of Python; where none of them holds there is no answer. `base` is text
held already, which the provision stands beside or amends. One `told` as open was not read whole when last
tried. A reading that answers otherwise than it means for anybody tried is a misreading.

    python -m tests.rulebooks.own_words.reading [FILE ...]     says of each provision what becomes of it
"""

from __future__ import annotations

import random
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any, Final

from attrs import evolve, frozen

import sec_rules
from sec_rules.notation import Count, Rulebook
from tests.rulebooks.corrected.cases import rulebook_of

HERE: Final = Path(__file__).parent
RIGHT, OPEN, MISREAD = "right", "open", "misread"
# So many combinations of facts are tried of each provision.
_MOST: Final = 500
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
        try:
            held = sec_rules.load(rulebook=self.book)
        except sec_rules.CodeError:
            return OPEN
        review = sec_rules.check(self.text.encode(), held, everything=True)
        draft = review.draft
        if draft.open or draft.failed or any(f.code in _TOLD for f in review.findings):
            return OPEN
        code, question = draft.proposed, self.book.question
        unsure = False
        for facts in self._tried():
            wanted = {name for name, when in self.means.items() if eval(when, {}, dict(facts))}
            answered, doubted = _answered(code, question, facts, draft.on)
            unsure = unsure or doubted
            if answered != wanted and not doubted:
                return f"{MISREAD}: {facts}: {answered or 'no answer'} and not {wanted or 'no answer'}"
        return OPEN if unsure else RIGHT

    def _tried(self) -> Iterator[dict[str, Any]]:
        """Facts below, at and above each number that the meaning or the text has, in combinations taken at random."""
        told = (*self.means.values(), self.text.replace(",", ""), self.book.written.replace(",", ""))
        named = {int(n) for words in told for n in re.findall(r"\d+", words)}
        numbers = sorted({max(n + d, 0) for n in named | {0} for d in (-1, 0, 1)})
        facts = self.book.facts
        values = [([n for n in numbers if n >= f.at_least] if isinstance(f, Count) else [False, True]) for f in facts]
        every = list(product(*values))
        for combination in every if len(every) <= _MOST else random.Random(1).sample(every, _MOST):
            yield {f.name: value for f, value in zip(facts, combination, strict=True)}


def _answered(
    code: sec_rules.Code, question: sec_rules.Question, facts: dict[str, Any], on: date
) -> tuple[set[str], bool]:
    """The outcome that is the answer, and whether it is told that this is not sure."""
    answer = code.ask(question, facts, on=on)
    return ({answer.outcome.name} if answer.outcome is not None else set()), bool(answer.doubts)


def provisions(path: Path) -> list[Provision]:
    """The provisions of one file."""
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    book = rulebook_of(path.stem, given)
    return [
        Provision(evolve(book, written=one.get("base", "")), one["text"], one["means"], one.get("told", RIGHT))
        for one in given["provisions"]
    ]


if __name__ == "__main__":
    for file in map(Path, sys.argv[1:] or sorted(HERE.glob("*.toml"))):
        for each in provisions(file):
            print(f"{each.verdict:8} {file.stem}: {' '.join(each.text.split())[:110]}")
