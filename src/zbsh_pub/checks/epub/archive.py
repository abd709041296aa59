"""The bytes of an EPUB into an `Archive`: its entries with the facts of the zip, each read once.

OCF: EPUB 3.3, section 4.2 (OCF ZIP container). Nothing is unpacked to disk.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

from zbsh_pub.problems import Bilingual, Problem, bilingual, problem

MIMETYPE = b"application/epub+zip"
MOST = 4_000_000_000  # bytes unpacked: no store takes more, and a bomb stops here
WHOLE = 64_000_000  # bytes: of a larger entry only the beginning is kept
HEAD = 4_000_000
_UTF8, _ENCRYPTED = 0x800, 0x1


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the zip. `date` as the zip has it, `mode` its external attributes, `extra` the extra field."""

    name: str
    data: bytes = field(repr=False)
    size: int
    packed: int
    method: int
    date: tuple[int, ...]
    mode: int
    system: int
    extra: bytes
    declared_utf8: bool


@dataclass(frozen=True, slots=True)
class Archive:
    """All entries in the order of the zip's directory, folders left out; `size` is that of the whole file."""

    size: int
    head: bytes = field(repr=False)
    entries: tuple[Entry, ...]
    files: Mapping[str, Entry] = field(repr=False)

    def data(self, name: str) -> bytes:
        """The bytes of a file; none where it is not there."""
        return self.files[name].data if name in self.files else b""


def read_archive(data: bytes, file: str = "") -> tuple[Archive | None, list[Problem]]:
    """The entries of the zip in `data`; E02 where it, or a file in it, cannot be read."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as source:
            infos = [info for info in source.infolist() if not info.is_dir()]
            refusal = _refusal(infos)
            if refusal:
                return None, [problem("E02", file, reason=refusal)]
            return _entries(source, infos, data)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, struct.error, ValueError, OSError):
        return None, [problem("E02", file, reason=bilingual("epub-no-zip"))]


def _refusal(infos: list[zipfile.ZipInfo]) -> Bilingual | None:
    if not infos:
        return bilingual("epub-empty-zip")
    if sum(info.file_size for info in infos) > MOST:
        return bilingual("epub-too-large")
    return None


def _entries(
    source: zipfile.ZipFile, infos: list[zipfile.ZipInfo], data: bytes
) -> tuple[Archive | None, list[Problem]]:
    entries, problems = [], []
    for info in infos:
        try:
            entries.append(_entry(info, _content(source, info)))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error):
            problems.append(problem("E02", info.filename, reason=bilingual("epub-damaged-entry")))
        except (RuntimeError, NotImplementedError):  # zip encryption, an unknown method
            problems.append(problem("E04", info.filename, method=_method(info)))
    if problems:
        return None, problems
    return Archive(len(data), data[:64], tuple(entries), {entry.name: entry for entry in entries}), []


def _method(info: zipfile.ZipInfo) -> str:
    return "ZIP encryption" if info.flag_bits & _ENCRYPTED else f"ZIP method {info.compress_type}"


def _content(source: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """All bytes of the entry, its check sum proved; of a very large one those at its head."""
    with source.open(info) as stream:
        if info.file_size <= WHOLE:
            return stream.read()
        head = stream.read(HEAD)
        while stream.read(HEAD):
            pass
        return head


def _entry(info: zipfile.ZipInfo, content: bytes) -> Entry:
    declared = bool(info.flag_bits & _UTF8) or info.filename.isascii()
    return Entry(
        info.filename if declared else _as_utf8(info.filename),
        content,
        info.file_size,
        info.compress_size,
        info.compress_type,
        info.date_time,
        info.external_attr,
        info.create_system,
        info.extra,
        declared,
    )


def _as_utf8(name: str) -> str:
    """A name that is not marked as UTF-8 and is taken for code page 437: what its bytes say in UTF-8."""
    try:
        return name.encode("cp437").decode()
    except ValueError:
        return name
