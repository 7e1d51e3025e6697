"""Files made wrong at the level of the archive, of its XML and of the text, and what becomes of each.

    python -m tests.documents.fuzzing --inputs 1000000 --minutes 30 --keep counts.json

tries as many as the time allows, adds the counts to those of the runs before, of which the file keeps the sum, and
prints them; the next run goes on after the last input. An input comes from its number alone: what went wrong is tried
again with `--first NUMBER --inputs 1`.
"""

from __future__ import annotations

import argparse
import io
import json
import mmap
import os
import platform
import random
import resource
import signal
import struct
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from copy import deepcopy
from functools import cache, lru_cache
from pathlib import Path
from types import FrameType
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from attrs import asdict, define, field

from sec_rules.cli import main as command
from sec_rules.documents.document import Document, View
from sec_rules.documents.readers import open_draft
from sec_rules.documents.word.annotation import Note, annotate
from sec_rules.documents.word.locations import in_paragraph
from sec_rules.drafting.draft import hold_against
from sec_rules.errors import SecRulesError
from sec_rules.loading import load
from sec_rules.span import Span
from tests.documents.word.conftest import made

# Processor time after which an input hangs; a usual one takes some thousandths.
HANGS_AFTER = 10.0
# More than this an input is not given; what needs more crashes.
MOST_MEMORY = 2 << 30
# One in so many inputs has its sums made, is given to the command, or has a comment put in: each takes as long as
# reading many. Primes, so that each level has its turn.
LEDGER_EVERY, COMMAND_EVERY, COMMENT_EVERY = 61, 499, 5
KEPT_EVERY = 2_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARKS = 'w:id="7" w:author="Ann" w:date="2020-01-01T00:00:00Z"'


