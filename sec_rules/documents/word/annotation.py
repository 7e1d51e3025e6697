"""Comments and fixes put into a Word document, and nothing else of it touched.

One author, the tool with its version, so that a second run takes back its own comments and no one else's. A comment
that somebody has answered or resolved stays as it is, and is not put in again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import define, field, frozen

from sec_rules._patterns import compiled
from sec_rules._version import __version__
from sec_rules.documents.document import Document
from sec_rules.documents.word.archive import rewritten
from sec_rules.documents.word.body import Body, text_element
from sec_rules.documents.word.comments import Commentary, same_id
from sec_rules.documents.word.elements import descendants, kind, parse, with_id
from sec_rules.documents.word.limits import DEFAULT, Limits
from sec_rules.documents.word.locations import Stretch, piece_of
from sec_rules.documents.word.new_file import storable
from sec_rules.documents.word.package import open_package
from sec_rules.documents.word.splices import Splice, extents, in_utf8, spliced
from sec_rules.documents.xml import quoted

AUTHOR: Final = f"sec-rules {__version__}"
# A name with a version: somebody may be called "sec-rules team".
_OWN: Final = compiled(r"^sec-rules(?: \d\S*)?$")


@frozen
class Note:
    """A comment on stretches of the stored text: its paragraphs."""

    stretches: tuple[Stretch, ...]
    lines: tuple[str, ...]


@frozen
class Correction:
    """A tracked change: stretches taken out, and text put in after them (after `at`, where none is taken out)."""

    deletes: tuple[Stretch, ...]
    insert: str = ""
    at: tuple[Stretch, int] | None = None


@define
class _Ids:
    """Numbers for what is put in, each used once in the document."""

    used: set[int] = field(factory=set)
    last: int = 0

    def next(self) -> int:
        """The smallest number that is free."""
        self.last += 1
        while self.last in self.used:
            self.last += 1
        return self.last


def is_own(author: str | None) -> bool:
    """Whether an author is this tool, of whatever version."""
    return author is not None and _OWN.match(author) is not None


def annotate(
    data: bytes,
    document: Document,
    notes: Sequence[Note],
    corrections: Sequence[Correction] = (),
    *,
    by: str = AUTHOR,
    limits: Limits = DEFAULT,
) -> bytes:
    """The bytes of a .docx file with comments, and fixes as tracked changes; `document` is what was read of it.

    `by` is the name under which the changes are tracked. What an earlier run left is taken back.
    Raises `DocumentError` for a file that cannot be read.
    """
    package = open_package(data, document.name, limits)
    main = package.main()
    part = in_utf8(package.read(main))
    root = parse(part, document.name, main, limits.tags)
    body = Body(root, extents(part))
    commentary = Commentary(package, main, root, is_own, AUTHOR)
    _take_back(body, commentary)
    ids = _free_ids(body, commentary)
    for correction in corrections:
        _correct(body, document, correction, ids, by)
    for note in _not_yet_said(document, notes, commentary.kept):
        _comment(body, document, note, commentary, ids)
    changed = {main: spliced(part, body.changed())}
    changed |= commentary.parts()
    changed = {
        name: content for name, content in changed.items() if not package.has(name) or content != package.read(name)
    }
    return rewritten(data, package.archive, changed, document.name) if changed else data


def _take_back(body: Body, commentary: Commentary) -> None:
    """Removes the marks of this tool's own earlier comments, but of those that stay."""
    for element in descendants(body.root, "commentRangeStart", "commentRangeEnd", "commentReference"):
        i, name = body.numbers[element], kind(element)
        if same_id(element) not in commentary.own:
            continue
        if name == "commentReference":
            run = body.run_of(i)
            body.remove(run if body.content(run) == [i] else i)
        else:
            body.remove(i)


def _not_yet_said(document: Document, notes: Iterable[Note], kept: Mapping[str, tuple[str, ...]]) -> Iterator[Note]:
    """The notes for which no comment stays that says the same of the same words; one comment stands for one note."""
    staying = [(kept[a.id], a.start, a.end) for a in document.asides if a.kind == "comment" and a.id in kept]
    for note in notes:
        said = next((x for x in staying if x[0] == note.lines and _stands_on(document, note, *x[1:])), None)
        if said is not None:
            staying.remove(said)
        elif note.stretches:
            yield note


