"""Answers as one offline HTML page: no script, no network, every word of a draft escaped.

The pages are Jinja2 templates beside this module. A strict content policy stands in each page: the one style sheet is
allowed by its hash, and nothing else is.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from attrs import frozen
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sec_rules._version import __version__
from sec_rules.analysis.comparison import WAYS
from sec_rules.analysis.invariants.verdicts import STATES, Verdict
from sec_rules.analysis.programmes import Programme
from sec_rules.answers.codebook import Book, Entry
from sec_rules.answers.portfolio.impact import Counted
from sec_rules.answers.topics import Topic
from sec_rules.drafting.draft import ShownClause
from sec_rules.engine.english.numerals import in_full
from sec_rules.engine.english.regions import case
from sec_rules.engine.english.rules import rule_in_words
from sec_rules.lang import Outcome, Question
from sec_rules.lang.steps import STEP
from sec_rules.report.layout import is_seen
from sec_rules.report.markdown import blocks, inlines
from sec_rules.report.scale import Scale
from sec_rules.review.comparison import Comparison
from sec_rules.review.effect.conformance import Conformance
from sec_rules.review.findings import Check
from sec_rules.review.note import Note
from sec_rules.review.refusal import Refusal
from sec_rules.review.review import Review
from sec_rules.review.side_by_side import Option
from sec_rules.review.summary import Consequences, Summary
from sec_rules.review.together import Together

_SECTIONS: Final = (
    ("cards", "Cause by cause"),
    ("time", "Time"),
    ("clauses", "Clauses"),
    ("invariants", "Invariants"),
    ("plane", "Decision plane"),
    ("years", "Year by year"),
    ("terms", "Terms"),
    ("base", "Base"),
)
_STATUS: Final = {"words": "words only", "unchanged": "not changed"}
# Two of three outcomes in a cycle heavier than the lightest.
_MIDDLE: Final = 0.7


@frozen
class _Report:
    """One draft's part of a page; `id` goes before its anchors, so that several can stand on one page."""

    id: str
    consequences: Consequences

    @property
    def result(self) -> Review:
        """The draft as it was checked."""
        return self.consequences.result

    @property
    def conformance(self) -> Conformance | None:
        """How the draft does what was stated of it, where that was."""
        return self.consequences.conformance


def checked(given: Consequences) -> str:
    """The report of one draft."""
    return several((given,), None)


def several(
    results: Sequence[Consequences],
    combined: Together | None,
    *,
    caution: str = "",
    refused: Sequence[Refusal] = (),
) -> str:
    """The report of drafts, each alone and all together; `caution` and what was `refused` stand above all of it."""
    many = len(results) > 1
    reports = [_Report(f"d{i}-" if many else "", found) for i, found in enumerate(results, 1)]
    names = [r.result.draft.document.name for r in reports]
    titles = list(dict.fromkeys(found.title for found in results))
    shades = _shades(*(r.result.question for r in reports), *_questions(*(found.conformance for found in results)))
    return _page(
        "checked.html.j2",
        sides=("now", "proposed"),
        shades=shades,
        reports=reports,
        combined=combined,
        names=names,
        caution=caution,
        refused=refused,
        titles=titles,
        **_about(next((s.says for s in (r.result.draft.scheme for r in reports) if s.held), "")),
    )


def plane(given: Summary) -> str:
    """The decision plane of a checked draft, as a part of a page that has the style of the reports."""
    shades = _shades(given.result.question)
    return _page("plane_alone.html.j2", sides=("now", "proposed"), shades=shades, effects=given.effects)


def together(given: Together) -> str:
    """What several drafts do together, as a part of a page in the same style."""
    return _page("together_alone.html.j2", sides=("now", "proposed"), shades=_shades(given.question), combined=given)


def time(given: Summary) -> str:
    """The line of days of a checked draft and the latest days that move, as a part of a page in the same style."""
    return _page("time_alone.html.j2", sides=("now", "proposed"), shades=_shades(given.result.question), given=given)


def _about(text: str) -> dict[str, str]:
    """What the page calls its text, where that is not the Smart Energy Code."""
    return {"about": text} if text else {}


