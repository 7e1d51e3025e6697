"""How somebody settles an open place of a draft: what its words are taken to be, and why.

A settlement is an assumption of the check that uses it, and every result that rests on the draft names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from attrs import evolve, frozen

from sec_rules._patterns import compiled
from sec_rules.errors import UsageError
from sec_rules.lang.lists import joined

NO_EFFECT: Final = "no-effect"
CONDITION: Final = "condition"
SAME_COUNT: Final = "same-count"
SAME_AS: Final = "same-as"
NOTHING: Final = "nothing"
OUTCOME: Final = "outcome"
READING: Final = "reading"

_SAYS: Final[Mapping[str, str]] = {
    NO_EFFECT: "not to affect who answers",
    CONDITION: "as a condition",
    SAME_COUNT: "as the same count as before",
    NOTHING: "to bear on nothing",
}
_ID: Final = "[0-9a-f]{8}"
_WAY: Final = (
    rf"(?P<way>{NO_EFFECT}|{CONDITION}|{SAME_COUNT}|{NOTHING}"
    rf"|{SAME_AS}\s+(?P<other>{_ID})|{OUTCOME}\s+(?P<named>[A-Z_]+)|{READING}\s+(?P<number>[1-9]))"
)
_WRITTEN: Final = compiled(rf"\s*(?P<id>{_ID})\s*=\s*{_WAY}\s*:\s*(?P<because>\S.*?)\s*", re.DOTALL)
_COMMENTED: Final = compiled(
    rf"\s*sec-rules\s*:?\s*(?:please\s+)?settle\s+(?P<id>{_ID})\s*(?:=|as\b)\s*{_WAY}\b"
    r"[\s,;:.\u2013\u2014-]*(?:because\b|since\b)?[\s,;:.\u2013\u2014-]*(?P<because>.*?)\s*",
    re.IGNORECASE | re.DOTALL,
)
_GIVEN: Final = compiled(rf"\s*(?P<id>{_ID})\s*=\s*(?P<value>yes|no)\s*")


@frozen
class Settlement:
    """What the words at an open place are taken to be, why, and where that is said.

    `other` is the place that they mean the same as, the outcome that they name or the number of their reading; `value`
    is whether a condition is met, where that is given.
    """

    id: str
    way: str
    because: str
    by: str
    other: str = ""
    value: bool | None = None

    def says(self, text: str, clause: str) -> str:
        """The assumption in a sentence, about words of a clause ("" for what stands in none)."""
        where = f" in {clause}" if clause else ""
        return f"'{text}'{where} is {self.taken}."

    @property
    def taken(self) -> str:
        """As what the words are taken, why, and who says so: "taken to bear on nothing, because ... (by)"."""
        met = "" if self.value is None else f", which is {'met' if self.value else 'not met'}"
        to = {SAME_AS: "to mean the same as the place", OUTCOME: "to name", READING: "in its reading"}
        taken = _SAYS.get(self.way) or f"{to[self.way]} {self.other}"
        return f"taken {taken}{met}, because {self.because.rstrip('.')} ({self.by})"


def settlement(text: str, by: str) -> Settlement:
    """A settlement as it is written: `ID=WAY: REASON`. `UsageError` for what is not understood."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        ways = joined(
            (NO_EFFECT, CONDITION, SAME_COUNT, f"{SAME_AS} ID", f"{OUTCOME} NAME", f"{READING} N", NOTHING), " or "
        )
        raise UsageError(
            f"{by}: '{text}' settles nothing; write ID=WAY: REASON, with the id of an open place, and as WAY {ways}."
        )
    return _as_written(found, by)


def settled_in_comment(text: str, by: str) -> Settlement | None:
    """What a comment settles: `sec-rules: settle ID as WAY because REASON`; None for another comment.

    The reason is "" where none is given.
    """
    found = _COMMENTED.fullmatch(text)
    return None if found is None else _as_written(found, by)


def _as_written(found: re.Match[str], by: str) -> Settlement:
    way = found["way"].split()[0].casefold()
    other = (found["other"] or "").casefold() or (found["named"] or "").upper() or found["number"] or ""
    return Settlement(found["id"].casefold(), way, found["because"], by, other)


def settled(groups: Iterable[Iterable[Settlement]], given: Iterable[str] = ()) -> dict[str, Settlement]:
    """Settlements by the place that they settle; the earlier groups say why, where several settle a place alike.

    `given` are values of settled conditions, as `ID=yes`. `UsageError` where two settlements disagree, or a value is
    given of what is not settled as a condition.
    """
    found: dict[str, Settlement] = {}
    for one in (one for group in groups for one in group):
        other = found.setdefault(one.id, one)
        if (other.way, other.other) != (one.way, one.other):
            raise UsageError(f"The place {one.id} is settled twice and otherwise: {_as(other)} and {_as(one)}.")
    for text in given:
        value = _GIVEN.fullmatch(text)
        if value is None:
            raise UsageError(f"--given should be ID=yes or ID=no, with the id of a settled condition; got '{text}'.")
        held = found.get(value["id"])
        if held is None or held.way != CONDITION:
            raise UsageError(f"The place {value['id']} is not settled as a condition, so no value can be given of it.")
        if held.value not in (None, value["value"] == "yes"):
            raise UsageError(f"The condition {value['id']} is given as yes and as no.")
        found[value["id"]] = evolve(held, value=value["value"] == "yes")
    return found


def _as(one: Settlement) -> str:
    return f"{one.way}{f' {one.other}' if one.other else ''} ({one.by})"
