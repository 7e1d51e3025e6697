"""Options for one change side by side: what each does beside the same text, to whom, and which invariants hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from attrs import evolve, frozen

from sec_rules.analysis.invariants import Verdict, first_and_adopted
from sec_rules.analysis.invariants.verdicts import State
from sec_rules.engine.code import Code
from sec_rules.engine.linking import Ruleset
from sec_rules.lang import Question
from sec_rules.lang.lists import joined
from sec_rules.review.comparison import Comparison, compared


@frozen
class Option:
    """One option: what changes from the common text to it, and what came of the invariants."""

    comparison: Comparison
    verdicts: tuple[Verdict, ...]

    @property
    def name(self) -> str:
        """How it was asked for."""
        return self.comparison.new

    @property
    def question(self) -> Question:
        """What is asked under it."""
        return self.comparison.question

    @property
    def state(self) -> State:
        """A fault where an invariant fails; else what may be said of what changes."""
        return self.comparison.state

    @property
    def invariants(self) -> str:
        """How many of them hold, fail or are not claimed, in a sentence."""
        counts = (
            (sum(v.holds is True for v in self.verdicts), "hold", "holds"),
            (sum(v.holds is False for v in self.verdicts), "fail", "fails"),
            (sum(v.holds is None for v in self.verdicts), "are not claimed", "is not claimed"),
        )
        if self.verdicts and all(v.holds for v in self.verdicts):
            return f"All {len(self.verdicts)} invariants hold." if len(self.verdicts) > 1 else "The invariant holds."
        told = joined(f"{number} {one if number == 1 else many}" for number, many, one in counts if number)
        return f"Of {len(self.verdicts)} invariants, {told}."


def side_by_side(
    base: tuple[str, Ruleset], options: Iterable[tuple[str, Ruleset, State, Code]], adopted: Collection[str] = ()
) -> tuple[Option, ...]:
    """What each option does beside the same text, each given with its name; the state is what was read of it, the
    Code the one with it in it. `adopted` are the names of the invariants of the library that somebody adopted.
    """
    return tuple(_option(base, name, ruleset, read, code, adopted) for name, ruleset, read, code in options)


def _option(
    base: tuple[str, Ruleset], name: str, ruleset: Ruleset, read: State, code: Code, adopted: Collection[str]
) -> Option:
    found = compared(base, (name, ruleset), read=read)
    verdicts = first_and_adopted(code, ruleset, found.found.facts, adopted)
    # An option of which an invariant fails is nowhere called proved.
    return Option(evolve(found, read="fault") if any(v.holds is False for v in verdicts) else found, verdicts)
