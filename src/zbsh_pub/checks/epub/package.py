"""container.xml and the package document into a `Package` (EPUB 3.3, sections 4.2.6.3.1 and 5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from zbsh_pub.checks.epub.addresses import Target, resolve
from zbsh_pub.checks.epub.archive import Archive
from zbsh_pub.checks.epub.xmltext import Xml, line_of, parse_xml, text_of
from zbsh_pub.problems import Problem, bilingual, problem

CONTAINER = "META-INF/container.xml"
PACKAGE_TYPE = "application/oebps-package+xml"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
OCF = "{urn:oasis:names:tc:opendocument:xmlns:container}"
XML = "{http://www.w3.org/XML/1998/namespace}"


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the manifest; `path` is the file that its address means."""

    id: str
    href: str
    target: Target
    media_type: str
    properties: tuple[str, ...]
    fallback: str
    overlay: str
    line: int

    @property
    def path(self) -> str:
        return self.target.path


@dataclass(frozen=True, slots=True)
class ItemRef:
    """A line of the spine."""

    idref: str
    linear: bool
    properties: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Meta:
    """A statement of the metadata: a Dublin Core element (`dc`), a `meta` with property or a `link`.

    `name` is the element's, the property's or, for EPUB 2, the attribute `name`.
    """

    kind: str
    name: str
    value: str
    refines: str
    id: str
    scheme: str
    line: int


@dataclass(frozen=True, slots=True)
class Package:
    """The package document. `metas` in order; `by_id` and `by_path` lead to the items of the manifest."""

    path: str
    root: _Element = field(repr=False)
    version: str
    unique_id: str
    language: str
    prefixes: Mapping[str, str]
    metas: tuple[Meta, ...] = field(repr=False)
    items: tuple[Item, ...] = field(repr=False)
    refs: tuple[ItemRef, ...] = field(repr=False)
    spine_line: int
    toc: str | None
    by_id: Mapping[str, Item] = field(repr=False)
    by_path: Mapping[str, Item] = field(repr=False)

    @property
    def is_epub3(self) -> bool:
        return not self.version.startswith(("1", "2"))

    def dc(self, name: str) -> list[Meta]:
        return [meta for meta in self.metas if meta.kind == "dc" and meta.name == name]

    def properties(self, name: str) -> list[Meta]:
        """The statements with this property, whatever they are about."""
        return [meta for meta in self.metas if meta.kind == "meta" and meta.name == name]

    @property
    def spine(self) -> tuple[Item, ...]:
        """The items of the spine that there are, in reading order."""
        return tuple(self.by_id[ref.idref] for ref in self.refs if ref.idref in self.by_id)

    @property
    def covers(self) -> list[Item]:
        return [item for item in self.items if "cover-image" in item.properties]


def read_package(archive: Archive) -> tuple[Package | None, tuple[str, ...], list[Problem]]:
    """The package that container.xml names first, and the paths of all; E10 or E12 where there is none."""
    paths, problems = _rootfiles(archive)
    if problems:
        return None, paths, problems
    xml = parse_xml(paths[0], archive.data(paths[0]))
    if xml.root is None or xml.root.tag != f"{OPF}package":
        line = xml.fault.line if xml.fault else 1
        reason = xml.fault.reason if xml.fault else bilingual("epub-no-package-element")
        return None, paths, [problem("E12", paths[0], line, reason=reason)]
    return _package(xml, xml.root), paths, []


def _rootfiles(archive: Archive) -> tuple[tuple[str, ...], list[Problem]]:
    if CONTAINER not in archive.files:
        return (), [problem("E10", CONTAINER, found=bilingual("epub-container-missing"))]
    xml = parse_xml(CONTAINER, archive.data(CONTAINER))
    if xml.root is None:
        line = xml.fault.line if xml.fault else 1
        return (), [problem("E10", CONTAINER, line, found=bilingual("epub-container-broken"))]
    roots = [node for node in xml.root.iter(f"{OCF}rootfile") if node.get("media-type") == PACKAGE_TYPE]
    if not roots:
        return (), [problem("E10", CONTAINER, 1, found=bilingual("epub-container-empty"))]
    paths = tuple(resolve("", node.get("full-path", "")).path for node in roots)
    if paths[0] not in archive.files:
        line = line_of(roots[0])
        return paths, [problem("E10", CONTAINER, line, found=bilingual("epub-container-dead", path=paths[0]))]
    return paths, []


def _package(xml: Xml, root: _Element) -> Package:
    items = tuple(_items(xml.path, root))
    spine = root.find(f"{OPF}spine")
    return Package(
        path=xml.path,
        root=root,
        version=root.get("version", ""),
        unique_id=root.get("unique-identifier", ""),
        language=root.get(f"{XML}lang", ""),
        prefixes=_prefixes(root.get("prefix", "")),
        metas=tuple(_metas(root)),
        items=items,
        refs=tuple(_refs(spine)) if spine is not None else (),
        spine_line=line_of(spine) if spine is not None else line_of(root),
        toc=spine.get("toc") if spine is not None else None,
        by_id={item.id: item for item in reversed(items)},
        by_path={item.path: item for item in reversed(items) if item.target.inside},
    )


def _prefixes(text: str) -> dict[str, str]:
    """The attribute `prefix`: pairs of a prefix with a colon and an address (section D.1.4)."""
    words = text.split()
    return {words[i].removesuffix(":"): words[i + 1] for i in range(0, len(words) - 1, 2) if words[i].endswith(":")}


def _metas(root: _Element) -> Iterator[Meta]:
    for parent in root.iterfind(f"{OPF}metadata"):
        for node in parent.iter(f"{DC}*", f"{OPF}meta", f"{OPF}link"):
            kind = "dc" if node.tag.startswith(DC) else node.tag.removeprefix(OPF)
            yield Meta(
                kind,
                _meta_name(node, kind),
                _meta_value(node, kind),
                node.get("refines", ""),
                node.get("id", ""),
                node.get("scheme", "") or node.get(f"{OPF}scheme", ""),
                line_of(node),
            )


def _meta_name(node: _Element, kind: str) -> str:
    if kind == "dc":
        return node.tag.removeprefix(DC)
    return (node.get("property") or node.get("name") or node.get("rel") or "").strip()


def _meta_value(node: _Element, kind: str) -> str:
    if kind == "link":
        return node.get("href", "")
    return (node.get("content") if node.get("name") else " ".join(text_of(node).split())) or ""


def _items(path: str, root: _Element) -> Iterator[Item]:
    for node in root.iterfind(f"{OPF}manifest/{OPF}item"):
        href = node.get("href", "")
        yield Item(
            node.get("id", ""),
            href,
            resolve(path, href),
            node.get("media-type", "").strip(),
            tuple(node.get("properties", "").split()),
            node.get("fallback", ""),
            node.get("media-overlay", ""),
            line_of(node),
        )


def _refs(spine: _Element) -> Iterator[ItemRef]:
    for node in spine.iterfind(f"{OPF}itemref"):
        yield ItemRef(
            node.get("idref", ""),
            node.get("linear", "yes") != "no",
            tuple(node.get("properties", "").split()),
            line_of(node),
        )
