"""Answers as text for a person: the verdict first, words marked, 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sec_rules.analysis.comparison import WAYS, Change
from sec_rules.analysis.invariants import Proof, Verdict
from sec_rules.analysis.invariants.verdicts import STATES
from sec_rules.analysis.plane.impact import Effects
from sec_rules.analysis.programmes import ProgrammeGroup
from sec_rules.answers.explanation import Explained, ExplainedVersion
from sec_rules.answers.listing import Listing
from sec_rules.drafting.draft import Draft, ShownClause
from sec_rules.engine.answer import Answer
from sec_rules.engine.english.numerals import in_full
from sec_rules.engine.english.regions import case
from sec_rules.engine.english.rules import rule_in_words
from sec_rules.lang import Question
from sec_rules.lang.lists import joined
from sec_rules.report import days
from sec_rules.report.as_critic_markup import in_critic_markup
from sec_rules.report.layout import PLAIN, WIDTH, page, visible, wrapped
from sec_rules.report.layout import Ink as Ink
from sec_rules.report.plane_as_text import NOW_AND_THEN, plane_in_characters
from sec_rules.review.cards import Card
from sec_rules.review.comparison import Comparison
from sec_rules.review.effect.conformance import Conformance
from sec_rules.review.findings import Check, Finding
from sec_rules.review.refusal import Refusal
from sec_rules.review.review import Review
from sec_rules.review.since import Since
from sec_rules.review.summary import NOT_ADVICE, Summary
from sec_rules.review.together import Together

_CONTEXT = 30
_BEFORE_AND_AFTER: Final = ("before", "after")


def checked(given: Summary, ink: Ink = PLAIN) -> str:
    """The report of one draft."""
    result, draft = given.result, given.result.draft
    lines = [wrapped(result.verdict[:1].upper() + result.verdict[1:])]
    if given.compared_with:
        lines.append(wrapped(given.compared_with))
    for title, said in (
        ("What it does", given.does),
        ("What is wrong", given.wrong or (given.found_nothing,)),
        ("What was not read or understood", given.unread or (given.read_all,)),
        ("What was not checked", given.unchecked),
    ):
        lines.extend(_section(title, ink, _points(said)))
    lines.append(wrapped(NOT_ADVICE))
    if given.accepted:
        lines.extend(_section("What was accepted", ink, _points(given.accepted)))
    if given.decisions.says:
        lines.extend(_section("What was decided", ink, _points(given.decisions.says)))
    lines.extend(_since(given.since, ink))
    if given.moved is not None:
        lines.extend(_section("Your own Users", ink, _points(given.moved.overall)))
    lines.extend(("", *_held_against(draft)))
    lines.extend(_section("Cards", ink, _cards(given, ink)))
    if given.to_settle:
        lines.extend(_section("Left open, by the id that settles it", ink, _points(given.to_settle)))
    if given.days is not None:
        lines.extend(_section("Time", ink, days.as_text(given.days, given.latest)))
    if draft.scheme.of_the_code:
        lines.extend(_section("Clauses", ink, (_clause(s, draft) for s in draft.shown)))
        lines.extend(_section("Invariants", ink, dict.fromkeys(_invariant(v, ink) for v in result.verdicts)))
        lines.extend(_planes(given.effects, ink, NOW_AND_THEN))
    if given.beside:
        lines.extend(_section("Beside the provisions", ink, _points(given.beside)))
    lines.extend(("", *_not_shown(result)))
    return page(lines, ink)


def _points(said: Iterable[str]) -> Iterator[str]:
    return (wrapped(sentence, "    ", "  - ") for sentence in said)


def _since(given: Since | None, ink: Ink) -> Iterator[str]:
    """What a draft mends, adds and leaves of what was wrong in an older version."""
    if given is None:
        return
    yield from _section(
        f"Since {visible(given.old)}", ink, (wrapped(said, "  ") for said in (given.says, *given.beside))
    )
    for title, sentences in given.parts:
        if sentences:
            yield f"  {title}:"
            yield from _points(sentences)


def _held_against(draft: Draft) -> Iterator[str]:
    """Which file it was, and what it was held against."""
    if not draft.scheme.of_the_code:
        yield wrapped(f"Draft: {_document(draft)}.", "  ")
        return
    yield wrapped(f"Draft: {_document(draft)}, taken to commence on {in_full(draft.on)}.", "  ")
    yield wrapped(f"Base: {draft.held_as}. {draft.base_because}", "  ")


def effects(given: Effects, ink: Ink = PLAIN) -> Iterator[str]:
    """Year by year for the groups of Users for which something changes, and the planes in which it does."""
    if given.changed:
        yield from _section(
            "Year by year" if given.yearly else "What applies to whom",
            ink,
            (_programmes(group) for group in given.changed),
        )
    yield from _planes(given, ink, _BEFORE_AND_AFTER)


def _planes(given: Effects, ink: Ink, sides: tuple[str, str]) -> Iterator[str]:
    for drawing in given.drawings:
        if drawing.plane.changes:
            yield from _section(f"The plane: {drawing.plane.party}", ink, plane_in_characters(drawing.plane, sides))


def _programmes(group: ProgrammeGroup) -> str:
    return "\n".join(
        (
            wrapped(f"{group.where[:1].upper()}{group.where[1:]}.", "  "),
            wrapped(group.now.in_words, "            ", "    before  "),
            wrapped(group.becomes.in_words, "            ", "    after   "),
        )
    )


def _not_shown(result: Review) -> Iterator[str]:
    """What the report leaves out, by name: never a view that drops a category silently."""
    for label, places in result.not_held:
        yield wrapped(f"Not held, so not looked up: {label}, cited in {', '.join(places)}.")
    for fault in result.faults:
        yield wrapped(f"A fault of the check {fault.code}, which found nothing because of it: {fault.message}")
    hidden = result.hidden
    if hidden.passed_over:
        yield wrapped(f"{hidden.passed_over} passed over by the settings.")
    if hidden.known:
        yield wrapped(f"{hidden.known} known of the base text; --all shows them.")
    yield wrapped(f"Not run: {', '.join(result.off)}." if result.off else "All checks were run.")


def _document(draft: Draft) -> str:
    revisions = draft.document.revisions
    if draft.document.base:
        return f"{draft.document.name} compared with {draft.document.base} ({revisions} changes)"
    tracked = f" with {revisions} tracked change{'s' * (revisions != 1)}" if revisions else ""
    return draft.document.name + tracked


def _section(title: str, ink: Ink, rows: Iterable[str]) -> Iterator[str]:
    yield ""
    yield ink(title.upper(), "heading")
    yield from rows


def _cards(given: Summary, ink: Ink) -> Iterator[str]:
    if given.result.because:
        yield wrapped(given.result.because, "  ")
    for number, card in enumerate(given.cards, 1):
        beside = (given.rows_of(card), *(each.in_words for each in given.decisions.of(card.id)))
        said = (wrapped(sentence, "    ") for sentence in beside if sentence)
        yield "\n".join((*_card(number, card, given.result.draft, ink), *said))
    if not given.cards and not given.result.because:
        yield "  none"


def _card(number: int, card: Card, draft: Draft, ink: Ink) -> Iterator[str]:
    """What follows from one cause: what it comes to, the words edited or found, then what else, and the codes last."""
    where = joined(card.provisions) or "the draft"
    known = ", in the base text too" if card.leading.known else ""
    yield f"  {number}. {where}  {ink(card.severity.value, card.severity.value)}{known}"
    yield from (wrapped(said, "    ") for said in card.says)
    for label, runs in card.redline:
        yield wrapped(f"{label}: {in_critic_markup(runs)}", "      ")
    if not card.redline:
        yield from _marked(card.leading, draft)
    if card.smallest:
        yield wrapped(f"Smallest case: {card.smallest}.", "      ", "    ")
    if card.intended:
        yield wrapped(card.intended, "    ")
    for clause, unsure in card.doubts:
        yield wrapped(f"Doubt on {clause}, for some of them: {unsure}", "      ", "    ")
    yield from (wrapped(f"- {said}", "      ", "    ") for said in card.follows)
    yield from (wrapped(visible(said), "      ", "    ") for said in card.accepted)
    if card.codes:
        yield f"    {', '.join(card.codes)}"


def _marked(finding: Finding, draft: Draft) -> Iterator[str]:
    """The words found, with a few around them, and a line of marks below."""
    provision = draft.layout(finding.view).find(finding.clause)
    if provision is None or not finding.snippet or finding.words_in(provision.text) != finding.snippet:
        return
    text = provision.text
    end = min(finding.end, finding.start + WIDTH - 2 * _CONTEXT)
    start, stop = max(0, finding.start - _CONTEXT), min(len(text), end + _CONTEXT - 10)
    before = ("..." if start else "") + _in_place(text[start : finding.start])
    words = _in_place(text[finding.start : end])
    if not words.strip():
        words = "\u00b7" * len(words)
    yield f"    {before}{words}{_in_place(text[end:stop])}{'...' if stop < len(text) else ''}"
    yield f"    {' ' * len(before)}{'^' * max(1, len(words))}"


def _in_place(text: str) -> str:
    """One character for one, so that the marks below stand under their words."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)


