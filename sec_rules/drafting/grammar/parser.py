"""A sentence's phrases, parsed by the grammar.

Every way to read a sentence is looked at: where two ways mean different things the sentence is not read,
and says so, instead of one being chosen in silence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

from attrs import evolve, frozen

from sec_rules.drafting.grammar.lexicon import TELLING, in_words
from sec_rules.drafting.grammar.sentences import Phrase, Sentence
from sec_rules.drafting.grammar.shapes import DEEPEST, Grammar, Halt, Shape, TooDeep, grammar

# A sentence with more readings than this is too loose to compare them all.
MOST_READINGS: Final = 64
# The longest sentence of the Code that is a rule has some forty phrases; the work grows with the cube.
MOST_PHRASES: Final = 160


_FEW_WORDS: Final = 5


@frozen
class Stuck:
    """Where reading a sentence stopped: the phrase (None at its end), the one before, what was expected.

    `why` says why a sentence was not gone through to where it stops, "" where it was.
    """

    at: Phrase | None
    after: Phrase | None
    expected: tuple[str, ...]
    why: str = ""

    def told(self, text: str) -> str:
        """From which words of a provision's text on the sentence could not be followed, or why not."""
        if self.why:
            return self.why
        if self.at and self.at.text:
            # A single "a" would not tell the place.
            few = " ".join(text[self.at.place.start :].split()[:_FEW_WORDS])
            words = few if len(few) > len(self.at.text) else self.at.text
            return f"the words from \u201c{shortened(words)}\u201d onwards could not be interpreted"
        behind = f" after \u201c{shortened(self.after.text)}\u201d" if self.after and self.after.text else ""
        return f"the words could not be interpreted: something is missing{behind}"


@frozen
class Node:
    """A part of a parsed sentence: its name in the grammar, and its parts and phrases in order."""

    name: str
    parts: tuple[Node | Phrase, ...]

    def nodes(self, *names: str) -> tuple[Node, ...]:
        """The parts with one of these names; every one where none is named."""
        return tuple(p for p in self.parts if isinstance(p, Node) and (not names or p.name in names))

    def nodes_but(self, *names: str) -> tuple[Node, ...]:
        """The parts with none of these names."""
        return tuple(p for p in self.parts if isinstance(p, Node) and p.name not in names)

    def phrases(self, *kinds: str) -> tuple[Phrase, ...]:
        """The phrases of these kinds directly here; of every kind where none is named."""
        return tuple(p for p in self.parts if isinstance(p, Phrase) and (not kinds or p.kind in kinds))

    def all_phrases(self) -> Iterator[Phrase]:
        """Every phrase here and below, in order."""
        return iter(self._every_phrase)

    @cached_property
    def _every_phrase(self) -> tuple[Phrase, ...]:
        return tuple(part for part in self._every_part if isinstance(part, Phrase))

    @cached_property
    def every_node(self) -> tuple[Node, ...]:
        """The node and every node below it, in order."""
        return (self, *(part for part in self._every_part if isinstance(part, Node)))

    @cached_property
    def _every_part(self) -> tuple[Node | Phrase, ...]:
        found: list[Node | Phrase] = []
        ahead = [*reversed(self.parts)]
        while ahead:
            part = ahead.pop()
            found.append(part)
            if isinstance(part, Node):
                ahead.extend(reversed(part.parts))
        return tuple(found)


@frozen
class Parsed:
    """The ways to read a sentence, the words left out to read it, and what stands where an outcome is expected.

    `phrases` are those of the sentence, each outcome that is not read as one of them.
    """

    readings: tuple[Node, ...]
    unread: tuple[Phrase, ...] = ()
    outcomes: tuple[Phrase, ...] = ()
    phrases: tuple[Phrase, ...] = ()


def parse(sentence: Sentence) -> Parsed | Stuck:
    """The ways to read a sentence; or where it could not be read.

    Unknown words that stand inside a sentence otherwise read are left out and listed, unless one of them could
    turn the meaning round, says of a number what is counted or how, or is itself what is compared. So is what a
    paragraph says falls due where that is no outcome that is known, as long as it speaks of no other paragraph.
    """
    if len(sentence.phrases) > MOST_PHRASES:
        return _parse(sentence.phrases)
    result = _parse_leaving_out(sentence.phrases)
    if isinstance(result, Parsed):
        return result
    phrases = tuple(_with_outcomes(tuple(_with_paragraphs(sentence.phrases))))
    if not any(p.kind == UNREAD_OUTCOME for p in phrases):
        return result
    again = _parse_leaving_out(phrases)
    if isinstance(again, Stuck):
        return result
    return evolve(again, outcomes=tuple(p for p in phrases if p.kind == UNREAD_OUTCOME))


