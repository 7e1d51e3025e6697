"""A clause's words phrase by phrase, and what each became, as text and as data."""

from __future__ import annotations

from collections.abc import Sequence

from sec_rules.answers.word_trace import TracedWords
from sec_rules.lang import Version
from sec_rules.report.layout import WIDTH, page, wrapped

Json = dict[str, object]
_SIGNS = {"read": " ", "qualifier": "-", "not executable": "!"}
_LEFT = 40


def as_text(label: str, version: Version, trace: Sequence[TracedWords]) -> str:
    """The report of `explain --words`: a phrase a line; "-" is a qualifier, "!" is not in the rule."""
    left = sum(a.how == "not executable" for a in trace)
    are = "stretch is" if left == 1 else "stretches are"
    said = f"{left} {are} not executable" if left else "every word is accounted for"
    lines = [wrapped(f"{label}, from {version.in_force}: {said}.")]
    provision = ""
    for part in trace:
        if part.place.provision != provision:
            provision = part.place.provision
            lines += ["", provision]
        lines.append(_line(part))
    return page(lines)


def _line(part: TracedWords) -> str:
    head = f"  {_SIGNS[part.how]} {' '.join(part.text.split())}"
    if len(head) < _LEFT and len(part.became) <= WIDTH - _LEFT:
        return f"{head:<{_LEFT}}{part.became}"
    text = wrapped(" ".join(part.text.split()), "      ", f"  {_SIGNS[part.how]} ")
    return f"{text}\n{wrapped(part.became, '        ', '      = ')}"


def as_data(label: str, version: Version, trace: Sequence[TracedWords]) -> Json:
    """`explain --words --json`, without the schema version."""
    return {
        "citation": label,
        "in_force": version.in_force.isoformat(),
        "words": [
            {
                "provision": a.place.provision,
                "start": a.place.start,
                "end": a.place.end,
                "text": a.text,
                "how": a.how,
                "became": a.became,
            }
            for a in trace
        ],
    }