def compared(
    given: Comparison, conformance: Conformance | None = None, counted: Counted | None = None, about: str = ""
) -> str:
    """The report of `compare`, with its conformance to a statement of effect, and with the rows of a portfolio; it is
    `about` the text of a rulebook, where one is given.
    """
    shades = _shades(given.question, *_questions(conformance))
    return _page(
        "compared.html.j2",
        sides=(given.old, given.new),
        shades=shades,
        given=given,
        conformance=conformance,
        counted=counted,
        **_about(about),
    )


def options(given: Sequence[tuple[Option, Counted | None]], about: str = "") -> str:
    """The report of `compare` on options beside one text, each with the rows of a portfolio where one is given."""
    first = given[0][0]
    return _page(
        "options.html.j2",
        sides=("now", "proposed"),
        shades=_shades(first.question),
        beside=first.comparison.beside,
        options=given,
        invariants=tuple(_side_by_side([one.verdicts for one, _ in given])),
        **_about(about),
    )


def _side_by_side(given: Sequence[Sequence[Verdict]]) -> Iterator[tuple[str, tuple[bool | None, ...]]]:
    """Each invariant, as it is stated where it was decided, and whether it holds of each option."""
    for verdict in given[0]:
        of_each = [next(v for v in verdicts if v.invariant == verdict.invariant) for verdicts in given]
        stated = next((v for v in of_each if v.holds is not None), verdict)
        yield stated.statement, tuple(v.holds for v in of_each)


def note(given: Note) -> str:
    """The note on a draft, which prints on two pages."""
    return _page("note.html.j2", note=given)


def _questions(*intended: Conformance | None) -> Iterator[Question]:
    return (conformance.question for conformance in intended if conformance is not None)


def explained(book: Book) -> str:
    """The report of `explain` on a clause: the only one of a book."""
    (entry,) = book.entries
    return _entry(entry, book, site=False)


def check(given: Check) -> str:
    """The report of `explain` on a drafting check."""
    return _page("check.html.j2", given=given, site=False)


def site(book: Book, checks: Sequence[Check] = (), topics: Sequence[Topic] = ()) -> Iterator[tuple[str, str]]:
    """The whole Code as pages, by file name: one for each clause, check and topic of the documentation, and an index
    that searches by itself.
    """
    search = files("sec_rules.report").joinpath("templates/search.js").read_text(encoding="utf-8")
    policy = f"{_environment().globals['policy']}; script-src '{_hash(search)}'"
    yield (
        "index.html",
        _page("index.html.j2", book=book, checks=checks, topics=topics, search=Markup(search), searching_policy=policy),
    )
    for entry in book.entries:
        yield _file_name(entry.explained.cited), _entry(entry, book, site=True)
    for given in checks:
        yield f"{given.code.lower()}.html", _page("check.html.j2", given=given, site=True)
    for topic in topics:
        yield f"help_{topic.name}.html", _page("topic.html.j2", topic=topic, blocks=blocks(topic.text)[1:])


def _entry(entry: Entry, book: Book, *, site: bool) -> str:
    newest = in_full(entry.clause.versions[0].in_force)
    sides = (f"before {newest}", f"since {newest}") if len(entry.clause.versions) > 1 else ("as it stands",)
    return _page("entry.html.j2", entry=entry, book=book, site=site, sides=sides, shades=_shades(entry.question))


def _file_name(label: str) -> str:
    """The page of a clause: "g8_41.html"."""
    return f"{label.lower().replace('.', '_')}.html"


def _searchable(entry: Entry) -> str:
    """The words of a clause, and what they were read as."""
    newest = entry.explained.versions[0]
    return " ".join(f"{entry.explained.note} {newest.words} {newest.reads_as}".split())


def _own_title(entry: Entry) -> str:
    """The title of a clause; of a citation on record, where it leads."""
    leads_to = entry.explained.leads_to
    return entry.clause.title if leads_to == entry.explained.cited else f"a citation on record that leads to {leads_to}"


