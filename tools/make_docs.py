"""Make what the documentation shows from what it describes: pictures, problem lists, tables of keys.

`make guide` runs `.venv/bin/python tools/make_docs.py`. It writes

- docs/guide/*-print.png and *-epub.png: each example of docs/guide as both editions set it,
- docs/pictures/*.png: pages of the real issue, for the README,
- docs/problems.md: the catalogue of problems,
- docs/copy-rules.md: the copy rules,
- docs/manuscript.zh.md: the parts between `<!-- NAME: … -->` and `<!-- /NAME -->`; the rest is written by hand.

Needs chromium (CHROMIUM names another program), but not for `--text`, which leaves pictures and reports as they
are. The same sources give the same files.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import yaml
from PIL import Image, ImageChops, ImageOps

from zbsh_pub.build import build, compose, load, open_engine
from zbsh_pub.compose.unit import Unit
from zbsh_pub.copyedit.rule import Rule
from zbsh_pub.copyedit.rules import RULES
from zbsh_pub.epub import read_epub
from zbsh_pub.problems import Failure, Language, codes, copy_reason, stop_on_errors
from zbsh_pub.skeleton import create
from zbsh_pub.typeset import Engine, LaidOut, PdfFacts

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
GUIDE = DOCS / "guide"
PICTURES = DOCS / "pictures"
MANUAL = DOCS / "manuscript.zh.md"
SCHEMA = ROOT / "src" / "zbsh_pub" / "schema"
PREFIX = "p"  # of an example's article: an id cannot begin with a digit
FAULTY = "90-faulty"  # the example that is wrong on purpose
CHROMIUM = os.environ.get("CHROMIUM", "chromium")

DPI = 140
PAPER, HAIRLINE = "#ffffff", "#bdb8ae"
MARGIN = 10  # pixels left round a picture's content
GAP = 70  # the highest blank band that a picture keeps: a page's foot is brought near its text
PHONE = (390, 844)
TALL = 3000  # higher than any example's page
SHARPNESS = 1.5  # device pixels a CSS pixel

# Print: an example stands alone at the top of the type area (styles/print.css: page:right).
BARE = ".runninghead,.folio,.tab,.opener,.sectionmark{display:none}"
NO_HEAD = f"{BARE}.head{{display:none}}"
ONE_COLUMN = f"{NO_HEAD}.body{{columns:1;width:299px}}"
LEFT, COLUMN, MEASURE = 75.0, 299.0, 625.0  # px of 1/96 inch

# EPUB: what a reading app brings, its ground, its margins and its body face.
READER = """@font-face {{ font-family: "Reader Song"; src: url({font}); }}
html {{ background: {ground}; color: {ink}; }}
body {{ margin: 0 22px; padding: 16px 0 24px; font: 17px/1.8 "Reader Song", serif; }}
{more}"""
DAY, NIGHT = ("#ffffff", "#1b1b1d"), ("#121212", "#dddddd")
NO_EPUB_HEAD = ".section-name,.title,.kicker,.subtitle,.byline{display:none}.head{margin:0}"


@dataclass(frozen=True, slots=True)
class View:
    """How an example is shown: rules for its print unit, width of the crop in px (0: whole pages), EPUB head or not."""

    css: str
    width: float
    head: bool = False


COLUMN_VIEW = View(ONE_COLUMN, COLUMN)
MEASURE_VIEW = View(NO_HEAD, MEASURE)
VIEWS = {
    "01-title": View(f"{BARE}.body{{visibility:hidden;height:0}}", MEASURE, head=True),
    "07-note": MEASURE_VIEW,
    "27-dropcap": View(f"{ONE_COLUMN}.body{{margin-left:13px}}", COLUMN + 13),
    "28-vertical": View(f"{BARE}.body{{visibility:hidden;height:0}}", MEASURE, head=True),
    "12-abstract": MEASURE_VIEW,
    "13-ednote": MEASURE_VIEW,
    "16-figure-span": MEASURE_VIEW,
    "19-table-span": MEASURE_VIEW,
    "24-pagebreak": View("", 0),
    "25-plate": View("", 0),
}


def view_of(name: str) -> View:
    return VIEWS.get(name, COLUMN_VIEW)


# ---- the demo issue ----


def snippet_names() -> list[str]:
    """The examples of docs/guide in order, without `.md`."""
    return sorted(path.stem for path in GUIDE.glob("*.md"))


def make_demo(folder: Path, names: list[str]) -> Path:
    """An issue whose articles are the examples `names`."""
    root = folder / "demo"
    create(root)
    shutil.rmtree(root / "manuscript" / "lead")
    for kind in ("charts", "adverts"):
        shutil.copytree(ROOT / "assets" / kind, root / "assets" / kind)
    manifest = root / "manuscript" / "issue.yaml"
    data: dict[str, Any] = yaml.safe_load(manifest.read_text(encoding="utf-8"))
    data["issue"]["cover-month"], data["issue"]["published"] = "2026-01", "2026-01-15"
    data["cover"] = {"art": "assets/cover.svg", "alt": "封面"}
    data.pop("house", None)  # YAML 1.1 reads its key “off” as false
    entries = [_entry(name, number) for number, name in enumerate(names, 1)]
    data["sections"] = [{"id": "guide", "title": "写法举例", "theme": "cinnabar", "articles": entries}]
    manifest.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    _write_articles(root / "manuscript" / "guide", names)
    return root


def _entry(name: str, page: int) -> dict[str, Any]:
    """The manifest's lines of an example: its own where it has a .yaml beside it."""
    own = GUIDE / f"{name}.yaml"
    facts = yaml.safe_load(own.read_text(encoding="utf-8")) if own.is_file() else {"title": [f"例{page}"]}
    return {"file": f"{PREFIX}{name}.md", "page": page, **facts}


