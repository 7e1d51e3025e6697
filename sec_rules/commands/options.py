"""What several commands take, and how they give their answer."""

from __future__ import annotations

import argparse
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeGuard

from attrs import frozen

from sec_rules import _files
from sec_rules._files import Input, refuse_inputs
from sec_rules.commands import debug_argument, quiet_argument
from sec_rules.commands.days import day, held_day
from sec_rules.commands.streams import Form, fitting, is_terminal, put, say
from sec_rules.errors import FactError, UsageError
from sec_rules.lang.lists import joined

if TYPE_CHECKING:
    from sec_rules.analysis.plane.impact import Axes
    from sec_rules.documents.document import Document
    from sec_rules.drafting.draft import Draft
    from sec_rules.drafting.grammar.settlements import Settlement
    from sec_rules.engine.code import Code
    from sec_rules.lang import Anchor, Count, Question, YesNo
    from sec_rules.lang.rulebooks import Rulebook
    from sec_rules.report.as_text import Ink


# How a statement of effect is called where it is refused as a place to write to.
EFFECT: Final = "the statement of the intended effect"


@frozen(kw_only=True)
class Output:
    """In which form the answer is given, and where it goes; `inputs` are the files that it never takes the place of."""

    format: str = "text"
    out: Path | None = None
    quiet: bool = False
    inputs: tuple[Input, ...] = ()
    overwrite: bool = False

    @classmethod
    def parse(cls, arguments: Namespace, reads: Iterable[Input] = ()) -> Output:
        """Where the answer goes. `UsageError` where that is what the command reads, before anything is done."""
        out = Path(arguments.out) if arguments.out else None
        if out is None:
            return cls(format=arguments.format, quiet=arguments.quiet)
        inputs = (*reads, *_always_read())
        refuse_inputs(out, inputs)
        return cls(
            format=arguments.format, out=out, quiet=arguments.quiet, inputs=inputs, overwrite=arguments.overwrite
        )

    def write_file(self, data: bytes) -> None:
        """Writes the answer into the file it goes to. `UsageError` where none is given, or one that was edited."""
        if self.out is None:
            raise UsageError("Into which file? Give --out FILE.")
        _files.write(self.out, _files.sealed(data), inputs=self.inputs, over_edited=self.overwrite)


def portfolio_inputs(given: str | None) -> tuple[Input, ...]:
    """The files of a portfolio, where one is given."""
    if given is None:
        return ()
    from sec_rules.answers.portfolio.files import inputs_of

    return inputs_of(given)


def _always_read() -> Iterator[Input]:
    """What every command reads: the words, and the reader's own copies of official ones."""
    from sec_rules.engine import adopted_text, legal_text

    yield Input(legal_text.folder(), "the folder of the Code's words")
    adopted = adopted_text.folder()
    if adopted is not None:
        yield Input(adopted, "the folder of adopted words")


def settling(command: ArgumentParser) -> None:
    """The options that settle what is open in a draft."""
    command.add_argument(
        "--settle",
        action="append",
        default=[],
        metavar="ID=WAY:REASON",
        help="how to treat an open place: no-effect, condition, same-count, same-as ID, "
        "outcome NAME, reading N or nothing",
    )
    command.add_argument(
        "--given",
        action="append",
        default=[],
        metavar="ID=yes|no",
        help="whether a settled condition is met",
    )


_FLAG: Final = "--settle"


def _settings() -> Path | None:
    """The file of settings nearest to where the command runs."""
    from sec_rules.review import settings

    return settings.find(Path.cwd())


