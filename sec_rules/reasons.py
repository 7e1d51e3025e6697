"""Why an answer is what it is, and what would change it: the words, the arithmetic, the nearest change.

Worked out from a `Finding` when somebody wants to know; a Finding itself carries none of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import lcm
from typing import TYPE_CHECKING, Final, Literal

from attrs import frozen

from sec_rules.assumptions import ASSUMPTIONS
from sec_rules.atoms import Bound, Formula, atoms, facts_in, formula, linear
from sec_rules.backends.numerals import ordinal
from sec_rules.backends.prose import figure_in_words
from sec_rules.backends.python import FactValue, holds
from sec_rules.calendar_years import next_of_its_kind
from sec_rules.deciding import Decides, ranges_that_decide
from sec_rules.facts import EVERY_FACT, years_since_initial
from sec_rules.lang import (
    DAY,
    Amount,
    Comparison,
    Condition,
    Count,
    Figure,
    Mark,
    Outcome,
    Relation,
    Sum,
    Times,
    Turn,
)
from sec_rules.linking import Branch, Law, LinkedRule
from sec_rules.nodes import walk
from sec_rules.partial import NO_RANGES
from sec_rules.ranges import Range

if TYPE_CHECKING:
    from sec_rules.accounting import Marked
    from sec_rules.code import Code
    from sec_rules.finding import Finding

Facts = Mapping[str, FactValue]
# A cycle longer than this is not looked through for the year in which an answer would change.
LONGEST_CYCLE: Final = 12


@frozen(kw_only=True)
class Nearest:
    """The nearest value of one fact, on one side, at which an answer changes; all other facts as they are.

    `by` is how far that is (from the end of the range, of a fact given as one), and so the headroom less one;
    `years_on` in how many years the answer changes (0 is this year); `becomes` None where it is then not sure; `says`
    tells it in a sentence without its end.
    """

    fact: str
    way: Literal["fewer", "more"]
    value: int
    by: int
    years_on: int
    was: str | None
    becomes: str | None
    because: tuple[str, ...]
    says: str


@frozen(kw_only=True)
class Reasons:
    """What an answer rests on, in detail.

    `words` are the operative words; `arithmetic` each comparison of the clause with the User's own numbers;
    `nearest` the changes nearest in each fact; `recollected` pairs of a clause and what of it is recollected and not
    confirmed; `decided_if` the ranges of a count that would decide an answer that is not.
    """

    words: tuple[Marked, ...]
    arithmetic: tuple[str, ...]
    nearest: tuple[Nearest, ...]
    recollected: tuple[tuple[str, str], ...]
    decided_if: tuple[Decides, ...]


def reasons(code: Code, answer: Finding, within: Mapping[str, Range] = NO_RANGES) -> Reasons:
    """Why the answer is what it is. `within` are the facts that were given as ranges."""
    from sec_rules.questions import QUESTIONS

    question = QUESTIONS[answer.question]
    law = code.law(question, answer.on)
    facts = dict(answer.facts)
    if answer.outcome is None and answer.needs:
        decided = ranges_that_decide(law, facts, code.facts(answer.on, question), within)
        return Reasons(words=(), arithmetic=(), nearest=(), recollected=(), decided_if=decided)
    branches = _answering(law, facts, answer.because)
    return Reasons(
        words=tuple(_words(code, answer)),
        arithmetic=tuple(dict.fromkeys(_arithmetic(law, branches, facts))),
        nearest=tuple(_nearest(code, answer, law, within)) if answer.outcome is not None else (),
        recollected=recollected(code, answer),
        decided_if=(),
    )


def _nearest(code: Code, answer: Finding, law: Law, within: Mapping[str, Range]) -> Iterator[Nearest]:
    if not within:
        return nearest(law, answer.facts)
    from sec_rules.headroom import beyond

    return beyond(law, answer.facts, code.facts(answer.on, law.question), within)


def recollected(code: Code, answer: Finding) -> tuple[tuple[str, str], ...]:
    """What of the deciding clauses is recollected and not confirmed: pairs of a clause and what."""
    labels = dict.fromkeys(cited.partition("(")[0] for cited in answer.because)
    standing = {clause.label: version for clause, version in code.standing(answer.on) if clause.label in labels}
    return tuple(
        (label, e.supports)
        for label in labels
        if label in standing
        for e in standing[label].evidence
        if e.mark is Mark.RECOLLECTED
    )


def _answering(law: Law, facts: Facts, because: tuple[str, ...]) -> tuple[Branch, ...]:
    return tuple(b for b in law.branches if set(b.cites) <= set(because) and holds(b.when, facts) is not False)


def _words(code: Code, answer: Finding) -> Iterator[Marked]:
    from sec_rules.accounting import operative

    standing = {clause.label: (clause, version) for clause, version in code.standing(answer.on)}
    seen: set[str] = set()
    for cited in answer.because:
        label, bracket, rest = cited.partition("(")
        if label in standing and not standing[label][1].words.heading.startswith("draft "):
            for marked in operative(*standing[label], bracket + rest):
                if marked.provision not in seen:
                    seen.add(marked.provision)
                    yield marked


# The arithmetic.


def _arithmetic(law: Law, branches: Iterable[Branch], facts: Facts) -> Iterator[str]:
    clauses = dict.fromkeys(branch.clause for branch in branches)
    labels = {branch.limb for branch in branches}
    for rule in law.rules:
        if rule.clause in clauses:
            yield from (said for c in _comparisons(rule, labels, facts) if (said := _worked(c, facts)) is not None)


def _comparisons(rule: LinkedRule, labels: set[str], facts: Facts) -> Iterator[Comparison]:
    conditions: list[Condition] = [rule.rule.applies, rule.rule.unless]
    limbs = (limb for limb in rule.rule.limbs if limb.label in labels)
    conditions += [limb.when for limb in limbs if holds(formula(limb.when), facts) is not False]
    for condition in conditions:
        yield from (node for node in walk(condition) if isinstance(node, Comparison))


def _worked(comparison: Comparison, facts: Facts) -> str | None:
    """Such as "200,000 + 5 x 12,000 = 260,000, which exceeds 250,000"; None where a number is missing."""
    counts = {c for side in (comparison.left, comparison.right) for c in linear(side)[0]}
    if not counts or years_since_initial in counts or any(c.name not in facts for c in counts):
        return None
    only = next(iter(counts)) if len(counts) == 1 else None
    if only is not None and only.names:
        return None
    of_days = all(c.unit == DAY for c in counts)
    left, right = _value(comparison.left, facts), _value(comparison.right, facts)
    said = _in_numbers(comparison.left, facts)
    unit = next(iter(counts)) if of_days else None
    if said != figure_in_words(left, unit):
        said = f"{said} = {figure_in_words(left, unit)}"
    true = holds(formula(comparison), facts)
    words = (_DAYS if of_days else _NUMBERS)[comparison.relation][0 if true else 1]
    if of_days and not isinstance(comparison.right, Figure):
        return f"{said} {words} {figure_in_words(right, unit)}"
    return f"{said}, which {words} {figure_in_words(right, unit)}"


_NUMBERS: Final = {
    Relation.EXCEEDS: ("exceeds", "does not exceed"),
    Relation.AT_MOST: ("is at most", "is more than"),
    Relation.AT_LEAST: ("is at least", "is less than"),
    Relation.LESS_THAN: ("is less than", "is not less than"),
    Relation.EXACTLY: ("is exactly", "is not"),
}
_DAYS: Final = {
    Relation.EXCEEDS: ("is after", "is not after"),
    Relation.AT_MOST: ("is no later than", "is later than"),
    Relation.AT_LEAST: ("is no earlier than", "is earlier than"),
    Relation.LESS_THAN: ("is before", "is not before"),
    Relation.EXACTLY: ("is", "is not"),
}


def _value(amount: Amount, facts: Facts) -> int:
    weights, constant = linear(amount)
    return constant + sum(weight * int(facts[count.name]) for count, weight in weights.items())


def _in_numbers(amount: Amount, facts: Facts) -> str:
    match amount:
        case Figure(value):
            return f"{value:,}"
        case Count(name):
            return figure_in_words(int(facts[name]), amount)
        case Times(figure, inner):
            inside = _in_numbers(inner, facts)
            return f"{figure.value:,} x {f'({inside})' if isinstance(inner, Sum) else inside}"
        case Sum(parts):
            return " + ".join(_in_numbers(part, facts) for part in parts)
    raise TypeError(f"{amount!r} is no amount this version knows.")


# What would change it.


def nearest(law: Law, facts: Facts) -> Iterator[Nearest]:
    """For each fact that is a number, the nearest change below and above, of this year or of a later one in the cycle.

    Exact where the other facts that bear on it are known; a threshold that depends on a missing one is left out.
    """
    formulas = [branch.when for branch in law.branches]
    facts = {**facts, **implied(facts)}
    for name in facts:
        fact = EVERY_FACT[name] if name in EVERY_FACT else _count_in(formulas, name)
        if isinstance(fact, Count) and fact != years_since_initial and may_move(law, fact):
            yield from _around(law, formulas, facts, fact)


def may_move(law: Law, fact: Count) -> bool:
    """Whether headroom can be spoken of: not of what goes by names, or of days that are set by other days."""
    return not fact.names and (fact.unit != DAY or fact in law.question.more_never_lighter)


def implied(facts: Facts) -> dict[str, FactValue]:
    """The missing yes/no facts that the assumptions leave no choice about: a Supplier Party is no Network Party."""
    found: dict[str, FactValue] = {}
    for assumption in ASSUMPTIONS:
        for name in facts_in(formula(assumption.holds)) - set(facts):
            ways = [v for v in (False, True) if holds(formula(assumption.holds), {**facts, name: v}) is not False]
            if len(ways) == 1:
                found[name] = ways[0]
    return found


def _count_in(formulas: Iterable[Formula], name: str) -> Count | None:
    bounds = (a for f in formulas for a in atoms(f) if isinstance(a, Bound))
    return next((count for bound in bounds for count, _ in bound.terms if count.name == name), None)


def _around(law: Law, formulas: Iterable[Formula], facts: Facts, fact: Count) -> Iterator[Nearest]:
    now = int(facts[fact.name])
    here = _over_the_years(law, facts)
    turns = sorted(_turns(formulas, facts, fact))
    for way, values in (
        ("fewer", [t - 1 for t in reversed(turns) if t <= now]),
        ("more", [t for t in turns if t > now]),
    ):
        for value in values:
            if fact.at_least <= value <= fact.at_most:
                there = _over_the_years(law, {**facts, fact.name: value})
                found = next(
                    (n for n, pair in enumerate(zip(here, there, strict=True)) if pair[0][0] != pair[1][0]), None
                )
                if found is not None:
                    yield _told(law, facts, fact, value, "fewer" if way == "fewer" else "more", found, here, there)
                    break


def _turns(formulas: Iterable[Formula], facts: Facts, fact: Count) -> set[int]:
    """The least values of a count from which on an atom turns round, the other counts of it being known."""
    found: set[int] = set()
    for bound in {a for f in formulas for a in atoms(f) if isinstance(a, Bound)}:
        weight = dict(bound.terms).get(fact)
        others = [term for term in bound.terms if term[0] != fact]
        if weight is None or any(count.name not in facts for count, _ in others):
            continue
        rest = sum(w * int(facts[count.name]) for count, w in others)
        if weight > 0:
            found.add(-((rest - bound.at_least) // weight))
        else:
            found.add((rest - bound.at_least) // -weight + 1)
    return found


_InAYear = tuple[str | None, tuple[str, ...]]


def _over_the_years(law: Law, facts: Facts) -> list[_InAYear]:
    """What comes of the facts this year and in the years after it, as long as the cycle of the law is."""
    length = cycle(law)
    year = facts.get(years_since_initial.name)
    if length == 1:
        return [_outcome(law, facts)]
    first = 1 if year is None else int(year)
    last = min(first + length - 1, years_since_initial.at_most)
    return [_outcome(law, {**facts, years_since_initial.name: y}) for y in range(first, last + 1)]


def cycle(law: Law) -> int:
    """In how many years the answers of a law come round; 1 where there is no cycle, or one that is too long."""
    turns = {a.of for b in law.branches for a in atoms(b.when) if isinstance(a, Turn)}
    length = lcm(*turns) if turns else 1
    return length if length <= LONGEST_CYCLE else 1


def _outcome(law: Law, facts: Facts) -> _InAYear:
    verdicts = [(branch, holds(branch.when, facts)) for branch in law.branches]
    answers = [branch for branch, verdict in verdicts if verdict]
    if any(verdict is None for _, verdict in verdicts) or len(answers) != 1:
        return None, tuple(dict.fromkeys(c for b in answers for c in b.cites))
    outcome = answers[0].outcome
    return (outcome.name if isinstance(outcome, Outcome) else None), answers[0].cites


def _told(
    law: Law,
    facts: Facts,
    fact: Count,
    value: int,
    way: Literal["fewer", "more"],
    found: int,
    here: list[_InAYear],
    there: list[_InAYear],
) -> Nearest:
    by = abs(value - int(facts[fact.name]))
    becomes, because = there[found]
    new = {**facts, fact.name: value}
    when = when_in_words(facts, found, len(here))
    sums = (
        "" if fact.unit == DAY else "; ".join(dict.fromkeys(_arithmetic(law, _of(law, because), _in_year(new, found))))
    )
    said = f"{_step(fact, by, way, value)}{f' ({sums})' if sums else ''} and {when} would be {becomes or 'not settled'}"
    return Nearest(
        fact=fact.name,
        way=way,
        value=value,
        by=by,
        years_on=found,
        was=here[found][0],
        becomes=becomes,
        because=because,
        says=said,
    )


def _of(law: Law, because: tuple[str, ...]) -> tuple[Branch, ...]:
    return tuple(branch for branch in law.branches if branch.cites == because)


def _in_year(facts: Facts, on: int) -> Facts:
    year = facts.get(years_since_initial.name)
    return facts if year is None else {**facts, years_since_initial.name: int(year) + on}


def _step(fact: Count, by: int, way: str, value: int) -> str:
    if fact.unit == DAY:
        later = "earlier" if way == "fewer" else "later"
        return f"{by:,} {'day' if by == 1 else 'days'} {later} ({figure_in_words(value, fact)})"
    if fact.names:
        return f"{fact.short or fact.name} {figure_in_words(value, fact)}"
    name = fact.short or fact.name
    return f"{by:,} {name.removesuffix('s') if by == 1 and fact.unit != 'premises' else name} {way}"


def when_in_words(facts: Facts, on: int, cycle: int) -> str:
    """The answer that is spoken of: that of this year, or of one so many years on, in a cycle of so many years."""
    year = facts.get(years_since_initial.name)
    if year is None:
        return "the answer" if cycle == 1 else f"the {ordinal(on + 1)} year's assessment"
    return "this year's assessment" if on == 0 else next_of_its_kind(int(year) + on)
