"""`sec-rules assess`: which assessment falls due, and why."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Final

from sec_rules.commands import DONE, FOUND, Command
from sec_rules.commands.arguments import code_and_day, common, fact_flags, give, given_facts
from sec_rules.errors import UsageError


def _arguments(command: ArgumentParser) -> None:
    common(command, draft=True)
    fact_flags(command)
    command.add_argument("--engine", choices=("python", "durable"), default="python", help="default: python")


def _run(arguments: Namespace) -> int:
    from attrs import asdict

    from sec_rules.questions import assessment
    from sec_rules.ranges import Range
    from sec_rules.reasons import reasons
    from sec_rules.records import clauses_of
    from sec_rules.report import as_json, as_text, why

    facts = given_facts(arguments)
    code, on = code_and_day(arguments)
    if on is None:
        raise UsageError("On which day? Give --on, the day on which the category falls to be ascertained.")
    years = ""
    if arguments.initial_assessment is not None:
        from sec_rules.calendar_years import since

        since_initial = since(arguments.initial_assessment, on)
        facts["years_since_initial"], years = since_initial.years, since_initial.says
    answer = code.ask(assessment, facts, on=on, engine=arguments.engine)
    within = {name: value for name, value in facts.items() if isinstance(value, Range)}
    found = reasons(code, answer, within)
    data = (
        as_json.finding(answer)
        | ({"years": years} if years else {})
        | {
            "reasons": why.as_data(found),
            "clauses": [asdict(c) for c in clauses_of(code, assessment, on)],
        }
    )
    lines = (*why.ranges_as_lines(within), *why.as_lines(found))
    give(
        arguments,
        data | ({"ranges": why.ranges_as_data(within)} if within else {}),
        lambda ink: as_text.finding(answer, years, ink, lines),
    )
    return DONE if answer.outcome is not None else FOUND


COMMAND: Final = Command(
    name="assess", rank=3, says="which assessment falls due, and why", arguments=_arguments, run=_run
)
