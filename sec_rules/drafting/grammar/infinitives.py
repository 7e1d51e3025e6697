"""What stands beside a sentence's own verbs: infinitives, -ing forms, acts joined by "and", what describes a thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sec_rules.drafting.grammar.acts import why_act_is_open
from sec_rules.drafting.grammar.chunks import Chunk
from sec_rules.drafting.grammar.phrases import ACTS, MATTERS, SOMEBODY, THINGS, Predicate, Sentence

_TURNING: Final = ("TURNS", "ENDS", "CONDUCTS", "LASTS", "BRINGS_IN")
_NAMING: Final = THINGS | SOMEBODY | MATTERS | {"TIMES", "RULINGS", "DUTIES", "OF_AN_ASSESSMENT", "DETERMINERS"}
_WHEN: Final = frozenset(("before", "after", "on", "upon", "prior to", "following"))
_NO_VERB: Final = frozenset(("PLURAL", "NOMINAL", "NAME", "PAST", "DOING"))


def why_infinitive_is_open(s: Sentence, at: int) -> str:
    """Why what stands behind "to" may settle somebody's assessment; "" where it does not."""
    verb, objects = s.head(s.chunks[at]), s.objects(at)
    if objects and all(map(s.is_far, objects)) and not verb.is_verb("", "CONDUCTS", "TREATS"):
        return ""
    if not verb.is_verb(""):
        return f"'{verb.text}' is no act of the procedure"
    if verb.is_form_of("OBEYS") and any("REFERENCE" in word.tags for word in s.words[s.chunks[at].head :]):
        return "somebody is to do what a provision asks"
    if verb.is_verb("", "EDITS", "PLACES", "ENDS") and any(map(s.is_user, objects[:1])):
        return "somebody of whom the questions are asked is placed otherwise"
    if verb.is_verb("", "SAFE"):
        return ""
    if _is_asked_of_another(s, at):
        return _why_asked_is_open(s, at)
    if verb.is_verb("", *ACTS, "ENABLES", "EDITS", "KNOWS") or not verb.is_verb("", *_TURNING):
        matter = any(s.names_a_matter(c) for c in objects[:1])
        return f"'{verb.text}' is done to an assessment or a provision" if matter else ""
    return "" if _turns_nothing(s, at) else f"'{verb.text}' may turn something"


def _turns_nothing(s: Sentence, at: int) -> bool:
    """Whether something is begun, carried out or brought in that is no assessment."""
    verb, objects = s.head(s.chunks[at]), s.objects(at)
    if verb.is_verb("", "CONDUCTS") and is_what_help_is_for(s, at):
        return True
    if not objects:
        return False
    if verb.is_verb("", "CONDUCTS") and "DUTIES" in s.head(objects[0]).tags:
        return True
    about = s.names_a_matter(objects[0]) or s.may_be_one(objects[0])
    return not about and not verb.is_verb("", "ENDS", "TURNS")


def is_what_help_is_for(s: Sentence, at: int) -> bool:
    """Whether it is for what somebody wants a thing: "such access as it may require in order to carry one out"."""
    verb = next((j for j in range(at - 1, -1, -1) if s.chunks[j].kind in ("verb", "apart", "joint")), -1)
    wants = s.kind(verb) == "verb" and s.head(s.chunks[verb]).among("WANTS") and s.kind(s.before(verb)) == "modal"
    return wants and s.chunks[s.before(verb)].sub and s.kind(s.after(s.after(at))) in ("", "apart", "joint")


def _is_asked_of_another(s: Sentence, at: int) -> bool:
    """Whether an infinitive is what somebody is made, asked or allowed to do."""
    for chunk in reversed(s.chunks[:at]):
        head = s.head(chunk)
        if chunk.kind == "verb" and any(head.is_verb(form, "HAS_OTHERS_DO", "LETS") for form in ("", "s", "ed")):
            return True
        if (chunk.kind == "described" and "ENTITLED" in head.tags) or head.among("HELD"):
            return True
        if chunk.kind in ("apart", "joint", "modal"):
            return False
    return False


def _why_asked_is_open(s: Sentence, at: int) -> str:
    verb, first = s.head(s.chunks[at]), s.objects(at)[:1]
    if verb.is_verb("", "EDITS") and first and "EDITED" in s.head(first[0]).tags:
        return ""
    if not verb.is_verb("", *ACTS, "ENABLES", "KNOWS", "BEHAVES"):
        return f"somebody is asked to '{verb.text}'"
    light = verb.is_form_of("LIGHT")
    if all(s.is_thing(c, precise=False, unlisted=not light) for c in first):
        return ""
    return f"somebody is asked to '{verb.text}' what is no thing of the procedure"


