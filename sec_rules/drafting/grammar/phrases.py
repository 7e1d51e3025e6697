"""What a sentence of procedure is made of: phrases and what they name, of whom a verb is told, what is done to what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Final

from attrs import frozen

from sec_rules.drafting.grammar.chunks import ASIDES, Chunk, Kind, chunks
from sec_rules.drafting.grammar.tagging import MOST_KEPT, Tagged, tagged

THINGS: Final = frozenset(("WRITINGS", "MONEY", "MATTERS", "FAR"))
SOMEBODY: Final = frozenset(("ACTORS", "AUTHORITIES"))
MATTERS: Final = frozenset(("OUTCOMES", "COUNTED"))
# Acts that may be done to the things of procedure.
ACTS: Final = ("ACTS", "THINGS_DONE", "BINDS", "RECEIVES")
_GOVERNS: Final = frozenset(("preposition", "verb", "to", "be", "have", "do", "as", "except", "opens", "modal"))
# Words before and behind a sum among which it is said what it is a sum of.
_BEFORE_A_SUM: Final = 3
_BEHIND_A_SUM: Final = 5
_AGENT: Final = re.compile(r"[a-z]{3,}(?:er|or|ee|ist|man|person)")


@frozen
class Sentence:
    """The words of a sentence and the chunks of which they are; a chunk is named by its place in the row, or -1."""

    words: Sequence[Tagged]
    chunks: Sequence[Chunk]

    @classmethod
    def of(cls, words: Sequence[Tagged]) -> Sentence:
        """A sentence of tagged words, its full stops left out."""
        heard = [each for each in words if each.text != "."]
        return cls(heard, chunks(heard))

    def head(self, chunk: Chunk) -> Tagged:
        """The word that says what a chunk is about."""
        return self.words[chunk.head]

    def text(self, chunk: Chunk) -> str:
        """Its head, in small letters."""
        return self.words[chunk.head].small

    def holds(self, chunk: Chunk, *tags: str) -> bool:
        """Whether a word of a chunk may be one of these things."""
        return any(word.tags & frozenset(tags) for word in self.words[chunk.start : chunk.end])

    def has(self, *tags: str) -> bool:
        """Whether any word of the sentence may be one of these things."""
        return any(word.tags & frozenset(tags) for word in self.words)

    @cached_property
    def is_narrowed(self) -> bool:
        """Whether "not", "only", "except", "no" stand in it anywhere."""
        return any(c.kind in ("not", "only", "except") or self.holds(c, "NONE", "EXCEPT") for c in self.chunks)

    # Where chunks stand.

    @cached_property
    def _places(self) -> Mapping[int, int]:
        return {chunk.start: at for at, chunk in enumerate(self.chunks)}

    @cached_property
    def waited_for(self) -> frozenset[int]:
        """Where the verbs stand for which a "shall" waits, though something stands between."""
        return frozenset(self.main_verb(at) for at, chunk in enumerate(self.chunks) if chunk.kind == "modal")

    def place_of(self, chunk: Chunk) -> int:
        """The place of a chunk in the row; no two begin at one word."""
        return self._places[chunk.start]

    def before(self, at: int, passing: Sequence[Kind] = ASIDES) -> int:
        """The chunk that stands before one, asides passed over; -1 at the beginning."""
        if passing is ASIDES and 0 <= at <= len(self.chunks):
            return self._beside[0][at]
        return next((j for j in range(at - 1, -1, -1) if self.chunks[j].kind not in passing), -1)

    def after(self, at: int, passing: Sequence[Kind] = ASIDES) -> int:
        """The chunk that stands behind one, asides passed over; -1 at the end."""
        if passing is ASIDES and -1 <= at < len(self.chunks):
            return self._beside[1][at + 1]
        return next((j for j in range(at + 1, len(self.chunks)) if self.chunks[j].kind not in passing), -1)

    @cached_property
    def _beside(self) -> tuple[Sequence[int], Sequence[int]]:
        """The last chunk before each place that is no aside, and the first from it on; a row of asides is long."""
        before, behind = [-1], [-1]
        for at, chunk in enumerate(self.chunks):
            before.append(before[-1] if chunk.kind in ASIDES else at)
        for at in range(len(self.chunks) - 1, -1, -1):
            behind.append(behind[-1] if self.chunks[at].kind in ASIDES else at)
        return before, behind[::-1]

    def kind(self, at: int) -> str:
        """What a chunk is; "" where there is none."""
        return self.chunks[at].kind if 0 <= at < len(self.chunks) else ""

    def last(self, kind: Kind, before: int, within: int) -> int:
        """The place of the last chunk of a kind among so many before one; -1 where there is none."""
        return next((j for j in range(before - 1, max(before - 1 - within, -1), -1) if self.kind(j) == kind), -1)

    def is_free(self, at: int) -> bool:
        """Whether a phrase depends on nothing that stands before it."""
        before = self.before(at)
        if self.kind(before) == "joint":  # "between the Panel and the User"
            earlier = self.before(self.before(before))
            if self.kind(earlier) == "preposition" and self.text(self.chunks[earlier]) == "between":
                return False
        return self.kind(before) not in _GOVERNS

    def opened(self, at: int) -> int:
        """Where the clause was opened whose verb stands at a chunk."""
        return next((j for j in range(at, -1, -1) if self.kind(j) == "opens"), 0)

    def phrases_right_behind(self, opens: int, before: int) -> list[Chunk]:
        """The phrases that stand right behind the word that opens a clause: "which the Panel ..."."""
        found = range(opens, before)
        return [self.chunks[j] for j in found if self.kind(j) == "phrase" and self.before(j) == opens]

    def main_verb(self, at: int) -> int:
        """Where the verb stands behind a modal, or a finite verb itself; -1 where there is none."""
        if self.chunks[at].kind not in ("modal", "do"):
            return at
        i = self.after(at)
        while self.kind(i) == "apart":
            close = next((j for j in range(i + 1, len(self.chunks)) if self.kind(j) == "apart"), -1)
            i = self.after(close) if close != -1 else -1
        while self.kind(i) in ("preposition", "phrase"):
            i = self.after(i)
        return i

    # Of whom a verb is told, and what an act is done to.

    def subject(self, at: int) -> list[Chunk]:
        """The phrases of which the verb at a chunk is told; none where it goes on with the clause before it."""
        found: list[Chunk] = []
        i = at - 1
        if self.kind(self.before(at)) == "joint" and self.chunks[at].kind == "modal":
            return found
        while i >= 0:
            chunk = self.chunks[i]
            if chunk.finite and not chunk.sub:
                break
            if chunk.finite:
                i = self.opened(i) - 1
                continue
            if chunk.kind == "phrase" and self.is_free(i):
                found.append(chunk)
                before = self.before(i)
                if self.kind(before) != "joint" or self.kind(before - 1) == "apart":
                    break
            i -= 1
        return found

    def objects(self, at: int) -> list[Chunk]:
        """The phrases that the act at a chunk is done to: those right behind it, and those joined to them."""
        i = self._past_to_whom(self.after(at, (*ASIDES, "described")))
        if self.kind(i) == "joint" and self.kind(self.after(i)) == "verb":
            return self.objects(self.after(i))  # "return or destroy all information"
        found: list[Chunk] = []
        while self.kind(i) == "phrase":
            found.append(self.chunks[i])
            i = self.after(i)
        if len(found) > 1:
            found = [c for c in found if "TIMES" not in self.head(c).tags]
        return [*found, *self._joined_objects(i)]

    def _joined_objects(self, i: int) -> Iterator[Chunk]:
        while i != -1 and not self.chunks[i].finite:
            chunk, before = self.chunks[i], self.kind(self.before(i))
            if chunk.form == "ing" and before == "apart":
                return
            joined = before == "joint" or (before == "apart" and self.begins_as_a_thing(chunk))
            counts = "NUMBERS" in self.words[chunk.start].tags
            if chunk.kind == "phrase" and joined and not counts and not self.is_subject_to_come(i):
                yield chunk
            i = self.after(i)

    def _past_to_whom(self, at: int) -> int:
        """Where what is given stands, if to whom or where stands before it: "give to the staff such access"."""
        i = at
        while self.kind(i) == "preposition" and self.kind(i + 1) == "phrase":
            i = self.after(i + 1)
        return i if self.kind(i) == "phrase" else at

    def begins_as_a_thing(self, chunk: Chunk) -> bool:
        """Whether a phrase begins as one that names a thing: by an article, a number or a listed word."""
        begins = self.words[chunk.start].tags & {"DETERMINERS", "NUMBERS", "POSSESSIVE", "NONE"}
        return bool(begins or self.head(chunk).tags & (THINGS | SOMEBODY | MATTERS))

    def is_subject_to_come(self, at: int) -> bool:
        """Whether a phrase is what a further verb is told of, and no object."""
        following = next((j for j in range(at + 1, len(self.chunks)) if self.chunks[j].finite), None)
        return following is not None and self.chunks[at] in self.subject(following)

    # What a phrase names.

    def names_a_matter(self, chunk: Chunk) -> bool:
        """Whether it is an assessment, a number of premises or a provision, and no paper about one."""
        head = self.head(chunk)
        if head.tags & {"REFERENCE", "COUNTED", "FIGURE"} or ("KINDS" in head.tags and head.text != head.small):
            return True
        if "OUTCOMES" in head.tags or (head.among("SUMS") and not self._is_of_money(chunk)):
            return True
        return self.holds(chunk, "OUTCOMES") and not head.tags & {"OF_AN_ASSESSMENT", "WRITINGS", "MONEY"}

    def _is_of_money(self, chunk: Chunk) -> bool:
        """Whether a word beside a sum says that it is one of money, and not that of the premises."""
        near = self.words[max(chunk.start - _BEFORE_A_SUM, 0) : chunk.end + _BEHIND_A_SUM]
        at = self.place_of(chunk)
        told = next((j for j in range(at, len(self.chunks)) if self.chunks[j].finite and not self.chunks[j].sub), -1)
        if told != -1 and chunk in self.subject(told):
            done = self.head(self.chunks[self.after(self.main_verb(told))])
            near = (*near, done) if done.small in ("refunded", "repaid", "reimbursed") else near
        if any(word.small in ("year", "years") for word in self.words) and not any(map(_is_money, self.words)):
            return False
        return any(each.among("PAID") or _is_money(each) for each in near)

    def may_be_one(self, chunk: Chunk) -> bool:
        """Whether it may be an assessment, or what decides one, by another name: "the next visit"."""
        return self.head(chunk).among("CALLED_OTHERWISE")

    def is_somebody(self, chunk: Chunk) -> bool:
        """Whether it may be somebody: listed, "it", or a name."""
        head = self.head(chunk)
        if head.tags & (SOMEBODY | {"PRONOUNS"}) or head.small in ("each", "both", "either"):
            return True
        named = any(letter.isupper() for letter in head.text[1:]) and "PLURAL" not in head.tags
        return "WORD" in head.tags and (named or _AGENT.fullmatch(head.text) is not None)

    def is_far(self, chunk: Chunk) -> bool:
        """Whether it is far from every question, whatever is done to it: an invoice, a quorum, an e-mail."""
        return "FAR" in self.head(chunk).tags and not self.holds(chunk, "OUTCOMES", "COUNTED", "KINDS")

    def is_number_of_things(self, chunk: Chunk) -> bool:
        """Whether it is how many things of the procedure there were: "the number of complaints"."""
        at = self.place_of(chunk)
        of = self.text(chunk) in ("number", "numbers") and self.kind(at + 1) == "preposition"
        what = self.chunks[at + 2] if of and self.kind(at + 2) == "phrase" else None
        return what is not None and self.is_thing(what, precise=True, unlisted=False)

    def is_plain_thing(self, chunk: Chunk) -> bool:
        """Whether it is a time, an amount or somebody of whom no question is asked."""
        head = self.head(chunk)
        if self.is_user(chunk) or self.may_be_one(chunk) or self.names_a_matter(chunk):
            return False
        return bool(head.tags & {"DAYS", "MONEY", "ACTORS", "OFFICERS"})

    def is_user(self, chunk: Chunk) -> bool:
        """Whether it names those of whom the questions are asked."""
        return "USERS" in self.head(chunk).tags

    def is_thing(self, chunk: Chunk, *, precise: bool, unlisted: bool, users: bool = False) -> bool:
        """Whether an act may be done to it that settles nobody's assessment.

        `precise` asks for a word that says what is meant; `unlisted` lets a noun of no list pass, `users` those of whom
        the questions are asked.
        """
        head = self.head(chunk)
        about = self.may_be_one(chunk) and head.small != "premises"
        if self.names_a_matter(chunk) or about or (self.is_user(chunk) and not users):
            return False
        if "NOTHING" in head.tags:
            return False
        if "PRONOUNS" in head.tags:
            return True
        if head.tags & (THINGS | SOMEBODY):
            return not (precise and "VAGUE" in head.tags)
        return unlisted and not head.tags & {"TIMES", "DUTIES", "RULINGS"}


def _is_money(word: Tagged) -> bool:
    """Whether a word names money, and not what may be a sum of anything."""
    return "MONEY" in word.tags and not word.among("SUMS")


@lru_cache(maxsize=MOST_KEPT)
def widely(text: str) -> Sentence:
    """A sentence, its words tagged by those judged one by one too."""
    return Sentence.of(tagged(text, wide=True))


@frozen
class Predicate:
    """A verb of a sentence with those of whom it is told; `now` where it is told as a fact, not of what shall be."""

    sentence: Sentence
    at: int
    subject: Sequence[Chunk]
    now: bool

    @property
    def verb(self) -> Tagged:
        """The verb."""
        return self.sentence.head(self.sentence.chunks[self.at])

    def is_verb(self, *lists: str) -> bool:
        """Whether the verb, in the form in which it stands, is one of these lists."""
        return self.verb.is_verb(self.sentence.chunks[self.at].form, *lists)

    @cached_property
    def objects(self) -> Sequence[Chunk]:
        """What it is done to."""
        return self.sentence.objects(self.at)

    @property
    def following(self) -> int:
        """Where the chunk stands that follows, asides passed over; -1 at the end."""
        return self.sentence.after(self.at)

    def of(self, *tags: str) -> bool:
        """Whether each of whom it is told is listed as one of these."""
        return all(self.sentence.head(c).tags & frozenset(tags) for c in self.subject)

    def of_some(self, *tags: str) -> bool:
        """Whether one of whom it is told is listed as one of these."""
        return any(self.sentence.head(c).tags & frozenset(tags) for c in self.subject)

    @property
    def of_one_perhaps(self) -> bool:
        """Whether what it is told of may be an assessment by another name."""
        return any(self.sentence.may_be_one(c) for c in self.subject)

    @property
    def of_others(self) -> bool:
        """Whether it is told of people who are asked no question."""
        return self.of(*SOMEBODY) and not self.of_some("USERS")
