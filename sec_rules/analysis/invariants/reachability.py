"""Whether every limb can apply to somebody."""

from __future__ import annotations

from collections.abc import Iterator

from sec_rules.analysis.invariants.reference_answers import limbs
from sec_rules.analysis.invariants.verdicts import Failure
from sec_rules.engine.linking import LinkedRule, Ruleset


def never(ruleset: Ruleset, able: frozenset[str], stated: str = "") -> Iterator[Failure]:
    """A failure for each limb that is not among those that can apply.

    `stated` is the sentence of an invariant that says something else of each limb.
    """
    for label in limbs(ruleset):
        if label not in able:
            clause = next(rule.clause for rule in ruleset.rules if label in _labels(rule))
            yield Failure(
                kind="never",
                where="",
                witness=None,
                clauses=(clause,),
                labels=(label,),
                message=f"{stated} Not so of {label}, for anybody."
                if stated
                else f"{label} can never apply: nobody meets its conditions.",
            )


def _labels(rule: LinkedRule) -> tuple[str, ...]:
    return tuple(rule.clause + limb.label for limb in rule.rule.limbs)
