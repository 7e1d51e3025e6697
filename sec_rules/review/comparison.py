"""Two rulesets of a question side by side: what changes for whom, and what follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Final

from attrs import evolve, frozen

from sec_rules._shown import Shown
from sec_rules.analysis.comparison import Differences, Overall, differences, overall
from sec_rules.analysis.invariants.verdicts import State, called
from sec_rules.analysis.plane.impact import Axes, Effects, differing, effects
from sec_rules.engine.english.numerals import in_full
from sec_rules.engine.linking import Ruleset
from sec_rules.engine.solver import one_budget
from sec_rules.lang import Count, Question
from sec_rules.lang.lists import joined
from sec_rules.review.affected import Beside, affected

# What is said of changes where nothing of a draft was read that decides the question.
_NOTHING_READ: Final = "Not worked out: no provision that decides {} was read in {}."


@frozen(repr=False)
class Comparison(Shown):
    """Two rulesets of a question side by side, under the names by which they were asked for: what changes and follows.

    `renamed` are sentences on values of facts that go by another name in the new ruleset than in the old one, `assumed`
    those on what was taken for granted in reading drafts; `called` is what a sentence calls the text that is compared.
    `later` are the same sides on the later days from which a draft among them says other numbers.
    """

    old: str
    new: str
    question: Question
    found: Differences
    effects: Effects
    renamed: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    read: State = "proved"
    called: str = "the Code"
    later: tuple[tuple[date, Comparison], ...] = ()

    def __repr__(self) -> str:
        return f"<Comparison from {self.old} to {self.new}: {self.says.rstrip('.')}>"

    @property
    def state(self) -> State:
        """Whether all was read that bears on what changes, and all changes are proved."""
        found = [self.found, *(each.found for _, each in self.later)]
        unsettled = any(f.because or any(change.depends_on for change in f.changes) for f in found)
        return "not-all-read" if unsettled and self.read == "proved" else self.read

    @property
    def beside(self) -> str:
        """What the newer one is held beside, as a sentence names it."""
        return self._sides[0]

    @property
    def overall(self) -> Overall | None:
        """What all changes come to; None where they were not worked out."""
        found = [self.found, *(each.found for _, each in self.later)]
        return None if any(f.because for f in found) else overall([change for f in found for change in f.merged])

    @property
    def says(self) -> str:
        """What changes, in a few words."""
        return " ".join((self._first, *(f"From {in_full(day)}: {each.says}" for day, each in self.later)))

    @property
    def _first(self) -> str:
        if self.found.because:
            return "Who would be affected, and how, was not worked out."
        one, two = self._sides
        beside = Beside(one, two, in_force=_is_day(self.old) and _is_day(self.new))
        return " ".join(affected(self.found.merged, self.question, beside=beside))

    @property
    def verdict(self) -> str:
        """One sentence on what changes."""
        says = self.says[:1].lower() + self.says[1:]
        one, two = self._sides
        return f"{called(self.state, len(self.assumed))}. From {one} to {two}: {says}"

    @property
    def step(self) -> str:
        """The step from one side to the other, as a sentence begins that says what it does."""
        return "The step from {} to {}".format(*self._sides)

    @property
    def _sides(self) -> tuple[str, str]:
        """How the sides are called in a sentence, told apart where they have one name."""
        one, two = (_shown_side(side, self.called) for side in (self.old, self.new))
        if one != two:
            return one, two
        bare = one.removeprefix("the ")
        return f"the first {bare}", f"the second {bare}"


def _shown_side(name: str, called: str) -> str:
    """How a side is named in a sentence: a day in full, a draft by its file."""
    return f"{called} of {in_full(date.fromisoformat(name))}" if _is_day(name) else name


def _is_day(name: str) -> bool:
    with suppress(ValueError):
        return bool(date.fromisoformat(name))
    return False


def compared(
    old: tuple[str, Ruleset],
    new: tuple[str, Ruleset],
    axes: Axes | None = None,
    *,
    read: State = "proved",
    called: str = "the Code",
    later: Mapping[date, tuple[Ruleset, Ruleset]] | None = None,
) -> Comparison:
    """What changes for whom from one ruleset to another, each given with its name; `read` is what was read of drafts
    among them, `called` what a sentence calls the text whose rulesets they are. `later` are both on later days.
    """
    with one_budget():
        found = {day: _compared((old[0], one), (new[0], two), axes, read) for day, (one, two) in (later or {}).items()}
        others = tuple((day, evolve(each, called=called)) for day, each in found.items())
        return evolve(_compared(old, new, axes, read), called=called, later=others)


def _compared(old: tuple[str, Ruleset], new: tuple[str, Ruleset], axes: Axes | None, read: State) -> Comparison:
    found = differences(old[1], new[1])
    if read == "nothing-read" and not found.because:
        drafts = joined(dict.fromkeys(name for name, _ in (old, new) if not _is_day(name)))
        found = evolve(found, changes=(), merged=(), because=_NOTHING_READ.format(new[1].question.noun, drafts))
    followed = effects(old[1], new[1], found.facts, clauses=differing(old[1], new[1]), axes=axes)
    assumed = tuple(dict.fromkeys((*old[1].assumed, *new[1].assumed)))
    return Comparison(old[0], new[0], new[1].question, found, followed, tuple(_renamed(old[1], new[1])), assumed, read)


def _renamed(old: Ruleset, new: Ruleset) -> Iterator[str]:
    for fact in new.question.facts:
        if isinstance(fact, Count):
            pairs = zip(fact.names_on(old.day), fact.names_on(new.day), strict=True)
            other = [f"'{was}' is called '{now}'" for was, now in pairs if was != now]
            if other:
                yield f"Of {fact.name}, {' and '.join(other)}. A change is of what a name stands for, not of the name."
