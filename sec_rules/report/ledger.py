"""The reading ledger as text and as data: how many signs stand in each kind of entry, and the entries themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from sec_rules.documents.document import Document, View
from sec_rules.drafting.ledger import KINDS, Entry, Ledger
from sec_rules.report.layout import PLAIN, Ink, page, wrapped

Json = dict[str, object]
_VIEWS: Final = {View.ORIGINAL: "before", View.MARKUP: "both", View.ACCEPTED: "after"}
_TITLES: Final = {View.ORIGINAL: "BEFORE THE CHANGES", View.ACCEPTED: "AFTER THE CHANGES"}
_LEFT: Final = 15
_COLUMN: Final = 12
# Longer words are shown by their beginning and their end.
_LONGEST: Final = 160


def totals(ledgers: Sequence[Ledger]) -> Json:
    """For each view the characters of each kind of entry, white space left out, and their sum."""
    return {one.view.value: _counts(one) for one in ledgers}


def _counts(ledger: Ledger) -> dict[str, int]:
    by_kind: dict[str, int] = {kind: ledger.signs(kind) for kind in KINDS}
    return by_kind | {"sum": ledger.sum}


def as_data(document: Document, ledgers: Sequence[Ledger]) -> Json:
    """`explain --ledger --json`, without the schema version."""
    return {
        "draft": {"name": document.name, "sha256": document.sha256, "format": document.format},
        "ledger": totals(ledgers),
        "held": {
            one.view.value: {"counted": one.counted, "unseen": one.unseen, "missing": one.missing} for one in ledgers
        },
        "unseen": [
            {"place": u.place, "text": u.words, "why": u.why, "characters": {v.value: u.signs_in(v) for v in View}}
            for u in document.unseen
        ],
        "entries": {one.view.value: [_entry(entry) for entry in one.entries] for one in ledgers},
    }


def _entry(entry: Entry) -> Json:
    return {
        "entry": entry.kind,
        "part": entry.part,
        "place": entry.place,
        "clause": entry.clause or None,
        "limb": entry.limb or None,
        "text": entry.text,
        "characters": entry.signs,
        "became": entry.became,
        "computed": entry.computed,
    }


def as_text(document: Document, ledgers: Sequence[Ledger], ink: Ink = PLAIN) -> str:
    """The report of `explain --ledger`: the characters of each kind, then every entry, place by place."""
    shown = tuple(one for one in ledgers if document.is_redline or one.view is View.ACCEPTED)
    lines = [wrapped(f"{document.name}: what became of each of its characters, white space left out."), ""]
    lines += _table(shown)
    for one in shown:
        if one.view is not View.MARKUP:
            title = _TITLES[one.view] if document.is_redline else "THE ENTRIES"
            lines += ["", ink(title, "heading"), *_places(one)]
    if document.unseen:
        lines += ["", ink("NOT ON THE PAGE", "heading")]
        for unseen in document.unseen:
            lines.append(wrapped(f"{unseen.place}: '{_short(unseen.words)}', {unseen.why}", "    ", "  "))
    return page(lines)


def _table(ledgers: Sequence[Ledger]) -> Iterator[str]:
    if len(ledgers) > 1:
        yield _row("", [_VIEWS[one.view] for one in ledgers])
    for kind in KINDS:
        if any(one.signs(kind) for one in ledgers):
            yield _row(kind, [f"{one.signs(kind):,}" for one in ledgers])
    yield _row("sum", [f"{one.sum:,}" for one in ledgers])
    if any(one.unseen for one in ledgers):
        yield _row("unseen", [f"{one.unseen:,}" for one in ledgers])
    counted = ["not counted" if one.counted is None else f"{one.counted:,}" for one in ledgers]
    yield _row("in the file", counted)


def _row(name: str, values: Sequence[str]) -> str:
    return f"  {name:<{_LEFT}}" + "".join(f"{value:>{_COLUMN}}" for value in values)


def _places(ledger: Ledger) -> Iterator[str]:
    for (place, part, limb), entries in groupby(ledger.entries, key=lambda e: (e.place, e.part, e.limb)):
        where = (limb, place, "" if part == "body" else part)
        yield wrapped(", ".join(dict.fromkeys(w for w in where if w)) or "the document", "    ", "  ")
        for entry in entries:
            yield wrapped(_short(entry.text) or "(no words)", "      ", f"    {entry.kind:<12}")
            yield wrapped(entry.became, "        ", "      = ")


def _short(text: str) -> str:
    """Words on one line, those of a long text by its beginning and its end."""
    words = " ".join(text.split())
    half = _LONGEST // 2
    return words if len(words) <= _LONGEST else f"{words[:half].rstrip()} \u2026 {words[-half:].lstrip()}"
