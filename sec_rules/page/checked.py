"""The drafts of a request of the page, checked: read, held against what they are marked against, settled, accepted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from time import monotonic
from typing import Any as Untyped
from typing import Final

from attrs import asdict, evolve, field, frozen

from sec_rules.documents.comparison import compared
from sec_rules.documents.document import Document
from sec_rules.documents.readers import open_draft
from sec_rules.drafting.grammar.progress import Tell, told
from sec_rules.drafting.grammar.settlements import Settlement, settled, settlement
from sec_rules.engine.code import Code
from sec_rules.loading import code_in, code_named, load
from sec_rules.page.users import Counted, moved
from sec_rules.review.acceptance import Accepted, accept
from sec_rules.review.decision_record import SUFFIX as RECORD_SUFFIX
from sec_rules.review.decision_record import parsed
from sec_rules.review.decisions import Record
from sec_rules.review.effect.conformance import Conformance, conformance_of_text
from sec_rules.review.effect.statement import SUFFIX
from sec_rules.review.review import Review, check
from sec_rules.review.summary import Summary, decided, summarised
from sec_rules.review.together import Together, together

Request = Mapping[str, Untyped]
Step = Callable[[str], object]
RECORD: Final = "the record of decisions"
# Of a request, what the answer of a check turns on; the rest is what is wanted of it.
_BEARS: Final = (
    *("drafts", "how", "on", "against", "look", "accepted", "settled", "given", "effects", "records", "rulebook"),
)
# Besides the reviews of the last request, the latest ones are kept whose drafts have together so many paragraphs: one
# of a usual length weighs a megabyte or two, and whoever takes back a change asks for the one before.
_MOST_PARAGRAPHS: Final = 40
# Seconds from one step that is told of a long check to the next.
_OFTEN: Final = 0.5
# Of fewer it is not told which is read: that is over before anybody has read it.
_MANY: Final = 30
_kept: list[tuple[str, Checked]] = []
_reviews: dict[str, Review] = {}


@frozen
class Checked:
    """Drafts checked as the command would, each with its bytes and the statement of its effect, None where none is.

    `records` are the records of what was decided of each, as text, "" for none; `conformances` are to the statements
    and name no file, since nobody need have seen one; `combined` what all are together where they are one modification,
    `accepted` what was accepted of them. The `results` still show what was accepted, as accepted; `left` are those
    without it, as the command gives them.
    """

    files: tuple[bytes, ...] = field(repr=False)
    results: tuple[Review, ...]
    left: tuple[Review, ...]
    statements: tuple[str | None, ...]
    records: tuple[str, ...]
    conformances: tuple[Conformance | None, ...]
    combined: Together | None
    accepted: tuple[tuple[Accepted, ...], ...]
    _summaries: dict[int, Summary] = field(factory=dict, init=False, eq=False, repr=False)
    _counted: dict[tuple[int, str], Counted] = field(factory=dict, init=False, eq=False, repr=False)

    def stem(self, which: int) -> str:
        """The name of a draft without its ending."""
        return PurePath(self.results[which].draft.document.name).stem

    def summary(self, which: int) -> Summary:
        """What every form of the report says of a draft."""
        if which not in self._summaries:
            self._summaries[which] = self._of(self.results[which], which, self.conformances[which])
        return self._summaries[which]

    def summary_left(self, which: int) -> Summary:
        """The same as the command says it: without what was accepted, and by the name of the statement's file."""
        stated = self.conformances[which]
        if stated is None and not self.accepted[which]:
            return self.summary(which)
        return self._of(self.left[which], which, stated and evolve(stated, name=f"{self.stem(which)}{SUFFIX}"))

    def _of(self, result: Review, which: int, stated: Conformance | None) -> Summary:
        return decided(summarised(result, conformance=stated), self.record_of(which))

    def counted(self, which: int, data: bytes, name: str) -> Counted:
        """Whom the cards of a draft move, of the Users in a file. Raises as `users.moved` does."""
        key = which, name + hashlib.sha256(data).hexdigest()
        if key not in self._counted:
            self._counted[key] = moved(self.summary(which), data, name)
        return self._counted[key]

    def record_of(self, which: int) -> tuple[Record, ...]:
        """The record of what was decided of a draft, where there is one."""
        return _records(self.records[which], self.results[which].draft.document.name)


def checked(asked: Request, files: Sequence[bytes], step: Step) -> Checked:
    """The drafts of a request, checked; those of the last request, where it asked for the same of the same."""
    key = _key(asked, files)
    for known, found in _kept:
        if known == key:
            return found
    found = _checked(asked, files, step)
    _kept[:] = [(key, found)]
    _let_go(len(found.results))
    return found


def _let_go(last: int) -> None:
    """Keeps the reviews of the last request, of which there are so many, and the latest before it as room is left."""
    room = _MOST_PARAGRAPHS
    for key in tuple(_reviews)[-last - 1 :: -1]:
        room -= len(_reviews[key].draft.document.paragraphs)
        if room < 0:
            del _reviews[key]