@frozen(kw_only=True)
class Settling:
    """What is settled of open places of a draft, and which settled conditions are met, as the flags say."""

    stated: tuple[Settlement, ...]
    given: tuple[str, ...]
    settings: Path | None = None

    @classmethod
    def parse(cls, arguments: Namespace) -> Settling:
        """The options as given, with the file of settings found. `UsageError` for what settles nothing."""
        from sec_rules.drafting.grammar.settlements import settlement

        stated = tuple(settlement(text, _FLAG) for text in arguments.settle)
        reads_a_draft = any(getattr(arguments, name, None) for name in ("draft", "old", "ledger"))
        return cls(stated=stated, given=tuple(arguments.given), settings=_settings() if reads_a_draft else None)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The file of settings, where there is one."""
        return (Input(self.settings, "the settings"),) if self.settings else ()

    def of(self, document: Document) -> dict[str, Settlement]:
        """All that is settled of a document, that of the settings and of its comments too. `UsageError` where two
        disagree.
        """
        from sec_rules.review import settings
        from sec_rules.review.settling import settled_for

        return self.beside(() if self.settings is None else settled_for(document, settings.read(self.settings)))

    def beside(self, others: Iterable[Settlement]) -> dict[str, Settlement]:
        """All that is settled, by the place, with what `others` settle. `UsageError` where two disagree."""
        from sec_rules.drafting.grammar.settlements import settled

        return settled((self.stated, others), self.given)


@frozen(kw_only=True)
class CodeOptions:
    """Which Code answers: that of a day, or the one with a draft in it."""

    on: date | None
    draft: str | None
    settling: Settling
    formatting_is_redline: bool | None
    quiet: bool
    rulebook: str | None = None

    @classmethod
    def parse(cls, arguments: Namespace) -> CodeOptions:
        """The day, the draft, how that is read and what is settled of it. `UsageError` for something settled without a
        draft.
        """
        settling = Settling.parse(arguments)
        if (settling.stated or settling.given) and not arguments.draft:
            raise UsageError("--settle and --given are about open words of a draft; give --draft FILE.")
        return cls(
            on=arguments.on,
            draft=arguments.draft,
            settling=settling,
            formatting_is_redline=arguments.formatting_is_redline,
            quiet=arguments.quiet,
            rulebook=getattr(arguments, "rulebook", None),
        )

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The draft and the settings, where there are some."""
        return (Input(Path(self.draft), "the draft"), *self.settling.inputs) if self.draft else ()


@frozen(kw_only=True)
class FactOptions:
    """The facts of a User that the flags give, by name, and the day of that from which years are counted, called as
    its `anchor` says.
    """

    given: Mapping[str, object]
    anchored_on: date | None
    anchor: str

    @property
    def facts(self) -> dict[str, object]:
        """The facts as a question is asked with them, the day from which years are counted among them."""
        held = {} if self.anchored_on is None else {self.anchor: self.anchored_on}
        return {**self.given, **held}

    @classmethod
    def parse(cls, arguments: Namespace) -> FactOptions:
        """What is given; what is not is left out. `UsageError` and `FactError` for a --fact that is none."""
        from sec_rules.lang import anchor_among

        rulebook, usual = getattr(arguments, "rulebook", None), usual_rulebook().every_fact
        known = usual if rulebook is None else _code(rulebook).every_fact
        flags = {name: getattr(arguments, name, None) for name in usual}
        usual_day, own = usual_anchor().given, None if rulebook is None else anchor_among(known.values())
        named = usual_day if own is None else own.given
        if own is not None and arguments.anchored_on is not None:
            raise UsageError(
                f"{flag(usual_day)} is a day from which {usual_rulebook().title} counts; with --rulebook give the day "
                f"of {own.what} as --fact {named}=DATE."
            )
        given = flags | dict(_decision(text, known, named) for text in arguments.fact)
        held = given.pop(named, arguments.anchored_on)
        return cls(
            given={name: value for name, value in given.items() if value is not None}, anchored_on=held, anchor=named
        )


def flag(name: str) -> str:
    """The flag by which a fact, or a day, is given."""
    return f"--{name.replace('_', '-')}"


def common(command: ArgumentParser, *, formats: tuple[str, ...] = ("text", "json"), draft: bool = False) -> None:
    """The options that commands share: the day, a draft to put into the Code, and where the answer goes."""
    command.add_argument("--on", type=held_day, metavar="DATE", help="the day, such as 2019-02-28")
    if draft:
        command.add_argument("--draft", metavar="FILE", help="use the Code with that draft in it")
        formatting(command)
        settling(command)
    output_arguments(command, formats=formats)


def formatting(command: argparse._ActionsContainer) -> None:
    """The option that says whether the look of a Word file's text is a change."""
    command.add_argument(
        "--formatting-is-redline",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="whether text struck through or underlined in a colour is a change; by default it is one if its old "
        "words are those of the Code",
    )


def output_arguments(command: ArgumentParser, *, formats: tuple[str, ...] = ("text", "json")) -> None:
    """The options that say in which form the answer is given, and where it goes."""
    command.add_argument("--format", choices=formats, default="text", help="default: text")
    command.add_argument("--json", dest="format", action="store_const", const="json", help="same as --format json")
    command.add_argument("--out", metavar="FILE", help="write the answer there")
    command.add_argument(
        "--overwrite",
        action="store_true",
        help="write it there even if the file has been edited since sec-rules wrote it, or is not its own",
    )
    quiet_argument(command)
    debug_argument(command)


def plane(command: ArgumentParser) -> None:
    """The option that says which two counts the decision plane is drawn of."""
    usual = ",".join(count.name for count in usual_question().drawn[0])
    command.add_argument(
        "--plane",
        metavar="NAME,NAME",
        help=f"the two counts of the decision plane, across and up; default: {usual} where the answer turns on them",
    )


