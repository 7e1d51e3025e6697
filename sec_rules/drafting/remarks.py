"""What a check says of a draft: a remark with its code, its place and its words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from functools import cached_property

from attrs import evolve, field, frozen

from sec_rules.citation import order
from sec_rules.compare import Change
from sec_rules.drafting.document import Mark, View
from sec_rules.drafting.draft import Draft, ShownClause
from sec_rules.drafting.provisions import Provision
from sec_rules.lang import Question
from sec_rules.laws import Verdict, further, known
from sec_rules.questions import assessment


class Severity(Enum):
    """How grave a remark is, gravest first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for a note."""
        return list(Severity).index(self)


class FixKind(Enum):
    """Whether a check can mend what it finds, and whether the mending can change the meaning."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    NONE = "none"


@frozen
class Fix:
    """What to put in the place of the words found."""

    safe: bool
    replacement: str


@frozen
class Related:
    """Another place that a remark speaks of."""

    clause: str
    start: int
    end: int


@frozen
class Remark:
    """One finding in a draft. `start` and `end` are code points of the provision's own text in that view.

    `accepted` is why somebody accepts it, "" where nobody does.
    """

    code: str
    severity: Severity
    clause: str
    view: View
    start: int
    end: int
    snippet: str
    message: str
    known: bool = False
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    number: int = 1
    accepted: str = ""

    @property
    def id(self) -> str:
        """Stable while the clause keeps its label: code, place by clause, words, and which one of its like it is."""
        told = "\x1f".join((self.code, self.clause, " ".join(self.snippet.split()), str(self.number)))
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@frozen
class Found:
    """A stretch of a provision's own text that a check of words found."""

    start: int
    end: int
    message: str
    fix: Fix | None = None
    related: tuple[Related, ...] = ()


@frozen(kw_only=True)
class Check:
    """A drafting check: what it is called, what for, one example each way, and how it looks at a case."""

    code: str
    title: str
    severity: Severity
    fix: FixKind
    why: str
    bad: str
    good: str
    look: Callable[[Case, Check], Iterable[Remark]] = field(repr=False)


@frozen
class Case:
    """A draft held against the Code, what was proved of the proposed Code, and what changes for whom.

    `known` are the messages of failures that the base text has too.
    """

    draft: Draft
    verdicts: tuple[Verdict, ...] = ()
    changes: tuple[Change, ...] = ()
    known: frozenset[str] = frozenset()
    question: Question = assessment

    @cached_property
    def further(self) -> tuple[Verdict, ...]:
        """The verdicts on the laws beyond those of `verdicts`, proved when first asked for."""
        return further(self.draft.proposed, self.question, self.draft.on)

    @cached_property
    def further_known(self) -> frozenset[str]:
        """The messages of failures among `further` that the base text has too."""
        return known(self.draft.base, self.question, self.draft.base_on, self.further)


WordsCheck = Callable[[Provision, Draft, View], Iterable[Found]]


def each_provision(search: WordsCheck) -> Callable[[Case, Check], Iterator[Remark]]:
    """A check of words: looked for in each provision of the proposed text, known where the old text had it too."""

    def look(case: Case, check: Check) -> Iterator[Remark]:
        draft = case.draft
        for shown in draft.shown:
            if shown.after is None:
                continue
            old = _before(shown, draft, search)
            for provision in shown.after.provision.walk():
                left = list(old.get(provision.label, ()))
                for found in search(provision, draft, View.ACCEPTED):
                    words = provision.text[found.start : found.end]
                    known = (words, found.message) in left
                    if known:
                        left.remove((words, found.message))
                    yield remark(check, provision, found, known=known)

    return look


def _before(shown: ShownClause, draft: Draft, search: WordsCheck) -> dict[str, list[tuple[str, str]]]:
    if shown.before is None:
        return {}
    return {
        p.label: [(p.text[f.start : f.end], f.message) for f in search(p, draft, View.ORIGINAL)]
        for p in shown.before.provision.walk()
    }


def remark(
    check: Check, provision: Provision, found: Found, *, known: bool = False, view: View = View.ACCEPTED
) -> Remark:
    """A remark at a stretch of a provision."""
    return Remark(
        check.code,
        check.severity,
        provision.label,
        view,
        found.start,
        found.end,
        provision.text[found.start : found.end],
        found.message,
        known,
        found.related,
        found.fix,
    )


def inserted(provision: Provision, start: int, end: int) -> bool:
    """Whether a stretch of text was put in by the draft, in whole or in part."""
    return any(s.mark is Mark.INSERTED and s.start < end and start < s.end for s in provision.stretches)


def in_order(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Remarks by clause, place and code, and those alike numbered, so that each has an id of its own."""
    counts: dict[tuple[str, str, str], int] = {}
    out: list[Remark] = []
    for r in sorted(remarks, key=lambda r: (order(r.clause.partition("(")[0]), r.clause, r.start, r.code, r.message)):
        key = (r.code, r.clause, r.snippet)
        counts[key] = counts.get(key, 0) + 1
        out.append(r if counts[key] == 1 else evolve(r, number=counts[key]))
    return tuple(out)
