"""What a first screen says of a checked draft: what it does, what is wrong, what was not read, what not checked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from sec_rules.analysis.comparison import Change
from sec_rules.analysis.plane.impact import Effects
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.instructions import Edit
from sec_rules.engine.english.numerals import with_article
from sec_rules.lang import Answers, Count, Outcome, Question, Rule, after_anchor, is_number, years_among
from sec_rules.lang.citations import clause_of, order
from sec_rules.lang.lists import joined
from sec_rules.review.cards import THRESHOLDS, Card
from sec_rules.review.days import days_said
from sec_rules.review.effect.conformance import Conformance
from sec_rules.review.existing import alike_now, counts_of, given_by, moved_alike, only_narrows, parties_counting
from sec_rules.review.fates import (
    as_given,
    besides,
    clauses_quoted,
    counted,
    differing,
    labels,
    other_changes,
    stood_for,
    what_stood,
    where_in,
    words_replaced,
)
from sec_rules.review.limits import MOST_REPORTED, hidden
from sec_rules.review.passages import colliding, not_possible, replaced_at
from sec_rules.review.review import Review
from sec_rules.review.text import edited
from sec_rules.review.text.surroundings import quoted, quoted_in_full

# What a first screen can hold; the rest is counted, and reported at its clause.
_MOST_DONE: Final = 5
_MOST_REPLACED: Final = 2
_MOST_LEFT: Final = 140
# What stands behind a group of Users in a sentence: the years, and on what it depends.
_AFTER_THE_GROUP: Final = re.compile(r", (?=depending|in )")
# What is said of years in turn.
_OF_YEARS: Final = re.compile(r"\bhave [^.:;]*\b(?:every year|year after year|of every \w+ years)\b")
# The check that finds what stands in square brackets.
_IN_BRACKETS: Final = "PH202"
# The checks that find what was not read.
_NOT_READ: Final = frozenset({"EX001", "EX002"})


def does(result: Review, told: Iterable[Card], followed: Effects) -> Iterator[str]:
    """What the draft does, in sentences; `followed` is what follows for each group of Users."""
    said = tuple(_each_once(_does(result, told, followed)))
    yield from said
    of_years = years_among(result.question.facts) is not None and any(map(_OF_YEARS.search, said))
    after = after_anchor(result.question.facts)
    if of_years and after and not any(after in each for each in said):
        yield f"The years are those {after}."


def _each_once(given: Iterable[str]) -> Iterator[str]:
    """Sentences without those that others before them say, whole or at their head in brackets."""
    before: list[str] = []
    for said in given:
        where, colon, words = said.rstrip(".").partition(": ")
        in_a_head = f"{where} ({words}): " if colon else said
        if said not in before and not any(other.startswith(in_a_head) for other in before):
            before.append(said)
            yield said


def _does(result: Review, told: Iterable[Card], followed: Effects) -> Iterator[str]:
    draft = result.draft
    changing = [card for card in told if any(_settled(card))]
    effects = tuple(_effects(changing, draft))
    yield from effects
    if changing:
        provisions = {label for card in changing for label in card.provisions}
        yield from _words_put(changing, provisions, draft)
        yield from besides(provisions, draft)
        yield from moved_alike(followed.rows, result.question)
    if (days := days_said(draft)) and not result.drafting_only:
        yield days
    if changing and not draft.document.is_redline:
        outcomes = tuple(label for card in changing for label, _ in _outcomes(card, draft))
        yield from differing(draft, outcomes)
    clauses = {clause_of(label) for card in changing for label in card.provisions}
    yield from alike_now(clauses, followed.rows, draft, result.question)
    if changing:
        yield from _counted_as(result, changing, effects)
    left = draft.assumed_of_discretion
    yield from left
    if not changing:
        yield from _without_a_direction(draft, result.question)
    unsettled = [change for change in result.changes or () if change.depends_on]
    if unsettled:
        # Without marks the words that matter are quoted below alone.
        yield from words_replaced(draft)
        yield from what_stood(draft, result.question)
        yield from _may_change(unsettled, result)
        yield from _counted_as(result, ())
    if changing or unsettled:
        return
    if result.because:
        given = tuple(as_given(draft, result.question))
        if not given or not draft.open or result.drafting_only:
            yield _not_worked_out(result)
            yield from (*differing(draft), *clauses_quoted(draft)) if draft.open and not given else ()
        yield from given
        yield from _counted_as(result, ())
    elif draft.restates:
        bracketed = any(f.code == _IN_BRACKETS for f in result.findings)
        stands = ", if what stands in square brackets is settled as it is" if bracketed else ""
        yield _restating(draft, result.question, stands)
    elif result.state == "not-all-read" and not result.drafting_only:
        due = result.question.due
        yield f"Nothing that was read changes any User's {due}; what was not read may."
    elif not result.drafting_only and draft.scheme.of_the_code and result.state != "nothing-read":
        yield f"{'Apart from that, no' if left else 'No'}{_users(result.question)}."
        yield from other_changes(draft)
    elif draft.scheme.of_the_code and not result.drafting_only:
        nothing = (
            f"No provision that decides {result.question.noun} was read in it. What else it does was not considered."
        )
        if draft.shown and all(shown.outside for shown in draft.shown) and not draft.open:
            names = labels(shown.label for shown in draft.shown)
            which = f"which {result.question.due} applies"
            nothing = f"{names} {'does' if len(draft.shown) == 1 else 'do'} not decide {which}."
        yield "What it does was not worked out: see below." if draft.failed else nothing
        yield from words_replaced(draft)
        yield from differing(draft)
        yield from clauses_quoted(draft)
    else:
        yield "What the text does was not examined."
        yield from clauses_quoted(draft)


def _words_put(changing: Sequence[Card], provisions: Collection[str], draft: Draft) -> Iterator[str]:
    """The words that instructions put in the place of others in the `provisions` of cards that have them not at their
    head.
    """
    told = {clause_of(label) for card in changing if _amended_in_words(card, draft) for label in card.provisions}
    acts = (act for given in draft.accepted.instructions for act in given.acts)
    for act in (act for act in acts if isinstance(act, Edit) and act.old and act.new and act.at in provisions):
        if clause_of(act.at) in told:
            continue
        yield f"In {act.at}, {quoted_in_full(act.old)} becomes {quoted_in_full(act.new)}."


def _counted_as(result: Review, changing: Sequence[Card], effects: Iterable[str] = ()) -> Iterator[str]:
    """What is counted, whole and once, of the numbers by which it is said whom something changes for, or may.

    `effects` are the sentences that say so; a number that they do not name is not told.
    """
    said_of = " ".join(effects)
    told = dict.fromkeys(
        fact
        for card in changing
        for change in card.changes
        for fact in change.facts
        if is_number(fact) and fact.short and re.search(rf"(?<![\w-]){re.escape(fact.short)}", said_of)
    )
    if not changing and (result.because or any(change.depends_on for change in result.changes or ())):
        stood = stood_for(result.draft, result.question)
        told |= dict.fromkeys(c for c in counts_of(stood, result.draft, result.question) if c.short)
    asked = tuple(result.question.facts)
    in_order = sorted(told, key=lambda count: asked.index(count) if count in asked else len(asked))
    whose = parties_counting(result.draft, result.question)
    by_meaning: dict[tuple[str, str], list[str]] = {}
    for count in in_order:
        meaning = count.meaning.partition(" (")[0]
        what = meaning.removeprefix(f"{count.short} ")
        said = f"those {what}" if what != meaning else meaning
        by_meaning.setdefault((whose.get(count, ""), said), []).append(count.short)
    for (party, what), names in by_meaning.items():
        yield f"{f'For {party},' if party else 'Here'} {joined(names)} are {what}."
    none = dict.fromkeys(_party(c) for card in changing for c in card.changes if _takes_in_none(c, told))
    if none:
        yield f"This includes {joined(none)} with no such premises."


def _takes_in_none(change: Change, counts: Iterable[Count]) -> bool:
    """Whether a change that turns on some of these counts is one for Users with nought of them too."""
    turning = [count for count in counts if count in change.facts]
    return bool(turning) and not any(change.witness.get(count.name) for count in turning)


def _without_a_direction(draft: Draft, question: Question) -> Iterator[str]:
    """What falls due, and whose it is, under clauses that let somebody direct otherwise, where nobody does."""
    for read in (shown.after for shown in draft.shown if shown.after is not None and shown.after.left_to_somebody):
        for said in given_by(read.label, draft, question):
            yield f"{said} They keep it where there is no such direction."


def _restating(draft: Draft, question: Question, stands: str) -> str:
    """What is said of a draft that says what the Code says: that it does nothing only where its words are those held.

    `stands` is on what condition.
    """
    words = [shown for shown in draft.shown if shown.status in ("words", "changed")]
    differ, unknown = ([s.label for s in words if (s.before is not None) is known] for known in (True, False))
    if all(shown.status == "unchanged" for shown in draft.shown):
        return f"Nothing{stands}: this is already {draft.held_as}."
    said = [f"the words of {labels(differ)} differ from those held"] if differ else []
    said += [f"no words of {labels(unknown)} are held to compare"] if unknown else []
    return "; ".join((f"No{_users(question)}{stands}", *said)) + "."


def _users(question: Question) -> str:
    return f" User's {question.due} would change"


def _not_worked_out(result: Review) -> str:
    """That nothing can be said of what changes, and why: what was not read stands below, other reasons here."""
    unread = result.draft.open and not result.drafting_only
    return "The effect was not worked out." if unread else result.because


def _effects(changing: Iterable[Card], draft: Draft) -> Iterator[str]:
    """What changes for whom, five lines at most: the first of each cause, then others of them; the rest is counted."""
    told = [
        (i, f"{_head(card, draft, i, said)}{said}")
        for card in changing
        for i, said in enumerate(" ".join(filter(None, pair)) for pair in _settled(card))
    ]
    most = _MOST_DONE if len(told) <= _MOST_DONE else _MOST_DONE - 1
    first = sorted(range(len(told)), key=lambda at: (told[at][0] > 0, at))[:most]
    yield from (told[at][1] for at in sorted(first))
    if len(told) > most:
        yield f"And {len(told) - most} more below."


def _settled(card: Card) -> Iterable[tuple[str, str]]:
    """What a card says of whom something changes for, without those for whom that depends on open words: all of them
    are told in a sentence of their own.
    """
    if card.who or len(card.from_what) != len(card.changes):
        return card.from_what
    return [pair for pair, change in zip(card.from_what, card.changes, strict=True) if not change.depends_on]


def _head(card: Card, draft: Draft, number: int, said: str) -> str:
    """What is edited, before a sentence on what comes of it, which may name it itself."""
    where = where_in(card, draft)
    by_what = _by_what(card, draft, number, where)
    return "" if not by_what and where == card.where and card.is_named_by(said) else f"{where}{by_what}: "


def _by_what(card: Card, draft: Draft, number: int, where: str) -> str:
    """The words replaced by which a card has its first effect, in brackets; of more than a few none.

    Of a draft without marks it is not known word by word what its writer replaced: what falls due is then told.
    """
    by_words = draft.document.is_redline or _amended_in_words(card, draft)
    if not draft.document.is_redline and not number:
        outcomes = tuple(dict.fromkeys(said for _, said in _outcomes(card, draft)))
        if 0 < len(outcomes) <= _MOST_REPLACED:
            return f" ({joined(outcomes)})"
    if where.endswith(")") and " become" in where:
        return ""
    # That a whole paragraph is put in or taken out is said with its label.
    words = [each for each in card.replaced if not each.whole]
    few = by_words and len({each.in_words for each in words}) in range(1, _MOST_REPLACED + 1)
    return f" ({edited.told(words)})" if few and not number else ""


def _amended_in_words(card: Card, draft: Draft) -> bool:
    """Whether instructions put words in the place of others in all provisions of a card, and do nothing else there."""
    acts = [act for given in draft.accepted.instructions for act in given.acts]
    by_clause = [[act for act in acts if clause_of(act.at) == clause_of(label)] for label in card.provisions]
    return bool(by_clause) and all(each and all(isinstance(a, Edit) for a in each) for each in by_clause)


def _broken_off(draft: Draft) -> Iterator[str]:
    """The sentences that could be followed before words were deleted and cannot be after it, with what is left.

    Whether such a sentence is one at all is not known, so it is asked.
    """
    if not draft.document.is_redline:
        return
    stood = {s.label: s.before for s in draft.shown if s.before is not None and s.before.rules}
    for place in draft.open:
        own = stood.get(clause_of(place.clause))
        broken = own is not None and not any(_same(place.text, own.words_at(s.place)) for s in own.sentences)
        if place.kind != "sentence" or not broken:
            continue
        changes = replaced_at(place, draft)
        # Words put in may be good ones that are not known here.
        if changes and all(each.was and not each.becomes for each in changes):
            words = joined(quoted(f"... {each.left} ...", _MOST_LEFT) for each in changes[:_MOST_REPLACED])
            yield (
                f"{place.clause}: {edited.told(changes)}. The words left, {words}, "
                "could not be interpreted; those before the change could. "
                "Was the deletion intended?"
            )


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _outcomes(card: Card, draft: Draft) -> Iterator[tuple[str, str]]:
    """What falls due by each paragraph of a card before and after, with its label, where that is one and another."""
    shown = {each.label: each for each in draft.shown}
    for label in card.provisions:
        clause = shown.get(clause_of(label))
        if clause is None or clause.after is None or label == clause.label:
            continue
        held = clause.before.rules if clause.before is not None else clause.held.rules if clause.held else ()
        was, becomes = (_due_by(label, clause.label, rules) for rules in (held, clause.after.rules))
        if was and becomes and was != becomes:
            yield label, f"{was} becomes {becomes}"


def _due_by(label: str, clause: str, rules: Iterable[Rule]) -> str:
    """What falls due by a paragraph, "" where that is not one thing."""
    limbs = [limb for rule in rules if isinstance(rule, Answers) for limb in rule.limbs if clause + limb.label == label]
    found = {limb.outcome.title if isinstance(limb.outcome, Outcome) else "" for limb in limbs}
    return with_article(found.pop()) if len(found) == 1 and "" not in found else ""


def _may_change(unsettled: Sequence[Change], result: Review) -> Iterator[str]:
    """For whom something may change: those first who have what they have by a clause with words left open.

    Such words may bring others under it, if nothing shows that they only narrow it.
    """
    due = result.question.due
    unclear = {clause_of(place.clause) for place in result.draft.open if place.clause}
    own = [change for change in unsettled if unclear.intersection(map(clause_of, change.was_because))]
    others = [change for change in unsettled if change not in own]
    if not own:
        yield f"{_whom(others)} may be affected; in what way depends on the words quoted below."
        return
    narrows = all(only_narrows(clause, result.draft, result.question) for clause in unclear)
    alone = narrows and unclear >= {clause_of(label) for change in own for label in change.was_because}
    may = f"have no {due} stated for them" if alone else f"have another {due}, or none"
    yield f"Depending on the words quoted below, some or all {_whom(own)} may {may}."
    if others and not narrows:
        clauses = {clause_of(label) for change in others for label in change.because} & unclear
        which = joined(sorted(clauses, key=order)) if clauses else "the draft"
        yield f"Whether {which} would apply to other Users too is not known."


def _whom(unsettled: Sequence[Change]) -> str:
    """Those for whom something may change: whole where it is a few groups, else by their parties."""
    groups = tuple(dict.fromkeys(_AFTER_THE_GROUP.split(change.where, maxsplit=1)[0] for change in unsettled))
    few = len(groups) <= _MOST_REPLACED
    return joined(groups if few else tuple(dict.fromkeys(_party(change) for change in unsettled)))


def _party(change: Change) -> str:
    """Whose answer changes, in the first words of it: what they count and when is for the card."""
    return re.split(r" whose |, ", change.where, maxsplit=1)[0]


def _without_nearest(line: str, card: Card) -> str:
    """A line on a gap without the provisions that come nearest, where it is said why just these leave it."""
    own = {clause_of(label) for label in card.provisions}
    told = " ".join(finding.message for finding in card.findings if finding.code == THRESHOLDS)
    own.update(clause for f in card.failures for clause in f.clauses if f"{clause} says" in told)
    near = {joined(f.clauses) for f in card.failures if f.kind == "gap" and set(f.clauses) <= own}
    for names in near:
        line = re.sub(rf" The provisions? closest in scope (?:is|are) {re.escape(names)}\.", "", line)
    return line


def wrong(result: Review, cards: Iterable[Card], conformance: Conformance | None) -> Iterator[str]:
    """What is wrong, in sentences."""
    astray, draft = conformance, result.draft
    if astray is not None and astray.exact is False:
        yield f"It does not do exactly what {f'{astray.name} states' if astray.name else 'it is meant to do'}."
    # What was not read is listed by itself.
    found = [card for card in cards if card.wrong and not (draft.open and set(card.codes) <= _NOT_READ)]
    yield from _broken_off(draft)
    yield from not_possible(draft)
    undone = {clause_of(each.act.at) for each in draft.failed if each.act is not None and not each.official}
    for card in found[:MOST_REPORTED]:
        where = where_in(card, draft)
        # What is renumbered and reworded is told with what the draft does.
        where = where.partition(" (")[0] if " become" in where else where
        lines = [_without_nearest(line, card) for line in card.wrong_by_kind(where, _NOT_READ if draft.open else ())]
        follows = undone.intersection(map(clause_of, card.provisions))
        then = " This is so while that instruction is not carried out." if follows else ""
        yield from (f"{said}{then}" for said in lines)
        if any(f.kind == "gap" for f in card.failures) and all(label in draft.deleted for label in card.provisions):
            yield "If these Users are to be exempt, the draft should say so."
    for note, clause in hidden(result).items():
        yield f"{clause}: {note} If those words count, the fault may not be there."
    yield from colliding(draft)
    if len(found) > MOST_REPORTED:
        yield f"And {counted(len(found) - MOST_REPORTED, 'one more', 'more')}; see the cards."
