"""A ruleset, or two side by side, as one small number a User: the cell code, and what each cell is answered.

Every flag, every weighted sum that is compared, and every turn is a digit: no or yes, how many of its figures the sum
has reached, the place in the cycle. The digits together are the code, so a row is a few comparisons and one look-up,
however many clauses there are. A fact that is missing makes its digits a span, from the lowest to the highest they can
be; two codes then tell the row, and what they leave open is settled once for all rows that are alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import Final

from attrs import frozen

from sec_rules.answers.portfolio.columns import (
    COLUMNS,
    WAS_COLUMNS,
    AnswerColumns,
    Row,
    beside,
    columns_of,
    columns_of_branches,
)
from sec_rules.engine.evaluation import Regime
from sec_rules.engine.linking import Ruleset
from sec_rules.errors import AssumptionError, EngineError
from sec_rules.lang import Count, Turn, YesNo
from sec_rules.lang.formulas import All, Atom, Bound, Formula, Literal, atoms, facts_of_atom, formula, reach

Terms = tuple[tuple[Count, int], ...]
Truths = tuple[bool, ...]

# A code is a whole number of 63 bits, and a column of such numbers has room for no more cells.
MOST_CELLS: Final = 2**62
# Answers with facts missing that are kept.
MOST_SETTLED: Final = 65_536
# No more codes are answered before anybody is known to have them: each takes up to a millisecond.
MOST_AHEAD: Final = 4_096
# So many combinations of values are tried to find which codes there are.
_MOST_TRIED: Final = 65_536
# Sums are added up in 64 bits, and no sum of facts in range may come near their end.
LARGEST_SUM: Final = 2**62


@frozen
class Flag:
    """A digit: 0 for no, 1 for yes."""

    fact: YesNo

    @property
    def size(self) -> int:
        """How many values the digit has."""
        return 2

    @property
    def reads(self) -> tuple[YesNo | Count, ...]:
        """The facts that the digit hangs on."""
        return (self.fact,)


@frozen
class Steps:
    """A digit: how many of the figures the weighted sum has reached."""

    terms: Terms
    figures: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many values the digit has."""
        return len(self.figures) + 1

    @property
    def reads(self) -> tuple[YesNo | Count, ...]:
        """The facts that the digit hangs on."""
        return tuple(count for count, _ in self.terms)


@frozen
class Place:
    """A digit: the place of a count in a cycle, from 0."""

    count: Count
    of: int

    @property
    def size(self) -> int:
        """How many values the digit has."""
        return self.of

    @property
    def reads(self) -> tuple[YesNo | Count, ...]:
        """The facts that the digit hangs on."""
        return (self.count,)


Digit = Flag | Steps | Place


def wide_size(digit: Digit) -> int:
    """How many values a digit has where facts may be missing: those of facts that are known come first.

    Of one fact there is one more. Of several: from which value to which, for each set of them that is missing.
    """
    return digit.size + 1 if len(digit.reads) == 1 else digit.size + digit.size**2 * 2 ** len(digit.reads)


def someone(digits: Sequence[Digit], wide: int) -> dict[str, bool | int] | None:
    """A User whose digits, where facts may be missing, are those of a code; None where none was found."""
    wanted: dict[Digit, int] = {}
    for digit in digits:
        wide, wanted[digit] = divmod(wide, wide_size(digit))
    gone = {fact.name for digit, value in wanted.items() for fact in _missing(digit, value)}
    found: dict[str, bool | int] = {}
    left = list(digits)
    while left:
        group = _tied(left.pop(0), left)
        facts = dict.fromkeys(fact for digit in group for fact in digit.reads if fact.name not in gone)
        tries = product(*(_values(fact, group) for fact in facts))
        each = (dict(zip((fact.name for fact in facts), values, strict=True)) for values in tries)
        fits = next((one for one in each if all(wide_value(d, one) == wanted[d] for d in group)), None)
        if fits is None:
            return None
        found |= fits
    return found


