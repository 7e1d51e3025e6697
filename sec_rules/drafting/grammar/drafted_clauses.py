"""What stands in a draft as a clause of the Code, in force from a day."""

from __future__ import annotations

from datetime import date

from sec_rules.lang import Clause, Doubt, Evidence, Mark, Rule, Source, Standing, TextSource, Version, Words


def drafted(
    label: str,
    rules: tuple[Rule, ...],
    in_force: date,
    draft: str,
    source: Source,
    doubts: tuple[Doubt, ...] = (),
    assumed: tuple[str, ...] = (),
) -> Clause:
    """What stands in a draft under a label, as a clause in force from a day; `assumed` as of a version."""
    version = Version(
        in_force=in_force,
        brought_in_by=draft,
        words=Words(draft, "", TextSource.DRAFT),
        standing=Standing.PROPOSED,
        evidence=(Evidence(source, "the words", Mark.DRAFT),),
        rules=rules,
        doubts=doubts,
        assumed=assumed,
    )
    return Clause(label=label, title="", versions=(version,))
