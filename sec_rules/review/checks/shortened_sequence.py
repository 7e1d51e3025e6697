"""XR410: a sequence that is repeated takes in every paragraph up to the one that repeats it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.lang import Answers, Limb, Repeats
from sec_rules.lang.citations import parent_of, path_of
from sec_rules.lang.lists import joined
from sec_rules.lang.steps import steps_of
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, whole_draft


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    for shown in draft.shown:
        read = shown.after if layout.view is View.ACCEPTED else shown.before
        rules = () if read is None else read.rules
        for limbs in (rule.limbs for rule in rules if isinstance(rule, Answers)):
            for limb in limbs:
                yield from _of_limb(limb, [each.label for each in limbs], layout)


def _of_limb(limb: Limb, labels: list[str], layout: Layout) -> Iterator[tuple[Provision, Found]]:
    left = _left_out(limb, labels)
    provision = layout.find(limb.place.provision) if left and limb.place is not None else None
    if provision is not None and limb.place is not None:
        verb, it = ("is", "it") if len(left) == 1 else ("are", "them")
        words = f"{joined(left)} {verb} not repeated: the sequence that is repeated ends before {it}."
        yield provision, Found(limb.place.start, limb.place.end, words)


def _left_out(limb: Limb, labels: list[str]) -> list[str]:
    """The steps between the last of those that a limb repeats and itself."""
    again = limb.outcome
    if not isinstance(again, Repeats) or again.first == limb.label or again.last not in labels:
        return []
    between = labels[labels.index(again.last) + 1 : labels.index(limb.label)]
    beside = (label for label in between if parent_of(label) == parent_of(limb.label))
    return list(dict.fromkeys(steps_of(path_of(label))[-1] for label in beside if label != again.last))


CHECK: Final = Check(
    code="XR410",
    title="a sequence that is repeated without its last paragraph",
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    scope=Scope.DRAFT,
    why="What stands between the paragraphs repeated and the one that repeats them falls due once and never again.",
    bad=(
        "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject:\n"
        "\n"
        "(a) in the first year after the year of its initial Full User Security Assessment, to a Verification User "
        "Security Assessment;\n"
        "\n"
        "(b) in the immediately following year, to a User Security Self-Assessment;\n"
        "\n"
        "(c) in the next following year, to a Full User Security Assessment; and\n"
        "\n"
        "(d) in each year thereafter, «to a category which repeats the annual sequence of paragraphs (a) to (b)»."
    ),
    good=(
        "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject:\n"
        "\n"
        "(a) in the first year after the year of its initial Full User Security Assessment, to a Verification User "
        "Security Assessment;\n"
        "\n"
        "(b) in the immediately following year, to a Full User Security Assessment; and\n"
        "\n"
        "(c) in each year thereafter, to a category which repeats the annual sequence of paragraphs (a) to (b)."
    ),
    look=whole_draft(_look),
)
