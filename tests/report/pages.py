"""The pages that the tests look at, each made once and only when a test asks for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import sec_rules
from sec_rules.answers.codebook import book
from sec_rules.answers.topics import topics
from sec_rules.documents.readers import open_draft
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import hold_against
from sec_rules.report import as_html
from sec_rules.review.checks import all_checks
from sec_rules.review.comparison import compared
from sec_rules.review.review import Review, check
from sec_rules.review.side_by_side import side_by_side
from sec_rules.review.state import read_of
from sec_rules.review.summary import consequences
from sec_rules.review.together import together
from sec_rules.rulebook.questions import assessment

CODE = sec_rules.load()
SECMP0059: Final = Path(__file__).resolve().parents[2] / "legal_text" / "drafts" / "secmp0059.docx"
AT_THE_FIGURE: Final = 'In Section G8.41, for "exceeds 250,000" substitute "is 250,000 or more".\n'
UNREAD: Final = """
G8.41 {++Such Users as the  Panel thinks fit shall undergo a Full User Security Assessment as it may direct, see
Section G8.99A.++}

G8.77 {++The Panel shall publish a [list].++}
"""


@cache
def _secmp0059() -> Review:
    """The proposed text of SECMP0059, checked."""
    return check(open_draft(str(SECMP0059)), CODE, assessment)


@cache
def _faulty() -> Review:
    return check(read_markdown(AT_THE_FIGURE, "at.md"), CODE, assessment)


def _together() -> str:
    results = [_secmp0059(), _faulty()]
    return as_html.several([consequences(result) for result in results], together(results, assessment))


def _compared() -> str:
    before, after = ((d.isoformat(), CODE.ruleset(assessment, d)) for d in (date(2018, 11, 28), date(2019, 2, 28)))
    return as_html.compared(compared(before, after))


def _options() -> str:
    drafts = [
        hold_against(read_markdown(text, name), CODE) for name, text in (("at.md", AT_THE_FIGURE), ("u.md", UNREAD))
    ]
    day = drafts[0].base_on
    base = (day.isoformat(), CODE.ruleset(assessment, day))
    each = [(draft, read_of(draft, assessment)) for draft in drafts]
    return as_html.options([(option, None) for option in side_by_side(base, each, assessment)])


@cache
def _site() -> dict[str, str]:
    return dict(as_html.site(book(CODE, assessment), all_checks()))


@cache
def _site_with_topics() -> dict[str, str]:
    return dict(as_html.site(book(CODE, assessment), topics=topics()))


MADE: Final[dict[str, Callable[[], str]]] = {
    "secmp0059": lambda: as_html.checked(consequences(_secmp0059())),
    "faulty": lambda: as_html.checked(consequences(_faulty())),
    "unread": lambda: as_html.checked(
        consequences(check(read_markdown(UNREAD, "unread.md"), CODE, assessment, everything=True))
    ),
    "together": _together,
    "compared": _compared,
    "options": _options,
    "explained": lambda: as_html.explained(book(CODE, assessment, ["G8.42"])),
    "record": lambda: as_html.explained(book(CODE, assessment, ["G8.44C"])),
    "check": lambda: as_html.check(all_checks()[0]),
    "check of the site": lambda: _site()["ty101.html"],
    "index": lambda: _site()["index.html"],
    "index with topics": lambda: _site_with_topics()["index.html"],
    "a topic": lambda: _site_with_topics()["help_cli.html"],
}


@cache
def page_of(name: str) -> str:
    """One page, by its name in `MADE`."""
    return MADE[name]()
