"""What a draft does to the words of a clause, told in a few: "five" becomes "ten"; "and" is deleted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from attrs import frozen

from sec_rules.documents.document import Mark
from sec_rules.lang.lists import joined
from sec_rules.review.text.redline import Line, Redline, labelled
from sec_rules.review.text.surroundings import quoted

# What a line of a first screen can hold: of longer words the beginning, of more changes how many there are.
_MOST_SIGNS: Final = 60
_MOST_TOLD: Final = 3


@frozen
class Replaced:
    """Words of one provision that are taken out, and those put in their place; either may be ""."""

    label: str
    was: str
    becomes: str

    @property
    def in_words(self) -> str:
        """Such as: "five" becomes "ten"."""
        was, becomes = (quoted(words, _MOST_SIGNS) for words in (self.was, self.becomes))
        if not self.was:
            return f"{becomes} is inserted"
        return f"{was} becomes {becomes}" if self.becomes else f"{was} is deleted"

    def is_undone_by(self, other: Replaced) -> bool:
        """Whether the other puts in what this takes out, and takes out what this puts in."""
        return bool(self.was and self.becomes) and (self.was, self.becomes) == (other.becomes, other.was)


def replaced(redline: Redline) -> tuple[Replaced, ...]:
    """The words that a redline takes out and puts in, in their order; of a clause wholly put in or taken out none."""
    if not redline.now or not redline.proposed:
        return ()
    return tuple(each for line, at in labelled(redline.marked, redline.label) for each in _of_line(line, at))


def _of_line(line: Line, label: str) -> Iterator[Replaced]:
    if line.mark is not Mark.KEPT:
        words = " ".join(f"{line.step} {''.join(run.text for run in line.runs)}".split())
        yield Replaced(label, words, "") if line.mark is Mark.DELETED else Replaced(label, "", words)
        return
    for kept, runs in groupby(line.runs, key=lambda run: run.mark is Mark.KEPT):
        if not kept:
            marked = tuple(runs)
            was, becomes = (
                " ".join("".join(run.text for run in marked if run.mark is mark).split())
                for mark in (Mark.DELETED, Mark.INSERTED)
            )
            if was != becomes:
                yield Replaced(label, was, becomes)


def told(given: Iterable[Replaced]) -> str:
    """What is replaced as a list in a sentence, each once, with its provision where they stand in several.

    "" for nothing; of more than a few changes the first, and how many more there are.
    """
    every = tuple(given)
    if len(every) == 2 and every[0].is_undone_by(every[1]):
        return f"{quoted(every[0].was, _MOST_SIGNS)} and {quoted(every[1].was, _MOST_SIGNS)} change places"
    places: dict[str, list[str]] = {}
    for each in every:
        places.setdefault(each.in_words, []).append(each.label)
    one_place = len(places) == 1 or len({label for labels in places.values() for label in labels}) == 1
    said = [words if one_place else f"{words} in {joined(dict.fromkeys(labels))}" for words, labels in places.items()]
    more = len(said) - _MOST_TOLD
    return joined((*said[:_MOST_TOLD], *([f"{more} more {'change' if more == 1 else 'changes'}"] if more > 0 else ())))