def _clause(shown: ShownClause, draft: Draft) -> str:
    beside = (wrapped(f"{each.beside(draft.held_as)}.", "    ") for each in shown.unmarked)
    return "\n".join((_what_becomes(shown), *beside))


def _what_becomes(shown: ShownClause) -> str:
    what = {"words": "words only", "unchanged": "not changed"}.get(shown.status, shown.status)
    head = f"  {shown.label}  {what}"
    if shown.outside:
        return head + ", outside the question: nothing is claimed of it"
    if not shown.executable:
        return head + ", not read as a rule"
    if shown.read is None or shown.status not in ("changed", "added"):
        return head
    said = " ".join((*map(rule_in_words, shown.read.rules), *(each.noted for each in shown.read.several)))
    return "\n".join((head, wrapped(said, "    ")))


def _invariant(verdict: Verdict, ink: Ink) -> str:
    state = {True: ink("holds", "holds"), False: ink("FAILS", "error"), None: ink("not claimed", "warning")}
    assuming = f" (assuming that {_assumed(verdict)})" if verdict.assumptions else ""
    lines = [wrapped(f"{verdict.statement}{assuming}", "    ", f"  {state[verdict.holds]}  ")]
    # One's own are told by their sentence, which stands above.
    ways = (f.message.removeprefix(verdict.statement).strip() for f in verdict.failures)
    lines.extend(wrapped(way, "      ", "    - ") for way in ways)
    return "\n".join(lines)


