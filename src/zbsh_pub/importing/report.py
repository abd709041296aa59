"""The report as one HTML page: doubtful decisions first, source and result side by side, then all that was left out.

Nothing is loaded; light and dark follow the reader's system.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

import yaml

from zbsh_pub.importing.composing import Composed
from zbsh_pub.importing.draft import Block
from zbsh_pub.importing.evidence import EVIDENCE
from zbsh_pub.importing.labelling import Labelled
from zbsh_pub.importing.ledger import Ledger
from zbsh_pub.importing.markdown_writer import write_block
from zbsh_pub.importing.reading import Reading
from zbsh_pub.importing.rules import RULES
from zbsh_pub.importing.source import Source
from zbsh_pub.problems import Language, Problem
from zbsh_pub.simple_page import simple_page

DOUBTFUL, DOUBTFUL_LEAD, MOST = 0.9, 0.85, 400
_SHOWN = 90


@dataclass(frozen=True, slots=True)
class Reported:
    """All that the report tells of."""

    source: Source
    reading: Reading
    composed: Composed
    tree: Mapping[str, str]
    ledger: Ledger
    problems: tuple[Problem, ...]


@cache
def _package() -> tuple[dict[str, Any], str]:
    folder = files("zbsh_pub").joinpath("importing")
    loaded: dict[str, Any] = yaml.load(
        folder.joinpath("report_words.yaml").read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return loaded, folder.joinpath("report.css").read_text(encoding="utf-8")


def word(key: str, language: Language, **details: object) -> str:
    """A phrase of the report; `labels.p` names an entry of a group."""
    value: Any = _package()[0]
    for part in key.split("."):
        value = value.get(part, {language: part})
    return str(value[language]).format_map({k: str(v) for k, v in details.items()}) if details else str(value[language])


def to_html(reported: Reported, language: Language) -> str:
    """The whole page."""
    title = f"{word('title', language)} · {reported.source.name}"
    return simple_page(title, "\n".join(_body(reported, language)), _package()[1], language)


def doubts(reported: Reported) -> list[tuple[float, Labelled, bool]]:
    """(confidence, line, whether it is about a run-in lead) of what an editor should look at, most doubtful first."""
    found = [(i.verdict.confidence, i, False) for i in reported.reading.lines if i.verdict.confidence < DOUBTFUL]
    leads = reported.composed.leads
    lines = {item.line.number: item for item in reported.reading.lines}
    found += [(sure, lines[number], True) for number, sure in leads.items() if sure < DOUBTFUL_LEAD]
    return sorted(found, key=lambda doubt: (doubt[0], doubt[1].line.number))[:MOST]


def _body(reported: Reported, language: Language) -> Iterator[str]:
    ledger = reported.ledger
    yield _note(
        word(
            "facts",
            language,
            name=reported.source.name,
            articles=len(reported.composed.draft.articles),
            characters=ledger.characters,
            kept=ledger.kept,
            dropped=ledger.characters - ledger.kept,
        )
    )
    yield _heading("doubts", language) + _note(word("doubts-note", language))
    yield "\n".join(_doubt(doubt, language) for doubt in _gather(reported)) or _none(language)
    yield _heading("problems", language)
    items = (p.render(language) for p in reported.problems)
    yield _list(items) if reported.problems else _none(language)
    yield _heading("drops", language) + _note(word("drops-note", language)) + _drops(reported, language)
    yield _heading("articles", language) + _articles(reported, language)
    yield _heading("rules", language) + _rules()


def _heading(key: str, language: Language) -> str:
    return f"<h2>{escape(word(key, language))}</h2>"


def _note(text: str) -> str:
    return f'<p class="note">{escape(text)}</p>'


def _none(language: Language) -> str:
    return _note(word("none", language))


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"


def _blocks_by_line(reported: Reported) -> dict[int, Block]:
    return {
        line: block for article in reported.composed.draft.articles for block in article.blocks for line in block.lines
    }


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A decision to look at, with the line's neighbours and the block that holds it."""

    sure: float
    item: Labelled
    lead: bool
    near: tuple[Labelled, ...]
    block: Block | None


