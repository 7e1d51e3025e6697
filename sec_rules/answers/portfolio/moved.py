"""The rows of a portfolio that the cards of a checked draft move: how many, and who they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from attrs import frozen

from sec_rules.answers.portfolio.codes import Cells
from sec_rules.answers.portfolio.expressions import Columns, met, read_facts
from sec_rules.answers.portfolio.files import USER, Portfolio, assess, open_portfolio, unused
from sec_rules.drafting import sides
from sec_rules.engine.calendar_years import cycle_of
from sec_rules.engine.evaluation import Regime
from sec_rules.errors import PortfolioError
from sec_rules.lang import Count, Turn, YesNo, is_fact, years_among
from sec_rules.lang.formulas import All, Any, Literal
from sec_rules.review.cards import Card
from sec_rules.review.latest_days import Moves, latest_by_place, needed
from sec_rules.review.moved import LatestRows, Moved, Rows
from sec_rules.review.review import Review

if TYPE_CHECKING:
    import polars as pl

_UNKNOWN: Final = "unknown"
_WAYS: Final = ("earlier", "later", "same", _UNKNOWN)


@frozen
class Named:
    """A row that a card moves: the card's id and provisions, and who it is: the User, or the number of the row.

    `latest` is which way the latest day of its assessment moves, "unknown" where that is not known, "" where the
    question is about no years.
    """

    card: str
    provisions: tuple[str, ...]
    who: str
    latest: str = ""


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
    conditions = [*(card.when for card in changing), Any(tuple(card.without for card in changing))]
    found = assess(portfolio, cells, facts, conditions=conditions, on=result.draft.on)
    *met, lost = found.met
    of = {card.id: Rows(row.rows, row.undecided) for card, row in zip(changing, met, strict=True)}
    rows = _Rows.of(portfolio, result, cells, facts)
    others = rows.unused()
    notes = (*(note for note in found.notes if note != unused(rows.names, facts)), *([others] if others else []))
    latest = rows.latest(changing)
    if any(each.unknown for each in latest.values()):
        notes = (*notes, *rows.missing())
    return Moved(name, found.rows, found.undetermined, lost.rows, of, latest, notes=notes)


def named(given: str, result: Review, cards: Sequence[Card]) -> Iterator[Named]:
    """Who they are that each card moves, in the order of the file: by the column `user`, else the first that is no
    fact, else the number of the row. Raises as `moved` does.
    """
    import polars as pl

    portfolio = open_portfolio(given)
    cells, facts = _cells(result)
    rows = _Rows.of(portfolio, result, cells, facts)
    others = [name for name in rows.names if not is_fact(name, facts) and name not in needed(result.draft)]
    called = USER if USER in others else next(iter(others), None)
    number = pl.concat_str(pl.lit("row "), pl.int_range(1, pl.len() + 1))
    who = number if called is None else pl.coalesce(pl.col(called).cast(pl.String), number)
    changing = [card for card in cards if card.changes]
    conditions = (met(pl, card.when, rows.columns.values).alias(f"{i}") for i, card in enumerate(changing))
    ways = (rows.way(card).alias(f"{i}w") for i, card in enumerate(changing))
    found = rows.frame.select(who.alias("who"), *conditions, *ways).collect()
    for i, card in enumerate(changing):
        for value, way in found.filter(pl.col(f"{i}")).select("who", f"{i}w").iter_rows():
            yield Named(card.id, card.provisions, str(value), way or "")


@frozen
class _Rows:
    """The rows of a portfolio, their facts, and the days that they know beside the facts, by name."""

    frame: pl.LazyFrame
    names: tuple[str, ...]
    facts: Mapping[str, YesNo | Count]
    columns: Columns
    result: Review

    @classmethod
    def of(cls, portfolio: Portfolio, result: Review, cells: Cells, facts: Mapping[str, YesNo | Count]) -> _Rows:
        import polars as pl

        frame = portfolio.scan()
        schema = frame.collect_schema()
        columns = read_facts(pl, schema, cells, facts, result.draft.on)
        return cls(frame, tuple(schema.names()), facts, columns, result)

    @property
    def needed(self) -> Mapping[str, tuple[str, str]]:
        """The days that a portfolio may know beside the facts, by name."""
        return needed(self.result.draft)

    def unused(self) -> str:
        """A sentence that names the columns that hold neither a fact nor a day that is used."""
        return unused([name for name in self.names if name not in self.needed], self.facts)

    def missing(self) -> Iterator[str]:
        """Which days are not in the portfolio without which a latest day may not be known."""
        for name, (what, did) in self.needed.items():
            if name not in self.names:
                yield f"When {what} {did} is not in the portfolio; a column '{name}' with that day would give it."

    def latest(self, cards: Sequence[Card]) -> dict[str, LatestRows]:
        """Of the rows that each card moves, of how many the latest day moves which way."""
        days = [name for name in self.needed if name in self.names]
        wrong = [self._wrong(name).alias(name) for name in days]
        ways = [(self.way(card) == way).sum().alias(f"{i} {way}") for i, card in enumerate(cards) for way in _WAYS]
        if not ways:
            return {}
        (row,) = self.frame.select(*ways, *wrong).collect().iter_rows(named=True)
        for name in days:
            if row[name] is not None:
                raise PortfolioError(f"Row {row[name] + 1}: '{name}' should be a day such as 2018-05-01.")
        counts = ([row[f"{i} {way}"] for way in _WAYS] for i in range(len(cards)))
        return {card.id: LatestRows(*numbers) for card, numbers in zip(cards, counts, strict=True) if sum(numbers)}

    def way(self, card: Card) -> pl.Expr:
        """Which way the latest day of a row moves; null for a row that the card does not move."""
        import polars as pl

        years, cycle = years_among(self.facts.values()), cycle_of(self.facts)
        found: list[pl.Expr] = [pl.lit(None, pl.String)]
        for change in card.changes:
            for place, moves in enumerate(latest_by_place(self.result, card, change), 1):
                assert years is not None, "a change over years counts them"
                holds = met(pl, All((change.when, Literal(Turn(years, place, cycle), True))), self.columns.values)
                found.append(pl.when(holds).then(self._way(moves)))
        return pl.coalesce(found)

    def _way(self, moves: Moves) -> pl.Expr:
        import polars as pl

        if moves.turns_at is None or moves.turns_on not in self.names:
            return pl.lit(moves.way or _UNKNOWN)
        day = self._day(moves.turns_on)
        before, since = (pl.lit(way or _UNKNOWN) for way in (moves.way_before, moves.way_from))
        known = pl.when(day < moves.turns_at).then(before).otherwise(since)
        return pl.when(day.is_null()).then(pl.lit(_UNKNOWN)).otherwise(known)

    def _day(self, name: str) -> pl.Expr:
        import polars as pl

        if self.frame.collect_schema()[name].is_temporal():
            return pl.col(name).cast(pl.Date)
        return pl.col(name).cast(pl.String).str.strip_chars().str.to_date("%Y-%m-%d", strict=False)

    def _wrong(self, name: str) -> pl.Expr:
        """The first row in which something stands that is no day; null where there is none."""
        import polars as pl

        stands = pl.col(name).cast(pl.String).str.strip_chars().fill_null("") != ""
        return (stands & self._day(name).is_null()).arg_true().first()


def _cells(result: Review) -> tuple[Cells, Mapping[str, YesNo | Count]]:
    draft, question = result.draft, result.question
    facts = sides.facts(draft, question)
    old, new = sides.rulesets(draft, question)
    return Cells(Regime(new, facts), Regime(old, facts)), facts
