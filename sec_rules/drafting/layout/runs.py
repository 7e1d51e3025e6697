"""Clauses counted more than once in a text: lists of contents told from what they list, and labels made to differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from sec_rules.documents.document import ViewedParagraph
from sec_rules.drafting.layout.gathering import Gathering
from sec_rules.lang.citations import Label


@frozen
class Top:
    """A clause, the label its own number gives it, the parts of the text and the heading it stands under.

    `indent` is how far to the right it stands in a text, `nested` of one whose number counts only there.
    """

    draft: Gathering
    label: Label
    divisions: tuple[str, ...]
    heading: str
    paragraph: ViewedParagraph
    indent: int = 0
    nested: bool = False


def labelled(tops: Sequence[Top]) -> tuple[list[Gathering], list[ViewedParagraph]]:
    """The clauses, each under a label of its own where its number begins again; and the lines of a list of contents."""
    runs = list(_runs(tops))
    kept: list[Gathering] = []
    contents: list[ViewedParagraph] = []
    seen: set[str] = set()
    for i, run in enumerate(runs):
        listing = _lists_contents(run, runs[i + 1 :])
        lines = [top for top in run if listing and _is_line(top)]
        contents.extend(p for top in lines for p in (top.paragraph, *(s.paragraph for s in top.draft.sources)))
        within = _within(run, seen)
        for top in run:
            if listing and _is_line(top):
                continue
            label = str(by_place(top.paragraph, len(kept)) if listing else evolve(top.label, within=within))
            seen.add(label)
            _relabel(top.draft, label)
            kept.append(top.draft)
    return kept, contents


def by_place(paragraph: ViewedParagraph, before: int) -> Label:
    """The label of a provision that has its place for one: "paragraph 12", "line 7"."""
    word, _, number = paragraph.place.rpartition(" ")
    return Label(f"{word or 'paragraph'} ", (number or str(before + 1),))


def _runs(tops: Sequence[Top]) -> Iterator[list[Top]]:
    """The clauses cut where a part of the text begins, and where the numbers begin again."""
    run: list[Top] = []
    seen: set[str] = set()
    for top in tops:
        first = str(top.label) in seen and len(top.label.numbers) <= 2 and top.label.numbers[-1] in ("1", "A", "I")
        first = first and (str(run[-1].label) != str(top.label) or run[-1].heading != top.heading)
        if run and (top.divisions != run[-1].divisions or first):
            yield run
            run, seen = [], set()
        run.append(top)
        seen.add(str(top.label))
    if run:
        yield run


def _within(run: Sequence[Top], seen: set[str]) -> str:
    """What tells the labels of a run from those before it: the part it stands in, its heading, or its place."""
    divisions = run[0].divisions
    names = ("", *divisions[:1], " ".join(divisions) if len(divisions) > 1 else "", _named(run[0].heading))
    for name in dict.fromkeys(names):
        if not any(str(evolve(top.label, within=name)) in seen for top in run):
            return name
    return run[0].paragraph.place


def _named(heading: str) -> str:
    """A heading as the name of a part: without what would be read as a step or as another label."""
    words = " ".join(heading.replace("(", " ").replace(")", " ").split())
    return words[:60].rstrip(" ,.:;")


def _lists_contents(run: Sequence[Top], later: Sequence[Sequence[Top]]) -> bool:
    """Whether a run only lists the headings of clauses that follow."""
    numbered = [top for top in run if not top.label.section[:1].islower()]
    if len(numbered) < 3 or sum(map(_is_line, numbered)) < 0.7 * len(numbered):
        return False
    listed = {(str(top.label), _words(top)[:20]) for top in numbered}
    following = {(str(top.label), _words(top)[:20]) for group in later for top in group}
    return len(listed & following) >= 0.6 * len(listed)


def _is_line(top: Top) -> bool:
    """Whether a clause is no more than its number and a few words."""
    if not top.draft.order:
        return not top.label.section[:1].islower()
    return len(top.draft.order) == 1 and bool(top.draft.text) and _is_short(top.draft.text)


def _is_short(text: str) -> bool:
    return len(text.split()) <= 15 and not text.rstrip().endswith((".", ";"))


def _words(top: Top) -> str:
    return " ".join((top.draft.heading or top.draft.text).casefold().split())


def _relabel(draft: Gathering, label: str) -> None:
    draft.label = label
    if draft.parent is None:
        draft.step = label
    for child in draft.order:
        if isinstance(child, Gathering):
            _relabel(child, label + child.step)
