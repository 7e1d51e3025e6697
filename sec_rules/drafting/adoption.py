"""Official words in the place of ours: read, held against our rules clause by clause, kept, and put into the Code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Final

from attrs import evolve, frozen

from sec_rules.analysis.comparison import Change
from sec_rules.analysis.equivalence import difference
from sec_rules.documents.document import Document, View
from sec_rules.drafting.draft import parties
from sec_rules.drafting.grammar.clause_reader import ReadClause, read_clause
from sec_rules.drafting.grammar.vocabulary import Vocabulary, vocabulary
from sec_rules.drafting.layout.held_words import held_provision
from sec_rules.drafting.layout.layout import lay_out
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.engine.adopted_text import AdoptedClause, AdoptedText, Meaning
from sec_rules.engine.code import Code, check_day
from sec_rules.engine.decision_tree import position
from sec_rules.engine.english.regions import case
from sec_rules.engine.legal_text import digest
from sec_rules.engine.solver import Solver
from sec_rules.errors import DocumentError
from sec_rules.lang import (
    Clause,
    Doubt,
    Evidence,
    Mark,
    Redirects,
    Rule,
    Source,
    Standing,
    TextSource,
    Version,
    Words,
)
from sec_rules.span import Span

_UNREAD: Final = "its words are of no kind that is read"


@frozen
class Adopted:
    """What came of one clause: what its words mean beside our rule, why, the smallest case that differs, and numbers.

    `ours` is whether we hold a clause of that label on the day; `moved` the label under which we hold that meaning.
    """

    label: str
    meaning: Meaning
    why: str
    smallest: str
    ours: bool
    moved: str


@frozen
class Adoption:
    """A file read to be adopted: what came of each clause, what we hold and it does not show, and what is kept."""

    text: AdoptedText
    clauses: tuple[Adopted, ...]
    not_shown: tuple[str, ...]

    @property
    def same(self) -> int:
        """How many of the clauses mean the same as ours."""
        return sum(clause.meaning == "same" for clause in self.clauses)


def adopt(document: Document, code: Code, on: date) -> Adoption:
    """A document of official words as they stand on a day, held against the Code. Nothing is kept yet.

    Raises `DayError` for a day on which the Code is not held, `DocumentError` for a document that shows changes, or
    that has no clause.
    """
    check_day(on)
    if document.is_redline:
        raise DocumentError(f"{document.name} shows tracked changes; adopt takes words as they stand, without any.")
    layout = lay_out(document.view(View.ACCEPTED), View.ACCEPTED)
    provisions = {p.label: p for p in layout.provisions if p.whole.strip()}
    if not provisions:
        raise DocumentError(
            f"{document.name} holds no clause: none of its paragraphs begins with a label such as G8.41."
        )
    known = vocabulary(provisions.values(), (), parties(code))
    read = {label: read_clause(p, known) for label, p in provisions.items()}
    held = {clause.label: version for clause, version in code.standing(on)}
    adopted = tuple(_adopt(label, r, held, code, on) for label, r in read.items())
    clauses = {
        a.label: AdoptedClause(
            written(provisions[a.label]), a.meaning, a.why, _rule_hash(held.get(a.label)), "" if a.ours else a.moved
        )
        for a in adopted
    }
    not_shown = tuple(label for label in held if label not in read and not _redirects(held[label]))
    return Adoption(AdoptedText(on, document.name, document.sha256, clauses), adopted, not_shown)


def _redirects(version: Version) -> bool:
    return any(isinstance(rule, Redirects) for rule in version.rules)


def _adopt(label: str, read: ReadClause, held: dict[str, Version], code: Code, on: date) -> Adopted:
    version = held.get(label)
    ours = version is not None and not _redirects(version)
    if not read.rules or read.sentences:
        why = read.sentences[0].why if read.sentences else _UNREAD
        return Adopted(label, "unread", why, "", ours, "")
    moved = _held_as(label, read, held)
    if version is None or not ours:
        return Adopted(label, "other", "no clause of that label is held", "", ours, moved)
    differs = difference(read.rules, version.rules)
    if differs is None:
        return Adopted(label, "same", "", "", ours, "")
    return Adopted(label, "other", differs, _smallest(label, read.rules, code, on), ours, moved)


def _held_as(label: str, read: ReadClause, held: dict[str, Version]) -> str:
    """Another label under which we hold what a clause says; "" where there is none."""
    same = (other for other, v in held.items() if other != label and difference(read.rules, v.rules) is None)
    return next(same, "")


def _smallest(label: str, rules: tuple[Rule, ...], code: Code, on: date) -> str:
    """The smallest case that the two rules answer otherwise, in words; "" where no answer of the Code differs."""
    from sec_rules.analysis.comparison import differences

    clause = code.clause(label)
    version = evolve(_standing(clause, on), rules=rules, doubts=())
    theirs = evolve(code, clauses=tuple(_with(c, version, on) if c.label == label else c for c in code.clauses))
    question = code.rulebook.question
    found = differences(code.ruleset(question, on), theirs.ruleset(question, on))
    solver = Solver(found.facts.values())
    return _case(min(found.merged, key=lambda c: position(c.witness, solver))) if found.merged else ""


def _case(change: Change) -> str:
    was, becomes = change.was or "no single answer", change.becomes or "no single answer"
    return f"{case(change.witness, among=change.facts)}: {was} by our rule, {becomes} by these words"


def _standing(clause: Clause, on: date) -> Version:
    found = clause.on(on)
    assert found is not None, "only clauses that stand on the day are asked about"
    return found


def _with(clause: Clause, version: Version, on: date) -> Clause:
    """The clause with another version in the place of the one that stands on a day."""
    old = clause.on(on)
    return evolve(clause, versions=tuple(version if v is old else v for v in clause.versions))


def _rule_hash(version: Version | None) -> str:
    return hashlib.sha256(repr(version.rules).encode()).hexdigest()[:16] if version is not None else ""


def written(provision: Provision) -> str:
    """A provision as words with its labels, a paragraph of it to a paragraph."""
    own = [part.words_in(provision.text).strip() for part in provision.order if isinstance(part, Span)]
    first = " ".join((provision.step, *own[:1]))
    rest = iter(own[1:])
    seen = False
    parts = [first.strip()]
    for part in provision.order:
        if isinstance(part, Provision):
            parts.append(written(part))
        elif seen:
            parts.append(next(rest, ""))
        seen = True
    return "\n\n".join(part for part in parts if part)


# In the Code.


def applied(code: Code, copies: Iterable[AdoptedText]) -> Code:
    """The Code with adopted words in the place of ours, cited as VERBATIM and meant as they read.

    A clause that they hold under another number moves there, unless the file shows its old number too.
    """
    for text in copies:
        clauses = {clause.label: clause for clause in code.clauses}
        for label, given in text.clauses.items():
            ours = clauses.get(given.moved)
            if ours is not None and given.moved not in text.clauses and ours.on(text.on) is ours.versions[0]:
                clauses.update(_moved(label, given, ours, clauses.get(label), text))
                if not clauses[given.moved].versions:
                    del clauses[given.moved]
                continue
            found = _adopted(label, given, clauses.get(label), text)
            if found is not None:
                clauses[label] = found
        code = evolve(code, clauses=tuple(clauses.values()), invariants=())
    return code


def _moved(
    label: str, given: AdoptedClause, ours: Clause, there: Clause | None, text: AdoptedText
) -> dict[str, Clause]:
    """Our clause under the number that the official words give it, and what is left under its own.

    Where another clause had that number, from the day on which that one ended.
    """
    version, *older = ours.versions
    day = version.in_force if there is None else max(version.in_force, there.ceased or text.on)
    new = evolve(_verbatim(version, given, text, version.rules, version.doubts), in_force=day)
    left = evolve(
        ours,
        versions=tuple(older) if day == version.in_force else ours.versions,
        ceased=day,
        ceased_by=f"the number {label}, adopted from {text.name}",
    )
    earlier = there.versions if there is not None else ()
    return {label: Clause(label=label, title=ours.title, versions=(new, *earlier)), ours.label: left}


def _adopted(label: str, given: AdoptedClause, clause: Clause | None, text: AdoptedText) -> Clause | None:
    version = clause.on(text.on) if clause is not None else None
    meaning, read = given.meaning, None
    if meaning == "other" or (meaning == "same" and given.rule != _rule_hash(version)):
        # Read again where the rule is theirs, or ours has changed since.
        read = _read(label, given.words)
        meaning = _meaning(read, version)
    if meaning == "unread":
        return None if clause is None or version is None else _doubted(clause, version, given, text)
    if version is None:
        return _new(label, given, read, text) if clause is None and read is not None else clause
    if read is None or meaning == "same":
        made = _verbatim(version, given, text, version.rules, version.doubts)
    else:
        made = _verbatim(version, given, text, read.rules, read.doubts)
    return None if clause is None else _with(clause, made, text.on)


def _new(label: str, given: AdoptedClause, read: ReadClause, text: AdoptedText) -> Clause:
    """A clause of which we hold nothing, from the day on which its words are known to stand."""
    version = Version(
        in_force=text.on,
        brought_in_by=whose(text),
        words=_words(given, text),
        standing=Standing.VERBATIM,
        evidence=_evidence(text),
        rules=read.rules,
        doubts=read.doubts,
    )
    return Clause(label=label, title=f"as adopted from {text.name}", versions=(version,))


def _verbatim(
    version: Version, given: AdoptedClause, text: AdoptedText, rules: tuple[Rule, ...], doubts: tuple[Doubt, ...]
) -> Version:
    """A version with official words; of our evidence, what is published is kept, since the words settle the rest."""
    published = tuple(e for e in version.evidence if e.mark is Mark.PUBLISHED)
    return evolve(
        version,
        words=_words(given, text),
        standing=Standing.VERBATIM,
        evidence=(*_evidence(text), *published),
        rules=rules,
        doubts=doubts,
    )


def _words(given: AdoptedClause, text: AdoptedText) -> Words:
    return Words(str(text.on), digest(given.words), TextSource.OFFICIAL, text=given.words)


def _evidence(text: AdoptedText) -> tuple[Evidence, ...]:
    return (Evidence(Source(f"adopted-{text.on}", whose(text)), "the words", Mark.ADOPTED),)


def whose(text: AdoptedText) -> str:
    """Whose words those of a copy are, as answers and reports cite them."""
    return f"the reader's own copy, as given on {text.on} from {text.name}"


def _read(label: str, words: str) -> ReadClause | None:
    found = held_provision(label, words)
    return read_clause(found, Vocabulary()) if found is not None else None


def _meaning(read: ReadClause | None, version: Version | None) -> Meaning:
    if read is None or not read.rules or read.sentences:
        return "unread"
    return "same" if version is not None and difference(read.rules, version.rules) is None else "other"


def _doubted(clause: Clause, version: Version, given: AdoptedClause, text: AdoptedText) -> Clause:
    """Our rule, with the doubt that the official words were not read."""
    doubt = Doubt(
        unsure=f"The official words adopted from {text.name} could not be read as a rule ({given.why}); the answer "
        "rests on our restatement.",
        evidence=_evidence(text),
    )
    return _with(clause, evolve(version, doubts=(*version.doubts, doubt)), text.on)
