"""首字下沉 in the neutral tree: which texts take a drop cap, and what stands in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from test_markdown import article
from zbsh_pub.markdown import convert
from zbsh_pub.markdown.dropcap import SHORTEST
from zbsh_pub.markdown.trees import by_class, text_of

LONG = "运河的水从北往南流，两岸的人家临水而居，" * 4


def caps(body: str, line: int = 0) -> tuple[list[str], list[str]]:
    """The drop caps of an article with this text, and the codes of its problems."""
    fragment, problems = convert(replace(article(body), drop_cap=True, drop_cap_line=line), frozenset())
    return [text_of(cap) for cap in by_class(fragment.body, "dropcap")], [found.code for found in problems]


@pytest.mark.parametrize(
    ("body", "cap"),
    [
        (f"春{LONG}", "春"),
        (f"“春{LONG}", "“春"),
        (f"《春{LONG}", "《春"),
        (f"## 题\n\n春{LONG}\n\n{LONG}", "春"),
        (f"/// 核心阅读\n\n{LONG}\n///\n\n春{LONG}", "春"),
    ],
)
def test_the_first_character_of_the_text(body: str, cap: str) -> None:
    """A Han character, with an opening mark before it; headings and what stands above the text are passed over."""
    assert caps(body, 3) == ([cap], [])


@pytest.mark.parametrize(
    "body",
    [
        f"2024年{LONG}",
        f"GDP{LONG}",
        f"（1）{LONG}",
        f"**春天。**{LONG}",
        f"{{春|chūn}}{LONG}",
        f"<u>春</u>{LONG}",
        f"- 春{LONG}",
        f"> 春{LONG}",
        f"/// 数读 | 题\n\n- **5** 个：站\n///\n\n春{LONG}",
        "春" * (SHORTEST - 1),
    ],
)
def test_texts_that_take_none(body: str) -> None:
    """Figures, letters, markup, short paragraphs: an error where the article asks, silence where the house does."""
    assert caps(body, 3) == ([], ["D21"])
    assert caps(body) == ([], [])


def test_the_text_is_whole() -> None:
    """The cap takes nothing away and adds nothing."""
    body = f"“春{LONG}"
    fragment, _ = convert(replace(article(body), drop_cap=True), frozenset())
    assert text_of(fragment.body) == body
    assert etree.tostring(fragment.body[0][0], encoding="unicode", with_tail=False) == (
        '<span class="dropcap"><span class="dropcap__mark">“</span>春</span>'
    )
