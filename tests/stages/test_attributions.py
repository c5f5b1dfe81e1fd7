"""Attributions: speaker, verb and what is said."""

import pytest
from tests.conftest import columns_of, labels_csv, rows_of

from tifabank.stages.attributions.speakers import names_speaker


def said(text):
    return columns_of(rows_of(text)["attributions"], "speaker", "verb", "mode")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Li Na stressed that the river must be clean.", ("Li Na", "stressed", "indirect")),
        ("The report of the council put forward the idea of a river fund.", ("report of the council", "put forward", "indirect")),
        ("The Decision states that villages share the costs.", ("Decision", "states", "indirect")),
        (
            "The council with Comrade Li at its core emphasized that villages share the costs.",
            ("council with Comrade Li at its core", "emphasized", "indirect"),
        ),
        ('The mayor said, "We will open the gates tomorrow."', ("mayor", "said", "direct")),
        ('"We will open the gates," said the mayor.', ("mayor", "said", "direct")),
        ('"We will open the gates," she added.', ("she", "added", "direct")),
        ("The plan pointed out: roads come first.", ("plan", "pointed out", "indirect")),
        ("According to the ministry, prices fell in May.", ("ministry", "According to", "indirect")),
        ("The mayor stressed at the meeting on rivers that all must help.", ("mayor", "stressed", "indirect")),
        ('"It is late," he told workers.', ("he", "told", "direct")),
        ("The River Protection Act (2014) requires that lists be public.", ("River Protection Act (2014)", "requires", "indirect")),
        ("A cook was quoted as saying that soup is cheap.", ("cook", "quoted as saying", "indirect")),
        ("The bureau reminded all towns in its circular that boats sink.", ("bureau", "reminded", "indirect")),
        ("My old teacher in Hanoi said that water remembers.", ("My old teacher in Hanoi", "said", "indirect")),
        ("At the meeting, he called for more trees.", ("he", "called for", "indirect")),
        ("The firm that runs the ferries said that fares would rise.", ("firm that runs the ferries", "said", "indirect")),
        ("A survey published in May found that lamps were missing.", ("survey published in May", "found", "indirect")),
        ("The survey, carried out in May, found that lamps were missing.", ("survey", "found", "indirect")),
        ("A cook in the third ward told me that soup is cheap.", ("cook in the third ward", "told", "indirect")),
        ("Drivers tell us they sleep badly.", ("Drivers", "tell", "indirect")),
        ("The Rules for Wharves require that boats be marked.", ("Rules for Wharves", "require", "indirect")),
        (
            "Both the Law on Ports and the Pier Code require that boats be marked.",
            ("Law on Ports and the Pier Code", "require", "indirect"),
        ),
        (
            "Boatmen from Anxi, Boli and Cheng complained that the lock leaks.",
            ("Boatmen from Anxi, Boli and Cheng", "complained", "indirect"),
        ),
        ("Critics, among them two mayors, reply that it is dear.", ("Critics, among them two mayors", "reply", "indirect")),
        ("Wu et al. argue that lists displace courts.", ("Wu et al.", "argue", "indirect")),
        ("The clerk checked the file and said that it was sound.", ("clerk", "said", "indirect")),
        ("When asked about it, the plumber replied that pipes were scarce.", ("plumber", "replied", "indirect")),
        ('As a rider in Moxi put it to me, "the app is the boss."', ("rider in Moxi", "put it", "direct")),
        ('"Nobody came," she continued, pouring tea.', ("she", "continued", "direct")),
        ('"Nobody came." she added with a laugh.', ("she", "added", "direct")),
        ("Piers will close, the port office said on Friday, ending a long quarrel.", ("port office", "said", "indirect")),
        ("The Harbour Plan calls for “quiet piers” in towns.", ("Harbour Plan", "calls for", "indirect")),
        ("Old Sun, who sells buns, says the chief once counted his pots.", ("Old Sun", "says", "indirect")),
        ("The board held a vote for an hour, and recommended that piers close.", ("board", "recommended", "indirect")),
        ("The office has warned towns not to dig in spring.", ("office", "warned", "indirect")),
        ("According to the Pier Act (XI), nobody may dig.", ("Pier Act (XI)", "According to", "indirect")),
        ("Minister Bo Fo’an told reporters that piers would close.", ("Minister Bo Fo’an", "told", "indirect")),
        ("Last week the mayor said that the pier was safe.", ("mayor", "said", "indirect")),
        ("She says soup never freezes in that pot.", ("She", "says", "indirect")),
        ("The port bureau admitted last week that the crane leans.", ("port bureau", "admitted", "indirect")),
        ("A customs clerk said more drily: the crane has always leant.", ("customs clerk", "said", "indirect")),
        ("According to the Pier Plan (2017), towns pay for lamps.", ("Pier Plan (2017)", "According to", "indirect")),
        ("According to the Pier Yearbook (1984, p. 7), lamps were lit.", ("Pier Yearbook", "According to", "indirect")),
        ("According to him, the lamps were never lit.", ("him", "According to", "indirect")),
        ("It added that lamps would stay lit.", ("It", "added", "indirect")),
        ("The pier will, it says, be mended.", ("it", "says", "indirect")),
        ("“Light is cheap,” says a torn poster in our stairwell.", ("torn poster in our stairwell", "says", "direct")),
        ("“The pier is sound,” said Bo Lin, head of Pier No. 2 in Anxi.", ("Bo Lin, head of Pier No. 2 in Anxi", "said", "direct")),
        ("A lock, she told reporters, is a box of water.", ("she", "told", "indirect")),
        ("A pier needs, the saying went, three good knots.", ("saying", "went", "indirect")),
        ('Article 5 of the Pier Code reads: "Nobody may dig."', ("Article 5 of the Pier Code", "reads", "direct")),
        ("The pier will close, the local daily reported on Monday.", ("local daily", "reported", "indirect")),
        ("The Rules on Piers (2022), drawn up by two offices, call for lamps.", ("Rules on Piers (2022)", "call for", "indirect")),
        ("The proposals adopted at the forum say that piers need lamps.", ("proposals adopted at the forum", "say", "indirect")),
        ("Old Wei is reported to have remarked that piers sleep.", ("Old Wei", "remarked", "indirect")),
        ("A clerk of the port, Mr. T. Lin, denied the report, saying: “We sleep.”", ("clerk of the port, Mr. T. Lin", "saying", "direct")),
        ("Kang Li, head of the pier, when asked, said that it leans.", ("Kang Li, head of the pier", "said", "indirect")),
        ("•\tThe Pier Code calls for lamps in every street.", ("Pier Code", "calls for", "indirect")),
        ("The council’s “Rules on Piers” require that lamps be lit.", ("council’s “Rules on Piers”", "require", "indirect")),
        ("The harbour office closed the quay, but later posted on Weibo that “lamps are lit”.", ("harbour office", "posted", "direct")),
        ("Ten years ago the harbour office warned that lamps go out.", ("harbour office", "warned", "indirect")),
        ("Old scholars such as Tong Xin likewise object that lamps are dear.", ("Old scholars such as Tong Xin", "object", "indirect")),
        (
            "The harbour office closed the quay and, in a circular of that year, asked towns to light it.",
            ("harbour office", "asked", "indirect"),
        ),
        ("This court holds that a lamp is not a pier.", ("This court", "holds", "indirect")),
        ("> The county says the villages pay for lamps.", ("county", "says", "indirect")),
        ("Li Dan of the port, writing in a weekly, called the ruling “elegant, and wrong”.", ("Li Dan of the port", "called", "indirect")),
        ("The draft declaration before you proposes a lamp for each pier.", ("draft declaration before you", "proposes", "indirect")),
        ("The town council promised in May it would mend the pier.", ("town council", "promised", "indirect")),
        ("One of them – I forget who – told a station that lamps sing.", ("One of them", "told", "indirect")),
        ("“Lamps will come,” reads a banner across the street.", ("banner across the street", "reads", "direct")),
        ("《江北码头办法》要求，码头必须有灯。", ("江北码头办法", "要求", "indirect")),
        ("张大妈告诉记者，以前码头没有灯。", ("张大妈", "告诉", "indirect")),
        ("“码头亮了，”村民老何高兴地说。", ("村民老何", "说", "direct")),
        ("据江北日报报道，大桥已经通车。", ("江北日报", "报道", "indirect")),
        ("王小明在会上指出，河流必须清洁。", ("王小明", "指出", "indirect")),
    ],
)
def test_a_speaker_a_verb_and_what_is_said(text, expected):
    assert said(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The report was published in May.",
        "Acts according to law are valid.",
        "Practice states that nothing is free.",
        "It was stressed that the river must be clean.",
        "There is a great demand for houses.",
        "The experts heard the report and put forward suggestions.",
        "It points out the way for us.",
        "Sir, as you asked in your letter, I counted the trees.",
        "Old piers may be used, provided that the use is safe.",
        "You hope it does not rain.",
        "The work continued on the pier.",
        "One man keeps the books, writes the reports, sweeps the pier and sleeps.",
        "Rules are made by the port, towns may add to them.",
        "It was run by a man named Hou, who believed in lamps.",
        "Whoever finds that a lamp is out shall light it.",
        "Who decides what a pier is?",
        "The water office denies that.",
        "The plan to light piers, announced last autumn, has critics.",
        "The clerk held a meeting and told a joke.",
        "The port informed the town last July.",
        "Residents discuss a matter before officials decide it.",
        "The law aims to clarify that duties are shared.",
    ],
)
def test_words_that_nobody_says(text):
    assert said(text) == []


