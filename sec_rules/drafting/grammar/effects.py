"""What must be done, and in which year: from grammar nodes to the limbs of a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve, field, mutable

from sec_rules.drafting.grammar import numbers
from sec_rules.drafting.grammar.amounts import below
from sec_rules.drafting.grammar.attachment import in_shared_years, span_of
from sec_rules.drafting.grammar.conditions import Conditions, named_role, role_of, turns_round
from sec_rules.drafting.grammar.discretion import without_discretion
from sec_rules.drafting.grammar.joining import both, either
from sec_rules.drafting.grammar.known_by import class_name
from sec_rules.drafting.grammar.own_words import folded
from sec_rules.drafting.grammar.parser import UNREAD_OUTCOME, Node
from sec_rules.drafting.grammar.repetition import (
    again_said,
    cycle_again,
    outcomes_of,
    refuse_gaps,
    refuse_other_years,
    row_again,
)
from sec_rules.drafting.grammar.rows_of_assessments import refuse_marks_out_of_order, refuse_out_of_order
from sec_rules.drafting.grammar.sentences import Phrase
from sec_rules.drafting.grammar.year_phrases import (
    Years,
    in_rotation,
    in_rounds,
    is_first_year,
    refuse_other_length,
    written_out,
    years_of_period,
)
from sec_rules.engine.open_words import unknown_name
from sec_rules.errors import LanguageError
from sec_rules.lang import (
    ALWAYS,
    NEVER,
    Condition,
    Count,
    Either,
    Limb,
    Not,
    Open,
    Outcome,
    Place,
    Repeats,
    Undetermined,
    YesNo,
)
from sec_rules.lang.citations import clause_of, parent_of, path_of, references
from sec_rules.lang.steps import steps_of
from sec_rules.lang.traversal import walk


@mutable
class Effects(Conditions):
    """Reads what falls due by one sentence; `loose` and `left_to_somebody` as they are of a `Meaning`."""

    years: Years = field()
    loose: bool = False
    left_to_somebody: list[Place] = field(factory=list)
    # In which case each paragraph of a list has what falls due, and what that is.
    cases: dict[str, tuple[Condition, list[Limb]]] = field(factory=dict)

    @years.default
    def _counted_from(self) -> Years:
        return Years(self.setting.rulebook.years)

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
        if node.nodes("in_full"):
            return self.in_full(node)
        conditions: list[Condition] = [self.party(p) for p in node.nodes("party")]
        for phrase in node.phrases("OTHER_PARTY"):
            conditions += self.all_others(phrase)
        conditions += [self._applying(p) for p in node.nodes("in_case")]
        conditions += [Not(self._excepting(p)) for p in node.nodes("exception")]
        parties = node.nodes("party")
        role = (named_role(parties[0]) if len(parties) == 1 else None) or self.role
        conditions += [self._unit(p, role) for p in node.nodes_but("party", "amount", "in_case", "exception")]
        for amount in node.nodes("amount"):
            self._speak_of(self.amount(amount, role))
            self.uncompared = True
        for phrase in node.phrases("INLINE_CLASS"):
            # A name right behind the party is one of every such party; behind the conditions, of those who meet them.
            leads = phrase is node.parts[1] and node.nodes("party") == node.parts[:1]
            if leads and len(conditions) > 1 and len(phrase.parts["class"].split()) > 1:
                raise LanguageError(f"it is not settled of which of them '{phrase.parts['class']}' is the name")
            self.classes[class_name(phrase.parts["class"])] = both(conditions[:1] if leads else conditions)
        return both(conditions)

    def any_of_users(self, node: Node) -> Condition:
        """Those who stand in a list of Users, each with what it says of them."""
        said = [self._applying(part) for item in node.nodes("user_item1") for part in item.nodes("subject")]
        if not all(map(self.setting.names_party, said)):
            raise LanguageError("a list of those who are bound does not say of each which party it is")
        return either(said)

    # What must be done, and in which year.

    def _limbs(self, main: Node, label: str) -> Iterator[Limb]:
        if main.nodes("paired"):
            yield from self._paired(main, label)
            return
        (effects,) = main.nodes("effects")
        over_all = effects.nodes("years") if effects.nodes("limbs", "cased") else ()
        lead = [self.years.condition(y) for y in (*main.nodes("years"), *over_all)]
        lead += [either([self.years.condition(y) for y in span.nodes("years")]) for span in main.nodes("span")]
        freed = self.attached.at(main) or self.attached.at(effects)
        first_only = bool(lead) and _leads_first_only(effects)
        for number, limb in enumerate(self._in_shared_years(effects, label, led=bool(lead))):
            read = limb if first_only and number else evolve(limb, when=both([*lead, limb.when]))
            yield read if freed is None else freed.limb(read)

    def _paired(self, main: Node, label: str) -> Iterator[Limb]:
        """Parties with an outcome each: "a Supplier Party and a Network Party ... A and B respectively"."""
        (paired,) = main.nodes("paired")
        who = paired.nodes("party", "subject")
        parties = [self.party(p) if p.name == "party" else self._applying(p) for p in who]
        outcomes = [self._outcome(p, label, ()) for p in outcomes_of(paired)]
        if len(parties) != len(outcomes):
            raise LanguageError(f"{len(parties)} parties stand beside {len(outcomes)} assessments, respectively")
        years = [self.years.condition(y) for y in (*main.nodes("years"), *paired.nodes("years"))]
        for one, outcome, phrase in zip(parties, outcomes, outcomes_of(paired), strict=True):
            self._refuse_open(phrase)
            limb = Limb(label, both([one, *years]), outcome, place=phrase.place)
            freed = self.attached.at(main) or self.attached.at(paired)
            yield limb if freed is None else freed.limb(limb)

    def _paired_years(self, node: Node, label: str) -> Iterator[Limb]:
        """Outcomes with a year each: "A, B and C in the first, second and third years respectively"."""
        phrases = node.phrases("NTH_AND_NTH", "YEARS_N")
        spans = node.nodes("years") or ((Node("years", phrases),) if phrases else ())
        if not spans:
            raise LanguageError("it does not say of each assessment in which year it falls due")
        respectively = bool(node.phrases("RESPECTIVELY")) or any("respectively" in phrase.text for phrase in phrases)
        if phrases and node.parts[0] in phrases and not respectively:
            raise LanguageError(
                f"'{phrases[0].text}' stands before several assessments, and does not say which is of which"
            )
        whens = [self.years.condition(span) for span in spans]
        years = [year for when in whens for year in (when.conditions if isinstance(when, Either) else (when,))]
        outcomes = outcomes_of(node)
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

    def _in_shared_years(self, effects: Node, label: str, *, led: bool) -> Iterator[Limb]:
        """What falls due by several effects; the years of one may be those of another that is given none.

        Not where the sentence has `led` with years for those that are given none.
        """
        loose, self.loose = self.loose, False
        limbs = tuple(self._effects(effects, label))
        if self.loose and not led and (shared := in_shared_years(limbs)) != limbs:
            limbs = self.choices.of(span_of(effects.all_phrases()), (limbs, shared))
        self.loose = self.loose or loose
        yield from limbs

    def _effects(self, effects: Node, label: str) -> Iterator[Limb]:
        given: list[Limb] = []
        rounds = effects.nodes("round")
        refuse_other_years(rounds)
        earlier: list[Condition] = []
        periods = self._periods(effects)
        when_due = [bool(effect.nodes("years")) for effect in effects.nodes("effect")]
        if any(when_due) and not all(when_due):
            self.loose = True
        against = [self.amount(part.nodes("amount")[0], self.role) for part in effects.nodes("against")]
        for amount in against:
            self._speak_of(amount)
        for part in effects.nodes("limbs", "effect", "rotation", "cased", "paired_years", "paired_spans"):
            if part.name == "cased":
                yield self._cased(part, label, earlier)
                continue
            if part.name in ("paired_years", "paired_spans"):
                made = list(self._paired_years(part, label))
                given.extend(made)
                yield from made
                continue
            if part.name == "limbs":
                given.extend(self._listed(part, label))
                yield from given
                # Words below a list stand in its last paragraph where nothing sets them apart.
                if against and (self.amount_before != against[0] or self.several):
                    raise LanguageError("it is set out against one number, and speaks of another")
                rounds = (*part.nodes("round"), *rounds)
                refuse_other_years(rounds)
                continue
            if part.name == "rotation":
                yield from (
                    evolve(limb, label=label)
                    for limb in self._rotation(part, again_said((*rounds, *part.nodes("round"))))
                )
                return
            refuse_out_of_order(part.phrases("NTH_STEP"), len(given) + 1, part is effects.nodes()[-1])
            if (elsewhere := _elsewhere(part)) is not None:
                copied = list(self._as_elsewhere(part, elsewhere, label))
                given.extend(copied)
                yield from copied
                continue
            limb = self._effect(part, label, given)
            unlabelled = isinstance(limb.outcome, Repeats) and limb.outcome.first == label
            made = list(written_out(limb, given)) if unlabelled else [limb]
            given.extend(made)
            yield from made
        cycles = [p for cycle in effects.nodes("cycle") for p in cycle.phrases("BY_TURNS")]
        for phrase in (*again_said(rounds), *periods, *cycle_again(cycles, given), *row_again(effects))[:1]:
            yield from self._in_rounds(given, phrase, label)

    def _in_rounds(self, given: Sequence[Limb], phrase: Phrase, label: str) -> Iterator[Limb]:
        """The steps again; where each of several cases has a sequence of its own, those of each."""
        cases = [(own, *case) for own, case in self.cases.items() if parent_of(own) == label and case[1]]
        if len(cases) < 2 or not any(len(limbs) > 1 for _, _, limbs in cases):
            yield from in_rounds([evolve(limb, label=label) for limb in given], phrase)
            return
        for own, when, limbs in cases:
            for again in in_rounds([evolve(limb, label=own) for limb in limbs], phrase):
                yield evolve(again, when=both([when, again.when]))

    def _periods(self, effects: Node) -> tuple[Phrase, ...]:
        """The words for a period in which a sequence runs once, of which the last year may be spoken of."""
        found = tuple(phrase for phrase in effects.all_phrases() if phrase.kind == "PERIOD")
        for phrase in found:
            self.years.period = years_of_period(phrase)
        return found

    def _as_elsewhere(self, effect: Node, phrase: Phrase, label: str) -> Iterator[Limb]:
        """What another clause gives, or a paragraph of it: "the assessment for which Section G8.42 provides"."""
        self._refuse_open(phrase)
        (named, *others) = self.labels_of(phrase) or ("",)
        said = self.setting.said.get(clause_of(named))
        limbs = _written_out(said.limbs) if said is not None and not others else ()
        if path_of(named):
            found = [limb for limb in said.limbs if limb.label == path_of(named)] if said is not None else []
            limbs = tuple(evolve(limb, when=ALWAYS) for limb in found)
        if not limbs or not all(isinstance(limb.outcome, Outcome) and _is_of_years_alone(limb.when) for limb in limbs):
            raise LanguageError(f"'{phrase.text}' names no assessment that was read")
        when = both([self.years.condition(y) for y in effect.nodes("years")])
        freed = self.attached.at(effect)
        for limb in limbs:
            copied = evolve(limb, label=label, when=both([when, limb.when]), place=phrase.place)
            yield copied if freed is None else freed.limb(copied)

    def _cased(self, node: Node, label: str, earlier: list[Condition]) -> Limb:
        """What falls due in one case of several; `earlier` are those before it."""
        cases = [
            Not(earlier[-1]) if earlier and turns_round(part) else self._applying(part)
            for part in node.nodes("in_case", "when")
        ]
        if any(inner.name == "decision" for part in node.nodes("exception") for inner in below(part)):
            raise LanguageError("what falls due otherwise hangs on what somebody decides, which is not read")
        cases += [Not(self._excepting(part)) for part in node.nodes("exception")]
        for part in node.nodes("otherwise"):
            if not earlier:
                raise LanguageError(f"'{part.phrases()[0].text}' follows no case than which it could be another")
            cases.extend(self._otherwise(part, earlier))
        when = both(cases)
        earlier.append(when)
        limb = self._effect(node, label, ())
        return evolve(limb, when=both([when, limb.when]))

    def _choice(self, node: Node, label: str) -> Iterator[Limb]:
        """What falls due in one case and in another: "to A where ... and otherwise to B"."""
        years = [self.years.condition(y) for y in node.nodes("years")]
        earlier: list[Condition] = []
        freed = self.attached.at(node)
        for part in node.nodes("cased"):
            limb = self._cased(part, label, earlier)
            limb = evolve(limb, when=both([*years, limb.when]))
            yield limb if freed is None else freed.limb(limb)

    def _otherwise(self, node: Node, earlier: Sequence[Condition]) -> Iterator[Condition]:
        yield from map(self.other_party, node.phrases("OTHER_PARTY"))
        yield from (Not(condition) for condition in earlier)

    def _rotation(self, node: Node, rounds: Sequence[Phrase]) -> Iterator[Limb]:
        """Outcomes that fall due by turns, one a year."""
        turns = node.phrases("BY_TURNS")
        periods = [p for period in node.nodes("period") for p in period.phrases("PERIOD")]
        marks = node.phrases("NTH_STEP")
        if not (turns or periods or any("year" in mark.text.casefold() for mark in marks)):
            raise LanguageError("it does not say that each of them falls due in a year of its own")
        again = bool(rounds or periods) or any(_AGAIN.search(p.text) for p in turns)
        if not (again or self.setting.again_follows):
            said = (*turns, *marks)[0].text
            raise LanguageError(f"'{said}' does not say what falls due after the last of them")
        refuse_marks_out_of_order(node)
        outcomes = self._led(node, outcomes_of(node))
        refuse_other_length((*turns, *periods, *rounds), len(outcomes))
        years = [self.years.condition(y) for y in node.nodes("years")]
        steps = [Limb("", ALWAYS, self._outcome(p, "", ()), place=p.place) for p in outcomes]
        if any(phrase.place in self.attached.outcomes for phrase in outcomes):
            raise LanguageError("what falls due by turns depends on words that were not read")
        freed = self.attached.at(node)
        for limb in in_rotation(steps, self.years.counted, again=again):
            limb = evolve(limb, when=both([*years, limb.when])) if years else limb
            yield limb if freed is None else freed.limb(limb)

    def _led(self, node: Node, outcomes: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
        """Outcomes by turns in their order, which begins with the one that is said to be the first."""
        for led_by in node.nodes("led_by"):
            (first,) = outcomes_of(led_by)
            if not all(is_first_year(self.years.condition(years)) for years in led_by.nodes("years")):
                raise LanguageError(f"'{first.text}' comes first in another year than the first")
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
        _refuse_case_of_all(limbs)
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
            if not part.nodes("effect", "limbs", "rotation", "choice", "paired_spans", "sequence"):
                raise LanguageError(f"paragraph {own} says when, but not what is to be done")
            # Where a list stands below its year, that is the year of each item.
            when = both([*(self.years.condition(years) for years in part.nodes("years")), when])
            unmet = [Not(unless)] if unless != NEVER else []
            of_case: list[Limb] = []
            self.cases[own] = (both([when, *unmet]), of_case)
            for effect in part.nodes("effect", "limbs", "rotation", "choice", "paired_spans", "sequence"):
                if effect.nodes("round") and effect.name != "sequence":
                    raise LanguageError(f"it is not settled which sequence begins again in paragraph {own}")
                for limb in self._of_paragraph(part, effect, own, given):
                    # What is by turns begins again by itself.
                    if effect.name not in ("rotation", "sequence"):
                        of_case.append(limb)
                    limb = evolve(limb, when=both([when, limb.when, *unmet]))
                    for each in self._with_provisos(part, (limb,), own):
                        each = each if freed is None else freed.limb(each)
                        given.append(each)
                        yield each
            earlier.append(when if freed is None else freed.condition(when, own))

    def _of_paragraph(self, part: Node, effect: Node, label: str, given: Sequence[Limb]) -> Iterator[Limb]:
        """What falls due by one effect of a paragraph, whatever its conditions; `given` is what stands before it."""
        match effect.name:
            case "limbs":
                yield from self._listed(effect, label)
            case "sequence":
                yield from self._effects(effect, label)
            case "choice":
                yield from self._choice(effect, label)
            case "paired_spans":
                yield from self._paired_years(effect, label)
            case "rotation":
                turns = self._rotation(effect, again_said(part.nodes("round")))
                yield from (evolve(turn, label=label) for turn in turns)
            case _:
                yield self._effect(effect, label, tuple(given))

    def _with_provisos(self, node: Node, limbs: tuple[Limb, ...], label: str) -> tuple[Limb, ...]:
        """The limbs but where a proviso says otherwise, and what the provisos say: in the same years, if in none."""
        limbs = self._but_in_years(node, limbs, label)
        any_year = either([limb.when for limb in limbs])
        for part in node.nodes("proviso"):
            when = self._condition_as_open(part, self._in_which_case(part))
            effects = part.nodes("instead")[0].nodes("effect")
            others = [self._effect(each, label, ()) for each in effects]
            years = [any_year if other.when == ALWAYS else both([any_year, other.when]) for other in others]
            instead = when if ALWAYS in [other.when for other in others] else both([when, either(years)])
            limbs = (
                *(evolve(limb, when=both([limb.when, Not(instead)])) for limb in limbs),
                *(evolve(other, when=both([when, year])) for other, year in zip(others, years, strict=True)),
            )
        return limbs

    def _in_which_case(self, proviso: Node) -> Condition:
        """In which case what a proviso says takes the place of what stands before it. `LanguageError` where it adds."""
        for phrase in (p for duty in proviso.nodes("duty") for p in duty.phrases()):
            if _ADDS.search(phrase.text):
                raise LanguageError(f"'{phrase.text}' does not say whether it is in the place of what stands before it")
        named = role_of(proviso)
        if named is not None and self.role is not None and named != self.role:
            raise LanguageError("a proviso speaks of another party than what stands before it")
        if any(inner.name == "decision" for inner in below(proviso)):
            raise LanguageError("what falls due in its place hangs on what somebody decides, which is not read")
        said = [self.condition(part, self.role) for part in proviso.nodes("condition")]
        return both([*said, *(self._applying(part) for part in proviso.nodes("when", "in_case", "subject"))])

    def _but_in_years(self, node: Node, limbs: tuple[Limb, ...], label: str) -> tuple[Limb, ...]:
        """The limbs, with what falls due instead in years that are said apart ("save that in every third year ...")."""
        for part in node.nodes("year_proviso"):
            when = both([self.years.condition(years) for years in part.nodes("years")])
            (phrase,) = outcomes_of(part)
            self._refuse_open(phrase)
            other = Limb(label, ALWAYS, self._outcome(phrase, label, ()), place=phrase.place)
            limbs = (
                *(evolve(limb, when=both([limb.when, Not(when)])) for limb in limbs),
                *(evolve(other, when=both([limb.when, when])) for limb in limbs),
            )
        return limbs

    def _limb_conditions(self, limb: Node, earlier: Sequence[Condition]) -> tuple[Condition, Condition]:
        conditions: list[Condition] = []
        exceptions: list[Condition] = []
        for part in limb.nodes("when", "in_case", "exception", "subject", "otherwise", "related"):
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
            said = self.setting.outcome(opening.named_outcome)
        elif opening is not None:
            when = both([when, Open(unknown_name((opening.unknown,), f"{label}@{phrase.place.start}"), opening.text)])
            said = Undetermined(f"What falls due depends on words that were not read: '{opening.text}'.", opening.id)
        limb = Limb(label, when, said, place=phrase.place)
        freed = self.attached.at(effect)
        return limb if freed is None else freed.limb(limb)

    def _refuse_partial_exemption(self, phrase: Phrase) -> None:
        """Refuses that nothing falls due under one provision, where something else may under another."""
        whole = {self.setting.spoken.duty_in, self.setting.clause}
        for named in (phrase.parts[part] for part in ("under", "by") if part in phrase.parts):
            if any(label not in whole for label in references(named)):
                raise LanguageError(f"'{phrase.text}' does not say whether anything falls due under another provision")

    def _outcome(self, phrase: Phrase, label: str, given: Sequence[Limb]) -> Outcome | Repeats | Undetermined:
        kind = "EXEMPTION" if phrase.kind == "DUE_TO_NOBODY" else phrase.kind
        if kind in self.setting.spoken.outcomes:
            self._refuse_partial_exemption(phrase)
            return self.setting.spoken.outcomes[kind]
        if phrase.kind == "OUTCOME" and self.setting.own is not None:
            return self.setting.own.outcomes[folded(phrase.parts["outcome"])]
        if phrase.kind == "AS_ELSEWHERE":
            raise LanguageError(f"'{phrase.text}' stands where what it gives cannot be put in")
        if phrase.kind == UNREAD_OUTCOME:
            return Undetermined(f"'{phrase.text}' is no outcome that is known.")
        if not given:
            raise LanguageError(f"'{phrase.text}' repeats a sequence, but nothing stands before it")
        if "all_of" in phrase.parts and numbers.from_words(phrase.parts["all_of"]) != len(given):
            raise LanguageError(f"'{phrase.text}' repeats another number of assessments than stand before it")
        steps = steps_of(phrase.text) if phrase.kind == "REPEAT" else ()
        if not steps:
            return Repeats(given[0].label, given[-1].label)
        parent = parent_of(label)
        named = [parent + step for step in steps]
        before = [limb.label for limb in given]
        if len(named) > 2 or not re.search(r"\)\s*(?:to|through|[-\u2013])\s*\(", phrase.text):
            refuse_gaps(named, before)
        return Repeats(named[0], named[-1])


# Words by which what falls due by turns begins again.
_AGAIN: Final = re.compile(
    r"rotation|alternat|by turns|turn and turn|year (?:by|upon|after|on) year|repeating|recurring", re.IGNORECASE
)


# Words by which a duty is one beside another.
_ADDS: Final = re.compile(r"\b(?:also|further|additionally|likewise|too)\b", re.IGNORECASE)


def _refuse_case_of_all(limbs: Node) -> None:
    """Refuses a proviso in the last paragraph of a list that may be one of each of them."""
    last = limbs.nodes("limb1", "limb2")[-1]
    for part in last.nodes("proviso"):
        if not any(p.kind == "THAT_YEAR" for p in part.all_phrases()):
            raise LanguageError(
                "whether the proviso at its end is that of the last paragraph or of each is not settled"
            )


def _leads_first_only(effects: Node) -> bool:
    """Whether the years before the duty are those of its first assessment: each further one has its own."""
    first, *others = effects.nodes("effect") or (effects,)
    return bool(others) and not first.nodes("years") and all(other.nodes("years") for other in others)


def _elsewhere(effect: Node) -> Phrase | None:
    """The words by which an effect is what another clause gives; None for any other."""
    found = [phrase for phrase in outcomes_of(effect) if phrase.kind == "AS_ELSEWHERE"]
    return found[0] if found else None


def _is_of_years_alone(when: Condition) -> bool:
    """Whether a condition hangs on nothing but the year."""
    return all(not isinstance(inner, Count) or inner.unit == "years" for inner in walk(when)) and not any(
        isinstance(inner, YesNo | Open) for inner in walk(when)
    )


def _written_out(limbs: Sequence[Limb]) -> tuple[Limb, ...]:
    """The limbs of a rule, a repetition of those before it as one limb for each of them."""
    found: list[Limb] = []
    for limb in limbs:
        again = limb.outcome
        steps = [each for each in found if isinstance(again, Repeats)]
        whole = (
            isinstance(again, Repeats)
            and bool(steps)
            and (again.first, again.last) == (steps[0].label, steps[-1].label)
        )
        found.extend(written_out(limb, steps) if whole else (limb,))
    return tuple(found)
