"""LI603: items of one list punctuated differently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.review.findings import Check, Fix, FixKind, Found, Scope, Severity, whole_draft
from sec_rules.review.text.lists import Item, lists
from sec_rules.span import just_before

_NAMES: Final = {";": "a semicolon", ",": "a comma", ".": "a full stop", "": "no mark", ":": "a colon"}


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    for clause in layout.provisions:
        for found in lists(clause):
            items = [i for i in found.items[:-1] if i.plain]
            if len(items) > 1:
                yield from _odd(items)


def _odd(items: Sequence[Item]) -> Iterator[tuple[Provision, Found]]:
    counts = Counter(i.mark for i in items)
    if len(counts) < 2:
        return
    most, _ = max(counts.items(), key=lambda pair: (pair[1], pair[0] == ";", pair[0] == items[0].mark))
    for item in items:
        if item.mark != most:
            yield item.tail, _found(item, most)


def _found(item: Item, most: str) -> Found:
    message = f"{item.provision.step} ends with {_NAMES[item.mark]}, most other items with {_NAMES[most]}."
    text = item.tail.text
    if item.mark:
        return Found(item.end.start, item.end.start + 1, message, Fix(True, most))
    end = len(text[: item.end.start].rstrip())
    word = "".join(just_before(text, end).split()[-1:])
    return Found(end - len(word), end, message, Fix(True, word + most))


CHECK: Final = Check(
    code="LI603",
    title="items of one list punctuated differently",
    severity=Severity.NOTE,
    fix=FixKind.SAFE,
    scope=Scope.PROVISION,
    why="A full stop in the middle of a list ends the sentence there, and what follows hangs in the air.",
    bad=(
        "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject:\n"
        "\n"
        "(a) in the first year after the year of its initial Full User Security Assessment, to a Verification "
        "User Security Assessment«,»\n"
        "\n"
        "(b) in the immediately following year, to a User Security Self-Assessment;\n"
        "\n"
        "(c) in the year after that, to a User Security Self-Assessment; and\n"
        "\n"
        "(d) in the next following year, to a Full User Security Assessment."
    ),
    good=(
        "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject:\n"
        "\n"
        "(a) in the first year after the year of its initial Full User Security Assessment, to a Verification "
        "User Security Assessment;\n"
        "\n"
        "(b) in the immediately following year, to a User Security Self-Assessment; and\n"
        "\n"
        "(c) in the next following year, to a Full User Security Assessment."
    ),
    look=whole_draft(_look),
)
