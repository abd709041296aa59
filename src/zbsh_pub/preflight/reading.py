"""Read a PDF into facts, once: its objects by pikepdf, its text by PDFium."""

from __future__ import annotations

import logging
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2

from zbsh_pub.preflight.document import page_numbers, read_document
from zbsh_pub.preflight.facts import Facts
from zbsh_pub.preflight.fonts import read_faces
from zbsh_pub.preflight.page_text import read_texts
from zbsh_pub.preflight.pages import read_pages
from zbsh_pub.preflight.source import Source

logging.getLogger("pikepdf").addHandler(logging.NullHandler())  # what it warns of is told as damage


class Locked(Exception):
    """The file cannot be opened without a password."""


class NoPdf(Exception):
    """The bytes are no PDF that can be opened."""


def read_facts(data: bytes, inks: bool = True) -> Facts:
    """All facts of a PDF; with `inks` its CMYK pictures are decoded too.

    Raises `Locked` or `NoPdf`.
    """
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return _read(pdf, data, inks)
    except pikepdf.PasswordError as error:
        raise Locked from error
    except (pikepdf.PdfError, pypdfium2.PdfiumError, RuntimeError) as error:  # qpdf's own errors are RuntimeErrors
        raise NoPdf(str(error)) from error


def _read(pdf: pikepdf.Pdf, data: bytes, inks: bool) -> Facts:
    source = Source(pdf, inks)
    read = list(read_pages(source, read_texts(data, len(pdf.pages))))
    shown: dict[str, frozenset[bytes]] = {}
    for one in read:
        for key, codes in one.page.shown.items():
            shown[key] = shown.get(key, frozenset()) | codes
    seen = frozenset(key for one in read for key in one.seen)
    document = read_document(pdf, page_numbers(pdf), source.damaged)
    document = replace(document, damaged=document.damaged or bool(pdf.get_warnings()))
    return Facts(document, tuple(one.page for one in read), read_faces(source.faces, shown, seen))
