"""The report page: everything is on it, nothing is loaded, and it works in a browser as an editor uses it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import html
from lxml.html import HtmlElement
from PIL import Image

from issuetest import ARTICLE, MANIFEST, REPO, IssueTest, xpath
from planned import with_plan
from zbsh_pub.build import load
from zbsh_pub.cache import Store, default_store
from zbsh_pub.problems import Bilingual, Problem, bilingual, problem
from zbsh_pub.report import thumbs, typesetting
from zbsh_pub.report.facts import PreflightFinding, ReportFacts
from zbsh_pub.report.places import places_of
from zbsh_pub.report.template import fill_page
from zbsh_pub.report.writer import write_report
from zbsh_pub.reports import report_facts
from zbsh_pub.typeset.workers import Crew
from zbsh_pub.work import Work, compose, open_press

BROWSER = REPO / "tests" / "readers" / "report.mjs"
HOSTILE = "</script><img src=x onerror=alert(1)>&amp;"
IMAGE, FIEND, NOTHING = Bilingual("图3", "Im3"), Bilingual(HOSTILE, HOSTILE), Bilingual("", "")
ERROR = problem("T01", ARTICLE, 3, file="x.png")
WARNINGS = (
    problem("G03", MANIFEST, 55, 9, title="甲", page=2, side=bilingual("side-left"), wanted=bilingual("side-right")),
    problem("L02", ARTICLE, 5, page=2, gap="0.20", text=HOSTILE),
    problem("L02", "styles/print.css", page=2, gap="0.20", text="乙"),
)
FINDINGS = (
    PreflightFinding(
        "R02",
        "warning",
        "x-print.pdf",
        7,
        IMAGE,
        Bilingual("图太小。", "small."),
        Bilingual("换。", "change."),
    ),
    PreflightFinding(
        "R01",
        "error",
        "yangkan-1.pdf",
        5,
        FIEND,
        Bilingual("缺字。", "no."),
        Bilingual("改。", "do."),
    ),
    PreflightFinding(
        "R03",
        "warning",
        "yangkan-1.pdf",
        -1,
        Bilingual("", ""),
        Bilingual("无。", "none."),
        Bilingual("写。", "write."),
    ),
)


@dataclass(frozen=True)
class Reported:
    """A report that was written, and the page read back."""

    facts: ReportFacts
    folder: Path

    @cached_property
    def text(self) -> str:
        return (self.folder / "report" / "index.html").read_text(encoding="utf-8")

    @cached_property
    def page(self) -> HtmlElement:
        return html.fromstring(self.text)

    def all(self, path: str) -> list[Any]:
        found: Any = self.page.xpath(path)
        return list(found)

    def texts(self, path: str, language: str = "zh-Hans") -> list[str]:
        """What the elements say to a reader of one language."""
        return [said(node, language) for node in self.all(path)]


def said(node: HtmlElement, language: str) -> str:
    parts = [node.text or ""]
    for child in node:
        if "l" not in child.classes or child.get("lang") == language:
            parts.append(said(child, language))
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())


def facts_of(issue: IssueTest, problems: tuple[Problem, ...] = (), store: Store | None = None) -> ReportFacts:
    publication = compose(load(issue.root)[0])
    with open_press(publication, store or default_store()) as press, Crew(1) as crew:
        return report_facts(Work(publication, press, crew, issue.root / "stage", lambda _: None), problems)


def written(facts: ReportFacts, folder: Path) -> Reported:
    folder.mkdir()
    (folder / "yangkan-1.pdf").write_bytes(facts.pdf)
    write_report(facts, folder)
    return Reported(facts, folder)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> IssueTest:
    """An issue with a plan that it misses, a title that is no friend, and a copy error."""
    issue = IssueTest.new(tmp_path_factory.mktemp("report") / "issue").with_title(json.dumps([HOSTILE]))
    return with_plan(issue, "{pages: 8, signature: 4}", "{pages: 3, opens: left}", "{pages: 1}").with_article(
        "截止到今天，文章都在这里。\n\n" + "甲乙丙丁，戊己庚辛。" * 300
    )


@pytest.fixture(scope="module")
def report(root: IssueTest, tmp_path_factory: pytest.TempPathFactory) -> Reported:
    """The report of that issue, with an error, warnings and a preflight."""
    facts = facts_of(root, (*WARNINGS, ERROR))
    return written(replace(facts, preflight=FINDINGS), tmp_path_factory.mktemp("written") / "stage")


def test_files(report: Reported) -> None:
    """The page and the plan as JSON stand in a folder of their own."""
    assert sorted(path.name for path in (report.folder / "report").iterdir()) == ["index.html", "plan.json"]
    assert json.loads((report.folder / "report" / "plan.json").read_bytes())["pages"]["planned"] == 8


def test_nothing_is_loaded(report: Reported) -> None:
    """Every source is in the page; links lead into the page or to the finished files beside it."""
    assert all(re.match("data:image/webp;base64,", source) for source in report.all("//@src"))
    assert all(re.match(r"#|\.\./yangkan-1\.pdf$", link) for link in report.all("//@href"))
    assert not re.search(r"@import|url\(|https?:", report.all("string(//style)")[0])


def test_links_lead_somewhere(report: Reported) -> None:
    """Each link into the page has its target, and no id is given twice."""
    ids = report.all("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in report.all("//@href") if link.startswith("#")} <= set(ids)


def test_a_title_is_text(report: Reported) -> None:
    """Markup in titles, texts and findings is shown as it is written."""
    assert len(report.all("//script")) == 1
    assert report.all("//img[@src='x']") == []
    assert f"{HOSTILE} 李四" in report.texts("//table[@id='arts']//th[@scope='row']")
    assert any(HOSTILE in text for text in report.texts("//section[@id='preflight']//summary"))
    assert any(HOSTILE in text for text in report.texts("//section[@id='problems']//summary"))


def test_problems(report: Reported) -> None:
    """Errors come first; each problem says where it is, what is wrong and what to do, in both languages."""
    rows = "//section[@id='problems']//details"
    assert report.all(f"{rows}/@data-code") == ["T01", "G03", "C02", "L02", "L02"]
    assert report.texts(f"{rows}//span[@class='where']")[0] == f"{ARTICLE}:3"
    for language, tag in (("zh", "zh-Hans"), ("en", "en")):
        assert report.texts(f"{rows}//span[@class='msg']", tag)[0] == ERROR.message(language)  # type: ignore[arg-type]
        assert ERROR.cure(language) in report.texts(f"{rows}/div", tag)[0]  # type: ignore[arg-type]


def test_problems_lead_to_pages(report: Reported) -> None:
    """A problem of an article leads to the page that it names or to the first one, one of the plan to its article."""
    places = places_of(report.facts)

    def label(found: Problem) -> str:
        page = places.of(found).page
        return report.facts.plan.pages[page].label if page >= 0 else ""

    assert [label(found) for found in (ERROR, *WARNINGS)] == ["2", "2", "2", ""]
    assert label(problem("L02", ARTICLE, 5, page=3)) == "3"
    assert label(problem("L02", ARTICLE, 5, page=9)) == "2"


def test_state(report: Reported, root: IssueTest, tmp_path: Path) -> None:
    """An error, of the preflight too, stops printing; warnings do not; without either it is ready."""
    assert report.all("string(//p[contains(@class, 'state')]/@class)") == list("state blocked")
    facts = replace(report.facts, problems=())
    states = {
        "ready": replace(facts, preflight=()),
        "warnings": replace(facts, preflight=FINDINGS[:1]),
        "blocked": replace(facts, preflight=FINDINGS),
    }
    for state, given in states.items():
        page = written(given, tmp_path / state)
        assert page.all("//p[contains(@class, 'state')]/@class") == [f"state {state}"]


def test_overview(report: Reported) -> None:
    """The numbers of the issue."""
    assert report.texts("//dl[@class='nums']/div")[:2] == ["页数7 计划8页", "文章2"]
    assert report.texts("//dl[@class='nums']/div", "en")[-2:] == ["Errors2", "Warnings6"]


def test_flatplan(report: Reported) -> None:
    """Each page is there once as a picture, in spreads, with what is wrong with it."""
    assert report.texts("//p[@class='folios']/span") == ["", "i", "ii", "iii", "iv", "1", "2", "3"]
    assert len(report.all("//a[contains(@class, 'thumb')]/img")) == 7
    opener, last = report.all("//a[@id='pg-4']")[0], report.all("//a[@id='pg-6']")[0]
    assert opener.get("class").split() == ["thumb", "theme-cinnabar", "under", "missed"]
    assert last.get("class").split() == ["thumb", "theme-cinnabar", "over"]
    assert [said(badge, "zh-Hans") for badge in opener.findall("span")[1:]][1] == "◆ 应开在左页"
    assert said(last.findall("span")[1], "en").startswith("▲ ")


def test_a_page_alone_on_the_left(report: Reported) -> None:
    """The last page of an odd number of pages has nothing on its right."""
    last = report.all("//li[@class='spread'][last()]/div/div")
    assert [len(leaf) for leaf in last] == [1, 1]
    assert [len(leaf) for leaf in report.all("//li[@class='spread'][1]/div/div")] == [0, 1]


def test_preflight(report: Reported) -> None:
    """Findings stand with errors first; a page of the screen edition has its folio, that of another file its number."""
    assert report.texts("//section[@id='preflight']//code") == ["R01", "R02", "R03"]
    assert report.texts("//section[@id='preflight']//span[@class='pg']", "en") == ["p. 2", "p. 8"]


def test_colours_of_sections_are_those_of_the_house() -> None:
    """The accents of the sheet are the tokens' accents for screens."""
    tokens = (REPO / "styles" / "tokens.css").read_text(encoding="utf-8")
    sheet = (REPO / "src" / "zbsh_pub" / "report" / "page.css").read_text(encoding="utf-8")
    wanted = dict(re.findall(r"\.theme-(\w+)\s*\{.*--accent-screen: (#\w+);", tokens))
    assert len(wanted) == 6
    assert dict(re.findall(r"\.theme-(\w+) \{ --c: (#\w+); \}", sheet)) == wanted


