"""Faults planted that are not in the words alone: in what Word keeps, in what a draft accepts, in what the invariants
say.

What only a Word file can hold is written in braces, as in the examples of the checks.
"""

from __future__ import annotations

import random
import re

from sec_rules.engine.legal_text import words_of
from sec_rules.loading import load

# Its planters have their turn before those of the same code here.
from tests.quality import planting_terms as planting_terms
from tests.quality.planting import (
    FIGURES,
    FULL_EVERY,
    LABEL,
    NET,
    STEP,
    SUM,
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

STEPS = {
    "a": "in the first year after the year of its initial Full User Security Assessment, to ",
    "b": "in the immediately following year, to ",
    "c": "in the next following year, to ",
}
REPEATS = (
    "(d) in each year thereafter, to a category of security assessment which repeats the annual sequence of "
    "paragraphs (a) to (c)."
)
VERIFICATION, SELF, FULL = (
    "a Verification User Security Assessment",
    "a User Security Self-Assessment",
    "a Full User Security Assessment",
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
    parts[of] = re.sub(r"(?<=»\}, )(?:Where|If|A|An|The|Each|This|No|In)\b", lambda m: m[0].lower(), parts[of])
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


# Official words: what is not marked as a change.


@plants("AM902")
def _unmarked(rng: random.Random, text: str) -> str | None:
    code = load()
    standing = [c for c in code.clauses if re.fullmatch(r"G8\.4[2457]", c.label)]
    clause = rng.choice(standing)
    version = max(clause.versions, key=lambda v: v.in_force)
    words = words_of(clause, version)
    marked = pick_word(rng, words)
    changes = list(re.finditer(r"\bVerification\b|\bFull(?= User Security Assessment[;.])", marked))
    change = rng.choice(changes)
    new = "Full" if change[0] == "Verification" else "Verification"
    return marked[: change.start()] + f"{{~~{change[0]}~>{new}~~}}" + marked[change.end() :] + "\n"


def pick_word(rng: random.Random, words: str) -> str:
    """One word changed for another of its kind, and the place marked."""
    pairs = {"immediately": "second", "thereafter": "after that", "subject": "liable", "annual": "yearly"}
    found = list(re.finditer(r"\b(?:" + "|".join(pairs) + r")\b", words))
    match = rng.choice(found)
    return words[: match.start()] + f"«{pairs[match[0]]}»" + words[match.end() :]


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


# A sentence that is no rule that can be executed.


@plants("EX001")
def _no_rule(rng: random.Random, text: str) -> str | None:
    label = rng.choice(["G8.41", "G8.42", "G8.44", "G8.45", "G8.47"])
    sentence = rng.choice(
        [
            "The Panel may direct that a User be assessed in such manner as it thinks fit",
            "Such Users as the Security Sub-Committee may from time to time designate shall be assessed in turn",
            "A User shall be assessed in proportion to the risk that its systems present",
            "The category of assessment shall be that agreed between the User and the Panel",
            "A User whose circumstances have changed shall be assessed as though they had not",
            "Assessments shall be carried out with due regard to the burden that they place on each User",
        ]
    )
    return joined([f"{label} «{sentence}.»"])


# Further invariants that a draft breaks.


def _parties(rng: random.Random) -> tuple[str, str, str, str]:
    return rng.choice([("Supplier Party", SUM, "G8.41", "G8.42"), ("Network Party", NET, "G8.44", "G8.45")])


def _sequence(outcomes: tuple[str, str, str], marked: str) -> list[str]:
    lines = []
    for step, outcome in zip(STEPS, outcomes, strict=True):
        words = f"«{outcome}»" if step in marked else outcome
        lines.append(f"({step}) {STEPS[step]}{words};" + (" and" if step == "c" else ""))
    return [*lines, REPEATS]


@plants("PR006")
def _equality_on_the_other_side(rng: random.Random, text: str) -> str | None:
    who, what, large, small = _parties(rng)
    figure = rng.choice(FIGURES)
    above = rng.choice(["is {} or more", "is at least {}", "is not less than {}"]).format(figure)
    below = rng.choice(["is less than {}", "is below {}", "is fewer than {}"]).format(figure)
    first = f"{large} Where a User is a {who} and {what} «{above}», {FULL_EVERY}"
    second = f"{small} Where a User is a {who} and {what} «{below}», it shall be subject:"
    return joined([first, second, *_sequence((VERIFICATION, SELF, FULL), "")])


@plants("PR006")
def _two_self_assessments(rng: random.Random, text: str) -> str | None:
    who, what, _, small = _parties(rng)
    opening = f"{small} Where a User is a {who} and {what} does not exceed 250,000, it shall be subject:"
    neither = "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject:"
    return joined([rng.choice([opening, neither]), *_sequence((SELF, SELF, FULL), "ab")])


@plants("PR006")
def _no_full_assessment(rng: random.Random, text: str) -> str | None:
    who, what, _, small = _parties(rng)
    opening = f"{small} Where a User is a {who} and {what} is not more than 250,000, it shall be subject:"
    neither = "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject:"
    return joined([rng.choice([opening, neither]), *_sequence((VERIFICATION, SELF, VERIFICATION), "c")])


@plants("PR006")
def _another_weight(rng: random.Random, text: str) -> str | None:
    weight, figure = rng.choice(["four", "six", "ten", "three", "twice", "seven", "100"]), "250,000"
    what = SUM.replace("five times", f"«{weight}»" if weight == "twice" else f"«{weight} times»")
    first = f"G8.41 Where a User is a Supplier Party and {what} exceeds {figure}, {FULL_EVERY}"
    second = f"G8.42 Where a User is a Supplier Party and {what} does not exceed {figure}, it shall be subject:"
    return joined([first, second, *_sequence((VERIFICATION, SELF, FULL), "")])
