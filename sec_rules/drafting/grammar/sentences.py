"""A clause's words as sentences of lexemes, each knowing its provision and place."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from attrs import evolve, field, frozen

from sec_rules.drafting.grammar.lexicon import SILENT, Lexeme, Lexicon
from sec_rules.drafting.grammar.naming import aliases_given, classes_given, names_given
from sec_rules.drafting.grammar.own_words import OwnWords
from sec_rules.drafting.grammar.taught import Taught
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.drafting.layout.times import period_before
from sec_rules.lang import Place
from sec_rules.span import Span


@frozen
class Phrase:
    """A lexeme of a clause, where it stands, and its number in the clause."""

    kind: str
    text: str
    place: Place
    parts: Mapping[str, str] = field(eq=False, factory=dict)


@frozen
class Sentence:
    """A sentence's phrases in order, silent ones apart."""

    phrases: tuple[Phrase, ...]
    silent: tuple[Phrase, ...]

    @property
    def text(self) -> str:
        """The sentence's words, near enough to show a person where it is."""
        return " ".join(p.text for p in self.phrases)


def runs(provision: Provision, phrases: Iterable[Phrase]) -> Iterator[Place]:
    """Unread words, those that stand next to each other in one provision put together."""
    current: Place | None = None
    texts = {p.label: p.text for p in provision.walk()}
    for phrase in phrases:
        place = phrase.place
        if (
            current is not None
            and current.provision == place.provision
            and not texts[place.provision][current.end : place.start].strip()
        ):
            current = current.to(place)
            continue
        if current is not None:
            yield current
        current = place
    if current is not None:
        yield current


# As many clauses are kept as they were taken apart: those of a Section, as they were and as they become, in some states
# of an edit.
MOST_KEPT: Final = 512


def written(provision: Provision) -> Hashable:
    """What a clause says: its labels and words, in order, wherever in a document they stand."""
    order = tuple(written(x) if isinstance(x, Provision) else (x.start, x.end) for x in provision.order)
    return provision.label, provision.step, provision.text, order


@frozen
class _Written:
    """A clause that is equal to another where both say the same."""

    said: Hashable
    of: Provision = field(eq=False, repr=False)


@frozen
class AsOf:
    """The day as of which words are read: that on which they commence where this is said, else the first possible."""

    day: date
    said: bool = True


_OF_DAYS: Final = re.compile(
    r"\b(?:da(?:y|te)|january|february|march|april|may|june|july|august|september|october|november|december)\b|\d[/.]\d",
    re.IGNORECASE,
)


def speaks_of_days(clause: Provision) -> bool:
    """Whether a clause names a day, so that it may be read otherwise as of another."""
    return any(_OF_DAYS.search(provision.text) for provision in clause.walk())


def sentences(
    clause: Provision,
    names: Sequence[str] = (),
    taught: Sequence[Taught] = (),
    classes: Sequence[str] = (),
    own: OwnWords | None = None,
    on: AsOf | None = None,
) -> tuple[Sentence, ...]:
    """The sentences of a clause, paragraphs and all, read as of a day if one is given.

    `names` are names of amounts given elsewhere, `classes` of kinds of Users, `taught` phrases that somebody says the
    meaning of; `own` are the phrases of another rulebook than the first.
    """
    return _sentences(_Written(written(clause), clause), tuple(names), tuple(taught), tuple(classes), own, on)


@lru_cache(maxsize=MOST_KEPT)
def _sentences(
    given: _Written,
    names: tuple[str, ...],
    taught: tuple[Taught, ...],
    classes: tuple[str, ...],
    own: OwnWords | None,
    on: AsOf | None,
) -> tuple[Sentence, ...]:
    clause = given.of
    # Put together anew at each reading, so read once.
    whole = clause.whole
    used = tuple(each for each in taught if each.stands_in(whole))
    lexicon = lexicon_for(
        (*names, *names_given(whole), *aliases_given(whole)), (*classes, *classes_given(whole, own)), own
    )
    heard = _phrases(clause, lexicon, used, 0)
    phrases = [_held_on(_unless_short(phrase, whole), clause, on) for phrase in heard]
    if own is not None:
        phrases = list(_rules_apart(phrases))
    return tuple(_split(list(_joints(list(_without_sections(list(_with_brackets_closed(phrases))))))))


