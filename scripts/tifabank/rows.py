"""Every column of every table, written down once.

A table is a `NamedTuple`: cheap to construct, typed, immutable. Its docstring describes the table, the first column is the
primary key, and each annotation carries the column's type, constraints, description and *origin*:

- `slice`    characters of a raw file (or its range),
- `derived`  a pure function of slices,
- `curated`  a value that a person entered, with its evidence.

`copies=True` marks columns that reproduce wording of the third-party texts; the edition without text leaves them out.
Arrow schema, Table Schema, SQLite DDL, Datasette help and the data dictionary are derived from here (`schema.py`).
Positions are Unicode code points of the raw file, zero-based, end exclusive.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field

ID = r"[a-z0-9-]+"
EDTF = r"(\d{4}(-\d{2}(-\d{2})?)?|\.\.)(/(\d{4}(-\d{2}(-\d{2})?)?|\.\.))?"
SHA256 = r"[0-9a-f]{64}"
PARALLEL_ID = rf"{ID}(_[0-9a-f]{{16}})?"

Confidence = Literal["high", "medium", "low", "knowledge"]


def _column(origin: str, description: str, *, copies: bool = False, ref: str | None = None, **constraints: Any) -> Any:
    extra: dict[str, Any] = {"origin": origin, "copies": copies, "ref": ref}
    return Field(description=description, json_schema_extra=extra, **constraints)


def sliced(description: str, **more: Any) -> Any:
    """A column whose cells are characters of a raw file, or their range."""
    return _column("slice", description, **more)


def derived(description: str, **more: Any) -> Any:
    """A column whose cells are computed from slices."""
    return _column("derived", description, **more)


def curated(description: str, **more: Any) -> Any:
    """A column whose cells a person entered."""
    return _column("curated", description, **more)


def _span_id(kind: str, what: str) -> Any:
    return derived(f"Id of the {what}: document, kind of record, character range.", pattern=rf"{ID}_{kind}\d+-\d+")


DocumentRef = Annotated[str, derived("The document.", ref="documents")]
Start = Annotated[int, sliced("First code point of the span in the raw file, zero-based.", ge=0)]
End = Annotated[int, sliced("Code point after the last one of the span.", ge=1)]
SpanText = Annotated[str, sliced("The span with each run of white space folded to one space, ends stripped.", copies=True)]
RuleRef = Annotated[str, derived("The rule that made the row.", ref="rules")]
Evidence = Annotated[str | None, curated("Address(es) of the page(s) on which the value was read.")]
_CONFIDENCE = "high: read on the page named; medium: inferred from it; low: a guess; knowledge: no page seen."
Sure = Annotated[Confidence, curated(_CONFIDENCE)]
Confident = Annotated[Confidence | None, curated(_CONFIDENCE)]


class Document(NamedTuple):
    """One raw text, whole. The raw file is never edited; a corrected text is a new document."""

    document_id: Annotated[str, curated("Id of the document; of a text with no curated line, the slug of its file name.", pattern=ID)]
    file: Annotated[str, curated("File name inside raw/texts/.")]
    work_id: Annotated[str | None, curated("Shared by documents that are parts or renderings of one work.", pattern=ID)]
    title: Annotated[
        str, curated("Title of the text; in square brackets where the text has none; without a curated line, the title found.")
    ]
    kind: Annotated[
        Literal["news_report", "theory_article", "encyclopedia_entry", "speech", "notice", "other"], curated("Genre of the text.")
    ]
    author: Annotated[str | None, curated("Author of the text, where a source names one.")]
    author_role: Annotated[str | None, curated("Office of the author as the page states it.")]
    publisher: Annotated[str | None, curated("Publisher of the work that the text renders.")]
    language: Annotated[Literal["en", "zh"], curated("Language of the text.")]
    translated_from: Annotated[Literal["en", "zh"] | None, curated("Language the text was translated from.")]
    translation: Annotated[Literal["machine", "human", "official", "unknown"] | None, curated("How the text was translated.")]
    page_date: Annotated[str | None, curated("Date of the page (EDTF).", pattern=EDTF)]
    original_date: Annotated[str | None, curated("Date of the original publication (EDTF).", pattern=EDTF)]
    event_date: Annotated[str | None, curated("Date of the event that the text reports (EDTF).", pattern=EDTF)]
    continues_document_id: Annotated[str | None, curated("The document whose text this one continues.", ref="documents")]
    sha256: Annotated[str, derived("SHA-256 of the raw bytes.", pattern=SHA256)]
    bytes: Annotated[int, derived("Length of the raw file in bytes.", ge=1)]
    characters: Annotated[int, derived("Length of the raw file in Unicode code points.", ge=1)]
    body_words: Annotated[int, derived("Words in body paragraphs.", ge=0)]
    text: Annotated[str, sliced("The whole decoded file, unchanged.", copies=True)]


class Source(NamedTuple):
    """Where a text was found, what it renders or rests on, and its parallel and official versions."""

    source_id: Annotated[str, derived("Id of the source: document, relation, hash of address and titles.")]
    document_id: Annotated[str, curated("The document.", ref="documents")]
    relation: Annotated[
        Literal["copy", "original", "official_translation", "parallel_translation", "based_on", "context"],
        curated("What the source is to the document."),
    ]
    url: Annotated[str | None, curated("Address of the page.")]
    site: Annotated[str | None, curated("Site or platform.")]
    title: Annotated[str | None, curated("Title of the source in English.")]
    title_zh: Annotated[str | None, curated("Title of the source in Chinese.")]
    author: Annotated[str | None, curated("Author of the source.")]
    author_zh: Annotated[str | None, curated("Author of the source in Chinese characters.")]
    publisher: Annotated[str | None, curated("Publisher of the source.")]
    issued: Annotated[str | None, curated("Date of the source (EDTF).", pattern=EDTF)]
    confidence: Confident
    evidence: Evidence
    note: Annotated[str | None, curated("What else is known, and how.")]
    rights: Annotated[str | None, curated("Rights statement found; null: none known.")]


class Paragraph(NamedTuple):
    """Paragraphs tile the raw file: every character that is not blank lies in exactly one; nothing is dropped."""

    paragraph_id: Annotated[str, _span_id("par", "paragraph")]
    document_id: DocumentRef
    section_id: Annotated[str | None, derived("The innermost section that holds the paragraph.", ref="sections")]
    position: Annotated[int, derived("Place among the document's paragraphs, from 1.", ge=1)]
    kind: Annotated[
        Literal["title", "heading", "byline", "body", "caption", "related_link", "furniture"], derived("What the paragraph is on its page.")
    ]
    start_char: Start
    end_char: End
    words: Annotated[int, derived("Words in the paragraph.", ge=0)]
    text: SpanText
    rule_id: RuleRef


class Section(NamedTuple):
    """Parts of a document under a heading, a run-in heading or a lead-in, nested."""

    section_id: Annotated[str, _span_id("sec", "section")]
    document_id: DocumentRef
    parent_id: Annotated[str | None, derived("The section that holds this one.", ref="sections")]
    level: Annotated[int, derived("Depth, from 1.", ge=1)]
    number: Annotated[str | None, sliced("Numbering as written, with its mark.", copies=True)]
    kind: Annotated[
        Literal["heading", "run_in", "lead_in"],
        derived("heading: a line of its own; run_in: opens its paragraph; lead_in: ends in a colon and opens a block."),
    ]
    heading: Annotated[str, sliced("The heading without numbering and closing mark.", copies=True)]
    heading_start_char: Annotated[int, sliced("First code point of the heading.", ge=0)]
    heading_end_char: Annotated[int, sliced("Code point after the heading.", ge=1)]
    start_char: Start
    end_char: End
    rule_id: RuleRef


class Sentence(NamedTuple):
    """Sentences of body paragraphs."""

    sentence_id: Annotated[str, _span_id("sen", "sentence")]
    document_id: DocumentRef
    paragraph_id: Annotated[str, derived("The paragraph.", ref="paragraphs")]
    position: Annotated[int, derived("Place among the document's sentences, from 1.", ge=1)]
    start_char: Start
    end_char: End
    words: Annotated[int, derived("Words in the sentence.", ge=0)]
    text: SpanText
    rule_id: RuleRef


class Concept(NamedTuple):
    """Named concepts and fixed formulations, keyed on the Chinese term where it is known."""

    concept_id: Annotated[str, curated("Id of the concept.", pattern=ID)]
    label: Annotated[str, curated("Preferred English wording; the texts' language, not the package's.", copies=True)]
    category: Annotated[
        Literal[
            "core_concept",
            "goal",
            "principle",
            "security_domain",
            "mechanism",
            "numbered_formula",
            "slogan",
            "institution",
            "meeting",
            "law_or_document",
            "event",
            "person",
            "place",
        ],
        curated("What kind of concept it is."),
    ]
    label_zh: Annotated[str | None, curated("Chinese term, where a source gives it.")]
    pinyin: Annotated[str | None, curated("Pinyin of the Chinese term.")]
    official_english: Annotated[str | None, curated("English form in official translations, where one was seen.")]
    scope_note: Annotated[str | None, curated("What the row covers; claims are attributed to the texts.")]
    broader_id: Annotated[str | None, curated("The broader concept.", ref="concepts")]


class ConceptLabel(NamedTuple):
    """Every wording of a concept, each kept as written: attested in a text, official, Chinese, or a gloss."""

    concept_label_id: Annotated[str, derived("Id of the label: concept, hash of language, kind and wording.")]
    concept_id: Annotated[str, curated("The concept.", ref="concepts")]
    label: Annotated[str, curated("The wording.", copies=True, min_length=1)]
    language: Annotated[Literal["en", "zh"], curated("Language of the wording.")]
    preferred: Annotated[bool, curated("Whether it is the preferred label of its concept in its language.")]
    plural: Annotated[bool, curated("Whether the regular plural of the last word counts as the same label.")]
    kind: Annotated[Literal["attested", "official", "standard_zh", "gloss"], curated("Where the wording comes from.")]
    issuer: Annotated[str | None, curated("Who uses an official form.")]
    year: Annotated[int | None, curated("Year of the official form.", ge=1)]
    confidence: Confident
    evidence: Evidence


class ConceptMember(NamedTuple):
    """What a numbered formula consists of by authority, also where no text spells it out."""

    concept_member_id: Annotated[str, derived("Id of the member: formula and position.")]
    concept_id: Annotated[str, curated("The formula.", ref="concepts")]
    position: Annotated[int, curated("Place in the formula, from 1.", ge=1)]
    label: Annotated[str, curated("The member in English.")]
    label_zh: Annotated[str | None, curated("The member in Chinese.")]
    member_concept_id: Annotated[str | None, curated("The member as a concept of its own.", ref="concepts")]
    confidence: Sure
    evidence: Evidence


class Assertion(NamedTuple):
    """The evidence for one curated cell."""

    assertion_id: Annotated[str, derived("Id of the assertion: row, column, hash of value and evidence.")]
    subject_table: Annotated[str, curated("Table of the supported cell.")]
    subject_id: Annotated[str, curated("Row of the supported cell.")]
    column_name: Annotated[str, curated("Column of the supported cell.")]
    value: Annotated[str, curated("The value, equal to the cell.")]
    confidence: Sure
    evidence_url: Annotated[str | None, curated("Address of the page on which the value was read.")]
    note: Annotated[str | None, curated("How the value was found.")]
    curator: Annotated[str | None, curated("Who entered the row.")]
    reviewed_by: Annotated[str | None, curated("Subject specialist or native reader who checked the row; null: nobody has.")]


class Mention(NamedTuple):
    """Every occurrence of a label in a text, those inside longer ones included."""

    mention_id: Annotated[str, _span_id("men", "mention")]
    document_id: DocumentRef
    paragraph_id: Annotated[str, derived("The paragraph.", ref="paragraphs")]
    sentence_id: Annotated[str | None, derived("The sentence, in body paragraphs.", ref="sentences")]
    concept_id: Annotated[str | None, derived("The concept; null where a homonym is undecided.", ref="concepts")]
    concept_label_id: Annotated[str, derived("The label that matched (of an undecided homonym, the first).", ref="concept_labels")]
    sense_basis: Annotated[
        Literal["label", "curated", "undecided"], derived("Whether the label alone, a curated line or nothing decides the concept.")
    ]
    start_char: Start
    end_char: End
    text: SpanText
    nested: Annotated[bool, derived("Whether it stands inside a longer mention.")]
    rule_id: RuleRef


class Enumeration(NamedTuple):
    """Lists: counted names with their items, ordinal, numbered and bulleted lists, headings as lists, series, names without items."""

    enumeration_id: Annotated[str, _span_id("enu", "list")]
    document_id: DocumentRef
    paragraph_id: Annotated[str, derived("The paragraph in which the list starts.", ref="paragraphs")]
    concept_id: Annotated[
        str | None, derived("The concept that the name is a label of; of a homonym, what its mention says.", ref="concepts")
    ]
    parent_item_id: Annotated[str | None, derived("The item of another list that holds this list.", ref="enumeration_items")]
    kind: Annotated[
        Literal["named", "ordinal", "numbered", "bulleted", "heading", "series", "named_only"], derived("How the items are marked.")
    ]
    name: Annotated[str | None, sliced("The counted phrase, without quotation marks.", copies=True)]
    name_start_char: Annotated[int | None, sliced("First code point of the name.", ge=0)]
    name_end_char: Annotated[int | None, sliced("Code point after the name.", ge=1)]
    declared_count: Annotated[int | None, derived("The number in the name; null where there is none, or two.", ge=1)]
    item_count: Annotated[int, derived("Items found in this text.", ge=0)]
    completeness: Annotated[
        Literal["complete", "short", "over", "undeclared", "named_only"], derived("Items found, compared with the declared count.")
    ]
    lead_in: Annotated[str | None, sliced("The clause or sentence that introduces the list.", copies=True)]
    start_char: Start
    end_char: End
    text: SpanText
    rule_id: RuleRef


class EnumerationItem(NamedTuple):
    """The items of the lists, in order."""

    item_id: Annotated[str, _span_id("itm", "item")]
    enumeration_id: Annotated[str, derived("The list.", ref="enumerations")]
    document_id: DocumentRef
    position: Annotated[int, derived("Place in the list, from 1.", ge=1)]
    concept_id: Annotated[
        str | None, derived("The concept that the item's label is a label of; of a homonym, what its mention says.", ref="concepts")
    ]
    marker: Annotated[str | None, sliced("The marker as written (First, 1., One is).", copies=True)]
    label: Annotated[str, sliced("What the item says, in short: its first clause.", copies=True)]
    label_start_char: Annotated[int, sliced("First code point of the label.", ge=0)]
    label_end_char: Annotated[int, sliced("Code point after the label.", ge=1)]
    start_char: Start
    end_char: End
    text: SpanText
    rule_id: RuleRef


class Definition(NamedTuple):
    """What a text says that a term is or means: a claim of the text, not of the package."""

    definition_id: Annotated[str, _span_id("def", "definition")]
    document_id: DocumentRef
    sentence_id: Annotated[str, derived("The sentence.", ref="sentences")]
    concept_id: Annotated[
        str | None, derived("The concept that the term is a label of; of a homonym, what its mention says.", ref="concepts")
    ]
    kind: Annotated[
        Literal["definition", "characterisation"],
        derived("definition: says what the term means or is; characterisation: an evaluative predicate (... is the guarantee of ...)."),
    ]
    term: Annotated[str, sliced("The term, without article and quotation marks.", copies=True)]
    term_start_char: Annotated[int, sliced("First code point of the term.", ge=0)]
    term_end_char: Annotated[int, sliced("Code point after the term.", ge=1)]
    start_char: Start
    end_char: End
    text: SpanText
    rule_id: RuleRef


class Quotation(NamedTuple):
    """What stands in quotation marks of any style; the span is what stands between them."""

    quotation_id: Annotated[str, _span_id("quo", "quotation")]
    document_id: DocumentRef
    paragraph_id: Annotated[str, derived("The paragraph.", ref="paragraphs")]
    kind: Annotated[
        Literal["direct", "term", "title"],
        derived("direct: words of a speaker or a text; term: a name, term or slogan; title: of a document or work."),
    ]
    start_char: Start
    end_char: End
    text: SpanText
    rule_id: RuleRef


class Attribution(NamedTuple):
    """Who says it: reported or quoted speech with its speaker and verb."""

    attribution_id: Annotated[str, _span_id("att", "attribution")]
    document_id: DocumentRef
    sentence_id: Annotated[str, derived("The sentence.", ref="sentences")]
    quotation_id: Annotated[str | None, derived("The quotation that gives what is said, or its first part.", ref="quotations")]
    speaker: Annotated[str, sliced("The speaker as written: a person, body, document, meeting or pronoun.", copies=True)]
    speaker_concept_id: Annotated[
        str | None, derived("The concept that the speaker is a label of; of a homonym, what its mention says.", ref="concepts")
    ]
    verb: Annotated[str, sliced("The verb of saying as written.", copies=True)]
    mode: Annotated[Literal["direct", "indirect"], derived("direct: what is said stands in quotation marks.")]
    start_char: Start
    end_char: End
    text: SpanText
    rule_id: RuleRef


class CitedDocument(NamedTuple):
    """Laws, plans, reports, decisions and meetings that a text names."""

    cited_document_id: Annotated[str, _span_id("cit", "citation")]
    document_id: DocumentRef
    concept_id: Annotated[
        str | None, derived("The concept that the name is a label of; of a homonym, what its mention says.", ref="concepts")
    ]
    cited_name: Annotated[str, derived("The name, white space folded.", copies=True)]
    year: Annotated[int | None, derived("The year in the name or directly beside it.", ge=1)]
    start_char: Start
    end_char: End
    text: SpanText
    rule_id: RuleRef


class TextIssue(NamedTuple):
    """Faults of a text, told in neutral words: found by rule, or by a reader (text_notes.csv)."""

    issue_id: Annotated[str, derived("Id of the issue: document, kind of issue, character range.", pattern=rf"{ID}_iss-[a-z-]+-\d+-\d+")]
    document_id: DocumentRef
    kind: Annotated[
        Literal[
            "missing_space",
            "unbalanced_quote",
            "hard_wrap",
            "repeated_text",
            "truncated",
            "count_mismatch",
            "mistranslation",
            "collapsed_terms",
            "broken_sentence",
        ],
        derived("What is at fault; the last three kinds are curated."),
    ]
    start_char: Start
    end_char: End
    message: Annotated[str, derived("What was found, in one neutral sentence.", min_length=1)]
    rule_id: RuleRef


class Parallel(NamedTuple):
    """What stands in several documents: the same words, found by rule, or the same formula in other words (parallels.csv)."""

    parallel_id: Annotated[
        str,
        derived("Id of the parallel; of shared wording, the first 16 digits of the SHA-256 of its words.", pattern=PARALLEL_ID),
    ]
    label: Annotated[
        str,
        derived(
            "What is parallel: of shared wording, its words in lower case, cut at a word; of a formula, its name.",
            copies=True,
            min_length=1,
        ),
    ]
    kind: Annotated[
        Literal["shared_wording", "same_formula"],
        derived(
            "shared_wording: the same words in a row, found by rule; same_formula: one formula in two wordings, told by a curated line."
        ),
    ]
    concept_id: Annotated[str | None, derived("The concept that the formula is, or that the wording is a label of.", ref="concepts")]


class ParallelSpan(NamedTuple):
    """The places of the parallels: of the whole, and of the members of a formula one by one."""

    parallel_span_id: Annotated[str, derived("Id of the place: parallel, part, document, character range.")]
    parallel_id: Annotated[str, derived("The parallel.", ref="parallels")]
    part: Annotated[int, derived("0: the whole; from 1: the members, in the order of the formula.", ge=0)]
    document_id: DocumentRef
    concept_id: Annotated[str | None, derived("The concept that stands here, whole or member.", ref="concepts")]
    start_char: Start
    end_char: End
    text: SpanText


class Rule(NamedTuple):
    """The rules that made the rows; the revision is raised when a rule's output changes."""

    rule_id: Annotated[str, derived("Id of the rule.", pattern=r"[a-z0-9_]+\.[a-z0-9_]+")]
    table_name: Annotated[str, derived("The table whose rows it makes.")]
    method: Annotated[Literal["layout", "pattern", "gazetteer", "curated", "derived"], derived("How it works.")]
    revision: Annotated[int, derived("Raised when the rule's output changes.", ge=1)]
    description: Annotated[str, derived("What it does.")]


