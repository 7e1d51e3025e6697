"""Instructions carried out: the provisions as they stand, and as the draft would have them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import takewhile
from typing import Final

from attrs import evolve, field, frozen, mutable

from sec_rules._patterns import compiled
from sec_rules.drafting.given_anew import (
    each_given_anew,
    given_anew,
    given_too,
    lost,
    place_of,
    without_those_given,
)
from sec_rules.drafting.layout.instructions import (
    Act,
    Addition,
    Deletion,
    Edit,
    Instruction,
    Placing,
    Renumbering,
    Transposition,
)
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.drafting.parts_given import merged
from sec_rules.drafting.reach_of_acts import clauses_of, ends_of, ranges_of, stands_beside
from sec_rules.lang.citations import Range, clause_of, order, parent_of, path_of, ranges, stands_in
from sec_rules.span import Span

_Change = Callable[[Provision], Provision]
# Where a blank would stand over: at either end of a line, before a mark, after a bracket that opens, beside another.
_NO_BLANK_BEFORE: Final = compiled(r"[ ,;:.?!)\]\n]|$")
_NO_BLANK_AFTER: Final = compiled(r"(?:^|[ (\[\n])$")
# The provision of a label that is held, and whether its words are the official ones.
Held = Mapping[str, tuple[Provision, bool]]


@frozen
class Failed:
    """An instruction, or one act of it, that could not be carried out, and why.

    `official` is true where the words it looks for were looked for in words that are more than our restatement.
    `clauses` are those that are not as the draft would have them.
    """

    instruction: Instruction
    act: Act | None
    why: str
    official: bool
    clauses: tuple[str, ...]


def carried_out(layout: Layout, held: Held) -> tuple[Layout, tuple[Failed, ...]]:
    """A layout with its instructions carried out on its own provisions, and on those held that it does not give."""
    standing = {label: provision for label, (provision, _) in held.items()}
    # What stands nowhere in the document is the text that it amends.
    given = tuple(p for p in layout.provisions if any(part.sources for part in p.walk()))
    work = _Work(dict(standing), {label for label, (_, sure) in held.items() if sure}, given, standing)
    work.take_in(p for p in layout.provisions if p.given_for is None)
    for instruction, paragraph in zip(layout.instructions, layout.instructed, strict=True):
        work.carry_out(instruction, layout.provisions, place_of(paragraph))
    work.failed.extend(_not_left(layout, standing))
    return evolve(layout, provisions=_in_place(layout, work.after)), tuple(work.failed)


def _not_left(layout: Layout, held: Mapping[str, Provision]) -> Iterator[Failed]:
    """The instructions that say of a provision that it stays as it is, where the draft changes it."""
    leaving = [one for one in layout.instructions if one.leaves]
    if not leaving:
        return
    given = {part.label for p in layout.provisions for part in p.walk() if part.changed or not part.sources}
    whole = ((p, held[p.label]) for p in layout.provisions if p.label in held and not p.partial)
    given |= {p.label for p, stood in whole if p.whole.split() != stood.whole.split()}
    done = {label for one in layout.instructions for act in one.acts for label in ends_of(act)}
    changed = given | done
    for instruction in leaving:
        ends = (end for each in instruction.leaves for end in each.ends)
        label = next((end for end in ends if any(stands_in(end, o) or stands_in(o, end) for o in changed)), None)
        if label is not None:
            why = f"it says that {label} stays as it is, and the draft changes it"
            yield Failed(instruction, None, why, False, (clause_of(label),))


def _in_place(layout: Layout, after: Mapping[str, Provision]) -> tuple[Provision, ...]:
    """The provisions as they come to stand, in the order of the document; one given twice stands there twice.

    Those that the document does not give, but changes by instruction, stand where their labels put them.
    """
    # A clause that is given whole stands there, one of which parts are given only where the last of them does.
    last = {p.label: i for whole in (False, True) for i, p in enumerate(layout.provisions) if p.partial is not whole}
    placed = (
        after.get(p.label) if last[p.label] == i else None if p.partial else p for i, p in enumerate(layout.provisions)
    )
    stand = [p for p in placed if p is not None]
    for provision in (p for label, p in after.items() if label not in last):
        behind = (i for i, p in enumerate(stand) if order(p.label) > order(provision.label))
        stand.insert(next(behind, len(stand)), provision)
    return tuple(stand)


def touched(layout: Layout, held: Iterable[str]) -> tuple[str, ...]:
    """The labels of the clauses that a layout gives or that its instructions change, each once.

    `held` are those of the clauses held, some of which a range may take in that does not name them.
    """
    given = tuple(p.label for p in layout.provisions)
    acts = [act for instruction in layout.instructions for act in instruction.acts if act.at and not stands_beside(act)]
    changed = (label for act in acts for label in clauses_of(act, (*held, *given)))
    blocked = (
        label for instruction in layout.instructions if not instruction.understood for label in instruction.speaks_of
    )
    return tuple(dict.fromkeys((*given, *changed, *blocked)))


def blocked_by(failed: Iterable[Failed]) -> dict[str, str]:
    """The clauses that an instruction would change that was not carried out, and why it was not."""
    return {label: f"an instruction to change it was not carried out: {f.why}" for f in failed for label in f.clauses}


@mutable
class _Work:
    """The provisions as they come to stand, beginning with those held, and what failed on the way."""

    after: dict[str, Provision]
    official: set[str]
    given: tuple[Provision, ...]
    held: Mapping[str, Provision]
    failed: list[Failed] = field(factory=list)
    # The acts that have put what is given for them in its place.
    placed: list[Placing] = field(factory=list)
    # The numbers that provisions had before they were given others, and those they have since.
    renumbered: set[str] = field(factory=set)

    def take_in(self, given: Iterable[Provision]) -> None:
        """The provisions that the document gives; a part of one is put into what is held or was given before."""
        for provision in given:
            label = provision.label
            base = self.after.get(label)
            self.after[label] = merged(provision, base) if provision.partial and base is not None else provision
            if not provision.partial:
                self.official.add(label)

    def carry_out(self, instruction: Instruction, given: Sequence[Provision], place: int) -> None:
        """Carries out all acts of an instruction with what is given for them, or none where it is not understood.

        `place` is which stored paragraph it stands in.
        """
        if instruction.idle:
            return
        if not instruction.understood:
            self._fail(instruction, None, f"'{instruction.left}' is not understood")
            return
        for act in instruction.acts:
            unclear = self._either_number(act, instruction) or self._other_than_said(act)
            if unclear:
                self._fail(instruction, act, unclear)
                continue
            if isinstance(act, Renumbering):
                self._fail(instruction, act, self._renumber(act))
                continue
            if isinstance(act, Placing):
                self._fail(instruction, act, self._place(act, [p for p in given if p.given_for is act], place))
                continue
            reached = self._reached(ranges_of(act))
            if isinstance(act, Deletion) and not isinstance(reached, str):
                reached = without_those_given(reached, ranges_of(act), self._given_so_far(), self.held, place)
            if isinstance(reached, str):
                self._fail(instruction, act, reached)
                continue
            there = tuple(label for label in reached if self._may_lack(act, label))
            for label in there or reached:
                each = act if isinstance(act, Transposition) else evolve(act, at=label, to="")
                self._fail(instruction, each, self._act(each, place))

    def _given_so_far(self) -> list[Provision]:
        return [p for p in self.given if p.given_for is None or p.given_for in self.placed]

    def _fail(self, instruction: Instruction, act: Act | None, why: str) -> None:
        """Keeps why an instruction or an act of it was not carried out, if it was not."""
        if why:
            clauses = clauses_of(act, self.after) if act is not None and act.at else instruction.speaks_of
            official = act is not None and clause_of(act.at) in self.official
            self.failed.append(Failed(instruction, act, why, official, clauses))

    def _may_lack(self, act: Act, label: str) -> bool:
        """Whether an act is to be done to a provision: "wherever it occurs in Sections G8.41 to G8.45" says so."""
        target = self.after.get(clause_of(label))
        if not isinstance(act, Edit) or not act.each or act.times or not act.to:
            return True
        return target is not None and any(_places(target, evolve(act, at=label, to="")))

    def _either_number(self, act: Act, instruction: Instruction) -> str:
        """Why it is not settled which provision an act is done to, where numbers were given to others before."""
        if "renumbered" in instruction.text and not isinstance(act, Renumbering):
            return ""
        ends = (end for each in ranges_of(act) for end in each.ends)
        unclear = next((end for end in ends if any(stands_in(end, label) for label in self.renumbered)), None)
        if unclear is None:
            return ""
        return f"{unclear} may mean what had that number before or what has it now; write '{unclear} (as renumbered)'"

    def _other_than_said(self, act: Act) -> str:
        """Why a clause is not what its instruction says it is: one with these paragraphs, or "Not used"."""
        held = self.after.get(act.at)
        if isinstance(act, Placing) and act.vacant and held is not None and not _says_only(held, act.vacant):
            return f"{act.at} does not say '{act.vacant}' alone"
        parts = act.parts if isinstance(act, Deletion | Placing) else ""
        if not parts or held is None:
            return ""
        named = self._reached(ranges(act.at + parts))
        if isinstance(named, str):
            return named
        other = next((p.label for p in held.children if p.label not in named), None)
        return "" if other is None else f"it names {parts} of {act.at}, and {other} stands there too"

    def _renumber(self, act: Renumbering) -> str:
        """Gives provisions other numbers, all at once; why not, where they cannot have them."""
        old, new = zip(*act.pairs, strict=True)
        parents = {parent_of(label) for label in (*old, *new)}
        lacking = next((label for label in old if not self._stands(label)), None)
        taken = next((label for label in new if label not in old and self._stands(label)), None)
        if len(parents) > 1:
            return f"{', '.join((*old, *new))} do not stand side by side"
        if lacking is not None or taken is not None:
            return f"{lacking} is not there to be renumbered" if lacking else f"{taken} is there already"
        self.renumbered.update((*old, *new))
        number = dict(act.pairs)
        parent = parents.pop()
        if not parent:
            gone = {label: self.after.pop(label) for label in old}
            self.after.update({number[label]: _relabelled(p, number[label]) for label, p in gone.items()})
            return ""

        def renumber(provision: Provision) -> Provision:
            parts = {x.label: _relabelled(x, number.get(x.label, x.label)) for x in provision.children}
            if set(old) == set(new):
                # What changes numbers with another changes places with it too.
                parts = {label: parts[before] for before, label in act.pairs} | {
                    label: part for label, part in parts.items() if label not in number
                }
            order = tuple(parts[x.label] if isinstance(x, Provision) else x for x in provision.order)
            return evolve(provision, order=order, changed=True)

        label = clause_of(parent)
        self.after[label] = _with(self.after[label], parent, renumber)
        return ""

    def _stands(self, label: str) -> bool:
        clause = self.after.get(clause_of(label))
        return clause is not None and _has(clause, label)

    def _reached(self, ranges: Iterable[Range]) -> tuple[str, ...] | str:
        """The provisions that are there of some ranges, a single one whether or not it is; in words, why it is none."""
        found: list[str] = []
        for each in ranges:
            if each.first == each.last:
                found.append(each.first)
                continue
            standing = self._beside(each.first)
            lacking = next((end for end in each.ends if end not in standing), None)
            if lacking is not None:
                return _no_paragraph(lacking) if path_of(lacking) else f"{lacking} is not held, so {each} is no range"
            among = each.among(standing)
            if not among:
                return f"the range {each} runs backwards"
            found += among
        return tuple(found)

    def _beside(self, label: str) -> Sequence[str]:
        """The provisions that stand side by side with one, and itself, in their order."""
        clause = self.after.get(clause_of(label))
        if not path_of(label):
            return sorted(self.after, key=order)
        return [p.label for p in clause.walk() if parent_of(p.label) == parent_of(label)] if clause is not None else []

    def _place(self, act: Placing, given: Sequence[Provision], place: int) -> str:
        """Puts text where it goes; why not, where it cannot be."""
        label = clause_of(act.at)
        if label and label not in self.after and path_of(act.at):
            why = f"{label} is not in the text that is held, so there is nothing to put it into"
        elif not act.replaces:
            why = ""
        else:
            why = self._substitute(act, given, place)
        self.placed.append(act)
        if why:
            for provision in given:
                self.after.setdefault(provision.label, provision)
        return why

    def _substitute(self, act: Placing, given: Sequence[Provision], place: int) -> str:
        """Puts what is given in the place of the provisions replaced, all of them; why not, where it cannot be."""
        reached = self._reached(act.replaces)
        if isinstance(reached, str):
            return reached
        meant = ", ".join(map(str, act.replaces))
        parent = parent_of(act.at)
        others = [p for p in self.given if p.given_for is None]
        each_anew = each_given_anew(reached, act.replaces, others, self.held, place)
        beside = next((label for label, anew in each_anew if anew), None)
        if beside is not None:
            return given_too(beside)
        if any(parent_of(each) != parent for each in reached):
            return f"{meant} do not stand side by side"
        if not given or any(p.partial is not bool(parent) for p in given):
            what = "paragraph" if parent else "Section"
            return f"no {what} is given under its label to stand in the place of {meant}"
        if not parent:
            for label in reached:
                self.after.pop(label, None)
            self.take_in(given)
            return ""
        target = self.after[clause_of(parent)]
        changed = _substituted(target, parent, reached, given[0])
        if isinstance(changed, str):
            return changed
        self.after[target.label] = changed
        return ""

    def _act(self, act: Edit | Addition | Deletion | Transposition, place: int) -> str:
        """Carries out one act on one provision; why not, where it cannot be."""
        label = clause_of(act.at)
        target = self.after.get(label)
        if target is None:
            return f"{act.at or 'the provision meant'} is not in the text that is held, so there is nothing to change"
        changed = _changed(target, act)
        if isinstance(changed, str):
            return changed
        if changed is None:
            del self.after[label]
            return ""
        if isinstance(act, Edit):
            anew = given_anew(label, self._given_so_far(), self.held, place)
            if lost(act, target, changed, anew):
                return given_too(act.at)
        self.after[label] = changed
        return ""


def _says_only(held: Provision, words: str) -> bool:
    """Whether a provision says some words and nothing else, whatever marks stand round them."""
    said, meant = (re.sub(r"\W+", " ", each).strip().casefold() for each in (held.whole, words))
    return said == meant


def _changed(target: Provision, act: Edit | Addition | Deletion | Transposition) -> Provision | str | None:
    """The provision with an act done to it; None where nothing is left of it; in words, why it cannot be done."""
    match act:
        case Deletion():
            if not path_of(act.at):
                return None
            return _without(target, act.at) if _has(target, act.at) else _no_paragraph(act.at)
        case Addition():
            return _added(target, act) if _has(target, act.at) else _no_paragraph(act.at)
        case Edit():
            return _edited(target, act)
        case Transposition():
            return _transposed(target, act)


def _transposed(target: Provision, act: Transposition) -> Provision | str:
    """The provision with two of its words in each other's place; in words, why that cannot be done."""
    if not _has(target, act.at):
        return _no_paragraph(act.at)
    edits = [Edit(act.at, old, new, Span(0, 0)) for old, new in ((act.one, act.two), (act.two, act.one))]
    found = [(label, at, edit) for edit in edits for label, at in _places(target, edit)]
    for edit in edits:
        times = sum(1 for _, _, one in found if one is edit)
        if times != 1:
            return f"the words '{edit.old}' {'do not appear' if not times else f'appear {times} times'} in {act.at}"
    (one, first, old), (two, second, other) = found
    if one == two and Span(first, first + len(old.old)).overlaps(Span(second, second + len(other.old))):
        return f"'{act.one}' and '{act.two}' are not apart in {act.at}"
    for label, at, edit in sorted(found, key=lambda each: -each[1]):
        target = _with(target, label, partial(_put, edit=edit, at=at))
    return target


