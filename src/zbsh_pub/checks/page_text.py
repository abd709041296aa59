"""The text layer of a finished PDF's pages, read by PDFium; pages that were read before are known by content.

What a page reads as depends on its content, on the forms that it draws, and on what the faces say their
glyphs mean (ToUnicode). The digest of these names a page's text in the store.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import Any

import pikepdf

from zbsh_pub.cache import Store, key_of

# Where the folio stands, in points from the foot of the page (print.css: .folio).
_FOLIO = (28.0, 48.0)
_KIND = "pagetext"
MANY = 400  # pages
FEW = 10  # pages that are read as soon as another process is told of them

PageText = tuple[str, str]
Later = Callable[..., Callable[[], list[PageText]]]


def read_page_texts(data: bytes, document: Any, store: Store, later: Later) -> list[PageText]:
    """For each page of the PDF its text and that of its foot. `document` is `data` as pypdfium2 has it;
    `later` may let another process read half of the pages (`Crew.later`).

    Of very many pages all are read: qpdf's table of their objects would take more memory than all else.
    """
    if len(document) > MANY:
        return _read_all(data, document, range(len(document)), later)
    keys = list(_page_keys(data))
    texts = {key: _known(store, key) for key in dict.fromkeys(keys)}
    missing = [index for index, key in enumerate(keys) if texts[key] is None]
    for index, text in zip(missing, _read_all(data, document, missing, later), strict=True):
        texts[keys[index]] = text
        store.put(_KIND, keys[index], json.dumps(text, ensure_ascii=False).encode())
    return [text for text in (texts[key] for key in keys) if text is not None]


def _known(store: Store, key: str) -> PageText | None:
    known = store.get(_KIND, key)
    if known is None:
        return None
    text, foot = json.loads(known)
    return text, foot


def _read_all(data: bytes, document: Any, pages: Sequence[int], later: Later) -> list[PageText]:
    """The texts of these pages: one half read here, the other one by whoever has time."""
    half = len(pages) // 2
    if half < FEW:
        return [_read(document, index) for index in pages]
    rest = later(read_pages, data, pages[half:])
    return [*(_read(document, index) for index in pages[:half]), *rest()]


def here(function: Callable[..., list[PageText]], *arguments: Any) -> Callable[[], list[PageText]]:
    """`Later` without another process."""
    return lambda: function(*arguments)


def read_pages(data: bytes, pages: Sequence[int]) -> list[PageText]:
    """The texts of some pages of a PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return [_read(document, index) for index in pages]


def _read(document: Any, index: int) -> PageText:
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