class Provenance(NamedTuple):
    """For each document and table: which bytes, curated lines and rules made how many rows."""

    provenance_id: Annotated[str, derived("Id: document and table.")]
    document_id: DocumentRef
    table_name: Annotated[str, derived("The table.")]
    rows: Annotated[int, derived("Rows of the document in the table.", ge=0)]
    raw_sha256: Annotated[str, derived("SHA-256 of the raw file.", pattern=SHA256)]
    curated_sha256: Annotated[str, derived("SHA-256 of the curated lines that the build read.", pattern=SHA256)]
    rules_sha256: Annotated[str, derived("SHA-256 of the rules table.", pattern=SHA256)]
    software: Annotated[str, derived("Name of the software.")]
    software_version: Annotated[str, derived("Its version, which is that of the data it is published with.")]


TABLES: dict[str, type[NamedTuple]] = {
    "documents": Document,
    "sources": Source,
    "paragraphs": Paragraph,
    "sections": Section,
    "sentences": Sentence,
    "concepts": Concept,
    "concept_labels": ConceptLabel,
    "concept_members": ConceptMember,
    "assertions": Assertion,
    "mentions": Mention,
    "enumerations": Enumeration,
    "enumeration_items": EnumerationItem,
    "definitions": Definition,
    "quotations": Quotation,
    "attributions": Attribution,
    "cited_documents": CitedDocument,
    "text_issues": TextIssue,
    "parallels": Parallel,
    "parallel_spans": ParallelSpan,
    "rules": Rule,
    "provenance": Provenance,
}
"""The published tables in order, parents before children where the schema allows it."""


