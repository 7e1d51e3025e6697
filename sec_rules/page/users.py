"""The Users of a portfolio and the cards of a draft: how many of them each card moves, and which.

For a browser, where nothing answers whole columns at once: each User is answered alone, up to a number of rows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Final

from attrs import define, field

from sec_rules.engine.reference import holds
from sec_rules.errors import FactError, PortfolioError
from sec_rules.lang import Count, YesNo
from sec_rules.lang.formulas import All
from sec_rules.review.cards import Card
from sec_rules.review.summary import Summary

Facts = Mapping[str, bool | int]
Known = Mapping[str, YesNo | Count]
MOST_ROWS: Final = 100_000
# So many Users are named on a card, and so many rows in a refusal.
_NAMED, _TOLD = 200, 10
_WORDS: Final = {"true": True, "false": False}


@define
class Moved:
    """Of a portfolio: how many rows, how many get another answer, and for each card, by its id, whom it moves."""

    rows: int = 0
    moved: int = 0
    unsettled: int = 0
    counts: dict[str, int] = field(factory=dict)
    names: dict[str, list[str]] = field(factory=dict)


def moved(given: Summary, data: bytes, name: str) -> Moved:
    """Whom the cards of a draft move, of the Users in a CSV file with the names of facts above its columns.

    Raises `PortfolioError` for what is no such file, for rows that are no Users, or for more than `MOST_ROWS`.
    """
    draft, question = given.result.draft, given.result.question
    old, new = draft.base.facts(draft.base_on, question), draft.proposed.facts(draft.on, question)
    found, problems = Moved(), []
    for number, (called, row) in enumerate(_rows(data, name, {**old, **new}), 1):
        if number > MOST_ROWS:
            raise PortfolioError(f"{name} has more than {MOST_ROWS:,} rows; the command has no such limit.")
        try:
            facts = {fact: _value(text) for fact, text in row.items() if text}
            was = draft.base.ask(question, _of(facts, old), on=draft.base_on).outcome
            becomes = draft.proposed.ask(question, _of(facts, new), on=draft.on).outcome
        except FactError as error:
            problems.append((number, error.problems))
            continue
        found.rows += 1
        found.unsettled += becomes is None
        if was != becomes:
            _count(found, given.cards, facts, called or f"row {number}")
    if problems:
        told = " ".join(f"Row {number}: {' '.join(said)}" for number, said in problems[:_TOLD])
        more = f" So are {len(problems) - _TOLD:,} others." if len(problems) > _TOLD else ""
        raise PortfolioError(f"{name} has rows that are no Users. {told}{more}", tuple(problems))
    return found


def _rows(data: bytes, name: str, known: Known) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a file: how each User is called, by the first column that is no fact, and the facts as written."""
    try:
        table = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        columns = list(table.fieldnames or ())
        facts = [column for column in columns if column in known]
        if not facts:
            raise PortfolioError(
                f"{name} has no column with the name of a fact above it, in CSV; they are {', '.join(known)}."
            )
        names = next((column for column in columns if column not in known), None)
        for row in table:
            yield (row.get(names) or "") if names else "", {fact: (row[fact] or "").strip() for fact in facts}
    except (UnicodeDecodeError, csv.Error) as error:
        raise PortfolioError(f"{name} cannot be read as CSV in UTF-8: {error}.") from None


def _value(text: str) -> object:
    """A value as it is written: yes or no as true or false, a number by its digits; else the text, to be refused."""
    lowered = text.casefold()
    if lowered in _WORDS:
        return _WORDS[lowered]
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else text


def _of(facts: Mapping[str, object], known: Known) -> dict[str, object]:
    return {name: value for name, value in facts.items() if name in known}


def _count(found: Moved, cards: tuple[Card, ...], facts: Mapping[str, object], called: str) -> None:
    found.moved += 1
    plain = {name: value for name, value in facts.items() if isinstance(value, (bool, int))}
    for card in cards:
        cells = (cell for change in card.changes for cell in change.cells)
        if any(holds(All(cell), plain) is True for cell in cells):
            found.counts[card.id] = found.counts.get(card.id, 0) + 1
            names = found.names.setdefault(card.id, [])
            if len(names) < _NAMED:
                names.append(called)
