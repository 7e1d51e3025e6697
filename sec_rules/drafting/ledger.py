"""The reading ledger: for each view, which entry every sign of a document stands in, so that nothing vanishes.

It is made from what the readers, the layout and the clauses say they did with a stretch of text, and never reads one
itself. What none of them speaks of is open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, groupby, islice
from typing import Final, Literal, get_args

from attrs import frozen

from sec_rules.documents.document import Document, Mark, View, ViewedParagraph, signs
from sec_rules.drafting.grammar.clause_reader import ReadClause
from sec_rules.drafting.grammar.foreign import term_defined
from sec_rules.drafting.grammar.nodes import nodes_at
from sec_rules.drafting.grammar.parser import shortened
from sec_rules.drafting.grammar.sentences import Phrase
from sec_rules.drafting.grammar.settlements import NO_EFFECT, NOTHING
from sec_rules.drafting.layout.extracts import stands_for_text
from sec_rules.drafting.layout.provisions import Layout, Provision, Source
from sec_rules.drafting.open_places import OpenPlace, bears_on_nothing, standing_of
from sec_rules.lang.citations import clause_of
from sec_rules.span import Span

Kind = Literal["rule", "qualifier", "label", "heading", "furniture", "instruction", "definition", "outside", "open"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
BODY: Final = "body"
_LONGEST_LABEL: Final = 40
PASSED_OVER: Final = "nothing reads these words"
# The signs that end a sentence, and those put round text that an instruction gives.
_END: Final = re.compile(r"[.\s]+")
_AROUND: Final = re.compile("[\"\u201c\u201d\u2018\u2019'\\[\\].;,\\s]+")


@frozen
class Entry:
    """A stretch of a document: what kind of entry it stands in, what it became or why not, and where it is.

    `part` is "body", or what it stands in beside the paragraphs ("footnote", "text box"). `limb` is the label of the
    provision that has it, "" for none. A `computed` label is shown by the word processor and not held by the file, so
    that it counts no `signs`.
    """

    kind: Kind
    became: str
    part: str
    place: str
    text: str
    signs: int
    limb: str = ""
    computed: bool = False

    @property
    def clause(self) -> str:
        """The label of the clause that has it, "" for none."""
        return clause_of(self.limb)


@frozen
class Ledger:
    """The entries of one view, in their order.

    `unseen` is how many signs the file holds there that the page does not show, `counted` how many it holds in all, as
    something else than the readers counts them; None where nothing does.
    """

    view: View
    entries: tuple[Entry, ...]
    unseen: int
    counted: int | None

    def signs(self, kind: Kind) -> int:
        """How many signs stand in the entries of a kind."""
        return sum(entry.signs for entry in self.entries if entry.kind == kind)

    @property
    def sum(self) -> int:
        """How many signs stand in all entries."""
        return sum(entry.signs for entry in self.entries)

    @property
    def missing(self) -> int:
        """How many signs of the file stand in no entry, and are not among those unseen; 0 where nothing counts them."""
        return 0 if self.counted is None else self.counted - self.sum - self.unseen


@frozen
class Fate:
    """What becomes of a stretch of text."""

    kind: Kind
    became: str
    limb: str = ""


@frozen
class Reading:
    """What was done with one view: how it is laid out, the clauses as they were read, by label, and what is open.

    `held` is false of a text of which nothing is held, so that all its words are outside what can be answered.
    """

    layout: Layout
    clauses: Mapping[str, ReadClause]
    open: tuple[OpenPlace, ...] = ()
    held: bool = True


def passed_through(layout: Layout) -> Reading:
    """A view of a text that is not held, all of it read as text that bears on nothing."""
    return Reading(layout, {p.label: ReadClause(p, ()) for p in layout.provisions}, held=False)


@frozen
class Books:
    """What a document's original and accepted views were read as, from which the ledger of each view is made."""

    document: Document
    original: Reading
    accepted: Reading

    def ledger(self, view: View) -> Ledger:
        """The ledger of a view; the markup has the entries of the accepted view, and what is deleted the original's."""
        readings = {View.ORIGINAL: self.original, View.ACCEPTED: self.accepted}
        wanted = {v: _Page(self.document, v, r) for v, r in readings.items() if view in (v, View.MARKUP)}
        paragraphs = self.document.view(view)
        fates = _marked_up(self.document, paragraphs, wanted) if view is View.MARKUP else wanted[view].fates
        last = readings.get(view, self.accepted)
        entries = (
            *chain.from_iterable(map(_entries, paragraphs, fates)),
            *_beside(self.document, view, last.open),
        )
        unseen = sum(each.signs_in(view) for each in self.document.unseen)
        return Ledger(view, entries, unseen, self.document.counted[tuple(View).index(view)])


