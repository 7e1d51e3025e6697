"""Faults planted into clean drafts by a program that knows the place.

A planter takes a clean draft as Markdown and gives it back with one fault in it, the words at fault between « and »;
or None where the draft has no place for that fault. It knows what text looks like, and nothing of the checks. Which
draft and which place is drawn, so that the faults of one code stand in many drafts and sentences.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Planter = Callable[[random.Random, str], str | None]
PLANTERS: dict[str, list[Planter]] = {}
LABEL = re.compile(r"^(?P<label>G8\.\d+[A-Z]*) ")
STEP = re.compile(r"^\((?P<step>[a-z]{1,4})\) ")


@dataclass(frozen=True)
class Planted:
    """A draft with a fault: its code, the draft it was made of, and the text with the place marked."""

    code: str
    source: str
    marked: str

    @property
    def text(self) -> str:
        return self.marked.replace("«", "").replace("»", "")


def plants(code: str) -> Callable[[Planter], Planter]:
    def add(planter: Planter) -> Planter:
        PLANTERS.setdefault(code, []).append(planter)
        return planter

    return add


def planted(code: str, drafts: dict[str, str], count: int, seed: int = 7) -> Iterator[Planted]:
    """Up to `count` drafts with a fault of a code, each planter in turn, no text twice.

    One that changes a draft comes before one that stands in a text of its own.
    """
    rng = random.Random(f"{code}/{seed}")
    seen: set[str] = set()
    for turn in range(count):
        planters = PLANTERS[code][turn % len(PLANTERS[code]) :] + PLANTERS[code][: turn % len(PLANTERS[code])]
        made = list(_tries(rng, planters, drafts, seen))
        found = next((one for one in made if shares(one[1], drafts[one[0]])), next(iter(made), None))
        if found is None:
            return
        seen.add(found[1])
        yield Planted(code, *found)


def shares(text: str, draft: str) -> bool:
    """Whether a text with a fault is a draft that was changed: half of the draft's paragraphs at least are in it."""
    parts = [p for p in draft.replace("\u00ab", "").split("\n\n") if p.strip()]
    plainly = text.replace("\u00ab", "").replace("\u00bb", "")
    return 2 * sum(p.strip() in plainly for p in parts) >= len(parts)


def _tries(
    rng: random.Random, planters: list[Planter], drafts: dict[str, str], seen: set[str]
) -> Iterator[tuple[str, str]]:
    for planter in planters:
        names = sorted(drafts)
        rng.shuffle(names)
        for name in names:
            marked = planter(rng, drafts[name])
            if marked is not None and marked not in seen:
                yield name, marked


# How a draft is taken apart.


def paragraphs(text: str) -> list[str]:
    return text.rstrip("\n").split("\n\n")


def joined(parts: list[str]) -> str:
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> bool:
    """Whether a draft has neither changes marked nor instructions nor text left out."""
    return not re.search(r"\{\+\+|\{--|\{~~|\[\.\.\.\]|^(?:In|After|Delete) ", text, re.MULTILINE)


def apart(text: str) -> bool:
    """Whether a draft shows none of the clauses that are held, so that it may become a redline against other words."""
    return plain(text) and "#" not in text and not re.search(r"^G8\.4[1-7]", text, re.MULTILINE)


def clause_of(parts: list[str], i: int) -> int:
    """The paragraph that opens the clause in which a paragraph stands."""
    return max((j for j in range(i + 1) if LABEL.match(parts[j])), default=-1)


def end_of(parts: list[str], i: int) -> int:
    """The last paragraph of the clause that paragraph `i` opens."""
    j = i
    while j + 1 < len(parts) and not LABEL.match(parts[j + 1]) and not parts[j + 1].startswith("#"):
        j += 1
    return j


def openers(parts: list[str]) -> list[int]:
    return [i for i, p in enumerate(parts) if LABEL.match(p) and "Not used" not in p]


