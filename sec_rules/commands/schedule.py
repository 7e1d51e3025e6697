"""`sec-rules schedule`: the years ahead for one User."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Final

from sec_rules.commands import DONE, FOUND, Command
from sec_rules.commands.options import code_and_day, common, day, fact_flags, given_facts, write
from sec_rules.errors import UsageError


def _arguments(command: ArgumentParser) -> None:
    common(command, formats=("text", "json", "csv", "ics"), draft=True)
    fact_flags(command)
    command.add_argument("--years", type=int, default=6, metavar="N", help="how many years; default: 6")
    command.add_argument(
        "--growth",
        action="append",
        default=[],
        metavar="NAME=RATE|FILE",
        help="domestic_premises=10%%, non_domestic_premises=500, or a CSV with a column 'year' and counts",
    )
    command.add_argument("--previous-began", type=day, metavar="DATE", help="when the previous assessment began")
    command.add_argument("--fieldwork-ended", type=day, metavar="DATE", help="when the second year's fieldwork ended")


def _run(arguments: Namespace) -> int:
    from sec_rules.answers import growth
    from sec_rules.answers.schedule import Plan, schedule
    from sec_rules.report import as_json
    from sec_rules.report import schedule as schedule_report

    code, on = code_and_day(arguments)
    if on is None or arguments.initial_assessment is None:
        raise UsageError(
            "A schedule needs --on, the first day on which a category is found, and --initial-assessment, the day of "
            "the initial Full User Security Assessment."
        )
    facts = given_facts(arguments)
    if facts.pop("years_since_initial", None) is not None:
        raise UsageError(
            "A schedule counts the years itself, from --initial-assessment; leave --years-since-initial out."
        )
    plan = Plan(
        facts=facts,
        initial=arguments.initial_assessment,
        start=on,
        years=arguments.years,
        growth=growth.given(tuple(arguments.growth)),
        previous_began=arguments.previous_began,
        fieldwork_ended=arguments.fieldwork_ended,
    )
    years = schedule(code, plan)
    note = (
        f"Counted by calendar years from {plan.initial.year}; the category of each year is taken to be found on "
        f"{on.day} {on:%B}. Whether the Code means calendar years or rolling ones is not settled."
    )
    match arguments.format:
        case "json":
            write(arguments, as_json.dumps(schedule_report.as_data(years, note)))
        case "csv":
            write(arguments, schedule_report.as_csv(years))
        case "ics":
            write(arguments, schedule_report.as_calendar(years))
        case _:
            write(arguments, schedule_report.as_text(years, note))
    return DONE if all(year.answer.outcome is not None for year in years) else FOUND


COMMAND: Final = Command(name="schedule", rank=4, says="the years ahead for one User", arguments=_arguments, run=_run)
