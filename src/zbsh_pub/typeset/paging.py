"""Lay a document out in two steps, so that its pages can be counted before they are numbered.

WeasyPrint 70 lays pages out and at the end adds what stands in their margins: running heads, folios.
Only that, and on which side the wider margin is, depends on the number of the first page. `paginated`
stops before it; `number_pages` does it for any first page, as often as wanted.

Replaced while `paginated` is open: `weasyprint.document.layout_document`, and in `weasyprint.layout`
`make_margin_boxes` and `layout_backgrounds`.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import weasyprint.document as document
import weasyprint.layout as layout
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.background import layout_backgrounds
from weasyprint.layout.page import make_margin_boxes, page_height, page_width, set_page_type_computed_styles
from weasyprint.layout.percent import resolve_percentages


@dataclass(slots=True)
class Paged:
    """Pages without margin boxes: `boxes[i]` with the counters of `states[i]`."""

    html: Any = None
    context: Any = None
    boxes: list[Any] = field(default_factory=list)
    states: list[Any] = field(default_factory=list)


class DependsOnNumbers(Exception):
    """The pages' text or size depends on their numbers: they have to be laid out with the right ones."""


@contextmanager
def paginated(any_number: bool) -> Iterator[Paged]:
    """While open, `HTML.render()` gives a document without pages, and fills the value that is given here.

    Raises `DependsOnNumbers` where the pages shall serve for `any_number` and text between the margins
    shows page numbers.
    """
    paged = Paged()
    original = document.layout_document

    def layout_document(html: Any, root_box: Any, context: Any) -> list[Any]:
        paged.html, paged.context = html, context
        paged.boxes = list(original(html, root_box, context))
        if any_number and _shows_numbers(context):
            raise DependsOnNumbers
        return []

    def no_margin_boxes(context: Any, page: Any, state: Any) -> Iterator[Any]:
        paged.states.append(copy.deepcopy(state))
        return iter(())

    document.layout_document = layout_document
    layout.make_margin_boxes = no_margin_boxes
    layout.layout_backgrounds = lambda *_: None
    try:
        yield paged
    finally:
        document.layout_document = original
        layout.make_margin_boxes, layout.layout_backgrounds = make_margin_boxes, layout_backgrounds


def _shows_numbers(context: Any) -> bool:
    """Does text show page numbers elsewhere than in running elements, which are made anew for each page?"""
    running = {
        child.missing_link
        for by_page in context.running_elements.values()
        for elements in by_page.values()
        for element in elements
        for child in (element, *element.descendants())
    }
    return any(box not in running for box, _ in context.target_collector.counter_lookup_items)


def number_pages(paged: Paged, shift: int, turned: bool) -> list[Any]:
    """WeasyPrint's pages, numbered `shift` higher than they were laid out, left and right `turned` or not.

    May be called once. Raises `DependsOnNumbers` where left and right pages differ in size.
    """
    pages = []
    for index, (page, state) in enumerate(zip(paged.boxes, paged.states, strict=True)):
        if turned:
            page = _turned(page, paged)
        state[1]["page"] = [number + shift for number in state[1]["page"]]
        paged.context.current_page = index + 1
        page.children = (*page.children, *make_margin_boxes(paged.context, page, state))
        layout_backgrounds(page, paged.context.get_image_from_uri)
        pages.append(Page(page))
    return pages


def _turned(page: Any, paged: Paged) -> Any:
    """The page with the style of the other side, what stands on it moved along."""
    side = {"left": "right", "right": "left"}[page.page_type.side]
    page_type = page.page_type._replace(side=side)
    set_page_type_computed_styles(page_type, paged.html, paged.context.style_for)
    style = paged.context.style_for(page_type)
    style["overflow"] = page.style["overflow"]
    turned = boxes.PageBox(page_type, style)
    resolve_percentages(turned, style["size"])
    turned.position_x = turned.position_y = 0
    width, height = style["size"]
    page_width(turned, paged.context, width)
    page_height(turned, paged.context, height)
    if (turned.width, turned.height) != (page.width, page.height):
        raise DependsOnNumbers
    dx, dy = turned.content_box_x() - page.content_box_x(), turned.content_box_y() - page.content_box_y()
    turned.children, turned.fixed_boxes = page.children, page.fixed_boxes
    for child in turned.children:
        child.translate(dx, dy)
    return turned
