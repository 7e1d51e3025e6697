"""What must be done, and in which year: from grammar nodes to the limbs of a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve, field, mutable

from sec_rules.drafting.grammar.amounts import below
from sec_rules.drafting.grammar.conditions import Conditions, both, either, other_party
from sec_rules.drafting.grammar.discretion import without_discretion
from sec_rules.drafting.grammar.own_words import folded
from sec_rules.drafting.grammar.parser import UNREAD_OUTCOME, Node
from sec_rules.drafting.grammar.sentences import Phrase
from sec_rules.drafting.grammar.year_phrases import Years, in_rotation, in_rounds, written_out
from sec_rules.engine.open_words import unknown_name
from sec_rules.errors import LanguageError
from sec_rules.lang import (
    ALWAYS,
    NEVER,
    Condition,
    Either,
    Limb,
    Not,
    Open,
    Outcome,
    Place,
    Repeats,
    Undetermined,
)
from sec_rules.lang.citations import parent_of
from sec_rules.lang.steps import steps_of
from sec_rules.rulebook.outcomes import EXEMPT, FULL, SELF, VERIFICATION

_OUTCOMES: Final[Mapping[str, Outcome]] = {
    "FULL": FULL,
    "VERIFICATION": VERIFICATION,
    "SELF": SELF,
    "NONE_DUE": EXEMPT,
    "EXEMPTION": EXEMPT,
}
# The same by their names, which a settlement says.
OUTCOMES: Final[Mapping[str, Outcome]] = {outcome.name: outcome for outcome in _OUTCOMES.values()}


@mutable
class Effects(Conditions):
    """Reads what falls due by one sentence; `loose` and `left_to_somebody` as they are of a `Meaning`."""

    years: Years = field(factory=Years)
    loose: bool = False
    left_to_somebody: list[Place] = field(factory=list)

    def _applying(self, node: Node) -> Condition:
        """The conditions of a part of a sentence: "where ...", "a User which ...", "in the case of ..."."""
        return self._condition_as_open(node, self._applying_if_read(node))

    def _excepting(self, node: Node) -> Condition:
        """The conditions of an exception, without what somebody may direct otherwise."""
        if any(inner.name == "under" for inner in below(node)):
            # "Unless Section G8.42 applies" gives way to that clause, which is another way to read it.
            raise LanguageError("that another Section applies is one of several exceptions here, which is not read")
        condition, places = without_discretion(self._applying_if_read(node))
        self.left_to_somebody.extend(places)
        return self._condition_as_open(node, condition)

    def _applying_if_read(self, node: Node) -> Condition:
        conditions: list[Condition] = [self.party(p) for p in node.nodes("party")]
        for phrase in node.phrases("OTHER_PARTY"):
            conditions += [other_party(phrase), self.not_before(phrase)]
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
        parties = [self.party(p) for p in paired.nodes("party")]
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
        for phrase in (p for node in rounds for p in node.phrases("ROUND")[:1]):
            yield from in_rounds([evolve(limb, label=label) for limb in given], phrase)

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
        yield from map(other_party, node.phrases("OTHER_PARTY"))
        yield from (Not(condition) for condition in earlier)

    def _rotation(self, node: Node, *, again: bool) -> Iterator[Limb]:
        """Outcomes that fall due by turns, one a year."""
        (turns,) = node.phrases("BY_TURNS")
        again = again or re.search("rotation|alternate", turns.text, re.IGNORECASE) is not None
        if not again:
            raise LanguageError(f"'{turns.text}' does not say what falls due after the last of them")
        outcomes = self._led(node, _outcomes_of(node))
        steps = [Limb("", ALWAYS, self._outcome(p, "", ()), place=p.place) for p in outcomes]
        if any(phrase.place in self.attached.outcomes for phrase in outcomes):
            raise LanguageError("what falls due by turns depends on words that were not read")
        freed = self.attached.at(node)
        yield from (limb if freed is None else freed.limb(limb) for limb in in_rotation(steps, again=again))

    def _led(self, node: Node, outcomes: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
        """Outcomes by turns in their order, which begins with the one that is said to be the first."""
        for led_by in node.nodes("led_by"):
            (first,) = _outcomes_of(led_by)
            places = [number for number, each in enumerate(outcomes) if each.kind == first.kind]
            if len(places) != 1:
                raise LanguageError(f"it does not say which of those by turns '{first.text}' is, that comes first")
            outcomes = (*outcomes[places[0] :], *outcomes[: places[0]])
        return outcomes

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
            if part.nodes("again_limb"):
                again = list(in_rounds(given, part.nodes("again_limb")[0].phrases("ROUND")[0], own))
                given.extend(again)
                yield from again
                continue
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
                    exceptions.append(self._excepting(part))
                case "otherwise":
                    conditions.extend(self._otherwise(part, earlier))
                case "related":
                    conditions.append(self.related(part, self.role))
                case _:
                    conditions.append(self._applying(part))
        return both(conditions), either([each for each in exceptions if each != NEVER])

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
        if phrase.kind == "OUTCOME" and self.setting.own is not None:
            return self.setting.own.outcomes[folded(phrase.parts["outcome"])]
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
