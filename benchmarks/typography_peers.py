"""The same text through several engines, each result measured by the typography yardstick.

    python benchmarks/typography_peers.py [ROOT] [--paragraphs N] [--keep FOLDER] [--offline]

Plain paragraphs and headings of the issue's articles, two columns of 22 zi at 10 pt, the house's faces.
Vivliostyle (npm) and Typst (PyPI) are installed into build/peers once; without the network, or with
--offline, they are absent and said to be so. Prints a Markdown table and what each peer is.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from machine import machine
from zbsh_pub.build import load
from zbsh_pub.checks.typography import Report, measure
from zbsh_pub.fonts import house_faces

ROOT = Path(__file__).parent.parent
CACHE = ROOT / "build" / "peers"
VIVLIOSTYLE = "@vivliostyle/cli@11.3.3"
TYPST = "typst==0.15.2"

# 210 x 285 mm; columns of 22.05 zi, so that rounding never takes a zi from a line.
# A line is 21 CSS px, since browsers set baselines on whole px; headings measure whole lines.
SHEET = """
@page { size: 595.28pt 807.87pt; margin: 72pt 67.14pt }
body { margin: 0; font: 400 10pt/15.75pt "ZB Song"; font-feature-settings: "chws"; text-autospace: normal }
.body { columns: 2; column-gap: 20pt; text-align: justify; line-break: strict; text-spacing-trim: trim-start }
p { margin: 0; text-indent: 2em; orphans: 2; widows: 2 }
h1, h2 { text-align: left; break-after: avoid; break-inside: avoid }
h1 { margin: 15.75pt 0; font: 700 18pt/31.5pt "ZB Song" }
h2 { margin: 15.75pt 0 0; font: 700 13pt/15.75pt "ZB Song" }
"""
TYPST_HEAD = """
#set page(width: 595.28pt, height: 807.87pt, margin: (x: 67.14pt, y: 72pt), columns: 2)
#set columns(gutter: 20pt)
#set text(font: "ZB Song", size: 10pt, lang: "zh", region: "cn", top-edge: 8pt, bottom-edge: -2pt)
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 5.75pt, spacing: 5.75pt)
#show heading: it => block(above: 21.5pt, below: 5.75pt, text(size: 13pt, weight: 700, it.body))
#show heading.where(level: 1): it => {
  set par(leading: 21.5pt)
  block(above: 21.5pt, below: 21.5pt, text(size: 18pt, weight: 700, it.body))
}
"""

Block = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Bench:
    """Where the peers work, and whether they may be installed."""

    folder: Path
    offline: bool


Peer = Callable[[list[Block], Bench], bytes]


class Absent(Exception):
    """A peer that is not here, and why."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("root", type=Path, nargs="?", default=ROOT)
    arguments.add_argument("--paragraphs", type=int, default=0, help="only so many paragraphs")
    arguments.add_argument("--keep", type=Path, help="folder for the PDFs")
    arguments.add_argument("--offline", action="store_true", help="install nothing")
    options = arguments.parse_args()
    text = list(blocks(options.root, options.paragraphs))
    rows, absent = [], []
    with tempfile.TemporaryDirectory(prefix="zbsh-peers-") as folder:
        for name, peer in PEERS.items():
            start = time.perf_counter()
            try:
                data = peer(text, Bench(Path(folder), options.offline))
            except Absent as why:
                absent.append(f"{name} is absent: {why}")
                continue
            rows.append((name, time.perf_counter() - start, measure(data)))
            if options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / f"{re.sub(r'[^a-z]+', '-', name.lower())}.pdf").write_bytes(data)
    print(machine(), end="; ")
    print(f"{len(text)} blocks, {sum(len(words) for _, words in text)} characters, two columns of 22 zi at 10 pt\n")
    print("\n".join([table(rows), "", *absent]))


