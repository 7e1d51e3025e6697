"""What is compared with what: from grammar nodes to comparisons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve, mutable

from sec_rules.drafting.grammar import numbers
from sec_rules.drafting.grammar.amounts import Amounts, below
from sec_rules.drafting.grammar.joining import both, by_joints, either, joined
from sec_rules.drafting.grammar.own_words import folded
from sec_rules.drafting.grammar.parser import Node
from sec_rules.drafting.grammar.roles import NETWORK, SUPPLIER
from sec_rules.drafting.grammar.sentences import Phrase
from sec_rules.errors import LanguageError
from sec_rules.lang import Amount, Both, Comparison, Condition, Count, Either, Figure, Not, Place, Relation
from sec_rules.lang.compounds import TURNED, compared

RELATIONS: Final[Mapping[str, Relation]] = {
    "EXCEEDS": Relation.EXCEEDS,
    "AT_LEAST": Relation.AT_LEAST,
    "AT_MOST": Relation.AT_MOST,
    "UP_TO": Relation.AT_MOST,
    "LESS_THAN": Relation.LESS_THAN,
    "EXACTLY": Relation.EXACTLY,
}
_OPPOSITES: Final[Mapping[Relation, Relation]] = {
    Relation.EXCEEDS: Relation.AT_MOST,
    Relation.AT_MOST: Relation.EXCEEDS,
    Relation.AT_LEAST: Relation.LESS_THAN,
    Relation.LESS_THAN: Relation.AT_LEAST,
}


@mutable
class Comparisons(Amounts):
    """Reads the comparisons of one sentence."""

    def comparison(self, node: Node, role: str | None) -> Condition:
        """A comparison, or several of one amount, or one of several amounts."""
        amounts = [self.amount(a, role) for a in node.nodes("amount")]
        if node.name == "flipped":
            return self._flipped(node, amounts[0])
        relations = relations_of(node)
        if not amounts:
            heading = node.phrases("EITHER", "BOTH", "ALL_OF", "ANY_OF")
            return self._supplies(relations, _as_which(node) or role, heading, measured=self._measured(node))
        if len(amounts) > 1:
            each = [self._related(a, relations, role) for a in amounts]
            if node.name == "neither_amount":
                return both([Not(c) for c in each])
            return either(each) if node.name == "either_amount" else both(each)
        self._speak_of(amounts[0])
        condition = self._related(amounts[0], relations, role)
        parts = _and_parts(node.nodes("amount")[0])
        if parts:
            apart = both([self._related(self.term(part, role), relations, role) for part in parts])
            self._unsure("Whether 'the number of ... and ...' adds the two together is not said.", condition, apart)
        return condition

    def _speak_of(self, amount: Amount) -> None:
        """Takes an amount for the one last spoken of; the numbers that another was compared with are none of its."""
        if amount != self.amount_before:
            self.figures = ()
            self.several = self.several or self.spoke
        self.amount_before, self.spoke = amount, True

    def related(self, node: Node, role: str | None) -> Condition:
        """A comparison of the amount last spoken of ("(a) exceeds 250,000, ...")."""
        if self.amount_before is None:
            raise LanguageError("a comparison stands without the amount that is compared")
        self.uncompared = False
        return self._related(self.amount_before, relations_of(node), role)

    def _related(self, left: Amount, relations: Node, role: str | None) -> Condition:
        self.in_units(left, relations)
        for counted in _counted(relations):
            if type(left) is Count and self.counted(counted, role) != left:
                raise LanguageError(f"a number of {left.short} is compared with one of other premises")
        items = relations.nodes("rel1", "rel2")
        if items:
            inner = [self._related(left, relations_of(item), role) for item in items]
            joints = Node("joints", tuple(j for item in items for j in item.nodes("joint")))
            return joined(inner, joints, heading=(), choices=self.choices)
        if relations.name == "neither_relations":
            return both([Not(self._relation(left, r, role)) for r in relations.nodes()])
        if relations.name == "nor_relations":
            one, other = (self._relation(left, r, role) for r in relations.nodes())
            return both([one, Not(other)])
        return by_joints(relations, list(self._each_relation(left, relations.nodes(), role)), self.choices)

    def _each_relation(self, left: Amount, relations: Sequence[Node], role: str | None) -> Iterator[Condition]:
        """Each comparison of an amount; one that is not said anew ("exceeds 5 but not 9") is that before it."""
        before: Phrase | None = None
        for relation in relations:
            if relation.name == "but_not":
                if before is None:
                    raise LanguageError("'not' stands before a number without a comparison that it could turn round")
                repeated = Node("compare", (before, *relation.nodes("value")))
                yield Not(self._relation(left, repeated, role))
                continue
            yield self._relation(left, relation, role)
            before = relation.phrases()[0] if relation.name == "compare" else None

    def _measured(self, node: Node) -> Count | None:
        """What its verb alone says how much of there is, in the words of another rulebook; None where it says none."""
        said = [phrase.parts.get("verb") or phrase.parts.get("participle") for phrase in node.phrases("SUPPLIES")]
        own = self.setting.own
        return own.measured_by(folded(said[0])) if own is not None and len(said) == 1 and said[0] else None

    def _supplies(
        self, relations: Node, role: str | None, heading: Sequence[Phrase] = (), *, measured: Count | None = None
    ) -> Condition:
        """What is compared in "supplies more than 50,000 but not more than 250,000 Domestic Premises"."""
        items = relations.nodes("rel1", "rel2")
        if items:
            inner = [self._supplies(relations_of(item), role, measured=measured) for item in items]
            joints = Node("joints", tuple(j for item in items for j in item.nodes("joint")))
            return joined(inner, joints, heading=heading, choices=self.choices)
        parts = relations.nodes()
        own = [next(_counted(Node("relations", (part,))), None) for part in parts]
        conditions: list[Condition] = []
        for number, part in enumerate(parts):
            counted = next((c for c in own[number:] if c is not None), None) or next((c for c in own if c), None)
            if counted is None and measured is None and not (self.amount_before is not None and _speaks_back(part)):
                raise LanguageError("it does not say of what there are to be so many")
            amount = (measured or self.amount_before) if counted is None else self.counted(counted, role)
            assert amount is not None
            self._speak_of(amount)
            self.in_units(amount, part)
            conditions.append(self._relation(amount, part, role))
        compared_so = by_joints(relations, conditions, self.choices)
        said = {"any" if p.kind in ("EITHER", "ANY_OF") else "all" for p in heading}
        if said and said != {"any" if isinstance(compared_so, Either) else "all"}:
            raise LanguageError("the words before what there are to be so many of join it differently")
        return compared_so

    def _served(self, node: Node, role: str | None) -> Condition:
        """How many premises there are that lie with somebody: "more than 5 Domestic Premises depend on it"."""
        (phrase,) = node.phrases("SERVED")
        own = {"network": NETWORK, "supplier": SUPPLIER}.get(phrase.parts.get("role", "").casefold())
        role = own or role or self.role or (None if "role" in phrase.parts else NETWORK)
        relations = relations_of(node)
        if self.amount_before is not None and next(_counted(relations), None) is None:
            said = self._related(self.amount_before, relations, role)
        else:
            said = self._supplies(relations, role)
        party_said = self.setting.spoken.parties.get(own or "")
        return said if party_said is None else Both((evolve(party_said, place=phrase.place), said))

    def _flipped(self, node: Node, amount: Amount) -> Condition:
        (number,) = node.phrases("NUMBER")
        self.in_units(amount, node)
        (words,) = (p for p in node.phrases() if p.kind in RELATIONS)
        return compared(amount, TURNED[RELATIONS[words.kind]], self.figure(number), words.place)

    def _relation(self, left: Amount, node: Node, role: str | None) -> Condition:
        words = next(node.all_phrases())
        match node.name:
            case "compare":
                return self._compared(left, node, words, role)
            case "between":
                return self._between(left, node, words, role)
            case "is_not_number":
                (number,) = node.phrases("NUMBER")
                self._doubt_figure(left, Relation.EXACTLY, number)
                return Not(compared(left, Relation.EXACTLY, self.figure(number), number.place))
            case "none":
                place = node.phrases("NO_PREMISES")[0].place
                return compared(left, Relation.EXACTLY, Figure(0, place=place), place)
            case "is_so_not":
                return _opposite(self._relation(left, node.nodes()[0], role), words.place)
        (number,) = node.phrases("NUMBER")
        relation, place = Relation.EXACTLY, number.place
        for kind, found in (("OR_MORE", Relation.AT_LEAST), ("OR_FEWER", Relation.AT_MOST)):
            for phrase in node.phrases(kind):
                relation, place = found, phrase.place
        self._doubt_figure(left, relation, number)
        self.figures = (*self.figures, self.figure(number))
        return compared(left, relation, self.figure(number), place)

    def _compared(self, left: Amount, node: Node, words: Phrase, role: str | None) -> Condition:
        (value,) = node.nodes("value")
        right, relation = self.value(value, role), RELATIONS[words.kind]
        if isinstance(right, Figure):
            self.figures = (*self.figures, right)
        if words.kind == "UP_TO" and not node.phrases("INCLUSIVE"):
            end = compared(left, Relation.EXACTLY, right, None)
            self.doubts.append((f"Whether '{words.text}' takes in its end is not said.", end))
        for number in value.phrases("NUMBER"):
            self._doubt_figure(left, relation, number)
        return compared(left, relation, right, words.place)

    def _doubt_figure(self, left: Amount, relation: Relation, phrase: Phrase) -> None:
        if "value" in phrase.parts:
            return
        number = numbers.read(phrase.text)
        if number.other is not None:
            one, other = (compared(left, relation, Figure(n), None) for n in (number.value, number.other))
            self._unsure(f"'{phrase.text}' says two numbers; the words are taken.", one, other)

    def _between(self, left: Amount, node: Node, words: Phrase, role: str | None) -> Condition:
        low, high = (self.value(v, role) for v in node.nodes("value"))
        if isinstance(low, Figure) and isinstance(high, Figure) and low.value > high.value:
            raise LanguageError(f"the ends of '{words.text}' are the wrong way round: {low.value:,} to {high.value:,}")
        strict = bool(node.phrases("EXCLUSIVE"))
        above = compared(left, Relation.EXCEEDS if strict else Relation.AT_LEAST, low, words.place)
        below = compared(left, Relation.LESS_THAN if strict else Relation.AT_MOST, high, words.place)
        if not node.phrases("INCLUSIVE", "EXCLUSIVE"):
            ends = Either((compared(left, Relation.EXACTLY, low, None), compared(left, Relation.EXACTLY, high, None)))
            self.doubts.append((f"Whether '{words.text}' takes in its ends is not said.", ends))
        return Both((above, below))

    def _unsure(self, text: str, one: Condition, other: Condition) -> None:
        """A doubt where two readings differ."""
        self.doubts.append((text, Either((Both((one, Not(other))), Both((Not(one), other))))))


def _as_which(node: Node) -> str | None:
    """The party that somebody is said to be of so many premises: "is the Responsible Supplier for ..."."""
    kinds = {p.kind for p in node.phrases()}
    return SUPPLIER if "SUPPLIES_AS_SUPPLIER" in kinds else NETWORK if "SUPPLIES_AS_NETWORK" in kinds else None


def relations_of(node: Node) -> Node:
    """The comparisons that a part of a sentence holds, as one node whether one or several are joined."""
    found = node.nodes("relations", "nor_relations", "neither_relations")
    return (
        found[0]
        if found
        else Node(
            "relations", node.nodes("compare", "or_so", "between", "is_number", "is_not_number", "is_so_not", "none")
        )
    )


def _counted(node: Node) -> Iterator[Node]:
    kinds = ("noun", "named", "weighed_premises")
    yield from (n for n in below(node) if n.name == "counted" and n.nodes(*kinds))


def _speaks_back(node: Node) -> bool:
    """Whether premises are said to be those spoken of before ("250,000 or fewer such premises")."""
    premises = [p for inner in below(node) for p in inner.phrases("PREMISES")]
    return any("such" in p.text.casefold() or "those" in p.text.casefold() for p in premises)


def _and_parts(amount: Node) -> tuple[Node, ...]:
    """The terms of "the number of A and B", which may mean their sum or each."""
    weighed = amount.phrases("WEIGHING") or amount.nodes("weighted")
    return amount.nodes_but("mod") if amount.phrases("AND") and not weighed else ()


def _opposite(condition: Condition, place: Place) -> Condition:
    if isinstance(condition, Comparison) and condition.relation in _OPPOSITES:
        return evolve(condition, relation=_OPPOSITES[condition.relation], place=place)
    return Not(condition, place=place)