def _write_articles(folder: Path, names: list[str]) -> None:
    folder.mkdir()
    for name in names:
        mark = "true" if name == "23-tail" else "false"
        body = (GUIDE / f"{name}.md").read_text(encoding="utf-8")
        front = "" if body.startswith("---\n") else f"---\nkind: full\nend-mark: {mark}\n---\n\n"
        (folder / f"{PREFIX}{name}.md").write_text(front + body, encoding="utf-8")


# ---- pictures ----


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
    with open_engine(publication) as engine:
        laid_out = [_lay_out(engine, unit) for unit in publication.units]
        facts = PdfFacts("guide", (), "", (), "zh-Hans", "2026-01-01")
        pdf = pypdfium2.PdfDocument(engine.pdf(laid_out, facts))
        stop_on_errors(engine.problems)
    first = 0
    for unit in laid_out:
        name = unit.id.removeprefix(PREFIX)
        save(_print_picture(pdf, first, unit.span.count, view_of(name)), GUIDE / f"{name}-print.png")
        first += unit.span.count


def _lay_out(engine: Engine, unit: Unit) -> LaidOut:
    """The unit with its view's rules; whole pages are shown as a spread, so they begin on the left."""
    view = view_of(unit.id.removeprefix(PREFIX))
    return engine.lay_out(replace(unit, css=f"{unit.css}\n{view.css}"), 1 if view.width else 2)


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


# ---- text ----


def write_problems() -> None:
    """docs/problems.md from the catalogue."""
    catalogue = yaml.safe_load((ROOT / "src" / "zbsh_pub" / "catalogue.yaml").read_text(encoding="utf-8"))["problems"]
    parts = [
        "# 问题一览 · Problems",
        "由`make guide`从`src/zbsh_pub/catalogue.yaml`写成，请勿手改。花括号里的词在报告时换成具体内容。  \n"
        "Written by `make guide` from `src/zbsh_pub/catalogue.yaml`: do not edit. "
        "Words in braces are filled in when a problem is reported.",
        "[中文](#中文) · [English](#english)",
        *_problem_section(
            "中文", ("代码", "级别", "问题", "改法"), {"error": "错误", "warning": "提醒"}, catalogue, "zh"
        ),
        *_problem_section("English", ("code", "severity", "message", "cure"), {}, catalogue, "en"),
    ]
    (DOCS / "problems.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _problem_section(
    title: str, head: tuple[str, ...], severities: dict[str, str], catalogue: dict[str, Any], language: Language
) -> list[str]:
    rows = []
    for code in codes():
        words, severity = catalogue[code][language], catalogue[code]["severity"]
        rows.append((f"`{code}`", severities.get(severity, severity), plain(words["message"]), plain(words["cure"])))
    return [f"## {title}", table(head, rows)]


