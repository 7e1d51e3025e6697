"""What a report says of a checked draft beyond its findings, put together so that the renderers compute nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, TypeVar

from attrs import evolve, field, frozen

from sec_rules.analysis.invariants import Failure, Verdict
from sec_rules.analysis.invariants.counterexamples import Worked, worked
from sec_rules.analysis.plane.impact import Axes, Effects, effects
from sec_rules.drafting import sides
from sec_rules.drafting.draft import Draft, ShownClause
from sec_rules.engine.english.numerals import in_full
from sec_rules.engine.solver import one_budget
from sec_rules.lang import Question, Standing
from sec_rules.review import first_screen, limits
from sec_rules.review.carding import cards
from sec_rules.review.cards import Card
from sec_rules.review.days import LineOfDays, line_of_days
from sec_rules.review.decisions import Decisions, Record, judged
from sec_rules.review.effect.conformance import Conformance
from sec_rules.review.fates import decides_nothing
from sec_rules.review.findings import Finding
from sec_rules.review.findings.excerpt import Excerpt, excerpt
from sec_rules.review.latest_days import Moves, latest_days
from sec_rules.review.moved import Moved
from sec_rules.review.review import Review
from sec_rules.review.since import Since, since
from sec_rules.review.text.mentions import Definition, Reference, definitions, referred_to
from sec_rules.review.text.redline import Redline, redlines
from sec_rules.review.text.surroundings import beside, quoted, title_of
from sec_rules.review.wording import shortly, with_double_marks

_MOST_OF_A_PLACE: Final = 60
NOT_ADVICE: Final = "This is not legal advice."


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
        return self._said[0]

    @property
    def wrong(self) -> tuple[str, ...]:
        """What is wrong, a sentence for each cause; none where nothing was found."""
        return self._said[1]

    @cached_property
    def _said(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What the draft does, and what is wrong, put alike."""
        result = self.result
        # Of what was not read, or read for its wording alone, clauses are quoted as it is.
        worked_out = result.draft.scheme.of_the_code and not result.drafting_only and result.state != "nothing-read"
        others = decides_nothing(result.draft) if worked_out else ()
        does = (*first_screen.does(result, self.cards, self.effects), *others, *result.on_later_days)
        found = tuple(first_screen.wrong(result, self.cards, self.conformance))
        wrong = (*found, *limits.possible(result)) if found else ()
        said = tuple(map(with_double_marks, shortly((*does, *wrong), result.question)))
        return said[: len(does)], said[len(does) :]

    @property
    def found_nothing(self) -> str:
        """What is said where nothing is wrong."""
        result = self.result
        (possible,) = shortly((" ".join(limits.possible(result)),), result.question)
        # A sentence that begins with a clause keeps its capital.
        said = (
            f"{possible[:1].lower()}{possible[1:]}"
            if possible.startswith(("Depending", "The change", "A ", "With"))
            else possible
        )
        return with_double_marks(f"{limits.found_nothing(result)}{f' But {said}' if possible else ''}")

    @property
    def compared_with(self) -> str:
        """The edition of the Code that the draft was held against, in a sentence; "" for a text that is not held."""
        draft = self.result.draft
        # A reader takes it for a comparison of effects.
        if not draft.scheme.of_the_code or self.result.drafting_only:
            return ""
        ours = any(v.standing is not Standing.VERBATIM for _, v in draft.base.standing(draft.base_on))
        book = draft.base.rulebook
        text = f"{f'{book.text_called} of ' if ours else ''}{book.called} as at {in_full(draft.base_on)}"
        # Of another day the draft itself gives the reason, which the full report tells.
        text += ", the day of the last change to these provisions that we hold" if draft.base_is_newest else ""
        if self.result.because or self.result.state == "nothing-read":
            return limits.existing_from(draft, self.result.question, text)
        return limits.compared_with(draft, text)

    @property
    def read_all(self) -> str:
        """What is said where nothing that may bear on an answer was left unread, save words that the page hides."""
        return limits.read_all(self.result)

    @property
    def unread(self) -> tuple[str, ...]:
        """What was not read and may bear on an answer, in the words of the draft."""
        return tuple(map(with_double_marks, limits.unread(self.result)))

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
        return tuple(limits.unchecked(self.result))

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
