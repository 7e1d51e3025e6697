"""The Code beside itself: on two days, before it knows what comes, and under other numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from attrs import evolve

from sec_rules.analysis.invariants.declarations import Pair
from sec_rules.engine.code import HELD_FROM, HELD_TO, Code
from sec_rules.engine.linking import link
from sec_rules.lang import Answers, Clause, Deems, Defines, Question, Redirects, Rule
from sec_rules.lang.citations import clause_of, path_of

_DAY = timedelta(days=1)


def amendments(code: Code, question: Question) -> tuple[date, ...]:
    """The days on which a version that bears on a question begins, or its clause ends, after the first held."""
    bearing = code.bearing_on(question)
    begin = {v.in_force for c in bearing for v in c.versions}
    end = {c.ceased for c in bearing if c.ceased is not None}
    return tuple(sorted(day for day in begin | end if day > HELD_FROM))


def span(code: Code, on: date, question: Question) -> tuple[date, date]:
    """The first and the last day without an amendment around a day; the last there is, where none follows."""
    days = amendments(code, question)
    first = max((day for day in days if day <= on), default=HELD_FROM)
    last = min((day - _DAY for day in days if day > on), default=HELD_TO)
    return first, last


def within_a_span(code: Code, question: Question, on: date) -> Iterator[Pair]:
    """The ruleset of a day beside that of the first and of the last day around it without an amendment."""
    ruleset = code.ruleset(question, on)
    for other in dict.fromkeys((*span(code, on, question), on)):
        # Linked afresh: what the Code remembers of another day is what is held against it.
        fresh = link(question, other, code.standing(other), code.rulebook.assumptions)
        yield Pair(f"{on} and {other} differ, with no amendment between them", ruleset, fresh)


def before_commencement(code: Code, question: Question, on: date) -> Iterator[Pair]:
    """The day before each amendment up to a day, beside the same day of a Code that knows of no later one."""
    for day in amendments(code, question):
        if day <= on:
            before = day - _DAY
            says = f"What commences on {day} changes something on the day before"
            yield Pair(says, code.as_of(before).ruleset(question, before), code.ruleset(question, before))


def under_other_numbers(code: Code, question: Question, on: date) -> Iterator[Pair]:
    """The ruleset of a day beside that of the same clauses with other numbers, in another order."""
    standing = code.as_of(on)
    numbers = {clause.label: f"{clause.label}ZZ{'' if n % 2 else 'A'}" for n, clause in enumerate(standing.clauses)}
    renamed = renumbered(standing, numbers)
    yield Pair(
        "Other clause numbers change an answer", standing.ruleset(question, on), renamed.ruleset(question, on), numbers
    )


def renumbered(code: Code, labels: Mapping[str, str]) -> Code:
    """The Code with clauses under other labels, in their references to each other too."""
    return evolve(code, clauses=tuple(_relabelled(clause, labels) for clause in code.clauses))


def _relabelled(clause: Clause, labels: Mapping[str, str]) -> Clause:
    versions = (evolve(v, rules=tuple(_referring(rule, labels) for rule in v.rules)) for v in clause.versions)
    return evolve(clause, label=labels.get(clause.label, clause.label), versions=tuple(versions))


def _referring(rule: Rule, labels: Mapping[str, str]) -> Rule:
    match rule:
        case Answers():
            return evolve(
                rule,
                yields_to=_all(rule.yields_to, labels),
                prevails_over=_all(rule.prevails_over, labels),
                stands_beside=_all(rule.stands_beside, labels),
            )
        case Deems():
            return evolve(rule, on=_all(rule.on, labels))
        case Defines():
            return evolve(rule, within=_all(rule.within, labels))
        case Redirects():
            return evolve(rule, to=_one(rule.to, labels))
    return rule


def _all(given: tuple[str, ...], labels: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(_one(label, labels) for label in given)


def _one(label: str, labels: Mapping[str, str]) -> str:
    clause = clause_of(label)
    return labels.get(clause, clause) + path_of(label)
