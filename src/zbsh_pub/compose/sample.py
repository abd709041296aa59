"""The sample edition (试读本): some articles of an issue, a contents page of all, and how to get the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from posixpath import dirname, join, normpath

from lxml.etree import _Element

from zbsh_pub.compose.ebook import SHEETS, ebook_pages
from zbsh_pub.compose.parts import full_title
from zbsh_pub.contents import NAV, OutlineItem, with_nav
from zbsh_pub.derived import derived_from
from zbsh_pub.labels import Labels, labels
from zbsh_pub.manifest import NAME
from zbsh_pub.markdown import Fragment
from zbsh_pub.markdown.trees import copy_of, element, has_class
from zbsh_pub.model import Derived, Issue, Manifest
from zbsh_pub.problems import Problem, problem
from zbsh_pub.xhtml import Page

END = "sample-end.xhtml"


@dataclass(frozen=True, slots=True)
class SampleBook:
    """What the sample is written from: the part of the issue, its pages, what follows its articles."""

    issue: Issue
    pages: tuple[Page, ...]
    end: tuple[OutlineItem, ...]
    problems: tuple[Problem, ...]


def sample_book(issue: Issue, fragments: tuple[Fragment, ...]) -> SampleBook:
    """The sample of an issue; H11 where it leaves nothing out. Pure."""
    words = labels(issue.manifest.magazine.language)
    part, end = sample_issue(issue), (OutlineItem(words("sample-end"), END),)
    kept = {article.entry.id for article in part.articles}
    pages = ebook_pages(part, tuple(fragment for fragment in fragments if fragment.article in kept))
    pages = with_nav(part, (*pages, _end_page(issue, len(part.articles), words)), None, end, listed=issue)
    names = frozenset(page.name for page in pages)
    all_here = len(kept) == len(issue.articles)
    return SampleBook(
        part,
        tuple(_without_dead_links(page, names, words) for page in pages),
        end,
        (problem("H11", NAME, count=len(kept)),) if all_here else (),
    )


def sample_issue(issue: Issue) -> Issue:
    """The issue with the sample's articles only; sections without any are gone."""
    manifest, ids = issue.manifest, sample_ids(issue.manifest)
    sections = (replace(s, entries=tuple(e for e in s.entries if e.id in ids)) for s in manifest.sections)
    shorter = replace(manifest, sections=tuple(section for section in sections if section.entries))
    mark = labels(manifest.magazine.language)("sample-mark")
    derived = Derived(manifest.issue.identifier, "isPartOf", mark)
    articles = tuple(article for article in issue.articles if article.entry.id in ids)
    return replace(issue, manifest=derived_from(manifest, shorter, "sample", derived), articles=articles)


def sample_ids(manifest: Manifest) -> frozenset[str]:
    """The articles that the manifest lists, else the first ones."""
    listed = manifest.sample.articles or tuple(entry.id for entry in manifest.entries[: manifest.sample.count])
    return frozenset(listed)


def _end_page(issue: Issue, shown: int, words: Labels) -> Page:
    """以上为试读, and where to get the whole."""
    content = [element("h1", "title", words("sample-end"), id="sample-end-t"), *_offers(issue, shown, words)]
    back = element("a", "", words("contents"), href=f"{NAV}#contents")
    section = element("section", "sample-end", *content, element("p", "back", back), aria_labelledby="sample-end-t")
    return Page(END, words("sample-end"), issue.manifest.magazine.language, (section,), sheets=SHEETS)


def _offers(issue: Issue, shown: int, words: Labels) -> Iterator[_Element]:
    facts, contact = issue.manifest.issue, issue.manifest.magazine.contact
    title = full_title(issue.manifest, words)
    yield element("p", "", words("sample-more", count=len(issue.articles), shown=shown, title=title))
    if facts.price:
        yield element("p", "", words("sample-price", amount=facts.price.amount))
    if contact.website:
        before, after = words("sample-site", website="\n").split("\n")
        yield element("p", "", before, element("a", "link", contact.website, href=_address(contact.website)), after)
    if contact.circulation_phone:
        yield element("p", "", words("sample-phone", phone=contact.circulation_phone))


def _address(website: str) -> str:
    return website if "://" in website else f"http://{website}"


def _without_dead_links(page: Page, names: frozenset[str], words: Labels) -> Page:
    """The page with links to what the sample leaves out as plain text that says so."""
    content = tuple(map(copy_of, page.content))
    for link in [link for part in content for link in part.iter("a")]:
        target = (link.get("href") or "").partition("#")[0]
        if target and ":" not in target and normpath(join(dirname(page.name), target)) not in names:
            _unlink(link, words)
    return replace(page, content=content)


def _unlink(link: _Element, words: Labels) -> None:
    """The words of the link without it; a line of the contents is marked, a mention in the text has a note."""
    mentioned, parent = has_class(link, "xref"), link.getparent()
    for name in list(link.attrib):
        del link.attrib[name]
    link.tag = "span"
    link.set("class", "absent")
    note = words("sample-absent")
    if mentioned:
        link.append(element("span", "absent__note", f"（{note}）"))
    elif parent is not None and parent.tag == "li":
        mark = element("span", "absent__mark", note)
        mark.tail, link.text = link.text, None
        link.insert(0, mark)
