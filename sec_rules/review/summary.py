"""What a report says of a checked draft beyond its findings, put together so that the renderers compute nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import Final, TypeVar

from attrs import evolve, field, frozen

from sec_rules._shown import Shown
from sec_rules.analysis.comparison import Change, Differences, Overall, differences, overall
from sec_rules.analysis.invariants import Failure, Verdict
from sec_rules.analysis.invariants.counterexamples import Worked, worked
from sec_rules.analysis.invariants.verdicts import State, called
from sec_rules.analysis.plane.impact import Axes, Effects, differing, effects
from sec_rules.drafting import sides
from sec_rules.drafting.draft import Draft, ShownClause
from sec_rules.drafting.grammar.parser import shortened
from sec_rules.drafting.notes import in_words
from sec_rules.drafting.open_places import OpenPlace
from sec_rules.engine.code import bears
from sec_rules.engine.english.numerals import in_full
from sec_rules.engine.english.rules import rule_in_words
from sec_rules.engine.linking import Ruleset
from sec_rules.engine.solver import one_budget
from sec_rules.lang import Count, Question, Standing, Version
from sec_rules.lang.citations import clause_of
from sec_rules.lang.lists import joined
from sec_rules.review.cards import Card, cards
from sec_rules.review.days import LineOfDays, line_of_days
from sec_rules.review.decisions import Decisions, Record, judged
from sec_rules.review.effect.conformance import Conformance
from sec_rules.review.fates import as_given, clauses_quoted, counted, decides_nothing, labels, other_changes, where_in
from sec_rules.review.findings import Finding
from sec_rules.review.findings.excerpt import Excerpt, excerpt
from sec_rules.review.latest_days import Moves, latest_days
from sec_rules.review.moved import Moved
from sec_rules.review.passages import colliding, not_possible, told
from sec_rules.review.review import Beside, Review, affected
from sec_rules.review.since import Since, since
from sec_rules.review.text import edited
from sec_rules.review.text.mentions import Definition, Reference, definitions, referred_to
from sec_rules.review.text.redline import Redline, redlines
from sec_rules.review.text.surroundings import beside, quoted, title_of

# What a first screen can hold; the rest is counted, and reported at its clause.
_MOST_REPORTED: Final = 4
_MOST_DONE: Final = 5
_MOST_REPLACED: Final = 2
_MOST_OF_A_PLACE: Final = 60
_MOST_OF_A_RULE: Final = 400
NOT_ADVICE: Final = "This is not legal advice."
# The check that finds what stands in square brackets.
_IN_BRACKETS: Final = "PH202"
# The checks that find what was not read.
_NOT_READ: Final = frozenset({"EX001", "EX002"})


@frozen
class Summary:
    """A checked draft, what follows from it for each group of Users, the cards, and what a first screen says.

    That are sentences on what the draft does, a few of each kind, on what is wrong, on what was not read and on what
    was not checked. `conformance` is how it does what was stated of it, where that was; `decisions` are what people
    decided of it, `since` what it does beside an older version and `moved` how many rows of a portfolio it moves, where
    one was given.
    """

    result: Review
    effects: Effects
    cards: tuple[Card, ...] = ()
    conformance: Conformance | None = None
    decisions: Decisions = field(factory=Decisions)
    since: Since | None = None
    moved: Moved | None = None

    @property
    def does(self) -> tuple[str, ...]:
        """What the draft does, a sentence for each cause."""
        result = self.result
        # Of what was not read, or read for its wording alone, clauses are quoted as it is.
        worked_out = result.draft.scheme.of_the_code and not result.drafting_only and result.state != "nothing-read"
        return (*_does(result, self.cards), *(decides_nothing(result.draft) if worked_out else ()))

    @property
    def wrong(self) -> tuple[str, ...]:
        """What is wrong, a sentence for each cause; none where nothing was found."""
        return tuple(_wrong(self))

    @property
    def found_nothing(self) -> str:
        """What is said where nothing is wrong."""
        draft = self.result.draft
        unread = bool(draft.open or draft.failed)
        if self.result.state == "nothing-read" and unread and not any(shown.after for shown in draft.shown):
            return "Nothing could be checked, because nothing was read."
        if self.result.drafting_only or (self.result.state == "nothing-read" and not unread):
            return "No drafting fault was found."
        whole = self.result.state == "proved"
        return "Nothing was found." if whole else "No fault was found in the part that was read."

    @property
    def compared_with(self) -> str:
        """The edition of the Code that the draft was held against, in a sentence; "" for a text that is not held."""
        draft = self.result.draft
        if not draft.scheme.of_the_code or (self.result.state == "nothing-read" and not draft.failed):
            return ""
        ours = any(v.standing is not Standing.VERBATIM for _, v in draft.base.standing(draft.base_on))
        return f"Compared with {'our unofficial text of ' if ours else ''}the Code as at {in_full(draft.base_on)}."

    @property
    def read_all(self) -> str:
        """What is said where nothing that may bear on an answer was left unread, save words that the page hides."""
        unseen = [f"\u201c{shortened(u.words)}\u201d" for u in self.result.draft.document.unseen if u.words.strip()]
        if unseen:
            shown = joined((*unseen[:_MOST_REPORTED], *(["others"] if len(unseen) > _MOST_REPORTED else [])))
            return f"Words that the page does not show: {shown}. All others that could affect these results were read."
        return "Everything that could affect these results was read."

    @property
    def unread(self) -> tuple[str, ...]:
        """What was not read and may bear on an answer, in the words of the draft."""
        return tuple(_unread(self.result))

    @property
    def to_settle(self) -> tuple[str, ...]:
        """The places left open, each with the id by which somebody may settle how it is to be taken."""
        if self.result.drafting_only:
            return ()
        draft = self.result.draft
        return tuple(
            f"{p.id}: {p.clause or p.place or 'the draft'}, {quoted(p.text, _MOST_OF_A_PLACE)}" for p in draft.open
        )

    @property
    def unchecked(self) -> tuple[str, ...]:
        """What was not checked, in sentences."""
        return tuple(unchecked(self.result))

    @property
    def title(self) -> str:
        """The draft's own title; the name of its file where it has none."""
        return title_of(self.result.draft)

    @cached_property
    def beside(self) -> tuple[str, ...]:
        """The headings, notes, headers and comments that the draft changes or brings along, in sentences."""
        return tuple(each.in_words for each in beside(self.result.draft))

    @cached_property
    def days(self) -> LineOfDays | None:
        """From when and until when which text governs whom; None where the draft changes no provision."""
        result = self.result
        if result.drafting_only:
            return None
        groups = (group for card in self.cards for group in card.who)
        yearly = any(len(group.now.cycle) > 1 or len(group.becomes.cycle) > 1 for group in groups)
        return line_of_days(result.draft, result.question, yearly=yearly)

    @cached_property
    def latest(self) -> tuple[Moves, ...]:
        """How the latest day of an assessment moves, for the smallest example of each change of each card."""
        return latest_days(self.result, self.cards)

    @property
    def accepted(self) -> tuple[str, ...]:
        """The findings that are not shown because somebody accepts them, each with the reason, in sentences."""
        shown = {finding.id for finding in self.result.findings}
        hidden = (finding for finding in self.result.accepted if finding.id not in shown)
        return tuple(
            f"{f.clause or 'The draft'}: {f.message} ({f.code}) Accepted by {f.accepted_by}: {f.accepted}"
            for f in hidden
        )

    @cached_property
    def cause_of(self) -> Mapping[str, str]:
        """The card of each finding, by their ids."""
        return {finding.id: card.id for card in self.cards for finding in card.findings}

    def rows_of(self, card: Card) -> str:
        """How many rows of the portfolio a card moves, in a sentence; "" where there is none to say."""
        may = any(change.depends_on for change in card.changes)
        return self.moved.says(card.id, may=may) if self.moved is not None else ""

    def decided_of(self, finding: Finding) -> tuple[str, ...]:
        """What was decided about the card of a finding, in sentences."""
        return tuple(each.in_words for each in self.decisions.of(self.cause_of.get(finding.id, "")))


