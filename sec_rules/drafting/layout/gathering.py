"""A provision while its paragraphs are being gathered."""

from __future__ import annotations

from collections.abc import Iterator

from sec_rules.documents.document import Mark, Stretch, ViewedParagraph
from sec_rules.drafting.layout.instructions import Placing
from sec_rules.drafting.layout.provisions import Provision, Source
from sec_rules.span import Span


class Gathering:
    """A provision to be: its label, the paragraphs that were added, and the provisions opened below it."""

    partial: bool = False
    beside: tuple[str, str] | None = None
    level: int | None = None
    # How far to the right it stands in a text.
    indent: int = 0
    # The marks around its step, where they are other than those of the Code.
    form: str = "()"
    computed: bool = False
    heading: str = ""
    given_for: Placing | None = None
    # Whether it is a definition that stands in no clause.
    defines: bool = False

    def __init__(self, step: str, depth: int, place: str, label_changed: bool, parent: Gathering | None) -> None:
        self.step, self.depth, self.place, self.parent = step, depth, place, parent
        self.label: str = (parent.label if parent else "") + step
        self.label_changed = label_changed
        self.text = ""
        self.stretches: list[Stretch] = []
        self.order: list[Span | Gathering] = []
        self.sources: list[Source] = []
        self.touched = False

    def add(self, paragraph: ViewedParagraph, start: int) -> None:
        """Puts a paragraph, from `start` on, behind the words and provisions that it has."""
        body = paragraph.text[start:]
        offset = len(self.text) + (1 if self.text else 0)
        self.text = f"{self.text}\n{body}" if self.text else body
        self.order.append(Span(offset, offset + len(body)))
        self.sources.append(Source(offset, offset + len(body), paragraph, start))
        self.touched = self.touched or paragraph.touched
        for stretch in paragraph.stretches:
            first, last = max(stretch.start, start), stretch.end
            if last > first:
                self.stretches.append(Stretch(offset + first - start, offset + last - start, stretch.mark))

    @property
    def first_below(self) -> Gathering | None:
        """The provision that was opened first below it."""
        return next((x for x in self.order if isinstance(x, Gathering)), None)

    @property
    def last_below(self) -> Gathering | None:
        """The provision that was opened last below it, found from the end: a list of thousands grows one by one."""
        return next((x for x in reversed(self.order) if isinstance(x, Gathering)), None)

    def chain(self) -> Iterator[Gathering]:
        """It and what it stands in, from the innermost out."""
        above: Gathering | None = self
        while above is not None:
            yield above
            above = above.parent

    def done(self) -> Provision:
        """The provision, with those below it."""
        order = tuple(x.done() if isinstance(x, Gathering) else x for x in self.order)
        changed = self.touched or self.label_changed or any(s.mark is not Mark.KEPT for s in self.stretches)
        return Provision(
            self.label,
            self.step,
            self.text,
            order,
            tuple(self.stretches),
            self.place,
            changed,
            self.label_changed,
            self.partial,
            self.beside,
            tuple(self.sources),
            computed=self.computed,
            heading=self.heading,
            given_for=self.given_for,
        )
