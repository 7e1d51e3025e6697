"""Who is meant, in words: a region of facts, a case, a bound.

Such as "Supplier Parties whose Domestic Premises exceed 250,000".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from sec_rules.engine.english.numerals import cardinal, ordinal, plural, times, with_article
from sec_rules.engine.english.years import Years, split_years
from sec_rules.lang import DAY, Count, Turn, YesNo, after_anchor, is_party, parties_among, years_among
from sec_rules.lang.formulas import Bound, Literal, facts_in, facts_of_atom, reach
from sec_rules.lang.lists import joined

if TYPE_CHECKING:
    from sec_rules.engine.solver import Solver


DAYS_COMPARED: Final = {
    "exceed": "is after",
    "are at most": "is no later than",
    "are at least": "is no earlier than",
    "are less than": "is before",
    "are exactly": "is",
}


def region(literals: Iterable[Literal], solver: Solver, years: Years | None = None) -> str:
    """Whom literals are about, as a phrase: who, with how many premises, in which years.

    What the other literals (and the declared assumptions) imply is left out. `years`, where given, stands for
    what the literals say of the year alone.
    """
    literals = tuple(literals)
    others, found = split_years(literals)
    flags, bounds, rest = _sorted_out(_needed(others, solver))
    parts = [_ends(terms, ends) for terms, ends in bounds.items()]
    described = _who(flags, parties_among(solver.facts), has_more=bool(parts))
    if parts:
        # "A Network Party whose ..." would be another than the User that is no such party.
        whose = " and whose " if " that are " in described else " whose "
        described += whose + joined(parts, " and whose ", ", whose ")
    asides = [_aside(literal) for literal in (*rest, *flags) if not is_party(literal.atom)]
    when = (found if years is None else years).in_words(after_anchor(_facts(literals, solver.facts)))
    return ", ".join((described, *asides, *((when,) if when else ())))


def case(
    witness: Mapping[str, bool | int], literals: Iterable[Literal] = (), among: Iterable[YesNo | Count] = ()
) -> str:
    """One User as a phrase: "a Supplier Party with 250,001 Domestic Premises, in the first year after ...".

    Facts are named where the literals speak of them, or where they are `among` those given, in the order in which their
    rulebook lists them. Counts of nought, and what is not so, are named only where the literals speak of them.
    """
    literals = tuple(literals)
    facts = _facts(literals, among)
    so = (f for f in facts if isinstance(f, YesNo) and not f.party and witness.get(f.name))
    met = tuple(dict.fromkeys((*literals, *(Literal(fact, holds=True) for fact in so))))
    spoken_of = {count.name for m in met if isinstance(m.atom, Bound) for count, _ in m.atom.terms}
    counts = [f for f in facts if isinstance(f, Count) and not f.counts_years and f.name in witness]
    named = [_counted(f, witness[f.name]) for f in counts if witness[f.name] or f.name in spoken_of]
    who = _one({party.party: bool(witness[party.name]) for party in parties_among(facts) if party.name in witness})
    described = f"{who} with {joined(named)}" if named else who
    asides = [_aside(m) for m in met if isinstance(m.atom, YesNo) and not m.atom.party]
    years = years_among(facts)
    said = years is not None and years.name in witness
    when = [f"in the {ordinal(witness[years.name])} year {after_anchor(facts)}".rstrip()] if years and said else []
    return ", ".join((described, *asides, *when))


def _facts(literals: Iterable[Literal], among: Iterable[YesNo | Count]) -> tuple[YesNo | Count, ...]:
    """The facts that can be named, those of which their rulebook says nothing last."""
    found = dict.fromkeys((*(fact for literal in literals for fact in facts_of_atom(literal.atom)), *among))
    return tuple(sorted(found, key=lambda fact: fact.rank.listed))


def bound_in_words(bound: Bound, *, holds: bool = True) -> str:
    """A bound as a statement, such as "Domestic Premises plus five times Non-Domestic Premises exceed 250,000"."""
    return _ends(bound.terms, (bound.at_least, None) if holds else (None, bound.at_least - 1))


def _needed(literals: tuple[Literal, ...], solver: Solver) -> tuple[Literal, ...]:
    """The literals without those that the others imply; the less telling go first."""
    read = frozenset[str]().union(*(facts_in(literal) for literal in literals))
    granted = tuple(g for g in solver.granted if not facts_in(g).isdisjoint(read))
    if not solver.satisfiable(*granted, *literals):
        granted = ()
    kept = list(dict.fromkeys(literals))
    for literal in sorted(kept, key=_telling):
        others = [other for other in kept if other != literal]
        if solver.implies((*granted, *others), literal):
            kept = others
    return tuple(kept)


def _telling(literal: Literal) -> tuple[int, int]:
    match literal.atom:
        case YesNo():
            return (1 if literal.holds else 0, 0)
        case Bound(terms):
            return (2, -len(terms))
    return (3, 0)


_Ends = tuple[int | None, int | None]

_Terms = tuple[tuple[Count, int], ...]


def _sorted_out(literals: Iterable[Literal]) -> tuple[list[Literal], dict[_Terms, _Ends], list[Literal]]:
    """Yes/no facts; the ends of each weighted count, as the least and the greatest value; and what is left."""
    flags: list[Literal] = []
    bounds: dict[_Terms, _Ends] = {}
    rest: list[Literal] = []
    for literal in literals:
        match literal.atom:
            case YesNo():
                flags.append(literal)
            case Bound(terms, at_least):
                low, high = bounds.get(terms, (None, None))
                if literal.holds:
                    bounds[terms] = (at_least if low is None else max(low, at_least), high)
                else:
                    bounds[terms] = (low, at_least - 1 if high is None else min(high, at_least - 1))
            case _:
                rest.append(literal)
    return flags, dict(sorted(bounds.items(), key=lambda b: len(b[0]))), rest


def _who(flags: Iterable[Literal], parties: Iterable[YesNo], *, has_more: bool) -> str:
    known = {flag.atom: flag.holds for flag in flags}
    are = [party.party for party in parties if known.get(party)]
    are_not = [party.party for party in parties if known.get(party) is False]
    if len(are) > 1:
        return f"Users that are {_all_of(are)}"
    if are and are_not:
        return f"{plural(are[0])} that are not {joined(map(plural, are_not), ' or ')}"
    if are:
        return plural(are[0])
    if are_not:
        return f"Users that are {f'not {plural(are_not[0])}' if len(are_not) == 1 else _none_of(are_not)}"
    return "Users" if has_more else "all Users"


def _all_of(parties: Sequence[str]) -> str:
    return ("both " if len(parties) == 2 else "") + joined(map(with_article, parties))


def _none_of(parties: Sequence[str]) -> str:
    return f"neither {' nor '.join(map(with_article, parties))}"


def _counted(count: Count, value: int) -> str:
    """Such as "250,001 Domestic Premises", "category SELF", "day of the return 2020-03-01"."""
    if count.names or count.unit == DAY:
        return f"{called(count)} {figure_in_words(value, count)}"
    return f"{value:,} {called(count)}"


def figure_in_words(value: int, count: Count | None = None) -> str:
    """A figure as it is said of a count: a number, a day of the calendar, or the name of a value."""
    if count is not None and count.unit == DAY:
        return date.fromordinal(value).isoformat()
    if count is not None and count.names:
        return " or ".join(dict.fromkeys(f"'{names[value - count.at_least]}'" for _, names in count.names))
    return f"{value:,}"


def _one(parties: Mapping[str, bool]) -> str:
    """Such as "a Supplier Party", of whether one is of each kind as far as that is known."""
    are = [party for party, holds in parties.items() if holds]
    if not parties:
        return "a User"
    if are:
        return with_article(are[0]) if len(are) == 1 else f"a User that is {_all_of(are)}"
    return f"a User that is {_none_of(tuple(parties)) if len(parties) > 1 else f'not {with_article(*parties)}'}"


def _aside(literal: Literal) -> str:
    match literal.atom:
        case YesNo(_, meaning, decided_by):
            said = f'"{meaning}"' if decided_by else meaning
            return f"{'where' if literal.holds else 'unless'} {said}"
        case Turn(count, turn, of):
            return (
                f"where {count.short} are {'' if literal.holds else 'not '}the {ordinal(turn)} of each {cardinal(of)}"
            )
    raise TypeError(f"{literal!r} is worded with its weighted count.")


def _ends(terms: _Terms, ends: _Ends) -> str:
    """Such as "Domestic Premises exceed 250,000", by the rounder of the two figures that say the same."""
    low, high = ends
    least, most = reach(terms)
    low = least if high == least else low
    high = most if low == most else high
    said: list[tuple[str, int]] = []
    if low is not None and low == high:
        said.append(("are exactly", low))
    else:
        if low is not None:
            said.append(("exceed", low - 1) if _rounder(low - 1, low, terms) else ("are at least", low))
        if high is not None:
            said.append(("are less than", high + 1) if _rounder(high + 1, high, terms) else ("are at most", high))
    added = [(c, w) for c, w in terms if w > 0]
    taken = [(c, -w) for c, w in terms if w < 0]
    if taken and added[0][0].unit == DAY and all(figure == 0 for _, figure in said):
        later = " and ".join(DAYS_COMPARED[verb] for verb, _ in said)
        return f"{_weighted(added)} {later} the {_weighted(taken)}"
    if taken and all(figure == 0 for _, figure in said):
        return f"{_weighted(added)} {' and '.join(f'{verb} {_weighted(taken)}' for verb, _ in said)}"
    # "whose five times ..." is no English, so what is not multiplied comes first.
    added.sort(key=lambda term: term[1] > 1)
    amount = _weighted(added) + (f" less {_weighted(taken)}" if taken else "")
    if len(terms) == 1 and (terms[0][0].names or terms[0][0].unit == DAY):
        return _placed(terms[0][0], low, high)
    words = " and ".join(f"{verb} {figure:,}" for verb, figure in said)
    # "are at least 1 and are at most 9" needs its second verb only after "exceed".
    return f"{amount} {words if words.startswith('exceed') else words.replace(' and are ', ' and ')}"


def _placed(count: Count, low: int | None, high: int | None) -> str:
    """Such as "category is SELF", "day of the return is no later than 2020-03-01"."""
    if count.names:
        first, last = count.at_least if low is None else low, count.at_most if high is None else high
        return f"{called(count)} is " + joined((figure_in_words(v, count) for v in range(first, last + 1)), " or ")
    ends = (("no earlier than", low), ("no later than", high))
    return f"{called(count)} is " + joined(f"{verb} {figure_in_words(v, count)}" for verb, v in ends if v is not None)


def _weighted(terms: Iterable[tuple[Count, int]]) -> str:
    return " plus ".join(f"{times(weight)}{count.short or count.name}" for count, weight in terms)


def _rounder(one: int, other: int, terms: _Terms) -> bool:
    if any(weight < 0 for _, weight in terms):
        # Two counts compared with each other differ by nought.
        return one == 0 or (other != 0 and _zeros(one) > _zeros(other))
    return _zeros(one) > _zeros(other)


def _zeros(figure: int) -> int:
    digits = str(figure)
    return len(digits) - len(digits.rstrip("0")) if figure else 0


def called(count: Count) -> str:
    """What a count is called in a sentence: its short name, where it has one."""
    return count.short or count.name
