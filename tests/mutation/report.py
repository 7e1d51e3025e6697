"""A mutation run as text, Markdown and JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from sec_rules.answers.markdown_table import markdown_table
from tests.mutation.killing import Death
from tests.mutation.phrases import WordMutant
from tests.mutation.running import Mutated

Json = dict[str, object]
_WIDTH: Final = 80
_Tests = tuple[tuple[str, Callable[[Death], bool]], ...]
_COLUMNS: Final[_Tests] = (
    ("mutants", lambda d: True),
    ("invariants", lambda d: bool(d.invariant)),
    ("words", lambda d: bool(d.words)),
    ("rows", lambda d: bool(d.rows)),
    ("only words", lambda d: bool(d.words) and not d.invariant and not d.rows and not d.equivalent),
    ("only rows", lambda d: bool(d.rows) and not d.invariant and not d.words),
    ("no change", lambda d: d.equivalent),
    ("survive", lambda d: d.survives),
)
_NOTICED: Final = ("not read", "words left over", "another rule", "same rule")


def as_text(run: Sequence[Mutated]) -> str:
    """The verdict, and a table of the clauses."""
    deaths = [death for clause in run for death in clause.rules]
    words = [mutant for clause in run for mutant in clause.words]
    lines = [_wrapped(_verdict(run, deaths, words)), ""]
    lines += _aligned((["clause", *(name for name, _ in _COLUMNS)], *_by_clause(run)))
    lines += ["", *_aligned((["words of", "mutants", *_NOTICED], *_by_words(run)))]
    lines += [_wrapped(f"Survives: {_slip(d)}.", "  ") for d in deaths if d.survives]
    return "\n".join(lines) + "\n"


def as_markdown(run: Sequence[Mutated]) -> str:
    """The tables for the documents: by clause, by kind of slip, the mutants that are no change, and the words."""
    deaths = [death for clause in run for death in clause.rules]
    words = [mutant for clause in run for mutant in clause.words]
    lines = [
        "# Would anybody notice?", "",
        "Made by `python -m tests.mutation --format markdown`. Every single slip in a rule (a figure one off, a "
        "comparison, a condition dropped, a day, ...) and in its words (a phrase deleted, doubled, or another in its "
        "place), and who notices it: the invariants, the double entry of module and words, the rows of "
        "`tests/clauses/`.", "",
        _verdict(run, deaths, words), "", "## Rules, by clause", "",
        markdown_table(("clause", *(name for name, _ in _COLUMNS)), _by_clause(run)), "## Rules, by kind of slip", "",
        markdown_table(("slip", *(name for name, _ in _COLUMNS)), _by_kind(deaths)),
        "`only words` and `only rows`: nothing else notices. `no change`: proved, on every day everybody is answered "
        "alike by the same provisions.", "", "## Mutants proved to be no change", "",
        *(f"- {_slip(d)}" for d in deaths if d.equivalent), "", "## Words, by version", "",
        markdown_table(("words of", "mutants", *_NOTICED), _by_words(run)),
        "The SHA-256 in the module tells every one of these slips. The table says which the meaning tells.", "",
        "## Slips in the words that are read as the same rule", "",
        "For each the rule read is proved equal to the module's. What a person should look at twice: the meaning of a "
        "qualifier (`and/or` in it, too) is in the defined term and not in the rule.", "",
        markdown_table(("slip", "the phrase", "in"), _same(words)).rstrip("\n"),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def as_json(run: Sequence[Mutated]) -> Json:
    """Every mutant, without the schema version."""
    return {
        "clauses": [
            {
                "clause": clause.label,
                "rows_run": clause.rows_run,
                "rules": [
                    {
                        "of": d.mutant.of.isoformat(),
                        "kind": d.mutant.kind,
                        "slip": d.mutant.what,
                        "invariant": d.invariant or None,
                        "words": d.words or None,
                        "row": d.rows or None,
                        "no_change": d.equivalent,
                        "undecided": d.undecided or None,
                        "survives": d.survives,
                    }
                    for d in clause.rules
                ],
                "words": [
                    {"of": m.of, "slip": m.slip, "phrase": m.part, "noticed": m.noticed, "says": m.says}
                    for m in clause.words
                ],
            }
            for clause in run
        ],
        "survivors": sum(len(clause.survivors) for clause in run),
    }


def _verdict(run: Sequence[Mutated], deaths: Sequence[Death], words: Sequence[WordMutant]) -> str:
    surviving = sum(d.survives for d in deaths)
    same = sum(m.noticed == "same rule" for m in words)
    rows = "" if all(clause.rows_run for clause in run) else " Rows were not run."
    return (
        f"{len(deaths)} mutants of the rules: {surviving or 'none'} survive{'s' * (surviving == 1)}, "
        f"{sum(d.equivalent for d in deaths)} are proved to be no change. {len(words)} mutants of the words: "
        f"{len(words) - same} read as something else or not at all, {same} proved to be the same rule.{rows}"
    )


def _by_clause(run: Sequence[Mutated]) -> list[list[str]]:
    rows = [[clause.label, *_counts(clause.rules)] for clause in run]
    return [*rows, ["all", *_counts([d for clause in run for d in clause.rules])]]


def _by_kind(deaths: Sequence[Death]) -> list[list[str]]:
    kinds = dict.fromkeys(d.mutant.kind for d in deaths)
    return [[kind, *_counts([d for d in deaths if d.mutant.kind == kind])] for kind in sorted(kinds)]


def _counts(deaths: Iterable[Death]) -> list[str]:
    given = list(deaths)
    return [str(sum(test(d) for d in given)) for _, test in _COLUMNS]


def _by_words(run: Sequence[Mutated]) -> list[list[str]]:
    rows = []
    for clause in run:
        for of in dict.fromkeys(m.of for m in clause.words):
            mine = [m for m in clause.words if m.of == of]
            rows.append(
                [f"{clause.label} {of}", str(len(mine)), *(str(sum(m.noticed == n for m in mine)) for n in _NOTICED)]
            )
    return rows


def _same(words: Sequence[WordMutant]) -> Iterator[list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for m in words:
        if m.noticed == "same rule":
            found.setdefault((m.slip, m.part), []).append(m.label)
    for (slip, part), labels in sorted(found.items()):
        yield [slip, part, ", ".join(dict.fromkeys(labels))]


def _slip(death: Death) -> str:
    return f"{death.mutant.label} of {death.mutant.of}, {death.mutant.kind}: {death.mutant.what}"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    return [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    ]


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(text, _WIDTH, subsequent_indent=indent, break_on_hyphens=False)
