"""Provisions: clauses, their paragraphs and sub-paragraphs, as they stand in one view.

A provision's own text is what stands under its label without the label and without its children; text that
goes on after the children (closing words) is part of it, after a line break. Offsets of findings are code
points of that text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from attrs import evolve, field, frozen

from sec_rules.documents.document import StoredSpan, Stretch, View, ViewedParagraph
from sec_rules.drafting.layout.instructions import Instruction, Placing
from sec_rules.drafting.layout.once import Once
from sec_rules.drafting.layout.times import commences
from sec_rules.span import Span


@frozen
class Source(Span):
    """Where a span of a provision's own text stands: from `offset` in a paragraph of the view."""

    paragraph: ViewedParagraph
    offset: int


@frozen
class Provision:
    """A clause, paragraph or sub-paragraph of one view.

    `step` is its own label ("G8.42", "(a)"), `label` the full one ("G8.42(a)"). `order` lists the
    spans of its own text and its children as they stand. `partial` is true where only some of its parts are given, the
    others standing as they are; `beside` says where a part so given goes: ("after", "(b)"). `sources` say where in the
    document the own text stands; there are none for text that an instruction changed. `omits` is true where what the
    document leaves out was put in from elsewhere; `computed` of a label that the word processor computed. `heading`
    stands above the clause. `given_for` is the act that puts it in the place of others.
    """

    label: str
    step: str
    text: str
    order: tuple[Span | Provision, ...]
    stretches: tuple[Stretch, ...]
    place: str
    changed: bool = False
    label_changed: bool = False
    partial: bool = False
    beside: tuple[str, str] | None = None
    sources: tuple[Source, ...] = field(default=(), eq=False, repr=False)
    omits: bool = False
    computed: bool = False
    heading: str = ""
    given_for: Placing | None = field(default=None, eq=False, repr=False)

    @property
    def children(self) -> tuple[Provision, ...]:
        """The provisions directly below."""
        return tuple(x for x in self.order if isinstance(x, Provision))

    def walk(self) -> Iterator[Provision]:
        """The provision and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Its own text and that of all below it, by label."""
        return {p.label: p.text for p in self.walk()}

    @property
    def whole(self) -> str:
        """All the words: own text and those of the children with their labels, one line each."""
        lines = [x.step + " " + x.whole if isinstance(x, Provision) else x.words_in(self.text) for x in self.order]
        return "\n".join(line for line in lines if line)


def unplaced(provision: Provision) -> Provision:
    """The provision without where it stands, which is in another document than the one at hand."""
    order = tuple(unplaced(x) if isinstance(x, Provision) else x for x in provision.order)
    return evolve(provision, order=order, sources=())


@frozen
class Layout:
    """The provisions of one view, the headings between them, and text that stands in no provision.

    `above` are the paragraphs and headings over all provisions and instructions, but for the one next to them; `headed`
    the headings that are not among those. `instructed` are the paragraphs that give the instructions, one for each;
    `put_aside` those that stand around the legal text. `of_the_code` is false where the labels are another text's;
    `restated` are texts of paragraphs that say no more than what the draft does; `parting` are those that speak of
    nothing else and are not shown to be so, each with the part of it. `columns` are the heads of columns that are read
    with each row of their table; `over_foreign` the headings, by place and text, below which nothing bears on a
    question.
    """

    view: View
    provisions: tuple[Provision, ...]
    headings: tuple[str, ...]
    loose: tuple[ViewedParagraph, ...]
    instructions: tuple[Instruction, ...] = ()
    above: tuple[ViewedParagraph, ...] = ()
    headed: tuple[ViewedParagraph, ...] = ()
    instructed: tuple[ViewedParagraph, ...] = ()
    put_aside: tuple[ViewedParagraph, ...] = ()
    of_the_code: bool = True
    restated: frozenset[str] = frozenset()
    parting: Mapping[str, str] = field(factory=dict)
    columns: tuple[ViewedParagraph, ...] = ()
    over_foreign: frozenset[tuple[str, str]] = frozenset()
    once: Once = field(factory=Once, init=False, eq=False, repr=False)
    _by_label: Mapping[str, Provision] = field(init=False, eq=False, repr=False)

    @_by_label.default
    def _labels(self) -> Mapping[str, Provision]:
        found: dict[str, Provision] = {}
        for provision in self.walk():
            found.setdefault(provision.label, provision)
        return found

    @cached_property
    def stored(self) -> Mapping[int, tuple[tuple[Provision, Source, StoredSpan], ...]]:
        """For each stored paragraph the spans of it that stand in provisions, in the order of those."""
        found: dict[int, list[tuple[Provision, Source, StoredSpan]]] = {}
        for provision in self.walk():
            for source in provision.sources:
                for span in source.paragraph.spans:
                    found.setdefault(span.paragraph, []).append((provision, source, span))
        return {paragraph: tuple(spans) for paragraph, spans in found.items()}

    @cached_property
    def places_of_loose(self) -> Mapping[int, int]:
        """Where each paragraph outside every provision stands among them, by its identity."""
        return {id(paragraph): place for place, paragraph in enumerate(self.loose)}

    @cached_property
    def commencing(self) -> frozenset[date]:
        """The days on which the text says that its changes take effect."""
        return frozenset(day for p in (*self.loose, *self.above) if (day := commences(p.text)) is not None)

    def walk(self) -> Iterator[Provision]:
        """Every provision, in order, at whatever depth."""
        for top in self.provisions:
            yield from top.walk()

    def find(self, label: str) -> Provision | None:
        """The (first) provision of that full label, at whatever depth."""
        return self._by_label.get(label)
