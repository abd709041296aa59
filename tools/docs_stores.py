"""docs/stores.md from the rule packs of the stores."""

from __future__ import annotations

from collections.abc import Iterator

from docs_demo import DOCS
from docs_tables import plain, table
from zbsh_pub.problems import Language
from zbsh_pub.stores.limits import shown
from zbsh_pub.stores.pack import Cover, Field, Pack, Rule, load_pack, store_names
from zbsh_pub.stores.vocabulary import MEASURES

INTRO = (
    "由`make guide`从`src/zbsh_pub/stores/packs/*.yaml`写成，请勿手改。`zbsh check 书.epub --store kobo`照着检查，"
    "谁做的EPUB都行；`--store`可以写几次，`--json`给程序用，`--stores`列出各店。“错误”是书店不收，“提醒”是不宜；"
    "据说的（不是书店自己的文件）只提醒，从不拦下。  \n"
    "Written by `make guide` from `src/zbsh_pub/stores/packs/*.yaml`: do not edit. `zbsh check BOOK.epub --store kobo` "
    "holds any EPUB against a pack; `--store` may be given several times, `--json` is for programs, `--stores` lists "
    "the packs. An error is what a store refuses, a warning what it advises against; hearsay, not read in the "
    "store's own words, warns and never refuses."
)
WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "head": "规则 级别 限度 理由 改法 依据",
        "error": "错误",
        "warning": "提醒",
        "hearsay": "（据说）",
        "most": "最多",
        "least": "至少",
        "among": "只要",
        "without": "不要",
        "with": "要有",
        "except": "不算",
        "flavour": "版式",
        "checker": "书店用",
        "cover": "宣传封面：",
        "shortest": "短边至少",
        "bytes": "文件最大",
        "form": "上架表（*必填）：",
        "todo": "人来做的：",
        "comma": "，",
        "list": "、",
        "stop": "。",
        "px": "像素",
    },
    "en": {
        "head": "rule severity limit reason cure source",
        "error": "error",
        "warning": "warning",
        "hearsay": " (hearsay)",
        "most": "at most ",
        "least": "at least ",
        "among": "only ",
        "without": "none of ",
        "with": "must have ",
        "except": "but for ",
        "flavour": "flavour ",
        "checker": "runs ",
        "cover": "Marketing cover: ",
        "shortest": "shorter side at least ",
        "bytes": "file at most ",
        "form": "Form (* required): ",
        "todo": "For a person to do:",
        "comma": ", ",
        "list": ", ",
        "stop": ". ",
        "px": " px",
    },
}


def write_stores() -> None:
    """docs/stores.md from the rule packs."""
    (DOCS / "stores.md").write_text(stores(), encoding="utf-8")


def stores() -> str:
    """The page: for each store its rules, cover, form and what is left to a person; in Chinese, then in English."""
    packs = [load_pack(name) for name in store_names()]
    titles: dict[Language, str] = {"zh": "## 中文", "en": "## English"}
    parts = ["# 书店的要求 · What stores ask", INTRO, "[中文](#中文) · [English](#english)"]
    for language, title in titles.items():
        parts += [title, *(part for pack in packs for part in _section(pack, language))]
    return "\n\n".join(parts) + "\n"


def _section(pack: Pack, language: Language) -> Iterator[str]:
    said = WORDS[language]
    yield f"### {pack.name.in_language(language)}"
    facts = [f"`--store {pack.store}`", f"{said['flavour']}{pack.flavour}"]
    facts += [f"{said['checker']}{pack.checker}"] if pack.checker else []
    yield f"{' · '.join(facts)}  \n{pack.delivery.in_language(language)}"
    yield table(said["head"].split(), (_row(rule, language) for rule in pack.rules))
    yield said["cover"] + _wish(pack.cover, language)
    yield plain(said["form"]) + said["list"].join(_field(one, language) for one in pack.form)
    yield "\n".join([said["todo"], "", *(f"- {one.in_language(language)}" for one in pack.todo)])


def _row(rule: Rule, language: Language) -> tuple[str, ...]:
    said, title = WORDS[language], plain(rule.source.title)
    source = f"[{title}]({rule.source.url})" if rule.source.url else title
    return (
        f"`{rule.id}`",
        said[rule.severity],
        plain(said["comma"].join(_limits(rule, language))),
        plain(rule.why.in_language(language)),
        plain(rule.cure.in_language(language)),
        f"{source}{said['comma']}{rule.source.read}{'' if rule.certain else said['hearsay']}",
    )


def _limits(rule: Rule, language: Language) -> Iterator[str]:
    """`at most 5.6 million pixels`, as a finding says it."""
    unit = MEASURES[rule.measure][1]
    for name, limit in rule.limits.items():
        if name in WORDS[language]:
            values = limit if isinstance(limit, list) else [limit]
            yield WORDS[language][name] + " / ".join(shown(value, unit, language) for value in values)


def _wish(cover: Cover, language: Language) -> str:
    said = WORDS[language]
    parts = [" / ".join(cover.formats).upper(), f"{cover.ideal[0]}×{cover.ideal[1]}{said['px']}"]
    parts += [f"{said['shortest']}{cover.shortest}{said['px']}"] if cover.shortest else []
    parts += [f"{said['bytes']}{shown(cover.most_bytes, 'bytes')}"] if cover.most_bytes else []
    notes = (" " if language == "en" else "").join(one.in_language(language) for one in cover.notes)
    hearsay = "" if cover.certain else said["hearsay"]
    return f"{said['comma'].join(parts)}{hearsay}{said['stop']}{notes}".strip()


def _field(one: Field, language: Language) -> str:
    return one.label.in_language(language) + (r"\*" if one.required else "")
