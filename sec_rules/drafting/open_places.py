"""What of a draft was not read and may bear on an answer: each place, what it is, and why it is open.

A sentence is open unless it became a rule or is shown to bear on nothing; words are open where the rule that was read
does not use them; so are paragraphs outside every clause, headings that may give scope or time, and instructions that
were not carried out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, Literal

from attrs import evolve, frozen

from sec_rules._patterns import compiled
from sec_rules.documents.document import Document, View, ViewedParagraph
from sec_rules.drafting.amendments import Failed
from sec_rules.drafting.grammar.choices import Several
from sec_rules.drafting.grammar.clause_reader import ReadClause
from sec_rules.drafting.grammar.drafted_clauses import drafted
from sec_rules.drafting.grammar.foreign import is_foreign, is_plain_heading, is_plain_title, term_defined
from sec_rules.drafting.grammar.open_words import Kind as KindOfWords
from sec_rules.drafting.grammar.open_words import open_id
from sec_rules.drafting.grammar.settlements import (
    CONDITION,
    NO_EFFECT,
    NOTHING,
    OUTCOME,
    READING,
    SAME_AS,
    SAME_COUNT,
    Settlement,
)
from sec_rules.drafting.layout.front_matter import (
    announces_what_is_below,
    leads_in,
    notes_the_document,
    redlined_against,
)
from sec_rules.drafting.layout.instruction_words import headings_in_brackets
from sec_rules.drafting.layout.labels import clause_label, step_of
from sec_rules.drafting.layout.provisions import Layout
from sec_rules.drafting.layout.times import commences
from sec_rules.lang import Clause, Informs, Source, Unread
from sec_rules.lang.citations import references
from sec_rules.rulebook.procedure import procedure

Standing = Literal["furniture", "heading", "instruction", "definition", "outside", "open"]
Kind = Literal[KindOfWords, "instruction", "object"]

# As what each kind can be settled.
_WAYS: Final[Mapping[Kind, tuple[str, ...]]] = {
    "condition": (NO_EFFECT, CONDITION, SAME_AS),
    "count": (SAME_COUNT, NO_EFFECT, SAME_AS),
    "outcome": (OUTCOME,),
    "sentence": (NOTHING,),
    "reading": (READING,),
    "instruction": (NOTHING,),
    "object": (NOTHING,),
}
# A figure or a sign of money says something, wherever it stands.
_OMISSION: Final = compiled("^[\\s.,;:\u2026*\\[\\](){}\\-\u2013\u2014_|\"\u201c\u201d'\u2018\u2019\u2022\u25cf]*$")
# The mark that opens new text stands before its first heading, and is closed further below.
_OPENS_NEW_TEXT: Final = compiled('^["\u201c](?=\\w)[^"\u201d]*$')
# What goes on with what stands above it, or leads up to what stands below, says nothing by itself.
_PART_OF_A_SENTENCE: Final = compiled('^[("\u201c]*[a-z]|[,:\u2014\u2013-]$')
_SENTENCE: Final = compiled(r"(?<=[.;])\s+(?=[A-Z\u201c\"])")
_MOST_OF_A_TITLE: Final = 16
_THRESHOLD: Final = compiled(r"\b(?:(?:at|above|below|over|under) (?:or )?)+the threshold\b", re.IGNORECASE)
_FIGURE: Final = compiled(r"\d,\d{3}|\d{4}")
_HEADS_OF_DEFINITIONS: Final = frozenset(
    ("term", "terms", "defined term", "expression", "word", "meaning", "definition", "definitions")
)
# Of whom and of what the questions ask: a line about them may say for whom the text holds.
_OF_THE_QUESTION: Final = compiled(r"\b(?:users?|part(?:y|ies)|suppliers?|networks?|premises)\b", re.IGNORECASE)
# What every sentence has one of, and no title.
_FINITE: Final = compiled(
    r"\b(?:shall|must|may|will|can|cannot|is|are|was|were|be|has|have|had|does|do|applies|apply|ceases?|lapses?|means?)\b",
    re.IGNORECASE,
)
# Why words are open beside a rule that was read.
NOT_USED: Final = "the rule that was read does not use these words"


@frozen
class OpenPlace:
    """Words that were not read: where they stand (code points of the provision, or of the paragraph), and why.

    With `several` they were read, in several ways. With `redescribed` they are those of a whole clause that describes
    what it counts otherwise than before.
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
    named: str = ""
    settled: Settlement | None = None
    redescribed: bool = False
    several: Several | None = None

    @property
    def ways(self) -> tuple[str, ...]:
        """As what somebody can settle it, each as `Settlement.way` names it."""
        return tuple(way for way in _WAYS[self.kind] if way != NO_EFFECT or not self.redescribed)

    @property
    def id(self) -> str:
        """A name that stays while the words, their kind and their clause do; words that stand twice have two."""
        return self.named or open_id(self.kind, self.clause, self.text)


