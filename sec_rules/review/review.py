"""The main job: a draft held against the Code, checked, proved and compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from attrs import evolve, field, frozen

from sec_rules._shown import Shown
from sec_rules.analysis.comparison import Change, changes_or_why
from sec_rules.analysis.invariants import Verdict, first_and_adopted, known, prove
from sec_rules.analysis.invariants.verdicts import State
from sec_rules.documents.document import Document
from sec_rules.drafting import sides
from sec_rules.drafting.draft import Draft, hold_against
from sec_rules.drafting.grammar.settlements import Settlement
from sec_rules.drafting.grammar.settlements import settled as all_settled
from sec_rules.engine.code import Code
from sec_rules.engine.english.regions import case as case_in_words
from sec_rules.engine.linking import Ruleset
from sec_rules.engine.solver import one_budget
from sec_rules.lang import Count, Question, YesNo
from sec_rules.review.certainty import sure
from sec_rules.review.findings import Case, Check, Finding, Scope, Severity
from sec_rules.review.later_days import LaterDay, on_every_day, on_later_days, told_of_later
from sec_rules.review.runner import Fault, not_looked_up, run
from sec_rules.review.selection import Selection
from sec_rules.review.settling import settled_for
from sec_rules.review.state import apart, state_of
from sec_rules.review.verdict import FURTHER, drafting, nothing_read, verdict_of

DRAFTING_ONLY: Final = "Only the drafting was checked."


@frozen
class Hidden:
    """How many findings are not shown: those that the base text has too, and those that the settings pass over."""

    known: int = 0
    passed_over: int = 0


@frozen(repr=False)
class Review(Shown):
    """What checking a draft gave.

    `question` is the one whose answers were proved and compared. `accepted` are the findings that somebody accepts,
    with a reason.
    `changes` is None where they could not be worked out; `because` then says why. `merged` are the same changes with
    those put together that differ only in the doubts they carry: what a person reads. `faults` are checks that
    failed themselves, `off` the codes of those that did not run; `hidden` counts findings that are not among the
    findings. `not_held` are provisions cited that could not be looked up, and where. With `drafting_only` nothing was
    proved or compared. `undecided` are invariants beyond those of `verdicts` that were not proved within the budget.
    `settle_by_comment` is whether comments of the draft could settle what is open. `known` are the messages of those
    failures in which the base text fails too. `later` are the days after the one checked from which the draft says
    other numbers; the verdicts are those of all days.
    """

    draft: Draft
    question: Question
    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...]
    changes: tuple[Change, ...] | None
    merged: tuple[Change, ...]
    because: str
    verdict: str
    accepted: tuple[Finding, ...] = ()
    faults: tuple[Fault, ...] = ()
    off: tuple[str, ...] = ()
    hidden: Hidden = field(factory=Hidden)
    not_held: tuple[tuple[str, tuple[str, ...]], ...] = ()
    drafting_only: bool = False
    undecided: tuple[Verdict, ...] = ()
    settle_by_comment: bool = False
    known: frozenset[str] = frozenset()
    later: tuple[LaterDay, ...] = ()

    def __repr__(self) -> str:
        number = len(self.findings)
        found = f"{number} finding" if number == 1 else f"{number} findings"
        return f"<Review of {self.draft.document.name}: {self.state}, {found}>"

    @property
    def state(self) -> State:
        """What may be said of the draft: that it has a fault whatever else it says, that not all or nothing of the
        question was read, or that all was and the invariants are proved.
        """
        return state_of(self.draft, self.question, self.verdicts, (*self.findings, *self.accepted))

    @property
    def on_later_days(self) -> tuple[str, ...]:
        """Whom the draft affects on the later days from which it says other numbers, in sentences."""
        return tuple(told_of_later(self.later, self.question))

    def fails(self, threshold: str) -> bool:
        """Whether there is a finding as grave as `threshold`, not known of the base text, or an invariant not shown to
        hold, or something of the draft was not read that may bear on an answer, or nothing was.

        Where the drafting alone was checked the findings alone say.
        """
        limit = Severity(threshold).rank
        grave = any(r.severity.rank <= limit for r in self.findings if not r.known and not r.accepted)
        if self.drafting_only:
            return grave
        unread = self.state in ("not-all-read", "nothing-read")
        return grave or unread or not all(v.holds or self._excused(v) for v in self.verdicts)

    def _excused(self, verdict: Verdict) -> bool:
        """Whether every failure of an invariant is a finding that somebody accepts."""
        accepted = {r.message for r in self.accepted}
        return verdict.holds is False and all(any(f.message in said for said in accepted) for f in verdict.failures)


def check(
    document: Document,
    code: Code,
    question: Question,
    *,
    on: date | None = None,
    checks: Iterable[Check] | None = None,
    everything: bool = False,
    selection: Selection | None = None,
    drafting_only: bool = False,
    settled: Mapping[str, Settlement] | None = None,
) -> Review:
    """Checks a draft: its words, whether the invariants still hold, and what changes for whom.

    Runs the checks that the selection names, those that are on by default where there is none, or just `checks`. With
    `everything` also findings on what the base text has too; with `drafting_only` nothing is proved or compared.
    `settled` is as what open places are taken, by their ids, in place of what the selection settles. Raises `DayError`
    for a day on which the Code is not held. The proofs share one budget of work; what is past it is not claimed.
    """
    chosen = selection or Selection()
    drafting_only = drafting_only or chosen.drafting_only
    settlements = settled if settled is not None else all_settled((settled_for(document, chosen),))
    draft = hold_against(
        document,
        code,
        on=on,
        settled=settlements,
        taught=chosen.taught,
        scheme=chosen.conventions.profile.scheme,
    )
    wanted = chosen.checks() if checks is None else tuple(checks)
    if not draft.scheme.of_the_code:
        case = Case(draft, question, conventions=chosen.conventions)
        return _wording(case, wanted, chosen, everything=everything, drafting_only=drafting_only)
    old, new = sides.rulesets(draft, question)
    facts = sides.facts(draft, question)
    adopted = chosen.conventions.adopted
    with one_budget():
        verdicts = () if drafting_only else first_and_adopted(draft.proposed, new, facts, adopted)
        later = () if drafting_only else on_later_days(draft, question, adopted)
        verdicts = on_every_day(verdicts, [(each.day, each.verdicts) for each in later])
        changes, merged, because = (None, (), DRAFTING_ONLY) if drafting_only else changes_or_why(old, new, facts)
        sure = tuple(c for c in merged if not c.depends_on)
        smallest = tuple(case_in_words(c.witness, among=c.facts) for c in sure)
        before = _known(draft, question, old, verdicts, facts)
        case = Case(draft, question, verdicts, sure, before, chosen.conventions, smallest)
        findings, faults = run(case, wanted)
        ran = any(c.code == FURTHER for c in wanted) and not any(fault.code == FURTHER for fault in faults)
        further = case.further if ran and not drafting_only else ()
    heard, kept = _heard(findings, draft, chosen, everything=everything)
    return Review(
        draft,
        question,
        kept,
        verdicts,
        changes,
        merged,
        because,
        drafting(draft, kept) if drafting_only else verdict_of(case, changes, kept, told_of_later(later, question)),
        faults=faults,
        off=chosen.off(),
        settle_by_comment=chosen.settle_by_comment,
        hidden=Hidden(len(heard) - len(kept), len(findings) - len(heard)),
        not_held=not_looked_up(draft),
        drafting_only=drafting_only,
        undecided=tuple(v for v in further if v.holds is None),
        known=before,
        later=later,
    )


def _heard(
    findings: Sequence[Finding], draft: Draft, chosen: Selection, *, everything: bool
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that are sure and that the settings do not pass over, and those of them that are shown."""
    certain = sure(findings, draft, strict=chosen.conventions.strict)
    heard = tuple(r for r in certain if not chosen.passes_over(r))
    return heard, heard if everything else tuple(r for r in heard if not r.known)


