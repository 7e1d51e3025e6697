"""Rules in English: what was understood of a clause said back, so that a drafter can hold it against the words."""

from __future__ import annotations

import re
from typing import Final

from sec_rules.engine.english.numerals import cardinal, ordinal, times, with_article
from sec_rules.engine.english.regions import DAYS_COMPARED, called, figure_in_words
from sec_rules.engine.english.years import EVERY_YEAR, Years, years_in
from sec_rules.lang import (
    ALWAYS,
    DAY,
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
    Informs,
    Limb,
    Named,
    Not,
    NotUsed,
    Open,
    OpenCount,
    Outcome,
    Redirects,
    Relation,
    Repeats,
    Rule,
    Sum,
    Times,
    Turn,
    Undetermined,
    Unread,
    YesNo,
    after_anchor,
    is_party,
    is_year,
)
from sec_rules.lang.formulas import formula
from sec_rules.lang.lists import joined
from sec_rules.lang.traversal import walk

_COMPARED: Final = {
    Relation.EXCEEDS: "exceed",
    Relation.AT_MOST: "are at most",
    Relation.AT_LEAST: "are at least",
    Relation.LESS_THAN: "are less than",
    Relation.EXACTLY: "are exactly",
}


def rule_in_words(rule: Rule) -> str:
    """What was understood of a rule, in a sentence or two."""
    match rule:
        case Answers():
            return _answers(rule)
        case Deems():
            takes = [_amount(part) for part in rule.includes]
            leaves = [_amount(part) for part in rule.excludes]
            said = [f"{verb} {joined(parts)}" for verb, parts in (("takes in", takes), ("leaves out", leaves)) if parts]
            return f"For {joined(rule.on)}, the number of {called(rule.count)} {joined(said) or 'stays as it is'}."
        case Defines():
            within = f", in {joined(rule.within)}" if rule.within else ""
            return f'"{rule.name}" means {_amount(rule.amount)}{within}.'
        case NotUsed():
            return "Not used."
        case Informs(says):
            return says
        case Redirects():
            readings = "; or ".join(reading.says for reading in rule.readings)
            return f"A citation on record that is read as {rule.to}. It may stand for {readings}."
        case Unread():
            return f"Not read as a rule: {rule.why.rstrip('.')}."


def _answers(rule: Answers) -> str:
    if not rule.question.by_years:
        return _plain(rule)
    lead = _ties(rule)
    if rule.applies != ALWAYS:
        lead.append(f"where {condition_in_words(rule.applies)}")
    if rule.unless != NEVER:
        lead.append(f"unless {condition_in_words(rule.unless)}")
    subject = "it is subject" if rule.applies != ALWAYS else "every User is subject"
    sentence = ", ".join((*lead, f"{subject}{_limbs(rule.limbs, after_anchor(rule.question.facts))}."))
    return sentence[:1].upper() + sentence[1:]


def _ties(rule: Answers) -> list[str]:
    """To which provisions a rule gives way, over which it prevails and beside which it stands."""
    ties = (
        ("subject to", rule.yields_to),
        ("notwithstanding", rule.prevails_over),
        ("without prejudice to", rule.stands_beside),
    )
    return [f"{words} {joined(labels)}" for words, labels in ties if labels]


def _plain(rule: Answers) -> str:
    """A rule that answers another question: "Where ..., unless ...: (a) where ..., in time; and (b) ..."."""
    lead = [*_ties(rule), f"where {condition_in_words(rule.applies)}" if rule.applies != ALWAYS else "in every case"]
    if rule.unless != NEVER:
        lead.append(f"unless {condition_in_words(rule.unless)}")
    said = ", ".join(lead)
    return f"{said[:1].upper()}{said[1:]}: {joined((_plain_limb(limb) for limb in rule.limbs), '; and ', '; ')}."


def _plain_limb(limb: Limb) -> str:
    when = "" if limb.when == ALWAYS else f"where {condition_in_words(limb.when)}, "
    return f"{limb.label} {when}{_result(limb)}".strip()


def _result(limb: Limb) -> str:
    match limb.outcome:
        case Outcome(_, title):
            return title
        case Undetermined(why):
            return f"not settled ({why.rstrip('.')})"
    return _outcome(limb.outcome)


def _limbs(limbs: tuple[Limb, ...], after: str) -> str:
    if len(limbs) == 1 and not limbs[0].label:
        when, what = _limb(limbs[0], after)
        return f" {what}, {when}"
    said = [f"{limb.label} {', '.join(_limb(limb, after))}".strip() for limb in limbs]
    return ": " + joined(said, "; and ", "; ")


def _limb(limb: Limb, after: str) -> tuple[str, str]:
    """When, and to what; `after` is what is told of that after which years are."""
    conditions = limb.when.conditions if isinstance(limb.when, Both) else (limb.when,)
    yearly = [c for c in conditions if _years_when(c) is not None]
    others = [c for c in conditions if _years_when(c) is None]
    years = _years_when(Both(tuple(yearly))) or EVERY_YEAR
    when = years.in_words(after) or f"in every year {after}".rstrip()
    if others:
        when += f", where {condition_in_words(Both(tuple(others)))}"
    return when, f"to {_outcome(limb.outcome)}"


