"""Pages that cannot be answered: one plain line, the right status, no traceback, the look of the others."""

import pytest
from tests.browse.conftest import Site, accessible

from tifabank.build import build


@pytest.mark.parametrize("page", ["/read/no-such-text", "/nothing/here", "/tifabank/nothing", "/tifabank/mentions/nothing", "/read/a/b"])
def test_what_is_not_there(site, page, capfd):
    answer = site.get(page)
    assert answer.status_code == 404
    assert 'aria-label="Site"' in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("sql", ["select", "select * from nothing", "delete from mentions", "attach 'x' as y", "pragma table_list"])
def test_sql_that_cannot_be_run(site, sql):
    answer = site.get(f"/tifabank?sql={sql}")
    assert answer.status_code == 400
    assert "Traceback" not in answer.text


def test_json_has_its_faults_as_json(site):
    told = site.get("/tifabank/nothing.json")
    assert told.status_code == 404
    assert told.json()["ok"] is False


def test_a_question_that_takes_too_long_is_stopped_and_told(package, monkeypatch, capfd):
    folder = package({"a.txt": "A title\nWe keep the peace.\n"})
    build(folder)
    made = Site(folder)
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"
    monkeypatch.setattr("tifabank.browse.pages.concordance._DOCUMENTS", endless)
    made.datasette.sql_time_limit_ms = 50
    answer = made.get("/concordance")
    assert answer.status_code == 503
    assert "choose documents" in answer.text
    assert "Traceback" not in capfd.readouterr().err


def test_an_unforeseen_fault_is_printed_here_and_told_there_without_details(site, monkeypatch, capfd):
    async def broken(*_args, **_more):
        raise RuntimeError("secret")

    monkeypatch.setattr("tifabank.browse.pages.concordance.answer", broken)
    answer = site.get("/concordance?q=x")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "RuntimeError: secret" in capfd.readouterr().err


@pytest.mark.browser
def test_a_missing_page_in_a_browser(browser, served):
    page = browser.new_page()
    page.goto(f"{served}/read/no-such-text")
    assert not accessible(page)
    page.close()


@pytest.mark.parametrize("path", ["/nowhere", "/read/a/b/c", "/nowhere/at/all"])
def test_an_address_that_is_none_is_told_without_a_word_of_databases(site, path):
    answer = site.get(path)
    assert answer.status_code == 404
    assert "There is nothing at this address." in answer.text
    assert "atabase not found" not in answer.text
