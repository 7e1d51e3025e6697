"""Conventions that differ between codes of law, by name: what a check takes for right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from sec_rules.drafting.layout.schemes import CODE, OTHERS, Scheme
from sec_rules.errors import UsageError


@frozen(kw_only=True)
class Profile:
    """The conventions of one kind of text.

    `off` names the checks that make no sense under these conventions. `scheme` is how the text numbers its provisions,
    None where that is found from the text.
    """

    name: str
    says: str
    off: tuple[str, ...] = ()
    scheme: Scheme | None = None


_RENUMBERED: Final = ("NU302", "NU306")
_SMALL_LETTERS: Final = ("DT501", "DT504", "XR403")
_OFF: Final = {"contract": _RENUMBERED, "act": _SMALL_LETTERS, "instrument": _SMALL_LETTERS, "eu": _SMALL_LETTERS}
_FOUND: Final = (
    Profile(name="auto", says="found from the text itself"),
    Profile(name="sec", says="the Smart Energy Code: Sections, terms in capitals, insertions by suffix", scheme=CODE),
    Profile(
        name="clauses",
        says="a contract: clauses, terms in capitals, renumbered as a whole at each change",
        off=_RENUMBERED,
    ),
    Profile(
        name="statute",
        says="an Act or instrument: terms in small letters, insertions by suffix",
        off=_SMALL_LETTERS,
    ),
)
PROFILES: Final = {
    p.name: p
    for p in (
        *_FOUND,
        *(Profile(name=s.name, says=s.says, off=_OFF.get(s.name, ()), scheme=s) for s in OTHERS),
    )
}


def profile(name: str) -> Profile:
    """The profile of that name; `UsageError` where there is none."""
    if name not in PROFILES:
        raise UsageError(f"'{name}' is no profile; known are {', '.join(PROFILES)}.")
    return PROFILES[name]


@frozen
class Conventions:
    """What a project says of its texts: the profile, and words in capitals that need no definition.

    `strict` wants also findings of which a check is not sure, in a text that is not held. `adopted` are the policy
    invariants, by name, that somebody adopted, with who or what did.
    """

    profile: Profile = PROFILES["auto"]
    words: frozenset[str] = frozenset()
    strict: bool = False
    adopted: Mapping[str, str] = field(factory=dict)
