"""What somebody is told to do, and whether it settles nobody's assessment.

Some acts are safe whatever they are done to: to publish, pay or send. Others are so where what they are done to is a
thing of the procedure: to give a report, and not to give a year. A verb of no list is open.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from sec_rules.drafting.grammar.chunks import Chunk
from sec_rules.drafting.grammar.phrases import ACTS, SOMEBODY, THINGS, Predicate, Sentence

_NEAR: Final = 8  # chunks between "require" and the "to" that says what


def why_act_is_open(act: Predicate) -> str:
    """Why it is not shown that an act settles nobody's assessment; "" where it is shown."""
    judges = (
        *(
            _at_once,
            _safe,
            _of_a_thing,
            _told_as_fact,
            _treats,
            _ensures,
            _has_others_do,
            _behaves,
            _picks,
            _lets,
            _conducts,
        ),
        *(_done_to_things, _writes_one_out),
    )
    found = (judge(act) for judge in judges)
    return next((reason for reason in found if reason is not None), f"'{act.verb.text}' is no act of the procedure")


# Each of these says why an act is open, "" where it is shown to settle nothing, and None where it does not know it.


def _at_once(act: Predicate) -> str | None:
    """What leaves an act open whatever the verb."""
    s, verb = act.sentence, act.verb
    told_now = s.chunks[act.at].form == "s"
    if act.of_one_perhaps:
        return "it is told of what may be an assessment"
    if told_now and (verb.is_form_of("INCLUDES") or not act.objects):
        return f"'{verb.text}' says how things are"
    if verb.is_form_of("TAKES_ON") and any("PRONOUNS" in s.head(c).tags for c in act.objects):
        return f"it is not said of what '{verb.text}' is meant"
    goes = act.verb.is_form_of("GOES") and act.of_some("ASSESSORS")
    if any("NOTHING" in s.head(c).tags for c in act.objects):
        return "it is done to nobody or nothing"
    if act.of_some("USERS") and any(s.holds(c, "JOINT") and s.holds(c, "WRITINGS") for c in act.objects):
        return "one paper may do for several Users"
    if s.is_narrowed and (goes or any("ASSESSORS" in s.head(c).tags for c in act.objects)):
        return "an assessor may be kept away"
    return None


def _safe(act: Predicate) -> str | None:
    """To say, pay, send or keep: settles nothing, whatever it is done to."""
    s = act.sentence
    if not act.is_verb("SAFE"):
        return None
    if any(s.may_be_one(c) for c in act.objects):
        return "it is done to what may be an assessment"
    if act.of_some("AUTHORITIES") and _says_or_asks(act):
        return "somebody whose word may bind says or considers how something is"
    assessors = [c for c in act.objects if "ASSESSORS" in s.head(c).tags]
    if assessors and (not act.is_verb("RECEIVES") or (act.verb.is_form_of("MOVES") and len(act.objects) == 1)):
        return "an assessor is sent"
    return ""


def _says_or_asks(act: Predicate) -> bool:
    """Whether a clause stands right behind the act or to whom it is done: "tell the assessor which Users ..."."""
    s, i = act.sentence, act.following
    while s.kind(i) == "phrase":
        i = s.after(i)
    opened = s.kind(i) == "opens" and not s.holds(s.chunks[i], "IN_CASE", "OF_A_CASE")
    return opened and (i == act.following or s.is_somebody(s.chunks[s.before(i)]) or s.text(s.chunks[i]) == "whether")


def _of_a_thing(act: Predicate) -> str | None:
    """What a paper says, and how long money is paid."""
    s = act.sentence
    if all(s.is_somebody(c) for c in act.subject):
        return None
    says = act.is_verb("SETS_OUT") and act.of(*THINGS) and (_is_kept_back(act) or not any(map(s.is_user, act.objects)))
    if says and s.is_narrowed and any(map(s.may_be_one, act.objects)):
        return "a paper may leave out what is counted"
    if says and (act.objects or s.kind(act.following) in ("opens", "apart")):
        return ""
    if act.is_verb("LASTS") and act.of("MONEY"):
        return ""
    return f"what '{act.verb.text}' is told of is nobody who acts"


