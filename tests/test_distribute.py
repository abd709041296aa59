"""What stores, libraries and web sites are told: valid by their schemas, and the same as the book says."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib.resources import files
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree
from onixcheck.models import OnixFile

from issuetest import FIRST, REPO, IssueTest
from test_accessibility import CLAIM
from zbsh_pub.accessibility import onix_codes, onix_hazards
from zbsh_pub.build import load
from zbsh_pub.compose.ebook import ebook_pages
from zbsh_pub.contents import with_nav
from zbsh_pub.distribute.kbart import COLUMNS, kbart_file, kbart_name
from zbsh_pub.distribute.messages import metadata_files
from zbsh_pub.distribute.onix import onix_message
from zbsh_pub.distribute.onix_supply import issn_13
from zbsh_pub.distribute.record import Edition, Record, is_body, record_of
from zbsh_pub.distribute.sheet import VALUES, sheet_csv, sheet_text
from zbsh_pub.epub import book_access
from zbsh_pub.model import Issue, PageSpan, Pagination

NS = "{http://ns.editeur.org/onix/3.0/reference}"
SCHEMA = json.loads(files("zbsh_pub").joinpath("schema", "issue.schema.json").read_bytes())
TERMS = """distribution:
  sender: 样刊发行部
  contact: 钱七
  phone: 010-12345678
  email: a@example.cn
  url: https://example.cn/2026-1
  article-url: https://example.cn/2026-1/{id}.html
  markets: [CN, HK]
  prices:
    - {amount: "2.50", currency: USD, markets: [HK]}
  clc: [D26]
  thema: [JPL]
  online-issn: 2434-561X
  online-since: {date: 2020-01, number: "100"}

"""
FACTS = """  serial: {first: 7, last: 8}
  combined: true
  price: {amount: "16.00", currency: CNY}
  description: 本期简介 & <其他>。
  subjects: [主题甲, 主题乙]
"""
PAGES = Pagination({"p001-kaipian": PageSpan(1, 2), "p003-xiezuo": PageSpan(3, 4)})


def told(root: Path, pagination: Pagination | None = None) -> tuple[Issue, Edition]:
    """The issue and its finished EPUB, without the file."""
    loaded, _ = load(root)
    pages = with_nav(loaded.issue, ebook_pages(loaded.issue, loaded.fragments))
    access = book_access(pages, ())
    return loaded.issue, Edition(pages, access, loaded.issue.manifest.issue.published, pagination, 1_234_567)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Issue, Edition]:
    """An issue that says no more than it must."""
    return told(IssueTest.new(tmp_path_factory.mktemp("plain") / "issue").root)


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> tuple[Issue, Edition]:
    """A combined issue with a digest, a claim, terms of distribution and a print layout."""
    issue = IssueTest.new(tmp_path_factory.mktemp("rich") / "issue")
    issue.with_manifest(("  serial: {first: 1}\n", FACTS), ("cover:\n", TERMS + CLAIM))
    issue.with_manifest(("[张三]}", "[张三]}\n  - {role: 责任校对, marc: pfr, people: [赵六, 样刊资料中心]}"))
    issue.with_article(
        "正文有{涿州|zhuō}。\n", front="kind: digest\nsummary: 摘要。\nkeywords: [甲词, 乙词]", name=FIRST
    )
    return told(issue.root, PAGES)


def record(issue_and_edition: tuple[Issue, Edition]) -> Record:
    return record_of(*issue_and_edition)


@pytest.fixture(scope="session")
def validators() -> dict[str, Any]:
    """ONIX 3.0 in reference names, as XML Schema and as RELAX NG; the schemas are onixcheck's."""
    empty = BytesIO(f'<ONIXMessage xmlns="{NS[1:-1]}" release="3.0"/>'.encode())
    return {kind: OnixFile(empty).get_validator(kind) for kind in ("xsd", "rng")}


def faults(message: bytes, validators: dict[str, Any]) -> list[str]:
    tree = etree.parse(BytesIO(message))
    return [str(e) for one in validators.values() if not one.validate(tree) for e in one.error_log]