def _held_on(phrase: Phrase, clause: Provision, on: AsOf | None) -> Phrase:
    """The phrase; one that says from when a rule holds as nothing more than that, where it holds on the day.

    It says that at the head of a sentence; elsewhere it may say of anything from when that is.
    """
    if phrase.kind == "DATED_NUMBER":
        return _number_held_on(phrase, on.day if on is not None else None)
    if phrase.kind != "DATED":
        return phrase
    before = clause.text[: phrase.place.start].rstrip()
    if phrase.place.provision != clause.label or (before and not before.endswith(".")):
        return evolve(phrase, kind="WORD")
    said = phrase.parts.get("dated") or phrase.parts.get("dated_on") or phrase.parts.get("until") or ""
    found = period_before(said, 0)
    period = found[0] if found is not None else None
    if said:
        held = on is not None and period is not None and (period.first or period.last or on.day) <= on.day
    else:
        held = on is not None and on.said
    return evolve(phrase, kind="FRAME" if held else "WORD")


def _number_held_on(phrase: Phrase, on: date | None) -> Phrase:
    """Of a number that is another from some day on, the one that holds on a day; a word where that is not settled."""
    said = {name.partition("_")[0]: value for name, value in phrase.parts.items()}
    found = period_before(f"from {said['day']}", 0)
    day = found[0].first if found is not None else None
    if on is None or day is None:
        return evolve(phrase, kind="WORD")
    until, then = (" ".join(said.get(name, "").casefold().split()) for name in ("until", "from"))
    if on == day and until and (until in ("until", "up to") or then == "after that date") and "from" not in then:
        # Whether the day itself is one of the earlier or of the later days is not said.
        return evolve(phrase, kind="WORD")
    turns = day + _ONE_DAY if "including" in until or "end of" in until else day
    parts = {"turns": turns.isoformat()}
    return evolve(phrase, kind="NUMBER", text=said["first"] if on < turns else said["then"], parts=parts)


_ONE_DAY: Final = timedelta(days=1)
_YOU: Final = re.compile(r"\byour?\b", re.IGNORECASE)


def _unless_short(phrase: Phrase, text: str) -> Phrase:
    """The phrase; the short name of an assessment as that, where the text speaks to "you".

    Text in plain English has "a Full assessment" for the Code's term; elsewhere that may be another, unless it stands
    beside the others, in capitals ("Verification; Self-Assessment; Full").
    """
    if not phrase.kind.endswith("_SHORT") or not (_YOU.search(text) or _tells_apart(phrase, text)):
        return phrase
    return evolve(phrase, kind=phrase.kind.removesuffix("_SHORT"))


