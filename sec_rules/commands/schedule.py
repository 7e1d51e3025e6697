"""`sec-rules schedule`: show what falls due for one User in the years ahead."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import frozen

from sec_rules._files import Input
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
    ruled,
    usual_anchor,
    usual_question,
    usual_rulebook,
    write,
)
from sec_rules.errors import UsageError

if TYPE_CHECKING:
    from sec_rules.answers.schedule import Plan
    from sec_rules.lang.rulebooks import Rulebook


def _arguments(command: ArgumentParser) -> None:
    common(command, formats=("text", "json", "csv", "ics"), draft=True)
    fact_flags(command)
    ruled(command)
    one, other = (count.name for count in usual_question().drawn[0])
    command.add_argument("--years", type=int, default=6, metavar="N", help="how many years; default: 6")
    command.add_argument(
        "--growth",
        action="append",
        default=[],
        metavar="NAME=RATE|FILE",
        help=f"{one}=10%%, {other}=500, or a CSV with a column 'year' and counts",
    )
    command.add_argument("--previous-began", type=day, metavar="DATE", help="when the previous assessment began")
    command.add_argument("--fieldwork-ended", type=day, metavar="DATE", help="when the second year's fieldwork ended")


_WHICH_DAYS_OF_OWN: Final = "A schedule needs --on, the first day on which it is answered."


@frozen(kw_only=True)
class ScheduleOptions:
    """For which User the years ahead are counted, by which Code and from which days."""

    code: CodeOptions
    facts: FactOptions
    initial: date | None
    years: int
    growth: tuple[str, ...]
    previous_began: date | None
    fieldwork_ended: date | None
    output: Output

    @classmethod
    def parse(cls, arguments: Namespace) -> ScheduleOptions:
        """The options as given. `UsageError` without the day that begins it, or with the years, which it counts."""
        code, facts = CodeOptions.parse(arguments), FactOptions.parse(arguments)
        own = code.rulebook is not None
        if not (code.on or code.draft) or (facts.anchored_on is None and not own):
            raise UsageError(_WHICH_DAYS_OF_OWN if own else _which_days())
        if own and (arguments.previous_began or arguments.fieldwork_ended):
            raise UsageError(
                "--previous-began and --fieldwork-ended are days from which the Smart Energy Code counts; leave them "
                "out with --rulebook."
            )
        years = usual_rulebook().years
        if years is not None and not own and years.name in facts.given:
            raise UsageError(
                f"A schedule counts the years itself, from {flag(usual_anchor().given)}; leave {flag(years.name)} out."
            )
        tables = (Input(Path(text), "the table of growth") for text in arguments.growth if "=" not in text)
        return cls(
            code=code,
            facts=facts,
            initial=facts.anchored_on,
            years=arguments.years,
            growth=tuple(arguments.growth),
            previous_began=arguments.previous_began,
            fieldwork_ended=arguments.fieldwork_ended,
            output=Output.parse(arguments, (*code.inputs, *tables)),
        )


def _which_days() -> str:
    anchor = usual_anchor()
    return (
        f"A schedule needs --on, the first day on which a category is found, and {flag(anchor.given)}, the day of "
        f"{anchor.what}."
    )


def _note(plan: Plan, rulebook: Rulebook) -> str:
    """How the years were counted, and on which day of each the question is asked."""
    asked = f"{plan.start.day} {plan.start:%B}"
    if plan.initial is None:
        return f"Answered as on {asked} of each year, by {rulebook.called} as it stands on that day."
    counted = f"Counted by calendar years from {plan.initial.year}; the category of each year is taken to be found on"
    years = rulebook.years
    unsettled = "" if years is None or years.anchor is None else years.anchor.unsettled
    return f"{counted} {asked}.{f' {unsettled[:1].upper()}{unsettled[1:]}.' if unsettled else ''}"


def _run(options: ScheduleOptions) -> int:
    from sec_rules.answers import growth
    from sec_rules.answers.schedule import Plan, schedule
    from sec_rules.lang import anchor_among
    from sec_rules.report import as_json
    from sec_rules.report import schedule as schedule_report

    code, on = code_and_day(options.code)
    if on is None:
        raise UsageError(_which_days())
    question, anchor = code.rulebook.question, anchor_among(code.rulebook.question.facts)
    if anchor is not None and options.initial is None:
        raise UsageError(
            f"The years ahead are counted from the day of {anchor.what}; give it as --fact {anchor.given}=DATE."
        )
    plan = Plan(
        facts=options.facts.given,
        initial=options.initial,
        start=on,
        years=options.years,
        growth=growth.given(options.growth, code.facts(on, question)),
        previous_began=options.previous_began,
        fieldwork_ended=options.fieldwork_ended,
    )
    years = schedule(code, plan)
    note = _note(plan, code.rulebook)
    match options.output.format:
        case "json":
            write(options.output, as_json.dumps(schedule_report.as_data(years, note)))
        case "csv":
            write(options.output, schedule_report.as_csv(years))
        case "ics":
            write(options.output, schedule_report.as_calendar(years, code.rulebook.title))
        case _:
            write(options.output, schedule_report.as_text(years, note, question.noun.split()[-1]))
    return DONE if all(year.answer.outcome is not None for year in years) else FOUND


COMMAND: Final = Command(
    name="schedule",
    rank=4,
    says="show what falls due for one User in the years ahead",
    arguments=_arguments,
    options=ScheduleOptions,
    run=_run,
)
