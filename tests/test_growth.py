"""Work grows with the draft and no faster: each input ten times over takes about ten times the steps.

What is counted is the lines of this package that run, and for its patterns the steps of a matcher that goes back and
tries again as the one of Python does; no clock is read.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import sec_rules
from sec_rules._patterns import Waiting
from sec_rules.documents.document import View
from sec_rules.documents.readers import open_draft
from sec_rules.documents.readers.docx import read_docx
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.grammar.advice import advice
from sec_rules.drafting.grammar.parser import MOST_PHRASES
from sec_rules.drafting.grammar.phrases import Sentence
from sec_rules.drafting.grammar.predicates import why_beside_is_open
from sec_rules.drafting.grammar.symbols import _FORMULA as FORMULA
from sec_rules.drafting.grammar.tagging import tagged
from sec_rules.drafting.layout.any_text import lay_out_any
from sec_rules.drafting.layout.layout import lay_out
from sec_rules.engine.decision_tree import grow
from sec_rules.engine.solver import MOST_STEPS_OF_A_DRAFT, OutOfBudget, Solver, counting, one_budget
from sec_rules.errors import DocumentError
from sec_rules.lang.expressions import Either
from sec_rules.lang.formulas import formula
from sec_rules.review.limits import unchecked
from sec_rules.review.review import check
from sec_rules.rulebook.facts import FACTS, domestic_premises, non_domestic_premises
from sec_rules.rulebook.questions import assessment
from tests.documents.word.conftest import made

SIGNS = (
    " ", "a", "1", ". ", "(a) ", "\u201cA ", "{>>", "<!-- ", "> ", "{~~", "-", "(", "[", "\n", ",", "and ", '"',
)  # fmt: skip
SMALL, LARGE = 6, 60
SEARCHED = re.compile(r"\b(_?[A-Z][A-Z_]*)\.(?:search|finditer|sub|subn|findall|split)\(")


MOST = 40_000


class TooManySteps(Exception):
    """A pattern that takes more steps over a text of some hundred characters than any that is linear."""


class Steps:
    """Counts the steps of a pattern over a text, going back and trying again as the matcher of Python does."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.taken = 0

    def all_matches(self, pattern: re.Pattern[str]) -> int:
        parsed = list(re._parser.parse(pattern.pattern, pattern.flags))  # type: ignore[attr-defined]
        at = 0
        while at <= len(self.text):
            end = next(self.sequence(parsed, 0, at), None)
            at = end if end is not None and end > at else at + 1
        return self.taken

    def sequence(self, ops: list[Any], k: int, at: int) -> Iterator[int]:
        if k == len(ops):
            yield at
            return
        for end in self.one(str(ops[k][0]), ops[k][1], at):
            yield from self.sequence(ops, k + 1, end)

    def one(self, name: str, of: Any, at: int) -> Iterator[int]:
        self.taken += 1
        if self.taken > MOST:
            raise TooManySteps
        if name in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            if self.sign(name, of, at):
                yield at + 1
        elif name == "SUBPATTERN":
            yield from self.sequence(list(of[-1]), 0, at)
        elif name == "ATOMIC_GROUP":
            yield from self.first(list(of), at)
        elif name == "BRANCH":
            for way in of[1]:
                yield from self.sequence(list(way), 0, at)
        elif name in ("MAX_REPEAT", "POSSESSIVE_REPEAT"):
            # A bound holds the work whatever it is; a small one shows that within a small text.
            ends = self.greedy(of[0], min(int(of[1]), 12) if of[1] < 5_000 else 5_000, list(of[2]), at)
            yield from ends if name == "MAX_REPEAT" else islice(ends, 1)
        elif name == "MIN_REPEAT":
            yield from self.lazy(of[0], min(int(of[1]), 12) if of[1] < 5_000 else 5_000, list(of[2]), at)
        elif name in ("ASSERT", "ASSERT_NOT"):
            yield from self.looks(of[0], list(of[1]), at, name == "ASSERT")
        elif name == "AT":
            if self.stands(str(of), at):
                yield at
        else:
            yield at

    def first(self, ops: list[Any], at: int) -> Iterator[int]:
        end = next(self.sequence(ops, 0, at), None)
        if end is not None:
            yield end

    def greedy(self, least: int, most: int, ops: list[Any], at: int) -> Iterator[int]:
        if len(ops) == 1 and str(ops[0][0]) in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            stop = at
            while stop - at < most and self.sign(str(ops[0][0]), ops[0][1], stop):
                stop += 1
            self.taken += stop - at
            yield from range(stop, at + least - 1, -1)
            return
        if most:
            for end in self.sequence(ops, 0, at):
                if end > at or least:
                    yield from self.greedy(max(0, least - 1), most - 1, ops, end)
        if not least:
            yield at

    def lazy(self, least: int, most: int, ops: list[Any], at: int) -> Iterator[int]:
        if not least:
            yield at
        if most:
            for end in self.sequence(ops, 0, at):
                if end > at:
                    yield from self.lazy(max(0, least - 1), most - 1, ops, end)

    def looks(self, way: int, ops: list[Any], at: int, wanted: bool) -> Iterator[int]:
        back = at - sum(1 for _ in ops) if way < 0 else at
        found = back >= 0 and next(self.sequence(ops, 0, back), None) is not None
        if found is wanted:
            yield at

    def sign(self, name: str, of: Any, at: int) -> bool:
        if at >= len(self.text):
            return False
        char = self.text[at]
        if name == "ANY":
            return char != "\n"
        if name == "IN":
            return in_class(of, char)
        return (ord(char) == of or char.lower() == chr(of).lower()) is (name == "LITERAL")

    def stands(self, where: str, at: int) -> bool:
        before, after = self.text[:at][-1:], self.text[at : at + 1]
        if where.startswith("AT_BEGINNING"):
            return not before or (before == "\n" and "LINE" in where)
        if where.startswith("AT_END"):
            return not after or (after == "\n")
        return (is_word(before) != is_word(after)) is (where == "AT_BOUNDARY")


