"""The Users of a portfolio, as CSV or an Excel workbook, and the cards of a draft: how many each moves, and which.

For a browser, where nothing answers whole columns at once: each User is answered alone, up to a number of rows.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import define, field, frozen

from sec_rules.answers.portfolio.text_layout import layout
from sec_rules.drafting import sides
from sec_rules.engine.calendar_years import counted
from sec_rules.engine.plain_values import YES_NO_WORDS, day_of
from sec_rules.engine.reference import holds
from sec_rules.errors import FactError, PortfolioError
from sec_rules.lang import Count, YesNo, anchor_among, is_fact
from sec_rules.lang.formulas import Any, Formula
from sec_rules.page.workbook import first_sheet
from sec_rules.review.moved import Moved, Rows
from sec_rules.review.summary import Summary

Known = Mapping[str, YesNo | Count]
MOST_ROWS: Final = 100_000
# So many Users are named on a card, and so many rows in a refusal.
_NAMED, _TOLD = 200, 10
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_PACKED: Final = b"PK"


@frozen
class Counted:
    """Of a portfolio the rows that the cards of a draft move, as the command counts them, and for each card, by its id,
    who they are.
    """

    moved: Moved
    names: Mapping[str, Sequence[str]] = {}


def moved(given: Summary, data: bytes, name: str) -> Counted:
    """Whom the cards of a draft move, of the Users in a CSV file or a workbook, facts named above its columns.

    Raises `PortfolioError` for what is no such file, for rows that are no Users, or for more than `MOST_ROWS`.
    """
    result = given.result
    if result.changes is None or result.because or not result.draft.scheme.of_the_code:
        return Counted(Moved(name, because=result.because or "nothing was compared."))
    draft, question = result.draft, result.question
    known, asked = sides.facts(draft, question), draft.proposed.facts(draft.on, question)
    changing = [card for card in given.cards if card.changes]
    tally = _Tally({card.id: card.when for card in changing}, Any(tuple(card.without for card in changing)))
    problems: list[tuple[int, tuple[str, ...]]] = []
    for number, (called, row) in enumerate(_rows(data, name, known), 1):
        if number > MOST_ROWS:
            raise PortfolioError(f"{name} has more than {MOST_ROWS:,} rows; the command has no such limit.")
        try:
            written = {fact: value(fact, text, known) for fact, text in row.items() if text}
            facts, _ = counted(written, known, draft.on)
            mine = {fact: given for fact, given in facts.items() if fact in asked}
            answer = draft.proposed.ask(question, mine, on=draft.on)
        except FactError as error:
            problems.append((number, error.problems))
            continue
        tally.add(called or f"row {number}", facts, settled=answer.outcome is not None)
    if problems:
        told = " ".join(f"Row {number}: {' '.join(said)}" for number, said in problems[:_TOLD])
        more = f" So are {len(problems) - _TOLD:,} others." if len(problems) > _TOLD else ""
        raise PortfolioError(f"{name} has rows that are no Users. {told}{more}", tuple(problems))
    return Counted(tally.moved(name), tally.names)


@define
class _Tally:
    """The rows counted so far, and for each card, by its id, those that it moves."""

    moving: Mapping[str, Formula]
    losing: Formula
    rows: int = 0
    undetermined: int = 0
    without: int = 0
    counts: Counter[str] = field(factory=Counter)
    undecided: Counter[str] = field(factory=Counter)
    names: dict[str, list[str]] = field(factory=dict)

    def add(self, called: str, facts: Mapping[str, object], *, settled: bool) -> None:
        self.rows += 1
        self.undetermined += not settled
        plain = {name: value for name, value in facts.items() if isinstance(value, (bool, int))}
        self.without += holds(self.losing, plain) is True
        for card, when in self.moving.items():
            found = holds(when, plain)
            self.counts[card] += found is True
            self.undecided[card] += found is None
            if found is True and self.counts[card] <= _NAMED:
                self.names.setdefault(card, []).append(called)

    def moved(self, name: str) -> Moved:
        of = {card: Rows(self.counts[card], self.undecided[card]) for card in self.moving}
        return Moved(name, self.rows, self.undetermined, self.without, of)


def _rows(data: bytes, name: str, known: Known) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a file: how each User is called, by the first column that is no fact, and the facts as written."""
    table = first_sheet(data, name) if data.startswith(_PACKED) else _of_csv(data, name)
    head = [_name_of(column, known) for column in next(table, ())]
    if not any(column in known for column in head):
        raise PortfolioError(
            f"{name} has none of the column headings that are needed. Use these in its first row: {', '.join(known)}."
        )
    twice = next((column for column in head if column in known and head.count(column) > 1), None)
    if twice is not None:
        raise PortfolioError(f"{name} has two columns with the name {twice}.")
    told = [is_fact(column, known) for column in head]
    called = next((i for i, column in enumerate(head) if column and not told[i]), None)
    for row in table:
        cells = [*row, *[""] * (len(head) - len(row))]
        if any(cell.strip() for cell in cells):
            given = zip(head, cells, told, strict=False)
            facts = {column: cell.strip() for column, cell, is_told in given if is_told}
            yield "" if called is None else cells[called].strip(), facts


def _of_csv(data: bytes, name: str) -> Iterator[list[str]]:
    found = layout(data)
    try:
        lines = io.StringIO(data.decode("utf-8-sig"), newline="")
        for _ in range(found.before):
            lines.readline()
        yield from csv.reader(lines, delimiter=found.separator, strict=True)
    except (UnicodeDecodeError, csv.Error) as error:
        raise PortfolioError(f"{name} cannot be read as CSV in UTF-8: {error}.") from None


def label(fact: YesNo | Count) -> str:
    """What a fact is called on the page."""
    return fact.meaning if isinstance(fact, YesNo) else fact.short or fact.name.replace("_", " ")


def _name_of(column: str, known: Known) -> str:
    """The name of a fact for what stands above a column, by name or as the fact is called; else what stands there."""
    said = column.strip()
    if said in known:
        return said
    plain = _evened(said)
    for name, fact in known.items():
        if plain in (_evened(name), _evened(label(fact))):
            return name
    anchor = anchor_among(known.values())
    return anchor.given if anchor is not None and plain == _evened(anchor.given) else said


def _evened(text: str) -> str:
    """Words without what people write differently: capitals, and what stands between them."""
    return re.sub(r"[\s_-]+", " ", text.casefold()).strip()


def value(fact: str, text: str, known: Known) -> object:
    """The value of a fact as a person writes it: yes or no, digits, a day; else the text, which is then refused.

    A number may have a comma before each three digits.
    """
    if fact not in known and is_fact(fact, known):
        return day_of(text) or text
    lowered = text.casefold()
    if lowered in YES_NO_WORDS:
        return YES_NO_WORDS[lowered]
    digits = text.replace(",", "") if _GROUPED.fullmatch(text) else text
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 18 else text
