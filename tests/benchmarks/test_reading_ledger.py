"""The reading ledger over every document there is: the sum of its entries is what the file holds, in each view.

pytest tests/benchmarks/test_reading_ledger.py --benchmark-only -s; the entries judged by hand are held in every run.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sec_rules.documents.document import View
from sec_rules.documents.readers import open_draft
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import hold_against
from sec_rules.drafting.ledger import PASSED_OVER, Ledger
from sec_rules.errors import DocumentError
from sec_rules.loading import load

ROOT = Path(__file__).resolve().parents[2]
CODE = load()
FILES = sorted(
    path
    for folder in (ROOT.parent / "shared" / "corpus", ROOT / "legal_text")
    for path in folder.rglob("*")
    if path.suffix in (".docx", ".md", ".txt")
)


def lacking(ledger: Ledger) -> tuple[int, list[str]]:
    """How many signs of the file stand in no entry, and the words that nothing reads."""
    return ledger.missing, [entry.text for entry in ledger.entries if entry.became == PASSED_OVER]


@pytest.mark.usefixtures("benchmark")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_sum_closes_over_real_documents(path: Path) -> None:
    books = hold_against(open_draft(path, formatting_is_redline=False), CODE).books
    for view in View:
        ledger = books.ledger(view)
        assert ledger.counted is not None
        assert lacking(ledger) == (0, [])


TEXTS = [path.read_text(encoding="utf-8-sig") for path in FILES if path.suffix == ".md" and path.stat().st_size < 9_000]


@pytest.mark.usefixtures("benchmark")
@settings(max_examples=400, deadline=None)
@given(st.data())
def test_the_sum_closes_over_mutated_documents(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        gone = data.draw(st.integers(0, 60))
        put = data.draw(
            st.sampled_from(["", "\n\n", "{++", "--}", "{~~", "~~}", "<!--", "|", "**", "\u201c", "(a) ", "\t7\n"])
        )
        text = text[:at] + put + text[at + gone :]
    try:
        books = hold_against(read_markdown(text, "draft.md"), CODE).books
    except DocumentError:
        return
    for view in View:
        assert lacking(books.ledger(view)) == (0, [])


# Entries judged by hand, one by one, from those first taken for prose outside every question or for furniture.
JUDGED = json.loads((ROOT / "tests" / "drafting" / "judged" / "ledger_entries.json").read_text(encoding="utf-8"))
BY_FILE = {file: [e for e in JUDGED if e["file"] == file] for file in sorted({e["file"] for e in JUDGED})}


@pytest.mark.parametrize("file", BY_FILE)
def test_an_entry_that_was_judged_stays_where_it_was(file: str) -> None:
    path = ROOT.parent / "shared" / file
    if not path.exists():
        pytest.skip("the corpus does not lie beside the checkout")
    books = hold_against(open_draft(path, formatting_is_redline=False), CODE).books
    entries = books.ledger(View.ACCEPTED).entries
    found = {(e.part, e.place, _hashed(e.text)): e.kind for e in entries}
    for judged in BY_FILE[file]:
        kind = found.get((judged["part"], judged["place"], judged["words"]))
        assert (kind == judged["entry"]) or judged["judged"] == "wrong", judged


def _hashed(words: str) -> str:
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:16]