class TestOnix:
    """The message for booksellers."""

    def test_valid(self, plain: tuple[Issue, Edition], rich: tuple[Issue, Edition], validators: dict[str, Any]) -> None:
        """A bare issue and one with everything are valid by both schemas of EDItEUR."""
        for told in (plain, rich):
            assert faults(onix_message(record(told)), validators) == []

    def test_real_issue_is_valid(self, validators: dict[str, Any]) -> None:
        """So is the issue of this repository, with a content item for each of its 31 articles."""
        message = onix_message(record(told(REPO)))
        assert faults(message, validators) == []
        assert len(list(etree.fromstring(message).iter(f"{NS}ContentItem"))) == 31

    def test_schema_sees_what_is_wrong(self, plain: tuple[Issue, Edition], validators: dict[str, Any]) -> None:
        """A code that the lists do not have, and an element out of its place, are found."""
        message = onix_message(record(plain))
        assert faults(message.replace(b"<ProductForm>ED<", b"<ProductForm>XX<"), validators)
        assert faults(message.replace(b"ComponentTypeName", b"ComponentName"), validators)

    def test_dated_by_the_build(self, plain: tuple[Issue, Edition]) -> None:
        """The message is dated by the build; before the day of publication it announces, after it confirms."""
        issue, edition = plain
        found = [
            [onix(replace(edition, built=day), issue, name)[0] for name in ("SentDateTime", "NotificationType")]
            for day in (date(2026, 1, 14), date(2026, 1, 15))
        ]
        assert found == [["20260114", "02"], ["20260115", "03"]]

    def test_series(self, rich: tuple[Issue, Edition]) -> None:
        """The issue stands in its magazine by ISSN and by its numbers, and is named by part and theme."""
        root = etree.fromstring(onix_message(record(rich)))
        collection = root.find(f".//{NS}Collection")
        assert collection is not None
        assert collection.findtext(f"{NS}CollectionIdentifier/{NS}IDValue") == "12345679"
        assert [node.text for node in collection.iter(f"{NS}CollectionSequenceNumber")] == ["7", "2026.1"]
        assert root.findtext(f".//{NS}PartNumber") == "2026年第1期合刊（总第7—8期）"
        assert root.findtext(f".//{NS}TitleElement[{NS}TitleElementLevel='01']/{NS}TitleText") == "第一期"

    def test_people(self, rich: tuple[Issue, Edition]) -> None:
        """The masthead has roles of list 17 and printed positions; a body is no person."""
        root = etree.fromstring(onix_message(record(rich)))
        people = root.findall(f".//{NS}DescriptiveDetail/{NS}Contributor")
        assert [(p[1].text, p[2].tag.removeprefix(NS), p[2].text, p[3][0].text) for p in people] == [
            ("B11", "PersonName", "张三", "主编"),
            ("Z99", "PersonName", "赵六", "责任校对"),
            ("Z99", "CorporateName", "样刊资料中心", "责任校对"),
        ]

    def test_articles(self, rich: tuple[Issue, Edition]) -> None:
        """Each article has its pages, title, section and authors; those of a digest wrote the original."""
        root = etree.fromstring(onix_message(record(rich)))
        first, second = root.iter(f"{NS}ContentItem")
        assert [node.text for node in (*first.iter(f"{NS}FirstPageNumber"), *first.iter(f"{NS}LastPageNumber"))] == [
            "1",
            "2",
        ]
        assert first.findtext(f".//{NS}ContributorRole") == "A38"
        assert first.findtext(f".//{NS}Subject/{NS}SubjectHeadingText") == "甲词; 乙词"
        assert second.findtext(f".//{NS}TitleText") == "写法举例：图、表、注都在这里"
        assert second.findtext(f".//{NS}Subtitle") == "给第一次用的编辑"
        assert second.findtext(f"{NS}LevelSequenceNumber") == "1.2"

    def test_pages_of_the_manifest(self, plain: tuple[Issue, Edition]) -> None:
        """Without a print layout only the first pages are known, from the manifest."""
        issue, edition = plain
        assert onix(edition, issue, "FirstPageNumber") == ["1", "3"]
        assert onix(edition, issue, "LastPageNumber") == onix(edition, issue, "NumberOfPages") == []

    def test_accessibility_is_that_of_the_package(self, rich: tuple[Issue, Edition]) -> None:
        """List 196 and list 143 say what the package's metadata say, from the same value."""
        issue, edition = rich
        root = etree.fromstring(onix_message(record(rich)))
        found = [(node[0].text, node[1].text) for node in root.iter(f"{NS}ProductFormFeature")]
        codes = [value for kind, value in found if kind == "09"]
        assert codes == ["00", *onix_codes(edition.access), "04", "82", "85", "90", "89", "94", "99"]
        assert [value for kind, value in found if kind == "12"] == list(onix_hazards(edition.access))
        assert {"11", "14"} <= set(codes)
        assert issue.manifest.claim is not None

    def test_prices(self, rich: tuple[Issue, Edition], plain: tuple[Issue, Edition]) -> None:
        """A market's own price holds there, the issue's in the others; without any the issue is free."""
        root = etree.fromstring(onix_message(record(rich)))
        prices = [(p[1].text, p[2].text, p.findtext(f".//{NS}CountriesIncluded")) for p in root.iter(f"{NS}Price")]
        assert prices == [("2.50", "USD", "HK"), ("16.00", "CNY", "CN")]
        assert onix(plain[1], plain[0], "UnpricedItemType") == ["01"]

    def test_world_market(self, issue: IssueTest, validators: dict[str, Any]) -> None:
        """The whole world with one country's own price is the world without that country, and valid."""
        issue.with_manifest(
            ("  serial: {first: 1}\n", FACTS), ("cover:\n", TERMS.replace("[CN, HK]", "[WORLD]") + "cover:\n")
        )
        message = onix_message(record(told(issue.root)))
        assert faults(message, validators) == []
        assert b"<CountriesExcluded>HK</CountriesExcluded>" in message

    def test_print_edition(self, rich: tuple[Issue, Edition]) -> None:
        """The printed issue is named by the number under its bar code and by the URN of its ISSN."""
        issue, edition = rich
        related = etree.fromstring(onix_message(record(rich))).find(f".//{NS}RelatedProduct")
        assert related is not None
        assert [node.text for node in related.iter(f"{NS}IDValue")] == [issn_13(issue.manifest), "urn:issn:1234-5679"]
        assert onix(edition, issue, "ExtentValue") == [str(record(rich).characters), "6", "1234567"]