def write_copy_rules() -> None:
    """docs/copy-rules.md from the list of rules."""
    (DOCS / "copy-rules.md").write_text(copy_rules(), encoding="utf-8")


def copy_rules() -> str:
    """The copy rules as a page: one table in Chinese, one in English."""
    parts = [
        "# 用字和标点的规则 · Copy rules",
        "由`make guide`从`src/zbsh_pub/copyedit/rules.py`写成，请勿手改。“代改”的由`zbsh fix`改，“提醒”的请编辑判断；"
        "不要哪一条，把名称写进`issue.yaml`的`house.copy.off`。例子里␣是空格，□是全角空格。  \n"
        "Written by `make guide` from `src/zbsh_pub/copyedit/rules.py`: do not edit. `zbsh fix` mends what is `fix`; "
        "`warn` asks an editor. A rule is switched off by its name in `house.copy.off` of `issue.yaml`. "
        "In the examples ␣ is a blank, □ a full-width one.",
        "GB/T 15834—2011《标点符号用法》 · GB/T 15835—2011《出版物上数字用法》 · "
        "clreq: W3C, *Requirements for Chinese Text Layout*",
        "[中文](#中文) · [English](#english)",
        "## 中文",
        table(("规则", "级别", "理由", "依据", "例"), (_rule_row(rule, "zh") for rule in RULES)),
        "## English",
        table(("rule", "severity", "reason", "source", "examples"), (_rule_row(rule, "en") for rule in RULES)),
    ]
    return "\n\n".join(parts) + "\n"


def _rule_row(rule: Rule, language: Language) -> tuple[str, ...]:
    severity = {"fix": "代改", "warn": "提醒"}[rule.severity] if language == "zh" else rule.severity
    examples = "<br>".join(
        _visible(before) if after is None else f"{_visible(before)} → {_visible(after)}"
        for before, after in rule.changes
    )
    return f"`{rule.id}`", severity, copy_reason(rule.id).in_language(language), rule.source, examples


def _visible(text: str) -> str:
    """An example with its blanks and invisible characters shown."""
    shown = text.replace(" ", "␣").replace("\u3000", "□")
    return plain(
        "".join(c if c.isprintable() and not 0xE000 <= ord(c) < 0xF900 else f"[U+{ord(c):04X}]" for c in shown)
    )


