"""What a clause says of which others speak by its number: the amount that it compares, and to whom it applies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from attrs import evolve, frozen

from sec_rules.drafting.grammar.joining import both, either
from sec_rules.engine.code import Code, bears
from sec_rules.engine.linking import counting
from sec_rules.lang import (
    NEVER,
    Amount,
    Answers,
    Comparison,
    Condition,
    Deems,
    Either,
    Figure,
    Limb,
    Not,
    Rule,
    is_year,
)
from sec_rules.lang.citations import path_of
from sec_rules.lang.compounds import Picked
from sec_rules.lang.traversal import transform, walk


@frozen
class Said:
    """The amount that a clause compares, None where it compares none or several; to whom it applies, None likewise.

    `picked` is the greatest or the least of some amounts, where that is what its only sentence compares last. `limbs`
    are those of its rule, where it has one alone; `figures` are the numbers with which it compares what it counts.
    `cases` are the paragraphs, by their labels, of which each says of some of those to whom it applies who they are.
    """

    amount: Amount | None = None
    applies: Condition | None = None
    picked: Picked | None = None
    limbs: tuple[Limb, ...] = ()
    figures: tuple[Figure, ...] = ()
    cases: tuple[tuple[str, Condition], ...] = ()

    def as_counted(self, deems: Sequence[Deems]) -> Said:
        """The same, with what is counted in and out there."""
        put = counting(deems)
        amount = None if self.amount is None else transform(self.amount, put)
        applies = None if self.applies is None else transform(self.applies, put)
        cases = tuple((label, transform(case, put)) for label, case in self.cases)
        return evolve(self, amount=amount, applies=applies, cases=cases)


def said_by(rules: Iterable[Rule]) -> Said:
    """What the rules of a clause say. One that gives way to another clause applies to nobody that is settled here."""
    answers = [rule for rule in rules if isinstance(rule, Answers)]
    compared: list[Amount] = []
    figures: list[Figure] = []
    for rule in answers:
        for inner in walk(rule.applies):
            if not isinstance(inner, Comparison) or is_year(inner.left):
                continue
            figures += [inner.right] if isinstance(inner.right, Figure) else []
            if inner.left not in compared:
                compared.append(inner.left)
    settled = bool(answers) and not any(rule.yields_to for rule in answers)
    applies = either([_in_force(rule) for rule in answers]) if settled else None
    limbs = answers[0].limbs if len(answers) == 1 else ()
    cases = _cases(answers[0].applies) if settled and len(answers) == 1 and answers[0].unless == NEVER else ()
    return Said(compared[0] if len(compared) == 1 else None, applies, limbs=limbs, figures=tuple(figures), cases=cases)


def _cases(applies: Condition) -> tuple[tuple[str, Condition], ...]:
    """The conditions of which a rule needs one, by the labels of the paragraphs in which each stands alone."""
    found: dict[str, Condition] = {}
    for case in applies.conditions if isinstance(applies, Either) else ():
        places = {place.provision for inner in walk(case) if (place := getattr(inner, "place", None)) is not None}
        (label, *others) = sorted(places) or ("",)
        if path_of(label) and not others and label not in found:
            found[label] = case
    return tuple(found.items())


def _in_force(rule: Answers) -> Condition:
    return rule.applies if rule.unless == NEVER else both([rule.applies, Not(rule.unless)])


def said_by_clauses(code: Code, on: date, labels: Iterable[str]) -> tuple[Mapping[str, Said], tuple[Deems, ...]]:
    """What clauses held on a day say of the Code's question, by their labels, and what they count in and out."""
    wanted, question = frozenset(labels), code.rulebook.question
    standing = [(clause.label, version.rules) for clause, version in code.standing(on) if clause.label in wanted]
    said = {label: said_by(rules) for label, rules in standing if any(bears(rule, question) for rule in rules)}
    return said, tuple(rule for _, rules in standing for rule in rules if isinstance(rule, Deems))
