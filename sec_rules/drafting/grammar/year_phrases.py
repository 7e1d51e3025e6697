"""The years after the initial assessment that the phrases of a sequence mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve, field, mutable

from sec_rules.drafting.grammar import numbers
from sec_rules.drafting.grammar.choices import Choices
from sec_rules.drafting.grammar.numbers import ORDINALS
from sec_rules.drafting.grammar.parser import Node
from sec_rules.drafting.grammar.sentences import Phrase
from sec_rules.errors import LanguageError
from sec_rules.lang import (
    ALWAYS,
    Both,
    Comparison,
    Condition,
    Count,
    Either,
    Figure,
    Limb,
    Not,
    Outcome,
    Place,
    Relation,
    Repeats,
    Turn,
    is_year,
)
from sec_rules.lang.citations import path_of
from sec_rules.lang.steps import follows, steps_of
from sec_rules.lang.traversal import walk

# No sequence of years is longer.
_LONGEST: Final = 10
_NOT_MADE_OUT: Final = "it repeats a sequence of years that cannot be made out"


@mutable
class Years:
    """Where a sequence of years has got to: the last year spoken of (0 at the start), and all spoken of so far.

    `before` is the last year that the sentence before speaks of: "In each year thereafter ..." goes on from there.
    `anchored` says that the clause speaks of the year of the initial assessment, after which they are counted;
    `since_that` that the first of them is counted from "that year"; `left_out` is the year that those spoken of last
    leave out ("other than the first such year"); `period` how many years each round of them has, 0 where that is not
    said. `counted` is the fact that says which year it is, None where the text has none.
    """

    counted: Count | None
    last: int = 0
    before: int = 0
    anchored: bool = False
    since_that: bool = False
    period: int = 0
    spoken: list[Condition] = field(factory=list)
    left_out: Condition | None = None
    choices: Choices = field(factory=Choices)

    @property
    def count(self) -> Count:
        """The fact that says which year it is. `LanguageError` where there is none."""
        if self.counted is None:
            raise LanguageError("it speaks of single years, and nothing says from which one they are counted")
        return self.counted

    def condition(self, years: Node) -> Condition:
        """The years a phrase means, from where the sequence stands."""
        phrase, *after = years.phrases()
        # Behind "up to and including the third" it says of what that is the third.
        meant = self._meant(phrase, anchored=any(p.kind == "AFTER_INITIAL" for p in after[:1]))
        self.left_out = None
        for bound in after:
            if bound.kind == "BUT_NTH":
                left_out = _is_exactly(self.count, _nth(bound.parts["nth"]), bound.place)
                meant = Both((meant, Not(left_out))) if meant != ALWAYS else Not(left_out)
                self.left_out = left_out
            elif bound.kind == "UNTIL_NTH":
                self.last = _nth(bound.parts["nth"])
                within = _is_at_most(self.count, self.last, bound.place)
                meant = Both((meant, within)) if meant != ALWAYS else within
        self.spoken.append(meant)
        return meant

    def _meant(self, phrase: Phrase, *, anchored: bool) -> Condition:
        match phrase.kind:
            case "THEREAFTER":
                return self._onward(phrase, anchored=anchored)
            case "AFTER_NTH":
                self.last = _nth(phrase.parts["nth"])
                return _is_at_least(self.count, self.last + 1, phrase.place)
            case "AFTER_PERIOD":
                return self._after_period(phrase)
            case "YEARS_N":
                return self._numbered(phrase)
            case "FROM_NTH":
                self.last = _nth(phrase.parts.get("nth") or phrase.parts["nth_on"])
                return _is_at_least(self.count, self.last, phrase.place)
            case "EVERY_FROM":
                return self._every_from(phrase)
            case "ODD_EVEN":
                self._refuse_unanchored(phrase, anchored=anchored)
                parity = phrase.parts.get("parity") or phrase.parts["parity_one"]
                turn = 1 if parity.casefold() == "odd" else 2
                return Turn(self.count, turn, 2, place=phrase.place)
            case "THE_YEARS":
                return ALWAYS
            case "SUCH_YEARS":
                self._refuse_unanchored(phrase, anchored=anchored)
                if any(said != ALWAYS for said in self.spoken):
                    raise LanguageError(f"'{phrase.text}' may be all years, or those spoken of before")
                return ALWAYS
            case "THAT_YEAR":
                if not self.spoken:
                    raise LanguageError(f"'{phrase.text}' follows no year that it could be")
                return self.spoken[-1] if self.left_out is None else self.left_out
            case "OTHER_YEARS":
                return self._others(phrase)
            case "EVERY_NTH":
                nth = _nth(phrase.parts["nth"])
                return Turn(self.count, nth, nth, place=phrase.place)
            case "EVERY_NTH_AFTER":
                return self._every(_nth(phrase.parts["nth"]), phrase)
            case "THE_YEAR":
                return self._span(1, 1, phrase)
            case "NTH_YEAR":
                self._refuse_two_origins(phrase)
                nth = _nth(next(phrase.parts[part] for part in _NTH_PARTS if part in phrase.parts))
                return self._span(nth, nth, phrase)
            case "LAST_YEAR":
                if not self.period:
                    raise LanguageError(f"'{phrase.text}' does not say of how many years it is the last")
                return self._span(self.period, self.period, phrase)
            case "NTH_YEARS":
                return self._span(1, numbers.from_words(phrase.parts["many"]), phrase)
            case "NEXT_YEARS":
                return self._span(self._next(phrase), self.last + numbers.from_words(phrase.parts["more"]), phrase)
            case "NEXT_YEAR":
                _follows_step_before(phrase)
                return self._span(self._next(phrase), self.last + 1, phrase)
            case "NTH_AND_NTH":
                words = re.findall("|".join(ORDINALS), phrase.parts["nths"], re.IGNORECASE)
                return Either(tuple(self._span(y, y, phrase) for y in sorted(_nth(word) for word in words)))
        raise LanguageError(f"'{phrase.text}' is no year")

    def _next(self, phrase: Phrase) -> int:
        if not self.last:
            raise LanguageError(f"'{phrase.text}' follows no year, so it is not settled which year it is")
        return self.last + 1

    def _onward(self, phrase: Phrase, *, anchored: bool) -> Condition:
        goes_on = "after" in phrase.text.casefold() or "subsequent" in phrase.text.casefold()
        last = self.last or (self.before if goes_on else 0)
        if anchored or not last:
            return ALWAYS
        return _is_at_least(self.count, last + 1, phrase.place)

    def _after_period(self, phrase: Phrase) -> Condition:
        """The years behind those spoken of last, which must be as many as the words say."""
        last = self.last or self.before
        said = phrase.parts.get("many") or phrase.parts.get("many_on")
        if not last or (said and numbers.from_words(said) != last):
            raise LanguageError(f"'{phrase.text}' does not fit the years spoken of before")
        return _is_at_least(self.count, last + 1, phrase.place)

    def _refuse_two_origins(self, phrase: Phrase) -> None:
        """Refuses "after that year" behind another year, unless that one was counted from "that year" too."""
        if "since" not in phrase.parts:
            return
        if self.spoken and not self.since_that:
            raise LanguageError(
                f"'{phrase.text}' may be counted from the initial assessment, or from the year before it"
            )
        self.since_that = True

    def _refuse_unanchored(self, phrase: Phrase, *, anchored: bool) -> None:
        if not (anchored or self.anchored or self.spoken):
            raise LanguageError(f"'{phrase.text}' does not say from which year on they are counted")

    def _numbered(self, phrase: Phrase) -> Condition:
        """Years by their numbers: "Year 2", "Years 1 and 2", "Years 1 to 3"."""
        self._refuse_unanchored(phrase, anchored=False)
        if "number" in phrase.parts:
            said = phrase.parts["number"]
            year = int(said) if said.isdigit() else numbers.from_words(said)
            return self._span(year, year, phrase)
        listed = phrase.parts["listed"]
        years = [int(number) for number in re.findall(r"\d+", listed)]
        if years != sorted(set(years)) or not years[0]:
            raise LanguageError(f"'{phrase.text}' does not name years one after the other")
        if re.search(r"to|-", listed):
            if len(years) > 2:
                raise LanguageError(f"'{phrase.text}' does not settle which years it names")
            return self._span(years[0], years[1], phrase)
        return Either(tuple(self._span(year, year, phrase) for year in years))

    def _every_from(self, phrase: Phrase) -> Condition:
        parts = phrase.parts
        first = 1 if "nth_own" in parts else _nth(parts.get("start") or parts.get("begin_from") or parts["begin"])
        word = (parts.get("other") or parts.get("nth_from") or parts.get("nth_own") or parts["nth"]).casefold()
        every = 2 if word in ("alternate", "other") else _nth(word)
        turn = Turn(self.count, (first - 1) % every + 1, every, place=phrase.place)
        return turn if first <= every else Both((self.count.is_at_least(first), turn), place=phrase.place)

    def _others(self, phrase: Phrase) -> Condition:
        by_turns = any(isinstance(said, Turn) and said.of == 2 for said in self.spoken)
        if not self.spoken:
            raise LanguageError(f"'{phrase.text}' follows no year, so it is not settled which years are the others")
        left = Both(tuple(Not(c) for c in self.spoken), place=phrase.place)
        if "every other" not in " ".join(phrase.text.casefold().split()) or by_turns:
            return left
        # All that are left, or every second year.
        seconds = (Turn(self.count, turn, 2, place=phrase.place) for turn in (1, 2))
        return self.choices.of(phrase.place, (left, *seconds))

    def _every(self, nth: int, phrase: Phrase) -> Condition:
        start = self._next(phrase)
        turn = Turn(self.count, (self.last - 1) % nth + 1, nth, place=phrase.place)
        return Both((self.count.is_at_least(start), turn), place=phrase.place)

    def _span(self, first: int, last: int, phrase: Phrase) -> Condition:
        self.last = last
        if first == last:
            return _is_exactly(self.count, first, phrase.place)
        return self.count.is_at_least(first) & self.count.is_at_most(last)


_NTH_PARTS: Final = ("nth", "nth_of", "nth_alone", "nth_bare")


def _follows_step_before(phrase: Phrase) -> None:
    """Refuses a year that is said to follow that of another paragraph than the one before ("... paragraph (c)")."""
    named, own = phrase.parts.get("step"), steps_of(path_of(phrase.place.provision))[-1:]
    if named and not (own and follows(named, own[0])):
        raise LanguageError(f"'{phrase.text}' does not follow the year of the paragraph before it")


def written_out(again: Limb, given: Sequence[Limb]) -> Iterator[Limb]:
    """A repetition of a sequence whose steps have no labels, as one limb for each step repeated."""
    years = [list(_years_of(step.when)) for step in given]
    every = [year for some in years for year in some]
    if (
        not all(years)
        or sorted(every) != list(range(1, len(every) + 1))
        or not all(isinstance(step.outcome, Outcome) for step in given)
    ):
        raise LanguageError(_NOT_MADE_OUT)
    for step, some in zip(given, years, strict=True):
        turns = [Turn(_counted_in(given), year, len(every), place=again.place) for year in some]
        turn = turns[0] if len(turns) == 1 else Either(tuple(turns))
        yield evolve(again, when=Both((again.when, turn)), outcome=step.outcome)


def in_rounds(given: Sequence[Limb], phrase: Phrase, label: str = "") -> Iterator[Limb]:
    """The steps again from the year after the last of them on, as words say ("and so on in like order").

    They stand under the `label`, or else under that of the first step. `LanguageError` where the words speak of other
    years than those of the steps.
    """
    last = max((year for limb in given for year in _years_of(limb.when)), default=0)
    _refuse_other_rounds(phrase, last, len(given))
    if not last:
        raise LanguageError(_NOT_MADE_OUT)
    onward = _is_at_least(_counted_in(given), last + 1, phrase.place)
    own = label or (given[0].label if given else "")
    yield from written_out(Limb(own, onward, Repeats(own, own), place=phrase.place), given)


_COUNTED_AGAIN: Final = re.compile(r"\b(two|three|four|five|six)[- ](years?|assessments|categories)\b")


_BY_SO_MANY: Final = {"twos": 2, "threes": 3, "fours": 4, "fives": 5, "triennium": 3}


def years_of_period(phrase: Phrase) -> int:
    """How many years a period has in which a sequence runs once ("in each period of three years")."""
    words = (value for part, value in phrase.parts.items() if part.startswith("long"))
    return next((numbers.from_words(word) for word in words), 3)


def refuse_other_length(phrases: Sequence[Phrase], steps: int) -> None:
    """Refuses words about a row of assessments, one a year, that speak of another number of them."""
    for phrase in phrases:
        named = [phrase.parts[p] for p in ("so_many", "of_them", "cycle_of") if p in phrase.parts]
        if any(numbers.from_words(word) != steps for word in named):
            raise LanguageError(f"'{phrase.text}' does not fit the {steps} assessments beside it")
        if phrase.kind in ("ROUND", "PERIOD"):
            _refuse_other_rounds(phrase, steps, steps)


def _refuse_other_rounds(phrase: Phrase, last: int, steps: int) -> None:
    """Refuses words that have a sequence begin again and speak of more or fewer years than it has."""
    text = " ".join(phrase.text.casefold().split())
    fits = [
        numbers.from_words(number) in ((last,) if what.startswith("year") else (last, steps))
        for number, what in _COUNTED_AGAIN.findall(text)
    ]
    fits += [many == last for word, many in _BY_SO_MANY.items() if re.search(rf"\b{word}\b", text)]
    ends = 0 if text.removeprefix("and ").startswith("after") else 1
    if said := phrase.parts.get("year_nth"):
        fits.append(_nth(said) == last + 1)
    for part, expected in (("after", last), ("after_back", last), ("year", last + ends)):
        if said := phrase.parts.get(part):
            fits.append((int(said) if said.isdigit() else numbers.from_words(said)) == expected)
    if not all(fits):
        raise LanguageError(f"'{phrase.text}' does not fit the {last} years of the sequence before it")


# Where what is said of years goes on for ever.
ALL_LATER: Final = -1


def ends_before(when: Condition, begin: int, phrase: Phrase) -> int:
    """The first year after those that a condition names, which begin with `begin` or, if that is 0, the first year.

    `ALL_LATER` where they have no end. `LanguageError` where they begin otherwise, or leave one out.
    """
    if begin > 0 and _year(when, Relation.AT_LEAST) == begin:
        return ALL_LATER
    years = sorted(_years_of(when))
    if not years or years != list(range(max(begin, 1), years[-1] + 1)):
        raise LanguageError(f"'{phrase.text}' does not follow on the years before it")
    return years[-1] + 1


def is_first_year(when: Condition) -> bool:
    """Whether a condition names the first year after the initial assessment, and no other."""
    return list(_years_of(when)) == [1]


def is_of_years(limb: Limb) -> bool:
    """Whether a limb is of single years."""
    return any(True for _ in _years_of(limb.when))


def in_rotation(outcomes: Sequence[Limb], counted: Count | None, *, again: bool) -> Iterator[Limb]:
    """Steps that fall due one a year, in the years from the first on, over and over where they begin `again`.

    `counted` is the fact that says which year it is. `LanguageError` where there is none.
    """
    if counted is None:
        raise LanguageError("what falls due by turns does so in single years, and nothing says how they are counted")
    for number, step in enumerate(outcomes, 1):
        turn = Turn(counted, number, len(outcomes), place=step.place)
        once = _is_exactly(counted, number, step.place)
        yield evolve(step, when=turn if again else once)


def _years_of(when: Condition) -> Iterator[int]:
    """The single years that a condition names; none where it names any others."""
    if isinstance(when, Both) and len(when.conditions) == 2:
        first, last = (_year(c, r) for c, r in zip(when.conditions, (Relation.AT_LEAST, Relation.AT_MOST), strict=True))
        yield from range(1, last + 1) if first == 1 and last in range(2, _LONGEST + 1) else ()
        return
    named = when.conditions if isinstance(when, Either) else (when,)
    years = [_year(each, Relation.EXACTLY) for each in named]
    if all(year in range(1, _LONGEST + 1) for year in years):
        yield from years


def _year(when: Condition, relation: Relation) -> int:
    """The year with which a condition compares the one that it is, in that way; 0 for any other condition."""
    match when:
        case Comparison(left, compared, Figure(year)) if is_year(left) and compared is relation:
            return year
    return 0


def _counted_in(limbs: Sequence[Limb]) -> Count:
    """The fact that says which year it is, in limbs of single years."""
    return next(node for limb in limbs for node in walk(limb.when) if is_year(node))


def _nth(word: str) -> int:
    word = word.casefold()
    return ORDINALS[word] if word in ORDINALS else int(re.sub(r"\D", "", word))


def _is_exactly(count: Count, year: int, place: Place | None) -> Comparison:
    return Comparison(count, Relation.EXACTLY, Figure(year), place=place)


def _is_at_most(count: Count, year: int, place: Place | None) -> Comparison:
    return Comparison(count, Relation.AT_MOST, Figure(year), place=place)


def _is_at_least(count: Count, year: int, place: Place | None) -> Comparison:
    return Comparison(count, Relation.AT_LEAST, Figure(year), place=place)
