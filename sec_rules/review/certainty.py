"""Findings of which a check is sure in a text that is not held; of the others it says nothing, unless all are wanted.

In the Code it is known which terms are defined, which provisions stand and what they are called. In another text that
is only known of what the text shows, which may be an extract, a form to be filled in, or words that amend others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from string import ascii_lowercase
from typing import Final

from attrs import evolve

from sec_rules._patterns import compiled
from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.lang.citations import clause_of, order, path_of, read, together
from sec_rules.lang.steps import step_range, steps_of
from sec_rules.review.checks.end_punctuation import DOUBLED
from sec_rules.review.checks.inconsistent_quantity import COUNTED, WITH_A_NAME
from sec_rules.review.checks.missing_conjunction import FIRST_STEPS
from sec_rules.review.checks.numbering_gap import FIRST, UNORDERED
from sec_rules.review.checks.stray_space import BRACKETED, JOINED
from sec_rules.review.evidence import graded, paragraph_of
from sec_rules.review.findings import Finding, Severity
from sec_rules.review.language import stands_in_english
from sec_rules.review.misreadings import goes_on, is_off_in_a_row, last_step, row_of, without_floods, without_partners
from sec_rules.span import matched

# What rests on terms, levels or references that another text may give elsewhere, or calls otherwise.
_NEVER: Final = (
    "DT501",
    "DT503",
    "DT504",
    "DT505",
    "DT508",
    "NU302",
    "NU303",
    "NU304",
    "XR403",
    "XR404",
    "XR405",
    "XR408",
)
# What rests on numbers and marks that stand in the text amended, where a text amends others.
_AMENDED: Final = ("DT506", "LI601", "LI603", "NU3", "TY103", "TY105", "XR4", "AM9", "QT702")
_AMENDS: Final = frozenset({"act", "instrument", "eu"})
# The words by which a provision changes another text, or gives words that another text is to have.
_CHANGES: Final = compiled(
    r"\b(?:amend|substitut|insert|omit|repeal|revok|modif)|\b(?:as if|read as|there (?:is|are) added)\b"
    r"|[\u201c\"]\(",
    re.IGNORECASE,
)
# The paragraphs of a provision stand in a row by their numbers; those put in between have a letter too.
_IN_A_ROW: Final = compiled(r"\((?P<number>\d{1,2})[A-Z]{0,2}\)")
_AMENDING: Final = compiled(
    r"(?:\b(?:substitute|insert|add)|[\"\u201d])\s*[\u2060\s]*[\u2014\u2013-]\s*(?:\n|$)"
    r"|[\"\u201d] substitute [\"\u201c]",
    re.MULTILINE,
)
# What is found of the words themselves, which must then be English; and what is found of marks and numbers, which are
# the same in Welsh, but are there by chance on a scanned page that was not recognised.
_OF_WORDS: Final = ("LI6", "QT7", "TY102", "TY105", "DT506")
_OF_MARKS: Final = ("TY103", "PH2", "NU3")
_TEMPLATE: Final = 3
_FILLED_IN: Final = compiled(r"[_\s\[\]().xX]*|[{<].*[}>]")
# What stands in square brackets and is no choice left open: a year in the name of a case, a code, a formula, sounds of
# a language, where to look further, and where in a statute book.
_NO_CHOICE: Final = compiled(
    r"\[(?:[Ss]ee\s[^\]]*|[^\]]*(?:\u00a7|\bU\.\s?S\.\s?C\.)[^\]]*|(?:1[6-9]|20)\d\d|[A-Z]{2,}\d*|[^\]]*[/+=<>$|][^\]]*|[^\]]*[^\x00-\u024f\u2000-\u25ff][^\]]*)\]"
)
_SENTENCES: Final = compiled(r"[.!?]\s+[A-Z]|[.!?]\]$")
_CLOSERS: Final = ")]}"
_BRACES: Final = "{}"
# What may stand right behind an opening bracket beside a letter or a figure.
_OPENS_WITHIN: Final = "(\"\u201c\u2018'\u00a3$"
_WORD: Final = compiled(r"[^\W\d_]{2,}")
# A line of fewer words than this between others is no line of a sentence.
_FEW_ON_A_LINE: Final = 3
_QUOTES: Final = "\u201c\u201d\u2018\u2019\"'"
_DUTY: Final = compiled(r"\b(?:shall|must|may|will|is|are|has|have|does|do)\b")
_MOST_OF_A_TITLE: Final = 16
# What closes a sentence behind its full stop.
_CLOSING: Final = "\"')]\u2019\u201d"
# More spaces at fault than this, or more of one kind and than one in so many words, and the text is set so.
_HABIT: Final = 12
_OFTEN: Final = 4
_WORDS_EACH: Final = 1_500
# So many spaces are no slip of a finger: they set words apart. So do several gaps on one line.
_WIDE: Final = 3
_LINE: Final = 200
_GAP: Final = compiled(r"\S[ \u00a0\u2002-\u200a]{2,}(?=\S)")
# What is set apart from the word before it: the attributes of a heading, and the number of a part in capitals.
_SET_APART: Final = compiled(r"\{[#.]")
_PART: Final = compiled(r"\s*[A-Z]{4,}")
# More ends without a full stop, or lists without a joining word, than this, and the text is written so.
_WRITTEN_SO: Final = 5
_OF_WRITING: Final = ("TY105", "LI601")
_GOES_ON: Final = compiled(r"(?:[;,]|\b(?:and|or))\s*$", re.IGNORECASE)
# What stands before the words of an item: a bullet or a number.
_BULLET: Final = compiled(r"\s*(?:[*+\u2022\u25cf\u2013-]|\(?[\w*\u2020]{1,4}[.)])")
# What a period may be counted from, said in other words than those that anchor one.
_HAPPENS: Final = compiled(
    r"\b(?:requests?|notices?|notif\w+|appl(?:y|ies|ication)\w*|respon\w+|recei\w+|appeal\w*|disputes?|meetings?|elect\w*|"
    r"resign\w*|vacan\w+|events?|decisions?|rulings?|reports?|clos\w+|complet\w+|terminat\w+)\b",
    re.IGNORECASE,
)
# What lasts for a period from its own beginning, right before the period.
_LASTS: Final = compiled(
    r"\b(?:order|sentence|imprisonment|detention|disqualification|licence|permit|lease|term|suspension)\s+$"
)
# A picture in Markdown, and the border of a table drawn with signs, which end no sentence.
_PICTURE: Final = compiled(r"!\[[^\]]*\]\([^)]*\)\s*$")
_BORDER: Final = compiled(r"[+|=_\s-]{3,}")
# The foot of a page in a PDF, read as the end of a paragraph.
_FOOT: Final = compiled(r"\n[^\n]*\b[Pp]age \d+(?: of \d+)?\s*$")
# A line to be signed on, and a line of one.
_SIGNED: Final = compiled(r"_{5,}|^\W*(?:Signed|Signature|Name|Title|Date|By)\s*:", re.IGNORECASE | re.MULTILINE)
_STATE: Final = compiled(r"\b[A-Z]{2}$")
_POSTCODE: Final = compiled(r"\d{5}\b")
_LINKED: Final = compiled(r"\[[^\[\]]{0,300}\]\([^()]{0,300}\)")
_TITLE_OF_A_LINK: Final = compiled(r"\s*\"[^\"]*\"\s*")
_FENCE: Final = compiled(r"^[ \t]*(?:`{3,}|~{3,})", re.MULTILINE)
_SENTENCE: Final = compiled(r"(?<=[.;?!])\s")
_RELATIVE: Final = compiled(r"\b(?:that|which|who)\b[^,]*$")
_CONDITION: Final = compiled(r"\b(?:if|where|when|unless|should|in case|in the event)\b", re.IGNORECASE)
_MONTH_FIRST: Final = compiled(r"(?:0?[1-9]|1[0-2])[/.](?:1[3-9]|2\d|3[01])[/.]\d{4}")
# At so many places lines begin at least where a PDF shows by them how deep a number stands.
_LEFTS: Final = 2
# A row in which the lines of a page need not show how deep it stands.
_MANY_IN_A_ROW: Final = 4
# How far apart two numbers are that changed places.
_SWAPPED: Final = 2


def sure(findings: Sequence[Finding], draft: Draft, *, strict: bool) -> tuple[Finding, ...]:
    """The findings of which the checks are sure; all of them in a text of the Code, and where `strict` wants them."""
    if strict or draft.scheme.of_the_code:
        return tuple(findings)
    counts = Counter(f.code for f in findings)
    never = (*_NEVER, *(_AMENDED if _amends_others(draft) else ()))
    certain = (
        f for f in findings if (not f.code.startswith(never) or _is_of_its_own(f, draft)) and _is_sure(f, draft, counts)
    )
    once = tuple(_spaces_once((f for f in certain if not _is_written_so(f, counts)), draft))
    alone = tuple(without_partners(once, draft))
    of_words = (*_OF_WORDS, *(_OF_MARKS if draft.document.format == "pdf" else ()))
    english = tuple(f for f in alone if not f.code.startswith(of_words) or stands_in_english(f, draft))
    return tuple(graded(tuple(without_floods(english, draft)), draft))


def _amends_others(draft: Draft) -> bool:
    """Whether a text gives the words that others are to have, whose numbers and references are not its own."""
    return draft.scheme.name in _AMENDS or any(_AMENDING.search(p.text) for p in draft.accepted.walk())


def _is_of_its_own(finding: Finding, draft: Draft) -> bool:
    """Whether a reference that finds nothing names a paragraph of a provision that the text shows whole, from one that
    changes no other text: whatever such a text amends, "regulation 5(7)" is then its own.
    """
    wanted, layout = _IN_A_ROW.fullmatch(path_of(finding.lacks)), draft.layout(finding.view)
    named, citing = layout.find(clause_of(finding.lacks)), layout.find(clause_of(finding.clause))
    if finding.code != "XR401" or wanted is None or named is None or citing is None:
        return False
    if any(_CHANGES.search(p.text) for p in citing.walk()):
        return False
    steps = [_IN_A_ROW.fullmatch(path_of(child.label)) for child in named.children]
    numbers = [int(step["number"]) for step in steps if step is not None]
    return len(numbers) == len(steps) and [*dict.fromkeys(numbers)] == list(range(1, max(numbers, default=0) + 1))


def _is_written_so(finding: Finding, counts: Counter[str]) -> bool:
    """Whether what is found is how the text is written throughout, and not a slip."""
    return counts[finding.code] > _WRITTEN_SO and finding.code in _OF_WRITING and finding.kind != DOUBLED


def _spaces_once(findings: Iterable[Finding], draft: Draft) -> Iterator[Finding]:
    """The findings, spaces that are a habit of the text put together: at the ends, behind full stops, or throughout."""
    given = tuple(findings)
    spaces = [f for f in given if f.code == "TY101"]
    words = sum(len(p.text.split()) for p in draft.document.paragraphs)
    kinds = Counter(map(_kind_of_space, spaces))
    often = {kind for kind, n in kinds.items() if n > max(_OFTEN, words // _WORDS_EACH)}
    habitual = [f for f in spaces if len(spaces) > _HABIT or _kind_of_space(f) in often or _sets_apart(f, draft)]
    habit = set(map(id, habitual))
    said = False
    for finding in given:
        if id(finding) not in habit:
            yield finding
        elif not said:
            said = True
            many = f"The text has spaces like this one in {len(habitual)} places: "
            message = (many if len(habitual) > 1 else "") + finding.message
            others = tuple(f for f in habitual if f is not finding)
            yield evolve(finding, severity=Severity.NOTE, message=message, alike=others)


def _kind_of_space(finding: Finding) -> str:
    """The kind of a space at fault: before a mark, at an end, unseen, or more than one."""
    message = finding.message
    return next((kind for kind in ("There are", "There is a space before") if message.startswith(kind)), message)


def _sets_apart(finding: Finding, draft: Draft) -> bool:
    """Whether spaces stand behind a full stop or its like, end a paragraph, or set columns apart."""
    return _behind_a_stop(finding, draft) or len(finding.snippet) >= _WIDE or _is_one_of_several(finding, draft)


def _is_one_of_several(finding: Finding, draft: Draft) -> bool:
    """Whether a short line has other gaps between its words: "Name  Post  Day"."""
    provision = draft.layout(finding.view).find(finding.clause)
    if provision is None or not finding.snippet.isspace():
        return False
    before, after = provision.text[: finding.start], provision.text[finding.end :]
    line = before.rpartition("\n")[2] + finding.snippet + after.partition("\n")[0]
    return len(line) <= _LINE and len(_GAP.findall(line.strip())) > 1


def _behind_a_stop(finding: Finding, draft: Draft) -> bool:
    """Whether spaces stand behind a full stop or its like, or end a paragraph."""
    provision = draft.layout(finding.view).find(finding.clause)
    if provision is None:
        return False
    before, after = provision.text[: finding.start], provision.text[finding.end :]
    return before.rstrip(_CLOSING).endswith((".", "?", "!", ":", ";")) or not after or after.startswith("\n")


def _is_sure(finding: Finding, draft: Draft, counts: Counter[str]) -> bool:
    code = finding.code
    if draft.document.format == "md" and (_is_in_code(finding, draft) or _is_in_a_link(finding, draft)):
        return False
    if draft.document.format == "pdf" and not _is_sure_in_print(finding, draft):
        return False
    match code:
        case "TY101":
            return _is_a_stray_space(finding, draft)
        case "PH201" | "PH202":
            # A form has places to be filled in, and brackets round what may be left out.
            form = counts["PH201"] + counts["PH202"] > _TEMPLATE or _is_a_blank(finding, draft)
            left = code == "PH201" or _is_a_choice(finding.snippet)
            return left and not form and _FILLED_IN.fullmatch(finding.snippet) is None
        case "TY102":
            # A capital at the head of both words of a page, or more than a space between, and they may be two cells.
            cells = draft.document.format == "pdf" and finding.snippet.istitle()
            apart = cells or _GAP.search(finding.snippet) is not None or _begins_anew(finding.snippet)
            return not apart and not _is_said_on(finding, draft)
        case "TY103":
            return finding.snippet not in _QUOTES and not _is_drawn(finding, draft) and _is_in_prose(finding, draft)
        case "QT702":
            # Only a quantity that is written as a name is one everywhere: "the Cure Period", not "a period".
            return finding.kind in (COUNTED, WITH_A_NAME)
        case "QT705":
            # In a text that need not be British the month may stand before the day.
            return _MONTH_FIRST.fullmatch(finding.snippet) is None
        case "LI601":
            # A list that does not begin with its first item is a part of one, or numbered otherwise than it is read.
            row = row_of(finding.clause, draft.layout(finding.view))
            return not row or row[0].step in FIRST_STEPS or not path_of(finding.clause)
        case "TY105":
            return _lacks_its_end(finding, draft)
        case "QT707":
            provision = draft.layout(finding.view).find(finding.clause)
            before = "" if provision is None else _SENTENCE.split(provision.text[: finding.start])[-1]
            # What goes on for a period begins with it, and what is done in every one with the first; what is done under
            # a condition is done from when that is met; and what a relative clause tells of a thing, it may tell of the
            # time that the thing lasts.
            lasts = finding.snippet.lower().startswith("for ") or _LASTS.search(before) is not None
            again = finding.snippet.lower().startswith(("every ", "each "))
            if provision is None or lasts or again or _RELATIVE.search(before) or _CONDITION.search(before):
                return False
            return _HAPPENS.search(provision.text) is None
    if code.startswith("XR4"):
        elsewhere = _is_counted_otherwise(finding, draft) or _is_counted_in_a_sentence(finding, draft)
        return _is_numbered(finding.clause) and not elsewhere
    return not code.startswith("NU") or _numbers_are_off(finding, draft)


def _is_in_code(finding: Finding, draft: Draft) -> bool:
    """Whether what is found stands in a block of code, between two fences of Markdown."""
    provision = draft.layout(finding.view).find(finding.clause)
    return provision is not None and len(_FENCE.findall(provision.text, 0, max(finding.start, 0))) % 2 == 1


def _is_in_a_link(finding: Finding, draft: Draft) -> bool:
    """Whether what is found stands in a link that goes on over lines, or closes one behind its title."""
    provision = draft.layout(finding.view).find(finding.clause)
    if provision is None:
        return False
    inside = any(matched(link).overlaps(finding) for link in _LINKED.finditer(provision.text))
    line = provision.text[: finding.start].rpartition("\n")[2]
    return inside or (finding.snippet == ")" and _TITLE_OF_A_LINK.fullmatch(line) is not None)


def _is_sure_in_print(finding: Finding, draft: Draft) -> bool:
    """Whether a finding holds in a PDF, which does not say whether a line's end ends a cell: a name twice over a line's
    end may be two rows. Nor does it say how deep a number stands, but where its lines begin: see `_is_in_its_row`.
    """
    if finding.code.startswith("NU3"):
        label = read(finding.clause)
        levels = label is not None and len(label.numbers) > 1 and not label.steps
        return levels or _is_in_its_row(finding, draft) or _is_in_a_long_row(finding, draft)
    if finding.code == "TY103":
        # A font that names its signs otherwise has braces for its dashes: "14, 29{31".
        return finding.snippet not in _BRACES and _stands_as_typed(finding, draft)
    if finding.code == "TY101":
        # The blanks of a page are the distances between its words.
        return False
    if finding.code == "TY102":
        return not _fills_its_line(finding, draft)
    return finding.code != "QT705" or "\n" not in finding.snippet or finding.snippet[:1].islower()


def _stands_as_typed(finding: Finding, draft: Draft) -> bool:
    """Whether a bracket stands as people type it: one that opens before a word, one that closes behind it.

    A scanned page has brackets for letters that were not recognised: "REPUBLI(' OF", "act[ vities".
    """
    provision = draft.layout(finding.view).find(finding.clause)
    if provision is None:
        return True
    before, after = provision.text[: finding.start][-1:], provision.text[finding.end :][:1]
    if finding.snippet in _CLOSERS:
        return not before.isspace() and not after.isalnum()
    return not before.isalnum() and (after.isalnum() or after in _OPENS_WITHIN)


def _is_said_on(finding: Finding, draft: Draft) -> bool:
    """Whether doubled words stand a third time beside: "Week ending  Week ending  Week ending"."""
    provision = draft.layout(finding.view).find(finding.clause)
    words = finding.snippet.split()
    half = [word.casefold() for word in words[: len(words) // 2]]
    if provision is None or not half:
        return False
    before, after = provision.text[: finding.start].split(), provision.text[finding.end :].split()
    beside = (before[-len(half) :], after[: len(half)])
    return any([word.casefold() for word in each] == half for each in beside)


def _begins_anew(snippet: str) -> bool:
    """Whether doubled words stand on both sides of a line's end at which something else begins: a capital begins the
    second, or both, as in two rows of a table, or below a heading that ends with the words.
    """
    second = snippet.partition("\n")[2]
    return second.lstrip()[:1].isupper()


def _fills_its_line(finding: Finding, draft: Draft) -> bool:
    """Whether doubled words are all that a line has: the same word in two columns, "Signature  Signature"."""
    provision = draft.layout(finding.view).find(finding.clause)
    if provision is None or "\n" in finding.snippet:
        return False
    before, after = provision.text[: finding.start], provision.text[finding.end :]
    return not before.rpartition("\n")[2].strip() and not after.partition("\n")[0].strip()


def _is_in_its_row(finding: Finding, draft: Draft) -> bool:
    """Whether a number of a PDF stands as far to the right as the one before it, where others stand elsewhere.

    "1." twice may be two lists; on pages whose lists stand further to the right than their clauses it is none.
    """
    layout = draft.layout(finding.view)
    row = row_of(finding.clause, layout)
    at = max((i for i, p in enumerate(row) if p.label == finding.clause), default=0)
    if not at or len({_left(p) for p in layout.walk()} - {None}) < _LEFTS:
        return False
    one, two = _left(row[at - 1]), _left(row[at])
    return one is not None and two is not None and abs(one - two) <= 1


def _is_in_a_long_row(finding: Finding, draft: Draft) -> bool:
    """Whether a number that one is missing before stands in a row of many, which begins with the first and goes on by
    ones but for it: of two lists taken for one, or of a list whose numbers were not read, more is off.
    """
    row = row_of(finding.clause, draft.layout(finding.view))
    steps = [last_step(p.label) for p in row]
    at = next((i for i, p in enumerate(row) if p.label == finding.clause), 0)
    whole = steps[:1] and steps[0] in FIRST_STEPS and goes_on(steps[:at]) and goes_on(steps[at:])
    return bool(whole) and finding.code == "NU301" and 0 < at < len(row) - 1 and len(row) >= _MANY_IN_A_ROW


def _is_said_before(finding: Finding, draft: Draft) -> bool:
    """Whether a number that is missing before another stands in the words of the one before: it was not read as one."""
    row = row_of(finding.clause, draft.layout(finding.view))
    at = next((i for i, p in enumerate(row) if p.label == finding.clause), 0)
    if not at:
        return False
    lacking = step_range(last_step(row[at - 1].label), last_step(finding.clause))[1:-1]
    number = "|".join(re.escape(step.strip("()")) for step in lacking)
    return bool(number) and re.search(rf"(?<!\w)\(?(?:{number})[.)](?!\w)", row[at - 1].whole) is not None


def _left(provision: Provision) -> int | None:
    """How far to the right a provision begins; None of one whose words stand elsewhere than its number."""
    first = provision.sources[0] if provision.sources else None
    return first.paragraph.indent if first is not None and first.paragraph.place == provision.place else None


def _is_counted_otherwise(finding: Finding, draft: Draft) -> bool:
    """Whether a paragraph that is not there may be one that Markdown counts with a number: (b), where "2." stands."""
    clause, letter = clause_of(finding.lacks), path_of(finding.lacks)[1:].partition(")")[0]
    if draft.document.format != "md" or len(letter) != 1 or letter not in ascii_lowercase:
        return False
    number = ascii_lowercase.index(letter) + 1
    wanted, step = f"{clause}.{number}", f"{clause}({number})"
    return any(label.endswith((wanted, step)) for label in (p.label for p in draft.layout(finding.view).walk()))


def _is_counted_in_a_sentence(finding: Finding, draft: Draft) -> bool:
    """Whether a paragraph that is not there is counted in a sentence of its clause: "(a) a default; (c) a loss"."""
    named = draft.layout(finding.view).find(clause_of(finding.lacks))
    step = (steps_of(path_of(finding.lacks)) or ("",))[-1]
    counted = re.compile(rf"(?:^|[;:,.\u2014]|\b(?:and|or))\s*{re.escape(step)}\s+\w")
    return bool(named and step) and any(counted.search(p.text) for p in (named.walk() if named else ()))


def _is_in_prose(finding: Finding, draft: Draft) -> bool:
    """Whether a bracket stands among words that are read from their beginning: not in a formula, the foot of a page or
    the lines around a signature, nor in an extract that begins in the middle of a sentence.
    """
    provision = draft.layout(finding.view).find(finding.clause)
    if provision is None:
        return True
    before, after = provision.text[: finding.start], provision.text[finding.end :]
    line = before.rpartition("\n")[2] + finding.snippet + after.partition("\n")[0]
    few = len(_WORD.findall(line)) < _FEW_ON_A_LINE and "\n" in provision.text.strip()
    closes = finding.snippet in _CLOSERS
    cut = closes and provision.text[:1].islower() and not _is_numbered(finding.clause)
    drawn = closes and not before.rpartition("\n")[2].strip()
    return not (few or cut or drawn)


def _is_a_stray_space(finding: Finding, draft: Draft) -> bool:
    """Whether spaces are more than a box to be ticked has in it, and than a tabulator stands between."""
    provision = draft.layout(finding.view).find(finding.clause)
    around = "" if provision is None else provision.text[max(0, finding.start - 1) : finding.end + 1]
    boxed = around[:1] in ("(", "[") and around[-1:] in (")", "]")
    head = "" if provision is None else provision.text[: finding.start].rpartition("\n")[2]
    # Between a State and its postcode two spaces are usual: "TN  38401".
    after = "" if provision is None else provision.text[finding.end :]
    posted = _STATE.search(head) is not None and _POSTCODE.match(after) is not None
    # What is to be filled in is set apart from what is said of it: "Signed: ____  Date: ____".
    filled_in = "_" in (around[:1], around[-1:])
    part = _SET_APART.match(after) is not None or (_PART.fullmatch(head) is not None and after[:1].isdigit())
    # A title in capitals at the head of its line: "FOR TRAINERS  A trainer is ...".
    part = part or (head.isupper() and len(head.split()) > 1)
    # A name beside itself is a sign and its label: "Rules  Rules".
    twins = head.split()[-1:] == after.split()[:1]
    as_typed = boxed or posted or filled_in or part or twins or "	" in around or _BULLET.fullmatch(head) is not None
    return finding.kind not in (BRACKETED, JOINED) and not as_typed


def _is_drawn(finding: Finding, draft: Draft) -> bool:
    """Whether a bracket stands alone on its line, or behind blanks at its end: a brace drawn with brackets."""
    provision = draft.layout(finding.view).find(finding.clause)
    if provision is None or finding.snippet != ")":
        return False
    line = provision.text[: finding.start].rpartition("\n")[2]
    after = provision.text[finding.end :].partition("\n")[0]
    return not after.strip() and (not line.strip() or line.endswith(("   ", "\t")))


def _is_a_blank(finding: Finding, draft: Draft) -> bool:
    """Whether words in square brackets are a name in capitals that the text has again: "[Company Name]"."""
    words = finding.snippet.strip("[] ")
    named = bool(words) and all(word[:1].isupper() for word in words.split())
    return named and sum(p.text.count(finding.snippet) for p in draft.layout(finding.view).walk()) > 1


def _is_a_choice(words: str) -> bool:
    return _NO_CHOICE.fullmatch(words) is None and _SENTENCES.search(words) is None


def _lacks_its_end(finding: Finding, draft: Draft) -> bool:
    """Whether a provision that has no end is a sentence that stops, and none of a list of such provisions."""
    provisions = draft.layout(View.ACCEPTED).provisions
    label = clause_of(finding.clause)
    at = next((i for i, p in enumerate(provisions) if p.label == label and _holds(p, finding)), None)
    drawn = _PICTURE.search(finding.snippet) or _BORDER.fullmatch(finding.snippet)
    if at is None or not _is_numbered(finding.clause) or drawn:
        return False
    if finding.kind != DOUBLED and _is_one_of_many(provisions, at):
        return False
    goes_on = _GOES_ON.search(finding.snippet) is not None and finding.kind != DOUBLED
    if goes_on and at + 1 < len(provisions) and together(label, provisions[at + 1].label):
        return False
    return any(_ends_a_sentence(p, finding) for p in provisions[at].walk() if p.label == finding.clause)


def _holds(top: Provision, finding: Finding) -> bool:
    """Whether a finding is in a clause, of several that the same number opens."""
    return any(p.label == finding.clause and finding.snippet in p.text for p in top.walk())


def _is_one_of_many(provisions: Sequence[Provision], at: int) -> bool:
    """Whether the provisions beside one end without a mark as well, as the points of an agenda do."""
    around = [(p.text or p.heading).rstrip() for p in (*provisions[max(at - 1, 0) : at], *provisions[at + 1 : at + 2])]
    return bool(around) and all(text and text[-1] not in ".;:,!?" for text in around)


def _numbers_are_off(finding: Finding, draft: Draft) -> bool:
    """Whether numbers are off in what is plainly a row: twice running, two changed round, one left out of a list."""
    # A list that lacks its first number may be a part of one.
    whole = path_of(finding.clause) and _is_in_a_long_row(finding, draft)
    if not (_is_numbered(finding.clause) or whole) or finding.kind == FIRST:
        return False
    row = _beside(finding.clause, draft.layout(finding.view))
    if not is_off_in_a_row(finding.clause, row, moved=finding.kind == UNORDERED) or _is_said_before(finding, draft):
        return False
    if finding.code == "NU305":
        return any(one == two == finding.clause for one, two in pairwise(row)) or _stands_twice(finding.clause, row)
    if finding.kind == UNORDERED:
        if row.count(finding.clause) > 1:
            return False
        before = row[row.index(finding.clause) - 1] if finding.clause in row[1:] else ""
        return (
            before[-1:].isdigit() == finding.clause[-1:].isdigit()
            and abs(_last_of(before) - _last_of(finding.clause)) <= _SWAPPED
        )
    return True


def _beside(label: str, layout: Layout) -> tuple[str, ...]:
    return tuple(p.label for p in row_of(label, layout))


def _stands_twice(label: str, row: Sequence[str]) -> bool:
    """Whether a number of several levels stands twice in one row of numbers that stand under the same one."""
    found = read(label)
    if found is None or found.steps or len(found.numbers) < 2:
        return False
    places = [i for i, other in enumerate(row) if other == label]
    return len(places) > 1 and all(together(label, other) for other in row[places[0] : places[1]])


def _last_of(label: str) -> int:
    """The number that a label ends with, letters and roman numbers counted."""
    found = read(label)
    last = order(label)
    if found is None or not last[2]:
        return 0
    return last[4][-1][0] if last[4] else last[2][-1][0][1]


def _is_numbered(label: str) -> bool:
    """Whether a provision has a number of its own, and not its place for one."""
    found = read(clause_of(label))
    return found is not None and not found.section[:1].islower() and (not found.section or len(found.numbers) > 1)


def _ends_a_sentence(provision: Provision, finding: Finding) -> bool:
    """Whether the words that have no end are a sentence, and not a heading or a line of a table below one."""
    words = paragraph_of(provision, finding)
    if _FOOT.search(words) or _SIGNED.search(words):
        return False
    return bool(_DUTY.search(words)) and len(words.split()) > (0 if finding.snippet[:1] in ",;." else _MOST_OF_A_TITLE)