def passed_over(ledger: Ledger) -> Iterator[OpenPlace]:
    """What the ledger shows to be read by nothing: words of the text, and signs of the file that no entry has."""
    for entry in ledger.entries:
        if entry.became == PASSED_OVER:
            yield OpenPlace("sentence", "", entry.place, ledger.view, 0, len(entry.text), entry.text, PASSED_OVER)
    if ledger.missing > 0:
        many = f"{ledger.missing:,} {'character' if ledger.missing == 1 else 'characters'}"
        why = f"the file holds {many} more than were read"
        yield OpenPlace("object", "", "the file", ledger.view, 0, 0, many, why)


def _left(place: OpenPlace) -> Fate:
    """What becomes of an open place: as what it is taken, where somebody settled that."""
    if place.settled is None:
        return Fate("open", place.why, place.clause)
    return Fate("outside" if place.settled.way in (NOTHING, NO_EFFECT) else "rule", place.settled.taken, place.clause)


# From fates to entries.

_COMPUTED: Final = Fate("label", "a number that the word processor computes")
_AROUND_GIVEN: Final = Fate("furniture", "signs round text that is given")


def _entries(paragraph: ViewedParagraph, fates: Sequence[Fate | None]) -> Iterator[Entry]:
    if paragraph.number:
        limb = next((fate.limb for fate in fates if fate is not None), "")
        yield Entry("label", _COMPUTED.became, BODY, paragraph.place, paragraph.number, 0, limb, computed=True)
    for fate, span in _runs(paragraph.text, fates):
        text = span.words_in(paragraph.text)
        if text.strip():
            computed = fate is _COMPUTED
            held = 0 if computed else signs(text)
            yield Entry(fate.kind, fate.became, BODY, paragraph.place, text.strip(), held, fate.limb, computed)


def _runs(text: str, fates: Sequence[Fate | None]) -> Iterator[tuple[Fate, Span]]:
    """The stretches of a paragraph that have one fate each; a full stop goes with what it ends."""
    found: list[tuple[Fate, Span]] = []
    for fate, span in _settled(text, fates):
        last = found[-1] if found else None
        if last is not None and (fate == last[0] or not span.words_in(text).strip()):
            found[-1] = (last[0], last[1].to(span))
        else:
            found.append((fate, span))
    yield from found


def _settled(text: str, fates: Sequence[Fate | None]) -> Iterator[tuple[Fate, Span]]:
    at = 0
    before: Fate | None = None
    for fate, run in groupby(fates):
        span = Span(at, at + sum(1 for _ in run))
        at = span.end
        if fate is not None:
            before = fate
            yield fate, span
            continue
        stop = _END.match(text, span.start, span.end) if before is not None else None
        if stop is not None and before is not None:
            yield before, Span(span.start, stop.end())
            span = Span(stop.end(), span.end)
        around = _AROUND.fullmatch(text, span.start, span.end)
        if span.start < span.end:
            yield _AROUND_GIVEN if around else Fate("open", PASSED_OVER), span


def _marked_up(
    document: Document, paragraphs: Iterable[ViewedParagraph], pages: Mapping[View, _Page]
) -> Iterator[list[Fate | None]]:
    """The fates of the markup view, from those of the two views it is made of."""
    undone = Fate("furniture", "was put in and taken out again, and stands in neither text")
    for paragraph in paragraphs:
        fates: list[Fate | None] = []
        for span in paragraph.spans:
            mark = document.paragraphs[span.paragraph].pieces[span.piece].mark
            length = span.end - span.start
            if document.paragraphs[span.paragraph].pieces[span.piece].computed:
                fates += [_COMPUTED] * length
            elif mark is Mark.UNDONE:
                fates += [undone] * length
            else:
                page = pages[View.ORIGINAL if mark is Mark.DELETED else View.ACCEPTED]
                fates += page.stored(span.paragraph, span.piece, length)
        yield fates


def _beside(document: Document, view: View, opened: Iterable[OpenPlace]) -> Iterator[Entry]:
    """What stands beside the paragraphs, each as one entry."""
    found = {(place.place, place.text): _left(place) for place in opened if place.kind == "object"}
    for shown in document.unread:
        if shown.stands_in(view):
            words = shown.words_in(view).strip()
            left = found.get((shown.place or f"the {shown.kind}", words or shown.kind))
            said = left is None and bool(words) and bears_on_nothing(words, shown.kind)
            kind: Kind = "open" if not said else "furniture" if shown.kind in ("header", "footer") else "outside"
            became = f"a {shown.kind} that bears on no question" if said else f"a {shown.kind} is not read"
            left = left or Fate(kind, became)
            yield Entry(left.kind, left.became, shown.kind, shown.place, words, shown.signs_in(view))
    for shown in document.furniture:
        if shown.signs_in(view):
            became = _FURNITURE.get(shown.kind, "says no more than which page it is")
            yield Entry(
                "furniture", became, shown.kind, shown.place, shown.words_in(view).strip(), shown.signs_in(view)
            )