def open_in_clause(read: ReadClause, view: View) -> Iterator[OpenPlace]:
    """What is open in a clause that bears on a question."""
    provisions = {p.label: p for p in read.provision.walk()}
    for sentence in read.sentences:
        if not sentence.bears_on_nothing:
            at = provisions[sentence.place.provision]
            span = (sentence.place.start, sentence.place.end)
            found = OpenPlace("sentence", at.label, at.place, view, *span, sentence.whole, sentence.why, sentence.id)
            yield evolve(found, settled=sentence.settled)
    for opening in read.openings if not read.too_many else ():
        at, place = provisions[opening.place.provision], opening.place
        name = opening.id
        why = NOT_USED if opening.several is None else opening.several.says
        found = OpenPlace(opening.kind, at.label, at.place, view, place.start, place.end, opening.text, why, name)
        yield evolve(found, settled=opening.settled, several=opening.several)
    whole = read.provision
    reasons: tuple[tuple[Kind, str], ...] = (
        ("count", read.recounted),
        ("instruction", read.blocked),
        ("sentence", read.too_many),
    )
    for kind, why in reasons:
        if why:
            words = whole.text if kind == "count" else whole.whole
            name = read.whole_id(kind)
            found = OpenPlace(kind, whole.label, whole.place, view, 0, len(whole.text), words, why, name)
            settled = read.settled.get(name) if kind == "count" else None
            settled = settled if settled and settled.way in (SAME_COUNT, SAME_AS) else None
            yield evolve(found, settled=settled, redescribed=kind == "count")


def open_instructions(failed: Iterable[Failed], layout: Layout) -> Iterator[OpenPlace]:
    """The instructions that were not carried out."""
    places = {id(i): p.place for i, p in zip(layout.instructions, layout.instructed, strict=True)}
    for each in failed:
        text = each.instruction.text
        at = each.act.at if each.act is not None else next(iter(each.clauses), "")
        place = places.get(id(each.instruction), "")
        yield OpenPlace("instruction", at, place, View.ACCEPTED, 0, len(text), text, each.why)


def open_outside(layout: Layout) -> Iterator[OpenPlace]:
    """Paragraphs that stand in no clause, and headings between clauses, save those shown to bear on nothing."""
    headings = (*layout.headed, *(x for x in layout.above if x.heading))
    for paragraph in (*layout.put_aside, *layout.loose, *headings):
        kind, why = standing_of(paragraph, layout)
        if kind == "open":
            yield _outside(paragraph, layout.view, why)


def open_headings_of_instructions(layout: Layout) -> Iterator[OpenPlace]:
    """What instructions say in brackets behind a label, save what is shown to limit nothing.

    "Section G8.41 (Supplier Parties)" says which provision that is; "(as it applies to new Users)" would limit what is
    changed in it.
    """
    for paragraph in {id(each): each for each in layout.instructed}.values():
        for span in headings_in_brackets(paragraph.text):
            words = span.words_in(paragraph.text)
            if not is_plain_heading(words) and words not in layout.restated:
                why = "words in brackets may limit what is changed, to some Users or from some day"
                yield OpenPlace("sentence", "", paragraph.place, layout.view, span.start, span.end, words, why)


def _outside(paragraph: ViewedParagraph, view: View, why: str) -> OpenPlace:
    return OpenPlace("sentence", "", paragraph.place, view, 0, len(paragraph.text), paragraph.text.strip(), why)


def open_objects(document: Document, view: View) -> Iterator[OpenPlace]:
    """What the page shows beside its paragraphs, save words that are shown to bear on nothing."""
    for shown in document.unread:
        words = shown.words_in(view).strip()
        if shown.stands_in(view) and not (words and bears_on_nothing(words, shown.kind)):
            said = words or shown.kind
            article = "an" if shown.kind[:1] in "aeiou" else "a"
            why = f"{article} {shown.kind} is not read as text of a provision"
            yield OpenPlace("object", "", shown.place or f"the {shown.kind}", view, 0, len(words), said, why)


