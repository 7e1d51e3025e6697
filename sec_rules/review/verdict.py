"""The first sentences of a report: the state, and what was found, never more than was done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from sec_rules.analysis.comparison import Change
from sec_rules.analysis.invariants import Failure, Verdict
from sec_rules.analysis.invariants.verdicts import OF_A_DRAFT, STATES, State, called
from sec_rules.documents.document import View
from sec_rules.drafting.amended_text import instructions_of
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.open_places import OpenPlace
from sec_rules.engine.english.numerals import cardinal
from sec_rules.lang import Count, Question, after_anchor, years_among
from sec_rules.lang.citations import clause_of
from sec_rules.lang.lists import joined
from sec_rules.review.affected import affected
from sec_rules.review.findings import Case, Finding, Severity
from sec_rules.review.left_out import left_out_of
from sec_rules.review.passages import each_once, is_undone
from sec_rules.review.state import apart, state_of

# The findings on invariants besides the first.
FURTHER: Final = "PR006"
_NOT_GIVEN: Final = "whether what is settled as a condition is met is not given"
_INSTRUCTS: Final = "It gives {} to amend another text, carried out where --against names the file of that text."
_MOST_NAMED: Final = 6
_DRAFTING: Final = "only the drafting was checked"
_FAULTS: Final = (
    ("gap", "leaves", "a gap"),
    ("overlap", "creates", "an overlap"),
    ("lighter", "can give", "a User with more {unit} a lighter {due} than one with fewer"),
    ("never", "contains", "a provision that can never apply"),
)


def nothing_read(case: Case, findings: Sequence[Finding]) -> str:
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


def verdict_of(
    case: Case, changes: tuple[Change, ...] | None, findings: tuple[Finding, ...], later: Iterable[str] = ()
) -> str:
    """The state, and a few sentences that say what was done, never more; `later` are those on later days."""
    draft, question, verdicts = case.draft, case.question, case.verdicts
    state = state_of(draft, question, verdicts, findings)
    said = [*_on_what(draft), _holding(state, case, findings)]
    if changes is None:
        said.append("Who would be affected, and how, was not worked out.")
    elif state != "nothing-read":
        failures = [f for v in verdicts if v.holds is False for f in v.failures]
        said.extend(affected(changes, question, failures, unclear=_unclear(draft)))
    said.extend(later)
    if state != "nothing-read":
        said.extend(_left_out(state, draft, question.due))
    said.extend(_further(findings, verdicts))
    if state == "proved" and any(f.severity is Severity.WARNING and not f.known for f in findings):
        said.append("The points under WHAT IS WRONG still need attention.")
    return " ".join(
        (
            f"{_called(state, draft)}.",
            *((draft.document.caution,) if draft.document.caution else ()),
            *said,
        )
    )


def _called(state: State, draft: Draft) -> str:
    """How the state is called: of a draft that was read and is not carried out in full, that."""
    if state == "not-all-read" and draft.open and not _not_understood(each_once(draft), draft):
        return "Not carried out in full"
    return called(state, len(draft.assumed), OF_A_DRAFT)


def _on_what(draft: Draft) -> Iterator[str]:
    """That all is said as if nobody directed otherwise where a clause lets somebody do so."""
    read = (shown.after for shown in draft.shown if shown.after is not None)
    under = tuple(dict.fromkeys(place.provision for each in read for place in each.left_to_somebody))
    if under:
        yield f"All that follows assumes that nobody directs or agrees otherwise under {joined(under)}."


def _left_out(state: State, draft: Draft, due: str) -> Iterator[str]:
    """How much of the clauses shown is no part of a rule, and how much of it bears on no answer."""
    others = [sentence for s in draft.shown if s.after for sentence in s.after.sentences]
    foreign = sum(sentence.bears_on_nothing for sentence in others)
    sentences = len(others) - foreign + len(draft.failed)
    words = sum(len(s.after.words) for s in draft.shown if s.after)
    counted = [
        f"{cardinal(n)} {name if n == 1 else name + 's'}" for n, name in ((sentences, "sentence"), (words, "word")) if n
    ]
    # Of a draft that was not all read the passages are counted already.
    if counted and not draft.open:
        verb = "was" if sentences + words == 1 else "were"
        bears = f", and {'has' if verb == 'was' else 'have'} no bearing on which {due} applies"
        yield f"{joined(counted).capitalize()} {verb} not read{bears if state == 'proved' else ''}."
    if foreign:
        has = "sentence has" if foreign == 1 else "sentences have"
        yield f"{cardinal(foreign).capitalize()} {has} no bearing on which {due} applies."


def drafting(draft: Draft, findings: Sequence[Finding]) -> str:
    """What is said of a draft whose drafting alone was checked."""
    return f"Drafting only. {_counted(draft, findings)}; nothing is proved."


def _counted(draft: Draft, findings: Sequence[Finding]) -> str:
    shown = f"{len(draft.shown)} {'clause' if len(draft.shown) == 1 else 'clauses'}"
    found = f"{len(findings) or 'no'} {'finding' if len(findings) == 1 else 'findings'}"
    return f"{found} in {shown}"


def _holding(state: State, case: Case, findings: Iterable[Finding]) -> str:
    draft, question, given = case.draft, case.question, case.verdicts
    if state == "nothing-read":
        unclear = tuple(dict.fromkeys(clause_of(place.clause) for place in draft.open if place.clause))
        if 0 < len(unclear) <= _MOST_NAMED:
            names = (f"the {label}" if label.startswith("definition of ") else label for label in unclear)
            return (
                f"Some words of {joined(names)} could not be interpreted, so only the drafting of the rest was checked."
            )
        return f"No provision that decides {question.noun} was read, so {_DRAFTING}."
    first, adopted = apart(given)
    failures = [f for v in first if v.holds is False for f in v.failures]
    kinds, before = {f.kind for f in failures}, any(f.message in case.known for f in failures)
    due = question.due
    broken = list(_broken((v for v in adopted if v.holds is False), case.known))
    if kinds or broken:
        text = _text_of(draft)
        told = [_found(kinds, due, _unit(failures, question), text, before=before)] if kinds else []
        return " ".join((*told, *broken))
    if state == "proved":
        said = question.brief or (question.more[:1].lower() + question.more[1:]).rstrip(".")
        more = f", and {said}" if question.more_never_lighter else ""
        yearly = years_among(question.facts) is not None
        kind = (
            f"exactly one kind of {due} in each year {after_anchor(question.facts).replace(due, 'one')}".rstrip()
            if yearly
            else f"exactly one {due}"
        )
        whom = "every User" if not any(left_out_of(draft, question)) else "every User considered"
        return f"On {_text_of(draft)}, the provisions read give {whom} {kind}{more}."
    counted = _faults_counted(findings)
    if state == "fault" and not draft.open:
        return counted
    passages = each_once(draft)
    places = len(passages)
    unread = _NOT_GIVEN
    if places:
        unread = _unread(passages, draft)
    if not places and any(v.holds is None and not v.depends_on for v in given):
        unread = "the proof was given up within its budget"
    nothing = f"Because {unread}, it is not known whether there are gaps, overlaps or similar faults."
    return f"{counted} {nothing}" if state == "fault" else nothing


def _unread(passages: Sequence[OpenPlace], draft: Draft) -> str:
    """How many passages could not be interpreted, and how many instructions could not be carried out."""
    not_understood = _not_understood(passages, draft)
    several = sum(place.several is not None for place in not_understood)
    undone = len(passages) - len(not_understood)
    counts = (
        (len(not_understood) - several, "passage", "of the draft could not be interpreted"),
        (several, "passage", "of the draft can be read in more than one way"),
        (undone, "instruction", "could not be carried out"),
    )
    return joined(f"{cardinal(n)} {what}{'s' * (n != 1)} {then}" for n, what, then in counts if n)


def _unclear(draft: Draft) -> str:
    """What is so of the words on which results depend: they are not understood, or in more than one way."""
    several = {place.several is not None for place in each_once(draft)}
    in_several, in_none = "can be read in more than one way", "could not be interpreted"
    if several == {True}:
        return in_several
    return f"{in_none}, or {in_several}" if True in several else in_none


def _not_understood(passages: Sequence[OpenPlace], draft: Draft) -> tuple[OpenPlace, ...]:
    """The passages that could not be interpreted, without the instructions that could only not be carried out."""
    return tuple(place for place in passages if not is_undone(place, draft))


def _text_of(draft: Draft) -> str:
    return draft.base.rulebook.text_called


def _found(kinds: Collection[str], due: str, unit: str, text: str, *, before: bool) -> str:
    """The faults found; that the draft makes them is not said where one of them was there `before` it."""
    found = [(verb, name.format(due=due, unit=unit)) for kind, verb, name in _FAULTS if kind in kinds]
    if before:
        is_ = "is" if len(found) == 1 else "are"
        return f"In the provisions read, on {text}, there {is_} {joined(name for _, name in found)}."
    makes = joined(f"{verb} {name}" for verb, name in found)
    return f"The draft {makes} (judged on {text} of the other provisions)."


def _unit(failures: Iterable[Failure], question: Question) -> str:
    """In what the number is counted that grows where something becomes lighter; "of something" of several units."""
    grown = {f.grown[0] for f in failures if f.grown is not None}
    units = {fact.unit for fact in question.facts if isinstance(fact, Count) and fact.name in grown}
    return units.pop() if len(units) == 1 else "of something counted"


def _broken(failing: Iterable[Verdict], before: frozenset[str]) -> Iterator[str]:
    """How many invariants that somebody adopted fail, and whether they did so before the draft, in sentences."""
    given = tuple(failing)
    old = sum(all(f.message in before for f in v.failures) for v in given)
    for number, one, more in (
        (len(given) - old, "no longer holds", "no longer hold"),
        (old, "does not hold, and did not before", "do not hold, and did not before"),
    ):
        if number:
            yield (
                f"An adopted invariant {one}."
                if number == 1
                else f"{cardinal(number).capitalize()} adopted invariants {more}."
            )


def _faults_counted(findings: Iterable[Finding]) -> str:
    """How many errors and warnings were found, in words."""
    severities = [f.severity for f in findings if not f.known and not f.accepted]
    graded = ((severities.count(Severity.ERROR), "error"), (severities.count(Severity.WARNING), "warning"))
    said = joined([f"{cardinal(n)} {name}{'s' * (n != 1)}" for n, name in graded if n]).capitalize()
    return f"{said} {'was' if sum(n for n, _ in graded) == 1 else 'were'} found."


def _further(findings: Iterable[Finding], verdicts: Iterable[Verdict]) -> Iterator[str]:
    """That a formal invariant fails that the base text keeps, besides those of the verdicts."""
    told = [f.message for v in verdicts for f in v.failures]
    errors = (f for f in findings if f.code == FURTHER and not f.known and f.severity is Severity.ERROR)
    if any(not any(said in f.message for said in told) for f in errors):
        yield "A formal invariant no longer holds."