def why_doing_is_open(s: Sentence, at: int) -> str:
    """Why an -ing form may settle somebody's assessment: "making it", "by giving"; "" where it does not."""
    verb, first = s.head(s.chunks[at]), s.objects(at)[:1]
    matter = any(s.names_a_matter(c) or s.may_be_one(c) or "DUTIES" in s.head(c).tags for c in first)
    if first and all(map(s.is_far, first)) and not verb.is_verb("ing", "CONDUCTS", "TREATS"):
        return ""
    if not verb.is_verb("ing"):
        return f"'{verb.text}' is no act of the procedure"
    leads = _what_leads(s, at)
    if leads == "phrase" and verb.is_verb("ing", "CONDUCTS") and _is_who_makes_one(s, at):
        return ""
    if leads in ("preposition", "opens") and s.text(s.chunks[s.before(at)]) in _WHEN and not matter:
        return ""
    if leads in ("preposition", "opens"):
        if verb.is_form_of("LIGHT") and not all(s.is_thing(c, precise=True, unlisted=False) for c in first):
            return f"'{verb.text}' is done to what is no thing of the procedure"
        does = verb.is_verb("ing", "SAFE", "CONDUCTS", "ACTS", "SETS_OUT")
        return f"'{verb.text}' is done to an assessment or a provision" if matter and not does else ""
    turns = verb.is_verb("ing", *_TURNING, "BINDS")
    if turns and not verb.is_verb("ing", "SAFE", "THINGS_DONE", "ACTS", "SETS_OUT"):
        return f"'{verb.text}' may turn something"
    beside = matter and leads in ("apart", "joint", "") and not verb.is_verb("ing", "SETS_OUT")
    return f"'{verb.text}' is done to an assessment or a provision" if beside else ""


def _is_who_makes_one(s: Sentence, at: int) -> bool:
    """Whether it says who people are, that they make an assessment: "the individuals carrying out an assessment"."""
    who = s.chunks[s.before(at)]
    people = (bool(s.head(who).tags & SOMEBODY) or s.text(who) == "those") and not s.is_user(who)
    return people and all("OUTCOMES" in s.head(c).tags and not s.holds(c, "KINDS") for c in s.objects(at))


def _what_leads(s: Sentence, at: int) -> str:
    """What an -ing form depends on: "by", in "by reading and checking it" for both."""
    before = s.before(at)
    if s.kind(before) == "joint":
        earlier = next((j for j in range(before - 1, max(before - 4, -1), -1) if s.chunks[j].form == "ing"), -1)
        before = s.before(earlier) if earlier != -1 else before
    return s.kind(before)


def why_joined_is_open(s: Sentence, at: int, subject: Sequence[Chunk]) -> str:
    """Why what stands behind "and" or a comma may be a further act that settles something: "and halve its figure"."""
    chunk = s.chunks[at]
    first = s.words[chunk.start]
    if not subject or not any(c.finite for c in s.chunks[:at]):
        return ""
    if chunk.kind == "verb" and chunk.form == "":
        return why_act_is_open(Predicate(s, at, subject, now=False))
    if chunk.kind in ("be", "have"):
        return "something is told to be or to have something"
    if chunk.kind == "verb" and chunk.form == "ed":
        harmless = first.is_verb("ed", "SAFE", *ACTS, "EDITS", "PRICES", "FACTS")
        turned = first.is_verb("ed", "TURNS", "ENDS", "CONDUCTS") and not harmless
        return f"something is '{first.text}'" if turned else ""
    hidden = chunk.kind == "phrase" and not s.is_subject_to_come(at) and _hides_a_verb(s, chunk)
    return f"'{first.text}' may be a further act" if hidden else ""


def _hides_a_verb(s: Sentence, chunk: Chunk) -> bool:
    first, *others = s.words[chunk.start : chunk.end]
    if first.small in ("its", "their") and len(others) == 1:
        return False
    if first.small.endswith("s") and any(word.is_verb("", "TURNS", "ENDS") for word in others):
        return True
    if first.tags & {"DETERMINERS"} and len(others) == 1 and "OF_WHAT_IS_COUNTED" in others[0].tags:
        return False
    if any(not word.tags & _NAMING and (word.is_verb("") or word.is_verb("s")) for word in (first, *others)):
        return True
    return first.is_verb("", *_TURNING) or ("WORD" in first.tags and not first.tags & _NO_VERB and not others)


def why_described_is_open(s: Sentence, at: int) -> str:
    """Why what is told of a thing described, or aside of what somebody is told, may make it another thing."""
    chunk, opens = s.chunks[at], s.opened(at)
    what = s.after(at)
    joined = chunk.kind == "be" and s.kind(s.before(at)) == "joint" and s.kind(what) == "phrase"
    if joined and s.holds(s.chunks[what], "USERS", "OUTCOMES", "KINDS"):
        return "something is told to be a User or an assessment"
    if "WHICH" not in s.head(s.chunks[opens]).tags:
        return ""
    following, before = s.after(at), s.before(opens)
    if chunk.kind == "be":
        if s.kind(following) == "phrase" and s.holds(s.chunks[following], "USERS", "OUTCOMES"):
            return "something is told to be a User or an assessment"
        if s.kind(before) == "apart" and s.kind(at + 1) in ("not", "to"):
            return "it is told aside what something is not, or is to be"
        if s.kind(opens - 1) == "preposition" and s.last("apart", opens, 5) != -1:
            return "it is told aside when something is so"
    somebody = before != -1 and s.head(s.chunks[before]).tags & (SOMEBODY | {"PRONOUNS"})
    if chunk.kind == "verb" and not somebody and s.before(at) == opens:
        verb = s.head(chunk)
        turns = any(verb.is_verb(form, "TURNS", "ENDS", "CONDUCTS", "BINDS") for form in ("s", ""))
        return f"a thing '{verb.text}'" if turns and not verb.is_verb("s", "SAFE", "SETS_OUT") else ""
    return ""
