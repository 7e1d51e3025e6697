"""The chunks of a tagged sentence: noun phrases, verbs, prepositions, words that open a clause of a case or of a thing.

A word that may be a noun or a verb is told by what stands before it: after "shall" or "to" it is a verb; where a clause
("which", "where") still waits for its verb it is that; behind an article it is a noun.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from attrs import frozen

from sec_rules.drafting.grammar.recogniser import Tagged

Kind = Literal[
    "phrase", "modal", "be", "have", "do", "verb", "to", "preposition", "opens", "as", "joint", "apart", "adverb", "not",
    "only", "except", "described", "other",
]
Form = Literal["", "s", "ed", "ing"]

VERBS: Final = (
    *("ACTS", "THINGS_DONE", "SETS_OUT", "BINDS", "RECEIVES", "SAFE", "HAS_OTHERS_DO", "CONDUCTS", "FACTS", "TURNS"),
    *("LASTS", "TREATS", "ENSURES", "ENABLES", "EDITS", "PLACES", "ENDS", "PRICES", "REACHES", "KEEPS_TO", "LETS"),
    *("PREVENTS", "PICKS", "RUNS", "KNOWS", "RECORDED", "BRINGS_IN", "BEHAVES"),
)
_NOUNS: Final = frozenset(
    (
        *("ACTORS", "AUTHORITIES", "WRITINGS", "MONEY", "MATTERS", "TIMES", "RULINGS", "DUTIES", "OUTCOMES", "COUNTED"),
        *("OF_AN_ASSESSMENT", "OF_WHAT_IS_COUNTED", "REFERENCE"),
    )
)
_BEGINS: Final = frozenset(("DETERMINERS", "NUMBERS", "POSSESSIVE", "NONE", "HOW_MANY"))
_INSIDE: Final = _BEGINS | _NOUNS | {"WORD", "SAID_OF", "NAMING", "KINDS", "FIGURE"}
_FINITE_BE: Final = frozenset(("is", "are", "was", "were", "remain", "remains"))
_ONLY_A_PREPOSITION: Final = frozenset(("before", "after", "until", "since", "during", "for", "as", "like"))


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


def is_verb(word: Tagged, form: Form, *lists: str) -> bool:
    """Whether a word may be a verb of these lists, or of any, in a form."""
    return any(f"{name}:{form}" in word.tags for name in lists or VERBS)


def is_noun(word: Tagged) -> bool:
    """Whether a word is listed as one that names something."""
    return bool(word.tags & _NOUNS)


class _Chunker:
    def __init__(self, words: Sequence[Tagged]) -> None:
        self.words = words
        self.chunks: list[Chunk] = []
        self.waiting: list[str] = []
        self.fronted = True
        self.expects = False

    def tags(self, i: int) -> frozenset[str]:
        if i >= len(self.words):
            return frozenset(("END",))
        tags = self.words[i].tags
        if {"PRONOUNS", "DETERMINERS"} <= tags:
            follows = self.words[i + 1].tags if i + 1 < len(self.words) else frozenset[str]()
            noun = bool(follows & (_NOUNS | {"WORD", "SAID_OF", "NUMBERS"}))
            return tags - {"PRONOUNS" if noun else "DETERMINERS"}
        return tags

    def last(self, *passing: Kind) -> Chunk | None:
        return next((c for c in reversed(self.chunks) if c.kind not in passing), None)

    def add(self, kind: Kind, start: int, end: int, head: int = -1, **more: object) -> int:
        self.chunks.append(Chunk(kind, start, end, start if head < 0 else head, **more))  # type: ignore[arg-type]
        return end

    def run(self) -> list[Chunk]:
        i = 0
        while i < len(self.words):
            i = self.step(i)
        return self.chunks

    # Which chunk stands at a place.

    def step(self, i: int) -> int:
        word, tags = self.words[i], self.tags(i)
        text = word.text.casefold()
        before = self.last("adverb", "not", "only")
        if tags & {"APART", "CONJUNCTIONS"}:
            # "tell the assessor why and ...": what was opened and closed at once waits for nothing.
            if self.waiting and (self.waiting[-1] == "weak" or (before is not None and before.kind == "opens")):
                self.waiting.pop()
            return self.add("apart" if "APART" in tags else "joint", i, i + 1)
        if self.expects and text in ("each", "neither", "both", "all", "also"):
            return self.add("adverb", i, i + 1)
        if text == "once" and "PREPOSITIONS" in self.tags(i + 1):
            return self.add("adverb", i, i + 1)
        if self.is_further_act(i, before):
            return self.add("verb", i, i + 1, form="")
        if self.is_modal(i):
            return self.finite("modal", i)
        if text in ("need", "needs") and self.after_phrase(before) and self.calls_for_a_verb(i):
            return self.finite("modal", i)
        if "NOT" in tags:
            return self.add("not", i, i + 1)
        if "ONLY" in tags:
            return self.add("only", i, i + 1)
        if "EXCEPT" in tags:
            return self.add("except", i, i + 1)
        if self.governed(before, "to", "modal") or (self.expects and self.is_awaited(i)):
            kind: Kind | None = "be" if "BE" in tags else "have" if "HAVE" in tags else "do" if "DO" in tags else None
            if kind is None and (is_verb(word, "") or ("WORD" in tags and self.may_be_infinitive(i, before))):
                kind = "verb"
            if kind is not None:
                self.expects = False
                return self.add(kind, i, i + 1)
        if "BE" in tags:
            if text in ("be", "been", "being"):
                return self.add("be", i, i + 1, form="ing" if text == "being" else "ed")
            return self.finite("be", i)
        if "HAVE" in tags:
            if text == "having":
                return self.add("verb", i, i + 1, form="ing")
            return self.finite("have", i)
        if "DO" in tags:
            return self.finite("do", i)
        if "TO" in tags and self.opens_infinitive(i):
            return self.add("to", i, i + 1)
        if self.opens(i, tags, text):
            self.waiting.append("weak" if "PREPOSITIONS" in tags or text in _ONLY_A_PREPOSITION or text == "that" else "strong")
            return self.add("opens", i, i + 1)
        if "AS" in tags or text == "as":
            return self.add("as", i, i + 1)
        if "PREPOSITIONS" in tags or "AS_SAID" in tags:
            return self.add("preposition", i, i + 1)
        if (is_verb(word, "ed") or "PAST" in tags) and not (tags & _BEGINS) and self.participle(i, before):
            return self.past(i)
        if is_verb(word, "ing") and not is_noun(word):
            if self.waiting and self.chunks and self.chunks[-1].kind == "opens":
                self.waiting.pop()
            return self.add("verb", i, i + 1, form="ing")
        if self.is_finite_verb(i, before):
            return self.finite("verb", i, form="s" if is_verb(word, "s") else "")
        if "ADVERBS" in tags:
            return self.add("adverb", i, i + 1)
        if tags & _INSIDE or "PRONOUNS" in tags or any(is_verb(word, f) for f in ("", "s", "ed")):
            return self.phrase(i)
        if "SUBJECT_TO" in tags or "WITHOUT_PREJUDICE" in tags:
            return self.add("preposition", i, i + 1)
        return self.add("other", i, i + 1)

    def is_modal(self, i: int) -> bool:
        return "MODALS" in self.tags(i) or self.words[i].text.casefold() in ("cannot", "dare")

    def calls_for_a_verb(self, i: int) -> bool:
        """Whether "need" is said as "shall" is: "need not", "need only say", "need pay"."""
        if self.tags(i + 1) & {"NOT", "ONLY", "BE", "HAVE", "DO"}:
            return True
        return i + 1 < len(self.words) and is_verb(self.words[i + 1], "")

    @staticmethod
    def after_phrase(before: Chunk | None) -> bool:
        return before is not None and before.kind in ("phrase", "described")

    def governed(self, before: Chunk | None, *kinds: Kind) -> bool:
        """Whether the last chunk calls for a verb: "shall", "to", "shall, where it is late,"."""
        return before is not None and before.kind in kinds

    def is_further_act(self, i: int, before: Chunk | None) -> bool:
        """Whether what stands behind "and" or a comma is a further act: "and halve its figure"."""
        if before is None or before.kind not in ("joint", "apart") or not any(c.finite for c in self.chunks):
            return False
        word, tags = self.words[i], self.tags(i)
        governs = bool(self.tags(i + 1) & (_BEGINS | {"PRONOUNS", "REFERENCE"}))
        if self.tags(i + 1) & {"BE", "HAVE", "MODALS"}:
            return False
        if is_verb(word, ""):
            return not (is_noun(word) or tags & _BEGINS) or governs
        return governs and "WORD" in tags and not tags & {"PLURAL", "NAME", "NOMINAL", "PAST"}

    def is_awaited(self, i: int) -> bool:
        """Whether the verb that "shall" calls for comes only now: "shall within ten days send"."""
        word, tags = self.words[i], self.tags(i)
        if self.waiting or self.chunks[-1].kind in ("preposition", "as", "be", "have"):
            return False
        return word.text.casefold() in ("be", "have") or (is_verb(word, "") and not is_noun(word) and not tags & _BEGINS)

    def may_be_infinitive(self, i: int, before: Chunk | None) -> bool:
        """Whether a word of no list is taken for a verb: always behind "shall"; behind "to" where an object follows."""
        if before is None or before.kind == "modal":
            return True
        follows = self.tags(i + 1)
        plain = not self.tags(i) & {"PLURAL", "NAME", "NOMINAL", "DOING", "PAST"}
        return plain and bool(follows & (_BEGINS | {"PRONOUNS", "END", "APART"}))

    def opens_infinitive(self, i: int) -> bool:
        """Whether "to" stands before a verb, and not before something."""
        j = i + 1
        while self.tags(j) & {"ADVERBS", "NOT"}:
            j += 1
        tags = self.tags(j)
        if tags & {"BE", "HAVE", "DO"} and self.words[j].text.casefold() in ("be", "have", "do"):
            return True
        if j >= len(self.words) or tags & _BEGINS:
            return False
        if is_verb(self.words[j], ""):
            return not is_noun(self.words[j]) or bool(self.tags(j + 1) & (_BEGINS | {"PRONOUNS", "REFERENCE"}))
        return "WORD" in tags and not tags & {"PLURAL", "NAME", "NOMINAL", "DOING", "PAST"} and bool(
            self.tags(j + 1) & (_BEGINS | {"PRONOUNS", "END", "APART"})
        )

    def opens(self, i: int, tags: frozenset[str], text: str) -> bool:
        if tags & {"WHICH"} and text != "that":
            return True
        if text in ("that", "as"):
            return self.opens_a_clause(i, text)
        return bool(tags & {"WHEN", "WHAT", "IN_CASE"}) and text != "as"

    def opens_a_clause(self, i: int, text: str) -> bool:
        """Whether "that" or "as" opens a clause with a verb of its own, and does not stand before a thing."""
        last = self.chunks[-1].kind if self.chunks else "joint"
        follows = self.tags(i + 1)
        if text == "that" and last in ("joint", "apart"):
            return bool(follows & {"PRONOUNS", "DETERMINERS"})
        if last in ("preposition", "to", "joint", "apart", "be", "modal") or follows & {"END"}:
            return False
        if i + 1 < len(self.words) and self.words[i + 1].text.casefold() in ("having", "being", "if", "though"):
            return False
        if text == "as" and self.chunks[-1].kind == "verb" and not follows & {"PRONOUNS", "DETERMINERS"}:
            return False
        if text == "that" and follows & {"BE", "HAVE", "DO", "MODALS", "PRONOUNS", "DETERMINERS", "POSSESSIVE", "NONE"}:
            return True
        if text == "that" and last == "phrase" and follows & _NOUNS:
            return False  # "from the date of the minute that User ..."
        for j in range(i + 1, len(self.words)):
            word, tags = self.words[j], self.tags(j)
            stops = {"APART", "CONJUNCTIONS", "WHICH"} | ({"PREPOSITIONS"} if text == "as" else set())
            if tags & stops:
                return False
            if self.is_modal(j) or tags & {"BE", "HAVE", "DO"}:
                return True
            if j > i + (1 if text == "as" else 0) and is_verb(word, "s") and not is_noun(word):
                return True
            if text == "that" and j == i + 1 and any(is_verb(word, f) for f in ("ed", "")) and not is_noun(word) and "WORD" not in tags:
                return True
        return False

    def participle(self, i: int, before: Chunk | None) -> bool:
        """Whether "made" or "received" stands as a verb, and not before a thing: "received comments"."""
        if before is None:
            return not (self.tags(i + 1) & (_NOUNS | {"WORD"}))
        if before.kind in ("be", "have", "phrase", "described", "opens", "verb"):
            return True
        if before.kind in ("joint", "apart"):
            return not (self.tags(i + 1) & (_NOUNS | {"WORD"})) or not is_noun(self.words[i])
        return not (self.tags(i + 1) & (_NOUNS | {"WORD", "SAID_OF"}))

    def past(self, i: int) -> int:
        before = self.last("adverb", "not", "only")
        if self.waiting and before is not None and before.kind in ("phrase", "opens", "described"):
            self.waiting.pop()
        return self.add("verb", i, i + 1, form="ed")

    def is_finite_verb(self, i: int, before: Chunk | None) -> bool:
        word = self.words[i]
        third, plain = is_verb(word, "s"), is_verb(word, "")
        if before is not None and before.kind == "phrase" and self.waiting and "WORD" in word.tags and self.is_plural(i):
            return bool(self.tags(before.head) & _NOUNS) and not self.is_plural(before.head)
        if not (third or plain):
            return False
        if before is not None and before.kind == "opens":
            which = self.words[before.start].text.casefold()
            if which in ("which", "who", "that") and third and self.tags(i + 1) & (_BEGINS | {"PRONOUNS", "TO"}):
                return True
            return not is_noun(word) and which != "whose"
        if before is None or before.kind not in ("phrase", "described"):
            if before is not None and before.kind == "joint" and third and not is_noun(word):
                return True
            return False
        if self.tags(i) & _BEGINS:
            return False
        if self.waiting:
            return True
        return not is_noun(word) and "WORD" not in word.tags

    def finite(self, kind: Kind, i: int, form: Form = "") -> int:
        """A verb of a clause: of one that was opened, of one joined to such a one, or of the sentence itself."""
        sub = False
        if self.waiting:
            self.waiting.pop()
            sub = True
        elif self.is_left_unsaid(i):
            sub = True
        else:
            previous = next((c for c in reversed(self.chunks) if c.finite), None)
            if previous is not None and previous.sub and self.joined(previous):
                main = next((c for c in self.chunks if c.finite and not c.sub), None)
                sub = not (kind == "modal" and main is not None and main.kind == "modal")
        if kind == "modal":
            self.expects = True
            self.fronted = self.fronted and sub
        return self.add(kind, i, i + 1, form=form, finite=True, sub=sub)

    def is_left_unsaid(self, i: int) -> bool:
        """Whether "which" is left unsaid: "the premises it supplies"."""
        if len(self.chunks) < 2 or not any(c.finite and not c.sub for c in self.chunks):
            return False
        thing, somebody = self.chunks[-2:]
        pronoun = somebody.kind == "phrase" and "PRONOUNS" in self.words[somebody.head].tags
        return thing.kind == "phrase" and pronoun and not is_verb(self.words[i], "s", "TURNS", "ENDS")

    def joined(self, previous: Chunk) -> bool:
        """Whether a verb goes on with the clause before it: "which it has received and has not returned"."""
        between = self.chunks[self.chunks.index(previous) + 1 :]
        tail = [c for c in between if c.kind not in ("adverb", "not", "only")]
        if tail and tail[-1].kind == "joint":
            return True
        # In front of the sentence's own verb a case may hold two: "where it is late and the assessor is away".
        if self.fronted and any(c.kind == "joint" for c in between) and not any(c.kind == "apart" for c in between):
            return self.chunks[0].kind == "opens"
        return False

    def phrase(self, i: int) -> int:
        """A noun phrase that begins here, to its head."""
        if "PRONOUNS" in self.tags(i):
            return self.add("phrase", i, i + 1)
        head, j = -1, i
        while j < len(self.words):
            word, tags = self.words[j], self.tags(j)
            if j > i and not self.goes_on(j, head):
                break
            if is_noun(word) or tags & {"WORD", "FIGURE", "PRONOUNS"} or any(is_verb(word, f) for f in ("", "s")):
                head = j
            j += 1
        if head == -1:
            last = self.tags(j - 1)
            kind: Kind = "described" if "SAID_OF" in last else "phrase"
            return self.add(kind, i, j, j - 1)
        # What stands behind the head, and names nothing, is no part of it.
        return self.add("phrase", i, head + 1, head)

    def is_plural(self, i: int) -> bool:
        text = self.words[i].text.casefold()
        return "PLURAL" in self.tags(i) or (text.endswith("s") and not text.endswith(("ss", "us", "is")))

    def goes_on(self, j: int, head: int) -> bool:
        word, tags = self.words[j], self.tags(j)
        if "PRONOUNS" in tags and head == -1 and not self.tags(j - 1) & {"SAID_OF"}:
            return True
        if tags & {"APART", "PRONOUNS", "BE", "HAVE", "DO", "NOT", "EXCEPT"} or self.is_modal(j):
            return False
        if word.text.casefold() in ("need", "needs") and j > 0 and self.calls_for_a_verb(j):
            return False
        if tags & {"PREPOSITIONS", "WHICH", "WHEN", "TO", "AS"} and not tags & {"DETERMINERS"}:
            return False
        if "CONJUNCTIONS" in tags:
            return head == -1 and "SAID_OF" in self.tags(j - 1) and bool(self.tags(j + 1) & {"SAID_OF", "WORD"})
        if tags & _BEGINS and not tags & {"NUMBERS"} and (head != -1 or "SAID_OF" in self.tags(j - 1)):
            return False
        if head != -1 and self.waiting and "WORD" in tags and self.tags(head) & _NOUNS and self.is_plural(j) and not self.is_plural(head):
            return False  # "which the Panel regards"
        if head != -1 and self.waiting and (is_verb(word, "s") or (is_verb(word, "") and self.is_plural(head))):
            return is_noun(word) and bool(self.tags(j + 1) & {"BE", "HAVE", "MODALS"})
        if head != -1 and (is_verb(word, "ed") or "PAST" in tags):
            return False
        if head != -1 and is_verb(word, "ing") and not is_noun(word):
            return False
        if is_noun(word) or tags & _INSIDE:
            return True
        if head != -1 and is_verb(word, ""):
            return "WORD" in self.tags(head) and not self.is_plural(head) and not self.waiting
        if head != -1 and is_verb(word, "s"):
            return False
        return bool(tags & {"ADVERBS"}) and head == -1 or any(is_verb(word, f) for f in ("ed", "ing", "", "s"))


def chunks(words: Sequence[Tagged]) -> list[Chunk]:
    """The chunks of a sentence, from left to right."""
    return _Chunker(words).run()
