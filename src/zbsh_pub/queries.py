"""Lift the editors' queries out of an article's text: `{==疑处==}{>>询问<<}` and `{>>询问<<}` (CriticMarkup).

A query is no text. It is taken out when the article is read, so that no edition can be moved by it; what stays
is where it stood. A query stands on one line: lines keep their numbers, and a paragraph is one line anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from zbsh_pub.model import Article, Cut, Query
from zbsh_pub.problems import Problem, problem

_TOKEN = re.compile(r"(?<!\\)(?:\{==|==\}|\{>>|<<\})")
_OPEN, _CLOSE, _ASK, _ASKED = "{==", "==}", "{>>", "<<}"
_ROUTE = re.compile(r"\s*([^：:\s]{1,8}\s*(?:→|->)\s*[^：:\s]{1,8})[：:]\s*(.*)", re.S)


@dataclass(frozen=True, slots=True)
class Lifted:
    """A text without its queries: the text, what was asked, and the pieces that were taken out."""

    text: str
    queries: tuple[Query, ...] = ()
    cuts: tuple[Cut, ...] = ()


def lift_queries(text: str, file: str, first_line: int) -> tuple[Lifted, list[Problem]]:
    """`text` without queries, which begins on line `first_line` of `file`; Q01 to Q04 where marks are misplaced."""
    if not _TOKEN.search(text):
        return Lifted(text), []
    lines: list[str] = []
    queries: list[Query] = []
    cuts: list[Cut] = []
    problems: list[Problem] = []
    start = 0
    for number, line in enumerate(text.split("\n"), first_line):
        row = _Row(line, file, number, start)
        plain = row.lifted() if _TOKEN.search(line) else line
        problems += row.problems
        queries += row.queries
        cuts += row.cuts
        lines.append(plain)
        start += len(plain) + 1
    return Lifted("\n".join(lines), tuple(queries), tuple(cuts)), problems


@dataclass(slots=True)
class _Row:
    """A line of source while its marks are read from left to right."""

    line: str
    file: str
    number: int
    start: int
    done: int = 0
    plain: str = ""
    opened: tuple[int, int] | None = None  # where {== stands in the line, and in the text without marks
    queries: list[Query] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def lifted(self) -> str:
        """The line without its queries."""
        while (found := _TOKEN.search(self.line, self.done)) is not None:
            self._keep(found.start())
            self._token(found)
        self._keep(len(self.line))
        if self.opened is not None:
            self._wrong("Q01", self.opened[0], found=_OPEN, wanted=_CLOSE)
        if not self.plain.strip() and not self.problems:
            self._wrong("Q04", 0)
        if self.problems:
            self.queries.clear()  # what is written wrong is asked when it is written right
        return self.plain

    def _keep(self, end: int) -> None:
        self.plain += self.line[self.done : end]
        self.done = end

    def _cut(self, end: int) -> None:
        self.cuts.append(Cut(self.start + len(self.plain), end - self.done))
        self.done = end

    def _wrong(self, code: str, place: int, **details: object) -> None:
        self.problems.append(problem(code, self.file, self.number, place + 1, **details))

    def _token(self, found: re.Match[str]) -> None:
        place, token = found.start(), found[0]
        if token == _OPEN and self.opened is None:
            self._cut(found.end())
            self.opened = place, self.start + len(self.plain)
        elif token == _OPEN:
            self._cut(found.end())
            self._wrong("Q02", place, found=_OPEN)
        elif token == _CLOSE and self.opened is not None:
            self._marked(found.end())
        elif token == _ASK:
            self._ask(place, None)
        else:
            self._cut(found.end())
            self._wrong("Q01", place, found=token, wanted=_OPEN if token == _CLOSE else _ASK)

    def _marked(self, end: int) -> None:
        """`==}`: the query has to follow at once, and there must be something that it is about."""
        assert self.opened is not None
        place, start = self.opened
        text = self.plain[start - self.start :]
        self._cut(end)
        if not text.strip() or not self.line.startswith(_ASK, end):
            self._wrong("Q03", place, found=f"{_OPEN}{text}{_CLOSE}"[:24])
        self.opened = None
        if self.line.startswith(_ASK, end):
            self._ask(place, start)

    def _ask(self, place: int, start: int | None) -> None:
        """`{>>…<<}`, about the text from `start` on, or about the place where it stands."""
        begin = self.done
        closing = next((t for t in _TOKEN.finditer(self.line, begin + len(_ASK))), None)
        if start is None and self.opened is not None:
            self._wrong("Q02", place, found=_ASK)
        if closing is None or closing[0] != _ASKED:
            self._cut(begin + len(_ASK))
            self._wrong("Q02" if closing else "Q01", begin, found=_ASK, wanted=_ASKED)
            return
        asked = self.line[begin + len(_ASK) : closing.start()].strip()
        if not asked:
            self._wrong("Q03", place, found=f"{_ASK}{_ASKED}")
        self._one_blank(closing.end())
        here = self.start + len(self.plain)
        self._cut(closing.end())
        route, words = _routed(asked)
        self.queries.append(Query(self.number, place + 1, here if start is None else start, here, words, route))

    def _one_blank(self, end: int) -> None:
        """A query between two blanks takes one of them with it."""
        if self.plain.endswith(" ") and self.line[end : end + 1] in ("", " "):
            self.plain = self.plain[:-1]
            self.cuts.append(Cut(self.start + len(self.plain), 1))


def _routed(asked: str) -> tuple[str, str]:
    """(编辑 → 作者, the query) of `编辑→作者：…`; without a route the first is empty."""
    match = _ROUTE.fullmatch(asked)
    return (re.sub(r"\s*(?:→|->)\s*", " → ", match[1]), match[2].strip()) if match else ("", asked)


def open_queries(articles: Iterable[Article], released: bool) -> Iterator[Problem]:
    """A problem for each article with open queries: a warning, an error where the issue is `released` for printing."""
    for article in articles:
        if article.queries:
            first = article.queries[0]
            code = "Q06" if released else "Q05"
            yield problem(code, article.path, first.line, first.column, count=len(article.queries))


def as_written(problems: Iterable[Problem], articles: Iterable[Article]) -> list[Problem]:
    """Problems with the columns of the files, where they were found in texts without queries."""
    cut = {article.path: _cuts_by_line(article) for article in articles if article.cuts}
    return [_moved(found, cut.get(found.place.file, {})) for found in problems]


def _cuts_by_line(article: Article) -> Mapping[int, list[tuple[int, int]]]:
    """For each line that had queries the (place in the plain line, length) of what was taken out."""
    by_line: dict[int, list[tuple[int, int]]] = {}
    for cut in article.cuts:
        line = article.first_line + article.body.count("\n", 0, cut.start)
        by_line.setdefault(line, []).append((cut.start - article.body.rfind("\n", 0, cut.start) - 1, cut.length))
    return by_line


def _moved(found: Problem, cuts: Mapping[int, list[tuple[int, int]]]) -> Problem:
    place = found.place
    if not place.column or place.line not in cuts or found.code[0] == "Q":
        return found
    before = sum(length for at, length in cuts[place.line] if at < place.column)
    return replace(found, place=replace(place, column=place.column + before))
