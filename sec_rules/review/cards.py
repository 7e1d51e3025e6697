"""Cards: what a report says of a draft, one for each cause, with all that follows from it.

Findings, failed invariants and changed outcomes that come from one edit of the draft are one card. An edit is a place
in which a rule is changed; edits that together bring about one change, as of a figure in both of two twin clauses, are
one cause. What is wrong with words alone is a card of its own, one for all findings on the same words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from attrs import evolve, frozen

from sec_rules.analysis.boundaries import facts_read
from sec_rules.analysis.comparison import Change, titled
from sec_rules.analysis.invariants import Failure
from sec_rules.analysis.plane.impact import Effects
from sec_rules.analysis.programmes import ProgrammeGroup, programme_of
from sec_rules.documents.document import View
from sec_rules.engine.english.regions import case
from sec_rules.engine.linking import Ruleset
from sec_rules.lang import Question
from sec_rules.lang.citations import clause_of, order
from sec_rules.lang.formulas import Any, Formula
from sec_rules.lang.lists import joined
from sec_rules.review.effect.conformance import Conformance
from sec_rules.review.findings import Finding, Severity
from sec_rules.review.findings.anchors import Anchor, anchors
from sec_rules.review.findings.edits import Edits
from sec_rules.review.review import Review
from sec_rules.review.text import edited
from sec_rules.review.text.edited import Replaced
from sec_rules.review.text.redline import Redline, Run, excerpt_of, redlines
from sec_rules.span import Span

_Place = tuple[str, View, Span]
# The label by which all that follows from other numbers for standing clauses has one cause.
_RENUMBERING: Final = "renumbering"
_OF_RENUMBERING: Final = frozenset({"NU306", "XR406"})
# Findings that say of words what a proof says of their meaning, that they are not read, or that no mark shows them.
_OF_MEANING: Final = ("QT", "EX", "AM902", "AM906")
_CHANGED: Final = "PR005"
# The finding on two thresholds, which is why a gap or an overlap is there.
_THRESHOLDS: Final = "QT701"
# How a sentence begins that says what falls due so far, behind one that says what would.
EXISTING: Final = "Under the existing text they have"
_FURTHER: Final = "PR006"
# The sentences on a group of Users: what would apply, and what applies so far.
_OF_A_GROUP: Final = 2
# Words on which it turns whom a clause reaches; longer ones are its first line, where it compares nothing.
_QUOTED: Final = 80
_VERB: Final = re.compile(r"\b(?:(?:is|are|be|being|equals?|equal to|exactly)\s+)+\Z")


@frozen(kw_only=True)
class Card:
    """One cause, and all that follows from it.

    `faults` are sentences on what is wrong, `effects` on what changes for whom; `follows` are others, for a reader who
    wants all. `deciding` quotes the words on which it turns whom a fault concerns, "" where a finding says them.
    `provisions` are the labels of what is edited, or of where the words stand, and `redline` is what is edited in each,
    by its label.
    `replaced` are the words taken out and put in there.
    `changes` are those without their doubts told apart, `each_change` all. `smallest` is the smallest case, "" where
    nobody is concerned; it is one of what the first `smallest_after` sentences say. `intended` says that the effect is
    the one stated of the draft, "" where that is not known. `leading` is the finding at whose words the card stands;
    `findings` are all.
    """

    provisions: tuple[str, ...]
    severity: Severity
    faults: tuple[str, ...] = ()
    deciding: str = ""
    effects: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    smallest: str = ""
    smallest_after: int = 1
    redline: tuple[tuple[str, tuple[Run, ...]], ...] = ()
    replaced: tuple[Replaced, ...] = ()
    findings: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()
    each_change: tuple[Change, ...] = ()
    failures: tuple[Failure, ...] = ()
    who: tuple[ProgrammeGroup, ...] = ()
    intended: str = ""
    leading: Finding

    @property
    def id(self) -> str:
        """Stable while the cause stays in the same provisions, or the words found are the same."""
        of = ("edit", *self.provisions) if self.is_of_edits else (self.leading.id,)
        return hashlib.sha256("\x1f".join(of).encode("utf-8", "surrogatepass")).hexdigest()[:12]

    @property
    def is_of_edits(self) -> bool:
        """Whether its cause is what the draft changes in rules, and not words at fault by themselves."""
        return bool(self.redline or self.changes)

    @property
    def when(self) -> Formula:
        """What the facts of those meet whom it moves."""
        return Any(tuple(change.when for change in self.changes))

    @property
    def without(self) -> Formula:
        """What the facts of those meet who had a single answer and would have none."""
        lost = (c.when for c in self.changes if c.becomes is None and c.was is not None and not c.depends_on)
        return Any(tuple(lost))

    @property
    def where(self) -> str:
        """Its provisions as a sentence names them; "The draft" where it has none."""
        return joined(self.provisions) or "The draft"

    @property
    def newly(self) -> tuple[str, ...]:
        """The sentences on what would apply, without those on what applies so far."""
        return tuple(would for would, _ in self.from_what)

    @property
    def says(self) -> tuple[str, ...]:
        """What is wrong, then what changes for whom."""
        return (*self.faults, *self._decides, *self.effects)

    @property
    def _decides(self) -> tuple[str, ...]:
        return (self.deciding,) if self.deciding else ()

    @property
    def told(self) -> tuple[str, ...]:
        """What it says, with the smallest case behind the sentences of which it is one."""
        case = (f"Smallest case: {self.smallest}.",) if self.smallest else ()
        return (*self.says[: self.smallest_after], *case, *self.says[self.smallest_after :])

    @property
    def is_accepted(self) -> bool:
        """Whether somebody accepts all that was found."""
        return bool(self.findings) and all(finding.accepted for finding in self.findings)

    @property
    def accepted(self) -> tuple[str, ...]:
        """Who accepts what was found, and why, in sentences; with the codes where it is not all of it."""
        by_reason: dict[tuple[str, str], list[Finding]] = {}
        for finding in self.findings:
            if finding.accepted:
                by_reason.setdefault((finding.accepted_by, finding.accepted), []).append(finding)
        return tuple(self._accepted(found, *reason) for reason, found in by_reason.items())

    def _accepted(self, found: Sequence[Finding], by: str, because: str) -> str:
        codes = joined(tuple(dict.fromkeys(finding.code for finding in found)))
        begins = "Accepted" if len(found) == len(self.findings) else f"{codes} accepted"
        return f"{begins} by {by}: {because.rstrip('.')}."

    @property
    def wrong(self) -> tuple[str, ...]:
        """What somebody should look at for more than what changes for whom, gravest first."""
        told = {f.message: None for f in sorted(self.findings, key=_gravest) if _is_wrong(f)}
        more = (m for m in told if m not in self.faults and not any(_said_in((m,), f) for f in self.failures))
        return (*self.faults, *self._decides, *more)

    @property
    def from_what(self) -> tuple[tuple[str, str], ...]:
        """The sentences on what would apply, each with the one on what applies so far, "" where there is none."""
        said: list[tuple[str, str]] = []
        for sentence in self.effects:
            if sentence.startswith(EXISTING) and said:
                said[-1] = said[-1][0], sentence
            else:
                said.append((sentence, ""))
        return tuple(said)

    def wrong_by_kind(self, where: str) -> tuple[str, ...]:
        """What is wrong in lines that name their provisions: one of each kind, with where there is more of it.

        `where` are the provisions of the card in words.
        """
        kinds = {f.message: (f.code, f.clause) for f in self.findings} | {
            _failed(f, self.findings): (f"{f.kind} {number}", "") for number, f in enumerate(self.failures)
        }
        alike: dict[str, list[str]] = {}
        for said in self.wrong:
            alike.setdefault(kinds.get(said, (said, ""))[0], []).append(said)
        return tuple(self._line(said, kinds, where) for said in alike.values())

    def _line(self, alike: Sequence[str], kinds: Mapping[str, tuple[str, str]], where: str) -> str:
        first, *others = alike
        clause = kinds.get(first, ("", ""))[1] if first != self.wrong[0] else ""
        at = tuple(dict.fromkeys(kinds.get(said, ("", ""))[1] for said in others))
        there = f"likewise {joined(at)}" if all(at) and clause not in at else f"and {len(others)} more like it"
        if not clause and set(at) <= set(self.provisions):
            there = "the others likewise"
        cause = "The cause: " if self.failures and kinds.get(first, ("", ""))[0] == _THRESHOLDS else ""
        named = first.startswith((f"{where} both ", f"{where} all "))
        head = "" if named else f"{clause or where}: "
        return f"{head}{cause}{first}{f' ({there})' if others else ''}"

    @property
    def doubts(self) -> tuple[tuple[str, str], ...]:
        """What is unsure of the text before or after for some of those concerned, with the clause, each once."""
        return tuple(dict.fromkeys(doubt for change in self.changes for doubt in change.doubts))

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the checks that found something, those of the gravest findings first."""
        return tuple(dict.fromkeys(f.code for f in sorted(self.findings, key=_gravest)))


