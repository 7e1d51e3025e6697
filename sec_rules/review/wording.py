"""How sentences of a first screen are put: one kind of quotation marks, and the shortest name that is not mistaken."""

from __future__ import annotations

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
    """Sentences in which a count goes by the name of another that is meant nowhere in them.

    "Domestic Premises as Electricity Distributor" are "Domestic Premises" where no others are spoken of.
    """
    said = tuple(sentences)
    counts = [fact for fact in question.facts if isinstance(fact, Count) and fact.short]
    for long, short in ((a, b) for a in counts for b in counts if a.short.startswith(f"{b.short} as ")):
        others = [c.short for c in counts if c not in (long, short) and short.short in c.short]
        meant = "\n".join(said)
        for told in (long.short, long.meaning.partition(" (")[0], *others):
            meant = meant.replace(told, "")
        if short.short not in meant:
            named = (each.replace(long.short, short.short) for each in said)
            defined = f"Here {short.short} are "
            said = tuple(each.replace(f"{defined}{short.short} ", f"{defined}those ") for each in named)
    return said
