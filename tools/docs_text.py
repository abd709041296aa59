"""Text that the documentation takes from the code: problems, copy rules, keys, examples with their pictures."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from docs_demo import COLUMN_VIEW, DOCS, FAULTY, GUIDE, PROOFS, ROOT, make_demo, view_of
from docs_stores import write_stores
from docs_tables import plain, table
from zbsh_pub.build import load
from zbsh_pub.copyedit.rule import Rule
from zbsh_pub.copyedit.rules import RULES
from zbsh_pub.problems import Failure, Language, codes, copy_reason

MANUAL = DOCS / "manuscript.zh.md"
SCHEMA = ROOT / "src" / "zbsh_pub" / "schema"


def write_problems() -> None:
    """docs/problems.md from the catalogue."""
    catalogue = yaml.safe_load((ROOT / "src" / "zbsh_pub" / "catalogue.yaml").read_text(encoding="utf-8"))["problems"]
    parts = [
        "# 问题一览 · Problems",
        "由`make guide`从`src/zbsh_pub/catalogue.yaml`写成，请勿手改。花括号里的词在报告时换成具体内容。  \n"
        "Written by `make guide` from `src/zbsh_pub/catalogue.yaml`: do not edit. "
        "Words in braces are filled in when a problem is reported.",
        "[中文](#中文) · [English](#english)",
        *_problem_section(
            "中文", ("代码", "级别", "问题", "改法"), {"error": "错误", "warning": "提醒"}, catalogue, "zh"
        ),
        *_problem_section("English", ("code", "severity", "message", "cure"), {}, catalogue, "en"),
    ]
    (DOCS / "problems.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _problem_section(
    title: str, head: tuple[str, ...], severities: dict[str, str], catalogue: dict[str, Any], language: Language
) -> list[str]:
    rows = []
    for code in codes():
        words, severity = catalogue[code][language], catalogue[code]["severity"]
        rows.append((f"`{code}`", severities.get(severity, severity), plain(words["message"]), plain(words["cure"])))
    return [f"## {title}", table(head, rows)]


def write_copy_rules() -> None:
    """docs/copy-rules.md from the list of rules."""
    (DOCS / "copy-rules.md").write_text(copy_rules(), encoding="utf-8")


def copy_rules() -> str:
    """The copy rules as a page: one table in Chinese, one in English."""
    parts = [
        "# 用字和标点的规则 · Copy rules",
        "由`make guide`从`src/zbsh_pub/copyedit/rules.py`写成，请勿手改。“代改”的由`zbsh fix`改，“提醒”的请编辑判断；"
        "不要哪一条，把名称写进`issue.yaml`的`house.copy.off`。例子里␣是空格，□是全角空格。  \n"
        "Written by `make guide` from `src/zbsh_pub/copyedit/rules.py`: do not edit. `zbsh fix` mends what is `fix`; "
        "`warn` asks an editor. A rule is switched off by its name in `house.copy.off` of `issue.yaml`. "
        "In the examples ␣ is a blank, □ a full-width one.",
        "GB/T 15834—2011《标点符号用法》 · GB/T 15835—2011《出版物上数字用法》 · "
        "clreq: W3C, *Requirements for Chinese Text Layout*",
        "[中文](#中文) · [English](#english)",
        "## 中文",
        table(("规则", "级别", "理由", "依据", "例"), (_rule_row(rule, "zh") for rule in RULES)),
        "## English",
        table(("rule", "severity", "reason", "source", "examples"), (_rule_row(rule, "en") for rule in RULES)),
    ]
    return "\n\n".join(parts) + "\n"


def _rule_row(rule: Rule, language: Language) -> tuple[str, ...]:
    severity = {"fix": "代改", "warn": "提醒"}[rule.severity] if language == "zh" else rule.severity
    examples = "<br>".join(
        _visible(before) if after is None else f"{_visible(before)} → {_visible(after)}"
        for before, after in rule.changes
    )
    return f"`{rule.id}`", severity, copy_reason(rule.id).in_language(language), rule.source, examples


def _visible(text: str) -> str:
    """An example with its blanks and invisible characters shown."""
    shown = text.replace(" ", "␣").replace("\u3000", "□")
    return plain(
        "".join(c if c.isprintable() and not 0xE000 <= ord(c) < 0xF900 else f"[U+{ord(c):04X}]" for c in shown)
    )


def key_table(name: str) -> str:
    """The keys of a part of a schema ("issue", "article", "issue#magazine" …) with examples from the issue."""
    file, _, part = name.partition("#")
    schema = json.loads((SCHEMA / f"{file}.schema.json").read_text(encoding="utf-8"))
    node = schema["$defs"][part] if part else schema
    examples = _examples(part)
    rows = list(_key_rows(node, schema, examples, ""))
    return table(("键", "必填", "意思", "例"), rows)


def _examples(part: str) -> dict[str, Any]:
    """Values of manuscript/issue.yaml for a part of its schema: the fullest of those that occur."""
    data = yaml.load((ROOT / "manuscript" / "issue.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    articles = [a for s in data["sections"] for a in s["articles"]]
    many = {
        "term": data["house"]["terms"],
        "role": data["staff"],
        "notice": data["notices"],
        "section": data["sections"],
        "article": articles,
    }
    chosen = max(many[part], key=len) if part in many else data.get(part, data)
    return dict(chosen)


def _key_rows(node: Any, schema: Any, examples: Any, prefix: str) -> Iterator[tuple[str, ...]]:
    for key, value in node.get("properties", {}).items():
        target = schema["$defs"][value["$ref"].rsplit("/", 1)[-1]] if "$ref" in value else {}
        rule = {**target, **value}
        example = examples.get(key, "") if isinstance(examples, dict) else ""
        nested = rule.get("type") == "object"
        shown = "" if nested or rule.get("items", {}).get("$ref") not in (None, "#/$defs/text") else _example(example)
        needed = "是" if key in node.get("required", ()) else ""
        yield f"`{prefix}{key}`", needed, _meaning(rule), shown
        if nested and not prefix and value.get("type") == "object":
            yield from _key_rows(rule, schema, example, f"{key}.")


def _meaning(rule: Any) -> str:
    values = "、".join(f"`{value}`" for value in rule.get("enum", ()))
    choice = f"（{values}{'之一' if len(rule['enum']) > 1 else ''}）" if values else ""
    return plain(rule.get("title", "")) + choice


def _example(value: Any) -> str:
    """A value as an editor writes it, cut short; nothing where it has parts of its own."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return plain(f"[{_short(', '.join(value))}]")
    return plain(_short(value)) if isinstance(value, str) else ""


