"""Whether a sentence reaches a question: whether any verb of it does something to what a question asks of.

A sentence changes who gets which assessment when only if some verb is told of, or done to, a User or a class of Users,
an assessment, a year, a number or a provision, or a word that may stand for one of these. A verb that is told of and
done to foreign things alone changes nothing, whatever it is. Where those of whom the questions are asked act, what they
do must be known to settle nothing, and be done to something foreign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from sec_rules.drafting.grammar.asides import SPEAKS_FOR, without_asides
from sec_rules.drafting.grammar.beside import why_beside
from sec_rules.drafting.grammar.followed import Broken, Followed, Link, followed
from sec_rules.drafting.grammar.groups import Group
from sec_rules.drafting.grammar.judged_act import BE, FOREIGN, LEAVES, THINGS, JudgedAct, conducts, forms
from sec_rules.drafting.grammar.known_acts import is_known, only_describes
from sec_rules.drafting.grammar.parts import ASKED, FAR, Names, plain_qualities, words_of
from sec_rules.drafting.grammar.turning_phrases import defers, names_and_turns, why_phrases_turn
from sec_rules.drafting.grammar.turning_words import why_a_thing_turns, why_words_turn
from sec_rules.rulebook.procedure import reaching

_LONGEST: Final = 120  # words of a sentence that is followed
_BARE_HAVE: Final = frozenset(("have", "has", "had", "having"))


# Of how somebody does what he may do nothing is told by this.
_AS_THEY_LIKE: Final = re.compile(r"\bas (?:it|they) (?:thinks?|sees?|considers?) (?:fit|proper|best|appropriate)\b")


def why_it_reaches(sentence: str) -> str:
    """Why it is not shown that a sentence reaches no question; "" where it is shown."""
    parts = [part.strip() for part in sentence.strip().rstrip(".").split(";")]
    said: frozenset[Names] = frozenset()
    if not any(parts):
        return "nothing is told of anybody"
    for part in filter(None, parts):
        why, named = _why_part_reaches(part, said)
        if why:
            return why
        said |= named
    return ""


def why_it_turns(sentence: str) -> str:
    """What a sentence is found to turn, on whatever other ground it were shown harmless; "" where nothing is found.

    An assessor is kept away or left without what it needs, somebody acts for another or has to do no more.
    """
    if len(sentence.split()) > _LONGEST:
        return ""
    if _POINTS_BACK.match(sentence) and (why := _why_it_may_be_anything(sentence)):
        return why
    if why := why_phrases_turn(sentence):
        return why
    for part in sentence.strip().rstrip(".").split(";"):
        try:
            told = followed(without_asides(_AS_THEY_LIKE.sub("as appropriate", part.strip())))
        except Broken:
            if names_and_turns(part):
                return "it speaks of those of whom the questions are asked, and is not followed"
            continue
        found = next(filter(None, (_Judge(told, act).why_it_turns() for act in told.acts)), "")
        if found:
            return found
    return ""


# What points back to a sentence before, which may have spoken of an assessment.
_POINTS_BACK: Final = re.compile(
    r"(?:Having [a-z ]{3,30}, )?(?:it|they|this|that|these|those|one|such)\b(?! [a-z]+s? (?:of|to|for)\b)",
    re.IGNORECASE,
)


def _why_it_may_be_anything(sentence: str) -> str:
    """Why a sentence about "it" may turn what it is: it is not followed, or tells more than what becomes of a paper."""
    text = without_asides(sentence.strip().rstrip("."))
    try:
        told = followed(text, frozenset(("paper", "near")))
    except Broken:
        turns = any(w.grade in ("turns", "frees", "suffices") and w.may_be("verb:s", "verb:") for w in words_of(text))
        return "what it is, and what becomes of it, is not followed" if turns else ""
    for act in told.acts:
        judged = _Judge(told, act)
        hard = act.verb.denied and judged.of and act.verb.passive
        matter = any(told.head(g).small == "one" for g in judged.of)
        if hard or matter or judged.grade in ("frees", "suffices"):
            return judged.said("may be told of what is not said here")
    return ""


def _why_part_reaches(text: str, said: frozenset[Names]) -> tuple[str, frozenset[Names]]:
    text = without_asides(_AS_THEY_LIKE.sub("as appropriate", text.removeprefix("and ").removeprefix("but ")))
    text = re.sub(r"(?<=[a-z]):(?= |$)", "", text)
    if len(text.split()) > _LONGEST:
        return "it is too long to be followed", said
    try:
        told = followed(text, said)
    except Broken as broken:
        return str(broken), said
    named = frozenset[Names]().union(*(told.names(g) for g in told.nouns)) - {"time"}
    return next(filter(None, _reasons(told)), ""), named


def _reasons(told: Followed) -> Iterator[str]:
    if not any(act.verb.form == "finite" for act in told.acts):
        yield "nothing is told of anybody"
    for at in told.doubtful:
        held = next((g for g in told.nouns if g.start <= at < g.end), None)
        if held is None or held.head == at or not told.names(held) <= FAR:
            yield f"'{told.words[at].text}' may be a further act"
    yield why_words_turn(told)
    yield why_a_thing_turns(told)
    for act in told.acts:
        yield _Judge(told, act).why_it_turns()
        yield _Judge(told, act).why()


class _Judge(JudgedAct):
    """Judges one act of a sentence."""

    def why(self) -> str:
        """Why the act is not shown to reach no question; "" where it is."""
        if self.is_case and self.grade not in ("frees", "suffices"):
            return ""
        if is_known(self.told, self.act, narrowed=self.is_narrowed()):
            return why_beside(self)
        if only_describes(self.told, self.act):
            return ""
        checks = (partial(why_beside, self), self._why_worked, self._why_verb)
        return next(filter(None, (check() for check in checks)), "")

    def why_it_turns(self) -> str:
        """What the act is found to turn, whatever else is told."""
        if (
            reason := self._why_picked()
            or self._why_set_off()
            or self._why_one_for_several()
            or self._why_some_may()
            or self._why_taken_at_their_word()
        ):
            return reason
        if self.act.verb.form != "finite":
            return ""
        if "user" in self.names(self.of) and not self.act.verb.passive:
            if self.verb.small in forms("IDLES") and not (self.to or self.act.links):
                return self.said("is told of those of whom the questions are asked")
            if self._does_no_more():
                return "somebody may have to do no more"
        ends = self.grade in ("turns", "frees") and not self.act.verb.passive and "assessor" not in self.names(self.of)
        if ends and any(self.told.head(g).small in reaching()["TURNS_OF"] for g in self.to):
            return self.said("is done to what a question asks of")
        kept = "" if self.describes or self.verb.small in forms("SPOKEN_TO") else self._why_kept_away()
        short = "" if self.verb.small in _BARE_HAVE else self._why_short_of_means()
        return short or kept or self._why_for_another()

    def _why_picked(self) -> str:
        """Why some of those of whom the questions are asked may be picked out."""
        if self.verb.small not in forms("CHOOSES"):
            return ""
        named = [self.told.head(g) for g in self.to]
        chosen = any(w.names == "assessor" or w.small in _WORK_ALIKE for w in named)
        if (
            chosen
            and self.act.verb.form == "finite"
            and not self.act.verb.passive
            and not self.names(self.of) <= {"official"}
        ):
            return self.said("may tell who makes assessments")
        return self.said("may pick out some Users") if "user" in self.names(self.to) else ""

    def _why_set_off(self) -> str:
        """Why something may be set off against what somebody has to do."""
        owed = any(x.by in _SET_OFF and self.told.head(x.thing).small in _OWED for x in self.act.links)
        if owed and self.verb.small not in forms("SPOKEN_TO"):
            return self.said("may take something from what somebody has to do")
        waits = self.verb.small in BE and any(self.told.head(g).small in _AT_HAND for g in self.act.said)
        if (
            waits
            and self.names(self.of) & {"assessor"}
            and any("user" in self.told.names(x.thing) for x in self.act.links)
        ):
            return "an assessor may have to do no more than wait"
        return ""

    def _why_some_may(self) -> str:
        """Why some Users may do what others do not: "a User without a room may submit papers"."""
        some = any(x.by in ("with", "without") and x.behind in self.of for x in self.act.links)
        some = some and self.act.verb.modal == "may" and "user" in self.names(self.of)
        return "some Users may do something of their own" if some else ""

    def _why_taken_at_their_word(self) -> str:
        """Why what a User says may be taken for what is so: "the User's own estimate shall be taken"."""
        owned = any("own" in w.parts and w.names == "user" for g in self.to for w in self.told.within(g))
        taken = owned and self.act.verb.passive and self.verb.small in forms("TAKES")
        return "a User may be taken at its word" if taken else ""

    def _why_one_for_several(self) -> str:
        """Why one report may be made for several: "one report for both"."""
        paper = [g for g in self.to if self.is_verdict(g)]
        one = any(self.told.words[g.start].small in _ONE_ONLY for g in paper)
        for_several = any(x.by in ("for", "on", "about", "covering", "of", "between") for x in self.act.links)
        makes = self.verb.small in forms("MAKES") and one and for_several
        return "one report may be for several" if makes else ""

    def _does_no_more(self) -> bool:
        """Whether somebody asked a question is told to do only something, and it is not said in which case."""
        words = self.told.words
        only = any(w.small in ("only", "merely", "solely") for w in words)
        case = any(w.tags & {"CONFIDENT"} or w.small in ("if", "where", "when", "for", "to") for w in words)
        return only and bool(self.to) and not case

    def _why_kept_away(self) -> str:
        """Why an assessor's own work may not be done; that it does not say or send something is none."""
        reason = self._why_worked()
        return reason if reason == _KEPT_AWAY and "assessor" in self.names(self.of) else ""

    # The verb.

    def _why_verb(self) -> str:
        small = self.verb.small
        if small in BE and not self.act.verb.passive:
            return self._why_being()
        if small in _BARE_HAVE:
            return self._why_having()
        booked = bool(self.to) and all(self.told.head(g).small in reaching()["BOOKED"] for g in self.to)
        if booked and self.describes and self.verb.small in forms("CANCELS"):
            return ""
        if self.act.verb.passive and self.describes and self.verb.small in plain_qualities():
            return "" if self.names(self.of) <= FOREIGN else self.said("is said of somebody")
        judge = {
            "plain": self._why_plain,
            "light": self._why_light,
            "turns": self._why_turning,
            "frees": self._why_freeing,
        }.get(self.grade)
        if judge is None:
            return self.said("may reach a question whatever it is told of")
        return self._why_verdict() or self._why_people() or judge()

    def _why_verdict(self) -> str:
        """Why what comes out of an assessment may be made by another, or be made to do for another."""
        if not any(self.is_verdict(g) for g in self.to) or (
            self._describes_paper() and self.grade in ("plain", "light")
        ):
            return ""
        makes = self.verb.small in forms("MAKES")
        by = [link.thing for link in self.act.links if link.by == "by"] if self.act.verb.passive else self.of
        for_some = any(link.by == "for" and self.names([link.thing]) & ASKED for link in self.act.links)
        if makes and by and self.names(by) <= {"assessor"} and not for_some and not self._is_of_others():
            return ""
        gets = self.verb.small in forms("GETS") and "user" in self.names(self.of) and not self.describes
        if gets and any(self.told.words[g.start].small in ("a", "an", "any", "each") for g in self.to):
            return self.said("may be told of a report that somebody must have")
        if self.verb.small not in forms("HANDLES"):
            return self.said("is done to what comes out of an assessment")
        if self._is_of_others() or ("user" in self.names(by) and self._is_of_some()):
            return "it is told of which report"
        return ""

    def _describes_paper(self) -> bool:
        return self.describes or (self.act.opened == "past" and not self.act.joined)

    def _is_of_others(self) -> bool:
        beside = {"another", "other", "old", "previous", "last", "joint", "shared", "same", "year's", "former", "one"}
        return any(w.small in beside for g in self.to for w in self.told.within(g))

    def _is_of_some(self) -> bool:
        return any(w.small in ("own", "no", "current") for g in self.to for w in self.told.within(g))

    def _why_people(self) -> str:
        """Why something is done to those of whom the questions are asked, or to an assessor."""
        reached = self.names(self.to) & {"user", "assessor"}
        nobody = any(self.told.head(g).small in _NOBODY for g in self.to)
        if "assessor" in reached and self.verb.small in forms("ASKS") and not self.act.opens:
            return self.said("is done to an assessor")
        described = self.act.verb.form == "ing" and self.comes_after() in _WHEN | {"in", "on"}
        if described and self.verb.small in conducts() and not self.is_narrowed():
            return ""
        if self.verb.small in forms("CHOOSES") and reached == {"assessor"} and self.names(self.of) <= {"official"}:
            beside = self.names([link.thing for link in self.act.links])
            return self.said("is told of an assessor") if self.is_narrowed() or beside & ASKED else ""
        if self.describes and self.act.opened in _RELATIVE and "assessor" in self.names(self.of):
            reached = reached - {"user"}
        if nobody or (reached and self.verb.small not in forms("SPOKEN_TO")):
            return self.said("is done to those of whom the questions are asked")
        if any(self.is_hard(g) for g in self.to):
            return self.said("is done to what a question asks of")
        owned = any("own" in w.parts and w.names in ("user", "matter") for g in self.to for w in self.told.within(g))
        if owned and self.verb.small in defers() and not self.names(self.of) <= {"user"}:
            return self.said("follows what a User would like")
        if reason := self._why_for_another() or self._why_short_of_means():
            return reason
        if "user" not in self.names(self.of) or self.act.verb.passive:
            return ""
        gap = self.act.opened in ("as", "which", "that", "whom", "what")
        if not (self.to or gap or self.act.opens or self.has_own_object()) and self.verb.small not in forms(
            "DOES_ALONE"
        ):
            return self.said("is told of somebody of whom a question is asked")
        if any("time" in self.told.names(g) for g in self.to):
            return self.said("is done to a time")
        if any(w.small in ("only", "merely", "solely", "just") for w in self.told.words):
            return "somebody may have to do no more"
        return ""

    def _why_for_another(self) -> str:
        """Why somebody may act for another: "the director of one User shall sign for its sister"."""
        beside = [
            link
            for link in self.act.links
            if link.by == "for" and not (self._is_of_thing(link) or self._is_contact(link))
        ]
        for_whom = self.names([link.thing for link in beside])
        if "user" in self.names(self.of) and for_whom & {"user", "soft", "official"}:
            return "somebody may act for another"
        if for_whom & {"assessor"} or (for_whom & {"user"} and (not self.to or any(map(self.is_verdict, self.to)))):
            return "somebody may act for another"
        alone = any(link.by == "for" and "user" in self.told.names(link.thing) for link in self.act.links)
        return "a report may be for another" if alone and any(map(self.is_verdict, self.to)) else ""

    def _why_short_of_means(self) -> str:
        """Why an assessor may be left without what it needs: "no key shall be given to the assessor"."""
        gives_away = not self.act.verb.passive and self.verb.small in forms("GIVES_AWAY")
        of = [] if gives_away else self.of
        whom = self.names([*of, *self.to, *self.also, *(x.thing for x in self.act.links if x.by == "to")])
        none = any(w.small == "no" for g in [*self.to, *self.also] for w in self.told.within(g))
        gives = self.verb.small in forms("GIVES") and (none or self.act.verb.denied)
        return "an assessor may be left without what it needs" if gives and "assessor" in whom else ""

    def _is_of_thing(self, link: Link) -> bool:
        return link.behind is not None and self.told.names(link.behind) <= THINGS - {"person"}

    def _is_contact(self, link: Link) -> bool:
        return link.behind is not None and self.told.head(link.behind).small in SPEAKS_FOR

    def _why_plain(self) -> str:
        behind = next((g for g in self.told.groups if g.start >= self.act.verb.end), None)
        if behind is not None and behind.kind == "sub" and self.told.head(behind).small in ("when", "where"):
            return self.said("may be of when something is")
        speaks = self.verb.small in forms("SAYS") and not self.names(self.of) <= {"person", "official", "user"}
        if speaks and not (self.to or self.act.opens or self.describes or self.act.verb.passive):
            return self.said("is told without what")
        if self.act.verb.denied and self.act.verb.passive and "matter" in self.names(self.of):
            return self.said("may be left out")
        return self._why_matter_acts()

    def _why_matter_acts(self) -> str:
        """Why an assessment may be told to do something; a thing described orders nothing."""
        described = self.describes or self.act.verb.form in ("past", "ing")
        of = frozenset[Names]().union(*map(self._names_who_acts, self.of))
        if of & {"matter"} and not (self.act.verb.passive or described):
            return self.said("is told of what may be an assessment")
        return ""

    def _names_who_acts(self, group: Group) -> frozenset[Names]:
        """What a group names of which it is told what it does: "it" is then somebody, where somebody may be meant."""
        names = self._names(group)
        somebody = names & {"user", "assessor", "official", "person"}
        return somebody if somebody and "pron" in self.told.head(group).parts and self.act.verb.modal else names

    def _why_light(self) -> str:
        to = self.names(self.to + self.also)
        kept = self.verb.small in forms("KEEPS") and "user" not in self.names(self.of + self.to)
        soft = {"soft"} if kept or self.verb.small not in forms("GIVES") or self.describes else set()
        leave = bool(self.to) and all(self.told.head(g).small in LEAVES for g in self.to) and self.act.opened == "which"
        if not leave and not to <= FOREIGN | soft | (
            {"user", "assessor"} if self.verb.small in forms("SPOKEN_TO") else set()
        ):
            return self.said("is done to what may be of a question")
        if why := self._why_matter_acts():
            return why
        own = self.has_own_object()
        alone = not (self.describes or self.to or self.act.opens or own) and self.verb.small not in forms("DOES_ALONE")
        if alone and not self.names(self.of) <= {"far", "near", "paper", "person"}:
            return self.said("is told of somebody who may leave something undone")
        if self.verb.small in forms("GIVES") and self._reaches_user():
            given = [g for g in self.to + self.also if "user" not in self.told.names(g)]
            if not all(map(self._may_be_given, given)):
                return self.said("gives somebody what may be of a question")
        if "user" in self.names(self.of) and self.act.verb.passive and self.verb.small not in forms("SPOKEN_TO"):
            return self.said("is done to somebody of whom a question is asked")
        return ""

    def _reaches_user(self) -> bool:
        beside = [link.thing for link in self.act.links if link.by in ("to", "with", "for", "by")]
        away = not self.act.verb.passive and self.verb.small in forms("GIVES_AWAY")
        return "user" in self.names([*([] if away else self.of), *self.to, *self.also, *beside])

    def _may_be_given(self, group: Group) -> bool:
        names = self.told.names(group)
        small = self.told.head(group).small
        of = self.told.what_it_is_of(group)
        near = not (of is not None and self.names([of]) & ASKED)
        near = near and names <= {"near", "far", "person", "paper", "official"}
        near = near and small not in reaching()["NOT_GIVEN"]
        return names <= {"far", "person", "paper", "official"} or near or small in reaching()["GIVEN"]

    def _why_turning(self) -> str:
        if self.describes and self.verb.small in forms("STANDS_TO"):
            return ""
        starts = self.verb.small in forms("STARTS") and self.act.opened in _WHEN
        if starts and self.names(self.of) <= FOREIGN | {"matter"} and not self.to:
            return ""
        people = THINGS | {"official", "assessor"}
        things: frozenset[Names] = frozenset(("far", "near", "person"))
        if self.act.verb.form == "ing" and self.act.opens and not self.to and not self.act.links:
            return ""
        named = self.names(self.of + self.to + self.also)
        if self.describes and "paper" not in named and named <= FOREIGN | {"soft", "assessor"}:
            return ""
        somebody = any(self.told.head(g).small in _ANY_PERSON for g in self.to)
        if somebody or not self.names(self.of) <= people or not self.names(self.to + self.also) <= things:
            return self.said("may turn what it is told of or done to")
        if self.act.verb.passive and "person" in self.names(self.to):
            return self.said("is done to somebody")
        works = any(self.told.head(g).small in reaching()["MAY_ASSESS"] for g in self.of)
        alone: frozenset[Names] = frozenset(("far", "near")) if works else frozenset(("far", "near", "person"))
        if not self.to and not self.names(self.of) <= alone:
            return self.said("may turn what is not said")
        if not self.of and not self.to:
            return self.said("is told of nobody")
        return ""

    def _why_freeing(self) -> str:
        if not self.to or not all(self.told.head(g).small in reaching()["MAY_BE_LET_GO"] for g in self.to):
            return self.said("may free somebody, or put something off")
        return "" if self.names(self.of) <= FOREIGN | {"assessor", "user"} else self.said("may free somebody")

    def _why_being(self) -> str:
        act = self.act
        known = all(self.told.head(g).small in plain_qualities() for g in act.said) and bool(act.said)
        case = self.describes and known and not act.objects and not self.names(self.of) & {"matter"}
        if not case and not self.names(self.of) <= FOREIGN | {"assessor"}:
            return "it is told how a User or an assessment is"
        pronouns = any("pron" in self.told.head(g).parts for g in act.objects)
        if pronouns or not self.names(act.objects) <= {"far", "near", "person"}:
            return "it is told that something is what a question may ask of"
        form = all(x.by == "in" and self.names([x.thing]) <= {"near", "far", "paper"} for x in act.links)
        if any(self.is_verdict(g) for g in self.of) and not (act.links and form and not act.said and not act.objects):
            return "it is told how a report is"
        with_paper = any(self.is_verdict(x.thing) and x.by in ("with", "by", "on", "in") for x in act.links)
        if with_paper and not (self.describes or self.names(self.of) <= FAR):
            return "somebody may be content with a paper"
        if act.verb.form == "infinitive" and "assessor" in self.names(self.of):
            return "it is told how an assessor is to be"
        if any(g.end - g.start == 1 and not self.told.head(g).small.endswith("s") for g in act.objects):
            return "it is told what something amounts to"
        if self.act.opens and not act.said:
            return "it is told what something is"
        enough = reaching()["ENOUGH"]
        for group in act.said:
            small = self.told.head(group).small
            if small in enough or (small not in plain_qualities() and not self.names(self.of) <= FAR):
                return f"something is said to be '{small}'"
        written = any(g.kind == "adv" and g.start == act.verb.end and self._is_in(g) for g in self.told.groups)
        if not (act.objects or act.said or act.links or act.opens or (written and self.names(self.of) <= FOREIGN)):
            return "it is not followed what something is"
        return ""

    def _is_in(self, group: Group) -> bool:
        return self.told.head(group).small.startswith("in ")

    def _why_having(self) -> str:
        if self.names(self.of) & {"matter"}:
            return "it is told what an assessment has"
        if not self.to:
            return "it is not said what somebody has"
        if "assessor" in self.names(self.of) and self.is_narrowed() and not self.describes:
            return "an assessor may be left without what it needs"
        if any(self.is_verdict(link.thing) for link in self.act.links):
            return "somebody may have what a report gives"
        allowed = FAR | {"paper", "near", "person"}
        if "user" in self.names(self.of):
            allowed = frozenset(("far", "person"))
            if not all(self._may_be_given(g) or self.names([g]) <= allowed for g in self.to):
                return "somebody has what may be of a question"
            return ""
        return "" if self.names(self.to) <= allowed else "somebody has what may be of a question"

    # What stands beside it.

    def _why_worked(self) -> str:
        """Why an assessor's own work may be told of: that it is not done, or how it is done, or to whom."""
        if self.verb.small not in forms("WORKS"):
            return ""
        if self.describes and self.to and not self.names(self.to) & ASKED:
            return ""
        describes = self.describes and self.act.opened in _RELATIVE and "assessor" in self.names(self.of)
        if describes:
            return ""
        if self.names(self.to) & {"user", "matter"}:
            return self.said("is done to those of whom the questions are asked")
        by = [link.thing for link in self.act.links if link.by == "by"] if self.act.verb.passive else []
        of = self.names(self.of if not self.act.verb.passive else by)
        if "assessor" in of and (self.is_narrowed() or not self.to):
            return _KEPT_AWAY
        if self.is_narrowed() and (of & {"person"} or self.act.verb.passive):
            return _KEPT_AWAY
        return ""


_SET_OFF: Final = frozenset(("from", "against", "towards", "toward", "in discharge of", "in satisfaction of"))
_OWED: Final = frozenset(
    ("obligation", "obligations", "duty", "duties", "requirement", "requirements", "responsibilities", "commitments")
)
_AT_HAND: Final = frozenset(("available", "present", "ready", "free"))
_ONE_ONLY: Final = frozenset(("one", "joint", "combined", "shared", "common"))
_ANY_PERSON: Final = frozenset(("person", "persons", "individual", "individuals", "somebody", "someone", "people"))
_WORK_ALIKE: Final = reaching()["MAY_ASSESS"] - {
    *("agent", "agents", "contractor", "contractors", "engineer", "engineers", "team", "teams", "staff"),
    *_ANY_PERSON,
}
_NOBODY: Final = frozenset(("nobody", "none", "anybody", "anyone", "everybody", "everyone"))


_KEPT_AWAY: Final = "an assessor may be kept away"
_RELATIVE: Final = frozenset(("which", "who", "that", "whom"))
_WHEN: Final = frozenset(("before", "after", "when", "until", "once", "as soon as", "while", "where", "if"))