def _stands_on(document: Document, note: Note, first: tuple[int, int], last: tuple[int, int]) -> bool:
    """Whether a note stands on words between two places, or around them where they are one."""
    if not note.stretches:
        return False
    start, end = _offset(document, note.stretches[0], last=False), _offset(document, note.stretches[-1], last=True)
    return max(start, first) < min(end, last) or start <= first == last <= end


def _offset(document: Document, stretch: Stretch, *, last: bool) -> tuple[int, int]:
    """The place of an end of a stretch: a stored paragraph and an offset in its markup text."""
    pieces = document.paragraphs[stretch.paragraph].pieces[: stretch.piece]
    return stretch.paragraph, sum(len(p.text) for p in pieces) + (stretch.end if last else stretch.start)


def _free_ids(body: Body, commentary: Commentary) -> _Ids:
    """The numbers in use, those of comments taken back apart."""
    ids = _Ids()
    own = commentary.own
    for element in with_id(body.root):
        given = same_id(element)
        if given.isdecimal() and len(given) < 12 and not (kind(element).startswith("comment") and given in own):
            ids.used.add(int(given))
    ids.used.update(int(i) for i in commentary.ids if i.isdecimal() and len(i) < 12 and i not in own)
    return ids


def _comment(body: Body, document: Document, note: Note, commentary: Commentary, ids: _Ids) -> None:
    pieces = ((piece_of(document, s), s) for s in note.stretches)
    inside = [(p.element, p.begins, s) for p, s in pieces if p.element is not None]
    if not inside:
        return
    (start, shift, first), (end, shift_last, last) = inside[0], inside[-1]
    identity = ids.next()
    prefix, declared = body.prefix()

    def mark(name: str) -> bytes:
        return b"<" + prefix + name.encode() + declared + b" " + prefix + f'id="{identity}"/>'.encode()

    reference = b"<" + prefix + b"r" + declared + b">" + mark("commentReference") + b"</" + prefix + b"r>"
    body.put(body.before(start, shift + first.start), mark("commentRangeStart"), ends=False)
    point = body.after(end, shift_last + last.end)
    outside = body.outside_revisions(end)
    if outside is None:
        body.put(point, mark("commentRangeEnd") + reference, ends=True)
    else:
        body.put(point, mark("commentRangeEnd"), ends=True)
        body.splices.append(Splice(outside, outside, reference))
    commentary.add(identity, note.lines)


def _element(document: Document, stretch: Stretch) -> int | None:
    return piece_of(document, stretch).element


def _correct(body: Body, document: Document, correction: Correction, ids: _Ids, by: str) -> None:
    prefix, declared = body.prefix()

    def tag(name: str) -> bytes:
        whose = f'id="{ids.next()}" '.encode() + prefix + f"author={quoted(storable(by))}".encode()
        return b"<" + prefix + name.encode() + declared + b" " + prefix + whose + b">"

    for stretch in correction.deletes:
        element = _element(document, stretch)
        assert element is not None, "what is taken out stands in the file"
        begins = piece_of(document, stretch).begins
        body.take(element, begins + stretch.start, begins + stretch.end, tag("del"))
    if correction.insert:
        stretch, offset = correction.at or (correction.deletes[-1], correction.deletes[-1].end)
        offset += piece_of(document, stretch).begins
        element = _element(document, stretch)
        assert element is not None, "what is put in stands beside text of the file"
        run = body.run_of(element)
        properties = b"".join(body.where.bytes_of(body.numbers[c]) for c in body.elements[run] if kind(c) == "rPr")
        inner = b"<" + prefix + b"r" + declared + b">" + properties + text_element(prefix, "t", correction.insert)
        text = tag("ins") + inner + b"</" + prefix + b"r></" + prefix + b"ins>"
        body.put(body.after(element, offset) if offset else body.before(element, 0), text, ends=True)