def _substituted(target: Provision, parent: str, gone: Collection[str], given: Provision) -> Provision | str:
    """The provision with parts given in the place of those gone below `parent`; in words, why it cannot be done."""
    lacking = next((label for label in gone if not _has(target, label)), None)
    if lacking is not None:
        return _no_paragraph(lacking)
    new = next(p for p in given.walk() if p.label == parent)
    staying = next(p for p in target.walk() if p.label == parent).children
    if staying and not new.children and not all(p.label in gone for p in staying) and len(gone) > 1:
        # Words of their own, between paragraphs that stay, may go on with the one before them or with the list.
        return f"no paragraph is given under its label to stand in the place of {', '.join(gone)}"
    twice = next((p.label for p in staying if p.label not in gone and _has(given, p.label)), None)
    if twice is not None:
        return f"{twice} is given and stands there already, not among those replaced"

    def put(provision: Provision) -> Provision:
        is_gone = [isinstance(x, Provision) and x.label in gone for x in provision.order]
        at = is_gone.index(True)
        kept = [x for x, out in zip(provision.order, is_gone, strict=True) if not out]
        order = (*kept[:at], *new.children, *kept[at:])
        return _with_words(evolve(provision, order=order, changed=True), at, new.text.strip())

    return _with(target, parent, put)


