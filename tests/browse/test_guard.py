"""What stands before Datasette: turns, names, and what it hands on."""

import asyncio

import pytest
from tests.browse.conftest import Site, run

from tifabank.browse.edition import CHANGED
from tifabank.browse.guard import AT_ONCE, HEADERS, HOSTS, guarded, refusal
from tifabank.browse.serve import datasette
from tifabank.build import build
from tifabank.database import make_database


def scope(path="/", query="", method="GET", **headers):
    """A request as a server hands it on."""
    given = {"host": "localhost:8001"} | headers
    return {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
    }


async def ask(app, asked):
    """The events that an application sends."""
    events = []

    async def send(event):
        events.append(event)

    await app(asked, None, send)
    return events


async def _answer(send, body=b"x"):
    await send({"type": "http.response.start", "status": 200, "headers": [(b"Referrer-Policy", b"unsafe-url"), (b"a", b"b")]})
    await send({"type": "http.response.body", "body": body})


def test_few_answers_are_made_at_once_and_a_slow_reader_keeps_no_place():
    now, most, slow = 0, 0, asyncio.Event()

    async def app(asked, _receive, send):
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.002)
        now -= 1
        await send({"type": "http.response.start", "status": 200, "headers": []})
        if asked["path"] == "/slow":
            await slow.wait()
        await send({"type": "http.response.body", "body": b""})

    async def all_of_them():
        guard = guarded(app, HOSTS)
        waiting = [asyncio.create_task(ask(guard, scope("/slow"))) for _ in range(2 * AT_ONCE)]
        answers = await asyncio.wait_for(asyncio.gather(*(ask(guard, scope()) for _ in range(5 * AT_ONCE))), 20)
        slow.set()
        return answers + await asyncio.gather(*waiting)

    assert len(run(all_of_them())) == 7 * AT_ONCE
    assert most == AT_ONCE


def test_a_fault_gives_its_place_back_and_is_told_without_details(capfd):
    async def app(_asked, _receive, _send):
        raise RuntimeError("secret")

    async def all_of_them():
        guard = guarded(app, HOSTS)
        return [await asyncio.wait_for(ask(guard, scope()), 5) for _ in range(3 * AT_ONCE)]

    for start, body in run(all_of_them()):
        assert start["status"] == 500
        assert b"secret" not in body["body"]
    assert "RuntimeError: secret" in capfd.readouterr().err


def test_tables_that_were_built_since_are_not_mixed_with_those_that_are_served(tmp_path):
    def package(words):
        (tmp_path / "raw" / "texts").mkdir(parents=True, exist_ok=True)
        (tmp_path / "raw" / "texts" / "a.txt").write_text(f"{words} is here.\n", encoding="utf-8")
        build(tmp_path)

    pages = "/", "/read/a", "/search?q=is", "/tifabank/documents.json", "/download/documents.csv", "/tifabank.db", "/cite", "/nowhere"

    def answers(site):
        return [site.get(page) for page in pages]

    package("Alpha")
    site = Site(tmp_path)
    assert {answer.status_code for answer in answers(site)} == {200, 404}
    build(tmp_path)
    assert {answer.status_code for answer in answers(site)} == {200, 404}, "nothing changed"
    package("Beta")
    assert {(answer.status_code, answer.text) for answer in answers(site)} == {(503, f"{CHANGED}\n")}
    make_database(tmp_path)
    assert {answer.status_code for answer in answers(site)} == {503}
    assert "Beta" in Site(tmp_path).page("/read/a")


def test_an_answer_that_has_begun_is_broken_off_when_the_tables_change():
    changed = iter([False, True])

    with pytest.raises(ConnectionAbortedError):
        run(ask(guarded(lambda _asked, _receive, send: _answer(send), HOSTS, lambda: next(changed)), scope()))


def test_who_asks_is_not_handed_on_and_head_is_a_page_without_its_body():
    seen = []

    async def app(asked, _receive, send):
        seen.append(asked)
        await _answer(send)

    start, body = run(ask(guarded(app, HOSTS), scope(method="HEAD", cookie="a=b", authorization="x", accept="y")))
    assert seen[0]["method"] == "GET"
    assert [name for name, _ in seen[0]["headers"]] == [b"host", b"accept"]
    assert body["body"] == b""
    assert dict(start["headers"]) == {b"a": b"b", **{name.encode(): value.encode() for name, value in HEADERS.items()}}


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (scope(), None),
        (scope(method="HEAD"), None),
        (scope(method="POST"), 405),
        (scope(host="[::1]:8001"), None),
        (scope(host="LOCALHOST"), None),
        (scope(host="data.example.org"), 421),
        (scope("/" + "a" * 16_384), 414),
        (scope("/a\\b"), 400),
        (scope("/tifabank", query="sql=%00"), 400),
        (scope(query="q=%00"), None),
        (scope(query="_size=x"), 400),
        (scope(query="_size=max&_ttl=&_timelimit=20"), None),
        (scope(query="_trace=1"), 400),
        (scope(query="&" * 199), None),
        (scope(query="&" * 200), 400),
    ],
)
def test_requests_that_go_no_further(asked, status):
    refused = refusal(asked, HOSTS)
    assert (refused.status.value if refused else None) == status


def test_a_site_is_known_by_the_names_it_is_given(built):
    async def status(names):
        made = datasette(built, names)
        events = await ask(made.app(), scope("/robots.txt", host="Data.example.org"))
        return events[0]["status"]

    assert run(status([])) == 421
    assert run(status(["data.Example.org"])) == 200
