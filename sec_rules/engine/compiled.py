"""A ruleset as Python source, generated once: a decision tree that goes from facts to the number of their case.

The tree asks each fact at most once on the way, who before how many before when, and comes out where every
formula of the ruleset is decided. It also validates facts that are as they should be; what is missing, unknown,
out of range or contradictory it leaves to the validation proper and to the reference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import field, frozen

from sec_rules.engine.linking import Branch, LinkedDoubt, Ruleset
from sec_rules.engine.ranges import Range
from sec_rules.lang import Count, Turn, YesNo
from sec_rules.lang.formulas import FALSE, TRUE, Atom, Bound, Formula, atoms, facts_of_atom, formula, simplify

# A tree with more cases than this would take longer to make than it saves.
MOST_CASES: Final = 4_000
# Python reads at most 100 levels of indentation.
DEEPEST: Final = 90

_Fact = YesNo | Count


@frozen
class Case:
    """Facts that a ruleset and its doubts treat alike.

    `answers` are the branches that answer, `doubts` those met on the clauses that answer, `applying` the clauses that
    apply where none of their branches answers.
    """

    answers: tuple[Branch, ...]
    doubts: tuple[LinkedDoubt, ...]
    applying: tuple[str, ...]


@frozen(eq=False)
class Generated:
    """A ruleset as a function: `number(facts)` is the place of their case in `cases`.

    It is None for facts that are not a plain `dict` of every fact read, each in range; those go through the validation.
    """

    number: Callable[[object], int | None]
    cases: tuple[Case, ...]
    source: str = field(repr=False)


class _TooLarge(Exception):
    """The tree would have too many cases, or be too deep."""


def generate(ruleset: Ruleset, known: Mapping[str, _Fact]) -> Generated | None:
    """The ruleset as generated source; None where its tree would be too large, or names stand for two facts.

    `known` are the facts that can be given, by name.
    """
    tree = _Tree(ruleset)
    try:
        body = list(tree.emit(_pending(ruleset), {}, {}, 1))
    except _TooLarge:
        return None
    read = tuple(dict.fromkeys(fact for atom in tree.asked for fact in facts_of_atom(atom)))
    if any(_other(fact, known.get(fact.name)) for fact in read):
        return None
    source = "\n".join((*_validation(read, known), *body)) + "\n"
    space: dict[str, Callable[[object], int | None]] = {}
    exec(compile(source, f"<{ruleset.question.name} on {ruleset.day}>", "exec"), space)
    return Generated(space["number"], tuple(tree.cases), source)


def _other(fact: _Fact, known: _Fact | None) -> bool:
    if isinstance(fact, Count) and isinstance(known, Count):
        return (fact.at_least, fact.at_most) != (known.at_least, known.at_most)
    return type(fact) is not type(known)


_Pending = tuple[tuple[int, Formula], ...]
_Known = dict[Atom, bool]


def _pending(ruleset: Ruleset) -> _Pending:
    """What is to be decided, by number: the assumptions below nought, then the branches."""
    assumed = ((-number, formula(assumption.holds)) for number, assumption in enumerate(ruleset.assumptions, 1))
    return (*assumed, *((number, branch.when) for number, branch in enumerate(ruleset.branches)))


@frozen(eq=False)
class _Tree:
    """The source of a decision tree, made on the way down."""

    ruleset: Ruleset
    cases: list[Case] = field(factory=list)
    asked: dict[Atom, None] = field(factory=dict)

    def emit(self, pending: _Pending, held: Mapping[int, bool], known: _Known, depth: int) -> Iterator[str]:
        """The lines that decide what is pending, by number, and return the number of the case."""
        held = dict(held) | {number: f == TRUE for number, f in pending if f in (TRUE, FALSE)}
        pending = tuple((number, f) for number, f in pending if number not in held)
        if any(number < 0 and not holds for number, holds in held.items()):
            yield "    " * depth + "return None"
            return
        if not pending:
            pending = tuple(self._further(held, known))
            if pending:
                yield from self.emit(pending, held, known, depth)
            else:
                yield "    " * depth + f"return {self._case(held)}"
            return
        atom = min(atoms(pending[0][1]), key=_rank)
        if depth > DEEPEST:
            raise _TooLarge
        self.asked[atom] = None
        yield "    " * depth + f"if {_expression(atom)}:"
        yield from self._after(atom, True, pending, held, known, depth + 1)
        yield from self._after(atom, False, pending, held, known, depth)

    def _after(
        self, atom: Atom, holds: bool, pending: _Pending, held: Mapping[int, bool], known: _Known, depth: int
    ) -> Iterator[str]:
        now = known | {atom: holds}
        now |= _implied(atom, holds, now, (other for _, f in pending for other in atoms(f)))
        left = tuple((number, simplify(f, now)) for number, f in pending)
        yield from self.emit(left, held, now, depth)

    def _further(self, held: Mapping[int, bool], known: _Known) -> Iterator[tuple[int, Formula]]:
        """What remains to be asked once it is known who answers: doubts on them, or who applies where nobody does."""
        for number, f in self._second(held):
            if number not in held:
                yield number, simplify(f, known | _implied_by_all(known, atoms(f)))

    def _second(self, held: Mapping[int, bool]) -> Iterator[tuple[int, Formula]]:
        branches, doubts = self.ruleset.branches, self.ruleset.doubts
        answering = {branch.clause for number, branch in enumerate(branches) if held.get(number)}
        for number, doubt in enumerate(doubts, len(branches)):
            if doubt.touches & answering:
                yield number, doubt.when
        if not answering:
            for number, rule in enumerate(self.ruleset.rules, len(branches) + len(doubts)):
                yield number, rule.applies

    def _case(self, held: Mapping[int, bool]) -> int:
        if len(self.cases) >= MOST_CASES:
            raise _TooLarge
        branches, doubts, rules = self.ruleset.branches, self.ruleset.doubts, self.ruleset.rules
        self.cases.append(
            Case(
                tuple(b for number, b in enumerate(branches) if held.get(number)),
                tuple(d for number, d in enumerate(doubts, len(branches)) if held.get(number)),
                tuple(r.clause for number, r in enumerate(rules, len(branches) + len(doubts)) if held.get(number)),
            )
        )
        return len(self.cases) - 1


def _rank(atom: Atom) -> int:
    """Who before how many, how many before when."""
    match atom:
        case YesNo():
            return 0
        case Bound(terms):
            return 1 if len(terms) > 1 or terms[0][0].at_most > 1_000 else 2
        case Turn():
            return 3


def _implied_by_all(known: _Known, others: Iterable[Atom]) -> _Known:
    found: _Known = {}
    wanted = tuple(others)
    for atom, holds in known.items():
        found |= _implied(atom, holds, known, wanted)
    return found


def _implied(atom: Atom, holds: bool, known: _Known, others: Iterable[Atom]) -> _Known:
    """What an atom that is known decides of others like it."""
    match atom:
        case Bound(terms, at_least):
            return {
                other: holds
                for other in others
                if isinstance(other, Bound)
                and other.terms == terms
                and (other.at_least <= at_least if holds else other.at_least >= at_least)
            }
        case Turn() if holds:
            return {o: o == atom for o in others if isinstance(o, Turn) and (o.count, o.of) == (atom.count, atom.of)}
        case Turn():
            return _last_turn(atom, known, others)
    return {}


def _last_turn(atom: Turn, known: _Known, others: Iterable[Atom]) -> _Known:
    turns = {t for t in range(1, atom.of + 1) if known.get(Turn(atom.count, t, atom.of)) is not False}
    if len(turns) != 1:
        return {}
    last = Turn(atom.count, turns.pop(), atom.of)
    return {other: True for other in others if other == last}


def _variable(fact: _Fact) -> str:
    if fact.name.isascii() and fact.name.replace("_", "").isalpha():
        return f"f_{fact.name}"
    # Names of facts come from drafts too, and any name can be spelt by the codes of its letters.
    return "f" + "_".join(str(ord(letter)) for letter in fact.name)


def _expression(atom: Atom) -> str:
    match atom:
        case YesNo():
            return _variable(atom)
        case Turn(count, turn, of):
            return f"({_variable(count)} - 1) % {of} == {turn - 1}"
        case Bound(terms, at_least):
            parts = (_variable(c) if weight == 1 else f"{weight} * {_variable(c)}" for c, weight in terms)
            return f"{' + '.join(parts)} >= {at_least}"


def _validation(read: Sequence[_Fact], known: Mapping[str, _Fact]) -> Iterator[str]:
    """The head of the function: every fact that is read is there, and all that is given can be."""
    yield "def number(facts):"
    yield "    if type(facts) is not dict:"
    yield "        return None"
    yield "    try:"
    for fact in read:
        yield f"        {_variable(fact)} = facts[{fact.name!r}]"
    if not read:
        yield "        pass"
    yield "    except KeyError:"
    yield "        return None"
    for fact in read:
        yield f"    if {_improper(fact, _variable(fact))}:"
        yield "        return None"
    yield f"    given = {len(read)}"
    for name, fact in known.items():
        if fact.name not in {f.name for f in read}:
            yield f"    other = facts.get({name!r})"
            yield "    if other is not None:"
            yield f"        if {_improper(fact, 'other')}:"
            yield "            return None"
            yield "        given += 1"
    yield "    if given != len(facts):"
    yield "        return None"


def _improper(fact: _Fact, name: str) -> str:
    if isinstance(fact, YesNo):
        return f"{name} is not True and {name} is not False"
    return f"type({name}) is not int or not {fact.at_least} <= {name} <= {fact.at_most}"


Given = tuple[int, bool, tuple[object, ...]]


def reader(read: Sequence[_Fact], known: Mapping[str, _Fact]) -> Callable[[object], Given | None]:
    """A function that reads facts some of which are missing: which of those to `read` are given, and their values.

    The first is a number with a bit for each fact that is known and, above them, one for each of which a `Range` is
    known; the second is whether all that is given is known. It gives None for what is not a plain `dict` of facts in
    range, and where all are known and no more is given.
    """
    lines = ["def reads(facts):", "    if type(facts) is not dict:", "        return None"]
    lines += ["    get, given, shape, plain = facts.get, 0, 0, True"]
    places = {fact.name: n for n, fact in enumerate(read)}
    for name, fact in known.items():
        place = places.get(name)
        lines += _reading(fact, "v" if place is None else f"v{place}", place, len(read))
    lines += [f"    if given != len(facts) or (plain and shape == {2 ** len(read) - 1}):", "        return None"]
    lines += [f"    return shape, plain, ({''.join(f'v{n}, ' for n in range(len(read)))})"]
    space: dict[str, Any] = {"absent": object(), "Range": Range}
    exec(compile("\n".join(lines) + "\n", "<facts>", "exec"), space)
    found: Callable[[object], Given | None] = space["reads"]
    return found


def _reading(fact: _Fact, value: str, place: int | None, number: int) -> Iterator[str]:
    yield f"    {value} = get({fact.name!r}, absent)"
    yield f"    if {value} is not absent:"
    yield "        given += 1"
    if isinstance(fact, Count):
        low, high = f"{value}.low", f"{value}.high"
        within = f"{fact.at_least} <= {low} < {high} <= {fact.at_most}"
        yield f"        if type({value}) is Range:"
        yield f"            if type({low}) is not int or type({high}) is not int or not {within}:"
        yield "                return None"
        yield "            plain = False"
        if place is not None:
            yield f"            shape += {2 ** (number + place)}"
        yield f"        elif {value} is None:"
    else:
        yield f"        if {value} is None:"
    yield "            plain = False"
    yield f"        elif {_improper(fact, value)}:"
    yield "            return None"
    if place is not None:
        yield "        else:"
        yield f"            shape += {2**place}"
