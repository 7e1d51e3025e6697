"""`sec-rules assess`: which assessment falls due, and why."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import evolve

from sec_rules.commands import DONE, FOUND, Command
from sec_rules.commands.options import code_and_day, common, day, fact_flags, give, given_facts, held_draft, write
from sec_rules.errors import UsageError

if TYPE_CHECKING:
    from sec_rules.engine.code import Code


def _arguments(command: ArgumentParser) -> None:
    common(command, draft=True)
    fact_flags(command)
    command.add_argument("--engine", choices=("python", "durable"), default="python", help="default: python")
    command.add_argument(
        "--portfolio",
        metavar="FILE",
        help="many Users: CSV, Parquet, Arrow or JSON lines; a file, pattern or folder",
    )
    command.add_argument("--was-on", type=day, metavar="DATE", help="of a portfolio: hold the Code of that day beside")


def _run(arguments: Namespace) -> int:
    facts = given_facts(arguments)
    if arguments.portfolio is not None:
        return _portfolio(arguments, facts)
    return _one(arguments, facts)


def _one(arguments: Namespace, facts: dict[str, object]) -> int:
    from sec_rules.commands.answer_options import told, years_counted
    from sec_rules.rulebook.questions import assessment

    if arguments.was_on is not None:
        raise UsageError("--was-on goes with --portfolio; sec-rules compare tells what changes between two days.")
    code, on = code_and_day(arguments)
    if on is None:
        raise UsageError(_WHICH_DAY)
    years = years_counted(arguments, facts, on)
    answer = code.ask(assessment, facts, on=on, engine=arguments.engine)
    found = told(code, answer, facts, years)
    give(arguments, found.data, found.text)
    return DONE if answer.outcome is not None else FOUND


_WHICH_DAY: Final = "On which day? Give --on, the day on which the category falls to be ascertained."


def _portfolio(arguments: Namespace, facts: dict[str, object]) -> int:
    from sec_rules.answers.portfolio.codes import Cells
    from sec_rules.answers.portfolio.files import assess, open_portfolio
    from sec_rules.commands.progress import waiting
    from sec_rules.report import portfolio as report
    from sec_rules.rulebook.questions import assessment

    if facts or arguments.initial_assessment is not None:
        raise UsageError("With --portfolio the facts come from its columns, not from flags.")
    if arguments.engine != "python":
        raise UsageError("A portfolio is answered in columns; --engine is for one User.")
    code, on, before, named = _sides(arguments)
    now = code.regime(assessment, on)
    cells = Cells(now, None if before is None else before[0].regime(assessment, before[1]))
    portfolio = open_portfolio(arguments.portfolio)
    out = Path(arguments.out) if arguments.out else None
    with waiting(
        f"Assessing {arguments.portfolio}", out and out.with_name(out.name + ".partial"), quiet=arguments.quiet
    ):
        found = assess(portfolio, cells, code.facts(on), out)
    unread = tuple(f"{label} was not read, and bears on no answer here: {why}" for label, why in now.ruleset.unread)
    found = evolve(found, notes=(*found.notes, *unread))
    # The file that --out names holds the rows; what they come to is printed.
    printed = Namespace(**{**vars(arguments), "out": None})
    written = out.name if out else None
    if arguments.format == "json":
        from sec_rules.report.as_json import dumps

        write(printed, dumps(report.as_json(found, on, named, written)))
    else:
        write(printed, report.as_text(found, on, named, written))
    return DONE


def _sides(arguments: Namespace) -> tuple[Code, date, tuple[Code, date] | None, str | None]:
    """The Code and the day to ask of, what to hold beside, and how that is called."""
    from sec_rules.loading import load
    from sec_rules.report.layout import in_full

    if arguments.draft and arguments.was_on is not None:
        raise UsageError("--draft holds the draft's own base beside; give either it or --was-on.")
    if arguments.draft:
        draft = held_draft(arguments.draft)
        on = arguments.on or draft.on
        if on < draft.on:
            raise UsageError(f"{draft.document.name} commences on {draft.on}; --on {on} is earlier.")
        named = f"the Code of {in_full(draft.base_on)}, without {draft.document.name}"
        return draft.proposed, on, (draft.base, draft.base_on), named
    if arguments.on is None:
        raise UsageError(_WHICH_DAY)
    if arguments.was_on is not None:
        return load(), arguments.on, (load(), arguments.was_on), f"the Code of {in_full(arguments.was_on)}"
    return load(), arguments.on, None, None


COMMAND: Final = Command(
    name="assess", rank=3, says="which assessment falls due, and why", arguments=_arguments, run=_run
)
