"""Catalogue, cases and manual know the same problem codes, and every text is whole."""

from __future__ import annotations

import re
import string
from importlib.resources import files

import pytest
import yaml

from casefolders import case_codes, found
from issuetest import REPO
from zbsh_pub.problems import Language, codes, words

CATALOGUE = yaml.safe_load(files("zbsh_pub").joinpath("catalogue.yaml").read_text(encoding="utf-8"))
INTERFACE = CATALOGUE["interface"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
DETAILS: dict[str, dict[str, object]] = {
    "done": {"file": "f", "size": "s"},
    "no-pdf": {"file": "f"},
    "check-strange": {"option": "o"},
    "clean": {"articles": 1, "pictures": 2},
    "failed": {"count": 1, "out": "o"},
    "failed-check": {"count": 1},
    "created": {"target": "t"},
    "not-empty": {"target": "t"},
    "no-root": {"root": "r"},
    "no-article": {"article": "a", "known": "k"},
    "step-unit": {"unit": "u"},
    "cache-kind": {"kind": "k", "count": 1, "size": "s"},
    "cache-total": {"folder": "f", "size": "s", "most": "m"},
    "cache-cleared": {"count": 1, "folder": "f"},
    "import-strange": {"option": "o"},
    "copy-fix": {"suggestion": "s"},
    "copy-maybe": {"suggestion": "s"},
    "copy-summary": {"count": 1},
    "checked": {"count": 1, "articles": 2, "pictures": 3},
    "pair-unclosed": {"wanted": "”"},
    "pair-unopened": {"wanted": "“"},
    "pair-wrong-kind": {"wanted": "”"},
    "pair-inner-first": {"wanted": "“"},
    "pair-nested": {"wanted": "‘"},
    "unchanged": {"file": "f", "size": "s"},
    "files-in": {"folder": "f", "count": 2},
    "batch-none": {"folders": "f"},
    "batch-twice": {"name": "n"},
    "no-cluster": {"missing": "m"},
    "batch-issue": {"count": "1/2", "name": "n", "state": "s", "seconds": "1.0"},
    "batch-summary": {"made": 1, "unchanged": 2, "failed": 3},
    "batch-interrupted": {"count": 1},
    "failed-dist": {"count": 1, "out": "o"},
    "step-store": {"unit": "u"},
    **{f"cover-{key}": {"value": "v", "limit": "l"} for key in ("short", "long", "narrow", "low", "wide", "high")},
    "cover-heavy": {"value": "v", "limit": "l"},
    "no-rule": {"rule": "r", "hint": "h"},
    "not-mechanical": {"rule": "r"},
    "fixed-file": {"file": "f", "count": 1, "rules": "r"},
    "fixed": {"files": 1, "count": 2},
    "would-fix": {"files": 1, "count": 2},
    "not-fixed": {"count": 1},
    "failed-import": {"count": 1},
    "word-done": {"file": "f", "paragraphs": 1, "pictures": 2},
    "word-told": {"doubts": 1, "comments": 2, "changes": 3, "dropped": 4},
    "word-entry": {"file": "f", "section": "s"},
    "word-comment": {"place": "p", "author": "a", "date": "d", "words": "w", "text": "t"},
    "word-title": {"file": "f"},
    "word-changes": {"choice": "c"},
    "imported": {"articles": 1, "characters": 3, "kept": 2, "out": "o"},
    "import-report": {"file": "f"},
    "epub-container-dead": {"path": "p"},
    "epub-modified-count": {"count": 2},
    "epub-modified-form": {"value": "v"},
    "epub-cover-dead": {"id": "i"},
    "epub-cover-other": {"id": "i"},
    "epub-toc-dead": {"id": "i"},
    "epub-wrong-parent": {"parent": "p", "wanted": "w"},
    "epub-block-inside": {"parent": "p"},
    "epub-more": {"count": 1, "places": "p"},
    "epub-clean": {"file": "f", "checked": "c"},
    "epub-checked": {"file": "f", "errors": 1, "warnings": 2, "checked": "c"},
    "limit-most": {"what": "w", "value": "v", "limit": "l"},
    "limit-least": {"what": "w", "value": "v", "limit": "l"},
    "limit-among": {"what": "w", "value": "v", "limit": "l"},
    "limit-without": {"what": "w", "value": "v"},
    "limit-with": {"what": "w", "value": "v"},
    "limit-forbidden": {"what": "w", "value": "v"},
    "limit-needed": {"what": "w"},
    "help-store": {"stores": "s"},
    "no-store": {"store": "s", "stores": "t"},
    "store-needs-epub": {"root": "r"},
    "store-line": {
        "store": "s",
        "name": "n",
        "rules": 1,
        "certain": 1,
        "width": 3,
        "height": 4,
        "flavour": "f",
    },
}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_code_has_a_case() -> None:
    """The folders of tests/cases are the codes of the catalogue."""
    assert case_codes() == tuple(sorted(codes()))


def test_every_code_is_in_the_manual() -> None:
    """The tables of docs/problems.md list the codes of the catalogue, in its order, once in each language."""
    text = (REPO / "docs" / "problems.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `?([A-Z]\d\d)`? ", text, re.M) == [*codes(), *codes()]


def test_every_code_of_the_program_is_in_the_catalogue() -> None:
    """No module names a code that has no text, and none of the catalogue is dead."""
    sources = "".join(path.read_text(encoding="utf-8") for path in (REPO / "src").rglob("*.py"))
    assert set(re.findall(r'"([MTDCAFSLEPWNBOHGKRQ]\d\d)"', sources)) == set(codes())


@pytest.mark.parametrize("code", codes())
@pytest.mark.parametrize("language", LANGUAGES)
def test_text(code: str, language: Language) -> None:
    """Message and cure are there, ask only for what every problem of the code gives, and end properly."""
    entry = CATALOGUE["problems"][code]
    texts = [entry[language]["message"], entry[language]["cure"]]
    stops = {"zh": ("。", "？"), "en": (".", "?")}[language]
    assert all(text.strip() == text and text.endswith(stops) for text in texts)
    own = [problem for problem in found(code) if problem.code == code]
    assert own
    for problem in own:
        assert fields("".join(texts)) <= set(problem.details)
        assert "\n" not in problem.render(language)
    assert entry["severity"] in ("error", "warning")


@pytest.mark.parametrize("code", codes())
def test_both_languages_tell_the_same(code: str) -> None:
    """The Chinese and the English text name the same details."""
    entry = CATALOGUE["problems"][code]
    zh, en = (fields(entry[language]["message"] + entry[language]["cure"]) for language in LANGUAGES)
    assert zh == en


@pytest.mark.parametrize("key", INTERFACE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_interface(key: str, language: Language) -> None:
    """Each phrase of the interface is there in both languages and can be filled in."""
    assert fields(INTERFACE[key][language]) == set(DETAILS.get(key, {}))
    assert words(key, language, **DETAILS.get(key, {}))
