"""What a draft does to the provisions that it shows, put in, taken out or left, in the words of a first screen."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.documents.document import Mark
from sec_rules.drafting import sides
from sec_rules.drafting.draft import Draft, ShownClause
from sec_rules.drafting.layout.instructions import Placing
from sec_rules.lang import Question
from sec_rules.lang.citations import CLAUSE, clause_of, order
from sec_rules.lang.lists import joined
from sec_rules.review.cards import Card
from sec_rules.review.existing import NOT_APPLYING, given_by, is_rewritten
from sec_rules.review.left_out import spoken_of
from sec_rules.review.passages import MOST_QUOTED, NUMBERED, renumbered
from sec_rules.review.text import edited
from sec_rules.review.text.provision_index import not_used
from sec_rules.review.text.redline import Redline, redlines
from sec_rules.review.text.renumbering import deleted_paragraphs
from sec_rules.review.text.surroundings import quoted, quoted_in_full

# What a first screen can hold; the rest is counted.
_MOST_LABELS: Final = 8
_MOST_CLAUSES: Final = 3
_MOST_CHANGES: Final = 5
_MOST_STOOD: Final = 6
_FEW_OTHERS: Final = 2
# How the label of a definition begins.
_DEFINITION: Final = "definition of "
_WORD: Final = compiled(r"[^\W_]+")
_CITED: Final = compiled(rf"\b{CLAUSE}")
# What may stand before the words by which a clause lets somebody direct otherwise.
_LEADS_TO_A_DIRECTION: Final = frozenset(
    _WORD.findall(
        "unless save except where when if that to the extent and or but in so subject always absence of for failing "
        "any such each every case cases accordance with"
    )
)
_NOT_KNOWN: Final = "What these Users would have under the draft was not worked out."


def other_changes(draft: Draft) -> Iterator[str]:
    """What a draft does to clauses though no outcome changes."""
    for status, says in (
        ("added", "New"),
        ("deleted", "Deleted"),
        ("changed", "Reworded without change of effect"),
        ("words", "Reworded"),
    ):
        of_it = (shown for shown in draft.shown if shown.status == status and not shown.outside)
        found = [shown.label for shown in of_it if not _adds_a_direction_alone(shown)]
        if found and draft.document.is_redline | (status != "words"):
            yield f"{says}: {labels(found)}."


def besides(told: Collection[str], draft: Draft) -> Iterator[str]:
    """What a draft does to provisions beyond those of which it is told what follows for whom."""
    marked, clauses = redlines(draft), {clause_of(label) for label in told}
    said = [
        f"{shown.label} is {'deleted' if shown.status == 'deleted' else 'inserted'}"
        for shown in draft.shown
        if shown.status in ("added", "deleted") and not shown.outside and shown.label not in clauses
    ]
    by_marks = draft.document.is_redline
    kept = [s.label for s in draft.shown if s.status in ("changed", "words") and not s.outside]
    for label in (label for label in kept if by_marks or label in amended(draft)):
        others = [each for each in edited.replaced(marked[label]) if each.label not in told]
        by_place = {at: [each for each in others if each.label == at] for at in dict.fromkeys(e.label for e in others)}
        said += [f"in {at} {edited.told(each)}" for at, each in by_place.items()]
    if said:
        more = len(said) - _MOST_CLAUSES
        few = (*said[:_MOST_CLAUSES], *([counted(more, "one more change", "more changes")] if more > 0 else ()))
        yield f"Also: {'; '.join(few)}."


def _adds_a_direction_alone(shown: ShownClause) -> bool:
    """Whether all that a clause says otherwise is that somebody may direct otherwise, of which another line tells."""
    if shown.before is None or shown.after is None or not shown.after.left_to_somebody:
        return False
    directions = [_WORD.findall(shown.after.words_at(p).casefold()) for p in shown.after.left_to_somebody]
    told = _LEADS_TO_A_DIRECTION.union(*directions)
    old, new = (_WORD.findall(read.provision.whole.casefold()) for read in (shown.before, shown.after))
    steps = [s for s in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if s[0] != "equal"]
    added = [new[start:stop] for what, _, _, start, stop in steps if what == "insert"]
    return len(added) == len(steps) <= len(directions) and all(told.issuperset(words) for words in added)


def decides_nothing(draft: Draft) -> Iterator[str]:
    """The first words of clauses that decide no assessment and that a draft puts in or takes out."""
    given = [shown for shown in draft.shown if shown.outside and shown.status in ("added", "deleted")]
    for shown in given[:_MOST_CLAUSES]:
        read = shown.read
        if read is not None:
            yield f"{shown.label} ({_put_in(shown, draft)}): {quoted_in_full(read.provision.whole)}"
    yield from _and_more(given, "one more such clause", "more such clauses")


def _put_in(shown: ShownClause, draft: Draft) -> str:
    """Whether a clause is "new" or "deleted"; one that clean text sets out may stand in the Code, which is not held."""
    if shown.status == "deleted":
        return "deleted"
    if draft.document.is_redline:
        return "new" if shown.held is None else f"marked as new; the text held has a {shown.label} already"
    failed = [each.instruction for each in draft.failed]
    acts = (act for given in draft.accepted.instructions if given not in failed for act in given.acts)
    # "After Section G8.49 insert" puts in G8.49A, whatever the Code has there that is not held.
    put_in = [act.at for act in acts if isinstance(act, Placing) and act.where == "after" and not act.replaces]
    return (
        "new"
        if any(shown.label != at and shown.label.startswith(at) for at in put_in)
        else f"not in {draft.base.rulebook.text_called}"
    )


def as_given(draft: Draft, question: Question) -> Iterator[str]:
    """What a draft of which not all was read puts in, takes out or leaves, and its instructions that were carried out.

    What was not read is quoted elsewhere.
    """
    yield from _carried_out(draft)
    yield from spoken_of(draft, question)
    used = used_definitions(draft)
    added = (shown for shown in draft.shown if shown.status == "added" and shown.after is not None)
    new = [shown for shown in added if not shown.outside or shown.label in used]
    for shown in new[:_MOST_CLAUSES]:
        if shown.after is not None:
            where = f"{shown.label[:1].upper()}{shown.label[1:]}"
            yield f"{where} ({_put_in(shown, draft)}): {quoted_in_full(shown.after.provision.whole)}"
    yield from _and_more(new, "one more new clause", "more new clauses")
    if not draft.document.is_redline:
        yield from _paragraphs_gone(draft)
    moved = {clause_of(old) for old in renumbered(draft).values()}
    for status, says in (("deleted", "Deleted"), ("unchanged", "Set out unchanged")):
        found = [s.label for s in draft.shown if s.status == status and not s.outside and s.label not in moved]
        if found:
            yield f"{says}: {labels(found)}."
    yield from words_replaced(draft)
    stood = tuple(what_stood(draft, question))
    yield from stood
    if stood:
        yield _NOT_KNOWN


def used_definitions(draft: Draft) -> frozenset[str]:
    """The labels of definitions whose terms other provisions of the draft use."""
    others = [s.after.provision.whole for s in draft.shown if s.after is not None and _term(s.label) is None]
    terms = {s.label: term for s in draft.shown if (term := _term(s.label)) is not None}
    return frozenset(
        label for label, term in terms.items() if any(re.search(rf"\b{re.escape(term)}\b", text) for text in others)
    )


def _term(label: str) -> str | None:
    """The term that a definition is of, by its label; None for another provision."""
    return label.removeprefix(_DEFINITION) if label.startswith(_DEFINITION) else None


def _paragraphs_gone(draft: Draft) -> Iterator[str]:
    """The words of paragraphs that a draft without marks takes out of clauses that it keeps."""
    marked = redlines(draft)
    given = (label for label in deleted_paragraphs(draft) if not is_rewritten(marked[clause_of(label)]))
    gone = [draft.original.find(label) for label in given]
    words = [provision for provision in gone if provision is not None]
    for each in words[:_MOST_CLAUSES]:
        yield f"{each.label} (deleted): {quoted_in_full(each.whole)}"
    yield from _and_more(words, "one more paragraph", "more paragraphs")


def _carried_out(draft: Draft) -> Iterator[str]:
    """The instructions that were carried out, by their own numbers where they have one."""
    failed = [each.instruction for each in draft.failed]
    carried_out = [each for each in draft.accepted.instructions if each.acts and each not in failed]
    for each in carried_out[:_MOST_CLAUSES]:
        numbered = NUMBERED.match(each.text)
        number, words = (f" {numbered[1]}", each.text[numbered.end() :]) if numbered else ("", each.text)
        yield f"Instruction{number}: {quoted_in_full(words)}"
    yield from _and_more(carried_out, "one more instruction", "more instructions")


def what_stood(draft: Draft, question: Question) -> Iterator[str]:
    """Who has what under the existing text of the clauses that a draft changes or deletes."""
    for label in stood_for(draft, question)[:_MOST_STOOD]:
        yield from given_by(label, draft, question)


def amended(draft: Draft) -> tuple[str, ...]:
    """The clauses that instructions of a draft amend."""
    acts = (act for given in draft.accepted.instructions for act in given.acts)
    return tuple(dict.fromkeys(clause_of(act.at) for act in acts))


def stood_for(draft: Draft, question: Question) -> tuple[str, ...]:
    """The clauses of which it is told what they give so far: those changed, and those that open places name."""
    answering = {rule.clause for rule in sides.rulesets(draft, question)[0].rules}
    touched = [s.label for s in draft.shown if not s.outside and s.status not in ("added", "unchanged")]
    cited = [clause for place in draft.open for clause in _concerned(place.text)]
    return tuple(label for label in dict.fromkeys((*touched, *cited)) if label in answering)


def _concerned(text: str) -> list[str]:
    """The clauses of which a passage speaks: those alone that it says do not apply, where it says so of some."""
    let_out = [m[1] for m in NOT_APPLYING.finditer(text)]
    return let_out or [m.group() for m in _CITED.finditer(text)]


def words_replaced(draft: Draft) -> Iterator[str]:
    """The words that a redline puts in, takes out or replaces in the clauses that it keeps."""
    if not draft.document.is_redline:
        return
    given = [(label, edited.replaced(line), edited.relabelled(line)) for label, line in redlines(draft).items()]
    found = [(label, every, moved) for label, every, moved in given if every or moved]
    alike: dict[str, list[str]] = {}
    for label, every, moved in found[:_MOST_CLAUSES]:
        places = {each.label for each in every}
        said = "; ".join(filter(None, (edited.told(every, _MOST_CHANGES), moved)))
        alike.setdefault(said, []).append(places.pop() if len(places) == 1 and not moved else label)
    named = ((joined(where), said) for said, where in alike.items())
    yield from (f"{where[:1].upper()}{where[1:]}: {said}." for where, said in named)
    yield from _and_more(found, "one more clause is changed", "more clauses are changed")


def differing(draft: Draft, told: Collection[str] = ()) -> Iterator[str]:
    """How the words of clauses that a draft sets out anew, with no marks, differ from those held, where in a few.

    Of the paragraphs `told` it is said elsewhere.
    """
    anew = {s.label for s in draft.shown if s.status in ("words", "changed") and s.held is not None and s.after}
    anew -= set(amended(draft))
    if not anew:
        return
    ours = draft.base.rulebook.text_called
    same = {s.label for s in draft.shown if s.status == "unchanged" and s.held is not None and not s.outside}
    same -= set(amended(draft))
    every = sorted(anew | same, key=order)
    yield f"{labels(every)} {'is' if len(every) == 1 else 'are'} set out with no changes marked."
    if same:
        are = "is" if len(same) == 1 else "are"
        yield f"Compared with {ours}, {labels(sorted(same, key=order))} {are} unchanged."
    for label, line in redlines(draft).items():
        changes = [each for each in edited.replaced(line) if each.label not in told] if label in anew else []
        if changes and len(changes) <= _MOST_CHANGES:
            yield f"Compared with {ours} of {label}, {edited.told(changes, _MOST_CHANGES)}."
        elif changes:
            yield f"{label} would replace the existing {label}, which has other words in {ours}."


def clauses_quoted(draft: Draft) -> Iterator[str]:
    """The beginnings of the clauses that decide nothing, as the draft has them."""
    given = [shown for shown in draft.shown if shown.after is not None]
    for shown in given[:_MOST_CLAUSES]:
        if shown.after is not None:
            where = f"{shown.label[:1].upper()}{shown.label[1:]}"
            yield f"{where}: {quoted(shown.after.provision.whole, MOST_QUOTED)}"
    yield from _and_more(given, "one more clause", "more clauses")


def _and_more(given: Sequence[object], one: str, many: str) -> Iterator[str]:
    """How many there are beyond those that a first screen quotes."""
    if len(given) > _MOST_CLAUSES:
        yield f"And {counted(len(given) - _MOST_CLAUSES, one, many)}."


def where_in(card: Card, draft: Draft) -> str:
    """The provisions of a card, those that the draft puts in or takes out said to be new or deleted."""
    fates = {label: _fate(label, draft) for label in card.provisions}
    if len(fates) > 1 and len({clause_of(label) for label in fates}) == 1:
        (clause,) = {clause_of(label) for label in fates}
        moved = edited.relabelled(redlines(draft)[clause])
        if moved:
            line = redlines(draft)[clause]
            others = [each for each in edited.replaced(line) if not each.whole]
            too = edited.told(others) if len(others) <= _FEW_OTHERS else "other changes of wording"
            return f"{clause} ({'; '.join((*_whole_steps(line), moved, *filter(None, (too,))))})"
    # What is deleted with a clause that is named needs no name of its own.
    told = {
        label: fate
        for label, fate in fates.items()
        if fate != "deleted" or clause_of(label) == label or clause_of(label) not in fates
    }
    by_fate: dict[str, list[str]] = {}
    for label, fate in told.items():
        by_fate.setdefault(fate, []).append(label)
    if not by_fate:
        return card.where
    if len(by_fate) == 1:
        fate, every = next(iter(by_fate.items()))
        all_of_them = "" if len(every) == 1 else "both " if len(every) == 2 else "all "
        return f"{joined(every)}{f' ({all_of_them}{fate})' if fate else ''}"
    standing = joined(by_fate.pop("", []))
    return ", and ".join((*([standing] if standing else []), *(_with_fate(*each) for each in by_fate.items())))


def _whole_steps(clause: Redline) -> Iterator[str]:
    """The paragraphs of a clause that are put in or taken out, by their labels: "new (a)", "(b) deleted"."""
    for mark, words in ((Mark.INSERTED, "new {}"), (Mark.DELETED, "{} deleted")):
        steps = [line.step for line in clause.marked if line.mark is mark and line.step]
        if steps:
            yield words.format(joined(steps))


def _with_fate(fate: str, labels: Sequence[str]) -> str:
    """Provisions with what the draft does to them, beside others to which it does something else."""
    return f"{joined(labels)}, which {'is' if len(labels) == 1 else 'are'} {fate}"


def _fate(label: str, draft: Draft) -> str:
    """What a draft does to a provision: "new", "deleted", or "" where it stood and stands."""
    after, stood = draft.accepted.find(label), draft.original.find(label) is not None
    if after is None:
        return "deleted" if stood else ""
    if stood and not_used(after):
        return ""
    if draft.document.is_redline:
        own = [stretch for provision in after.walk() for stretch in provision.stretches]
        return "new" if own and all(s.mark is Mark.INSERTED for s in own) else ""
    return "" if stood else "new"


def labels(given: Iterable[str]) -> str:
    """Labels as a list in a sentence; those beyond the first few are counted."""
    all_of_them = [f"the {label}" if label.startswith(_DEFINITION) else label for label in given]
    shown, more = all_of_them[:_MOST_LABELS], len(all_of_them) - _MOST_LABELS
    return joined((*shown, f"{more:,} more") if more > 0 else shown)


def counted(number: int, one: str, many: str) -> str:
    """What there is one of, or how many there are."""
    return one if number == 1 else f"{number:,} {many}"
