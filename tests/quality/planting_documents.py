"""Faults planted that are not in the words alone: in what Word keeps, in what a draft accepts, in what goes.

What only a Word file can hold is written in braces, as in the examples of the checks.
"""

from __future__ import annotations

import random
import re

# Its planters have their turn before those of the same code here.
from tests.quality import planting_terms as planting_terms
from tests.quality.planting import (
    LABEL,
    STEP,
    TERMS,
    added,
    apart,
    joined,
    marked_start,
    openers,
    paragraphs,
    plain,
    plants,
    simple_lists,
)

# Word: numbers and references that it computes, revisions of several authors.


def counted(text: str) -> list[str] | None:
    """The paragraphs of a draft, every number counted by Word; None where it has what braces cannot hold."""
    if not plain(text) or "#" in text or "\n\n" not in text or "|" in text or re.search(r"(?<!\n)\n(?!\n)", text[:-1]):
        return None
    parts = paragraphs(text)
    if any(not LABEL.match(part) and not STEP.match(part) for part in parts):
        return None
    return [re.sub(r"^(\([a-z]+\)|G8\.\d+[A-Z]*) ", r"{number:\1} ", part) for part in parts]


@plants("NU303")
def _typed_beside_its_own(rng: random.Random, text: str) -> str | None:
    parts = counted(text)
    if parts is None:
        return None
    i = rng.choice([i for i, part in enumerate(parts) if part.startswith("{number:G8")])
    parts[i] = re.sub(r"^\{number:(\S+)\} ", r"{number:\1} «\1» ", parts[i])
    return joined(parts)


@plants("NU303")
def _typed_among_counted(rng: random.Random, text: str) -> str | None:
    parts, found = counted(text), simple_lists(text, 3)
    if parts is None or not found:
        return None
    i = rng.choice(rng.choice(found))
    parts[i] = marked_start(re.sub(r"^\{number:(\([a-z]+\))\} ", r"\1 ", parts[i]))
    return joined(parts)


@plants("XR405")
def _stale_or_lost_field(rng: random.Random, text: str) -> str | None:
    parts = counted(text)
    opening = [i for i, part in enumerate(parts or ()) if part.startswith("{number:G8")]
    if parts is None or len(opening) < 2:
        return None
    to, of = rng.sample(opening, 2)
    label = parts[to].removeprefix("{number:").partition("}")[0]
    stale, lost = rng.choice([(True, False), (False, True)])
    shown = f"G8.{int(re.sub(r'[^0-9]', '', label[3:])) + rng.choice([-1, 1])}" if stale else label
    if not lost:
        parts[to] = re.sub(r"^(\{number:\S+\}) ", r"\1 {bookmark:_Ref} ", parts[to])
    parts[of] = re.sub(
        r"^(\{number:\S+\}(?: \{\S+\})?) ", rf"\1 Subject to Section {{ref:_Ref|«{shown}»}}, ", parts[of]
    )
    parts[of] = re.sub(r"(?<=»\}, )(?:Where|If|A|An|The|Each|This|No|In|Subject)\b", lambda m: m[0].lower(), parts[of])
    return joined(parts)


@plants("AM904")
def _two_authors(rng: random.Random, text: str) -> str | None:
    parts = counted(text)
    if parts is None:
        return None
    i = rng.randrange(len(parts))
    found = list(re.finditer(r"(?<=[a-z] )[a-z]+ [a-z]+(?= [a-z])", parts[i]))
    if not found:
        return None
    match = rng.choice(found)
    words = rng.choice(["{by:Ann,Ben|«%s»}", "{by:A. Drafter,Secretariat|«%s»}"]) % match[0]
    return joined([*parts[:i], parts[i][: match.start()] + words + parts[i][match.end() :], *parts[i + 1 :]])


# Acceptance.


def _with_note(rng: random.Random, text: str, *, fault: bool, note: str) -> str | None:
    """A note on a paragraph, with a doubled space in it or without."""
    if not plain(text) or "#" in text:
        return None
    parts = paragraphs(text)
    where = [i for i in openers(parts) if re.search(r"[a-z] [a-z]+ [a-z]", parts[i])]
    if not where:
        return None
    i = rng.choice(where)
    words = marked_start(parts[i])
    if fault:
        place = [m.end() for m in re.finditer(r"[a-z](?= [a-z])", words) if m.end() > words.index("»")]
        if not place:
            return None
        at = rng.choice(place)
        words = f"{words[:at]} {words[at:]}"
    parts[i] = words + note
    return joined(parts)


@plants("IG901")
def _no_reason(rng: random.Random, text: str) -> str | None:
    note = rng.choice(["{>>sec-rules: ignore TY101<<}", "<!-- sec-rules: ignore TY101 because -->"])
    return _with_note(rng, text, fault=True, note=note)


@plants("IG902")
def _nothing_to_accept(rng: random.Random, text: str) -> str | None:
    code = rng.choice(["TY102", "XR402", "PH201"])
    return _with_note(rng, text, fault=False, note=f"{{>>sec-rules: ignore {code} because it was agreed<<}}")


# What is defined and used only as a part of another term, or only in what goes.


@plants("DT502")
def _used_only_within_another(rng: random.Random, text: str) -> str | None:
    one, two = rng.choice([("Register", "Premises Register"), ("Return", "Annual Return"), ("Plan", "Remedial Plan")])
    words = (
        f'%0 In this Section G8, "{two}" means a list of premises that a User keeps, and "«{one}»" means a document in '
        f"writing.\n\n%1 Each User shall show its {two} to the Panel on request."
    )
    return added(rng, text, [words])


@plants("DT502")
def _used_only_in_what_goes(rng: random.Random, text: str) -> str | None:
    if not apart(text):
        return None
    term = rng.choice(TERMS)
    words = (
        f'%0 In this Section G8, "«{term}»" means the document that the Panel publishes under that name.\n\n'
        f"%1 Each User shall keep a record of its premises{{-- and shall follow the {term}--}}."
    )
    return added(rng, text, [words])
