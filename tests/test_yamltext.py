"""YAML text into plain data with places."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from issuetest import lines
from zbsh_pub.yamltext import Document, parse_yaml


def read(text: str) -> Document:
    document, problems = parse_yaml(text, "a.yaml")
    assert problems == []
    assert document is not None
    return document


@pytest.mark.parametrize(
    "text",
    ["2024-02", "2024-02-15", "0412-0892", "no", "yes", "on", "Off", "1:30", "0x10", "012", "1_000", "1e3", "=", ".5"],
)
def test_plain_text_stays_text(text: str) -> None:
    """What YAML 1.1 would turn into a date, a number or a truth value stays what the editor typed."""
    assert read(f"a: {text}").data == {"a": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("16.50", 16.5),
        ("~", None),
        ("null", None),
        ("", None),
    ],
)
def test_core_scalars(text: str, value: object) -> None:
    """Only true, false, null and plain decimal numbers are more than text."""
    data = read(f"a: {text}").data
    assert data == {"a": value}
    assert isinstance(data, dict)
    assert type(data["a"]) is type(value)


@pytest.mark.parametrize("text", ["'12'", '"true"', '"300210"', '"~"'])
def test_quoted_is_text(text: str) -> None:
    """A quoted scalar is text, whatever it looks like."""
    assert read(f"a: {text}").data == {"a": text.strip("'\"")}


def test_places() -> None:
    """Each key and item knows its line and column; what is not there has the place of its nearest parent."""
    document = read("a:\n  - b: 1\n    c: 2\n  - d\n")
    assert document.place(("a",)) == (1, 1)
    assert document.place(("a", 0, "c")) == (3, 5)
    assert document.place(("a", 1)) == (4, 5)
    assert document.place(("a", 0, "nix", "nix")) == (2, 5)
    assert document.place(("nix",)) == (1, 1)


def test_places_of_front_matter() -> None:
    """Places count from the line of the file on which the text begins."""
    document, _ = parse_yaml("kind: full\nkeywords: [甲]\n", "a.md", first_line=2)
    assert document is not None
    assert document.place(("keywords",)) == (3, 1)


def test_duplicate_key() -> None:
    """A key written twice is reported where it stands the second time, and the first value counts."""
    document, problems = parse_yaml("a: 1\nb:\n  c: 1\n  c: 2\n", "a.yaml")
    assert lines(problems) == ["M06 a.yaml:4:3"]
    assert document is not None
    assert document.data == {"a": 1, "b": {"c": 1}}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: [1, 2\nb: 3\n", "a.yaml:2:2"),
        ("a: 1\n\tb: 2\n", "a.yaml:2:1"),
        ("a: b: c\n", "a.yaml:1:5"),
        ('a: "甲\n', "a.yaml:2:1"),
        ("a: *nix\n", "a.yaml:1:4"),
        ("a: 1\n---\nb: 2\n", "a.yaml:2:1"),
    ],
)
def test_broken_yaml(text: str, place: str) -> None:
    """What is not one YAML document is M01 at the line where the reader stumbled."""
    document, problems = parse_yaml(text, "a.yaml")
    assert document is None
    assert lines(problems) == [f"M01 {place}"]


def test_alias() -> None:
    """An alias repeats the value that it names."""
    assert read("a: &x [1]\nb: *x\n").data == {"a": [1], "b": [1]}


def test_alias_of_itself_is_a_problem() -> None:
    """A value that holds itself is reported, not followed until the program breaks."""
    assert [found.code for found in parse_yaml("a: &x [*x]\n", "a.yaml")[1]] == ["M01"]


def test_too_deep_is_a_problem() -> None:
    """A document nested a thousand levels deep is reported, not followed until the program breaks."""
    assert [found.code for found in parse_yaml("a: " + "[" * 1500 + "]" * 1500, "a.yaml")[1]] == ["M01"]


def test_deeper_than_the_parser_bears_is_a_problem() -> None:
    """Nesting that would break libyaml itself is refused before it is followed."""
    assert lines(parse_yaml("a: " + "[" * 200_000, "a.yaml")[1]) == ["M01 a.yaml:1:53"]


def test_aliases_that_multiply_are_a_problem() -> None:
    """A few lines whose aliases stand for millions of values are refused."""
    rows = [
        f"{key}: &{key} [{', '.join([f'*{named}'] * 9)}]" for named, key in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    text = "\n".join(["a: &a [x, x, x, x, x, x, x, x, x]", *rows])
    assert [found.code for found in parse_yaml(text, "a.yaml")[1]] == ["M01"]


def test_key_that_is_no_text_is_a_problem() -> None:
    """`{{a}}: b`, as templates have it, is no key."""
    assert lines(parse_yaml("{{a}}: b\n", "a.yaml")[1]) == ["M01 a.yaml:1:1"]


def test_number_without_end_is_text() -> None:
    """Digits that no program counts with stay text."""
    assert read(f"a: {'9' * 5000}").data == {"a": "9" * 5000}


def test_tags_run_nothing() -> None:
    """A tag that asks for a Python object makes plain data."""
    assert read("a: !!python/object/apply:os.system [x]\n").data == {"a": ["x"]}


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff"))


@given(st.dictionaries(TEXTS, TEXTS | st.integers() | st.booleans() | st.none()))
def test_round_trip(data: dict[str, object]) -> None:
    """Whatever plain data a YAML writer writes is read back the same."""
    assert (read(yaml.safe_dump(data, allow_unicode=True)).data or {}) == data
