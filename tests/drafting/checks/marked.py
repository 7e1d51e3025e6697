"""Places marked in a text, read from the text itself, laid out like any other: they do not come from a check."""

from __future__ import annotations

from sec_rules.drafting.document import View
from sec_rules.drafting.instructions import Edit
from sec_rules.drafting.laying import lay_out
from sec_rules.drafting.readers.markdown import read_markdown


def places(marked: str) -> list[tuple[str, int, int]]:
    """The provision, and the place in its own text, of everything between « and », in either view."""
    document = read_markdown(marked, "marked.md")
    found: list[tuple[str, int, int]] = []
    for view in (View.ACCEPTED, View.ORIGINAL):
        layout = lay_out(document.view(view), view)
        texts = [(p.label, p.text) for p in layout.walk()] + [("", p.text) for p in layout.loose]
        texts += [(e.at, i.text) for i in layout.instructions for e in i.acts if isinstance(e, Edit)]
        for label, text in texts:
            found.extend((label, start, end) for start, end in _marks(text))
    return found


def _marks(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    position = 0
    while (start := text.find("«", position)) >= 0:
        end = text.find("»", start)
        if end < 0:
            # A place that is whole in the other view only.
            break
        before = 2 * len(found)
        found.append((start - before, end - before - 1))
        position = end
    return found