@frozen
class _Cause:
    """What comes from the same edits: their labels, and findings, changes and failures of invariants.

    `accepted` are the failures that somebody accepts and that are not shown.
    """

    labels: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()
    each_change: tuple[Change, ...] = ()
    failures: tuple[Failure, ...] = ()
    accepted: tuple[Failure, ...] = ()
    who: tuple[ProgrammeGroup, ...] = ()


def cards(result: Review, effects: Effects, conformance: Conformance | None = None) -> tuple[Card, ...]:
    """The cards of a checked draft: what is wrong, then what changes for whom, then the rest, the gravest first.

    `effects` are what follows from it for groups of Users.

    Of a change that does what `conformance` found to be stated of the draft, that is said.
    """
    marked = redlines(result.draft)
    causes = _causes(result, effects, marked)
    places = [_places(cause, result) for cause in causes]
    taken = {f.id for cause in causes for f in cause.findings}
    alone: list[tuple[Finding, ...]] = []
    for group in _on_the_same_words(f for f in result.findings if f.id not in taken):
        at = next((i for i, own in enumerate(places) if _is_of(group, own)), None)
        if at is None:
            alone.append(group)
        else:
            causes[at] = evolve(causes[at], findings=(*causes[at].findings, *group))
    found = (*(_of_edits(cause, result, conformance, marked) for cause in causes), *map(_of_words, alone))
    return tuple(sorted(found, key=_order))


