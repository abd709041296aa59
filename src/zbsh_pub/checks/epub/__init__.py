"""Checks of our own on a finished EPUB: see `check`."""