def _is_kept_back(act: Predicate) -> bool:
    """Whether a paper is not to say who a User is: "shall not identify any User"."""
    s, last = act.sentence, act.objects[-1:]
    denied = any(c.kind == "not" for c in s.chunks[max(act.at - 2, 0) : act.at])
    behind = (s.after(s.chunks.index(c)) for c in last)
    return denied and all(
        s.kind(i) not in ("opens", "verb", "preposition") or s.text(s.chunks[i]) == "by" for i in behind
    )


def _told_as_fact(act: Predicate) -> str | None:
    fact = act.sentence.chunks[act.at].form == "s" and (_is_light(act) or not act.is_verb(*ACTS))
    return f"'{act.verb.text}' says how things are" if fact else None


def _treats(act: Predicate) -> str | None:
    if not act.is_verb("TREATS"):
        return None
    return "" if act.sentence.has("SECRETLY") else "something is treated as something"


def _ensures(act: Predicate) -> str | None:
    """To see to it that somebody else, who is asked no question, does something."""
    if not act.is_verb("ENSURES") or act.sentence.kind(act.following) != "opens":
        return None
    return _why_clause_is_open(act)


def _why_clause_is_open(act: Predicate) -> str:
    """Why what is seen to or said to be so ("that its details are correct") may be something that settles one."""
    s, opens = act.sentence, act.following
    at = next((j for j in range(opens, len(s.chunks)) if s.chunks[j].finite), -1)
    others = evolve(act, at=at, subject=s.phrases_right_behind(opens, len(s.chunks)))
    matters = any(s.names_a_matter(c) or s.may_be_one(c) for c in others.subject)
    if at == -1 or not others.subject or others.of_some("USERS") or matters:
        return "it is seen to or said that something is so"
    return "" if others.of(*THINGS, *SOMEBODY) else "it is seen to or said that something is so"


def _has_others_do(act: Predicate) -> str | None:
    """To require or ask somebody; what he is to do is looked at with every other infinitive."""
    near = act.sentence.chunks[act.at : act.at + _NEAR]
    return "" if act.is_verb("HAS_OTHERS_DO") and any(c.kind == "to" for c in near) else None


def _behaves(act: Predicate) -> str | None:
    harmless = act.is_verb("BEHAVES") and not act.of_some("USERS") and not act.sentence.has("REFERENCE")
    return "" if harmless else None


def _picks(act: Predicate) -> str | None:
    """To choose somebody who is asked no question, as one may be appointed."""
    s = act.sentence
    if not act.is_verb("PICKS") or s.is_narrowed or names_some_users(s, act.at):
        return None
    people = act.objects and all("ACTORS" in s.head(c).tags and not s.is_user(c) for c in act.objects)
    return "" if people else None


def _lets(act: Predicate) -> str | None:
    return f"'{act.verb.text}' may let somebody be assessed otherwise" if act.is_verb("LETS", "PICKS") else None


def _conducts(act: Predicate) -> str | None:
    """To carry something out, where it is a duty or a thing of the procedure, and no assessment."""
    s = act.sentence
    if not act.is_verb("CONDUCTS"):
        return None
    first = act.objects[:1]
    if first and all(
        s.head(c).tags & {"DUTIES", "MATTERS", "ACTORS"} and not s.names_a_matter(c) and not s.may_be_one(c)
        for c in first
    ):
        return ""
    return f"what is meant by '{act.verb.text}' may be an assessment"


def _done_to_things(act: Predicate) -> str | None:
    """To give, keep or make things of the procedure."""
    if not act.is_verb(*ACTS, "EDITS", "ENDS", "PLACES"):
        return None
    s, objects = act.sentence, _what_is_done(act)
    if act.verb.is_form_of("SETTLES") and s.has("OUTCOMES", "COUNTED"):
        return "a matter is settled"
    if act.verb.is_form_of("ADOPTS") and act.of_some("ASSESSORS", "AUTHORITIES"):
        return "a paper may be taken for an assessment"
    if act.verb.is_form_of("OBEYS"):
        if s.has("REFERENCE") or act.of_some("USERS"):
            return "somebody is to do what a provision or a paper asks"
        if act.of_others and not s.has("OUTCOMES", "COUNTED", "KINDS"):
            return ""
    if not objects and act.is_verb("SETS_OUT") and s.kind(act.following) == "opens" and not act.of_some("AUTHORITIES"):
        return _why_clause_is_open(act)
    if not objects:
        bare = _is_light(act) or act.is_verb("BINDS", "ENDS", "EDITS") or s.kind(act.following) == "opens"
        return f"it is not said to what '{act.verb.text}' is done" if bare else ""
    if _is_light(act) and _gives_a_time(act):
        return f"'{act.verb.text}' may give somebody more time"
    for chunk in objects:
        if not _may_be_done_to(act, chunk):
            return f"'{act.verb.text}' is done to '{s.text(chunk)}'"
    if (_is_light(act) or _only_of_papers(act)) and _names_one_to_come(s, act.at):
        return "a paper of any assessment is asked for, and so the assessment"
    if act.is_verb("BRINGS_IN") and names_some_users(s, act.at):
        return "an assessor is brought in for some Users"
    return ""


