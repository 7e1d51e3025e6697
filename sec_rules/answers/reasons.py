"""Why an answer is what it is, and what would change it: the words, the arithmetic, the nearest change.

Worked out from an `Answer` when somebody wants to know; an Answer itself carries none of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sec_rules.answers.arithmetic import Facts, arithmetic_of
from sec_rules.answers.decisive_ranges import ranges_that_decide
from sec_rules.answers.nearest import nearest
from sec_rules.engine.linking import Branch, Ruleset
from sec_rules.engine.ranges import NO_RANGES, Range
from sec_rules.engine.reasons import Marked, Nearest, Reasons
from sec_rules.engine.recollection import recollected
from sec_rules.engine.reference import holds
from sec_rules.lang import TextSource
from sec_rules.lang.citations import clause_of, path_of

if TYPE_CHECKING:
    from sec_rules.engine.answer import Answer
    from sec_rules.engine.code import Code


def reasons(code: Code, answer: Answer, within: Mapping[str, Range] = NO_RANGES) -> Reasons:
    """Why the answer is what it is. `within` are the facts that were given as ranges."""
    question = code.questions[answer.question]
    ruleset = code.ruleset(question, answer.on)
    facts = dict(answer.facts)
    if answer.outcome is None and answer.needs:
        decided = ranges_that_decide(ruleset, facts, code.facts(answer.on, question), within)
        return Reasons(words=(), arithmetic=(), nearest=(), recollected=(), decided_if=decided)
    branches = _answering(ruleset, facts, answer.because)
    return Reasons(
        words=tuple(_words(code, answer)),
        arithmetic=tuple(dict.fromkeys(arithmetic_of(ruleset, branches, facts))),
        nearest=tuple(_nearest(code, answer, ruleset, within)) if answer.outcome is not None else (),
        recollected=recollected(code, answer),
        decided_if=(),
    )


def _nearest(code: Code, answer: Answer, ruleset: Ruleset, within: Mapping[str, Range]) -> Iterator[Nearest]:
    if not within:
        return nearest(ruleset, answer.facts)
    from sec_rules.answers.headroom import beyond

    return beyond(ruleset, answer.facts, code.facts(answer.on, ruleset.question), within)


def _answering(ruleset: Ruleset, facts: Facts, because: tuple[str, ...]) -> tuple[Branch, ...]:
    return tuple(b for b in ruleset.branches if set(b.cites) <= set(because) and holds(b.when, facts) is not False)


def _words(code: Code, answer: Answer) -> Iterator[Marked]:
    from sec_rules.answers.word_trace import operative

    standing = {clause.label: (clause, version) for clause, version in code.standing(answer.on)}
    seen: set[str] = set()
    for cited in answer.because:
        label = clause_of(cited)
        if label not in standing or standing[label][1].words.source is TextSource.DRAFT:
            continue
        words = standing[label][1].words
        # The words of a clause of one's own are in no form that is known here, and are shown as they are.
        own = (Marked(label, words.text, ()),) if words.text else ()
        for marked in own if words.source is TextSource.OWN else operative(*standing[label], path_of(cited)):
            if marked.provision not in seen:
                seen.add(marked.provision)
                yield marked
