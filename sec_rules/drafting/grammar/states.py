"""What somebody or something is told to be or to have, or is done to it, and whether it settles nothing."""

from __future__ import annotations

from typing import Final

from sec_rules.drafting.grammar.acts import names_some_users
from sec_rules.drafting.grammar.phrases import ACTS, SOMEBODY, Predicate

_FACT: Final = "it says how things are"
# Where and by whom something is read out; behind others it may say what else is meant.
_READ_OUT: Final = ("at", "by", "before", "during", "on", "to", "when", "where", "if", "unless")


def why_being_is_open(told: Predicate) -> str:
    """Why it is not shown that what somebody or something "is" settles nothing; "" where it is shown."""
    s, i = told.sentence, told.following
    chunk = s.chunks[i]
    if i == -1 or chunk.kind in ("joint", "apart"):
        somehow = s.kind(told.at + 1) == "adverb" and not told.now and not told.of_one_perhaps
        return "" if somehow else "it is not said what something is"
    if chunk.kind == "be" and chunk.form == "ed":
        return _FACT
    if chunk.kind == "verb" and chunk.form == "ed":
        return _why_done_is_open(Predicate(s, i, told.subject, told.now))
    if told.of_one_perhaps:
        return "what may be an assessment is told to be something"
    if chunk.kind == "to" and not told.now:
        return ""
    if told.now and not _of_papers(told) and not all(map(told.sentence.is_far, told.subject)):
        return _FACT
    return _why_so_is_open(told, i)


def _why_so_is_open(told: Predicate, i: int) -> str:
    """Why it bears that something is so, or somewhere, or somebody: "shall be legible", "shall be in writing"."""
    s, chunk = told.sentence, told.sentence.chunks[i]
    head = s.head(chunk)
    alone = "SAID_OF" in s.words[chunk.start].tags and chunk.end == chunk.start + 1 and chunk.kind != "adverb"
    if chunk.kind == "described" or alone:
        return "somebody is told to be held to something" if told.now and head.among("BOUND") else ""
    if chunk.kind == "adverb" or (chunk.kind == "preposition" and (_of_things(told) or told.of_others)):
        return ""
    if chunk.kind == "phrase" and "MONEY" in head.tags and told.of("MONEY"):
        return ""
    if chunk.kind == "phrase" and all(map(s.is_far, told.subject)) and (s.is_far(chunk) or s.is_plain_thing(chunk)):
        return ""
    if chunk.kind == "phrase" and told.of_others and head.tags & SOMEBODY and not s.is_user(chunk):
        return ""
    if s.text(chunk) in ("final", "binding") and _is_last_word(told):
        return ""
    return f"something is told to be '{s.text(chunk)}'"


def _is_last_word(told: Predicate) -> bool:
    """Whether a decision on money or a complaint is final, or advice does not bind."""
    s = told.sentence
    denied = any(c.kind == "not" for c in s.chunks)
    if denied:
        return all(s.text(c) in ("guidance", "advice", "opinion", "opinions") for c in told.subject)
    small = any(s.holds(c, "MONEY", "FAR") for c in s.chunks[: told.at] if c.kind == "phrase")
    return small and told.of("RULINGS") and not any(s.names_a_matter(c) or s.may_be_one(c) for c in s.chunks)


def _of_things(told: Predicate) -> bool:
    things = told.of("WRITINGS", "MONEY", "MATTERS", "OF_AN_ASSESSMENT", "PRONOUNS")
    return things and not told.of_one_perhaps


def _of_papers(told: Predicate) -> bool:
    return told.of("WRITINGS", "MONEY")


def _why_done_is_open(done: Predicate) -> str:
    """Why it bears that something is done to somebody or something: "shall be sent"."""
    s, verb = done.sentence, done.verb
    if done.now and not _of_papers(done) and not _is_far(done):
        return _FACT
    if verb.among("ASKED") and s.kind(done.following) == "to":
        return "what may be an assessment is held to something" if done.of_one_perhaps else ""
    if done.of_one_perhaps:
        return f"what may be an assessment is '{verb.text}'"
    if is_taken_for_another(done):
        return "a thing is taken for another"
    if verb.is_form_of("SETTLES") and any(s.kind(j) == "opens" for j in range(done.at)) and done.of("MATTERS"):
        return "a matter is settled"
    if _is_far(done) or _settles_a_bill(done) or _is_received(done) or _is_voted(done):
        return ""
    if verb.is_form_of("OBEYS") or (verb.is_form_of("USES") and _is_by_users(done)):
        return f"a paper may be '{verb.text}' by those of whom the questions are asked"
    if _is_given_a_paper(done):
        return ""
    if done.is_verb("SAFE") and not (done.of_others and verb.is_form_of("MOVES")):
        safe = _of_things(done) or done.of_others or done.of_some("USERS") or not any(c.kind == "not" for c in s.chunks)
        return "" if safe else f"a thing of no list is not '{verb.text}'"
    if done.is_verb("TREATS", "CONDUCTS", "TURNS", "HAS_OTHERS_DO") and not done.is_verb(*ACTS):
        return "" if done.is_verb("TREATS") and s.has("SECRETLY") else f"something is '{verb.text}'"
    if done.of_some("USERS"):
        noted = (done.is_verb("RECEIVES") or verb.small in ("reported", "represented")) and not verb.is_form_of(
            "IN_PERSON"
        )
        return "" if noted else f"somebody of whom the questions are asked is '{verb.text}'"
    if done.of_some("PRONOUNS") and (done.is_verb("BINDS", "PLACES") or verb.is_form_of("LIGHT")):
        return f"it is not said what is '{verb.text}'"
    return _why_done_to_others_is_open(done) if done.of_others else _why_done_to_a_thing_is_open(done)


