"""The phrases of a rulebook other than the Smart Energy Code's, as the grammar takes them.

What every code has in common, such as comparisons, joints and exceptions, is read as it is anywhere. What belongs to
the Smart Energy Code alone is left out, so that none of its facts is read into another text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cache, cached_property
from typing import Final

from attrs import define, field

from sec_rules.drafting.grammar import numbers
from sec_rules.drafting.grammar.numbers import NUMBER
from sec_rules.drafting.layout.patterns import Forms
from sec_rules.lang import Condition, Count, Not, Outcome, YesNo
from sec_rules.lang.citations import CITED_LABEL, CITED_LEVEL, PART_LABEL, PART_LEVEL
from sec_rules.lang.rulebooks import Rulebook, Says, Unit
from sec_rules.rulebook.usual import USUAL

# Phrases of the shared file that speak of the Smart Energy Code's own parties, premises, assessments and years.
_OF_THE_CODE: Final = frozenset(
    (
        *("USER", "OF_EACH", "CASE_OF", "AFTER_INITIAL", "YEAR_ONE", "ASIDE", "QUALIFIER", "HAS", "POSSESS"),
        *("YEARS_N", "FROM_NTH", "EVERY_FROM", "THE_YEARS", "ODD_EVEN", "BY_TURNS", "BEGINNING_WITH", "FIRST_OF"),
        *(
            "DUE_TO_NOBODY",
            "NO_USER",
            "SUCH_YEARS",
            "AFTER_NTH",
            "THEREAFTER",
            "OTHER_YEARS",
            "EVERY_NTH_AFTER",
            "EVERY_NTH",
            "NTH_YEARS",
        ),
        *("NEXT_YEARS", "NTH_AND_NTH", "NTH_YEAR", "NEXT_YEAR", "THE_YEAR", "BUT_NTH", "UNTIL_NTH", "ROUND", "REPEAT"),
        *("REPEAT_ALL", "FULL", "VERIFICATION", "SELF", "FULL_SHORT", "VERIFICATION_SHORT", "SELF_SHORT", "EXEMPTION"),
        *("NONE_DUE", "BE_SUBJECT", "UNDERGO", "BARE_DUTY", "PASSIVE", "METERING_POINTS", "ALL_PREMISES"),
        *("NON_DOMESTIC", "DOMESTIC", "PREMISES", "NO_PREMISES", "SUPPLIER_PARTY", "NETWORK_PARTY", "SHARES"),
        *("SHARING", "SUPPLIES_AS_SUPPLIER", "SUPPLIES_AS_NETWORK", "AS_SUPPLIER", "AS_NETWORK", "WEIGHING"),
        *("OTHER_THAN", "OTHER_PARTY", "NUMBER_OF", "SUPPLIES", "EACH_AS", "BEYOND", "REFERENCES", "YIELDS"),
        *("NOTWITHSTANDING", "WITHOUT_PREJUDICE", "EXCEPT"),
    )
)
OPEN: Final = "[\"\u201c\u2018']"
CLOSE: Final = "[\"\u201d\u2019']"
_AN: Final = "(?:an?|each|any|every|the|that|such|all|those)"
_SCALES: Final = {
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "k": 1_000,
    "m": 1_000_000,
    "bn": 1_000_000_000,
}
# What the numbers of the shared grammar leave out: parts of a whole, and scales in short.
_DECIMAL: Final = r"\d[\d,]*(?:\.\d+(?: ?(?:thousand|million|billion|bn|[mk])\b)?| ?(?:bn|[mk])\b)"
_DECIMAL_PARTS: Final = re.compile(r"(?P<plain>[\d,.]+?) ?(?P<scale>[a-z]*)")
_AUXILIARY: Final = re.compile(r"\b(?:is|are|was|were|has|have|does|do)\b(?! not\b)")
_RELATIVE: Final = re.compile(r"\b(?:who|which|that|whose|where|not)\b")
_EXCEPT: Final = (
    "unless|(?:except|save|other than)(?: to the extent)?(?: that)?(?: in (?:the|any) cases?)? (?:where|when|if)"
    "|but not (?:where|if|when)"
)
# What begins a description of those that are left out.
_SUCH: Final = "(?:which|that|who|whose|with|having)\\b"
# Ranges are left unread: what was inserted within them is not known.
_CITED: Final = CITED_LEVEL
_LABEL: Final = rf"{CITED_LABEL}(?! to \d)"
_PART: Final = rf"{PART_LABEL}(?! to \()"
_ONE_CITED: Final = rf"(?:{_CITED}{_LABEL}|{PART_LEVEL}{_PART})"


def literal(phrase: str) -> str:
    """A phrase as a form that finds it: its signs stand for themselves, each space for any white space."""
    return re.escape(" ".join(phrase.split())).replace("\\ ", " ").replace("\\-", "-")


def _any_of(phrases: Iterable[str]) -> str:
    return "(?:" + "|".join(map(literal, sorted(set(phrases), key=lambda p: (-len(p), p)))) + ")"


def folded(phrase: str) -> str:
    """A phrase by which it is looked up."""
    return " ".join(phrase.split()).casefold()


@define(eq=False, slots=False)
class OwnWords:
    """The phrases of one rulebook, and what each of them stands for."""

    rulebook: Rulebook
    amounts: Mapping[str, Count] = field(init=False)
    conditions: Mapping[str, Condition] = field(init=False)
    outcomes: Mapping[str, Outcome] = field(init=False)

    def __attrs_post_init__(self) -> None:
        words = self.rulebook.words
        self.amounts = {folded(p): w.of for w in words if isinstance(w.of, Count) for p in w.phrases}
        self.outcomes = {folded(p): w.of for w in words if isinstance(w.of, Outcome) for p in w.phrases}
        states = [(w, w.of) for w in words if isinstance(w.of, YesNo)]
        # What is declared goes before what follows from it.
        self.conditions = {
            p: Not(f) for w, f in states if f not in self.parties for s in w.phrases for p in _denials(s)
        }
        self.conditions |= {p: c for w, f in states for p, c in _stated(w, f)}

    @property
    def parties(self) -> frozenset[YesNo]:
        """The facts that are kinds of those whom the rulebook binds."""
        return frozenset(self.rulebook.parties)

    @cached_property
    def user(self) -> str:
        """The form that finds one whom the rulebook binds, named or spoken of."""
        return rf"(?:(?:it|they|you)|(?:{_AN} (?:said )?)?{_any_of(self.rulebook.user)}s?)"

    @cached_property
    def users(self) -> str:
        """The form of what the text calls them."""
        return "|".join(map(literal, (*self.rulebook.user, *self._kinds)))

    @cached_property
    def _kinds(self) -> tuple[str, ...]:
        """What a text calls each kind of those whom it binds, and those that are not of it."""
        return tuple(p for w in self.rulebook.words if w.of in self.parties for p in (*w.phrases, *w.denied))

    @cached_property
    def its(self) -> str:
        """The form of what stands before what is theirs."""
        return rf"(?:its|the|that|such|their|your|an?|(?:that|the|such|a) {_any_of(self.rulebook.user)}['\u2019]s)"

    def forms(self, shared: Forms) -> Iterator[tuple[str, str]]:
        """The phrases shared by all codes, speaking of those whom this rulebook binds."""
        for name, forms in shared.rows:
            for said in forms if name not in _OF_THE_CODE else ():
                for word, own in (("WHO", self.user), ("USER", self.user), ("ITS", self.its)):
                    said = said.replace(shared.words[word], own)
                yield name, said

    def own(self, shared: Forms) -> Iterator[tuple[str, str]]:
        """The rulebook's own phrases; of several that are found at one place the longest counts."""
        signs = [sign for unit in self.rulebook.units if unit.before for sign in unit.spelled]
        many = f"(?:{shared.words['MANY']}{'|' + _any_of(signs) if signs else ''})"
        if self.outcomes:
            every = _any_of(self.outcomes)
            yield "OUTCOME", rf"{OPEN}?(?:(?:an?|the|another|such) )?{OPEN}?(?P<outcome>{every}){CLOSE}?"
            # What means one whom the rulebook binds is imposed on such a one: "large undertaking" means an undertaking.
            yield "PASSIVE", rf"(?:means|shall mean)(?= {_AN} (?:{self.users})\b)"
            is_one = "(?:is|are|(?:shall|must) be)(?: to be| deemed to be| (?:to be )?(?:treated|regarded) as)?"
            yield "UNDERGO", rf"{is_one}(?= (?:an? |the )?{every}(?!\w))"
        if self.rulebook.duties:
            yield "UNDERGO", _any_of(self.rulebook.duties)
        yield "USER", self.user
        yield "OTHERWISE", rf"(?:any|every|each|all) other {_any_of(self.rulebook.user)}s?"
        if self.amounts:
            nouns = _any_of(self.amounts)
            before = rf"(?:{self.its} )?(?:(?:aggregate|total) )?(?:numbers? of (?:its |all |the )?)?"
            of = rf"(?: (?:of|for|in relation to) {self.user}| of(?= {many}))?"
            yield "NAME", rf"{before}(?P<name>{nouns}){of}"
            yield "HAS", rf"(?:(?:{self.user} )?(?:has|have)|having|with)(?= {before}{nouns}(?!\w))"
        yield "SUPPLIES", rf"(?:{self._verbs}|there (?:is|are))(?= {many})"
        yield from self._kinds_and_states()
        if self.rulebook.qualifiers:
            yield "QUALIFIER", _any_of(self.rulebook.qualifiers)
        yield from self._figures()
        yield "EXCEPT", _EXCEPT
        yield (
            "EXCEPT",
            rf"(?:except(?: for)?|save for|other than|excluding|not being) (?:one|those|{self.user})(?= {_SUCH})",
        )

    @cached_property
    def _verbs(self) -> str:
        """The form of what stands before so many of something; a participle says of whom behind its own noun."""
        verbs = {"has", "have", "having", "with", *(v for w in self.rulebook.words for v in w.verbs)}
        participles = {v for v in verbs if v == "with" or v.split()[0].endswith("ing")}
        finite = rf"(?:{self.user} )?(?P<verb>{_any_of(verbs - participles)})"
        return rf"{finite}|(?P<participle>{_any_of(participles)})"

    def measured_by(self, verb: str) -> Count | None:
        """What a verb alone says how much of there is, "emits 5 tonnes": the one count in units that it stands for."""
        found = [w.of for w in self.rulebook.words if isinstance(w.of, Count) and verb in map(folded, w.verbs)]
        return found[0] if len(found) == 1 and self.measured(found[0]) else None

    def _kinds_and_states(self) -> Iterator[tuple[str, str]]:
        if self._kinds:
            yield "CLASS", rf"(?:{_AN} )?(?P<class>{_any_of(self._kinds)})s?"
        states = [p for p in self.conditions if p not in map(folded, self._kinds)]
        if states:
            yield "STATED", rf"(?P<stated>{_any_of(states)})"
        yield "REFERENCES", rf"{_CITED}{_LABEL}(?:(?:,| and| or|, and|, or) (?:{_CITED})?{_LABEL})*"
        yield "REFERENCES", rf"{PART_LEVEL}{_PART}(?:(?:,| and| or|, and|, or) (?:{PART_LEVEL})?{_PART})*"
        yield "YIELDS", rf"subject(?: always| only)? to(?= {_ONE_CITED})"
        yield "NOTWITHSTANDING", rf"(?:notwithstanding|despite)(?= {_ONE_CITED})"
        yield "WITHOUT_PREJUDICE", rf"without prejudice to(?= {_ONE_CITED})"

    def _figures(self) -> Iterator[tuple[str, str]]:
        for unit in self.rulebook.units:
            sign = _any_of(unit.spelled)
            number = rf"(?P<digits>{_DECIMAL}|{NUMBER})"
            yield f"NUMBER:{unit.name}", rf"{sign} ?{number}" if unit.before else rf"{number}[ -]?{sign}"

    def unit(self, name: str) -> Unit:
        """The unit of that name."""
        return next(unit for unit in self.rulebook.units if unit.name == name)

    def measured(self, count: Count) -> bool:
        """Whether a figure of a count needs a unit."""
        return any(unit.of == count.unit for unit in self.rulebook.units)

    def has_a_figure(self, name: str) -> bool:
        """Whether the rulebook gives a figure of that name, in the unit of what is compared with it."""
        return folded(name) in {folded(figure.name) for figure in self.rulebook.figures}

    def value(self, digits: str, unit: Unit) -> int | None:
        """A figure in the unit in which facts are counted; None where that is no whole number."""
        small = digits.casefold()
        if re.fullmatch(_DECIMAL, small):
            parts = _DECIMAL_PARTS.fullmatch(small)
            assert parts is not None
            value = Fraction(parts["plain"].replace(",", "")) * _SCALES.get(parts["scale"], 1) * unit.scale
        else:
            found = numbers.read(digits)
            if found.other is not None:
                return None
            value = Fraction(found.value) * unit.scale
        return int(value) if value.denominator == 1 else None


