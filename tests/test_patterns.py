"""Regular expressions made when they are first used."""

import re

import pytest

from sec_rules._patterns import compiled, one_of


def test_it_does_what_the_expression_does():
    pattern, made = compiled(r"(?P<n>\d+) Users?", re.IGNORECASE), re.compile(r"(?P<n>\d+) Users?", re.IGNORECASE)
    text = "3 users and 10 USERS"
    assert [m.span() for m in pattern.finditer(text)] == [m.span() for m in made.finditer(text)]
    assert pattern.search(text)["n"] == "3"
    assert pattern.match(text, 12)["n"] == "10"
    assert pattern.sub("-", text) == made.sub("-", text)
    assert (pattern.pattern, pattern.flags, pattern.groups) == (made.pattern, made.flags, made.groups)
    assert pattern.groupindex == made.groupindex


def test_it_is_made_when_it_is_first_used(monkeypatch):
    made = []
    monkeypatch.setattr(re, "compile", lambda *given, compile=re.compile: made.append(given) or compile(*given))
    pattern = compiled("[a-z]+")
    assert not made
    assert pattern.match("abc")
    assert made == [("[a-z]+", 0)]
    assert pattern.match("abc")
    assert len(made) == 1


def test_it_has_no_more_than_the_expression_has():
    with pytest.raises(AttributeError):
        compiled("a").replace("b")
    with pytest.raises(re.error):
        compiled("(").match("(")


@pytest.mark.parametrize(
    ("forms", "written"),
    [
        (["User", "Users"], "User(?:s|)"),
        (["Party", "Panel", "User"], "(?:Pa(?:rty|nel)|User)"),
        (["Use", "User Party", "Us"], "Us(?:e(?:r Party|)|)"),
        (["User", "User"], "User"),
    ],
)
def test_forms_that_begin_alike_share_it_and_the_longest_is_tried_first(forms, written):
    assert one_of(forms) == written
