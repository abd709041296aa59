"""Words of other languages are marked as such."""

from __future__ import annotations

import pytest
from lxml import etree

from issuetest import ARTICLE, IssueTest, X, xpath
from zbsh_pub.compose.foreign import mark_english

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def marked(html: str) -> list[str]:
    """The phrases that are marked, and the text unchanged."""
    tree = etree.fromstring(f"<div>{html}</div>")
    text = "".join(map(str, tree.itertext()))
    mark_english(tree)
    assert "".join(map(str, tree.itertext())) == text
    return ["".join(map(str, node.itertext())) for node in tree.iter("span") if node.get("lang") == "en"]


@pytest.mark.parametrize(
    ("html", "phrases"),
    [
        ("<p>物联网即Internet of Things，简称IoT。</p>", ["Internet of Things"]),
        (
            "<p>甲<b>乙</b>The Art of War和Journal of Cleaner Production丙</p>",
            ["The Art of War", "Journal of Cleaner Production"],
        ),
        ("<p>GDP、PM2.5、CBD and CRO、App Store、LED</p>", []),
        ("<p>in vitro、Volkswagen AG、Li Ming</p>", []),
        ('<p>见<span lang="fr">Le Monde of the day</span></p>', []),
        ("<p>https://a.b/and for the list</p>", ["for the list"]),
        ('<p><svg xmlns="http://www.w3.org/2000/svg"><text>Map of the Region</text></svg></p>', []),
    ],
)
def test_english_beyond_doubt(html: str, phrases: list[str]) -> None:
    """A phrase with one of English's small words is English; abbreviations, names and single words stay."""
    assert marked(html) == phrases


def test_editor_names_the_language(issue: IssueTest) -> None:
    """`[…]{fr}` is French in the EPUB, by both attributes, and looks like any other text."""
    built = issue.with_article("讲究[savoir-**faire**]{fr}，也讲究[smart city]{en-GB}。\n").build("epub")
    spans = [node for node in built.page("p003-xiezuo").iter(f"{X}span") if node.get("lang")]
    assert [("".join(map(str, n.itertext())), n.get("lang"), n.get(XML_LANG)) for n in spans] == [
        ("savoir-faire", "fr", "fr"),
        ("smart city", "en-GB", "en-GB"),
    ]
    assert "讲究savoir-faire，也讲究smart city。" in built.text()


def test_no_language_is_a_leftover(issue: IssueTest) -> None:
    """What is no tag of a language is reported where it stands."""
    issue.with_article("讲究[smart city]{英文}。\n")
    assert [(p.code, p.place.file, p.place.line) for p in issue.problems()] == [("D03", ARTICLE, 4)]


def test_printed_as_it_is(issue: IssueTest) -> None:
    """The print edition shows the words and not their mark, and its text is found whole."""
    built = issue.with_article("讲究[smart city]{en}和规矩。\n").build()
    assert not [found for found in built.problems if found.is_error]
    assert xpath(built.page("p003-xiezuo"), "//@lang")[-1] == "en"