def bears_on_nothing(words: str, kind: str) -> bool:
    """Whether the words of a "footnote", a "header" or the like are shown to bear on nothing."""
    on_every_page = kind in ("header", "footer")
    return is_plain_heading(words, of_document=on_every_page) or _all_foreign(words)


def _all_foreign(text: str) -> bool:
    return all(is_foreign(sentence) for sentence in _SENTENCE.split(text))


# The heading over what an instrument says of its own name and of the day from which it holds.
_CITATION: Final = compiled(
    r"(?:\d+\.?\s+)?citation(?:,? (?:and )?(?:commencement|extent|interpretation))*", re.IGNORECASE
)


def standing_of(paragraph: ViewedParagraph, layout: Layout) -> tuple[Standing, str]:
    """What a paragraph or a heading outside every clause is, and why it is so taken or is open."""
    kind, why = _by_itself(paragraph, layout)
    text = paragraph.text.strip()
    if kind == "open" and text in layout.restated:
        return "heading" if paragraph.heading else "furniture", "restates what the draft does"
    if kind == "open" and (paragraph.place, text) in layout.over_foreign:
        return "heading", "stands over nothing that bears on a question"
    return kind, layout.parting.get(text, why) if kind == "open" else why


def _by_itself(paragraph: ViewedParagraph, layout: Layout) -> tuple[Standing, str]:
    text = paragraph.text.strip()
    if paragraph.heading and _OPENS_NEW_TEXT.match(text):
        text = text[1:].lstrip()
    above = any(paragraph is title for title in layout.above)
    if any(paragraph is aside for aside in layout.put_aside):
        if _all_foreign(text):
            return _of_prose(text)
        if _speaks_of_the_document(paragraph):
            return "furniture", "a cover, a list of contents or the number of a page"
        return "open", "it stands among what is said about the document, and may say more"
    if notes_the_document(text) or all(_announces_what_is_there(s, layout) for s in _SENTENCE.split(text)):
        return "furniture", "says what the document is, and how its changes are shown"
    if paragraph.heading and not (above and _is_title(text)):
        if not is_plain_heading(_without_threshold(text, layout)) and not leads_in(text):
            return "open", "a heading may limit what follows, to some Users or from some day"
        return "heading", "gives what stands below it neither scope nor time"
    if _OMISSION.match(text) or _CITATION.fullmatch(text):
        return "furniture", "holds no words"
    timeless = paragraph.heading or not procedure()["HEADING_TIMES"].intersection(_words(text))
    if is_plain_heading(text) or (above and timeless and _is_title(text)):
        return "heading", "a title over the document" if above else "gives what stands below it neither scope nor time"
    if paragraph.cell is not None and text.casefold() in _HEADS_OF_DEFINITIONS:
        return "heading", "heads a column of definitions"
    if leads_in(text):
        return "instruction", "leads in to changes and makes none"
    if commences(text) is not None and len(layout.commencing) == 1:
        return "instruction", "says from which day the changes have effect"
    if _all_foreign(text) and _PART_OF_A_SENTENCE.search(text) is None:
        return _of_prose(text)
    whole = _with_its_limbs(paragraph, layout)
    if whole and all(map(is_foreign, whole)):
        return "outside", "read as prose that bears on no question"
    return "open", "it stands outside any provision"


_ENDS_OF_A_LEAD: Final = (":", "\u2014", "\u2013")
_FIRST_WORD: Final = re.compile(r"\w")
_JOINTS_OF_LIMBS: Final = (" and", " or")


# Longer lists are not read together with what leads in to them.
_MOST_LIMBS: Final = 40


def _with_its_limbs(paragraph: ViewedParagraph, layout: Layout) -> tuple[str, ...]:
    """What a paragraph that leads in to limbs says with each of them; the same for each of the limbs."""
    loose = layout.loose
    at = layout.places_of_loose.get(id(paragraph), -1)
    first = max(0, at - _MOST_LIMBS)
    while at > first and step_of(loose[at]) is not None:
        at -= 1
    lead = _lead_of(loose[at].text) if at >= 0 and step_of(loose[at]) is None else ""
    if not lead:
        return ()
    said: list[str] = []
    for limb in loose[at + 1 : at + 2 + _MOST_LIMBS]:
        step = step_of(limb)
        if step is None:
            break
        if len(said) == _MOST_LIMBS:
            return ()
        said.append(f"{lead} {_without_its_end(limb.text[step[1] :])}")
    return tuple(said)


