"""The phrases of `phrases.txt`, as tokens of a text.

Word order is the grammar's business; here each phrase of the Code's language has a name, in all its forms.
Commas, colons, semicolons, capitals of ordinary words, curly quotes, kinds of hyphen, no-break spaces and
line breaks make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from typing import Final

from attrs import frozen

from sec_rules.drafting.grammar.naming import SPACE, phrases_of_names
from sec_rules.drafting.grammar.numbers import NUMBER
from sec_rules.drafting.grammar.own_words import OwnWords
from sec_rules.drafting.grammar.symbols import SymbolPatterns, is_symbol
from sec_rules.drafting.layout.labels import INVISIBLE
from sec_rules.drafting.layout.patterns import Forms, Table, forms_of
from sec_rules.lang.citations import REFERENCE, SECTION
from sec_rules.lang.number_words import MONTHS
from sec_rules.lang.steps import INLINE_STEP, STEP
from sec_rules.span import Span

_HYPHEN: Final = "[-\u2010\u2011\u2012\u2013]"

# Phrases are looked for in a text in which one sign stands for each kind of sign that they tell apart, all of them
# among the first 256: patterns of such are compiled in a third of the time. One sign for one, so that offsets stay.
# Those taken for it are no signs of any text; where a text has one all the same, it is seen as another such.
_UNSEEN: Final = "\x81"
_SEEN_AS: Final = {
    "\x1f": "\u00a0\u2009\u202f",
    _UNSEEN: INVISIBLE,
    "\x82": "\u2010\u2011",
    "\x83": "\u2012",
    "\x84": "\u2013",
    "\x86": "\u2014",
    "\x87": "\u2212",
    "\x88": "\u2018",
    "\x89": "\u2019",
    "\x8a": "\u201c",
    "\x8b": "\u201d",
}
_IN_PATTERNS: Final = {ord(each): sign for sign, signs in _SEEN_AS.items() for each in signs}
_OTHER_SPACES: Final = frozenset(chr(c) for c in range(0x3001) if chr(c).isspace()) - set(" ") - set(_SEEN_AS["\x1f"])
# Capitals are told apart nowhere.
_IN_TEXT: Final = {
    **{ord(c): c.lower() for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    **{ord(space): "\n" for space in _OTHER_SPACES},
    **{ord(sign): "\x90" for sign in _SEEN_AS if not sign.isspace()},
    **_IN_PATTERNS,
}
_WRITTEN_BY_NUMBER: Final = re.compile(r"\\u([0-9a-f]{4})")

# Tokens that the rule does not need to see: what they say is in the tokens beside them.
SILENT: Final = frozenset({"FRAME", "QUALIFIER", "OF_EACH", "FILLER", "PUNCTUATION"})

# Words that a rule may never do without: a sentence that has them unread is not read at all.
TELLING: Final = frozenset(
    (
        "not",
        "no",
        "nor",
        "never",
        "unless",
        "except",
        "if",
        "only",
        "less",
        "more",
        "fewer",
        "than",
        "half",
        "third",
        "quarter",
        "double",
        "average",
        "percent",
        "per",
        "cent",
        "either",
        "or",
        "and",
        "neither",
        "otherwise",
        "without",
        "before",
        "until",
        "while",
        "any",
        "all",
        "each",
        "none",
        "exceed",
        "exceeds",
        "least",
        "most",
        "but",
        "may",
        "might",
        "direct",
        "directs",
        "discretion",
        "opinion",
        "appropriate",
        "reasonable",
        "-",
        "\u2013",
        "\u2212",
        "minus",
        "other",
        "every",
        "do",
        "does",
        "did",
        "has",
        "had",
        "was",
        "were",
        "will",
        "would",
        "can",
        "could",
        "should",
        "year",
        "years",
        "annual",
        "initial",
        "security",
        "assessment",
        "assessments",
        "premises",
        "supplier",
        "network",
        "party",
        "parties",
        "divided",
        "ratio",
        "proportion",
        "excluding",
        "including",
        "disregarding",
        "ignoring",
        "maximum",
        "minimum",
        "lower",
        "higher",
        "greater",
        "lesser",
        "first",
        "last",
        "second",
        "after",
    )
)

_REST: Final = (
    # Where words are left out, any may stand.
    ("OMITTED", r"(?:\.\s?){3,}|\u2026|(?:\*\s?){2,}"),
    ("LB", r"\("),
    ("RB", r"\)"),
    # Between quantities a dash may be a minus.
    ("WORD", r"[\u2013\u2212-](?=\s+(?:the|its|twice|thrice|\w+ times|\d))"),
    ("STOP", r"\.(?=\s|$|\)\s*$)"),
    ("PUNCTUATION", r"[,;:\[\]]|[\u2014\u2013-](?!\d)"),
    ("WORD", r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*|\d[\w.,]*|\S"),
)

_MORE_WORDS: Final = {
    "NAME": "a quantity",
    "FORMULA": "a formula",
    "NEW_NAME": "a new name in quotation marks",
    "INLINE_NAME": "a name in brackets",
    "PARTY": "'a Supplier Party' or 'a Network Party'",
    "NOUN": "a quantity",
    "WHOSE": "'for which it is the Responsible Supplier' (or the like)",
    "ASSESSMENT": "an assessment",
    "RELATION": "a comparison",
    "DUTY": "a duty ('it shall be subject to ...')",
    "YEARS": "a year",
    "MULTIPLE": "a quantity",
    "TIE": "'subject to Section ...' (or the like)",
    "COUNTS": "'shall include' or 'shall exclude'",
    "ARE_COUNTED": "'shall be included' or 'shall be disregarded'",
    "LB": "a bracket",
    "RB": "a closing bracket",
    "NEXT_AND": "'and'",
    "NEXT_OR": "'or'",
    "NEXT_PLUS": "'plus'",
    "L1": "a paragraph",
    "L2": "a sub-paragraph",
    "END1": "the end of the paragraphs",
    "END2": "the end of the sub-paragraphs",
    "$END": "the end of the sentence",
}


@frozen
class Lexeme(Span):
    """A phrase found: where it stands in the text, its name, its words, and the named parts of it."""

    kind: str
    text: str
    parts: Mapping[str, str]


def phrases() -> Forms:
    """`phrases.txt`, with its {NAMES} put in."""
    given = {"NUMBER": NUMBER, "LABEL": REFERENCE, "SECTION": SECTION, "STEP": STEP, "INLINE_STEP": INLINE_STEP}
    given["MONTH"] = "|".join(MONTHS)
    return forms_of(__package__ or "", "phrases.txt", tuple(given.items()))


def in_words(kind: str) -> str:
    """What a phrase is called in a message, such as "a comparison"; "" for one that has no name there."""
    return phrases().called.get(kind) or _MORE_WORDS.get(kind, "")


def _pattern(phrase: str) -> str:
    """A phrase in small letters, with its spaces and hyphens standing for all their kinds."""
    out: list[str] = []
    in_class = False
    for i, char in enumerate(phrase):
        escaped = i > 0 and phrase[i - 1] == "\\"
        if char.isupper() and not escaped and phrase[max(0, i - 2) : i] != "(?":
            char = char.lower()
        if char in "[]" and not escaped:
            in_class = char == "["
        if char == " " and not in_class:
            out.append(f"(?:{SPACE})" if phrase[i + 1 : i + 2] == "?" else SPACE)
        elif char == "-" and not in_class and not escaped:
            out.append(_HYPHEN)
        else:
            out.append(char)
    return "".join(out)


_ANY_SIGN_AFTER: Final = frozenset({"OMITTED", "PUNCTUATION", "WORD", "STOP", "LB", "RB"})


def _expression(kind: str, phrase: str) -> str:
    body = phrase if kind in _ANY_SIGN_AFTER else rf"(?:{_pattern(phrase)})(?!\w)"
    signs = _WRITTEN_BY_NUMBER.sub(lambda number: chr(int(number[1], 16)), body)
    # Of all signs that do not print one is left, and a class that names it eight times is read eight times as long.
    return signs.translate(_IN_PATTERNS).replace(_UNSEEN * len(INVISIBLE), _UNSEEN)


@cache
def _known() -> Table:
    """The phrases that are the same for every text, a row for each form."""
    rows = ((kind, form) for kind, forms in phrases().rows for form in forms)
    return Table((kind, _expression(kind, form)) for kind, form in (*rows, *_REST))


@lru_cache(maxsize=64)
def _given(names: tuple[str, ...], classes: tuple[str, ...]) -> Table:
    """The phrases in which names are used that the text gives."""
    return Table((kind, _expression(kind, phrase)) for kind, phrase in _given_rows(names, classes))


def _given_rows(
    names: Iterable[str], classes: Iterable[str], own: OwnWords | None = None
) -> tuple[tuple[str, str], ...]:
    return tuple(phrases_of_names(names, classes, phrases().words, own))


@lru_cache(maxsize=8)
def _shared(own: OwnWords) -> Table:
    """The phrases of every text, as one of another rulebook has them."""
    return Table((kind, _expression(kind, form)) for kind, form in (*own.forms(phrases()), *_REST))


# No noun stands between the two, so the first says nothing: a slip, which a check of the drafting reports.
_ARTICLE_AGAIN: Final = re.compile(rf"\b(the|an)(?=[\s{_UNSEEN}]+\1\b[\s{_UNSEEN}]+[a-z])")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


# A clause is asked for the lexemes of one paragraph after the other.
@lru_cache(maxsize=16)
def _small(text: str) -> str:
    return _ARTICLE_AGAIN.sub(_blank, text.translate(_IN_TEXT))


# No phrase is longer; what stands further away is not looked at, so that each lexeme costs the same.
LONGEST_PHRASE: Final = 4_000


class Lexicon:
    """The phrases, and the names that the text itself gives to amounts."""

    def __init__(self, names: Iterable[str] = (), classes: Iterable[str] = (), own: OwnWords | None = None) -> None:
        kinds = tuple(sorted(classes, key=len, reverse=True))
        names = tuple(names)
        given = tuple(sorted((name for name in names if not is_symbol(name)), key=len, reverse=True))
        self._symbols = SymbolPatterns(tuple(name for name in names if is_symbol(name)))
        self._own = own
        self._first: tuple[tuple[str, re.Pattern[str]], ...] = ()
        if own is None:
            self._tables = (_given(given, kinds), _known()) if given or kinds else (_known(),)
        else:
            rows = (*own.own(phrases()), *_given_rows(given, kinds, own))
            self._first = tuple((kind, re.compile(_expression(kind, phrase))) for kind, phrase in rows)
            self._tables = (_shared(own),)
        self._space = re.compile(rf"[\s{_UNSEEN}]*")

    def lexemes(self, text: str, start: int, end: int) -> Iterator[Lexeme]:
        """The phrases of `text[start:end]`, in order; every character is in one of them but white space, and an article
        that stands twice.
        """
        small = _small(text)
        position = self._after_space(small, start, end)
        while position < end:
            lexeme = self._next(text, small, position, end)
            yield lexeme
            position = self._after_space(small, lexeme.end, end)

    def _after_space(self, text: str, position: int, end: int) -> int:
        match = self._space.match(text, position, end)
        return match.end() if match else position

    def _next(self, text: str, small: str, position: int, end: int) -> Lexeme:
        seen = min(end, position + LONGEST_PHRASE)
        symbol = self._symbols.at(text, position, seen)
        if symbol is not None:
            kind, stop, spans = symbol
            return Lexeme(position, stop, kind, text[position:stop], {k: text[slice(*s)] for k, s in spans.items()})
        longest = self._longest(text, small, position, seen)
        if longest is not None:
            return longest
        for kind, match in chain.from_iterable(table.matches(small, position, seen) for table in self._tables):
            if match.end() > position and (match.end() < seen or seen == end):
                parts = {k: text[slice(*match.span(k))] for k, v in match.groupdict().items() if v is not None}
                return Lexeme(position, match.end(), kind, text[position : match.end()], parts)
        # Every character that is not white space is at least a word; this one is longer than what is looked at.
        return Lexeme(position, seen, "WORD", text[position:seen], {})

    def _longest(self, text: str, small: str, position: int, seen: int) -> Lexeme | None:
        """The longest of the phrases of a rulebook, and of the names that its text gives; a figure in its unit."""
        if self._own is None:
            return None
        found = ((kind, pattern.match(small, position, seen)) for kind, pattern in self._first)
        whole = [(match.end(), kind, match) for kind, match in found if match is not None and match.end() > position]
        if not whole:
            return None
        stop, kind, match = max(whole, key=lambda each: each[0])
        parts = {k: text[slice(*match.span(k))] for k, v in match.groupdict().items() if v is not None}
        kind, _, unit = kind.partition(":")
        if unit:
            value = self._own.value(parts["digits"], self._own.unit(unit))
            kind, parts = ("WORD", {}) if value is None else (kind, {"unit": unit, "value": str(value)})
        return Lexeme(position, stop, kind, text[position:stop], parts)