def onix(edition: Edition, issue: Issue, name: str) -> list[str]:
    root = etree.fromstring(onix_message(record_of(issue, edition)))
    return [node.text or "" for node in root.iter(f"{NS}{name}")]


@pytest.mark.parametrize(
    ("issn", "number", "code"), [("1144-875X", 6, "977114487500706"), ("0412-0892", 102, "977041208900902")]
)
def test_number_under_the_bar_code(plain: tuple[Issue, Edition], issn: str, number: int, code: str) -> None:
    """ISSN-13 has the check digit of EAN-13, then the last two digits of the issue's number."""
    manifest = plain[0].manifest
    facts = replace(manifest.issue, number=number)
    assert issn_13(replace(manifest, magazine=replace(manifest.magazine, issn=issn), issue=facts)) == code


class TestKbart:
    """The line for libraries."""

    def row(self, told: tuple[Issue, Edition]) -> dict[str, str]:
        labels, values, end = kbart_file(record(told)).decode().split("\n")
        assert end == ""
        assert len(labels.split("\t")) == 25
        return dict(zip(labels.split("\t"), values.split("\t"), strict=True))

    def test_columns(self) -> None:
        """NISO RP-9-2014 has 25 columns in one order."""
        assert (len(COLUMNS), COLUMNS[0], COLUMNS[13], COLUMNS[16], COLUMNS[-1]) == (
            25,
            "publication_title",
            "coverage_depth",
            "publication_type",
            "access_type",
        )

    def test_one_issue(self, plain: tuple[Issue, Edition]) -> None:
        """An issue that says no more is the whole coverage, free and in full."""
        row = {name: value for name, value in self.row(plain).items() if value}
        assert row == {
            "publication_title": "样刊",
            "print_identifier": "1234-5679",
            "date_first_issue_online": "2026-01",
            "num_first_issue_online": "1",
            "date_last_issue_online": "2026-01",
            "num_last_issue_online": "1",
            "title_id": "yangkan",
            "coverage_depth": "fulltext",
            "publisher_name": "样刊编辑部",
            "publication_type": "serial",
            "access_type": "F",
        }

    def test_running_coverage(self, rich: tuple[Issue, Edition]) -> None:
        """A magazine that has been online since an issue is so to the present; one digest makes it a selection."""
        row = self.row(rich)
        assert [row[name] for name in COLUMNS[3:10]] == ["2020-01", "", "100", "", "", "", "https://example.cn/2026-1"]
        assert (row["coverage_depth"], row["access_type"]) == ("selected articles", "P")

    def test_name(self, plain: tuple[Issue, Edition], rich: tuple[Issue, Edition]) -> None:
        """The file is named after provider, region, package and date."""
        assert kbart_name(record(plain)) == "yangkan_Global_AllTitles_2026-01-15.txt"
        assert kbart_name(record(rich)) == "yangkan_CN-HK_AllTitles_2026-01-15.txt"