@frozen(kw_only=True)
class Consequences(Summary):
    """All that follows from a draft, as a page tells it.

    `excerpts` are the words at which cards stand, by the id of the finding there. `redlines` are those of the clauses
    shown, by label; `invariants` the verdicts, each failure with its counterexample worked through.
    """

    excerpts: Mapping[str, Excerpt | None]
    redlines: Mapping[str, Redline]
    invariants: tuple[tuple[Verdict, tuple[tuple[Failure, tuple[Worked, ...]], ...]], ...]
    definitions: tuple[Definition, ...]
    references: tuple[Reference, ...]
    altered: tuple[ShownClause, ...]
    others: tuple[ShownClause, ...]


def summarised(
    result: Review, axes: Axes | None = None, *, unchanged: bool = True, conformance: Conformance | None = None
) -> Summary:
    """What every form of the report says of a checked draft; `axes` and `conformance` as for `consequences`.

    With `unchanged` false, effects are worked out only where something changes for somebody.
    """
    worked_out = unchanged or bool(result.merged or result.because)
    found = effects_of(result.draft, result.question, axes) if worked_out else Effects()
    told = cards(result, found, conformance)
    return Summary(_as_intended(result, told), found, told, conformance)


def _as_intended(result: Review, told: Iterable[Card]) -> Review:
    """The result without findings that only say that an effect is there which is stated of the draft."""
    findings = {finding.id for card in told for finding in card.findings}
    return evolve(result, findings=tuple(f for f in result.findings if f.id in findings))


