"""`sec-rules assess`: say which assessment falls due, and why."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from sec_rules.commands import DONE, FOUND, Command
from sec_rules.commands.days import held_day
from sec_rules.commands.options import (
    CodeOptions,
    FactOptions,
    Output,
    code_and_day,
    common,
    fact_flags,
    give,
    held_draft,
    kept_code,
    portfolio_inputs,
    refuse_unmet,
    ruled,
)
from sec_rules.errors import UsageError

if TYPE_CHECKING:
    from sec_rules.engine.code import Code
    from sec_rules.engine.evaluation import Engine


def _arguments(command: ArgumentParser) -> None:
    common(command, draft=True)
    fact_flags(command)
    ruled(command)
    command.add_argument("--engine", choices=("python", "durable"), default="python", help="default: python")
    command.add_argument(
        "--portfolio",
        metavar="FILE",
        help="many Users, in CSV, Parquet, Arrow or JSON lines: a file, a pattern or a folder",
    )
    command.add_argument(
        "--was-on", type=held_day, metavar="DATE", help="also what the Code of that day gave, with --portfolio"
    )


_WHICH_DAY: Final = "On which day? Give --on, the day on which the category falls to be ascertained."


@frozen(kw_only=True)
class AssessOptions:
    """Of which Code it is asked which assessment falls due: for one User, or for each of a portfolio."""

    code: CodeOptions
    facts: FactOptions
    engine: Engine
    portfolio: str | None
    was_on: date | None
    output: Output

    @classmethod
    def parse(cls, arguments: Namespace) -> AssessOptions:
        """The options as given. `UsageError` for some that do not go together."""
        code, facts = CodeOptions.parse(arguments), FactOptions.parse(arguments)
        if arguments.portfolio is None and arguments.was_on is not None:
            raise UsageError("--was-on goes with --portfolio; sec-rules compare tells what changes between two days.")
        if arguments.portfolio is not None:
            if facts.given or facts.anchored_on is not None:
                raise UsageError("With --portfolio the facts come from its columns, not from flags.")
            if arguments.engine != "python":
                raise UsageError("A portfolio is answered in columns; --engine is for one User.")
            if code.draft and arguments.was_on is not None:
                raise UsageError("--draft holds the draft's own base beside; give either it or --was-on.")
        return cls(
            code=code,
            facts=facts,
            engine=arguments.engine,
            portfolio=arguments.portfolio,
            was_on=arguments.was_on,
            output=Output.parse(arguments, (*code.inputs, *portfolio_inputs(arguments.portfolio))),
        )


def _run(options: AssessOptions) -> int:
    return _one(options) if options.portfolio is None else _portfolio(options, options.portfolio)


def _one(options: AssessOptions) -> int:
    from sec_rules.api.forms import answer_data, answer_text

    code, on = code_and_day(options.code)
    if on is None:
        raise UsageError(_WHICH_DAY)
    answer = code.ask(code.rulebook.question, options.facts.facts, on=on, engine=options.engine)
    give(options.output, lambda: answer_data(answer), lambda ink: answer_text(answer, ink))
    return DONE if answer.outcome is not None else FOUND


def _portfolio(options: AssessOptions, given: str) -> int:
    from sec_rules.answers.portfolio.codes import Cells
    from sec_rules.answers.portfolio.files import assess, open_portfolio
    from sec_rules.commands.progress import waiting
    from sec_rules.engine.linking import not_read
    from sec_rules.report import portfolio as report

    code, on, before, named = _sides(options)
    question = code.rulebook.question
    now = code.regime(question, on)
    cells = Cells(now, None if before is None else before[0].regime(question, before[1]))
    portfolio, out = open_portfolio(given), options.output.out
    with waiting(f"Assessing {given}", out, quiet=options.output.quiet):
        found = assess(portfolio, cells, code.facts(on, question), out, on=on, over_edited=options.output.overwrite)
    unread = tuple(not_read(label, why) for label, why in now.ruleset.unread)
    found = evolve(found, notes=(*found.notes, *unread))
    # The file that --out names holds the rows; what they come to is printed.
    printed = evolve(options.output, out=None)
    written = out.name if out else None
    give(
        printed, lambda: report.as_json(found, on, named, written), lambda _: report.as_text(found, on, named, written)
    )
    return DONE


def _sides(options: AssessOptions) -> tuple[Code, date, tuple[Code, date] | None, str | None]:
    """The Code and the day to ask of, what to hold beside, and how that is called."""
    from sec_rules.engine.english.numerals import in_full

    given = options.code
    code = kept_code(quiet=given.quiet, rulebook=given.rulebook)
    if given.draft:
        draft = held_draft(given.draft, code, None, given.settling, given.formatting_is_redline)
        refuse_unmet((draft,))
        on = given.on or draft.on
        if on < draft.on:
            raise UsageError(f"{draft.document.name} commences on {draft.on}; --on {on} is earlier.")
        named = f"{draft.held_as}, without {draft.document.name}"
        return draft.proposed, on, (draft.base, draft.base_on), named
    if given.on is None:
        raise UsageError(_WHICH_DAY)
    if options.was_on is not None:
        return code, given.on, (code, options.was_on), f"{code.rulebook.called} of {in_full(options.was_on)}"
    return code, given.on, None, None


COMMAND: Final = Command(
    name="assess",
    rank=3,
    says="say which assessment falls due, and why",
    arguments=_arguments,
    options=AssessOptions,
    run=_run,
)
