"""Wordings near the Code's own are read as they were meant before they were run, or said to be open."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from sec_rules.documents.readers import open_draft
from sec_rules.drafting.draft import hold_against
from sec_rules.loading import load
from sec_rules.rulebook.questions import assessment
from tests.drafting.rating import as_meant

HELD: Final = tomllib.loads((Path(__file__).parent / "drafts" / "near_wordings.toml").read_text(encoding="utf-8"))


def drafts() -> list[Any]:
    """The drafts, what is short in them written out; told by the words with which they begin."""
    for draft in HELD["draft"]:
        for short, long in HELD["short"].items():
            draft["text"] = draft["text"].replace(short, long)
    return [pytest.param(draft, id=f"{n}-{draft['text'].strip()[:40]}") for n, draft in enumerate(HELD["draft"])]


@pytest.mark.parametrize("entry", drafts())
def test_a_draft_is_read_as_it_was_meant_or_said_to_be_open(entry: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text(entry["text"].strip("\n") + "\n", encoding="utf-8")
    on = date.fromisoformat(entry["day"]) if "day" in entry else None
    draft = hold_against(open_draft(str(path)), load(), on=on)
    ruleset = draft.proposed.ruleset(assessment, draft.on)
    unread = bool(draft.failed or draft.open or ruleset.left_open)
    assert unread == entry.get("open", False)
    assert unread or as_meant(entry, draft, ruleset)