def _with_words(provision: Provision, at: int, words: str) -> Provision:
    """The provision with words of its own in front of the part that has a number in its order."""
    if not words:
        return provision
    before = [x.end for x in provision.order[:at] if isinstance(x, Span)]
    start = max(before, default=0)
    put = f"\n{words}" if before else f"{words}\n"
    opens = start + (1 if before else 0)

    def part(x: Span | Provision) -> Span | Provision:
        return x.shifted(len(put)) if isinstance(x, Span) and x.start >= start else x

    order = (*provision.order[:at], Span(opens, opens + len(words)), *map(part, provision.order[at:]))
    text = provision.text[:start] + put + provision.text[start:]
    return evolve(provision, text=text, order=order, stretches=(), sources=(), changed=True)


def _relabelled(provision: Provision, label: str) -> Provision:
    """A provision under another label, and with it all below."""
    if provision.label == label:
        return provision
    order = tuple(_relabelled(x, label + x.step) if isinstance(x, Provision) else x for x in provision.order)
    step = path_of(label)[len(path_of(parent_of(label))) :] or label
    return evolve(provision, label=label, step=step, order=order, label_changed=True, changed=True)


def _no_paragraph(at: str) -> str:
    return f"{clause_of(at)} has no paragraph {path_of(at)}"


