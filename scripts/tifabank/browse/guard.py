"""What stands before Datasette: which requests it is asked, and what every answer carries."""

from __future__ import annotations

import asyncio
import re
import traceback
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from tifabank.browse.edition import CHANGED

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""The content security policy of every answer: nothing from elsewhere, no script and no style inside a page."""
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "x-robots-tag": "noindex, nofollow",
}
"""What every answer carries."""
HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""The names by which a server on this machine is asked. Under another one, a page of another site could read what is served here."""
LONGEST_ADDRESS = 16_384
"""Bytes of path and parameters."""
MOST_PARAMETERS = 200
AT_ONCE = 6
"""Answers that are made at the same time. Others wait their turn, first come, first served: so all wait alike, and memory is bounded."""
_DROPPED = frozenset({b"authorization", b"cookie"})  # nobody logs in here, so that no answer depends on who asks
_OURS = frozenset(name.encode() for name in HEADERS) | {b"transfer-encoding"}  # the last one is for the server to say
_CLOSED = re.compile(r"/-/(?!static/|metadata(\.json)?$|settings(\.json)?$)|/:memory:|/_")
"""Datasette's pages that no reader needs: they tell of this machine and of other visitors, log in, or try out permissions."""
_STATIC = re.compile(r"/(?:-/static|assets)/(?P<name>.*)", re.DOTALL)
_FILE = re.compile(r"[A-Za-z0-9][\w.-]{0,99}", re.ASCII)
_ASCII = re.compile(rb"[!-~]*")
_NUL = re.compile(r"[%~]00")
_NUMBERS = dict.fromkeys(("_timelimit", "_ttl"), re.compile(r"[0-9]{0,9}")) | dict.fromkeys(
    ("_facet_size", "_size"), re.compile(r"max|[0-9]{0,9}")
)
_Event = dict[str, Any]
_Send = Callable[[_Event], Awaitable[None]]


class Refusal(NamedTuple):
    """Why a request goes no further: the status and one line."""

    status: HTTPStatus
    told: str


def refusal(scope: _Event, hosts: frozenset[str]) -> Refusal | None:
    """Why a request is not answered, if so."""
    if scope["method"] not in {"GET", "HEAD"}:
        return Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "This site is only read: GET and HEAD.")
    host = dict(scope["headers"]).get(b"host", b"localhost").decode("latin-1").lower()
    if re.sub(r":[0-9]*$", "", host) not in hosts:
        return Refusal(HTTPStatus.MISDIRECTED_REQUEST, "This server is not known by that name: see --name of 'tifabank browse'.")
    path, asked = _path(scope), scope["query_string"]
    if len(path) + len(asked) > LONGEST_ADDRESS:
        return Refusal(HTTPStatus.REQUEST_URI_TOO_LONG, f"This address is longer than {LONGEST_ADDRESS} bytes.")
    if not _ASCII.fullmatch(path + asked) or b"\\" in path:  # a browser that is redirected takes a backslash for a slash
        return Refusal(HTTPStatus.BAD_REQUEST, "An address is ASCII, without a backslash: write other characters with per cent signs.")
    sql = asked if path.startswith(b"/tifabank") else b""  # Datasette hands it on to SQLite, where it is the end of a query
    if _NUL.search((path + b"?" + sql).decode()):
        return Refusal(HTTPStatus.BAD_REQUEST, "The address of a table or query holds no NUL.")
    if asked.count(b"&") >= MOST_PARAMETERS:
        return Refusal(HTTPStatus.BAD_REQUEST, f"An address has at most {MOST_PARAMETERS} parameters.")
    for name, value in parse_qsl(asked.decode()):
        if name in _NUMBERS and not _NUMBERS[name].fullmatch(value):
            return Refusal(HTTPStatus.BAD_REQUEST, f"{name} is a number.")
        if name == "_trace":
            return Refusal(HTTPStatus.BAD_REQUEST, "Queries are not traced here.")
    return None


def is_closed(path: str) -> bool:
    """Whether nothing is shown at a path, whatever Datasette has there."""
    static = _STATIC.fullmatch(path)
    return bool(_CLOSED.match(path) or (static and not _FILE.fullmatch(static["name"])))


def guarded(app: Any, hosts: frozenset[str], changed: Callable[[], bool] = lambda: False) -> Any:
    """Datasette's application behind these rules; nothing is answered once the tables have `changed`."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def guard(scope: _Event, receive: Any, send: _Send) -> None:
        if scope["type"] == "lifespan":
            await app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        elif refused := refusal(scope, hosts):
            await _tell(_Answer(send, whole=scope["method"] != "HEAD"), refused)
        else:
            await turns.acquire()
            answer = _Answer(send, whole=scope["method"] != "HEAD", ready=turns.release, changed=changed)
            try:
                await app(_as_asked(scope), receive, answer)
            except Exception as error:  # whatever it is, it is told here and not to the visitor
                traceback.print_exception(error)
                if answer.started:
                    raise
                await _tell(answer, Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, "This page has a fault."))
            finally:
                answer.ready()

    return guard


class _Answer:
    """The answer to one request as it is sent; `ready` is called once, when it begins: what is slow to take it keeps no one waiting.

    Whether the tables have `changed` is asked when it begins, as pages have been made by then, and for each piece of a download.
    """

    def __init__(
        self, send: _Send, *, whole: bool, ready: Callable[[], None] = lambda: None, changed: Callable[[], bool] = lambda: False
    ) -> None:
        self._send, self._whole, self._ready, self._changed = send, whole, ready, changed
        self.started = self._refused = False

    def ready(self) -> None:
        """It is made, or will never be."""
        ready, self._ready = self._ready, lambda: None
        ready()

    async def __call__(self, event: _Event) -> None:
        if self._refused:
            return
        changed = self._changed()
        if event["type"] == "http.response.start":
            self.started = True
            self.ready()
            if changed:
                self._refused = True
                await _tell(_Answer(self._send, whole=self._whole), Refusal(HTTPStatus.SERVICE_UNAVAILABLE, CHANGED))
                return
            given = [(name.lower(), value) for name, value in event.get("headers", []) if name.lower() not in _OURS]
            event = {**event, "headers": [*given, *((name.encode(), value.encode()) for name, value in HEADERS.items())]}
        elif changed:
            raise ConnectionAbortedError(CHANGED)  # the visitor sees that the file is not whole
        elif not self._whole:
            event = {**event, "body": b""}
        await self._send(event)


async def _tell(answer: _Answer, refused: Refusal) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    if refused.status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers.append((b"allow", b"GET, HEAD"))
    await answer({"type": "http.response.start", "status": refused.status.value, "headers": headers})
    await answer({"type": "http.response.body", "body": f"{refused.told}\n".encode()})


def _path(scope: _Event) -> bytes:
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return raw.partition(b"?")[0]


def _as_asked(scope: _Event) -> _Event:
    """A request as Datasette is asked it: HEAD as GET, without what says who asks; where nothing is shown, for a page that is not there."""
    headers = [pair for pair in scope["headers"] if pair[0].lower() not in _DROPPED]
    path = _path(scope).decode("latin-1")
    asked = {**scope, "method": "GET", "headers": headers}
    if is_closed(path):
        nowhere = "/-/nowhere.json" if path.endswith(".json") else "/-/nowhere"
        asked |= {"path": nowhere, "raw_path": nowhere.encode(), "query_string": b""}
    return asked
