"""Whether a sentence may say that something is enough, or whose report does, or whom the assessor goes to.

Such a sentence names no assessment and changes nothing in so many words: "a User which has sent a form shall hear no
more", "the User may write its own report", "the assessor shall visit such Users as it can afford to".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.drafting.grammar.chunks import Chunk
from sec_rules.drafting.grammar.phrases import Sentence
from sec_rules.drafting.grammar.tagging import Form, Tagged

_REPORTS: Final = frozenset(("report", "reports"))
# What may stand for a report that somebody writes of himself.
_VERDICTS: Final = frozenset(("verdict", "verdicts", "mark", "marks", "grade", "grades", "score", "scores", "rating"))
# A report that was there before, or is another's.
_THERE_BEFORE: Final = frozenset(
    ("same", "old", "older", "stale", "own", "another", "another's", "year's", "last year's")
)
_MAKES: Final = frozenset(
    ("write", "written", "buy", "bought", "borrow", "borrowed", "draft", "drafted", "make", "made", "compile")
)
_AGAIN: Final = frozenset(("renew", "renewed", "reuse", "reused", "re-use", "re-used", "repeat", "repeated", "recycle"))
# A result that is carried forward, over, or into another year.
_RESULTS: Final = frozenset((*_REPORTS, "result", "results", "finding", "findings", "certificate", "certificates"))
_CARRIES: Final = frozenset(
    (
        "carry",
        "carries",
        "carried",
        "hand",
        "handed",
        "pass",
        "passed",
        "bring",
        "brought",
        "roll",
        "rolled",
        "keep",
        "kept",
    )
)
_ONWARDS: Final = frozenset(("forward", "forwards", "over", "across", "down", "on", "onwards", "into", "another"))
_WHEN_IT_COMES: Final = frozenset(("due", "late", "early", "optional", "voluntary", "oral", "verbal"))
_COMES: Final = frozenset(("leave", "come", "go", "stay", "return", "call", "wait", "stop"))
# What a text consists of, and what is done to that without another text for it.
_OF_THE_TEXT: Final = frozenset(("figure", "figures", "text", "blank", "blanks"))
_TELLS: Final = frozenset(
    (
        "state",
        "show",
        "give",
        "list",
        "record",
        "contain",
        "explain",
        "send",
        "support",
        "quote",
        "print",
        "publish",
        "cite",
    )
)
_MAY: Final = frozenset(("may", "can", "might", "could"))
_FORMS: Final[tuple[Form, ...]] = ("", "s", "ed", "ing")


def why_enough_is_open(s: Sentence) -> str:
    """Why something may be said to be enough, or to do for an assessment; "" where it is not."""
    return next(filter(None, _reasons(s)), "")


def _reasons(s: Sentence) -> Iterator[str]:
    yield _why_carried_on_is_open(s)
    for i, chunk in enumerate(s.chunks):
        if (
            chunk.kind == "phrase"
            and s.text(chunk) in _VERDICTS
            and s.words[chunk.start].small in ("its", "their", "own")
        ):
            yield "somebody may say of himself how he is found"
        if chunk.kind == "phrase" and s.text(chunk) in _REPORTS:
            yield _why_report_is_open(s, i, chunk)
        if chunk.kind == "phrase" and s.text(chunk) in ("duty", "duties") and s.text(s.chunks[i - 1]) in ("on", "from"):
            yield "something may be taken off a duty"
        if chunk.kind == "phrase" and "ASSESSORS" in s.head(chunk).tags:
            yield _why_assessor_is_open(s, i)
        if chunk.kind == "phrase" and "NONE" in s.words[chunk.start].tags and s.text(chunk) in ("other", "others"):
            yield "no other may be asked for"
        if chunk.kind == "verb":
            yield _why_told_apart_is_open(s, i)
        if chunk.kind == "verb":
            yield _why_going_is_open(s, i)
            yield _why_seen_is_open(s, i)
            yield _why_said_so_is_open(s, i)
        if chunk.kind == "modal":
            yield _why_no_more_is_open(s, i)
        if chunk.kind == "opens":
            yield _why_asked_is_open(s, i)
        if chunk.kind == "phrase":
            yield _why_phrase_is_open(s, i, chunk)
        if chunk.kind == "be" and chunk.sub and _is_hidden(s, i):
            yield "a User may be told to be something"
        if chunk.kind == "be" and chunk.sub:
            yield _why_told_aside_is_open(s, i)
            yield _why_so_when_is_open(s, i)
        if chunk.finite and not chunk.sub:
            yield _why_coming_is_open(s, i)


def _why_carried_on_is_open(s: Sentence) -> str:
    """Why a result may do for another year, or another User: "a User may carry its result forward"."""
    words = " ".join(word.small for word in s.words).replace("_", " ").split()
    at = next((i for i, word in enumerate(words) if word in _CARRIES), len(words))
    on = _ONWARDS.intersection(words[at + 1 :])
    return "a result may do again, or for another" if on and _RESULTS.intersection(words) else ""


def _why_no_more_is_open(s: Sentence, modal: int) -> str:
    """Why a User may be told to do this and no more: "a User with a certificate need only send it"."""
    only = [j for j in range(modal + 1, len(s.chunks)) if s.kind(j) == "only"]
    needs = s.text(s.chunks[modal]) == "need" and bool(only)
    told = needs or (modal + 1 in only and s.text(s.chunks[modal]) not in _MAY)
    told = told and not s.has("SECRET") and any(map(s.is_user, s.chunks[:modal]))
    return "a User may be told to do no more than this" if told else ""


def _why_phrase_is_open(s: Sentence, i: int, chunk: Chunk) -> str:
    """Why a phrase may say that somebody is not seen, or by whose word."""
    text, before = s.text(chunk), s.before(i)
    if "NOTHING" in s.head(chunk).tags and s.kind(before) == "preposition":
        return "nobody or nothing is meant"
    if "NOTHING" in s.words[chunk.start].tags and chunk.head > chunk.start:
        return "nothing may be told to do something"
    verb = s.head(s.chunks[before]) if s.kind(before) == "verb" else None
    if verb is None:
        return ""
    if text in ("instructions", "orders") and s.has("ASSESSORS") and verb.small in ("take", "accept", "follow", "obey"):
        return "the assessor may do what another says"
    if text in ("return", "returns", "figure", "figures") and verb.is_verb("", "EDITS", "DOES_TO_THINGS"):
        return "what is counted may be changed"
    of_another = s.kind(i + 1) == "preposition" and s.text(s.chunks[i + 1]) == "of"
    if text in _OF_THE_TEXT and not of_another and verb.small not in _TELLS and not verb.is_form_of_doings("READS"):
        return "the text, or a figure of it, may be changed"
    named = "NAME" in s.head(chunk).tags and s.words[chunk.start] is s.head(chunk)
    return "a paper may cover some alone" if named and verb.small in ("cover", "covers", "include", "list") else ""


def _why_told_apart_is_open(s: Sentence, at: int) -> str:
    """Why it is open who is told from whom, or to which places somebody goes: "tell small from large"."""
    verb, what = s.text(s.chunks[at]), s.after(at)
    if verb in ("tell", "tells") and (s.kind(what) == "described" or s.text(s.chunks[s.after(what)]) == "from"):
        return "some may be told from others"
    where = s.after(what) if s.kind(what) == "preposition" and s.text(s.chunks[what]) == "to" else -1
    goes = verb in ("travel", "travels", "go", "goes", "come", "comes") and s.kind(where) == "phrase"
    some = goes and s.may_be_one(s.chunks[where]) and s.head(s.chunks[where]).is_plural
    return "it may be said where the assessor goes" if some else ""


def _why_asked_is_open(s: Sentence, opens: int) -> str:
    """Why it may be said who is meant, or when: "the clerk shall tell the User when", "record who is done"."""
    text, told = s.text(s.chunks[opens]), s.after(opens)
    if text == "how" and s.words[s.chunks[opens].end : s.chunks[opens].end + 1] and s.has("AUTHORITIES"):
        many = s.words[s.chunks[opens].end].small in ("many", "few", "large", "often")
        if many and s.has("USERS"):
            return "it may be said how many, or how often"
    those = s.kind(opens - 1) == "phrase" and s.text(s.chunks[opens - 1]) == "those"
    if those and text in ("who", "that") and s.kind(told) == "be" and s.text(s.chunks[s.after(told)]) not in _OFFICE:
        return "it is said who is meant"
    if text in ("who", "whoever") and s.kind(opens - 1) == "preposition":
        return "it is said who is meant"
    asks = s.before(opens)
    if text == "whether" and s.kind(told) == "phrase" and s.kind(s.after(told)) == "be":
        whom = s.chunks[told]
        if s.is_user(whom) or "PRONOUNS" in s.head(whom).tags:
            return "it may be said what a User is"
    of_whom = s.chunks[asks] if asks == opens - 1 and s.kind(asks) == "phrase" else None
    told_it = of_whom is not None and "ASSESSORS" in s.head(of_whom).tags and s.kind(s.before(asks)) == "verb"
    if text in ("which", "what") and told_it:
        return "the assessor may be told where to go"
    of_users = s.kind(asks) == "apart" and s.kind(asks - 1) == "phrase" and s.is_user(s.chunks[asks - 1])
    if text == "whose" and of_users and any(c.kind == "be" for c in s.chunks[opens:]):
        return "it is told aside whose word counts"
    is_it = s.kind(told) == "phrase" and s.kind(s.after(told)) == "be"
    is_what = s.chunks[s.after(s.after(told))] if is_it and s.after(s.after(told)) != -1 else None
    if text == "whose" and is_what is not None and (s.text(is_what) in _REPORTS or s.names_a_matter(is_what)):
        return "it is told aside whose word counts"
    bare = told == -1 and text in ("when", "whether", "how", "where", "if")
    who = text == "who" and s.kind(asks) == "verb" and s.kind(told) == "be"
    known = who and s.text(s.chunks[s.after(told)]) in _OFFICE
    return "it is said who is meant, or when" if bare or (who and not known) else ""


_OFFICE: Final = frozenset(("responsible", "present", "absent", "available", "liable", "accountable", "entitled"))


def _why_seen_is_open(s: Sentence, at: int) -> str:
    """Why it may be told which Users are visited: "the Users to be seen", "those whom it shall see"."""
    verb, form = s.head(s.chunks[at]), s.chunks[at].form
    people = s.has("USERS") or any(each.small in ("those", "who", "whom", "they", "them") for each in s.words)
    of_users = any(s.is_user(c) for c in s.objects(at)) or any(each.small == "whom" for each in s.words)
    on = verb.small == "passed" and s.kind(at + 1) == "preposition"  # "passed by the clerk to the Panel"
    if form == "ed" and verb.small in _SEEN and people and not on:
        return f"it may be told who is '{verb.text}'"
    whom = any(each.small == "whom" for each in s.words)
    if verb.small in ("see", "seeing", "sees") and of_users and (whom or s.has("ASSESSORS")):
        return "it may be told whom the assessor sees"
    acts = verb.is_form_of_doings("ACTS_ON") and s.kind(at + 1) == "preposition" and s.text(s.chunks[at + 1]) in _ON
    if (acts or verb.small in ("rely on", "go by")) and s.has("ASSESSORS", "AUTHORITIES"):
        return "somebody may do what another says"
    if verb.is_form_of("MOVES") and s.has("USERS") and any(s.text(c) == "home" for c in s.objects(at)):
        return "the assessor may send somebody away"
    if form == "ing" and verb.small in ("staying", "leaving") and s.text(s.chunks[s.before(at)]) == "for":
        return "the assessor may stay away"
    if verb.small == "work" and s.has("ASSESSORS") and _is_in_a_place(s, at + 1):
        return "the assessor may work in some places alone"
    moves = verb.small in _COMES and not s.chunks[at].sub and not s.objects(at) and s.has("ASSESSORS")
    moves = moves and s.kind(s.after(at)) != "joint"  # "shall return or destroy all copies"
    return "the assessor may come or go" if moves and s.kind(at + 1) != "preposition" else ""


def _is_in_a_place(s: Sentence, at: int) -> bool:
    """Whether a place of no list stands behind a preposition: "on the mainland"."""
    led = s.kind(at) == "preposition" and s.text(s.chunks[at]) in ("in", "on", "within", "outside")
    where = s.chunks[at + 1] if led and s.kind(at + 1) == "phrase" else None
    return where is not None and bool(s.head(where).tags) and s.head(where).tags <= _UNLISTED


_UNLISTED: Final = frozenset(("WORD", "NAME", "PLURAL", "NOMINAL", "POSSESSIVE"))
_SEEN: Final = frozenset(("seen", "unseen", "visited", "done", "chosen", "picked", "spared", "passed", "undisturbed"))
_ON: Final = frozenset(("on", "upon", "by"))


def _is_hidden(s: Sentence, at: int) -> bool:
    """Whether a clause of its own may hide behind a case: "while it hangs the User is safe"."""
    whom, what = s.before(at), s.before(s.before(at))
    return s.kind(whom) == "phrase" and s.is_user(s.chunks[whom]) and s.kind(what) == "phrase"


def _why_report_is_open(s: Sentence, i: int, chunk: Chunk) -> str:
    """Why it may be open whose report, or which, is enough."""
    words = s.words[chunk.start : chunk.end]
    before = [each for each in words[:-1] if each.small in _THERE_BEFORE or "POSSESSIVE" in each.tags]
    anothers = any(each.small in _THERE_BEFORE - {"own"} for each in before)
    told = next((j for j in range(i, -1, -1) if s.chunks[j].finite), -1)
    users = told != -1 and any(map(s.is_user, s.subject(told)))
    at = i
    while s.kind(at - 1) == "phrase":
        at -= 1  # "send last year's report"
    verb = s.head(s.chunks[s.before(at)]) if s.kind(s.before(at)) == "verb" else None
    if verb is not None and (verb.small in _AGAIN or (users and verb.small in _MAKES) or (anothers and _sends(verb))):
        return "a report may do again, or for another"
    return _why_report_told_is_open(s, i)


def _sends(verb: Tagged) -> bool:
    return any(verb.is_verb(form, "RECEIVES", "ACTS", "THINGS_DONE", "DOES", "SAFE") for form in ("", "ing")) and not (
        verb.is_form_of_doings("READS")
    )


def _why_report_told_is_open(s: Sentence, i: int) -> str:
    """Why it may be open when a report is due, or that one is made by those of whom the questions are asked."""
    told = next((j for j in range(i, len(s.chunks)) if s.chunks[j].finite and not s.chunks[j].sub), -1)
    verb = s.main_verb(told) if told != -1 else -1
    if told == -1 or s.chunks[i] not in s.subject(told) or s.kind(verb) != "be":
        return ""
    what = s.after(verb)
    text = s.text(s.chunks[what]) if what != -1 else ""
    by_users = any(s.is_user(c) and s.kind(s.before(s.place_of(c))) == "preposition" for c in s.chunks[verb:])
    made = text in _MAKES and by_users
    return "it may be said when, or by whom, a report is made" if text in _WHEN_IT_COMES | _AGAIN or made else ""


def _why_assessor_is_open(s: Sentence, i: int) -> str:
    """Why it may be open that the assessor comes only when called, or does not come."""
    if s.kind(i - 1) == "not":
        return "no assessor is meant"
    before, to = s.before(i), s.after(i)
    verb = s.head(s.chunks[before]) if s.kind(before) == "verb" else None
    if verb is None:
        return ""
    if verb.small in ("invite", "invites", "inviting", "call", "summon") and s.kind(to) not in ("to", "preposition"):
        return "the assessor may come only when called"
    asked = s.kind(to) in ("to", "preposition") and s.after(to) != -1 and s.text(s.chunks[s.after(to)]) in _COMES
    return "the assessor may be told to come or to go" if asked else ""


def _why_going_is_open(s: Sentence, at: int) -> str:
    """Why it may be open to which of the Users the assessor goes."""
    verb, objects = s.head(s.chunks[at]), s.objects(at)
    if not verb.is_form_of("GOES"):
        whole = not any(s.text(c) in ("meeting", "meetings", "hearing") for c in s.chunks if c.kind == "phrase")
        invited = verb.small == "invited" and whole and any("ASSESSORS" in s.head(c).tags for c in s.chunks[:at])
        return "the assessor may come only when called" if invited else ""
    if any(each.small in ("invitation", "invitations", "order", "turn") for each in s.words):
        return "the assessor may come only when called"
    several = any(s.is_user(c) and s.head(c).is_plural for c in objects)
    return "the assessor may go to some of the Users" if several and s.has("ASSESSORS") else ""


def _why_said_so_is_open(s: Sentence, at: int) -> str:
    """Why what a paper is to say may be so: "the letter shall say that nothing is due"."""
    verb, opens = s.head(s.chunks[at]), s.after(at)
    says = s.kind(opens) == "opens" and s.text(s.chunks[opens]) in ("that", "which", "whether", "what")
    which = says and s.text(s.chunks[opens]) == "which" and s.kind(opens + 1) == "phrase"
    listed = any(verb.is_verb(form, "SETS_OUT", "SAFE", "DOES") for form in _FORMS)
    told = next((j for j in range(at, -1, -1) if s.chunks[j].finite), -1)
    paper = told != -1 and bool(s.subject(told)) and not any(map(s.is_somebody, s.subject(told)))
    behind = s.chunks[opens:] if says else ()
    reached = any(s.is_user(c) or "NOTHING" in s.head(c).tags for c in behind if c.kind == "phrase")
    named = which and s.is_user(s.chunks[opens + 1])  # "which Users are due"
    return "it may be said how things are" if says and listed and reached and (paper or named) else ""


def _why_told_aside_is_open(s: Sentence, at: int) -> str:
    """Why it is open what those of whom the questions are asked are told aside to be: ", which is then free"."""
    opens, what = s.opened(at), s.after(at)
    apart = s.kind(s.before(opens)) == "apart" and "WHICH" in s.head(s.chunks[opens]).tags
    whom = s.chunks[s.before(s.before(opens))] if apart and s.before(s.before(opens)) != -1 else None
    aside = whom is not None and whom.kind == "phrase" and s.is_user(whom) and s.before(at) == opens
    return "it is told aside what a User is" if aside and s.kind(what) in ("described", "phrase") else ""


def _why_so_when_is_open(s: Sentence, at: int) -> str:
    """Why it may be said when, or whether, a User is something: "record when a User is free", "until it is let go"."""
    opens, what = s.opened(at), s.after(at)
    whom = s.before(at)
    if s.text(s.chunks[opens]) not in _WHEN or s.kind(whom) != "phrase" or s.before(whom) != opens:
        return ""
    user = s.is_user(s.chunks[whom]) or (s.text(s.chunks[whom]) in ("it", "they") and s.has("USERS"))
    behind = {each.small for each in s.words[s.chunks[at].end : s.chunks[at].end + 3]}
    state = s.kind(what) in ("described", "adverb") or not behind.isdisjoint(_STATES)
    return "it may be said when, or whether, a User is something" if user and state else ""


_STATES: Final = frozenset(
    ("let", "through", "free", "due", "done", "clear", "ready", "next", "called", "seen", "over")
)
_WHEN: Final = frozenset(("when", "until", "till", "whether", "while", "whenever", "how"))


def _why_coming_is_open(s: Sentence, told: int) -> str:
    """Why an assessor may come in some cases alone: "shall visit the User unless it has paid"."""
    verb = s.main_verb(told)
    comes = s.kind(verb) == "verb" and s.head(s.chunks[verb]).is_form_of("GOES")
    assessor = any("ASSESSORS" in s.head(c).tags for c in s.subject(told))
    users = any(map(s.is_user, s.objects(verb))) if comes else False
    cased = any(c.kind == "opens" and s.holds(c, "IN_CASE") for c in s.chunks)
    return "the assessor may come in some cases alone" if assessor and users and cased else ""
