"""Comparisons of fractions, differences and the greater of several, held against the arithmetic itself."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from fractions import Fraction

import pytest

from sec_rules.engine.reference import holds
from sec_rules.errors import LanguageError, SecRulesError
from sec_rules.lang import Amount, Answers, Comparison, Condition, Figure, Relation, Sum, Times
from sec_rules.lang.compounds import (
    Less,
    Picked,
    Share,
    at_least,
    by_band,
    compared,
    greater_of,
    is_plain,
    less,
    lesser_of,
    percentage,
    plain,
)
from sec_rules.lang.formulas import formula
from sec_rules.rulebook.facts import domestic_premises as D
from sec_rules.rulebook.facts import non_domestic_premises as N
from sec_rules.rulebook.questions import assessment

RELATES: dict[Relation, Callable[[Fraction, Fraction], bool]] = {
    Relation.EXCEEDS: lambda a, b: a > b,
    Relation.AT_LEAST: lambda a, b: a >= b,
    Relation.AT_MOST: lambda a, b: a <= b,
    Relation.LESS_THAN: lambda a, b: a < b,
    Relation.EXACTLY: lambda a, b: a == b,
}
AMOUNTS: list[Amount] = [
    Share(Fraction(1, 5), D),
    Less(D, N),
    Less(Figure(7), Sum((D, N))),
    Picked((D, Times(Figure(2), N)), "greatest"),
    Picked((D, Times(Figure(2), N), Figure(4)), "least"),
    Picked((Less(D, N), Less(N, D)), "greatest"),
    Sum((Picked((Less(D, Figure(3)), Figure(0)), "greatest"), Times(Figure(5), N))),
    Less(Figure(9), Picked((D, N), "least")),
    Share(Fraction(3, 4), Picked((D, N), "greatest")),
]


def value(amount: Amount, d: int, n: int) -> Fraction:
    """What an amount is, worked out as it is said."""
    match amount:
        case Figure():
            return Fraction(amount.value)
        case Times():
            return amount.figure.value * value(amount.amount, d, n)
        case Sum():
            return sum((value(part, d, n) for part in amount.parts), Fraction(0))
        case Share():
            return amount.share * value(amount.amount, d, n)
        case Less():
            return value(amount.amount, d, n) - value(amount.taken, d, n)
        case Picked():
            return (max if amount.pick == "greatest" else min)(value(part, d, n) for part in amount.parts)
    return Fraction(d if amount == D else n)


@pytest.mark.parametrize("relation", RELATES)
@pytest.mark.parametrize("amount", AMOUNTS)
def test_a_comparison_holds_where_the_arithmetic_says_so(amount: Amount, relation: Relation) -> None:
    for right in (Figure(4), N, Times(Figure(2), D)):
        said = formula(compared(amount, relation, right, None))
        turned = formula(compared(right, relation, amount, None))
        for d, n in itertools.product(range(8), range(6)):
            facts = {"domestic_premises": d, "non_domestic_premises": n}
            one, two = value(amount, d, n), value(right, d, n)
            assert holds(said, facts) is RELATES[relation](one, two), (d, n)
            assert holds(turned, facts) is RELATES[relation](two, one), (d, n)


# In the notation the same is written with words.

WORDS: dict[str, tuple[Condition, Callable[[int, int], bool]]] = {
    "a percentage": (D.exceeds(percentage(20, N)), lambda d, n: 5 * d > n),
    "a part of one": (percentage("12.5", N).is_at_least(D), lambda d, n: n >= 8 * d),
    "the greater": (greater_of(D, N).exceeds(3), lambda d, n: max(d, n) > 3),
    "the lesser, beside another": (D.is_at_most(lesser_of(N, 2 * D) + 1), lambda d, n: d <= min(n, 2 * d) + 1),
    "less": (less(D, N).is_exactly(2), lambda d, n: d - n == 2),
    "a figure by bands": (D.exceeds(by_band(N, (0, 4), (2, 1))), lambda d, n: d > (4 if n < 2 else 1)),
    "two of three": (
        at_least(2, D.exceeds(3), N.exceeds(3), D.exceeds(N)),
        lambda d, n: (d > 3) + (n > 3) + (d > n) > 1,
    ),
}


@pytest.mark.parametrize("name", WORDS)
def test_what_is_written_in_words_holds_where_the_arithmetic_says_so(name: str) -> None:
    condition, so = WORDS[name]
    said = formula(condition)
    for d, n in itertools.product(range(12), range(12)):
        assert holds(said, {"domestic_premises": d, "non_domestic_premises": n}) is so(d, n), (d, n)


@pytest.mark.parametrize(
    "made",
    [
        lambda: at_least(4, D.exceeds(3), N.exceeds(3)),
        lambda: at_least(0, D.exceeds(3)),
        lambda: greater_of(D),
        lambda: by_band(D, (5, 1)),
        lambda: by_band(D, (0, 1), (9, 2), (4, 3)),
        lambda: (by_band(D, (0, 1)) + N).exceeds(4),
    ],
)
def test_what_cannot_be_compared_is_refused(made: Callable[[], object]) -> None:
    with pytest.raises(LanguageError):
        made()


def test_a_compound_that_is_not_compared_is_refused_by_every_backend() -> None:
    clause = Answers(question=assessment, applies=Comparison(percentage(20, D), Relation.EXCEEDS, N), limbs=())
    with pytest.raises(SecRulesError, match="is only compared"):
        formula(clause.applies)


def test_what_the_notation_holds_is_left_as_it_stands() -> None:
    assert all(not is_plain(amount) for amount in AMOUNTS)
    assert compared(D, Relation.EXCEEDS, Figure(5), None) == D.exceeds(5)
    with pytest.raises(LanguageError):
        plain(AMOUNTS[0])


def test_the_greater_of_some_within_the_lesser_of_others_is_not_read() -> None:
    mixed = Sum((Picked((D, N), "greatest"), Picked((D, N), "least")))
    with pytest.raises(LanguageError):
        compared(mixed, Relation.EXCEEDS, Figure(5), None)
