"""`sec-rules schedule`: the years ahead for one User."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import Final

from attrs import frozen

from sec_rules._files import Input
from sec_rules.commands import DONE, FOUND, Command
from sec_rules.commands.days import day
from sec_rules.commands.options import CodeOptions, FactOptions, Output, code_and_day, common, fact_flags, write
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


_WHICH_DAYS: Final = (
    "A schedule needs --on, the first day on which a category is found, and --initial-assessment, the day of the "
    "initial Full User Security Assessment."
)


@frozen(kw_only=True)
class ScheduleOptions:
    """For which User the years ahead are counted, by which Code and from which days."""

    code: CodeOptions
    facts: FactOptions
    initial: date
    years: int
    growth: tuple[str, ...]
    previous_began: date | None
    fieldwork_ended: date | None
    output: Output

    @classmethod
    def parse(cls, arguments: Namespace) -> ScheduleOptions:
        """The options as given. `UsageError` without the day that begins it, or with the years, which it counts."""
        code, facts = CodeOptions.parse(arguments), FactOptions.parse(arguments)
        if facts.initial_assessment is None or not (code.on or code.draft):
            raise UsageError(_WHICH_DAYS)
        if "years_since_initial" in facts.given:
            raise UsageError(
                "A schedule counts the years itself, from --initial-assessment; leave --years-since-initial out."
            )
        tables = (Input(Path(text), "the table of growth") for text in arguments.growth if "=" not in text)
        return cls(
            code=code,
            facts=facts,
            initial=facts.initial_assessment,
            years=arguments.years,
            growth=tuple(arguments.growth),
            previous_began=arguments.previous_began,
            fieldwork_ended=arguments.fieldwork_ended,
            output=Output.parse(arguments, (*code.inputs, *tables)),
        )


def _run(options: ScheduleOptions) -> int:
    from sec_rules.answers import growth
    from sec_rules.answers.schedule import Plan, schedule
    from sec_rules.report import as_json
    from sec_rules.report import schedule as schedule_report

    code, on = code_and_day(options.code)
    if on is None:
        raise UsageError(_WHICH_DAYS)
    plan = Plan(
        facts=options.facts.given,
        initial=options.initial,
        start=on,
        years=options.years,
        growth=growth.given(options.growth),
        previous_began=options.previous_began,
        fieldwork_ended=options.fieldwork_ended,
    )
    years = schedule(code, plan)
    note = (
        f"Counted by calendar years from {plan.initial.year}; the category of each year is taken to be found on "
        f"{on.day} {on:%B}. Whether the Code means calendar years or rolling ones is not settled."
    )
    match options.output.format:
        case "json":
            write(options.output, as_json.dumps(schedule_report.as_data(years, note)))
        case "csv":
            write(options.output, schedule_report.as_csv(years))
        case "ics":
            write(options.output, schedule_report.as_calendar(years))
        case _:
            write(options.output, schedule_report.as_text(years, note))
    return DONE if all(year.answer.outcome is not None for year in years) else FOUND


COMMAND: Final = Command(
    name="schedule",
    rank=4,
    says="the years ahead for one User",
    arguments=_arguments,
    options=ScheduleOptions,
    run=_run,
)
