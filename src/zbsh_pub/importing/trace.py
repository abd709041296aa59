"""The trace: a JSON line for each source line that is not blank."""

from __future__ import annotations

import json
from collections.abc import Sequence

from zbsh_pub.importing.labelling import Labelled


def write_trace(lines: Sequence[Labelled]) -> str:
    """`{"line": N, "article": A, "label": L, "confidence": c, "rule": "…"}`, in the order of the source."""
    rows = (
        {
            "line": item.line.number,
            "article": item.article,
            "label": item.verdict.label,
            "confidence": item.verdict.confidence,
            "rule": item.verdict.rule,
        }
        for item in lines
    )
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
