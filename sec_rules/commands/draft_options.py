"""Options of the commands that read a draft, and how they open it and give it back."""

from __future__ import annotations

import difflib
import re
from argparse import ArgumentParser, BooleanOptionalAction, Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from sec_rules import _files
from sec_rules._files import Input, Written, refuse_inputs
from sec_rules.commands.options import Output, Settling, formatting, portfolio_inputs, write
from sec_rules.commands.streams import put
from sec_rules.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from sec_rules.documents.document import Document
    from sec_rules.documents.word.limits import Limits
    from sec_rules.engine.code import Code
    from sec_rules.review.decisions import Record
    from sec_rules.review.fixes.markdown import FixedText
    from sec_rules.review.fixes.text_locations import Region
    from sec_rules.review.review import Review
    from sec_rules.review.selection import Selection
    from sec_rules.review.summary import Given, Summary

_DRAFT: Final = "the draft"


def draft_inputs(drafts: Iterable[str]) -> tuple[Input, ...]:
    """The drafts, as what is read and never written over."""
    return tuple(Input(Path(draft), _DRAFT) for draft in drafts)


def reading(command: ArgumentParser) -> None:
    """The options that say how a draft is read."""
    group = command.add_argument_group("reading a draft")
    formatting(group)
    group.add_argument("--against", metavar="OLD", help="the older version with which a clean draft is compared")
    group.add_argument(
        "--limit",
        action="append",
        default=[],
        metavar="NAME=NUMBER",
        help="a limit for Word files: unpacked bytes, ratio, parts, tags, paragraphs",
    )


@frozen(kw_only=True)
class Reading:
    """How a draft is read: what a Word file may take, whether formatting is a change, the older draft it replaces."""

    formatting_is_redline: bool | None
    against: Path | None
    limits: Limits

    @classmethod
    def parse(cls, arguments: Namespace) -> Reading:
        """The options as given. `UsageError` for a limit that is none."""
        from sec_rules.documents.word.limits import Limits

        return cls(
            formatting_is_redline=arguments.formatting_is_redline,
            against=Path(arguments.against) if arguments.against else None,
            limits=Limits.given(tuple(arguments.limit)),
        )

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The older draft, where there is one."""
        return (Input(self.against, "the older draft"),) if self.against else ()

    def opened(self, path: str) -> Document:
        """The draft in a file, read so."""
        from sec_rules.documents.comparison import compared

        draft = self._opened(path)
        return draft if self.against is None else compared(self._opened(self.against), draft)

    def _opened(self, path: str | Path) -> Document:
        from sec_rules.documents.readers import open_draft

        return open_draft(path, limits=self.limits, formatting_is_redline=self.formatting_is_redline)


def effect(command: ArgumentParser) -> None:
    """The option that names what a draft is meant to do."""
    command.add_argument(
        "--effect",
        metavar="FILE",
        help="check the draft against this statement of its intended effect; by default the one beside it, DRAFT's "
        "name ending in .effect.toml, if there is one",
    )


def effects_given(given: str | None, drafts: Sequence[str]) -> tuple[Path | None, ...]:
    """For each draft the statement of its effect, where there is one."""
    from sec_rules.review.effect.statement import beside

    if given and len(drafts) > 1:
        raise UsageError("--effect is about one draft; several are each checked against the statement beside them.")
    return tuple(Path(given) if given else beside(Path(path)) for path in drafts)


def deciding(command: ArgumentParser) -> None:
    """The options for what people decided of a draft, and for the version before it."""
    group = command.add_argument_group("decisions and the version before")
    group.add_argument(
        "--decisions",
        metavar="FILE",
        help="the record of decisions on the draft (see decide); by default the one beside it, DRAFT's name ending in "
        ".decisions.toml, if there is one",
    )
    group.add_argument(
        "--since",
        metavar="OLD",
        help="an older version of the draft: show what is mended, added and left, and which decisions carry over",
    )


@frozen(kw_only=True)
class Deciding:
    """The records of what was decided of drafts, one each where there is one, and the older version of a draft."""

    records: tuple[Path | None, ...]
    since: Path | None = None
    since_record: Path | None = None

    @classmethod
    def parse(cls, arguments: Namespace, drafts: Sequence[str]) -> Deciding:
        """The records as given, or found beside the drafts. `UsageError` for one given of several drafts."""
        from sec_rules.review.decision_record import beside

        for flag, value in (("--decisions", arguments.decisions), ("--since", arguments.since)):
            if value and len(drafts) > 1:
                raise UsageError(f"{flag} is about one draft; of several the record beside each is read.")
        found = (Path(arguments.decisions) if arguments.decisions else _there(beside(Path(path))) for path in drafts)
        since = Path(arguments.since) if arguments.since else None
        return cls(records=tuple(found), since=since, since_record=_there(beside(since)) if since else None)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The records, and the older version with its own."""
        records = tuple(Input(path, "a record of decisions") for path in (*self.records, self.since_record) if path)
        return (*records, *((Input(self.since, "the older version"),) if self.since else ()))

    def of(self, which: int) -> tuple[Record, ...]:
        """The records read for the draft of that place: its own first, then that of its older version."""
        from sec_rules.review.decision_record import read_record

        own = self.records[which]
        return (*((read_record(own),) if own else ()), *self.of_since())

    def of_since(self) -> tuple[Record, ...]:
        """The record of the older version, where there is one."""
        from sec_rules.review.decision_record import read_record

        return (read_record(self.since_record),) if self.since_record else ()

    def older(self, reading: Reading, checked: Callable[[Document, Iterable[Record]], Review]) -> Summary | None:
        """The older version, read and checked as the draft is; None where none is given."""
        if self.since is None:
            return None
        from sec_rules.review.summary import summarised

        return summarised(checked(reading.opened(str(self.since)), self.of_since()), unchanged=False)


