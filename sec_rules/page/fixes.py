"""The fixes of findings made on the screen: in a Word file as tracked changes, in a text as its form has it."""

from __future__ import annotations

from collections.abc import Collection

from sec_rules.documents.word.annotation import AUTHOR, annotate
from sec_rules.errors import UsageError
from sec_rules.review.editing import byte_order_mark, is_word
from sec_rules.review.fixes.markdown import fix_text
from sec_rules.review.fixes.word import fixes
from sec_rules.review.review import Review


def mended(data: bytes, result: Review, ids: Collection[str], *, by: str = AUTHOR) -> bytes:
    """The bytes of the draft with the fixes of those findings made: in a Word file as changes tracked for `by`.

    Raises `UsageError` where one of them cannot be made, with the reason.
    """
    draft, findings = result.draft, [f for f in result.findings if f.id in ids and f.fix is not None]
    if not findings:
        raise UsageError("There is no fix for this.")
    if is_word(draft.document):
        found = fixes(draft, findings, unsafe=True)
        for refused in found.refused:
            raise UsageError(f"This is not fixed here, since {refused.why}; change it in Word.")
        return annotate(data, draft.document, (), found.corrections, by=by)
    fixed = fix_text(draft, data.decode("utf-8-sig"), findings, unsafe=True)
    for _, why in fixed.left:
        raise UsageError(f"This is not fixed here, since {why}; change it in the file.")
    return (byte_order_mark(data) + fixed.text).encode()
