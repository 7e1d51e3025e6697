"""Redlines made by formatting only: text struck through or underlined in a colour, without tracked changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve

from sec_rules._patterns import compiled
from sec_rules.documents.document import Mark, Paragraph, Piece, Revision
from sec_rules.documents.word.styles import Look

Looks = Mapping[tuple[int, int], Look]
# An address, and the boxes and ticks of forms.
_NO_WORDS: Final = compiled(
    r"(?:https?://|www\.|mailto:)\S*|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}/\S*|[\u2610-\u2612\u25a0-\u25a3\u2713-\u2718\U0001f5f5-\U0001f5f9]"
)


def marks_by_look(paragraphs: Sequence[Paragraph], looks: Looks) -> dict[tuple[int, int], Mark]:
    """The pieces whose look says that they were put in or taken out.

    Struck text is taken out; underlined text is put in where it has a colour. Where something is struck and no
    underlining has a colour, underlined text outside headings is put in too.
    """
    plain = {at: look for at, look in looks.items() if paragraphs[at[0]].pieces[at[1]].mark is Mark.KEPT}
    kept = {at: plain[at] for at in _saying_something(paragraphs, plain)}
    struck = {at for at, look in kept.items() if look.struck and _worded(paragraphs, at)}
    underlined = {at for at, look in kept.items() if look.underlined and at not in struck}
    coloured = {at for at in underlined if looks[at].coloured and _worded(paragraphs, at)}
    if struck and not coloured:
        put_in = {at for at in underlined if not paragraphs[at[0]].heading}
    else:
        # A blank between coloured words may have lost its colour.
        put_in = {at for at in underlined if looks[at].coloured and (struck or not paragraphs[at[0]].heading)}
        put_in = put_in if coloured else set()
    return dict.fromkeys(struck, Mark.DELETED) | dict.fromkeys(put_in, Mark.INSERTED)


def _saying_something(paragraphs: Sequence[Paragraph], looks: Looks) -> Iterator[tuple[int, int]]:
    """Those of the pieces that are more than addresses and boxes to tick, pieces side by side taken as one."""
    group: list[tuple[int, int]] = []
    groups = [group]
    for at in sorted(looks):
        if group and at != (group[-1][0], group[-1][1] + 1):
            group = []
            groups.append(group)
        group.append(at)
    for group in groups:
        words = "".join(paragraphs[i].pieces[j].text for i, j in group)
        if without_addresses(words) or not words.strip():
            yield from group


def without_addresses(text: str) -> str:
    """The words of a text that are no addresses and no boxes to tick."""
    words = " ".join(word for word in text.split() if "@" not in word[1:-1])
    return _NO_WORDS.sub("", words).strip(" .,;:()<>")


def _worded(paragraphs: Sequence[Paragraph], at: tuple[int, int]) -> bool:
    return bool(paragraphs[at[0]].pieces[at[1]].text.strip())


def note(marks: Mapping[tuple[int, int], Mark]) -> str:
    """What is said to a reader of a document so read."""
    put_in = sum(m is Mark.INSERTED for m in marks.values())
    taken = len(marks) - put_in
    return (
        "Changes are shown by formatting, without tracked changes: underlined text was read as inserted "
        f"({put_in} runs), struck text as deleted ({taken} runs)."
    )


def reported(paragraphs: Sequence[Paragraph], marks: Mapping[tuple[int, int], Mark]) -> list[Paragraph]:
    """The paragraphs with those pieces marked; one whose every word is marked alike ends so too."""
    changed: dict[int, dict[int, Mark]] = {}
    for (i, j), mark in marks.items():
        changed.setdefault(i, {})[j] = mark
    out = list(paragraphs)
    for i, by_piece in changed.items():
        pieces = tuple(_marked(p, by_piece.get(j)) for j, p in enumerate(out[i].pieces))
        words = {p.mark for p in pieces if p.text.strip()}
        whole = next(iter(words)) if len(words) == 1 and not out[i].closes else Mark.KEPT
        end = out[i].end.then(whole) if out[i].end is Mark.KEPT else out[i].end
        if end is not Mark.KEPT and out[i].end is Mark.KEPT:
            pieces = tuple(_marked(p, end) for p in pieces)
        out[i] = evolve(out[i], pieces=pieces, end=end)
    return out


def _marked(piece: Piece, mark: Mark | None) -> Piece:
    if mark is None or piece.mark is not Mark.KEPT:
        return piece
    return evolve(piece, mark=mark, revisions=(*piece.revisions, Revision(mark)))
