"""`sec-rules prove`: the invariants, on the Code in force on a day, or on every day."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Final

from sec_rules.commands import DONE, FOUND, Command
from sec_rules.commands.options import asked, code_and_day, common, give
from sec_rules.errors import UsageError

if TYPE_CHECKING:
    from sec_rules.engine.code import Code
    from sec_rules.lang import Question


def _arguments(command: ArgumentParser) -> None:
    common(command, draft=True)
    command.add_argument(
        "--invariant",
        action="append",
        default=[],
        metavar="INVARIANT",
        help="prove this invariant only; may be given again",
    )
    command.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="ASSUMPTION",
        help="do not take this assumption for granted: what fails then, and for whom; may be given again",
    )
    command.add_argument("--question", default="assessment", metavar="NAME", help="default: assessment; every: all")
    command.add_argument(
        "--throughout",
        action="store_true",
        help="on every day on which the Code is held, and that none changes by itself",
    )


def _run(arguments: Namespace) -> int:
    from sec_rules.analysis.invariants import INVARIANTS, assuming, invariant_named, prove_all
    from sec_rules.report import as_json, as_text

    assumptions = assuming(arguments.without)
    code, given = code_and_day(arguments)
    questions = asked(arguments.question)
    if arguments.throughout:
        return _throughout(arguments, code, questions)
    on = given or max(code.newest_day(question) for question in questions)
    invariants = [invariant_named(name) for name in arguments.invariant] or INVARIANTS
    for invariant in invariants if arguments.invariant else ():
        if not any(invariant.stated_for(question, on) for question in questions):
            raise UsageError(f"The invariant {invariant.name} is stated for {invariant.days}, not for {on}.")
    stated = [q for q in questions if q.first_day is None or q.first_day <= on or len(questions) == 1]
    verdicts = tuple(v for q in stated for v in prove_all(code, q, on, invariants=invariants, assumptions=assumptions))
    data = {"on": on.isoformat(), "without": list(arguments.without), "invariants": as_json.invariants(verdicts)}
    give(arguments, data, lambda ink: as_text.invariants(verdicts, on, ink, without=arguments.without))
    return DONE if all(v.holds for v in verdicts) else FOUND


def _throughout(arguments: Namespace, code: Code, questions: tuple[Question, ...]) -> int:
    from sec_rules.analysis.history import throughout
    from sec_rules.report import history

    if arguments.on is not None or arguments.invariant or arguments.without:
        raise UsageError(
            "--throughout is about every invariant on every day; it takes no --on, --invariant or --without."
        )
    proved = tuple(p for question in questions for p in throughout(code, question))
    give(arguments, history.as_data(proved), lambda ink: history.as_text(proved))
    return DONE if all(p.holds for p in proved) else FOUND


COMMAND: Final = Command(
    name="prove", rank=7, says="the invariants, on the Code in force on a day", arguments=_arguments, run=_run
)
