"""Small helpers on lxml trees."""

from __future__ import annotations

import pytest
from lxml import etree

from zbsh_pub.markdown.trees import (
    append_text,
    by_class,
    copy_of,
    element,
    has_class,
    inside,
    replace,
    take,
    text_nodes,
    text_of,
)


def xml(node: etree._Element) -> str:
    return etree.tostring(node, encoding="unicode")


def test_element() -> None:
    """An element is made of tag, class, content in order and attributes with hyphens."""
    node = element("p", "a b", "甲", element("b", "", "乙"), None, "丙", aria_label="x", for_="y")
    assert xml(node) == '<p class="a b" aria-label="x" for="y">甲<b>乙</b>丙</p>'


def test_append_text() -> None:
    """Text goes behind the last child, or into an element without one."""
    node = element("p")
    append_text(node, "甲")
    append_text(node, "乙")
    node.append(element("b"))
    append_text(node, "丙")
    append_text(node, "丁")
    assert xml(node) == "<p>甲乙<b/>丙丁</p>"


def test_copy_of() -> None:
    """A copy has no tail, and what is done to it does not touch the original."""
    root = etree.fromstring("<p><b>甲<i/>乙</b>丙</p>")
    twin = copy_of(root[0])
    twin[0].tail = "变"
    assert xml(root) == "<p><b>甲<i/>乙</b>丙</p>"
    assert xml(twin) == "<b>甲<i/>变</b>"


def test_inside() -> None:
    """The content of an element can be put elsewhere while the element stays whole."""
    root = etree.fromstring("<p>甲<b>乙</b>丙<i/></p>")
    assert xml(element("q", "", *inside(root))) == "<q>甲<b>乙</b>丙<i/></q>"
    assert xml(root) == "<p>甲<b>乙</b>丙<i/></p>"


@pytest.mark.parametrize("before", ["", "甲", "<a/>", "甲<a/>乙"])
@pytest.mark.parametrize("after", ["", "丙", "<z/>", "丙<z/>"])
@pytest.mark.parametrize("new", [(), ("新",), ("<n/>",), ("新", "<n/>", "旧"), ("<n/>", "<m/>")])
def test_replace(before: str, after: str, new: tuple[str, ...]) -> None:
    """Whatever stands around it and whatever comes, the old element goes and all text stays in place."""
    root = etree.fromstring(f"<p>{before}<old>x</old>{after}</p>")
    old = root.find("old")
    assert old is not None
    replace(old, *(etree.fromstring(item) if item.startswith("<") else item for item in new))
    assert xml(root) == xml(etree.fromstring(f"<p>{before}{''.join(new)}{after}</p>"))


def test_text_nodes() -> None:
    """Each run of text comes once, in the order of the document, comments and the root's tail left out."""
    root = etree.fromstring("<r><p>甲<b>乙</b>丙<!-- 丁 -->戊</p>己</r>")
    assert [text for _, _, text in text_nodes(root)] == ["甲", "乙", "丙", "戊", "己"]
    assert [text for _, _, text in text_nodes(root[0])] == ["甲", "乙", "丙", "戊"]


def test_classes() -> None:
    """A class is a whole word of the attribute."""
    root = etree.fromstring('<r class="a"><p class="ab"/><p class="b a"/></r>')
    assert [has_class(node, "a") for node in root] == [False, True]
    assert by_class(root, "a") == [root, root[1]]


def test_text_of() -> None:
    """The text of an element is all that stands in it, without what follows it."""
    root = etree.fromstring("<r><p>甲<b>乙</b>丙</p>丁</r>")
    assert text_of(root[0]) == "甲乙丙"


def test_take() -> None:
    """An attribute is taken off once, and is empty afterwards."""
    node = element("p", "", data_x="1")
    assert [take(node, "data-x"), take(node, "data-x")] == ["1", ""]
