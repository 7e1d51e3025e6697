"""Whether each assessment, number of premises and provision that a sentence names is only spoken of.

It is where it stands behind a word that says what a paper is about, when or in which case something is done, or under
what it is done: "the report on the assessment", "during an assessment", "pursuant to Section G8.42".
"""

from __future__ import annotations

from sec_rules.drafting.grammar.chunks import Chunk
from sec_rules.drafting.grammar.infinitives import is_what_help_is_for
from sec_rules.drafting.grammar.phrases import SOMEBODY, Sentence

_OF_AN_ASSESSMENT = ("OF_AN_ASSESSMENT", "WHEN_IT_IS", "OF_WHAT_IS_COUNTED", "MONEY")


def why_a_matter_is_open(s: Sentence) -> str:
    """Why a matter of the questions may be more than spoken of; "" where each is only that."""
    one_is_spoken_of = False
    for i, chunk in enumerate(s.chunks):
        if chunk.kind not in ("phrase", "described"):
            continue
        if s.kind(s.before(i)) == "as" and not _is_a_part_played(s, chunk):
            return "something is said to be as something else"
        if s.names_a_matter(chunk):
            joined = one_is_spoken_of and s.kind(_past_of(s, s.before(i))) == "joint"
            if not (joined or _is_spoken_of(s, i)):
                return f"'{_words(s, chunk)}' is more than spoken of"
            one_is_spoken_of = True
    return ""


def _past_of(s: Sentence, at: int) -> int:
    """What stands before "of", where it is that: "the numbers of Domestic Premises and of Non-Domestic Premises"."""
    return s.before(at) if s.kind(at) == "preposition" and s.text(s.chunks[at]) == "of" else at


def _words(s: Sentence, chunk: Chunk) -> str:
    if "REFERENCE" in s.head(chunk).tags:
        return "a provision"
    return " ".join(word.text for word in s.words[chunk.start : chunk.end])


def _is_a_part_played(s: Sentence, chunk: Chunk) -> bool:
    """Whether what stands behind "as" is no more than in which part somebody acts: "as its agent"."""
    if s.holds(chunk, "USERS", "OUTCOMES", "COUNTED", "REFERENCE"):
        return False
    certified = s.before(s.place_of(chunk) - 1)
    if s.kind(certified) == "phrase" and s.head(s.chunks[certified]).among("SKILLED"):
        return True
    acts = chunk.kind == "phrase" and bool(s.head(chunk).tags & (SOMEBODY | {"MONEY"}))
    return acts or s.head(chunk).among("KEPT_AS")


def _is_spoken_of(s: Sentence, i: int) -> bool:
    before = s.before(i)
    chunk, kind = s.chunks[before], s.kind(before)
    cited = "REFERENCE" in s.head(s.chunks[i]).tags
    if before == -1 and s.holds(s.chunks[i], "ELSEWHERE"):
        return True  # what it is told to do is judged there
    if kind == "preposition":
        return _is_cited(s, before) if cited else _is_spoken_of_behind(s, i, before)
    if kind == "opens":
        if cited and _asks_for_a_paper(s, i, before):
            return True
        if _is_what_a_paper_rests_on(s, i, before):
            return True
        return "WHICH" not in s.head(chunk).tags and not cited
    if kind != "verb":
        return False
    if is_what_help_is_for(s, before):
        return True
    if chunk.sub and s.head(chunk).is_form_of("RELATES"):
        return True
    if chunk.form == "ing":
        return _is_conducted(s, before)
    if chunk.finite and chunk.sub:
        verb, opened = s.head(chunk), s.chunks[s.opened(before)]
        conducts = verb.is_verb("s", "CONDUCTS", "ACTS", "SAFE") or verb.is_verb("", "CONDUCTS")
        return s.holds(opened, "OF_A_CASE") and conducts
    return chunk.form == "ed" and cited


