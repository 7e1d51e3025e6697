"""Labels of provisions, as people write them and as texts cite them: `G8.41`, `Section G8.42(b)`, `G8.42 (b)(ii)`.

What reads, ranges, compares or spells a label anywhere in the package does it through here, and what is counted below
a clause through `steps`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, total_ordering
from typing import Final

from attrs import evolve, frozen

from sec_rules._patterns import compiled
from sec_rules.errors import CitationError
from sec_rules.lang.steps import (
    ANY_STEP,
    STEP,
    Number,
    Series,
    StepOrder,
    beside,
    between,
    letters,
    presupposed,
    spelled,
    step_order,
    step_range,
    steps_of,
)

# Parts that larger patterns are put together from: a Section, a clause of one, with its Section or without.
SECTION = r"[A-Z]\d{0,2}"
UNDER_SECTION = r"\d{1,2}\s?\.\s?\d{1,3}[A-Z]{0,3}"
CLAUSE = rf"[A-Z]{UNDER_SECTION}"
STEPS = rf"(?:\s?{STEP})+"
REFERENCE = rf"{CLAUSE}(?:\s?{STEP})*"

# Steps that stand tight behind a label belong to it whatever they are, so that none is read as the whole clause.
_IN_TEXT = re.compile(rf"(?<![\w.]){CLAUSE}(?:{ANY_STEP}|\s?{STEP})*(?!\w)")
# A label, or steps alone, which go on a list: "G8.42(a) to (c)".
_NAMED = re.compile(rf"{_IN_TEXT.pattern}|(?P<steps>{STEP}(?:\s?{STEP})*)")
_JOINED = re.compile(r",|,?\s*(?:and/or|and|or|&)|to")
_LEVEL = r"(?i:sections?|clauses?|conditions?)"
_PARSED = re.compile(
    rf"\s*{_LEVEL}?\s*(?P<section>[A-Za-z])\s?(?P<part>\d{{1,2}})\s?\.\s?"
    r"(?:(?P<number>\d{1,3})(?P<suffix>[A-Z]{0,3})|(?P<name>[a-z][a-z_ ]{2,40}[a-z]))"
    rf"(?P<steps>(?:\s*{ANY_STEP})*)\s*"
)
# What has a name for a number stands behind what has a number.
_BEHIND_ALL_NUMBERS = 10_000

Order = tuple[str, str, tuple[Number, ...], str, tuple[StepOrder, ...]]


@total_ordering
@frozen
class Label:
    """The label of a provision: what stands before its numbers, the numbers of its levels, and the steps from there.

    Of the Code's "G8.42A(b)(i)" the `section` is "G", the `numbers` are "8" and "42A", and the `steps`, as they are
    written, "(b)" and "(i)"; of "CC.6.1.2" the section is "CC.", of "Article 5(2)" it is "Article " and the number "5".
    A clause of the Code whose number is not known is called by a `name` in small letters, such as G8.assurance_status.
    `within` names the part of a text that counts by itself: "Schedule 8".
    """

    section: str
    numbers: tuple[str, ...]
    steps: tuple[str, ...] = ()
    name: str = ""
    within: str = ""

    def __str__(self) -> str:
        return self.clause + self.path

    def __lt__(self, other: Label) -> bool:
        return self.order < other.order

    @staticmethod
    def parse(text: str) -> Label:
        """The provision of the Code that a person means; `CitationError` where the text is no citation."""
        return parse(text)

    @property
    def clause(self) -> str:
        """The label of the clause: "G8.42", "Schedule 8, 4.1"."""
        own = self.section + ".".join((*self.numbers, *filter(None, (self.name,))))
        return f"{self.within}, {own}" if self.within else own

    @property
    def path(self) -> str:
        """The steps put together: "(b)(i)"."""
        return "".join(self.steps)

    @property
    def suffix(self) -> str:
        """What an inserted clause has behind its number: the "A" of G8.44A."""
        return "" if self.name or not self.numbers else self.numbers[-1].lstrip("0123456789")

    @property
    def parent(self) -> Label | None:
        """The provision that this one stands in: its clause or paragraph, or 1.2 for 1.2.1; None where it has none.

        The first number behind a letter is that of the Section, so G8.42 is nobody's.
        """
        if self.steps:
            return evolve(self, steps=self.steps[:-1])
        numbers = self.numbers[:-1]
        return evolve(self, numbers=numbers) if len(numbers) > bool(self.section) else None

    @property
    def presupposes(self) -> Label | None:
        """The clause that must be there for this one to be inserted: G8.44A for G8.44AA, G8.44B or G8.44ZA."""
        needed = presupposed(self._counted[-1]) if self.suffix else None
        return self._at(needed) if needed is not None else None

    @property
    def series(self) -> tuple[str, str, tuple[str, ...]]:
        """What tells the clauses that are counted together with this one."""
        return self.within, self.section, self.numbers if self.name else self.numbers[:-1]

    @property
    def order(self) -> Order:
        """A sort key: G8.44, G8.44(a), G8.44ZA, G8.44A, G8.44AA, G8.44B, G8.45."""
        return self.within, self.section, self._counted, self.name, tuple(map(step_order, self.steps))

    @property
    def _counted(self) -> tuple[Number, ...]:
        numbers = tuple(_number_of(each) for each in self.numbers)
        return (*numbers, ((0, _BEHIND_ALL_NUMBERS),)) if self.name else numbers

    def _at(self, number: Number) -> Label:
        """The clause of another number in the same Section."""
        return evolve(self, numbers=(*self.numbers[:-1], spelled(number, Series.DIGITS)[1:-1]), steps=())


def _number_of(written: str) -> Number:
    """What one level counts: "44A" is the first inserted after 44; letters and roman numbers count as letters do."""
    digits = re.match(r"\d*", written)
    first = int(digits.group()) if digits and digits.group() else 0
    return ((0, first), *letters(written.lstrip("0123456789")))


def parse(text: str) -> Label:
    """The provision of the Code a person means; `CitationError` where the text is no citation.

    The Section may be given in small, as in "g8.42". "G8.44C" and "G8.44(c)" are two things, so "G8.44c" is refused.
    """
    label = _parsed(text)
    if label is None:
        raise CitationError(_no_citation(text))
    return label


@lru_cache(maxsize=20_000)
def _parsed(text: str) -> Label | None:
    match = _PARSED.fullmatch(text)
    if match is None:
        return None
    section, part, steps = match["section"].upper(), str(int(match["part"])), steps_of(match["steps"])
    if match["name"]:
        return Label(section, (part,), steps, match["name"].replace(" ", "_"))
    return Label(section, (part, f"{int(match['number'])}{match['suffix']}"), steps)


# The label of a provision of any text, as it is spelled here.
_ANY: Final = compiled(
    r"(?:(?P<within>[^()]+), )?(?P<section>[^\W\d_]+ |[A-Z]{1,5}(?:\d?\.[A-Z])?\.?)?"
    rf"(?P<numbers>\d{{1,6}}[A-Z]{{0,3}}(?:\.\d{{1,4}}[A-Z]{{0,3}})*|(?<!\w)[A-Z]{{1,6}})(?P<steps>(?:{ANY_STEP})*)"
)


@lru_cache(maxsize=20_000)
def read(label: str) -> Label | None:
    """A label as it is held as a string, of the Code or of any other text; None for what is none."""
    parsed = _parsed(label)
    match = _ANY.fullmatch(label) if parsed is None else None
    if match is None:
        return parsed
    numbers = tuple(match["numbers"].split("."))
    return Label(match["section"] or "", numbers, steps_of(match["steps"]), within=match["within"] or "")


def two_readings(text: str) -> tuple[str, str] | None:
    """The clause and the paragraph that a letter in small may mean, as in "G8.44c"; None where it is not that."""
    small = re.fullmatch(r"\s*(?P<stem>.*\d)(?P<suffix>[a-z]{1,3})\s*", text)
    if small is None or _parsed(small["stem"]) is None:
        return None
    stem, suffix = small.groups()
    return f"{stem}{suffix.upper()}", f"{stem}({suffix})"


def _no_citation(text: str) -> str:
    two = two_readings(text)
    if two is not None:
        return f"'{text}' may be the clause {two[0]} or the paragraph {two[1]}; write which."
    return f"'{text}' is no citation this Code knows; write it like G8.42, G8.42(b) or 'Section G8.42 (b)'."


# Labels held as strings, as keys of what is looked up by them.


def clause_of(label: str) -> str:
    """The label of the clause in which a provision stands: "G8.42" of "G8.42(b)(i)"."""
    return label.partition("(")[0]


def path_of(label: str) -> str:
    """The steps of a provision below its clause: "(b)(i)" of "G8.42(b)(i)"."""
    return label[len(clause_of(label)) :]


def depth_of(label: str) -> int:
    """How many steps a provision stands below its clause, 0 for the clause."""
    return label.count("(")


def parent_of(label: str) -> str:
    """The label without its last step; "" for a clause."""
    return label.rpartition("(")[0]


def stands_in(label: str, place: str) -> bool:
    """Whether a provision is the one of that label or stands below it; a Section ("G8") holds all its clauses."""
    return label == place or (label.startswith(place) and label[len(place) :][:1] in ("(", "."))


def order(label: str) -> Order:
    """A sort key that puts provisions where their text does, and behind them what is no label."""
    found = read(label)
    return found.order if found is not None else ("", "~", (), label, ())


def nearest(label: str, held: Iterable[str]) -> tuple[str, ...]:
    """Up to three labels held that lie nearest to one that is not."""

    def distance(other: str) -> tuple[int, str]:
        one, two = order(label), order(other)
        return (abs(_last(one) - _last(two)) + 50 * ((one[:2], one[2][:1]) != (two[:2], two[2][:1])), other)

    return tuple(sorted(held, key=distance)[:3])


def _last(of: Order) -> int:
    return of[2][-1][0][1] if of[2] else 0


def together(one: str, two: str) -> bool:
    """Whether two labels are of clauses that are counted together: those of one Section, 1.1 and 1.2."""
    first, second = read(one), read(two)
    return first is not None and second is not None and first.series == second.series


def is_inserted(label: str) -> bool:
    """Whether a clause has the suffix of one that was inserted: G8.44A, 12A."""
    found = read(label)
    return found is not None and bool(found.suffix) and bool(found.numbers[-1][:1].isdigit())


# Labels in a text.


@frozen
class Mention:
    """A label in a text, and where it stands there."""

    start: int
    end: int
    label: Label


def scan(text: str) -> Iterator[Mention]:
    """The labels that stand in a text, in order."""
    for match in _IN_TEXT.finditer(text):
        yield Mention(*match.span(), parse(match.group()))


@frozen
class Range:
    """What a text cites together: the provisions from one to another, or one, which is then both ends."""

    first: str
    last: str

    def __str__(self) -> str:
        return self.first if self.first == self.last else f"{self.first} to {self.last}"

    @property
    def ends(self) -> tuple[str, str]:
        """Both ends; the same twice where it is one provision."""
        return self.first, self.last

    def among(self, standing: Sequence[str]) -> tuple[str, ...]:
        """Those meant of the provisions that stand side by side, in their order, with any inserted on the way.

        None of them where an end does not stand there, or the range runs backwards.
        """
        if self.first not in standing or self.last not in standing:
            return ()
        return tuple(standing[standing.index(self.first) : standing.index(self.last) + 1])


def ranges(text: str) -> tuple[Range, ...]:
    """The provisions and ranges that a list of references names, each as it is cited.

    Behind a paragraph steps alone go on the list: "G8.42(a) to (c)", "G8.42(a), (b)(i) and (ii)".
    """
    found: list[Range] = []
    end = 0
    for match in _NAMED.finditer(text):
        between = text[end : match.start()].strip()
        end = match.end()
        if match["steps"] is None:
            label = str(parse(match.group()))
        elif found and path_of(found[-1].last) and _JOINED.fullmatch(between):
            label = _beside(found[-1].last, steps_of(match["steps"]))
        else:
            continue
        if found and between.split()[:1] == ["to"]:
            found[-1] = Range(found[-1].first, label)
        else:
            found.append(Range(label, label))
    return tuple(dict.fromkeys(found))


def _beside(label: str, steps: tuple[str, ...]) -> str:
    """The provision that steps alone mean behind a label: behind G8.42(b)(i), "(iii)" is G8.42(b)(iii)."""
    return clause_of(label) + "".join(beside(steps_of(path_of(label)), steps[0]) if len(steps) == 1 else steps)


def references(text: str) -> tuple[str, ...]:
    """The labels that a list of references names, ranges written out.

    "Sections G8.41 to G8.43" names G8.42 too, and "G8.42(i) to (iii)" names G8.42(ii). What may have been inserted on
    the way is not made up.
    """
    written = (label_range(parse(each.first), parse(each.last)) for each in ranges(text))
    return tuple(dict.fromkeys(str(label) for labels in written for label in labels))


# How a text that is not the Code's cites its own provisions, "paragraph 2(a) or 3", as part of larger patterns.
CITED_LEVEL: Final = "(?:paragraph|regulation|clause|condition|article|rule|section)s? "
CITED_LABEL: Final = rf"\d{{1,3}}[A-Z]{{0,2}}(?:\.\d{{1,3}})*(?: ?{ANY_STEP})*"
_CITED: Final = compiled(rf"(?P<level>{CITED_LEVEL})?(?P<label>{CITED_LABEL})", re.IGNORECASE)
_NAMED_LEVELS: Final = ("Condition", "Article")
# How a text cites numbered parts of the provision in which the words stand: "paragraph (1)", "subsections (2) and (3)".
PART_LEVEL: Final = "(?:paragraph|sub-?paragraph|sub-?section)s? "
PART_LABEL: Final = rf"\(\d{{1,3}}[A-Z]{{0,2}}\)(?: ?{ANY_STEP})*"
_PARTS: Final = compiled(rf"(?:{PART_LEVEL}|,? (?:and|or) |, )+(?P<label>{PART_LABEL})", re.IGNORECASE)


def cited_here(text: str, within: str = "") -> tuple[str, ...]:
    """The labels of a text's own provisions that a list of references in it names: those of "paragraph 2(a) or 3".

    Parts that are named by their steps alone, "paragraph (1)", are those of the provision `within` which the words are.
    """
    if re.match(rf"{PART_LEVEL}\(", text, re.IGNORECASE):
        return tuple(dict.fromkeys(within + "".join(match["label"].split()) for match in _PARTS.finditer(text)))
    found: list[str] = []
    level = ""
    for match in _CITED.finditer(text):
        level = (match["level"] or level).strip().rstrip("s").capitalize()
        label = "".join(match["label"].split())
        found.append(f"{level} {label}" if level in _NAMED_LEVELS else label)
    return tuple(dict.fromkeys(found))


def label_range(first: Label, last: Label) -> tuple[Label, ...]:
    """The provisions from one to another, both ends among them: clauses of a Section, or paragraphs side by side.

    The ends alone where the range runs backwards, or over what does not stand side by side.
    """
    if first.clause == last.clause and first.parent == last.parent and first.steps and last.steps:
        return tuple(evolve(first, steps=(*first.steps[:-1], s)) for s in step_range(first.steps[-1], last.steps[-1]))
    if first.series != last.series or first.name or last.name or first.clause == last.clause:
        return tuple(dict.fromkeys((first, last)))
    return (first, *map(first._at, between(first._counted[-1], last._counted[-1])), last)
