"""A rulebook taken up: what contradicts itself in it, and the Code of its own text and clauses.

A rulebook is refused as a whole, with every contradiction in a sentence that says where it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator
from typing import Final

from attrs import evolve

from sec_rules.analysis.invariants import contradiction
from sec_rules.documents.document import View
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.grammar.clause_reader import ReadClause
from sec_rules.drafting.grammar.lexicon import Lexicon
from sec_rules.drafting.grammar.own_words import folded, own_words
from sec_rules.drafting.grammar.text_reader import read_clauses
from sec_rules.drafting.grammar.vocabulary import vocabulary
from sec_rules.drafting.layout.any_text import lay_out_any
from sec_rules.drafting.layout.schemes import SCHEMES
from sec_rules.engine.code import HELD_FROM, Code
from sec_rules.errors import CodeError
from sec_rules.lang import Clause, Count, Outcome, Source, Standing, TextSource, Words, YesNo
from sec_rules.lang.formulas import facts_in, formula
from sec_rules.lang.lists import joined
from sec_rules.lang.rulebooks import Rulebook


def code_of(rulebook: Rulebook) -> Code:
    """The Code of a rulebook: the clauses of its own text, those declared, and its named figures.

    Raises `CodeError` for a rulebook that contradicts itself, and for text of its own that is not read whole.
    """
    problems = tuple(contradictions(rulebook))
    if problems:
        raise CodeError(f"The rulebook {rulebook.name} contradicts itself. {' '.join(problems)}")
    figures = tuple(figure.clause() for figure in rulebook.figures)
    return Code((*_written(rulebook), *rulebook.clauses, *figures), rulebook.invariants, rulebook)


def contradictions(rulebook: Rulebook) -> Iterator[str]:
    """What contradicts itself in a rulebook, each in a sentence with its place."""
    if not rulebook.questions:
        yield "Its questions are none; give at least one."
        return
    yield from _of_names(rulebook)
    yield from _of_outcomes(rulebook)
    yield from _of_phrases(rulebook)
    yield from _of_units(rulebook)
    yield from _of_figures(rulebook)
    yield from _of_assumptions(rulebook)
    if rulebook.numbering not in SCHEMES:
        yield f"Its numbering '{rulebook.numbering}' is no scheme of numbers; known are {joined(SCHEMES)}."
    if rulebook.held_since < HELD_FROM:
        yield f"It is held since {rulebook.held_since}; days are counted from {HELD_FROM}, so give that day or a later."


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
    for label in _twice(c.label for c in (*rulebook.clauses, *(f.clause() for f in rulebook.figures))):
        yield f"In its clauses and figures two carry the label {label}."


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
        for name in _twice(outcome.name for outcome in question.outcomes):
            yield f"{place} two have the name '{name}'; give each its own."
        for weight in _twice(outcome.weight for outcome in question.outcomes):
            names = [f"'{o.name}'" for o in question.outcomes if o.weight == weight]
            yield f"{place} {joined(names)} have one weight, {weight}, so that none is the heavier; give each its own."


def _of_phrases(rulebook: Rulebook) -> Iterator[str]:
    outcomes = {o.name for question in rulebook.questions for o in question.outcomes}
    facts = {fact.name for fact in rulebook.facts}
    lexicon = Lexicon()
    stands_for: dict[str, set[str]] = {}
    for said in rulebook.words:
        place = f"In the words of '{said.of.name}'"
        known = outcomes if isinstance(said.of, Outcome) else facts
        if said.of.name not in known:
            yield f"{place} phrases are given, and no question has a fact or an outcome of that name."
        if not said.phrases:
            yield f"{place} no phrase is given; give at least one."
        for phrase in (*said.phrases, *said.denied):
            stands_for.setdefault(folded(phrase), set()).add(
                said.of.name + ("" if phrase in said.phrases else " denied")
            )
            yield from _operator(phrase, place, lexicon)
        for verb in said.verbs:
            yield from _operator(verb, place, lexicon)
    for phrase, names in stands_for.items():
        if len(names) > 1:
            yield f"In its words the phrase '{phrase}' stands for {joined(sorted(names))}; one phrase says one thing."
    for duty in rulebook.duties:
        yield from _operator(duty, "In its duties", lexicon)
    for noun in rulebook.user:
        yield from _operator(noun, "In what its users are called", lexicon, besides=("USER",))
    for qualifier in rulebook.qualifiers:
        yield from _operator(qualifier, "In its qualifiers", lexicon)


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
        if unit.scale < 1:
            yield f"In its units '{unit.name}' is {unit.scale} of '{unit.of}'; a scale is a whole number, 1 or more."


def _of_figures(rulebook: Rulebook) -> Iterator[str]:
    for figure in rulebook.figures:
        days = [day for day, _ in figure.values]
        if not days or days != sorted(set(days), reverse=True):
            yield f"In its figures the values of '{figure.name}' should run from the newest to the oldest day."
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


def _written(rulebook: Rulebook) -> Iterator[Clause]:
    """The clauses of the rulebook's own text. `CodeError` where one is not read whole."""
    if not rulebook.written.strip():
        return
    layout = lay_out_any(read_markdown(rulebook.written, rulebook.name).view(View.ACCEPTED), View.ACCEPTED)
    known = vocabulary(layout.provisions, (f.name for f in rulebook.figures), own=own_words(rulebook))
    for read in read_clauses(layout.provisions, known):
        if not read.whole or not (read.rules or read.terms):
            why = read.why_open or "it says nothing that is a rule"
            raise CodeError(f"In the text of the rulebook {rulebook.name}, {read.label} is not read whole: {why}.")
        yield _held(read, rulebook)


def _held(read: ReadClause, rulebook: Rulebook) -> Clause:
    drafted = read.clause(rulebook.held_since, rulebook.name, Source(rulebook.name, rulebook.title))
    (version,) = drafted.versions
    held = evolve(
        version,
        brought_in_by=rulebook.title,
        words=Words(str(rulebook.held_since), "", TextSource.OWN, text=read.provision.whole),
        standing=Standing.RECONSTRUCTED,
        evidence=rulebook.evidence,
    )
    return evolve(drafted, versions=(held,))
