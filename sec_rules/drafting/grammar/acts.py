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
            why_open_whatever_the_verb,
            _far,
            _safe,
            _of_a_thing,
            _told_as_fact,
            _treats,
            _ensures,
            _has_others_do,
            _behaves,
            _goes_on,
            _asks_for,
            _recuses,
            _picks,
            _lets,
            _conducts,
        ),
        *(_done_to_things, _writes_one_out),
    )
    found = (judge(act) for judge in judges)
    return next((reason for reason in found if reason is not None), f"'{act.verb.text}' is no act of the procedure")


# Each of these says why an act is open, "" where it is shown to settle nothing, and None where it does not know it.


def why_open_whatever_the_verb(act: Predicate) -> str | None:
    """What leaves an act open whatever the verb."""
    s, verb = act.sentence, act.verb
    told_now = s.chunks[act.at].form == "s"
    if act.of_one_perhaps:
        return "it is told of what may be an assessment"
    accrues = act.of("MONEY") and verb.is_verb("s", "LASTS") and not act.objects
    if told_now and not accrues and (verb.is_form_of("INCLUDES") or not act.objects):
        return f"'{verb.text}' says how things are"
    kept_from = any(c.kind == "not" for c in s.chunks[max(act.at - 2, 0) : act.at]) and s.has("CONFIDENT")
    if verb.is_form_of("TAKES_ON") and not kept_from and any("PRONOUNS" in s.head(c).tags for c in act.objects):
        return f"it is not said of what '{verb.text}' is meant"
    goes = act.verb.is_form_of("GOES") and act.of_some("ASSESSORS")
    if any("NOTHING" in s.head(c).tags for c in act.objects):
        return "it is done to nobody or nothing"
    if verb.is_form_of("HANDLES") and any(map(s.is_user, act.objects)):
        return f"'{verb.text}' is done to those of whom the questions are asked"
    joint = any(s.holds(c, "JOINT") and s.holds(c, "WRITINGS") for c in act.objects)
    if act.of_some("USERS") and (joint or verb.is_form_of("SHARES")):
        return "one paper may do for several Users"
    if s.is_narrowed and (goes or any("ASSESSORS" in s.head(c).tags for c in act.objects)):
        return "an assessor may be kept away"
    return None


def _far(act: Predicate) -> str | None:
    """What is done to things that are far from every question, or told of them, whatever the verb."""
    s = act.sentence
    if not all(s.is_somebody(c) or s.is_far(c) for c in act.subject) or act.is_verb("CONDUCTS", "TREATS"):
        return None
    if not act.objects or _goes_on_to(act) in ("to", "as"):
        return None
    if all(map(s.is_far, act.objects)):
        return ""
    if not all(map(s.is_far, act.subject)) or act.verb.is_form_of("LIGHT"):
        return None
    return "" if all(s.is_far(c) or s.is_plain_thing(c) for c in act.objects) else None


def _goes_on_to(act: Predicate) -> str:
    """What stands behind the last thing that an act is done to."""
    s = act.sentence
    return s.kind(s.after(s.place_of(act.objects[-1])))


def _safe(act: Predicate) -> str | None:
    """To say, pay, send or keep: settles nothing, whatever it is done to."""
    s = act.sentence
    if not act.is_verb("SAFE"):
        return None
    if any(s.may_be_one(c) for c in act.objects):
        return "it is done to what may be an assessment"
    if act.of_some("AUTHORITIES") and says_or_asks(act):
        return "somebody whose word may bind says or considers how something is"
    assessors = [c for c in act.objects if "ASSESSORS" in s.head(c).tags]
    if assessors and (not act.is_verb("RECEIVES") or (act.verb.is_form_of("MOVES") and len(act.objects) == 1)):
        return "an assessor is sent"
    return ""


def says_or_asks(act: Predicate) -> bool:
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
    if act.verb.is_form_of("HAS_OTHERS_DO") and _binds_who_is_engaged(act):
        return None
    says = act.is_verb("SETS_OUT") and act.of(*THINGS) and (_is_kept_back(act) or not any(map(s.is_user, act.objects)))
    if says and s.is_narrowed and any(map(s.may_be_one, act.objects)):
        return "a paper may leave out what is counted"
    if act.verb.small == "exceed" and act.of("WRITINGS") and all(s.text(c) in ("pages", "words") for c in act.objects):
        return ""
    bound = all(s.head(c).among("TERMS") for c in act.subject) and act.verb.small == "provide for"
    if bound and act.objects and all(s.is_thing(c, precise=True, unlisted=False) for c in act.objects):
        return ""
    if says and (act.objects or s.kind(act.following) in ("opens", "apart")):
        return ""
    if act.is_verb("LASTS") and act.of("MONEY"):
        return ""
    years = any(each.small in ("year", "years") for each in s.words)
    if act.is_verb("LASTS") and act.of("MATTERS", "FAR") and not (act.of_one_perhaps or years or s.has(*_ASKED_OF)):
        return ""
    return f"what '{act.verb.text}' is told of is nobody who acts"