class TestWeb:
    """JSON-LD and the feed."""

    def data(self, told: tuple[Issue, Edition], suffix: str) -> Any:
        return next(json.loads(data) for name, data in metadata_files(*told).items() if name.endswith(suffix))

    def test_issue_in_its_magazine(self, rich: tuple[Issue, Edition]) -> None:
        """A PublicationIssue is part of a Periodical with both its ISSNs, and carries the EPUB's accessibility."""
        data = self.data(rich, ".jsonld")
        assert (data["@type"], data["isPartOf"]["@type"]) == ("PublicationIssue", "Periodical")
        assert data["isPartOf"]["issn"] == ["1234-5679", "2434-561X"]
        assert (data["issueNumber"], data["pageStart"], data["pageEnd"]) == ("7—8", "1", "6")
        assert data["encoding"]["accessibilityFeature"] == list(rich[1].access.features)
        assert data["contributor"][0] == {
            "@type": "Role",
            "roleName": "责任校对",
            "contributor": {"@type": "Person", "name": "赵六"},
        }

    def test_articles(self, rich: tuple[Issue, Edition], plain: tuple[Issue, Edition]) -> None:
        """An article has its authors; a digest is based on theirs and is not by them."""
        digest, _ = self.data(rich, ".jsonld")["hasPart"]
        full, _ = self.data(plain, ".jsonld")["hasPart"]
        author = [{"@type": "Person", "name": "李四"}]
        assert ("author" in digest, digest["isBasedOn"]["author"]) == (False, author)
        assert (full["author"], "isBasedOn" in full) == (author, False)
        assert (digest["pageStart"], digest["pageEnd"], digest["pagination"]) == ("1", "2", "1-2")
        assert "pageEnd" not in full

    def test_nothing_is_empty(self, plain: tuple[Issue, Edition]) -> None:
        """What is not known is not said: no empty text, list or null anywhere."""
        assert [v for v in values(self.data(plain, ".jsonld")) if v in ("", None, [], {})] == []
        assert [v for v in values(self.data(plain, "feed.json")) if v in ("", None, [], {})] == []

    def test_feed(self, rich: tuple[Issue, Edition]) -> None:
        """The feed has what JSON Feed 1.1 asks for: version, title, and items with an id and text."""
        feed = self.data(rich, "feed.json")
        assert (feed["version"], feed["title"]) == (
            "https://jsonfeed.org/version/1.1",
            "样刊 2026年第1期合刊（总第7—8期）",
        )
        first, second = feed["items"]
        assert first["id"] != second["id"]
        assert (first["url"], first["date_published"]) == (
            "https://example.cn/2026-1/p001-kaipian.html",
            "2026-01-15T00:00:00+08:00",
        )
        assert first["content_text"].startswith("正文有涿州。\n\n内容提要")
        assert ("authors" in first, first["_article"]["original_authors"]) == (False, ["李四"])
        assert first["tags"] == ["卷首", "甲词", "乙词"]


