"""Acts that settle nothing though their verb could elsewhere: an assessor's own work, who is appointed, what is asked.

Each is a form of sentence, told by who acts on what, and never by a verb alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sec_rules.drafting.grammar.followed import Act, Followed
from sec_rules.drafting.grammar.groups import Group
from sec_rules.drafting.grammar.judged_act import FOREIGN, conducts, forms
from sec_rules.drafting.grammar.parts import ASKED, Names
from sec_rules.rulebook.procedure import reaching

_PEOPLE: Final[frozenset[Names]] = frozenset(("person", "official", "assessor"))
# Before an act that is only spoken of, and so not ordered: "the costs of carrying out an assessment".
_SPOKEN_OF: Final = frozenset(("of", "for", "in", "on", "after", "before", "while", "when", "during", "from"))


def is_known(told: Followed, act: Act, *, narrowed: bool) -> bool:
    """Whether an act is known to settle nothing; `narrowed` where a word beside it may leave some of it out."""
    if narrowed:
        return _is_described(told, act) and not act.links and told.head(act.verb).grade != "suffices"
    return any(
        rule(told, act) for rule in (_is_described, _is_own_work, _is_spoken_of, _chooses, _goes_on, _asks, _is_wanted)
    )


def _names(told: Followed, groups: Iterable[Group]) -> frozenset[Names]:
    return frozenset[Names]().union(*(told.names(g) for g in groups))


def _is_described(told: Followed, act: Act) -> bool:
    """What is said of a thing by a participle: "the form approved by the Panel", "the User concerned"."""
    if act.opened != "past" or act.objects or act.said:
        return False
    verb = told.head(act.verb)
    if verb.small == "concerned":
        return not act.links
    subject = _names(told, act.subject)
    papers = any(told.head(g).small in reaching()["VERDICTS"] for g in act.subject)
    if verb.grade == "suffices":
        return verb.small in forms("NEEDS") and subject <= FOREIGN and not papers
    return verb.grade == "turns" and subject <= FOREIGN | {"soft"} and not papers and bool(subject)


def only_describes(told: Followed, act: Act) -> bool:
    """Whether it is only told which of some foreign things is meant: "the scheme published by the Panel".

    It stands right behind them, without a comma, and brings in nothing that a question asks of.
    """
    relative = act.opened in ("which", "that", "who", "whom", "past")
    if not relative or act.verb.modal or act.joined or act.verb.denied or act.opens:
        return False
    opens = next((g for g in reversed(told.groups) if g.end <= act.verb.start and g.kind == "which"), None)
    start = act.verb.start if act.opened == "past" or opens is None else opens.start
    meant = next((g for g in reversed(told.groups) if g.end <= start and g.kind not in ("adv", "prep")), None)
    if meant is None or meant.kind != "noun" or told.names(meant) & {"user", "matter", "assessor", "paper", "soft"}:
        return False
    if any("num" in w.parts for w in told.within(meant)):
        return False
    verb = told.head(act.verb)
    beside = [*act.subject, *act.objects, *(x.thing for x in act.links)]
    named = _names(told, (g for g in beside if g is not meant and "REFERENCE" not in told.head(g).tags))
    if any(told.head(g).may_be("pron") for g in beside):
        named = named & {"user", "assessor"}
    allowed = FOREIGN | ({"user", "assessor"} if verb.grade in ("plain", "light") else frozenset())
    return verb.grade in ("plain", "light", "turns") and named <= allowed


def _is_own_work(told: Followed, act: Act) -> bool:
    """An assessor that carries out its own work: how it does so settles nothing."""
    own = bool(act.objects) and told.head(act.objects[0]).small in reaching()["OWN_WORK"]
    owned = own and told.words[act.objects[0].start].small in ("its", "their", "the")
    rest = _names(told, act.objects[1:]) <= FOREIGN
    main = act.verb.form == "finite" and not act.verb.passive and _names(told, act.subject) == {"assessor"}
    return main and owned and rest and told.head(act.verb).small in conducts()


def _is_spoken_of(told: Followed, act: Act) -> bool:
    """An assessment that is carried out, told aside: "the individuals carrying out an assessment"."""
    verb = told.head(act.verb).small
    if act.verb.form != "ing" or not (verb in conducts() or verb in forms("FINISHES")) or act.opens:
        return False
    before = told.words[act.verb.start - 1] if act.verb.start else None
    if before is None or not (before.small in _SPOKEN_OF or before.may_be("noun", "pron") or before.small == "and"):
        return False
    alone = all(_is_one(told, g) for g in act.objects)
    return alone and _names(told, (x.thing for x in act.links)) <= FOREIGN


def _is_one(told: Followed, group: Group) -> bool:
    plain = frozenset(("a", "an", "any", "its", "the", "such", "that", "each", "every", "their"))
    words = told.within(group)
    if told.names(group) <= FOREIGN or told.head(group).small in reaching()["OWN_WORK"]:
        return True
    return words[0].small in plain and not any("num" in w.parts for w in words) and len(words) < 7


def _chooses(told: Followed, act: Act) -> bool:
    """Who is taken on: the Panel appoints an assessor, a User an escort."""
    if told.head(act.verb).small not in forms("CHOOSES"):
        return False
    whom = act.subject if act.verb.passive else act.objects
    by = [x.thing for x in act.links if x.by == "by"] if act.verb.passive else act.subject
    beside = _names(told, (x.thing for x in act.links)) | _names(told, act.objects if act.verb.passive else ())
    if not whom or beside & ASKED or any(told.head(g).small in reaching()["VERDICTS"] for g in whom):
        return False
    if _names(told, whom) <= {"assessor", "person"} and _names(told, by) <= {"official"}:
        return True
    helpers = not any(told.head(g).small in reaching()["MAY_ASSESS"] for g in whom)
    return helpers and _names(told, whom) <= {"person"} and _names(told, by) <= {"official", "user", "assessor"}


def _goes_on(told: Followed, act: Act) -> bool:
    """Somebody goes on doing, or tries to do, what is told behind it: "shall continue to pay"."""
    if told.head(act.verb).small not in forms("GOES_ON") or act.objects or act.verb.passive:
        return False
    following = [g for g in told.groups if g.start >= act.verb.end and g.kind != "adv"]
    behind = bool(following) and following[0].kind == "verb" and following[0].form == "infinitive"
    return behind and _names(told, act.subject) <= FOREIGN | {"user", "assessor"}


def _asks(told: Followed, act: Act) -> bool:
    """An office may have somebody do what is told behind it: "may require a User to provide information"."""
    if told.head(act.verb).small not in forms("REQUIRES") or not act.opens or act.verb.passive or act.verb.denied:
        return False
    whom = _names(told, act.objects)
    return bool(whom) and whom <= _PEOPLE | {"user"} and _names(told, act.subject) <= {"official", "person"}


def _is_wanted(told: Followed, act: Act) -> bool:
    """How much of something is wanted: "such information as the assessor may reasonably request"."""
    wanted = told.head(act.verb).small.removeprefix("reasonably ") in forms("WANTS")
    return wanted and act.opened == "as" and not act.objects and _names(told, act.subject) <= _PEOPLE
