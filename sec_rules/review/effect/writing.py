"""A statement of effect put into words: what a draft does as the changes one would state of it, and these as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from sec_rules.analysis.atlas import Region, regions
from sec_rules.analysis.comparison import Change
from sec_rules.engine.english.numerals import times, with_article
from sec_rules.engine.english.years import EVERY_YEAR
from sec_rules.engine.solver import Fact, Solver
from sec_rules.errors import EffectError
from sec_rules.lang import DAY, YesNo, parties_among
from sec_rules.lang.citations import clause_of
from sec_rules.lang.formulas import Bound, Literal
from sec_rules.lang.lists import joined
from sec_rules.lang.rulebooks import Assumption
from sec_rules.review.effect.statement import NONE, quoted
from sec_rules.review.effect.years import EVERY, Years, from_text, listed, onwards, stretch, turns

# Years that repeat are looked for in cycles of at most so many.
_LONGEST_CYCLE: Final = 6
_MOST_LISTED: Final = 12


@frozen
class Row:
    """One change as it is stated: to whom, in which years ("" for every one), from what to what, by which clauses.

    `years` is written "1 of 3", "4 to 6", "4 on" or "1, 2".
    """

    who: str
    years: str
    was: str
    becomes: str
    by: tuple[str, ...] = ()


class _NoWordsError(Exception):
    """A condition that the words of the Code, as they are read, do not say."""


def rows_of(
    changes: Iterable[Change], facts: Iterable[Fact], assumptions: Iterable[Assumption], user: str = "User"
) -> tuple[Row, ...] | None:
    """The changes that end in an answer in the words of the Code; None where those do not say whom they concern.

    `user` is what the text calls those whom it binds. That somebody is left without an answer is nothing that is meant.
    """
    solver = Solver(facts, assumptions=assumptions)
    try:
        return tuple(row for change in changes if change.becomes for row in _rows(change, solver, user))
    except _NoWordsError:
        return None


def _rows(change: Change, solver: Solver, user: str) -> Iterator[Row]:
    if change.depends_on:
        raise _NoWordsError
    by = tuple(dict.fromkeys(map(clause_of, change.because)))
    for found in regions(change.cells, solver):
        for years in _years_of(found):
            yield Row(
                _who(found, solver, with_article(user)), years.as_text, change.was or NONE, change.becomes or NONE, by
            )


def _years_of(found: Region) -> Iterator[Years]:
    """The years of a region, in as many rows as they take."""
    if found.years == EVERY_YEAR:
        yield EVERY
        return
    years, every = frozenset(found.years), frozenset(EVERY_YEAR)
    for of in range(2, _LONGEST_CYCLE + 1):
        chosen = [turn for turn in range(1, of + 1) if turn in years]
        if years == {year for year in every if ((year - 1) % of) + 1 in chosen}:
            yield from (turns(turn, of) for turn in chosen)
            return
    first, last = min(years), max(years)
    if years == {year for year in every if year >= first}:
        yield onwards(first)
    elif len(years) <= _MOST_LISTED:
        yield listed(*sorted(years))
    elif len(years) == last - first + 1:
        yield stretch(first, last)
    else:
        raise _NoWordsError


def _who(found: Region, solver: Solver, somebody: str) -> str:
    parties = parties_among(solver.facts)
    flags = {literal.atom: literal.holds for literal in found.literals if not isinstance(literal.atom, Bound)}
    if not flags.keys() <= set(parties):
        raise _NoWordsError
    bounds = (_bound(literal.atom, literal) for literal in found.literals if isinstance(literal.atom, Bound))
    kinds = {party: flags[party] for party in parties if party in flags}
    said = joined((*_parties(kinds, len(parties), solver, somebody), *bounds), " and ", " and ")
    if not said and not parties:
        raise _NoWordsError
    return said or f"{somebody} is or is not {with_article(parties[0].party)}"


def _parties(kinds: Mapping[YesNo, bool], of: int, solver: Solver, somebody: str) -> Iterator[str]:
    """Of which kinds somebody is, and is not where that does not follow."""
    are, others = ([party for party, holds in kinds.items() if holds is so] for so in (True, False))
    yield from (f"{somebody} is {with_article(party.party)}" for party in are)
    if not are and len(others) == of > 1:
        yield f"{somebody} is neither {' nor '.join(with_article(party.party) for party in others)}"
        return
    known = (*solver.granted, *(Literal(party, holds=True) for party in are))
    left = [party for party in others if not solver.implies(known, Literal(party, holds=False))]
    yield from (f"{somebody} is not {with_article(party.party)}" for party in left)


def _bound(bound: Bound, literal: Literal) -> str:
    if any(weight < 1 or count.unit == DAY or count.names for count, weight in bound.terms):
        raise _NoWordsError
    # What is counted of some kind as somebody's is called the same as that of others; the rest of the words says whose.
    parts = [f"{times(weight)}the number of {_called(count.short)}" for count, weight in bound.terms]
    amount = parts[0] if len(parts) == 1 else f"the sum of {joined(parts)}"
    return f"{amount} {'exceeds' if literal.holds else 'is equal to or less than'} {bound.at_least - 1:,}"


def _called(short: str) -> str:
    return short.partition(" as ")[0]


def written(rows: Sequence[Row], entered_by: str = "") -> str:
    """A file that states those changes and nothing else; with none of them, that nothing changes for anybody.

    `EffectError` for years that are not written as they are here.
    """
    problems: list[str] = []
    tables = [_table(number, row, problems) for number, row in enumerate(rows, 1)]
    if problems:
        raise EffectError(tuple(problems))
    who = [f"entered_by = {_quoted(entered_by)}\n"] if entered_by else []
    return "".join(("# What the draft is meant to change for whom, and nothing else.\n", *who, *(tables or _NOTHING)))


_NOTHING: Final = ("change = []\n",)


def _table(number: int, row: Row, problems: list[str]) -> str:
    try:
        years = from_text(row.years).as_value
    except ValueError:
        problems.append(
            f"Change {number}: the years '{row.years}' should be none for every year, or as '1 of 3', '4 to 6', '4 on' "
            "or '1, 2'."
        )
        return ""
    lines = [f"who = {_quoted(row.who)}", *([f"years = {years}"] if years else [])]
    lines += [f"was = {_quoted(row.was)}", f"becomes = {_quoted(row.becomes)}"]
    if row.by:
        lines.append(f"by = [{', '.join(map(_quoted, row.by))}]")
    return "\n".join(("\n[[change]]", *lines, ""))


def _quoted(text: str) -> str:
    """Words as a string of TOML, their white space folded."""
    return quoted(" ".join(text.split()))
