"""`tifabank browse`: Datasette on this machine, with our metadata, templates and plugin."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette

from tifabank.browse.edition import Edition
from tifabank.browse.mended import mend
from tifabank.browse.metadata import metadata
from tifabank.browse.unchanging import UnchangingDatabase
from tifabank.checking.described import told_by
from tifabank.citation import cite
from tifabank.database import make_database
from tifabank.descriptor import descriptor
from tifabank.errors import InputError
from tifabank.folders import DESCRIPTOR, Folder, LocalFolder
from tifabank.progress import Bar

HOST = "127.0.0.1"
_HERE = Path(__file__).resolve().parent
SETTINGS: dict[str, Any] = {
    "sql_time_limit_ms": 2000,
    "suggest_facets": False,  # facets are set for each table; guessing them costs a scan of every column
    "max_returned_rows": 2000,
    "default_page_size": 50,
    "default_facet_size": 12,
    "truncate_cells_html": 300,
    "allow_download": True,
}


def datasette(package: Path, names: Sequence[str] = ()) -> Datasette:
    """The Datasette of a built package; the database is made first unless it was made from the tables that are there.

    `names` are host names under which it may be asked, besides those of this machine (`guard.HOSTS`).

    Raises:
        InputError: the package has not been built, or its descriptor is damaged.
    """
    mend()
    database = make_database(package)
    edition = Edition(package)
    made = Datasette(
        files=[],
        metadata=metadata(_descriptor(LocalFolder(package)), cite(package=package), names),
        template_dir=str(_HERE / "templates"),
        plugins_dir=str(_HERE / "plugins"),
        static_mounts=[("assets", str(_HERE / "static"))],
        settings=SETTINGS,
    )
    made.remove_database("_memory")  # what Datasette has where it is given no file
    made.add_database(UnchangingDatabase(made, str(database), edition))
    return made


def _descriptor(folder: Folder) -> dict[str, Any]:
    told, faults = told_by(folder)
    if faults or descriptor({}, {}, [], text=True).keys() - told.keys():
        raise InputError(f"{folder}: {DESCRIPTOR}: is no descriptor of a built package: run 'tifabank build' again")
    return told


def serve(package: Path, port: int, names: Sequence[str], say: Callable[[str], None]) -> None:
    """Serve a package until interrupted; `names` as in `datasette`.

    Raises:
        InputError: the port is taken, or the package has not been built.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise InputError(f"port {port} on {HOST} is taken: stop what uses it, or choose another with --port") from None
    with Bar("Filling the database", unit="rows") as bar:
        make_database(package, bar.show)
    app = datasette(package, names).app()
    say(f"Tifabank is at http://{HOST}:{port} (Ctrl-C stops it).")
    uvicorn.run(app, host=HOST, port=port, log_level="warning", lifespan="on", server_header=False, timeout_keep_alive=30)
