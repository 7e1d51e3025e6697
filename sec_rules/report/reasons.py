"""Why an answer is what it is, as text and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sec_rules.engine.english.regions import figure_in_words
from sec_rules.engine.ranges import Range
from sec_rules.engine.reasons import Decides, Marked, Nearest, Reasons
from sec_rules.report.layout import wrapped

Json = dict[str, object]


def as_lines(given: Reasons) -> Iterator[str]:
    """The reasons as lines of an answer in text: the arithmetic, the nearest changes, the words with marks."""
    yield from (wrapped(said, "    ", "  counted: ") for said in given.arithmetic)
    yield from (wrapped(f"{near.says}.", "    ", "  would change with: ") for near in given.nearest)
    yield from (wrapped(said, "    ", "  ") for said in decided(given.decided_if))
    for words in given.words:
        yield wrapped(f"{words.provision} {marked(words)}", "  | ")
    yield from (
        wrapped(f"recollected and not confirmed, of {clause}: {what}", "    ", "  ")
        for clause, what in given.recollected
    )


def marked(words: Marked) -> str:
    """The words with what they turn on between guillemets."""
    text = words.text
    for span in reversed(words.spans):
        text = f"{text[: span.start]}\u00ab{span.words_in(text)}\u00bb{text[span.end :]}"
    return text


def decided(given: tuple[Decides, ...]) -> Iterator[str]:
    """One sentence for each count: "decided if non_domestic_premises is at most 10,000 (VERIFICATION) or ..."."""
    for fact in dict.fromkeys(d.fact for d in given):
        ranges = [d for d in given if d.fact == fact]
        yield f"decided if {fact.name} is {' or '.join(f'{_span(d)} ({d.outcome.name})' for d in ranges)}"


def _span(given: Decides) -> str:
    low, high = (figure_in_words(end, given.fact) for end in (given.low, given.high))
    if given.low == given.high:
        return f"exactly {low}"
    if given.low == given.fact.at_least:
        return f"at most {high}"
    if given.high == given.fact.at_most:
        return f"at least {low}"
    return f"from {low} to {high}"


def as_data(given: Reasons) -> Json:
    """`reasons` of an answer in JSON."""
    return {
        "words": [
            {"provision": w.provision, "text": w.text, "operative": [{"start": s.start, "end": s.end} for s in w.spans]}
            for w in given.words
        ],
        "arithmetic": list(given.arithmetic),
        "nearest": _nearest(given.nearest),
        "recollected": [{"clause": clause, "what": what} for clause, what in given.recollected],
        "decided_if": [
            {"fact": d.fact.name, "from": d.low, "to": d.high, "outcome": d.outcome.name} for d in given.decided_if
        ],
    }


def _nearest(given: Iterable[Nearest]) -> list[Json]:
    """The nearest changes of an answer."""
    return [
        {
            "fact": n.fact,
            "way": n.way,
            "value": n.value,
            "by": n.by,
            "years_on": n.years_on,
            "was": n.was,
            "becomes": n.becomes,
            "because": list(n.because),
            "says": n.says,
        }
        for n in given
    ]


def ranges_as_data(given: Mapping[str, Range]) -> Json:
    """The facts that were given as ranges."""
    return {
        name: {"from": found.low, "to": found.high, "because": found.because or None} for name, found in given.items()
    }


def ranges_as_lines(given: Mapping[str, Range]) -> Iterator[str]:
    """The facts that were given as ranges, and on what that rests."""
    for name, found in given.items():
        because = f": {found.because}" if found.because else ""
        yield wrapped(f"{name} is from {found.low:,} to {found.high:,}{because}", "    ", "  ")
