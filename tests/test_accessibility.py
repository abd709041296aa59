"""What is said of a book's accessibility is what is true of its pages."""

from __future__ import annotations

from importlib.resources import files

import pytest
import yaml

from issuetest import FIRST, IssueTest, figure
from test_epub import Opf
from zbsh_pub.accessibility import (
    FACTS,
    FEATURES,
    Accessibility,
    accessibility_of,
    onix_codes,
    onix_hazards,
    onix_standard,
    summary,
)
from zbsh_pub.markdown.trees import element
from zbsh_pub.xhtml import EPUB_TYPE, Page

CLAIM = """accessibility:
  conforms-to: EPUB Accessibility 1.1 - WCAG 2.2 Level AA
  certified-by: 某评估机构
  certifier-credential: https://example.org/credential
  report: https://example.org/report

cover:
"""


def page(*content: object, name: str = "a.xhtml") -> Page:
    """A page with a heading, and what is given."""
    parts = [element("h1", "", "题"), *content]
    return Page(name, "题", "zh-Hans", tuple(part for part in parts if not isinstance(part, str)))  # type: ignore[misc]


def nav(kind: str, *targets: str) -> Page:
    items = (element("li", "", element("a", "", "条", href=target)) for target in targets)
    node = element("nav", "", element("ol", "", *items))
    node.set(EPUB_TYPE, kind)
    return page(node, name="nav.xhtml")


def test_text_alone_is_read_by_one_sense() -> None:
    """A book of text asks for reading alone; a cover and decoration do not make it visual."""
    cover = Page("c.xhtml", "", "zh", (element("img", "", src="c.jpg", alt="封面", role="doc-cover"),))
    access = accessibility_of([cover, page(element("img", "", src="o.png", alt=""))])
    assert (access.modes, access.sufficient) == (("textual",), (("textual",),))


def test_described_pictures() -> None:
    """A book whose pictures all have alternative texts can be read by text alone, and says so."""
    access = accessibility_of([page(element("img", "", src="a.png", alt="图"))])
    assert access.modes == ("textual", "visual")
    assert access.sufficient == (("textual",), ("textual", "visual"))
    assert "alternativeText" in access.features


@pytest.mark.parametrize(
    "picture",
    [
        element("img", "", src="a.png"),
        element("figure", "", element("img", "", src="a.png", alt="")),
        element("{http://www.w3.org/2000/svg}svg"),
    ],
    ids=["no alt", "empty alt in a figure", "drawing without a label"],
)
def test_one_picture_without_words(picture: object) -> None:
    """One picture without words takes the feature away, and text alone does not suffice."""
    access = accessibility_of([page(element("img", "", src="b.png", alt="图"), picture)])
    assert "alternativeText" not in access.features
    assert access.sufficient == (("textual", "visual"),)
    assert "有的图片没有替代文字" in summary(access, "zh")


def test_video() -> None:
    """A video makes a book auditory and its hazards unknown; with captions text suffices."""
    video = element("video", "", element("track", kind="captions", src="a.vtt"), src="a.mp4")
    bare, captioned = (accessibility_of([page(one)]) for one in (element("video", "", src="a.mp4"), video))
    assert bare.modes == captioned.modes == ("textual", "visual", "auditory")
    assert (bare.hazards, onix_hazards(bare)) == (("unknown",), ("24", "25", "26"))
    assert bare.sufficient == (("textual", "visual", "auditory"),)
    assert captioned.sufficient[0] == ("textual",)
    assert "captions" in captioned.features


@pytest.mark.parametrize("css", ["p{animation:x 1s}", "@keyframes x{from{top:0}}"])
def test_motion(css: str) -> None:
    """Motion by style sheet is motion; a comment about it is none."""
    assert accessibility_of([page()], [css]).hazards == ("unknown",)
    assert accessibility_of([page()], [f"/* {css} */"]).hazards == ("none",)


@pytest.mark.parametrize("css", ["p{color:red!important}", "p{font-size:12px}", "p{line-height:14pt}"])
def test_pinned_sheets(css: str) -> None:
    """A sheet that a reader cannot overrule takes displayTransformability away."""
    assert "displayTransformability" not in accessibility_of([page()], [css]).features
    assert (
        "displayTransformability" in accessibility_of([page()], ["p{font-size:1.2em} :root{--fs-body:13px}"]).features
    )


def test_pages() -> None:
    """Page breaks and a list of them are two features, each named where it is."""
    mark = element("span", "", id="p1", role="doc-pagebreak")
    mark.set(EPUB_TYPE, "pagebreak")
    with_marks, with_list = (
        accessibility_of([page(mark)]),
        accessibility_of([nav("page-list", "a.xhtml#p1"), page(mark)]),
    )
    assert {"pageBreakMarkers", "pageNavigation"} & set(with_marks.features) == {"pageBreakMarkers"}
    assert {"pageBreakMarkers", "pageNavigation"} <= set(with_list.features)
    assert {"19", "41"} <= set(onix_codes(with_list))
    assert "页码" in summary(with_list, "zh")
    assert "页码" not in summary(with_marks, "zh")


@pytest.mark.parametrize(
    ("targets", "true"),
    [(["a.xhtml", "b.xhtml#x"], True), (["b.xhtml", "a.xhtml"], False), (["a.xhtml", "gone.xhtml"], False)],
)
def test_reading_order(targets: list[str], true: bool) -> None:
    """The reading order is clear where the contents follow the pages and name nothing else."""
    book = [nav("toc", *targets), page(name="a.xhtml"), page(name="b.xhtml")]
    assert ("readingOrder" in accessibility_of(book).features) == true