def _order(card: Card) -> tuple[object, ...]:
    first = card.leading.clause or (card.provisions[0] if card.provisions else "")
    wrong = card.severity is Severity.ERROR
    return (not wrong, not card.changes, card.severity.rank, order(clause_of(first)), first, card.leading.start)


def _is_wrong(finding: Finding) -> bool:
    """Whether a finding says more than what changes for whom, or what is merely observed of the text so far."""
    observed = finding.code == _FURTHER and finding.severity is Severity.NOTE
    return finding.code != _CHANGED and not observed and not finding.accepted


def _gravest(finding: Finding) -> int:
    return finding.severity.rank


# Causes.


def _causes(result: Review, effects: Effects, marked: Mapping[str, Redline]) -> list[_Cause]:
    edits = Edits.of(result.draft, result.question) if result.draft.scheme.of_the_code else None
    parts = [_Cause(_labels(f, edits), findings=(f,)) for f in result.findings if f.causes or f.code in _OF_RENUMBERING]
    if edits is not None:
        shown = {f.id for f in result.findings}
        accepted = {f.message for f in result.accepted if f.id not in shown}
        failures = (f for v in result.verdicts if v.holds is False for f in v.failures)
        for failure in (f for f in failures if f.message not in result.known):
            behind, hidden = _behind(edits, failure.told_apart), _said_in(accepted, failure)
            parts.append(_Cause(behind, accepted=(failure,)) if hidden else _Cause(behind, failures=(failure,)))
        parts += [_Cause(_behind(edits, (c.witness,)), changes=(c,)) for c in result.merged]
        parts += [_Cause(_behind(edits, (c.witness,)), each_change=(c,)) for c in result.changes or ()]
    parts += [_Cause(labels) for labels in _exchanged(marked)]
    together = _put_together(part for part in parts if part.labels)
    found = [cause for cause in together if cause.findings or cause.changes or cause.each_change or cause.failures]
    if edits is not None:
        for group in effects.changed:
            labels = set(_behind(edits, group.each_year))
            own = [i for i, cause in enumerate(found) if labels & set(cause.labels)]
            if len(own) == 1:
                found[own[0]] = evolve(found[own[0]], who=(*found[own[0]].who, group))
    return found


def _exchanged(marked: Mapping[str, Redline]) -> Iterator[tuple[str, ...]]:
    """Two provisions of one clause of which each is given the words that the other had: one change."""
    for redline in marked.values():
        for one, other in combinations(edited.replaced(redline), 2):
            if one.is_undone_by(other):
                yield one.label, other.label


