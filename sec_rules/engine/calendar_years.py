"""Years since that from which a rulebook counts them, by calendar years from its day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from attrs import frozen

from sec_rules.engine.plain_values import day_of
from sec_rules.errors import FactError, wrong_kind
from sec_rules.lang import Anchor, Count, YesNo, anchor_among, years_among


@frozen
class YearsSince:
    """The count (1 is the first year after), and a sentence that says how it was counted."""

    years: int
    says: str


def since(anchor: Anchor, held: date, on: date) -> YearsSince:
    """Calendar years from the year of the day on which an anchor was `held` to that of the day `on`.

    Raises `FactError` where that lies in the same year or earlier: the first of them is the year after.
    """
    years = on.year - held.year
    if years < 1:
        what = f"{anchor.what[:1].upper()}{anchor.what[1:]}"
        raise FactError((f"{what} of {held} lies in the year of {on} or after it; {anchor.because}.",))
    says = f"counted by calendar years, {on.year} is {anchor.numbered(years)}"
    return YearsSince(years, f"{says}; {anchor.unsettled}" if anchor.unsettled else says)


def counted(
    facts: Mapping[str, object], known: Mapping[str, YesNo | Count], on: date
) -> tuple[Mapping[str, object], str]:
    """The facts with the count of years in the place of the day of its anchor, where that is given, and a sentence
    that says how they were counted; "" where the day is not given.

    Raises `FactError` for what is no day, for one that is not before the year of `on`, and where the years are given
    too.
    """
    if not isinstance(facts, Mapping):
        raise wrong_kind("facts", "a mapping of the names of facts to values", facts)
    years, anchor = years_among(known.values()), anchor_among(known.values())
    if years is None or anchor is None or anchor.given not in facts:
        return facts, ""
    rest = dict(facts)
    held = rest.pop(anchor.given)
    if held is None:
        return rest, ""
    if isinstance(held, str):
        held = day_of(held) or held
    if not isinstance(held, date):
        such = " such as 2018-05-01" if isinstance(held, str) else ""
        raise FactError((f"'{anchor.given}' should be a date{such}, got {held!r}.",))
    if rest.get(years.name) is not None:
        raise FactError((f"'{anchor.given}' and '{years.name}' say the same twice; give one of them.",))
    if isinstance(held, datetime):
        held = held.date()
    found = since(anchor, held, on)
    return {**rest, years.name: found.years}, found.says


def cycle_of(facts: Mapping[str, YesNo | Count]) -> int:
    """After how many years the sequence of the years among some facts begins again; 1 where there is none."""
    anchor = anchor_among(facts.values())
    return 1 if anchor is None else anchor.cycle
