"""A small printed issue of our own, as its raw text comes out of extraction, with what each line of it is.

Three articles and the oddities of print: titles broken and spaced otherwise than in the contents, an abstract before
its title, paragraphs cut by columns with captions between, a displaced subtitle, headings of two levels and of two
lines, run-in leads, notes, end marks, a hint beside a code.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from zbsh_pub.importing.composing import Composed
from zbsh_pub.importing.ledger import Ledger
from zbsh_pub.importing.overrides import Overrides
from zbsh_pub.importing.pipeline import Imported, Options, as_it_is, import_issue, read_and_compose, write_tree
from zbsh_pub.importing.reading import Reading
from zbsh_pub.importing.source import Source
from zbsh_pub.problems import Failure, Problem

NAME = "issue.txt"

# Each line: article, label, text; `~` before the text stands for two blank lines more (a break in the page).
ANNOTATED = """
1 title 守住一方水土 护好一座村庄
1 p 入冬以后,村里的人把渠道清了一遍,把山坡上的果树修了枝,又在村口种下两行柳树。老人说,水清了,鸟也回来了。
1 p 今年秋天,合作社的账本第一次有了盈余,大家商量把钱用在修路和办食堂上,让留在村里的老人有热饭吃。✎
1 subtitle ——写在柳树村清渠之后
0 contents 目录 CONTENTS
0 contents ■ 卷首
0 contents - 01 守住一方水土 护好一座村庄
0 contents ■ 调查
0 contents - 03 某市召开基层工作会议时强调
0 contents 把会议开到田间地头
0 contents - 06 一座小城的“慢”与“快” 李文秀 赵青
0 contents - 09 山村里来了年轻人 王小满
0 masthead ~柳树月刊
0 masthead 2025年第11期 总第86期
0 masthead 每月10日出版
0 masthead 主管主办 柳树村文化站
0 masthead 编辑出版 柳树月刊社
0 masthead 主编 周正
0 masthead 文字采编 吴一 郑二
0 masthead 国际标准刊号 ISSN1234-5679
0 masthead 邮政编码 300000
0 masthead 定价 8.00元
0 statement ~本刊欢迎村里的人来信来稿,写身边的人和事,写自己的想法。
0 statement 启事
0 statement 本刊从明年起每期增加四页,刊登读者来信,来信请写明姓名和住址。
2 kicker ~某市召开基层工作会议时强调
2 title 把会议开到田间地头
2 p ~会议开在打谷场上,来的人搬着自家的板凳。主持会议的人说,今天不念稿子,只听大家说三件事:水、路、学校。说到水的时
2 caption 打谷场上的会议
2 cont ~候,种菜的人站起来,讲了渠道漏水的事;说到路的时候,开车的人也站起来,讲了桥面塌陷的事。
2 p 三个小时里,记录的人写满了两个本子。散会以后,问题一条一条贴在村口的墙上,办完一条,就划掉一条。✎
2 source (摘编自2025年10月8日《柳树日报》)
3 abstract ~编者按:小城不大,慢的是生活,快的是办事。记者走了三条街道,问了二十户人家,记下这座小城的一年。
3 title ~一座小城的「慢」与「快」
3 byline 文 / 李文秀
3 byline 赵青
3 p 小城在两条河中间,老街从东门到西门,走路要二十分钟。街上的店大多开了十年以上,店主认得每一个常来的人。
3 h2 一、慢下来的街道
3 h3 (一)留住老店
3 p 修旧的手艺没有丢。老街改造的时候,工匠把拆下的砖瓦编了号,一块一块放回原处,门楣上的字也请人重新描过。
3 p 做事的规矩没有丢。改造的方案贴在街口,住户画了圈才动工,有一户不同意,工程就绕开那一户的院墙。
3 caption ~东门老街 周正 / 摄
3 h2 二、快起来的窗口
3 p 办事的窗口从十二个减到一个。群众来了不用问该去哪里,交上材料,后面的事由窗口的人去跑,跑完了打电话
3 cont 请人来取。去年一年,窗口接了三千多件事,当天办完的有九成,剩下的都写明了办完的日子。■
3 bio (作者分别系柳树大学教授,柳树大学讲师)
4 title ~山村里来了年轻人
4 byline 文 / 本刊记者 王小满
4 qr ~扫码观看视频
4 p 王家沟的路修通以后,第一批回来的是五个年轻人。他们租下村里的旧学校,办起了面包房和图书室。
4 h2 先住下来
4 hcont 把旧学校收拾成新家园
4 p 房顶漏雨,他们自己上梁换瓦;院里没有水,他们从山上引来泉水。住了一个月,村里的人才肯把钥匙交给他们。
4 h2 再干起来
4 hcont 把老手艺做成了新生意
4 p 面包用的是村里的小麦,果酱用的是山上的野果。第一个月卖了一百个,第三个月卖了两千个,村里的人也来帮忙。
4 p “他们来了,村里就有了灯。”村里的老支书说,“灯亮着,人就会回来。”
"""


@dataclass(frozen=True)
class Annotated:
    """A line of the issue: where it stands, whose it is, what it is."""

    number: int
    article: int
    label: str
    text: str


def annotated() -> list[Annotated]:
    """The lines with text; a blank line stands between any two, three where a break is marked."""
    found, number = [], 0
    for row in ANNOTATED.strip().split("\n"):
        article, label, text = row.split(" ", 2)
        number += 4 if text.startswith("~") else 2
        found.append(Annotated(number, int(article), label, text.removeprefix("~")))
    return found


def raw_text() -> str:
    """The issue's raw text."""
    lines = {line.number: line.text for line in annotated()}
    return "\n".join(lines.get(number, "") for number in range(1, max(lines) + 2))