def _what_is_done(act: Predicate) -> Sequence[Chunk]:
    """What an act is done to, without to whom: "give a User an estimate", "arrange for a visit"."""
    s, objects = act.sentence, act.objects
    if not objects and act.verb.small == "arrange" and s.kind(act.following) == "preposition":
        return [c for c in s.chunks[act.following + 1 : act.following + 2] if c.kind == "phrase"]
    gives = act.verb.among("GIVES") or s.kind(act.following + 1) == "phrase"
    return objects[1:] if len(objects) > 1 and s.is_user(objects[0]) and gives else objects


def _gives_a_time(act: Predicate) -> bool:
    """Whether a time stands right behind somebody: "allow the assessor a further year"."""
    s, to_whom = act.sentence, act.following
    what = s.after(to_whom) if s.kind(to_whom) == "phrase" and s.is_somebody(s.chunks[to_whom]) else -1
    return s.kind(what) == "phrase" and "TIMES" in s.head(s.chunks[what]).tags


def _is_light(act: Predicate) -> bool:
    """Whether the act could give somebody, or make of something, anything: "give", "make", "set"."""
    return act.verb.is_form_of("LIGHT")


def _only_of_papers(act: Predicate) -> bool:
    return act.is_verb("EDITS", "ENDS", "PLACES") and not act.is_verb(*ACTS)


def _may_be_done_to(act: Predicate, chunk: Chunk) -> bool:
    s, light = act.sentence, _is_light(act) or _only_of_papers(act)
    if act.is_verb("PLACES") and "PRONOUNS" in s.head(chunk).tags:
        return False
    binding = act.of_some("AUTHORITIES")
    free = act.is_verb("RECEIVES") and not light
    return s.is_thing(chunk, precise=binding and not free, unlisted=free or not (light or binding), users=free)


def _names_one_to_come(s: Sentence, at: int) -> bool:
    """Whether a paper is to be had of an assessment that need not be there: who has to have it has to be assessed."""
    for i in range(at + 1, len(s.chunks)):
        chunk, before = s.chunks[i], s.before(i)
        beside = s.kind(before) == "opens" or (
            s.kind(before) == "preposition" and not s.holds(s.chunks[before], "OF_ONE_THAT_IS")
        )
        if chunk.kind == "phrase" and s.holds(chunk, "OUTCOMES") and not s.holds(chunk, "DEFINITE") and not beside:
            return True
    return False


def names_some_users(s: Sentence, at: int) -> bool:
    """Whether an act at a chunk is done for some of those of whom the questions are asked: "for a User which ..."."""
    for i in range(at + 1, len(s.chunks)):
        chunk, before = s.chunks[i], s.before(i)
        if chunk.finite:
            return False
        if chunk.kind == "phrase" and s.is_user(chunk):
            told_for_whom = s.kind(before) == "preposition" and s.holds(s.chunks[before], "FOR_WHOM")
            if told_for_whom or s.kind(s.after(i)) in ("opens", "verb"):
                return True
    return False


def _writes_one_out(act: Predicate) -> str | None:
    """A verb of no list, where somebody who is asked no question does it to a paper that is named."""
    s = act.sentence
    unlisted = "WORD" in act.verb.tags and s.chunks[act.at].form == ""
    if not unlisted or not act.objects or not act.of("ACTORS") or act.of_some("USERS", "AUTHORITIES"):
        return None
    paper = act.objects[0]
    named = bool(s.head(paper).tags & {"WRITINGS", "MONEY"}) and s.holds(paper, "DETERMINERS")
    return "" if named and s.is_thing(paper, precise=True, unlisted=False) else None
