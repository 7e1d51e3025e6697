"""Events as they are read: what each kind tells, and one sentence for what cannot be taken."""

import json
from datetime import date

import pytest

from sec_rules.answers.watch.events import from_data, from_line
from sec_rules.errors import EventError
from sec_rules.rulebook.smart_energy_code import SMART_ENERGY_CODE

FACTS = {"event": "facts", "user": "A", "on": "2020-01-10", "facts": {"supplier_party": True}}
HELD = {"event": "assessment", "user": "A", "on": "2020-03-01", "kind": "FULL"}


def test_an_event_says_about_whom_it_is_from_which_day_and_what_it_tells():
    event = from_line(json.dumps(HELD | {"began": "2020-02-01", "id": "h"}).encode(), SMART_ENERGY_CODE)
    assert (event.id, event.kind, event.user, event.on) == ("h", "assessment", "A", date(2020, 3, 1))
    assert event.data == {"kind": "FULL", "initial": False, "began": "2020-02-01", "year": 2020}


def test_a_day_of_the_calendar_may_be_given_as_one():
    assert from_data(FACTS | {"on": date(2020, 1, 10)}, SMART_ENERGY_CODE) == from_data(FACTS, SMART_ENERGY_CODE)


def test_an_event_without_an_id_has_one_by_what_it_says():
    assert from_data(FACTS, SMART_ENERGY_CODE).id == from_data(dict(reversed(FACTS.items())), SMART_ENERGY_CODE).id
    assert from_data(FACTS, SMART_ENERGY_CODE).id != from_data(FACTS | {"user": "B"}, SMART_ENERGY_CODE).id
    assert from_data({"event": "day", "on": "2020-01-10"}, SMART_ENERGY_CODE).id == "day 2020-01-10"


def test_a_status_goes_by_the_name_that_it_has_on_the_day():
    def status(on):
        return from_data({"event": "status", "user": "A", "on": on, "status": "Deferred"}, SMART_ENERGY_CODE).data

    assert status("2020-02-26") == {"status": 4}
    assert status("2020-02-27") == {"status": 3}


def test_a_fact_may_come_to_be_unknown_again():
    assert from_data(FACTS | {"facts": {"domestic_premises": None}}, SMART_ENERGY_CODE).data == {
        "domestic_premises": None
    }


WRONG = [
    (b"{", "it is no JSON"),
    (b"[1]", "it should be one JSON object."),
    (b'"facts"', "it should be one JSON object."),
    (b"\xff{}", "it is not text in UTF-8."),
    (b"[" * 100_000, "it is no JSON that can be read"),
    (b'{"event": ' + b"9" * 5_000 + b"}", "it is no JSON that can be read"),
    (b'{"event": NaN}', "NaN is no number."),
    (b'{"event": "day", "event": "day"}', "'event' is given twice."),
    (b" " * 1_000_001, "it is longer than 1,000,000 bytes."),
    ({}, "'event' should say what happened: facts, assessment, status, return, day or cancel."),
    ({"event": ["day"]}, "'event' should be facts, assessment, status, return, day or cancel, got ['day']."),
    ({"event": "day"}, "an event of kind 'day' needs on."),
    ({"event": "day", "on": "2020-01-10", "user": "A"}, "'user' is nothing that an event of kind 'day' has"),
    ({"event": "day", "on": "2016-12-31"}, "days are watched from 2017-01-01 to 2199-12-31; 2016-12-31 is outside."),
    (FACTS | {"on": "10/01/2020"}, "'on' should be a day such as 2020-01-31, got '10/01/2020'."),
    (FACTS | {"on": "2020-02-30"}, "'on' should be a day such as 2020-01-31, got '2020-02-30'."),
    (FACTS | {"on": 20200110}, "'on' should be a day such as 2020-01-31, got 20200110."),
    (FACTS | {"on": "1890-01-01"}, "'on' should lie from 2010-01-01"),
    (FACTS | {"user": ""}, "'user' should be a text of 1 to 200 characters, got ''."),
    (FACTS | {"user": 7}, "'user' should be a text of 1 to 200 characters, got 7."),
    (FACTS | {"id": "x" * 201}, "'id' should be a text of 1 to 200 characters"),
    (FACTS | {"user": "\ud800"}, "'user' holds half of a character."),
    (FACTS | {"facts": {}}, "'facts' should be an object of names and values."),
    (FACTS | {"facts": [1]}, "'facts' should be an object of names and values."),
    (FACTS | {"facts": {"domestic": 1}}, "'domestic' is no fact the Code asks for; did you mean 'domestic_premises'?"),
    (FACTS | {"facts": {"domestic_premises": "1"}}, "'domestic_premises' should be a whole number"),
    (FACTS | {"facts": {"domestic_premises": -1}}, "'domestic_premises' should be a whole number"),
    (FACTS | {"facts": {"domestic_premises": True}}, "'domestic_premises' should be a whole number"),
    (FACTS | {"facts": {"live_user": 1}}, "'live_user' should be true or false, got 1."),
    (FACTS | {"facts": {"years_since_initial": 2}}, "'years_since_initial' is counted as days pass"),
    (FACTS | {"facts": {"return_day": 9}}, "'return_day' is no fact the Code asks for"),
    (FACTS | {"facts": {"supplier_party": True, "network_party": True}}, "Nobody is both"),
    (HELD | {"kind": "full"}, "'kind' should be SELF, VERIFICATION, FULL or FOLLOW_UP, got 'full'."),
    (HELD | {"initial": "yes"}, "'initial' should be true or false, got 'yes'."),
    (HELD | {"initial": True, "kind": "SELF"}, "the initial assessment is of the kind FULL, not SELF."),
    (HELD | {"initial": True, "year": 2019}, "the initial assessment is of the year in which it is held"),
    (HELD | {"year": 2030}, "'year' should be the year that the assessment of 2020-03-01 is for, got 2030."),
    (HELD | {"began": "2020-03-02"}, "'began' is 2020-03-02, which is after the assessment of 2020-03-01."),
    ({"event": "status", "user": "A", "on": "2020-02-26", "status": "rejected"}, "as it is named on 2020-02-26"),
    ({"event": "status", "user": "A", "on": "2020-02-27", "status": 4}, "got 4."),
    ({"event": "cancel", "user": "A"}, "an event of kind 'cancel' needs corrects."),
]  # fmt: skip


@pytest.mark.parametrize(("given", "says"), WRONG)
def test_what_is_no_event_is_refused_in_a_sentence(given, says):
    with pytest.raises(EventError) as caught:
        from_line(given, SMART_ENERGY_CODE) if isinstance(given, bytes) else from_data(given, SMART_ENERGY_CODE)
    assert says in str(caught.value)
    assert str(caught.value).endswith((".", "?"))
