"""The acts of a sentence: each verb with those of whom it is told, what it is done to, and what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from attrs import field, frozen, mutable

from sec_rules.drafting.grammar.groups import Group, groups_of
from sec_rules.drafting.grammar.parts import Names, Word, words_of
from sec_rules.drafting.grammar.sums_and_spans import is_how_long, is_place, is_sum_of_money

# Words that stand for what is said to be of them: "part of the report", "each of the Users".
_TRANSPARENT: Final = frozenset(
    (
        *("part", "parts", "any", "each", "all", "some", "one", "either", "both", "none", "many", "most", "copy"),
        *("copies", "number", "list", "half", "number", "two", "three", "member", "members", "anything", "text"),
    )
)
_ONE: Final = frozenset(("it", "itself", "its", "he", "she", "him", "her", "his"))
_MANY: Final = frozenset(("they", "them", "their", "themselves"))
_PLURALS: Final = frozenset(("media", "data", "criteria", "staff", "people", "children"))
_TIMES: Final = frozenset(("after", "before", "until", "since", "following"))
_OPENS_INFINITIVE: Final = frozenset(("which", "whom", "what", "whether", "how", "when", "where", "who"))
_NEVER_MEANT: Final[frozenset[Names]] = frozenset(("time",))


@frozen
class Link:
    """What stands behind a preposition: of which act, and behind which thing, if one stands right before."""

    by: str
    thing: Group
    behind: Group | None
    early: bool


@mutable(eq=False)
class Act:
    """A verb and what belongs to it; `opened` is the word by which its clause was opened, "" for a main one."""

    verb: Group
    opened: str
    subject: list[Group] = field(factory=list)
    objects: list[Group] = field(factory=list)
    links: list[Link] = field(factory=list)
    said: list[Group] = field(factory=list)  # qualities behind "is"
    opens: bool = False  # whether a clause or an infinitive says what is done
    joined: bool = False  # whether it is told by what stands before "and"


@mutable(eq=False)
class _Frame:
    """A clause that is being read."""

    opened: str = ""
    # Of whom it is told, where that is known before its own words: "which", "who".
    given: list[Group] = field(factory=list)
    waiting: list[Group] = field(factory=list)
    links: list[Link] = field(factory=list)
    act: Act | None = None


class Broken(Exception):
    """A sentence that is built in a way that is not followed; says where."""


@frozen
class Followed:
    """A sentence, followed: its words, groups and acts."""

    words: Sequence[Word]
    groups: Sequence[Group]
    acts: Sequence[Act]
    doubtful: Sequence[int]
    said: frozenset[Names] = frozenset()

    def head(self, group: Group) -> Word:
        """The word that leads a group."""
        return self.words[group.head]

    def within(self, group: Group) -> Sequence[Word]:
        """The words of a group."""
        return self.words[group.start : group.end]

    @cached_property
    def nouns(self) -> Sequence[Group]:
        """The noun groups, in order."""
        return [g for g in self.groups if g.kind == "noun"]

    @cached_property
    def _places(self) -> dict[int, int]:
        return {g.start: at for at, g in enumerate(self.groups)}

    def names(self, group: Group, apart: Sequence[Group] = ()) -> frozenset[Names]:
        """What a noun group may name: of a pronoun whatever before it agrees, of "part of" what it is part of.

        A pronoun means none of the groups `apart`.
        """
        head = self.head(group)
        if "pron" in head.parts and head.small in _ONE | _MANY:
            return self._meant(group, apart, many=head.small in _MANY)
        if head.small in _TRANSPARENT:
            at = self._places[group.start]
            following = self.groups[at + 1 : at + 3]
            if len(following) > 1 and following[0].kind == "prep" and self.head(following[0]).small == "of":
                whole = following[1]
                known = whole.kind == "noun" and "pron" not in self.head(whole).parts
                return self.names(whole) if known else frozenset(("matter",))
            if "num" in head.parts and not head.names:
                return frozenset(("matter",))
        return frozenset((self._own(group),))

    def _own(self, group: Group) -> Names:
        head = self.head(group)
        if is_place(self.words, group):
            return "near"
        if is_how_long(self.words, group):
            return "time"
        if is_sum_of_money(self.words, group):
            return "far"
        if head.names == "person" and any("own" in w.parts and w.names == "assessor" for w in self.within(group)):
            return "assessor"  # "a member of the assessor's staff"
        return head.names or "matter"

    def is_known(self, group: Group) -> bool:
        """Whether it is known what leads a noun group, or what it is of."""
        head = self.head(group)
        return bool(head.names) or head.may_be("pron", "num", "own", "det") or self.names(group) != {"matter"}

    def is_of_far(self, group: Group) -> bool:
        """Whether it is of something that is foreign to every question: "a certificate of insurance"."""
        of = self.what_it_is_of(group)
        return of is not None and self._own(of) == "far"

    def what_it_is_of(self, group: Group) -> Group | None:
        """The thing that stands behind "of" right behind a group, if any."""
        at = self._places[group.start]
        following = self.groups[at + 1 : at + 3]
        if len(following) < 2 or self.head(following[0]).small != "of" or following[1].kind != "noun":
            return None
        return following[1]

    def _meant(self, group: Group, apart: Sequence[Group], *, many: bool) -> frozenset[Names]:
        earlier = [g for g in self.nouns if g.start < group.start]
        itself = self.head(group).small.endswith(("self", "selves"))
        if not itself and any(g not in apart for g in earlier):
            earlier = [g for g in earlier if g not in apart]
        if not earlier and self.said:
            return self.said
        opened = any(g.kind in ("sub", "prep") and g.start < group.start for g in self.groups)
        if opened and not earlier:  # "where it so wishes, the Panel shall"
            earlier = [g for g in self.nouns if g.start > group.end][:1]
        joined = any(g.kind == "and" for g in self.groups)
        found: set[Names] = set()
        for g in earlier:
            head = self.head(g)
            if "pron" in head.parts and head.small in _ONE | _MANY | {"who"}:
                continue
            plural = (head.small.endswith("s") and not head.small.endswith("ss")) or head.small in _PLURALS
            if many and not (plural or joined or head.names in ("person", "user")):
                continue
            if not many and plural:
                continue
            if "pron" not in head.parts:
                found |= (self.names(g) if head.small in _TRANSPARENT else {self._own(g)}) - _NEVER_MEANT
        return frozenset(found) or frozenset(("user",))


def followed(sentence: str, said: frozenset[Names] = frozenset()) -> Followed:
    """A sentence as its acts; `said` is what was named before it. Raises `Broken` where it is not followed."""
    words = words_of(sentence)
    groups, doubtful = groups_of(words)
    acts = tuple(_Reader(words, groups).read())
    return Followed(words, groups, acts, doubtful, said)


@mutable(eq=False)
class _Reader:
    words: Sequence[Word]
    groups: Sequence[Group]
    frames: list[_Frame] = field(factory=lambda: [_Frame()])
    acts: list[Act] = field(factory=list)

    def read(self) -> list[Act]:
        for at, group in enumerate(self.groups):
            self._take(at, group)
        self._share()
        if any(frame.act is None and frame.opened != "as" for frame in self.frames):
            raise Broken("a clause has no verb")
        if any(frame.waiting for frame in self.frames):
            raise Broken("something is named of which nothing is told")
        return self.acts

    def _share(self) -> None:
        """Give a verb joined to the next one what that is done to: "shall return or destroy all papers"."""
        for one, other in zip(self.acts, self.acts[1:], strict=False):
            between = [g.kind for g in self.groups if one.verb.end <= g.start < other.verb.start]
            joined = "and" in between and set(between) <= {"and", "apart", "adv", "not"}
            if joined and one.verb.form == other.verb.form and not one.objects and not one.verb.passive:
                one.objects.extend(other.objects)

    @property
    def frame(self) -> _Frame:
        return self.frames[-1]

    def _small(self, group: Group) -> str:
        return self.words[group.head].small

    def _before(self, at: int) -> Group | None:
        """The group before one, asides passed over."""
        return next((g for g in reversed(self.groups[:at]) if g.kind not in ("adv", "not")), None)

    def _take(self, at: int, group: Group) -> None:
        before = self._before(at)
        if group.kind == "other":
            raise Broken(f"'{self.words[group.head].text}' is not followed")
        if group.kind == "noun":
            self._noun(at, group, before)
        elif group.kind == "verb":
            self._verb(at, group, before)
        elif group.kind == "sub":
            if not self._is_short(at):
                self._opens(group)
        elif group.kind == "which":
            self._which(at, group, before)
        elif group.kind == "adj":
            if self.frame.act is not None:
                self.frame.act.said.append(group)
            elif not self.frame.waiting:
                raise Broken(f"'{self.words[group.head].text}' is said of nothing")
        elif group.kind == "prep" and (at + 1 == len(self.groups) or self.groups[at + 1].kind in ("apart", "and")):
            raise Broken("nothing stands behind a preposition")

    def _is_short(self, at: int) -> bool:
        """Whether a case has no subject of its own: "when preparing for a visit", "whether on paper"."""
        after = next((g for g in self.groups[at + 1 :] if g.kind not in ("adv", "not")), None)
        if self._small(self.groups[at]) in ("what", "who", "that", "as"):
            return False
        if self._small(self.groups[at]) in ("why", "how") and (after is None or after.kind in ("and", "apart")):
            return True
        if after is None:
            raise Broken("nothing stands behind what opens a clause")
        short = after.kind in ("prep", "adj") or (after.kind == "verb" and after.form in ("ing", "past"))
        return short or (after.kind == "and" and self._small(self.groups[at]) == "whether")

    def _opens(self, group: Group) -> None:
        small = self._small(group)
        if self.frame.act is not None:
            self.frame.act.opens = self.frame.act.opens or small in ("that", "what", "whether", "how", "why", "who")
        self._close_if_done()
        self.frames.append(_Frame("saying" if small == "that" else small))

    def _close_if_done(self) -> None:
        """Leave the clauses that wait for nothing, but for the one that everything else stands in."""
        while len(self.frames) > 1 and self.frame.act is not None:
            self.frames.pop()

    def _which(self, at: int, group: Group, before: Group | None) -> None:
        small = self._small(group)
        nouns = self._chain(at)
        frame = _Frame(small)
        people = bool(nouns) and self.words[nouns[0].head].names in ("user", "person", "official", "assessor")
        if small == "that" and people and at + 1 < len(self.groups) and self.groups[at + 1].kind == "noun":
            frame = _Frame("saying")  # "tell the User that the lift is broken"
        elif small != "whose" and before is not None and before.kind == "prep":
            frame.links.extend(Link(self._small(before), noun, None, False) for noun in nouns or [group])
        elif small != "whose":
            frame.given = nouns
        self.frames.append(frame)

    def _chain(self, at: int) -> list[Group]:
        """The things that "which" may be told of: the last one, and that of which it is.

        Behind a comma, and of people, it may be any of those joined by prepositions.
        """
        apart = any(g.kind == "apart" for g in self.groups[max(at - 2, 0) : at])
        people = self.groups[at].kind == "which" and self._small(self.groups[at]) in ("who", "whom")
        found: list[Group] = []
        i = at - 1
        while i >= 0 and self.groups[i].kind in ("prep", "apart", "adv"):
            i -= 1
        while i >= 0:
            g = self.groups[i]
            if g.kind == "noun":
                found.append(g)
            elif (g.kind == "prep" and not (apart or people or self._small(g) == "of")) or (
                g.kind not in ("prep", "and", "adv", "adj") and not (g.kind == "verb" and g.form in ("past", "ing"))
            ):
                break
            i -= 1
        somebody = ("person", "user", "official", "assessor")
        heads = [self.words[g.head] for g in found]
        meant = [g for g, w in zip(found, heads, strict=True) if w.names in somebody or "pron" in w.parts]
        return meant if people and meant else found

    # Things.

    def _noun(self, at: int, group: Group, before: Group | None) -> None:
        kind = before.kind if before is not None else ""
        frame = self.frame
        if kind == "prep" and before is not None:
            behind = self._before(self.groups.index(before))
            behind = behind if behind is not None and behind.kind == "noun" else None
            self._link(Link(self._small(before), group, behind, frame.act is None))
        elif kind == "noun" and frame.act is None and before is not None and self._is_told_beside(at, group, before):
            self.frames.append(_Frame("which", given=[before], waiting=[group]))  # "the information it provides is"
        elif kind == "noun" and frame.opened in _TIMES and frame.act is None:
            self._is_no_clause(frame, group)
        elif kind == "and" or (kind == "apart" and frame.act is not None and not self._starts_clause(at)):
            self._joined(at, group)
        elif kind == "verb" and frame.act is not None and any(f.act is None and f.waiting for f in self.frames):
            frame.act.objects.append(group)  # "the clerk who keeps the diary shall ..."
        elif frame.act is None or kind in ("sub", "which", "apart") or self._starts_clause(at):
            self._begins(at, group)
        elif kind in ("verb", "noun", "adj"):
            frame.act.objects.append(group)
        else:
            raise Broken(f"'{self.words[group.head].text}' stands where it is not followed")

    def _is_told_beside(self, at: int, group: Group, before: Group) -> bool:
        """Whether what stands here does something to the thing right before it, and a verb of that thing follows."""
        pronoun = "pron" in self.words[group.head].parts and self._small(group) in ("it", "they", "he", "she")
        verb = at + 1 < len(self.groups) and self.groups[at + 1].kind == "verb" and self.groups[at + 1].form == "finite"
        return pronoun and verb and before.end == group.start

    def _is_no_clause(self, frame: _Frame, group: Group) -> None:
        """What was taken for a clause is a time: "After every engagement the Code Administrator shall ..."."""
        self.frames.pop()
        for thing in frame.waiting:
            self._link(Link(frame.opened, thing, None, True))
        if self.frame.act is not None:
            raise Broken("it is not followed of whom something is told")
        self.frame.waiting.append(group)

    def _starts_clause(self, at: int) -> bool:
        """Whether a verb is told of what stands here: one comes before anything else that could part them."""
        for i in range(at + 1, len(self.groups)):
            g = self.groups[i]
            beside = g.kind == "noun" and self.groups[i - 1].kind == "noun"
            if beside and self.frame.act is not None:
                return False  # what is told is told of the later one
            if g.kind == "verb" and g.form in ("finite",):
                return True
            if g.kind == "verb" and g.form == "infinitive":
                return False
            if g.kind in ("apart", "sub", "which", "and", "modal"):
                return g.kind == "modal"
        return False

    def _begins(self, at: int, group: Group) -> None:
        """A thing of which something is to be told."""
        if self.frame.act is not None:
            self._close_if_done()
            if self.frame.act is not None:
                joined = self._main_joined(at)
                beside = self.groups[at - 1] if at and not joined else None
                given = [beside] if beside is not None and beside.kind == "noun" else []
                self.frames.append(_Frame("" if joined else "which", given=given))
        self.frame.waiting.append(group)

    def _main_joined(self, at: int) -> bool:
        before = self._before(at)
        return before is not None and before.kind in ("and", "apart")

    def _link(self, link: Link) -> None:
        frame = self.frame
        if frame.act is not None:
            frame.act.links.append(link)
        else:
            frame.links.append(link)

    def _joined(self, at: int, group: Group) -> None:
        """A thing joined to what stands before: of every part that one of those plays."""
        if self._starts_clause(at) and self.frame.act is not None:
            self._begins(at, group)
            return
        frame = self.frame
        if frame.act is None:
            self._joined_early(at, group)
            return
        before = self._before(at)
        apart = before is not None and before.kind == "apart"
        # It may be joined to what stands in any clause that is still open.
        joined = [self._joins(f.act, group, apart and f is frame) for f in self.frames if f.act is not None]
        if not any(joined):
            if self.words[frame.act.verb.head].small in ("is", "are", "be", "was", "were"):
                frame.act.objects.append(group)
            else:
                raise Broken(f"'{self.words[group.head].text}' is joined to nothing")

    def _joins(self, act: Act, group: Group, apart: bool) -> bool:
        objects, links = bool(act.objects) or apart, bool(act.links)
        if objects:
            act.objects.append(group)
        if links:
            last = act.links[-1]
            act.links.append(Link(last.by, group, last.behind, last.early))
        return objects or links

    def _joined_early(self, at: int, group: Group) -> None:
        frame = self.frame
        before = next((g for g in reversed(self.groups[:at]) if g.kind not in ("adv", "not", "and", "apart")), None)
        behind_preposition = bool(frame.links) and frame.links[-1].thing is before
        if behind_preposition and before is not None:
            last = frame.links[-1]
            frame.links.append(Link(last.by, group, last.behind, True))
        if frame.waiting or not behind_preposition:
            frame.waiting.append(group)

    # Verbs.

    def _verb(self, at: int, group: Group, before: Group | None) -> None:
        if group.form == "finite":
            self._finite(at, group, before)
        else:
            self._beside(at, group, before)

    def _finite(self, at: int, group: Group, before: Group | None) -> None:
        if group.late:
            while len(self.frames) > 1 and not (self.frame.act is None and self.frame.waiting):
                self.frames.pop()
        frame = self.frame
        if frame.act is None and (frame.waiting or frame.given):
            self._tell(frame, group, before)
            return
        if before is not None and before.kind in ("and", "apart", "not"):
            later = any(g.kind == "verb" and g.form == "finite" for g in self.groups[at + 1 :])
            waits = next((f for f in reversed(self.frames) if f.act is None and f.waiting), None)
            if waits is not None and (group.modal or before.kind == "apart" or not later):
                while self.frame is not waits:
                    self.frames.pop()
                self._tell(waits, group, before)
                return
            self._goes_on(group)
            return
        if frame.act is None and frame.opened in ("what", "as", "than", "who"):
            self._start(frame, group, [])
            return
        there = frame.act is None and self.words[max(group.start - 1, 0)].small == "there"
        if there or (frame.act is None and frame.opened in ("which", "whom") and frame.links):
            self._start(frame, group, [])
            return
        # The clause in which it stands is done: it belongs to one around it.
        while len(self.frames) > 1:
            self.frames.pop()
            if self.frame.act is None and (self.frame.waiting or self.frame.given):
                self._tell(self.frame, group, before)
                return
        if self.frame.act is None:
            self._start(self.frame, group, [])
            return
        raise Broken("it is not followed of whom something is told")

    def _tell(self, frame: _Frame, group: Group, before: Group | None) -> None:
        """A verb of whom something waits, or of what "which" stands for."""
        right_behind = before is not None and before.kind == "which"
        if frame.given and (right_behind or not frame.waiting):
            self._start(frame, group, frame.given)
            return
        act = self._start(frame, group, frame.waiting)
        if frame.given:
            act.objects.extend(frame.given)
        frame.waiting = []

    def _start(self, frame: _Frame, group: Group, subject: Sequence[Group]) -> Act:
        act = Act(group, frame.opened, list(subject), links=list(frame.links))
        frame.act = act
        frame.links = []
        self.acts.append(act)
        return act

    def _goes_on(self, group: Group) -> None:
        """A verb joined to one before it: of anybody of whom one of those is told that may be meant."""
        told = [frame for frame in self.frames if frame.act is not None]
        if not told:
            raise Broken("a verb is joined to none")
        subject = [s for frame in told for s in frame.act.subject]  # type: ignore[union-attr]
        opened = self.frame.opened if len(self.frames) == len(told) else ""
        if group.modal:
            opened = "" if any(frame.opened == "" for frame in told) else opened
        self._start(self.frame, group, list(dict.fromkeys(subject)))
        self.acts[-1].opened, self.acts[-1].joined = opened, True

    def _beside(self, at: int, group: Group, before: Group | None) -> None:
        """A participle or an infinitive: of what stands before it, or of those of whom the clause is told."""
        frame = self.frame
        subject: list[Group] = []
        if before is not None and before.kind == "noun":
            subject = self._chain(at)
        if group.form in ("infinitive", "ing") or not subject:
            act = next((f.act for f in reversed(self.frames) if f.act is not None), None)
            objects = act.objects if act and not (before is not None and before.kind == "prep") else []
            subject = list(dict.fromkeys([*subject, *(act.subject if act else []), *objects]))
        if not subject:
            subject = list(frame.waiting)
        if frame.act is not None and group.form == "infinitive":
            frame.act.opens = True
        if group.form == "infinitive" or (before is not None and before.kind in ("prep", "apart", "and")):
            kind = "to" if group.form == "infinitive" else "ing"
        else:
            kind = "past" if group.form == "past" else "ing"
        act = Act(group, kind, subject)
        self.acts.append(act)
        if frame.act is None and group.form == "infinitive" and frame.opened in _OPENS_INFINITIVE and not frame.waiting:
            frame.act, act.links = act, list(frame.links)  # "five days in which to comment"
            frame.links = []
        # What follows belongs to it until the clause's own verb comes.
        self.frames.append(_Frame(kind, act=act))
