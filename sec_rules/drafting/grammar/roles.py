"""Of which party phrases speak, by whom premises are counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sec_rules.drafting.grammar.sentences import Phrase

SUPPLIER: Final = "supplier"
NETWORK: Final = "network"


def role_by_words(phrases: Iterator[Phrase]) -> str | None:
    """The party by which premises are counted, where the words say so once and for all."""
    said = tuple(phrases)
    kinds = {p.kind.removeprefix("SUPPLIES_") for p in said}
    kinds |= {f"AS_{p.parts['of'].upper()}" for p in said if p.kind == "OF_PARTY"}
    kinds |= {f"AS_{party.upper()}" for p in said for party in parties_within(p)}
    if "AS_SUPPLIER" in kinds and "AS_NETWORK" not in kinds:
        return SUPPLIER
    return NETWORK if "AS_NETWORK" in kinds and "AS_SUPPLIER" not in kinds else None


_PARTY_WITHIN: Final = re.compile(r"\b(Supplier|Network) Party\b", re.IGNORECASE)
_NAMES_A_PARTY: Final = frozenset(
    ("SUPPLIER_PARTY", "NETWORK_PARTY", "OTHER_PARTY", "OF_PARTY", "CLASS", "NEW_CLASS", "NEW_CLASS_IF", "INLINE_CLASS")
)


def parties_within(phrase: Phrase) -> Iterator[str]:
    """The parties whose something a phrase says that it is ("a Supplier Party's Weighted Premises"), as roles."""
    if phrase.kind not in _NAMES_A_PARTY:
        yield from (found[1].casefold() for found in _PARTY_WITHIN.finditer(phrase.text))
