"""Turn OpenCC's dictionaries into the data of the Traditional edition.

`python tools/make_traditional.py` writes, from the locked package `opencc` (Apache-2.0):

    src/zbsh_pub/traditional/ambiguous.yaml   simplified characters that stand for several traditional ones
    assets/fonts-tc/charset.txt               what the faces of that edition need to have

The charset is whatever the characters of `assets/fonts/charset.txt` may become in any variant, and the 5,401 frequent
characters of Big5. After a change of the charset run `make fonts`.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import opencc
from opencc import OpenCC

from make_charset import read_charset, section

ROOT = Path(__file__).resolve().parents[1]
AMBIGUOUS = ROOT / "src" / "zbsh_pub" / "traditional" / "ambiguous.yaml"
CHARSET = ROOT / "assets" / "fonts-tc" / "charset.txt"
VARIANTS = ("s2t", "s2tw", "s2hk")
AFTER = ("t2tw", "t2hk")
BIG5_FREQUENT = 5401

AMBIGUOUS_HEAD = """\
# Simplified characters that stand for several traditional ones, the likeliest first. Written by
# tools/make_traditional.py from STCharacters of OpenCC (Apache-2.0): do not edit.
"""
CHARSET_HEAD = """\
# Characters of the faces of the Traditional edition. Written by tools/make_traditional.py: change it there.
# A line is a comment, or code points and ranges (U+0020-007E), or the characters themselves.
# Sources: assets/fonts/charset.txt converted with OpenCC (Apache-2.0); the codec "big5" of Python.
"""


def dictionary(name: str) -> dict[str, list[str]]:
    """A dictionary of OpenCC: simplified → its forms."""
    package = Path(opencc.__file__).parent / "clib"
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "text"
        source = package / "share" / "opencc" / f"{name}.ocd2"
        program = package / "bin" / "opencc_dict"
        subprocess.run([program, "-i", source, "-o", text, "-f", "ocd2", "-t", "text"], check=True)
        lines = text.read_text(encoding="utf-8").splitlines()
    return {key: forms.split(" ") for key, forms in (line.split("\t") for line in lines)}


def big5() -> Iterator[str]:
    """The frequent characters of Big5, in its order."""
    for row in range(0xA4, 0xC7):
        for cell in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
            if (row, cell) <= (0xC6, 0x7E):
                yield bytes((row, cell)).decode("big5")


def charset(characters: dict[str, list[str]]) -> Iterator[tuple[str, Iterable[str]]]:
    """Title and characters of each list."""
    source = read_charset()
    yield "Everything but Han characters, as in the house's faces", sorted(c for c in source if not is_ideograph(c))
    converters = [OpenCC(name) for name in VARIANTS]
    han = "".join(sorted(filter(is_ideograph, source)))
    yield "What they become", sorted(set().union(*(converter.convert(han) for converter in converters)))
    others = {form for c in han for form in characters.get(c, ())}
    yield "What they may become, too", sorted(others.union(*(OpenCC(n).convert("".join(others)) for n in AFTER)))
    frequent = sorted(set(big5()))
    assert len(frequent) == BIG5_FREQUENT
    yield "Big5: frequent characters not above", frequent


def is_ideograph(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char >= "\U00020000"


def charset_text(characters: dict[str, list[str]]) -> str:
    seen: set[str] = set()
    lines: list[str] = []
    for title, chars in charset(characters):
        fresh = [c for c in chars if c not in seen]
        seen.update(fresh)
        lines += section(title, fresh)
    return f"{CHARSET_HEAD}# Characters in all: {len(seen)}\n" + "\n".join(lines) + "\n"


def ambiguous_text(characters: dict[str, list[str]]) -> str:
    several = {key: forms for key, forms in sorted(characters.items()) if len(forms) > 1}
    return AMBIGUOUS_HEAD + "".join(f"{key}: {''.join(forms)}\n" for key, forms in several.items())


def main() -> None:
    characters = dictionary("STCharacters")
    AMBIGUOUS.write_text(ambiguous_text(characters), encoding="utf-8", newline="\n")
    CHARSET.parent.mkdir(parents=True, exist_ok=True)
    CHARSET.write_text(charset_text(characters), encoding="utf-8", newline="\n")
    print(f"{CHARSET.name}: {len(read_charset(CHARSET))} characters")


if __name__ == "__main__":
    main()
