"""What contradicts itself in a rulebook, each in a sentence that says where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Final

from sec_rules.analysis.invariants import contradiction
from sec_rules.drafting.grammar.lexicon import Lexicon
from sec_rules.drafting.grammar.own_words import folded
from sec_rules.drafting.grammar.tagging import function_words
from sec_rules.drafting.layout.schemes import SCHEMES
from sec_rules.engine.code import HELD_FROM
from sec_rules.lang import Anchor, Answers, Clause, Count, Defines, Evidence, Named, Outcome, Question, Rule, YesNo
from sec_rules.lang.citations import read, stands_in
from sec_rules.lang.formulas import facts_in, formula
from sec_rules.lang.lists import joined
from sec_rules.lang.rulebooks import Assumption, NamedFigure, Rulebook, Says, StatedInvariant, Unit
from sec_rules.lang.traversal import of_rule


def contradictions(rulebook: Rulebook) -> Iterator[str]:
    """What contradicts itself in a rulebook, each in a sentence with its place."""
    wrong = tuple(_of_kinds(rulebook)) or tuple(_of_parts(rulebook))
    if wrong or not rulebook.questions:
        yield from wrong or ("Its questions are none; give at least one.",)
        return
    if not rulebook.user:
        yield "What its users are called is not given; give at least one noun, such as 'customer'."
    yield from _of_names(rulebook)
    yield from _of_facts(rulebook)
    yield from _of_outcomes(rulebook)
    yield from _of_phrases(rulebook)
    yield from _of_units(rulebook)
    yield from _of_figures(rulebook)
    yield from _of_assumptions(rulebook)
    yield from _of_clauses(rulebook)
    if rulebook.numbering not in SCHEMES:
        yield f"Its numbering '{rulebook.numbering}' is no scheme of numbers; known are {joined(SCHEMES)}."
    if rulebook.held_since < HELD_FROM:
        yield f"It is held since {rulebook.held_since}; days are counted from {HELD_FROM}, so give that day or a later."


# What each part of a rulebook holds, with its article; a part that holds something else is told before all the rest.
_HOLDS: Final[Mapping[str, tuple[type, str]]] = {
    "questions": (Question, "a Question"),
    "user": (str, "a text"),
    "parties": (YesNo, "a YesNo"),
    "units": (Unit, "a Unit"),
    "words": (Says, "a Says"),
    "duties": (str, "a text"),
    "qualifiers": (str, "a text"),
    "figures": (NamedFigure, "a NamedFigure"),
    "assumptions": (Assumption, "an Assumption"),
    "invariants": (StatedInvariant, "an Invariant"),
    "clauses": (Clause, "a Clause"),
    "evidence": (Evidence, "an Evidence"),
}


def _of_kinds(rulebook: Rulebook) -> Iterator[str]:
    for name in ("name", "title"):
        if not isinstance(given := getattr(rulebook, name), str) or not given.strip():
            yield f"Its {name} should be a text, got {given!r}."
    if not isinstance(rulebook.written, str):
        yield f"Its written text should be a text, got {rulebook.written!r}."
    if not _is_day(rulebook.held_since):
        yield f"The day since which it is held should be a date, got {rulebook.held_since!r}."
    for name, (kind, called) in _HOLDS.items():
        yield from _many(getattr(rulebook, name), kind, called, f"Its {name}", f"In its {name}")


def _many(given: object, kind: type | tuple[type, ...], called: str, whole: str, place: str) -> Iterator[str]:
    """What is wrong with what should be a tuple of one kind: a text, or one thing alone, is none."""
    if not isinstance(given, (tuple, list)):
        yield f"{whole} should be a tuple, got {given!r}; for only one, write ({called.split()[-1]}, ) with the comma."
        return
    for one in given:
        if not isinstance(one, kind):
            yield f"{place} {one!r} is not {called}."


def _of_parts(rulebook: Rulebook) -> Iterator[str]:
    """The same of what the parts themselves hold."""
    for question in rulebook.questions:
        place = f"In the question {question.name!r}"
        yield from _many(
            question.outcomes, Outcome, "an Outcome", f"{place} the outcomes", f"{place}, in the outcomes,"
        )
        yield from _many(question.facts, (YesNo, Count), "a fact", f"{place} the facts", f"{place}, in the facts,")
    for said in rulebook.words:
        if not isinstance(said.of, (YesNo, Count, Outcome)):
            yield f"In its words {said.of!r} is neither a fact nor an outcome."
            continue
        place = f"In the words of '{said.of.name}'"
        for name in ("phrases", "verbs", "denied"):
            yield from _many(getattr(said, name), str, "a text", f"{place} the {name}", f"{place}, in the {name},")
    for unit in rulebook.units:
        yield from _many(unit.spelled, str, "a text", f"The unit {unit.name!r}", f"In the unit {unit.name!r}")


def _is_day(given: object) -> bool:
    return type(given) is date


def _is_whole(given: object) -> bool:
    return isinstance(given, int) and not isinstance(given, bool)


def _twice(given: Iterable[Hashable]) -> list[Hashable]:
    return [one for one, times in Counter(given).items() if times > 1]


def _of_names(rulebook: Rulebook) -> Iterator[str]:
    for name in _twice(party.name for party in rulebook.parties):
        yield f"In its parties two have the name '{name}'; give each its own."
    for name in _twice(question.name for question in rulebook.questions):
        yield f"In its questions two have the name '{name}'; give each its own."
    every = [fact for question in rulebook.questions for fact in question.facts]
    for name, told in _by_name(every).items():
        if len(told) > 1:
            yield f"In the facts of its questions '{name}' is the name of two that differ; give each its own."
    known = {fact.name for fact in every}
    for party in rulebook.parties:
        if party.name not in known:
            yield f"In its parties '{party.name}' is a fact that none of its questions is asked with."
    for invariant in _twice(invariant.name for invariant in rulebook.invariants):
        yield f"In its invariants two have the name '{invariant}'; give each its own."
    for label in _twice((*(c.label for c in rulebook.clauses), *(f.label for f in rulebook.figures))):
        yield f"In its clauses and figures two carry the label {label}."


def _of_facts(rulebook: Rulebook) -> Iterator[str]:
    for question in rulebook.questions:
        place = f"In the question '{question.name}'"
        for name in (count.name for count in question.more_never_lighter if count not in question.facts):
            yield f"{place} more of '{name}' is never to be lighter, and it is no fact of it."
    for fact in rulebook.facts:
        place = f"In the facts of its questions '{fact.name}'"
        if not fact.name.isidentifier():
            yield f"{place} is no name; write letters, digits and _, as max_demand."
        if isinstance(fact, Count) and not fact.at_least <= fact.at_most:
            yield f"{place} goes from {fact.at_least:,} to {fact.at_most:,}, so that no number is one."
        if isinstance(fact, Count) and fact.anchor is not None:
            yield from _of_an_anchor(rulebook, fact, fact.anchor)


def _of_an_anchor(rulebook: Rulebook, fact: Count, anchor: Anchor) -> Iterator[str]:
    if not fact.counts_years:
        yield f"In the facts of its questions '{fact.name}' has an anchor and counts no years; say counts_years=True."
    if anchor.given in rulebook.every_fact:
        yield (
            f"In the facts of its questions '{anchor.given}' is the day of an anchor and the name of a fact; give it "
            "another."
        )
    if not anchor.given.isidentifier():
        yield f"In the anchor of '{fact.name}' '{anchor.given}' is no name; write letters, digits and _, as granted."
    if not _is_whole(anchor.cycle) or anchor.cycle < 1:
        yield f"In the anchor of '{fact.name}' the cycle should be a whole number from 1, got {anchor.cycle!r}."


def _by_name(facts: Iterable[YesNo | Count]) -> dict[str, set[tuple[object, ...]]]:
    found: dict[str, set[tuple[object, ...]]] = {}
    for fact in facts:
        ends = (fact.unit, fact.at_least, fact.at_most) if isinstance(fact, Count) else ()
        found.setdefault(fact.name, set()).add((type(fact), fact.meaning, *ends))
    return found


def _of_outcomes(rulebook: Rulebook) -> Iterator[str]:
    for question in rulebook.questions:
        place = f"In the outcomes of the question '{question.name}'"
        if len(question.outcomes) < 2:
            yield f"{place} there are fewer than two, so that it asks nothing."
        if question.noun.split()[:1] not in (["a"], ["an"]):
            yield f"In the question '{question.name}' the noun '{question.noun}' has no article; write it as 'a meter'."
        for outcome in question.outcomes:
            if not _is_whole(outcome.weight):
                yield f"{place} the weight of '{outcome.name}' should be a whole number, got {outcome.weight!r}."
        for name in _twice(outcome.name for outcome in question.outcomes):
            yield f"{place} two have the name '{name}'; give each its own."
        for weight in _twice(outcome.weight for outcome in question.outcomes):
            names = [f"'{o.name}'" for o in question.outcomes if o.weight == weight]
            yield f"{place} {joined(names)} have one weight, {weight}, so that none is the heavier; give each its own."

    differing = {(o.name, o.title, o.weight) for question in rulebook.questions for o in question.outcomes}
    for name in _twice(name for name, *_ in differing):
        yield f"In the outcomes of its questions '{name}' is the name of two that differ; give each its own."


def _of_phrases(rulebook: Rulebook) -> Iterator[str]:
    outcomes = {o.name for question in rulebook.questions for o in question.outcomes}
    facts = {fact.name for fact in rulebook.facts}
    lexicon = Lexicon()
    for said in rulebook.words:
        place = f"In the words of '{said.of.name}'"
        known = outcomes if isinstance(said.of, Outcome) else facts
        if said.of.name not in known:
            yield f"{place} phrases are given, and no question has a fact or an outcome of that name."
        if not said.phrases:
            yield f"{place} no phrase is given; give at least one."
        if said.denied and not isinstance(said.of, YesNo):
            yield f"{place} {said.denied[0]!r} is to be its opposite, which only a fact has that is yes or no."
        if said.verbs and not isinstance(said.of, Count):
            yield f"{place} {said.verbs[0]!r} is to stand before so many of it, and it is no count."
        for phrase in (*said.phrases, *said.denied, *said.verbs):
            yield from _operator(phrase, place, lexicon)
        for phrase in (*said.phrases, *said.denied):
            if (words := folded(phrase).split()) and _says_nothing().issuperset(words):
                yield f"{place} '{phrase}' stands in every text and says nothing of its own; give another."
    for noun in rulebook.user:
        yield from _operator(noun, "In what its users are called", lexicon, besides=("USER",))
    for name in ("duties", "qualifiers"):
        for phrase in getattr(rulebook, name):
            yield from _operator(phrase, f"In its {name}", lexicon)
    yield from _of_two_things(rulebook)


@cache
def _says_nothing() -> frozenset[str]:
    """Words that stand in every text, whatever it is about."""
    kinds = ("DETERMINERS", "DEFINITE", "PRONOUNS", "PREPOSITIONS", "BE", "WHICH")
    return frozenset().union(*(function_words()[kind] for kind in kinds))


def _of_two_things(rulebook: Rulebook) -> Iterator[str]:
    """Phrases that stand for two things, of whatever kind these are."""
    stands_for: dict[str, set[str]] = {}
    for phrase, what in _meant(rulebook):
        stands_for.setdefault(folded(phrase), set()).add(what)
    for phrase, names in stands_for.items():
        if len(names) > 1:
            yield f"In its words the phrase '{phrase}' stands for {joined(sorted(names))}; one phrase says one thing."


def _meant(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    for said in rulebook.words:
        yield from ((phrase, said.of.name) for phrase in said.phrases)
        yield from ((phrase, f"{said.of.name} denied") for phrase in said.denied)
    yield from ((noun, "whom it binds") for noun in rulebook.user)
    yield from ((duty, "a duty") for duty in rulebook.duties)
    yield from ((qualifier, "a qualifier") for qualifier in rulebook.qualifiers)
    yield from ((figure.name, f"the figure {figure.name}") for figure in rulebook.figures)


def _operator(phrase: str, place: str, lexicon: Lexicon, besides: Collection[str] = ()) -> Iterator[str]:
    """What is wrong with a phrase that says nothing, or that only compares, joins or counts.

    A lexeme of the kinds `besides` says what it should.
    """
    found = [lexeme.kind for lexeme in lexicon.lexemes(phrase, 0, len(phrase))]
    if not found:
        yield f"{place} a phrase is empty."
    elif not any(kind == "WORD" or kind in besides or kind not in _OPERATORS for kind in found):
        yield f"{place} '{phrase}' is an operator, with which every text compares, joins or counts; give another."


_OPERATORS: Final = frozenset(
    (
        *("EXCEEDS", "AT_LEAST", "AT_MOST", "LESS_THAN", "EXACTLY", "UP_TO", "BETWEEN", "FROM", "INCLUSIVE", "OR_MORE"),
        *("OR_FEWER", "AND", "OR", "ANDOR", "BUT", "NOT", "NOT_SO", "NEITHER", "NOR", "EITHER", "BOTH", "PLUS", "LESS"),
        *(
            "TIMES",
            "TWICE",
            "THRICE",
            "SUM_OF",
            "PRODUCT_OF",
            "NUMBER",
            "WHERE",
            "EXCEPT",
            "OTHERWISE",
            "MEANS",
            "ALL_OF",
        ),
        *("ANY_OF", "NONE_OF", "TO", "IS", "WHICH", "USER", "SHALL", "IN_IT", "THAT_NUMBER", "PROVISO", "SHARE_OF"),
        *("DIFFERENCE", "PICK", "PICK_OF", "LB", "RB", "STOP", "FILLER", "PUNCTUATION"),
    )
)


def _of_units(rulebook: Rulebook) -> Iterator[str]:
    counted = {fact.unit for fact in rulebook.facts if isinstance(fact, Count)}
    shared = _twice(folded(name) for unit in rulebook.units for name in unit.spelled)
    for name in shared:
        yield f"In its units '{name}' is written for two; give each its own."
    for name in _twice(unit.name for unit in rulebook.units):
        if folded(str(name)) not in shared:
            yield f"In its units two have the name '{name}'; give each its own."
    for unit in rulebook.units:
        if unit.of not in counted:
            yield f"In its units '{unit.name}' is of '{unit.of}', and no fact is counted in that."
        if not all(name.strip() and not name.strip()[0].isdigit() for name in unit.spelled):
            yield f"In its units '{unit.name}' is empty, or begins with a digit; spell it as the text does."
        if not _is_whole(unit.scale) or unit.scale < 1:
            yield f"In its units '{unit.name}' is {unit.scale} of '{unit.of}'; a scale is a whole number, 1 or more."


def _of_figures(rulebook: Rulebook) -> Iterator[str]:
    for figure in rulebook.figures:
        place = f"In its figures '{figure.name}'"
        if not figure.name.strip():
            yield "In its figures one has no name; give it the name that the text uses."
        if read(figure.label) is None:
            yield f"{place} has the label '{figure.label}', which is none; write one such as 3, F1 or 1.2."
        wrong = [value for day, value in figure.values if not _is_day(day) or not _is_whole(value) or value < 0]
        if wrong:
            yield f"{place} should give each value as a date and a whole number of 0 or more, got {wrong[0]!r}."
            continue
        days = [day for day, _ in figure.values]
        if not days or days != sorted(set(days), reverse=True):
            yield f"In its figures the values of '{figure.name}' should run from the newest to the oldest day."
        elif days[-1] < HELD_FROM:
            yield f"{place} has a value from {days[-1]}; days are counted from {HELD_FROM}, so give it or a later day."
    for name in _twice(folded(figure.name) for figure in rulebook.figures):
        yield f"In its figures two have the name '{name}'; give each its own."


def _of_assumptions(rulebook: Rulebook) -> Iterator[str]:
    names = {fact.name for fact in rulebook.facts}
    for name in _twice(a.name for a in rulebook.assumptions):
        yield f"In its assumptions two have the name '{name}'; give each its own."
    for assumption in rulebook.assumptions:
        strange = sorted(facts_in(formula(assumption.holds)) - names)
        if strange:
            told = joined(strange)
            yield f"In its assumptions '{assumption.name}' speaks of {told}, with which no question is asked."
    clash = contradiction(rulebook.assumptions, rulebook.facts)
    if len(clash) == 1:
        yield f"In its assumptions '{clash[0]}' is one that nobody can meet, so that everything would be provable."
    elif clash:
        yield f"In its assumptions {joined(f'{name!r}' for name in clash)} are such that nobody can meet them together."


def _of_clauses(rulebook: Rulebook) -> Iterator[str]:
    """What clauses that are declared speak of, and the rulebook does not know."""
    questions = {question.name: question for question in rulebook.questions}
    defined = {figure.name.casefold() for figure in rulebook.figures}
    defined |= {r.name.casefold() for _, r in _rules(rulebook.clauses) if isinstance(r, Defines)}
    for label, rule in _rules(rulebook.clauses):
        place = f"In its clauses {label}"
        nodes = tuple(of_rule(rule))
        strange = {n.name for n in nodes if isinstance(n, (YesNo, Count))} - {fact.name for fact in rulebook.facts}
        for name in sorted(strange):
            yield f"{place} speaks of '{name}', with which no question is asked."
        for name in sorted({n.name for n in nodes if isinstance(n, Named) and n.name.casefold() not in defined}):
            yield f"{place} speaks of the figure '{name}', which nothing in the rulebook defines."
        if isinstance(rule, Answers) and rule.question.name not in questions:
            yield f"{place} answers the question '{rule.question.name}', which is none of its questions."
        elif isinstance(rule, Answers):
            asked = questions[rule.question.name]
            for limb in rule.limbs:
                if isinstance(limb.outcome, Outcome) and limb.outcome not in asked.outcomes:
                    yield f"{place} has the outcome '{limb.outcome.name}', which the question '{asked.name}' has not."


def _rules(clauses: Iterable[Clause]) -> Iterator[tuple[str, Rule]]:
    yield from ((clause.label, rule) for clause in clauses for version in clause.versions for rule in version.rules)


def of_order(clauses: Iterable[Clause]) -> Iterator[str]:
    """Which of all the clauses of a rulebook come before others that are not there, or before each other."""
    held = tuple(clauses)
    labels = {clause.label for clause in held}
    yield from (f"Two carry the label {label}; give each its own." for label in _twice(c.label for c in held))
    before = {(a, b) for label, rule in _rules(held) if isinstance(rule, Answers) for a, b in _orders(label, rule)}
    parts = {label + limb.label for label, rule in _rules(held) if isinstance(rule, Answers) for limb in rule.limbs}
    there = {label for pair in before for label in pair if label in labels or any(stands_in(p, label) for p in parts)}
    for label in sorted({label for pair in before for label in pair} - there):
        yield f"{label} is to come before or after another provision, but there is no such provision."
    for first, second in sorted(before):
        if first < second and (second, first) in before:
            yield f"{first} and {second} are each to come before the other."


def _orders(label: str, rule: Answers) -> Iterator[tuple[str, str]]:
    """Pairs of labels of which the first comes before the second."""
    yield from ((other, label) for other in rule.yields_to)
    yield from ((label, other) for other in rule.prevails_over)