def _there(path: Path) -> Path | None:
    return path if path.is_file() else None


def checked_draft(
    document: Document,
    records: Iterable[Record],
    *,
    code: Code,
    chosen: Selection,
    settling: Settling,
    on: date | None,
    everything: bool = False,
) -> Review:
    """A draft checked, its open places taken as the flags, then the records of that very draft, then the settings and
    its comments say. `UsageError` where two of them disagree.
    """
    from sec_rules.review.review import check
    from sec_rules.review.settling import settled_for

    recorded = (one for record in records for one in record.settlements(document.sha256))
    return check(
        document,
        code,
        code.rulebook.question,
        on=on,
        everything=everything,
        selection=chosen,
        settled=settling.beside((*recorded, *settled_for(document, chosen))),
    )


def counting(command: ArgumentParser) -> None:
    """The options for the Users of one's own."""
    group = command.add_argument_group("one's own Users")
    group.add_argument(
        "--portfolio",
        metavar="FILE",
        help="count the Users that each card moves: CSV, Parquet, Arrow or JSON lines; a file, pattern or folder",
    )
    group.add_argument("--names", action="store_true", help="also print who they are; names go into no report")
    group.add_argument("--names-to", metavar="CSV", help="write who they are to a separate CSV file")


@frozen(kw_only=True)
class Counting:
    """The portfolio whose rows are counted, and whether and where those who are moved are named.

    `inputs` are the files of the portfolio, `others` what else is read.
    """

    portfolio: str | None
    names: bool
    names_to: Path | None
    others: tuple[Input, ...]
    inputs: tuple[Input, ...]

    @classmethod
    def parse(cls, arguments: Namespace, others: tuple[Input, ...], *, printed: bool) -> Counting:
        """The options as given; `printed` is whether a person reads what the command prints. `UsageError` for names
        without a portfolio, or in what is handed on.
        """
        to = Path(arguments.names_to) if arguments.names_to else None
        if (arguments.names or to) and not arguments.portfolio:
            raise UsageError("Names of whom? Give --portfolio FILE.")
        if arguments.names and not printed:
            raise UsageError("Names go into no report that is handed on: --names-to FILE writes them by themselves.")
        inputs = portfolio_inputs(arguments.portfolio)
        if to is not None and getattr(arguments, "out", None) and Path(arguments.out) == to:
            raise UsageError("Names go into a file of their own; give another one than --out.")
        if to is not None:
            refuse_inputs(to, (*others, *inputs))
        return cls(portfolio=arguments.portfolio, names=arguments.names, names_to=to, others=others, inputs=inputs)

    def counted(self, given: Given) -> Given:
        """The same with the rows that its cards move."""
        if self.portfolio is None:
            return given
        from sec_rules.answers.portfolio.moved import moved

        return evolve(given, moved=moved(self.portfolio, given.result, given.cards))

    def give_names(self, given: Sequence[Summary]) -> None:
        """Prints who they are that each card moves, or writes it into a file, where that is asked for."""
        if self.portfolio is None or not (self.names or self.names_to):
            return
        from sec_rules.answers.portfolio.moved import named
        from sec_rules.report.portfolio import names_as_csv, names_as_text

        found = [(one.result.draft.document.name, tuple(named(self.portfolio, one.result, one.cards))) for one in given]
        if self.names:
            put(names_as_text(found))
        if self.names_to:
            data = names_as_csv(found).encode("utf-8")
            _files.write(self.names_to, data, inputs=(*self.others, *self.inputs), over_edited=False)


