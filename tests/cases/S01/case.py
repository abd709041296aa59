"""S01: a system library that is not there."""

from __future__ import annotations

import pytest

from zbsh_pub.problems import Problem
from zbsh_pub.typeset import native


def problems() -> list[Problem]:
    """The library table names a library that no system has."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(native, "LIBRARIES", {**native.LIBRARIES, "libmeiyou-9.so": "libmeiyou9"})
        return list(native.check_native())