def everyone(digits: Sequence[Digit]) -> dict[int, dict[str, bool | int]] | None:
    """A User for each code that tells missing facts too and that somebody may have; None where there are too many."""
    worths, worth = dict[Digit, int](), 1
    for digit in digits:
        worths[digit] = worth
        worth *= wide_size(digit)
    found: dict[int, dict[str, bool | int]] = {0: {}}
    left = list(digits)
    while left:
        group = _tied(left.pop(0), left)
        facts = dict.fromkeys(fact for digit in group for fact in digit.reads)
        tries = [(None, *_values(fact, group)) for fact in facts]
        if prod(map(len, tries)) > _MOST_TRIED:
            return None
        of_group: dict[int, dict[str, bool | int]] = {}
        for values in product(*tries):
            given = {fact.name: v for fact, v in zip(facts, values, strict=True) if v is not None}
            of_group.setdefault(sum(wide_value(digit, given) * worths[digit] for digit in group), given)
        if len(found) * len(of_group) > MOST_AHEAD:
            return None
        found = {one + more: found[one] | of_group[more] for one in found for more in of_group}
    return found


def _tied(first: Digit, left: list[Digit]) -> list[Digit]:
    """A digit and those, taken from what is left, that hang on facts it is tied to."""
    group = [first]
    for digit in group:
        more = [other for other in left if set(other.reads) & set(digit.reads)]
        group += more
        left[:] = [other for other in left if other not in more]
    return group


def _missing(digit: Digit, value: int) -> Iterator[YesNo | Count]:
    if value >= digit.size:
        which = 1 if len(digit.reads) == 1 else (value - digit.size) // digit.size**2
        yield from (fact for place, fact in enumerate(digit.reads) if which >> place & 1)


