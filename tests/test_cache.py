"""What is kept between builds: an unchanged document is not mapped again, and the result is that of a full build."""

import shutil

import pytest
from tests.conftest import csv_of, labels_csv, outputs, small_batches

from tifabank import pipeline
from tifabank.build import build
from tifabank.errors import InputError

TEXTS = {f"text-{n}.txt": f"Title {n}\nWe build a safe China. First, we read {n} books. Second, we write.\n" for n in range(12)}


@pytest.fixture
def mapped(monkeypatch):
    """The ids of the documents that were mapped."""
    seen = []
    map_document = pipeline.map_document

    def recorded(raw, vocabulary):
        seen.append(raw.document_id)
        return map_document(raw, vocabulary)

    monkeypatch.setattr(pipeline, "map_document", recorded)
    return seen


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    small_batches(monkeypatch)


def rebuilt(folder):
    """The outputs of a full build."""
    shutil.rmtree(folder / ".tifabank-cache")
    build(folder)
    return outputs(folder)


def test_nothing_is_mapped_twice(package, mapped):
    folder = package(TEXTS, labels_csv({"safe": "safe China"}))
    build(folder)
    assert len(mapped) == 12
    build(folder)
    assert len(mapped) == 12


def test_a_text_more_is_the_only_one_mapped(package, mapped):
    folder = package(TEXTS, labels_csv({"safe": "safe China"}))
    build(folder)
    (folder / "raw" / "texts" / "text-3a.txt").write_text("More of it. Three tasks: a, b and c.")
    mapped.clear()
    build(folder)
    assert mapped == ["text-3a"]
    assert outputs(folder) == rebuilt(folder)


def test_a_text_less_needs_no_mapping(package, mapped):
    folder = package(TEXTS)
    build(folder)
    (folder / "raw" / "texts" / "text-5.txt").unlink()
    mapped.clear()
    build(folder)
    assert mapped == []
    assert outputs(folder) == rebuilt(folder)


@pytest.mark.parametrize(
    ("stem", "data", "again"),
    [
        ("documents", csv_of("document_id,file,title", ["text-4", "text-4.txt", "Another"]), {"text-4"}),
        ("documents", csv_of("document_id,file", ["new-id", "text-4.txt"]), {"new-id"}),
        ("sources", csv_of("document_id,relation,url", ["text-4", "copy", "https://example.org"]), set()),
        ("text_notes", csv_of("document_id,start_char,end_char,kind,message", ["text-4", "0", "5", "mistranslation", "x"]), {"text-4"}),
        ("concept_labels", csv_of("concept_id,label,language,preferred,plural", ["safe", "safe China", "en", "true", "true"]), "all"),
    ],
)
def test_a_curated_line_maps_again_what_it_is_about(package, mapped, stem, data, again):
    curated = labels_csv({"safe": "safe China"})
    folder = package(TEXTS, curated)
    build(folder)
    (folder / "raw" / "curated" / f"{stem}.csv").write_bytes(data)
    mapped.clear()
    build(folder)
    assert len(mapped) == 12 if again == "all" else set(mapped) == again
    assert outputs(folder) == rebuilt(folder)


def test_other_code_maps_everything_again_and_leaves_nothing_of_before(package, mapped, monkeypatch):
    folder = package(TEXTS)
    build(folder)
    monkeypatch.setattr("tifabank.cache.code_sha256", lambda: "another")
    build(folder)
    assert len(mapped) == 24
    assert len(list((folder / ".tifabank-cache").iterdir())) == 1


@pytest.mark.parametrize("damage", [lambda data: data[:-9], lambda data: data[:200] + b"x" + data[201:], lambda _: b""])
@pytest.mark.parametrize("kind", ["arrow", "keys"])
def test_a_damaged_cache_is_made_again(package, damage, kind):
    folder = package(TEXTS)
    build(folder)
    before = outputs(folder)
    for path in (folder / ".tifabank-cache").rglob(f"*.{kind}"):
        path.write_bytes(damage(path.read_bytes()))
    build(folder)
    assert outputs(folder) == before


def test_a_document_that_cannot_be_mapped_is_named_and_the_others_are_kept(package, mapped, monkeypatch):
    folder = package(TEXTS)
    recorded = pipeline.map_document

    def faulty(raw, vocabulary):
        if raw.document_id == "text-7":
            raise ZeroDivisionError("by nothing")
        return recorded(raw, vocabulary)

    monkeypatch.setattr(pipeline, "map_document", faulty)
    with pytest.raises(InputError) as caught:
        build(folder)
    assert caught.value.problems == ("raw/texts/'text-7.txt': cannot be mapped (ZeroDivisionError: by nothing): report it, or take it out",)
    assert not (folder / "processed").exists()
    monkeypatch.setattr(pipeline, "map_document", recorded)
    mapped.clear()
    build(folder)
    assert mapped == ["text-7"]


def test_an_interrupted_build_leaves_outputs_and_what_was_mapped(package, mapped):
    folder = package(TEXTS)
    build(folder)
    before = outputs(folder)
    (folder / "raw" / "texts" / "text-0.txt").write_text("Changed. It is short.")
    (folder / "raw" / "texts" / "text-99.txt").write_text("New. It is short.")
    mapped.clear()

    def interrupt(done, size):
        assert 0 < done < size
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(folder, progress=interrupt)
    assert outputs(folder) == before
    assert sorted(path.name for path in folder.iterdir() if path.name.startswith(".")) == [".tifabank-cache"]
    build(folder)
    assert sorted(mapped) == ["text-0", "text-99"]


def test_a_text_changed_while_it_is_built_is_told(package, monkeypatch):
    folder = package(TEXTS)
    read = pipeline.map_texts

    def slow(texts, vocabulary):
        (folder / "raw" / "texts" / "text-9.txt").write_text("Changed in between.")
        return read(texts, vocabulary)

    monkeypatch.setattr(pipeline, "map_texts", slow)
    with pytest.raises(InputError, match=r"'text-9.txt': was changed while the package was built"):
        build(folder)


def test_a_concept_that_is_gone_is_missed_also_with_a_full_cache(package):
    curated = labels_csv({"safe": "safe China", "other": "something else"})
    fix = ["text-1", "mentions", "change", "19", "29", "safe China", "concept_id", "other", "x"]
    curated["corrections"] = csv_of("document_id,table_name,action,start_char,end_char,exact,column,value,reason", fix)
    folder = package(TEXTS, curated)
    build(folder)
    for stem, data in labels_csv({"safe": "safe China"}).items():
        (folder / "raw" / "curated" / f"{stem}.csv").write_bytes(data)
    with pytest.raises(InputError, match=r"expected a row of concepts, found 'other' \[reference\]"):
        build(folder)
