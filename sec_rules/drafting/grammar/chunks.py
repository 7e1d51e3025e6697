"""The chunks of a tagged sentence: noun phrases, verbs, prepositions, words that open a clause of a case or of a thing.

A word that may be a noun or a verb is told by what stands before it: after "shall" or "to" it is a verb; where a clause
("which", "where") still waits for its verb it is that; behind an article it is a noun.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Final, Literal

from attrs import evolve, field, frozen, mutable

from sec_rules.drafting.grammar.tagging import NAMES, Form, Tagged

Kind = Literal[
    "phrase", "modal", "be", "have", "do", "verb", "to", "preposition", "opens", "as", "joint", "apart", "adverb",
    "not", "only", "except", "described", "other",
]  # fmt: skip

_BEGINS: Final = frozenset(("DETERMINERS", "NUMBERS", "POSSESSIVE", "NONE", "HOW_MANY"))
_INSIDE: Final = _BEGINS | NAMES | {"WORD", "SAID_OF", "NAMING", "KINDS", "FIGURE"}
# What may stand behind a verb that has an object; and behind one that has an object or none.
_AN_OBJECT: Final = _BEGINS | {"PRONOUNS", "REFERENCE"}
_AN_OBJECT_OR_WHERE: Final = _AN_OBJECT | {"PREPOSITIONS"}
_AFTER_A_VERB: Final = _BEGINS | {"PRONOUNS", "END", "APART"}
_AUXILIARY: Final = frozenset(("BE", "HAVE", "DO"))
# By its form a word of these is no verb as it stands behind "to".
_NO_INFINITIVE: Final = frozenset(("PLURAL", "NAME", "NOMINAL", "DOING", "PAST"))
_ENDS_A_PHRASE: Final = frozenset(("APART", "PRONOUNS", "NOT", "EXCEPT", "MODALS", *_AUXILIARY))
ASIDES: Final[tuple[Kind, ...]] = ("adverb", "not", "only")
_END: Final = Tagged("", frozenset(("END",)))


@frozen
class Chunk:
    """Some words of a sentence that stand together: what they are, and which of them is the head.

    `form` is that of a verb ("" after "shall"); `finite` says that a verb is one of a clause of its own, and `sub` that
    the clause is one of a case or of a thing described.
    """

    kind: Kind
    start: int
    end: int
    head: int
    form: Form = ""
    finite: bool = False
    sub: bool = False


def chunks(words: Sequence[Tagged]) -> tuple[Chunk, ...]:
    """The chunks of a sentence, from left to right."""
    chunker = _Chunker(tuple(_pronouns_told(words)))
    at = 0
    while at < len(words):
        at = chunker.chunk_at(at)
    return tuple(chunker.chunks)


def _pronouns_told(words: Sequence[Tagged]) -> Iterator[Tagged]:
    """The words, those told that stand for a thing ("each of them") from those before one ("each report")."""
    for one, two in pairwise((*words, _END)):
        if {"PRONOUNS", "DETERMINERS"} <= one.tags:
            before_a_thing = bool(two.tags & (NAMES | {"WORD", "SAID_OF", "NUMBERS"}))
            yield evolve(one, tags=one.tags - {"PRONOUNS" if before_a_thing else "DETERMINERS"})
        else:
            yield one


@mutable(eq=False)
class _Chunker:
    """Reads words from left to right; `waiting` are the clauses opened that have no verb yet, the last one last.

    "weak" is one that may be none: "before" and "that" may stand before a thing too. `awaits` says that "shall" still
    waits for its verb, `fronted` that the sentence's own verb has not come.
    """

    words: Sequence[Tagged]
    chunks: list[Chunk] = field(factory=list)
    waiting: list[Literal["weak", "strong"]] = field(factory=list)
    fronted: bool = True
    awaits: bool = False
    # How many chunks were looked at for the last that is no aside, and which it is.
    looked_at: int = 0
    latest: Chunk | None = None

    def chunk_at(self, i: int) -> int:
        """Read the chunk that begins at a word; the place behind it."""
        before, word = self.last(), self.word(i)
        for rule in _RULES:
            if end := rule(self, i, word, before):
                return end
        return self.left_over(i)

    def word(self, i: int) -> Tagged:
        return self.words[i] if i < len(self.words) else _END

    def tags(self, i: int) -> frozenset[str]:
        return self.word(i).tags

    def last(self) -> Chunk | None:
        """The last chunk, asides passed over."""
        for chunk in self.chunks[self.looked_at :]:
            self.latest = self.latest if chunk.kind in ASIDES else chunk
        self.looked_at = len(self.chunks)
        return self.latest

    def last_kind(self) -> str:
        """What the very last chunk is; "" at the beginning."""
        return self.chunks[-1].kind if self.chunks else ""

    def add(self, kind: Kind, i: int, form: Form = "") -> int:
        """One word as a chunk."""
        self.chunks.append(Chunk(kind, i, i + 1, i, form))
        return i + 1

    # The rules, each giving the place behind the chunk that it reads, or 0 where it reads none.

    def separator(self, i: int, word: Tagged, before: Chunk | None) -> int:
        if not word.tags & {"APART", "CONJUNCTIONS"}:
            return 0
        # "tell the assessor why and ...": what was opened and closed at once waits for nothing.
        if self.waiting and (self.waiting[-1] == "weak" or (before is not None and before.kind == "opens")):
            self.waiting.pop()
        return self.add("apart" if "APART" in word.tags else "joint", i)

    def floating(self, i: int, word: Tagged, before: Chunk | None) -> int:
        """ "shall each pay"; "once in every year"."""
        floats = self.awaits and "FLOATING" in word.tags
        often = word.small == "once" and "PREPOSITIONS" in self.tags(i + 1)
        return self.add("adverb", i) if floats or often else 0

    def further_act(self, i: int, word: Tagged, before: Chunk | None) -> int:
        """What stands behind "and" or a comma may be a further act: "and halve its figure"."""
        if before is None or before.kind not in ("joint", "apart") or not any(c.finite for c in self.chunks):
            return 0
        if self.tags(i + 1) & {"BE", "HAVE", "MODALS"}:
            return 0
        governs = bool(self.tags(i + 1) & _AN_OBJECT)
        if word.is_verb(""):
            acts = governs or not (word.is_noun or word.tags & _BEGINS)
        else:
            acts = governs and "WORD" in word.tags and not word.tags & (_NO_INFINITIVE - {"DOING"})
        return self.add("verb", i) if acts else 0

    def modal(self, i: int, word: Tagged, before: Chunk | None) -> int:
        needs = "NEEDS" in word.tags and before is not None and before.kind in ("phrase", "described")
        if "MODALS" in word.tags or (needs and self.calls_for_a_verb(i)):
            return self.finite("modal", i)
        return 0

    def aside(self, i: int, word: Tagged, before: Chunk | None) -> int:
        kinds: tuple[tuple[str, Kind], ...] = (("NOT", "not"), ("ONLY", "only"), ("EXCEPT", "except"))
        if "WHEN" in word.tags:
            return 0  # "save to the extent that" opens a clause
        return next((self.add(kind, i) for tag, kind in kinds if tag in word.tags), 0)

    def verb_called_for(self, i: int, word: Tagged, before: Chunk | None) -> int:
        """The verb behind "to" or "shall", though something stands between: "shall, where it is late, send"."""
        governed = before is not None and before.kind in ("to", "modal", "do")
        if not governed and not (self.awaits and self.may_be_awaited(word)):
            return 0
        kind: Kind | None = _auxiliary(word)
        if kind is None and (word.is_verb("") or self.may_be_infinitive(i, word, before)):
            kind = "verb"
        if kind is None:
            return 0
        self.awaits = False
        return self.add(kind, i)

    def auxiliary(self, i: int, word: Tagged, before: Chunk | None) -> int:
        kind = _auxiliary(word)
        if kind is None:
            return 0
        if word.small in ("be", "been", "being"):
            return self.add("be", i, "ing" if word.small == "being" else "ed")
        return self.add("verb", i, "ing") if word.small == "having" else self.finite(kind, i)

    def before_infinitive(self, i: int, word: Tagged, before: Chunk | None) -> int:
        return self.add("to", i) if "TO" in word.tags and self.opens_infinitive(i) else 0

    def opening(self, i: int, word: Tagged, before: Chunk | None) -> int:
        if word.small in ("that", "as"):
            opens = self.opens_a_clause(i, word.small)
        else:
            opens = bool(word.tags & {"WHICH", "WHEN", "WHAT", "IN_CASE"})
        if not opens:
            return 0
        if "PREPOSITIONS" in word.tags and ":" in self.word(i + 1).text[1:]:
            return self.add("preposition", i)  # "after 17:00"
        weak = "PREPOSITIONS" in word.tags or word.small in ("that", "as")
        self.waiting.append("weak" if weak else "strong")
        return self.add("opens", i)

    def preposition(self, i: int, word: Tagged, before: Chunk | None) -> int:
        if "AS" in word.tags:
            return self.add("as", i)
        return self.add("preposition", i) if word.tags & {"PREPOSITIONS", "AS_SAID"} else 0

    def participle(self, i: int, word: Tagged, before: Chunk | None) -> int:
        """ "made", where it stands as a verb, and not before a thing: "received comments"."""
        past = word.is_verb("ed") or bool(word.tags & {"PAST", "RECEIVED"})
        if not past or word.tags & _BEGINS or not self.stands_as_participle(i, before):
            return 0
        if self.waiting and before is not None and before.kind in ("phrase", "opens", "described"):
            self.waiting.pop()
        return self.add("verb", i, "ed")

    def doing(self, i: int, word: Tagged, before: Chunk | None) -> int:
        notes = before is not None and before.kind == "apart" and word.is_verb("ing", "SETS_OUT")
        if not word.is_verb("ing") or (word.is_noun and not (notes and self.tags(i + 1) & _AN_OBJECT_OR_WHERE)):
            return 0
        if self.waiting and self.last_kind() == "opens":
            self.waiting.pop()
        return self.add("verb", i, "ing")

    def finite_verb(self, i: int, word: Tagged, before: Chunk | None) -> int:
        if before is None or not self.is_finite(i, word, before):
            return 0
        return self.finite("verb", i, "s" if word.is_verb("s") else "")

    def adverb(self, i: int, word: Tagged, before: Chunk | None) -> int:
        return self.add("adverb", i) if "ADVERBS" in word.tags else 0

    def noun_phrase(self, i: int, word: Tagged, before: Chunk | None) -> int:
        """A noun phrase that begins here, to its head; what stands behind the head is no part of it."""
        if "PRONOUNS" in word.tags:
            return self.add("phrase", i)
        if not word.tags & _INSIDE and not any(word.is_verb(form) for form in _PLAIN_AND_PAST):
            return 0
        head, end = -1, i
        while end < len(self.words) and (end == i or self.goes_on(end, head)):
            if self.may_be_head(end):
                head = end
            end += 1
        if head == -1:
            kind: Kind = "described" if "SAID_OF" in self.tags(end - 1) else "phrase"
            self.chunks.append(Chunk(kind, i, end, end - 1))
            return end
        self.chunks.append(Chunk("phrase", i, head + 1, head))
        return head + 1

    def left_over(self, i: int) -> int:
        leads = self.tags(i) & {"SUBJECT_TO", "WITHOUT_PREJUDICE"}
        return self.add("preposition" if leads else "other", i)

    # What the rules ask.

    def calls_for_a_verb(self, i: int) -> bool:
        """Whether "need" is said as "shall" is: "need not", "need only say", "need pay"."""
        return bool(self.tags(i + 1) & {"NOT", "ONLY", *_AUXILIARY}) or self.word(i + 1).is_verb("")

    def may_be_awaited(self, word: Tagged) -> bool:
        """Whether the verb that "shall" calls for comes only now: "shall within ten days send"."""
        if self.waiting or self.last_kind() in ("preposition", "as", "be", "have"):
            return False
        return word.small in ("be", "have") or (word.is_verb("") and not word.is_noun and not word.tags & _BEGINS)

    def may_be_infinitive(self, i: int, word: Tagged, before: Chunk | None) -> bool:
        """Whether a word of no list is taken for a verb: always behind "shall"; behind "to" where an object follows."""
        if before is None or before.kind == "modal":
            return "WORD" in word.tags or (word.is_noun and self.last_kind() == "modal")
        plain = "WORD" in word.tags and not word.tags & _NO_INFINITIVE
        return plain and bool(self.tags(i + 1) & _AFTER_A_VERB)

    def opens_infinitive(self, i: int) -> bool:
        """Whether "to" stands before a verb, and not before something."""
        j = i + 1
        while self.tags(j) & {"ADVERBS", "NOT"}:
            j += 1
        word = self.word(j)
        if _auxiliary(word) == word.small:
            return True
        if "END" in word.tags or word.tags & _BEGINS:
            return False
        if word.is_verb(""):
            return not word.is_noun or bool(self.tags(j + 1) & _AN_OBJECT)
        plain = "WORD" in word.tags and not word.tags & _NO_INFINITIVE
        return plain and bool(self.tags(j + 1) & _AFTER_A_VERB)

    def opens_a_clause(self, i: int, text: str) -> bool:
        """Whether "that" or "as" opens a clause with a verb of its own, and does not stand before a thing."""
        last, follows = self.last_kind() or "joint", self.word(i + 1)
        if text == "as" and last == "apart" and follows.tags & {"PRONOUNS", "DETERMINERS"}:
            return any("MODALS" in self.tags(j) for j in range(i + 2, i + 6))
        if text == "that" and last in ("joint", "apart"):
            return bool(follows.tags & {"PRONOUNS", "DETERMINERS"})
        if last in ("preposition", "to", "joint", "apart", "be", "modal") or "END" in follows.tags:
            return False
        if follows.small in ("having", "being", "if", "though"):
            return False
        if text == "as" and last == "phrase" and self.fronted and any(c.sub for c in self.chunks):
            return False  # "who attends as an observer may speak"
        if text == "as" and last == "verb" and not follows.tags & {"PRONOUNS", "DETERMINERS"}:
            return False
        if text == "that" and follows.tags & {"MODALS", "PRONOUNS", "DETERMINERS", "NONE", *_AUXILIARY}:
            return True
        if text == "that" and last == "phrase" and follows.tags & NAMES:
            return False  # "from the date of the minute that User ..."
        return self.has_a_verb(i, text)

    def has_a_verb(self, i: int, text: str) -> bool:
        """Whether a verb stands behind "that" or "as", before anything that would end its clause."""
        ends = {"APART", "CONJUNCTIONS", "WHICH"} | ({"PREPOSITIONS"} if text == "as" else set())
        for j in range(i + 1, len(self.words)):
            word = self.words[j]
            if word.tags & ends or (j > i + 1 and "IN_CASE" in word.tags):
                return False
            if word.tags & {"MODALS", *_AUXILIARY}:
                return True
            first = j == i + 1
            if not (text == "as" and first) and word.is_verb("s") and not word.is_noun:
                return True
            plain = any(word.is_verb(form) for form in _ED_OR_PLAIN) and not word.is_noun and "WORD" not in word.tags
            if text == "that" and first and plain:
                return True
        return False

    def stands_as_participle(self, i: int, before: Chunk | None) -> bool:
        to_a_thing = bool(self.tags(i + 1) & (NAMES | {"WORD"}))
        if before is None:
            return not to_a_thing
        if before.kind in ("be", "have", "phrase", "described", "opens", "verb"):
            return True
        if before.kind in ("joint", "apart"):
            return not to_a_thing or not self.words[i].is_noun
        return not to_a_thing and "SAID_OF" not in self.tags(i + 1)

    def is_finite(self, i: int, word: Tagged, before: Chunk) -> bool:
        third, plain = word.is_verb("s"), word.is_verb("")
        if before.kind == "phrase" and self.waiting and "WORD" in word.tags and word.is_plural:
            return bool(self.tags(before.head) & NAMES) and not self.words[before.head].is_plural
        if not (third or plain):
            return False
        if before.kind == "opens":
            return self.is_verb_of_clause(i, word, self.words[before.start].small)
        if before.kind not in ("phrase", "described"):
            return before.kind == "joint" and third and not word.is_noun
        if word.tags & _BEGINS:
            return False
        return bool(self.waiting) or not (word.is_noun or "WORD" in word.tags)

    def is_verb_of_clause(self, i: int, word: Tagged, opened_by: str) -> bool:
        """Whether a word right behind "which" or "where" is the verb: "which names the User"."""
        relative = opened_by in ("which", "who", "that")
        if relative and word.is_verb("s") and self.tags(i + 1) & (_BEGINS | {"PRONOUNS", "TO"}):
            return True
        return not word.is_noun and opened_by != "whose"

    def finite(self, kind: Kind, i: int, form: Form = "") -> int:
        """A verb of a clause: of one that was opened, of one joined to such a one, or of the sentence itself."""
        unsaid = self.which_is_unsaid(i)
        sub = bool(self.waiting) or unsaid or self.goes_on_with_a_clause(kind)
        if self.waiting and not unsaid:
            self.waiting.pop()
        if kind == "modal":
            self.awaits = True
            self.fronted = self.fronted and sub
        self.chunks.append(Chunk(kind, i, i + 1, i, form, finite=True, sub=sub))
        return i + 1

    def which_is_unsaid(self, i: int) -> bool:
        """Whether "which" is left unsaid: "the premises it supplies"."""
        near = [c for c in self.chunks[-4:] if c.kind not in ASIDES]
        if len(near) < 2 or not any(c.finite and not c.sub for c in self.chunks):
            return False
        thing, somebody = near[-2:]
        pronoun = somebody.kind == "phrase" and "PRONOUNS" in self.tags(somebody.head)
        return thing.kind == "phrase" and pronoun and not self.words[i].is_verb("s", "TURNS", "ENDS")

    def goes_on_with_a_clause(self, kind: Kind) -> bool:
        """Whether a verb is joined to one of an opened clause, and is no second "shall" of the sentence itself."""
        previous = next((c for c in reversed(self.chunks) if c.finite), None)
        if previous is None or not previous.sub or not self.is_joined(previous):
            return False
        main = next((c for c in self.chunks if c.finite and not c.sub), None)
        return not (kind == "modal" and main is not None and main.kind == "modal")

    def is_joined(self, previous: Chunk) -> bool:
        """Whether a verb goes on with the clause before it: "which it has received and has not returned"."""
        since = takewhile(lambda c: c is not previous, reversed(self.chunks))
        kinds = [c.kind for c in since if c.kind not in ASIDES]
        if kinds[:1] == ["joint"]:
            return True
        # In front of the sentence's own verb a case may hold two: "where it is late and the assessor is away".
        return self.fronted and "joint" in kinds and "apart" not in kinds and self.chunks[0].kind == "opens"

    def may_be_head(self, i: int) -> bool:
        word = self.words[i]
        listed = word.is_noun or bool(word.tags & {"WORD", "FIGURE", "PRONOUNS"})
        return listed or word.is_verb("") or word.is_verb("s")

    def goes_on(self, i: int, head: int) -> bool:
        """Whether a word is part of the phrase that stands before it, whose head so far is at `head`, or -1."""
        word, before = self.words[i], self.tags(i - 1)
        if "PRONOUNS" in word.tags and head == -1 and "SAID_OF" not in before:
            return True
        if word.tags & _ENDS_A_PHRASE or ("NEEDS" in word.tags and self.calls_for_a_verb(i)):
            return False
        if word.tags & {"PREPOSITIONS", "WHICH", "WHEN", "TO", "AS"} and "DETERMINERS" not in word.tags:
            return False
        if "CONJUNCTIONS" in word.tags:
            return head == -1 and "SAID_OF" in before and bool(self.tags(i + 1) & {"SAID_OF", "WORD"})
        if word.tags & _BEGINS and "NUMBERS" not in word.tags and (head != -1 or "SAID_OF" in before):
            return False
        return self.goes_on_behind(i, word, head) if head != -1 else self.goes_before_a_head(word)

    @staticmethod
    def goes_before_a_head(word: Tagged) -> bool:
        inside = word.is_noun or bool(word.tags & (_INSIDE | {"ADVERBS"}))
        return inside or any(word.is_verb(form) for form in _ANY_FORM)

    def goes_on_behind(self, i: int, word: Tagged, head: int) -> bool:
        """Whether a word goes on with a phrase that has a head already: "the Panel's report", and not "reports"."""
        of_many = self.words[head].is_plural
        if self.waiting:
            regards = "WORD" in word.tags and self.words[head].is_noun and word.is_plural and not of_many
            if regards:
                return False  # "which the Panel regards"
            if word.is_verb("s") or (word.is_verb("") and of_many):
                return word.is_noun and bool(self.tags(i + 1) & {"BE", "HAVE", "MODALS"})
        if word.is_verb("ed") or "PAST" in word.tags or (word.is_verb("ing") and not word.is_noun):
            return False
        if self.awaits and word.is_verb("") and "DAYS" in self.tags(head) and self.tags(i + 1) & _AN_OBJECT:
            return False  # "shall for three days answer the questions"
        if word.is_noun or word.tags & _INSIDE:
            return True
        return word.is_verb("") and "WORD" in self.tags(head) and not of_many and not self.waiting


_PLAIN_AND_PAST: Final[tuple[Form, ...]] = ("", "s", "ed")
_ED_OR_PLAIN: Final[tuple[Form, ...]] = ("ed", "")
_ANY_FORM: Final[tuple[Form, ...]] = ("ed", "ing", "", "s")


def _auxiliary(word: Tagged) -> Literal["be", "have", "do"] | None:
    kinds: tuple[Literal["be", "have", "do"], ...] = ("be", "have", "do")
    return next((kind for kind in kinds if kind.upper() in word.tags), None)


# In this order: what the first of them reads no other does.
_RULES: Final[tuple[Callable[[_Chunker, int, Tagged, Chunk | None], int], ...]] = (
    _Chunker.separator,
    _Chunker.floating,
    _Chunker.further_act,
    _Chunker.modal,
    _Chunker.aside,
    _Chunker.verb_called_for,
    _Chunker.auxiliary,
    _Chunker.before_infinitive,
    _Chunker.opening,
    _Chunker.preposition,
    _Chunker.participle,
    _Chunker.doing,
    _Chunker.finite_verb,
    _Chunker.adverb,
    _Chunker.noun_phrase,
)
