"""The same clauses on durable_rules, as a second opinion that is checked against the reference.

Every branch of a ruleset, and every rule of a watch over events, becomes a rule of one rule set, its whole condition
with it, and durable_rules says which rules fire. What is handed to it stays within the part of it that was measured to
be exact: one fact at a time, every property there, whole numbers up to `LARGEST`, no floats, no joins, no code of ours
in actions.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count, islice
from math import prod
from threading import RLock
from typing import Any as Untyped
from typing import Final

from attrs import frozen

from sec_rules.engine.linking import Branch, Ruleset
from sec_rules.engine.reference import FactValue
from sec_rules.errors import EngineError, ExtraError
from sec_rules.lang import Count, Turn, YesNo
from sec_rules.lang.formulas import All, Any, Atom, Bound, Formula, Literal, atoms, facts_of_atom, folded

# Numbers up to this were measured to be exact; far beyond it products wrap round without a word.
LARGEST: Final = 10**12
# Rulesets kept loaded. One takes some 220 KB for each of its rule sets.
KEPT: Final = 16
# durable_rules fails where more than 64 ways of meeting rules are open at once.
MOST_WAYS: Final = 50
# A rule holds 31 marks, two for each "and" or "or".
MOST_JOINS: Final = 12
# Rules beyond these would take longer to load than an opinion is worth.
MOST_SPLITS: Final = 2_000
# durable_rules hangs where more than 511 conditions of a rule set read one property.
MOST_CONDITIONS: Final = 500

# With an id of our own no two facts can be taken for one, as they can where durable_rules makes one up.
_ID: Final = "1"
_RETRACTED: Final = json.dumps({"id": _ID})
_ZERO: Final = "zero"
_END: Final = "end"

_Fact = YesNo | Count
_Json = dict[str, object]


def confirm(ruleset: Ruleset, facts: Mapping[str, FactValue], answers: tuple[Branch, ...] | None) -> None:
    """Asks durable_rules the same question and compares.

    `answers` is what the reference answers, in the order of the clauses. Raises `EngineError` where
    durable_rules answers otherwise, needs a fact that is missing, or cannot express the ruleset exactly;
    `ExtraError` where it is not installed.
    """
    found = fired(ruleset, facts)
    if answers is None:
        raise EngineError("The reference has no answer for these facts, so durable_rules has nothing to confirm.")
    if found != answers:
        raise EngineError(
            f"The engines disagree on '{ruleset.question.name}' on {ruleset.day}: "
            f"by the reference the answer is {_named(answers)}, by durable_rules {_named(found)}."
        )


def fired(ruleset: Ruleset, facts: Mapping[str, FactValue]) -> tuple[Branch, ...]:
    """The branches that answer, by durable_rules, in the order of the clauses; raises as `confirm` does."""
    called = f"'{ruleset.question.name}' on {ruleset.day}"
    numbers = _met(ruleset.rules, lambda: [branch.when for branch in ruleset.branches], facts, called)
    return tuple(branch for number, branch in enumerate(ruleset.branches) if number in numbers)


def met(formulas: tuple[Formula, ...], facts: Mapping[str, FactValue], called: str) -> frozenset[int]:
    """The numbers of the formulas that hold, by durable_rules; `called` names them in a message.

    They are kept loaded for the next record, by the very tuple that is given. Raises as `confirm` does.
    """
    return _met(formulas, lambda: formulas, facts, called)


def require() -> None:
    """Raises `ExtraError` where durable_rules is not installed."""
    _durable()


def is_installed() -> bool:
    """Whether durable_rules is installed."""
    try:
        require()
    except ExtraError:
        return False
    return True


def _met(
    key: tuple[object, ...],
    formulas: Callable[[], Sequence[Formula]],
    facts: Mapping[str, FactValue],
    called: str,
) -> frozenset[int]:
    with _LOCK:
        # In the lock too, since a child forked in the middle of an import would wait for its end for ever.
        loaded = _loaded(key, formulas, _durable(), called)
        message = loaded.message(facts)
        try:
            return loaded.fired(message)
        except BaseException as error:
            # What state it was left in is not known, so it is not touched again, not even to unload it.
            del _LOADED[id(key)]
            if isinstance(error, Exception):
                raise EngineError(f"durable_rules failed on {called}: {error}.") from error
            raise


class _Failed(Exception):
    """durable_rules did not do what it should; the message goes on from a colon."""


def _named(branches: tuple[Branch, ...]) -> str:
    return ", ".join(" with ".join(branch.cites) for branch in branches) or "none"


def _durable() -> Untyped:
    try:
        from durable import engine
    except ImportError as error:
        if sys.version_info[:2] >= (3, 13) or platform.system() == "Windows":
            raise ExtraError(
                "The durable engine needs durable_rules, which works neither on Python 3.13 or later nor on Windows; "
                'engine="python" gives the same answers.'
            ) from error
        raise ExtraError(
            "The durable engine needs durable_rules, which is not installed: pip install 'sec-rules[durable]'."
        ) from error
    return engine


@frozen(eq=False)
class _Loaded:
    """Formulas in durable_rules: the facts they read, each with its property, and the rule sets."""

    # Kept so that nothing else can come to have its id. Rulesets of many days share their rules.
    key: tuple[object, ...]
    facts: dict[_Fact, str]
    # The C module: it alone tells which rules fired without running code of ours in actions.
    module: Untyped
    rule_sets: tuple[Untyped, ...]
    # So many messages at most are to be expected of each rule set.
    sizes: tuple[int, ...]

    def message(self, facts: Mapping[str, FactValue]) -> str:
        """The facts as durable_rules is given them, every one that it reads."""
        missing = [fact.name for fact in self.facts if facts.get(fact.name) is None]
        if missing:
            raise EngineError(
                "durable_rules needs every fact that the clauses read, since a missing property makes its rules "
                f"fire; not given: {', '.join(missing)}."
            )
        given: _Json = {"id": _ID, _ZERO: 0}
        for fact, known_as in self.facts.items():
            given[known_as] = _checked(fact, facts[fact.name])
        return json.dumps(given)

    def fired(self, message: str) -> frozenset[int]:
        """The numbers of the formulas whose rules fire."""
        sets = zip(self.rule_sets, self.sizes, strict=True)
        return frozenset(number for rule_set, size in sets for number in self._fired(rule_set._handle, size, message))

    def _fired(self, handle: int, size: int, message: str) -> Iterator[int]:
        verdict, state = self.module.assert_fact(handle, message)
        if verdict != 0:
            raise _Failed(f"it did not take the facts (code {verdict})")
        names = list(islice(self._pumped(handle, state), size + 1))
        if len(names) > size:
            raise _Failed("it fires more often than its rules can be met")
        self.module.retract_fact(handle, _RETRACTED)
        if not names or names.pop() != _END or _END in names:
            raise _Failed("it did not get to its end")
        for name in names:
            yield int(name.partition("/")[0])

    def _pumped(self, handle: int, state: int) -> Iterator[str]:
        started = self.module.start_action_for_state(handle, state)
        action = started[1] if started else None
        while action:
            yield from json.loads(action)
            action = self.module.complete_and_start_action(handle, state)

    def unload(self) -> None:
        """Frees what durable_rules holds. Only after a question was answered: before, it would crash."""
        for rule_set in self.rule_sets:
            self.module.delete_state(rule_set._handle, None)
            self.module.delete_ruleset(rule_set._handle)


_LOCK: Final = RLock()
if hasattr(os, "register_at_fork"):
    # A child that is forked while another thread is asking would find the lock held, and a question half answered.
    os.register_at_fork(before=_LOCK.acquire, after_in_parent=_LOCK.release, after_in_child=_LOCK.release)
_LOADED: Final[OrderedDict[int, _Loaded]] = OrderedDict()


def _loaded(
    key: tuple[object, ...], formulas: Callable[[], Sequence[Formula]], engine: Untyped, called: str
) -> _Loaded:
    """The formulas in durable_rules; loaded where they are not, and those not asked for longest unloaded."""
    found = _LOADED.get(id(key))
    if found is None:
        found = _load(key, formulas(), engine, called)
        _LOADED[id(key)] = found
        while len(_LOADED) > KEPT:
            _LOADED.popitem(last=False)[1].unload()
    _LOADED.move_to_end(id(key))
    return found


def _load(key: tuple[object, ...], formulas: Sequence[Formula], engine: Untyped, called: str) -> _Loaded:
    facts = _properties(atom for formula in formulas for atom in atoms(formula))
    rules = [(number, part) for number, formula in enumerate(formulas) for part in _parts(formula)]
    packs = _packs(rules)
    definitions = [_definition(pack, facts) for pack in packs]
    try:
        # A rule may fire once for each way in which it is met, and the end fires too.
        sizes = tuple(1 + sum(_ways(formula) for _, formula in pack) for pack in packs)
        rule_sets = tuple(engine.Ruleset("ruleset", None, definition) for definition in definitions)
        loaded = _Loaded(key, facts, engine.durable_rules_engine, rule_sets, sizes)
        # Something must have been asked before it may be unloaded.
        loaded.fired(loaded.message({fact.name: _ends(fact)[0] for fact in facts}))
    except Exception as error:
        raise EngineError(f"durable_rules does not take {called}: {error}.") from error
    return loaded


def _properties(of: Iterable[Atom]) -> dict[_Fact, str]:
    """The facts that atoms read, each with its property.

    The names are ours, since durable_rules gives some names a meaning of its own, and tells names apart by a hash of
    32 bits only: one whose hash another has already is passed over.
    """
    facts: dict[str, _Fact] = {}
    for fact in (fact for atom in of for fact in facts_of_atom(atom)):
        held = facts.setdefault(fact.name, fact)
        if type(held) is not type(fact) or _ends(held) != _ends(fact):
            raise EngineError(f"'{fact.name}' stands for two facts, which durable_rules cannot tell apart.")
    names = _names_apart({"id", "sid", _ZERO})
    return {fact: next(names) for fact in facts.values()}


def _names_apart(taken: Iterable[str]) -> Iterator[str]:
    hashes = {_hash(name) for name in taken}
    for number in count():
        if _hash(f"f{number}") not in hashes:
            hashes.add(_hash(f"f{number}"))
            yield f"f{number}"


def _hash(name: str) -> int:
    """What durable_rules tells a name by: FNV-1a of 32 bits."""
    value = 2_166_136_261
    for byte in name.encode():
        value = (value ^ byte) * 16_777_619 % 2**32
    return value


def _ends(fact: _Fact) -> tuple[FactValue, FactValue]:
    return (False, True) if isinstance(fact, YesNo) else (fact.at_least, fact.at_most)


def _checked(fact: _Fact, value: FactValue) -> FactValue:
    low, high = _ends(fact)
    # A bool is an int too, and a subclass of int could be written as anything.
    if type(value) is not type(low) or not low <= value <= high:
        raise EngineError(f"durable_rules is given only what passed the validation; '{fact.name}' cannot be {value!r}.")
    return value


def _parts(formula: Formula) -> Iterator[Formula]:
    """The formula as rules that durable_rules can hold: any of them fires where it holds."""
    ways = _ways(formula)
    if ways > MOST_SPLITS:
        raise EngineError(f"durable_rules cannot hold a rule that may be met in {ways:,} ways.")
    conditions = _conditions(formula)
    if ways == 1 and conditions > MOST_CONDITIONS:
        raise EngineError(f"durable_rules cannot hold a rule of {conditions:,} conditions.")
    if ways <= MOST_WAYS and conditions <= MOST_CONDITIONS and _joins(formula) <= MOST_JOINS:
        if ways:
            yield formula
        return
    for part in _split(formula):
        yield from _parts(folded(part))


def _split(formula: Formula) -> Iterator[Formula]:
    if isinstance(formula, Any):
        yield from formula.parts
    elif isinstance(formula, All):
        first = next(part for part in formula.parts if isinstance(part, Any))
        rest = tuple(part for part in formula.parts if part is not first)
        yield from (All((part, *rest)) for part in first.parts)


def _ways(formula: Formula) -> int:
    """How many conjunctions the formula comes to when written out; none where it never holds."""
    match formula:
        case Literal():
            return 1
        case All():
            return prod(_ways(part) for part in formula.parts)
        case Any():
            return sum(_ways(part) for part in formula.parts)


def _conditions(formula: Formula) -> int:
    """How many conditions on properties the formula comes to when its ways are written out."""
    match formula:
        case Literal():
            return len(facts_of_atom(formula.atom))
        case All():
            ways = _ways(formula)
            return sum(_conditions(part) * (ways // _ways(part)) for part in formula.parts) if ways else 0
        case Any():
            return sum(_conditions(part) for part in formula.parts)


def _joins(formula: Formula) -> int:
    return 0 if isinstance(formula, Literal) else 1 + sum(_joins(part) for part in formula.parts)


def _packs(rules: Iterable[tuple[int, Formula]]) -> list[list[tuple[int, Formula]]]:
    """The rules in rule sets, so many in each that no facts can meet too much at once."""
    packs: list[list[tuple[int, Formula]]] = [[]]
    ways = conditions = 0
    for number, formula in rules:
        more, reads = _ways(formula), _conditions(formula)
        if ways + more > MOST_WAYS or conditions + reads > MOST_CONDITIONS:
            packs.append([])
            ways = conditions = 0
        packs[-1].append((number, formula))
        ways, conditions = ways + more, conditions + reads
    return packs


def _definition(rules: Iterable[tuple[int, Formula]], facts: Mapping[_Fact, str]) -> _Json:
    """A rule set as durable_rules reads it. A rule's name begins with the number of its branch.

    The rule that marks the end always fires, and by its priority last.
    """
    definition: _Json = {_END: {"all": [{"m": _ALWAYS}], "pri": 65535, "run": None}}
    for place, (number, formula) in enumerate(rules):
        definition[f"{number}/{place}"] = {"all": [{"m": _condition(formula, facts)}], "run": None}
    return definition


_ALWAYS: Final[_Json] = {"$eq": {_ZERO: 0}}


def _condition(formula: Formula, facts: Mapping[_Fact, str]) -> _Json:
    if isinstance(formula, Literal):
        return _literal(formula, facts)
    if not formula.parts:
        return _ALWAYS
    join = "$and" if isinstance(formula, All) else "$or"
    return {join: [_condition(part, facts) for part in formula.parts]}


def _literal(literal: Literal, facts: Mapping[_Fact, str]) -> _Json:
    match literal.atom:
        case YesNo():
            return {"$eq": {facts[literal.atom]: literal.holds}}
        case Bound():
            return _bound(literal.atom, literal.holds, facts)
        case Turn():
            return _turn(literal.atom, literal.holds, facts)


def _bound(bound: Bound, holds: bool, facts: Mapping[_Fact, str]) -> _Json:
    """A bound on one property: what the others add up to goes to the other side."""
    _guard(sum(abs(weight) * _largest(fact) for fact, weight in bound.terms) + abs(bound.at_least))
    terms = [(facts[fact], weight) for fact, weight in bound.terms]
    # Only a property that stands alone can be compared, so where all carry weights it is nought.
    alone = next((name for name, weight in terms if weight == 1), _ZERO)
    if alone != _ZERO:
        terms.remove((alone, 1))
    target: object = bound.at_least
    for name, weight in terms:
        target = {"$sub": {"$l": target, "$r": _times(name, weight)}}
    return {"$gte" if holds else "$lt": {alone: target}}


def _times(name: str, weight: int) -> _Json:
    return {"$m": name} if weight == 1 else {"$mul": {"$l": {"$m": name}, "$r": weight}}


def _turn(turn: Turn, holds: bool, facts: Mapping[_Fact, str]) -> _Json:
    """A turn by division, which drops the remainder towards nought and so must not go below it."""
    if turn.of < 1:
        raise EngineError(f"durable_rules cannot take turns of {turn.of}.")
    ahead = max(0, -((turn.count.at_least - 1) // turn.of)) * turn.of
    _guard(_largest(turn.count) + ahead + turn.of + abs(turn.turn))
    name = facts[turn.count]
    rounds = {"$div": {"$l": {"$sub": {"$l": {"$m": name}, "$r": 1 - ahead}}, "$r": turn.of}}
    begun = {"$mul": {"$l": rounds, "$r": turn.of}}
    return {"$eq" if holds else "$neq": {name: {"$add": {"$l": begun, "$r": turn.turn - ahead}}}}


def _largest(count: Count) -> int:
    return max(abs(count.at_least), abs(count.at_most))


def _guard(reached: int) -> None:
    if reached > LARGEST:
        raise EngineError(
            f"durable_rules was found to be exact for numbers up to {LARGEST:,}; here they may reach {reached:,}."
        )
