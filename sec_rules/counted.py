"""The rows of a portfolio under two laws: how many there are of each change."""

from __future__ import annotations

from attrs import evolve, frozen

from sec_rules.asking import Regime
from sec_rules.backends.cells import Cells
from sec_rules.checking import Differences
from sec_rules.compare import Change
from sec_rules.linking import Law
from sec_rules.portfolio import Assessed, Met, assess, open_portfolio


@frozen
class Counted:
    """The rows of the file `name`: what they come to, and how many each change concerns.

    `changes` and `merged` are those of `Differences`, each with its rows; empty where changes were not worked out.
    """

    name: str
    of: Assessed
    changes: tuple[tuple[Change, Met], ...]
    merged: tuple[tuple[Change, Met], ...]


def counted(given: str, old: Law, new: Law, found: Differences) -> Counted:
    """The rows of a portfolio, counted by what changes from one law to the other.

    Raises `PortfolioError` and `DocumentError` as `sec_rules.portfolio.assess` does.
    """
    portfolio = open_portfolio(given)
    cells = Cells(Regime(new, found.facts), Regime(old, found.facts))
    every = (*found.changes, *found.merged)
    answers = assess(portfolio, cells, found.facts, conditions=[change.when for change in every])
    rows = tuple(zip(every, answers.met, strict=True))
    unread = {f"{label} was not read, and bears on no answer here: {why}" for label, why in (*old.unread, *new.unread)}
    first = len(found.changes)
    return Counted(
        ", ".join(file.name for file in portfolio.files),
        evolve(answers, notes=(*answers.notes, *sorted(unread))),
        rows[:first],
        rows[first:],
    )
