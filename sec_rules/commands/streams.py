"""What a command prints: harmless to whoever reads it, and where it cannot be printed one sentence that says so."""

from __future__ import annotations

import codecs
import json
import os
import sys
from contextlib import suppress
from typing import Final, Literal, TextIO

from sec_rules.errors import DocumentError

# How a character is written that a stream cannot hold: by its number, as JSON does, as HTML and XML do.
Form = Literal["text", "json", "markup"]
_UTF_8: Final = "utf-8"


def put(text: str, form: Form = "text") -> None:
    """Prints a text. `DocumentError` where the output is closed, full or gone otherwise.

    Of a pipe that nobody reads any more the rest is discarded: the run goes on to the status that it finds.
    """
    try:
        _write(text, form)
    except BrokenPipeError:
        give_up()


def finish() -> None:
    """Flushes what was printed. `DocumentError` where it cannot be written."""
    try:
        _flush()
    except BrokenPipeError:
        give_up()


def deliver(text: str, form: Form) -> None:
    """Prints a text that has to arrive before the run goes on. `BrokenPipeError` where nobody reads it any more."""
    _write(text, form)
    _flush()


def _write(text: str, form: Form) -> None:
    try:
        stream = sys.stdout
        if stream is None:
            raise ValueError("it is closed")
        stream.write(fitting(text, stream.encoding, form))
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        raise _not_printed(error) from None


def _flush() -> None:
    try:
        if sys.stdout is not None and not sys.stdout.closed:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        raise _not_printed(error) from None


def give_up() -> None:
    """Discards what is still to be printed, so that the end of the process does not try again."""
    with suppress(OSError, ValueError, AttributeError), open(os.devnull, "w") as nothing:
        os.dup2(nothing.fileno(), sys.stdout.fileno())


def say(text: str) -> None:
    """Reports what went wrong on the stream for errors, if that can be written to."""
    from sec_rules.report.layout import visible

    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(fitting(f"{visible(text)}\n", sys.stderr.encoding, "text"))
        sys.stderr.flush()


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person reads the stream as it is written."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def fitting(text: str, encoding: str | None, form: Form) -> str:
    """The text, with what the encoding cannot hold written in characters that it can.

    JSON, HTML and XML say themselves, or are taken, to be UTF-8, so that in another encoding they are held to ASCII.
    """
    encoding = encoding or _UTF_8
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        held = False
    else:
        held = text.isascii() or form == "text" or codecs.lookup(encoding).name == _UTF_8
    if held:
        return text
    if form == "text":
        return "".join(c if _holds(encoding, c) else f"<U+{ord(c):04X}>" for c in text)
    escaped = _in_json if form == "json" else _in_markup
    return "".join(c if c.isascii() else escaped(c) for c in text)


def _holds(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _in_json(character: str) -> str:
    return json.dumps(character)[1:-1]


def _in_markup(character: str) -> str:
    # A half of a pair is no character, and has no number in HTML and XML.
    number = ord(character)
    return "&#xFFFD;" if 0xD800 <= number <= 0xDFFF else f"&#x{number:X};"


def _not_printed(error: Exception) -> DocumentError:
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error).rstrip(".")
    return DocumentError(f"The answer cannot be printed: {why}.")
