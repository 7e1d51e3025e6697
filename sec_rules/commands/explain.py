"""`sec-rules explain`: a clause, or a drafting check."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Final

from sec_rules.commands import DONE, Command
from sec_rules.commands.arguments import common, give

if TYPE_CHECKING:
    from sec_rules.drafting.remarks import Check


def _arguments(command: ArgumentParser) -> None:
    common(command, formats=("text", "json", "html"))
    command.add_argument(
        "citation", nargs="+", metavar="CITATION", help="G8.42(b), 'Section G8.42 (b)'; or a check: XR402"
    )
    command.add_argument("--words", action="store_true", help="each phrase of the words, and what it became")


def _run(arguments: Namespace) -> int:
    from sec_rules.code import load
    from sec_rules.explaining import explain, explain_check
    from sec_rules.report import as_json, as_text

    citation = " ".join(arguments.citation)
    check = explain_check(citation)
    if check is not None:
        give(arguments, as_json.check(check), lambda ink: as_text.check(check), lambda: _page_of(check))
        return DONE
    if arguments.words:
        return _words(arguments, citation)
    answer = explain(load(), citation, on=arguments.on)

    def html() -> str:
        from sec_rules.codebook import book
        from sec_rules.report import as_html

        return as_html.explained(book(load(), [citation], on=arguments.on))

    give(arguments, as_json.explained(answer), lambda ink: as_text.explained(answer, ink), html)
    return DONE


def _page_of(check: Check) -> str:
    from sec_rules.report import as_html

    return as_html.check(check)


def _words(arguments: Namespace, citation: str) -> int:
    from sec_rules.accounting import account
    from sec_rules.code import load
    from sec_rules.errors import CitationError
    from sec_rules.report import word_by_word

    code = load()
    cited, clause, _ = code.resolve(citation)
    on = arguments.on or max(v.in_force for v in clause.versions)
    version = clause.on(on)
    if version is None:
        raise CitationError(f"{clause.label} does not stand on {on}.")
    told = tuple(a for a in account(clause, version) if a.place.provision.startswith(str(cited)))
    give(
        arguments,
        word_by_word.as_data(str(cited), version, told),
        lambda ink: word_by_word.as_text(str(cited), version, told),
    )
    return DONE


COMMAND: Final = Command(
    name="explain",
    rank=5,
    says="a clause: its words, the rule in words, versions, evidence",
    arguments=_arguments,
    run=_run,
)
