"""What each word of a sentence may be: its parts of speech, what it names as a noun, and how far it turns as a verb."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from typing import Final, Literal

from attrs import frozen

from sec_rules.drafting.grammar.tagging import Form, Tagged, forms_of, tagged
from sec_rules.rulebook.procedure import doings, parts_of_speech, plain_words, procedure, reaching

# What a noun names. "far" is foreign to every question whatever becomes of it; "near" a thing of the procedure; "paper"
# what comes out of an assessment; "soft" says too little; "matter" is what a question asks of, or another word for it.
Names = Literal["", "far", "time", "near", "paper", "person", "official", "soft", "assessor", "user", "matter"]
# What no question asks of, and what they ask of.
FAR: Final[frozenset[Names]] = frozenset(("far", "time"))
ASKED: Final[frozenset[Names]] = frozenset(("user", "matter"))
# How far a verb turns: "plain" settles nothing whatever it is done to, "light" where that is foreign, "turns" where
# something of the question stands beside it; "frees" is near to it everywhere but with money and bookings, and what
# "suffices" says that something else is not needed.
Grade = Literal["", "plain", "light", "turns", "frees", "suffices"]
_GRADES: Final[tuple[Grade, ...]] = ("", "plain", "light", "turns", "frees", "suffices")
_ENDINGS: Final[tuple[tuple[str, Form], ...]] = (("ing", "ing"), ("s", "s"), ("", "ed"))


@frozen
class Word:
    """A word, with its parts of speech, what it names as a noun, and its grade as a verb."""

    text: str
    small: str
    parts: frozenset[str]
    names: Names = ""
    grade: Grade = ""
    tags: frozenset[str] = frozenset()

    def may_be(self, *parts: str) -> bool:
        """Whether it may be one of these parts of speech."""
        return not self.parts.isdisjoint(parts)


def words_of(sentence: str) -> tuple[Word, ...]:
    """The words of a sentence, those that stand as one together."""
    return tuple(chain.from_iterable(_each(each) for each in tagged(sentence, wide=True) if each.text != "."))


def _each(each: Tagged) -> Iterator[Word]:
    """The word; each of several that stand as one elsewhere and are nothing together here: "sent back"."""
    word = _word(each)
    if word.parts or not each.small.endswith((" back", " side")):
        yield word
    else:
        yield from (_word(one) for part in each.text.split() for one in tagged(part, wide=True))


_SMALL: Final = (
    *(("DETERMINERS", "det"), ("NONE", "det"), ("NUMBERS", "num"), ("HOW_MANY", "num"), ("PRONOUNS", "pron")),
    *(("PREPOSITIONS", "prep"), ("AS_SAID", "adv"), ("CONJUNCTIONS", "and"), ("ADVERBS", "adv"), ("MODALS", "modal")),
    *(("BE", "be"), ("HAVE", "have"), ("DO", "do"), ("NOT", "not"), ("WHICH", "which"), ("WHEN", "sub"), ("TO", "to")),
    *(("ONLY", "adv"), ("FLOATING", "adv"), ("APART", "apart"), ("SAID_OF", "adj"), ("EXCEPT", "except"), ("AS", "as")),
)


@lru_cache(maxsize=8_192)
def _word(each: Tagged) -> Word:
    small, tags = each.small, each.tags
    parts = {part for tag, part in _SMALL if tag in tags}
    own = small.endswith(("'s", "s'"))
    bare = small.removesuffix("'s") if small.endswith("'s") else small.removesuffix("'")
    names: Names = _named(bare if own else small, tags)
    grade: Grade = ""
    if re.fullmatch(r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-[a-z]+", small):
        parts.add("num")
    if own:
        return Word(each.text, small, frozenset(("own",)), names or "matter", "", tags)
    if "REFERENCE" in tags:
        return Word(each.text, small, frozenset(("noun",)), "far" if "ELSEWHERE" in tags else "matter", "", tags)
    if "FIGURE" in tags:
        return Word(each.text, small, frozenset(("noun",)), "matter", "", tags)
    parts |= set(reaching_parts().get(small, ()))
    if "MONEY" in tags and not small.isalpha():
        names = "far"
    elif re.fullmatch(r"\d?\d[:.]\d\d", small):
        names = "time"
    if small == "done":
        parts.add("verb:ed")
        grade = "light"
    if names and not parts & {"pron", "which", "sub"}:
        parts.add("noun")
    forms = _verbs().get(small, {})
    parts |= {f"verb:{form}" for form in forms}
    grade = max(forms.values(), key=_GRADES.index, default=grade)
    if names == "soft" and grade in ("turns", "frees", "suffices"):
        names = "matter"  # a release, an exchange
    if small in _described():
        parts.add("adj")
    if small.endswith("ly") or small in _manners():
        parts.add("adv")
    if not parts and each.text[:1].isupper():
        parts.add("name")
    return Word(each.text, small, frozenset(parts), names, grade, tags)


@cache
def reaching_parts() -> Mapping[str, tuple[str, ...]]:
    """The parts of speech of the words that this mechanism knows beside the lists of all."""
    lists = reaching()
    names = (
        ("ADVERBS", "adv"),
        ("PREPOSITIONS", "prep"),
        ("OPENS", "sub"),
        ("PRONOUNS", "pron"),
        ("DETERMINERS", "det"),
    )
    found: dict[str, list[str]] = {}
    for name, part in names:
        for word in lists[name]:
            found.setdefault(word, []).append(part)
    return {word: tuple(parts) for word, parts in found.items()}


def _named(small: str, tags: frozenset[str]) -> Names:
    """What a word names as a noun; "" where it is none."""
    if small in _NOUNS_APART:
        return ""
    return _nouns().get(small, "")


# What is given to what is asked leave for, and is no ruling of what somebody has to do.
_LEAVE: Final = frozenset(("consent", "approval", "permission", "permissions"))
_NOUNS_APART: Final = frozenset(("other", "others", "own", "a", "the", "may", "will", "can", "might", "must", "that"))


@cache
def _nouns() -> Mapping[str, Names]:
    """What each noun names; what is nearest to the questions stands last, and so wins."""
    known, judged, plain, more, own = procedure(), doings(), plain_words(), parts_of_speech(), reaching()
    rows: tuple[tuple[Names, Iterable[str]], ...] = (
        ("soft", more["TURNING_NOUNS"]),
        ("far", chain(plain["NOUNS"], more["NOUNS"])),
        ("person", _numbers(chain(known["ACTORS"], judged["PEOPLE"], known["OFFICERS"]))),
        ("near", _numbers(chain(known["MATTERS"], known["WRITINGS"], judged["THINGS"]))),
        ("far", _numbers(chain(known["FAR"], judged["FAR"], known["MONEY"]))),
        ("soft", known["VAGUE"] | _LEAVE),
        ("matter", known["SUMS"]),
        ("matter", known["CALLED_OTHERWISE"] | known["DUTIES"] | (known["RULINGS"] - _LEAVE)),
        ("matter", known["COUNTED"] | judged["TOUCHES"]),
        ("time", known["TIMES"]),
        ("far", own["FAR"]),
        ("near", own["NEAR"]),
        ("paper", own["PAPERS"]),
        ("person", own["PEOPLE"]),
        ("official", known["AUTHORITIES"] | own["OFFICIALS"]),
        ("user", known["USERS"] | own["USERS"]),
        ("assessor", known["ASSESSORS"]),
        ("matter", known["OUTCOMES"] | known["KINDS"] | own["MATTERS"]),
    )
    return {noun: name for name, nouns in rows for noun in nouns}


def _numbers(nouns: Iterable[str]) -> Iterator[str]:
    """Nouns, and the plural of each that is none."""
    for noun in nouns:
        yield noun
        if not noun.endswith("s"):
            yield noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeou" else noun + "s"


@cache
def _described() -> frozenset[str]:
    more = parts_of_speech()
    lists = (plain_words()["QUALITIES"], more["QUALITIES"], more["TURNING_QUALITIES"], doings()["QUALITIES"])
    return frozenset(chain(*lists, procedure()["SAID_OF"], reaching()["QUALITIES"]))


@cache
def plain_qualities() -> frozenset[str]:
    """What may be said of a thing and turns nothing."""
    lists = (plain_words()["QUALITIES"], parts_of_speech()["QUALITIES"], doings()["QUALITIES"], reaching()["QUALITIES"])
    return frozenset(chain(*lists, procedure()["SAID_OF"] - reaching()["ENOUGH"]))


@cache
def _manners() -> frozenset[str]:
    more = parts_of_speech()
    return frozenset(chain(plain_words()["MANNERS"], more["MANNERS"], more["TURNING_MANNERS"]))


@cache
def _verbs() -> Mapping[str, Mapping[Form, Grade]]:
    """Each form of a verb with what form it is and the verb's grade; the rulebook's own words go before others."""
    found: dict[str, dict[Form, Grade]] = {}
    for rows in (_of_ordinary(), _of_rulebook()):
        graded: dict[tuple[str, Form], Grade] = {}
        for grade, form, of in rows:
            graded[form, of] = max(graded.get((form, of), grade), grade, key=_GRADES.index)
        for (form, of), grade in graded.items():
            found.setdefault(form, {})[of] = grade
    return found


_BY_LIST: Final[tuple[tuple[Grade, tuple[str, ...]], ...]] = (
    ("light", ("ACTS", "THINGS_DONE", "SETS_OUT", "BEHAVES", "EDITS", "ENSURES", "HAS_OTHERS_DO", "RECEIVES", "LIGHT")),
    ("turns", ("FACTS", "TURNS", "LASTS", "PLACES", "LETS", "PICKS", "BINDS", "ENDS", "PRICES", "KEEPS_TO", "TREATS")),
)


def _of_rulebook() -> Iterator[tuple[Grade, str, Form]]:
    known, judged, own = procedure(), doings(), reaching()
    ours = own["TURNING_DOINGS"]
    plain = known["SAFE"] | judged["DOES"] | own["PLAIN_DOINGS"]
    lightly = judged["DOES_TO_THINGS"].union(*(known[name] for name in _BY_LIST[0][1]), own["LIGHT_DOINGS"])
    turning = frozenset[str]().union(
        *(known[name] for name in _BY_LIST[1][1]), known["CONDUCTS"], own["TURNING_DOINGS"]
    )
    rows: tuple[tuple[Grade, Iterable[str]], ...] = (
        ("light", lightly - plain - ours),
        ("plain", plain - ours),
        ("turns", (turning - lightly - plain) | ours),
        ("frees", own["FREES"]),
        ("suffices", own["SUFFICES"]),
    )
    for grade, verbs in rows:
        for verb in verbs:
            yield from ((grade, form, of) for form, of in forms_of(verb))


def _of_ordinary() -> Iterator[tuple[Grade, str, Form]]:
    rows: tuple[tuple[Grade, Iterable[str]], ...] = (
        ("plain", chain(plain_words()["DOINGS"], parts_of_speech()["DOINGS"])),
        ("turns", parts_of_speech()["TURNING_DOINGS"]),
    )
    for grade, doings_ in rows:
        for row in doings_:
            first, *others = row.split(",")
            yield grade, first, ""
            for form in others:
                yield grade, form, next(of for end, of in _ENDINGS if form.endswith(end))
