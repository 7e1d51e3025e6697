"""`sec-rules compare`: what changes for whom between two days, two drafts, or a day and a draft."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from sec_rules._files import Input
from sec_rules.commands import DONE, FOUND, Command
from sec_rules.commands.days import day, is_day
from sec_rules.commands.options import (
    EFFECT,
    Output,
    Settling,
    axes,
    common,
    formatting,
    give,
    held_draft,
    kept_code,
    plane,
    portfolio_inputs,
    question_named,
    refuse_unmet,
    ruled,
    settling,
    usual_question,
)
from sec_rules.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from sec_rules.analysis.comparison import Differences
    from sec_rules.analysis.invariants.verdicts import State
    from sec_rules.answers.portfolio.impact import Counted
    from sec_rules.drafting.draft import Draft
    from sec_rules.engine.code import Code
    from sec_rules.engine.linking import Ruleset
    from sec_rules.lang import Question
    from sec_rules.lang.rulebooks import Rulebook
    from sec_rules.review.effect.statement import EffectStatement


def _arguments(command: ArgumentParser) -> None:
    common(command, formats=("text", "json", "html"))
    formatting(command)
    plane(command)
    settling(command)
    command.add_argument("old", metavar="A", help="a day (2019-02-27) or a draft")
    command.add_argument("new", metavar="B", help="a day or a draft")
    command.add_argument(
        "others",
        metavar="C",
        nargs="*",
        # Without it, it is listed among what is missing where B is.
        default=[],
        help="more drafts, set side by side as options: each compared with A if that is a day, else with its own base",
    )
    command.add_argument("--question", metavar="NAME", help=f"as for 'ask'; default: {usual_question().name}")
    ruled(command)
    command.add_argument(
        "--portfolio",
        metavar="FILE",
        help="count the Users that each change moves: CSV, Parquet, Arrow or JSON lines; a file, pattern or folder",
    )
    command.add_argument(
        "--effect", metavar="FILE", help="check what changes against this statement of the intended effect"
    )


@frozen(kw_only=True)
class CompareOptions:
    """The two sides that are compared, on which question, and what is held beside what changes."""

    old: str
    new: str
    others: tuple[str, ...]
    on: date | None
    question: Question
    rulebook: str | None
    portfolio: str | None
    effect: Path | None
    plane: str | None
    settling: Settling
    formatting_is_redline: bool | None
    output: Output

    @classmethod
    def parse(cls, arguments: Namespace) -> CompareOptions:
        """The options as given. `UsageError` for a question that there is not."""
        sides = (arguments.old, arguments.new, *arguments.others)
        if arguments.others and (arguments.effect or arguments.plane):
            raise UsageError("Options side by side are compared without --effect and --plane.")
        if arguments.others and any(map(is_day, sides[1:])):
            raise UsageError("Options are drafts; only the first may be a day, to which the others are then held.")
        effect = Path(arguments.effect) if arguments.effect else None
        settling = Settling.parse(arguments)
        reads = (
            *settling.inputs,
            *(Input(Path(side), "a draft that is compared") for side in sides if not is_day(side)),
            *((Input(effect, EFFECT),) if effect else ()),
            *portfolio_inputs(arguments.portfolio),
        )
        return cls(
            old=arguments.old,
            new=arguments.new,
            others=tuple(arguments.others),
            on=arguments.on,
            question=question_named(arguments.question, arguments.rulebook),
            rulebook=arguments.rulebook,
            portfolio=arguments.portfolio,
            effect=effect,
            plane=arguments.plane,
            settling=settling,
            formatting_is_redline=arguments.formatting_is_redline,
            output=Output.parse(arguments, reads),
        )


def _run(options: CompareOptions) -> int:
    return _run_options(options) if options.others else _run_two(options)


def _run_options(options: CompareOptions) -> int:
    """Several options beside one text."""
    from sec_rules.report import side_by_side as report
    from sec_rules.review.side_by_side import side_by_side
    from sec_rules.review.state import read_of

    drafts: list[Draft] = []
    code = kept_code(quiet=options.output.quiet, rulebook=options.rulebook)
    given = (options.old, options.new, *options.others)
    sides = [_side(options, one, code, drafts) for one in given]
    refuse_unmet(drafts)
    if is_day(options.old):
        base, sides = (sides[0].name, sides[0].ruleset), sides[1:]
    else:
        newest = max(drafts, key=lambda draft: draft.base_on)
        base = newest.base_on.isoformat(), newest.base.ruleset(options.question, newest.base_on)
    read = [read_of(draft, options.question) for draft in drafts]
    found = side_by_side(base, zip(drafts, read, strict=True), options.question, _adopted())
    news = [side.ruleset for side in sides]
    rows = [_rows(options, base[1], new, one.comparison.found) for one, new in zip(found, news, strict=True)]
    together = tuple(zip(found, rows, strict=True))

    give(
        options.output,
        lambda: report.as_json(base[0], together),
        lambda ink: report.as_text(together, ink),
        lambda: report.as_html(together, _about(code)),
    )
    return DONE if all(one.state == "proved" for one in found) else FOUND


def _adopted() -> Collection[str]:
    """The names of the invariants that the settings of the folder say somebody adopted."""
    from sec_rules.review import settings

    found = settings.find(Path.cwd())
    return settings.read(found).conventions.adopted if found is not None else ()


def _run_two(options: CompareOptions) -> int:
    from sec_rules.analysis.plane.impact import facts_read
    from sec_rules.report import as_json, as_text
    from sec_rules.review.comparison import compared
    from sec_rules.review.effect.conformance import conformance_on_every_day

    drafts: list[Draft] = []
    code = kept_code(quiet=options.output.quiet, rulebook=options.rulebook)
    sides = [_side(options, given, code, drafts) for given in (options.old, options.new)]
    refuse_unmet(drafts)
    old, new = ((side.name, side.ruleset) for side in sides)
    axes_asked = axes(options.plane, {fact.name: fact for fact in old[1].question.facts} | facts_read(old[1], new[1]))
    later = _on_later_days(sides, options.question)
    answer = compared(old, new, axes_asked, read=_read(options, drafts), called=code.rulebook.called, later=later)
    conformance = None
    if options.effect is not None:
        statement = _statement(options.effect, new[1], code.rulebook)
        held = conformance_on_every_day(statement, old[1], new[1], answer.found.facts, later)
        # Of a day and a draft it is the draft that was meant to do something.
        conformance = held if is_day(options.old) and drafts else evolve(held, of_what=answer.step)
    rows = _rows(options, old[1], new[1], answer.found)

    def html() -> str:
        from sec_rules.report import as_html

        return as_html.compared(answer, conformance, rows, _about(code))

    def data() -> Mapping[str, object]:
        more: dict[str, object] = {"intended": as_json.conformance(conformance)} if conformance else {}
        if rows:
            from sec_rules.report import portfolio

            more |= {"portfolio": portfolio.counted_as_json(rows)}
        return as_json.compared(answer) | more

    def text(ink: as_text.Ink) -> str:
        parts = [as_text.compared(answer, ink)]
        if rows:
            from sec_rules.report import portfolio

            parts.append(portfolio.counted_as_text(rows))
        return "".join((*parts, *([as_text.conformance(conformance, ink)] if conformance else [])))

    give(options.output, data, text, html)
    return DONE if answer.state == "proved" and (conformance is None or conformance.exact) else FOUND


def _on_later_days(sides: Sequence[_Side], question: Question) -> dict[date, tuple[Ruleset, Ruleset]]:
    """The two sides on each of the later days from which a draft among them says other numbers."""
    old, new = sides
    days = sorted({day for side in sides if side.draft is not None for day in side.draft.later_days})
    return {day: (old.on(day, question), new.on(day, question)) for day in days}


def _about(code: Code) -> str:
    """What the text is called of which a rulebook of one's own is."""
    return code.rulebook.title if code.rulebook.words else ""


