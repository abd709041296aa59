"""Turn an `Article` into a `Fragment`: its text as a neutral tree that both editions start from.

The chain `STEPS` gives each block of the dialect its shape. Class names are those of the sheets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from lxml.etree import _Element

from zbsh_pub.labels import labels
from zbsh_pub.markdown.dropcap import SHORTEST, set_drop_cap
from zbsh_pub.markdown.escapes import hide, reveal
from zbsh_pub.markdown.leftovers import find_leftovers
from zbsh_pub.markdown.names import class_names
from zbsh_pub.markdown.paragraphs import PARA as PARA
from zbsh_pub.markdown.paragraphs import is_tail, number_paragraphs
from zbsh_pub.markdown.parser import parse
from zbsh_pub.markdown.scan import linked_article, scan
from zbsh_pub.markdown.trees import (
    Content,
    copy_of,
    element,
    fill,
    has_class,
    inside,
    replace,
    shell_of,
    text_nodes,
)
from zbsh_pub.model import Article
from zbsh_pub.pictures import resolve
from zbsh_pub.problems import Problem, problem
from zbsh_pub.typography import drop_indent, prepare

_TEXT_BLOCKS = {"p", "li", "td", "th", "h2", "h3", "h4"}


@dataclass(frozen=True, slots=True)
class Fragment:
    """The body of an article as neutral markup.

    `head` is what stands above the text (abstract, editor's note), `body` the running text,
    `tail` what stands below it (source note, author's note). Trees are not changed once made.
    """

    article: str
    head: tuple[_Element, ...]
    body: _Element
    tail: tuple[_Element, ...]


@lru_cache(maxsize=128)
def convert(article: Article, articles: frozenset[str]) -> tuple[Fragment, tuple[Problem, ...]]:
    """The fragment of `article`; `articles` are the ids that its links may point to.

    Known for equal articles in one process; whoever changes the tree has to copy it.
    """
    text = hide(article.body)
    problems = scan(text, article.path, article.first_line, articles)
    root = parse(text)
    for step in STEPS:
        step(root, article)
    if article.drop_cap and not set_drop_cap(root) and article.drop_cap_line:
        problems.append(problem("D21", article.path, article.drop_cap_line, count=SHORTEST))
    problems += find_leftovers(root, article, problems)
    _reveal(root)
    return _fragment(root, article), tuple(problems)


def _reveal(root: _Element) -> None:
    for node, place, text in list(text_nodes(root)):
        setattr(node, place, reveal(text))
    for node in root.iter("img", "a", "aside"):
        for name, value in node.attrib.items():
            node.set(name, reveal(str(value)))


def _fragment(root: _Element, article: Article) -> Fragment:
    head = [copy_of(node) for node in root if has_class(node, "abstract") or has_class(node, "ednote")]
    tail = [copy_of(node) for node in root if is_tail(node)]
    body = element("div", "body")
    for node in root:
        if not any(has_class(node, name) for name in ("abstract", "ednote", "source-note", "bio")):
            body.append(copy_of(node))
    return Fragment(article.entry.id, tuple(head), body, tuple(tail))


def _reading_order(root: _Element, article: Article) -> None:
    """What is set above the text comes first and what is set below it last, so that numbers follow the reader."""
    blocks = [node for node in root if node.get("data-block")]
    for node in reversed([block for block in blocks if block.get("data-block") in {"abstract", "ednote"}]):
        root.insert(0, node)
    for node in [block for block in blocks if block.get("data-block") in {"source", "bio"}]:
        root.append(node)


def _poem_lines(root: _Element, article: Article) -> None:
    """Each source line of a poem is a verse; done before line ends are folded."""
    for block in _blocks(root, "poem"):
        for paragraph in [p for p in block if p.tag == "p" and not p.get("data-part")]:
            verses = [line for line in _split_lines(paragraph) if len(line) or (line.text or "").strip()]
            for verse in verses:
                verse.set("class", "verse" if verse is not verses[0] else "verse verse--first")
            replace(paragraph, *verses)


def _split_lines(node: _Element) -> list[_Element]:
    """`node` once for each source line in it, with that line's share of its text and markup."""
    lines = [shell_of(node)]
    for content in inside(node):
        parts = content.split("\n") if isinstance(content, str) else _split_lines(content)
        fill(lines[-1], parts[:1])
        lines += [fill(shell_of(node), [part]) for part in parts[1:]]
    return lines


def _prepare_text(root: _Element, article: Article) -> None:
    """The text rules, on each run of text between its neighbours; blanks between blocks are dropped."""
    for block, nodes in groupby(list(text_nodes(root)), _block_of):
        _prepare_run(list(nodes), keep=block is not None)
    for node in root.iter("p", "li"):
        node.text = drop_indent(node.text) if node.text else None
        last = node[-1] if len(node) else None
        if last is not None and last.tail:
            last.tail = last.tail.rstrip(" ")
        elif last is None and node.text:
            node.text = node.text.rstrip(" ")


def _block_of(found: tuple[_Element, str, str]) -> _Element | None:
    """The block of text that a text node belongs to."""
    node, place, _ = found
    holder = node if place == "text" else node.getparent()
    ancestors = () if holder is None else (holder, *holder.iterancestors())
    return next((ancestor for ancestor in ancestors if ancestor.tag in _TEXT_BLOCKS), None)


def _prepare_run(nodes: list[tuple[_Element, str, str]], *, keep: bool) -> None:
    """Prepare the text nodes of one block, each with the characters beside it in view."""
    line = ["" if _is_aside(node, place) else text.strip() for node, place, text in nodes]
    for index, (node, place, text) in enumerate(nodes):
        before, after = "".join(line[:index])[-1:], "".join(line[index + 1 :])[:1]
        setattr(node, place, _prepare_between(before, text, after) if keep else (text.strip() or None))


def _is_aside(node: _Element, place: str) -> bool:
    """Note marks and readings stand beside the line of text, not in it."""
    return place == "text" and (node.tag == "rt" or node.get("class") == "footnote-ref")


def _prepare_between(before: str, text: str, after: str) -> str:
    prepared = prepare(before + text + after)
    return prepared[len(before) : len(prepared) - len(after)]


def _notes(root: _Element, article: Article) -> None:
    """Footnotes stand where they are called, as `span.note` with the note's text inside."""
    definitions = {
        (item.get("id") or "").removeprefix("fn:"): item for item in root.iterfind(".//div[@class='footnote']//li")
    }
    for number, call in enumerate(list(root.iterfind(".//a[@class='footnote-ref']")), 1):
        note = definitions.get((call.get("href") or "").removeprefix("#fn:"))
        if note is not None:
            span = element(
                "span", "note", *_note_text(note), id=f"{article.entry.id}-n{number}", data_number=str(number)
            )
            replace(call.getparent(), span)  # type: ignore[arg-type]
    for listing in root.findall("div[@class='footnote']"):
        root.remove(listing)


def _note_text(note: _Element) -> Iterator[Content]:
    for backlink in note.findall(".//a[@class='footnote-backref']"):
        replace(backlink)
    for paragraph in note.iter("p"):
        content = inside(paragraph)
        if content and isinstance(content[-1], str):
            content[-1] = content[-1].rstrip("\u00a0 ")
        yield from content


def _emphasis(root: _Element, article: Article) -> None:
    """`==着重==` is dotted emphasis, `*楷体*` the 楷 face, a strong that opens a paragraph its lead."""
    for mark in root.iter("mark"):
        mark.tag = "em"
        mark.set("class", "dot")
    for node in root.iter("em"):
        if not node.get("class"):
            node.set("class", "kai")
    for strong in root.iter("strong"):
        strong.tag = "b"
        parent = strong.getparent()
        if parent is None or parent.tag != "p" or parent.attrib:
            continue  # in a heading, a cell, a verse, a title
        if parent.index(strong) == 0 and not (parent.text or "").strip() and (strong.tail or len(parent) > 1):
            strong.set("class", "runin")


def _names(root: _Element, article: Article) -> None:
    class_names(root)


def _headings(root: _Element, article: Article) -> None:
    for count, node in enumerate(root.iter("h2", "h3", "h4"), 1):
        node.set("id", f"{article.entry.id}-h{count}")


def _quotes(root: _Element, article: Article) -> None:
    for node in root.iter("blockquote"):
        node.set("class", "quote")


def _links(root: _Element, article: Article) -> None:
    for node in root.iter("a"):
        target = node.get("href") or ""
        linked = linked_article(target)
        if linked:
            node.set("data-article", linked)
            node.set("class", "xref")
        else:
            node.set("class", "link")


def _parts(block: _Element) -> dict[str, list[str | _Element]]:
    """Take the title and option paragraphs out of a block."""
    parts: dict[str, list[str | _Element]] = {}
    for node in [child for child in block if child.get("data-part")]:
        parts[node.get("data-part") or ""] = inside(node)
        block.remove(node)
    return parts


def _labelled(class_: str) -> Callable[[_Element, Article], _Element]:
    """核心阅读, 编者按: a label and paragraphs."""

    def build(block: _Element, article: Article) -> _Element:
        title = _parts(block).get("title") or [block.get("data-name") or ""]
        return fill(element("aside", class_), [element("p", "label", *title), *(copy_of(child) for child in block)])

    return build


def _pullquote(block: _Element, article: Article) -> _Element:
    by = _parts(block).get("by")
    return fill(element("aside", "pullquote"), [*map(copy_of, block), element("p", "cite", *by) if by else None])


def _figure(block: _Element, article: Article) -> _Element:
    parts = _parts(block)
    image = block.find(".//img")
    span = " figure--span" if block.get("data-span") else ""
    caption = element("figcaption", "", element("span", "caption", *parts.get("title", [])))
    for name in ("source", "credit"):
        if name in parts:
            caption.append(element("span", name, *parts[name]))
    return fill(element("figure", f"figure{span}"), [_image(image, article), caption])


def _image(image: _Element | None, article: Article) -> _Element | None:
    if image is None:
        return None
    path = resolve(article.path, image.get("src") or "") or ""
    return element("img", "", src=path, alt=image.get("alt") or "")


def _photo(block: _Element, article: Article) -> _Element:
    parts = _parts(block)
    credit = parts.get("credit")
    caption = element("p", "photo", element("span", "caption", *parts.get("title", [])))
    return fill(caption, [element("span", "credit", *credit) if credit else None])


def _table(block: _Element, article: Article) -> _Element:
    parts = _parts(block)
    box = element("div", "tablebox tablebox--span" if block.get("data-span") else "tablebox")
    table = block.find("table")
    if table is not None:
        table = copy_of(table)
        table.insert(0, element("caption", "", *parts.get("title", [])))
        _table_cells(table)
        box.append(table)
    return fill(box, [element("p", "source", *parts["source"]) if "source" in parts else None])


def _table_cells(table: _Element) -> None:
    """Header scopes, and `num` for columns that the editor aligned right."""
    for head in table.iterfind("thead//th"):
        head.set("scope", "col")
    for row in table.iterfind("tbody/tr"):
        if len(row):
            row[0].tag = "th"
            row[0].set("scope", "row")
    for cell in table.iter("td", "th"):
        style = cell.attrib.pop("style", "")
        if "right" in style:
            cell.set("class", "num")


def _facts(block: _Element, article: Article) -> _Element:
    """数读: `- **5** 万余名：专家人才` is figure, unit, meaning."""
    parts = _parts(block)
    listing = element("dl")
    for item in [item for items in block if items.tag in {"ul", "ol"} for item in items]:
        listing.append(_fact(item))
    title = element("p", "facts-title", *parts.get("title", []))
    source = element("p", "source", *parts["source"]) if "source" in parts else None
    return element("aside", "facts", title, listing, source)


def _fact(item: _Element) -> _Element:
    paragraph = item.find("p")
    figure, *rest = inside(item if paragraph is None else paragraph) or [""]
    if rest and isinstance(rest[0], str):
        rest[0] = rest[0].lstrip()
    unit, meaning = _cut(rest, "：")
    number = element("b", "", *([figure] if isinstance(figure, str) else inside(figure)))
    term = element("dt", "", number, element("small", "", *unit) if unit else None)
    return element("div", "fact", term, element("dd", "", *meaning))


def _cut(content: Sequence[Content], mark: str) -> tuple[list[Content], list[Content]]:
    """What stands before and after the first `mark` that no markup encloses."""
    for index, part in enumerate(content):
        if isinstance(part, str) and mark in part:
            before, _, after = part.partition(mark)
            unit = before.strip()
            return [*content[:index], *([unit] if unit else [])], [after, *content[index + 1 :]]
    return [part for part in content if part != ""], []


def _poem(block: _Element, article: Article) -> _Element:
    parts = _parts(block)
    poem = element("div", "poem")
    for part, class_ in (("title", "poem-title"), ("by", "poem-by")):
        if part in parts:
            poem.append(element("p", class_, *parts[part]))
    return fill(poem, map(copy_of, block))


def _video(block: _Element, article: Article) -> _Element:
    go = element("p", "video-go", *_parts(block).get("title", []))
    what = [element("p", "video-what", *inside(p)) for p in block.iter("p")]
    return element("aside", "video", go, *what, data_url=block.get("data-url") or "")


def _plain(class_: str) -> Callable[[_Element, Article], _Element]:
    """Source note and author's note: one paragraph in full-width parentheses."""

    def build(block: _Element, article: Article) -> _Element:
        content = [item for p in block.iter("p") for item in inside(p)]
        return element("p", class_, "（", *content, "）")

    return build


def _pagebreak(block: _Element, article: Article) -> _Element:
    return element("div", "pagebreak")


def _plate(block: _Element, article: Article) -> _Element:
    caption = element("figcaption", "", element("span", "caption", *_parts(block).get("title", [])))
    return fill(element("figure", "plate"), [_image(block.find(".//img"), article), caption])


_BUILDERS: Mapping[str, Callable[[_Element, Article], _Element]] = {
    "abstract": _labelled("abstract"),
    "ednote": _labelled("ednote"),
    "pullquote": _pullquote,
    "figure": _figure,
    "photo": _photo,
    "table": _table,
    "facts": _facts,
    "poem": _poem,
    "video": _video,
    "source": _plain("source-note"),
    "bio": _plain("bio"),
    "pagebreak": _pagebreak,
    "plate": _plate,
}


def _blocks(root: _Element, kind: str = "") -> list[_Element]:
    return [node for node in root.iter("div") if node.get("data-block") and kind in ("", node.get("data-block"))]


def _build_blocks(root: _Element, article: Article) -> None:
    for block in reversed(_blocks(root)):  # a block inside another is built first
        replace(block, _BUILDERS[block.get("data-block") or ""](block, article))


def _numbers(root: _Element, article: Article) -> None:
    """Number figures and tables within the article: 图1, 表1."""
    words = labels("zh-Hans")
    for class_, word in (("figure", words("figure")), ("tablebox", words("table"))):
        boxes = [node for node in root.iter() if has_class(node, class_)]
        for number, box in enumerate(boxes, 1):
            box.set("id", f"{article.entry.id}-{'f' if class_ == 'figure' else 't'}{number}")
            caption = box.find(".//span[@class='caption']") if class_ == "figure" else box.find(".//caption")
            if caption is not None:
                label = element("b", "no", f"{word}{number}")
                label.tail, caption.text = caption.text, None
                caption.insert(0, label)


def _end_mark(root: _Element, article: Article) -> None:
    """■ after the last words of the running text; `end-mark: false` leaves it out."""
    texts = [
        node for node in root if (node.tag == "p" and not node.get("class")) or node.tag in {"ul", "ol", "blockquote"}
    ]
    if article.end_mark and texts:
        last = texts[-1]
        while len(last) and last[-1].tag in {"li", "p", "ul", "ol"}:
            last = last[-1]
        last.append(element("span", "endmark", "■", aria_hidden="true"))


def _paragraph_numbers(root: _Element, article: Article) -> None:
    number_paragraphs(root)


STEPS: tuple[Callable[[_Element, Article], None], ...] = (
    _reading_order,
    _poem_lines,
    _prepare_text,
    _notes,
    _emphasis,
    _names,
    _headings,
    _quotes,
    _links,
    _build_blocks,
    _numbers,
    _end_mark,
    _paragraph_numbers,
)
