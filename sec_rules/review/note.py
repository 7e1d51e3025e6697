"""A note of two pages on a checked draft, for the meeting that decides on it: what a renderer puts on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import frozen

from sec_rules._version import __version__
from sec_rules.documents.document import Mark, View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.schemes import CODE
from sec_rules.engine.english.numerals import in_full
from sec_rules.lang.lists import joined
from sec_rules.review.cards import Card
from sec_rules.review.decisions import BASELINE
from sec_rules.review.fates import labels
from sec_rules.review.findings import Severity
from sec_rules.review.findings.excerpt import excerpt
from sec_rules.review.fixes.word_locations import places
from sec_rules.review.summary import Summary
from sec_rules.review.text.redline import Line, Run, redlines
from sec_rules.review.text.surroundings import cut_at

# So many lines of print go on two pages, and of them so many to the table; what is left out is counted, and stands in
# the report, which is the annex. A line of the table is as wide as its columns.
_LINES: Final = 98
_LINES_OF_TABLE: Final = 44
_ACROSS, _IN_A_COLUMN, _IN_THE_LAST = 95, 26, 13
_HEAD: Final = 16
_MOST_ROWS: Final = 6
_MOST_WORDS: Final = 260
_MOST_DECISIONS: Final = 8
_MOST_BESIDE: Final = 4
_MOST_OF_TIME: Final = 4
_MOST_LATEST: Final = 3
_ONE, _MANY = "thing beside the provisions", "things beside the provisions"


@frozen
class Row:
    """A row of the table to paste into a paper."""

    provision: str
    baseline: str
    proposed: str
    effect: str
    question: str


@frozen
class Note:
    """What a note says, part by part, in sentences; `redline` are the changed clauses, each a label and its lines.

    `unconfirmed` says that nobody has confirmed the baseline, "" where somebody has; `baseline` says which it is.
    `more` says what is left out.
    """

    title: str
    file: str
    verdict: str
    unconfirmed: str
    baseline: str
    does: tuple[str, ...]
    rows: tuple[Row, ...]
    redline: tuple[tuple[str, tuple[Line, ...]], ...]
    affected: tuple[str, ...]
    time: tuple[str, ...]
    unread: tuple[str, ...]
    decisions: tuple[str, ...]
    more: tuple[str, ...]
    colophon: str


def note_on(given: Summary, *, confirmed_by: str = "") -> Note:
    """The note on a checked draft; `confirmed_by` confirms its baseline in place of the record of decisions."""
    draft = given.result.draft
    every = [_row(card, draft) for card in given.cards]
    rows = _that_fit(every)
    decided = (each for each in given.decisions.all if each.decision.about != BASELINE)
    text = draft.scheme if draft.scheme.held else CODE
    decisions = [
        *(f"{_about(each.decision.says)}{each.in_words}" for each in decided),
        *(f"{card.where}: {said}" for card in given.cards for said in card.accepted),
    ]
    others = given.beside
    affected, time = tuple(_affected(given)), tuple(_time(given))
    unread = (
        *(given.unread or (given.read_all,)),
        *others[:_MOST_BESIDE],
        *_left_out(len(others) - _MOST_BESIDE, _ONE, _MANY),
    )
    taken = _HEAD + sum(map(_height, rows)) + sum(map(_printed, (*given.does, *affected, *time, *unread, *decisions)))
    shown, left = _redline(given, _LINES - taken)
    more = (
        *_left_out(len(every) - len(rows), "row", "rows"),
        *([f"The redline of {labels(left)} is in the report."] if left else []),
        *_left_out(len(decisions) - _MOST_DECISIONS, "decision", "decisions"),
    )
    return Note(
        given.title,
        draft.document.name,
        given.result.verdict,
        "" if confirmed_by or given.decisions.baseline else _unconfirmed(given),
        _baseline(given, confirmed_by),
        given.does,
        rows,
        tuple(shown),
        affected,
        time,
        unread,
        tuple(decisions[:_MOST_DECISIONS]) or ("No decisions are recorded yet.",),
        more,
        f"Made by sec-rules {__version__} of {draft.document.name} (SHA-256 {draft.document.sha256[:16]}). A "
        f"restatement, not the text of {text.says}, which prevails, and not advice. The report is the annex.",
    )


def _that_fit(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The first rows of the table for which there is room."""
    fit: list[Row] = []
    for row in rows:
        if len(fit) == _MOST_ROWS or sum(map(_height, (*fit, row))) > _LINES_OF_TABLE:
            break
        fit.append(row)
    return tuple(fit)


