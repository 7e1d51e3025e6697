"""What a check says of a draft: a finding with its code, its place and its words."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from functools import cached_property

from attrs import evolve, field, frozen

from sec_rules._shown import Shown
from sec_rules.analysis.comparison import Change
from sec_rules.analysis.invariants import Verdict, further, known
from sec_rules.documents.document import Mark, View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.lang import Question
from sec_rules.lang.citations import clause_of, order
from sec_rules.review.findings.conventions import Conventions
from sec_rules.review.findings.edits import Edit, Edits
from sec_rules.review.text.renumbering import new_labels, renumbered
from sec_rules.span import Span


class Severity(Enum):
    """How grave a finding is, gravest first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for a note."""
        return list(Severity).index(self)


class FixKind(Enum):
    """Whether a check can fix what it finds, and whether the fix can change the meaning."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    NONE = "none"


class Scope(Enum):
    """What a check looks at, each time only in text that the draft changes or that its changes affect."""

    PROVISION = "each provision by itself"
    DRAFT = "the provisions of the draft together, and the Code around them"
    CHANGES = "what the draft changes"
    PROOF = "what was proved of the Code with the draft in it"
    ACCEPTANCE = "what a baseline or a comment in the draft accepts"


@frozen
class Fix:
    """What to put in the place of the words found."""

    safe: bool
    replacement: str


@frozen
class Related(Span):
    """Another place that a finding speaks of, in the own text of a provision."""

    clause: str