def values(data: Any) -> Iterator[Any]:
    yield data
    if isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from values(value)


class TestSheet:
    """The sheet for a store's form."""

    def test_table(self, rich: tuple[Issue, Edition]) -> None:
        """The table opens in a spreadsheet and has both languages side by side, no row without a value."""
        data = sheet_csv(record(rich))
        assert data.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))
        assert rows[0] == ["key", "项目", "Field", "内容", "Value"]
        assert all(all(row) and len(row) == 5 for row in rows)
        found = {row[0]: row[3:] for row in rows[1:]}
        assert found["title"] == ["样刊 2026年第1期合刊（总第7—8期）"] * 2
        assert found["price"] == ["2.50 USD（HK）\n16.00 CNY", "USD 2.50 (HK)\nCNY 16.00"]
        assert found["masthead"][1] == "Editor (主编): 张三\nProofreader (责任校对): 赵六, 样刊资料中心"
        assert found["conformance"][1] == "EPUB Accessibility 1.1 - WCAG 2.2 Level AA, certified by 某评估机构"
        assert (found["pages"], found["size"]) == (["6页", "6"], ["1.2 MB", "1.2 MB"])

    def test_text(self, plain: tuple[Issue, Edition]) -> None:
        """The text says each row on a line, and nothing that is not known."""
        zh, en = (sheet_text(record(plain), language).decode() for language in ("zh", "en"))
        assert "ISSN：1234-5679\n" in zh
        assert "Language: Simplified Chinese (zh-Hans)\n" in en
        assert "定价：免费\n" in zh
        assert not [word for word in ("印刷版页数", "无障碍标准", "中图分类号") if word in zh]
        assert len(zh.splitlines()) == len(en.splitlines())


def test_tables_are_whole() -> None:
    """Each row of the sheet has a value, and each MARC relator of the schema a role in ONIX and an English word."""
    words = yaml.safe_load(files("zbsh_pub.distribute").joinpath("words.yaml").read_bytes())
    codes = yaml.safe_load(files("zbsh_pub.distribute").joinpath("onix.yaml").read_bytes())
    relators = SCHEMA["$defs"]["role"]["properties"]["marc"]["enum"]
    languages = SCHEMA["$defs"]["magazine"]["properties"]["language"]["enum"]
    assert set(words["rows"]) == set(VALUES)
    assert set(relators) == set(words["roles"]) == set(codes["roles"])
    assert set(languages) <= set(words["languages"]) & set(codes["languages"])


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("张三", False),
        ("欧阳中石", False),
        ("买买提·委员会", False),
        ("李院", False),
        ("南开大学京津冀协同发展研究院", True),
        ("本刊记者", True),
        ("人民日报评论员", True),
    ],
)
def test_bodies(name: str, body: bool) -> None:
    """A name is a body's by how it begins or ends, and by its length."""
    assert is_body(name) == body


def test_plain_text(issue: IssueTest) -> None:
    """The text of an article has its cells and labels apart, and no notes, readings or marks of them."""
    table = "/// 表 | 表题\n\n| 甲 | 乙 |\n|---|---|\n| 一 | 二 |\n///\n\n[^a]: 注文。\n"
    issue.with_article(f"/// 核心阅读\n\n要点。\n///\n\n有{{涿州|zhuō}}和注[^a]。\n\n{table}")
    text = record(told(issue.root)).items[1].text
    assert text == "核心阅读　要点。\n\n有涿州和注。\n\n表1　表题\n\n甲　乙\n\n一　二"


def test_same_record_same_bytes(rich: tuple[Issue, Edition]) -> None:
    """All messages are the same again, and named after the issue."""
    first, second = metadata_files(*rich), metadata_files(*rich)
    assert first == second
    assert list(first) == [
        "yangkan-7-8.onix.xml",
        "yangkan_CN-HK_AllTitles_2026-01-15.txt",
        "yangkan-7-8.jsonld",
        "feed.json",
        "metadata.csv",
        "metadata.zh.txt",
        "metadata.en.txt",
    ]
