"""How a clause describes what it counts: whose premises, supplied with what, through what; and from when its years run.

The words are part of the count. Where a redline takes them out or alters them another thing is counted, though the rule
that is read from either text is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from sec_rules.drafting.grammar.sentences import Phrase

_COUNTED: Final = frozenset(("DOMESTIC", "NON_DOMESTIC", "METERING_POINTS"))
_DESCRIBING: Final = frozenset(
    ("QUALIFIER", "AS_SUPPLIER", "AS_NETWORK", "SUPPLIES_AS_SUPPLIER", "SUPPLIES_AS_NETWORK")
)
_SAYS: Final[Mapping[str, str]] = {
    "electricity": "supplied with electricity and/or gas",
    "smart metering system": "through one or more Smart Metering Systems",
    "responsible supplier": "for which it is the Responsible Supplier",
    "electricity distributor": "for which it is the Electricity Distributor",
    "gas transporter": "for which it is the Gas Transporter",
}
# Of each pair the Code has "and/or": joined by "and" alone it counts only premises of which both are true.
_BOTH: Final[Mapping[str, re.Pattern[str]]] = {
    "supplied with both electricity and gas": re.compile(r"\b(?:electricity,? and gas|gas,? and electricity)\b"),
    "for which it is both the Electricity Distributor and the Gas Transporter": re.compile(
        r"\bdistributor,? and (?:\w+ )*gas transporter\b|\btransporter,? and (?:\w+ )*electricity distributor\b"
    ),
}


# The Code counts years from the year of the initial assessment; those from the assessment may run from its day.
_BY_DAY: Final = "years that follow the initial assessment itself, and not its year"
_OF_A_YEAR: Final = re.compile(r"\b(?:year|that|one)\b")
_ROLES: Final = (
    frozenset((_SAYS["responsible supplier"],)),
    frozenset((_SAYS["electricity distributor"], _SAYS["gas transporter"])),
)


def described(phrases: Iterable[Phrase]) -> frozenset[str] | None:
    """What the phrases say of what they count, in the words of the Code; None where they count no premises."""
    given = tuple(phrases)
    begins = (" ".join(p.text.casefold().split()) for p in given if p.kind == "AFTER_INITIAL")
    by_day = [_BY_DAY] if any(_OF_A_YEAR.search(text) is None for text in begins) else []
    if not any(phrase.kind in _COUNTED for phrase in given):
        return frozenset(by_day) or None
    texts = [" ".join(p.text.casefold().split()) for p in given if p.kind in _DESCRIBING]
    plain = (says for mark, says in _SAYS.items() if any(mark in text for text in texts))
    both = (says for says, joined in _BOTH.items() if any(joined.search(text) for text in texts))
    return frozenset((*plain, *both, *by_day))


def otherwise(before: frozenset[str] | None, after: frozenset[str] | None) -> str:
    """Why what is counted after a change may be another thing than before; "" where it is described alike."""
    if before is None or after is None:
        # One of them counts no premises; from when years run may be another thing all the same.
        before, after = (frozenset({_BY_DAY} & (some or frozenset())) for some in (before, after))
    before, after = _of_parties_in_both(before, after)
    if before == after:
        return ""
    gone, new = (", ".join(f"'{words}'" for words in sorted(some)) for some in (before - after, after - before))
    parts = [f"no longer includes {gone}" if gone else "", f"now includes {new}" if new else ""]
    return f"the description of what is counted {' and '.join(p for p in parts if p)}"


def _of_parties_in_both(before: frozenset[str], after: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The same without the premises of a party that is spoken of on one side only, beside one spoken of on both.

    Premises of another party are another count, which the rule has as such.
    """
    for role, other in (_ROLES, _ROLES[::-1]):
        if before & other and after & other and not (before & role and after & role):
            before, after = before - role, after - role
    return before, after


def fewer(counts: frozenset[str] | None) -> str:
    """Why what is counted is less than the count of the Code; "" where it is not."""
    given = counts or frozenset()
    roles = {_SAYS["electricity distributor"], _SAYS["gas transporter"]} & given
    narrower = [says for says in _BOTH if says in given] or (sorted(roles) if len(roles) == 1 else [])
    return f"it counts only premises {' and '.join(narrower)}" if narrower else ""