def _read(options: CompareOptions, drafts: Sequence[Draft]) -> State:
    """What was read of the drafts that are compared."""
    from sec_rules.analysis.invariants.verdicts import read_together
    from sec_rules.review.state import read_of

    return read_together(read_of(draft, options.question) for draft in drafts)


def _rows(options: CompareOptions, old: Ruleset, new: Ruleset, found: Differences) -> Counted | None:
    """The rows of a portfolio, where one is given."""
    if options.portfolio is None:
        return None
    from sec_rules.answers.portfolio.impact import counted
    from sec_rules.commands.progress import waiting

    with waiting(f"Counting {options.portfolio}", quiet=options.output.quiet):
        return counted(options.portfolio, old, new, found)


def _statement(effect: Path, ruleset: Ruleset, of: Rulebook) -> EffectStatement:
    from sec_rules.review.effect.statement import read_statement

    return read_statement(effect, frozenset(rule.clause for rule in ruleset.rules), of)


@frozen
class _Side:
    """One side of a comparison: its name, what bears on the question there, and the draft where it is one."""

    name: str
    ruleset: Ruleset
    draft: Draft | None = None

    def on(self, day: date, question: Question) -> Ruleset:
        """What bears on the question on a later day, from which a draft says other numbers."""
        if self.draft is None:
            return self.ruleset
        return self.draft.proposed.ruleset(question, max(day, self.draft.on))


def _side(options: CompareOptions, given: str, code: Code, drafts: list[Draft]) -> _Side:
    """One side of a comparison; a draft is put among `drafts`."""
    if is_day(given):
        try:
            on = day(given)
            return _Side(on.isoformat(), code.ruleset(options.question, on))
        except ArgumentTypeError as error:
            raise UsageError(f"{error}.") from None
    if not Path(given).suffix:
        raise UsageError(f"'{given}' is neither a day, such as 2019-02-28, nor a draft (.docx, .md, .txt).")
    draft = held_draft(given, code, options.on, options.settling, options.formatting_is_redline)
    drafts.append(draft)
    return _Side(draft.document.name, draft.proposed.ruleset(options.question, draft.on), draft)


COMMAND: Final = Command(
    name="compare",
    rank=6,
    says="say what changes for whom between two days, two drafts or one of each; or set options side by side",
    arguments=_arguments,
    options=CompareOptions,
    run=_run,
)