def _sections(report: _Report) -> Iterator[tuple[str, str]]:
    for anchor, title in _SECTIONS:
        if anchor == "invariants" and report.conformance:
            yield "intended", "Intended"
        if anchor != "time" or report.consequences.days is not None:
            yield anchor, title


def _page(template: str, *, sides: tuple[str, ...] = (), **values: object) -> str:
    return _environment().get_template(template).render(sides=sides, **values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("sec_rules.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = files("sec_rules.report").joinpath("templates/report.css").read_text(encoding="utf-8")
    environment.globals.update(
        style=Markup(style),
        policy=f"default-src 'none'; style-src '{_hash(style)}'; base-uri 'none'; form-action 'none'",
        version=__version__,
        case=case,
        file_name=_file_name,
        inlines=inlines,
        own_title=_own_title,
        rule_in_words=rule_in_words,
        searchable=_searchable,
        sections=_sections,
        states=STATES,
        ways=WAYS,
        status=_status,
        scaled=Scale.of,
        tone=_tone,
    )
    environment.filters.update(
        assumed=_assumed,
        capital=_capital,
        in_full=in_full,
        limbs=_limbs,
        plain=_plain,
        spaced=_spaced,
    )
    return environment


def _hash(content: str) -> str:
    """A style or script as a content policy names it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode('utf-8')).digest()).decode('ascii')}"


@frozen
class _Drawn:
    """How heavy an outcome is drawn (1 for the lightest of its question, 3 for the heaviest), and what it is called."""

    weight: int
    called: str


def _shades(*questions: Question) -> dict[str, _Drawn]:
    """How outcomes are drawn, by name."""
    each = ((outcome, question) for question in questions for outcome in question.outcomes)
    return {outcome.name: _Drawn(_shade(outcome, question), outcome.called) for outcome, question in each}


def _shade(outcome: Outcome, question: Question) -> int:
    # One by which nothing falls due is drawn like the lightest that does.
    weights = [other.weight for other in question.outcomes if other.weight]
    return 1 if outcome.weight <= min(weights) else 3 if outcome.weight == max(weights) else 2


def _tone(programme: Programme, shades: Mapping[str, _Drawn]) -> str:
    """How dark a programme is drawn: t1 to t3, by the shades of its outcomes on average."""
    drawn = [shades[due.outcome.name].weight for due in programme.cycle if due.outcome]
    if not drawn:
        return "t0"
    share = sum(drawn) / len(drawn) / 3
    return "t3" if share == 1 else "t2" if share > _MIDDLE else "t1"


def _status(shown: ShownClause) -> str:
    status = _STATUS.get(shown.status, shown.status)
    if shown.outside:
        return f"{status}, outside the question: nothing is claimed of it"
    return status if shown.executable else f"{status}, not read as a rule"


def _assumed(says: Iterable[str]) -> str:
    return "; ".join(s[:1].lower() + s[1:].rstrip(".") for s in says)


def _limbs(words: str) -> list[str]:
    """A rule in words, each of its limbs a line."""
    return re.split(rf"(?<=[:;]) (?=(?:and )?{STEP} )", words)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# Words of a draft.


def _finalized(value: object) -> object:
    """Whatever a template puts into a page; text with characters that cannot be seen has them shown by number."""
    return _signed(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _signed(text: str) -> str:
    """Words as they stand; characters that nobody can see, or that turn the line about, are shown by their number."""
    if text.isprintable():
        return text
    return Markup("").join(c if is_seen(c) else _sign(c) for c in text)


def _plain(text: str) -> str:
    """The same where no element can stand."""
    return "".join(c if is_seen(c) else f"U+{ord(c):04X}" for c in text)


def _spaced(text: str) -> str:
    """Words with doubled spaces, and those at the ends, shown as dots: for findings that are about spaces."""
    return re.sub(r"^ +| +$| {2,}", lambda m: "\u00b7" * len(m[0]), text)


def _sign(character: str) -> Markup:
    name = unicodedata.name(character, "character").lower()
    return Markup('<span class="sign" title="{}">U+{:04X}</span>').format(name, ord(character))
