"""A rulebook taken up: the Code of its own text and clauses.

A rulebook is refused as a whole, with every contradiction in a sentence that says where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from sec_rules.documents.document import View
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.contradictions import contradictions, of_order
from sec_rules.drafting.grammar.clause_reader import ReadClause
from sec_rules.drafting.grammar.own_words import own_words
from sec_rules.drafting.grammar.text_reader import read_clauses
from sec_rules.drafting.grammar.vocabulary import vocabulary
from sec_rules.drafting.layout.any_text import lay_out_any
from sec_rules.engine.code import Code
from sec_rules.errors import CodeError
from sec_rules.lang import Clause, Source, Standing, TextSource, Words
from sec_rules.lang.rulebooks import Rulebook


def code_of(rulebook: Rulebook) -> Code:
    """The Code of a rulebook: the clauses of its own text, those declared, and its named figures.

    Raises `CodeError` for a rulebook that contradicts itself, and for text of its own that is not read whole.
    """
    problems = tuple(contradictions(rulebook))
    if problems:
        raise CodeError(f"The rulebook {rulebook.name} contradicts itself. {' '.join(problems)}")
    figures = tuple(figure.clause() for figure in rulebook.figures)
    clauses = (*_written(rulebook), *rulebook.clauses, *figures)
    problems = tuple(of_order(clauses))
    if problems:
        raise CodeError(f"The provisions of the rulebook {rulebook.name} contradict each other. {' '.join(problems)}")
    return Code(clauses, rulebook.invariants, rulebook)


def _written(rulebook: Rulebook) -> Iterator[Clause]:
    """The clauses of the rulebook's own text. `CodeError` where one is not read whole."""
    if not rulebook.written.strip():
        return
    for read in read_in_own_words(rulebook.written, rulebook):
        if not read.whole or not (read.rules or read.terms):
            why = read.why_open or "it says nothing that is a rule"
            raise CodeError(f"In the text of the rulebook {rulebook.name}, {read.label} is not read whole: {why}.")
        yield _held(read, rulebook)


def read_in_own_words(text: str, rulebook: Rulebook) -> tuple[ReadClause, ...]:
    """The clauses of a text in the words of a rulebook. Raises nothing for what they say."""
    layout = lay_out_any(read_markdown(text, rulebook.name).view(View.ACCEPTED), View.ACCEPTED)
    known = vocabulary(layout.provisions, (f.name for f in rulebook.figures), own=own_words(rulebook))
    return read_clauses(layout.provisions, known)


def _held(read: ReadClause, rulebook: Rulebook) -> Clause:
    drafted = read.clause(rulebook.held_since, rulebook.name, Source(rulebook.name, rulebook.title))
    (version,) = drafted.versions
    held = evolve(
        version,
        brought_in_by=rulebook.title,
        words=Words(str(rulebook.held_since), "", TextSource.OWN, text=read.provision.whole),
        standing=Standing.RECONSTRUCTED,
        evidence=rulebook.evidence,
    )
    return evolve(drafted, versions=(held,))
