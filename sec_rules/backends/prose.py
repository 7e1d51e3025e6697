"""The same rules in English: whom a cell is about, in which years, and what a clause says.

`region` describes facts ("Supplier Parties whose Domestic Premises exceed 250,000"); `rule_in_words` says back
what was understood of a clause, so that a drafter can hold it against the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from sec_rules.atoms import Bound, Literal, facts_in, formula, reach
from sec_rules.backends.numerals import cardinal, joined, ordinal, times, with_article
from sec_rules.backends.year_sets import EVERY_YEAR, Years, split_years, years_in
from sec_rules.facts import EVERY_FACT, network_party, supplier_party, years_since_initial
from sec_rules.lang import (
    ALWAYS,
    DAY,
    NEVER,
    Amount,
    Answers,
    Both,
    Comparison,
    Condition,
    Count,
    Deems,
    Defines,
    Either,
    Figure,
    Informs,
    Limb,
    Named,
    Not,
    NotUsed,
    Outcome,
    Redirects,
    Relation,
    Repeats,
    Rule,
    Sum,
    Times,
    Turn,
    Undetermined,
    Unread,
    YesNo,
)
from sec_rules.nodes import walk
from sec_rules.questions import assessment

if TYPE_CHECKING:
    from sec_rules.backends.solver import Solver

_PARTIES: Final = (supplier_party, network_party)
_AFTER: Final = "after the initial assessment"
_DAYS_COMPARED: Final = {
    "exceed": "is after",
    "are at most": "is no later than",
    "are at least": "is no earlier than",
    "are less than": "is before",
    "are exactly": "is",
}
_COMPARED: Final = {
    Relation.EXCEEDS: "exceed",
    Relation.AT_MOST: "are at most",
    Relation.AT_LEAST: "are at least",
    Relation.LESS_THAN: "are less than",
    Relation.EXACTLY: "are exactly",
}


# Regions.


def region(literals: Iterable[Literal], solver: Solver, years: Years | None = None) -> str:
    """Whom literals are about, as a phrase: who, with how many premises, in which years.

    What the other literals (and the declared assumptions) imply is left out. `years`, where given, stands for
    what the literals say of the year alone.
    """
    others, found = split_years(literals)
    flags, bounds, rest = _sorted_out(_needed(others, solver))
    parts = [_ends(terms, ends) for terms, ends in bounds.items()]
    described = _who(flags, has_more=bool(parts))
    if parts:
        described += " whose " + joined(parts, " and whose ", ", whose ")
    asides = [_aside(literal) for literal in (*rest, *flags) if literal.atom not in _PARTIES]
    when = (found if years is None else years).in_words()
    return ", ".join((described, *asides, *((when,) if when else ())))


def case(witness: Mapping[str, bool | int], literals: Iterable[Literal] = ()) -> str:
    """One User as a phrase: "a Supplier Party with 250,001 Domestic Premises, in the first year after ...".

    Counts of nought, and what is not so, are told only where the literals speak of them.
    """
    so = (f for f in EVERY_FACT.values() if isinstance(f, YesNo) and f not in _PARTIES and witness.get(f.name))
    met = tuple(dict.fromkeys((*literals, *(Literal(fact, holds=True) for fact in so))))
    spoken_of = {count.name for m in met if isinstance(m.atom, Bound) for count, _ in m.atom.terms}
    counts = [f for f in EVERY_FACT.values() if isinstance(f, Count) and f != years_since_initial and f.name in witness]
    told = [_counted(f, witness[f.name]) for f in counts if witness[f.name] or f.name in spoken_of]
    who = _one(witness.get(supplier_party.name), witness.get(network_party.name))
    described = f"{who} with {joined(told)}" if told else who
    asides = [_aside(m) for m in met if isinstance(m.atom, YesNo) and m.atom not in _PARTIES]
    year = witness.get(years_since_initial.name)
    when = [] if year is None else [f"in the {ordinal(year)} year {_AFTER}"]
    return ", ".join((described, *asides, *when))


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


def _who(flags: Iterable[Literal], *, has_more: bool) -> str:
    known = {flag.atom: flag.holds for flag in flags}
    match known.get(supplier_party), known.get(network_party):
        case True, True:
            return "Users that are both Supplier Party and Network Party"
        case True, None:
            return "Supplier Parties"
        case None, True:
            return "Network Parties"
        case True, False:
            return "Supplier Parties that are not Network Parties"
        case False, True:
            return "Network Parties that are not Supplier Parties"
        case False, False:
            return "Users that are neither Supplier Party nor Network Party"
        case False, None:
            return "Users that are not Supplier Parties"
        case None, False:
            return "Users that are not Network Parties"
    return "Users" if has_more else "all Users"


def _counted(count: Count, value: int) -> str:
    """Such as "250,001 Domestic Premises", "category SELF", "day of the return 2020-03-01"."""
    if count.names or count.unit == DAY:
        return f"{_name(count)} {figure_in_words(value, count)}"
    return f"{value:,} {_name(count)}"


def figure_in_words(value: int, count: Count | None = None) -> str:
    """A figure as it is said of a count: a number, a day of the calendar, or the name of a value."""
    if count is not None and count.unit == DAY:
        return date.fromordinal(value).isoformat()
    if count is not None and count.names:
        return " or ".join(dict.fromkeys(f"'{names[value - count.at_least]}'" for _, names in count.names))
    return f"{value:,}"


def _one(supplier: int | None, network: int | None) -> str:
    if supplier is None and network is None:
        return "a User"
    if supplier and network:
        return "a User that is both Supplier Party and Network Party"
    if supplier or network:
        return "a Supplier Party" if supplier else "a Network Party"
    return "a User that is neither Supplier Party nor Network Party"


def _aside(literal: Literal) -> str:
    match literal.atom:
        case YesNo(_, meaning, ""):
            return f"where {meaning}" if literal.holds else f"unless {meaning}"
        case YesNo(_, meaning):
            return f'where "{meaning}" is {"" if literal.holds else "not "}the case'
        case Turn(count, turn, of):
            return (
                f"where {count.short} are {'' if literal.holds else 'not '}the {ordinal(turn)} of each {cardinal(of)}"
            )
    raise TypeError(f"{literal!r} is told with its weighted count.")


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
        later = " and ".join(_DAYS_COMPARED[verb] for verb, _ in said)
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
        return f"{_name(count)} is " + joined((figure_in_words(v, count) for v in range(first, last + 1)), " or ")
    ends = (("no earlier than", low), ("no later than", high))
    return f"{_name(count)} is " + joined(f"{verb} {figure_in_words(v, count)}" for verb, v in ends if v is not None)


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


# Clauses.


def rule_in_words(rule: Rule) -> str:
    """What was understood of a rule, in a sentence or two."""
    match rule:
        case Answers():
            return _answers(rule)
        case Deems():
            takes = [_amount(part) for part in rule.includes]
            leaves = [_amount(part) for part in rule.excludes]
            said = [f"{verb} {joined(parts)}" for verb, parts in (("takes in", takes), ("leaves out", leaves)) if parts]
            return f"For {joined(rule.on)}, the number of {_name(rule.count)} {joined(said) or 'stays as it is'}."
        case Defines():
            within = f", in {joined(rule.within)}" if rule.within else ""
            return f'"{rule.name}" means {_amount(rule.amount)}{within}.'
        case NotUsed():
            return "Not used."
        case Informs(says):
            return says
        case Redirects():
            readings = "; or ".join(reading.says for reading in rule.readings)
            return f"A citation on record that is read as {rule.to}. It may stand for {readings}."
        case Unread():
            return f"Not read as a rule: {rule.why.rstrip('.')}."


def _answers(rule: Answers) -> str:
    if rule.question != assessment:
        return _plain(rule)
    ties = (
        ("subject to", rule.yields_to),
        ("notwithstanding", rule.prevails_over),
        ("without prejudice to", rule.stands_beside),
    )
    lead = [f"{words} {joined(labels)}" for words, labels in ties if labels]
    if rule.applies != ALWAYS:
        lead.append(f"where {condition_in_words(rule.applies)}")
    if rule.unless != NEVER:
        lead.append(f"unless {condition_in_words(rule.unless)}")
    subject = "it is subject" if rule.applies != ALWAYS else "every User is subject"
    sentence = ", ".join((*lead, f"{subject}{_limbs(rule.limbs)}."))
    return sentence[:1].upper() + sentence[1:]


def _plain(rule: Answers) -> str:
    """A rule that answers another question: "Where ...: (a) where ..., in time; and (b) ..."."""
    lead = f"Where {condition_in_words(rule.applies)}" if rule.applies != ALWAYS else "In every case"
    return f"{lead}: {joined((_plain_limb(limb) for limb in rule.limbs), '; and ', '; ')}."


def _plain_limb(limb: Limb) -> str:
    when = "" if limb.when == ALWAYS else f"where {condition_in_words(limb.when)}, "
    return f"{limb.label} {when}{_result(limb)}".strip()


def _result(limb: Limb) -> str:
    match limb.outcome:
        case Outcome(_, title):
            return title
        case Undetermined(why):
            return f"not settled ({why.rstrip('.')})"
    return _outcome(limb.outcome)


def _limbs(limbs: tuple[Limb, ...]) -> str:
    if len(limbs) == 1 and not limbs[0].label:
        when, what = _limb(limbs[0])
        return f" {what}, {when}"
    said = [f"{limb.label} {', '.join(_limb(limb))}".strip() for limb in limbs]
    return ": " + joined(said, "; and ", "; ")


def _limb(limb: Limb) -> tuple[str, str]:
    """When, and to what."""
    conditions = limb.when.conditions if isinstance(limb.when, Both) else (limb.when,)
    yearly = [c for c in conditions if _years_when(c) is not None]
    others = [c for c in conditions if _years_when(c) is None]
    years = _years_when(Both(tuple(yearly))) or EVERY_YEAR
    when = years.in_words() or f"in every year {_AFTER}"
    if others:
        when += f", where {condition_in_words(Both(tuple(others)))}"
    return when, f"to {_outcome(limb.outcome)}"


def _outcome(outcome: Outcome | Undetermined | Repeats) -> str:
    match outcome:
        case Outcome(_, title):
            return with_article(title)
        case Undetermined(why):
            return f"an assessment that is not settled ({why.rstrip('.')})"
        case Repeats(first, last):
            return (
                f"what {first} says, over and over"
                if first == last
                else f"what {first} to {last} say in turn, over and over"
            )


def condition_in_words(condition: Condition) -> str:
    """A condition as a clause about "the User": "the User is a Supplier Party and its Domestic Premises exceed ..."."""
    years = _years_when(condition)
    if years is not None and years != EVERY_YEAR:
        return f"the assessment falls {years.in_words()}" if years.mask else "no year will do"
    match condition:
        case YesNo():
            return _stated(condition)
        case Not(inner):
            return _denied(inner)
        case Comparison(Count() as count, relation, right) if count.names or count.unit == DAY:
            verb = _DAYS_COMPARED[_COMPARED[relation]] if count.unit == DAY else "is"
            return f"the {_name(count)} {verb} {_compared_with(count, relation, right)}"
        case Comparison(left, relation, right):
            return f"{_amount(left)} {_COMPARED[relation]} {_amount(right)}"
        case Turn(count, turn, of):
            return f"{_amount(count)} are the {ordinal(turn)} of each {cardinal(of)}"
        case Both(()):
            return "in every case"
        case Either(()):
            return "in no case"
        case Both((Not(one), Not(other))) if one == supplier_party and other == network_party:
            return "the User is neither a Supplier Party nor a Network Party"
        case Both(parts):
            return joined((condition_in_words(part) for part in parts), " and ", " and ")
        case Either(parts):
            said = (condition_in_words(part) for part in parts)
            return "either " + " or ".join(f"({s})" if " and " in s else s for s in said)
    raise TypeError(f"{condition!r} is no condition this version knows.")


def _compared_with(count: Count, relation: Relation, right: Amount) -> str:
    if not isinstance(right, Figure):
        return f"the {_name(right)}" if isinstance(right, Count) else _amount(right)
    if not count.names:
        return figure_in_words(right.value, count)
    values = range(count.at_least, count.at_most + 1)
    meant = [v for v in values if _meets(v, relation, right.value)]
    return joined((figure_in_words(v, count) for v in meant), " or ")


def _meets(value: int, relation: Relation, figure: int) -> bool:
    match relation:
        case Relation.EXCEEDS:
            return value > figure
        case Relation.AT_MOST:
            return value <= figure
        case Relation.AT_LEAST:
            return value >= figure
        case Relation.LESS_THAN:
            return value < figure
        case Relation.EXACTLY:
            return value == figure


def _stated(fact: YesNo) -> str:
    return f'"{fact.meaning}" is the case' if fact.decided_by else fact.meaning


def _denied(condition: Condition) -> str:
    if isinstance(condition, YesNo):
        if condition.decided_by:
            return f'"{condition.meaning}" is not the case'
        if condition.meaning.startswith("the User is "):
            return condition.meaning.replace("the User is ", "the User is not ", 1)
    return f"it is not so that {condition_in_words(condition)}"


def years_in_words(condition: Condition) -> str:
    """The years in which a condition holds, where it reads the year alone; else the condition in words."""
    years = _years_when(condition)
    return condition_in_words(condition) if years is None else years.in_words() or "in every year"


def _years_when(condition: Condition) -> Years | None:
    """The years in which a condition that reads the year alone holds; None for one that reads more, or nothing."""
    named = any(isinstance(node, Named) for node in walk(condition))
    return None if named or condition == NEVER else years_in(formula(condition))


def _amount(amount: Amount) -> str:
    match amount:
        case Figure(value):
            return f"{value:,}"
        case Count():
            return f"the {_name(amount)}" if amount == years_since_initial else f"its {_name(amount)}"
        case Named(name):
            return f"its {name}"
        case Times(figure, inner):
            inside = _amount(inner)
            return f"{times(figure.value) or 'once '}{f'the sum of {inside}' if isinstance(inner, Sum) else inside}"
        case Sum(parts):
            return " plus ".join(_amount(part) for part in parts)
    raise TypeError(f"{amount!r} is no amount this version knows.")


def _name(count: Count) -> str:
    return count.short or count.name
