"""zbsh-pub: one manuscript tree into EPUB 3 and PDF, for Chinese magazines."""

__version__ = "0.1.0"
