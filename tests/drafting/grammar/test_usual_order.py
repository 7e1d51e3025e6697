"""A sentence in its usual order says what it said; what only keeps something harmless from being done may go."""

from __future__ import annotations

import pytest

from sec_rules.drafting.grammar.foreign import is_foreign
from sec_rules.drafting.grammar.usual_order import in_usual_order


@pytest.mark.parametrize(
    ("said", "usual"),
    [
        ("The form is to be signed.", "The form shall be signed."),
        ("The room is to the left.", "The room is to the left."),
        ("It is for the assessor to keep a log.", "The assessor shall keep a log."),
        ("It shall be the duty of the clerk to keep a log.", "The clerk shall keep a log."),
        ("Neither the clerk nor the chair shall speak.", "The clerk and the chair shall not speak."),
        (
            "The clerk shall send a copy, a receipt being asked for.",
            "The clerk shall send a copy; a receipt shall be asked for.",
        ),
        ("Once a letter is signed the clerk shall send it.", "Once a letter is signed, the clerk shall send it."),
        ("The clerk shall let the Panel know.", "The clerk shall tell the Panel."),
        ("The clerk shall within ten days send a copy.", "The clerk shall send a copy."),
        ("The clerk shall send a copy unless an invoice is in dispute.", "The clerk shall send a copy"),
        ("The clerk shall file it so that copies can be found.", "The clerk shall file it"),
        ("Save as the contract otherwise provides, the clerk shall pay.", "The clerk shall pay."),
        ("Making a complaint does not suspend a payment.", "A complaint does not suspend a payment."),
        ("A plan shall go to the Panel.", "A plan shall be sent to the Panel."),
        ("The clerk shall pay within ten days of leaving the site.", "The clerk shall pay."),
        ("The clerk shall send it or explain why it cannot.", "The clerk shall send it or explain its reasons."),
        ("A User which has moved shall send its address.", "A User shall send its address."),
    ],
)
def test_what_is_said_is_put_in_the_usual_order(said: str, usual: str) -> None:
    assert in_usual_order(said) == usual


@pytest.mark.parametrize(
    "said",
    [
        "The assessor shall visit the User unless it has paid.",
        "The Panel shall tell the User when it is due.",
        "The clerk shall hang a lantern, and where it hangs the User sleeps.",
        "A User that is small is free and shall send a bill.",
        "The User shall pay a fee so that the visit may be dropped.",
        "The Secretariat shall keep a list so that small Users may be spared.",
        "Save as the Panel otherwise directs, the assessor shall visit the User.",
        "The User shall write to the Panel, naming the year that it prefers.",
        "The assessor shall for two years rest.",
        "The assessor shall go to Users that ask.",
        "The turn shall go to the next User.",
        "Before fieldwork begins the assessor and its staff shall meet.",
    ],
)
def test_what_may_turn_something_is_left_as_it_stands(said: str) -> None:
    assert in_usual_order(said) == said


@pytest.mark.parametrize(
    ("plain", "bearing"),
    [
        (
            "On the ending of the contract the outgoing firm shall for three months answer questions.",
            "On the ending of the year the User shall for three months rest.",
        ),
        (
            "Nothing in Section G8.51 obliges a Network Party to let the clerk into a control room.",
            "Nothing in Section G8.42 obliges a Network Party to let the assessor into a control room.",
        ),
        ("The Panel may commission an outside expert.", "The Panel may place a User outside the rules."),
        ("The Secretariat passes the news to the DCC.", "The Secretariat passes over small firms."),
        ("Correspondence is treated as received the next day.", "A letter is treated as a visit."),
        ("The clerk shall keep the teapot for six years.", "The clerk shall keep a User waiting for six years."),
    ],
)
def test_ordinary_words_are_read_beside_what_turns_nothing(plain: str, bearing: str) -> None:
    assert is_foreign(plain)
    assert not is_foreign(bearing)
