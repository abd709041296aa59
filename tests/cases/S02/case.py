"""S02: another WeasyPrint than the one that this release is written for, and none at all."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError

import pytest

from zbsh_pub.problems import Problem
from zbsh_pub.typeset import native


def problems() -> list[Problem]:
    """The installed packages say 69.0, then they do not know WeasyPrint."""

    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    found: list[Problem] = []
    for version in (lambda _: "69.0", missing):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(native, "version", version)
            found += native.check_native()
    return found