@dataclass(frozen=True)
class PrintedIssue:
    """The raw text under test; every `with_…` changes it and gives it back."""

    text: str

    @classmethod
    def new(cls) -> PrintedIssue:
        return cls(raw_text())

    def with_text(self, *changes: tuple[str, str]) -> PrintedIssue:
        """Each (old, new) text replaced wherever it stands; the old text must be there."""
        text = self.text
        for old, new in changes:
            assert old in text, f"the issue holds no {old!r}"
            text = text.replace(old, new)
        return replace(self, text=text)

    def without(self, label: str) -> PrintedIssue:
        """The text without the lines that are `label`."""
        gone = {line.text for line in annotated() if line.label == label}
        return replace(self, text="\n".join(line for line in self.text.split("\n") if line not in gone))

    def read(self, corrections: Overrides | None = None) -> tuple[Reading, Composed, list[Problem]]:
        """The issue read and drafted."""
        return read_and_compose(self.source, corrections or Overrides())

    @property
    def source(self) -> Source:
        return Source(NAME, tuple(self.text.split("\n")))

    def labels(self) -> dict[str, str]:
        """The label of each line, by its text."""
        return {item.line.text: item.verdict.label for item in self.read()[0].lines}

    def problems(self) -> list[Problem]:
        """All problems of reading and writing."""
        reading, composed, problems = self.read()
        return problems + write_tree(self.source, reading, composed, as_it_is)[2]

    def written(self) -> tuple[dict[str, str], Ledger]:
        """The files by name, and the account of characters; the account must be sound."""
        reading, composed, _ = self.read()
        tree, ledger, faults = write_tree(self.source, reading, composed, as_it_is)
        assert faults == []
        return dict(tree), ledger

    def save(self, folder: Path) -> Path:
        path = folder / NAME
        path.write_text(self.text, encoding="utf-8")
        return path

    def run(self, folder: Path, options: Options | None = None) -> Imported:
        """The issue imported into `folder/tree`."""
        return import_issue(self.save(folder), folder / "tree", options or Options())

    def provoked(self, options: Options | None = None, encoding: str = "utf-8") -> list[Problem]:
        """All problems of importing the text in this encoding, warnings or not."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / NAME
            path.write_bytes(self.text.encode(encoding))
            return problems_of(path, Path(folder) / "tree", options)


def problems_of(text: Path, out: Path, options: Options | None = None) -> list[Problem]:
    """The problems of an import, whether they stop it or not."""
    try:
        return list(import_issue(text, out, options or Options()).problems)
    except Failure as failure:
        return list(failure.problems)
