"""Markdown and plain text as a document, with changes marked in CriticMarkup."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from attrs import evolve, frozen

from sec_rules._patterns import compiled
from sec_rules.documents.counting import signs_of_text
from sec_rules.documents.document import Aside, Document, Mark, Paragraph, Piece, Unread
from sec_rules.errors import DocumentError

# How a change or note opens, and what closes it.
_OPENS: Final = compiled(r"\{(?:\+\+|--|~~|>>|==)")
_CLOSES: Final = {"{++": "++}", "{--": "--}", "{~~": "~~}", "{>>": "<<}", "{==": "==}"}
_CHANGING: Final = frozenset({"{++", "{--", "{~~"})
_BECOMES: Final = "~>"
_BROKEN: Final = compiled(r"\{\+\+|\{--(?!-)|\{~~|\+\+\}|(?<!-)--\}|~~\}")
# What a site keeps above a page: its keys, each with what goes on behind it, between two rules.
_FRONT: Final = compiled(
    r"\A---[ \t]*\n(?:[ \t]*\n)*(?:[A-Za-z_-]+[ \t]?:.*\n(?:(?:[ \t]+|-[ \t]+)\S.*\n)*)*(?:[ \t]*\n)*---[ \t]*\n"
)
_HEADING: Final = compiled(r"^[ \t]*#{1,6}[ \t]+")
# A heading may close as it opens: "## Fees ##".
_CLOSED: Final = compiled(r"(?P<words>\S)[ \t]+#+[ \t]*$")
# What Markdown puts before text without being text: quotation, bullets, the stars of bold and italic.
_LEAD: Final = compiled(r"^[ \t]*(?:>[ \t]?)*(?:[-*+\u2022][ \t]+(?=\(|\*|_|[A-Z]\d|(?:[a-z]|[ivx]{1,5})[.)][ \t]))?")
_BOLD: Final = r"(?:\*{1,2}|_{1,2})?"
_NEW_PARAGRAPH: Final = compiled(
    rf"^[ \t]*(?:>[ \t]?)*(?:[-*+\u2022][ \t]+)?{_BOLD}(?:"
    r"\((?:[a-z]{1,5}|\d{1,2})\)(?=[\s*_])"
    rf"|(?:Section[ \t]+)?[A-Z]\d{{1,2}}\.\d{{1,3}}[A-Z]{{0,3}}[.:]?{_BOLD}[.:]?[ \t]+(?=[A-Z\[(\"\u201c])"
    r"|#{1,6}[ \t])"
)
# A line that a number of any shape, or a bullet, makes a paragraph of its own, below one that has an end.
_NUMBER: Final = (
    r"(?:[A-Z]{1,4}\.?)?\d{1,3}(?:\.\d{1,3})*[A-Z]{0,2}"
    rf"(?:[.):]{_BOLD}[ \t]+|\.?\u2014|{_BOLD}[ \t]+(?=[A-Z\"\u201c]))"
)
_ITEM: Final = compiled(
    rf"^[ \t]*(?:>[ \t]?)*(?:[-*+\u2022\u25cf][ \t]+(?=\S)|{_BOLD}{_NUMBER}"
    rf"|{_BOLD}\(?(?:[a-z]{{1,2}}|[ivx]{{1,5}}|[A-Z]|[IVX]{{2,5}})[.)][ \t]+)"
)
_LEVELS: Final = compiled(r"^[ \t]*(?P<number>\d{1,3}(?:\.\d{1,3})+)\.?[ \t]+(?=[A-Z\"\u201c])")
_FIRST_ITEM: Final = compiled(r"^[ \t]*\(?[aiA1][.)][ \t]+(?=\S)")
_LISTED: Final = compiled(r"^[ \t]*(?:[-*+]|\d{1,2}[.)])[ \t]+(?=\S)")
_ENDED: Final = compiled(r"(?:[.;:,?!\u2014|][\"\u201d\u2019')\]*_]*|</?\w[^<>]*>|\b(?:and|or))[ \t]*\\?$")
# A line that heads a part of a text by its word and number: "Clause 18", "CHAPTER 2 - VICE-PRESIDENTS".
_DIVISION: Final = compiled(
    r"^[ \t]*(?:C(?:HAPTER|hapter)|P(?:ART|art)|S(?:ECTION|ection)|A(?:RTICLE|rticle)|C(?:LAUSE|lause)|"
    r"S(?:CHEDULE|chedule)|A(?:NNEX|nnex)|A(?:PPENDIX|ppendix))[ \t]+(?:\d{1,3}[A-Z]?|[IVX]{1,6}|[A-Z])"
    r"[ \t]*(?:$|(?P<titled>[-\u2010-\u2014:.][ \t]+[A-Z][^.;]*)$)"
)
# A few words that begin with a capital and have no end: what may be the title of the numbers below it.
_SHORT: Final = compiled(r"^[ \t]*[A-Z][\w'\u2019-]*(?:[ \t]+[\w,&'\u2019-]+){0,5}[ \t]*$")
_DECIMAL: Final = compiled(r"^[ \t]*\d{1,3}\.\d{1,3}(?:\.\d{1,3})*\.?[ \t]+[A-Z]")
# A number of levels, or a step, with its text on the lines below, as print is read that sets numbers apart.
_ALONE: Final = compiled(r"^[ \t]*(?:\d{1,3}(?:\.\d{1,3})+[A-Z]?|\d{1,3}\.|\((?:[a-z]{1,4}|\d{1,2})\))[ \t]*$")
# A line so many blanks further to the right than the next, or than the one before, stands in the middle of the page.
_CENTRED: Final = 14
# A line of contents, which ends in the number of a page behind a row of dots.
_LEADERS: Final = compiled(r"(?<!\.)(?<!\.[ \u00a0])(?:[ \u00a0]?\.){5,}[ \u00a0]*\d{1,4}[ \u00a0]*$", re.MULTILINE)
# A line below a heading, and a rule between paragraphs.
_UNDERLINE: Final = compiled(r"^[ \t]*(?:={3,}|-{3,})[ \t]*$")
TAG: Final = re.compile(
    r"</?(?:span|a|b|i|u|em|strong|sup|sub|br|p|div|img|font|center|small|ins|del|mark)\b[^<>]*>", re.I
)
LINK: Final = re.compile(r"(?<!!)\[(?P<shown>[^\[\]\n]+)\]\((?:[^()\s]|\([^()\s]*\))*\)")
# A link whose address stands elsewhere, "[shown][name]" or "[name]", and the line that gives the address of a name.
_REFERRED: Final = compiled(r"\[(?P<shown>[^\[\]\n]+)\](?:\[(?P<name>[^\[\]\n]*)\])?(?![(\[:])")
_ADDRESS: Final = compiled(r"^[ ]{0,3}\[(?P<name>[^\[\]\n^]+)\]:[ \t]+\S.*$", re.MULTILINE)
NOTE: Final = re.compile(r"\[(?:\^\w+|!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION))\]:?")
_CELL_AFTER_NUMBER: Final = compiled(r"^(\(?\w{1,4}[.)]+[ \t]*)\|[ \t]+")


_ROW: Final = compiled(r"^[ \t]*\|.*\|[ \t]*$")
_RULE: Final = compiled(r"^[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*$")
_STROKE: Final = compiled(r"(?<!\\)\|")
_BETWEEN_CELLS: Final = compiled(r"(?<![ \t])[ \t]*(?:(?<!\\)\|[ \t]*)+")


@frozen
class _Run:
    """Text with one mark, or a `note` on what stands before it."""

    text: str
    mark: Mark
    note: str = ""


def read_markdown(text: str, name: str, *, form: str = "md") -> Document:
    """Markdown or plain text as a `Document`; `form` is "md" or "txt".

    Raises `DocumentError` where a CriticMarkup change is opened and not closed.
    """
    sha = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    body = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    front = _FRONT.match(body)
    first_line = 1
    if front:
        first_line += front.group().count("\n")
        body = body[front.end() :]
    aside = [front.group()] if front else []
    comments: list[str] = []
    body = _drawn_in(body, "<!--", "-->", lambda words: _beside(words, comments))
    body = _drawn_in(body, "{>>", "<<}", lambda words: f"{{>>{words}<<}}")
    aside += (comment for comment in comments if not _speaks_to_this_tool(comment))
    changes = tuple(_changes(body))
    runs = list(_runs(body, changes, name))
    aside += (run.note for run in runs if run.note)
    # A replacement is a deletion and an insertion, as a word processor counts.
    revisions = sum(len(change.words) for change in changes if change.opening not in ("{>>", "{=="))
    notes: list[tuple[int, str]] = []
    signs: list[Unread] = []
    paragraphs = tuple(_paragraphs(runs, first_line, notes, signs, names_of_addresses(body)))
    asides = tuple(_asides(paragraphs, notes))
    furniture = (*(_furniture("comment", words, "") for words in aside), *signs)
    return Document(
        name, sha, form, paragraphs, revisions, asides=asides, furniture=furniture, counted=signs_of_text(text)
    )


def _furniture(kind: str, words: str, place: str, mark: Mark = Mark.KEPT) -> Unread:
    return Unread(kind, (words, words, words), place, None, mark)


def _speaks_to_this_tool(note: str) -> bool:
    return note.lower().lstrip().startswith("sec-rules")


def _drawn_in(body: str, opening: str, closing: str, becomes: Callable[[str], str]) -> str:
    """The text with each comment or note as its words `become`.

    Between two spaces, or at the end of a line, it takes the space before it along.
    """
    out: list[str] = []
    position = 0
    while (start := body.find(opening, position)) >= 0:
        kept, before = [], body[position:start]
        end = start
        while body.startswith(opening, end) and (closed := body.find(closing, end + len(opening))) >= 0:
            kept.append(becomes(body[end + len(opening) : closed]))
            end = closed + len(closing)
        if end == start:
            break
        ends_word = end == len(body) or body[end].isspace()
        out.extend((before.rstrip(" \t") if ends_word else before, *kept))
        position = end
    return "".join((*out, body[position:]))


def _beside(comment: str, comments: list[str]) -> str:
    """A comment taken out of the text, the count of lines kept; one that speaks to this tool becomes a note."""
    comments.append(comment)
    note = " ".join(comment.split())
    kept = f"{{>>{note}<<}}" if _speaks_to_this_tool(note) else ""
    return kept + "\n" * comment.count("\n")


def _asides(paragraphs: tuple[Paragraph, ...], notes: Iterable[tuple[int, str]]) -> Iterator[Aside]:
    """Each note, on a whole paragraph: the one it stands in, or before it where it stands by itself."""
    if not paragraphs:
        return
    for number, here in groupby(notes, key=lambda note: min(note[0], len(paragraphs) - 1)):
        words, place = paragraphs[number].text, paragraphs[number].place
        for _, note in here:
            yield Aside("comment", note, None, None, (number, 0), (number, len(words)), place, words[:80])


@frozen
class _Change:
    """A change, note or mark of CriticMarkup: where it stands, how it opens, and the words of its parts."""

    start: int
    end: int
    opening: str
    words: tuple[str, ...]


def _changes(body: str) -> Iterator[_Change]:
    """The changes in order. What nothing closes is none, and is not looked for a second time."""
    position = 0
    unclosed: set[str] = set()
    while (found := _OPENS.search(body, position)) is not None:
        opening, position = found.group(), found.start() + 1
        if opening in unclosed:
            continue
        closing = _CLOSES[opening]
        closed = body.find(closing, found.end())
        if closed < 0:
            unclosed.add(opening)
            continue
        words = body[found.end() : closed]
        position = closed + len(closing)
        parts = tuple(words.split(_BECOMES, 1)) if opening == "{~~" else (words,)
        yield _Change(found.start(), position, opening, parts)


def _runs(body: str, changes: Iterable[_Change], name: str) -> Iterator[_Run]:
    position = 0
    for change in changes:
        yield _kept(body, position, change.start, name)
        _whole(body, change, name)
        position = change.end
        words = change.words
        match change.opening:
            case "{++":
                yield _Run(words[0], Mark.INSERTED)
            case "{--":
                yield _Run(words[0], Mark.DELETED)
            case "{~~":
                yield _Run(words[0], Mark.DELETED)
                yield _Run("".join(words[1:]), Mark.INSERTED)
            case "{==":
                yield _Run(words[0], Mark.KEPT)
            case _:
                yield _Run("\n" * words[0].count("\n"), Mark.KEPT, " ".join(words[0].split()))
    yield _kept(body, position, len(body), name)


def _whole(body: str, change: _Change, name: str) -> None:
    """Refuses a change with the mark of another in it: which of the two is meant nobody can say."""
    if change.opening not in _CHANGING:
        return
    inner = _BROKEN.search(body, change.start + len(change.opening), change.end - len(change.opening))
    if inner is not None:
        line = body.count("\n", 0, inner.start()) + 1
        raise DocumentError(
            f"{name}, line {line}: the change mark '{inner.group()}' stands in a change that is still open; close "
            f"'{change.opening}' before it."
        )


def _kept(body: str, start: int, end: int, name: str) -> _Run:
    stray = _BROKEN.search(body, start, end)
    if stray is not None:
        line = body.count("\n", 0, stray.start()) + 1
        raise DocumentError(f"{name}, line {line}: the change mark '{stray.group()}' has no partner.")
    return _Run(body[start:end], Mark.KEPT)


def _paragraphs(
    runs: list[_Run], line: int, notes: list[tuple[int, str]], signs: list[Unread], names: frozenset[str]
) -> Iterator[Paragraph]:
    """Paragraphs, each with the mark of the line break that ends it; `notes` are given with the paragraph they are on,
    and `signs` are those of Markdown that are no text.

    Lines that run on are joined; a blank line, a label at the head of a line, and a heading start a new one.
    """
    pieces: list[Piece] = []
    start, number, indent = line, 0, 0
    opening = ""
    read = list(_lines(runs))
    tables = dict(_tables(read))
    lines = [(_cells(row), end) for row, end in read]
    for i, (row, end) in enumerate(lines):
        if i in tables:
            cells = list(_in_cells(read[i][0], end, tables[i], f"line {line}", signs, names))
            notes.extend((max(number - (not cells), 0), r.note) for r in row if r.note)
            yield from cells
            line += 1
            start, number = line, number + len(cells)
            continue
        alone = not pieces and not any(r.text.strip() for r in row)
        notes.extend((max(number - alone, 0), r.note) for r in row if r.note)
        plain = "".join(r.text for r in row)
        ruled = not pieces and _UNDERLINE.match(plain) is not None
        texts = ("" for _ in row) if ruled else _cleaned(row, names, first=not pieces)
        cleaned = [(r.mark, text) for r, text in zip(row, texts, strict=True)]
        for before, (mark, after) in zip(read[i][0], cleaned, strict=True):
            left = _left_out(before.text, after)
            signs.extend([_furniture("Markdown", left, f"line {line}", mark)] if left else [])
        following = "".join(r.text for r in lines[i + 1][0]) if i + 1 < len(lines) else ""
        if ruled or not plain.strip():
            line += 1
            start = line
            continue
        underlined = not pieces and bool(_UNDERLINE.match(following)) and not _ENDED.search(plain)
        heading = underlined or bool(_HEADING.match(plain))
        goes_on = bool(pieces)
        if not pieces:
            indent = _indent(plain)
        pieces.extend(Piece(text, mark) for mark, text in cleaned if text)
        line += 1
        after = "".join(r.text for r in lines[i + 2][0]) if i + 2 < len(lines) else ""
        opening = opening if goes_on else plain
        begins = (
            _begins(plain, following) or _is_headed(plain, following, after) or _stands_out(opening, plain, following)
        )
        if heading or not following.strip() or i + 1 in tables or begins:
            yield Paragraph(tuple(_merged(pieces)), _end(pieces, end), heading, f"line {start}", indent=indent)
            pieces, start, number = [], line, number + 1
        else:
            pieces.append(Piece("\n", _end([Piece(r.text, r.mark) for r in row], end)))
    if pieces:
        yield Paragraph(tuple(_merged(pieces)), place=f"line {start}", indent=indent)


def _tables(read: Sequence[tuple[list[_Run], Mark]]) -> Iterator[tuple[int, tuple[int, int]]]:
    """The lines that are rows of a table, each with the number of its table and of its row there.

    A table has a rule below its head; lines between two strokes without one are text.
    """
    plain = ["".join(run.text for run in row) for row, _ in read]
    table = 0
    for is_row, numbers in groupby(range(len(plain)), key=lambda i: _ROW.match(plain[i]) is not None):
        rows = list(numbers)
        if is_row and len(rows) > 1 and _RULE.match(plain[rows[1]]):
            yield from ((i, (table, max(n - 1, 0))) for n, i in enumerate(rows))
            table += 1


def _in_cells(
    row: list[_Run], end: Mark, at: tuple[int, int], place: str, signs: list[Unread], names: frozenset[str]
) -> Iterator[Paragraph]:
    """The cells of a row, each as a paragraph; of the rule below the head none."""
    plain = "".join(run.text for run in row)
    found: list[list[_Run]] = [[]]
    for run in row:
        first, *rest = ("",) if _RULE.match(plain) else _STROKE.split(run.text)
        found[-1].append(evolve(run, text=first))
        found += [[evolve(run, text=text)] for text in rest]
    kept: list[list[Piece]] = []
    for cell in found[1:-1]:
        worded = [evolve(run, text=run.text if run.text.strip() else "") for run in cell]
        texts = list(_cleaned(worded, names, first=True))
        pieces = list(_merged([Piece(text, run.mark) for run, text in zip(cell, texts, strict=True) if text]))
        kept.append(_without_space_around(pieces))
    taken = iter("".join(text for cell in kept for piece in cell for text in piece.text))
    wanted = next(taken, None)
    for run in row:
        left = ""
        for sign in run.text:
            if sign == wanted:
                wanted = next(taken, None)
            else:
                left += sign
        if left.strip():
            signs.append(_furniture("Markdown", "".join(left.split()), place, run.mark))
    for column, pieces in enumerate(kept):
        if pieces:
            heading = _HEADING.match("".join(run.text for run in found[column + 1])) is not None
            yield Paragraph(tuple(pieces), end, heading, place, closes=True, cell=(*at, column, len(kept)))


def _without_space_around(pieces: list[Piece]) -> list[Piece]:
    """The pieces of a cell without the space between its words and the strokes."""
    if pieces:
        pieces[0] = evolve(pieces[0], text=pieces[0].text.lstrip())
        pieces[-1] = evolve(pieces[-1], text=pieces[-1].text.rstrip())
    return [piece for piece in pieces if piece.text]


def _indent(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip(" >"))


def _begins(line: str, following: str) -> bool:
    """Whether the following line begins a paragraph: by a label of the Code, or by another number below an end."""
    if _NEW_PARAGRAPH.match(following) or _HEADING.match(following) or _LEADERS.search(line):
        return True
    if _LEADERS.search(following):
        # The title of a part may be too long for one line of the contents.
        return not following.lstrip()[:1].islower()
    if _ALONE.match(following) and not _ALONE.match(line):
        return True
    further = _indent(following) - _indent(line)
    if (further <= -_CENTRED and following.lstrip()[:1].isupper()) or (further >= _CENTRED and _ENDED.search(line)):
        return True
    item = _ITEM.match(following)
    if item is None or (item.group().rstrip().endswith(")") and "(" not in item.group() and _is_open(line)):
        return False
    in_list = _ITEM.match(line) is not None and (_LISTED.match(following) or further == 0 or _opens(following, further))
    return _ENDED.search(line) is not None or bool(in_list)


def _is_open(line: str) -> bool:
    """Whether a line leaves a bracket open, which "21)" at the head of the next one closes and does not number."""
    return line.count("(") > line.count(")")


def _stands_out(opening: str, line: str, following: str) -> bool:
    """Whether the following line begins a paragraph since it stands out from the lines above: as far to the left as the
    item that they go on with, or with a number of levels, or since its number is the first below that item's.
    """
    if _ITEM.match(following) is None:
        return False
    levels, above = _LEVELS.match(following), _LEVELS.match(opening)
    if _indent(following) < _indent(line):
        return levels is not None or (_ITEM.match(opening) is not None and _indent(following) == _indent(opening))
    return bool(levels and above and levels["number"] == above["number"] + ".1")


def _opens(line: str, further: int) -> bool:
    """Whether a line opens a list inside an item: by the first number of one, further to the right."""
    return further > 1 and _FIRST_ITEM.match(line) is not None


def _is_headed(line: str, following: str, after: str) -> bool:
    """Whether the following line begins a paragraph since it heads a part of the text, or stands below such a line."""
    if _DIVISION.match(line):
        return True
    if (division := _DIVISION.match(following)) is not None:
        return division["titled"] is not None or _ENDED.search(line) is not None
    if _DECIMAL.match(following):
        return _SHORT.match(line) is not None
    return bool(_DECIMAL.match(after) and _SHORT.match(following) and _ENDED.search(line))


def _lines(runs: list[_Run]) -> Iterator[tuple[list[_Run], Mark]]:
    """Each line's runs, and the mark of the break that ends it."""
    row: list[_Run] = []
    for run in runs:
        parts = run.text.split("\n")
        for part in parts[:-1]:
            row.append(_Run(part, run.mark))
            yield row, run.mark
            row = []
        row.append(evolve(run, text=parts[-1]))
    yield row, Mark.KEPT


