"""The concordance page, its collocates and n-grams: what they tell equals what the tables say."""

import asyncio
import csv
import io
import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urlencode

import pytest
from tests.browse.conftest import Site, accessible, follow, loaded_from_elsewhere, scrolls_sideways
from tests.conftest import csv_of, labels_csv

from tifabank.browse.question import address, asked
from tifabank.build import build
from tifabank.loading import load

MENTIONS = load("mentions").merge(load("paragraphs")[["paragraph_id", "kind"]], on="paragraph_id")
CONCEPT = MENTIONS.query("kind == 'body' and not nested").concept_id.value_counts().index[0]
LABEL = load("concepts").set_index("concept_id").label[CONCEPT]


def told(site, view="concordance", **params):
    return site.get(f"/{view}.json?{urlencode(params, doseq=True)}").json()


def test_a_phrase_is_found_wherever_it_stands_in_body_text(site):
    body = load("paragraphs").query("kind == 'body'").text
    expected = sum(len(re.findall(rf"(?i)(?<![\w-]){re.escape('social governance')}(?!\w)", text)) for text in body)
    found = told(site, q="social governance")
    assert found["hits"] == len(found["concordance"]) == expected
    assert found["words"] == load("paragraphs").query("kind == 'body'").words.sum()
    assert found["per_1000_words"] == pytest.approx(1000 * expected / found["words"], abs=0.01)


@pytest.mark.parametrize("nested", [False, True])
def test_a_concept_is_found_in_all_its_wordings(site, nested):
    own = MENTIONS.query("concept_id == @CONCEPT and kind == 'body'")
    own = own if nested else own.query("not nested")
    found = told(site, concept=LABEL, nested=int(nested))
    assert sorted((line["document_id"], line["start_char"]) for line in found["concordance"]) == sorted(
        zip(own.document_id, own.start_char, strict=True)
    )


def test_every_line_is_the_raw_text_at_its_place(site):
    texts = load("documents").set_index("document_id").text
    for line in told(site, q="govern*", kind="all")["concordance"]:
        raw = texts[line["document_id"]]
        assert " ".join(raw[line["start_char"] : line["end_char"]].split()) == line["node"]
        before = " ".join(raw[: line["start_char"]].split())
        assert before.endswith(line["left"])
        assert " ".join(raw[line["end_char"] :].split()).startswith(line["right"])


def test_filters(site):
    everything = told(site, q="security")["concordance"]
    document = everything[0]["document_id"]
    one = told(site, q="security", document=document)
    assert one["concordance"] == [line for line in everything if line["document_id"] == document]
    assert one["words"] == load("documents").set_index("document_id").body_words[document]
    spoken = load("attributions")
    speaker = spoken.speaker[spoken.speaker.str.contains(" ")].iloc[0]
    spans = spoken[spoken.speaker.str.contains(speaker, regex=False)]
    for line in told(site, q="the", speaker=speaker)["concordance"]:
        assert any(a <= line["start_char"] and line["end_char"] <= b for a, b in zip(spans.start_char, spans.end_char, strict=True))
    beside = told(site, q="the", beside=CONCEPT)["concordance"]
    sentences = set(load("mentions").query("concept_id == @CONCEPT").sentence_id)
    assert beside
    assert {line["sentence_id"] for line in beside} <= sentences
    assert {line["kind"] for line in told(site, q="the", kind=["title", "heading"])["concordance"]} <= {"title", "heading"}


def test_lines_are_sorted_by_the_word_to_the_right(site):
    lines = told(site, q="social", sort="R1")["concordance"]
    words = [(re.findall(r"[^\W_]+(?:['’.&-][^\W_]+)*", line["right"]) or [""])[0].lower() for line in lines]
    assert words == sorted(words)


def test_csv_and_json_are_the_page_s_result(site):
    question = "q=social+governance&sort=L1"
    found = told(site, q="social governance", sort="L1")["concordance"]
    rows = list(csv.DictReader(io.StringIO(site.get(f"/concordance.csv?{question}").text)))
    assert [row["node"] for row in rows] == [line["node"] for line in found]
    assert [row["start_char"] for row in rows] == [str(line["start_char"]) for line in found]
    page = site.page(f"/concordance?{question}")
    assert re.findall(r'#place">([^<]+)</a>', page) == [line["node"] for line in found][:100]
    assert f"<strong>{len(found)}</strong> hits" in page


