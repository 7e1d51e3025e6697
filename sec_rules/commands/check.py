"""`sec-rules check`: validates a proposed text, the main job."""

from __future__ import annotations

from argparse import ArgumentParser, BooleanOptionalAction, Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import frozen

from sec_rules._files import Input, write_all
from sec_rules.commands import DONE, FAULT, FOUND, Command
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
    diffing,
    draft_inputs,
    effect,
    effects_given,
    fixing,
    give_fixed,
    gives_fixed_text,
    is_word,
    reading,
    regions_in_source,
    selecting,
    write_note,
)
from sec_rules.commands.each_draft import Checked, Each, each
from sec_rules.commands.options import (
    EFFECT,
    Output,
    Settling,
    axes,
    common,
    give,
    kept_code,
    plane,
    ruled,
    settling,
    write,
)
from sec_rules.commands.other_texts import opened_unless_other
from sec_rules.commands.streams import put
from sec_rules.errors import UsageError
from sec_rules.lang.lists import joined

if TYPE_CHECKING:
    from datetime import date

    from sec_rules.engine.code import Code
    from sec_rules.review.review import Review
    from sec_rules.review.selection import Selection
    from sec_rules.review.summary import Given, Summary
    from sec_rules.review.together import Together


def _arguments(command: ArgumentParser) -> None:
    common(command, formats=("text", "json", "html", "docx", "note", "redline", "sarif", "github"))
    plane(command)
    command.add_argument("drafts", nargs="+", metavar="DRAFT", help="a .docx, .md or .txt file")
    command.add_argument("--all", action="store_true", help="also show findings that the existing text has too")
    effect(command)
    command.add_argument(
        "--confirmed-by",
        metavar="NAME",
        help="who has confirmed the text and day that the draft is compared with; without it a note says nobody has",
    )
    command.add_argument("--fail-on", choices=("error", "warning", "note"), help="default: error")
    command.add_argument(
        "--together",
        action=BooleanOptionalAction,
        default=None,
        help="also check several drafts together, as one change; the default, but not with --format sarif or github",
    )
    command.add_argument(
        "--leave-others",
        action="store_true",
        help="pass over .md and .txt files that are not text of the Smart Energy Code; for such Word files only the "
        "drafting counts",
    )
    selecting(command)
    fixing(command)
    diffing(command)
    reading(command)
    settling(command)
    accepting(command)
    deciding(command)
    counting(command)
    ruled(command)


@frozen(kw_only=True)
class CheckOptions:
    """Which drafts are checked and how; `effects` are the statements of their effects, None for a draft without."""

    drafts: tuple[str, ...]
    on: date | None
    everything: bool
    effects: tuple[Path | None, ...]
    together: bool
    leave_others: bool
    debug: bool
    plane: str | None
    confirmed_by: str
    rulebook: str | None
    reading: Reading
    settling: Settling
    selecting: Selecting
    accepting: Accepting
    deciding: Deciding
    counting: Counting
    fixing: Fixing
    output: Output

    @classmethod
    def parse(cls, arguments: Namespace) -> CheckOptions:
        """The options as given, with the files found that go with them. `UsageError` for some that do not fit."""
        drafts = tuple(arguments.drafts)
        effects = effects_given(arguments.effect, drafts)
        how, which = Reading.parse(arguments), Selecting.parse(arguments)
        stated = (Input(effect, EFFECT) for effect in effects if effect)
        decided = Deciding.parse(arguments, drafts)
        reads = (*draft_inputs(drafts), *how.inputs, *which.inputs, *stated, *decided.inputs)
        printed = arguments.format == "text" and not arguments.out
        users = Counting.parse(arguments, reads, printed=printed)
        reads = (*reads, *users.inputs)
        accepted = Accepting.parse(arguments, reads)
        return cls(
            drafts=drafts,
            on=arguments.on,
            everything=arguments.all,
            effects=effects,
            together=_together(arguments.together, arguments.format),
            leave_others=arguments.leave_others,
            debug=arguments.debug,
            plane=arguments.plane,
            confirmed_by=_confirming(arguments.confirmed_by, arguments.format, drafts),
            rulebook=arguments.rulebook,
            reading=how,
            settling=Settling.parse(arguments),
            selecting=which,
            accepting=accepted,
            deciding=decided,
            counting=users,
            fixing=Fixing.parse(arguments, diff=arguments.diff),
            output=Output.parse(arguments, (*reads, *accepted.inputs)),
        )