def _values(fact: YesNo | Count, digits: Iterable[Digit]) -> tuple[bool | int, ...]:
    """Values of a fact beside which its digits are others, with the rest of each sum at either end of it."""
    if isinstance(fact, YesNo):
        return False, True
    beside = {fact.at_least}
    for sums in (digit for digit in digits if isinstance(digit, Steps) and fact in digit.reads):
        weight = dict(sums.terms)[fact]
        for others in product(*({weight * c.at_least, weight * c.at_most} for c, weight in sums.terms if c != fact)):
            turns = (-((sum(others) - figure) // weight) for figure in sums.figures)
            beside.update(turn + by for turn in turns for by in (-1, 0, 1))
    cycle = max((digit.of for digit in digits if isinstance(digit, Place)), default=1)
    near = {value + by for value in beside for by in range(cycle)}
    return tuple(sorted(value for value in near if fact.at_least <= value <= fact.at_most))


def wide_value(digit: Digit, facts: Mapping[str, bool | int]) -> int:
    """The value of a digit of a User some of whose facts may be missing."""
    gone = sum(1 << place for place, fact in enumerate(digit.reads) if fact.name not in facts)
    match digit:
        case Flag(fact):
            return 2 if gone else int(facts[fact.name])
        case Place(count, of):
            return of if gone else (facts[count.name] - 1) % of
        case Steps(terms, figures):
            known = sum(weight * facts[count.name] for count, weight in terms if count.name in facts)
            ends = reach(term for term in terms if term[0].name not in facts)
            low, high = (sum(known + end >= figure for figure in figures) for end in ends)
            if not gone:
                return low
            return digit.size if len(terms) == 1 else digit.size + (gone * digit.size + low) * digit.size + high


class Cells:
    """The digits of the code, the least first, and the ruleset (and the earlier one) that they decide.

    `exact` are sums of which more must be known than their digit where one of their counts is missing. Raises
    `EngineError` where the clauses compare more than a code can tell.
    """

    def __init__(self, now: Regime, was: Regime | None = None) -> None:
        regimes = [regime for regime in (now, was) if regime is not None]
        self.now, self.was = now, was
        compared = tuple(atom for r in regimes for f in _formulas(r.ruleset) for atom in atoms(f))
        _check_facts(compared)
        self.digits = tuple(_digits(compared))
        _check(self.digits)
        self.size = prod(digit.size for digit in self.digits)
        self.exact = tuple(dict.fromkeys(sums.terms for r in regimes for sums in _entangled(r.ruleset)))
        self.reads = tuple(dict.fromkeys(fact for digit in self.digits for fact in digit.reads))
        self.columns = COLUMNS if was is None else COLUMNS + WAS_COLUMNS
        places = {atom: n for n, atom in enumerate(atom for digit in self.digits for atom in _atoms_of(digit))}
        self._assumed = _function((formula(a.holds) for a in now.ruleset.assumptions), places)
        self._sizes = [(wide_size(digit), digit.size, worth) for digit, worth in self.strides()]
        self._someone: dict[int, Row | None] = {}
        self._ahead: dict[int, Row] | None = None
        self._rulesets = tuple(_InCells(r.ruleset, places) for r in regimes)

    def strides(self) -> Iterator[tuple[Digit, int]]:
        """Each digit, and what one of it is worth in the code."""
        worth = 1
        for digit in self.digits:
            yield digit, worth
            worth *= digit.size

    def wide_strides(self) -> Iterator[tuple[Digit, int]]:
        """Each digit, and what one of it is worth in a code that tells missing facts too."""
        worth = 1
        for digit in self.digits:
            yield digit, worth
            worth *= wide_size(digit)

    @property
    def wide_size(self) -> int:
        """How many codes there are that tell missing facts too."""
        return prod(wide_size(digit) for digit in self.digits)

    @property
    def added_up(self) -> frozenset[str]:
        """The names of the counts that are added up with others, and so may grow past the width of their column."""
        sums = (digit.terms for digit in self.digits if isinstance(digit, Steps))
        return frozenset(count.name for terms in sums if len(terms) > 1 for count, _ in terms)

    def whole(self, wide: int) -> int | None:
        """The code of a cell by the one that tells missing facts too; None where some are."""
        code = 0
        for size, of, worth in self._sizes:
            wide, value = divmod(wide, size)
            if value >= of:
                return None
            code += value * worth
        return code

    def of_wide(self, wide: int) -> Row | None:
        """The columns of Users with a code that tells missing facts too; None where no such User was found.

        Without `exact` sums one User stands for all that have the code.
        """
        code = self.whole(wide)
        if code is not None:
            return self.answer(code)
        if wide not in self._someone:
            if len(self._someone) >= MOST_SETTLED:
                self._someone.clear()
            facts = someone(self.digits, wide)
            self._someone[wide] = None if facts is None else self.settled(facts)
        return self._someone[wide]

    def ahead(self) -> Mapping[int, Row] | None:
        """The columns for every code that tells missing facts too and that a User within the assumptions may have.

        None where there are more than `MOST_AHEAD`. For cells with no `exact` sums. They are worked out once.
        """
        if self._ahead is None:
            users = everyone(self.digits)
            if users is None:
                return None
            rows = ((code, self._within(code, facts)) for code, facts in users.items())
            self._ahead = {code: row for code, row in rows if row is not None}
        return self._ahead

    def _within(self, wide: int, facts: Mapping[str, object]) -> Row | None:
        """The columns of a User with that code; None where he breaks an assumption."""
        code = self.whole(wide)
        if code is not None:
            return self.answer(code) if all(self._assumed(self._truths(code))) else None
        try:
            return self.settled(facts)
        except AssumptionError:
            return None

    def answer(self, code: int) -> Row:
        """The columns of a cell: of Users all of whose facts are known."""
        truths = self._truths(code)
        found = [ruleset.columns(truths) for ruleset in self._rulesets]
        return found[0].row if len(found) == 1 else beside(found[1], found[0])

    def allowed(self) -> Iterator[int]:
        """The codes that break no assumption, of all there are."""
        for code in range(self.size):
            if all(self._assumed(self._truths(code))):
                yield code

    def settled(self, facts: Mapping[str, object]) -> Row:
        """The columns of a User some of whose facts may be missing."""
        now = columns_of(self.now.answer(facts, self.now.ruleset.day))
        if self.was is None:
            return now.row
        return beside(columns_of(self.was.answer(facts, self.was.ruleset.day)), now)

    def _truths(self, code: int) -> Truths:
        truths: Truths = ()
        for digit in self.digits:
            code, value = divmod(code, digit.size)
            truths += _truths(digit, value)
        return truths


class _InCells:
    """A ruleset as a function of which atoms hold."""

    def __init__(self, ruleset: Ruleset, places: Mapping[Atom, int]) -> None:
        self._ruleset = ruleset
        self._holding = _function(
            (
                *(branch.when for branch in ruleset.branches),
                *(doubt.when for doubt in ruleset.doubts),
                *(rule.applies for rule in ruleset.rules),
            ),
            places,
        )
        self._met: dict[Truths, AnswerColumns] = {}

    def columns(self, truths: Truths) -> AnswerColumns:
        """The columns where those atoms hold."""
        holding = self._holding(truths)
        if holding not in self._met:
            self._met[holding] = self._work_out(holding)
        return self._met[holding]

    def _work_out(self, holding: Truths) -> AnswerColumns:
        ruleset, rest = self._ruleset, iter(holding)
        answers = tuple(branch for branch in ruleset.branches if next(rest))
        answering = {branch.clause for branch in answers}
        met = [doubt for doubt in ruleset.doubts if next(rest)]
        applying = [rule.clause for rule in ruleset.rules if next(rest)]
        return columns_of_branches(
            answers, applying, [(doubt.clause, doubt.doubt.unsure) for doubt in met if doubt.touches & answering]
        )


def _function(formulas: Iterable[Formula], places: Mapping[Atom, int]) -> Callable[[Truths], Truths]:
    """Whether each formula holds, as a function of whether each atom does."""
    parts = "".join(f"{_expression(f, places)}, " for f in formulas)
    found: Callable[[Truths], Truths] = eval(f"lambda t: ({parts})")
    return found


def _expression(of: Formula, places: Mapping[Atom, int]) -> str:
    if isinstance(of, Literal):
        # A turn that never comes, such as the fifth of three, is no place in the cycle.
        holds = f"t[{places[of.atom]}]" if of.atom in places else "False"
        return holds if of.holds else f"(not {holds})"
    if not of.parts:
        return str(isinstance(of, All))
    return "(" + (" and " if isinstance(of, All) else " or ").join(_expression(part, places) for part in of.parts) + ")"


def _formulas(ruleset: Ruleset) -> Iterator[Formula]:
    yield from (formula(assumption.holds) for assumption in ruleset.assumptions)
    yield from (branch.when for branch in ruleset.branches)
    yield from (rule.applies for rule in ruleset.rules)
    yield from (doubt.when for doubt in ruleset.doubts)


def _digits(found: Iterable[Atom]) -> Iterator[Digit]:
    every = tuple(dict.fromkeys(found))
    yield from (Flag(atom) for atom in every if isinstance(atom, YesNo))
    sums: dict[Terms, set[int]] = {}
    for atom in every:
        if isinstance(atom, Bound):
            sums.setdefault(atom.terms, set()).add(atom.at_least)
    yield from (Steps(terms, tuple(sorted(figures))) for terms, figures in sums.items())
    yield from dict.fromkeys(Place(atom.count, atom.of) for atom in every if isinstance(atom, Turn))


def _check(digits: Iterable[Digit]) -> None:
    digits = tuple(digits)
    if prod(digit.size for digit in digits) > MOST_CELLS:
        raise EngineError("The clauses compare more than one code of 62 bits can tell; ask about one User at a time.")
    for sums in (digit for digit in digits if isinstance(digit, Steps)):
        if max(abs(end) for end in reach(sums.terms)) + max(abs(f) for f in sums.figures) > LARGEST_SUM:
            raise EngineError("A sum that the clauses compare may not fit into 64 bits; ask about one User at a time.")


def _check_facts(compared: Iterable[Atom]) -> None:
    held: dict[str, YesNo | Count] = {}
    for fact in (fact for atom in compared for fact in facts_of_atom(atom)):
        other = held.setdefault(fact.name, fact)
        if type(other) is not type(fact) or _range(other) != _range(fact):
            raise EngineError(f"'{fact.name}' stands for two facts, which no column can hold.")


def _range(fact: YesNo | Count) -> tuple[int, int] | None:
    return (fact.at_least, fact.at_most) if isinstance(fact, Count) else None


def _entangled(ruleset: Ruleset) -> Iterator[Steps]:
    """Sums of which it matters how far they are from a figure where a count is missing.

    Where every missing count stands in one sum only, and steps of one reach each of its figures, the digits alone say
    what can become of it.
    """
    answering = (atom for branch in ruleset.branches for atom in atoms(branch.when))
    digits = tuple(_digits(answering))
    for digit in digits:
        if isinstance(digit, Steps) and len(digit.terms) > 1:
            others = {fact for other in digits if other is not digit for fact in other.reads}
            shared = any(count in others for count, _ in digit.terms)
            jumps = len(digit.figures) > 1 and any(abs(weight) > 1 for _, weight in digit.terms)
            if shared or jumps or len(digit.terms) > 2:
                yield digit


def _atoms_of(digit: Digit) -> tuple[Atom, ...]:
    match digit:
        case Flag(fact):
            return (fact,)
        case Steps(terms, figures):
            return tuple(Bound(terms, figure) for figure in figures)
        case Place(count, of):
            return tuple(Turn(count, turn, of) for turn in range(1, of + 1))


def _truths(digit: Digit, value: int) -> Truths:
    """Which of the atoms of a digit hold where it has that value."""
    match digit:
        case Flag():
            return (value == 1,)
        case Steps(_, figures):
            return tuple(value > place for place in range(len(figures)))
        case Place(_, of):
            return tuple(value == place for place in range(of))