def _labels(finding: Finding, edits: Edits | None) -> tuple[str, ...]:
    if finding.code in _OF_RENUMBERING:
        return (_RENUMBERING,)
    return tuple(dict.fromkeys(label for cause in finding.causes for label in _labels_of(cause, edits) or (cause,)))


def _labels_of(cause: str, edits: Edits | None) -> tuple[str, ...]:
    return tuple(edit.label for edit in edits.gone(cause)) if edits is not None else ()


def _behind(edits: Edits, cases: Iterable[Mapping[str, bool | int]]) -> tuple[str, ...]:
    return tuple(edit.label for edit in edits.behind(cases))


def _put_together(parts: Iterable[_Cause]) -> list[_Cause]:
    """The parts with those put together that share a label, or share one with a third, and so on."""
    found: list[_Cause] = []
    for part in parts:
        apart = [cause for cause in found if not set(cause.labels) & set(part.labels)]
        alike = [cause for cause in found if set(cause.labels) & set(part.labels)]
        found = [*apart, _joined((*alike, part))]
    return [evolve(cause, labels=tuple(sorted(cause.labels, key=_by_label))) for cause in found]


def _by_label(label: str) -> tuple[object, ...]:
    return order(clause_of(label)), label


def _joined(parts: Sequence[_Cause]) -> _Cause:
    return _Cause(
        tuple(dict.fromkeys(label for part in parts for label in part.labels)),
        tuple(f for part in parts for f in part.findings),
        tuple(c for part in parts for c in part.changes),
        tuple(c for part in parts for c in part.each_change),
        tuple(f for part in parts for f in part.failures),
        tuple(f for part in parts for f in part.accepted),
    )


def _on_the_same_words(findings: Iterable[Finding]) -> list[tuple[Finding, ...]]:
    """Findings grouped by the words they are about; those about no words of a provision stand alone."""
    by_place: dict[object, list[list[Finding]]] = {}
    for finding in sorted(findings, key=lambda f: f.start):
        groups = by_place.setdefault((finding.clause, finding.view), [])
        alike = groups[-1] if groups and any(_overlap(finding, other) for other in groups[-1]) else None
        if alike is None:
            groups.append([finding])
        else:
            alike.append(finding)
    return [tuple(group) for groups in by_place.values() for group in groups]


def _overlap(one: Finding, two: Finding) -> bool:
    return bool(one.clause) and (one.clause, one.view) == (two.clause, two.view) and one.overlaps(two)


def _places(cause: _Cause, result: Review) -> list[_Place]:
    """Where the edits stand, and the findings that follow from them."""
    edited = anchors(result.draft, (label for label in cause.labels if label != _RENUMBERING))
    found: list[_Place] = [(a.provision.label, a.view, a) for a in edited]
    return [*found, *((f.clause, f.view, f) for f in cause.findings)]


def _is_of(group: Sequence[Finding], places: Sequence[_Place]) -> bool:
    """Whether findings on words say of an edit, or of its twin that nobody touched, what follows from it."""
    if not any(f.code.startswith(_OF_MEANING) for f in group):
        return False
    spans: list[_Place] = [(f.clause, f.view, f) for f in group]
    spans += [(r.clause, View.ACCEPTED, r) for f in group for r in f.related]
    return any(
        (clause, view) == (label, seen) and span.overlaps(place)
        for clause, view, span in spans
        for label, seen, place in places
    )


# Cards.


def _of_words(group: Sequence[Finding]) -> Card:
    """The card of findings on the same words, which follow from no edit of a rule."""
    first, *others = sorted(group, key=_gravest)
    return Card(
        provisions=(first.clause,) if first.clause else (),
        severity=first.severity,
        faults=(first.message,),
        follows=tuple(dict.fromkeys(f.message for f in others)),
        findings=tuple(group),
        leading=first,
    )


