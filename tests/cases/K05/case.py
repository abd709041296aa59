"""K05: a description of 4,001 characters, where Kindle takes 4,000."""

from __future__ import annotations

from zbsh_pub.bundles.bundle import too_long
from zbsh_pub.bundles.form import Line
from zbsh_pub.problems import Problem
from zbsh_pub.stores.pack import load_pack


def problems() -> list[Problem]:
    """What is told of a form whose every line has that many characters, as far as there are limits."""
    pack = load_pack("kindle")
    return list(too_long((Line(field, "字" * 4001) for field in pack.form), pack))