def consequences(result: Review, axes: Axes | None = None, conformance: Conformance | None = None) -> Consequences:
    """What a report says of a checked draft; `axes` are the counts of the decision plane, where they are chosen.

    `conformance` is how the draft does what was stated of it.
    """
    draft = result.draft
    followed = effects_of(draft, result.question, axes)
    told = cards(result, followed, conformance)
    result = _as_intended(result, told)
    return Consequences(
        result=result,
        excerpts={card.leading.id: excerpt(card.leading, draft) for card in told},
        redlines=redlines(draft),
        effects=followed,
        cards=told,
        conformance=conformance,
        invariants=tuple(_invariants(result)),
        definitions=definitions(draft),
        references=referred_to(draft),
        altered=tuple(s for s in draft.shown if s.status != "unchanged"),
        others=tuple(s for s in draft.shown if s.status == "unchanged"),
    )


Given = TypeVar("Given", bound=Summary)


def decided(given: Given, records: Iterable[Record], older: Summary | None = None) -> Given:
    """The same with what records of decisions say of the draft, and with what it does beside an `older` version."""
    beside = None if older is None else since(older.result, older.cards, given.result, given.cards)
    return evolve(given, decisions=judged(given.result, given.cards, records), since=beside)


def effects_of(draft: Draft, question: Question, axes: Axes | None = None) -> Effects:
    """What follows from a draft for each group of Users; nothing from a text of which nothing is held."""
    if not draft.scheme.of_the_code:
        return Effects()
    old, new = sides.rulesets(draft, question)
    facts = sides.facts(draft, question)
    with one_budget():
        return effects(old, new, facts, clauses={*(c.label for c in draft.changed), *draft.deleted}, axes=axes)


def _invariants(result: Review) -> Iterator[tuple[Verdict, tuple[tuple[Failure, tuple[Worked, ...]], ...]]]:
    ruleset = result.draft.proposed.ruleset(result.question, result.draft.on)
    for verdict in result.verdicts:
        yield verdict, tuple((failure, worked(failure, ruleset)) for failure in verdict.failures)


def _does(result: Review, told: Iterable[Card]) -> Iterator[str]:
    draft = result.draft
    changing = [card for card in told if card.effects]
    yield from _effects(changing, draft)
    left = draft.assumed_of_discretion
    yield from left
    yield from _without_a_direction(draft)
    unsettled = [change for change in result.changes or () if change.depends_on]
    if unsettled:
        whom = joined(tuple(dict.fromkeys(_party(change) for change in unsettled)))
        due = result.question.noun.partition(" ")[2]
        yield f"The {due} of {whom} may change, depending on what the words listed below do."
    if changing or unsettled:
        return
    if result.because:
        yield _not_worked_out(result)
        yield from as_given(draft)
    elif draft.restates:
        bracketed = any(f.code == _IN_BRACKETS for f in result.findings)
        stands = ", if what stands in square brackets is settled as it is" if bracketed else ""
        yield _restating(draft, result.question, stands)
    elif result.state == "not-all-read" and not result.drafting_only:
        due = result.question.noun.partition(" ")[2]
        yield f"Nothing that was read changes any User's {due}; what was not read may."
    elif not result.drafting_only and draft.scheme.of_the_code and result.state != "nothing-read":
        yield f"{'Apart from that, no' if left else 'No'}{_users(result.question)}."
        yield from other_changes(draft)
    elif draft.scheme.of_the_code and not result.drafting_only:
        nothing = (
            f"No provision that decides {result.question.noun} was read in it. What else it does was not considered."
        )
        yield "What it does was not worked out: see below." if draft.failed else nothing
        yield from clauses_quoted(draft)
    else:
        yield "What the text does was not examined."
        yield from clauses_quoted(draft)


