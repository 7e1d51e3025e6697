"""Options for one change side by side: what each does beside the same text, to whom, and which invariants hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from attrs import evolve, frozen

from sec_rules.analysis.invariants import Verdict, first_and_adopted
from sec_rules.analysis.invariants.verdicts import State
from sec_rules.drafting.draft import Draft
from sec_rules.engine.linking import Ruleset
from sec_rules.lang import Question
from sec_rules.lang.lists import joined
from sec_rules.review.comparison import Comparison, compared
from sec_rules.review.later_days import on_every_day


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
    base: tuple[str, Ruleset],
    options: Iterable[tuple[Draft, State]],
    question: Question,
    adopted: Collection[str] = (),
) -> tuple[Option, ...]:
    """What each draft does beside the same text; the state is what was read of it.

    `adopted` are the names of the invariants of the library that somebody adopted.
    """
    return tuple(_option(base, draft, read, question, adopted) for draft, read in options)


def _option(
    base: tuple[str, Ruleset], draft: Draft, read: State, question: Question, adopted: Collection[str]
) -> Option:
    code = draft.proposed
    ruleset = code.ruleset(question, draft.on)
    later = {day: (base[1], code.ruleset(question, day)) for day in draft.later_days}
    found = compared(base, (draft.document.name, ruleset), read=read, later=later)

    def held(of: Draft) -> tuple[Verdict, ...]:
        return first_and_adopted(of.proposed, of.proposed.ruleset(question, of.on), found.found.facts, adopted)

    verdicts = on_every_day(held(draft), [(day, held(read)) for day, read in draft.later])
    # An option of which an invariant fails is nowhere called proved.
    return Option(evolve(found, read="fault") if any(v.holds is False for v in verdicts) else found, verdicts)
