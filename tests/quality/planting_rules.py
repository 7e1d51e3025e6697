"""Faults in what the rules say, and in how they are written: LG, AM, EX, PR."""

from __future__ import annotations

import random

from tests.quality.planting import (
    ABOVE,
    AT_MOST,
    FIGURES,
    FULL_EVERY,
    INSERTED,
    NET,
    SUM,
    _pair,
    _whole,
    apart,
    end_of,
    joined,
    openers,
    paragraphs,
    pick,
    plain,
    plants,
)


@plants("LG802")
def _archaic(rng: random.Random, text: str) -> str | None:
    return pick(
        rng,
        text,
        r"(?<= shall) (?=[a-z]+ )",
        lambda m: f" «{rng.choice(['forthwith', 'hereinafter', 'thereupon', 'hereby'])}» ",
    )


@plants("LG803")
def _vague(rng: random.Random, text: str) -> str | None:
    word = rng.choice(["significant", "appropriate", "reasonable", "substantial", "adequate"])
    return (
        joined([f"G8.41 Where a User is a Supplier Party of «{word}» size, {FULL_EVERY}"])
        if rng.random() < 0.5
        else joined(
            [
                f"G8.47 Where a User is neither a Supplier Party nor a Network Party, it "
                f"shall be subject to a Full User Security Assessment at a «{word}» "
                f"time in each year."
            ]
        )
    )


@plants("AM901")
def _not_there(rng: random.Random, text: str) -> str | None:
    if not plain(text):
        return None
    parts = paragraphs(text)
    where = openers(parts)
    if not where:
        return None
    label = parts[rng.choice(where)].split()[0]
    words = rng.choice(["a register of meters", "fifteen months", "the Change Board", "each quarter"])
    form = rng.choice(
        [
            'In Section {0}, for "«{1}»" substitute "a record".',
            'In Section {0}, after "«{1}»" insert "and a note".',
            'In Section {0}, replace "«{1}»" with "others".',
        ]
    )
    return joined([*parts, form.format(label, words)])


@plants("AM905")
def _outside(rng: random.Random, text: str) -> str | None:
    if not apart(text):
        return None
    words = rng.choice(INSERTED)
    parts = paragraphs(text)
    where = [i for i in openers(parts) if parts[end_of(parts, i)].endswith(".")]
    if rng.random() < 0.5 or not where:
        return joined(["{++«" + words + "»++}", *parts])
    parts.insert(end_of(parts, rng.choice(where)) + 1, "{++«" + words + "»++}")
    return joined(parts)


@_whole("AM906")
def _other_old_words(rng: random.Random, text: str) -> str | None:
    old = rng.choice(["200,000", "300,000", "100,000", "150,000", "240,000", "260,000", "1,000", "50,000"])
    words = f"G8.41 Where a User is a Supplier Party and {SUM} «exceeds {{--{old}»--}}{{++275,000++}}, {FULL_EVERY}"
    other = f"G8.44 Where a User is a Network Party and {NET} «exceeds {{--{old}»--}}{{++275,000++}}, {FULL_EVERY}"
    return joined([rng.choice([words, other])])


@_whole("EX002")
def _words_not_used(rng: random.Random, text: str) -> str | None:
    words = rng.choice(
        ["operating in Scotland", "of good standing", "established in Wales", "with offices in Leeds", "based offshore"]
    )
    who = rng.choice([("Supplier", SUM, "G8.41"), ("Network", NET, "G8.44")])
    return joined(
        [
            f"{who[2]} Where a User is a {who[0]} Party «{words}» and {who[1]} {rng.choice(ABOVE)} "
            f"{rng.choice(FIGURES)}, {FULL_EVERY}"
        ]
    )


@_whole("PR003")
def _lighter(rng: random.Random, text: str) -> str | None:
    figure = rng.choice(FIGURES)
    words = _pair(rng, f"«{rng.choice(ABOVE)}", rng.choice(AT_MOST), figure + "»", figure)
    return words.replace("Full User Security Assessment in each", "User Security Self-Assessment in each", 1)


@_whole("PR004")
def _never(rng: random.Random, text: str) -> str | None:
    low, high = rng.choice(
        [("100,000", "250,000"), ("50,000", "60,000"), ("10", "20"), ("five", "nine"), ("200,000", "200,001")]
    )
    second = f"«{rng.choice(['is less than', 'is below', 'is at most'])} {low}»"
    return joined([f"G8.44A Where a User is a Network Party and {NET} exceeds {high} and {second}, {FULL_EVERY}"])


@_whole("PR005")
def _changed(rng: random.Random, text: str) -> str | None:
    figure = rng.choice(["275,000", "300,000", "200,000", "150,000", "1,000,000", "249,999", "50,000"])
    return joined(
        [f"G8.41 Where a User is a Supplier Party and {SUM} «exceeds {{~~250,000~>{figure}~~}}», {FULL_EVERY}"]
    )


@_whole("PR005")
def _another_assessment(rng: random.Random, text: str) -> str | None:
    outcomes = {"G8.44": "VVF", "G8.45": "VSF", "G8.47": "VSF"}
    names = {
        "V": "a Verification User Security Assessment",
        "S": "a User Security Self-Assessment",
        "F": "a Full User Security Assessment",
    }
    label = rng.choice(sorted(outcomes))
    who = {
        "G8.44": f"is a Network Party and {NET} exceeds 250,000",
        "G8.45": f"is a Network Party and {NET} does not exceed 250,000",
    }
    steps = list(map(names.get, outcomes[label]))
    at = rng.randrange(3)
    new = rng.choice([n for n in names.values() if n != steps[at]])
    steps[at] = f"«{{~~{steps[at]}~>{new}~~}}»"
    when = [
        "in the first year after the year of its initial Full User Security Assessment",
        "in the immediately following year",
        "in the next following year",
    ]
    lines = [f"({'abc'[i]}) {when[i]}, to {steps[i]};" + (" and" if i == 2 else "") for i in range(3)]
    last = (
        "(d) in each year thereafter, to a category of security assessment which "
        "repeats the annual sequence of paragraphs (a) to "
        "(c)."
    )
    return joined(
        [
            f"{label} Where a User {who.get(label, 'is neither a Supplier Party nor a Network Party')}, "
            f"it shall be subject:",
            *lines,
            last,
        ]
    )
