"""What a unit takes is given back when it is drawn: memory does not grow with the number of units."""

from __future__ import annotations

import gc
from pathlib import Path

from issuetest import ARTICLE, MANIFEST, IssueTest, figure, svg
from zbsh_pub.build import load
from zbsh_pub.cache import Store
from zbsh_pub.compose.print_contents import UNIT_PAGES, contents_units
from zbsh_pub.model import PageSpan, Pagination
from zbsh_pub.pdf import job_of
from zbsh_pub.work import compose, open_press


def test_no_layout_outlives_its_unit(issue: IssueTest, tmp_path: Path) -> None:
    """A drawing knows the layout that it was first used in; it goes with it."""
    issue.with_file("assets/a.svg", svg()).with_article(figure("../../assets/a.svg"), name=ARTICLE)
    publication = compose(load(issue.root)[0])
    with open_press(publication, Store(tmp_path, on=False)) as press:
        press.draw([job_of(unit) for unit in publication.units], 1)
        gc.collect()
        alive = [type(item).__name__ for item in gc.get_objects()]
    assert alive.count("LayoutContext") == 0


def test_a_long_contents_page_is_cut(issue: IssueTest) -> None:
    """A contents page of many pages is several units, each with its running heads; no page is lost."""
    sections = "".join(
        f"  - id: s{n}\n    title: 第{n}栏\n    theme: cinnabar\n    articles:\n"
        + "".join(f"      - {{file: a{n}-{k}.md, page: {10 * n + k + 10}, title: [第{k}篇]}}\n" for k in range(9))
        for n in range(20)
    )
    issue.with_file(MANIFEST, (issue.root / MANIFEST).read_text(encoding="utf-8") + sections)
    for n in range(20):
        for k in range(9):
            issue.with_article("话。\n", name=f"manuscript/s{n}/a{n}-{k}.md")
    loaded, _ = load(issue.root)
    nowhere = Pagination({entry.id: PageSpan(1, 1) for entry in loaded.issue.manifest.entries})
    units = contents_units(loaded.issue, nowhere)
    pages = [[part.get("id") for part in unit.page.content] for unit in units]
    assert len(units) > 1
    assert [len(ids) for ids in pages[:-1]] == [UNIT_PAGES] * (len(units) - 1)
    flat = [name for ids in pages for name in ids]
    assert flat == ["front_contents", *(f"front_contents_{n}" for n in range(2, len(flat) + 1))]
    heads = [part.xpath("count(.//div[contains(@class, 'runninghead')])") for u in units for part in u.page.content[:1]]
    assert heads == [2.0] * len(units)
    rows = [row for unit in units for part in unit.page.content for row in part.iter("li")]
    assert len(rows) == len(loaded.issue.manifest.entries)
