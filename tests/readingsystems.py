"""Real reading systems on EPUBs, by tests/readers/open.mjs: foliate-js and epub.js in Chromium, Readium's parser."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

REPO = Path(__file__).resolve().parent.parent
OPENER = REPO / "tests" / "readers" / "open.mjs"
MODULES = REPO / "tests" / "readers" / "node_modules"
SCREENS = REPO / "build" / "screens"  # a folder a book; not in the repository
ENGINES = ("foliate", "epubjs")
FINDINGS = ("errors", "overflow", "overlap", "invisible")
TIMEOUT = 300  # seconds


def open_books(books: Sequence[Path], brief: Sequence[Path] = (), screens: Path | None = None) -> list[dict[str, Any]]:
    """What the systems say of each book, those that are opened on all devices first (open.mjs tells the form).

    Raises `RuntimeError` where they cannot be run.
    """
    command = ["node", str(OPENER), *map(str, books), "--fonts", str(REPO / "assets" / "fonts")]
    for book in brief:
        command += ["--brief", str(book)]
    if screens:
        command += ["--out", str(screens)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=TIMEOUT)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"the reading systems could not be run: {done.stderr.decode(errors='replace').strip()}")
    found: list[dict[str, Any]] = json.loads(done.stdout)["books"]
    return found


def complaints(report: dict[str, Any]) -> list[str]:
    """All that is wrong with a book, a line each: system, device, what."""
    found = [f"readium: {error}" for error in report["readium"]["errors"]]
    for engine in ENGINES:
        if not report[engine]["toc"]:
            found.append(f"{engine}: no contents")
        for view in report[engine]["views"]:
            place = f"{engine} {view['name']}"
            found += [f"{place}: {kind}: {_words(item)}" for kind in FINDINGS for item in view[kind]]
            if view["note"] and not (view["note"].get("back") and view["note"]["text"]):
                found.append(f"{place}: no way into the note and back: {view['note']}")
    return found


def _words(item: str | dict[str, Any]) -> str:
    return item if isinstance(item, str) else ", ".join(f"{key} {value}" for key, value in item.items())
