"""The rules table holds every rule that a row names, and its hash changes with a revision."""

from tests.conftest import rows_of

from tifabank.pipeline import RULES
from tifabank.stages.rules import rules_sha256


def test_each_rule_belongs_to_the_table_whose_rows_it_makes():
    for rule in RULES:
        assert rule.rule_id.split(".")[0] == rule.table_name
        assert rule.description.endswith(".")


def test_every_rule_that_a_row_names_is_declared():
    declared = {rule.rule_id for rule in RULES}
    found = rows_of("T\nby admin\nFirst, read. Second, write.\nThe “Four Greats” and three tasks: a b, c d and e f.\nUser Login")
    named = {row.rule_id for rows in found.values() for row in rows if hasattr(row, "rule_id")}
    assert named <= declared


def test_the_hash_follows_the_revision():
    raised = [RULES[0]._replace(revision=99), *RULES[1:]]
    assert rules_sha256(raised) != rules_sha256(RULES)
