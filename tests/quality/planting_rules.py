"""Faults in what the rules say, and in how they are written: LG, AM, EX, PR."""

from __future__ import annotations

import random
import re

from tests.quality.planting import (
    ABOVE,
    AT_LEAST,
    BELOW,
    INSERTED,
    apart,
    appended,
    compared,
    end_of,
    joined,
    openers,
    paragraphs,
    pick,
    plain,
    plants,
    replaced,
    sites,
    twins,
)


@plants("LG802")
def _archaic(rng: random.Random, text: str) -> str | None:
    return pick(
        rng,
        text,
        r"(?<= shall) (?=[a-z]+ )",
        lambda m: f" «{rng.choice(['forthwith', 'hereinafter', 'thereupon', 'hereby'])}» ",
    )


PARTY = r"(?<= is a )(?:Supplier|Network) Party(?= and )"


@plants("LG803")
def _vague(rng: random.Random, text: str) -> str | None:
    word = rng.choice(["significant", "appropriate", "reasonable", "substantial", "adequate"])
    return _after_a_party(rng, text, f"of «{word}» size")


@plants("LG803")
def _vague_time(rng: random.Random, text: str) -> str | None:
    word = rng.choice(["reasonable", "appropriate", "suitable"])
    rules = [m for m in sites(text, r"(?<=Assessment) in each year(?= after)") if plain(text)]
    return replaced(text, match, f" at a «{word}» time in each year") if (match := _one(rng, rules)) else None


def _after_a_party(rng: random.Random, text: str, words: str) -> str | None:
    return pick(rng, text, PARTY, lambda m: f"{m[0]} {words}")


def _one(rng: random.Random, found: list[re.Match[str]]) -> re.Match[str] | None:
    return rng.choice(found) if found else None


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


@plants("AM906")
def _other_old_figure(rng: random.Random, text: str) -> str | None:
    """The figure that a redline takes out is another than the one in force."""
    match = _one(rng, list(re.finditer(r"(?<=\{~~)250,000(?=~>)", text)))
    old = rng.choice(["200,000", "300,000", "100,000", "150,000", "240,000", "260,000", "1,000", "50,000"])
    return replaced(text, match, f"«{old}»") if match and f"~>{old}~~" not in text else None


@plants("AM906")
def _other_old_assessment(rng: random.Random, text: str) -> str | None:
    match = _one(rng, list(re.finditer(r"(?<=\{~~)User Security Self-Assessment(?=~>)", text)))
    return replaced(text, match, "«Full User Security Assessment»") if match else None


@plants("AM902")
def _unmarked(rng: random.Random, text: str) -> str | None:
    """A word of a clause in force is another in a redline, and nothing marks it."""
    pairs = {"immediately": "second", "thereafter": "after that", "annual": "yearly", "Where": "If", "first": "initial"}
    if not re.search(r"\{\+\+|\{--|\{~~", text):
        return None
    clauses = re.finditer(r"^G8\.4[1-7] .*(?:\n\n\([a-z]\) .*)*", text, re.MULTILINE)
    pattern = re.compile(r"\b(?:" + "|".join(pairs) + r")\b(?![^{]*\}\})")
    found = [m for c in clauses for m in pattern.finditer(text, c.start(), c.end()) if not _in_a_mark(text, m)]
    match = _one(rng, found)
    return replaced(text, match, f"«{pairs[match[0]]}»") if match else None


def _in_a_mark(text: str, match: re.Match[str]) -> bool:
    return text.count("{", 0, match.start()) > text.count("}", 0, match.start())


@plants("EX002")
def _words_not_used(rng: random.Random, text: str) -> str | None:
    words = ["operating in Scotland", "of good standing", "established in Wales", "with offices in Leeds"]
    return _after_a_party(rng, text, f"«{rng.choice([*words, 'based offshore'])}»")


@plants("EX001")
def _no_rule(rng: random.Random, text: str) -> str | None:
    sentences = [
        "The Panel may direct that a User be assessed in such manner as it thinks fit",
        "Such Users as the Security Sub-Committee may from time to time designate shall be assessed in turn",
        "A User shall be assessed in proportion to the risk that its systems present",
        "The category of assessment shall be that agreed between the User and the Panel",
        "A User whose circumstances have changed shall be assessed as though they had not",
        "Assessments shall be carried out with due regard to the burden that they place on each User",
    ]
    return appended(rng, text, [f"«{sentence}.»" for sentence in sentences])


