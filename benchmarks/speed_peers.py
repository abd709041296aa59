"""The same issue through several systems, timed in turn in one run: whole processes, medians, ratios.

    python benchmarks/speed_peers.py [ROOT] [--runs 5] [--offline] [--write docs/benchmarks.md]

Ours: the whole PDF from nothing, with one article edited, with nothing changed, inside a process that goes
on, and as one document in one process; the EPUB put back where nothing changed but it is gone, and made anew
with one article edited. Chromium and Vivliostyle get the same units and the same
designed sheets in one HTML file (what they do not know of them they leave out), Typst and pandoc the same
text without design. Vivliostyle (npm), Typst and pandoc (PyPI) are installed into build/peers once; without
the network, or with --offline, they are absent and said to be so.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from machine import machine
from typography_peers import CACHE, TYPST, TYPST_HEAD, VIVLIOSTYLE, Absent, _browser, blocks
from zbsh_pub.build import load
from zbsh_pub.fonts import house_faces
from zbsh_pub.house import read_sheet
from zbsh_pub.pdf import SHEETS
from zbsh_pub.work import compose
from zbsh_pub.xhtml import to_html

ROOT = Path(__file__).parent.parent
PANDOC = "pypandoc_binary==1.17"
ONE_DOCUMENT = """
import sys; from pathlib import Path
from zbsh_pub.build import load
from zbsh_pub.work import compose, open_press
from zbsh_pub.cache import default_store
from zbsh_pub.pdf import job_of
from zbsh_pub.typeset import Engine
from zbsh_pub.typeset.chinese.seam import chinese_lines
publication = compose(load(Path(sys.argv[1]))[0])
setup, page, documents = open_press(publication, default_store()).setup, 1, []
with Engine(setup) as engine:
    for unit in publication.units:
        laid_out = engine.lay_out(job_of(unit), page)
        documents.append(engine._numbered(laid_out, page))
        page += laid_out.count
    whole = documents[0].copy([page for document in documents for page in document.pages])
    with chinese_lines(setup.house):
        Path(sys.argv[2]).write_bytes(whole.write_pdf(pdf_tags=True))
