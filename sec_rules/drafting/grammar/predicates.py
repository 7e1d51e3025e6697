"""Whether a sentence is one of procedure, judged by its predicates: who is told to do what, and of what it only speaks.

A sentence passes where every verb in it is accounted for and every matter of the questions is only spoken of. Each
thing that somebody is told to do has to be an act of the rulebook's lists; a verb of no list leaves the sentence open.
Of a case or of a thing described ("where ...", "which ...") only facts may be told. Nouns of no list may stand wherever
they are no more than what an act is done to: to publish, pay, send or keep secret whatever it may be settles nobody's
assessment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from attrs import frozen

from sec_rules.drafting.grammar.bearing_words import turns
from sec_rules.drafting.grammar.chunks import Chunk, chunks, is_verb
from sec_rules.drafting.grammar.recogniser import Tagged
from sec_rules.drafting.grammar.tagging import forms_of_all, tagged
from sec_rules.rulebook.procedure import procedure

_THINGS: Final = frozenset(("WRITINGS", "MONEY", "MATTERS"))
_SOMEBODY: Final = frozenset(("ACTORS", "AUTHORITIES"))
_MATTERS: Final = frozenset(("OUTCOMES", "COUNTED"))
_ACTS: Final = ("ACTS", "THINGS_DONE", "BINDS", "RECEIVES")
_ASIDE: Final = ("adverb", "not", "only")
_TURNING: Final = ("TURNS", "ENDS", "CONDUCTS", "LASTS", "BRINGS_IN")
_GOVERNS: Final = ("preposition", "verb", "to", "be", "have", "do", "as", "except", "opens", "modal")
_JOINS_A_PAPER: Final = frozenset(
    ("of", "for", "in", "on", "about", "regarding", "concerning", "relating to", "in respect of", "in relation to")
)


@cache
def _otherwise() -> frozenset[str]:
    return procedure()["CALLED_OTHERWISE"]


@cache
def _light() -> frozenset[str]:
    return forms_of_all(procedure()["LIGHT"])


class _Open(Exception):
    """A part of a sentence that is not accounted for."""


@frozen
class _Sentence:
    words: Sequence[Tagged]
    chunks: Sequence[Chunk]

    def text(self, chunk: Chunk) -> str:
        return self.words[chunk.head].text.casefold()

    def head(self, chunk: Chunk) -> Tagged:
        return self.words[chunk.head]

    def holds(self, chunk: Chunk, *tags: str) -> bool:
        return any(word.tags & frozenset(tags) for word in self.words[chunk.start : chunk.end])

    def before(self, at: int, passing: Sequence[str] = _ASIDE) -> int:
        """The chunk that stands before one, asides passed over; -1 at the beginning."""
        at -= 1
        while at >= 0 and self.chunks[at].kind in passing:
            at -= 1
        return at

    def after(self, at: int, passing: Sequence[str] = _ASIDE) -> int:
        """The chunk that stands behind one, asides passed over; -1 at the end."""
        at += 1
        while at < len(self.chunks) and self.chunks[at].kind in passing:
            at += 1
        return at if at < len(self.chunks) else -1

    def kind(self, at: int) -> str:
        return self.chunks[at].kind if 0 <= at < len(self.chunks) else ""

    def free(self, at: int) -> bool:
        """Whether a phrase depends on nothing that stands before it."""
        return self.kind(self.before(at)) not in _GOVERNS

    def opened(self, at: int) -> int:
        """Where the clause was opened whose verb stands at a chunk."""
        return next((j for j in range(at, -1, -1) if self.chunks[j].kind == "opens"), 0)

    def subject(self, at: int) -> list[Chunk]:
        """The phrases of which the verb at a chunk is told; none where it goes on with the clause before it."""
        found: list[Chunk] = []
        i = at - 1
        while i >= 0:
            chunk = self.chunks[i]
            if chunk.finite and not chunk.sub:
                break
            if chunk.finite:
                i = self.opened(i) - 1
                continue
            if chunk.kind == "phrase" and self.free(i):
                found.append(chunk)
                before = self.before(i)
                if self.kind(before) != "joint" or self.kind(before - 1) == "apart":
                    break
            i -= 1
        return found

    def objects(self, at: int) -> list[Chunk]:
        """The phrases that the act at a chunk is done to: those right behind it, and those joined to them."""
        found: list[Chunk] = []
        i = self.after(at, (*_ASIDE, "described"))
        i = self.past_to_whom(i)
        if i != -1 and self.kind(i) == "joint" and self.kind(self.after(i)) == "verb":
            return self.objects(self.after(i))  # "return or destroy all information"
        while i != -1 and self.chunks[i].kind == "phrase":
            found.append(self.chunks[i])
            i = self.after(i)
        found = [c for c in found if "TIMES" not in self.head(c).tags] if len(found) > 1 else found
        while i != -1 and not self.chunks[i].finite:
            if self.chunks[i].form == "ing" and self.kind(self.before(i)) == "apart":
                break
            joined = self.kind(self.before(i)) == "joint" or (
                self.kind(self.before(i)) == "apart" and self.names_something(self.chunks[i])
            )
            if self.chunks[i].kind == "phrase" and joined and "NUMBERS" not in self.words[self.chunks[i].start].tags and not self.goes_before_a_verb(i):
                found.append(self.chunks[i])
            i = self.after(i)
        return found

    def past_to_whom(self, at: int) -> int:
        """Where what is given stands, if to whom or where stands before it: "give to the staff such access"."""
        i = at
        while i != -1 and self.kind(i) == "preposition" and self.kind(i + 1) == "phrase":
            i = self.after(i + 1)
        return i if i != at and i != -1 and self.kind(i) == "phrase" else at

    def names_something(self, chunk: Chunk) -> bool:
        """Whether a phrase begins as one that names a thing: by an article, a number or a listed word."""
        first = self.words[chunk.start]
        return bool(first.tags & {"DETERMINERS", "NUMBERS", "POSSESSIVE", "NONE"}) or bool(
            self.head(chunk).tags & (_THINGS | _SOMEBODY | _MATTERS)
        )

    def goes_before_a_verb(self, at: int) -> bool:
        """Whether a phrase is what a further verb is told of, and no object."""
        following = next((j for j in range(at + 1, len(self.chunks)) if self.chunks[j].finite), None)
        return following is not None and self.chunks[at] in self.subject(following)

    # What a phrase names.

    def names_a_matter(self, chunk: Chunk) -> bool:
        """Whether it is an assessment, a number of premises or a provision, and no paper about one."""
        head = self.head(chunk)
        if head.tags & {"REFERENCE", "COUNTED", "FIGURE"} or ("KINDS" in head.tags and head.text != head.text.casefold()):
            return True
        return "OUTCOMES" in head.tags or (
            self.holds(chunk, "OUTCOMES") and not head.tags & {"OF_AN_ASSESSMENT", "WRITINGS", "MONEY"}
        )

    def is_somebody(self, chunk: Chunk) -> bool:
        """Whether it may be somebody: listed, "it", or a name."""
        head = self.head(chunk)
        named = "WORD" in head.tags and any(c.isupper() for c in head.text[1:]) and "PLURAL" not in head.tags
        agent = "WORD" in head.tags and re.fullmatch(r"[a-z]{3,}(?:er|or|ee|ist|man|person)", head.text) is not None
        return bool(head.tags & (_SOMEBODY | {"PRONOUNS"})) or named or agent or head.text.casefold() in ("each", "both", "either")

    def is_about_one(self, chunk: Chunk) -> bool:
        """Whether it may be an assessment by another name: "the next visit"."""
        return self.text(chunk) in _otherwise()

    def is_thing(self, chunk: Chunk, *, strictly: bool, unlisted: bool, users: bool = False) -> bool:
        """Whether a careful act may be done to it."""
        head = self.head(chunk)
        about = self.is_about_one(chunk) and head.text.casefold() != "premises"
        if self.names_a_matter(chunk) or about or ("USERS" in head.tags and not users):
            return False
        if "PRONOUNS" in head.tags:
            return True
        if head.tags & (_THINGS | _SOMEBODY):
            return not (strictly and "VAGUE" in head.tags)
        return unlisted and not head.tags & {"TIMES", "DUTIES", "RULINGS"}


def is_procedure(text: str) -> bool:
    """Whether each verb of a sentence is accounted for, and each matter of the questions only spoken of."""
    words = [each for each in tagged(text) if each.text != "."]
    if not words or turns(words):
        return False
    sentence = _Sentence(words, chunks(words))
    try:
        _told(sentence)
        _spoken_of(sentence)
    except _Open:
        return False
    return True


def why_open(words: Sequence[Tagged]) -> str:
    sentence = _Sentence(words, chunks(words))
    try:
        _told(sentence)
        _spoken_of(sentence)
    except _Open as e:
        return str(e)
    return "turns" if turns(words) else ""


# What is told: each verb.


def _told(s: _Sentence) -> None:
    told = [i for i, c in enumerate(s.chunks) if c.finite and (not c.sub or c.kind == "modal")]
    if not any(not s.chunks[i].sub for i in told):
        raise _Open("nobody is told to do anything")
    subject: list[Chunk] = []
    for i in told:
        if s.chunks[i].sub:
            _may(s, i)
            continue
        found = s.subject(i)
        if not found and not (subject and _goes_on(s, i)):
            raise _Open(f"of whom: {s.text(s.chunks[i])}")
        subject = found or subject
        _predicate(s, i, subject)
    for i, chunk in enumerate(s.chunks):
        _accounted_for(s, i, chunk, subject)


def _may(s: _Sentence, at: int) -> None:
    """What somebody described may or shall do: "which the Panel may nominate"; ", who shall acknowledge it"."""
    opens = s.opened(at)
    within = [c for j, c in enumerate(s.chunks[opens:at], opens) if c.kind == "phrase" and s.before(j) == opens]
    verb = _main_verb(s, at)
    if within:
        word = s.head(s.chunks[verb])
        if any(s.is_about_one(c) or s.names_a_matter(c) or s.holds(c, "KINDS") for c in within):
            raise _Open("what is to become of it")
        if s.kind(verb) in ("be", "have"):
            return
        if not (is_verb(word, "", "SAFE", *_ACTS) or word.text.casefold() in _MAY_WANT) or is_verb(
            word, "", "TURNS", "ENDS", "BINDS", "CONDUCTS"
        ):
            raise _Open(f"which somebody may {word.text}")
        return
    antecedent = [c for c in s.chunks[max(opens - 1, 0) : opens] if c.kind == "phrase"]
    if not antecedent:
        antecedent = [c for c in s.chunks[max(opens - 2, 0) : opens] if c.kind == "phrase"]
    _predicate(s, at, antecedent)


_MAY_WANT: Final = frozenset(("require", "reasonably require", "request", "need", "hold", "wish", "receive", "obtain", "raise"))


def _goes_on(s: _Sentence, at: int) -> bool:
    return s.kind(s.before(at)) in ("joint", "apart")


def _main_verb(s: _Sentence, at: int) -> int:
    """The verb behind a modal, or a finite verb itself."""
    if s.chunks[at].kind != "modal":
        return at
    i = s.after(at)
    while i != -1 and s.kind(i) == "apart":
        close = next((j for j in range(i + 1, len(s.chunks)) if s.kind(j) == "apart"), None)
        if close is None:
            raise _Open("an aside has no end")
        i = s.after(close)
    while i != -1 and s.kind(i) in ("preposition", "phrase"):
        i = s.after(i)
    if i == -1:
        raise _Open("a verb is missing")
    return i


def _predicate(s: _Sentence, at: int, subject: Sequence[Chunk]) -> None:
    """What somebody is told to do, and then what else behind "and"."""
    if not subject:
        raise _Open("of nobody")
    if _leaves_liability(s, at, subject):
        return
    for chunk in subject:
        if s.names_a_matter(chunk) and not s.holds(chunk, "REFERENCE"):
            raise _Open(f"told of a matter: {s.text(chunk)}")
        if s.holds(chunk, "REFERENCE") or s.head(chunk).tags & {"DUTIES"}:
            raise _Open(f"told of a provision: {s.text(chunk)}")
    verb = _main_verb(s, at)
    narrowed = any(c.kind in ("not", "only", "except") for c in s.chunks) or any(s.holds(c, "NONE") for c in s.chunks)
    after_be = s.after(verb) if s.kind(verb) == "be" else verb
    if narrowed and after_be != -1 and any(
        is_verb(s.head(s.chunks[after_be]), f, "BRINGS_IN", "HAS_OTHERS_DO") or is_verb(s.head(s.chunks[after_be]), f, "CONDUCTS")
        for f in ("", "ed")
    ):
        raise _Open("not brought about")
    end = next((j for j in range(verb + 1, len(s.chunks)) if s.chunks[j].finite), len(s.chunks))
    span = s.chunks[at:end]
    denied = any(c.kind == "not" or s.holds(c, "NONE") for c in (*span, *subject))
    if denied and any(s.holds(c, "OUTCOMES") for c in span) and not any("SECRET" in w.tags for w in s.words):
        raise _Open("no assessment")
    _act(s, verb, subject, now=s.chunks[at].kind != "modal")


def _leaves_liability(s: _Sentence, at: int, subject: Sequence[Chunk]) -> bool:
    """Whether nothing is said to touch what somebody is liable for: "Nothing in this Section limits liability for fraud"."""
    if not subject or s.text(subject[-1]) != "nothing":
        return False
    verbs = [c for c in s.chunks[at : at + 4] if c.kind in ("verb", "phrase")]
    return any(s.text(c) == "liability" for c in s.chunks[at : at + 6]) and all(
        s.text(c) in ("limit", "limits", "exclude", "excludes", "restrict", "restricts", "liability", "any liability") for c in verbs[:3]
    )


def _act(s: _Sentence, at: int, subject: Sequence[Chunk], *, now: bool) -> None:
    chunk = s.chunks[at]
    if chunk.kind == "be":
        _is(s, at, subject, now=now)
    elif chunk.kind == "have":
        _has(s, at, subject)
    elif chunk.kind == "verb":
        _does(s, at, subject)
    else:
        raise _Open(f"no act: {s.text(chunk)}")


def _users(s: _Sentence, subject: Sequence[Chunk]) -> bool:
    return any("USERS" in s.head(c).tags for c in subject)


def _bodies(s: _Sentence, subject: Sequence[Chunk]) -> bool:
    return any("AUTHORITIES" in s.head(c).tags for c in subject)


def bodies_in(s: _Sentence, subject: Sequence[Chunk]) -> bool:
    return any("AUTHORITIES" in s.head(c).tags for c in subject)


def _listed(s: _Sentence, subject: Sequence[Chunk], *lists: str) -> bool:
    return all(s.head(c).tags & frozenset(lists) for c in subject)


def _does(s: _Sentence, at: int, subject: Sequence[Chunk]) -> None:
    verb, form = s.head(s.chunks[at]), s.chunks[at].form
    text = s.text(s.chunks[at])
    objects = s.objects(at)
    following = s.after(at)
    if any(s.is_about_one(c) for c in subject):
        raise _Open("told of what may be an assessment")
    somebody = all(s.is_somebody(c) for c in subject)
    if form == "s" and (text.startswith("include") or not objects):
        raise _Open(f"now: {text}")
    if any("PRONOUNS" in s.head(c).tags for c in objects) and text in ("adopt", "accept", "approve", "make", "have", "use", "adopts"):
        raise _Open(f"done to it: {text}")
    narrowed = any(c.kind in ("not", "only", "except") or s.holds(c, "NONE") for c in s.chunks)
    if narrowed and any(s.head(c).tags & {"ASSESSORS"} for c in objects):
        raise _Open("an assessor is kept away")
    if is_verb(verb, form, "SAFE"):
        if any(s.is_about_one(c) for c in objects):
            raise _Open("what may be an assessment")
        if bodies_in(s, subject) and s.kind(following) == "opens":
            raise _Open("considers whether")
        if any(s.head(c).tags & {"ASSESSORS"} for c in objects) and "RECEIVES" not in _lists_of(verb, form):
            raise _Open("an assessor is sent")
        return
    if not somebody:
        sets_out = is_verb(verb, form, "SETS_OUT") and _listed(s, subject, *_THINGS)
        if sets_out and (objects or s.kind(following) in ("opens", "apart")) and not any("USERS" in s.head(c).tags for c in objects):
            return
        if is_verb(verb, form, "LASTS") and _listed(s, subject, "MONEY"):
            return
        raise _Open(f"a thing is told to {text}")
    if form == "s" and not is_verb(verb, form, *_ACTS):
        raise _Open(f"now: {text}")
    if is_verb(verb, form, "TREATS"):
        if any(word.tags & {"SECRETLY"} for word in s.words):
            return
        raise _Open("treated as something")
    if is_verb(verb, form, "ENSURES") and s.kind(following) == "opens":
        _ensured(s, following)
        return
    if is_verb(verb, form, "HAS_OTHERS_DO") and any(c.kind == "to" for c in s.chunks[at : at + 8]):
        return  # what they are to do is looked at with every other "to"
    if is_verb(verb, form, "BEHAVES") and not _users(s, subject) and not any("REFERENCE" in w.tags for w in s.words):
        return
    if is_verb(verb, form, "LETS", "PICKS"):
        raise _Open(f"lets: {text}")
    if is_verb(verb, form, "CONDUCTS"):
        if objects and all(
            s.head(c).tags & {"DUTIES", "MATTERS", "ACTORS"} and not s.names_a_matter(c) and not s.is_about_one(c)
            for c in objects[:1]
        ):
            return
        raise _Open(f"carries out: {text}")
    if is_verb(verb, form, *_ACTS, "EDITS", "ENDS", "PLACES"):
        light = text in _light()
        bodies = _bodies(s, subject)
        if text.startswith(("settle", "resolve", "refer")) and any(w.tags & {"OUTCOMES", "COUNTED"} for w in s.words):
            raise _Open("settles a matter")
        if text.startswith("comply") and any("REFERENCE" in w.tags for w in s.words):
            raise _Open("complies with a provision")
        if not objects and text == "arrange" and s.kind(following) == "preposition":
            objects = [c for c in s.chunks[following + 1 : following + 2] if c.kind == "phrase"]
        if not objects:
            if light or is_verb(verb, form, "BINDS", "ENDS", "EDITS") or s.kind(following) == "opens":
                raise _Open(f"done to nothing: {text}")
            return
        if is_verb(verb, form, "EDITS", "ENDS", "PLACES") and not is_verb(verb, form, *_ACTS):
            light = True
        free = is_verb(verb, form, "RECEIVES") and not light
        gives = text in ("give", "offer", "show", "hand", "afford", "provide", "grant") or s.kind(following + 1) == "phrase"
        if len(objects) > 1 and "USERS" in s.head(objects[0]).tags and gives:
            objects = objects[1:]  # "give a User an estimate"
        for chunk in objects:
            if is_verb(verb, form, "PLACES") and "PRONOUNS" in s.head(chunk).tags:
                raise _Open(f"done to: {text} {s.text(chunk)}")
            if not s.is_thing(chunk, strictly=bodies and not free, unlisted=not light and not bodies or free, users=free):
                raise _Open(f"done to: {text} {s.text(chunk)}")
        if light and _undergoes(s, at):
            raise _Open("a paper of any assessment")
        if is_verb(verb, form, "BRINGS_IN") and _for_some_users(s, at):
            raise _Open("brought in for some Users")
        return
    if "WORD" in verb.tags and form == "" and _listed(s, subject, "ACTORS") and not _users(s, subject):
        if objects and s.head(objects[0]).tags & {"WRITINGS", "MONEY"} and s.holds(objects[0], "DETERMINERS"):
            if not bodies_in(s, subject) and s.is_thing(objects[0], strictly=True, unlisted=False):
                return
    raise _Open(f"a verb of no list: {text}")


def _undergoes(s: _Sentence, at: int) -> bool:
    """Whether a paper is to be had of an assessment that need not be there: who has to have it has to be assessed."""
    for i in range(at + 1, len(s.chunks)):
        c = s.chunks[i]
        before = s.before(i)
        beside = s.kind(before) == "preposition" and s.text(s.chunks[before]) not in ("of", "for", "on", "in", "from")
        if c.kind == "phrase" and s.holds(c, "OUTCOMES") and not s.holds(c, "DEFINITE") and not beside:
            return True
    return False


def _lists_of(verb: Tagged, form: str) -> set[str]:
    return {tag.partition(":")[0] for tag in verb.tags if tag.endswith(f":{form}")}


def _for_some_users(s: _Sentence, at: int) -> bool:
    for i in range(at + 1, len(s.chunks)):
        c = s.chunks[i]
        if c.finite:
            break
        if c.kind == "phrase" and "USERS" in s.head(c).tags:
            following = s.after(i)
            if s.kind(s.before(i)) == "preposition" and s.text(s.chunks[s.before(i)]) in ("for", "to", "in respect of", "in relation to"):
                return True
            if s.kind(following) in ("opens", "verb"):
                return True
    return False


def _ensured(s: _Sentence, opens: int) -> None:
    subject = [c for j, c in enumerate(s.chunks[opens:], opens) if c.kind == "phrase" and s.before(j) == opens]
    at = next((j for j in range(opens, len(s.chunks)) if s.chunks[j].finite), None)
    if at is None or not subject or _users(s, subject) or any(s.names_a_matter(c) or s.is_about_one(c) for c in subject):
        raise _Open("sees to it that")
    if not _listed(s, subject, *_THINGS, *_SOMEBODY, "PRONOUNS"):
        raise _Open("sees to it that something")


def _is(s: _Sentence, at: int, subject: Sequence[Chunk], *, now: bool) -> None:
    following = s.after(at)
    if following == -1 or s.kind(following) in ("joint", "apart"):
        if s.kind(at + 1) == "adverb" and not now and not any(s.is_about_one(c) for c in subject):
            return
        raise _Open("is")
    chunk = s.chunks[following]
    quasi = any(s.is_about_one(c) for c in subject)
    things = _listed(s, subject, "WRITINGS", "MONEY", "MATTERS", "OF_AN_ASSESSMENT", "PRONOUNS") and not quasi
    papers = _listed(s, subject, "WRITINGS", "MONEY")
    others = _listed(s, subject, *_SOMEBODY) and not _users(s, subject)
    if chunk.kind == "be" and chunk.form == "ed":
        raise _Open("has been")
    if chunk.kind == "verb" and chunk.form == "ed":
        _is_done(s, following, subject, now=now, things=things, papers=papers, others=others, quasi=quasi)
        return
    if quasi:
        raise _Open("is something, and may be an assessment")
    if chunk.kind == "to" and not now:
        return
    if now and not papers:
        raise _Open("is")
    if chunk.kind == "described" or (
        "SAID_OF" in s.words[chunk.start].tags and chunk.end == chunk.start + 1 and chunk.kind != "adverb"
    ):
        if s.text(chunk) in ("entitled", "able", "required", "obliged", "unable", "liable", "responsible", "bound", "due") and now:
            raise _Open("is held")
        return
    if chunk.kind == "preposition" and (things or others):
        return
    if chunk.kind == "phrase" and "MONEY" in s.head(chunk).tags and _listed(s, subject, "MONEY"):
        return
    if chunk.kind == "phrase" and others and s.head(chunk).tags & _SOMEBODY and "USERS" not in s.head(chunk).tags:
        return
    if chunk.kind == "adverb":
        return
    raise _Open(f"is {s.text(chunk)}")


def _is_done(
    s: _Sentence, at: int, subject: Sequence[Chunk], *, now: bool, things: bool, papers: bool, others: bool, quasi: bool
) -> None:
    verb, text = s.head(s.chunks[at]), s.text(s.chunks[at])
    if now and not papers:
        raise _Open("is done")
    if text in ("entitled", "required", "obliged", "permitted", "allowed") and s.kind(s.after(at)) == "to":
        if quasi:
            raise _Open("held")
        return
    if quasi:
        raise _Open("done to what may be an assessment")
    if is_verb(verb, "ed", "SAFE") and not (others and text in ("sent", "returned", "dispatched", "delivered")):
        if not (things or others or _users(s, subject)) and any(c.kind == "not" for c in s.chunks):
            raise _Open("not done to a thing of no list")
        return
    if is_verb(verb, "ed", "TREATS", "CONDUCTS", "TURNS", "HAS_OTHERS_DO") and not is_verb(verb, "ed", *_ACTS):
        if is_verb(verb, "ed", "TREATS") and any(word.tags & {"SECRETLY"} for word in s.words):
            return
        raise _Open(f"is turned: {text}")
    if _users(s, subject):
        if is_verb(verb, "ed", "RECEIVES") and text not in ("visited", "met", "attended", "sent", "supplied", "provided"):
            return
        raise _Open(f"done to Users: {text}")
    pronoun = any("PRONOUNS" in s.head(c).tags for c in subject)
    if pronoun and (is_verb(verb, "ed", "BINDS", "PLACES") or text in _light()):
        raise _Open(f"done to it: {text}")
    if others and (
        not is_verb(verb, "ed", "RECEIVES", "BRINGS_IN") or text in ("visited", "met", "sent", "supplied", "provided")
    ):
        raise _Open(f"somebody is {text}")
    if others and is_verb(verb, "ed", "BRINGS_IN") and _for_some_users(s, at):
        raise _Open("brought in for some Users")
    if is_verb(verb, "ed", *_ACTS, "EDITS", "PRICES"):
        if things or others:
            return
        raise _Open(f"done to: {text}")
    if papers:
        return
    raise _Open(f"done, by a verb of no list: {text}")


def _has(s: _Sentence, at: int, subject: Sequence[Chunk]) -> None:
    following = s.after(at)
    if following == -1:
        raise _Open("has")
    chunk = s.chunks[following]
    if chunk.kind == "verb" and chunk.form == "ed":
        return
    if chunk.kind == "phrase" and s.is_thing(chunk, strictly=True, unlisted=False):
        return
    if chunk.kind == "phrase" and "DAYS" in s.head(chunk).tags:
        return
    if chunk.kind == "phrase" and not _users(s, subject) and s.is_thing(chunk, strictly=False, unlisted=True):
        return
    raise _Open("has")


# What stands beside it: each chunk.


def _accounted_for(s: _Sentence, i: int, chunk: Chunk, subject: Sequence[Chunk]) -> None:
    before = s.before(i)
    if chunk.kind in ("other", "do"):
        raise _Open(f"a word out of place: {s.text(chunk)}")
    if chunk.kind == "be" and s.text(chunk) == "being" and s.kind(before) not in ("preposition", "opens"):
        raise _Open("being")
    if chunk.kind == "verb" and not chunk.finite:
        if chunk.form == "" and s.kind(before) == "to":
            _to_do(s, i)
        elif chunk.form == "ing":
            _doing(s, i, before)
    if chunk.kind in ("phrase", "verb", "be", "have") and not chunk.finite and s.kind(before) in ("joint", "apart"):
        _joined_act(s, i, subject)
    if chunk.kind == "opens" and s.text(chunk) in ("so that", "such that"):
        raise _Open("with a consequence")
    if chunk.kind == "opens" and s.kind(before) == "preposition" and s.kind(s.before(before)) == "apart":
        raise _Open("with a consequence")
    if chunk.kind == "as" and not _as_kept(s, s.after(i)):
        raise _Open("as something")
    if chunk.kind == "only" and s.kind(s.after(i)) == "phrase":
        raise _Open("only some")
    if chunk.kind == "phrase" and s.holds(chunk, "NONE") and s.holds(chunk, "ASSESSORS"):
        raise _Open("no assessor")
    if chunk.finite and chunk.sub and chunk.kind != "modal":
        _described(s, i)
    if chunk.kind == "phrase" and s.free(i) and not s.goes_before_a_verb(i):
        if s.holds(chunk, "HIDDEN", "VERBAL") and s.kind(before) in ("", "joint", "apart"):
            raise _Open(f"a verb may hide: {s.text(chunk)}")


def _as_kept(s: _Sentence, at: int) -> bool:
    """Whether what stands behind "as" is somebody, or says how something is kept: "as confidential"."""
    if at == -1:
        return False
    chunk = s.chunks[at]
    return chunk.kind == "phrase" or s.text(chunk) in _KEPT_AS


_KEPT_AS: Final = frozenset(
    (
        *("confidential", "secret", "sensitive", "private", "restricted", "agreed", "required", "appropriate", "necessary"),
        *("applicable", "set out", "described", "specified", "soon"),
    )
)


def _described(s: _Sentence, at: int) -> None:
    """What is told of a thing described, or of what somebody is told, makes nobody a User of another kind."""
    opens = s.opened(at)
    if s.text(s.chunks[opens]) not in ("which", "that", "who", "whom", "whose"):
        return
    following = s.after(at)
    if s.chunks[at].kind == "be" and s.kind(following) == "phrase" and s.holds(s.chunks[following], "USERS", "OUTCOMES"):
        raise _Open("is told to be one of the Users")
    if s.chunks[at].kind == "be" and s.kind(s.before(opens)) == "apart" and s.kind(at + 1) in ("not", "to"):
        raise _Open("which is not")
    aside = next((j for j in range(opens - 1, max(opens - 4, -1), -1) if s.kind(j) == "apart"), -1)
    aside = next((j for j in range(opens - 1, max(opens - 6, -1), -1) if s.kind(j) == "apart"), aside)
    if aside != -1 and s.chunks[at].kind == "be" and s.kind(opens - 1) == "preposition":
        raise _Open("on which something is so")
    verb = s.head(s.chunks[at])
    antecedent = s.before(opens)
    somebody = antecedent != -1 and s.head(s.chunks[antecedent]).tags & (_SOMEBODY | {"PRONOUNS"})
    if s.chunks[at].kind == "verb" and not somebody and s.before(at) == opens:
        if any(is_verb(verb, f, "TURNS", "ENDS", "CONDUCTS", "BINDS") for f in ("s", "")) and not is_verb(verb, "s", "SAFE", "SETS_OUT"):
            raise _Open(f"which {verb.text}")


def _to_do(s: _Sentence, at: int) -> None:
    verb = s.head(s.chunks[at])
    if not is_verb(verb, ""):
        raise _Open(f"to do what is in no list: {verb.text}")
    if verb.text.casefold().startswith("comply") and any("REFERENCE" in w.tags for w in s.words[s.chunks[at].head :]):
        raise _Open("complies with a provision")
    if _by_another(s, at) and not is_verb(verb, "", "SAFE"):
        if is_verb(verb, "", "EDITS") and s.objects(at) and all("EDITED" in s.head(c).tags for c in s.objects(at)[:1]):
            return
        if not is_verb(verb, "", *_ACTS, "ENABLES", "KNOWS"):
            raise _Open(f"has others {verb.text}")
        light = verb.text.casefold() in _light()
        for chunk in s.objects(at)[:1]:
            if not s.is_thing(chunk, strictly=False, unlisted=not light):
                raise _Open(f"has others {verb.text} {s.text(chunk)}")
        return
    if is_verb(verb, "", "SAFE", *_ACTS, "ENABLES", "EDITS", "KNOWS") or not is_verb(verb, "", *_TURNING):
        objects = s.objects(at)
        if is_verb(verb, "", "SAFE") or not objects:
            return
        if any(s.names_a_matter(c) for c in objects[:1]):
            raise _Open("to do something with a matter")
        return
    objects = s.objects(at)
    if is_verb(verb, "", "CONDUCTS") and objects and "DUTIES" in s.head(objects[0]).tags:
        return
    if objects and not s.names_a_matter(objects[0]) and not s.is_about_one(objects[0]) and not is_verb(verb, "", "ENDS", "TURNS"):
        return
    raise _Open(f"to {verb.text}")


def _by_another(s: _Sentence, at: int) -> bool:
    """Whether an infinitive is what somebody is made, asked or allowed to do."""
    for c in reversed(s.chunks[:at]):
        if c.kind == "verb" and any(is_verb(s.head(c), f, "HAS_OTHERS_DO", "LETS") for f in ("", "s", "ed")):
            return True
        if c.kind == "described" and "ENTITLED" in s.head(c).tags or s.text(c) in ("entitled", "required", "obliged"):
            return True
        if c.kind in ("apart", "joint", "modal"):
            return False
    return False


def _doing(s: _Sentence, at: int, before: int) -> None:
    verb = s.head(s.chunks[at])
    objects = s.objects(at)
    if s.kind(before) == "joint":
        earlier = next((j for j in range(before - 1, max(before - 4, -1), -1) if s.chunks[j].form == "ing"), -1)
        before = s.before(earlier) if earlier != -1 else before
    matter = bool(objects) and (s.names_a_matter(objects[0]) or s.is_about_one(objects[0]) or "DUTIES" in s.head(objects[0]).tags)
    if not is_verb(verb, "ing"):
        raise _Open(f"doing what is in no list: {verb.text}")
    if s.kind(before) in ("preposition", "opens"):
        if verb.text.casefold() in _light() and not all(s.is_thing(c, strictly=True, unlisted=False) for c in objects[:1]):
            raise _Open(f"by {verb.text}")
        if matter and not is_verb(verb, "ing", "SAFE", "CONDUCTS", "ACTS", "SETS_OUT"):
            raise _Open(f"doing something with a matter: {verb.text}")
        return
    if is_verb(verb, "ing", *_TURNING, "BINDS") and not is_verb(verb, "ing", "SAFE", "THINGS_DONE", "ACTS", "SETS_OUT"):
        raise _Open(f"doing: {verb.text}")
    if matter and s.kind(before) in ("apart", "joint", "") and not is_verb(verb, "ing", "SETS_OUT"):
        raise _Open(f"doing something with a matter: {verb.text}")


def _joined_act(s: _Sentence, at: int, subject: Sequence[Chunk]) -> None:
    """What stands behind "and" or a comma may be a further act: "and halve its figure"."""
    chunk = s.chunks[at]
    first = s.words[chunk.start]
    if not subject or not any(c.finite for c in s.chunks[:at]):
        return
    if chunk.kind == "verb" and chunk.form == "":
        _does(s, at, subject)
    elif chunk.kind == "verb" and first.text.casefold() in ("proceed",):
        raise _Open("and then: proceed")
    elif chunk.kind in ("be", "have") and not chunk.finite:
        raise _Open("and is or has")
    elif chunk.kind == "verb" and chunk.form == "ed":
        lists = ("SAFE", *_ACTS, "RECEIVES", "EDITS", "PRICES", "FACTS", "BINDS")
        if is_verb(first, "ed", "TURNS", "ENDS", "CONDUCTS") and not is_verb(first, "ed", *lists):
            raise _Open(f"and turned: {first.text}")
    elif chunk.kind == "phrase" and not s.goes_before_a_verb(at):
        for word in s.words[chunk.start + 1 : chunk.end]:
            if is_verb(word, "", "TURNS", "ENDS") and first.text.casefold().endswith("s"):
                raise _Open(f"and then: {word.text}")
        for word in s.words[chunk.start : chunk.end]:
            named = word.tags & _NAMES
            if not named and (is_verb(word, "") or is_verb(word, "s")):
                raise _Open(f"and then: {word.text}")
        if is_verb(first, "", *_TURNING):
            raise _Open(f"and then: {first.text}")
        plain = "WORD" in first.tags and not first.tags & {"PLURAL", "NOMINAL", "NAME", "PAST", "DOING"}
        if plain and chunk.end == chunk.start + 1:
            raise _Open(f"and perhaps a verb: {first.text}")


_NAMES: Final = _THINGS | _SOMEBODY | {"TIMES", "RULINGS", "DUTIES", "OUTCOMES", "COUNTED", "OF_AN_ASSESSMENT", "DETERMINERS"}


# What is only spoken of: each matter of the questions.


def _spoken_of(s: _Sentence) -> None:
    allowed: set[int] = set()
    for i, chunk in enumerate(s.chunks):
        if chunk.kind not in ("phrase", "described"):
            continue
        if s.kind(s.before(i)) == "as" and not _is_as(s, i):
            raise _Open("as something")
        if s.names_a_matter(chunk):
            if not (_is_spoken_of(s, i) or (s.kind(s.before(i)) == "joint" and allowed)):
                raise _Open(f"more than spoken of: {s.text(chunk)}")
            allowed.add(i)


def _is_as(s: _Sentence, i: int) -> bool:
    """Whether what stands behind "as" is no more than in which part somebody acts: "as its agent"."""
    chunk = s.chunks[i]
    if s.holds(chunk, "USERS", "OUTCOMES", "COUNTED", "REFERENCE"):
        return False
    if s.text(chunk) in _KEPT_AS:
        return True
    return bool(s.head(chunk).tags & (_SOMEBODY | {"MONEY"})) and chunk.kind == "phrase"


def _is_spoken_of(s: _Sentence, i: int) -> bool:
    chunk = s.chunks[i]
    before = s.before(i)
    kind = s.kind(before)
    reference = "REFERENCE" in s.head(chunk).tags
    if kind == "preposition":
        text = s.text(s.chunks[before])
        if reference:
            return text != "to" or s.kind(s.before(before)) == "verb"
        governor = s.before(before)
        if text == "to" and s.kind(governor) == "verb" and s.text(s.chunks[governor]).startswith("relat"):
            return True
        if text == "subject to":
            return s.kind(governor) == "be" and s.chunks[governor].sub
        if text in _JOINS_A_PAPER and s.kind(governor) == "phrase":
            head = s.head(s.chunks[governor])
            if s.is_about_one(s.chunks[governor]):
                return False
            if head.tags & {"OF_AN_ASSESSMENT", "WHEN_IT_IS", "OF_WHAT_IS_COUNTED", "MONEY"}:
                return True
            paid = any("MONEY" in s.head(c).tags for c in s.chunks[max(governor - 3, 0) : governor] if c.kind == "phrase")
            if text == "for" and paid and s.holds(chunk, "DEFINITE"):
                return True
            if text == "of" and s.holds(chunk, "DEFINITE") and head.tags & _SOMEBODY:
                return s.kind(s.after(i)) not in ("phrase", "opens", "verb")
        return bool(s.words[s.chunks[before].start].tags & {"ABOUT"})
    if kind == "verb" and s.chunks[before].form == "ing":
        if s.kind(s.before(before)) == "joint" and s.chunks[s.before(s.before(before))].form == "ing":
            return is_verb(s.head(s.chunks[before]), "ing", "CONDUCTS", "ACTS", "SAFE")
        return is_verb(s.head(s.chunks[before]), "ing", "CONDUCTS", "ACTS", "SAFE") and (
            s.kind(s.before(before)) in ("preposition", "opens", "phrase")
        )
    if kind == "opens":
        text = s.text(s.chunks[before])
        return text not in ("which", "that", "who", "whom", "whose") and not reference
    if kind == "verb" and s.chunks[before].finite and s.chunks[before].sub:
        return s.text(s.chunks[s.opened(before)]) in ("who", "where", "when", "if") and (
            is_verb(s.head(s.chunks[before]), "s", "CONDUCTS", "ACTS", "SAFE")
            or is_verb(s.head(s.chunks[before]), "", "CONDUCTS")
        )
    if kind == "verb" and s.chunks[before].form == "ed":
        return reference
    return False
