"""The words of a finding, cut out of their provision."""

from __future__ import annotations

from pathlib import Path

import sec_rules
from sec_rules.documents.readers import open_draft
from sec_rules.review.findings.excerpt import excerpt
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment

ROOT = Path(__file__).resolve().parents[3]


def test_the_words_of_a_finding_stand_in_their_sentence() -> None:
    result = check(open_draft(str(ROOT / "legal_text" / "drafts" / "secmp0059.docx")), sec_rules.load(), assessment)
    (finding,) = (r for r in result.findings if r.code == "TY101")
    found = excerpt(finding, result.draft, context=12)
    assert found is not None
    assert found.words == "  "
    assert found.before.endswith("Full User")
    assert found.after.startswith("Security")
    assert found.cut == (True, True)
