"""The page served on this machine, with native Python behind it: to its own origin with a token, and to no other."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Awaitable, Callable
from hmac import compare_digest
from pathlib import Path
from threading import Lock
from typing import Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from sec_rules import _files
from sec_rules.documents.readers import LARGEST, too_large
from sec_rules.errors import DocumentError
from sec_rules.page.bundle import ENCODING, rendered
from sec_rules.page.desk import answered

HOST: Final = "127.0.0.1"
# Twenty drafts of usual size, or the largest draft, as base64.
MOST_SENT: Final = 100_000_000
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
Next = Callable[[Request], Awaitable[Response]]


# Where Python runs that is not shut in by a browser, a file that somebody drops is not run.
_NOT_RUN: Final = (
    "A rulebook is a program, and here it would run with all that you may do on this machine; if it is one that you "
    "would run, end sec-rules serve and start it with --rulebook FILE."
)


def application(port: int, token: str, draft: Path | None = None, rulebook: str | None = None) -> Starlette:
    """The server of the page on a port; what it is asked must carry the token. `draft` is a file to show and watch.

    What is asked is answered by the `rulebook` named, and by no other; None for the Smart Energy Code.
    """
    origin = f"http://{HOST}:{port}"
    # One request after another: the engine keeps what makes the next one quick.
    turn = Lock()

    async def guarded(request: Request, following: Next) -> Response:
        refused = _refused(request, origin, token)
        response = PlainTextResponse(refused, 403) if refused else await following(request)
        response.headers.update(_HEADERS)
        return response

    async def page(_: Request) -> Response:
        return Response(rendered({}), media_type=f"text/html; charset={ENCODING}")

    async def answer(given: Request) -> Response:
        try:
            body = await _body(given)
        except ClientDisconnect:
            # Nobody is there to be told.
            return Response(status_code=400)
        if body is None:
            return PlainTextResponse(f"More than {MOST_SENT:,} bytes were sent at once.", 413)
        try:
            sent = json.loads(body)
            files = [base64.b64decode(file, validate=True) for file in sent["files"]]
            request = sent["request"]
            answerable = isinstance(request, dict)
        except (ValueError, KeyError, TypeError, RecursionError, binascii.Error):
            answerable = False
        if not answerable:
            return PlainTextResponse("What was sent is not what the page sends.", 400)
        if request.get("rulebook"):
            return JSONResponse({"answer": json.dumps({"refused": _NOT_RUN}), "files": []})
        asked = json.dumps(request | ({"rulebook": {"named": rulebook}} if rulebook else {}))
        told, made = await run_in_threadpool(_in_turn, turn, asked, files)
        return JSONResponse({"answer": told, "files": [base64.b64encode(file).decode() for file in made]})

    async def watched(request: Request) -> Response:
        found = await run_in_threadpool(_watched, draft, request.query_params.get("seen", ""))
        return JSONResponse(found)

    routes = [
        Route("/", page),
        Route("/answer", answer, methods=["POST"]),
        Route("/watched", watched, methods=["POST"]),
    ]
    return Starlette(routes=routes, middleware=[Middleware(BaseHTTPMiddleware, dispatch=guarded)])


def _refused(request: Request, origin: str, token: str) -> str:
    """Why a request is not answered; "" where it is."""
    if request.headers.get("host") != origin.removeprefix("http://"):
        return "This server answers to its own address alone."
    if request.method == "GET":
        return ""
    if request.headers.get("origin") != origin:
        return "This server answers its own page alone."
    if not compare_digest(request.headers.get("x-token", "").encode(), token.encode()):
        return "The token is missing or another; open the address that sec-rules serve printed."
    return ""


async def _body(request: Request) -> bytes | None:
    """What was sent; None where it is more than is taken."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > MOST_SENT:
            return None
        parts.append(part)
    return b"".join(parts)


def _in_turn(turn: Lock, asked: str, files: list[bytes]) -> tuple[str, list[bytes]]:
    with turn:
        return answered(asked, files, lambda _: None)


def _watched(draft: Path | None, seen: str) -> dict[str, str]:
    """The draft that is watched, where it is not as it was `seen`; its name and its bytes as base64.

    Where the command would not read it, the sentence with which it is refused.
    """
    if draft is None:
        return {}
    try:
        stat = draft.stat()
        now = f"{stat.st_mtime_ns}-{stat.st_size}"
        if now == seen:
            return {"seen": now}
        if stat.st_size > LARGEST:
            return {"seen": now, "refused": too_large(draft.name, stat.st_size)}
        return {"seen": now, "name": draft.name, "data": base64.b64encode(_files.read(draft, most=LARGEST)).decode()}
    except (OSError, DocumentError):
        # While Word saves there may be no file for a moment, or no whole one.
        return {"seen": seen}
