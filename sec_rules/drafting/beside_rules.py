"""What stands beside the rules of a draft and is shown by the rest of it to bear on nothing.

A definition of a term that no rule uses, and a note that says no more than what the draft does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from attrs import evolve

from sec_rules.drafting.grammar.clause_reader import ReadClause
from sec_rules.drafting.grammar.foreign import is_foreign, is_plain_heading, term_defined
from sec_rules.drafting.grammar.sentence_reader import UnreadSentence
from sec_rules.drafting.layout.instruction_words import headings_in_brackets
from sec_rules.drafting.layout.provisions import Layout
from sec_rules.drafting.layout.titles import is_title
from sec_rules.drafting.restatements import Change
from sec_rules.drafting.restating.changes import changes
from sec_rules.drafting.restating.notes import NOT_SHOWN
from sec_rules.engine import legal_text
from sec_rules.engine.code import Code
from sec_rules.lang import Answers, Deems, Defines, NotUsed, Version


def words_of_rules(
    code: Code, held: Mapping[str, Version], answering: Iterable[str], reads: Iterable[ReadClause]
) -> str:
    """The words of every clause that answers, held or read, in small letters."""
    texts = [legal_text.words_of(code.clause(label), held[label]) for label in answering if label in held]
    texts += [read.provision.whole for read in reads if any(isinstance(r, (Answers, Deems)) for r in read.rules)]
    return " ".join(" ".join(texts).casefold().split())


def done(
    before: Mapping[str, ReadClause], after: Mapping[str, ReadClause], held: Mapping[str, Version], code: Code
) -> Change:
    """What a draft does to the words of the clauses that it shows, and to those that answer the question."""
    old, new = ({label: read.provision.whole for label, read in some.items()} for some in (before, after))
    standing = {label: version.rules for label, version in held.items()}
    was = standing | {label: read.rules for label, read in before.items()}
    # What is shown before and not after is deleted; what is shown in neither stands as it is held.
    will_be = {label: rules for label, rules in was.items() if label not in before or label in after}
    will_be |= {label: read.rules for label, read in after.items()}
    return Change(
        old, new, frozenset(held) - frozenset(new), changes(was, will_be, code.rulebook.question, code.clauses)
    )


def without_notes(done: Change, *layouts: Layout) -> tuple[Layout, ...]:
    """The layouts, each with its paragraphs told that say no more than what the draft does, or not what it does."""
    instructed = (p.text for each in layouts for p in each.instructed)
    bracketed = {span.words_in(text) for text in instructed for span in headings_in_brackets(text)}
    beside = (p for each in layouts for p in (*each.put_aside, *each.loose, *each.headed, *each.above))
    why = {text: done.why_not_restated_by(text) for text in bracketed | {p.text.strip() for p in beside}}
    titles = bracketed | {p.text.strip() for each in layouts for p in (*each.headed, *each.above) if p.heading}
    why |= {text: "" for text in titles if why[text] and done.titled_by(text)}
    restated = frozenset(text for text, told in why.items() if not told)
    parting = {text: told for text, told in why.items() if told.endswith(NOT_SHOWN)}
    return tuple(evolve(layout, restated=restated, parting=parting) for layout in layouts)


def using(read: ReadClause, rules: str, done: Change) -> ReadClause:
    """The clause, its definitions of terms that no rule uses told apart from those that may bear on an answer, and
    its notes that restate the change.
    """

    def unused(sentence: UnreadSentence) -> bool:
        term = term_defined(sentence.whole).casefold()
        unused_term = bool(term) and term.removesuffix("s") not in rules
        return unused_term or _is_heading(sentence, read) or done.restated_by(sentence.whole)

    sentences = tuple(evolve(s, bears=s.bears and not unused(s)) for s in read.sentences)
    return evolve(read, sentences=sentences) if sentences != read.sentences else read


# A heading on one line with the text of its clause: "G8.51 Insurance. The assessor ...", "G8.51 (Insurance) The ...".
_BRACKETED: Final = re.compile(r"\((?P<heading>[A-Z][^()]{2,60})\)\s+(?P<text>[A-Z].*)", re.DOTALL)
_OF_THE_QUESTION: Final = re.compile(
    r"\b(?:users?|part(?:y|ies)|suppliers?|networks?|premises|small\w*|larg\w*|assessments?)\b", re.IGNORECASE
)


def _is_heading(sentence: UnreadSentence, read: ReadClause) -> bool:
    """Whether a sentence is the heading of a clause without a rule, alone or with a text that bears on nothing."""
    if sentence.place.provision != read.label or sentence.place.start > 0 or read.rules:
        return False
    bracketed = _BRACKETED.fullmatch(sentence.whole)
    if bracketed is not None:
        return _is_plain(bracketed["heading"]) and is_foreign(bracketed["text"])
    behind = read.provision.text[sentence.place.end :]
    return behind[:1] in (".", ":") and bool(behind[1:].strip()) and _is_plain(sentence.whole)


def _is_plain(heading: str) -> bool:
    return is_title(heading) and is_plain_heading(heading) and not _OF_THE_QUESTION.search(heading)


def matters(read: ReadClause, answering: frozenset[str]) -> bool:
    """Whether a clause bears on a question: unless each sentence of it is shown to bear on none.

    One that has a rule bears on it, and so does one that stands in the place of a clause that has.
    """
    if any(isinstance(r, (Answers, Deems, Defines, NotUsed)) for r in read.rules) or operative(read):
        return True
    return read.label in answering or bool(read.blocked)


def operative(read: ReadClause) -> bool:
    """Whether a sentence of a clause was not read, and may bear on a question."""
    return any(not s.bears_on_nothing for s in read.sentences)
