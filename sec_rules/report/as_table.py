"""The atlas as CSV, text and JSON."""

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
    rows.writerow(("cell", "where", "conditions", "outcome", "because", "neighbours", *facts))
    for row in table.rows:
        case = (str(row.witness[name]).lower() for name in facts)
        rows.writerow((row.number, row.where, "; ".join(row.conditions), row.outcome or "", " ".join(row.because),
                       _numbers(row), *case))  # fmt: skip
    return visible(out.getvalue())


def as_text(table: Table) -> str:
    """The sentences, wrapped, and how many cells they stand for."""
    lines = [f"{len(table.rows)} cells cover all facts on {table.on}; in {len(table.sentences)} sentences:", ""]
    lines += [wrapped(sentence.text, "    ", "  - ") for sentence in table.sentences]
    notes = [wrapped(note) for note in table.notes]
    return page((*lines, *(("", *notes) if notes else ())))


def as_json(table: Table) -> Json:
    """The rows and the sentences, without the schema version."""
    return {
        "question": table.question,
        "on": table.on.isoformat(),
        "assumptions": list(table.assumptions),
        "ranges": dict(table.ranges),
        "cells": [
            {
                "cell": row.number,
                "where": row.where,
                "conditions": list(row.conditions),
                "outcome": row.outcome,
                "because": list(row.because),
                "sentence": row.sentence,
                "witness": dict(row.witness),
                "neighbours": None if row.neighbours is None else list(row.neighbours),
            }
            for row in table.rows
        ],
        "sentences": [{"sentence": sentence.text, "cells": list(sentence.rows)} for sentence in table.sentences],
        "notes": list(table.notes),
    }


def _numbers(row: Row) -> str:
    return " ".join(map(str, row.neighbours or ()))