def _is_what_a_paper_rests_on(s: Sentence, i: int, opens: int) -> bool:
    """Whether it is told on which papers an assessment rests: "the records on which the assessment was based"."""
    at = s.before(opens)
    paper, rests = s.before(at), s.after(s.after(i))
    papers = s.kind(at) == "preposition" and s.kind(paper) == "phrase" and "WRITINGS" in s.head(s.chunks[paper]).tags
    return papers and s.kind(rests) == "verb" and s.head(s.chunks[rests]).among("RESTS_ON")


def _asks_for_a_paper(s: Sentence, i: int, opens: int) -> bool:
    """Whether it is told of a paper what a provision asks of it: "which this Section requires to be signed"."""
    paper, asks = s.before(opens), s.after(i)
    papers = s.kind(paper) == "phrase" and "WRITINGS" in s.head(s.chunks[paper]).tags
    asked = s.kind(asks) == "verb" and s.head(s.chunks[asks]).small in ("requires", "permits")
    to, be = s.after(asks), s.after(s.after(asks))
    done = s.after(be)
    passive = s.kind(to) == "to" and s.kind(be) == "be" and s.kind(done) == "verb"
    return papers and asked and passive and s.head(s.chunks[done]).is_verb("ed", "ACTS", "SAFE")


def _is_cited(s: Sentence, before: int) -> bool:
    return s.text(s.chunks[before]) != "to" or s.kind(s.before(before)) == "verb"


def _is_conducted(s: Sentence, at: int) -> bool:
    """Whether an assessment is what an -ing form is done to that says when or by whom: "when carrying out one"."""
    before = s.before(at)
    both = s.kind(before) == "joint" and s.chunks[s.before(before)].form == "ing"
    leads = both or s.kind(before) in ("preposition", "opens", "phrase")
    return leads and s.head(s.chunks[at]).is_verb("ing", "CONDUCTS", "ACTS", "SAFE")


def _is_spoken_of_behind(s: Sentence, i: int, before: int) -> bool:
    """Whether an assessment or a number of premises is only spoken of behind a preposition."""
    preposition, at = s.chunks[before], s.before(before)
    governor = s.chunks[at]
    if s.text(preposition) == "to" and s.kind(at) == "verb" and s.head(governor).is_form_of("RELATES"):
        return True
    if s.kind(at) == "verb" and s.text(preposition) in _WHERE_LEARNED and _is_learned(s, at):
        return True
    if s.text(preposition) == "with" and s.kind(at) == "verb" and s.holds(s.chunks[i], "DEFINITE"):
        return s.head(governor).among("HANDED_IN") and not s.holds(s.chunks[i], "HOW_OFTEN", "NUMBERS")
    if s.text(preposition) == "subject to":
        return s.kind(at) == "be" and governor.sub
    if s.holds(preposition, "JOINS_A_PAPER") and s.kind(at) == "phrase":
        if s.may_be_one(governor):
            return False
        if s.head(governor).tags.intersection(_OF_AN_ASSESSMENT) or _is_paid_for(s, i, before):
            return True
        if _is_of_somebody(s, i, before):
            return s.kind(s.after(i)) not in ("phrase", "opens", "verb")
    return s.holds(preposition, "ABOUT")


_WHERE_LEARNED = ("in", "during", "from", "at")


def _is_learned(s: Sentence, at: int) -> bool:
    """Whether something is what was learned or used in an assessment: "information obtained in one"."""
    told = s.chunks[at]
    return told.form == "ed" and s.kind(s.before(at)) not in ("be", "modal") and s.head(told).is_form_of("LEARNED")


def _is_paid_for(s: Sentence, i: int, before: int) -> bool:
    at = s.before(before)
    near = s.chunks[max(at - 3, 0) : at]
    paid = any(c.kind == "phrase" and "MONEY" in s.head(c).tags for c in near)
    return paid and s.text(s.chunks[before]) == "for" and s.holds(s.chunks[i], "DEFINITE")


def _is_of_somebody(s: Sentence, i: int, before: int) -> bool:
    """Whether it says who somebody is: "the assessor of that assessment"."""
    somebody = s.head(s.chunks[s.before(before)]).tags & SOMEBODY
    return bool(somebody) and s.text(s.chunks[before]) == "of" and s.holds(s.chunks[i], "DEFINITE")