"""
TWICE = """
import sys, time; from pathlib import Path
from zbsh_pub.build import Options, build
from zbsh_pub.cache import Store
from zbsh_pub.typeset.workers import Crew
root, out, article = map(Path, sys.argv[1:4])
with Crew() as crew:
    options = Options(store=Store(out / "store"), crew=crew)
    build(root, out / "dist", ("screen",), options=options)
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("的", "之", 1), encoding="utf-8")
    start = time.perf_counter()
    build(root, out / "dist", ("screen",), options=options)
    print(time.perf_counter() - start)
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run works: a copy of the issue, a folder for what is made, a cache of its own."""

    root: Path
    out: Path
    environment: dict[str, str]

    def run(self, *command: object, **environment: str) -> float:
        """Wall seconds of a process."""
        start = time.perf_counter()
        try:
            subprocess.run(
                list(map(str, command)),
                check=True,
                capture_output=True,
                timeout=900,
                cwd=self.out,
                env={**self.environment, **environment},
            )
        except subprocess.SubprocessError as failure:
            said = (getattr(failure, "stderr", b"") or b"").decode("utf-8", "replace").strip()[-300:]
            raise Absent(f"does not run here ({said or failure})") from failure
        return time.perf_counter() - start

    def article(self) -> Path:
        """The article that is edited: one of middling length. A character is changed, so that its lines change."""
        articles = sorted((self.root / "manuscript").rglob("*.md"), key=lambda path: path.stat().st_size)
        return articles[len(articles) // 2]


def zbsh(place: Place, *options: object) -> float:
    out = ("--out", place.out / "dist")
    return place.run(sys.executable, "-m", "zbsh_pub", "build", place.root, *out, *options)


# ---- ours ----


def cold(place: Place) -> float:
    return zbsh(place, "--edition", "screen", "--no-cache")


def one_document(place: Place) -> float:
    return place.run(sys.executable, "-c", ONE_DOCUMENT, place.root, place.out / "one.pdf")


def edited(place: Place) -> float:
    zbsh(place, "--edition", "screen")
    _edit(place.article())
    return zbsh(place, "--edition", "screen")


def _edit(article: Path) -> None:
    article.write_text(article.read_text(encoding="utf-8").replace("的", "之", 1), encoding="utf-8")


def unchanged(place: Place) -> float:
    zbsh(place, "--edition", "screen")
    return zbsh(place, "--edition", "screen")


def inside(place: Place) -> float:
    command = [sys.executable, "-c", TWICE, place.root, place.out, place.article()]
    done = subprocess.run(
        list(map(str, command)), check=True, capture_output=True, text=True, env=place.environment, timeout=900
    )
    return float(done.stdout.split()[-1])


def epub(place: Place) -> float:
    zbsh(place, "--edition", "epub")
    for made in (place.out / "dist").iterdir():
        made.unlink()
    return zbsh(place, "--edition", "epub")


def epub_edited(place: Place) -> float:
    zbsh(place, "--edition", "epub")
    _edit(place.article())
    return zbsh(place, "--edition", "epub")


# ---- the peers ----


def chromium(place: Place) -> float:
    return place.run(
        _browser(),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={place.out / 'profile'}",
        f"--print-to-pdf={place.out / 'chromium.pdf'}",
        _designed(place).as_uri(),
    )


def vivliostyle(place: Place) -> float:
    program = CACHE / "vivliostyle" / "node_modules" / ".bin" / "vivliostyle"
    _present(
        program, "npm", "install", "--prefix", CACHE / "vivliostyle", "--ignore-scripts", "--no-audit", VIVLIOSTYLE
    )
    target = ("-o", place.out / "vivliostyle.pdf", "--single-doc", "--executable-browser", _browser())
    return place.run(program, "build", _designed(place), *target)


def typst(place: Place) -> float:
    folder = CACHE / "typst"
    _present(folder / "typst", sys.executable, "-m", "pip", "install", "--no-deps", "--target", folder, TYPST)
    source = place.out / "peers.typ"
    marks = {"h1": "= ", "h2": "== ", "p": ""}
    words = (marks[tag] + re.sub(r"([\\#$*_`<>@\[\]~/=+-])", r"\\\1", text) for tag, text in blocks(place.root, 0))
    source.write_text(TYPST_HEAD + "\n" + "\n\n".join(words) + "\n", encoding="utf-8")
    program = "import sys, typst; typst.compile(sys.argv[1], sys.argv[2], font_paths=[sys.argv[3]])"
    fonts = house_faces()[0].path.parent
    return place.run(sys.executable, "-c", program, source, place.out / "typst.pdf", fonts, PYTHONPATH=str(folder))


def pandoc(place: Place) -> float:
    folder = CACHE / "pandoc"
    _present(folder / "pypandoc", sys.executable, "-m", "pip", "install", "--no-deps", "--target", folder, PANDOC)
    source = place.out / "peers.md"
    marks = {"h1": "# ", "h2": "## ", "p": ""}
    source.write_text("\n\n".join(marks[tag] + text for tag, text in blocks(place.root, 0)), encoding="utf-8")
    program = folder / "pypandoc" / "files" / "pandoc"
    return place.run(program, source, "-o", place.out / "pandoc.epub", "--metadata", "title=x")


def _designed(place: Place) -> Path:
    """All units and the designed sheets as one HTML file, with faces and pictures beside it."""
    source = place.out / "designed.html"
    if not source.is_file():
        publication = compose(load(place.root)[0])
        rules = ""
        for face in house_faces():
            shutil.copy(face.path, place.out)
            rules += f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};src:url({face.path.name})}}\n'
        issue = publication.issue
        pictures = {name: picture.data for name, picture in issue.pictures.items()}
        for name, data in (pictures | {n: d for u in publication.units for n, d in u.resources.items()}).items():
            (place.out / name).parent.mkdir(parents=True, exist_ok=True)
            (place.out / name).write_bytes(data)
        sheets = "\n".join(read_sheet(issue.root, name) for name in SHEETS)
        own = "\n".join(unit.css for unit in publication.units)
        bodies = "\n".join(re.search("<body[^>]*>(.*)</body>", to_html(u.page), re.S)[1] for u in publication.units)  # type: ignore[index]
        head = f'<meta charset="utf-8"><title>x</title><style>{rules}{sheets}{own}</style>'
        page = f'<!DOCTYPE html><html lang="zh-Hans"><head>{head}</head><body>{bodies}</body></html>'
        source.write_text(page.replace("zbsh:", ""), encoding="utf-8")
    return source


def _present(wanted: Path, *install: object) -> None:
    if wanted.exists():
        return
    if OFFLINE:
        raise Absent("not in build/peers")
    CACHE.mkdir(parents=True, exist_ok=True)
    try:
        subprocess.run(list(map(str, install)), check=True, capture_output=True, timeout=900)
    except (OSError, subprocess.SubprocessError) as failure:
        raise Absent(f"cannot be installed ({failure})") from failure


OFFLINE = False
CASES: dict[str, Callable[[Place], float]] = {
    "**ours, whole PDF, nothing kept**": cold,
    "ours, one process and one document": one_document,
    "Chromium, print to PDF (same sheets)": chromium,
    "Vivliostyle (same sheets)": vivliostyle,
    "Typst (plain)": typst,
    "**ours, one article edited**": edited,
    "**ours, one article edited, in a process that goes on**": inside,
    "**ours, nothing changed**": unchanged,
    "**ours, EPUB, warm, text unchanged**": epub,
    "**ours, EPUB, warm, one article edited**": epub_edited,
    "pandoc, EPUB (plain)": pandoc,
}
RATIOS = (
    ("whole PDF to Chromium", 0, 2),
    ("whole PDF to Vivliostyle", 0, 3),
    ("whole PDF to one process and one document", 0, 1),
    ("one article edited, running process, to Typst", 6, 4),
    ("EPUB, text unchanged, to pandoc", 8, 10),
    ("EPUB, one article edited, to pandoc", 9, 10),
)


def measure(root: Path, runs: int) -> tuple[dict[str, list[float]], dict[str, str]]:
    """Seconds of each case in each run, the cases in turn; and why some are absent."""
    times: dict[str, list[float]] = {name: [] for name in CASES}
    absent: dict[str, str] = {}
    for _ in range(runs):
        for name, case in CASES.items():
            if name in absent:
                continue
            with tempfile.TemporaryDirectory(prefix="zbsh-speed-") as folder:
                copy = Path(folder) / "issue"
                for part in ("manuscript", "assets", "styles"):
                    if (root / part).is_dir():
                        shutil.copytree(root / part, copy / part, ignore=shutil.ignore_patterns("fonts"))
                (Path(folder) / "out").mkdir()
                kept = {**os.environ, "XDG_CACHE_HOME": str(Path(folder) / "cache")}
                try:
                    times[name].append(case(Place(copy, Path(folder) / "out", kept)))
                except Absent as why:
                    absent[name] = str(why)
    return times, absent


def report(root: Path, times: dict[str, list[float]], absent: dict[str, str]) -> Iterator[str]:
    text = list(blocks(root, 0))
    runs = max(map(len, times.values()))
    yield f"{machine()}; Python {platform.python_version()}; {sum(len(t) for _, t in text)} characters of text; "
    yield f"medians of {runs} runs in turn.\n\n| | seconds | min–max |\n|---|--:|--:|\n"
    for name, found in times.items():
        if found:
            yield f"| {name} | {statistics.median(found):.2f} | {min(found):.2f}–{max(found):.2f} |\n"
    yield "\n| ratio, in this run | |\n|---|--:|\n"
    names = list(CASES)
    for label, ours, theirs in RATIOS:
        mine, other = times[names[ours]], times[names[theirs]]
        if mine and other:
            yield f"| {label} | {statistics.median(mine) / statistics.median(other):.2f} |\n"
    for name, why in absent.items():
        yield f"\n{name} is absent: {why}\n"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("root", type=Path, nargs="?", default=ROOT)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--offline", action="store_true", help="install nothing")
    options = arguments.parse_args()
    global OFFLINE
    OFFLINE = options.offline
    times, absent = measure(options.root.resolve(), options.runs)
    print("".join(report(options.root, times, absent)), end="")


if __name__ == "__main__":
    main()
