"""K03: Apple's pack would take pictures of 100 pixels only, so that there is no bundle for it."""

from __future__ import annotations

from dataclasses import replace

from bundled import wares
from zbsh_pub.bundles.bundle import bundle_for, flavoured_book
from zbsh_pub.problems import Problem
from zbsh_pub.stores.pack import load_pack


def problems() -> list[Problem]:
    """What is told of the bundle that is not made: the reason (K01), and that there is none."""
    pack = load_pack("apple")
    rules = tuple(replace(rule, limits={"most": 100}) for rule in pack.rules if rule.id == "image-pixels")
    bundle = bundle_for(replace(pack, rules=rules), wares(), flavoured_book(wares(), pack.flavour))
    assert bundle.files == {}
    return list(bundle.problems)