def plain(text: str) -> str:
    """Text that Markdown must not take for markup."""
    return re.sub(r"([\\|*_\[\]<>`#])", r"\\\1", text)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = (head, ["---"] * len(head), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def key_table(name: str) -> str:
    """The keys of a part of a schema ("issue", "article", "issue#magazine" …) with examples from the issue."""
    file, _, part = name.partition("#")
    schema = json.loads((SCHEMA / f"{file}.schema.json").read_text(encoding="utf-8"))
    node = schema["$defs"][part] if part else schema
    examples = _examples(part)
    rows = list(_key_rows(node, schema, examples, ""))
    return table(("键", "必填", "意思", "例"), rows)


def _examples(part: str) -> dict[str, Any]:
    """Values of manuscript/issue.yaml for a part of its schema: the fullest of those that occur."""
    data = yaml.load((ROOT / "manuscript" / "issue.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    articles = [a for s in data["sections"] for a in s["articles"]]
    many = {
        "term": data["house"]["terms"],
        "role": data["staff"],
        "notice": data["notices"],
        "section": data["sections"],
        "article": articles,
    }
    chosen = max(many[part], key=len) if part in many else data.get(part, data)
    return dict(chosen)


def _key_rows(node: Any, schema: Any, examples: Any, prefix: str) -> Iterator[tuple[str, ...]]:
    for key, value in node.get("properties", {}).items():
        target = schema["$defs"][value["$ref"].rsplit("/", 1)[-1]] if "$ref" in value else {}
        rule = {**target, **value}
        example = examples.get(key, "") if isinstance(examples, dict) else ""
        nested = rule.get("type") == "object"
        shown = "" if nested or rule.get("items", {}).get("$ref") not in (None, "#/$defs/text") else _example(example)
        needed = "是" if key in node.get("required", ()) else ""
        yield f"`{prefix}{key}`", needed, _meaning(rule), shown
        if nested and not prefix and value.get("type") == "object":
            yield from _key_rows(rule, schema, example, f"{key}.")


def _meaning(rule: Any) -> str:
    values = "、".join(f"`{value}`" for value in rule.get("enum", ()))
    choice = f"（{values}{'之一' if len(rule['enum']) > 1 else ''}）" if values else ""
    return plain(rule.get("title", "")) + choice


def _example(value: Any) -> str:
    """A value as an editor writes it, cut short; nothing where it has parts of its own."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return plain(f"[{_short(', '.join(value))}]")
    return plain(_short(value)) if isinstance(value, str) else ""


def _short(text: str) -> str:
    return text if len(text) <= 32 else f"{text[:30]}……"


def example_block(name: str) -> str:
    """An example's source and both its pictures."""
    source = (GUIDE / f"{name}.md").read_text(encoding="utf-8").rstrip("\n")
    own = GUIDE / f"{name}.yaml"
    code = (
        f"```yaml\n{own.read_text(encoding='utf-8').rstrip()}\n```" if own.is_file() else f"```markdown\n{source}\n```"
    )
    print_, epub = _picture(name, "print"), _picture(name, "epub")
    if view_of(name) is COLUMN_VIEW:
        return f"{code}\n\n{table(('印刷', 'EPUB'), [(print_, epub)])}"
    return f"{code}\n\n{table(('印刷',), [(print_,)])}\n\n{table(('EPUB',), [(epub,)])}"


def _picture(name: str, edition: str) -> str:
    """The picture at the size of its text on paper or phone, or a little smaller."""
    path = GUIDE / f"{name}-{edition}.png"
    with Image.open(path) as image:
        width = round(image.width * (0.5 if edition == "epub" else 0.7))
    return f'<img src="guide/{path.name}" width="{width}" alt="例{name[:2]}，{edition}">'


def faulty_report(folder: Path) -> str:
    """What the faulty example is told."""
    try:
        load(make_demo(folder, [FAULTY]))
    except Failure as failure:
        lines = "\n".join(problem.render("zh") for problem in failure.problems)
        source = (GUIDE / f"{FAULTY}.md").read_text(encoding="utf-8").rstrip("\n")
        return f"```markdown\n{source}\n```\n\n```text\n{lines}\n```"
    raise AssertionError(f"{FAULTY} is without fault")


def write_manual(report: str) -> None:
    """Renew the generated parts of the manual."""
    text = MANUAL.read_text(encoding="utf-8")
    text = renew(text, "guide", example_block)
    text = renew(text, "report", lambda _: report)
    MANUAL.write_text(text, encoding="utf-8")


def write_text() -> None:
    """What is made without laying anything out: lists, and the tables of keys in the manual."""
    write_problems()
    write_copy_rules()
    MANUAL.write_text(renew(MANUAL.read_text(encoding="utf-8"), "keys", key_table), encoding="utf-8")


def renew(text: str, kind: str, make: Callable[[str], str]) -> str:
    """The text with each `<!-- kind: name --> … <!-- /kind -->` filled with `make(name)`."""

    def fill(match: re.Match[str]) -> str:
        return f"{match[1]}\n{make(match[2])}\n\n{match[3]}"

    return re.sub(rf"(<!-- {kind}: (\S+) -->\n).*?(<!-- /{kind} -->)", fill, text, flags=re.S)


def make_all(folder: Path) -> None:
    """Write everything, with `folder` for what lies between."""
    root = make_demo(folder, [name for name in snippet_names() if name != FAULTY])
    draw_print(root)
    draw_epub(root, folder)
    write_text()
    write_manual(faulty_report(folder / "faulty"))
    draw_pictures(folder / "real")


def main() -> None:
    """Write everything, or say why not; with `--text` the text alone."""
    if sys.argv[1:] == ["--text"]:
        write_text()
        return
    if shutil.which(CHROMIUM) is None:
        sys.exit(f"make_docs: no {CHROMIUM}; run tools/setup_system.sh test")
    with tempfile.TemporaryDirectory(prefix="zbsh-docs-") as folder:
        try:
            make_all(Path(folder))
        except Failure as failure:
            sys.exit(str(failure))


if __name__ == "__main__":
    main()
