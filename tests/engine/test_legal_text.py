"""The words of each version: where they stand, what is said where they do not, and by which digest they are known."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from sec_rules.engine import legal_text
from sec_rules.engine.legal_text import digest, file_of, folder, module_of, words_of
from sec_rules.errors import CodeError
from sec_rules.lang import Words
from sec_rules.loading import load

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("label", "words_file", "module"),
    [
        ("G8.41", "legal_text/g8/g8_41.md", "sec_rules/clauses/g8/g8_41.py"),
        ("G8.44C", "legal_text/g8/g8_44c.md", "sec_rules/clauses/g8/g8_44c.py"),
        ("H14.2", "legal_text/h14/h14_2.md", "sec_rules/clauses/h14/h14_2.py"),
    ],
)
def test_one_label_names_the_words_and_the_module(label, words_file, module):
    assert (file_of(label), module_of(label)) == (words_file, module)


def test_the_words_stand_beside_the_package_or_in_it():
    assert folder().name == "legal_text"
    assert folder().parent in Path(legal_text.__file__).parents[1:3]


@pytest.mark.parametrize(("on", "starts"), [(date(2019, 2, 27), "and the number"), (date(2019, 2, 28), "and the sum")])
def test_the_words_of_a_version_are_those_under_its_heading(on, starts):
    clause = load().clause("G8.41")
    text = words_of(clause, clause.on(on))
    assert text.startswith(f"G8.41 Where a User is a Supplier Party {starts} of")
    assert text.endswith("in each year after the year of its initial Full User Security Assessment.")
    assert "##" not in text


def test_the_words_keep_their_paragraphs():
    clause = load().clause("G8.42")
    paragraphs = words_of(clause, clause.versions[0]).split("\n\n")
    assert [p[:3] for p in paragraphs] == ["G8.", "(a)", "(b)", "(c)", "(d)"]


def test_a_heading_that_is_not_there_is_named_with_its_file():
    clause = load().clause("G8.41")
    with pytest.raises(CodeError, match=r"legal_text/g8/g8_41\.md has no heading '2030-01-01'\."):
        words_of(clause, evolve(clause.versions[0], words=Words("2030-01-01", "")))


def test_a_file_that_is_not_there_is_named_with_its_clause():
    clause = evolve(load().clause("G8.41"), label="G8.99")
    with pytest.raises(CodeError) as error:
        words_of(clause, clause.versions[0])
    assert str(error.value) == ("The words of G8.99 should stand in legal_text/g8/g8_99.md, which cannot be read.")


def test_an_installation_without_the_words_says_so(monkeypatch, tmp_path):
    folder.cache_clear()
    monkeypatch.setattr(legal_text, "__file__", str(tmp_path / "sec_rules" / "engine" / "legal_text.py"))
    try:
        with pytest.raises(CodeError, match="neither in the package nor beside it; install the package again"):
            folder()
        (tmp_path / "legal_text").mkdir()
        assert folder() == tmp_path / "legal_text"
        folder.cache_clear()
        (tmp_path / "sec_rules" / "legal_text").mkdir(parents=True)
        assert folder() == tmp_path / "sec_rules" / "legal_text"
    finally:
        folder.cache_clear()


def test_a_digest_is_the_sha256_of_the_words_without_the_blanks_around_them():
    text = "G8.41 Where a User\u2019s premises exceed 250,000"
    assert digest(f"\n {text}\n\n") == digest(text) == hashlib.sha256(text.encode()).hexdigest()
    assert digest(text) != digest(text + ".")
    assert digest("a b") != digest("a  b")