def sites(text: str, pattern: str) -> list[re.Match[str]]:
    """Where a pattern stands in the words of provisions: not in headings, labels, marks or instructions."""
    found = []
    for match in re.finditer(pattern, text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        whole = text[text.rfind("\n", 0, match.start()) + 1 : (text.find("\n", match.end()) + 1 or len(text) + 1) - 1]
        if whole.startswith(("#", "In Section", "After Section", "Delete", "These changes", "[")) or not re.match(
            r"^(?:G8\.\d+[A-Z]*|\([a-z]+\)|\"|\u201c)", whole
        ):
            continue
        if len(line) < (len(LABEL.match(whole).group()) if LABEL.match(whole) else 4):
            continue
        if re.search(r"\{(?:\+\+|--|~~)[^}]*$", line):
            continue
        found.append(match)
    return found


def replaced(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def pick(rng: random.Random, text: str, pattern: str, new: Callable[[re.Match[str]], str]) -> str | None:
    if re.search(r"\{\+\+|\{--|\{~~", text):
        # In a redline a fault in words that the draft leaves as they were is one of the base text.
        return None
    found = sites(text, pattern)
    if not found:
        return None
    match = rng.choice(found)
    return replaced(text, match, new(match))


def appended(rng: random.Random, text: str, sentences: list[str]) -> str | None:
    """A sentence put after the last one of a clause that ends with a full stop."""
    parts = paragraphs(text)
    ends = [
        i
        for i, p in enumerate(parts)
        if p.endswith(".") and LABEL.match(p) and (i + 1 == len(parts) or LABEL.match(parts[i + 1]))
    ]
    if not ends or not plain(text):
        return None
    i = rng.choice(ends)
    parts[i] += " " + rng.choice(sentences)
    return joined(parts)


def added(rng: random.Random, text: str, clauses: list[str]) -> str | None:
    """Clauses of their own put at the end."""
    if not plain(text):
        return None
    parts = paragraphs(text)
    numbers = [int(m[1]) for m in re.finditer(r"^G8\.(\d+)", text, re.MULTILINE)]
    if not numbers or max(numbers) > 55:
        return None
    n = max(numbers) + 1
    words = rng.choice(clauses)
    return joined([*parts, re.sub(r"%(\d)", lambda m: f"G8.{n + int(m[1])}", words)])


# TY: signs and spaces.


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


# PH: left over.


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
        r"(?<= )(?:(?!number|period|version|title|party|value|date|name|figure|amount|"
        r"reference)[a-z]{5,}|\d+(?:,\d+)*)(?= [a-z])",
        lambda m: f"«[{m[0]}]»",
    )


# NU: numbers.


def _lists(parts: list[str]) -> Iterator[list[int]]:
    """The lists of paragraphs (a), (b), ... that run on."""
    run: list[int] = []
    for i, part in enumerate(parts):
        step = STEP.match(part)
        if step and (step["step"] == "a" or run):
            if step["step"] == "a" and run:
                yield run
                run = []
            run.append(i)
        elif run:
            yield run
            run = []
    if run:
        yield run


def simple_lists(text: str, least: int) -> list[list[int]]:
    parts = paragraphs(text)
    if not plain(text) or re.search(r"^\(i\)", text, re.MULTILINE):
        return []
    return [run for run in _lists(parts) if len(run) >= least]


def marked_start(part: str) -> str:
    """A paragraph with the first words after its label marked."""
    return re.sub(r"^(\S+ )((?:\S+\s+){0,3}\S+)", r"\1«\2»", part, count=1)


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


INSERTED = [
    "The Panel shall publish what it receives under this Section.",
    "A User may withdraw a notice at any time before the Panel has acted on it.",
    "Each Network Party shall keep the records that the Panel asks for.",
    "No charge shall be made for a copy.",
    "The DCC shall give the Panel such help as it needs.",
]


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


# XR: references.

NOWHERE = ["Section G8.72", "Section G8.95(a)", "Section G8.41X", "Section G8.77A", "Section G8.63"]


@plants("XR401")
def _to_a_clause_that_is_not_there(rng: random.Random, text: str) -> str | None:
    place = rng.choice(NOWHERE)
    return pick(rng, text, r"(?<=^)(?:)(?!)", lambda m: "") or _before_a_duty(rng, text, f"subject to «{place}», ")


@plants("XR401")
def _another_number(rng: random.Random, text: str) -> str | None:
    return pick(rng, text, r"Section G8\.\d\d[A-Z]?(?![\w(]| and| to|,)", lambda m: f"«{rng.choice(NOWHERE)}»")


@plants("XR401")
def _to_a_paragraph_that_is_not_there(rng: random.Random, text: str) -> str | None:
    parts, found = paragraphs(text), simple_lists(text, 2)
    if not found:
        return None
    run = rng.choice(found)
    at = clause_of(parts, run[0])
    i = rng.choice(list(run))
    parts[i] = re.sub(r"(?=[;.,](?: and| or)?$)", " (but see «paragraph (k)»)", parts[i], count=1)
    return joined(parts) if at >= 0 else None


def _before_a_duty(rng: random.Random, text: str, words: str) -> str | None:
    found = [m for m in sites(text, r"(?<= shall)(?: )(?=[a-z])") if plain(text)]
    if not found:
        return None
    match = rng.choice(found)
    return replaced(text, match, f", {words}")


@plants("XR402")
def _range_too_long(rng: random.Random, text: str) -> str | None:
    return pick(
        rng,
        text,
        r"paragraphs \(a\) to \(c\)",
        lambda m: rng.choice(["«paragraphs (a) to (f)»", "«paragraphs (c) to (a)»"]),
    )


@plants("XR402")
def _range_in_another_clause(rng: random.Random, text: str) -> str | None:
    parts, found = paragraphs(text), simple_lists(text, 2)
    if not found or len(openers(parts)) < 2:
        return None
    run = rng.choice(found)
    label = parts[clause_of(parts, run[0])].split()[0]
    others = [i for i in openers(parts) if parts[i].split()[0] != label and parts[i].endswith(".")]
    if not others:
        return None
    i = rng.choice(others)
    last = chr(ord("a") + len(run) + rng.choice([0, 1, 2]))
    form = rng.choice(["Section {0}(a) to ({1})", "paragraphs (a) to ({1}) of Section {0}"])
    parts[i] += f" This is in addition to «{form.format(label, last)}»."
    return joined(parts)


@plants("XR402")
def _range_of_clauses_backwards(rng: random.Random, text: str) -> str | None:
    return _before_a_duty(rng, text, "notwithstanding «Sections G8.45 to G8.41», ")


@plants("XR403")
def _this_of_another(rng: random.Random, text: str) -> str | None:
    section = rng.choice(["G7", "G5", "H1", "A", "D3"])
    return pick(rng, text, r"this Section G8(?!\.)", lambda m: f"«this Section {section}»") or _before_a_duty(
        rng, text, f"for the purposes of «this Section {section}», "
    )


@plants("XR403")
def _this_clause_of_another(rng: random.Random, text: str) -> str | None:
    return _before_a_duty(rng, text, "without prejudice to «this Section G8.3», ")


HEADINGS = ["Keeping of records", "Notices to the Panel", "Fees and charges", "Users with shared systems", "Timing"]


@plants("XR404")
def _other_heading(rng: random.Random, text: str) -> str | None:
    parts = paragraphs(text)
    where = [i for i in openers(parts) if parts[i].endswith(".") and not STEP.search(parts[i])]
    if len(where) < 2 or not plain(text) or "#" in text:
        return None
    one, two = rng.sample(where, 2)
    right, wrong = rng.sample(HEADINGS, 2)
    parts[two] += f" This is subject to Section {parts[one].split()[0]} («{wrong}»)."
    parts.insert(one, f"### {right}")
    return joined(parts)


@plants("XR406")
def _repointed(rng: random.Random, text: str) -> str | None:
    if not apart(text):
        return None
    parts = paragraphs(text)
    cited = list(sites(text, r"Section (?P<l>G8\.\d\d)(?![\w(]| and| to|,)"))
    labels = {parts[i].split()[0]: i for i in openers(parts)}
    cited = [m for m in cited if m["l"] in labels and int(m["l"].split(".")[1]) not in range(40, 51)]
    last = [m for m in cited if labels[m["l"]] == openers(parts)[-1] or int(m["l"].split(".")[1]) + 1 > 0]
    if not last:
        return None
    match = rng.choice(last)
    n = int(match["l"].split(".")[1])
    # Every clause from there on moves up by one; the references stay as they are.
    if any(f"G8.{k}" in text for k in (n + 1,)) and len(list(cited)) > 1:
        return None
    marked = replaced(text, match, f"«{match[0]}»")
    parts = paragraphs(marked)
    out: list[str] = []
    for part in parts:
        label = re.match(r"^G8\.(\d+) ", part)
        if label and int(label[1]) == n:
            out.append("{++G8." + str(n) + " " + rng.choice(INSERTED) + "++}")
        if label and int(label[1]) >= n:
            part = re.sub(r"^G8\.(\d+)", lambda m: f"G8.{{~~{m[1]}~>{int(m[1]) + 1}~~}}", part)
        out.append(part)
    return joined(out)


@plants("XR407")
def _deleted(rng: random.Random, text: str) -> str | None:
    found = _deletion(rng, text)
    return found[0] if found else None


def _deletion(rng: random.Random, text: str) -> tuple[str, str] | None:
    """The draft with a cited clause struck out: once with the reference marked, once with the clause."""
    if not apart(text):
        return None
    parts = paragraphs(text)
    labels = {parts[i].split()[0]: i for i in openers(parts)}
    cited = [m for m in sites(text, r"Section (?P<l>G8\.\d\d[A-Z]?)(?![\w(]| and| to|,)") if m["l"] in labels]
    if not cited:
        return None
    match = rng.choice(cited)
    i = labels[match["l"]]
    if match[0] in parts[i]:
        return None
    j = end_of(parts, i)
    if len([m for m in cited if m["l"] == match["l"]]) != 1 or f"Sections {match['l']}" in text:
        return None

    def struck(given: str, mark: bool) -> str:
        now = paragraphs(given)
        for k in range(i, j + 1):
            words = marked_start(now[k]) if mark and k == i else now[k]
            now[k] = "{--" + words + "--}"
        return joined(now)

    return struck(replaced(text, match, f"«{match[0]}»"), False), struck(text, True)


@plants("AM903")
def _deleted_and_used(rng: random.Random, text: str) -> str | None:
    found = _deletion(rng, text)
    return found[1] if found else None


@plants("AM903")
def _definition_deleted(rng: random.Random, text: str) -> str | None:
    if not apart(text):
        return None
    term = rng.choice(TERMS)
    parts = paragraphs(text)
    where = [i for i in openers(parts) if parts[i].endswith(".")]
    if not where:
        return None
    i = rng.choice(where)
    parts[i] += f" The User shall also keep the {term} up to date."
    return joined([*parts, '{--G8.60A In this Section, "«' + term + '»" means the document of that name.--}'])


@plants("XR408")
def _wrong_word_for_a_clause(rng: random.Random, text: str) -> str | None:
    word = rng.choice(["paragraph", "Clause", "sub-paragraph"])
    return pick(rng, text, r"Section (?=G8\.\d)", lambda m: f"«{word}» ")


@plants("XR408")
def _wrong_word_for_a_paragraph(rng: random.Random, text: str) -> str | None:
    return pick(rng, text, r"paragraphs (?=\(a\) to)", lambda m: f"«{rng.choice(['sub-paragraphs', 'Sections'])}» ")


@plants("XR409")
def _circle(rng: random.Random, text: str) -> str | None:
    parts = paragraphs(text)
    where = [i for i in openers(parts) if re.match(r"^G8\.\d+[A-Z]? (?:Each|A|The|No|Where) ", parts[i])]
    if len(where) < 2 or not plain(text) or "ubject to Section" in text or "otwithstanding" in text:
        return None
    one, two = sorted(rng.sample(where, 2))
    a, b = parts[one].split()[0], parts[two].split()[0]

    def weak(part: str, other: str, marked: bool) -> str:
        label, first, rest = part.split(" ", 2)
        cite = f"«Section {other}»" if marked else f"Section {other}"
        return f"{label} Subject to {cite}, {first.lower()} {rest}"

    parts[one] = weak(parts[one], b, False)
    parts[two] = weak(parts[two], a, True)
    return joined(parts)


# DT: terms.

TERMS = [
    "Assurance Portal",
    "Quarterly Return",
    "Review Protocol",
    "Evidence Pack",
    "Scheme Handbook",
    "Remedial Plan",
    "Lead Assessor",
]
FRAMES = [
    "The User shall also complete the {0}.",
    "A copy shall be placed with the {0} within ten Working Days after it is made.",
    "Nothing in this Section affects the {0}.",
    "The Panel shall have regard to the {0} in doing so.",
]


@plants("DT501")
def _undefined(rng: random.Random, text: str) -> str | None:
    term = rng.choice(TERMS)
    return appended(rng, text, [f.format(f"«{term}»") for f in FRAMES])


@plants("DT501")
def _undefined_inside(rng: random.Random, text: str) -> str | None:
    term = rng.choice(TERMS)
    return pick(rng, text, r"(?<=[a-z]) (?=(?:and|or) [a-z]+ )", lambda m: f", under the «{term}» ")


@plants("DT502")
def _never_used(rng: random.Random, text: str) -> str | None:
    term = rng.choice(TERMS)
    return appended(
        rng,
        text,
        [
            f'In this Section, "«{term}»" means the document that the Panel publishes under that name.',
            f'The Panel shall publish its guidance (the "«{term}»").',
            f"For the purposes of this Section, \u201c«{term}»\u201d means a record in writing.",
        ],
    )


@plants("DT503")
def _defined_twice(rng: random.Random, text: str) -> str | None:
    term = rng.choice(TERMS)
    return added(
        rng,
        text,
        [
            f'%0 In this Section G8, "{term}" means a document that the Panel publishes.\n\n%1 '
            f"Each User shall follow the {term}. In this "
            f'Section G8, "«{term}»" means a document that the Authority approves.',
            f'%0 The DCC shall keep a list of systems (the "{term}"), and shall show '
            f"the {term} to the Panel.\n\n%1 Each User shall check "
            f"the "
            f'{term}; and "«{term}»" means the list of that name.',
        ],
    )


@plants("DT504")
def _small_letters(rng: random.Random, text: str) -> str | None:
    names = (
        "Supplier Part(?:y|ies)|Network Part(?:y|ies)|(?:Non-)?Domestic Premises|"
        "Full User Security Assessment|Shared Resources|Security Sub-Committee|Smart "
        "Metering Systems?|Working Days?"
    )
    return pick(
        rng,
        text,
        rf"(?<![-\w])(?:{names})(?![\w-])",
        lambda m: f"«{m[0].lower() if rng.random() < 0.6 else m[0][0] + m[0][1:].lower()}»",
    )


@plants("DT504")
def _other_hyphen(rng: random.Random, text: str) -> str | None:
    return pick(
        rng,
        text,
        r"Non-Domestic Premises|User Security Self-Assessment|Security " r"Sub-Committee",
        lambda m: f"«{m[0].replace('-', ' ')}»",
    )


@plants("DT504")
def _small_user(rng: random.Random, text: str) -> str | None:
    return pick(
        rng,
        text,
        r"(?<=(?:Each|such|that|each) )User(?= (?:shall|is|to|which))|(?<=[aA] )User(?= "
        r"(?:shall|is|to|which|that))",
        lambda m: "«user»",
    )


@plants("DT505")
def _given_nowhere(rng: random.Random, text: str) -> str | None:
    parts = paragraphs(text)
    if not plain(text):
        return None
    labels = [parts[i].split()[0] for i in openers(parts)]
    term = rng.choice(TERMS)
    place = rng.choice(labels) if labels else ""
    if not place:
        return None
    return added(
        rng,
        text,
        [
            f'%0 Each User shall follow the {term}. The "{term}" has the meaning given to it in «Section {place}».',
            f'%0 In this Section G8, "{term}" shall have the meaning given to that term '
            f"in «Section {place}», and each User shall follow "
            f"the {term}.",
        ],
    )


@plants("DT506")
def _out_of_the_alphabet(rng: random.Random, text: str) -> str | None:
    one, two, three = sorted(rng.sample(TERMS, 3))
    words = [f'"{one}" means a document;', f'"{three}" means a record; and', f'"«{two}»" means a list.']
    use = f"The Panel shall publish the {one}, the {two} and the {three}."
    return added(rng, text, ["%0 In this Section G8:\n\n" + "\n\n".join(words) + f"\n\n%1 {use}"])


@plants("DT508")
def _of_itself(rng: random.Random, text: str) -> str | None:
    term = rng.choice(TERMS)
    return added(
        rng,
        text,
        [
            f'%0 Each User shall follow the {term}. The "{term}" means the «{term}» as the Panel amends it.',
            f'%0 In this Section G8, "{term}" means a document that is named in the «{term}», '
            f"and each User shall follow it.",
        ],
    )


@plants("DT508")
def _of_each_other(rng: random.Random, text: str) -> str | None:
    one, two = sorted(rng.sample(TERMS, 2))
    return added(
        rng,
        text,
        [
            f'%0 In this Section G8:\n\n"{one}" means a document made under the «{two}»; '
            f'and\n\n"{two}" means what an «{one}» refers to.'
        ],
    )


@plants("DT509")
def _nearly(rng: random.Random, text: str) -> str | None:
    return appended(
        rng,
        text,
        [
            "The User shall also undergo a «Security Assessment».",
            "A «Full Security Assessment» need not be made.",
            "The «Smart Metering Device System» is not counted.",
        ],
    )


# LI: lists.


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


# QT: quantities.

SUM = (
    "the sum of the number of Domestic Premises and five times the number of "
    "Non-Domestic Premises, in each case supplied with "
    "electricity "
    "and/or gas through one or more Smart Metering Systems for which it is the Responsible Supplier,"
)
NET = (
    "the number of Domestic Premises supplied with electricity and/or gas through "
    "one or more Smart Metering Systems for which it is "
    "the "
    "Electricity Distributor and/or the Gas Transporter"
)
FULL_EVERY = (
    "it shall be subject to a Full User Security Assessment in each year after "
    "the year of its initial Full User Security Assessment."
)
VERIFY_EVERY = (
    "it shall be subject to a Verification User Security Assessment in each "
    "year after the year of its initial Full User Security "
    "Assessment."
)
ABOVE = ["exceeds", "is more than", "is greater than", "is above", "is in excess of"]
AT_MOST = ["is equal to or less than", "does not exceed", "is not more than", "is at most", "is less than or equal to"]
FIGURES = ["250,000", "300,000", "100,000", "175,000", "two hundred thousand", "400,000"]


def _pair(rng: random.Random, above: str, below: str, one: str, two: str) -> str:
    """The two clauses for suppliers, or for networks, as a whole."""
    who, what, labels = rng.choice(
        [("Supplier Party", SUM, ("G8.41", "G8.42")), ("Network Party", NET, ("G8.44", "G8.45"))]
    )
    first = f"{labels[0]} Where a User is a {who} and {what} {above} {one}, {FULL_EVERY}"
    second = f"{labels[1]} Where a User is a {who} and {what} {below} {two}, {VERIFY_EVERY}"
    return joined([first, second])


def _whole(code: str) -> Callable[[Planter], Planter]:
    """A planter whose draft is written whole; what is drawn is the party, the words and the figure."""
    return plants(code)


@_whole("QT701")
@_whole("PR001")
def _gap_at_the_figure(rng: random.Random, text: str) -> str | None:
    figure = rng.choice(FIGURES)
    below = rng.choice(["is less than", "is fewer than", "is below"])
    return _one_changed(rng, f"«{below} {figure}»", figure)


@_whole("QT701")
@_whole("PR002")
def _overlap_at_the_figure(rng: random.Random, text: str) -> str | None:
    figure = rng.choice(FIGURES)
    above = rng.choice(["is at least", "is not less than", "equals or exceeds", "is equal to or greater than"])
    return _pair(rng, f"«{above}", rng.choice(AT_MOST), figure + "»", figure)


def _one_changed(rng: random.Random, words: str, figure: str) -> str:
    return _pair(rng, rng.choice(ABOVE), words, figure, "").replace("» ,", "»,").replace("  ", " ")


@_whole("QT702")
def _figure_changed_once(rng: random.Random, text: str) -> str | None:
    one, two = rng.sample(["250,000", "300,000", "100,000", "175,000", "200,000", "400,000"], 2)
    return _pair(rng, rng.choice(ABOVE), f"«{rng.choice(AT_MOST)}", one, two + "»")


@_whole("QT702")
def _weight_changed_once(rng: random.Random, text: str) -> str | None:
    weight = rng.choice(["four", "six", "ten", "three"])
    text = f"G8.41 Where a User is a Supplier Party and {SUM} {rng.choice(ABOVE)} 250,000, {FULL_EVERY}"
    other = SUM.replace("five times", f"«{weight}» times")
    return joined(
        [text, f"G8.42 Where a User is a Supplier Party and {other} {rng.choice(AT_MOST)} 250,000, {VERIFY_EVERY}"]
    )


@plants("QT703")
def _other_words(rng: random.Random, text: str) -> str | None:
    if len(sites(text, r" exceeds (?=\d)")) >= 2:
        return pick(rng, text, r"(?<= )exceeds(?= \d)", lambda m: f"«{rng.choice(ABOVE[1:])}»")
    first, second = rng.sample(ABOVE, 2)
    text = f"G8.41 Where a User is a Supplier Party and {SUM} {first} 250,000, {FULL_EVERY}"
    return joined([text, f"G8.44 Where a User is a Network Party and {NET} «{second}» 250,000, {FULL_EVERY}"])


@plants("QT704")
def _words_and_figures(rng: random.Random, text: str) -> str | None:
    words = rng.choice(["thirty (45)", "ten (100)", "45 (fifty-four)", "two hundred (220)", "twelve (21)", "6 (sixty)"])
    return pick(
        rng,
        text,
        r"(?<= )(?:ten|five|six|twenty \(20\)|forty \(40\)|20|28|30|24|13)(?= " r"[A-Z]?[a-z])",
        lambda m: f"«{words}»",
    ) or appended(rng, text, [f"This shall be done within «{words}» Working Days after the end of the year."])


@plants("QT705")
def _no_such_day(rng: random.Random, text: str) -> str | None:
    day = rng.choice(
        [
            "31 April 2021",
            "30 February 2020",
            "29 February 2019",
            "31/11/2020",
            "Monday 28 February 2019",
            "Friday, 1 April 2021",
            "2021-02-30",
            "31st of June 2022",
        ]
    )
    return pick(rng, text, r"\d{1,2} (?:April|March|February) 20\d\d", lambda m: f"«{day}»") or appended(
        rng, text, [f"This Section ceases to have effect on «{day}».", f"The first report shall be made by «{day}»."]
    )


@plants("QT705")
def _ends_before_it_starts(rng: random.Random, text: str) -> str | None:
    form = rng.choice(
        [
            "from «1 March 2022 to 28 February 2021»",
            "between «30 June 2023 and 1 January 2023»",
            "beginning on «1 May 2021 and ending on 30 April 2021»",
        ]
    )
    return appended(
        rng, text, [f"This Section applies in the period {form}.", f"No report is due in the period {form}."]
    )


@plants("QT706")
def _other_number_format(rng: random.Random, text: str) -> str | None:
    if len(sites(text, r"\d{1,3},\d{3}")) < 2:
        return None
    return pick(rng, text, r"\d{1,3},\d{3}(?!,)", lambda m: f"«{m[0].replace(',', '')}»")


@plants("QT706")
def _other_format_beside(rng: random.Random, text: str) -> str | None:
    one, two = rng.choice([("12,500", "30000"), ("1,200", "4500"), ("250,000", "100 000"), ("75,000", "80000")])
    words = f"This applies to a User that has {one} Domestic Premises or more, or that had «{two}» of them."
    return appended(rng, text, [words])


@plants("QT706")
def _no_unit(rng: random.Random, text: str) -> str | None:
    return pick(
        rng,
        text,
        r"(?<=within )(?P<n>ten|20|28|six|24|30) (?:Working Days|days|months|hours) " r"(?=after|of|following)",
        lambda m: f"«{m['n']}» ",
    )


@plants("QT707")
def _no_anchor(rng: random.Random, text: str) -> str | None:
    period = rng.choice(
        ["every 12 months", "every six months", "every three years", "at intervals of two years", "every 24 months"]
    )
    return appended(
        rng,
        text,
        [
            f"The User shall repeat this «{period}».",
            f"The Panel shall review the list «{period}».",
            f"A fresh copy shall be made «{period}».",
        ],
    )


@plants("QT707")
def _anchor_lost(rng: random.Random, text: str) -> str | None:
    return appended(
        rng,
        text,
        [
            "Each Network Party shall reply «within 20 Working Days».",
            "The DCC shall pay «within 28 days».",
            "The User shall do so «within two months».",
        ],
    )


# LG, AM, EX, PR.


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
