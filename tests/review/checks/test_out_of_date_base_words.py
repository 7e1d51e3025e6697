"""AM906: a clause that only keeps its number says nothing else than the version held."""

from __future__ import annotations

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment

RECORD = "G8.60 Each User shall keep a {~~full~>complete~~} record of its premises.\n"


@pytest.mark.parametrize("says", ["Not used.", "[Not used]", "Not Used"])
@pytest.mark.parametrize("label", ["G8.43", "G8.52"])
def test_a_number_kept_for_nothing_matches_where_no_version_is_held(label: str, says: str) -> None:
    result = check(read_markdown(f"{label} {says}\n\n{RECORD}", "draft.md"), load(), assessment)
    assert "AM906" not in {f.code for f in result.findings}
    assert "match no version" not in result.draft.base_because


def test_a_number_kept_for_nothing_where_a_version_is_held_is_told() -> None:
    result = check(read_markdown(f"G8.42 Not used.\n\n{RECORD}", "draft.md"), load(), assessment)
    assert [f.clause for f in result.findings if f.code == "AM906"] == ["G8.42"]