def is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def in_class(of: Any, char: str) -> bool:
    negated, found = False, False
    for name, value in of:
        kind = str(name)
        if kind == "NEGATE":
            negated = True
        elif kind == "LITERAL":
            found = found or char.lower() == chr(value).lower()
        elif kind == "RANGE":
            found = found or value[0] <= ord(char) <= value[1] or value[0] <= ord(char.swapcase()[0]) <= value[1]
        else:
            category = str(value).removeprefix("CATEGORY_")
            is_it = {"SPACE": char.isspace(), "DIGIT": char.isdecimal(), "WORD": is_word(char)}[
                category.removeprefix("NOT_").removeprefix("UNI_")
            ]
            found = found or is_it is not category.startswith("NOT_")
    return found is not negated


def searched_patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of the readers and the checks that are looked for from every place of a text."""
    found: dict[str, re.Pattern[str]] = {}
    for package in ("documents", "drafting", "lang", "report", "review"):
        room = importlib.import_module(f"sec_rules.{package}")
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            loaded = importlib.import_module(module.name)
            source = Path(loaded.__file__ or "").read_text(encoding="utf-8")
            for name in SEARCHED.findall(source):
                pattern = getattr(loaded, name, None)
                if isinstance(pattern, re.Pattern | Waiting) and isinstance(pattern.pattern, str):
                    found[f"{module.name}.{name}"] = re.compile(pattern.pattern, pattern.flags)
    return found


def grows_too_fast(pattern: re.Pattern[str], sign: str) -> bool:
    # Signs that are no letters may go on to the end, or to a letter before it.
    for end in ("\x01", "q") if not any(map(str.isalnum, sign)) else ("\x01",):
        try:
            small, large = (Steps(sign * size + end).all_matches(pattern) for size in (SMALL, LARGE))
        except TooManySteps:
            return True
        if large > 25 * small:
            return True
    return False


def test_a_pattern_that_goes_back_from_every_place_is_seen() -> None:
    assert grows_too_fast(re.compile(r"\s+$"), " ")
    assert grows_too_fast(re.compile(r"<!--.*?-->"), "<!-- ")
    assert grows_too_fast(re.compile(r"\s+\W*$"), " ")
    assert not grows_too_fast(re.compile(r"(?<!\s)\s+$"), " ")


def test_no_pattern_that_is_searched_for_goes_back_from_every_place() -> None:
    sys.setrecursionlimit(20_000)
    patterns = searched_patterns()
    assert len(patterns) > 150
    slow = {name: [s for s in SIGNS if grows_too_fast(p, s)] for name, p in patterns.items()}
    assert not {name: signs for name, signs in slow.items() if signs}


def test_a_formula_is_looked_for_at_a_place_in_steps_that_grow_with_the_brackets_behind_it() -> None:
    def steps(n: int) -> int:
        looked = Steps("( " * n)
        next(looked.sequence(list(re._parser.parse(FORMULA.pattern)), 0, 0), None)  # type: ignore[attr-defined]
        return looked.taken

    assert steps(60) < 13 * steps(6)


def calls(of: Callable[[], object]) -> int:
    """How many calls a run makes, of Python's own functions too."""
    made_so_far = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal made_so_far
        made_so_far += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        of()
    finally:
        sys.setprofile(None)
    return made_so_far


