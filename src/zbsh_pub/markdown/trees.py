"""Small helpers on lxml trees that every stage shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element

Content = str | _Element | None


def element(tag: str, class_: str = "", *content: Content, **attributes: str) -> _Element:
    """A new element: `element("p", "caption", "图 1", em, id="f1")`. Underscores become hyphens."""
    new = etree.Element(tag)
    if class_:
        new.set("class", class_)
    for name, value in attributes.items():
        new.set(name.rstrip("_").replace("_", "-"), value)
    return fill(new, content)


def fill(parent: _Element, content: Iterable[Content]) -> _Element:
    """Append text and elements to `parent` in order, and give it back."""
    for item in content:
        if isinstance(item, str):
            append_text(parent, item)
        elif item is not None:
            parent.append(item)
    return parent


def append_text(parent: _Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def copy_of(source: _Element) -> _Element:
    """A deep copy without the text that follows."""
    twin = deepcopy(source)
    twin.tail = None
    return twin


def shell_of(source: _Element) -> _Element:
    """The element with its attributes and without its content."""
    shell = etree.Element(source.tag)
    for name, value in source.attrib.items():
        shell.set(name, value)
    return shell


def inside(source: _Element) -> list[str | _Element]:
    """The content of `source` as text and copies of elements, to be put elsewhere; no empty text."""
    content: list[str | _Element | None] = [source.text]
    for child in source:
        content += [copy_of(child), child.tail]
    return [item for item in content if item is not None and item != ""]


def replace(old: _Element, *new: Content) -> None:
    """Put `new` where `old` stands, keeping the text that follows it."""
    parent = old.getparent()
    assert parent is not None
    tail, index = old.tail, parent.index(old)
    old.tail = None
    parent.remove(old)
    holder = etree.Element("holder")
    if index:
        holder.text, before = parent[index - 1].tail, parent[index - 1]
        fill(holder, [*new, tail])
        before.tail, holder.text = holder.text, None
    else:
        holder.text = parent.text
        fill(holder, [*new, tail])
        parent.text, holder.text = holder.text, None
    for child in reversed(list(holder)):
        parent.insert(index, child)


def has_class(node: _Element, name: str) -> bool:
    return name in (node.get("class") or "").split()


def by_class(root: _Element, name: str) -> list[_Element]:
    """All descendants of `root` (and itself) with the class, in document order."""
    return [node for node in root.iter() if isinstance(node.tag, str) and has_class(node, name)]


def text_of(node: _Element) -> str:
    """All text below the node, without the text that follows it."""
    return "".join(str(text) for text in node.itertext())


def take(node: _Element, name: str) -> str:
    """The value of an attribute, which is taken off; empty where there is none."""
    value = node.get(name, "")
    if name in node.attrib:
        del node.attrib[name]
    return str(value)


def text_nodes(root: _Element) -> Iterator[tuple[_Element, str, str]]:
    """(element, "text" or "tail", string) for each text node below `root`, in document order."""
    if isinstance(root.tag, str) and root.text:
        yield root, "text", root.text
    for child in root:
        yield from text_nodes(child)
        if child.tail:
            yield child, "tail", child.tail
