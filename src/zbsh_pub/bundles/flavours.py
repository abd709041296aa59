"""The flavours: what is done to the standard EPUB for the stores that want it otherwise. Read this first.

Each step takes the files of the finished EPUB and gives them back changed; it looks at nothing but the book, so that
whatever else the book holds (page breaks, page list, claims) stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping

from zbsh_pub.bundles.changes import duokan_pictures, old_page_source, opaque_pictures, without_joiners
from zbsh_pub.bundles.notes import duokan_notes, qqreader_notes, zhangyue_notes
from zbsh_pub.bundles.parts import Parts, Source, Step
from zbsh_pub.bundles.sheets import extra_sheet, with_families, without_what_breaks
from zbsh_pub.stores.pack import Flavour

DUOKAN_FAMILIES = {"ZB Song": "DK-SONGTI", "ZB Hei": "DK-HEITI", "ZB Kai": "DK-KAITI"}
EXTRA_SHEETS = ("notes-store.css", "kindle.css")

# Stores run EPUBCheck in one version or another: what only the newer one knows is said the way that both take.
EVERYWHERE: tuple[Step, ...] = (old_page_source,)
FLAVOURS: Mapping[Flavour, tuple[Step, ...]] = {
    "standard": (),
    "apple": (opaque_pictures,),
    "duokan": (duokan_notes, duokan_pictures, with_families(DUOKAN_FAMILIES)),
    "kindle": (
        without_what_breaks("kindle", ("body-text", "body-margin", "negative")),
        extra_sheet("kindle.css"),
        without_joiners,
    ),
    "kobo": (opaque_pictures, with_families({})),
    "weread": (qqreader_notes,),
    "zhangyue": (zhangyue_notes,),
}


def flavoured(parts: Parts, flavour: Flavour, source: Source) -> Parts:
    """The EPUB as the stores of a flavour want it."""
    for step in (*EVERYWHERE, *FLAVOURS[flavour]):
        parts = step(parts, source)
    return parts
