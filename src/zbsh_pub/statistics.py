"""What there is to count of an issue: characters, figures, tables and notes of each article, and its pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zbsh_pub.compose.parts import section_of
from zbsh_pub.markdown import Fragment
from zbsh_pub.markdown.trees import by_class, text_of
from zbsh_pub.model import Article, Issue, PageSpan, Pagination, Section

_FIGURES, _TABLES, _NOTES = ("figure", "plate"), ("tablebox",), ("note",)


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """An article in numbers. `characters` are all but blanks, marks included, as a printer counts them;

    `abstract` is that of the front matter, else that above the text.
    """

    article: Article
    section: Section
    span: PageSpan
    characters: int
    figures: int
    tables: int
    notes: int
    abstract: str

    @property
    def last(self) -> int:
        """The folio of the last page."""
        return self.span.first + self.span.count - 1


def article_facts(issue: Issue, fragments: tuple[Fragment, ...], pagination: Pagination) -> tuple[ArticleFacts, ...]:
    """The facts of all articles, in reading order. Pure."""
    return tuple(
        _facts(issue, article, fragment, pagination)
        for article, fragment in zip(issue.articles, fragments, strict=True)
    )


def _facts(issue: Issue, article: Article, fragment: Fragment, pagination: Pagination) -> ArticleFacts:
    def count(names: tuple[str, ...]) -> int:
        return sum(len(by_class(fragment.body, name)) for name in names)

    return ArticleFacts(
        article,
        section_of(issue.manifest, article.entry),
        pagination.spans[article.entry.id],
        len("".join("".join(_texts(fragment)).split())),
        count(_FIGURES),
        count(_TABLES),
        count(_NOTES),
        article.summary or _abstract(fragment),
    )


def _texts(fragment: Fragment) -> Iterator[str]:
    for part in (*fragment.head, fragment.body, *fragment.tail):
        yield text_of(part)


def _abstract(fragment: Fragment) -> str:
    """The paragraphs of 核心阅读, without its label."""
    boxes = [box for part in fragment.head for box in by_class(part, "abstract")]
    return " ".join(text_of(p).strip() for box in boxes for p in box if p.get("class") != "label")
