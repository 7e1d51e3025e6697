"""Whether a clause speaks of far things alone: of invoices, meetings, laptops, and what becomes of them.

Where nothing that is told of, and nothing that is done to, could be a matter of the questions, it does not matter what
is told: an invoice may be cancelled, deemed paid or replaced by another.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from sec_rules.drafting.grammar.chunks import Chunk
from sec_rules.drafting.grammar.phrases import SOMEBODY, Sentence
from sec_rules.drafting.grammar.tagging import Tagged
from sec_rules.rulebook.procedure import doings, procedure

# Prepositions behind which those of whom the questions are asked are only spoken of.
SPOKEN_OF: Final = frozenset(
    ("to", "by", "from", "of", "with", "for", "about", "on", "at", "in", "between", "against", "on behalf of", "upon")
)
_NEVER_HERE: Final = frozenset(("OUTCOMES", "KINDS", "COUNTED", "FIGURE", "NOTHING", "CONSEQUENCE"))
YEARS: Final = frozenset(("year", "years", "year's", "round", "rounds", "anniversary", "annual", "biennial"))


def risky_word(words: Sequence[Tagged]) -> str:
    """A word that could touch who is assessed, when, or who counts as what; "" where there is none."""
    return next((each.text for i, each in enumerate(words) if is_risky(each) and not _says_when(words, i)), "")


def _says_when(words: Sequence[Tagged], at: int) -> bool:
    """Whether a word only says when: "upon the expiry or termination of its appointment"."""
    if is_risky_anywhere(words[at]) or not words[at].small.endswith(("tion", "sion", "ment", "expiry", "al")):
        return False
    i = at - 1
    while i >= 0 and words[i].tags & {"DETERMINERS", "CONJUNCTIONS", "TIMES"} and "PREPOSITIONS" not in words[i].tags:
        i -= 1
    return i >= 0 and words[i].small in ("upon", "on", "after", "before", "until", "following", "at", "prior to")


# A word comes again and again, and the lists of what is risky are long.
@lru_cache(maxsize=4_096)
def is_risky(each: Tagged) -> bool:
    """Whether a word could touch who is assessed, when, or who counts as what."""
    if "FAR" in each.tags or " " in each.text:
        return False
    return each.small in doings()["TOUCHES"] or each.small.startswith(tuple(doings()["RISKS"]))


@lru_cache(maxsize=4_096)
def is_risky_anywhere(each: Tagged) -> bool:
    """Whether it could do so whatever stands beside it."""
    changes = is_risky(each) or (each.small.startswith(tuple(procedure()["MAY_CHANGE"])) and "FAR" not in each.tags)
    return changes and not each.small.startswith(tuple(doings()["SAYS_OF_ITS_OWN"]))


def is_far_throughout(s: Sentence) -> bool:
    """Whether everything of which something is told, or to which something is done, is far from every question."""
    if any(each.tags & _NEVER_HERE or _turns_anything(each) or is_risky_anywhere(each) for each in s.words):
        return False
    if any(_says_in_which_year(s.words, at) for at in range(len(s.words))):
        return False
    told = [i for i, c in enumerate(s.chunks) if c.finite and not c.sub]
    if any(c.kind == "modal" and c.sub for c in s.chunks):
        return False  # ", who shall then go" may be told of anybody
    if not told or not all(_is_told_of_far_things(s, i) for i in told):
        return False
    return all(_is_in_place(s, i) for i in range(len(s.chunks)))


def _turns_anything(each: Tagged) -> bool:
    """Whether a word may turn even what is said of far things; "outside", "half" and "longer" turn nothing there."""
    return "NEVER" in each.tags and each.small not in doings()["TURNS_NO_FAR_THING"]


def _says_in_which_year(words: Sequence[Tagged], at: int) -> bool:
    """Whether it may be said in which years something is done; "for six years" says only how long it is kept."""
    each = words[at]
    if each.small not in YEARS and "OFTEN" not in each.tags:
        return False
    long = at > 1 and each.small == "years" and "NUMBERS" in words[at - 1].tags and words[at - 2].small in _HOW_LONG
    return not long


_HOW_LONG: Final = frozenset(("for", "within", "after", "of", "least", "preceding", "last", "than"))


def is_far(s: Sentence, chunk: Chunk) -> bool:
    """Whether it is far from every question, or money that is no sum of premises."""
    head = s.head(chunk)
    return s.is_far(chunk) or ("MONEY" in head.tags and not head.among("SUMS") and not s.holds(chunk, *_NEVER_HERE))


def _is_told_of_far_things(s: Sentence, at: int) -> bool:
    """Whether it is told of far things, or of people who do something to such."""
    subject = s.subject(at)
    if not subject:
        before = [j for j in range(at) if s.chunks[j].finite and not s.chunks[j].sub]
        subject = s.subject(before[-1]) if before and s.kind(s.before(at)) in ("joint", "apart") else []
    if not subject:
        return False
    verb = s.main_verb(at)
    if all(is_far(s, c) for c in subject):
        return verb != -1 and is_harmless_of_far_things(s, verb)
    people = all(_is_other_people(s, c) or (_is_somebody_asked(s, c) and not s.is_narrowed) for c in subject)
    if verb == -1 or s.kind(verb) != "verb" or not people:
        return False
    objects = s.objects(verb)
    return bool(objects) and all(is_far(s, c) for c in objects) and s.kind(s.after(verb)) == "phrase"


def is_harmless_of_far_things(s: Sentence, verb: int) -> bool:
    """Whether what is told of a far thing makes nothing enough, and does nothing to what is not far."""
    what = s.after(verb)
    if s.kind(verb) == "verb":
        head, objects = s.head(s.chunks[verb]), s.objects(verb)
        known = any(head.is_verb(form) for form in ("", "s", "ed", "ing"))
        return known and not head.is_form_of_doings("SUFFICES") and all(is_far(s, c) for c in objects)
    if s.kind(verb) == "have":
        return s.kind(what) == "verb" or (s.kind(what) == "phrase" and is_far(s, s.chunks[what]))
    if s.kind(verb) != "be":
        return False
    if s.kind(what) == "phrase":
        head = s.head(s.chunks[what])
        plain = bool(head.tags & {"TIMES", "NUMBERS", "OFFICERS", "SAID_OF"}) and head.small != "end"
        return is_far(s, s.chunks[what]) or plain
    if s.kind(what) == "described":
        return "SAID_OF" in s.head(s.chunks[what]).tags
    return s.kind(what) in ("verb", "preposition", "adverb", "be")


def _is_other_people(s: Sentence, chunk: Chunk) -> bool:
    tags = s.head(chunk).tags
    return bool(tags & SOMEBODY) and not s.is_user(chunk) and "ASSESSORS" not in tags


def _is_somebody_asked(s: Sentence, chunk: Chunk) -> bool:
    """Whether it is one of those of whom the questions are asked, or who makes assessments."""
    return s.is_user(chunk) or "ASSESSORS" in s.head(chunk).tags


def _is_in_place(s: Sentence, i: int) -> bool:
    chunk, before = s.chunks[i], s.before(i)
    behind = s.kind(before) == "preposition"
    if chunk.kind == "other" or (chunk.kind == "opens" and behind):
        return False
    if chunk.kind == "as" and not (s.kind(s.after(i)) == "phrase" and is_far(s, s.chunks[s.after(i)])):
        return False
    if chunk.kind == "opens" and "WHAT" in s.head(chunk).tags and "WHICH" not in s.head(chunk).tags:
        return False
    if chunk.kind == "verb":
        return _is_done_to_far_things(s, i, chunk, before)
    if chunk.kind == "phrase":
        return _is_phrase_in_place(s, i, chunk, behind)
    return True


def _is_phrase_in_place(s: Sentence, i: int, chunk: Chunk, behind: bool) -> bool:
    head = s.head(chunk)
    if not is_far(s, chunk) and any(map(_may_turn, s.words[chunk.start : chunk.end])):
        return False
    if "REFERENCE" in head.tags:
        return behind and s.holds(s.chunks[s.before(i)], "CITING")
    if "DUTIES" in head.tags or s.may_be_one(chunk) or head.small in ("report", "reports"):
        return False
    if s.is_user(chunk) or "ASSESSORS" in head.tags:
        return behind and s.text(s.chunks[s.before(i)]) in SPOKEN_OF
    if is_far(s, chunk) or head.tags & SOMEBODY or head.tags & {"TIMES", "NUMBERS"}:
        return True
    if "PRONOUNS" in head.tags:
        return head.small in ("it", "they", "them", "itself", "themselves") and _stands_for_far(s, i)
    return behind and not s.words[chunk.start].tags & {"HIDDEN", "VERBAL"}


def _may_turn(each: Tagged) -> bool:
    """Whether a word could turn what it stands beside: "the deemed DCC"."""
    changes = each.small.startswith((*procedure()["MAY_CHANGE"], *doings()["SAYS_OF_ITS_OWN"]))
    return changes or (each.is_verb("", "TURNS", "ENDS", "CONDUCTS", "TREATS") and not each.is_noun)


def _stands_for_far(s: Sentence, i: int) -> bool:
    """Whether what a pronoun stands for is far, or somebody, whatever of the things before it is meant."""
    earlier = [c for c in s.chunks[:i] if c.kind == "phrase" and "PRONOUNS" not in s.head(c).tags]
    return bool(earlier) and any(is_far(s, c) for c in earlier) and not any(map(s.is_user, earlier))


def _is_done_to_far_things(s: Sentence, i: int, chunk: Chunk, before: int) -> bool:
    """Whether a verb by which something is changed is one of what is far."""
    verb = s.head(chunk)
    objects = s.objects(i)
    people: Sequence[Chunk] = [c for c in objects if s.is_somebody(c) and not is_far(s, c)]
    if people and not any(verb.is_verb(form, "SAFE", "RECEIVES", "DOES") for form in ("", "s", "ed", "ing")):
        return False
    if not verb.small.startswith((*procedure()["MAY_CHANGE"], *doings()["RISKS"])):
        return True
    passive = chunk.form == "ed" and s.kind(before) == "be"
    told = next((j for j in range(i, -1, -1) if s.chunks[j].finite), -1)
    of = s.subject(told) if passive and told != -1 else objects
    return not people and bool(of) and all(is_far(s, c) for c in of)
