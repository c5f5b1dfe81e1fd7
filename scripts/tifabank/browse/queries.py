"""Canned queries of the Datasette edition: questions that researchers ask, each an address that can be shared."""

from __future__ import annotations

from typing import Any

_WORDINGS = """
with wanted as (
  select concept_id from concepts where concept_id = :concept or lower(label) = lower(:concept) or label_zh = :concept
  union select concept_id from concept_labels where lower(label) = lower(:concept)
)
select c.concept_id, lower(m.text) as wording, m.document_id, count(*) as mentions, sum(m.nested = 0) as not_nested,
  c.label_zh, c.pinyin, c.official_english
from mentions m join concepts c using (concept_id) join wanted using (concept_id)
join paragraphs p using (paragraph_id)
where p.kind = 'body'
group by c.concept_id, lower(m.text), m.document_id
order by c.concept_id, m.document_id, mentions desc, wording
"""

_LISTS = """
select e.document_id, e.enumeration_id, e.kind, e.name, e.declared_count, e.item_count, e.completeness,
  i.position, i.marker, i.label as item, i.item_id
from enumerations e left join enumeration_items i using (enumeration_id)
where (:kind = '' or e.kind = :kind) and (:document_id = '' or e.document_id = :document_id)
order by e.document_id, e.start_char, e.end_char desc, i.position
"""

_READING = """
select p.position, p.kind, s.heading as section, p.text, p.paragraph_id
from paragraphs p left join sections s using (section_id)
where p.document_id = :document_id
order by p.position
"""

_EVIDENCE = """
with found(table_name, document_id, rule_id) as (
  select 'paragraphs', document_id, rule_id from paragraphs where paragraph_id = :id
  union all select 'sections', document_id, rule_id from sections where section_id = :id
  union all select 'sentences', document_id, rule_id from sentences where sentence_id = :id
  union all select 'mentions', document_id, rule_id from mentions where mention_id = :id
  union all select 'enumerations', document_id, rule_id from enumerations where enumeration_id = :id
  union all select 'enumeration_items', document_id, rule_id from enumeration_items where item_id = :id
  union all select 'documents', document_id, 'documents.raw' from documents where document_id = :id
)
select 1 as step, 'rule' as rests_on, rule_id as reference, null as confidence, description as detail
from found join rules using (rule_id)
union all
select 2, 'raw file', file, null, 'sha256 ' || sha256 from found join documents using (document_id)
union all
select 3, 'build', provenance_id, null, software || ' ' || software_version || ', ' || rows || ' rows'
from found join provenance using (document_id, table_name)
union all
select 4, 'source: ' || relation, url, confidence, coalesce(title, title_zh, site, note) from found join sources using (document_id)
union all
select 5, 'assertion: ' || column_name, evidence_url, confidence, value || coalesce(' (' || note || ')', '')
from assertions where :id in (subject_id, assertion_id) or (subject_table = 'concept_members' and subject_id like :id || '_mem-%')
union all
select 6, 'label: ' || kind, evidence, confidence, label || coalesce(' (' || issuer || coalesce(' ' || year, '') || ')', '')
from concept_labels where :id in (concept_id, concept_label_id) and kind <> 'attested'
union all
select 7, 'source: ' || relation, evidence, confidence, coalesce(note, title, url) from sources where source_id = :id
union all
select 8, 'rule', rule_id, null, description from rules where rule_id = :id
order by step, rests_on
"""

_NAMED_ONLY = """
select e.name, e.document_id, e.declared_count, m.position, m.label as member, m.label_zh, m.confidence, e.concept_id, e.enumeration_id
from enumerations e left join concept_members m using (concept_id)
where e.completeness in ('named_only', 'short')
order by e.document_id, e.start_char, m.position
"""

QUERIES: dict[str, dict[str, Any]] = {
    "wordings_of_a_concept": {
        "title": "Wordings of a concept by document",
        "description": "concept: an id, an English wording, or the Chinese term. With Chinese and official English.",
        "sql": _WORDINGS,
        "params": ["concept"],
    },
    "lists_with_items": {
        "title": "All lists with their items in order",
        "description": "Leave kind and document_id empty for all. kind: named, ordinal, numbered, bulleted, heading, series, named_only.",
        "sql": _LISTS,
        "params": ["kind", "document_id"],
    },
    "named_but_not_given": {
        "title": "Lists that a text names but does not give",
        "description": "With what they consist of by authority (concept_members), where that is known, and its confidence.",
        "sql": _NAMED_ONLY,
    },
    "document_in_reading_order": {
        "title": "One document in reading order",
        "description": "All paragraphs of a document, furniture and captions too, with kind and section.",
        "sql": _READING,
        "params": ["document_id"],
    },
    "what_a_row_rests_on": {
        "title": "What a row rests on",
        "description": "For an id: the rule that made the row, the raw file and its hash, the build, the sources, the assertions and labels.",
        "sql": _EVIDENCE,
        "params": ["id"],
    },
}
for _query in QUERIES.values():
    _query["hide_sql"] = True
"""Canned queries by name, as Datasette's metadata takes them."""
