"""What a parsed sentence says: from grammar nodes to the words a clause is written with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve, field, frozen, mutable

from sec_rules.drafting.grammar.amounts import NETWORK, SUPPLIER, Setting, role_by_words
from sec_rules.drafting.grammar.conditions import Conditions, both, either, party, role_of
from sec_rules.drafting.grammar.open_words import NOTHING_OPEN, Attached
from sec_rules.drafting.grammar.parser import UNREAD_OUTCOME, Node
from sec_rules.drafting.grammar.sentences import Phrase
from sec_rules.drafting.grammar.year_phrases import Years, in_rotation, written_out
from sec_rules.engine.open_words import unknown_name
from sec_rules.errors import LanguageError
from sec_rules.lang import (
    ALWAYS,
    NEVER,
    Answers,
    Condition,
    Count,
    Deems,
    Defines,
    Limb,
    Not,
    NotUsed,
    Open,
    OpenCount,
    Outcome,
    Repeats,
    Rule,
    Undetermined,
)
from sec_rules.lang.citations import parent_of, references, scan
from sec_rules.lang.steps import steps_of
from sec_rules.lang.traversal import walk
from sec_rules.rulebook.facts import (
    domestic_premises,
    network_party,
    network_premises,
    supplier_party,
    years_since_initial,
)
from sec_rules.rulebook.outcomes import FULL, SELF, VERIFICATION
from sec_rules.rulebook.questions import assessment

_OUTCOMES: Final[Mapping[str, Outcome]] = {"FULL": FULL, "VERIFICATION": VERIFICATION, "SELF": SELF}


@frozen
class Ties:
    """What a clause gives way to, stands before, and leaves alone, by label."""

    yields_to: tuple[str, ...] = ()
    prevails_over: tuple[str, ...] = ()
    stands_beside: tuple[str, ...] = ()


@frozen
class About:
    """What a sentence says of its own clause: when it does not apply, and what it gives way to or prevails over."""

    unless: Condition
    ties: Ties

    def put_into(self, rule: Rule) -> Rule:
        """The rule with it."""
        if not isinstance(rule, Answers):
            return rule
        return evolve(
            rule,
            unless=self.unless if rule.unless == NEVER else either([rule.unless, self.unless]),
            yields_to=(*rule.yields_to, *self.ties.yields_to),
            prevails_over=(*rule.prevails_over, *self.ties.prevails_over),
            stands_beside=(*rule.stands_beside, *self.ties.stands_beside),
        )


@frozen
class Meaning:
    """The rules a sentence states, the doubts that come with its words, and what it says of its own clause.

    `years` is the last year after the initial assessment that it speaks of, 0 where it speaks of none.
    """

    rules: tuple[Rule, ...]
    doubts: tuple[tuple[str, Condition], ...] = ()
    about: About | None = None
    years: int = 0


def meaning(node: Node, setting: Setting, attached: Attached = NOTHING_OPEN) -> Meaning:
    """What a parsed sentence says, with what words left unread leave open.

    `LanguageError` where its words do not settle what.
    """
    reader = _Reader(setting, attached)
    sentence = node.parts[0]
    assert isinstance(sentence, Node)
    rules: tuple[Rule, ...] = ()
    about = None
    match sentence.name:
        case "nothing":
            return Meaning((NotUsed(),))
        case "definition":
            rules = (reader.definition(sentence),)
        case "deeming":
            rules = (reader.deeming(sentence),)
        case "about":
            about = reader.about(sentence)
        case _:
            rules = (reader.rule(sentence),)
    return Meaning((*reader.defined, *rules), tuple(dict.fromkeys(reader.doubts)), about, reader.years.last)


def party_of(rule: Answers) -> str | None:
    """The party by which a rule counts premises, where it is about one."""
    nodes = list(walk(rule.applies))
    if supplier_party in nodes and network_party in nodes:
        return None
    return SUPPLIER if supplier_party in nodes else NETWORK if network_party in nodes else None


@mutable
class _Reader(Conditions):
    """Reads one sentence as a whole."""

    years: Years = field(factory=Years)

    def __attrs_post_init__(self) -> None:
        self.years.before = self.setting.years

    def rule(self, node: Node) -> Answers:
        self.role = role_of(node) or role_by_words(node.all_phrases()) or self.role
        (main,) = node.nodes("main")
        conditions: list[Condition] = []
        exceptions: list[Condition] = []
        for part in _parts_around(node, main):
            match part.name:
                case "when" | "subject" | "in_case" | "stem":
                    conditions.append(self._applying(part))
                case "and_when":
                    _settled_which_first(node, part)
                    conditions.append(self._applying(part.nodes("when")[0]))
                case "exception":
                    exceptions.append(self._applying(part))
        ties = self._ties(node)
        limbs = tuple(self._limbs(main))
        if self.uncompared:
            raise LanguageError("it names a quantity and does not say what that is compared with")
        rule = Answers(
            question=assessment,
            applies=both(conditions),
            limbs=limbs,
            unless=either(exceptions),
            yields_to=ties.yields_to,
            prevails_over=ties.prevails_over,
            stands_beside=ties.stands_beside,
            place=next(node.all_phrases()).place,
        )
        freed = self.attached.at(node)
        return rule if freed is None else freed.rule(rule)

    def about(self, node: Node) -> About:
        self.role = role_by_words(node.all_phrases()) or self.setting.parties.get(self.setting.clause)
        exceptions = [self._applying(part) for part in node.nodes("when")]
        exceptions += [self.condition(part, self.role) for part in node.nodes("condition")]
        return About(self._condition_as_open(node, either(exceptions)), self._ties(node))

    def definition(self, node: Node) -> Defines:
        own = self.setting.parties.get(self.setting.clause)
        self.role = role_by_words(node.all_phrases()) or own or SUPPLIER
        within: list[str] = []
        for scope in node.nodes("defined_for"):
            within.extend(self._references(scope))
            within.extend(m.label.clause for p in scope.phrases("PURPOSES_HERE") for m in scan(p.text))
        (name,) = node.phrases("NEW_NAME")
        (value,) = node.nodes("value")
        amount = self.value(value, self.role)
        return Defines(name=" ".join(name.parts["new"].split()), amount=amount, within=tuple(within), place=name.place)

    def deeming(self, node: Node) -> Deems:
        on = tuple(label for part in node.nodes("what_for") for label in self._references(part))
        parties = {self.setting.parties[label] for label in on if label in self.setting.parties}
        self.role = role_by_words(node.all_phrases()) or (parties.pop() if len(parties) == 1 else None)
        if self.role is None:
            raise LanguageError("it does not say whether a supplier's or a network party's premises are meant")
        (summands,) = node.nodes("summands")
        parts = tuple(self.term(part) for part in summands.parts if isinstance(part, Node))
        counted = [self.term(n) for n in node.nodes("count")]
        counted += [self.term(c) for n in node.nodes("of_what") for c in n.nodes("count")]
        own = network_premises if self.role == NETWORK else domestic_premises
        count = next((c for c in counted if isinstance(c, Count)), own)
        out = any(p.kind in ("EXCLUDES", "ARE_EXCLUDED") for p in node.phrases())
        if any(isinstance(each, OpenCount) for each in counted):
            raise LanguageError("it is not settled which number is counted so")
        if not on:
            raise LanguageError("it does not say for which Sections the number is counted so")
        place = next(node.all_phrases()).place
        open_parts = [part for part in parts if isinstance(part, OpenCount)] if out else []
        if open_parts:
            left = tuple(evolve(part, of=count, narrows=True) for part in open_parts)
            return Deems(on=on, count=count, includes=left[:1], excludes=(count,), place=place)
        return Deems(on=on, count=count, includes=() if out else parts, excludes=parts if out else (), place=place)

    def _references(self, node: Node) -> Iterator[str]:
        for phrase in node.phrases("REFERENCES"):
            yield from references(phrase.text)

    def _ties(self, node: Node) -> Ties:
        """Precedence, wherever in the sentence it is said; a Section that does not apply is one to give way to."""
        found: dict[str, list[str]] = {"YIELDS": [], "NOTWITHSTANDING": [], "WITHOUT_PREJUDICE": []}
        for part in _below_outside_limbs(node):
            if part.name == "precedence":
                found[part.phrases()[0].kind].extend(self._references(part))
            elif part.name in ("exempt", "exempting"):
                found["YIELDS"].extend(self._references(part))
        return Ties(*(tuple(dict.fromkeys(labels)) for labels in found.values()))

    def _applying(self, node: Node) -> Condition:
        """The conditions of a part of a sentence: "where ...", "a User which ...", "in the case of ..."."""
        return self._condition_as_open(node, self._applying_if_read(node))

    def _applying_if_read(self, node: Node) -> Condition:
        conditions: list[Condition] = [party(p) for p in node.nodes("party")]
        conditions += [self._unit(p, self.role) for p in node.nodes_but("party", "amount")]
        for amount in node.nodes("amount"):
            self.amount_before = self.amount(amount, self.role)
            self.uncompared = True
        return both(conditions)

    # What must be done, and in which year.

    def _limbs(self, main: Node) -> Iterator[Limb]:
        (effects,) = main.nodes("effects")
        over_all = effects.nodes("years") if effects.nodes("limbs") else ()
        lead = [self.years.condition(y) for y in (*main.nodes("years"), *over_all)]
        freed = self.attached.at(main) or self.attached.at(effects)
        for limb in self._effects(effects):
            read = evolve(limb, when=both([*lead, limb.when]))
            yield read if freed is None else freed.limb(read)

    def _effects(self, effects: Node) -> Iterator[Limb]:
        given: list[Limb] = []
        rounds = effects.nodes("round")
        for part in effects.nodes("limbs", "effect", "rotation"):
            if part.name == "limbs":
                given.extend(self._listed(part, ""))
                yield from given
                continue
            if part.name == "rotation":
                yield from self._rotation(part, again=bool(rounds))
                return
            limb = self._effect(part, "", given)
            unlabelled = isinstance(limb.outcome, Repeats) and not limb.outcome.first
            made = list(written_out(limb, given)) if unlabelled else [limb]
            given.extend(made)
            yield from made
        for phrase in (p for node in rounds for p in node.phrases("ROUND")):
            onward = evolve(years_since_initial.is_at_least(self.years.last + 1), place=phrase.place)
            again = Limb("", onward, Repeats("", ""), place=phrase.place)
            yield from written_out(again, [evolve(limb, label="") for limb in given])

    def _rotation(self, node: Node, *, again: bool) -> Iterator[Limb]:
        """Outcomes that fall due by turns, one a year."""
        (turns,) = node.phrases("BY_TURNS")
        again = again or re.search("rotation|alternate", turns.text, re.IGNORECASE) is not None
        if not again:
            raise LanguageError(f"'{turns.text}' does not say what falls due after the last of them")
        steps = [Limb("", ALWAYS, self._outcome(p, "", ()), place=p.place) for p in _outcomes_of(node)]
        if any(phrase.place in self.attached.outcomes for phrase in _outcomes_of(node)):
            raise LanguageError("what falls due by turns depends on words that were not read")
        freed = self.attached.at(node)
        yield from (limb if freed is None else freed.limb(limb) for limb in in_rotation(steps, again=again))

    def _listed(self, limbs: Node, label: str) -> Iterator[Limb]:
        freed = self.attached.at(limbs)
        for limb in self._listed_if_read(limbs, label):
            yield limb if freed is None else freed.limb(limb)

    def _listed_if_read(self, limbs: Node, label: str) -> Iterator[Limb]:
        given: list[Limb] = []
        earlier: list[Condition] = []
        for part in limbs.nodes("limb1", "limb2"):
            step = part.phrases("L1", "L2")[0]
            own = label + "".join(step.text.split())
            when, unless = self._limb_conditions(part, earlier)
            freed = self.attached.at(part)
            if not part.nodes("effect", "limbs"):
                raise LanguageError(f"paragraph {own} says when, but not what is to be done")
            for effect in part.nodes("effect", "limbs"):
                inner = (
                    self._listed(effect, own)
                    if effect.name == "limbs"
                    else iter((self._effect(effect, own, tuple(given)),))
                )
                for limb in inner:
                    conditions = [when, limb.when, *([Not(unless)] if unless != NEVER else [])]
                    limb = evolve(limb, when=both(conditions))
                    limb = limb if freed is None else freed.limb(limb)
                    given.append(limb)
                    yield limb
            earlier.append(when if freed is None else freed.condition(when, own))

    def _limb_conditions(self, limb: Node, earlier: Sequence[Condition]) -> tuple[Condition, Condition]:
        conditions: list[Condition] = []
        exceptions: list[Condition] = []
        for part in limb.nodes("when", "exception", "subject", "otherwise", "related"):
            match part.name:
                case "exception":
                    exceptions.append(self._applying(part))
                case "otherwise":
                    conditions.extend(Not(c) for c in earlier)
                case "related":
                    conditions.append(self.related(part, self.role))
                case _:
                    conditions.append(self._applying(part))
        return both(conditions), either(exceptions)

    def _effect(self, effect: Node, label: str, given: Sequence[Limb]) -> Limb:
        (outcome,) = effect.nodes("outcome")
        (phrase,) = outcome.phrases()
        spans = [self.years.condition(y) for y in effect.nodes("years")]
        when = either(spans) if effect.phrases("AND") else both(spans)
        said = self._outcome(phrase, label, given)
        opening = self.attached.outcomes.get(phrase.place)
        if opening is not None:
            when = both([when, Open(unknown_name((opening.unknown,), f"{label}@{phrase.place.start}"), opening.text)])
            said = Undetermined(f"What falls due depends on words that were not read: '{opening.text}'.", opening.id)
        limb = Limb(label, when, said, place=phrase.place)
        freed = self.attached.at(effect)
        return limb if freed is None else freed.limb(limb)

    def _outcome(self, phrase: Phrase, label: str, given: Sequence[Limb]) -> Outcome | Repeats | Undetermined:
        if phrase.kind in _OUTCOMES:
            return _OUTCOMES[phrase.kind]
        if phrase.kind == UNREAD_OUTCOME:
            return Undetermined(f"'{phrase.text}' is no outcome that is known.")
        if not given:
            raise LanguageError(f"'{phrase.text}' repeats a sequence, but nothing stands before it")
        steps = steps_of(phrase.text) if phrase.kind == "REPEAT" else ()
        if not steps:
            return Repeats(given[0].label, given[-1].label)
        parent = parent_of(label)
        named = [parent + step for step in steps]
        before = [limb.label for limb in given]
        if len(named) > 2 or not re.search(r"\)\s*(?:to|through|[-\u2013])\s*\(", phrase.text):
            _refuse_gaps(named, before)
        return Repeats(named[0], named[-1])


def _outcomes_of(node: Node) -> tuple[Phrase, ...]:
    return tuple(phrase for outcome in node.nodes("outcome") for phrase in outcome.phrases())


def _refuse_gaps(named: Sequence[str], before: Sequence[str]) -> None:
    """Refuses paragraphs named one by one that leave out one between them."""
    if named[0] in before and named[-1] in before:
        between = before[before.index(named[0]) : before.index(named[-1]) + 1]
        if list(dict.fromkeys(between)) != list(named):
            raise LanguageError(f"it repeats {', '.join(named)}, which do not follow each other")


def _parts_around(node: Node, main: Node) -> Iterator[Node]:
    """The parts of a sentence in their order, those of its main clause in the place of it."""
    for part in node.nodes():
        yield from part.nodes() if part is main else (part,)


def _below_outside_limbs(node: Node) -> Iterator[Node]:
    yield node
    for part in node.nodes_but("effects"):
        yield from _below_outside_limbs(part)


def _settled_which_first(node: Node, part: Node) -> None:
    """Refuses "where A or B, and where C": it may be (A or B) and C, or A or (B and C)."""
    before = node.nodes()[: node.nodes().index(part)] if part in node.nodes() else ()
    for when in (p for p in before if p.name == "when"):
        for condition in when.nodes("condition"):
            if len(condition.nodes("together")) > 1:
                raise LanguageError("'or' stands beside 'and where', and it is not settled which joins first")
