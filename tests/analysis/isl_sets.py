"""Formulas of the rules as exact sets of whole numbers, in isl: a prover that shares nothing with z3."""

from collections.abc import Sequence

import pytest

from sec_rules.engine.linking import Branch
from sec_rules.lang import Count, Outcome, Turn, YesNo
from sec_rules.lang.formulas import All, Bound, Formula, Literal, formula
from sec_rules.rulebook.assumptions import ASSUMPTIONS
from sec_rules.rulebook.facts import SMALLEST_FIRST

isl = pytest.importorskip("islpy")

GROWN = "grown"


class Sets:
    """Formulas as sets of facts, those of `assessment` in the order in which the smallest case is the least."""

    def __init__(self, grows: Count | None = None, facts: Sequence[YesNo | Count] = SMALLEST_FIRST) -> None:
        self.grows, self.made, self.apart, self.facts = grows, {}, {}, facts
        self.names = [fact.name for fact in facts] + ([GROWN] if grows else [])
        ranges = [(f.name, *((0, 1) if isinstance(f, YesNo) else (f.at_least, f.at_most))) for f in facts]
        ranges += [(GROWN, grows.at_least, grows.at_most)] if grows else []
        self.ranges = " and ".join(f"{low} <= {name} <= {high}" for name, low, high in ranges)
        self.space = self.of(All(tuple(formula(a.holds) for a in ASSUMPTIONS)))

    def of(self, given: Formula, *, grown: bool = False):
        names = {fact.name: fact.name for fact in self.facts}
        if grown and self.grows:
            names[self.grows.name] = GROWN
        return isl.Set(f"{{ [{', '.join(self.names)}] : {self.ranges} and {in_isl(given, names)} }}")

    def within(self, given: Formula, *, grown: bool = False):
        """A formula as a set within the assumptions; most branches of a mutant are those of the Code."""
        if (given, grown) not in self.made:
            self.made[given, grown] = self.of(given, grown=grown).intersect(self.space)
        return self.made[given, grown]

    def nothing(self):
        return self.space.subtract(self.space)

    def union(self, sets):
        found = self.nothing()
        for one in sets:
            found = found.union(one)
        return found

    def answering(self, branches: tuple[Branch, ...], *, grown: bool = False):
        """Who gets each outcome from exactly one branch."""
        found = {}
        for number, branch in enumerate(branches):
            if isinstance(branch.outcome, Outcome):
                alone = self.within(branch.when, grown=grown)
                for other in (*branches[:number], *branches[number + 1 :]):
                    if not self.disjoint(branch.when, other.when, grown=grown):
                        alone = alone.subtract(self.within(other.when, grown=grown))
                found[branch.outcome] = found.get(branch.outcome, self.nothing()).union(alone)
        return found

    def disjoint(self, one: Formula, two: Formula, *, grown: bool) -> bool:
        """Whether nobody within the assumptions meets both; of most pairs of a mutant it is known from the Code."""
        key = (one, two, grown)
        if key not in self.apart:
            self.apart[key] = self.within(one, grown=grown).is_disjoint(self.within(two, grown=grown))
        return self.apart[key]

    def least(self, found):
        """The smallest case of a set, by name; None of an empty one."""
        if found.is_empty():
            return None
        point = found.lexmin().sample_point()
        values = [point.get_coordinate_val(isl.dim_type.set, n).to_python() for n in range(len(self.names))]
        return dict(zip(self.names, values, strict=True))


def in_isl(given: Formula, names: dict[str, str]) -> str:
    if isinstance(given, Literal):
        return ("" if given.holds else "not ") + f"({_atom(given.atom, names)})"
    if not given.parts:
        return "(0 = 0)" if isinstance(given, All) else "(0 = 1)"
    joined = (" and " if isinstance(given, All) else " or ").join(in_isl(part, names) for part in given.parts)
    return f"({joined})"


def _atom(atom, names: dict[str, str]) -> str:
    match atom:
        case YesNo(name):
            return f"{names[name]} = 1"
        case Turn(count, turn, of):
            return f"({names[count.name]} - {turn}) mod {of} = 0"
        case Bound(terms, at_least):
            return " + ".join(f"{weight} * {names[count.name]}" for count, weight in terms) + f" >= {at_least}"
    raise TypeError(atom)
