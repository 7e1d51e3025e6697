"""`sec-rules ask`: the questions besides `assessment`, each about one User on one day."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from sec_rules.commands import DONE, FOUND, Command
from sec_rules.commands.days import day
from sec_rules.commands.options import (
    CodeOptions,
    FactOptions,
    Output,
    code_and_day,
    common,
    fact_flags,
    flag,
    give,
    question_named,
    ruled,
    usual_anchor,
    usual_question,
    usual_rulebook,
)
from sec_rules.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from sec_rules.engine.code import Code
    from sec_rules.lang import Question
    from sec_rules.lang.deadlines import Deadlines


def _arguments(command: ArgumentParser) -> None:
    rulebook = usual_rulebook()
    command.add_argument(
        "question", metavar="QUESTION", help="; ".join(f"{q.name}: {q.asks}" for q in rulebook.questions)
    )
    common(command, draft=True)
    fact_flags(command, every=True)
    days = command.add_argument_group("days from which others are counted")
    for each in rulebook.counted_days:
        days.add_argument(flag(each.given), type=day, metavar="DATE", help=f"when {each.what} {each.did}")
    ruled(command)


@frozen(kw_only=True)
class AskOptions:
    """Which question is asked, of which Code and about whom, and the days from which others are counted."""

    question: Question
    code: CodeOptions
    facts: FactOptions
    days: Mapping[str, date | None]
    output: Output

    @classmethod
    def parse(cls, arguments: Namespace) -> AskOptions:
        """The options as given. `UsageError` for a question that there is not, or that another command answers."""
        question = question_named(arguments.question, arguments.rulebook)
        days = {each.given: getattr(arguments, each.given) for each in usual_rulebook().counted_days}
        if arguments.rulebook is not None:
            _refuse_days(days)
        elif question == usual_question():
            raise UsageError("That is what 'sec-rules assess' answers.")
        code = CodeOptions.parse(arguments)
        return cls(
            question=question,
            code=code,
            facts=FactOptions.parse(arguments),
            days=days,
            output=Output.parse(arguments, code.inputs),
        )


def _refuse_days(days: Mapping[str, date | None]) -> None:
    """`UsageError` for a day from which the usual text counts, where another is asked."""
    given = next((name for name, held in days.items() if held is not None), None)
    if given is not None:
        text = usual_rulebook().title
        raise UsageError(f"{flag(given)} is a day from which {text} counts; leave it out with --rulebook.")


def _run(options: AskOptions) -> int:
    from sec_rules.engine.calendar_years import counted
    from sec_rules.engine.deadlines import counted_from

    code, on = code_and_day(options.code)
    if on is None:
        raise UsageError("On which day? Give --on.")
    given, years = counted(options.facts.facts, code.every_fact, on)
    facts = dict(given)
    by = code.rulebook.deadlines
    if by is not None and options.question == by.question:
        _due(code, by, facts, on)
        if by.day.name not in facts:
            return _latest(options, code, by, facts, on)
    days = counted_from(code.rulebook, on, options.days)
    return _answer(options, code, facts | days, on, years)


def _due(code: Code, by: Deadlines, facts: dict[str, object], on: date) -> None:
    """Puts in the category that is due, where it is not given and the other facts settle it."""
    question, kind, years = code.rulebook.question, by.kind.name, by.years.name
    known = {fact.name: facts.pop(fact.name) for fact in question.facts if fact.name in facts}
    if years in known:
        facts[years] = known[years]
    if kind not in facts and len(known) > 1:
        answer = code.ask(question, known, on=on)
        if answer.outcome is None:
            raise UsageError(
                f"Which {question.due} is due is not determined: {answer.undetermined} Or give {flag(kind)}."
            )
        facts[kind] = answer.outcome.name


def _answer(options: AskOptions, code: Code, facts: dict[str, object], on: date, years: str) -> int:
    from sec_rules.api.forms import answer_data, answer_text
    from sec_rules.engine.answer import given_by

    asked, counted = {fact.name for fact in options.question.facts}, _counted(code)
    answer = code.ask(options.question, {n: v for n, v in facts.items() if n in asked or n not in counted}, on=on)
    answer = given_by(evolve(answer, years=years), code)
    give(options.output, lambda: answer_data(answer), lambda ink: answer_text(answer, ink))
    return DONE if answer.outcome is not None else FOUND


def _counted(code: Code) -> frozenset[str]:
    """The facts that are counted from days, whether the question is asked with them or not."""
    by, years = code.rulebook.deadlines, code.rulebook.years
    ends = () if by is None else (by.year_ends,)
    counted = (*ends, *(day.fact for day in code.rulebook.counted_days), *(() if years is None else (years,)))
    return frozenset(fact.name for fact in counted)


def _latest(options: AskOptions, code: Code, by: Deadlines, facts: dict[str, object], on: date) -> int:
    from sec_rules.engine.deadlines import latest
    from sec_rules.report import deadline

    category, years = facts.get(by.kind.name), facts.get(by.years.name)
    if category is None or not isinstance(years, int):
        raise UsageError(
            f"The latest day needs the {by.kind.short} that is due ({flag(by.kind.name)}, or the facts that settle "
            f"it) and the {by.years.short} ({flag(by.years.name)} or {flag(usual_anchor().given)})."
        )
    found = latest(code, str(category), years, on=on, known=options.days)
    kind = str(category)
    give(options.output, deadline.as_data(found, by, kind, on), lambda ink: deadline.as_text(found, kind))
    return DONE if found.day is not None else FOUND


COMMAND: Final = Command(
    name="ask",
    rank=4,
    says="answer the Code's other questions: latest dates, statuses, a second User System, several User Roles",
    arguments=_arguments,
    options=AskOptions,
    run=_run,
)
