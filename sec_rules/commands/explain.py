"""`sec-rules explain`: a clause, or a drafting check."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Final

from sec_rules.commands import DONE, FOUND, Command
from sec_rules.commands.options import axes, common, fact_flags, give, given_facts, plane
from sec_rules.errors import UsageError

if TYPE_CHECKING:
    from sec_rules.commands.answer_options import Told
    from sec_rules.engine.code import Code
    from sec_rules.review.findings import Check


def _arguments(command: ArgumentParser) -> None:
    common(command, formats=("text", "json", "html"))
    plane(command)
    command.add_argument(
        "citation", nargs="+", metavar="CITATION", help="G8.42(b), 'Section G8.42 (b)'; or a check: XR402"
    )
    command.add_argument("--words", action="store_true", help="each phrase of the words, and what it became")
    fact_flags(command, every=True)


def _run(arguments: Namespace) -> int:
    from sec_rules.answers.explanation import explain, explain_check
    from sec_rules.loading import load
    from sec_rules.report import as_json, as_text
    from sec_rules.rulebook.facts import EVERY_FACT

    citation = " ".join(arguments.citation)
    check = explain_check(citation)
    if check is not None:
        give(arguments, as_json.check(check), lambda ink: as_text.check(check), lambda: _page_of(check))
        return DONE
    if arguments.words:
        return _words(arguments, citation)
    answer = explain(load(), citation, on=arguments.on)
    of_user = _of_user(arguments, citation)
    counts = axes(arguments, EVERY_FACT)

    def html() -> str:
        if of_user is not None:
            raise UsageError("A page tells of a clause and not of a User; leave out the facts, or --format html.")
        from sec_rules.answers.codebook import book
        from sec_rules.report import as_html

        return as_html.explained(book(load(), [citation], on=arguments.on, axes=counts))

    data = as_json.explained(answer)
    if of_user is None:
        give(arguments, data, lambda ink: as_text.explained(answer, ink), html)
        return DONE
    says = _answers(load(), answer.leads_to, of_user)
    data["for_these_facts"] = {"says": says, **of_user.data}
    give(arguments, data, lambda ink: f"{as_text.explained(answer, ink)}\n{says}\n{of_user.text(ink)}", html)
    return DONE if of_user.answer.outcome is not None else FOUND


def _of_user(arguments: Namespace, citation: str) -> Told | None:
    """What the User whose facts are given is told by the question on which the clause bears; None without facts."""
    from sec_rules.commands.answer_options import told, years_counted
    from sec_rules.loading import load
    from sec_rules.rulebook.questions import QUESTIONS

    code, facts = load(), given_facts(arguments)
    if not facts and arguments.initial_assessment is None:
        return None
    _, clause, _ = code.resolve(citation)
    question = next((q for q in QUESTIONS.values() if clause in code.bearing_on(q)), None)
    if question is None:
        raise UsageError(f"{clause.label} answers no question, so that no facts of a User bear on it.")
    on = arguments.on or code.newest_day(question)
    years = years_counted(arguments, facts, on)
    return told(code, code.ask(question, facts, on=on), facts, years)


def _answers(code: Code, label: str, told: Told) -> str:
    """Whether it is the provision explained that answers for the User."""
    from sec_rules.lang import Answers

    because, clause = told.answer.because, code.clause(label.partition("(")[0])
    if not any(isinstance(rule, Answers) for version in clause.versions for rule in version.rules):
        return f"{label} answers nobody by itself. For these facts:"
    if any(cited == label or cited.startswith(f"{label}(") for cited in because):
        others = {cited.partition("(")[0] for cited in because} - {clause.label}
        return f"For these facts {label} {'may answer' if others else 'answers'}:"
    if told.answer.outcome is None:
        return f"For these facts it is not determined whether {label} answers:"
    return f"For these facts {label} does not answer; {' and '.join(because)} {_do(because)}:"


def _do(because: tuple[str, ...]) -> str:
    clauses = {cited.partition("(")[0] for cited in because}
    return "may" if len(clauses) > 1 else "does" if len(because) == 1 else "do"


def _page_of(check: Check) -> str:
    from sec_rules.report import as_html

    return as_html.check(check)


def _words(arguments: Namespace, citation: str) -> int:
    from sec_rules.answers.word_trace import account
    from sec_rules.errors import CitationError
    from sec_rules.loading import load
    from sec_rules.report import word_trace

    code = load()
    cited, clause, _ = code.resolve(citation)
    on = arguments.on or max(v.in_force for v in clause.versions)
    version = clause.on(on)
    if version is None:
        raise CitationError(f"{clause.label} does not stand on {on}.")
    told = tuple(a for a in account(clause, version) if a.place.provision.startswith(str(cited)))
    give(
        arguments,
        word_trace.as_data(str(cited), version, told),
        lambda ink: word_trace.as_text(str(cited), version, told),
    )
    return DONE


COMMAND: Final = Command(
    name="explain",
    rank=5,
    says="a clause: its words, the rule in words, versions, evidence",
    arguments=_arguments,
    run=_run,
)
