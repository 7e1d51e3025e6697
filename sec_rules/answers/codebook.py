"""The Code as a book: for each clause its words, versions as redlines, the plane, evidence, invariants, and its
tests.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from attrs import evolve, frozen

from sec_rules.analysis.comparison import Change, differences
from sec_rules.analysis.invariants import Verdict, prove
from sec_rules.analysis.plane.impact import Axes, Effects, effects
from sec_rules.answers.explanation import Explained, explain
from sec_rules.drafting.layout.held_words import held_provision
from sec_rules.engine.code import Code
from sec_rules.engine.legal_text import folder, tests_of, words_of
from sec_rules.lang import Answers, Clause, Question, is_number
from sec_rules.lang.citations import clause_of
from sec_rules.lang.traversal import facts_of_rules
from sec_rules.review.text.redline import Redline, compared

_ONE_DAY: Final = timedelta(days=1)


@frozen
class Step:
    """What a day changed in a clause: its words as a redline, and what that day changed for whom, by any clause."""

    on: date
    brought_in_by: str
    redline: Redline
    changes: tuple[Change, ...]


@frozen
class Point:
    """What somebody asked in a consultation, and our answer, which rests on the clause."""

    consultation: str
    by: str
    raised: str
    answer: str


@frozen
class Entry:
    """All there is to say of one clause. `tests` are its tests as sentences, none where the sources are not to hand.

    `question` is the one that it answers; `verdicts` are those on the invariants of that question, on the day `on`.
    """

    clause: Clause
    question: Question
    explained: Explained
    steps: tuple[Step, ...]
    effects: Effects
    cites: tuple[str, ...]
    cited_by: tuple[str, ...]
    tests: tuple[str, ...]
    points: tuple[Point, ...]
    on: date
    verdicts: tuple[Verdict, ...]

    @property
    def label(self) -> str:
        """The label of the clause."""
        return self.clause.label


@frozen
class Book:
    """Clauses, and the invariants as they stand on a day."""

    entries: tuple[Entry, ...]
    on: date
    verdicts: tuple[Verdict, ...]


def book(
    code: Code,
    question: Question,
    citations: Iterable[str] | None = None,
    *,
    on: date | None = None,
    axes: Axes | None = None,
) -> Book:
    """The whole Code as a book, or the clauses to which citations lead, with the rulesets of a day (else the newest).

    `axes` are the counts of the decision planes, where they are chosen; else each clause has those that it reads.
    Raises `CitationError` where one leads nowhere, `DayError` for a day on which the Code is not held.
    """
    day = on or code.newest_day(question)
    cited = [c.label for c in code.clauses] if citations is None else citations
    entries = tuple(entry(code, citation, question, on=on, axes=axes) for citation in cited)
    return Book(entries, day, _proved(code, question, day))


def entry(
    code: Code,
    citation: str,
    question: Question,
    *,
    on: date | None = None,
    axes: Axes | None = None,
) -> Entry:
    """All there is to say of the clause to which a citation leads. `CitationError` where it leads nowhere.

    What follows from it is given for the question that it answers, else of `question`.
    """
    explained = explain(code, citation, on=on)
    clause = code.clause(clause_of(explained.leads_to))
    answered = [rule.question for version in clause.versions for rule in version.rules if isinstance(rule, Answers)]
    question = answered[0] if answered else question
    day = on or code.newest_day(question)
    text = words_of(clause, clause.versions[0])
    others = [c for c in code.clauses if c.label != clause.label]
    return Entry(
        clause=clause,
        question=question,
        explained=explained,
        steps=tuple(_steps(code, clause, question)),
        effects=_effects(code, clause, question, axes),
        cites=tuple(c.label for c in others if _names(text, c.label)),
        cited_by=tuple(c.label for c in others if _names(words_of(c, c.versions[0]), clause.label)),
        tests=_tests(clause.label),
        points=tuple(_points(clause.label)),
        on=day,
        verdicts=_proved(code, question, day),
    )


@lru_cache(maxsize=64)
def _proved(code: Code, question: Question, on: date) -> tuple[Verdict, ...]:
    return prove(code.ruleset(question, on), code.facts(on, question))


def _names(text: str, label: str) -> bool:
    """Whether a text names a clause, and not one of which that label is the beginning."""
    return any(not rest[:1].isalnum() for rest in text.split(label)[1:])


def _steps(code: Code, clause: Clause, question: Question) -> Iterator[Step]:
    """What each day changed, newest first: a version that followed another, and the end of the clause."""
    if clause.ceased is not None:
        before = held_provision(clause.label, words_of(clause, clause.versions[0]))
        yield Step(
            clause.ceased,
            str(clause.ceased_by),
            compared(clause.label, before, None),
            _changes(code, clause.ceased, question),
        )
    for version, older in zip(clause.versions, clause.versions[1:], strict=False):
        before, after = (held_provision(clause.label, words_of(clause, v)) for v in (older, version))
        changes = _changes(code, version.in_force, question)
        yield Step(version.in_force, str(version.brought_in_by), compared(clause.label, before, after), changes)


@lru_cache(maxsize=64)
def _changes(code: Code, on: date, question: Question) -> tuple[Change, ...]:
    return differences(code.ruleset(question, on - _ONE_DAY), code.ruleset(question, on)).merged


def _effects(code: Code, clause: Clause, question: Question, chosen: Axes | None) -> Effects:
    """The plane and the years of those whom the clause answers as it stands last, beside the version before."""
    last = clause.ceased - _ONE_DAY if clause.ceased else code.newest_day(question)
    new = code.ruleset(question, last)
    old = code.ruleset(question, clause.versions[0].in_force - _ONE_DAY) if len(clause.versions) > 1 else new
    axes = chosen or _axes(clause, question)
    found = effects(old, new, code.facts(last, question), clauses=[clause.label], axes=axes).of(clause.label)
    return found if axes else evolve(found, drawings=(), undrawn="")


def _axes(clause: Clause, question: Question) -> Axes | None:
    """The first two counts that the newest version reads; beside a single one, the count that goes with it."""
    read = facts_of_rules(clause.versions[0].rules)
    counts = [fact for fact in read if is_number(fact)]
    if len(counts) > 1:
        return counts[0], counts[1]
    if not counts:
        return None
    beside = (*question.drawn, *((second, first) for first, second in question.drawn))
    return next((pair for pair in beside if pair[0] == counts[0]), None)


def _points(label: str) -> Iterator[Point]:
    """The points of the consultations in `legal_text/` of which some case is answered by a clause."""
    for path in sorted((folder() / "consultations").glob("*.toml")):
        held = tomllib.loads(path.read_text(encoding="utf-8"))
        for respondent in held.get("respondent", ()):
            for point in respondent.get("point", ()):
                cited = {because for case in point.get("case", ()) for because in case.get("because", ())}
                if any(clause_of(because) == label for because in cited):
                    yield Point(held["title"], respondent["name"], point["raised"], point["answer"])


def _tests(label: str) -> tuple[str, ...]:
    """The tests of a clause as sentences, read from its file of tests."""
    path = folder().parent / tests_of(label)
    if not path.is_file():
        return ()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = (node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"))
    return tuple(_sentence(name.removeprefix("test_")) for name in names)


def _sentence(name: str) -> str:
    words = name.replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}."
