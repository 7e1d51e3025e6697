"""Whether a sentence is one of procedure, judged by its predicates: who is told to do what, and of what it only speaks.

A sentence passes where every verb in it is accounted for and every matter of the questions is only spoken of. Each
thing that somebody is told to do has to be an act of the rulebook's lists; a verb of no list leaves the sentence open.
Of a case or of a thing described ("where ...", "which ...") only facts may be told. Nouns of no list may stand wherever
they are no more than what an act is done to: to publish, pay, send or keep secret whatever it may be settles nobody's
assessment.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

from sec_rules.drafting.grammar.acts import why_act_is_open
from sec_rules.drafting.grammar.bearing_words import why_it_bears
from sec_rules.drafting.grammar.chunks import Chunk
from sec_rules.drafting.grammar.enough import why_enough_is_open
from sec_rules.drafting.grammar.infinitives import (
    why_described_is_open,
    why_doing_is_open,
    why_infinitive_is_open,
    why_joined_is_open,
)
from sec_rules.drafting.grammar.mentions import why_a_matter_is_open
from sec_rules.drafting.grammar.phrases import ACTS, Predicate, Sentence
from sec_rules.drafting.grammar.provisions_told import leaves_all_as_it_is
from sec_rules.drafting.grammar.remote import is_remote
from sec_rules.drafting.grammar.states import why_being_is_open, why_having_is_open
from sec_rules.drafting.grammar.tagging import Form, tagged

_QUALIFIES: Final = frozenset(("WORD", "SAID_OF"))
_NEAR: Final = 12  # chunks behind "which" in which it is told what becomes of a paper
_FORMS: Final[tuple[Form, ...]] = ("", "ed")


# A sentence of one clause is asked about whole, and as that clause.
@lru_cache(maxsize=256)
def why_no_procedure(text: str) -> str:
    """Why a sentence is not shown to be one of procedure, in words; "" where it is shown.

    It is shown where each verb is accounted for, and each matter of the questions only spoken of.
    """
    words = [each for each in tagged(text) if each.text != "."]
    remote = is_remote(words)
    bears = why_it_bears(words, remote=remote)
    if bears or remote:
        return bears
    sentence = Sentence.of(words)
    return _why_a_verb_is_open(sentence) or why_a_matter_is_open(sentence) or why_enough_is_open(sentence)


def _why_a_verb_is_open(s: Sentence) -> str:
    told = [i for i, chunk in enumerate(s.chunks) if chunk.finite and (not chunk.sub or chunk.kind == "modal")]
    if all(s.chunks[i].sub for i in told):
        return "nobody is told to do anything"
    subject: Sequence[Chunk] = ()
    for i in told:
        if s.chunks[i].sub:
            reason = why_allowed_is_open(s, i)
        else:
            found = s.subject(i)
            goes_on = s.kind(s.before(i)) in ("joint", "apart")
            subject = found or (subject if goes_on else ())
            reason = _why_predicate_is_open(s, i, subject)
        if reason:
            return reason
    beside = chain.from_iterable(why_beside_is_open(s, i, subject) for i in range(len(s.chunks)))
    return next(filter(None, beside), "")


# What is told of somebody.


def _why_predicate_is_open(s: Sentence, at: int, subject: Sequence[Chunk]) -> str:
    """Why what somebody is told to do is open; what stands behind "and" is looked at by itself."""
    if not subject:
        return f"it is not said of whom '{s.text(s.chunks[at])}' is told"
    if leaves_all_as_it_is(s, at, subject):
        return ""
    for chunk in subject:
        if "NOTHING" in s.head(chunk).tags:
            return "nobody or nothing is told to do something"
        if s.holds(chunk, "REFERENCE") or "DUTIES" in s.head(chunk).tags:
            return "a provision or a duty is told to do something"
        if s.names_a_matter(chunk):
            return "an assessment is told to be or to do something"
    verb = s.main_verb(at)
    if verb == -1:
        return "the checker does not recognise what is to be done"
    return why_narrowed_is_open(s, at, verb, subject) or _why_told_is_open(
        Predicate(s, verb, subject, now=s.chunks[at].kind != "modal")
    )


def _why_told_is_open(told: Predicate) -> str:
    kind = told.sentence.kind(told.at)
    if kind == "be":
        return why_being_is_open(told)
    if kind == "have":
        return why_having_is_open(told)
    if kind == "do" and _repeats(told):
        return ""
    return why_act_is_open(told) if kind == "verb" else f"'{told.verb.text}' is no act of the procedure"


def _repeats(told: Predicate) -> bool:
    """Whether somebody is told to do what he was told before: "may end the contract, and shall do so on request"."""
    s, so = told.sentence, told.at + 1
    before = any(c.kind == "verb" for c in s.chunks[: told.at - 1])
    return before and s.kind(so) == "adverb" and s.text(s.chunks[so]) == "so" and s.kind(s.before(told.at)) == "modal"


def why_narrowed_is_open(s: Sentence, at: int, verb: int, subject: Sequence[Chunk]) -> str:
    """Why a sentence with "not", "no" or "only" may keep the assessments from being made."""
    done = s.after(verb) if s.kind(verb) == "be" else verb
    if _is_narrowed_here(s, at) and not all(map(s.is_far, subject)) and done != -1 and not _says_for_how_long(s, done):
        head = s.head(s.chunks[done])
        if any(head.is_verb(form, "BRINGS_IN", "HAS_OTHERS_DO", "CONDUCTS") for form in _FORMS):
            return "what brings the assessments about may be kept away"
    end = next((j for j in range(verb + 1, len(s.chunks)) if s.chunks[j].finite), len(s.chunks))
    span = s.chunks[at:end]
    denied = any(c.kind == "not" or s.holds(c, "NONE") for c in (*span, *subject))
    one = any(s.holds(c, "OUTCOMES") for c in span) and not s.has("SECRET")
    liable = any(s.text(c) == "liable" for c in span) and not any(map(s.is_user, subject))
    return "there may be no assessment" if denied and one and not liable else ""


def _is_narrowed_here(s: Sentence, at: int) -> bool:
    """Whether "not", "no" or "only" stands in a sentence, and not in what stands before a "but"."""
    but = s.last("joint", at, at)
    begins = but if but != -1 and s.text(s.chunks[but]) == "but" and s.kind(but - 1) == "apart" else 0
    ends = next((j for j in range(at + 1, len(s.chunks)) if s.chunks[j].finite and not s.chunks[j].sub), len(s.chunks))
    others = s.subject(ends) if ends < len(s.chunks) else []
    ends = s.place_of(others[-1]) if others else ends
    return Sentence(s.words, s.chunks[begins:ends]).is_narrowed


def _says_for_how_long(s: Sentence, done: int) -> bool:
    """Whether somebody is not to be appointed for longer than a time: "for a term of more than five years"."""
    term = next((j for j in range(done, len(s.chunks)) if s.text(s.chunks[j]) in ("term", "period")), -1)
    years = s.chunks[term + 2] if s.kind(term + 2) == "phrase" else None
    longer = years is not None and s.holds(years, "HOW_MANY") and s.holds(years, "SPANS")
    alone = s.kind(s.after(term + 2)) in ("", "apart")
    return term != -1 and longer and alone and not s.has("OUTCOMES", "KINDS") and not any(map(s.is_user, s.chunks))


def why_allowed_is_open(s: Sentence, at: int) -> str:
    """Why what somebody described may or shall do is open: "which the Panel may request"; ", who shall answer it"."""
    opens, verb = s.opened(at), s.main_verb(at)
    within = s.phrases_right_behind(opens, at)
    if not within and _is_said_of_a_paper(s, opens, verb):
        return ""
    if not within:
        return _why_predicate_is_open(s, at, _described_by(s, opens))
    if verb == -1:
        return "the checker does not recognise what is to be done"
    head = s.head(s.chunks[verb])
    if any(c.kind == "not" for c in s.chunks[at:verb]):
        return "it is told aside what somebody need or may not do"
    if any(s.may_be_one(c) or s.names_a_matter(c) or s.holds(c, "KINDS") for c in within):
        return "it is told aside what is to become of an assessment"
    if s.kind(verb) in ("be", "have") or _is_not_agreed(s, at, verb):
        return ""
    wanted = head.is_verb("", "SAFE", *ACTS) or head.among("WANTS") or _needs_to_see(s, at, verb)
    turns = head.is_verb("", "TURNS", "ENDS", "BINDS", "CONDUCTS")
    if wanted and not turns:
        return ""
    if s.text(s.chunks[opens]) == "as" and head.among("SETTLES_HOW") and s.kind(s.after(verb)) in ("", "apart"):
        how = s.before(opens)
        says_how = s.kind(how) == "apart" or s.head(s.chunks[how]).among("HOW")
        return "" if says_how else "it is told aside what may be settled"
    return f"it is told aside that somebody may '{head.text}'"


def _needs_to_see(s: Sentence, at: int, verb: int) -> bool:
    """Whether it is told of papers that somebody needs to see them."""
    return s.text(s.chunks[verb]) == "see" and s.text(s.chunks[at]).startswith("need")


def _is_not_agreed(s: Sentence, at: int, verb: int) -> bool:
    """Whether it is said in which case: "where the User and the Panel cannot agree the amount of an invoice"."""
    cannot = s.text(s.chunks[at]) == "cannot" and s.text(s.chunks[s.opened(at)]) in ("where", "if", "when")
    about = s.objects(verb)
    return cannot and bool(about) and all(s.head(c).tags & {"MONEY", "FAR"} and not s.names_a_matter(c) for c in about)


def _is_said_of_a_paper(s: Sentence, opens: int, verb: int) -> bool:
    """Whether it is told of a paper what may be thought of it, or to whom it is disclosed."""
    done = s.after(verb) if s.kind(verb) == "be" else -1
    told = s.head(s.chunks[done]) if s.kind(done) == "verb" else None
    things = all(s.is_thing(c, precise=False, unlisted=False) for c in _described_by(s, opens))
    return (
        told is not None
        and things
        and (told.is_verb("ed", "FACTS") or told.among("SECRET") or told.is_form_of("DISCLOSES"))
    )


def _described_by(s: Sentence, opens: int) -> Sequence[Chunk]:
    """The phrase that a clause describes, which may stand before a comma."""
    near = (s.chunks[max(opens - back, 0) : opens] for back in (1, 2))
    return next(filter(None, ([c for c in some if c.kind == "phrase"] for some in near)), [])


# What stands beside it.


def why_beside_is_open(s: Sentence, i: int, subject: Sequence[Chunk]) -> Sequence[str]:
    """Why a chunk is not accounted for, beside what is told of somebody."""
    chunk, before = s.chunks[i], s.before(i)
    reasons = [_why_out_of_place(s, i)]
    if chunk.kind == "verb" and not chunk.finite:
        if chunk.form == "" and s.kind(before) == "to":
            reasons.append(why_infinitive_is_open(s, i))
        elif chunk.form == "ing":
            reasons.append(why_doing_is_open(s, i))
    acts = chunk.kind in ("phrase", "verb", "be", "have") and not chunk.finite and i not in s.waited_for
    if acts and s.kind(before) in ("joint", "apart"):
        reasons.append(why_joined_is_open(s, i, subject))
    if chunk.finite and chunk.sub and chunk.kind != "modal":
        reasons.append(why_described_is_open(s, i))
    return reasons


def _why_out_of_place(s: Sentence, i: int) -> str:
    chunk, before, following = s.chunks[i], s.before(i), s.after(i)
    text = s.text(chunk)
    if chunk.kind == "other" or (chunk.kind == "do" and not _leads_a_verb(s, i)):
        return f"'{text}' is out of place"
    if text == "being" and chunk.kind == "be" and not _is_noticed(s, i):
        return "something is told to be something"
    if chunk.kind == "opens":
        if _is_where_people_meet(s, i):
            return ""
        leads = s.kind(before) == "preposition" and s.kind(s.before(before)) == "apart" and not _gives_access(s, i)
        return "a consequence is told" if leads or s.holds(chunk, "CONSEQUENCE") else ""
    if chunk.kind == "as" and not (s.kind(following) == "phrase" or _says_how(s, following)):
        return "something is said to be as something else"
    if (
        chunk.kind == "only"
        and s.kind(following) == "phrase"
        and not (s.kind(i - 1) == "opens" and _gives_access(s, i))
    ):
        return "only some are meant"
    if chunk.kind == "phrase":
        return _why_phrase_is_out_of_place(s, i)
    return ""


def _is_noticed(s: Sentence, i: int) -> bool:
    """Whether "being" says only when or how something is done: "of being told", "of the error being notified"."""
    before, done = s.before(i), s.after(i)
    if s.kind(before) in ("preposition", "opens"):
        return True
    thing = s.chunks[before] if s.kind(before) == "phrase" and s.kind(s.before(before)) == "preposition" else None
    plain = thing is not None and not (s.is_user(thing) or s.names_a_matter(thing) or s.may_be_one(thing))
    return plain and s.kind(done) == "verb" and s.head(s.chunks[done]).is_verb("ed", "SAFE", "RECEIVES")


def _is_where_people_meet(s: Sentence, opens: int) -> bool:
    """Whether it is told of a meeting what is done there: "a meeting with the User, at which it shall describe"."""
    at, apart = s.before(opens), s.before(s.before(opens))
    near = s.chunks[max(apart - 4, 0) : max(apart, 0)]
    there = s.kind(at) == "preposition" and s.text(s.chunks[at]) in ("at", "in", "during") and s.kind(apart) == "apart"
    return there and any(s.text(c) in ("meeting", "meetings", "hearing", "interview") for c in near)


def _gives_access(s: Sentence, opens: int) -> bool:
    """Whether it is told aside who may see a paper, or gets a copy: ", to which only members shall have access"."""
    near = s.chunks[opens : opens + _NEAR]
    return any(s.text(c) in ("access", "copy", "copies") for c in near)


def _leads_a_verb(s: Sentence, i: int) -> bool:
    """Whether "does" stands before "not" and a verb, or before "so"."""
    following = s.after(i)
    if s.kind(i + 1) == "adverb" and s.text(s.chunks[i + 1]) == "so":
        return True
    return s.chunks[i].finite and s.kind(i + 1) == "not" and s.kind(following) == "verb"


def _says_how(s: Sentence, at: int) -> bool:
    """Whether what stands behind "as" says how something is kept or done: "as confidential"."""
    return at != -1 and s.head(s.chunks[at]).among("KEPT_AS")


def _why_phrase_is_out_of_place(s: Sentence, i: int) -> str:
    chunk = s.chunks[i]
    denied = s.holds(chunk, "NONE") and s.words[chunk.start].small != "neither"
    if denied and s.holds(chunk, "ASSESSORS"):
        return "no assessor is meant"
    inside = (word for word in s.words[chunk.start : chunk.head] if not (word.is_noun or word.tags & _QUALIFIES))
    if any(word.is_verb("", "TURNS", "ENDS", "CONDUCTS") for word in inside):
        return "a verb stands where none belongs"
    hides = s.holds(chunk, "HIDDEN", "VERBAL") and s.kind(s.before(i)) in ("", "joint", "apart")
    return f"'{s.text(chunk)}' may be a verb" if hides and not s.is_subject_to_come(i) else ""
