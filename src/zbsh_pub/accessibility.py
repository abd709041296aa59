"""What is true of an EPUB's accessibility, read off its pages and sheets: one value for OPF, ONIX and forms.

EPUB Accessibility 1.1, section 2; the values are those of the Schema.org Accessibility Properties for
Discoverability Vocabulary. Nothing is a constant: a feature is named when its test below says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import yaml
from lxml import etree
from lxml.etree import _Element

from zbsh_pub.markdown.trees import text_of
from zbsh_pub.xhtml import EPUB_TYPE, SVG, Page

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_PINNED = re.compile(
    r"!\s*important|(?<![-\w])(?:font-size|line-height)\s*:\s*[\d.]+(?:px|pt|pc|mm|cm|in)\b|user-select\s*:\s*none"
)
_VERTICAL = re.compile(r"writing-mode\s*:\s*vertical")
_ROOT = re.compile(r"(^|[\s,])(html|body|:root)\b")
_MOTION = re.compile(r"@keyframes|(?<![-\w])animation(?:-name)?\s*:")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Accessibility:
    """How the book can be read, what it offers, what it may do to a reader; `facts` choose the summary's words."""

    modes: tuple[str, ...]
    sufficient: tuple[tuple[str, ...], ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]
    facts: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Book:
    """Pages in the order of the spine, the nav among them; their elements by local name and by epub:type."""

    pages: tuple[Page, ...]
    css: str
    named: Mapping[str, list[_Element]]
    typed: Mapping[str, list[_Element]]
    roles: bool
    pictures: tuple[_Element, ...]

    def has(self, *names: str) -> bool:
        return any(name in self.named for name in names)

    def each(self, *names: str) -> Iterator[_Element]:
        return (node for name in names for node in self.named.get(name, ()))

    def root_vertical(self) -> bool:
        """Do the sheets set the whole text in vertical lines?"""
        return any(_VERTICAL.search(body) and _ROOT.search(selector) for selector, body in _RULE.findall(self.css))


def _book(pages: tuple[Page, ...], css: str) -> _Book:
    """One walk through all pages."""
    named: dict[str, list[_Element]] = {}
    typed: dict[str, list[_Element]] = {}
    roles = False
    for node in (node for page in pages for part in page.content for node in part.iter(etree.Element)):
        named.setdefault(_name(node), []).append(node)
        roles = roles or node.get("role") is not None
        for kind in (node.get(EPUB_TYPE) or "").split():
            typed.setdefault(kind, []).append(node)
    shown = [node for name in ("img", "svg") for node in named.get(name, ()) if not _within_drawing(node)]
    return _Book(pages, css, named, typed, roles, tuple(node for node in shown if not _decorative(node)))


def _within_drawing(node: _Element) -> bool:
    return any(above.tag == f"{{{SVG}}}svg" for above in node.iterancestors())


def accessibility_of(pages: Iterable[Page], sheets: Iterable[str] = ()) -> Accessibility:
    """What is true of these pages (in the order of the spine, the nav among them) under these sheets."""
    book = _book(tuple(pages), _COMMENT.sub("", "\n".join(sheets)))
    features = tuple(name for name, test in FEATURES if test(book))
    facts = frozenset(features) | {name for name, test in FACTS if test(book)}
    modes = _modes(book)
    return Accessibility(modes, _sufficient(modes, facts), features, _hazards(facts), facts)


def summary(access: Accessibility, language: str) -> str:
    """The same in words, for people, in the language of a tag (BCP 47): schema:accessibilitySummary."""
    words = "zh-Hant" if language.startswith("zh-Hant") else language[:2]
    sentences = [item[words] for item in _data()["summary"] if item["when"] in access.facts]
    return (" " if words == "en" else "").join(sentences)


def onix_codes(access: Accessibility) -> tuple[str, ...]:
    """The same in ONIX: values of list 196, in order."""
    table = _data()["onix"]
    found = [code for name in sorted(access.facts) for code in table["features"].get(name, ())]
    found += [code for modes in access.sufficient for code in table["sufficient"].get(",".join(modes), ())]
    return tuple(sorted(found))


def onix_hazards(access: Accessibility) -> tuple[str, ...]:
    """The hazards in ONIX: values of list 143."""
    return tuple(code for name in access.hazards for code in _data()["onix"]["hazards"][name])


def onix_standard(conforms_to: str) -> tuple[str, ...]:
    """A claim of conformance in ONIX: values of list 196 for standard, guidelines and level."""
    table: dict[str, str] = _data()["onix"]["standard"]
    standard, _, rest = conforms_to.partition(" - ")
    guidelines, _, level = rest.partition(" Level ")
    return tuple(table[name] for name in (standard, guidelines, f"Level {level}"))


@cache
def _data() -> Any:
    return yaml.safe_load(files("zbsh_pub").joinpath("accessibility.yaml").read_bytes())


def _modes(book: _Book) -> tuple[str, ...]:
    """The senses that the content asks for; a cover and decoration alone make no book visual."""
    seen = any(node.get("role") != "doc-cover" for node in book.pictures)
    tests = {
        "textual": any(text_of(part).strip() for page in book.pages for part in page.content),
        "visual": seen or book.has("video"),
        "auditory": book.has("audio", "video"),
    }
    return tuple(mode for mode, true in tests.items() if true)


