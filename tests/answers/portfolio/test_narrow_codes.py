"""Codes worked out in narrow numbers are those of whole arithmetic, at both ends of what a fact can be."""

from types import SimpleNamespace

import pytest

from sec_rules.answers.portfolio.codes import Flag, Place, Steps
from sec_rules.lang import Count, YesNo
from sec_rules.lang.formulas import ahead

pl = pytest.importorskip("polars")
from sec_rules.answers.portfolio import narrow_codes  # noqa: E402

MANY = Count("many", "premises", "many", at_least=0, at_most=10**9)
MORE = Count("more", "premises", "more", at_least=0, at_most=10**9)
YEARS = Count("years", "years", "years", at_least=1, at_most=1_000)
BELOW = Count("below", "degrees", "below nought too", at_least=-500, at_most=70_000)
PARTY = YesNo("party", "a party")


def codes(digits, **values):
    strides, worth = [], 1
    for digit in digits:
        strides.append((digit, worth))
        worth *= digit.size
    cells = SimpleNamespace(strides=lambda: strides)
    columns = {name: pl.col(name) for name in values}
    return pl.DataFrame(values).select(narrow_codes.code(cells, columns, pl.Int16())).to_series().to_list()


def expected(digits, row):
    found, worth = 0, 1
    for digit in digits:
        match digit:
            case Flag(fact):
                value = int(row[fact.name])
            case Steps(terms, figures):
                total = sum(weight * row[count.name] for count, weight in terms)
                value = sum(total >= figure for figure in figures)
            case Place(count, of):
                value = (row[count.name] + ahead(count, of)) % of
        found, worth = found + value * worth, worth * digit.size
    return found


@pytest.mark.parametrize("kind", [pl.Int32, pl.Int64, pl.UInt32])
def test_sums_that_outgrow_32_bits_and_those_that_do_not(kind):
    digits = (
        Flag(PARTY),
        Steps(((MANY, 1), (MORE, 5)), (250_001, 4_000_000_000)),
        Steps(((MANY, 1), (MORE, 1)), (1, 2_000_000_000)),
        Steps(((MANY, 1), (MORE, -2)), (-1_000_000_000, 0)),
        Steps(((MORE, 3),), (9, 3_000_000_000)),
    )
    ends = [0, 1, 2, 50_000, 250_000, 250_001, 429_496_730, 10**9 - 1, 10**9]
    rows = [{"party": n % 2 == 0, "many": m, "more": n} for m in ends for n in ends]
    given = {"party": [r["party"] for r in rows]} | {
        name: pl.Series([r[name] for r in rows], dtype=kind) for name in ("many", "more")
    }
    assert codes(digits, **given) == [expected(digits, row) for row in rows]


@pytest.mark.parametrize("kind", [pl.Int32, pl.Int64])
def test_places_in_cycles_of_small_counts_of_great_ones_and_of_those_below_nought(kind):
    digits = (Place(YEARS, 3), Place(MANY, 7), Place(BELOW, 4))
    rows = [
        {"years": years, "many": many, "below": below}
        for years in (1, 2, 3, 999, 1_000)
        for many in (0, 1, 65_535, 65_536, 65_541, 10**9)
        for below in (-500, -1, 0, 1, 65_533, 65_536, 70_000)
    ]
    given = {name: pl.Series([row[name] for row in rows], dtype=kind) for name in ("years", "many", "below")}
    assert codes(digits, **given) == [expected(digits, row) for row in rows]
