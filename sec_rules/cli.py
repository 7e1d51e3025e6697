"""The command line: arguments in, a rendered answer out, an exit status. It decides nothing."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sec_rules import __version__
from sec_rules.errors import DocumentError, SecRulesError, UsageError

if TYPE_CHECKING:
    from sec_rules.code import Code
    from sec_rules.drafting.draft import Draft
    from sec_rules.linking import Law
    from sec_rules.report.as_text import Ink

DONE: Final = 0
FOUND: Final = 1
COULD_NOT: Final = 2


class _Parser(argparse.ArgumentParser):
    """Usage errors as errors of ours, so that `main` can be called many times in one process."""

    def error(self, message: str) -> None:  # type: ignore[override]
        raise UsageError(f"{message[:1].upper()}{message[1:]}. See '{self.prog} --help'.")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit status: 0 done, 1 found or undecided, 2 could not."""
    debug = "--debug" in (sys.argv[1:] if argv is None else argv)
    try:
        arguments = _parser().parse_args(argv)
        run: Callable[[argparse.Namespace], int] = arguments.run
        return run(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else COULD_NOT
    except SecRulesError as error:
        if debug:
            raise
        print(f"sec-rules: {error}", file=sys.stderr)
        return COULD_NOT
    except BrokenPipeError:
        # The reader of the pipe has gone; there is nobody to tell.
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115
        return COULD_NOT
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if debug:
            raise
        print(
            f"sec-rules: a fault of the program, not of yours ({type(error).__name__}: {error}); "
            "run again with --debug to see where.",
            file=sys.stderr,
        )
        return 3


# Arguments.


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="sec-rules",
        description="Security-assessment clauses of the Smart Energy Code as rules: drafts checked and proved, "
        "questions answered with the clause. A restatement, not the Code, and not advice.",
    )
    parser.add_argument("--version", action="version", version=f"sec-rules {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)
    check = _command(commands, "check", _check, "validate a proposed text: the main job")
    check.add_argument("drafts", nargs="+", metavar="DRAFT", help="a .docx, .md or .txt file")
    check.add_argument("--all", action="store_true", help="also findings that the base text has too")
    check.add_argument("--fail-on", choices=("error", "warning", "note"), default="error", help="default: error")
    _command(commands, "assess", _assess, "which assessment falls due, and why", facts=True, draft=True)
    explain = _command(commands, "explain", _explain, "a clause: its words, the rule in words, versions, evidence")
    explain.add_argument(
        "citation", nargs="+", metavar="CITATION", help="G8.42(b), 'Section G8.42 (b)'; or a check: XR402"
    )
    compare = _command(
        commands, "compare", _compare, "two days, two drafts, or a day and a draft: what changes for whom"
    )
    compare.add_argument("old", metavar="A", help="a day (2019-02-27) or a draft")
    compare.add_argument("new", metavar="B", help="a day or a draft")
    _command(commands, "prove", _prove, "the laws, on the Code in force on a day", draft=True)
    _command(commands, "list", _list, "the clauses", draft=True)
    return parser


def _command(
    commands: argparse._SubParsersAction[_Parser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    says: str,
    *,
    facts: bool = False,
    draft: bool = False,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=says, description=says[:1].upper() + says[1:] + ".")
    command.set_defaults(run=run)
    command.add_argument("--on", type=_day, metavar="DATE", help="the day, as 2019-02-28")
    if draft:
        command.add_argument("--draft", metavar="FILE", help="the Code with that draft in it")
    if facts:
        _fact_flags(command)
    command.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    command.add_argument("--json", dest="format", action="store_const", const="json", help="same as --format json")
    command.add_argument("--out", metavar="FILE", help="write the answer there")
    command.add_argument("--quiet", action="store_true", help="print nothing; the exit status tells")
    command.add_argument("--debug", action="store_true", help="show where a fault of the program lies")
    return command


def _fact_flags(command: argparse.ArgumentParser) -> None:
    from sec_rules.facts import FACTS
    from sec_rules.lang import YesNo

    group = command.add_argument_group("facts")
    for fact in FACTS:
        flag = "--" + fact.name.replace("_", "-")
        meaning = fact.meaning.replace("%", "%%")
        if isinstance(fact, YesNo):
            group.add_argument(flag, dest=fact.name, action=argparse.BooleanOptionalAction, default=None, help=meaning)
        else:
            group.add_argument(flag, dest=fact.name, type=_count(flag), metavar="N", default=None, help=meaning)
    group.add_argument("--initial-assessment", type=_day, metavar="DATE", help="gives the years since, with --on")
    group.add_argument(
        "--fact", action="append", default=[], metavar="NAME=yes|no", help="a decision that a draft asks for"
    )
    command.add_argument("--engine", choices=("python", "durable"), default="python", help="default: python")


def _day(text: str) -> date:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"'{text}' is no day; write it as 2019-02-28")


def _count(flag: str) -> Callable[[str], int]:
    def read(text: str) -> int:
        if re.fullmatch(r"-?\d+|\d{1,3}(,\d{3})+", text) and len(text) < 40:
            return int(text.replace(",", ""))
        raise argparse.ArgumentTypeError(f"should be a whole number, 0 or more, got '{text}'")

    return read


# Commands.


def _check(arguments: argparse.Namespace) -> int:
    from sec_rules.checking import check, together
    from sec_rules.code import load
    from sec_rules.drafting.readers import open_draft
    from sec_rules.report import as_json, as_text

    documents = [open_draft(path) for path in arguments.drafts]
    code = load()
    results = [check(d, code, on=arguments.on, everything=arguments.all) for d in documents]
    combined = together(results) if len(results) > 1 else None
    if arguments.format == "json":
        reports = [as_json.checked(r) for r in results]
        answer = {"reports": reports, "together": as_json.combined(combined)} if combined else reports[0]
        _out(arguments, as_json.dumps(answer))
    else:
        parts = [as_text.checked(r, _ink(arguments)) for r in results]
        parts += [as_text.combined(combined, _ink(arguments))] if combined else []
        _out(arguments, "\n".join(parts))
    failing = any(r.fails(arguments.fail_on) for r in results) or (combined is not None and combined.fails())
    return FOUND if failing else DONE


def _assess(arguments: argparse.Namespace) -> int:
    from sec_rules.facts import FACTS
    from sec_rules.questions import assessment
    from sec_rules.report import as_json, as_text

    facts: dict[str, object] = {f.name: getattr(arguments, f.name) for f in FACTS}
    facts |= dict(_decision(given) for given in arguments.fact)
    code, on = _code(arguments)
    if on is None:
        raise UsageError("On which day? Give --on, the day on which the category falls to be ascertained.")
    years = ""
    if arguments.initial_assessment is not None:
        from sec_rules.calendar_years import since

        since_initial = since(arguments.initial_assessment, on)
        facts["years_since_initial"], years = since_initial.years, since_initial.says
    given = {name: value for name, value in facts.items() if value is not None}
    answer = code.ask(assessment, given, on=on, engine=arguments.engine)
    if arguments.format == "json":
        _out(arguments, as_json.dumps(as_json.finding(answer) | ({"years": years} if years else {})))
    else:
        _out(arguments, as_text.finding(answer, years, _ink(arguments)))
    return DONE if answer.outcome is not None else FOUND


def _decision(given: str) -> tuple[str, bool]:
    name, _, value = given.partition("=")
    if value not in ("yes", "no"):
        raise UsageError(f"--fact should be NAME=yes or NAME=no, got '{given}'.")
    return name, value == "yes"


def _explain(arguments: argparse.Namespace) -> int:
    from sec_rules.code import load
    from sec_rules.explaining import explain, explain_check
    from sec_rules.report import as_json, as_text

    citation = " ".join(arguments.citation)
    check = explain_check(citation)
    if check is not None:
        text = as_json.dumps(as_json.check(check)) if arguments.format == "json" else as_text.check(check)
        _out(arguments, text)
        return DONE
    answer = explain(load(), citation, on=arguments.on)
    if arguments.format == "json":
        _out(arguments, as_json.dumps(as_json.explained(answer)))
    else:
        _out(arguments, as_text.explained(answer, _ink(arguments)))
    return DONE


def _compare(arguments: argparse.Namespace) -> int:
    from sec_rules.checking import differences
    from sec_rules.report import as_json, as_text

    old, new = _side(arguments, arguments.old), _side(arguments, arguments.new)
    found = differences(old[1], new[1])
    if arguments.format == "json":
        given = {"from": old[0], "to": new[0], "changes_because": found.because or None}
        _out(arguments, as_json.dumps(given | {"changes": as_json.changes(found.changes)}))
    else:
        _out(arguments, as_text.compared(found.merged, old[0], new[0], found.because, _ink(arguments)))
    return FOUND if found.because else DONE


def _side(arguments: argparse.Namespace, given: str) -> tuple[str, Law]:
    """One side of a comparison: its name, and the law."""
    from sec_rules.code import load
    from sec_rules.questions import assessment

    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", given):
        try:
            day = _day(given)
        except argparse.ArgumentTypeError as error:
            raise UsageError(f"{error}.") from None
        return given, load().law(assessment, day)
    if not Path(given).suffix:
        raise UsageError(f"'{given}' is neither a day, such as 2019-02-28, nor a draft (.docx, .md, .txt).")
    draft = _draft(given, arguments.on)
    return draft.document.name, draft.proposed.law(assessment, draft.on)


def _prove(arguments: argparse.Namespace) -> int:
    from sec_rules.laws import prove
    from sec_rules.questions import assessment
    from sec_rules.report import as_json, as_text

    code, given = _code(arguments)
    on = given or code.newest_day()
    verdicts = prove(code.law(assessment, on), code.facts(on))
    if arguments.format == "json":
        _out(arguments, as_json.dumps({"on": on.isoformat(), "laws": as_json.laws(verdicts)}))
    else:
        _out(arguments, as_text.laws(verdicts, on, _ink(arguments)))
    return DONE if all(v.holds for v in verdicts) else FOUND


def _list(arguments: argparse.Namespace) -> int:
    from sec_rules.report import as_json, as_text

    code, on = _code(arguments)
    clauses = code.clauses if on is None else tuple(c for c, _ in code.standing(on))
    if arguments.format == "json":
        _out(arguments, as_json.dumps({"on": on.isoformat() if on else None, "clauses": as_json.listed(clauses, on)}))
    else:
        _out(arguments, as_text.listed(clauses, on))
    return DONE


# What the commands share.


def _code(arguments: argparse.Namespace) -> tuple[Code, date | None]:
    """The Code asked of, with the draft in it where one is given, and the day."""
    from sec_rules.code import load

    if not arguments.draft:
        return load(), arguments.on
    draft = _draft(arguments.draft, None)
    if arguments.on is not None and arguments.on < draft.on:
        raise UsageError(f"{draft.document.name} commences on {draft.on}; --on {arguments.on} is earlier.")
    return draft.proposed, arguments.on or draft.on


def _draft(path: str, on: date | None) -> Draft:
    from sec_rules.code import load
    from sec_rules.drafting.draft import hold_against
    from sec_rules.drafting.readers import open_draft

    return hold_against(open_draft(path), load(), on=on)


def _ink(arguments: argparse.Namespace) -> Ink:
    from sec_rules.report.as_text import Ink

    return Ink(not arguments.out and sys.stdout.isatty() and not os.environ.get("NO_COLOR"))


def _out(arguments: argparse.Namespace, text: str) -> None:
    """Prints the answer, or writes it whole to a file or not at all."""
    if arguments.out:
        target = Path(arguments.out)
        partial = target.with_name(target.name + ".partial")
        try:
            partial.write_text(text, encoding="utf-8")
            partial.replace(target)
        except OSError as error:
            partial.unlink(missing_ok=True)
            raise DocumentError(f"'{target}' cannot be written: {error.strerror or error}.") from None
    elif not arguments.quiet:
        sys.stdout.write(text)


if __name__ == "__main__":
    sys.exit(main())