FULL, SELF = "a Full User Security Assessment", "a User Security Self-Assessment"
VERIFICATION = "a Verification User Security Assessment"


def _steps(text: str, label: str, step: str, outcome: str) -> list[re.Match[str]]:
    """Where the clauses of that label give that outcome in that step of a sequence."""
    found = []
    for clause in re.finditer(rf"^G8\.{label} .*(?:\n\n\([a-z]\) .*)+", text, re.MULTILINE):
        pattern = re.compile(rf"(?<=\n\({step}\) )(?P<when>in [^;]*, to ){outcome}(?=;)")
        found += list(pattern.finditer(text, clause.start(), clause.end()))
    return found if plain(text) else []


def _other_step(rng: random.Random, text: str, label: str, step: str, outcomes: tuple[str, str]) -> str | None:
    match = _one(rng, _steps(text, label, step, outcomes[0]))
    return replaced(text, match, f"{match['when']}«{outcomes[1]}»") if match else None


@plants("PR003")
def _lighter(rng: random.Random, text: str) -> str | None:
    """Who is above the figure has a self-assessment in the first year, and who is not a verification."""
    return _above_too(_other_step(rng, text, "44", "a", (VERIFICATION, SELF)) if twins(text) else None)


@plants("PR003")
def _lighter_in_each_year(rng: random.Random, text: str) -> str | None:
    each = re.finditer(rf"{FULL}(?= in each year)", text)
    found = [m for m in each if re.match(r"G8\.4[14] ", text[text.rfind("\n", 0, m.start()) + 1 :])]
    match = _one(rng, found if twins(text) else [])
    return _above_too(replaced(text, match, f"«{SELF}»") if match else None)


def _above_too(text: str | None) -> str | None:
    """What is wrong is for whom it is as well as what: the comparison of the clause is marked too."""
    at = (text or "").find("«")
    above = [m for m in compared(text or "", ABOVE) if m.start() < at]
    return replaced(text, above[-1], f"«{above[-1][0]}»") if text and above else None


@plants("PR004")
def _never(rng: random.Random, text: str) -> str | None:
    match = _one(rng, compared(text, ABOVE) if plain(text) else [])
    low = rng.choice(["100,000", "60,000", "20,000", "200,000", "90,000"])
    words = rng.choice(["is less than", "is below", "is at most"])
    return replaced(text, match, f"{match[0]} and «{words} {low}»") if match else None


@plants("PR005")
def _another_assessment(rng: random.Random, text: str) -> str | None:
    step, was, new = rng.choice([("a", VERIFICATION, SELF), ("b", SELF, FULL), ("c", FULL, VERIFICATION)])
    return _other_step(rng, text, "4[257]", step, (was, new))


@plants("PR005")
def _another_new_figure(rng: random.Random, text: str) -> str | None:
    match = _one(rng, list(re.finditer(r"\w+ \{~~250,000~>(?P<new>[\d,]+)~~\}", text)))
    figure = rng.choice(["275,000", "310,000", "210,000", "160,000", "1,000,000", "249,999", "50,000"])
    return replaced(text, match, f"«{match[0].replace(match['new'], figure)}»") if match else None


@plants("PR006")
def _equality_on_the_other_side(rng: random.Random, text: str) -> str | None:
    found = [pair for pair in twins(text) if pair[0]["figure"] == "250,000"]
    if not found:
        return None
    above, below = rng.choice(found)
    text = replaced(text, below, f"«{rng.choice(BELOW)} {below['figure']}»")
    return replaced(text, above, f"«{rng.choice(AT_LEAST)} {above['figure']}»")


@plants("PR006")
def _two_self_assessments(rng: random.Random, text: str) -> str | None:
    return _other_step(rng, text, "4[257]", "a", (VERIFICATION, SELF)) if _steps(text, "4[257]", "b", SELF) else None


@plants("PR006")
def _no_full_assessment(rng: random.Random, text: str) -> str | None:
    return _other_step(rng, text, "4[257]", "c", (FULL, VERIFICATION))
