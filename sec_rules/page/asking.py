"""One User asked about on the page: the form made of the facts, the answer now and as proposed, the years ahead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from attrs import frozen

from sec_rules.answers.arithmetic import arithmetic_of
from sec_rules.answers.growth import NO_GROWTH
from sec_rules.answers.reasons import reasons
from sec_rules.answers.schedule import Plan, Year, schedule
from sec_rules.drafting import sides
from sec_rules.drafting.layout.provisions import Layout
from sec_rules.engine.answer import Answer
from sec_rules.engine.code import Code
from sec_rules.engine.english.numerals import in_full
from sec_rules.engine.linking import LinkedRule, Ruleset
from sec_rules.engine.reference import FactValue, holds
from sec_rules.errors import UsageError
from sec_rules.lang import Count, Question, YesNo, is_fact, years_among
from sec_rules.lang.citations import clause_of
from sec_rules.lang.formulas import facts_in, formula
from sec_rules.lang.lists import joined
from sec_rules.page.users import Known, label, value
from sec_rules.report.reasons import decided
from sec_rules.review.review import Review

Json = dict[str, object]
_YEARS_AHEAD: Final = 6


def form(result: Review) -> list[Json]:
    """The fields of a form for one User: a fact each, by whatever the Code before or after the draft reads."""
    draft = result.draft
    if not draft.scheme.of_the_code:
        return []
    return [_field(fact, draft.on) for fact in sides.facts(draft, result.question).values()]


def _field(fact: YesNo | Count, on: date) -> Json:
    if isinstance(fact, YesNo):
        return {"name": fact.name, "kind": "yes-no", "label": label(fact), "meaning": ""}
    values = list(fact.names_on(on)) if fact.names else []
    return {
        "name": fact.name,
        "kind": "choice" if values else "number",
        "label": label(fact),
        "meaning": fact.meaning,
        "values": values,
        **({} if fact.anchor is None else {"from": {"name": fact.anchor.given, "what": fact.anchor.what}}),
    }


def facts_of(given: Mapping[str, str], known: Known) -> dict[str, object]:
    """Facts as a person filled them in; what is left empty is missing."""
    return {name: value(name, text.strip(), known) for name, text in given.items() if text.strip()}


def _facts(result: Review, given: Mapping[str, str]) -> dict[str, object]:
    return facts_of(given, sides.facts(result.draft, result.question))


def asked_of(result: Review, given: Mapping[str, str]) -> list[Json]:
    """The answer for one User now, and as proposed. Raises as `Code.ask` does."""
    draft = result.draft
    facts = _facts(result, given)
    both = (
        ("Now", draft.base, draft.base_on, draft.original),
        ("As proposed", draft.proposed, draft.on, draft.accepted),
    )
    found: list[Json] = []
    for title, code, day, layout in both:
        known = code.facts(day, result.question)
        mine = {name: v for name, v in facts.items() if is_fact(name, known)}
        said = _Plainly.of(known.values(), result.question)
        found.append(_answer(title, code, code.ask(result.question, mine, on=day), layout, said))
    return found


@frozen
class _Plainly:
    """Facts and outcomes as a person calls them, where a sentence has their names."""

    _called: Mapping[str, str]

    @classmethod
    def of(cls, facts: Iterable[YesNo | Count], question: Question) -> _Plainly:
        """Those of these facts and this question."""
        called = {fact.name: f"\u201c{label(fact)}\u201d" for fact in facts}
        return cls(called | {outcome.name: outcome.title for outcome in question.outcomes})

    def __call__(self, sentence: str) -> str:
        """The sentence without such names."""
        return re.sub(r"\w+", lambda found: self._called.get(found[0], found[0]), sentence)


def _answer(title: str, code: Code, answer: Answer, layout: Layout, said: _Plainly) -> Json:
    why, ruleset = reasons(code, answer, answer.ranges), code.ruleset(code.questions[answer.question], answer.on)
    none = answer.outcome is None and not (answer.needs or answer.because or answer.depends_on)
    facts = dict(answer.facts)
    silent = none and not any(_applies(rule, facts) for rule in ruleset.rules)
    return {
        "title": f"{title}, on {in_full(answer.on)}",
        "outcome": answer.outcome.title if answer.outcome else "No provision applies" if silent else "",
        "undetermined": said(answer.undetermined or ""),
        "because": list(answer.because),
        "counted": list(_missing(ruleset, facts) if silent else why.arithmetic),
        "nearest": [said(near.says) for near in why.nearest],
        "needs": [said(each) for each in (*answer.needs, *decided(why.decided_if))],
        "words": [[w.provision, w.text] for w in why.words] or list(_words(answer, layout)),
        "doubts": [f"{each} {said(more)}".strip() for each, more in _doubts(ruleset, answer)],
    }


def _applies(rule: LinkedRule, facts: Mapping[str, FactValue]) -> bool | None:
    """Whether a clause applies to a User, in whatever year; None where a missing fact may matter."""
    return holds(formula(rule.rule.applies), facts)


def _missing(ruleset: Ruleset, facts: Mapping[str, FactValue]) -> Iterator[str]:
    """Of a User to whom no provision applies, what each clause on such Users counts, and why it falls short."""
    of_what_it_is = {name: given for name, given in facts.items() if isinstance(given, bool)}
    for rule in ruleset.rules:
        if _applies(rule, of_what_it_is) is False:
            continue
        branches = (branch for branch in ruleset.branches if branch.clause == rule.clause)
        yield from (f"{rule.clause}: {each}" for each in dict.fromkeys(arithmetic_of(ruleset, branches, facts)))


def _doubts(ruleset: Ruleset, answer: Answer) -> Iterator[tuple[str, str]]:
    """What is unsure of the clauses that answer, and of which facts that are missing it turns whether it bears here."""
    facts = dict(answer.facts)
    for clause, unsure in answer.doubts:
        when = next((d.when for d in ruleset.doubts if (d.clause, d.doubt.unsure) == (clause, unsure)), None)
        missing = sorted(facts_in(when) - facts.keys()) if when is not None and holds(when, facts) is None else []
        turns = f"Whether it bears on this User turns on {joined(missing)}, which is not given." if missing else ""
        yield f"{clause}: {unsure}", turns


def _words(answer: Answer, layout: Layout) -> Iterator[list[str]]:
    """The words of what answers as the draft has them, each limb with what stands above its limbs."""
    labels = dict.fromkeys(label for cited in answer.because for label in (clause_of(cited), cited))
    for provision in filter(None, map(layout.find, labels)):
        yield [provision.label, provision.text]


def years_ahead(result: Review, given: Mapping[str, str]) -> tuple[Year, ...]:
    """The schedule of one User under the proposed text. `UsageError` without the day from which years are counted."""
    facts, counted = _facts(result, given), years_among(result.question.facts)
    if counted is None or counted.anchor is None:
        raise UsageError("The years ahead are not counted: the rulebook does not say from which day.")
    initial = facts.pop(counted.anchor.given, None)
    facts.pop(counted.name, None)
    if not isinstance(initial, date):
        raise UsageError(f"The years ahead are counted from the day of {counted.anchor.what}; give that day.")
    draft = result.draft
    # The day of the draft, or the first day of the year after that of the anchor where that is later.
    start = max(draft.on, date(initial.year + 1, 1, 1))
    known = draft.proposed.facts(draft.on, result.question)
    mine = {name: v for name, v in facts.items() if name in known}
    plan = Plan(facts=mine, initial=initial, start=start, years=_YEARS_AHEAD, growth=NO_GROWTH)
    return schedule(draft.proposed, plan)


def rows_of(years: tuple[Year, ...]) -> Iterator[Json]:
    """The years of a schedule as rows of a table."""
    for year in years:
        latest = year.latest.day.isoformat() if year.latest and year.latest.day else ""
        yield {
            "year": year.on.year,
            "outcome": year.answer.outcome.title if year.answer.outcome else "not determined",
            "because": list(year.answer.because),
            "latest": latest,
            "note": year.change or year.answer.undetermined or "",
        }
