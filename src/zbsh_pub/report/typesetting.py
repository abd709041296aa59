"""The typesetting of the finished PDF, measured once for equal bytes: seconds of work, so the store keeps it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from zbsh_pub.cache import Store, key_of
from zbsh_pub.checks import typography
from zbsh_pub.checks.typography.report import loosest
from zbsh_pub.program import folder_digest

SHOWN = 20  # faults of a figure, and loosest lines
_KIND = "typesetting"


def typesetting(pdf: bytes, store: Store) -> dict[str, Any]:
    """Figures, spreads, and (page from 1, mean gap in em) of each full line, as plain data."""
    code = folder_digest(Path(typography.__file__).parent)
    key = key_of([hashlib.sha256(pdf).digest(), code.encode(), version("pypdfium2").encode()])
    found: dict[str, Any] = json.loads(store.cached(_KIND, key, partial(_measured, pdf)))
    return found


def _measured(pdf: bytes) -> bytes:
    report = typography.measure(pdf)
    figures = [
        {"key": f.key, "count": f.count, "of": f.of, "faults": [asdict(fault) for fault in f.faults[:SHOWN]]}
        for f in report.figures
    ]
    grid = report.baselines
    data = {
        "figures": figures,
        "size": report.body_size,
        "bodyLines": report.body_lines,
        "looseness": asdict(report.looseness),
        "hanLatin": asdict(report.han_latin),
        "grid": [grid.on_page_grid, grid.on_document_grid, grid.pages_with_even_columns],
        "gaps": [[line.page, round(line.gap, 4)] for line in report.lines],
        "loosest": [
            {"label": line.label, "column": line.column, "line": line.line, "gap": line.gap, "text": line.text}
            for line in loosest(report, SHOWN)
        ],
    }
    return json.dumps(data, ensure_ascii=False).encode()
