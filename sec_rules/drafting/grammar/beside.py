"""What stands behind a preposition beside an act, and whether it may be of a question."""

from __future__ import annotations

from functools import cache
from typing import Final

from sec_rules.drafting.grammar.asides import is_cited, tells_when_only
from sec_rules.drafting.grammar.followed import Link
from sec_rules.drafting.grammar.judged_act import FOREIGN, LEAVES, THINGS, JudgedAct, forms
from sec_rules.drafting.grammar.parts import ASKED, Names
from sec_rules.rulebook.procedure import doings, procedure, reaching

_SPOKEN_TO: Final = frozenset(
    ("to", "by", "from", "with", "on behalf of", "of", "against", "between", "for", "at the request of")
)
_ABOUT: Final = frozenset(
    (
        *("of", "during", "about", "before", "after", "in the course of", "in connection with", "relating to"),
        *("concerning", "regarding", "in relation to", "in respect of", "following", "behind", "arising from"),
        *("at the end of", "at the start of", "on completion of", "prior to", "as part of", "on"),
    )
)
_SPECIFIES: Final = frozenset(
    ("of", "about", "on", "for", "from", "in", "against", "behind", "concerning", "relating to")
)


def why_beside(act: JudgedAct) -> str:
    """Why what stands behind a preposition beside an act may be of a question; "" where it is not."""
    for link in act.act.links:
        names = _names_beside(act, link)
        if link.by in ("for", "as") and act.is_verdict(link.thing) and link.behind is None:
            return f"what stands behind '{link.by}' may be in the place of a report"
        if (
            _is_where_or_by_what(act, link)
            or is_cited(act.told, act.act, link)
            or tells_when_only(act.told, link.thing)
        ):
            continue
        under = link.by == "subject to" and not names <= {"far", "near", "time"}
        if (under or names & (ASKED | {"soft"})) and not _is_spoken_of(act, link, names):
            return f"what stands behind '{link.by}' may be of a question"
        near = _SPOKEN_TO if act.grade == "turns" else _SPOKEN_TO | _ABOUT
        if "assessor" in names and link.by not in near:
            return f"what stands behind '{link.by}' may keep an assessor away"
    return ""


def _names_beside(act: JudgedAct, link: Link) -> frozenset[Names]:
    """What is named behind a preposition; "in it" is in some thing, where one may be meant, and in nobody."""
    names = act.told.names(link.thing)
    things = names - {"user", "assessor", "official", "person"}
    return things if things and link.by in ("in", "into", "on") and "pron" in act.told.head(link.thing).parts else names


def _is_where_or_by_what(act: JudgedAct, link: Link) -> bool:
    """Whether it is where, or by what means, something harmless is done: "the meeting at which they discuss it"."""
    fronted = link.behind is None and not link.early and act.act.opened in ("which", "whom")
    where = link.by in ("at", "in", "by", "through", "under")
    return act.grade in ("plain", "light") and fronted and where and not act.is_hard(link.thing)


def _is_spoken_of(act: JudgedAct, link: Link, names: frozenset[Names]) -> bool:
    behind = act.told.names(link.behind) if link.behind is not None else frozenset[Names]()
    specifies = bool(behind) and behind <= THINGS and link.by in _SPECIFIES
    specifies |= link.by == "of" and link.behind is None and not link.early and act.has_own_object()
    thing = act.told.head(link.thing).small
    reasons = link.behind is not None and act.told.head(link.behind).small in ("reasons", "reason")
    if link.by == "for" and (reasons or act.verb.small == "give reasons") and act.grade == "plain":
        return True
    if thing in _never_spoken_of():
        return False
    if link.by == "for" and thing in procedure()["OUTCOMES"] and act.verb.small in forms("USES"):
        return False
    of_paper = link.behind is not None and act.is_verdict(link.behind)
    if link.by == "for" and thing in ("purpose", "purposes") and act.grade in ("plain", "light"):
        return True
    alone = bool(act.of + act.to) and act.names(act.of + act.to + act.also) <= {"far", "official"}
    if alone and link.by in ("for", "on", "in", "with") and names <= FOREIGN | {"soft"} and act.grade == "turns":
        return True
    if link.by == "for" and (of_paper or thing not in procedure()["OUTCOMES"] | procedure()["CALLED_OTHERWISE"]):
        return not names & {"matter", "soft"}
    if link.by == "subject to":
        return names <= {"far", "near"}
    if link.by == "of" and act.is_told_how(("independent",)):
        return True
    if link.by == "without" and act.told.head(link.thing).small in LEAVES:
        return act.verb.small not in forms("WORKS")
    if link.by == "for" and thing in ("purpose", "purposes"):
        return True
    if link.by == "to" and link.behind is not None and act.told.head(link.behind).small in ("access", "entry"):
        return not names & ASKED
    if link.by == "of" and not specifies and names & ASKED:
        return act.grade == "plain" and not behind
    if act.grade in ("plain", "light") or act.is_of_foreign():
        if names <= FOREIGN | {"soft", "assessor"}:
            return True
        if "matter" in names:
            short = act.act.verb.form in ("past", "ing") and act.names(act.of) <= FOREIGN
            beside = (act.describes or short) and link.by in ("in", "at", "on")
            beside = beside or (act.describes and link.by in ("from", "for"))
            beside = beside or (short and link.by == "from" and act.verb.small in forms("DRAWN"))
            return (link.by in _ABOUT and link.by not in ("of", "on")) or specifies or beside
        return link.by in _SPOKEN_TO or specifies
    far = bool(act.to) and act.names(act.to + act.also) <= {"far"} and "user" not in act.names(act.of)
    if far and link.by in ("to", "from", "with") and not names & {"matter", "soft"} and act.grade == "turns":
        return True
    return specifies and (behind <= {"far", "near", "time"} or link.by == "of") and link.early


@cache
def _never_spoken_of() -> frozenset[str]:
    known = procedure()
    return known["COUNTED"] | known["SUMS"] | (doings()["TOUCHES"] - known["DUTIES"]) | reaching()["HARD"]
