"""How well each check finds the faults planted, and how often it speaks where nothing is wrong."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from attrs import evolve, frozen

from sec_rules.engine.code import Code
from sec_rules.lang import Standing
from sec_rules.review.acceptance import accept
from sec_rules.review.findings import Finding
from sec_rules.review.review import check
from sec_rules.review.selection import Selection
from sec_rules.rulebook.questions import assessment
from tests.quality import planting_documents as planting_documents
from tests.quality import planting_figures as planting_figures
from tests.quality import planting_numbers as planting_numbers
from tests.quality import planting_references as planting_references
from tests.quality import planting_rules as planting_rules
from tests.quality import planting_terms as planting_terms
from tests.quality import planting_words as planting_words
from tests.quality.planting import PLANTERS, Planted, planted
from tests.review.checks.marked import places, read

HERE = Path(__file__).parent
HELD_OUT = "held_out"
# Drafts of clauses that decide an assessment, each correct, by two writers who saw neither the reader nor the checks.
OF_OTHERS = HERE.parent / "drafting" / "procedural" / "drafts_of_others.toml"
WRITERS = {"clean": "first", HELD_OUT: "later"}
# Faults in what decides an assessment, or in a redline of it: they are planted in the drafts of those writers too.
IN_RULES = (
    "AM902", "AM906", "EX001", "EX002", "LG803", "PR001", "PR002", "PR003", "PR004", "PR005", "PR006", "QT701",
    "QT702", "QT703",
)  # fmt: skip
OFF = ("TY104", "LI602", "LG802", "LG803", "DT509", "AM904")
# A sentence that is not read, as its finding quotes it.
_QUOTED = re.compile(
    r"This (?:sentence )?is not read (?:as a rule \(|\(line \d+\): )'(?P<words>.*?)(?: \.\.\.)?'[).]", re.DOTALL
)
# Long enough to tell effects on different Users and years apart.
_LONGEST = 240
Key = TypeVar("Key", bound=Hashable)


@dataclass
class Score:
    """Faults planted and found, and all else that is reported.

    Of the `others`, findings that are of no planted fault, those are `true` of which somebody judged, one by one, that
    a reader would have to hear of them too.
    """

    planted: int = 0
    found: int = 0
    others: int = 0
    true: int = 0
    missed: list[Planted] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        """The share of the planted faults in all that is reported."""
        return self.found / (self.found + self.others) if self.found + self.others else 1.0

    @property
    def precision_as_judged(self) -> float:
        """The share of the planted faults, and of what was judged to be true, in all that is reported."""
        return (self.found + self.true) / (self.found + self.others) if self.found + self.others else 1.0


@frozen
class Other:
    """A finding that is of no planted fault: the draft, the fault planted in it ("" for none), what and where."""

    draft: str
    fault: str
    finding: str
    provision: str
    words: str


def judged() -> dict[Other, bool]:
    """What was judged by hand: whether a reader of the draft would have to hear of it.

    A sentence that is not read is told rightly where it may change who is assessed, or where the fault makes a rule
    unreadable; wrongly where it is procedure or defines what nothing hangs on.
    """
    with (HERE / "consequences.csv").open(encoding="utf-8", newline="") as file:
        return {
            Other(row["draft"], row["fault"], row["finding"], row["provision"], row["words"][:_LONGEST]): row["judged"]
            != "false"
            for row in csv.DictReader(file)
        }


def drafts(half: str) -> dict[str, str]:
    """The clean drafts of a half that stand beside this module, by name."""
    return {p.stem: p.read_text(encoding="utf-8") for p in sorted((HERE / half).glob("*.md"))}


def drafts_of_rules(half: str) -> dict[str, str]:
    """The clean drafts of a half that decide assessments, by others."""
    given = tomllib.loads(OF_OTHERS.read_text(encoding="utf-8"))["draft"]
    return {d["name"]: d["text"].strip() + "\n" for d in given if d["name"].startswith(WRITERS[half])}


def measure(code: Code, half: str, count: int = 12, seed: int = 7) -> dict[str, Score]:
    """A score for each code: over the clean drafts of a half, and over them with faults planted."""
    scores = {name: Score() for name in sorted(PLANTERS)}
    known = judged()
    small, every = drafts(half), drafts(half) | drafts_of_rules(half)
    before = {name: findings(code, text) for name, text in every.items()}
    for name, found in before.items():
        count_others(scores, (other(name, "", f) for f in found if f.code not in OFF), known)
    for wanted in sorted(PLANTERS):
        for fault in planted(wanted, every if wanted in IN_RULES else small, count, seed):
            score(scores, fault, findings(code, fault.text, wanted), before[fault.source], known)
    return scores


def findings(code: Code, text: str, wanted: str = "") -> tuple[Finding, ...]:
    """What is found in a draft: by the checks that are on, and the one wanted.

    Changes without a mark are reported only against official words, so for those ours are taken as if they were.
    """
    extra = (wanted,) if wanted in OFF else ()
    held = official(code) if wanted == "AM902" else code
    return accept(check(read(text), held, assessment, selection=Selection(extend=extra)), comments=True).findings


def official(code: Code) -> Code:
    """The Code as if its words were the official ones."""
    clauses = (
        evolve(c, versions=tuple(evolve(v, standing=Standing.VERBATIM) for v in c.versions)) for c in code.clauses
    )
    return evolve(code, clauses=tuple(clauses))


def score(
    scores: dict[str, Score],
    fault: Planted,
    found: Sequence[Finding],
    before: Sequence[Finding],
    known: Mapping[Other, bool],
) -> None:
    """Counts whether a fault is found, and what is reported beside it that was not reported of the clean draft."""
    of_code = scores[fault.code]
    of_code.planted += 1
    where = places(fault.marked)
    hits = [r for r in found if r.code == fault.code and any(meets(r, place) for place in where)]
    if hits:
        of_code.found += 1
    else:
        of_code.missed.append(fault)
    rest = [f for f in found if f not in hits and (f.code not in OFF or f.code == fault.code)]
    new = not_before([other(fault.source, fault.code, f) for f in rest], [other(fault.source, "", f) for f in before])
    count_others(scores, new, known)


def other(draft: str, fault: str, finding: Finding) -> Other:
    """A finding by what it says, so that it can be told from others and met again."""
    quoted = _QUOTED.match(finding.message) if finding.code == "EX001" else None
    words = " ".join((quoted["words"] if quoted else finding.message).split())[:_LONGEST]
    return Other(draft, fault, finding.code, finding.clause, words)


def not_before(found: Iterable[Other], before: Iterable[Other]) -> list[Other]:
    """What was not reported of the draft without the fault; a sentence that the fault changes counts as the same."""
    same = Counter((one.finding, one.words) for one in before)
    left = _beyond(found, same, lambda one: (one.finding, one.words))
    changed = Counter[str]()
    for (code, _), number in same.items():
        changed[code] += number
    return _beyond(left, changed, lambda one: one.finding)


def _beyond(found: Iterable[Other], numbers: Counter[Key], key: Callable[[Other], Key]) -> list[Other]:
    """What there is more of than those numbers of each key, which are used up."""
    more: list[Other] = []
    for one in found:
        if numbers[key(one)] > 0:
            numbers[key(one)] -= 1
        else:
            more.append(one)
    return more


def count_others(scores: dict[str, Score], others: Iterable[Other], known: Mapping[Other, bool]) -> None:
    for one in others:
        of_code = scores.setdefault(one.finding, Score())
        of_code.others += 1
        of_code.true += known.get(one, False)


def meets(finding: Finding, place: tuple[str, int, int]) -> bool:
    """Whether a finding stands at a place, in whole or in part, or shows it as the other end of what is wrong.

    A gap or an overlap lies between two clauses, and is shown in both.
    """
    label, start, end = place
    shown = ((finding.clause, finding.start, finding.end), *((r.clause, r.start, r.end) for r in finding.related))
    return any(clause == label and first < end and start < last for clause, first, last in shown)
