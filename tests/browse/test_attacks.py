"""The served edition under attack: nothing is written, run, leaked or brought down."""

import asyncio
import hashlib
import socket

import pytest
from tests.browse.attacks import RAW, attacks
from tests.browse.conftest import Site, run

from tifabank.browse.guard import HEADERS

LONGEST = 30
"""Seconds after which an answer counts as none; the dearest takes the time limit of SQL, two seconds, a few times."""


async def ask(app, attack):
    """The answer to an attack, sent past all clients, who would tidy it: status, headers and body."""
    path, _, query = attack.address.partition("?")
    given = dict(attack.headers)
    headers = [(name.encode(), value.encode("latin-1")) for name, value in ({"host": "localhost"} | given).items()]
    scope = {
        "type": "http",
        "http_version": "1.1",
        "scheme": "http",
        "root_path": "",
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "method": attack.method,
        "headers": headers,
        "path": path,
        "raw_path": path.encode("latin-1"),
        "query_string": query.encode("latin-1"),
    }
    events = []

    async def send(event):
        events.append(event)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    await asyncio.wait_for(app(scope, receive, send), LONGEST)
    start, *bodies = events
    return start["status"], start["headers"], b"".join(event.get("body", b"") for event in bodies)


def _files(folder):
    return {path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def faults_of(attack, status, headers, body, folder):
    """What is wrong with an answer."""
    told = dict(headers)
    text = body[:2_000_000].decode("utf-8", "replace")
    if status not in attack.answer:
        yield f"status {status}: {text[:150]}"
    if any(told.get(name.encode()) != value.encode() for name, value in HEADERS.items()) or len(told) != len(headers):
        yield f"headers {headers}"
    if any(b"\r" in value or b"\n" in value for _, value in headers) or b"set-cookie" in told:
        yield f"headers {headers}"
    if (place := told.get(b"location", b"/")) and (not place.startswith(b"/") or place[1:2] in {b"/", b"\\"}):
        yield f"redirects to {place}"
    if any(word in text for word in ("Traceback", "site-packages", "root:x:", str(folder), attack.never or "Traceback")):
        yield f"says {text[:150]}"


@pytest.fixture(scope="module")
def attacked(built):
    made = Site(built)
    made.datasette.sql_time_limit_ms = 150  # as good as two seconds for what would not end
    return made


def _all_answered(attacked, folder, share):
    app = attacked.datasette.client.app
    documents = attacked.get("/tifabank/documents.json?_shape=array").json()
    before = _files(folder)  # the database is there from here on
    found = []

    async def all_of_them():
        for attack in attacks(documents[0]["document_id"], "safe-china", share):
            found.extend(f"{attack.name}: {fault}" for fault in faults_of(attack, *await ask(app, attack), folder))

    run(all_of_them())
    assert not found, "\n".join(found)
    assert _files(folder) == before
    assert "What this is" in attacked.page("/")


@pytest.mark.once
def test_attacks_are_refused_or_answered_safely(attacked, built, capfd):
    _all_answered(attacked, built, 3)
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.soak
def test_attacks_at_every_place_are_refused_or_answered_safely(attacked, built, capfd):
    _all_answered(attacked, built, 1)
    assert "Traceback" not in capfd.readouterr().err


def _sent(port, data):
    """What the server answers to bytes, until it closes the connection or says no more."""
    with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        try:
            while piece := connection.recv(65536):
                answer += piece
        except TimeoutError:
            pass
        return answer


@pytest.mark.parametrize("data", RAW.values(), ids=RAW)
def test_what_is_no_request_does_no_harm(served, data):
    port = int(served.rpartition(":")[2])
    try:
        answer = _sent(port, data)
    except OSError:  # the server has hung up
        answer = b""
    assert b"Traceback" not in answer
    assert b"root:" not in answer
    assert not answer.startswith((b"HTTP/1.1 5", b"HTTP/1.1 101"))
    assert _sent(port, b"GET /robots.txt HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 200")