def _with_brackets_closed(phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    """The phrases, a full stop before a closing bracket put behind it: what is in brackets may be a sentence."""
    held: Phrase | None = None
    for phrase in phrases:
        if held is not None and phrase.kind != "RB":
            yield held
            held = None
        if phrase.kind == "STOP":
            held = phrase
            continue
        yield phrase
    if held is not None:
        yield held


def _tells_apart(phrase: Phrase, text: str) -> bool:
    capital = any(word[0].isupper() for word in phrase.text.split()[-2:])
    # Beside a term that stands in full a short one is a slip, or another.
    return capital and len(set(_SHORT.findall(text))) > 1 and not _LONG.search(_INITIAL.sub("", text))


_INITIAL: Final = re.compile(r"\b(?:initial|first) Full User Security Assessment\b")
_LONG: Final = re.compile(r"\b(?:Full|Verification) User Security Assessment\b|\bUser Security Self-?\s?Assessment\b")
_SHORT: Final = re.compile(r"\b(?:Full|Verification|Self-?\s?Assessment)\b")


def _without_sections(phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    """The phrases without the numbers of sub-sections, (1) and (2), each of which is sentences of its own.

    Such a number stands at the beginning of the clause or behind a full stop; where the first does not, the numbers are
    those of a list within a sentence.
    """
    sections: bool | None = None
    before: Phrase | None = None
    for phrase in phrases:
        if phrase.kind == "L1" and sections is None:
            sections = _NUMBERED.fullmatch(phrase.text) is not None and (before is None or before.kind == "STOP")
        if sections and phrase.kind == "L1":
            if before is not None and before.kind != "STOP":
                yield evolve(phrase, kind="STOP", text="")
        elif sections and phrase.kind == "END1":
            sections = None
        else:
            yield phrase
        if phrase.kind not in SILENT and not phrase.kind.startswith("END"):
            before = phrase
        sections = None if phrase.kind == "END1" else sections


_ANY: Final = re.compile(r"(?:an?|any|each|every|all)\b", re.IGNORECASE)
_SOMEBODY: Final = ("USER", "CLASS")


def _rules_apart(phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    """The phrases, with a full stop in the place of what joins two rules: "a charity must ...; any other must ...".

    It is so where nothing of the one can belong to the other: the second has somebody of its own, whom no article
    points back to, or is for all others, and what imposes an outcome; the first begins with no case of both.
    """
    sentence: list[Phrase] = []
    for phrase in phrases:
        sentence.append(phrase)
        if phrase.kind == "STOP":
            yield from _apart(sentence)
            sentence = []
    yield from _apart(sentence)


def _apart(sentence: Sequence[Phrase]) -> Iterator[Phrase]:
    heard = [i for i, phrase in enumerate(sentence) if phrase.kind not in SILENT]
    listed = any(phrase.kind[:1] == "L" and phrase.kind[1:].isdigit() for phrase in sentence)
    cuts = set() if listed else {at for at in range(len(sentence)) if _parts(sentence, heard, at)}
    for i, phrase in enumerate(sentence):
        joint = i - 1 in cuts and phrase.kind in ("AND", "BUT")
        yield evolve(phrase, kind="STOP") if i in cuts else evolve(phrase, kind="PUNCTUATION") if joint else phrase


def _parts(sentence: Sequence[Phrase], heard: Sequence[int], at: int) -> bool:
    """Whether what stands there parts two rules: a semicolon, or a comma before "and"."""
    mark = sentence[at].text.strip()
    if sentence[at].kind not in SILENT or mark not in (";", ","):
        return False
    left = [sentence[i] for i in heard if i < at]
    right = [sentence[i] for i in heard if i > at]
    joint = right[0].kind if right and right[0].kind in ("AND", "BUT") else ""
    right = right[1:] if joint else right
    strong = mark == ";"
    if not (strong or joint) or not _imposes(left) or not _imposes(right):
        return False
    if not strong and (left[-1].kind != "OUTCOME" or [p.kind for p in right if p.kind != "STOP"][-1] != "OUTCOME"):
        return False
    if right[0].kind == "OTHERWISE":
        return True
    own = right[0].kind in _SOMEBODY and _ANY.match(right[0].text) is not None
    return own and left[0].kind in _SOMEBODY


def _imposes(part: Sequence[Phrase]) -> bool:
    """Whether somebody is bound in a part, once, and to an outcome."""
    kinds = [phrase.kind for phrase in part]
    return kinds.count("UNDERGO") == 1 and "OUTCOME" in kinds[kinds.index("UNDERGO") :]


_NUMBERED: Final = re.compile(r"\(\d+[A-Z]?\)")


def _joints(phrases: list[Phrase]) -> Iterator[Phrase]:
    """The phrases with a joining word that stands before a further item of a list, told apart from any other."""
    heard = _following(phrases, ends=False)
    for phrase, following in zip(phrases, heard, strict=True):
        joins = phrase.kind in ("AND", "OR", "ANDOR", "BUT", "PLUS")
        opens = following is not None and following.kind in ("L1", "L2") and following.text not in ("(a)", "(i)", "(1)")
        yield evolve(phrase, kind=f"NEXT_{phrase.kind}") if joins and opens else phrase


def _following(phrases: Sequence[Phrase], *, ends: bool) -> list[Phrase | None]:
    """For each phrase the next one that is not silent; the ends of lists are passed over unless `ends` count."""
    found: list[Phrase | None] = []
    following: Phrase | None = None
    for phrase in reversed(phrases):
        found.append(following)
        if phrase.kind not in SILENT and (ends or not phrase.kind.startswith("END")):
            following = phrase
    return found[::-1]


_LEXICONS: Final[dict[tuple[tuple[str, ...], tuple[str, ...], OwnWords | None], Lexicon]] = {}


def lexicon_for(names: Sequence[str], classes: Sequence[str] = (), own: OwnWords | None = None) -> Lexicon:
    """A lexicon that knows these names of amounts and of kinds of Users; made once for each set of them."""
    key = (tuple(dict.fromkeys(names)), tuple(dict.fromkeys(classes)), own)
    if key not in _LEXICONS:
        _LEXICONS[key] = Lexicon(*key)
    return _LEXICONS[key]


def _phrases(provision: Provision, lexicon: Lexicon, taught: Sequence[Taught], depth: int) -> Iterator[Phrase]:
    listing = False
    for part in provision.order:
        if isinstance(part, Provision):
            listing = True
            yield Phrase(f"L{depth + 1}", part.step, Place(0, 0, part.label), {})
            yield from _phrases(part, lexicon, taught, depth + 1)
        else:
            if listing:
                yield _end(provision, depth)
                listing = False
            for lexeme in _lexemes(lexicon, taught, provision.text, part):
                yield _phrase(lexeme, provision.label, depth)
    if listing:
        yield _end(provision, depth)


def _lexemes(lexicon: Lexicon, taught: Sequence[Taught], text: str, part: Span) -> Iterator[Lexeme]:
    """The phrases of a part of a text, those taught as what they stand for, in their own places."""
    if not taught:
        yield from lexicon.lexemes(text, part.start, part.end)
        return
    start = at = part.start
    while at < part.end:
        found = [(each.ends(text, at, part.end), each) for each in taught]
        end, longest = max(found, key=lambda each: each[0])
        if end < 0:
            at += 1
            continue
        yield from lexicon.lexemes(text, start, at)
        yield evolve(longest.lexeme, start=at, end=end)
        start = at = end
    yield from lexicon.lexemes(text, start, part.end)


def _end(provision: Provision, depth: int) -> Phrase:
    return Phrase(f"END{depth + 1}", "", Place(len(provision.text), len(provision.text), provision.label), {})


def _phrase(lexeme: Lexeme, label: str, depth: int) -> Phrase:
    # A step typed in the middle of a paragraph opens a limb there; an aside is known and still not used by the rule.
    kind = {"STEP": f"L{depth + 1}", "ASIDE": "WORD"}.get(lexeme.kind, lexeme.kind)
    return Phrase(kind, lexeme.text, Place(lexeme.start, lexeme.end, label), lexeme.parts)


def _split(phrases: list[Phrase]) -> Iterator[Sentence]:
    """Sentences end at full stops, except inside a list, whose items may each end with one."""
    heard: list[Phrase] = []
    silent: list[Phrase] = []
    before: Phrase | None = None
    last: Sentence | None = None
    for phrase, following in zip(phrases, _following(phrases, ends=True), strict=True):
        if phrase.kind in SILENT:
            silent.append(phrase)
        elif phrase.kind != "STOP":
            heard.append(phrase)
        if _closes(phrase, before, following) and _says_something(heard):
            if last is not None:
                yield last
            last, silent = _sentence(heard, silent), []
        heard = [] if _closes(phrase, before, following) else heard
        if phrase.kind not in SILENT and not phrase.kind.startswith("END"):
            before = phrase
    if _says_something(heard):
        if last is not None:
            yield last
        yield _sentence(heard, silent)
    elif last is not None:
        # What says nothing by itself belongs to what stands before it.
        yield evolve(last, silent=(*last.silent, *silent))


def _says_something(heard: Sequence[Phrase]) -> bool:
    return any(not p.kind.startswith("END") for p in heard)


def _sentence(heard: list[Phrase], silent: list[Phrase]) -> Sentence:
    left, brackets = _without_empty_brackets(list(_with_formula_from_below(list(_without_ends_of_others(heard)))))
    return Sentence(_inline_lists(left), (*silent, *brackets))


def _without_ends_of_others(heard: Sequence[Phrase]) -> Iterator[Phrase]:
    """The phrases without ends of lists that begin in a sentence before."""
    begun: set[str] = set()
    for phrase in heard:
        begun |= {phrase.kind} if phrase.kind in ("L1", "L2", "L3", "L4") else set()
        if not phrase.kind.startswith("END") or f"L{phrase.kind[3:]}" in begun:
            yield phrase


def _with_formula_from_below(heard: list[Phrase]) -> Iterator[Phrase]:
    """The phrases, the one formula that stands by itself below them put where they speak of it."""
    kinds = [phrase.kind for phrase in heard]
    if kinds.count("FORMULA_BELOW") != 1:
        yield from heard
        return
    spoken = kinds.index("FORMULA_BELOW")
    below = [n for n in range(spoken, len(kinds)) if kinds[n] == "FORMULA" and _stands_alone(kinds, n)]
    for number, phrase in enumerate(heard):
        if len(below) != 1 or number not in (spoken, *below):
            yield phrase
        elif number == spoken:
            yield heard[below[0]]


def _stands_alone(kinds: Sequence[str], number: int) -> bool:
    """Whether a formula is no part of what stands beside it: it is the last, or its symbols are said behind it."""
    behind = kinds[number + 1] if number + 1 < len(kinds) else "WHERE"
    ended = kinds[number - 1] in ("ASSESSMENT", "FULL", "AFTER_INITIAL", "THEREAFTER")
    return ended and behind in ("WHERE", "NEW_NAME")


def _without_empty_brackets(heard: list[Phrase]) -> tuple[list[Phrase], list[Phrase]]:
    """The phrases without brackets round what is silent."""
    left: list[Phrase] = []
    brackets: list[Phrase] = []
    for phrase in heard:
        if phrase.kind == "RB" and left and left[-1].kind == "LB":
            brackets += [left.pop(), phrase]
        else:
            left.append(phrase)
    return left, brackets


def _closes(phrase: Phrase, before: Phrase | None, following: Phrase | None) -> bool:
    """Whether a sentence ends with a phrase: a full stop, or the end of a list after one.

    `before` is the last phrase that is neither silent nor the end of a list, `following` the next that is not silent.
    """
    if phrase.kind == "STOP":
        return following is None or not _is_level(following.kind)
    if not phrase.kind.startswith("END") or following is None or following.kind.startswith("END"):
        return False
    return before is not None and before.kind == "STOP" and following.text.lstrip(_QUOTES)[:1].isupper()


_QUOTES: Final = "\"'\u2018\u201c"


def _is_level(kind: str) -> bool:
    return kind.startswith("END") or kind in ("L1", "L2", "L3", "L4")


def _inline_lists(phrases: list[Phrase]) -> tuple[Phrase, ...]:
    """Closes a list that runs to the end of the sentence, typed inside a paragraph or not."""
    kinds = [p.kind for p in phrases]
    if "L1" not in kinds:
        return tuple(phrases)
    last = len(kinds) - 1 - kinds[::-1].index("L1")
    if "END1" in kinds[last:]:
        return tuple(phrases)
    end = phrases[-1].place
    return (*phrases, Phrase("END1", "", evolve(end, start=end.end), {}))
