"""datapackage.json: the Data Package v2 descriptor of a package, from its facts, its tables and their files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from tifabank.printing import json_of
from tifabank.rows import Source
from tifabank.schema import about, published
from tifabank.stored import Part, logical_sha256, place_of, table_path

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENSES = {
    "CC-BY-4.0": {
        "name": "CC-BY-4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
        "title": "Creative Commons Attribution 4.0 (curated facts, spans, ids, schemas)",
    },
    "MIT": {"name": "MIT", "path": "https://opensource.org/license/mit", "title": "MIT License (code)"},
}
TEXT_RIGHTS = (
    "Columns marked third-party copy the raw texts: works of third parties, rights unknown, not covered by the licences, kept as "
    "evidence for research and not endorsed."
)


LOGICAL_HASH = "tifabank:logical_hash"
_MOST_SOURCES = 1000  # texts that a descriptor lists


def descriptor(
    facts: Mapping[str, str], stored: Mapping[str, Sequence[Part]], sources: list[dict[str, str]], *, text: bool
) -> dict[str, Any]:
    """The descriptor of a package.

    Args:
        facts: the lines of package.csv.
        stored: the files of each table; a table with more than one is a folder of parts.
        sources: see `sources`.
        text: whether columns that copy the texts are there.
    """
    optional = {
        "homepage": facts.get("repository"),
        "id": facts.get("doi"),
        "created": f"{facts['date']}T00:00:00Z" if "date" in facts else None,
    }
    return {
        "$schema": PROFILE,
        "name": facts.get("name", "tifabank-package"),
        **{key: value for key, value in optional.items() if value},
        "title": facts.get("title", "A Tifabank package"),
        "description": facts.get("description", "Tables made from raw texts by Tifabank."),
        "version": facts.get("version", "0.0.0"),
        "keywords": keywords(facts),
        "licenses": [LICENSES["CC-BY-4.0"], LICENSES["MIT"]],
        "contributors": [{"title": facts.get("creators", "unknown"), "roles": ["creator"]}],
        "sources": sources,
        "tifabank:edition": "full" if text else "without-text",
        "tifabank:text_rights": facts.get("text_rights", TEXT_RIGHTS),
        "tifabank:removal": facts.get("removal", "To ask for the removal of a text, write to the maintainers of the package."),
        "resources": [resource(name, parts, text=text) for name, parts in stored.items()],
    }


def keywords(facts: Mapping[str, str]) -> list[str]:
    """The keywords of a package; always at least one."""
    return [k.strip() for k in facts.get("keywords", "text as data").split(";") if k.strip()]


def sources(documents: Iterable[pa.Table], known: Iterable[Source]) -> list[dict[str, str]]:
    """The pages the texts were copied from; for a text with no known page, its title; for a large corpus, where to find them.

    Args:
        documents: the table `documents`, part by part.
        known: the rows of `sources`.
    """
    titles: dict[str, str] = {}
    for part in documents:
        titles |= zip(*(part[c].to_pylist() for c in ("document_id", "title")), strict=True)
        if len(titles) > _MOST_SOURCES:
            return [{"title": "The texts are listed in the table documents, the pages they were copied from in the table sources."}]
    copies = {row.document_id: row for row in known if row.relation == "copy"}
    entries = []
    for document_id, title in titles.items():
        copy = copies.get(document_id)
        entries.append({"title": (copy and copy.title) or title} | ({"path": copy.url} if copy and copy.url else {}))
    return entries


def resource(name: str, parts: Sequence[Part], *, text: bool) -> dict[str, Any]:
    """What the descriptor tells of a table, from its files; `text` says whether columns that copy the texts are there."""
    copied = [c.name for c in published(name, text=text) if c.copies]
    return {
        "name": name,
        "type": "table",
        "path": paths_of(name, len(parts)),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": about(name),
        "schema": f"schemas/{name}.json",
        **file_facts(parts),
        "licenses": [LICENSES["CC-BY-4.0"]],
        **({"tifabank:third_party_columns": copied, "tifabank:rights": TEXT_RIGHTS} if copied else {}),
    }


def paths_of(name: str, parts: int) -> str | list[str]:
    """Where a table stands, as the descriptor tells it: a path, or those of its parts."""
    return table_path(name) if parts == 1 else [place_of(name, number, parts) for number in range(parts)]


def paths_listed(told: Mapping[str, Any]) -> Iterator[str]:
    """The files of tables that a descriptor lists; what has not the form of a resource lists none."""
    resources = told.get("resources")
    for one in resources if isinstance(resources, list) else ():
        paths = one.get("path") if isinstance(one, dict) else None
        yield from (path for path in (paths if isinstance(paths, list) else [paths]) if isinstance(path, str))


def file_facts(parts: Sequence[Part]) -> dict[str, Any]:
    """What the descriptor tells of the files of a table: hashes and rows."""
    several = {"tifabank:parts": [{"rows": part.rows, "hash": f"sha256:{part.sha256}"} for part in parts]}
    return {
        **({"hash": f"sha256:{parts[0].sha256}"} if len(parts) == 1 else several),
        LOGICAL_HASH: f"sha256:{logical_sha256(parts)}",
        "rows": sum(part.rows for part in parts),
    }


def as_json(value: Any) -> bytes:
    """JSON as committed: two spaces, UTF-8, a final line break."""
    return f"{json_of(value)}\n".encode()