def test_same_bytes(report: Reported, tmp_path: Path) -> None:
    """The same facts give the same page, with an empty store too."""
    again = written(replace(report.facts, store=Store(tmp_path / "store")), tmp_path / "stage")
    assert again.text == report.text


def test_what_was_drawn_and_measured_is_kept(report: Reported, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Equal pages are not drawn again, an equal file is not measured again; a page that changed is drawn."""
    store = Store(tmp_path / "store")
    first = thumbs.draw_thumbs(report.facts.pdf, store)
    typesetting.typesetting(report.facts.pdf, store)
    drawn: list[int] = []
    draw: Callable[[Any, int], bytes] = thumbs._draw

    def listening(document: Any, index: int) -> bytes:
        drawn.append(index)
        return draw(document, index)

    monkeypatch.setattr(thumbs, "_draw", listening)
    monkeypatch.setattr(typesetting, "_measured", lambda _: pytest.fail("measured again"))
    assert thumbs.draw_thumbs(report.facts.pdf, store) == first
    typesetting.typesetting(report.facts.pdf, store)
    assert drawn == []
    thumbs.draw_thumbs(with_mark(report.facts.pdf, page=5), store)
    assert drawn == [5]


def with_mark(data: bytes, page: int) -> bytes:
    """The PDF with a square on a page."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.pages[page].contents_add(b"q 1 0 0 rg 100 100 50 50 re f Q")
        pdf.save(out)
    return out.getvalue()


def test_thumbs_are_small_pictures_of_the_pages(report: Reported) -> None:
    """WebP, 150 px wide, in the pages' proportions."""
    pictures = [Image.open(BytesIO(data)) for data in thumbs.draw_thumbs(report.facts.pdf, report.facts.store)]
    assert len(pictures) == 7
    assert {(picture.format, *picture.size) for picture in pictures} == {("WEBP", 150, 204)}


def test_built(root: IssueTest, tmp_path: Path) -> None:
    """`report` as an edition: the page lists the files that were made with it, and tells of their warnings."""
    made = root.build("report", "screen", out=tmp_path / "dist")
    names = [path.relative_to(tmp_path / "dist").as_posix() for path in made.files]
    assert names == ["report/index.html", "report/plan.json", "yangkan-1.pdf"]
    page = html.fromstring(made.files[0].read_text(encoding="utf-8"))
    assert xpath(page, "//section[@id='files']//a/@href") == ["../yangkan-1.pdf"]
    assert {found.code for found in made.problems} == {"G01", "G02", "G03", "G05", "G06"}
    assert set(xpath(page, "//details/@data-code")) == {"G01", "G02", "G03", "G05", "G06", "C02"}


# ---- the template ----


def filled(markup: str, **values: object) -> str:
    page = fill_page(f"<html><body>{markup}</body></html>", values, {})
    return page.partition("<body>")[2].partition("</body>")[0]


@pytest.mark.parametrize(
    ("markup", "values", "expected"),
    [
        ('<p data-text="a"/>', {"a": "<&"}, "<p>&lt;&amp;</p>"),
        ('<p data-text="a"/>', {"a": "x\0y\ud800"}, "<p>x\ufffdy\ufffd</p>"),
        ('<p data-set="title:a id:b"/>', {"a": "\"'<", "b": ""}, '<p title="&quot;\'&lt;"></p>'),
        ('<p data-set="data-sort:a"/>', {"a": 0}, '<p data-sort="0"></p>'),
        ('<p data-if="a">x</p><p data-if="!a">y</p>', {"a": []}, "<p>y</p>"),
        ('<i data-each="a" data-text="b"/>', {"a": [{"b": 1}, {}], "b": 2}, "<i>1</i><i>2</i>"),
        ("<p>\n  <b>x</b> <i>y</i>\n</p>", {}, "<p><b>x</b> <i>y</i></p>"),
        (
            '<p data-text="a"/>',
            {"a": Bilingual("甲", "a")},
            '<p><span class="l" lang="zh-Hans">甲</span><span class="l" lang="en">a</span></p>',
        ),
        (
            '<p data-say="aria-label:pages"/>',
            {},
            '<p aria-label="页" data-zh-aria-label="页" data-en-aria-label="pages"></p>',
        ),
    ],
)
def test_template(markup: str, values: dict[str, object], expected: str) -> None:
    """What each attribute of the template makes."""
    assert filled(markup, **values) == expected


# ---- in a browser ----


@pytest.fixture(scope="module")
def seen(report: Reported) -> dict[str, Any]:
    """What headless Chromium has to say of the page."""
    if shutil.which("chromium") is None or not (BROWSER.parent / "node_modules").is_dir():
        pytest.skip("no chromium or puppeteer-core (make test sets them up)")
    command = ["node", str(BROWSER), str(report.folder / "report" / "index.html")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    data: dict[str, Any] = json.loads(done.stdout)
    return data


def test_no_error_and_no_request(seen: dict[str, Any]) -> None:
    """The console stays silent and nothing is asked for."""
    assert (seen["errors"], seen["requests"]) == ([], [])


def test_views(seen: dict[str, Any]) -> None:
    """On every device, by day and night: no sideways overflow, readable colours, named controls, pictures shown."""
    assert len(seen["views"]) == 7
    for name, view in seen["views"].items():
        assert (name, view["overflow"], view["faint"], view["nameless"], view["pictures"]) == (name, 0, [], [], 7)
    headings = {name: view["heading"] for name, view in seen["views"].items()}
    assert {headings["phone-zh-light"], headings["desk-zh-auto-dark"]} == {"问题"}
    assert {headings["phone-en-dark"], headings["desk-en-dark"]} == {"Problems"}


def test_themes(seen: dict[str, Any]) -> None:
    """Dark where asked for, and where the system is dark and nothing was asked."""
    grounds = {name: view["ground"] for name, view in seen["views"].items()}
    assert grounds["desk-en-dark"] == grounds["desk-zh-auto-dark"] != grounds["desk-zh-light"]


def test_filters(seen: dict[str, Any]) -> None:
    """Problems are chosen by severity, file, code and words, and all come back."""
    problems = seen["problems"]
    assert (problems["all"], problems["error"], problems["warning"], problems["cleared"]) == (5, 1, 4, 5)
    assert problems["f-file"] == {ARTICLE: 3, MANIFEST: 1, "styles/print.css": 1}
    assert problems["f-code"] == {"C02": 1, "G03": 1, "L02": 2, "T01": 1}
    assert problems["search"] == 1
    assert re.sub(r"\s", "", problems["count"]) == "显示1／5条"
    assert problems["nothing"] == [0, True]


def test_keys(seen: dict[str, Any]) -> None:
    """j walks, Enter opens, 1 chooses errors, / goes to the search; buttons choose language and theme."""
    assert seen["keys"] == {"opened": 1, "errors": 1, "focused": "f-text", "chosen": ["en", "dark"]}


def test_sorting(seen: dict[str, Any]) -> None:
    """A press on a head sorts the articles, the first by page backwards."""
    assert seen["sorted"] == ["art-p001-kaipian", "art-p003-xiezuo", "art-p001-kaipian"]


def test_paper(seen: dict[str, Any]) -> None:
    """On paper the ground is white and there is nothing to press."""
    assert seen["paper"] == {"filters": False, "ground": "rgb(255, 255, 255)"}
