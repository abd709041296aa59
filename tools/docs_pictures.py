"""Pictures for the documentation: examples as both editions set them, pages of the real issue."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageChops, ImageOps

from docs_demo import DOCS, FAULTY, GUIDE, LEFT, PREFIX, PROOFS, ROOT, View, snippet_names, view_of
from zbsh_pub.build import Options, build, load
from zbsh_pub.cache import default_store
from zbsh_pub.compose.unit import Unit
from zbsh_pub.editions import PROOF
from zbsh_pub.epub import read_epub
from zbsh_pub.link import PdfFacts, link
from zbsh_pub.pdf import job_of
from zbsh_pub.problems import stop_on_errors
from zbsh_pub.typeset import DrawnUnit
from zbsh_pub.typeset.press import Press
from zbsh_pub.work import compose, open_press

PICTURES = DOCS / "pictures"
CHROMIUM = os.environ.get("CHROMIUM", "chromium")

DPI = 140
PAPER, HAIRLINE = "#ffffff", "#bdb8ae"
MARGIN = 10  # pixels left round a picture's content
GAP = 70  # the highest blank band that a picture keeps: a page's foot is brought near its text
PHONE = (390, 844)
TALL = 3000  # higher than any example's page
SHARPNESS = 1.5  # device pixels a CSS pixel

# EPUB: what a reading app brings, its ground, its margins and its body face.
READER = """@font-face {{ font-family: "Reader Song"; src: url({font}); }}
html {{ background: {ground}; color: {ink}; }}
body {{ margin: 0 22px; padding: 16px 0 24px; font: 17px/1.8 "Reader Song", serif; }}
{more}"""
DAY, NIGHT = ("#ffffff", "#1b1b1d"), ("#121212", "#dddddd")
NO_EPUB_HEAD = ".section-name,.title,.kicker,.subtitle,.byline{display:none}.head{margin:0}"


def save(image: Image.Image, path: Path, colours: int = 96) -> None:
    """A small PNG with a palette."""
    path.parent.mkdir(parents=True, exist_ok=True)
    paletted = image.convert("RGB").quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    paletted.save(path, optimize=True)


def trim(image: Image.Image) -> Image.Image:
    """The rows that hold something, with a margin and a hairline; long blank bands are cut short."""
    bands = list(_bands(image))
    height = sum(bottom - top for top, bottom in bands)
    sheet = Image.new("RGB", (image.width, height + 2 * MARGIN), PAPER)
    y = MARGIN
    for top, bottom in bands:
        sheet.paste(image.crop((0, top, image.width, bottom)), (0, y))
        y += bottom - top
    return ImageOps.expand(sheet, 1, HAIRLINE)


def _bands(image: Image.Image) -> Iterator[tuple[int, int]]:
    """(top, bottom) of the stretches that are kept."""
    inked = _inked_rows(image)
    start = last = inked[0]
    for row in inked[1:]:
        if row - last > GAP:
            yield start, last + GAP // 2
            start = row - GAP // 2
        last = row
    yield start, last + 1


def _inked_rows(image: Image.Image) -> list[int]:
    """The rows that are not all paper."""
    ink = ImageChops.difference(image, Image.new("RGB", image.size, PAPER)).convert("L")
    rows = [y for y in range(image.height) if ink.crop((0, y, image.width, y + 1)).getbbox()]
    return rows or [0]


def side_by_side(images: list[Image.Image], gap: int = 0) -> Image.Image:
    """Pages or screens in a row, each in a hairline; without a gap the pages of a spread share one."""
    framed = [ImageOps.expand(image, 1, HAIRLINE) for image in images]
    step = gap or -1
    sheet = Image.new("RGB", (sum(i.width for i in framed) + step * (len(framed) - 1), framed[0].height), PAPER)
    x = 0
    for image in framed:
        sheet.paste(image, (x, 0))
        x += image.width + step
    return sheet


# ---- print ----


def draw_print(root: Path) -> None:
    """The print picture of each example of the demo issue."""
    publication = compose(load(root)[0])
    with open_press(publication, default_store()) as press:
        laid_out = [_lay_out(press, unit) for unit in publication.units]
    stop_on_errors(found for unit in laid_out for found in unit.problems)
    pdf = pypdfium2.PdfDocument(link(laid_out, PdfFacts("guide", (), "", (), "zh-Hans", "2026-01-01")))
    first = 0
    for unit in laid_out:
        name = unit.id.removeprefix(PREFIX)
        save(_print_picture(pdf, first, unit.span.count, view_of(name)), GUIDE / f"{name}-print.png")
        first += unit.span.count


def _lay_out(press: Press, unit: Unit) -> DrawnUnit:
    """The unit with its view's rules; whole pages are shown as a spread, so they begin on the left."""
    view = view_of(unit.id.removeprefix(PREFIX))
    (drawn,) = press.draw([job_of(replace(unit, css=f"{unit.css}\n{view.css}"))], 1 if view.width else 2)
    return drawn


def _print_picture(pdf: Any, first: int, count: int, view: View) -> Image.Image:
    if not view.width:
        return side_by_side([render_page(pdf, index, 300) for index in range(first, first + count)])
    page = render_page(pdf, first, round(pdf[first].get_width() / 72 * DPI))
    left, right = LEFT * DPI / 96 - MARGIN, (LEFT + view.width) * DPI / 96 + MARGIN
    return trim(page.crop((round(left), 0, round(right), page.height)))


def render_page(pdf: Any, index: int, width: int) -> Image.Image:
    """A page of a PDF, `width` pixels wide."""
    page = pdf[index]
    image: Image.Image = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    return image


# ---- proof ----

