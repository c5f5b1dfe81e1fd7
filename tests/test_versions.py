"""Packages that another version of Tifabank wrote are recognised and named."""

import itertools

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.conftest import labels_csv, outputs

from tifabank import home
from tifabank.build import build
from tifabank.citation import cite
from tifabank.database import make_database
from tifabank.errors import InputError
from tifabank.loading import load
from tifabank.tables import write
from tifabank.verify import check

TEXT = "A Title\nWe build a safe China. First, we read. Second, we write.\n"
HERE = home.version()


def written_by(folder, version, *, text=True):
    """A built package whose provenance names another version."""
    build(folder, text=text)
    place = folder / "processed" / "provenance.parquet"
    table = pq.read_table(place)
    column = table.schema.get_field_index("software_version")
    write(table.set_column(column, table.schema.field(column), pa.array([version] * len(table))), place)
    return folder


def without_table(folder):
    (folder / "processed" / "parallels.parquet").unlink()


def without_column(folder):
    place = folder / "processed" / "parallels.parquet"
    write(pq.read_table(place).drop_columns(["kind"]), place)


def with_column(folder):
    place = folder / "processed" / "parallels.parquet"
    table = pq.read_table(place)
    write(table.append_column("colour", pa.array([""] * len(table))), place)


def with_type(folder):
    place = folder / "processed" / "parallels.parquet"
    table = pq.read_table(place)
    write(table.set_column(table.schema.get_field_index("kind"), "kind", pa.array([1] * len(table))), place)


CHANGES = [without_table, without_column, with_column, with_type]
VERSIONS = {"0.4.0": "build it again", "10.0.0": "update tifabank", "99.0.0": "update tifabank"}


@pytest.mark.parametrize(("version", "change"), [*zip(itertools.cycle(VERSIONS), CHANGES, strict=False)])
def test_what_reads_tells_by_which_version_a_package_was_written(package, version, change):
    folder = written_by(package({"a.txt": TEXT}, labels_csv({"safe": "safe China"})), version)
    change(folder)
    before = outputs(folder)
    line = f"{folder}: the package was written by tifabank {version}, this is {HERE}: {VERSIONS[version]}"
    readers = [lambda: load("parallels", folder), lambda: make_database(folder)]
    readers += [lambda: cite("no-such-id", package=folder)] if change is without_table else []  # columns that it does not need may differ
    for read in readers:
        with pytest.raises(InputError) as caught:
            read()
        assert caught.value.problems == (line,)
    first, *_ = check(folder).findings
    assert str(first) == (
        f"provenance, column software_version: expected tifabank {HERE}, found tifabank {version}: {VERSIONS[version]} [version]"
    )
    assert outputs(folder) == before


def test_tables_that_have_not_changed_are_read_also_from_another_version(package):
    folder = written_by(package({"a.txt": TEXT}), "0.4.0", text=False)
    without_column(folder)
    assert len(load("sentences", folder)) == 3
    assert cite(load("sentences", folder).sentence_id[0], package=folder)


def test_building_again_is_all_that_an_older_package_needs(package):
    folder = written_by(package({"a.txt": TEXT}), "0.4.0")
    without_table(folder)
    build(folder)
    assert check(folder).findings == []


@pytest.mark.parametrize("change", CHANGES[1:])
def test_a_table_of_this_version_with_other_columns_is_for_check_to_tell(package, change):
    folder = package({"a.txt": TEXT})
    build(folder)
    change(folder)
    assert list(load("parallels", folder).columns)
    findings = check(folder).findings
    assert "columns" in {finding.check for finding in findings}
    assert "version" not in {finding.check for finding in findings}


@pytest.mark.parametrize("damage", ["no column", "no rows", "no file"])
def test_a_package_that_does_not_tell_its_version_is_read_as_before(package, damage):
    folder = written_by(package({"a.txt": TEXT}), "0.4.0")
    without_table(folder)
    place = folder / "processed" / "provenance.parquet"
    table = pq.read_table(place)
    if damage == "no file":
        place.unlink()
    else:
        write(table.slice(0, 0) if damage == "no rows" else table.drop_columns(["software_version"]), place)
    with pytest.raises(InputError, match=r"parallels.parquet: not there: run 'tifabank build' first"):
        load("parallels", folder)
    found = {finding.check for finding in check(folder).findings}
    assert "missing" in found
    assert "version" not in found
