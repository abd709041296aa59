"""Bundles for stores: each whole and taken by its store, in the store's flavour; a failing one stops no other."""

from __future__ import annotations

import csv
import hashlib
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from bundled import small_issue, wares
from epubcheck import kobo, run_epubcheck
from issuetest import IssueTest, X
from test_cli import language, zbsh
from test_distribute import faults, validators
from zbsh_pub.build import Options
from zbsh_pub.bundles.bundle import flavoured_book
from zbsh_pub.bundles.cover import bordered, marketing_cover, upper_ground
from zbsh_pub.bundles.flavours import FLAVOURS, flavoured
from zbsh_pub.bundles.notes import seen
from zbsh_pub.bundles.parts import Parts
from zbsh_pub.bundles.sheets import changed
from zbsh_pub.checks.epub.check import check_epub
from zbsh_pub.compose.sample import sample_issue
from zbsh_pub.dist import distribute_issue
from zbsh_pub.distribute.sheet import LANGUAGES
from zbsh_pub.problems import Failure, user_language
from zbsh_pub.stores.check import check_stores
from zbsh_pub.stores.pack import Flavour, Pack, load_pack, store_names
from zbsh_pub.up_to_date import Result
from zbsh_pub.xhtml import EPUB_TYPE

__all__ = ["language", "validators"]
STORES = store_names()
PACKS = tuple(map(load_pack, STORES))
NAME = "yangkan-1"
TEXTS = ["checklist.en.txt", "checklist.zh.txt", "metadata.csv", "metadata.en.txt", "metadata.zh.txt"]
BLANK = "\u2060"


@dataclass(frozen=True)
class Made:
    """The bundles of the small issue, all made at once."""

    issue: IssueTest
    out: Path
    result: Result

    def path(self, store: str, name: str) -> Path:
        return self.out / "stores" / store / name

    def text(self, store: str, name: str) -> str:
        return self.path(store, name).read_text(encoding="utf-8-sig")

    def package(self, store: str) -> dict[str, bytes]:
        return package(self.path(store, f"{NAME}.epub"))

    def page(self, store: str) -> etree._Element:
        return etree.fromstring(self.package(store)["text/p003-xiezuo.xhtml"])

    def files(self) -> dict[str, bytes]:
        paths = [path for path in sorted(self.out.rglob("*")) if path.is_file()]
        return {path.relative_to(self.out).as_posix(): path.read_bytes() for path in paths}


