"""Drafts in which something unobtrusive may change who is assessed: none of them is proved."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from sec_rules.documents.readers import open_draft
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment

DRAFTS = tomllib.loads(Path(__file__).with_name("drafts").joinpath("unobtrusive.toml").read_text(encoding="utf-8"))[
    "draft"
]


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft["id"])
def test_what_is_said_in_passing_keeps_a_draft_from_being_proved(draft: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    file.write_text(draft["text"], encoding="utf-8")
    assert check(open_draft(str(file)), load(), assessment).state in ("not-all-read", "nothing-read"), draft["why"]
