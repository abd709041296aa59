"""Open a .docx as a set of parts, without trusting it: size, kind, XML and outside links are judged first."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from lxml import etree
from lxml.etree import _Element

from zbsh_pub.importing.word.ooxml import STRICT, q
from zbsh_pub.problems import Problem, problem

MAX_FILE = 100_000_000  # bytes of the .docx
MAX_PART = 40_000_000  # bytes of an XML part, unpacked
MAX_TOTAL = 400_000_000  # bytes of all parts, unpacked
MAX_ENTRIES = 5_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KINDS = ((b"%PDF", "PDF"), (b"{\\rtf", "RTF"), (b"<!DOCTYPE", "HTML"), (b"<html", "HTML"), (b"<?xml", "XML"))
_MAIN = "/officeDocument"
_MACROS = re.compile(r"vbaProject|macroEnabled", re.I)
_DOCTYPE = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)")


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part points to: a kind, a path in the package or an address outside."""

    kind: str
    target: str
    outside: bool


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a .docx by path; `main` is the one with the text."""

    parts: Mapping[str, bytes]
    main: str

    def relationships(self, part: str) -> dict[str, Relationship]:
        """What `part` points to, by id (ECMA-376, Part 2, 9.3)."""
        return _relationships(self.parts, part)

    def related(self, kind: str) -> str:
        """The path of the part that the text has for a purpose such as `styles`; empty where it has none."""
        found = (r.target for r in self.relationships(self.main).values() if r.kind == kind and not r.outside)
        return next((target for target in found if target in self.parts), "")

    def tree(self, part: str) -> _Element | None:
        """A fresh tree of an XML part; none where there is no such part. `open_package` has tried them all."""
        return parse_xml(self.parts[part]) if part in self.parts else None


def open_package(data: bytes, name: str) -> tuple[Package | None, list[Problem]]:
    """The parts of the file `name`; problems W01-W06 where it is not a sound .docx without macros."""
    refused = _refused_kind(data, name)
    if refused:
        return None, [refused]
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            problems = list(_judge_entries(archive, name))
            parts = {} if problems else _unpack(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        return None, [problem("W04", name, part=name, reason=_words(error))]
    if problems:
        return None, problems
    return _package(parts, name)


def _refused_kind(data: bytes, name: str) -> Problem | None:
    if len(data) > MAX_FILE:
        return _too_large(name, name, len(data), MAX_FILE)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return problem("W02", name)
        return problem("W01", name, found=".doc / .wps (Word 97-2003)")
    if data.startswith(b"PK"):
        return None
    found = next((kind for magic, kind in _KINDS if data.lstrip()[:9].lower().startswith(magic.lower())), "")
    return problem("W01", name, found=found or (f"{len(data)} bytes" if len(data) < 100 else "?"))


def _too_large(name: str, part: str, size: int, limit: int) -> Problem:
    return problem("W05", name, part=part, size=f"{size / 1e6:.0f} MB", limit=f"{limit / 1e6:.0f} MB")


def _judge_entries(archive: zipfile.ZipFile, name: str) -> Iterator[Problem]:
    """Refuse by the directory of the zip, before anything is unpacked."""
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        yield problem("W05", name, part=name, size=f"{len(entries)} files", limit=f"{MAX_ENTRIES} files")
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        yield _too_large(name, name, sum(entry.file_size for entry in entries), MAX_TOTAL)
    if len({entry.filename for entry in entries}) < len(entries):
        yield problem("W04", name, part=name, reason="duplicate names")
    for entry in entries:
        if entry.flag_bits & 1:
            yield problem("W02", name)
        if _is_xml(entry.filename) and entry.file_size > MAX_PART:
            yield _too_large(name, entry.filename, entry.file_size, MAX_PART)


def _unpack(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """All parts; zipfile stops where an entry gives more than the directory says."""
    return {entry.filename.lstrip("/"): archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}


def _package(parts: dict[str, bytes], name: str) -> tuple[Package | None, list[Problem]]:
    if "mimetype" in parts:
        return None, [problem("W01", name, found=parts["mimetype"][:60].decode("ascii", "replace"))]
    problems = [found for part in sorted(parts) if _is_xml(part) for found in _judge_xml(parts[part], part, name)]
    if problems:
        return None, problems
    types = parts.get("[Content_Types].xml", b"").decode("utf-8", "replace")
    if name.lower().endswith((".docm", ".dotm")) or any(map(_MACROS.search, [types, *parts])):
        return None, [problem("W03", name)]
    main = next((r.target for r in _relationships(parts, "").values() if r.kind == _MAIN[1:]), "word/document.xml")
    if main not in parts:
        return None, [problem("W04", name, part=main, reason="missing")]
    package = Package(parts, main)
    root = package.tree(main)
    if root is None or root.tag != q("w:document"):
        return None, [problem("W01", name, found=main)]
    if root.find(q("w:body")) is None:
        return None, [problem("W04", name, part=main, reason="no w:body")]
    return package, []


def _is_xml(part: str) -> bool:
    return part.lower().endswith((".xml", ".rels"))


def _judge_xml(data: bytes, part: str, name: str) -> Iterator[Problem]:
    """W06: a DOCTYPE or an entity, in which bombs and outside files hide; W04: no XML."""
    if _DOCTYPE.search(data):
        yield problem("W06", name, part=part)
        return
    try:
        if parse_xml(data).getroottree().docinfo.internalDTD is not None:
            yield problem("W06", name, part=part)
    except (etree.XMLSyntaxError, ValueError) as error:
        yield problem("W04", name, part=part, reason=_words(error))


def parse_xml(data: bytes) -> _Element:
    """A tree without entities, network, comments or processing instructions; strict names as transitional ones."""
    for strict, usual in STRICT.items():
        data = data.replace(strict.encode(), usual.encode())
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(data, parser)


def _relationships(parts: Mapping[str, bytes], part: str) -> dict[str, Relationship]:
    folder, base = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{base}.rels")
    if path not in parts:
        return {}
    return {
        node.get("Id", ""): _relationship(node, folder) for node in parse_xml(parts[path]).iter(q("rel:Relationship"))
    }


def _relationship(node: _Element, folder: str) -> Relationship:
    kind = node.get("Type", "").rsplit("/", 1)[-1]
    target = node.get("Target", "")
    if node.get("TargetMode") == "External":
        return Relationship(kind, target, True)
    return Relationship(kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"), False)


def _words(error: Exception) -> str:
    return re.sub(r"\s+", " ", str(error))[:100] or type(error).__name__