def _assumed(verdict: Verdict) -> str:
    return "; ".join(s[:1].lower() + s[1:].rstrip(".") for s in verdict.assumed)


def proof(given: Proof, ink: Ink = PLAIN) -> str:
    """The report of `prove`: formal invariants, then policy invariants."""
    taken = f", without assuming {' or '.join(given.without)}" if given.without else ""
    days = joined(map(in_full, (given.on, *given.later)))
    says = f"{_how_many(given)} on {days}{taken}"
    lines = [wrapped(f"{given.called}. {says}{_WHAT_WAS_READ[given.state].format(text=given.text)}")]
    for kind, says in (
        ("formal", "Formal invariants: any text should keep them"),
        ("policy", "Policy invariants of this text"),
    ):
        lines_of_kind = [_invariant(v, ink) for v in given.verdicts if v.kind == kind]
        lines.extend(_section(says, ink, lines_of_kind) if lines_of_kind else ())
    if given.whole:
        lines.extend(("", wrapped(f"Of {joined(given.whole)} only whole numbers were looked at; nothing between two.")))
    return page(lines, ink)


_WHAT_WAS_READ = {
    "proved": "; proved of {text}.",
    "fault": "; proved of {text}.",
    "not-all-read": ": not all of the draft was read.",
    "nothing-read": ", as without the draft: no provision of it was read that decides this.",
}


def _how_many(given: Proof) -> str:
    """How many invariants hold, fail, or are not claimed, in words."""
    many = len(given.verdicts)
    if many == 1:
        return f"The invariant {'fails' if given.failing else 'is not claimed' if given.unclaimed else 'holds'}"
    if not given.failing and not given.unclaimed:
        return "Both invariants hold" if many == 2 else f"All {many} invariants hold"
    unclaimed = f"{'is' if given.unclaimed == 1 else 'are'} not claimed"
    if not given.failing:
        return f"{given.unclaimed} of {many} invariants {unclaimed}"
    fail = f"{given.failing} of {many} invariants {'fails' if given.failing == 1 else 'fail'}"
    return f"{fail}, {given.unclaimed} {unclaimed}" if given.unclaimed else fail


