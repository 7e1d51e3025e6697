"""Whether a sentence that is no rule is shown to bear on no question.

It bears on all of them unless it is shown not to. There are two grounds, and no third: whom it tells to do what to what
is foreign to every question (who gives notice, reports, appoints or pays), or it defines a term that no rule could use.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from sec_rules.drafting.grammar.bearing_words import changes_something
from sec_rules.drafting.grammar.doings import why_no_plain_doing
from sec_rules.drafting.grammar.lexicon import phrases
from sec_rules.drafting.grammar.parts import words_of
from sec_rules.drafting.grammar.predicates import why_no_procedure
from sec_rules.drafting.grammar.reach import why_it_reaches, why_it_turns
from sec_rules.lang.citations import CLAUSE, SECTION
from sec_rules.lang.steps import STEP
from sec_rules.rulebook.procedure import procedure

_WORD: Final = re.compile(r"[A-Za-z]{2,6}\d{2,4}|[^\W\d_]+(?:['\u2019-][^\W\d_]+)*|\d[\d,.]*\d|\d|[^\s\w]")
_STEP: Final = re.compile(STEP)
# A clause, or a Section with its number.
_LABEL: Final = re.compile(rf"\b(?:{CLAUSE}|{SECTION}(?<=\d))\b")
_DEFINITION: Final = re.compile(
    rf"^\W*(?:(?:in|for the purposes of) this (?:section|code)(?: (?:{CLAUSE}|{SECTION}))?[,:]? )?"
    '["\u201c\u2018\'](?P<term>[^"\u201c\u201d]{2,60}?)["\u201d\u2019\'] '
    r"(?:means|shall mean|has the (?:same )?meaning)\b(?P<says>[^\"\u201c\u201d;]*)$",
    re.IGNORECASE,
)
# A name given in passing: (the "Report").
_NAMED: Final = re.compile(
    r"\((?:each,? |together,? |a |an |the |its |that |such )*[\"\u201c\u2018](?P<term>[^\"\u201c\u201d()]{2,60})"
    r"[\"\u201d\u2019]\)"
)
# What so many texts say of their headings.
_HEADINGS_SAY_NOTHING: Final = re.compile(
    r"(?:The )?headings(?: (?:in|to|of) (?:this (?:Section|Code)(?: G8)?|these (?:Sections|provisions)))?"
    r" (?:are|have been) (?:inserted |included |given )?(?:only )?for (?:ease of reference|convenience|reference)"
    r"(?: of reference)?(?: only| alone)?"
    r"(?:,? and (?:shall|do|are) not (?:to )?(?:affect|influence|be used in|bear on|form part of)"
    r" (?:its|their|the) (?:construction|interpretation|meaning|text)(?: of this (?:Section|Code))?)?\.?",
    re.IGNORECASE,
)
_SIGNS: Final = frozenset(",.;:()[]-\u2013\u2014\u2019'")
_OPERATING: Final = frozenset(("shall", "must", "may", "will", "apply", "applies", "need", "needs"))
_JOINTS: Final = re.compile(r"[,;:\u2014()]|\b(?:and|or|but|nor)\b", re.IGNORECASE)
_IS: Final = frozenset(("is", "are", "was", "were", "be", "being", "been", "has", "have", "having", "does", "do"))
_WHICH: Final = frozenset(("which", "that", "who", "whose", "where", "when", "if", "to"))
# Somebody, and then where, or with what: a heading of a scope.
_SCOPE: Final = re.compile(
    r"\b(?:users?|part(?:y|ies)|suppliers?|networks?)\b.*\b(?:in|on|with|for|by|to|at|under)\b"
    # Of one fuel alone, unless it is the name of a role.
    r"|\b(?:gas|electricity)\b(?! (?:distributor|transporter)s?\b)",
    re.IGNORECASE,
)
# The number of a modification: "SECMP0059", "DCP 4xx".
_MODIFICATION: Final = re.compile(r"\b[A-Z]{2,6} ?\d\w*\b")
# What is done, as a noun: "uprating", "removal", "alignment".
_DONE: Final = re.compile(r"(?:[st]ion|ment|ing|al)s?$")
# A number of a modification or of a heading, or the letter of a Section.
_NUMBER: Final = re.compile(r"[a-z]{2,6}\d{2,4}$|\d{1,3}$|[a-z]$")


_TELLS: Final = r"\b(?:shall|may|must|will|can|is|are|was|were|has|have)\b"
_UNTOLD: Final = rf"(?:(?!{_TELLS})[^,;:])"
# What ends an honest sentence with something of its own: a participle told of another ("..., a visit so made standing
# for the next"), and a year that is spoken of and not only named as the time of something.
_ENDS_LOOSELY: Final = (
    re.compile(
        r",[^,;:]{3,120}(?<!\bof )(?<!\bby )(?<!\bon )(?<!\bbefore )(?<!\bafter )(?<!\bwithout )"
        r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\b(?:being|having)\b"
    ),
    re.compile(
        r", (?:and )?(?:the|an?|each|any|every|those|all|its|their|no|such|one|some|none|nothing|whoever|as much)\b"
        rf"(?! [a-z]+ing\b){_UNTOLD}{{0,120}}? (?!(?:including|during|according|concerning|regarding|following)\b)"
        rf"[a-z]+ing\b(?!{_UNTOLD}*(?:{_TELLS}))"
    ),
    re.compile(
        r"(?<!\bin )(?<!\bof )(?<!\bfor )(?<!\bduring )(?<!\bwithin )"
        r"\b(?:the|that|this) years?\b(?! (?:to|in|ending|beginning)\b)"
    ),
)
_JOINED: Final = re.compile(r"^(?:and|but|or)\b,?\s*")


def is_foreign(sentence: str) -> bool:
    """Whether a sentence is shown to bear on no question, by what it says of whom."""
    return why_it_may_bear(sentence) == ""


# A sentence is asked about in each view of a draft, and as a place of the ledger too.
@lru_cache(maxsize=1024)
def why_it_may_bear(sentence: str) -> str:
    """Why a sentence is not shown to bear on no question, in words; "" where it is shown."""
    text = " ".join(sentence.split())
    definition = _DEFINITION.match(text)
    if definition is not None:
        unused = _unused(definition["term"]) and not _operates(definition["says"])
        return "" if unused else f"'{definition['term']}' may be a term of a rule"
    used = next((name["term"] for name in _NAMED.finditer(text) if not _unused(name["term"])), "")
    if used:
        return f"'{used}' may be a term of a rule"
    plain = _NAMED.sub("", text)
    if _HEADINGS_SAY_NOTHING.fullmatch(plain):
        return ""
    turns = why_it_turns(plain) or _why_its_end_may_bear(plain)
    if turns:
        return turns
    reason = why_no_procedure(plain)
    return reason if reason and why_no_plain_doing(plain) and why_it_reaches(plain) else ""


def _why_its_end_may_bear(text: str) -> str:
    """Why what stands behind a semicolon, or ends a sentence loosely, is not shown to bear on no question."""
    if any(form.search(text) for form in _ENDS_LOOSELY):
        return "its end may say something of its own"
    further = (_JOINED.sub("", part.strip()) for part in text.split(";")[1:])
    return next(filter(None, (why_it_may_bear(part) for part in further if part)), "")


def term_defined(sentence: str) -> str:
    """The term that a sentence defines, where it does nothing else; "" where it is no such sentence."""
    match = _DEFINITION.match(" ".join(sentence.split()))
    return match["term"] if match is not None and not _operates(match["says"]) else ""


# Who are named beside some others, and by them: "suppliers and their affiliates", "networks in a group".
_AND_THEIRS: Final = re.compile(
    r"\b(?:suppliers?|networks?|users?|part(?:y|ies)|licensees?)\b.*"
    r"\b(?:their|its|whose|those|they|groups?|affiliates?|associates?|subsidiar(?:y|ies)|agents?|successors?)\b",
    re.IGNORECASE,
)


def is_plain_heading(text: str, *, of_document: bool = False) -> bool:
    """Whether a heading is shown to give what stands below it no scope and no time, by what it is made of.

    One `of_document` stands on every page, and may say what the document is.
    """
    known = procedure()
    plain = _words_of_headings()
    if of_document:
        plain |= known["DOCUMENT"]
    if _SCOPE.search(text) or _AND_THEIRS.search(text):
        return False
    return all(word in plain or word in _SIGNS or _NUMBER.match(word) for word in _words(text))


def is_plain_title(text: str) -> bool:
    """Whether the title of a document is shown to say no more than what is changed, by what it is made of.

    Beside the words of a heading and of titles it may hold the name of a thing done ("Recasting of the sequence").
    """
    words = _words(_MODIFICATION.sub(" ", text))
    if not words:
        return True  # labels, or the number of a modification, and nothing else
    known = procedure()
    plain = _words_of_headings() | known["DOCUMENT"] | known["TITLES"]
    for word, following in zip(words, (*words[1:], ""), strict=True):
        ends = ("of",) if word.endswith("ing") else ("of", "", ":", ",", "and")
        done = _DONE.search(word) and word not in known["LIMITING"] and following in ends
        known_word = word in plain or word in _SIGNS or _NUMBER.match(word) or word[0].isdigit()
        if not (known_word or done or _is_of_procedure(word)):
            return False
    return not _AND_THEIRS.search(text) and not (_SCOPE.search(text) and words[0] not in known["TITLES"])


def _is_of_procedure(word: str) -> bool:
    """Whether a word of a title names a thing that is foreign to every question: "workload", "courtesy"."""
    if word in procedure()["LIMITING"]:
        return False
    named = words_of(word)
    return len(named) == 1 and named[0].names in _FOREIGN_NAMES | ({"assessor", "official"} if "'" in word else set())


_FOREIGN_NAMES: Final = frozenset(("far", "near", "paper"))


def _words(text: str) -> list[str]:
    """The words of a sentence in small letters, labels and steps apart."""
    plain = _STEP.sub(" ", _LABEL.sub(" ", text))
    return [word.casefold().replace("\u2019", "'") for word in _WORD.findall(plain)]


@cache
def _words_of_headings() -> frozenset[str]:
    known = procedure()
    lists = ("ACTORS", "AUTHORITIES", "WRITINGS", "MONEY", "MATTERS", "RULINGS", "DUTIES", "HEADINGS")
    return frozenset(word for name in lists for each in known[name] for word in each.split()) - known["HEADING_TIMES"]


def _operates(says: str) -> bool:
    """Whether what a term is said to mean does more than say it: orders something, or says something beside it."""
    if changes_something(says) or any(word in _OPERATING for word in _words(says)):
        return True
    parts = (part.casefold().split() for part in _JOINTS.split(says))
    return any(next((word in _IS for word in part if word in _IS | _WHICH), False) for part in parts)


def _unused(term: str) -> bool:
    """Whether no rule could use a term: one of its words is in no phrase by which rules are read."""
    return any(word.removesuffix("s") not in _words_of_rules() for word in _words(term) if word not in _SIGNS)


@cache
def _words_of_rules() -> frozenset[str]:
    """Every word of the phrases by which rules are read, in the singular."""
    forms = phrases()
    texts = [*forms.words.values(), *(form for _, rows in forms.rows for form in rows)]
    found = (word for text in texts for word in re.findall(r"[A-Za-z][a-z]+", text))
    return frozenset(word.casefold().removesuffix("s") for word in found)
