"""What a draft does to the clauses that answer a question, as a note may speak of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from attrs import field, frozen

from sec_rules.drafting.restating.profiles import Pair, Profile, pairs, profile
from sec_rules.lang import Answers, Clause, Question, Rule
from sec_rules.lang.citations import order


@frozen
class Changes:
    """Every clause that answers, with what became of it; `earlier` are the versions of each, by their first days.

    `standing` are all clauses that stand, and `alone` those of them of which the draft shows nothing.
    """

    pairs: tuple[Pair, ...]
    earlier: Mapping[str, tuple[tuple[date, Profile | None], ...]] = field(factory=dict)
    standing: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()

    def untouched(self, labels: Iterable[str], ranges: Iterable[tuple[str, str]]) -> bool:
        """Whether the clauses of these labels, and those of the ranges, stand and are left alone."""
        asked = {
            *labels,
            *(x for first, last in ranges for x in self.standing if order(first) <= order(x) <= order(last)),
        }
        return asked <= self.alone

    def stood_since(self, label: str, year: int) -> bool:
        """Whether the bounds of a clause have been what they are before the draft since some day of a year."""
        now = next((p.before for p in self.pairs if p.label == label), None)
        versions = self.earlier.get(label, ())
        began = [day for day, _ in versions if day.year <= year]
        if now is None or not began:
            return False
        return all(was is not None and was.bounds == now.bounds for day, was in versions if day >= max(began))

    @cached_property
    def changed(self) -> tuple[Pair, ...]:
        """Those that say something else than before."""
        return tuple(pair for pair in self.pairs if pair.changed)


def changes(
    before: Mapping[str, Sequence[Rule]],
    after: Mapping[str, Sequence[Rule]],
    question: Question,
    clauses: Iterable[Clause] = (),
) -> Changes | None:
    """What becomes of the clauses that answer a question; None where one says more than a profile can hold.

    `clauses` have the earlier versions of them.
    """
    old, new = (_profiles(rules, question) for rules in (before, after))
    if old is None or new is None:
        return None
    earlier = {
        clause.label: tuple((version.in_force, profile(clause.label, version.rules)) for version in clause.versions)
        for clause in clauses
    }
    alone = frozenset(label for label, rules in after.items() if before.get(label) is rules)
    return Changes(pairs(old, new), earlier, frozenset(after), alone)


def _profiles(given: Mapping[str, Sequence[Rule]], question: Question) -> dict[str, Profile] | None:
    found: dict[str, Profile] = {}
    for label, rules in given.items():
        if any(isinstance(rule, Answers) and rule.question == question for rule in rules):
            made = profile(label, rules)
            if made is None:
                return None
            found[label] = made
    return found