def _without_a_direction(draft: Draft) -> Iterator[str]:
    """What falls due, and whose it is, under clauses that let somebody direct otherwise, where nobody does."""
    for read in (shown.after for shown in draft.shown if shown.after is not None):
        said = " ".join(rule_in_words(rule) for rule in read.rules)
        if read.left_to_somebody and len(said) <= _MOST_OF_A_RULE:
            yield f"{read.label} without that: {said}"


def _restating(draft: Draft, question: Question, stands: str) -> str:
    """What is said of a draft that says what the Code says: that it does nothing only where its words are those held.

    `stands` is on what condition.
    """
    words = [shown for shown in draft.shown if shown.status in ("words", "changed")]
    differ, unknown = ([s.label for s in words if (s.before is not None) is known] for known in (True, False))
    if all(shown.status == "unchanged" for shown in draft.shown):
        return f"Nothing{stands}: this is already the Code of {in_full(draft.base_on)}."
    said = [f"the words of {labels(differ)} differ from those held"] if differ else []
    said += [f"no words of {labels(unknown)} are held to compare"] if unknown else []
    return "; ".join((f"No{_users(question)}{stands}", *said)) + "."


def _users(question: Question) -> str:
    return f" User's {question.noun.partition(' ')[2]} would change"


def _not_worked_out(result: Review) -> str:
    """That nothing can be said of what changes, and why: what was not read stands below, other reasons here."""
    if result.draft.open and not result.drafting_only:
        return "What it changes was not worked out, because not all of it was read: see below."
    return result.because


def _effects(changing: Iterable[Card], draft: Draft) -> Iterator[str]:
    """What changes for whom, five lines at most: the first of each cause, then others of them; the rest is counted."""
    told = [
        (i, f"{where_in(card, draft)}{_by_what(card, draft, i)}: {said}")
        for card in changing
        for i, said in enumerate(" ".join(filter(None, pair)) for pair in card.from_what)
    ]
    most = _MOST_DONE if len(told) <= _MOST_DONE else _MOST_DONE - 1
    first = sorted(range(len(told)), key=lambda at: (told[at][0] > 0, at))[:most]
    yield from (told[at][1] for at in sorted(first))
    if len(told) > most:
        yield f"And {len(told) - most} more below."


def _by_what(card: Card, draft: Draft, number: int) -> str:
    """The words replaced by which a card has its first effect, in brackets; of more than a few none.

    Of a draft without marks it is not known word by word what its writer replaced.
    """
    few = draft.document.is_redline and len({each.in_words for each in card.replaced}) in range(1, _MOST_REPLACED + 1)
    return f" ({edited.told(card.replaced)})" if few and not number else ""


def _party(change: Change) -> str:
    """Whose answer changes, in the first words of it: what they count and when is for the card."""
    return re.split(r" whose |, ", change.where, maxsplit=1)[0]


def _wrong(given: Summary) -> Iterator[str]:
    astray, draft = given.conformance, given.result.draft
    if astray is not None and astray.exact is False:
        yield f"It does not do exactly what {astray.name} states."
    # What was not read is listed by itself.
    found = [card for card in given.cards if card.wrong and not (draft.open and set(card.codes) <= _NOT_READ)]
    for card in found[:_MOST_REPORTED]:
        yield from card.wrong_by_kind(where_in(card, draft))
    for note, clause in _hidden(given.result).items():
        yield f"{clause}: {note} If those words count, the fault may not be there."
    yield from not_possible(draft)
    yield from colliding(draft)
    if len(found) > _MOST_REPORTED:
        yield f"And {counted(len(found) - _MOST_REPORTED, 'one more', 'more')}; see the cards."


