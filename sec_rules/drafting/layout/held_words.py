"""Words that are held, as the provision that they make."""

from __future__ import annotations

from functools import cache

from sec_rules.documents.document import View
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.layout.layout import lay_out
from sec_rules.drafting.layout.provisions import Provision, unplaced


@cache
def held_provision(label: str, words: str) -> Provision | None:
    """The provision of a label, or a part of it, in the words of its clause; None where they do not hold it."""
    layout = lay_out(read_markdown(words, label).view(View.ACCEPTED), View.ACCEPTED, instructs=False)
    found = layout.find(label)
    return unplaced(found) if found is not None else None
