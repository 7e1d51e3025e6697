"""`sec-rules check`: validates a proposed text, the main job."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sec_rules.commands import DONE, FAULT, FOUND, Command
from sec_rules.commands.draft_options import (
    accepting,
    commented,
    diffing,
    give_mended,
    is_word,
    mending,
    mends_text,
    not_the_draft,
    opened,
    reading,
    selecting,
    selection,
    settled,
)
from sec_rules.commands.options import axes, common, give, plane, write, write_file
from sec_rules.errors import UsageError

if TYPE_CHECKING:
    from sec_rules.review.effect.conformance import HeldTo
    from sec_rules.review.review import Checked, Together


def _arguments(command: ArgumentParser) -> None:
    common(command, formats=("text", "json", "html", "docx", "redline", "sarif", "github"))
    plane(command)
    command.add_argument("drafts", nargs="+", metavar="DRAFT", help="a .docx, .md or .txt file")
    command.add_argument("--all", action="store_true", help="also findings that the base text has too")
    command.add_argument(
        "--effect",
        metavar="FILE",
        help="hold the draft to this statement of its intended effect; by default one beside it, DRAFT's name with "
        ".effect.toml for its ending, where there is one",
    )
    command.add_argument("--fail-on", choices=("error", "warning", "note"), help="default: error")
    selecting(command)
    mending(command)
    diffing(command)
    reading(command)
    accepting(command)


def _run(arguments: Namespace) -> int:
    from sec_rules.loading import load
    from sec_rules.report import as_json, as_text
    from sec_rules.review.review import check, together

    target = _word_file(arguments)
    mends = mends_text(arguments)
    documents = [opened(arguments, path) for path in arguments.drafts]
    code = load()
    chosen = selection(arguments)
    results = [check(d, code, on=arguments.on, everything=arguments.all, selection=chosen) for d in documents]
    results = settled(arguments, results)
    intended = _intended(arguments, results)
    combined = together(results) if len(results) > 1 else None
    drafts = [r.draft for r in results]
    counts = axes(arguments, {n: f for d in drafts for n, f in d.proposed.facts(d.on).items()})

    def data() -> Mapping[str, object]:
        reports = [
            as_json.checked(r) | ({"intended": as_json.held_to(held)} if held else {})
            for r, held in zip(results, intended, strict=True)
        ]
        return {"reports": reports, "together": as_json.combined(combined)} if combined else reports[0]

    def text(ink: as_text.Ink) -> str:
        parts = [
            as_text.checked(r, ink, counts) + (as_text.held_to(held, ink) if held else "")
            for r, held in zip(results, intended, strict=True)
        ]
        return "\n".join((*parts, *((as_text.combined(combined, ink),) if combined else ())))

    def html() -> str:
        from sec_rules.report import as_html

        return as_html.several(results, combined, counts, intended)

    if mends:
        give_mended(arguments, results)
    elif arguments.format == "redline":
        from sec_rules.report.as_docx import in_critic_markup

        write(arguments, "\n".join(in_critic_markup(r) for r in results))
    elif target is not None:
        write_file(target, commented(arguments, results[0], arguments.drafts[0]))
    elif arguments.format in ("sarif", "github"):
        from sec_rules.report import as_github, as_sarif

        dumps = as_sarif.dumps if arguments.format == "sarif" else as_github.dumps
        write(arguments, dumps(results, arguments.drafts))
    else:
        give(arguments, data, text, html)
    missed = any(held is not None and not held.exact for held in intended)
    return _status(results, combined, chosen.fail_on, missed=missed)


def _status(results: Sequence[Checked], combined: Together | None, fail_on: str, *, missed: bool) -> int:
    if any(r.faults for r in results):
        return FAULT
    failing = any(r.fails(fail_on) for r in results) or (combined is not None and combined.fails())
    return FOUND if failing or missed else DONE


def _intended(arguments: Namespace, results: Sequence[Checked]) -> list[HeldTo | None]:
    """Each draft held to the statement of its effect, where there is one."""
    from sec_rules.review.effect.conformance import hold_draft_to
    from sec_rules.review.effect.statement import beside

    if arguments.effect and len(results) > 1:
        raise UsageError("--effect is about one draft; several are each held to the statement beside them.")
    files = [Path(arguments.effect) if arguments.effect else beside(Path(path)) for path in arguments.drafts]
    return [hold_draft_to(f, r.draft) if f else None for f, r in zip(files, results, strict=True)]


def _word_file(arguments: Namespace) -> Path | None:
    """Where the draft with comments goes; None where it is not asked for."""
    if arguments.format != "docx":
        if (arguments.fix or arguments.unsafe_fixes) and any(is_word(path) for path in arguments.drafts):
            raise UsageError("Fixes go into a file of their own: give --format docx --out FILE.")
        return None
    if not arguments.out:
        raise UsageError("A Word file is not printed; say where it goes with --out FILE.")
    if len(arguments.drafts) > 1:
        raise UsageError("--format docx takes one draft, since it gives that draft again.")
    return not_the_draft(Path(arguments.out), arguments.drafts)


COMMAND: Final = Command(
    name="check", rank=1, says="validate a proposed text: the main job", arguments=_arguments, run=_run
)