class PackageFact(NamedTuple):
    """package.csv: title, version, creators ...: the one source of descriptor and citation."""

    key: Annotated[str, curated("Name of the fact.", min_length=1)]
    value: Annotated[str | None, curated("Its value.")]


class MentionSense(NamedTuple):
    """mention_senses.csv: which concept one occurrence of a homonym names."""

    document_id: Annotated[str, curated("The document.", ref="documents")]
    start_char: Annotated[int, curated("First code point of the occurrence.", ge=0)]
    end_char: Annotated[int, curated("Code point after it.", ge=1)]
    concept_id: Annotated[str, curated("The concept it names.", ref="concepts")]
    reason: Annotated[str | None, curated("Why.")]
    evidence: Evidence


class Correction(NamedTuple):
    """corrections.csv: a row that no rule can get right, added, removed or changed by a person, with the reason."""

    document_id: Annotated[str, curated("The document.", ref="documents")]
    table_name: Annotated[str, curated("Table of the corrected row.")]
    action: Annotated[Literal["add", "remove", "change"], curated("What is done.")]
    start_char: Annotated[int, curated("First code point of the row's span.", ge=0)]
    end_char: Annotated[int, curated("Code point after it.", ge=1)]
    exact: Annotated[str, curated("The words of the span, as a check.")]
    column: Annotated[str | None, curated("Column to set (add, change); `items` adds a whole list.")]
    value: Annotated[str | None, curated("Its value; of `items` the words of each item, vertical bars between.")]
    reason: Annotated[str, curated("Why no rule can know it.", min_length=1)]
    evidence: Evidence


