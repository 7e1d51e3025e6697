"""The generated pages: the clauses with their words, standing and evidence, the checks, and the parts of the docs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from attrs import frozen

from sec_rules.answers.consultations import read
from sec_rules.answers.markdown_table import markdown_table
from sec_rules.engine.code import Code
from sec_rules.engine.legal_text import file_of, folder, module_of
from sec_rules.errors import UsageError
from sec_rules.lang import Answers, Clause, Deems, Mark, Redirects, Version
from sec_rules.review.checks import all_checks, modules
from sec_rules.review.findings import Check

_MARKS: Final = {Mark.PUBLISHED: "A", Mark.INFERRED: "B", Mark.RECOLLECTED: "C"}
_OPENS: Final = "<!-- {}: written by `sec-rules docs` -->"
_CLOSES: Final = "<!-- /{} -->"


@frozen
class Page:
    """A generated text and where it stands, from the root of the sources."""

    path: str
    text: str


def pages(code: Code, root: Path, more: Mapping[str, str]) -> tuple[Page, ...]:
    """Every generated page: of the words, of the checks, and those of the documentation with their marked parts put in.

    `more` is what stands between the marks of each name besides the tables of this module.
    """
    parts = {"coverage": coverage(code), "questions": what_people_ask(), **more}
    docs = sorted((root / "sec_rules" / "docs").glob("*.md"))
    return (
        Page("legal_text/README.md", overview(code)),
        Page("sec_rules/review/checks/README.md", catalogue(all_checks())),
        *(Page(f"sec_rules/docs/{page.name}", filled(page.read_text(encoding="utf-8"), parts)) for page in docs),
    )


def filled(page: str, parts: Mapping[str, str]) -> str:
    """A page with each part between the marks of its name."""
    for name, part in parts.items():
        page = between(page, name, part)
    return page


def sources() -> Path:
    """The root of the sources. `UsageError` where the package runs from an installation, which has no pages."""
    root = folder().parent
    if not (root / "README.md").is_file() or not (root / "pyproject.toml").is_file():
        raise UsageError("The pages are generated into the sources, and this package runs without them.")
    return root


def between(text: str, name: str, table: str) -> str:
    """A page with what stands between the marks of that name replaced; unchanged where it has none."""
    opening, closing = _OPENS.format(name), _CLOSES.format(name)
    before, opens, rest = text.partition(opening)
    _, closes, after = rest.partition(closing)
    if not opens or not closes:
        return text
    return f"{before}{opening}\n\n{table}\n{closing}{after}"


def what_people_ask() -> str:
    """The questions that people ask, each with the command that answers it in the case that is run."""
    rows = (
        (point["raised"], f"`sec-rules {case['command']}`")
        for asked in read("questions")["respondent"]
        for point in asked["point"]
        for case in point["case"][:1]
    )
    return markdown_table(("question", "command"), rows)


def coverage(code: Code) -> str:
    """The clauses in a line each: what it decides, since when it is held, its standing, how sure its evidence is."""
    rows = (
        (clause.label, clause.title, decides(clause), _since(clause), _standing(clause), _sure(clause.versions))
        for clause in code.clauses
    )
    head = ("clause", "what it is about", "question", "from", "standing", "evidence")
    return markdown_table(head, rows)


def overview(code: Code) -> str:
    """`legal_text/README.md`."""
    return "\n".join(
        (
            "# The words",
            "",
            "Our own restatement, not the text of the Smart Energy Code, which prevails. One file a clause, newest",
            "version first; the module beside it holds the rule, the file in `tests/` its cases. This page is written",
            "by `sec-rules docs` from the modules.",
            "",
            "Evidence: **A** a published source was read; **B** said in, or inferred from, the consultation responses;",
            "**C** recollected and not confirmed. A letter stands here if any evidence of the version is of that kind.",
            "",
            markdown_table(
                ("clause", "words", "module", "from", "until", "brought in by", "standing", "evidence"),
                (row for clause in code.clauses for row in _versions(clause)),
            ),
            "Proposed texts stand in [drafts](drafts/).",
            "",
        )
    )


def catalogue(checks: Iterable[Check]) -> str:
    """The page of the drafting checks: what each finds, how grave it is, what it looks at, and who fixes it."""
    fixes = {"none": "", "safe": "--fix", "unsafe": "--unsafe-fixes"}
    rows = (
        (
            f"[{c.code}]({modules()[c.code]}.py)",
            c.title,
            c.severity.value,
            c.scope.value,
            fixes[c.fix.value],
            "" if c.on else "off",
        )
        for c in checks
    )
    return "\n".join(
        (
            "# The drafting checks",
            "",
            "One module a code, with its reason, an example that is found and one that is not; the examples are run as",
            "tests. `sec-rules explain XR402` shows them. This page is written by `sec-rules docs` from the modules.",
            "",
            markdown_table(("code", "what it finds", "severity", "looks at", "fixed by", "by default"), rows),
        )
    )


def decides(clause: Clause) -> str:
    """The questions that a clause answers, or what else it does."""
    rules = [rule for version in clause.versions for rule in version.rules]
    questions = dict.fromkeys(rule.question.name for rule in rules if isinstance(rule, Answers))
    if questions:
        return ", ".join(f"`{name}`" for name in questions)
    if any(isinstance(rule, Deems) for rule in rules):
        return "counts something in"
    redirect = next((rule.to for rule in rules if isinstance(rule, Redirects)), None)
    return f"leads to {redirect}" if redirect else "none"


def _versions(clause: Clause) -> Iterator[tuple[str, ...]]:
    path = file_of(clause.label).removeprefix("legal_text/")
    module = module_of(clause.label)
    for version, first, end in clause.spans():
        yield (
            clause.label,
            f"[{path}]({path})",
            f"[{module.removeprefix('sec_rules/clauses/')}](../{module})",
            first.isoformat(),
            end.isoformat() if end else "",
            str(version.brought_in_by) + (f"; ended by {clause.ceased_by}" if end and end == clause.ceased else ""),
            version.standing.value,
            _sure((version,)),
        )


def _since(clause: Clause) -> str:
    ends = f" until {clause.ceased}" if clause.ceased else ""
    return ", ".join(v.in_force.isoformat() for v in reversed(clause.versions)) + ends


def _standing(clause: Clause) -> str:
    return ", ".join(dict.fromkeys(version.standing.value for version in clause.versions))


def _sure(versions: Iterable[Version]) -> str:
    found = {_MARKS[e.mark] for version in versions for e in version.evidence}
    return " ".join(sorted(found))
