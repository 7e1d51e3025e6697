"""The words of a sentence, each with what it may be: somebody, an act, a thing of the procedure, a small word.

Words that stand as one ("in accordance with") are one. What is in no list is a word like any other, and carries with it
what its form tells: whether it may be a noun, or hide a verb.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import Final, Literal

from attrs import field, frozen

from sec_rules._patterns import compiled
from sec_rules.lang.citations import CLAUSE, REFERENCE, SECTION
from sec_rules.lang.steps import STEP
from sec_rules.rulebook.procedure import doings, plain_words, procedure, word_lists

Form = Literal["", "s", "ed", "ing"]

# A sentence is asked about on more than one ground, whole and clause by clause.
MOST_KEPT: Final = 64
REFERENCE_MARK: Final = "\x00"
# What is cited decides no assessment: another Section, or a clause behind those that do.
_FAR_MARK: Final = "\x01"
_PARAGRAPHS: Final = rf"(?:sub-)?paragraphs? {STEP}(?:(?:,| and| or| to|, and) {STEP})*(?: (?:above|below))?"
_CITED: Final = compiled(
    rf"{_PARAGRAPHS}(?: of {REFERENCE})?"
    rf"|(?:(?:Sections?|[Cc]lauses?) )?{REFERENCE}(?:(?:,| and| or| to|, and) {REFERENCE})*(?: (?:above|below))?"
    rf"|\b(?:this|that) (?:Section|Code|Clause|Condition|paragraph)(?: (?:{CLAUSE}|{SECTION}))?\b"
    rf"|\bSections? {SECTION}\b|\bthe (?:Smart Energy )?Code\b(?! [A-Z])"
)
_NAMED: Final = compiled(r"\b(?P<letter>[A-Z])(?P<section>\d{1,2})(?:\.(?P<clause>\d{1,3}))?")
_RANGE: Final = compiled(r"\bto\b")
_LEADS_LIST: Final = compiled(r"\b(to|shall|must|may|will)\s*[:\u2014]")
_STANDARD: Final = compiled(r"\b(?:ISO|IEC|BS|EN|PAS|NIST)(?:/IEC)?(?: (?:SP )?)?\d[\d:-]*\b")
_STEPS: Final = compiled(STEP)
# What another Section is called: "Section M4 (Confidentiality)".
_CALLED: Final = compiled(
    rf"(\bSection (?!G8\b)(?:{CLAUSE}|{SECTION}))\s+\((?:[A-Z][a-z-]+)(?: (?:[A-Z][a-z-]+|of|and|the|for|to))*\)"
)
_IN_FIGURES: Final = compiled(r"(?<=[a-z]) \(\d{1,3}\)")
_WORD: Final = compiled(
    rf"{REFERENCE_MARK}|{_FAR_MARK}|\d{{1,2}}:\d\d(?!\d)|(?<![\w.+-])[\w.+-]+@[\w.-]+\w|https?://\S*\w|[\u00a3\u20ac$]\d[\d,.]*\d?|\d[\d,.]*\d%?|\d%?"
    r"|[^\W\d_]+(?:[/'\u2019-][^\W\d_]+)*['\u2019]?|[^\s\w]"
)
_APART: Final = frozenset(",;:()[]-\u2013\u2014/")
_QUOTES: Final = frozenset("\"\u201c\u201d\u2018'\u2019")
_NOMINAL: Final = compiled(r"(?:tion|sion|ity|ness|ship|ism|ology)$")
_LISTS: Final = (
    *("ACTORS", "AUTHORITIES", "WRITINGS", "MONEY", "MATTERS", "RULINGS", "DUTIES", "TIMES", "OUTCOMES", "KINDS"),
    *("NAMING", "OF_AN_ASSESSMENT", "COUNTED", "OF_WHAT_IS_COUNTED", "SAID_OF", "USERS", "VAGUE", "BRINGS_IN"),
    *("SECRET", "ASSESSORS", "WHEN_IT_IS", "NEVER", "EDITED", "FAR", "OFFICERS", "RECEIVED", "REMOTE_WORDS"),
)
# The lists of the rulebook that are of verbs: what is in one may be said of somebody.
_VERBS: Final = (
    *("ACTS", "THINGS_DONE", "HAS_OTHERS_DO", "CONDUCTS", "FACTS", "TURNS", "SETS_OUT", "BRINGS_IN", "LASTS", "TREATS"),
    *("ENSURES", "ENABLES", "EDITS", "PLACES", "ENDS", "PRICES", "KEEPS_TO", "BINDS", "RECEIVES"),
    *("LETS", "PICKS", "KNOWS", "SAFE", "BEHAVES", "IN_OFFICE"),
)
_A_VERB: Final = "VERB"
_OF_ANY_VERB: Final[Mapping[Form, str]] = {"": "VERB:", "s": "VERB:s", "ed": "VERB:ed", "ing": "VERB:ing"}
# What says of a word only where it stands, and not that it may stand as a noun.
_WEAK: Final = frozenset(
    (
        *("NAMING", "KINDS", "OF_AN_ASSESSMENT", "WHEN_IT_IS", "OF_WHAT_IS_COUNTED", "HOW_OFTEN"),
        *("SECRET", "BRINGS_IN", "EDITED", "SOME_IN_A_ROW", "OFTEN", "JOINT", "REMOTE_WORDS"),
    )
)
NOUNS: Final = ("ACTORS", "AUTHORITIES", "WRITINGS", "MONEY", "MATTERS", "TIMES", "RULINGS", "FAR")
_SUBJECTS: Final = frozenset((*NOUNS, "DUTIES", "OUTCOMES", "COUNTED", "PRONOUNS", "REFERENCE"))


NAMES: Final = frozenset(
    (
        *("ACTORS", "AUTHORITIES", "WRITINGS", "MONEY", "MATTERS", "TIMES", "RULINGS", "DUTIES", "OUTCOMES", "COUNTED"),
        *("OF_AN_ASSESSMENT", "OF_WHAT_IS_COUNTED", "REFERENCE", "FAR"),
    )
)


@frozen
class Tagged:
    """A word, or words that stand as one, with the names of what it may be."""

    text: str
    tags: frozenset[str]
    # The word in small letters.
    small: str = field(init=False, eq=False, repr=False)

    @small.default
    def _in_small_letters(self) -> str:
        return self.text.casefold()

    @property
    def is_noun(self) -> bool:
        """Whether it is listed as one that names something."""
        return bool(self.tags & NAMES)

    @property
    def is_plural(self) -> bool:
        """Whether it ends as a word that names several."""
        return "PLURAL" in self.tags or _ends_as_plural(self.small)

    def is_verb(self, form: Form, *lists: str) -> bool:
        """Whether it may be a verb of one of these lists, or of any, in a form."""
        if not lists:
            return _OF_ANY_VERB[form] in self.tags
        return any(f"{name}:{form}" in self.tags for name in lists)

    def is_form_of(self, name: str) -> bool:
        """Whether it is a form of a verb of a list by which words are not tagged."""
        return self.small in all_forms(name)

    def is_form_of_doings(self, name: str) -> bool:
        """Whether it is a form of a verb of a list of the words judged one by one."""
        return self.small in _forms_of_doings(name)

    def among(self, name: str) -> bool:
        """Whether it is a word of a list by which words are not tagged."""
        return self.small in procedure()[name]


@cache
def function_words() -> Mapping[str, frozenset[str]]:
    """The small words of English, by what they do."""
    return word_lists(files(__package__ or "").joinpath("function_words.txt").read_text(encoding="utf-8"))


@cache
def _tags(*, wide: bool = False) -> Mapping[str, frozenset[str]]:
    """Everything that a word, or some words together, may be; where `wide` by the words judged one by one too."""
    if wide:
        return _with_doings()
    found: dict[str, set[str]] = {}
    for name, words in (*function_words().items(), *((name, procedure()[name]) for name in _LISTS)):
        for each in words:
            found.setdefault(each, set()).add(name)
    for name in _VERBS:
        for verb in procedure()[name]:
            for form, tag in _forms(verb, _irregular().get(verb, ())):
                found.setdefault(form, set()).update((f"{name}:{tag}", f"{_A_VERB}:{tag}"))
    return {each: frozenset(tags) for each, tags in found.items()}


def _numbers(noun: str) -> Iterable[str]:
    """The plural of a noun that is none, and the singular of one that may be."""
    if noun.endswith("s") and not noun.endswith("ss"):
        return (noun[:-1],) if len(noun) > _SHORTEST_PLURAL else ()
    return (noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeou" else noun + "s",)


_SHORTEST_PLURAL: Final = 4
_JUDGED: Final = (
    ("FAR", ("FAR",)),
    ("THINGS", ("MATTERS",)),
    ("PEOPLE", ("ACTORS",)),
    ("QUALITIES", ("SAID_OF",)),
)


def _with_doings() -> Mapping[str, frozenset[str]]:
    found = dict(_tags())
    past = {row.split(",")[0]: row.split(",")[1:] for row in doings()["IRREGULAR"]}
    for name, as_tags in _JUDGED:
        for each in chain.from_iterable(
            (word, *(_numbers(word) if name != "QUALITIES" else ())) for word in doings()[name]
        ):
            found[each] = found.get(each, frozenset()) | frozenset(as_tags)
    for name in ("DOES", "DOES_TO_THINGS"):
        for verb in doings()[name]:
            for form, tag in _forms(verb, past.get(verb, ())):
                found[form] = found.get(form, frozenset()) | {f"{name}:{tag}", f"{_A_VERB}:{tag}"}
    for name in _THINGS:
        for other in chain.from_iterable(map(_numbers, procedure()[name])):
            found.setdefault(other, frozenset((name,)))
    for name, tags in _FAR_OFF:
        for each in doings()[name]:
            found[each] = found.get(each, frozenset()) | tags
    return {**_plainly(found), **found}


# Of these things there may be one or several.
_THINGS: Final = ("WRITINGS", "MATTERS", "FAR", "MONEY")
# What a word is beside that that turns no far thing.
_FAR_OFF: Final = (("OUTSIDE", frozenset(("PREPOSITIONS",))), ("AWAY", frozenset(("ADVERBS",))))


# What an ordinary word is taken for that no list of the rulebook has; and the ending that tells the form of a verb.
_ORDINARY: Final = (("NOUNS", "FAR"), ("QUALITIES", "SAID_OF"), ("MANNERS", "ADVERBS"))
_ENDINGS: Final[tuple[tuple[str, Form], ...]] = (("ing", "ing"), ("s", "s"), ("", "ed"))


def _plainly(known: Container[str]) -> Mapping[str, frozenset[str]]:
    """The ordinary words that are in no list of the rulebook, with what each may be."""
    found: dict[str, set[str]] = {}
    for name, tag in _ORDINARY:
        for word in plain_words()[name]:
            found.setdefault(word, set()).add(tag)
    for row in plain_words()["DOINGS"]:
        first, *others = row.split(",")
        forms = [(first, ""), *((form, next(f for end, f in _ENDINGS if form.endswith(end))) for form in others)]
        for form, of in forms:
            found.setdefault(form, set()).update((f"DOES_TO_THINGS:{of}", f"{_A_VERB}:{of}"))
    return {word: frozenset(tags) for word, tags in found.items() if word not in known}


@cache
def _irregular() -> Mapping[str, Sequence[str]]:
    return {row.split(",")[0]: row.split(",")[1:] for row in procedure()["IRREGULAR"]}


@cache
def all_forms(name: str) -> frozenset[str]:
    """Every form of the verbs of a list."""
    return frozenset(form for verb in procedure()[name] for form, _ in _forms(verb, _irregular().get(verb, ())))


@cache
def _forms_of_doings(name: str) -> frozenset[str]:
    past = {row.split(",")[0]: row.split(",")[1:] for row in doings()["IRREGULAR"]}
    return frozenset(form for verb in doings()[name] for form, _ in _forms(verb, past.get(verb, ())))


def forms_of(verb: str) -> Iterator[tuple[str, Form]]:
    """The forms of a verb, those that are not made by rule as the lists of the rulebook have them."""
    return _forms(verb, _past().get(verb, ()))


@cache
def _past() -> Mapping[str, Sequence[str]]:
    return {row.split(",")[0]: row.split(",")[1:] for row in doings()["IRREGULAR"]} | dict(_irregular())


def _forms(verb: str, past: Sequence[str]) -> Iterator[tuple[str, Form]]:
    """The forms of a verb, each with which it is: "", "s", "ing" or "ed"."""
    first, _, rest = verb.partition(" ")
    after = f" {rest}" if rest else ""
    yield verb, ""
    yield _third_person(first) + after, "s"
    for stem in _stems(first):
        yield f"{stem}ing{after}", "ing"
        if not past:
            yield f"{stem}ed{after}", "ed"
    yield from ((form, "ed") for form in past)


def _third_person(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _stems(verb: str) -> Iterable[str]:
    """What "-ing" and "-ed" may be put to: "mak", "submitt", "tr" (of "try", for "tri-ed")."""
    if verb.endswith("e") and not verb.endswith(("ee", "oe")):
        return (verb[:-1],)
    if verb.endswith("y") and verb[-2] not in "aeou":
        return (verb, verb[:-1] + "i")
    return (verb, verb + verb[-1])


@cache
def _lengths() -> Mapping[str, tuple[int, ...]]:
    """Of how many words those are made that stand as one, the most first, by the word with which they begin."""
    found: dict[str, set[int]] = {}
    for each in _tags(wide=True):
        first, _, rest = each.partition(" ")
        if rest:
            found.setdefault(first, set()).add(each.count(" ") + 1)
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


@lru_cache(maxsize=MOST_KEPT)
def tagged(sentence: str, *, wide: bool = False) -> tuple[Tagged, ...]:
    """The words of a sentence with what each may be; where `wide` by the words judged one by one too."""
    known, lengths = _tags(wide=wide), _lengths()
    sentence = _MAY.sub(r"\1 April", sentence) if wide else sentence
    text = _STANDARD.sub("ISO", sentence)
    text = _CALLED.sub(r"\1", text)
    text = _CITED.sub(_mark, _IN_FIGURES.sub("", text.replace("\u2019", "'").replace("\u2011", "-")))
    text = _LEADS_LIST.sub(r"\1", _STEPS.sub(" , ", text))
    words = [word for word in _WORD.findall(text) if word not in _QUOTES]
    found: list[Tagged] = []
    at = 0
    while at < len(words):
        several = lengths.get(words[at].casefold(), ())
        many = next((n for n in several if at + n <= len(words) and _as_one(words[at : at + n], known)), 1)
        found.append(_one(" ".join(words[at : at + many]), first=at == 0, wide=wide))
        at += many
    marked = tuple(_by_what_stands_before(found))
    return tuple(_told_behind_shall(marked)) if wide else marked


# A month, and no "may".
_MAY: Final = re.compile(r"\b(of|in|by|until|during|from|before|after|each|\d{1,2}(?:st|nd|rd|th)?) May\b")


def _told_behind_shall(words: Sequence[Tagged]) -> Iterator[Tagged]:
    """The words, what stands right behind "shall" told to be an act and no thing: "shall not delegate"."""
    behind = False
    for each in words:
        if behind and each.is_verb(""):
            yield Tagged(each.text, each.tags - NAMES - {"WORD", "DETERMINERS", "SAID_OF", "HIDDEN", "VERBAL"})
        else:
            yield each
        asides = bool(each.tags & {"NOT", "ADVERBS", "FLOATING"}) and not each.is_verb("")
        behind = "MODALS" in each.tags or (behind and asides)


def _mark(cited: re.Match[str]) -> str:
    """What stands for a citation."""
    named = [(m["letter"].casefold(), int(m["section"]), int(m["clause"] or 0)) for m in _NAMED.finditer(cited[0])]
    own, last = procedure()["OWN_SECTION"], max(map(int, procedure()["LAST_OF_THE_QUESTION"]))
    elsewhere = all(f"{letter}{section}" not in own or clause > last for letter, section, clause in named)
    far = named and elsewhere and not _RANGE.search(cited[0])
    return f" {_FAR_MARK if far else REFERENCE_MARK} "


def _as_one(words: Sequence[str], known: Mapping[str, frozenset[str]]) -> bool:
    return " ".join(words).casefold() in known


@lru_cache(maxsize=8_192)
def _one(word: str, *, first: bool, wide: bool) -> Tagged:
    small, known = word.casefold(), _tags(wide=wide)
    if word == REFERENCE_MARK:
        return Tagged(word, frozenset(("REFERENCE",)))
    if word == _FAR_MARK:
        return Tagged(word, frozenset(("REFERENCE", "ELSEWHERE")))
    if word in _APART:
        return Tagged(word, frozenset(("APART",)))
    if word[0].isdigit() or word[0] in "\u00a3\u20ac$":
        sums = ("NUMBERS",) if word[0].isdigit() and not word.endswith("%") else ("NUMBERS", "MONEY")
        return Tagged(word, frozenset(sums if _is_small(word) else ("FIGURE",)))
    if small in known:
        tags = known[small]
        return Tagged(word, tags | frozenset(_by_form(word, small, first=first)) if tags <= _WEAK else tags)
    if "'" in word:
        return Tagged(word, frozenset(("POSSESSIVE",)))
    if small.endswith("ly"):
        return Tagged(word, frozenset(("ADVERBS",)))
    return Tagged(word, frozenset(_by_form(word, small, first=first)))


def _is_small(number: str) -> bool:
    """Whether a figure is a day, a number of days, a share, a sum of money or a year, and no threshold."""
    digits = number.rstrip(".,%")
    return not digits[0].isdigit() or len(digits) < 4 or re.fullmatch(r"(?:19|20)\d\d|\d+[:.]\d\d", digits) is not None


def _by_form(word: str, small: str, *, first: bool) -> Iterator[str]:
    """What the form of a word tells that is in no list."""
    if not re.fullmatch(r"[^\W\d_](?:[^\W\d_]|[-'/@.])*|https?://.*", word):
        return
    yield "WORD"
    plural = _ends_as_plural(small)
    if plural:
        yield "PLURAL"
    if plural or _NOMINAL.search(small):
        yield "NOMINAL"
    if small.endswith("ed") and not small.endswith("eed"):
        yield "PAST"
    if small.endswith("ing"):
        yield "DOING"
    if word[0].isupper() and not first:
        yield "NAME"


def _ends_as_plural(small: str) -> bool:
    return small.endswith("s") and not small.endswith(("ss", "us", "is"))


def _by_what_stands_before(words: Sequence[Tagged]) -> Iterator[Tagged]:
    """The words, those marked that may be a verb by what stands before them: "the process ends", "the rules fade"."""
    before = frozenset[str]()
    text = ""
    for each in words:
        tags = _marked(each.tags, before, many=_ends_as_plural(text) and text != "premises")
        yield each if tags is each.tags else Tagged(each.text, tags)
        before, text = each.tags, each.small


# Words of one kind behind words of one kind come again and again.
@lru_cache(maxsize=8_192)
def _marked(tags: frozenset[str], before: frozenset[str], *, many: bool) -> frozenset[str]:
    """What a word may be, marked by what that may be which stands before it; `many` where it ends as several do."""
    nominal = bool(before & (_SUBJECTS | {"WORD"}))
    past = any(tag.endswith(":ed") for tag in tags)
    third = bool(tags & {"PLURAL", "FACTS:s", "TURNS:s", "LASTS:s", "PAST"}) or past
    plain = "WORD" in tags and not tags & {"PAST", "NAME", "DOING", "PLURAL"}
    verbal = nominal and (third or (plain and many))
    hidden = verbal and plain and many
    hidden |= "WORD" in tags and "PAST" not in tags and bool(before & _BARE) and "NAME" not in tags
    # An act after "the" or "its" is a thing: "in an archive", "its share".
    noun = bool(before & _TELLS_A_NOUN) and bool(tags & {"ACTS:", "THINGS_DONE:", "FACTS:", "BINDS:"})
    marks = (("WORD", noun and not tags & _SUBJECTS), ("VERBAL", verbal), ("HIDDEN", hidden))
    more = {mark for mark, is_so in marks if is_so and mark not in tags}
    return tags | more if more else tags


_TELLS_A_NOUN: Final = frozenset(("DETERMINERS", "POSSESSIVE", "NUMBERS", "SAID_OF"))
# After these a word of no list is taken for a verb.
_BARE: Final = frozenset(("ACTORS", "AUTHORITIES", "PRONOUNS", "OUTCOMES", "COUNTED", "DUTIES", "REFERENCE"))