def growth(of: Callable[[int], Callable[[], object]], size: int) -> float:
    """How many times as much what is added costs when it is ten times as much; what is done once does not count."""
    # A first run makes what is made when it is first used.
    _, one, two, three = (calls(of(n)) for n in (size // 10, size // 10, size, 10 * size))
    return (three - two) / max(two - one, 100)


# Ten, but for what grows with the logarithm and for what is found out once.
ABOUT_TEN = 13
CODE = sec_rules.load()
BEGUN = "G8.41 Each User shall do so"
NUMBERED = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr></w:pPr>'
TEXTS: dict[str, Callable[[int], str]] = {
    "comments opened": lambda n: BEGUN + "<!-- " * n,
    "notes opened": lambda n: BEGUN + " {>>" * n,
    "signs of quotation": lambda n: BEGUN + ".\n\n" + "> " * n + "\n",
    "spaces": lambda n: BEGUN + " " * n + "now",
    "spaces at the end": lambda n: BEGUN + " " * n,
    "dashes": lambda n: BEGUN + " " + "-" * n + " now",
    "insertions": lambda n: BEGUN + "{++ so++} so" * n,
    "paragraphs after the last clause": lambda n: BEGUN + ".\n\n" + "They do so.\n\n" * n,
    "limbs": lambda n: BEGUN + ":\n\n" + "".join(f"({i}) do this;\n\n" for i in range(1, n + 1)),
    "limbs of one number": lambda n: BEGUN + ":\n\n(a) once;\n\n" + "(b) in the next year, so;\n\n" * n,
    "references": lambda n: BEGUN + " under Section G8.41(a)" * n,
    "definitions": lambda n: BEGUN + "".join(f" \u201cThing {i}\u201d means it;" for i in range(n)),
    "paragraphs that define": lambda n: (
        BEGUN + ".\n\n" + "".join(f"\u201cThing {i}\u201d means it.\n\n" for i in range(n))
    ),
    "acts of one instruction": lambda n: 'In Section G8.42, omit "equal to or"' + ', omit "years"' * n + ".",
    "brackets": lambda n: BEGUN + " (" * n + " ]" * n,
}


def paragraphs(n: int, inner: str = "", begun: str = "") -> str:
    return "".join(
        f"<w:p>{begun.format(i)}<w:r><w:t>G8.41 Text.</w:t></w:r>{inner.format(i)}</w:p>" for i in range(1, n + 1)
    )


WORD: dict[str, Callable[[int], bytes]] = {
    "insertions": lambda n: made(
        "<w:p>" + '<w:ins w:id="1"><w:r><w:t>Text </w:t></w:r></w:ins><w:r><w:t>so </w:t></w:r>' * n + "</w:p>"
    ),
    "comments": lambda n: made(
        "<w:p>"
        + "".join(
            f'<w:commentRangeStart w:id="{i}"/><w:r><w:t>Text </w:t></w:r><w:commentRangeEnd w:id="{i}"/>'
            f'<w:r><w:commentReference w:id="{i}"/></w:r>'
            for i in range(n)
        )
        + "</w:p>",
        comments="".join(f'<w:comment w:id="{i}"><w:p/></w:comment>' for i in range(n)),
    ),
    "lists": lambda n: made(
        paragraphs(n, begun=NUMBERED),
        numbering='<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="s"/></w:abstractNum>' * n
        + "".join(f'<w:num w:numId="{i}"><w:abstractNumId w:val="1"/></w:num>' for i in range(1, n + 1)),
    ),
    "paragraphs": lambda n: made(paragraphs(n)),
    "styles": lambda n: made(
        paragraphs(1),
        styles="".join(
            f'<w:style w:type="paragraph" w:styleId="s{i}"><w:basedOn w:val="s{i - i % 90}"/></w:style>'
            for i in range(1, n + 1)
        ),
    ),
    "references": lambda n: made(
        "<w:p>" + '<w:fldSimple w:instr=" REF b \\r "><w:r><w:t>(a) </w:t></w:r></w:fldSimple>' * n + "</w:p>"
    ),
}


@pytest.mark.parametrize("what", TEXTS)
def test_a_check_of_text_ten_times_as_long_is_about_ten_times_the_work(what: str) -> None:
    def checked(n: int) -> Callable[[], object]:
        text = TEXTS[what](n)
        return lambda: check(read_markdown(text, "draft.md"), CODE, assessment, drafting_only=True)

    checked(3)()
    assert growth(checked, 20 if what == "acts of one instruction" else 10) < ABOUT_TEN


@pytest.mark.parametrize(
    "items",
    [
        lambda n: [f"({i}) do this;" for i in range(1, n + 1)],
        lambda n: ["(a) once;", *["(b) in the next year, so;"] * n],
        lambda n: ["(a) once:", "(i) so;", *["(iv) in the next year, so;"] * n],
        lambda n: ["(a) once;", *["and it does so;"] * n],
    ],
)
@pytest.mark.parametrize("label", ["G8.41", "7."])
def test_a_list_of_ten_times_as_many_is_laid_out_in_about_ten_times_the_work(
    label: str, items: Callable[[int], list[str]]
) -> None:
    def laid(n: int) -> Callable[[], object]:
        text = "\n\n".join([f"{label} Each User shall do so:", *items(n)])
        shown = read_markdown(text, "draft.md").view(View.ACCEPTED)
        return lambda: (lay_out if label == "G8.41" else lay_out_any)(shown, View.ACCEPTED)

    # Laid out alone, since all that is done with each item afterwards is far more.
    assert growth(laid, 50) < ABOUT_TEN


class Looked(list[Any]):
    """A list that counts how often one of its things is looked at."""

    times = 0

    def __getitem__(self, at: Any) -> Any:
        self.times += len(range(*at.indices(len(self)))) if isinstance(at, slice) else 1
        return super().__getitem__(at)

    def __iter__(self) -> Iterator[Any]:
        for each in super().__iter__():
            self.times += 1
            yield each


def test_a_row_of_asides_in_a_sentence_is_gone_through_once() -> None:
    sentence = Sentence.of(tagged("The clerk shall " + "so " * 300 + "pay it"))
    looked = Looked(sentence.chunks)
    again = Sentence(sentence.words, looked)
    places = range(len(looked))
    assert len(looked) > 300
    last, following = [again.before(at) for at in places], [again.after(at) for at in places]
    # The verb stands behind the row, and "shall" before it.
    assert (sentence.text(looked[following[1]]), sentence.text(looked[last[-2]])) == ("pay", "shall")
    assert looked.times < 10 * len(looked)
    assert [sentence.place_of(chunk) for chunk in sentence.chunks] == list(places)


def test_what_stands_beside_a_verb_is_not_looked_for_through_the_sentence_each_time() -> None:
    sentence = Sentence.of(tagged("The clerk shall pay " + "under Section G8.41(a) " * 300))
    looked = Looked(sentence.chunks)
    again = Sentence(sentence.words, looked)
    for at in range(len(looked)):
        why_beside_is_open(again, at, ())
    assert len(looked) > 600
    assert looked.times < 30 * len(looked)


def test_advice_on_a_sentence_of_four_times_as_many_unknown_words_is_about_four_times_the_work() -> None:
    def told(n: int) -> Callable[[], object]:
        result = check(read_markdown(BEGUN + " (<!-- now" * n, "draft.md"), CODE, assessment)
        (shown,) = result.draft.shown
        assert shown.after is not None
        (said, _), *_ = shown.after.heard
        return lambda: advice(said, "")

    # The least that is told has as many unknown words as are looked up one by one.
    assert calls(told(84)) < 6 * calls(told(21))


@pytest.mark.parametrize("what", ["paragraphs after the last clause", "limbs of one number"])
def test_nothing_in_a_check_is_done_for_each_pair_of_its_paragraphs(what: str) -> None:
    text = TEXTS[what]
    documents = [read_markdown(text(n), "draft.md") for n in (20, 40, 60)]
    check(documents[-1], CODE, assessment, drafting_only=True)
    one, two, three = (calls(lambda d=d: check(d, CODE, assessment, drafting_only=True)) for d in documents)  # type: ignore[misc]
    # What is done for each paragraph is far more than what is done for each of a thousand pairs.
    of_each, of_pairs = (two - one) / 20, (three - 2 * two + one) / (2 * 20 * 20)
    assert 1_000 * of_pairs < of_each


@pytest.mark.parametrize("what", WORD)
def test_ten_times_as_much_in_a_word_file_is_about_ten_times_the_work(what: str) -> None:
    def read(n: int) -> Callable[[], object]:
        data = WORD[what](n)
        return lambda: read_docx(data, "draft.docx")

    assert growth(read, 50) < ABOUT_TEN


def in_a_line(n: int) -> bytes:
    """A document whose styles are each based on the one before."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{i}"><w:basedOn w:val="s{i - 1}"/></w:style>' for i in range(n)
    )
    return made(paragraphs(1), styles=styles)


def numbered_by(text: str) -> bytes:
    """A document whose list has numbers of that form."""
    level = f'<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val="{text}"/></w:lvl>'
    numbering = level + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    return made(paragraphs(2, begun=NUMBERED.replace("{}", "1")), numbering=numbering)


REFUSED: dict[str, Callable[[int], bytes]] = {
    "styles in a line": in_a_line,
    "a number of many parts": lambda n: numbered_by("%1" * n),
    "a number of many signs": lambda n: numbered_by("x" * n),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_no_document_needs_is_refused_with_about_ten_times_the_work_for_ten_times_as_much(what: str) -> None:
    def refused(n: int) -> Callable[[], object]:
        data = REFUSED[what](n)

        def read() -> None:
            with pytest.raises(DocumentError, match=r"^a\.docx[^\n]*\.$"):
                read_docx(data, "a.docx")

        return read

    assert growth(refused, 2_600) < ABOUT_TEN


def test_styles_and_numbers_that_no_document_needs_are_refused() -> None:
    with pytest.raises(DocumentError, match=r"^a\.docx: the style 's\d+' is based on more than 100 others in a line"):
        read_docx(in_a_line(200), "a.docx")
    with pytest.raises(DocumentError, match="more than 255 characters"):
        read_docx(numbered_by("%1" * 200), "a.docx")


def test_styles_based_on_each_other_in_a_circle_are_no_line() -> None:
    styles = "".join(f'<w:style w:styleId="{one}"><w:basedOn w:val="{two}"/></w:style>' for one, two in ("ab", "ba"))
    assert read_docx(made(paragraphs(1), styles=styles), "a.docx").paragraphs


def test_a_sentence_that_is_too_long_to_go_through_is_not_read_and_nothing_is_claimed() -> None:
    sentence = "G8.41 Where a User is a Supplier Party" + " and a Supplier Party" * MOST_PHRASES
    text = sentence + ", it shall be subject to a Full User Security Assessment in each year."
    result = check(read_markdown(text, "draft.md"), CODE, assessment)
    (read,) = (s.after for s in result.draft.shown)
    assert read is not None
    assert not read.executable
    assert [s.why for s in read.sentences] == [f"a sentence of more than {MOST_PHRASES} phrases is not read"]
    assert all(v.holds is None for v in result.verdicts)


def test_a_proof_past_its_budget_is_given_up_in_one_sentence() -> None:
    pairs = (domestic_premises.exceeds(n) & non_domestic_premises.is_less_than(7 * n) for n in range(1, 11))
    with pytest.raises(OutOfBudget, match=r"^The solver gave up within its budget \(1,000 steps\)\.$"):
        grow([formula(Either(tuple(pairs)))], Solver(most_steps=1_000))


def in_pairs(n: int) -> str:
    """A clause whose condition is so many pairs of comparisons, one in each paragraph of a list."""
    *pairs, last = (
        f"({step}) the number of Domestic Premises exceeds {i}001 and the number of Non-Domestic Premises is less than "
        f"{i}003"
        for i, step in enumerate("abcdefghij"[:n], 1)
    )
    listed = ";\n\n".join(pairs)
    return (
        f"G8.41 Where a User is a Supplier Party and:\n\n{listed}; or\n\n{last},\n\nit shall be subject to a Full User "
        "Security Assessment in each year after the year of its initial Full User Security Assessment."
    )


def test_pairs_of_comparisons_take_steps_of_proof_as_they_have_cells_and_ten_are_far_from_the_budget() -> None:
    def steps(n: int) -> int:
        pairs = (domestic_premises.exceeds(m) & non_domestic_premises.is_less_than(7 * m) for m in range(1, n + 1))
        with counting() as work:
            grow([formula(Either(tuple(pairs)))], Solver(FACTS))
        return work.most - work.left

    # Of two counts, so with the square of the pairs.
    assert steps(40) < 100 * steps(4)
    assert 100 * steps(10) < MOST_STEPS_OF_A_DRAFT


def test_all_proofs_of_a_draft_share_one_budget_and_past_it_nothing_is_claimed() -> None:
    document = read_markdown(in_pairs(10), "draft.md")
    with one_budget(1_000):
        result = check(document, CODE, assessment)
    assert {v.holds for v in result.verdicts} == {None}
    assert result.changes is None
    assert result.because == "What changes was not worked out: The check gave up within its budget (1,000 steps)."
    assert result.state == "not-all-read"
    assert (
        "because the proof was given up within its budget, it is not known whether there are gaps"
        in result.verdict.lower()
    )
    assert "Whether the invariants hold: the check gave up within its budget (1,000 steps)." in unchecked(result)
    # What was proved before the budget was used up stands.
    with one_budget(300):
        with pytest.raises(OutOfBudget, match=r"^The check gave up"), one_budget(10**9):
            grow([formula(domestic_premises.exceeds(n)) for n in range(30)], Solver(FACTS))
        with pytest.raises(OutOfBudget):
            Solver(FACTS).satisfiable(formula(domestic_premises.exceeds(7)))
    assert Solver(FACTS).satisfiable(formula(domestic_premises.exceeds(7)))


def test_a_pipe_is_refused_as_a_draft_also_through_a_link(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "link.md").symlink_to(tmp_path / "pipe.md")
    for name in ("pipe.md", "link.md"):
        with pytest.raises(DocumentError, match=rf"{name}' is a pipe or a device and no file, so it is not read\.$"):
            open_draft(tmp_path / name)