def _lead_of(text: str) -> str:
    """The words that lead in to limbs, from behind an earlier colon on; "" where the text does not end as they do."""
    bare = text.rstrip()
    words = bare[:-1].rpartition(":")[2] if bare.endswith(_ENDS_OF_A_LEAD) else ""
    first = _FIRST_WORD.search(words)
    return words[first.start() :].rstrip() if first else ""


def _without_its_end(limb: str) -> str:
    """A limb without the joint and the sign that end it."""
    bare = limb.rstrip()
    for joint in _JOINTS_OF_LIMBS:
        bare = bare.removesuffix(joint).rstrip()
    return bare[:-1] if bare.endswith((";", ",", ".")) else bare


def _announces_what_is_there(sentence: str, layout: Layout) -> bool:
    """Whether it says no more than that clauses which stand in the document are replaced or added there."""
    if notes_the_document(sentence):
        return True
    named = set(references(sentence))
    return bool(named) and announces_what_is_below(sentence) and all(layout.find(label) is not None for label in named)


def _of_prose(text: str) -> tuple[Standing, str]:
    term = term_defined(text)
    if term:
        return "definition", f"defines '{term}', which no rule uses"
    return "outside", "read as prose that bears on no question"


def _without_threshold(heading: str, layout: Layout) -> str:
    """A heading without "above the threshold", where each clause below it says a figure itself."""
    below = [p for p in layout.provisions if p.heading == heading]
    said = bool(below) and all(_FIGURE.search(p.whole) for p in below)
    return _THRESHOLD.sub("", heading) if said else heading


def _speaks_of_the_document(paragraph: ViewedParagraph) -> bool:
    """Whether a line among what is said about the document is shown to be no more than that."""
    text = paragraph.text.strip()
    if redlined_against(text) is not None or is_plain_heading(text):
        return True
    labelled = clause_label(paragraph) is not None or step_of(paragraph) is not None
    if labelled or _FINITE.search(text) is not None or not _may_be_a_title(text):
        return False
    return is_plain_title(text) or leads_in(text) or not _OF_THE_QUESTION.search(text)


def _is_title(text: str) -> bool:
    """Whether a line above all clauses is the document's title, and says only what is changed."""
    return _may_be_a_title(text) and is_plain_title(text)


def _may_be_a_title(text: str) -> bool:
    """Whether a line is a few words that end no sentence and say no day."""
    words = _words(text)
    ends = text.rstrip().endswith((".", ";"))
    barred = procedure()["MORE_THAN_A_TITLE"]
    if "removal" in words and not procedure()["HEADING_TIMES"].intersection(words):
        barred = barred - {"from"}  # "Removal of the second year from Section G8.42" says no day from which it holds
    opens_limb = not words or words[0] in procedure()["OPENS_A_LIMB"]
    return len(words) <= _MOST_OF_A_TITLE and not barred.intersection(words) and not ends and not opens_limb


def _words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"[^\W_][\w'\u2019-]*", text)]


def with_settlements(places: Iterable[OpenPlace], settled: Mapping[str, Settlement]) -> Iterator[OpenPlace]:
    """Places that are in no rule, each with its own name and with what somebody settled of it."""
    seen: dict[str, int] = {}
    for place in places:
        number = seen[place.id] = seen.get(place.id, -1) + 1
        name = open_id(place.kind, place.clause, place.text, number)
        found = settled.get(name)
        yield evolve(place, named=name, settled=found if found is not None and found.way == NOTHING else None)


def unlabelled(places: Iterable[OpenPlace], in_force: date, draft: str, source: Source) -> tuple[Clause, ...]:
    """What is open and stands in no clause, as clauses under the names of their places, so that a ruleset knows it.

    What was settled to bear on nothing is in them as an assumption.
    """
    found: dict[str, list[OpenPlace]] = {}
    for place in places:
        if not place.clause:
            found.setdefault(place.place or "an instruction", []).append(place)
    return tuple(
        drafted(
            label,
            tuple(Informs(NOTHING) if p.settled else Unread(p.why, p.id) for p in given),
            in_force,
            draft,
            source,
            assumed=tuple(p.settled.says(p.text, p.clause) for p in given if p.settled),
        )
        for label, given in found.items()
    )
