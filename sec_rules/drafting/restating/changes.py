"""What a draft does to the clauses that answer a question, as a note may speak of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from attrs import frozen

from sec_rules.drafting.restating.profiles import Pair, Profile, pairs, profile
from sec_rules.lang import Answers, Question, Rule


@frozen
class Changes:
    """Every clause that answers, with what became of it."""

    pairs: tuple[Pair, ...]

    @cached_property
    def changed(self) -> tuple[Pair, ...]:
        """Those that say something else than before."""
        return tuple(pair for pair in self.pairs if pair.changed)


def changes(
    before: Mapping[str, Sequence[Rule]], after: Mapping[str, Sequence[Rule]], question: Question
) -> Changes | None:
    """What becomes of the clauses that answer a question; None where one says more than a profile can hold."""
    old, new = (_profiles(rules, question) for rules in (before, after))
    return None if old is None or new is None else Changes(pairs(old, new))


def _profiles(given: Mapping[str, Sequence[Rule]], question: Question) -> dict[str, Profile] | None:
    found: dict[str, Profile] = {}
    for label, rules in given.items():
        if any(isinstance(rule, Answers) and rule.question == question for rule in rules):
            made = profile(label, rules)
            if made is None:
                return None
            found[label] = made
    return found
