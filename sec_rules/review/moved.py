"""How many of the Users of a portfolio each card of a draft moves: counts alone, for whatever is handed on."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from sec_rules.lang.lists import joined


@frozen
class Rows:
    """How many rows get another answer, and of how many that is not known, since facts are missing."""

    rows: int
    undecided: int


@frozen
class LatestRows:
    """Of how many rows that get another answer the latest day is earlier, later or the same, or that is not known."""

    earlier: int = 0
    later: int = 0
    same: int = 0
    unknown: int = 0

    @property
    def says(self) -> str:
        """How many of each, in a sentence; "" where there is none."""
        told = (
            (self.earlier, f"is earlier for {self.earlier:,}"),
            (self.later, f"is later for {self.later:,}"),
            (self.same, f"stays the same for {self.same:,}"),
            (self.unknown, f"is not known to move for {self.unknown:,}"),
        )
        said = [words for number, words in told if number]
        return f"Their latest day {joined(said)}." if said else ""


@frozen
class Moved:
    """The rows of the portfolio `name`, and those that each card moves, by its id.

    `latest` says of those rows which way their latest day moves. `undetermined` counts rows without an outcome under
    the draft, and `without` those of them that have one under the existing text. `because` says why no card was
    counted; `notes` are sentences on the columns.
    """

    name: str
    rows: int = 0
    undetermined: int = 0
    without: int = 0
    of: Mapping[str, Rows] = {}
    latest: Mapping[str, LatestRows] = {}
    because: str = ""
    notes: tuple[str, ...] = ()

    def says(self, card: str, *, may: bool = False) -> str:
        """How many rows a card moves, in a sentence; "" for a card that moves nobody. `may` where it is not settled."""
        found = self.of.get(card)
        if found is None:
            return ""
        more = f", and of {found.undecided:,} it is not known" if found.undecided else ""
        whose = "answer" if found.rows == 1 else "answers"
        verb = "may change" if may else "changes" if found.rows == 1 else "change"
        latest = self.latest.get(card, LatestRows()).says
        moves = f"In {self.name} the {whose} of {found.rows:,} of {self.rows:,} rows {verb}{more}."
        if not found.rows:
            none = "no row's answer " + ("may change" if may else "changes")
            return f"In {self.name} {none}{more.replace(' it is', ' rows it is')}."
        return f"{moves} {latest}" if latest else moves

    @property
    def overall(self) -> tuple[str, ...]:
        """How many rows there are, and what is to be said of all of them, in sentences."""
        if self.because:
            return (f"The rows of {self.name} were not counted: {self.because}",)
        other = sum(found.rows for found in self.of.values()) - self.without
        moves = [f"{other:,} would get another answer"] if other or not self.without else []
        moves += [f"{self.without:,} would be left with no answer, or with more than one"] if self.without else []
        of_them = f"Of {self.rows:,} row{'' if self.rows == 1 else 's'} in {self.name} {joined(moves)}."
        said = [
            of_them
            if other or self.without
            else f"No row of the {self.rows:,} in {self.name} would get another answer."
        ]
        unknown = self.undetermined - self.without
        if unknown > 0:
            other_rows = ("other", "others")[unknown > 1]
            said.append(f"Of {unknown:,}{f' {other_rows}' if self.without else ''} no answer is known under the draft.")
        return (*said, *self.notes)
