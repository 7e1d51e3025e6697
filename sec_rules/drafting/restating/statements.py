"""One thing that a note says, taken apart: of whom, what, from what to what, in which year, and by which words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from attrs import field, frozen, mutable

from sec_rules.drafting.restating.words import Token
from sec_rules.lang.citations import clause_of, path_of

Role = Literal["old", "new", "by", ""]
_LEAST_FIGURE: Final = 1_000
_BOUNDS: Final = {"ABOVE": ("above", 0), "AT_MOST": ("at_most", 0), "BELOW": ("at_most", -1), "AT_LEAST": ("above", -1)}
_BEHIND: Final = {"OR_LESS": ("at_most", 0), "OR_MORE": ("above", -1)}
# What of a note says something of the clauses: each of these has to be held against them.
CONTENT: Final = frozenset(
    (
        *("PARTY", "LARGE", "SMALL", "MIDDLE", "LOWEST", "HIGHEST", "BOTH", "ALL", "LABEL", "CLAUSE", "BAND", "CYCLE"),
        *("CLASS", "ASSESSMENT", "DOUBLE", "HALF", "OF_A_CYCLE"),
        *("FIGURE", "WEIGHT", "LESSER", "GREATER", "AMOUNT", "NUMBER", "INCLUSIVE", "OUTCOME", "EVERY_YEAR", "ORDINAL"),
        *("STEP", "ONCE", "TWICE", "RAISED", "LOWERED", "HEAVIER", "LIGHTER", "LONGER", "SHORTER", "MORE", "FEWER"),
        *("CHANGED", "ADDED", "TAKEN_OUT", "SWAPPED", "BECOMES", "REPLACES", "KEPT", "ALIKE", "NOTHING_ELSE", "ONLY"),
    )
)
# These say of themselves what is done, and say no more than the words they stand with.
DONE: Final = frozenset(("CHANGED", "BECOMES", "REPLACES", "ADDED", "TAKEN_OUT", "RAISED", "LOWERED", "SWAPPED"))
_COUNTED: Final = ("BAND", "CLASS", "CLAUSE", "FIGURE", "CHANGED")
_MOST_YEARS: Final = 20
SIZES: Final = ("LARGE", "SMALL", "MIDDLE", "LOWEST", "HIGHEST")
_PASSED: Final = ("FILLER", "ALL", "FORMER")


@frozen
class Said:
    """A figure, an outcome or a length that is named, and whether as what was or as what is to be."""

    value: str
    role: Role = ""

    @property
    def number(self) -> int:
        """The value of a number."""
        return int(self.value)


@mutable
class Statement:
    """What one part of a sentence says. `senses` are those of all its words; `after` is what was said before it."""

    senses: frozenset[str] = frozenset()
    parties: list[str] = field(factory=list)
    sizes: list[str] = field(factory=list)
    labels: list[str] = field(factory=list)
    ranges: list[tuple[str, str]] = field(factory=list)
    bounds: list[tuple[str, int]] = field(factory=list)
    figures: list[Said] = field(factory=list)
    weights: list[Said] = field(factory=list)
    cycles: list[Said] = field(factory=list)
    outcomes: list[Said] = field(factory=list)
    years: list[int] = field(factory=list)
    counts: list[tuple[int, str]] = field(factory=list)
    often: list[tuple[int, int]] = field(factory=list)
    since: list[int] = field(factory=list)
    not_placed: list[str] = field(factory=list)
    restricted: bool = False
    after: Statement | None = None

    def has(self, *senses: str) -> bool:
        """Whether it has a word of one of these senses."""
        return not self.senses.isdisjoint(senses)

    @property
    def says_something(self) -> bool:
        """Whether any of its words is about the clauses."""
        return not self.senses.isdisjoint(CONTENT)


def statement(given: Sequence[Token]) -> Statement:
    """What a part of a sentence says; what could not be placed of it is in `not_placed`."""
    said = Statement(restricted=_restricted(given))
    taken = [False] * len(given)
    roles = _roles(given)
    at = 0
    while at < len(given):
        token = given[at]
        match token.sense:
            case "PARTY":
                said.parties.append(token.value)
            case "LABEL":
                if _sense(given, at - 1) == "TO" and _sense(given, at - 2) == "LABEL":
                    said.ranges.append((said.labels[-1], clause_of(token.value)))
                said.labels.append(clause_of(token.value))
                path = path_of(token.value)
                year = _year_of(path)
                said.years += [year] if year else []
                said.not_placed += [path] if path and not year else []
            case "ORDINAL" if many := _first_years(given, at):
                said.years += range(1, many + 1)
                taken[at + 1], at = True, at + 1
            case "ORDINAL" if _sense(given, at + 1) in ("CYCLE", "FIGURE", "CLAUSE", "BAND", "CLASS", "WEIGHT"):
                said.not_placed.append(token.text)
            case "ORDINAL" | "STEP":
                said.years.append(token.number)
            case "OUTCOME":
                said.outcomes.append(Said(token.value, roles[at]))
            case "NUMBER" if _counts_nothing(given, at):
                taken[at] = True
            case "NUMBER" if at and given[at - 1].sense == "YEAR" and token.number < _MOST_YEARS:
                said.years.append(token.number)
            case "BETWEEN" if (found := _between(given, at)) is not None:
                said.bounds += [("above", found[0]), ("at_most", found[1])]
                at += 3
            case "ALIKE" if _sense(given, at + 1) == "YEAR":
                said.not_placed.append(token.text)
            case "ALIKE" if token.text in ("one", "single") and _sense(given, at + 1) in _COUNTED:
                said.counts.append((1, _sense(given, at + 1)))
                taken[at] = True
            case "ALIKE" if token.text in ("one", "single") and _sense(given, at + 1) != "CYCLE":
                said.not_placed.append(token.text)
            case "day" if _sense(given, at - 1) == "SINCE":
                said.since.append(int(token.value))
            case "NUMBER":
                behind = _number(said, given, at, roles[at])
                taken[at + 1 : at + 1 + behind] = [True] * behind
                at += behind
            case sense if sense in SIZES:
                said.sizes.append(sense)
            case "KEPT" if _sense(given, at + 1) == "BY" and _sense(given, at + 2) in (
                "ASSESSMENT",
                "OUTCOME",
                "CYCLE",
            ):
                said.not_placed.append(token.text)  # "unaffected by assessment"
            case "BELOW" if token.text == "under" and _sense(given, at + 1) == "LABEL":
                pass  # "small networks under G8.45"
            case "ABOVE" | "BELOW" | "AT_MOST" | "AT_LEAST" if _number_after(given, at) is None or _of_a_figure(
                given, at
            ):
                said.not_placed.append(token.text)
            case "day":
                said.not_placed.append(token.text)
        at += 1
    said.senses = frozenset(token.sense for token, gone in zip(given, taken, strict=True) if not gone)
    return said


def _number(said: Statement, given: Sequence[Token], at: int, role: Role) -> int:
    """Takes up a number; gives how many tokens behind it were taken with it."""
    number = given[at].number
    before = given[at - 1].sense if at else ""
    after = [token.sense for token in given[at + 1 : at + 4]] + [""] * 3
    if before in _BOUNDS:
        name, by = _BOUNDS[before]
        said.bounds.append((name, number + by))
    elif after[0] in _BEHIND:
        name, by = _BEHIND[after[0]]
        said.bounds.append((name, number + by))
    elif after[0] == "INCLUSIVE" and before in ("TO", "AT_MOST"):
        said.bounds.append(("at_most", number))
    elif number >= _LEAST_FIGURE:
        said.figures.append(Said(str(number), role))
    elif after[0] == "YEAR" and after[1] == "OUT_OF" and after[2] == "NUMBER":
        said.often.append((number, given[at + 3].number))
        return 3
    elif after[0] == "YEAR" and {"ONCE", "TWICE"} & {token.sense for token in given[max(0, at - 2) : at]}:
        said.often.append((1 if any(token.sense == "ONCE" for token in given[:at]) else 2, number))
    elif {"LONGER", "SHORTER"} & {token.sense for token in given} and number < _MOST_YEARS:
        said.cycles.append(Said(str(number), role))
    elif after[0] == "YEAR" and (after[1] == "CYCLE" or (given[at + 2 : at + 3] and given[at + 2].text == "one")):
        said.cycles.append(Said(str(number), role))
        return 2
    elif after[0] in _COUNTED:
        said.counts.append((number, after[0]))
    elif {"WEIGHT", "LESSER"} & {token.sense for token in given}:
        said.weights.append(Said(str(number), role))
    else:
        said.not_placed.append(given[at].text)
    return 0


def _counts_nothing(given: Sequence[Token], at: int) -> bool:
    """Whether it is the number of a draft or a meeting, or of those who ask: "issue 2", "two respondents"."""
    before = given[at - 1].sense if at else ""
    after = given[at + 1].sense if at + 1 < len(given) else ""
    numbered = before in ("ABOUT", "REPORTS") and after in ("", "ABOUT", "FILLER")
    return given[at].number < _LEAST_FIGURE and (after in ("REPORTS", "ABOUT") or numbered)


# What of a party may be new or old: "the new supplier figure"; "new suppliers" would be some of them.
_OF_A_PARTY: Final = frozenset(
    ("FIGURE", "BAND", "CLASS", "WEIGHT", "CYCLE", "AMOUNT", "CLAUSE", "OUTCOME", "ASSESSMENT")
)


# Before a party these would tell some of it apart.
_TELLS_APART: Final = DONE | {"NEW", "FORMER", "OPINION", "KEPT", "OUTCOME", "ABOUT"}


def _restricted(given: Sequence[Token]) -> bool:
    """Whether a party is told apart by more than the words for it: "new suppliers", "retained suppliers"."""
    for at, token in enumerate(given):
        if token.sense != "PARTY":
            continue
        before, after = _before_size(given, at), given[at + 1 : at + 2]
        some = before in _TELLS_APART and not (after and after[0].sense in _OF_A_PARTY)
        # "The number of suppliers" is none of their premises.
        counted = at > 1 and given[at - 1].text == "of" and given[at - 2].text in ("number", "numbers")
        if counted:
            return True
        relative = bool(after) and after[0].text in ("that", "those", "so")
        if some or relative:
            return True
    return False


def _before_size(given: Sequence[Token], at: int) -> str:
    at -= 1
    while at >= 0 and given[at].sense in SIZES:
        at -= 1
    return given[at].sense if at >= 0 else ""


def _first_years(given: Sequence[Token], at: int) -> int | None:
    """How many years "the first two years" are."""
    first = given[at].value == "1" and _sense(given, at + 2) == "YEAR"
    return _number_after(given, at) if first else None


def _of_a_figure(given: Sequence[Token], at: int) -> bool:
    """Whether a figure itself is said to be above a number, and not those whom it parts."""
    return at > 1 and given[at - 1].text == "of" and given[at - 2].sense == "FIGURE"


def _between(given: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The two numbers between which something is said to be."""
    one, two = _number_after(given, at), _number_after(given, at + 2)
    return (one, two) if one is not None and two is not None and given[at + 2].text == "and" else None