def fixing(command: ArgumentParser) -> None:
    """The options that put fixes into the draft."""
    command.add_argument("--fix", action="store_true", help="make the safe fixes; in a .docx, as tracked changes")
    command.add_argument("--unsafe-fixes", action="store_true", help="also make fixes that can change the meaning")


def diffing(command: ArgumentParser) -> None:
    """The option that shows what fixes would do."""
    command.add_argument(
        "--diff", action="store_true", help="print what --fix would change in a text file, and change nothing"
    )


@frozen(kw_only=True)
class Fixing:
    """Whether fixes are put into the draft, also unsafe ones, or are only shown."""

    fix: bool
    unsafe: bool
    diff: bool = False

    @classmethod
    def parse(cls, arguments: Namespace, *, diff: bool = False) -> Fixing:
        """The options as given; `diff` is that of the command that has it."""
        return cls(fix=arguments.fix, unsafe=arguments.unsafe_fixes, diff=diff)


def accepting(command: ArgumentParser) -> None:
    """The options for findings that are known and accepted."""
    group = command.add_argument_group("findings that are accepted")
    group.add_argument("--baseline", metavar="FILE", help="a file of accepted findings, each with its reason")
    group.add_argument("--write-baseline", action="store_true", help="write the present findings to that file")
    group.add_argument("--because", metavar="REASON", default="", help="why the findings added to it are accepted")


