"""Rules: the table of all rules, collected from the stages that apply them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from tifabank.rows import Rule

RULES = [Rule("rules.declared", "rules", "derived", 1, "Collected from the stages.")]


def rules(*declared: Iterable[Rule]) -> list[Rule]:
    """All rules in order of their ids."""
    return sorted(rule for group in (*declared, RULES) for rule in group)


def rules_sha256(rows: Iterable[Rule]) -> str:
    """SHA-256 of the rules: ids, tables, methods, revisions and descriptions, not the source code."""
    return hashlib.sha256("\n".join("\0".join(map(str, row)) for row in rows).encode()).hexdigest()
