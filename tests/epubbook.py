"""A small good EPUB of our own making (tests/fixtures/epub), and words to spoil it in one place.

good_book().with_text("EPUB/nav.xhtml", "第一节", "").packed()
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image

from zbsh_pub.checks.epub.check import check_epub
from zbsh_pub.fonts import cut_faces
from zbsh_pub.problems import Problem

TREE = Path(__file__).parent / "fixtures" / "epub"
OPF, NAV, NCX = "EPUB/package.opf", "EPUB/nav.xhtml", "EPUB/toc.ncx"
COVER, ONE, TWO = "EPUB/cover.xhtml", "EPUB/text/one.xhtml", "EPUB/text/two.xhtml"
CSS, JPG, PNG = "EPUB/style/book.css", "EPUB/images/cover.jpg", "EPUB/images/photo.png"


@dataclass(frozen=True)
class EpubBook:
    """The files of an EPUB in order; `zipped` gives attributes of a ZipInfo to be set, by name of the file."""

    files: tuple[tuple[str, bytes], ...]
    zipped: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def data(self, name: str) -> bytes:
        return dict(self.files)[name]

    def with_text(self, name: str, old: str, new: str) -> EpubBook:
        """The file with the first `old` replaced; it must be there."""
        text = self.data(name).decode()
        assert old in text, f"{name} holds no {old!r}"
        return self.with_file(name, text.replace(old, new, 1))

    def with_file(self, name: str, content: str | bytes) -> EpubBook:
        """The file with this content: in its place, or last if it is new."""
        data = content if isinstance(content, bytes) else content.encode()
        known = any(there == name for there, _ in self.files)
        files = tuple((there, data if there == name else old) for there, old in self.files)
        return replace(self, files=files if known else (*files, (name, data)))

    def with_entry(self, name: str, data: bytes) -> EpubBook:
        """One more entry in the zip, whatever is there already."""
        return replace(self, files=(*self.files, (name, data)))

    def with_zip(self, name: str, **attributes: Any) -> EpubBook:
        return replace(self, zipped={**self.zipped, name: attributes})

    def renamed(self, name: str, other: str) -> EpubBook:
        return replace(self, files=tuple((other if there == name else there, data) for there, data in self.files))

    def without(self, name: str) -> EpubBook:
        return replace(self, files=tuple(one for one in self.files if one[0] != name))

    def last(self, name: str) -> EpubBook:
        """The file moved to the end of the zip."""
        return replace(self, files=tuple(sorted(self.files, key=lambda one: one[0] == name)))

    def packed(self) -> bytes:
        """The EPUB as a build would pack it, but for what `zipped` says."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, data in self.files:
                info = zipfile.ZipInfo(name, (2026, 1, 15, 0, 0, 0))
                info.external_attr, info.create_system = 0o644 << 16, 3
                info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
                for attribute, value in self.zipped.get(name, {}).items():
                    setattr(info, attribute, value)
                archive.writestr(info, data)
        return out.getvalue()

    def problems(self) -> tuple[Problem, ...]:
        """What our own checks find."""
        return check_epub(self.packed()).problems


@cache
def good_book() -> EpubBook:
    """A book without fault."""
    paths = sorted(path for path in TREE.rglob("*") if path.is_file())
    files = [(path.relative_to(TREE).as_posix(), path.read_bytes()) for path in paths]
    made = [(JPG, picture("JPEG", (1200, 1600))), (PNG, picture("PNG", (30, 20))), ("EPUB/fonts/song.ttf", _font())]
    return EpubBook((("mimetype", b"application/epub+zip"), *sorted([*files, *made])))


def _font() -> bytes:
    return cut_faces("第一篇二节目录地标页码", {"song700"})[0].data


def picture(kind: str, size: tuple[int, int], mode: str = "RGB", **options: Any) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new(mode, size, 0 if mode.startswith("I") else "#b3261e" if mode == "RGB" else None).save(
        out, kind, **options
    )
    return out.getvalue()
