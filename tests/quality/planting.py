"""Faults planted into clean drafts by a program that knows the place.

A planter takes a clean draft as Markdown and gives it back with one fault in it, the words at fault between « and »;
or None where the draft has no place for that fault. It knows what text looks like, and nothing of the checks. Which
draft and which place is drawn, so that the faults of one code stand in many drafts and sentences.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Planter = Callable[[random.Random, str], str | None]

PLANTERS: dict[str, list[Planter]] = {}

LABEL = re.compile(r"^(?P<label>G8\.\d+[A-Z]*) ")

# What braces and the marks of changes add to the words of a draft.
_SIGNS = re.compile(
    r"\{(?:number|bookmark):[^}]*\} ?|\{(?:ref|by):[^|}]*\||\{\+\+|\{--|\{~~.*?~>|[+~-]{2}\}|[\u00ab\u00bb}]"
)

STEP = re.compile(r"^\((?P<step>[a-z]{1,4})\) ")


@dataclass(frozen=True)
class Planted:
    """A draft with a fault: its code, the draft it was made of, and the text with the place marked."""

    code: str
    source: str
    marked: str

    @property
    def text(self) -> str:
        return self.marked.replace("«", "").replace("»", "")


def plants(code: str) -> Callable[[Planter], Planter]:
    def add(planter: Planter) -> Planter:
        PLANTERS.setdefault(code, []).append(planter)
        return planter

    return add


def planted(code: str, drafts: dict[str, str], count: int, seed: int = 7) -> Iterator[Planted]:
    """Up to `count` drafts with a fault of a code, each planter in turn, no text twice.

    Only what changes a draft is a fault planted in it: what a planter would write of its own, the same whichever draft
    it is given, is left out.
    """
    rng = random.Random(f"{code}/{seed}")
    seen: set[str] = set()
    for turn in range(count):
        planters = PLANTERS[code][turn % len(PLANTERS[code]) :] + PLANTERS[code][: turn % len(PLANTERS[code])]
        made = list(_tries(rng, planters, drafts, seen))
        found = next((one for one in made if shares(one[1], drafts[one[0]])), None)
        if found is None:
            return
        seen.add(found[1])
        yield Planted(code, *found)


def shares(text: str, draft: str) -> bool:
    """Whether a text with a fault is a draft that was changed: half of the draft at least, by runs of three words."""
    has, wanted = _runs(text), _runs(draft)
    return 2 * len(has & wanted) >= len(wanted)


def _runs(text: str) -> set[tuple[str, ...]]:
    """Each three words that follow one another, whatever is marked in them and however they are numbered."""
    plainly = _SIGNS.sub("", text)
    words = re.findall(r"[^\W\d]+", plainly)
    return set(zip(words, words[1:], words[2:], strict=False))


def _tries(
    rng: random.Random, planters: list[Planter], drafts: dict[str, str], seen: set[str]
) -> Iterator[tuple[str, str]]:
    for planter in planters:
        names = sorted(drafts)
        rng.shuffle(names)
        for name in names:
            marked = planter(rng, drafts[name])
            if marked is not None and marked not in seen:
                yield name, marked


def paragraphs(text: str) -> list[str]:
    return text.rstrip("\n").split("\n\n")


def joined(parts: list[str]) -> str:
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> bool:
    """Whether a draft has neither changes marked nor instructions nor text left out."""
    return not re.search(r"\{\+\+|\{--|\{~~|\[\.\.\.\]|^(?:In|After|Delete) ", text, re.MULTILINE)


def apart(text: str) -> bool:
    """Whether a draft shows none of the clauses that are held, so that it may become a redline against other words."""
    return plain(text) and "#" not in text and not re.search(r"^G8\.4[1-7]", text, re.MULTILINE)


def clause_of(parts: list[str], i: int) -> int:
    """The paragraph that opens the clause in which a paragraph stands."""
    return max((j for j in range(i + 1) if LABEL.match(parts[j])), default=-1)


def end_of(parts: list[str], i: int) -> int:
    """The last paragraph of the clause that paragraph `i` opens."""
    j = i
    while j + 1 < len(parts) and not LABEL.match(parts[j + 1]) and not parts[j + 1].startswith("#"):
        j += 1
    return j


def openers(parts: list[str]) -> list[int]:
    return [i for i, p in enumerate(parts) if LABEL.match(p) and "Not used" not in p]


def sites(text: str, pattern: str) -> list[re.Match[str]]:
    """Where a pattern stands in the words of provisions: not in headings, labels, marks or instructions."""
    found = []
    for match in re.finditer(pattern, text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        whole = text[text.rfind("\n", 0, match.start()) + 1 : (text.find("\n", match.end()) + 1 or len(text) + 1) - 1]
        if whole.startswith(("#", "In Section", "After Section", "Delete", "These changes", "[")) or not re.match(
            r"^(?:G8\.\d+[A-Z]*|\([a-z]+\)|\"|\u201c)", whole
        ):
            continue
        if len(line) < (len(LABEL.match(whole).group()) if LABEL.match(whole) else 4):
            continue
        if re.search(r"\{(?:\+\+|--|~~)[^}]*$", line):
            continue
        found.append(match)
    return found


def replaced(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def pick(rng: random.Random, text: str, pattern: str, new: Callable[[re.Match[str]], str]) -> str | None:
    if re.search(r"\{\+\+|\{--|\{~~", text):
        # In a redline a fault in words that the draft leaves as they were is one of the base text.
        return None
    found = sites(text, pattern)
    if not found:
        return None
    match = rng.choice(found)
    return replaced(text, match, new(match))


def appended(rng: random.Random, text: str, sentences: list[str]) -> str | None:
    """A sentence put after the last one of a clause that ends with a full stop."""
    parts = paragraphs(text)
    ends = [
        i
        for i, p in enumerate(parts)
        if p.endswith(".") and LABEL.match(p) and (i + 1 == len(parts) or LABEL.match(parts[i + 1]))
    ]
    if not ends or not plain(text):
        return None
    i = rng.choice(ends)
    parts[i] += " " + rng.choice(sentences)
    return joined(parts)


def added(rng: random.Random, text: str, clauses: list[str]) -> str | None:
    """Clauses of their own put at the end."""
    if not plain(text):
        return None
    parts = paragraphs(text)
    numbers = [int(m[1]) for m in re.finditer(r"^G8\.(\d+)", text, re.MULTILINE)]
    if not numbers or max(numbers) > 55:
        return None
    n = max(numbers) + 1
    words = rng.choice(clauses)
    return joined([*parts, re.sub(r"%(\d)", lambda m: f"G8.{n + int(m[1])}", words)])


def _lists(parts: list[str]) -> Iterator[list[int]]:
    """The lists of paragraphs (a), (b), ... that run on."""
    run: list[int] = []
    for i, part in enumerate(parts):
        step = STEP.match(part)
        if step and (step["step"] == "a" or run):
            if step["step"] == "a" and run:
                yield run
                run = []
            run.append(i)
        elif run:
            yield run
            run = []
    if run:
        yield run


def simple_lists(text: str, least: int) -> list[list[int]]:
    parts = paragraphs(text)
    if not plain(text) or re.search(r"^\(i\)", text, re.MULTILINE):
        return []
    return [run for run in _lists(parts) if len(run) >= least]


def marked_start(part: str) -> str:
    """A paragraph with the first words after its label marked."""
    return re.sub(r"^(\S+ )((?:\S+\s+){0,3}\S+)", r"\1«\2»", part, count=1)


INSERTED = [
    "The Panel shall publish what it receives under this Section.",
    "A User may withdraw a notice at any time before the Panel has acted on it.",
    "Each Network Party shall keep the records that the Panel asks for.",
    "No charge shall be made for a copy.",
    "The DCC shall give the Panel such help as it needs.",
]

TERMS = [
    "Assurance Portal",
    "Quarterly Return",
    "Review Protocol",
    "Evidence Pack",
    "Scheme Handbook",
    "Remedial Plan",
    "Lead Assessor",
]

ABOVE = ["exceeds", "is more than", "is greater than", "is above", "is in excess of"]

AT_MOST = ["is equal to or less than", "does not exceed", "is not more than", "is at most", "is less than or equal to"]

AT_LEAST = ["is at least", "is not less than", "equals or exceeds", "is equal to or greater than"]

BELOW = ["is less than", "is fewer than", "is below"]

FIGURES = ["250,000", "300,000", "100,000", "175,000", "200,000", "400,000"]


def compared(text: str, words: list[str]) -> list[re.Match[str]]:
    """Where a clause that decides an assessment compares a count with a figure in one of those ways."""
    pattern = rf"(?P<words>{'|'.join(map(re.escape, words))}) (?P<figure>\d[\d,]*\d)"
    found = []
    for clause in re.finditer(r"^G8\.4[1-7]\w* .*(?:\n\n\([a-z]\) .*)*", text, re.MULTILINE):
        found += list(re.compile(pattern).finditer(text, clause.start(), clause.end()))
    return found


def twins(text: str) -> list[tuple[re.Match[str], re.Match[str]]]:
    """The comparison of a clause for who is above a figure, with that of the next for who is not."""
    if re.search(r"\{\+\+|\{--|\{~~", text):
        return []
    above, below = compared(text, ABOVE), compared(text, AT_MOST)
    after = [(one, next((b for b in below if b.start() > one.end()), None)) for one in above]
    return [(one, two) for one, two in after if two is not None and one["figure"] == two["figure"]]


def another(rng: random.Random, figure: str, figures: list[str] = FIGURES) -> str:
    return rng.choice([f for f in figures if f != figure])
