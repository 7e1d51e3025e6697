"""What a draft does to the words of a clause, told in a few: "five" becomes "ten"; "and" is deleted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from attrs import field, frozen

from sec_rules.documents.document import Mark
from sec_rules.lang.citations import clause_of
from sec_rules.lang.lists import joined
from sec_rules.lang.steps import steps_of
from sec_rules.review.text.redline import Line, Redline, labelled
from sec_rules.review.text.surroundings import quoted_in_full

# What a line of a first screen can hold: of more changes how many there are.
_MOST_TOLD: Final = 3
# So many words before a place tell it from others.
_FEW_WORDS: Final = 3
_AROUND: Final = 8
_JOINS: Final = frozenset({"and", "or", "nor", "but"})


@frozen
class Replaced:
    """Words of one provision that are taken out, and those put in their place; either may be "".

    `after` are a few words before them, where these are needed to know the place: for words that are put in, or that
    stand in the provision more than once. `left` are the words about the place as they are then, cut at words' ends.
    `whole` is whether they are a whole paragraph, with its label.
    """

    label: str
    was: str
    becomes: str
    after: str = field(default="", eq=False)
    left: str = field(default="", eq=False)
    whole: bool = field(default=False, eq=False)

    @property
    def in_words(self) -> str:
        """Such as: "five" becomes "ten"."""
        was, becomes = (quoted_in_full(words) for words in (self.was, self.becomes))
        if not self.was:
            where = self._where or ("" if self.whole else " at the beginning")
            return f"{becomes} is inserted{where}"
        return f"{was}{self._where} becomes {becomes}" if self.becomes else f"{was}{self._where} is deleted"

    @property
    def _where(self) -> str:
        return f" after {quoted_in_full(self.after)}" if self.after else ""

    def is_undone_by(self, other: Replaced) -> bool:
        """Whether the other puts in what this takes out, and takes out what this puts in."""
        return bool(self.was and self.becomes) and (self.was, self.becomes) == (other.becomes, other.was)


def replaced(redline: Redline) -> tuple[Replaced, ...]:
    """The words that a redline takes out and puts in, in their order; of a clause wholly put in or taken out none."""
    if not redline.now or not redline.proposed:
        return ()
    return tuple(each for line, at in labelled(redline.marked, redline.label) for each in _of_line(line, at))


def replaced_in(marked: Mapping[str, Redline], label: str) -> tuple[Replaced, ...]:
    """What the redlines of clauses, by their labels, replace in one provision."""
    clause = marked.get(clause_of(label))
    return tuple(each for each in replaced(clause) if each.label == label) if clause is not None else ()


def _of_line(line: Line, label: str) -> Iterator[Replaced]:
    if line.mark is not Mark.KEPT:
        words = " ".join(f"{line.step} {''.join(run.text for run in line.runs)}".split())
        was, becomes = (words, "") if line.mark is Mark.DELETED else ("", words)
        yield Replaced(label, was, becomes, whole=True)
        return
    before = ""
    stands = [run.text if run.mark is not Mark.DELETED else "" for run in line.runs]
    at = 0
    stood = "".join(run.text for run in line.runs if run.mark is not Mark.INSERTED)
    parts = [run.mark is Mark.KEPT for run in line.runs]
    # Words that follow one another are replaced as one, not word by word.
    between = [
        kept and not run.text.strip() and not all(parts[max(at - 1, 0) : at]) and not all(parts[at + 1 : at + 2])
        for at, (run, kept) in enumerate(zip(line.runs, parts, strict=True))
    ]
    whole = zip(line.runs, (kept and not space for kept, space in zip(parts, between, strict=True)), strict=True)
    for kept, runs in groupby(whole, key=lambda each: each[1]):
        marked = tuple(run for run, _ in runs)
        at += len(marked)
        if kept:
            before = "".join(run.text for run in marked)
        else:
            left = _about(
                "".join(stands[: at - len(marked)]), "".join(stands[at - len(marked) : at]), "".join(stands[at:])
            )
            was, becomes = (
                " ".join("".join(run.text for run in marked if run.mark in (mark, Mark.KEPT)).split())
                for mark in (Mark.DELETED, Mark.INSERTED)
            )
            if becomes and not was:
                becomes, passed = _from_its_join(becomes, "".join(stands[at:]))
                before = f"{before} {passed}"
            if was != becomes:
                once = was and len(re.findall(rf"(?<!\w){re.escape(was)}(?!\w)", " ".join(stood.split()))) < 2
                yield Replaced(label, was, becomes, "" if once else " ".join(before.split()[-_FEW_WORDS:]), left)


def _from_its_join(words: str, behind: str) -> tuple[str, str]:
    """Words put in, begun at the word that joins them where they may as well stand so, and those then before them.

    Of "a Supplier Party or a Network Party" it cannot be seen whether "Party or a Network" was put in, or "or a Network
    Party".
    """
    given, passed = words.split(), list[str]()
    for following in behind.split()[: len(given)]:
        if given[0] in _JOINS or given[0] != following:
            break
        passed.append(given.pop(0))
        given.append(following)
    return (" ".join(given), " ".join(passed)) if given[0] in _JOINS else (words, "")


def _about(before: str, words: str, behind: str) -> str:
    """Words with a few of those before and behind them, in which white space is one space."""
    first, last = (before + "|").split()[-_AROUND:], ("|" + behind).split()[:_AROUND]
    return " ".join((" ".join(first)[:-1] + words + " ".join(last)[1:]).split())


def relabelled(redline: Redline) -> str:
    """Which paragraphs stand under another label, such as: (c) and (d) become (b) and (c); "" for none."""
    moved = [(line.stood, line.step) for line in redline.marked if line.stood]
    if not moved:
        return ""
    old, new = ([pair[side] for pair in moved] for side in (0, 1))
    if len(moved) > 2 and all(len(steps_of(label)) == 1 for label in (*old, *new)):
        old, new = ([f"{labels[0]} to {labels[-1]}"] for labels in (old, new))
    return f"{joined(old)} {'becomes' if len(moved) == 1 else 'become'} {joined(new)}"


def told(given: Iterable[Replaced], most: int = _MOST_TOLD) -> str:
    """What is replaced as a list in a sentence, each once, with its provision where they stand in several.

    "" for nothing; of more than a few changes the first, and how many more there are.
    """
    every = tuple(given)
    if len(every) == 2 and every[0].is_undone_by(every[1]):
        return f"{quoted_in_full(every[0].was)} and {quoted_in_full(every[1].was)} change places"
    places: dict[str, list[str]] = {}
    for each in every:
        places.setdefault(each.in_words, []).append(each.label)
    one_place = len(places) == 1 or len({label for labels in places.values() for label in labels}) == 1
    if one_place and 1 < len(every) <= _MOST_TOLD and not any(each.becomes or each.after for each in every):
        return f"{joined(quoted_in_full(each.was) for each in every)} are deleted"
    said = [words if one_place else f"{words} in {joined(dict.fromkeys(labels))}" for words, labels in places.items()]
    more = len(said) - most
    return joined((*said[:most], *([f"{more} more {'change' if more == 1 else 'changes'}"] if more > 0 else ())))
