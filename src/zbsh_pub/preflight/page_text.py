"""The text of pages as PDFium reads it, and the numbers that stand alone at head and foot, where folios stand."""

from __future__ import annotations

import re
from typing import Any

from zbsh_pub.preflight.facts import PageText

_BAND = 0.12  # of the page's height, at head and at foot
_NUMBER = re.compile(r"(?<![A-Za-z\d.,:/\-—–第])\d{1,4}(?![A-Za-z\d.,:/\-年月日期号])")


def read_texts(data: bytes, pages: int) -> tuple[PageText, ...]:
    """Label and text of each of the pages, by PDFium, which may find fewer in a damaged file.

    Raises `pypdfium2.PdfiumError` where it cannot open the file.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        found = [_read(document, index) for index in range(len(document))]
    finally:
        document.close()
    return (*found, *[PageText("", "", ())] * (pages - len(found)))


def _read(document: Any, index: int) -> PageText:
    page = document[index]
    text = page.get_textpage()
    try:
        left, bottom, right, top = page.get_trimbox()
        band = (top - bottom) * _BAND
        foot = text.get_text_bounded(left, bottom, right, bottom + band)
        head = text.get_text_bounded(left, top - band, right, top)
        numbers = [int(found) for part in (foot, head) for found in _NUMBER.findall(part)]
        return PageText(document.get_page_label(index), text.get_text_range(), tuple(dict.fromkeys(numbers)))
    finally:
        text.close()
        page.close()
