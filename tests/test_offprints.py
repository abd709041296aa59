"""Each article alone: the pages, folios and tags of the issue, no link that leads out; and the lists of articles."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from jsonschema import Draft202012Validator
from PIL import ImageChops

from issuetest import ARTICLE, FIRST, Built, IssueTest
from pdfreader import Pdf
from zbsh_pub.build import load
from zbsh_pub.model import PageSpan, Pagination
from zbsh_pub.offprints.index import COLUMNS, Listed, to_csv
from zbsh_pub.statistics import article_facts

SECOND = "p003-xiezuo"
ABSTRACT = "\n/// 核心阅读\n\n要点一。\n\n要点二。\n///\n"


@dataclass(frozen=True)
class Offprints:
    """A build of an issue with links, and its offprints."""

    built: Built
    folder: Path

    @cached_property
    def whole(self) -> Pdf:
        return Pdf(self.built.pdf)

    @cached_property
    def second(self) -> Pdf:
        return Pdf(self.folder / f"{SECOND}.pdf")

    @cached_property
    def list(self) -> dict[str, Any]:
        data: dict[str, Any] = json.loads((self.folder / "articles.json").read_bytes())
        return data


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Offprints:
    issue = IssueTest.new(tmp_path_factory.mktemp("offprints") / "issue")
    issue.with_article(f"见[第一篇](p001-kaipian.md)和[网站](https://example.org/)。\n{ABSTRACT}" + "长文。" * 900)
    result = issue.build("screen", "offprints")
    screen = next(path for path in result.files if path.parent.name == "dist" and path.suffix == ".pdf")
    return Offprints(replace(result, files=(screen,)), screen.parent / "articles")


def tags(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Every element of the structure tree."""
    found, rest = [], [pdf.Root.StructTreeRoot.K[0]]
    while rest:
        node = rest.pop()
        found.append(node)
        kids = node.get("/K", ())
        rest += [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return found


def test_files(made: Offprints) -> None:
    """A file an article, and the two lists."""
    assert sorted(path.name for path in made.folder.iterdir()) == [
        "articles.csv",
        "articles.json",
        "p001-kaipian.pdf",
        f"{SECOND}.pdf",
    ]


def test_pages_are_those_of_the_issue(made: Offprints) -> None:
    """The pages have the folios that they have in the issue, as labels and in print, and look the same."""
    start = made.whole.labels.index("2")
    assert made.second.labels == [str(n) for n in range(2, 2 + len(made.second))]
    assert len(made.second) > 1
    for index in range(len(made.second)):
        pictures = [
            pdf.document[page].render(scale=1).to_pil().convert("RGB")
            for pdf, page in ((made.second, index), (made.whole, start + index))
        ]
        assert ImageChops.difference(*pictures).getbbox() is None, index


def test_facts(made: Offprints) -> None:
    """The file says whose it is, and in which language; its bookmarks begin with its title."""
    info, root = made.second.pike.docinfo, made.second.pike.Root
    assert str(info.Title) == "写法举例：图、表、注都在这里——给第一次用的编辑"
    assert str(root.Lang) == "zh-Hans"
    assert bool(root.MarkInfo.Marked)
    assert made.second.marks[0].title == str(info.Title)
    assert str(Pdf(made.folder / "p001-kaipian.pdf").pike.docinfo.Author) == "李四"


def test_links(made: Offprints) -> None:
    """A link to another article is plain text, with a tag that is no link; others stay."""
    annotations = [a for page in made.second.pike.pages for a in page.obj.get("/Annots", ())]
    assert [str(a.A.URI) for a in annotations] == ["https://example.org/"]
    links = [tag for tag in tags(made.second.pike) if tag.S == "/Link"]
    assert len(links) == 1
    assert "第一篇" in made.second.text(0)
    assert len([tag for tag in tags(made.whole.pike) if tag.S == "/Link"]) > 1


def test_parent_tree_is_whole(made: Offprints) -> None:
    """What pages and annotations name in the parent tree is there, and nothing else is."""
    pike = made.second.pike
    keys = [int(key) for key in list(pike.Root.StructTreeRoot.ParentTree.Nums)[::2]]
    annotations = [a for page in pike.pages for a in page.obj.get("/Annots", ())]
    used = [int(page.obj.StructParents) for page in pike.pages] + [int(a.StructParent) for a in annotations]
    assert sorted(keys) == sorted(used)


def test_same_bytes(made: Offprints, tmp_path: Path) -> None:
    """A second build gives the same files."""
    root = made.folder.parent.parent
    IssueTest(root).build("offprints", out=tmp_path / "again")
    again = {path.name: path.read_bytes() for path in (tmp_path / "again" / "articles").iterdir()}
    assert again == {path.name: path.read_bytes() for path in made.folder.iterdir()}


def test_list_is_as_its_schema_says(made: Offprints) -> None:
    """articles.json has the shape that is promised to indexing services, and names files that are there."""
    schema = json.loads(files("zbsh_pub").joinpath("schema", "articles.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(made.list)] == []
    assert all((made.folder / article["offprint"]).is_file() for article in made.list["articles"])


def test_list(made: Offprints) -> None:
    """An article's entry says where it is and what it is."""
    article = made.list["articles"][1]
    assert {name: article[name] for name in ("id", "section", "kicker", "title", "subtitle", "authors")} == {
        "id": SECOND,
        "section": "卷首",
        "kicker": "写法举例",
        "title": "图、表、注都在这里",
        "subtitle": "——给第一次用的编辑",
        "authors": [],
    }
    assert (article["firstPage"], article["lastPage"]) == (2, 1 + len(made.second))
    assert article["abstract"] == "要点一。 要点二。"
    assert article["epubPage"] == f"text/{SECOND}.xhtml"


def test_csv(made: Offprints) -> None:
    """The CSV begins with a byte order mark and says what the JSON says."""
    data = (made.folder / "articles.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid,section,")
    assert b"\r\n" in data
    rows = list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["title"] for row in rows] == [article["title"] for article in made.list["articles"]]
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["authors"] == "李四"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_csv_holds_no_formula(issue: IssueTest, start: str) -> None:
    """A title that a spreadsheet would take for a formula is text; figures stay figures."""
    row = rows_of(issue.with_title(f'["{start}HYPERLINK(1), x"]'))[0]
    assert row["title"] == f"'{start}HYPERLINK(1), x"
    assert row["pages"] == "1"


def test_csv_keeps_quotes_and_line_ends(issue: IssueTest) -> None:
    """Commas, quotation marks and line ends stay inside their cell."""
    issue.with_article("文。", 'kind: full\nsummary: "甲,\\"乙\\"\\n丙"', FIRST)
    assert rows_of(issue)[0]["abstract"] == '甲,"乙"\n丙'


def rows_of(issue: IssueTest) -> list[dict[str, str]]:
    """The rows of the CSV of an issue that was not laid out: a page each."""
    loaded = load(issue.root)[0]
    pagination = Pagination({entry.id: PageSpan(n, 1) for n, entry in enumerate(loaded.issue.manifest.entries, 1)})
    facts = article_facts(loaded.issue, loaded.fragments, pagination)
    data = to_csv(loaded.issue, [Listed(item, "x.pdf", "text/x.xhtml") for item in facts])
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def test_counts(issue: IssueTest) -> None:
    """Characters are all but blanks and marks of the dialect; figures, tables and notes are counted."""
    table = "/// 表 | 表题\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n///\n"
    figure = "/// 图 | 图题\n\n![替代文字](../../assets/cover.svg)\n///\n"
    issue.with_article(f"**粗** 字[^1] AB。\n\n[^1]: 注文。\n\n{table}\n{figure}", name=ARTICLE)
    loaded = load(issue.root)[0]
    spans = Pagination({entry.id: PageSpan(1, 2) for entry in loaded.issue.manifest.entries})
    facts = article_facts(loaded.issue, loaded.fragments, spans)[1]
    assert (facts.figures, facts.tables, facts.notes, facts.last) == (1, 1, 1, 2)
    text = "粗字AB。注文。表1表题甲乙12图1图题■"
    assert facts.characters == len(text)
