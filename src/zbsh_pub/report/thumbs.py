"""The pages of a finished PDF in small, as WebP; a page that was drawn before is known by its content.

A page looks as its content, the pictures and forms that it draws, and the house's faces make it: a subset of a
face that grew by other pages' characters changes nothing, since glyphs go by the ids of the whole face.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from zbsh_pub.cache import Store, key_of
from zbsh_pub.house import fonts_folder

WIDTH = 150  # px
_QUALITY = 70
_KIND = "thumb"
_ASIDE = ("/Parent", "/StructParents", "/StructParent")  # of tags, which cannot be seen
Objgen = tuple[int, int]
Digests = dict[Objgen, bytes]
MANY = 400  # pages: as in checks.page_text, more would take qpdf too much memory


def draw_thumbs(data: bytes, store: Store) -> tuple[bytes, ...]:
    """A picture of each page, `WIDTH` px wide. The same PDF gives the same bytes on one machine."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    if len(document) > MANY:
        return tuple(_draw(document, index) for index in range(len(document)))
    return tuple(_known(document, index, key, store) for index, key in enumerate(_page_keys(data)))


def _known(document: Any, index: int, key: str, store: Store) -> bytes:
    return store.cached(_KIND, key, lambda: _draw(document, index))


def _draw(document: Any, index: int) -> bytes:
    page = document[index]
    picture = page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")
    page.close()
    out = BytesIO()
    picture.save(out, "WEBP", quality=_QUALITY, method=4)
    return out.getvalue()


def _page_keys(data: bytes) -> Iterator[str]:
    """A digest of all that a page's look depends on, page by page."""
    from importlib.metadata import version

    ground = [f"{name} {version(name)}".encode() for name in ("pypdfium2", "pikepdf", "pillow")]
    ground += [f"{WIDTH} {_QUALITY}".encode(), *_faces()]
    with pikepdf.open(BytesIO(data)) as pdf:
        known: Digests = {}
        for page in pdf.pages:
            content = page.obj.Contents
            streams = list(content) if isinstance(content, pikepdf.Array) else [content]
            boxes = [page.obj.get(name, pikepdf.Array()).unparse() for name in ("/MediaBox", "/CropBox", "/Rotate")]
            yield key_of(
                [*ground, *boxes, _deep(page.obj.Resources, known, frozenset()), *(s.read_raw_bytes() for s in streams)]
            )


def _faces() -> Iterator[bytes]:
    for path in sorted(fonts_folder().rglob("*.[ot]t[fc]")):
        yield hashlib.sha256(path.read_bytes()).digest()


def _deep(item: Any, known: Digests, passed: frozenset[Objgen]) -> bytes:
    """A digest of an object and of all that it refers to; `passed` are the objects that refer to it."""
    if not isinstance(item, pikepdf.Object):
        return repr(item).encode()
    if not item.is_indirect:
        return _digest(item, known, passed)
    if item.objgen in passed:
        return b""
    if item.objgen not in known:
        known[item.objgen] = _digest(item, known, passed | {item.objgen})
    return known[item.objgen]


def _digest(item: Any, known: Digests, passed: frozenset[Objgen]) -> bytes:
    digest = hashlib.sha256()
    if isinstance(item, pikepdf.Stream):
        digest.update(item.read_raw_bytes())
    if isinstance(item, pikepdf.Array):
        for value in item:
            digest.update(_deep(value, known, passed))
    elif not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        digest.update(item.unparse())
    elif item.get("/Type") == "/Font":
        digest.update(item.BaseFont.unparse())
    else:
        for name, value in sorted(item.items()):
            digest.update(name.encode() + (b"" if name in _ASIDE else _deep(value, known, passed)))
    return digest.digest()