def _gather(reported: Reported) -> list[_Doubt]:
    blocks = _blocks_by_line(reported)
    places = {item.line.number: i for i, item in enumerate(reported.reading.lines)}
    found = []
    for sure, item, lead in doubts(reported):
        place = places[item.line.number]
        near = reported.reading.lines[max(0, place - 1) : place + 2]
        found.append(_Doubt(sure, item, lead, tuple(near), blocks.get(item.line.number)))
    return found


def _doubt(doubt: _Doubt, language: Language) -> str:
    item = doubt.item
    label = "lead-off" if doubt.lead else f"labels.{item.verdict.label}"
    begins = item.line.text[:8].replace('"', "").strip()
    correction = "lead: false" if doubt.lead else f"label: {item.verdict.label}"
    yaml_line = f'- {{line: {item.line.number}, begins: "{begins}", {correction}}}'
    rule = "" if doubt.lead else f"<span>{escape(word('rule', language))}: {escape(item.verdict.rule)}</span>"
    return (
        f'<section class="doubt"><header><b>{escape(word("line", language, line=item.line.number))}</b>'
        f"<b>{escape(word(label, language))}</b>"
        f'<span class="low">{escape(word("sure", language))} {doubt.sure:.2f}</span>{rule}'
        f"<code>{escape(yaml_line)}</code></header>"
        f'<div class="sides"><div>{"".join(_source_line(near, item) for near in doubt.near)}</div>'
        f"<div>{_result(doubt, language)}</div></div></section>"
    )


def _source_line(near: Labelled, item: Labelled) -> str:
    here = ' class="here"' if near.line.number == item.line.number else ""
    text = near.line.text
    shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN // 2]}…{text[-_SHOWN // 2 :]}"
    return f"<p{here}>{near.line.number} {escape(shown)}</p>"


def _result(doubt: _Doubt, language: Language) -> str:
    """The Markdown about the line, or that it is not in an article."""
    if doubt.block is None:
        return f"<p>{escape(word('nothing', language))}</p>"
    text = write_block(doubt.block, str)
    at = max(0, text.find(doubt.item.line.text[:6]))
    start = max(0, at - _SHOWN // 2) if len(text) > 3 * _SHOWN else 0
    shown = f"{'…' if start else ''}{text[start : start + 3 * _SHOWN]}{'…' if len(text) > start + 3 * _SHOWN else ''}"
    return f"<pre>{escape(shown)}</pre>"


def _drops(reported: Reported, language: Language) -> str:
    """Runs that were dropped, by reason."""
    grouped: dict[str, list[str]] = defaultdict(list)
    for drop in reported.ledger.drops:
        text = reported.source.lines[drop.line - 1][drop.start : drop.end].strip()
        if text:
            shown = "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in text)
            grouped[drop.reason].append(f"{word('line', language, line=drop.line)}: {shown}")
    return "".join(
        f"<details><summary>{escape(word(f'reasons.{reason}', language))}: {len(items)}</summary>"
        f"{_list(items)}</details>"
        for reason, items in sorted(grouped.items(), key=lambda group: len(group[1]))
    ) or _none(language)


def _articles(reported: Reported, language: Language) -> str:
    rows = []
    for article in reported.composed.draft.articles:
        entry, kinds = article.entry, [block.kind for block in article.blocks]
        counts = (str(kinds.count("p")), str(kinds.count("heading")))
        rows.append((str(entry.page), " ".join(entry.title), "、".join(entry.authors), article.file, *counts))
    return _table(word("table", language).split("|"), rows)


def _rules() -> str:
    rows = [(rule.name, rule.label, rule.example) for rule in RULES]
    rows += [(item.name, f"{item.reading} {item.weight:+}", item.example) for item in EVIDENCE]
    return _table(("", "", ""), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f'<div class="scroll"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'