def table(rows: list[tuple[str, float, Report]]) -> str:
    """Figures as rows, engines as columns."""
    lines = ["| figure | " + " | ".join(name for name, _, _ in rows) + " |", "|---" + "|--:" * len(rows) + "|"]

    def add(label: str, value: Callable[[Report], str]) -> None:
        lines.append(f"| {label} | " + " | ".join(value(report) for _, _, report in rows) + " |")

    lines.append("| seconds | " + " | ".join(f"{seconds:.1f}" for _, seconds, _ in rows) + " |")
    add("pages", lambda r: str(r.pages))
    add("lines of the body", lambda r: str(r.body_lines))
    for figure in rows[0][2].figures:
        add(figure.key, lambda r, key=figure.key: f"{r.figure(key).count} of {r.figure(key).of}")  # type: ignore[misc]
    add("looseness, median (em)", lambda r: f"{r.looseness.median:.3f}")
    add("looseness, 99 % (em)", lambda r: f"{r.looseness.p99:.3f}")
    add("looseness, worst (em)", lambda r: f"{r.looseness.most:.3f}")
    add("tightest line (em)", lambda r: f"{r.looseness.least:.3f}")
    add("Han–Latin, median (em)", lambda r: f"{r.han_latin.median:.3f}")
    add("Han–Latin, 5–95 % (em)", lambda r: f"{r.han_latin.p5:.2f}–{r.han_latin.p95:.2f}")
    add("on the page's grid", lambda r: f"{r.baselines.on_page_grid:.1%}")
    add("pages with even columns", lambda r: f"{r.baselines.pages_with_even_columns:.1%}")
    return "\n".join(lines)


# ---- the text ----


def blocks(root: Path, most: int) -> Iterator[Block]:
    """("h1", title), ("h2", heading), ("p", paragraph) of all articles; boxes, lists and tables are left out."""
    count = 0
    for article in load(root)[0].issue.articles:
        yield "h1", article.entry.title.main
        for block in re.split(r"\n\s*\n", re.sub(r"(?ms)^///.*?^///\s*$", "", article.body)):
            found = _block(block.strip())
            if found is None:
                continue
            yield found
            count += found[0] == "p"
            if count == most:
                return


def _block(block: str) -> Block | None:
    if not block or (re.match(r"[|!>*+\-/\d\[^ ]", block) and not block.startswith("**")):
        return None
    text = re.sub(r"\[\^[^\]]+\]|\*\*|==|[*\\]", "", block.replace("\n", ""))
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"</?\w+>|\{([^|}]*)\|[^}]*\}", r"\1", text)
    heading = re.match(r"#+\s*", text)
    return ("h2", text[heading.end() :]) if heading else ("p", text)


def write_html(text: list[Block], folder: Path) -> Path:
    """The text as a page with the house's faces beside it, as a server of files wants them."""
    rules = ""
    for face in house_faces():
        shutil.copy(face.path, folder)
        rules += f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};src:url({face.path.name})}}\n'
    body = "\n".join(f"<{tag}>{escape(words)}</{tag}>" for tag, words in text)
    head = f'<head><meta charset="utf-8"><title>peers</title><style>{rules}{SHEET}</style></head>'
    source = folder / "peers.html"
    page = f'<!DOCTYPE html>\n<html lang="zh-Hans">{head}<body><div class="body">{body}</div></body></html>\n'
    source.write_text(page, encoding="utf-8")
    return source


# ---- the peers ----


def ours(text: list[Block], bench: Bench) -> bytes:
    """Our engine, with the same sheet."""
    from zbsh_pub.link import PdfFacts, link
    from zbsh_pub.markdown.trees import element
    from zbsh_pub.typeset import Engine
    from zbsh_pub.typeset.job import Job, Setup
    from zbsh_pub.xhtml import Page, to_html

    body = element("div", "body", *(element(tag, "", words) for tag, words in text))
    job = Job("peers", to_html(Page("peers.html", "peers", "zh-Hans", (body,))))
    with Engine(Setup((SHEET,))) as engine:
        facts = PdfFacts("peers", (), "", (), "zh-Hans", "2024-01-01T00:00:00Z")
        return link([engine.draw(job, 1)], facts)