def _confirming(name: str | None, form: str, drafts: Sequence[str]) -> str:
    """Who confirms the baseline of a note. `UsageError` where there is no note to put it on, or one of several."""
    if form == "note" and len(drafts) > 1:
        raise UsageError("--format note takes one draft, since it is the note on that draft.")
    if name is not None and form != "note":
        raise UsageError("--confirmed-by is for --format note; decide DRAFT baseline records it for every report.")
    if name is not None and not name.strip():
        raise UsageError("Confirmed by whom? Give --confirmed-by NAME.")
    return (name or "").strip()


def _together(given: bool | None, form: str) -> bool:
    """Whether several drafts are one change: where it is asked for, and by default where a person reads the answer."""
    return form not in ("sarif", "github") if given is None else given


def _run(options: CheckOptions) -> int:
    from sec_rules.report import as_json, as_text
    from sec_rules.review.summary import consequences, decided, summarised
    from sec_rules.review.together import together

    output, everything = options.output, options.everything
    into_word = _gives_a_word_file(options)
    fixes = gives_fixed_text(options.fixing, options.drafts, output)
    code = kept_code(quiet=output.quiet, rulebook=options.rulebook)
    question = code.rulebook.question
    chosen = options.selecting.selection()

    checked = partial(
        checked_draft, code=code, chosen=chosen, settling=options.settling, on=options.on, everything=everything
    )
    found = each(options.drafts, partial(_one, options, code, chosen, checked), debug=options.debug)
    found.tell()
    _leave_alone(found, output)
    paths, conformances = [one.path for one in found.checked], [one.conformance for one in found.checked]
    results, baseline = options.accepting.settled(
        [one.result for one in found.checked], comments=chosen.accept_by_comment, everything=everything
    )
    write_all(baseline)
    as_one = options.together and len(results) > 1 and not (chosen.drafting_only or found.refused)
    combined = together(results, question, chosen.conventions.adopted) if as_one else None
    drafts = [r.draft for r in results]
    counts = axes(options.plane, {n: f for d in drafts for n, f in d.proposed.facts(d.on, question).items()})

    alone = tuple(zip(results, conformances, strict=True))
    older = options.deciding.older(options.reading, checked)

    def with_decisions(given: Iterable[Given]) -> list[Given]:
        counted = map(options.counting.counted, given)
        return [decided(one, of.records, older) for of, one in zip(found.checked, counted, strict=True)]

    @cache
    def told(*, unchanged: bool) -> list[Summary]:
        return [summarised(r, counts, unchanged=unchanged, conformance=stated) for r, stated in alone]

    def summaries(*, unchanged: bool = False) -> list[Summary]:
        return with_decisions(told(unchanged=unchanged))

    def data() -> Mapping[str, object]:
        reports = [
            as_json.checked(given) | ({"intended": as_json.conformance(stated)} if stated else {})
            for given, stated in zip(summaries(unchanged=True), conformances, strict=True)
        ]
        if len(reports) == 1 and not found.refused:
            return reports[0]
        refused = {"refused": [as_json.refusal(one) for one in found.refused]} if found.refused else {}
        return {"reports": reports, "together": as_json.combined(combined) if combined else None} | refused

    def text(ink: as_text.Ink) -> str:
        parts = [
            as_text.checked(given, ink) + (as_text.conformance(stated, ink) if stated else "")
            for given, stated in zip(summaries(), conformances, strict=True)
        ]
        last = [as_text.combined(combined, ink)] if combined else []
        return "\n".join((*parts, *last, *((as_text.refused(found.refused, ink),) if found.refused else ())))

    def html() -> str:
        from sec_rules.report import as_html

        told = with_decisions(consequences(r, counts, stated) for r, stated in alone)
        return as_html.several(told, combined, refused=found.refused)

    if fixes:
        give_fixed(options.fixing, paths, results, output)
    elif output.format == "redline":
        from sec_rules.report import as_critic_markup
        from sec_rules.review.text.redline import redlines

        shown = [redlines(r.draft) for r in results]
        if not any(shown):
            raise UsageError(f"{joined(map(str, paths))} {'has' if len(paths) == 1 else 'have'} no provision to show.")
        write(output, "\n".join(as_critic_markup.dumps(each.values()) for each in shown))
    elif into_word:
        output.write_file(commented(summaries()[0], paths[0], options.fixing, options.reading.limits))
    elif output.format == "note":
        write_note(output, summaries(unchanged=True), options.confirmed_by)
    elif output.format in ("sarif", "github"):
        from sec_rules.report import as_github, as_sarif
        from sec_rules.review.checks import all_checks

        given = summaries()
        places = [regions_in_source(path, one.result) for path, one in zip(paths, given, strict=True)]
        if output.format == "github":
            write(output, as_github.dumps(given, paths, places, found.refused))
        else:
            write(output, as_sarif.dumps(given, paths, all_checks(), places, found.refused))
    else:
        give(output, data, text, html)
    if options.counting.names or options.counting.names_to:
        options.counting.give_names(told(unchanged=False))
    missed = any(conformance is not None and not conformance.exact for conformance in conformances)
    return max(found.status, _status(results, combined, chosen.fail_on, missed=missed))


