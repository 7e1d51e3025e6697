"""How many of the Users of a portfolio each card of a draft moves: counts alone, for whatever is handed on."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen


@frozen
class Rows:
    """How many rows get another answer, and of how many that is not known, since facts are missing."""

    rows: int
    undecided: int


@frozen
class Moved:
    """The rows of the portfolio `name`, and those that each card moves, by its id.

    `undetermined` counts rows without an outcome under the draft. `because` says why no card was counted; `notes` are
    sentences on the columns.
    """

    name: str
    rows: int = 0
    undetermined: int = 0
    of: Mapping[str, Rows] = {}
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
        return f"In {self.name} the {whose} of {found.rows:,} of {self.rows:,} rows {verb}{more}."

    @property
    def overall(self) -> tuple[str, ...]:
        """How many rows there are, and what is to be said of all of them, in sentences."""
        if self.because:
            return (f"The rows of {self.name} were not counted: {self.because}",)
        total = sum(found.rows for found in self.of.values())
        rows = f"{self.rows:,} row{'' if self.rows == 1 else 's'}"
        said = [f"Of {rows} in {self.name} {total:,} would get another answer."]
        if self.undetermined:
            said.append(f"Of {self.undetermined:,} no answer is known under the draft.")
        return (*said, *self.notes)
