"""The double entry: each clause module says what its words in `legal_text/` say, version by version."""

from __future__ import annotations

from collections.abc import Iterator

from sec_rules.analysis.equivalence import difference
from sec_rules.answers.word_trace import is_read
from sec_rules.drafting.grammar.clause_reader import ReadClause
from sec_rules.drafting.grammar.text_reader import read_text
from sec_rules.engine.english.rules import rule_in_words
from sec_rules.engine.legal_text import digest, file_of, module_of, words_of
from sec_rules.lang import Clause, Rule, Version


def faults(clause: Clause) -> tuple[str, ...]:
    """Where a clause module and its words part, one sentence each; nothing where they agree.

    `CodeError` where the words of a version are not there.
    """
    return tuple(f for v in clause.versions for f in faults_of(clause, v, words_of(clause, v)))


def faults_of(clause: Clause, version: Version, words: str) -> Iterator[str]:
    """Where one version and some words part. Of a version that is not read, only the digest of the words counts."""
    module, text = module_of(clause.label), f"{file_of(clause.label)}#{version.words.heading}"
    if digest(words) != version.words.sha256:
        yield f"{module} names words of SHA-256 {version.words.sha256}; those of {text} have {digest(words)}."
    if version.words.heading != str(version.in_force):
        yield f"{module} is in force from {version.in_force}; its words stand under {version.words.heading}."
    if not is_read(version):
        return
    read = read_text(words)
    if [r.label for r in read] != [clause.label]:
        yield f"{text} should state {clause.label} and nothing else; it states {_labels(read)}."
        return
    for sentence in read[0].sentences:
        yield f"{text} is not read as a rule: {sentence.why} ('{sentence.text}'). {module} cannot be held against it."
    if read[0].words:
        unread = ", ".join(f"'{phrase.text}'" for phrase in read[0].words)
        yield f"{text} has words that the rule of {module} does not use: {unread}."
    differs = difference(version.rules, read[0].rules)
    if differs is not None and not read[0].sentences:
        yield (
            f"{module} and {text} do not say the same: {differs}. The module: {_said(version.rules)} "
            f"The words: {_said(read[0].rules)}"
        )


def _labels(read: tuple[ReadClause, ...]) -> str:
    return ", ".join(r.label for r in read) or "no clause"


def _said(rules: tuple[Rule, ...]) -> str:
    return " ".join(rule_in_words(rule) for rule in rules)
