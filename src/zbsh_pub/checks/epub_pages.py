"""The finished EPUB read back as a text in which printed pages turn."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from zbsh_pub.checks.source_text import squeeze

_XHTML = "{http://www.w3.org/1999/xhtml}"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_INLINE = {f"{_XHTML}{tag}" for tag in ("a", "b", "em", "i", "small", "span", "strong", "sub", "sup", "cite", "u", "s")}
# What print sets elsewhere or not at all: readings, notes, the words in drawings, buttons, navs.
_APART = {f"{_XHTML}{tag}" for tag in ("rt", "rp", "nav")} | {"{http://www.w3.org/2000/svg}svg"}
_APART_CLASSES = {"noteref", "backlink", "notes", "go"}
_WHOLE = {f"{_XHTML}a", f"{_XHTML}ruby"}


@dataclass(frozen=True, slots=True)
class Turn:
    """A page-break mark: its label and address, and what stands beside it in the text.

    `before` is the run of words that ends there, `after` the one that begins there; `before` is empty where
    the document or another page begins. `held` is how many characters of `after` a link or ruby holds together.
    """

    label: str
    address: str
    before: str
    after: str
    held: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the spine: its name, its first heading, its turns."""

    name: str
    heading: str
    turns: tuple[Turn, ...]

    @property
    def opening(self) -> tuple[Turn, ...]:
        """The turns before all text."""
        count = 0
        for turn in self.turns:
            if turn.before:
                break
            count += 1
            if turn.after:
                break
        return self.turns[:count]


@dataclass(frozen=True, slots=True)
class PagedEpub:
    """The documents in reading order; the page-lists as (label, address); the edition that the pages are from."""

    documents: tuple[Document, ...]
    page_list: tuple[tuple[str, str], ...]
    ncx_list: tuple[tuple[str, str], ...]
    source: str


def read_pages(files: Mapping[str, bytes]) -> PagedEpub:
    """`files` are those of the package, by name."""
    package = next(name for name in files if name.endswith(".opf"))
    folder = posixpath.dirname(package)
    root = etree.fromstring(files[package])
    items = {node.get("id"): node for node in root.iter(f"{_OPF}item")}
    names = [_within(folder, items[node.get("idref")].get("href", "")) for node in root.iter(f"{_OPF}itemref")]
    nav = next(node for node in items.values() if "nav" in (node.get("properties") or "").split())
    nav_name = _within(folder, nav.get("href", ""))
    ncx_name = next((_within(folder, n.get("href", "")) for n in items.values() if n.get("id") == "ncx"), "")
    sources = [node.text or "" for node in root.iter(f"{_OPF}meta") if node.get("property") == "pageBreakSource"]
    return PagedEpub(
        tuple(_document(name, etree.fromstring(files[name])) for name in names),
        tuple(_nav_list(nav_name, etree.fromstring(files[nav_name]))),
        tuple(_ncx_list(ncx_name, etree.fromstring(files[ncx_name]))) if ncx_name else (),
        "".join(sources),
    )


def _within(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, href))


def _nav_list(name: str, root: _Element) -> Iterator[tuple[str, str]]:
    for nav in root.iter(f"{_XHTML}nav"):
        if nav.get(_TYPE) == "page-list":
            for link in nav.iter(f"{_XHTML}a"):
                yield link.text or "", _within(posixpath.dirname(name), link.get("href", ""))


def _ncx_list(name: str, root: _Element) -> Iterator[tuple[str, str]]:
    for target in root.iter(f"{_NCX}pageTarget"):
        content = target.find(f"{_NCX}content")
        href = content.get("src", "") if content is not None else ""
        yield target.findtext(f"{_NCX}navLabel/{_NCX}text") or "", _within(posixpath.dirname(name), href)


def _document(name: str, root: _Element) -> Document:
    body = root.find(f"{_XHTML}body")
    heading = root.find(f".//{_XHTML}h1")
    parts = list(_parts(body)) if body is not None else []
    said = squeeze("".join(map(str, heading.itertext()))) if heading is not None else ""
    return Document(name, said, tuple(_turns(name, parts)))


def _parts(node: _Element) -> Iterator[str | _Element]:
    """Text and page-break marks in order; "" where a run of words ends."""
    yield node.text or ""
    for child in node:
        if child.get("role") == "doc-pagebreak":
            yield child
        elif child.tag in _APART or _APART_CLASSES & set((child.get("class") or "").split()) or _is_plate(child):
            yield "\n"
        elif child.tag in _INLINE and not (child.get("class") or "").startswith("toc-"):
            yield from _parts(child)
        else:
            yield "\n"
            yield from _parts(child)
            yield "\n"
        yield child.tail or ""


def _is_plate(node: _Element) -> bool:
    """Words below a whole-page picture, which print shows in the picture or not at all."""
    parent = node.getparent()
    return node.tag == f"{_XHTML}figcaption" and parent is not None and "plate" in (parent.get("class") or "").split()


def _turns(name: str, parts: list[str | _Element]) -> Iterator[Turn]:
    places = [place for place, part in enumerate(parts) if not isinstance(part, str)]
    for place, start, end in zip(places, [-1, *places], [*places[1:], len(parts)], strict=False):
        mark = parts[place]
        assert not isinstance(mark, str)
        before = _runs(parts[start + 1 : place])
        after = _runs(parts[place + 1 : end])
        yield Turn(
            mark.get("aria-label") or "",
            f"{name}#{mark.get('id')}",
            before[-1] if before else "",
            after[0] if after else "",
            _held(mark),
        )


def _runs(parts: Iterable[str | _Element]) -> list[str]:
    """Words that nothing interrupts, without blanks."""
    text = "".join(part if part != "\n" else "\x00" for part in parts if isinstance(part, str))
    return [run for run in map(squeeze, text.split("\x00")) if run]


def _held(mark: _Element) -> int:
    """The characters of the link or ruby that follows at once."""
    following = mark.getnext()
    if following is None or (mark.tail or "").strip() or following.tag not in _WHOLE:
        return 0
    return len(squeeze("".join(map(str, following.itertext()))))
