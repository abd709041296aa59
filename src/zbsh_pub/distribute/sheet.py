"""The sheet from which a store's form is filled in: one table for programs, one text each in Chinese and English."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Any

import yaml

from zbsh_pub.accessibility import summary
from zbsh_pub.distribute.record import Item, Record
from zbsh_pub.problems import Language
from zbsh_pub.trade import WORLD, MarketPrice

Value = Callable[[Record, Language], str]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the sheet in one language; a value may have several lines."""

    key: str
    label: str
    value: str


def sheet_rows(record: Record, language: Language) -> tuple[Row, ...]:
    """The rows of `words.yaml` that have a value, in its order."""
    rows = (Row(key, label[language], VALUES[key](record, language)) for key, label in _words()["rows"].items())
    return tuple(row for row in rows if row.value)


def row_label(key: str, language: Language) -> str:
    """What a row of the sheet is called."""
    return str(_words()["rows"][key][language])


def sheet_csv(record: Record) -> bytes:
    """Both languages side by side, as RFC 4180 has it; UTF-8 with the mark by which spreadsheets know it."""
    columns = _words()["columns"]
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(("key", *(columns[name] for name in ("field-zh", "field-en", "value-zh", "value-en"))))
    for zh, en in zip(*(sheet_rows(record, language) for language in LANGUAGES), strict=True):
        writer.writerow((zh.key, zh.label, en.label, zh.value, en.value))
    return out.getvalue().encode("utf-8-sig")


def sheet_text(record: Record, language: Language) -> bytes:
    """A line a row; a value of several lines stands below its label."""
    colon, indent = ("：", "　　") if language == "zh" else (": ", "    ")

    def shown(row: Row) -> str:
        lines = row.value.split("\n")
        if len(lines) == 1:
            return f"{row.label}{colon}{row.value}"
        return "\n".join((f"{row.label}{colon}".rstrip(), *(f"{indent}{line}" for line in lines)))

    return "".join(f"{shown(row)}\n" for row in sheet_rows(record, language)).encode()


@cache
def _words() -> Any:
    return yaml.safe_load(files("zbsh_pub.distribute").joinpath("words.yaml").read_bytes())


def _say(key: str, language: Language, **details: object) -> str:
    text: str = _words()[key][language]
    return text.format_map(details)


def _listed(parts: tuple[str, ...], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(parts)


def _masthead(record: Record, language: Language) -> str:
    """A line a role; in English with the printed role behind the word for its MARC relator."""
    people: dict[tuple[str, str], list[str]] = {}
    for name in record.masthead:
        people.setdefault((name.position, name.marc), []).append(name.name)
    if language == "zh":
        return "\n".join(f"{position}：{'、'.join(names)}" for (position, _), names in people.items())
    roles = _words()["roles"]
    return "\n".join(f"{roles[marc]} ({position}): {', '.join(names)}" for (position, marc), names in people.items())


def _authors(record: Record, language: Language) -> str:
    names = dict.fromkeys(author.name for item in record.items for author in item.authors)
    return _listed(tuple(names), language)


def _prices(record: Record, language: Language) -> str:
    if record.is_free:
        return _say("free", language)
    return "\n".join(_price(price, language) for price in record.prices)


def _price(price: MarketPrice, language: Language) -> str:
    details = {"amount": price.amount, "currency": price.currency}
    if not price.markets:
        return _say("price", language, **details)
    return _say("price-in", language, **details, markets=_markets(price.markets, language))


def _markets(markets: tuple[str, ...], language: Language) -> str:
    return _listed(tuple(_say("world", language) if m == WORLD else m for m in markets), language)


def _size(record: Record, language: Language) -> str:
    return f"{record.size / 1_000_000:.1f} MB" if record.size else ""


def _conformance(record: Record, language: Language) -> str:
    claim = record.manifest.claim
    return _say("certified", language, standard=claim.conforms_to, name=claim.certified_by) if claim else ""


def _contents(record: Record, language: Language) -> str:
    return "\n".join(_contents_line(item, language) for item in record.items)


def _contents_line(item: Item, language: Language) -> str:
    parts = (item.stand.section, item.label, *(name.name for name in item.authors))
    return "　".join((*parts, _say("page", language, page=item.first)))


def _contact(record: Record, language: Language) -> str:
    terms = record.manifest.distribution
    return _listed(tuple(part for part in (terms.contact, terms.phone, terms.email) if part), language)


def _pages(record: Record, language: Language) -> str:
    return _say("count-pages", language, count=record.page_count) if record.page_count else ""


def _romanised(record: Record, language: Language) -> str:
    magazine = record.manifest.magazine
    return magazine.sort_title if magazine.sort_title != magazine.title else ""


VALUES: dict[str, Value] = {
    "title": lambda r, _: r.title,
    "subtitle": lambda r, _: r.manifest.issue.theme,
    "series": lambda r, _: r.manifest.magazine.title,
    "romanised": _romanised,
    "number": lambda r, _: f"{r.manifest.issue.year}.{r.manifest.issue.number}",
    "serial": lambda r, _: str(r.manifest.issue.serial),
    "issn": lambda r, _: r.manifest.magazine.issn,
    "isbn": lambda r, _: r.manifest.distribution.isbn,
    "online-issn": lambda r, _: r.manifest.distribution.online_issn,
    "cn": lambda r, _: r.manifest.magazine.cn,
    "identifier": lambda r, _: r.manifest.issue.identifier,
    "publisher": lambda r, _: r.manifest.magazine.publisher,
    "sponsor": lambda r, _: r.manifest.magazine.supervisor_sponsor,
    "distributor": lambda r, _: r.manifest.magazine.distributor,
    "creators": lambda r, lang: _listed(tuple(name.name for name in r.masthead if name.creator), lang),
    "masthead": _masthead,
    "authors": _authors,
    "description": lambda r, _: r.manifest.issue.description,
    "keywords": lambda r, lang: _listed(r.manifest.issue.subjects, lang),
    "clc": lambda r, lang: _listed(r.manifest.distribution.clc, lang),
    "thema": lambda r, lang: _listed(r.manifest.distribution.thema, lang),
    "language": lambda r, lang: str(_words()["languages"][r.manifest.magazine.language][lang]),
    "price": _prices,
    "markets": lambda r, lang: _markets(r.manifest.distribution.markets, lang),
    "date": lambda r, _: r.manifest.issue.published.isoformat(),
    "month": lambda r, _: str(r.manifest.issue.cover_month),
    "articles": lambda r, lang: _say("count-articles", lang, count=len(r.items)),
    "characters": lambda r, lang: _say("count-characters", lang, count=r.characters),
    "pages": _pages,
    "format": lambda _, lang: _say("format", lang),
    "size": _size,
    "accessibility": lambda r, lang: summary(r.access, lang),
    "features": lambda r, _: ", ".join(r.access.features),
    "conformance": _conformance,
    "rights": lambda r, _: r.manifest.issue.rights,
    "url": lambda r, _: r.manifest.distribution.url,
    "contact": _contact,
    "contents": _contents,
}