def test_long_results_are_turned_page_by_page(site):
    found = told(site, q="the")["concordance"]
    page = site.page("/concordance?q=the&kind=body&kind=title")
    assert "of {:,}".format(len(told(site, q="the", kind=["body", "title"])["concordance"])) in page
    assert "kind=body&amp;kind=title&amp;page=2" in page
    last = site.page(f"/concordance?q=the&page={-(-len(found) // 100)}")
    assert f">{len(found)}</td>" in last
    assert re.findall(r'#place">([^<]+)</a>', last)[-1] == found[-1]["node"]


def test_collocates_and_ngrams_agree_with_the_lines(site):
    hits = told(site, q="security")["hits"]
    words = {row["word"]: row for row in told(site, view="collocates", q="security")["collocates"]}
    assert words
    assert all(5 <= row["times"] <= hits for row in words.values())
    runs = told(site, view="ngrams", words=3, fewest=5)["ngrams"]
    assert runs
    for run in runs[:5]:
        phrase = told(site, q=run["words"])
        assert phrase["hits"] >= run["times"]
        assert len({line["document_id"] for line in phrase["concordance"]}) >= run["documents"]


def test_an_address_says_the_same_question_once():
    class Request:
        def __init__(self, **given):
            self.given = given
            self.args = self

        def get(self, name):
            return (self.given.get(name) or [None])[0]

        def getlist(self, name):
            return self.given.get(name) or []

    question = asked(Request(q=["peace"], sort=["R1"], kind=["title", "nonsense"], width=["9999"], page=["x"], case=["1"]))
    assert address(question) == "q=peace&case=1&kind=title&sort=R1&width=400"
    assert address(asked(Request())) == ""


@pytest.mark.parametrize(
    "question", ["", "?q=zzzz", "?concept=no+such+thing", f"?q={quote('<script>alert(1)</script>')}", "?q=%22%27)(*%5B", "?q=%F0%9F"]
)
def test_an_empty_result_says_what_to_try_and_shows_what_was_asked_as_text(site, question):
    page = site.page(f"/concordance{question}")
    assert "<script>alert" not in page
    assert not loaded_from_elsewhere(page)
    assert ("Nothing found. Try" in page) == bool(question)


def test_concordance_of_a_package_with_nothing_curated(package):
    folder = package({"a.txt": "A title\nWe keep the peace.\n", "b.txt": "B\nNo {{ 7*7 }} <b>peace</b> =cmd|x.\n"})
    build(folder)
    made = Site(folder)
    page = made.page("/concordance?q=peace")
    assert "<strong>2</strong> hits" in page
    assert "<b>peace" not in page
    assert made.get("/collocates?q=peace").status_code == made.get("/ngrams").status_code == 200


def test_the_edition_without_text_has_no_concordance(package):
    folder = package({"a.txt": "A title\nWe keep the peace.\n"}, labels_csv({"peace": "peace"}))
    build(folder, text=False)
    answer = Site(folder).get("/concordance?q=peace")
    assert answer.status_code == 404
    assert "no texts" in answer.text


def test_a_speaker_is_named_by_whole_words_or_as_a_concept(site):
    spoken = load("attributions")
    named = spoken[spoken.speaker_concept_id.notna()].iloc[0]
    spans = spoken.query("speaker_concept_id == @named.speaker_concept_id")
    by_concept = told(site, q="the", speaker=named.speaker_concept_id)["concordance"]
    assert {line["document_id"] for line in by_concept} <= set(spans.document_id)
    for line in told(site, q="the", speaker="he")["concordance"]:
        assert re.search(r"(?i)\bhe\b", line["speaker"])
    assert told(site, q="the", speaker="zz")["hits"] == 0


def test_words_and_concept_together_are_the_words_inside_mentions_of_the_concept(site):
    own = MENTIONS.query("concept_id == @CONCEPT and kind == 'body'")
    word = LABEL.split()[-1]
    lines = told(site, q=word, concept=LABEL)["concordance"]
    assert len(lines) == sum(bool(re.search(rf"(?i)\b{word}\b", text)) for text in own.text)


def test_mentions_inside_longer_ones_are_told_and_offered(site):
    own = MENTIONS.query("kind == 'body'").groupby("concept_id").nested.agg(["sum", "count"])
    concept = own[(own["sum"] == own["count"])].index[0]
    found = told(site, concept=concept)
    assert (found["hits"], found["inside_longer_mentions"]) == (0, own["sum"][concept])
    page = site.page(f"/concordance?concept={concept}")
    assert "inside longer mentions" in page
    assert "nested=1" in page


def test_concepts_are_named_in_pinyin_too(site):
    concepts = load("concepts").query("pinyin.notna()")
    row = concepts[~concepts.pinyin.duplicated(keep=False)].iloc[0]
    plain = "".join(c for c in unicodedata.normalize("NFD", row.pinyin) if not unicodedata.combining(c))
    for name in (row.concept_id, row.label_zh, row.pinyin, plain):
        assert f"/concept/{row.concept_id}" in site.page(f"/concordance?concept={quote(name)}")