_FURNITURE: Final = {
    "comment": "a comment is no text of the draft",
    "Markdown": "signs that say how text is set",
    "margin": "stands at the edge of most pages",
}


# What each stretch of a view became.


class _Page:
    """The paragraphs of a view, and the fate of each code point of them; what is said last of one counts."""

    def __init__(self, document: Document, view: View, reading: Reading) -> None:
        self.paragraphs = document.view(view)
        self.fates: list[list[Fate | None]] = [[None] * len(p.text) for p in self.paragraphs]
        self._at = {(s.paragraph, s.piece): (k, s.start) for k, p in enumerate(self.paragraphs) for s in p.spans}
        self._reading = reading
        if reading.held:
            self._outside()
            for top in reading.layout.provisions:
                self._clause(top)
        else:
            self._not_held()
        for paragraph in self.paragraphs:
            for span in paragraph.spans:
                if document.paragraphs[span.paragraph].pieces[span.piece].computed:
                    self._say(paragraph, span.start, span.end, _COMPUTED)

    def stored(self, paragraph: int, piece: int, length: int) -> list[Fate | None]:
        """The fates of a stored piece."""
        at = self._at.get((paragraph, piece))
        return [None] * length if at is None else self.fates[at[0]][at[1] : at[1] + length]

    def _say(self, paragraph: ViewedParagraph, start: int, end: int, fate: Fate) -> None:
        """Says what becomes of code points of a paragraph, which may be a part of one of the view."""
        wanted = Span(start, end)
        for span in paragraph.spans:
            common = span.overlap(wanted)
            at = self._at.get((span.paragraph, span.piece))
            if common is None or at is None:
                continue
            first = at[1] + span.begins + common.start - span.start
            length = common.end - common.start
            self.fates[at[0]][first : first + length] = [fate] * length

    def _whole(self, paragraph: ViewedParagraph, fate: Fate) -> None:
        self._say(paragraph, 0, len(paragraph.text), fate)

    # Outside clauses.

    def _outside(self) -> None:
        layout = self._reading.layout
        opened = {(p.place, p.text): _left(p) for p in self._reading.open if p.kind == "sentence"}
        headings = (*layout.headed, *(p for p in layout.above if p.heading))
        for paragraph in (*layout.put_aside, *headings, *layout.loose):
            left = opened.get((paragraph.place, paragraph.text.strip()))
            self._whole(paragraph, left or _of_standing(paragraph, layout))
        for paragraph in layout.columns:
            self._whole(paragraph, Fate("heading", "read with each row of its table"))
        failed = {p.text: _left(p) for p in self._reading.open if p.kind == "instruction"}
        for instruction, paragraph in zip(layout.instructions, layout.instructed, strict=True):
            did = instruction.idle or f"carried out: {shortened(instruction.text)}"
            self._whole(paragraph, failed.get(instruction.text) or Fate("instruction", did))

    def _not_held(self) -> None:
        """All of a text of which nothing is held: it bears on no question."""
        layout = self._reading.layout
        for paragraph in layout.put_aside:
            self._whole(paragraph, Fate("furniture", "a list of contents or the number of a page"))
        for paragraph in layout.headed:
            self._whole(paragraph, Fate("heading", "a heading of the text"))
        for provision in layout.walk():
            head = Fate("label", f"the label of {provision.label}", provision.label)
            words = Fate("outside", "words of a text of which nothing is held", provision.label)
            for source in provision.sources:
                self._say(source.paragraph, 0, source.offset, head)
                self._say(source.paragraph, source.offset, source.offset + source.end - source.start, words)
        labelled = {p.place: p.label for p in layout.walk()}
        for paragraph, fates in zip(self.paragraphs, self.fates, strict=True):
            # A label without words of its own has no source.
            label = labelled.get(paragraph.place, "")
            before = next((n for n, fate in enumerate(fates) if fate is not None), len(fates)) if label else 0
            if before <= _LONGEST_LABEL:
                fates[:before] = [Fate("label", f"the label of {label}", label)] * before

    # In clauses.

    def _clause(self, top: Provision) -> None:
        read = self._reading.clauses.get(top.label)
        fates = _of_clause(read, self._reading.open) if read is not None else {}
        final = {p.label: p for p in reversed(list(read.provision.walk()))} if read is not None else {}
        for provision in top.walk():
            fate = Fate("label", f"the label of {provision.label}", provision.label)
            for source in provision.sources:
                self._say(
                    source.paragraph,
                    0,
                    source.offset,
                    fate,
                )
            self._text(provision, final.get(provision.label), fates.get(provision.label, []), read)

    def _text(
        self, given: Provision, final: Provision | None, fates: list[tuple[Span, Fate]], read: ReadClause | None
    ) -> None:
        standing: list[tuple[Span, Source]] = []
        for source in given.sources:
            words = source.words_in(given.text)
            end = source.offset + len(words)
            shift = _shift(given, final, source) if final is not None else None
            if stands_for_text(words):
                fate = Fate("furniture", "stands for text that is left out and unchanged", given.label)
                self._say(source.paragraph, source.offset, end, fate)
                continue
            if shift is None:
                self._say(source.paragraph, source.offset, end, _changed(given, final, read))
                continue
            standing.append((source.shifted(shift), source))
        standing.sort(key=lambda one: one[0].start)
        ends = list(accumulate((here.end for here, _ in standing), max))
        for span, fate in fates:
            for here, source in islice(standing, bisect_right(ends, span.start), None):
                if here.start >= span.end:
                    break
                common = span.overlap(here)
                if common is not None:
                    begins = source.offset + common.start - here.start
                    self._say(source.paragraph, begins, begins + common.end - common.start, fate)