def _p(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def _r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF b \\r </w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{_r("(a)")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_NUMBERED = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="G8.%1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
_STYLES = '<w:style w:type="paragraph" w:styleId="H"><w:basedOn w:val="N"/><w:rPr><w:b/></w:rPr></w:style>'
_NOTES = f'<w:footnote w:id="2">{_p(_r("A note."))}</w:footnote>'
_COMMENTS = f'<w:comment w:id="3" w:author="Ann">{_p(_r("Why?"))}</w:comment>'
BODIES = (
    _p(_r("G8.60 Each User shall keep a record:"))
    + _p('<w:bookmarkStart w:id="1" w:name="b"/>' + _r("of its premises; and"), _NUMBERED)
    + _p(f"<w:ins {MARKS}>{_r('of those of others')}</w:ins>{_r('.')}", _NUMBERED),
    _p(_r("G8.61 See paragraph ") + _FIELD + f"<w:del {MARKS}><w:r><w:delText> now</w:delText></w:r></w:del>")
    + f'<w:tbl><w:tr><w:tc>{_p(_r("Term"))}</w:tc><w:tc>{_p(_r("means it"))}</w:tc></w:tr></w:tbl>',
    _p('<w:commentRangeStart w:id="3"/>' + _r("G8.62 A User ", "<w:strike/>") + '<w:commentRangeEnd w:id="3"/>'
       '<w:r><w:commentReference w:id="3"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r>')
    + f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{_p(_r('Click here.'))}</w:sdtContent></w:sdt>",
)  # fmt: skip
TEXTS = (
    "G8.60 Each User shall:\n\n(a) keep a record {++of its premises++}; and\n\n(b) {~~tell~>show~~} it.\n",
    'In Section G8.42, omit "equal to or".\n\nAfter Section G8.45 insert:\n\nG8.45A Not used.\n',
    "# Records\n\nG8.61 \u201cRecord\u201d means {--a--} [TBC] kept for thirty (30) days <!-- so -->.\n",
)
FRAGMENTS = (
    "{++", "++}", "{--", "--}", "{~~", "~>", "~~}", "{>>", "<<}", "<!--", "-->", "\x1b[31m", "\u202e", "\u200b", "\r",
    "\x00", "\x07", "\ufeff", "\n\nG8.41 ", "\n\n(a) ", '"', "\u201c", "\n# ", "\n> ", "|", "\t", "\u00a0", "\ud7ff",
    "9" * 400, " " * 300, "(" * 60, "Delete paragraphs (a) to (zz).", "\n\nSchedule 1\n\n1. ", "&#13;",
)  # fmt: skip
NAMES = (
    "p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "moveFrom", "moveTo", "fldSimple", "hyperlink",
    "numPr", "numId", "ilvl", "vanish", "specVanish", "rPr", "pPr", "drawing", "pict", "object", "ruby", "instrText",
    "fldChar", "delText", "br", "tab", "noSuchElement", "altChunk", "subDoc", "vMerge", "gridSpan", "bookmarkStart",
)  # fmt: skip
VALUES = ("", "0", "-1", "1", "7", "99999999999999999999", "begin", "end", "separate", "b", "\u202e", "x" * 300, "true")


@cache
def _bases() -> tuple[dict[str, bytes], ...]:
    """The parts of the documents that inputs are made of."""
    found: list[dict[str, bytes]] = []
    for body in BODIES:
        data = made(body, numbering=_NUMBERING, styles=_STYLES, footnotes=_NOTES, comments=_COMMENTS)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found.append({name: archive.read(name) for name in archive.namelist()})
    return tuple(found)


@cache
def _tree(base: int, part: str) -> Element:
    return ElementTree.fromstring(_bases()[base][part])


@lru_cache(maxsize=128)
def _deflated(content: bytes) -> tuple[bytes, int]:
    packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush(), zlib.crc32(content)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The archive of parts that `zipfile` writes, to the byte; nearly all parts of an input were packed before."""
    out, directory = bytearray(), bytearray()
    for name, content in parts.items():
        data, check = _deflated(content)
        # The first day that an archive knows in 2020, and that the names are plain.
        told = struct.pack("<HHHHLLLHH", 0, 8, 0, 0x5021, check, len(data), len(content), len(name), 0)
        directory += b"PK\x01\x02" + struct.pack("<BBBB", 20, 3, 20, 0) + told
        directory += struct.pack("<HHHLL", 0, 0, 0, 0o600 << 16, len(out)) + name.encode()
        out += b"PK\x03\x04" + struct.pack("<BB", 20, 0) + told + name.encode() + data
    number = len(parts)
    ends = struct.pack("<HHHHLLH", 0, 0, number, number, len(directory), len(out), 0)
    return bytes(out + directory + b"PK\x05\x06" + ends)


def _archive(chance: random.Random) -> bytes:
    """An archive with some of its bytes changed, cut, doubled, or with parts that should not be there."""
    parts = dict(chance.choice(_bases()))
    if chance.random() < 0.4:
        names = list(parts)
        for _ in range(chance.randrange(1, 3)):
            way, name = chance.randrange(5), chance.choice(names)
            if way == 0:
                parts.pop(name, None)
            elif way == 1:
                parts[name] = parts.get(chance.choice(names), b"")
            elif way == 2:
                parts[chance.choice(("../x", "/x", "WORD/document.xml", "a:b", "word/vbaProject.bin"))] = b"x"
            elif way == 3:
                parts[name] = b"\0" * chance.choice((0, 10, 3_000_000))
            else:
                parts[name] = chance.randbytes(chance.randrange(200))
    data = bytearray(packed(parts))
    for _ in range(chance.randrange(4)):
        # The directory and what ends it are at the end.
        at = chance.randrange(len(data)) if chance.random() < 0.5 else len(data) - 1 - chance.randrange(900)
        data[at] = chance.randrange(256)
    if chance.random() < 0.2:
        at = chance.randrange(len(data))
        data[at:] = chance.choice((b"", data[: chance.randrange(len(data))]))
    return bytes(data)


def _xml(chance: random.Random) -> bytes:
    """A document whose elements are changed, most often so that they are well formed still."""
    base = chance.randrange(len(BODIES))
    parts = dict(_bases()[base])
    parts_of_xml = [name for name in parts if name.startswith("word/") and name.endswith(".xml")]
    part = "word/document.xml" if chance.random() < 0.7 else chance.choice(parts_of_xml)
    if chance.random() < 0.25:
        content = bytearray(_bases()[base][part])
        for _ in range(chance.randrange(1, 4)):
            at = chance.randrange(len(content))
            content[at : at + chance.choice((0, 1, 5, 30))] = chance.choice(
                (b"", b"<", b"&x;", b"&#13;", b"]]>", b"<w:p>", b"\xff", b"<!ENTITY a 'b'>", b"<?x?>", b"\x00")
            )
        parts[part] = bytes(content)
    else:
        root = deepcopy(_tree(base, part))
        for _ in range(chance.randrange(1, 7)):
            _changed(root, chance)
        # A mark of the order of bytes says that it is UTF-16.
        parts[part] = ElementTree.tostring(root, encoding="unicode").encode(chance.choice(("utf-8", "utf-16", "utf-8")))
    return packed(parts)


def _changed(root: Element, chance: random.Random) -> None:
    """One change of a tree: an element goes, comes twice, moves, is wrapped, or has another name or value."""
    parents = [element for element in root.iter() if len(element)]
    if not parents:
        return
    parent = chance.choice(parents)
    at = chance.randrange(len(parent))
    child, way = parent[at], chance.randrange(8)
    if way == 0:
        parent.remove(child)
    elif way == 1:
        parent[at:at] = [deepcopy(child)] * chance.choice((1, 2, 30))
    elif way == 2:
        chance.choice(parents).append(deepcopy(child))
    elif way == 3:
        # Nested so deep once: more than that neither copies nor writes.
        for _ in range(chance.choice((1, 2, 300 if len(parents) < 250 else 2))):
            around = Element(W + chance.choice(NAMES))
            around.append(child)
            child = around
        parent[at] = child
    elif way == 4:
        child.tag = W + chance.choice(NAMES)
    elif way == 5:
        name = chance.choice(sorted(child.attrib) or [W + chance.choice(("val", "id", "fldCharType", "instr"))])
        child.set(name, chance.choice(VALUES))
    elif way == 6:
        child.text = chance.choice(("", " ", "\t", "\r", "text", "G8.41 ", "\u202e", "9" * 300, "(a)"))
    else:
        parent.insert(at, Element(W + chance.choice(NAMES), {W + "val": chance.choice(VALUES)}))


def _text(chance: random.Random) -> bytes:
    """A text with signs put in, taken out and doubled; now and then with bytes that are none."""
    text = chance.choice(TEXTS)
    for _ in range(chance.randrange(1, 9)):
        at = chance.randrange(len(text) + 1)
        end = min(len(text), at + chance.choice((0, 0, 1, 4, 20)))
        again = text[at : at + 30] * chance.choice((1, 2, 20)) if chance.random() < 0.2 else ""
        text = text[:at] + (again or chance.choice(FRAGMENTS)) + text[end:]
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    if chance.random() < 0.05:
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


LEVELS: tuple[tuple[str, Callable[[random.Random], bytes], str], ...] = (
    ("archive", _archive, "draft.docx"),
    ("XML", _xml, "draft.docx"),
    ("text", _text, "draft.md"),
)


class Hang(Exception):
    """An input took more processor time than any may."""


@contextmanager
def _watched() -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise Hang

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, HANGS_AFTER)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def tried(number: int, counts: Counter[str], found: list[str]) -> None:
    """Tries the input of a number; what became of it goes into the counts, what went wrong into `found` too."""
    chance = random.Random(number)
    level, make, name = LEVELS[number % len(LEVELS)]
    # A tree that was nested twice is copied and written deeper than Python goes of itself; what reads it is not helped.
    deepest = sys.getrecursionlimit()
    sys.setrecursionlimit(20 * deepest)
    data = make(chance)
    sys.setrecursionlimit(deepest)
    counts["inputs"] += 1
    try:
        with _watched():
            what = _outcome(data, name, number, counts, found)
    except Hang:
        what = "hangs"
        found.append(f"{number} ({level}) takes more than {HANGS_AFTER:.0f} s")
    except Exception as error:
        what = "crashes"
        found.append(f"{number} ({level}): {''.join(traceback.format_exception(error)[-3:])}")
    counts[what] += 1
    counts[f"{what}, {level}"] += 1


def _outcome(data: bytes, name: str, number: int, counts: Counter[str], found: list[str]) -> str:
    try:
        document = open_draft(data, name, formatting_is_redline=False)
    except SecRulesError as error:
        if "\n" in str(error) or not str(error).endswith((".", ")")):
            found.append(f"{number} is refused in more than a sentence: {error}")
            return "refused badly"
        return "refused"
    if name.endswith(".docx") and number % COMMENT_EVERY == 0:
        counts["comments put in"] += 1
        _commented(data, document)
    if number % LEDGER_EVERY == 0:
        counts["sums made"] += 1
        if _vanishes(document):
            found.append(f"{number}: the sum does not close")
            return "sums that do not close"
    if number % COMMAND_EVERY == 0:
        counts["given to the command"] += 1
        if _half_written(data, name):
            found.append(f"{number}: a file is half written")
            return "half-written files"
    return "read"


def _vanishes(document: Document) -> bool:
    """Whether more is read in some view than the file holds, or less and nobody is told."""
    draft = hold_against(document, load())
    missing = [draft.books.ledger(view).missing for view in (View.ORIGINAL, View.ACCEPTED)]
    told = any(place.place == "the file" for place in draft.open)
    return any(number < 0 for number in missing) or (missing[1] > 0 and not told)


def _commented(data: bytes, document: Document) -> None:
    """Puts a comment in; the words are then as they were."""
    shown = document.view(View.MARKUP)
    paragraph = next((p for p in shown if p.text.strip() and p.spans), None)
    if paragraph is None:
        return
    note = Note(tuple(in_paragraph(paragraph, Span(0, 1))), ("x",))
    try:
        out = annotate(data, document, [note])
    except SecRulesError:
        return
    again = open_draft(out, document.name, formatting_is_redline=False).view(View.MARKUP)
    assert [p.text for p in again] == [p.text for p in shown], "a comment changes the words"


def _half_written(data: bytes, name: str) -> bool:
    """Whether checking the file leaves anything beside it but a whole output, or harms it."""
    with tempfile.TemporaryDirectory() as folder:
        draft, out = Path(folder) / name, Path(folder) / f"out{Path(name).suffix}"
        draft.write_bytes(data)
        form = "docx" if name.endswith(".docx") else "redline"
        said = io.StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            status = command(["check", str(draft), "--format", form, "--out", str(out), "--no-formatting-is-redline"])
        left = {path.name for path in Path(folder).iterdir()}
        if status == 3 or draft.read_bytes() != data or not left <= {draft.name, out.name}:
            return True
        if out.exists():
            whole = open_draft(out.read_bytes(), out.name, formatting_is_redline=False)
            return status == 2 or not whole.paragraphs
        return False


@define
class Kept:
    """What became of all inputs so far: the counts, where the next run begins, and what it took."""

    counts: Counter[str] = field(factory=Counter, converter=Counter)
    found: list[str] = field(factory=list)
    next: int = 0
    seconds: float = 0.0
    megabytes: int = 0
    day: str = ""
    machine: str = ""

    @classmethod
    def of(cls, file: Path | None) -> Kept:
        """What a file keeps of the runs before; nothing where there is none."""
        return cls(**json.loads(file.read_text(encoding="utf-8"))) if file is not None and file.exists() else cls()

    def into(self, file: Path) -> None:
        """Writes it into the file, whole or not at all."""
        beside = file.with_suffix(".new")
        beside.write_text(json.dumps(asdict(self), indent=2, sort_keys=True) + "\n", encoding="utf-8")
        beside.replace(file)

    def run(self, inputs: int, until: float) -> None:
        """Tries so many inputs more, or as many as there is time for by the monotonic clock.

        They are tried in a process of their own: an input that ends it, or that nothing else stops, is counted too, and
        those after it are tried.
        """
        last = self.next + inputs
        _made_ready()
        while self.next < last and time.monotonic() < until:
            ended = self._add(self.next, last, until)
            if ended is None:
                continue
            at, by = ended
            if at > self.next:
                self._add(self.next, at, until)
            if self.next == at:
                what = "hangs" if by == signal.SIGPROF else "crashes"
                self.counts.update(("inputs", what, f"{what}, {LEVELS[at % len(LEVELS)][0]}"))
                self.found.append(f"{at} ended the process by signal {by}")
                self.next += 1
        self.day = time.strftime("%Y-%m-%d")
        self.machine = f"{platform.machine()} with {os.cpu_count()} cores, Python {platform.python_version()}"

    def _add(self, first: int, last: int, until: float) -> tuple[int, int] | None:
        """Adds what becomes of inputs; where one ended the process nothing is added, and it is told by which signal."""
        at = mmap.mmap(-1, 8)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.close(reading)
                done = _tried_from(first, last, until, at)
                with os.fdopen(writing, "w", encoding="utf-8") as said:
                    said.write(json.dumps(asdict(done)))
            finally:
                os._exit(0)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as heard:
            text = heard.read()
        _, status = os.waitpid(child, 0)
        if not text:
            return int.from_bytes(at[:8], "little"), os.WTERMSIG(status)
        done = Kept(**json.loads(text))
        self.counts += done.counts
        self.found += done.found
        self.next = done.next
        self.seconds += done.seconds
        self.megabytes = max(self.megabytes, done.megabytes)
        return None

    def table(self) -> str:
        """The counts as a table of Markdown, and under it when and by what they were made."""
        wanted = (
            "inputs", "read", "refused", "crashes", "hangs", "sums made", "sums that do not close",
            "given to the command", "half-written files", "comments put in",
        )  # fmt: skip
        rows = "\n".join(f"| {name} | {self.counts[name]:,} |" for name in wanted)
        took = f"{self.seconds:,.0f} s of processor time, {self.megabytes} MB at most"
        return f"| what | how many |\n|---|---:|\n{rows}\n\n{self.day}, {self.machine}: {took}."


@cache
def _made_ready() -> None:
    """Does once, before any process forks, what is imported and made at the first use of the readers and checks."""
    for data, name in ((packed(_bases()[0]), "draft.docx"), (TEXTS[0].encode(), "draft.md")):
        document = open_draft(data, name, formatting_is_redline=False)
        _vanishes(document)
        _half_written(data, name)
        if name.endswith(".docx"):
            _commented(data, document)


def _tried_from(first: int, last: int, until: float, at: mmap.mmap) -> Kept:
    """What becomes of inputs; the number of each stands in shared memory while it is tried."""
    done, used = Kept(next=first), time.process_time()
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    while done.next < last and time.monotonic() < until:
        at[:8] = done.next.to_bytes(8, "little")
        # Where the machine is in a pattern or a parser no handler is called; this ends the process.
        signal.setitimer(signal.ITIMER_PROF, 3 * HANGS_AFTER)
        tried(done.next, done.counts, done.found)
        done.next += 1
    signal.setitimer(signal.ITIMER_PROF, 0)
    done.seconds = time.process_time() - used
    done.megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return done


def main() -> None:
    """Tries inputs until they, or the time, are used up, and prints what became of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.documents.fuzzing", description=__doc__.splitlines()[0])
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--first", type=int, help="the number of the first input; the one after the last kept")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--keep", type=Path, metavar="FILE", help="add to the counts that a file keeps")
    given = parser.parse_args()
    kept = Kept.of(given.keep)
    kept.next = kept.next if given.first is None else given.first
    until = time.monotonic() + 60 * given.minutes
    for begin in range(0, given.inputs, KEPT_EVERY):
        kept.run(min(KEPT_EVERY, given.inputs - begin), until)
        if given.keep is not None:
            kept.into(given.keep)
        if time.monotonic() > until:
            break
    print("\n".join((*kept.found[:40], kept.table())))


if __name__ == "__main__":
    main()
