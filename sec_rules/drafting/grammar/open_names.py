"""Names for the words of a clause that are not read, and the runs in which they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from sec_rules.drafting.grammar.open_words import Opening, Run, open_id
from sec_rules.drafting.grammar.sentences import Phrase
from sec_rules.drafting.grammar.settlements import CONDITION, NO_EFFECT, OUTCOME, SAME_AS, Settlement
from sec_rules.drafting.layout.provisions import Provision


class Names:
    """Names for the places of a clause that are not read: the same words at two places have two names.

    `outcomes` are the names of those as which an outcome can be settled. `every` sentence that is not read bears on the
    question, where no list says otherwise of the text.
    """

    def __init__(
        self,
        provision: Provision,
        settled: Mapping[str, Settlement],
        outcomes: Collection[str] = (),
        *,
        every: bool = False,
    ) -> None:
        self.settled, self.outcomes, self.every = settled, outcomes, every
        self._texts = {p.label: p.text for p in provision.walk()}
        self._given: dict[tuple[str, str], int] = {}

    def of(self, kind: str, label: str, text: str) -> str:
        """The name of one more place."""
        key = (label, " ".join(text.split()))
        self._given[key] = self._given.get(key, -1) + 1
        return open_id(kind, label, text, self._given[key])

    def outcome(self, phrase: Phrase) -> Opening:
        """An outcome that is not read; it can be settled as one that is known."""
        text = phrase.place.words_in(self._texts[phrase.place.provision])
        name = self.of("words", phrase.place.provision, text)
        found = self.settled.get(name)
        settled = found if found is not None and found.other in self.outcomes else None
        return Opening(name, "outcome", phrase.place, text, settled)

    def runs(self, phrases: Sequence[Phrase], words: Sequence[Phrase]) -> Iterator[Run]:
        """The unread words among phrases, those that stand together as one."""
        unread = {word.place for word in words}
        before: Phrase | None = None
        group: list[Phrase] = []
        for phrase in (*phrases, None):
            if phrase is not None and phrase.place in unread and _goes_on(group, phrase):
                group.append(phrase)
                continue
            if group:
                place = group[0].place.to(group[-1].place)
                text = place.words_in(self._texts[place.provision])
                name = self.of("words", place.provision, text)
                opening = Opening(name, "condition", place, text, self._of_words(name))
                yield Run(opening, tuple(p.text for p in group), before, phrase)
                group = []
            if phrase is not None and phrase.place in unread:
                group = [phrase]
            else:
                before = phrase

    def _of_words(self, name: str) -> Settlement | None:
        """What is settled of words, where it can be settled of words."""
        found = self.settled.get(name)
        if found is None or (found.way == OUTCOME and found.other not in self.outcomes):
            return None
        return found if found.way in (NO_EFFECT, CONDITION, SAME_AS, OUTCOME) else None


def _goes_on(group: Sequence[Phrase], phrase: Phrase) -> bool:
    return not group or group[-1].place.provision == phrase.place.provision
