"""What this tool left in a Word file taken out of it, before the file is published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen

from sec_rules.documents.document import Document
from sec_rules.documents.word.annotation import annotate, is_own
from sec_rules.documents.word.archive import rewritten
from sec_rules.documents.word.elements import attribute, descendants
from sec_rules.documents.word.limits import DEFAULT, Limits
from sec_rules.documents.word.package import Package, open_package
from sec_rules.documents.word.splices import in_utf8

# What Word itself puts in the place of a name that it removes.
_NOBODY: Final = rb"\1\2\3Author\3"
_NO_PROPERTY: Final = rb"\1"
_TAG: Final = re.compile(rb"<[^<>]*>")
_NAMED: Final = re.compile(rb"(?<=[\s:])(author|userId)(\s*=\s*)([\"'])(sec-rules(?: [^\"'<>]*)?)\3")
_PROPERTY: Final = re.compile(rb"(<(?:\w+:)?(?:creator|lastModifiedBy)(?:\s[^<>]*)?>)sec-rules(?: [^<>]*)?(?=</)")
_SEAL: Final = re.compile(rb"sec-rules wrote this: sha256 [0-9a-f]{64}\Z")


@frozen
class Cleared:
    """The bytes of a Word file without what this tool left in it.

    `comments` are how many comments of its own were taken out; `answered` how many stay, under no name, because
    somebody answered or resolved them; `changes` how many tracked changes stay, under no name.
    """

    data: bytes
    comments: int
    answered: int
    changes: int


def cleared(data: bytes, document: Document, *, limits: Limits = DEFAULT) -> Cleared:
    """A Word file without this tool's comments and without its name; `document` is what was read of it.

    Nobody else's comment is touched, nor what a tracked change does. Raises `DocumentError` for a file that cannot be
    read.
    """
    package = open_package(data, document.name, limits)
    there = _own_comments(package)
    left = annotate(_unsealed(data), document, [], limits=limits)
    package = open_package(left, document.name, limits)
    parts = dict(_without_name(package))
    out = rewritten(left, package.archive, parts, document.name) if parts else left
    answered = _own_comments(package)
    changes = {r for q in document.paragraphs for p in q.pieces for r in p.revisions if is_own(r.author)}
    return Cleared(out, there - answered, answered, len(changes))


def _unsealed(data: bytes) -> bytes:
    """The file without the words at its end by which this tool knows what it wrote."""
    seal = _SEAL.search(data, max(0, len(data) - 200))
    return data if seal is None else data[: seal.start() - 2] + b"\x00\x00"


def _own_comments(package: Package) -> int:
    part = package.related(package.main(), "comments")
    comments = descendants(package.root(part), "comment") if part is not None else ()
    return sum(is_own(attribute(comment, "author")) for comment in comments)


def _without_name(package: Package) -> Iterator[tuple[str, bytes]]:
    """The parts that name this tool as an author, with another name in its place."""
    for name in sorted(package.names):
        if name.endswith(".xml"):
            part = in_utf8(package.read(name))
            named = _TAG.sub(lambda tag: _NAMED.sub(_NOBODY, tag[0]), _PROPERTY.sub(_NO_PROPERTY, part))
            if named != part:
                yield name, named