def _year_of(path: str) -> int:
    """The year of which a limb speaks: the second of (b); 0 for other steps."""
    letters = re.findall(r"[a-z]+", path)
    return ord(letters[0]) - ord("a") + 1 if len(letters) == 1 and len(letters[0]) == 1 else 0


def _sense(given: Sequence[Token], at: int) -> str:
    return given[at].sense if at < len(given) else ""


def _number_after(given: Sequence[Token], at: int) -> int | None:
    return given[at + 1].number if at + 1 < len(given) and given[at + 1].sense == "NUMBER" else None


def _roles(given: Sequence[Token]) -> list[Role]:
    """For each word whether what it names is what was, or what is to be, where the words around say so."""
    roles: list[Role] = [""] * len(given)
    for at, _ in enumerate(given):
        before = _before(given, at)
        roles[at] = "old" if before == "FROM" else "new" if before in ("TO", "BY") else ""
        valued = given[at].sense in _VALUES
        if valued and before == "BY" and any(t.sense in ("RAISED", "LOWERED") for t in given):
            roles[at] = "by"
        if valued and at >= 2 and given[at - 1].sense == "TO" and given[at - 2].sense == given[at].sense:
            roles[at - 2] = "old"
    for at, token in enumerate(given):
        if token.sense in ("BECOMES", "REPLACES"):
            first: Role = "old"
            second: Role = "new"
            if token.sense == "REPLACES":
                divider = next((n for n in range(at, len(given)) if given[n].text in ("with", "by")), at)
                valued = any(t.sense in _VALUES for t in given[:at])
                if valued or divider == at:
                    first, second = second, first
                else:
                    at = divider
            return [first] * at + [second] * (len(given) - at)
    return roles


