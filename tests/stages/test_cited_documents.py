"""Cited documents: laws, plans, reports, decisions, meetings."""

import pytest
from tests.conftest import columns_of, csv_of, rows_of


def cited(text):
    return columns_of(rows_of(text)["cited_documents"], "cited_name")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They obey the River Protection Law here.", "River Protection Law"),
        (
            "The Decision of the Council on Several Issues Concerning Rivers came first.",
            "Decision of the Council on Several Issues Concerning Rivers",
        ),
        ("It was read at the Third Plenary Session of the 12th River Committee.", "Third Plenary Session of the 12th River Committee"),
        ("The report to the 7th National Congress of the Party said so.", "report to the 7th National Congress of the Party"),
        ("See “Regulations on River Traffic” for more.", "Regulations on River Traffic"),
        ("《河道管理条例》自五月起施行。", "河道管理条例"),
        ("They follow the Rules for Village Talks (Trial) here.", "Rules for Village Talks (Trial)"),
        ("They changed the River Law on Tuesday.", "River Law"),
        ("It fell under Decision No. 06/QD then.", "Decision No. 06/QD"),
        ("In it, the Decision names three rivers.", "Decision"),
        ("It fell under Resolution 18-KQ/TW then.", "Resolution 18-KQ/TW"),
        ("The UN committee wrote General Comment No. 34 in spring.", "General Comment No. 34"),
        (
            "It passed the 14th executive meeting of the Municipal People's Government there.",
            "14th executive meeting of the Municipal People's Government",
        ),
        ("She spoke at the tenth meeting of the Committee for River Affairs there.", "tenth meeting of the Committee for River Affairs"),
        ("They follow Moxi's Measures for Cutting Papers here.", "Measures for Cutting Papers"),
        (
            "They read the Notice on Printing and Distributing the Plan for Ports first.",
            "Notice on Printing and Distributing the Plan for Ports",
        ),
        ("They read Section 9 of the Ports Act first.", "Ports Act"),
        ("They read the Notice on Carrying out the “Clean Pier” Campaign first.", "Notice on Carrying out the “Clean Pier” Campaign"),
        ("On Monday Regulations on Noise were read.", "Regulations on Noise"),
        ("Penalties under the Law on Noise remain.", "Law on Noise"),
        ("The Guiding Opinions on Improving the “Dual Track” Scheme are new.", "Guiding Opinions on Improving the “Dual Track” Scheme"),
        ("At the Meeting on River Culture, she spoke.", "Meeting on River Culture"),
        ("According to the 14th Five-Year Plan, roads come first.", "14th Five-Year Plan"),
    ],
)
def test_a_name_is_cited(text, name):
    assert cited(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "The report was late.",
        "The National People's Congress met.",
        "He believes in the Rule of Law.",
        "She studied at Law School.",
        "The meeting ended.",
        "They met on National Constitution Day.",
        "The District Office for Law Popularization sent leaflets.",
        "He leads the Law Commission.",
    ],
)
def test_what_is_no_document(text):
    assert cited(text) == []


def test_two_names_joined_by_and_are_two():
    assert cited("Under the River Protection Law and the Forest Act nothing may be felled.") == ["River Protection Law", "Forest Act"]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("They obey the River Protection Law (2015) here.", 2015),
        ("The 2014 River Protection Law applies.", 2014),
        ("The River Protection Law of 2013 applies.", 2013),
        ("The River Protection Law applies to 2000 rivers.", None),
    ],
)
def test_the_year_stands_in_or_beside_the_name(text, year):
    assert columns_of(rows_of(text)["cited_documents"], "year") == [year]


def test_labels_of_documents_and_meetings_are_citations():
    curated = {
        "concepts": csv_of("concept_id,label,category", ("river-days", "river days", "meeting")),
        "concept_labels": csv_of("concept_id,label,language,preferred,plural", ("river-days", "river days", "en", "true", "false")),
    }
    assert columns_of(rows_of("At the river days they spoke.", curated)["cited_documents"], "concept_id", "rule_id") == [
        ("river-days", "cited_documents.label")
    ]


def test_a_title_names_other_documents_but_not_itself():
    body = "\n\nThe river rose in May. Nobody slept, and the pumps ran.\n"
    assert cited("Commentary on Article 23 of the Harbour Safety Law" + body) == ["Harbour Safety Law"]
    assert cited("Harbour Safety Law" + body) == []