def _has(provision: Provision, label: str) -> bool:
    return any(p.label == label for p in provision.walk())


def _edited(target: Provision, edit: Edit) -> Provision | str:
    if not _has(target, edit.at):
        return _no_paragraph(edit.at)
    found = list(_places(target, edit))
    other = bool(edit.times) and len(found) != edit.times
    if not found or (len(found) > 1 and not edit.each and not edit.nth) or len(found) < edit.nth or other:
        times = "do not appear" if not found else "appear once" if len(found) == 1 else f"appear {len(found)} times"
        where = f"the opening words of {edit.at}" if edit.opening else edit.at
        return f"the words '{edit.old}' {times} in {where}"
    meant = found if not edit.nth else [found[edit.nth - 1 if edit.nth > 0 else -1]]
    texts = {p.label: p.text for p in target.walk()}
    for label, at in reversed(meant):
        if edit.up_to and edit.up_to not in texts[label][at + len(edit.old) :]:
            return f"the words '{edit.up_to}' do not follow '{edit.old}' in {label}"
        if edit.up_to == "" and label not in (edit.at, list(texts)[-1]):
            return f"the words from '{edit.old}' to the end of {edit.at} go on over several paragraphs"
        if edit.from_start and (label != edit.at or _children_before(target, label, at)):
            return f"the words before '{edit.old}' in {edit.at} stand in several paragraphs"
        target = _with(target, label, partial(_put, edit=edit, at=at))
    return target


