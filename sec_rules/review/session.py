"""A draft while it is edited: checked again after each edit, from what the edit left as it was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import PurePath

from attrs import evolve, field, frozen

from sec_rules.documents.document import Document
from sec_rules.documents.readers import open_draft
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.grammar.settlements import Settlement
from sec_rules.engine.code import Code, check_code, check_question
from sec_rules.errors import UsageError, wrong_kind
from sec_rules.lang import Question
from sec_rules.review.editing import Words, changed
from sec_rules.review.review import Review, check
from sec_rules.review.selection import Selection


@frozen
class Session:
    """A draft in one state of being edited, as text or as the bytes of a Word file; `edited` gives the next.

        session = Session(text, code, question)
        session = session.edited(120, 127, "300,000")
        session.review

    In a text a place is from one code point to another. In a Word file, and in a text too, it may be words of a
    paragraph: `paragraph` is its number among `document.paragraphs`, counted from 0, and the code points are those of
    its text in the markup (`document.paragraphs[12].text`). What so comes or goes in a Word file is a tracked change,
    in a redlined text a mark of CriticMarkup. `draft` is then the file with it, fit to be saved.

        session = Session(Path("draft.docx").read_bytes(), code, question, name="draft.docx")
        session = session.edited(34, 41, "300,000", paragraph=12)

    The options are those of `check`, and `review` is what that gives for the draft, to the letter. Sentences parsed,
    clauses read, cells, proofs and changes are kept by what they say, so that only what an edit alters is worked out
    anew. No more is kept than some hundred clauses and some dozen proofs, however long a session lasts; what one
    session has worked out serves every other, and every check. `name` ends in .md or .txt for a text, in .docx for a
    Word file, of which `formatting_is_redline` says whether struck and underlined words are changes.
    """

    draft: str | bytes = field(repr=False)
    code: Code
    question: Question
    name: str = field(kw_only=True)
    on: date | None = field(default=None, kw_only=True)
    everything: bool = field(default=False, kw_only=True)
    selection: Selection | None = field(default=None, kw_only=True, repr=False)
    drafting_only: bool = field(default=False, kw_only=True)
    settled: Mapping[str, Settlement] | None = field(default=None, kw_only=True, repr=False)
    formatting_is_redline: bool | None = field(default=None, kw_only=True)

    @name.default
    def _named(self) -> str:
        return "draft.docx" if isinstance(self.draft, bytes) else "draft.md"

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.draft, (str, bytes)):
            raise wrong_kind("draft", "the text of a draft or the bytes of a Word file", self.draft)
        if isinstance(self.draft, bytes) != (PurePath(self.name).suffix.lower() == ".docx"):
            raise UsageError(f"{self.name}: bytes are those of a .docx file; a .md or .txt draft is given as text.")
        check_code(self.code)
        check_question(self.question)

    @property
    def text(self) -> str:
        """The draft as text. `UsageError` for a Word file, which has none of its own."""
        if isinstance(self.draft, bytes):
            raise UsageError(f"{self.name} is a Word file; its words are those of `document.paragraphs`.")
        return self.draft

    @cached_property
    def document(self) -> Document:
        """The draft as it is read. `DocumentError` where it cannot be, as a mark of change opened and not closed."""
        if isinstance(self.draft, bytes):
            return open_draft(self.draft, self.name, formatting_is_redline=self.formatting_is_redline)
        form = "txt" if PurePath(self.name).suffix == ".txt" else "md"
        return read_markdown(self.draft, self.name, form=form)

    @cached_property
    def review(self) -> Review:
        """The draft checked as it stands. `DocumentError` as for `document`."""
        return check(
            self.document,
            self.code,
            self.question,
            on=self.on,
            everything=self.everything,
            selection=self.selection,
            drafting_only=self.drafting_only,
            settled=self.settled,
        )

    def edited(self, start: int, end: int, words: str, *, paragraph: int | None = None) -> Session:
        """The session with other words in the place of the code points from `start` to `end` of its text, or of one
        of its paragraphs. Where `start` is `end`, words are only put in.

        `UsageError` for a place that the draft does not have, and for words of a paragraph that are not to be changed:
        deleted ones, numbers and fields.
        """
        if paragraph is not None:
            return evolve(self, draft=self._changed(Words(start, end, paragraph), words))
        if isinstance(self.draft, bytes):
            raise UsageError(
                f"{self.name} is a Word file: say with `paragraph` in which of its paragraphs the words stand."
            )
        if not 0 <= start <= end <= len(self.draft):
            raise UsageError(f"The text has {len(self.draft):,} characters, and none from {start:,} to {end:,}.")
        return evolve(self, draft=self.draft[:start] + words + self.draft[end:])

    def _changed(self, place: Words, words: str) -> str | bytes:
        if isinstance(self.draft, bytes):
            return changed(self.draft, self.document, place, words)
        return changed(self.draft.encode(), self.document, place, words).decode()
