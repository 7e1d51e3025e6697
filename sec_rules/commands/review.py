"""`sec-rules review`: the check for a drafter, as the file with comments and a page beside it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from attrs import frozen

from sec_rules._files import Input, Written, as_written, free_names, refuse_inputs, sealed, write_all
from sec_rules.commands import DONE, FOUND, Command, debug_argument, quiet_argument
from sec_rules.commands.days import held_day
from sec_rules.commands.draft_options import (
    Accepting,
    Counting,
    Deciding,
    Fixing,
    Reading,
    Selecting,
    accepting,
    checked_draft,
    commented,
    counting,
    deciding,
    draft_inputs,
    effect,
    effects_given,
    fixing,
    reading,
    selecting,
)
from sec_rules.commands.options import EFFECT, Settling, kept_code, ruled, settling
from sec_rules.commands.streams import fitting, put


def _arguments(command: ArgumentParser) -> None:
    command.add_argument("draft", metavar="DRAFT", help="the draft; the files are written beside it")
    command.add_argument(
        "--on", type=held_day, metavar="DATE", help="the day on which it would commence, such as 2019-02-28"
    )
    command.add_argument("--all", action="store_true", help="also show findings that the existing text has too")
    effect(command)
    command.add_argument("--fail-on", choices=("error", "warning", "note"), help="default: error")
    quiet_argument(command)
    debug_argument(command)
    selecting(command)
    fixing(command)
    reading(command)
    settling(command)
    accepting(command)
    deciding(command)
    counting(command)
    ruled(command)


@frozen(kw_only=True)
class ReviewOptions:
    """Which draft is reviewed and how, and the two files written beside it; `inputs` are those that are read."""

    draft: str
    reviewed: Path
    page: Path
    on: date | None
    everything: bool
    quiet: bool
    effect: Path | None
    rulebook: str | None
    reading: Reading
    settling: Settling
    selecting: Selecting
    accepting: Accepting
    deciding: Deciding
    counting: Counting
    fixing: Fixing
    inputs: tuple[Input, ...]

    @classmethod
    def parse(cls, arguments: Namespace) -> ReviewOptions:
        """The options as given. `UsageError` where a file to write is one that is read."""
        draft = Path(arguments.draft)
        reviewed, page = draft.with_suffix(".reviewed.docx"), draft.with_suffix(".report.html")
        how, which = Reading.parse(arguments), Selecting.parse(arguments)
        (stated,) = effects_given(arguments.effect, [arguments.draft])
        effects = (Input(stated, EFFECT),) if stated else ()
        decided = Deciding.parse(arguments, [arguments.draft])
        reads = (*draft_inputs([arguments.draft]), *how.inputs, *which.inputs, *effects, *decided.inputs)
        users = Counting.parse(arguments, reads, printed=not arguments.quiet)
        reads = (*reads, *users.inputs)
        accepted = Accepting.parse(arguments, reads)
        inputs = (*reads, *accepted.inputs)
        refuse_inputs(reviewed, inputs)
        refuse_inputs(page, inputs)
        return cls(
            draft=arguments.draft,
            reviewed=reviewed,
            page=page,
            on=arguments.on,
            everything=arguments.all,
            quiet=arguments.quiet,
            effect=stated,
            rulebook=arguments.rulebook,
            reading=how,
            settling=Settling.parse(arguments),
            selecting=which,
            accepting=accepted,
            deciding=decided,
            counting=users,
            fixing=Fixing.parse(arguments),
            inputs=inputs,
        )


def _run(options: ReviewOptions) -> int:
    from sec_rules.report import as_html
    from sec_rules.report.layout import visible
    from sec_rules.review.effect.conformance import conformance_of_draft
    from sec_rules.review.summary import consequences, decided

    chosen = options.selecting.selection()
    records = options.deciding.of(0)
    checked = partial(
        checked_draft,
        code=kept_code(quiet=options.quiet, rulebook=options.rulebook),
        chosen=chosen,
        settling=options.settling,
        on=options.on,
        everything=options.everything,
    )
    found = checked(options.reading.opened(options.draft), records)
    (result,), baseline = options.accepting.settled(
        [found], comments=chosen.accept_by_comment, everything=options.everything
    )
    effect = conformance_of_draft(options.effect, result.draft, result.question) if options.effect else None
    older = options.deciding.older(options.reading, checked)
    given = decided(options.counting.counted(consequences(result, conformance=effect)), records, older)
    word = commented(given, options.draft, options.fixing, options.reading.limits)
    page = fitting(as_html.checked(given), "utf-8", "markup").encode()
    wanted = (options.reviewed, options.page)
    targets = free_names(wanted)
    datas = (sealed(data) for data in (word, page))
    files = (Written(path, data, options.inputs, False) for path, data in zip(targets, datas, strict=True))
    write_all((*baseline, *files))
    if not options.quiet:
        put(visible(_told(result.verdict, wanted, targets)))
    options.counting.give_names([given])
    missed = effect is not None and not effect.exact
    return FOUND if given.result.fails(chosen.fail_on) or missed else DONE


def _told(verdict: str, wanted: Sequence[Path], targets: Sequence[Path]) -> str:
    """The verdict, and which files were written; another name than usual is said to be one, and why."""
    edited = [path for path in wanted if not as_written(path)]
    left = f"\n  {' and '.join(map(str, edited))} {'is' if len(edited) == 1 else 'are'} not as sec-rules wrote"
    why = f"{left} {'it' if len(edited) == 1 else 'them'}, and left alone.\n" if edited else ""
    return f"{verdict[:1].upper()}{verdict[1:]}\n{why}\n" + "".join(f"  {path}\n" for path in targets)


COMMAND: Final = Command(
    name="review",
    rank=2,
    says="check a draft, and write beside it a copy with comments and a page",
    arguments=_arguments,
    options=ReviewOptions,
    run=_run,
)
