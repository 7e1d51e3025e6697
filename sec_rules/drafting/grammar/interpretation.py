"""What a parsed sentence says: from grammar nodes to the words a clause is written with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve, field, frozen, mutable

from sec_rules.drafting.grammar.amounts import NETWORK, SUPPLIER, Setting, Terms, role_by_words
from sec_rules.drafting.grammar.arithmetic import plain
from sec_rules.drafting.grammar.conditions import RELATIONS, Conditions, both, condition_name, either, party, role_of
from sec_rules.drafting.grammar.open_words import NOTHING_OPEN, Attached
from sec_rules.drafting.grammar.parser import UNREAD_OUTCOME, Node
from sec_rules.drafting.grammar.sentences import Phrase
from sec_rules.drafting.grammar.year_phrases import Years, in_rotation, written_out
from sec_rules.engine.open_words import unknown_name
from sec_rules.errors import LanguageError
from sec_rules.lang import (
    ALWAYS,
    NEVER,
    Amount,
    Answers,
    Condition,
    Count,
    Deems,
    Either,
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
from sec_rules.lang.citations import parent_of, path_of, references, scan
from sec_rules.lang.steps import steps_of
from sec_rules.lang.traversal import walk
from sec_rules.rulebook.facts import (
    domestic_premises,
    network_party,
    network_premises,
    supplier_party,
    years_since_initial,
)
from sec_rules.rulebook.outcomes import EXEMPT, FULL, SELF, VERIFICATION
from sec_rules.rulebook.questions import assessment

_OUTCOMES: Final[Mapping[str, Outcome]] = {
    "FULL": FULL,
    "VERIFICATION": VERIFICATION,
    "SELF": SELF,
    "NONE_DUE": EXEMPT,
    "EXEMPTION": EXEMPT,
}
# The same by their names, which a settlement says.
OUTCOMES: Final[Mapping[str, Outcome]] = {outcome.name: outcome for outcome in _OUTCOMES.values()}


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
    applies: Condition = ALWAYS

    def put_into(self, rule: Rule) -> Rule:
        """The rule with it."""
        if not isinstance(rule, Answers):
            return rule
        return evolve(
            rule,
            applies=rule.applies if self.applies == ALWAYS else both([self.applies, rule.applies]),
            unless=self.unless if rule.unless == NEVER else either([rule.unless, self.unless]),
            yields_to=(*rule.yields_to, *self.ties.yields_to),
            prevails_over=(*rule.prevails_over, *self.ties.prevails_over),
            stands_beside=(*rule.stands_beside, *self.ties.stands_beside),
        )


@frozen
class Meaning:
    """The rules a sentence states, the doubts that come with its words, and what it says of its own clause.

    `years` is the last year after the initial assessment that it speaks of, 0 where it speaks of none. `instead` says
    that it takes the place of what its clause says before, where it applies; a `loose` one says of one assessment in
    which years it falls due, and not of another, so that one which says it of both is rather meant.
    """

    rules: tuple[Rule, ...]
    doubts: tuple[tuple[str, Condition], ...] = ()
    about: About | None = None
    years: int = 0
    amount: Amount | None = None
    terms: Terms = field(factory=Terms)
    instead: bool = False
    loose: bool = False


def meaning(node: Node, setting: Setting, attached: Attached = NOTHING_OPEN) -> Meaning:
    """What a parsed sentence says, with what words left unread leave open.

    `LanguageError` where its words do not settle what.
    """
    reader = _Reader(setting, attached)
    sentence = node.parts[0]
    assert isinstance(sentence, Node)
    rules: tuple[Rule, ...] = ()
    about = None
    terms = Terms()
    match sentence.name:
        case "nothing":
            return Meaning((NotUsed(),))
        case "definition":
            reader.definition(sentence)
        case "year_one":
            pass
        case "named_condition":
            (phrase,) = sentence.phrases("NEW_CONDITION")
            terms = Terms(
                conditions={
                    condition_name(phrase.parts.get("label") or phrase.parts["label_met"]): reader.stated(sentence)
                }
            )
        case "deeming":
            rules = (reader.deeming(sentence),)
        case "about":
            about = reader.about(sentence)
        case "applying":
            about = reader.applying(sentence)
        case _:
            rules = (reader.rule(sentence),)
    return Meaning(
        (*reader.defined, *rules),
        tuple(dict.fromkeys(reader.doubts)),
        about,
        reader.years.last,
        reader.amount_before,
        Terms(dict(reader.terms)) | terms,
        reader.instead,
        reader.loose,
    )


def party_of(applies: Condition) -> str | None:
    """The party by which premises are counted of those to whom a rule applies, where they are of one."""
    nodes = list(walk(applies))
    if supplier_party in nodes and network_party in nodes:
        return None
    return SUPPLIER if supplier_party in nodes else NETWORK if network_party in nodes else None


@mutable
class _Reader(Conditions):
    """Reads one sentence as a whole."""

    years: Years = field(factory=Years)
    instead: bool = False
    loose: bool = False

    def __attrs_post_init__(self) -> None:
        self.years.before = self.setting.years
        self.years.anchored = self.setting.anchored
        self.amount_before = self.setting.amount

    def rule(self, node: Node) -> Answers:
        self.role = role_of(node) or role_by_words(node.all_phrases()) or self.role
        (main,) = node.nodes("main")
        self.instead = any("instead" in p.text.casefold() for duty in main.nodes("duty") for p in duty.phrases())
        if self.instead and (not self.setting.follows or role_of(node) is None):
            raise LanguageError("'instead' does not say in whose place, for no rule of its clause stands before it")
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
                case "glossary":
                    for gloss in part.nodes("gloss"):
                        self._gloss(gloss, ())
        ties = self._ties(node)
        label = _section_of(node)
        limbs = self._with_provisos(node, tuple(self._limbs(main, label)), label)
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

    def _with_provisos(self, node: Node, limbs: tuple[Limb, ...], label: str) -> tuple[Limb, ...]:
        """The limbs but where a proviso says otherwise, and what the provisos say: in the same years, if in none."""
        any_year = either([limb.when for limb in limbs])
        for part in node.nodes("proviso"):
            when = self._condition_as_open(part, self.condition(part.nodes("condition")[0], self.role))
            others = [self._effect(each, label, ()) for each in part.nodes("instead")[0].nodes("effect")]
            years = [any_year if other.when == ALWAYS else other.when for other in others]
            limbs = (
                *(evolve(limb, when=both([limb.when, Not(when)])) for limb in limbs),
                *(evolve(other, when=both([when, year])) for other, year in zip(others, years, strict=True)),
            )
        return limbs

    def about(self, node: Node) -> About:
        self.role = role_by_words(node.all_phrases()) or self.setting.parties.get(self.setting.clause)
        exceptions = [self._applying(part) for part in node.nodes("when")]
        exceptions += [self.condition(part, self.role) for part in node.nodes("condition")]
        return About(self._condition_as_open(node, either(exceptions)), self._ties(node))

    def applying(self, node: Node) -> About:
        """To whom or when its clause applies."""
        self.role = self._said_or_own(node)
        applies: list[Condition] = [party(p) for p in node.nodes("party")]
        applies += [self._applying(part) for part in node.nodes("when")]
        applies += [self.condition(part, self.role) for part in node.nodes("condition")]
        return About(NEVER, self._ties(node), self._condition_as_open(node, both(applies)))

    def stated(self, node: Node) -> Condition:
        """The condition that a sentence gives a name."""
        self.role = self._said_or_own(node)
        return both([self.condition(part, self.role) for part in node.nodes("condition")])

    def _said_or_own(self, node: Node) -> str | None:
        """The party that a sentence is about as it says itself, or else that of its clause."""
        return role_of(node) or role_by_words(node.all_phrases()) or self.setting.parties.get(self.setting.clause)

    def definition(self, node: Node) -> None:
        own = self.setting.parties.get(self.setting.clause)
        self.role = role_by_words(node.all_phrases()) or own or SUPPLIER
        within: list[str] = []
        for scope in node.nodes("defined_for"):
            within.extend(self._references(scope))
            within.extend(m.label.clause for p in scope.phrases("PURPOSES_HERE") for m in scan(p.text))
        for gloss in (*node.nodes("gloss"), *(g for part in node.nodes("glossary") for g in part.nodes("gloss"))):
            self._gloss(gloss, tuple(within))

    def _gloss(self, node: Node, within: tuple[str, ...]) -> None:
        (name,) = node.phrases("NEW_NAME")
        if any(phrase.kind in RELATIONS and phrase.kind != "EXACTLY" for phrase in node.phrases()):
            raise LanguageError(f"'{name.text}' is compared where it should be said what it is")
        (value,) = node.nodes("value")
        given = " ".join(name.parts["new"].split())
        names = [" ".join(p.parts["name"].split()) for p in value.all_phrases() if p.kind == "NAME"]
        if [each.casefold() for each in names] == [given.casefold()]:
            raise LanguageError(f"it says of '{given}' only which one is meant, and gives no number")
        self.give(given, self.value(value, self.role), within, name)

    def deeming(self, node: Node) -> Deems:
        on = tuple(label for part in node.nodes("what_for") for label in self._references(part))
        parties = {self.setting.parties[label] for label in on if label in self.setting.parties}
        self.role = role_by_words(node.all_phrases()) or (parties.pop() if len(parties) == 1 else None)
        if self.role is None:
            raise LanguageError("it does not say whether a supplier's or a network party's premises are meant")
        (summands,) = node.nodes("summands")
        parts = tuple(plain(self.term(part)) for part in summands.parts if isinstance(part, Node))
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

    def _limbs(self, main: Node, label: str) -> Iterator[Limb]:
        if main.nodes("paired"):
            yield from self._paired(main, label)
            return
        (effects,) = main.nodes("effects")
        over_all = effects.nodes("years") if effects.nodes("limbs", "cased") else ()
        lead = [self.years.condition(y) for y in (*main.nodes("years"), *over_all)]
        freed = self.attached.at(main) or self.attached.at(effects)
        for limb in self._effects(effects, label):
            read = evolve(limb, when=both([*lead, limb.when]))
            yield read if freed is None else freed.limb(read)

    def _paired(self, main: Node, label: str) -> Iterator[Limb]:
        """Parties with an outcome each: "a Supplier Party and a Network Party ... A and B respectively"."""
        (paired,) = main.nodes("paired")
        parties = [party(p) for p in paired.nodes("party")]
        outcomes = [self._outcome(p, label, ()) for p in _outcomes_of(paired)]
        if len(parties) != len(outcomes):
            raise LanguageError(f"{len(parties)} parties stand beside {len(outcomes)} assessments, respectively")
        years = [self.years.condition(y) for y in (*main.nodes("years"), *paired.nodes("years"))]
        for one, outcome, phrase in zip(parties, outcomes, _outcomes_of(paired), strict=True):
            self._refuse_open(phrase)
            limb = Limb(label, both([one, *years]), outcome, place=phrase.place)
            freed = self.attached.at(main) or self.attached.at(paired)
            yield limb if freed is None else freed.limb(limb)

    def _paired_years(self, node: Node, label: str) -> Iterator[Limb]:
        """Outcomes with a year each: "A, B and C in the first, second and third years respectively"."""
        phrases = node.phrases("NTH_AND_NTH", "YEARS_N")
        if not phrases:
            raise LanguageError("it does not say of each assessment in which year it falls due")
        when = self.years.condition(Node("years", phrases))
        years = when.conditions if isinstance(when, Either) else ()
        outcomes = _outcomes_of(node)
        if len(years) != len(outcomes):
            raise LanguageError(f"{len(outcomes)} assessments stand beside {len(years)} years")
        for year, phrase in zip(years, outcomes, strict=True):
            self._refuse_open(phrase)
            limb = Limb(label, year, self._outcome(phrase, label, ()), place=phrase.place)
            freed = self.attached.at(node)
            yield limb if freed is None else freed.limb(limb)

    def _refuse_open(self, phrase: Phrase) -> None:
        if phrase.place in self.attached.outcomes:
            raise LanguageError("what falls due depends on words that were not read")

    def _effects(self, effects: Node, label: str) -> Iterator[Limb]:
        given: list[Limb] = []
        rounds = effects.nodes("round")
        earlier: list[Condition] = []
        when_due = [bool(effect.nodes("years")) for effect in effects.nodes("effect")]
        if any(when_due) and not all(when_due):
            self.loose = True
        for part in effects.nodes("limbs", "effect", "rotation", "cased", "paired_years"):
            if part.name == "cased":
                yield self._cased(part, label, earlier)
                continue
            if part.name == "paired_years":
                made = list(self._paired_years(part, label))
                given.extend(made)
                yield from made
                continue
            if part.name == "limbs":
                given.extend(self._listed(part, label))
                yield from given
                continue
            if part.name == "rotation":
                yield from (evolve(limb, label=label) for limb in self._rotation(part, again=bool(rounds)))
                return
            limb = self._effect(part, label, given)
            unlabelled = isinstance(limb.outcome, Repeats) and limb.outcome.first == label
            made = list(written_out(limb, given)) if unlabelled else [limb]
            given.extend(made)
            yield from made
        for phrase in (p for node in rounds for p in node.phrases("ROUND")):
            onward = evolve(years_since_initial.is_at_least(self.years.last + 1), place=phrase.place)
            again = Limb(label, onward, Repeats(label, label), place=phrase.place)
            yield from written_out(again, [evolve(limb, label=label) for limb in given])

    def _cased(self, node: Node, label: str, earlier: list[Condition]) -> Limb:
        """What falls due in one case of several; `earlier` are those before it."""
        cases = [self._applying(part) for part in node.nodes("in_case")]
        for part in node.nodes("otherwise"):
            cases.extend(self._otherwise(part, earlier))
        when = both(cases)
        earlier.append(when)
        limb = self._effect(node, label, ())
        return evolve(limb, when=both([when, limb.when]))

    def _otherwise(self, node: Node, earlier: Sequence[Condition]) -> Iterator[Condition]:
        for phrase in node.phrases("OTHER_PARTY"):
            supplier = phrase.parts["party"].casefold() == "supplier"
            yield evolve(supplier_party if supplier else network_party, place=phrase.place)
        yield from (Not(condition) for condition in earlier)

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
                    conditions.extend(self._otherwise(part, earlier))
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
        if opening is not None and opening.named_outcome:
            said = OUTCOMES[opening.named_outcome]
        elif opening is not None:
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


def _section_of(node: Node) -> str:
    """The number of the sub-section whose words a sentence is, "" where it is in none."""
    section = steps_of(path_of(next(p.place.provision for p in node.all_phrases() if p.text)))[:1]
    return section[0] if section and section[0].strip("()")[:1].isdigit() else ""


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
