"""K04: a cover of 40×30 pixels, where a store wants more on each side, and one of too many bytes."""

from __future__ import annotations

from dataclasses import replace

from epubbook import picture
from zbsh_pub.bundles.cover import check_cover
from zbsh_pub.problems import Problem
from zbsh_pub.stores.pack import load_pack


def problems() -> list[Problem]:
    """What is wrong with the two."""
    google, kindle = load_pack("google"), load_pack("kindle")
    light = replace(kindle, cover=replace(kindle.cover, least=(0, 0), shortest=0, most=(20, 20), most_bytes=500))
    long = replace(google, cover=replace(google.cover, shortest=0, longest=39))
    cover = picture("JPEG", (40, 30))
    found = [check_cover(cover, pack, "yangkan-1.jpg") for pack in (google, kindle, light, long)]
    return [one for some in found for one in some]
