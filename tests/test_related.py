"""Panels with other articles on the empty feet of last pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from issuetest import IssueTest, svg
from pdfreader import Pdf
from zbsh_pub.build import load
from zbsh_pub.cache import default_store
from zbsh_pub.compose import print_related
from zbsh_pub.compose.print_related import Place, related_units
from zbsh_pub.markdown.trees import by_class, text_of
from zbsh_pub.model import Issue, PageSpan, Pagination
from zbsh_pub.pdf import job_of, lay_out_issue
from zbsh_pub.typeset import Engine
from zbsh_pub.work import compose, open_press

SHORT, LONG = "正文一段。\n", "\n\n".join(["这一段写得长，好把一页填满。" * 12] * 14) + "\n"


def with_articles(issue: IssueTest, *bodies: str) -> IssueTest:
    """The skeleton with one more article a body in its section."""
    rows = "".join(
        f"      - {{file: q{n:03}.md, page: {n + 9}, title: [第{n}篇], authors: [作者{n}]}}\n"
        for n in range(len(bodies))
    )
    issue.with_file("manuscript/issue.yaml", (issue.root / "manuscript/issue.yaml").read_text(encoding="utf-8") + rows)
    for n, body in enumerate(bodies):
        issue.with_article(body, name=f"manuscript/lead/q{n:03}.md")
    return issue


@pytest.fixture(scope="module")
def issue_of_six(tmp_path_factory: pytest.TempPathFactory) -> IssueTest:
    return with_articles(IssueTest.new(tmp_path_factory.mktemp("related") / "issue"), SHORT, LONG, SHORT, SHORT)


@pytest.fixture(scope="module")
def pdf(issue_of_six: IssueTest) -> Pdf:
    return Pdf(issue_of_six.build("screen").pdf)


def read(test: IssueTest) -> Issue:
    return load(test.root)[0].issue


def paginated(issue: Issue) -> Pagination:
    return Pagination({entry.id: PageSpan(number, 1) for number, entry in enumerate(issue.manifest.entries, 1)})


def rows_of(issue: Issue, place: Place, name: str = "q000") -> list[str]:
    """What the rows of the article's panel say."""
    units = related_units(issue, paginated(issue), {name: place}).values()
    return [text_of(row) for unit in units for root in unit.page.content for row in by_class(root, "related__row")]


def test_a_short_last_page_names_other_articles(pdf: Pdf) -> None:
    """The page of a short article ends with the section's other articles and the pages on which they begin."""
    first = {mark.title: pdf.labels[mark.page] for mark in pdf.marks if mark.level == 1}
    text = pdf.text(pdf.labels.index(first["第0篇"]))
    assert "本栏文章" in text
    assert [title for title in ("第1篇", "第2篇", "第3篇") if f"{int(first[title]):02}{title}" not in text] == []


def test_rows_are_links(pdf: Pdf) -> None:
    """A row leads to the page that it names."""
    first = {mark.title: mark.page for mark in pdf.marks if mark.level == 1}
    targets = {target for _, target in pdf.links(first["第0篇"])}
    assert {first["第1篇"], first["第2篇"], first["第3篇"]} <= targets


def test_panels_move_nothing(issue_of_six: IssueTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles have the same pages with panels and without."""
    publication = compose(load(issue_of_six.root)[0])
    spans = []
    for sizes in (print_related.SIZES, (replace(print_related.SIZES[-1], frame=1e4),)):
        monkeypatch.setattr(print_related, "SIZES", sizes)
        with open_press(publication, default_store()) as press:
            layout = lay_out_issue(press, publication.issue, publication.units, lambda _: None)
        spans.append((layout.pagination.spans, bool(layout.panels)))
    assert [has_panels for _, has_panels in spans] == [True, False]
    assert spans[0][0] == spans[1][0]


def test_panels_stand_below_the_text(issue_of_six: IssueTest) -> None:
    """On no page does a panel reach into the text above it, and none goes below the type area."""
    publication = compose(load(issue_of_six.root)[0])
    with Engine(open_press(publication, default_store()).setup) as engine:
        articles = [engine.draw(job_of(unit), 1) for unit in publication.units]
        places = {unit.id: Place(unit.foot.bottom, unit.foot.room, 1) for unit in articles}
        pagination = Pagination({unit.id: unit.span for unit in articles})
        panels = related_units(publication.issue, pagination, places)
        for name, unit in panels.items():
            area = foot_of_panel(engine.lay_out(job_of(unit)).boxes[0])
            assert places[name].bottom - places[name].room < area[0] < area[1] <= places[name].bottom + 0.5
    assert panels


def foot_of_panel(page: object) -> tuple[float, float]:
    """Upper and lower edge of the panel on a page of its own."""
    boxes = page.descendants()  # type: ignore[attr-defined]
    (panel,) = (box for box in boxes if box.element is not None and "related " in (box.element.get("class") or ""))
    return panel.position_y, panel.position_y + panel.border_height()


def test_a_panel_before_an_advertisement(tmp_path: Path) -> None:
    """Where whole-page pictures follow, the panel stands on the last page with text."""
    plate = "正文一段。\n\n/// 整页 | 公益广告\n![画](../../assets/page.svg)\n///\n"
    issue = with_articles(IssueTest.new(tmp_path / "issue"), plate, SHORT, SHORT, SHORT)
    pdf = Pdf(issue.with_file("assets/page.svg", svg()).build("screen").pdf)
    assert "本栏文章" in pdf.text(pdf.labels.index("3"))
    assert "本栏文章" not in pdf.text(pdf.labels.index("4"))


def test_a_full_page_has_no_panel(issue_of_six: IssueTest) -> None:
    """Where the text leaves less than a panel and the space above it, there is none."""
    assert rows_of(read(issue_of_six), Place(987.0, 160.0, 1)) == []


@pytest.mark.parametrize(("room", "rows"), [(180.0, 3), (320.0, 5), (480.0, 5)])
def test_more_room_more_rows(issue_of_six: IssueTest, room: float, rows: int) -> None:
    """The rows grow with the room, up to all other articles of the section."""
    assert len(rows_of(read(issue_of_six), Place(987.0, room, 1))) == rows


def test_the_next_articles_come_first(issue_of_six: IssueTest) -> None:
    """Few rows name the articles after this one; the article itself is not among them."""
    rows = rows_of(read(issue_of_six), Place(987.0, 180.0, 1))
    assert [row[2:5] for row in rows] == ["第1篇", "第2篇", "第3篇"]


def test_few_articles_no_panel(tmp_path: Path) -> None:
    """A section of two articles in an issue without highlights has nothing to name."""
    assert rows_of(read(IssueTest.new(tmp_path / "issue")), Place(987.0, 600.0, 1), "p001-kaipian") == []
