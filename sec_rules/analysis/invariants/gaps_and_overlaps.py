"""Whom no provision answers, and whom several answer at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from sec_rules.analysis.atlas import Atlas, Cell, regions
from sec_rules.analysis.boundaries import facts_read
from sec_rules.analysis.invariants.reference_answers import in_order, limbs
from sec_rules.analysis.invariants.verdicts import Failure
from sec_rules.engine.decision_tree import Literals, Witness, grow, position, smallest
from sec_rules.engine.english.numerals import with_article
from sec_rules.engine.english.regions import case, region
from sec_rules.engine.linking import LinkedRule
from sec_rules.lang import Outcome, is_party
from sec_rules.lang.formulas import negation
from sec_rules.lang.lists import joined

# More phrases than this make no sentence; the rest is counted.
MOST_REPORTED: Final = 3


def gaps(atlas: Atlas, cells: Iterable[Cell] | None = None) -> tuple[Failure, ...]:
    """Whom no provision answers: one failure for each set of clauses that apply to them and are silent.

    Where none applies, one for each set of clauses that come nearest: with other figures they would answer.
    Looks at all cells of the atlas, or at those given. Raises `OutOfBudget`.
    """
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Literals]] = {}
    for cell in atlas.cells if cells is None else cells:
        if not cell.answers:
            for leaf in grow([rule.applies for rule in atlas.ruleset.rules], atlas.solver, cell.literals):
                silent = _applying(atlas.ruleset.rules, leaf.truths)
                near = () if silent else _near(atlas, leaf.literals)
                found.setdefault((silent, near), []).append(leaf.literals)
    return tuple(_gap(atlas, silent, near, literals) for (silent, near), literals in found.items())


def _applying(rules: tuple[LinkedRule, ...], truths: tuple[bool, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rule.clause for rule, applies in zip(rules, truths, strict=True) if applies))


def _near(atlas: Atlas, literals: Literals) -> tuple[str, ...]:
    """The clauses that answer the same party where one of the other literals is the other way round."""
    near: set[str] = set()
    for literal in literals:
        if not is_party(literal.atom):
            beside = (*(other for other in literals if other != literal), negation(literal))
            branches = (branch for branch in atlas.ruleset.branches if branch.clause not in near)
            near.update(branch.clause for branch in branches if atlas.solver.satisfiable(*beside, branch.when))
    return in_order(atlas.ruleset, near)


def _gap(atlas: Atlas, silent: tuple[str, ...], near: tuple[str, ...], cells: list[Literals]) -> Failure:
    where, witness, example = _located(atlas, cells)
    smallest_case = f" (smallest case: {example})"
    no_answer = f"None of the provisions read applies to {where}{smallest_case}."
    if silent:
        due = atlas.ruleset.question.noun
        no_answer = f"{joined(silent)} {_s('apply', silent)} to {where}, but no paragraph states {due}{smallest_case}."
    which, are = ("provision", "is") if len(near) == 1 else ("provisions", "are")
    nearest = f" The {which} closest in scope {are} {joined(near)}." if near else ""
    return Failure(
        kind="gap",
        where=where,
        witness=witness,
        clauses=silent or near,
        labels=silent or near,
        message=f"{no_answer}{nearest}",
    )


def _s(verb: str, subjects: Sequence[str]) -> str:
    if len(subjects) > 1:
        return verb
    return verb.removesuffix("y") + "ies" if verb.endswith("y") else verb + "s"


def overlaps(atlas: Atlas, cells: Iterable[Cell] | None = None) -> tuple[Failure, ...]:
    """Whom several provisions answer at once: one failure for each set of clauses, or of limbs of one clause.

    Looks at all cells of the atlas, or at those given. Raises `OutOfBudget`.
    """
    found: dict[tuple[str, ...], list[Cell]] = {}
    for cell in atlas.cells if cells is None else cells:
        if len(cell.answers) > 1:
            clauses = tuple(dict.fromkeys(branch.clause for branch in cell.answers))
            key = clauses if len(clauses) > 1 else tuple(branch.label for branch in cell.answers)
            found.setdefault(key, []).append(cell)
    return tuple(_overlap(atlas, cells) for cells in found.values())


def _overlap(atlas: Atlas, cells: list[Cell]) -> Failure:
    where, witness, example = _located(atlas, [cell.literals for cell in cells])
    answers = [branch for cell in cells for branch in cell.answers]
    clauses = tuple(dict.fromkeys(branch.clause for branch in answers))
    labels = tuple(dict.fromkeys(branch.label for branch in answers))
    names = clauses if len(clauses) > 1 else labels
    if len(names) == 1:
        names = tuple(dict.fromkeys(" with ".join(branch.cites) for branch in answers))
    who = f"Several sentences of {names[0]} all" if len(names) == 1 else f"{joined(names)} {_both(names)}"
    return Failure(
        kind="overlap",
        where=where,
        witness=witness,
        clauses=in_order(atlas.ruleset, clauses),
        labels=tuple(label for label in limbs(atlas.ruleset) if label in labels),
        message=f"{who} apply to {where} (smallest case: {example}).{_agreed(cells, names)}",
        agreed=_agree(cells),
    )


def _agree(cells: Iterable[Cell]) -> bool:
    """Whether the provisions that answer at once all give the same outcome."""
    found = [{branch.outcome for branch in cell.answers} for cell in cells]
    return all(len(outcomes) == 1 and all(isinstance(o, Outcome) for o in outcomes) for outcomes in found)


def _agreed(cells: Sequence[Cell], names: tuple[str, ...]) -> str:
    """That nothing but the words is double, where that is so."""
    if not _agree(cells):
        return _each_requires(cells, names)
    titles = {branch.outcome.title for cell in cells for branch in cell.answers if isinstance(branch.outcome, Outcome)}
    who = "Both" if len(names) == 2 else "All"
    return f" {who} require {with_article(titles.pop())}." if len(titles) == 1 else f" {who} give the same result."


def _each_requires(cells: Iterable[Cell], names: tuple[str, ...]) -> str:
    """What each of the provisions that answer at once requires, where that is one thing."""
    found: dict[str, set[str]] = {name: set() for name in names}
    for branch in (branch for cell in cells for branch in cell.answers):
        name = next((n for n in (branch.label, branch.clause) if n in found), "")
        if name and isinstance(branch.outcome, Outcome):
            found[name].add(branch.outcome.title)
    if any(len(titles) != 1 for titles in found.values()):
        return ""
    return f" {joined(f'{name} requires {with_article(titles.pop())}' for name, titles in found.items())}."


def _both(names: tuple[str, ...]) -> str:
    return "both" if len(names) == 2 else "all"


def _located(atlas: Atlas, cells: list[Literals]) -> tuple[str, Witness, str]:
    """Cells in one phrase, the smallest case in them, and that case in words."""
    found: list[tuple[Witness, Literals, str]] = []
    for alike in regions(cells, atlas.solver):
        witness, number = min(
            ((smallest(cells[member], atlas.solver), member) for member in alike.members),
            key=lambda w: position(w[0], atlas.solver),
        )
        found.append((witness, cells[number], region(alike.literals, atlas.solver, alike.years)))
    found.sort(key=lambda f: position(f[0], atlas.solver))
    phrases = [phrase for _, _, phrase in found]
    if len(phrases) > MOST_REPORTED:
        phrases[MOST_REPORTED - 1 :] = [f"{len(phrases) - MOST_REPORTED + 1} more groups of Users"]
    witness, literals, _ = found[0]
    return joined(phrases, "; and to "), witness, case(witness, literals, facts_read(atlas.ruleset))