def words_outside(reading: Node) -> int:
    """How many words of paragraphs that are items of a list a reading puts outside of those items."""
    everywhere = Counter(phrase.place.provision for phrase in reading.all_phrases())
    outside = 0
    for item, own in _items(reading):
        inside = sum(phrase.place.provision == own for phrase in item.all_phrases())
        outside += everywhere[own] - _ends_of(reading, own, item) - inside
    return outside


def _ends_of(reading: Node, provision: str, item: Node) -> int:
    """How many ends of lists stand in a paragraph and not in the item that it is."""
    return sum(
        sum(p.place.provision == provision and p.kind.startswith("END") for p in node.all_phrases()) * sign
        for node, sign in ((reading, 1), (item, -1))
    )


def _items(node: Node) -> Iterator[tuple[Node, str]]:
    """The parts that hold an item of a list which is a paragraph of its own, with its label."""
    for phrase in node.phrases("L1", "L2"):
        if phrase.place.start == phrase.place.end:
            yield node, phrase.place.provision
    for part in node.nodes():
        yield from _items(part)


def _parse_leaving_out(phrases: tuple[Phrase, ...]) -> Parsed | Stuck:
    result = _parse(phrases)
    if isinstance(result, Parsed):
        return evolve(result, phrases=phrases)
    words = tuple(p for p in phrases if p.kind == "WORD")
    if not words or any(p.text.casefold() in TELLING for p in words) or _may_matter(phrases):
        return result
    for left_out in dict.fromkeys((words, tuple(_with_joints(phrases)))):
        again = _parse(tuple(p for p in phrases if p not in left_out))
        if isinstance(again, Parsed):
            return Parsed(again.readings, left_out, phrases=phrases)
    return result