def axes(plane: str | None, facts: Mapping[str, YesNo | Count]) -> Axes | None:
    """The counts of the decision plane, of the facts there are; None where they are not chosen."""
    from sec_rules.analysis.plane.impact import axes_named

    return axes_named(plane, facts) if plane else None


def fact_flags(command: ArgumentParser, *, every: bool = False) -> None:
    """A flag for each fact of the usual question (or every fact there is), for the day from which years are counted,
    and for decisions.
    """
    from sec_rules.lang import YesNo

    group, rulebook = command.add_argument_group("facts"), usual_rulebook()
    for fact in rulebook.every_fact.values() if every else rulebook.question.facts:
        meaning = fact.meaning.replace("%", "%%")
        if isinstance(fact, YesNo):
            shape: dict[str, Any] = {"action": argparse.BooleanOptionalAction}
        else:
            shape = {"type": _typed(fact), "metavar": _metavar(fact)}
        group.add_argument(flag(fact.name), dest=fact.name, default=None, help=meaning, **shape)
    anchor = usual_anchor()
    group.add_argument(
        flag(anchor.given),
        dest="anchored_on",
        type=day,
        metavar="DATE",
        help=f"the day of {anchor.what}; with --on it gives the years since",
    )
    group.add_argument(
        "--fact", action="append", default=[], metavar="NAME=VALUE", help="a decision or a count that a draft asks for"
    )


def _metavar(fact: Count) -> str:
    from sec_rules.lang import DAY

    return "DATE" if fact.unit == DAY else "NAME" if fact.names else "N"


def _typed(fact: Count) -> Callable[[str], object]:
    """How a fact is typed: a count (250000, 240000..260000, '300000 systems'), a day, or the name of a value."""

    def count(text: str) -> object:
        from sec_rules.answers import units

        try:
            return units.count(text, fact)
        except FactError as error:
            raise argparse.ArgumentTypeError(str(error).rstrip(".")) from None

    what = _metavar(fact)
    return day if what == "DATE" else str if what == "NAME" else count


def ruled(command: ArgumentParser) -> None:
    """The option that names a rulebook of one's own."""
    command.add_argument(
        "--rulebook",
        metavar="MODULE_OR_FILE",
        help="a rulebook of your own in place of the Smart Energy Code: a Python file or module with a RULEBOOK, "
        "which is run",
    )


def asked(name: str | None, rulebook: str | None = None) -> tuple[Question, ...]:
    """The question of that name; all of them for "every". `UsageError` for an unknown name."""
    if name != "every":
        return (question_named(name, rulebook),)
    return tuple(_code(rulebook).questions.values())


def _code(rulebook: str | None) -> Code:
    from sec_rules.loading import code_named, held

    return held() if rulebook is None else code_named(rulebook)


def usual_rulebook() -> Rulebook:
    """The rulebook that a command is about where its line names none."""
    from sec_rules.rulebook.usual import USUAL

    return USUAL


def usual_anchor() -> Anchor:
    """That from which the usual rulebook counts years."""
    from sec_rules.lang import anchor_among

    anchor = anchor_among(usual_rulebook().facts)
    assert anchor is not None, "its commands have a flag for that day"
    return anchor


def usual_question() -> Question:
    """The question that a command is about where its line names none."""
    return usual_rulebook().question


def question_named(name: str | None, rulebook: str | None = None) -> Question:
    """The question of that name, the usual one where none is given. `UsageError` with the nearest name."""
    from difflib import get_close_matches

    if name is None and rulebook is not None:
        return _code(rulebook).rulebook.question
    if name is None:
        return usual_rulebook().question
    wanted = name.replace("-", "_")
    usual = {} if rulebook is not None else {question.name: question for question in usual_rulebook().questions}
    if wanted in usual:
        return usual[wanted]
    known = _code(rulebook).questions
    if wanted not in known:
        near = get_close_matches(wanted, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}."
        raise UsageError(f"'{name}' is no question that the Code is asked; {hint}")
    return known[wanted]


def _decision(given: str, known: Mapping[str, YesNo | Count], anchor: str) -> tuple[str, object]:
    """The name and the value of a fact, or of the day of the `anchor`, which stands under that name."""
    from sec_rules.answers import units

    name, _, value = given.partition("=")
    if name == anchor:
        try:
            return name, day(value)
        except argparse.ArgumentTypeError as error:
            raise UsageError(f"--fact {name}: {error}.") from None
    fact = known.get(name)
    if value not in ("yes", "no") and fact is not None and _is_count(fact):
        return name, units.count(value, fact)
    if value.isascii() and value.replace("_", "").isdigit() and fact is None:
        return name, int(value)
    if value not in ("yes", "no"):
        raise UsageError(f"--fact should be NAME=yes, NAME=no or NAME=NUMBER, got '{given}'.")
    return name, value == "yes"


