"""A draft checked, and two sides compared: a day, a draft, or another Code."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from attrs import frozen

from sec_rules.analysis.invariants.verdicts import State, read_together
from sec_rules.api.arguments import texts
from sec_rules.documents.readers import Source, open_draft
from sec_rules.drafting.draft import hold_against
from sec_rules.drafting.grammar.settlements import settlement
from sec_rules.engine.code import Code, check_code, check_day, check_question
from sec_rules.engine.linking import Ruleset
from sec_rules.errors import wrong_kind
from sec_rules.lang import Question
from sec_rules.loading import load
from sec_rules.review import review
from sec_rules.review.comparison import Comparison, compared
from sec_rules.review.review import Review
from sec_rules.review.selection import Selection
from sec_rules.review.state import read_of

Side = date | Source | Review | tuple[Code, date]


def check(
    draft: Source,
    code: Code | None = None,
    question: Question | None = None,
    *,
    on: date | None = None,
    everything: bool = False,
    drafting_only: bool = False,
    select: Iterable[str] = (),
    extend: Iterable[str] = (),
    ignore: Iterable[str] = (),
    settle: Iterable[str] = (),
) -> Review:
    """Checks a draft: its words, whether the invariants still hold, and what changes for whom.

    A draft is a path, the bytes of a file, an open file, or what `open_draft` gives. Without a Code it is held against
    that of `load()`, and without a question it is asked which assessment falls due, as the command does. `on` is the
    day on which it would commence, found if not given. `everything` also reports what the base text has too,
    `drafting_only` proves and claims nothing. `select`, `extend` and `ignore` name checks by code or its beginning,
    `settle` says how open places are to be taken ("ID=WAY:REASON"). No settings file is read. Raises `DocumentError`
    for a draft that cannot be opened, `DayError` for a day on which the Code is not held, `UsageError` for a check or a
    way there is not.
    """
    held = _held(code)
    asked = _asked(question, held)
    if on is not None:
        check_day(on)
    chosen = Selection(
        select=texts("select", select),
        extend=texts("extend", extend),
        ignore=texts("ignore", ignore),
        settle=tuple(settlement(text, "settle") for text in texts("settle", settle)),
    )
    return review.check(
        open_draft(draft),
        held,
        asked,
        on=on,
        everything=everything,
        drafting_only=drafting_only,
        selection=chosen,
    )


def compare(
    old: Side, new: Side, question: Question | None = None, *, code: Code | None = None, on: date | None = None
) -> Comparison:
    """What changes for whom from one side to another.

    A side is a day, a draft as `check` takes one, a `Review`, or a pair of a Code and a day. Days and drafts are held
    against the Code of `load()` where none is given; `on` is the day on which drafts would commence. Raises as `check`
    does.
    """
    held = _held(code)
    asked = _asked(question, held)
    if on is not None:
        check_day(on)
    one, two = (_side(side, asked, held, on) for side in (old, new))
    read = read_together(side.read for side in (one, two) if side.read is not None)
    return compared((one.name, one.ruleset), (two.name, two.ruleset), read=read, called=held.rulebook.called)


@frozen
class _Side:
    """One side of a comparison, and what was read of the draft, where it is one."""

    name: str
    ruleset: Ruleset
    read: State | None = None


def _side(given: Side, question: Question, code: Code, on: date | None) -> _Side:
    if isinstance(given, datetime):
        raise wrong_kind("side", "a day and not a time, a draft, a Review, or a pair of a Code and a day", given)
    if isinstance(given, date):
        return _Side(given.isoformat(), code.ruleset(question, given))
    if isinstance(given, tuple):
        if len(given) != 2:
            raise wrong_kind("side", "a day, a draft, a Review, or a pair of a Code and a day", given)
        other, day = given
        check_code(other)
        return _Side(day.isoformat(), other.ruleset(question, day))
    draft = given.draft if isinstance(given, Review) else hold_against(open_draft(given), code, on=on)
    return _Side(draft.document.name, draft.proposed.ruleset(question, draft.on), read_of(draft, question))


def _asked(question: Question | None, code: Code) -> Question:
    if question is None:
        return code.rulebook.question
    check_question(question)
    return question


def _held(code: Code | None) -> Code:
    if code is None:
        return load()
    check_code(code)
    return code
