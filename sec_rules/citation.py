"""Citations as people write them: `G8.41`, `Section G8.42(b)`, `G8.42 (b)`, `G8.44C`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import frozen

from sec_rules.errors import CitationError

_CITATION = re.compile(
    r"^\s*(?:Sections?|Clauses?|Conditions?)?\s*(?P<section>[A-Z])\s?(?P<part>\d{1,2})\s?\.\s?(?P<number>\d{1,3})"
    r"(?P<suffix>[A-Z]{0,3})(?P<path>(?:\s*\([0-9A-Za-z]{1,6}\))*)\s*$"
)
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

    A small letter straight after the number, as in "g8.42", is forgiven; "G8.44C" and "G8.44(c)" are two things.
    """
    match = _CITATION.match(text) or _CITATION.match(text[:1].upper() + text[1:])
    if match is None:
        raise CitationError(
            f"'{text}' is no citation this Code knows; write it like G8.42, G8.42(b) or 'Section G8.42 (b)'."
        )
    label = f"{match['section']}{match['part']}.{int(match['number'])}{match['suffix']}"
    return Citation(label, tuple(f"({step})" for step in _STEP.findall(match["path"])))


def order(label: str) -> tuple[str, int, int, int, str]:
    """A sort key that puts clauses where the Code does: G8.44, G8.44A, G8.44AA, G8.44B, G8.45."""
    match = _CITATION.match(label)
    if match is None:
        return ("~", 0, 0, 0, label)
    return (match["section"], int(match["part"]), int(match["number"]), 0, match["suffix"])


def nearest(label: str, held: Iterable[str]) -> tuple[str, ...]:
    """Up to three labels held that lie nearest to one that is not."""

    def distance(other: str) -> tuple[int, str]:
        one, two = order(label), order(other)
        return (abs(one[2] - two[2]) + 50 * (one[:2] != two[:2]), other)

    return tuple(sorted(held, key=distance)[:3])


def references(text: str) -> tuple[str, ...]:
    """The labels that a list of references names, ranges of clauses written out ("Sections G8.41 to G8.43")."""
    labels = [
        re.sub(r"\s", "", m) for m in re.findall(r"[A-Z]\d{1,2}\.\d{1,3}[A-Z]{0,3}(?:\s?\([a-z0-9]{1,3}\))*", text)
    ]
    out: list[str] = []
    for i, label in enumerate(labels):
        between = text.split(labels[i - 1], 1)[-1].split(label, 1)[0] if i else ""
        if i and between.strip().startswith("to"):
            stem, _, first = labels[i - 1].partition(".")
            last = label.partition(".")[2]
            if first.isdigit() and last.isdigit():
                out.extend(f"{stem}.{n}" for n in range(int(first) + 1, int(last)))
        out.append(label)
    return tuple(dict.fromkeys(out))