def _outcome(outcome: Outcome | Undetermined | Repeats) -> str:
    match outcome:
        case Outcome(_, title):
            return with_article(title)
        case Undetermined(why):
            return f"an assessment that is not settled ({why.rstrip('.')})"
        case Repeats(first, last):
            return (
                f"what {first} says, repeating" if first == last else f"what {first} to {last} say in turn, repeating"
            )


def condition_in_words(condition: Condition) -> str:
    """A condition as a clause about "the User": "the User is a Supplier Party and its Domestic Premises exceed ..."."""
    years = _years_when(condition)
    if years is not None and years != EVERY_YEAR:
        return f"the assessment falls {years.in_words(_after(condition))}" if years.mask else "no year will do"
    match condition:
        case Open():
            return f"what '{condition.meaning}' says, which is not read, is so"
        case YesNo():
            return _stated(condition)
        case Not(inner):
            return _denied(inner)
        case Comparison(Count() as count, relation, right) if count.names or count.unit == DAY:
            verb = DAYS_COMPARED[_COMPARED[relation]] if count.unit == DAY else "is"
            return f"the {called(count)} {verb} {_compared_with(count, relation, right)}"
        case Comparison(left, relation, right):
            return f"{_amount(left)} {_COMPARED[relation]} {_amount(right)}"
        case Turn(count, turn, of):
            return f"{_amount(count)} are the {ordinal(turn)} of each {cardinal(of)}"
        case Both(()):
            return "in every case"
        case Either(()):
            return "in no case"
        case Both((Not(one), Not(other))) if is_party(one) and is_party(other):
            return f"the User is neither {with_article(one.party)} nor {with_article(other.party)}"
        case Both(parts):
            *others, last = map(condition_in_words, parts)
            return joined((*map(_followed, others), last), " and ", " and ")
        case Either(parts):
            said = (condition_in_words(part) for part in parts)
            return "either " + " or ".join(f"({s})" if " and " in s else s for s in said)
    raise TypeError(f"{condition!r} is no condition this version knows.")


def _compared_with(count: Count, relation: Relation, right: Amount) -> str:
    if not isinstance(right, Figure):
        return f"the {called(right)}" if isinstance(right, Count) else _amount(right)
    if not count.names:
        return figure_in_words(right.value, count)
    values = range(count.at_least, count.at_most + 1)
    meant = [v for v in values if _meets(v, relation, right.value)]
    return joined((figure_in_words(v, count) for v in meant), " or ")


def _meets(value: int, relation: Relation, figure: int) -> bool:
    match relation:
        case Relation.EXCEEDS:
            return value > figure
        case Relation.AT_MOST:
            return value <= figure
        case Relation.AT_LEAST:
            return value >= figure
        case Relation.LESS_THAN:
            return value < figure
        case Relation.EXACTLY:
            return value == figure


def _stated(fact: YesNo) -> str:
    return f'"{fact.meaning}" is the case' if fact.decided_by else fact.meaning


def _denied(condition: Condition) -> str:
    if isinstance(condition, YesNo):
        if condition.decided_by:
            return f'"{condition.meaning}" is not the case'
        if len(_COPULA.findall(condition.meaning)) == 1 and not _TWO_PARTS.search(condition.meaning):
            return _COPULA.sub(r"\1 not", condition.meaning)
    return f"{_NOT_SO}{condition_in_words(condition)}"


_NOT_SO: Final = "it is not so that "
_COPULA: Final = re.compile(r"\b(is|are|was|were)\b")
# Words by which it would be open what "not" behind a verb denies.
_TWO_PARTS: Final = re.compile(r"\b(?:and|or|nor|not|who|whose|which|that|where|unless|only|any|all|every|each|both)\b")


def _followed(part: str) -> str:
    """A part as it stands before others: what is denied, and what is one of several, must not run on into them."""
    if part.startswith("either "):
        return f"({part})"
    return f"{_NOT_SO}({part.removeprefix(_NOT_SO)})" if part.startswith(_NOT_SO) else part


def years_in_words(condition: Condition) -> str:
    """The years in which a condition holds, where it reads the year alone; else the condition in words."""
    years = _years_when(condition)
    return condition_in_words(condition) if years is None else years.in_words(_after(condition)) or "in every year"


def _after(condition: Condition) -> str:
    """What is told of that after which the years are of which a condition speaks."""
    return after_anchor(walk(condition))


def _years_when(condition: Condition) -> Years | None:
    """The years in which a condition that reads the year alone holds; None for one that reads more, or nothing."""
    named = any(isinstance(node, Named) for node in walk(condition))
    return None if named or condition == NEVER else years_in(formula(condition))


def _amount(amount: Amount) -> str:
    match amount:
        case Figure(value):
            return f"{value:,}"
        case OpenCount():
            return f"a number that '{amount.meaning}', which is not read, leaves open"
        case Count():
            return f"the {called(amount)}" if is_year(amount) else f"its {called(amount)}"
        case Named(name):
            return f"its {name}"
        case Times(figure, inner):
            inside = _amount(inner)
            return f"{times(figure.value) or 'once '}{f'the sum of {inside}' if isinstance(inner, Sum) else inside}"
        case Sum(parts):
            return " plus ".join(_amount(part) for part in parts)
    raise TypeError(f"{amount!r} is no amount this version knows.")
