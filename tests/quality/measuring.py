"""How well each check finds the faults planted, and how often it speaks where nothing is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from attrs import evolve

from sec_rules.engine.code import Code
from sec_rules.lang import Standing
from sec_rules.review.acceptance import accept
from sec_rules.review.findings import Finding
from sec_rules.review.review import check
from sec_rules.review.selection import Selection
from sec_rules.rulebook.questions import assessment
from tests.quality import planting_documents as planting_documents
from tests.quality.planting import PLANTERS, Planted, planted, shares
from tests.review.checks.marked import places, read

HERE = Path(__file__).parent
HELD_OUT = "held_out"
OFF = ("TY104", "LI602", "LG802", "LG803", "DT509", "AM904")
# What speaks of every draft, or of what follows from it: a draft that means to change the policy is warned of it.
TELLING = frozenset(("EX001", "PR005", "PR006"))
# A fault of one kind that makes another: both are right.
FOLLOWS = {
    "NU301": {"NU305", "XR402", "XR401"},
    "NU305": {"NU301", "XR402", "NU302"},
    "NU302": {"NU301"},
    "NU304": {"XR401", "XR402"},
    "XR407": {"AM903", "DT502", "DT501"},
    "AM903": {"XR407", "AM903", "DT501"},
    "NU303": {"NU301", "NU305"},
    "NU306": {"XR406"},
    "XR405": {"XR401", "XR402", "XR406", "XR409"},
    "XR406": {"NU306", "DT505"},
    "QT701": {"PR001", "PR002", "QT703"},
    "QT702": {"PR001", "PR002", "QT703", "PR003"},
    "PR001": {"QT701", "QT703"},
    "PR002": {"QT701", "QT703"},
    "PR003": {"QT703"},
    "PR004": {"QT703"},
    "EX001": {"PR001", "PR002", "QT702", "QT701"},
    "IG901": {"TY101"},
    "AM902": {"AM906", "PR003"},
    "AM904": {"AM906"},
    "PR005": {"PR001", "PR002", "PR003", "QT702"},
    "AM906": {"PR001", "PR002", "QT702", "QT701"},
    "AM901": {"EX001"},
    "EX002": {"PR001", "PR002", "QT702"},
    "LG803": {"EX002", "PR001", "PR002"},
    "QT703": {"PR001", "PR002", "PR003", "QT702"},
    "QT706": {"QT707", "PR001", "PR002"},
    "DT501": {"DT509"},
    "DT509": {"DT501"},
    "DT503": set(),
    "DT505": {"DT502"},
    "DT508": {"DT502"},
    "PH202": {"EX002"},
    "TY103": {"DT501", "DT505"},
    "TY104": {"TY103", "TY105"},
    "PH201": {"PH202", "QT702", "DT501"},
}


@dataclass
class Score:
    """Faults planted and found, and findings where nothing was planted.

    `made_up` faults stand in a text of their own, since the planter found nothing to change in a draft, and are not
    among those `planted` of drafts held out. `beside` are
    findings that a planted fault brings with it as `FOLLOWS` and `TELLING` have it, which nobody has judged one by one.
    """

    planted: int = 0
    found: int = 0
    false: int = 0
    made_up: int = 0
    beside: int = 0
    missed: list[Planted] = field(default_factory=list)
    wrong: list[tuple[str, Finding]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.false) if self.found + self.false else 1.0

    @property
    def precision_of_all(self) -> float:
        """The share of the planted faults in all that is reported, what follows from them among it."""
        every = self.found + self.false + self.beside
        return self.found / every if every else 1.0


def drafts(folder: str) -> dict[str, str]:
    """The clean drafts of a folder, by name."""
    return {p.stem: p.read_text(encoding="utf-8") for p in sorted((HERE / folder).glob("*.md"))}


def measure(code: Code, folder: str, count: int = 12, seed: int = 7) -> dict[str, Score]:
    """A score for each code: over the clean drafts of a folder, and over them with faults planted.

    Of drafts held out only faults that change one of them count: a text that a planter makes up is the same whichever
    draft it is for.
    """
    clean = drafts(folder)
    scores = {name: Score() for name in sorted(PLANTERS)}
    before: dict[str, Counter[str]] = {}
    for name, text in clean.items():
        found = findings(code, text)
        before[name] = Counter(r.code for r in found)
        for finding in found:
            if finding.code not in TELLING and finding.code not in OFF:
                _false(scores, name, finding)
    for wanted in sorted(PLANTERS):
        for fault in planted(wanted, clean, count, seed):
            made_up = not shares(fault.text, clean[fault.source])
            scores[wanted].made_up += made_up
            if made_up and folder == HELD_OUT:
                continue
            _score(scores, fault, findings(code, fault.text, wanted), before)
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


def _score(scores: dict[str, Score], fault: Planted, found: Sequence[Finding], before: dict[str, Counter[str]]) -> None:
    score = scores[fault.code]
    score.planted += 1
    where = places(fault.marked)
    hits = [r for r in found if r.code == fault.code and any(meets(r, place) for place in where)]
    if hits:
        score.found += 1
    else:
        score.missed.append(fault)
    others = Counter(before[fault.source])
    for finding in found:
        if finding in hits or (finding.code in OFF and finding.code != fault.code):
            continue
        if others[finding.code] > 0:
            others[finding.code] -= 1
            continue
        if finding.code in TELLING or finding.code in FOLLOWS.get(fault.code, ()):
            scores.setdefault(finding.code, Score()).beside += 1
            continue
        _false(scores, f"{fault.code} in {fault.source}", finding)


def _false(scores: dict[str, Score], where: str, finding: Finding) -> None:
    score = scores.setdefault(finding.code, Score())
    score.false += 1
    score.wrong.append((where, finding))


def meets(finding: Finding, place: tuple[str, int, int]) -> bool:
    """Whether a finding stands at a place, in whole or in part, or shows it as the other end of what is wrong.

    A gap or an overlap lies between two clauses, and is shown in both.
    """
    label, start, end = place
    shown = ((finding.clause, finding.start, finding.end), *((r.clause, r.start, r.end) for r in finding.related))
    return any(clause == label and first < end and start < last for clause, first, last in shown)
