"""The groups of a sentence: noun groups, verb groups, and the small words by which clauses are opened and joined.

A word that may be a noun or a verb is told by what stands around it: whether a clause still waits for its verb. Where
that does not tell, it is marked as `doubtful`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from attrs import evolve, field, frozen, mutable

from sec_rules.drafting.grammar.parts import Word

Kind = Literal["noun", "verb", "prep", "sub", "which", "and", "apart", "adv", "adj", "not", "modal", "other"]
Form = Literal["finite", "infinitive", "ing", "past"]
_NOTHING: Final = Word("", "", frozenset())
_FINITE: Final = ("modal", "be", "have", "do")
_BEGINS: Final = ("det", "num", "own", "pron")
_ALONE: Final = ("either", "both", "all", "any", "each", "another", "same", "first")
_LEADS: Final = ("det", "num", "own", "adj", "noun")
_AS_IT_SHOULD_BE: Final = ("suitably", "appropriately", "properly")
_BOUNDS: Final = ("apart", "and", "which", "sub")


@frozen
class Group:
    """Some words of a sentence that stand together, from `start` to `end`; `head` says which of them leads.

    Of a verb: its `form`, whether it is `passive`, by which word it is told (`modal`), whether it is `denied`, and
    whether it stands apart from its "shall" (`late`).
    """

    kind: Kind
    start: int
    end: int
    head: int
    form: Form = "finite"
    passive: bool = False
    modal: str = ""
    denied: bool = False
    late: bool = False


@mutable(eq=False)
class _Grouper:
    words: Sequence[Word]
    groups: list[Group] = field(factory=list)
    doubtful: list[int] = field(factory=list)
    awaiting: str = ""

    def word(self, i: int) -> Word:
        return self.words[i] if 0 <= i < len(self.words) else _NOTHING

    def last(self) -> Group | None:
        return next((g for g in reversed(self.groups) if g.kind not in ("adv", "not")), None)

    def last_kind(self) -> str:
        last = self.last()
        return last.kind if last else ""

    def add(self, kind: Kind, i: int, end: int = -1, head: int = -1, **told: object) -> int:
        end = end if end > 0 else i + 1
        self.groups.append(Group(kind, i, end, head if head >= 0 else i, **told))  # type: ignore[arg-type]
        return end

    # Looking around.

    def is_finite_for_sure(self, i: int) -> bool:
        """Whether a word can only be the verb of a clause."""
        word = self.word(i)
        if word.may_be(*_FINITE):
            return word.small not in ("having", "being", "been", "be", "doing")
        return "verb:s" in word.parts and not word.may_be("noun", "adj", "prep")

    def stretch_has_verb(self, i: int) -> bool:
        """Whether a word from one on, as far as the clause may go, can only be its verb."""
        for j in range(i, len(self.words)):
            if self.word(j).may_be(*_BOUNDS) and not self.word(j).may_be("det", "prep"):
                return False
            if self.is_finite_for_sure(j):
                return True
        return False

    def waits(self) -> bool:
        """Whether the clause in which the next word stands has no verb yet."""
        for group in reversed(self.groups):
            if group.kind == "verb" and group.form == "finite":
                return False
            if group.kind in ("sub", "which"):
                return True
            if group.kind == "and" and self.after_and_is_clause(group):
                return True
        return True

    def after_and_is_clause(self, group: Group) -> bool:
        at = self.groups.index(group)
        return len(self.groups) > at + 1 and self.groups[at + 1].kind == "noun" and self.has_verb_before(at)

    def has_verb_before(self, at: int) -> bool:
        return any(g.kind == "verb" and g.form == "finite" for g in self.groups[:at])

    # Reading.

    def read(self, i: int) -> int:
        word = self.word(i)
        if word.may_be("apart"):
            return self.add("apart", i)
        if word.may_be("not"):
            return self.add("not", i)
        if word.may_be("except") and not word.may_be("sub"):
            return self.add("prep", i)
        for rule in (self.opening, self.verb, self.preposition, self.joint, self.noun, self.adjective, self.adverb):
            end = rule(i, word)
            if end:
                return end
        return self.add("other", i)

    def joint(self, i: int, word: Word) -> int:
        also = word.small in ("yet", "but") and self.last_kind() in ("noun", "verb", "apart", "adj")
        return self.add("and", i) if word.may_be("and") or also else 0

    def opening(self, i: int, word: Word) -> int:
        after, small = self.word(i + 1), word.small
        if small == "that":
            return self.that(i, after)
        if small == "as":
            clause = (after.may_be("pron") or after.may_be("det", "noun", "own")) and self.stretch_or_verb(i + 1)
            return self.add("sub", i) if clause else 0
        if word.may_be("which"):
            if small == "which" and self.last_kind() not in ("noun", "prep", "apart") and after.may_be("noun"):
                return 0
            return self.add("which", i)
        if small == "once" and (after is _NOTHING or after.may_be("prep", "apart") or after.small in ("a", "each")):
            return self.add("adv", i)  # how often, and no case
        if small in ("what", "why", "how") or (word.may_be("sub") and not word.may_be("prep")):
            return self.add("sub", i)
        if word.may_be("sub") and word.may_be("prep"):
            begins = after.may_be(*_BEGINS, "noun", "adj", "adv")
            ing = after.may_be("verb:ing") and not after.may_be("noun", "adj")
            if begins and not ing and self.stretch_or_verb(i + 1):
                return self.add("sub", i)
        return 0

    def that(self, i: int, after: Word) -> int:
        own = after.may_be("own") and not self.stretch_or_verb(i + 2)
        last, free = self.last_kind(), after.may_be("det", "own", "pron") and not own
        verb = after.may_be(*_FINITE) or (after.may_be("verb:s", "verb:", "verb:ed") and not after.may_be("noun"))
        many = after.may_be("noun") and after.small.endswith("s") and not after.small.endswith("ss")
        if last == "noun":
            clause = verb or free or many or after.may_be("noun", "verb:s") or self.stretch_or_verb(i + 1)
            return self.add("which", i) if clause else 0
        if last in ("verb", "adj", "adv") and (free or many or after.may_be("sub")):
            return self.add("sub", i)
        return 0

    def stretch_or_verb(self, i: int) -> bool:
        """Whether a clause goes on from a word: it has what can be its verb before the next boundary."""
        if self.stretch_has_verb(i):
            return True
        seen = False
        for j in range(i, len(self.words)):
            word = self.word(j)
            if word.may_be(*_BOUNDS) and not word.may_be("det", "prep"):
                return False
            if seen and word.may_be("verb:s", "verb:", "verb:ed") and not self.word(j - 1).may_be("det", "num", "prep"):
                return not (word.may_be("noun") and self.word(j + 1).may_be("noun"))
            seen = seen or word.may_be("noun", "pron")
        return False

    # Verbs.

    def verb(self, i: int, word: Word) -> int:
        if word.may_be("modal") or (word.small == "need" and self.needs(i)):
            return self.told(i + 1, i, modal=word.small)
        if word.may_be("to") and not word.may_be("verb:"):
            at = self.past_adverbs(i + 1)
            after = self.word(at)
            if after.may_be("verb:", "be", "have", "do") and not after.small.endswith(("ing", "ed")) and self.acts(at):
                return self.told(i + 1, i, form="infinitive")
            return 0
        if self.awaiting and (word.may_be("verb:", "be", "have")) and self.last_kind() in ("noun", "apart", "modal"):
            modal, self.awaiting = self.awaiting, ""
            end = self.told(i, i, modal=modal)
            self.groups[-1] = evolve(self.groups[-1], late=True)
            return end
        if word.may_be("be"):
            return self.auxiliary(i, word)
        if word.may_be("have") and word.small != "having":
            return self.having(i, i, "finite")
        if word.small == "having":
            return self.having(i, i, "ing")
        if word.may_be("do") and self.last_kind() in ("noun", "which", "and", "apart", "", "verb"):
            at = self.past_adverbs(i + 1)
            if self.word(at).may_be("verb:", "have"):
                return self.told(i + 1, i, modal="do")
        return self.bare(i, word)

    def needs(self, i: int) -> bool:
        """Whether "need" is told with a further verb: "need not travel", "no Party need pay"."""
        after = self.word(i + 1)
        noun = self.last_kind() == "noun" and after.may_be("verb:") and not after.may_be("noun", "det", "prep")
        return after.may_be("not") or after.small == "only" or noun

    def acts(self, at: int) -> bool:
        """Whether what may be a verb behind "to" is none that can only be a thing there."""
        word, after = self.word(at), self.word(at + 1)
        thing = word.may_be("noun") and after.may_be("noun", "own") and not after.may_be("det")
        return not thing or word.grade == "plain"

    def past_adverbs(self, i: int) -> int:
        if self.word(i).small in ("last", "first") and self.word(i + 1).may_be("verb:ed"):
            return i + 1
        while self.word(i).may_be("adv", "not") and not self.word(i).may_be("be", "have"):
            if self.word(i).may_be("verb:") and not self.word(i).may_be("not") and self.word(i).grade:
                break
            i += 1
        return i

    def denied(self, start: int, end: int) -> bool:
        return any(self.word(j).may_be("not") or self.word(j).small in ("cannot", "never") for j in range(start, end))

    def told(self, i: int, start: int, *, modal: str = "", form: Form = "finite") -> int:
        """What stands behind "shall" or "to"."""
        at = self.past_adverbs(i)
        word = self.word(at)
        deny = self.denied(start, at)
        if word.small in ("be", "been", "being"):
            return self.being(at, start, form, modal=modal, deny=deny)
        if word.may_be("have"):
            return self.having(at, start, form, modal=modal, deny=deny)
        if word.may_be("verb:") or word.small == "do":
            return self.add("verb", start, at + 1, at, form=form, modal=modal, denied=deny)
        self.awaiting = modal if form == "finite" and i > start else ""
        return self.add("modal" if i > start else "other", start, max(i, start + 1))

    def auxiliary(self, i: int, word: Word) -> int:
        form: Form = "ing" if word.small == "being" else "past" if word.small == "been" else "finite"
        return self.being(i, i, form)

    def being(self, at: int, start: int, form: Form, *, modal: str = "", deny: bool = False) -> int:
        """What is said to be, to be done, or to be doing."""
        i = self.past_adverbs(at + 1)
        while self.word(i).small in ("being", "been"):
            i = self.past_adverbs(i + 1)
        deny = deny or self.denied(at, i)
        word = self.word(i)
        described = word.may_be("adj") and self.word(i - 1).small in _AS_IT_SHOULD_BE  # "is suitably qualified"
        if word.may_be("verb:ed") and not described and not (word.may_be("adj") and word.may_be("noun")):
            return self.add("verb", start, i + 1, i, form=form, passive=True, modal=modal, denied=deny)
        if word.may_be("verb:ing") and not word.may_be("noun") and not self.word(i + 1).may_be("noun"):
            return self.add("verb", start, i + 1, i, form=form, modal=modal, denied=deny)
        return self.add("verb", start, at + 1, at, form=form, modal=modal, denied=deny or self.denied(at, at + 3))

    def having(self, at: int, start: int, form: Form, *, modal: str = "", deny: bool = False) -> int:
        i = self.past_adverbs(at + 1)
        word = self.word(i)
        deny = deny or self.denied(at, i)
        if word.small == "been":
            return self.being(i, start, form, modal=modal, deny=deny)
        if word.may_be("verb:ed") and not word.may_be("det"):
            return self.add("verb", start, i + 1, i, form=form, modal=modal, denied=deny)
        return self.add("verb", start, at + 1, at, form=form, modal=modal, denied=deny)

    def bare(self, i: int, word: Word) -> int:
        """A verb without "shall", "be" or "have" before it."""
        last = self.last_kind()
        if word.may_be("verb:ing") and self.doing(i, word, last):
            return self.add("verb", i, form="ing")
        if word.may_be("verb:ed") and self.done(i, word, last):
            active = last == "which" or (self.waits() and self.word(i + 1).may_be(*_BEGINS) and last == "noun")
            kinds = [g.kind for g in self.groups[-2:]]
            if kinds == ["which", "noun"] or (
                last == "sub" and self.word(self.groups[-1].head).small in ("what", "who")
            ):
                return self.add("verb", i, form="finite")
            in_clause = self.waits() and last == "noun" and self.in_clause()
            if active or (in_clause and not self.stretch_has_verb(i + 1)):
                return self.add("verb", i, form="finite")
            return self.add("verb", i, form="past", passive=True)
        if word.may_be("verb:s", "verb:") and self.finite(i, word, last):
            return self.add("verb", i, form="finite")
        return 0

    def in_clause(self) -> bool:
        return any(g.kind in ("sub", "which") for g in self.groups)

    def doing(self, i: int, word: Word, last: str) -> bool:
        after = self.word(i + 1)
        if not word.may_be("noun", "adj"):
            return not (after.may_be("noun") and last in ("prep", "verb", "") and not after.small.endswith("s"))
        before = self.word(i - 1)
        if before.may_be("det", "own", "num", "adj") and before.small != "that":
            return False
        return after.may_be("det", "own", "pron", "to") and last in ("noun", "prep", "apart", "and", "", "verb")

    def done(self, i: int, word: Word, last: str) -> bool:
        before, after = self.word(i - 1), self.word(i + 1)
        if before.may_be("det", "own", "num") and before.small not in ("that", "all") and not before.may_be("pron"):
            return False
        if last in ("noun", "which"):
            return True
        if last in ("and", "apart", "sub", "adj", "verb", ""):
            return not after.may_be("noun") or after.may_be("det", "prep", "own")
        return False

    def finite(self, i: int, word: Word, last: str) -> bool:
        third = "verb:s" in word.parts
        before = self.word(i - 1)
        if last == "which":
            told = self.is_finite_for_sure(i + 1) or not third
            return not (word.may_be("noun") and told and self.stretch_has_verb(i + 1)) or not word.may_be(
                "noun", "adj", "adv"
            )
        if last in ("and", "apart"):
            return self.goes_on(i, word)
        if last == "sub":
            return self.word(self.groups[-1].head).small in ("what", "who") and not self.stretch_has_verb(i + 1)
        if last in ("prep", ""):
            return False
        if before.may_be("det", "own", "num", "prep") and not before.may_be("pron", "noun"):
            return False
        if last == "verb":
            done = self.groups[-1].form in ("infinitive", "past") and self.waits() and self.of_many()
            return done and not third and not word.may_be("noun", "adj", "prep", "adv")
        if self.is_told_of_what_stands_before(third):
            pronoun = self.word(self.groups[-1].head).may_be("pron")
            if pronoun or not self.stretch_has_verb(i + 1):
                return True
        if not self.waits() or not (third or self.of_many()):
            return False
        if word.may_be("adv", "prep") and not third:
            return False
        if word.may_be("noun", "adj"):
            return not self.stretch_has_verb(i + 1) and not self.later_verb(i + 1)
        return True

    def is_told_of_what_stands_before(self, third: bool) -> bool:
        """Whether two things stand side by side, the second of whom may do what is told: "the premises it supplies"."""
        if len(self.groups) < 2 or [g.kind for g in self.groups[-2:]] != ["noun", "noun"]:
            return False
        who = self.word(self.groups[-1].head)
        if who.small in ("it", "he", "she"):
            return third
        if who.small in ("they", "we"):
            return not third
        somebody = who.names in ("user", "assessor", "official", "person")
        return somebody and third != (who.small.endswith("s") and not who.small.endswith("ss"))

    def of_many(self) -> bool:
        """Whether several are spoken of before: "Users connect", "they hold"."""
        i = self.groups[-1].head if self.groups else -1
        nouns = [g for g in self.groups if g.kind == "noun"]
        plural = any(self.word(g.head).small.endswith("s") or self.word(g.head).may_be("pron") for g in nouns)
        return plural or any(g.kind == "and" for g in self.groups) or self.word(i).small in ("staff", "people", "who")

    def later_verb(self, i: int) -> bool:
        """Whether the next word can be the verb as well, and stands better for it."""
        return self.word(i).may_be("verb:s") and not self.word(i).may_be("prep", "det")

    def goes_on(self, i: int, word: Word) -> bool:
        """Whether a further act stands behind "and" or a comma: "and sends it back"."""
        after, third = self.word(i + 1), "verb:s" in word.parts
        told = next((g for g in reversed(self.groups) if g.kind == "verb" and g.form != "past"), None)
        if told is None:
            return False
        base = any(g.modal or g.form == "infinitive" for g in self.groups) or "verb:" in self.word(told.head).parts
        alike = (third and not told.modal) or (bool(base) and "verb:" in word.parts)
        if not alike or (not third and told.form == "ing"):
            return False
        if not word.may_be("noun", "adj", "adv"):
            return True
        object_ = after.may_be("det", "own", "pron", "num") or (after.may_be("prep", "adv") and word.grade == "plain")
        if word.may_be("noun") and not after.may_be("det", "own", "pron"):
            governs = after.may_be("noun", "adj", "num", "name") and not after.may_be("and", "apart", "prep")
            bare = not third and (not after.parts or after.may_be("apart"))
            if (governs or bare) and word.grade not in ("plain", "light"):
                self.doubtful.append(i)
            return False
        return object_

    # The rest.

    def preposition(self, i: int, word: Word) -> int:
        if word.may_be("to", "as") or word.may_be("prep"):
            if (word.may_be("adv") and self.word(i + 1).may_be("apart", "and")) or not self.word(i + 1).parts:
                return self.add("adv", i)
            return self.add("prep", i)
        return 0

    def noun(self, i: int, word: Word) -> int:
        described = self.groups and self.words[self.groups[-1].head].may_be("be") and self.groups[-1].kind == "verb"
        if described and word.may_be("adj") and not word.may_be("det") and self.word(i + 1).may_be("to", "prep", "sub"):
            return 0
        if word.may_be("pron") and not (word.may_be("det") and self.word(i + 1).may_be("noun", "adj", "num", "own")):
            return self.add("noun", i)
        if not word.may_be("det", "num", "own", "noun", "adj", "name", "verb:ing", "verb:ed"):
            return 0
        head, at = -1, i
        while at < len(self.words) and (at == i or self.extends(at, head, i)):
            here = self.word(at)
            if here.may_be("noun", "name"):
                head = at
            at += 1
        if head == -1 and at - 1 > i and self.word(i).may_be("det", "own", "adj", "num"):
            last = self.word(at - 1)
            head = at - 1 if not last.parts or self.stands_as_thing(at - 1) else head
        if head == -1 and self.word(at - 1).may_be("num") and not self.word(at - 1).tags & {"HOW_MANY"}:
            head = at - 1
        if head == -1:
            return self.add("noun", i, at, i) if word.may_be("det") and word.small in _ALONE else 0
        return self.add("noun", i, head + 1, head)

    def extends(self, at: int, head: int, start: int) -> bool:
        word, before = self.word(at), self.word(at - 1)
        if word.may_be("apart", "modal", "be", "have", "not", "which"):
            return False
        if word.may_be("pron") and not word.may_be("det"):
            return False
        if head != -1:
            return self.is_compound(at, head, start)
        if word.may_be("adv") and not word.may_be("noun", "adj"):
            return self.word(at + 1).may_be("adj", "verb:ed", "num", "noun") and not word.may_be("prep")
        if word.may_be("and"):
            return self.is_described_on(at, before)
        if not word.parts or not before.parts:
            return self.is_unknown_here(at, start)
        if word.may_be("prep", "to", "sub") and not word.may_be("noun", "adj", "det"):
            return False
        if before.may_be("det", "own") and self.stands_as_thing(at):
            return True
        return word.may_be("det", "num", "own", "noun", "adj", "name", "verb:ing", "verb:ed")

    def is_described_on(self, at: int, before: Word) -> bool:
        """Whether two words say of one thing how it is: "technical and organisational measures"."""
        described = ("adj", "own", "verb:ing", "num")
        after, then = self.word(at + 1), self.word(at + 2)
        if not (before.may_be(*described) and (after.may_be("adj", "own", "verb:ing") or not after.parts)):
            return False
        sure = before.may_be("adj", "own") and after.may_be("adj", "own")
        return not before.may_be("noun") and (sure or (then.may_be("noun") and not then.may_be("det", "prep")))

    def is_unknown_here(self, at: int, start: int) -> bool:
        """Whether a word of no list, or one behind such a word, goes on with a thing: "an abortive visit"."""
        word, before = self.word(at), self.word(at - 1)
        if not before.parts:
            return word.may_be("noun", "adj", "name") and not word.may_be("verb:s", "det", "prep", "adv", "pron", "sub")
        if at >= len(self.words):
            return False
        return before.may_be("det", "own", "num", "adj", "verb:ing", "and") and self.word(start).may_be(*_LEADS)

    def stands_as_thing(self, at: int) -> bool:
        """Whether what is a verb elsewhere is a thing behind "the": "the text of the notice"."""
        word, after = self.word(at), self.word(at + 1)
        if not word.may_be("verb:") or word.may_be("det", "prep", "adv", "modal"):
            return False
        return after is _NOTHING or (after.may_be("prep", "modal", "be", "have", "apart") and not after.may_be("det"))

    def is_compound(self, at: int, head: int, start: int) -> bool:
        """Whether a word behind a noun goes on with the thing: "network diagrams"."""
        word, before = self.word(at), self.word(at - 1)
        if word.may_be("own"):
            return at == head + 1 and not word.may_be("det") and not before.may_be("det")
        if not word.may_be("noun", "name"):
            if word.may_be("adj", "verb:ing") and not word.may_be("prep", "adv", "verb:ed", "verb:s", "verb:"):
                return at == head + 1 and self.word(at + 1).may_be("noun") and not self.word(at + 1).may_be("det")
            return False
        if at != head + 1:
            return True
        if word.may_be("prep", "and", "sub", "adv", "det"):
            return False
        people = before.names in ("user", "assessor", "official")
        if people and self.word(start).may_be("det") and before.small not in ("company", "group", "board", "network"):
            title = before.text[:1].isupper() and word.text[:1].isupper()
            return (word.names == "user" or title) and not word.may_be("verb:s")
        if not word.may_be("verb:s", "verb:"):
            return True
        return self.is_thing_for_sure(at, word)

    def is_thing_for_sure(self, at: int, word: Word) -> bool:
        after = self.word(at + 1)
        if self.groups and self.groups[-1].kind == "verb":
            return not (after.may_be("det", "own") and "verb:s" in word.parts)
        if not self.waits():
            return True
        if self.stretch_has_verb(at + 1):
            return True
        if after.may_be("verb:s") and not after.may_be("det", "prep"):
            return True
        return not ("verb:s" in word.parts or self.word(at - 1).small.endswith("s"))

    def adjective(self, i: int, word: Word) -> int:
        if word.may_be("adj") or (word.may_be("verb:ed") and self.last_kind() == "verb"):
            return self.add("adj", i)
        return 0

    def adverb(self, i: int, word: Word) -> int:
        return self.add("adv", i) if word.may_be("adv") else 0


def groups_of(words: Sequence[Word]) -> tuple[tuple[Group, ...], tuple[int, ...]]:
    """The groups of a sentence from left to right, and the words of which it is in doubt whether they are verbs."""
    grouper = _Grouper(words)
    at = 0
    while at < len(words):
        at = max(grouper.read(at), at + 1)
    return tuple(grouper.groups), tuple(grouper.doubtful)
