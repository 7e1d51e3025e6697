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
    give,
    question_named,
    ruled,
)
from sec_rules.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from sec_rules.engine.code import Code
    from sec_rules.lang import Question


def _arguments(command: ArgumentParser) -> None:
    from sec_rules.rulebook.questions import QUESTIONS

    command.add_argument(
        "question", metavar="QUESTION", help="; ".join(f"{q.name}: {q.asks}" for q in QUESTIONS.values())
    )
    common(command, draft=True)
    fact_flags(command, every=True)
    days = command.add_argument_group("days from which others are counted")
    days.add_argument("--previous-began", type=day, metavar="DATE", help="when the previous assessment began")
    days.add_argument("--fieldwork-ended", type=day, metavar="DATE", help="when the second year's fieldwork ended")
    days.add_argument("--last-return", type=day, metavar="DATE", help="when the last return was made")
    ruled(command)


@frozen(kw_only=True)
class AskOptions:
    """Which question is asked, of which Code and about whom, and the days from which others are counted."""

    question: Question
    code: CodeOptions
    facts: FactOptions
    previous_began: date | None
    fieldwork_ended: date | None
    last_return: date | None
    output: Output

    @classmethod
    def parse(cls, arguments: Namespace) -> AskOptions:
        """The options as given. `UsageError` for a question that there is not, or that another command answers."""
        from sec_rules.rulebook.questions import assessment

        question = question_named(arguments.question, arguments.rulebook)
        if question == assessment:
            raise UsageError("That is what 'sec-rules assess' answers.")
        if arguments.rulebook is not None:
            _refuse_days({name: getattr(arguments, name) for name in _DAYS})
        code = CodeOptions.parse(arguments)
        return cls(
            question=question,
            code=code,
            facts=FactOptions.parse(arguments),
            previous_began=arguments.previous_began,
            fieldwork_ended=arguments.fieldwork_ended,
            last_return=arguments.last_return,
            output=Output.parse(arguments, code.inputs),
        )


_DAYS: Final = ("previous_began", "fieldwork_ended", "last_return")


def _refuse_days(days: Mapping[str, date | None]) -> None:
    """`UsageError` for a day from which the Smart Energy Code counts, where another text is asked."""
    given = next((name for name, held in days.items() if held is not None), None)
    if given is not None:
        flag = f"--{given.replace('_', '-')}"
        raise UsageError(f"{flag} is a day from which the Smart Energy Code counts; leave it out with --rulebook.")


def _run(options: AskOptions) -> int:
    from sec_rules.engine.calendar_years import counted
    from sec_rules.rulebook.questions import latest_date

    code, on = code_and_day(options.code)
    if on is None:
        raise UsageError("On which day? Give --on.")
    given, years = counted(options.facts.facts, code.every_fact, on)
    facts = dict(given)
    if options.question == latest_date:
        _due(code, facts, on)
        if "assessment_day" not in facts:
            return _latest(options, code, facts, on)
    days = _counted(options, on) if options.code.rulebook is None else {}
    return _answer(options, code, facts | days, on, years)


def _counted(options: AskOptions, on: date) -> dict[str, object]:
    """The facts that are counted from the days given."""
    from sec_rules.engine.deadlines import counted_from

    return counted_from(
        on,
        previous_began=options.previous_began,
        fieldwork_ended=options.fieldwork_ended,
        last_return=options.last_return,
    )


def _due(code: Code, facts: dict[str, object], on: date) -> None:
    """Puts in the category that is due, where it is not given and the other facts settle it."""
    from sec_rules.rulebook.facts import FACTS
    from sec_rules.rulebook.questions import assessment

    known = {fact.name: facts.pop(fact.name) for fact in FACTS if fact.name in facts}
    if "years_since_initial" in known:
        facts["years_since_initial"] = known["years_since_initial"]
    if "category" not in facts and len(known) > 1:
        answer = code.ask(assessment, known, on=on)
        if answer.outcome is None:
            raise UsageError(f"Which assessment is due is not determined: {answer.undetermined} Or give --category.")
        facts["category"] = answer.outcome.name


def _answer(options: AskOptions, code: Code, facts: dict[str, object], on: date, years: str) -> int:
    from sec_rules.api.forms import answer_data, answer_text
    from sec_rules.engine.answer import given_by

    asked = {fact.name for fact in options.question.facts}
    answer = code.ask(options.question, {n: v for n, v in facts.items() if n in asked or n not in _COUNTED}, on=on)
    answer = given_by(evolve(answer, years=years), code)
    give(options.output, lambda: answer_data(answer), lambda ink: answer_text(answer, ink))
    return DONE if answer.outcome is not None else FOUND


_COUNTED: Final = ("last_day_of_year", "thirteen_months_on", "twelve_months_on", "six_months_on", "years_since_initial")


def _latest(options: AskOptions, code: Code, facts: dict[str, object], on: date) -> int:
    from sec_rules.engine.deadlines import latest
    from sec_rules.report import deadline

    category, years = facts.get("category"), facts.get("years_since_initial")
    if category is None or not isinstance(years, int):
        raise UsageError(
            "The latest day needs the category that is due (--category, or the facts that settle it) and the years "
            "since the initial assessment (--years-since-initial or --initial-assessment)."
        )
    found = latest(
        code,
        str(category),
        years,
        on=on,
        previous_began=options.previous_began,
        fieldwork_ended=options.fieldwork_ended,
    )
    give(options.output, deadline.as_data(found, str(category), on), lambda ink: deadline.as_text(found, str(category)))
    return DONE if found.day is not None else FOUND


COMMAND: Final = Command(
    name="ask",
    rank=4,
    says="what else the Code decides: latest dates, statuses, a second system, several roles",
    arguments=_arguments,
    options=AskOptions,
    run=_run,
)