def _of_edits(cause: _Cause, result: Review, conformance: Conformance | None, marked: Mapping[str, Redline]) -> Card:
    intended = _intended(cause, conformance)
    findings = tuple(f for f in cause.findings if not (intended and f.code == _CHANGED))
    faults = tuple(dict.fromkeys(_failed(failure, findings) for failure in cause.failures))
    ruleset = result.draft.proposed.ruleset(result.question, result.draft.on)
    effects = tuple(_consequences(cause, ruleset))
    replaced = tuple(_replaced(cause, marked))
    further = [
        f
        for f in sorted(findings, key=_gravest)
        if f.code != _CHANGED and not any(_said_in((f.message,), failure) for failure in cause.failures)
    ]
    messages = tuple(dict.fromkeys(f.message for f in further))
    cases = [f.witness for f in cause.failures if f.witness is not None] or [c.witness for c in cause.changes]
    facts = facts_read(ruleset)
    return Card(
        provisions=_provisions(cause),
        severity=min((f.severity for f in findings), key=lambda s: s.rank, default=Severity.NOTE),
        faults=faults if faults or effects else messages[:1],
        deciding=_deciding(cause, result, replaced),
        effects=effects,
        follows=messages if faults or effects else messages[1:],
        smallest=case(cases[0], among=facts) if cases else "",
        smallest_after=1 if faults or not cases else _after(cases[0], cause.who),
        redline=tuple(_redline(cause, marked)),
        replaced=replaced,
        findings=findings,
        changes=cause.changes,
        each_change=cause.each_change,
        failures=cause.failures,
        who=cause.who,
        intended=intended,
        leading=_leading(cause, result),
    )


def _provisions(cause: _Cause) -> tuple[str, ...]:
    if cause.labels != (_RENUMBERING,):
        return tuple(label for label in cause.labels if label != _RENUMBERING)
    return tuple(dict.fromkeys(f.clause for f in cause.findings))


def _redline(cause: _Cause, marked: Mapping[str, Redline]) -> Iterator[tuple[str, tuple[Run, ...]]]:
    for label in cause.labels:
        clause = marked.get(clause_of(label))
        runs = excerpt_of(clause, label) if clause is not None else ()
        if runs:
            yield label, runs


def _replaced(cause: _Cause, marked: Mapping[str, Redline]) -> Iterator[Replaced]:
    for label in cause.labels:
        clause = marked.get(clause_of(label))
        yield from (each for each in edited.replaced(clause) if each.label == label) if clause is not None else ()


def _leading(cause: _Cause, result: Review) -> Finding:
    """The gravest finding; where there is none, the words of the first edit."""
    if cause.findings:
        return min(cause.findings, key=_gravest)
    where = next(iter(anchors(result.draft, cause.labels)), None)
    if where is None:
        return Finding(0, 0, _CHANGED, Severity.NOTE, "", View.ACCEPTED, "", "")
    words = where.words_in(where.provision.text)
    return Finding(where.start, where.end, _CHANGED, Severity.NOTE, where.provision.label, where.view, words, "")


# Sentences.


def _failed(failure: Failure, findings: Iterable[Finding]) -> str:
    """The sentence on a failure, as the finding has it that says more of it: who adopted the invariant."""
    said = next((f.message for f in findings if _said_in((f.message,), failure)), failure.message)
    return re.sub(r" \(smallest case: [^()]*\)", "", said)


def _deciding(cause: _Cause, result: Review, replaced: Sequence[Replaced]) -> str:
    """The words on which it turns whom a gap or an overlap concerns, or what a redline replaces there; "" where a
    finding on figures says them already, or they are not in the draft.
    """
    if any(f.code.startswith("QT") for f in cause.findings):
        return ""
    of_whom = [f for f in cause.failures if f.kind in ("gap", "overlap")]
    if of_whom and replaced and result.draft.document.is_redline:
        one = len({each.in_words for each in replaced}) == 1
        return f"{'The cause' if one else 'It comes from these changes'}: {edited.told(replaced)}."
    found = [at for failure in of_whom for at in anchors(result.draft, failure.clauses, failure.witness)]
    quoted = dict.fromkeys(f"'{_compared(at)}' in {at.provision.label}" for at in found if at.end - at.start < _QUOTED)
    return f"It turns on {joined(quoted)}." if quoted else ""


def _compared(at: Anchor) -> str:
    """The words at a place, with the verb before them where they are a mere figure."""
    text = at.provision.text
    verb = _VERB.search(text, 0, at.start)
    return " ".join(text[verb.start() if verb else at.start : at.end].split())


def _said_in(messages: Iterable[str], failure: Failure) -> bool:
    """Whether one of the messages tells a failure."""
    return any(failure.message in message for message in messages)


