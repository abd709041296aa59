"""A made-up issue of any number of articles: sentences of a fixed list of words, the same in each run."""

from __future__ import annotations

import random
from pathlib import Path

from zbsh_pub.skeleton import create

MANIFEST = "manuscript/issue.yaml"
SECTION = 50  # articles
PARAGRAPHS = 14  # about 1,300 characters an article, as in the issue of this repository
WHO = ["编辑", "校对", "读者", "作者", "印厂", "通讯员", "摄影师", "老主编", "新同事", "印刷工"]
DOES = ["核对", "修改", "安排", "讨论", "保存", "整理", "比较", "记下", "送出", "收到"]
WHAT = ["稿件", "版面", "图表", "标题", "目录", "清样", "字体", "注释", "封面", "样书"]
WHEN = ["清早", "下班前", "开会以后", "第二天", "上个月", "发稿那天", "付印之前", "雨停的时候"]
WHY = ["因为行距要齐", "为了少出差错", "因为页码变了", "好让读者看得清楚", "因为篇幅有限", "免得返工"]


def write_issue(root: Path, articles: int) -> Path:
    """The skeleton issue with `articles` articles of made-up text, under `root`; gives `root`."""
    create(root)
    (root / "manuscript" / "lead").rename(root / "manuscript" / "s000")
    for path in (root / "manuscript" / "s000").iterdir():
        path.unlink()
    names = [f"p{number:04}-wen" for number in range(1, articles + 1)]
    manifest = (root / MANIFEST).read_text(encoding="utf-8")
    head = manifest.split("\nsections:", 1)[0]
    head = head.replace("p001-kaipian", names[0]).replace("[p003-xiezuo]", f"[{names[-1]}]")
    rows = [line for start in range(0, articles, SECTION) for line in _section(start, names)]
    (root / MANIFEST).write_text("\n".join([head, "sections:", *rows, ""]), encoding="utf-8")
    for number, name in enumerate(names):
        path = root / "manuscript" / f"s{number // SECTION:03}" / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(_article(number), encoding="utf-8")
    return root


def _section(start: int, names: list[str]) -> list[str]:
    number = start // SECTION
    rows = [f"  - id: s{number:03}", f"    title: 第{number + 1}辑", "    theme: cinnabar", "    articles:"]
    for place in range(start, min(start + SECTION, len(names))):
        title = f"第{place + 1}篇：{WHO[place % 10]}和{WHAT[place // 10 % 10]}"
        rows += [f"      - file: {names[place]}.md", f"        page: {2 * place + 1}", f"        title: [{title}]"]
        rows += [f"        authors: [作者{place % 90 + 10}]"]
    return rows


def _article(number: int) -> str:
    words = random.Random(number)  # noqa: S311 - the same text in each run
    blocks = []
    for place in range(PARAGRAPHS):
        if place % 5 == 2:
            blocks.append(f"## {words.choice(WHAT)}怎样{words.choice(DOES)}")
        blocks.append("".join(_sentence(words) for _ in range(words.randint(2, 5))))
    return "---\nkind: full\n---\n\n" + "\n\n".join(blocks) + "\n"


def _sentence(words: random.Random) -> str:
    deed = f"{words.choice(WHO)}{words.choice(DOES)}{words.choice(WHAT)}"
    return f"{words.choice(WHEN)}，{deed}，{words.choice(WHY)}，{words.choice(WHO)}又{words.choice(DOES)}了一遍。"
