"""The main job: a draft held against the Code, checked, proved and compared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from attrs import evolve, field, frozen

from sec_rules._shown import Shown
from sec_rules.analysis.comparison import Change, Differences, changes_or_why, differences
from sec_rules.analysis.equivalence import same
from sec_rules.analysis.invariants import FIRST, Failure, Verdict, first_and_adopted, known, prove
from sec_rules.analysis.invariants.verdicts import STATES, State, called, read_together
from sec_rules.documents.document import Document, View
from sec_rules.drafting import sides
from sec_rules.drafting.amended_text import instructions_of
from sec_rules.drafting.draft import Draft, ShownClause, hold_against
from sec_rules.drafting.grammar.settlements import Settlement
from sec_rules.drafting.grammar.settlements import settled as all_settled
from sec_rules.engine.code import Code, bears
from sec_rules.engine.english.numerals import cardinal
from sec_rules.engine.english.regions import case as case_in_words
from sec_rules.engine.english.years import split_years
from sec_rules.engine.linking import Ruleset
from sec_rules.engine.solver import one_budget
from sec_rules.lang import Clause, Count, Question, YesNo
from sec_rules.lang.formulas import Literal
from sec_rules.lang.lists import joined
from sec_rules.review.certainty import sure
from sec_rules.review.findings import Case, Check, Finding, Scope, Severity
from sec_rules.review.runner import Fault, not_looked_up, run
from sec_rules.review.selection import Selection
from sec_rules.review.settling import settled_for

_NOT_GIVEN: Final = "whether what is settled as a condition is met is not given"
# The findings on invariants besides the first.
_FURTHER: Final = "PR006"
_INSTRUCTS: Final = "It gives {} to amend another text, carried out where --against names the file of that text."
_DRAFTING: Final = "only the drafting was checked"
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
    failures in which the base text fails too.
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
        document, code, on=on, settled=settlements, taught=chosen.taught, scheme=chosen.conventions.profile.scheme
    )
    wanted = chosen.checks() if checks is None else tuple(checks)
    if not draft.scheme.of_the_code:
        case = Case(draft, question, conventions=chosen.conventions)
        return _wording(case, wanted, chosen, everything=everything, drafting_only=drafting_only)
    old, new = sides.rulesets(draft, question)
    facts = sides.facts(draft, question)
    with one_budget():
        verdicts = () if drafting_only else first_and_adopted(draft.proposed, new, facts, chosen.conventions.adopted)
        changes, merged, because = (None, (), DRAFTING_ONLY) if drafting_only else changes_or_why(old, new, facts)
        sure = tuple(c for c in merged if not c.depends_on)
        smallest = tuple(case_in_words(c.witness, among=c.facts) for c in sure)
        before = _known(draft, question, old, verdicts, facts)
        case = Case(draft, question, verdicts, sure, before, chosen.conventions, smallest)
        findings, faults = run(case, wanted)
        ran = any(c.code == _FURTHER for c in wanted) and not any(fault.code == _FURTHER for fault in faults)
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
        _drafting(draft, kept) if drafting_only else _verdict(case, changes, kept),
        faults=faults,
        off=chosen.off(),
        settle_by_comment=chosen.settle_by_comment,
        hidden=Hidden(len(heard) - len(kept), len(findings) - len(heard)),
        not_held=not_looked_up(draft),
        drafting_only=drafting_only,
        undecided=tuple(v for v in further if v.holds is None),
        known=before,
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
        _drafting(case.draft, kept) if drafting_only else _nothing_read(case, kept),
        faults=faults,
        off=chosen.off(),
        settle_by_comment=chosen.settle_by_comment,
        hidden=Hidden(len(heard) - len(kept), len(findings) - len(heard)),
        drafting_only=drafting_only,
    )


def drafting_alone(review: Review) -> Review:
    """The review of a text that is not held, as one of its drafting: what its findings say is all that counts."""
    return evolve(review, verdict=_drafting(review.draft, review.findings), drafting_only=True)


def _nothing_read(case: Case, findings: Sequence[Finding]) -> str:
    """What is said of a text that was taken for another than the Code."""
    draft = case.draft
    caution = f"{draft.document.caution} " if draft.document.caution else ""
    given = 0 if draft.document.sides else len(instructions_of(draft.document.view(View.ACCEPTED)))
    amends = "" if not given else f" {_INSTRUCTS.format(f'{given} instructions' if given > 1 else 'an instruction')}"
    faulty = any(f.severity is Severity.ERROR and not f.known for f in findings)
    state = STATES["fault" if faulty else "nothing-read"]
    return (
        f"{state}. {caution}No provision that decides {case.question.noun} was read, so {_DRAFTING}, "
        f"and nothing is proved. "
        f"The text was taken for {draft.scheme.says}; {_counted(draft, findings)}.{amends}"
    )


def _known(
    draft: Draft,
    question: Question,
    old: Ruleset,
    verdicts: tuple[Verdict, ...],
    facts: Mapping[str, YesNo | Count],
) -> frozenset[str]:
    """The messages of failures that the base text has too; looked for only where something fails."""
    first, adopted = _apart(verdicts)
    failing = tuple(v.invariant for v in first if v.holds is False)
    before = prove(old, facts, failing) if failing else ()
    return frozenset(f.message for v in before for f in v.failures) | known(
        draft.base, question, draft.base_on, adopted
    )


def _apart(verdicts: Iterable[Verdict]) -> tuple[tuple[Verdict, ...], tuple[Verdict, ...]]:
    """The verdicts on the first three invariants, and on those that somebody adopted."""
    names = {invariant.name for invariant in FIRST}
    given = tuple(verdicts)
    return tuple(v for v in given if v.invariant in names), tuple(v for v in given if v.invariant not in names)


def state_of(draft: Draft, question: Question, verdicts: Iterable[Verdict], findings: Iterable[Finding]) -> State:
    """The state of a check; the gravest that holds."""
    failing = any(v.holds is False for v in verdicts)
    if failing or any(f.severity is Severity.ERROR and not f.known for f in findings):
        return "fault"
    read = read_of(draft, question)
    return "not-all-read" if read == "proved" and any(v.holds is None for v in verdicts) else read


def read_of(draft: Draft, question: Question) -> State:
    """What was read of a draft: nothing that decides the question, not all that may bear on it, or all."""
    if not any(_decides(s, question) for s in draft.shown):
        return "nothing-read"
    return "not-all-read" if draft.open else "proved"


def _decides(shown: ShownClause, question: Question) -> bool:
    """Whether a clause that was read, or that is deleted, is one by which the question is decided."""
    read = shown.after or shown.before
    return not shown.outside and read is not None and any(bears(rule, question) for rule in read.rules)


def _verdict(case: Case, changes: tuple[Change, ...] | None, findings: tuple[Finding, ...]) -> str:
    """The state, and a few sentences that say what was done, never more."""
    draft, question, verdicts = case.draft, case.question, case.verdicts
    state = state_of(draft, question, verdicts, findings)
    said = [*_on_what(draft), _holding(state, case, findings)]
    if changes is None:
        said.append("Who would be affected, and how, was not worked out.")
    elif state != "nothing-read":
        said.extend(affected(changes, question, [f for v in verdicts if v.holds is False for f in v.failures]))
    said.extend(_left_out(state, draft))
    said.extend(_further(findings, verdicts))
    if state == "proved" and any(f.severity is Severity.WARNING and not f.known for f in findings):
        said.append("The points under WHAT IS WRONG still need attention.")
    return " ".join(
        (f"{called(state, len(draft.assumed))}.", *((draft.document.caution,) if draft.document.caution else ()), *said)
    )


def _on_what(draft: Draft) -> Iterator[str]:
    """That all is said as if nobody directed otherwise where a clause lets somebody do so."""
    read = (shown.after for shown in draft.shown if shown.after is not None)
    under = tuple(dict.fromkeys(place.provision for each in read for place in each.left_to_somebody))
    if under:
        yield f"All that follows assumes that nobody directs or agrees otherwise under {joined(under)}."


def _left_out(state: State, draft: Draft) -> Iterator[str]:
    """How much of the clauses shown is no part of a rule, and how much of it bears on no answer."""
    others = [sentence for s in draft.shown if s.after for sentence in s.after.sentences]
    foreign = sum(sentence.bears_on_nothing for sentence in others)
    sentences = len(others) - foreign + len(draft.failed)
    words = sum(len(s.after.words) for s in draft.shown if s.after)
    counted = [
        f"{cardinal(n)} {name if n == 1 else name + 's'}" for n, name in ((sentences, "sentence"), (words, "word")) if n
    ]
    # Of a draft that was not all read the passages are counted already.
    if counted and state != "not-all-read":
        verb = "was" if sentences + words == 1 else "were"
        bears = f", and {'does' if verb == 'was' else 'do'} not affect any answer"
        yield f"{joined(counted).capitalize()} {verb} not read{bears if state == 'proved' else ''}."
    if foreign:
        does = "sentence does" if foreign == 1 else "sentences do"
        yield f"{cardinal(foreign).capitalize()} {does} not affect any answer."


def _drafting(draft: Draft, findings: Sequence[Finding]) -> str:
    """What is said of a draft whose drafting alone was checked."""
    return f"Drafting only. {_counted(draft, findings)}; nothing is proved."


def _counted(draft: Draft, findings: Sequence[Finding]) -> str:
    shown = f"{len(draft.shown)} {'clause' if len(draft.shown) == 1 else 'clauses'}"
    found = f"{len(findings) or 'no'} {'finding' if len(findings) == 1 else 'findings'}"
    return f"{found} in {shown}"


def _holding(state: State, case: Case, findings: Iterable[Finding]) -> str:
    draft, question, given = case.draft, case.question, case.verdicts
    if state == "nothing-read":
        return f"No provision that decides {question.noun} was read, so {_DRAFTING}."
    first, adopted = _apart(given)
    kinds = {f.kind for v in first if v.holds is False for f in v.failures}
    found = [name for kind, name in _FAULTS if kind in kinds]
    found.extend(_broken((v for v in adopted if v.holds is False), case.known))
    read = "Of the provisions read, on unofficial text,"
    if found:
        return f"{read} {joined(found)} {'was' if len(found) == 1 and found[0].startswith(_ONE) else 'were'} found."
    if state == "proved":
        said = question.brief or (question.more[:1].lower() + question.more[1:]).rstrip(".")
        more = f", and {said}" if question.more_never_lighter else ""
        return f"{read} every combination of facts has one answer{more}."
    counted = _faults_counted(findings)
    if state == "fault" and not draft.open:
        return counted
    places = len(draft.open)
    unread = _NOT_GIVEN
    if places:
        unread = (
            f"{cardinal(places)} {'passage of the draft was' if places == 1 else 'passages of the draft were'} not read"
        )
    if not places and any(v.holds is None and not v.depends_on for v in given):
        unread = "the proof was given up within its budget"
    holding = sum(v.holds is True for v in given)
    nothing = f"Because {unread}, it is not known whether there are gaps, overlaps or similar faults."
    if holding:
        kept = "; ".join(v.statement[:1].lower() + v.statement[1:].rstrip(".") for v in given if v.holds)
        nothing = f"{nothing} Whatever the unread words mean, this holds wherever there is an answer: {kept}."
    return f"{counted} {nothing}" if state == "fault" else nothing


def _broken(failing: Iterable[Verdict], before: frozenset[str]) -> Iterator[str]:
    """How many invariants that somebody adopted fail, and whether they did so before the draft."""
    given = tuple(failing)
    old = sum(all(f.message in before for f in v.failures) for v in given)
    for number, one, more in (
        (len(given) - old, "that no longer holds", "that no longer hold"),
        (old, "that did not hold before either", "that did not hold before either"),
    ):
        if number:
            many = f"{cardinal(number)} adopted invariants {more}"
            yield f"an adopted invariant {one}" if number == 1 else many


def _faults_counted(findings: Iterable[Finding]) -> str:
    """How many errors and warnings were found, in words."""
    severities = [f.severity for f in findings if not f.known and not f.accepted]
    graded = ((severities.count(Severity.ERROR), "error"), (severities.count(Severity.WARNING), "warning"))
    said = joined([f"{cardinal(n)} {name}{'s' * (n != 1)}" for n, name in graded if n]).capitalize()
    return f"{said} {'was' if sum(n for n, _ in graded) == 1 else 'were'} found."


# How one fault begins, and several do not.
_ONE: Final = ("a ", "an ")
_FAULTS: Final = (
    ("gap", "a gap"),
    ("overlap", "an overlap"),
    ("lighter", "an answer that becomes less onerous as counts rise"),
    ("never", "a provision that can never apply"),
)


def _further(findings: Iterable[Finding], verdicts: Iterable[Verdict]) -> Iterator[str]:
    """That a formal invariant fails that the base text keeps, besides those of the verdicts."""
    told = [f.message for v in verdicts for f in v.failures]
    errors = (f for f in findings if f.code == _FURTHER and not f.known and f.severity is Severity.ERROR)
    if any(not any(said in f.message for said in told) for f in errors):
        yield "A formal invariant no longer holds."


@frozen
class Beside:
    """How two texts held beside each other are called in a sentence; `in_force` where neither is a proposal."""

    old: str = "the existing text"
    new: str = "the draft"
    in_force: bool = False


_DRAFT_BESIDE_THE_CODE: Final = Beside()


def affected(
    changes: Sequence[Change],
    question: Question,
    failures: Sequence[Failure] = (),
    beside: Beside = _DRAFT_BESIDE_THE_CODE,
) -> Iterator[str]:
    """Which way it goes, and for whom, in a few words; `failures` are those of the draft, where it has some."""
    due = question.noun.partition(" ")[2]
    ways = {c.direction for c in changes}
    some = f"Some Users {'face' if beside.in_force else 'would face'}"
    if not changes:
        yield f"No User's {due} {'changes' if beside.in_force else 'would change'}."
    elif any(c.depends_on for c in changes):
        yield "Who is affected depends on words that were not read."
    elif {"heavier", "lighter"} <= ways and _the_same_users(changes):
        yield (
            f"The same Users {'face' if beside.in_force else 'would face'} a more onerous {due} in some years and a "
            "less onerous one in others."
        )
    elif {"heavier", "lighter"} <= ways:
        yield f"{some} a more onerous {due}, and some a less onerous one."
    elif "heavier" in ways:
        yield f"{some} a more onerous {due}{'; none a less onerous one' if len(ways) == 1 else ''}."
    elif "lighter" in ways:
        yield f"{some} a less onerous {due}{'; none a more onerous one' if len(ways) == 1 else ''}."
    told = {
        "undecided": _undecided(failures, beside),
        "decided": f"For some Users {beside.new} gives one answer, where {beside.old} does not.",
        "other": "For some Users the outcome is another, no more and no less onerous.",
    }
    yield from (said for way, said in told.items() if way in ways and not any(c.depends_on for c in changes))


def _the_same_users(changes: Iterable[Change]) -> bool:
    """Whether those to whom more falls due in some years are those to whom less does in others."""
    of_whom: dict[str, set[frozenset[Literal]]] = {"heavier": set(), "lighter": set()}
    for change in changes:
        of_whom.get(change.direction, set()).update(frozenset(split_years(cell)[0]) for cell in change.cells)
    return bool(of_whom["heavier"]) and of_whom["heavier"] == of_whom["lighter"]


def _undecided(failures: Iterable[Failure], beside: Beside) -> str:
    """What is said of Users who would have no single answer: why, where all of them have none for the same reason."""
    given = [f for f in failures if f.kind in ("gap", "overlap")]
    if given and all(f.agreed for f in given):
        return "Two or more provisions would apply to some Users where one does now, with the same result."
    if given and all(f.kind == "gap" for f in given):
        return f"For some Users {beside.old} says what falls due; {beside.new} no longer does."
    if any(f.kind == "gap" for f in given):
        return f"For some Users {beside.old} gives one answer; {beside.new} gives none, or more than one."
    if given:
        return f"Two or more provisions of {beside.new} would apply to some Users, and need not agree."
    return f"For some Users {beside.old} gives one answer; {beside.new} gives no single one."


@frozen
class Together:
    """Several drafts in one Code: clauses that more than one of them changes, and what they do together.

    `order_matters` names the clauses for which it makes a difference which draft comes last. `otherwise` says of each
    draft what changes for whom if it comes last, from what the order given comes to.
    """

    question: Question
    names: tuple[str, ...]
    collisions: tuple[tuple[str, tuple[str, ...]], ...]
    order_matters: tuple[str, ...]
    base_on: date
    verdicts: tuple[Verdict, ...]
    found: Differences
    otherwise: tuple[tuple[str, Differences], ...] = ()
    read: State = "proved"

    @property
    def state(self) -> State:
        """What may be said of all of them together: a fault where an invariant fails or the order matters."""
        if self.order_matters or any(v.holds is False for v in self.verdicts):
            return "fault"
        return "not-all-read" if self.read == "proved" and any(v.holds is None for v in self.verdicts) else self.read

    def fails(self) -> bool:
        """Whether the order matters, not all was read, or an invariant is not shown to hold of all drafts together."""
        return self.state != "proved"


def together(results: Sequence[Review], question: Question, adopted: Collection[str] = ()) -> Together:
    """Several drafts in the order given, on the newest of their base days; `adopted` are the names of the invariants
    of the library that somebody adopted.
    """
    drafts = [r.draft for r in results]
    base = max(drafts, key=lambda d: d.base_on)
    touched: dict[str, list[Draft]] = {}
    for draft in drafts:
        for label in (*(c.label for c in draft.changed), *draft.deleted):
            touched.setdefault(label, []).append(draft)
    collisions = {label: given for label, given in touched.items() if len(given) > 1}
    proposed = _one_after_another(drafts, base)
    ruleset, facts = proposed.ruleset(question, base.on), proposed.facts(base.on, question)
    order_matters = tuple(label for label, given in collisions.items() if not _agree(label, given))
    return Together(
        question,
        tuple(d.document.name for d in drafts),
        tuple((label, tuple(d.document.name for d in given)) for label, given in collisions.items()),
        order_matters,
        base.base_on,
        first_and_adopted(proposed, ruleset, facts, adopted),
        differences(base.base.ruleset(question, base.base_on), ruleset),
        tuple(_if_last(drafts, base, question, {id(d) for label in order_matters for d in collisions[label]})),
        read_together(read_of(d, question) for d in drafts),
    )


def _one_after_another(drafts: Sequence[Draft], base: Draft) -> Code:
    """The Code of the base with the drafts in it, each on top of those before."""
    proposed = base.base
    for draft in drafts:
        clauses = _from((*draft.changed, *draft.loose), base.on)
        proposed = proposed.replacing(clauses, deleted=draft.deleted, on=base.on)
    return proposed


def _if_last(
    drafts: Sequence[Draft], base: Draft, question: Question, colliding: set[int]
) -> Iterator[tuple[str, Differences]]:
    """What changes from the order given, for each draft in a collision that could come last and does not."""
    given = _one_after_another(drafts, base).ruleset(question, base.on)
    for draft in drafts[:-1]:
        if id(draft) in colliding:
            others = [other for other in drafts if other is not draft]
            ruleset = _one_after_another((*others, draft), base).ruleset(question, base.on)
            yield draft.document.name, differences(given, ruleset)


def _from(clauses: Iterable[Clause], day: date) -> Iterable[Clause]:
    """Drafted clauses, in force from one day."""
    return (evolve(c, versions=(evolve(c.versions[0], in_force=day),)) for c in clauses)


def _agree(label: str, drafts: Sequence[Draft]) -> bool:
    """Whether drafts that change one clause all make it say the same."""
    said = [next((c.versions[0].rules for c in d.changed if c.label == label), None) for d in drafts]
    first = said[0]
    return all(
        (one is None and first is None) or (one is not None and first is not None and same(one, first)) for one in said
    )
