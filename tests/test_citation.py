"""Citations: the dataset and each row, from package.csv, with an address that is never a local server's."""

import json
import re

import pytest
import yaml
from tests.conftest import ROOT, csv_of

from tifabank import cite, load
from tifabank.build import build
from tifabank.citation import citation_cff
from tifabank.errors import InputError

LIST = load("enumerations").query("completeness == 'complete'").iloc[0]


def test_the_dataset():
    assert re.fullmatch(r"Tifabank contributors \(2026\)\. .+ \(version \d+\.\d+\.\d+\)\. tifabank:\d+\.\d+\.\d+", cite())


def test_a_row_has_its_quote_its_origin_and_its_file():
    text = cite(LIST.enumeration_id)
    document = load("documents").set_index("document_id").loc[LIST.document_id]
    assert f'Row {LIST.enumeration_id}: "{LIST.text[:60]}' in text
    assert f"From: {document.title}" in text
    assert f"file sha256 {document.sha256[:12]}" in text
    assert re.search(r"\[(high|medium|low|knowledge|no evidence given)\]|date not known", text)
    assert text.endswith(f"/{LIST.enumeration_id}")
    assert "127.0.0.1" not in text
    assert "localhost" not in text


@pytest.mark.parametrize("row_id", [None, LIST.enumeration_id, load("concepts").concept_id[0], load("documents").document_id[0]])
def test_every_form_is_well_formed(row_id):
    assert cite(row_id, "bibtex").count("{") == cite(row_id, "bibtex").count("}")
    assert json.loads(cite(row_id, "csl"))[0]["type"] == "dataset"
    record = json.loads(cite(row_id, "datacite"))
    assert record["types"]["resourceTypeGeneral"] == "Dataset"
    assert record["publicationYear"] == "2026"


def test_a_concept_is_quoted_with_its_chinese_term():
    concept = load("concepts").dropna(subset="label_zh").iloc[0]
    assert f'Row {concept.concept_id}: "{concept.label} ({concept.label_zh})".' in cite(concept.concept_id)


def test_the_title_of_a_document_stands_once():
    document = load("documents").iloc[0]
    assert all(cite(document.document_id, form).count(document.title) == 1 for form in ("text", "bibtex", "csl", "datacite"))


def test_a_doi_or_base_address_goes_before_the_name(package):
    facts = csv_of("key,value", ["version", "2.0.0"], ["base_url", "https://example.org/data/"])
    folder = package({"a.txt": "It is."}, {"package": facts})
    build(folder)
    assert cite("a_sen0-6", package=folder).endswith("https://example.org/data/2.0.0/a_sen0-6")


def test_what_is_unknown_is_refused():
    with pytest.raises(InputError, match="no row has the id"):
        cite("nothing")
    with pytest.raises(InputError, match="no citation format"):
        cite(format="mla")


def test_citation_cff_is_a_dataset_with_the_five_texts_as_references():
    record = yaml.safe_load(citation_cff(ROOT))
    assert record["type"] == "dataset"
    assert len(record["references"]) == len(load("documents"))
    assert all(reference["authors"] for reference in record["references"])
