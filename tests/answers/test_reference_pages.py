"""The generated pages: that they are new, and that a page which is not is said to be so."""

from __future__ import annotations

from pathlib import Path

import pytest

from sec_rules.answers import reference_pages
from sec_rules.cli import main
from sec_rules.loading import load
from sec_rules.review.checks import all_checks, modules


def test_the_generated_pages_are_what_the_modules_say() -> None:
    assert main(["docs", "--check"]) == 0


def test_every_clause_has_a_row_in_the_overview_and_in_the_table_of_what_is_covered() -> None:
    overview, coverage = reference_pages.overview(load()), reference_pages.coverage(load())
    for clause in load().clauses:
        assert overview.count(f"| {clause.label} |") == len(clause.versions)
        assert coverage.count(f"| {clause.label} |") == 1


def test_every_check_has_a_row_and_its_module_is_where_the_row_says() -> None:
    folder = reference_pages.sources() / "sec_rules" / "review" / "checks"
    catalogue = reference_pages.catalogue(all_checks())
    for check in all_checks():
        assert catalogue.count(f"| [{check.code}]({modules()[check.code]}.py) | {check.title} |") == 1
        assert (folder / f"{modules()[check.code]}.py").is_file()


def test_the_files_that_the_overview_names_are_there() -> None:
    root = reference_pages.sources() / "legal_text"
    links = [part.split(")")[0] for part in reference_pages.overview(load()).split("](")[1:]]
    assert links
    assert [link for link in links if not (root / link).exists()] == []


def test_a_table_stands_between_its_marks_and_nothing_else_is_touched() -> None:
    page = "# Before\n\n<!-- coverage: written by `sec-rules docs` -->\nstale words\n<!-- /coverage -->\nafter\n"
    written = reference_pages.between(page, "coverage", reference_pages.coverage(load()))
    assert written.startswith("# Before\n\n")
    assert written.endswith("<!-- /coverage -->\nafter\n")
    assert "stale words" not in written
    assert reference_pages.between(written, "coverage", reference_pages.coverage(load())) == written


def test_a_page_without_marks_stays_as_it_is() -> None:
    assert reference_pages.between("# Nothing here\n", "coverage", "| table |\n") == "# Nothing here\n"


def test_each_of_the_ten_questions_has_a_command_on_the_page_of_what_people_ask() -> None:
    page = (reference_pages.sources() / "sec_rules" / "docs" / "faq.md").read_text(encoding="utf-8")
    rows = [line for line in reference_pages.what_people_ask().splitlines() if "`sec-rules " in line]
    assert len(rows) == 10
    assert [row for row in rows if row not in page] == []


def test_a_page_that_is_not_new_fails_the_check_and_is_written_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "legal_text").mkdir()
    (tmp_path / "sec_rules" / "review" / "checks").mkdir(parents=True)
    (tmp_path / "sec_rules" / "docs").mkdir()
    marked = "# The commands\n\n<!-- help: written by `sec-rules docs` -->\nstale\n<!-- /help -->\n"
    (tmp_path / "sec_rules" / "docs" / "cli.md").write_text(marked, encoding="utf-8")
    monkeypatch.setattr(reference_pages, "sources", lambda: tmp_path)
    assert main(["docs", "--check"]) == 1
    said = capsys.readouterr().out
    assert "legal_text/README.md" in said
    assert "sec_rules/docs/cli.md" in said
    assert main(["docs"]) == 0
    assert main(["docs", "--check"]) == 0
    assert "sec-rules help [TOPIC]" in (tmp_path / "sec_rules" / "docs" / "cli.md").read_text(encoding="utf-8")
