"""What clauses of one text know of each other before they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from attrs import field, frozen

from sec_rules.drafting.grammar.amounts import Terms
from sec_rules.drafting.grammar.naming import aliases_given, classes_given, names_given
from sec_rules.drafting.grammar.other_clauses import Said
from sec_rules.drafting.grammar.own_words import OwnWords
from sec_rules.drafting.grammar.sentences import AsOf
from sec_rules.drafting.grammar.settlements import Settlement
from sec_rules.drafting.grammar.taught import Taught
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.lang import Amount, Condition, Deems, Figure


@frozen
class GoesOn:
    """What a clause has said last: the amount it compared, with which numbers, and to whom its last rule applies."""

    amount: Amount | None = None
    figures: tuple[Figure, ...] = ()
    before: Condition | None = None
    earlier: tuple[Condition, ...] = ()


@frozen
class Vocabulary:
    """What clauses of one text know of each other: names of amounts, and the party each clause is about.

    `settled` is what somebody settled of open places, by their ids; `taught` are phrases whose meaning somebody says.
    `classes` are names of kinds of Users, `terms` what other clauses say of them and of what else the notation has no
    node for; `goes_on` is what the clause above has said last, of which this one may speak ("that number");
    `anchored` says that the text speaks of the year of the initial assessment; `own` are the phrases of a rulebook
    other than the first. `said` is what clauses say of which this one speaks by their numbers, `deems` what is
    counted in and out for which of them, and `preceding` the number of the one above it. `on` is the day as of which
    it is read, None where it has none. `named_in` are the clauses that say what a name means, by it in small letters.
    """

    names: tuple[str, ...] = ()
    parties: Mapping[str, str] = field(factory=dict)
    settled: Mapping[str, Settlement] = field(factory=dict)
    taught: tuple[Taught, ...] = ()
    classes: tuple[str, ...] = ()
    terms: Terms = field(factory=Terms)
    goes_on: GoesOn | None = None
    anchored: bool = False
    own: OwnWords | None = None
    said: Mapping[str, Said] = field(factory=dict)
    deems: tuple[Deems, ...] = ()
    preceding: str = ""
    on: AsOf | None = None
    named_in: Mapping[str, tuple[str, ...]] = field(factory=dict)


_ANCHOR: Final = re.compile(r"\b(?:initial|first) (?:Full\b|one\b|assessment\b)", re.IGNORECASE)


def vocabulary(
    clauses: Iterable[Provision],
    names: Iterable[str] = (),
    parties: Mapping[str, str] | None = None,
    settled: Mapping[str, Settlement] | None = None,
    taught: Iterable[Taught] = (),
    own: OwnWords | None = None,
) -> Vocabulary:
    """The vocabulary of a text: the names it gives, and those given."""
    clauses = tuple(clauses)
    given = [n for c in clauses for n in (*names_given(c.whole), *aliases_given(c.whole))]
    classes = tuple(dict.fromkeys(n for clause in clauses for n in classes_given(clause.whole, own)))
    return Vocabulary(
        tuple(dict.fromkeys((*names, *given))),
        dict(parties or {}),
        dict(settled or {}),
        tuple(taught),
        classes,
        anchored=any(_ANCHOR.search(clause.whole) for clause in clauses),
        own=own,
        named_in=_named_in(clauses),
    )


def _named_in(clauses: Iterable[Provision]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for clause in clauses:
        for name in names_given(clause.whole):
            found[name.casefold()] = tuple(dict.fromkeys((*found.get(name.casefold(), ()), clause.label)))
    return found
