"""What a parsed sentence says: from grammar nodes to the words a clause is written with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve, field, frozen, mutable

from sec_rules.citation import references
from sec_rules.drafting import numbers
from sec_rules.drafting.numbers import ORDINALS
from sec_rules.drafting.parsing import Node
from sec_rules.drafting.sentences import Phrase
from sec_rules.errors import LanguageError
from sec_rules.facts import (
    domestic_premises,
    network_party,
    network_premises,
    non_domestic_premises,
    shared_network_premises,
    shared_supplier_premises,
    supplier_party,
    years_since_initial,
)
from sec_rules.lang import (
    ALWAYS,
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
    Limb,
    Named,
    Not,
    NotUsed,
    Outcome,
    Relation,
    Repeats,
    Rule,
    Sum,
    Times,
    Turn,
    YesNo,
)
from sec_rules.questions import FULL, SELF, VERIFICATION, assessment

SUPPLIER: Final = "supplier"
NETWORK: Final = "network"

_OUTCOMES: Final[Mapping[str, Outcome]] = {"FULL": FULL, "VERIFICATION": VERIFICATION, "SELF": SELF}
_RELATIONS: Final[Mapping[str, Relation]] = {
    "EXCEEDS": Relation.EXCEEDS,
    "AT_LEAST": Relation.AT_LEAST,
    "AT_MOST": Relation.AT_MOST,
    "UP_TO": Relation.AT_MOST,
    "LESS_THAN": Relation.LESS_THAN,
    "EXACTLY": Relation.EXACTLY,
}
_COUNTS: Final[Mapping[tuple[str, str, bool], Count]] = {
    ("DOMESTIC", SUPPLIER, False): domestic_premises,
    ("NON_DOMESTIC", SUPPLIER, False): non_domestic_premises,
    ("DOMESTIC", NETWORK, False): network_premises,
    ("DOMESTIC", SUPPLIER, True): shared_supplier_premises,
    ("DOMESTIC", NETWORK, True): shared_network_premises,
}
_LABEL: Final = re.compile(r"[A-Z]\d{1,2}\.\d{1,3}[A-Z]{0,3}")
_STEP: Final = re.compile(r"\(\s*([a-z]{1,5}|\d{1,2})\s*\)")


@frozen
class Setting:
    """What a sentence is read in: its clause, and for each clause known the party it is about."""

    clause: str
    parties: Mapping[str, str] = field(factory=dict)


@frozen
class Meaning:
    """The rules a sentence states, and the doubts of reading that come with its words."""

    rules: tuple[Rule, ...]
    doubts: tuple[tuple[str, Condition], ...] = ()


def meaning(node: Node, setting: Setting) -> Meaning:
    """What a parsed sentence says. `LanguageError` where its words do not settle what."""
    reader = _Reader(setting)
    sentence = node.parts[0]
    assert isinstance(sentence, Node)
    match sentence.name:
        case "nothing":
            return Meaning((NotUsed(),))
        case "definition":
            rules: tuple[Rule, ...] = (reader.definition(sentence),)
        case "deeming":
            rules = (reader.deeming(sentence),)
        case _:
            rules = (reader.rule(sentence),)
    return Meaning((*reader.defined, *rules), tuple(reader.doubts))


@mutable
class _Years:
    """Where a sequence of years has got to: the last year spoken of, 0 at the start."""

    last: int = 0

    def condition(self, years: Node) -> Condition:
        """The years a phrase means, from where the sequence stands."""
        phrase, *after = years.phrases()
        match phrase.kind:
            case "THEREAFTER":
                return self._onward(phrase, anchored=bool(after))
            case "EVERY_NTH":
                nth = _nth(phrase.parts["nth"])
                return Turn(years_since_initial, nth, nth, place=phrase.place)
            case "THE_YEAR":
                return self._span(1, 1, phrase)
            case "NTH_YEAR":
                nth = _nth(phrase.parts["nth"])
                return self._span(nth, nth, phrase)
            case "NTH_YEARS":
                return self._span(1, numbers.from_words(phrase.parts["many"]), phrase)
            case "NEXT_YEARS":
                return self._span(self._next(phrase), self.last + numbers.from_words(phrase.parts["more"]), phrase)
            case "NEXT_YEAR":
                return self._span(self._next(phrase), self.last + 1, phrase)
            case "NTH_AND_NTH":
                words = re.findall("|".join(ORDINALS), phrase.parts["nths"], re.IGNORECASE)
                return Either(tuple(self._span(y, y, phrase) for y in sorted(_nth(word) for word in words)))
        raise LanguageError(f"'{phrase.text}' is no year")

    def _next(self, phrase: Phrase) -> int:
        if not self.last:
            raise LanguageError(f"'{phrase.text}' follows no year, so it is not settled which year it is")
        return self.last + 1

    def _onward(self, phrase: Phrase, *, anchored: bool) -> Condition:
        if anchored or not self.last:
            return ALWAYS
        return evolve(years_since_initial.is_at_least(self.last + 1), place=phrase.place)

    def _span(self, first: int, last: int, phrase: Phrase) -> Condition:
        self.last = last
        if first == last:
            return evolve(years_since_initial.is_exactly(first), place=phrase.place)
        return years_since_initial.is_at_least(first) & years_since_initial.is_at_most(last)


def _nth(word: str) -> int:
    word = word.casefold()
    return ORDINALS[word] if word in ORDINALS else int(re.sub(r"\D", "", word))


@mutable
class _Reader:
    """Reads one sentence; remembers the amount last spoken of, names given on the way, and doubts."""

    setting: Setting
    defined: list[Defines] = field(factory=list)
    doubts: list[tuple[str, Condition]] = field(factory=list)
    amount_before: Amount | None = None
    years: _Years = field(factory=_Years)
    role: str | None = None

    # A sentence as a whole.

    def rule(self, node: Node) -> Answers:
        self.role = _role(node) or _role_by_words(node)
        (main,) = node.nodes("main")
        conditions: list[Condition] = []
        exceptions: list[Condition] = []
        ties: dict[str, list[str]] = {"YIELDS": [], "NOTWITHSTANDING": [], "WITHOUT_PREJUDICE": []}
        for part in node.parts:
            if not isinstance(part, Node):
                continue
            if part.name == "when":
                conditions.append(self.condition(_only(part), self.role))
            elif part.name == "exception":
                exceptions.append(self.condition(_only(part), self.role))
            elif part.name == "precedence":
                ties[part.phrases()[0].kind].extend(self._references(part))
            elif part.name == "main":
                conditions.extend(self._subject(part))
        limbs = tuple(self._limbs(main))
        return Answers(
            question=assessment,
            applies=_both(conditions),
            limbs=limbs,
            unless=_either(exceptions),
            yields_to=tuple(ties["YIELDS"]),
            prevails_over=tuple(ties["NOTWITHSTANDING"]),
            stands_beside=tuple(ties["WITHOUT_PREJUDICE"]),
            place=next(node.all_phrases()).place,
        )

    def definition(self, node: Node) -> Defines:
        self.role = _role_by_words(node) or self.setting.parties.get(self.setting.clause) or SUPPLIER
        within: list[str] = []
        for scope in node.nodes("defined_for"):
            within.extend(self._references(scope))
            within.extend(label for p in scope.phrases("PURPOSES_HERE") for label in _LABEL.findall(p.text))
        (name,) = node.phrases("NEW_NAME")
        (amount,) = node.nodes("amount")
        return Defines(
            name=" ".join(name.parts["new"].split()), amount=self.amount(amount), within=tuple(within), place=name.place
        )

    def deeming(self, node: Node) -> Deems:
        on = tuple(label for part in node.nodes("what_for") for label in self._references(part))
        parties = {self.setting.parties[label] for label in on if label in self.setting.parties}
        self.role = _role_by_words(node) or (parties.pop() if len(parties) == 1 else None)
        if self.role is None:
            raise LanguageError("it does not say whether a supplier's or a network party's premises are meant")
        (summands,) = node.nodes("summands")
        parts = tuple(self.term(part) for part in summands.parts if isinstance(part, Node))
        counted = next((self.term(n) for n in node.nodes("count")), None) or next(
            (self.term(c) for n in node.nodes("of_what") for c in n.nodes("count")), None
        )
        count = counted if isinstance(counted, Count) else _COUNTS["DOMESTIC", self.role, False]
        out = any(p.kind in ("EXCLUDES", "ARE_EXCLUDED") for p in node.phrases())
        if not on:
            raise LanguageError("it does not say for which Sections the number is counted so")
        place = next(node.all_phrases()).place
        return Deems(on=on, count=count, includes=() if out else parts, excludes=parts if out else (), place=place)

    def _references(self, node: Node) -> Iterator[str]:
        for phrase in node.phrases("REFERENCES"):
            yield from references(phrase.text)

    # What must be done, and in which year.

    def _subject(self, main: Node) -> Iterator[Condition]:
        for subject in main.nodes("subject"):
            yield self._subject_condition(subject)

    def _subject_condition(self, subject: Node) -> Condition:
        conditions: list[Condition] = []
        for part in subject.nodes("party"):
            conditions.append(_party(part))
        for part in subject.nodes("condition"):
            conditions.append(self.condition(part, self.role))
        return _both(conditions)

    def _limbs(self, main: Node) -> Iterator[Limb]:
        (effects,) = main.nodes("effects")
        lead = [self.years.condition(y) for y in main.nodes("years")]
        for limb in self._effects(effects, "", ()):
            yield evolve(limb, when=_both([*lead, limb.when]))

    def _effects(self, effects: Node, label: str, before: tuple[Limb, ...]) -> Iterator[Limb]:
        given = list(before)
        for part in effects.parts:
            if isinstance(part, Node) and part.name == "limbs":
                yield from self._listed(part, label)
            elif isinstance(part, Node) and part.name == "effect":
                limb = self._effect(part, label, tuple(given))
                given.append(limb)
                yield limb

    def _listed(self, limbs: Node, label: str) -> Iterator[Limb]:
        given: list[Limb] = []
        earlier: list[Condition] = []
        for part in limbs.nodes("limb1", "limb2"):
            step = part.phrases("L1", "L2")[0]
            own = label + "".join(step.text.split())
            when, unless = self._limb_conditions(part, earlier)
            for effect in part.nodes("effect", "limbs"):
                inner = (
                    self._listed(effect, own)
                    if effect.name == "limbs"
                    else iter((self._effect(effect, own, tuple(given)),))
                )
                for limb in inner:
                    conditions = [when, limb.when, *([Not(unless)] if unless != NEVER else [])]
                    limb = evolve(limb, when=_both(conditions))
                    given.append(limb)
                    yield limb
            earlier.append(when)

    def _limb_conditions(self, limb: Node, earlier: Sequence[Condition]) -> tuple[Condition, Condition]:
        conditions: list[Condition] = []
        exceptions: list[Condition] = []
        for part in limb.nodes("when", "exception", "subject", "otherwise"):
            if part.name == "when":
                conditions.append(self.condition(_only(part), self.role))
            elif part.name == "exception":
                exceptions.append(self.condition(_only(part), self.role))
            elif part.name == "subject":
                conditions.append(self._subject_condition(part))
            else:
                conditions.extend(Not(c) for c in earlier)
        return _both(conditions), _either(exceptions)

    def _effect(self, effect: Node, label: str, given: tuple[Limb, ...]) -> Limb:
        (outcome,) = effect.nodes("outcome")
        (phrase,) = outcome.phrases()
        when = _both([self.years.condition(y) for y in effect.nodes("years")])
        return Limb(label, when, self._outcome(phrase, label, given), place=phrase.place)

    def _outcome(self, phrase: Phrase, label: str, given: tuple[Limb, ...]) -> Outcome | Repeats:
        if phrase.kind in _OUTCOMES:
            return _OUTCOMES[phrase.kind]
        if not given:
            raise LanguageError(f"'{phrase.text}' repeats a sequence, but nothing stands before it")
        steps = [f"({s})" for s in _STEP.findall(phrase.text)] if phrase.kind == "REPEAT" else []
        if not steps:
            return Repeats(given[0].label, given[-1].label)
        parent = label[: label.rfind("(")] if label.count("(") > 1 else ""
        return Repeats(parent + steps[0], parent + steps[-1])

    # Conditions.

    def condition(self, node: Node, role: str | None) -> Condition:
        """A condition; a party test that comes first governs all that is joined after it."""
        groups = node.nodes("together")
        first = _first_unit(groups[0])
        if len(groups) > 1 and first is not None and not any(_tests_party(g) for g in groups[1:]):
            rest = Node("together", groups[0].parts[1:])
            left = [g for g in (rest, *groups[1:]) if g.nodes()]
            if len(left) == len(groups):
                return Both((self._unit(first, role), Either(tuple(self._together(g, role) for g in left))))
        return _either([self._together(g, role) for g in groups])

    def _together(self, node: Node, role: str | None) -> Condition:
        role = _role(node) or role
        return _both([self._unit(part, role) for part in node.nodes()])

    def _unit(self, node: Node, role: str | None) -> Condition:
        match node.name:
            case "condition":
                return self.condition(node, role)
            case "together":
                return self._together(node, role)
            case "unit":
                return _both([self._unit(part, role) for part in node.nodes()])
            case "is_party":
                return _party(node.nodes("party")[0])
            case "is_either":
                return _either([_party(p) for p in node.nodes("party")])
            case "is_not":
                return _both([Not(_party(p)) for p in node.nodes("party")])
            case "decision":
                return _decision(node.phrases("DECISION")[0])
            case "bracket_any":
                return _either([self._unit(part, role) for part in node.nodes()])
            case "bracket_all":
                return _both([self._unit(part, role) for part in node.nodes()])
            case "conditions":
                return self._conditions(node, role)
            case "parties":
                return _joined([_party(p) for p in node.nodes("party")], node, heading=node.phrases("EITHER"))
            case "party_supplies" | "party_has":
                party = node.nodes("party")[0]
                return Both((_party(party), self._comparison(node, _role_of(party) or role)))
            case _:
                return self._comparison(node, role)

    def _conditions(self, node: Node, role: str | None) -> Condition:
        items = node.nodes("item1", "item2")
        inner = [self.condition(i.nodes("condition")[0], role) for i in items]
        return _joined(
            inner,
            Node("joints", tuple(j for i in items for j in i.nodes("joint"))),
            heading=node.phrases("ALL_OF", "ANY_OF", "EITHER", "BOTH"),
        )

    def _comparison(self, node: Node, role: str | None) -> Condition:
        (relations,) = node.nodes("relations") or (
            Node("relations", node.nodes("compare", "or_so", "between", "is_number")),
        )
        amounts = node.nodes("amount")
        left = self.amount(amounts[0], role) if amounts else self._counted(relations, role)
        self.amount_before = left
        parts = [self._relation(left, r, role) for r in relations.nodes()]
        joints = {p.kind for p in relations.phrases()}
        if joints & {"OR", "ANDOR"} and joints & {"AND", "BUT"}:
            raise LanguageError("'and' and 'or' join comparisons of one quantity, and it is not settled which first")
        return _either(parts) if joints & {"OR", "ANDOR"} else _both(parts)

    def _counted(self, relations: Node, role: str | None) -> Amount:
        """What is compared in "supplies more than 250,000 Domestic Premises"."""
        for node in _below(relations):
            if node.name == "counted" and node.nodes("noun"):
                return self._count(node, role)
        raise LanguageError("it does not say of what there are to be so many")

    def _relation(self, left: Amount, node: Node, role: str | None) -> Condition:
        words = next(node.all_phrases())
        if node.name == "compare":
            condition: Condition = Comparison(
                left, _RELATIONS[words.kind], self._value(node.nodes("value")[0], role), place=words.place
            )
            inclusive = any(p.kind == "INCLUSIVE" for p in node.all_phrases())
            if words.kind == "UP_TO" and not inclusive:
                self.doubts.append((f"Whether '{words.text}' takes in its end is not said.", condition))
            return condition
        if node.name == "between":
            return self._between(left, node, role)
        (number,) = node.phrases("NUMBER")
        relation = Relation.EXACTLY
        place = number.place
        for kind, found in (("OR_MORE", Relation.AT_LEAST), ("OR_FEWER", Relation.AT_MOST)):
            for phrase in node.phrases(kind):
                relation, place = found, phrase.place
        return Comparison(left, relation, _figure(number), place=place)

    def _between(self, left: Amount, node: Node, role: str | None) -> Condition:
        low, high = (self._value(v, role) for v in node.nodes("value"))
        words = next(node.all_phrases())
        strict = bool(node.phrases("EXCLUSIVE"))
        above = Comparison(left, Relation.EXCEEDS if strict else Relation.AT_LEAST, low, place=words.place)
        below = Comparison(left, Relation.LESS_THAN if strict else Relation.AT_MOST, high, place=words.place)
        if not node.phrases("INCLUSIVE", "EXCLUSIVE"):
            ends = Either((left.is_exactly(low), left.is_exactly(high)))
            self.doubts.append((f"Whether '{words.text}' takes in its ends is not said.", ends))
        return Both((above, below))

    # Amounts.

    def _value(self, node: Node, role: str | None) -> Amount:
        for phrase in node.phrases("NUMBER"):
            return _figure(phrase)
        return self.amount(node.nodes("amount")[0], role)

    def amount(self, node: Node, role: str | None = None) -> Amount:
        """An amount: terms added together."""
        return _sum([self.term(part, role) for part in node.nodes()])

    def term(self, node: Node, role: str | None = None) -> Amount:
        """One term of an amount."""
        match node.name:
            case "count":
                return self._named_inline(node, self._count(node, role))
            case "named":
                (name,) = node.phrases("NAME")
                return Named(" ".join(name.parts["name"].split()), place=name.place)
            case "that_number":
                if self.amount_before is None:
                    raise LanguageError(f"'{node.phrases()[0].text}' stands for no number spoken of before")
                return self.amount_before
            case "sum_of":
                items = [p for p in node.nodes() if p.name not in ("summand1", "summand2")]
                items += [p.nodes()[0] for p in node.nodes("summand1", "summand2")]
                if any(
                    j.phrases("NEXT_OR", "NEXT_ANDOR")
                    for s in node.nodes("summand1", "summand2")
                    for j in s.nodes("joint")
                ):
                    raise LanguageError("the items of a sum are joined with 'or'")
                return self._named_inline(node, _sum([self.term(i, role) for i in items]))
            case "times":
                (number,) = node.phrases("NUMBER")
                return Times(_figure(number), self.term(node.nodes()[0], role), place=number.place)
            case "multiple":
                (phrase,) = node.phrases("TWICE", "THRICE")
                figure = Figure(2 if phrase.kind == "TWICE" else 3, place=phrase.place)
                return Times(figure, self.term(node.nodes()[0], role), place=phrase.place)
        raise LanguageError(f"'{node.name}' is no amount")

    def _named_inline(self, node: Node, amount: Amount) -> Amount:
        for phrase in node.phrases("INLINE_NAME"):
            self.defined.append(
                Defines(name=" ".join(phrase.parts["inline"].split()), amount=amount, place=phrase.place)
            )
        return amount

    def _count(self, node: Node, role: str | None) -> Count:
        (noun,) = node.nodes("noun")
        (phrase,) = noun.phrases()
        mods = {p.kind for m in node.nodes("mod") for p in m.phrases()}
        if {"AS_SUPPLIER", "AS_NETWORK"} <= mods:
            raise LanguageError("premises are counted both as supplier and as network party")
        if phrase.kind == "NON_DOMESTIC":
            own = NETWORK if "AS_NETWORK" in mods else SUPPLIER
        elif "AS_SUPPLIER" in mods or "AS_NETWORK" in mods:
            own = SUPPLIER if "AS_SUPPLIER" in mods else NETWORK
        else:
            own = role or self.role or ""
        shared = "SHARES" in mods
        found = _COUNTS.get((phrase.kind, own, shared))
        if found is None:
            party = f"a {own} party's" if own else "whose"
            raise LanguageError(f"'{phrase.text}' is counted by no party that the clause names ({party} premises?)")
        return evolve(found, place=phrase.place)


def _only(node: Node) -> Node:
    (inner,) = node.nodes("condition")
    return inner


def _below(node: Node) -> Iterator[Node]:
    yield node
    for part in node.nodes():
        yield from _below(part)


def _first_unit(group: Node) -> Node | None:
    units = group.nodes()
    return units[0] if units and units[0].name in ("is_party", "is_either", "is_not") else None


def _tests_party(node: Node) -> bool:
    return any(n.name == "party" for n in _below(node))


def _role_of(party: Node) -> str | None:
    return SUPPLIER if party.phrases("SUPPLIER_PARTY") else NETWORK if party.phrases("NETWORK_PARTY") else None


def _role(node: Node) -> str | None:
    """The party that a sentence, or a group of conditions, says its User is; None unless it is one only."""
    roles: set[str | None] = set()
    for inner in _below(node):
        if inner.name in ("is_party", "party_supplies", "party_has", "subject", "parties", "is_either"):
            roles.update(_role_of(p) for p in inner.nodes("party"))
    return roles.pop() if len(roles) == 1 else None


def _role_by_words(node: Node) -> str | None:
    """The party by which premises are counted, where the words say so once and for all."""
    kinds = {p.kind for p in node.all_phrases()}
    if "AS_SUPPLIER" in kinds and "AS_NETWORK" not in kinds:
        return SUPPLIER
    return NETWORK if "AS_NETWORK" in kinds and "AS_SUPPLIER" not in kinds else None


def _party(node: Node) -> YesNo:
    (phrase,) = node.phrases()
    fact = supplier_party if phrase.kind == "SUPPLIER_PARTY" else network_party
    return evolve(fact, place=phrase.place)


def _decision(phrase: Phrase) -> YesNo:
    words = " ".join(phrase.text.split())
    name = re.sub(r"[^a-z0-9]+", "_", words.casefold().removeprefix("the ")).strip("_")[:80]
    return YesNo(name, words, decided_by=words, place=phrase.place)


def _figure(phrase: Phrase) -> Figure:
    return Figure(numbers.read(phrase.text).value, place=phrase.place)


def _sum(parts: list[Amount]) -> Amount:
    flat: list[Amount] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Sum) else (part,))
    return flat[0] if len(flat) == 1 else Sum(tuple(flat))


def _both(conditions: Sequence[Condition]) -> Condition:
    flat: list[Condition] = []
    for condition in conditions:
        flat.extend(condition.conditions if isinstance(condition, Both) else (condition,))
    return flat[0] if len(flat) == 1 else Both(tuple(flat))


def _either(conditions: Sequence[Condition]) -> Condition:
    flat: list[Condition] = []
    for condition in conditions:
        flat.extend(condition.conditions if isinstance(condition, Either) else (condition,))
    return flat[0] if len(flat) == 1 else Either(tuple(flat))


def _joined(inner: Sequence[Condition], joints: Node, *, heading: Sequence[Phrase]) -> Condition:
    """Listed conditions, joined as the list says; "and" binds closer where it says both."""
    kinds = [p.kind for j in joints.nodes("joint") for p in j.phrases()]
    said = {"any" if k in ("NEXT_OR", "NEXT_ANDOR") else "all" for k in kinds}
    named = {"any" if p.kind in ("ANY_OF", "EITHER") else "all" for p in heading}
    if named and said and said != named:
        raise LanguageError("the words before the list and those between its items join it differently")
    if len(said) == 2:
        raise LanguageError("the list joins its items with 'and' and with 'or', and it is not settled which first")
    if not said and not named and len(inner) > 1:
        raise LanguageError("the list does not say whether its conditions are joined with 'and' or with 'or'")
    return _either(inner) if "any" in (said or named) else _both(inner)
