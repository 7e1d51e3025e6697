"""What the tests of clauses share: one User asked about, and the words that a row quotes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sec_rules.engine.answer import Answer
from sec_rules.engine.legal_text import words_of
from sec_rules.loading import load
from sec_rules.rulebook.questions import assessment

# A User of which nothing is true and nothing counted but what a row says.
NOTHING = {
    "supplier_party": False,
    "network_party": False,
    "domestic_premises": 0,
    "non_domestic_premises": 0,
    "network_premises": 0,
    "shared_supplier_premises": 0,
    "shared_network_premises": 0,
    "years_since_initial": 1,
}

Ask = Callable[..., Answer]
Quoted = Callable[[str, date, str], bool]


@pytest.fixture(scope="session")
def ask() -> Ask:
    """The answer for a User on a day; what a row does not say is no, none, or the first year."""

    def asked(on: date, **facts: bool | int) -> Answer:
        return load().ask(assessment, NOTHING | facts, on=on)

    return asked


@pytest.fixture(scope="session")
def quoted() -> Quoted:
    """Whether some words stand in the legal text of a clause as it stood on a day."""

    def found(label: str, on: date, words: str) -> bool:
        clause = load().clause(label)
        version = clause.on(on)
        return version is not None and words in words_of(clause, version)

    return found