def changes(
    given: Sequence[Change], question: Question | None = None, because: str = "", ink: Ink = PLAIN
) -> Iterator[str]:
    """What changes for whom, a paragraph a change; outcomes go by their titles where the question is given."""
    titles = {outcome.name: outcome.title for outcome in question.outcomes} if question else {}
    if because:
        yield wrapped(because, "  ")
    elif not given:
        yield "  Nothing, for anybody."
    for change in given:
        none = "not settled" if change.depends_on else "no single answer"
        way = "may change" if change.depends_on else WAYS[change.direction]
        was, becomes = (titles.get(name, name) if name else none for name in (change.was, change.becomes))
        yield wrapped(f"{was} -> {becomes}  {ink(way, 'warning')}", "    ", "  ")
        yield wrapped(change.where[:1].upper() + change.where[1:] + ".", "    ")
        yield wrapped(f"Smallest: {case(change.witness, among=change.facts)}.", "      ", "    ")
        yield wrapped(f"Before: {_applying(change.was_because)}; after: {_applying(change.because)}.", "      ", "    ")
        for clause, unsure in change.doubts:
            yield wrapped(f"Doubt on {clause}, for some of them: {unsure}", "      ", "    ")


def _applying(labels: Sequence[str]) -> str:
    return f"{joined(labels)} {'applies' if len(labels) == 1 else 'apply'}" if labels else "no provision applies"


def compared(given: Comparison, ink: Ink = PLAIN) -> str:
    """The report of `compare`."""
    found = given.found
    lines = [
        wrapped(given.verdict),
        *(wrapped(said) for said in given.renamed),
        *(wrapped(f"Assumed: {said}") for said in given.assumed),
        "",
        *changes(found.merged, given.question, found.because, ink),
    ]
    if found.merged:
        lines.extend(effects(given.effects, ink))
    for day, each in given.later:
        told = changes(each.found.merged, given.question, each.found.because, ink)
        lines.extend(("", *_section(f"From {in_full(day)}", ink, told)))
    return page(lines, ink)


def answered(answer: Answer, years: str = "", ink: Ink = PLAIN, why: Iterable[str] = ()) -> str:
    """The report of `assess`; `why` are lines that say what the answer rests on."""
    lines: list[str] = []
    if answer.outcome is not None:
        lines.append(f"{answer.outcome.title} ({ink(answer.outcome.name, 'heading')})")
        lines.append(f"  because of {' and '.join(answer.because)}, on {in_full(answer.on)}")
    else:
        lines.append(wrapped(f"Not determined: {answer.undetermined}"))
        if answer.because:
            lines.append(f"  answering: {', '.join(answer.because)}")
    if years:
        lines.append(wrapped(years, "  "))
    lines.extend(why)
    if answer.needs:
        lines.append(wrapped("would be settled by: " + ", ".join(answer.needs), "    ", "  "))
    if answer.text:
        lines.append(f"  words: {answer.text} ({answer.standing.value if answer.standing else ''})")
    lines.extend(wrapped(f"doubt on {clause}: {unsure}", "    ", "  ") for clause, unsure in answer.doubts)
    if answer.assumptions:
        lines.append(wrapped("assumed: " + ", ".join(answer.assumptions), "    ", "  "))
    return page(lines, ink)


def explained(answer: Explained, ink: Ink = PLAIN) -> str:
    """The report of `explain`."""
    lines: list[str] = []
    if answer.cited != answer.leads_to:
        lines += [wrapped(answer.note), "", f"{answer.cited} leads to {answer.leads_to}.", ""]
    lines.append(ink(f"{answer.leads_to}  {answer.title}", "heading"))
    for version in answer.versions:
        lines.extend(_version(version))
    if answer.readings:
        lines += ["", f"The citation {answer.recorded}, on record, has {len(answer.readings)} readings:"]
        for reading in answer.readings:
            lines.append(wrapped(f"{reading.leads_to}: {reading.says}", "    ", "  - "))
            lines.extend(
                wrapped(_evidence(e.supports, e.source.title, e.mark.value), "      ") for e in reading.evidence
            )
    return page(lines, ink)


