"""K06: cover art of 600×800 pixels."""

from __future__ import annotations

from dataclasses import replace

from bundled import wares
from epubbook import picture
from zbsh_pub.bundles.cover import check_art
from zbsh_pub.model import Picture
from zbsh_pub.problems import Problem
from zbsh_pub.stores.pack import load_pack


def problems() -> list[Problem]:
    """What is told of it for Kobo."""
    issue = wares().issue
    art = Picture("assets/cover.jpg", "image/jpeg", 600, 800, picture("JPEG", (600, 800)))
    return list(check_art(replace(issue, pictures={issue.manifest.cover.art: art}), load_pack("kobo")))