def stock(text: list[Block], bench: Bench) -> bytes:
    """WeasyPrint as it comes, in a process of its own: ours replaces parts of it."""
    source, target = write_html(text, bench.folder), bench.folder / "stock.pdf"
    program = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"
    subprocess.run([sys.executable, "-c", program, str(source), str(target)], check=True, capture_output=True)
    return target.read_bytes()


def chromium(text: list[Block], bench: Bench) -> bytes:
    """Chromium's print to PDF."""
    source, target = write_html(text, bench.folder), bench.folder / "chromium.pdf"
    command = [
        _browser(),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={bench.folder / 'profile'}",
        f"--print-to-pdf={target}",
        source.as_uri(),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return target.read_bytes()


def vivliostyle(text: list[Block], bench: Bench) -> bytes:
    """Vivliostyle CLI, with the system's Chromium."""
    program = CACHE / "vivliostyle" / "node_modules" / ".bin" / "vivliostyle"
    install = [
        "npm",
        "install",
        "--prefix",
        str(CACHE / "vivliostyle"),
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
        VIVLIOSTYLE,
    ]
    _install(program, install, bench)
    source, target = write_html(text, bench.folder), bench.folder / "vivliostyle.pdf"
    command = [
        str(program),
        "build",
        str(source),
        "-o",
        str(target),
        "--single-doc",
        "--executable-browser",
        _browser(),
    ]
    _run(command, bench.folder)
    return target.read_bytes()


def typst(text: list[Block], bench: Bench) -> bytes:
    """Typst, as the wheel on PyPI."""
    place = CACHE / "typst"
    _install(
        place / "typst",
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            "--target",
            str(place),
            TYPST,
        ],
        bench,
    )
    source, target = bench.folder / "peers.typ", bench.folder / "typst.pdf"
    marks = {"h1": "= ", "h2": "== ", "p": ""}
    words = "\n\n".join(marks[tag] + re.sub(r"([\\#$*_`<>@\[\]~/=+-])", r"\\\1", words) for tag, words in text)
    source.write_text(TYPST_HEAD + "\n" + words + "\n", encoding="utf-8")
    program = "import sys, typst; typst.compile(sys.argv[1], sys.argv[2], font_paths=[sys.argv[3]])"
    command = [sys.executable, "-c", program, str(source), str(target), str(house_faces()[0].path.parent)]
    _run(command, bench.folder, PYTHONPATH=str(place))
    return target.read_bytes()


def _browser() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        raise Absent("no Chromium on this machine")
    return found


def _install(wanted: Path, command: list[str], bench: Bench) -> None:
    if wanted.exists():
        return
    if bench.offline:
        raise Absent("not in build/peers")
    CACHE.mkdir(parents=True, exist_ok=True)
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=600)
    except (OSError, subprocess.SubprocessError) as failure:
        raise Absent(f"cannot be installed ({failure})") from failure


def _run(command: list[str], folder: Path, **environment: str) -> None:
    try:
        subprocess.run(
            command, check=True, capture_output=True, timeout=600, cwd=folder, env={**os.environ, **environment}
        )
    except subprocess.SubprocessError as failure:
        said = getattr(failure, "stderr", b"") or getattr(failure, "stdout", b"") or b""
        raise Absent(f"does not run here ({said.decode('utf-8', 'replace').strip()[-300:] or failure})") from failure


PEERS: dict[str, Peer] = {
    "zbsh-pub": ours,
    "WeasyPrint, stock": stock,
    "Chromium": chromium,
    "Vivliostyle": vivliostyle,
    "Typst": typst,
}


if __name__ == "__main__":
    main()
