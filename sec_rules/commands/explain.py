"""`sec-rules explain`: a clause, a drafting check, or what became of every character of a draft."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Final

from attrs import frozen

from sec_rules.commands import DONE, FOUND, Command
from sec_rules.commands.draft_options import Reading, draft_inputs, reading
from sec_rules.commands.options import (
    FactOptions,
    Output,
    Settling,
    axes,
    common,
    fact_flags,
    give,
    kept_code,
    plane,
    refuse_unmet,
    ruled,
    settling,
)
from sec_rules.errors import UsageError
from sec_rules.lang.citations import clause_of, stands_in

if TYPE_CHECKING:
    from datetime import date

    from sec_rules.documents.document import Document
    from sec_rules.engine.answer import Answer
    from sec_rules.engine.code import Code
    from sec_rules.review.findings import Check


def _arguments(command: ArgumentParser) -> None:
    common(command, formats=("text", "json", "html"))
    plane(command)
    command.add_argument(
        "citation", nargs="*", metavar="CITATION", help="G8.42(b), 'Section G8.42 (b)'; or a check: XR402"
    )
    command.add_argument(
        "--ledger", metavar="DRAFT", help="account for each character of a draft: where it stands and what became of it"
    )
    command.add_argument("--words", action="store_true", help="show each phrase of the words, and what it became")
    fact_flags(command, every=True)
    reading(command)
    settling(command)
    ruled(command)


@frozen(kw_only=True)
class ExplainOptions:
    """What is explained, and for which User."""

    citation: str
    ledger: str | None
    on: date | None
    words: bool
    facts: FactOptions
    plane: str | None
    rulebook: str | None
    how: Reading | None
    settling: Settling
    output: Output

    @classmethod
    def parse(cls, arguments: Namespace) -> ExplainOptions:
        """The options as given. `UsageError` where it is not one thing that is to be explained."""
        if bool(arguments.citation) is (arguments.ledger is not None):
            raise UsageError("What is to be explained? Give a CITATION or a check, or a draft with --ledger.")
        # Only a draft is read, and its options bring in the readers.
        how = Reading.parse(arguments) if arguments.ledger else None
        settled = Settling.parse(arguments)
        if (settled.stated or settled.given) and how is None:
            raise UsageError("--settle and --given are about open words of a draft; give --ledger DRAFT.")
        if arguments.words and arguments.rulebook is not None:
            raise UsageError("--words is of the words of the Smart Energy Code; leave it out with --rulebook.")
        if arguments.format == "html" and arguments.citation and arguments.rulebook is not None:
            raise UsageError("The page of a clause is one of the Smart Energy Code; leave --format html out.")
        inputs = (*draft_inputs([arguments.ledger]), *how.inputs, *settled.inputs) if how else ()
        return cls(
            citation=" ".join(arguments.citation),
            ledger=arguments.ledger,
            on=arguments.on,
            words=arguments.words,
            facts=FactOptions.parse(arguments),
            plane=arguments.plane,
            rulebook=arguments.rulebook,
            how=how,
            settling=settled,
            output=Output.parse(arguments, inputs),
        )


def _run(options: ExplainOptions) -> int:
    from sec_rules.answers.explanation import explain, explain_check
    from sec_rules.api.forms import answer_data, answer_text
    from sec_rules.report import as_json, as_text

    if options.ledger is not None and options.how is not None:
        return _ledger(options, options.how.opened(options.ledger))
    check = explain_check(options.citation)
    if check is not None:
        give(options.output, as_json.check(check), lambda ink: as_text.check(check), lambda: _page_of(check))
        return DONE
    if options.words:
        return _words(options)
    code = _code(options)
    answer = explain(code, options.citation, on=options.on)
    of_user = _of_user(options, code)
    counts = axes(options.plane, code.every_fact)

    def html() -> str:
        if of_user is not None:
            raise UsageError("A page tells of a clause and not of a User; leave out the facts, or --format html.")
        from sec_rules.answers.codebook import book
        from sec_rules.report import as_html

        return as_html.explained(book(code, code.rulebook.question, [options.citation], on=options.on, axes=counts))

    data = as_json.explained(answer)
    if of_user is None:
        give(options.output, data, lambda ink: as_text.explained(answer, ink), html)
        return DONE
    says = _answers(code, answer.leads_to, of_user)
    data["for_these_facts"] = {"says": says, **answer_data(of_user)}
    give(
        options.output, data, lambda ink: f"{as_text.explained(answer, ink)}\n{says}\n{answer_text(of_user, ink)}", html
    )
    return DONE if of_user.outcome is not None else FOUND


def _code(options: ExplainOptions) -> Code:
    return kept_code(quiet=options.output.quiet, rulebook=options.rulebook)


def _of_user(options: ExplainOptions, code: Code) -> Answer | None:
    """What the User whose facts are given is answered by the question on which the clause bears; None without facts."""
    facts = options.facts.facts
    if not facts:
        return None
    _, clause, _ = code.resolve(options.citation)
    question = next((q for q in code.questions.values() if clause in code.bearing_on(q)), None)
    if question is None:
        raise UsageError(f"{clause.label} answers no question, so that no facts of a User bear on it.")
    on = options.on or code.newest_day(question)
    return code.ask(question, facts, on=on)


def _answers(code: Code, label: str, answer: Answer) -> str:
    """Whether it is the provision explained that answers for the User."""
    from sec_rules.lang import Answers

    because, clause = answer.because, code.clause(clause_of(label))
    if not any(isinstance(rule, Answers) for version in clause.versions for rule in version.rules):
        return f"{label} answers nobody by itself. For these facts:"
    if any(cited == label or cited.startswith(f"{label}(") for cited in because):
        others = {clause_of(cited) for cited in because} - {clause.label}
        return f"For these facts {label} {'may answer' if others else 'answers'}:"
    if answer.outcome is None:
        return f"For these facts it is not determined whether {label} answers:"
    return f"For these facts {label} does not answer; {' and '.join(because)} {_do(because)}:"


def _do(because: tuple[str, ...]) -> str:
    clauses = {clause_of(cited) for cited in because}
    return "may" if len(clauses) > 1 else "does" if len(because) == 1 else "do"


def _page_of(check: Check) -> str:
    from sec_rules.report import as_html

    return as_html.check(check)


def _ledger(options: ExplainOptions, document: Document) -> int:
    """What became of every character of a draft; found is where some of them are open."""
    from sec_rules.documents.document import View
    from sec_rules.drafting.draft import hold_against
    from sec_rules.report import ledger

    if options.output.format == "html":
        raise UsageError("The ledger of a draft is no page; leave out --format html.")
    settled = options.settling.of(document)
    draft = hold_against(document, _code(options), on=options.on, settled=settled)
    refuse_unmet([draft])
    ledgers = tuple(draft.books.ledger(view) for view in View)
    give(
        options.output,
        lambda: ledger.as_data(draft.document, ledgers),
        lambda ink: ledger.as_text(draft.document, ledgers, ink),
    )
    return FOUND if draft.open else DONE


def _words(options: ExplainOptions) -> int:
    from sec_rules.answers.word_trace import trace_words
    from sec_rules.errors import CitationError
    from sec_rules.report import word_trace

    code = _code(options)
    cited, clause, _ = code.resolve(options.citation)
    on = options.on or max(v.in_force for v in clause.versions)
    version = clause.on(on)
    if version is None:
        raise CitationError(f"{clause.label} does not stand on {on}.")
    trace = tuple(a for a in trace_words(clause, version) if stands_in(a.place.provision, str(cited)))
    give(
        options.output,
        word_trace.as_data(str(cited), version, trace),
        lambda ink: word_trace.as_text(str(cited), version, trace),
    )
    return DONE


COMMAND: Final = Command(
    name="explain",
    rank=5,
    says="explain a clause: its words, the rule in words, its versions and the evidence",
    arguments=_arguments,
    options=ExplainOptions,
    run=_run,
)