def _with_joints(phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    """The unknown words, and what is known and stands between two of them in one paragraph."""
    for number, phrase in enumerate(phrases):
        beside = phrases[max(number - 1, 0)], phrases[min(number + 1, len(phrases) - 1)]
        one_paragraph = all(p.place.provision == phrase.place.provision for p in beside)
        between = one_paragraph and all(p.kind == "WORD" for p in beside)
        if phrase.kind == "WORD" or (phrase.kind in _JOINTS and between):
            yield phrase


# What may stand between two unknown words and be as unknown as they are.
_JOINTS: Final = frozenset(("AND", "OR", "ANDOR", "IS", "TO", "WHICH", "USER"))


def _with_outcomes(phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    """The phrases, with what falls due by a paragraph put as one where it is no outcome that is known."""
    start = 0
    for end in range(len(phrases) + 1):
        if end == len(phrases) or phrases[end].kind in _LEVELS:
            yield from _with_outcome(phrases[start:end])
            start = end


def _with_paragraphs(phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    """The phrases, with paragraphs that are spoken of ("paragraphs (a) to (c)") put as one."""
    number = 0
    while number < len(phrases):
        end = number + 1
        if phrases[number].kind == "PARAGRAPHS":
            while end < len(phrases) and (
                (phrases[end].kind in ("L1", "L2") and phrases[end].place.end > phrases[end].place.start)
                or (phrases[end].kind in ("TO", "AND") and phrases[end - 1].kind in ("L1", "L2"))
            ):
                end += 1
        if end > number + 1:
            said = phrases[number:end]
            yield Phrase("SPOKEN_OF", " ".join(p.text for p in said), said[0].place.to(said[-1].place))
        else:
            yield phrases[number]
        number = end


def _with_outcome(paragraph: Sequence[Phrase]) -> Iterator[Phrase]:
    """A paragraph from its label on, with what stands behind its "to" as one phrase where nothing there is known."""
    kinds = [p.kind for p in paragraph]
    places = [n for n, kind in enumerate(kinds) if kind == "TO"]
    labelled = bool(kinds) and kinds[0] in ("L1", "L2")
    if not labelled or len(places) != 1 or any(kind in OUTCOMES for kind in kinds):
        yield from paragraph
        return
    begin = places[0] + 1
    end = next((n for n, kind in enumerate(kinds[begin:], begin) if kind.startswith("NEXT_")), len(kinds))
    said = paragraph[begin:end]
    if not said or not (_is_unknown(said) or _repeats_somehow(said)):
        yield from paragraph
        return
    text = " ".join(p.text for p in said)
    yield from paragraph[:begin]
    yield Phrase(UNREAD_OUTCOME, text, said[0].place.to(said[-1].place))
    yield from paragraph[end:]


def _is_unknown(said: Sequence[Phrase]) -> bool:
    return all(p.kind == "WORD" and p.text.casefold() not in _ABOUT_OTHERS for p in said)


def _repeats_somehow(said: Sequence[Phrase]) -> bool:
    """Whether it repeats what paragraphs say in a way that is not known: it says nothing else of them."""
    words = [p.text.casefold() for p in said if p.kind == "WORD"]
    return (
        sum(p.kind in ("SPOKEN_OF", "REPEAT") for p in said) == 1
        and bool(words)
        and all(p.kind in _REPEATING for p in said)
        and any(_REPEATS.search(p.text.casefold()) for p in said)
        and not any(word in TELLING - _OF_SEQUENCES for word in words)
    )


OUTCOMES: Final = frozenset(("FULL", "VERIFICATION", "SELF", "NONE_DUE", "OUTCOME", "AS_ELSEWHERE"))
_REPEATING: Final = frozenset(
    ("WORD", "SPOKEN_OF", "REPEAT", "REPEAT_ALL", "WHICH", "USER", "IS", "ROUND", "THEREAFTER", "LB", "RB")
)
_REPEATS: Final = re.compile("repeat|sequence|cycle|rotation|pattern|succession|recur")
_OF_SEQUENCES: Final = frozenset(
    ("a", "security", "assessment", "assessments", "annual", "initial", "each", "year", "years", "was", "were", "has")
)


UNREAD_OUTCOME: Final = "UNREAD_OUTCOME"
_LEVELS: Final = frozenset(("L1", "L2", "END1", "END2"))
# Words by which what falls due in one paragraph may say something of others, or of the years.
_ABOUT_OTHERS: Final = TELLING - {"a", "security", "assessment", "assessments", "initial", "no", "annual", "not"}


_ENDS_A_QUANTITY: Final = frozenset(
    (
        *("DOMESTIC", "NON_DOMESTIC", "METERING_POINTS", "PREMISES"),
        *("AS_SUPPLIER", "AS_NETWORK", "SHARES", "NAME", "INLINE_NAME", "RB"),
    )
)
_BEGINS_A_QUANTITY: Final = frozenset(("NUMBER_OF", "SUM_OF", "PRODUCT_OF", "TWICE", "THRICE"))
_COMPARES: Final = frozenset(("EXCEEDS", "AT_LEAST", "AT_MOST", "LESS_THAN", "EXACTLY", "UP_TO", "BETWEEN", "FROM"))


def _may_matter(phrases: Sequence[Phrase]) -> bool:
    """Whether an unknown word stands where a number or a comparison hangs on it."""
    if any({one.kind, two.kind} == {"WORD", "NUMBER"} for one, two in pairwise(phrases)):
        return True
    quantity = False
    for one, two in pairwise(phrases):
        if one.kind == "WORD" and two.kind in _BEGINS_A_QUANTITY:
            return True
        quantity = one.kind in _ENDS_A_QUANTITY or (quantity and one.kind == "WORD")
        adverb = one.kind == "WORD" and one.text.endswith("ly")
        if two.kind in _COMPARES and one.kind == "WORD" and (adverb or not quantity):
            return True
    return False


# Phrases that the grammar treats alike. Sentences of one shape are then parsed once, however many there are.
CLASSES: Final = {
    kind: name
    for name, kinds in {
        "PARTY": ("SUPPLIER_PARTY", "NETWORK_PARTY", "CLASS"),
        "NOUN": ("ALL_PREMISES", "DOMESTIC", "NON_DOMESTIC", "METERING_POINTS"),
        "WHOSE": ("AS_SUPPLIER", "AS_NETWORK", "SHARES"),
        "ASSESSMENT": (
            "FULL",
            "VERIFICATION",
            "SELF",
            "REPEAT",
            "REPEAT_ALL",
            "UNREAD_OUTCOME",
            "NONE_DUE",
            "OUTCOME",
            "AS_ELSEWHERE",
        ),
        "RELATION": ("EXCEEDS", "AT_LEAST", "AT_MOST", "LESS_THAN", "EXACTLY"),
        "DUTY": ("BE_SUBJECT", "UNDERGO", "THE_ASSESSMENT"),
        "YEARS": (
            "THEREAFTER",
            "AFTER_NTH",
            "AFTER_PERIOD",
            "OTHER_YEARS",
            "EVERY_NTH",
            "EVERY_NTH_AFTER",
            "NTH_YEARS",
            "NTH_YEAR",
            "NTH_AND_NTH",
            "NEXT_YEAR",
            "NEXT_YEARS",
            "YEARS_N",
            "FROM_NTH",
            "EVERY_FROM",
            "ODD_EVEN",
            "SUCH_YEARS",
            "THAT_YEAR",
            "LAST_YEAR",
        ),
        "MULTIPLE": ("TWICE", "THRICE"),
        "SUPPLIES": ("SUPPLIES_AS_SUPPLIER", "SUPPLIES_AS_NETWORK"),
        "TIE": ("YIELDS", "WITHOUT_PREJUDICE", "NOTWITHSTANDING"),
        "COUNTS": ("INCLUDES", "EXCLUDES"),
        "ARE_COUNTED": ("ARE_INCLUDED", "ARE_EXCLUDED"),
    }.items()
    for kind in kinds
}


def _parse(phrases: Sequence[Phrase]) -> Parsed | Stuck:
    if len(phrases) > MOST_PHRASES:
        return Stuck(phrases[0], None, (), f"a sentence of more than {MOST_PHRASES} phrases is not read")
    try:
        found = _shapes(tuple(CLASSES.get(p.kind, p.kind) for p in phrases))
    except TooDeep:
        return Stuck(phrases[0], None, (), f"a sentence with more than {DEEPEST} parts within each other is not read")
    if isinstance(found, Halt):
        return _stuck(phrases, found)
    if len(found) > MOST_READINGS:
        return Stuck(phrases[0], None, (), f"it can be read in more than {MOST_READINGS} ways")
    return Parsed(tuple(_reading(shape, phrases) for shape in found))


@lru_cache(maxsize=4096)
def _shapes(kinds: tuple[str, ...]) -> tuple[Shape, ...] | Halt:
    """The ways to read a sentence of these kinds of phrase; or where reading it stops."""
    return _grammar().shapes(kinds, MOST_READINGS)


def _reading(shape: Shape, phrases: Sequence[Phrase]) -> Node:
    """A way to read a sentence, its phrases in the places of their numbers."""
    parts = (phrases[part] if isinstance(part, int) else _reading(part, phrases) for part in shape.parts)
    return Node(shape.name, tuple(parts))


def _stuck(phrases: Sequence[Phrase], halt: Halt) -> Stuck:
    at = halt.at
    names = sorted({in_words(name) for name in halt.expected} - {""}, key=_rank)
    return Stuck(phrases[at] if at < len(phrases) else None, phrases[at - 1] if at else None, tuple(names[:4]))


_RANK: Final = (
    "a number",
    "a quantity",
    "a comparison",
    "a year",
    "an assessment",
    "a duty ('it shall be subject to ...')",
    "'where'",
    "'a User'",
    "'a Supplier Party' or 'a Network Party'",
    "a reference such as 'Section G8.42'",
)


def _rank(name: str) -> tuple[int, str]:
    return (_RANK.index(name) if name in _RANK else len(_RANK), name)


@cache
def _grammar() -> Grammar:
    return grammar(files(__package__ or "").joinpath("grammar.lark").read_text(encoding="utf-8"))


def shortened(text: str, most: int = 60) -> str:
    """Words for a message: white space folded, cut at a word's end where they run long."""
    folded = " ".join(text.split())
    return folded if len(folded) <= most else folded[:most].rsplit(" ", 1)[0] + " ..."
