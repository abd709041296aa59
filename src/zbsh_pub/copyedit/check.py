"""The copy of an issue against the house's rules, its list of terms, and marks without a partner."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from zbsh_pub.copyedit.findings import Finding, find
from zbsh_pub.copyedit.pairs import check_pairs
from zbsh_pub.copyedit.rules import chosen
from zbsh_pub.copyedit.terms import Wrong, check_terms
from zbsh_pub.copyedit.text import Running, markdown_text, plain_text
from zbsh_pub.manifest import NAME
from zbsh_pub.model import CopyStyle, Issue, Manifest
from zbsh_pub.problems import Bilingual, Place, Problem, bilingual, copy_reason
from zbsh_pub.yamltext import Path, parse_yaml

At = Callable[[int], Place]  # where an offset of the source stands


def check_copy(issue: Issue, manifest: bool = True) -> list[Problem]:
    """C01 to C03 for the articles and the printed texts of the manifest, with the house's switches: warnings all.

    Without `manifest` for the articles alone.
    """
    style = issue.manifest.copy
    rules = chosen(off=frozenset(style.off))
    problems: list[Problem] = []
    printed = _manifest_texts(issue.manifest) if manifest else ()
    for source, running, at in [*printed, *_article_texts(issue)]:
        problems += (_rule_problem(finding, at) for finding in find(source, running, rules))
        problems += _marks_and_terms(running, style, at)
    return problems


def _article_texts(issue: Issue) -> Iterator[tuple[str, Running, At]]:
    for article in issue.articles:

        def at(
            offset: int, path: str = article.path, body: str = article.body, line: int = article.first_line
        ) -> Place:
            return Place(path, line + body.count("\n", 0, offset), offset - body.rfind("\n", 0, offset))

        yield article.body, markdown_text(article.body), at


def _manifest_texts(manifest: Manifest) -> Iterator[tuple[str, Running, At]]:
    """What the manifest prints, value by value; the lines of a title are one text, its | are no text."""
    document, _ = parse_yaml(manifest.text, NAME)
    assert document, "a manifest was read from YAML"
    rows = manifest.text.split("\n")
    for paths, values in _printed(document.data):
        places = [document.place(path) for path in paths]
        starts = [_column(rows[line - 1], column, value) for (line, column), value in zip(places, values, strict=True)]
        source = "\n".join(value.replace("|", "\u2060") for value in values)

        def at(offset: int, source: str = source, places: Any = places, starts: Any = starts) -> Place:
            index = source.count("\n", 0, offset)
            return Place(NAME, places[index][0], starts[index] + offset - source.rfind("\n", 0, offset) - 1)

        yield source, _without_bars(source), at


def _column(row: str, column: int, value: str) -> int:
    """The column of a value that stands in `row` at `column` or behind its key there."""
    found = row.find(value, column - 1)
    return found + 1 if found >= 0 else column


def _without_bars(source: str) -> Running:
    """Lines of a title as one piece, without the bars that mark its sense groups."""
    running = plain_text(source)
    kept = [(c, o) for c, o in zip(running.text, running.offsets, strict=True) if c != "\u2060"]
    inner = [("\n" if c == "\u2029" and 0 < i < len(kept) - 2 else c, o) for i, (c, o) in enumerate(kept)]
    return Running("".join(c for c, _ in inner), tuple(o for _, o in inner))


def _printed(data: Any) -> Iterator[tuple[list[Path], list[str]]]:
    """Paths and values of the texts of a manifest that are set in type."""
    for key in ("theme", "theme-note", "description"):
        if key in data["issue"]:
            yield [("issue", key)], [data["issue"][key]]
    for i, notice in enumerate(data.get("notices", [])):
        yield [("notices", i, "title")], [notice["title"]]
        for j, paragraph in enumerate(notice["paragraphs"]):
            yield [("notices", i, "paragraphs", j)], [paragraph]
    for i, section in enumerate(data["sections"]):
        for key in ("title", "lead"):
            if key in section:
                yield [("sections", i, key)], [section[key]]
        for j, article in enumerate(section["articles"]):
            here = ("sections", i, "articles", j)
            for key in ("kicker", "title"):
                if key in article:
                    yield [(*here, key, k) for k in range(len(article[key]))], article[key]
            if "subtitle" in article:
                yield [(*here, "subtitle")], [article["subtitle"]]


def _rule_problem(finding: Finding, at: At) -> Problem:
    place = at(finding.offset)
    details: dict[str, object] = {
        "rule": finding.rule.id,
        "found": finding.found,
        "length": finding.length,
        "reason": copy_reason(finding.rule.id),
        "source": finding.rule.source,
        "change": _change(finding, can_be_fixed=place.file != NAME),
    }
    return Problem("C01", place, details)


def _change(finding: Finding, can_be_fixed: bool) -> Bilingual:
    """What to do; `zbsh fix` changes no manifest."""
    if finding.suggestion is None:
        return bilingual("copy-judge")
    return bilingual(
        "copy-fix" if finding.is_mechanical and can_be_fixed else "copy-maybe", suggestion=finding.suggestion
    )


def _marks_and_terms(running: Running, style: CopyStyle, at: At) -> Iterator[Problem]:
    for wrong in check_terms(running.text, style.terms):
        yield Problem("C02", at(running.offsets[wrong.start]), _term(wrong))
    for lone in check_pairs(running):
        reason = bilingual(f"pair-{lone.fault}", wanted=lone.wanted)
        yield Problem("C03", at(running.offsets[lone.start]), {"mark": lone.mark, "reason": reason})


def _term(wrong: Wrong) -> dict[str, object]:
    term = wrong.term
    reason = f"（{term.reason}）" if term.reason else ""
    return {"wrong": term.wrong, "right": term.right, "reason": reason}
