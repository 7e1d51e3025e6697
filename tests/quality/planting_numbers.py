"""Faults in how provisions are numbered: NU."""

from __future__ import annotations

import random
import re

from tests.quality.planting import (
    INSERTED,
    LABEL,
    STEP,
    apart,
    end_of,
    joined,
    marked_start,
    openers,
    paragraphs,
    plain,
    plants,
    simple_lists,
)


@plants("NU301")
def _gap(rng: random.Random, text: str) -> str | None:
    parts, found = paragraphs(text), simple_lists(text, 2)
    if not found or "(a) to (" in text:
        return None
    run = rng.choice(found)
    i = run[-1]
    step = STEP.match(parts[i])
    assert step is not None
    parts[i] = marked_start(f"({chr(ord(step['step']) + rng.choice([1, 2]))}) " + parts[i][step.end() :])
    return joined(parts)


@plants("NU301")
def _wrong_order(rng: random.Random, text: str) -> str | None:
    parts, found = paragraphs(text), simple_lists(text, 3)
    if not found or "(a) to (" in text:
        return None
    run = rng.choice(found)
    one, two = run[1], run[2]
    parts[one], parts[two] = "(c) " + parts[one][4:], marked_start("(b) " + parts[two][4:])
    return joined(parts)


@plants("NU301")
def _twice(rng: random.Random, text: str) -> str | None:
    parts, found = paragraphs(text), simple_lists(text, 3)
    if not found or "(a) to (" in text:
        return None
    run = rng.choice(found)
    i = run[-1]
    before = STEP.match(parts[run[-2]])
    assert before is not None
    parts[i] = marked_start(before.group() + parts[i][4:])
    return joined(parts)


@plants("NU302")
def _suffix_leaps(rng: random.Random, text: str) -> str | None:
    parts = paragraphs(text)
    where = [i for i in openers(parts) if re.match(r"^G8\.\d+ ", parts[i]) and f"{parts[i].split()[0]}A" not in text]
    if not where or not plain(text):
        return None
    i = rng.choice(where)
    clause = f"{parts[i].split()[0]}{rng.choice('BCD')} {rng.choice(INSERTED)}"
    parts.insert(end_of(parts, i) + 1, marked_start(clause))
    return joined(parts)


@plants("NU302")
def _suffix_out_of_order(rng: random.Random, text: str) -> str | None:
    parts = paragraphs(text)
    where = [i for i in openers(parts) if re.match(r"^G8\.\d+ ", parts[i]) and f"{parts[i].split()[0]}A" not in text]
    if not where or not plain(text):
        return None
    i = rng.choice(where)
    stem = parts[i].split()[0]
    one, two = rng.sample(INSERTED, 2)
    at = end_of(parts, i) + 1
    parts[at:at] = [f"{stem}B {one}", marked_start(f"{stem}A {two}")]
    return joined(parts)


@plants("NU304")
def _only_one(rng: random.Random, text: str) -> str | None:
    parts, found = paragraphs(text), simple_lists(text, 2)
    found = [r for r in found if r[-1] + 1 == len(parts) or LABEL.match(parts[r[-1] + 1])]
    if not found or "(a) to (" in text or re.search(r"paragraph \(|G8\.\d+\w*\([b-z]\)", text):
        return None
    run = rng.choice(found)
    words = re.sub(r"[;,](?: and| or)?$|\.$", ".", parts[run[0]])
    parts[run[0] : run[-1] + 1] = [marked_start(words)]
    return joined(parts)


@plants("NU305")
def _one_label_twice(rng: random.Random, text: str) -> str | None:
    parts = paragraphs(text)
    where = openers(parts)
    if len(where) < 2 or not plain(text):
        return None
    k = rng.randrange(1, len(where))
    one, two = parts[where[k - 1]].split()[0], parts[where[k]].split()[0]
    if len(re.findall(re.escape(two) + r"(?!\w)", text)) > 1:
        return None
    parts[where[k]] = marked_start(one + parts[where[k]][len(two) :])
    return joined(parts)


@plants("NU305")
def _paragraph_twice(rng: random.Random, text: str) -> str | None:
    return _twice(rng, text)


@plants("NU306")
def _renumbered(rng: random.Random, text: str) -> str | None:
    parts = paragraphs(text)
    if not apart(text):
        return None
    numbers = [int(m[1]) for m in re.finditer(r"^G8\.(\d+) ", text, re.MULTILINE)]
    where = [i for i in openers(parts) if re.match(r"^G8\.\d+ ", parts[i])]
    if not where:
        return None
    i = where[-1]
    n = int(parts[i].split()[0].split(".")[1])
    if n != max(numbers) or f"G8.{n}" in text.replace(parts[i], "") or len(parts[i].split()) < 12 or n in range(40, 51):
        return None
    new = "{++G8." + str(n) + " " + rng.choice(INSERTED) + "++}"
    moved = re.sub(r"^(G8\.)\d+ ((?:\S+\s+){0,3}\S+)", rf"\g<1>{{~~{n}~>{n + 1}~~}} «\2»", parts[i])
    return joined([*parts[:i], new, moved, *parts[i + 1 :]])
