"""Drafts checked one by one, so that what is wrong with the file of one leaves the others their findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from sec_rules.commands import COULD_NOT, DONE, FAULT
from sec_rules.commands.streams import say
from sec_rules.review.refusal import Refusal, refusal

if TYPE_CHECKING:
    from pathlib import Path

    from sec_rules.review.decisions import Record
    from sec_rules.review.effect.conformance import Conformance
    from sec_rules.review.review import Review


@frozen(kw_only=True)
class Checked:
    """A draft of those asked for, what checking it gave, what was decided of it, and how it does what is stated."""

    path: str
    result: Review
    records: tuple[Record, ...] = ()
    stated: Path | None = None
    conformance: Conformance | None = None


@frozen(kw_only=True)
class Each:
    """The drafts that were checked, those that are left alone, and those that could not be checked; each in order."""

    checked: tuple[Checked, ...] = ()
    others: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()

    @property
    def status(self) -> int:
        """The exit status that the drafts which could not be checked ask for."""
        if any(one.fault for one in self.refused):
            return FAULT
        return COULD_NOT if self.refused else DONE

    def tell(self) -> None:
        """Says of each draft that could not be checked why, on the stream for errors."""
        for one in self.refused:
            say(f"sec-rules: {one.named}")


def each(paths: Sequence[str], check: Callable[[str], Checked | None], *, debug: bool) -> Each:
    """Every draft checked by itself; `check` gives None for one that is left alone.

    One draft that cannot be checked is refused with its error, and so are several for one and the same reason, or where
    `debug` wants to see where.
    """
    found: list[Checked | str | Refusal] = []
    errors: list[Exception] = []
    for path in paths:
        try:
            found.append(check(path) or path)
        except Exception as error:
            if debug:
                raise
            errors.append(error)
            found.append(refusal(path, error))
    if len(errors) == len(paths) and len({str(error) for error in errors}) == 1:
        raise errors[0]
    return Each(
        checked=tuple(one for one in found if isinstance(one, Checked)),
        others=tuple(one for one in found if isinstance(one, str)),
        refused=tuple(one for one in found if isinstance(one, Refusal)),
    )
