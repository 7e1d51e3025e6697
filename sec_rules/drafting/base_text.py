"""What a document says of the text it stands on, held against the Code: whether its look shows changes, and which of
its words differ from those held though no mark shows that they were changed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import Final

from attrs import evolve, field, frozen

from sec_rules.analysis.equivalence import difference
from sec_rules.documents.document import Document, Mark, Paragraph
from sec_rules.drafting.grammar.clause_reader import ReadClause
from sec_rules.drafting.layout.extracts import filled, omits
from sec_rules.drafting.layout.held_words import held_provision
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.engine import legal_text
from sec_rules.engine.code import Code
from sec_rules.errors import UnsettledLookError
from sec_rules.lang import Standing, TextSource, Version
from sec_rules.span import Span

Spans = tuple[tuple[date, date | None], ...]
# Less of the words in common, and a clause is another text than the one held, not that one edited.
_ALIKE: Final = 0.7
_FIGURE: Final = re.compile(r"\d")
# So many words before others tell their place from that of the same words elsewhere.
_FEW: Final = 4
_WORD: Final = re.compile(r"\S+")
_ASK: Final = "--formatting-is-redline if it is, --no-formatting-is-redline if it is only a look"


def spans_of(read: ReadClause, code: Code) -> Spans | None:
    """The spans of days on which a clause stood with this meaning; None where that cannot be known."""
    clause = next((c for c in code.clauses if c.label == read.label), None)
    if clause is None or not read.rules or read.says_nothing:
        return None
    found: list[tuple[date, date | None]] = []
    for version, first, end in clause.spans():
        alike = (
            legal_text.words_of(clause, version).split() == (read.label + " " + read.provision.whole).split()
            if version.standing is Standing.VERBATIM
            else difference(read.rules, version.rules) is None
        )
        if alike:
            found.append((first, end))
    return tuple(found)


# Changes shown by formatting.


def chosen(
    document: Document, layouts: Sequence[Layout], as_redline: Mapping[str, Spans | None], as_it_is: Collection[str]
) -> Document:
    """The document, with the look of its words read as changes where the text held bears that out.

    `layouts` are both views of it so read; `as_redline` says of each clause when its old words stood, `as_it_is` names
    the clauses whose words stood as they are. What stands outside every clause is no change. Raises
    `UnsettledLookError`, with the option that settles it, where that cannot be told.
    """
    marked = document.by_look
    assert marked is not None, "there is something to choose"
    plain = evolve(document, by_look=None)
    pairs = enumerate(zip(plain.paragraphs, marked.paragraphs, strict=True))
    differing = frozenset(i for i, (one, other) in pairs if one != other)
    touched = [(p.label, _stored(p) & differing) for layout in layouts for p in layout.provisions]
    labels = dict.fromkeys(label for label, stored in touched if stored)
    inside = frozenset(i for _, stored in touched for i in stored)
    if not inside:
        return plain
    if document.is_redline:
        raise UnsettledLookError(
            f"{document.name} has tracked changes, and besides text that is struck through or underlined in a colour. "
            f"Is that a change too? Say {_ASK}."
        )
    read = _only(plain, marked, inside)
    struck = any(p.mark is Mark.DELETED for i in inside for p in marked.paragraphs[i].pieces)
    compared = [as_redline.get(label) for label in labels]
    if any(compared) and () not in compared:
        return read
    if all(label in as_it_is for label in labels):
        return plain
    if () in compared and struck:
        other = next(label for label in labels if as_redline.get(label) == ())
        raise UnsettledLookError(
            f"{document.name} has text that is struck through or underlined in a colour, but without it {other} is not "
            f"what it says in any version held. Is that a change? Say {_ASK}."
        )
    if struck:
        return read
    return evolve(
        plain,
        notes=(
            *plain.notes,
            "Words are underlined in a colour; that was read as their look and not as a change, which "
            "--formatting-is-redline would.",
        ),
    )


def _stored(provision: Provision) -> frozenset[int]:
    """The numbers of the stored paragraphs in which a clause stands."""
    return frozenset(
        span.paragraph for p in provision.walk() for source in p.sources for span in source.paragraph.spans
    )


def _only(plain: Document, marked: Document, inside: Collection[int]) -> Document:
    """The document with the marks of some of its paragraphs."""
    pairs = enumerate(zip(plain.paragraphs, marked.paragraphs, strict=True))
    paragraphs = tuple(other if i in inside else one for i, (one, other) in pairs)
    # By its look a paragraph may be in more pieces than without, so the pieces are not counted one beside the other.
    outside = sum(
        _marked(after) - _marked(before)
        for i, (before, after) in enumerate(zip(plain.paragraphs, marked.paragraphs, strict=True))
        if i not in inside
    )
    return evolve(marked, paragraphs=paragraphs, revisions=marked.revisions - outside)


def _marked(paragraph: Paragraph) -> int:
    return sum(p.mark is not Mark.KEPT for p in paragraph.pieces)


# Words that differ though no mark shows a change.


@frozen
class Unmarked:
    """Words of the file, and those that the Code held has for them; "" where one of the two has none.

    `behind` are the few words of the file that stand before them, by which the place is known.
    """

    file: str
    code: str
    behind: tuple[str, ...] = field(default=(), eq=False)

    def place_in(self, provision: Provision) -> tuple[Provision, Span] | None:
        """Where the words of the file stand in a clause: behind the same words as there, else behind fewer of them."""
        own = r"\s+".join(map(re.escape, self.file.split()))
        for few in range(len(self.behind) if own else -1, -1, -1):
            before = "".join(rf"{re.escape(word)}\s+" for word in self.behind[len(self.behind) - few :])
            found = ((each, re.search(f"{before}({own})", each.text)) for each in provision.walk())
            place = next(((each, Span(*match.span(1))) for each, match in found if match), None)
            if place is not None:
                return place
        return None

    def beside(self, held: str) -> str:
        """Both side by side, without the full stop: the words of the file, and those `held`, "the Code of May 2020"."""
        has = f"has '{self.code}'" if self.code else "has nothing there"
        return (
            f"The file says '{self.file}' where {held} {has}"
            if self.file
            else (f"The file leaves out '{self.code}', which {held} has")
        )


def unmarked(before: Provision, after: Provision, held: Provision) -> tuple[Unmarked, ...]:
    """What a redline's clause says otherwise than the Code without a mark that shows it; nothing where marks show it,
    or where it is another text.
    """
    old, new, there = (_words(p) for p in (before, after, held))
    compared = SequenceMatcher(None, there, old, autojunk=False)
    if compared.ratio() < _ALIKE:
        return ()
    kept = {
        i
        for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        for i in range(block.a, block.a + block.size)
    }
    found: list[Unmarked] = []
    for what, i, j, k, m in compared.get_opcodes():
        if what == "equal":
            continue
        if not kept.issuperset(range(k, m)):
            return ()
        found.append(evolve(_beside(" ".join(old[k:m]), " ".join(there[i:j])), behind=tuple(old[max(0, k - _FEW) : k])))
    return tuple(found)


def figures_changed(given: Provision, held: Provision) -> tuple[Unmarked, ...]:
    """The figures of a clause given whole that are not those of the Code held, side by side."""
    return tuple(_figures(given, held))


def _figures(given: Provision, held: Provision) -> Iterator[Unmarked]:
    there, here = _words(held), _words(given)
    for what, i, j, k, m in SequenceMatcher(None, there, here, autojunk=False).get_opcodes():
        if what == "replace" and j - i == m - k:
            for code, file in zip(there[i:j], here[k:m], strict=True):
                if code != file and _FIGURE.search(code) and _FIGURE.search(file):
                    yield _beside(file, code)


def _beside(file: str, code: str) -> Unmarked:
    """Both without the mark that stands behind each of them."""
    if file and code and file[-1] == code[-1] and file[-1] in ".,;:)":
        return _beside(file[:-1], code[:-1])
    return Unmarked(file, code)


def _words(provision: Provision) -> list[str]:
    return _WORD.findall(provision.whole)


# The words held.


def held_words(code: Code, label: str, held: Mapping[str, Version]) -> tuple[Provision, bool] | None:
    """The held words of a clause as a provision, and whether they are the official ones."""
    version = held.get(label)
    if version is None or version.words.source is TextSource.DRAFT:
        return None
    provision = held_provision(label, legal_text.words_of(code.clause(label), version))
    return (provision, version.standing is Standing.VERBATIM) if provision else None


def unmarked_words(
    before: Mapping[str, ReadClause], accepted: Layout, code: Code, held: Mapping[str, Version]
) -> Iterator[tuple[str, tuple[Unmarked, ...]]]:
    """The clauses of a redline that mean something else than those held without a mark that shows it."""
    after = {p.label: p for p in accepted.provisions}
    for label, read in before.items():
        version, words = held.get(label), held_words(code, label, held)
        if version is None or words is None or label not in after or not read.rules:
            continue
        if difference(read.rules, version.rules) is not None:
            found = unmarked(read.provision, after[label], words[0])
            if found:
                yield label, found


def as_held(
    provision: Provision, kept: Mapping[str, tuple[Unmarked, ...]], code: Code, held: Mapping[str, Version]
) -> Provision:
    """The provision in the words held, where the document has others and no mark shows that they were changed."""
    words = held_words(code, provision.label, held) if provision.label in kept else None
    return words[0] if words is not None else provision


def filled_in(layout: Layout, held: Mapping[str, tuple[Provision, bool]]) -> Layout:
    """The clauses with what they leave out put in from the words held."""
    provisions = tuple(filled(p, held[p.label][0]) if p.label in held else p for p in layout.provisions)
    return evolve(layout, provisions=provisions)


def extracts_filled_in(
    original: Layout, accepted: Layout, code: Code, held: Mapping[str, Version]
) -> tuple[Layout, Layout] | None:
    """Both views with what they leave out put in from the words held; None where nothing is left out."""
    if not any(omits(p) for layout in (original, accepted) for p in layout.provisions):
        return None
    old, new = ({p.label: p for p in layout.provisions} for layout in (original, accepted))
    views: list[Layout] = []
    for layout, other in ((original, new), (accepted, old)):
        provisions: list[Provision] = []
        for p in layout.provisions:
            found = held_words(code, p.label, held)
            provisions.append(filled(p, found[0], other.get(p.label)) if found is not None else p)
        views.append(evolve(layout, provisions=tuple(provisions)))
    return views[0], views[1]
