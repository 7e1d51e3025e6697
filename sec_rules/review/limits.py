"""How far a check went: what was not read or understood, and what was not checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.drafting import sides
from sec_rules.drafting.draft import Draft, ShownClause
from sec_rules.drafting.grammar.parser import shortened
from sec_rules.drafting.notes import in_words
from sec_rules.engine.code import bears
from sec_rules.lang import Answers, Outcome, Question, Standing, Version, is_year
from sec_rules.lang.citations import CLAUSE, clause_of, order
from sec_rules.lang.lists import joined
from sec_rules.review.days import names_no_day
from sec_rules.review.existing import beside, disapplied, is_rewritten, loosened
from sec_rules.review.fates import amended, counted, labels, stood_for, used_definitions
from sec_rules.review.left_out import concerned_with, left_out_of
from sec_rules.review.passages import each_once, is_broken, is_undone, told
from sec_rules.review.review import Review
from sec_rules.review.text.redline import redlines
from sec_rules.review.text.renumbering import deleted_paragraphs
from sec_rules.review.text.surroundings import quoted_in_full

# What a first screen can hold; the rest is counted.
MOST_REPORTED: Final = 4


def found_nothing(result: Review) -> str:
    """What is said where nothing is wrong."""
    draft = result.draft
    unread = bool(draft.open or draft.failed)
    if result.state == "nothing-read" and unread and not any(shown.after for shown in draft.shown):
        return "Nothing could be checked, because nothing was read."
    if result.state == "nothing-read" and unread and not result.drafting_only:
        if _none_understood(draft):
            return "What it says was not interpreted, so whether anything is wrong with it was not checked."
        return (
            "No fault was found in the words that were understood; the drafting of the remaining words was not checked."
        )
    if result.drafting_only or result.state == "nothing-read":
        return "No drafting fault was found."
    if result.state == "proved":
        return "Nothing was found."
    return "No fault was found in the part that was understood."


def _none_understood(draft: Draft) -> bool:
    """Whether the passages that were not understood are all that the clauses of a draft say."""
    given = [shown.after.provision.whole for shown in draft.shown if shown.after is not None]
    if draft.document.is_redline or amended(draft):
        return False
    unclear = {_bare(place.text) for place in draft.open}
    return bool(given) and all(_bare(text) in unclear for text in given)


def _bare(text: str) -> str:
    return " ".join(text.split()).strip(" .;")


def possible(result: Review) -> Iterator[str]:
    """What may be wrong, for what words mean that were not understood."""
    if result.because and result.draft.open and not result.drafting_only:
        unclear = {clause_of(place.clause) for place in each_once(result.draft) if place.kind in _OF_WHOM}
        changed = {s.label for s in result.draft.shown if s.status not in ("added", "unchanged")}
        yield from beside(sorted(unclear, key=order), unclear | changed, result.draft, result.question)
    if result.because:
        yield from disapplied(result.draft, result.question)
        yield from loosened(result.draft, result.question)
    yield from _years_gone(result)
    due = result.question.due
    of_whom = {_IN_YEARS.split(change.where, maxsplit=1)[0] for change in result.changes or () if change.depends_on}
    every = (f for v in result.verdicts if v.depends_on for f in v.may_fail)
    gaps = dict.fromkeys(_IN_YEARS.split(f.where, maxsplit=1)[0] for f in every if f.kind == "gap")
    for where in [each for each in gaps if each in of_whom][:_MOST_POSSIBLE]:
        yield f"Depending on what the words quoted below mean, there may be no {due} stated for some or all {where}."


def _years_gone(result: Review) -> Iterator[str]:
    """That paragraphs which said what falls due in some years are deleted from clauses that are not understood."""
    draft, due = result.draft, result.question.due
    unclear = {clause_of(place.clause) for place in draft.open}
    held, marked = {s.label: s.before.rules for s in draft.shown if s.before is not None}, redlines(draft)
    for label in deleted_paragraphs(draft):
        clause = clause_of(label)
        rules = (rule for rule in held.get(clause, ()) if isinstance(rule, Answers))
        limbs = [limb for rule in rules for limb in rule.limbs if clause + limb.label == label]
        if clause in unclear and limbs and not is_rewritten(marked[clause]):
            yield f"With {label} deleted, {clause} may state no {due} for the years that it covered."


# What stands behind a group of Users in a sentence: the years, and on what it depends.
_IN_YEARS: Final = compiled(r", (?=depending|in )")
# What may be a day, in words that were not understood.
_DATED: Final = compiled(r"\b(?:\d{1,2} [A-Z][a-z]+ |[A-Z][a-z]+ )?(?:19|20)\d\d\b")
_CITED: Final = compiled(rf"\b{CLAUSE}")
_MOST_POSSIBLE: Final = 2
# The kinds of open places that may be about whom a clause reaches.
_OF_WHOM: Final = frozenset({"sentence", "condition", "count", "reading"})


def read_all(result: Review) -> str:
    """What is said where nothing that may bear on an answer was left unread, save words that the page hides."""
    draft = result.draft
    unseen = [f"\u201c{shortened(u.words)}\u201d" for u in draft.document.unseen if u.words.strip()]
    if unseen:
        shown = joined((*unseen[:MOST_REPORTED], *(["others"] if len(unseen) > MOST_REPORTED else [])))
        return f"Words that the page does not show: {shown}. All others that could affect these results were read."
    given = [shown.after for shown in draft.shown if shown.after is not None]
    whole = not any(read.sentences or read.words for read in given)
    others = _read_outside(draft)
    others = f" {others}" if others else ""
    return f"All of the draft{'' if whole else ' that could affect these results'} was read and understood.{others}"


def _read_outside(draft: Draft) -> str:
    """What was read outside the draft, in a sentence; "" where that is nothing."""
    if not draft.scheme.of_the_code:
        return ""
    # What a text without marks sets out as it stands is known to stand so from ours.
    kept = [s.label for s in draft.shown if s.status == "unchanged" and s.held is not None and not s.outside]
    known = sorted({*_restated(draft), *([] if draft.document.is_redline else kept)}, key=order)
    named = _of_the_existing(known, draft)
    read = f"only {draft.base.rulebook.text_called} of {named} and our list of defined terms were read"
    return f"Outside the draft, {read}." if known else ""


def hidden(result: Review) -> dict[str, str]:
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
    used = used_definitions(draft)
    outside = [s.label for s in draft.shown if s.outside and s.label not in used]
    if outside:
        named = labels(outside)
        yield (
            f"{named[:1].upper()}{named[1:]} {'does' if len(outside) == 1 else 'do'} not bear on "
            f"{result.question.noun}: only {'its' if len(outside) == 1 else 'their'} wording was checked."
        )
    open_, undecided = [v for v in result.verdicts if v.holds is None], result.undecided
    if any(v.depends_on for v in open_) or (open_ and draft.open):
        what = "words that were not understood"
        places = each_once(draft)
        if places and all(is_undone(place, draft) for place in places):
            what = "instructions that were not carried out"
        elif places and all(place.several is not None for place in places):
            what = "words that can be read in more than one way"
        create = f": the {what} could create or cure one" if not all(map(is_broken, places)) else ""
        yield f"Whether there are {'gaps' if create else 'further gaps'}, overlaps or similar faults{create}."
    elif open_ or undecided:
        which = "the invariants" if open_ else counted(len(undecided), "one more invariant", "further invariants")
        why = (*open_, *undecided)[0].statement.removeprefix("Not decided: ").rstrip(".")
        yield f"Whether {which} {'hold' if open_ or len(undecided) > 1 else 'holds'}: {why[:1].lower()}{why[1:]}."
    if result.because:
        yield "Who would be affected, and how."
    restated = _restated(draft)
    if result.state == "nothing-read":
        named = " ".join(possible(result))
        of_these = {*stood_for(draft, result.question), *_CITED.findall(named)}
        restated = [label for label in restated if label in of_these]
    if restated:
        yield (
            f"The official words of {_of_the_existing(restated, draft)}. The draft does not set "
            f"{'it' if len(restated) == 1 else 'them'} out, so {draft.base.rulebook.text_called} was used."
        )
    unmarked = [s.label for s in draft.shown if s.before is not None and not s.outside and _is_ours(s)]
    unmarked = unmarked or [s.label for s in draft.shown if s.before is not None and result.state == "nothing-read"]
    if draft.document.is_redline and unmarked:
        held = draft.base.rulebook.called
        yield f"Whether the words of {labels(unmarked)} that are unmarked or marked as deleted are those of {held}."
    unknown = [s.label for s in draft.shown if s.status == "added" and s.held is None and result.because]
    unknown = [] if draft.document.is_redline or amended(draft) else unknown
    if unknown:
        yield f"Whether {draft.base.rulebook.called} already has {labels(unknown)}, and what it says there."
    yield from _ranked(result)
    yield from _left_out(result)
    yield from _when(draft)
    if _in_a_cycle(result):
        yield "What falls due for Users mid-cycle when the change takes effect."
    told_above = hidden(result)
    yield from (note for note in draft.document.notes if note not in told_above)
    yield f"The rest of {draft.scheme.says}, and the merits of the change."


def unread(result: Review) -> Iterator[str]:
    """What was not read, in sentences."""
    draft = result.draft
    if result.drafting_only:
        yield "What the draft says was not looked at."
        return
    places = each_once(draft)
    open_ = {clause_of(place.clause) for place in places if place.clause}
    missing = {cited: open_.intersection(map(clause_of, where)) for cited, where in result.not_held}
    yield from (
        f"{cited}, which {joined(sorted(where, key=order))} names: it is not in the draft, and we do not hold it."
        for cited, where in missing.items()
        if where
    )
    if result.state == "nothing-read" and not places:
        outside = bool(draft.shown) and all(shown.outside for shown in draft.shown)
        none = "Nothing in the draft, which contains no provision" if outside else "No provision was read"
        yield f"{none} that decides {result.question.noun}."
    said: dict[str, list[str]] = {}
    for place in places:
        words = told(place, draft, result.question)
        if place.several is not None and any(place.several.told in f.message for f in result.findings):
            words = f"{quoted_in_full(' '.join(place.text.split()))} can be read in more than one way, as said above."
        said.setdefault(words, []).append(place.clause or place.place or "The draft")
    for words, where in tuple(said.items())[:MOST_REPORTED]:
        yield f"{joined(dict.fromkeys(each[:1].upper() + each[1:] for each in where))}: {words}"
    if len(said) > MOST_REPORTED:
        yield f"And {counted(len(said) - MOST_REPORTED, 'one more place', 'more places')}."


def _ranked(result: Review) -> Iterator[str]:
    """Which outcome is taken for more onerous than which, where it is said that something is more or less so."""
    ways = {change.direction for change in result.changes or ()}
    if not ways & {"heavier", "lighter"} and not any(f.kind == "lighter" for v in result.verdicts for f in v.failures):
        return
    rules = (rule for side in sides.rulesets(result.draft, result.question) for rule in side.branches)
    given = {branch.outcome for branch in rules if isinstance(branch.outcome, Outcome)}
    ranked = sorted(given, key=lambda outcome: -outcome.weight)
    if len({outcome.weight for outcome in ranked}) == len(ranked) > 1:
        yield f"Which is more onerous: we ranked {', '.join(outcome.called for outcome in ranked)}."


def _left_out(result: Review) -> Iterator[str]:
    """The cases that the rulebook leaves out of account, where the answers turn on that, in sentences."""
    if result.state == "nothing-read" and not result.draft.open:
        return
    of_existing = result.state != "nothing-read" or stood_for(result.draft, result.question)
    for each in left_out_of(result.draft, result.question):
        concerned = concerned_with(each, result.draft, result.question)
        if not of_existing and not concerned:
            continue
        with_them = f", with whom {joined(concerned)} {'is' if len(concerned) == 1 else 'are'} concerned," * bool(
            concerned
        )
        assumed = f"{each.says[:1].lower()}{each.says[1:].rstrip('.')}"
        yield (
            f"{each.leaves_out}{f'{with_them} were not considered' if with_them else ''}."
            if each.leaves_out
            else f"It was assumed that {assumed}. Any other case was not considered."
        )


def _when(draft: Draft) -> Iterator[str]:
    """That it is not known when the change takes effect, with the words that may say so and were not understood."""
    if not names_no_day(draft):
        return
    dated = [
        (place.clause or place.place or "the draft", m) for place in draft.open for m in _DATED.finditer(place.text)
    ]
    if not dated:
        yield "When the change would take effect: the draft does not say."
        return
    (where, words), *_ = dated
    yield (
        f"When the change would take effect: {where} has a date, \u201c{words.group()}\u201d, in words that were not "
        "understood; the draft gives no other."
    )


def _is_ours(shown: ShownClause) -> bool:
    """Whether no official words of a clause are held with which its unmarked words could be compared."""
    return shown.held is None or shown.held.standing is not Standing.VERBATIM


def _in_a_cycle(result: Review) -> bool:
    """Whether something changes that falls due in some years and not in others."""
    changed = (fact for change in result.changes or () for fact in change.facts)
    concerned = bool(stood_for(result.draft, result.question))
    unknown = result.question.facts if result.because and result.draft.open and concerned else ()
    return any(is_year(fact) for fact in (*changed, *unknown))


def _restated(draft: Draft) -> list[str]:
    set_out = {s.label for s in draft.shown if _sets_out(s, draft)}
    standing, question = draft.base.standing(draft.base_on), draft.proposed.rulebook.question
    return [c.label for c, v in standing if c.label not in set_out and _restates(v, question)]


def _sets_out(shown: ShownClause, draft: Draft) -> bool:
    """Whether a draft has the words of a clause itself, and not only those that it changes or that it deletes."""
    if any(read is not None and read.provision.omits for read in (shown.before, shown.after)):
        return False
    # What a text without marks sets out is what it would have; what it is held against is ours.
    return draft.document.is_redline or shown.held is None or shown.status == "unchanged"


def compared_with(draft: Draft, text: str) -> str:
    """With what a draft was compared, `text` being that held: what a redline marks is held against its own words."""
    own = [s.label for s in draft.shown if s.before is not None and not s.outside and _is_ours(s)]
    if not draft.document.is_redline or not own:
        return f"Compared with {text}."
    are = "is" if len(own) == 1 else "are"
    return f"The existing {labels(own)} {are} taken from the draft; all else is from {text}."


def existing_from(draft: Draft, question: Question, text: str) -> str:
    """From where it is known what the existing clauses say that an open draft concerns, `text` being that held."""
    own = {s.label for s in draft.shown if s.before is not None} if draft.document.is_redline else set()
    named = stood_for(draft, question) if draft.open else ()
    held = [label for label in named if label not in own]
    if not named:
        return ""
    if not held:
        words = "its words that are not marked, and those marked as deleted"
        return f"What is said of the existing {labels(named)} is from the draft: {words}."
    return f"What is said of the existing {labels(held)} is from {text}."


def _of_the_existing(restated: Iterable[str], draft: Draft) -> str:
    """Clauses as a list, those "the existing" that a draft without marks changes."""
    changed = {s.label for s in draft.shown if s.after is not None and s.status in ("words", "changed", "unchanged")}
    changed -= set(amended(draft))
    if draft.document.is_redline:
        changed = set()
    return labels(f"the existing {label}" if label in changed else label for label in restated)


def _restates(version: Version, question: Question) -> bool:
    said = any(bears(rule, question) for rule in version.rules)
    return said and version.standing is Standing.RECONSTRUCTED
