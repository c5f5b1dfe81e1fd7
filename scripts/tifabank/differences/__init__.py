"""What differs between two packages: rows, cells, columns; what moved; which version number that needs. Nothing is read here.

tables of both sides  ->  added, removed, changed              (tables.py; schemas.py for columns and vocabularies)
    removed + added   ->  moved: old id -> new id              (moves.py)
all tables            ->  Difference                           (records.py)
    version number    (versions.py),  retired_ids.csv  (retired.py)
    as text, JSON or part of the changelog                     (told.py, changelog.py)
"""
