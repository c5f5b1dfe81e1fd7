"""`/download/<table>.<parquet|csv|json>`: a table, whole, as a stream of pieces; and what robots are asked."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from datasette.utils.asgi import NotFound, Request, Response

from tifabank.browse.site import package_of
from tifabank.folders import LocalFolder
from tifabank.rows import TABLES
from tifabank.stored import files_of

ADDRESS = r"/download/(?P<table>\w+)\.(?P<format>parquet|csv|json)$"
ROBOTS = r"/robots\.txt$"
FORMATS = ("parquet", "csv", "json")
HOW = (
    "CSV is UTF-8 with a header and follows RFC 4180 (CRLF line ends, quotation marks doubled); a cell without value is empty, truth is "
    "true or false. JSON is an array of objects, a row a line. Parquet is what the build made; a table of several parts is joined to one file."
)
"""What is in the files, for the page that links to them."""
_BATCH = 4096  # rows read at a time
_PIECE = 1 << 18  # bytes sent at a time
_TYPES = {"parquet": "application/vnd.apache.parquet", "csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}


class Stream:
    """An answer sent in pieces, each made when the one before is sent."""

    def __init__(self, pieces: Iterator[bytes], kind: str, name: str) -> None:
        self.pieces, self.kind, self.name = pieces, kind, name

    async def asgi_send(self, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        """Send it, as Datasette asks answers to do."""
        headers = {"content-type": self.kind, "content-disposition": f'attachment; filename="{self.name}"'}
        told = [(key.encode(), value.encode()) for key, value in headers.items()]
        await send({"type": "http.response.start", "status": 200, "headers": told})
        while piece := await asyncio.to_thread(next, self.pieces, b""):
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


async def download(datasette: Any, request: Request) -> Stream:
    """A table as a file."""
    table, form = request.url_vars["table"], request.url_vars["format"]
    if table not in TABLES:
        raise NotFound(f"there is no table {table!r}: choose from {', '.join(TABLES)}")
    package = package_of(datasette)
    files = [package / file for file in files_of(LocalFolder(package), table)]
    pieces = {"parquet": _parquet, "csv": _csv, "json": _json}[form](files)
    return Stream(pieces, _TYPES[form], f"{table}.{form}")


async def robots() -> Response:
    """Robots are asked to stay away: the texts are third-party works."""
    return Response.text("User-agent: *\nDisallow: /\n")


def _batches(files: list[Path]) -> Iterator[pa.RecordBatch]:
    for file in files:
        yield from pq.ParquetFile(file).iter_batches(batch_size=_BATCH)


def _parquet(files: list[Path]) -> Iterator[bytes]:
    """The file of a table as it is, or its parts as one file, made aside."""
    if len(files) == 1:
        yield from _pieces_of(files[0])
        return
    with tempfile.TemporaryDirectory() as place:
        whole = Path(place) / "whole.parquet"
        with pq.ParquetWriter(whole, pq.read_schema(files[0])) as writer:
            for file in files:
                part = pq.ParquetFile(file)
                for number in range(part.num_row_groups):
                    writer.write_table(part.read_row_group(number))
        yield from _pieces_of(whole)


def _pieces_of(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            yield piece


def _csv(files: list[Path]) -> Iterator[bytes]:
    sink = io.StringIO()
    writer = csv.writer(sink)
    writer.writerow(pq.read_schema(files[0]).names)
    for batch in _batches(files):
        cells = ([_cell(value) for value in column.to_pylist()] for column in batch.columns)
        writer.writerows(zip(*cells, strict=True))
        yield sink.getvalue().encode()
        sink.seek(0)
        sink.truncate()
    yield sink.getvalue().encode()  # of a table without rows, the header


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _json(files: list[Path]) -> Iterator[bytes]:
    before = "[\n"
    for batch in _batches(files):
        told = ",\n".join(json.dumps(row, ensure_ascii=False) for row in batch.to_pylist())
        if told:
            yield f"{before}{told}".encode()
            before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"
