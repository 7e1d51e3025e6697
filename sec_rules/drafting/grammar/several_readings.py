"""Sentences that can be read in several ways: for whom the ways differ, and the one rule that holds what each says.

Two readings differ where some User is answered otherwise under one than under the other. Where nobody is, which is
proved, the sentence is read. Otherwise what every reading says is said, and what some reading says is open.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from sec_rules.drafting.grammar.choices import Differing, Several
from sec_rules.drafting.grammar.interpretation import About, Meaning
from sec_rules.drafting.grammar.joining import both, either
from sec_rules.engine.english.numerals import with_article
from sec_rules.engine.english.regions import case
from sec_rules.engine.english.rules import condition_in_words, rule_in_words
from sec_rules.engine.open_words import unknown_name
from sec_rules.engine.reference import holds
from sec_rules.engine.solver import OutOfBudget, Solver
from sec_rules.errors import CodeError, LanguageError
from sec_rules.lang import ALWAYS, NEVER, Answers, Condition, Limb, Not, Open, Outcome, Place, Repeats, Rule
from sec_rules.lang.formulas import FALSE, All, Any, Formula, atoms, facts_of_atom, folded, formula, negation
from sec_rules.lang.lists import joined
from sec_rules.lang.rulebooks import Rulebook

# The label of a paragraph, and what falls due by it.
_Key = tuple[str, str]
_NOTHING: Final = "nothing"


def several(meanings: Sequence[Meaning], place: Place, text: str, rulebook: Rulebook) -> Several:
    """What several meanings of words say, and for whom they differ."""
    differing = next(
        (found for number in range(1, len(meanings)) if (found := _differing(meanings, number, rulebook))), None
    )
    return Several(place, text, tuple(map(_in_words, meanings)), differing)


def _in_words(meaning: Meaning) -> str:
    said = [rule_in_words(rule) for rule in meaning.rules]
    about = meaning.about
    if about is not None and about.applies != ALWAYS:
        said.append(f"It applies where {condition_in_words(about.applies)}.")
    if about is not None and about.unless != NEVER:
        said.append(f"It does not apply where {condition_in_words(about.unless)}.")
    return " ".join(said)


def _differing(meanings: Sequence[Meaning], number: int, rulebook: Rulebook) -> Differing | None:
    """Who is answered otherwise by one of several meanings than by the first; None where nobody is."""
    if not _are_alike(meanings[0], meanings[number]):
        return Differing()
    try:
        said = [_due(meaning) for meaning in meanings]
        other = said[number]
        apart = folded(Any(tuple(_apart(said[0].get(k, FALSE), other.get(k, FALSE)) for k in {**said[0], **other})))
        facts = dict.fromkeys(fact for due in said for f in due.values() for a in atoms(f) for fact in facts_of_atom(a))
        solver = Solver(facts, assumptions=rulebook.assumptions)
        witness = solver.smallest(apart, *solver.granted)
    except (CodeError, OutOfBudget):
        return Differing()
    if witness is None:
        return None
    due = tuple(
        joined(dict.fromkeys(what for (_, what), when in each.items() if holds(when, witness))) or _NOTHING
        for each in said
    )
    return Differing(case(witness, among=facts), witness, due)


def _are_alike(one: Meaning, other: Meaning) -> bool:
    """Whether two meanings say the same apart from conditions: what is compared below is all that they say."""
    rules = [rule for meaning in (one, other) for rule in meaning.rules if isinstance(rule, Answers)]
    others = [[rule for rule in meaning.rules if not isinstance(rule, Answers)] for meaning in (one, other)]
    ties = {(rule.yields_to, rule.prevails_over, rule.stands_beside) for rule in rules}
    return others[0] == others[1] and len(ties) <= 1 and _without_conditions(one) == _without_conditions(other)


def _without_conditions(meaning: Meaning) -> Meaning:
    about = None if meaning.about is None else evolve(meaning.about, unless=NEVER, applies=ALWAYS)
    return evolve(meaning, rules=(), about=about, doubts=(), amount=None, figures=())


def _due(meaning: Meaning) -> dict[_Key, Formula]:
    """What falls due by a meaning, paragraph by paragraph, with when it does."""
    found: dict[_Key, Formula] = {}
    for rule in (rule for rule in meaning.rules if isinstance(rule, Answers)):
        for limb in rule.limbs:
            when = All((formula(rule.applies), formula(rule.unless, holds=False), formula(limb.when)))
            key = (limb.label, _outcome(limb))
            found[key] = Any((found[key], when)) if key in found else when
    if meaning.about is not None:
        found["", "what the clause says"] = All(
            (formula(meaning.about.applies), formula(meaning.about.unless, holds=False))
        )
    return found


def _outcome(limb: Limb) -> str:
    match limb.outcome:
        case Outcome(_, title):
            return with_article(title)
        case Repeats(first, last):
            return f"what {first} to {last} say"
    return f"what {limb.label or 'it'} says"


def _apart(one: Formula, other: Formula) -> Formula:
    return Any((All((one, negation(other))), All((negation(one), other))))


def combined(meanings: Sequence[Meaning], name: str, text: str) -> Meaning:
    """What holds whichever meaning is the right one, with what hangs on that as open words of that name.

    `LanguageError` where they differ in more than conditions and in what falls due.
    """
    first = meanings[0]
    if not all(_are_alike(first, meaning) for meaning in meanings[1:]):
        raise LanguageError(f"it can be read in {len(meanings)} ways that mean different things")
    return evolve(
        first,
        rules=_rules_either(meanings, name, text),
        doubts=tuple(dict.fromkeys(doubt for meaning in meanings for doubt in meaning.doubts)),
        about=_about_either(meanings, name, text),
        amount=first.amount if all(meaning.amount == first.amount for meaning in meanings) else None,
        figures=first.figures if all(meaning.figures == first.figures for meaning in meanings) else (),
    )


def _about_either(meanings: Sequence[Meaning], name: str, text: str) -> About | None:
    given = [meaning.about for meaning in meanings if meaning.about is not None]
    if not given:
        return None
    unless = _whichever([about.unless for about in given], name, text, "unless")
    return evolve(given[0], unless=unless, applies=_whichever([a.applies for a in given], name, text, "applies"))


def _rules_either(meanings: Sequence[Meaning], name: str, text: str) -> tuple[Rule, ...]:
    every = [[rule for rule in meaning.rules if isinstance(rule, Answers)] for meaning in meanings]
    others = tuple(rule for rule in meanings[0].rules if not isinstance(rule, Answers))
    if len({len(rules) for rules in every}) == 1 and all(map(_differ_in_when, zip(*every, strict=True))):
        return (*others, *(_rule_either(rules, name, text, n) for n, rules in enumerate(zip(*every, strict=True))))
    found: list[Rule] = [*others]
    ways = [_open(name, text, f"way{number}") for number in range(len(every) - 1)]
    for number, rules in enumerate(every):
        meant = both([*map(Not, ways[:number]), *ways[number : number + 1]])
        found.extend(evolve(rule, applies=both([meant, rule.applies])) for rule in rules)
    return tuple(found)


def _open(name: str, text: str, part: str) -> Open:
    return Open(unknown_name((name,), part), text)


def _differ_in_when(rules: Sequence[Answers]) -> bool:
    """Whether rules have the same limbs, which differ in when they apply alone."""
    return len({tuple((limb.label, limb.outcome) for limb in rule.limbs) for rule in rules}) == 1


def _rule_either(rules: Sequence[Answers], name: str, text: str, number: int) -> Answers:
    first = rules[0]
    limbs = tuple(
        evolve(limb, when=_whichever([rule.limbs[n].when for rule in rules], name, text, f"{number}.{n}"))
        for n, limb in enumerate(first.limbs)
    )
    applies = _whichever([rule.applies for rule in rules], name, text, f"{number}")
    unless = _whichever([rule.unless for rule in rules], name, text, f"{number}u")
    return evolve(first, applies=applies, unless=unless, limbs=limbs)


def _whichever(conditions: Sequence[Condition], name: str, text: str, part: str) -> Condition:
    """What holds where all conditions do, and may hold where one does."""
    different = list(dict.fromkeys(conditions))
    if len(different) == 1:
        return different[0]
    return either([both(different), both([_open(name, text, part), either(different)])])