def _sufficient(modes: tuple[str, ...], facts: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    """The sets of senses that each suffice for the whole content."""
    text_suffices = (
        "textual" in modes and "undescribed" not in facts and ("auditory" not in modes or "captions" in facts)
    )
    return (("textual",), modes) if text_suffices and modes != ("textual",) else (modes,)


def _hazards(facts: frozenset[str]) -> tuple[str, ...]:
    return ("none",) if "still" in facts else ("unknown",)


def _decorative(node: _Element) -> bool:
    """Is the picture marked as one that says nothing? Not in a figure: a figure is shown for what it says."""
    if any(_name(above) == "figure" for above in node.iterancestors()):
        return False
    hidden = any(above.get("aria-hidden") == "true" for above in (node, *node.iterancestors()))
    return hidden or node.get("role") in ("presentation", "none") or node.get("alt") == ""


def _described(node: _Element) -> bool:
    return bool((node.get("alt") or node.get("aria-label") or "").strip())


def _name(node: _Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _toc(book: _Book) -> list[str]:
    """The addresses of the machine-readable contents, in their order."""
    return [
        link.get("href") or "" for nav in book.typed.get("toc", ()) if _name(nav) == "nav" for link in nav.iter("a")
    ]


def _in_order(book: _Book) -> bool:
    """Does the contents list follow the spine, and name nothing that is not there?"""
    names = [page.name for page in book.pages]
    targets = [href.partition("#")[0] for href in _toc(book)]
    known = bool(targets) and all(target in names for target in targets)
    return known and all(names.index(a) <= names.index(b) for a, b in pairwise(targets))


def _headings_step(book: _Book) -> bool:
    """Has each page of text a heading, and is no level left out (WCAG 2.2, 1.3.1)?"""
    for page in book.pages:
        levels = [int(_name(node)[1]) for part in page.content for node in part.iter(*_HEADINGS)]
        if not levels and any(text_of(part).strip() for part in page.content):
            return False
        if any(next_ > level + 1 for level, next_ in pairwise([0, *levels])):
            return False
    return True


def _fully_annotated(book: _Book) -> bool:
    """Has every Han character its reading?"""
    every = sum(len(_HAN.findall(text_of(part))) for page in book.pages for part in page.content)
    read = sum(len(_HAN.findall(text_of(ruby))) for ruby in book.each("ruby"))
    return every > 0 and read == every


def _long_descriptions(book: _Book) -> bool:
    return any(node.get("aria-details") or node.get("aria-describedby") for node in book.pictures)


def _captioned(book: _Book) -> bool:
    videos = list(book.each("video", "audio"))
    return bool(videos) and all(
        any(t.get("kind") in ("captions", "subtitles") for t in v.iter("track")) for v in videos
    )


def _still(book: _Book) -> bool:
    """Does nothing move, flash or sound?"""
    moving = ("video", "audio", "script", "animate", "animateTransform", "animateMotion", "set", "iframe", "canvas")
    animated = any((node.get("src") or "").casefold().endswith(".gif") for node in book.each("img"))
    return not animated and not book.has(*moving) and not _MOTION.search(book.css)


def _tables_headed(book: _Book) -> bool:
    """Says every header cell what it heads?"""
    return all(node.get("scope") for node in book.each("th"))


FEATURES: tuple[tuple[str, Callable[[_Book], bool]], ...] = (
    ("tableOfContents", lambda book: bool(_toc(book))),
    ("readingOrder", _in_order),
    ("structuralNavigation", lambda book: _headings_step(book) and _tables_headed(book)),
    ("displayTransformability", lambda book: not _PINNED.search(book.css)),
    ("alternativeText", lambda book: bool(book.pictures) and all(map(_described, book.pictures))),
    ("longDescription", _long_descriptions),
    ("ARIA", lambda book: book.roles),
    ("pageBreakMarkers", lambda book: "pagebreak" in book.typed),
    ("pageNavigation", lambda book: any(nav.find(".//a") is not None for nav in book.typed.get("page-list", ()))),
    ("rubyAnnotations", lambda book: book.has("ruby")),
    ("fullRubyAnnotations", _fully_annotated),
    ("horizontalWriting", lambda book: not book.root_vertical()),
    ("verticalWriting", _Book.root_vertical),
    ("MathML", lambda book: book.has("math")),
    ("captions", _captioned),
)
# What is no feature of the vocabulary, but is told in the summary or in ONIX.
FACTS: tuple[tuple[str, Callable[[_Book], bool]], ...] = (
    ("undescribed", lambda book: not all(map(_described, book.pictures))),
    ("pinned", lambda book: bool(_PINNED.search(book.css))),
    ("unstructured", lambda book: not (_headings_step(book) and _tables_headed(book))),
    ("media", lambda book: book.has("audio", "video")),
    ("still", _still),
    ("landmarks", lambda book: "landmarks" in book.typed),
    ("language", lambda book: all(page.language for page in book.pages)),
)
