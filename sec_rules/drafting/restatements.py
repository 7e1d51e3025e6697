"""Notes that restate a change: "This draft raises the threshold in Sections G8.41 and G8.42 from 250,000 to 300,000."

Such a note bears on nothing where all that it says is what the draft does. It is read from end to end; the clauses, the
figures and the direction have to be those of the change. A word beside them leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from sec_rules._patterns import compiled
from sec_rules.drafting.restating.changes import Changes
from sec_rules.drafting.restating.notes import why_it_is_no_note
from sec_rules.drafting.restating.topics import why_it_is_no_title
from sec_rules.lang.citations import REFERENCE, references

_KIND: Final = r"(?:Sections?|Clauses?|paragraphs?|Conditions?)?"
_CITED: Final = rf"(?:(?:both|each) of )?{_KIND} ?{REFERENCE}(?:(?:,| and|, and| to) {REFERENCE})*"
_FIGURE: Final = r"\d[\d,]*\d"
_THE_DRAFT: Final = r"(?:this|the) (?:draft|change|proposal|modification|redline|amendment)"
_NOTE: Final = compiled(r"^\W*(?:(?:explanatory|drafting) )?note\s*[:.\u2014\u2013-]?\s*", re.IGNORECASE)
_MOVES: Final = compiled(
    rf"{_THE_DRAFT} (?P<way>raises|increases|lowers|reduces|moves|changes) the (?:threshold|figure|number)s?"
    rf"(?: (?:in|of) (?P<where>{_CITED}))? from (?P<old>{_FIGURE}) to (?P<new>{_FIGURE})",
    re.IGNORECASE,
)
_SUBSTITUTES: Final = compiled(
    rf"{_THE_DRAFT} substitutes (?P<new>{_FIGURE}) for (?P<old>{_FIGURE})"
    r"(?:,? (?:wherever it (?:occurs|appears)|in each place where it (?:occurs|appears)))?"
    rf"(?: in (?P<where>{_CITED}))?",
    re.IGNORECASE,
)
_UNCHANGED: Final = compiled(
    rf"(?P<where>{_CITED}) (?:is|are) (?:unchanged|not (?:changed|altered|amended|touched)|restated without change)"
    rf"(?: by (?:this|the) (?:draft|change|instructions)| by these instructions)?",
    re.IGNORECASE,
)
_STAYS: Final = compiled(
    rf"the (?:threshold|figure) (?:stays|remains)(?: at)? (?P<old>{_FIGURE})"
    rf"|(?:for the avoidance of doubt,? )?the (?:qualifying |relevant )?(?:threshold|figure|number)"
    rf" (?:of (?P<of>{_FIGURE}) )?in (?P<there>{_CITED})"
    rf"(?: \((?:Domestic Premises )?(?:exceeding |above |more than |not more than |of )?(?P<beside>{_FIGURE})\))?"
    r" (?:is|remains|stays) (?:unchanged|as it is)"
    rf"|(?P<same>{_FIGURE}) in (?P<where>{_CITED}) is not changed(?: by (?:this|the) draft| by these instructions)?",
    re.IGNORECASE,
)
_UNTOLD: Final = "what the draft does cannot be said in a few figures"
_UPWARDS: Final = {"raises": True, "increases": True, "lowers": False, "reduces": False}


@frozen
class Change:
    """The words of each clause that a draft shows, before and after it, by label; `held` are those left alone.

    `changes` is what becomes of the clauses that answer, where that can be said in a few figures.
    """

    before: Mapping[str, str]
    after: Mapping[str, str]
    held: frozenset[str] = field(default=frozenset())
    changes: Changes | None = None

    def restated_by(self, text: str) -> bool:
        """Whether all that a note says is what the draft does."""
        return not self.why_not_restated_by(text)

    def why_not_restated_by(self, text: str) -> str:
        """Why it is not shown that all a note says is what the draft does; "" where it is.

        It ends with `NOT_SHOWN` where the note speaks of the change alone.
        """
        why = _UNTOLD if self.changes is None else why_it_is_no_note(text, self.changes)
        if not why:
            return ""
        said = [each for each in re.split(r"(?<=[.;])\s+(?=[A-Z])", _NOTE.sub("", text.strip())) if each.strip()]
        told = bool(said) and all(self._does(" ".join(each.split()).rstrip(".;: ")) for each in said)
        return "" if told else why

    def titled_by(self, text: str) -> bool:
        """Whether a title names no more than what the draft changes."""
        return self.changes is not None and not why_it_is_no_title(text, self.changes)

    def _does(self, sentence: str) -> bool:
        for pattern in (_MOVES, _SUBSTITUTES):
            if (match := pattern.fullmatch(sentence)) is not None:
                way = _UPWARDS.get(match.groupdict().get("way", "").casefold())
                return self._moves(match["where"], match["old"], match["new"], way)
        if (match := _UNCHANGED.fullmatch(sentence)) is not None:
            return all(self._same(label) for label in references(match["where"]))
        if (match := _STAYS.fullmatch(sentence)) is not None:
            figure = match["old"] or match["same"] or match["of"] or match["beside"]
            said = match["where"] or match["there"]
            where = references(said) if said else self._changed
            if not figure:
                return all(self._keeps_figures(label) for label in where)
            return bool(where) and all(self._keeps(label, figure) for label in where)
        return False

    @property
    def _changed(self) -> tuple[str, ...]:
        return tuple(label for label in self.after if self.before.get(label) != self.after[label])

    def _moves(self, where: str | None, old: str, new: str, upwards: bool | None) -> bool:
        if upwards is not None and upwards is not (_number(new) > _number(old)):
            return False
        with_it = tuple(label for label, words in self.before.items() if _has(words, old))
        labels = references(where) if where else with_it
        told = set(labels) <= set(with_it) and all(label in labels or not self._loses(label, old) for label in with_it)
        return (
            bool(labels)
            and told
            and all(
                self._loses(label, old) and _has(self.after[label], new) and not _has(self.before[label], new)
                for label in labels
            )
        )

    def _loses(self, label: str, figure: str) -> bool:
        return label in self.after and not _has(self.after[label], figure)

    def _same(self, label: str) -> bool:
        if label in self.held:
            return True
        return label in self.before and self.before[label] == self.after.get(label)

    def _keeps(self, label: str, figure: str) -> bool:
        kept = (_has(words.get(label, ""), figure) for words in (self.before, self.after))
        return label in self.held or all(kept)

    def _keeps_figures(self, label: str) -> bool:
        """Whether every figure of a clause is what it was."""
        before, after = (_FIGURES.findall(words.get(label, "")) for words in (self.before, self.after))
        return label in self.held or (label in self.before and before == after)


_FIGURES: Final = re.compile(r"\d[\d,.]*\d")


def _has(words: str, figure: str) -> bool:
    return re.search(rf"(?<![\d,.]){re.escape(figure)}(?![\d]|[,.]\d)", words) is not None


def _number(figure: str) -> int:
    return int(figure.replace(",", ""))
