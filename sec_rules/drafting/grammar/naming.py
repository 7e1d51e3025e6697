"""How a text gives names to amounts, premises and kinds of Users; the phrases by which they are given and used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from sec_rules.drafting.grammar.own_words import CLOSE, OPEN, OwnWords
from sec_rules.drafting.grammar.symbols import QUANTITY, is_symbol, symbols_given
from sec_rules.drafting.layout.labels import INVISIBLE

SPACE: Final = rf"[\s{INVISIBLE}]+"

_CAPITALISED: Final = r"[A-Z][\w-]*(?: (?:[A-Z][\w-]*|\d(?= [A-Z])))*"

_ASIDE: Final = (
    "(?:together,? |in aggregate,? "
    "|(?:(?:such|that|this|which) (?:number|sum|total|aggregate|figure|amount) )?(?:being|is) "
    "|(?:(?:(?:such|that|this|which) (?:number|sum|total|aggregate|figure|amount) )?(?:(?:being|is) )?"
    "(?:(?:hereafter|hereinafter|together) )?(?:referred to|called|known|defined)"
    '(?: (?:in|for the purposes of) (?:this|these|the|both)? ?[^()"]{1,40}?)?(?: as)?,?) )?'
)

_WORDS: Final = r"[A-Za-z][\w-]*(?: [A-Za-z][\w-]*){0,3}"
_THE: Final = r"(?:the|your|its|an?|that) "
_SAYS: Final = r"(?:here )?(?:means?|shall mean|signif(?:y|ies)|denotes?|is to be|shall be|is|are)"
_FOUND: Final = (
    r"(?:is|are|shall be|(?:is|are) to be|must be) "
    r"(?:found|calculated|derived|determined|worked out|computed|ascertained)\b(?! to\b)"
)
# A name that is said to be a number, and no more.
_FIGURE: Final = r"\d[\d,]*(?=[.;)]|,? and the |,? (?:in|for) |$)"
_HERE: Final = (
    r"(?: \([A-Z]{1,3}\))?(?:,? (?:of|in relation to|for) (?:an?|the|each|any) "
    r"(?:User|licensee|(?:Supplier|Network) Party),?)?"
)
_NUMBERS: Final = (
    "(?:number|numbers|total|sum|score|amount|threshold|limit|figure|count|premises|portfolio|size|aggregate)"
)
_FOR_WHAT: Final = r"(?: for (?:the )?(?:(?:this|these|those) )?purposes?(?: of (?:[^.;:]|\.(?=\d)){1,80}?)?)"
_NAMING: Final = re.compile(
    rf"{OPEN}(?P<a>{_CAPITALISED}){CLOSE}(?= (?:of|in relation to|for|means|shall mean|is defined|refers))"
    rf"|\({_ASIDE}(?:the |its |your )?{OPEN}(?:the |its |your )?(?P<b>{_CAPITALISED}){CLOSE}\)"
    rf"|{OPEN}(?:{_THE})?(?P<c>{_WORDS}){CLOSE}(?= {_SAYS} {QUANTITY})"
    rf"|{OPEN}(?:{_THE})?(?P<d>(?:\w+ ){{0,3}}(?i:{_NUMBERS})){CLOSE}(?= {_SAYS}\b)"
    rf"|{OPEN}(?P<e>{_CAPITALISED}){CLOSE}(?=,? (?:of|in relation to|for) )"
    rf"|(?<=Premises )\((?:its|the|their|your) (?P<f>{_CAPITALISED})\)"
    rf"|(?:\b[Ii]ts|\b[Tt]he|['\u2019]s) (?P<g>{_CAPITALISED})(?={_HERE} (?:{_SAYS} (?:{QUANTITY}|{_FIGURE})|{_FOUND}))"
    rf"|(?:^|[.;:] )The (?P<h>(?:[A-Z][\w-]* ){{0,3}}(?:Threshold|Limit|Number|Figure|Ceiling|Trigger|Level))"
    rf"(?= (?:is|shall be|means) \d[\d,]*(?:\.|;|$))"
    r"|(?:^|[.;:] )[Tt]he (?P<j>(?:[\w-]+ ){0,3}(?i:threshold|limit|figure|ceiling|trigger|level|number))"
    r"(?= (?:is|shall be|means),? (?:(?:at any time )?(?:before|until) |\d[\d,]*,? (?:until|before|or|and) ))"
    rf"|(?:^|[.;:] )[Tt]he (?P<k>(?:[\w-]+ ){{0,2}}(?:threshold|limit|ceiling)){_FOR_WHAT}(?= (?:is|shall be|means) \d)"
    rf"|(?:^|[.;] )(?P<i>[A-Z][\w-]*(?: [\w-]+){{0,3}})(?=: {QUANTITY})"
    rf"|(?:^|[.;:,] )(?P<l>{_CAPITALISED})(?= = | (?:means|shall mean) {QUANTITY})"
)
# A name without quotation marks, at the beginning of a sentence that says what number it is.
_NAMING_PLAIN: Final = re.compile(
    rf"(?:^|[.;:] )(?i:{_THE}|(?:the|a) (?:User|licensee|Supplier Party|Network Party)['\u2019]s )?"
    rf"(?P<name>{_WORDS}) ?(?={_SAYS} {QUANTITY}|{_FOUND})"
)
_NO_NAMES: Final = frozenset(
    (
        *("it", "that", "this", "which", "where", "if", "when", "there", "what", "who", "such", "said", "of", "for"),
        *("in", "to", "by", "and", "or", "as", "shall", "must", "may", "with", "user", "users", "party", "section"),
        *("domestic", "condition", "here", "hereby", "each", "any", "every", "all", "the", "not"),
    )
)

# Another word for premises of a kind: '"Homes" here are Domestic Premises', "business sites means ...".
_ALIASED: Final = re.compile(
    rf"(?:{OPEN}(?P<a>[A-Za-z][a-z]+(?: [a-z]+)?){CLOSE} (?:here )?(?:means?|are|is)"
    r"|(?:^|[.;] |\band )(?P<b>[A-Za-z][a-z]+(?: [a-z]+)?) means?)"
    r" (?:the |any )?(?P<kind>(?:Non-)?Domestic Premises)(?=[.;,)]| and\b|$)"
)

# Kinds of Users that a text gives a name: "A licensee is a Large Supplier if", "Large Supplier" means a Supplier Party.
_SOMEBODY: Final = r"(?:User|licensee|Supplier Party|Network Party)"


def _classing_of(somebody: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[.;:] )(?:An?|Any|Each|Every|The) {somebody} (?:is|shall be) (?:(?:an?|to be an?|deemed to be an?) )"
        rf"{OPEN}?(?P<a>{_CAPITALISED}){CLOSE}? (?=if|where|when)"
        rf"|, an? {somebody} (?:is|shall be) (?:(?:an?|to be an?|deemed to be an?) )?"
        rf"{OPEN}(?P<e>{_CAPITALISED}){CLOSE} (?=if|where|when)"
        rf"|{OPEN}(?:an? )?(?P<b>{_WORDS}){CLOSE} "
        rf"(?=(?:means|shall mean|is|signifies) (?:an?|any|each|every)(?: other)? {somebody}\b)"
        rf"|(?i:you are) an? (?P<c>{_WORDS}) (?=if|where|when)"
        rf"|(?:^|[.;:,] )(?P<g>{_CAPITALISED}) "
        rf"(?=(?:means|shall mean) (?:an?|any|each|every)(?: other)? {somebody}\b)"
        rf"|\b(?i:an?|any|each|every|the) (?P<f>{_CAPITALISED}) "
        rf"\((?:being|meaning|that is(?: to say)?,?) an? {somebody}\b"
        rf"|(?:(?<=Party )|(?<=User )|(?<=licensee )|(?<=\d )|(?<=Premises ))\((?:an?|each an?|each being an?) "
        rf"{OPEN}?(?P<d>(?![^)]*(?:Distributor|Transporter|Responsible|Assessment)){_CAPITALISED}){CLOSE}?\)"
    )


_CLASSING: Final = _classing_of(_SOMEBODY)


# What is no name of an amount: terms that are counted, or of somebody, and years.
_KNOWN: Final = re.compile(
    r"^(?:(?:Non-)?Domestic Premises(?: [A-Z]{1,3})?|Users?|(?:Supplier|Network) Part(?:y|ies)|.*\bYear|Condition \w)$"
)


# A clause is asked for its names by its text's vocabulary, by the reader and where it is split into sentences.
@lru_cache(maxsize=1024)
def names_given(text: str) -> tuple[str, ...]:
    """The names that a text gives to amounts ("Weighted Premises"), in order."""
    folded = re.sub(SPACE, " ", text)
    given = (name for m in _NAMING.finditer(folded) for name in m.groups() if name is not None)
    found = [name for name in given if not _KNOWN.search(name)]
    plain = (m["name"] for m in _NAMING_PLAIN.finditer(folded))
    found += [name for name in plain if not (_NO_NAMES & set(name.casefold().split()) or is_symbol(name.split()[-1]))]
    return tuple(dict.fromkeys((*found, *symbols_given(folded))))


def aliases_given(text: str) -> tuple[str, ...]:
    """Other words that a text has for premises of a kind, each with the kind: "homes=domestic premises"."""
    found = _ALIASED.finditer(re.sub(SPACE, " ", text))
    return tuple(dict.fromkeys(f"{m['a'] or m['b']}={m['kind']}".casefold() for m in found))


@lru_cache(maxsize=1024)
def classes_given(text: str, own: OwnWords | None = None) -> tuple[str, ...]:
    """The names that a text gives to kinds of Users ("Large Supplier"), in order."""
    folded = re.sub(SPACE, " ", text)
    pattern = _CLASSING if own is None else _classing_of(rf"(?:{own.users})")
    known = _NO_CLASSES if own is None else {*own.outcomes, *own.conditions}
    found = (m["a"] or m["b"] or m["c"] or m["d"] or m["e"] or m["f"] or m["g"] for m in pattern.finditer(folded))
    return tuple(dict.fromkeys(name for name in found if name.casefold() not in known))


_NO_CLASSES: Final = frozenset(("supplier party", "network party", "user", "licensee", "supplier", "network"))


def phrases_of_names(
    names: Iterable[str], classes: Iterable[str], words: Mapping[str, str], own: OwnWords | None = None
) -> Iterator[tuple[str, str]]:
    """The kinds and forms of the phrases by which names are given and used; `words` are those of `phrases.txt`."""
    names = tuple(names)
    aliases = [name for name in names if "=" in name]
    given = tuple(name for name in names if "=" not in name)
    words = words if own is None else {**words, "USER": own.user, "ITS": own.its, "WHO": own.user}
    if classes := tuple(classes):
        yield from _classing(classes, words, own)
    yield from _aliasing(aliases)
    if given:
        yield from _naming(given, words)


def _naming(names: Iterable[str], words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The phrases by which names that the text gives are given and used."""
    any_name = "(?:" + "|".join(re.escape(n).replace(r"\ ", " ") for n in names) + ")"
    of = f"(?:,? (?:of|for|in relation to) {words['WHO']},?)?"
    its = f"(?:{words['ITS']} )?"
    yield "NEW_NAME", rf"{its}{OPEN}(?:the |your |its )?(?P<new>{any_name}){CLOSE}{of}"
    yield (
        "NEW_NAME",
        rf"{its}(?P<new>{any_name})(?: \(\w{{1,3}}\))?{of}(?= {_SAYS} (?:{QUANTITY}|{_FIGURE})| {_FOUND}| =)",
    )
    dated = r",? (?:(?:at any time )?(?:before|until) |\d[\d,]*,? (?:until|before|or|and) )"
    yield "NEW_NAME", rf"the (?P<new>{any_name})(?= (?:is|shall be|means)(?: \d[\d,]*(?:\.|;|$)|{dated}))"
    yield "NEW_NAME", rf"the (?P<new>{any_name})(?={_FOR_WHAT} (?:is|shall be|means) \d)"
    yield "NEW_NAME", rf"(?P<new>{any_name})(?=: {QUANTITY})"
    yield "INLINE_NAME", rf"\({_ASIDE}(?:the |its |your )?{OPEN}(?:the |its |your )?(?P<inline>{any_name}){CLOSE}\)"
    yield "INLINE_NAME", rf"\((?:its|the|their|your) (?P<inline>{any_name})\)"
    yield "HAS", rf"(?:{words['USER']} )?(?:has|have|having|with)(?= {its}{any_name}(?!\w))"
    yield "NAME", rf"{its}(?P<name>{any_name})(?: of(?= {words['MANY']}(?!\w))|{of})"


