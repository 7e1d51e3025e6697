"""Where a finding stands that is about a label, or about a reference."""

from __future__ import annotations

import re
from typing import Final

from sec_rules.drafting.layout.provisions import Provision
from sec_rules.review.findings import Found, Related
from sec_rules.review.text.reference_targets import Cited, words_of

_FIRST: Final = re.compile(r"\S+(?:[^\S\n]+\S+){0,3}")


def at_start(provision: Provision, message: str) -> Found:
    """A finding about a provision's label: at its first words, since the label itself is not part of its text."""
    first = _FIRST.match(provision.text)
    return Found(0, first.end() if first else 0, message)


def related_to(cited: Cited) -> Related:
    """One reference as another place that a finding speaks of."""
    place = words_of(cited)
    return Related(place.start, place.end, cited.provision.label)