def _short(text: str) -> str:
    return text if len(text) <= 32 else f"{text[:30]}……"


def example_block(name: str) -> str:
    """An example's source and its pictures: both editions, and the proof where there is one."""
    source = (GUIDE / f"{name}.md").read_text(encoding="utf-8").rstrip("\n")
    own = GUIDE / f"{name}.yaml"
    code = (
        f"```yaml\n{own.read_text(encoding='utf-8').rstrip()}\n```" if own.is_file() else f"```markdown\n{source}\n```"
    )
    print_, epub = _picture(name, "print"), _picture(name, "epub")
    if view_of(name) is COLUMN_VIEW:
        proof = f"\n\n{table(('校样',), [(_picture(name, 'proof'),)])}" if name in PROOFS else ""
        return f"{code}\n\n{table(('印刷', 'EPUB'), [(print_, epub)])}{proof}"
    return f"{code}\n\n{table(('印刷',), [(print_,)])}\n\n{table(('EPUB',), [(epub,)])}"


def _picture(name: str, edition: str) -> str:
    """The picture at the size of its text on paper or phone, or a little smaller."""
    path = GUIDE / f"{name}-{edition}.png"
    with Image.open(path) as image:
        width = round(image.width * {"epub": 0.5, "print": 0.7, "proof": 0.6}[edition])
    return f'<img src="guide/{path.name}" width="{width}" alt="例{name[:2]}，{edition}">'


def faulty_report(folder: Path) -> str:
    """What the faulty example is told."""
    try:
        load(make_demo(folder, [FAULTY]))
    except Failure as failure:
        lines = "\n".join(problem.render("zh") for problem in failure.problems)
        source = (GUIDE / f"{FAULTY}.md").read_text(encoding="utf-8").rstrip("\n")
        return f"```markdown\n{source}\n```\n\n```text\n{lines}\n```"
    raise AssertionError(f"{FAULTY} is without fault")


def write_manual(report: str) -> None:
    """Renew the generated parts of the manual."""
    text = MANUAL.read_text(encoding="utf-8")
    text = renew(text, "guide", example_block)
    text = renew(text, "report", lambda _: report)
    MANUAL.write_text(text, encoding="utf-8")


def write_text() -> None:
    """What is made without laying anything out: lists, and the tables of keys in the manual."""
    write_problems()
    write_copy_rules()
    write_stores()
    MANUAL.write_text(renew(MANUAL.read_text(encoding="utf-8"), "keys", key_table), encoding="utf-8")


def renew(text: str, kind: str, make: Callable[[str], str]) -> str:
    """The text with each `<!-- kind: name --> … <!-- /kind -->` filled with `make(name)`."""

    def fill(match: re.Match[str]) -> str:
        return f"{match[1]}\n{make(match[2])}\n\n{match[3]}"

    return re.sub(rf"(<!-- {kind}: (\S+) -->\n).*?(<!-- /{kind} -->)", fill, text, flags=re.S)
