"""The served page attacked through a socket, below what any client sends."""

from __future__ import annotations

import logging
import re
import socket
import threading
import time
from collections.abc import Iterator

import pytest

pytest.importorskip("uvicorn", reason="the extra serve is not installed")
import uvicorn

from sec_rules.page.serving import HOST, application

TOKEN = "a-token"
# What the watched draft says, and the same as base64: neither is given to anybody who may not have it.
SECRET = b"SECRETSECRET"
GIVEN = b"U0VDUkVUU0VDUkVU"
UPGRADE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version": "13",
}


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    draft = tmp_path_factory.mktemp("served") / "a.md"
    draft.write_bytes(SECRET)
    with socket.socket() as listening:
        listening.bind((HOST, 0))
        number: int = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(application(number, TOKEN, draft), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield number
        server.should_exit = server.force_exit = True
        thread.join(10)


def own(port: int, **others: str | None) -> dict[str, str]:
    """The headers that the page sends, with others in their place; without those that are None."""
    given = {"Host": f"{HOST}:{port}", "Origin": f"http://{HOST}:{port}", "X-Token": TOKEN, "Content-Length": "0"}
    return {name: value for name, value in {**given, **others}.items() if value is not None}


def packed(headers: dict[str, str], line: str = "POST /watched?seen= HTTP/1.1", body: bytes = b"") -> bytes:
    return "\r\n".join([line, *(f"{n}: {v}" for n, v in headers.items()), "", ""]).encode("latin-1") + body


def told(port: int, sent: bytes, wait: float = 5) -> bytes:
    """What is answered; all that comes before the server closes, is silent, or has told a first whole answer."""
    answer = b""
    with socket.create_connection((HOST, port), timeout=wait) as line:
        try:
            line.sendall(sent)
            while part := line.recv(65_536):
                answer += part
                head, _, body = answer.partition(b"\r\n\r\n")
                length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
                if length and len(body) >= int(length[1]):
                    break
        except (TimeoutError, ConnectionError):
            pass
    return answer


def test_the_page_itself_is_told(port: int) -> None:
    answer = told(port, packed(own(port)))
    assert answer.startswith(b"HTTP/1.1 200")
    # The reader of the tests sees a leak where there is one.
    assert GIVEN[:8] in answer


def attacks(port: int) -> dict[str, bytes]:
    evil = "http://evil.example"
    get = "GET / HTTP/1.1"
    return {
        "another host": packed(own(port, Host="evil.example")),
        "a name bound to this machine": packed(own(port, Host=f"evil.example:{port}", Origin=f"{evil}:{port}")),
        "the other name of this machine": packed(own(port, Host=f"localhost:{port}")),
        "no host": packed(own(port, Host=None)),
        "two hosts": packed({"host": "evil.example", **own(port)}),
        "no host, of old": b"GET / HTTP/1.0\r\n\r\n",
        "an absolute address": packed(own(port, **{"X-Token": "no"}), f"POST {evil}/watched?seen= HTTP/1.1"),
        "another origin": packed(own(port, Origin=evil)),
        "the origin of a page from the disk": packed(own(port, Origin="null")),
        "no origin": packed(own(port, Origin=None)),
        "the token as referrer": packed(own(port, Referer=f"http://{HOST}/#token={TOKEN}", **{"X-Token": None})),
        "the token in the address": packed(own(port, **{"X-Token": None}), f"POST /watched?token={TOKEN} HTTP/1.1"),
        "a token of other signs": packed(own(port, **{"X-Token": "\xff\xfe"})),
        "a web socket": packed({**own(port), **UPGRADE}, "GET /watched HTTP/1.1"),
        "a path upwards": packed(own(port), "GET /../../etc/passwd HTTP/1.1"),
        "a path upwards in signs": packed(own(port), "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1"),
        "a file": packed(own(port), "GET file:///etc/passwd HTTP/1.1"),
        "a tunnel": packed(own(port, Origin=None), "CONNECT evil.example:443 HTTP/1.1"),
        "a huge header": packed(own(port, **{"X-A": "a" * 1_000_000}), get),
        "many headers": packed(own(port, **{f"X-{i}": "a" for i in range(20_000)}), get),
        "a huge address": packed(own(port), f"GET /{'a' * 1_000_000} HTTP/1.1"),
        "no size of a chunk": packed(
            own(port, **{"Content-Length": None, "Transfer-Encoding": "chunked"}), "POST /answer HTTP/1.1", b"zz\r\n"
        ),
        "a length below nothing": packed(own(port, **{"Content-Length": "-1"}), "POST /answer HTTP/1.1"),
        "a length of lies, without a token": packed(
            own(port, **{"Content-Length": "9" * 14, "X-Token": None}), "POST /answer HTTP/1.1", b"abc"
        ),
        "what is no request": b"\x16\x03\x01\x02\x00\x01" + b"x" * 300,
        "lines of another kind": f"POST /watched HTTP/1.1\nHost: {HOST}:{port}\nOrigin: {evil}\n\n".encode(),
    }


def test_what_the_page_never_sends_is_refused_and_tells_nothing(port: int) -> None:
    answers = {name: told(port, sent) for name, sent in attacks(port).items()}
    assert {name: answer[:12] for name, answer in answers.items() if answer[9:10] != b"4"} == {}
    assert [name for name, answer in answers.items() if GIVEN[:8] in answer or SECRET in answer] == []


def test_what_breaks_off_or_waits_hinders_nobody(port: int, caplog: pytest.LogCaptureFixture) -> None:
    lines = [socket.create_connection((HOST, port)) for _ in range(40)]
    with caplog.at_level(logging.ERROR):
        for number, line in enumerate(lines):
            lie = {"Content-Length": "1000"} if number % 2 else {"Content-Length": None, "Transfer-Encoding": "chunked"}
            line.sendall(packed(own(port, **lie), "POST /answer HTTP/1.1", b"{" if number % 2 else b"FFFFFF\r\n{"))
        assert told(port, packed(own(port))).startswith(b"HTTP/1.1 200")
        for line in lines:
            line.close()
        assert told(port, packed(own(port))).startswith(b"HTTP/1.1 200")
        time.sleep(0.2)
    assert caplog.text == ""
