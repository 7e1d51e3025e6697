"""The rows of a portfolio under two rulesets: how many there are of each change."""

from __future__ import annotations

from attrs import evolve, frozen

from sec_rules.analysis.comparison import Change, Differences
from sec_rules.answers.portfolio.codes import Cells
from sec_rules.answers.portfolio.files import Assessed, Met, assess, open_portfolio
from sec_rules.engine.evaluation import Regime
from sec_rules.engine.linking import Ruleset, not_read


@frozen
class Counted:
    """The rows of the file `name`: what they come to, and how many each change concerns.

    `changes` and `merged` are those of `Differences`, each with its rows; empty where changes were not worked out.
    """

    name: str
    of: Assessed
    changes: tuple[tuple[Change, Met], ...]
    merged: tuple[tuple[Change, Met], ...]

    @property
    def moved(self) -> str:
        """How many rows get another answer, in a sentence."""
        rows = sum(tally.rows for tally in self.of.tallies if tally.was != tally.outcome)
        return f"Of {self.of.rows:,} rows in {self.name} {rows:,} would get another answer."


def counted(given: str, old: Ruleset, new: Ruleset, found: Differences) -> Counted:
    """The rows of a portfolio, counted by what changes from one ruleset to the other.

    Raises `PortfolioError` and `DocumentError` as `sec_rules.answers.portfolio.files.assess` does.
    """
    portfolio = open_portfolio(given)
    cells = Cells(Regime(new, found.facts), Regime(old, found.facts))
    every = (*found.changes, *found.merged)
    answers = assess(portfolio, cells, found.facts, conditions=[change.when for change in every], on=new.day)
    rows = tuple(zip(every, answers.met, strict=True))
    unread = {not_read(label, why) for label, why in (*old.unread, *new.unread)}
    first = len(found.changes)
    return Counted(
        ", ".join(file.name for file in portfolio.files),
        evolve(answers, notes=(*answers.notes, *sorted(unread))),
        rows[:first],
        rows[first:],
    )
