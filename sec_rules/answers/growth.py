"""How a User's counts are planned to grow: by so much a year, or as a table of counts by year."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Final

from attrs import frozen

from sec_rules import _files
from sec_rules.errors import DocumentError, FactError, UsageError
from sec_rules.lang import Count, YesNo, is_number

_RATE: Final = re.compile(r"\s*(?P<sign>[+-]?)(?P<number>[0-9]{1,9}(?:\.[0-9]{1,6})?)(?P<percent>%?)\s*")
# A table of a century is a plan that nobody makes.
MOST_ROWS: Final = 200
Counts = Mapping[str, int]
Fact = YesNo | Count


@frozen
class Rate:
    """So much more each year: a part of the count of the year before (10 % is 1/10), or a number."""

    part: Fraction | None
    number: int


@frozen
class Growth:
    """Planned counts: `rates` by fact from year to year, or `table` by year and fact, which goes before them.

    None grows beyond what its fact can be, by `most`.
    """

    rates: Mapping[str, Rate]
    table: Mapping[int, Counts]
    most: Mapping[str, int]

    def counts(self, now: Counts, first: int, year: int) -> dict[str, int]:
        """The counts of a year, given those of the first. A part of a premises is left off, each year anew.

        `UsageError` where the table has no row for the year.
        """
        counts = dict(now)
        for _ in range(first, year):
            counts = {name: self._next(name, count) for name, count in counts.items()}
        if self.table and year not in self.table:
            held = ", ".join(str(y) for y in sorted(self.table))
            raise UsageError(f"The counts by year have no row for {year}; they have {held}.")
        return counts | dict(self.table.get(year, {}))

    def _next(self, name: str, count: int) -> int:
        rate = self.rates.get(name)
        if rate is None:
            return count
        grown = count + rate.number if rate.part is None else int(count * (1 + rate.part))
        return min(max(grown, 0), self.most[name])


NO_GROWTH: Final = Growth({}, {}, {})


def given(texts: tuple[str, ...], known: Mapping[str, Fact]) -> Growth:
    """Growth of facts that are known, as it is typed: "sites=10%", "sites=-500", or the path of a CSV.

    Raises `UsageError` for what is neither, `DocumentError` and `FactError` for a file that is not as it should be.
    """
    rates: dict[str, Rate] = {}
    table: dict[int, Counts] = {}
    counts = {name: fact for name, fact in known.items() if is_number(fact)}
    for text in texts:
        name, equals, rate = text.partition("=")
        if not equals:
            if table:
                raise UsageError("Counts by year are given once.")
            table = dict(_table(text, counts))
        elif name.replace("-", "_") in rates:
            raise UsageError(f"The growth of {name} is given twice.")
        else:
            rates[_count(name, text, counts).name] = _rate(rate, text, counts)
    return Growth(rates, table, {name: fact.at_most for name, fact in counts.items()})


def _count(name: str, text: str, counts: Mapping[str, Count]) -> Count:
    fact = counts.get(name.strip().replace("-", "_"))
    if fact is None:
        raise UsageError(f"'{text}' lets something grow that is no count; counts are {', '.join(counts) or 'none'}.")
    return fact


def _example(counts: Mapping[str, Count]) -> str:
    name = next(iter(counts), "sites")
    return f"{name}=10% or {name}=5000"


def _rate(rate: str, text: str, counts: Mapping[str, Count]) -> Rate:
    match = _RATE.fullmatch(rate)
    if match is None or (not match["percent"] and "." in match["number"]):
        raise UsageError(f"'{text}' is no growth; write it as {_example(counts)}.")
    number = Fraction(match["sign"] + match["number"])
    return Rate(number / 100, 0) if match["percent"] else Rate(None, int(number))


def _table(path: str, known: Mapping[str, Count]) -> dict[int, Counts]:
    try:
        text = _files.read(Path(path)).decode("utf-8-sig")
    except OSError as error:
        if not Path(path).suffix:
            raise UsageError(f"'{path}' is no growth, and no file; write growth as {_example(known)}.") from None
        raise DocumentError(f"'{path}' cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise DocumentError(f"'{path}' is no text in UTF-8.") from None
    rows = list(csv.DictReader(io.StringIO(text)))
    if not rows or "year" not in rows[0]:
        raise DocumentError(f"'{path}' should have a column 'year' and a row a year.")
    if len(rows) > MOST_ROWS:
        raise DocumentError(f"'{path}' has {len(rows)} rows; a schedule takes up to {MOST_ROWS} years.")
    found: dict[int, Counts] = {}
    problems: list[str] = []
    for number, row in enumerate(rows, 1):
        _row(number, row, known, found, problems)
    if problems:
        raise FactError(tuple(problems))
    years = sorted(found)
    gap = next((y + 1 for y, after in pairwise(years) if after != y + 1), None)
    if gap is not None:
        raise DocumentError(
            f"'{path}' has no row for {gap}, though it has {gap - 1} and {next(y for y in years if y > gap)}."
        )
    return found


def _row(
    number: int,
    row: Mapping[str, str | None],
    known: Mapping[str, Count],
    found: dict[int, Counts],
    problems: list[str],
) -> None:
    year = (row.get("year") or "").strip()
    if not re.fullmatch(r"[0-9]{4}", year):
        problems.append(f"Row {number}: 'year' should be a year such as 2021, got '{year}'.")
        return
    if int(year) in found:
        problems.append(f"Row {number}: {year} is there twice.")
    counts: dict[str, int] = {}
    for name, value in row.items():
        fact = known.get(str(name))
        if name == "year" or value is None or not str(value).strip():
            continue
        if fact is None:
            problems.append(f"Row {number}: '{name}' is no count that grows.")
        elif not re.fullmatch(r"[0-9]{1,12}", str(value).strip()) or int(value) > fact.at_most:
            problems.append(
                f"Row {number}: '{name}' should be a whole number from 0 to {fact.at_most:,}, got '{value}'."
            )
        else:
            counts[fact.name] = int(value)
    found[int(year)] = counts
