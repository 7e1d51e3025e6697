"""A draft held against the Code: which clauses it shows, what each says before and after, and on which day.

The old words of a redline are the document's own: its original view. Of other drafts they are those held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final, Literal

from attrs import evolve, field, frozen

from sec_rules.analysis.equivalence import difference
from sec_rules.documents.document import Document, View
from sec_rules.drafting.amended_text import amended_text
from sec_rules.drafting.amendments import Failed, blocked_by, carried_out, touched
from sec_rules.drafting.base_day import ONE_DAY, base_day
from sec_rules.drafting.base_text import (
    Unmarked,
    as_held,
    chosen,
    extracts_filled_in,
    figures_changed,
    filled_in,
    held_words,
    spans_of,
    unmarked_words,
)
from sec_rules.drafting.beside_rules import done, matters, operative, using, without_notes, words_of_rules
from sec_rules.drafting.commencement import UNTIMED, Times, left_aside, timed
from sec_rules.drafting.given_anew import given_twice
from sec_rules.drafting.grammar.clause_reader import ReadClause, Readings, next_readings, read_clause
from sec_rules.drafting.grammar.counted import fewer, otherwise
from sec_rules.drafting.grammar.interpretation import party_of
from sec_rules.drafting.grammar.other_clauses import said_by_clauses
from sec_rules.drafting.grammar.own_words import own_words
from sec_rules.drafting.grammar.parser import shortened
from sec_rules.drafting.grammar.sentences import AsOf
from sec_rules.drafting.grammar.settlements import Settlement
from sec_rules.drafting.grammar.taught import Taught
from sec_rules.drafting.grammar.text_reader import read_clauses
from sec_rules.drafting.grammar.vocabulary import Vocabulary, vocabulary
from sec_rules.drafting.headings import with_foreign_told
from sec_rules.drafting.layout.any_text import lay_out_any
from sec_rules.drafting.layout.extracts import joined
from sec_rules.drafting.layout.layout import lay_out
from sec_rules.drafting.layout.once import Once
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.drafting.layout.schemes import CODE, Scheme, other_scheme, scheme_held, scheme_of
from sec_rules.drafting.ledger import Books, Reading, passed_over, passed_through
from sec_rules.drafting.notes import saying_its_base, saying_what_is_unseen, with_its_base
from sec_rules.drafting.open_places import (
    OpenPlace,
    open_headings_of_instructions,
    open_in_clause,
    open_instructions,
    open_objects,
    open_outside,
    unlabelled,
    with_settlements,
)
from sec_rules.engine.code import Code, bears
from sec_rules.engine.english.numerals import in_full
from sec_rules.errors import UsageError
from sec_rules.lang import Answers, Clause, Defines, Place, Source, Version
from sec_rules.lang.citations import clause_of, order
from sec_rules.lang.lists import joined as listed

# A draft that names more days is read as of the first of them, and what it says on the others is open.
MOST_DAYS: Final = 6
Status = Literal["changed", "words", "added", "deleted", "unchanged"]


@frozen
class ShownClause:
    """A clause that the draft shows: what it said before (None where it is new) and says after (None: deleted).

    `held` is the version of the base day. `mismatch` says how the redline's old words differ in meaning from it.
    `outside` is true of a clause that bears on no question: nothing is claimed of it. `unmarked` are words of the file
    beside those that the Code held has for them, where no mark shows a change.
    """

    label: str
    status: Status
    before: ReadClause | None
    after: ReadClause | None
    held: Version | None
    mismatch: str | None = None
    outside: bool = False
    unmarked: tuple[Unmarked, ...] = ()

    @property
    def executable(self) -> bool:
        """Whether what the clause says after the change was read as a rule (a deleted one needs no reading)."""
        return self.after is None or self.after.executable

    @property
    def read(self) -> ReadClause | None:
        """The clause as it will be; as it was where it is deleted."""
        return self.after or self.before

    @property
    def unread(self) -> tuple[tuple[Place, str], ...]:
        """Where, after the change, words stand that were not read, with the words: sentences, then single phrases."""
        if self.after is None:
            return ()
        sentences = ((s.place, self.after.words_at(s.place)) for s in self.after.sentences)
        return (*sentences, *self.after.unused)


@frozen
class Draft:
    """A document, the views of it, the clauses it shows, the days, and the Code without it and with it.

    `loose` is what is open outside every clause, as clauses without a rule that the Code with it holds. `open` is
    what was not read of the text as it will be, and may bear on an answer; `settled` are the places of which
    somebody settled as what they are taken, and `unmet` the settlements that meet no such place. `books` give the
    reading ledger. `later` are the days after `on` from which its words say other numbers, each with the draft as its
    words are read of that day, `left` those after which were not looked at; the Code with it holds them from then.
    `scheme` is what the text was taken for; of another than the Code nothing is held, nothing is read as a rule, and
    both Codes are empty. `times` is what is known of when it has effect. `base_is_newest` is whether the base day is
    that on which the provisions of the question last changed.
    """

    document: Document
    original: Layout
    accepted: Layout
    shown: tuple[ShownClause, ...]
    failed: tuple[Failed, ...]
    base_on: date
    on: date
    base_because: str
    base: Code
    proposed: Code
    changed: tuple[Clause, ...]
    deleted: tuple[str, ...]
    loose: tuple[Clause, ...]
    books: Books
    open: tuple[OpenPlace, ...] = ()
    settled: tuple[OpenPlace, ...] = ()
    unmet: tuple[Settlement, ...] = ()
    scheme: Scheme = CODE
    base_is_newest: bool = False
    times: Times = UNTIMED
    later: tuple[tuple[date, Draft], ...] = ()
    left: tuple[date, ...] = ()
    once: Once = field(factory=Once, init=False, eq=False, repr=False)

    @property
    def later_days(self) -> tuple[date, ...]:
        """The days after `on` from which the Code with it is another; from the last something may be open."""
        return (*(day for day, _ in self.later), *self.left[:1])

    @property
    def held_as(self) -> str:
        """What a sentence calls the text it is held against: "the Code of 28 February 2019"."""
        return f"{self.base.rulebook.called} of {in_full(self.base_on)}"

    @property
    def restates(self) -> bool:
        """Whether it shows no change, and every clause of it says what the Code of the base day says already."""
        shown = tuple(s for s in self.shown if not s.outside)
        same = all(s.status in ("unchanged", "words") and s.held is not None for s in shown)
        left = self.open or self.failed or self.assumed_of_discretion
        return bool(shown) and same and not self.document.is_redline and not left

    @property
    def assumed(self) -> tuple[str, ...]:
        """What is assumed of places that somebody settled, of phrases taught and of discretions, in sentences."""
        return (*self.assumed_of_places, *self.assumed_of_phrases, *self.assumed_of_discretion)

    @property
    def assumed_of_discretion(self) -> tuple[str, ...]:
        """What is assumed of the clauses shown where somebody may direct otherwise than they say."""
        return tuple(said for s in self.shown if s.after is not None for said in s.after.assumed_of_discretion)

    @property
    def assumed_of_places(self) -> tuple[str, ...]:
        """What is assumed of each place that is settled, in their order."""
        return tuple(p.settled.says(shortened(p.text), p.clause) for p in self.settled if p.settled is not None)

    @property
    def assumed_of_phrases(self) -> tuple[str, ...]:
        """What is assumed of the phrases of the clauses shown whose meaning somebody taught."""
        return tuple(each.says(s.label) for s in self.shown if s.after is not None for each in s.after.taught)

    def layout(self, view: View) -> Layout:
        """The provisions of one view, edits carried out."""
        return self.original if view is View.ORIGINAL else self.accepted


def hold_against(
    document: Document,
    code: Code,
    *,
    on: date | None = None,
    settled: Mapping[str, Settlement] | None = None,
    taught: Sequence[Taught] = (),
    scheme: Scheme | None = None,
) -> Draft:
    """A document held against the Code; `on` is the day on which it would commence, found if not given.

    Where its own words say other numbers from later days it is read as of each of them too, `MOST_DAYS` at most.
    `settled` is as what open places are taken, by their ids; `taught` are phrases whose meaning somebody says.
    `scheme` is how the text numbers its provisions, found from it if not given; a text of another code, or without
    any provision of this one, is laid out and no more. Raises `DayError` for a day on which the Code is not held,
    `UsageError` for a value of what is no condition.
    """
    read = partial(_read_as_of, document, code, on=on, settled=settled, taught=taught, scheme=scheme)
    draft = read(None)
    turns = (s.after.turns for s in draft.shown if s.after is not None and not s.outside)
    days = sorted({day for each in turns for day in each if day > draft.on})
    return _with_later_days(draft, tuple((day, read(day)) for day in days[:MOST_DAYS]), days[MOST_DAYS:])


def _read_as_of(
    document: Document,
    code: Code,
    day: date | None,
    *,
    on: date | None,
    settled: Mapping[str, Settlement] | None,
    taught: Sequence[Taught],
    scheme: Scheme | None,
) -> Draft:
    """The document held against the Code, its words read as of a day; None: of that on which it commences."""
    scheme = scheme or scheme_held(code.rulebook) or scheme_of(document.view(View.MARKUP))
    document = saying_what_is_unseen(saying_its_base(_by_look(document, code, scheme)))
    if not scheme.of_the_code:
        return evolve(_of_another_text(document, code, scheme, on), unmet=tuple((settled or {}).values()))
    original = old_text = _laid_out(document, View.ORIGINAL, scheme)
    timing = timed(_laid_out(document, View.ACCEPTED, scheme), on, code.rulebook.called, redline=document.is_redline)
    accepted = new_text = timing.layout
    document = evolve(document, notes=(*document.notes, *timing.notes))
    settlements = dict(settled or {})
    known = _vocabulary(code, (*original.provisions, *accepted.provisions), settlements, taught)
    readings = next_readings()
    before = _read(original, known, readings) if document.is_redline else {}
    base_on, because = base_day(before, code, on or timing.on, redline=document.is_redline)
    because = timing.because or because
    held = {c.label: v for c, v in code.standing(base_on)}
    if document.is_redline and (extracts := extracts_filled_in(original, accepted, code, held)):
        original, accepted = extracts
        before |= {p.label: read_clause(p, known) for p in original.provisions if p.omits}
    kept: dict[str, tuple[Unmarked, ...]] = {}
    if document.is_redline and not document.base:
        kept = dict(unmarked_words(before, accepted, code, held))
        original = evolve(original, provisions=tuple(as_held(p, kept, code, held) for p in original.provisions))
        before |= {p.label: read_clause(p, known) for p in original.provisions if p.label in kept}
    twice = given_twice(accepted)
    # A clause given whole in clean text may describe what it counts in short; an altered description is another count.
    whole = set() if document.is_redline else {p.label for p in accepted.provisions if not p.partial}
    old = {} if document.is_redline else _held(code, touched(accepted, held), held)
    if not document.is_redline:
        accepted = filled_in(accepted, old)
    accepted, failed = carried_out(accepted, old)
    left_alone = set(held) - {*(p.label for p in original.provisions), *old}
    said, deems = said_by_clauses(code, base_on, left_alone)
    as_of = AsOf(day or on or timing.on or base_on + ONE_DAY, said=(day or on or timing.on) is not None)
    known = evolve(known, said=said, deems=deems, on=as_of)
    if not document.is_redline:
        original = evolve(original, provisions=tuple(provision for provision, _ in old.values()))
        before = _read(original, known, readings)
    instructions = tuple(with_settlements(open_instructions(failed, accepted), settlements))
    blocked = blocked_by([f for f, place in zip(failed, instructions, strict=True) if place.settled is None]) | twice
    after = _read(accepted, known, readings)
    if not document.is_redline:
        kept = {p.label: figures_changed(p, old[p.label][0]) for p in accepted.provisions if _given(p, old)}
    after = {label: evolve(read, blocked=blocked.get(label, "")) for label, read in after.items()}
    after = {label: _recounted(read, None if label in whole else before.get(label)) for label, read in after.items()}
    labels = sorted(dict.fromkeys((*before, *after)), key=order)
    if not labels and not accepted.instructions:
        scheme = other_scheme(document.view(View.MARKUP))
        return _read_as_of(document, code, day, on=on, settled=settled, taught=taught, scheme=scheme)
    answering = _answering(code, base_on)
    rules = words_of_rules(code, held, answering, (*before.values(), *after.values()))
    change = done(before, after, held, code)
    before, after = ({label: using(read, rules, change) for label, read in some.items()} for some in (before, after))
    original, accepted, old_text, new_text = without_notes(change, original, accepted, old_text, new_text)
    original, old_text = with_foreign_told((original, old_text), before.values(), answering)
    accepted, new_text = with_foreign_told((accepted, new_text), after.values(), answering)
    shown = tuple(_shown(label, before, after, held, answering, redline=document.is_redline) for label in labels)
    shown = tuple(evolve(s, unmarked=kept.get(s.label, ())) for s in shown)
    source = _source(document)
    before_it = _open_before(document, original, accepted) if document.is_redline else ()
    opened = tuple(with_settlements(before_it, settlements))
    beside = (*open_outside(accepted), *open_headings_of_instructions(accepted), *open_objects(document, View.ACCEPTED))
    outside = (*map(left_aside, with_settlements((*beside, *timing.open), settlements)), *instructions)
    new = Reading(new_text, after, (*_open_in(shown), *outside))
    old_open = tuple(p for read in before.values() for p in open_in_clause(read, View.ORIGINAL))
    books = Books(document, Reading(old_text, before, (*opened, *old_open)) if document.is_redline else new, new)
    outside = (*outside, *with_settlements(passed_over(books.ledger(View.ACCEPTED)), settlements))
    places = (*_open_in(shown), *outside)
    base = _base_code(code, document, shown, base_on)
    base = base.replacing(unlabelled(opened, base_on, document.name, source), on=base_on)
    changed = tuple(_changed(document, shown, base_on))
    deleted = tuple(s.label for s in shown if s.status == "deleted")
    loose = unlabelled(outside, base_on + ONE_DAY, document.name, source)
    draft = Draft(
        document=document,
        original=original,
        accepted=accepted,
        shown=shown,
        failed=failed,
        base_on=base_on,
        on=base_on + ONE_DAY,
        base_because=because,
        base_is_newest=base_on == code.newest_day(code.rulebook.question),
        base=base,
        proposed=base.with_draft((*changed, *loose), deleted=deleted, on=base_on + ONE_DAY),
        changed=changed,
        deleted=deleted,
        loose=loose,
        books=books,
        open=tuple(place for place in places if place.settled is None),
        settled=tuple(place for place in places if place.settled is not None),
        unmet=_unmet(settlements.values(), places),
        scheme=scheme,
        times=timing.times,
    )
    return evolve(draft, open=(*draft.open, *_not_put_together(draft)))


def _with_later_days(draft: Draft, later: tuple[tuple[date, Draft], ...], left: Sequence[date]) -> Draft:
    """The draft with what it says from later days, and what is open on them and from those `left`."""
    name, source = draft.document.name, _source(draft.document)
    first = {s.label: s.after for s in draft.shown}
    proposed, places, settled = draft.proposed, draft.open, draft.settled
    for day, read in later:
        other = (s.after for s in read.shown if s.after is not None and s.after != first[s.label] and not s.outside)
        loose = (_from_day(clause, day) for clause in read.loose if clause not in draft.loose)
        proposed = proposed.replacing((*(clause.clause(day, name, source) for clause in other), *loose), on=day)
        places = _with_others(places, read.open)
        settled = _with_others(settled, read.settled)
    if left:
        places = (*places, _not_looked_at(left))
        proposed = proposed.replacing(unlabelled(places[-1:], left[0], name, source), on=left[0])
    unmet = tuple(one for one in draft.unmet if all(one in read.unmet for _, read in later))
    return evolve(draft, proposed=proposed, open=places, settled=settled, unmet=unmet, later=later, left=tuple(left))


def _from_day(clause: Clause, day: date) -> Clause:
    return evolve(clause, versions=tuple(evolve(version, in_force=day) for version in clause.versions))


def _with_others(places: tuple[OpenPlace, ...], others: Iterable[OpenPlace]) -> tuple[OpenPlace, ...]:
    known = {place.id for place in places}
    return (*places, *(place for place in others if place.id not in known))


def _not_looked_at(days: Sequence[date]) -> OpenPlace:
    """What a draft says on later days than it was read for, as a place that is open."""
    named = listed(map(in_full, days))
    why = f"it says other numbers from {named}, days on which it was not checked"
    return OpenPlace("sentence", "", "the draft", View.ACCEPTED, 0, 0, named, why)


def _not_put_together(draft: Draft) -> Iterator[OpenPlace]:
    """The clauses whose rules were read and make none together with the others, in the words of the ruleset."""
    said = {clause_of(place.clause) for place in draft.open}
    texts = {s.label: s.after.provision for s in draft.shown if s.after is not None}
    for label, why in draft.proposed.ruleset(draft.proposed.rulebook.question, draft.on).unread:
        text = texts.get(label)
        if text is not None and label not in said:
            yield OpenPlace("outcome", label, text.place, View.ACCEPTED, 0, len(text.text), text.whole, why)


def _unmet(settlements: Iterable[Settlement], places: Iterable[OpenPlace]) -> tuple[Settlement, ...]:
    """The settlements that settle no place: it is not open, or cannot be settled so.

    `UsageError` where a value is given of words that are no condition.
    """
    met = {place.id: place for place in places if place.settled is not None}
    for one in settlements:
        if one.value is not None and one.id in met and met[one.id].kind == "count":
            raise UsageError(f"The words of {one.id} are about a number, so that no yes or no can be given of them.")
    return tuple(one for one in settlements if one.id not in met)


def _of_another_text(document: Document, code: Code, scheme: Scheme, on: date | None) -> Draft:
    """A draft of a text that is not held: laid out, and beside it no Code in which anything of it could be answered."""
    amended = amended_text(*document.sides) if document.sides else None
    if amended is not None:
        document = with_its_base(document)
    new_text = accepted = laid_out(document, View.ACCEPTED, scheme)
    old_text = original = Layout(View.ORIGINAL, (), (), ())
    if document.is_redline:
        old_text = original = laid_out(document, View.ORIGINAL, scheme)
    if amended is not None:
        original, accepted = amended.before, amended.after
    base_on, _ = base_day({}, code, on, redline=False)
    nothing = evolve(code, clauses=(), invariants=())
    before, after = ({p.label: ReadClause(p, ()) for p in given.provisions} for given in (original, accepted))
    shown = tuple(
        ShownClause(label, _in_another_text(before.get(label), read), before.get(label), read, None, outside=True)
        for label, read in after.items()
    )
    new = passed_through(new_text)
    old = passed_through(old_text) if document.is_redline else new
    books = Books(document, old, new)
    gone = tuple(
        ShownClause(label, "deleted", b, None, None, outside=True) for label, b in before.items() if label not in after
    )
    return Draft(
        document=document,
        original=original,
        accepted=accepted,
        shown=(*shown, *gone),
        failed=amended.failed if amended is not None else (),
        base_on=base_on,
        on=base_on + ONE_DAY,
        base_because=f"The draft was taken for {scheme.says}, of which nothing is held to compare it with.",
        base=nothing,
        proposed=nothing,
        changed=(),
        deleted=(),
        loose=(),
        books=books,
        open=tuple(passed_over(books.ledger(View.ACCEPTED))),
        scheme=scheme,
    )


def _in_another_text(before: ReadClause | None, after: ReadClause) -> Status:
    if before is None:
        return "added"
    return "unchanged" if _texts(before.provision) == _texts(after.provision) else "words"


def _open_before(document: Document, original: Layout, accepted: Layout) -> Iterator[OpenPlace]:
    """What is open outside the clauses of the text as it was, save what is part of a clause as it will be."""
    clauses = {source.paragraph.place for p in accepted.walk() for source in p.sources}
    yield from (place for place in open_outside(original) if place.place not in clauses)
    yield from open_objects(document, View.ORIGINAL)


def _open_in(shown: Iterable[ShownClause]) -> Iterator[OpenPlace]:
    """What is open in the clauses as they will be."""
    for clause in shown:
        if clause.after is not None and not clause.outside:
            yield from open_in_clause(clause.after, View.ACCEPTED)


def laid_out(document: Document, view: View, scheme: Scheme) -> Layout:
    """The provisions of one view of a document, by the numbers of a scheme, its instructions not carried out."""
    paragraphs = document.view(view)
    return lay_out(paragraphs, view) if scheme.name == CODE.name else lay_out_any(paragraphs, view)


def _laid_out(document: Document, view: View, scheme: Scheme) -> Layout:
    layout = laid_out(document, view, scheme)
    return evolve(layout, provisions=joined(layout.provisions))


def _read(layout: Layout, known: Vocabulary, readings: Readings) -> dict[str, ReadClause]:
    """The clauses of a view read, by their labels."""
    return {r.label: r for r in read_clauses((p for p in layout.provisions if p.whole.strip()), known, readings)}


def _recounted(read: ReadClause, before: ReadClause | None) -> ReadClause:
    """The clause, with why it counts something else than before, or than the Code, where it does."""
    altered = otherwise(before.counts, read.counts) if before is not None else ""
    return evolve(read, recounted=altered or fewer(read.counts))


def _texts(provision: Provision) -> list[tuple[str, str]]:
    return [(p.label, p.text) for p in provision.walk()]


def _vocabulary(
    code: Code, provisions: Iterable[Provision], settled: Mapping[str, Settlement], taught: Sequence[Taught] = ()
) -> Vocabulary:
    names = [r.name for c in code.clauses for v in c.versions for r in v.rules if isinstance(r, Defines)]
    return vocabulary(provisions, names, parties(code), settled, taught, own_words(code.rulebook))


def parties(code: Code) -> dict[str, str]:
    """The party each answering clause is about, by label, where it is one."""
    bearing, roles = code.bearing_on(code.rulebook.question), code.rulebook.terminals.parties
    rules = ((c.label, r) for c in bearing for r in c.versions[0].rules if isinstance(r, Answers))
    return {label: party for label, rule in rules if (party := party_of(rule.applies, roles))}


# Words that differ from those held without a mark that shows it.


def _given(provision: Provision, held: Mapping[str, tuple[Provision, bool]]) -> bool:
    """Whether a clause that is held is given whole."""
    return provision.label in held and not provision.partial and not provision.changed


def _by_look(document: Document, code: Code, scheme: Scheme) -> Document:
    """The document, with its look read as changes where the text held bears that out."""
    if document.by_look is None:
        return document
    if not scheme.of_the_code:
        return chosen(document, [laid_out(document.by_look, v, scheme) for v in (View.ORIGINAL, View.ACCEPTED)], {}, ())
    layouts = [_laid_out(document.by_look, view, scheme) for view in (View.ORIGINAL, View.ACCEPTED)]
    plain = _laid_out(evolve(document, by_look=None), View.ACCEPTED, scheme)
    known = _vocabulary(code, (*layouts[0].provisions, *plain.provisions), {})
    old = {p.label: spans_of(read_clause(p, known), code) for p in layouts[0].provisions}
    return chosen(document, layouts, old, {p.label for p in plain.provisions if spans_of(read_clause(p, known), code)})


# Instructions.


def _held(code: Code, labels: Iterable[str], held: Mapping[str, Version]) -> dict[str, tuple[Provision, bool]]:
    """The held words of the clauses of these labels, each as a provision, and whether they are the official ones."""
    found = ((label, held_words(code, label, held)) for label in labels)
    return {label: words for label, words in found if words is not None}


# What each clause was and becomes.


def _shown(
    label: str,
    before: Mapping[str, ReadClause],
    after: Mapping[str, ReadClause],
    held: Mapping[str, Version],
    answering: frozenset[str],
    *,
    redline: bool,
) -> ShownClause:
    old, new, version = before.get(label), after.get(label), held.get(label)
    mismatch = None
    if redline and old is not None and old.rules and version is not None:
        mismatch = difference(old.rules, version.rules)
    elif redline and old is not None and old.executable and not old.says_nothing and version is None:
        mismatch = "no version of it is held on that day"
    outside = not any(matters(read, answering) for read in (old, new) if read is not None)
    return ShownClause(label, _status(old, new, version, redline=redline), old, new, version, mismatch, outside)


def _status(old: ReadClause | None, new: ReadClause | None, held: Version | None, *, redline: bool) -> Status:
    if new is None:
        return "deleted"
    if new.blocked:
        return "changed"
    if old is None:
        if held is None or redline:
            return "added"
        return "words" if difference(new.rules, held.rules) is None and not new.left_to_somebody else "changed"
    if _texts(old.provision) == _texts(new.provision):
        return "unchanged"
    if not new.executable or not old.executable:
        return "changed" if old.rules or new.rules or operative(old) or operative(new) else "words"
    alike = old.assumed_of_discretion == new.assumed_of_discretion
    return "words" if alike and difference(old.rules, new.rules) is None else "changed"


def _base_code(code: Code, document: Document, shown: tuple[ShownClause, ...], base_on: date) -> Code:
    """The Code of the base day, with the document's own old words where they mean something else."""
    believed = [
        s.before.clause(base_on, document.name, _source(document))
        for s in shown
        if s.before is not None
        and not s.outside
        and (s.mismatch is not None or any(s.before.assumed) or not (s.before.whole or _is_as_held(s, document)))
    ]
    return code.as_of(base_on).replacing(believed, on=base_on)


def _is_as_held(shown: ShownClause, document: Document) -> bool:
    """Whether what stood before are the words held, of which the rule is known though they are not read."""
    return shown.held is not None and not document.is_redline


def _own_words_count(read: ReadClause) -> bool:
    """Whether something was open in the words, settled or not, which those held do not have."""
    return not read.whole or any(read.assumed)


def _changed(document: Document, shown: tuple[ShownClause, ...], base_on: date) -> Iterator[Clause]:
    """The clauses that say something else after the draft."""
    for s in shown:
        altered = s.status in ("changed", "added") or (s.after is not None and _own_words_count(s.after))
        if s.after is not None and altered and not s.outside:
            yield s.after.clause(base_on + ONE_DAY, document.name, _source(document))


def _source(document: Document) -> Source:
    return Source(document.name, f"the draft {document.name}")


def _answering(code: Code, on: date) -> frozenset[str]:
    question = code.rulebook.question
    return frozenset(c.label for c, v in code.standing(on) if any(bears(r, question) for r in v.rules))
