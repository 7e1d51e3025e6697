"""`sec-rules decide`: adds what was decided to the record beside a draft."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from sec_rules import _files
from sec_rules._files import Input, refuse_inputs
from sec_rules._version import __version__
from sec_rules.commands import DONE, Command, debug_argument, quiet_argument
from sec_rules.commands.days import day, held_day
from sec_rules.commands.draft_options import (
    Deciding,
    Reading,
    Selecting,
    checked_draft,
    deciding,
    draft_inputs,
    effect,
    effects_given,
    reading,
    selecting,
)
from sec_rules.commands.options import Settling, kept_code, ruled, settling
from sec_rules.commands.streams import put
from sec_rules.errors import UsageError
from sec_rules.lang.lists import joined

if TYPE_CHECKING:
    from sec_rules.review.cards import Card
    from sec_rules.review.decisions import Decision, Decisions, Record, Tied
    from sec_rules.review.summary import Summary

_KINDS: Final = ("agreed", "action", "deferred", "out-of-scope", "dissent", "settled")


def _arguments(command: ArgumentParser) -> None:
    command.add_argument("draft", metavar="DRAFT", help="the draft; its record lies beside it")
    command.add_argument(
        "about",
        metavar="CARD",
        nargs="?",
        help="the number of a card in the report, its id, the id of an open place, or 'baseline'",
    )
    command.add_argument("--as", dest="decided", choices=_KINDS, help="what was decided about it")
    command.add_argument("--because", metavar="REASON", default="", help="why")
    command.add_argument("--by", metavar="NAME", required=True, help="whose decision it is")
    command.add_argument("--dated", type=day, metavar="DATE", required=True, help="the day of the decision")
    command.add_argument(
        "--way",
        metavar="WAY",
        default="",
        help="how to treat an open place: no-effect, condition, same-count, 'same-as ID', "
        "'outcome NAME', 'reading N' or nothing",
    )
    command.add_argument(
        "--reconfirm", action="store_true", help="confirm every decision that is carried from an earlier version"
    )
    command.add_argument("--on", type=held_day, metavar="DATE", help="the day on which the draft would commence")
    effect(command)
    quiet_argument(command)
    debug_argument(command)
    selecting(command)
    reading(command)
    settling(command)
    deciding(command)
    ruled(command)


@frozen(kw_only=True)
class DecideOptions:
    """What was decided, by whom and when, of which draft, and the record that it is added to.

    `about` is None where all that is carried is confirmed again.
    """

    draft: str
    record: Path
    about: str | None
    decided: str
    because: str
    by: str
    dated: date
    way: str
    on: date | None
    effect: Path | None
    rulebook: str | None
    reading: Reading
    settling: Settling
    selecting: Selecting
    deciding: Deciding
    inputs: tuple[Input, ...]
    quiet: bool

    @classmethod
    def parse(cls, arguments: Namespace) -> DecideOptions:
        """The options as given. `UsageError` for some that do not go together."""
        from sec_rules.review.decision_record import beside
        from sec_rules.review.decisions import BASELINE

        about, decided = arguments.about, (arguments.decided or "").replace("-", " ")
        if arguments.reconfirm and (about or decided):
            raise UsageError("--reconfirm is about all decisions that are carried; give no card and no --as with it.")
        if not arguments.reconfirm and not about:
            raise UsageError("Of which card? Give its number in the report, an id, or 'baseline'; or --reconfirm.")
        if about == BASELINE and decided:
            raise UsageError("The baseline is confirmed; give no --as with it.")
        if about and about != BASELINE and not decided:
            raise UsageError(f"What was decided? Give --as {joined(_KINDS, ' or ')}.")
        if about and about != BASELINE and not arguments.because.strip():
            raise UsageError("Why? Give --because REASON.")
        if not arguments.by.strip():
            raise UsageError("Whose decision is it? Give --by NAME.")
        if arguments.way and decided != "settled":
            raise UsageError("--way goes with --as settled.")
        (stated,) = effects_given(arguments.effect, [arguments.draft])
        how, which = Reading.parse(arguments), Selecting.parse(arguments)
        found = Deciding.parse(arguments, [arguments.draft])
        record = Path(arguments.decisions) if arguments.decisions else beside(Path(arguments.draft))
        others = (*draft_inputs([arguments.draft]), *how.inputs, *which.inputs)
        refuse_inputs(record, others)
        return cls(
            draft=arguments.draft,
            record=record,
            about=about,
            decided=decided,
            because=arguments.because.strip(),
            by=arguments.by.strip(),
            dated=arguments.dated,
            way=arguments.way.strip(),
            on=arguments.on,
            effect=stated,
            rulebook=arguments.rulebook,
            reading=how,
            settling=Settling.parse(arguments),
            selecting=which,
            deciding=evolve(found, records=(record if record.is_file() else None,)),
            inputs=others,
            quiet=arguments.quiet,
        )


def _run(options: DecideOptions) -> int:
    from sec_rules.report.layout import visible
    from sec_rules.review.decision_record import added, parsed
    from sec_rules.review.decisions import Tied

    records = options.deciding.of(0)
    given = _checked(options, records)
    tied = Tied.of(given.result, given.cards)
    if options.about is None:
        made = tuple(_again(given.decisions, options, tied))
        if not made:
            raise UsageError("No decision is carried from an earlier version, so there is nothing to confirm.")
    else:
        made = (_decision(options, _named(options.about, given.cards, tied), tied),)
    before = _files.read(options.record).decode("utf-8-sig") if options.record.is_file() else ""
    text = added(before, made)
    parsed(text, options.record.name)
    _files.write(options.record, text.encode("utf-8"), inputs=options.inputs)
    if not options.quiet:
        put(visible("".join(f"{d.says}\n  {d.in_words}\n" for d in made) + f"Added to {options.record}.\n"))
    return DONE


def _checked(options: DecideOptions, records: tuple[Record, ...]) -> Summary:
    """The draft checked as `check` does, with what is decided of it so far."""
    from sec_rules.review.effect.conformance import conformance_of_draft
    from sec_rules.review.summary import decided, summarised

    result = checked_draft(
        options.reading.opened(options.draft),
        records,
        chosen=options.selecting.selection(),
        code=kept_code(quiet=options.quiet, rulebook=options.rulebook),
        settling=options.settling,
        on=options.on,
    )
    stated = conformance_of_draft(options.effect, result.draft, result.question) if options.effect else None
    return decided(summarised(result, unchanged=False, conformance=stated), records)


def _named(about: str, cards: Sequence[Card], tied: Tied) -> str:
    """The id of what is named. `UsageError` where the draft has no such card or place."""
    from sec_rules.review.decisions import BASELINE

    if about.isdecimal() and 1 <= int(about) <= len(cards):
        return cards[int(about) - 1].id
    if about == BASELINE or about in tied.things:
        return about
    known = f"the report has {len(cards)} {'card' if len(cards) == 1 else 'cards'}"
    raise UsageError(f"'{about}' is no card and no open place of {tied.result.draft.document.name}; {known}.")


def _decision(options: DecideOptions, about: str, tied: Tied) -> Decision:
    from sec_rules.drafting.open_places import OpenPlace
    from sec_rules.review.decisions import CONFIRMED, Decision, settled_as

    if options.way:
        if not isinstance(tied.things.get(about), OpenPlace):
            raise UsageError("--way is about an open place; what was not read is listed in the report.")
        settled_as(about, options.way, "--way")
    return Decision(
        about=about,
        decided=options.decided or CONFIRMED,
        because=options.because,
        by=options.by,
        on=options.dated,
        draft=tied.result.draft.document.sha256,
        version=__version__,
        says=tied.says(about),
        way=options.way,
        ties=tied.ties(about),
    )


def _again(decisions: Decisions, options: DecideOptions, tied: Tied) -> Iterator[Decision]:
    """What is carried from an earlier version, confirmed again of this one."""
    for each in decisions.all:
        if each.standing == "carried":
            made = each.decision
            yield evolve(
                made,
                reconfirmed_by=options.by,
                reconfirmed_on=options.dated,
                draft=tied.result.draft.document.sha256,
                version=__version__,
                says=tied.says(made.about),
                ties=tied.ties(made.about),
            )


COMMAND: Final = Command(
    name="decide",
    rank=2,
    says="record what was decided about a card, with reason, name and date, beside the draft",
    arguments=_arguments,
    options=DecideOptions,
    run=_run,
)
