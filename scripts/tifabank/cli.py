"""The commands and their options; how a run of one begins and ends is in `command.py`."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum, StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from tifabank import home
from tifabank.cited import FORMATS
from tifabank.errors import InputError
from tifabank.folders import folder_of, shown
from tifabank.printing import one_line, visible
from tifabank.progress import Bar
from tifabank.rows import TABLES


class _Commands(TyperGroup):
    """The commands; words that are none, and options or arguments that are wrong or missing, end in exit status 1 as other bad input does."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Read the options of all commands."""
        with _as_bad_input():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: Any) -> Any:
        """Read the options of a command, and run it."""
        with _as_bad_input():
            return super().invoke(ctx)


_USAGE_ERROR: Any = typer.BadParameter.__mro__[1]  # Typer gives no name to it


@contextmanager
def _as_bad_input() -> Iterator[None]:
    try:
        yield
    except _USAGE_ERROR as error:
        error.exit_code = 1  # 2 says that two packages differ
        raise


app = typer.Typer(
    name="tifabank",
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="""Raw policy texts in, traceable tables out.

A PACKAGE is any folder with `raw/texts/*.txt` and, if there is one, `raw/curated/`.

Start here: put texts into `raw/texts/`, then `tifabank build`, then `tifabank browse`.""",
)
_STOPPED = "Stopped: outputs are as they were; what was mapped is kept for the next build."
_out = Console(markup=False, emoji=False, highlight=False)

Package = Annotated[Path, typer.Argument(help="A folder with raw/texts/*.txt.", readable=False)]  # what is wrong with it is told below
Built = Annotated[Path | None, typer.Option(help="A built package; by default the data that came with Tifabank.", readable=False)]
Place = Annotated[str, typer.Argument(metavar="[PACKAGE]", help="A folder with raw/texts/*.txt, or its address (s3://bucket/folder ...).")]
Side = Annotated[str, typer.Argument(help="A built package, its address, or an archive of it (.zip, .tar.gz, .whl).")]
Workers = Annotated[int | None, typer.Option(help="Processes; by default one for each processor where there is much to do.", min=1)]
_DASH = "One that begins with - stands after all options and --."
Format = Enum("Format", {name: name for name in FORMATS}, type=str)  # type: ignore[misc]
Table = Enum("Table", {name: name for name in TABLES}, type=str)  # type: ignore[misc]


class Engine(StrEnum):
    """Who maps the documents."""

    local = "local"
    dask = "dask"


@app.command()
def build(
    package: Place = ".",
    without_text: Annotated[bool, typer.Option("--without-text", help="Leave out every column that copies the texts.")] = False,
    workers: Workers = None,
    engine: Annotated[Engine, typer.Option(help="Who maps the documents: this machine, or a Dask cluster.")] = Engine.local,
    scheduler: Annotated[str | None, typer.Option(help="Address of the scheduler, with --engine dask.")] = None,
) -> None:
    """Make the tables: processed/*.parquet, schemas/ and datapackage.json, all checked.

    Example: `tifabank build my-package`. Nothing is replaced unless everything is right. What was mapped is kept in .tifabank-cache/:
    the next build maps only what changed.
    """
    from tifabank.build import build as make

    if (engine is Engine.dask) != (scheduler is not None):
        raise InputError("--engine dask and --scheduler ADDRESS go together: give both, or none")
    with Bar("Building", _STOPPED) as bar:
        made = make(package, text=not without_text, workers=workers, engine=_dask(scheduler) if scheduler else None, progress=bar.show)
    _notice(made.notices)
    _out.print(", ".join(f"{rows} {name}" for name, rows in made.rows.items()), soft_wrap=True)
    _out.print(f"Built {_named(package)}: processed/, schemas/, datapackage.json.", soft_wrap=True)


@app.command()
def check(
    package: Place = ".",
    tables_only: Annotated[bool, typer.Option("--tables-only", help="Do not make the rows again from the texts.")] = False,
    workers: Workers = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object: findings, notices, what was not checked.")] = False,
) -> None:
    """Check a built package: files, keys, references, vocabularies, tiling, and every cell against the texts.

    Exit status 0: all is right; 1: each fault is told with table, row and column.
    """
    from tifabank.verify import as_json
    from tifabank.verify import check as examine

    with Bar("Checking") as bar:
        report = examine(package, tables_only=tables_only, workers=workers, progress=bar.show)
    if json:
        _out.out(as_json(package, report), highlight=False)
        raise typer.Exit(code=1 if report.findings else 0)
    _notice([*report.notices, *report.unchecked])
    if report.findings:
        raise InputError(*map(str, report.findings))
    _out.print("All checks passed.")