def _key(asked: Request, files: Sequence[bytes]) -> str:
    sums = [hashlib.sha256(file).hexdigest() for file in files[: _most(asked)]]
    return json.dumps([{name: asked.get(name) for name in _BEARS}, sums], sort_keys=True)


def _most(asked: Request) -> int:
    """How many of the files are drafts, or what these are checked by and marked against; those of Users come after."""
    read = [*asked["drafts"], *(asked[name] for name in ("against", "rulebook") if asked.get(name))]
    return max((given.get("file", -1) + 1 for given in read), default=0)


def code_of(asked: Request, files: Sequence[bytes]) -> Code:
    """The Code by which a request is answered: that of the rulebook which came with it, or the Smart Energy Code.

    A rulebook is Python, which is run: in a browser where it can reach nothing but the drafts of the request, and
    served only where whoever started the program has `named` it. Raises as `load` does.
    """
    given = asked.get("rulebook")
    if not given:
        return load()
    if "named" in given:
        return code_named(given["named"])
    return code_in(files[given["file"]], given["name"])


def _checked(asked: Request, files: Sequence[bytes], step: Step) -> Checked:
    none: list[list[Untyped]] = [[]] * len(asked["drafts"])
    records = tuple(text or "" for text in asked.get("records") or [""] * len(asked["drafts"]))
    accepted = tuple(tuple(Accepted(**row) for row in rows) for rows in asked.get("accepted") or none)
    results: list[Review] = []
    of_each = zip(asked["drafts"], records, asked.get("settled") or none, asked.get("given") or none, strict=True)
    for draft, text, said, values in of_each:
        recorded = (one for record in _records(text, draft["name"]) for one in record.settlements(_sum(files, draft)))
        settlements = settled((tuple(recorded), tuple(settlement(one, RECORD) for one in said)), values)
        results.append(_reviewed(asked, draft, files, settlements, step))
    pairs = tuple(zip(results, accepted, strict=True))
    left = tuple(accept(result, rows, name=RECORD) for result, rows in pairs)
    shown = tuple(accept(result, rows, name=RECORD, everything=True) for result, rows in pairs)
    statements = tuple(asked.get("effects") or [None] * len(results))
    return Checked(
        files=tuple(files[draft["file"]] for draft in asked["drafts"]),
        results=shown,
        left=left,
        statements=statements,
        records=records,
        conformances=tuple(
            None if text is None else _conformance(text, result) for result, text in zip(shown, statements, strict=True)
        ),
        combined=together(left, left[0].question) if len(left) > 1 and asked.get("how") == "one" else None,
        accepted=accepted,
    )


def _reviewed(
    asked: Request, draft: Request, files: Sequence[bytes], settlements: Mapping[str, Settlement], step: Step
) -> Review:
    """A draft checked, before anything of it is accepted: a decision on it proves nothing anew."""
    older = asked.get("against")
    bears = (draft["name"], _sum(files, draft), asked.get("look"), asked.get("on"))
    against = (older["name"], _sum(files, older)) if older else ()
    rulebook = asked.get("rulebook") or {}
    of = rulebook.get("named") or (rulebook.get("name"), _sum(files, rulebook) if rulebook else "")
    key = json.dumps([bears, against, of, [asdict(one) for one in settlements.values()]])
    found = _reviews.pop(key, None)
    if found is None:
        on = date.fromisoformat(asked["on"]) if asked.get("on") else None
        step(f"Reading {draft['name']}")
        document = _document(asked, draft, files)
        step(f"Checking and proving {draft['name']}")
        code = code_of(asked, files)
        with told(_now_and_then(step, draft["name"])):
            found = check(document, code, code.rulebook.question, on=on, settled=settlements)
    _reviews[key] = found
    return found


def _now_and_then(step: Step, name: str) -> Tell:
    """Tells the steps of a check that takes long, no more than twice a second."""
    last = monotonic()

    def tell(what: str, done: int, of: int) -> None:
        nonlocal last
        if of >= _MANY and monotonic() - last >= _OFTEN:
            last = monotonic()
            step(f"Checking and proving {name}: {what} {done:,} of {of:,}")

    return tell


def _sum(files: Sequence[bytes], draft: Request) -> str:
    """The SHA-256 of a file of a request."""
    return hashlib.sha256(files[draft["file"]]).hexdigest()


def _records(text: str, draft: str) -> tuple[Record, ...]:
    return (parsed(text, PurePath(draft).stem + RECORD_SUFFIX),) if text else ()


def _document(asked: Request, draft: Request, files: Sequence[bytes]) -> Document:
    document = open_draft(files[draft["file"]], draft["name"], formatting_is_redline=asked.get("look"))
    if not asked.get("against"):
        return document
    older = asked["against"]
    return compared(open_draft(files[older["file"]], older["name"]), document)


def _conformance(text: str, result: Review) -> Conformance:
    name = PurePath(result.draft.document.name).stem + SUFFIX
    return evolve(conformance_of_text(text, name, result.draft, result.question), name="")
