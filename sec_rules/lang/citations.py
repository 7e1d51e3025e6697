"""Citations as people write them: `G8.41`, `Section G8.42(b)`, `G8.42 (b)`, `G8.44C`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import frozen

from sec_rules.errors import CitationError

# A clause whose number is not known is cited by a name in small letters, such as G8.assurance_status.
_NAMED = re.compile(
    r"^\s*(?i:sections?|clauses?|conditions?)?\s*(?P<section>[A-Za-z])\s?(?P<part>\d{1,2})\s?\.\s?"
    r"(?P<name>[a-z][a-z_ ]{2,40}[a-z])(?P<path>(?:\s*\([0-9A-Za-z]{1,6}\))*)\s*$"
)
_CITATION = re.compile(
    r"^\s*(?i:sections?|clauses?|conditions?)?\s*(?P<section>[A-Za-z])\s?(?P<part>\d{1,2})\s?\.\s?(?P<number>\d{1,3})"
    r"(?P<suffix>[A-Z]{0,3})(?P<path>(?:\s*\([0-9A-Za-z]{1,6}\))*)\s*$"
)
_REFERENCE = re.compile(r"[A-Z]\d{1,2}\.\d{1,3}[A-Z]{0,3}(?:\s?\([a-z0-9]{1,3}\))*")
_STEP = re.compile(r"\(([0-9A-Za-z]{1,6})\)")


@frozen
class Citation:
    """A provision: the label of its clause ("G8.42") and the steps down from there ("(b)", "(i)")."""

    clause: str
    path: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.clause + "".join(self.path)


def parse(text: str) -> Citation:
    """The provision a person means; `CitationError` where the text is no citation.

    The Section may be given in small, as in "g8.42". "G8.44C" and "G8.44(c)" are two things, so "G8.44c" is refused.
    """
    match = _CITATION.match(text)
    named = _NAMED.match(text)
    if match is None and named is not None:
        label = f"{named['section'].upper()}{named['part']}.{named['name'].replace(' ', '_')}"
        return Citation(label, tuple(f"({step})" for step in _STEP.findall(named["path"])))
    if match is None:
        raise CitationError(_no_citation(text))
    label = f"{match['section'].upper()}{match['part']}.{int(match['number'])}{match['suffix']}"
    return Citation(label, tuple(f"({step})" for step in _STEP.findall(match["path"])))


def two_readings(text: str) -> tuple[str, str] | None:
    """The clause and the paragraph that a letter in small may mean, as in "G8.44c"; None where it is not that."""
    small = re.fullmatch(r"\s*(?P<stem>.*\d)(?P<suffix>[a-z]{1,3})\s*", text)
    if small is None or not _CITATION.match(small["stem"]):
        return None
    stem, suffix = small.groups()
    return f"{stem}{suffix.upper()}", f"{stem}({suffix})"


def _no_citation(text: str) -> str:
    two = two_readings(text)
    if two is not None:
        return f"'{text}' may be the clause {two[0]} or the paragraph {two[1]}; write which."
    return f"'{text}' is no citation this Code knows; write it like G8.42, G8.42(b) or 'Section G8.42 (b)'."


def order(label: str) -> tuple[str, int, int, int, str]:
    """A sort key that puts clauses where the Code does: G8.44, G8.44ZA, G8.44A, G8.44AA, G8.44B, G8.45."""
    match = _CITATION.match(label)
    if match is None:
        named = _NAMED.match(label)
        return (named["section"], int(named["part"]), 10_000, 0, named["name"]) if named else ("~", 0, 0, 0, label)
    suffix = match["suffix"]
    # What is put in before the first insertion is numbered with a Z before it.
    early = len(suffix) > 1 and suffix.startswith("Z")
    rank = 0 if not suffix else 1 if early else 2
    return (match["section"].upper(), int(match["part"]), int(match["number"]), rank, suffix)


def nearest(label: str, held: Iterable[str]) -> tuple[str, ...]:
    """Up to three labels held that lie nearest to one that is not."""

    def distance(other: str) -> tuple[int, str]:
        one, two = order(label), order(other)
        return (abs(one[2] - two[2]) + 50 * (one[:2] != two[:2]), other)

    return tuple(sorted(held, key=distance)[:3])


def references(text: str) -> tuple[str, ...]:
    """The labels that a list of references names, ranges written out.

    "Sections G8.41 to G8.43" names G8.42 too, and "G8.42(a) to G8.42(c)" names G8.42(b). Clauses with a suffix that
    may lie inside a range are not made up.
    """
    out: list[str] = []
    end = 0
    for match in _REFERENCE.finditer(text):
        label = re.sub(r"\s", "", match.group())
        if out and text[end : match.start()].split()[:1] == ["to"]:
            out.extend(_between(parse(out[-1]), parse(label)))
        out.append(label)
        end = match.end()
    return tuple(dict.fromkeys(out))


def _between(first: Citation, last: Citation) -> Iterator[str]:
    """What a range names between its ends: whole clauses, or paragraphs of one clause."""
    if first.clause == last.clause:
        ends = ["".join(one.path)[1:-1] for one in (first, last)]
        if [len(end) for end in ends] == [1, 1] and ends[0].isdigit() == ends[1].isdigit():
            yield from (f"{first.clause}({chr(step)})" for step in range(ord(ends[0]) + 1, ord(ends[1])))
        return
    one, two = order(first.clause), order(last.clause)
    if one[:2] == two[:2]:
        yield from (f"{one[0]}{one[1]}.{number}" for number in range(one[2] + 1, two[2] + bool(two[4])))