class TextNote(NamedTuple):
    """text_notes.csv: faults of a text that only a reader can see; they become `text_issues`."""

    document_id: Annotated[str, curated("The document.", ref="documents")]
    start_char: Annotated[int, curated("First code point of the words concerned.", ge=0)]
    end_char: Annotated[int, curated("Code point after them.", ge=1)]
    kind: Annotated[Literal["mistranslation", "collapsed_terms", "broken_sentence"], curated("What is wrong.")]
    message: Annotated[str, curated("One neutral sentence.", min_length=1)]
    label_zh: Annotated[str | None, curated("The Chinese term.")]
    evidence: Evidence
    confidence: Confident


class ParallelLine(NamedTuple):
    """parallels.csv: a place of a formula that stands in several texts, whole or one of its members; a line for each place."""

    parallel_id: Annotated[str, curated("Id of the parallel.", pattern=ID)]
    label: Annotated[str, curated("Name of the formula, the same in each of its lines.", min_length=1)]
    concept_id: Annotated[str | None, curated("The concept that the formula is, the same in each of its lines.", ref="concepts")]
    part: Annotated[int, curated("0: the whole; from 1: the members, in the order of the formula.", ge=0)]
    document_id: Annotated[str, curated("The document.", ref="documents")]
    start_char: Annotated[int, curated("First code point of the place.", ge=0)]
    end_char: Annotated[int, curated("Code point after it.", ge=1)]
    exact: Annotated[str, curated("The words of the place, as a check.", min_length=1)]
    span_concept_id: Annotated[str | None, curated("The concept that stands at the place.", ref="concepts")]
    reason: Annotated[str, curated("Why it is the same formula.", min_length=1)]
    evidence: Evidence
    confidence: Sure
    curator: Annotated[str | None, curated("Who entered the row.")]
    reviewed_by: Annotated[str | None, curated("Subject specialist or native reader who checked the row; null: nobody has.")]


class RetiredId(NamedTuple):
    """retired_ids.csv: ids of earlier versions whose span a better rule moved."""

    old_id: Annotated[str, curated("The id that was published.", min_length=1)]
    new_id: Annotated[str | None, curated("The id that took its place.")]
    since_version: Annotated[str, curated("The first version without it.")]
    reason: Annotated[str, curated("Why.", min_length=1)]


CURATED: dict[str, type[NamedTuple]] = {
    "package": PackageFact,
    "documents": Document,
    "sources": Source,
    "concepts": Concept,
    "concept_labels": ConceptLabel,
    "concept_members": ConceptMember,
    "assertions": Assertion,
    "mention_senses": MentionSense,
    "corrections": Correction,
    "text_notes": TextNote,
    "parallels": ParallelLine,
    "retired_ids": RetiredId,
}
"""The files of raw/curated/ and their row declarations. Each may carry `curator` and `reviewed_by` besides."""