# Of these, and of years, nothing is told that only says how long an interview lasts.
_ASKED_OF: Final = ("USERS", "OUTCOMES", "KINDS", "COUNTED", "REFERENCE", "DUTIES", "OFTEN")


def _binds_who_is_engaged(act: Predicate) -> bool:
    """Whether the terms of somebody's engagement ask something of him: "the contract shall require the assessor to"."""
    s = act.sentence
    whom = act.objects[:1]
    return all(s.head(c).among("TERMS") for c in act.subject) and bool(whom) and not any(map(s.is_user, whom))


def _is_kept_back(act: Predicate) -> bool:
    """Whether a paper is not to say who a User is: "shall not identify any User"."""
    s, last = act.sentence, act.objects[-1:]
    denied = any(c.kind == "not" for c in s.chunks[max(act.at - 2, 0) : act.at])
    behind = (s.after(s.place_of(c)) for c in last)
    return denied and all(
        s.kind(i) not in ("opens", "verb", "preposition") or s.text(s.chunks[i]) == "by" for i in behind
    )


def _told_as_fact(act: Predicate) -> str | None:
    owns = act.verb.is_form_of("OWNS") and act.objects and all(_is_property(act, c) for c in act.objects[-1:])
    if owns and act.sentence.chunks[act.at].form == "s" and not act.sentence.is_narrowed:
        return ""
    fact = act.sentence.chunks[act.at].form == "s" and (_is_light(act) or not act.is_verb(*ACTS))
    return f"'{act.verb.text}' says how things are" if fact else None


def _is_property(act: Predicate, chunk: Chunk) -> bool:
    """Whether it is what somebody owns in a paper: "the copyright in its report"."""
    s = act.sentence
    return s.head(chunk).among("PROPERTY") and not s.has("COUNTED", "KINDS", "OFTEN")


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
    if at == -1 or not others.subject or others.of_some("USERS") or matters or not _is_a_known_act(s, at):
        return "it is seen to or said that something is so"
    return "" if others.of(*THINGS, *SOMEBODY) else "it is seen to or said that something is so"


def _is_a_known_act(s: Sentence, at: int) -> bool:
    """Whether what is told in a clause is something listed, and done to nobody of whom the questions are asked."""
    verb = s.main_verb(at)
    if verb == -1 or s.kind(verb) in ("be", "have"):
        return verb != -1
    head, objects = s.head(s.chunks[verb]), s.objects(verb)
    listed = any(head.is_verb(form, "SAFE", "BEHAVES", "FACTS", *ACTS) for form in ("", "s", "ed"))
    over = s.kind(verb + 1) == "preposition" and s.text(s.chunks[verb + 1]) in ("over", "by", "without")
    return listed and not over and (head.is_verb("", "RECEIVES") or not any(map(s.is_user, objects)))


def _has_others_do(act: Predicate) -> str | None:
    """To require or ask somebody; what he is to do is looked at with every other infinitive."""
    near = act.sentence.chunks[act.at : act.at + _NEAR]
    return "" if act.is_verb("HAS_OTHERS_DO") and any(c.kind == "to" for c in near) else None


def _behaves(act: Predicate) -> str | None:
    harmless = act.is_verb("BEHAVES") and not act.of_some("USERS") and not act.sentence.has("REFERENCE")
    return "" if harmless else None


def _goes_on(act: Predicate) -> str | None:
    """To go on saying, paying or keeping."""
    s, to = act.sentence, act.following
    goes_on = act.verb.is_form_of("GOES_ON") and s.kind(to) == "to" and s.kind(s.after(to)) == "verb"
    return "" if goes_on and s.head(s.chunks[s.after(to)]).is_verb("", "SAFE") else None


def _recuses(act: Predicate) -> str | None:
    """To leave while others discuss something."""
    bare = (
        act.verb.small == "withdraw"
        and not act.objects
        and act.of_others
        and not act.of_some("AUTHORITIES", "ASSESSORS")
    )
    return "" if bare else None


