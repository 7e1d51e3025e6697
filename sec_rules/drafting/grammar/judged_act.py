"""One act of a sentence in view of a question: who acts, what it is done to, and whether it orders anything."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from sec_rules.drafting.grammar.asides import is_case, tells_when_only
from sec_rules.drafting.grammar.followed import Act, Followed
from sec_rules.drafting.grammar.groups import Group
from sec_rules.drafting.grammar.parts import Names, Word
from sec_rules.drafting.grammar.tagging import forms_of
from sec_rules.rulebook.procedure import doings, procedure, reaching

THINGS: Final[frozenset[Names]] = frozenset(("far", "time", "near", "paper", "person"))
FOREIGN: Final = THINGS | {"official"}
BE: Final = frozenset(("is", "are", "be", "was", "were", "been", "being", "am"))
LEAVES: Final = frozenset(("consent", "approval", "permission", "agreement", "leave", "authority"))
_NARROWS: Final = frozenset(
    (
        *("no", "neither", "nobody", "only", "unless", "until", "never", "not", "nor", "without", "none", "solely"),
        *("merely", "just", "hardly"),
    )
)
_DESCRIBE: Final = frozenset(
    (
        *("as", "so far as", "wherever", "whenever", "because", "though", "although", "as soon as", "whether", "which"),
        *("who", "that", "whose", "whom", "where", "if", "when", "after", "before", "until", "unless", "once", "while"),
    )
)
# What is told behind these is what somebody says, shows or knows.
_ASKED_ABOUT: Final = frozenset(("what", "how", "why"))


@cache
def forms(name: str) -> frozenset[str]:
    """Every form of the verbs of a list."""
    return frozenset(form for verb in reaching()[name] for form, _ in forms_of(verb))


@cache
def conducts() -> frozenset[str]:
    """Every form of the verbs of carrying out an assessment."""
    return frozenset(form for verb in (*procedure()["CONDUCTS"], "attend") for form, _ in forms_of(verb))


@cache
def _hard() -> frozenset[str]:
    known = procedure()
    asked = known["OUTCOMES"] | known["COUNTED"] | known["KINDS"] | known["SUMS"]
    return asked | doings()["TOUCHES"] | reaching()["HARD"]


class JudgedAct:
    """An act of a sentence, with who acts (`of`), what it is done to (`to`), and to what or whom besides (`also`)."""

    def __init__(self, told: Followed, act: Act) -> None:
        self.told, self.act = told, act
        self.verb: Word = told.head(act.verb)
        entered = [x.thing for x in act.links if x.behind is not None and told.head(x.behind).small == "access"]
        objects = [g for g in act.objects if g not in entered and not tells_when_only(told, g)]
        passive = act.verb.passive
        self.of = [g for g in act.subject if not tells_when_only(told, g)]
        self.to = list(self.of) if passive else objects
        self.also = objects if passive else []
        if passive and not self.to:
            self.to, self.also = objects, []
        # What is told as it is, of a case or of a thing described: it orders nothing.
        asked = act.opened in _ASKED_ABOUT and not act.joined
        self.describes = not act.verb.modal and (act.opened in _DESCRIBE or asked)
        self.is_case = is_case(told, act)
        self.grade = self.verb.grade

    def names(self, groups: Sequence[Group]) -> frozenset[Names]:
        """What some groups name, together."""
        return frozenset[Names]().union(*map(self._names, groups))

    def _names(self, group: Group) -> frozenset[Names]:
        """What a group names; what somebody does to "it" is done to something else than himself."""
        pronoun = group in self.act.objects and not self.act.verb.passive
        names = self.told.names(group, apart=self.act.subject) if pronoun else self.told.names(group)
        things = names - {"user", "assessor", "official", "person"}
        told_of_things = pronoun and bool(things) and self.told.head(group).small in ("it", "them")
        return things if told_of_things and self.grade in ("plain", "light") else names

    def said(self, text: str) -> str:
        """What is told of the verb, with the verb before it."""
        return f"'{self.verb.text}' {text}"

    def is_verdict(self, group: Group) -> bool:
        """Whether it is what comes out of an assessment; a certificate of insurance does not."""
        return self.told.head(group).small in reaching()["VERDICTS"] and not self.told.is_of_far(group)

    def is_hard(self, group: Group) -> bool:
        """Whether it is what the questions ask of, and not only another word that might stand for it."""
        head = self.told.head(group)
        if not self.told.is_known(group):
            return True
        if head.small == "premises" and self.told.names(group) == {"near"}:
            return self.verb.small not in forms("AT_PREMISES")
        if self.told.names(group) == {"time"}:
            return False
        return head.small in _hard() or bool(head.tags & {"REFERENCE", "FIGURE"} and "ELSEWHERE" not in head.tags)

    def has_own_object(self) -> bool:
        """Whether a verb of several words holds what it is done to: "keep a record", "meet the cost"."""
        first, _, rest = self.verb.small.partition(" ")
        return bool(rest) and rest.split()[0] in ("a", "an", "the", "its", "it", "their", "reasons") and bool(first)

    def comes_after(self) -> str:
        """The small word before the act."""
        start = self.act.verb.start
        return self.told.words[start - 1].small if start else ""

    def is_narrowed(self) -> bool:
        """Whether a word beside it may leave some of it out: "only", "unless", "no"."""
        told, verbs = self.told, [a.verb for a in self.told.acts if a.verb.form == "finite"]
        first = max((v.end for v in verbs if v.end <= self.act.verb.start), default=0)
        later = [a for a in told.acts if a.verb in verbs and a.verb.start >= self.act.verb.end]
        starts = [
            min([g.start for g in a.subject if g.start >= self.act.verb.end], default=a.verb.start) for a in later
        ]
        last = min(starts, default=len(told.words))
        return any(w.small in _NARROWS or "except" in w.parts for w in told.words[first:last])

    def is_told_how(self, qualities: Sequence[str]) -> bool:
        """Whether it is told that somebody has one of some qualities."""
        return bool(self.act.said) and all(self.told.head(g).small in qualities for g in self.act.said)

    def is_of_foreign(self) -> bool:
        """Whether it is told how something foreign is."""
        return self.verb.small in BE and not self.act.verb.passive and self.names(self.of) <= FOREIGN
