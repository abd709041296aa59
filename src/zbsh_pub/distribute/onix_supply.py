"""ONIX, blocks 4 to 6: publisher, dates and rights; the print edition; markets and prices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml.etree import _Element

from zbsh_pub.distribute.record import Record
from zbsh_pub.distribute.xml import leaf, node
from zbsh_pub.model import Manifest
from zbsh_pub.trade import WORLD, MarketPrice

_RIGHTS = re.compile(r"©\s*(?P<year>\d{4})\s+(?P<owner>\S.*)")


def publishing(record: Record) -> _Element:
    """PublishingDetail; the rights are told where they have the form © year owner."""
    magazine, facts = record.manifest.magazine, record.manifest.issue
    published = facts.published <= record.built
    return node(
        "PublishingDetail",
        node("Imprint", node("ImprintName", magazine.publisher)),
        _publisher("01", magazine.publisher),
        _publisher("03", magazine.supervisor_sponsor) if magazine.supervisor_sponsor else None,
        node("CountryOfPublication", "CN"),
        node("PublishingStatus", "04" if published else "02"),
        node(
            "PublishingDate",
            node("PublishingDateRole", "01"),
            node("Date", f"{facts.published:%Y%m%d}", dateformat="00"),
        ),
        *_copyright(facts.rights),
        *_sales_rights(record.manifest.distribution.markets),
    )


def _publisher(role: str, name: str) -> _Element:
    """List 45: 01 publisher, 03 sponsor."""
    return node("Publisher", node("PublishingRole", role), node("PublisherName", name))


def _copyright(rights: str) -> Iterator[_Element]:
    match = _RIGHTS.match(rights)
    if match:
        owner = node("CopyrightOwner", node("CorporateName", match["owner"]))
        yield node("CopyrightStatement", node("CopyrightYear", match["year"]), owner)


def _sales_rights(markets: tuple[str, ...]) -> Iterator[_Element]:
    """For sale, by rights that need not be exclusive, where the manifest says so; nothing is said of other places."""
    if markets:
        yield node("SalesRights", node("SalesRightsType", "02"), _territory(markets))


def _territory(markets: Iterable[str], without: Iterable[str] = ()) -> _Element | None:
    """Countries, or the world without some; none where nothing is left."""
    named, out = list(markets), sorted(set(without))
    if WORLD in named:
        excluded = leaf("CountriesExcluded", " ".join(out))
        return node("Territory", node("RegionsIncluded", WORLD), excluded)
    left = " ".join(market for market in named if market not in out)
    return node("Territory", node("CountriesIncluded", left)) if left else None


def related(record: Record) -> _Element:
    """RelatedMaterial: the printed issue that the EPUB is based on (list 51, 13), by ISSN-13 with add-on and URN."""
    magazine = record.manifest.magazine
    return node(
        "RelatedMaterial",
        node(
            "RelatedProduct",
            node("ProductRelationCode", "13"),
            _identifier("34", issn_13(record.manifest)),
            _identifier("22", f"urn:issn:{magazine.issn}"),
        ),
    )


def _identifier(kind: str, value: str) -> _Element:
    return node("ProductIdentifier", node("ProductIDType", kind), node("IDValue", value))


def issn_13(manifest: Manifest) -> str:
    """The number under the bar code: 977, seven digits of the ISSN, variant 00, check digit; the issue's two digits.

    GS1 General Specifications 2.1.5; ISO 3297. Weights 1 and 3 from the left, modulo 10.
    """
    digits = f"977{manifest.magazine.issn.replace('-', '')[:7]}00"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}{manifest.issue.number % 100:02}"


def supply(record: Record) -> _Element:
    """ProductSupply: the publisher supplies, in the markets of the manifest, at its prices."""
    terms, magazine = record.manifest.distribution, record.manifest.magazine
    published = record.manifest.issue.published <= record.built
    market = _territory(terms.markets) if terms.markets else None
    return node(
        "ProductSupply",
        node("Market", market) if market is not None else None,
        node(
            "SupplyDetail",
            node("Supplier", node("SupplierRole", "01"), node("SupplierName", terms.sender or magazine.publisher)),
            node("ProductAvailability", "20" if published else "10"),
            *_prices(record),
        ),
    )


def _prices(record: Record) -> Iterator[_Element]:
    """Retail prices with tax (list 58, 02); without any the item is free, or the supplier is to be asked (list 57)."""
    if record.is_free:
        yield node("UnpricedItemType", "01")
    elif not record.prices:
        yield node("UnpricedItemType", "04")
    else:
        apart = [market for price in record.prices for market in price.markets]
        yield from (_price(price, record.manifest.distribution.markets, apart) for price in record.prices)


def _price(price: MarketPrice, markets: tuple[str, ...], apart: list[str]) -> _Element:
    """A price of single markets, or that of all markets without these."""
    territory = _territory(price.markets) if price.markets else _territory(markets, apart)
    return node(
        "Price",
        node("PriceType", "02"),
        node("PriceAmount", price.amount),
        node("CurrencyCode", price.currency),
        territory,
    )
