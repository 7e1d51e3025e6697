"""Where formulas stand ("D + 5N", "5(D + N)"), and the symbols that a text says the meaning of."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from attrs import frozen

# Small letters too, but those that are words by themselves; in formulas "x" is a sign.
_SYMBOL: Final = r"(?:[A-Z]{1,3}|[b-hj-z])(?![\w'\u2019])"
_TERM: Final = r"(?:[A-Z]{1,3}|[b-hj-wyz])(?![\w'\u2019])"
# What a symbol is said to be begins with one of these, so that "A is 5 or more" uses it and does not say what it is.
_SAID: Final = (
    r"(?:(?:the|its|a|an|that|their) )?(?:(?:total|aggregate|combined|whole) )?(?:number|numbers|sum|total|aggregate|"
    r"product|(?:greater|greatest|lesser|higher|lower|larger|smaller)(?= of\b)|(?:[Nn]on-? ?)?[Dd]omestic [Pp]remises"
    r"|count|points? for (?:each|every))\b"
)
_TIMES: Final = (
    r"(?:(?:\w+|\d[\d,]*) times |twice |\w+fold |(?:one |a )?half (?:of )?"
    r"|(?:\w+|\d+) (?=points? for ))?"
)
# What a name is said to be, in words that a number begins with.
QUANTITY: Final = rf"(?:to be )?(?:the )?{_TIMES}{_SAID}"
_VERB: Final = r"(?:,? ?being|is|means|shall mean|denotes|represents|stands for|equals|is equal to|shall be|be|=)"
_GIVEN: Final = (
    rf" ?(?:{_VERB} (?:to )?{_TIMES}{_SAID}"
    r"|(?:=|(?:is|shall be|being) (?:given|calculated|determined|worked out|found|ascertained)"
    r"(?: (?:by|as follows|in accordance with|using|from))?(?: the(?: following)? formula)? ?[:\u2014\u2013-]*|is) ?"
    rf"(?:{_SYMBOL} ?= ?)?\(*\d*(?:\.\d+)? ?[x\u00d7]? ?\(*{_SYMBOL} ?[-+x\u00d7*])"
)
_PAIR: Final = (
    r"(?: are|,? being)(?:,? respectively,?)? (?:(?:the|its|their) )?"
    r"(?:(?:respective )?numbers?(?:,? respectively,?)? of"
    r"|[Dd]omestic (?:[Pp]remises )?and|[Nn]on-?[Dd]omestic [Pp]remises and)\b"
)
# Where a symbol stands for a number that something is compared with.
_COMPARED: Final = r"(?:[<>\u2264\u2265]|\b(?:than|exceeds?|exceed|exceeding|above|below|over|under|to)) ?(?:the )?"
_FIGURE: Final = r" ?(?:being|is|means|shall be|denotes|=) (?:the number )?(?>\d+(?:,\d{3})*)(?=[.;,)]| and\b|\s*$)"
_GIVES: Final = re.compile(
    rf"\b(?P<a>{_SYMBOL})(?={_GIVEN})"
    rf"|\band (?P<b>{_SYMBOL})(?= (?:(?:for )?{_TIMES}the number of|(?:its|their|the) (?:[Nn]on-? ?)?[Dd]om))"
    rf"|\b(?P<c>{_SYMBOL}) and (?P<d>{_SYMBOL})(?={_PAIR})"
)
_NAMED_IN_BRACKETS: Final = re.compile(rf"(?<=\w )\([\"\u201c\u2018]?(?P<s>{_SYMBOL})[\"\u201d\u2019]?\)")
_IS_FIGURE: Final = re.compile(rf"(?<![\w(])(?P<f>{_SYMBOL})(?={_FIGURE})")
_FORMULA: Final = re.compile(
    # All brackets at once: given back one by one to those that may follow, a line of them takes its cube in steps.
    r"(?:\(\s*)*+(?:\d(?:[\d,]*\d)?(?:\.\d+)?%?\s*)?(?:(?:[\u00d7x*\u00b7]|times)\s*)?(?:\(\s*)*"
    rf"(?:{_TERM}|(?<=\d))"
    rf"(?:\s*\)|\s*(?:[+*/\u00d7\u00b7\u2212\u2013-]|x(?=\s*[\d(A-Z])|times)\s*(?:\(\s*)*(?:\d[\d,]*(?:\.\d+)?%?\s*{_TERM}|{_TERM}"
    r"|\d[\d,]*(?:\.\d+)?%?(?!\w))|\s*\(\s*(?:\d[\d,]*\s*)?[A-Z](?!\w))*"
)
SYMBOLS: Final = re.compile(r"(?<![A-Za-z])(?:[A-Z]{1,3}|[b-hj-wyz])(?![A-Za-z])|^x$")
_BEGIN: Final = frozenset('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789("\u201c\u2018')
_SMALL: Final = frozenset("bcdefghjklmnopqrstuvwxyz")
# What stands behind the symbol A, and not behind the article.
_AFTER_A: Final = re.compile(
    r"\s*(?:[,.;:)<>=\u2264\u2265]|(?:is|exceeds?|does|equals?|shall|must|plus|and|or|falls?|reaches)\b|$)"
)
_OPERATES: Final = re.compile(r"[+*/\u00d7\u00b7\u2212\u2013-]|\dx?\s*[A-Z]|\bx\b|times")


def is_symbol(name: str) -> bool:
    """Whether a name is a symbol: capitals, or one small letter."""
    return re.fullmatch(r"[A-Z]{1,3}|[b-hj-z]", name) is not None


def symbols_given(text: str) -> tuple[str, ...]:
    """The symbols that a text says the meaning of, in order; its white space is folded."""
    found = [symbol for m in _GIVES.finditer(text) for symbol in m.groups() if symbol is not None]
    for match in _NAMED_IN_BRACKETS.finditer(text):
        symbol = match["s"]
        if symbol in found or _uses(symbol, text):
            found.append(symbol)
    found += [m["f"] for m in _IS_FIGURE.finditer(text) if re.search(rf"{_COMPARED}{m['f']}(?!\w)", text)]
    # A capital and its small letter are not told apart.
    return tuple(symbol for symbol in dict.fromkeys(found) if symbol.isupper() or symbol.upper() not in found)


def _uses(symbol: str, text: str) -> bool:
    """Whether a text reckons with a symbol or compares it."""
    after = r"(?: ?[+\u00d7*]| (?:exceeds?|is|does) )"
    return re.search(rf"(?<![\w(\"\u201c]){symbol}{after}|\d ?{symbol}\b", text) is not None


@frozen
class SymbolPatterns:
    """The places at which symbols stand in a text: where one is given, where one is said in brackets, formulas."""

    symbols: tuple[str, ...]

    def at(self, text: str, start: int, end: int) -> tuple[str, int, dict[str, tuple[int, int]]] | None:
        """The kind of phrase that stands at a place, where it ends, and where its parts are; None for none."""
        first = text[start]
        # A small letter stands alone; a word begins with one.
        alone = first in _SMALL and bool(self.symbols) and not text[start + 1 : start + 2].isalpha()
        if first not in _BEGIN and not alone and not text.startswith("the ", start):
            return None
        for kind, pattern in _patterns(self.symbols):
            match = pattern.match(text, start, end)
            if match is not None:
                return kind, match.end(), {k: match.span(k) for k, v in match.groupdict().items() if v is not None}
        if first == "x":
            return ("FORMULA", start + 1, {}) if "x" in self.symbols else None
        formula = _FORMULA.match(text, start, end)
        length = _balanced(formula.group()) if formula is not None else 0
        if length and self._is_formula(text[start : start + length]) and not _is_article(text, start, length, end):
            return "FORMULA", start + length, {}
        return None

    def _is_formula(self, text: str) -> bool:
        symbols = SYMBOLS.findall(text)
        known = [symbol in self.symbols for symbol in symbols]
        if _OPERATES.search(text):
            return any(known) or (bool(symbols) and all(len(s) == 1 and s.isupper() for s in symbols))
        return bool(known) and all(known)


@cache
def _patterns(symbols: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    if not symbols:
        return ()
    any_one = "(?:" + "|".join(sorted(symbols, key=len, reverse=True)) + r")(?![\w'\u2019])"
    pair = _PAIR.replace(" ", r"\s+")
    given = _GIVEN.replace(" ", r"\s+").replace(r"\s+?", r"\s*")
    # A formula may stand in the paragraph below.
    below = (
        r",?\s+(?:is|shall\s+be|being)\s+(?:given\s+by\s+the\s+(?:following\s+)?formula"
        r"|(?:calculated|determined|worked\s+out|found|ascertained)\s+"
        r"(?:as\s+follows|(?:by|using)\s+the\s+(?:following\s+)?formula))\s*[:\u2014\u2013-]*\s*$"
    )
    given = f"(?:{given}|{below})"
    return (
        ("INLINE_NAME", re.compile(rf"\([\"\u201c\u2018]?(?P<inline>{any_one})[\"\u201d\u2019]?\)")),
        (
            "NEW_NAME",
            re.compile(
                rf"(?:the\s+(?:amount|number|quantity|figure|sum)\s+)?[\"\u201c\u2018]?(?P<new>{any_one})[\"\u201d\u2019]?"
                rf"(?:,?\s+(?:in\s+relation\s+to|of|for)\s+(?:an?|the|each|any)\s+"
                r"(?:Supplier Party|Network Party|User|licensee),?)?"
                rf"(?={given})"
            ),
        ),
        (
            "NEW_NAME",
            re.compile(
                rf"(?<=and\s)(?P<new>{any_one})(?:\s+for(?=\s+the\s))?(?=\s+(?:\w+\stimes\s|twice\s)?the\s+number\s+of)"
            ),
        ),
        (
            "NEW_NAME",
            re.compile(rf"(?<=and\s)(?P<new>{any_one})(?=\s+(?:its|their|the)\s+(?:[Nn]on-?\s?)?[Dd]omestic)"),
        ),
        ("NEW_NAME", re.compile(rf"(?P<new>{any_one})(?={_FIGURE.replace(' ', chr(92) + 's')})")),
        ("NEW_NAME", re.compile(rf"(?P<new>{any_one})(?=\s+and\s+{_SYMBOL}{pair})")),
        ("NEW_NAME", re.compile(rf"(?<=and\s)(?P<new>{any_one})(?={pair})")),
    )


def _is_article(text: str, start: int, length: int, end: int) -> bool:
    return text[start : start + length] == "A" and _AFTER_A.match(text, start + length, end) is None


def _balanced(text: str) -> int:
    """How much of a formula stands by itself: brackets in pairs, and no sign left at the end."""
    depth = 0
    good = 0
    for at, sign in enumerate(text):
        if sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
            if depth < 0:
                break
        if depth == 0 and (sign.isalnum() or sign in ")%") and sign not in "x":
            good = at + 1
    return 0 if text[:good].rstrip().endswith("times") else good
