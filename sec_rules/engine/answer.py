"""The answer to a question about one User."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, Self

from attrs import field, frozen

from sec_rules._shown import Read, forms
from sec_rules.engine.ranges import NO_RANGES, Range
from sec_rules.engine.reasons import Marked, Reasons
from sec_rules.lang import DAY, Count, Outcome, Standing, YesNo


def _of_facts(given: Mapping[str, bool | int]) -> Mapping[str, bool | int]:
    return MappingProxyType(given)


def _of_ranges(given: Mapping[str, Range]) -> Mapping[str, Range]:
    return MappingProxyType(given)


def _pairs(given: Mapping[str, object]) -> frozenset[tuple[str, object]]:
    """What two mappings are compared and hashed by."""
    return frozenset(given.items())


@frozen(kw_only=True, slots=False, repr=False)
class Answer(Read):
    """An answer, and what it rests on. A value: compared and hashed by its fields, which nobody can alter.

    `outcome` is None when undetermined, and `undetermined` then says why in a sentence. `because` are the
    provisions that answer; `text` is where their words stand; `needs` the smallest set of missing facts that
    settles the question whatever their values; `depends_on` the places of a draft, by id, on whose open words the
    answer depends; `doubts` pairs of a clause and what is unsure of it; `ruleset` a hash of the clauses that decided.
    `facts` are those that were given, checked; `ranges` those given as a `Range`; `years` says how the years since the
    initial assessment were counted, where its day was given.
    """

    question: str
    on: date
    facts: Mapping[str, bool | int] = field(factory=dict, converter=_of_facts, eq=_pairs)
    outcome: Outcome | None
    undetermined: str | None
    because: tuple[str, ...]
    standing: Standing | None
    text: str | None
    needs: tuple[str, ...]
    depends_on: tuple[str, ...] = ()
    doubts: tuple[tuple[str, str], ...]
    assumptions: tuple[str, ...]
    ruleset: str
    version: str
    ranges: Mapping[str, Range] = field(default=NO_RANGES, converter=_of_ranges, eq=_pairs)
    years: str = ""

    @property
    def decided(self) -> bool:
        """Whether there is an outcome."""
        return self.outcome is not None

    @property
    def reasons(self) -> Reasons:
        """Why the answer is what it is, and what would change it; worked out when it is asked for."""
        found: Reasons = forms().reasons(self)
        return found

    @property
    def words(self) -> tuple[Marked, ...]:
        """The words that decide, each with the spans of it on which the answer turns."""
        return self.reasons.words

    def __repr__(self) -> str:
        if self.outcome is not None:
            said = f"{self.outcome.name} by {', '.join(self.because)}"
        else:
            said = f"undetermined, needs {', '.join(self.needs)}" if self.needs else "undetermined"
        return f"<Answer to {self.question} on {self.on}: {said}>"

    def __reduce__(self) -> tuple[Callable[[dict[str, object]], Answer], tuple[dict[str, object]]]:
        fields = {name: value for name, value in vars(self).items() if name not in (_CODE, _READ_WITH)}
        given = self.facts_as_given
        told = {_AS_GIVEN: given} if given != self.facts else {}
        return _again, (fields | told | {"facts": dict(self.facts), "ranges": dict(self.ranges)},)

    def __iter__(self) -> Iterator[tuple[str, object]]:
        """What `dict(answer)` takes, and so whoever makes JSON of whatever it is given."""
        return iter(self.to_dict().items())

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    @property
    def facts_as_given(self) -> dict[str, bool | int | str | date]:
        """The facts as a person gives them: a day of the calendar, or the name of a value, where it is one.

        What they are the Code says that gave the answer, or by whose names it was read.
        """
        if _AS_GIVEN in self.__dict__:
            return dict(self.__dict__[_AS_GIVEN])
        known = getattr(code_of(self) or code_read_with(self), "every_fact", {})
        return {name: _as_given(known.get(name), value, self.on) for name, value in self.facts.items()}


def _as_given(fact: YesNo | Count | None, value: bool | int, on: date) -> bool | int | str | date:
    if not isinstance(fact, Count):
        return value
    if fact.unit == DAY:
        return date.fromordinal(value)
    names = fact.names_on(on)
    return names[value - fact.at_least] if names else value


# Beside its fields an answer knows the Code that gave it, for what is worked out of it later. That is not compared,
# nor does it go along to another process.
_CODE: Final = "_code"
# One that came from another process has its facts as they were given, where that is not as they are held.
_AS_GIVEN: Final = "_as_given"
# An answer that was read from JSON keeps it, and the Code by whose names it was read; whether that gave it is open.
_RECORD: Final = "_record"
_READ_WITH: Final = "_read_with"


def of_case(
    fields: Mapping[str, object],
    facts: Mapping[str, object],
    on: date,
    ranges: Mapping[str, Range] = NO_RANGES,
    years: str = "",
) -> Answer:
    """The answer to a case whose other fields are made already: a quarter of the time that the class takes."""
    answer: Answer = object.__new__(Answer)
    made = answer.__dict__
    made.update(fields)
    made["facts"] = MappingProxyType(facts)
    made["on"] = on
    made["ranges"] = ranges
    made["years"] = years
    return answer


def given_by(answer: Answer, code: object) -> Answer:
    """The answer, knowing the Code that gave it."""
    answer.__dict__[_CODE] = code
    return answer


def code_of(answer: Answer) -> object:
    """The Code that gave an answer; None where it came from another process, from JSON, or was made otherwise."""
    return answer.__dict__.get(_CODE)


def read_with(answer: Answer, record: str, code: object) -> Answer:
    """The answer, keeping the JSON from which it was read, and the Code by whose names."""
    answer.__dict__[_RECORD] = record
    answer.__dict__[_READ_WITH] = code
    return answer


def code_read_with(answer: Answer) -> object:
    """The Code by whose names an answer was read from JSON; None where it was not."""
    return answer.__dict__.get(_READ_WITH)


def record_of(answer: Answer) -> str | None:
    """The JSON from which an answer was read; None where it was not."""
    found: str | None = answer.__dict__.get(_RECORD)
    return found


def _again(fields: dict[str, object]) -> Answer:
    """An answer that arrives from another process."""
    answer: Answer = object.__new__(Answer)
    for name in ("facts", "ranges"):
        given = fields[name]
        assert isinstance(given, dict)
        fields[name] = MappingProxyType(given)
    answer.__dict__.update(fields)
    return answer