def _hidden(result: Review) -> dict[str, str]:
    """The words that the page does not show in clauses that leave a gap or overlap, as notes say it, by clause."""
    failing = {c for v in result.verdicts for f in v.failures if f.kind in ("gap", "overlap") for c in f.clauses}
    places = {
        source.paragraph.place: provision.label
        for provision in result.draft.accepted.walk()
        if clause_of(provision.label) in failing
        for source in provision.sources
    }
    unseen = (each for each in result.draft.document.unseen if each.words.strip() and each.place in places)
    return {in_words(each): places[each.place] for each in unseen}


def unchecked(result: Review) -> Iterator[str]:
    """What was not checked, in sentences."""
    draft = result.draft
    if not draft.scheme.of_the_code:
        yield from draft.document.notes
        yield "What the text says, and its merits."
        return
    outside = [s.label for s in draft.shown if s.outside]
    if outside:
        yield (
            f"{labels(outside)} {'does' if len(outside) == 1 else 'do'} not bear on {result.question.noun}: only "
            f"{'its' if len(outside) == 1 else 'their'} wording was checked."
        )
    open_, undecided = [v for v in result.verdicts if v.holds is None], result.undecided
    if any(v.depends_on for v in open_) or (open_ and draft.open):
        yield "Whether there are gaps, overlaps or similar faults: words that could cause or cure them were not read."
    elif open_ or undecided:
        which = "the invariants" if open_ else counted(len(undecided), "one more invariant", "further invariants")
        why = (*open_, *undecided)[0].statement.removeprefix("Not decided: ").rstrip(".")
        yield f"Whether {which} {'hold' if open_ or len(undecided) > 1 else 'holds'}: {why[:1].lower()}{why[1:]}."
    if result.because:
        yield "Who would be affected, and how."
    restated = _restated(draft) if result.state != "nothing-read" else []
    if restated:
        yield (
            f"The official words of {labels(restated)}. The draft does not set "
            f"{'it' if len(restated) == 1 else 'them'} out, so our unofficial text was used."
        )
    hidden = _hidden(result)
    yield from (note for note in draft.document.notes if note not in hidden)
    yield f"The rest of {draft.scheme.says}, and the merits of the change."


def _unread(result: Review) -> Iterator[str]:
    draft = result.draft
    if result.drafting_only:
        yield "What the draft says was not looked at."
        return
    if result.state == "nothing-read":
        yield f"No provision that decides {result.question.noun} was read."
    places = tuple(_each_once(draft.open))
    for place in places[:_MOST_REPORTED]:
        where = place.clause or place.place or "The draft"
        yield f"{where[:1].upper()}{where[1:]}: {told(place, draft, result.question)}"
    if len(places) > _MOST_REPORTED:
        yield f"And {counted(len(places) - _MOST_REPORTED, 'one more place', 'more places')}."


def _each_once(places: Sequence[OpenPlace]) -> Iterator[OpenPlace]:
    """The places without clauses that are open only because of an instruction, which is itself among them."""
    instructions = [place for place in places if place.kind == "instruction" and place.ways]
    for place in places:
        told = (other for other in instructions if other is not place and place.why.endswith(f": {other.why}"))
        if place.kind != "instruction" or not any(told):
            yield place


def _restated(draft: Draft) -> list[str]:
    set_out = {s.label for s in draft.shown if _sets_out(s, draft)}
    standing, question = draft.base.standing(draft.base_on), draft.proposed.rulebook.question
    return [c.label for c, v in standing if c.label not in set_out and _restates(v, question)]


def _sets_out(shown: ShownClause, draft: Draft) -> bool:
    """Whether a draft has the words of a clause itself, and not only those that it changes or that it deletes."""
    if any(read is not None and read.provision.omits for read in (shown.before, shown.after)):
        return False
    if draft.document.is_redline:
        return True
    return shown.after is not None and not (
        shown.after.provision.partial or shown.after.provision.changed or shown.after.blocked
    )