def _end(pieces: Iterable[Piece], mark: Mark) -> Mark:
    """A line or paragraph wholly inserted or deleted takes its end along, wherever the change mark was closed."""
    marks = {piece.mark for piece in pieces if piece.text.strip()}
    return marks.pop() if len(marks) == 1 and Mark.KEPT not in marks else mark if mark is not Mark.KEPT else Mark.KEPT


def _cells(row: list[_Run]) -> list[_Run]:
    """A line without the signs of a table: its cells one after the other; nothing of the rule below its head."""
    plain = "".join(run.text for run in row)
    if not _ROW.match(plain):
        return row
    if set(plain) <= set("|:- \t"):
        return [evolve(run, text="") for run in row]
    texts = [_BETWEEN_CELLS.sub(" ", run.text) for run in row]
    worded = [i for i, text in enumerate(texts) if text.strip()]
    for i in range(worded[0] + 1 if worded else 0):
        texts[i] = texts[i].lstrip()
    for i in range(worded[-1] if worded else 0, len(texts)):
        texts[i] = texts[i].rstrip()
    return [evolve(run, text=text) for run, text in zip(row, texts, strict=True)]


def _left_out(text: str, kept: str) -> str:
    """The signs of a text that are not among those kept of it, which stand in the same order."""
    if text == kept:
        return ""
    left: list[str] = []
    at = 0
    for sign in text:
        if at < len(kept) and sign == kept[at]:
            at += 1
        else:
            left.append(sign)
    return "".join("".join(left).split())


