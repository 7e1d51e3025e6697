"""What one clause takes from another that it names: its number, or to whom it applies."""

from __future__ import annotations

import pytest
from attrs import evolve

from sec_rules.drafting.grammar.clause_reader import ReadClause
from sec_rules.drafting.grammar.other_clauses import said_by
from sec_rules.drafting.grammar.text_reader import read_text
from sec_rules.lang import Answers, Comparison, Sum
from sec_rules.lang.traversal import walk

_YEARLY = "in each year after the year of its initial Full User Security Assessment"
_FIRST = (
    "G8.41 Where a User is a Supplier Party and the sum of the number of Domestic Premises and five times the number "
    "of Non-Domestic Premises for which it is the Responsible Supplier exceeds 320,000, it shall be subject to a Full "
    f"User Security Assessment {_YEARLY}."
)


def _read(*clauses: str) -> ReadClause:
    return read_text("\n\n".join(clauses), parties={"G8.41": "supplier"})[-1]


def _rule(read: ReadClause) -> Answers:
    (rule,) = read.rules
    assert isinstance(rule, Answers)
    return rule


@pytest.mark.parametrize(
    "number",
    [
        "the sum described in Section G8.41",
        "the number specified in Section G8.41",
        "that sum referred to in G8.41",
        "the aggregate calculated under Section G8.41 above",
        "the said total mentioned in Section G8.41",
        "the amount determined for the purposes of Section G8.41",
        "the figure set out in the last preceding Section",
    ],
)
def test_a_number_of_another_clause_is_the_one_that_it_compares(number: str) -> None:
    read = _read(
        _FIRST,
        f"G8.42 Where a User is a Supplier Party and {number} is equal to or less than 320,000, it shall be subject to "
        f"a Verification User Security Assessment {_YEARLY}.",
    )
    assert read.whole, read.why_open
    (compared,) = (node for node in walk(_rule(read).applies) if isinstance(node, Comparison))
    assert isinstance(compared.left, Sum)
    assert compared.right.value == 320_000


@pytest.mark.parametrize("label", ["G8.43", "G8.44", "G8.99"])
def test_a_number_of_a_clause_that_was_not_read_is_open(label: str) -> None:
    read = _read(
        _FIRST,
        f"G8.42 Where a User is a Supplier Party and the sum described in Section {label} is at most 320,000, it shall "
        f"be subject to a Verification User Security Assessment {_YEARLY}.",
    )
    assert not read.whole


def test_whom_another_clause_concerns_is_read_off_it() -> None:
    read = _read(
        _FIRST, f"G8.42 A User to which Section G8.41 applies shall undergo a Full User Security Assessment {_YEARLY}."
    )
    first = _read(_FIRST)
    assert _rule(read).applies == _rule(first).applies


def test_a_clause_that_gives_way_to_another_does_not_settle_whom_it_concerns() -> None:
    read = _read(
        _FIRST.replace("G8.41 Where", "G8.41 Subject to Section G8.44, where"),
        f"G8.42 A User to which Section G8.41 applies shall be subject to a Full User Security Assessment {_YEARLY}.",
    )
    assert not read.whole
    assert "to whom 'Section G8.41' applies is not settled" in read.why_open


def test_the_preceding_section_is_the_one_above() -> None:
    read = _read(
        _FIRST,
        "G8.42 A Supplier Party to which the last preceding Section does not apply shall be subject to a Verification "
        f"User Security Assessment {_YEARLY}.",
    )
    assert _rule(read).yields_to == ("G8.41",)


def test_no_section_precedes_the_first() -> None:
    read = _read(
        "G8.42 A Supplier Party to which the last preceding Section does not apply shall be subject to a Verification "
        f"User Security Assessment {_YEARLY}."
    )
    assert not read.whole


def test_what_is_counted_in_for_the_other_clause_is_counted_in_here_too() -> None:
    shared = (
        "G8.43 For the purposes of Section G8.41, that number shall be deemed to include the number of "
        "Domestic Premises of any other User with which it shares one or more Shared Resources."
    )
    user = f"G8.44 A User to which Section G8.41 applies shall undergo a Full User Security Assessment {_YEARLY}."
    counts = {node.name for node in walk(_rule(_read(_FIRST, shared, user)).applies) if hasattr(node, "name")}
    assert "shared_supplier_premises" in counts
    without = {node.name for node in walk(_rule(_read(_FIRST, user)).applies) if hasattr(node, "name")}
    assert "shared_supplier_premises" not in without


def test_a_clause_of_which_one_rule_gives_way_says_of_nobody_that_it_applies_to_him() -> None:
    rule = _rule(_read(_FIRST))
    giving_way = evolve(rule, yields_to=("G8.47",))
    assert said_by([rule]).applies is not None
    assert [said_by(rules).applies for rules in ([rule, giving_way], [giving_way, rule], [giving_way])] == [None] * 3
