"""The tables of docs/preflight.md, from the list of rules and the limits; the rest of that page is written by hand."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib.resources import files

from docs_demo import DOCS
from docs_tables import plain, table
from docs_text import renew
from zbsh_pub.preflight.rules import RULES

PAGE = DOCS / "preflight.md"


def write_preflight() -> None:
    """Renew the tables of docs/preflight.md."""
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def renewed(page: str) -> str:
    """The page with its tables as the rules and limits are today."""
    return renew(page, "table", lambda name: _TABLES[name]())


def _rules() -> str:
    return table(("code", "finds", "print", "screen", "proof", "source"), _rule_rows())


def _rule_rows() -> Iterator[tuple[str, ...]]:
    """What a rule finds is the first paragraph of its function's docstring."""
    for rule in RULES:
        finds = " ".join((inspect.getdoc(rule.judge) or "").split("\n\n")[0].split())
        severities = (rule.print or "", rule.screen or "", rule.proof or "")
        yield f"`{rule.code}`", plain(finds), *severities, rule.source


def _limits() -> str:
    """Key, value and comment of each line of limits.yaml."""
    lines = files("zbsh_pub.preflight").joinpath("limits.yaml").read_text(encoding="utf-8").splitlines()
    rows = (line.partition(" # ") for line in lines if not line.startswith("#"))
    return table(("limit", "value", "meaning"), [(*_pair(setting), plain(meaning)) for setting, _, meaning in rows])


def _pair(setting: str) -> tuple[str, str]:
    key, _, value = setting.partition(": ")
    return f"`{key}`", value.strip('"') or "–"


_TABLES = {"rules": _rules, "limits": _limits}
