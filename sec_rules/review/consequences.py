"""What a draft comes to for whom, in sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from sec_rules.analysis.comparison import Change, titled
from sec_rules.analysis.invariants import Failure
from sec_rules.analysis.programmes import Programme, ProgrammeGroup, programme_of
from sec_rules.engine.english.numerals import cardinal, ordinal, with_article
from sec_rules.engine.linking import Ruleset
from sec_rules.lang import Question
from sec_rules.lang.citations import clause_of, order
from sec_rules.lang.lists import joined
from sec_rules.review.causes import Cause

# The sentences on a group of Users: what would apply, and what applies so far.
_OF_A_GROUP: Final = 2

_SEVERAL: Final = "Several provisions would"


def told_of(cause: Cause, ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    """What it comes to for whom, and what applies so far, "" where that is said already: by groups of Users where these
    tell it, else by outcomes.
    """
    for group in cause.who:
        yield _for_group(group, (*cause.failures, *cause.accepted), ruleset)
    if not cause.who:
        yield from ((_for_change(change, ruleset.question), "") for change in cause.changes)


def after(case: Mapping[str, bool | int], who: Sequence[ProgrammeGroup]) -> int:
    """Behind how many of the sentences on groups of Users that on the one stands of which this is a case."""
    return next((number * _OF_A_GROUP for number, group in enumerate(who, 1) if case in group.each_year), 1)


def _for_group(group: ProgrammeGroup, failures: Collection[Failure], ruleset: Ruleset) -> tuple[str, str]:
    question = ruleset.question
    years, often = _differing_years(group), _how_often(group, question)
    now = f"Under the existing text they {question.have} {group.now.in_a_sentence}.{years}{often}"
    if not group.becomes.first and all(due.outcome is None for due in group.becomes.cycle):
        return _without_one(group, failures, ruleset), now
    comma = "," if ", " in group.where else ""
    return (
        f"{group.where[:1].upper()}{group.where[1:]}{comma} {question.would_have} {group.becomes.in_a_sentence}.",
        now,
    )


def _differing_years(group: ProgrammeGroup) -> str:
    """In which years of a turn another outcome falls due; "" where that is all of them or not known."""
    old, new = group.now, group.becomes
    if old.first or new.first or len(old.cycle) != len(new.cycle):
        return ""
    both = enumerate(zip(old.cycle, new.cycle, strict=True), 1)
    differ = [year for year, (was, becomes) in both if was != becomes]
    if len(differ) == len(old.cycle) or any(due.outcome is None for due in (*old.cycle, *new.cycle)):
        return ""
    years = joined(ordinal(year) for year in differ)
    year = "year" if len(differ) == 1 else "years"
    return (
        f" The difference is in the {years} {year} of each {cardinal(len(old.cycle))}-year cycle{_counted_from(group)}."
    )


def _how_often(group: ProgrammeGroup, question: Question) -> str:
    """Which outcomes would fall due no more, or at another distance where the turn of years has another length."""
    now, becomes = ([due.outcome for due in programme.cycle] for programme in (group.now, group.becomes))
    if group.now.first or group.becomes.first or None in now or None in becomes or len(becomes) == 1:
        return ""
    said, have = [], "be" if question.classes else "have"
    for outcome in dict.fromkeys(o for o in now if o is not None):
        one = with_article(outcome.title)
        if outcome not in becomes:
            said.append(
                f" They would no longer {have} {one}{' in any year' * bool(group.counted)}{_counted_from(group)}."
            )
        elif now.count(outcome) == becomes.count(outcome) == 1 and len(now) not in (1, len(becomes)):
            every, instead = (ordinal(len(cycle)) for cycle in (becomes, now))
            said.append(f" They would {have} {one} every {every} year instead of every {instead}.")
    return "".join(said)


def _counted_from(group: ProgrammeGroup) -> str:
    """From when its years are counted, behind what falls due in them."""
    return f" {group.after}" if group.after else ""


def _without_one(group: ProgrammeGroup, failures: Collection[Failure], ruleset: Ruleset) -> str:
    """What a draft gives of which no year has a single answer: none, several that agree, or simply not one."""
    kinds = {f.kind for f in failures}
    applying = [len(due.because) for due in group.becomes.cycle]
    noun = ruleset.question.noun
    if not any(applying) and not kinds - {"gap"}:
        return f"None of the provisions read would state {noun} for {group.where}."
    if min(applying) > 1:
        clauses = tuple(sorted(_clauses(group), key=order)) if len(_clauses(group)) > 1 else ()
        agreed = any(f.agreed for f in failures if f.kind == "overlap" and set(f.clauses) == set(clauses))
        who = f"{joined(clauses)} would {'both' if len(clauses) == 2 else 'all'}" if clauses else _SEVERAL
        results = ", with the same result" if agreed else _each_gives(group, clauses, ruleset)
        return f"{who} apply to {group.where}{results}."
    none = "the draft gives none, or several" if {"gap", "overlap"} <= kinds else "the draft does not"
    return f"For {group.where} the existing text gives one answer; {none}."


def _clauses(group: ProgrammeGroup) -> set[str]:
    return {clause_of(label) for label in group.becomes.because}


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
    years = _years_apart(given)
    apart = f". {'The two' if len(given) == 2 else 'These provisions'} differ in the {years}" if years else ""
    return f": {'; '.join(f'{c} requires {p.in_a_sentence}' for c, p in zip(clauses, given, strict=True))}{apart}"


def _years_apart(given: Sequence[Programme]) -> str:
    """In which years several programmes differ, where that is some years of a turn; "" for all of them."""
    turn = max(len(programme.cycle) for programme in given)
    if any(programme.first or turn % len(programme.cycle) for programme in given) or not all(p.yearly for p in given):
        return ""
    differ = [year for year in range(1, turn + 1) if len({p.in_year(year).outcome for p in given}) > 1]
    years = f"{joined(map(ordinal, differ))} {'year' if len(differ) == 1 else 'years'}"
    return "" if len(differ) == turn else f"{years} of each {cardinal(turn)}-year cycle"


def _for_change(change: Change, question: Question) -> str:
    where = f"{change.where[:1].upper()}{change.where[1:]}"
    if change.depends_on:
        return f"{where}: what falls due may change."
    was, becomes = (titled(name, question) for name in (change.was, change.becomes))
    comma = "," if "," in where else ""
    return f"{where}{comma} {question.would_have} {becomes} in place of {was}."
