"""The rows of a portfolio that the cards of a checked draft move: how many, and who they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from sec_rules.answers.portfolio.codes import Cells
from sec_rules.answers.portfolio.files import USER, Portfolio, assess, is_fact, open_portfolio
from sec_rules.drafting import sides
from sec_rules.engine.evaluation import Regime
from sec_rules.lang import Count, YesNo
from sec_rules.review.cards import Card
from sec_rules.review.moved import Moved, Rows
from sec_rules.review.review import Review


@frozen
class Named:
    """A row that a card moves: the card's id and provisions, and who it is: the User, or the number of the row."""

    card: str
    provisions: tuple[str, ...]
    who: str


def moved(given: str, result: Review, cards: Sequence[Card]) -> Moved:
    """How many rows of a portfolio each card moves.

    Raises `PortfolioError`, `DocumentError` and `ExtraError` as `sec_rules.answers.portfolio.files.assess` does.
    """
    portfolio = open_portfolio(given)
    name = ", ".join(file.name for file in portfolio.files)
    if result.changes is None or result.because or not result.draft.scheme.of_the_code:
        return Moved(name, because=result.because or "nothing was compared.")
    changing = [card for card in cards if card.changes]
    cells, facts = _cells(result)
    found = assess(portfolio, cells, facts, conditions=[card.when for card in changing], on=result.draft.on)
    of = {card.id: Rows(met.rows, met.undecided) for card, met in zip(changing, found.met, strict=True)}
    return Moved(name, found.rows, found.undetermined, of, notes=found.notes)


def named(given: str, result: Review, cards: Sequence[Card]) -> Iterator[Named]:
    """Who they are that each card moves, in the order of the file: by the column `user`, else the first that is no
    fact, else the number of the row. Raises as `moved` does.
    """
    import polars as pl

    from sec_rules.answers.portfolio.expressions import met, read_facts

    portfolio: Portfolio = open_portfolio(given)
    cells, facts = _cells(result)
    frame = portfolio.scan()
    schema = frame.collect_schema()
    columns = read_facts(pl, schema, cells, facts, result.draft.on)
    others = [name for name in schema.names() if not is_fact(name, facts)]
    called = USER if USER in others else next(iter(others), None)
    number = pl.concat_str(pl.lit("row "), pl.int_range(1, pl.len() + 1))
    who = number if called is None else pl.coalesce(pl.col(called).cast(pl.String), number)
    changing = [card for card in cards if card.changes]
    conditions = (met(pl, card.when, columns.values).alias(f"{i}") for i, card in enumerate(changing))
    rows = frame.select(who.alias("who"), *conditions).collect()
    for i, card in enumerate(changing):
        for value in rows.filter(pl.col(f"{i}"))["who"]:
            yield Named(card.id, card.provisions, str(value))


def _cells(result: Review) -> tuple[Cells, Mapping[str, YesNo | Count]]:
    draft, question = result.draft, result.question
    facts = sides.facts(draft, question)
    old, new = sides.rulesets(draft, question)
    return Cells(Regime(new, facts), Regime(old, facts)), facts
