"""The defined terms that a text gives: where each is defined, and what its definition says."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from attrs import frozen

from sec_rules._patterns import compiled
from sec_rules.drafting.layout.labels import INVISIBLE
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.span import Span, holding, matched

_OPEN: Final = r"[\"\u201c]"
_CLOSE: Final = r"[\"\u201d]"
_TERM: Final = rf"{_OPEN}(?P<term>[^\"\u201c\u201d\n]{{2,80}}?){_CLOSE}"
_MEANS: Final = (
    r"(?:means?\b|shall\s+mean\b|is\s+defined\s+(?:as|to\s+mean)\b|shall\s+have\s+the\s+(?:same\s+)?meanings?\b|"
    r"ha(?:s|ve)\s+the\s+(?:same\s+)?meanings?\b|includes?\b|shall\s+include\b|"
    r"is\s+to\s+be\s+(?:read|construed)\s+as\b|"
    r"shall\s+be\s+(?:read|construed)\s+as\b|refers?\s+to\b)"
)
_BETWEEN: Final = (
    r"(?:\s+of\s+(?:an?|the|each|any)\s+\w+(?:\s+\w+)?)?(?:\s*\([^()]{0,60}\))?\s*(?:,[^,;.\u201c\"]{0,90},\s*)?"
)
_QUOTED: Final = compiled(
    rf"{_TERM}(?P<others>(?:\s*(?:,|and|or)\s*{_OPEN}[^\"\u201c\u201d\n]{{2,80}}?{_CLOSE})*){_BETWEEN}\s*(?P<means>{_MEANS})"
)
# "(the "Assessment Year")", "(each an "Assessor")", "(together, "Records")".
_GLOSS: Final = compiled(
    rf"\((?P<article>(?:(?:the|an?|each|together|collectively|such|any|in\s+each\s+case|being|"
    rf"hereinafter|referred\s+to\s+as|that|its)[\s,]+)*)"
    rf"{_TERM}(?:\s*(?:and|or)\s*(?:the\s+)?{_OPEN}(?P<second>[^\"\u201c\u201d\n]{{2,80}}?){_CLOSE})?\s*\)"
)
_BARE: Final = compiled(
    r"(?P<term>[A-Z][\w'\u2019/-]*(?:\s+(?:[A-Z0-9][\w'\u2019/-]*|of|and|or|for|the|to|in))*)\s+"
    r"(?P<means>means\b|shall\s+mean\b|has\s+the\s+(?:same\s+)?meaning\b|shall\s+have\s+the\s+(?:same\s+)?meaning\b)"
)
_NEXT: Final = compiled(_OPEN + r"(?P<term>[^\"\u201c\u201d\n]{2,80}?)" + _CLOSE)
_STOP: Final = compiled(r"[.;](?=\s|$)")
_WITHIN: Final = compiled(
    r"[Ff]or\s+the\s+purposes?\s+of\s+(?:this\s+)?(?P<reach>(?:Sections?|paragraphs?|sub-paragraphs?)\b[^,\u201c\"]*)"
    r"|[Ii]n\s+(?:this\s+)(?P<here>(?:Section|paragraph|sub-paragraph)\b[^,\u201c\"]*)"
)


_NO_BODY: Final = Span(0, 0)


@frozen
class Definition:
    """A term where it is defined.

    `place` is the term's place in the provision's own text, `body` the place of what follows (empty for a gloss in
    brackets). `reach` is the scope that the words set it ("Section G8.41"), "" for none. `listed` is true where the
    definition is a paragraph that begins with its term.
    """

    term: str
    provision: Provision
    place: Span
    body: Span
    means: str
    reach: str = ""
    listed: bool = False

    @property
    def key(self) -> str:
        """What tells the term from others, whatever its capitals."""
        return folded(self.term)


_UNSEEN: Final = compiled(f"[{INVISIBLE}]")
_SPACES: Final = compiled(r"[\s\u2010\u2011\u2012\u2013-]+")


@lru_cache(maxsize=50_000)
def folded(term: str) -> str:
    """A term without its capitals, hyphens and runs of space."""
    return _SPACES.sub(" ", _UNSEEN.sub("", term)).strip().casefold()


def definitions(provision: Provision) -> tuple[Definition, ...]:
    """The definitions in a provision's own text, in order."""
    text = provision.text
    if "mean" not in text and "includ" not in text and '"' not in text and "\u201c" not in text and "refer" not in text:
        return ()
    found: list[Definition] = []
    for part in provision.order:
        if isinstance(part, Span):
            found.extend(_in_part(provision, part))
    return tuple(sorted(found, key=lambda d: d.place.start))


def _in_part(provision: Provision, part: Span) -> Iterator[Definition]:
    text = provision.text
    taken: list[Span] = []
    reaches = [m.start() for m in _WITHIN.finditer(text, part.start, part.end)]
    stops = [m.start() for m in _STOP.finditer(text, part.start, part.end)]
    listing = part.start + _indent(text, part)
    for match in _QUOTED.finditer(text, part.start, part.end):
        taken.append(matched(match))
        reach = _reach(text, reaches, match.start())
        body = Span(match.end(), _body_end(text, match.end(), stops, part.end))
        means = " ".join(match["means"].split())
        listed = match.start() <= listing
        yield Definition(match["term"].strip(), provision, matched(match, "term"), body, means, reach, listed)
        for other in _NEXT.finditer(text, match.start("others"), match.end("others")):
            yield Definition(other["term"].strip(), provision, matched(other, "term"), body, means, reach)
    for match in _GLOSS.finditer(text, part.start, part.end):
        if not holding(taken, match.start("term")):
            # Without an article it may be no more than another word for it.
            means = "gloss" if match["article"] else "other words"
            yield Definition(match["term"].strip(), provision, matched(match, "term"), _NO_BODY, means)
            if match["second"]:
                yield Definition(match["second"].strip(), provision, matched(match, "second"), _NO_BODY, "gloss")
    bare = _BARE.match(text, listing, part.end)
    if bare is not None and not holding(taken, bare.start()):
        body = Span(bare.end(), part.end)
        yield Definition(bare["term"], provision, matched(bare, "term"), body, bare["means"], "", True)


def _indent(text: str, part: Span) -> int:
    words = part.words_in(text)
    return len(words) - len(words.lstrip())


def _reach(text: str, begins: Sequence[int], at: int) -> str:
    """How far the definition at a place reaches, by the last of the phrases that `begins` before it."""
    before = bisect_left(begins, at)
    match = _WITHIN.match(text, begins[before - 1], at) if before else None
    return " ".join((match["reach"] or match["here"]).split()).rstrip(" :") if match else ""


def _body_end(text: str, start: int, stops: Sequence[int], end: int) -> int:
    """Where the sentence of a definition ends, at one of the stops, or the next definition begins."""
    following_stop = bisect_left(stops, start)
    last = stops[following_stop] if following_stop < len(stops) else end
    following = _QUOTED.search(text, start, last)
    return following.start() if following else last