@pytest.mark.parametrize(("levels", "true"), [("h2 h3 h2", True), ("h3", False), ("h2 h4", False)])
def test_structure(levels: str, true: bool) -> None:
    """Headings help to move about where no level is left out."""
    access = accessibility_of([page(*(element(level, "", "题") for level in levels.split()))])
    assert ("structuralNavigation" in access.features) == true


def test_page_without_heading() -> None:
    """A page of text without a heading takes structuralNavigation away, and so does a header cell without scope."""
    bare = Page("b.xhtml", "", "zh", (element("p", "", "文"),))
    assert "structuralNavigation" not in accessibility_of([page(), bare]).features
    assert "structuralNavigation" not in accessibility_of([page(element("th", "", "头"))]).features


def test_ruby() -> None:
    """Readings of some words are one feature, of every character another."""
    ruby = element("ruby", "", "题", element("rt", "", "tí"))
    some = accessibility_of([page(ruby)])
    every = accessibility_of([Page("a.xhtml", "", "zh", (element("h1", "", ruby),))])
    assert {"rubyAnnotations", "fullRubyAnnotations"} & set(some.features) == {"rubyAnnotations"}
    assert {"rubyAnnotations", "fullRubyAnnotations"} <= set(every.features)


@pytest.mark.parametrize(
    ("css", "mode"), [("p{margin:0}", "horizontalWriting"), ("body{writing-mode:vertical-rl}", "verticalWriting")]
)
def test_writing_mode(css: str, mode: str) -> None:
    """The text is said to run as the sheets let it run; a vertical title alone changes nothing."""
    modes = {"horizontalWriting", "verticalWriting"}
    features = accessibility_of([page()], [css, ".title{writing-mode:vertical-rl}"]).features
    assert set(features) & modes == {mode}


def test_codes_of_a_claim() -> None:
    """The string of the standard gives its three codes of list 196."""
    assert onix_standard("EPUB Accessibility 1.1 - WCAG 2.2 Level AA") == ("04", "82", "85")
    assert onix_standard("EPUB Accessibility 1.1 - WCAG 2.0 Level A") == ("04", "80", "84")


def test_summary_in_both_languages() -> None:
    """The summary says the same in both languages, in the order of the file."""
    access = Accessibility((), (), (), (), frozenset({"alternativeText", "still"}))
    assert summary(access, "en") == "All pictures have alternative texts. There is no flashing, motion or sound."
    assert summary(access, "zh") == "图片都有替代文字。没有闪光、动画和声音。"


def test_every_sentence_can_be_said() -> None:
    """Each condition of the summary and each feature with a code is one that the program tests for."""
    data = yaml.safe_load(files("zbsh_pub").joinpath("accessibility.yaml").read_bytes())
    tested = {name for name, _ in (*FEATURES, *FACTS)}
    assert {item["when"] for item in data["summary"]} | set(data["onix"]["features"]) <= tested


def test_no_claim_of_its_own(issue: IssueTest) -> None:
    """Without a claim in the manifest the package makes none, however good the book is."""
    opf = Opf(issue.build("epub"))
    assert opf.meta("dcterms:conformsTo") + opf.meta("a11y:certifiedBy", "#conformance") == []


def test_claim(issue: IssueTest) -> None:
    """A claim of the manifest stands in the package with its certifier, credential and report."""
    opf = Opf(issue.with_manifest(("cover:\n", CLAIM)).build("epub"))
    assert opf.meta("dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert opf.meta("a11y:certifiedBy", "#conformance") == ["某评估机构"]
    links = [(link.get("rel"), link.get("href"), link.get("refines")) for link in opf.root.iter("{*}link")]
    assert links == [
        ("a11y:certifierCredential", "https://example.org/credential", "#certifier"),
        ("a11y:certifierReport", "https://example.org/report", "#certifier"),
    ]


@pytest.mark.parametrize(
    "claim", ["EPUB Accessibility 1.1 – WCAG 2.2 Level AA", "EPUB Accessibility 1.1 - WCAG 2.2 AA", "WCAG 2.2"]
)
def test_a_claim_has_one_form(issue: IssueTest, claim: str) -> None:
    """Any other string than the standard's is refused."""
    changed = CLAIM.replace("EPUB Accessibility 1.1 - WCAG 2.2 Level AA", claim)
    assert issue.with_manifest(("cover:\n", changed)).codes() == ["M05"]


def test_false_claim_stops_the_build(issue: IssueTest) -> None:
    """A claim that the issue's own sheet refutes is an error at its line."""
    issue.with_manifest(("cover:\n", CLAIM)).with_file("styles/epub.css", "p{font-size:12px!important}")
    found = [(p.code, p.place.line) for p in issue.problems(full=True) if p.severity == "error"]
    assert found == [("O04", issue.line_of("conforms-to"))]


def test_pictures_of_the_manuscript(issue: IssueTest) -> None:
    """An issue without pictures is textual, one with a chart is visual too."""
    issue.with_article("正文。\n", name=FIRST).with_article("正文。\n")
    assert Opf(issue.build("epub")).meta("schema:accessMode") == ["textual"]
    issue.with_article(figure("../../assets/cover.svg"))
    assert Opf(issue.build("epub")).meta("schema:accessMode") == ["textual", "visual"]
