"""What of a draft was not read and may bear on an answer: each place, what it is, and why it is open.

A sentence is open unless it became a rule or is shown to bear on nothing; words are open where the rule that was read
does not use them; so are paragraphs outside every clause, headings that may give scope or time, and instructions that
were not carried out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, Literal

from attrs import frozen

from sec_rules.documents.document import Document, View, ViewedParagraph
from sec_rules.drafting.amendments import Failed
from sec_rules.drafting.grammar.clause_reader import ReadClause, drafted
from sec_rules.drafting.grammar.foreign import is_foreign, is_plain_heading
from sec_rules.drafting.layout.provisions import Layout
from sec_rules.lang import Clause, Source, Unread
from sec_rules.lang.citations import CLAUSE, SECTION
from sec_rules.rulebook.procedure import procedure

Kind = Literal["condition", "count", "outcome", "sentence", "instruction", "object"]

_OMISSION: Final = re.compile(r"^[\W\d_]*$")
# What stands over the changes to a text and does nothing by itself.
_LEADS_IN: Final = re.compile(
    rf"^(?:(?:amend )?(?:the )?(?:smart energy code|code|(?:this )?section (?:{CLAUSE}|{SECTION}))(?: \([^()]*\))?"
    r"(?: (?:is|are|shall be|to be) amended)?(?: as follows)?"
    rf"|(?:the )?following (?:changes|amendments)(?: are| shall be)?(?: made| proposed)? to section {SECTION})\W*$",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"(?<=[.;])\s+(?=[A-Z\u201c\"])")
_MOST_OF_A_TITLE: Final = 16


@frozen
class OpenPlace:
    """Words that were not read: where they stand (code points of the provision, or of the paragraph), and why.

    `clause` is the label of the provision, "" for what stands in none; `place` is where the document has it.
    """

    kind: Kind
    clause: str
    place: str
    view: View
    start: int
    end: int
    text: str
    why: str

    @property
    def id(self) -> str:
        """A name that stays while the words, their kind and their clause do."""
        identity = "|".join((self.kind, self.clause, " ".join(self.text.split()), self.view.value))
        return hashlib.sha256(identity.encode()).hexdigest()[:8]


def open_in_clause(read: ReadClause, view: View) -> Iterator[OpenPlace]:
    """What is open in a clause that bears on a question."""
    provisions = {p.label: p for p in read.provision.walk()}
    for sentence in read.sentences:
        if sentence.bears:
            at = provisions[sentence.place.provision]
            span = (sentence.place.start, sentence.place.end)
            yield OpenPlace("sentence", at.label, at.place, view, *span, sentence.whole, sentence.why)
    for place, words in read.unused:
        at = provisions[place.provision]
        why = "the rule that was read does not use these words"
        yield OpenPlace("condition", at.label, at.place, view, place.start, place.end, words, why)
    if read.recounted:
        whole = read.provision
        yield OpenPlace("count", whole.label, whole.place, view, 0, len(whole.text), whole.text, read.recounted)
    if read.blocked:
        whole = read.provision
        yield OpenPlace("instruction", whole.label, whole.place, view, 0, len(whole.text), whole.whole, read.blocked)


def open_instructions(failed: Iterable[Failed]) -> Iterator[OpenPlace]:
    """The instructions that were not carried out."""
    for each in failed:
        text = each.instruction.text
        at = each.act.at if each.act is not None else next(iter(each.clauses), "")
        yield OpenPlace("instruction", at, "", View.ACCEPTED, 0, len(text), text, each.why)


def open_outside(layout: Layout) -> Iterator[OpenPlace]:
    """Paragraphs that stand in no clause, and headings between clauses, save those shown to bear on nothing."""
    for paragraph in layout.loose:
        if not _is_furniture(paragraph, layout):
            yield _outside(paragraph, layout.view, "it stands in no provision")
    for heading in layout.headed + tuple(x for x in layout.above if x.heading and not _is_title(x.text)):
        if not is_plain_heading(heading.text) and not _LEADS_IN.match(heading.text.strip()):
            why = "a heading may say for whom, or from when, what stands below it holds"
            yield _outside(heading, layout.view, why)


def _outside(paragraph: ViewedParagraph, view: View, why: str) -> OpenPlace:
    return OpenPlace("sentence", "", paragraph.place, view, 0, len(paragraph.text), paragraph.text.strip(), why)


def open_objects(document: Document, view: View) -> Iterator[OpenPlace]:
    """What the page shows beside its paragraphs, save words that are shown to bear on nothing."""
    for shown in document.unread:
        words = shown.words_in(view).strip()
        if shown.stands_in(view) and not (words and _bears_on_nothing(words, shown.kind)):
            said = words or shown.kind
            article = "an" if shown.kind[:1] in "aeiou" else "a"
            why = f"{article} {shown.kind} is not read as text of a provision"
            yield OpenPlace("object", "", shown.place or f"the {shown.kind}", view, 0, len(words), said, why)


def _bears_on_nothing(words: str, kind: str) -> bool:
    on_every_page = kind in ("header", "footer")
    return is_plain_heading(words, of_document=on_every_page) or _all_foreign(words)


def _all_foreign(text: str) -> bool:
    return all(is_foreign(sentence) for sentence in _SENTENCE.split(text))


def _is_furniture(paragraph: ViewedParagraph, layout: Layout) -> bool:
    text = paragraph.text.strip()
    if _OMISSION.match(text) or is_plain_heading(text):
        return True
    if any(paragraph is title for title in layout.above) and _is_title(text):
        return True
    return _LEADS_IN.match(text) is not None or _all_foreign(text)


def _is_title(text: str) -> bool:
    """Whether a line above all clauses is the document's title: a few words that end no sentence and say no day."""
    words = [word.casefold() for word in re.findall(r"[^\W_][\w'\u2019-]*", text)]
    ends = text.rstrip().endswith((".", ";"))
    return len(words) <= _MOST_OF_A_TITLE and not procedure()["MORE_THAN_A_TITLE"].intersection(words) and not ends


def unlabelled(places: Iterable[OpenPlace], in_force: date, draft: str, source: Source) -> tuple[Clause, ...]:
    """What is open and stands in no clause, as clauses under the names of their places, so that a ruleset knows it."""
    found: dict[str, list[OpenPlace]] = {}
    for place in places:
        if not place.clause:
            found.setdefault(place.place or "an instruction", []).append(place)
    return tuple(
        drafted(label, tuple(Unread(place.why) for place in given), in_force, draft, source)
        for label, given in found.items()
    )
