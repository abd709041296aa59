"""Rule packs of stores: each file is sound, each rule finds what it is for, and a book that keeps to all passes."""

from __future__ import annotations

import importlib
import json
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from epubcheck import faults, kobo
from issuetest import REPO
from storefaults import all_rules, broken, rules_found, shop_book
from zbsh_pub.checks.epub.check import check_epub
from zbsh_pub.cli_epub import STORES
from zbsh_pub.problems import Language, words
from zbsh_pub.stores.check import check_stores
from zbsh_pub.stores.limits import shown
from zbsh_pub.stores.pack import Pack, load_pack, pack_text, store_names
from zbsh_pub.stores.vocabulary import MEASURES

SCHEMA: dict[str, Any] = json.loads(files("zbsh_pub").joinpath("schema", "store.schema.json").read_bytes())
PACKS = tuple(map(load_pack, store_names()))
BASE = {"$ref": "#/$defs/base", "$defs": SCHEMA["$defs"]}
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def ids(value: object) -> str:
    return value.store if isinstance(value, Pack) else str(value)


def mistakes(data: object, schema: dict[str, Any] = SCHEMA) -> list[str]:
    return [error.message for error in Draft202012Validator(schema).iter_errors(data)]


def test_the_stores() -> None:
    """There is a pack for each store that distributors asked for, and the command line knows them all."""
    assert store_names() == ("apple", "dangdang", "duokan", "google", "jd", "kindle", "kobo", "weread", "zhangyue")
    assert store_names() == STORES


@pytest.mark.parametrize("store", [*store_names(), "_china"])
def test_pack_keeps_to_the_schema(store: str) -> None:
    """Each file has the keys, kinds of values and sentences that the schema asks for."""
    data = yaml.safe_load(pack_text(store))
    assert mistakes(data, BASE if store.startswith("_") else SCHEMA) == []
    assert data.get("store", store) == store


def test_the_schema_refuses() -> None:
    """Hearsay that refuses, a number for words, a measure that is none, a rule without limit: each is told."""
    pack = yaml.safe_load(pack_text("apple"))
    rule = pack["rules"][0]
    for change in (
        {"severity": "error", "certain": False},
        {"most": 3},
        {"measure": "weight"},
        {"why": {"zh": "没有句号", "en": "no stop"}},
        {"extra": 1},
    ):
        assert mistakes({**pack, "rules": [{**rule, **change}]})
    assert mistakes({**pack, "rules": [{key: rule[key] for key in rule if key != "among"}]})
    assert mistakes({**pack, "cover": {**pack["cover"], "ideal": [1600]}})


@pytest.mark.parametrize("pack", PACKS, ids=ids)
def test_pack_holds_together(pack: Pack) -> None:
    """Rule ids are given once, every source is used, and hearsay never refuses."""
    assert [name for name, count in Counter(rule.id for rule in pack.rules).items() if count > 1] == []
    own = yaml.safe_load(pack_text(pack.store))["sources"]
    used = {rule.source.title for rule in pack.rules} | {pack.cover.source.title if pack.cover.source else ""}
    assert [source["title"] for source in own.values() if source["title"] not in used] == []
    assert [rule.id for rule in pack.rules if not rule.certain and rule.severity == "error"] == []


@pytest.mark.parametrize("pack", PACKS, ids=ids)
def test_cover_wish_is_possible(pack: Pack) -> None:
    """The ideal cover keeps to the store's own bounds."""
    cover = pack.cover
    width, height = cover.ideal
    assert cover.least[0] <= width
    assert cover.least[1] <= height
    assert cover.shortest <= min(width, height)
    assert max(width, height) <= (cover.longest or max(cover.most) or 10**6)
    assert not cover.ratio or abs(height / width - cover.ratio) < 0.01


def test_every_measure_is_asked_for() -> None:
    """No measure is there that no rule names, and each has words in both languages."""
    assert {rule.measure for pack in PACKS for rule in pack.rules} == set(MEASURES)
    assert all(words(f"measure-{name}", language) for name in MEASURES for language in LANGUAGES)


def test_a_book_for_every_store() -> None:
    """The shop book is without fault, and no store finds anything in it."""
    checked = check_epub(shop_book().packed())
    assert checked.book
    assert [found.render("en") for found in (*checked.problems, *check_stores(checked.book, PACKS))] == []


def test_epubcheck_agrees(tmp_path: Path) -> None:
    """EPUBCheck finds nothing in it either, with the notes of all stores beside the standard ones."""
    path = tmp_path / "shop.epub"
    path.write_bytes(shop_book().packed())
    assert faults(path) == faults(path, kobo()) == []


@pytest.mark.parametrize(("store", "rule", "measure"), all_rules())
def test_each_rule_finds(store: str, rule: str, measure: str) -> None:
    """A book that breaks the rule is told so, by the rule's own id."""
    assert rule in rules_found(broken(measure, rule), store)


def test_what_is_found_says_all() -> None:
    """A finding names store, rule, place, value, limit, reason, cure, source and its standing, in each language."""
    [found] = [
        one
        for one in check_stores(broken("image-pixels", "image-pixels"), [load_pack("apple")], "a.epub")
        if one.details["rule"] == "image-pixels"
    ]
    assert found.render("zh") == (
        "a.epub/EPUB/images/photo.png K01 苹果图书不收（image-pixels）：书里的图（宽×高）超过560万像素，苹果不收。"
        "查到这幅图：900万像素，最多560万像素。改法：缩小到560万像素以下，如2000×2800。"
        "依据：Apple Books Asset Guide, Interior Image Requirements，2026-11，书店自己的文件。"
    )
    assert found.render("en").startswith(
        "a.epub/EPUB/images/photo.png K01 Apple Books refuses this (image-pixels): Apple refuses a picture of more "
        "than 5.6 million pixels (width × height). Found: this picture: 9 million pixels, at most 5.6 million pixels."
    )
    assert found.is_error


def test_the_page_of_the_stores_is_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/stores.md says what the packs say."""
    monkeypatch.syspath_prepend(str(REPO / "tools"))
    page: str = importlib.import_module("docs_stores").stores()
    assert page == (REPO / "docs" / "stores.md").read_text(encoding="utf-8")


def test_a_measure_is_taken_once() -> None:
    """Two stores that ask for the same thing give a finding each."""
    found = check_stores(broken("image-colours", "image-colours"), [load_pack("apple"), load_pack("kobo")])
    assert [one.details["pack"] for one in found if one.details["rule"] == "image-colours"] == ["apple", "kobo"]


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (2_100_000_000, "bytes", "2.1 GB"),
        (5_000_000, "bytes", "5 MB"),
        (999, "bytes", "999 B"),
        (1400, "px", "1400 px"),
    ],
)
def test_values_with_units(value: float, unit: Any, text: str) -> None:
    """Sizes are told as people say them."""
    assert shown(value, unit) == text
