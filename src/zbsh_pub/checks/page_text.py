"""The text layer of a finished PDF's pages, read by PDFium; pages that were read before are known by content.

What a page reads as depends on its content, on the forms that it draws, and on what the faces say their
glyphs mean (ToUnicode). The digest of these names a page's text in the store.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from zbsh_pub.cache import Store, key_of

# Where the folio stands, in points from the foot of the page (print.css: .folio).
_FOLIO = (28.0, 48.0)
_KIND = "pagetext"
MANY = 400  # pages


def read_page_texts(data: bytes, document: Any, store: Store) -> list[tuple[str, str]]:
    """For each page of the PDF its text and that of its foot. `document` is `data` as pypdfium2 has it.

    Of very many pages all are read: qpdf's table of their objects would take more memory than all else.
    """
    if len(document) > MANY:
        return [_read(document, index) for index in range(len(document))]
    return [_known(document, index, key, store) for index, key in enumerate(_page_keys(data))]


def _known(document: Any, index: int, key: str, store: Store) -> tuple[str, str]:
    known = store.get(_KIND, key)
    if known is not None:
        text, foot = json.loads(known)
        return text, foot
    text, foot = _read(document, index)
    store.put(_KIND, key, json.dumps([text, foot], ensure_ascii=False).encode())
    return text, foot


def _read(document: Any, index: int) -> tuple[str, str]:
    page = document[index]
    text = page.get_textpage()
    found = text.get_text_range(), text.get_text_bounded(bottom=_FOLIO[0], top=_FOLIO[1])
    text.close()
    page.close()
    return found


def _page_keys(data: bytes) -> Iterator[str]:
    """A digest of all that a page's text depends on, page by page."""
    with pikepdf.open(BytesIO(data)) as pdf:
        known: dict[tuple[int, int], bytes] = {}
        version = f"{pikepdf.__version__} {_pdfium()}".encode()
        for page in pdf.pages:
            content = page.obj.Contents
            streams = list(content) if isinstance(content, pikepdf.Array) else [content]
            box = page.obj.MediaBox.unparse()
            yield key_of([version, box, _resources(page.obj.Resources, known), *(s.read_raw_bytes() for s in streams)])


def _pdfium() -> str:
    from importlib.metadata import version

    return version("pypdfium2")


def _resources(resources: Any, known: dict[tuple[int, int], bytes]) -> bytes:
    """A digest of the faces' meanings and of the forms, and what those draw in turn."""
    if resources.is_indirect and resources.objgen in known:
        return known[resources.objgen]
    digest = hashlib.sha256()
    for name, font in sorted(resources.get("/Font", {}).items()):
        digest.update(name.encode())
        digest.update(font.ToUnicode.read_raw_bytes() if "/ToUnicode" in font else font.unparse(resolved=True))
    for name, item in sorted(resources.get("/XObject", {}).items()):
        if item.get("/Subtype") == "/Form":
            digest.update(name.encode() + item.read_raw_bytes() + _placing(item))
            if "/Resources" in item:
                digest.update(_resources(item.Resources, known))
    if resources.is_indirect:
        known[resources.objgen] = digest.digest()
    return digest.digest()


def _placing(form: Any) -> bytes:
    placing: bytes = form.BBox.unparse() + (form.Matrix.unparse() if "/Matrix" in form else b"")
    return placing