def _is_count(fact: YesNo | Count) -> TypeGuard[Count]:
    from sec_rules.lang import Count

    return isinstance(fact, Count)


def code_and_day(asked_of: CodeOptions) -> tuple[Code, date | None]:
    """The Code that answers, with the draft in it where one is given, and the day."""
    code, on, _ = code_day_and_draft(asked_of)
    return code, on


def code_day_and_draft(asked_of: CodeOptions) -> tuple[Code, date | None, Draft | None]:
    """The Code that answers, the day, and the draft in it where one is given."""
    code = kept_code(quiet=asked_of.quiet, rulebook=asked_of.rulebook)
    if not asked_of.draft:
        return code, asked_of.on, None
    draft = held_draft(asked_of.draft, code, None, asked_of.settling, asked_of.formatting_is_redline)
    refuse_unmet((draft,))
    if asked_of.on is not None and asked_of.on < draft.on:
        raise UsageError(f"{draft.document.name} commences on {draft.on}; --on {asked_of.on} is earlier.")
    return draft.proposed, asked_of.on or draft.on, draft


def kept_code(*, quiet: bool, rulebook: str | None = None) -> Code:
    """The Code with the official words that the reader has adopted; that there are some is said beside the answer.

    Where a rulebook of one's own is named it is the Code of that.
    """
    from sec_rules.lang import Mark
    from sec_rules.loading import code_named, load

    if rulebook is not None:
        return code_named(rulebook)
    code = load(adopted=True)
    evidence = (e for clause in code.clauses for version in clause.versions for e in version.evidence)
    copies = dict.fromkeys(e.source.title for e in evidence if e.mark is Mark.ADOPTED)
    if copies and not quiet:
        say(f"sec-rules: words of the Code are {joined(copies)}; 'sec-rules adopt --forget' takes them out.")
    return code


def held_draft(
    path: str,
    code: Code,
    on: date | None = None,
    settling: Settling | None = None,
    formatting_is_redline: bool | None = None,
) -> Draft:
    """The draft in a file, held against a Code, with what is settled of it."""
    from sec_rules.documents.readers import open_draft
    from sec_rules.drafting.draft import hold_against

    document = open_draft(path, formatting_is_redline=formatting_is_redline)
    return hold_against(document, code, on=on, settled={} if settling is None else settling.of(document))


def refuse_unmet(drafts: Sequence[Draft]) -> None:
    """Refuses with `UsageError` settlements of the flags that settle no open place of any of the drafts; one of the
    settings or of a comment is told beside the answer.
    """
    unmet = [one for one in (drafts[0].unmet if drafts else ()) if all(one in draft.unmet for draft in drafts)]
    names = joined((draft.document.name for draft in drafts), " or ")
    for one in unmet:
        if one.by != _FLAG:
            say(f"sec-rules: {one.by} settles {one.id}, and in {names} no open place of that name can be so taken.")
    unmet = [one for one in unmet if one.by == _FLAG]
    if unmet:
        raise UsageError(f"In {names} there is no open place {joined(o.id for o in unmet)} that can be settled so.")


def ink(output: Output) -> Ink:
    """Colour on a terminal only, and not where NO_COLOR is set."""
    from sec_rules.report.as_text import Ink

    return Ink(not output.out and is_terminal(sys.stdout) and not os.environ.get("NO_COLOR"))


def give(
    output: Output,
    answer: Mapping[str, object] | Callable[[], Mapping[str, object]],
    text: Callable[[Ink], str],
    html: Callable[[], str] | None = None,
) -> None:
    """Gives an answer, as data, as text or as a page; only the form asked for is made."""
    from sec_rules.report.as_json import dumps

    if output.format == "html" and html is not None:
        write(output, html())
        return
    if output.format == "json":
        write(output, dumps(answer() if callable(answer) else answer))
    else:
        write(output, text(ink(output)))


def write(output: Output, text: str, form: Form | None = None) -> None:
    """Prints the answer, or writes it whole to a file or not at all; `form` is by default that of the output."""
    form = form or _FORMS.get(output.format, "text")
    if form == "markup":
        # A page that is printed into a file is the same as one that is written there.
        text = _files.sealed(fitting(text, "utf-8", form).encode()).decode()
    if output.out:
        output.write_file(fitting(text, "utf-8", form).encode())
    elif not output.quiet:
        put(text, form)


_FORMS: Final[Mapping[str, Form]] = {"json": "json", "sarif": "json", "html": "markup", "note": "markup"}