def _shift(given: Provision, final: Provision, source: Source) -> int | None:
    """How much further on the words of a source stand in the text that was read; None where they do not stand so."""
    if given.text == final.text:
        return 0
    words = source.words_in(given.text).strip()
    if not words or final.text.count(words) != 1:
        return None
    return final.text.index(words) - given.text.index(words, source.start)


def _changed(given: Provision, final: Provision | None, read: ReadClause | None) -> Fate:
    """What becomes of words that do not stand as given in the text that was read, since an instruction changed it."""
    if final is None and read is not None and read.blocked:
        return Fate("open", read.why_open, given.label)
    if read is None or final is None:
        return Fate("instruction", "was taken out by an instruction of the draft", given.label)
    if read.whole and read.rules:
        return Fate("rule", "was changed by an instruction of the draft, and so read", given.label)
    return Fate("open", read.why_open or "was changed by an instruction of the draft", given.label)


def _of_standing(paragraph: ViewedParagraph, layout: Layout) -> Fate:
    kind, became = standing_of(paragraph, layout)
    return Fate(kind, became)


def _of_clause(read: ReadClause, opened: Iterable[OpenPlace]) -> dict[str, list[tuple[Span, Fate]]]:
    """What each stretch of a clause's provisions became, what outranks another said after it."""
    found: dict[str, list[tuple[Span, Fate]]] = {p.label: [] for p in read.provision.walk()}
    nodes = nodes_at(read.rules)
    stopped = {(s.place.provision, s.place.start): s for s in read.sentences}
    for sentence, at in read.heard:
        phrases = sorted((*sentence.phrases, *sentence.silent), key=lambda p: p.place.start)
        unread = None if at is None else stopped.get((at.provision, at.start))
        standing: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            if phrase.place.provision in found and phrase.place.end > phrase.place.start:
                standing.setdefault(phrase.place.provision, []).append(phrase)
        for label, here in standing.items():
            if unread is None:
                found[label].extend(_of_phrases(here, nodes))
            else:
                fate = (
                    Fate("open", unread.why, label)
                    if unread.bears
                    else Fate("outside", unread.settled.taken, label)
                    if unread.settled is not None
                    else Fate("definition", f"defines '{term}', which no rule uses", label)
                    if (term := term_defined(unread.whole))
                    else Fate("outside", "read as prose that bears on no question", label)
                )
                found[label].append((Span(here[0].place.start, here[-1].place.end), fate))
    for place in opened:
        if place.clause in found and place.kind != "sentence":
            found[place.clause].append((Span(place.start, place.end), _left(place)))
    if read.blocked:
        for part in read.provision.walk():
            found[part.label].append((Span(0, len(part.text)), Fate("open", read.blocked, part.label)))
    return found


def _of_phrases(phrases: Sequence[Phrase], nodes: Mapping[tuple[str, int, int], str]) -> Iterator[tuple[Span, Fate]]:
    """The phrases of one provision: each that became a node, with those that lead up to it."""
    waiting: Span | None = None
    last = "joins what stands beside it"
    for phrase in phrases:
        at = phrase.place
        span = Span(at.start, at.end)
        if phrase.kind == "QUALIFIER":
            if waiting is not None:
                yield waiting, Fate("rule", last, at.provision)
                waiting = None
            yield span, Fate("qualifier", "a qualifier of a defined term", at.provision)
            continue
        node = nodes.get((at.provision, at.start, at.end))
        waiting = span if waiting is None else waiting.to(span)
        if node is not None:
            last = node
            yield waiting, Fate("rule", node, at.provision)
            waiting = None
    if waiting is not None:
        yield waiting, Fate("rule", last, phrases[-1].place.provision)