def _places(target: Provision, edit: Edit) -> Iterator[tuple[str, int]]:
    """Where the old words of an edit stand: in which provision, and at which code point of its own text."""
    for provision in target.walk():
        if not edit.old or not stands_in(provision.label, edit.at) or (edit.opening and provision.label != edit.at):
            continue
        end = _end_of_opening(provision) if edit.opening else len(provision.text)
        yield from ((provision.label, m.start()) for m in re.finditer(re.escape(edit.old), provision.text[:end]))


def _up_to(provision: Provision, at: int) -> tuple[Span | Provision, ...]:
    """The parts of a provision up to the one of its own text that holds a code point."""
    last = max((n for n, part in enumerate(provision.order) if isinstance(part, Span) and part.start <= at), default=-1)
    return provision.order[: last + 1]


def _end_of_opening(provision: Provision) -> int:
    """Where the words of a provision end that stand before its first paragraph."""
    opening = takewhile(lambda part: isinstance(part, Span), provision.order)
    return max((part.end for part in opening if isinstance(part, Span)), default=0)


def _children_before(target: Provision, label: str, at: int) -> bool:
    """Whether paragraphs of a provision stand before a code point of its own text."""
    provision = next(p for p in target.walk() if p.label == label)
    return any(isinstance(part, Provision) for part in _up_to(provision, at))


