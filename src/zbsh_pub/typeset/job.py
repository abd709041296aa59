"""What a layout is made from, as plain values that cross processes and can be named by a digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

from zbsh_pub.cache import key_of
from zbsh_pub.house import fonts_folder
from zbsh_pub.typeset.chinese.house import House

DEFAULT = House()


@dataclass(frozen=True, slots=True)
class Job:
    """A document that is laid out by itself: HTML, rules of its own, pictures made for it.

    `shows_number` says that its text shows the number of a page, so that it has to be known before layout.
    """

    id: str
    html: str = field(repr=False)
    css: str = ""
    resources: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    shows_number: bool = False


@dataclass(frozen=True, slots=True)
class Setup:
    """What all jobs of an issue share: sheets in order, pictures by name, the house's habits, the faces."""

    sheets: tuple[str, ...] = field(repr=False)
    resources: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    house: House = DEFAULT
    fonts: Path = field(default_factory=fonts_folder)


def shared_key(setup: Setup) -> bytes:
    """A digest of all that any layout under `setup` depends on but its job and pictures."""
    parts = [*setup.sheets, repr(setup.house), *engine_versions()]
    return bytes.fromhex(key_of([*map(str.encode, parts), *_files(setup.fonts, "*.[ot]t[fc]"), *_own_code()]))


def job_key(shared: bytes, setup: Setup, job: Job) -> str:
    """A digest of all that the pages of `job` depend on but the number of the first one."""
    text = job.html + job.css + "".join(setup.sheets)
    pictures = {**{n: d for n, d in setup.resources.items() if n in text}, **job.resources}
    named = [part for name in sorted(pictures) for part in (name.encode(), pictures[name])]
    return key_of([shared, job.id.encode(), job.html.encode(), job.css.encode(), *named])


def _files(folder: Path, pattern: str) -> Iterable[bytes]:
    """Names and digests of files; within a process a file is read again where its size or time changed."""
    for path in sorted(folder.rglob(pattern)):
        stat = path.stat()
        yield path.name.encode()
        yield _digest(path, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)


@lru_cache(maxsize=256)
def _digest(path: Path, size: int, mtime: int, ctime: int) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


@cache
def _own_code() -> tuple[bytes, ...]:
    """The source of this package: another engine makes other pages."""
    return tuple(_files(Path(__file__).parent, "*.py"))


@cache
def engine_versions() -> tuple[str, ...]:
    """The packages and native libraries that decide what a page looks like."""
    packages = ("weasyprint", "pydyf", "tinycss2", "cssselect2", "tinyhtml5", "fonttools", "Pyphen", "pillow")
    return tuple(f"{name} {version(name)}" for name in packages) + _library_versions()


def _library_versions() -> tuple[str, ...]:
    """Pango's and HarfBuzz's own word on their versions, without importing WeasyPrint."""
    import ctypes

    found = []
    for library, function in (
        ("libpango-1.0.so.0", "pango_version_string"),
        ("libharfbuzz.so.0", "hb_version_string"),
    ):
        try:
            call = getattr(ctypes.CDLL(library), function)
            call.restype = ctypes.c_char_p
            found.append(f"{library} {call().decode()}")
        except (OSError, AttributeError):
            found.append(library)
    return tuple(found)
