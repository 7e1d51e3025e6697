"""Sentences of procedure: who gives notice, reports, appoints, pays or keeps secret, and nothing beside that.

A sentence is one where it can be read as that from end to end: somebody, "shall", an act of the rulebook's list, and
what it is done to, with whom, when and how. Words of no list may stand where no more than a thing or its kind can
stand. No verb is passed over: each is listed, so a clause of its own ("whereupon the duty lapses") is never read as
part of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from sec_rules.drafting.grammar.bearing_words import bears
from sec_rules.drafting.grammar.recogniser import END, Part, any_of, before, maybe, one_of, row_of, spans, word
from sec_rules.drafting.grammar.tagging import NOUNS, tagged

_ACTS: Final = ("ACTS", "THINGS_DONE", "HAS_OTHERS_DO", "SETS_OUT", "BINDS")
_TOLD: Final = (*_ACTS, "FACTS")
_DONE_BY: Final = (*_TOLD, "CONDUCTS", "TURNS", "LASTS")


def _forms(form: str, *lists: str) -> tuple[str, ...]:
    return tuple(f"{name}:{form}" for name in lists)


_APART: Final = word("APART")
_JOINT: Final = row_of(word("APART", "CONJUNCTIONS"), any_of(word("APART", "CONJUNCTIONS")))
_ADVERBS: Final = any_of(word("ADVERBS", "ONLY"))
_DETERMINER: Final = word("DETERMINERS", "NUMBERS", "HOW_MANY", "POSSESSIVE", "NONE")
_DETERMINERS: Final = any_of(_DETERMINER)
_THINGS: Final = ("WRITINGS", "MONEY", "MATTERS", "ACTORS", "AUTHORITIES")
_LISTED_KIND: Final = one_of(
    word(*NOUNS, "SAID_OF", "ADVERBS", "NUMBERS", "POSSESSIVE"),
    word(*_forms("ed", *_DONE_BY, "EDITS", "ENDS", "PRICES"), *_forms("ing", *_DONE_BY), but=("VERBAL",)),
)
_KIND: Final = any_of(one_of(_LISTED_KIND, word("WORD", but=("HIDDEN",))))
_FOLLOWS: Final = one_of(
    END,
    word("APART", "CONJUNCTIONS", "PREPOSITIONS", "WHICH", "WHEN", "ADVERBS", "AS_SAID", "EXCEPT", "MODALS", "SAID_OF"),
    word(*_forms("ing", *_TOLD), *_forms("ed", *_TOLD)),
)


# Things, by the words that name them.


def _thing(*heads: str, but: Sequence[str] = ()) -> Part:
    """Something: "the reasonable costs", "a written report", "it"."""
    head = word(*heads, but=but)
    described = word("WORD", "SAID_OF", "NOMINAL")
    listed = word(*(h for h in heads if h not in ("WORD", "TIMES")), but=but)
    return one_of(
        row_of(_DETERMINERS, _KIND, head),
        row_of(_DETERMINER, _DETERMINERS, _KIND, described, word("CONJUNCTIONS"), _ADVERBS, described, listed),
        word("PRONOUNS"),
    )


_ANYTHING: Final = _thing(*NOUNS, "WORD")
_SOMETHING: Final = _thing(*_THINGS, "TIMES", "RULINGS", "DUTIES", but=("NONE",))
_SOMETHING_ELSE: Final = _thing(*_THINGS, "RULINGS", "DUTIES", but=("NONE", "USERS"))
# Things of the procedure that can be given, made or approved without settling anything else.
_OBJECT: Final = _thing("WRITINGS", "MONEY", "MATTERS", "ACTORS", "AUTHORITIES", but=("USERS", "VAGUE"))
_LOOSELY: Final = _thing("WRITINGS", "MONEY", "MATTERS", "ACTORS", "AUTHORITIES", but=("USERS",))
_SOMEBODY: Final = _thing("ACTORS", "AUTHORITIES")

# Nouns that may as well be told what to do: "and change", "and start".
_IN_ITSELF: Final = ("CONDUCTS:", "LASTS:", "TURNS:")
# After "and" or a comma: what might be a verb there stands only where it is shown to be none.
_JOINED_KIND: Final = any_of(
    one_of(
        word(*NOUNS, "SAID_OF", "ADVERBS", "NUMBERS", "POSSESSIVE", *_forms("ed", *_DONE_BY), but=("VERBAL",)),
        word("WORD", *_forms("ing", *_TOLD), but=("VERBAL",)),
    )
)


def _joined(*heads: str, but: Sequence[str] = ()) -> Part:
    """A further thing after "and"."""
    barred = (*but, "VERBAL")
    told = word("DETERMINERS", "NUMBERS", "HOW_MANY", "POSSESSIVE", "NONE")
    listed = word(*NOUNS, "SAID_OF", *_forms("ed", *_TOLD), but=("VERBAL", *_IN_ITSELF))
    certain = [h for h in heads if h not in ("WORD", "TIMES")]
    return one_of(
        row_of(told, _DETERMINERS, _JOINED_KIND, word(*heads, but=barred), before(_FOLLOWS)),
        row_of(listed, _JOINED_KIND, word(*heads, but=barred), before(_FOLLOWS)),
        row_of(word(*heads, but=(*barred, "WORD", *_IN_ITSELF)), before(_FOLLOWS)),
        row_of(word("WORD"), _JOINED_KIND, word(*certain, but=barred), before(_FOLLOWS)),
        *((row_of(any_of(word("SAID_OF")), word("NOMINAL", but=barred), before(_FOLLOWS)),) if "WORD" in heads else ()),
        word("PRONOUNS"),
    )


# The matters of the question, where they are only spoken of.


def _outcome(*told: str) -> Part:
    """An assessment, or several, told apart by words of these kinds."""
    return row_of(
        any_of(word(*told, "POSSESSIVE", "NAMING", "KINDS", but=("INDEFINITE",) if told == ("DEFINITE",) else ())),
        word("OUTCOMES"),
        maybe(word("CONJUNCTIONS"), any_of(word(*told, "NAMING", "KINDS")), word("OUTCOMES")),
    )


def _paper(*told: str) -> Part:
    """A paper or a price that is named after one: "the assessment report"."""
    return row_of(
        any_of(word(*told, "POSSESSIVE", "NAMING", but=("KINDS",) if "INDEFINITE" in told else ())),
        word("OUTCOMES"),
        any_of(word("OF_AN_ASSESSMENT", "WRITINGS", "MONEY", but=("TIMES",))),
        word("OF_AN_ASSESSMENT"),
    )


_OUTCOME: Final = _outcome("DETERMINERS")
_ITS_OUTCOME: Final = _outcome("DEFINITE")
_OF_AN_OUTCOME: Final = row_of(_DETERMINERS, _KIND, word("OF_AN_ASSESSMENT"), word("OF"), _OUTCOME)
_OUTCOME_TIMED: Final = row_of(_DETERMINERS, _KIND, word("WHEN_IT_IS"), word("OF"), _OUTCOME)
_PAPER_OF_ONE: Final = one_of(_paper("DETERMINERS", "KINDS"))
# What is to be given or kept is of an assessment that there is: a duty to have a report of one is a duty to have one.
_OF_ITS_OUTCOME: Final = one_of(
    row_of(_DETERMINERS, _KIND, word("OF_AN_ASSESSMENT"), word("OF"), _ITS_OUTCOME),
    row_of(_DETERMINERS, _KIND, word("PRICED"), word("OF"), _OUTCOME),
    _paper("DEFINITE", "KINDS"),
    _paper("DETERMINERS", "INDEFINITE"),
)
_COUNT: Final = row_of(_DETERMINERS, _KIND, word("OF_WHAT_IS_COUNTED"), word("OF", "PREPOSITIONS"))
_NUMBERED: Final = row_of(
    _COUNT,
    any_of(_COUNT),
    any_of(word("DETERMINERS", "POSSESSIVE")),
    one_of(word("COUNTED"), word("MATTERS"), word("ACTORS")),
    maybe(word("CONJUNCTIONS"), any_of(word("DETERMINERS")), word("COUNTED")),
)
_OF_A_PROVISION: Final = row_of(_DETERMINERS, word("OF_A_PROVISION"), word("PREPOSITIONS"), word("REFERENCE"))
_SPOKEN_OF: Final = one_of(_OF_AN_OUTCOME, _PAPER_OF_ONE, _NUMBERED, _OF_A_PROVISION)
_GIVEN: Final = one_of(_OF_ITS_OUTCOME, _NUMBERED, _OF_A_PROVISION)

_CITED: Final = one_of(
    row_of(word("CITING"), word("REFERENCE")),
    row_of(word("CITING"), word("DETERMINERS"), word("DUTIES"), word("PREPOSITIONS"), word("REFERENCE")),
    row_of(_DETERMINERS, word("DUTIES"), word("CITING", "PREPOSITIONS"), word("REFERENCE")),
    row_of(word("AS_SAID", *_forms("ed", "FACTS", *_ACTS)), word("PREPOSITIONS"), word("REFERENCE")),
)

# What is told of facts: who has what, what was done, what is needed.

_ITEMS: Final = Part()
_WHICH: Final = Part()
_FOLLOWING: Final = any_of(one_of(_ITEMS, _WHICH))


_NOT_TIMES: Final = tuple(name for name in NOUNS if name != "TIMES")


def _told(subject: Part, *, outcomes: bool) -> Part:
    """What may be said of facts about somebody or something; of an assessment too, where that only tells who."""
    lists = _DONE_BY if outcomes else _TOLD
    done = word(*_forms("ed", *lists, "EDITS", "PRICES", "BRINGS_IN"), "PAST")
    something = _SOMETHING if outcomes else _SOMETHING_ELSE
    said = one_of(
        done,
        word("SAID_OF", "ADVERBS"),
        word(*_forms("ing", *lists)),
        something,
        row_of(word("PREPOSITIONS"), _ANYTHING),
    )
    said_of = [said, _CITED, row_of(done, before(_DETERMINER), _ANYTHING)]
    verbs = word(*_forms("s", *lists), *_forms("", *lists), *_forms("ed", *lists))
    objects: list[Part] = [maybe(one_of(_ANYTHING, _SPOKEN_OF))]
    if outcomes:
        said_of += [row_of(word("SUBJECT_TO"), _OUTCOME), _OF_AN_OUTCOME]
        conducts = word(*(f"CONDUCTS:{form}" for form in ("", "s", "ed")))
        objects.append(row_of(before(conducts), conducts, _OUTCOME))
    bare = word(*_forms("", *lists))
    asides = any_of(word("ADVERBS"))
    verb = one_of(
        row_of(word("BE"), maybe(word("NOT")), asides, one_of(*said_of)),
        row_of(word("HAVE"), maybe(word("NOT")), asides, maybe(word("BE")), asides, one_of(done, _SOMETHING)),
        word("HAVE"),
        row_of(word("DO"), word("NOT"), asides, bare, objects[0]),
        row_of(word("MODALS"), maybe(word("NOT")), asides, maybe(word("BE", "HAVE")), one_of(bare, done), objects[0]),
        row_of(asides, verbs, asides, objects[0]),
        *((row_of(maybe(word("HAVE")), asides, objects[1]),) if outcomes else ()),
    )
    inner = any_of(
        one_of(
            _ITEMS,
            _WHICH,
            row_of(word("CONJUNCTIONS"), _joined(*_NOT_TIMES, "WORD")),
            row_of(word("CONJUNCTIONS"), asides, word(*_forms("ed", *lists), *_forms("s", *lists))),
        )
    )
    return row_of(subject, any_of(one_of(_OF_THAT)), asides, verb, inner)


_OF_THAT: Final = row_of(word("PREPOSITIONS"), one_of(_ANYTHING, _SPOKEN_OF))
_ABOUT_AN_OUTCOME: Final = row_of(word("ABOUT"), _OUTCOME)
_ABOUT_ANYTHING: Final = row_of(
    word("PREPOSITIONS", "HOW_MANY"),
    one_of(
        _ANYTHING,
        _SPOKEN_OF,
        row_of(_DETERMINERS, _KIND, maybe(word("CONJUNCTIONS"), _KIND), word("RULINGS", "DUTIES"), before(_FOLLOWS)),
    ),
)
_SUBJECT_OF_FACTS: Final = one_of(_ANYTHING, _SPOKEN_OF, _OUTCOME)
_ABOUT_WHAT: Final = _thing(*_NOT_TIMES, "WORD")
_FACT: Final = _told(one_of(_ABOUT_WHAT, _SPOKEN_OF), outcomes=False)
_CASE: Final = one_of(
    row_of(word("WHAT"), _told(row_of(), outcomes=False)),
    row_of(word("WHEN"), _FACT),
    row_of(word("IN_CASE"), _told(word("THIS"), outcomes=False)),
    row_of(
        word("IN_CASE"),
        one_of(
            _told(_SUBJECT_OF_FACTS, outcomes=True),
            row_of(_ADVERBS, word(*_forms("ed", *_DONE_BY), "SAID_OF")),
            row_of(_ADVERBS, word(*_forms("ing", *_TOLD)), maybe(one_of(_ANYTHING, _SPOKEN_OF))),
            row_of(word("PREPOSITIONS"), _ANYTHING),
            word("ADVERBS"),
        ),
    ),
)
_CASE_AHEAD: Final = row_of(_CASE, any_of(row_of(word("CONJUNCTIONS"), maybe(word("WHEN")), _FACT)))
_WHICH.looks = one_of(
    row_of(word("WHICH"), one_of(_told(row_of(), outcomes=False), _FACT)),
    row_of(word("OF_WHICH"), word("WHICH"), _FACT),
    row_of(
        word("PRONOUNS"), any_of(word("ADVERBS")), word(*_forms("s", "FACTS", *_ACTS), *_forms("", "FACTS", *_ACTS))
    ),
).ends
_WHOEVER: Final = row_of(_DETERMINERS, _KIND, word("ACTORS"), word("WHICH"), _told(row_of(), outcomes=True))
_ASSESSOR_TO: Final = row_of(
    _DETERMINERS,
    _KIND,
    word("ASSESSORS"),
    word("TO"),
    word("CONDUCTS:"),
    word("DEFINITE"),
    any_of(word("NAMING", "KINDS")),
    word("OUTCOMES"),
)
_TO_DO: Final = row_of(
    word("TO"),
    maybe(word("NOT")),
    any_of(word("ADVERBS")),
    one_of(
        row_of(
            word(*_forms("", "ACTS", "THINGS_DONE", "SETS_OUT")),
            maybe(one_of(_LOOSELY, _GIVEN)),
            maybe(one_of(_LOOSELY, _GIVEN)),
        ),
        row_of(word("ENABLES:"), one_of(_SOMEBODY, _ASSESSOR_TO)),
        row_of(word("BE"), any_of(word("ADVERBS")), word(*_forms("ed", *_DONE_BY))),
        row_of(word("CONDUCTS:"), _DETERMINERS, _KIND, word("DUTIES", "MATTERS")),
    ),
)
_DOING: Final = row_of(word(*_forms("ing", *_ACTS)), maybe(one_of(_ANYTHING, _SPOKEN_OF)), maybe(_ANYTHING))
_DONE: Final = word(*_forms("ed", *_DONE_BY), "PAST")
_HAPPENING: Final = row_of(
    word(*_forms("ing", *_TOLD)), before(one_of(END, word("APART", "CONJUNCTIONS", "PREPOSITIONS")))
)
_SO: Final = row_of(word("SAID_OF"), before(_FOLLOWS))
_AS_SOMEBODY: Final = row_of(word("AS"), _thing("ACTORS", but=("USERS",)))
_CONDUCTING: Final = row_of(
    word("CONDUCTS:ing"), one_of(_OUTCOME, row_of(_DETERMINERS, _KIND, word("DUTIES", "MATTERS")))
)
_WHOEVER_CONDUCTS: Final = row_of(_DETERMINERS, _KIND, word("ACTORS"), _CONDUCTING)
_EXCEPTION: Final = row_of(
    word("EXCEPT"), one_of(_ABOUT_ANYTHING, _CASE, _ANYTHING, _TO_DO, _CITED, word(*_forms("ed", *_TOLD)), row_of())
)
_ITEMS.looks = one_of(
    _ABOUT_ANYTHING,
    _ABOUT_AN_OUTCOME,
    _CITED,
    _CASE,
    _TO_DO,
    _DOING,
    _DONE,
    _SO,
    _AS_SOMEBODY,
    _HAPPENING,
    row_of(word("PREPOSITIONS"), one_of(_WHOEVER_CONDUCTS, _WHOEVER)),
    row_of(word("PREPOSITIONS", "HOW_MANY"), _OUTCOME_TIMED),
    row_of(word("IN_DOING"), _CONDUCTING),
    row_of(word("IN_DOING"), word(*_forms("ing", "FACTS")), maybe(one_of(_ANYTHING, _SPOKEN_OF, word("SAID_OF")))),
    row_of(word("PREPOSITIONS"), word("WHICH"), word("TO"), word(*_forms("", *_TOLD))),
    row_of(word("PREPOSITIONS"), _CASE),
    row_of(word("TO"), word("BE"), _thing("ACTORS", but=("USERS",))),
    _EXCEPTION,
    word("ADVERBS", "ONLY"),
    row_of(
        word("PREPOSITIONS"),
        maybe(word(*_forms("ing", *_ACTS, "CONDUCTS")), maybe(word("PREPOSITIONS")), word("CONJUNCTIONS")),
        _DOING,
    ),
    row_of(maybe(word("HOW_MANY")), word("NUMBERS"), word("TIMES"), before(_FOLLOWS)),
    row_of(word("EACH"), word("TIMES"), before(_FOLLOWS)),
    row_of(word("PREPOSITIONS"), word("RUNS:ing"), word("REFERENCE")),
    row_of(word("PREPOSITIONS"), word("NUMBERS"), word("CONJUNCTIONS"), word("NUMBERS")),
).ends


# What somebody is told to do.


def _complement(objects: Part, joined: Part) -> Part:
    """What an act is done to, with and how."""
    given = one_of(objects, _GIVEN, _ASSESSOR_TO, _WHOEVER_CONDUCTS, _WHOEVER)
    more = row_of(_JOINT, one_of(joined, _GIVEN))
    after = one_of(_ITEMS, _WHICH, more, row_of(_JOINT, _ITEMS), row_of(_APART, before(_FOLLOWS)))
    placed_after = row_of(_ITEMS, any_of(_ITEMS), one_of(joined, _GIVEN))
    return row_of(maybe(one_of(given, placed_after)), any_of(after))


_FREELY: Final = _complement(
    one_of(_ANYTHING, row_of(_ANYTHING, before(_DETERMINER), one_of(_ANYTHING, _GIVEN))), _joined(*NOUNS, "WORD")
)


_THING: Final = _thing(*NOUNS, "WORD", but=("USERS",))
_TO_THINGS: Final = _complement(
    one_of(_THING, row_of(_THING, before(_DETERMINER), one_of(_THING, _GIVEN))), _joined(*NOUNS, "WORD", but=("USERS",))
)


def _strictly(objects: Part, *heads: str, but: Sequence[str]) -> Part:
    return _complement(
        one_of(objects, row_of(_SOMEBODY, before(_DETERMINER), one_of(objects, _GIVEN))), _joined(*heads, but=but)
    )


_WITH_CARE: Final = _strictly(_OBJECT, *_THINGS, but=("USERS", "VAGUE"))
_OWN: Final = _strictly(_LOOSELY, *_THINGS, but=("USERS",))
_AS_CONFIDENTIAL: Final = one_of(
    row_of(one_of(_ANYTHING, _SPOKEN_OF), _FOLLOWING, word("SECRETLY"), _FOLLOWING),
    row_of(word("SECRETLY"), one_of(_ANYTHING, _SPOKEN_OF), _FOLLOWING),
)
_OTHERS: Final = row_of(_SOMEBODY, any_of(_OF_THAT), maybe(_WHICH), _TO_DO, _FOLLOWING)
_MORE_ITEMS: Final = any_of(one_of(_ITEMS, _WHICH, row_of(_JOINT, one_of(_ITEMS, _joined(*NOUNS, "WORD"), _SPOKEN_OF))))
_TIME_TO: Final = row_of(_DETERMINERS, word("DAYS"), _TO_DO, _FOLLOWING)
# A verb of no list says nothing of an assessment where it is done to a thing of the procedure.
_WHATEVER: Final = row_of(
    _ADVERBS,
    word("WORD", but=("PLURAL", "PAST", "DOING", "NAME")),
    _DETERMINER,
    _DETERMINERS,
    _KIND,
    word("WRITINGS", "MONEY", "MATTERS", "ASSESSORS", but=("VAGUE",)),
    _FOLLOWING,
)
_DUTIES_DONE: Final = row_of(_DETERMINERS, _KIND, word("DUTIES", "MATTERS", "ACTORS"), _MORE_ITEMS)
_ENSURES: Final = row_of(
    word("WHICH"),
    _FACT,
    any_of(row_of(word("CONJUNCTIONS"), _FACT)),
    any_of(row_of(_JOINT, one_of(_ITEMS, _joined(*NOUNS, "WORD")), _FOLLOWING)),
)


def _acts(form: str, things: Part) -> Part:
    """An act in one of its forms, with what belongs to it."""
    return row_of(
        _ADVERBS,
        one_of(
            row_of(word(f"RECEIVES:{form}", but=(f"THINGS_DONE:{form}",)), _FREELY),
            row_of(word(f"ACTS:{form}"), _TO_THINGS),
            row_of(word(f"THINGS_DONE:{form}", f"SETS_OUT:{form}"), things),
            row_of(word(f"BINDS:{form}"), _WITH_CARE),
            row_of(word(f"LETS:{form}"), _SOMEBODY, word(*_forms("", "ACTS", "THINGS_DONE", "KNOWS")), _FREELY),
            row_of(word(f"PICKS:{form}"), _DETERMINERS, _KIND, word("ASSESSORS"), _FOLLOWING),
            row_of(word(f"HAS_OTHERS_DO:{form}"), _OTHERS),
            row_of(word(f"CONDUCTS:{form}"), _DUTIES_DONE),
            row_of(word(f"TREATS:{form}"), _AS_CONFIDENTIAL),
            row_of(word(f"ENSURES:{form}"), _ENSURES),
            row_of(word(f"EDITS:{form}"), _DETERMINERS, _KIND, word("EDITED"), _MORE_ITEMS),
            row_of(word(f"PLACES:{form}"), _LOOSELY, word("ON_PAPER"), _FOLLOWING),
            row_of(word(f"ENDS:{form}"), _DETERMINERS, _KIND, word("APPOINTMENTS"), _FOLLOWING),
        ),
    )


_PASSIVE: Final = row_of(
    word("BE"),
    _ADVERBS,
    word(*_forms("ed", "ACTS", "THINGS_DONE", "BINDS")),
    any_of(row_of(_JOINT, _ADVERBS, word(*_forms("ed", "ACTS", "THINGS_DONE", "BINDS")))),
    maybe(one_of(_OBJECT, _SPOKEN_OF)),
    _MORE_ITEMS,
)
# What "it" may be told to be: "it" may be somebody.
_DONE_WITH: Final = row_of(
    word("BE"),
    _ADVERBS,
    word(*_forms("ed", "ACTS", "THINGS_DONE"), but=("BINDS:ed",)),
    any_of(row_of(_JOINT, _ADVERBS, word(*_forms("ed", "ACTS", "THINGS_DONE"), but=("BINDS:ed",)))),
    maybe(one_of(_OBJECT, _SPOKEN_OF)),
    _MORE_ITEMS,
)
_WHATEVER_DONE: Final = row_of(word("BE"), _ADVERBS, word("PAST"), _MORE_ITEMS)
_KEPT_SECRET: Final = row_of(word("BE"), _ADVERBS, word("TREATS:ed"), word("SECRETLY"), _FOLLOWING)
_IS_SAID: Final = row_of(
    word("BE"), _ADVERBS, word("SAID_OF"), any_of(row_of(_JOINT, word("SAID_OF", *_forms("ed", *_TOLD)))), _MORE_ITEMS
)
_ENTITLED: Final = row_of(
    word("BE"),
    word("ENTITLED"),
    one_of(_TO_DO, row_of(word("TO"), _DETERMINERS, _KIND, word("MONEY"))),
    any_of(one_of(_ITEMS, row_of(_JOINT, word("TO"), _TO_DO))),
)
_IS_SOMEHOW: Final = row_of(
    word("BE"), one_of(row_of(word("PREPOSITIONS"), _ANYTHING), word("ADVERBS"), _OBJECT), _MORE_ITEMS
)


def _told_to(subject: Part, acts: Part, plural: Part, singular: Part) -> Part:
    """A sentence: somebody, "shall", one act or several."""
    aside = maybe(_APART, _ITEMS, any_of(one_of(_ITEMS, _WHICH)), _APART)
    modal = row_of(_ADVERBS, word("MODALS"), aside, _ADVERBS, maybe(word("NOT")), aside)
    first = one_of(row_of(modal, acts), row_of(_ADVERBS, singular), row_of(_ADVERBS, plural))
    further = row_of(_JOINT, _ADVERBS, one_of(row_of(modal, acts), row_of(maybe(word("NOT")), acts), singular))
    return row_of(subject, first, any_of(further))


_AFTER_SUBJECT: Final = any_of(
    one_of(
        _OF_THAT,
        row_of(word("WHICH"), _told(row_of(), outcomes=True)),
        _ABOUT_AN_OUTCOME,
        _CITED,
        _WHICH,
        _DONE,
        _SO,
        _HAPPENING,
        _CONDUCTING,
        row_of(_APART, before(word("MODALS"))),
        row_of(word("CONJUNCTIONS"), one_of(_SOMEBODY, _thing("WRITINGS", "MONEY"))),
        row_of(_APART, one_of(_CASE, _WHICH, _OF_THAT, word("ADVERBS")), _APART),
        _DOING,
        row_of(word("PREPOSITIONS"), _DOING),
        row_of(word("PREPOSITIONS"), word("RUNS:ing"), word("REFERENCE")),
        word("ADVERBS"),
        _EXCEPTION,
    )
)


def _clauses() -> Part:
    """One thing told to somebody, in whichever way."""
    users = row_of(_thing("ACTORS", but=("AUTHORITIES",)), _AFTER_SUBJECT)
    bodies = row_of(_thing("AUTHORITIES"), _AFTER_SUBJECT)
    others = row_of(_thing("ACTORS", but=("USERS",)), _AFTER_SUBJECT)
    things = row_of(
        one_of(
            row_of(_DETERMINERS, _KIND, word("WRITINGS", "MONEY", "MATTERS", but=("VAGUE",))),
            _OF_AN_OUTCOME,
            _PAPER_OF_ONE,
        ),
        _AFTER_SUBJECT,
    )
    has = row_of(word("HAVE"), one_of(_OWN, _TIME_TO))
    nothing = Part(lambda row, start: frozenset())
    by_users = one_of(_acts("", _OWN), _DONE_FOR_USERS, _IS_SAID, _ENTITLED, has)
    by_bodies = one_of(_acts("", _WITH_CARE), _IS_SAID, _WHATEVER)
    by_others = one_of(
        _WHATEVER, _acts("", _OWN), _PASSIVE, _IS_SAID, _ENTITLED, has, row_of(word("BE"), _OBJECT, _FOLLOWING)
    )
    lasts = row_of(word("LASTS:"), maybe(_ANYTHING), _FOLLOWING)
    sets_out = row_of(word("SETS_OUT:"), _FREELY)
    edited = row_of(word("BE"), _ADVERBS, word("EDITS:ed", "PRICES:ed"), _MORE_ITEMS)
    sets_out_now = row_of(word("SETS_OUT:s"), _FREELY)
    by_things = one_of(edited, _WHATEVER_DONE, _PASSIVE, _KEPT_SECRET, _IS_SAID, _IS_SOMEHOW, sets_out)
    told = row_of(word("BE"), _ADVERBS, word("RECORDED:ed"), _MORE_ITEMS)
    anything = row_of(_DETERMINERS, _KIND, word("WORD", but=("HIDDEN", "PAST", "DOING")), _AFTER_SUBJECT)
    prevents = row_of(
        one_of(word("PREVENTS:s"), row_of(word("MODALS"), word("PREVENTS:"))),
        _SOMEBODY,
        word("FROM"),
        _DOING,
        _FOLLOWING,
    )
    priced = row_of(word("BE"), _ADVERBS, word("PRICES:ed"), _MORE_ITEMS)
    ended = row_of(word("BE"), _ADVERBS, word("ENDS:ed"), any_of(row_of(_JOINT, _ADVERBS, word("ENDS:ed"))), _FOLLOWING)
    kinds = row_of(_DETERMINERS, _KIND)
    reaches = row_of(
        one_of(row_of(word("DO"), word("NOT")), row_of(word("MODALS"), maybe(word("NOT")))), word("REACHES:")
    )
    lasts_now = row_of(word("LASTS:s", "SETS_OUT:s"), maybe(_ANYTHING), _FOLLOWING)
    return one_of(
        row_of(users, word("DUTY_BOUND"), _WHATEVER),
        row_of(word("NOTHING"), word("PREPOSITIONS"), word("REFERENCE"), prevents),
        _told_to(anything, told, nothing, nothing),
        _told_to(users, by_users, _acts("", _OWN), one_of(_acts("s", _OWN), _IS_SAID)),
        _told_to(bodies, by_bodies, nothing, _acts("s", _WITH_CARE)),
        _told_to(others, by_others, _acts("", _OWN), one_of(_acts("s", _OWN), _PASSIVE, _IS_SAID)),
        _told_to(word("WHICH"), _acts("", _WITH_CARE), nothing, nothing),
        _told_to(word("PRONOUNS", "WHICH"), one_of(_DONE_WITH, _KEPT_SECRET, _IS_SAID, sets_out), nothing, _IS_SAID),
        _told_to(things, by_things, nothing, one_of(_PASSIVE, _IS_SAID, _IS_SOMEHOW, sets_out_now)),
        _told_to(row_of(kinds, word("RULINGS"), _AFTER_SUBJECT), told, nothing, nothing),
        _told_to(row_of(kinds, word("PRICED"), _AFTER_SUBJECT), priced, nothing, priced),
        _told_to(row_of(kinds, word("APPOINTMENTS"), _AFTER_SUBJECT), ended, nothing, ended),
        row_of(kinds, word("SECRECY"), _AFTER_SUBJECT, reaches, _FOLLOWING),
        row_of(
            _DETERMINERS,
            _KIND,
            word("LASTING"),
            _AFTER_SUBJECT,
            one_of(row_of(word("MODALS"), maybe(word("NOT")), lasts), lasts_now),
        ),
    )


_DONE_FOR_USERS: Final = row_of(
    word("BE"), _ADVERBS, word("RECEIVES:ed"), maybe(one_of(_OBJECT, _SPOKEN_OF)), _MORE_ITEMS
)


@cache
def _sentence() -> Part:
    clause = _clauses()
    ahead = row_of(
        one_of(
            _CASE_AHEAD,
            row_of(_ITEMS, _FOLLOWING),
            row_of(
                word("SUBJECT_TO", "WITHOUT_PREJUDICE"),
                one_of(
                    word("REFERENCE"),
                    _CITED,
                    _ANYTHING,
                    row_of(_DETERMINERS, word("RULINGS", "DUTIES"), any_of(_OF_THAT)),
                ),
            ),
            word("ADVERBS"),
            row_of(word("TO"), word(*_forms("", *_ACTS)), _ANYTHING),
        ),
        maybe(_JOINT),
    )
    return row_of(any_of(ahead), clause, any_of(row_of(_JOINT, any_of(ahead), clause)), any_of(_APART), END)


def is_procedure(text: str) -> bool:
    """Whether a sentence is one of procedure from end to end, and nothing else."""
    words = [each for each in tagged(text) if each.text != "."]
    return bool(words) and not bears(words) and spans(_sentence(), words)
