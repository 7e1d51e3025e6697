"""A sentence in the usual order of its words, without cases that only say when something harmless is done.

"It is for the assessor to keep a log" is "The assessor shall keep a log"; "an interview is not to last" is "shall not
last". What is said so is judged as every other sentence. A case behind what is told ("..., unless it is late") only
keeps it from being done: where doing it settles nothing, neither does leaving it undone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sec_rules.drafting.grammar.far import is_risky_anywhere
from sec_rules.drafting.grammar.phrases import THINGS, Sentence, widely
from sec_rules.drafting.grammar.tagging import Tagged

_IS_TO: Final = re.compile(r"\b(?:is|are)(?P<no> not)? to (?P<verb>be|have|[a-z]+)\b")
_SHOULD: Final = re.compile(r"\bshould\b")
# Whose duty something is: what stands between may hold no verb.
_DUTY_OF: Final = re.compile(
    r"^It (?:shall be|is|will be|falls)(?: to be)? (?:the (?:duty|responsibility|task|job) of|for|to)"
    r" (?P<whom>(?:the|each|every|an?) [^,;:]{2,60}?) to (?P<does>[a-z])"
)
_NEITHER: Final = re.compile(
    r"^Neither (?P<one>[^,;]{2,60}?) nor (?P<two>[^,;]{2,60}?) (?P<verb>shall|must|may|is|are)\b"
)
# What is said of something in passing: "..., ten days being allowed for that".
_BEING: Final = re.compile(
    r", (?P<thing>(?:and )?(?:an?|the|its|their|each|such|any|\w+) [^,;:]{0,60}?) being (?=[a-z]+ed\b)"
)
_CASE_IN_FRONT: Final = re.compile(
    r"^(?P<case>(?:If|Where|When|Whenever|Once|Before|After|Until|On|Upon|At|Within|During|Following) [^,;:]{4,120}?)"
    r"(?<! and)(?<! or)(?<! nor) "
    r"(?P<told>(?:the [a-z]+ and the [A-Za-z]+|it|they|the [a-z]+(?: [a-z]+)?|the [A-Z]\w+(?:[ -][A-Z][\w-]+){0,4})"
    r" (?:shall|must|may) )"
)
# What leaves things as other words have them: "Save as the Code otherwise requires, ...".
_SAVE_IN_FRONT: Final = re.compile(
    r"^(?:Save|Except|Unless) (?:(?:as|where|to the extent that|so far as|that) )?[^,;:]{0,60}?"
    r"\b(?:otherwise|required?|requires|agreed?|agrees|provided?|provides|permitted|permits?|directs?)(?: by it)?, "
)
_LET_KNOW: Final = re.compile(
    r"\blet (?P<whom>(?:the|its|each|that|any) [^,;:]{2,40}?|it|them|him or her) know(?= (?:of|about|in|by)\b|[,;.]|$)"
)
# When something is done, between "shall" and the act: "shall within a fortnight send".
_WHEN_BETWEEN: Final = re.compile(
    r"\b(?P<shall>shall|must|may)"
    r"(?P<when>,? (?:for|within|in|during|after|before|by|on|upon|at|not later than|no later than)"
    r" (?:an?|the|one|two|three|four|five|six|seven|ten|twelve|fourteen|fifteen|twenty|thirty|\d{1,2}|each|such|its)?"
    r"[^,;:]{0,30}?(?:hours?|days?|fortnight|weeks?|months?|request|receipt|notice|writing|arrival),?) (?=[a-z])"
)
# When something is to be done, counted from something else: "within ten days of leaving the site".
_WITHIN: Final = re.compile(
    r",? (?:within|not later than|no later than|at least|not less than) (?:[\w-]+ ){1,3}?"
    r"(?:Working Days?|days?|weeks?|months?|hours?) (?:of|after|from|before|following) (?P<of>[^,;:]{3,70}?)"
    r"(?=[,;.]|$| and (?:shall|must|may)\b)"
)
# What goes to somebody is sent to him.
_GOES: Final = re.compile(
    r"(?:(?P<shall>\b(?:shall|must|may)(?: also| then)?) (?:go|travel)|\b(?:goes|travels))(?= (?:to|by|with) )"
)
# To make a complaint is told of the complaint.
_MAKING: Final = re.compile(
    r"^(?:The )?(?:making|lodging|raising|submission|submitting|giving|sending|bringing|service|payment)"
    r"(?: of)? (?P<what>(?:an?|any|the) [a-z]+(?: [a-z]+)?)(?= (?:shall|must|may|does|will|neither) )",
    re.IGNORECASE,
)
_WHY_NOT: Final = re.compile(
    r"(?P<says>\b(?:explain|say|state|show)) why (?:it|they) (?:cannot|can not|may not|did not)(?=[,;.]|$)"
)
_OUTSIDE: Final = re.compile(r"\b(an?|any|some|no|its) outside (?=[a-z]{4})")
_SO_THAT: Final = re.compile(
    r",? so that (?P<what>[^,;:]{3,60}? (?:may|can) (?:be [a-z]+ed|[a-z]+)[^,;:]{0,40})(?=[,;.]|$)"
)
_CASE_BEHIND: Final = re.compile(
    r",? (?:(?:and )?so long as|as long as|provided(?: that)?|unless|if|where|when|whenever|until|once|in case"
    r"|as soon as|by the time|whether or not|even (?:if|where|though)) "
)
_WHO_IT_IS: Final = re.compile(
    r"^(?P<who>(?:An?|Any|Each|Every|The) User) (?P<which>(?:that|which) [^,;:]{3,120}?) (?P<does>shall|must|may)\b"
)
_SAYING: Final = re.compile(
    r", (?:and )?(?:setting out|saying|stating|giving|naming|enclosing|attaching|showing|identifying|describing"
    r"|explaining|distinguishing|listing|recording|specifying|noting|copying|quoting|citing) "
)
_NO_CASE: Final = frozenset(
    ("REFERENCE", "FIGURE", "OUTCOMES", "KINDS", "COUNTED", "NOTHING", "DUTIES", "CONSEQUENCE", "NEVER")
)
_NEVER_IN_A_CASE: Final = _NO_CASE | {"USERS", "ASSESSORS", "VERBAL", "HIDDEN"}
_MAY_BE: Final = frozenset(("can", "could", "cannot", "might", "would"))
_ANAPHORIC: Final = frozenset(("so", "this", "those", "thereby", "then", "thereafter", "instead"))


def in_usual_order(text: str) -> str:
    """A sentence that says the same of what could settle something, in the usual order of its words."""
    plain = " ".join(text.split())
    plain = _SHOULD.sub("shall", _IS_TO.sub(_shall, plain))
    plain = _DUTY_OF.sub(lambda m: f"{m['whom'][0].upper()}{m['whom'][1:]} shall {m['does']}", plain)
    plain = _NEITHER.sub(lambda m: f"{m['one'][0].upper()}{m['one'][1:]} and {m['two']} {m['verb']} not", plain)
    plain = _BEING.sub(_told_of_itself, plain)
    if _WITHIN.search(plain) and not _of_a_visit(widely(_WITHIN.sub("", plain)).words):
        plain = _WITHIN.sub(lambda m: m[0] if _turns(m["of"], "USERS", "ASSESSORS", "OUTCOMES") else "", plain)
    plain = _MAKING.sub(lambda m: f"{m['what'][0].upper()}{m['what'][1:]}", plain)
    plain = _WHY_NOT.sub(r"\g<says> its reasons", plain)
    if _is_sent(plain):
        plain = _GOES.sub(lambda m: f"{m['shall']} be sent" if m["shall"] else "is sent", plain)
    plain = _OUTSIDE.sub(r"\1 external ", plain)
    if _SAVE_IN_FRONT.match(plain) and not _of_a_visit(widely(plain).words):
        plain = _SAVE_IN_FRONT.sub(_unless_it_turns, plain)
    plain = _LET_KNOW.sub(lambda m: f"tell {m['whom']}", plain)
    plain = _WHEN_BETWEEN.sub(_without_when, plain)
    plain = _SO_THAT.sub(lambda m: m[0] if _turns(m["what"], "MODALS") else "", plain)
    plain = _CASE_IN_FRONT.sub(lambda m: f"{m['case']}, {m['told']}", plain)
    plain = plain[:1].upper() + plain[1:]
    return _without_who(_without_what_it_says(_without_case_behind(plain)))


def _is_sent(text: str) -> bool:
    """Whether what goes somewhere is a paper or a thing, and nobody who comes to see others."""
    going = _GOES.search(text)
    if going is None:
        return False
    s = widely(text[: going.start()] + " shall be sent")
    told = next((i for i, chunk in enumerate(s.chunks) if chunk.finite and not chunk.sub), -1)
    subject = s.subject(told) if told != -1 else []
    return bool(subject) and all(s.head(c).tags & THINGS and not s.may_be_one(c) for c in subject)


def _told_of_itself(said: re.Match[str]) -> str:
    """What is said in passing as a clause of its own: "..., a copy being kept"."""
    told = _IN_A_CLAUSE.search(said["thing"])
    return said[0] if told else f"; {said['thing'].removeprefix('and ')} shall be "


_IN_A_CLAUSE: Final = re.compile(r"\b(?:is|are|was|were|be|has|have|that|which|who|shall|must|may|comes?)\b")


def _unless_it_turns(said: re.Match[str]) -> str:
    """Nothing, where what is left as it is is no matter of the questions."""
    return said[0] if _turns(said[0], "MODALS") else ""


def _without_when(said: re.Match[str]) -> str:
    """ "Shall" alone, where what stands behind it says only when."""
    return said[0] if _turns(said["when"], "") else f"{said['shall']} "


def _turns(text: str, *passed: str) -> bool:
    """Whether words name a matter of the questions, or one of them may turn something."""
    barred = (_NO_CASE | {"USERS", "ASSESSORS", "MODALS", "NEVER"}) - {*passed}
    cited = {"REFERENCE"} if "the Code" in text else set()
    return any(
        each.tags & (barred - cited) or each.among("CALLED_OTHERWISE") or is_risky_anywhere(each)
        for each in widely(text).words
    )


def _shall(told: re.Match[str]) -> str:
    """ "Shall" for "is to", where an act stands behind it."""
    act = widely(f"It shall {told['verb']}").words[-1]
    acts = act.is_verb("") or told["verb"] in ("be", "have")
    return f"shall{told['no'] or ''} {told['verb']}" if acts and "DETERMINERS" not in act.tags else told[0]


def _without_case_behind(text: str) -> str:
    """A sentence without the case behind what is told, where that is a case and tells nothing beside it."""
    for begins in _CASE_BEHIND.finditer(text):
        told, case = text[: begins.start()], text[begins.end() :]
        before = widely(told)
        words = before.words
        if ";" in case or not words or words[-1].tags & {"ONLY", "EXCEPT"} or _asks(before) or _of_a_visit(words):
            continue
        plain = sum("MODALS" in each.tags for each in words) == 1 and not any("WHICH" in each.tags for each in words)
        of_them = any("USERS" in each.tags for each in words) and any(
            "PRONOUNS" in each.tags for each in widely(case).words
        )
        if plain and not of_them and _is_a_case(case):
            return told
    return text


def _asks(told: Sentence) -> bool:
    """Whether the last word may ask what stands behind it: "say when it is ready"."""
    return told.chunks[-1].kind == "verb"


def _of_a_visit(words: Sequence[Tagged]) -> bool:
    """Whether an assessor may be told to come to those of whom the questions are asked: then a case may matter."""
    tags = frozenset[str]().union(*(each.tags for each in words))
    return {"USERS", "ASSESSORS"} <= tags or any(
        each.is_form_of("GOES") or each.is_form_of_doings("COMES") for each in words
    )


def _is_a_case(text: str) -> bool:
    """Whether words tell nothing but a case: one verb and no more, and none that turns something."""
    s = widely(f"Where {text}")
    if any(each.tags & _NEVER_IN_A_CASE or is_risky_anywhere(each) for each in s.words):
        return False
    if any("MODALS" in each.tags and each.small not in _MAY_BE for each in s.words):
        return False
    if any(each.small in _ANAPHORIC for each in s.words[1:2]) or _tells_twice(s):
        return False
    return all(chunk.sub for chunk in s.chunks if chunk.finite) and not any(c.kind == "other" for c in s.chunks)


def _tells_twice(s: Sentence) -> bool:
    """Whether a second clause may stand in a case: behind a comma, or without one."""
    finite = [i for i, chunk in enumerate(s.chunks) if chunk.finite]
    opened = sum(chunk.kind == "opens" for chunk in s.chunks)
    return len(finite) > opened or any(c.kind == "apart" for c in s.chunks)


def _without_what_it_says(text: str) -> str:
    """A sentence without what a paper says that somebody sends: ", setting out what happened"."""
    begins = _SAYING.search(text)
    if begins is None:
        return text
    behind = widely(text[begins.start() + 2 :]).words
    opened = any(each.tags & _ASKS or each.among("CALLED_OTHERWISE") for each in behind)
    turns = opened or _turns(text[begins.start() + 2 :], "ASSESSORS") or any("NONE" in each.tags for each in behind)
    return text if turns or ";" in text[begins.end() :] or not _acts(text[: begins.start()]) else text[: begins.start()]


_ASKS: Final = frozenset(("WHICH", "WHEN", "WHAT", "IN_CASE"))


def _acts(text: str) -> bool:
    return any("MODALS" in each.tags for each in widely(text).words)


def _without_who(text: str) -> str:
    """A sentence of a User without which of them it is: what is told of all is told of some too."""
    whose = _WHO_IT_IS.match(text)
    if whose is None:
        return text
    s = widely(f"A User {whose['which']}")
    finite = [chunk for chunk in s.chunks if chunk.finite]
    turns = any(each.tags & (_NO_CASE | {"MODALS", "HIDDEN"}) or is_risky_anywhere(each) for each in s.words)
    if len(finite) != 1 or turns or _joined(s.words):
        return text
    return f"{whose['who']} {whose['does']}{text[whose.end() :]}"


def _joined(words: Sequence[Tagged]) -> bool:
    return any(each.tags & {"CONJUNCTIONS", "APART"} for each in words)
