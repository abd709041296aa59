"""ONIX, block 1: what the product is (form, accessibility, collection, title, people, language, extent, subjects)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from lxml.etree import _Element

from zbsh_pub.accessibility import onix_codes, onix_hazards, onix_standard, summary
from zbsh_pub.distribute.record import Name, Record
from zbsh_pub.distribute.xml import leaf, node


def description(record: Record) -> _Element:
    """DescriptiveDetail: a reflowable EPUB to be downloaded (ED, E101, E200), without technical protection."""
    visual = "visual" in record.access.modes
    return node(
        "DescriptiveDetail",
        node("ProductComposition", "00"),
        node("ProductForm", "ED"),
        node("ProductFormDetail", "E101"),
        node("ProductFormDetail", "E200"),
        _feature("15", "101F"),
        *_accessibility(record),
        node("PrimaryContentType", "10"),
        node("ProductContentType", "07") if visual else None,
        node("EpubTechnicalProtection", "00"),
        _collection(record),
        _title(record),
        *(_person(number, name) for number, name in enumerate(record.masthead, 1)),
        _language(record),
        *_extents(record),
        *_subjects(record),
        node("AudienceCode", "01"),
    )


def _feature(kind: str, value: str, text: str = "") -> _Element:
    return node(
        "ProductFormFeature",
        node("ProductFormFeatureType", kind),
        leaf("ProductFormFeatureValue", value),
        leaf("ProductFormFeatureDescription", text),
    )


def _accessibility(record: Record) -> Iterator[_Element]:
    """What the package says, in list 196 (type 09) and list 143 (type 12); a claim only where the manifest has one."""
    access, claim, email = record.access, record.manifest.claim, record.manifest.distribution.email
    yield _feature("09", "00", summary(access, record.manifest.magazine.language))
    yield from (_feature("09", code) for code in onix_codes(access))
    if claim:
        yield from (_feature("09", code) for code in onix_standard(claim.conforms_to))
        yield _feature("09", "90", claim.certified_by)
        if claim.credential:
            yield _feature("09", "89" if re.match("https?://", claim.credential) else "88", claim.credential)
        if claim.report:
            yield _feature("09", "94", claim.report)
    if email:
        yield _feature("09", "99", email)
    yield from (_feature("12", code) for code in onix_hazards(access))


def _collection(record: Record) -> _Element:
    """The magazine; the issue stands in it by its (first) serial number and by year and number."""
    magazine, facts = record.manifest.magazine, record.manifest.issue
    return node(
        "Collection",
        node("CollectionType", "10"),
        node(
            "CollectionIdentifier",
            node("CollectionIDType", "02"),
            node("IDValue", magazine.issn.replace("-", "")),
        ),
        _sequence("03", "", str(facts.serial.first)),
        _sequence("01", "年.期", f"{facts.year}.{facts.number}"),
        node("TitleDetail", node("TitleType", "01"), _magazine_title(record)),
    )


def _sequence(kind: str, name: str, number: str) -> _Element:
    return node(
        "CollectionSequence",
        node("CollectionSequenceType", kind),
        leaf("CollectionSequenceTypeName", name),
        node("CollectionSequenceNumber", number),
    )


def _magazine_title(record: Record, *before: _Element) -> _Element:
    magazine = record.manifest.magazine
    text = node("TitleText", magazine.title)
    if magazine.sort_title != magazine.title:
        text.set("collationkey", magazine.sort_title)
    return node("TitleElement", *before, node("TitleElementLevel", "02"), text)


def _title(record: Record) -> _Element:
    """The magazine's title, then the issue's part number, year and theme."""
    facts = record.manifest.issue
    issue = node(
        "TitleElement",
        node("SequenceNumber", "2"),
        node("TitleElementLevel", "01"),
        node("PartNumber", record.part),
        leaf("TitleText", facts.theme),
    )
    magazine = _magazine_title(record, node("SequenceNumber", "1"))
    statement = f"{record.title}{f'：{facts.theme}' if facts.theme else ''}"
    return node("TitleDetail", node("TitleType", "01"), magazine, issue, node("TitleStatement", statement))


def _person(number: int, name: Name) -> _Element:
    """One of the masthead, with the printed position."""
    position = node("ProfessionalAffiliation", node("ProfessionalPosition", name.position))
    return contributor(number, name, role_code(name), position)


def role_code(name: Name) -> str:
    """List 17 for a MARC relator."""
    tables = onix_tables()
    roles: dict[str, str] = tables["roles"] | (tables["creator-roles"] if name.creator else {})
    return roles[name.marc]


def contributor(number: int, name: Name, code: str, *more: _Element) -> _Element:
    """Contributor: a person or a body."""
    return node(
        "Contributor",
        node("SequenceNumber", str(number)),
        node("ContributorRole", code),
        node("CorporateName" if name.is_body else "PersonName", name.name),
        *more,
    )


def _language(record: Record) -> _Element:
    language, script = onix_tables()["languages"][record.manifest.magazine.language]
    return node("Language", node("LanguageRole", "01"), node("LanguageCode", language), node("ScriptCode", script))


def _extents(record: Record) -> Iterator[_Element]:
    """List 23: 02 length of the text in characters, 08 pages of the print counterpart, 22 size of the file."""
    for kind, value, unit in (
        ("02", record.characters, "01"),
        ("08", record.page_count, "03"),
        ("22", record.size, "17"),
    ):
        if value:
            yield node("Extent", node("ExtentType", kind), node("ExtentValue", str(value)), node("ExtentUnit", unit))


def _subjects(record: Record) -> Iterator[_Element]:
    """List 27: 88 Chinese Library Classification, 93 Thema, 20 keywords (all in one, semicolons between them)."""
    terms = record.manifest.distribution
    for scheme, codes in (("88", terms.clc), ("93", terms.thema)):
        yield from (_subject(scheme, node("SubjectCode", code)) for code in codes)
    if record.manifest.issue.subjects:
        yield _subject("20", node("SubjectHeadingText", "; ".join(record.manifest.issue.subjects)))


def _subject(scheme: str, value: _Element) -> _Element:
    return node("Subject", node("SubjectSchemeIdentifier", scheme), value)


@cache
def onix_tables() -> Any:
    """The house's tables of codes."""
    return yaml.safe_load(files("zbsh_pub.distribute").joinpath("onix.yaml").read_bytes())
