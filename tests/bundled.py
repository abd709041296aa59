"""A small issue with notes and a clear picture, and what bundles of it are made from."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from issuetest import IssueTest
from zbsh_pub.build import load
from zbsh_pub.bundles.bundle import Wares
from zbsh_pub.cache import default_store
from zbsh_pub.dist import wares_of
from zbsh_pub.ebooks import whole_issue
from zbsh_pub.typeset.workers import Crew
from zbsh_pub.work import Work, compose, open_press

ARTICLE = """正文第一段，有注[^a]，还有一处[^b]。

/// 图 | 透明的图
![一个红点](../../assets/dot.png)
///

/// 视频 | 一段视频
    url: https://example.cn/v

说明。
///

第二段。

[^a]: 注文甲，引《书名》。
[^b]: 注文乙。
"""


def dot() -> bytes:
    """A red dot on nothing."""
    image = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((10, 10, 30, 30), fill="#b3261e")
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def small_issue(root: Path) -> IssueTest:
    """The skeleton with notes, a transparent picture and a video."""
    return IssueTest.new(root).with_file("assets/dot.png", dot()).with_article(ARTICLE)


@cache
def wares() -> Wares:
    """What bundles of the small issue are made from, without any layout but that of the cover."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        publication = compose(load(small_issue(folder / "issue").root)[0])
        crew = stack.enter_context(Crew(1))
        press = stack.enter_context(open_press(publication, default_store(), crew))
        work = Work(publication, press, crew, folder, lambda _: None)
        return wares_of(work, work.once(whole_issue))
