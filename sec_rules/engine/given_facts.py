"""Facts as a question is asked with them, for type checkers: each by its name, with what may be given of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, TypedDict, get_type_hints

from sec_rules.engine.ranges import Range
from sec_rules.lang import Outcome

# None is missing, and so is what is not given at all.
YesOrNo = bool | None
Number = int | Range | None
Day = date | str | None
Named = str | Outcome | None


class Facts(TypedDict, total=False):
    """Facts by name, for `Code.ask`: `facts: sec_rules.Facts = {"supplier_party": True}`. Any may be left out.

    What each means is said in `sec_rules.facts`; which a question is asked with, by its `facts`. The day of the initial
    assessment is given in the place of the years since. A day may be a text such as "2018-05-01", as JSON has
    it. pydantic takes them as an object with the names that its schema has; `ask` says what is wrong with them.
    """

    initial_assessment: Day
    supplier_party: YesOrNo
    network_party: YesOrNo
    domestic_premises: Number
    non_domestic_premises: Number
    network_premises: Number
    shared_supplier_premises: Number
    shared_network_premises: Number
    years_since_initial: Number
    non_domestic_metering_points: Number
    category: Named
    kind_of_assessment: Named
    assurance_status: Named
    assessment_day: Day
    last_day_of_year: Day
    thirteen_months_on: Day
    twelve_months_on: Day
    live_user: YesOrNo
    on_shared_resource: YesOrNo
    return_day: Day
    six_months_on: Day
    second_user_system: YesOrNo
    sub_committee_told: YesOrNo
    triage_facility: YesOrNo
    user_roles: Number


def json_schema() -> dict[str, Any]:
    """The JSON schema (2020-12) of facts: what a service that takes them in shows of each."""
    named = {name: {"anyOf": [_SHAPES[kind], {"type": "null"}]} for name, kind in get_type_hints(Facts).items()}
    return {"title": "Facts", "type": "object", "properties": named, "additionalProperties": False}


_SHAPES: Final[Mapping[object, dict[str, Any]]] = {
    YesOrNo: {"type": "boolean"},
    Number: {"type": "integer", "minimum": 0},
    Day: {"type": "string", "format": "date"},
    Named: {"type": "string"},
}


def _core_schema(source: object, handler: object) -> Any:
    """What pydantic needs to take facts. It refuses a `TypedDict` of Python 3.11 by itself, and one of a later Python
    leaves out what it does not know: a misspelt fact would be a missing one. So all is passed on to `ask`.
    """
    from pydantic_core import core_schema as of

    return of.dict_schema(of.str_schema(), of.any_schema())


def _json_schema(core_schema: object, handler: object) -> Mapping[str, Any]:
    return json_schema()


# A `TypedDict` may have no methods where it is written.
_HOOKS: Final = {"__get_pydantic_core_schema__": _core_schema, "__get_pydantic_json_schema__": _json_schema}
for _name, _hook in _HOOKS.items():
    setattr(Facts, _name, staticmethod(_hook))
