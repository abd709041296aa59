"""What an issue says to stores and libraries: its claim of accessibility, its terms of distribution."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

Access = Literal["free", "paid"]
WORLD = "WORLD"
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """That somebody evaluated the EPUB and found it conforming (EPUB Accessibility 1.1, section 4)."""

    conforms_to: str
    certified_by: str
    credential: str = ""
    report: str = ""


@dataclass(frozen=True, slots=True)
class MarketPrice:
    """A price that differs from that of the issue; `markets` are ISO 3166-1 codes, none for all the rest."""

    amount: str
    currency: str
    markets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OnlineSince:
    """The first issue of the magazine that is to be had online."""

    date: str
    number: str


@dataclass(frozen=True, slots=True)
class Distribution:
    """Who sends the messages, where the issue is sold and for how much, where it stands on the web.

    `article_url` is the address of an article with `{id}` in it; `clc` are classes of the 中国图书馆分类法.
    """

    sender: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""
    url: str = ""
    article_url: str = ""
    markets: tuple[str, ...] = ()
    prices: tuple[MarketPrice, ...] = ()
    clc: tuple[str, ...] = ()
    thema: tuple[str, ...] = ()
    isbn: str = ""  # of the EPUB of this issue: 13 digits
    online_issn: str = ""
    online_since: OnlineSince | None = None
    access: Access | None = None


def claim_of(data: Mapping[str, Any] | None) -> Claim | None:
    """The block `accessibility` of a valid manifest."""
    if data is None:
        return None
    credential, report = data.get("certifier-credential", ""), data.get("report", "")
    return Claim(data["conforms-to"], data["certified-by"], credential, report)


def distribution_of(data: Mapping[str, Any]) -> Distribution:
    """The block `distribution` of a valid manifest; empty where there is none."""
    prices = (MarketPrice(p["amount"], p["currency"], tuple(p.get("markets", ()))) for p in data.get("prices", ()))
    since = data.get("online-since")
    return Distribution(
        sender=data.get("sender", ""),
        contact=data.get("contact", ""),
        phone=data.get("phone", ""),
        email=data.get("email", ""),
        url=data.get("url", ""),
        article_url=data.get("article-url", ""),
        markets=tuple(data.get("markets", ())),
        prices=tuple(prices),
        clc=tuple(data.get("clc", ())),
        thema=tuple(data.get("thema", ())),
        isbn=data.get("isbn", "").replace("-", ""),
        online_issn=data.get("online-issn", ""),
        online_since=OnlineSince(since["date"], since["number"]) if since else None,
        access=data.get("access"),
    )


def unknown_codes(distribution: Distribution) -> Iterator[tuple[Path, str]]:
    """(path below the block, code) of each country and currency that no trade list has."""
    countries, currencies = _codes("countries") | {WORLD}, _codes("currencies")
    yield from ((("markets", i), code) for i, code in enumerate(distribution.markets) if code not in countries)
    for i, price in enumerate(distribution.prices):
        if price.currency not in currencies:
            yield ("prices", i, "currency"), price.currency
        for j, code in enumerate(price.markets):
            if code not in countries:
                yield ("prices", i, "markets", j), code


@cache
def _codes(name: str) -> frozenset[str]:
    data = yaml.safe_load(files("zbsh_pub").joinpath("trade.yaml").read_bytes())
    return frozenset(data[name])
