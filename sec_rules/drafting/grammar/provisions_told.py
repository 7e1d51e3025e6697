"""What a provision, a duty or nothing is told to do that leaves every assessment as it is.

A duty of confidence outlasts a contract, another Section applies to claims, a liability stops at a sum, and nothing
keeps somebody from disclosing what the law requires.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sec_rules.drafting.grammar.chunks import Chunk
from sec_rules.drafting.grammar.phrases import SOMEBODY, Sentence


def leaves_all_as_it_is(s: Sentence, at: int, subject: Sequence[Chunk]) -> bool:
    """Whether what is told by the verb at a chunk of its subject is one of these."""
    told = (_is_bounded, _goes_on_unchanged, _applies_elsewhere, _leaves_liability)
    return any(each(s, at, subject) for each in told)


def _is_bounded(s: Sentence, at: int, subject: Sequence[Chunk]) -> bool:
    """Whether it is told up to which sum somebody is liable."""
    verb = s.main_verb(at)
    told = s.head(s.chunks[s.after(verb) if s.kind(verb) == "be" else verb])
    money = any(c.kind == "phrase" and s.holds(c, "MONEY") for c in s.chunks[verb:])
    return verb != -1 and s.text(subject[0]) == "liability" and told.is_form_of("BOUNDS") and money


def _goes_on_unchanged(s: Sentence, at: int, subject: Sequence[Chunk]) -> bool:
    """Whether a provision or a duty is only told to outlast somebody's appointment or contract."""
    verb = s.main_verb(at)
    matters = (c for c in subject if "REFERENCE" not in s.head(c).tags)
    if verb == -1 or s.is_narrowed or any(map(s.is_user, subject)) or any(map(s.names_a_matter, matters)):
        return False
    told = s.head(s.chunks[verb])
    behind = [c for c in s.chunks[verb + 1 :] if c.kind == "phrase"]
    engaged = any(s.head(c).among("ENGAGED") for c in behind)
    heads = [s.head(c) for c in behind]
    if told.is_form_of("SURVIVES"):
        return bool(heads) and heads[0].among("ENDINGS") and engaged
    elsewhere = any(s.holds(c, "ELSEWHERE") for c in s.chunks[:verb]) and not s.holds(s.chunks[0], "KINDS")
    has_ended = any(s.head(c).is_verb("ed", "TURNS", "ENDS") for c in s.chunks[verb:])
    ended = has_ended or any(each.among("ENDINGS") for each in heads)
    return told.is_form_of("GOES_ON") and elsewhere and engaged and ended


def _applies_elsewhere(s: Sentence, at: int, subject: Sequence[Chunk]) -> bool:
    """Whether a provision that decides no assessment is told to apply to papers, claims or money."""
    verb = s.main_verb(at)
    if verb == -1 or not s.head(s.chunks[verb]).small.startswith("appl"):
        return False
    cited = [c for c in s.chunks[:verb] if c.kind == "phrase" and s.holds(c, "REFERENCE")]
    if not cited or not all(s.holds(c, "ELSEWHERE") for c in cited):
        return False
    to, what = s.after(verb), s.after(s.after(verb))
    if s.kind(to) != "preposition" or s.text(s.chunks[to]) != "to" or s.kind(what) != "phrase":
        return False
    if s.head(s.chunks[what]).tags & SOMEBODY:
        secret = any(s.text(c).endswith(("confidence", "confidentiality")) for c in s.chunks[:verb])
        return secret and not s.is_user(s.chunks[what]) and not s.is_narrowed
    return s.head(s.chunks[what]).among("APPLIED_TO") and not s.holds(s.chunks[what], "OUTCOMES", "KINDS", "COUNTED")


def _leaves_liability(s: Sentence, at: int, subject: Sequence[Chunk]) -> bool:
    """Whether nothing is said to touch what somebody is liable for: "Nothing in this Section limits liability for"."""
    liability = next((j for j in range(at, len(s.chunks)) if s.text(s.chunks[j]) == "liability"), at)
    verbs = [c for c in s.chunks[at:liability] if c.kind not in ("modal", "joint")]
    leaves = bool(verbs) and all(s.head(c).is_form_of("LEAVES_LIABILITY") for c in verbs)
    if s.text(subject[-1]) != "nothing" and not _is_denied_elsewhere(s, at, subject):
        return _binds_nobody(s, at, subject)
    told = s.main_verb(at)
    makes_liable = told != -1 and s.head(s.chunks[told]).is_form_of("MAKES_LIABLE") and liability != at
    return leaves or makes_liable or (told != -1 and (_leaves_secrets(s, told) or _names_nobody(s, at, told)))