def _put(provision: Provision, edit: Edit, at: int) -> Provision:
    """The provision with the words of an edit put in at a code point of its own text."""
    end = at + len(edit.old)
    at = 0 if edit.from_start else at
    if edit.up_to == "":
        # To the end of a provision go the paragraphs behind as well.
        provision = evolve(provision, order=_up_to(provision, at))
    if edit.up_to is not None:
        end = provision.text.index(edit.up_to, end) + len(edit.up_to) if edit.up_to else len(provision.text)
    gone = Span(at, end) if edit.new else _with_blank(provision.text, Span(at, end))
    return _spliced(provision, gone.start, gone.end, edit.new)


def _with_blank(text: str, gone: Span) -> Span:
    """Words that are omitted, with the blank that would be left over beside them."""
    before, after = text[: gone.start], text[gone.end :]
    if before.endswith(" ") and _NO_BLANK_BEFORE.match(after):
        return Span(gone.start - 1, gone.end)
    if after.startswith(" ") and _NO_BLANK_AFTER.search(before):
        return Span(gone.start, gone.end + 1)
    return gone


def _spliced(provision: Provision, at: int, end: int, new: str) -> Provision:
    """The provision with other words in the place of code points `at` to `end` of its own text."""
    shift = len(new) - (end - at)

    def part(x: Span | Provision) -> Span | Provision:
        if isinstance(x, Provision):
            return x
        # What is put in at the end of a part belongs to it.
        start = x.start if x.start <= at else max(x.start, end) + shift
        return Span(start, x.end if x.end < at else max(x.end, end) + shift)

    text = provision.text[:at] + new + provision.text[end:]
    order = tuple(part(x) for x in provision.order)
    return evolve(provision, text=text, order=order, stretches=(), sources=(), changed=True)


def _added(target: Provision, act: Addition) -> Provision | str:
    """The provision with words at its beginning, or at its end: before the full stop if they go on the sentence.

    Or why they cannot stand there.
    """
    if act.where == "beginning":
        return _with(target, act.at, lambda p: _spliced(p, 0, 0, act.new.rstrip() + " "))
    at = next(p for p in target.walk() if p.label == act.at)
    last = [p for p in at.walk() if p.order and isinstance(p.order[-1], Span)][-1]
    if act.before:
        marks = [m.start() for m in re.finditer(re.escape(act.before) + r"(?=\W|$)", last.text)]
        if len(marks) != 1:
            return f"'{act.before}' stands {len(marks)} times in {last.label}, and should once"
        before = marks[0]
        gap_before = "" if act.new[:1] in ",;.: " else " "
        return _with(target, last.label, lambda p: _spliced(p, before, before, gap_before + act.new.rstrip(" .")))
    goes_on = re.match(r"[,;]|\s*[a-z(]", act.new) is not None

    def put(provision: Provision) -> Provision:
        text = provision.text.rstrip()
        stop = len(text) - 1 if goes_on and text.endswith(".") else len(text)
        gap = "" if act.new[:1] in ",;.: " else " "
        return _spliced(provision, stop, stop, gap + act.new.rstrip(".") if stop < len(text) else gap + act.new)

    return _with(target, last.label, put)


def _with(provision: Provision, label: str, change: _Change) -> Provision:
    """The provision with the part of it that carries `label` changed."""
    if provision.label == label:
        return change(provision)
    order = tuple(_with(x, label, change) if isinstance(x, Provision) else x for x in provision.order)
    return evolve(provision, order=order)


def _without(provision: Provision, label: str) -> Provision:
    kept = tuple(
        _without(x, label) if isinstance(x, Provision) else x
        for x in provision.order
        if not (isinstance(x, Provision) and x.label == label)
    )
    return evolve(provision, order=kept, changed=provision.changed or len(kept) != len(provision.order))
