"""Are WeasyPrint and its native libraries the ones that this room is written for?

Kept apart from the engine, so that a build can ask before it imports WeasyPrint.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from zbsh_pub.problems import Problem, problem

WEASYPRINT = "70.0"
# Without the subsetting library WeasyPrint falls back to fontTools: 29 s an issue instead of 6.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
HERE = "zbsh-pub"


def check_native() -> Iterator[Problem]:
    """S01 for each library that does not load, S02 for another WeasyPrint than the pinned one."""
    for library, package in LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            yield problem("S01", HERE, library=library, package=package)
    try:
        found = version("weasyprint")
    except PackageNotFoundError:
        found = "—"
    if found != WEASYPRINT:
        yield problem("S02", HERE, found=found, wanted=WEASYPRINT)