def names_of_addresses(text: str) -> frozenset[str]:
    """The names to which a text gives addresses, "[name]: https://...", as they are compared."""
    return frozenset(match["name"].casefold() for match in _ADDRESS.finditer(text))


def linked_by_name(text: str, names: frozenset[str]) -> Iterator[re.Match[str]]:
    """The links of a text whose address stands elsewhere under one of some names; `shown` are their words."""
    if names:
        yield from (m for m in _REFERRED.finditer(text) if (m["name"] or m["shown"]).casefold() in names)


def _without_addresses(text: str, names: frozenset[str]) -> str:
    """A line without the brackets of links, and nothing of a line that only gives an address."""
    if not names:
        return text
    if _ADDRESS.fullmatch(text.rstrip("\n")):
        return ""
    for match in reversed(list(linked_by_name(text, names))):
        text = text[: match.start()] + match["shown"] + text[match.end() :]
    return text


def _cleaned(row: list[_Run], names: frozenset[str], *, first: bool) -> Iterator[str]:
    """The text of each run of a line without what is only Markdown."""
    at_head = True
    for i, run in enumerate(row):
        text = run.text
        if at_head:
            text = _CLOSED.sub(r"\g<words>", _HEADING.sub("", text)) if _HEADING.match(text) else text
            text = _LEAD.sub("", text) if first else text.lstrip(" \t").removeprefix("> ")
            text = _CELL_AFTER_NUMBER.sub(r"\1", text)
        at_head = at_head and not run.text
        text = NOTE.sub("", LINK.sub(r"\g<shown>", TAG.sub("", _without_addresses(text, names))))
        text = re.sub(r"(?<![\w_])_(?=[^\s_])([^_\n]+)(?<=\S)_(?![\w_])", r"\1", text)
        text = re.sub(r"(?<![\w*])\*(?=[^\s*])([^*\n]+)(?<=\S)\*(?![\w*])", r"\1", text)
        text = re.sub(r"\*\*|__(?=\S)(?!_)|(?<=\S)(?<!_)__(?!_)", "", text)
        text = re.sub(r"\\([\\`*_{}\[\]()#+.!>|-])", r"\1", text)
        yield _without_break(text) if i == len(row) - 1 else text


def _without_break(text: str) -> str:
    """A line without the two spaces, or the backslash, that Markdown breaks lines with."""
    words = text.rstrip(" \t")
    if not words:
        return text
    return words if len(words) < len(text) - 1 else text.removesuffix("\\")


def _merged(pieces: list[Piece]) -> Iterator[Piece]:
    for mark, alike in groupby(pieces, key=lambda piece: piece.mark):
        yield Piece("".join(piece.text for piece in alike), mark)
