"""Whether a sentence tells only of plain doings: acts judged harmless, done to what is foreign to every question.

The other ground asks of each word that stands where something is told that it is listed. Here the matter is turned
round: whatever a sentence speaks of beside may be unknown (conditions, times, manners, qualities), so long as every verb
is a judged one, what it is done to is known where that could make a difference, no word stands in it that could reach a
question, and each matter of the questions is only spoken of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from sec_rules.drafting.grammar.acts import says_or_asks, why_act_is_open, why_open_whatever_the_verb
from sec_rules.drafting.grammar.bearing_words import why_it_bears
from sec_rules.drafting.grammar.chunks import Chunk, chunks
from sec_rules.drafting.grammar.clauses_apart import clauses_of
from sec_rules.drafting.grammar.far import SPOKEN_OF, YEARS, is_far_throughout, is_risky
from sec_rules.drafting.grammar.mentions import why_a_matter_is_open
from sec_rules.drafting.grammar.phrases import SOMEBODY, THINGS, Predicate, Sentence
from sec_rules.drafting.grammar.predicates import (
    why_allowed_is_open,
    why_beside_is_open,
    why_narrowed_is_open,
    why_no_procedure,
)
from sec_rules.drafting.grammar.states import is_taken_for_another, why_being_is_open, why_having_is_open
from sec_rules.drafting.grammar.tagging import Form, tagged

# Acts that are harmless whatever they are done to; and those that are so where it is a thing that is known.
_WHATEVER: Final = ("DOES", "SAFE")
_TO_THINGS: Final = ("DOES_TO_THINGS", "ACTS", "THINGS_DONE", "RECEIVES", "SETS_OUT", "PRICES")
# By these something else might come about, whatever it is.
_MAKING: Final = ("CONDUCTS", "TREATS", "BRINGS_IN", "PLACES", "LETS", "PICKS")
_FORMS: Final[tuple[Form, ...]] = ("", "s", "ed", "ing")


def why_no_plain_doing(text: str) -> str:
    """Why a sentence is not shown to tell of plain doings only; "" where each of its clauses is."""
    return next(filter(None, map(_why_clause_is_open, clauses_of(text))), "")


def _why_clause_is_open(text: str) -> str:
    words = [each for each in tagged(text, wide=True) if each.text != "."]
    s = Sentence(words, chunks(words))
    if is_far_throughout(s) or not why_no_procedure(text):
        return ""
    risky = next((each.text for each in words if is_risky(each)), "")
    if risky:
        return f"'{risky}' may reach a question"
    return why_it_bears(words) or next(filter(None, _reasons(s)), "")


def _reasons(s: Sentence) -> Iterator[str]:
    told = [i for i, c in enumerate(s.chunks) if c.finite and (not c.sub or c.kind == "modal")]
    if all(s.chunks[i].sub for i in told):
        yield "nobody is told to do anything"
    subject: Sequence[Chunk] = ()
    for i in told:
        if s.chunks[i].sub:
            yield why_allowed_is_open(s, i)
            continue
        subject = s.subject(i) or subject
        yield _why_told_is_open(s, i, subject)
    yield from chain.from_iterable(why_beside_is_open(s, i, subject) for i in range(len(s.chunks)))
    for i, chunk in enumerate(s.chunks):
        yield _why_chunk_is_open(s, i, chunk)
    yield why_a_matter_is_open(s)
    yield _why_narrowed(s)
    yield _why_in_some_years(s)


# What is told.


def _why_told_is_open(s: Sentence, at: int, subject: Sequence[Chunk]) -> str:
    verb, now = s.main_verb(at), s.chunks[at].kind != "modal"
    if verb == -1:
        return "it is not said what is to be done"
    if not subject:
        return f"it is not said of whom '{s.text(s.chunks[at])}' is told"
    if any(s.names_a_matter(c) or s.may_be_one(c) or s.holds(c, "DUTIES", "REFERENCE") for c in subject):
        return "a matter of the questions is told to be or to do something"
    if any("NOTHING" in s.head(c).tags for c in subject):
        return "nobody or nothing is told to do something"
    told = Predicate(s, verb, subject, now=now)
    return why_narrowed_is_open(s, at, verb, subject) or _why_predicate_is_open(told)


def _why_predicate_is_open(told: Predicate) -> str:
    kind = told.sentence.kind(told.at)
    if kind == "verb":
        return _why_doing_is_told(told)
    if kind == "be":
        return _why_being_is_told(told)
    if kind == "have":
        return _why_having_is_told(told)
    return "it is not said what is done"


def _why_doing_is_told(act: Predicate) -> str:
    """Why an act that somebody is told to do, or does, is open."""
    s, verb, form = act.sentence, act.verb, act.sentence.chunks[act.at].form
    objects = act.objects
    if not any(verb.is_verb(each) for each in _FORMS):
        return f"'{verb.text}' is no known act"
    why = why_open_whatever_the_verb(act) or _why_people_are_reached(act, objects)
    if why:
        return why
    if act.now and not all(map(s.is_far, act.subject)):
        return why_act_is_open(act)
    if _is_plainly_done(act, form, objects):
        return ""
    return why_act_is_open(act)


def _is_plainly_done(act: Predicate, form: Form, objects: Sequence[Chunk]) -> bool:
    """Whether an act is harmless by what it is, or by what it is done to."""
    s, verb = act.sentence, act.verb
    opened = s.kind(act.following) == "opens" or s.kind(s.after(act.following)) == "opens"
    if verb.is_verb("", *_MAKING):
        return False
    if all(map(s.is_far, act.subject)) and not objects:
        return not opened
    if objects and all(map(s.is_far, objects)):
        return True
    if verb.is_verb(form, *_WHATEVER):
        return not (says_or_asks(act) and act.of_some("AUTHORITIES"))
    if not verb.is_verb(form, *_TO_THINGS) or s.has("OUTCOMES"):
        return False
    given = objects[1:] if len(objects) > 1 and s.is_user(objects[0]) else objects
    if given:
        return all(_is_known(s, c) for c in given)
    return not opened and not verb.is_form_of("LIGHT") and not act.of_some("USERS", "ASSESSORS")


def _why_people_are_reached(act: Predicate, objects: Sequence[Chunk]) -> str:
    """Why somebody of whom the questions are asked, or who makes assessments, is done something to."""
    s, verb = act.sentence, act.verb
    spoken_to = verb.is_verb(s.chunks[act.at].form, "RECEIVES", "SAFE", "HAS_OTHERS_DO")
    if any(map(s.is_user, objects)) and not spoken_to:
        return f"'{verb.text}' is done to those of whom the questions are asked"
    if any("ASSESSORS" in s.head(c).tags for c in objects) and not spoken_to:
        return "an assessor is done something to"
    if any(s.may_be_one(c) or s.names_a_matter(c) for c in objects):
        return f"'{verb.text}' is done to what may be an assessment"
    return ""


def _is_known(s: Sentence, chunk: Chunk) -> bool:
    """Whether it is known to be a thing, or somebody who is asked no question."""
    head = s.head(chunk)
    if s.is_user(chunk) or s.may_be_one(chunk) or s.names_a_matter(chunk) or "NOTHING" in head.tags:
        return False
    if "ASSESSORS" in head.tags or head.tags & {"DUTIES", "RULINGS"}:
        return False
    if "PRONOUNS" in head.tags:
        return head.small in ("it", "them", "itself", "themselves")
    return bool(head.tags & (THINGS | SOMEBODY)) and "VAGUE" not in head.tags


def _why_being_is_told(told: Predicate) -> str:
    """Why it is open what is told to be so, or is done to what is told of."""
    s, i = told.sentence, told.following
    if s.kind(i) == "verb" and s.chunks[i].form == "ed":
        return _why_done_is_told(Predicate(s, i, told.subject, told.now))
    if all(map(s.is_far, told.subject)) and i != -1 and s.kind(i) in ("phrase", "described", "preposition", "adverb"):
        if s.kind(i) != "phrase" or _is_known(s, s.chunks[i]) or _is_time(s, s.chunks[i]):
            return ""
    return why_being_is_open(told)


def _is_time(s: Sentence, chunk: Chunk) -> bool:
    return bool(s.head(chunk).tags & {"TIMES", "MONEY", "NUMBERS", "SAID_OF"})


def _why_done_is_told(done: Predicate) -> str:
    """Why it is open that something is done to what is told of."""
    s, verb = done.sentence, done.verb
    if is_taken_for_another(done) or verb.is_verb("ed", "TREATS", "CONDUCTS") or _is_made_into(s, done):
        return why_being_is_open(Predicate(s, s.before(done.at), done.subject, done.now))
    if all(map(s.is_far, done.subject)):
        return ""
    safe = verb.is_verb("ed", *_WHATEVER) and not verb.is_form_of("MOVES")
    known = verb.is_verb("ed", *_TO_THINGS) and not verb.is_verb("", *_MAKING) and not verb.is_form_of("MOVES")
    things = all(_is_known(s, c) for c in done.subject) and not done.of_some("PRONOUNS")
    if not done.now and (safe or known) and things and not s.has("OUTCOMES"):
        return ""
    return why_being_is_open(Predicate(s, s.before(done.at), done.subject, done.now))


def _is_made_into(s: Sentence, done: Predicate) -> bool:
    behind = done.following
    return s.kind(behind) in ("as", "opens") or (
        s.kind(behind) == "preposition" and s.text(s.chunks[behind]) in ("for", "into", "as")
    )


def _why_having_is_told(told: Predicate) -> str:
    s, i = told.sentence, told.following
    inner = s.after(i) if s.kind(i) == "be" else i
    if s.kind(inner) == "verb" and s.chunks[inner].form == "ed" and not told.now:
        head = s.head(s.chunks[inner])
        known = head.is_verb("ed") and not head.is_verb("ed", *_MAKING)
        return "" if known and not told.of_some("USERS", "ASSESSORS") else "it is told what somebody is to have been"
    if s.kind(i) == "phrase" and not told.of_some("USERS") and s.is_far(s.chunks[i]):
        return ""
    return why_having_is_open(told)


# What stands beside it.


def _why_chunk_is_open(s: Sentence, i: int, chunk: Chunk) -> str:
    before = s.before(i)
    behind = s.text(s.chunks[before]) if s.kind(before) == "preposition" else ""
    if chunk.kind == "verb" and chunk.finite and chunk.sub and not any(s.head(chunk).is_verb(f) for f in _FORMS):
        return f"'{s.text(chunk)}' is no known act"
    if chunk.kind != "phrase":
        return ""
    if s.is_user(chunk) and behind and behind not in SPOKEN_OF and not s.head(s.chunks[before]).tags & {"ABOUT"}:
        return f"somebody of whom the questions are asked stands behind '{behind}'"
    if s.may_be_one(chunk) and not behind and not _is_in_a_case(s, i):
        return f"'{s.text(chunk)}' may be an assessment"
    if s.is_user(chunk) and any(c.kind == "except" or s.holds(c, "EXCEPT") for c in s.chunks[:i]):
        return "some may be excepted"
    return ""


def _is_in_a_case(s: Sentence, i: int) -> bool:
    """Whether it is told of it in which case, or when, something is done."""
    opens = s.before(i)
    return s.kind(opens) == "opens" and s.holds(s.chunks[opens], "IN_CASE")


def _why_narrowed(s: Sentence) -> str:
    """Why "not", "only" or "except" may keep an assessment from being made."""
    if not s.is_narrowed:
        return ""
    comes = any(s.head(c).is_form_of("GOES") for c in s.chunks if c.kind == "verb")
    phrases = [c for c in s.chunks if c.kind == "phrase"]
    named = any(s.holds(c, "OUTCOMES", "KINDS", "COUNTED") or s.may_be_one(c) for c in phrases)
    none = any(s.holds(c, "NONE") and s.holds(c, "ASSESSORS") for c in phrases)
    return "what may be an assessment may be limited" if none or ((named or comes) and not s.has("SECRET")) else ""


def _why_in_some_years(s: Sentence) -> str:
    """Why something may be so in some years that is not far from every question."""
    if not any(each.small in YEARS or "OFTEN" in each.tags for each in s.words):
        return ""
    return "it may be said in which years"