@frozen(kw_only=True)
class Accepting:
    """The findings that are accepted, whether those there are join them and why; `others` are the other files read."""

    baseline: Path | None
    write: bool
    because: str
    others: tuple[Input, ...]

    @classmethod
    def parse(cls, arguments: Namespace, others: tuple[Input, ...]) -> Accepting:
        """The options as given. `UsageError` for some that do not go together, or a baseline that is another input."""
        baseline = Path(arguments.baseline) if arguments.baseline else None
        if (arguments.write_baseline or arguments.because) and baseline is None:
            raise UsageError("Into which file? Give --baseline FILE with --write-baseline.")
        if arguments.because and not arguments.write_baseline:
            raise UsageError("--because is the reason for what --write-baseline writes.")
        if baseline is not None and arguments.write_baseline:
            refuse_inputs(baseline, others)
        return cls(baseline=baseline, write=arguments.write_baseline, because=arguments.because, others=others)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The baseline, where there is one."""
        return (Input(self.baseline, "the baseline"),) if self.baseline else ()

    def settled(
        self, results: list[Review], *, comments: bool, everything: bool
    ) -> tuple[list[Review], tuple[Written, ...]]:
        """The results with the findings accepted that the baseline names, or with `comments` one in the draft; and the
        baseline to be written, where one is.
        """
        from sec_rules.review.acceptance import accept, read_baseline, written_baseline

        if self.baseline is None:
            return [accept(r, (), name="", comments=comments, everything=everything) for r in results], ()
        path = self.baseline
        held = read_baseline(_text(path), path.name) if path.exists() or not self.write else ()
        written: tuple[Written, ...] = ()
        if self.write:
            text = written_baseline(
                [accept(r, comments=comments, everything=True) for r in results], held, self.because
            )
            written = (Written(path, text.encode(), self.others),)
            held = read_baseline(text, path.name)
        return [accept(r, held, name=path.name, comments=comments, everything=everything) for r in results], written


def _text(path: Path) -> str:
    try:
        return _files.read(path).decode("utf-8-sig")
    except FileNotFoundError:
        raise UsageError(f"There is no baseline '{path}'; --write-baseline makes one.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path.name} cannot be read as a baseline: {error}.") from None


def selecting(command: ArgumentParser) -> None:
    """The options for choosing checks; `--fail-on` is given by each command itself."""
    group = command.add_argument_group("which checks run")
    group.add_argument(
        "--select", metavar="CODES", help="run only these checks: XR402, XR, ALL; separate several by commas"
    )
    group.add_argument("--extend-select", metavar="CODES", help="run these as well as the default checks")
    group.add_argument("--ignore", metavar="CODES", help="do not run these")
    group.add_argument(
        "--profile",
        metavar="NAME",
        help="the kind of text: sec, bsc, licence, act, contract, ...; default: auto, judged from the text",
    )
    group.add_argument(
        "--strict",
        action=BooleanOptionalAction,
        default=None,
        help="for a text that we do not hold, show uncertain findings too",
    )
    group.add_argument(
        "--drafting-only",
        action=BooleanOptionalAction,
        default=None,
        help="check the drafting only: nothing is proved, compared or claimed",
    )
    group.add_argument(
        "--config", metavar="FILE", help="the settings file; default: the nearest in or above the working folder"
    )
    group.add_argument("--no-config", action="store_true", help="read no settings file")


@frozen(kw_only=True)
class Selecting:
    """Which checks run, by which conventions, and what fails; None where the settings say, which are in a file."""

    select: tuple[str, ...] | None
    extend: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_on: str | None
    profile: str | None
    strict: bool | None
    drafting_only: bool | None
    settings: Path | None

    @classmethod
    def parse(cls, arguments: Namespace) -> Selecting:
        """The options as given, with the file of settings found. `UsageError` for some that ask for opposite things."""
        from sec_rules.review import settings

        if arguments.config and arguments.no_config:
            raise UsageError("--config and --no-config ask for opposite things.")
        found = None if arguments.config or arguments.no_config else settings.find(Path.cwd())
        return cls(
            select=None if arguments.select is None else _codes(arguments.select),
            extend=_codes(arguments.extend_select or ""),
            ignore=_codes(arguments.ignore or ""),
            fail_on=getattr(arguments, "fail_on", None),
            profile=arguments.profile,
            strict=arguments.strict,
            drafting_only=arguments.drafting_only,
            settings=Path(arguments.config) if arguments.config else found,
        )

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The file of settings, where there is one."""
        return (Input(self.settings, "the settings"),) if self.settings else ()

    def selection(self) -> Selection:
        """What the project's settings and the options say together; an option takes the place of the setting."""
        from sec_rules.review import settings
        from sec_rules.review.findings.conventions import profile
        from sec_rules.review.selection import Selection

        base = Selection() if self.settings is None else settings.read(self.settings)

        conventions = base.conventions
        if self.profile:
            conventions = evolve(conventions, profile=profile(self.profile))
        if self.strict is not None:
            conventions = evolve(conventions, strict=self.strict)
        return evolve(
            base,
            select=base.select if self.select is None else self.select,
            extend=(*base.extend, *self.extend),
            ignore=(*base.ignore, *self.ignore),
            fail_on=self.fail_on or base.fail_on,
            drafting_only=base.drafting_only if self.drafting_only is None else self.drafting_only,
            conventions=conventions,
        )


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(",") if code.strip())


