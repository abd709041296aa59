"""Characters that an editor escapes with a backslash, kept out of sight of every rule until the end.

`\\*` prints an asterisk. Before anything reads the text, such a pair becomes one private-use
character; after conversion it becomes the plain character.
"""

from __future__ import annotations

import re

_BASE = 0xE000
_PAIR = re.compile(r"\\([!-/:-@\[-`{-~])")
_HIDDEN = re.compile("[\ue021-\ue07e]")


def hide(text: str) -> str:
    """Escaped pairs as private-use characters."""
    return _PAIR.sub(lambda match: chr(_BASE + ord(match[1])), text)


def reveal(text: str) -> str:
    """Private-use characters of `hide` as the characters they stand for."""
    return _HIDDEN.sub(lambda match: chr(ord(match[0]) - _BASE), text)