def _consequences(cause: _Cause, ruleset: Ruleset) -> Iterator[str]:
    """What it comes to for whom: by groups of Users where these tell it, else by outcomes."""
    for group in cause.who:
        yield from _for_group(group, (*cause.failures, *cause.accepted), ruleset)
    if not cause.who:
        yield from (_for_change(change, ruleset.question) for change in cause.changes)


def _after(case: Mapping[str, bool | int], who: Sequence[ProgrammeGroup]) -> int:
    """Behind how many of the sentences on groups of Users that on the one stands of which this is a case."""
    return next((number * _OF_A_GROUP for number, group in enumerate(who, 1) if case in group.each_year), 1)


def _for_group(group: ProgrammeGroup, failures: Collection[Failure], ruleset: Ruleset) -> Iterator[str]:
    where, now = f"{group.where[:1].upper()}{group.where[1:]}", group.now.in_a_sentence
    if not group.becomes.first and all(due.outcome is None for due in group.becomes.cycle):
        yield f"For {group.where} the existing text gives one answer; {_without_one(group, failures, ruleset)}."
    else:
        yield f"{where} would have {group.becomes.in_a_sentence}."
    yield f"{EXISTING} {now}."


def _without_one(group: ProgrammeGroup, failures: Collection[Failure], ruleset: Ruleset) -> str:
    """What a draft gives of which no year has a single answer: none, several that agree, or simply not one."""
    kinds = {f.kind for f in failures}
    applying = [len(due.because) for due in group.becomes.cycle]
    if not any(applying) and "gap" in kinds:
        return "the draft gives none"
    if min(applying) > 1 and "overlap" in kinds:
        agreed = all(f.agreed for f in failures if f.kind == "overlap")
        clauses = _several(group, failures)
        who = f"{joined(clauses)} {'both' if len(clauses) == 2 else 'all'}" if clauses else "several provisions"
        results = ", with the same result" if agreed else _each_gives(group, clauses, ruleset)
        return f"under the draft {who} apply{results}"
    return "the draft gives none, or several" if {"gap", "overlap"} <= kinds else "the draft does not"


def _several(group: ProgrammeGroup, failures: Iterable[Failure]) -> tuple[str, ...]:
    """The clauses that apply at once to Users of one group, where these are known."""
    own = {clause_of(label) for label in group.becomes.because}
    of_it = {f.clauses for f in failures if f.kind == "overlap" and set(f.clauses) == own}
    return of_it.pop() if len(of_it) == 1 and len(own) > 1 else ()


def _each_gives(group: ProgrammeGroup, clauses: Sequence[str], ruleset: Ruleset) -> str:
    """What each of several clauses that apply at once gives Users of one group, behind "apply".

    That they do not always agree is all that is said where one of them gives no single outcome in some year, or the
    limbs that answer the smallest of these Users are not those that answer all.
    """
    branches = [[branch for branch in ruleset.branches if branch.clause == clause] for clause in clauses]
    given = [programme_of(own, group.witness, yearly=group.becomes.yearly) for own in branches]
    labels = {label for programme in given for label in programme.because}
    settled = all(due.outcome is not None for programme in given for due in (*programme.first, *programme.cycle))
    if not given or not settled or labels != set(group.becomes.because):
        return " and do not always give the same result"
    return f": {'; '.join(f'{c} gives {p.in_a_sentence}' for c, p in zip(clauses, given, strict=True))}"


def _for_change(change: Change, question: Question) -> str:
    where = f"{change.where[:1].upper()}{change.where[1:]}"
    if change.depends_on:
        return f"{where}: what falls due may change; that depends on words that were not read."
    was, becomes = (titled(name, question) for name in (change.was, change.becomes))
    comma = "," if "," in where else ""
    return f"{where}{comma} would have {becomes} in place of {was}."


def _intended(cause: _Cause, conformance: Conformance | None) -> str:
    """That the changes are those stated of the draft; "" where they are not, or that is not known."""
    if conformance is None or conformance.exact is None or not cause.changes or cause.failures:
        return ""
    astray = {(s.was, s.becomes) for s in conformance.strays}
    if any(c.depends_on or (c.was, c.becomes) in astray for c in cause.changes):
        return ""
    by = f"entered by {conformance.entered_by}" if conformance.entered_by else f"that {conformance.name} states"
    return f"Matches the effect {by}."
