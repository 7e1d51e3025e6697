"""A draft while it is edited: checked again after each edit, from what the edit left as it was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import PurePath

from attrs import evolve, field, frozen

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.grammar.settlements import Settlement
from sec_rules.engine.code import Code, check_code, check_question
from sec_rules.errors import UsageError, wrong_kind
from sec_rules.lang import Question
from sec_rules.review.review import Review, check
from sec_rules.review.selection import Selection


@frozen
class Session:
    """A draft as text, Markdown or plain, in one state of being edited; `edited` gives the next.

        session = Session(text, code, question)
        session = session.edited(120, 127, "300,000")
        session.review

    The options are those of `check`, and `review` is what that gives for the text, to the letter. Sentences parsed,
    clauses read, cells, proofs and changes are kept by what they say, so that only what an edit alters is worked out
    anew. No more is kept than some hundred clauses and some dozen proofs, however long a session lasts; what one
    session has worked out serves every other. `name` ends in .md or .txt.
    """

    text: str = field(repr=False)
    code: Code
    question: Question
    name: str = field(default="draft.md", kw_only=True)
    on: date | None = field(default=None, kw_only=True)
    everything: bool = field(default=False, kw_only=True)
    selection: Selection | None = field(default=None, kw_only=True, repr=False)
    drafting_only: bool = field(default=False, kw_only=True)
    settled: Mapping[str, Settlement] | None = field(default=None, kw_only=True, repr=False)

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise wrong_kind("text", "the text of a draft", self.text)
        check_code(self.code)
        check_question(self.question)

    @cached_property
    def review(self) -> Review:
        """The draft checked as it stands. `DocumentError` where a change in CriticMarkup is opened and not closed."""
        form = "txt" if PurePath(self.name).suffix == ".txt" else "md"
        return check(
            read_markdown(self.text, self.name, form=form),
            self.code,
            self.question,
            on=self.on,
            everything=self.everything,
            selection=self.selection,
            drafting_only=self.drafting_only,
            settled=self.settled,
        )

    def edited(self, start: int, end: int, words: str) -> Session:
        """The session with other words in the place of the code points from `start` to `end` of its text.

        `UsageError` for a place that the text does not have.
        """
        if not 0 <= start <= end <= len(self.text):
            raise UsageError(f"The text has {len(self.text):,} characters, and none from {start:,} to {end:,}.")
        return evolve(self, text=self.text[:start] + words + self.text[end:])
