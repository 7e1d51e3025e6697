"""Random rule sets: so many facts, clauses and distinct comparisons, drawn from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

from sec_rules.engine.code import Code
from sec_rules.engine.linking import Ruleset
from sec_rules.lang import ALWAYS, Answers, Clause, Condition, Count, Limb, Standing, Version, Words, YesNo
from sec_rules.rulebook.questions import assessment

ON = date(2019, 2, 28)
FACTS: tuple[YesNo | Count, ...] = (
    *(YesNo(f"flag_{n}", f"flag {n} is set") for n in range(3)),
    *(Count(f"count_{n}", f"count {n}", "premises", short=f"count {n}") for n in range(7)),
)


def comparisons(draw: random.Random, many: int) -> list[Condition]:
    """Distinct comparisons of a count, or of two with a weight, with a figure."""
    counts = [fact for fact in FACTS if isinstance(fact, Count)]
    found: dict[str, Condition] = {}
    while len(found) < many:
        one, other = draw.sample(counts, 2)
        amount = one if draw.random() < 0.6 else one + draw.choice((1, 2, 5)) * other
        condition = amount.exceeds(draw.choice((1_000, 50_000, 250_000, 1_000_000)))
        found[repr(condition)] = condition
    return list(found.values())


def partition(seed: int, clauses: int, many: int) -> Ruleset:
    """Clauses that part all Users between them: the leaves of a random decision tree over the comparisons."""
    draw = random.Random(seed)
    atoms = [*comparisons(draw, many), *(fact for fact in FACTS if isinstance(fact, YesNo))]
    leaves: list[tuple[Condition, ...]] = [()]
    while len(leaves) < clauses:
        leaf = leaves.pop(draw.randrange(len(leaves)))
        atom = draw.choice([a for a in atoms if not any(a in (c, getattr(c, "condition", None)) for c in leaf)])
        leaves += [(*leaf, atom), (*leaf, ~atom)]
    return _ruleset(draw, leaves)


def scattered(seed: int, clauses: int, many: int) -> Ruleset:
    """Clauses with three or four conditions each that know nothing of each other: gaps and overlaps everywhere."""
    draw = random.Random(seed)
    atoms = [*comparisons(draw, many), *(fact for fact in FACTS if isinstance(fact, YesNo))]
    return _ruleset(draw, [tuple(draw.sample(atoms, draw.choice((3, 4)))) for _ in range(clauses)])


def _ruleset(draw: random.Random, applies: list[tuple[Condition, ...]]) -> Ruleset:
    return Code(tuple(_clauses(draw, applies))).ruleset(assessment, ON)


def _clauses(draw: random.Random, applies: list[tuple[Condition, ...]]) -> Iterator[Clause]:
    for number, conditions in enumerate(applies):
        whole = ALWAYS
        for condition in conditions:
            whole = whole & condition
        rule = Answers(question=assessment, applies=whole, limbs=(Limb("", ALWAYS, draw.choice(assessment.outcomes)),))
        version = Version(
            in_force=ON,
            brought_in_by="a benchmark",
            words=Words("none", ""),
            standing=Standing.PROPOSED,
            evidence=(),
            rules=(rule,),
        )
        yield Clause(label=f"G9.{number + 1}", title="drawn at random", versions=(version,))