def _restates(version: Version, question: Question) -> bool:
    said = any(bears(rule, question) for rule in version.rules)
    return said and version.standing is Standing.RECONSTRUCTED


@frozen(repr=False)
class Comparison(Shown):
    """Two rulesets of a question side by side, under the names by which they were asked for: what changes and follows.

    `renamed` are sentences on values of facts that go by another name in the new ruleset than in the old one, `assumed`
    those on what was taken for granted in reading drafts.
    """

    old: str
    new: str
    question: Question
    found: Differences
    effects: Effects
    renamed: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    read: State = "proved"

    def __repr__(self) -> str:
        return f"<Comparison from {self.old} to {self.new}: {self.says.rstrip('.')}>"

    @property
    def state(self) -> State:
        """Whether all was read that bears on what changes, and all changes are proved."""
        unsettled = self.found.because or any(change.depends_on for change in self.found.changes)
        return "not-all-read" if unsettled and self.read == "proved" else self.read

    @property
    def beside(self) -> str:
        """What the newer one is held beside, as a sentence names it."""
        return self._sides[0]

    @property
    def overall(self) -> Overall | None:
        """What all changes come to; None where they were not worked out."""
        return None if self.found.because else overall(self.found.merged)

    @property
    def says(self) -> str:
        """What changes, in a few words."""
        if self.found.because:
            return "Who would be affected, and how, was not worked out."
        one, two = self._sides
        beside = Beside(one, two, in_force=_is_day(self.old) and _is_day(self.new))
        return " ".join(affected(self.found.merged, self.question, beside=beside))

    @property
    def verdict(self) -> str:
        """One sentence on what changes."""
        says = self.says[:1].lower() + self.says[1:]
        one, two = self._sides
        return f"{called(self.state, len(self.assumed))}. From {one} to {two}: {says}"

    @property
    def step(self) -> str:
        """The step from one side to the other, as a sentence begins that says what it does."""
        return "The step from {} to {}".format(*self._sides)

    @property
    def _sides(self) -> tuple[str, str]:
        """How the sides are called in a sentence, told apart where they have one name."""
        one, two = _shown_side(self.old), _shown_side(self.new)
        if one != two:
            return one, two
        bare = one.removeprefix("the ")
        return f"the first {bare}", f"the second {bare}"


def _shown_side(name: str) -> str:
    """How a side is named in a sentence: a day in full, a draft by its file."""
    return f"the Code of {in_full(date.fromisoformat(name))}" if _is_day(name) else name


def _is_day(name: str) -> bool:
    with suppress(ValueError):
        return bool(date.fromisoformat(name))
    return False


# What is said of changes where nothing of a draft was read that decides the question.
_NOTHING_READ: Final = "Not worked out: no provision that decides {} was read in {}."


def compared(
    old: tuple[str, Ruleset], new: tuple[str, Ruleset], axes: Axes | None = None, *, read: State = "proved"
) -> Comparison:
    """What changes for whom from one ruleset to another, each given with its name; `read` is what was read of drafts
    among them.
    """
    with one_budget():
        return _compared(old, new, axes, read)


def _compared(old: tuple[str, Ruleset], new: tuple[str, Ruleset], axes: Axes | None, read: State) -> Comparison:
    found = differences(old[1], new[1])
    if read == "nothing-read" and not found.because:
        drafts = joined(dict.fromkeys(name for name, _ in (old, new) if not _is_day(name)))
        found = evolve(found, changes=(), merged=(), because=_NOTHING_READ.format(new[1].question.noun, drafts))
    followed = effects(old[1], new[1], found.facts, clauses=differing(old[1], new[1]), axes=axes)
    assumed = tuple(dict.fromkeys((*old[1].assumed, *new[1].assumed)))
    return Comparison(old[0], new[0], new[1].question, found, followed, tuple(_renamed(old[1], new[1])), assumed, read)


def _renamed(old: Ruleset, new: Ruleset) -> Iterator[str]:
    for fact in new.question.facts:
        if isinstance(fact, Count):
            pairs = zip(fact.names_on(old.day), fact.names_on(new.day), strict=True)
            other = [f"'{was}' is called '{now}'" for was, now in pairs if was != now]
            if other:
                yield f"Of {fact.name}, {' and '.join(other)}. A change is of what a name stands for, not of the name."