def _wording(
    case: Case, wanted: Iterable[Check], chosen: Selection, *, everything: bool, drafting_only: bool
) -> Review:
    """What checking the wording alone of a text gave of which nothing is held: nothing is proved of it or compared."""
    findings, faults = run(case, (check for check in wanted if check.scope is not Scope.PROOF))
    heard, kept = _heard(findings, case.draft, chosen, everything=everything)
    return Review(
        case.draft,
        case.question,
        kept,
        (),
        (),
        (),
        "",
        drafting(case.draft, kept) if drafting_only else nothing_read(case, kept),
        faults=faults,
        off=chosen.off(),
        settle_by_comment=chosen.settle_by_comment,
        hidden=Hidden(len(heard) - len(kept), len(findings) - len(heard)),
        drafting_only=drafting_only,
    )


def drafting_alone(review: Review) -> Review:
    """The review of a text that is not held, as one of its drafting: what its findings say is all that counts."""
    return evolve(review, verdict=drafting(review.draft, review.findings), drafting_only=True)


def _known(
    draft: Draft,
    question: Question,
    old: Ruleset,
    verdicts: tuple[Verdict, ...],
    facts: Mapping[str, YesNo | Count],
) -> frozenset[str]:
    """The messages of failures that the base text has too; looked for only where something fails."""
    first, adopted = apart(verdicts)
    failing = tuple(v.invariant for v in first if v.holds is False)
    before = prove(old, facts, failing) if failing else ()
    return frozenset(f.message for v in before for f in v.failures) | known(
        draft.base, question, draft.base_on, adopted
    )
