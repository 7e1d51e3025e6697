"""`sec-rules prove`: prove the invariants of the Code in force on a day, or on every day."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Final

from attrs import frozen

from sec_rules.commands import DONE, FOUND, Command
from sec_rules.commands.options import (
    CodeOptions,
    Output,
    asked,
    code_day_and_draft,
    common,
    give,
    ruled,
    usual_question,
)
from sec_rules.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from sec_rules.analysis.invariants import Verdict
    from sec_rules.analysis.invariants.verdicts import State
    from sec_rules.drafting.draft import Draft
    from sec_rules.engine.code import Code
    from sec_rules.lang import Question


def _arguments(command: ArgumentParser) -> None:
    common(command, draft=True)
    command.add_argument(
        "--invariant",
        action="append",
        default=[],
        metavar="INVARIANT",
        help="prove this invariant only; may be repeated",
    )
    command.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="ASSUMPTION",
        help="do not make this assumption: show what then fails, and for whom; may be repeated",
    )
    command.add_argument("--question", metavar="NAME", help=f"default: {usual_question().name}; every: all")
    ruled(command)
    command.add_argument(
        "--throughout",
        action="store_true",
        help="prove them on every day on which the Code is held, and that no answer changes by itself",
    )


@frozen(kw_only=True)
class ProveOptions:
    """Which invariants are proved, on which questions of which Code, and what is not taken for granted."""

    code: CodeOptions
    questions: tuple[Question, ...]
    invariants: tuple[str, ...]
    without: tuple[str, ...]
    throughout: bool
    output: Output

    @classmethod
    def parse(cls, arguments: Namespace) -> ProveOptions:
        """The options as given. `UsageError` for some that do not go together, or a question that there is not."""
        code = CodeOptions.parse(arguments)
        if arguments.throughout and (arguments.on is not None or arguments.invariant or arguments.without):
            raise UsageError(
                "--throughout is about every invariant on every day; it takes no --on, --invariant or --without."
            )
        return cls(
            code=code,
            questions=asked(arguments.question, arguments.rulebook),
            invariants=tuple(arguments.invariant),
            without=tuple(arguments.without),
            throughout=arguments.throughout,
            output=Output.parse(arguments, code.inputs),
        )


def _run(options: ProveOptions) -> int:
    from sec_rules.analysis.invariants import Proof, assuming, invariant_named, prove_all, stated_of
    from sec_rules.report import as_json, as_text
    from sec_rules.review.later_days import on_every_day

    code, given, draft = code_day_and_draft(options.code)
    assumptions = assuming(options.without, code.rulebook.assumptions)
    questions = options.questions
    if options.throughout:
        return _throughout(options, code)
    on = given or max(code.newest_day(question) for question in questions)
    known = stated_of(code)
    invariants = [invariant_named(name, known) for name in options.invariants] or known
    for invariant in invariants if options.invariants else ():
        if not any(invariant.stated_for(question, on) for question in questions):
            raise UsageError(f"The invariant {invariant.name} is stated for {invariant.days}, not for {on}.")
    stated = [q for q in questions if q.first_day is None or q.first_day <= on or len(questions) == 1]

    def proved(of: Code, day: date) -> tuple[Verdict, ...]:
        return tuple(v for q in stated for v in prove_all(of, q, day, invariants=invariants, assumptions=assumptions))

    # A day that is asked for is the one that is answered; else all are from which the draft says other numbers. What is
    # stated of the text is the same on all of them.
    later = draft.later if draft is not None and options.code.on is None else ()
    verdicts = on_every_day(proved(code, on), [(day, proved(read.proposed, read.on)) for day, read in later])
    found = Proof(
        on=on,
        later=tuple(day for day, _ in later),
        without=options.without,
        verdicts=verdicts,
        read=_read(draft, questions),
        whole=code.rulebook.measures,
        text=_text(code),
    )
    give(options.output, as_json.proof(found), lambda ink: as_text.proof(found, ink))
    return DONE if found.state == "proved" else FOUND


def _text(code: Code) -> str:
    """Of what text is proved what is."""
    return code.rulebook.text_called if code.rulebook.written else "our restatement"


def _read(draft: Draft | None, questions: tuple[Question, ...]) -> State:
    """What was read of the draft, of any of the questions."""
    if draft is None:
        return "proved"
    from sec_rules.review.state import read_of

    found = {read_of(draft, question) for question in questions}
    return next(state for state in ("not-all-read", "proved", "nothing-read") if state in found)


def _throughout(options: ProveOptions, code: Code) -> int:
    from sec_rules.analysis.invariants.history import History, throughout
    from sec_rules.report import history

    regimes = tuple(p for question in options.questions for p in throughout(code, question))
    found = History(regimes, _text(code))
    give(options.output, history.as_data(found), lambda ink: history.as_text(found))
    return DONE if found.state == "proved" else FOUND


COMMAND: Final = Command(
    name="prove",
    rank=7,
    says="prove the invariants of the Code in force on a day",
    arguments=_arguments,
    options=ProveOptions,
    run=_run,
)
