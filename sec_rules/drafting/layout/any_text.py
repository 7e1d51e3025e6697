"""A text of any kind laid out as provisions, by the numbers that its paragraphs have, of whatever shape.

Which numbers open a clause, which a step below one, and which are words, is found from the text: from the shapes of the
numbers, from what came before them, and from how deep they stand. A text without numbers is numbered by its paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import evolve

from sec_rules._patterns import compiled
from sec_rules.documents.document import View, ViewedParagraph
from sec_rules.drafting.layout.front_matter import is_furniture, with_definitions
from sec_rules.drafting.layout.gathering import Gathering
from sec_rules.drafting.layout.lines import Line, as_counted, line_of, lines_of
from sec_rules.drafting.layout.provisions import Layout
from sec_rules.drafting.layout.quoted_lines import LEADS_ON, NAMES_A_CLAUSE, citing, is_cited_in_a_cell, quoted
from sec_rules.drafting.layout.runs import Top, by_place, labelled
from sec_rules.drafting.layout.titles import is_sentence, is_title
from sec_rules.lang.citations import Label
from sec_rules.lang.heads import Head, Kind, step_head
from sec_rules.lang.steps import follows

_LARGEST_GAP: Final = 3
# A definition has its term at its head, or behind a few words: "in relation to a unit, \u201cbody\u201d means".
_DEFINES: Final = compiled(r"[^\u201c\u2018\";:.]{0,80}[\u201c\u2018\"]")
# So many blanks apart two paragraphs still stand as far to the right.
_AS_FAR: Final = 1
# A title so many blanks from the left stands in the middle of the page.
_CENTRED: Final = 14


def lay_out_any(paragraphs: Iterable[ViewedParagraph], view: View) -> Layout:
    """The provisions among the paragraphs of a view of any text."""
    given = tuple(paragraphs)
    aside = tuple(p for p in given if not p.operative or is_furniture(p))
    apart = set(map(id, aside))
    wanted = with_definitions(p for p in given if id(p) not in apart)
    lines = as_counted(list(lines_of(p for p in wanted if p.text.strip())))
    laying = _Laying(lines)
    for i in range(len(lines)):
        laying.take(i)
    tops, contents = labelled(laying.tops)
    return Layout(
        view,
        tuple(top.done() for top in tops),
        tuple(laying.titles),
        (),
        headed=tuple(laying.headings),
        put_aside=(*aside, *contents),
        of_the_code=False,
    )


class _Laying:
    """The provisions while the paragraphs are gone through."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.tops: list[Top] = []
        self.headings: list[ViewedParagraph] = []
        self.titles: list[str] = []
        self.current: Gathering | None = None
        self.heading = ""
        # The part of the text that is open: the Schedule, then the Part and Chapter in it.
        self.divisions: tuple[str, ...] = ()
        # The letter of the Section that numbers stand under, and the last number counted at the top.
        self.letter = ""
        self.last: Head | None = None
        self.after_heading = True
        kinds = {line.head.kind for line in lines if line.head is not None}
        # Where numbers have their letters, or stand below Conditions, the letter of a Section is none of theirs.
        self.lettered = bool(kinds & {Kind.LETTERED, Kind.WORD})
        self.citing = citing(lines)
        self.quoted = frozenset(quoted(lines))
        # Whether anything but steps numbers the text; else each paragraph stands for itself.
        self.numbered = bool(kinds & {Kind.WORD, Kind.LETTERED, Kind.DECIMAL, Kind.NUMBER, Kind.LETTER})

    def take(self, i: int) -> None:
        """One paragraph: it opens a part, a clause or a step, is a heading, or goes on with what is open."""
        line = self.lines[i]
        if (i in self.quoted or line.goes_on) and self.current is not None:
            self.current.add(line.paragraph, 0)
            self.after_heading = self.after_heading and not line.goes_on
        elif line.division is not None:
            self._divide(line)
        elif line.head is None or line.head.kind is Kind.BULLET or is_cited_in_a_cell(line):
            self._words(i)
        elif (label := self._clause(i, line.head)) is not None:
            self._open(i, line.head, label)
        elif line.head.kind is Kind.STEP and self._heads_more(i, line.head):
            self._heads(line.paragraph, line.paragraph.text)
            self.heading, self.after_heading = line.paragraph.text.strip(), True
        elif line.head.kind is Kind.STEP or (self.current is not None and line.head.kind in (Kind.NUMBER, Kind.LETTER)):
            self._step(i, line.head)
        else:
            self._words(i)

    # Parts and headings.

    def _heads(self, paragraph: ViewedParagraph, title: str) -> None:
        self.headings.append(paragraph)
        self.titles.append(title.strip())

    def _divide(self, line: Line) -> None:
        word, number = line.division or ("", "")
        name = f"{word} {number}".strip()
        self._heads(line.paragraph, line.paragraph.text)
        self.heading, self.after_heading, self.current = line.paragraph.text.strip(), True, None
        if word in ("Part", "Chapter", "Title", "Division", "Rhan", "Pennod") or (
            word == "Section" and number.isdigit()
        ):
            # A Part is in a Schedule, a Chapter in no other Chapter.
            beside = bool(self.divisions) and self.divisions[0].startswith(("Part", "Title", word))
            self.divisions = (*(() if beside else self.divisions[:1]), name)
            return
        self.divisions, self.last = (name,), None
        is_letter = word == "Section" and len(number) == 1 and number.isalpha()
        self.letter = number if is_letter and not self.lettered else ""
        if is_letter:
            self.divisions = ()

    def _title(self, i: int) -> None:
        paragraph = self.lines[i].paragraph
        self._heads(paragraph, paragraph.text)
        top = self.tops[-1].draft if self.tops else None
        if top is not None and self.current is top and not top.order and not top.heading:
            # "Article 5", and its title in a paragraph of its own.
            top.heading = paragraph.text.strip()
            return
        self.heading, self.after_heading = paragraph.text.strip(), True
        following = self._next_numbered(i)
        inside = following is not None and following.kind is Kind.STEP and self._list_of(following) is not None
        if inside:
            return
        self.current = None

    def _is_title(self, i: int) -> bool:
        paragraph = self.lines[i].paragraph
        text = paragraph.text.strip()
        if paragraph.cell is not None:
            return False
        if paragraph.heading:
            return not is_sentence(text)
        if not is_title(text.rstrip(":")) or i + 1 == len(self.lines):
            return False
        following = self.lines[i + 1]
        if text.endswith(":") and (following.head is None or following.head.kind in (Kind.STEP, Kind.BULLET)):
            return False
        if following.division is not None or text.isupper():
            return True
        if following.head is not None and following.head.kind is not Kind.BULLET:
            return True
        return following.paragraph.heading or (following.words[:1].isupper() and len(following.words.split()) > 12)

    # Clauses.

    def _clause(self, i: int, head: Head) -> Label | None:
        """The label of the clause that a number opens; None where it opens none."""
        line = self.lines[i]
        if head.kind in NAMES_A_CLAUSE:
            cell = line.paragraph.cell
            if cell is not None and ((line.words and cell[2] != 0) or cell[0] in self.citing):
                return None
            return Label(head.section or self.letter, head.numbers)
        if head.kind is Kind.LETTER:
            return self._lettered(i, head)
        if head.kind is Kind.NUMBER:
            return self._number(i, head)
        return None

    def _lettered(self, i: int, head: Head) -> Label | None:
        """A clause counted with letters, "A.": a heading, in order."""
        line = self.lines[i]
        if not (line.paragraph.heading or is_title(line.words)) or head.form != ".":
            return None
        indent = line.paragraph.indent
        deeper = self.current is not None and self.tops[-1].indent < indent < _CENTRED
        if deeper and not line.paragraph.heading:
            return None
        earlier = [t.label for t in self.tops if not t.label.section and t.label.numbers[-1].isalpha()]
        before = f"({earlier[-1].numbers[-1]})" if earlier else ""
        if head.numbers[0] in ("A", "I") or (before and follows(before.lower(), f"({head.numbers[0].lower()})")):
            return Label("", head.numbers)
        return None

    def _number(self, i: int, head: Head) -> Label | None:
        """A clause counted with whole numbers; one in a list of steps, or out of order, is none."""
        line, top = self.lines[i], self.tops[-1].label if self.tops else None
        if line.paragraph.cell is not None and not line.paragraph.heading:
            return None
        if top is not None and self.current is not None and self._lists_below(top, self.current, i, head):
            return None
        if self._is_nested(line.paragraph):
            return self._below_number(head, line.paragraph.indent)
        if not head.form and not head.computed and not (line.paragraph.heading or self._opens_bare(i, head)):
            return None
        stem = self._stem(head, line)
        if self._goes_on(i, head):
            return Label(stem, head.numbers)
        return None

    def _opens_bare(self, i: int, head: Head) -> bool:
        """Whether a number without a mark opens a clause: "4 Offences", "1 (1) An appeal lies", and the next such."""
        line, following = self.lines[i], self.lines[i + 1 : i + 2]
        goes_on = self.last is not None and not self.last.form and _value(head) == _value(self.last) + 1
        # "1" alone, and below it its title.
        over = not line.words and bool(following) and following[0].head is None and is_title(following[0].words)
        return goes_on or over or is_title(line.words) or line.words.startswith("(1)")

    def _lists_below(self, top: Label, current: Gathering, i: int, head: Head) -> bool:
        """Whether a number goes on a list, or begins one, below a clause whose own number has a word or levels."""
        if top.section in ("Article ", "Condition "):
            return head.form != "bare"
        if self.lines[i].paragraph.heading:
            return False
        if self.tops[-1].paragraph.heading and len(top.numbers) == 1:
            # "6. Names" as a heading, and a list below it that begins with 1, or goes on.
            begins = head.first and top.numbers[0].isdigit()
            return begins or (current.depth > 0 and self._list_of(_as_step(head)) is not None)
        if len(top.numbers) < 2 or self.tops[-1].nested:
            return False
        following = self._next_numbered(i)
        if following is not None and following.kind is Kind.DECIMAL and following.numbers[0] == head.numbers[0]:
            return False
        return self._list_of(_as_step(head)) is not None or (head.first and _value(head) != _value(self.last))

    def _stem(self, head: Head, line: Line) -> str:
        """What stands before a number: the letter of its Section, or of the heading above it ("D.3")."""
        if self.letter:
            return self.letter
        top = self.tops[-1].label if self.tops else None
        if top is None or not line.paragraph.heading:
            return ""
        if not top.section and top.numbers[0].isalpha() and head.first:
            return top.numbers[0] + "."
        return top.section if len(top.section) == 2 and top.section.endswith(".") and not head.first else ""

    def _goes_on(self, i: int, head: Head) -> bool:
        """Whether a number is the next at the top, the first of a part, or that of the numbers below it."""
        line = self.lines[i]
        value = _value(head)
        last = _value(self.last)
        in_list = self.current is not None and self._list_of(_as_step(head)) is not None
        in_list = in_list and not self._stands_as_the_top(line.paragraph)
        following = self._next_numbered(i)
        if following is not None and following.kind is Kind.DECIMAL and following.numbers[0] == head.numbers[0]:
            return True
        if head.form == ")" and self.tops and (self.last is None or self.last.form != ")"):
            return False
        if in_list and self._is_tight(i):
            return False
        if in_list and (self.last is None or self.last.form != head.form or value != last + 1):
            return False
        if value == last + 1 or (value == last and head.numbers != (self.last.numbers if self.last else ())):
            return True
        if head.first:
            return self.current is None or self.after_heading or line.paragraph.heading or not self._leads_on()
        same_form = self.last is not None and self.last.form == head.form and bool(head.form)
        return (same_form and last <= value <= last + _LARGEST_GAP) or line.paragraph.heading or self.current is None

    def _is_tight(self, i: int) -> bool:
        """Whether a number stands on the line right below the number before it, as the items of one list do."""
        before, here = self.lines[i - 1] if i else None, self.lines[i]
        if before is None or before.head is None or here.head is None or before.head.form != here.head.form:
            return False
        first, second = line_of(before.paragraph), line_of(here.paragraph)
        return first > 0 and second == first + before.paragraph.text.count("\n") + 1

    def _is_nested(self, paragraph: ViewedParagraph) -> bool:
        """Whether a number of a text stands further to the right than that of the clause above it."""
        if not self.tops or self.last is None or self.current is None:
            return False
        return (
            paragraph.indent > self.tops[-1].indent
            or (len(self.tops[-1].label.numbers) > 1 and paragraph.indent == self.tops[-1].indent > 0)
            or self._beside(paragraph.indent) is not None
        )

    def _beside(self, indent: int) -> Top | None:
        """The nested clause last counted as far to the right, under the clause that is open."""
        for top in reversed(self.tops):
            if not top.nested or top.indent < indent:
                return None
            if top.indent == indent:
                return top
        return None

    def _below_number(self, head: Head, indent: int) -> Label | None:
        """The clause a level down: under "2.", indented, "1." is 2.1, and further indented 2.1.1."""
        last = self.tops[-1]
        if head.form == ")" or not all(n.isdigit() for n in last.label.numbers):
            return None
        beside = self._beside(indent) or (last if last.nested and not (indent > last.indent and head.first) else None)
        if beside is not None:
            return evolve(beside.label, numbers=(*beside.label.numbers[:-1], *head.numbers))
        return evolve(last.label, numbers=(*last.label.numbers, *head.numbers)) if head.first else None

    def _open(self, i: int, head: Head, label: Label) -> None:
        line = self.lines[i]
        paragraph = line.paragraph
        changed = any(s.mark.value != "kept" and s.start < head.end for s in paragraph.stretches)
        draft = Gathering(str(label), 0, paragraph.place, changed, None)
        draft.level, draft.computed = paragraph.level, head.computed
        # "Article 5" alone has its title below it, and not in the heading of its Chapter.
        titled_below = head.kind is Kind.WORD and not line.words
        draft.heading = self.heading if self.after_heading and not titled_below else ""
        nested = head.kind is Kind.NUMBER and len(label.numbers) > 1
        self.tops.append(Top(draft, label, self.divisions, self.heading, paragraph, paragraph.indent, nested))
        if not nested:
            self.last = head if head.kind is Kind.NUMBER else _counted(head, self.last)
        self.current, self.after_heading = draft, False
        titled = paragraph.heading and not is_sentence(line.words)
        if line.words and (titled or (is_title(line.words) and not line.words.endswith(LEADS_ON))):
            draft.heading = line.words
            self._heads(paragraph, line.words)
            self.after_heading = True
            return
        if not line.words:
            self.headings.append(paragraph)
        self._fill(draft, line.paragraph, head.end)

    def _fill(self, draft: Gathering, paragraph: ViewedParagraph, start: int) -> None:
        """The words behind a number; a step that stands straight behind it opens what is below."""
        step = step_head(paragraph.text[start:])
        if step is not None and step.form == "()" and paragraph.text[start + step.end :].strip():
            child = self._child(draft, step, paragraph)
            self._fill(child, paragraph, start + step.end)
            return
        self.current = draft
        if paragraph.text[start:].strip():
            draft.add(paragraph, start)

    # Steps.

    def _step(self, i: int, head: Head) -> None:
        line = self.lines[i]
        if self.current is None:
            self._place(line.paragraph, empty=True)
        assert self.current is not None, "just opened"
        step = _as_step(head)
        parent = self._beside_typed(step, line.paragraph.level)
        if parent is None:
            parent = self._list_of(step, line.paragraph.level, line.paragraph.indent)
            if parent is None or (head.first and self._leads_on() and self.current.depth > 0):
                parent = self._where_it_begins(step)
        child = self._child(parent, step, line.paragraph)
        self._fill(child, line.paragraph, head.end)

    def _child(self, parent: Gathering, head: Head, paragraph: ViewedParagraph) -> Gathering:
        child = Gathering(head.numbers[0], parent.depth + 1, paragraph.place, False, parent)
        # What is typed behind a computed number, "(1)" of "2.\u2014(1)", is deeper than that number by a level unknown.
        child.level = paragraph.level if head.computed or paragraph.number is None else None
        child.computed, child.form = head.computed, head.form
        child.indent = paragraph.indent
        parent.order.append(child)
        self.current, self.after_heading = child, False
        return child

    def _heads_more(self, i: int, step: Head) -> bool:
        """Whether a step is the number of a heading between clauses: a title that goes on no list, over a clause."""
        words, below = self.lines[i].words, self.lines[i + 1 : i + 2]
        if self.current is None or not is_title(words) or not below or below[0].head is None:
            return False
        over = below[0].head.kind in NAMES_A_CLAUSE and below[0].paragraph.cell is None
        return over and self._list_of(step) is None and (not step.first or not self._leads_on())

    def _list_of(self, step: Head, level: int | None = None, indent: int | None = None) -> Gathering | None:
        """The open provision whose list a step goes on with; None where it goes on with none.

        Where it may go on with several, it goes on with that which the word processor counts as deep, or else with that
        which stands as far to the right.
        """
        found = [
            (above, last)
            for above, last in self._beside_alike(step)
            if follows(last.step, step.numbers[0]) and (level is None or last.level in (None, level))
        ]
        as_deep = [above for above, last in found if step.computed and last.computed and last.level == level]
        as_far = [above for above, last in found if indent is None or abs(last.indent - indent) <= _AS_FAR]
        return next(iter((*as_deep, *as_far, *(above for above, _ in found))), None)

    def _stands_as_the_top(self, paragraph: ViewedParagraph) -> bool:
        """Whether a paragraph stands as far to the left as the clause above, and the list below that is set in."""
        within = [above.indent for above in self.current.chain() if above.depth] if self.current is not None else []
        return bool(within) and self.tops[-1].indent == paragraph.indent < min(within)

    def _beside_typed(self, step: Head, level: int | None) -> Gathering | None:
        """The computed number whose first step is typed behind it, "2.\u2014(1)", where the list computed a level below
        that number goes on beside that step: it counts itself from (1), since what is typed is not counted.
        """
        if self.current is None or level is None or not step.computed:
            return None
        for above in self.current.chain():
            first = above.first_below if above.computed and above.level == level - 1 else None
            typed = first is not None and first.level is None and first.place == above.place
            if first is not None and typed and _alike(first, step):
                return above
        return None

    def _where_it_begins(self, step: Head) -> Gathering:
        """Where a list begins, or goes on out of order: beside what is counted alike, or below what is open."""
        assert self.current is not None, "a step stands in a provision"
        if not step.first:
            for above, last in self._beside_alike(step):
                # Letters begin a list below a number, whichever they are.
                if last.step[1:2].isdigit() == step.numbers[0][1:2].isdigit():
                    return above
        return self.current

    def _beside_alike(self, step: Head) -> Iterator[tuple[Gathering, Gathering]]:
        """The open provisions whose last step has the marks of one, each with that step, from the innermost out."""
        for above in self.current.chain() if self.current is not None else ():
            last = above.last_below
            if last is not None and _alike(last, step):
                yield above, last

    def _leads_on(self) -> bool:
        """Whether the words that stand open lead on to a list."""
        return self.current is not None and self.current.text.rstrip().endswith(LEADS_ON)

    # Words.

    def _words(self, i: int) -> None:
        line = self.lines[i]
        paragraph = line.paragraph
        if line.head is None and self._is_title(i):
            self._title(i)
            return
        self.after_heading = False
        if self.current is None or (not self.numbered and line.head is None and not self._belongs(i)):
            self._place(paragraph)
        elif not self.current.text.strip() or line.head is not None or paragraph.cell is not None:
            self.current.add(paragraph, 0)
        else:
            owner = self._owner(i)
            owner.add(paragraph, 0)
            self.current = owner if not self._goes_on_in(owner, i) else self.current

    def _belongs(self, i: int) -> bool:
        """Whether words of a text without numbers go on with a list that is open, or with the row of a table."""
        paragraph = self.lines[i].paragraph
        if self.current is not None and paragraph.cell is not None and paragraph.place == self.current.place:
            return True
        return self.current is not None and self.current.depth > 0 and self.lines[i].words[:1].islower()

    def _owner(self, i: int) -> Gathering:
        """The provision that words without a number go on with: that of the list which goes on below them, or the
        one around the list that they close.
        """
        assert self.current is not None, "words without a provision stand for themselves"
        following = self._next_numbered(i)
        if following is not None and following.kind in (Kind.STEP, Kind.NUMBER):
            goes_on = self._list_of(_as_step(following))
            if goes_on is not None:
                return self._item_closed(i, goes_on) or goes_on
        if self._leads_on():
            return self.current
        if _DEFINES.match(self.lines[i].words) and (defining := self._defining()) is not None:
            return defining
        if self.current.parent is not None and self.lines[i].words[:1].islower():
            return self.current.parent
        return [*self.current.chain()][-1]

    def _item_closed(self, i: int, around: Gathering) -> Gathering | None:
        """The item of a list that words go on with where they close a list within it: "(ii) any flood, / within two
        days; and", before "(b)".
        """
        item = next((above for above in self.current.chain() if above.parent is around), None) if self.current else None
        return item if item is not self.current and self.lines[i].words[:1].islower() else None

    def _defining(self) -> Gathering | None:
        """The open provision that has a definition above, or else leads on to some: "In this Order\u2014"."""
        chain = [*self.current.chain()] if self.current is not None else []
        texts = {id(above): [source.paragraph.text.strip() for source in above.sources] for above in chain}
        defining = [above for above in chain if any(map(_DEFINES.match, texts[id(above)]))]
        leading = [above for above in chain if texts[id(above)] and texts[id(above)][0].endswith(LEADS_ON)]
        return next(iter(defining + leading), None)

    def _goes_on_in(self, owner: Gathering, i: int) -> bool:
        following = self._next_numbered(i)
        return following is not None and self._list_of(_as_step(following)) is owner

    def _place(self, paragraph: ViewedParagraph, *, empty: bool = False) -> None:
        """A provision that has its place for a label."""
        label = by_place(paragraph, len(self.tops))
        draft = Gathering(str(label), 0, paragraph.place, False, None)
        draft.heading = self.heading if self.after_heading else ""
        self.tops.append(Top(draft, label, (), self.heading, paragraph, paragraph.indent))
        self.current, self.after_heading = draft, False
        if not empty:
            draft.add(paragraph, 0)

    def _next_numbered(self, i: int) -> Head | None:
        """The number of the next paragraph that has one, before a heading or a part begins."""
        for line in self.lines[i + 1 : i + 12]:
            if line.division is not None or line.paragraph.heading:
                return line.head if line.division is None else None
            if line.head is not None and line.head.kind is not Kind.BULLET:
                return line.head
        return None


def _value(head: Head | None) -> int:
    if head is None:
        return 0
    digits = head.numbers[0].rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits.isdigit() else 0


def _counted(head: Head, last: Head | None) -> Head | None:
    """The number that is the last at the top behind a clause: that of "4" behind 4.2."""
    if head.section or head.kind is not Kind.DECIMAL:
        return None if head.kind is Kind.LETTERED else last
    return Head(Kind.NUMBER, head.numbers[:1], 0, "", last.form if last is not None else ".")


def _as_step(head: Head) -> Head:
    """A number taken for a step: "1." and "1)" are (1)."""
    if head.kind is Kind.STEP:
        return head
    return evolve(head, kind=Kind.STEP, numbers=(f"({head.numbers[0]})",))


def _alike(sibling: Gathering, step: Head) -> bool:
    """Whether a step has the marks and the capitals of one that it may stand beside."""
    return sibling.form == step.form and sibling.step.isupper() == step.numbers[0].isupper()
