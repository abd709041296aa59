"""The examples of docs/guide as articles of a demo issue, and how each is shown."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from zbsh_pub.skeleton import create

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
GUIDE = DOCS / "guide"
PREFIX = "p"  # of an example's article: an id cannot begin with a digit
FAULTY = "90-faulty"  # the example that is wrong on purpose

# Print: an example stands alone at the top of the type area (styles/print.css: page:right).
BARE = ".runninghead,.folio,.tab,.opener,.sectionmark{display:none}"
NO_HEAD = f"{BARE}.head{{display:none}}"
ONE_COLUMN = f"{NO_HEAD}.body{{columns:1;width:299px}}"
LEFT, COLUMN, MEASURE = 75.0, 299.0, 625.0  # px of 1/96 inch


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
PROOFS = ("29-query",)  # examples that are shown as a proof too


def view_of(name: str) -> View:
    return VIEWS.get(name, COLUMN_VIEW)


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
