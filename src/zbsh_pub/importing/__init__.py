"""Manuscripts of other kinds into the tree: the raw text of a printed issue, Word files."""
