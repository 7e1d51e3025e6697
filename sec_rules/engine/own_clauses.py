"""Clauses of one's own, beside those of the Code: what they must not take, and where their words are held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from attrs import asdict, evolve

from sec_rules.errors import CodeError, wrong_kind
from sec_rules.lang import Answers, Clause, Count, Question, TextSource, YesNo
from sec_rules.lang.citations import path_of, read
from sec_rules.lang.rulebooks import Fact, Rulebook
from sec_rules.lang.traversal import facts_of_rules

Named = TypeVar("Named", bound=Question | YesNo | Count)


def admitted(clauses: object, held: Iterable[Clause], rulebook: Rulebook) -> tuple[Clause, ...]:
    """Clauses that are put beside those held, with their words held in themselves.

    Raises `ArgumentError` for what is no clause; `CodeError` for a label that is none, and for a question, an outcome
    or a fact that has the name of another.
    """
    if not isinstance(clauses, Iterable):
        raise wrong_kind("clauses", "clauses one after the other", clauses)
    given = tuple(clauses)
    for clause in given:
        if not isinstance(clause, Clause):
            raise wrong_kind("clauses", "clauses of sec_rules.notation.Clause", clause)
        if read(clause.label) is None or path_of(clause.label):
            raise CodeError(f"'{clause.label}' is no label of a clause; write one such as IH1, or IH1.2.")
    every = (*held, *given)
    _refuse_other(_by_name(rulebook.questions), _questions(every), "a question")
    _refuse_other(_by_name(rulebook.facts), _facts(every), "a fact")
    return tuple(map(_with_own_words, given))


def questions_of(clauses: Iterable[Clause], rulebook: Rulebook) -> dict[str, Question]:
    """Every question by name: those of the rulebook, and those that clauses answer besides."""
    known = _by_name(rulebook.questions)
    return known | {q.name: q for q in _questions(clauses) if q.name not in known}


def facts_of(clauses: Iterable[Clause], rulebook: Rulebook) -> dict[str, Fact]:
    """Every fact by name: those of the rulebook, and those that questions and clauses of one's own read besides."""
    known = _by_name(rulebook.facts)
    return known | {fact.name: fact for fact in _facts(tuple(clauses)) if fact.name not in known}


def _by_name(declared: Iterable[Named]) -> dict[str, Named]:
    return {one.name: one for one in declared}


def _questions(clauses: Iterable[Clause]) -> Iterator[Question]:
    return (rule.question for rule in _answers(clauses))


def _facts(clauses: tuple[Clause, ...]) -> Iterator[Fact]:
    yield from (fact for question in _questions(clauses) for fact in question.facts)
    for rule in _answers(clauses):
        yield from facts_of_rules((rule,))


def _answers(clauses: Iterable[Clause]) -> Iterator[Answers]:
    return (r for c in clauses for v in c.versions for r in v.rules if isinstance(r, Answers))


def _refuse_other(known: Mapping[str, Named], given: Iterable[Named], what: str) -> None:
    found = dict(known)
    for one in given:
        other = found.setdefault(one.name, one)
        if other is not one and (type(other) is not type(one) or _said(other) != _said(one)):
            raise CodeError(f"'{one.name}' is the name of {what} that is known, and here of another; give it its own.")


def _said(one: Named) -> dict[str, object]:
    """All that is said of it; two that are compared by their names alone may say different things."""
    return asdict(one, filter=lambda attribute, _: attribute.name != "place")


def _with_own_words(clause: Clause) -> Clause:
    own = (
        evolve(v, words=evolve(v.words, source=TextSource.OWN)) if v.words.source is TextSource.RESTATED else v
        for v in clause.versions
    )
    return evolve(clause, versions=tuple(own))
