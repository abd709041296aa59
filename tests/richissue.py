"""An issue whose long article has all that a structure tree and page-breaks have to cope with."""

from __future__ import annotations

from pathlib import Path

from issuetest import IssueTest

SENTENCE = "第{0}句说印刷的一页在哪里翻过去，这本书里就在{0}处留下*标记*，"
ROWS = 70


def sentences(first: int, count: int) -> str:
    """So many sentences, each with a number of its own and a word in the 楷 face."""
    return "".join(SENTENCE.format(number) for number in range(first, first + count))


HEAD = f"""\
段里有注[^1]，有{{蓟州|jì zhōu}}的读音，有[链接](https://example.org/)。{sentences(100, 30)}

/// 抽文

一句话抽出来排。
///

## 小标题

- 第一项
- 第二项

    1. 里面一层

{sentences(200, 40)}

/// 图 | 五股轨道
    credit: 制图／本刊

![五股平行的轨道](../../assets/cover.svg)
///

[^1]: 注文在页脚。

{sentences(300, 40)}

"""
TABLE = "/// 表 | 长表\n\n| 次序 | 事项 |\n|---|---|\n" + "".join(
    f"| {number} | 第{number}行说的事 |\n" for number in range(1, ROWS + 1)
)
TAIL = f"""///

> 引文一段。

{sentences(400, 50)}

[{sentences(500, 60)}](https://example.org/long)

/// 整页 | 封面又一次

![整页的画](../../assets/cover.svg)
///

/// 视频 | 扫码观看视频
    url: https://example.org/video

视频讲的是排印。
///

/// 作者简介

作者系样刊编辑
///
"""


def of(root: Path) -> IssueTest:
    return IssueTest.new(root).with_article(HEAD + TABLE + TAIL, "kind: full\ndrop-cap: false")
