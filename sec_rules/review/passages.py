"""Passages that were not read, in the words of a first screen, and the instructions that they may conflict with."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from difflib import SequenceMatcher
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.instructions import Act, Edit, Renumbering
from sec_rules.drafting.open_places import NOT_USED, OpenPlace
from sec_rules.engine.linking import LinkedRule
from sec_rules.lang import Count, Question, is_year
from sec_rules.lang.citations import CLAUSE, SECTION, clause_of
from sec_rules.lang.lists import joined
from sec_rules.lang.traversal import facts_of_rules
from sec_rules.review.text import edited
from sec_rules.review.text.redline import redlines
from sec_rules.review.text.surroundings import quoted, quoted_in_full

# Of a passage so many signs are quoted.
MOST_QUOTED: Final = 120
_FEW_WORDS: Final = 6
_FEW_CHANGES: Final = 2
# So many words tell their place by themselves.
_FEW_TO_TELL: Final = 4
# So many signs behind the place where reading stopped are to be seen.
_SEEN: Final = 40
# Of a passage so many signs that its reason gives again are no more than the passage.
NUMBERED: Final = compiled(r"\s*\(?(\d{1,3}[A-Z]?)[.)]\s+")
_TOKEN: Final = compiled(r"\d+(?:[.,]\d+)+|\w+")
# So much of a passage is the passage.
_MOST_OF_IT: Final = 0.8
# What is said of a clause that an instruction would change.
_UNDONE: Final = "an instruction to change it"
_LONE_FIGURE: Final = compiled(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?!\w|,\d)")
_NAMED: Final = compiled(r"[A-Z]\w*\.\w+(?:\(\w+\))*(?= )")
_SECTION: Final = compiled(rf"\bSections? ({CLAUSE}|{SECTION})\b")
_IN_MARKS: Final = compiled(r"\u201c[^\u201c\u201d]*\u201d|\"[^\"]*\"")
_QUOTED_AGAIN: Final = compiled(r"'(.{40,})'", re.DOTALL)


def told(place: OpenPlace, draft: Draft, question: Question) -> str:
    """The words of an open place, a few of those around them where they are few, and why they were not read."""
    # Of a count it is the description that is another; the words of the whole clause would hide it.
    if place.kind == "count" and place.redescribed:
        return _redescribed(place, draft, question)
    if place.several is not None:
        return f"{quoted(' '.join(place.text.split()), MOST_QUOTED)}: {place.several.says}."
    if _names_a_part(place):
        return f"What falls due under it is not known, because {place.why.rstrip('.')}."
    words = " ".join(place.text.split())
    if place.kind == "instruction" and not place.clause and not place.why.startswith(_UNDONE):
        return f"{quoted(words, MOST_QUOTED)}: {place.why.rstrip('.')}."
    if place.kind == "instruction" and words not in {" ".join(each.instruction.text.split()) for each in draft.failed}:
        return "It was not read as amended, because an instruction to change it was not carried out."
    if is_undone(place, draft):
        return f"{quoted_in_full(words)} It was understood, but could not be carried out."
    put_in = _put_in(place, draft)
    if put_in:
        return put_in
    moved = renumbered(draft).get(clause_of(place.clause))
    if place.kind == "sentence" and moved is not None and clause_of(place.clause) in _given_no_words(draft, moved):
        text = draft.base.rulebook.text_called
        return f"this would be the existing {moved}, which the draft renumbers; {text} of it could not be interpreted."
    if place.kind == "sentence" and place.clause.startswith("definition of ") and _changes(place, draft):
        why = place.why.replace("which answer applies", f"which {question.due} applies")
        return f"{edited.told(_changes(place, draft))} ({why})"
    said = quoted(_from_where_it_stopped(place, words, draft), MOST_QUOTED)
    if place.kind not in ("condition", "count", "outcome") or len(words) > MOST_QUOTED:
        why = _without_its_words(place.why, words) if place.why != NOT_USED else ""
        why = why.replace("which answer applies", f"which {question.due} applies")
        return f"{said} ({why})" if why and len(why) <= MOST_QUOTED else said
    provision = draft.layout(place.view).find(place.clause)
    around = _around(provision.text, place.start, place.end) if provision is not None else ""
    where = f", in \u201c{around}\u201d" if around and around != words else ""
    return f"{said}{where}{_without_it(place, draft, question)}"


def _names_a_part(place: OpenPlace) -> bool:
    """Whether the reason says itself of which paragraph it speaks: the beginning of the clause would tell less."""
    named = _NAMED.match(place.why)
    return named is not None and clause_of(named[0]) == place.clause


def is_broken(place: OpenPlace) -> bool:
    """Whether a place is open only because what a clause repeats is not there, and no words of it are unknown."""
    return place.kind == "outcome" and _names_a_part(place)


def is_undone(place: OpenPlace, draft: Draft) -> bool:
    """Whether a place is an instruction that was understood and cannot be carried out on our own restatement."""
    failed = (each for each in draft.failed if each.act is not None and not each.official)
    return place.kind == "instruction" and any(each.instruction.text.split() == place.text.split() for each in failed)


def each_once(draft: Draft) -> tuple[OpenPlace, ...]:
    """The places left open, each passage once.

    Places without clauses that are open only because of an instruction are told with that; words in a description of
    what is counted that is changed about them are told with the change. Words that the draft does not give are not its
    own: those of a clause that is open because of an instruction alone are told with that too.
    """
    ours = {
        place.clause for place in draft.open if place.kind == "instruction" and place.clause in _given_no_words(draft)
    }
    instructions = [place for place in draft.open if place.kind == "instruction" and place.ways]
    changed = {place.clause: _changes(place, draft) for place in draft.open if place.redescribed}
    found = []
    for place in draft.open:
        told = any(other is not place and place.why.endswith(f": {other.why}") for other in instructions)
        about = () if place.redescribed or place.kind not in ("count", "sentence") else changed.get(place.clause, ())
        if place.kind == "sentence" and place.clause in ours:
            continue
        if not (place.kind == "instruction" and told) and not any(_holds(each.left, place.text) for each in about):
            found.append(place)
    return tuple(found)


def _given_no_words(draft: Draft, moved: str = "") -> frozenset[str]:
    """The clauses that stand as they stood, which a draft without marks only names; with `moved` those that stand as
    that one stood.
    """
    stood = {s.label: s.before.provision.whole for s in draft.shown if s.before is not None}
    return frozenset(
        s.label
        for s in draft.shown
        if not draft.document.is_redline
        and s.after is not None
        and s.after.provision.whole == stood.get(moved or s.label)
    )


def renumbered(draft: Draft) -> dict[str, str]:
    """The clauses to which instructions give the number of another, each with the number that it had."""
    acts = (act for given in draft.accepted.instructions for act in given.acts)
    return {new: old for act in acts if isinstance(act, Renumbering) for old, new in act.pairs}


def _holds(words: str, others: str) -> bool:
    return " ".join(others.split()) in words


def _changes(place: OpenPlace, draft: Draft) -> tuple[edited.Replaced, ...]:
    """What a redline replaces in a clause, where that is little enough to be told of what is counted; else nothing."""
    changes = replaced_at(place, draft)
    return changes if len(changes) <= _FEW_CHANGES else ()


def replaced_at(place: OpenPlace, draft: Draft) -> tuple[edited.Replaced, ...]:
    """What the marks of a redline replace in the provision of a place."""
    return edited.replaced_in(redlines(draft), place.clause) if draft.document.is_redline else ()


def _redescribed(place: OpenPlace, draft: Draft, question: Question) -> str:
    """What the draft does to the words that describe what is counted, by its own marks where it has them."""
    changes = _changes(place, draft)
    if not changes:
        return f"{place.why[:1].upper()}{place.why[1:]}; the effect on the number counted is not known."
    about = joined(quoted(f"... {each.left} ...", MOST_QUOTED) for each in changes)
    own = {each.clause for each in draft.open if each.kind == "count"}
    alike = [clause for clause in _on_the_same_numbers(place, draft, question) if clause not in own]
    other = f" {joined(alike)}, which {'turns' if len(alike) == 1 else 'turn'} on the same numbers, " if alike else ""
    unchanged = f"{other}{'is' if len(alike) == 1 else 'are'} not changed." if alike else ""
    return (
        f"{edited.told(changes)}, so that it reads {about}. These words decide which premises are "
        f"counted; how the count would change is not known.{unchanged}"
    )


def _from_where_it_stopped(place: OpenPlace, words: str, draft: Draft) -> str:
    """The words of a place; of a long sentence those about where reading it stopped, if they would be cut off else."""
    at = draft.layout(place.view).find(place.clause) if place.kind == "sentence" and place.clause else None
    tail = " ".join(at.text[place.start :].split())[:_SEEN] if at is not None else ""
    before = words.find(tail) if tail and words.count(tail) == 1 else 0
    if before + len(tail) <= MOST_QUOTED:
        return words
    return f"... {' '.join(words[:before].split()[-_FEW_WORDS:])} {words[before:]}"


def _put_in(place: OpenPlace, draft: Draft) -> str:
    """The words that a draft puts into a sentence that was read without them, with a few about them; "" of others.

    They are what could not be interpreted, wherever reading stopped.
    """
    clause = clause_of(place.clause)
    shown = next((s for s in draft.shown if s.label == clause), None)
    stood = shown.before if shown is not None else None
    if place.kind != "sentence" or shown is None or stood is None:
        return ""
    # What our own words say is known where they are not read too.
    ours = shown.held is not None and not draft.document.is_redline
    if not ours and (not stood.executable or stood.words):
        return ""
    marked = redlines(draft).get(clause)
    every = edited.replaced(marked) if marked is not None else ()
    by_instructions = {new for at, new in _given_by_instructions(draft) if at == clause}
    # What is changed in the paragraph where reading stopped, and not in those about it, is what was not understood.
    there = [each for each in every if each.label == place.clause and place.clause != clause]
    changes = {each.becomes: each for each in there or every}
    if not changes or not all(changes) or any(each.whole for each in every) or len(changes) > _FEW_CHANGES:
        return ""
    told = []
    for words, each in changes.items():
        given = next((new for new in by_instructions if words in new), words).strip(" ,;")
        tells = len(given.split()) >= _FEW_TO_TELL
        asks = f" (whether {quoted_in_full(words)} imposes a duty was not decided)" if _is_of_duty(each) else ""
        within = "" if tells else f", in {quoted_in_full(_within(each, place))}"
        told.append(f"{quoted_in_full(given)}{within}{asks}")
    return joined(dict.fromkeys(told))


def _is_of_duty(change: edited.Replaced) -> bool:
    """Whether one word that says whether there is a duty takes the place of "shall"."""
    return change.was == "shall" and change.becomes in ("should", "may", "might", "can", "could", "would")


def _within(change: edited.Replaced, place: OpenPlace) -> str:
    """The words about a change, with signs where the sentence of the place goes on."""
    begins = " ".join(place.text.split()).startswith(change.left)
    return f"{'' if begins else '... '}{change.left}{'' if change.left.endswith('.') else ' ...'}"


def _given_by_instructions(draft: Draft) -> Iterator[tuple[str, str]]:
    """The words that instructions give to be put in, as they have them, each with the clause that is amended."""
    for given in draft.accepted.instructions:
        edits = (act for act in given.acts if isinstance(act, Edit) and act.new)
        yield from (
            (clause_of(act.at), act.new) for act in edits if " ".join(act.new.split()) in " ".join(given.text.split())
        )


def _without_its_words(why: str, words: str) -> str:
    """Why a passage was not read, without the passage itself, where that is quoted again."""
    again = _QUOTED_AGAIN.search(why)
    return (
        why.replace(f"{again[0]} is", "").replace(again[0], "this").strip()
        if again is not None and again[1] in words and len(again[1]) > len(words) * _MOST_OF_IT
        else why
    )


def _without_it(place: OpenPlace, draft: Draft, question: Question) -> str:
    """That other clauses which turn on the same numbers have no such words; "" where none is known to."""
    alike = _on_the_same_numbers(place, draft, question)
    turn, have = ("turns", "has") if len(alike) == 1 else ("turn", "have")
    return f"; {joined(alike)}, which {turn} on the same numbers, {have} no such words" if alike else ""


def _on_the_same_numbers(place: OpenPlace, draft: Draft, question: Question) -> list[str]:
    """The clauses that turn on the same numbers as that of a place, save those that have the same words open."""
    rules = draft.proposed.ruleset(question, draft.on).rules
    same = {clause_of(p.clause) for p in draft.open if p.text == place.text}
    own = _numbers(rules, {clause_of(place.clause)})
    others = [clause for clause in dict.fromkeys(rule.clause for rule in rules) if clause not in same]
    return [clause for clause in others if own & _numbers(rules, {clause})]


def _numbers(rules: Iterable[LinkedRule], clauses: Collection[str]) -> frozenset[str]:
    """The counts on which the rules of some clauses turn, the years left aside."""
    read = facts_of_rules(tuple(rule.rule for rule in rules if rule.clause in clauses))
    return frozenset(fact.name for fact in read if isinstance(fact, Count) and not is_year(fact))


def _around(text: str, start: int, end: int) -> str:
    """A few words before and behind a stretch of a text, with the stretch itself."""
    before, behind = text[:start].split(), text[end:].split()
    # White space is one space, and nothing is put between words and the comma behind them.
    first, last = " ".join(("|" + text[:start]).split()[-_FEW_WORDS:]), " ".join(behind[:_FEW_WORDS])
    first += " " if text[:start] != text[:start].rstrip() else ""
    last = f" {last}" if text[end:] != text[end:].lstrip() else last
    few = f"{first.removeprefix('|')}{' '.join(text[start:end].split())}{last}".strip()
    return f"{'... ' if len(before) > _FEW_WORDS else ''}{few}{' ...' if len(behind) > _FEW_WORDS else ''}"


def colliding(draft: Draft) -> Iterator[str]:
    """The instructions that were read and amend what one that was not read amends too, or may."""
    # Words that do not stand where they are looked for are not those that another instruction amends.
    given_up = [each for each in draft.failed if not isinstance(each.act, Edit)]
    failed = [each.instruction for each in given_up]
    understood = {id(each.instruction) for each in given_up if each.act is not None}
    places = {id(i): at.place for i, at in zip(draft.accepted.instructions, draft.accepted.instructed, strict=True)}
    where = [set(each.clauses) or ({clause_of(each.act.at)} if each.act else None) for each in given_up]
    elsewhere = [_cited_alone(each.instruction.text) for each in given_up]
    for given in draft.accepted.instructions:
        amends = {clause_of(act.at) for act in given.acts}
        others = [
            f
            for f, some, named in zip(failed, where, elsewhere, strict=True)
            if (some is None and not _apart(named, amends)) or (some is not None and some & amends)
        ]
        if given not in failed and amends and others:
            at, beside = places[id(given)], joined(dict.fromkeys(places[id(other)] for other in others))
            what = joined(dict.fromkeys(act.at for act in given.acts))
            were, all_understood = "was" if len(others) == 1 else "were", understood.issuperset(map(id, others))
            yield (
                f"{at[:1].upper()}{at[1:]} amends {what}: {quoted(given.text, MOST_QUOTED)} It may conflict with "
                f"{beside}, which {were} not {'carried out' if all_understood else 'read'} and may amend it too."
            )


def _cited_alone(instruction: str) -> frozenset[str]:
    """The Sections and clauses that an instruction names outside the words that it quotes."""
    return frozenset(_SECTION.findall(_IN_MARKS.sub("", instruction)))


def _apart(named: Collection[str], clauses: Iterable[str]) -> bool:
    """Whether some Sections and clauses are named, and none of them is, or holds, one of others."""
    return bool(named) and not any(c == n or c.startswith(f"{n}.") for c in clauses for n in named)


def not_possible(draft: Draft) -> Iterator[str]:
    """The instructions that were understood and cannot be carried out on our own restatement, and why.

    Of official words a finding says it.
    """
    for each in draft.failed:
        if each.act is not None and not each.official:
            where = each.act.at or "The draft"
            number = number_of(each.instruction.text)
            instruction = f"Instruction {number}" if number else "An instruction"
            instead = _instead(each.act, draft)
            text = draft.base.rulebook.text_called
            yield f"{where}: {instruction} cannot be carried out on {text}: {each.why}.{instead}"


def number_of(instruction: str) -> str:
    """The number that an instruction has of its own, such as "2"; "" where it has none."""
    numbered = NUMBERED.match(instruction)
    return numbered[1] if numbered else ""


def _instead(act: Act, draft: Draft) -> str:
    """What stands about the figure, or the words, nearest to those that an instruction looks for in vain."""
    provision = draft.accepted.find(act.at) if isinstance(act, Edit) else None
    if provision is None or not isinstance(act, Edit):
        return ""
    figures = dict.fromkeys(_LONE_FIGURE.findall(provision.text))
    if _LONE_FIGURE.fullmatch(act.old.strip()) and len(figures) == 1:
        return f" The figure in {act.at} is {next(iter(figures))}."
    own, sought = (list(_TOKEN.finditer(text)) for text in (provision.text, act.old))
    words = [[m.group().casefold() for m in tokens] for tokens in (own, sought)]
    match = SequenceMatcher(None, words[0], words[1], autojunk=False).find_longest_match()
    alike = " ".join(words[0][match.a : match.a + match.size])
    if not match.size or not (match.size > 2 or any(c.isdigit() for c in alike)):
        return ""
    first = max(0, match.a - len(sought) - 1)
    last = min(len(own), match.a + match.size) - 1
    found = provision.text[own[first].start() : own[last].end()]
    return f" {act.at} has {quoted_in_full(f'... {found} ...')}."