@pytest.mark.parametrize(
    "filters",
    [
        {"kind": "heading"},
        {"speaker": "xi jinping"},
        {"beside": CONCEPT},
        {"case": 1},
        {"concept": CONCEPT},
        {"q": "national security"},
        {"q": "govern*"},
    ],
)
def test_every_filter_counts_for_ngrams_too(site, filters):
    everything = {row["words"]: row["times"] for row in told(site, view="ngrams", words=3, fewest=2)["ngrams"]}
    found = {row["words"]: row["times"] for row in told(site, view="ngrams", words=3, fewest=2, **filters)["ngrams"]}
    assert found != everything
    for words, times in found.items():
        lines = told(site, q=words, **{k: v for k, v in filters.items() if k not in ("q", "concept")})
        assert lines["hits"] >= times
    assert found or "speaker" in filters or "kind" in filters


def test_concepts_that_share_a_name_are_all_told(package):
    curated = labels_csv({"public-order": ["public order", "social security"], "domain": ["social security domain", "social security"]})
    curated["mention_senses"] = csv_of("document_id,start_char,end_char,concept_id,reason", ["a", "11", "26", "domain", "so it is"])
    folder = package({"a.txt": "A title\nIn social security.\n"}, curated)
    build(folder)
    page = Site(folder).page("/concordance?concept=social+security")
    assert "/concept/domain" in page or "concept=domain" in page
    assert "/concept/public-order" in page or "concept=public-order" in page
    assert "so called, too" not in Site(folder).page("/concordance?concept=domain")


def test_several_documents_and_kinds_stay_in_the_form(site):
    documents = list(load("documents").document_id[:2])
    page = site.page(f"/concordance?q=the&document={documents[0]}&document={documents[1]}&kind=body&kind=title")
    for name, value in [*(("document", d) for d in documents), ("kind", "body"), ("kind", "title")]:
        assert f'<input type="hidden" name="{name}" value="{value}">' in page


def test_questions_asked_at_once_do_not_take_each_other_s_documents_away(package, monkeypatch):
    folder = package({f"t{i}.txt": f"Title\nWe keep the peace in place {i}.\n" for i in range(6)})
    build(folder)
    made = Site(folder)
    monkeypatch.setattr("tifabank.browse.corpus._KEPT", 1)

    async def at_once():
        asked_for = [f"/concordance.json?q=peace&document=t{i}&document=t{(i + 1) % 6}" for i in range(6)] * 4
        return [answer.status_code for answer in await asyncio.gather(*map(made.datasette.client.get, asked_for))]

    with ThreadPoolExecutor(1) as thread:  # the browser's driver has a loop of its own in this one
        assert set(thread.submit(lambda: asyncio.run(at_once())).result()) == {200}


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("view", ["concordance", "collocates", "ngrams"])
def test_the_views_in_a_browser(tab, view, width):
    page = tab(f"/{view}?q=security&sort=R1", width=width)
    assert not accessible(page)
    assert not scrolls_sideways(page)


@pytest.mark.browser
def test_a_line_leads_to_its_place(tab):
    page = tab("/concordance?q=social+governance", scripts=False)
    follow(page.locator("table.kwic td.node a").first)
    assert "at=" in page.url
    assert page.locator(".here").first.inner_text().lower().startswith("social")


def test_a_corpus_that_is_too_large_is_read_as_far_as_the_index_finds_words(package, monkeypatch):
    texts = {
        f"t{i}.txt": f"Title {i}\nWe keep the {'peace' if i % 2 else 'calm'} here. " + "More words follow. " * 20 + "\n" for i in range(8)
    }
    folder = package(texts)
    build(folder)
    made = Site(folder)
    everything = told(made, q="peace")
    assert everything["hits"] == 4
    monkeypatch.setattr("tifabank.browse.corpus.MOST_CHARACTERS", 1_000)
    found = told(made, q="peace")
    assert (found["hits"], found["documents_left_out"]) == (2, 2)
    assert found["words"] == round(everything["words"] * 6 / 8)
    assert "2 documents were not looked through" in made.page("/concordance?q=peace")
    assert told(made, q="peace", document="t7")["hits"] == 1


def test_where_no_word_is_found_the_search_for_concepts_is_one_step_away(site):
    (address,) = re.findall(r'href="(/search\?q=[^"]+)"', site.page("/concordance?q=fengqiao").partition("Nothing found")[2])
    assert "Maple Bridge Experience" in site.page(address)