def test_two_verbs_of_one_speaker_are_two_rows_with_their_own_parts():
    rows = rows_of("Li Na stressed that rivers matter and pointed out that roads matter too.")["attributions"]
    assert columns_of(rows, "speaker", "verb") == [("Li Na", "pointed out"), ("Li Na", "stressed")]
    assert columns_of(rows, "text")[1] == "Li Na stressed that rivers matter"


def test_a_second_chinese_verb_and_a_clause_after_a_semicolon_keep_their_speakers():
    rows = rows_of("会议指出，码头要亮，并强调，灯要多。")["attributions"]
    assert columns_of(rows, "speaker", "verb") == [("会议", "强调"), ("会议", "指出")]
    rows = rows_of("Porters argued that lamps are dear; the court refused, noting that boats sink.")["attributions"]
    assert ("court", "noting") in columns_of(rows, "speaker", "verb")


def test_the_quotation_and_the_concept_of_the_speaker_are_linked():
    rows = rows_of('The River Office said: "The water will rise tonight."', labels_csv({"office": "River Office"}))
    (row,) = rows["attributions"]
    assert row.speaker_concept_id == "office"
    assert row.quotation_id == rows["quotations"][0].quotation_id


@pytest.mark.parametrize(
    ("words", "speaks"),
    [("the old Millers' Committee", True), ("two hydrologists", True), ("the secretary-general", True), ("a long committeeship", False)],
)
def test_whole_words_name_a_speaker(words, speaks):
    assert names_speaker(words) is speaks
