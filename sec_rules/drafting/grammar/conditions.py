"""When a clause applies: from grammar nodes to conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve, field, mutable

from sec_rules.drafting.grammar.amounts import below
from sec_rules.drafting.grammar.comparisons import Comparisons, relations_of
from sec_rules.drafting.grammar.discretion import decision_of
from sec_rules.drafting.grammar.joining import (
    both,
    by_words,
    either,
    ends_in_alternatives,
    goes_on_with_and,
    is_alternative,
    joined,
    joint_behind,
    put_together,
)
from sec_rules.drafting.grammar.known_by import class_name, condition_name, named_condition
from sec_rules.drafting.grammar.own_words import folded
from sec_rules.drafting.grammar.parser import Node
from sec_rules.drafting.grammar.roles import NETWORK, SUPPLIER
from sec_rules.drafting.grammar.sentences import Phrase
from sec_rules.errors import LanguageError
from sec_rules.lang import (
    ALWAYS,
    Both,
    Condition,
    Either,
    Not,
    YesNo,
)
from sec_rules.lang.compounds import at_least
from sec_rules.lang.traversal import walk

_PARTY_NODES: Final = frozenset(
    (
        "is_party",
        "party_is",
        "party_supplies",
        "party_has",
        "subject",
        "in_case",
        "parties",
        "is_either",
        "paired",
        "applying",
        "in_passing",
        "in_full",
    )
)
_PARTY_TESTS: Final = frozenset(("is_party", "is_either", "is_not"))


@mutable
class Conditions(Comparisons):
    """Reads the conditions of one sentence."""

    # The kinds of Users to which the sentence gives a name, and who they are.
    classes: dict[str, Condition] = field(factory=dict)

    def condition(self, node: Node, role: str | None) -> Condition:
        """A condition; a party test that comes first governs all that is joined after it."""
        return self._condition_as_open(node, self._condition(node, role))

    def _condition_as_open(self, node: Node, said: Condition) -> Condition:
        freed = self.attached.at(node)
        return said if freed is None else freed.condition(said)

    def _condition(self, node: Node, role: str | None) -> Condition:
        if len(node.nodes("together")) > 1:
            _refuse_exempt(node)
        return either([self._alternatives(groups, ors, role) for groups, ors in _by_party(node)])

    def _alternatives(self, groups: Sequence[Node], ors: Sequence[Phrase], role: str | None) -> Condition:
        """Groups of conditions with "or" between them, which say of one party at most that the User is of it."""
        if len(groups) == 1:
            return self._together(groups[0], role)
        first = _first_unit(groups[0])
        if self.attached.at(groups[0]) is not None:
            raise LanguageError("words that are not read stand where it hangs on them what 'or' joins")
        if first is not None and not any(_tests_party(g) for g in groups[1:]):
            rest = Node("together", groups[0].parts[1:])
            if rest.nodes():
                return Both((self._unit(first, role), self._in_a_row((rest, *groups[1:]), ors, role)))
        return self._in_a_row(groups, ors, role)

    def _together(self, node: Node, role: str | None) -> Condition:
        role, first = role_of(node) or role, _first_unit(node)
        rest = Node("together", node.parts[1:])
        if first is None or not rest.nodes() or _tests_party(rest):
            return self._condition_as_open(node, self._in_a_row((node,), (), role))
        party = self._unit(first, role)
        return self._condition_as_open(node, both([party, self._in_a_row((rest,), (), role)]))

    def _in_a_row(self, groups: Sequence[Node], ors: Sequence[Phrase], role: str | None) -> Condition:
        """Groups of conditions with "or" between them and "and" within, put together in one of the ways to do so."""
        if ors and any(self.attached.at(group) is not None for group in groups):
            if any(len(group.nodes()) > 1 for group in groups):
                raise LanguageError("words that are not read stand where it hangs on them what 'or' joins")
            return either([self._together(group, role) for group in groups])
        parts: list[Condition] = []
        joints: list[Phrase] = []
        denied: list[int] = []
        for number, group in enumerate(groups):
            joints.extend(ors[number - 1 : number] if number else ())
            denied += self._members(group, role_of(group) or role, parts, joints, mixed=bool(ors))
        if len(denied) > 1 and denied[0] < len(parts) - 1:
            raise LanguageError("'not' stands twice, and it is not settled how far each of them reaches")
        return put_together(parts, joints, self.choices, denied=denied[0] if denied else None)

    def _members(
        self, group: Node, role: str | None, parts: list[Condition], joints: list[Phrase], *, mixed: bool
    ) -> list[int]:
        """Adds the conditions of a group, and what joins each to the next; those that are said together are one.

        The numbers of those that stand behind "it is not so that".
        """
        anew, denied = True, []
        for number, part in enumerate(group.nodes()):
            denied += [len(parts)] if part.name == "not_so" and anew else []
            series = part.name in ("series_all", "series_any") or _of_two_kinds(part)
            goes_on = series and (mixed or len(group.nodes()) > 1)
            apart = goes_on and self.attached.at(part) is None
            said = self._in_series(part, role, joints) if apart else (self._unit(part, role),)
            if ends_in_alternatives(part) and goes_on_with_and(group, number) and isinstance(said[0], Either):
                said = said[0].conditions
                joint = next(p for p in relations_of(part).phrases() if is_alternative(p))
                joints.extend([joint] * (len(said) - 1))
            parts[len(parts) - (not anew) :] = [said[0] if anew else both([parts[-1], said[0]]), *said[1:]]
            behind = joint_behind(group, number)
            anew = behind is not None
            joints.extend((behind,) if behind is not None else ())
        return denied

    def _in_series(self, node: Node, role: str | None, joints: list[Phrase]) -> Sequence[Condition]:
        """The conditions of a series that goes on with another word; adds what joins them, which is its last word."""
        role = role_of(node) or role
        joint = node.phrases("AND", "OR")[-1]
        joints.extend([joint] * (len(node.nodes()) - 1))
        return [self.party(part) if part.name == "party" else self._unit(part, role) for part in node.nodes()]

    def _unit(self, node: Node, role: str | None) -> Condition:
        return self._condition_as_open(node, self._read_unit(node, role))

    def _read_unit(self, node: Node, role: str | None) -> Condition:
        match node.name:
            case "condition":
                return self.condition(node, role)
            case "together":
                return self._together(node, role)
            case "is_neither":
                place = node.phrases("NEITHER")[0].place
                return both([Not(evolve(fact, place=place)) for fact in self.setting.rulebook.parties])
            case "is_party" | "is_either" | "is_both" | "is_not" | "is_not_both":
                return self._party_test(node)
            case "unit" | "listed":
                return both([self._unit(part, role) for part in node.nodes()])
            case "decision":
                return decision_of(node.phrases("DECISION")[0])
            case "is_so_defined":
                return self.in_full(node)
            case "exempt":
                return ALWAYS
            case "under":
                return self._under(node.phrases("REFERENCES")[0])
            case "not_under":
                return Not(self._under(node.phrases("REFERENCES")[0]))
            case "stated":
                return self._stated(node.phrases("STATED")[0])
            case "met":
                return self._met(node.phrases("MET")[0])
            case "not_before":
                return self.not_before(node.phrases()[0])
            case "of_it":
                return self._of_it(node, role)
            case "without":
                return self._excepted(node)
            case "applied_here":
                return self._applied_here(node.phrases()[0])
            case "bracket_any":
                _refuse_exempt(node)
                return either([self._unit(part, role) for part in node.nodes()])
            case "bracket_all":
                return both([self._unit(part, role) for part in node.nodes()])
            case "series_all" | "series_any":
                return self._series(node, role)
            case "not_so" | "neither_nor":
                _refuse_exempt(node)
                return both([Not(self._unit(part, role)) for part in node.nodes()])
            case "conditions":
                return self._conditions(node, role)
            case "parties":
                parties = [self.party(p) for p in node.nodes("party")]
                return joined(parties, node, heading=node.phrases("EITHER"), choices=self.choices)
            case "party_is":
                one, other = (self.party(p) for p in node.nodes("party"))
                return both([one, Not(other) if node.phrases("NOT") else other])
            case "served":
                return self._served(node, role)
            case "party_supplies" | "party_has":
                named = node.nodes("party")[0]
                return Both((self.party(named), self.comparison(node, named_role(named) or role)))
            case _:
                return self.comparison(node, role)

    def in_full(self, node: Node) -> Condition:
        """Who somebody is, of whom it is said at once what he is: "a Large Supplier (being a Supplier Party ...)"."""
        (who,) = node.nodes("in_full")
        (phrase,) = node.nodes("party")[0].phrases()
        role = role_of(who) or self.role
        said = both([*map(self.party, who.nodes("party")), *(self.condition(c, role) for c in who.nodes("condition"))])
        if phrase.kind != "CLASS":
            return both([self.party(node.nodes("party")[0]), said])
        self.classes[class_name(phrase.parts["class"])] = said
        return said

    def nobody(self, node: Node) -> list[Condition]:
        """Of whom it is said that none of them is bound: "no User which ... shall be required to ..."."""
        (phrase,) = node.phrases("NO_USER")
        role = phrase.parts.get("no_party", "").casefold() or None
        said = [self.condition(part, role or role_of(part) or self.role) for part in node.nodes("condition")]
        return [*([self.of_role(role, phrase)] if role is not None else ()), *said]

    def _under(self, phrase: Phrase) -> Condition:
        """That another clause applies: "to which Section G8.47 applies"."""
        applies = self.said_by(phrase).applies
        if applies is None:
            raise LanguageError(f"to whom '{phrase.text}' applies is not settled")
        self.provision_before = phrase
        return applies

    def _excepted(self, node: Node) -> Condition:
        """That an exception in brackets behind somebody does not hold: "(other than one for which ...)"."""
        if any(inner.name in ("decision", "under", "exempt") for inner in below(node)):
            raise LanguageError("an exception in brackets rests on another Section or on somebody's decision")
        return both([Not(self.condition(inner, role_of(inner) or self.role)) for inner in node.nodes("condition")])

    def _applied_here(self, phrase: Phrase) -> Condition:
        """That its own clause applies, which a sentence before it must say to whom it does."""
        if self.setting.before != ALWAYS:
            raise LanguageError(f"'{phrase.text}' stands where nothing before it says to whom that applies")
        return ALWAYS

    def all_others(self, phrase: Phrase) -> list[Condition]:
        """Who is meant by "any other Supplier Party": those of that party who are not meant by the rules before."""
        party, before = self.other_party(phrase), self.setting.before
        if before is not None and before != ALWAYS and party not in walk(before):
            raise LanguageError(f"'{phrase.text}' follows a rule of another party")
        return [party, self.not_before(phrase)]

    def not_before(self, phrase: Phrase, of: Phrase | None = None) -> Condition:
        """That nothing is so that the rules before it in its clause hang on, beside the party.

        `of` is how the sentence speaks of the User then, where it does.
        """
        if self.setting.own is not None and self.setting.others:
            self._refuse_some_others(phrase, of)
            if phrase.kind == "OTHERWISE":
                return both([Not(each) for each in self.setting.others])
        if not self.setting.earlier or ALWAYS in self.setting.earlier:
            raise LanguageError(f"'{phrase.text}' follows no condition that could be turned round")
        if phrase.kind != "NOT_BEFORE":
            return both([Not(each) for each in self.setting.earlier])
        last = self.setting.earlier[-1]
        text = " ".join(phrase.text.casefold().split())
        inner = last.conditions if isinstance(last, Both | Either) else (last,)
        if " both " in text and not (isinstance(last, Both) and len(inner) == 2):
            raise LanguageError(f"'{phrase.text}' speaks of two conditions, and not two stand before it")
        if " neither " in text or " none " in text:
            return both([Not(each) for each in inner])
        return Not(last)

    def _refuse_some_others(self, phrase: Phrase, of: Phrase | None) -> None:
        """Refuses, in the words of another rulebook, what may mean all others, or others of one kind only.

        So may "otherwise" behind a rule for a charity of some size, and "in any other case, it"; "any other licensee"
        means all of them.
        """
        words = phrase.text.casefold().split()
        if ALWAYS in self.setting.others:
            raise LanguageError(f"'{phrase.text}' follows no condition that could be turned round")
        of_all = "other" in words and "such" not in words and self.setting.before != ALWAYS
        if words[-1].startswith("case") and of is not None and of.text.casefold().split()[0] in _POINTING:
            of_all = False
        if not of_all and any(map(self.setting.names_party, self.setting.others)):
            raise LanguageError(f"'{phrase.text}' may speak of all others, or of others of one kind only")

    def _of_it(self, node: Node, role: str | None) -> Condition:
        """What is said of the amount last spoken of: "that sum exceeds 50,000 or, where it is less, ..."."""
        word = node.phrases("USER")[0].text.casefold()
        if word not in ("it", "they") or self.amount_before is None or self.several:
            raise LanguageError(f"'{word}' names no number that could be compared")
        return self._related(self.amount_before, relations_of(node), role)

    def _party_test(self, node: Node) -> Condition:
        named = [self.party(p) for p in node.nodes("party")]
        for phrase in node.phrases("INLINE_CLASS"):
            self.classes[class_name(phrase.parts["class"])] = either(named)
        if _of_two_kinds(node) and node.phrases("IS")[0].text.casefold() == "are":
            raise LanguageError(
                "those that are of one kind and those of another may be meant, or those that are of both"
            )
        if node.name in ("is_both", "is_not_both"):
            return both(named) if node.name == "is_both" else Not(both(named))
        return both([Not(p) for p in named]) if node.name == "is_not" else either(named)

    def of_role(self, role: str, phrase: Phrase) -> YesNo:
        """The fact that the User is of the party that has a role, as a phrase says."""
        party = self.setting.spoken.parties.get(role)
        if party is None:
            raise LanguageError(f"nothing that was read says who '{phrase.text}' is")
        return evolve(party, place=phrase.place)

    def of_party(self, phrase: Phrase) -> YesNo:
        """The fact that the User is of the party whose premises are spoken of ("of a Network Party")."""
        return self.of_role(phrase.parts["of"].casefold(), phrase)

    def other_party(self, phrase: Phrase) -> YesNo:
        """The fact that the User is of the party of which all others are meant ("any other Supplier Party")."""
        return self.of_role(phrase.parts["party"].casefold(), phrase)

    def party(self, node: Node) -> Condition:
        """That the User is of the party named, or of a kind to which the text gives a name."""
        (phrase,) = node.phrases()
        if phrase.kind != "CLASS":
            return self.of_role(SUPPLIER if phrase.kind == "SUPPLIER_PARTY" else NETWORK, phrase)
        name = class_name(phrase.parts["class"])
        own = None if self.setting.own is None else self.setting.own.conditions.get(folded(phrase.parts["class"]))
        if own is not None:
            return own
        if name in self.classes:
            return self.classes[name]
        if name not in self.setting.terms.conditions:
            raise LanguageError(f"nothing that was read says who '{phrase.text}' is")
        return self.setting.terms.conditions[name]

    def _stated(self, phrase: Phrase) -> Condition:
        """What a rulebook has a statement for."""
        assert self.setting.own is not None
        return self.setting.own.conditions[folded(phrase.parts["stated"])]

    def _met(self, phrase: Phrase) -> Condition:
        """Conditions that other sentences of the clause give a name: "conditions A and B are met"."""
        if "named" in phrase.parts:
            return self._met_by_name(phrase)
        if "labels" not in phrase.parts:
            return self._met_here(phrase)
        named = [condition_name(label) for label in _LABELS.split(phrase.parts["labels"])]
        missing = next((name for name in named if name not in self.setting.terms.conditions), None)
        if "of_section" in phrase.parts and self.setting.conditions:
            raise LanguageError(f"'{phrase.text}' names a condition of another Section, and this one has some itself")
        if missing is not None:
            raise LanguageError(f"nothing that was read says what condition {missing.upper()} is")
        inner = [self.setting.terms.conditions[name] for name in named]
        joins = [word.casefold() for word in re.findall(r"\b(?:and|or)\b", phrase.parts["labels"])]
        said = either(inner) if set(joins) == {"or"} else both(inner)
        if len(set(joins)) > 1:
            said = by_words(inner, joins, phrase.place, self.choices)
        turned = re.search(r"\b(?:not|neither)\b", phrase.text, re.IGNORECASE) is not None
        if turned and len(inner) > 1 and phrase.text.casefold().split()[0] != "neither":
            raise LanguageError(f"'{phrase.text}' does not say whether none of them is met, or not all")
        return both([Not(each) for each in inner]) if turned else said

    def _met_here(self, phrase: Phrase) -> Condition:
        """Those of its clause that have a name: "both of the following conditions are met", "neither is met"."""
        here = [self.setting.terms.conditions[name] for name in self.setting.conditions]
        words = phrase.text.casefold().split()
        if len(here) < 2 or (words[0] in ("both", "either", "neither") and len(here) != 2):
            raise LanguageError(f"'{phrase.text}' does not fit the {len(here)} conditions that have a name here")
        if "not" in words or words[:3] == ["one", "or", "more"] or (words[0] == "one" and "more" not in words):
            raise LanguageError(f"'{phrase.text}' does not settle how many of them are meant")
        if words[0] in ("neither", "none"):
            return both([Not(each) for each in here])
        return either(here) if words[0] in ("either", "any") else both(here)

    def _met_by_name(self, phrase: Phrase) -> Condition:
        """The one condition that has no label: "the following condition is met"."""
        found = self.setting.terms.conditions.get(named_condition(phrase.parts["named"]))
        if found is None:
            raise LanguageError(f"nothing that was read says what '{phrase.text}' means")
        return Not(found) if re.search(r"\bnot\b", phrase.text, re.IGNORECASE) else found

    def _conditions(self, node: Node, role: str | None) -> Condition:
        items = node.nodes("item1", "item2")
        inner = [self.condition(i.nodes("condition")[0], role) for i in items]
        joints = Node("joints", tuple(j for i in items for j in i.nodes("joint")))
        if node.phrases("NONE_OF"):
            _refuse_exempt(node)
            return both([Not(c) for c in inner])
        for phrase in node.phrases("SOME_OF"):
            _refuse_exempt(node)
            number = next(n for word in phrase.parts["of_those"].casefold().split() if (n := _MANY.get(word)))
            if joints.parts:
                raise LanguageError("the words before the list and those between its items join it differently")
            return at_least(number, *inner)
        listed = joined(inner, joints, heading=node.phrases("ALL_OF", "ANY_OF", "EITHER", "BOTH"), choices=self.choices)
        if isinstance(listed, Either):
            _refuse_exempt(node)
        return listed

    def _series(self, node: Node, role: str | None) -> Condition:
        """Conditions joined by commas and a last "and" or "or"; a party test that comes first governs the others."""
        role = role_of(node) or role
        first, *rest = node.nodes()
        if node.name == "series_any" and first.name in _PARTY_TESTS and not any(_tests_party(r) for r in rest):
            return Both((self._unit(first, role), either([self._unit(r, role) for r in rest])))
        parts = [self._unit(part, role) for part in node.nodes()]
        return either(parts) if node.name == "series_any" else both(parts)


_JOINT: Final = r"(?:,|\band\b|\bor\b|\bnor\b|\bconditions?\b)"
_LABELS: Final = re.compile(rf"(?<!\s)\s*+{_JOINT}(?:\s*+{_JOINT})*+\s*", re.IGNORECASE)


_MANY: Final = {"two": 2, "three": 3, "four": 4}


def role_of(node: Node) -> str | None:
    """The party that a sentence, or a group of conditions, says its User is; None unless it is one only."""
    roles: set[str | None] = set()
    for inner in below(node):
        if inner.name in _PARTY_NODES:
            roles.update(named_role(p) for p in inner.nodes("party"))
    return roles.pop() if len(roles) == 1 else None


def named_role(node: Node) -> str | None:
    """The party whose premises are meant where a part of a sentence names that party; None for none."""
    return SUPPLIER if node.phrases("SUPPLIER_PARTY") else NETWORK if node.phrases("NETWORK_PARTY") else None


def _by_party(node: Node) -> Iterator[tuple[Sequence[Node], Sequence[Phrase]]]:
    """The groups of a condition and the "or" between them, from one that begins with a party to the next that does."""
    groups: list[Node] = []
    ors: list[Phrase] = []
    for part in node.parts:
        if isinstance(part, Phrase):
            ors.extend((part,) if is_alternative(part) else ())
            continue
        if groups and _tests_party(part.nodes()[0]):
            yield groups, ors[: len(groups) - 1]
            groups, ors = [], []
        groups.append(part)
    yield groups, ors


def _first_unit(group: Node) -> Node | None:
    units = group.nodes()
    return units[0] if units and units[0].name in _PARTY_TESTS else None


def _tests_party(node: Node) -> bool:
    return any(n.name == "party" for n in below(node))


def _refuse_exempt(node: Node) -> None:
    if any(n.name == "exempt" for n in below(node)):
        raise LanguageError(
            "that another Section does not apply is one of several alternatives here, which is not read"
        )


def _of_two_kinds(node: Node) -> bool:
    """Whether it says "is a charity and an importer", with no "both" that would hold the two together."""
    return node.name == "is_both" and not node.phrases("BOTH")


_POINTING: Final = frozenset(("it", "they", "that", "those", "such", "this", "these", "said"))


def turns_round(node: Node) -> bool:
    """Whether a case is that the one before it is not so, and no more: "if it does not"."""
    while len(inner := node.nodes()) == 1:
        (node,) = inner
    return node.name == "not_before" and not inner and " not" in node.phrases()[0].text.casefold()
