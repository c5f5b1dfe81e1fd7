"""Pages of results: which rows are on the page that is asked for, and where the others are."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlencode

from datasette.utils.asgi import Request

_NUMBER = re.compile(r"[0-9]{1,9}")


class Paging(NamedTuple):
    """The page that is shown. `first` and `last` count rows from one; `before` and `after` are addresses, empty where there is none."""

    number: int
    pages: int
    total: int
    first: int
    last: int
    before: str
    after: str


def paging(request: Request, address: str, total: int, size: int) -> Paging:
    """The page of an address that is asked for (`page=…`), of `total` rows in pages of `size`; the nearest one if there is no such page."""
    asked = request.args.get("page") or ""
    pages = max(1, -(-total // size))
    number = min(max(1, int(asked)), pages) if _NUMBER.fullmatch(asked) else 1
    kept = [(key, value) for key in request.args if key != "page" for value in request.args.getlist(key)]

    def at(page: int) -> str:
        told = urlencode([*kept, ("page", page)] if page > 1 else kept)
        return "" if not 1 <= page <= pages else f"{address}?{told}" if told else address

    return Paging(number, pages, total, min(total, (number - 1) * size + 1), min(total, number * size), at(number - 1), at(number + 1))
