"""Paragraphs of one view laid out as provisions: what each opens, and where it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import Final

from attrs import evolve, frozen

from sec_rules.documents.document import Mark, View, ViewedParagraph
from sec_rules.drafting.layout.amendment_tables import with_rows_as_instructions
from sec_rules.drafting.layout.duty_tables import with_rows_as_limbs
from sec_rules.drafting.layout.extract_leads import with_leads_as_labels
from sec_rules.drafting.layout.front_matter import (
    adds_below,
    defined_term,
    leads_in,
    operative,
    with_definitions,
)
from sec_rules.drafting.layout.gathering import Gathering
from sec_rules.drafting.layout.instructions import Deletion, Edit, Instruction, Placing, Scope, instruction, number_of
from sec_rules.drafting.layout.labels import CLAUSE_HEAD, RANGE_END, STEP_HEAD, clause_label, section_of, step_of
from sec_rules.drafting.layout.provisions import Layout
from sec_rules.drafting.layout.term_tables import with_rows_as_meanings
from sec_rules.drafting.layout.times import ALWAYS
from sec_rules.drafting.layout.unmarked_headings import reads_as_heading
from sec_rules.drafting.layout.words_below import OPENING, cut, with_words_below, without_quotes
from sec_rules.lang.citations import SECTION, clause_of, order, path_of, references
from sec_rules.lang.steps import FIRST_STEP, STEP, follows, steps_of, style

# With one of these a line binds somebody, and is no title.
_BINDS: Final = re.compile(r"\b(?:shall|must)\b")
_NEXT_ITEM: Final = re.compile(rf";\s+(?:(?:and|or)\s+)?(?P<step>{STEP})\s")
# A heading that holds one of these, or more words, says what a clause says, and does not only name it.
_TEXT_OF_A_CLAUSE: Final = re.compile(r"\b(?:shall|must|may|is|are)\b|[.;]\s*$", re.IGNORECASE)
_MOST_OF_A_TITLE: Final = 12
_SECTION: Final = re.compile(SECTION)
# A paragraph that reads as text, whatever its style: it goes on with a sentence, or ends one of some length.
_SENTENCE: Final = re.compile(r"\s*(?:[a-z]|(?:\S+\s+){5,}\S*[.;,:]\s*$)")
# A heading above which everything ends.
_ABOVE_ALL: Final = re.compile(r"\s*(?:Annex|Schedule|Appendix|Part|Chapter)\b", re.IGNORECASE)


def lay_out(paragraphs: Iterable[ViewedParagraph], view: View, *, instructs: bool = True) -> Layout:
    """The provisions among the paragraphs of a view; words that are held give no instructions."""
    laying = _Laying(instructs)
    given = tuple(paragraphs)
    legal = tuple(operative(given))
    rows, heads, told = with_rows_as_instructions(legal) if instructs else (legal, (), ())
    rows, terms = with_rows_as_meanings(rows)
    rows, columns = with_rows_as_limbs(rows)
    rows, leads = with_leads_as_labels(rows) if instructs else (rows, ())
    wanted = with_definitions(rows)
    lines = [line for paragraph in wanted for line in _lines(paragraph) if line.text.strip()]
    lines = list(with_words_below(lines)) if instructs else lines
    for i, (line, following) in enumerate(zip_longest(lines, lines[1:])):
        below = _Rest(lines, i + 1)
        titled = reads_as_heading(line, following, lines[i - 1] if i else None)
        laying.take(evolve(line, heading=True) if titled else line, below)
    tops = tuple(t.done() for t in laying.tops)
    headings = tuple(heading.text.strip() for heading in laying.headings)
    # What stands next to a provision may say for whom it holds, unless it is the title over the whole document.
    titled = len(laying.above) == 1 and laying.above[0].place == lines[0].place and laying.above[0].heading
    above = tuple(laying.above if titled or not tops or laying.opens_with_instruction else laying.above[:-1])
    headed = tuple(heading for heading in laying.headings if not any(heading is title for title in above))
    kept = set(map(id, legal))
    return Layout(
        view,
        tops,
        headings,
        tuple(laying.loose),
        tuple(laying.instructions),
        above,
        headed,
        tuple(laying.instructed),
        (*(paragraph for paragraph in given if id(paragraph) not in kept), *heads),
        columns=(*columns, *terms, *told, *leads),
    )


@frozen
class _Rest:
    """The lines from one on, as often as they are gone through."""

    lines: Sequence[ViewedParagraph]
    start: int

    def __iter__(self) -> Iterator[ViewedParagraph]:
        return (self.lines[number] for number in range(self.start, len(self.lines)))


def _replaces(act: Placing, label: str) -> bool:
    """Whether an act puts text in the place of a clause."""
    return any(order(each.first) <= order(label) <= order(each.last) for each in act.replaces)


class _Laying:
    """The provisions while the paragraphs are gone through, and what the last instruction says of those below it."""

    def __init__(self, instructs: bool) -> None:
        self.instructs = instructs
        self.tops: list[Gathering] = []
        self.headings: list[ViewedParagraph] = []
        # What stands over the first provision or instruction.
        self.above: list[ViewedParagraph] = []
        self.opens_with_instruction = False
        self.loose: list[ViewedParagraph] = []
        self.instructions: list[Instruction] = []
        self.instructed: list[ViewedParagraph] = []
        self.current: Gathering | None = None
        self.within: str | None = None
        # What the instructions above turned to, and for the steps of their lists that are open, what held before each.
        self.scope: Scope | None = None
        self.steps: list[tuple[str, Scope | None]] = []
        self.placing: Placing | None = None
        # All that the last instruction places.
        self.placings: tuple[Placing, ...] = ()
        self.section = ""
        # What the last instruction edits, and its number.
        self.done: tuple[Edit, ...] = ()
        self.step: tuple[str, int] | None = None
        # Whether new text given in straight quotation marks goes on.
        self.left_open = False
        # Whether the quotation marks round new text were closed in the paragraph above.
        self.closed = False

    def take(self, paragraph: ViewedParagraph, below: Iterable[ViewedParagraph] = ()) -> None:
        """One paragraph: an instruction, the beginning of a clause, a heading, or more of what stands above it.

        `below` are the paragraphs that stand below it.
        """
        found = self._instruction(paragraph.text) if self.instructs else None
        adds = self.instructs and adds_below(paragraph.text)
        if adds or (found is not None and not found.understood and leads_in(paragraph.text)):
            self.loose.append(paragraph)
            self.current = self.within = self.scope = self.placing = None
            return
        if found is not None:
            self._carry_out(found, paragraph)
            return
        term = defined_term(paragraph.text) if paragraph.number is None and self.section != "A" else ""
        if term and (self.current is None or self.closed or self.current.defines):
            self._define(paragraph, term)
            return
        unquoted = without_quotes(paragraph, below=self.within is not None, left_open=self.left_open)
        self.closed = not paragraph.text.endswith(unquoted.text)
        if self.left_open or (unquoted is not paragraph and paragraph.text.lstrip().startswith('"')):
            self.left_open = (self.left_open + paragraph.text.count('"')) % 2 == 1
        clause = clause_label(unquoted, self.section)
        if paragraph.run_in or (
            clause is not None and paragraph.heading and self._is_title_of(unquoted, clause[1], below)
        ):
            self._run_in(unquoted, clause)
        elif clause is not None and paragraph.heading and self._names_one_below(unquoted, *clause, below):
            self._heading(paragraph, below)
        elif clause is not None and self._stands_over_an_instruction(unquoted, *clause, below):
            self._heading(evolve(paragraph, heading=True), below)
        elif clause is not None:
            self._clause(unquoted, *clause)
        elif paragraph.heading and self._is_text(unquoted):
            self.current = _below(self.current, unquoted) if self.current is not None else None
        elif paragraph.heading and self._goes_on_below(paragraph, below):
            self.headings.append(paragraph)
        elif paragraph.heading:
            self._heading(paragraph, below)
        elif self.current is not None:
            self.current = self._more(self.current, unquoted, below)
        elif self.within is not None and self._opens_part(unquoted):
            self._part(unquoted)
        elif self.section == "A" and paragraph.cell is not None:
            # The definitions of the Code stand in A1.1, whether or not an extract shows its opening words.
            self._clause(paragraph, "A1.1", 0)
        else:
            self.loose.append(paragraph)
            self._stands_above(paragraph)

    def _define(self, paragraph: ViewedParagraph, term: str) -> None:
        """A definition that stands in no clause, as a clause under the name of its term."""
        self.current = Gathering(f"definition of {term}", 0, paragraph.place, False, None)
        self.current.defines = True
        self.tops.append(self.current)
        self.current.add(paragraph, 0)

    def _more(self, current: Gathering, paragraph: ViewedParagraph, below: Iterable[ViewedParagraph]) -> Gathering:
        """What is open after a paragraph inside a clause. Words between two items of a list are those of the provision
        that has the list, which goes on below them.
        """
        if not current.depth or not current.text.strip() or step_of(paragraph) is not None:
            return _below(current, paragraph)
        following = next((p for p in below if step_of(p) or p.heading or clause_label(p, self.section)), None)
        step = step_of(following) if following is not None and not following.heading else None
        if current.depth == 1:
            # A list that goes on below has no words of its own between its items: they go on with the one above.
            goes_on = step is not None and follows(current.step, step[0]) and paragraph.text.lstrip()[:1].islower()
            if goes_on and paragraph.cell is None:
                current.add(paragraph, len(paragraph.text) - len(paragraph.text.lstrip()))
                return current
            return _below(current, paragraph)
        level = current.parent
        while step is not None and level is not None and level.parent is not None:
            last = level.last_below
            if last is not None and follows(last.step, step[0]):
                level.add(paragraph, 0)
                return last
            level = level.parent
        return _below(current, paragraph)

    def _heading(self, paragraph: ViewedParagraph, below: Iterable[ViewedParagraph]) -> None:
        """A heading between clauses, or above them, which ends what stands above it.

        It does not end what an instruction gives where it stands over a clause in whose place something is given.
        """
        self.section = section_of(paragraph.text) or self.section
        self.headings.append(paragraph)
        self._stands_above(paragraph)
        self.current = self.within = self.scope = None
        following = next((p for p in below if not p.heading), None)
        clause = clause_label(following, self.section) if following is not None else None
        goes_on = self.placing is not None and clause is not None and _replaces(self.placing, clause[0])
        self.placing = self.placing if goes_on else None

    def _names_one_below(
        self, heading: ViewedParagraph, label: str, end: int, below: Iterable[ViewedParagraph]
    ) -> bool:
        """Whether a heading only names a clause, whose label stands again over its text: "G8.44: Full first"."""
        title = heading.text[end:]
        if _TEXT_OF_A_CLAUSE.search(title) or len(title.split()) > _MOST_OF_A_TITLE:
            return False
        again = (p for p in below if not p.heading and (clause_label(p, self.section) or ("", 0))[0] == label)
        return any(len(p.text) > len(heading.text) for p in again)

    def _is_title_of(self, heading: ViewedParagraph, end: int, below: Iterable[ViewedParagraph]) -> bool:
        """Whether behind its number a heading has a title, and the text stands below: "G8.47 Other Users"."""
        title, following = heading.text[end:], next(iter(below), None)
        if not title.strip() or _TEXT_OF_A_CLAUSE.search(title) or len(title.split()) > _MOST_OF_A_TITLE:
            return False
        if following is None or following.heading or not following.text[:1].isupper():
            return False
        return clause_label(following, self.section) is None and instruction(following.text) is None

    def _stands_over_an_instruction(
        self, paragraph: ViewedParagraph, label: str, end: int, below: Iterable[ViewedParagraph]
    ) -> bool:
        """Whether a number without words of its own only says which clause the instruction below it changes."""
        if not self.instructs or self.placing is not None or any(map(str.isalnum, paragraph.text[end:])):
            return False
        following = next(iter(below), None)
        found = instruction(following.text) if following is not None else None
        return found is not None and found.understood and label in map(clause_of, references(found.text))

    def _stands_above(self, paragraph: ViewedParagraph) -> None:
        if not self.tops and not self.instructions:
            self.above.append(paragraph)

    def _is_text(self, paragraph: ViewedParagraph) -> bool:
        """Whether a paragraph that is styled as a heading is a limb of the clause above it, or more of its words."""
        if self.current is None:
            return False
        step = step_of(paragraph)
        return _SENTENCE.match(paragraph.text) is not None if step is None else _continues(self.current, step[0])

    def _goes_on_below(self, heading: ViewedParagraph, below: Iterable[ViewedParagraph]) -> bool:
        """Whether a heading stands inside the clause above it: the next step below it is one of that clause."""
        if self.current is None or section_of(heading.text) or _ABOVE_ALL.match(heading.text):
            return False
        for paragraph in below:
            if clause_label(paragraph, self.section) is not None or instruction(paragraph.text) is not None:
                return False
            step = step_of(paragraph)
            if step is not None:
                return _continues(self.current, step[0])
            if paragraph.heading:
                return False
        return False

    def _instruction(self, text: str) -> Instruction | None:
        found = instruction(text, None, self.done)
        goes_on = self.current is None or self.closed
        scope = self._scope_of(text)
        if (found is None or not found.understood or found.turns_to is None) and scope is not None and goes_on:
            found = instruction(text, scope, self.done) or found
        if found is not None and found.turns_to is None and self.current is not None:
            # What stands in a clause and only sounds like an instruction is a sentence of it.
            return None
        if found is not None and scope is not None and not found.period.bounded:
            return evolve(found, period=scope.period)
        return found

    def _scope_of(self, text: str) -> Scope | None:
        """What the instructions above a paragraph turned to; of a further step in a list, what held above that list."""
        step = number_of(text)
        above = next((scope for one, scope in reversed(self.steps) if follows(one, step)), None) if step else None
        return above or self.scope

    def _opens_step(self, text: str) -> None:
        """Keeps what holds above the list in which an instruction stands, for the steps that go on with it."""
        step = number_of(text)
        alike = [n for n, (one, _) in enumerate(self.steps) if step and follows(one, step)]
        scope = self.steps[alike[-1]][1] if alike else self.scope
        if not step:
            self.steps.clear()
            return
        del self.steps[alike[-1] if alike else len(self.steps) :]
        self.steps.append((step, scope))

    def _carry_out(self, found: Instruction, paragraph: ViewedParagraph) -> None:
        self.opens_with_instruction = self.opens_with_instruction or not (self.tops or self.instructions)
        self.instructions.append(found)
        self.instructed.append(paragraph)
        above = self._scope_of(paragraph.text)
        self._opens_step(paragraph.text)
        self.current = None
        self.left_open = False
        self._remember(found)
        self.step = step_of(paragraph)
        # Below what is deleted nothing goes on with it.
        gone = bool(found.acts) and isinstance(found.acts[-1], Deletion)
        self.within, self.scope = None if gone else found.turns_to, found.scope
        if found.acts and found.scope is not None:
            # When it has effect is said for itself alone.
            self.scope = evolve(found.scope, period=above.period if above is not None else ALWAYS)
        self.placing = None
        self.placings = tuple(act for act in found.acts if isinstance(act, Placing))
        for act in self.placings:
            # What stands at the end of a Section has a label of its own.
            self.placing, self.within = act, None if _SECTION.fullmatch(act.at) else act.at
            if act.words is not None:
                self._given(act, paragraph)
                self.placing = None
                self.current = None

    def _remember(self, found: Instruction) -> None:
        """Keeps the edits of one clause, which the next instruction may ask for once more."""
        edits = tuple(act for act in found.acts if isinstance(act, Edit))
        if not found.understood or len(edits) < len(found.acts):
            self.done = ()
        elif edits:
            one_clause = {clause_of(edit.at) for edit in (*self.done, *edits)}
            self.done = (*self.done, *edits) if len(one_clause) == 1 else edits

    def _given(self, act: Placing, paragraph: ViewedParagraph) -> None:
        """The text that an instruction gives in quotation marks, as if it stood below."""
        for line in _items(act.words or ""):
            text = ViewedParagraph(line, (), False, paragraph.place)
            clause = clause_label(text)
            term = defined_term(text.text)
            if term:
                self._define(text, term)
            elif clause is not None:
                self._clause(text, *clause)
            elif self.current is not None:
                self.current = _below(self.current, text)
            elif line.strip() and self._opens_part(text):
                self._part(text)

    def _clause(self, paragraph: ViewedParagraph, label: str, end: int) -> None:
        rest = RANGE_END.match(paragraph.text, end)
        labels = references(f"{label} to {rest['label']}") if rest else (label,)
        for each in labels:
            replacing = self._replacing(each)
            self.current = Gathering(each, 0, paragraph.place, _label_changed(paragraph, end), None)
            self.current.level, self.current.computed = paragraph.level, paragraph.number is not None
            self.current.heading = self.headings[-1].text.strip() if self.headings else ""
            self.current.given_for = None if replacing is None or path_of(replacing.at) else replacing
            self.tops.append(self.current)
            self.current = _add(self.current, paragraph, rest.end() if rest else end)
        self.within = self.scope = None

    def _run_in(self, paragraph: ViewedParagraph, clause: tuple[str, int] | None) -> None:
        """A heading on one line with the text below it; the label before it is that of the text."""
        step = step_of(paragraph) if clause is None and self.current is not None else None
        end = clause[1] if clause is not None else step[1] if step is not None else 0
        if clause is not None:
            self._clause(paragraph.cut(0, end), *clause)
        elif step is not None and self.current is not None:
            self.current = _below(self.current, paragraph.cut(0, end))
        heading = evolve(paragraph.cut(end, len(paragraph.text)), heading=True, number=None)
        if heading.text.strip():
            self.headings.append(heading)
            if self.current is None:
                self._stands_above(heading)
            elif clause is not None:
                self.current.heading = heading.text.strip()

    def _opens_part(self, paragraph: ViewedParagraph) -> bool:
        step = step_of(paragraph)
        if step is not None:
            # What is numbered on from the instruction stands beside it.
            return self.placing is not None or self.step is None or not follows(self.step[0], step[0])
        # Words without a label cannot stand in the place of several Sections.
        return self.placing is not None and (not self.placing.for_several or bool(path_of(self.placing.at)))

    def _replacing(self, label: str = "") -> Placing | None:
        """The act that puts what is given here in the place of others: of several, the one that replaces the label."""
        if label and self.placing is not None and len(self.placings) > 1:
            return next((act for act in self.placings if _replaces(act, label)), None)
        return self.placing if self.placing is not None and self.placing.replaces else None

    def _part(self, paragraph: ViewedParagraph) -> None:
        """A part of the provision that the instruction above turned to; the rest of it stands as it is."""
        at = self.within or ""
        stem, steps = clause_of(at), steps_of(path_of(at))
        step = step_of(paragraph)
        whole = self.placing is not None and self.placing.where == "for" and not steps and step is None
        draft = Gathering(stem, 0, paragraph.place, False, None)
        draft.partial = not whole
        draft.given_for = self._replacing()
        self.tops.append(draft)
        several = self.placing is not None and self.placing.for_several
        parents = steps if step is None and not several else steps[:-1]
        for parent in parents:
            inner = Gathering(parent, draft.depth + 1, paragraph.place, False, draft)
            inner.partial = step is not None or parent != parents[-1]
            draft.order.append(inner)
            draft = inner
        if step is None:
            draft.add(paragraph, len(paragraph.text) - len(paragraph.text.lstrip()))
            self.current = draft
            return
        child = _open(draft, step[0], paragraph, step[1])
        if self.placing is not None and self.placing.where in ("after", "before") and steps:
            child.beside = (self.placing.where, steps[-1])
        self.current = child


def _lines(paragraph: ViewedParagraph) -> Iterator[ViewedParagraph]:
    """The paragraph; cut at a line break below which another clause begins, or an instruction."""
    breaks = [m.end() for m in re.finditer("\n", paragraph.text)]
    cuts = [at for at in breaks if _begins_clause(paragraph, at) or _begins_instruction(paragraph.text, at)]
    if not cuts:
        yield paragraph
        return
    for start, end in pairwise((0, *cuts, len(paragraph.text) + 1)):
        yield cut(paragraph, start, min(end - 1, len(paragraph.text)))


def _begins_clause(paragraph: ViewedParagraph, start: int) -> bool:
    text = paragraph.text[start:]
    quoted = OPENING.match(text)
    if quoted is not None and CLAUSE_HEAD.match(text[quoted.end() :]):
        # A new clause in the quotation marks that it is put in, where the line above promises one.
        return instruction(paragraph.text[:start].rstrip()) is not None
    return clause_label(evolve(paragraph, text=text, number=None)) is not None


def _begins_instruction(text: str, start: int) -> bool:
    """Whether a line is an instruction by itself, and does not go on with the line above or stand in new text."""
    above = text[:start].rstrip()
    line = text[start:].partition("\n")[0]
    in_quotes = above.count('"') % 2 or above.count("\u201c") > above.count("\u201d")
    if in_quotes or above.endswith((",", ";", "(")) or line[:1].islower():
        return False
    last = above.rpartition("\n")[2]
    if instruction(last) is None and _BINDS.search(last):
        return False
    found = instruction(line)
    return found is not None and found.understood and found.turns_to is not None


def _items(words: str) -> Iterator[str]:
    """Text that an instruction gives in one paragraph, cut where a list in it goes on: "(a) ...; and (b) ..."."""
    for line in words.split("\n"):
        head = STEP_HEAD.match(line)
        start, step = 0, head["label"] if head is not None else ""
        for item in _NEXT_ITEM.finditer(line) if step else ():
            if follows(step, item["step"]):
                yield line[start : item.start("step")].rstrip()
                start, step = item.start("step"), item["step"]
        yield line[start:]


def _label_changed(paragraph: ViewedParagraph, end: int) -> bool:
    return any(s.mark is not Mark.KEPT and s.start < end for s in paragraph.stretches)


def _add(draft: Gathering, paragraph: ViewedParagraph, start: int) -> Gathering:
    """Adds a paragraph that opened `draft`, and gives what is open then: a step typed after the label opens a child."""
    step = STEP_HEAD.match(paragraph.text[start:])
    if step is not None and paragraph.text[start + step.end() :].strip() and draft.depth == 0:
        return _open(draft, step["label"], paragraph, start + step.end())
    draft.add(paragraph, start)
    return draft


def _below(current: Gathering, paragraph: ViewedParagraph) -> Gathering:
    """Where a paragraph inside a clause belongs: the provision it opens or continues."""
    step = step_of(paragraph)
    if step is not None:
        return _open(_by_level(current, paragraph) or _parent(current, step[0]), step[0], paragraph, step[1])
    start = len(paragraph.text) - len(paragraph.text.lstrip())
    if not current.text.strip():
        # Its label stands in a paragraph, or a cell of a table, of its own.
        current.add(paragraph, start)
        return current
    top = current
    while top.parent is not None:
        top = top.parent
    top.add(paragraph, start)
    return top


def _by_level(current: Gathering, paragraph: ViewedParagraph) -> Gathering | None:
    """The open provision that stands less deep in the list of the word processor; None where that cannot be known."""
    if paragraph.level is None:
        return None
    above: Gathering | None = current
    while above is not None and (above.level is None or above.level >= paragraph.level):
        above = above.parent
    return above


def _open(parent: Gathering, step: str, paragraph: ViewedParagraph, start: int) -> Gathering:
    child = Gathering(step, parent.depth + 1, paragraph.place, _label_changed(paragraph, start), parent)
    child.level, child.computed = paragraph.level, paragraph.number is not None
    parent.order.append(child)
    child.add(paragraph, start)
    return child


def _continues(current: Gathering, step: str) -> bool:
    """Whether a step is the next of a list that is open, or the first of one that is numbered like none of those."""
    level: Gathering | None = current
    open_steps: list[str] = []
    while level is not None:
        last = level.last_below
        if last is not None and follows(last.step, step):
            return True
        open_steps += [last.step] if last is not None else []
        level = level.parent
    return re.fullmatch(FIRST_STEP, step) is not None and style(step) not in map(style, open_steps)


def _parent(current: Gathering, step: str) -> Gathering:
    """The provision under which a step stands: beside its predecessor, or below the open provision."""
    level = current
    while level.parent is not None:
        last = level.parent.last_below
        if last is not None and follows(last.step, step):
            return level.parent
        level = level.parent
    # A list does not number its items like the list it stands in, so what is numbered alike stands beside it.
    level = current
    while level.parent is not None:
        if style(step) == style(level.step):
            return level.parent
        level = level.parent
    return current