def commented(given: Summary, path: str, fixed: Fixing, limits: Limits) -> bytes:
    """The draft again, as a Word file with comments; one that is no Word file as a redline against its base."""
    from sec_rules.report import as_docx
    from sec_rules.review.comments import placed, placed_in_new

    if given.result.draft.document.format != "docx":
        if fixed.fix or fixed.unsafe:
            raise UsageError(f"{Path(path).name} is no Word document, so no tracked changes can be put into it.")
        return as_docx.dumps(placed_in_new(given))
    data = _files.read(Path(path))
    return as_docx.dumps(placed(given, data, fix=fixed.fix, unsafe=fixed.unsafe), limits=limits)


def write_note(output: Output, given: Sequence[Summary], confirmed_by: str) -> None:
    """Writes the note on a draft: a Word file where it goes to one, else a page."""
    from sec_rules.report import as_html, note_as_docx
    from sec_rules.review.note import note_on

    (one,) = given
    note = note_on(one, confirmed_by=confirmed_by)
    if output.out is not None and output.out.suffix.lower() == ".docx":
        output.write_file(note_as_docx.dumps(note))
    else:
        write(output, as_html.note(note))


def is_word(path: str) -> bool:
    """Whether a draft is a Word file, whose fixes are tracked changes."""
    return Path(path).suffix.lower() == ".docx"


def gives_fixed_text(fixed: Fixing, drafts: Sequence[str], output: Output) -> bool:
    """Whether the fixed text is asked for and not a report. `UsageError` where what is asked for cannot be."""
    if not (fixed.fix or fixed.diff or fixed.unsafe):
        return False
    words = [path for path in drafts if is_word(path)]
    if words and fixed.diff:
        raise UsageError(
            f"{Path(words[0]).name} is a Word file; its fixes are tracked changes: --format docx --out FILE."
        )
    if words:
        return False
    if not (fixed.fix or fixed.diff):
        raise UsageError("--unsafe-fixes goes with --fix or --diff.")
    if output.format != "text":
        raise UsageError(f"--fix and --diff give the draft's text; --format {output.format} gives a report: run twice.")
    if not fixed.diff and (not output.out or len(drafts) > 1):
        raise UsageError("A draft is never written over: give one draft and --out FILE, or --diff to see the changes.")
    return True


def give_fixed(fixing: Fixing, drafts: Sequence[str], results: Sequence[Review], output: Output) -> None:
    """Writes the fixed text, or prints how it differs; what was not fixed is said."""
    from sec_rules.report.layout import visible
    from sec_rules.review.fixes.markdown import fix_text

    differences: list[str] = []
    for path, result in zip(drafts, results, strict=True):
        data = _files.read(Path(path))
        mark = "\ufeff" if data.startswith(b"\xef\xbb\xbf") else ""
        source = data.decode("utf-8-sig")
        fixed = fix_text(result.draft, source, result.findings, unsafe=fixing.unsafe)
        if fixing.diff:
            differences.extend(_difference(path, source, fixed))
        else:
            output.write_file((mark + fixed.text).encode("utf-8"))
            if not output.quiet:
                put(visible(f"{_summary(fixed, output.out)}\n"))
    if fixing.diff:
        write(output, visible("".join(differences)))


def regions_in_source(path: str, result: Review) -> Mapping[str, Region]:
    """Where the findings of a draft stand in its file, by their ids; nowhere in one that has no lines, or is gone."""
    from sec_rules.review.fixes.text_locations import regions

    if Path(path).suffix.lower() not in (".md", ".txt") or not Path(path).is_file():
        return {}
    return regions(result.draft, _files.read(Path(path)).decode("utf-8-sig"), result.findings)


def _difference(path: str, source: str, fixed: FixedText) -> list[str]:
    # A line ends where `patch` says it does: `splitlines` would end one at other characters too.
    before, after = (re.findall(r"[^\n]*\n|[^\n]+", text) for text in (source, fixed.text))
    lines = difflib.unified_diff(before, after, path, path)
    return [line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines]


def _summary(fixed: FixedText, target: Path | None) -> str:
    lines = [f"{fixed.made} {'fix' if fixed.made == 1 else 'fixes'} made, in {target}."]
    lines.extend(f"Not made, {r.code} in {r.clause}: {why}." for r, why in fixed.left)
    return "\n".join(lines)