def _is_denied_elsewhere(s: Sentence, at: int, subject: Sequence[Chunk]) -> bool:
    """Whether a provision that decides no assessment is told not to do something."""
    cited = [c for c in subject if s.holds(c, "REFERENCE")]
    return bool(cited) and len(cited) == len(subject) and all(s.holds(c, "ELSEWHERE") for c in cited) and _denied(s, at)


def _denied(s: Sentence, at: int) -> bool:
    return any(c.kind == "not" for c in s.chunks[at : at + 3])


def _binds_nobody(s: Sentence, at: int, subject: Sequence[Chunk]) -> bool:
    """Whether guidance is said not to bind somebody."""
    told = s.main_verb(at)
    advice = all(s.text(c) in ("guidance", "advice", "opinion", "opinions") for c in subject)
    return advice and told != -1 and _denied(s, at) and s.text(s.chunks[told]) == "bind"


def _names_nobody(s: Sentence, at: int, told: int) -> bool:
    """Whether nothing in a paper is to say who somebody is: "Nothing in a summary shall identify a User"."""
    paper = [c for c in s.chunks[:at] if c.kind == "phrase" and s.text(c) != "nothing"]
    papers = bool(paper) and all("WRITINGS" in s.head(c).tags and not s.names_a_matter(c) for c in paper)
    whom = s.objects(told)
    return papers and s.head(s.chunks[told]).among("SAYS_WHO") and bool(whom) and all(map(s.is_somebody, whom))


def _leaves_secrets(s: Sentence, told: int) -> bool:
    """Whether somebody is not to be asked to, or kept from, disclosing something: "prevents it from disclosing"."""
    acts = [s.head(c) for c in s.chunks[told + 1 :] if c.kind == "verb" and not c.finite]
    asks = s.head(s.chunks[told]).is_form_of("ASKS_OR_BARS")
    objects = s.objects(told)
    disclosed = bool(objects) and s.text(objects[0]) in ("disclosure", "disclosures")
    tells = disclosed or (bool(acts) and (acts[0].is_form_of("DISCLOSES") or _retains_papers(s, told)))
    return asks and tells and not any(map(s.names_a_matter, objects))


def _retains_papers(s: Sentence, told: int) -> bool:
    """Whether it is papers that somebody is not kept from retaining."""
    verbs = (j for j in range(told + 1, len(s.chunks)) if s.kind(j) == "verb" and not s.chunks[j].finite)
    at = next(verbs, -1)
    kept = s.objects(at) if at != -1 and s.text(s.chunks[at]) in ("retaining", "keeping", "retain", "keep") else []
    return bool(kept) and all("WRITINGS" in s.head(c).tags and not s.names_a_matter(c) for c in kept)


def takes_nothing_on(s: Sentence) -> bool:
    """Whether a provision that decides no assessment is only said to do nothing: "Nothing in Section M4 obliges"."""
    heads = [c for c in s.chunks[:4] if c.kind == "phrase"]
    nothing, provision = (heads[0], heads[1]) if len(heads) > 1 else (None, None)
    if nothing is None or provision is None or s.text(nothing) != "nothing" or s.text(s.chunks[1]) not in _IN:
        return False
    told = next((i for i, c in enumerate(s.chunks) if c.finite), -1)
    alone = told != -1 and all(c in (nothing, provision) for c in heads if s.place_of(c) < told)
    verb = s.main_verb(told) if alone else -1
    joined = any(c.kind == "joint" and s.place_of(c) < told for c in s.chunks)
    obliges = verb != -1 and s.kind(verb) == "verb" and s.head(s.chunks[verb]).small in _OBLIGES
    others = (c for c in s.chunks if c.finite and not c.sub and s.place_of(c) != told)
    once = all(c.kind == "modal" and s.text(c) in ("would", "could", "might") for c in others)
    if s.has("OUTCOMES", "KINDS", "COUNTED", "FIGURE") or any(each.small.startswith("assess") for each in s.words):
        return False
    return obliges and once and not joined and "ELSEWHERE" in s.head(provision).tags


_IN: Final = frozenset(("in", "under"))
_OBLIGES: Final = frozenset(
    (
        *(
            "obliges",
            "oblige",
            "requires",
            "require",
            "entitles",
            "entitle",
            "permits",
            "permit",
            "prevents",
            "prevent",
        ),
        *("allows", "allow", "authorises", "authorise", "prohibits", "prohibit", "compels", "compel"),
    )
)
