"""A text file of the tree as Unicode, or the problem that keeps it from being read."""

from __future__ import annotations

import re
from pathlib import Path

from zbsh_pub.problems import Problem, problem

# No XML holds these, or nobody sees them: C0 and C1, DEL, surrogates, byte-order marks, separators, non-characters.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffd-\uffff]")
_NAMES = {
    "gb18030": "GB 18030 (GBK)",
    "gbk": "GB 18030 (GBK)",
    "gb2312": "GB 18030 (GBK)",
    "big5": "Big5",
    "utf_16": "UTF-16",
    "utf_16_le": "UTF-16",
    "utf_16_be": "UTF-16",
    "cp1252": "Latin-1",
    "latin_1": "Latin-1",
}


def read_text(path: Path, name: str) -> tuple[str, list[Problem]]:
    """The text of `path`, with line ends as `\\n` and no byte-order mark.

    `name` is what messages call the file. T04: not UTF-8, and no text; T10: control characters, which become
    blanks, so that the rest of the text can still be read.
    """
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return "", [problem("T04", name, line, encoding=guess_encoding(data))]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return CONTROL.sub(" ", text), _control_characters(text, name)


def guess_encoding(data: bytes) -> str:
    """The encoding that `data` looks like, in words an editor knows."""
    from charset_normalizer import from_bytes

    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    candidates = [c for c in ("gb18030", "big5") if _decodes_to_chinese(data, c)]
    best = from_bytes(data[:20000], cp_isolation=candidates or None).best()
    encoding = best.encoding if best else (candidates[0] if candidates else "?")
    return _NAMES.get(encoding, encoding)


def _decodes_to_chinese(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    wide = [c for c in text if ord(c) > 127]
    return bool(wide) and sum("\u3000" <= c <= "\u9fff" or "\uff00" <= c <= "\uffef" for c in wide) > 0.8 * len(wide)


def _control_characters(text: str, name: str) -> list[Problem]:
    return [
        problem("T10", name, number, match.start() + 1, char=f"U+{ord(match[0]):04X}")
        for number, line in enumerate(text.split("\n"), 1)
        for match in CONTROL.finditer(line)
    ]