def _asks_for(act: Predicate) -> str | None:
    """To ask somebody for a thing of the procedure."""
    s, i = act.sentence, act.following
    for_what = s.after(i) if s.kind(i) == "phrase" and act.verb.small == "ask" else -1
    asked = for_what != -1 and s.kind(for_what) == "preposition" and s.text(s.chunks[for_what]) == "for"
    thing = s.chunks[for_what + 1] if asked and s.kind(for_what + 1) == "phrase" else None
    return "" if thing is not None and s.is_thing(thing, precise=True, unlisted=False) else None


def _picks(act: Predicate) -> str | None:
    """To choose somebody who is asked no question, as one may be appointed."""
    s = act.sentence
    if not act.is_verb("PICKS") or s.is_narrowed or names_some_users(s, act.at):
        return None
    people = act.objects and all("ACTORS" in s.head(c).tags and not s.is_user(c) for c in act.objects)
    return "" if people else None


def _lets(act: Predicate) -> str | None:
    s = act.sentence
    *whom, what = act.objects or (s.chunks[act.at],)
    given = s.head(what).among("ALLOWED") and not any(map(s.is_user, whom)) and all(map(s.is_somebody, whom))
    if act.verb.is_form_of("ALLOWS") and given and not s.is_narrowed:
        return ""
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
    if not (act.is_verb(*ACTS, "EDITS", "ENDS", "PLACES") or act.verb.is_form_of("OBEYS")):
        return None
    s, objects = act.sentence, _what_is_done(act)
    if act.verb.is_form_of("SETTLES") and any(s.names_a_matter(c) or s.may_be_one(c) for c in s.chunks):
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
        takes_one = _is_light(act) or act.is_verb("BINDS", "ENDS", "EDITS") or s.kind(act.following) == "opens"
        bare = takes_one and " " not in act.verb.small
        return f"it is not said to what '{act.verb.text}' is done" if bare else ""
    if _is_light(act) and _gives_a_time(act) and not _to_answer_in(act):
        return f"'{act.verb.text}' may give somebody more time"
    for chunk in () if _is_light(act) and _gives_a_time(act) else objects:
        if not _may_be_done_to(act, chunk):
            return f"'{act.verb.text}' is done to '{s.text(chunk)}'"
    on_papers = s.text(objects[0]) == "guidance" and _is_of_papers(s, objects[0])
    if (_is_light(act) or _only_of_papers(act)) and not on_papers and _names_one_to_come(s, act.at):
        return "a paper of any assessment is asked for, and so the assessment"
    if act.is_verb("BRINGS_IN") and names_some_users(s, act.at):
        return "an assessor is brought in for some Users"
    return ""


def _what_is_done(act: Predicate) -> Sequence[Chunk]:
    """What an act is done to, without to whom: "give a User an estimate", "arrange for a visit"."""
    s, objects = act.sentence, act.objects
    if not objects and act.verb.small == "arrange" and s.kind(act.following) == "preposition":
        return [c for c in s.chunks[act.following + 1 : act.following + 2] if c.kind == "phrase"]
    if len(objects) == 1 and s.is_user(objects[0]) and act.verb.among("GIVES"):
        return _behind_an_aside(s, s.place_of(objects[0]) + 1) or objects
    gives = act.verb.among("GIVES") or s.kind(act.following + 1) == "phrase"
    return objects[1:] if len(objects) > 1 and s.is_user(objects[0]) and gives else objects


def _behind_an_aside(s: Sentence, at: int) -> Sequence[Chunk]:
    """What stands behind words set apart: "give the User, ten days before, the names of its staff"."""
    close = next((j for j in range(at + 1, len(s.chunks)) if s.kind(j) == "apart"), -1)
    if s.kind(at) != "apart" or close == -1 or any(c.finite for c in s.chunks[at:close]):
        return ()
    return [s.chunks[close + 1]] if s.kind(close + 1) == "phrase" else ()


def _gives_a_time(act: Predicate) -> bool:
    """Whether a time stands right behind somebody: "allow the assessor a further year"."""
    s, to_whom = act.sentence, act.following
    what = s.after(to_whom) if s.kind(to_whom) == "phrase" and s.is_somebody(s.chunks[to_whom]) else -1
    return s.kind(what) == "phrase" and "TIMES" in s.head(s.chunks[what]).tags


def _to_answer_in(act: Predicate) -> bool:
    """Whether the time is days in which to answer: "give the User ten Working Days in which to comment"."""
    s = act.sentence
    day = next((j for j in range(act.at, len(s.chunks)) if "DAYS" in s.head(s.chunks[j]).tags), len(s.chunks))
    verb = next((j for j in range(day, min(day + 5, len(s.chunks))) if s.kind(j) == "verb"), -1)
    return verb != -1 and s.kind(s.before(verb)) == "to" and s.head(s.chunks[verb]).among("ANSWERS")


