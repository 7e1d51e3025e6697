"""A clause as a redline: line by line, what is kept, put in and taken out.

The marks are the document's own where it tracks changes and they add up to its two views; else the words before and
after are compared, word by word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Final

from attrs import frozen

from sec_rules._patterns import compiled
from sec_rules.documents.document import Mark, View
from sec_rules.drafting.draft import Draft, ShownClause, laid_out
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.review.text.renumbering import new_labels
from sec_rules.span import Span

_WORD: Final = compiled(r"\(\w{1,5}\)|\d+(?:[.,]\d+)+|\w+|\s+|[^\w\s]")


@frozen
class Run:
    """Words with one mark."""

    text: str
    mark: Mark = Mark.KEPT


@frozen
class Line:
    """A line of a clause: its own label ("" for text that goes on), how deep it stands, its words.

    `stood` is the label under which it stood, where that was another.
    """

    step: str
    depth: int
    runs: tuple[Run, ...]
    mark: Mark = Mark.KEPT
    stood: str = ""


@frozen
class Redline:
    """A clause before, after, and both at once; a side that is not there has no lines."""

    label: str
    now: tuple[Line, ...]
    proposed: tuple[Line, ...]
    marked: tuple[Line, ...]


def redlines(draft: Draft) -> Mapping[str, Redline]:
    """The clauses that the draft shows, by label."""
    return draft.once(_redlines, draft)


def _redlines(draft: Draft) -> dict[str, Redline]:
    own = _own_marks(draft)
    moved = new_labels(draft, ()) if any(map(_may_renumber, draft.shown)) else {}
    return {shown.label: _redline(shown, own.get(shown.label), moved) for shown in draft.shown}


def _may_renumber(shown: ShownClause) -> bool:
    """Whether the paragraphs of a clause do not all have the labels that they had."""
    before, after = (read.provision.walk() if read is not None else () for read in (shown.before, shown.after))
    return bool(before and after) and [p.label for p in before] != [p.label for p in after]


def excerpt_of(redline: Redline, label: str) -> tuple[Run, ...]:
    """What a redline of a clause changes in one of its provisions, with a few words around; nothing without a mark."""
    own = [run for line, at in labelled(redline.marked, redline.label) if at == label for run in _with_step(line)]
    marked = [i for i, run in enumerate(own) if run.mark is not Mark.KEPT]
    if not marked:
        return ()
    first, last = marked[0], marked[-1]
    before, after = ("".join(run.text for run in runs) for runs in (own[:first], own[last + 1 :]))
    inner = tuple(run if run.mark is not Mark.KEPT else Run(_middle(run.text)) for run in own[first : last + 1])
    around = (Run(_last_words(before)), *inner, Run(_first_words(after)))
    return tuple(run for run in around if run.text)


def labelled(lines: Iterable[Line], clause: str) -> Iterator[tuple[Line, str]]:
    """Lines with the full labels of the provisions in which they stand."""
    steps: list[str] = []
    for line in lines:
        if line.step and line.depth:
            steps[line.depth - 1 :] = [line.step]
        else:
            del steps[line.depth :]
        yield line, clause + "".join(steps)


def _with_step(line: Line) -> tuple[Run, ...]:
    """The words of a line, behind its label where that is put in, taken out or another."""
    if line.stood:
        return Run(f"{line.stood} ", Mark.DELETED), Run(f"{line.step} ", Mark.INSERTED), *line.runs
    label = () if line.mark is Mark.KEPT or not line.step else (Run(f"{line.step} ", line.mark),)
    return (*label, *line.runs)


_AROUND: Final = 40
_BETWEEN: Final = 60


def _last_words(text: str) -> str:
    return text if len(text) <= _AROUND else "\u2026" + text[len(text) - _AROUND :].partition(" ")[2]


def _first_words(text: str) -> str:
    return text if len(text) <= _AROUND else text[:_AROUND].rpartition(" ")[0] + "\u2026"


def _middle(text: str) -> str:
    if len(text) <= _BETWEEN:
        return text
    half = _BETWEEN // 2
    return f"{text[:half].rpartition(' ')[0]} \u2026 {text[len(text) - half :].partition(' ')[2]}"


def compared(
    label: str, before: Provision | None, after: Provision | None, moved: Mapping[str, str] | None = None
) -> Redline:
    """Two versions of a clause as a redline, word by word.

    `moved` are the labels of paragraphs that stand under another, to those under which they stand afterwards.
    """
    now, proposed = _plain(before), _plain(after)
    return Redline(label, now, proposed, tuple(_compared(label, now, proposed, moved or {})))


def _own_marks(draft: Draft) -> dict[str, Provision]:
    if not draft.document.is_redline:
        return {}
    return {p.label: p for p in laid_out(draft.document, View.MARKUP, draft.scheme).provisions}


def _redline(shown: ShownClause, own: Provision | None, moved: Mapping[str, str]) -> Redline:
    before = shown.before.provision if shown.before else None
    after = shown.after.provision if shown.after else None
    if own is not None:
        now, proposed, marked = _plain(before), _plain(after), tuple(_lines(own))
        if _says(marked, Mark.INSERTED) == _said(now) and _says(marked, Mark.DELETED) == _said(proposed):
            return Redline(shown.label, now, proposed, marked)
    return compared(shown.label, before, after, moved)


def _plain(provision: Provision | None) -> tuple[Line, ...]:
    """The lines of one side."""
    if provision is None:
        return ()
    return tuple(Line(x.step, x.depth, tuple(Run(r.text) for r in x.runs)) for x in _lines(provision))


def _lines(provision: Provision, depth: int = 0) -> Iterator[Line]:
    first = True
    for x in provision.order:
        if isinstance(x, Provision):
            if first:
                yield Line(provision.step, depth, ())
            yield from _lines(x, depth + 1)
        else:
            runs = tuple(_runs(provision, x))
            marks = {run.mark for run in runs if run.text.strip()}
            whole = marks.pop() if len(marks) == 1 and provision.label_changed else Mark.KEPT
            yield Line(provision.step if first else "", depth, runs, whole if first else Mark.KEPT)
        first = False


def _runs(provision: Provision, part: Span) -> Iterator[Run]:
    at = part.start
    for stretch in provision.stretches:
        common = stretch.overlap(part)
        if common is not None:
            if common.start > at:
                yield Run(provision.text[at : common.start])
            yield Run(common.words_in(provision.text), stretch.mark)
            at = common.end
    if part.end > at:
        yield Run(provision.text[at : part.end])


def _said(lines: Iterable[Line]) -> str:
    return " ".join("".join(f"{line.step} {''.join(r.text for r in line.runs)} " for line in lines).split())


def _says(lines: Iterable[Line], without: Mark) -> str:
    """What marked lines say once words with one mark are left out."""
    kept = (Line(x.step, x.depth, tuple(r for r in x.runs if r.mark is not without), x.mark) for x in lines)
    return _said(line for line in kept if line.mark is not without)


# Two sides compared.


def _compared(
    label: str, now: tuple[Line, ...], proposed: tuple[Line, ...], moved: Mapping[str, str]
) -> Iterator[Line]:
    """Both sides as one: lines of the same paragraph word by word, others whole."""
    taken = {new for old, new in moved.items() if old != new}
    old = [_key(moved.get(at, f"{at} as it was" if at in taken else at), line) for line, at in labelled(now, label)]
    new = [_key(at, line) for line, at in labelled(proposed, label)]
    for _, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[i:j] == new[k:m]:
            yield from (_both(one, two) for one, two in zip(now[i:j], proposed[k:m], strict=True))
        else:
            yield from (_whole(line, Mark.DELETED) for line in now[i:j])
            yield from (_whole(line, Mark.INSERTED) for line in proposed[k:m])


def _key(label: str, line: Line) -> tuple[str, bool, int]:
    """By which a line is known on both sides: its paragraph, and whether it opens it or goes on in it."""
    return label, bool(line.step), line.depth


def _whole(line: Line, mark: Mark) -> Line:
    return Line(line.step, line.depth, tuple(Run(r.text, mark) for r in line.runs), mark)


def _both(one: Line, two: Line) -> Line:
    before, after = ("".join(r.text for r in line.runs) for line in (one, two))
    runs = two.runs if before == after else tuple(_words_compared(before, after))
    return Line(two.step, two.depth, runs, stood=one.step if one.step != two.step else "")


def _words_compared(before: str, after: str) -> Iterator[Run]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Run("".join(old[i:j]))
            continue
        if j > i:
            yield Run("".join(old[i:j]), Mark.DELETED)
        if m > k:
            yield Run("".join(new[k:m]), Mark.INSERTED)
