"""What is looked for first, in a few signs, is in all that is found: placeholders and dates in every form."""

from __future__ import annotations

import pytest

from sec_rules.lang.number_words import MONTHS
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment
from tests.review.checks.marked import read

PLACEHOLDERS = [
    "[\u25cf]", "[*]", "[?]", "[..]", "[xx]", "[N]", "[ ]", "[TBC]", "[to be agreed]", "[insert date]",
    "[add: the sum]", "[the date]", "[Clause tbc]", "\u25cf", "____", "??", "TBC", "TBD", "T.B.C.",
    "TODO", "FIXME", "lorem ipsum",
    "SECMPXX", "DPXXX", "XX", "XXX", "DD/MM/YYYY", "xx/xx/xx", "DDth Month YYYY", "DD MM YYYY", "20XX", "20xx", "G8.X",
    "G8.xx", "Drafting note:", "note to self", "editor's note", "Author's note", "<insert name>", "{{date}}", "{name}",
    "<<name>>",
]  # fmt: skip
IMPOSSIBLE = [
    *(f"31st {month.capitalize()}" for month in ("february", "april", "june", "september", "november")),
    *(f"32 {month.capitalize()} 2019" for month in MONTHS),
    *(f"{month.capitalize()[:3]} 32, 2019" for month in MONTHS),
    "31 FEBRUARY 2019", "31st of Sept. 2019", "31/02/2019", "31.2.2019", "2019-02-31", "the 31st day of June 2019",
]  # fmt: skip


@pytest.mark.parametrize("words", PLACEHOLDERS)
def test_a_placeholder_of_any_form_is_found(words: str) -> None:
    found = check(read(f"G8.41 Each User pays on {words} at noon."), load(), assessment).findings
    assert "PH201" in {f.code for f in found}


@pytest.mark.parametrize("words", IMPOSSIBLE)
def test_a_day_that_there_is_not_is_found_in_any_form(words: str) -> None:
    found = check(read(f"G8.41 Each User pays on {words} at noon."), load(), assessment).findings
    assert "QT705" in {f.code for f in found}
