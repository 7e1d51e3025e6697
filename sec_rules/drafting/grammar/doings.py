"""Whether a sentence tells only of plain doings: acts judged harmless, done to what is foreign to every question.

The other ground asks of each word that stands where something is told that it is listed. Here the matter is turned
round: whatever a sentence speaks of beside may be unknown (conditions, times, manners, qualities), so long as every
verb is a judged one, what it is done to is known where that could make a difference, no word stands in it that could
reach a question, and each matter of the questions is only spoken of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from sec_rules.drafting.grammar.acts import says_or_asks, why_act_is_open, why_open_whatever_the_verb
from sec_rules.drafting.grammar.bearing_words import why_it_bears
from sec_rules.drafting.grammar.chunks import Chunk
from sec_rules.drafting.grammar.clauses_apart import clauses_of
from sec_rules.drafting.grammar.enough import why_enough_is_open
from sec_rules.drafting.grammar.far import SPOKEN_OF, YEARS, is_far_throughout, is_harmless_of_far_things, risky_word
from sec_rules.drafting.grammar.mentions import why_a_matter_is_open
from sec_rules.drafting.grammar.phrases import SOMEBODY, THINGS, Predicate, Sentence, widely
from sec_rules.drafting.grammar.predicates import (
    why_allowed_is_open,
    why_beside_is_open,
    why_narrowed_is_open,
    why_no_procedure,
)
from sec_rules.drafting.grammar.provisions_told import takes_nothing_on
from sec_rules.drafting.grammar.states import is_taken_for_another, why_being_is_open, why_having_is_open
from sec_rules.drafting.grammar.tagging import Form
from sec_rules.drafting.grammar.usual_order import in_usual_order
from sec_rules.rulebook.procedure import doings

# Acts that are harmless whatever they are done to; and those that are so where it is a thing that is known.
_WHATEVER: Final = ("DOES", "SAFE")
_TO_THINGS: Final = ("DOES_TO_THINGS", "ACTS", "THINGS_DONE", "RECEIVES", "SETS_OUT")
# By these something else might come about, whatever it is.
_MAKING: Final = ("CONDUCTS", "TREATS", "BRINGS_IN", "PLACES", "LETS", "PICKS")
_TURNING: Final = ("TURNS", "ENDS", "BINDS")
_FORMS: Final[tuple[Form, ...]] = ("", "s", "ed", "ing")


def why_no_plain_doing(text: str) -> str:
    """Why a sentence is not shown to tell of plain doings only; "" where each of its clauses is."""
    return next(filter(None, map(_why_clause_is_open, clauses_of(in_usual_order(text)))), "")


def _why_clause_is_open(text: str) -> str:
    s = widely(text)
    if (is_far_throughout(s) and not why_enough_is_open(s)) or not why_no_procedure(text):
        return ""
    if takes_nothing_on(s):
        return ""
    risky = risky_word(s.words)
    if risky:
        return f"'{risky}' may reach a question"
    return why_it_bears(s.words) or next(filter(None, _reasons(s)), "")


def _reasons(s: Sentence) -> Iterator[str]:
    told = [i for i, c in enumerate(s.chunks) if c.finite and (not c.sub or c.kind == "modal")]
    if all(s.chunks[i].sub for i in told):
        yield "nobody is told to do anything"
    subject: Sequence[Chunk] = ()
    for i in told:
        if s.chunks[i].sub:
            plain = _is_plainly_allowed(s, i) or _is_asked_about(s, i) or _tells_of_it(s, s.opened(i))
            yield "" if plain else why_allowed_is_open(s, i)
            continue
        subject = s.subject(i) or subject
        yield _why_told_is_open(s, i, subject)
    yield from chain.from_iterable(_why_beside(s, i, subject) for i in range(len(s.chunks)))
    for i, chunk in enumerate(s.chunks):
        yield _why_chunk_is_open(s, i, chunk)
    yield why_a_matter_is_open(s)
    yield why_enough_is_open(s)
    yield _why_narrowed(s)
    yield _why_in_some_years(s)


# What is told.


def _why_told_is_open(s: Sentence, at: int, subject: Sequence[Chunk]) -> str:
    verb, now = s.main_verb(at), s.chunks[at].kind != "modal"
    if verb == -1:
        return "the checker does not recognise what is to be done"
    if not subject:
        return f"it is not said of whom '{s.text(s.chunks[at])}' is told"
    free = _leaves_free(s, at)
    if not free and any(s.names_a_matter(c) or s.may_be_one(c) or s.holds(c, "DUTIES", "REFERENCE") for c in subject):
        return "a matter of the questions is told to be or to do something"
    if free:
        return ""
    if any("NOTHING" in s.head(c).tags for c in subject):
        return "nobody or nothing is told to do something"
    told = Predicate(s, verb, subject, now=now)
    return why_narrowed_is_open(s, at, verb, subject) or _why_predicate_is_open(told)


def _leaves_free(s: Sentence, at: int) -> bool:
    """Whether nothing is said to keep somebody from a plain doing: "nothing prevents a User from showing it"."""
    verb = s.main_verb(at)
    nothing = any("NOTHING" in s.head(c).tags for c in s.chunks[:at] if c.kind == "phrase")
    bars = verb != -1 and s.head(s.chunks[verb]).small in _BARS
    doing = next((c for c in s.chunks[verb:] if c.kind == "verb" and c.form == "ing"), None) if bars else None
    if doing is None or not nothing or sum(c.finite and not c.sub for c in s.chunks) > 1:
        return False
    objects = s.objects(s.place_of(doing))
    plain = s.head(doing).is_verb("ing", *_WHATEVER) and not any(
        s.names_a_matter(c) or s.may_be_one(c) for c in objects
    )
    return plain and not any(s.is_user(c) for c in objects)


_BARS: Final = frozenset(
    ("prevent", "prevents", "stop", "stops", "preclude", "precludes", "keep", "keeps", "prohibits")
)


def _why_predicate_is_open(told: Predicate) -> str:
    kind = told.sentence.kind(told.at)
    if kind == "verb":
        return _why_doing_is_told(told)
    if kind == "be":
        return _why_being_is_told(told)
    if kind == "have":
        return _why_having_is_told(told)
    if kind == "do" and _does_what_is_needed(told):
        return ""
    return "it is not said what is done"


def _does_what_is_needed(told: Predicate) -> bool:
    """Whether somebody who is no authority is to do "whatever is necessary" for something."""
    s, opens = told.sentence, told.following
    be = s.after(opens)
    needed = s.kind(be) == "be" and s.kind(be + 1) == "described" and s.text(s.chunks[be + 1]) in _NEEDED
    return (
        s.kind(opens) == "opens"
        and "WHAT" in s.head(s.chunks[opens]).tags
        and needed
        and not told.of_some("AUTHORITIES")
    )


_NEEDED: Final = frozenset(("necessary", "reasonable", "practicable", "possible", "proportionate", "appropriate"))


def _why_doing_is_told(act: Predicate) -> str:
    """Why an act that somebody is told to do, or does, is open."""
    s, verb, form = act.sentence, act.verb, act.sentence.chunks[act.at].form
    objects = act.objects
    if not any(verb.is_verb(each) for each in _FORMS):
        return f"'{verb.text}' is no known act"
    only_told = verb.is_verb(form, "SAFE") and not verb.is_form_of("MOVES") and not verb.is_form_of("HANDLES")
    why = ("" if only_told else why_open_whatever_the_verb(act)) or _why_people_are_reached(act, objects)
    if why:
        return why
    far = all(map(s.is_far, (*act.subject, *objects)))
    if act.now and not far and not _is_told_of_its_work(act, objects):
        return why_act_is_open(act)
    if _is_plainly_done(act, form, objects):
        return ""
    return why_act_is_open(act)


def _is_told_of_its_work(act: Predicate, objects: Sequence[Chunk]) -> bool:
    """Whether it is told as a fact what one who is asked no question does: "the clerk sends a copy to the Panel"."""
    s, verb = act.sentence, act.verb
    if act.of_some("USERS", "AUTHORITIES") or not objects or verb.is_form_of("INCLUDES") or verb.is_form_of("LIGHT"):
        return False
    doer = all(s.head(c).tags & SOMEBODY and "PRONOUNS" not in s.head(c).tags for c in act.subject)
    plain = all(s.is_far(c) or _is_known(s, c) for c in objects) and not s.has("OUTCOMES", "KINDS", "COUNTED")
    aside = any(c.kind == "opens" for c in s.chunks) or any(s.text(c) in ("report", "reports") for c in objects)
    return doer and plain and not (aside or s.is_narrowed or verb.is_form_of_doings("SUFFICES"))


def _is_plainly_done(act: Predicate, form: Form, objects: Sequence[Chunk]) -> bool:
    """Whether an act is harmless by what it is, or by what it is done to."""
    s, verb = act.sentence, act.verb
    if _lets_in(act) and objects and all("ASSESSORS" in s.head(c).tags for c in objects):
        return True
    opened = s.kind(act.following) == "opens" or s.kind(s.after(act.following)) == "opens"
    if verb.is_verb("", *_MAKING):
        return False
    defers = act.of_some("ASSESSORS", "AUTHORITIES", "PRONOUNS") and verb.is_form_of_doings("DEFERS")
    if defers and not (objects and all(map(s.is_far, objects))):
        return False
    if any(s.holds(c, "NONE") for c in objects) and not all(map(s.is_far, objects)):
        return False
    if verb.small in doings()["TRIES"] and s.kind(act.following) == "to":
        return _tries_what_is_plain(s, s.after(act.following))
    if verb.small in doings()["ASKS_THAT"] and s.kind(act.following) == "opens":
        return _is_asked_for(act)
    if act.subject and all(map(s.is_far, act.subject)) and not objects:
        return not opened and not verb.is_form_of_doings("SUFFICES")
    if objects and all(map(s.is_far, objects)):
        return True
    if verb.is_verb(form, *_WHATEVER) and ((objects and not opened) or any(map(s.is_somebody, act.subject))):
        asks = s.kind(act.following) == "opens" and not s.holds(s.chunks[act.following], "WHICH")
        return not (says_or_asks(act) and act.of_some("AUTHORITIES")) and not (asks and s.has("ASSESSORS"))
    if not verb.is_verb(form, *_TO_THINGS) or s.has("OUTCOMES"):
        return False
    given = objects[1:] if len(objects) > 1 and s.is_user(objects[0]) else objects
    if given:
        return all(_is_known(s, c) for c in given)
    bare = (
        act.subject
        and verb.is_verb(form, "ACTS")
        and not opened
        and not verb.is_form_of("LIGHT")
        and not verb.is_form_of("OBEYS")
    )
    return bool(bare) and not act.of_some("USERS", "ASSESSORS")


def _tries_what_is_plain(s: Sentence, at: int) -> bool:
    """Whether what somebody is to try is to do something plain."""
    if s.kind(at) != "verb":
        return False
    verb, objects = s.head(s.chunks[at]), s.objects(at)
    listed = verb.is_verb("", *_WHATEVER, *_TO_THINGS, "BINDS") and not verb.is_verb("", *_MAKING)
    reached = any(s.is_user(c) or s.may_be_one(c) or s.names_a_matter(c) for c in objects)
    return listed and not reached and not verb.is_form_of("GOES") and not verb.is_form_of_doings("COMES")


def _is_asked_for(act: Predicate) -> bool:
    """Whether somebody whose word does not bind asks that something be done that is foreign to the questions."""
    s = act.sentence
    behind = s.chunks[act.following :]
    reached = any(s.names_a_matter(c) or s.may_be_one(c) or s.is_user(c) for c in behind if c.kind == "phrase")
    made = any(c.kind == "verb" and any(s.head(c).is_verb(f, *_MAKING, *_TURNING) for f in _FORMS) for c in behind)
    return not (reached or made or act.of_some("AUTHORITIES") or s.is_narrowed)


def _why_people_are_reached(act: Predicate, objects: Sequence[Chunk]) -> str:
    """Why somebody of whom the questions are asked, or who makes assessments, is done something to."""
    s, verb = act.sentence, act.verb
    spoken_to = verb.is_verb(s.chunks[act.at].form, "RECEIVES", "SAFE", "HAS_OTHERS_DO")
    if any(map(s.is_user, objects)) and not spoken_to:
        return f"'{verb.text}' is done to those of whom the questions are asked"
    if any("ASSESSORS" in s.head(c).tags for c in objects) and not (spoken_to or _lets_in(act)):
        return "an assessor is done something to"
    if any(s.may_be_one(c) or s.names_a_matter(c) for c in objects):
        return f"'{verb.text}' is done to what may be an assessment"
    return ""


def _lets_in(act: Predicate) -> bool:
    """Whether an assessor is let in or looked after, and nothing says that he is not."""
    return act.verb.small in doings()["LETS_IN"] and not act.sentence.is_narrowed


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
    if all(map(s.is_far, told.subject)) and i != -1 and is_harmless_of_far_things(s, told.at):
        return ""
    if _is_liable(told):
        return ""
    return why_being_is_open(told)


def _is_liable(told: Predicate) -> bool:
    """Whether it is told for which loss one who is asked no question answers: "the Panel is not liable for loss"."""
    s, i = told.sentence, told.following
    people = told.of(*SOMEBODY) and not told.of_some("USERS")
    liable = i != -1 and s.text(s.chunks[i]) in ("liable", "responsible", "answerable", "accountable")
    loss = any(s.text(c) in _LOSSES for c in s.chunks[i:] if c.kind == "phrase")
    return people and liable and loss and not s.has("OUTCOMES", "KINDS", "COUNTED", "DUTIES", "REFERENCE")


_LOSSES: Final = frozenset(
    (
        "loss",
        "losses",
        "damage",
        "damages",
        "cost",
        "costs",
        "expense",
        "expenses",
        "injury",
        "delay",
        "claim",
        "claims",
    )
)


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
    by = s.kind(done.following) == "preposition" and s.text(s.chunks[done.following]) == "by"
    doer = s.chunks[done.following + 1] if by and s.kind(done.following + 1) == "phrase" else None
    by_others = doer is not None and bool(s.head(doer).tags & SOMEBODY) and not s.is_user(doer)
    people = any(s.head(c).tags & SOMEBODY for c in done.subject) or _tells_whose(s)
    if by_others and (safe or known) and things and not people and not s.has("OUTCOMES") and not s.is_narrowed:
        return ""
    return why_being_is_open(Predicate(s, s.before(done.at), done.subject, done.now))


def _tells_whose(s: Sentence) -> bool:
    """Whether it is told aside whose word, or what, something is: "read by the clerk, whose word is the report"."""
    return any(c.kind == "opens" and "WHICH" in s.head(c).tags for c in s.chunks) and any(
        c.kind == "be" and c.sub for c in s.chunks
    )


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
        known = head.is_verb("ed") and not head.is_verb("ed", *_MAKING) and all(_is_known(s, c) for c in told.subject)
        return "" if known and not told.of_some("USERS", "ASSESSORS") else "it is told what somebody is to have been"
    if s.kind(i) == "phrase" and not told.of_some("USERS") and s.is_far(s.chunks[i]):
        return ""
    return why_having_is_open(told)


# What stands beside it.


def _why_beside(s: Sentence, i: int, subject: Sequence[Chunk]) -> Sequence[str]:
    """Why a chunk beside what is told is open; a further act and an infinitive may be plain doings too."""
    chunk, before = s.chunks[i], s.kind(s.before(i))
    if chunk.kind == "verb" and not chunk.finite and chunk.form == "" and before in ("joint", "apart", "to"):
        doer = () if before == "to" else subject
        act = Predicate(s, i, doer, now=False)
        if subject and not _why_people_are_reached(act, act.objects) and _is_plainly_done(act, "", act.objects):
            return ()
    if chunk.kind == "opens" and _tells_of_it(s, i):
        return ()
    needed = chunk.kind == "do" and _does_what_is_needed(Predicate(s, i, subject, now=False))
    if needed or (chunk.kind == "do" and s.text(s.chunks[s.opened(i)]) == "what"):
        return ()
    if chunk.kind in ("be", "verb") and chunk.finite and chunk.sub and _is_where_or_when(s, i):
        return ()
    if chunk.kind == "be" and s.text(chunk) == "being" and s.kind(s.before(i)) == "be" and s.chunks[s.before(i)].sub:
        return ()
    return why_beside_is_open(s, i, subject)


def _is_where_or_when(s: Sentence, at: int) -> bool:
    """Whether it describes a thing by when or where it is so: "the date on which it was last patched"."""
    opens = s.opened(at)
    thing = s.before(opens - 1)
    led = s.kind(opens - 1) == "preposition" and s.kind(thing) == "phrase" and "WHICH" in s.head(s.chunks[opens]).tags
    subject = s.phrases_right_behind(opens, at)
    matters = any(s.names_a_matter(c) or s.is_user(c) for c in s.chunks[thing:] if c.kind == "phrase")
    return led and bool(subject) and not matters and not any(map(s.may_be_one, subject))


def _tells_of_it(s: Sentence, opens: int) -> bool:
    """Whether it is told aside what somebody shall do at, or with, a known thing: "a meeting, at which it shall"."""
    at, apart = s.before(opens), s.before(s.before(opens))
    thing = s.before(apart)
    told = next((j for j in range(opens, len(s.chunks)) if s.chunks[j].finite), -1)
    if s.kind(at) != "preposition" or s.kind(apart) != "apart" or s.kind(thing) != "phrase" or told == -1:
        return False
    within = s.phrases_right_behind(opens, told)
    verb = s.main_verb(told)
    if s.kind(told) != "modal" or not within or verb == -1 or any(s.names_a_matter(c) for c in within):
        return False
    known = any(_is_known(s, c) for c in s.chunks[:apart] if c.kind == "phrase")
    return known and not _why_predicate_is_open(Predicate(s, verb, within, now=False))


def _is_what_it_is(s: Sentence, opens: int, be: int) -> bool:
    """Whether a known thing is described by what could be done to it: "any weakness that could be exploited"."""
    done = s.after(be)
    thing = s.chunks[opens - 1] if s.kind(opens - 1) == "phrase" else None
    known = thing is not None and _is_known(s, thing) and "PRONOUNS" not in s.head(thing).tags
    return known and s.kind(done) == "verb" and not s.head(s.chunks[done]).is_verb("ed", *_MAKING, *_TURNING)


def _is_asked_about(s: Sentence, at: int) -> bool:
    """Whether it is what a paper or somebody says: "a plan that says who will put it right"."""
    opens, verb = s.opened(at), s.main_verb(at)
    says = s.before(opens)
    asks = s.text(s.chunks[opens]) in ("who", "what", "how", "why") and s.kind(says) == "verb"
    told = s.head(s.chunks[says]) if asks else None
    authority = any("AUTHORITIES" in s.head(c).tags for c in s.chunks[:says])
    inside = s.chunks[opens:]
    matter = any(s.names_a_matter(c) or s.may_be_one(c) or s.is_user(c) or s.holds(c, "ASSESSORS") for c in inside)
    says_it = told is not None and any(told.is_verb(form, "SAFE", "DOES", "SETS_OUT") for form in _FORMS)
    return says_it and verb != -1 and not authority and not matter


def _is_plainly_allowed(s: Sentence, at: int) -> bool:
    """Whether what somebody described may, would or cannot do is harmless: "which an observer might think likely"."""
    opens, verb = s.opened(at), s.main_verb(at)
    within = s.phrases_right_behind(opens, at)
    if verb == -1 or s.holds(s.chunks[opens], "CONSEQUENCE") or s.kind(opens - 1) == "apart":
        return False
    if s.text(s.chunks[opens]) == "as" or s.kind(verb) == "have":
        return False
    if s.kind(verb) == "be":
        return not within and _is_what_it_is(s, opens, verb)
    if s.kind(verb) != "verb":
        return False
    head, objects = s.head(s.chunks[verb]), s.objects(verb)
    listed = head.is_verb("", *_WHATEVER, *_TO_THINGS, "FACTS") and not head.is_verb("", *_MAKING, *_TURNING)
    matters = any(s.may_be_one(c) or s.names_a_matter(c) or s.is_user(c) for c in objects)
    binds = {"AUTHORITIES", "ASSESSORS"} if head.is_form_of("GOES") or head.small == "see" else {"AUTHORITIES"}
    binding = (s.may_be_one(c) or s.names_a_matter(c) or bool(s.head(c).tags & binds) for c in within)
    people = within and not any(binding)
    return bool(people) and listed and not matters and not head.is_form_of("LIGHT")


def _why_chunk_is_open(s: Sentence, i: int, chunk: Chunk) -> str:
    before = s.before(i)
    behind = s.text(s.chunks[before]) if s.kind(before) == "preposition" else ""
    if chunk.kind == "verb" and chunk.finite and chunk.sub and not any(s.head(chunk).is_verb(f) for f in _FORMS):
        return f"'{s.text(chunk)}' is no known act"
    if chunk.kind == "be" and chunk.finite and chunk.sub and s.kind(before) in ("joint", "apart"):
        what = s.after(i)
        if s.kind(what) == "phrase" and s.holds(s.chunks[what], "USERS", "OUTCOMES", "KINDS", "ACTORS"):
            return "something is told to be something"
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
    goes = (s.head(c) for c in s.chunks if c.kind == "verb")
    comes = any(each.is_form_of("GOES") or each.is_form_of_doings("COMES") for each in goes)
    phrases = [c for c in s.chunks if c.kind == "phrase"]
    named = any(s.holds(c, "OUTCOMES", "KINDS", "COUNTED") or s.may_be_one(c) for c in phrases)
    none = any(s.holds(c, "NONE") and s.holds(c, "ASSESSORS") for c in phrases)
    return "what may be an assessment may be limited" if none or ((named or comes) and not s.has("SECRET")) else ""


def _why_in_some_years(s: Sentence) -> str:
    """Why something may be so in some years that is not far from every question."""
    if not any(each.small in YEARS or "OFTEN" in each.tags for each in s.words):
        return ""
    near = any(s.holds(c, "USERS", "ASSESSORS", "OUTCOMES", "PRONOUNS") or s.may_be_one(c) for c in s.chunks)
    reports = any(s.text(c) in ("report", "reports") for c in s.chunks if c.kind == "phrase")
    return "it may be said in which years" if near or reports else ""
