"""The stages: one module, or folder, for each table found in a document. None imports another."""
