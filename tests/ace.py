"""DAISY Ace on one EPUB: the checker of EPUB Accessibility, with axe's rules in headless Chromium.

It is installed with the readers (tests/readers). Its packages ask for Node.js 20; it runs on Debian's 18 as well.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from issuetest import REPO

ACE = REPO / "tests" / "readers" / "node_modules" / ".bin" / "ace-cli"
TIMEOUT = 300  # seconds


@dataclass(frozen=True)
class Violation:
    """A rule that does not hold somewhere in the book."""

    page: str
    rule: str
    impact: str
    text: str


def run_ace(epub: Path) -> list[Violation]:
    """All violations in the book, however slight; an empty list is a clean book."""
    with tempfile.TemporaryDirectory(prefix="ace-") as folder:
        report = Path(folder) / "report.json"
        done = subprocess.run(
            [str(ACE), "-E", "-f", "-s", "-o", folder, str(epub)],
            env={**os.environ, "PUPPETEER_EXECUTABLE_PATH": _chromium(), "ACE_TIMEOUT_INITIAL": "60000"},
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
        if not report.exists():
            raise RuntimeError(f"Ace gave no report ({done.returncode}): {done.stderr.decode(errors='replace')}")
        found = json.loads(report.read_bytes())
    violations = [_violation(document, one) for document in found["assertions"] for one in document["assertions"]]
    if (done.returncode == 0) == bool(violations) or not found["outlines"]["toc"]:
        raise RuntimeError(f"Ace's report and its exit code ({done.returncode}) tell different things")
    return violations


def _violation(document: dict[str, Any], assertion: dict[str, Any]) -> Violation:
    test, page = assertion["earl:test"], document["earl:testSubject"]["url"]
    text = " ".join(str(assertion["earl:result"].get("dct:description", "")).split())
    return Violation(page, test["dct:title"], test["earl:impact"], text[:200])


def _chromium() -> str:
    wanted = os.environ.get("CHROMIUM", "chromium")
    found = shutil.which(wanted)
    if found is None:
        raise RuntimeError(f"no browser: {wanted} (tools/setup_system.sh test installs it)")
    return found