def _is_light(act: Predicate) -> bool:
    """Whether the act could give somebody, or make of something, anything: "give", "make", "set"."""
    return act.verb.is_form_of("LIGHT")


def _only_of_papers(act: Predicate) -> bool:
    return act.is_verb("EDITS", "ENDS", "PLACES") and not act.is_verb(*ACTS)


def _may_be_done_to(act: Predicate, chunk: Chunk) -> bool:
    s, light = act.sentence, _is_light(act) or _only_of_papers(act)
    if act.is_verb("PLACES") and "PRONOUNS" in s.head(chunk).tags:
        return False
    if s.is_number_of_things(chunk) or (s.text(chunk) == "number" and any(map(s.is_number_of_things, act.objects[:1]))):
        return True
    if s.text(chunk) in ("guidance", "arrangements") and _is_of_papers(s, chunk):
        return True
    if s.head(chunk).among("OF_A_PAPER") and _is_part_of_a_paper(s, chunk) and not act.is_verb("EDITS"):
        return True
    if act.verb.is_form_of("OWNS") and s.head(chunk).among("PROPERTY"):
        return True
    if act.verb.is_form_of("SEEKS") and "RULINGS" in s.head(chunk).tags and not act.of_some("AUTHORITIES"):
        return not s.has("OUTCOMES", "COUNTED", "KINDS") and not any(map(s.may_be_one, s.chunks))
    if act.verb.is_form_of("TELLS_OF") and _is_ruling_given_before(s, chunk):
        return True
    binding = act.of_some("AUTHORITIES")
    free = act.is_verb("RECEIVES") and not light
    return s.is_thing(chunk, precise=binding and not free, unlisted=free or not (light or binding), users=free)


def _is_part_of_a_paper(s: Sentence, chunk: Chunk) -> bool:
    """Whether it is the words or the form of a paper: "the text of the summary"."""
    at = s.place_of(chunk)
    of = s.kind(at + 1) == "preposition" and s.text(s.chunks[at + 1]) == "of" and s.kind(at + 2) == "phrase"
    paper = s.chunks[at + 2] if of else None
    return paper is not None and s.is_thing(paper, precise=True, unlisted=False) and "WRITINGS" in s.head(paper).tags


def _is_of_papers(s: Sentence, chunk: Chunk) -> bool:
    """Whether guidance or arrangements are about what is done with papers: "guidance on the form of responses"."""
    at = s.place_of(chunk)
    on = s.kind(at + 1) == "preposition" and s.text(s.chunks[at + 1]) in ("on", "for", "about", "as to", "concerning")
    return on and s.kind(at + 2) == "phrase" and s.head(s.chunks[at + 2]).among("OF_PAPERS")


def _is_ruling_given_before(s: Sentence, chunk: Chunk) -> bool:
    """Whether it is a decision that is only told of, for which power was given elsewhere."""
    known = "RULINGS" in s.head(chunk).tags and s.holds(chunk, "DEFINITE", "ANY_OF_THEM")
    return known and not s.has("OUTCOMES", "COUNTED", "KINDS", "USERS")


def _names_one_to_come(s: Sentence, at: int) -> bool:
    """Whether a paper is to be had of an assessment that need not be there: who has to have it has to be assessed."""
    for i in range(at + 1, len(s.chunks)):
        chunk, before = s.chunks[i], s.before(i)
        beside = s.kind(before) == "opens" or (
            s.kind(before) == "preposition" and not s.holds(s.chunks[before], "OF_ONE_THAT_IS")
        )
        made = s.kind(s.after(i)) == "verb" and s.head(s.chunks[s.after(i)]).is_verb("ed", "CONDUCTS")
        if _is_of_one_made(s, before):
            continue
        if s.kind(before) == "verb" and s.chunks[before].form == "" and s.kind(s.before(before)) == "to":
            continue  # for what it is wanted: "in order to carry out an assessment"
        if chunk.kind == "phrase" and s.holds(chunk, "OUTCOMES") and not (s.holds(chunk, "DEFINITE") or beside or made):
            return True
    return False


def _is_of_one_made(s: Sentence, before: int) -> bool:
    """Whether it is of one that is or was there: "those carrying out one", "on which it relied in one"."""
    if s.kind(before) == "verb":
        somebody = s.before(before)
        return s.head(s.chunks[before]).is_verb("ing", "CONDUCTS") and s.kind(somebody) in ("phrase", "other")
    at = s.before(before)
    learned = s.kind(before) == "preposition" and s.kind(at) == "verb" and s.chunks[at].form == "ed"
    return learned and s.head(s.chunks[at]).is_form_of("LEARNED")


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
