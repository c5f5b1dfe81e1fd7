"""datapackage.json: the Data Package v2 descriptor of a package, from its facts, its tables and their files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tifabank.schema import about, published
from tifabank.tables import Tables, has_text, logical_hash

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


def descriptor(facts: Mapping[str, str], tables: Tables, hashes: Mapping[str, str]) -> dict[str, Any]:
    """The descriptor. `hashes` gives the SHA-256 of each table's Parquet file by table name."""
    text = has_text("documents", tables["documents"])
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
        "sources": _sources(tables),
        "tifabank:edition": "full" if text else "without-text",
        "tifabank:text_rights": facts.get("text_rights", TEXT_RIGHTS),
        "tifabank:removal": facts.get("removal", "To ask for the removal of a text, write to the maintainers of the package."),
        "resources": [_resource(name, tables, hashes[name]) for name in tables],
    }


def keywords(facts: Mapping[str, str]) -> list[str]:
    """The keywords of a package; always at least one."""
    return [k.strip() for k in facts.get("keywords", "text as data").split(";") if k.strip()]


def _sources(tables: Tables) -> list[dict[str, str]]:
    """The pages the texts were copied from; for a text with no known page, its title."""
    titles = dict(zip(*(tables["documents"][c].to_pylist() for c in ("document_id", "title")), strict=True))
    copies = {row["document_id"]: row for row in tables["sources"].to_pylist() if row["relation"] == "copy"}
    entries = []
    for document_id, title in titles.items():
        copy = copies.get(document_id, {})
        entries.append({"title": copy.get("title") or title} | ({"path": copy["url"]} if copy.get("url") else {}))
    return entries


def _resource(name: str, tables: Tables, file_hash: str) -> dict[str, Any]:
    table = tables[name]
    copied = [c.name for c in published(name, text=has_text(name, table)) if c.copies]
    return {
        "name": name,
        "type": "table",
        "path": f"processed/{name}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": about(name),
        "schema": f"schemas/{name}.json",
        "hash": f"sha256:{file_hash}",
        "tifabank:logical_hash": f"sha256:{logical_hash(table)}",
        "rows": len(table),
        "licenses": [LICENSES["CC-BY-4.0"]],
        **({"tifabank:third_party_columns": copied, "tifabank:rights": TEXT_RIGHTS} if copied else {}),
    }


def as_json(value: Any) -> bytes:
    """JSON as committed: two spaces, UTF-8, a final line break."""
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()