def _stated(said: Says, fact: YesNo) -> Iterator[tuple[str, Condition]]:
    """The statements of a fact with what each says."""
    for phrase in said.phrases:
        yield folded(phrase), fact
    for phrase in said.denied:
        yield folded(phrase), Not(fact)


def _denials(phrase: str) -> Iterator[str]:
    """How a text denies a statement: "is not listed", "meter is not read", "does not carry timber".

    What it does stands first, as "carries"; of its ending each way to take it off is given, since those that make no
    word are in no text. A statement with "who", "which" or "that" in it is not turned round, nor one with two verbs.
    """
    small = folded(phrase)
    verbs = [*_AUXILIARY.finditer(small)]
    if _RELATIVE.search(small) or len(verbs) > 1:
        return
    for verb in verbs:
        yield f"{small[: verb.end()]} not{small[verb.end() :]}"
        if verb[0] in ("has", "have"):
            yield f"{small[: verb.start()]}do{'es' if verb[0] == 'has' else ''} not have{small[verb.end() :]}"
    first, _, rest = small.partition(" ")
    if not verbs and first.endswith("s") and not first.endswith("ss"):
        stems = (
            first[:-1],
            first[:-2] if first.endswith("es") else "",
            f"{first[:-3]}y" if first.endswith("ies") else "",
        )
        yield from (f"do{es} not {stem} {rest}".strip() for stem in filter(None, stems) for es in ("", "es"))


def rulebook_of(own: OwnWords | None) -> Rulebook:
    """The rulebook in whose words a text is read: the first, in those of the grammar itself, where none are own."""
    return USUAL if own is None else own.rulebook


@cache
def own_words(rulebook: Rulebook) -> OwnWords | None:
    """The phrases of a rulebook; None of the first, whose phrases are those of the grammar itself."""
    return OwnWords(rulebook) if rulebook.words else None