def _version(given: ExplainedVersion) -> Iterator[str]:
    version = given.version
    until = f" to {in_full(given.until)} (the day it ends, not in it)" if given.until else ""
    yield ""
    yield f"From {in_full(version.in_force)}{until}: {version.brought_in_by}"
    for paragraph in given.words.split("\n\n"):
        yield wrapped(paragraph, "  | ")
    yield wrapped(f"Reads as: {given.reads_as}", "    ", "  ")
    yield f"  Standing: {version.standing.value}. Rests on:"
    for e in version.evidence:
        yield wrapped(_evidence(e.supports, e.source.title, e.mark.value), "      ", "    - ")
    for doubt in version.doubts:
        yield wrapped(f"Doubt: {doubt.unsure}", "    ", "  ")
    if version.transition is not None:
        yield wrapped(f"Transition: {version.transition.says}", "    ", "  ")


def _evidence(supports: str, source: str, mark: str) -> str:
    return f"{supports}: {source} [{mark}]"


def listed(given: Listing) -> str:
    """The report of `list`."""
    lines: list[str] = []
    for listed in given.clauses:
        lines.append(f"{listed.clause.label}  {listed.clause.title}")
        for each in listed.versions:
            until = f" until {each.until}" if each.until else ""
            version = each.version
            lines.append(f"    from {each.first}{until}  {version.standing.value}  {version.brought_in_by}")
    return page(lines)


def check(given: Check) -> str:
    """The report of `explain` on a drafting check."""
    fixes = {"safe": "fixed by --fix", "unsafe": "fixed by --fix --unsafe-fixes", "none": "not fixed by itself"}
    runs = "runs unless it is ignored" if given.on else f"runs only where it is selected (--extend-select {given.code})"
    lines = [
        f"{given.code}  {given.title}",
        wrapped(f"{given.severity.value}; looks at {given.scope.value}; {runs}; {fixes[given.fix.value]}", "  "),
        "",
        wrapped(given.why, "  "),
        "",
        "  Bad (what is found stands between \u00ab and \u00bb):",
        *(wrapped(paragraph, "    ") for paragraph in given.bad.split("\n\n")),
        "",
        "  Good:",
        *(wrapped(paragraph, "    ") for paragraph in given.good.split("\n\n")),
        "",
        "  To allow it in one place, in sec-rules.toml or [tool.sec-rules] of pyproject.toml:",
        f'    [per-provision-ignores] "G8.47" = ["{given.code}"]',
        f"  Everywhere: --ignore {given.code}",
    ]
    return page(lines)


def combined(given: Together, ink: Ink = PLAIN) -> str:
    """The report on several drafts together."""
    lines = [ink("TOGETHER", "heading"), wrapped(f"{STATES[given.state]}. {', then '.join(given.names)}", "  ")]
    for label, names in given.collisions:
        way = "and the order matters" if label in given.order_matters else "and all say the same"
        lines.append(wrapped(f"{label} is changed by {' and '.join(names)}, {way}.", "    ", "  "))
    if not given.collisions:
        lines.append("  No clause is changed by more than one of them.")
    lines.extend(_invariant(v, ink) for v in given.verdicts)
    lines.extend(changes(given.found.merged, given.question, given.found.because, ink))
    for name, found in given.otherwise:
        lines.append(wrapped(f"If {name} came last:", "  "))
        lines.extend(changes(found.merged, given.question, found.because, ink))
    return page(lines, ink)


def refused(given: Sequence[Refusal], ink: Ink = PLAIN) -> str:
    """The drafts that were not checked, each with why; they stand last, where they are seen."""
    return page([ink("NOT CHECKED", "heading"), *(wrapped(one.named, "    ", "  ") for one in given)], ink)


def conformance(given: Conformance, ink: Ink = PLAIN) -> str:
    """Whether a draft, or the step from one text to another, does exactly what is stated of it."""
    changes_ = f"{given.claims} change{'s' * (given.claims != 1)}"
    if given.exact:
        message = f"{given.of_what} does the {changes_} {given.by}, no more and no less: proved."
        rows = [wrapped(message, "    ", f"  {ink('exact', 'holds')}  ")]
    elif given.exact is None:
        rows = [wrapped(given.because, "    ", f"  {ink('not claimed', 'warning')}  ")]
    else:
        message = f"{given.of_what} does not do exactly the {changes_} {given.by}."
        rows = [wrapped(message, "    ", f"  {ink('NOT EXACT', 'error')}  ")]
        rows += [wrapped(stray.message, "      ", "    - ") for stray in given.strays]
    return page(_section("Intended effect", ink, rows), ink)