UPPER = 0.62  # the part of a sheet that is shown: the head, and what stands below it


def draw_proof(root: Path, folder: Path) -> None:
    """The proof of the examples that have one: the upper part of its first sheet."""
    for name in PROOFS:
        made = build(root, folder / "proof", (PROOF,), options=Options(only=(f"{PREFIX}{name}",)))
        page = render_page(pypdfium2.PdfDocument(made.files[0]), 0, 1120)
        save(
            ImageOps.expand(page.crop((0, 0, page.width, round(page.height * UPPER))), 1, HAIRLINE),
            GUIDE / f"{name}-proof.png",
        )


# ---- EPUB ----


def draw_epub(root: Path, folder: Path) -> None:
    """The EPUB picture of each example of the demo issue."""
    book = unpack(build(root, folder / "dist", ("epub",)).files[0], folder / "book")

    def draw(name: str) -> None:
        more = "" if view_of(name).head else NO_EPUB_HEAD
        page = dress(book, f"text/{PREFIX}{name}.xhtml", DAY, more)
        save(trim(screenshot(page, "", (PHONE[0], TALL))), GUIDE / f"{name}-epub.png")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(draw, [name for name in snippet_names() if name != FAULTY]))


def unpack(epub: Path, folder: Path) -> Path:
    """The package folder of an unpacked EPUB."""
    for name, data in read_epub(epub).items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return next(folder.rglob("*.opf")).parent


def dress(book: Path, name: str, colours: tuple[str, str], more: str = "") -> Path:
    """A copy of a page with a reading app's style: ground, ink, margins, body face."""
    ground, ink = colours
    font = (ROOT / "assets" / "fonts" / "ZBSong-400.ttf").as_uri()
    style = READER.format(font=font, ground=ground, ink=ink, more=more)
    page = book / name
    copy = page.with_name(f"{page.stem}-{ground[1:]}.xhtml")
    copy.write_text(
        page.read_text(encoding="utf-8").replace("</head>", f"<style>{style}</style></head>"), encoding="utf-8"
    )
    return copy


def screenshot(page: Path, fragment: str, size: tuple[int, int]) -> Image.Image:
    """The page in a frame of `size` CSS pixels, scrolled to `#fragment`.

    The frame is needed because Chromium's own window is never as narrow as a phone.
    """
    width, height = size
    with tempfile.TemporaryDirectory(prefix="zbsh-shot-") as folder:
        shot = Path(folder) / "shot.png"
        frame = Path(folder) / "frame.html"
        frame.write_text(
            '<!DOCTYPE html><html style="overflow:hidden"><body style="margin:0">'
            f'<iframe src="{page.as_uri()}#{fragment}" scrolling="no" '
            f'style="display:block;border:0;width:{width}px;height:{height}px"></iframe></body></html>',
            encoding="utf-8",
        )
        _run_chromium(frame, shot, Path(folder) / "profile", (max(width, 600), height))
        image = Image.open(BytesIO(shot.read_bytes())).convert("RGB")
    return image.crop((0, 0, round(width * SHARPNESS), round(height * SHARPNESS)))


def _run_chromium(frame: Path, shot: Path, profile: Path, window: tuple[int, int]) -> None:
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage"]
    flags += ["--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=4000", f"--user-data-dir={profile}"]
    flags += [f"--force-device-scale-factor={SHARPNESS}", f"--window-size={window[0]},{window[1]}"]
    subprocess.run(
        [CHROMIUM, *flags, f"--screenshot={shot}", frame.as_uri()], check=True, capture_output=True, timeout=120
    )


# ---- the README's pictures, from the real issue ----

SPREAD = "p024-guidao-jingjinji"  # the article that the README shows


def draw_pictures(folder: Path) -> None:
    """Cover, contents, an article's spread and the EPUB on a phone."""
    epub, pdf = sorted(build(ROOT, folder / "dist").files)
    document = pypdfium2.PdfDocument(pdf.read_bytes())
    labels = [document.get_page_label(index) for index in range(len(document))]
    save(ImageOps.expand(render_page(document, 0, 560), 1, HAIRLINE), PICTURES / "cover.png")
    save(_spread(document, labels.index("ii")), PICTURES / "contents.png")
    save(_spread(document, _first_page(document, SPREAD)), PICTURES / "article.png")
    save(_phones(unpack(epub, folder / "book")), PICTURES / "phone.png")


def _spread(document: Any, index: int) -> Image.Image:
    """The left-hand page `index` and the right-hand page beside it."""
    left = index if index % 2 else index - 1  # the cover, page 0, is a right-hand page
    return side_by_side([render_page(document, page, 620) for page in (left, left + 1)])


def _first_page(document: Any, article: str) -> int:
    """The index of the page on which an article begins, by its bookmark."""
    entries = {entry.id: entry.title.label for entry in load(ROOT)[0].issue.manifest.entries}
    for mark in document.get_toc():
        if mark.get_title() == entries[article]:
            return int(mark.get_dest().get_index())
    raise KeyError(article)


def _phones(book: Path) -> Image.Image:
    """Four screens: contents and an article's opening by day, a chart and a later part by night."""
    screens = (
        ("nav.xhtml", "", DAY),
        (f"text/{SPREAD}.xhtml", "", DAY),
        (f"text/{SPREAD}.xhtml", f"{SPREAD}-f1", NIGHT),
        (f"text/{SPREAD}.xhtml", f"{SPREAD}-h5", NIGHT),
    )
    shots = [screenshot(dress(book, name, colours), fragment, PHONE) for name, fragment, colours in screens]
    return side_by_side([shot.resize(PHONE, Image.Resampling.LANCZOS) for shot in shots], gap=14)
