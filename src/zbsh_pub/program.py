"""What program this is: its code, the house's sheets and faces, the packages and libraries that it runs on."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from zbsh_pub.cache import key_of
from zbsh_pub.house import fonts_folder, house_folder
from zbsh_pub.typeset.job import engine_versions

CODE = Path(__file__).parent
# Those that have a say in the finished files, beside those that the engine names itself.
PACKAGES = (
    "charset-normalizer",
    "ebooklib",
    "jsonschema",
    "lxml",
    "markdown",
    "opencc",
    "pikepdf",
    "pymdown-extensions",
    "pypdfium2",
    "pyyaml",
    "segno",
    "uharfbuzz",
)


def program() -> dict[str, str]:
    """Each part of the program and which one it is: a version, or a digest of its files."""
    folders = {
        "zbsh-pub": CODE,
        "styles": house_folder("styles"),
        "fonts": fonts_folder(),
        "fonts-tc": house_folder("assets/fonts-tc"),
        "icc": house_folder("assets/icc"),
    }
    parts = {name: folder_digest(folder)[:16] for name, folder in folders.items()}
    parts |= {name: _version(name) for name in PACKAGES}
    parts |= dict(line.rpartition(" ")[::2] for line in engine_versions())
    return parts | {"python": platform.python_version()}


def program_key(parts: dict[str, str]) -> str:
    """A digest of `program()`: another program has another one."""
    return key_of(f"{name} {parts[name]}".encode() for name in sorted(parts))


def differences(here: dict[str, str], there: dict[str, str]) -> list[str]:
    """Where two programs are not the same: `name here / there`, the parts that matter most first."""
    names = [*here, *(name for name in there if name not in here)]
    return [f"{n} {here.get(n, '—')} / {there.get(n, '—')}" for n in names if here.get(n) != there.get(n)]


def folder_digest(folder: Path) -> str:
    """A digest of the names and bytes of all files below `folder`, but for what Python keeps for itself."""
    return key_of(part for path in _files(folder) for part in _named(folder, path))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)


def _named(folder: Path, path: Path) -> tuple[bytes, bytes]:
    with path.open("rb") as file:
        return path.relative_to(folder).as_posix().encode(), hashlib.file_digest(file, "sha256").digest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "—"
