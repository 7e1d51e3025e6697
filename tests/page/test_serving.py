"""The page served: to its own origin with the token, within a size, and the same answers; a file watched."""

from __future__ import annotations

import asyncio
import base64
import json
import os
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the extra serve is not installed")

from sec_rules.documents.readers import open_draft
from sec_rules.errors import DocumentError
from sec_rules.page import serving
from sec_rules.page.desk import answered
from sec_rules.page.serving import application

PORT, TOKEN = 8765, "token"
OWN = {"host": f"127.0.0.1:{PORT}", "origin": f"http://127.0.0.1:{PORT}", "x-token": TOKEN}
SENTENCE = b"G8.40 The Security Sub-Committee shall publish the the report.\n"
ASKED = {"do": "check", "drafts": [{"name": "a.md", "file": 0}]}


def ask(
    method: str,
    path: str,
    body: bytes = b"",
    headers: dict[str, str] = OWN,
    draft: Path | None = None,
    rulebook: str | None = None,
) -> tuple[int, dict[str, str], bytes]:
    """The status, headers and body with which a request is answered."""
    sent: list[dict[str, Any]] = []
    waiting = [{"type": "http.request", "body": body, "more_body": False}]
    where, _, query = path.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "path": where,
        "raw_path": where.encode(), "query_string": query.encode(), "scheme": "http",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "server": ("127.0.0.1", PORT), "client": ("127.0.0.1", 1),
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(application(PORT, TOKEN, draft, rulebook)(scope, receive, send))  # type: ignore[arg-type]
    begun = next(m for m in sent if m["type"] == "http.response.start")
    told = {name.decode(): value.decode() for name, value in begun["headers"]}
    return begun["status"], told, b"".join(m.get("body", b"") for m in sent)


def packed(request: dict[str, Any], *files: bytes) -> bytes:
    return json.dumps({"request": request, "files": [base64.b64encode(f).decode() for f in files]}).encode()


def test_what_is_answered_is_what_the_page_is_told_in_a_browser() -> None:
    status, _, body = ask("POST", "/answer", packed(ASKED, SENTENCE))
    assert status == 200
    assert json.loads(body)["answer"] == answered(json.dumps(ASKED), [SENTENCE], lambda _: None)[0]


@pytest.mark.parametrize(
    "headers",
    [
        {**OWN, "host": "evil.example"},
        {**OWN, "origin": "http://evil.example"},
        {**OWN, "origin": "null"},
        {**OWN, "x-token": "other"},
        {name: value for name, value in OWN.items() if name != "x-token"},
        {name: value for name, value in OWN.items() if name != "origin"},
    ],
)
def test_another_host_origin_or_token_is_not_answered(headers: dict[str, str]) -> None:
    for path in ("/answer", "/watched"):
        assert ask("POST", path, packed(ASKED, SENTENCE), headers)[0] == 403
    if headers["host"] != OWN["host"]:
        assert ask("GET", "/", headers=headers)[0] == 403


def test_the_page_may_speak_to_its_own_origin_alone_and_carries_nothing() -> None:
    status, headers, body = ask("GET", "/", headers={"host": OWN["host"]})
    assert status == 200
    assert headers["x-frame-options"] == "DENY"
    assert b"connect-src &#39;self&#39;" in body
    assert b'id="carried-' not in body


def test_what_is_sent_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "MOST_SENT", 50)
    assert ask("POST", "/answer", packed(ASKED, SENTENCE))[0] == 413


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b"[]", b'{"request": {}, "files": ["*"]}', b"\xff", b'{"request": 1, "files": []}', b"[" * 1_000_000],
    ids=lambda body: repr(body[:20]),
)
def test_what_no_page_sends_is_refused(body: bytes) -> None:
    assert ask("POST", "/answer", body)[0] == 400


