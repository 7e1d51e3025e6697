"""Faults in signs, words and lists: TY, PH, LI."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.quality.planting import (
    added,
    end_of,
    joined,
    openers,
    paragraphs,
    pick,
    plain,
    plants,
    replaced,
    simple_lists,
    sites,
)


@plants("TY101")
def _doubled_space(rng: random.Random, text: str) -> str | None:
    return pick(rng, text, r"(?<=[a-z,]) (?=[a-z])", lambda m: "«  »")


@plants("TY101")
def _space_before_a_mark(rng: random.Random, text: str) -> str | None:
    return pick(rng, text, r"(?<=[a-z])(?=[,;] ?)", lambda m: "« »")


@plants("TY101")
def _zero_width(rng: random.Random, text: str) -> str | None:
    return pick(rng, text, r"(?<=[a-z])(?=[a-z]{3})", lambda m: "«\u200b»")


@plants("TY102")
def _doubled_word(rng: random.Random, text: str) -> str | None:
    return pick(rng, text, r"(?<= )(?!that|had)[a-z]{2,}(?= )", lambda m: f"«{m[0]} {m[0]}»")


@plants("TY103")
def _unclosed(rng: random.Random, text: str) -> str | None:
    return pick(rng, text, r"(?<= )(?=[a-z]{3,} [a-z])", lambda m: "«(»")


@plants("TY103")
def _unopened(rng: random.Random, text: str) -> str | None:
    return pick(rng, text, r"(?<=[a-z]{3})(?=[ ,;])", lambda m: "«)»")


@plants("TY103")
def _quotation(rng: random.Random, text: str) -> str | None:
    return pick(rng, text, r"\"(?P<w>[A-Z][\w ]+)\"", lambda m: f'«"»{m["w"]}') or pick(
        rng, text, r"\u201c(?P<w>[A-Z][\w ]+)\u201d", lambda m: f"«\u201c»{m['w']}"
    )


@plants("TY105")
def _no_full_stop(rng: random.Random, text: str) -> str | None:
    return _last_words(rng, text, lambda word: f"«{word}»")


@plants("TY105")
def _two_full_stops(rng: random.Random, text: str) -> str | None:
    return _last_words(rng, text, lambda word: f"{word}«..»")


@plants("TY105")
def _semicolon_at_the_end(rng: random.Random, text: str) -> str | None:
    return _last_words(rng, text, lambda word: f"{word}«;»")


def _last_words(rng: random.Random, text: str, new: Callable[[str], str]) -> str | None:
    parts = paragraphs(text)
    ends = [end_of(parts, i) for i in openers(parts)]
    ends = [
        i
        for i in ends
        if re.search(r"\w\.$", parts[i]) and "{" not in parts[i][-40:] and not parts[i].startswith(("In ", "These"))
    ]
    if not ends:
        return None
    i = rng.choice(ends)
    word = re.search(r"([\w%)]+)\.$", parts[i])
    assert word is not None
    parts[i] = parts[i][: word.start()] + new(word[1])
    return joined(parts)


@plants("TY104")
def _other_quotation_marks(rng: random.Random, text: str) -> str | None:
    found = sites(text, r"[\u201c\u201d\u2019]")
    if len(found) < 3:
        return None
    match = rng.choice([m for m in found if m[0] == found[0][0]])
    same = [m for m in found if (m[0] == "\u2019") == (match[0] == "\u2019")]
    if len(same) < 3:
        return None
    return replaced(text, match, "«'»" if match[0] == "\u2019" else '«"»')


@plants("TY104")
def _other_apostrophe(rng: random.Random, text: str) -> str | None:
    parts = f"{text}\nG8.61 A User's system, the Panel's list and the DCC's reply are not the User«\u2019»s.\n"
    return parts if "\u2019" not in text and plain(text) else None


@plants("PH201")
def _placeholder_for_a_figure(rng: random.Random, text: str) -> str | None:
    holder = rng.choice(
        ["[●]", "[TBC]", "[insert figure]", "____", "XX", "[number]", "[x]", "TBC", "[to be confirmed]"]
    )
    return pick(rng, text, r"(?<= )(?:\d{1,3}(?:,\d{3})+|ten|five|six|\d\d)(?= [A-Za-z])", lambda m: f"«{holder}»")


@plants("PH201")
def _note(rng: random.Random, text: str) -> str | None:
    note = rng.choice(
        ["[Drafting note: check with SECAS]", "[insert date]", "[date]", "[Note: to be agreed]", "[name]"]
    )
    return pick(rng, text, r"(?<=[a-z]{4}) (?=(?:of|in|to|by|for) [a-z])", lambda m: f" «{note}» ")


@plants("PH202")
def _bracketed_word(rng: random.Random, text: str) -> str | None:
    return pick(
        rng,
        text,
        r"(?<= )(?:(?!number|period|version|title|party|value|date|name|figure|amount|address|"
        r"reference)[a-z]{5,}|\d+(?:,\d+)*)(?= [a-z])",
        lambda m: f"«[{m[0]}]»",
    )


@plants("LI601")
def _no_joining_word(rng: random.Random, text: str) -> str | None:
    return pick(rng, text, r"; (?:and|or)(?=\n\n\((?!i\)|a\)))", lambda m: "«;»")


@plants("LI601")
def _both_words(rng: random.Random, text: str) -> str | None:
    parts, found = paragraphs(text), simple_lists(text, 3)
    found = [r for r in found if re.search(r"; (?:and|or)$", parts[r[-2]])]
    if not found:
        return None
    run = rng.choice(found)
    other = "or" if parts[run[-2]].endswith("and") else "and"
    parts[run[0]] = re.sub(r"[;,]$", f"«; {other}»", parts[run[0]])
    return joined(parts)


@plants("LI602")
def _and_or(rng: random.Random, text: str) -> str | None:
    # Before "the Gas Transporter" the text in force has "and/or" too: there it is no fault of the draft.
    return pick(rng, text, r"(?<=[a-z]) or (?=[a-z]+ )(?!the Gas)", lambda m: " «and/or» ")


@plants("LI603")
def _other_mark(rng: random.Random, text: str) -> str | None:
    parts, found = paragraphs(text), simple_lists(text, 4)
    if not found:
        return None
    run = rng.choice(found)
    i = rng.choice(run[:-2])
    if not parts[i].endswith(";"):
        return None
    parts[i] = parts[i][:-1] + rng.choice(["«,»", "«.»"])
    return joined(parts)


@plants("LI604")
def _hanging(rng: random.Random, text: str) -> str | None:
    words = rng.choice(
        [
            "«which» the Panel has approved",
            "«where» the Panel so asks",
            "«unless» it has ceased to be a User",
            "«during» the year in question",
        ]
    )
    lead = rng.choice(["Each User shall keep:", "The Panel may ask for:", "A Network Party shall send the DCC:"])
    one, two = rng.sample(
        ["a record of its premises", "a list of its systems", "a note of each incident", "a copy of each report"], 2
    )
    return added(rng, text, [f"%0 {lead}\n\n(a) {one}; and\n\n(b) {two},\n\n{words}."])


@plants("LI605")
def _mixed(rng: random.Random, text: str) -> str | None:
    a, b, c = rng.sample(
        [
            "it has given notice",
            "it is in breach of this Section",
            "it has ceased to trade",
            "it holds no licence",
            "it is under investigation",
        ],
        3,
    )
    one, two = rng.choice([("or", "and"), ("and", "or")])
    tail = rng.choice(
        ["the Panel may defer its assessment", "the Panel shall tell the Authority", "it shall tell the DCC"]
    )
    return added(rng, text, [f"%0 Where {a} {one} {b} «{two}» {c}, {tail}."])