def _is_voted(done: Predicate) -> bool:
    """Whether it is told how many of those who vote make a decision: "shall be taken by simple majority"."""
    s, i = done.sentence, done.following
    by = s.kind(i) == "preposition" and s.text(s.chunks[i]) in ("by", "on")
    return by and done.of("RULINGS", "FAR") and s.kind(i + 1) == "phrase" and s.head(s.chunks[i + 1]).among("VOTED")


def _is_received(done: Predicate) -> bool:
    """Whether it is told when what was sent is taken to have come: "an e-mail is deemed received when sent"."""
    s = done.sentence
    sent = all(s.head(c).among("SENT") for c in done.subject)
    return sent and "RECEIVED" in done.verb.tags and not s.has("OUTCOMES", "COUNTED", "KINDS", "OFTEN")


def _settles_a_bill(done: Predicate) -> bool:
    """Whether a dispute about money is referred to or settled by somebody: "a dispute as to the amount of a charge"."""
    s = done.sentence
    if not done.verb.is_form_of("SETTLES") or not all(s.head(c).among("DISPUTES") for c in done.subject):
        return False
    about = [c for c in s.chunks[: done.at] if c.kind == "phrase" and s.holds(c, "MONEY", "FAR")]
    matters = (c for c in s.chunks if "REFERENCE" not in s.head(c).tags)
    return bool(about) and not any(s.names_a_matter(c) or s.may_be_one(c) for c in matters)


def _is_far(done: Predicate) -> bool:
    """Whether something far from every question is dealt with, and not taken for something else."""
    s, i = done.sentence, done.following
    other = s.kind(i) == "preposition" and s.text(s.chunks[i]) in ("for", "to") and s.kind(i + 1) == "phrase"
    about = other and (s.may_be_one(s.chunks[i + 1]) or s.names_a_matter(s.chunks[i + 1]))
    return all(map(s.is_far, done.subject)) and not about


def is_taken_for_another(done: Predicate) -> bool:
    """Whether something is taken or used for another thing, or a paper of one is taken to have come."""
    s, i = done.sentence, done.following
    behind = s.text(s.chunks[i]) if s.kind(i) in ("preposition", "as", "opens") else ""
    taken = behind == "for" and done.verb.is_form_of("TAKEN_FOR")
    read_as = done.verb.small == "read" and behind not in ("", *_READ_OUT)  # "read with", "read subject to"
    return taken or read_as or ("RECEIVED" in done.verb.tags and not _is_received(done))


def _is_given_a_paper(done: Predicate) -> bool:
    """Whether somebody is provided with a paper: "shall be provided by the Panel with a copy"."""
    s = done.sentence
    end = next((j for j in range(done.at + 1, len(s.chunks)) if s.chunks[j].finite), len(s.chunks))
    given = next((j for j in range(done.at + 1, end) if s.text(s.chunks[j]) == "with"), -1)
    paper = s.chunks[given + 1] if given != -1 and s.kind(given + 1) == "phrase" else None
    papers = paper is not None and "WRITINGS" in s.head(paper).tags and not s.names_a_matter(paper)
    return papers and done.verb.is_form_of("PROVIDES")


def _is_by_users(done: Predicate) -> bool:
    s, i = done.sentence, done.following
    by = s.kind(i) == "preposition" and s.text(s.chunks[i]) in ("by", "for")
    whom = s.chunks[s.after(i)] if by and s.kind(s.after(i)) == "phrase" else None
    return whom is not None and (s.is_user(whom) or s.text(whom) in ("another", "other", "others"))


def _why_done_to_others_is_open(done: Predicate) -> str:
    if done.of("OFFICERS") and done.is_verb("IN_OFFICE"):
        return ""
    if not done.is_verb("RECEIVES", "BRINGS_IN") or done.verb.is_form_of("IN_PERSON"):
        return f"somebody is '{done.verb.text}'"
    if done.is_verb("BRINGS_IN") and names_some_users(done.sentence, done.at):
        return "an assessor is brought in for some Users"
    return _why_done_to_a_thing_is_open(done)


def _why_done_to_a_thing_is_open(done: Predicate) -> str:
    if done.is_verb(*ACTS, "EDITS", "PRICES"):
        return "" if _of_things(done) or done.of_others else f"'{done.verb.text}' is done to what is in no list"
    return "" if _of_papers(done) else f"'{done.verb.text}' is no act of the procedure"


def why_having_is_open(told: Predicate) -> str:
    """Why it is not shown that what somebody "has" settles nothing; "" where it is shown."""
    s, i = told.sentence, told.following
    if i == -1:
        return "it is not said what somebody has"
    chunk = s.chunks[i]
    if chunk.kind == "verb" and chunk.form == "ed":
        return ""
    if chunk.kind == "phrase" and "DAYS" in s.head(chunk).tags:
        return ""
    # Of a thing only what is listed: a schedule that "has effect", or "has priority", may say for whom.
    people = told.of(*SOMEBODY) and not told.of_some("USERS")
    if chunk.kind == "phrase" and s.is_thing(chunk, precise=not people, unlisted=people):
        return ""
    return f"somebody has '{s.text(chunk)}'"