_VALUES: Final = ("NUMBER", "OUTCOME")


def _before(given: Sequence[Token], at: int) -> str:
    at -= 1
    while at >= 0 and given[at].sense in _PASSED:
        at -= 1
    return given[at].sense if at >= 0 else ""


def parts(given: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """The parts of a sentence, each of which says one thing."""
    part: list[Token] = []
    for at, token in enumerate(given):
        following = given[at + 1] if at + 1 < len(given) else None
        new = (
            token.sense == "stop"
            or _parts(given, at)
            or (
                token.sense == "comma"
                and following is not None
                and (_parts(given, at + 1) or following.text in ("and", "with", "in"))
            )
        )
        if new and part:
            yield tuple(part)
            part = []
        elif token.sense not in ("stop", "comma", "PARTS"):
            part.append(token)
    if part:
        yield tuple(part)


def _parts(given: Sequence[Token], at: int) -> bool:
    """Whether a word parts what stands before it from what stands behind: "as" does before a report alone."""
    if given[at].sense != "PARTS":
        return False
    behind = [token.sense for token in given[at + 1 : at + 3]]
    return given[at].text != "as" or bool({"REPORTED", "REPORTS", "FORMER"}.intersection(behind))


def halves(given: Sequence[Token]) -> Iterator[tuple[tuple[Token, ...], tuple[Token, ...]]]:
    """The two parts on either side of each "and"."""
    for at, token in enumerate(given):
        if token.text == "and" and 0 < at < len(given) - 1:
            yield tuple(given[:at]), tuple(given[at + 1 :])
