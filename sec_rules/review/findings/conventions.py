"""Conventions that differ between codes of law, by name: what a check takes for right."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from sec_rules.errors import UsageError


@frozen(kw_only=True)
class Profile:
    """The conventions of one kind of text.

    `off` names the checks that make no sense under these conventions.
    """

    name: str
    says: str
    off: tuple[str, ...] = ()


PROFILES: Final = {
    p.name: p
    for p in (
        Profile(name="sec", says="the Smart Energy Code: Sections, terms in capitals, insertions by suffix"),
        Profile(
            name="clauses",
            says="a contract: clauses, terms in capitals, renumbered as a whole at each change",
            off=("NU302", "NU306"),
        ),
        Profile(
            name="statute",
            says="an Act or instrument: terms in small letters, insertions by suffix",
            off=("DT501", "DT504", "XR403"),
        ),
    )
}


def profile(name: str) -> Profile:
    """The profile of that name; `UsageError` where there is none."""
    if name not in PROFILES:
        raise UsageError(f"'{name}' is no profile; known are {', '.join(PROFILES)}.")
    return PROFILES[name]


@frozen
class Conventions:
    """What a project says of its texts: the profile, and words in capitals that need no definition."""

    profile: Profile = PROFILES["sec"]
    words: frozenset[str] = frozenset()
