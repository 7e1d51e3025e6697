"""The clauses of one text read, each in what those above it say and in the names that any of them gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve

from sec_rules.drafting.grammar.amounts import Terms
from sec_rules.drafting.grammar.clause_reader import ReadClause, Readings, read_clause
from sec_rules.drafting.grammar.other_clauses import Said, said_by
from sec_rules.drafting.grammar.progress import come
from sec_rules.drafting.grammar.taught import Taught
from sec_rules.drafting.grammar.vocabulary import Vocabulary, vocabulary
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.lang import Deems
from sec_rules.lang.citations import clause_of, references
from sec_rules.lang.compounds import Picked


def read_text(
    text: str,
    names: Sequence[str] = (),
    parties: Mapping[str, str] | None = None,
    taught: Sequence[Taught] = (),
) -> tuple[ReadClause, ...]:
    """The clauses of plain or Markdown text, read. Raises nothing for what they say."""
    from sec_rules.documents.document import View
    from sec_rules.documents.readers.markdown import read_markdown
    from sec_rules.drafting.layout.layout import lay_out

    layout = lay_out(read_markdown(text, "text").view(View.ACCEPTED), View.ACCEPTED)
    known = vocabulary(layout.provisions, names, parties, taught=taught)
    return read_clauses(layout.provisions, known)


def read_clauses(
    provisions: Iterable[Provision], vocabulary: Vocabulary, readings: Readings | None = None
) -> tuple[ReadClause, ...]:
    """Clauses that follow each other, each read in what those above it say and in the names that any of them gives.

    What is in the `readings` of the draft of which they are is not read again.
    """
    provisions = tuple(provisions)
    first = tuple(_in_order(provisions, vocabulary, readings))
    terms, said = _terms_of(first), _said_in(first)
    if not terms and not any(_spoken_of(p, (*said, *vocabulary.said)) for p in provisions):
        return first
    deems = tuple(rule for read in first for rule in read.rules if isinstance(rule, Deems))
    known = evolve(
        vocabulary,
        terms=vocabulary.terms | terms,
        said={**vocabulary.said, **said},
        deems=(*vocabulary.deems, *deems),
    )
    second = tuple(_in_order(provisions, known, readings))
    more = _terms_of(second)
    if more == terms:
        return second
    # A name may be given by means of another that another clause gives.
    return tuple(_in_order(provisions, evolve(known, terms=vocabulary.terms | more), readings))


def _in_order(
    provisions: Sequence[Provision], vocabulary: Vocabulary, readings: Readings | None
) -> Iterator[ReadClause]:
    above: ReadClause | None = None
    for number, provision in enumerate(provisions):
        come("clause", number + 1, len(provisions))
        given = above is not None and not any(map(_is_put_together, (above.provision, provision)))
        speaks_back = given and _speaks_back(provision.whole)
        preceding = above.label if above is not None and _PRECEDING.search(provision.whole) else ""
        named = _spoken_of(provision, vocabulary.said)
        above = read_clause(
            provision,
            evolve(
                vocabulary,
                goes_on=above.goes_on if above and speaks_back else None,
                said={label: vocabulary.said[label] for label in named},
                deems=vocabulary.deems if named else (),
                preceding=preceding,
            ),
            readings,
        )
        yield above


def _is_put_together(provision: Provision) -> bool:
    """Whether a document gives a clause in part, or an instruction changed it: what it speaks of may be elsewhere."""
    return provision.partial or (provision.changed and not provision.sources)


def _said_in(reads: Iterable[ReadClause]) -> dict[str, Said]:
    """What the clauses say of which others may speak: nothing is known of one that is not read whole."""
    return {read.label: _said(read) if read.whole else Said() for read in reads}


def _said(read: ReadClause) -> Said:
    """What a clause says; of several amounts that it compares as one, the rules no longer tell which they were."""
    amount = read.goes_on.amount if read.goes_on is not None and len(read.heard) == 1 else None
    return evolve(said_by(read.rules), picked=amount if isinstance(amount, Picked) else None)


def _spoken_of(provision: Provision, labels: Iterable[str]) -> tuple[str, ...]:
    """Those of some clauses of which a provision speaks by their numbers, beside itself."""
    if not _OF_ANOTHER.search(provision.whole):
        return ()
    named = {clause_of(label) for label in references(provision.whole)}
    if _PRECEDING.search(provision.whole):
        return tuple(labels)
    return tuple(label for label in dict.fromkeys(labels) if label in named and label != provision.label)


# What a clause says of another that is read off that one, and not only cited.
_OF_ANOTHER: Final = re.compile(
    r"\b(?:number|sum|total|aggregate|figure|amount)s? (?:of premises )?(?:so )?(?:\w+ ){0,6}?(?:in|under|by|of)\b"
    r"|\bassessments? (?:\w+ ){0,4}?(?:in|by|under|for)\b"
    r"|\bto (?:which|whom)\b|\bappl(?:y|ies|icable)\b|\bpreceding\b|\bforegoing\b",
    re.IGNORECASE,
)
_PRECEDING: Final = re.compile(r"\b(?:preceding|foregoing) (?:Section|clause|condition|paragraph)\b", re.IGNORECASE)
_AMOUNTS: Final = "number|sum|total|aggregate|figure|amount|tale|count|quantity|tally"
# Words that may speak of what the clause above says last.
_SPEAKS_BACK: Final = re.compile(
    rf"\b(?:that|such|the said|the same|this|those|these|your) (?:\w+ )?(?:{_AMOUNTS}|premises)\b"
    r"|\b(?:any|every|each|all) other (?:Supplier|Network) Part(?:y|ies)\b"
    r"|\b(?:aforesaid|(?:last|above)[ -]mentioned)\b"
    r"|\b(?:such|the said|the same|that) (?:User|licensee|(?:Supplier|Network) Party)\b|\bso (?:serving|supplying)\b"
    r"|\b(?:if|where) (?:it|the (?:User|licensee)) (?:is|does)\b|\b(?:those|these|the) conditions\b"
    r"|\b(?:does|do|is|are) not[,;]|\bor (?:fewer|less|more) (?:depend|rely)\b",
    re.IGNORECASE,
)


def _speaks_back(text: str) -> bool:
    """Whether words may speak of what the clause above says last, or of its User without saying who that is."""
    return bool(_SPEAKS_BACK.search(text) or (_THE_USER.search(text) and not _SOMEBODY.search(text)))


_THE_USER: Final = re.compile(r"\bthe (?:User|licensee|(?:Supplier|Network) Party)\b")
_SOMEBODY: Final = re.compile(
    r"\b(?:an?|any|each|every|all|no) (?:\w+ )?"
    r"(?:Users?(?! Security)|licensees?|(?:Supplier|Network) Part(?:y|ies))\b|\b[Yy]ou\b",
    re.IGNORECASE,
)


def _terms_of(reads: Iterable[ReadClause]) -> Terms:
    """What clauses give a name; one that two of them give, each time to something else, is left out."""
    found, doubtful = Terms(), Terms()
    for read in reads:
        doubtful |= found.said_otherwise(read.terms)
        found |= read.terms
    return found.without(doubtful)
