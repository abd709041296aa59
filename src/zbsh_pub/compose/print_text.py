"""A fragment as print markup: notes where they are called, ruby and dots as spans, QR codes, whole-page pictures.

WeasyPrint lays out plain boxes only; what it lacks (ruby, text-emphasis) is spelled here in spans
that the print sheet places. The text layer keeps the author's characters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from zbsh_pub.compose.parts import label_photos, zi
from zbsh_pub.compose.phrases import phrase_rows
from zbsh_pub.compose.print_ruby import print_ruby
from zbsh_pub.markdown import Fragment
from zbsh_pub.markdown.paragraphs import PARA
from zbsh_pub.markdown.trees import by_class, copy_of, element, has_class, inside, replace, take, text_of
from zbsh_pub.model import Picture

LINE = 21.0
COLUMN = 299.0
MEASURE = 625.0
QUOTE = 12.6  # zi of a pull quote that a column holds, with room for two gaps (print.css: .pullquote)
TERM = 112.0  # px for figure and unit beside their meaning (print.css: .fact)


@dataclass(slots=True)
class PrintSetting:
    """What the transforms need, and what they collect: rules for sizes, pictures made on the way."""

    pictures: Mapping[str, Picture]
    photo_label: str = ""
    rules: list[str] = field(default_factory=list)
    resources: dict[str, bytes] = field(default_factory=dict)


def print_body(fragment: Fragment, setting: PrintSetting) -> tuple[list[_Element], list[_Element], list[_Element]]:
    """(head blocks, column boxes and whole pages, tail blocks) of the article."""
    head = element("div", "", *map(copy_of, fragment.head))
    body = copy_of(fragment.body)
    tail = element("div", "", *map(copy_of, fragment.tail))
    for tree in (head, body, tail):
        for transform in TRANSFORMS:
            transform(tree, setting)
    return list(head), list(_columns(body)), list(tail)


def _columns(body: _Element) -> list[_Element]:
    """Cut the text at page breaks and whole-page pictures: each stretch is a column box of its own."""
    boxes: list[_Element] = []
    columns = element("div", "body")
    for node in list(body):
        if not (has_class(node, "pagebreak") or has_class(node, "plate")):
            columns.append(node)
            continue
        if len(columns):
            boxes.append(columns)
        if has_class(node, "plate"):
            boxes.append(node)
        columns = element("div", "body body--newpage" if has_class(node, "pagebreak") else "body")
    return [*boxes, columns] if len(columns) else boxes


def _number(node: _Element | None) -> str:
    """The number of a paragraph, for what takes its place."""
    return "" if node is None else str(node.get(PARA) or "")


def _notes(root: _Element, setting: PrintSetting) -> None:
    for note in by_class(root, "note"):
        replace(note, element("span", "fn", *inside(note), data_para=_number(note)))


def _ruby(root: _Element, setting: PrintSetting) -> None:
    print_ruby(root, setting.rules)


def _dots(root: _Element, setting: PrintSetting) -> None:
    """着重号: each character carries its dot, marks and blanks none (clreq 3.1.8)."""
    for emphasis in by_class(root, "dot"):
        characters = [element("span", "", c) if c.isalnum() else c for c in text_of(emphasis)]
        replace(emphasis, element("em", "dot", *characters))


def _pictures(root: _Element, setting: PrintSetting) -> None:
    """Pictures by their address in the engine, with a height of whole lines (one baseline grid)."""
    for image in root.iter("img"):
        name = image.get("src") or ""
        picture = setting.pictures.get(name)
        figure = next((a for a in image.iterancestors("figure")), None)
        image.set("src", f"zbsh:{name}")
        if picture and figure is not None and has_class(figure, "figure"):
            width = MEASURE if has_class(figure, "figure--span") else COLUMN
            lines = max(4, round(width * picture.height / picture.width / LINE))
            setting.rules.append(f"#{figure.get('id')} img{{height:{min(lines, 30) * LINE:g}px}}")


def _lists(root: _Element, setting: PrintSetting) -> None:
    """A list that begins with another number than 1: the print sheet counts on its own account."""
    for numbered in root.iter("ol"):
        start = take(numbered, "start")
        if start and start != "1":
            numbered.set("class", f"{numbered.get('class', '')} from-{start}".strip())
            setting.rules.append(f".article ol.from-{start}{{counter-reset:item {int(start) - 1}}}")


def _figures(root: _Element, setting: PrintSetting) -> None:
    """Over two columns the caption stands above, as a headline; in a column below, as a label."""
    for figure in by_class(root, "figure"):
        caption = figure.find("figcaption/span[@class='caption']")
        if caption is not None and has_class(figure, "figure--span"):
            figure.insert(0, element("p", "figure__head", *inside(caption), data_para=_number(caption.getparent())))
            replace(caption)
    for figure in by_class(root, "figure--span"):
        figure.set("class", f"{figure.get('class')} span")
    for box in by_class(root, "tablebox"):
        title = box.find("table/caption")
        if title is not None:
            box.insert(0, element("p", "figure__head", *inside(title), data_para=_number(title)))
            replace(title)
        if has_class(box, "tablebox--span"):
            box.set("class", f"{box.get('class')} span")


def _labels(root: _Element, setting: PrintSetting) -> None:
    """核心阅读 in two rows of two beside the text."""
    for box in [*by_class(root, "abstract"), *by_class(root, "ednote")]:
        label = box.find("p[@class='label']")
        if label is None:
            continue
        text = text_of(label)
        half = (len(text) + 1) // 2 if len(text) == 4 else len(text)
        rows = [element("span", "", part) for part in (text[:half], text[half:]) if part]
        paragraphs = [copy_of(p) for p in box if p is not label]
        replace(
            box,
            element(
                "aside",
                box.get("class") or "",
                element("div", "abstract__label", *rows, data_para=_number(label)),
                element("div", "abstract__text", *paragraphs),
            ),
        )


def _pull_quotes(root: _Element, setting: PrintSetting) -> None:
    """Rows that end where phrases end; a quotation with markup of its own is left to the line breaks."""
    for quote in by_class(root, "pullquote"):
        for paragraph in quote.iterfind("p"):
            if not len(paragraph) and not has_class(paragraph, "cite"):
                rows = phrase_rows(text_of(paragraph), QUOTE)
                quoted = element("p", "", *(element("span", "row", row) for row in rows), data_para=_number(paragraph))
                replace(paragraph, quoted)


def _facts(root: _Element, setting: PrintSetting) -> None:
    """A figure and unit that are too wide for their place stand above what they mean."""
    for fact in by_class(root, "fact"):
        figure, unit = (
            text_of(part) if part is not None else "" for part in (fact.find("dt/b"), fact.find("dt/small"))
        )
        if 23 * zi(figure) + 11 * (zi(unit) + 0.3) > TERM:
            fact.set("class", "fact fact--stacked")


def _photos(root: _Element, setting: PrintSetting) -> None:
    label_photos(root, setting.photo_label)
    for label in by_class(root, "photo__label"):
        label.set(PARA, "0")  # no word of the paragraph


def _videos(root: _Element, setting: PrintSetting) -> None:
    """A link as a QR code (扫码观看视频) and, for readers of the screen edition, as a link."""
    for video in by_class(root, "video"):
        url = video.get("data-url") or ""
        name = f"qr/{abs(hash_of(url)):x}.svg"
        setting.resources[name] = qr_code(url)
        image = element("img", "", src=f"zbsh:{name}", alt=url)
        content = [
            element("p", "qr__text" if p.get("class") == "video-go" else "qr__sub", *inside(p), data_para=_number(p))
            for p in video
        ]
        replace(video, element("aside", "qr", element("a", "", image, href=url), *content))


def qr_code(url: str) -> bytes:
    """The QR code (ISO/IEC 18004, level M) of `url` as an SVG of plain black modules."""
    from io import BytesIO

    import segno

    out = BytesIO()
    segno.make(url, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, border=0, scale=1, svgns=True, omitsize=True, dark="#1b1b1d", nl=False
    )
    return out.getvalue()


def web_address(website: str) -> str:
    """The address of a site that the manifest may write without its scheme."""
    return website if "://" in website else f"https://{website}"


def hash_of(text: str) -> int:
    """A hash that is the same in each run."""
    from zlib import crc32

    return crc32(text.encode())


def _cross_references(root: _Element, setting: PrintSetting) -> None:
    for link in root.iter("a"):
        target = take(link, "data-article")
        if target:
            link.set("href", f"#{target}")


def _end_marks(root: _Element, setting: PrintSetting) -> None:
    """A drawn square in the section's colour: nothing of it in the text layer."""
    for mark in by_class(root, "endmark"):
        mark.text = ""


TRANSFORMS: tuple[Callable[[_Element, PrintSetting], None], ...] = (
    _notes,
    _ruby,
    _dots,
    _lists,
    _figures,
    _pictures,
    _labels,
    _pull_quotes,
    _facts,
    _photos,
    _videos,
    _cross_references,
    _end_marks,
)