def _aliasing(aliases: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The phrases by which other words for premises are given and used."""
    for alias, _, kind in (each.partition("=") for each in aliases):
        word = re.escape(alias).replace(r"\ ", " ")
        ends = r"(?=[.;,)]| and(?!\w)|$)"
        yield "NEW_ALIAS", rf"{OPEN}?{word}{CLOSE}? (?:here )?(?:means?|are|is) (?:the |any )?{kind}{ends}"
        many = word + "?" if word.endswith("s") else word
        yield kind.removesuffix(" premises").replace("-", "_").upper(), rf"(?:(?:its|the|their|any|all|your) )?{many}"


def _classing(classes: Iterable[str], words: Mapping[str, str], own: OwnWords | None) -> Iterator[tuple[str, str]]:
    """The phrases by which kinds of Users are given a name, and spoken of."""
    any_one = "(?:" + "|".join(re.escape(n).replace(r"\ ", " ") for n in classes) + ")"
    who = "User|licensee|Supplier Party|Network Party" if own is None else own.users
    somebody = rf"(?:(?:an?|any|each|every|the) (?P<who>{who})|you)"
    is_a = "(?:is|are|shall be)(?: to be| deemed to be)? an?"
    yield "INLINE_CLASS", rf"\((?:an?|each an?|each being an?) {OPEN}?(?P<class>{any_one}){CLOSE}?\)"
    yield "NEW_CLASS_IF", rf"{somebody} {is_a} {OPEN}?(?P<class>{any_one}){CLOSE}? (?:if|where|when)"
    yield "NEW_CLASS", rf"{OPEN}(?:an? )?(?P<class>{any_one}){CLOSE}(?= (?:means|shall mean|is|signifies))"
    yield "NEW_CLASS", rf"(?P<class>{any_one})(?= (?:means|shall mean) (?:an?|any|each|every)(?: other)? (?:{who}))"
    yield "OTHER_THAN", rf"(?:other than|not being|except|excluding|but not)(?= (?:an?|any) {any_one}(?!\w))"
    yield "CLASS", rf"(?:(?:an?|the|each|any|every|that|such|all|{words['ITS']}) )?(?P<class>{any_one})s?"