@frozen
class Finding(Span, Shown):
    """One finding in a draft, at a span of the provision's own text in that view.

    `accepted` is why somebody accepts it, "" where nobody does, and `accepted_by` whose word that is.
    `place` is where a person finds the provision in the document ("line 7"), "" where that is not known. `causes` are
    the labels of the provisions in which the draft changes what it follows from, where the words found are not it.
    `alike` are the others that it stands for, where one says what many places have; a fix of it is one of all. `kind`
    tells apart what one check finds, "" where nobody asks. `lacks` is the label of the paragraph that a reference
    names and that is not there, "" where it lacks none.
    """

    code: str
    severity: Severity
    clause: str
    view: View
    snippet: str
    message: str
    known: bool = False
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    number: int = 1
    accepted: str = ""
    place: str = ""
    accepted_by: str = ""
    causes: tuple[str, ...] = ()
    alike: tuple[Finding, ...] = ()
    kind: str = ""
    lacks: str = ""

    def __repr__(self) -> str:
        return f"<{self.code} {self.severity.value} at {self.clause or 'no clause'}: {self.snippet!r}>"

    @property
    def id(self) -> str:
        """Stable while the clause keeps its label: code, place by clause, words, and which one of its like it is."""
        identity = "\x1f".join((self.code, self.clause, " ".join(self.snippet.split()), str(self.number)))
        return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def with_alike(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, each followed by those that it stands for."""
    for finding in findings:
        yield finding
        yield from finding.alike


@frozen
class Found(Span):
    """A span of a provision's own text that a check of words found; `kind` and `lacks` as of a finding."""

    message: str
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    kind: str = ""
    lacks: str = ""


@frozen(kw_only=True)
class Check:
    """A drafting check: what it is called, what for, one example each way, and how it looks at a case.

    The examples are drafts as Markdown; in `bad`, the words to be found stand between \u00ab and \u00bb. Where `on` is
    false the check runs only where it is selected.
    """

    code: str
    title: str
    severity: Severity
    fix: FixKind
    scope: Scope
    why: str
    bad: str
    good: str
    on: bool = True
    look: Callable[[Case, Check], Iterable[Finding]] = field(repr=False)


@frozen
class Case:
    """A draft held against the Code, what was proved of the proposed Code, and what changes for whom.

    `known` are the messages of failures that the base text has too. `smallest` tells the smallest case of each change
    in words.
    """

    draft: Draft
    question: Question
    verdicts: tuple[Verdict, ...] = ()
    changes: tuple[Change, ...] = ()
    known: frozenset[str] = frozenset()
    conventions: Conventions = field(factory=Conventions)
    smallest: tuple[str, ...] = ()

    @cached_property
    def edits(self) -> Edits:
        """The places in which the draft changes rules."""
        return Edits.of(self.draft, self.question)

    @cached_property
    def renumbered(self) -> tuple[tuple[Provision, Provision], ...]:
        """The clauses that stand under another label after the draft, as they were and as they will be."""
        return tuple(renumbered(self.draft))

    @cached_property
    def new_labels(self) -> dict[str, str]:
        """The labels under which clauses and paragraphs stood, to those that their words have after the draft."""
        return new_labels(self.draft, self.renumbered)

    @cached_property
    def further(self) -> tuple[Verdict, ...]:
        """The verdicts on the invariants beyond those of `verdicts`, proved when first asked for."""
        return further(self.draft.proposed, self.question, self.draft.on, [v.invariant for v in self.verdicts])

    @cached_property
    def further_known(self) -> frozenset[str]:
        """The messages of failures among `further` that the base text has too."""
        return known(self.draft.base, self.question, self.draft.base_on, self.further)


WordsCheck = Callable[[Provision, Draft, View], Iterable[Found]]
LayoutCheck = Callable[[Layout, Draft], Iterable[tuple[Provision, Found]]]


def each_provision(search: WordsCheck) -> Callable[[Case, Check], Iterator[Finding]]:
    """A check of words: looked for in each provision of the proposed text, known where the old text had it too."""

    def in_layout(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
        for provision in layout.walk():
            for found in search(provision, draft, layout.view):
                yield provision, found

    return whole_draft(in_layout)


def whole_draft(search: LayoutCheck) -> Callable[[Case, Check], Iterator[Finding]]:
    """A check of all provisions together: looked for in the proposed text, known where the old text had it too."""

    def look(case: Case, check: Check) -> Iterator[Finding]:
        found = tuple(search(case.draft.accepted, case.draft))
        if not found:
            return
        known = _known(found, tuple(search(case.draft.original, case.draft)), case.draft.document.is_redline)
        yield from (finding(check, p, hit, known=i in known) for i, (p, hit) in enumerate(found))

    return look


def _known(
    found: Sequence[tuple[Provision, Found]], before: Sequence[tuple[Provision, Found]], redline: bool
) -> frozenset[int]:
    """Which findings the old text has too: each old one counts once, first for those in the same surroundings.

    A provision that the draft renumbers and leaves as it was is known by its words. Only a redline says that other
    words of a provision are as they were.
    """
    known: set[int] = set()
    for key in (_moved, _in_place, _alike) if redline else (_moved, _in_place):
        left = Counter(key(p, hit) for p, hit in before)
        left.subtract(Counter(key(*found[i]) for i in known))
        for i, (provision, hit) in enumerate(found):
            same = key(provision, hit)
            if i not in known and left[same] > 0:
                left[same] -= 1
                known.add(i)
    return frozenset(known)


def _moved(provision: Provision, hit: Found) -> tuple[object, ...]:
    return provision.text, hit.start, hit.end


def _in_place(provision: Provision, hit: Found) -> tuple[object, ...]:
    around = " ".join(provision.text[max(0, hit.start - 20) : hit.start].split())
    return provision.label, around, hit.words_in(provision.text), hit.message


def _alike(provision: Provision, hit: Found) -> tuple[object, ...]:
    return provision.label, hit.words_in(provision.text), hit.message


def finding(
    check: Check,
    provision: Provision,
    found: Found,
    *,
    known: bool = False,
    view: View = View.ACCEPTED,
    causes: Iterable[Edit] = (),
) -> Finding:
    """A finding at a stretch of a provision; `causes` are the changes of the draft from which it follows."""
    return Finding(
        found.start,
        found.end,
        check.code,
        check.severity,
        provision.label,
        view,
        found.words_in(provision.text),
        found.message,
        known,
        found.related,
        found.fix,
        place=provision.place,
        causes=tuple(edit.label for edit in causes),
        kind=found.kind,
        lacks=found.lacks,
    )


def inserted(provision: Provision, span: Span) -> bool:
    """Whether a span of text was put in by the draft, in whole or in part."""
    return any(s.mark is Mark.INSERTED and s.overlaps(span) for s in provision.stretches)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by clause, place and code, and those alike numbered, so that each has an id of its own."""
    counts: dict[tuple[str, str, str], int] = {}
    out: list[Finding] = []
    for r in sorted(findings, key=lambda r: (order(clause_of(r.clause)), r.clause, r.start, r.code, r.message)):
        key = (r.code, r.clause, r.snippet)
        counts[key] = counts.get(key, 0) + 1
        out.append(r if counts[key] == 1 else evolve(r, number=counts[key]))
    return tuple(out)
