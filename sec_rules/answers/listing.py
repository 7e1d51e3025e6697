"""The clauses that there are, each with its versions; on a day, those that stand and the version that stands then."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from sec_rules.engine.code import Code
from sec_rules.lang import Clause, Version


@frozen
class ListedVersion:
    """A version with the day from which it stands and the first on which it no longer does; None: it stands still."""

    version: Version
    first: date
    until: date | None


@frozen
class ListedClause:
    """A clause and the versions that are listed, newest first."""

    clause: Clause
    versions: tuple[ListedVersion, ...]


@frozen
class Listing:
    """The clauses of a day, or of all days where there is none, in the order of the Code."""

    on: date | None
    clauses: tuple[ListedClause, ...]


def listing(code: Code, on: date | None) -> Listing:
    """The clauses of a Code; of a day where one is given. `DayError` for a day before the Code is held."""
    if on is None:
        return Listing(None, tuple(ListedClause(clause, _versions(clause)) for clause in code.clauses))
    standing = (
        ListedClause(clause, tuple(listed for listed in _versions(clause) if listed.version is version))
        for clause, version in code.standing(on)
    )
    return Listing(on, tuple(standing))


def _versions(clause: Clause) -> tuple[ListedVersion, ...]:
    return tuple(ListedVersion(version, first, until) for version, first, until in clause.spans())
