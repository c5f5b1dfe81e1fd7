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
        ("The 14th Five-Year Plan (2021-25) for River Ports is out.", "14th Five-Year Plan (2021-25) for River Ports"),
        ("The National Medium- and Long-Term Plan for Ports is out.", "National Medium- and Long-Term Plan for Ports"),
        ("It met at the Conference on River Work in October 2013.", "Conference on River Work"),
        ("They read the Specification for Lane Lamps first.", "Specification for Lane Lamps"),
        ("They read the Ferry Safety Strategy first.", "Ferry Safety Strategy"),
        ("The study Boats and Promises says that half sink.", "Boats and Promises"),
        ("A report of the Lake Institute, Boats at the Gate, found rust.", "Boats at the Gate"),
        ("The white paper “River Boats in the New Era” was read.", "River Boats in the New Era"),
        ("She cited the work report of the River Court.", "work report of the River Court"),
        ("The “Sailing in China 2035” plan is old.", "Sailing in China 2035"),
        ("The Healthy Rivers 2030 plan is old.", "Healthy Rivers 2030 plan"),
        ("They cite UN General Assembly Resolution 71/2 here.", "UN General Assembly Resolution 71/2"),
        ("They read Council Directive 93/41/EEC first.", "Council Directive 93/41/EEC"),
        ("They read Regulation (EU) 2019/612 first.", "Regulation (EU) 2019/612"),
        ("They read Law No. 6 of 2014 on Ferries first.", "Law No. 6 of 2014 on Ferries"),
        ("The Implementation Opinions on “Clear Piers” are old.", "Implementation Opinions on “Clear Piers”"),
        ("The 2030 Agenda for Rivers is old.", "2030 Agenda for Rivers"),
        ("The July Decision says so.", "Decision"),
        ("党的二十大报告讲到渡口。", "党的二十大报告"),
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
        "The State Administration for Ferry Regulation met.",
        "In his book “Boats and Brooms” he wrote of ports.",
        "It was published in River Forum, No. 3.",
        "《活水》写的是渡口的故事。",
    ],
)
def test_what_is_no_document(text):
    assert cited(text) == []


def test_two_names_joined_by_and_are_two():
    assert cited("They read the Opinions and the Plan together.") == ["Opinions", "Plan"]
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


@pytest.mark.parametrize("name", ["3rd standing committee meeting of the council", "30 Measures"])
def test_numbers_make_names(name):
    assert name in cited(f"They read of the “{name}” then.")
