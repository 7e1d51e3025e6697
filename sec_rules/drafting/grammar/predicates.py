"""Whether a sentence is one of procedure, judged by its predicates: who is told to do what, and of what it only speaks.

A sentence passes where every verb in it is accounted for and every matter of the questions is only spoken of. Each
thing that somebody is told to do has to be an act of the rulebook's lists; a verb of no list leaves the sentence open.
Of a case or of a thing described ("where ...", "which ...") only facts may be told. Nouns of no list may stand wherever
they are no more than what an act is done to: to publish, pay, send or keep secret whatever it may be settles nobody's
assessment.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final

from sec_rules.drafting.grammar.acts import why_act_is_open
from sec_rules.drafting.grammar.bearing_words import why_it_bears
from sec_rules.drafting.grammar.chunks import Chunk, chunks
from sec_rules.drafting.grammar.infinitives import (
    why_described_is_open,
    why_doing_is_open,
    why_infinitive_is_open,
    why_joined_is_open,
)
from sec_rules.drafting.grammar.mentions import why_a_matter_is_open
from sec_rules.drafting.grammar.phrases import ACTS, Predicate, Sentence
from sec_rules.drafting.grammar.states import why_being_is_open, why_having_is_open
from sec_rules.drafting.grammar.tagging import Form, tagged

_QUALIFIES: Final = frozenset(("WORD", "SAID_OF"))
_FORMS: Final[tuple[Form, ...]] = ("", "ed")


def is_procedure(text: str) -> bool:
    """Whether each verb of a sentence is accounted for, and each matter of the questions only spoken of."""
    return why_no_procedure(text) == ""


def why_no_procedure(text: str) -> str:
    """Why a sentence is not shown to be one of procedure, in words; "" where it is shown."""
    words = [each for each in tagged(text) if each.text != "."]
    bears = why_it_bears(words)
    if bears:
        return bears
    sentence = Sentence(words, chunks(words))
    return _why_a_verb_is_open(sentence) or why_a_matter_is_open(sentence)


def _why_a_verb_is_open(s: Sentence) -> str:
    told = [i for i, chunk in enumerate(s.chunks) if chunk.finite and (not chunk.sub or chunk.kind == "modal")]
    if all(s.chunks[i].sub for i in told):
        return "nobody is told to do anything"
    subject: Sequence[Chunk] = ()
    for i in told:
        if s.chunks[i].sub:
            reason = _why_allowed_is_open(s, i)
        else:
            found = s.subject(i)
            goes_on = s.kind(s.before(i)) in ("joint", "apart")
            subject = found or (subject if goes_on else ())
            reason = _why_predicate_is_open(s, i, subject)
        if reason:
            return reason
    beside = chain.from_iterable(_why_beside_is_open(s, i, subject) for i in range(len(s.chunks)))
    return next(filter(None, beside), "")


# What is told of somebody.


def _why_predicate_is_open(s: Sentence, at: int, subject: Sequence[Chunk]) -> str:
    """Why what somebody is told to do is open; what stands behind "and" is looked at by itself."""
    if not subject:
        return f"it is not said of whom '{s.text(s.chunks[at])}' is told"
    if _leaves_liability(s, at, subject):
        return ""
    for chunk in subject:
        if "NOTHING" in s.head(chunk).tags:
            return "nobody or nothing is told to do something"
        if s.holds(chunk, "REFERENCE") or "DUTIES" in s.head(chunk).tags:
            return "a provision or a duty is told to do something"
        if s.names_a_matter(chunk):
            return "an assessment is told to be or to do something"
    verb = _main_verb(s, at)
    if verb == -1:
        return "it is not said what is to be done"
    return _why_narrowed_is_open(s, at, verb, subject) or _why_told_is_open(
        Predicate(s, verb, subject, now=s.chunks[at].kind != "modal")
    )


def _why_told_is_open(told: Predicate) -> str:
    kind = told.sentence.kind(told.at)
    if kind == "be":
        return why_being_is_open(told)
    if kind == "have":
        return why_having_is_open(told)
    return why_act_is_open(told) if kind == "verb" else f"'{told.verb.text}' is no act of the procedure"


def _main_verb(s: Sentence, at: int) -> int:
    """Where the verb stands behind a modal, or a finite verb itself; -1 where there is none."""
    if s.chunks[at].kind != "modal":
        return at
    i = s.after(at)
    while s.kind(i) == "apart":
        close = next((j for j in range(i + 1, len(s.chunks)) if s.kind(j) == "apart"), -1)
        i = s.after(close) if close != -1 else -1
    while s.kind(i) in ("preposition", "phrase"):
        i = s.after(i)
    return i


def _why_narrowed_is_open(s: Sentence, at: int, verb: int, subject: Sequence[Chunk]) -> str:
    """Why a sentence with "not", "no" or "only" may keep the assessments from being made."""
    done = s.after(verb) if s.kind(verb) == "be" else verb
    if s.is_narrowed and done != -1:
        head = s.head(s.chunks[done])
        if any(head.is_verb(form, "BRINGS_IN", "HAS_OTHERS_DO", "CONDUCTS") for form in _FORMS):
            return "what brings the assessments about may be kept away"
    end = next((j for j in range(verb + 1, len(s.chunks)) if s.chunks[j].finite), len(s.chunks))
    span = s.chunks[at:end]
    denied = any(c.kind == "not" or s.holds(c, "NONE") for c in (*span, *subject))
    one = any(s.holds(c, "OUTCOMES") for c in span) and not s.has("SECRET")
    return "there may be no assessment" if denied and one else ""


def _leaves_liability(s: Sentence, at: int, subject: Sequence[Chunk]) -> bool:
    """Whether nothing is said to touch what somebody is liable for: "Nothing in this Section limits liability for"."""
    liability = next((j for j in range(at, len(s.chunks)) if s.text(s.chunks[j]) == "liability"), at)
    verbs = [c for c in s.chunks[at:liability] if c.kind not in ("modal", "joint")]
    leaves = bool(verbs) and all(s.head(c).is_form_of("LEAVES_LIABILITY") for c in verbs)
    return leaves and s.text(subject[-1]) == "nothing"


def _why_allowed_is_open(s: Sentence, at: int) -> str:
    """Why what somebody described may or shall do is open: "which the Panel may request"; ", who shall answer it"."""
    opens, verb = s.opened(at), _main_verb(s, at)
    within = s.phrases_right_behind(opens, at)
    if not within:
        return _why_predicate_is_open(s, at, _described_by(s, opens))
    if verb == -1:
        return "it is not said what is to be done"
    head = s.head(s.chunks[verb])
    if any(c.kind == "not" for c in s.chunks[at:verb]):
        return "it is told aside what somebody need or may not do"
    if any(s.may_be_one(c) or s.names_a_matter(c) or s.holds(c, "KINDS") for c in within):
        return "it is told aside what is to become of an assessment"
    if s.kind(verb) in ("be", "have"):
        return ""
    wanted = head.is_verb("", "SAFE", *ACTS) or head.among("WANTS")
    turns = head.is_verb("", "TURNS", "ENDS", "BINDS", "CONDUCTS")
    return "" if wanted and not turns else f"it is told aside that somebody may '{head.text}'"


def _described_by(s: Sentence, opens: int) -> Sequence[Chunk]:
    """The phrase that a clause describes, which may stand before a comma."""
    near = (s.chunks[max(opens - back, 0) : opens] for back in (1, 2))
    return next(filter(None, ([c for c in some if c.kind == "phrase"] for some in near)), [])


# What stands beside it.


def _why_beside_is_open(s: Sentence, i: int, subject: Sequence[Chunk]) -> Sequence[str]:
    """Why a chunk is not accounted for, beside what is told of somebody."""
    chunk, before = s.chunks[i], s.before(i)
    reasons = [_why_out_of_place(s, i)]
    if chunk.kind == "verb" and not chunk.finite:
        if chunk.form == "" and s.kind(before) == "to":
            reasons.append(why_infinitive_is_open(s, i))
        elif chunk.form == "ing":
            reasons.append(why_doing_is_open(s, i))
    acts = chunk.kind in ("phrase", "verb", "be", "have") and not chunk.finite and not _is_called_for(s, i)
    if acts and s.kind(before) in ("joint", "apart"):
        reasons.append(why_joined_is_open(s, i, subject))
    if chunk.finite and chunk.sub and chunk.kind != "modal":
        reasons.append(why_described_is_open(s, i))
    return reasons


def _is_called_for(s: Sentence, i: int) -> bool:
    """Whether a verb is the one for which "shall" waits, though something stands between."""
    return any(chunk.kind == "modal" and _main_verb(s, j) == i for j, chunk in enumerate(s.chunks[:i]))


def _why_out_of_place(s: Sentence, i: int) -> str:
    chunk, before, following = s.chunks[i], s.before(i), s.after(i)
    text = s.text(chunk)
    if chunk.kind in ("other", "do"):
        return f"'{text}' is out of place"
    if text == "being" and chunk.kind == "be" and s.kind(before) not in ("preposition", "opens"):
        return "something is told to be something"
    if chunk.kind == "opens":
        leads = s.kind(before) == "preposition" and s.kind(s.before(before)) == "apart"
        return "a consequence is told" if leads or s.holds(chunk, "CONSEQUENCE") else ""
    if chunk.kind == "as" and not (s.kind(following) == "phrase" or _says_how(s, following)):
        return "something is said to be as something else"
    if chunk.kind == "only" and s.kind(following) == "phrase":
        return "only some are meant"
    if chunk.kind == "phrase":
        return _why_phrase_is_out_of_place(s, i)
    return ""


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
