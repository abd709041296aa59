"""Shape test strings with the faces of `assets/fonts` and with issue-sized cuts of them, and print what comes out.

`python tools/check_fonts.py` prints, for each face of the manifest, the hash check, the advances (in 1/1000 em) of

    ——      2 em: script Hani, language zh-Hans picks the Chinese dash (locl)
    ，“     1.5 em with chws, 2 em without; the same for ）。 and ”，
    “       1 em, and .5 em with halt

and then cuts a subset of 1,500 characters from each, as an issue does, timed, and shapes the same strings again.
It ends with 1 if an advance is not the expected one. Requirement: `pip install uharfbuzz==0.57.0 PyYAML`.
"""

from __future__ import annotations

import hashlib
import sys
import time
from typing import Any

import uharfbuzz as hb
import yaml

from make_charset import CHARSET, is_han, read_charset

FONTS = CHARSET.parent
ISSUE_SIZE = 1500

# Text, feature, advance with the feature on, advance with it off.
EXPECTED = (
    ("——", "locl", 2000, None),
    ("，“", "chws", 1500, 2000),
    ("）。", "chws", 1500, 2000),
    ("”，", "chws", 1500, 2000),
    ("）（", "chws", 1500, 2000),
    ("“", "halt", 500, 1000),
    ("，", "halt", 500, 1000),
)


def advances(font: Any, text: str, feature: str, on: bool) -> list[int]:
    """The advances of a Chinese text with one feature on or off, in 1/1000 em."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", "Hani", "zh-Hans"
    hb.shape(font, buffer, {feature: on})
    return [round(position.x_advance * 1000 / font.face.upem) for position in buffer.glyph_positions]


def shaped(data: bytes, label: str) -> bool:
    """Print the advances of all test strings; whether each is as expected."""
    font = hb.Font(hb.Face(hb.Blob(data)))
    good, parts = True, []
    for text, feature, want_on, want_off in EXPECTED:
        on, off = advances(font, text, feature, True), advances(font, text, feature, False)
        right = sum(on) == want_on and want_off in (None, sum(off))
        good = good and right
        parts.append(f"{text} {feature} {on} off {off}{'' if right else ' WRONG'}")
    print(f"  {label}: " + "; ".join(parts))
    return good


def issue_cut(data: bytes, chars: set[str], features: list[str]) -> bytes:
    """The face cut to the characters of an issue, layout features kept."""
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, chars))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(int.from_bytes(tag.encode()) for tag in features)
    wanted.name_id_set.update({13, 14})  # the licence travels with the font
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    return bytes(hb.subset(hb.Face(hb.Blob(data)), wanted).blob.data)


def issue_chars() -> set[str]:
    """A stand-in for an issue: ASCII, all marks, and Han characters from all over the charset."""
    marks = {
        c
        for c in read_charset()
        if c < "\u007f" or "\u2000" <= c < "\u2070" or "\u3000" <= c < "\u3020" or "\uff00" < c < "\U00010000"
    }
    han = sorted(c for c in read_charset() if is_han(c))
    step = len(han) // (ISSUE_SIZE - len(marks))
    return marks | set(han[::step][: ISSUE_SIZE - len(marks)])


def main() -> int:
    """Check all faces; 0 if all is as expected."""
    manifest = yaml.safe_load((FONTS / "fonts.yaml").read_text(encoding="utf-8"))
    chars, good, spent = issue_chars(), True, 0.0
    for face in manifest["faces"]:
        data = (FONTS / face["file"]).read_bytes()
        same = hashlib.sha256(data).hexdigest() == face["sha256"]
        print(f"{face['file']}: {len(data):,} bytes, hash {'as in the manifest' if same else 'WRONG'}")
        started = time.perf_counter()
        small = issue_cut(data, chars, manifest["features"])
        spent += time.perf_counter() - started
        good &= all((same, shaped(data, "whole"), shaped(small, f"issue, {len(small):,} bytes")))
    print(f"{len(manifest['faces'])} issue cuts of {len(chars)} characters: {spent:.3f} s")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