@app.command()
def diff(
    old: Side,
    new: Side,
    rows: Annotated[int, typer.Option(help="Rows told of each table and sort of difference.", min=0)] = 20,
    all_rows: Annotated[bool, typer.Option("--all", help="Tell all rows.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    changelog: Annotated[bool, typer.Option("--changelog", help="Print the data part of an entry of CHANGELOG.md.")] = False,
    retired: Annotated[
        bool, typer.Option("--retired", help="Print raw/curated/retired_ids.csv as it should be; reasons are left to you.")
    ] = False,
) -> None:
    """Compare two built packages, or releases: rows added, removed, moved and changed by id, and the version number this needs.

    Example: `tifabank diff tifabank-1.0.0.tar.gz .` (an archive that `git archive` made of a release, and the package here).
    Exit status 0: the data are the same; 2: they differ, or NEW has a fault; 1: one is no built package.
    """
    from tifabank.differences import as_json, judged, told
    from tifabank.differences import changelog as log
    from tifabank.differences import retired as ids
    from tifabank.differing import diff as compare

    if json + changelog + retired > 1:
        raise InputError("--json, --changelog and --retired print different things: give one of them")
    found = compare(old, new)
    if json:
        _out.out(as_json.as_json(found), highlight=False)
    elif changelog:
        _out.out(log.entry(found), highlight=False, end="")
    elif retired:
        _out.out(ids.proposed(found), highlight=False, end="")
    else:
        _out.out("\n".join(told.printed(found, None if all_rows else rows)), highlight=False)
    if found.data or judged.faults(found):
        raise typer.Exit(2)


@app.command()
def browse(
    package: Package = Path(),
    port: Annotated[int, typer.Option(help="Port on this machine.", min=1, max=65535)] = 8001,
    name: Annotated[list[str] | None, typer.Option(help="A host name that a proxy asks by (docs/serving.md); may be given again.")] = None,
) -> None:
    """Read, search and filter the tables in a browser (Datasette), at http://127.0.0.1:8001 until Ctrl-C.

    The database processed/tifabank.db is made from the Parquet files unless it was made from these very ones.
    """
    from tifabank.browse.serve import serve

    serve(_folder(package), port, name or [], lambda line: _out.print(line, soft_wrap=True))


@app.command()
def load(
    name: Annotated[Table, typer.Argument(help="The table.")],
    package: Built = None,
) -> None:
    """Print a table as CSV, for example `tifabank load enumerations > lists.csv`.

    Cells are printed exactly as they are: import the file into a spreadsheet as text, as words that begin with = + - @ would be taken
    for formulas.
    """
    from tifabank.loading import as_csv
    from tifabank.loading import load as frame

    _tell_which(package)
    as_csv(frame(name.value, package), sys.stdout)


@app.command()
def cite(
    id: Annotated[str | None, typer.Argument(metavar="[ID]", help=f"Id of a row; none: the dataset. {_DASH}")] = None,  # noqa: A002
    format: Annotated[Format, typer.Option(help="Form of the citation.")] = Format.text,  # type: ignore[attr-defined] # noqa: A002
    package: Built = None,
) -> None:
    """Print how to cite the dataset, or one row: `tifabank cite ID`."""
    from tifabank.citation import cite as citation

    _tell_which(package)
    _out.out(citation(id, format.value, package), highlight=False)


@app.command()
def explain(
    id: Annotated[str, typer.Argument(metavar="ID", help=f"Id of a row of any table, or one that was retired. {_DASH}")],  # noqa: A002
    package: Built = None,
    json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Print all that is known of a row: `tifabank explain ID`.

    Its cells and what they mean, its words in context, the rule or curated line that made it, the evidence, the document with hash and
    sources, the build, and the rows around it.
    """
    from tifabank.explaining import as_json, as_text
    from tifabank.explaining import explain as all_of

    _tell_which(package)
    told = all_of(id, package)
    print(as_json(told) if json else as_text(told, shutil.get_terminal_size().columns))


@app.command()
def resolve(
    id: Annotated[str, typer.Argument(metavar="ID", help=f"Id of a document, or of anything found in one. {_DASH}")],  # noqa: A002
    package: Annotated[Path | None, typer.Option(help="A package; by default the data that came with Tifabank.", readable=False)] = None,
    json: Annotated[bool, typer.Option("--json", help="Print place, hash and state of the id too, as JSON.")] = False,
) -> None:
    """Print the exact characters that an id names, as they stand in the raw file: `tifabank resolve ID > quote.txt`.

    Nothing else goes to the output, no line end either; on a terminal one is added, and control characters are shown as escapes. The raw
    file is enough, tables are not needed; retired ids, and ranges that no row has, are answered too, with a notice.
    """
    from tifabank.resolving import as_json
    from tifabank.resolving import resolve as characters_of

    _tell_which(package)
    found = characters_of(id, package)
    _notice([*map(visible, found.notices())])
    if json:
        print(as_json(found))
    elif sys.stdout.isatty():
        print(visible(found.text))
    else:
        sys.stdout.buffer.write(found.text.encode())


@app.command()
def suggest(
    package: Package = Path(),
    merge: Annotated[Path | None, typer.Option(help="Add the lines of this reviewed file to raw/curated/.", dir_okay=False)] = None,
) -> None:
    """Print, as CSV, wordings that the texts quote, define, count or repeat and that no label covers yet.

    Read the file, delete the lines that are no concepts, correct ids and categories, then add the rest:
    `tifabank suggest > new.csv`, and after reading it `tifabank suggest --merge new.csv`.
    """
    from tifabank.suggest import as_csv
    from tifabank.suggest import merge as add
    from tifabank.suggest import suggest as candidates

    if merge is None:
        _out.out(as_csv(candidates(_folder(package))), highlight=False, end="")
        return
    added = add(_folder(package), merge)
    _out.print(", ".join(f"{n} lines added to raw/curated/{stem}.csv" for stem, n in added.items()), soft_wrap=True)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="A folder of annotated texts.", file_okay=False)] = Path("tests/gold"),
    split: Annotated[list[str] | None, typer.Option(help="Only this part of it; may be given more than once.")] = None,
    summary: Annotated[bool, typer.Option("--summary", help="Print the figures only, not each missed and false row.")] = False,
    package: Annotated[Path, typer.Option(help="The package whose texts the gold standard annotates.")] = Path(),
) -> None:
    """Compare the rows with those that people annotated: precision, recall and F1 of each task, the missed and the false rows."""
    from tifabank.evaluate import evaluate as score
    from tifabank.evaluate import printed

    _out.print("\n".join(printed(score(package, gold, split or ()), rows=not summary)), soft_wrap=True)


@app.command()
def docs(package: Package = Path()) -> None:
    """Refresh what is generated beside the tables: CITATION.cff, schemas/quality.csv and the marked parts of README.md."""
    from tifabank.docs import refresh

    for name in refresh(_folder(package)):
        _out.print(f"Wrote {name}.")


def _dask(scheduler: str) -> Any:
    try:
        from tifabank.dask_engine import dask
    except ImportError:
        raise InputError("--engine dask needs Dask: install tifabank[dask]") from None
    return dask(scheduler)


def _named(package: str) -> str:
    return one_line(shown(package) if "://" in package else Path(package).resolve().name or package)


def _folder(package: Path) -> Path:
    folder_of(package)
    return package.resolve()


def _tell_which(package: Path | None) -> None:
    """Say that the data that came with Tifabank answer where the current folder is inside another package."""
    with suppress(OSError):  # the current folder is gone, or may not be looked at
        if package is None and (other := home.another_around(Path.cwd())):
            path = shlex.quote(os.path.relpath(other))
            _notice([f"the data that came with Tifabank answer, not the package {other.name!r} around you: --package {path} asks that one"])


def _notice(lines: tuple[str, ...] | list[str]) -> None:
    for line in lines:
        print(f"notice: {one_line(line)}", file=sys.stderr)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"tifabank {home.version()}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Options of all commands."""