def _one(
    options: CheckOptions, code: Code, chosen: Selection, checked: Callable[..., Review], path: str
) -> Checked | None:
    """One draft checked; None for a text that is to be left alone.

    Of a Word file that is not taken for the text of the Code the drafting alone counts where others are left alone.
    """
    from sec_rules.review.effect.conformance import conformance_of_draft
    from sec_rules.review.review import drafting_alone

    document = (
        opened_unless_other(path, options.reading, code) if options.leave_others else options.reading.opened(path)
    )
    if document is None:
        return None
    which = options.drafts.index(path)
    records, stated = options.deciding.of(which), options.effects[which]
    result = checked(document, records)
    if options.leave_others and not result.draft.scheme.of_the_code:
        if not is_word(path):
            return None
        result = drafting_alone(result)
    held = stated is not None and not chosen.drafting_only
    conformance = conformance_of_draft(stated, result.draft, result.question) if stated and held else None
    return Checked(path=path, result=result, records=records, conformance=conformance)


def _leave_alone(found: Each, output: Output) -> None:
    """Names the drafts that are left alone. `UsageError` where no draft is left, and the form asked for takes one."""
    from sec_rules.report.layout import visible

    they = "it is" if len(found.others) == 1 else "they are"
    said = f"Left alone, since {they} not taken for the text of the Smart Energy Code: {joined(found.others)}."
    if not found.checked and output.format in ("html", "docx", "redline"):
        raise UsageError(said if found.others else "No draft is left to report on.")
    if found.others and output.format == "text" and not output.quiet:
        put(visible(f"{said}\n"))


def _status(results: Sequence[Review], combined: Together | None, fail_on: str, *, missed: bool) -> int:
    if any(r.faults for r in results):
        return FAULT
    failing = any(r.fails(fail_on) for r in results) or (combined is not None and combined.fails())
    return FOUND if failing or missed else DONE


def _gives_a_word_file(options: CheckOptions) -> bool:
    """Whether the draft with comments is asked for. `UsageError` where it cannot be given."""
    if options.output.format != "docx":
        if (options.fixing.fix or options.fixing.unsafe) and any(is_word(path) for path in options.drafts):
            raise UsageError("Fixes go into a file of their own: give --format docx --out FILE.")
        return False
    if not options.output.out:
        raise UsageError("A Word file is not printed; say where it goes with --out FILE.")
    if len(options.drafts) > 1:
        raise UsageError("--format docx takes one draft, since it gives that draft again.")
    return True


COMMAND: Final = Command(
    name="check",
    rank=1,
    says="check a proposed text: what it does, to whom, and what is wrong with it",
    arguments=_arguments,
    options=CheckOptions,
    run=_run,
)
