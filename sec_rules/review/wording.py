"""How sentences of a first screen are put: one kind of quotation marks, and the shortest name that is not mistaken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.lang import Count, Question

_QUOTED: Final = compiled(r"""\u201c[^\u201c\u201d]*\u201d|(?<!\w)'([^'\u201c\u201d]+)'(?!\w)|"([^"\u201c\u201d]+)\"""")


def with_double_marks(sentence: str) -> str:
    """A sentence of ours in which what stands in single or straight quotation marks stands in curly double ones.

    What stands in curly ones already is left: it may be of a draft.
    """
    return _QUOTED.sub(lambda m: f"\u201c{m[1] or m[2]}\u201d" if m[1] or m[2] else m[0], sentence)


def shortly(sentences: Iterable[str], question: Question) -> tuple[str, ...]:
    """Sentences in which a count goes by the name of another that is not meant there.

    "Domestic Premises as Electricity Distributor" are "Domestic Premises" where no others are spoken of, and of a party
    of which it is said what they are for it: in a sentence that names that party, and no others of that name.
    """
    said = tuple(sentences)
    counts = [fact for fact in question.facts if isinstance(fact, Count) and fact.short]
    for long, short in ((a, b) for a in counts for b in counts if a.short.startswith(f"{b.short} as ")):
        others = [c.short for c in counts if c not in (long, short) and short.short in c.short]
        meanings = (long.short, long.meaning.partition(" (")[0], *others)
        if _means(short, "\n".join(said), meanings):
            parties = {m[1] for each in said if (m := re.match(rf"For ([^,]+), {re.escape(long.short)} are ", each))}
            alone = [any(party in each for party in parties) and not _means(short, each, meanings) for each in said]
        else:
            alone = [True] * len(said)
        said = tuple(_named(each, long, short) if own else each for each, own in zip(said, alone, strict=True))
    return said


def _means(count: Count, text: str, without: Iterable[str]) -> bool:
    """Whether a text names a count, once some longer names are taken out of it."""
    for longer in without:
        text = text.replace(longer, "")
    return count.short in text


def _named(sentence: str, long: Count, short: Count) -> str:
    """A sentence in which a count goes by the name of another."""
    named = sentence.replace(long.short, short.short)
    twice = f"{short.short} are {short.short} "
    return named.replace(twice, f"{short.short} are those ") if named.startswith(("Here ", "For ")) else named
