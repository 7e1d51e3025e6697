"""The amount that a formula with symbols gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

from sec_rules.errors import LanguageError
from sec_rules.lang import Amount, Figure, Named, Place, Sum, Times
from sec_rules.lang.compounds import Less, Share

_TOKEN: Final = re.compile(r"\d[\d,]*(?:\.\d+)?%?|[A-Z]+|times|[b-hj-wyz]|[-+*/()\u00d7x\u00b7\u2212\u2013]")


def amount_of(text: str, place: Place, known: Iterable[str]) -> Amount:
    """The amount that a formula gives. `LanguageError` for one that is not linear or has a symbol nobody explains."""
    return _Formula(_TOKEN.findall(text), place, frozenset(known)).read()


class _Formula:
    """Reads a formula: sums of products, in which one factor at most is no number."""

    def __init__(self, tokens: Sequence[str], place: Place, known: frozenset[str]) -> None:
        self._tokens = tokens
        self._place = place
        self._known = known
        self._at = 0

    def read(self) -> Amount:
        said = self._sum()
        if self._at < len(self._tokens):
            raise LanguageError(f"the formula goes on with '{self._tokens[self._at]}', which is not followed")
        return self._amount(said)

    def _sum(self) -> Amount | Fraction:
        said = self._product()
        while (sign := self._peek()) in ("+", "-", "\u2212", "\u2013"):
            self._at += 1
            more = self._product()
            said = self._added(said, more) if sign == "+" else self._less(said, more)
        return said

    def _added(self, one: Amount | Fraction, two: Amount | Fraction) -> Amount | Fraction:
        if isinstance(one, Fraction) and isinstance(two, Fraction):
            return one + two
        parts = (self._amount(one), self._amount(two))
        return Sum(tuple(p for part in parts for p in (part.parts if isinstance(part, Sum) else (part,))))

    def _less(self, one: Amount | Fraction, two: Amount | Fraction) -> Amount | Fraction:
        if isinstance(one, Fraction) and isinstance(two, Fraction):
            return one - two
        return Less(self._amount(one), self._amount(two))

    def _product(self) -> Amount | Fraction:
        said = self._factor()
        while (sign := self._peek()) and sign not in ("+", "-", "\u2212", "\u2013", ")"):
            if sign in ("*", "x", "\u00d7", "\u00b7", "times", "/"):
                self._at += 1
            more = self._factor()
            said = self._divided(said, more) if sign == "/" else self._times(said, more)
        return said

    def _times(self, one: Amount | Fraction, two: Amount | Fraction) -> Amount | Fraction:
        if isinstance(one, Amount):
            one, two = two, one
        if isinstance(one, Amount):
            raise LanguageError("the formula multiplies two counts by each other, which is not read")
        return one * two if isinstance(two, Fraction) else self._scaled(one, two)

    def _divided(self, one: Amount | Fraction, two: Amount | Fraction) -> Amount | Fraction:
        if isinstance(two, Amount) or not two:
            raise LanguageError("the formula divides by what is no number, which is not read")
        return one / two if isinstance(one, Fraction) else self._scaled(1 / two, one)

    def _scaled(self, factor: Fraction, amount: Amount) -> Amount:
        if factor.denominator == 1 and factor >= 0:
            return Times(Figure(factor.numerator, place=self._place), amount, place=self._place)
        return Share(factor, amount)

    def _factor(self) -> Amount | Fraction:
        token = self._peek()
        self._at += 1
        if token == "(":
            said = self._sum()
            if self._peek() != ")":
                raise LanguageError("the formula has a bracket that is not closed")
            self._at += 1
            return said
        if token[:1].isdigit():
            plain = token.replace(",", "").rstrip("%")
            return Fraction(plain) / (100 if token.endswith("%") else 1)
        if token.isalpha() and (token.isupper() or len(token) == 1):
            if token not in self._known:
                raise LanguageError(f"the formula uses '{token}', and nothing says what '{token}' is")
            return Named(token, place=self._place)
        raise LanguageError(f"the formula has '{token}' where a number or a symbol should stand")

    def _amount(self, said: Amount | Fraction) -> Amount:
        return said if isinstance(said, Amount) else self._number(said)

    def _number(self, said: Fraction) -> Amount:
        whole = Figure(abs(said).numerator, place=self._place)
        positive = whole if said.denominator == 1 else Share(Fraction(1, said.denominator), whole)
        return positive if said >= 0 else Less(Figure(0), positive)

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""
