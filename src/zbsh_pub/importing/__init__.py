"""Manuscripts of other kinds into the tree."""
