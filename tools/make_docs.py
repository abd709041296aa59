"""Make what the documentation shows from what it describes: pictures, problem lists, tables of keys.

`make guide` runs `.venv/bin/python tools/make_docs.py`. It writes

- docs/guide/*-print.png and *-epub.png: each example of docs/guide as both editions set it, *-proof.png its proof,
- docs/pictures/*.png: pages of the real issue, for the README,
- docs/problems.md: the catalogue of problems,
- docs/copy-rules.md: the copy rules,
- docs/preflight.md: the tables of rules and limits,
- docs/stores.md: what stores ask,
- docs/manuscript.zh.md: the parts between `<!-- NAME: … -->` and `<!-- /NAME -->`; the rest is written by hand.

Needs chromium (CHROMIUM names another program), but not for `--text`, which leaves pictures and reports as they
are. The same sources give the same files.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from docs_demo import FAULTY, make_demo, snippet_names
from docs_pictures import CHROMIUM, draw_epub, draw_pictures, draw_print, draw_proof
from docs_preflight import write_preflight
from docs_text import faulty_report, write_manual, write_text
from zbsh_pub.problems import Failure


def make_all(folder: Path) -> None:
    """Write everything, with `folder` for what lies between."""
    root = make_demo(folder, [name for name in snippet_names() if name != FAULTY])
    draw_print(root)
    draw_epub(root, folder)
    draw_proof(root, folder)
    write_text()
    write_preflight()
    write_manual(faulty_report(folder / "faulty"))
    draw_pictures(folder / "real")


def main() -> None:
    """Write everything, or say why not; with `--text` the text alone."""
    if sys.argv[1:] == ["--text"]:
        write_text()
        write_preflight()
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
