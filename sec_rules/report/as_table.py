"""The atlas as CSV, Markdown, text and JSON."""

from __future__ import annotations

import csv
import io

from sec_rules.analysis.atlas_table import Row, Table
from sec_rules.report.layout import page, visible, wrapped

Json = dict[str, object]


def as_csv(table: Table) -> str:
    """A line a cell; the smallest case in a column for each fact."""
    facts = [name for name, _ in table.ranges]
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("cell", "where", "conditions", "outcome", "because", "points", "neighbours", *facts))
    for row in table.rows:
        case = (str(row.witness[name]).lower() for name in facts)
        rows.writerow((row.number, row.where, "; ".join(row.conditions), row.outcome or "", " ".join(row.because),
                       "" if row.points is None else row.points, _numbers(row), *case))  # fmt: skip
    return visible(out.getvalue())


def as_markdown(table: Table) -> str:
    """The sentences, then a table of the cells."""
    lines = [f"# Atlas of {table.question} on {table.on}", "", *(f"- {told.sentence}" for told in table.told), ""]
    lines += ["| cell | of whom | outcome | by | Users | beside |", "|---|---|---|---|---|---|"]
    lines += [
        f"| {r.number} | {r.where} | {r.outcome or 'none'} | {', '.join(r.because)} | {_points(r)} | {_numbers(r)} |"
        for r in table.rows
    ]
    return page((*lines, "", _counted(table), *table.notes))


def as_text(table: Table) -> str:
    """The sentences, wrapped, and how many cells they stand for."""
    lines = [f"{len(table.rows)} cells cover all facts on {table.on}; in {len(table.told)} sentences:", ""]
    lines += [wrapped(told.sentence, "    ", "  - ") for told in table.told]
    lines += ["", wrapped(_counted(table))]
    return page((*lines, *(wrapped(note) for note in table.notes)))


def as_json(table: Table) -> Json:
    """The rows and the sentences, without the schema version. Points are strings: they pass what a float holds."""
    return {
        "question": table.question,
        "on": table.on.isoformat(),
        "assumptions": list(table.assumptions),
        "ranges": dict(table.ranges),
        "points": None if table.total is None else str(table.total),
        "cells": [
            {
                "cell": row.number,
                "where": row.where,
                "conditions": list(row.conditions),
                "outcome": row.outcome,
                "because": list(row.because),
                "sentence": row.sentence,
                "witness": dict(row.witness),
                "points": None if row.points is None else str(row.points),
                "neighbours": None if row.neighbours is None else list(row.neighbours),
            }
            for row in table.rows
        ],
        "sentences": [{"sentence": told.sentence, "cells": list(told.rows)} for told in table.told],
        "notes": list(table.notes),
    }


def _points(row: Row) -> str:
    return "not counted" if row.points is None else f"{row.points:,}"


def _numbers(row: Row) -> str:
    return " ".join(map(str, row.neighbours or ()))


def _counted(table: Table) -> str:
    if table.total is None:
        return "Not all cells are counted."
    return f"Users that there can be: {table.total:,} (a value for each fact, within its range)."
