"""The chunks of a sentence: what stands together, which word is a verb, and to which clause a verb belongs."""

from __future__ import annotations

import pytest

from sec_rules.drafting.grammar.chunks import Chunk, chunks
from sec_rules.drafting.grammar.tagging import tagged


def parted(sentence: str) -> str:
    """A sentence with a line between its chunks: verbs of clauses in capitals, in brackets where of a sub-clause."""
    words = tagged(sentence)

    def shown(chunk: Chunk) -> str:
        text = " ".join(word.text for word in words[chunk.start : chunk.end])
        if not chunk.finite:
            return text
        return f"[{text.upper()}]" if chunk.sub else text.upper()

    return " | ".join(shown(chunk) for chunk in chunks(words))


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("The Panel shall publish the annual report", "The Panel | SHALL | publish | the annual report"),
        # A word that may be a noun or a verb is told by what stands before it.
        ("The Panel shall report to the User", "The Panel | SHALL | report | to | the User"),
        ("The report describes the User", "The report | DESCRIBES | the User"),
        ("The names of the Users", "The names | of | the Users"),
        ("The User shall within ten days send a copy", "The User | SHALL | within | ten days | send | a copy"),
        # A clause that was opened has the next verb; the sentence's own comes behind it.
        (
            "Where the assessor asks for a copy, the User shall send it",
            "Where | the assessor | [ASKS FOR] | a copy | , | the User | SHALL | send | it",
        ),
        (
            "The User whom the report describes shall reply",
            "The User | whom | the report | [DESCRIBES] | SHALL | reply",
        ),
        ("The User shall list the premises it supplies", "The User | SHALL | list | the premises | it | [SUPPLIES]"),
        # "to" stands before a verb or before somebody.
        ("The User shall write to the Panel", "The User | SHALL | write to | the Panel"),
        ("The Panel may ask the User to write", "The Panel | MAY | ask | the User | to | write"),
        ("The clerk opens the letter and describes it", "The clerk | OPENS | the letter | and | DESCRIBES | it"),
        (
            "The return shall be made without counting second homes",
            "The return | SHALL | be | made | without | counting | second homes",
        ),
        ("The clerk notifies the User", "The clerk | NOTIFIES | the User"),
        (
            "The Panel has asked that suppliers in Wales be told",
            "The Panel | HAS | asked | that | suppliers | in | Wales | be | told",
        ),
        (
            "Where it is late and the clerk is away, the User shall write",
            "Where | it | [IS] | late | and | the clerk | [IS] | away | , | the User | SHALL | write",
        ),
        # What is said of a thing behind it is not part of its name.
        ("The DCC shall keep a mailbox dedicated to it", "The DCC | SHALL | keep | a mailbox | dedicated | to | it"),
        # What stands behind "and" is a further act where something follows that it is done to.
        ("The User shall pay and keep the receipt", "The User | SHALL | pay | and | keep | the receipt"),
        ("each of them shall pay each invoice", "each of them | SHALL | pay | each invoice"),
    ],
)
def test_a_sentence_is_parted_into_its_chunks(sentence: str, parts: str) -> None:
    assert parted(sentence) == parts


def test_every_word_stands_in_one_chunk() -> None:
    words = tagged("No person who has been told of it may, save as the Panel agrees, tell others what was said.")
    found = chunks(words)
    assert [word for chunk in found for word in words[chunk.start : chunk.end]] == list(words)
    assert all(chunk.start <= chunk.head < chunk.end for chunk in found)
