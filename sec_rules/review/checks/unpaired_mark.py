"""TY103: a bracket or quotation mark without its partner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.documents.document import ViewedParagraph
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.lang.steps import follows
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, whole_draft
from sec_rules.span import Span

_PAIRS: Final = {")": "(", "]": "[", "}": "{", "\u201d": "\u201c"}
# The wide brackets of East Asian fonts, which close what a narrow one opens.
_WIDE: Final = {"\uff08": "(", "\uff09": ")"}
_OPEN: Final = frozenset(_PAIRS.values())
# "a)", "1)" or "12a1)" at the head of a line numbers an item; ":)" and the like do not occur.
_NUMBERING: Final = compiled(
    r"(?:(?:^|(?<=\n))[ \t]*(?:[-*+\u2022][ \t]+)?(?=\w*\d|[a-zA-Z]{1,4}[)\]])[\w.]{1,8}\+{0,9}"
    r"|(?:(?<=[;:,.]\s)|(?<=\sand\s)|(?<=\sor\s))\w{1,4})[)\]](?=\s)"
)
# The number of an item and a bracket that closes it: "3)", "b]", "12a1)"; and so many that a text writes numbers so.
_ITEM: Final = compiled(r"(?<!\w)(?:(?=[\w.]*\d)[\w.]{1,8}\+{0,9}|[A-Za-z])[)\]]")
_LONGEST: Final = 18
_WRITTEN_SO: Final = 3
_FIRST: Final = compiled(r"(?<=\s)(?P<first>1|a|i|A|I)\)(?=\s)")
_NAMED: Final = compiled(
    r"(?<=\s)(?P<one>(?:\d{1,2}|[a-z])\))\s*(?:,|and/or|and|or|to|\u2013)\s*(?P<two>(?:\d{1,2}|[a-z])\))(?!\w)"
)
_SHORT: Final = compiled(r"(?<=\s)(?P<item>[0-9]{1,2}|[A-Za-z]{1,5})\)(?=\s)")
_NEXT: Final = {"1": "2", "a": "b", "i": "ii"}
_NAMES: Final = {
    "(": "bracket",
    ")": "bracket",
    "[": "square bracket",
    "]": "square bracket",
    "{": "brace",
    "}": "brace",
}
_SINGLE: Final = compiled(r"(?:(?<=\s)|(?<=^)|(?<=[(\[]))['\u2018](?=\w)")
_ENDS: Final = compiled(r"(?<=[\w.,;?!)])['\u2019](?=[\s.,;:)\]]|$)")


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    square = not layout.of_the_code and _in_pairs(draft.document.view(layout.view))
    alone = [found for clause in layout.provisions for found in _pairs(clause)]
    items: set[int] = set() if layout.of_the_code else {id(f) for p, f in alone if _closes_an_item(p.text, f.start)}
    written_so = len(items) > 1 and len(items) + _numbered(layout) >= _WRITTEN_SO
    for provision, found in alone:
        # In another text brackets may hold whole clauses, of a form, or of one of its ways.
        in_pairs = square and provision.text[found.start] in "[]"
        if not in_pairs and not (id(found) in items and written_so):
            yield provision, found
    for clause in layout.provisions:
        for provision in clause.walk():
            yield from ((provision, found) for found in _straight(provision))


def _numbered(layout: Layout) -> int:
    """How many items of a text are numbered in its sentences and lines with a bracket behind the number."""
    return sum(len(frozenset(_numbering(p.text))) for p in layout.walk())


def _closes_an_item(text: str, at: int) -> bool:
    """Whether a bracket closes what an item is numbered with: "tasks 1] and 2]"."""
    return any(m.end() == at + 1 for m in _ITEM.finditer(text, max(0, at - _LONGEST), at + 1))


def _in_pairs(paragraphs: Iterable[ViewedParagraph]) -> bool:
    """Whether a text opens as many square brackets as it closes."""
    marks = Counter(c for p in paragraphs for c in p.text if c in "[]")
    return marks["["] == marks["]"]


def _pairs(clause: Provision) -> Iterator[tuple[Provision, Found]]:
    """Marks that open and close, over the clause as it is read: one may open above a list and close below it."""
    opened: list[tuple[Provision, int, str]] = []
    standing: Counter[str] = Counter()
    numbered: dict[str, frozenset[int]] = {}
    for provision, part in _parts(clause):
        text = provision.text
        if text not in numbered:
            numbered[text] = frozenset(_numbering(text))
        numbering = numbered[text]
        for at in range(part.start, part.end):
            mark = _WIDE.get(text[at], text[at])
            if mark in _OPEN:
                if mark == "\u201c" and _continued(opened, text, part, at):
                    continue
                opened.append((provision, at, mark))
                standing[mark] += 1
            elif mark in _PAIRS and (at not in numbering or _closes(opened, provision, part)):
                if opened and opened[-1][2] == _PAIRS[mark]:
                    standing[opened.pop()[2]] -= 1
                elif standing[_PAIRS[mark]]:
                    while opened[-1][2] != _PAIRS[mark]:
                        standing[opened[-1][2]] -= 1
                        yield _alone(*opened.pop())
                    standing[opened.pop()[2]] -= 1
                elif not (mark == "\u201d" and '"' in text):
                    yield _alone(provision, at, mark)
    yield from (_alone(*o) for o in opened if not (o[2] == "\u201c" and '"' in o[0].text))


def _numbering(text: str) -> Iterator[int]:
    """Where brackets stand that close the number of an item, the first of a row among them: "shall 1) ask; 2) tell"."""
    found = [m.end() - 1 for m in _NUMBERING.finditer(text)]
    yield from found
    # Items that a sentence names as they are numbered: "the result of 3) and/or 4), the votes".
    for match in _NAMED.finditer(text):
        yield from (match.end("one") - 1, match.end("two") - 1)
    yield from _in_a_sentence(text)
    rows = {text[:at].split()[-1].lower() for at in found}
    for match in _FIRST.finditer(text):
        if _NEXT[match["first"].lower()] in rows:
            yield match.end() - 1


def _in_a_sentence(text: str) -> Iterator[int]:
    """Where brackets stand that close the numbers of items in a sentence, from the first on: "of a) goods b) land"."""
    places: list[int] = []
    before = ""
    for match in _SHORT.finditer(text):
        item = match["item"].lower()
        if item in _NEXT:
            yield from _row(places)
            places = []
        if item in _NEXT or (places and follows(f"({before})", f"({item})")):
            places.append(match.end() - 1)
            before = item
    yield from _row(places)


def _row(places: Sequence[int]) -> Sequence[int]:
    return places if len(places) > 1 else ()


def _closes(opened: Sequence[tuple[Provision, int, str]], provision: Provision, part: Span) -> bool:
    """Whether a bracket behind what could be the number of an item closes one: "(c. 61)", "(subject to the work)"."""
    return bool(opened) and opened[-1][2] == "(" and opened[-1][0] is provision and opened[-1][1] >= part.start


def _parts(provision: Provision) -> Iterator[tuple[Provision, Span]]:
    for part in provision.order:
        if isinstance(part, Provision):
            yield from _parts(part)
        else:
            yield provision, part


def _continued(opened: Sequence[tuple[Provision, int, str]], text: str, part: Span, at: int) -> bool:
    """Whether a quotation mark at the head of a paragraph goes on with a quotation that is open."""
    return bool(opened) and opened[-1][2] == "\u201c" and not text[part.start : at].strip()


def _alone(provision: Provision, at: int, mark: str) -> tuple[Provision, Found]:
    what = _NAMES.get(mark, "quotation mark")
    way = "opened and not closed" if mark in _OPEN else "closed and not opened"
    return provision, Found(at, at + 1, f"The {what} '{mark}' is {way}.")


def _straight(provision: Provision) -> Iterator[Found]:
    """Straight quotation marks, which must be even in number, and single ones that open and do not close."""
    text = provision.text
    for part in provision.order:
        if not isinstance(part, Span):
            continue
        words = part.words_in(text)
        marks = [part.start + i for i, c in enumerate(words) if c == '"']
        curly = words.count("\u201c") + words.count("\u201d")
        if (len(marks) + curly) % 2 and marks:
            at = _odd(text, marks)
            yield Found(at, at + 1, "The quotation mark '\"' has no partner.")
        opening = [part.start + m.start() for m in _SINGLE.finditer(words)]
        closing = [part.start + m.start() for m in _ENDS.finditer(words)]
        last = closing[-1] if closing else -1
        for at in opening:
            if last <= at:
                yield Found(at, at + 1, f"The quotation mark '{text[at]}' is opened and not closed.")


def _odd(text: str, marks: Sequence[int]) -> int:
    """The mark that has no partner: the first that does not open where it should, or close."""
    opening = True
    for at in marks:
        opens = at == 0 or text[at - 1] in " \n\t(["
        if opens is not opening:
            return at if not opens else marks[marks.index(at) - 1]
        opening = not opening
    return marks[-1]


CHECK: Final = Check(
    code="TY103",
    title="a bracket or quotation mark without its partner",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.PROVISION,
    why="Where a bracket is not closed, nobody can say which words it holds.",
    bad=(
        "G8.41 Where a User is a Supplier Party «(»other than one that supplies no premises, it shall be subject "
        "to a Full User Security Assessment in each year."
    ),
    good=(
        "G8.41 Where a User is a Supplier Party (other than one that supplies no premises), it shall be subject "
        "to a Full User Security Assessment in each year."
    ),
    look=whole_draft(_look),
)