@cache
def package(path: Path) -> dict[str, bytes]:
    """The files of an EPUB below its package folder, by name."""
    with zipfile.ZipFile(path) as archive:
        return {name.removeprefix("EPUB/"): archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    issue = small_issue(tmp_path_factory.mktemp("dist") / "issue")
    out = issue.root / "dist"
    return Made(issue, out, distribute_issue(issue.root, out, PACKS))


class TestBundles:
    """What stands in dist/stores."""

    @pytest.mark.parametrize("pack", PACKS, ids=STORES)
    def test_files(self, made: Made, pack: Pack) -> None:
        """Book, cover, form, checklist and sums, under one name; ONIX where the store takes it."""
        onix = [f"{NAME}.onix.xml"] if pack.onix else []
        wanted = sorted(["SHA256SUMS", *TEXTS, f"{NAME}.epub", f"{NAME}.jpg", *onix])
        assert sorted(path.name for path in made.path(pack.store, ".").iterdir()) == wanted

    @pytest.mark.parametrize("store", STORES)
    def test_sums(self, made: Made, store: str) -> None:
        """The sums of a bundle are those of its files, and those of dist name them too."""
        folder = made.path(store, ".")
        subprocess.run(["sha256sum", "-c", "--quiet", "--strict", "SHA256SUMS"], cwd=folder, check=True)
        lines = made.text(store, "SHA256SUMS").splitlines()
        assert {line.partition("  ")[2] for line in lines} == {p.name for p in folder.iterdir()} - {"SHA256SUMS"}
        digest = hashlib.sha256(made.path(store, f"{NAME}.epub").read_bytes()).hexdigest()
        assert f"{digest}  stores/{store}/{NAME}.epub\n" in (made.out / "SHA256SUMS").read_text(encoding="utf-8")

    def test_metadata(self, made: Made, validators: dict[str, object]) -> None:
        """Messages about the issue stand beside, and those in bundles are valid and tell the size of their EPUB."""
        assert f"{NAME}.onix.xml" in {path.name for path in (made.out / "metadata").iterdir()}
        for store in ("google", "kobo"):
            message = made.path(store, f"{NAME}.onix.xml").read_bytes()
            assert faults(message, validators) == []
            size = made.path(store, f"{NAME}.epub").stat().st_size
            assert f"<ExtentValue>{size}</ExtentValue>".encode() in message

    def test_checkers(self, made: Made) -> None:
        """EPUBCheck has nothing against any flavour, neither 5.3 nor 4.2.6, which Kobo runs."""
        stores = {pack.flavour: pack.store for pack in PACKS}
        found = {s: run_epubcheck(made.path(s, f"{NAME}.epub")) for s in stores.values()}
        found |= {f"{s} by 4.2.6": kobo().run(made.path(s, f"{NAME}.epub")) for s in stores.values()}
        severe = [(name, one) for name, some in found.items() for one in some if one.severity != "USAGE"]
        assert severe == []
        assert len(found) == 2 * len(FLAVOURS)

    @pytest.mark.parametrize("pack", PACKS, ids=STORES)
    def test_the_stores_rules(self, made: Made, pack: Pack) -> None:
        """Our own checks and the store's rules find nothing that the flavour could cure: at Kobo the ISBN alone."""
        checked = check_epub(made.path(pack.store, f"{NAME}.epub").read_bytes())
        assert checked.book
        assert list(checked.problems) == []
        rules = [found.details["rule"] for found in check_stores(checked.book, [pack])]
        assert rules == (["isbn"] if pack.store == "kobo" else [])
        assert [found.details["rule"] for found in made.result.problems if found.code == "K02"] == ["isbn"]

    def test_the_standard_one_has_all_to_be_cured(self) -> None:
        """The same rules do find the standard EPUB wanting, so that the flavours have work to do."""
        book = wares().source.book
        found = {(one.details["pack"], one.details["rule"]) for one in check_stores(book, PACKS)}
        wanted = {("apple", "image-transparency"), ("duokan", "fonts"), ("duokan", "notes"), ("weread", "notes")}
        wanted |= {("zhangyue", "notes"), ("kobo", "fonts"), ("kobo", "image-transparency"), ("kindle", "body-text")}
        assert wanted | {("kindle", "negative"), ("kindle", "spaces")} <= found


class TestFlavours:
    """What is otherwise in the EPUB of a store."""

    def test_stores_share_the_standard_one(self, made: Made) -> None:
        """Google, JD and Dangdang get the same bytes: the edition `epub`, but for how page numbers are explained."""
        [google, *others] = [made.path(s, f"{NAME}.epub").read_bytes() for s in ("google", "jd", "dangdang")]
        assert others == [google, google]
        edition, ours = made.issue.build("epub", out=made.issue.root / "plain").package, made.package("google")
        assert {name for name in edition.keys() | ours.keys() if edition.get(name) != ours.get(name)} == {"content.opf"}

    @pytest.mark.parametrize("store", ["weread", "zhangyue"])
    def test_note_in_a_picture(self, made: Made, store: str) -> None:
        """The note stands in the alternative text of a picture, and still at the end with its way back."""
        page, name = made.page(store), {"weread": "qqreader-footnote"}.get(store, "zhangyue-footnote")
        assert [image.get("alt") for image in page.findall(f".//{X}img[@class='{name}']")] == [
            "注文甲，引《书名》。",
            "注文乙。",
        ]
        assert standard_notes(page) == standard_notes(made.page("google"))
        assert made.package(store)["images/note.png"][:4] == b"\x89PNG"

    def test_a_book_without_pictures_is_seen_now(self) -> None:
        """Where the pictures of notes are the first ones, sight is among the modes of access; else nothing changes."""
        parts = wares().parts
        opf = parts.files["EPUB/content.opf"]
        mode = b'<meta property="schema:accessMode">visual</meta>'
        assert mode in opf
        unseen = parts.with_files({"EPUB/content.opf": opf.replace(mode, b"")})
        modes = seen(unseen).opf.findall(".//{*}meta[@property='schema:accessMode']")
        assert [(one.text or "", one.prefix or "") for one in modes] == [("textual", ""), ("visual", "")]
        assert seen(parts) is parts

    def test_notes_of_duokan(self, made: Made) -> None:
        """Duokan's classes stand on call, list and note, its picture in the call, its class on the figure."""
        page = made.page("duokan")
        calls = page.findall(f".//{X}a[@class='noteref duokan-footnote']")
        assert [len(call.findall(f"{X}img")) for call in calls] == [1, 1]
        items = page.findall(f".//{X}ol[@class='duokan-footnote-content']/{X}li[@class='duokan-footnote-item']")
        assert [f"#{item.get('id')}" for item in items] == [call.get("href") for call in calls]
        assert standard_notes(page) == standard_notes(made.page("google"))
        figure = page.find(f".//{X}figure")
        assert figure is not None
        assert "duokan-image-single" in figure.get("class", "").split()
        assert b'"ZB Song", DK-SONGTI, serif' in made.package("duokan")["style/tokens.css"]

    def test_text_of_kindle(self, made: Made) -> None:
        """Kindle's text has no joiners and no line height of its own; headings keep theirs."""
        assert BLANK in made.package("google")["text/p003-xiezuo.xhtml"].decode()
        assert BLANK not in "".join(str(text) for text in made.page("kindle").itertext())
        css = made.package("kindle")["style/epub.css"].decode()
        body = css[css.index("body {") : css.index("}", css.index("body {"))]
        assert ("line-height" in body, "text-align" in body, "widows" in body) == (False, False, True)
        assert "h1, h2, h3, h4 { line-height: 1.4;" in css

    @pytest.mark.parametrize("store", ["apple", "kobo"])
    def test_pictures_without_transparency(self, made: Made, store: str) -> None:
        """What was transparent is white; other stores get the picture as it is."""
        with Image.open(BytesIO(made.package(store)["images/dot.png"])) as filled:
            assert (filled.mode, filled.getpixel((0, 0))) == ("RGB", (255, 255, 255))
        with Image.open(BytesIO(made.package("google")["images/dot.png"])) as clear:
            assert clear.mode == "RGBA"

    def test_fonts_of_kobo(self, made: Made) -> None:
        """No font is named that is not embedded, and the faces are the same."""
        css = made.package("kobo")["style/tokens.css"].decode()
        assert '--song: "ZB Song", serif;' in css.replace("  ", " ")
        faces = {name: data for name, data in made.package("kobo").items() if name.startswith("fonts/")}
        assert faces.items() <= made.package("google").items()

    @pytest.mark.parametrize("flavour", FLAVOURS)
    def test_page_breaks_stay(self, flavour: Flavour) -> None:
        """Page breaks and page list stay in every flavour; their source is said as EPUBCheck 4.2.6 knows it."""
        paged = with_pages()
        files = flavoured(paged, flavour, wares().source).files
        text, nav = files["EPUB/text/p001-kaipian.xhtml"].decode(), files["EPUB/nav.xhtml"].decode()
        assert '<span epub:type="pagebreak" role="doc-pagebreak" aria-label="1" id="page-1"/>' in text
        assert '<a href="text/p001-kaipian.xhtml#page-1">1</a>' in nav
        assert b"<opf:" not in files["EPUB/content.opf"]
        opf = etree.fromstring(files["EPUB/content.opf"])
        old = {m.get("refines"): m.text for m in opf.iterfind(".//{*}meta[@property='source-of']")}
        sources = {f"#{s.get('id')}": s.text for s in opf.iterfind(".//{*}source")}
        new = [m.text for m in opf.iterfind(".//{*}meta[@property='pageBreakSource']")]
        assert (new, set(old.values())) == ([], {"pagination"})
        assert {sources[uid or ""] for uid in old} <= {"urn:issn:1234-5679"}

    def test_same_bytes(self, made: Made) -> None:
        """The issue read again gives the same EPUB in each flavour."""
        for pack in PACKS:
            again = flavoured_book(wares(), pack.flavour).data
            assert hashlib.sha256(again).hexdigest() in made.text(pack.store, "SHA256SUMS")


def standard_notes(page: etree._Element) -> list[tuple[str | None, ...]]:
    """Types, roles and addresses of calls, notes and ways back."""
    names = (EPUB_TYPE, "role", "href", "id", "aria-label")
    nodes = [node for node in page.iter(f"{X}a", f"{X}li", f"{X}section") if node.get("role") or node.get(EPUB_TYPE)]
    return [tuple(node.get(name) for name in names) for node in nodes]


def with_pages() -> Parts:
    """The standard EPUB with a page break, a page list, and where the numbers come from."""
    parts = wares().parts
    mark = b'<span epub:type="pagebreak" role="doc-pagebreak" aria-label="1" id="page-1"/>'
    line = b'<li><a href="text/p001-kaipian.xhtml#page-1">1</a></li>'
    listed = b'<nav epub:type="page-list" hidden="hidden"><ol>' + line + b"</ol></nav>"
    said = b'<meta property="pageBreakSource">urn:issn:1234-5679</meta>'
    return parts.with_files(
        {
            name: data.replace(old, new, 1)
            for name, old, new in (
                ("EPUB/text/p001-kaipian.xhtml", b"<p>", b"<p>" + mark),
                ("EPUB/nav.xhtml", b"</body>", listed + b"</body>"),
                ("EPUB/content.opf", b"</metadata>", said + b"</metadata>"),
            )
            if (data := parts.files[name])
        }
    )


class TestSheets:
    """CSS that is changed keeps what it was not asked to change."""

    def test_drop_and_keep(self) -> None:
        """A declaration goes, comments, conditions and !important stay."""
        css = "/* a */ p{color:red;margin:0 1px !important}\n@supports (top: 0) { p { color: red; top: 0 } }\nq{x:y}"
        assert changed(css, lambda name, value, line: None if name == "color" else value) == (
            "/* a */ p{margin:0 1px !important;}\n@supports (top: 0) { p {  top: 0;} }\nq{x:y;}"
        )

    def test_broken_rules_stay(self) -> None:
        """A rule that is no CSS is left alone."""
        assert changed("p{color red; top:0}", lambda *_: None) == "p{color red; top:0}"


class TestCovers:
    """The cover beside the book."""

    @pytest.mark.parametrize("pack", PACKS, ids=STORES)
    def test_size(self, made: Made, pack: Pack) -> None:
        """A JPEG in sRGB of just the store's size, within its bytes."""
        path = made.path(pack.store, f"{NAME}.jpg")
        with Image.open(path) as image:
            assert (image.format, image.mode, image.size) == ("JPEG", "RGB", pack.cover.ideal)
            assert image.getexif().get_ifd(0x8769)[0xA001] == 1
        assert path.stat().st_size <= (pack.cover.most_bytes or 10**9)

    def test_fewer_bytes(self) -> None:
        """Where a store takes fewer bytes, the quality goes down and the size stays."""
        source, cover = wares(), load_pack("kobo").cover
        full, small = (
            marketing_cover(source.issue, replace(cover, most_bytes=most), source.cover, source.source.store)
            for most in (0, 150_000)
        )
        assert len(small) <= 150_000 < len(full)
        with Image.open(BytesIO(small)) as image:
            assert image.size == cover.ideal

    def test_border_of_a_white_cover(self) -> None:
        """A cover with a white edge gets a grey border, others none."""
        white, dark = Image.new("RGB", (50, 80), "white"), Image.new("RGB", (50, 80), "#f3ecdf")
        edges = [bordered(image, 4) for image in (white, dark)]
        assert [image.getpixel((3, 40)) for image in edges] == [(180, 180, 180), (243, 236, 223)]
        assert white.getpixel((4, 40)) == (255, 255, 255)

    def test_price_and_page_numbers_are_gone(self) -> None:
        """Neither price nor postal number stands on it."""
        from zbsh_pub.compose.marketing import marketing_unit

        html = etree.tostring(marketing_unit(wares().issue, 1.6, "#ffffff").page.content[0], encoding="unicode")
        assert "cover__price" not in html
        assert "cover--above" in html

    def test_ground(self) -> None:
        """The colour of an even edge is found; an edge of two colours has none."""
        even = Image.new("RGB", (200, 300), "#f4ecdf")
        uneven = even.copy()
        uneven.paste("#204060", (100, 0, 200, 300))
        assert [upper_ground(jpeg(image)) for image in (even, uneven)] == ["#f4ecdf", ""]


def jpeg(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=100, subsampling=0)
    return out.getvalue()


class TestPapers:
    """Form and checklist."""

    @pytest.mark.parametrize("pack", PACKS, ids=STORES)
    def test_form(self, made: Made, pack: Pack) -> None:
        """The table has the store's lines first, in its order and words; the texts have them too."""
        rows = list(csv.DictReader(StringIO(made.text(pack.store, "metadata.csv"))))
        asked = [(field.value, field.label.zh, field.label.en) for field in pack.form]
        assert [(row["key"], row["项目名称"], row["Field"]) for row in rows[: len(asked)]] == asked
        values = {row["key"]: row["Value"] for row in rows}
        assert values["title"] == "样刊 2026年第1期（总第1期）"
        for lang in LANGUAGES:
            text = made.text(pack.store, f"metadata.{lang}.txt")
            assert [f.label.zh for f in pack.form if f.label.in_language(lang) not in text] == []

    @pytest.mark.parametrize("pack", PACKS, ids=STORES)
    def test_checklist(self, made: Made, pack: Pack) -> None:
        """It names files, what a person does and fills in, notes on the cover, sources and their standing."""
        for lang in LANGUAGES:
            standing = {"zh": "据说", "en": "hearsay"}[lang]
            text = made.text(pack.store, f"checklist.{lang}.txt")
            wanted = [one.in_language(lang) for one in (*pack.todo, *pack.cover.notes)]
            wanted += [f"{NAME}.epub", f"{NAME}.jpg", pack.checker]
            wanted += [rule.source.title for rule in pack.rules]
            wanted += [standing] if any(not rule.certain for rule in pack.rules) else []
            assert [one for one in wanted if one not in text] == []
            missing = [f.label.in_language(lang) for f in pack.form if f.required and f.value == "by-hand"]
            assert [one for one in missing if one not in text] == []

    def test_what_is_open(self, made: Made) -> None:
        """Kobo's list tells of the ISBN, with place, reason, cure and source; Google's has nothing open."""
        assert f"{NAME}.epub/EPUB/content.opf K02 乐天Kobo不宜（isbn）" in made.text("kobo", "checklist.zh.txt")
        assert "没有要定的" in made.text("google", "checklist.zh.txt")


def refusing(name: str) -> Pack:
    """A pack that takes pictures of 100 pixels only."""
    pack = load_pack(name)
    rules = {rule.id: rule for rule in load_pack("apple").rules}
    return replace(pack, rules=(replace(rules["image-pixels"], limits={"most": 100}),))


@pytest.fixture(scope="module")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Kobo's bundle of an issue that has an ISBN."""
    issue = IssueTest.new(tmp_path_factory.mktemp("isbn") / "issue")
    issue.with_manifest(("cover:\n", "distribution:\n  isbn: 978-7-01-000000-8\n\ncover:\n"))
    distribute_issue(issue.root, issue.root / "dist", (load_pack("kobo"),))
    return issue.root / "dist" / "stores" / "kobo"


class TestIsbn:
    """An issue with an ISBN."""

    def test_names(self, numbered: Path) -> None:
        """Book, cover and message are named by it, the form has it, nothing about it is open."""
        names = {path.name for path in numbered.iterdir() if path.stem.startswith("978")}
        assert names == {f"9787010000008.{end}" for end in ("epub", "jpg", "onix.xml")}
        rows = csv.DictReader(StringIO((numbered / "metadata.csv").read_text(encoding="utf-8-sig")))
        assert {row["key"]: row["Value"] for row in rows}["isbn"] == "9787010000008"
        assert "isbn" not in (numbered / "checklist.zh.txt").read_text(encoding="utf-8")

    def test_inside(self, numbered: Path, validators: dict[str, object]) -> None:
        """The package and a valid ONIX message say it beside the issue's own identifier."""
        opf = package(numbered / "9787010000008.epub")["content.opf"]
        assert b"<dc:identifier>urn:isbn:9787010000008</dc:identifier>" in opf
        message = (numbered / "9787010000008.onix.xml").read_bytes()
        assert faults(message, validators) == []
        assert b"<ProductIDType>15</ProductIDType>" in message
        assert [m for m in run_epubcheck(numbered / "9787010000008.epub") if m.severity != "USAGE"] == []

    def test_editions_made_from_it_have_another(self) -> None:
        """The sample is another product: the ISBN of the issue is not its own."""
        issue = wares().issue
        terms = replace(issue.manifest.distribution, isbn="9787010000008")
        numbered = replace(issue, manifest=replace(issue.manifest, distribution=terms))
        assert sample_issue(numbered).manifest.distribution.isbn == ""


class TestFailures:
    """A store that would refuse its bundle."""

    def test_one_fails(self, made: Made) -> None:
        """It keeps what stood there, the others are written, nothing else is lost; the reasons are told."""
        before = made.files()
        made.path("kobo", TEXTS[0]).write_text("spoilt", encoding="utf-8")
        with pytest.raises(Failure) as caught:
            distribute_issue(made.issue.root, made.out, (refusing("google"), load_pack("kobo")))
        codes = [found.code for found in caught.value.problems if found.is_error]
        assert codes == ["K03", "K01", "K01"]
        assert [found.details["pack"] for found in caught.value.problems if found.code == "K03"] == ["google"]
        assert made.files() == before

    def test_nothing_stands_where_nothing_stood(self, made: Made, tmp_path: Path) -> None:
        """A store that fails the first time has no folder."""
        with pytest.raises(Failure):
            distribute_issue(made.issue.root, tmp_path / "out", (refusing("jd"), load_pack("duokan")))
        assert [path.name for path in (tmp_path / "out" / "stores").iterdir()] == ["duokan"]

    def test_an_issue_at_fault(self, made: Made, tmp_path: Path) -> None:
        """What is wrong with the issue itself is told before anything is made."""
        issue = IssueTest.new(tmp_path / "issue").with_article("# 一级标题\n")
        with pytest.raises(Failure):
            distribute_issue(issue.root, tmp_path / "out", PACKS, options=Options(1))
        assert not (tmp_path / "out").exists()


@pytest.fixture
def refusing_google() -> Iterator[None]:
    """The command line with a pack of Google's that refuses."""
    with pytest.MonkeyPatch.context() as patch:
        packs = {pack.store: pack for pack in (*PACKS, refusing("google"))}
        patch.setattr("zbsh_pub.stores.pack.load_pack", packs.__getitem__)
        yield


class TestCommand:
    """`zbsh dist`."""

    def test_twice(self, made: Made, tmp_path: Path, language: str) -> None:
        """It names the folders; a second time nothing is made anew."""
        command = ("dist", made.issue.root, "--store", "apple", "--out", tmp_path / "out")
        first = zbsh(*command)
        assert (first.exit_code, first.stderr) == (0, "")
        folder = tmp_path / "out" / "stores" / "apple"
        assert {"zh": f"完成：{folder}（8个文件）", "en": f"made {folder} (8 files)"}[language] in first.stdout
        before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
        second = zbsh(*command)
        assert second.exit_code == 0
        told = {"zh": f"没有变化：{folder}（8个文件）", "en": f"unchanged {folder} (8 files)"}
        assert told[language] in second.stdout
        assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before

    def test_refused(self, made: Made, tmp_path: Path, language: str, refusing_google: None) -> None:
        """The reasons and their cures are printed, and the exit code is 1; the other store is there."""
        result = zbsh("dist", made.issue.root, "--store", "google", "--store", "jd", "--out", tmp_path / "out")
        assert result.exit_code == 1
        store = load_pack("google").name.in_language(user_language())
        lines = [line for line in result.stderr.splitlines() if store in line]
        assert [line.split()[1] for line in lines] == ["K03", "K01", "K01"]
        assert all({"zh": "改法：", "en": "Cure: "}[language] in line for line in lines)
        assert [path.name for path in (tmp_path / "out" / "stores").iterdir()] == ["jd"]

    def test_unknown_store(self, made: Made) -> None:
        """A store that there is no pack of is a mistake of usage."""
        assert zbsh("dist", made.issue.root, "--store", "nowhere").exit_code == 2