def _height(row: Row) -> int:
    """How many lines a row of the table takes."""
    longest = max(len(row.baseline), len(row.proposed), len(row.effect))
    return 1 + max(longest // _IN_A_COLUMN, len(row.question) // _IN_THE_LAST) + 1


def _printed(text: str) -> int:
    """How many lines a text takes that goes across the page."""
    return 1 + len(text) // _ACROSS


def _left_out(number: int, one: str, many: str) -> list[str]:
    if number <= 0:
        return []
    return [f"{number} more {one if number == 1 else many} {'is' if number == 1 else 'are'} in the report."]


def _unconfirmed(given: Summary) -> str:
    draft = given.result.draft
    if not draft.scheme.of_the_code:
        return "Baseline unconfirmed: the text was compared with nothing."
    if earlier := given.decisions.of(BASELINE):
        return (
            "To be confirmed again, of the draft as it is now: the text that it was compared with, and its day, "
            f"{in_full(draft.base_on)}. {earlier[-1].in_words}"
        )
    return (
        f"Baseline unconfirmed: nobody has confirmed the text that the draft was compared with, nor its day, "
        f"{in_full(draft.base_on)}."
    )


def _baseline(given: Summary, confirmed_by: str) -> str:
    draft = given.result.draft
    if not draft.scheme.of_the_code:
        return f"Taken for {draft.scheme.says}; nothing of it is held."
    held = f"Compared with {draft.held_as}, to commence on {in_full(draft.on)}."
    if confirmed_by:
        return f"{held} Confirmed by {confirmed_by}."
    confirmed = given.decisions.baseline
    return f"{held} {confirmed.in_words}" if confirmed else f"{held} {draft.base_because}"


def _about(says: str) -> str:
    """Of what a decision is, by the provisions at the head of what is said."""
    where, colon, _ = says.partition(": ")
    return f"{where}: " if colon and len(where) < 40 else ""


# The table.


def _row(card: Card, draft: Draft) -> Row:
    sides = [(label, *_sides(runs)) for label, runs in card.redline] or [_words_found(card, draft)]
    baseline = " / ".join(_labelled(label, before, len(sides)) for label, before, _ in sides)
    proposed = " / ".join(_labelled(label, after, len(sides)) for label, _, after in sides)
    effect = next(iter(card.says), "")
    return Row(
        card.where,
        _short(baseline) or "(none)",
        _short(proposed) or "(not changed)",
        _short(effect),
        _short(_question(card)),
    )


def _words_found(card: Card, draft: Draft) -> tuple[str, str, str]:
    """The words found as those of a side: of the proposed text alone where the draft inserts some of them."""
    stretches = places(draft, card.leading)
    inserted = any(draft.document.paragraphs[s.paragraph].pieces[s.piece].mark is Mark.INSERTED for s in stretches)
    found = _found(card, draft)
    return ("", "(not these words)", found) if inserted else ("", found, "")


def _labelled(label: str, text: str, of: int) -> str:
    return f"{label}: {text}" if of > 1 and text else text


def _sides(runs: Sequence[Run]) -> tuple[str, str]:
    return _in_view(runs, View.ORIGINAL), _in_view(runs, View.ACCEPTED)


def _in_view(runs: Iterable[Run], view: View) -> str:
    return " ".join("".join(run.text for run in runs if run.mark.stands_in(view)).split())


def _found(card: Card, draft: Draft) -> str:
    """The words found, with a few around them."""
    found = excerpt(card.leading, draft)
    if found is None:
        return " ".join(card.leading.snippet.split())
    before, after = ("\u2026" if cut else "" for cut in found.cut)
    return f"{before}{found.before}{found.words}{found.after}{after}".strip()


def _short(text: str) -> str:
    return cut_at(text, _MOST_WORDS)


def _question(card: Card) -> str:
    """What the meeting has to say of a card."""
    if card.intended:
        return f"None. {card.intended}"
    if card.is_accepted:
        return " ".join(card.accepted)
    failure = next(iter(card.failures), None)
    if failure is not None and failure.kind == "gap":
        return f"Which provision should apply to {failure.where}?"
    if failure is not None and failure.kind == "overlap":
        return f"Which of {joined(failure.clauses, ' or ')} should apply to {failure.where}?"
    if card.effects:
        return "Is this effect meant?"
    if any(finding.fix is not None and finding.fix.safe for finding in card.findings):
        return "None. A correction is proposed."
    return "What should the words be?" if card.severity is not Severity.NOTE else "Should this stand?"


# The rest.


def _time(given: Summary) -> Iterator[str]:
    """Which text governs whom when, and the latest days that move."""
    if given.days is None:
        return
    yield given.days.because
    said = given.days.sentences
    yield from said[:_MOST_OF_TIME]
    yield from _left_out(len(said) - _MOST_OF_TIME, "stretch of time", "stretches of time")
    moving = [move for move in given.latest if move.way != "same"]
    for move in moving[:_MOST_LATEST]:
        yield (
            f"{joined(move.provisions) or 'The draft'}, in {move.year}: {move.now.due or 'no assessment'} becomes "
            f"{move.then.due or 'no single assessment'}. {move.says}"
        )
    yield from _left_out(len(moving) - _MOST_LATEST, "latest day", "latest days")


def _redline(given: Summary, room: int) -> tuple[list[tuple[str, tuple[Line, ...]]], list[str]]:
    """The changed clauses that fit into so many lines, and the labels of those that do not."""
    marked = redlines(given.result.draft)
    shown: list[tuple[str, tuple[Line, ...]]] = []
    left: list[str] = []
    for clause in given.result.draft.shown:
        if clause.status == "unchanged":
            continue
        lines = marked[clause.label].marked
        size = sum(_printed("".join(run.text for run in line.runs)) for line in lines)
        if size <= room:
            shown.append((clause.label, lines))
            room -= size
        else:
            left.append(clause.label)
    return shown, left


def _affected(given: Summary) -> Iterator[str]:
    """Who is affected, and how many of a portfolio: counts, never names."""
    moving = [card for card in given.cards if card.changes]
    for card in moving[:_MOST_ROWS]:
        groups = [group.where for group in card.who] or [change.where for change in card.changes]
        rows = given.rows_of(card)
        counted = f" {rows}" if rows else ""
        others = f", and {len(groups) - 2} more group{'s' * (len(groups) > 3)}" if len(groups) > 2 else ""
        yield f"{card.where}: {'; '.join(groups[:2])}{others}.{counted}"
    if given.result.because:
        yield given.result.because
    elif not moving:
        yield "Nobody's answer changes." if given.result.state == "proved" else "No change is claimed."
    if given.moved is not None:
        yield from given.moved.overall
    elif moving:
        yield "How many Users that are was not counted: no portfolio was given."
