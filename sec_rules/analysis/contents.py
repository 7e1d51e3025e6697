"""Rulesets and facts by their content, so that what was worked out of them can be kept.

A draft that is edited is read again and again, and most edits leave most of it as it was. Where words stand makes no
difference to whom they answer; everything else that a result may speak of does.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any as Untyped
from typing import Final, Generic, TypeVar, TypeVarTuple

from attrs import evolve, field, fields, frozen

from sec_rules.engine.linking import Branch, LinkedRule, Ruleset
from sec_rules.engine.open_words import unknowns
from sec_rules.engine.solver import Fact, counting
from sec_rules.lang import Amount, Question
from sec_rules.lang.traversal import facts_of_rules

# Of so many rulesets, or pairs of them, what was worked out last is kept.
MOST_KEPT: Final = 64
Key = TypeVarTuple("Key")
T = TypeVar("T")


class Remembered(Generic[*Key, T]):
    """Work whose result is kept by what it was asked, at most `MOST_KEPT` of them, with the steps that it took.

    A result that is kept takes the same steps of a shared budget as the work did. Where the budget has not as many
    left, the work is done again, so that it is given up where it would have been; what was given up is not kept.
    """

    def __init__(self, work: Callable[[*Key], T]) -> None:
        self._work = work
        self._found: OrderedDict[tuple[Hashable, ...], tuple[T, int]] = OrderedDict()
        self.missed = 0

    def __call__(self, *key: *Key) -> T:
        """What the work comes to."""
        with counting() as budget:
            found = self._found.get(key)
            if found is not None and found[1] <= budget.left:
                self._found.move_to_end(key)
                budget.left -= found[1]
                return found[0]
            self.missed += 1
            before = budget.left
            result = self._work(*key)
            if not budget.exhausted:
                self._found[key] = result, before - budget.left
                while len(self._found) > MOST_KEPT:
                    self._found.popitem(last=False)
            return result

    def __len__(self) -> int:
        return len(self._found)

    def clear(self) -> None:
        """Forgets what was kept."""
        self._found.clear()


@frozen
class Content:
    """A ruleset that is equal to another where both say the same in the same words, wherever these stand."""

    _said: Hashable
    of: Ruleset = field(eq=False, repr=False)


@frozen
class GivenFacts:
    """Facts by name, equal to others where they are the same ones in the same order, with the same ranges and names."""

    _said: Hashable
    of: Mapping[str, Fact] | None = field(eq=False, repr=False)


def content(ruleset: Ruleset) -> Content:
    """The content of a ruleset."""
    rules, exact = (tuple(_unplaced(rule) for rule in some) for some in (ruleset.rules, ruleset.exact))
    read = dict.fromkeys(facts_of_rules(rule.rule for rule in (*ruleset.rules, *ruleset.exact)))
    branches = (b for rule in (*ruleset.rules, *ruleset.exact) for b in rule.branches)
    open_facts = (u for b in branches for u in unknowns((b.origin or b).when))
    said = (
        evolve(ruleset, rules=rules, exact=exact),
        tuple(b.origin and _bare(b.origin) for rule in ruleset.rules for b in rule.branches),
        tuple(map(_in_full, (ruleset.question, *ruleset.question.outcomes, *ruleset.question.facts))),
        tuple(map(_in_full, (*read, *dict.fromkeys(open_facts)))),
    )
    return Content(said, ruleset)


def given_facts(facts: Mapping[str, Fact] | None) -> GivenFacts:
    """The facts as a key."""
    return GivenFacts(None if facts is None else tuple(map(_in_full, facts.values())), facts)


def _unplaced(rule: LinkedRule) -> LinkedRule:
    return evolve(rule, branches=tuple(_bare(branch) for branch in rule.branches))


def _bare(branch: Branch) -> Branch:
    return evolve(branch, place=None)


def _in_full(value: Untyped) -> Hashable:
    """A fact, an outcome or a question with what tells it from another of its name; not where it stands."""
    return (type(value), *_values(value))


def _values(value: Untyped) -> Iterable[Hashable]:
    for one in fields(type(value)):
        held = getattr(value, one.name)
        if one.name == "place":
            continue
        yield _in_full(held) if isinstance(held, (Amount, Question)) and not one.eq else held
