"""What is there in one view of a draft: the provisions that it shows, and those of the Code around it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.lang.citations import clause_of, depth_of, order, parse, path_of, read, stands_in
from sec_rules.lang.steps import steps_of
from sec_rules.review.text.cross_references import expressions

# Clauses of Section G8 up to this number exist without being held.
KNOWN_UP_TO = 60
# So many numbers of another text show that it has the row in which they stand.
_A_ROW = 2
_THROUGH = re.compile(r"\s*(?:to|[-\u2010-\u2014])\s*(?P<last>\d{1,3}(?:\.\d{1,3})+)(?![\w.]*\d)", re.IGNORECASE)
_NOT_USED = re.compile(
    r"^\W*(?:not used|intentionally (?:left )?blank|intentionally omitted|reserved|spare|deleted)\W*$", re.IGNORECASE
)


def not_used(provision: Provision) -> bool:
    """Whether a provision keeps its label and says nothing."""
    return bool(_NOT_USED.match(provision.text)) and not provision.children


def omits(text: str) -> bool:
    """Whether a text stands for words left out: [...], an ellipsis, stars."""
    return bool(re.match(r"^\s*(?:\[\s*(?:\.{3,}|\u2026)\s*\]|\.{3,}|\u2026|\*\s*\*\s*\*|\*{3,})\s*$", text))


class ProvisionIndex:
    """The provisions of a view and of the Code around it, by label."""

    def __init__(self, layout: Layout, draft: Draft) -> None:
        from sec_rules.engine.code import limbs_of

        self.layout = layout
        self.of_the_code = layout.of_the_code
        before = layout.view is View.ORIGINAL
        code, day = (draft.base, draft.base_on) if before else (draft.proposed, draft.on)
        gone = set() if before else {s.label for s in draft.shown if s.after is None}
        self.deleted = gone
        self.held = ({c.label for c, _ in code.standing(day)} | {c.label for c in code.clauses}) - gone
        self._steps = {c.label: limbs_of(c) for c in draft.base.clauses}
        # What was looked for once, by clause and step.
        self._omitting: dict[str, bool] = {}
        self._inline: dict[tuple[str, str], bool] = {}

    def clause(self, label: str) -> bool:
        """Whether a clause of that label is shown or held."""
        return label in self.held or self.layout.find(label) is not None

    @cached_property
    def _rows(self) -> Counter[tuple[str, str, tuple[str, ...]]]:
        """How many numbers each row has that the text shows."""
        return Counter(found.series for p in self.layout.provisions if (found := read(p.label)) is not None)

    @cached_property
    def _ranges(self) -> tuple[tuple[str, str], ...]:
        """The clauses of another text that one heading stands for, "4.2.1 to 4.2.8", each by its first and its last."""
        found = ((p.label, _THROUGH.match(p.heading or p.text)) for p in self.layout.provisions)
        return tuple((label, match["last"]) for label, match in found if match is not None)

    def named(self, clause: str) -> str:
        """A clause as a message names it: "Section G8.41", or the bare label of another text."""
        return f"Section {clause}" if self.of_the_code else clause

    def lacks(self, clause: str) -> str:
        """That a clause is nowhere, in a sentence."""
        held = ", in the draft or in what is held" if self.of_the_code else " in this text"
        return f"There is no {self.named(clause)}{held}."

    def may_exist(self, label: str) -> bool:
        """Whether a clause may be there although neither shown nor held: another Section's, or a low number of G8.

        In another text one may that is not of a row of numbers with levels which the text shows.
        """
        if not self.of_the_code:
            found = read(label)
            few = found is None or len(found.numbers) < 2 or self._rows[found.series] < _A_ROW
            return few or any(order(first) <= order(label) <= order(last) for first, last in self._ranges)
        if not stands_in(label, "G8"):
            return True
        number = parse(label).numbers[-1]
        return number.isdigit() and int(number) <= KNOWN_UP_TO

    def has(self, label: str) -> bool:
        """Whether a paragraph is there; a clause whose paragraphs are not to hand is given the benefit."""
        clause = clause_of(label)
        shown = self.layout.find(clause)
        if shown is not None:
            return (
                self.layout.find(label) is not None
                or self._omits(shown)
                or self._typed(shown, steps_of(path_of(label))[-1])
            )
        held = self._steps.get(clause, ())
        return not held or depth_of(label) > 1 or path_of(label) in held

    def _omits(self, clause: Provision) -> bool:
        if clause.label not in self._omitting:
            self._omitting[clause.label] = any(omits(p) for p in _paragraphs(clause))
        return self._omitting[clause.label]

    def _typed(self, clause: Provision, step: str) -> bool:
        """Whether a step is typed in the middle of the clause's text."""
        if (clause.label, step) not in self._inline:
            pattern = re.compile(r"(?:^|[\s\u2014:;,])" + re.escape(step) + r"\s")
            self._inline[clause.label, step] = any(self._counts(p.text, pattern) for p in clause.walk())
        return self._inline[clause.label, step]

    def _counts(self, text: str, step: re.Pattern[str]) -> bool:
        """Whether a step counts an item in a text; "paragraph (3) below" only names one."""
        named = expressions(text, of_the_code=self.of_the_code)
        return any(not any(e.start <= m.end() - 2 < e.end for e in named) for m in step.finditer(text))


def _paragraphs(clause: Provision) -> list[str]:
    return [line for p in clause.walk() for line in p.text.split("\n")]
