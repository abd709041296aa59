"""Data against the schemas."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from issuetest import MANIFEST, IssueTest, lines
from zbsh_pub.schemas import check_schema
from zbsh_pub.yamltext import parse_yaml


def found(text: str, schema: str = "article") -> list[str]:
    document, problems = parse_yaml(text, "a.md")
    assert document is not None
    assert problems == []
    return lines(check_schema(document, schema, "a.md"))


@pytest.mark.parametrize("name", ["issue", "article"])
def test_schemas_are_schemas(name: str) -> None:
    """Each schema is itself valid JSON Schema 2020-12."""
    schema = json.loads(files("zbsh_pub").joinpath("schema", f"{name}.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("kind: digest\n", []),
        ("kind: full\nsummary: 甲\nkeywords: [乙]\nend-mark: false\n", []),
        ("kind: essay\n", ["M05 a.md:1:1"]),
        ("kind: full\nsummary: ''\n", ["M05 a.md:2:1"]),
        ("kind: full\nkeywords: 甲、乙\n", ["M04 a.md:2:1"]),
        ("kind: full\nkeywords: [甲, 2]\n", ["M04 a.md:2:15"]),
        ("kind: full\nend-mark: no\n", ["M04 a.md:2:1"]),
        ("kind: full\ntitle: 甲\n", ["M02 a.md:2:1"]),
        ("summary: 甲\n", ["M03 a.md:1:1"]),
        ("- kind\n", ["M04 a.md:1:1"]),
        ("", ["M04 a.md:1:1"]),
    ],
)
def test_front_matter(text: str, problems: list[str]) -> None:
    """Each way to write front matter wrong has its code, at the key that is wrong."""
    assert found(text) == problems


def test_all_at_once() -> None:
    """One check names every violation."""
    assert sorted(found("kind: essay\nkeywords: 甲\ntitle: 乙\nauthor: 丙\n")) == [
        "M02 a.md:3:1",
        "M02 a.md:4:1",
        "M04 a.md:2:1",
        "M05 a.md:1:1",
    ]


def test_near_key_is_offered() -> None:
    """A misspelt key is answered with the key that was meant."""
    document, _ = parse_yaml("kind: full\nkeyword: [甲]\n", "a.md")
    assert document is not None
    (problem,) = check_schema(document, "article", "a.md")
    assert problem.details == {"key": "keyword", "hint": "keywords"}


def test_unlike_key_is_answered_with_all() -> None:
    """A key like no other is answered with all that are known."""
    document, _ = parse_yaml("kind: full\n作者: 甲\n", "a.md")
    assert document is not None
    (problem,) = check_schema(document, "article", "a.md")
    assert str(problem.details["hint"]).startswith("kind、summary、keywords、end-mark")


@pytest.mark.parametrize("text", ["summary: 甲\n", "", "[甲]\n"])
def test_article_problem_does_not_name_the_manifest(text: str) -> None:
    """What is wrong in an article's front matter is not said to be in issue.yaml."""
    document, _ = parse_yaml(text, "a.md")
    assert document is not None
    assert all("issue.yaml" not in p.message("zh") for p in check_schema(document, "article", "a.md"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("slug: yangkan", 'slug: "yangkan\\n"'),
        ("issn: 1234-5679", 'issn: "1234-5679\\n"'),
        ("cover-month: 2026-01", 'cover-month: "2026-01\\n"'),
        ("id: lead", 'id: "lead\\n"'),
    ],
)
def test_line_end_is_no_part_of_a_name(issue: IssueTest, old: str, new: str) -> None:
    """A value that ends in a newline, as `key: |` makes it, does not pass for the value without."""
    assert "M05" in issue.with_manifest((old, new)).codes()


def test_skeleton_is_valid(issue: IssueTest) -> None:
    """The manifest that `zbsh new` makes fits the schema."""
    document, problems = parse_yaml((issue.root / MANIFEST).read_text(encoding="utf-8"), MANIFEST)
    assert document is not None
    assert problems + check_schema(document, "issue", MANIFEST) == []