def test_a_file_is_given_when_it_was_saved_and_only_then(tmp_path: Path) -> None:
    draft = tmp_path / "a.md"
    draft.write_bytes(SENTENCE)
    first = json.loads(ask("POST", "/watched?seen=", draft=draft)[2])
    assert base64.b64decode(first["data"]) == SENTENCE
    again = json.loads(ask("POST", f"/watched?seen={first['seen']}", draft=draft)[2])
    assert again == {"seen": first["seen"]}
    os.utime(draft, (1, 1))
    saved = json.loads(ask("POST", f"/watched?seen={first['seen']}", draft=draft)[2])
    assert saved["data"] == first["data"]
    draft.unlink()
    assert json.loads(ask("POST", "/watched?seen=x", draft=draft)[2]) == {"seen": "x"}


def test_a_watched_file_that_is_too_large_is_refused_as_the_command_does(tmp_path: Path) -> None:
    draft = tmp_path / "a.docx"
    with draft.open("wb") as file:
        file.truncate(50_000_001)
    told = json.loads(ask("POST", "/watched?seen=", draft=draft)[2])
    with pytest.raises(
        DocumentError, match=r"^a\.docx has 50,000,001 bytes; a draft has at most 50,000,000\.$"
    ) as refused:
        open_draft(draft)
    assert told["refused"] == str(refused.value)
    assert "data" not in told


def test_what_takes_the_place_of_a_watched_file_and_is_none_is_not_read(tmp_path: Path) -> None:
    draft = tmp_path / "a.md"
    draft.mkdir()
    assert json.loads(ask("POST", "/watched?seen=x", draft=draft)[2]) == {"seen": "x"}
    draft.rmdir()
    os.mkfifo(draft)
    assert json.loads(ask("POST", "/watched?seen=x", draft=draft)[2]) == {"seen": "x"}


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/../pyproject.toml"), ("GET", "//etc/passwd"), ("GET", "/%2e%2e/a"), ("GET", "/answer"),
     ("GET", "/watched"), ("HEAD", "/"), ("OPTIONS", "/answer"), ("PUT", "/answer"), ("DELETE", "/watched")],
)  # fmt: skip
def test_no_other_path_and_no_other_method_gives_anything(method: str, path: str, tmp_path: Path) -> None:
    draft = tmp_path / "a.md"
    draft.write_bytes(SENTENCE)
    # As a browser asks on behalf of another page: it sends no token, and of a plain request no origin.
    status, headers, body = ask(method, path, b"", {"host": OWN["host"]}, draft)
    assert status in (403, 404, 405)
    assert SENTENCE not in base64.b64decode(body + b"===", validate=False)
    assert "access-control-allow-origin" not in headers


def test_without_a_file_nothing_is_watched() -> None:
    assert json.loads(ask("POST", "/watched?seen=")[2]) == {}


BOOK = Path(__file__).resolve().parents[1] / "rulebooks" / "esos.py"


def test_a_rulebook_that_is_dropped_is_not_run_where_no_browser_shuts_it_in(tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    book = f"open({str(ran)!r}, 'w')\n".encode()
    for rulebook in ({"name": "a.py", "file": 1}, {"named": str(BOOK)}):
        _, _, body = ask("POST", "/answer", packed(ASKED | {"rulebook": rulebook}, SENTENCE, book))
        assert "start it with --rulebook FILE" in json.loads(json.loads(body)["answer"])["refused"]
    assert not ran.exists()


def test_what_is_asked_is_answered_by_the_rulebook_with_which_the_program_was_started() -> None:
    _, _, body = ask("POST", "/answer", packed({"do": "rulebook"}), rulebook=str(BOOK))
    told = json.loads(json.loads(body)["answer"])
    assert told["own"] is True
    assert "Energy Savings Opportunity Scheme" in told["title"]
    _, _, body = ask("POST", "/answer", packed({"do": "rulebook"}))
    assert json.loads(json.loads(body)["answer"])["title"] == "the Smart Energy Code"
