"""What a draft has beside its provisions: its title, and the headings, notes, headers and comments that it changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen

from sec_rules._patterns import compiled
from sec_rules.documents.document import View, ViewedParagraph
from sec_rules.documents.word.annotation import is_own
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout
from sec_rules.drafting.layout.titles import is_title

_ABOVE: Final = 12
_MOST: Final = 100
# Words that a draft puts in or takes out are told whole up to so many.
_MOST_WORDS: Final = 100
# What a title of a proposal speaks of, where it is not in the style of one and stands over no other heading.
_OF_A_PROPOSAL: Final = compiled(
    r"\b(?:[A-Z]{2,6} ?\d{2,4}|modification|proposal|proposed|proposals|amendments?|draft(?:ing)?|legal text|changes?|"
    r"regulations|order|bill|act|rules|consultation|variation|schedule \d+|appendix [A-Z]+)\b",
    re.IGNORECASE,
)
# The same where nothing in the look of a line says that it is a title.
_NAMED: Final = compiled(
    r"\b[A-Z]{2,6} ?\d{3,4}\b|\b(?:Regulations|Order|Bill|Act|Rules)\b(?: \(.*\))?(?: \d{4})?$", re.I
)
# Words between double quotation marks, straight or curly.
_DOUBLE: Final = compiled(r"\u201c([^\u201c\u201d\"]+)\u201d|\"([^\"\u201c\u201d]+)\"")
_NO_TITLE: Final = compiled(
    r"\W*(?:contents?|draft|confidential|page \d+.*|as introduced|legal text)\W*", re.IGNORECASE
)


def title_of(draft: Draft) -> str:
    """The draft's own title, as it stands over the text; the name of the file where there is none."""
    above = list(_above(draft))
    headings = [p for p in above if p.heading]
    # Of several headings the first stands over all of them; a single one may be that of the first clauses alone.
    sure = headings[:1] if len(headings) > 1 else []
    for paragraph in (*sure, *headings, *above):
        text = " ".join(paragraph.text.split())
        said = paragraph in sure or (_OF_A_PROPOSAL if paragraph.heading else _NAMED).search(text)
        if said and "@" not in text and _NO_TITLE.fullmatch(text) is None:
            return text
    return draft.document.name


def _above(draft: Draft) -> Iterator[ViewedParagraph]:
    """The paragraphs over the first provision or instruction that could be a title."""
    placed = _placed(draft.accepted)
    placed |= {span.paragraph for p in draft.accepted.instructed for span in p.spans}
    for paragraph in draft.document.view(View.ACCEPTED)[:_ABOVE]:
        if any(span.paragraph in placed for span in paragraph.spans):
            return
        if paragraph.text.strip() and paragraph.cell is None and is_title(paragraph.text):
            yield paragraph


@frozen
class Beside:
    """Something beside the provisions: what it is ("heading", "footnote", "comment", ...), where, and its words.

    `was` and `becomes` are its words before and after, "" where it is not there; `by` is who wrote a comment.
    """

    kind: str
    place: str
    was: str
    becomes: str
    by: str = ""

    @property
    def in_words(self) -> str:
        """What it is and what becomes of it, in a sentence."""
        where = f" ({self.place})" if self.place else ""
        kind = f"{self.kind[:1].upper()}{self.kind[1:]}{where}"
        if self.by or self.kind == "comment":
            return f"{kind}{f' by {self.by}' if self.by else ''}: \u201c{_short(self.becomes)}\u201d"
        if not self.was:
            return f"{kind} put in: \u201c{_short(self.becomes)}\u201d"
        if not self.becomes:
            return f"{kind} taken out: \u201c{_short(self.was)}\u201d"
        return f"{kind}: \u201c{_short(self.was)}\u201d becomes \u201c{_short(self.becomes)}\u201d"


def beside(draft: Draft) -> tuple[Beside, ...]:
    """The headings, notes, headers and other things beside the provisions that the draft changes, and the comments of
    others in it.
    """
    return (*_headings(draft), *_shown_beside(draft), *_comments(draft))


def _headings(draft: Draft) -> Iterator[Beside]:
    titles = {*draft.original.headings, *draft.accepted.headings}
    placed = _placed(draft.original) | _placed(draft.accepted)
    for paragraph in draft.document.view(View.MARKUP):
        if not paragraph.changed or any(span.paragraph in placed for span in paragraph.spans):
            continue
        was, becomes = (_in_view(paragraph, view) for view in (View.ORIGINAL, View.ACCEPTED))
        if (paragraph.heading or {was, becomes} & titles) and was != becomes:
            yield Beside("heading", paragraph.place, was, becomes)


def _placed(layout: Layout) -> set[int]:
    """The stored paragraphs of which something stands in a provision."""
    return {span.paragraph for p in layout.walk() for source in p.sources for span in source.paragraph.spans}


def _in_view(paragraph: ViewedParagraph, view: View) -> str:
    """The words of a paragraph of the markup that stand in another view."""
    kept = (s.words_in(paragraph.text) for s in paragraph.stretches if s.mark.stands_in(view))
    return " ".join("".join(kept).split())


def _shown_beside(draft: Draft) -> Iterator[Beside]:
    for thing in draft.document.unread:
        was, becomes = (
            " ".join(thing.words_in(view).split()) if thing.stands_in(view) else ""
            for view in (View.ORIGINAL, View.ACCEPTED)
        )
        if was != becomes:
            yield Beside(thing.kind, thing.place, was, becomes)


def _comments(draft: Draft) -> Iterator[Beside]:
    for aside in draft.document.asides:
        if aside.kind == "comment" and not is_own(aside.author):
            yield Beside("comment", aside.place, "", " ".join(aside.text.split()), aside.author or "")


def cut_at(text: str, most: int) -> str:
    """A text of at most so many characters, with a sign where its end is left out."""
    if len(text) <= most:
        return text
    # At a word's end, save where a single word is longer than all that may stand.
    whole = text[: most + 1].rpartition(" ")[0].rstrip()
    return f"{whole} \u2026" if whole else text[: most - 1].rstrip() + "\u2026"


def quoted(text: str, most: int) -> str:
    """A text in one line between quotation marks, at most so many characters of it."""
    return f"\u201c{_within_marks(cut_at(' '.join(text.split()), most))}\u201d"


def quoted_in_full(text: str) -> str:
    """A text in one line between quotation marks: all of it, unless it has more than a hundred words.

    Of a longer one so many, and how many follow: a sentence that is cut before its verb can be read as the reverse.
    """
    words = _within_marks(text).split()
    more = len(words) - _MOST_WORDS
    if more <= 0:
        return f"\u201c{' '.join(words)}\u201d"
    left_out = f"{more:,} more {'word' if more == 1 else 'words'}"
    return f"\u201c{' '.join(words[:_MOST_WORDS])} \u2026\u201d (and {left_out}, to be read in the draft)"


def _within_marks(text: str) -> str:
    """Words as they stand between double quotation marks: those that they have themselves are single ones."""
    return _DOUBLE.sub(lambda m: f"\u2018{m[1] or m[2]}\u2019", text)


def _short(text: str) -> str:
    return cut_at(text, _MOST)
