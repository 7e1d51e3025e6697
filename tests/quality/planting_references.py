"""Faults in references, and what is deleted under them: XR, AM."""

from __future__ import annotations

import random
import re

from tests.quality.planting import (
    INSERTED,
    STEP,
    TERMS,
    apart,
    clause_of,
    end_of,
    joined,
    marked_start,
    openers,
    paragraphs,
    pick,
    plain,
    plants,
    replaced,
    simple_lists,
    sites,
)

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


@plants("XR410")
def _range_too_short(rng: random.Random, text: str) -> str | None:
    return pick(rng, text, r"(?<=\(d\) )(?:[^\n]*?)paragraphs \(a\) to \(c\)", _ends_earlier)


def _ends_earlier(match: re.Match[str]) -> str:
    return match.group().replace("paragraphs (a) to (c)", "«paragraphs (a) to (b)»")


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
