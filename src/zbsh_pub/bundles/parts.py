"""The files of a finished EPUB of ours as a value that steps change: `Parts → Parts`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from posixpath import dirname, join, relpath

from lxml import etree
from lxml.etree import _Element

from zbsh_pub.cache import Store
from zbsh_pub.checks.epub.book import XHTML_TYPE, Book

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
X = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True, slots=True)
class Source:
    """What steps may look at: the standard EPUB, read; sheets that a flavour may add, by name; the store."""

    book: Book
    sheets: Mapping[str, str] = field(repr=False)
    store: Store


@dataclass(frozen=True, slots=True)
class Parts:
    """All files by their names in the zip, and the name of the package document."""

    files: Mapping[str, bytes] = field(repr=False)
    package: str

    def with_files(self, files: Mapping[str, bytes]) -> Parts:
        """These files instead of those of the same names."""
        return replace(self, files={**self.files, **files})

    @property
    def opf(self) -> _Element:
        """The package document, a tree of its own each time.

        Without the prefix `opf`, which ebooklib declares and nothing uses: new elements would get it.
        """
        root = etree.fromstring(self.files[self.package])
        etree.cleanup_namespaces(root)
        return root

    def with_opf(self, root: _Element) -> Parts:
        """Another package document."""
        etree.indent(root)
        data: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
        return self.with_files({self.package: data})

    def pages(self) -> dict[str, _Element]:
        """The trees of all pages, by name, in the order of the manifest."""
        items = self.opf.iterfind(f"{OPF}manifest/{OPF}item[@media-type='{XHTML_TYPE}']")
        names = [join(dirname(self.package), item.get("href", "")) for item in items]
        return {name: etree.fromstring(self.files[name]) for name in names}

    def with_pages(self, pages: Mapping[str, _Element]) -> Parts:
        """Other pages."""
        return self.with_files({name: page_bytes(root) for name, root in pages.items()})

    def with_resource(self, name: str, media_type: str, data: bytes) -> tuple[Parts, str]:
        """One file more, below the package, and the name that it got: another one where `name` is taken."""
        stem, _, suffix = name.rpartition(".")
        tries = (f"{stem}{f'-{number}' if number > 1 else ''}.{suffix}" for number in count(1))
        taken = {path.casefold() for path in self.files}
        href = next(one for one in tries if join(dirname(self.package), one).casefold() not in taken)
        opf = self.opf
        manifest = opf.find(f"{OPF}manifest")
        assert manifest is not None
        uid = "store-" + href.replace("/", "-").replace(".", "-")
        etree.SubElement(manifest, f"{OPF}item", {"href": href, "id": uid, "media-type": media_type})
        path = join(dirname(self.package), href)
        return self.with_opf(opf).with_files({path: data}), path


Step = Callable[[Parts, Source], Parts]


def page_bytes(root: _Element) -> bytes:
    """A page as `xhtml.to_xhtml` writes it."""
    doctype = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>'
    data: bytes = etree.tostring(root, encoding="utf-8", doctype=doctype)
    return data + b"\n"


def address(page: str, target: str) -> str:
    """What `page` writes to name the file `target`."""
    return relpath(target, dirname(page))


def add_class(node: _Element, name: str) -> None:
    """One class more."""
    node.set("class", " ".join(dict.fromkeys([*node.get("class", "").split(), name])))
